"""Draws bounds.svg of the page "What equal means", and bounds.dark.svg: `python -m docs.explain.bounds`.

128 dot products of 300 terms in float32, of inputs from 10^-5 to 100: their errors, the bound of each, and the errors
if one product is dropped.
"""

from __future__ import annotations

import io
import pathlib

import numpy as np

from figures.style import DARK, LIGHT, Style, page
from mathcnn import layers
from mathcnn.testing import errors

HERE = pathlib.Path(__file__).parent
RELATIVE, ABSOLUTE = 1.3e-6, 1e-5  # the usual tolerance of a framework for float32


def results() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The sizes of the 128 results, their errors and bounds, and the errors when one product is dropped."""
    rng = np.random.default_rng(0)
    scale = np.geomspace(1e-5, 100, 16)[:, None]
    x = (scale * rng.standard_normal((16, 300))).astype("float32")
    w = rng.standard_normal((8, 300)).astype("float32")
    dropped = w.copy()
    dropped[:, 17] = 0
    right = errors(layers.linear, x, w, result=one_by_one(x, w))
    wrong = errors(layers.linear, x, w, result=one_by_one(x, dropped))
    size = np.abs(x.astype(float) @ w.astype(float).T)
    return size.ravel(), np.abs(right.error).ravel(), right.bound.ravel(), np.abs(wrong.error).ravel()


def one_by_one(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """The dot products of rows, whose terms are added from the first to the last, as on every processor alike."""
    return np.asarray(np.cumsum(x[:, None, :] * w, axis=-1, dtype=x.dtype)[..., -1])


def drawn(style: Style) -> bytes:
    """The picture as SVG, the same bytes at every call."""
    size, error, bound, lost = results()
    with style.applied():
        sheet, ax = page(7.5, 3.8)
        size_of = {"s": 16, "linewidths": 0}
        ax.scatter(size, lost, color=style.vermilion, marker="^", label="errors, one product dropped", **size_of)
        ax.scatter(size, bound, color=style.muted, marker="_", s=30, linewidths=1.2, label="bounds")
        ax.scatter(size, error, color=style.blue, marker="o", label="errors of rounding", **size_of)
        line = np.geomspace(size.min(), size.max(), 50)
        ax.plot(line, ABSOLUTE + RELATIVE * line, color=style.green, linestyle="--", label="a usual tolerance")
        ax.set(xscale="log", yscale="log", xlabel="size of the result", ylabel="error")
        ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
        file = io.BytesIO()
        sheet.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()


if __name__ == "__main__":
    for name, style in (("bounds.svg", LIGHT), ("bounds.dark.svg", DARK)):
        (HERE / name).write_bytes(drawn(style))
