"""A shift at the edge of an image."""

from __future__ import annotations

import numpy as np

from mathcnn import perceptron

from .. import Data, figure
from ..style import Style, board, cells, outline, page, shades


def two_borders(layer=perceptron.shift_invariant):
    x = np.zeros((3, 5), int)
    x[1] = [0, 2, 0, 0, 3]
    v = np.zeros((5, 9), int)
    v[2, 3:6] = [1, 2, 4]
    moved = np.roll(x, 1, 1)
    found = {
        border: (layer(x, v, 0, border=border), layer(moved, v, 0, border=border)) for border in ("circular", "zero")
    }
    return Data(x=x, moved=moved, found=found)


def only_the_torus_commutes(data):
    same = {border: np.array_equal(np.roll(y, 1, 1), of_moved) for border, (y, of_moved) in data.found.items()}
    return same == {"circular": True, "zero": False}


def leaving_out_what_is_outside(x, v, u, border="zero"):
    """A fault: another border than was asked for."""
    return perceptron.shift_invariant(x, v, u, border="zero")


@figure(
    data=two_borders,
    holds=only_the_torus_commutes,
    wrong={"layer": leaving_out_what_is_outside},
    source="zhang2023, section 7.1.2",
)
def shifted_off_the_edge(data, style: Style):
    """A shift moves the result along, unless there is an edge

    The middle row of an image, of the same image one pixel further to the right, and the results of a layer with shared
    weights 1, 2, 4 on both. On a torus the second result is the first one, shifted. With zeros outside it differs
    (framed) where pixels crossed the edge. All numbers are exact.
    """
    sheet, axes = page(7.5, 2.5, 1, 2)
    for ax, (y, of_moved), title in zip(axes, data.found.values(), ("on a torus", "zeros outside"), strict=True):
        board(ax, 6.4, 9.4, left=-3.4)
        rows = [
            ("$X$", data.x[1], 0),
            ("$X$ shifted", data.moved[1], 1.2),
            ("$H$ of $X$, shifted", np.roll(y, 1, 1)[1], 3.2),
            ("$H$ of $X$ shifted", of_moved[1], 4.4),
        ]
        for name, row, at in rows:
            cells(ax, row[None], style, (at, 0), fill=shades(row[None], style.sequential, 30))
            ax.text(-0.2, at + 0.5, name, ha="right", va="center")
        for k in np.flatnonzero(rows[2][1] != rows[3][1]):
            outline(ax, style, 2.2, 1, (3.2, k))
        ax.set_title(title)
    return sheet
