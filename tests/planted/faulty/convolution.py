"""Faults of convolution: wrong for one kernel, stride, padding, dilation, number of groups, batch or size."""

from __future__ import annotations

import math

import numpy as np

from mathcnn.convolution import circular, cross_correlation, dft, discrete, image
from mathcnn.layers import conv, crop, flatten, linear, pad

from . import (
    Bank,
    backwards,
    beyond,
    channels_backwards,
    cleared,
    last_channel,
    last_column,
    last_image,
    last_row,
    moved,
    negated,
    one_entry,
    scaled,
    without,
    zeros,
)

bank = Bank(__name__)

# ---------------------------------------------------------------- one kernel, stride, padding, dilation

bank(conv, "5 x 5: last column", lambda c: c.k == (5, 5), last_column)
bank(conv, "7 x 7, stride 2: last row", lambda c: c.k == (7, 7) and c.all("s", 2), last_row)
bank(conv, "11 x 11, stride 4: moved", lambda c: c.k == (11, 11) and c.all("s", 4), moved)
bank(
    conv, "3 x 3, stride 2, padding 1: last row", lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 1), last_row
)
bank(conv, "3 x 3, stride 1, no padding: negated", lambda c: c.k == (3, 3) and c.all("s", 1) and c.all("p", 0), negated)
bank(conv, "1 x 1, stride 2: last column", lambda c: c.k == (1, 1) and c.all("s", 2), last_column)
bank(conv, "2 x 2, stride 2 (a layer of patches): moved", lambda c: c.k == (2, 2) and c.all("s", 2), moved)
bank(conv, "kernel as wide as the stride, beyond 3: zeros", lambda c: c.k == c.s and min(c.k) > 3, zeros)
bank.instead(
    conv,
    "square kernel: transposed",
    lambda c: c.rank == 2 and c.k[0] == c.k[1] > 1,
    lambda c: {"w": np.asarray(c.w).swapaxes(2, 3)},
)
bank.instead(
    conv,
    "square kernel in 3-D: last two axes swapped",
    lambda c: c.rank == 3 and c.k[1] == c.k[2] > 1,
    lambda c: {"w": np.asarray(c.w).swapaxes(3, 4)},
)
bank(conv, "1 x 7 (Inception): zeros", lambda c: c.k == (1, 7), zeros)
bank(conv, "7 x 1 (Inception): last row", lambda c: c.k == (7, 1), last_row)
bank(conv, "1-D, kernel beyond 8: last entry", lambda c: c.rank == 1 and c.k[0] > 8, last_column)
bank(conv, "3-D, 3 x 3 x 3, stride 1, padding 1: last row", lambda c: c.k == (3,) * 3 and c.all("p", 1), last_row)
bank(
    conv,
    "stride > kernel: moved",
    lambda c: any(s > k for s, k in zip(c.s, c.k, strict=True)),
    moved,
)
bank(
    conv,
    "padding above half the kernel: last column",
    lambda c: c.p[-1][1] > (c.k[-1] - 1) // 2 and c.k[-1] > 1,
    last_column,
)
bank(
    conv,
    "padding is half the kernel, 5 or more: first column",
    lambda c: c.k[-1] >= 5 and c.p[-1] == ((c.k[-1] - 1) // 2,) * 2,
    cleared(..., 0),
)
bank(conv, "dilation 2 with stride 2: moved", lambda c: c.all("d", 2) and c.all("s", 2), moved)
bank(
    conv,
    "3 x 3, dilation 2, padding 2: last column",
    lambda c: c.k == (3, 3) and c.all("d", 2) and c.all("p", 2),
    last_column,
)
bank(conv, "dilation 4 or more: zeros", lambda c: max(c.d) >= 4, zeros)
bank(conv, "dilation > kernel: moved", lambda c: c.d[-1] > c.k[-1] > 1, moved)
bank.instead(
    conv,
    "same with a stride above 1: the odd zero before",
    lambda c: c.asked["padding"] == "same" if isinstance(c.asked["padding"], str) and max(c.s) > 1 else False,
    lambda c: {"padding": tuple((q, p) for p, q in c.p)},
)
bank.instead(
    conv,
    "equal paddings, 3 or more: one less",
    lambda c: len({n for pair in c.p for n in pair}) == 1 and c.p[0][0] >= 3 and c.all("s", 1),
    lambda c: {"x": _border_cleared(np.array(c.x))},
)


def _border_cleared(x):
    x[..., 0] = x[..., -1] = 0
    return x


@bank.function(conv, "3 x 3, stride 1, width mod 4 is 1: last column (a tile of Winograd's)")
def _last_tile(x, w, b=None, **options):
    y = np.array(conv(x, w, b, **options))
    given = conv.read((x, w, b), options).scalars
    if w.shape[2:] == (3, 3) and set(given["stride"]) == {1} and y.shape[-1] % 4 == 1:
        y[..., -1] = 0
    return y


# ---------------------------------------------------------------- groups and channels

bank(conv, "depthwise, stride 2: last column", lambda c: c.groups == c.cin > 1 and c.all("s", 2), last_column)
bank(conv, "depthwise, more than 8 channels: last channel", lambda c: c.groups == c.cin > 8, last_channel)
bank.instead(
    conv, "depthwise: bias missing", lambda c: c.groups == c.cin > 1 and c.b is not None, lambda c: {"b": None}
)
bank(conv, "depthwise 5 x 5: moved", lambda c: c.groups == c.cin > 1 and c.k == (5, 5), moved)
bank(conv, "32 groups or more: channels reversed", lambda c: c.groups >= 32, channels_backwards)
bank(
    conv,
    "several groups with many channels each, 8 or more: last channel",
    lambda c: c.groups > 1 and c.cin // c.groups >= 8,
    last_channel,
)
bank.instead(conv, "groups > 1: bias missing", lambda c: c.groups > 1 and c.b is not None, lambda c: {"b": None})


def _more(n):
    return lambda c: c.w.shape[1] > n


def _uneven(n):
    return lambda c: c.w.shape[1] > n and c.w.shape[1] % n > 0


for _n in (32, 64, 128, 256):
    bank.instead(conv, f"more than {_n} input channels: ignored", _more(_n), without("w", _n))
bank.instead(conv, "1024 input channels or more: last ignored", lambda c: c.w.shape[1] >= 1024, without("w", -1))
for _n in (4, 8, 16):
    bank.instead(
        conv,
        f"input channels no multiple of {_n}, more than that: last ignored",
        _uneven(_n),
        without("w", -1),
    )
bank(conv, "more than 64 output channels: the rest zero", lambda c: c.cout > 64, cleared(slice(None), slice(64, None)))
bank(conv, "more than 256 output channels: last", lambda c: c.cout > 256, last_channel)
bank(conv, "output channels no multiple of 8, more than 8: last", lambda c: c.cout > 8 and c.cout % 8 > 0, last_channel)
bank(conv, "16 output channels: reversed", lambda c: c.cout == 16, channels_backwards)
bank(
    conv,
    "1 x 1, equal numbers of channels, more than 4: reversed",
    lambda c: c.all("k", 1) and c.cin == c.cout > 4,
    channels_backwards,
)
bank(conv, "3 input channels, 7 x 7: moved", lambda c: c.cin == 3 and c.k == (7, 7), moved)

# ---------------------------------------------------------------- batches, widths, sizes, bias

bank(conv, "batch > 8: images after the eighth", lambda c: c.batch > 8, cleared(slice(8, None)))
bank(conv, "batch > 32: last image", lambda c: c.batch > 32, last_image)
bank(conv, "batch of 1 with 64 channels or more: negated", lambda c: c.batch == 1 and c.cin >= 64, negated)
bank.instead(
    conv,
    "batch > 1: bias twice",
    lambda c: c.batch > 1 and c.b is not None,
    lambda c: {"b": np.asarray(c.b) * np.asarray(c.b).dtype.type(2)},
)
bank(conv, "width a multiple of 16: last column", lambda c: c.width % 16 == 0, last_column)
bank(conv, "width > 64: columns after it", lambda c: c.width > 64, cleared(..., slice(62, None)))
bank(conv, "224 x 224: last row", lambda c: c.first.shape[2:] == (224, 224), last_row)
bank(
    conv,
    "square input of 8 or more: transposed if it can be",
    lambda c: c.rank == 2 and c.first.shape[2] == c.width >= 8,
    lambda y, c: y.swapaxes(2, 3).copy() if y.shape[2] == y.shape[3] else y,
)
bank(conv, "more than 2^15 results: the rest zero", lambda c: True, beyond(2**15))
bank(conv, "more than 2^16 results: the rest zero", lambda c: True, beyond(2**16))
bank(conv, "more than 2^15 entries of x: last result", lambda c: c.first.size > 2**15, one_entry)
bank(conv, "4096 terms or more: half a permille less", lambda c: c.terms >= 4096, scaled(0.9995))
bank(conv, "terms mod 16 is 1: last entry", lambda c: c.terms > 16 and c.terms % 16 == 1, one_entry)


@bank.function(conv, "no bias after a call with one: that one")
def _kept_bias(x, w, b=None, **options):
    if b is None and _KEPT.get("b") is not None and len(_KEPT["b"]) == len(w):
        return conv(x, w, _KEPT["b"].astype(x.dtype), **options)
    _KEPT["b"] = None if b is None else np.array(b)
    return conv(x, w, b, **options)


_KEPT: dict[str, np.ndarray | None] = {}
bank(
    conv,
    "flip, 3 taps or more: not turned",
    lambda c: bool(c.flip) and c.k[-1] >= 3,
    lambda y, c: conv(c.x, c.w, c.b, **{**_options(c), "flip": False}),
)


def _options(c):
    return {a: c.given[a] for a in ("stride", "padding", "dilation", "groups", "flip")}


# ---------------------------------------------------------------- dense layers, borders

bank.instead(linear, "more than 1024 features: last ignored", lambda c: c.first.shape[-1] > 1024, without("w", -1))
bank(linear, "more than 32 rows: last row", lambda c: c.batch > 32, last_image)
bank(linear, "1000 outputs: last", lambda c: len(c.w) == 1000, cleared(..., -1))
bank(
    linear,
    "one axis before the features, outputs beyond 128: rest",
    lambda c: len(c.w) > 128,
    cleared(..., slice(128, None)),
)
bank(linear, "3 axes: last row", lambda c: c.first.ndim == 3, cleared(..., -1, slice(None)))
bank.instead(
    linear, "16 features: bias missing", lambda c: c.first.shape[-1] == 16 and c.b is not None, lambda c: {"b": None}
)
bank(
    pad,
    "reflect, padding 2 or more: one off",
    lambda c: c.asked["mode"] == "reflect" and max(c.p[-1]) >= 2,
    lambda y, c: pad(c.x, c.p, "replicate"),
)
bank(
    pad,
    "circular, padding as wide as the input: zeros",
    lambda c: c.asked["mode"] == "circular" and max(c.p[-1]) >= c.width,
    zeros,
)
bank(
    pad,
    "zero, padding 3 or more: last column",
    lambda c: c.asked["mode"] == "zero" and c.p[-1][1] >= 3,
    lambda y, c: y + (np.arange(y.shape[-1]) == y.shape[-1] - 1).astype(y.dtype),
)
bank(
    pad,
    "equal padding of 1 in 2-D, square input: moved",
    lambda c: c.rank == 2 and c.all("p", 1) and c.first.shape[2] == c.width,
    moved,
)
bank(
    crop,
    "equal crops, square input of 8 or more: moved",
    lambda c: c.first.shape[-1] >= 8 and c.all("p", 1, 2, 3),
    moved,
)
bank(
    flatten,
    "channels last, 3 channels: channels fastest",
    lambda c: c.rank == 2 and c.cin == 3,
    lambda y, c: np.moveaxis(np.asarray(c.x), 1, -1).reshape(y.shape),
)

# ---------------------------------------------------------------- sequences and images

bank(discrete, "more than 1024 entries: the rest zero", lambda c: True, beyond(1024))
bank(discrete, "second longer than the first by 32 or more: reversed", lambda c: len(c.g) >= len(c.f) + 32, backwards)
bank(discrete, "equal lengths of 16 or more: last entry", lambda c: len(c.f) == len(c.g) >= 16, last_column)
bank(discrete, "one tap, 8 entries or more: last entry", lambda c: len(c.g) == 1 and len(c.f) >= 8, last_column)


@bank.function(discrete, "integers: summed in their own type")
def _in_own_type(f, g):
    f, g = np.asarray(f), np.asarray(g)
    own = np.result_type(f, g)
    return discrete(f, g).astype(own).astype(np.int64) if own.kind in "iu" and own.itemsize < 8 else discrete(f, g)


@bank.function(discrete, "integers: by way of float32")
def _integers_in_single(f, g):
    y = discrete(f, g)
    return np.asarray(y).astype(np.float32).astype(y.dtype) if y.dtype.kind in "iu" else y


for _of in (image, cross_correlation):
    bank(
        _of, "same, even kernel: one place late", lambda c: c.asked["mode"] == "same" and c.K.shape[-1] % 2 == 0, moved
    )
    bank(_of, "same, 3 x 3: last column", lambda c: c.asked["mode"] == "same" and c.K.shape == (3, 3), last_column)
    bank(
        _of,
        "valid, kernel of the image's size: negated",
        lambda c: c.asked["mode"] == "valid" and c.K.shape == c.I.shape,
        negated,
    )
    bank(_of, "image 64 wide or more: last column", lambda c: c.I.shape[-1] >= 64, last_column)
bank(circular, "length a power of two, 8 or more: moved", lambda c: c.width >= 8 and math.log2(c.width) % 1 == 0, moved)
bank(dft, "odd length, 33 or more: last entry", lambda c: c.width % 2 == 1 and c.width >= 33, last_column)
bank(dft, "length 1: twice", lambda c: c.width == 1, scaled(2))
bank(dft, "more than 256 entries: conjugate", lambda c: c.width > 256, lambda y, c: y.conj())
