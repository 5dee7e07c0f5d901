"""A seventh sample of the kinds that public reports of frameworks and of kernel authors show, met in ordinary work:
specialised kernels of one size and stride, thresholds of sizes, remainders of tiles, one type, one layout of memory.
They were written down by someone who had not seen the checks, and before any check had been run on them."""

from __future__ import annotations

import math
import threading

import numpy as np

from mathcnn import layers, normalization, pooling

from . import SPECIAL, Bank

bank = Bank(__name__)
conv, conv_transpose = layers.conv, layers.conv_transpose
max_pool, avg_pool = pooling.max_pool, pooling.avg_pool
batch_norm, layer_norm = normalization.batch_norm, normalization.layer_norm


def _taps(c, where):
    """The weights, with zeros at a part of their axes."""
    w = np.array(c.w)
    w[where] = 0
    return {"w": w}


def _rest(a, n, axis):
    """A copy of an array, without what lies beyond the last whole block of n along an axis."""
    a = np.array(a)
    a[(slice(None),) * (axis % a.ndim) + (slice(a.shape[axis] // n * n, None),)] = 0
    return a


def _affine(c, z):
    """Normalised values (N, C, *space) with the scale and the shift of their channels, in the type of x."""
    of_channels = [np.asarray(a, np.float64).reshape(-1, *[1] * c.rank) for a in (c.gamma, c.beta)]
    return (of_channels[0] * z + of_channels[1]).astype(c.first.dtype)


# ---------------------------------------------------------------- convolutions

bank.instead(
    conv,
    "5 x 5 kernels with stride 2: the last row of taps left out",
    lambda c: c.k == (5, 5) and c.all("s", 2),
    lambda c: _taps(c, (..., -1, slice(None))),
)
bank.instead(
    conv,
    "depthwise, more than 8 channels, not in eights: no bias in those of the remainder",
    lambda c: c.b is not None and c.groups == c.cin > 8 and c.cin % 8 != 0,
    lambda c: {"b": _rest(c.b, 8, 0)},
)
bank.instead(
    conv,
    "4 groups or more, several outputs a group: the bias read by the output's number in its group",
    lambda c: c.b is not None and c.groups >= 4 and c.cout > c.groups,
    lambda c: {"b": np.tile(np.asarray(c.b)[: c.cout // c.groups], c.groups)},
)
bank.instead(
    conv,
    "1-D, more than 7 taps, stride 1: taps from the eighth on left out",
    lambda c: c.rank == 1 and c.k[0] > 7 and c.s == (1,),
    lambda c: _taps(c, (..., slice(7, None))),
)
bank.instead(
    conv,
    "3 x 3 x 3 kernels with stride (1, 2, 2): the kernel's depth in reverse order",
    lambda c: c.k == (3, 3, 3) and c.s == (1, 2, 2),
    lambda c: {"w": np.asarray(c.w)[:, :, ::-1]},
)
bank.instead(
    conv,
    "float16, 1 x 1 kernels, an odd number of inputs beyond 1 (read in pairs): the last input left out",
    lambda c: c.dtype == "float16" and c.all("k", 1) and np.shape(c.w)[1] % 2 == 1 and np.shape(c.w)[1] > 1,
    lambda c: _taps(c, (slice(None), -1)),
)


def _outputs_last(w):
    """Whether weights (O, C, *kernel) lie in memory as (*kernel, C, O)."""
    kept = isinstance(w, np.ndarray) and w.ndim > 2 and not w.flags.c_contiguous
    return kept and np.moveaxis(np.moveaxis(w, 0, -1), 0, -2).flags.c_contiguous


bank.instead(
    conv,
    "weights that lie in memory as (*kernel, inputs, outputs), a transposed view: read in the order of memory",
    lambda c: _outputs_last(c.w),
    lambda c: {"w": c.w.ravel("K").reshape(c.w.shape)},
)
bank.instead(
    conv,
    "stride 2 with one more entry of padding after than before: the additional entry put before",
    lambda c: c.all("s", 2) and any(after == before + 1 for before, after in c.p),
    lambda c: {"padding": tuple((b + 1, a - 1) if a == b + 1 else (b, a) for b, a in c.p)},
)

_packed: list[np.ndarray] = []  # the weights of the last call, and what was packed of them


@bank.function(conv, "3 x 3 kernels, the same array as in the last call, changed in between: the old weights are used")
def _weights_packed_once(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    if np.shape(w)[2:] == (3, 3) and isinstance(w, np.ndarray):
        if not (_packed and _packed[0] is w):
            _packed[:] = [w, w.copy()]
        w = _packed[1]
    return conv(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip)


bank.instead(
    conv_transpose,
    "4 x 4 kernels with stride 2 and padding 1: the kernel's rows and columns exchanged",
    lambda c: c.k == (4, 4) and c.all("s", 2) and c.all("p", 1),
    lambda c: {"w": np.asarray(c.w).swapaxes(-1, -2)},
)


def _bias_only(y, c):
    for axis, more in enumerate(c.each("output_padding")):
        last = (slice(None), slice(None), *[slice(None)] * axis, slice(y.shape[2 + axis] - more, None))
        y[last] = 0 if c.b is None else np.asarray(c.b).reshape(-1, *[1] * c.rank)
    return y


bank(
    conv_transpose,
    "output_padding with padding: the additional entries are the bias only",
    lambda c: any(c.each("output_padding")) and any(after for _, after in c.p),
    _bias_only,
)


def _gaps(y, c):
    y[..., (np.arange(y.shape[-1]) + c.p[0][0]) % c.s[0] >= c.k[0]] = 0
    return y


bank(
    conv_transpose,
    "1-D, a stride longer than the kernel, with a bias: no bias between the places of the kernel",
    lambda c: c.rank == 1 and c.b is not None and c.s[0] > c.k[0] and c.d[0] == 1,
    _gaps,
)

# ---------------------------------------------------------------- pooling

bank(
    max_pool,
    "3 x 3 windows with stride 2 and padding 1: the padding takes part as zeros",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 1) and c.all("d", 1) and not c.ceil_mode,
    lambda y, c: max_pool(layers.pad(c.x, 1), 3, stride=2),
)
bank(
    max_pool,
    "float32, windows of -inf only: the least finite number",
    lambda c: c.dtype == "float32",
    lambda y, c: np.where(y == -np.inf, np.finfo(y.dtype).min, y),
    SPECIAL,
)
bank(
    max_pool,
    "3-D with return_indices: indices within a slice, without that of the slice",
    lambda c: c.return_indices and c.rank == 3,
    lambda y, c: y % math.prod(c.first.shape[3:]),
    out=1,
)
bank.instead(
    avg_pool,
    "ceil_mode with stride 2: the last window's sum divided by the whole kernel, though it reaches beyond the padding",
    lambda c: c.ceil_mode and c.all("s", 2) and c.count_include_pad and c.divisor_override is None,
    lambda c: {"divisor_override": math.prod(c.k)},
)
bank.instead(
    avg_pool,
    "padding of one side only with count_include_pad=False: the padding is counted",
    lambda c: not c.count_include_pad and any(min(p) == 0 < max(p) for p in c.p),
    lambda c: {"count_include_pad": True},
)


def _even_windows(c, sizes):
    """Windows of one size with one stride, as an average pool has them, which reach to the end."""
    steps = [h // n for h, n in zip(c.first.shape[2:], sizes, strict=True)]
    windows = [h - (n - 1) * s for h, n, s in zip(c.first.shape[2:], sizes, steps, strict=True)]
    return avg_pool(c.x, tuple(windows), stride=tuple(steps))


bank(
    pooling.adaptive_avg_pool,
    "6 x 6 or 7 x 7 results of larger images that they do not divide: windows of one size with one stride",
    lambda c: (
        c.each("size") in ((6, 6), (7, 7))
        and all(h > n for h, n in zip(c.first.shape[2:], c.each("size"), strict=True))
        and any(h % n for h, n in zip(c.first.shape[2:], c.each("size"), strict=True))
    ),
    lambda y, c: _even_windows(c, y.shape[2:]),
)

_first_thread: list[int] = []


@bank.function(pooling.global_max_pool, "called from another thread than the first call: zeros for the last image")
def _buffer_of_one_thread(x):
    y = np.array(pooling.global_max_pool(x))
    if not _first_thread:
        _first_thread.append(threading.get_ident())
    if _first_thread[0] != threading.get_ident():
        y[-1:] = 0
    return y


# ---------------------------------------------------------------- normalizations

bank(
    batch_norm,
    "training=False with one entry a channel of an image: normalised by the statistics of the batch",
    lambda c: not c.training and c.values == c.batch > max(1, c.correction),
    lambda y, c: batch_norm(c.x, c.gamma, c.beta, c.eps, correction=c.correction).astype(y.dtype),
)


def _one_pass(y, c):
    x, axes = np.asarray(c.x), (0, *range(2, c.first.ndim))
    n = np.float32(c.values)
    mean = x.mean(axes, keepdims=True, dtype=np.float32)
    square = (x * x).mean(axes, keepdims=True, dtype=np.float32)
    var = np.maximum(square - mean * mean, 0) * (n / (n - np.float32(c.correction)))
    return _affine(c, (x - mean) / np.sqrt(var + np.float32(c.eps))).astype(y.dtype)


bank(
    batch_norm,
    "float32 in training, more than 1024 values a channel: the variance as mean of squares minus square of the mean",
    lambda c: c.training and c.dtype == "float32" and c.values > 1024,
    _one_pass,
)
bank(
    batch_norm,
    "in training with a batch of one image: the new running variance is the biased one",
    lambda c: c.training and c.batch == 1,
    lambda y, c: batch_norm(**{**c.asked, "running_correction": 0})[2],
    out=2,
)
bank.instead(
    normalization.group_norm,
    "8 groups or more of several channels: gamma and beta read by the number of the group",
    lambda c: c.groups >= 8 and c.cin > c.groups,
    lambda c: {a: np.repeat(np.asarray(getattr(c, a))[: c.groups], c.cin // c.groups) for a in ("gamma", "beta")},
)


def _masked_lanes(y, c):
    x = np.asarray(c.x, np.float64)
    n, mean = x.shape[-1], x.mean(-1, keepdims=True)
    lanes = 2 ** math.ceil(math.log2(n))
    var = (((x - mean) ** 2).sum(-1, keepdims=True) + (lanes - n) * mean**2) / n
    z = (x - mean) / np.sqrt(var + float(c.eps))
    return (z * np.asarray(c.gamma, np.float64) + np.asarray(c.beta, np.float64)).astype(y.dtype)


bank(
    layer_norm,
    "rows longer than 64, no power of two: lanes beyond the row add the square of the mean to the variance",
    lambda c: c.width > 64 and c.width & (c.width - 1) != 0,
    _masked_lanes,
)
bank.instead(
    layer_norm,
    "a matrix that is a transposed view: rows read in the order of memory",
    lambda c: isinstance(c.x, np.ndarray) and c.x.ndim == 2 and c.x.T.flags.c_contiguous and not c.x.flags.c_contiguous,
    lambda c: {"x": c.x.ravel("K").reshape(c.x.shape)},
)
bank.instead(
    normalization.next_running_mean,
    "momentum 0: taken as not given, so 0.1",
    lambda c: c.momentum == 0,
    lambda c: {"momentum": 0.1},
)
