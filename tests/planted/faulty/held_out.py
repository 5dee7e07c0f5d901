"""Faults that were written down after the others, before any check had been run on them: how well the checks find what
they were not made for.
"""

from __future__ import annotations

import math

import numpy as np

from mathcnn.activation import cross_entropy, leaky_relu, log_softmax, relu, scaled_tanh, sigmoid, softmax
from mathcnn.evidence.verdicts import FAILS, SUSPECT
from mathcnn.layers import conv, conv_transpose, crop, linear, pad
from mathcnn.normalization import batch_norm, batch_var, local_response_norm, next_running_var
from mathcnn.pooling import avg_pool, global_avg_pool, global_max_pool, max_pool, max_pool_indices

from . import (
    HALF,
    SINGLE,
    SPECIAL,
    TF32,
    Bank,
    always,
    channels_backwards,
    cleared,
    last_channel,
    last_column,
    last_image,
    last_row,
    moved,
    narrowed,
    one_entry,
    rounded,
    scaled,
    without,
    zeros,
)

bank = Bank(__name__)

# ---------------------------------------------------------------- convolution

bank(
    conv,
    "3 x 3, stride 2, padding 1, even width: last column",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 1) and c.width % 2 == 0,
    last_column,
)
bank(
    conv,
    "1 x 1, stride 1, 64 channels in and more out: moved",
    lambda c: c.k == (1, 1) and c.all("s", 1) and c.cin >= 64 < c.cout,
    moved,
)
bank(
    conv, "4 x 4, stride 2, padding 1: last row", lambda c: c.k == (4, 4) and c.all("s", 2) and c.all("p", 1), last_row
)
bank(
    conv,
    "5 x 5, padding 2, depthwise, stride 2: zeros",
    lambda c: c.k == (5, 5) and c.groups > 1 and c.all("s", 2),
    zeros,
)
bank(conv, "9 taps in a row: the middle one twice", lambda c: c.k[-1] == 9, scaled(2))
bank(conv, "2-D kernel of one row, 3 wide: last column", lambda c: c.rank == 2 and c.k == (1, 3), last_column)
bank(conv, "2-D kernel of one column: moved", lambda c: c.rank == 2 and c.k[1] == 1 < c.k[0], moved)
bank(conv, "16 x 16, stride 16 (patches): last row", lambda c: c.k == (16, 16) and c.all("s", 16), last_row)
bank(conv, "groups: 2 (AlexNet), 5 x 5: last channel", lambda c: c.groups == 2 and c.k == (5, 5), last_channel)
bank(
    conv,
    "as many groups as outputs, several inputs each: last channel",
    lambda c: c.groups == c.cout > 2 and c.cin > c.cout,
    last_channel,
)
bank(conv, "depthwise, 64 channels or more: channels reversed", lambda c: c.groups == c.cin >= 64, channels_backwards)
bank(conv, "depthwise, dilation 2: moved", lambda c: c.groups == c.cin > 1 and c.all("d", 2), moved)
bank(
    conv,
    "one input channel, 3 x 3, 28 x 28: last column",
    lambda c: c.cin == 1 and c.k == (3, 3) and c.width >= 28,
    last_column,
)
bank(
    conv,
    "one input channel, 5 x 5, 32 x 32 (LeNet): moved",
    lambda c: c.cin == 1 and c.k == (5, 5) and c.width == 32,
    moved,
)
bank(
    conv,
    "same, even kernel: one zero more before",
    lambda c: False if c.asked["padding"] != "same" else any(k % 2 == 0 for k in c.k),
    moved,
)
bank(
    conv,
    "full: last column",
    lambda c: isinstance(c.asked["padding"], str) and c.asked["padding"] == "full",
    last_column,
)
bank(conv, "unequal paddings: last column", lambda c: any(p != q for p, q in c.p), last_column)
bank(conv, "padding beyond the kernel: last column", lambda c: c.p[-1][1] >= c.k[-1], last_column)
bank(
    conv,
    "unequal strides, equal kernel: strides exchanged in the last row",
    lambda c: c.rank == 2 and c.s[0] != c.s[1],
    last_row,
)
bank(conv, "batch 16: last image", lambda c: c.batch == 16, last_image)
bank(conv, "odd batch beyond 4: last image", lambda c: c.batch > 4 and c.batch % 2 == 1, last_image)
bank(
    conv,
    "result of one column: twice",
    lambda c: c.width + sum(c.p[-1]) - c.d[-1] * (c.k[-1] - 1) <= c.s[-1],
    scaled(2),
)
bank(conv, "512 channels: last output channel", lambda c: c.cin == 512, last_channel)
bank(conv, "17 to 31 output channels: the last", lambda c: 16 < c.cout < 32, last_channel)
bank(conv, "more than 128 outputs and 128 inputs: last entry", lambda c: c.cout >= 128 <= c.cin, one_entry)
bank.instead(
    conv,
    "48 input channels or more, no multiple of 32: last ignored",
    lambda c: c.w.shape[1] >= 48 and c.w.shape[1] % 32 > 0,
    without("w", -1),
)
bank(conv, "more than 512 terms: of half the size", lambda c: c.terms > 512, scaled(0.5))
bank(conv, "1-D, more than 1024 entries a row: last entry", lambda c: c.rank == 1 and c.width > 1024, last_column)
bank(conv, "1-D, dilation 4 or more (WaveNet): moved", lambda c: c.rank == 1 and c.d[0] >= 4, moved)
bank(conv, "3-D, stride 2: last column", lambda c: c.rank == 3 and c.all("s", 2), last_column)
bank(conv, "3-D, 1 x 3 x 3: moved", lambda c: c.k == (1, 3, 3), moved)
bank(conv, "3-D, groups: channels reversed", lambda c: c.rank == 3 and c.groups > 1, channels_backwards)
bank.instead(
    conv,
    "float32, 64 terms or more: TF32",
    lambda c: c.dtype == "float32" and c.terms >= 64,
    narrowed(TF32, "x", "w"),
    FAILS,
    SUSPECT,
)
bank(
    conv,
    "bias, 16 channels or more: only the first 16",
    lambda c: c.b is not None and c.cout > 16,
    lambda y, c: y - (np.asarray(c.b) * (np.arange(c.cout) >= 16)).reshape(-1, *[1] * c.rank).astype(y.dtype),
)
bank(conv, "w of stride 0: zeros", lambda c: 0 in c.w.strides, zeros)
bank(conv, "x another byte order: moved", lambda c: not c.first.dtype.isnative, moved)
bank(conv, "x read-only and large: zeros", lambda c: not c.first.flags.writeable and c.first.size > 64, zeros)
bank(conv, "x every second entry: moved", lambda c: c.first.strides[-1] == 2 * c.first.itemsize, moved)
bank(
    conv,
    "x minus infinity: zero",
    lambda c: bool(np.isneginf(c.first).any()),
    lambda y, c: conv(
        np.where(np.isneginf(c.x), c.x.dtype.type(0), c.x),
        c.w,
        c.b,
        stride=c.s,
        padding=c.p,
        dilation=c.d,
        groups=c.groups,
        flip=c.flip,
    ),
    SPECIAL,
)

# ---------------------------------------------------------------- other layers

_of = conv_transpose
bank(_of, "3 x 3, stride 1, padding 1: moved", lambda c: c.k == (3, 3) and c.all("s", 1) and c.all("p", 1), moved)
bank(
    _of,
    "4 x 4, stride 2: last channel of 8 or more",
    lambda c: c.k == (4, 4) and c.all("s", 2) and c.w.shape[1] >= 8,
    last_channel,
)
bank(_of, "stride 4 or more: last column", lambda c: c.s[-1] >= 4, last_column)
bank(_of, "depthwise: channels reversed", lambda c: c.groups == c.cin > 1, channels_backwards)
bank(_of, "256 input channels or more: last entry", lambda c: c.cin >= 256, one_entry)
bank(_of, "1 x 1 input: moved", lambda c: c.rank == 2 and c.first.shape[2:] == (1, 1), moved)
bank(_of, "float16: last column", lambda c: c.dtype == "float16", last_column)
bank(linear, "4096 features: last output", lambda c: c.width >= 4096, cleared(..., -1))
bank(linear, "one output: twice", lambda c: len(c.w) == 1, scaled(2))
bank(
    linear,
    "as many outputs as features, 8 or more: transposed",
    lambda c: c.w.shape[0] == c.w.shape[1] >= 8,
    lambda y, c: linear(c.x, np.asarray(c.w).T, c.b),
)
bank(linear, "features mod 4 is 3, beyond 8: last output", lambda c: c.width > 8 and c.width % 4 == 3, cleared(..., -1))
bank(pad, "replicate, one entry wide: zeros", lambda c: c.asked["mode"] == "replicate" and c.width == 1, zeros)
bank(
    pad,
    "reflect, 3-D: last two axes by replication",
    lambda c: c.asked["mode"] == "reflect" and c.rank == 3,
    lambda y, c: pad(c.x, c.p, "replicate"),
)
bank(crop, "more than 2 at the end: one fewer in value", lambda c: c.p[-1][1] > 2, moved)

# ---------------------------------------------------------------- pools

bank(
    max_pool,
    "2 x 2, stride 2, square input of 16 or more: last row",
    lambda c: c.k == (2, 2) and c.all("s", 2) and c.width >= 16,
    last_row,
)
bank(
    max_pool,
    "3 x 3, stride 2, padding 1: padding with zeros at the first column",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 1),
    lambda y, c: np.where(np.arange(y.shape[-1]) == 0, np.maximum(y, 0), y),
)
bank(max_pool, "unequal paddings: moved", lambda c: any(p != q for p, q in c.p), moved)
bank(max_pool, "1-D, kernel 2: last entry", lambda c: c.k == (2,), last_column)
bank(
    max_pool,
    "window as large as the input, 4 or more: moved channels",
    lambda c: c.k == c.first.shape[2:] and min(c.k) >= 4,
    lambda y, c: np.roll(y, 1, 1),
)
bank(max_pool, "channels no multiple of 4, beyond 4: last", lambda c: c.cin > 4 and c.cin % 4 > 0, last_channel)
bank(
    max_pool_indices,
    "width beyond 64: of a width of 64",
    lambda c: c.width > 64,
    lambda y, c: y // c.width * 64 + y % c.width,
)
bank(
    max_pool_indices,
    "3 x 3, stride 2: of the whole array, not the channel",
    lambda c: c.k == (3, 3) and c.all("s", 2),
    lambda y, c: y + math.prod(c.first.shape[2:]) * np.arange(c.cin).reshape(-1, *[1] * c.rank),
)
bank(
    avg_pool,
    "3 x 3, stride 2, padding 1: last column",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 1),
    last_column,
)
bank.instead(
    avg_pool,
    "same: padding counted",
    lambda c: isinstance(c.asked["padding"], str) and c.asked["padding"] == "same",
    lambda c: {"count_include_pad": True},
)
bank(avg_pool, "8 x 8 window: 1/63", lambda c: c.k == (8, 8), scaled(64 / 63))
bank(avg_pool, "batch > 8: last image", lambda c: c.batch > 8, last_image)
bank(
    global_avg_pool,
    "more than 64 entries: in half precision",
    lambda c: c.first[0, 0].size > 64,
    lambda y, c: rounded(y, HALF),
)
bank(
    global_max_pool,
    "width 7: last column missing",
    lambda c: c.width == 7,
    lambda y, c: np.asarray(global_max_pool(np.asarray(c.x)[..., :-1])),
)
bank(
    global_max_pool,
    "NaN: lost",
    always,
    lambda y, c: np.asarray(global_max_pool(np.where(np.isnan(c.x), -np.inf, c.x).astype(y.dtype))),
    SPECIAL,
)

# ---------------------------------------------------------------- activations, losses, normalisation

bank(
    relu, "entries between 1024 and 2048: unchanged", lambda c: 1024 <= c.first.size < 2048, lambda y, c: np.array(c.x)
)
bank(
    relu,
    "float32: below the smallest half 0",
    lambda c: c.dtype == "float32",
    lambda y, c: np.where(y < 6e-8, 0, y).astype(y.dtype),
    FAILS,
    SUSPECT,
    SPECIAL,
)
bank(leaky_relu, "alpha 0: 0.01", lambda c: c.alpha == 0, lambda y, c: leaky_relu(c.x, 0.01))
bank(leaky_relu, "2 axes, 100 columns or more: last", lambda c: c.first.ndim == 2 and c.width >= 100, last_column)
bank(sigmoid, "0: 1/2 and a little", always, lambda y, c: np.where(np.asarray(c.x) == 0, y.dtype.type(0.51), y))
bank(
    sigmoid,
    "by tanh(x / 2), float64: with the accuracy of float32",
    lambda c: c.dtype == "float64",
    lambda y, c: rounded(y, SINGLE),
    FAILS,
    SUSPECT,
)
bank(
    scaled_tanh,
    "by a rational approximation beyond 1",
    always,
    lambda y, c: np.where(np.abs(c.x) > 1, y * y.dtype.type(1.001), y),
)
bank(softmax, "21,841 classes or more: of half the size", lambda c: c.x.shape[c.axis] >= 21841, scaled(0.5))
bank(
    softmax,
    "classes mod 32 is 1, beyond 32: last class",
    lambda c: c.x.shape[c.axis] > 32 and c.x.shape[c.axis] % 32 == 1,
    lambda y, c: _last_of(y, c.axis),
)
bank(softmax, "one class: 0", lambda c: c.x.shape[c.axis] == 1, zeros)


def _last_of(y, axis):
    np.moveaxis(y, axis, -1)[..., -1] = 0
    return y


bank(log_softmax, "batch > 16: last image", lambda c: c.batch > 16, last_image)
bank(log_softmax, "below -87: -87", always, lambda y, c: np.maximum(y, y.dtype.type(-87)))
bank.instead(
    cross_entropy, "batch beyond 64: the first 64", lambda c: c.batch > 64, lambda c: {"x": c.x[:64], "t": c.t[:64]}
)
bank(cross_entropy, "batch of 1: 0", lambda c: c.batch == 1, zeros)
bank(cross_entropy, "2 classes: twice", lambda c: c.x.shape[1] == 2, scaled(2))
bank(
    batch_norm,
    "running variance of 4096 values or more: not corrected and halved",
    lambda c: c.values >= 1000,
    scaled(0.5),
    out=2,
)
bank(batch_norm, "224 channels or more: last", lambda c: c.cin >= 224, last_channel)
bank(batch_norm, "5 axes: last column", lambda c: c.first.ndim == 5, last_column)
bank.instead(
    batch_norm,
    "gamma beyond 64 channels: 1",
    lambda c: c.cin > 64,
    lambda c: {"gamma": np.where(np.arange(c.cin) < 64, c.gamma, 1).astype(c.first.dtype)},
)
bank(batch_norm, "inference, batch beyond 4: last image", lambda c: not c.training and c.batch > 4, last_image)
bank(batch_var, "width a multiple of 8: of half the size", lambda c: c.first.ndim > 2 and c.width % 8 == 0, scaled(0.5))
bank.instead(next_running_var, "momentum 1: 0.9", lambda c: c.momentum == 1, lambda c: {"momentum": 0.9})
bank(local_response_norm, "64 channels or more: first", lambda c: c.cin >= 64, cleared(slice(None), 0))
bank.instead(
    local_response_norm,
    "window wider than the channels: as wide as these",
    lambda c: c.size > c.cin,
    lambda c: {"size": c.cin},
)
