"""Calling an implementation with the arguments of a case."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from ...language.formula import Formula
from ..aliases import Arguments, Arrays, Implementation, Value
from ..cases import Case, as_float


def exact_scalars(case: Case, whole: bool = False) -> Arguments:
    """The arguments of a case beside arrays, as exact numbers.

    Parameters
    ----------
    case : the case.
    whole : whether integers are needed; a fraction becomes ten times as much then, since cases have tenths, which keeps
        the order of several.

    Returns
    -------
    The arguments by name; a float such as 0.01 becomes 1/100.
    """
    exact = {a: Fraction(repr(v)) if isinstance(v, float) else v for a, v in case.kwargs.items()}
    return {a: round(10 * v) if whole and isinstance(v, Fraction) else v for a, v in exact.items()}


def float_scalars(kwargs: Arguments) -> Arguments:
    """Arguments as a fast form takes them: fractions become floats."""
    return {a: as_float(v) for a, v in kwargs.items()}


class Written(RuntimeError):
    """An implementation wrote into its input, or beside it."""


class Inputs:
    """The arrays of a call as they are before it, byte by byte.

    Parameters
    ----------
    arrays : the arrays by name. Of a view the array that it is part of is kept, too, unless that is much larger.
    """

    LARGER = 8  # times as large as a view, or this many kB: larger arrays that a view is part of are not kept

    def __init__(self, arrays: Mapping[str, np.ndarray]):
        self.kept = [(a, x, x.copy(order="K")) for a, x in arrays.items()]
        wholes = [(a, x.base) for a, x in arrays.items() if isinstance(x.base, np.ndarray) and x.base.dtype == x.dtype]
        small = [(a, y) for a, y in wholes if y.nbytes <= self.LARGER * max(arrays[a].nbytes, 1024)]
        self.beside = [(a, y, y.copy(order="K")) for a, y in small]

    def check(self) -> None:
        """Raise Written if an array was written to since."""
        if changed := [a for a, x, before in self.kept if not _same_bytes(x, before)]:
            raise Written(f"wrote into its input {', '.join(changed)}")
        if changed := [a for a, x, before in self.beside if not _same_bytes(x, before)]:
            raise Written(f"wrote beside its input {', '.join(changed)}, into the array that this is part of")


def _same_bytes(x: np.ndarray, y: np.ndarray) -> bool:
    if x.dtype == object:
        return all(v is w for v, w in zip(x.flat, y.flat, strict=True))
    if x.flags.c_contiguous and y.flags.c_contiguous and x.size:
        return bool(np.array_equal(x.reshape(-1).view(np.uint8), y.reshape(-1).view(np.uint8)))
    return x.tobytes() == y.tobytes()


def must_be_offered(implementation: Implementation, arrays: Arrays, kwargs: Arguments) -> None:
    """Raise NotOffered for a call that an implementation says beforehand that it does not offer, by its attribute
    `offers`: a function of its arguments. It saves the work of a sample that is skipped.

    Parameters
    ----------
    implementation : a function with the formula's signature.
    arrays, kwargs : its arguments by name.
    """
    if (offers := getattr(implementation, "offers", None)) is not None:
        offers(**arrays, **kwargs)


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
    inputs = Inputs(arrays)
    leading = list(itertools.takewhile(lambda a: a in arrays, of.names))
    given = {a: arrays[a] for a in of.arrays if a in arrays and a not in leading}
    y = implementation(*(arrays[a] for a in leading), **given, **{a: v for a, v in kwargs.items() if a in of.names})
    inputs.check()
    return first_of(of, y)


def literal(of: Formula, arrays: Arrays, kwargs: Arguments, **how: Value) -> Value:
    """The literal form of a call: the first of several results, such as running statistics beside those of a batch.

    Parameters
    ----------
    of : the formula.
    arrays, kwargs : its arguments by name.
    how : what else `Formula.literal` takes, such as the numbers.
    """
    return first_of(of, of.literal(**arrays, **kwargs, **how))


def first_of(of: Formula, y: Value) -> Value:
    """A result; of several results of a formula the first."""
    return y[0] if isinstance(y, tuple) and of.companions else y
