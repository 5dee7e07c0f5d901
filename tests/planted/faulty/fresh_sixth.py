"""A sixth sample of the kinds that public reports of frameworks and of kernel authors show: blocks and masks of GPU
kernels, registers of phones and of x86, phases and tiles of compilers, narrow types, what gets lost between frameworks.
They were written down by someone who had not seen the checks, and before any check had been run on them."""

from __future__ import annotations

import itertools
import math

import numpy as np

from mathcnn import layers, pooling
from mathcnn.museum.calls import Call

from . import Bank

bank = Bank(__name__)
conv, conv_transpose = layers.conv, layers.conv_transpose
max_pool, avg_pool = pooling.max_pool, pooling.avg_pool
BLOCK, GRID = 1024, 65535


def _befores(c):
    """The zeros before the input along each axis."""
    return [before for before, _ in c.p]


def _terms(c, y, befores=None):
    """The entries that a convolution multiplies, (N, groups, inputs, positions, taps), and the weights with them."""
    x, w, rank, befores = np.asarray(c.x), np.asarray(c.w), c.rank, befores or _befores(c)
    wide = np.int64 if np.result_type(x, w).kind in "iu" else np.float64
    x, w = x.astype(wide), w.astype(wide)
    if c.given.get("flip"):
        w = np.flip(w, tuple(range(2, 2 + rank)))
    places, inside = [], np.array(True)
    for axis in range(rank):
        at = np.arange(y.shape[2 + axis])[:, None] * c.s[axis] - befores[axis] + np.arange(c.k[axis]) * c.d[axis]
        shape = [1] * (2 * rank)
        shape[axis], shape[rank + axis] = at.shape
        inside = inside & ((at >= 0) & (at < x.shape[2 + axis])).reshape(shape)
        places.append(np.clip(at, 0, x.shape[2 + axis] - 1).reshape(shape))
    found = np.where(inside, x[(slice(None), slice(None), *places)], wide(0))
    taps = math.prod(c.k)
    return (
        found.reshape(len(x), c.groups, w.shape[1], -1, taps),
        w.reshape(c.groups, len(w) // c.groups, w.shape[1], taps),
    )


def _with_bias(y, c, b=None):
    """Results with the bias of a call, or another, added."""
    b = c.b if b is None else b
    return y if b is None else y + np.reshape(b, (-1, *[1] * c.rank)).astype(y.dtype)


def _from_elsewhere(c, y, befores):
    """A convolution whose windows begin elsewhere."""
    terms, w = _terms(c, y, befores)
    with np.errstate(all="ignore"):
        sums = np.einsum("ngcpk,gmck->ngmp", terms, w, optimize=True).reshape(y.shape)
        return _with_bias(sums, c).astype(y.dtype)


# ---------------------------------------------------------------- convolutions


def _saturated(y, c):
    terms, w = _terms(c, y)
    terms, w = np.moveaxis(terms, 3, 2), w.reshape(*w.shape[:2], -1)
    terms = terms.reshape(*terms.shape[:3], -1)
    sums = np.zeros((terms.shape[0], terms.shape[1], w.shape[1], terms.shape[2]), np.int64)
    for j in range(0, w.shape[2], 2):
        pair = np.einsum("ngpt,gmt->ngmp", terms[..., j : j + 2], w[..., j : j + 2])
        sums += np.clip(pair, -(2**15), 2**15 - 1)
    return _with_bias(sums.reshape(y.shape), c).astype(y.dtype)


bank(
    conv,
    "bytes by signed bytes: sums of two neighbouring products saturate in 16 bits (vpmaddubsw)",
    lambda c: np.asarray(c.x).dtype == np.uint8 and np.asarray(c.w).dtype == np.int8,
    _saturated,
)


def _half_sums(y, c):
    terms, w = _terms(c, y)
    sums = np.zeros((terms.shape[0], c.groups, w.shape[1], terms.shape[3]), np.float16)
    with np.errstate(all="ignore"):
        for one in range(w.shape[2]):
            sums += np.einsum("ngpk,gmk->ngmp", terms[:, :, one], w[:, :, one], optimize=True).astype(np.float16)
        return _with_bias(sums.reshape(y.shape), c).astype(y.dtype)


bank(
    conv,
    "half precision: the sum over the channels in half precision",
    lambda c: np.asarray(c.x).dtype == np.float16 and np.asarray(c.w).dtype == np.float16,
    _half_sums,
)


def _next_row(c):
    x = np.asarray(c.x)
    after = np.zeros_like(x[..., :1])
    after[:, :, :-1] = x[:, :, 1:, :1]
    return {"x": np.concatenate([x, after], -1), "padding": ((1, 1), (1, 0))}


bank.instead(
    conv,
    "depthwise 3 x 3, stride 2, padding 1: right of a row is the first entry of the next",
    lambda c: (
        c.k == (3, 3) and c.all("stride", 2) and c.all("padding", 1) and c.groups == c.cin > 1 and c.all("dilation", 1)
    ),
    _next_row,
)


def _by_inputs(c):
    w = np.asarray(c.w)
    outputs, inputs = len(w) // c.groups, w.shape[1]
    return {"w": w[[(g * inputs + m) % len(w) for g in range(c.groups) for m in range(outputs)]]}


bank.instead(
    conv,
    "groups of other numbers of inputs than outputs: a group's weights from where its inputs begin",
    lambda c: c.groups > 1 and c.cout // c.groups != np.shape(c.w)[1],
    _by_inputs,
)
bank.instead(
    conv,
    "flip, several channels: those are turned, too",
    lambda c: c.flip and max(np.shape(c.w)[:2]) > 1,
    lambda c: {"w": np.ascontiguousarray(np.asarray(c.w)[::-1, ::-1])},
)


def _blocks(y, c):
    (s,), (d,), (k,) = c.s, c.d, c.k
    x = np.pad(np.asarray(c.x), ((0, 0), (0, 0), c.p[0]))
    for first in range(0, y.shape[2], BLOCK):
        n = min(BLOCK, y.shape[2] - first)
        part = x[..., first * s : (first + BLOCK) * s]
        need = (n - 1) * s + d * (k - 1) + 1
        part = np.pad(part, ((0, 0), (0, 0), (0, max(0, need - part.shape[2]))))[..., :need]
        y[..., first : first + n] = conv(part, c.w, c.b, stride=s, dilation=d, groups=c.groups, flip=c.flip)
    return y


bank(
    conv,
    "1-D, more than 1024 results: windows at the end of a block of 1024 see zeros after it",
    lambda c: c.rank == 1 and c.k[0] > 1,
    lambda y, c: _blocks(y, c) if y.shape[2] > BLOCK else y,
)
bank(
    conv,
    "3-D, other zeros before in depth than in height: those of the height for both",
    lambda c: c.rank == 3 and c.p[0][0] != c.p[1][0],
    lambda y, c: _from_elsewhere(c, y, [c.p[1][0], c.p[1][0], c.p[2][0]]),
)
bank(
    conv,
    "2-D, other padding along rows than along columns (1 x 7): windows begin at exchanged ones",
    lambda c: c.rank == 2 and c.p[0][0] != c.p[1][0],
    lambda y, c: _from_elsewhere(c, y, [c.p[1][0], c.p[0][0]]),
)
bank.instead(
    conv,
    "half precision, bias in float32: its bytes read as half precision",
    lambda c: (
        c.b is not None
        and np.asarray(c.x).dtype == np.float16 == np.asarray(c.w).dtype
        and np.asarray(c.b).dtype == np.float32
    ),
    lambda c: {"b": np.ascontiguousarray(c.b).view(np.float16)[: c.cout].astype(np.float32)},
)


def _other_order(c):
    w = np.asarray(c.w)
    inputs, outputs, *k = len(w) // c.groups, *w.shape[1:]
    return {"w": np.swapaxes(w.reshape(c.groups, outputs, inputs, *k), 1, 2).reshape(w.shape)}


bank.instead(
    conv_transpose,
    "groups of several inputs and several outputs: weights read as (outputs, inputs)",
    lambda c: c.groups > 1 and np.shape(c.w)[1] > 1 and len(c.w) > c.groups,
    _other_order,
)


def _phases(c):
    missing = [-k % s if k > s else 0 for k, s in zip(c.k, c.s, strict=True)]
    return {
        "w": np.pad(np.asarray(c.w), ((0, 0), (0, 0), *((e, 0) for e in missing))),
        "padding": tuple((before, after + e) for (before, after), e in zip(c.p, missing, strict=True)),
    }


bank.instead(
    conv_transpose,
    "stride that does not divide a larger kernel (one convolution a phase): zeros before the kernel, not after",
    lambda c: c.all("dilation", 1) and any(k > s and k % s for k, s in zip(c.k, c.s, strict=True)),
    _phases,
)


@bank.function(conv_transpose, "several images, windows that overlap: the sums are not cleared between images")
def _not_cleared(*args, **kwargs):
    c = Call(conv_transpose, args, kwargs)
    y = np.asarray(conv_transpose(*args, **kwargs))
    if c.batch < 2 or all(k <= s for k, s in zip(c.k, c.s, strict=True)):
        return y
    sums = np.asarray(conv_transpose(**{**c.asked, "b": None})).astype(y.dtype)
    return _with_bias(np.cumsum(sums, 0, dtype=y.dtype), c)


# ---------------------------------------------------------------- pooling


def _grid(y, c):
    y.reshape(-1, *y.shape[2:])[GRID:] = 0
    return y


bank(
    max_pool,
    "images times channels beyond 65535 (the last axis of a grid): the rest is zero",
    lambda c: c.batch * c.cin > GRID,
    _grid,
)
bank.instead(
    max_pool,
    "int64: the low 32 bits of each entry",
    lambda c: c.dtype == "int64",
    lambda c: {"x": np.asarray(c.x).astype(np.int32).astype(np.int64)},
)


def _beyond_input(y, c):
    lowest = -np.inf if y.dtype.kind == "f" else np.iinfo(y.dtype).min
    for axis, (n, k, s, d, p) in enumerate(zip(np.shape(c.x)[2:], c.k, c.s, c.d, c.p, strict=True)):
        more = -((d * (k - 1) + 1 - n - sum(p)) // s) + 1 - y.shape[2 + axis]
        y = np.pad(y, [(0, more if a == 2 + axis else 0) for a in range(y.ndim)], constant_values=lowest)
    return y


bank(
    max_pool,
    "ceil_mode: a window that begins in the padding after the input is kept",
    lambda c: c.ceil_mode and not c.return_indices and np.asarray(c.x).dtype.kind in "fiu",
    _beyond_input,
)


@bank.function(pooling.max_pool_indices, "equal entries in a window: the place of the last")
def _last_of_equals(*args, **kwargs):
    y = np.array(pooling.max_pool_indices(*args, **kwargs))
    c = Call(pooling.max_pool_indices, args, kwargs)
    x = np.asarray(c.x)
    space = x.shape[2:]
    best = np.take_along_axis(x.reshape(*x.shape[:2], -1), y.reshape(*y.shape[:2], -1), 2).reshape(y.shape)
    for tap in itertools.product(*map(range, c.k)):
        at = [
            np.arange(m) * s - before + d * u
            for m, s, before, d, u in zip(y.shape[2:], c.s, _befores(c), c.d, tap, strict=True)
        ]
        inside = np.array(True)
        for a, n in zip(at, space, strict=True):
            inside = inside[..., None] & (a >= 0) & (a < n)
        at = np.ix_(*[np.clip(a, 0, n - 1) for a, n in zip(at, space, strict=True)])
        y = np.where(inside & (x[(slice(None), slice(None), *at)] == best), np.ravel_multi_index(at, space), y)
    return y


def _all_taps(y, c):
    for axis, (n, k, s, d, (before, after)) in enumerate(zip(np.shape(c.x)[2:], c.k, c.s, c.d, c.p, strict=True)):
        at = np.arange(y.shape[2 + axis])[:, None] * s + d * np.arange(k)
        share = (at < n + before + after).mean(1).astype(y.dtype)
        y *= share.reshape(-1, *[1] * (c.rank - 1 - axis))
    return y


bank(
    avg_pool,
    "ceil_mode, padding counted: taps beyond the padding are counted, too",
    lambda c: c.ceil_mode and c.count_include_pad and c.divisor_override is None,
    _all_taps,
)


def _running(y, c):
    k = c.k[-1]
    t = np.array(avg_pool(c.x, (*c.k[:-1], 1), stride=1))
    with np.errstate(all="ignore"):
        now = t[..., :k].sum(-1, dtype=t.dtype)
        for column in range(y.shape[-1]):
            if column:
                now = now + t[..., column + k - 1] - t[..., column - 1]
            y[..., column] = now / t.dtype.type(k)
    return y


bank(
    avg_pool,
    "float32, stride 1, no padding: by a running sum along the row, in which the error of a large entry stays",
    lambda c: (
        c.dtype == "float32"
        and c.all("stride", 1)
        and c.all("dilation", 1)
        and c.all("padding", 0)
        and c.divisor_override is None
    ),
    _running,
)


def _one_width(y, c):
    strides = [n // m for n, m in zip(np.shape(c.x)[2:], y.shape[2:], strict=True)]
    kernels = [n - (m - 1) * s for n, m, s in zip(np.shape(c.x)[2:], y.shape[2:], strides, strict=True)]
    return np.asarray(avg_pool(c.x, tuple(kernels), stride=tuple(strides))).astype(y.dtype)


bank(
    pooling.adaptive_avg_pool,
    "input no multiple of the size (exported as a pool with one kernel and stride): windows of one width",
    lambda c: (
        any(n % m for n, m in zip(np.shape(c.x)[2:], c.size, strict=True))
        and all(m <= n for n, m in zip(np.shape(c.x)[2:], c.size, strict=True))
    ),
    _one_width,
)


# ---------------------------------------------------------------- gradients of these


def _half_db(several, c, dy):
    rows = np.moveaxis(np.asarray(dy), 1, 0).reshape(np.shape(dy)[1], -1).astype(np.float16)
    with np.errstate(all="ignore"):
        several[2] = np.add.accumulate(rows, -1, dtype=np.float16)[:, -1].astype(several[2].dtype)
    return several


bank.backward(
    layers.conv,
    "db, half precision: summed one by one in half precision",
    lambda c: c.b is not None and c.dtype == "float16",
    _half_db,
)


def _undilated(several, c, dy):
    x, dy = np.asarray(c.x), np.asarray(dy)
    others = {name: v for name, v in c.asked.items() if name != "return_indices"}
    index = np.asarray(pooling.max_pool_indices(**others))
    places, inside = [], np.ones(index.shape, bool)
    for axis, at in enumerate(np.unravel_index(index, x.shape[2:])):
        start = np.arange(index.shape[2 + axis]) * c.s[axis] - c.p[axis][0]
        start = start.reshape(-1, *[1] * (c.rank - 1 - axis))
        place = start + (at - start) // c.d[axis]
        inside &= (place >= 0) & (place < x.shape[2 + axis])
        places.append(place)
    found = np.zeros_like(several[0])
    one, channel, *_ = np.indices(index.shape, sparse=True)
    one, channel = np.broadcast_to(one, index.shape), np.broadcast_to(channel, index.shape)
    np.add.at(found, (one[inside], channel[inside], *(p[inside] for p in places)), dy[inside])
    return [found]


bank.backward(
    pooling.max_pool,
    "dx, dilation beyond 1: at the place without dilation",
    lambda c: max(c.d) > 1,
    _undilated,
)
