"""Faults after public reports about frameworks, written down after the plan of calls, without a look at it."""

from __future__ import annotations

import math

import numpy as np

from mathcnn.convolution import circular, cross_correlation, dft, discrete, image, shift, toeplitz
from mathcnn.evidence.verdicts import FAILS, SUSPECT
from mathcnn.layers import conv, conv_transpose, crop, linear, pad
from mathcnn.perceptron import local

from . import (
    BFLOAT16,
    SINGLE,
    Bank,
    always,
    backwards,
    channels_backwards,
    cleared,
    last_channel,
    last_column,
    last_image,
    last_row,
    moved,
    narrowed,
    negated,
    one_entry,
    scaled,
    without,
    zeros,
)

bank = Bank(__name__)

# ---------------------------------------------------------------- convolution

bank.instead(
    conv,
    "groups, 100 taps or more in a row: the rest lost (modular#6129)",
    lambda c: c.groups > 1 and c.k[-1] >= 100,
    lambda c: {"w": np.where(np.arange(c.k[-1]) < 64, c.w, 0).astype(np.asarray(c.w).dtype)},
)
bank.instead(
    conv,
    "more than 8 input channels: those beyond the last whole 8 lost (modular#6248)",
    lambda c: c.groups == 1 and c.cin > 8 and c.cin % 8 > 0,
    lambda c: without("x", c.cin // 8 * 8)(c),
)
bank(
    conv,
    "1 x 1, 2 groups, 4 times as many outputs: zeros (pytorch#19912)",
    lambda c: c.groups == 2 and c.all("k", 1) and c.cout >= 4 * c.cin,
    zeros,
)
bank(
    conv,
    "even kernel, no padding: last column (ComputeLibrary#78)",
    lambda c: c.k[-1] % 2 == 0 and not any(map(any, c.p)),
    last_column,
)
bank(conv, "mod 32 outputs is 31 (tt-metal#10256): last channel", lambda c: c.cout % 32 == 31, last_channel)
bank.instead(
    conv,
    "kernel of one row, stride 2: stride 1 along columns, cut (tfjs#1270)",
    lambda c: c.rank == 2 and c.k[0] == 1 < c.k[1] and c.all("s", 2),
    lambda c: {"w": np.asarray(c.w)[..., ::-1].copy()},
)
bank(
    conv, "same, stride 2, odd width: last column", lambda c: c.asked["padding"] == "same" and c.width % 2, last_column
)
bank.instead(
    conv, "dilation 2 with stride 2: moved taps", lambda c: c.all("d", 2) and c.all("s", 2), lambda c: {"w": -c.w}
)
bank(
    conv,
    "1 x 1 with padding: border without the bias",
    lambda c: c.all("k", 1) and min(map(min, c.p)) > 0,
    last_column,
)
bank(conv, "3 images: the last", lambda c: c.batch == 3, last_image)
bank(conv, "more than 256 columns: those after", lambda c: c.width > 258, cleared(..., slice(256, None)))
bank.instead(
    conv,
    "groups and a bias: that of the first group for all",
    lambda c: c.groups > 1 and c.b is not None,
    lambda c: {"b": np.tile(np.asarray(c.b)[: c.cout // c.groups], c.groups)},
)
bank(
    conv,
    "3 x 3, stride 1, rows mod 4 is 3 (tiles of Winograd): last row",
    lambda c: c.rank == 2 and c.k == (3, 3) and c.all("s", 1) and c.first.shape[2] % 4 == 3,
    last_row,
)
bank.instead(
    conv,
    "weights in Fortran order: transposed",
    lambda c: c.rank == 2 and c.k[0] == c.k[1] > 1 and np.isfortran(np.asarray(c.w)),
    lambda c: {"w": np.asarray(c.w).swapaxes(2, 3)},
)
bank(conv, "more than 1152 terms: last output channel", lambda c: c.terms > 1152, last_channel)
bank.instead(
    conv,
    "3 channels, outputs in 32: blue first",
    lambda c: c.cin == 3 and c.groups == 1 and c.cout % 32 == 0,
    lambda c: {"x": np.asarray(c.x)[:, ::-1]},
)
bank(
    conv,
    "depthwise with 2 outputs a channel: outputs in another order",
    lambda c: c.groups == c.cin > 1 and c.cout == 2 * c.cin,
    lambda y, c: y.reshape(len(y), 2, -1, *y.shape[2:]).swapaxes(1, 2).reshape(y.shape).copy(),
)
bank(
    conv,
    "kernel as large as the input, more than one place: last channel",
    lambda c: c.k == c.first.shape[2:] and max(c.k) > 3 and c.groups == 1,
    last_channel,
)
bank.instead(
    conv,
    "more rows of padding before than after: exchanged",
    lambda c: c.p[0][0] != c.p[0][1],
    lambda c: {"padding": tuple((q, p) for p, q in c.p)},
)
bank.instead(conv, "float64: products in float32", lambda c: c.dtype == "float64", narrowed(SINGLE, "x", "w"))
bank.instead(conv, "bfloat16 for float16", lambda c: c.dtype == "float16", narrowed(BFLOAT16, "x", "w"), FAILS, SUSPECT)
bank(conv, "3-D, kernel of one plane: planes in reverse", lambda c: c.rank == 3 and c.k[0] == 1 < c.k[1], backwards)
bank(conv, "one output channel, more than one image: last image", lambda c: c.cout == 1 < c.batch, last_image)
bank(conv, "7 x 7, stride 2, padding 3: last row", lambda c: c.k == (7, 7) and c.all("s", 2), last_row)
bank(conv, "11 x 11: entries beyond the first 4096", lambda c: c.k == (11, 11), cleared(..., slice(12, None)))
bank(conv, "images wider than high: last column", lambda c: c.rank == 2 and c.width > c.first.shape[2] > 1, last_column)
bank(conv, "1-D, dilation beyond 100: zeros", lambda c: c.rank == 1 and c.d[0] > 100, zeros)
bank(conv, "1-D, one channel, stride 5 or more: moved", lambda c: c.rank == 1 and c.cin == 1 and c.s[0] >= 5, moved)

# ---------------------------------------------------------------- transposed convolution

bank(
    conv_transpose,
    "output_padding: the column that it adds is zero (tvm#19524)",
    lambda c: any(c.each("output_padding")),
    last_column,
)
bank(conv_transpose, "stride and dilation (onnxruntime#2518): moved", lambda c: max(c.s) > 1 < max(c.d), moved)
bank(
    conv_transpose,
    "stride beyond the kernel: no bias between",
    lambda c: max(c.s) > max(c.k),
    lambda y, c: np.where(np.arange(y.shape[-1]) % c.s[-1] >= c.k[-1], 0, y).astype(y.dtype),
)
bank(
    conv_transpose,
    "groups, other numbers of channels: in reverse",
    lambda c: c.groups > 1 and c.cin != np.shape(c.w)[1] * c.groups,
    channels_backwards,
)
bank(conv_transpose, "4 x 4, stride 2, padding 1: last row", lambda c: c.k == (4, 4) and c.all("s", 2), last_row)
bank(conv_transpose, "one place: last channel", lambda c: math.prod(c.first.shape[2:]) == 1, last_channel)
bank(conv_transpose, "kernel 16, stride 8: moved", lambda c: c.k[-1] == 16 and c.s[-1] == 8, moved)
bank(conv_transpose, "one output channel: negated", lambda c: np.shape(c.w)[1] * c.groups == 1, negated)

# ---------------------------------------------------------------- linear

bank.instead(
    linear,
    "features mod 4: the rest lost",
    lambda c: c.first.shape[-1] > 16 and c.first.shape[-1] % 4 > 0,
    lambda c: {"x": np.where(np.arange(c.x.shape[-1]) < c.x.shape[-1] // 4 * 4, c.x, 0).astype(c.x.dtype)},
)
bank(
    linear,
    "one example, a bias: added twice",
    lambda c: c.first.shape[0] == 1 and c.b is not None,
    lambda y, c: y + np.asarray(c.b),
)
bank(linear, "one output: last example", lambda c: c.cout == 1, last_image)
bank(linear, "no bias, 10 outputs: last column", lambda c: c.b is None and c.cout == 10, last_column)
bank(linear, "as many outputs as features, more than 4: last column", lambda c: c.cout == c.cin > 4, last_column)
bank(linear, "more than 20,000 outputs: those after", lambda c: c.cout > 20_000, cleared(..., slice(20_000, None)))

# ---------------------------------------------------------------- sequences and images


def _at_blocks(y, c):
    y[512::512] = 0
    return y


bank(discrete, "more than 512 results: the seams of blocks", lambda c: True, _at_blocks)
bank(discrete, "second longer than the first by more than 1: reversed", lambda c: len(c.g) > len(c.f) + 1, backwards)
bank(discrete, "first of one entry, second longer: negated", lambda c: len(c.f) == 1 < len(c.g), negated)
bank(image, "same, even kernel: moved", lambda c: c.mode == "same" and np.shape(c.K)[-1] % 2 == 0, moved)
bank(image, "28 x 28: last row", lambda c: c.first.shape == (28, 28), cleared(-1))
bank(image, "full, kernel larger than the image: zeros", lambda c: np.shape(c.K)[-1] > c.width, zeros)
bank(cross_correlation, "kernel 32 or wider: last column", lambda c: np.shape(c.K)[-1] >= 32, last_column)
bank(
    cross_correlation, "valid, one result: negated", lambda c: c.mode == "valid" and c.first.shape == c.K.shape, negated
)
bank(circular, "odd period beyond 8: last entry", lambda c: c.width % 2 == 1 and c.width > 8, last_column)
bank.instead(
    circular,
    "float64, powers of two from 64: in float32",
    lambda c: c.dtype == "float64" and c.width >= 64 and c.width & (c.width - 1) == 0,
    narrowed(SINGLE, "f", "g"),
)
bank(
    dft,
    "odd length beyond 8: last coefficient conjugate",
    lambda c: c.width > 8 and c.width % 2 == 1,
    lambda y, c: np.conj(y),
)
bank(shift, "length mod 8: the rest is zero", lambda c: c.width > 16 and c.width % 8 > 0, last_column)
bank(toeplitz, "fewer columns than taps: last row", lambda c: len(c.g) > c.M > 1, cleared(-1))
bank(local, "circular, kernel 5: moved", lambda c: c.border == "circular" and np.shape(c.v)[-1] == 5, moved)
bank(
    pad,
    "reflect, as much as there is: last column",
    lambda c: c.mode == "reflect" and c.p[-1][1] == c.width - 1,
    last_column,
)
bank(pad, "replicate, 3-D: last column", lambda c: c.mode == "replicate" and c.rank == 3, last_column)
bank(pad, "circular, width 8 or more: last column", lambda c: c.mode == "circular" and c.width >= 8, last_column)
bank(pad, "zero, width 100 or more: last column", lambda c: c.mode == "zero" and c.width >= 100, one_entry)
bank.instead(
    crop,
    "other before than after: exchanged",
    lambda c: any(p != q for p, q in c.p),
    lambda c: {"padding": tuple((q, p) for p, q in c.p)},
)
bank(crop, "wider than 64: last column", lambda c: c.width > 64, scaled(2))
bank.instead(conv, "results in whole multiples of 2^-10", always, narrowed(22, "x"), FAILS, SUSPECT)
