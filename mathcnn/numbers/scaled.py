"""Floats with a separate exponent, so that only a final result can overflow or underflow.

A `Scaled` stands for mantissa * 2**exponent. Scaling by powers of two is exact, so that its arithmetic rounds as floats
do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

Numbers: TypeAlias = Any  # a float, a NumPy float or an array of floats: they have no common type
Exponents: TypeAlias = Any  # an integer or an array of integers: they have no common type


@dataclass(frozen=True)
class Scaled:
    """The numbers mantissa * 2**exponent.

    mantissa: a float or an array of floats; exponent: an integer, or an array of integers that broadcasts with it.
    """

    mantissa: Numbers
    exponent: Exponents = 0

    @classmethod
    def entries(cls, x: Numbers) -> Scaled:
        """Each entry with an exponent of its own and a mantissa from 0.5 to 1: for products and quotients."""
        return cls(*np.frexp(x))

    @classmethod
    def block(cls, x: Numbers) -> Scaled:
        """All entries with one exponent, that of the largest: for sums.

        The exponent is 0 if `moderate(x)`. A Python number stays one, so that it does not determine the type of a
        result. Infinities and NaN stay what they are.
        """
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
        """The square root of the sum of the two squares, entry by entry; NaN if one of them is NaN."""
        left, right, top = aligned(self, other)
        nan = np.isnan(left) | np.isnan(right)  # C's hypot of NaN and infinity is infinity
        return Scaled(np.where(nan, np.nan, np.hypot(left, right)), top)

    def again(self) -> Scaled:
        """The same numbers, with the exponent of the largest of them."""
        fresh = Scaled.block(self.mantissa)
        return Scaled(fresh.mantissa, fresh.exponent + self.exponent)

    def sum(self) -> Scaled:
        """The sum of all entries of a block."""
        return Scaled(self.mantissa.sum(), self.exponent)

    def mean(self) -> Scaled:
        """The mean of all entries of a block, between the smallest and the largest, also if their sum is rounded."""
        m = self.mantissa
        return Scaled(np.clip(m.mean(), m.min(), m.max()), self.exponent)

    def from_mean(self) -> Scaled:
        """The entries of a block minus their mean: exactly 0 if all are equal.

        The mean of the differences is subtracted again, so that entries which differ little lose little accuracy (the
        corrected two-pass algorithm of Chan, Golub and LeVeque, The American Statistician 37, 1983).
        """
        once = Scaled(self.mantissa - self.mean().mantissa, self.exponent).again()
        return Scaled(once.mantissa - once.mean().mantissa, once.exponent)

    def log2(self) -> Numbers:
        """The logarithm to base 2. Near 1 it is that of the mantissa alone, so that nothing cancels."""
        mantissa, exponent = np.frexp(self.mantissa)
        low = mantissa < np.sqrt(0.5)
        mantissa, exponent = np.where(low, mantissa * 2, mantissa), exponent - low + self.exponent
        with np.errstate(divide="ignore"):  # the logarithm of 0 is minus infinity
            return np.log2(mantissa) + exponent.astype(mantissa.dtype)

    @property
    def value(self) -> Numbers:
        """The numbers as floats: infinite if too large, rounded if subnormal, without a warning."""
        with np.errstate(over="ignore", under="ignore"):
            return np.ldexp(self.mantissa, self.exponent)


ROOM = {2: 3, 4: 16}  # powers of two that four factors may have, by the bytes of a type; 128 in wider ones


def moderate(*numbers: Numbers) -> bool:
    """Whether products of four of these floats and arrays of floats can neither overflow nor underflow, for the largest
    entry of each array."""
    for x in numbers:
        whole = isinstance(x, (np.ndarray, np.generic))
        largest = np.abs(x).max(initial=0) if whole else abs(float(x))  # which float64 may not hold
        if largest:
            room = 2.0 ** ROOM.get(x.dtype.itemsize if whole else 8, 128)
            if not 1 / room < largest < room:
                return False
    return True


def aligned(a: Scaled, b: Scaled) -> tuple[Numbers, Numbers, int]:
    """The mantissas of two blocks for the exponent of the larger, and that exponent. A block of zeros has none."""
    if a.exponent == b.exponent:
        return a.mantissa, b.mantissa, a.exponent
    exponents = [one.exponent for one in (a, b) if np.any(one.mantissa)]
    top = max(exponents, default=0)
    left, right = (
        np.ldexp(one.mantissa, one.exponent - top) if one.exponent in exponents else one.mantissa for one in (a, b)
    )
    return left, right, top
