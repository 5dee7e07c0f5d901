"""An eighth sample, of convolutions and pools: what authors of kernels for graphics processors and phones, of
compilers, of exercises in NumPy and of ports between frameworks get wrong and do not notice. It was written down by
someone who had not seen the checks, and before any check had been run on it."""

from __future__ import annotations

import math

import numpy as np

from mathcnn import layers, pooling
from mathcnn.museum.calls import Call

from . import Bank

bank = Bank(__name__)
conv, conv_transpose = layers.conv, layers.conv_transpose
max_pool, avg_pool, adaptive_avg_pool = pooling.max_pool, pooling.avg_pool, pooling.adaptive_avg_pool


def _channels_last(x):
    """Whether an array (N, C, *space) lies in memory as (N, *space, C)."""
    return x.ndim > 2 and np.moveaxis(x, 1, -1).flags.c_contiguous and not x.flags.c_contiguous


def _windows(x, places):
    """What is read at places, an array (positions, taps) for each axis: (N, C, positions, taps); zeros outside."""
    for axis, at in enumerate(places):
        n = x.shape[2 + 2 * axis]
        x = np.concatenate([x, np.zeros_like(x.take([0], 2 + 2 * axis))], 2 + 2 * axis)
        x = np.take(x, np.where((at >= 0) & (at < n), at, n), 2 + 2 * axis)
    rank = len(places)
    x = x.transpose(0, 1, *range(2, 2 + 2 * rank, 2), *range(3, 3 + 2 * rank, 2))
    return x.reshape(*x.shape[:2], math.prod(x.shape[2 : 2 + rank]), -1)


def _places(c, size, stride=None, dilation=None):
    """The places that a convolution or a pool reads along each axis."""
    each = zip(size, c.k, stride or c.s, dilation or c.d, c.p, strict=True)
    return [np.arange(o)[:, None] * s - before + d * np.arange(k) for o, k, s, d, (before, _) in each]


def _conv_at(c, y, places):
    """A convolution that reads at other places, in the shape and the type of the right result y."""
    x, w = np.asarray(c.x), np.asarray(c.w)
    w = np.flip(w, range(2, w.ndim)) if c.asked["flip"] else w
    x = x.astype(np.promote_types(x.dtype, np.float64)) if x.dtype.kind == "f" else x
    g = c.asked["groups"]
    taps = _windows(x, places)
    taps = taps.reshape(len(x), g, -1, *taps.shape[2:])
    found = np.einsum("ngcok,gmck->ngmo", taps, w.reshape(g, len(w) // g, w.shape[1], -1)).reshape(y.shape)
    return (found if c.b is None else found + np.asarray(c.b).reshape(-1, *[1] * c.rank)).astype(y.dtype)


# ---------------------------------------------------------------- convolutions

bank(
    conv,
    "1 x 1 with several images, one product of matrices: images and outputs not exchanged back",
    lambda c: set(c.k) == set(c.s) == {1} and c.all("p", 0) and c.groups == 1 and c.batch > 1,
    lambda y, c: y.swapaxes(0, 1).reshape(y.shape),
)


def _without_the_filler(y, c):
    packed = np.zeros((len(y), -(-y.shape[1] // 4) * 4, *y.shape[2:]), y.dtype)
    packed[:, : y.shape[1]] = y
    return packed.reshape(-1, *y.shape[2:])[: len(y) * y.shape[1]].reshape(y.shape)


bank(
    conv,
    "several images, more than 4 outputs, not in fours (NCHW4c): the filler of an image is read as the next image",
    lambda c: c.batch > 1 and c.cout > 4 and c.cout % 4 != 0,
    _without_the_filler,
)


def _as_it_lies(c):
    x = np.array(c.x)
    flat = np.zeros(x.size, x.dtype)
    flat[: x[:, 0].size] = x[:, 0].ravel()
    return {"x": flat.reshape(x.shape)}


bank.instead(
    conv,
    "a grey image repeated along the channels without a copy (stride 0): memory is read on after it",
    lambda c: c.x.ndim > 2 and c.cin > 1 and c.x.strides[1] == 0 and c.x.strides[-1] != 0,
    _as_it_lies,
)


def _interleaved(c):
    x, g = np.asarray(c.x), c.asked["groups"]
    return {"x": x.reshape(len(x), -1, g, *x.shape[2:]).swapaxes(1, 2).reshape(x.shape)}


bank.instead(
    conv,
    "groups of several inputs, channels last in memory: a group reads every G-th channel",
    lambda c: _channels_last(c.x) and 1 < c.groups < c.cin,
    _interleaved,
)


def _next_channel_below(c):
    x = np.asarray(c.x)
    following = np.concatenate([x.ravel()[x.shape[-1] :], np.zeros(x.shape[-1], x.dtype)]).reshape(x.shape)
    return {"x": np.concatenate([x, following], 2), "padding": ((1, 0), (1, 1))}


bank.instead(
    conv,
    "depthwise 3 x 3, padding 1, images of one row: the row of the next channel is read as the one below",
    lambda c: c.k == (3, 3) and c.all("p", 1) and c.all("d", 1) and c.x.shape[2] == 1 and c.groups == c.cin > 1,
    _next_channel_below,
)
bank(
    conv,
    "3-D, dilation along the first axis: planes next to each other are read",
    lambda c: c.rank == 3 and c.d[0] > 1 and c.k[0] > 1,
    lambda y, c: _conv_at(c, y, _places(c, y.shape[2:], dilation=(1, *c.d[1:]))),
)


def _by_numpy_convolve(y, c):
    w = c.w if c.asked["flip"] else np.asarray(c.w)[:, :, ::-1]
    for n, o in np.ndindex(*y.shape[:2]):
        rows = zip(c.x[n], w[o], strict=True)
        total = sum(np.convolve(row, taps, "same")[: y.shape[2]] for row, taps in rows)
        y[n, o] = total + (0 if c.b is None else c.b[o])
    return y


bank(
    conv,
    "1-D, same, a kernel longer than the row: by numpy.convolve, which exchanges them, and cut to the row",
    lambda c: c.rank == 1 and c.asked["padding"] == "same" and c.s == c.d == (1,) == (c.groups,) and c.k[0] > c.width,
    _by_numpy_convolve,
)
bank(
    conv,
    "depthwise, another stride along rows than along columns: the one along the rows' axis for both",
    lambda c: c.rank == 2 and c.groups == c.cin > 1 and c.s[0] != c.s[1],
    lambda y, c: _conv_at(c, y, _places(c, y.shape[2:], stride=(c.s[0], c.s[0]))),
)


def _overlap_twice(y, c):
    again = slice(c.cout - 8, c.cout // 8 * 8)
    bias = 0 if c.b is None else np.asarray(c.b)[again].reshape(-1, *[1] * c.rank).astype(y.dtype)
    y[:, again] += y[:, again] - bias
    return y


bank(
    conv,
    "more than 8 outputs, not in eights: the last eight are computed once more, and added to those already there",
    lambda c: c.groups == 1 and c.cout > 8 and c.cout % 8 != 0,
    _overlap_twice,
)


def _with_a_short_halo(y, c):
    places = _places(c, y.shape[2:])
    tile = np.arange(y.shape[-1])[:, None] // 16 * 16 - c.p[-1][0]
    places[-1] = np.where(places[-1] < tile + 16 + c.k[-1] - 1, places[-1], -1)
    return _conv_at(c, y, places)


bank(
    conv,
    "dilated columns, tiles of 16 results in shared memory: only k - 1 further columns are loaded, others are zeros",
    lambda c: c.s[-1] == 1 and c.d[-1] > 1 and c.k[-1] > 1,
    _with_a_short_halo,
)


def _halves(c):
    return tuple((sum(pair) // 2, sum(pair) - sum(pair) // 2) for pair in c.p)


bank.instead(
    conv_transpose,
    "padding other before than after: its sum is halved again (ONNX's total_padding), an odd one after",
    lambda c: tuple(map(tuple, c.p)) != _halves(c),
    lambda c: {"padding": _halves(c)},
)
bank.instead(
    conv_transpose,
    "images of one place (as a product of matrices), with padding: all of it is cut off after",
    lambda c: set(c.x.shape[2:]) == {1} and any(before for before, _ in c.p),
    lambda c: {"padding": tuple((0, sum(pair)) for pair in c.p)},
)

# ---------------------------------------------------------------- pools


def _first_tap_again(y, c):
    missing = -(math.prod(c.k) - 9) % 8
    others = {a: c.asked[a] for a in ("kernel_size", "stride", "padding", "dilation", "ceil_mode")}
    ones = np.ones((1, 1, *c.x.shape[2:]))
    pads = c.asked["count_include_pad"]
    number = c.asked["divisor_override"] or avg_pool(ones, **others, divisor_override=1) / avg_pool(
        ones, **others, count_include_pad=pads
    )
    first = _windows(np.asarray(c.x), [at[:, :1] for at in _places(c, y.shape[2:])]).reshape(y.shape)
    return (y + missing * first / number).astype(y.dtype)


bank(
    avg_pool,
    "more than 9 taps, a first pass of 9 and others of 8: what the last one lacks are copies of the first tap",
    lambda c: math.prod(c.k) > 9 and (math.prod(c.k) - 9) % 8 != 0,
    _first_tap_again,
)


def _bounds(h, size):
    """Starts and ends of the windows in float32, and whether any of them is wrong."""
    step, i = np.float32(h) / np.float32(size), np.arange(size, dtype=np.float32)
    starts = np.floor(i * step).astype(int)
    ends = np.clip(np.ceil((i + 1) * step).astype(int), 1, h)
    i = np.arange(size)
    return starts, ends, (starts != i * h // size).any() or (ends != -(-(i + 1) * h // size)).any()


@bank.function(adaptive_avg_pool, "bounds of windows as i * (h / l) in float32: some whole numbers are missed")
def _bounds_in_float32(x, size):
    y = adaptive_avg_pool(x, size)
    found = np.asarray(x)
    bounds = [_bounds(h, m) for h, m in zip(found.shape[2:], y.shape[2:], strict=True)]
    if not any(wrong for _, _, wrong in bounds):
        return y
    for axis, (starts, ends, _) in enumerate(bounds, 2):
        means = [found.take(range(a, b), axis).mean(axis) for a, b in zip(starts, ends, strict=True)]
        found = np.stack(means, axis).astype(y.dtype)
    return found


@bank.function(adaptive_avg_pool, "a size above that of x: the entry nearest before, without the mean of two")
def _of_one_entry(x, size):
    y = adaptive_avg_pool(x, size)
    found = np.asarray(x)
    for axis, m in enumerate(y.shape[2:], 2):
        h = found.shape[axis]
        if m > h:
            found = found.take(np.arange(m) * h // m, axis)
    return adaptive_avg_pool(found, y.shape[2:])


bank(
    pooling.global_avg_pool,
    "3-D: divided by the entries of one plane (height times width)",
    lambda c: c.rank == 3,
    lambda y, c: y * y.dtype.type(c.x.shape[2]),
)


def _by_bits(y, c):
    space = tuple(range(2, c.x.ndim))
    return np.where((c.x < 0).all(space).reshape(y.shape), c.x.min(space).reshape(y.shape), y)


bank(
    pooling.global_max_pool,
    "float32, a channel of negative numbers only: the least, by atomicMax of the bits as integers",
    lambda c: c.dtype == "float32",
    _by_bits,
)


def _lowest(dtype):
    return -np.inf if np.dtype(dtype).kind == "f" else np.iinfo(dtype).min


def _whole_blocks(c):
    (before, after), k, x = c.p[-1], c.k[-1], np.array(c.x)
    x[..., max(0, (c.width + before + after) // k * k - before) :] = _lowest(x.dtype)
    return {"x": x}


bank.instead(
    max_pool,
    "stride 1, 5 columns or more, by maxima of blocks (van Herk): the padded row's last block, if not whole, left out",
    lambda c: c.s[-1] == c.d[-1] == 1 and c.k[-1] >= 5 and not c.asked["return_indices"] and c.x.dtype.kind in "fi",
    _whole_blocks,
)


@bank.function(max_pool, "dilation and padding: a window that begins in the padding begins at the first entry instead")
def _another_phase(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    others = dict(stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    y = max_pool(x, kernel_size, **others, return_indices=return_indices)
    c = Call(max_pool, (x, kernel_size), others)
    if return_indices or c.all("d", 1) or c.all("p", 0) or np.asarray(x).dtype.kind not in "fi":
        return y
    found = np.asarray(x)
    for axis, at in enumerate(_places(c, y.shape[2:])):
        n = found.shape[2 + axis]
        late = at + np.maximum(-at[:, :1], 0)
        read = (late < n) & (late <= at[:, -1:])
        taps = found.take(np.minimum(late, n - 1), 2 + axis)
        read = read.reshape(*read.shape, *[1] * (taps.ndim - 4 - axis))
        taps = np.where(read, taps, np.asarray(_lowest(found.dtype), found.dtype))
        found = taps.max(3 + axis)
    return found
