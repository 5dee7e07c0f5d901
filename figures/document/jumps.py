"""A derivative across jumps."""

from __future__ import annotations

import sympy as sp

from mathcnn import convolution
from mathcnn.convolution.curves import t as line_t

from .. import Data, figure
from ..style import Style, page


def slopes(conv=convolution.continuous):
    """The derivative of box * box, and box' * box with the derivative taken between the jumps only."""
    x = sp.Symbol("x", real=True)
    box, places = convolution.box(0, 1), [sp.Rational(2 * k + 1, 16) for k in range(-8, 24)]
    whole = conv(box, box, x)
    between_jumps = conv(sp.diff(box, line_t), box, x)
    at = lambda e, places=places: [sp.piecewise_fold(e).subs(x, place) for place in places]
    corners = [sp.Integer(k) for k in range(-1, 4)]  # between which it is straight
    return Data(
        places=places, corners=corners, whole=at(whole, corners), slope=at(sp.diff(whole, x)), lost=at(between_jumps)
    )


def jumps_carry_the_slope(data):
    """Two impulses, 1 at 0 and -1 at 1, convolved with the box, give the slope: box(x) - box(x - 1)."""
    box = lambda x: int(bool(x >= 0) and bool(x < 1))
    return (
        data.whole == [0, 0, 1, 0, 0]
        and data.slope == [box(x) - box(x - 1) for x in data.places]
        and data.lost == [0] * len(data.places)
    )


@figure(
    data=slopes,
    holds=jumps_carry_the_slope,
    wrong={"conv": lambda f, g, x: 2 * convolution.continuous(f, g, x)},
    source="bracewell2000, chapter 6",
)
def lost_at_the_jumps(data, style: Style):
    """The derivative of a box is lost at its jumps

    The convolution of the box on [0, 1) with itself is a tent, whose slope is 1 and then -1. Between its jumps the
    derivative of the box is 0, and so is box' * box: the slope comes from the jumps, as two impulses. At 32 places
    slope and impulses agree exactly.
    """
    sheet, (left, right) = page(7.5, 2.2, 1, 2)
    x = [float(v) for v in data.places]
    left.plot([float(v) for v in data.corners], [float(v) for v in data.whole], label="box $*$ box")
    right.step(x, [float(v) for v in data.slope], where="mid", label="(box $*$ box)$'$")
    right.step(x, [float(v) for v in data.lost], where="mid", label="box$'$ $*$ box")
    for ax in (left, right):
        ax.set(xlabel="$x$", xticks=[0, 1, 2])
        ax.legend(loc="upper right")
    left.set(yticks=[0, 1], ylim=(-0.05, 1.35))
    right.set(yticks=[-1, 0, 1], ylim=(-1.2, 1.7))
    return sheet
