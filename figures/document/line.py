"""The sign and the convergence of the integral of a convolution."""

from __future__ import annotations

import sympy as sp

from mathcnn import convolution
from mathcnn.audit import products
from mathcnn.convolution.curves import t as line_t

from .. import Data, figure
from ..style import Style, page

# ---------------------------------------------------------------- the integral as printed


def two_integrals(conv=convolution.continuous):
    f, g, x = convolution.box(0, 1), convolution.polynomial([1, -1], 0, 1), sp.Symbol("x", real=True)
    places = [sp.Rational(k, 12) for k in range(-18, 31)]
    as_printed = products.PRINTED_INTEGRAL.literal(f, g, x)
    values = lambda e: [sp.piecewise_fold(e).subs(x, place) for place in places]
    return Data(
        places=places,
        right=values(conv(f, g, x)),
        swapped=values(conv(g, f, x)),
        printed=values(as_printed),
        printed_swapped=values(products.PRINTED_INTEGRAL.literal(g, f, x)),
    )


def only_one_commutes(data):
    """With g(x - t) the product commutes and is zero outside [0, 2]; as printed it does not commute, and swapping its
    factors mirrors it about 0.
    """
    zero_before = all(v == 0 for x, v in zip(data.places, data.right, strict=True) if x <= 0)
    turned = all(
        data.printed[data.places.index(x)] == data.printed_swapped[data.places.index(-x)]
        for x in data.places
        if -x in data.places
    )
    return data.right == data.swapped and zero_before and data.printed != data.printed_swapped and turned


def correlating(f, g, x):
    """The fault in the document: g(t - x) for g(x - t)."""
    return products.PRINTED_INTEGRAL.literal(f, g, x)


@figure(data=two_integrals, holds=only_one_commutes, wrong={"conv": correlating}, source="goodfellow2016, eq. 9.1")
def turned_or_not(data, style: Style):
    """One sign turns convolution into cross-correlation

    f is the box on [0, 1), g falls from 1 to 0 there. With g(x - t) both orders give one curve (left). With g(t - x),
    as the document prints it, swapping f and g mirrors the curve about 0 (right): this product does not commute. The
    curves are exact at 49 places.
    """
    sheet, (left, right) = page(7.5, 2.4, 1, 2, sharey=True)
    x = [float(v) for v in data.places]
    for ax, one, other, title in (
        (left, data.right, data.swapped, r"$\int f(t)\,g(x-t)\,dt$"),
        (right, data.printed, data.printed_swapped, r"$\int f(t)\,g(t-x)\,dt$"),
    ):
        ax.plot(x, [float(v) for v in one], color=style.blue, ls="-", lw=3.4 if ax is left else 1.8, label="$f * g$")
        ax.plot(x, [float(v) for v in other], color=style.vermilion, ls=(0, (4, 2)), label="$g * f$")
        ax.set(xlabel="$x$", xticks=[-1, 0, 1, 2])
        ax.set_title(title, size=11, pad=8)
        ax.legend(loc="upper right" if ax is left else "upper left")
    return sheet


# ---------------------------------------------------------------- functions without a convolution


def partial_integrals(conv=convolution.continuous):
    """The integral over [-T, T] of (f * f)(0), for 1, for 1/(1 + |t|)^(1/2), and for exp(-|t|). All three are even, so
    that f(0 - t) = f(t).
    """
    t = sp.Symbol("t", positive=True)
    squares = {"1": sp.S.One, "(1 + |t|)^(-1/2)": 1 / (1 + t), "exp(-|t|)": sp.exp(-2 * t)}
    end, T = sp.Symbol("T", nonnegative=True), [sp.Integer(k) for k in range(21)]
    upto = {name: 2 * sp.integrate(e, (t, 0, end)) for name, e in squares.items()}
    falling = sp.exp(-sp.Abs(line_t))
    return Data(
        T=T,
        parts={name: [e.subs(end, k) for k in T] for name, e in upto.items()},
        whole=conv(falling, falling, sp.S.Zero),
    )


def only_one_settles(data):
    """The first two grow as 2T and 2 log(1 + T); the third tends to the convolution from below, to 1e-17 at T = 20."""
    one, root, falling = data.parts.values()
    return (
        one == [2 * T for T in data.T]
        and all(sp.simplify(v - 2 * sp.log(1 + T)) == 0 for v, T in zip(root, data.T, strict=True))
        and all(sp.simplify(data.whole - v - sp.exp(-2 * T)) == 0 for v, T in zip(falling, data.T, strict=True))
    )


def twice(f, g, x):
    """A fault: the two halves of the line are counted twice."""
    return 2 * convolution.continuous(f, g, x)


@figure(data=partial_integrals, holds=only_one_settles, wrong={"conv": twice}, source="bracewell2000, chapter 3")
def no_integral(data, style: Style):
    """Not every pair of functions has a convolution

    The integral of (f * f)(0), from -T to T. For f = 1 it is 2T, for f(t) = (1 + |t|)^(-1/2), which tends to 0, it is 2
    log(1 + T): neither has a limit. For f(t) = exp(-|t|), which is integrable, it is 1 - exp(-2T), exactly.
    """
    sheet, ax = page(7.5, 2.4)
    names = {"1": "$f = 1$", "(1 + |t|)^(-1/2)": r"$f(t) = (1 + |t|)^{-1/2}$", "exp(-|t|)": r"$f(t) = e^{-|t|}$"}
    for (name, values), marker in zip(data.parts.items(), "os^", strict=True):
        ax.plot([float(T) for T in data.T], [float(v) for v in values], marker=marker, ms=3.5, label=names[name])
    ax.set(xlabel="$T$", ylabel=r"$\int_{-T}^{T} f(t)\,f(-t)\,dt$", ylim=(-0.3, 11), xticks=[0, 5, 10, 15, 20])
    ax.legend(loc="upper right")
    return sheet
