"""Faulty gradients of the kinds that public reports of frameworks and kernel authors show. They were written down for
the command before any check had been run on them."""

from __future__ import annotations

import numpy as np

from mathcnn import activation, arrays, layers, normalization, pooling
from mathcnn.museum.calls import Call

from . import Bank, moved

bank = Bank(__name__)
conv, conv_transpose, linear = layers.conv, layers.conv_transpose, layers.linear


def _unread(c):
    """How many of the last columns no window reads."""
    k, (p, q), d, s = c.k[-1], c.p[-1], c.d[-1], c.s[-1]
    return (c.width + p + q - d * (k - 1) - 1) % s - q


def _ones(g, c, dy):
    g[0][..., -_unread(c) :] = 1
    return g


bank.backward(conv, "dx, columns that no window reads: not set", lambda c: _unread(c) > 0, _ones)
bank.backward(
    conv,
    "dw, groups and dilation: moved",
    lambda c: c.groups > 1 and max(c.d) > 1,
    lambda g, c, dy: [g[0], moved(g[1], c), *g[2:]],
)
bank.backward(
    conv,
    "db, results of an odd width beyond 8: without the last column",
    lambda c: c.b is not None,
    lambda g, c, dy: [
        *g[:2],
        dy[..., :-1].sum((0, *range(2, dy.ndim))).astype(g[2].dtype) if dy.shape[-1] > 8 and dy.shape[-1] % 2 else g[2],
    ],
)
bank.backward(
    conv_transpose,
    "db: without the column that output_padding adds",
    lambda c: c.b is not None and c.each("output_padding")[-1] > 0,
    lambda g, c, dy: [*g[:2], dy[..., : -c.each("output_padding")[-1]].sum((0, *range(2, dy.ndim))).astype(g[2].dtype)],
)
bank.backward(
    conv_transpose,
    "dx, dilation beyond 1 and stride beyond 1: moved",
    lambda c: max(c.d) > 1 and max(c.s) > 1,
    lambda g, c, dy: [moved(g[0], c), *g[1:]],
)
bank.backward(
    linear,
    "dw, x of three axes: of the last image",
    lambda c: c.first.ndim == 3 and len(c.first) > 1,
    lambda g, c, dy: [g[0], np.array(linear.backward(dy[-1], c.x[-1], c.w, c.b)[1]), *g[2:]],
)


@bank.function(pooling.max_pool, "windows that overlap: set instead of added", gradient=True)
def _set(dy, x, kernel_size, **options):
    found = pooling.max_pool.backward(dy, x, kernel_size, **options)
    c = Call(pooling.max_pool, (x, kernel_size), options)
    if all(s >= d * (k - 1) + 1 for s, d, k in zip(c.s, c.d, c.k, strict=True)):
        return found
    options.pop("return_indices", None)
    at = np.asarray(pooling.max_pool_indices(x, kernel_size, **options)).reshape(*x.shape[:2], -1)
    dx = np.zeros((*x.shape[:2], int(np.prod(x.shape[2:]))), dy.dtype)
    np.put_along_axis(dx, at, dy.reshape(at.shape), -1)
    return dx.reshape(x.shape)


bank.backward(
    pooling.avg_pool,
    "padding not counted: divided by the whole window",
    lambda c: not c.count_include_pad and c.divisor_override is None and max(map(max, c.p)) > 0,
    lambda g, c, dy: [
        np.array(
            pooling.avg_pool.backward(
                dy, c.x, c.kernel_size, stride=c.s, padding=c.p, dilation=c.d, ceil_mode=c.ceil_mode
            )
        ).reshape(g[0].shape)
    ],
)


@bank.function(normalization.batch_norm, "inference: dgamma by the statistics of the batch", gradient=True)
def _of_the_batch(dy, x, gamma, beta, eps=1e-5, **options):
    found = normalization.batch_norm.backward(dy, x, gamma, beta, eps, **options)
    if options.get("training", True) or x.size <= x.shape[1]:
        return found
    return (found[0], normalization.batch_norm.backward(dy, x, gamma, beta, eps)[1], *found[2:])


def _blocks(g, c, dy):
    rows = c.first.size // c.width
    kept = np.array(dy.reshape(rows, c.width))
    kept[rows // 64 * 64 :] = 0
    found = normalization.layer_norm.backward(kept.reshape(dy.shape), c.x, c.gamma, c.beta, c.eps)
    return [g[0], *map(np.array, found[1:])]


bank.backward(
    normalization.layer_norm,
    "dgamma and dbeta, blocks of 64 rows: not the rest",
    lambda c: c.width > 0 and c.first.size // c.width > 64 and c.first.size // c.width % 64 != 0,
    _blocks,
)
bank.backward(
    activation.softmax,
    "an axis that is not the last: summed over the last",
    lambda c: c.axis not in (-1, c.first.ndim - 1),
    lambda g, c, dy: [_over_the_last(c, dy)],
)


def _over_the_last(c, dy):
    y = np.asarray(activation.softmax(c.x, c.axis), np.float64)
    return (y * (dy - (dy * y).sum(-1, keepdims=True))).astype(dy.dtype)


bank.backward(
    activation.leaky_relu,
    "alpha below 0: by the sign of the result",
    lambda c: np.ndim(c.alpha) == 0 and c.alpha < 0,
    lambda g, c, dy: [np.where(np.asarray(activation.leaky_relu(c.x, c.alpha)) > 0, dy, g[0]).astype(dy.dtype), *g[1:]],
)
bank.backward(
    activation.cross_entropy,
    "the last label of more than 2: not subtracted",
    lambda c: c.first.shape[1] > 2,
    lambda g, c, dy: [g[0] + np.where(_is_last(c), dy / len(c.first), 0).astype(g[0].dtype)],
)


def _is_last(c):
    n = c.first.shape[1]
    return (np.asarray(c.t)[:, None] == n - 1) & (np.arange(n) == n - 1)


bank.backward(
    arrays.add,
    "a row added to a matrix: the mean of the rows",
    lambda c: c.x.ndim == 2 and len(c.z) == 1 < len(c.x),
    lambda g, c, dy: [g[0], g[1] / g[1].dtype.type(len(c.x))],
)


@bank.function(layers.pad, "replicate, 2-D: what reaches the corners is lost", gradient=True)
def _corners(dy, x, padding, mode="zero"):
    c = Call(layers.pad, (x, padding, mode), {})
    if mode == "replicate" and x.ndim == 4:
        (a, b), (p, q) = c.p
        dy = np.array(dy)
        for rows in (slice(0, a), slice(dy.shape[2] - b, None)):
            for columns in (slice(0, p), slice(dy.shape[3] - q, None)):
                dy[:, :, rows, columns] = 0
    return layers.pad.backward(dy, x, padding, mode)


bank.backward(
    normalization.group_norm,
    "dx, more than one group: as one group",
    lambda c: c.groups > 1,
    lambda g, c, dy: [np.array(normalization.group_norm.backward(dy, c.x, c.gamma, c.beta, 1, c.eps)[0]), *g[1:]],
)
