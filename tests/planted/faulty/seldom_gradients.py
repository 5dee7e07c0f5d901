"""Faulty gradients of formulas that hunts had tried least. They were written down for the command before any check had
been run on them."""

from __future__ import annotations

import numpy as np

from mathcnn import activation, arrays, classic, fitting, layers, normalization, pooling

from . import Bank, always

bank = Bank(__name__)


@bank.function(arrays.matmul, "one matrix for a batch: of the last of the batch", gradient=True)
def _last_of_batch(dy, x, z):
    dx, dz = arrays.matmul.backward(dy, x, z)
    return (dx, np.swapaxes(x[-1:], -1, -2) @ dy[-1:]) if x.ndim == 3 and len(z) == 1 < len(x) else (dx, dz)


@bank.function(arrays.mean, "two axes: by the length of the first", gradient=True)
def _by_first(dy, x, axis=-1):
    (dx,) = (
        (arrays.mean.backward(dy, x, axis),)
        if not isinstance(arrays.mean.backward(dy, x, axis), tuple)
        else arrays.mean.backward(dy, x, axis)
    )
    return (dx * x.shape[axis[1]],) if isinstance(axis, tuple) and len(axis) == 2 else (dx,)


bank.backward(
    normalization.layer_norm,
    "dgamma: the mean of the rows",
    lambda c: c.first.size > c.width > 0,
    lambda g, c, dy: [g[0], g[1] / g[1].dtype.type(c.first.size // c.width), g[2]],
)
bank.backward(
    classic.conv_by_table,
    "dw where the table has 0",
    always,
    lambda g, c, dy: [g[0], layers.conv.backward(dy, c.x, c.w, c.b, stride=c.s, padding=c.p, dilation=c.d)[1], *g[2:]],
)


@bank.function(fitting.mean_squared_error, "as if dy were 1", gradient=True)
def _upstream(dy, prediction, target):
    return fitting.mean_squared_error.backward(np.ones_like(dy), prediction, target)


bank.backward(
    activation.clip,
    "1 above the upper bound",
    always,
    lambda g, c, dy: [np.where(c.x > np.asarray(c.high), dy, g[0]).astype(dy.dtype), *g[1:]],
)
bank.backward(
    activation.hard_swish,
    "below -3: as in between",
    always,
    lambda g, c, dy: [np.where(np.asarray(c.x) < -3, dy * (np.asarray(c.x) / 3 + 0.5), g[0]).astype(dy.dtype)],
)


@bank.function(normalization.batch_norm, "inference: as in training", gradient=True)
def _as_in_training(dy, x, gamma, beta, eps=1e-5, **options):
    found = normalization.batch_norm.backward(dy, x, gamma, beta, eps, **options)
    if options.get("training", True) or x.size <= x.shape[1]:
        return found
    options = {"correction": options.get("correction", 0), "training": True}
    return (normalization.batch_norm.backward(dy, x, gamma, beta, eps, **options)[0], *found[1:])


bank.backward(
    pooling.max_pool, "dilation: one place earlier", lambda c: max(c.d) > 1, lambda g, c, dy: [np.roll(g[0], -1, -1)]
)
