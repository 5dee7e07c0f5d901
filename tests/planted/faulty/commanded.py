"""Faults that were written down for the command, each put through it as a user would. They were written before any
check had been run on them: two conditions at once, tails of tiles, statistics of few values, labels in an order."""

from __future__ import annotations

import numpy as np

from mathcnn.activation import cross_entropy, sigmoid, softmax
from mathcnn.arrays import matmul
from mathcnn.convolution import dft
from mathcnn.evidence.verdicts import FAILS, SUSPECT
from mathcnn.information import entropy
from mathcnn.layers import conv, conv_transpose, linear, pad, resize
from mathcnn.normalization import batch_norm, group_norm, layer_norm
from mathcnn.optimization import next_velocity
from mathcnn.pooling import adaptive_avg_pool, avg_pool, max_pool

from . import Bank, last_column, moved, one_entry

bank = Bank(__name__)

# ---------------------------------------------------------------- convolutions and products

bank(conv, "batch 8 or more, 32 outputs or more: last entry", lambda c: c.batch >= 8 and c.cout >= 32, one_entry)
bank(
    conv,
    "float32, bias, dilation 2, stride 2: no bias",
    lambda c: c.dtype == "float32" and c.b is not None and c.d[-1] == 2 and c.s[-1] == 2,
    lambda y, c: y - np.asarray(c.b).reshape(-1, *[1] * c.rank),
)
bank(
    conv,
    "groups 5 or more, not depthwise, width 33 or more: last column",
    lambda c: 5 <= c.groups < c.cin and c.width >= 33,
    last_column,
)
bank(
    conv_transpose,
    "output padding, dilation beyond 1, groups: last column",
    lambda c: any(c.each("output_padding")) and max(c.d) > 1 and c.groups > 1,
    last_column,
)
bank(
    linear,
    "features mod 32 is 31, outputs mod 8 is 7: last product left out",
    lambda c: c.width % 32 == 31 and len(c.w) % 8 == 7,
    lambda y, c: y - np.multiply.outer(np.asarray(c.x)[..., -1], np.asarray(c.w)[:, -1]),
)


@bank.function(matmul, "a view of one buffer for 32 x 32 and larger")
def _shared(*args):
    y = np.asarray(matmul(*args))
    if min(y.shape[-2:]) < 32:
        return y
    held = _buffers.setdefault((y.dtype, y.shape), np.empty_like(y))
    held[...] = y
    return held


_buffers: dict = {}

bank(dft, "prime length beyond 30: moved", lambda c: c.width in (31, 37, 61, 127, 257), moved)


def _widest(c):
    before, after = c.each("padding")[-1]
    return c.mode == "reflect" and after == c.width - 1 and before != after


bank(pad, "reflect, all but one after and fewer before: last column", _widest, last_column)

bank(
    resize,
    "linear, align_corners, smaller: last column as its neighbour",
    lambda c: c.mode == "linear" and c.coordinates == "align_corners" and _narrower(c),
    lambda y, c: np.concatenate([y[..., :-1], y[..., -2:-1]], -1) if y.shape[-1] > 1 else y,
)


def _narrower(c):
    return resize(c.x, c.asked["size"], c.asked["scale"], c.mode, c.coordinates, c.rounding).shape[-1] < c.width


# ---------------------------------------------------------------- pools

bank.instead(
    avg_pool,
    "padding not counted, ceil_mode, batch beyond 2: counted",
    lambda c: not c.count_include_pad and c.ceil_mode and c.batch > 2,
    lambda c: {"count_include_pad": True},
)


@bank.function(max_pool, "its indices, padding and ceil_mode: one off")
def _one_off(x, kernel_size, **options):
    found = max_pool(x, kernel_size, **options)
    if not isinstance(found, tuple):
        return found
    y, places = found
    given = max_pool.read((x, kernel_size), options).scalars
    padding = given["padding"]
    return (y, places + 1) if given["ceil_mode"] and np.any(padding) else found


bank(adaptive_avg_pool, "larger than the input: last column", lambda c: c.each("size")[-1] > c.width, last_column)

# ---------------------------------------------------------------- scores and normalisation


def _without_last(y, c):
    x = np.moveaxis(np.asarray(c.x, np.float64), c.axis, -1)
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.moveaxis(e / e[..., :-1].sum(-1, keepdims=True), -1, c.axis).astype(y.dtype)


bank(
    softmax,
    "first axis, 33 classes or more: last one not in the sum",
    lambda c: c.axis % c.first.ndim == 0 and c.first.ndim > 1 and len(c.first) >= 33,
    _without_last,
)


@bank.function(cross_entropy, "labels sorted if there are 16 or more, the last of them below the first")
def _sorted_labels(x, t):
    t = np.asarray(t)
    return cross_entropy(x, np.sort(t) if len(t) >= 16 and t[-1] < t[0] else t)


bank(
    sigmoid,
    "float64, below -88.72: zero",
    lambda c: c.dtype == "float64",
    lambda y, c: np.where(np.asarray(c.x) < -88.72, 0, y),
)
bank.instead(
    batch_norm,
    "one image: momentum reversed",
    lambda c: c.batch == 1,
    lambda c: {"momentum": 1 - c.momentum},
)
bank.instead(
    group_norm,
    "two channels a group, 3 groups or more: gamma of the first group",
    lambda c: c.groups >= 3 and c.cin == 2 * c.groups,
    lambda c: {"gamma": np.tile(np.asarray(c.gamma)[:2], c.groups)},
)


@bank.function(layer_norm, "features mod 4 is 0: epsilon outside the root")
def _outside(x, gamma, beta, eps=1e-5):
    x = np.asarray(x)
    if x.shape[-1] % 4 or x.dtype.itemsize < 4:
        return layer_norm(x, gamma, beta, eps)
    about = x - x.mean(-1, keepdims=True)
    return about / (np.sqrt((about**2).mean(-1, keepdims=True)) + x.dtype.type(eps)) * gamma + beta


# ---------------------------------------------------------------- others


@bank.function(entropy, "probabilities below 1e-7: left out", FAILS, SUSPECT)
def _clipped(p, base=2):
    p = np.asarray(p)
    kept = p[p >= 1e-7].astype(np.float64)
    return np.asarray(-np.sum(kept * np.log(kept)) / np.log(base)).astype(p.dtype)


bank(next_velocity, "more than 255 weights: last one", lambda c: c.first.size > 255, one_entry)
