"""A fifth sample of the kinds that public reports of frameworks and of kernel authors show: kernels for one size and
one stride, thresholds of sizes, remainders, one type, one layout, one combination of arguments, earlier calls. They were
written down by someone who had not seen the checks, and before any check had been run on them."""

from __future__ import annotations

import math
import weakref

import numpy as np

from mathcnn import layers, normalization, pooling
from mathcnn.museum.calls import Call

from . import Bank, last_column, without


class _Guarded(Bank):
    """A bank whose conditions see arrays, hold for no call of exact numbers and for none that the formula refuses."""

    def __call__(self, of, says, when, change, *verdicts, out=0):
        super().__call__(of, says, _guarded(when), _quiet(change), *verdicts, out=out)

    def instead(self, of, says, when, others, *verdicts):
        super().instead(of, says, _guarded(when), others, *verdicts)

    def backward(self, of, says, when, change, *verdicts):
        super().backward(of, says, _guarded(when), _quiet(change), *verdicts)


def _guarded(when):
    def asked(c):
        try:
            c.given |= {a: np.asarray(c.given[a]) for a in c.of.arrays if c.given.get(a) is not None}
            exact = any(c.given[a].dtype.kind not in "biufV" for a in c.of.arrays if c.given.get(a) is not None)
            return not exact and bool(when(c))
        except (ValueError, TypeError, AttributeError, LookupError):  # the formula says what is wrong
            return False

    return asked


def _quiet(change):
    def quiet(*args):
        with np.errstate(all="ignore"):
            return change(*args)

    return quiet


bank = _Guarded(__name__)
conv, conv_transpose = layers.conv, layers.conv_transpose
max_pool, avg_pool, global_avg_pool = pooling.max_pool, pooling.avg_pool, pooling.global_avg_pool
batch_norm, group_norm, layer_norm = normalization.batch_norm, normalization.group_norm, normalization.layer_norm
HALF_MAX = 65504.0


def _column(b, c):
    """An entry a channel, along axis 1 of a result."""
    return np.asarray(b).reshape(-1, *[1] * c.rank)


def _floats(x):
    """Whether an array holds real floats."""
    return np.asarray(x).dtype.kind == "f"


def _depthwise(c):
    """Whether each group of a convolution has one input channel."""
    return c.groups > 1 and c.groups == c.cin


def _clipped(c, of, **others):
    """The formula with other arguments."""
    return np.asarray(of(**{**c.asked, **others}))


# ---------------------------------------------------------------- convolutions

bank.instead(
    conv,
    "5 x 5 with stride 2 and padding 2: padded as another framework's same, (1, 2)",
    lambda c: (
        c.k == (5, 5) and c.all("s", 2) and c.all("p", 2) and c.all("d", 1) and not any(n % 2 for n in c.x.shape[2:])
    ),
    lambda c: {"padding": ((1, 2), (1, 2))},
)


def _odd_tile(y, c):
    w = np.array(c.w)
    w[..., -1] = 0
    y[..., -1] = _clipped(c, conv, w=w)[..., -1]
    return y


bank(
    conv,
    "3 x 3 with stride 1, tiles of 2 x 2, columns odd beyond 8: the last lacks the kernel's last column",
    lambda c: c.k == (3, 3) and c.all("s", 1) and c.all("d", 1) and not c.flip,
    lambda y, c: _odd_tile(y, c) if y.shape[-1] > 8 and y.shape[-1] % 2 else y,
)
bank.instead(
    conv,
    "1 x 1, more than 32 inputs, not in eights: the rest left out",
    lambda c: c.rank == 2 and c.k == (1, 1) and c.groups == 1 and c.cin > 32 and c.cin % 8 != 0,
    lambda c: without("x", c.cin // 8 * 8)(c),
)
bank.instead(
    conv,
    "depthwise with dilation, rows padded more after than before: before and after exchanged",
    lambda c: _depthwise(c) and c.d[-1] > 1 and c.p[-1][0] < c.p[-1][1],
    lambda c: {"padding": (*c.p[:-1], c.p[-1][::-1])},
)
bank.instead(
    conv,
    "1-D, causal padding, dilation 4 or more: reads one step ahead",
    lambda c: c.rank == 1 and c.d[0] >= 4 and c.p[0][1] == 0 and c.p[0][0] == c.d[0] * (c.k[0] - 1) > 0,
    lambda c: {"padding": ((c.p[0][0] - 1, 1),)},
)
bank.instead(
    conv,
    "3-D, a kernel of depth 1 and wider elsewhere: no bias",
    lambda c: c.rank == 3 and c.k[0] == 1 and min(c.k[1:]) > 1 and c.b is not None,
    lambda c: {"b": None},
)


def _interleaved(y, c):
    n, space = len(y), y.shape[2:]
    return y.reshape(n, int(c.groups), -1, *space).swapaxes(1, 2).reshape(y.shape)


bank(
    conv,
    "8 groups or more with several outputs each: the outputs of the groups interleaved",
    lambda c: c.groups >= 8 and c.cout > c.groups,
    _interleaved,
)

_packed: dict[int, tuple] = {}


@bank.function(conv, "2-D, the same array of weights, written into since an earlier call: the weights of that call")
def _stale_weights(*args, **kwargs):
    c = Call(conv, args, kwargs)
    w = c.asked["w"]
    if c.rank != 2 or not isinstance(w, np.ndarray):
        return conv(*args, **kwargs)
    owner, kept = _packed.get(id(w), (None, None))
    if owner is None or owner() is not w or kept.shape != w.shape:
        if len(_packed) > 64:
            _packed.clear()
        kept = np.array(w)
        _packed[id(w)] = weakref.ref(w), kept
    return conv(**{**c.asked, "w": kept})


bank.instead(
    conv,
    "images in uint8, more than one input channel: read as int8",
    lambda c: c.x.dtype == np.uint8 and c.cin > 1,
    lambda c: {"x": np.asarray(c.x).view(np.int8)},
)


def _last_input_lost(y, c):
    x = np.array(c.x)
    x[..., -1] = 0
    y[..., -1] = _clipped(c, conv_transpose, x=x)[..., -1]
    return y


bank(
    conv_transpose,
    "4 x 4 with stride 2 and padding 1, more than 8 columns: the last one lacks the last input",
    lambda c: c.k == (4, 4) and c.all("s", 2) and c.all("p", 1) and c.all("d", 1) and c.width > 8,
    _last_input_lost,
)
bank(
    conv_transpose,
    "2-D, output padding along the rows, a bias: the additional column is zero",
    lambda c: c.rank == 2 and c.each("output_padding")[-1] > 0 and c.b is not None,
    last_column,
)


def _overwritten(y, c):
    s, x, w = c.s[0], np.array(c.x), np.array(c.w)
    first, rest = w.copy(), w.copy()
    first[..., s:], rest[..., :s] = 0, 0
    x[..., :-1] = 0
    return _clipped(c, conv_transpose, w=first) + _clipped(c, conv_transpose, x=x, w=rest, b=None)


bank(
    conv_transpose,
    "1-D, a kernel of twice the stride, stride 2 or more: entries that overlap are overwritten and not added",
    lambda c: c.rank == 1 and c.k[0] == 2 * c.s[0] > 2 and c.all("d", 1),
    lambda y, c: _overwritten(y, c).astype(y.dtype),
)

# ---------------------------------------------------------------- pools


def _zero_beyond(y, c):
    reach = (y.shape[-1] - 1) * c.s[-1] + c.d[-1] * (c.k[-1] - 1) - c.p[-1][0]
    if reach >= c.width + c.p[-1][1]:
        y[..., -1] = np.maximum(y[..., -1], 0)
    return y


bank(
    max_pool,
    "ceil_mode, a last window that reaches beyond the padding: zeros beyond it take part",
    lambda c: c.ceil_mode and not c.return_indices and c.x.dtype.kind in "fi",
    _zero_beyond,
)
bank.instead(
    max_pool,
    "whole numbers, 3 x 3 with padding: padded with zeros",
    lambda c: c.x.dtype.kind == "i" and c.k == (3, 3) and any(map(any, c.p)) and not (c.return_indices or c.ceil_mode),
    lambda c: {"x": np.pad(c.x, ((0, 0), (0, 0), *c.p)), "padding": 0},
)
bank(
    max_pool,
    "return_indices in 3-D: the place within its own slice of depth",
    lambda c: c.rank == 3 and c.return_indices,
    lambda y, c: y % math.prod(c.x.shape[3:]),
    out=1,
)


def _corner(y, c):
    y[..., 0, 0] *= y.dtype.type(4 / 6)
    return y


bank(
    avg_pool,
    "3 x 3 with stride 2 and padding 1, count_include_pad=False: the first corner divided by 6, as at an edge",
    lambda c: (
        c.k == (3, 3)
        and c.all("s", 2)
        and c.all("p", 1)
        and c.all("d", 1)
        and _floats(c.x)
        and not c.count_include_pad
        and c.divisor_override is None
        and min(c.x.shape[2:]) > 1
    ),
    _corner,
)
bank.instead(
    avg_pool,
    "divisor_override with count_include_pad=False and padding: the taps in the input are counted",
    lambda c: c.divisor_override is not None and not c.count_include_pad and any(map(any, c.p)),
    lambda c: {"divisor_override": None},
)


def _half_sum(y, c):
    with np.errstate(over="ignore"):
        n = np.float64(math.prod(c.x.shape[2:]))
        total = np.asarray(c.x, np.float64).reshape(*c.x.shape[:2], -1).sum(-1)
        mean = np.where(np.abs(total) > HALF_MAX, np.copysign(np.inf, total), total / n)
        return mean.astype(y.dtype).reshape(y.shape)


bank(
    global_avg_pool,
    "float16, a sum beyond 65504: infinite",
    lambda c: c.dtype == "float16" and bool(np.isfinite(c.x).all()),
    _half_sum,
)
bank.instead(
    pooling.adaptive_avg_pool,
    "a result of one column and several rows: the last column of the input left out",
    lambda c: c.rank == 2 and c.each("size")[-1] == 1 and c.each("size")[0] > 1 and c.width > 1,
    lambda c: {"x": c.x[..., :-1]},
)

# ---------------------------------------------------------------- normalisation


@bank.function(batch_norm, "training in float32: the running statistics that were given are overwritten, too")
def _overwrites_running(*args, **kwargs):
    found, c = batch_norm(*args, **kwargs), Call(batch_norm, args, kwargs)
    if isinstance(found, tuple):
        for old, new in zip((c.asked["running_mean"], c.asked["running_var"]), found[1:], strict=True):
            if isinstance(old, np.ndarray) and old.dtype == np.float32 and old.flags.writeable:
                old[...] = new
    return found


bank.instead(
    batch_norm,
    "momentum 0: taken as not given, 0.1",
    lambda c: c.training and c.running_mean is not None and c.asked["momentum"] == 0,
    lambda c: {"momentum": 0.1},
)


def _by_squares(y, c):
    axes = (0, *range(2, c.x.ndim))
    x = np.asarray(c.x)
    mean, squares = x.mean(axes, keepdims=True), (x * x).mean(axes, keepdims=True)
    scale = _column(c.gamma, c) / np.sqrt(np.maximum(squares - mean * mean, 0) + np.float32(c.asked["eps"]))
    return ((x - mean) * scale + _column(c.beta, c)).astype(y.dtype)


bank(
    batch_norm,
    "float32, more than 1024 values a channel: the variance is the mean of the squares less the square of the mean",
    lambda c: c.training and c.running_mean is None and c.correction == 0 and c.dtype == "float32" and c.values > 1024,
    _by_squares,
)


def _padded_lane(y, c):
    x, g = np.asarray(c.x, np.float64), int(c.groups)
    rows = x.reshape(len(x), g, -1)
    n = rows.shape[-1] * (c.cin // g + 1) / (c.cin // g)
    mean = rows.sum(-1, keepdims=True) / n
    var = (rows**2).sum(-1, keepdims=True) / n - mean**2
    z = ((rows - mean) / np.sqrt(var + float(c.asked["eps"]))).reshape(x.shape)
    return (z * _column(c.gamma, c) + _column(c.beta, c)).astype(y.dtype)


bank(
    group_norm,
    "2-D, groups of 3, 5, ... channels: a channel of zeros, to be even, enters the statistics",
    lambda c: c.rank == 2 and c.groups > 1 and c.cin // c.groups > 1 and c.cin // c.groups % 2 == 1,
    _padded_lane,
)


def _first_1024(y, c):
    x = np.asarray(c.x, np.float64)
    head = x[..., :1024]
    z = (x - head.mean(-1, keepdims=True)) / np.sqrt(head.var(-1, keepdims=True) + float(c.asked["eps"]))
    return (z * np.asarray(c.gamma) + np.asarray(c.beta)).astype(y.dtype)


bank(layer_norm, "rows beyond 1024: statistics of the first 1024 entries", lambda c: c.width > 1024, _first_1024)


def _side_by_side(a):
    """The entries that follow the first one in memory, whatever the stride."""
    return np.lib.stride_tricks.as_strided(a, strides=a.strides and (a.itemsize,))


bank.instead(
    layer_norm,
    "gamma a view with a stride: read as if its entries lay side by side",
    lambda c: isinstance(c.asked["gamma"], np.ndarray) and c.gamma.strides[0] > c.gamma.itemsize and len(c.gamma) > 1,
    lambda c: {"gamma": _side_by_side(c.asked["gamma"])},
)
bank.instead(
    normalization.local_response_norm,
    "fewer channels than the size: alpha divided by the number of channels",
    lambda c: c.cin < c.asked["size"],
    lambda c: {"alpha": c.asked["alpha"] * c.asked["size"] / c.cin},
)
