"""The derivative of a convolution."""

from __future__ import annotations

import sympy as sp

from mathcnn import convolution
from mathcnn.convolution.curves import t as line_t

from .. import Data, figure
from ..style import Style, page
from .faults import pointwise


def derivatives(conv=convolution.continuous):
    t = line_t
    f = sp.Piecewise((0, t < 0), (t, t < 1), (2 - t, t < 2), (0, True))
    g = convolution.polynomial([0, 6, -6], 0, 1)
    curves = {"f": f, "g": g, "whole": conv(f, g, t)}
    curves |= {
        "of_whole": sp.diff(curves["whole"], t),
        "of_f": conv(sp.diff(f, t), g, t),
        "of_g": conv(f, sp.diff(g, t), t),
    }
    places = [sp.Rational(2 * k + 1, 80) for k in range(-10, 130)]
    return Data(places=places, **{name: [curve.subs(t, x) for x in places] for name, curve in curves.items()})


def coincide(data):
    return data.of_whole == data.of_f == data.of_g and any(data.of_whole)


@figure(data=derivatives, holds=coincide, wrong={"conv": pointwise}, source="bracewell2000, chapter 6")
def differentiation(data, style: Style):
    """The derivative of a convolution is the convolution with a derivative

    On the left a tent f, a bump g and f * g. On the right (f * g)′, f′ * g and f * g′, from three different integrals,
    coincide: at 140 places the three are the same fraction.
    """
    sheet, (left, right) = page(7.5, 2.7, 1, 2)
    x, values = [float(v) for v in data.places], lambda name: [float(v) for v in getattr(data, name)]
    for name, label in (("f", "$f$"), ("g", "$g$"), ("whole", "$f * g$")):
        left.plot(x, values(name), label=label)
    right.plot(x, values("of_whole"), color=style.tint(style.blue, 0.45), lw=7, ls="-", label="$(f * g)'$")
    right.plot(x, values("of_f"), color=style.vermilion, lw=2.2, ls=(0, (5, 2)), label="$f' * g$")
    at = slice(3, None, 9)
    right.plot(x[at], values("of_g")[at], ls="none", marker="D", ms=4, color=style.ink, label="$f * g'$")
    for ax in (left, right):
        ax.axhline(0, color=style.rule, lw=0.8, ls="-", zorder=0)
        ax.set(xlabel="$x$", xlim=(-0.3, 3.3))
        ax.legend(loc="upper right", fontsize=10)
    return sheet
