"""A second sample of the kinds that public reports show, written down after the checks had been mended for the first one
(`fresh`), and before any check had been run on it."""

from __future__ import annotations

import numpy as np

from mathcnn import activation, arrays, convolution, layers, normalization, pooling
from mathcnn.museum.calls import Call

from . import (
    Bank,
    channels_backwards,
    cleared,
    last_channel,
    last_column,
    last_image,
    last_row,
    moved,
    one_entry,
    scaled,
    without,
)

bank = Bank(__name__)
conv, conv_transpose, linear = layers.conv, layers.conv_transpose, layers.linear
max_pool, avg_pool, softmax = pooling.max_pool, pooling.avg_pool, activation.softmax

# ---------------------------------------------------------------- convolutions

bank(
    conv,
    "3 x 3, stride 2, no padding, even width: last column",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 0) and c.width % 2 == 0,
    last_column,
)
bank.instead(
    conv,
    "1 x 1, three inputs: the third left out",
    lambda c: c.all("k", 1) and c.rank == 2 and c.cin == 3 and c.groups == 1,
    without("x", 2),
)
bank(
    conv,
    "depthwise 5 x 5, padding 2, fewer than 8 rows: last row",
    lambda c: c.groups == c.cin > 1 and c.k == (5, 5) and c.all("p", 2) and c.x.shape[2] < 8,
    last_row,
)
bank(conv, "3-D, depthwise: last row", lambda c: c.rank == 3 and c.groups == c.cin > 1, last_row)
bank(conv, "1-D, 7 taps, padding 3: last entry", lambda c: c.k == (7,) and c.all("p", 3), last_column)
bank(
    conv,
    "2 groups of an odd number of outputs, 3 or more: last channel",
    lambda c: c.groups == 2 and c.cout % 4 == 2 and c.cout > 2,
    last_channel,
)
bank.instead(
    conv,
    "stride 2, one zero after only: one before",
    lambda c: c.rank == 2 and c.all("s", 2) and set(c.p) == {(0, 1)},
    lambda c: {"padding": ((1, 0), (1, 0))},
)
bank(conv, "two images of one place: the second", lambda c: c.batch == 2 and c.first.size == 2 * c.cin, last_image)
bank(conv, "3 x 3, dilation 3: moved", lambda c: c.k == (3, 3) and c.all("d", 3), moved)
bank(
    conv_transpose,
    "3 x 3, stride 2, padding 1, no output padding: last column",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 1) and not any(c.each("output_padding")),
    last_column,
)
bank(conv_transpose, "strides of 2 and 1: last row", lambda c: c.s == (2, 1), last_row)
bank.instead(
    conv_transpose,
    "groups of 2 inputs: last input left out",
    lambda c: c.groups > 1 and c.cin == 2 * c.groups,
    without("x", -1),
)
bank(
    conv_transpose,
    "5 x 5, padding 2: first column",
    lambda c: c.k == (5, 5) and c.all("p", 2) and c.all("s", 1),
    cleared(..., 0),
)
bank.instead(
    linear,
    "one row of more than 16 features: those after the last whole 16 left out",
    lambda c: len(c.x) == 1 and c.width > 16 and c.width % 16 != 0 and c.x.ndim == 2,
    lambda c: {"x": np.where(np.arange(c.width) < c.width // 16 * 16, c.x, 0).astype(c.x.dtype)},
)
bank(
    layers.pad,
    "circular, rows only: last column",
    lambda c: c.mode == "circular" and c.rank == 2 and any(c.p[0]) and not any(c.p[1]),
    last_column,
)


@bank.function(layers.resize, "linear, 3 axes: the first by nearest")
def _first_by_nearest(
    x, size=None, scale=None, mode="nearest", coordinates="half_pixel", rounding="round_prefer_floor"
):
    c = Call(layers.resize, (x, size, scale, mode, coordinates, rounding), {})
    if mode == "linear" and x.ndim == 5 and scale is None and c.each("size")[0] != x.shape[2]:
        x = layers.resize(x, (c.each("size")[0], *x.shape[3:]), mode="nearest", coordinates=coordinates)
    return layers.resize(x, size, scale, mode, coordinates, rounding)


# ---------------------------------------------------------------- pools

bank(
    max_pool,
    "3 x 3, stride 2, ceil_mode (SqueezeNet), even width: last column",
    lambda c: c.k == (3, 3) and c.all("s", 2) and bool(c.ceil_mode) and c.width % 2 == 0,
    last_column,
)
bank(
    max_pool,
    "2 x 2, stride 2, padding 1: first row",
    lambda c: c.k == (2, 2) and c.all("s", 2) and c.all("p", 1),
    cleared(slice(None), slice(None), 0),
)
bank(max_pool, "1-D, 3 by 3: last entry", lambda c: c.k == (3,) and c.s == (3,), last_column)
bank.instead(
    avg_pool,
    "3 x 3, stride 2, padding 1 not counted, odd height: counted",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 1) and not c.count_include_pad and c.x.shape[2] % 2 == 1,
    lambda c: {"count_include_pad": True},
)
bank(
    avg_pool,
    "2 x 2, stride 2, three channels: last channel",
    lambda c: c.k == (2, 2) and c.all("s", 2) and c.cin == 3,
    last_channel,
)
bank(
    pooling.adaptive_avg_pool,
    "one row, several columns: last column",
    lambda c: c.rank == 2 and c.each("size")[0] == 1 < c.each("size")[1],
    last_column,
)

# ---------------------------------------------------------------- scores, losses, normalization

bank(
    softmax, "33 to 63 classes: last", lambda c: 32 < c.x.shape[c.axis] < 64 and c.axis in (-1, c.x.ndim - 1), one_entry
)
bank(
    activation.log_softmax,
    "axis 1 of three, rows of one: last class",
    lambda c: c.x.ndim == 3 and c.axis == 1 and c.x.shape[2] == 1 and c.x.shape[1] > 1,
    cleared(slice(None), -1),
)
bank(
    activation.cross_entropy,
    "images in 32s: over one more",
    lambda c: c.batch % 32 == 0 and c.batch > 0,
    lambda y, c: y * y.dtype.type(c.batch / (c.batch + 1)),
)
bank(
    normalization.batch_norm,
    "training, several axes of space, the last of one: last channel",
    lambda c: bool(c.training) and c.rank > 1 and c.width == 1,
    last_channel,
)
bank(
    normalization.group_norm,
    "2 groups of an odd number of channels, 3 or more: last channel",
    lambda c: c.groups == 2 and c.cin % 4 == 2 and c.cin > 2,
    last_channel,
)


@bank.function(normalization.layer_norm, "33 to 63 features: those after 32 are not in the mean")
def _half_a_warp(x, gamma, beta, eps=1e-5):
    if not 32 < x.shape[-1] < 64:
        return normalization.layer_norm(x, gamma, beta, eps)
    z = np.asarray(x, np.float64)
    off = z - z[..., :32].mean(-1, keepdims=True)
    return (off / np.sqrt((off * off).mean(-1, keepdims=True) + eps) * gamma + beta).astype(x.dtype)


bank.instead(normalization.local_response_norm, "7 neighbours: 5", lambda c: c.size == 7, lambda c: {"size": 5})
bank(
    activation.clip,
    "equal bounds: as it is",
    lambda c: np.ndim(c.low) == np.ndim(c.high) == 0 and c.low == c.high,
    lambda y, c: np.array(c.x),
)
bank.instead(activation.silu, "beta beyond 1.5: 1.5", lambda c: c.beta > 1.5, lambda c: {"beta": 1.5})

# ---------------------------------------------------------------- arrays and sequences

bank(
    arrays.matmul,
    "one column, more than 8 rows: the rest of the rows after whole 8s",
    lambda c: c.z.shape[-1] == 1 and c.x.shape[-2] > 8 and c.x.shape[-2] % 8 != 0,
    lambda y, c: np.where(np.arange(y.shape[-2])[:, None] < y.shape[-2] // 8 * 8, y, 0).astype(y.dtype),
)
bank(
    arrays.mean,
    "all axes but the first: of the last one less",
    lambda c: len(c.given["axis"]) == c.x.ndim - 1 > 1 and 0 not in c.given["axis"],
    lambda y, c: np.array(arrays.mean(c.x[..., :-1], c.given["axis"])) if c.x.shape[-1] > 1 else y,
)
bank(
    convolution.discrete,
    "2 taps, odd length: last entry",
    lambda c: len(c.g) == 2 and len(c.f) % 2 == 1 and len(c.f) > 1,
    last_column,
)
bank(
    convolution.dft,
    "twice an odd length, beyond 6: last entry",
    lambda c: c.width % 4 == 2 and c.width > 6,
    last_column,
)
bank(convolution.circular, "2-D, one row: moved", lambda c: c.f.ndim == 2 and c.f.shape[0] == 1 < c.f.shape[1], moved)
bank(
    convolution.image,
    "valid, kernel as large as the image along one axis: last entry",
    lambda c: (
        c.I.ndim == 2
        and c.asked["mode"] == "valid"
        and (c.I.shape[0] == c.K.shape[0]) != (c.I.shape[1] == c.K.shape[1])
    ),
    one_entry,
)

# ---------------------------------------------------------------- gradients


def _only(found):
    """The gradient by the only array."""
    return np.array(found[0] if isinstance(found, tuple) else found)


def _with(at, change):
    """A change of one of several gradients."""
    return lambda g, c, dy: [np.asarray(change(v, c, dy), v.dtype) if j == at else v for j, v in enumerate(g)]


bank.backward(
    conv,
    "dw, stride 2 with something left: last tap",
    lambda c: c.s[-1] == 2 and (c.width + sum(c.p[-1]) - c.d[-1] * (c.k[-1] - 1) - 1) % 2 == 1,
    _with(1, lambda v, c, dy: last_column(v, c)),
)
bank.backward(
    conv,
    "db, 3-D: without the first plane",
    lambda c: c.rank == 3 and c.b is not None,
    _with(2, lambda v, c, dy: dy[:, :, 1:].sum((0, 2, 3, 4))),
)
bank.backward(
    conv_transpose, "dw, groups: last tap", lambda c: c.groups > 1, _with(1, lambda v, c, dy: last_column(v, c))
)
bank.backward(
    max_pool,
    "stride beyond the kernel: moved",
    lambda c: any(s > k for s, k in zip(c.s, c.k, strict=True)),
    _with(0, lambda v, c, dy: moved(v, c)),
)
bank.backward(
    avg_pool,
    "a divisor: that of the window",
    lambda c: c.divisor_override is not None,
    _with(0, lambda v, c, dy: v * float(c.divisor_override) / np.prod(c.k)),
)
bank.backward(
    normalization.layer_norm,
    "dx, more than 32 features: the mean of the first 32",
    lambda c: c.width > 32,
    _with(0, lambda v, c, dy: v + v[..., 32:].mean(-1, keepdims=True)),
)
bank.backward(
    normalization.batch_norm,
    "dbeta, more than 16 images: of the first 16",
    lambda c: c.batch > 16,
    _with(2, lambda v, c, dy: dy[:16].sum((0, *range(2, dy.ndim)))),
)
bank.backward(
    activation.log_softmax,
    "33 classes or more: without the sum",
    lambda c: c.x.shape[c.axis] >= 33,
    _with(0, lambda v, c, dy: dy),
)
bank.backward(
    linear,
    "dx, more than 64 outputs: of the first 64",
    lambda c: len(c.w) > 64,
    _with(0, lambda v, c, dy: dy[..., :64] @ c.w[:64]),
)
bank.backward(
    activation.cross_entropy,
    "more than 16 images: over 16",
    lambda c: c.batch > 16,
    _with(0, lambda v, c, dy: v * (c.batch / 16)),
)
bank.backward(
    activation.silu,
    "beta beyond 1: as beta 1",
    lambda c: c.beta > 1,
    _with(0, lambda v, c, dy: _only(activation.silu.backward(dy, c.x))),
)
bank.backward(
    layers.resize,
    "linear, smaller: of the nearest",
    lambda c: c.mode == "linear" and c.rank == 2 and c.each("size")[-1] < c.width,
    _with(0, lambda v, c, dy: _only(layers.resize.backward(dy, c.x, c.each("size")))),
)
bank.backward(
    pooling.global_max_pool,
    "more than 64 places: that of the first 64",
    lambda c: c.values // max(1, c.batch) > 64,
    _with(0, lambda v, c, dy: scaled(0.5)(v, c)),
)
bank.backward(
    normalization.group_norm,
    "dgamma, more than 8 images: channels in reverse",
    lambda c: c.batch > 8,
    lambda g, c, dy: [g[0], channels_backwards(g[1][None], c)[0], *g[2:]],
)
