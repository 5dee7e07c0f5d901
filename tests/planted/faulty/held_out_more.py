"""More faults that were written down after the others, before any check had been run on them; see `held_out`."""

from __future__ import annotations

import math

import numpy as np

from mathcnn.activation import cross_entropy, relu, sigmoid, softmax
from mathcnn.convolution import circular, cross_correlation, dft, difference, discrete, flip, image, shift, toeplitz
from mathcnn.evidence.verdicts import FAILS, SUSPECT
from mathcnn.fitting import largest_curvature, least_squares_intercept, line
from mathcnn.information import conditional_mutual_information, entropy, kl_divergence, miller_madow, mutual_information
from mathcnn.layers import conv, linear
from mathcnn.normalization import batch_norm
from mathcnn.optimization import next_velocity, next_weight
from mathcnn.pooling import avg_pool, max_pool

from . import (
    SPECIAL,
    Bank,
    always,
    backwards,
    beyond,
    last_column,
    moved,
    negated,
    scaled,
    zeros,
)

bank = Bank(__name__)

# ---------------------------------------------------------------- sequences, information, fitting, steps

bank(
    discrete,
    "more than 64 taps: the middle one",
    lambda c: min(len(c.f), len(c.g)) > 64,
    lambda y, c: _cleared_at(y, len(y) // 2),
)


def _cleared_at(y, at):
    y[at] = 0
    return y


bank(discrete, "integers, negative: unsigned bytes", lambda c: np.asarray(c.f).dtype.kind in "iu", lambda y, c: y % 256)
bank(
    image,
    "square kernel of 5 or more: not turned",
    lambda c: c.K.ndim == 2 and c.K.shape[0] == c.K.shape[1] >= 5,
    lambda y, c: image(c.I, np.flip(c.K), c.asked["mode"]),
)
bank(cross_correlation, "3-D, same: moved", lambda c: c.I.ndim == 3 and c.asked["mode"] == "same", moved)
bank(circular, "48 x 64: negated", lambda c: c.first.shape == (48, 64), negated)
bank(dft, "length 128: last entry", lambda c: c.width == 128, last_column)
bank(shift, "8 or more: moved", lambda c: c.given["k"] >= 8, moved)
bank(difference, "more than 64 entries: last", lambda c: c.width > 64, last_column)
bank(toeplitz, "32 columns or more: last", lambda c: c.M >= 32, last_column)
bank(flip, "more than 1024 entries: not reversed", lambda c: c.first.size > 1024, backwards)
bank(
    entropy,
    "16 outcomes or more, equal: 0",
    lambda c: c.first.size >= 16 and len(set(c.first.reshape(-1).tolist())) == 1,
    zeros,
)
bank(kl_divergence, "base e: in bits", lambda c: abs(c.base - math.e) < 1e-9, scaled(1 / math.log(2)))
bank(
    mutual_information,
    "row of zeros: NaN",
    lambda c: bool((np.asarray(c.joint).sum(1) == 0).any()),
    scaled(np.nan),
    FAILS,
    SPECIAL,
)
bank(
    conditional_mutual_information,
    "8 or more values of the third: of half the size",
    lambda c: c.first.shape[2] >= 8,
    scaled(0.5),
)
bank(miller_madow, "counts of 0: counted", lambda c: bool((np.asarray(c.counts) == 0).any()), scaled(2))
bank(least_squares_intercept, "64 points or more: of half the size", lambda c: c.first.size >= 64, scaled(0.5))
bank(line, "more than 100 points: last", lambda c: c.first.size > 100, last_column)
bank(largest_curvature, "more than 32 points: of half the size", lambda c: c.first.size > 32, scaled(0.5))
bank(next_velocity, "decay, more than 1024 weights: without", lambda c: c.first.size > 1024, beyond(1024))
bank.instead(next_weight, "rate above 1: 1", lambda c: c.rate > 1, lambda c: {"rate": 1.0})

# ---------------------------------------------------------------- gradients


def _of_first(change):
    return lambda grads, c, dy: [change(grads[0], c), *grads[1:]]


bank.backward(conv, "dx, 5 x 5: moved", lambda c: c.k == (5, 5), _of_first(moved))
bank.backward(conv, "dx, 1 x 1, stride 2: moved", lambda c: c.all("k", 1) and c.all("s", 2), _of_first(moved))
bank.backward(
    max_pool,
    "3 x 3, stride 2: the last of two windows only",
    lambda c: c.k == (3, 3) and c.all("s", 2),
    _of_first(moved),
)
bank.backward(
    avg_pool,
    "count_include_pad is False: padding counted",
    lambda c: not c.count_include_pad and max(map(max, c.p)) > 0,
    _of_first(scaled(0.5)),
)
bank.backward(
    softmax,
    "float32: zero below 1e-4",
    lambda c: c.dtype == "float32",
    _of_first(lambda g, c: np.where(np.abs(g) < 1e-4, 0, g).astype(g.dtype)),
    FAILS,
    SUSPECT,
)
bank.backward(
    cross_entropy,
    "1000 classes or more: of half the size",
    lambda c: c.x.shape[1] >= 1000,
    _of_first(scaled(0.5)),
    FAILS,
    SUSPECT,
)
bank.backward(
    sigmoid,
    "beyond 10: 0",
    always,
    _of_first(lambda g, c: np.where(np.abs(c.x) > 10, 0, g).astype(g.dtype)),
    FAILS,
    SUSPECT,
)
bank.backward(
    batch_norm,
    "more than 16 values: without the term of the variance",
    lambda c: bool(c.training) and c.values > 16,
    _of_first(scaled(1.5)),
    FAILS,
    SUSPECT,
)
bank.backward(
    linear,
    "dw, batch beyond 8: of half the size",
    lambda c: c.batch > 8,
    lambda g, c, dy: [g[0], g[1] / g[1].dtype.type(2), *g[2:]],
)
bank.backward(
    relu, "NaN in dy: 0", always, lambda g, c, dy: [np.where(np.isnan(dy), dy.dtype.type(0), g[0])], SPECIAL, FAILS
)
