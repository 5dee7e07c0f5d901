"""Draw floors.svg, the picture of the architecture, from the table in architecture.md: `python docs/floors.py`."""

from __future__ import annotations

import pathlib
import re

import matplotlib
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

HERE = pathlib.Path(__file__).parent
ROW = re.compile(r"^\| (\d+) \| (.*?) \| .* \|$", re.MULTILINE)


def floors(text: str) -> list[list[str]]:
    """The packages of each floor, from below, as the table of architecture.md lists them."""
    return [re.findall(r"`(\w+)`", packages) for _, packages in ROW.findall(text)]


def drawn(rows: list[list[str]]) -> Figure:
    """One row a floor, the lowest at the bottom, one box a package."""
    matplotlib.rcParams.update({"svg.hashsalt": "floors", "svg.fonttype": "path", "font.family": "DejaVu Sans"})
    height = 0.52
    figure = Figure(figsize=(8, height * len(rows) + 0.2), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 8), ylim=(0, height * len(rows) + 0.2))
    axes.axis("off")
    for k, packages in enumerate(rows):
        y = 0.15 + k * height
        axes.text(0.3, y + 0.18, str(k + 1), ha="center", va="center", fontsize=9, color="#777777")
        width = 7.2 / len(packages)
        for j, name in enumerate(packages):
            box = FancyBboxPatch(
                (0.6 + j * width + 0.06, y),
                width - 0.12,
                0.36,
                boxstyle="round,pad=0,rounding_size=0.06",
                fc="#eaf1f8",
                ec="#4a78a8",
            )
            axes.add_patch(box)
            axes.text(0.6 + (j + 0.5) * width, y + 0.18, name, ha="center", va="center", fontsize=9, color="#1d2b3a")
    return figure


if __name__ == "__main__":
    drawn(floors((HERE / "architecture.md").read_text("utf-8"))).savefig(
        HERE / "floors.svg", format="svg", metadata={"Date": None, "Creator": None}
    )
