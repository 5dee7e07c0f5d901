"""Faults as authors of kernels make them: tails of vector loops, narrow counters, fused epilogues, reused workspaces.
They were written down before any check had been run on them."""

from __future__ import annotations

import numpy as np

from mathcnn.activation import clip, cross_entropy, hard_swish, leaky_relu, log_softmax, relu, sigmoid, silu, softmax
from mathcnn.convolution import discrete
from mathcnn.evidence.verdicts import FAILS, SUSPECT
from mathcnn.layers import conv, conv_transpose, linear, pad, resize
from mathcnn.normalization import batch_norm, batch_var, group_norm, layer_norm
from mathcnn.pooling import adaptive_avg_pool, avg_pool, global_avg_pool, max_pool

from . import (
    SPECIAL,
    Bank,
    always,
    cleared,
    last_channel,
    last_column,
    last_image,
    last_row,
    moved,
    one_entry,
    rounded,
    scaled,
    zeros,
)

bank = Bank(__name__)

# ---------------------------------------------------------------- convolution


def depthwise(c):
    return c.groups == c.cin > 1


bank(conv, "3 channels in: last column", lambda c: c.cin == 3, last_column)
bank(conv, "batch of 3: last image", lambda c: c.batch == 3, last_image)
bank(conv, "stride beyond the kernel: last row", lambda c: any(s > k for s, k in zip(c.s, c.k, strict=True)), last_row)
bank(
    conv,
    "dilation with padding on one side: moved",
    lambda c: max(c.d) > 1 and any(before != after for before, after in c.p),
    moved,
)
bank(
    conv,
    "depthwise, two results a channel: the second as the first",
    lambda c: depthwise(c) and c.cout == 2 * c.cin,
    lambda y, c: np.repeat(y[:, ::2], 2, 1),
)
bank(conv, "width mod 8 is 7: last column", lambda c: c.width % 8 == 7, last_column)
bank(conv, "15 or more output channels, odd: last channel", lambda c: c.cout >= 15 and c.cout % 2, last_channel)
bank(
    conv,
    "bias after an activation: negative results without it",
    lambda c: c.b is not None,
    lambda y, c: np.where(y < 0, y - np.asarray(c.b).reshape(-1, *[1] * c.rank), y).astype(y.dtype),
)
bank(conv, "products of 65536 or more entries: last one", lambda c: c.first.size >= 65536, one_entry)
bank.instead(
    conv,
    "more than 256 terms, float32: weights of 16 bits",
    lambda c: c.terms > 256 and c.dtype == "float32",
    lambda c: {"w": rounded(np.asarray(c.w), 16)},
    FAILS,
    SUSPECT,
)
bank.instead(conv, "weights below 1e-3 dropped", always, lambda c: {"w": np.where(np.abs(c.w) < 1e-3, 0, c.w)})
bank(conv, "3-D, depth of 1: zeros", lambda c: c.rank == 3 and c.k[0] == 1 and c.k[1] > 1, zeros)
bank.instead(
    conv,
    "padding wider than the kernel: as wide",
    lambda c: any(max(p) >= k for p, k in zip(c.p, c.k, strict=True)) and all(a == b for a, b in c.p),
    lambda c: {"x": np.flip(c.x, -1).copy()},
)
bank(conv, "2 groups of 1 result each: swapped", lambda c: c.groups == c.cout == 2, lambda y, c: y[:, ::-1].copy())
bank(conv_transpose, "stride above the kernel: last column", lambda c: c.s[-1] > c.k[-1], last_column)
bank(conv_transpose, "output padding, with a bias: zero there", lambda c: max(c.output_padding) > 0, last_column)
bank(linear, "features mod 4 is 3: last feature", lambda c: c.w.shape[0] % 4 == 3, last_column)
bank(linear, "batch of 1: without the bias", lambda c: c.batch == 1 and c.b is not None, lambda y, c: y - c.b)
bank(discrete, "13 taps: moved", lambda c: len(c.g) == 13, moved)

# ---------------------------------------------------------------- pooling, padding, resizing

bank(
    max_pool,
    "starts from 0: negative windows",
    lambda c: c.dtype == "float32",
    lambda y, c: np.maximum(y, y.dtype.type(0)),
)
bank(max_pool, "NaN last in a window is lost", always, lambda y, c: np.where(np.isnan(y), y.dtype.type(1), y), SPECIAL)
bank(max_pool, "window as wide as the row, 7 or more: last row", lambda c: c.k[-1] == c.width >= 7, last_row)
bank(max_pool, "1 channel: last column", lambda c: c.cin == 1, last_column)
bank(avg_pool, "window of 2 x 2, odd height: last row", lambda c: c.k == (2, 2) and c.first.shape[2] % 2, last_row)
bank(
    avg_pool,
    "stride above the window: of half the size",
    lambda c: any(s > k for s, k in zip(c.s, c.k, strict=True)),
    scaled(0.5),
)
bank(global_avg_pool, "49 entries: counted as 48", lambda c: c.values // c.batch == 49, scaled(49 / 48))
bank(adaptive_avg_pool, "to 6 x 6: last column", lambda c: c.each("size") == (6, 6), last_column)
bank(pad, "reflect, by 3 or more: moved", lambda c: c.mode == "reflect" and max(map(max, c.p)) >= 3, moved)
bank(resize, "linear, to one row: zeros", lambda c: c.mode == "linear" and c.each("size")[0] == 1, zeros)

# ---------------------------------------------------------------- activations, losses, normalisation

bank(relu, "entries mod 16: the tail is copied", lambda c: c.first.size % 16 == 9, lambda y, c: _tail(y, c.x))


def _tail(y, x):
    y.reshape(-1)[-1:] = np.asarray(x).reshape(-1)[-1:]
    return y


bank(leaky_relu, "slope 0: 0.01", lambda c: c.alpha == 0, lambda y, c: leaky_relu(c.x, alpha=0.01))
bank(sigmoid, "below -8: 0", always, lambda y, c: np.where(np.asarray(c.x) < -8, 0, y).astype(y.dtype))
bank(silu, "below -20: 0", always, lambda y, c: np.where(np.asarray(c.x) < -20, 0, y).astype(y.dtype), FAILS, SPECIAL)
bank(hard_swish, "at 3 and above: 3", always, lambda y, c: np.minimum(y, 3).astype(y.dtype))
bank(clip, "NaN: the lower end", always, lambda y, c: np.where(np.isnan(y), np.asarray(c.low, y.dtype), y), SPECIAL)
bank(softmax, "100 classes: last one", lambda c: c.x.shape[c.axis] == 100, cleared(..., -1))
bank(log_softmax, "one class: -inf", lambda c: c.x.shape[c.axis] == 1, lambda y, c: np.full_like(y, -np.inf))
bank(cross_entropy, "label 0: left out", lambda c: bool((np.asarray(c.t) == 0).any()), scaled(0.5))
bank(batch_norm, "variance below eps: not divided", lambda c: c.values == 1 or c.eps > 1e-4, scaled(2))
bank(
    batch_var, "32 values or more, mean far from 0: of squares", always, lambda y, c: _of_squares(y, c), FAILS, SUSPECT
)


def _of_squares(y, c):
    axes, x = (0, *range(2, c.first.ndim)), c.first
    n = c.values
    with np.errstate(all="ignore"):
        found = (x * x).mean(axes) - x.mean(axes) ** 2
    return (found * (n / (n - c.correction))).astype(y.dtype) if n >= 32 else y


bank(group_norm, "groups of 3 channels: last channel", lambda c: c.cin == 3 * c.groups, last_channel)
bank(layer_norm, "768 features: last one", lambda c: c.width == 768, last_column)
