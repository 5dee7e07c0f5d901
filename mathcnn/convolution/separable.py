"""Convolutions with a kernel that is a product of one sequence for each axis: one pass along each axis.

With passes of m, n, ... products, which take n u sum |f g| each, and factors whose products are within t u |g| of the
entries of the kernel, a result is off by at most (m + n + ... + t) u sum |f g|. That is within the bound of the direct
sum where it has as many products that are not zero; the other results are summed directly: those at the edges, and
those that read few entries that are not zero.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np

from ..numbers.threads import in_threads
from .bands import banded, in_two_passes
from .bands import time as banded_time
from .direct_sums import Numbers, at_places
from .linear import lowest_bit

Part = tuple[slice, ...]

CLOSE = 6  # units in the last place by which a product of factors may miss an entry: five roundings, and one to compare
PLACE = 6_000.0  # nanoseconds of a sum by itself
LOOK = 60_000.0  # nanoseconds of looking for factors, and of the edges
PIECE = 2**16  # entries that are looked at at a time
SAFE = {"d": 2.0**500, "f": 2.0**60}  # of norms: no sum of products of arrays with smaller ones overflows


@dataclass(frozen=True)
class Factors:
    """A sequence for each axis; the entries of all but the first are at most 1 where they are not whole numbers.

    off: how far the products of their entries are from those of the kernel, relative to them, in units of u.
    """

    sequences: tuple[Numbers, ...]
    off: float

    @classmethod
    def of(cls, kernel: Numbers) -> Factors | None:
        """The factors of a finite kernel; None if it is no such product. Whole numbers, and floats that are whole
        numbers times a power of two, have exact factors.
        """
        top = np.unravel_index(np.argmax(abs(kernel)), kernel.shape)
        if not kernel[top]:
            return None
        fibres = [np.moveaxis(kernel, k, -1)[top[:k] + top[k + 1 :]] for k in range(kernel.ndim)]
        if sum(a > 1 for a in kernel.shape) < 2:  # one of them, and nothing else
            long = int(np.argmax(kernel.shape))
            one = np.ones(1, kernel.dtype)
            return cls(tuple(v if k == long else one for k, v in enumerate(fibres)), 0.0)
        if kernel.dtype.kind != "f":
            found = _whole(fibres, kernel.astype(np.int64))
            return None if found is None else cls(tuple(v.astype(np.float64) for v in found), 0.0)
        grid, digits = lowest_bit(kernel), np.finfo(kernel.dtype).nmant + 1
        if abs(kernel[top]) < math.ldexp(1.0, min(grid + digits, 1000)) and grid > -900:
            whole = [np.ldexp(v, -grid).astype(np.int64) for v in fibres]
            if (found := _whole(whole, np.ldexp(kernel, -grid).astype(np.int64))) is not None:
                return cls(_scaled(found, grid, kernel.dtype), 0.0)
        with np.errstate(all="ignore"):
            sequences = (fibres[0], *(v / kernel[top] for v in fibres[1:]))
            product, unit = _product(sequences), float(np.finfo(kernel.dtype).eps) / 2
            if ((product == 0) != (kernel == 0)).any():
                return None
            apart = float((abs(product - kernel) / np.where(kernel == 0, 1, abs(kernel))).max()) / unit
        return cls(sequences, apart + kernel.ndim - 1) if apart <= CLOSE * (kernel.ndim - 1) else None


def _product(sequences: tuple[Numbers, ...]) -> Numbers:
    """The products of one entry of each."""
    found = sequences[0]
    for v in sequences[1:]:
        found = np.multiply.outer(found, v)
    return found


def _whole(fibres: list[Numbers], kernel: Numbers) -> tuple[Numbers, ...] | None:
    """Sequences of whole numbers whose products are exactly the kernel; all but the first have no common divisor."""
    first, *others = fibres
    others = [v // np.gcd.reduce(v) for v in others]
    tops = [int(v[np.argmax(abs(v))]) for v in others]
    scale = math.prod(tops)
    if not scale or (first % scale).any():
        return None
    found = (first // scale, *others)
    return found if (_product(found) == kernel).all() else None


def _scaled(found: tuple[Numbers, ...], grid: int, kind: np.dtype) -> tuple[Numbers, ...]:
    """As floats, times 2^grid: all but the first are at most 1, by powers of two that the first one has instead."""
    first, *others = (v.astype(np.float64) for v in found)
    powers = [int(np.frexp(abs(v).max())[1]) for v in others]
    first = np.ldexp(first, grid + sum(powers))
    return tuple(v.astype(kind) for v in (first, *(np.ldexp(v, -p) for v, p in zip(others, powers, strict=True))))


def separable(small: Numbers, large: Numbers, part: Part) -> Numbers | None:
    """A part of the full convolution, in passes along the axes; None where the smaller array is no product, or where
    too many results would be outside of the bound of the direct sum.

    small: (*A), with two axes or more; large: (*H), as large along each; floats or integers of one type whose sums of
    products float64 holds.
    """
    if any(a > h for a, h in zip(small.shape, large.shape, strict=True)) or small.ndim < 2:
        return None
    kind = large.dtype
    if kind.kind != "f":
        factors = Factors.of(small)
        return None if factors is None else passes(factors.sequences, large.astype(np.float64), part).astype(np.int64)
    norms = [float(np.vdot(v, v)) for v in (small, large)]
    if not all(0 < n < SAFE[kind.char] for n in norms) or (factors := Factors.of(small)) is None:
        return None
    inner = _inner(factors, large.shape, part)
    if inner is None:
        return None
    left = _left(factors, small, large, inner)
    if left is not None and PLACE * np.count_nonzero(left) > banded_time(small, inner):
        return None
    y = np.empty([side.stop - side.start for side in part], kind)
    found = passes(factors.sequences, large, inner, y[_relative(inner, part)])
    if left is not None and left.any():
        at_places(large, small, np.argwhere(left), found, tuple(side.start for side in inner))
    for edge in _edges(part, inner):
        y[_relative(edge, part)] = _directly(small, large, edge)
    return y


def time(small: Numbers, part: Part) -> float:
    """An estimate of the nanoseconds that `separable` takes."""
    long = [a for a in small.shape if a > 1]
    along = [banded_time(np.empty((1,) * (small.ndim - 1) + (a,), small.dtype), part) for a in long]
    return LOOK + sum(along)


def _inner(factors: Factors, shape: tuple[int, ...], part: Part) -> Part | None:
    """The results with as many products as the passes take roundings, if no entry of the larger array is zero."""
    counts = [np.convolve(np.ones(h), v != 0)[side] for h, v, side in zip(shape, factors.sequences, part, strict=True)]
    if any(not c.size or not c.max() for c in counts):
        return None
    most, long = [int(c.max()) for c in counts], _long(factors.sequences)
    for least in range(1, max(most) + 1):
        fewest = [min(least, m) for m in most]
        if math.prod(fewest) >= sum(fewest[k] for k in long) + factors.off:
            break
    else:
        return None
    sides = []
    for c, m, side in zip(counts, most, part, strict=True):
        enough = np.flatnonzero(c >= min(least, m))
        if len(enough) != enough[-1] - enough[0] + 1:  # zeros in the kernel
            return None
        sides.append(slice(side.start + int(enough[0]), side.start + int(enough[-1]) + 1))
    return tuple(sides)


def _left(factors: Factors, small: Numbers, large: Numbers, inner: Part) -> Numbers | None:
    """The results that must be summed directly, since they have too few products that are not zero, or since they are
    sums that the type holds exactly, and the factors are not exact; None if there are none."""
    rows = max(1, PIECE // max(1, large[:1].size))
    smallest = float(min(in_threads(lambda a: abs(large[a : a + rows]).min(), range(0, len(large), rows))))
    left: Numbers | None = None
    if not smallest:
        ones = tuple((v != 0).astype(np.float32) for v in factors.sequences)
        terms = passes(ones, (large != 0).astype(np.float32), inner)
        left = terms < sum(np.count_nonzero(ones[k]) for k in _long(factors.sequences)) + factors.off
    if factors.off:
        kind = np.finfo(large.dtype)
        exact_to = lambda x: math.ldexp(1.0, min(1000, kind.nmant + 1 + lowest_bit(x) + lowest_bit(small)))
        some = large.ravel()[:16]
        if not some.any() or smallest * float(abs(small[small != 0]).min()) <= exact_to(some):
            gauge = passes(tuple(abs(v) for v in factors.sequences), abs(large), inner)
            exact = gauge <= exact_to(large) * (1 + 2.0**-10)
            left = exact if left is None else left | exact
    return left


def _relative(inner: Part, part: Part) -> Part:
    """A part of the full result as one of another part."""
    return tuple(slice(i.start - p.start, i.stop - p.start) for i, p in zip(inner, part, strict=True))


def _edges(part: Part, inner: Part) -> list[Part]:
    """Boxes that make up what is in a part and not in an inner one."""
    found: list[Part] = []
    for k, (outer, within) in enumerate(zip(part, inner, strict=True)):
        for side in (slice(outer.start, within.start), slice(within.stop, outer.stop)):
            if side.start < side.stop:
                found.append((*inner[:k], side, *part[k + 1 :]))
    return found


def _directly(small: Numbers, large: Numbers, part: Part) -> Numbers:
    """A part of the full result as sums of products, from the entries of both arrays that it reads."""
    taps, read, moved = [], [], []
    for side, a, h in zip(part, small.shape, large.shape, strict=True):
        first, last = max(0, side.start - h + 1), min(a, side.stop)  # of the smaller array
        low, high = max(0, side.start - last + 1), min(h, side.stop - first)
        taps.append(slice(first, last))
        read.append(slice(low, high))
        moved.append(slice(side.start - first - low, side.stop - first - low))
    return banded(small[tuple(taps)], large[tuple(read)], tuple(moved))


def passes(sequences: tuple[Numbers, ...], large: Numbers, part: Part, into: Numbers | None = None) -> Numbers:
    """A part of the full convolution with the product of a sequence for each axis: two axes at a time, first one first.

    sequences: (A_k) for each axis, at least two; large: (*H), finite, of their type; into: the array that the part is
    written into, a new one by default. Axes with the sequence 1 alone take no pass. Returns the part.
    """
    if into is None:
        into = np.empty([side.stop - side.start for side in part], large.dtype)
    long = _long(sequences)
    y = large[tuple(slice(None) if k in long else side for k, side in enumerate(part))]
    pairs = list(itertools.zip_longest(long[::2], long[1::2]))
    for one, other in pairs:
        sizes, second = list(y.shape), np.ones(1, large.dtype)
        if other is None:  # with any other axis, which stays as it is
            other = max(k for k in range(large.ndim) if k != one)
            side = slice(0, sizes[other])
        else:
            second, side = sequences[other], part[other]
        sizes[one], sizes[other] = into.shape[one], side.stop - side.start
        found = into if one == pairs[-1][0] else np.empty(sizes, large.dtype)
        in_two_passes(sequences[one], second, y, (one, other), (part[one], side), found)
        y = found
    if not long:
        into[...] = y
    return into


def _long(sequences: tuple[Numbers, ...]) -> list[int]:
    """The axes that take a pass."""
    return [k for k, v in enumerate(sequences) if len(v) > 1 or v[0] != 1]
