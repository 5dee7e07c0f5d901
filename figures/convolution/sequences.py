"""Convolution of sequences: a sum of shifted copies."""

from __future__ import annotations

import numpy as np

from mathcnn import convolution

from .. import Data, figure
from ..style import Style, board, cells, page
from .faults import correlated


def copies(conv=convolution.discrete):
    f, g = np.array([2, 1, 3]), np.array([1, 4, 2, 3])
    size = len(f) + len(g) - 1
    shifted = [convolution.shift(f[m] * g, k=m) for m in range(len(f))]
    return Data(f=f, g=g, copies=np.array([np.pad(one, (0, size - len(one))) for one in shifted]), whole=conv(f, g))


def copies_add_up(data):
    return np.array_equal(data.copies.sum(axis=0), data.whole)


@figure(data=copies, holds=copies_add_up, wrong={"conv": correlated}, source="goodfellow2016, eq. 9.3")
def sum_of_copies(data, style: Style):
    """Convolution is a sum of shifted copies

    Every entry f[m] gives a copy of g that is f[m] times as large and starts at place m. Entry by entry the copies add
    up to f * g, exactly.
    """
    sheet, (table, bars) = page(7.5, 2.9, 1, 2, width_ratios=[1.15, 1])
    rows, size = data.copies.shape
    board(table, rows + 3.4, size + 3.8, left=-3.8)
    cells(table, data.g[None], style, fill=style.tint(style.muted, 0.2))
    table.text(-0.2, 0.5, "$g$", ha="right", va="center", size=11)
    for m, (copy, colour) in enumerate(zip(data.copies, style.colours, strict=False)):
        at = m + 1.5
        cells(table, copy[None, m : m + len(data.g)], style, (at, m), fill=style.tint(colour, 0.45))
        table.text(
            -0.2,
            at + 0.5,
            f"$f[{m}] \\cdot \\tau^{m} g = {data.f[m]} \\cdot \\tau^{m} g$",
            ha="right",
            va="center",
            size=11,
        )
    cells(table, data.whole[None], style, (rows + 2, 0), edge=style.ink, width=1.4)
    table.text(-0.2, rows + 2.5, "$f * g$", ha="right", va="center", size=11)
    below = np.zeros(size)
    for m, (copy, colour, hatch) in enumerate(zip(data.copies, style.colours, ("", "////", "\\\\\\"), strict=False)):
        bars.bar(
            range(size),
            copy,
            0.8,
            below,
            color=style.tint(colour, 0.45),
            edgecolor=colour,
            hatch=hatch,
            label=f"$f[{m}] \\cdot \\tau^{m} g$",
        )
        below += copy
    bars.plot(range(size), data.whole, linestyle="none", marker="D", ms=4.5, color=style.ink, label="$f * g$")
    bars.set(xlabel="place $n$", xticks=range(size))
    bars.legend(loc="upper left")
    return sheet
