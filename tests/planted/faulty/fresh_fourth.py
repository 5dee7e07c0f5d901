"""A fourth sample of the kinds that public reports of frameworks and of kernel authors show, each met in ordinary work:
layouts of memory, padding of one side, sums in narrow types, conventions of other frameworks, shapes of real networks.
They were written down by someone who had not seen the checks, and before any check had been run on them."""

from __future__ import annotations

import itertools
import math

import numpy as np

from mathcnn import activation, layers, pooling
from mathcnn.museum.calls import Call

from . import SPECIAL, Bank, moved
from .seldom import of_channels

bank = Bank(__name__)
conv, conv_transpose, linear = layers.conv, layers.conv_transpose, layers.linear
max_pool, avg_pool, softmax = pooling.max_pool, pooling.avg_pool, activation.softmax
HALF_MAX = 65504.0


def _channels_last(x):
    """Whether an array (N, C, *space) lies in memory as (N, *space, C)."""
    return x.ndim > 2 and np.moveaxis(x, 1, -1).flags.c_contiguous and not x.flags.c_contiguous


def _copied(x, change):
    """A copy of an array, changed by a function."""
    x = np.array(x)
    change(x)
    return x


# ---------------------------------------------------------------- convolutions


@bank.function(conv, "windows that lie in padding only (1 x 1 with padding): no bias")
def _bare_border(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    others = dict(stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip)
    y, c = np.array(conv(x, w, b, **others)), Call(conv, (x, w, b), others)
    if b is None:
        return y
    for axis, (n, k, s, d, (before, _)) in enumerate(zip(x.shape[2:], c.k, c.s, c.d, c.p, strict=True)):
        starts = np.arange(y.shape[2 + axis]) * s - before
        outside = (starts >= n) | (starts + d * (k - 1) < 0)
        y[(slice(None), slice(None), *[slice(None)] * axis, outside)] = 0
    return y


bank.instead(
    conv,
    "channels last in memory, more than 4 inputs, not in fours: the rest left out",
    lambda c: _channels_last(c.x) and c.groups == 1 and c.cin > 4 and c.cin % 4 != 0,
    lambda c: {"x": np.where(of_channels(np.arange(c.cin) < c.cin // 4 * 4, c), c.x, 0).astype(c.x.dtype)},
)
bank.instead(
    conv,
    "weights that are a view of another order (kernel, inputs, outputs): read as they lie",
    lambda c: np.moveaxis(c.w, (0, 1), (-1, -2)).flags.c_contiguous and not c.w.flags.c_contiguous,
    lambda c: {"w": np.moveaxis(c.w, (0, 1), (-1, -2)).reshape(c.w.shape)},
)
bank.instead(
    conv,
    "a mirrored view of the images (negative stride): not mirrored",
    lambda c: c.x.strides[-1] < 0,
    lambda c: {"x": c.x[..., ::-1]},
)


def _middle_row(w):
    w[:, :, 0] = w[:, :, 2] = 0


bank.instead(
    conv,
    "3 x 3, padding as the dilation (DeepLab), more rows than that but less than twice: the middle row of taps only",
    lambda c: c.k == (3, 3) and c.d[0] > 1 and c.p[0] == (c.d[0], c.d[0]) and c.d[0] < c.x.shape[2] < 2 * c.d[0],
    lambda c: {"w": _copied(c.w, change=_middle_row)},
)


def _last_group(c):
    def change(w):
        m = len(w) // c.groups
        w[-m:] = w[-2 * m : -m]

    return {"w": _copied(c.w, change=change)}


bank.instead(
    conv,
    "1 x 1, 3 groups or more, not depthwise (ShuffleNet): the last group by the weights of the one before",
    lambda c: c.all("k", 1) and c.groups > 2 and c.w.shape[1] > 1,
    _last_group,
)
bank.instead(
    conv,
    "depthwise, two outputs or more an input, bias: that of the input's number",
    lambda c: c.groups == c.cin > 1 and c.cout > c.cin and c.b is not None,
    lambda c: {"b": np.asarray(c.b)[np.arange(c.cout) // (c.cout // c.cin)]},
)
bank.instead(
    conv,
    "3-D, other before than after on the first axis (causal video): exchanged",
    lambda c: c.rank == 3 and c.p[0][0] != c.p[0][1],
    lambda c: {"padding": (c.p[0][::-1], *c.p[1:])},
)
bank.instead(
    conv,
    "bytes from 128 on: read as signed",
    lambda c: c.x.dtype == np.uint8 and bool((c.x > 127).any()),
    lambda c: {"x": c.x.astype(np.int8)},
)


@bank.function(conv_transpose, "stride beyond the dilated kernel: no bias in the gaps")
def _gaps(x, w, b=None, *, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    others = dict(stride=stride, padding=padding, output_padding=output_padding, dilation=dilation, groups=groups)
    y, c = np.array(conv_transpose(x, w, b, **others)), Call(conv_transpose, (x, w, b), others)
    if b is None:
        return y
    for axis, (k, s, d, (before, _)) in enumerate(zip(c.k, c.s, c.d, c.p, strict=True)):
        if s > d * (k - 1) + 1:
            at = (np.arange(y.shape[2 + axis]) + before) % s > d * (k - 1)
            y[(slice(None), slice(None), *[slice(None)] * axis, at)] = 0
    return y


bank.instead(
    conv_transpose,
    "depthwise, even kernel (bilinear weights): those of the first channel for all",
    lambda c: c.groups == c.cin > 1 and c.k[-1] % 2 == 0,
    lambda c: {"w": np.repeat(np.asarray(c.w)[:1], c.cin, 0)},
)

bank.backward(
    conv,
    "dx, more zeros after than before (TensorFlow's same at stride 2): one column late",
    lambda c: c.p[-1][1] == c.p[-1][0] + 1,
    lambda g, c, dy: [moved(g[0], c), *g[1:]],
)
bank.backward(
    conv,
    "dw, dy that repeats one number in memory (of a sum), two images or more: of the first image",
    lambda c: c.batch > 1,
    lambda g, c, dy: (
        [g[0], np.asarray(conv.backward(np.array(dy[:1]), **{**c.asked, "x": c.x[:1]})[1], g[1].dtype), *g[2:]]
        if isinstance(dy, np.ndarray) and dy.strides[0] == 0
        else g
    ),
)


def _without_added(g, c, dy):
    dy = np.array(dy)
    for axis, more in enumerate(c.each("output_padding")):
        if more:
            dy[(slice(None), slice(None), *[slice(None)] * axis, slice(-more, None))] = 0
    return [g[0], np.asarray(conv_transpose.backward(dy, **c.asked)[1], g[1].dtype), *g[2:]]


bank.backward(
    conv_transpose,
    "dw, output padding: without the rows and columns that it adds",
    lambda c: any(c.each("output_padding")),
    _without_added,
)

# ---------------------------------------------------------------- pools


@bank.function(max_pool, "integers, padding: it counts as zeros")
def _zeros_around(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    others = dict(stride=stride, dilation=dilation, ceil_mode=ceil_mode, return_indices=return_indices)
    c = Call(max_pool, (x, kernel_size), {**others, "padding": padding})
    if x.dtype.kind != "i" or ceil_mode or return_indices:
        return max_pool(x, kernel_size, padding=padding, **others)
    return max_pool(np.pad(x, ((0, 0), (0, 0), *c.p)), kernel_size, **others)


@bank.function(max_pool, "same, an odd number of places around: the odd one before")
def _odd_before(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    others = dict(stride=stride, dilation=dilation, ceil_mode=ceil_mode, return_indices=return_indices)
    c = Call(max_pool, (x, kernel_size), {**others, "padding": padding})
    if isinstance(padding, str) and padding == "same":
        padding = tuple(p[::-1] for p in c.p)
    return max_pool(x, kernel_size, padding=padding, **others)


def _whole_window(y, c):
    ones = np.ones((1, 1, *c.x.shape[2:]))
    taps = np.asarray(avg_pool(ones, **{**_others(c, "x"), "divisor_override": 1, "count_include_pad": False}))
    y[..., -1] = y[..., -1] * (taps[..., -1] / math.prod(c.k)).astype(y.dtype)
    return y


def _others(c, *names):
    """The arguments of a call but some."""
    return {name: value for name, value in c.asked.items() if name not in names}


bank(
    avg_pool,
    "ceil_mode, padding not counted: the last column by the whole window",
    lambda c: bool(c.ceil_mode) and not c.count_include_pad and c.divisor_override is None,
    _whole_window,
)


@bank.function(pooling.adaptive_avg_pool, "a size that does not divide that of x: by equal windows at equal strides")
def _exported(x, size):
    sizes = Call(pooling.adaptive_avg_pool, (x, size), {}).each("size")
    space = x.shape[2:]
    if any(h < n for h, n in zip(space, sizes, strict=True)):
        return pooling.adaptive_avg_pool(x, size)
    strides = tuple(h // n for h, n in zip(space, sizes, strict=True))
    kernel = tuple(h - (n - 1) * s for h, n, s in zip(space, sizes, strides, strict=True))
    return avg_pool(x, kernel, stride=strides)


def _half_sum(n):
    """Means over n entries, whose sums overflow in half precision."""

    def change(y, c):
        with np.errstate(all="ignore"):
            total = np.asarray(y, np.float64) * n(c)
            return np.where(np.abs(total) > HALF_MAX, np.copysign(np.inf, total), y).astype(y.dtype)

    return change


bank(
    pooling.global_avg_pool,
    "half precision: the sum in half precision, infinite beyond 65504",
    lambda c: c.dtype == "float16",
    _half_sum(lambda c: math.prod(c.x.shape[2:])),
)
bank.backward(
    max_pool,
    "1-D, zeros before: by places in the padded row",
    lambda c: c.rank == 1 and c.p[0][0] > 0,
    lambda g, c, dy: [np.roll(g[0], c.p[0][0], -1), *g[1:]],
)


def _set(g, c, dy):
    space, out = c.x.shape[2:], np.zeros(c.x.shape)
    for at in itertools.product(*map(range, dy.shape[2:])):
        windows = tuple(
            slice(i * h // n, -(-(i + 1) * h // n)) for i, h, n in zip(at, space, dy.shape[2:], strict=True)
        )
        count = math.prod(one.stop - one.start for one in windows)
        share = np.asarray(dy, np.float64)[(slice(None), slice(None), *at)] / count
        out[(slice(None), slice(None), *windows)] = share.reshape(*share.shape, *[1] * len(space))
    return [out.astype(g[0].dtype), *g[1:]]


bank.backward(
    pooling.adaptive_avg_pool,
    "windows that overlap: set instead of added",
    lambda c: any(h % n for h, n in zip(c.x.shape[2:], c.each("size"), strict=True)),
    _set,
)

# ---------------------------------------------------------------- scores and losses


def _several(c):
    return isinstance(c.asked["axis"], tuple) and len(c.asked["axis"]) > 1


bank(softmax, "several axes: along the last of them", _several, lambda y, c: softmax(c.x, c.asked["axis"][-1]))


@bank.function(activation.log_softmax, "single precision: the logarithm of the softmax")
def _log_of(x, axis=-1):
    if x.dtype != np.float32:
        return activation.log_softmax(x, axis)
    with np.errstate(divide="ignore"):
        return np.log(np.asarray(softmax(x, axis), np.float32))


@bank.function(activation.cross_entropy, "labels in bytes: places i K + t in bytes")
def _byte_places(x, t):
    t = np.asarray(t)
    if t.dtype.itemsize != 1 or t.dtype.kind not in "iu" or not len(t):
        return activation.cross_entropy(x, t)
    loss = activation.cross_entropy(x, t)
    n, k = x.shape
    with np.errstate(all="ignore"):
        at = (np.arange(n) * k + t.astype(np.int64)).astype(t.dtype).astype(np.int64) % (n * k)
        log = np.asarray(activation.log_softmax(x, -1), np.float64).ravel()
        right = np.arange(n) * k + t.astype(np.int64)
        return np.asarray(loss + np.where(at == right, 0, log[right] - log[at]).mean()).astype(np.asarray(loss).dtype)[
            ()
        ]


bank(
    activation.cross_entropy,
    "a class of minus infinity that is not the label (masked): NaN, as 0 times infinity",
    lambda c: bool((np.isneginf(c.x) & (np.arange(c.width) != np.asarray(c.t)[:, None])).any()),
    lambda y, c: np.full_like(y, np.nan)[()],
    SPECIAL,
)


def _along_last(g, c, dy):
    y, axis = np.asarray(softmax(c.x, c.asked["axis"]), np.float64), c.asked["axis"][-1]
    return [(y * (dy - (y * dy).sum(axis, keepdims=True))).astype(g[0].dtype), *g[1:]]


bank.backward(softmax, "several axes: the sum along the last of them", _several, _along_last)
