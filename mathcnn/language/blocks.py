"""Integers at many indices at once: int64 where nothing can exceed it, else Python's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Numbers = np.ndarray
SAFE = 1 << 62  # sums and products of int64 below it are exact
Integers = Any  # an int, or an array of int64 or of Python's ints: NumPy's operators take and return all three


def numbers(start: int, stop: int) -> Numbers:
    """start..stop - 1, as int64 where that holds them."""
    if max(abs(start), abs(stop)) < SAFE:
        return np.arange(start, stop)
    return np.array(range(start, stop), object)


def largest(x: Integers) -> int:
    """The largest magnitude."""
    if not isinstance(x, np.ndarray):
        return abs(int(x))
    return max(abs(int(x.min())), abs(int(x.max())))


def exact(
    operation: Callable[[Integers, Integers], Integers], bound: Callable[[int, int], int], x: Integers, y: Integers
) -> Integers:
    """An operation on ints and arrays of them, on Python's ints where int64 may not hold its result.

    `bound` gives a bound of the result from the largest magnitudes of x and y.
    """
    if bound(largest(x), largest(y)) < SAFE:
        return operation(x, y)
    return operation(*(v.astype(object) if isinstance(v, np.ndarray) else int(v) for v in (x, y)))


def plus(x: Integers, y: Integers) -> Integers:
    """x + y, exactly."""
    return exact(lambda a, b: a + b, lambda a, b: a + b, x, y)


def times(x: Integers, y: Integers) -> Integers:
    """x y, exactly."""
    return exact(lambda a, b: a * b, lambda a, b: max(a, b, a * b), x, y)


def either(test: Any, x: Integers, y: Integers) -> Integers:
    """x where the test holds, else y; Any: a bool, or an array of them."""
    if not isinstance(test, np.ndarray):
        return x if test else y
    return exact(lambda a, b: np.where(test, a, b), max, x, y)


def taps_inside(starts: Integers, apart: int, taps: int, low: int, high: int) -> Integers:
    """How many of the places starts + apart a, 0 <= a < taps, lie in low..high - 1, for apart >= 1. Arrays of ints give
    arrays."""
    last = np.minimum((high - 1 - starts) // apart, taps - 1)
    first = np.maximum(-((starts - low) // apart), 0)
    return np.maximum(last - first + 1, 0)
