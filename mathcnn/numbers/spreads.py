"""Arrays of numbers with the rounding errors of a fast form: what `rounded` does for one number, for many at once.

A `Spread` holds middles and radii as arrays. A radius holds every value that arithmetic of unit roundoff u may give, in
any order of summation, by the rules of `rounded.Rounded`. Middles are computed in a wider type whose own roundings obey
the same rules at its own unit, so that they are u' / u times the radius at most; `Spreads.slack` is that share.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias  # Any: the number of bits of a type of NumPy

import numpy as np

from .formats import LARGEST, UNDERFLOW, UNIT
from .rounded import ELEMENTARY
from .rounding import LAMBDA

Array: TypeAlias = np.ndarray[Any, Any]  # of any shape: floats of the type of the middles, or truth values


class Spread:
    """Numbers in mid - rad .. mid + rad, for those places where `there` is true; elsewhere there is no entry.

    mid, rad, there: arrays whose shapes fit each other; an infinite radius is no bound.
    """

    __slots__ = ("mid", "rad", "there")

    def __init__(self, mid: Array, rad: Array | float = 0.0, there: Array | bool = True):
        self.mid, self.rad, self.there = mid, np.asarray(rad), np.asarray(there)

    def map(self, change: Callable[[Array], Array]) -> Spread:
        """The same numbers after a change of all three arrays, such as more axes."""
        return Spread(change(self.mid), change(np.asarray(self.rad)), change(np.asarray(self.there)))

    @property
    def low(self) -> Array:
        """The lower ends."""
        found: Array = self.mid - self.rad
        return found

    @property
    def high(self) -> Array:
        """The upper ends."""
        found: Array = self.mid + self.rad
        return found

    @property
    def size(self) -> Array:
        """The largest absolute values."""
        found: Array = np.abs(self.mid)
        return found if _is_exact(self) else found + self.rad


def _is_exact(a: Spread) -> bool:
    """Whether all entries are known to have no error, without a look at each."""
    return a.rad.ndim == 0 and a.rad == 0


class Spreads:
    """Operations on `Spread`s in arithmetic of one format.

    dtype: the format, a key of `formats.UNIT`; wide: the NumPy type of the middles.
    """

    def __init__(self, dtype: str, wide: type[np.floating[Any]] = np.float64):
        self.u, self.tiny, self.largest, self.wide = UNIT[dtype], UNDERFLOW[dtype], LARGEST[dtype], wide
        self.slack = float(np.finfo(wide).eps) / 2 / self.u

    # ------------------------------------------------------------ inputs

    def exact(self, v: Any, there: Array | bool = True) -> Spread:  # Any: what NumPy makes an array of
        """Numbers without error."""
        return Spread(np.asarray(v, self.wide), 0.0, there)

    def read(self, v: Any, there: Array | bool = True) -> Spread:  # Any: as above
        """Numbers that a fast form may move by one rounding."""
        return self.once(self.exact(v, there))

    def once(self, a: Spread, roundings: float = 1) -> Spread:
        """The result of one operation, with its rounding error and the loss by underflow; 0 stays exact."""
        size = a.size
        rad = size * (roundings * self.u)
        rad += a.rad
        rad += self.tiny
        if size.size and not size.min() > 0:  # one pass, and mostly the only one
            rad = np.where(size == 0, 0, rad)
        if size.size and not size.max() + rad.max() <= self.largest:  # without a bound where they may overflow
            rad = np.where((np.abs(a.mid) + rad > self.largest) & np.isfinite(a.mid), np.inf, rad)
        return Spread(a.mid, rad, a.there)

    # ------------------------------------------------------------ sums and products

    def add(self, terms: Sequence[Spread], sums: Sequence[tuple[Spread, tuple[int, ...]]] = ()) -> Spread:
        """The sum, in any order, of all terms that are there; 0 if there are none.

        terms: those that are given one by one; sums: those that are given as arrays, each with the axes to sum over.
        """
        found = [self._counted(one, axes) for one, axes in sums] + [self._counted(one, ()) for one in terms]
        mid, rad, gauge, count = (functools.reduce(np.add, part) for part in zip(*found, strict=True))
        steps = self._steps(np.asarray(count))
        if steps.size and steps.max() < np.inf:
            rad = rad + steps * gauge
        else:  # infinity times 0 is no number
            rad = rad + np.where(gauge > 0, steps * gauge, 0)
        if gauge.size and not gauge.max() <= self.largest:
            rad = np.where((gauge > self.largest) & np.isfinite(gauge), np.inf, rad)
        return Spread(mid, rad)

    def _counted(self, a: Spread, axes: tuple[int, ...]) -> tuple[Array, Array | float, Array, Array | int]:
        """Sums over axes of the middles, the radii and the absolute values, and how many terms are not 0."""
        mid, rad = a.mid, a.rad
        if not a.there.all():
            there = np.broadcast_to(a.there, np.broadcast_shapes(mid.shape, a.there.shape))
            mid, rad = np.where(there, mid, 0), np.where(there, rad, 0)
        size = Spread(mid, rad).size
        if size.size and size.min() > 0:  # one pass; to count along axes takes as long as a sum of integers
            count: Array | int = math.prod(size.shape[k] for k in axes)
        else:
            count = np.count_nonzero(size, axes) if axes else np.asarray(size != 0, np.int64)
        if not axes:
            return mid, rad, size, count
        total = 0.0 if _is_exact(a) else np.broadcast_to(rad, mid.shape).sum(axes)
        return mid.sum(axes), total, size.sum(axes), count

    def _steps(self, terms: Array) -> Array:
        """The relative error of sums of so many terms; infinite where no bound exists."""
        steps = np.maximum(terms - 1, 0) * self.u
        if steps.size and steps.max() < 1:
            return np.asarray(steps / (1 - steps))
        return np.where(steps < 1, steps / np.where(steps < 1, 1 - steps, 1), np.inf)

    def mul(self, a: Spread, b: Spread, exact: bool = False) -> Spread:
        """The product; exact: whether a factor is 1 or -1 everywhere. A complex one takes three roundings at most."""
        rad: Array | float = 0.0
        if not _is_exact(a):
            rad = (np.abs(b.mid) + b.rad) * a.rad
        if not _is_exact(b):
            rad = rad + np.abs(a.mid) * b.rad
        found = Spread(a.mid * b.mid, rad, a.there & b.there)
        return found if exact else self.once(found, 3 if np.iscomplexobj(found.mid) else 1)

    def power(self, a: Spread, n: int) -> Spread:
        """An integer power n >= 0, by products."""
        one = self.exact(np.ones_like(a.mid), a.there)
        return functools.reduce(self.mul, [a] * n) if n else one

    def div(self, a: Spread, b: Spread) -> Spread:
        """The quotient; 0 where `a` has no entry."""
        mid = a.mid / b.mid
        least = np.abs(b.mid) - b.rad
        rad = np.where(least > 0, (a.rad + np.abs(mid) * b.rad) / np.where(least > 0, least, 1), np.inf)
        found = self.once(Spread(mid, rad))
        return Spread(np.where(a.there, found.mid, 0), np.where(a.there, found.rad, 0))

    # ------------------------------------------------------------ functions

    def _between(self, a: Spread, f: Callable[[Array], Array], low: Array, high: Array, roundings: float) -> Spread:
        """An increasing function, from its values at both ends."""
        mid = f(a.mid)
        return self.once(Spread(mid, np.maximum(high - mid, mid - low), a.there), roundings)

    def sqrt(self, a: Spread) -> Spread:
        """The square root; no bound where the numbers may be negative."""
        rad = np.where(a.low >= 0, np.sqrt(a.mid) - np.sqrt(np.maximum(a.low, 0)), np.inf)
        return self.once(Spread(np.sqrt(np.maximum(a.mid, 0)), np.where(a.rad == 0, 0, rad), a.there))

    def exp(self, a: Spread) -> Spread:
        """e to the power a."""
        mid = np.exp(a.mid)
        return self.once(Spread(mid, np.where(a.rad == 0, 0, mid * np.expm1(a.rad)), a.there), ELEMENTARY)

    def log(self, a: Spread) -> Spread:
        """The natural logarithm; no bound where the numbers may be 0 or negative."""
        ratio = np.where(a.low > 0, a.rad / np.where(a.low > 0, a.mid, 1), 0)
        rad = np.where(a.low > 0, -np.log1p(-ratio), np.inf)
        return self.once(Spread(np.log(a.mid), rad, a.there), ELEMENTARY)

    def tanh(self, a: Spread) -> Spread:
        """The hyperbolic tangent, whose slope is largest at the end nearest to 0."""
        nearest = np.maximum(np.abs(a.mid) - a.rad, 0)
        slope = 1 / np.cosh(np.minimum(nearest, 300)) ** 2
        return self.once(Spread(np.tanh(a.mid), np.minimum(slope * a.rad, 2), a.there), ELEMENTARY)

    def absolute(self, a: Spread) -> Spread:
        """The absolute values."""
        return Spread(np.abs(a.mid), a.rad, a.there)

    def raised(self, a: Spread, p: Spread) -> Spread:
        """Any real power of positive numbers, by exp(p log a); no bound where they may be 0 or negative."""
        return self.exp(self.mul(p, self.log(a)))

    def plog(self, p: Spread, q: Spread, base: Spread) -> Spread:
        """p log_base q; 0 where p is 0 or has no entry."""
        with np.errstate(all="ignore"):
            found = self.div(self.mul(p, self.log(q)), self.log(base))
        nothing = ~p.there | (p.mid == 0) & (p.rad == 0)
        return Spread(np.where(nothing, 0, found.mid), np.where(nothing, 0, found.rad))

    def root(self, k: Array, n: Array) -> Spread:
        """exp(-2 pi i k / n), complex; the radius is that of a disk."""
        turn = np.asarray(np.mod(k, n), self.wide) / n * (2 * np.arctan2(self.wide(0), self.wide(-1)))
        return self.once(Spread(np.cos(turn) - 1j * np.sin(turn)), 2)

    # ------------------------------------------------------------ choices

    def top(self, a: Spread, axes: tuple[int, ...]) -> Spread:
        """The maximum over axes of the entries that are there; minus infinity if there are none."""
        there = np.broadcast_to(a.there, a.mid.shape)
        low = np.where(there, a.low, -np.inf).max(axes)
        high = np.where(there, a.high, -np.inf).max(axes)
        return self._hull(low, high)

    def larger(self, a: Spread, b: Spread) -> Spread:
        """The larger of two numbers."""
        low, high = np.maximum(a.low, b.low), np.maximum(a.high, b.high)
        both = self._hull(low, high)

        def pick(one: Array, x: Array, y: Array) -> Array:
            return np.where(a.there & b.there, one, np.where(a.there, x, y))

        return Spread(pick(both.mid, a.mid, b.mid), pick(both.rad, a.rad, b.rad), a.there | b.there)

    def choose(self, yes: Array, no: Array, a: Spread, b: Spread) -> Spread:
        """`a` where a condition holds, `b` where it does not, what holds both where that is undecided.

        yes, no: where it surely holds, and where it surely does not.
        """
        both = self._hull(np.minimum(a.low, b.low), np.maximum(a.high, b.high))

        def pick(x: Array, y: Array, z: Array) -> Array:
            return np.where(yes, x, np.where(no, y, z))

        return Spread(
            pick(a.mid, b.mid, both.mid), pick(a.rad, b.rad, both.rad), pick(a.there, b.there, a.there & b.there)
        )

    def _hull(self, low: Array, high: Array) -> Spread:
        same = low == high
        mid = np.where(same, low, low / 2 + high / 2)
        return Spread(mid, np.where(same, 0, high / 2 - low / 2))

    # ------------------------------------------------------------ results

    def widened(self, a: Spread) -> Spread:
        """Radii that also hold the roundings of the middles themselves."""
        return Spread(a.mid, a.rad * (1 + 2 * self.slack), a.there)


class Likely(Spreads):
    """The same, but that the rounding errors of a sum are about independent, as tier P has them: a sum of n terms is
    off by LAMBDA sqrt(n + 2) u of their absolute values, and by more once in 10^10. All other errors are added up.
    """

    def _steps(self, terms: Array) -> Array:
        found: Array = np.minimum(super()._steps(terms), LAMBDA * np.sqrt(terms + 2) * self.u)
        return found


def stored(a: Spread, dtype: str) -> Spread:
    """Numbers after one more rounding, to the format in which a result is kept; those that may overflow have no bound.

    a: the numbers; dtype: the name of the format.
    """
    return Spreads(dtype).once(a)
