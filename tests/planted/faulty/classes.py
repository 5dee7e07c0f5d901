"""Faults of functions of classes, of information, and of fitting."""

from __future__ import annotations

import numpy as np

from mathcnn.activation import cross_entropy, log_softmax, softmax
from mathcnn.fitting import least_squares_slope, mean_squared_error
from mathcnn.information import conditional_entropy, entropy, kl_divergence, mutual_information
from mathcnn.probability import conditional, marginal

from . import Bank, backwards, last_column, last_image, moved, scaled

bank = Bank(__name__)

# ---------------------------------------------------------------- softmax and its logarithm


def exponentials(x, axis):
    """The exponentials, each by itself: they overflow."""
    with np.errstate(all="ignore"):
        return np.exp(np.asarray(x))


@bank.function(softmax, "maximum not subtracted")
def _unsubtracted(x, axis=-1):
    e = exponentials(x, axis)
    with np.errstate(all="ignore"):
        return e / e.sum(axis, keepdims=True)


@bank.function(softmax, "maximum of the whole array subtracted")
def _whole_maximum(x, axis=-1):
    with np.errstate(all="ignore"):
        e = np.exp(x - np.max(x, initial=-np.inf))
        return e / e.sum(axis, keepdims=True)


bank(softmax, "1000 classes or more: last", lambda c: c.x.shape[c.axis] >= 1000, lambda y, c: _last_class(y, c.axis))
bank(softmax, "more than 1024 classes: of half the size", lambda c: c.x.shape[c.axis] > 1024, scaled(0.5))


def _last_class(y, axis):
    np.moveaxis(y, axis, -1)[..., -1] = 0
    return y


bank.instead(
    softmax, "axis 1 of 4: the last", lambda c: c.first.ndim == 4 and c.axis in (1, -3), lambda c: {"axis": -1}
)
bank(softmax, "batch > 32: last image", lambda c: c.batch > 32 and c.axis not in (0, -c.first.ndim), last_image)
bank(softmax, "10 classes: reversed", lambda c: c.x.shape[c.axis] == 10, lambda y, c: np.flip(y, c.axis).copy())


@bank.function(log_softmax, "logarithm of the softmax")
def _log_of_softmax(x, axis=-1):
    with np.errstate(all="ignore"):
        return np.log(softmax(x, axis))


@bank.function(log_softmax, "maximum not subtracted")
def _log_unsubtracted(x, axis=-1):
    with np.errstate(all="ignore"):
        return x - np.log(exponentials(x, axis).sum(axis, keepdims=True))


bank(log_softmax, "more than 1000 classes: moved", lambda c: c.x.shape[c.axis] > 1000, moved)
bank(log_softmax, "axis 0: last column", lambda c: c.axis in (0, -c.first.ndim) and c.first.ndim > 1, last_column)

# ---------------------------------------------------------------- the loss

bank(
    cross_entropy,
    "label 0 in a batch: its image counts twice",
    lambda c: bool(np.any(np.asarray(c.t) == 0)),
    lambda y, c: y + cross_entropy(c.x[np.asarray(c.t) == 0], c.t[np.asarray(c.t) == 0]),
)
bank.instead(
    cross_entropy,
    "last label of 10 or more: the one before",
    lambda c: c.x.shape[1] >= 10,
    lambda c: {"t": np.minimum(c.t, c.x.shape[1] - 2)},
)
bank(cross_entropy, "batch of 32 or more: the sum", lambda c: c.batch >= 32, lambda y, c: y * y.dtype.type(c.batch))
bank.instead(
    cross_entropy, "labels beyond 255: mod 256", lambda c: c.x.shape[1] > 256, lambda c: {"t": np.asarray(c.t) % 256}
)
bank(cross_entropy, "1000 classes: in bits", lambda c: c.x.shape[1] == 1000, scaled(1 / np.log(2)))


@bank.function(cross_entropy, "maximum not subtracted")
def _loss_unsubtracted(x, t):
    with np.errstate(all="ignore"):
        right = np.take_along_axis(x, np.asarray(t)[:, None], 1)[:, 0]
        return (np.log(np.exp(x).sum(1)) - right).mean(dtype=x.dtype)


bank.instead(
    cross_entropy,
    "labels that are not int64: 0",
    lambda c: np.asarray(c.t).dtype != np.int64,
    lambda c: {"t": np.asarray(c.t) * 0},
)

# ---------------------------------------------------------------- information and probability

bank(entropy, "more than 256 outcomes: a hundredth less", lambda c: c.first.size > 256, scaled(0.99))
bank(entropy, "base 10: natural", lambda c: c.base == 10, scaled(np.log(10)))
bank(
    kl_divergence,
    "more than 64 outcomes: reversed",
    lambda c: c.first.size > 64,
    lambda y, c: kl_divergence(c.q, c.first, c.base),
)
bank(mutual_information, "16 x 16 or larger: of half the size", lambda c: min(c.first.shape) >= 16, scaled(0.5))
bank(
    conditional_entropy,
    "square tables of 8 or more: of the other variable",
    lambda c: c.first.ndim == 2 and c.first.shape[0] == c.first.shape[1] >= 8 and c.axis == 0,
    lambda y, c: conditional_entropy(c.joint, 1, c.base),
)
bank(
    marginal,
    "square tables of 8 or more: reversed",
    lambda c: c.first.ndim == 2 and c.first.shape[0] == c.first.shape[1] >= 8,
    backwards,
)
bank(conditional, "more than 32 outcomes: last", lambda c: c.first.shape[-1] > 32, last_column)

# ---------------------------------------------------------------- fitting


@bank.function(least_squares_slope, "by raw sums")
def _slope_by_raw_sums(x, y):
    x, y = np.asarray(x), np.asarray(y)
    n = x.dtype.type(len(x))
    with np.errstate(all="ignore"):
        return (n * (x * y).sum() - x.sum() * y.sum()) / (n * (x * x).sum() - x.sum() ** 2)


bank(
    mean_squared_error,
    "more than 128 entries: one too many",
    lambda c: c.first.size > 128,
    lambda y, c: y * y.dtype.type(c.first.size / (c.first.size + 1)),
)
bank(mean_squared_error, "4 axes: the sum", lambda c: c.first.ndim == 4, lambda y, c: y * y.dtype.type(c.first.size))
