"""Faults of normalisation and of functions of single entries."""

from __future__ import annotations

import numpy as np

from mathcnn.activation import leaky_relu, relu, scaled_tanh, sigmoid
from mathcnn.evidence.verdicts import CONVENTION
from mathcnn.laws.words import per_channel
from mathcnn.normalization import (
    batch_mean,
    batch_norm,
    batch_var,
    local_response_norm,
    next_running_mean,
    next_running_var,
)

from . import SPECIAL, Bank, beyond, cleared, last_channel, last_column, last_image, one_entry, scaled

bank = Bank(__name__)

# ---------------------------------------------------------------- batch normalisation

_of = batch_norm
bank.instead(
    _of,
    "correction 0, fewer than 16 values: 1",
    lambda c: bool(c.training) and 1 < c.values < 16 and c.correction == 0,
    lambda c: {"correction": 1},
)
bank.instead(_of, "correction 1, more than 64 values: 0", lambda c: c.values > 64, lambda c: {"correction": 0})
bank(_of, "more than 64 channels: last channel", lambda c: c.cin > 64, last_channel)
bank(_of, "batch of 1 image: last column", lambda c: c.batch == 1 and c.rank > 0, last_column)
bank(_of, "more than 1024 values a channel: last image", lambda c: c.values > 1024, last_image)
bank(_of, "one place, more than 64 channels: last image", lambda c: c.width == 1 and c.cin > 64, last_image)
bank.instead(_of, "eps below 1e-5: 1e-5", lambda c: c.eps < 1e-5, lambda c: {"eps": 1e-5})
bank.instead(_of, "momentum reversed", lambda c: c.momentum != 0.5, lambda c: {"momentum": 1 - c.momentum}, CONVENTION)
bank.instead(_of, "momentum always 0.1", lambda c: True, lambda c: {"momentum": 0.1})
bank.instead(
    _of,
    "running variance with the correction of the batch",
    lambda c: True,
    lambda c: {"running_correction": c.correction} if c.values > c.correction else {},
)
bank(_of, "running mean: not updated", lambda c: True, lambda y, c: np.array(c.running_mean, y.dtype), out=1)
bank(
    _of,
    "inference, more than 8 channels: running mean of the first",
    lambda c: not c.training and c.cin > 8,
    lambda y, c: batch_norm(
        c.x,
        c.gamma,
        c.beta,
        c.eps,
        training=False,
        running_mean=np.full_like(c.running_mean, c.running_mean[0]),
        running_var=c.running_var,
    ),
)
bank.instead(_of, "32 channels or more: beta missing", lambda c: c.cin >= 32, lambda c: {"beta": np.zeros_like(c.beta)})


@bank.function(_of, "inference: epsilon outside the root")
def _epsilon_outside(x, gamma, beta, eps=1e-5, *, training=True, running_mean=None, running_var=None, **options):
    if training:
        return batch_norm(x, gamma, beta, eps, running_mean=running_mean, running_var=running_var, **options)
    t = x.dtype.type
    with np.errstate(all="ignore"):
        scale = gamma / (np.sqrt(running_var) + t(eps))
        return (x - per_channel(running_mean, like=x)) * per_channel(scale, like=x) + per_channel(beta, like=x)


@bank.function(_of, "training, 16 values or more: variance by E[x^2] - E[x]^2")
def _by_squares(
    x, gamma, beta, eps=1e-5, *, training=True, running_mean=None, running_var=None, correction=0, **options
):
    kept = {"running_mean": running_mean, "running_var": running_var}
    right = batch_norm(x, gamma, beta, eps, training=training, correction=correction, **kept, **options)
    if not training or x.size // x.shape[1] < 16 or x.dtype.kind != "f":
        return right
    axes, t = (0, *range(2, x.ndim)), x.dtype.type
    n = x.size // x.shape[1]
    with np.errstate(all="ignore"):
        mean = x.mean(axes)
        var = ((x * x).mean(axes) - mean * mean) * t(n / (n - correction))
        y = (x - per_channel(mean, like=x)) * per_channel(gamma / np.sqrt(var + t(eps)), like=x) + per_channel(
            beta, like=x
        )
    return (y, *right[1:]) if isinstance(right, tuple) else y


bank.instead(batch_var, "correction 1, more than 256 values: 0", lambda c: c.values > 256, lambda c: {"correction": 0})
bank(batch_var, "one value a channel: 1", lambda c: c.values == 1, lambda y, c: np.ones_like(y))
bank(
    batch_mean,
    "more than 1024 values: divided by 1024",
    lambda c: c.values > 1024,
    lambda y, c: y * y.dtype.type(c.values / 1024),
)
bank(batch_mean, "more than 128 channels: last", lambda c: c.cin > 128, cleared(-1))
bank.instead(next_running_mean, "momentum below 0.1: 0.1", lambda c: c.momentum < 0.1, lambda c: {"momentum": 0.1})
bank.instead(
    next_running_var, "more than 64 values: no correction", lambda c: c.values > 64, lambda c: {"running_correction": 0}
)

# ---------------------------------------------------------------- local response normalisation

_lrn = local_response_norm
bank.instead(
    _lrn,
    "wider than the channels: as many as these",
    lambda c: c.size > c.cin,
    lambda c: {"size": c.cin - 1 + c.cin % 2, "alpha": c.alpha * (c.cin - 1 + c.cin % 2) / c.size},
)
bank(_lrn, "more than 32 channels: last", lambda c: c.cin > 32, last_channel)
bank.instead(_lrn, "size 5 (AlexNet): alpha not divided by it", lambda c: c.size == 5, lambda c: {"alpha": c.alpha * 5})
bank.instead(_lrn, "beta 0.75: 0.5", lambda c: c.beta == 0.75, lambda c: {"beta": 0.5})
bank.instead(_lrn, "bias above 1: 1", lambda c: c.bias > 1, lambda c: {"bias": 1.0})
bank(_lrn, "27 x 27 or larger: last column", lambda c: c.width >= 27, last_column)

# ---------------------------------------------------------------- single entries

bank(
    relu,
    "16 entries or more, entries mod 8: not the rest",
    lambda c: c.first.size > 16 and c.first.size % 8 > 0,
    lambda y, c: _unchanged(y, c, c.first.size // 8 * 8),
)


def _unchanged(y, c, start):
    y.reshape(-1)[start:] = np.asarray(c.x).reshape(-1)[start:]
    return y


bank(relu, "more than 2^15 entries: the rest", lambda c: True, beyond(2**15))
bank(relu, "more than 2^16 entries: the rest", lambda c: True, beyond(2**16))
bank(relu, "NaN: zero", lambda c: True, lambda y, c: np.where(np.isnan(y), 0, y).astype(y.dtype), SPECIAL)
bank(
    relu,
    "infinity: the largest float",
    lambda c: True,
    lambda y, c: np.where(np.isposinf(y), np.finfo(y.dtype).max, y).astype(y.dtype),
    SPECIAL,
)
bank(
    relu,
    "subnormals: zero",
    lambda c: True,
    lambda y, c: np.where(np.abs(y) < np.finfo(y.dtype).tiny, 0, y).astype(y.dtype),
    SPECIAL,
)
bank(relu, "4 axes, 3 channels: last channel", lambda c: c.first.ndim == 4 and c.cin == 3, last_channel)
bank(leaky_relu, "more than 64 entries a row, alpha: 0.01", lambda c: c.width > 64, lambda y, c: leaky_relu(c.x))
bank(
    leaky_relu,
    "alpha beyond 1: the larger of x and alpha x",
    lambda c: c.alpha > 1,
    lambda y, c: np.maximum(c.x, c.x * np.asarray(c.x).dtype.type(c.alpha)),
)
bank(
    leaky_relu,
    "infinity, alpha 0: zero",
    lambda c: True,
    lambda y, c: np.where(np.isneginf(c.x), 0, y).astype(y.dtype),
    SPECIAL,
)


@bank.function(sigmoid, "below 0: by exp(x) / (1 + exp(x)), above as well")
def _overflows(x):
    with np.errstate(all="ignore"):
        return (np.exp(x) / (1 + np.exp(x))).astype(x.dtype)


bank(
    sigmoid,
    "float32: by a table of 12 bits",
    lambda c: c.dtype == "float32",
    lambda y, c: (np.rint(y * 4096) / 4096).astype(y.dtype),
)
bank(sigmoid, "beyond 8: 1", lambda c: True, lambda y, c: np.where(np.asarray(c.x) > 8, 1, y).astype(y.dtype))
bank(sigmoid, "below -20: zero", lambda c: True, lambda y, c: np.where(np.asarray(c.x) < -20, 0, y).astype(y.dtype))
bank(sigmoid, "more than 1024 entries: last", lambda c: c.first.size > 1024, one_entry)
bank(sigmoid, "infinity: NaN", lambda c: True, lambda y, c: np.where(np.isinf(c.x), np.nan, y).astype(y.dtype), SPECIAL)
bank(scaled_tanh, "beyond 3: clipped", lambda c: True, lambda y, c: scaled_tanh(np.clip(c.x, -3, 3)))
bank(scaled_tanh, "1.7159 rounded to 1.716", lambda c: True, scaled(1.716 / 1.7159))
bank(scaled_tanh, "4 axes: last column", lambda c: c.first.ndim == 4, last_column)
