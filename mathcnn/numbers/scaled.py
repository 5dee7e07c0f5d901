"""Floats with an exponent of their own, so that only a result overflows or underflows, and nothing on the way to it.

A `Scaled` stands for mantissa * 2**exponent. Scaling by powers of two is exact, so its arithmetic rounds as that of the
floats does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Scaled:
    """mantissa * 2**exponent. mantissa: an array of floats; exponent: an integer, or an array of them that broadcasts
    with it.
    """

    mantissa: Any
    exponent: Any = 0

    @classmethod
    def entries(cls, x: Any) -> Scaled:
        """Each entry with an exponent of its own and a mantissa from 0.5 to 1: for products and quotients."""
        return cls(*np.frexp(x))

    @classmethod
    def block(cls, x: Any) -> Scaled:
        """All entries with one exponent, that of the largest: for sums. It is 0 where products of four such arrays
        cannot overflow, nor underflow beside the largest. A Python number stays one, so that it does not set the type
        of a result. Infinities and NaN stay what they are."""
        if not isinstance(x, (np.ndarray, np.generic)):
            return cls(*math.frexp(x))
        if moderate(x):
            return cls(x)
        sizes = np.abs(x)
        largest = sizes.max(initial=0, where=np.isfinite(sizes))
        exponent = int(np.frexp(largest)[1])
        return cls(np.ldexp(x, -exponent), exponent)

    def __mul__(self, other: Scaled) -> Scaled:
        return Scaled(self.mantissa * other.mantissa, self.exponent + other.exponent)

    def __truediv__(self, other: Scaled) -> Scaled:
        return Scaled(self.mantissa / other.mantissa, self.exponent - other.exponent)

    def __add__(self, other: Scaled) -> Scaled:
        left, right, top = aligned(self, other)
        return Scaled(left + right, top)

    def __sub__(self, other: Scaled) -> Scaled:
        return self + Scaled(-other.mantissa, other.exponent)

    def hypot(self, other: Scaled) -> Scaled:
        """The square root of the sum of both squares."""
        left, right, top = aligned(self, other)
        return Scaled(
            np.where(np.isnan(left) | np.isnan(right), np.nan, np.hypot(left, right)), top
        )  # in C a NaN beside an infinity is lost

    def again(self) -> Scaled:
        """The same numbers, with the exponent of the largest of them."""
        fresh = Scaled.block(self.mantissa)
        return Scaled(fresh.mantissa, fresh.exponent + self.exponent)

    def sum(self) -> Scaled:
        return Scaled(self.mantissa.sum(), self.exponent)

    def mean(self) -> Scaled:
        """The mean. It lies between the least and the largest entry, also where the rounding of their sum would lead
        beyond them.
        """
        m = self.mantissa
        return Scaled(np.clip(m.mean(), m.min(), m.max()), self.exponent)

    def from_mean(self) -> Scaled:
        """The entries less their mean: exactly 0 where all are the same. What rounding leaves of the mean is taken off,
        too, so that little is lost where the entries differ by little (the corrected two-pass algorithm of Chan, Golub
        and LeVeque, The American Statistician 37, 1983)."""
        once = Scaled(self.mantissa - self.mean().mantissa, self.exponent).again()
        return Scaled(once.mantissa - once.mean().mantissa, once.exponent)

    def log2(self) -> Any:
        """The logarithm to base 2. Near 1 it is that of the mantissa alone, so nothing cancels there."""
        mantissa, exponent = np.frexp(self.mantissa)
        low = mantissa < np.sqrt(0.5)
        mantissa, exponent = np.where(low, mantissa * 2, mantissa), exponent - low + self.exponent
        with np.errstate(divide="ignore"):  # the logarithm of 0 is minus infinity
            return np.log2(mantissa) + exponent.astype(mantissa.dtype)

    @property
    def value(self) -> Any:
        """The floats: infinite where they are too large, rounded where they are subnormal, without a warning."""
        with np.errstate(over="ignore", under="ignore"):
            return np.ldexp(self.mantissa, self.exponent)


def moderate(*numbers: Any) -> bool:
    """Whether products of four of these numbers and arrays of floats can neither overflow nor underflow beside the
    largest.
    """
    for x in numbers:
        whole = isinstance(x, (np.ndarray, np.generic))
        largest = np.abs(x).max(initial=0) if whole else abs(float(x))
        if largest:
            single = whole and x.dtype.itemsize < 8
            if not (2.0**-16 < largest < 2.0**16 if single else 2.0**-128 < largest < 2.0**128):
                return False
    return True


def aligned(a: Scaled, b: Scaled) -> tuple[Any, Any, int]:
    """The mantissas of two blocks under the exponent of the larger, and that exponent. A zero has none."""
    if a.exponent == b.exponent:
        return a.mantissa, b.mantissa, a.exponent
    exponents = [one.exponent for one in (a, b) if np.any(one.mantissa)]
    top = max(exponents, default=0)
    left, right = (
        np.ldexp(one.mantissa, one.exponent - top) if one.exponent in exponents else one.mantissa for one in (a, b)
    )
    return left, right, top
