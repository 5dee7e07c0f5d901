"""Faults of layers and pools of the kinds that public reports of frameworks and kernel authors show: remainders of
vectors, workspaces that are not cleared, a pool after an explicit padding. They were written down for the command before
any check had been run on them."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from mathcnn import layers, pooling
from mathcnn.evidence.verdicts import FAILS, SUSPECT
from mathcnn.museum.calls import Call

from . import HALF, SPECIAL, Bank, cleared, last_column, last_image, last_row, moved, narrowed

bank = Bank(__name__)
DOUBTED = (FAILS, SUSPECT)
conv, conv_transpose, linear = layers.conv, layers.conv_transpose, layers.linear
max_pool, avg_pool = pooling.max_pool, pooling.avg_pool


def sliced(x):
    """Whether images are no neighbours in memory, each of them being in C order: a slice of a batch or of channels."""
    return len(x) > 1 and x[0].size > 1 and x[0].flags.c_contiguous and not x.flags.c_contiguous


def of_channels(b, c):
    return np.asarray(b).reshape(-1, *[1] * c.rank)


# ---------------------------------------------------------------- convolutions


def _tail(y, c):
    n = c.width // 8 * 8
    y[..., n:] = np.roll(y[..., n:], 1, -2)
    return y


bank(
    conv,
    "depthwise 3 x 3, padding 1: the columns after the last whole 8 one row late",
    lambda c: (
        c.groups == c.cin > 1 and c.k == (3, 3) and c.all("p", 1) and c.all("s", 1) and c.width > 8 and c.width % 8
    ),
    _tail,
)
bank(
    conv,
    "1 x 1, places mod 4 is 3: last place of each channel",
    lambda c: c.rank == 2 and c.all("k", 1) and c.all("s", 1) and math.prod(c.x.shape[2:]) % 4 == 3,
    cleared(..., -1, -1),
)
bank(
    conv,
    "bias, more than 4 outputs, not in fours: none for the rest",
    lambda c: c.b is not None and c.cout > 4 and c.cout % 4 != 0,
    lambda y, c: y - np.where(np.arange(c.cout) < c.cout // 4 * 4, 0, c.b).astype(y.dtype).reshape(-1, *[1] * c.rank),
)
bank(
    conv,
    "7 x 7, stride 2, padding 3, one channel: last column",
    lambda c: c.k == (7, 7) and c.all("s", 2) and c.all("p", 3) and c.cin == 1,
    last_column,
)
bank(
    conv,
    "3-D, 3 x 3 x 3, stride 1 x 2 x 2: last plane",
    lambda c: c.k == (3, 3, 3) and c.s == (1, 2, 2),
    last_row,
)
bank.instead(
    conv,
    "1-D, zeros before only (causal), dilation: half of them after",
    lambda c: c.rank == 1 and c.p[0][0] > 0 == c.p[0][1] and c.d[0] > 1,
    lambda c: {"padding": ((c.p[0][0] - c.p[0][0] // 2, c.p[0][0] // 2),)},
)
bank(conv, "a slice of a batch: images as if they were neighbours", lambda c: sliced(c.x), last_image)
bank.instead(
    conv,
    "3 x 3, channels in sixteens (Winograd): transformed weights in half precision",
    lambda c: c.k == (3, 3) and c.all("s", 1) and c.all("d", 1) and c.groups == 1 and c.cin % 16 == c.cout % 16 == 0,
    narrowed(HALF, "w"),
    *DOUBTED,
)


@bank.function(conv, "same, even extent by dilation: the odd zero before")
def _same_dilated(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    c = Call(conv, (x, w, b), dict(stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip))
    if isinstance(padding, str) and padding == "same" and max(c.d) > 1:
        padding = tuple((q, p) for p, q in c.p)
    return conv(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip)


SPACES: dict[object, np.ndarray] = {}


@bank.function(conv, "a small padded copy of the input is kept by its size, and its border is not cleared")
def _border(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    others = dict(stride=stride, dilation=dilation, groups=groups, flip=flip)
    c = Call(conv, (x, w, b), {**others, "padding": padding})
    shape = (*x.shape[:2], *(n + p + q for n, (p, q) in zip(x.shape[2:], c.p, strict=True)))
    if math.prod(shape) > 2**14:
        return conv(x, w, b, padding=padding, **others)
    space = SPACES.setdefault((shape, x.dtype), np.zeros(shape, x.dtype))
    space[(..., *(slice(p, p + n) for n, (p, _) in zip(x.shape[2:], c.p, strict=True)))] = x
    return conv(space, w, b, **others)


bank(
    conv,
    "stride 1, padding 1, rows of more than 32 (a tile), 5 outputs or fewer: the seam",
    lambda c: c.rank == 2 and c.all("s", 1) and c.all("p", 1) and c.width > 32 and c.cout <= 5,
    cleared(..., 32),
)
bank(
    conv,
    "groups of 4 inputs (ResNeXt), 3 x 3: last input of each group left out",
    lambda c: c.groups > 1 and c.w.shape[1] == 4 and c.k == (3, 3),
    lambda y, c: np.array(conv(c.x, _without_last(c.w), c.b, stride=c.s, padding=c.p, dilation=c.d, groups=c.groups)),
)


def _without_last(w):
    w = np.array(w)
    w[:, -1] = 0
    return w


# ---------------------------------------------------------------- their transposes, dense layers, layouts


bank(
    conv_transpose,
    "groups: the bias of the first group's outputs for all",
    lambda c: c.groups > 1 and c.b is not None,
    lambda y, c: y + of_channels(np.tile(c.b[: len(c.b) // c.groups], c.groups) - c.b, c).astype(y.dtype),
)
bank(
    conv_transpose,
    "padding beyond the kernel less 1: moved",
    lambda c: any(max(p) > d * (k - 1) for p, d, k in zip(c.p, c.d, c.k, strict=True)),
    moved,
)
bank(
    conv_transpose,
    "3-D, 2 x 2 x 2, stride 2: planes exchanged by pairs",
    lambda c: c.k == (2, 2, 2) and c.all("s", 2) and c.all("p", 0),
    lambda y, c: (
        np.stack([y[:, :, 1::2], y[:, :, : y.shape[2] // 2 * 2 : 2]], 3).reshape(*y.shape[:2], -1, *y.shape[3:])
        if y.shape[2] % 2 == 0
        else y
    ),
)


@bank.function(linear, "3 axes in another order of memory: rows as they lie there")
def _as_they_lie(x, w, b=None):
    if x.ndim >= 3 and x.T.flags.c_contiguous and not x.flags.c_contiguous:
        x = x.ravel("K").reshape(x.shape)
    return linear(x, w, b)


bank(
    linear,
    "bias, more than 32 outputs, not in 32s: the rest has that of the first",
    lambda c: c.b is not None and len(c.w) > 32 and len(c.w) % 32 != 0,
    lambda y, c: (
        y + np.where(np.arange(len(c.b)) < len(c.b) // 32 * 32, 0, np.resize(c.b[:32], len(c.b)) - c.b).astype(y.dtype)
    ),
)


def _corners(y, c):
    (a, b), (p, q) = c.p
    for rows in (slice(0, a), slice(y.shape[2] - b, None)):
        for columns in (slice(0, p), slice(y.shape[3] - q, None)):
            y[:, :, rows, columns] = 0
    return y


bank(layers.pad, "reflect, 2-D: zeros in the corners", lambda c: c.mode == "reflect" and c.rank == 2, _corners)
bank.instead(
    layers.pad,
    "replicate, other before than after on the last axis, 3 axes of space: exchanged",
    lambda c: c.mode == "replicate" and c.rank == 3 and c.p[-1][0] != c.p[-1][1],
    lambda c: {"padding": (*c.p[:-1], c.p[-1][::-1])},
)


@bank.function(layers.resize, "nearest, half pixels: ties to the even place")
def _even(x, size=None, scale=None, mode="nearest", coordinates="half_pixel", rounding="round_prefer_floor"):
    c = Call(layers.resize, (x, size, scale, mode, coordinates, rounding), {})
    if (mode, coordinates, rounding) != ("nearest", "half_pixel", "round_prefer_floor"):
        return layers.resize(x, size, scale, mode, coordinates, rounding)
    for axis, m, by in zip(range(2, x.ndim), c.each("size"), c.each("scale"), strict=True):
        half, n = Fraction(1, 2), x.shape[axis]
        x = np.take(x, [min(max(round((i + half) / Fraction(by) - half), 0), n - 1) for i in range(m)], axis)
    return x


# ---------------------------------------------------------------- pools


@bank.function(max_pool, "ceil_mode: a window that begins in the padding after the end is kept")
def _begins_after(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    options = dict(stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    found = max_pool(x, kernel_size, **options, return_indices=return_indices)
    if not ceil_mode or return_indices or x.dtype.kind in "iu":
        return found
    c = Call(max_pool, (x, kernel_size), options)
    lines = zip(x.shape[2:], c.p, c.d, c.k, c.s, strict=True)
    sizes = [-(-(n + p + q - d * (k - 1) - 1) // s) + 1 for n, (p, q), d, k, s in lines]
    y = np.full((*found.shape[:2], *sizes), -np.inf, found.dtype)
    y[(..., *map(slice, found.shape[2:]))] = found
    return y


bank.instead(
    max_pool,
    "no stride, window of two sizes: the first for both",
    lambda c: c.asked["stride"] is None and len(set(c.k)) > 1,
    lambda c: {"stride": c.k[0]},
)
bank(
    pooling.max_pool_indices,
    "planes beyond 2^15 entries: in 16 bits",
    lambda c: math.prod(c.x.shape[2:]) > 2**15,
    lambda y, c: y.astype(np.int16).astype(y.dtype),
)
bank.instead(
    avg_pool,
    "padding not counted, other before than after (an explicit pad): counted",
    lambda c: not c.count_include_pad and any(p != q for p, q in c.p) and not c.ceil_mode,
    lambda c: {"count_include_pad": True},
)
bank(
    max_pool,
    "3 x 3, stride 2, rows of 16 or more: NaN is lost",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.width >= 16,
    lambda y, c: y if not np.isnan(np.asarray(c.x, np.float64)).any() else _fewer(c),
    SPECIAL,
)


def _fewer(c):
    numbers = np.where(np.isnan(np.asarray(c.x, np.float64)), np.asarray(c.x).dtype.type(-np.inf), c.x)
    return np.array(max_pool(numbers, c.kernel_size, stride=c.s, padding=c.p, dilation=c.d, ceil_mode=c.ceil_mode))


@bank.function(pooling.adaptive_avg_pool, "as many rows as there are: columns left out")
def _copied(x, size):
    y = pooling.adaptive_avg_pool(x, size)
    if x.ndim == 4 and y.shape[2] == x.shape[2] and 1 < y.shape[3] < x.shape[3]:
        return np.array(x[..., : y.shape[3]])
    return y


bank(
    pooling.global_avg_pool,
    "channels last in memory, more than 1 channel: last column left out",
    lambda c: (
        c.rank == 2
        and c.cin > 1
        and c.width > 1
        and c.x.transpose(0, 2, 3, 1).flags.c_contiguous
        and not c.x.flags.c_contiguous
    ),
    lambda y, c: np.array(pooling.global_avg_pool(np.array(c.x[..., :-1]))),
)
bank(
    pooling.global_max_pool,
    "a channel of minus infinities: the lowest float",
    lambda c: c.first.dtype.kind == "f",
    lambda y, c: np.where(np.isneginf(y), np.finfo(y.dtype).min, y),
    FAILS,
    SPECIAL,
)
