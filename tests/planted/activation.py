"""Wrong activations."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Max, Min, Piecewise, Rational, Sum, exp, log, tanh

from mathcnn.activation import (
    clip,
    cross_entropy,
    hard_sigmoid,
    hard_swish,
    leaky_relu,
    log_softmax,
    relu,
    scaled_tanh,
    sigmoid,
    silu,
    softmax,
)
from mathcnn.activation.clip import high, low
from mathcnn.activation.cross_entropy import loss
from mathcnn.activation.hard_sigmoid import alpha as slope
from mathcnn.activation.hard_sigmoid import beta as height
from mathcnn.activation.letters import K, N, k, l, m, n, t, total, x, y
from mathcnn.activation.relu import alpha
from mathcnn.activation.silu import beta as steepness


def naive_softmax(x, axis=-1):
    """Overflows, and along the wrong axis of several."""
    e = np.exp(x)
    return e / e.sum(axis=-1, keepdims=True)


def overflowing_sigmoid(x):
    """inf / inf where the exponential overflows."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(x * 20) ** (1 / 20) / (1 + np.exp(x * 20) ** (1 / 20))


def sums_the_batch(x, t):
    return cross_entropy(x, t) * len(x)


FAST = {
    "relu loses NaN": (relu, lambda x: np.where(x > 0, x, 0)),
    "relu is the absolute value": (relu, lambda x: np.abs(x)),
    "relu of the next entry": (relu, lambda x: np.maximum(np.roll(x, 1), 0)),
    "leaky_relu ignores alpha": (leaky_relu, lambda x, alpha=0.01: np.where(x > 0, x, x * 0.01)),
    "leaky_relu leaks above": (leaky_relu, lambda x, alpha=0.01: np.where(x > 0, alpha * x, x)),
    "sigmoid in half precision": (
        sigmoid,
        lambda x: (1 / (1 + np.exp(-x.clip(-50, 50)))).astype(np.float16).astype(x.dtype),
    ),
    "sigmoid overflows": (sigmoid, overflowing_sigmoid),
    "scaled_tanh with 1.7": (scaled_tanh, lambda x: 1.7 * np.tanh(x * (2 / 3))),
    "clip loses NaN": (clip, lambda x, low, high: np.fmin(np.fmax(x, low), high)),
    "clip prefers the lower bound": (clip, lambda x, low, high: np.maximum(np.minimum(x, high), low)),
    "clip has no lower bound": (clip, lambda x, low, high: np.minimum(x, high)),
    "hard_sigmoid with the other slope": (
        hard_sigmoid,
        lambda x, alpha=0.2, beta=0.5: hard_sigmoid(x, 1 / 6 if alpha == 0.2 else alpha, beta),
    ),
    "hard_sigmoid ignores beta": (hard_sigmoid, lambda x, alpha=0.2, beta=0.5: hard_sigmoid(x, alpha)),
    "hard_sigmoid is not cut off above": (hard_sigmoid, lambda x, alpha=0.2, beta=0.5: np.maximum(alpha * x + beta, 0)),
    "hard_swish with the slope of ONNX": (hard_swish, lambda x: x * hard_sigmoid(x)),
    "hard_swish with 0.1666": (hard_swish, lambda x: x * hard_sigmoid(x, 0.1666)),
    "silu ignores beta": (silu, lambda x, beta=1: silu(x)),
    "silu in half precision": (silu, lambda x, beta=1: (x * sigmoid(beta * x).astype(np.float16)).astype(x.dtype)),
    "softmax along the last axis only": (softmax, naive_softmax),
    "softmax without its sum": (softmax, lambda x, axis=-1: np.exp(x - x.max(axis=axis, keepdims=True))),
    "log_softmax forgets the shift": (
        log_softmax,
        lambda x, axis=-1: x - np.log(np.exp(x - x.max(axis=axis, keepdims=True)).sum(axis=axis, keepdims=True)),
    ),
    "log_softmax to base 2": (log_softmax, lambda x, axis=-1: log_softmax(x, axis) / np.log(x.dtype.type(2))),
    "cross_entropy sums": (cross_entropy, sums_the_batch),
    "cross_entropy reads the next class": (cross_entropy, lambda x, t: cross_entropy(x, (t + 1) % x.shape[1])),
}

SHARE = exp(x[n, l] - m[n])

STATEMENTS = {
    "relu: max(1, x)": relu.restated(Eq(y[n], Max(1, x[n]))),
    "relu: of -x": relu.restated(Eq(y[n], Max(0, -x[n]))),
    "relu: twice": relu.restated(Eq(y[n], 2 * Max(0, x[n]))),
    "relu: zero": relu.restated(Eq(y[n], 0 * x[n] + Max(0, 0 * x[n]))),
    "relu: identity": relu.restated(Eq(y[n], x[n])),
    "leaky_relu: exchanged": leaky_relu.restated(Eq(y[n], Piecewise((alpha * x[n], x[n] > 0), (x[n], True)))),
    "leaky_relu: the sign": leaky_relu.restated(Eq(y[n], Piecewise((x[n], x[n] > 0), (-alpha * x[n], True)))),
    "leaky_relu: from 1 on": leaky_relu.restated(Eq(y[n], Piecewise((x[n], x[n] > 1), (alpha * x[n], True)))),
    "leaky_relu: alpha squared": leaky_relu.restated(Eq(y[n], Piecewise((x[n], x[n] > 0), (alpha**2 * x[n], True)))),
    "sigmoid: falling": sigmoid.restated(Eq(y[n], 1 / (1 + exp(x[n])))),
    "sigmoid: 1 / (2 + e^-x)": sigmoid.restated(Eq(y[n], 1 / (2 + exp(-x[n])))),
    "sigmoid: twice as steep": sigmoid.restated(Eq(y[n], 1 / (1 + exp(-2 * x[n])))),
    "scaled_tanh: 1.7": scaled_tanh.restated(Eq(y[n], Rational(17, 10) * tanh(Rational(2, 3) * x[n]))),
    "scaled_tanh: 3/2": scaled_tanh.restated(Eq(y[n], Rational(17159, 10000) * tanh(Rational(3, 2) * x[n]))),
    "clip: the lower bound wins": clip.restated(
        Eq(y[n], Piecewise((low, low >= high), (high, x[n] > high), (low, x[n] < low), (x[n], True)))
    ),
    "clip: the bounds exchanged": clip.restated(
        Eq(y[n], Piecewise((low, x[n] > high), (Min(low, high), x[n] < low), (x[n], True)))
    ),
    "clip: zero below": clip.restated(
        Eq(y[n], Piecewise((high, x[n] > high), (Min(0, high), x[n] < low), (x[n], True)))
    ),
    "clip: above only": clip.restated(Eq(y[n], Min(high, x[n]) + 0 * low)),
    "hard_sigmoid: up to 2": hard_sigmoid.restated(Eq(y[n], Max(0, Min(2, slope * x[n] + height)))),
    "hard_sigmoid: from -1 on": hard_sigmoid.restated(Eq(y[n], Max(-1, Min(1, slope * x[n] + height)))),
    "hard_sigmoid: falling": hard_sigmoid.restated(Eq(y[n], Max(0, Min(1, height - slope * x[n])))),
    "hard_sigmoid: the product with beta": hard_sigmoid.restated(Eq(y[n], Max(0, Min(1, slope * (x[n] + height))))),
    "hard_sigmoid: alpha squared": hard_sigmoid.restated(Eq(y[n], Max(0, Min(1, slope**2 * x[n] + height)))),
    "hard_swish: the slope 1/5": hard_swish.restated(Eq(y[n], x[n] * Max(0, Min(1, x[n] / 5 + Rational(1, 2))))),
    "hard_swish: not weighed": hard_swish.restated(Eq(y[n], Max(0, Min(1, x[n] / 6 + Rational(1, 2))))),
    "hard_swish: not cut off": hard_swish.restated(Eq(y[n], x[n] * Max(0, x[n] / 6 + Rational(1, 2)))),
    "silu: of -x": silu.restated(Eq(y[n], x[n] / (1 + exp(steepness * x[n])))),
    "silu: 1 - e^-x": silu.restated(Eq(y[n], x[n] / (2 + exp(-steepness * x[n])))),
    "silu: beta is ignored": silu.restated(Eq(y[n], x[n] / (1 + exp(-x[n] + 0 * steepness)))),
    "silu: beta squared": silu.restated(Eq(y[n], x[n] / (1 + exp(-(steepness**2) * x[n])))),
    "softmax: of -x": softmax.restated(Eq(y[n, l], exp(-x[n, l]) / Sum(exp(-x[n, k]), (k, 0, K - 1)))),
    "softmax: twice as steep": softmax.restated(Eq(y[n, l], exp(2 * x[n, l]) / Sum(exp(2 * x[n, k]), (k, 0, K - 1)))),
    "softmax: one class is missed": softmax.restated(
        Eq(y[n, l], SHARE / Sum(exp(x[n, k] - m[n]), (k, 0, Max(0, K - 2))))
    ),
    "softmax: not divided": softmax.restated(Eq(y[n, l], SHARE)),
    "softmax: always the first row's sum": softmax.restated(
        Eq(y[n, l], SHARE / Sum(exp(x[0, k] - m[n]), (k, 0, K - 1)))
    ),
    "log_softmax: the other sign": log_softmax.restated(Eq(y[n, l], -x[n, l] + m[n] + log(total))),
    "log_softmax: forgets the shift": log_softmax.restated(Eq(y[n, l], x[n, l] - log(total))),
    "log_softmax: shifts by the least": log_softmax.restated(Eq(y[n, l], x[n, l] - m[n] - 2 * log(total))),
    "cross_entropy: a sum": cross_entropy.restated(Eq(loss, Sum(log(total) - (x[n, t[n]] - m[n]), (n, 0, N - 1)))),
    "cross_entropy: the other sign": cross_entropy.restated(
        Eq(loss, -Sum(log(total) - (x[n, t[n]] - m[n]), (n, 0, N - 1)) / N)
    ),
    "cross_entropy: always class 0": cross_entropy.restated(
        Eq(loss, Sum(log(total) - (x[n, 0 * t[n]] - m[n]), (n, 0, N - 1)) / N)
    ),
    "cross_entropy: one image is missed": cross_entropy.restated(
        Eq(loss, Sum(log(total) - (x[n, t[n]] - m[n]), (n, 0, N - 2)) / N)
    ),
    "cross_entropy: divided by the classes": cross_entropy.restated(
        Eq(loss, Sum(log(total) - (x[n, t[n]] - m[n]), (n, 0, N - 1)) / K)
    ),
}
