"""The sixth sample, continued: normalisations, losses, activations, gradients and the other formulas."""

from __future__ import annotations

import math

import numpy as np

from mathcnn import activation, arrays, classic, convolution, information, layers, normalization

from . import Bank

bank = Bank(__name__)
batch_norm, layer_norm, group_norm = normalization.batch_norm, normalization.layer_norm, normalization.group_norm
BLOCK = 1024


def _power(n):
    """The least power of two that is not below n."""
    return 1 << (n - 1).bit_length()


def _per_channel(b, rank):
    """Numbers of channels in a form that fits (N, C, *space)."""
    return np.reshape(b, (-1, *[1] * rank))


# ---------------------------------------------------------------- normalisation


def _of_squares(y, c):
    x = np.asarray(c.x)
    axes = (0, *range(2, x.ndim))
    with np.errstate(all="ignore"):
        mean = x.mean(axes, dtype=x.dtype, keepdims=True)
        var = np.maximum((x * x).mean(axes, dtype=x.dtype, keepdims=True) - mean * mean, 0)
        var = var * x.dtype.type(c.values / (c.values - int(c.correction)))
        found = (x - mean) / np.sqrt(var + x.dtype.type(c.eps)) * _per_channel(c.gamma, c.rank)
        return (found + _per_channel(c.beta, c.rank)).astype(y.dtype)


bank(
    batch_norm,
    "float32, training: the variance as the mean of the squares less the square of the mean",
    lambda c: c.dtype == "float32" and c.training,
    _of_squares,
)
bank.instead(
    batch_norm,
    "momentum 0: taken as not given, 0.1",
    lambda c: c.momentum == 0 and c.running_mean is not None,
    lambda c: {"momentum": 0.1},
)
bank.instead(
    batch_norm,
    "eps below 1e-5 (the least that cuDNN took): 1e-5",
    lambda c: c.eps < 1e-5,
    lambda c: {"eps": 1e-5},
)


def _next_group(y, c):
    x = np.asarray(c.x, np.float64)
    size = c.cin // c.groups
    space, n = tuple(range(1, x.ndim)), size * math.prod(x.shape[2:])
    for first in range(0, c.cin, size):
        lanes = x[:, first : first + _power(size)]
        mean = lanes.sum(space, keepdims=True) / n
        scale = 1 / np.sqrt(((lanes - mean) ** 2).sum(space, keepdims=True) / n + float(c.eps))
        part = slice(first, first + size)
        found = (x[:, part] - mean) * scale * _per_channel(np.asarray(c.gamma)[part], c.rank)
        y[:, part] = found + _per_channel(np.asarray(c.beta)[part], c.rank)
    return y


bank(
    group_norm,
    "channels of a group no power of two (a block without its mask): the next channels in the sums",
    lambda c: c.groups > 1 and c.cin // c.groups != _power(c.cin // c.groups),
    lambda y, c: _next_group(y, c),
)


def _masked_lanes(y, c):
    x, k = np.asarray(c.x, np.float64), np.shape(c.x)[-1]
    mean = x.mean(-1, keepdims=True)
    var = x.var(-1, keepdims=True) + (_power(k) - k) * mean**2 / k
    return ((x - mean) / np.sqrt(var + float(c.eps)) * c.gamma + c.beta).astype(y.dtype)


bank(
    layer_norm,
    "features no power of two: masked lanes count in the variance, as zeros less the mean",
    lambda c: np.shape(c.x)[-1] != _power(np.shape(c.x)[-1]),
    _masked_lanes,
)


def _half_squares(y, c):
    x = np.asarray(c.x, np.float64)
    far = (np.abs(x - x.mean(-1, keepdims=True)) >= 256).any(-1)
    y[far] = np.broadcast_to(c.beta, y.shape)[far]
    return y


bank(
    layer_norm,
    "half precision, 256 or more from the mean: its square is infinite, and the row is beta",
    lambda c: c.dtype == "float16",
    _half_squares,
)
bank(
    normalization.local_response_norm,
    "three axes of space: neighbours along the first of them, not of the channels",
    lambda c: c.rank == 3,
    lambda y, c: np.swapaxes(
        normalization.local_response_norm(**{**c.asked, "x": np.swapaxes(np.asarray(c.x), 1, 2)}), 1, 2
    ).astype(y.dtype),
)


# ---------------------------------------------------------------- classes, activations


def _not_rescaled(y, c):
    x = np.moveaxis(np.asarray(c.x, np.float64), c.axis, -1)
    largest, total = np.full(x.shape[:-1], -np.inf), np.zeros(x.shape[:-1])
    with np.errstate(all="ignore"):
        for first in range(0, x.shape[-1], BLOCK):
            block = x[..., first : first + BLOCK]
            largest = np.maximum(largest, block.max(-1))
            total += np.exp(block - largest[..., None]).sum(-1)
        return np.moveaxis(np.exp(x - largest[..., None]) / total[..., None], -1, c.axis).astype(y.dtype)


bank(
    activation.softmax,
    "more than 1024 classes (blocks): the sum so far is not rescaled when a block has a larger maximum",
    lambda c: np.size(c.given["axis"]) == 1 and np.shape(c.x)[c.axis] > BLOCK,
    _not_rescaled,
)


def _log_of_softmax(y, c):
    share = np.asarray(activation.softmax(c.x, c.given["axis"]))
    y[share == 0] = -np.inf
    return y


bank(
    activation.log_softmax,
    "a class whose softmax underflows: minus infinity, by the logarithm of that",
    lambda c: np.asarray(c.x).dtype.kind == "f",
    _log_of_softmax,
)


def _signed_labels(y, c):
    x = np.asarray(c.x, np.float64)
    largest = x.max(-1)
    with np.errstate(all="ignore"):
        sums = largest + np.log(np.exp(x - largest[:, None]).sum(-1))
    at = np.arange(len(x)) * x.shape[1] + np.asarray(c.t).astype(np.int8)
    return np.asarray((sums - x.ravel()[at % x.size]).mean(), y.dtype)


bank(
    activation.cross_entropy,
    "labels in bytes, from 128 on: read as signed",
    lambda c: np.asarray(c.t).dtype == np.uint8 and np.max(c.t, initial=0) > 127,
    _signed_labels,
)


def _sixfold(y, c):
    with np.errstate(all="ignore"):
        x = np.asarray(c.x)
        found = (x * np.clip(x + np.float16(3), 0, 6).astype(np.float16)).astype(np.float16)
        y[np.isinf(found)] = np.inf
        return y


bank(
    activation.hard_swish,
    "half precision, beyond 10900: infinite, as 6 x is before it is divided by 6",
    lambda c: c.dtype == "float16",
    _sixfold,
)


def _wrapped_exponent(y, c):
    x = np.asarray(c.x, np.float64)
    n = np.rint(-np.nan_to_num(x, posinf=0, neginf=0) * math.log2(math.e))
    out = ((n + 127 < 0) | (n + 127 > 255)) & np.isfinite(x) & (np.abs(x) < 2**20)
    bits = ((n[out].astype(np.int64) + 127) << 23).astype(np.int32)
    with np.errstate(all="ignore"):
        power = bits.view(np.float32) * np.exp(-x[out] - n[out] * math.log(2)).astype(np.float32)
        y[out] = 1 / (1 + power)
    return y


bank(
    activation.sigmoid,
    "float32, beyond 89: the exponent of a fast exponential wraps around",
    lambda c: c.dtype == "float32",
    _wrapped_exponent,
)
bank(
    activation.clip,
    "low above high: low, by the maximum after the minimum",
    lambda c: c.low > c.high,
    lambda y, c: np.where(np.isnan(y), y, np.asarray(float(c.low))).astype(y.dtype),
)


# ---------------------------------------------------------------- gradients


def _as_training(several, c, dy):
    assert batch_norm.backward is not None
    several[0] = np.asarray(batch_norm.backward(dy, c.x, c.gamma, c.beta, c.eps)[0]).astype(several[0].dtype)
    return several


bank.backward(
    batch_norm,
    "dx, inference (frozen statistics): as in training",
    lambda c: not c.training,
    _as_training,
)


@bank.function(activation.cross_entropy, "dy other than 1 (a scaled loss): taken as 1", gradient=True)
def _unscaled(dy, x, t):
    assert activation.cross_entropy.backward is not None
    return activation.cross_entropy.backward(np.ones_like(dy), x, t)


def _last_matrix(several, c, dy):
    x = np.asarray(c.x)
    several[1] = (np.swapaxes(x[-1:], 1, 2) @ np.asarray(dy)[-1:]).astype(several[1].dtype)
    return several


bank.backward(
    arrays.matmul,
    "dz, one matrix for a batch: of the last of the batch, not the sum",
    lambda c: np.ndim(c.z) == np.ndim(c.x) == 3 and len(c.z) == 1 < len(c.x),
    _last_matrix,
)


def _outer_beta(several, c, dy):
    x = np.asarray(c.x)
    s = np.asarray(activation.sigmoid(x * x.dtype.type(float(c.beta))))
    several[0] = (dy * (s + x * s * (1 - s))).astype(several[0].dtype)
    return several


bank.backward(
    activation.silu,
    "beta other than 1: the derivative of the sigmoid without the factor beta",
    lambda c: c.beta != 1 and np.asarray(c.x).dtype.kind == "f",
    _outer_beta,
)


# ---------------------------------------------------------------- all others


def _places(coordinates, n, size, scale):
    """Which place in the input belongs to each entry of the result."""
    i = np.arange(size)
    if coordinates == "align_corners":
        return i * (n - 1) / (size - 1) if size > 1 else i * 0.0
    if coordinates == "asymmetric":
        return i / scale
    if coordinates == "pytorch_half_pixel" and size == 1:
        return i * 0.0
    return (i + 0.5) / scale - 0.5 + (n - size / scale) / 2 * (coordinates == "half_pixel_symmetric")


def _by_matrices(y, c, matrix):
    """A resized input, by a matrix along each axis."""
    found = np.asarray(c.x, np.float64)
    for axis in range(c.rank):
        n, size = np.shape(c.x)[2 + axis], c.size[axis]
        m = matrix(n, size, float(c.scale[axis]))
        found = np.moveaxis(np.moveaxis(found, 2 + axis, -1) @ m.T, -1, 2 + axis)
    return found.astype(y.dtype)


def _continued(y, c):
    def matrix(n, size, scale):
        at = np.maximum(_places(c.coordinates, n, size, scale), 0)
        low = np.clip(np.floor(at).astype(int), 0, max(n - 2, 0))
        rest = at - low if n > 1 else at * 0
        m = np.zeros((size, n))
        np.add.at(m, (np.arange(size), low), 1 - rest)
        np.add.at(m, (np.arange(size), np.minimum(low + 1, n - 1)), rest)
        return m

    return _by_matrices(y, c, matrix)


bank(
    layers.resize,
    "linear, places after the last entry: the line of the last two entries goes on",
    lambda c: (
        c.mode == "linear"
        and any(
            _places(c.coordinates, n, size, float(s))[-1] > n - 1
            for n, size, s in zip(np.shape(c.x)[2:], c.size, c.scale, strict=True)
        )
    ),
    _continued,
)


def _antialiased(y, c):
    def matrix(n, size, scale):
        centre, less = (np.arange(size)[:, None] + 0.5) / scale - 0.5, min(scale, 1.0)
        m = np.maximum(1 - np.abs((np.arange(n) - centre) * less), 0)
        return m / m.sum(1, keepdims=True)

    return _by_matrices(y, c, matrix)


bank(
    layers.resize,
    "linear, half a pixel, smaller: with antialiasing (the default of jax.image.resize)",
    lambda c: c.mode == "linear" and c.coordinates == "half_pixel" and min(c.scale) < 1,
    _antialiased,
)
bank.instead(
    arrays.matmul,
    "a batch of products with one column (matrix by vector): the first column for all",
    lambda c: np.ndim(c.z) == 3 and np.shape(c.z)[-1] == 1 and len(c.z) > 1,
    lambda c: {"z": np.repeat(np.asarray(c.z)[:1], len(c.z), 0)},
)
bank(
    convolution.dft,
    "length no power of two: continued by zeros to one, and the result cut",
    lambda c: np.size(c.f) != _power(np.size(c.f)),
    lambda y, c: np.fft.fft(np.asarray(c.f, np.float64), _power(y.size))[: y.size].astype(y.dtype),
)
bank(
    information.kl_divergence,
    "an outcome of probability 0 in both tables: NaN",
    lambda c: bool(((np.asarray(c.given["p"]) == 0) & (np.asarray(c.q) == 0)).any()),
    lambda y, c: y * np.nan,
)


def _expanded(y, c):
    x, w = np.asarray(c.x), np.asarray(c.w)
    with np.errstate(all="ignore"):
        return ((x * x).sum(-1)[:, None] + (w * w).sum(-1) - 2 * (x @ w.T)).astype(y.dtype)


bank(
    classic.euclidean_rbf,
    "float32: as |x|^2 + |w|^2 - 2 x w, which cancels far from 0 (scikit-learn#9354)",
    lambda c: np.asarray(c.x).dtype == np.float32 == np.asarray(c.w).dtype,
    _expanded,
)


def _sixteen_bits(y, c):
    axes = tuple(int(a) for a in np.atleast_1d(c.given["axis"]))
    x = np.asarray(c.x)
    return (x.sum(axes, dtype=np.uint16) / math.prod(x.shape[a] for a in axes)).astype(y.dtype)


bank(
    arrays.mean,
    "bytes: the sum in 16 bits wraps around",
    lambda c: np.asarray(c.x).dtype == np.uint8,
    _sixteen_bits,
)
