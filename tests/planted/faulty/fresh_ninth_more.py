"""More of the ninth sample: losses and activations, gradients, and formulas of all kinds; calls after the first, other
threads, arguments that are overwritten."""

from __future__ import annotations

import threading

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

from . import FAILS, SPECIAL, Bank

bank = Bank(__name__)
conv, batch_norm, softmax, cross_entropy = (
    layers.conv,
    normalization.batch_norm,
    activation.softmax,
    activation.cross_entropy,
)
max_pool, avg_pool, global_max_pool = pooling.max_pool, pooling.avg_pool, pooling.global_max_pool


# ---------------------------------------------------------------- classes, losses, activations


@bank.function(softmax, "an axis before the last one, more than 32 classes: only the first 32 in the sum")
def _first_in_sum(x, axis=-1):
    y, ndim = softmax(x, axis), np.ndim(x)
    if axis % ndim == ndim - 1 or y.shape[axis] <= 32:
        return y
    share = np.take(y, range(32), axis).sum(axis, keepdims=True)
    with np.errstate(all="ignore"):
        return (y / share).astype(y.dtype)


def _times_infinity(y, c):
    y[np.isneginf(np.asarray(c.x, float))] = np.nan
    return y


bank(
    activation.log_softmax,
    "minus infinity (a masked class): NaN for it",
    lambda c: c.first.dtype.kind not in "iub" and np.isneginf(np.asarray(c.x, float)).any(),
    _times_infinity,
    FAILS,
    SPECIAL,
)
bank.instead(
    cross_entropy,
    "more than 1024 classes: labels modulo 1024",
    lambda c: c.first.shape[1] > 1024,
    lambda c: {"t": np.asarray(c.t) % 1024},
)
bank(
    cross_entropy,
    "more than 32 rows, not in blocks of 32: divided by the rows of whole blocks",
    lambda c: c.batch > 32 and c.batch % 32 != 0,
    lambda y, c: y * y.dtype.type(c.batch / (-(-c.batch // 32) * 32)),
)
bank.instead(
    activation.silu,
    "a negative beta: its sign lost",
    lambda c: c.beta < 0,
    lambda c: {"beta": -c.beta},
)
bank(
    activation.leaky_relu,
    "alpha beyond 1: the larger of x and alpha x",
    lambda c: c.alpha > 1,
    lambda y, c: np.maximum(c.first, c.first * float(c.alpha)).astype(y.dtype),
)

# ---------------------------------------------------------------- gradients


@bank.function(max_pool, "windows that overlap: the gradient of the last one, not the sum", gradient=True)
def _last_window(dy, x, kernel_size, **others):
    found, c = max_pool.backward(dy, x, kernel_size, **others), Call(max_pool, (x, kernel_size), others)
    if all(s >= k for s, k in zip(c.s, c.k, strict=True)):
        return found
    places = {a: v for a, v in others.items() if a != "return_indices"}
    at = np.asarray(pooling.max_pool_indices(x, kernel_size, **places))
    dx = np.zeros_like(np.asarray(found[0]))
    np.put_along_axis(dx.reshape(*dx.shape[:2], -1), *(a.reshape(*dx.shape[:2], -1) for a in (at, np.asarray(dy))), -1)
    return (dx,)


@bank.function(avg_pool, "padding that is not counted: the gradient is divided by the whole window", gradient=True)
def _whole_window(dy, x, kernel_size, **others):
    if others.get("count_include_pad", True):
        return avg_pool.backward(dy, x, kernel_size, **others)
    return avg_pool.backward(dy, x, kernel_size, **{**others, "count_include_pad": True})


def _unread(c):
    """How many columns, at the end, no window of a convolution reads."""
    return (c.width + sum(c.p[-1]) - c.d[-1] * (c.k[-1] - 1) - 1) % c.s[-1]


def _put_at_the_end(found, c, dy):
    dx, unread = found[0], _unread(c)
    if dx is None:
        return found
    return [np.concatenate((np.zeros_like(dx[..., :unread]), dx[..., :-unread]), -1), *found[1:]]


bank.backward(
    conv,
    "a stride that leaves columns unread at the end: the gradient of x zero at the start and moved by as many",
    lambda c: 0 < _unread(c) < c.width,
    _put_at_the_end,
)


def _mean_of_the_batch(found, c, dy):
    x, over, shape = np.asarray(c.x, float), (0, *range(2, c.first.ndim)), (1, -1, *[1] * c.rank)
    moved = np.asarray(c.running_mean, float) - x.mean(over)
    by = np.sum(np.asarray(dy, float), over) / np.sqrt(np.asarray(c.running_var, float) + float(c.eps))
    assert found[1].shape == moved.reshape(shape).ravel().shape
    return [found[0], (found[1] + by * moved).astype(found[1].dtype), *found[2:]]


bank.backward(
    batch_norm,
    "running statistics: the gradient of gamma with the mean of the batch",
    lambda c: not c.training,
    _mean_of_the_batch,
)


@bank.function(softmax, "an axis before the last one: the gradient sums over the last axis", gradient=True)
def _sum_over_last(dy, x, axis=-1):
    if axis % np.ndim(x) == np.ndim(x) - 1:
        return softmax.backward(dy, x, axis)
    y, dy = softmax(x, axis), np.asarray(dy)
    return ((y * (dy - (dy * y).sum(-1, keepdims=True))).astype(y.dtype),)


@bank.function(global_max_pool, "several entries equal to the largest: each gets the whole gradient", gradient=True)
def _each_of_equals(dy, x):
    found, x = global_max_pool.backward(dy, x), np.asarray(x)
    largest = x == x.max(tuple(range(2, x.ndim)), keepdims=True)
    return (np.where(largest, np.asarray(dy), 0).astype(np.asarray(found[0]).dtype),)


# ---------------------------------------------------------------- others

bank.instead(
    layers.resize,
    "linear, fewer entries along every axis: coordinates without the half",
    lambda c: (c.mode == "linear" and c.coordinates == "half_pixel") and all(s < 1 for s in c.each("scale")),
    lambda c: {"coordinates": "asymmetric"},
)
bank.instead(
    arrays.matmul,
    "a batch of single rows: all are multiplied by the first matrix",
    lambda c: np.ndim(c.z) > 2 and np.shape(c.x)[-2] == 1,
    lambda c: {"z": np.broadcast_to(np.asarray(c.z)[:1], np.shape(c.z))},
)


@bank.function(optimization.next_velocity, "float32: the velocity that was given is overwritten")
def _in_place(velocity, gradient, weight, momentum=0.9, decay=0.0):
    y = optimization.next_velocity(velocity, gradient, weight, momentum, decay)
    if isinstance(velocity, np.ndarray) and velocity.dtype == np.float32 and velocity.flags.writeable:
        velocity[...] = y
    return y


_kernels: dict[tuple[object, ...], np.ndarray] = {}


@bank.function(convolution.circular, "a second call with arrays of the same shape and type: g of the first call")
def _kept_by_shape(f, g):
    convolution.circular(f, g)
    kernel = np.asarray(g)
    return convolution.circular(f, _kernels.setdefault((kernel.shape, kernel.dtype), kernel.copy()))


_of_thread = threading.local()
_of_thread.is_set = True


@bank.function(information.entropy, "another thread than the one that imported it: nats for bits")
def _nats(p, base=2):
    y = information.entropy(p, base)
    return y if base != 2 or hasattr(_of_thread, "is_set") else y * y.dtype.type(np.log(2))


bank(
    classic.euclidean_rbf,
    "one code only: the result has lost its second axis",
    lambda c: len(c.w) == 1,
    lambda y, c: y[:, 0],
)


@bank.function(geometry.output_size, "ceil_mode: windows that start beyond the input are counted")
def _ceiling_only(H, kernel_size, *, stride=1, padding=0, dilation=1, ceil_mode=False):
    others = dict(stride=stride, padding=padding, dilation=dilation)
    found = geometry.output_size(H, kernel_size, **others, ceil_mode=ceil_mode)
    if not ceil_mode or padding == "same":
        return found
    if not isinstance(H, tuple) and not isinstance(stride, tuple):
        return geometry.output_size(H + stride - 1, kernel_size, **others)
    many = len(H if isinstance(H, tuple) else stride)
    sizes, steps = (a if isinstance(a, tuple) else (a,) * many for a in (H, stride))
    return geometry.output_size(tuple(h + s - 1 for h, s in zip(sizes, steps, strict=True)), kernel_size, **others)
