"""Calling an implementation with the arguments of a case."""

from __future__ import annotations

import itertools
from fractions import Fraction

from ...language.formula import Formula
from ...numbers import rounding
from ..aliases import Arguments, Arrays, Implementation, Value
from ..cases import Case, as_float


def exact_scalars(case: Case, whole: bool = False) -> Arguments:
    """The arguments of a case beside arrays, as exact numbers.

    Parameters
    ----------
    case : the case.
    whole : whether integers are needed; a fraction becomes 3 then.

    Returns
    -------
    The arguments by name; a float such as 0.01 becomes 1/100.
    """
    exact = {a: Fraction(repr(v)) if isinstance(v, float) else v for a, v in case.kwargs.items()}
    return {a: 3 if whole and isinstance(v, Fraction) else v for a, v in exact.items()}


def float_scalars(kwargs: Arguments) -> Arguments:
    """Arguments as a fast form takes them: fractions become floats."""
    return {a: as_float(v) for a, v in kwargs.items()}


def call(of: Formula, implementation: Implementation, arrays: Arrays, kwargs: Arguments) -> Value:
    """The result of an implementation.

    Parameters
    ----------
    of : the formula that it computes.
    implementation : a function with the formula's signature.
    arrays, kwargs : its arguments by name.

    Returns
    -------
    The result; of several results the first.

    Raises
    ------
    RuntimeError : it wrote into its inputs.
    """
    before = {a: x.copy() for a, x in arrays.items()}
    leading = list(itertools.takewhile(lambda a: a in arrays, of.names))
    given = {a: arrays[a] for a in of.arrays if a in arrays and a not in leading}
    y = implementation(*(arrays[a] for a in leading), **given, **{a: v for a, v in kwargs.items() if a in of.names})
    if changed := [a for a, x in arrays.items() if rounding.exactly(x, before[a]).rho]:
        raise RuntimeError(f"wrote into its input {', '.join(changed)}")
    return y[0] if isinstance(y, tuple) and of.companions else y
