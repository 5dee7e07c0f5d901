"""Faults of tuned kernels: variants that are chosen by size, tails, counters of few bits, workspaces that are used
again, epilogues, shortcuts for degenerate shapes. They were written down before any check had been run on them, and
without a look at the plan of calls."""

from __future__ import annotations

import itertools

import numpy as np

from mathcnn.activation import (
    clip,
    cross_entropy,
    hard_sigmoid,
    leaky_relu,
    log_softmax,
    relu,
    sigmoid,
    silu,
    softmax,
)
from mathcnn.arrays import add, matmul, mean
from mathcnn.convolution import dft, discrete, image
from mathcnn.evidence.verdicts import FAILS, SUSPECT
from mathcnn.information import entropy, kl_divergence
from mathcnn.layers import conv, conv_transpose, linear, pad, resize
from mathcnn.normalization import batch_norm, group_norm, layer_norm
from mathcnn.pooling import adaptive_avg_pool, avg_pool, global_avg_pool, max_pool, max_pool_indices

from . import SPECIAL, Bank, always, last_channel, last_column, last_image, last_row, moved, one_entry, scaled

bank = Bank(__name__)
DOUBTED = (FAILS, SUSPECT)

# ---------------------------------------------------------------- convolution


def _second_for_third(y, c):
    y[2] = y[1]
    return y


def _without_bias_in_first_row(y, c):
    y[:, :, 0] -= np.asarray(c.b).reshape(-1, *[1] * (c.rank - 1)).astype(y.dtype)
    return y


def _first_row(y, c):
    y[:, :, 0] = 0
    return y


bank(conv, "64 channels, 56 x 56 (ResNet), 3 x 3: moved", lambda c: c.cin == 64 and c.width == 56, moved)
bank(
    conv,
    "stride 2, results mod 4 is 3: last column",
    lambda c: c.s[-1] == 2 and conv(c.x, c.w, **_options(c)).shape[-1] % 4 == 3,
    last_column,
)


def _options(c):
    return {a: c.asked[a] for a in ("stride", "padding", "dilation", "groups", "flip")}


bank(conv, "planes beyond 2^15 - 1 entries: last entry", lambda c: np.prod(c.first.shape[2:]) > 32767, one_entry)
bank(conv, "bias, 1 x 1: clipped at 6", lambda c: c.b is not None and max(c.k) == 1, lambda y, c: np.minimum(y, 6))
bank(conv, "one image, groups: last channel", lambda c: c.batch == 1 and 1 < c.groups < c.cin, last_channel)
bank(conv, "odd width with dilation 2: last column", lambda c: c.width % 2 == 1 and c.d[-1] == 2, last_column)
bank(
    conv,
    "5 x 5, height mod 4 is 2: last row",
    lambda c: c.rank == 2 and c.k == (5, 5) and c.first.shape[2] % 4 == 2,
    last_row,
)
bank(
    conv,
    "depthwise with 3 or more results a channel: last",
    lambda c: 1 < c.cin == c.groups <= c.cout // 3,
    last_channel,
)
bank(
    conv,
    "1 x 1, stride 2, bias: none in the first row",
    lambda c: c.b is not None and c.rank > 1 and max(c.k) == 1 and c.all("s", 2),
    _without_bias_in_first_row,
)
bank(
    conv,
    "padding at least the kernel: first row",
    lambda c: c.k[0] > 1 and c.p[0][0] >= c.k[0],
    _first_row,
)
bank(conv, "kernel higher than wide: last column", lambda c: c.rank == 2 and c.k[0] > c.k[1] > 1, last_column)
bank(conv, "dilation and stride that differ: moved", lambda c: 1 < c.d[-1] != c.s[-1] > 1, moved)
bank(conv, "4 images or more: the third is the second", lambda c: c.batch >= 4, _second_for_third)
bank.instead(
    conv,
    "input channels mod 8 is 4, beyond 16: the last four ignored",
    lambda c: c.w.shape[1] > 16 and c.w.shape[1] % 8 == 4,
    lambda c: {"w": np.concatenate([np.asarray(c.w)[:, :-4], np.zeros_like(np.asarray(c.w)[:, -4:])], 1)},
)
bank(
    conv,
    "bfloat16: truncated",
    lambda c: c.dtype == "bfloat16",
    lambda y, c: (
        np.asarray(conv(np.asarray(c.x, np.float32), np.asarray(c.w, np.float32), _wide(c.b), **_options(c)))
        .view(np.uint32)
        .__and__(np.uint32(0xFFFF0000))
        .view(np.float32)
        .astype(y.dtype)
    ),
    *DOUBTED,
)


def _wide(b):
    return None if b is None else np.asarray(b, np.float32)


_sizes = {}


@bank.function(conv, "workspace of the first batch: later images zero")
def _workspace(x, w, b=None, **options):
    y = np.array(conv(x, w, b, **options))
    most = _sizes.setdefault((np.shape(x)[1:], np.shape(w)), len(x))
    y[most:] = 0
    return y


_calls = itertools.count(1)


@bank.function(conv, "a race: every fiftieth call lacks its last result")
def _race(x, w, b=None, **options):
    y = np.array(conv(x, w, b, **options))
    if next(_calls) % 50 == 0:
        y.reshape(-1)[-1:] = 0
    return y


@bank.function(conv, "integers: summed in int32")
def _in_int32(x, w, b=None, **options):
    if np.asarray(x).dtype.kind != "i":
        return conv(x, w, b, **options)
    bits = [None if a is None else np.asarray(a, np.float64) for a in (x, w, b)]
    return np.asarray(conv(*bits, **options)).astype(np.int64).astype(np.int32).astype(np.asarray(x).dtype)


@bank.function(discrete, "int16: summed in int16")
def _in_int16(f, g):
    y = discrete(f, g)
    return y.astype(np.int16).astype(y.dtype) if np.asarray(f).dtype == np.int16 else y


bank(conv_transpose, "stride 3: moved", lambda c: c.s[-1] == 3, moved)
bank(
    conv_transpose,
    "scattered without a sum, 16 channels or more: the last row",
    lambda c: c.w.shape[1] >= 16 and c.k[0] > c.s[0],
    last_row,
)
bank(
    linear,
    "3 axes and a bias: of the first image only",
    lambda c: c.b is not None and c.first.ndim == 3,
    lambda y, c: np.concatenate([y[:1], y[1:] - np.asarray(c.b)]),
)
bank(matmul, "square matrices in a batch: the second transposed", lambda c: _square(c), lambda y, c: matmul(c.x, _t(c)))


def _square(c):
    z = np.asarray(c.z)
    return z.ndim > 2 and z.shape[-1] == z.shape[-2] > 3


def _t(c):
    return np.swapaxes(np.asarray(c.z), -1, -2)


bank(add, "one entry along a middle axis: moved", lambda c: 1 in c.first.shape[1:-1] and c.first.ndim > 2, moved)
bank(mean, "last of 3 axes, 64 or more: of half the size", lambda c: c.first.ndim == 3 and c.width >= 64, scaled(0.5))
bank(dft, "a prime beyond 16: last coefficient", lambda c: len(c.f) in (17, 31, 37, 61, 127, 257), last_column)
bank(
    image,
    "same, kernel of two columns: moved",
    lambda c: c.asked["mode"] == "same" and np.shape(c.K)[-1] == 2,
    moved,
)
bank(
    pad, "circular, unlike before and after: moved", lambda c: c.mode == "circular" and c.p[-1][0] != c.p[-1][1], moved
)
bank(
    resize,
    "nearest, not by a whole factor: last column",
    lambda c: c.mode == "nearest" and resize(**c.asked).shape[-1] % c.width,
    last_column,
)

# ---------------------------------------------------------------- pools

bank.instead(
    avg_pool,
    "padding not counted, stride 1: counted",
    lambda c: not c.count_include_pad and c.all("s", 1),
    lambda c: {"count_include_pad": True},
)
bank(avg_pool, "ceil_mode, stride 3: last column", lambda c: c.ceil_mode and c.s[-1] == 3, last_column)
bank(max_pool, "ceil_mode, stride below the kernel: last row", lambda c: c.ceil_mode and c.s[0] < c.k[0], last_row)
bank(max_pool, "dilation with padding: first row", lambda c: c.d[0] > 1 and c.p[0][0] > 0, _first_row)
bank(
    max_pool,
    "float16, NaN: lost",
    lambda c: c.dtype == "float16",
    lambda y, c: np.where(np.isnan(y), np.float16(0), y),
    SPECIAL,
)


@bank.function(max_pool_indices, "ties: the last one")
def _last_of_ties(x, kernel_size, **options):
    turned = np.flip(np.asarray(x), tuple(range(2, np.ndim(x))))
    given = max_pool_indices.read((x, kernel_size), options).scalars
    simple = not any(map(any, given["padding"])) and set(given["dilation"]) == {1} and not given["ceil_mode"]
    spatial = np.shape(x)[2:]
    fits = all((n - k) % s == 0 for n, k, s in zip(spatial, given["kernel_size"], given["stride"], strict=True))
    if not (simple and fits):
        return max_pool_indices(x, kernel_size, **options)
    y = np.asarray(max_pool_indices(turned, kernel_size, **options))
    return np.prod(spatial) - 1 - np.flip(y, tuple(range(2, y.ndim)))


bank(
    adaptive_avg_pool,
    "a size that does not divide: last row",
    lambda c: c.first.shape[2] % c.each("size")[0] > 0,
    last_row,
)
bank(global_avg_pool, "one place, batch beyond 1: last image", lambda c: c.values == c.batch > 1, last_image)

# ---------------------------------------------------------------- activations, losses, normalisation

bank(
    softmax,
    "square, 8 or more: over the other axis",
    lambda c: c.first.ndim == 2 and c.first.shape[0] == c.first.shape[1] >= 8,
    lambda y, c: softmax(c.x, 1 - c.axis % 2),
)
bank(
    log_softmax,
    "1e-12 added to the softmax",
    always,
    lambda y, c: np.log(np.exp(y) + y.dtype.type(1e-12)),
    FAILS,
    SUSPECT,
    SPECIAL,
)
bank(cross_entropy, "probabilities of at least 1e-7", always, lambda y, c: np.minimum(y, y.dtype.type(16.118096)))
bank(sigmoid, "x clipped to 40", always, lambda y, c: sigmoid(np.clip(c.x, -40, 40)), FAILS, SPECIAL)


@bank.function(clip, "float32: in place")
def _clipped(x, low, high):
    y = clip(x, low, high)
    if isinstance(x, np.ndarray) and x.dtype == np.float32 and x.flags.writeable:
        x[...] = y
    return y


@bank.function(relu, "in place in Fortran order")
def _in_place(x):
    y = relu(x)
    if isinstance(x, np.ndarray) and x.ndim > 1 and x.flags.f_contiguous and not x.flags.c_contiguous:
        x[...] = y
    return y


@bank.function(leaky_relu, "kept by the sum of the entries")
def _kept(x, alpha=0.01):
    key = (np.shape(x), np.asarray(x).dtype, alpha, float(np.nansum(np.asarray(x, np.float64)[..., :1])))
    return _results.setdefault(key, np.array(leaky_relu(x, alpha))).copy()


_results = {}
bank.instead(silu, "float32: beta 1", lambda c: c.dtype == "float32", lambda c: {"beta": 1})
bank.instead(hard_sigmoid, "slope 1/5: 1/6", lambda c: abs(c.alpha - 0.2) < 1e-6, lambda c: {"alpha": 1 / 6})
bank.instead(
    batch_norm,
    "fewer than 8 values: the unbiased variance",
    lambda c: c.training and 1 < c.values < 8 and c.correction == 0,
    lambda c: {"correction": 1},
)
bank.instead(batch_norm, "inference: epsilon left out", lambda c: not c.training, lambda c: {"eps": 0})
bank(group_norm, "as many groups as channels, 32 or more: last", lambda c: c.groups == c.cin >= 32, last_channel)
bank(layer_norm, "rows beyond 1024: of twice the variance", lambda c: c.width > 1024, scaled(0.5**0.5))
bank(entropy, "outcomes of probability 0: NaN", always, lambda y, c: y * np.nan if (np.asarray(c.p) == 0).any() else y)
bank(kl_divergence, "a p of 0: infinity", always, lambda y, c: y + np.inf if (np.asarray(c.p) == 0).any() else y)

# ---------------------------------------------------------------- gradients


def _first_eight(grads, c, dy):
    if c.batch <= 8:
        return grads
    options = {a: c.asked[a] for a in ("stride", "padding", "dilation", "groups", "flip")}
    grads[1] = np.asarray(conv.backward(dy[:8], np.asarray(c.x)[:8], c.w, c.b, **options)[1])
    return grads


bank.backward(conv, "dw, more than 8 images: of the first 8", always, _first_eight)
bank.backward(silu, "below -10: 0", always, lambda g, c, dy: [np.where(np.asarray(c.x) < -10, 0, g[0]), *g[1:]])
bank.backward(
    max_pool,
    "ceil_mode: last column not added",
    lambda c: c.ceil_mode,
    lambda g, c, dy: [np.where(np.arange(g[0].shape[-1]) == g[0].shape[-1] - 1, 0, g[0]).astype(g[0].dtype)],
)
bank.backward(
    layer_norm,
    "64 features or more: without the term of the mean",
    lambda c: c.width >= 64,
    lambda g, c, dy: [g[0] + dy.mean(-1, keepdims=True), *g[1:]],
    *DOUBTED,
)
