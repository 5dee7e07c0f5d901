"""Faulty gradients: at kinks, ties and infinities, with strides and groups, and with terms missing."""

from __future__ import annotations

import numpy as np

from mathcnn.activation import cross_entropy, leaky_relu, log_softmax, relu, scaled_tanh, sigmoid, softmax
from mathcnn.evidence.verdicts import CONVENTION, FAILS, SUSPECT
from mathcnn.laws.words import per_channel
from mathcnn.layers import conv, conv_transpose, linear, pad
from mathcnn.normalization import batch_norm, local_response_norm
from mathcnn.pooling import avg_pool, global_avg_pool, max_pool

from . import SPECIAL, Bank, always, moved

bank = Bank(__name__)
DOUBTED = (FAILS, SUSPECT)
AT_KINKS = (CONVENTION, FAILS)  # another derivative where there are several is named as such


def _at_zero(value):
    return lambda grads, c, dy: [np.where(np.asarray(c.x) == 0, dy * dy.dtype.type(value), grads[0])]


bank.backward(relu, "at 0: 1/2", always, _at_zero(0.5), *AT_KINKS)
bank.backward(relu, "at 0: 1", always, _at_zero(1), *AT_KINKS)
bank.backward(
    relu,
    "at infinity: NaN",
    always,
    lambda g, c, dy: [np.where(np.isinf(c.x), dy.dtype.type(np.nan), g[0])],
    SPECIAL,
    "fails",
)
bank.backward(leaky_relu, "at 0: 1", always, _at_zero(1), *AT_KINKS)


@bank.function(max_pool, "ties: each of the equal entries gets all of dy", gradient=True)
def _doubled(dy, x, kernel_size, **options):
    y = np.asarray(max_pool(x, kernel_size, **options))
    given = max_pool.read((x, kernel_size), options).scalars
    (dx,) = (
        max_pool.backward(dy, x, kernel_size, **options)
        if isinstance(max_pool.backward(dy, x, kernel_size, **options), tuple)
        else (max_pool.backward(dy, x, kernel_size, **options),)
    )
    if any(map(any, given["padding"])) or set(given["dilation"]) != {1} or given["stride"] != given["kernel_size"]:
        return (dx,)
    dx = np.array(dx)
    for at in np.ndindex(*y.shape[2:]):
        box = (
            ...,
            *(slice(i * s, i * s + k) for i, s, k in zip(at, given["stride"], given["kernel_size"], strict=True)),
        )
        best = y[(..., *at)].reshape(*y.shape[:2], *[1] * len(at))
        dx[box] = np.where(x[box] == best, dy[(..., *at)].reshape(best.shape), 0)
    return (dx,)


def _change(which, change):
    def changed(grads, c, dy):
        if grads[which] is not None:
            grads[which] = change(grads[which], c)
        return grads

    return changed


X, W, B = 0, 1, 2
bank.backward(conv, "dw, stride 2: moved", lambda c: c.all("s", 2), _change(W, moved))
bank.backward(
    conv,
    "dw, groups: that of the first group",
    lambda c: c.groups > 1,
    _change(W, lambda g, c: np.concatenate([g[: len(g) // c.groups]] * c.groups)),
)
bank.backward(conv, "db: over the batch only", always, _change(B, lambda g, c: g / g.dtype.type(2)))
bank.backward(conv, "dx, dilation 2: moved", lambda c: max(c.d) > 1, _change(X, moved))
bank.backward(conv, "dx, padding: not cut", lambda c: max(map(max, c.p)) > 0, _change(X, moved))
bank.backward(
    conv,
    "dw, 3 x 3, stride 1, padding 1: transposed",
    lambda c: c.k == (3, 3) and c.all("s", 1) and c.all("p", 1),
    _change(W, lambda g, c: g.swapaxes(2, 3)),
)
bank.backward(
    conv,
    "dw, square kernel: transposed",
    lambda c: c.rank == 2 and c.k[0] == c.k[1],
    _change(W, lambda g, c: g.swapaxes(2, 3)),
)
bank.backward(conv, "dx, depthwise: zero", lambda c: c.groups == c.cin > 1, _change(X, lambda g, c: g * 0))
bank.backward(
    conv,
    "dx, more than 16 channels: last zero",
    lambda c: c.cin > 16,
    _change(X, lambda g, c: g * (np.arange(c.cin) < 16).reshape(1, -1, *[1] * c.rank).astype(g.dtype)),
)
bank.backward(
    conv_transpose,
    "dw: of half the size for batches",
    lambda c: c.batch > 1,
    _change(W, lambda g, c: g / g.dtype.type(2)),
)
bank.backward(
    linear, "db, 3 axes: over the first only", lambda c: c.first.ndim >= 3, _change(B, lambda g, c: g / g.dtype.type(2))
)
bank.backward(softmax, "without the cross term", always, lambda g, c, dy: [dy * softmax(c.x, c.axis)], *DOUBTED)
bank.backward(
    softmax,
    "more than 64 classes: without the cross term",
    lambda c: c.x.shape[c.axis] > 64,
    lambda g, c, dy: [dy * softmax(c.x, c.axis)],
    *DOUBTED,
)
bank.backward(log_softmax, "dy alone", always, lambda g, c, dy: [dy], *DOUBTED)
bank.backward(
    cross_entropy,
    "not divided by the batch",
    lambda c: c.batch > 1,
    lambda g, c, dy: [g[0] * g[0].dtype.type(c.batch), *g[1:]],
    *DOUBTED,
)
bank.backward(
    batch_norm,
    "training: without the term of the mean",
    lambda c: bool(c.training),
    _change(X, lambda g, c: g + per_channel(np.asarray(c.gamma), like=g)),
    *DOUBTED,
)
bank.backward(
    local_response_norm,
    "of the own channel only",
    lambda c: c.cin > 1,
    _change(X, lambda g, c: g / (1 + g.dtype.type(c.alpha))),
    *DOUBTED,
)
bank.backward(
    avg_pool,
    "padding: spread over the input as well",
    lambda c: max(map(max, c.p)) > 0,
    _change(X, lambda g, c: g * g.dtype.type(1.5)),
    *DOUBTED,
)
bank.backward(
    avg_pool, "stride below the kernel: the last window alone", lambda c: c.s[-1] < c.k[-1], _change(X, moved), *DOUBTED
)
bank.backward(
    global_avg_pool,
    "more than 16 entries: 1/16",
    lambda c: c.first[0, 0].size > 16,
    _change(X, lambda g, c: g * g.dtype.type(c.first[0, 0].size / 16)),
    *DOUBTED,
)
bank.backward(
    pad,
    "reflect: border not added",
    lambda c: c.asked["mode"] == "reflect" and max(map(max, c.p)) > 0,
    _change(X, moved),
)


@bank.function(sigmoid, "by exp(-x) / (1 + exp(-x))^2: NaN for large", gradient=True)
def _large(dy, x):
    with np.errstate(all="ignore"):
        return ((dy * np.exp(-x) / (1 + np.exp(-x)) ** 2).astype(dy.dtype),)


@bank.function(scaled_tanh, "without the factor 2/3", gradient=True)
def _no_factor(dy, x):
    found = scaled_tanh.backward(dy, x)
    return ((found[0] if isinstance(found, tuple) else found) * dy.dtype.type(1.5),)
