"""The rest of the fifth sample: activations, losses, gradients, and all other formulas."""

from __future__ import annotations

import math
import time

import numpy as np

from mathcnn import (
    activation,
    arrays,
    classic,
    convolution,
    geometry,
    information,
    layers,
    normalization,
    optimization,
    pooling,
)
from mathcnn.museum.calls import Call

from .fresh_fifth import _floats, _Guarded

bank = _Guarded(__name__)
conv, resize, max_pool = layers.conv, layers.resize, pooling.max_pool
softmax, log_softmax, cross_entropy = activation.softmax, activation.log_softmax, activation.cross_entropy
batch_norm, layer_norm = normalization.batch_norm, normalization.layer_norm

# ---------------------------------------------------------------- activations and losses


def _unmasked_tail(y, c):
    x, axis = np.asarray(c.x, np.float64), c.axis
    largest = np.maximum(x.max(axis, keepdims=True), 0)
    e = np.exp(x - largest)
    return (e / (e.sum(axis, keepdims=True) + -x.shape[axis] % 32 * np.exp(-largest))).astype(y.dtype)


bank(
    softmax,
    "an axis other than the last, more than 32 classes, not in 32s: zeros that fill the tile count as classes",
    lambda c: (
        c.axis % c.x.ndim != c.x.ndim - 1
        and c.x.shape[c.axis] > 32
        and c.x.shape[c.axis] % 32 != 0
        and bool(np.isfinite(c.x).all())
    ),
    _unmasked_tail,
)
bank(
    log_softmax,
    "float32, more than 104 below the largest: -inf, the logarithm of a share of 0",
    lambda c: c.dtype == "float32",
    lambda y, c: np.where(y < -104, np.float32(-np.inf), y),
)
bank(
    cross_entropy,
    "a batch beyond 32, not in 32s: the sum is divided by the next multiple of 32",
    lambda c: c.batch > 32 and c.batch % 32 != 0,
    lambda y, c: y * y.dtype.type(c.batch / (c.batch + -c.batch % 32)),
)
bank(
    activation.leaky_relu,
    "alpha beyond 1: the larger of x and alpha x",
    lambda c: c.asked["alpha"] > 1 and _floats(c.x),
    lambda y, c: np.maximum(c.x, np.asarray(c.asked["alpha"], y.dtype) * c.x).astype(y.dtype),
)
bank(
    activation.relu,
    "Fortran order in memory: the result in C order holds the entries in the order of memory",
    lambda c: isinstance(c.x, np.ndarray) and c.x.ndim > 1 and c.x.flags.f_contiguous and not c.x.flags.c_contiguous,
    lambda y, c: y.ravel("F").reshape(y.shape),
)
_scratch: dict[tuple, np.ndarray] = {}


@bank.function(activation.silu, "two threads at once, the same shape: one reads what the other one stored")
def _shared_scratch(x, beta=1):
    if type(x) is not np.ndarray:
        return activation.silu(x, beta)
    key = x.shape, x.dtype.str
    _scratch[key] = x
    time.sleep(0.0002)  # as a kernel that lets other threads run
    return activation.silu(_scratch[key], beta)


# ---------------------------------------------------------------- gradients


def _last_image_only(found, c, dy):
    dy = np.asarray(dy)
    one = conv.backward(dy[-1:], **{**c.asked, "x": c.x[-1:]})
    return [found[0], np.asarray(one[1]), found[2]]


bank.backward(
    conv,
    "4 groups or more: the weights get the gradient of the last image only",
    lambda c: c.groups >= 4 and c.batch > 1,
    _last_image_only,
)


def _broadcast_counted_once(found, c, dy):
    dy = np.asarray(dy)
    if found[2] is not None and dy.ndim == 4 and dy.size > 1 and not any(dy.strides):
        found[2] = np.broadcast_to(dy.flat[0], found[2].shape).astype(found[2].dtype)
    return found


bank.backward(
    conv,
    "2-D, dy one number broadcast: the bias gets that number and not the sum",
    lambda c: c.b is not None,
    _broadcast_counted_once,
)


def _last_window_wins(found, c, dy):
    dy = np.asarray(dy)
    places = pooling.max_pool_indices(**{a: v for a, v in c.asked.items() if a != "return_indices"})
    dx = np.zeros((c.batch, c.cin, math.prod(c.x.shape[2:])), found[0].dtype)
    n, channel = np.ogrid[: c.batch, : c.cin]
    for j, k in np.ndindex(places.shape[2:]):
        dx[n, channel, places[:, :, j, k]] = dy[:, :, j, k]
    return [dx.reshape(found[0].shape)]


bank.backward(
    max_pool,
    "3 x 3 with stride 2: an entry that is the largest of several windows gets the gradient of the last one",
    lambda c: c.k == (3, 3) and c.all("s", 2) and not c.return_indices,
    _last_window_wins,
)
bank.backward(
    batch_norm,
    "training=False: x gets the gradient of training",
    lambda c: not c.training and c.values > 1,
    lambda found, c, dy: [
        np.asarray(batch_norm.backward(dy, c.x, c.gamma, c.beta, c.asked["eps"])[0]),
        *found[1:],
    ],
)
bank.backward(
    layer_norm,
    "three axes or more: gamma gets the gradient of the first image only",
    lambda c: c.x.ndim > 2 and c.batch > 1,
    lambda found, c, dy: [
        found[0],
        np.asarray(layer_norm.backward(dy[:1], **{**c.asked, "x": c.x[:1]})[1]),
        *found[2:],
    ],
)
bank.backward(
    activation.clip,
    "entries equal to the lower bound: the gradient passes",
    lambda c: True,
    lambda found, c, dy: [np.where(np.asarray(c.x) == c.asked["low"], dy, found[0]).astype(found[0].dtype), *found[1:]],
)

# ---------------------------------------------------------------- others


def _summed_places(y, c):
    y = np.asarray(c.x).astype(y.dtype)
    for axis, size in enumerate(c.each("size"), 2):
        h = y.shape[axis]
        step = np.float32(h) / np.float32(size)
        place = np.cumsum(np.where(np.arange(size) > 0, step, 0), dtype=np.float32)
        y = y.take(np.minimum(np.floor(place).astype(int), h - 1), axis)
    return y


bank(
    resize,
    "nearest, asymmetric, floor, a size: places are sums of steps in float32, so that some whole ones fall to the entry before",
    lambda c: (
        (c.asked["mode"], c.asked["coordinates"], c.asked["rounding"]) == ("nearest", "asymmetric", "floor")
        and c.asked["scale"] is None
    ),
    _summed_places,
)


def _odd_middle(y, c):
    y[len(y) // 2 + 1] = 0
    return y


bank(
    convolution.dft,
    "odd lengths beyond 16: the first entry of the mirrored half is zero",
    lambda c: len(c.f) > 16 and len(c.f) % 2 == 1,
    _odd_middle,
)
bank.instead(
    arrays.matmul,
    "z broadcast along a batch, sums of more than 64 terms, not in 16s: the rest left out",
    lambda c: (
        c.x.ndim == c.z.ndim > 2 and c.z.shape[0] == 1 < len(c.x) and c.x.shape[-1] > 64 and c.x.shape[-1] % 16 != 0
    ),
    lambda c: {"x": np.where(np.arange(c.x.shape[-1]) < c.x.shape[-1] // 16 * 16, c.x, 0).astype(c.x.dtype)},
)


def _first_256(y, c):
    p = np.asarray(c.first, np.float64).ravel()[:256]
    p = p[p > 0]
    return np.asarray(-(p * np.log(p)).sum() / math.log(float(c.asked["base"]))).astype(y.dtype)


bank(
    information.entropy,
    "more than 256 outcomes: those after the first 256 left out",
    lambda c: c.first.size > 256,
    _first_256,
)


@bank.function(geometry.output_size, "ceil_mode with padding: the window that would start in the padding after is kept")
def _window_kept(*args, **kwargs):
    found, c = geometry.output_size(*args, **kwargs), Call(geometry.output_size, args, kwargs)
    if not c.ceil_mode or isinstance(found, tuple) or isinstance(c.asked["padding"], str):
        return found
    p = c.asked["padding"]
    before, after = (p, p) if np.ndim(p) == 0 else p
    spare = c.asked["H"] + before + after - c.asked["dilation"] * (c.asked["kernel_size"] - 1) - 1
    return max(found, -(-spare // c.asked["stride"]) + 1) if before + after else found


bank.instead(
    optimization.next_velocity,
    "momentum 0: no weight decay",
    lambda c: c.asked["momentum"] == 0,
    lambda c: {"decay": 0.0},
)


def _expanded(y, c):
    x, w = np.asarray(c.x), np.asarray(c.w)
    return np.maximum((x * x).sum(-1)[:, None] - 2 * x @ w.T + (w * w).sum(-1), 0).astype(y.dtype)


bank(
    classic.euclidean_rbf,
    "float32, 64 codes or more: expanded into |x|^2 - 2 x w + |w|^2",
    lambda c: c.dtype == "float32" == c.w.dtype.name and len(c.w) >= 64,
    _expanded,
)
