"""Further faults after public reports about frameworks: pools, normalization, scores, losses and gradients, written
down after the plan of calls, without a look at it.
"""

from __future__ import annotations

import math

import numpy as np

from mathcnn.activation import cross_entropy, leaky_relu, log_softmax, relu, scaled_tanh, sigmoid, softmax
from mathcnn.evidence.verdicts import FAILS, SUSPECT
from mathcnn.fitting import least_squares_intercept, least_squares_slope, mean_squared_error
from mathcnn.information import conditional_entropy, entropy, kl_divergence, mutual_information
from mathcnn.layers import conv, conv_transpose, linear
from mathcnn.normalization import batch_norm, batch_var, local_response_norm, next_running_var
from mathcnn.pooling import avg_pool, global_avg_pool, global_max_pool, max_pool

from . import (
    SINGLE,
    SPECIAL,
    Bank,
    always,
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
    zeros,
)

bank = Bank(__name__)

# ---------------------------------------------------------------- pools

bank(
    max_pool,
    "padding: counts as 0",
    lambda c: max(map(max, c.p)) > 0 and bool((c.first < 0).any()),
    lambda y, c: np.maximum(y, 0),
)
bank(max_pool, "ceil_mode, odd width: last column", lambda c: bool(c.ceil_mode) and c.width % 2 == 1, last_column)
bank.instead(
    max_pool, "3 x 3, dilation 2: 1", lambda c: c.k == (3, 3) and c.all("d", 2), lambda c: {"x": np.flip(c.x, -1)}
)
bank(max_pool, "one window: twice", lambda c: c.k == c.first.shape[2:] and max(c.k) > 2, scaled(2))
bank(max_pool, "3-D, 1 x 2 x 2: last row", lambda c: c.k == (1, 2, 2), last_row)
bank(max_pool, "kernel 9 or wider, stride 1: last column", lambda c: c.k[-1] >= 9 and c.s[-1] == 1, last_column)
bank(max_pool, "kernel 1: moved", lambda c: c.all("k", 1), moved)
bank(max_pool, "stride beyond the kernel: last row", lambda c: c.rank == 2 and c.s[0] > c.k[0], last_row)
bank(max_pool, "more than 64 channels: the last", lambda c: c.cin > 64, last_channel)
bank(max_pool, "14 x 14: last column", lambda c: c.first.shape[2:] == (14, 14), last_column)
bank(
    max_pool,
    "its indices, float32: rounded in float16",
    lambda c: bool(c.return_indices),
    lambda y, c: np.where(y > 2048, y // 2 * 2, y),
    out=1,
)
bank(
    avg_pool,
    "ceil_mode without padding counted: last column (coremltools#2772)",
    lambda c: bool(c.ceil_mode) and not c.count_include_pad,
    last_column,
)
bank(
    avg_pool,
    "kernel of two sizes: divided by the square of the first",
    lambda c: c.rank == 2 and c.k[0] != c.k[1],
    lambda y, c: y * y.dtype.type(c.k[1] / c.k[0]),
)
bank(avg_pool, "windows overlap: last column", lambda c: c.s[-1] < c.k[-1], last_column)
bank(avg_pool, "7 x 7 on 7 x 7: of one less", lambda c: c.k == c.first.shape[2:] == (7, 7), scaled(49 / 48))
bank.instead(
    avg_pool,
    "float32, 8 x 8 or more: in 11 bits",
    lambda c: c.dtype == "float32" and math.prod(c.k) >= 64,
    narrowed(11, "x"),
)
bank(avg_pool, "3-D, 2 x 2 x 2: last row", lambda c: c.k == (2, 2, 2), last_row)
bank(
    avg_pool,
    "divisor given, padding not counted: 1 (executorch#18616)",
    lambda c: c.divisor_override and not c.count_include_pad,
    scaled(2),
)
bank(global_avg_pool, "1024 places or more: the last lost", lambda c: c.values // c.batch >= 1024, scaled(0.999))
bank(global_avg_pool, "7 x 7, more than 512 channels: the last", lambda c: c.width == 7 and c.cin > 512, last_channel)
bank(global_max_pool, "one place: zeros", lambda c: math.prod(c.first.shape[2:]) == 1, zeros)
bank(global_max_pool, "1-D, more than 256 places: of the first", lambda c: c.rank == 1 and c.width > 256, scaled(0.5))

# ---------------------------------------------------------------- normalization

bank(
    batch_norm,
    "channels no power of two, 4096 values (apex#1768): last channel",
    lambda c: c.training and c.cin & (c.cin - 1) and c.values >= 4096,
    last_channel,
)
bank(batch_norm, "more than 256 images (MIOpen#1109): the last", lambda c: c.batch > 256, last_image)
bank.instead(batch_norm, "inference: epsilon twice", lambda c: not c.training, lambda c: {"eps": 2 * c.eps})
bank.instead(
    batch_norm,
    "gamma below 0: of the other sign",
    lambda c: bool((np.asarray(c.gamma) < 0).any()),
    lambda c: {"gamma": np.abs(c.gamma)},
)
bank.instead(batch_norm, "momentum 0: 0.1", lambda c: c.momentum == 0, lambda c: {"momentum": 0.1})
bank(batch_norm, "one image: last channel", lambda c: c.batch == 1, last_channel)
bank(batch_norm, "3-D: last column", lambda c: c.rank == 3, last_column)


@bank.function(batch_norm, "variance as the mean square less the square of the mean", FAILS, SUSPECT)
def _raw(x, gamma, beta, *args, training=True, running_mean=None, running_var=None, eps=1e-5, **options):
    y = batch_norm(
        x, gamma, beta, *args, training=training, running_mean=running_mean, running_var=running_var, eps=eps, **options
    )
    if not training or isinstance(y, tuple):
        return y
    axes = (0, *range(2, x.ndim))
    wide = [1, -1] + [1] * (x.ndim - 2)
    mean = x.mean(axes)
    n = x.size // x.shape[1]
    var = (np.square(x).mean(axes) - np.square(mean)) * (n / max(1, n - options.get("correction", 0)))
    scale = np.asarray(gamma) / np.sqrt(np.maximum(var, 0) + eps)
    found = (x - mean.reshape(wide)) * scale.reshape(wide) + np.asarray(beta).reshape(wide)
    return found.astype(y.dtype)


bank(
    batch_var,
    "one value a channel and no correction: epsilon",
    lambda c: c.values == 1 and c.correction == 0,
    lambda y, c: y + y.dtype.type(1e-5),
)
bank(
    next_running_var,
    "more than 1000 values: not corrected",
    lambda c: c.values > 1000 and c.running_correction == 1,
    lambda y, c: y * y.dtype.type(0.9995),
)
bank(local_response_norm, "fewer channels than neighbours: the last", lambda c: c.cin < c.size, last_channel)
bank.instead(local_response_norm, "size 3: alpha not divided", lambda c: c.size == 3, lambda c: {"alpha": 3 * c.alpha})
bank.instead(local_response_norm, "beta 0.5: 0.75", lambda c: c.beta == 0.5, lambda c: {"beta": 0.75})
bank(local_response_norm, "1-D: last column", lambda c: c.rank == 1, last_column)

# ---------------------------------------------------------------- scores and single entries


def _second(y, c):
    if c.axis in (-1, y.ndim - 1):
        y.reshape(-1, y.shape[-1])[1::2] *= y.dtype.type(0.99)
    return y


bank(
    softmax,
    "odd width from 513 to 1023, two rows or more (pytorch#147284): second",
    lambda c: 512 < c.width < 1024 and c.width % 2,
    _second,
)
bank(
    softmax,
    "first of two axes (FlagGems#4995), 32 or more: over the other",
    lambda c: c.first.ndim == 2 and c.axis in (0, -2) and len(c.first) >= 32,
    lambda y, c: softmax(c.x, -1),
)
bank(softmax, "three axes, the middle one: last column", lambda c: c.first.ndim == 3 and c.axis in (1, -2), last_column)
bank(softmax, "one class: 0 instead of 1", lambda c: c.x.shape[c.axis] == 1, zeros)


@bank.function(softmax, "the largest entry not subtracted", FAILS, SPECIAL, SUSPECT)
def _unshifted(x, axis=-1):
    with np.errstate(all="ignore"):
        e = np.exp(x)
        return (e / e.sum(axis, keepdims=True)).astype(softmax(x, axis).dtype)


@bank.function(log_softmax, "by one difference (pytorch#38839)", FAILS, SUSPECT)
def _at_once(x, axis=-1):
    with np.errstate(all="ignore"):
        m = x.max(axis, keepdims=True)
        return (x - (m + np.log(np.exp(x - m).sum(axis, keepdims=True)))).astype(log_softmax(x, axis).dtype)


bank(log_softmax, "two classes: negated", lambda c: c.x.shape[c.axis] == 2, negated)
bank(log_softmax, "50,000 classes or more: last column", lambda c: c.x.shape[c.axis] >= 50_000, last_column)
bank.instead(
    cross_entropy,
    "labels beyond 999: 999",
    lambda c: bool((np.asarray(c.t) > 999).any()),
    lambda c: {"t": np.minimum(c.t, 999)},
)
bank(
    cross_entropy,
    "more than 256 examples: over 256",
    lambda c: c.batch > 256,
    lambda y, c: y * y.dtype.type(c.batch / 256),
)
bank(cross_entropy, "two classes: of half the size", lambda c: c.x.shape[1] == 2, scaled(0.5))
bank(sigmoid, "below -88: 0", always, lambda y, c: np.where(c.x < -88, 0, y).astype(y.dtype), FAILS, SPECIAL, SUSPECT)
bank(sigmoid, "beyond 8: 1", always, lambda y, c: np.where(c.x > 8, 1, y).astype(y.dtype), FAILS, SUSPECT)
bank(sigmoid, "more than 4096 entries, mod 4: the rest 0", lambda c: c.first.size > 4096 or c.first.size % 4, one_entry)
bank(
    relu,
    "more than 16 entries, mod 8: the rest as they are",
    lambda c: c.first.size > 16 and c.first.size % 8,
    lambda y, c: _kept(y, c),
)
bank(relu, "3 axes: last column", lambda c: c.first.ndim == 3, last_column)
bank(relu, "5 axes: negated", lambda c: c.first.ndim == 5, negated)
bank(leaky_relu, "alpha beyond 0.5: 0.5", lambda c: c.alpha > 0.5, lambda y, c: leaky_relu(c.x, alpha=0.5))
bank(
    leaky_relu,
    "float32: alpha in float16",
    lambda c: c.dtype == "float32",
    lambda y, c: leaky_relu(c.x, alpha=float(np.float16(c.alpha))),
)
bank(
    scaled_tanh,
    "beyond 20: NaN",
    always,
    lambda y, c: np.where(np.abs(c.x) > 20, np.nan, y).astype(y.dtype),
    FAILS,
    SPECIAL,
    SUSPECT,
)


def _kept(y, c):
    y.reshape(-1)[y.size // 8 * 8 :] = np.asarray(c.x).reshape(-1)[y.size // 8 * 8 :]
    return y


# ---------------------------------------------------------------- losses and information


@bank.function(mean_squared_error, "a column of targets: each with every prediction")
def _broadcast(prediction, target):
    if np.ndim(prediction) == 2 and np.shape(prediction)[1] == 1:
        return np.mean(np.square(prediction - np.asarray(target).T)).astype(prediction.dtype)
    return mean_squared_error(prediction, target)


bank(
    mean_squared_error,
    "more than 2^12 entries: over 2^12",
    lambda c: c.first.size > 2**12,
    lambda y, c: y * y.dtype.type(c.first.size / 2**12),
)
bank(mean_squared_error, "three axes: last left out", lambda c: c.first.ndim == 3, scaled(0.5))
bank(entropy, "below 1e-7: as if they were 0", always, lambda y, c: _clipped(y, c), FAILS, SUSPECT)
bank(entropy, "more than 10,000 outcomes: in nats", lambda c: c.first.size > 10_000, scaled(math.log(2)))
bank(kl_divergence, "1e-7 added", always, lambda y, c: y + y.dtype.type(1e-7), FAILS, SUSPECT)
bank(
    mutual_information,
    "not square: of the transposed, negated",
    lambda c: c.first.shape[0] != c.first.shape[1],
    negated,
)
bank(conditional_entropy, "last axis, more than 50 outcomes: half", lambda c: c.width > 50, scaled(0.5))
bank.instead(
    least_squares_slope,
    "1000 points or more: in float32",
    lambda c: c.dtype == "float64" and c.first.size >= 1000,
    narrowed(SINGLE, "x", "y"),
)
bank(least_squares_intercept, "1000 points or more: moved", lambda c: c.first.size >= 1000, scaled(1.001))


def _clipped(y, c):
    p = np.asarray(c.p, np.float64) + 1e-7
    return np.asarray(-(p * np.log(p)).sum() / math.log(c.base)).astype(y.dtype)


# ---------------------------------------------------------------- gradients


def _first(change):
    return lambda grads, c, dy: [change(grads[0], c), *grads[1:]]


def _number(k, change):
    return lambda grads, c, dy: [change(g, c) if j == k else g for j, g in enumerate(grads)]


bank.backward(
    conv, "dw, stride 2: last row", lambda c: c.rank == 2 and c.all("s", 2), _number(1, cleared(..., -1, slice(None)))
)
bank.backward(
    conv, "dw, depthwise, more than 8: last channel", lambda c: c.groups == c.cin > 8, _number(1, cleared(-1))
)
bank.backward(
    conv, "dx, same, even kernel: moved", lambda c: c.k[-1] % 2 == 0 and c.p[-1][0] != c.p[-1][1], _first(moved)
)
bank.backward(
    conv, "db, more than 4 images: of the first 4", lambda c: c.batch > 4 and c.b is not None, _number(2, scaled(0.5))
)
bank.backward(
    conv, "dw, 1 x 1: transposed of another sign", lambda c: c.all("k", 1) and c.cin >= 16, _number(1, negated)
)
bank.backward(conv, "dx, 3 x 3 on 8 x 8 or more: last row", lambda c: c.k == (3, 3) and c.width >= 8, _first(last_row))
bank.backward(conv_transpose, "dw, stride 2: negated", lambda c: c.all("s", 2), _number(1, negated))
bank.backward(
    max_pool,
    "2 x 2, odd width: last column twice",
    lambda c: c.k == (2, 2) and c.width % 2 == 0,
    _first(lambda g, c: _twice(g)),
)
bank.backward(avg_pool, "stride below the kernel: moved", lambda c: c.s[-1] < c.k[-1], _first(moved))
bank.backward(
    batch_norm, "dgamma, more than 32 channels: last", lambda c: c.cin > 32, _number(1, cleared(-1)), FAILS, SUSPECT
)
bank.backward(
    softmax,
    "more than 64 classes: without the sum",
    lambda c: c.x.shape[c.axis] > 64,
    lambda g, c, dy: [softmax(c.x, c.axis) * dy],
    FAILS,
    SUSPECT,
)
bank.backward(
    log_softmax, "axis 1 of four: last column", lambda c: c.first.ndim == 4, _first(last_column), FAILS, SUSPECT
)
bank.backward(
    cross_entropy,
    "not over the number of examples",
    lambda c: c.batch > 1,
    lambda g, c, dy: [g[0] * c.batch],
    FAILS,
    SUSPECT,
)
bank.backward(relu, "float16: zeros", lambda c: c.dtype == "float16", _first(zeros))
bank.backward(conv, "float16: dw zeros", lambda c: c.dtype == "float16", _number(1, zeros))
bank.backward(
    linear,
    "one example: dw transposed",
    lambda c: c.first.shape[0] == 1 and c.cin == c.cout > 1,
    _number(1, lambda g, c: g.T.copy()),
)
bank.backward(
    linear,
    "db, 32 examples or more: of the last ones",
    lambda c: c.b is not None and c.batch >= 32,
    _number(2, scaled(0.5)),
)
bank.backward(
    sigmoid, "by x (1 - x)", lambda c: c.first.size > 64, lambda g, c, dy: [dy * c.x * (1 - c.x)], FAILS, SUSPECT
)


def _twice(g):
    g[..., -1] *= 2
    return g
