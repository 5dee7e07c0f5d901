"""Two boxes that slide over each other."""

from __future__ import annotations

import sympy as sp

from mathcnn import convolution

from .. import Data, figure
from ..style import Style, page
from .faults import pointwise


def overlaps(conv=convolution.continuous):
    f, g, x = convolution.box(0, 2), convolution.box(0, 1), sp.Symbol("x", real=True)
    places = [sp.Rational(k, 8) for k in range(-4, 29)]
    whole = conv(f, g, x)
    return Data(f=(0, 2), g=(0, 1), places=places, values=[whole.subs(x, place) for place in places])


def are_areas(data):
    """The area under the product of two boxes of height 1 is the length that they share."""
    (a, b), (c, d) = data.f, data.g
    return data.values == [max(0, min(b, x - c) - max(a, x - d)) for x in data.places]


def slide(ax, data, style: Style, k):
    """One box at its place, the other one turned and moved to x, and what they share."""
    x, (a, b), (c, d) = float(data.places[k]), data.f, data.g
    left, right = max(a, x - d), min(b, x - c)
    if left < right:
        ax.fill_between([left, right], 1, color=style.tint(style.green, 0.55), lw=0)
    for (start, end), colour, dashes in (((a, b), style.blue, "-"), ((x - d, x - c), style.vermilion, (0, (4, 1.5)))):
        ax.plot([start, start, end, end], [0, 1, 1, 0], color=colour, ls=dashes)
    ax.plot([x], [0], marker="^", color=style.vermilion, ms=6, clip_on=False, zorder=4)
    ax.set(xlim=(-1.6, 3.8), ylim=(0, 1.35), yticks=[0, 1])


def trace(ax, data, style: Style, k):
    """The convolution up to x, and its value there."""
    ax.plot([float(x) for x in data.places], [float(v) for v in data.values], color=style.rule, ls="-")
    done = [(float(x), float(v)) for x, v in zip(data.places[: k + 1], data.values, strict=False)]
    ax.plot(*zip(*done, strict=True), color=style.green, ls="-")
    ax.plot(*done[-1], marker="o", color=style.green, ms=6)
    ax.set(xlim=(-1.6, 3.8), ylim=(0, 1.35), yticks=[0, 1])


def boxes_at(data, style: Style, k):
    sheet, (above, below) = page(5, 2.9, 2, 1, sharex=True)
    slide(above, data, style, k)
    trace(below, data, style, k)
    above.text(0.02, 0.98, "$f(t)$ and $g(x - t)$", transform=above.transAxes, va="top", size=10)
    below.text(0.02, 0.98, "$(f * g)(x)$", transform=below.transAxes, va="top", size=10)
    return sheet


@figure(
    data=overlaps,
    holds=are_areas,
    wrong={"conv": pointwise},
    frame=boxes_at,
    frames=33,
    pause=100,
    source="goodfellow2016, eq. 9.1",
)
def two_boxes(data, style: Style):
    """Two boxes slide over each other

    The convolution of boxes on [0, 2) and [0, 1): the second is turned and moved to x (triangle); the area that both
    share is the value at x. At 33 places that area and the closed form of the integral are the same fraction.
    """
    shown = [2, 6, 10, 16, 22, 26]
    sheet, axes = page(7.5, 2.5, 2, len(shown), sharex=True, sharey="row")
    for column, k in zip(axes.T, shown, strict=True):
        slide(column[0], data, style, k)
        trace(column[1], data, style, k)
        column[0].set_title(f"$x = {sp.latex(data.places[k])}$", size=11)
        column[1].set(xticks=[0, 2])
    axes[0, 0].set_ylabel("$f(t)$, $g(x - t)$")
    axes[1, 0].set_ylabel("$(f * g)(x)$")
    return sheet
