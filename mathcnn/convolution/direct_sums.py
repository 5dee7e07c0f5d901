"""The full convolution of two arrays as sums of products, in the ways that are fast for arrays of different shapes.

Each returns the full result (*H + A - 1) of arrays (*H) and (*A) of one type. A direct sum of n products is off by at
most (n + 1) u sum |f g| at each entry.
"""

from __future__ import annotations

import numpy as np

from .bands import banded
from .bands import time as banded_time

Numbers = np.ndarray

STRAY = 10  # the time of a product outside of a matrix product, in products of one
COPY, EACH = 4_000.0, 0.9  # nanoseconds of adding a copy of the larger array, and of each entry of it


def full_shape(f: Numbers, g: Numbers) -> list[int]:
    """The shape of the full result."""
    return [h + a - 1 for h, a in zip(f.shape, g.shape, strict=True)]


def convolved(f: Numbers, g: Numbers) -> Numbers:
    """Sequences, by NumPy's own direct sum."""
    with np.errstate(all="ignore"):
        return np.convolve(f, g)


def taps(small: Numbers, large: Numbers) -> Numbers:
    """Every entry of the smaller array times the larger one, added at its place."""
    y = np.zeros(full_shape(small, large), large.dtype)
    with np.errstate(all="ignore"):
        for at, tap in np.ndenumerate(small):
            y[tuple(slice(u, u + h) for u, h in zip(at, large.shape, strict=True))] += tap * large
    return y


def copies(sparse: Numbers, other: Numbers) -> Numbers:
    """As `taps`, for an array with few entries that are not zero, and another that is finite."""
    y = np.zeros(full_shape(sparse, other), other.dtype)
    with np.errstate(all="ignore"):
        for at in zip(*(axis.tolist() for axis in np.nonzero(sparse)), strict=True):
            y[tuple(slice(u, u + h) for u, h in zip(at, other.shape, strict=True))] += sparse[at] * other
    return y


def matrices(small: Numbers, large: Numbers) -> Numbers:
    """Finite floats by products with Toeplitz matrices, or the copies added one by one if that takes less time."""
    if large.ndim == 1:
        return convolved(large, small)
    part = tuple(slice(0, n) for n in full_shape(small, large))
    if small.size * (COPY + EACH * large.size) < banded_time(small, part):
        return taps(small, large)
    return banded(small, large, part)


def band(row: Numbers, block: int) -> Numbers:
    """The matrix that takes a block of the larger array to the results that it reaches."""
    t = np.zeros((block, block + len(row) - 1), row.dtype)
    for k in range(block):
        t[k, k : k + len(row)] = row
    return t


def at_places(f: Numbers, g: Numbers, places: Numbers, y: Numbers, start: tuple[int, ...] | None = None) -> None:
    """The sums at some entries, one by one, written into y, whose first entry is the one at `start` of the full result
    (by default its first).
    """
    start = start or (0,) * f.ndim
    f, turned = np.ascontiguousarray(f), g[(slice(None, None, -1),) * g.ndim].copy()
    for place in places:
        here, there = [], []
        for i, h, a in zip(map(sum, zip(place.tolist(), start, strict=True)), f.shape, g.shape, strict=True):
            first, stop = max(0, i - a + 1), min(h, i + 1)
            here.append(slice(first, stop))
            there.append(slice(a - 1 - i + first, a - 1 - i + stop))
        window, weights = f[tuple(here)], turned[tuple(there)]
        y[tuple(place)] = window @ weights if y.ndim == 1 else (window * weights).sum()
