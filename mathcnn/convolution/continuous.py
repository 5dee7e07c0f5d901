"""The convolution of two functions on the line.

Functions are SymPy expressions in t (see `curves`) or Python functions. At a letter or an exact number the result is a
closed form, which enclosures have confirmed; at a float it is a float, at a ball a ball.
"""

from __future__ import annotations

import flint
import numpy as np
import sympy as sp
from sympy import Function, Integral, oo

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import additive, commutes, multiplied_by
from ..numbers.curves import as_curve
from ..numbers.enclosures import enclosed
from ..numbers.expressions import NotEnclosed
from ..numbers.integrals import VARIABLE, closed
from ..numbers.quadrature import QUADRATURE, quadrature
from .curves import BELLS, CURVES, FALLING, SAMPLE, WITH_JUMPS, WITHOUT_JUMPS, f, g, gaussian, t, x

convolved = Function("convolved")


@formula(
    equation(convolved(x), Integral(f(t) * g(x - t), (t, -oo, oo))),
    notation=r"({} * {})({})",
    source="goodfellow2016, eq. 9.1; bracewell2000, chapter 3",
    f=CURVES,
    g=CURVES,
)
def continuous(f, g, x):
    """The convolution of two functions on the line, at x.

    Parameters
    ----------
    f, g : functions: SymPy expressions in t, or Python functions of a float; of these, an attribute `breaks` may name
        the places where the function or its slope jumps
    x : a letter, which stands for a real number, or an exact number, for the closed form; a float or an array of
        floats; or a `flint.arb`

    Returns
    -------
    The closed form; floats with an error of at most 1e-9 (1 + |result|); or a ball that contains the value, unbounded
    for an infinite ball. For expressions the error bound is certain. Of Python functions only values are known, and a
    feature narrower than 1/100 of its distance from the nearest named place may be missed; named are 0, x, the breaks
    of f, and those of g taken from x.

    Raises
    ------
    ValueError : the integral is shown to diverge.
    balls.NotEnclosed : a ValueError; no confirmed closed form or no bounded ball was found. Among these are integrals
        that exist: of integrands that oscillate without end, such as sin(t) / (1 + t**2), or without end near a point,
        such as sin(1 / t).
    TypeError : x is not real.

    >>> from mathcnn.convolution import box
    >>> from mathcnn.convolution import exponential
    >>> from sympy import symbols
    >>> continuous(box(0, 1), box(0, 1), symbols("x", real=True))
    Piecewise((0, x < 0), (x, x < 1), (2 - x, x < 2), (0, True))
    >>> continuous(exponential(1), exponential(1), 2.0)
    0.2706705664732...
    """
    try:
        return value_at(f, g, x)
    except ValueError as error:
        raise type(error)(f"convolution.continuous at x = {x}: {error}") from None


def value_at(f, g, x):
    """The value of `continuous`, by the type of x."""
    if isinstance(x, flint.arb):
        return enclosed(f(VARIABLE) * g(SAMPLE - VARIABLE), VARIABLE, {SAMPLE: x})
    if isinstance(x, (complex, flint.acb)) or sp.sympify(x) is sp.nan or sp.sympify(x).is_real is False:
        raise TypeError(f"convolution.continuous: x = {x!r}: it must be real")
    if not isinstance(x, (float, np.floating, sp.Float)):
        return continuous.literal(f, g, x)
    x = float(x)
    if f.expression is not None and g.expression is not None:
        return certified(f, g, x)
    marks = {0.0, x, *f.marks, *(x - mark for mark in g.marks)}

    def integrand(t):
        left, right = f(t), g(x - t)
        return left * right if left and right else 0.0  # if one is 0, the other may overflow

    return quadrature(integrand, marks)


def certified(f, g, x):
    """The convolution at a float, as the middle of a ball that contains it."""
    for bits, tolerance in ((64, 2e-12), (128, 1e-18)):
        with flint.ctx.workprec(bits):
            found = enclosed(f(VARIABLE) * g(SAMPLE - VARIABLE), VARIABLE, {SAMPLE: flint.arb(x)}, tolerance=tolerance)
            if found.rad() <= QUADRATURE / 4 * (1 + abs(found).lower()):
                return float(found.mid())
    raise NotEnclosed(f"balls enclose the integral no better than {found.str(6)}")


@writable(r"\left({} * {}\right)")
def product(f, g, *, by):
    """The convolution as a function of t."""
    return by(f, g, t)


@writable(r"{}'")
def derivative(f):
    """The derivative of a function."""
    return sp.diff(f.rewrite(sp.Piecewise), t)


@writable(r"{}({})")
def at(f, x):
    """The value of a function."""
    return as_curve("f", f)(x)


@writable(r"\tau {}")
def later(f):
    """The function moved by 1 to the right."""
    return f.xreplace({t: t - 1})


@writable(r"\textstyle\int {}")
def area(f):
    """The integral of a function over the line."""
    return closed(f, t)


@writable(r"\mu_{{{}}}")
def mean(f):
    """The mean of a density."""
    return closed(t * f, t)


@writable(r"\sigma^2_{{{}}}")
def variance(f):
    """The variance of a density."""
    return closed(t**2 * f, t) - mean(f) ** 2


@writable(r"\mathcal{{N}}\left({}, {}\right)")
def bell(mu, squared):
    """The normal density with this mean and variance."""
    return gaussian(mu, sp.sqrt(squared))


continuous.law(commutes("f", "g"), name="commutes_on_the_line", says="The two functions may be exchanged.")
continuous.law(
    additive("g", "h"),
    name="distributes_on_the_line",
    says="The convolution with a sum is the sum of the convolutions.",
    h=CURVES,
)
continuous.law(
    multiplied_by("f", 3), name="scales_on_the_line", says="Three times a function gives three times the result."
)


@continuous.law()
def is_translation_equivariant_on_the_line(continuous, f, g, x):
    """A function moved by 1 gives the result moved by 1."""
    return continuous(later(f), g, x), continuous(f, g, x - 1)


@continuous.law(f=FALLING, g=FALLING)
def multiplies_areas(continuous, f, g):
    """The integral of a convolution is the product of the integrals."""
    return area(product(f, g, by=continuous)), area(f) * area(g)


@continuous.law(f=BELLS, g=BELLS)
def adds_means_and_variances_of_bells(continuous, f, g, x):
    """The convolution of two normal densities is normal."""
    return continuous(f, g, x), at(bell(mean(f) + mean(g), variance(f) + variance(g)), x)


@continuous.law(f=FALLING, g=FALLING, h=FALLING)
def associates_on_the_line(continuous, f, g, h, x):
    """Of three functions, either two neighbours may be convolved first."""
    return continuous(product(f, g, by=continuous), h, x), continuous(f, product(g, h, by=continuous), x)


@continuous.law(f=WITHOUT_JUMPS)
def differentiates_on_the_line(continuous, f, g, x):
    """The derivative may be taken of either argument, if that one has no jumps."""
    return at(derivative(product(f, g, by=continuous)), x), continuous(derivative(f), g, x)


@continuous.fails(f=WITH_JUMPS, g=WITH_JUMPS)
def differentiates_across_jumps(continuous, f, g, x):
    """At a jump there is no derivative, and what it would contribute is lost."""
    return at(derivative(product(f, g, by=continuous)), x), continuous(derivative(f), g, x)


@continuous.fails()
def is_the_pointwise_product(continuous, f, g, x):
    """The convolution is not the product of the values."""
    return continuous(f, g, x), at(f, x) * at(g, x)
