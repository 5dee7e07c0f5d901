"""Functions on the line: boxes, polynomials, normal and exponential densities, and the families that laws draw from.

A function is a SymPy expression in the letter t, exact; a float is taken at its exact value.
"""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import sympy as sp
from sympy import Function, symbols

from ..language.formula import FunctionSpace
from ..numbers.curves import as_curve

t, x = symbols("t x", real=True)
f, g = map(Function, "fg")
SAMPLE = sp.Dummy("x", real=True)


def box(a=0, b=1):
    """1 on [a, b), 0 elsewhere.

    Parameters
    ----------
    a, b : finite real numbers or letters, a < b

    Returns
    -------
    A SymPy expression in t.

    Raises
    ------
    ValueError : a >= b, or an end that is not finite.
    TypeError : an end that is no number.

    >>> box(0, 2)
    Piecewise((0, t < 0), (1, t < 2), (0, True))
    """
    return polynomial([1], a, b)


def polynomial(coefficients, a, b):
    """coefficients[0] + coefficients[1] t + ... on [a, b), 0 elsewhere.

    Parameters
    ----------
    coefficients : list of finite real numbers or letters, not empty
    a, b : finite real numbers or letters, a < b

    Returns
    -------
    A SymPy expression in t.

    Raises
    ------
    ValueError : a >= b, no coefficients, or a number that is not finite.
    TypeError : what is no number.
    """
    a, b = (number(f"polynomial: {name}", end) for name, end in (("a", a), ("b", b)))
    if (b - a).is_positive is False:
        raise ValueError(f"polynomial on [{a}, {b}): a must be less than b")
    if not len(coefficients):
        raise ValueError("polynomial: coefficients is empty; the constant 0 is [0]")
    whole = sp.Add(*(number("polynomial: coefficients", c) * t**k for k, c in enumerate(coefficients)))
    return sp.Piecewise((0, t < a), (whole, t < b), (0, True))


def gaussian(mu=0, sigma=1):
    """The normal density with mean mu and standard deviation sigma.

    Parameters
    ----------
    mu, sigma : finite real numbers or letters, sigma > 0

    Returns
    -------
    A SymPy expression in t.

    Raises
    ------
    ValueError : sigma <= 0, or a number that is not finite.
    TypeError : what is no number.

    >>> gaussian(0, 1)
    sqrt(2)*exp(-t**2/2)/(2*sqrt(pi))
    """
    mu, sigma = number("gaussian: mu", mu), number("gaussian: sigma", sigma)
    if sigma.is_positive is False:
        raise ValueError(f"gaussian: sigma = {sigma}; must be > 0")
    return sp.exp(-((t - mu) ** 2) / (2 * sigma**2)) / (sp.sqrt(2 * sp.pi) * sigma)


def exponential(rate=1):
    """The exponential density: rate exp(-rate t) for t >= 0, 0 before.

    Parameters
    ----------
    rate : finite real number or letter, > 0

    Returns
    -------
    A SymPy expression in t.

    Raises
    ------
    ValueError : rate <= 0, or not finite.
    TypeError : what is no number.

    >>> exponential(2)
    Piecewise((0, t < 0), (2*exp(-2*t), True))
    """
    rate = number("exponential: rate", rate)
    if rate.is_positive is False:
        raise ValueError(f"exponential: rate = {rate}; must be > 0")
    return sp.Piecewise((0, t < 0), (rate * sp.exp(-rate * t), True))


def number(name, v):
    """An exact real number or a letter; a float is taken at its exact value."""
    if isinstance(v, (str, bool, type(None), list, tuple)):
        raise TypeError(f"{name} = {v!r}; must be a number")
    v = sp.Rational(v) if isinstance(v, float) and np.isfinite(v) else sp.sympify(v)
    if v.is_finite is False or v.is_real is False or v is sp.nan:
        raise ValueError(f"{name} = {v}; must be a finite real number")
    return v


def drawn_curve(rng: random.Random) -> sp.Expr:
    """A box, a polynomial on an interval, or a one-sided exponential."""
    a = Fraction(rng.randint(-4, 4), 2)
    b = a + Fraction(rng.randint(1, 4), 2)
    return rng.choice(
        [
            lambda: box(a, b),
            lambda: polynomial([rng.randint(-3, 3), rng.randint(1, 3)], a, b),
            lambda: exponential(Fraction(rng.randint(1, 6), 2)),
        ]
    )()


def drawn_bell(rng: random.Random) -> sp.Expr:
    """A normal density."""
    return gaussian(Fraction(rng.randint(-4, 4), 2), Fraction(rng.randint(1, 6), 2))


TENT = sp.Piecewise((0, t < 0), (t, t < 1), (2 - t, t < 2), (0, True))
CURVES = FunctionSpace(
    as_curve,
    (box(0, 1), exponential(1), polynomial([0, 1], 0, 1), gaussian(0, 1), box(-1, 2), exponential(2)),
    drawn_curve,
)
FALLING = FunctionSpace(
    as_curve, (box(0, 1), exponential(1), polynomial([0, 1], 0, 1), box(-1, 2), exponential(2)), drawn_curve
)
BELLS = FunctionSpace(as_curve, (gaussian(0, 1), gaussian(1, 2), gaussian(Fraction(-1, 2), Fraction(2, 3))), drawn_bell)
WITHOUT_JUMPS = FunctionSpace(as_curve, (TENT, gaussian(0, 1), sp.exp(-sp.Abs(t))), drawn_bell)
WITH_JUMPS = FunctionSpace(as_curve, (box(0, 1), exponential(1)), drawn_curve)
