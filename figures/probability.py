"""Probability, drawn: the distribution of one variable of a table."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mathcnn import probability

from . import Data, figure
from .style import Style, board, cells, page, shades

PERCENT = np.array([[1, 2, 5, 9, 4, 1], [2, 6, 11, 8, 3, 0], [5, 12, 9, 4, 1, 1], [6, 5, 3, 1, 1, 0]])


def over_the_named(joint, axis):
    """A fault that numpy.sum makes easy: the variable that is named is the one that is summed over."""
    return joint.sum(axis=axis)


def projections(marginal=probability.marginal):
    joint = np.array([[Fraction(int(v), 100) for v in row] for row in PERCENT])
    return Data(joint=joint, rows=marginal(joint, axis=0), columns=marginal(joint, axis=1))


def are_projections(data):
    sums = [[sum(row) for row in data.joint], [sum(column) for column in data.joint.T]]
    return [list(data.rows), list(data.columns)] == sums and sum(data.rows) == sum(data.columns) == 1


@figure(data=projections, holds=are_projections, wrong={"marginal": over_the_named}, source="goodfellow2016, eq. 3.3")
def marginals(data, style: Style):
    """A marginal is a projection of the joint distribution

    The joint distribution of X (down) and Y (across), in hundredths. Summing over Y leaves the distribution of X, on
    the right; summing over X that of Y, above. The bars are the sums of their rows and columns, as fractions, and each
    set sums to one.
    """
    sheet, axes = page(6.2, 4.3, 2, 2, width_ratios=[3, 1.35], height_ratios=[1, 2])
    (above, corner), (table, right) = axes
    corner.axis("off")
    rows, columns = data.joint.shape
    hundredths = lambda values: np.array([int(100 * v) for v in np.ravel(values)]).reshape(np.shape(values))
    board(table, rows, columns)
    table.set_aspect("auto")
    cells(table, hundredths(data.joint), style, fill=shades(data.joint, style.sequential, 0.16), size=10)
    for j in range(columns):
        table.text(j + 0.5, rows + 0.32, f"$y = {j}$", ha="center", va="center", size=10)
    for i in range(rows):
        table.text(-0.12, i + 0.5, f"$x = {i}$", ha="right", va="center", size=10)
    table.set(xlim=(-0.75, columns + 0.05), ylim=(rows + 0.6, -0.05))
    for ax, values, colour, across in (
        (above, hundredths(data.columns), style.vermilion, True),
        (right, hundredths(data.rows), style.green, False),
    ):
        places = np.arange(len(values)) + 0.5
        kind = {"color": style.tint(colour, 0.55), "edgecolor": colour}
        bars = ax.bar(places, values, 0.86, **kind) if across else ax.barh(places, values, 0.86, **kind)
        ax.bar_label(bars, padding=3, size=10, color=style.ink)
        ax.axis("off")
    above.set(xlim=table.get_xlim(), ylim=(0, 36))
    right.set(ylim=table.get_ylim(), xlim=(0, 46))
    above.set_title(r"$p(y) = \sum_x\, p(x, y)$", size=12)
    right.set_title(r"$p(x) = \sum_y\, p(x, y)$", size=12)
    return sheet
