"""The part of the fourth sample (`fresh_fourth`) that is about normalisation, arrays, sizes and losses."""

from __future__ import annotations

import math

import numpy as np

from mathcnn import activation, arrays, geometry, layers, normalization, optimization

from . import Bank
from .seldom import of_channels

bank = Bank(__name__)

linear = layers.linear
HALF_MAX = 65504.0


# ---------------------------------------------------------------- normalization

bank.instead(
    normalization.batch_norm,
    "momentum beyond 1/2 (Keras, ONNX): the weight of the old statistics",
    lambda c: bool(c.training) and c.running_mean is not None and c.momentum > 0.5,
    lambda c: {"momentum": 1 - c.momentum},
)


@bank.function(normalization.layer_norm, "half precision: squares in half precision, infinite beyond 65504")
def _half_squares(x, gamma, beta, eps=1e-5):
    y = np.array(normalization.layer_norm(x, gamma, beta, eps))
    if x.dtype != np.float16:
        return y
    with np.errstate(all="ignore"):
        z = np.asarray(x, np.float64)
        over = ((z - z.mean(-1, keepdims=True)) ** 2).max(-1, keepdims=True) > HALF_MAX
    return np.where(over, np.asarray(beta), y).astype(y.dtype)


def _sample_variance(y, c):
    axes, n = tuple(range(2, c.x.ndim)), math.prod(c.x.shape[2:])
    with np.errstate(all="ignore"):
        z = np.asarray(c.x, np.float64)
        off = z - z.mean(axes, keepdims=True)
        scaled = off / np.sqrt((off * off).sum(axes, keepdims=True) / (n - 1) + c.eps)
        return (scaled * of_channels(c.gamma, c) + of_channels(c.beta, c)).astype(y.dtype)


bank(
    normalization.group_norm,
    "a group for each channel (instance normalisation): the variance of a sample",
    lambda c: c.groups == c.cin > 1 and math.prod(c.x.shape[2:]) > 1,
    _sample_variance,
)
bank(
    normalization.batch_var,
    "corrected, two images or more: corrected once an image",
    lambda c: c.correction == 1 and c.batch > 1 and c.values > c.batch,
    lambda y, c: (y * ((c.values - 1) / (c.values - c.batch))).astype(y.dtype),
)
bank.instead(
    normalization.local_response_norm,
    "more neighbours than channels: the mean over the channels that exist",
    lambda c: c.size > c.cin > 0,
    lambda c: {"alpha": c.alpha * c.size / c.cin},
)
bank.backward(
    normalization.batch_norm,
    "dx, training, corrected variance: as of the variance that is not",
    lambda c: bool(c.training) and c.correction == 1,
    lambda g, c, dy: [
        np.asarray(normalization.batch_norm.backward(dy, **{**c.asked, "correction": 0})[0], g[0].dtype),
        *g[1:],
    ],
)

# ---------------------------------------------------------------- others

bank(
    activation.sigmoid,
    "below -16 (the end of a table): 0",
    lambda c: bool((np.asarray(c.x) < -16).any()),
    lambda y, c: np.where(np.asarray(c.x) < -16, 0, y).astype(y.dtype),
)
bank(
    activation.leaky_relu,
    "alpha beyond 1: the larger of x and alpha x",
    lambda c: c.alpha > 1,
    lambda y, c: np.maximum(c.x, c.x * y.dtype.type(c.alpha)).astype(y.dtype),
)
bank.instead(
    linear,
    "square weights that are a transposed view (tied weights): not transposed",
    lambda c: len(c.w) == c.w.shape[1] > 1 and c.w.flags.f_contiguous and not c.w.flags.c_contiguous,
    lambda c: {"w": c.w.T},
)


@bank.function(arrays.mean, "integers of 32 bits: the sum in 32 bits")
def _narrow_sum(x, axis=-1):
    y = np.array(arrays.mean(x, axis))
    if x.dtype != np.int32 or not y.size:
        return y
    exact = np.asarray(x.sum(axis, dtype=np.int64))
    lost = exact - exact.astype(np.int32)
    return (y - lost * (y.size / x.size)).astype(y.dtype)[()]


@bank.function(geometry.output_size, "other padding before than after: twice that before")
def _twice(H, kernel_size, *, stride=1, padding=0, dilation=1, ceil_mode=False):
    if isinstance(padding, tuple | list) and len(padding) == 2 and all(np.ndim(p) == 0 for p in padding):
        if not isinstance(padding[0], str) and np.ndim(H) == 0 and np.ndim(kernel_size) == 0:
            padding = padding[0]
    elif isinstance(padding, tuple | list):
        padding = tuple(p if np.ndim(p) == 0 else (p[0], p[0]) for p in padding)
    return geometry.output_size(H, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)


@bank.function(geometry.transposed_output_size, "stride beyond the kernel (Keras): the gap after the last one counted")
def _gap_after(H, kernel_size, *, stride=1, padding=0, dilation=1, output_padding=0):
    found = geometry.transposed_output_size(
        H, kernel_size, stride=stride, padding=padding, dilation=dilation, output_padding=output_padding
    )
    many = len(found) if isinstance(found, tuple) else 1

    def each(v):
        return tuple(v) if np.ndim(v) else (v,) * many

    more = [
        max(0, s - d * (k - 1) - 1) for k, s, d in zip(each(kernel_size), each(stride), each(dilation), strict=True)
    ]
    return tuple(n + m for n, m in zip(found, more, strict=True)) if isinstance(found, tuple) else found + more[0]


bank(
    optimization.scheduled_rate,
    "several steps of warm-up: the first from 0",
    lambda c: c.warmup > 1 and c.step < c.warmup,
    lambda y, c: np.asarray(y * (c.step / (c.step + 1)))[()],
)
bank.backward(
    arrays.sub,
    "dz, repeated along an axis: of the other sign",
    lambda c: np.shape(c.z) != np.broadcast_shapes(np.shape(c.x), np.shape(c.z)),
    lambda g, c, dy: [g[0], -g[1], *g[2:]],
)
