"""Faults of activations, normalizations, arrays, sequences and numbers of the kinds that public reports of frameworks
and kernel authors show. They were written down for the command before any check had been run on them."""

from __future__ import annotations

import numpy as np

from mathcnn import (
    activation,
    arrays,
    classic,
    convolution,
    geometry,
    information,
    kernels,
    normalization,
    perceptron,
    probability,
)
from mathcnn.evidence.verdicts import CONVENTION, FAILS

from . import SPECIAL, Bank, last_column, zeros

bank = Bank(__name__)
softmax = activation.softmax

# ---------------------------------------------------------------- activations and losses


@bank.function(softmax, "beyond 1024 classes, by blocks of 1024: what is after the end counts as 0")
def _unmasked(x, axis=-1):
    y, n = np.asarray(softmax(x, axis)), x.shape[axis]
    if n <= 1024 or n % 1024 == 0:
        return y
    z = np.asarray(x, np.float64)
    with np.errstate(all="ignore"):
        top = z.max(axis, keepdims=True)
        total = np.exp(z - top).sum(axis, keepdims=True)
        return (y * (total / (total + (-n % 1024) * np.exp(-top)))).astype(y.dtype)


@bank.function(softmax, "100 classes or more in float32, in C order: x less its maximum, in place")
def _in_place(x, axis=-1):
    y = softmax(x, axis)
    if x.dtype == np.float32 and x.shape[axis] >= 100 and x.flags.c_contiguous and x.flags.writeable:
        x -= x.max(axis, keepdims=True)
    return y


@bank.function(activation.cross_entropy, "labels that are no neighbours in memory: as if they were")
def _neighbours(x, t):
    if isinstance(t, np.ndarray) and len(t) > 1 and t.strides[0] != t.itemsize and t.strides[0] != 0:
        t = np.concatenate([t[:1], t[:-1]])
    return activation.cross_entropy(x, t)


bank(
    activation.hard_sigmoid,
    "alpha below 0 (bounds of x exchanged): beta",
    lambda c: c.alpha < 0,
    lambda y, c: np.full_like(y, min(max(c.beta, 0), 1)),
)


def _last_tail(y, c):
    n = c.width // 8 * 8
    flat = y.reshape(-1, c.width)
    flat[-1, n:] = 0
    return y


bank(
    activation.silu,
    "rows of more than 8, not in eights: the tail of the last row",
    lambda c: c.first.ndim > 1 and c.first.size > c.width > 8 and c.width % 8 != 0,
    _last_tail,
)


@bank.function(classic.rejecting_loss, "no rejection: 1")
def _falsy(y, t, rejection=1.0):
    return classic.rejecting_loss(y, t, rejection or 1.0)


bank(
    activation.log_softmax,
    "the last axis of four: over the first if as long",
    lambda c: c.first.ndim == 4 and c.axis in (3, -1) and c.first.shape[0] == c.first.shape[3] > 1,
    lambda y, c: np.array(activation.log_softmax(c.x, 0)),
)

# ---------------------------------------------------------------- normalization


@bank.function(normalization.group_norm, "groups with entries that are not in fours: the rest is not in the statistics")
def _rest(x, gamma, beta, groups=1, eps=1e-5):
    y = normalization.group_norm(x, gamma, beta, groups, eps)
    entries = x.size // (len(x) * groups) if x.size else 0
    if entries <= 4 or entries % 4 == 0:
        return y
    z = x.reshape(len(x), groups, -1).astype(np.float64)
    of = z[..., : entries // 4 * 4]
    mean, var = of.mean(-1, keepdims=True), of.var(-1, keepdims=True)
    scaled = ((z - mean) / np.sqrt(var + eps)).reshape(x.shape)
    line = (-1, *[1] * (x.ndim - 2))
    return (scaled * gamma.reshape(line) + beta.reshape(line)).astype(x.dtype)


@bank.function(normalization.layer_norm, "variance as the mean square less the square of the mean, not below 0")
def _squares(x, gamma, beta, eps=1e-5):
    wide = x.astype(np.float32) if x.dtype.itemsize < 4 else x
    with np.errstate(all="ignore"):
        mean = wide.mean(-1, keepdims=True)
        var = np.maximum((wide * wide).mean(-1, keepdims=True) - mean * mean, wide.dtype.type(0))
        return ((wide - mean) / np.sqrt(var + wide.dtype.type(eps)) * gamma + beta).astype(x.dtype)


bank.instead(
    normalization.layer_norm,
    "more than 1024 features: gamma of the first 1024 again",
    lambda c: c.width > 1024,
    lambda c: {"gamma": np.resize(c.gamma[:1024], c.width)},
)
bank.instead(
    normalization.batch_norm,
    "running variance: always the unbiased one",
    lambda c: c.training and c.running_correction != 1 and c.values > 1,
    lambda c: {"running_correction": 1},
    CONVENTION,
)

# ---------------------------------------------------------------- arrays and sequences


@bank.function(arrays.add, "a column and a row of equal length: exchanged")
def _exchanged(x, z):
    y = np.asarray(arrays.add(x, z))
    both = x.ndim == z.ndim == 2 and x.shape[1] == z.shape[0] == 1 and x.shape[0] == z.shape[1]
    return np.array(arrays.add(x.T, z.T)) if both and x.size > 1 else y


bank(
    arrays.matmul,
    "batches of two axes, each repeated for one factor: of the first matrix",
    lambda c: c.x.ndim == c.z.ndim == 4 and any(a != b for a, b in zip(c.x.shape[:2], c.z.shape[:2], strict=True)),
    lambda y, c: y[:1] + np.zeros_like(y),
)


@bank.function(arrays.mul, "zeros are skipped: 0 times infinity is 0", FAILS, SPECIAL)
def _skipped(x, z):
    y = np.array(arrays.mul(x, z))
    return np.where(np.broadcast_to(np.asarray(x) == 0, y.shape), y.dtype.type(0), y)


@bank.function(arrays.sub, "unsigned integers: in their own type")
def _wraps(x, z):
    y = np.asarray(arrays.sub(x, z))
    return (y % 2 ** (8 * x.itemsize)).astype(y.dtype) if x.dtype.kind == "u" and x.itemsize < 8 else y


@bank.function(convolution.discrete, "a power of two and 1 results (a transform too short): the last one on the first")
def _too_short(f, g, *, method="auto"):
    y = np.array(convolution.discrete(f, g))
    n = len(y) - 1
    if n >= 8 and n & (n - 1) == 0 and min(len(f), len(g)) > 1:
        y[0] += y[-1]
        y[-1] = 0
    return y


@bank.function(convolution.image, "same, kernel larger than the image: as large as the kernel")
def _larger(I, K, mode="full", *, method="auto"):
    y = convolution.image(I, K, mode)
    if mode != "same" or all(k <= n for n, k in zip(I.shape, K.shape, strict=True)):
        return y
    z = np.asarray(convolution.image(I, K, "full"))
    sizes = [max(n, k) for n, k in zip(I.shape, K.shape, strict=True)]
    return np.array(z[tuple(slice((m - n) // 2, (m - n) // 2 + n) for m, n in zip(z.shape, sizes, strict=True))])


bank(convolution.dft, "length a multiple of 9: last entry", lambda c: c.width % 9 == 0, last_column)


@bank.function(kernels.total, "bytes: summed in bytes")
def _bytes(K):
    y = np.asarray(kernels.total(K))
    return ((y + 128) % 256 - 128).astype(y.dtype) if K.dtype == np.int8 else y


bank(
    perceptron.local,
    "circular, window larger than the image: zeros",
    lambda c: c.border == "circular" and any(k > n for n, k in zip(c.x.shape, c.v.shape, strict=False)),
    zeros,
)

# ---------------------------------------------------------------- tables and sizes


@bank.function(information.kl_divergence, "q of 0: left out", FAILS, SPECIAL)
def _left_out(p, q, base=2):
    p, q = np.asarray(p), np.asarray(q)
    both = (p > 0) & (q > 0)
    return (
        information.kl_divergence(p, np.where(both, q, p), base)
        if not both.all()
        else (information.kl_divergence(p, q, base))
    )


@bank.function(probability.conditional, "square tables given the first variable: divided along the other")
def _along(joint, axis):
    y = np.asarray(probability.conditional(joint, axis))
    if joint.ndim != 2 or joint.shape[0] != joint.shape[1] or axis != 0:
        return y
    with np.errstate(all="ignore"):
        return (joint / joint.sum(1)).astype(y.dtype)


bank(
    information.conditional_entropy,
    "given several variables: the first only",
    lambda c: isinstance(c.asked["axis"], tuple) and len(c.asked["axis"]) > 1,
    lambda y, c: np.array(information.conditional_entropy(c.joint, c.asked["axis"][0], c.base)),
)


@bank.function(geometry.output_size, "ceil_mode with dilation: as without dilation")
def _undilated(H, kernel_size, *, stride=1, padding=0, dilation=1, ceil_mode=False):
    return geometry.output_size(
        H, kernel_size, stride=stride, padding=padding, dilation=1 if ceil_mode else dilation, ceil_mode=ceil_mode
    )


@bank.function(geometry.receptive_field, "kernels of 1: left out with their strides")
def _ones(kernel_sizes, strides, dilations):
    kept = [k > 1 for k in kernel_sizes]
    lines = ([v for v, keep in zip(line, kept, strict=True) if keep] for line in (kernel_sizes, strides, dilations))
    return geometry.receptive_field(*lines) if any(kept) else 1


@bank.function(geometry.conv_parameters, "kernels of two sizes: the first squared")
def _squared(inputs, outputs, kernel_size, *, groups=1, bias=True):
    sizes = (kernel_size[0],) * len(kernel_size) if isinstance(kernel_size, tuple) else kernel_size
    return geometry.conv_parameters(inputs, outputs, sizes, groups=groups, bias=bias)
