"""Sums of products of arrays with two axes or more, as products with banded Toeplitz matrices.

Along one axis a block of results is the product of the entries that it reads and a matrix with the entries of a row of
the smaller array on its diagonals. The products of all rows are added up, for a tile of results that stays in a cache.
The zeros of the matrices add nothing to the error: each result of n products is off by at most (n + 1) u sum |f g|, as
that of a sum in any order (higham2002, section 4.2).
"""

from __future__ import annotations

import itertools
import math
import threading

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..numbers.threads import count, in_threads

Numbers = np.ndarray
Part = tuple[slice, ...]

BLOCK = 16  # results of a product with one matrix: more take more zeros, fewer fill no vectors
ROWS = 128  # rows of a tile, which share a matrix
COLUMNS = 256  # columns of a tile
ALONE = 2**17  # products of one matrix product: BLAS starts threads of its own from twice as many on

# Times in nanoseconds on one core, of numbers of 8 bytes. They decide which method is chosen, and no result.
ROUND = 1.0  # of a result for each row of the smaller array, which is added to it
PRODUCT = 0.02  # of a product of a matrix product
TILE = 30_000.0  # of a tile, beside its products
CALL = 4_000.0  # of a product of matrices and adding its result to others, beside their products
LONG = 4e5  # nanoseconds from which on threads are worth their start


def order(small: Numbers, part: Part) -> list[int]:
    """The axes in the order in which they are taken: the last one is that of the matrices, the one before that of the
    rows that share them.
    """
    sizes = [side.stop - side.start for side in part]
    last = min(range(small.ndim), key=lambda k: _products(small.shape, sizes, k))
    others = [k for k in range(small.ndim) if k != last]
    rows = max(others, key=lambda k: sizes[k])
    return [*(k for k in others if k != rows), rows, last]


def _products(taps: tuple[int, ...], sizes: list[int], k: int) -> float:
    """The time of the products along an axis, in those of one result."""
    block = min(BLOCK, sizes[k])
    padded = -(-sizes[k] // block) * block / sizes[k]
    return math.prod(taps) / taps[k] * padded * (ROUND + PRODUCT * (block + taps[k] - 1))


def time(small: Numbers, part: Part) -> float:
    """An estimate of the nanoseconds that `banded` takes."""
    sizes = [side.stop - side.start for side in part]
    if 0 in sizes:
        return 0.0
    *outer, rows, last = order(small, part)
    tiles = -(-sizes[rows] // ROWS) * -(-sizes[last] // COLUMNS) * math.prod(sizes[k] for k in outer)
    calls = tiles * small.size // small.shape[last]
    each = _products(small.shape, sizes, last) * small.itemsize / 8
    alone = each * math.prod(sizes) + TILE * tiles + CALL * calls
    return alone if alone < LONG else alone / min(count(), tiles)


def toeplitz(row: Numbers, block: int) -> Numbers:
    """The matrix (block + len(row) - 1, block) that takes neighbouring entries to their sums of products with a row,
    the last entries of the block first."""
    found = np.zeros((block + len(row) - 1, block), row.dtype)
    for k in range(block):
        found[k : k + len(row), k] = row[::-1]
    return found


def banded(small: Numbers, large: Numbers, part: Part) -> Numbers:
    """A part of the full convolution of two arrays of finite floats of one type.

    small: (*A), with two axes or more; large: (*H); part: a slice (start, stop) of the full result (*H + A - 1) for
    each axis. Returns the part. Tiles are computed in threads where that takes less time.
    """
    y = np.zeros([side.stop - side.start for side in part], large.dtype)
    if not y.size:
        return y
    axes = order(small, part)
    taps, x, out = (v.transpose(axes) for v in (small, large, y))
    firsts = [part[k].start for k in axes]
    *outer, height, width = out.shape
    block, (*_, tall, wide) = min(BLOCK, width), taps.shape
    matrices = {at: toeplitz(taps[at], block) for at in np.ndindex(*taps.shape[:-1])}
    high = max(1, min(height, ROWS, ALONE // (block * (block + wide - 1))))
    most = min(-(-width // block), COLUMNS // block)  # blocks of a tile
    own = threading.local()  # memory of a thread: a new one for each tile would take as long as the products

    def tile(at: tuple[int, ...]) -> None:
        if not hasattr(own, "sums"):
            own.sums, own.products = (np.empty(most * high * block, y.dtype) for _ in range(2))
            own.read = np.empty((high + tall - 1) * (most * block + wide - 1), y.dtype)
        *lead, top, left = at
        rows, columns = min(high, height - top), min(most * block, width - left)
        number = -(-columns // block)
        sums, products = (v[: number * rows * block].reshape(number, rows, block) for v in (own.sums, own.products))
        read = own.read[: (rows + tall - 1) * (number * block + wide - 1)].reshape(rows + tall - 1, -1)
        blocks = blocks_of(read, block, wide)
        some = False
        for before in np.ndindex(*taps.shape[:-2]):
            place = tuple(first + n - u for first, n, u in zip(firsts, lead, before, strict=False))
            if not all(0 <= p < h for p, h in zip(place, x.shape, strict=False)):
                continue
            _copy(x[place], read, firsts[-2] + top - tall + 1, firsts[-1] + left - wide + 1)
            for u in range(tall):
                reads, matrix = blocks[:, tall - 1 - u : tall - 1 - u + rows], matrices[(*before, u)]
                np.matmul(reads, matrix, out=products if some else sums)
                if some:
                    np.add(sums, products, out=sums)
                some = True
        if not some:
            return
        whole = columns // block
        into = out[tuple(lead)][top : top + rows, left : left + columns]
        into[:, : whole * block].reshape(rows, whole, block)[...] = sums[:whole].transpose(1, 0, 2)
        if whole < number:
            into[:, whole * block :] = sums[whole, :, : columns - whole * block]

    tiles = list(itertools.product(*map(range, outer), range(0, height, high), range(0, width, most * block)))
    in_threads(tile, tiles, alone=time(small, part) * count() < LONG)
    return y


def in_two_passes(
    first: Numbers, second: Numbers, large: Numbers, axes: tuple[int, int], sides: tuple[slice, slice], y: Numbers
) -> None:
    """Sums of products along an axis, and those of the results along another one, tile by tile.

    first, second: the sequences of both axes; large: (*H), finite, of their type; sides: the part of the full result
    along both axes; y: the array that they are written into, as large as this part and else as `large`.
    """
    if not y.size:
        return
    out, x = (np.moveaxis(v, axes, (-2, -1)) for v in (y, large))
    *outer, height, width = out.shape
    (tall, wide), block = (len(first), len(second)), BLOCK
    down, along = toeplitz(first, block).T.copy(), toeplitz(second, block)
    rows, columns = (min(most, -(-n // block) * block) for most, n in ((ROWS, height), (COLUMNS, width)))
    read_wide = columns + wide - 1
    cut = max(1, ALONE // (block * (block + tall - 1)))  # columns of one product
    own = threading.local()

    def tile(at: tuple[int, ...]) -> None:
        if not hasattr(own, "read"):
            own.read = np.empty((rows + tall - 1, read_wide), y.dtype)
            own.between = np.empty((rows, read_wide), y.dtype)
            own.sums = np.empty((columns // block, rows, block), y.dtype)
        *lead, top, left = at
        bottom, right = min(height - top, rows), min(width - left, columns)
        _copy(x[tuple(lead)], own.read, sides[0].start + top - tall + 1, sides[1].start + left - wide + 1)
        for start in range(0, read_wide, cut):
            here = own.between[:, start : start + cut]
            np.matmul(
                down,
                blocks_of(own.read.T[start : start + cut], block, tall).transpose(0, 2, 1),
                out=here.reshape(rows // block, block, -1),
            )
        np.matmul(blocks_of(own.between, block, wide), along, out=own.sums)
        into = out[tuple(lead)][top : top + bottom, left : left + right]
        into[...] = own.sums.transpose(1, 0, 2).reshape(rows, columns)[:bottom, :right]

    tiles = list(itertools.product(*map(range, outer), range(0, height, rows), range(0, width, columns)))
    in_threads(tile, tiles, alone=y.size * (2 * ROUND + PRODUCT * (2 * block + tall + wide)) < LONG)


def blocks_of(x: Numbers, block: int, taps: int) -> Numbers:
    """The entries of each row that blocks of results read: (blocks, rows, block + taps - 1), not copied."""
    down, along = x.strides
    number = (x.shape[1] - taps + 1) // block
    return as_strided(x, (number, len(x), block + taps - 1), (block * along, down, along))


def _copy(x: Numbers, into: Numbers, row: int, column: int) -> None:
    """The entries of a matrix from a row and a column on, which may lie before its first; zeros where it has none."""
    (height, width), (rows, columns) = x.shape, into.shape
    top, bottom = max(0, -row), max(0, min(rows, height - row))
    left, right = max(0, -column), max(0, min(columns, width - column))
    if top >= bottom or left >= right:
        into[...] = 0
        return
    into[:top] = into[bottom:] = 0
    into[top:bottom, :left] = into[top:bottom, right:] = 0
    into[top:bottom, left:right] = x[row + top : row + bottom, column + left : column + right]
