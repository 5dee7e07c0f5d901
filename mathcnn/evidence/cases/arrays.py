"""Entries for the arrays of a case: integers, floats, letters, and odd memory layouts."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import numpy as np
import sympy as sp

from ...language.formula import as_objects
from ..aliases import Arrays, Value
from .geometries import Case


def integers(case: Case, rng: random.Random, size: int = 8) -> Arrays:
    """Arrays of integers from -size to size, as Python objects, taken into the domains of the case.

    Parameters
    ----------
    case : the shapes and domains.
    rng : the generator that entries are drawn from.
    size : the largest absolute value.

    Returns
    -------
    The arrays by name. Arrays with a domain hold fractions.
    """

    def one(a: str, shape: tuple[int, ...]) -> np.ndarray:
        values = as_objects(rng.randint(-size, size) for _ in range(math.prod(shape)))
        if a in case.domain:
            values = as_objects(Fraction(v) for v in values)
        return values.reshape(shape)

    return case.filled(one)


def distinct(case: Case, rng: random.Random) -> Arrays:
    """Arrays of integers, no two equal within an array and none zero, so that a maximum and its derivative exist.

    Parameters and result as for `integers`.
    """

    def one(a: str, shape: tuple[int, ...]) -> np.ndarray:
        count = math.prod(shape)
        values = [k for k in range(-count, count + 1) if k]
        return as_objects(Fraction(v) if a in case.domain else v for v in rng.sample(values, count)).reshape(shape)

    return case.filled(one)


def floats(case: Case, rng: random.Random, dtype: str = "float64") -> Arrays:
    """Arrays of standard normal numbers, scaled by one power of ten an array, one entry of eight zero.

    Parameters
    ----------
    case : the shapes and domains.
    rng : the generator that entries are drawn from.
    dtype : the type of the arrays; float16 gets smaller scales, so that products do not overflow.

    Returns
    -------
    The arrays by name; labels are int64.
    """
    source = np.random.default_rng(rng.randrange(2**32))
    scales = (-1, 0) if dtype == "float16" else (-2, 2)

    def one(a: str, shape: tuple[int, ...]) -> np.ndarray:
        x = source.standard_normal(shape) * (source.random(shape) > 1 / 8) * 10.0 ** rng.randint(*scales)
        return x.astype(dtype)

    return {a: x.astype(dtype) if x.dtype.kind == "f" else x for a, x in case.filled(one).items()}


def letters(case: Case, notation: str) -> Arrays:
    """Arrays with one letter for each entry.

    Parameters
    ----------
    case : the shapes and domains.
    notation : "ring" for polynomials over the rationals, "field" for rational functions, "symbols" for SymPy.

    Returns
    -------
    The arrays by name; labels are integers.
    """
    drawn = {a: s for a, s in case.shapes.items() if a not in case.of.labels}
    names = [f"{a}_{k}" for a, shape in drawn.items() for k in range(math.prod(shape))]
    if notation == "symbols":
        pool = iter(sp.symbols(names, positive=True) if names else ())
    else:
        pool = iter({"ring": sp.ring, "field": sp.field}[notation](names or ["_"], sp.QQ)[1:])

    def one(a: str, shape: tuple[int, ...]) -> np.ndarray:
        count = math.prod(shape)
        return as_objects(next(pool) if a in drawn else k for k in range(count)).reshape(shape)

    return case.filled(one)


def odd_layout(x: np.ndarray, rng: random.Random) -> np.ndarray:
    """The same entries in another memory layout.

    Parameters
    ----------
    x : an array.
    rng : chooses among Fortran order, every second entry of a larger array, backwards along an axis of two entries or
        more, a part of a larger array, and x itself.

    Returns
    -------
    An array equal to x.
    """
    if not x.ndim:
        return x  # NumPy would give an array without axes one
    axis = rng.randrange(x.ndim)
    before, after = (slice(None),) * axis, x.shape[:axis]
    match rng.randrange(5):
        case 0:
            return np.asfortranarray(x)
        case 1:
            wide = np.empty((*after, 2 * x.shape[axis], *x.shape[axis + 1 :]), x.dtype)
            view = wide[(*before, slice(None, None, 2))]
        case 2 if x.shape[axis] > 1:  # one entry has no direction, and NumPy calls it contiguous with any stride
            view = np.empty(x.shape, x.dtype)[(*before, slice(None, None, -1))]
        case 3:
            wide = np.empty((*after, x.shape[axis] + 3, *x.shape[axis + 1 :]), x.dtype)
            wide[...] = x.dtype.type(7)
            view = wide[(*before, slice(1, -2))]
        case _:
            return x
    view[...] = x
    return view


def as_floats(arrays: Arrays, labels: set[str], dtype: str = "float64") -> Arrays:
    """Arrays of exact numbers as floats of `dtype`; those named in `labels` become int64."""
    return {a: x.astype(np.int64 if a in labels else dtype) for a, x in arrays.items()}


def as_float(v: Value) -> Value:
    """An argument as a fast form takes it: a fraction becomes a float, all else stays."""
    return float(v) if isinstance(v, Fraction) else v
