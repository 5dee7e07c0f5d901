"""The full convolution of two arrays as sums of products, in the ways that are fast for arrays of different shapes.

Each returns the full result (*H + A - 1) of arrays (*H) and (*A) of one type. A direct sum of n products is off by at
most (n + 1) u sum |f g| at each entry.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

Numbers = np.ndarray

COPY = 6 * 10**4  # the time of one product of small arrays, and of adding it in its place, in products of large ones
STRAY = 10  # the time of a product outside of a matrix product, in products of one
ROWS = 128  # rows of a block whose results stay in a cache


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


def block_of(small: Numbers, large: Numbers, axis: int) -> int:
    """How many entries of the larger array, along an axis, one Toeplitz matrix takes."""
    return min(max(2 * small.shape[axis], 32), large.shape[axis])


def band_work(small: Numbers, large: Numbers, axis: int) -> float:
    """The time that Toeplitz matrices along an axis take, in products; their zeros are multiplied, too."""
    width, block = small.shape[axis], block_of(small, large, axis)
    *outer, height = np.delete(large.shape, axis).tolist()
    bands, blocks = small.size // width, -(-large.shape[axis] // block)
    calls = bands * blocks * math.prod(outer) * -(-height // ROWS)
    return bands * math.prod(outer) * height * blocks * block * (block + width - 1) + COPY * calls


def matrices(small: Numbers, large: Numbers) -> Numbers:
    """Along one axis, a block of the larger array is multiplied by a banded Toeplitz matrix of entries of the smaller
    one, and added to the results that it reaches; over the other axes the products are added up. The axis is the one
    that takes the least time, or the copies are added one by one if that is faster. For finite floats: the matrix has
    zeros, too.
    """
    if large.ndim == 1:
        return convolved(large, small)
    last = min(range(small.ndim), key=lambda axis: band_work(small, large, axis))
    if small.size * (COPY + STRAY * large.size) < band_work(small, large, last):
        return taps(small, large)
    block = block_of(small, large, last)
    small, x = np.moveaxis(small, last, -1), np.moveaxis(large, last, -1)
    *outer, width = small.shape
    y = np.zeros(full_shape(small, x), x.dtype)
    bands = {at: band(small[at], block) for at in np.ndindex(*outer)}
    with np.errstate(all="ignore"):
        for *row, columns in blocks_of(x, block):
            many = columns.stop - columns.start
            for at, toeplitz in bands.items():
                into = (slice(u + r.start, u + r.stop) for u, r in zip(at, row, strict=True))
                reached = slice(columns.start, columns.stop + width - 1)
                y[(*into, reached)] += x[(*row, columns)] @ toeplitz[:many, : many + width - 1]
    return np.moveaxis(y, -1, last)


def blocks_of(x: Numbers, block: int) -> Iterator[tuple[slice, ...]]:
    """An array in blocks: of some rows, and some columns of them."""
    *outer, height, columns = x.shape
    for at in np.ndindex(*outer):
        for top in range(0, height, ROWS):
            for start in range(0, columns, block):
                rows = slice(top, min(top + ROWS, height))
                yield *(slice(u, u + 1) for u in at), rows, slice(start, min(start + block, columns))


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
