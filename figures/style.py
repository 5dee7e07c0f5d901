"""How the figures look: paper and ink, colours for the colour-blind, tables of numbers as squares.

The colours are those of Okabe and Ito (https://jfly.uni-koeln.de/color), on dark paper somewhat lighter. Nothing is
shown by colour alone: curves differ in their dashes too, and cells have numbers. A user's matplotlibrc and the fonts of
the system are not used, so that the same input gives the same picture everywhere.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import matplotlib
import numpy as np
from cycler import cycler
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb
from matplotlib.figure import Figure

FONTS = ("DejaVu Sans", "cmr10", "cmmi10", "cmsy10", "cmex10")  # of words, and of mathematics; matplotlib ships them
DASHES = ("-", (0, (5, 1.5)), (0, (1, 1.2)), (0, (5, 1.2, 1, 1.2)), (0, (8, 2)))
MARKERS = ("o", "s", "^", "D", "v")


logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of the date of Computer Modern's files


class MissingFont(RuntimeError):
    """A font is missing without which the pictures would differ."""


@dataclass(frozen=True)
class Style:
    """The colours of a page: `paper` and `ink`, `muted` for secondary text, `rule` for thin lines, five colours for
    data.
    """

    name: str
    paper: str
    ink: str
    muted: str
    rule: str
    blue: str
    vermilion: str
    green: str
    orange: str
    purple: str

    @property
    def colours(self) -> tuple[str, ...]:
        return self.blue, self.vermilion, self.green, self.purple, self.orange

    @property
    def diverging(self) -> LinearSegmentedColormap:
        """From vermilion through paper, which is 0, to blue."""
        return LinearSegmentedColormap.from_list("diverging", [self.vermilion, self.paper, self.blue])

    @property
    def sequential(self) -> LinearSegmentedColormap:
        """From paper, which is 0, to blue."""
        return LinearSegmentedColormap.from_list("sequential", [self.paper, self.blue])

    def tint(self, colour: str, strength: float = 0.25) -> str:
        """A colour mixed with paper."""
        return to_hex(strength * np.array(to_rgb(colour)) + (1 - strength) * np.array(to_rgb(self.paper)))

    def on(self, colour: Any) -> str:
        """Paper or ink: the one that is readable on this colour, by its relative luminance (WCAG 2.2)."""
        return max(self.paper, self.ink, key=lambda letters: contrast(letters, colour))

    @contextlib.contextmanager
    def applied(self) -> Iterator[None]:
        """A context in which matplotlib has these settings and no others. Raises MissingFont."""
        for font in FONTS:
            try:
                font_manager.findfont(font, fallback_to_default=False)
            except ValueError:
                raise MissingFont(
                    f"the font {font} is missing, which matplotlib ships: install matplotlib anew"
                ) from None
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(
                {
                    "figure.facecolor": self.paper,
                    "savefig.facecolor": self.paper,
                    "axes.facecolor": self.paper,
                    "figure.dpi": 96,
                    "text.color": self.ink,
                    "axes.labelcolor": self.ink,
                    "axes.titlecolor": self.ink,
                    "axes.edgecolor": self.muted,
                    "xtick.color": self.muted,
                    "ytick.color": self.muted,
                    "xtick.labelcolor": self.ink,
                    "ytick.labelcolor": self.ink,
                    "grid.color": self.rule,
                    "grid.linewidth": 0.6,
                    "axes.linewidth": 0.8,
                    "lines.linewidth": 1.8,
                    "font.family": FONTS[0],
                    "mathtext.fontset": "cm",
                    "font.size": 9,
                    "axes.titlesize": 9.5,
                    "axes.labelsize": 9,
                    "xtick.labelsize": 8,
                    "ytick.labelsize": 8,
                    "legend.fontsize": 8.5,
                    "figure.titlesize": 10.5,
                    "legend.frameon": False,
                    "axes.spines.top": False,
                    "axes.spines.right": False,
                    "axes.prop_cycle": cycler(color=self.colours, linestyle=DASHES),
                    "svg.hashsalt": "mathcnn",
                    "pdf.fonttype": 42,
                    "image.interpolation": "nearest",
                }
            )
            yield


LIGHT = Style(
    "light",
    paper="#ffffff",
    ink="#1c2128",
    muted="#5b6470",
    rule="#d5dae0",
    blue="#0072b2",
    vermilion="#d55e00",
    green="#009e73",
    orange="#e69f00",
    purple="#b0568c",
)
DARK = Style(
    "dark",
    paper="#0d1117",
    ink="#e6eaef",
    muted="#a2abb7",
    rule="#343b45",
    blue="#56b4e9",
    vermilion="#ff8646",
    green="#2fc89b",
    orange="#f2b632",
    purple="#e28fc0",
)


def contrast(one: Any, other: Any) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Any) -> float:
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# ---------------------------------------------------------------- pages


def page(width: float, height: float, rows: Any = 1, columns: int = 1, **how: Any) -> tuple[Figure, Any]:
    """A page, and its axes.

    Its size is in inches; an inch is 96 pixels on screens, and 7.5 inches are the width of a column of text. There is
    one axes, an array of them, or, if `rows` is a mosaic of names, one for each name.
    """
    sheet = Figure(figsize=(width, height), layout="constrained")
    return sheet, sheet.subplots(rows, columns, **how) if isinstance(rows, int) else sheet.subplot_mosaic(rows, **how)


def board(ax: Axes, rows: float, columns: float, top: float = 0, left: float = 0) -> Axes:
    """Axes for squares of side 1: rows run downwards from `top`, columns to the right from `left`."""
    ax.set(xlim=(left - 0.05, left + columns + 0.05), ylim=(top + rows + 0.05, top - 0.05), aspect="equal")
    ax.axis("off")
    return ax


def spelt(v: Any) -> str:
    """A number as a figure shows it: a true minus sign, fractions as such, floats with three digits."""
    if isinstance(v, str):
        return v
    text = str(v) if isinstance(v, (int, np.integer, Fraction)) else f"{v:.3g}"
    return text.replace("-", "\N{MINUS SIGN}")


def shades(values: Any, colours: LinearSegmentedColormap, most: float | None = None) -> np.ndarray:
    """A colour for each number, of a diverging map with 0 in its middle, or of a sequential one.

    `most` has the full colour.
    """
    numbers = np.asarray(values, float)
    most = most or float(np.abs(numbers).max()) or 1.0
    return colours(0.5 + numbers / (2 * most) if colours.name == "diverging" else numbers / most)


def cells(
    ax: Axes,
    values: Any,
    style: Style,
    at: tuple[float, float] = (0, 0),
    *,
    fill: Any = None,
    edge: str | None = None,
    width: float = 0.8,
    text: bool = True,
    size: float = 9,
    ink: Any = None,
) -> None:
    """A table of numbers as squares, its first entry at row at[0] and column at[1].

    values: two axes, numbers or words; fill: one colour, or an array of them (`shades`); edge, width: of the squares'
    outlines.
    """
    values = np.asarray(values)
    colours = np.empty(values.shape, object)
    for here in np.ndindex(values.shape):
        colours[here] = fill[here] if isinstance(fill, np.ndarray) else fill or style.paper
    places = [(at[0] + i, at[1] + j) for i, j in np.ndindex(values.shape)]
    ax.add_collection(
        PolyCollection(
            [[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)] for y, x in places],
            facecolors=list(colours.flat),
            edgecolors=edge or style.muted,
            linewidths=width,
        )
    )
    if text:
        for (y, x), v, colour in zip(places, values.flat, colours.flat, strict=True):
            ax.text(x + 0.5, y + 0.53, spelt(v), ha="center", va="center", size=size, color=ink or style.on(colour))


def outline(
    ax: Axes,
    style: Style,
    rows: float,
    columns: float,
    at: tuple[float, float],
    colour: str | None = None,
    width: float = 2.2,
    dashes: Any = "-",
) -> None:
    """A frame about a block of cells."""
    (y, x), colour = at, colour or style.vermilion
    ax.plot(
        [x, x + columns, x + columns, x, x],
        [y, y, y + rows, y + rows, y],
        color=colour,
        lw=width,
        ls=dashes,
        solid_joinstyle="miter",
        zorder=3,
    )
