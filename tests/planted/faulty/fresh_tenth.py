"""A tenth sample of the kinds that public reports of frameworks and of kernel authors show: convolutions and pools.
They were written down by someone who had not seen the checks, and before any check had been run on them."""

from __future__ import annotations

import math

import numpy as np

from mathcnn import layers, pooling
from mathcnn.museum.calls import Call

from . import Bank

bank = Bank(__name__)
conv, conv_transpose = layers.conv, layers.conv_transpose
max_pool, avg_pool, adaptive_avg_pool = pooling.max_pool, pooling.avg_pool, pooling.adaptive_avg_pool


def seen(of, args, kwargs):
    """A call whose arrays are arrays, or None if it holds numbers that are no machine numbers."""
    call = Call(of, args, kwargs)
    for name in of.arrays:
        if call.given.get(name) is not None:
            call.given[name] = np.asarray(call.given[name])
            if call.given[name].dtype == object:
                return None
    return call


def wrong(bank, of, says, when, *verdicts):
    """A decorator for a change of a result: a function of the call and the right result, used where a call is so."""

    def keep(change):
        def faulty(*args, **kwargs):
            found = of(*args, **kwargs)
            c = seen(of, args, kwargs)
            if c is None or not when(c):
                return found
            return change(c, found)

        bank.add(of, says, faulty, *verdicts)
        return change

    return keep


def again(c, of=None, **others):
    """The formula of a call with some other arguments."""
    return (of or c.of)(**{**c.asked, **others})


def per_channel(b, y):
    """An entry a channel, in a form that fits (N, C, *space)."""
    return np.asarray(b).reshape(-1, *[1] * (np.ndim(y) - 2))


def places(c, y):
    """The places that a convolution or a pool reads along each axis: arrays (positions, taps)."""
    return [
        np.arange(n)[:, None] * s - before + d * np.arange(k)
        for n, s, k, d, (before, _) in zip(np.shape(y)[2:], c.s, c.k, c.d, c.p, strict=True)
    ]


def read(x, where, fill=0):
    """The entries at places, (N, C, positions..., taps...); a number outside."""
    rank = len(where)
    inside = np.ones((1, 1), bool)
    for axis, idx in enumerate(where):
        n = x.shape[2 + 2 * axis]
        x = np.take(x, np.clip(idx, 0, n - 1), axis=2 + 2 * axis)
        ok = (idx >= 0) & (idx < n)
        inside = inside[..., None, None] & ok.reshape(1, 1, *[1] * (2 * axis), *ok.shape)
    x = np.where(inside, x, fill)
    return x.transpose(0, 1, *range(2, 2 + 2 * rank, 2), *range(3, 3 + 2 * rank, 2))


def convolved(c, y, where, x=None):
    """A convolution that reads at other places, in the type of the right result."""
    rank, groups = len(where), int(c.groups)
    tiles = read(c.x if x is None else x, where)
    space = tiles.shape[2 : 2 + rank]
    w = c.w[(slice(None), slice(None), *[slice(None, None, -1)] * rank)] if c.flip else c.w
    kind = np.result_type(c.x, c.w, np.float64 if y.dtype.kind == "f" else y.dtype)
    tiles = tiles.reshape(len(tiles), groups, -1, math.prod(space), math.prod(c.k)).astype(kind)
    w = w.reshape(groups, c.cout // groups, w.shape[1], -1).astype(kind)
    found = np.einsum("ngcpt,gmct->ngmp", tiles, w).reshape(len(tiles), c.cout, *space)
    return (found if c.b is None else found + per_channel(c.b, found)).astype(y.dtype)


# ---------------------------------------------------------------- convolutions


@wrong(
    bank,
    conv,
    "groups of several outputs, not in fours: four outputs in a row all read the inputs of the first one's group",
    lambda c: c.groups > 1 and c.cout // c.groups > 1 and (c.cout // c.groups) % 4 != 0,
)
def _fours(c, y):
    n = c.w.shape[1]
    group = np.arange(c.cout) // 4 * 4 // (c.cout // c.groups)
    return again(c, x=c.x[:, (group[:, None] * n + np.arange(n)).ravel()], groups=c.cout)


@wrong(
    bank,
    conv,
    "2-D, other dilation along rows than along columns: the two exchanged (width before height)",
    lambda c: c.rank == 2 and c.d[0] != c.d[1] and min(c.k) > 1,
)
def _exchanged(c, y):
    starts = [np.arange(n) * s - before for n, s, (before, _) in zip(y.shape[2:], c.s, c.p, strict=True)]
    return convolved(c, y, [a[:, None] + d * np.arange(k) for a, d, k in zip(starts, c.d[::-1], c.k, strict=True)])


@wrong(
    bank,
    conv,
    "rows of 9 taps or more with padding, stride 1: by a transform as long as the row, so that its ends wrap around",
    lambda c: c.k[-1] >= 9 and c.s[-1] == 1 and any(c.p[-1]),
)
def _wraps(c, y):
    where = places(c, y)
    return convolved(c, y, [*where[:-1], where[-1] % c.width])


@wrong(
    bank,
    conv,
    "a bias, as many outputs as columns of the result: added along the columns (a fused addition that broadcasts)",
    lambda c: c.b is not None and c.cout > 1,
)
def _broadcast(c, y):
    if y.shape[-1] != c.cout:
        return y
    return (again(c, b=None) + c.b).astype(y.dtype)


@wrong(
    bank,
    conv,
    "3-D with a bias, a kernel of several planes: as a sum of 2-D convolutions, each of which adds the bias",
    lambda c: c.rank == 3 and c.b is not None and c.k[0] > 1,
)
def _each_plane(c, y):
    return (y + (c.k[0] - 1) * per_channel(c.b, y)).astype(y.dtype)


@wrong(
    bank,
    conv,
    "a bias, 512 products or more for each of at most 64 places: the sum is split in two, and both add the bias",
    lambda c: c.b is not None and c.terms >= 512,
)
def _split(c, y):
    places = y.size // max(1, c.cout)
    return (y + per_channel(c.b, y)).astype(y.dtype) if places <= 64 else y


@wrong(
    bank,
    conv,
    "flip in 3-D, several planes: turned along rows and columns only",
    lambda c: bool(c.flip) and c.rank == 3 and c.k[0] > 1,
)
def _not_in_depth(c, y):
    return again(c, w=c.w[:, :, ::-1])


@wrong(
    bank,
    conv,
    "1-D, zeros before only (causal), a stride that leaves a rest: windows are counted from the end",
    lambda c: c.rank == 1 and c.p[0][0] > 0 and c.p[0][1] == 0 and c.s[0] > 1,
)
def _from_the_end(c, y):
    rest = (c.width + c.p[0][0] - c.d[0] * (c.k[0] - 1) - 1) % c.s[0]
    return convolved(c, y, [places(c, y)[0] + rest])


@wrong(
    bank,
    conv,
    "several images, padding along the first axis: stacked to one tall image, whose neighbours are read for zeros",
    lambda c: c.batch > 1 and any(c.p[0]),
)
def _stacked(c, y):
    n, (first, *others) = c.x.shape[2], places(c, y)
    tall = np.moveaxis(c.x, 0, 1).reshape(1, c.cin, c.batch * n, *c.x.shape[3:])
    return np.concatenate([convolved(c, y, [first + i * n, *others], x=tall) for i in range(c.batch)])


@wrong(
    bank,
    conv,
    "depthwise, stride 2, rows of results not in fours: the loop for the rest moves by 1",
    lambda c: c.groups == c.cin > 1 and c.s[-1] == 2,
)
def _rest(c, y):
    whole = y.shape[-1] // 4 * 4
    if whole == 0:
        return y
    where = places(c, y)
    where[-1][whole:] -= np.arange(y.shape[-1] - whole)[:, None]
    return convolved(c, y, where)


@wrong(
    bank,
    conv_transpose,
    "dilation, by gathering: offsets between two taps are read as the tap before (no test of the remainder)",
    lambda c: any(d > 1 and k > 1 for d, k in zip(c.d, c.k, strict=True)),
)
def _no_remainder(c, y):
    if any(o >= s for o, s in zip(c.each("output_padding"), c.s, strict=True)):
        return y
    w = c.w
    for axis, (k, d) in enumerate(zip(c.k, c.d, strict=True)):
        w = np.take(w, np.arange(d * (k - 1) + 1) // d, axis=2 + axis)
    return again(c, w=w, dilation=1)


@wrong(
    bank,
    conv_transpose,
    "rows of more than 16, windows that overlap: a tile of 16 stores over the end of the one before, without adding",
    lambda c: c.width > 16 and c.k[-1] > 1 and c.d[-1] * (c.k[-1] - 1) + 1 > c.s[-1],
)
def _seams(c, y):
    found = np.zeros_like(y)
    for t in range(0, c.width, 16):
        x = np.zeros_like(c.x)
        x[..., t : t + 16] = c.x[..., t : t + 16]
        last = min(t + 16, c.width) - 1
        low = max(0, t * c.s[-1] - c.p[-1][0])
        high = max(0, last * c.s[-1] + c.d[-1] * (c.k[-1] - 1) + 1 - c.p[-1][0])
        found[..., low:high] = again(c, x=x, b=None)[..., low:high]
    return (found if c.b is None else found + per_channel(c.b, y)).astype(y.dtype)


# ---------------------------------------------------------------- pools


def _rows_and_columns(c):
    """Whether images are two-dimensional, and not square."""
    return c.rank == 2 and c.x.shape[2] != c.x.shape[3]


@wrong(
    bank,
    max_pool,
    "return_indices, images that are not square: a place is its row times the number of rows, and its column",
    lambda c: bool(c.return_indices) and _rows_and_columns(c),
)
def _by_height(c, found):
    y, idx = found
    return y, idx // c.width * c.x.shape[2] + idx % c.width


@wrong(
    bank,
    max_pool,
    "ceil_mode, a last window that reaches beyond the padded input: moved back until it fits",
    lambda c: bool(c.ceil_mode) and not c.return_indices,
)
def _moved_back(c, y):
    where = places(c, y)
    for idx, n, (_, after) in zip(where, c.x.shape[2:], c.p, strict=True):
        idx -= np.maximum(0, idx[:, -1:] - (n + after - 1))
    least = -np.inf if c.x.dtype.kind == "f" else np.iinfo(c.x.dtype).min
    return read(c.x, where, least).max(axis=tuple(range(-c.rank, 0))).astype(y.dtype)


@wrong(
    bank,
    avg_pool,
    "divisor_override, several axes (one pass for each): divided by it once an axis",
    lambda c: c.divisor_override is not None and c.rank > 1,
)
def _once_an_axis(c, y):
    return (y / int(c.divisor_override) ** (c.rank - 1)).astype(y.dtype)


@wrong(
    bank,
    avg_pool,
    "one window as large as the image, with padding (replaced by a global pool): the mean of the whole image",
    lambda c: c.k == c.x.shape[2:] and any(map(any, c.p)) and c.divisor_override is None and c.all("d", 1),
)
def _global(c, y):
    if any(n != 1 for n in y.shape[2:]):
        return y
    return pooling.global_avg_pool(c.x).astype(y.dtype)


@wrong(
    bank,
    avg_pool,
    "padding not counted, images that are not square: the numbers of entries of rows are used for columns, too",
    lambda c: not c.count_include_pad and c.divisor_override is None and _rows_and_columns(c) and any(map(any, c.p)),
)
def _counted_by_rows(c, y):
    counts = [((idx >= 0) & (idx < n)).sum(1) for idx, n in zip(places(c, y), c.x.shape[2:], strict=True)]
    columns = counts[0][np.minimum(np.arange(len(counts[1])), len(counts[0]) - 1)]
    return (y * (counts[1] / columns)).astype(y.dtype)


@wrong(
    bank,
    adaptive_avg_pool,
    "2-D, a size of one row and several columns: taken for a global pool, the same mean everywhere",
    lambda c: c.rank == 2 and c.each("size")[0] == 1 and c.each("size")[1] > 1,
)
def _one_row(c, y):
    return np.broadcast_to(pooling.global_avg_pool(c.x), y.shape).astype(y.dtype)


@wrong(
    bank,
    adaptive_avg_pool,
    "a smaller size that does not divide: windows end at the rounded-down place, so that none overlap",
    lambda c: any(n > m and n % m for n, m in zip(c.x.shape[2:], c.each("size"), strict=True)),
)
def _rounded_down(c, y):
    found = c.x.astype(np.float64)
    for axis, (n, m) in enumerate(zip(c.x.shape[2:], y.shape[2:], strict=True)):
        i = np.arange(m)
        starts, ends = i * n // m, (i + 1) * n // m if n > m else -((i + 1) * -n // m)
        found = np.stack(
            [np.take(found, range(a, e), 2 + axis).mean(2 + axis) for a, e in zip(starts, ends, strict=True)], 2 + axis
        )
    return found.astype(y.dtype)
