"""A ninth sample of the kinds that kernels of frameworks and of engineers have: one size of window, remainders of four,
eight and sixteen, tiles of 1024, one type, one layout of memory, one optional argument. They were written down by
someone who had not seen the checks, and before any check had been run on them."""

from __future__ import annotations

import numpy as np

from mathcnn import layers, normalization, pooling
from mathcnn.evidence.verdicts import CONVENTION, FAILS
from mathcnn.museum.calls import Call

from . import Bank, without

bank = Bank(__name__)
conv, conv_transpose = layers.conv, layers.conv_transpose
max_pool, avg_pool, global_max_pool = pooling.max_pool, pooling.avg_pool, pooling.global_max_pool
batch_norm, group_norm, layer_norm = normalization.batch_norm, normalization.group_norm, normalization.layer_norm
NARROW = ("float16", "bfloat16")


def _copied(x, change):
    """A copy of an array, changed by a function."""
    x = np.array(x)
    change(x)
    return x


def _cleared(x, *where):
    """A copy of an array with zeros at a place."""
    x = np.array(x)
    x[where] = 0
    return x


def _no_bias(c):
    """The result of a call without its bias."""
    return np.asarray(c.of(**{**c.asked, "b": None}))


def _each_group(b, groups):
    """A copy of an array of output channels, a row a group."""
    return np.array(b).reshape(groups, -1)


# ---------------------------------------------------------------- convolutions

bank.instead(
    conv,
    "5 x 5 kernels with stride 2: the last row of taps left out",
    lambda c: c.k == (5, 5) and c.s == (2, 2),
    lambda c: {"w": _cleared(c.w, slice(None), slice(None), 4)},
)
bank.instead(
    conv,
    "7 x 7, stride 2, padding 3: two before and four after",
    lambda c: c.k == (7, 7) and c.s == (2, 2) and c.p == ((3, 3), (3, 3)),
    lambda c: {"padding": ((2, 4), (2, 4))},
)
bank.instead(
    conv,
    "one axis, dilation, padding before only (causal): the padding put after",
    lambda c: c.rank == 1 and c.d[0] > 1 and c.p[0][0] > 0 and c.p[0][1] == 0,
    lambda c: {"padding": ((0, c.p[0][0]),)},
)


def _rest_of_columns(y, c):
    full = y.shape[-1] // 4 * 4
    y[..., full:] = _no_bias(c)[..., full:]
    return y


bank(
    conv,
    "depthwise 3 x 3 with stride 2, more than 4 columns, not in fours: no bias in the rest",
    lambda c: c.b is not None and c.k == (3, 3) and c.s == (2, 2) and c.groups == c.cin == c.cout > 1,
    lambda y, c: _rest_of_columns(y, c) if y.shape[-1] > 4 else y,
)


def _rest_of_group(b, c):
    b = _each_group(b, c.groups)
    b[:, b.shape[1] // 4 * 4 :] = b[:, :1]
    return b.ravel()


bank.instead(
    conv,
    "groups of more than 4 outputs, not in fours: the rest get the bias of the group's first",
    lambda c: c.b is not None and c.groups > 1 and c.cout > 4 * c.groups and c.cout // c.groups % 4 != 0,
    lambda c: {"b": _rest_of_group(c.b, c)},
)
bank.instead(
    conv,
    "1 x 1 kernels over more than 16 inputs, not in sixteens: the rest left out",
    lambda c: c.groups == 1 and set(c.k) == {1} and c.cin > 16 and c.cin % 16 != 0,
    lambda c: without("w", c.cin // 16 * 16)(c),
)


def _first_image_only(y, c):
    y[1:] = _no_bias(c)[1:]
    return y


bank(
    conv,
    "three axes, several images: the bias added to the first image only",
    lambda c: c.rank == 3 and c.b is not None and c.batch > 1,
    _first_image_only,
)
bank.instead(
    conv,
    "float16 and bfloat16, an odd number of columns: the last column not read",
    lambda c: c.dtype in NARROW and c.rank == 2 and c.width > 1 and c.width % 2 == 1,
    lambda c: {"x": _cleared(c.x, Ellipsis, -1)},
)
bank.instead(
    conv,
    "flip with groups: the inputs of a group in reverse order, too",
    lambda c: c.flip and c.groups > 1,
    lambda c: {"w": np.asarray(c.w)[:, ::-1]},
)


def _phases_exchanged(y, c):
    y[..., 0::2], y[..., 1::2] = y[..., 1::2].copy(), y[..., 0::2].copy()
    return y


bank(
    conv_transpose,
    "4 x 4, stride 2, padding 1: even and odd columns exchanged",
    lambda c: (
        (c.k == (4, 4) and c.s == (2, 2) and c.d == (1, 1) and c.p == ((1, 1), (1, 1)))
        and set(c.each("output_padding")) == {0}
    ),
    _phases_exchanged,
)


def _bias_only(y, c):
    b = 0 if c.b is None else np.asarray(c.b).reshape(-1, *[1] * c.rank)
    for axis, more in enumerate(c.each("output_padding"), 2):
        if more:
            last = (slice(None),) * axis + (slice(-more, None),)
            y[last] = np.broadcast_to(b, y[last].shape)
    return y


bank(
    conv_transpose,
    "output padding: the entries that it adds hold the bias alone",
    lambda c: any(c.each("output_padding")),
    _bias_only,
)
bank.instead(
    conv_transpose,
    "groups of several outputs: every group gets the bias of the first group",
    lambda c: c.b is not None and c.groups > 1 and np.shape(c.w)[1] > 1,
    lambda c: {"b": np.tile(_each_group(c.b, c.groups)[0], c.groups)},
)

# ---------------------------------------------------------------- pools


def _zero_beyond(y, c):
    """Windows that reach beyond the input and its padding count zeros there."""
    space = zip(c.first.shape[2:], c.k, c.s, c.d, c.p, strict=True)
    for axis, (n, k, s, d, (before, after)) in enumerate(space, 2):
        if (y.shape[axis] - 1) * s - before + d * (k - 1) >= n + after:
            last = (slice(None),) * axis + (-1,)
            y[last] = np.maximum(y[last], 0)
    return y


bank(
    max_pool,
    "ceil_mode, a last window that reaches beyond the input: the greatest of it and of zero",
    lambda c: bool(c.ceil_mode),
    _zero_beyond,
)
bank(
    max_pool,
    "return_indices with three axes: indices within the slice",
    lambda c: bool(c.return_indices) and c.rank == 3,
    lambda y, c: y % (c.first.shape[3] * c.first.shape[4]),
    out=1,
)
bank.instead(
    avg_pool,
    "ceil_mode with padding that is not counted: it is counted",
    lambda c: c.ceil_mode and not c.count_include_pad and c.divisor_override is None,
    lambda c: {"count_include_pad": True},
    FAILS,
    CONVENTION,
)
bank(
    avg_pool,
    "whole numbers with divisor_override: the remainder thrown away",
    lambda c: c.first.dtype.kind in "iu" and c.divisor_override is not None,
    lambda y, c: np.trunc(y),
)


def _in_tiles(c):
    x = np.array(c.x)
    x.reshape(*x.shape[:2], -1)[..., x[0, 0].size // 1024 * 1024 :] = 0
    return {"x": x}


bank.instead(
    pooling.global_avg_pool,
    "more than 1024 values, not in tiles of 1024: the rest not summed",
    lambda c: c.first[0, 0].size > 1024 and c.first[0, 0].size % 1024 != 0,
    _in_tiles,
)


@bank.function(pooling.adaptive_avg_pool, "a size that does not divide: equal windows with the stride rounded down")
def _equal_windows(x, size):
    c = Call(pooling.adaptive_avg_pool, (x, size), {})
    space = list(zip(c.first.shape[2:], c.each("size"), strict=True))
    if any(n < many for n, many in space) or not any(n % many for n, many in space):
        return pooling.adaptive_avg_pool(x, size)
    windows = tuple(n - (many - 1) * (n // many) for n, many in space)
    return avg_pool(x, windows, stride=tuple(n // many for n, many in space))


def _columns_first(x):
    """Whether images lie in memory column by column."""
    if not isinstance(x, np.ndarray) or x.ndim != 4 or min(x.shape[2:]) < 2:
        return False
    return x.swapaxes(2, 3).flags.c_contiguous


bank.instead(
    global_max_pool,
    "images that lie in memory column by column: the last column not read",
    lambda c: _columns_first(c.x),
    lambda c: {"x": c.x[..., :-1]},
)

# ---------------------------------------------------------------- normalisation

bank.instead(
    batch_norm,
    "running statistics, more than 8 channels, not in eights: no beta in the rest",
    lambda c: not c.training and c.cin > 8 and c.cin % 8 != 0,
    lambda c: {"beta": _cleared(c.beta, slice(c.cin // 8 * 8, None))},
)
bank.instead(
    batch_norm,
    "training with momentum 0: taken as not given, 0.1",
    lambda c: c.training and c.running_mean is not None and c.momentum == 0,
    lambda c: {"momentum": 0.1},
)
bank.instead(
    batch_norm,
    "three axes in training: the new running variance is that of a sample with running_correction 0, too",
    lambda c: c.training and c.running_var is not None and c.rank == 3 and c.running_correction == 0 and c.values > 1,
    lambda c: {"running_correction": 1},
)
bank.instead(
    group_norm,
    "two channels a group: both scaled by gamma of the first",
    lambda c: c.cin == 2 * c.groups,
    lambda c: {"gamma": np.repeat(np.asarray(c.gamma)[::2], 2)},
)


@bank.function(layer_norm, "rows of more than 1024: the squares of the first 1024 only, divided by the length")
def _one_block(x, gamma, beta, eps=1e-5):
    found, x = layer_norm(x, gamma, beta, eps), np.asarray(x)
    if x.shape[-1] <= 1024:
        return found
    apart = x.astype(float) - x.astype(float).mean(-1, keepdims=True)
    variance = np.square(apart[..., :1024]).sum(-1, keepdims=True) / x.shape[-1]
    y = apart / np.sqrt(variance + float(eps)) * np.asarray(gamma, float) + np.asarray(beta, float)
    return y.astype(np.asarray(found).dtype)


def _last_is_one(gamma):
    gamma[-1] = 1


bank.instead(
    layer_norm,
    "bfloat16 rows of odd length: the last entry not scaled by gamma",
    lambda c: c.dtype == "bfloat16" and c.width > 1 and c.width % 2 == 1,
    lambda c: {"gamma": _copied(c.gamma, _last_is_one)},
)
bank.instead(
    normalization.local_response_norm,
    "a size beyond the number of channels: alpha divided by that number",
    lambda c: c.size > c.cin,
    lambda c: {"alpha": float(c.alpha) * c.size / c.cin},
)
