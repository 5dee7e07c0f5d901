"""Faults of pooling: windows at the border, divisors, ties, indices, sizes."""

from __future__ import annotations

import math

import numpy as np

from mathcnn.layers.windows import zero_padded
from mathcnn.pooling import avg_pool, global_avg_pool, global_max_pool, max_pool, max_pool_indices

from . import (
    SPECIAL,
    Bank,
    beyond,
    cleared,
    last_channel,
    last_column,
    last_image,
    last_row,
    moved,
    one_entry,
    scaled,
)

bank = Bank(__name__)


def padded_with_zeros(c):
    """The input with its padding as zeros, and no more padding."""
    return {"x": zero_padded(np.asarray(c.x), c.p), "padding": 0}


_options = ("stride", "padding", "dilation", "ceil_mode")
bank.instead(
    max_pool,
    "3 x 3, padding 1: padded with zeros",
    lambda c: c.k == (3, 3) and c.all("p", 1) and not c.ceil_mode,
    padded_with_zeros,
)
bank.instead(
    max_pool,
    "padding above 1: padded with zeros",
    lambda c: max(map(max, c.p)) > 1 and not c.ceil_mode,
    padded_with_zeros,
)
bank(
    max_pool,
    "2 x 2, stride 2, odd width: last column",
    lambda c: c.k == (2, 2) and c.all("s", 2) and c.width % 2 == 1,
    last_column,
)
bank(
    max_pool,
    "3 x 3, stride 2, padding 1 (ResNet): last row",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 1),
    last_row,
)
bank(max_pool, "kernel above 7: last column", lambda c: max(c.k) > 7, last_column)
bank(max_pool, "5 x 5, stride 1, padding 2: moved", lambda c: c.k == (5, 5) and c.all("s", 1) and c.all("p", 2), moved)
bank(
    max_pool, "square window with dilation 2: last column", lambda c: len(set(c.k)) == 1 and c.all("d", 2), last_column
)
bank(max_pool, "more than 64 channels: last channel", lambda c: c.cin > 64, last_channel)
bank(max_pool, "batch > 16: last image", lambda c: c.batch > 16, last_image)
bank(max_pool, "width a multiple of 32: last column", lambda c: c.width % 32 == 0, last_column)
bank(max_pool, "more than 2^15 results: the rest zero", lambda c: True, beyond(2**15))
bank(max_pool, "3-D, 2 x 2 x 2, stride 2: moved", lambda c: c.k == (2, 2, 2) and c.all("s", 2), moved)
bank(max_pool, "stride 1, 3 x 3: last column", lambda c: c.k == (3, 3) and c.all("s", 1), last_column)
bank(
    max_pool,
    "ceil_mode, a last window that overhangs by 2: of size zero",
    lambda c: bool(c.ceil_mode) and _overhang(c) == 2,
    last_column,
)


def _overhang(c):
    span = c.width + sum(c.p[-1]) - c.d[-1] * (c.k[-1] - 1) - 1
    return -span % c.s[-1]


@bank.function(max_pool, "infinities: the lowest float instead", SPECIAL)
def _lowest_float(x, kernel_size, **options):
    y = max_pool(x, kernel_size, **options)
    low = lambda v: np.where(np.isneginf(v), np.finfo(v.dtype).min, v) if v.dtype.kind == "f" else v
    return (low(y[0]), y[1]) if isinstance(y, tuple) else low(y)


@bank.function(max_pool, "NaN among 9 entries or more: lost", SPECIAL)
def _loses_nan(x, kernel_size, **options):
    given = max_pool.read((x, kernel_size), options).scalars
    if math.prod(given["kernel_size"]) < 9:
        return max_pool(x, kernel_size, **options)
    return max_pool(np.where(np.isnan(x), x.dtype.type(-np.inf), x), kernel_size, **options)


# ---------------------------------------------------------------- indices


def _of_indices(says, change, when=lambda c: True):
    """The fault in both formulas that return indices."""
    bank(max_pool_indices, says, when, change)
    bank(max_pool, f"its indices, {says}", lambda c: bool(c.return_indices) and when(c), change, out=1)


def _last_of_ties(y, c):
    if any(map(any, c.p)) or _overhangs(c):
        return y
    axes = tuple(range(2, c.x.ndim))
    options = {a: c.given[a] for a in _options if a != "padding"}
    turned = np.asarray(max_pool_indices(np.flip(c.x, axes), c.k, **options))
    return math.prod(c.x.shape[2:]) - 1 - np.flip(turned, axes)


def _overhangs(c):
    return any((h - d * (k - 1) - 1) % s for h, k, s, d in zip(c.x.shape[2:], c.k, c.s, c.d, strict=True))


_of_indices("last of equals", _last_of_ties)
_of_indices("16 bits", lambda y, c: y.astype(np.int16).astype(y.dtype))
_of_indices(
    "batch > 4: counted on over images",
    lambda y, c: y + math.prod(c.x.shape[2:]) * (np.arange(len(y)) > 3).reshape(-1, *[1] * (y.ndim - 1)),
    lambda c: c.batch > 4,
)
_of_indices("3-D: in the last two axes only", lambda y, c: y % math.prod(c.x.shape[3:]), lambda c: c.rank == 3)
_of_indices("2 x 2, stride 2: within the window", lambda y, c: y % 2, lambda c: c.k == (2, 2) and c.all("s", 2))

# ---------------------------------------------------------------- averages

bank.instead(
    avg_pool,
    "count_include_pad is False, 3 x 3, stride 2: padding counted",
    lambda c: not c.count_include_pad and c.k == (3, 3) and c.all("s", 2),
    lambda c: {"count_include_pad": True},
)


@bank.function(avg_pool, "count_include_pad is False: padding counted in the last column")
def _counted_at_one_edge(x, kernel_size, *, count_include_pad=True, **options):
    y = np.array(avg_pool(x, kernel_size, count_include_pad=count_include_pad, **options))
    y[..., -1] = avg_pool(x, kernel_size, count_include_pad=True, **options)[..., -1]
    return y


@bank.function(avg_pool, "ceil_mode: a window that overhangs is divided by the whole kernel")
def _overhang_counted(x, kernel_size, *, ceil_mode=False, divisor_override=None, **options):
    y = np.array(avg_pool(x, kernel_size, ceil_mode=ceil_mode, divisor_override=divisor_override, **options))
    given = avg_pool.read((x, kernel_size), {"ceil_mode": ceil_mode, **options}).scalars
    if ceil_mode and divisor_override is None:
        k = math.prod(given["kernel_size"])
        y[..., -1] = avg_pool(x, kernel_size, ceil_mode=ceil_mode, divisor_override=k, **options)[..., -1]
    return y


bank.instead(
    avg_pool,
    "divisor_override with padding: ignored",
    lambda c: c.divisor_override is not None and max(map(max, c.p)) > 0,
    lambda c: {"divisor_override": None},
)
bank(avg_pool, "2 x 2, stride 2: last column", lambda c: c.k == (2, 2) and c.all("s", 2), last_column)
bank(
    avg_pool,
    "3 x 3, stride 1, padding 1 (Inception): last row",
    lambda c: c.k == (3, 3) and c.all("s", 1) and c.all("p", 1),
    last_row,
)
bank(avg_pool, "7 x 7 or larger window: of half the size", lambda c: min(c.k) >= 7, scaled(0.5))
bank(avg_pool, "more than 32 channels: last channel", lambda c: c.cin > 32, last_channel)
bank(
    avg_pool,
    "window as large as the input: twice",
    lambda c: c.k == c.first.shape[2:] and c.rank > 1 and min(c.k) > 3,
    scaled(2),
)
bank(avg_pool, "1-D, kernel 4 or more: last entry", lambda c: c.rank == 1 and c.k[0] >= 4, last_column)
bank(avg_pool, "stride > kernel: moved", lambda c: any(s > k for s, k in zip(c.s, c.k, strict=True)), moved)

# ---------------------------------------------------------------- global pools

bank(
    global_avg_pool,
    "more than 1024 entries: divided by 1024",
    lambda c: math.prod(c.first.shape[2:]) > 1024,
    lambda y, c: y * y.dtype.type(math.prod(c.first.shape[2:]) / 1024),
)
bank(global_avg_pool, "more than 256 channels: last channel", lambda c: c.cin > 256, last_channel)
bank(global_avg_pool, "batch > 8: last image", lambda c: c.batch > 8, last_image)
bank(global_avg_pool, "7 x 7: of 48 entries", lambda c: c.first.shape[2:] == (7, 7), scaled(49 / 48))
bank.instead(
    global_max_pool,
    "more than 1024 entries: only so many",
    lambda c: math.prod(c.first.shape[2:]) > 1024,
    lambda c: {"x": _first_entries(np.asarray(c.x), 1024)},
)


def _first_entries(x, n):
    flat = x.reshape(*x.shape[:2], -1)
    return np.where(np.arange(flat.shape[2]) < n, flat, flat[..., :1]).reshape(x.shape)


bank(global_max_pool, "negative channels: zero", lambda c: True, lambda y, c: np.where(y < 0, 0, y).astype(y.dtype))
bank(global_max_pool, "more than 2048 channels: the rest", lambda c: c.cin >= 2048, cleared(slice(None), -1))
bank(
    global_avg_pool,
    "odd number of channels, 17 or more: last entry",
    lambda c: c.cin % 2 == 1 and c.cin >= 17,
    one_entry,
)
