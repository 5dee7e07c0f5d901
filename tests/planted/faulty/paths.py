"""Faults of one code path of a kernel: conditions of two and three factors, as specialised kernels have them."""

from __future__ import annotations

import numpy as np

from mathcnn.activation import cross_entropy, log_softmax, relu, softmax
from mathcnn.evidence.verdicts import CONVENTION
from mathcnn.layers import conv, conv_transpose, linear, pad, resize
from mathcnn.normalization import batch_norm, group_norm, layer_norm, local_response_norm
from mathcnn.pooling import adaptive_avg_pool, avg_pool, global_avg_pool, max_pool

from . import Bank, always, cleared, last_channel, last_column, last_image, last_row, moved, one_entry, scaled, zeros

bank = Bank(__name__)


def _square(c, k, s, p):
    return c.rank == 2 and c.k == (k, k) and c.all("s", s) and c.all("p", p)


def _depthwise(c):
    return c.groups > 1 and c.groups == c.cin


def _tiles(c, tile):
    """Whether Winograd's algorithm with tiles of this size leaves a rest of a row or a column."""
    return c.rank == 2 and c.k == (3, 3) and c.all("s", 1) and c.all("d", 1) and c.groups == 1 and c.width % tile == 1


# ---------------------------------------------------------------- convolutions

bank(
    conv, "3 x 3, stride 1, padding 1, batch > 1: last image", lambda c: _square(c, 3, 1, 1) and c.batch > 1, last_image
)
bank(
    conv,
    "3 x 3, stride 2, padding 1, odd width: last column",
    lambda c: _square(c, 3, 2, 1) and c.width % 2 == 1,
    last_column,
)
bank(
    conv,
    "3 x 3, stride 2, padding 1, even width: last row",
    lambda c: _square(c, 3, 2, 1) and c.width % 2 == 0,
    last_row,
)
bank(
    conv,
    "1 x 1, bias, batch > 1: last channel",
    lambda c: set(c.k) == {1} and c.b is not None and c.batch > 1,
    last_channel,
)
bank(
    conv,
    "1 x 1, groups > 1: last channel",
    lambda c: set(c.k) == {1} and c.groups > 1,
    last_channel,
)
bank(
    conv,
    "depthwise, 2 results a channel, 3 x 3: moved",
    lambda c: _depthwise(c) and c.cout == 2 * c.cin and c.k == (3, 3),
    moved,
)
bank(conv, "depthwise, dilation > 1: moved", lambda c: _depthwise(c) and max(c.d) > 1, moved)
bank(conv, "tiles of 2, width mod 2 is 1: last column", lambda c: _tiles(c, 2), last_column)
bank(conv, "tiles of 4, width mod 4 is 1: last row", lambda c: _tiles(c, 4), last_row)
bank(conv, "tiles of 6, width mod 6 is 1: last column", lambda c: _tiles(c, 6), last_column)
for _w in (17, 31, 33, 63, 65, 127, 129):
    bank(conv, f"width {_w}: last entry", lambda c, n=_w: c.width == n, one_entry)
bank(conv, "4 groups, 3 x 3: last channel", lambda c: c.groups == 4 and set(c.k) == {3}, last_channel)
bank(conv, "8 groups or more, not depthwise: last channel", lambda c: c.groups >= 8 and not _depthwise(c), last_channel)
bank(
    conv,
    "dilation 2, stride 2, padding: moved",
    lambda c: c.all("d", 2) and c.all("s", 2) and max(map(max, c.p)) > 0,
    moved,
)
bank(conv, "groups and dilation: zeros", lambda c: c.groups > 1 and max(c.d) > 1, zeros)
bank(conv, "groups and stride: last column", lambda c: c.groups > 1 and min(c.s) > 1, last_column)
bank(
    conv,
    "groups, batch > 1 and bias: last image",
    lambda c: c.groups > 1 and c.batch > 1 and c.b is not None,
    last_image,
)
bank(conv, "8 output channels: last", lambda c: c.cout == 8, last_channel)
bank(conv, "output channels mod 16 is 15: last", lambda c: c.cout % 16 == 15, last_channel)
bank(conv, "output channels mod 16 is 1, 17 or more: last", lambda c: c.cout % 16 == 1 and c.cout > 16, last_channel)
bank(conv, "input channels mod 8 is 7: twice", lambda c: c.cin % 8 == 7, scaled(2))
bank.instead(
    conv,
    "padding before and after exchanged",
    lambda c: any(a != b for a, b in c.p),
    lambda c: {"padding": tuple(p[::-1] for p in c.p)},
)
bank(
    conv,
    "padding of the kernel or more: first entry",
    lambda c: any(p[0] >= k for p, k in zip(c.p, c.k, strict=True)),
    cleared(..., 0),
)
bank(conv, "float16, more than 64 terms: last channel", lambda c: c.dtype == "float16" and c.terms > 64, last_channel)
bank(
    conv,
    "float32, Fortran order: moved",
    lambda c: c.first.flags.f_contiguous and not c.first.flags.c_contiguous,
    moved,
)
bank(conv, "negative strides: moved", lambda c: any(n < 0 for n in c.first.strides), moved)
bank(conv, "3-D, stride 2: last row", lambda c: c.rank == 3 and c.all("s", 2), last_row)
bank(conv, "1-D, dilation 2 or more, 3 taps: moved", lambda c: c.rank == 1 and c.k == (3,) and c.d[0] > 1, moved)
bank(linear, "features mod 8 is 7: last output", lambda c: np.shape(c.w)[1] % 8 == 7, cleared(..., -1))
bank(linear, "batch 1, 1000 outputs: last", lambda c: len(c.first) == 1 and len(c.w) == 1000, cleared(..., -1))
bank(
    conv_transpose,
    "output padding with stride 2: last column",
    lambda c: max(c.each("output_padding")) > 0 and c.all("s", 2),
    last_column,
)
bank(
    conv_transpose,
    "4 x 4, stride 2, padding 1: last row",
    lambda c: tuple(np.shape(c.w)[2:]) == (4, 4) and c.all("s", 2) and c.all("p", 1),
    last_row,
)
bank(conv_transpose, "groups and stride: moved", lambda c: c.groups > 1 and min(c.s) > 1, moved)
bank(
    conv_transpose,
    "kernel below the stride: last entry",
    lambda c: all(k < s for k, s in zip(np.shape(c.w)[2:], c.s, strict=True)),
    one_entry,
)

# ---------------------------------------------------------------- pools and resizing

bank(max_pool, "padding counts as 0", lambda c: max(map(max, c.p)) > 0, lambda y, c: np.maximum(y, 0))
bank(
    max_pool,
    "ceil mode, 3 x 3, stride 2: last column",
    lambda c: c.ceil_mode and set(c.k) == {3} and c.all("s", 2),
    last_column,
)
bank(max_pool, "dilation > 1: moved", lambda c: max(c.d) > 1, moved)
bank(
    max_pool, "stride above the kernel: last row", lambda c: all(s > k for s, k in zip(c.s, c.k, strict=True)), last_row
)
bank.instead(
    avg_pool,
    "ceil mode and padding: padding does not count",
    lambda c: c.ceil_mode and max(map(max, c.p)) > 0 and c.count_include_pad,
    lambda c: {"count_include_pad": False},
    CONVENTION,
)
bank.instead(
    avg_pool,
    "padding counts although it should not, 3 x 3",
    lambda c: set(c.k) == {3} and not c.count_include_pad,
    lambda c: {"count_include_pad": True},
)
bank.instead(
    avg_pool, "divisor ignored", lambda c: c.divisor_override is not None, lambda c: {"divisor_override": None}
)
bank(adaptive_avg_pool, "7 to 3: last column", lambda c: c.width == 7 and c.each("size")[-1] == 3, last_column)
bank(adaptive_avg_pool, "size does not divide: last entry", lambda c: c.width % c.each("size")[-1] > 0, one_entry)
bank(global_avg_pool, "7 x 7, batch > 1: last image", lambda c: c.first.shape[2:] == (7, 7) and c.batch > 1, last_image)
bank(resize, "one place in: twice", lambda c: c.width == 1, scaled(2))

# ---------------------------------------------------------------- norms and classes

bank(
    batch_norm,
    "batch 1 in training: last channel",
    lambda c: c.training and c.batch == 1,
    lambda y, c: last_channel(y, c),
)
bank.instead(batch_norm, "eps outside the root", always, lambda c: {"eps": float(c.eps) ** 2})
bank(batch_norm, "3 axes, more than 1 image: last image", lambda c: c.first.ndim == 3 and c.batch > 1, last_image)
bank(group_norm, "groups equal to the channels: last channel", lambda c: c.groups == c.cin and c.cin > 1, last_channel)
bank(group_norm, "one group: last channel", lambda c: c.groups == 1, last_channel)
bank(group_norm, "32 groups: last channel", lambda c: c.groups == 32, last_channel)
bank(layer_norm, "batch > 1: last image", lambda c: len(c.first) > 1, last_image)
bank(local_response_norm, "size above the channels: first channel", lambda c: c.size > c.cin, cleared(slice(None), 0))
bank(
    softmax,
    "axis not the last, 3 axes or more: moved",
    lambda c: c.first.ndim >= 3 and c.axis not in (-1, c.first.ndim - 1),
    moved,
)
bank(softmax, "1025 classes or more: last", lambda c: c.first.shape[c.axis] > 1024, one_entry)
bank(
    log_softmax,
    "float16, 32 classes or more: last",
    lambda c: c.dtype == "float16" and c.first.shape[c.axis] >= 32,
    one_entry,
)
bank(cross_entropy, "more than 1024 classes: twice", lambda c: c.first.shape[1] > 1024, scaled(2))
bank(cross_entropy, "one image: zero", lambda c: len(c.first) == 1, zeros)
bank(relu, "big-endian: moved", lambda c: not c.first.dtype.isnative and c.first.ndim > 0, moved)
bank(relu, "entries mod 16 is 15: last", lambda c: c.first.size % 16 == 15, one_entry)
bank(relu, "float16, more than 1024 entries: last", lambda c: c.dtype == "float16" and c.first.size > 1024, one_entry)
bank(
    pad,
    "reflection of the whole width: last column",
    lambda c: c.mode == "reflect" and max(map(max, c.p)) >= c.width - 1,
    last_column,
)
bank.backward(
    conv,
    "dw, stride above the kernel: moved",
    lambda c: any(s > k for s, k in zip(c.s, c.k, strict=True)),
    lambda g, c, dy: [g[0], moved(g[1], c), *g[2:]],
)
bank.backward(
    conv,
    "dx, padding beyond half of the kernel: moved",
    lambda c: any(2 * p[0] > k for p, k in zip(c.p, c.k, strict=True)),
    lambda g, c, dy: [moved(g[0], c), *g[1:]],
)
bank.backward(
    conv, "dw, groups of 4 or more: of the other sign", lambda c: c.groups >= 4, lambda g, c, dy: [g[0], -g[1], *g[2:]]
)
bank.backward(
    conv, "float16: dw of the other sign", lambda c: c.dtype == "float16", lambda g, c, dy: [g[0], -g[1], *g[2:]]
)
bank.backward(
    max_pool,
    "overlapping windows, stride 2: moved",
    lambda c: set(c.k) == {3} and c.all("s", 2),
    lambda g, c, dy: [moved(g[0], c)],
)
bank.backward(avg_pool, "padding: moved", lambda c: max(map(max, c.p)) > 0, lambda g, c, dy: [moved(g[0], c)])
