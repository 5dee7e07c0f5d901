"""The seventh sample, continued: classes and activations, gradients, and other formulas."""

from __future__ import annotations

import math

import numpy as np

from mathcnn import activation, arrays, convolution, geometry, information, layers, normalization, optimization, pooling

from . import Bank, without

bank = Bank(__name__)
conv, conv_transpose, batch_norm = layers.conv, layers.conv_transpose, normalization.batch_norm
max_pool, avg_pool = pooling.max_pool, pooling.avg_pool


# ---------------------------------------------------------------- classes and activations


def _share_of_blocks(y, c):
    axis, blocks = c.asked["axis"], [slice(None)] * y.ndim
    blocks[axis] = slice(y.shape[axis] // 32 * 32)
    with np.errstate(all="ignore"):
        return y / y[tuple(blocks)].sum(axis, keepdims=True, dtype=np.float64).astype(y.dtype)


def _inner(c):
    """Whether the axis of classes is one axis, and not the last one."""
    return isinstance(c.asked["axis"], int) and c.first.ndim > 1 and c.asked["axis"] % c.first.ndim < c.first.ndim - 1


bank(
    activation.softmax,
    "classes not on the last axis, more than 32, not in 32s: the sum misses the remainder",
    lambda c: _inner(c) and c.first.shape[c.asked["axis"]] > 32 and c.first.shape[c.asked["axis"]] % 32 != 0,
    _share_of_blocks,
)


def _log_of_softmax(y, c):
    with np.errstate(all="ignore"):
        return np.log(activation.softmax(c.x, c.asked["axis"])).astype(y.dtype)


bank(
    activation.log_softmax,
    "float32, from 100 classes on: the logarithm of the softmax, -inf for far smaller logits",
    lambda c: c.dtype == "float32" and isinstance(c.asked["axis"], int) and c.first.shape[c.asked["axis"]] >= 100,
    _log_of_softmax,
)
bank(
    activation.cross_entropy,
    "more than 32 rows, not in 32s: the mean of the means of blocks of 32 rows",
    lambda c: c.batch > 32 and c.batch % 32 != 0,
    lambda y, c: np.mean(
        [activation.cross_entropy(c.x[i : i + 32], c.t[i : i + 32]) for i in range(0, c.batch, 32)], dtype=np.float64
    ).astype(y.dtype),
)


@bank.function(activation.leaky_relu, "float32 arrays of more than 1024 entries: x overwritten by the result")
def _in_place(x, alpha=0.01):
    y = activation.leaky_relu(x, alpha)
    if isinstance(x, np.ndarray) and x.dtype == np.float32 and x.size > 1024 and x.flags.writeable:
        x[...] = y
    return y


bank(
    activation.silu,
    "arrays without axes: the result has one axis of one entry",
    lambda c: c.first.ndim == 0,
    lambda y, c: y.reshape(1),
)


def _stepped(c):
    """Whether the last axis of an array is every second entry of a row in memory."""
    return isinstance(c.x, np.ndarray) and c.x.ndim > 0 and c.width > 1 and c.x.strides[-1] == 2 * c.x.itemsize


bank.instead(
    activation.relu,
    "views with a step of 2 along the last axis: read without the step, with the entries between",
    _stepped,
    lambda c: {"x": np.lib.stride_tricks.as_strided(c.x, strides=(*c.x.strides[:-1], c.x.itemsize)).copy()},
)

# ---------------------------------------------------------------- gradients


def _replaced(at, value):
    """A change of a list of gradients: one of them is another."""

    def change(gradients, c, dy):
        gradients[at] = None if gradients[at] is None else np.asarray(value(c, np.asarray(dy)), gradients[at].dtype)
        return gradients

    return change


bank.backward(
    conv,
    "more than 8 images: the weights' gradient of the first 8 only",
    lambda c: c.batch > 8,
    _replaced(1, lambda c, dy: conv.backward(dy[:8], **{**c.asked, "x": c.first[:8]})[1]),
)


def _without_more(c, dy):
    shorter = tuple(slice(n - more) for n, more in zip(dy.shape[2:], c.each("output_padding"), strict=True))
    return dy[(slice(None), slice(None), *shorter)].sum((0, *range(2, dy.ndim)))


bank.backward(
    conv_transpose,
    "output_padding: the bias's gradient misses the additional entries",
    lambda c: any(c.each("output_padding")),
    _replaced(2, _without_more),
)


def _written_last(c, dy):
    asked = {a: v for a, v in c.asked.items() if a != "return_indices"}
    dx, x = np.zeros((*c.first.shape[:2], math.prod(c.first.shape[2:]))), dy.reshape(*dy.shape[:2], -1)
    np.put_along_axis(dx, pooling.max_pool_indices(**asked).reshape(x.shape), x, -1)
    return dx.reshape(c.first.shape)


bank.backward(
    max_pool,
    "windows that overlap: an entry that is the largest of several gets the gradient of the last one only",
    lambda c: any(s < k for s, k in zip(c.s, c.k, strict=True)),
    _replaced(0, _written_last),
)
bank.backward(
    avg_pool,
    "count_include_pad=False with padding: divided by the numbers with padding",
    lambda c: not c.count_include_pad and any(max(p) for p in c.p),
    _replaced(0, lambda c, dy: avg_pool.backward(dy, **{**c.asked, "count_include_pad": True})[0]),
)
bank.backward(
    batch_norm,
    "training=False: the gradient of x passes through the statistics of the batch, as in training",
    lambda c: not c.training and c.values > max(1, c.correction),
    _replaced(0, lambda c, dy: batch_norm.backward(dy, c.x, c.gamma, c.beta, c.eps, correction=c.correction)[0]),
)


def _last_axis(c, dy):
    y = activation.softmax(c.x, c.asked["axis"])
    return y * (dy - (y * dy).sum(-1, keepdims=True))


bank.backward(
    activation.softmax,
    "classes not on the last axis: the sum is taken along the last axis",
    _inner,
    _replaced(0, _last_axis),
)

# ---------------------------------------------------------------- others

bank.instead(
    layers.resize,
    "linear, twice the size along each axis, half_pixel: places as with asymmetric coordinates",
    lambda c: c.mode == "linear" and c.coordinates == "half_pixel" and all(s == 2 for s in c.each("scale")),
    lambda c: {"coordinates": "asymmetric"},
)
bank(
    arrays.matmul,
    "int8 matrices: sums kept in 16 bits",
    lambda c: c.dtype == "int8" and np.asarray(c.z).dtype == np.int8,
    lambda y, c: y.astype(np.int16).astype(y.dtype),
)
bank.instead(
    layers.linear,
    "bfloat16, more than 32 inputs, not in 32s: those of the remainder left out",
    lambda c: c.dtype == "bfloat16" and c.width > 32 and c.width % 32 != 0,
    lambda c: without("x", c.width // 32 * 32, c.first.ndim - 1)(c),
)
bank(
    convolution.dft,
    "prime lengths beyond 7: the complex conjugate",
    lambda c: c.width > 7 and all(c.width % q for q in range(2, math.isqrt(c.width) + 1)),
    lambda y, c: y.conj(),
)
bank(
    information.miller_madow,
    "counts as floats: outcomes with the count 0 are counted as outcomes",
    lambda c: c.first.dtype.kind == "f" and c.first.size > 1,
    lambda y, c: y.dtype.type((c.first.size - 1) / (2 * c.first.sum(dtype=np.float64) * math.log(c.base))),
)
bank.instead(
    optimization.next_velocity,
    "momentum 0 with a decay: no decay",
    lambda c: c.momentum == 0 and c.decay != 0,
    lambda c: {"decay": 0.0},
)


@bank.function(geometry.output_size, "ceil_mode: a last window that starts in the padding after the input is counted")
def _started_in_padding(H, kernel_size, *, stride=1, padding=0, dilation=1, ceil_mode=False):
    n = geometry.output_size(H, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    numbers = all(isinstance(a, (int, np.integer)) for a in (H, kernel_size, stride, padding, dilation))
    if not ceil_mode or not numbers or isinstance(n, tuple):
        return n
    return int(-((dilation * (kernel_size - 1) + 1 - H - 2 * padding) // stride) + 1)
