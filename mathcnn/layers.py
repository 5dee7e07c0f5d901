"""Layers over arrays (N, C, *space), at every spatial rank from 1 to 3.

Conventions: `conv` slides the kernel without turning it (cross-correlation), as frameworks do; `flip=True` turns it. Weights
are (O, C/groups, *kernel) for `conv`, and for its transpose those of the convolution that it transposes. Padding: "valid",
"full", "same" (ceil(i / s) positions, the odd zero after), a number, one an axis, or a pair (before, after) an axis.
"""

from __future__ import annotations

import functools
import itertools
import math

import numpy as np
from numpy.lib.stride_tricks import as_strided
from sympy import Abs, Eq, IndexedBase, Max, Min, Mod, Piecewise, Sum, floor, symbols

from . import geometry
from .formula import formula
from .geometry import H, dilation, kernel_size, output_padding, p, padding, q, reach, stride
from .memory import batch_first, batch_last, empty, like
from .statement import Axis, Convention, Spelling
from .writing import writable

n, o, c, e = symbols("n o c e", integer=True)
N, C, O, M, groups = symbols("N C O M groups", integer=True, positive=True)  # M output channels a group
i, a, t = Axis("i j k"), Axis("u v t"), Axis("r s t")
tap, from_ = Axis("tap"), Axis("from_")
x, w, b, y, z = map(IndexedBase, "xwbyz")
size, size_transposed = geometry.positions, geometry.positions_transposed
flip = Convention(tap, {False: (a,), True: (kernel_size - 1 - a,)})


@formula(
    Eq(y[n, o, i], b[o] + Sum(w[o, c, tap] * x[n, floor(o / M) * C + c, stride * i + dilation * a - p], (c, 0, C - 1), (a, 0, kernel_size - 1))),
    shapes="(N, groups*C, *H), (groups*M, C, *kernel_size), (groups*M)? -> (N, groups*M, *size)",
    source="dumoulin2016, section 2; goodfellow2016, eq. 9.6",
    padding=padding, flip=flip,
)  # fmt: skip
def conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    """Cross-correlation of channels, which frameworks call convolution; `flip=True` is the true convolution.

    x: (N, groups*C, *space); w: (groups*M, C, *kernel); b: (groups*M) or None. Returns (N, groups*M, *size).
    Raises ValueError where the groups don't divide the channels or the kernel does not fit the padded input.

    >>> conv(np.ones((1, 2, 4, 5)), np.ones((3, 2, 2, 3)), stride=(2, 1)).shape
    (1, 3, 2, 3)
    """
    if flip:
        w = turned_about(w)
    positions = places_of(x.shape[2:], w.shape[2:], stride, padding, dilation)
    long, beyond = is_long(w, positions, len(x), groups), is_padded(padding) and not is_finite(w)
    if long and not beyond and is_line(x, stride, dilation):
        y = along_rows(correlated, zero_padded(x, padding), w.swapaxes(0, 1))
        return y if b is None else y + b[:, None]
    if long or beyond:
        return conv_by_taps(x, w, b, stride, padding, dilation, groups, positions)
    seen = columns(x, w.shape[2:], stride, padding, dilation)
    y = empty((len(w), *seen.shape[x.ndim - 1 :]), np.result_type(x, w, *given(b)))
    np.matmul(per_group(w, groups), as_matrices(seen, groups, w), out=as_matrices(y, groups))
    if b is not None:
        y += b.reshape(-1, *[1] * (x.ndim - 1))
    return batch_first(y)


def is_padded(padding):
    """Whether there is any padding."""
    return any(before or after for before, after in padding)


def is_finite(x):
    """Whether no entry is NaN or infinite. (A sum that overflows says no, too: the way that is taken then is right for all.)"""
    return x.dtype.kind != "f" or bool(np.isfinite(x.sum()))


LONG = 1 << 20                                           # products from which on one channel a group is no work for matrices


def is_long(w, positions, batch, groups):
    """Whether each group has one channel and one result, and so many products that laying them out as a matrix, which is used once,
    costs more than they do: a step a tap is cheaper then, where each has many positions."""
    each = math.prod(positions) * batch
    return w.shape[1] == 1 and len(w) == groups and each >= 1 << 12 and each * w[0].size * groups >= LONG


def places_of(space, kernel, stride, padding, dilation):
    """How many positions a kernel takes along each axis."""
    return [(h + sum(pair) - d * (k - 1) - 1) // s + 1 for h, k, s, pair, d in zip(space, kernel, stride, padding, dilation, strict=True)]


def is_line(x, stride, dilation):
    """Whether NumPy's own sums along one axis compute it."""
    return x.ndim == 3 and tuple(stride) == tuple(dilation) == (1,)


def along_rows(combine, x, w):
    """Two arrays (N, C, H) and (N or 1, C, K), row with row."""
    pairs = [[combine(row, kernel) for row, kernel in zip(image, kernels, strict=True)]
             for image, kernels in zip(x, np.broadcast_to(w, (len(x), *w.shape[1:])), strict=True)]  # fmt: skip
    return np.array(pairs)


def correlated(row, kernel):
    return np.correlate(row, kernel, "valid")


def conv_by_taps(x, w, b, stride, padding, dilation, groups, positions):
    """`conv` tap by tap: what a tap does not see takes no part even where its weight is NaN or infinite, where the padding's zeros would
    give NaN."""
    y = np.zeros((groups, len(w) // groups, *positions, len(x)), np.result_type(x, w, *given(b)))
    entries, weights = x.reshape(len(x), groups, -1, *x.shape[2:]), w.reshape(groups, len(w) // groups, *w.shape[1:])
    for tap, here, there in taps_that_see(x.shape[2:], w.shape[2:], stride, padding, dilation, positions):
        y[(..., *here, slice(None))] += np.einsum("goc,ngc...->go...n", weights[(..., *tap)], entries[(..., *there)], optimize=False)
    y = y.reshape(len(w), *positions, len(x))
    return batch_first(y if b is None else y + b.reshape(-1, *[1] * (x.ndim - 1)))


def taps_that_see(space, kernel, stride, padding, dilation, positions):
    """For each tap that sees anything: the tap, the positions that see the input through it, what they see."""
    places = []
    for tap in np.ndindex(*kernel):
        here, there = [], []
        for h, m, s, (before, _), d, u in zip(space, positions, stride, padding, dilation, tap, strict=True):
            start, step = d * u - before, s if m > 1 else 1
            low, high = max(0, -(start // step)), min(m - 1, (h - 1 - start) // step)
            here.append(slice(low, max(low, high + 1)))
            there.append(slice(step * low + start, step * high + start + 1, step) if low <= high else slice(0))
        if all(part.start < part.stop for part in here):
            places.append((tap, here, there))
    return places


def turned_about(w):
    """The kernel turned about: every spatial axis backwards."""
    return w[(..., *[slice(None, None, -1)] * (w.ndim - 2))]


def given(*arrays):
    """Those of the arrays that are not left out."""
    return [array for array in arrays if array is not None]


def columns(x, kernel, stride, padding, dilation, positions=None):
    """What each tap of a kernel reads at each position, (C, *kernel, *positions, N), to be read only: a layer is then one product of
    matrices, and each row of it is read from whole rows of memory."""
    view = windows(zero_padded(x, padding), kernel, stride, dilation, positions)
    rank = len(kernel)
    view = view.transpose(1, *range(2 + rank, 2 + 2 * rank), *range(2, 2 + rank), 0)
    if view.flags.c_contiguous:                          # a kernel as large as the input reads it as it lies
        return view
    seen = empty(view.shape, x.dtype)
    np.copyto(seen, view)
    return seen


def as_matrices(x, groups, w=None):
    """Channels first, as one matrix a group: rows are a group's channels, with the taps of w where it is given."""
    rows = len(x) // groups if w is None else w[0].size
    return x.reshape(groups, rows, -1)


def per_group(w, groups):
    """Weights as one matrix a group: a row a channel, a column a tap."""
    return w.reshape(groups, len(w) // groups, -1)


def zero_padded(x, padding, fill=0):
    """The input with `fill` before and after each spatial axis."""
    if not is_padded(padding):
        return x
    out = like(x, (*x.shape[:2], *(h + before + after for h, (before, after) in zip(x.shape[2:], padding, strict=True))))
    out.fill(fill)
    np.copyto(cropped(out, padding, x.shape[2:]), x)
    return out


def cropped(x, padding, shape):
    """The inverse of `zero_padded`: the spatial part that was there before."""
    return x[(..., *(slice(before, before + h) for (before, _), h in zip(padding, shape, strict=True)))]


def windows(x, kernel, stride, dilation, positions=None):
    """What each position of a kernel sees, as a view (N, C, *positions, *kernel) that is only read; at the first positions, or
    at all of them."""
    steps = x.strides[2:]
    positions = positions or [(h - d * (k - 1) - 1) // s + 1 for h, k, s, d in zip(x.shape[2:], kernel, stride, dilation, strict=True)]
    by = lambda factors, sizes: (f * step if size > 1 else step for f, size, step in zip(factors, sizes, steps, strict=True))  # one has no next
    return as_strided(x, (*x.shape[:2], *positions, *kernel), (*x.strides[:2], *by(stride, positions), *by(dilation, kernel)), writeable=False)


@functools.lru_cache(maxsize=512)
def tap_places(kernel, stride, dilation, positions):
    """For each tap of a kernel its place after the channels, and where in the padded input its positions lie, as slices."""
    channels = slice(None)
    return [((channels, *tap),
             (channels, *(slice(d * u, d * u + s * (m - 1) + 1, s) for d, u, s, m in zip(dilation, tap, stride, positions, strict=True))))
            for tap in np.ndindex(*kernel)]  # fmt: skip


@conv.gradient
def conv_backward(dy, x, w, b=None, *, stride, padding, dilation, groups, flip, wrt=None):
    """The transposed products: w gathers what dy weighs, and each tap sends dy back to where it read."""
    outs = as_matrices(batch_last(dy), groups)
    dx = dw = db = None
    long = is_long(w, dy.shape[2:], len(x), groups)
    beyond = is_padded(padding) and not is_finite(dy)
    if wanted(wrt, "w") and long and not beyond and is_line(x, stride, dilation):
        dw = along_rows(correlated, zero_padded(x, padding), dy).sum(axis=0)[:, None]
        dw = turned_about(dw) if flip else dw
    elif wanted(wrt, "w") and (long or beyond):
        dw = kernel_by_taps(dy, x, w, stride, padding, dilation, groups)
        dw = turned_about(dw) if flip else dw
    elif wanted(wrt, "w"):
        dw = empty(w.shape, np.result_type(dy, x))
        seen = as_matrices(columns(x, w.shape[2:], stride, padding, dilation), groups, w)
        np.matmul(outs, seen.swapaxes(1, 2), out=per_group(dw, groups))
        dw, seen = turned_about(dw) if flip else dw, None
    if wanted(wrt, "x") and long:
        sizes = [h + before + after for h, (before, after) in zip(x.shape[2:], padding, strict=True)]
        dx = cropped(sent_by_taps(dy, turned_about(w) if flip else w, sizes, stride, dilation), padding, x.shape[2:])
    elif wanted(wrt, "x"):
        sent = empty((x.shape[1], *w.shape[2:], *dy.shape[2:], len(x)), np.result_type(dy, w))
        np.matmul(per_group(turned_about(w) if flip else w, groups).swapaxes(1, 2), outs, out=as_matrices(sent, groups, w))
        sizes = [h + before + after for h, (before, after) in zip(x.shape[2:], padding, strict=True)]
        dx = cropped(returned(sent, sizes, stride, dilation), padding, x.shape[2:])
    if b is not None and wanted(wrt, "b"):
        db = outs.sum(axis=2).reshape(-1)
    return dx, dw, db


def sent_by_taps(x, w, sizes, stride, dilation):
    """Each entry of x spread by the kernel of its channel, tap by tap; one channel a group."""
    if is_line(x, stride, dilation):
        return along_rows(np.convolve, x, w.swapaxes(0, 1))
    y = np.zeros((*x.shape[:2], *sizes), np.result_type(x, w))
    for tap, at in tap_places(w.shape[2:], tuple(stride), tuple(dilation), x.shape[2:]):
        here = y[(slice(None), *at)]
        here += x * w[(slice(None), 0, *tap[1:])].reshape(-1, *[1] * (x.ndim - 2))
    return y


def kernel_by_taps(dy, x, w, stride, padding, dilation, groups):
    """The gradient of the kernel tap by tap, where dy holds NaN or infinities: the padding's zeros take no part."""
    dw = np.zeros((groups, len(w) // groups, *w.shape[1:]), np.result_type(dy, x))
    entries, sent = x.reshape(len(x), groups, -1, *x.shape[2:]), dy.reshape(len(x), groups, -1, *dy.shape[2:])
    for tap, here, there in taps_that_see(x.shape[2:], w.shape[2:], stride, padding, dilation, dy.shape[2:]):
        rows = (part.reshape(*part.shape[:3], -1) for part in (sent[(..., *here)], entries[(..., *there)]))
        dw[(..., *tap)] = np.einsum("ngop,ngcp->goc", *rows, optimize=False)
    return dw.reshape(w.shape)


def wanted(wrt, array):
    """Whether a gradient is asked for with respect to this array: to all, where nothing is said."""
    return wrt is None or array in wrt


def returned(sent, sizes, stride, dilation):
    """The transpose of `columns`: each entry of an array (N, C, *sizes) is the sum of what the taps that read it were sent."""
    rank = len(sizes)
    kernel, positions = sent.shape[1 : 1 + rank], sent.shape[1 + rank : 1 + 2 * rank]
    if kernel == tuple(sizes):                           # at the one position there is each tap reads an entry of its own
        return batch_first(sent.reshape(len(sent), *sizes, -1))
    out = empty((len(sent), *sizes, sent.shape[-1]), sent.dtype)
    out.fill(0)
    for tap, at in tap_places(kernel, tuple(stride), tuple(dilation), positions):
        here = out[at]
        np.add(here, sent[tap], out=here)
    return batch_first(out)


@formula(
    Eq(y[n, o, i], b[o] + Sum(w[floor(o / M) * C + c, Mod(o, M), a] * z[n, floor(o / M) * C + c, i + p - dilation * a],
                              (c, 0, C - 1), (a, 0, kernel_size - 1))),
    where=[Eq(z[n, e, t], Piecewise((x[n, e, floor(t / stride)], Eq(Mod(t, stride), 0)), (0, True)))],
    shapes="(N, groups*C, *H), (groups*C, M, *kernel_size), (groups*M)? -> (N, groups*M, *size_transposed)",
    requires=[output_padding < Max(stride, dilation)],
    source="dumoulin2016, section 4",
    padding=Spelling((p, q), {"valid": (0, 0), "full": (reach, reach)}),
)  # fmt: skip
def conv_transpose(x, w, b=None, *, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    """The transpose (adjoint) of `conv` with the same weights and settings: each entry of x spreads the kernel.

    x: (N, groups*C, *space); w: (groups*C, M, *kernel); b: (groups*M) or None. `output_padding` (less than the stride or
    the dilation) chooses among the sizes that `conv` takes to the same one.

    >>> conv_transpose(np.ones((1, 2, 3, 4)), np.ones((2, 3, 3, 2)), stride=2).shape
    (1, 3, 7, 8)
    """
    sizes = [s * (h - 1) + d * (k - 1) + 1 + extra
             for s, h, d, k, extra in zip(stride, x.shape[2:], dilation, w.shape[2:], output_padding, strict=True)]  # fmt: skip
    if is_long(w, x.shape[2:], len(x), groups):
        full = sent_by_taps(x, w, sizes, stride, dilation)
    else:
        sent = empty((groups * w.shape[1], *w.shape[2:], *x.shape[2:], len(x)), np.result_type(x, w, *given(b)))
        np.matmul(per_group(w, groups).swapaxes(1, 2), as_matrices(batch_last(x), groups), out=as_matrices(sent, groups, w))
        full = returned(sent, sizes, stride, dilation)
    y = cropped(full, padding,
                [m - before - after for m, (before, after) in zip(sizes, padding, strict=True)])  # fmt: skip
    if b is not None:
        y += b.reshape(-1, *[1] * (x.ndim - 2))
    if any(s > 1 for s in stride) and not is_finite(w):
        meet_zeros_between(y, w, stride, padding, dilation, groups)
    return y


def meet_zeros_between(y, w, stride, padding, dilation, groups):
    """A weight that is NaN or infinite gives NaN where it meets one of the zeros that a stride puts between the entries."""
    wild = ~np.isfinite(w.reshape(groups, -1, *w.shape[1:])).all(axis=1)
    wild = wild.reshape(-1, *w.shape[2:])                # results by taps
    for tap in np.ndindex(*w.shape[2:]):
        if (outs := np.flatnonzero(wild[(slice(None), *tap)])).size:
            between = np.zeros(y.shape[2:], bool)
            for axis, (m, s, (before, _), d, u) in enumerate(zip(y.shape[2:], stride, padding, dilation, tap, strict=True)):
                off = (np.arange(m) + (before - d * u) % s) % s != 0
                between |= off.reshape(-1, *[1] * (between.ndim - 1 - axis))
            for o in outs:
                y[:, o, between] = np.nan


@conv_transpose.gradient
def conv_transpose_backward(dy, x, w, b=None, *, stride, padding, output_padding, dilation, groups, wrt=None):
    """The transpose of a transpose is the convolution itself."""
    dx = dw = db = None
    beyond = is_padded(padding) and not (is_finite(w) and is_finite(x))
    long = is_long(w, x.shape[2:], len(x), groups)
    plain = not long and not beyond
    line = long and not beyond and is_line(x, stride, dilation)
    if plain and (wanted(wrt, "x") or wanted(wrt, "w")):
        seen = as_matrices(columns(dy, w.shape[2:], stride, padding, dilation, x.shape[2:]), groups, w)
    if wanted(wrt, "x") and line:
        dx = along_rows(correlated, zero_padded(dy, padding), w.swapaxes(0, 1))
    elif wanted(wrt, "x") and not plain:
        dx = conv_by_taps(dy, w, None, stride, padding, dilation, groups, x.shape[2:])
    elif wanted(wrt, "x"):
        dx = empty((x.shape[1], *x.shape[2:], len(x)), np.result_type(dy, w))
        np.matmul(per_group(w, groups), seen, out=as_matrices(dx, groups))
        dx = batch_first(dx)
    if wanted(wrt, "w") and line:
        dw = along_rows(correlated, zero_padded(dy, padding), x).sum(axis=0)[:, None]
    elif wanted(wrt, "w") and not plain:
        dw = kernel_by_taps(x, dy, w, stride, padding, dilation, groups)
    elif wanted(wrt, "w"):
        dw = empty(w.shape, np.result_type(dy, x))
        np.matmul(as_matrices(batch_last(x), groups), seen.swapaxes(1, 2), out=per_group(dw, groups))
    if b is not None and wanted(wrt, "b"):
        db = dy.sum(axis=(0, *range(2, x.ndim)))
    return dx, dw, db


@formula(
    Eq(y[n, o], b[o] + Sum(w[o, c] * x[n, c], (c, 0, C - 1))),
    shapes="(N..., C), (O, C), (O)? -> (N..., O)",
    source="goodfellow2016, section 6.3",
)
def linear(x, w, b=None):
    """The fully connected layer, on the last axis of x.

    x: (..., C); w: (O, C); b: (O) or None. Returns (..., O).

    >>> linear([1.0, 2.0], [[1.0, 1.0], [0.0, 3.0]], [10.0, 20.0]).tolist()
    [13.0, 26.0]
    """
    y = like(x, (*x.shape[:-1], len(w)), np.result_type(x, w))
    np.matmul(x, w.T, out=y)
    if b is not None:
        y += b
    return y


@linear.gradient
def linear_backward(dy, x, w, b=None, wrt=None):
    rows, outs = x.reshape(-1, x.shape[-1]), dy.reshape(-1, dy.shape[-1])
    dx = dw = None
    if wanted(wrt, "x"):
        dx = like(x, dtype=np.result_type(dy, w))
        np.matmul(dy, w, out=dx)
    if wanted(wrt, "w"):
        dw = empty(w.shape, np.result_type(dy, x))
        np.matmul(outs.T, rows, out=dw)
    return dx, dw, None if b is None or not wanted(wrt, "b") else outs.sum(axis=0)


@formula(
    Eq(y[n, c, i], x[n, c, from_]),
    shapes="(N, C, *H) -> (N, C, *H + p + q)",
    source="PyTorch, torch.nn.functional.pad; NumPy, numpy.pad",
    padding=Spelling((p, q), {"full": (H - 1, H - 1)}),
    mode=Convention(from_, {
        "zero": (i - p,),
        "circular": (Mod(i - p, H),),
        "reflect": (Abs(Mod(i - p + H - 1, Max(1, 2 * H - 2)) - (H - 1)),),
        "replicate": (Min(Max(i - p, 0), H - 1),),
    }),
)  # fmt: skip
def pad(x, padding, mode="zero"):
    """The input continued beyond its border: by zeros, around a torus, mirrored at its last entry, or by that entry.

    x: (N, C, *space); padding: a number, one an axis, or a pair (before, after) an axis, or "full", one less than the size.

    >>> pad([[[1.0, 2.0, 3.0]]], 2, mode="reflect").tolist()
    [[[3.0, 2.0, 1.0, 2.0, 3.0, 2.0, 1.0]]]
    """
    if not is_padded(padding):
        return x.copy()
    if mode == "zero":
        return zero_padded(x, padding)
    for axis, pair in enumerate(padding, 2):
        before, within, after = sides(x.ndim, axis, pair, x.shape[axis])
        y = like(x, (*x.shape[:axis], x.shape[axis] + sum(pair), *x.shape[axis + 1 :]))
        y[within] = x
        for side, at in zip((before, after), sources(x.shape[axis], pair, mode), strict=True):
            y[side] = np.take(x, at, axis)
        x = y
    return x


def sides(ndim, axis, pair, h):
    """Along an axis: what was added before the input, the input, what was added after it."""
    cuts = (0, pair[0], pair[0] + h, pair[0] + h + pair[1])
    return [(*[slice(None)] * axis, slice(start, stop), *[slice(None)] * (ndim - axis - 1)) for start, stop in itertools.pairwise(cuts)]


def sources(h, pair, mode):
    """The entries that the places before and after an axis of length h show."""
    shown = {
        "circular": lambda at: at % h,
        "reflect": lambda at: abs((at + h - 1) % max(1, 2 * h - 2) - (h - 1)),
        "replicate": lambda at: at.clip(0, h - 1),
    }[mode]
    return shown(np.arange(-pair[0], 0)), shown(np.arange(h, h + pair[1]))


@pad.gradient
def pad_backward(dy, x, padding, mode):
    if mode == "zero":
        return (cropped(dy, padding, x.shape[2:]),)
    for axis, pair in enumerate(padding, 2):
        before, within, after = sides(dy.ndim, axis, pair, x.shape[axis])
        entries = dy[within].copy()
        for side, at in zip((before, after), sources(x.shape[axis], pair, mode), strict=True):
            np.add.at(np.moveaxis(entries, axis, 0), at, np.moveaxis(dy[side], axis, 0))
        dy = entries
    return (dy,)


@formula(
    Eq(y[n, c, i], x[n, c, i + p]),
    shapes="(N, C, *H) -> (N, C, *H - p - q)",
    source="PyTorch, torch.nn.functional.pad with negative padding; XLA, operation semantics of Pad",
    padding=Spelling((p, q), {"valid": (0, 0)}),
)
def crop(x, padding):
    """The input without what lies near its border: padding by negative numbers, as some frameworks write it.

    x: (N, C, *space); padding: how many entries to leave out, a number, one an axis, or a pair (before, after) an axis. Raises
    ValueError where nothing would be left.

    >>> crop([[[1.0, 2.0, 3.0, 4.0]]], ((1, 0),)).tolist()
    [[[2.0, 3.0, 4.0]]]
    """
    return inside(x, padding=padding).copy()


@crop.gradient
def crop_backward(dy, x, padding):
    """What was left out had no influence."""
    return (zero_padded(dy, padding),)


@formula(Eq(y[n, c], x[n, c]), shapes="(N, C...) -> (N, C)", source="goodfellow2016, section 9.3")
def flatten(x):
    """Everything after the batch axis in one row, the last axis fastest.

    x: (N, ...). Returns (N, entries of one image).

    >>> flatten(np.zeros((2, 3, 4, 5))).shape
    (2, 60)
    """
    return x.reshape(len(x), -1)


@flatten.gradient
def flatten_backward(dy, x):
    return (dy.reshape(x.shape),)


# ---------------------------------------------------------------- what laws are said with


@writable(r"{}\!\downarrow_{{{stride}}}")
def every(y, *, stride):
    """Every s-th entry of each spatial axis."""
    return y[(..., *(slice(None, None, s) for s in stride))]


@writable(r"\operatorname{{pad}}_{{{padding}}} {}")
def surrounded(x, *, padding):
    """Zeros around the spatial axes, in the type of x."""
    return np.pad(x, ((0, 0), (0, 0), *padding))


@writable(r"{}\!\uparrow_{{{dilation}}}")
def spaced(w, *, dilation):
    """Zeros between the taps."""
    out = np.zeros((*w.shape[:2], *(d * (k - 1) + 1 for d, k in zip(dilation, w.shape[2:], strict=True))), w.dtype)
    out[(..., *(slice(None, None, d) for d in dilation))] = w
    return out


@writable(r"{}_{{[g]}}")
def last_group(array, *, groups, axis):
    """The last of the groups of channels."""
    return np.split(array, groups, axis)[-1]


@writable(r"\mathbf{{1}}")
def identity(x):
    """The kernel of one tap that sends each channel to itself."""
    C = x.shape[1]
    return np.eye(C, dtype=x.dtype).reshape(C, C, *[1] * (x.ndim - 2))


@writable(r"(0, {})")
def after_zero(w):
    """A tap of zero before the taps of the last axis."""
    return np.concatenate([w[..., :1] * 0, w], -1)


@writable(r"{}_{{1:}}")
def tail(x):
    """Without the first entry of the last axis."""
    return x[..., 1:]


@writable(r"{}_{{[0]}}")
def first(x):
    """The first entry of the first axis, which stays."""
    return x[:1]


@writable(r"{}_{{\cdot [0]}}")
def first_channel(y):
    """The first entry of the second axis, which stays."""
    return y[:, :1]


@writable(r"{}_{{\cdot}}")
def per_channel(b, *, like):
    """A bias as an array that broadcasts over space."""
    return b.reshape(-1, *[1] * (like.ndim - 2))


@writable(r"{}^{{\top}}")
def transposed(x):
    """The last two axes swapped."""
    return np.swapaxes(x, -1, -2)


@writable(r"{}^{{\top}}")
def axes_swapped(v):
    """A parameter of two axes with the axes swapped."""
    return v[::-1]


@writable(r"\tilde{{{}}}")
def turned(w):
    """The kernel turned about its centre."""
    return w[(..., *[slice(None, None, -1)] * (w.ndim - 2))]


@writable(r"\langle {}, {} \rangle")
def inner(a, b):
    """The sum of the products of two arrays' entries."""
    return (a * b).sum()


@writable(r"{}_{{n}}")
def kept(y, *, like):
    """The part of an array that is as large as another."""
    return y[tuple(map(slice, like.shape))]


@writable(r"\mathbf{{1}}")
def unit_matrix(x):
    """The unit matrix for the last axis of x."""
    return np.eye(x.shape[-1], dtype=x.dtype)


@writable(r"{}_{{\cdot\cdot 0}}")
def one_pixel(rows):
    """Rows as images of one pixel."""
    return rows.reshape(-1, rows.shape[-1], 1)


@writable(r"{}\vert_{{{padding}}}")
def inside(y, *, padding):
    """What lies between the padding before and after."""
    return y[(..., *(slice(before, n - after) for (before, after), n in zip(padding, y.shape[2:], strict=True)))]


@writable(r"{}[H\!:]")
def turn_later(y, *, like):
    """From one size of `like` on, along the last axis."""
    return y[..., like.shape[-1] :]


@writable(r"{}[:\!-H]")
def without_last_turn(y, *, like):
    """All but the last size of `like`, along the last axis."""
    return y[..., : y.shape[-1] - like.shape[-1]]


@writable(r"{}_{{-}}")
def as_row(x):
    """An array of one axis as one of two, with one row."""
    return x[:, :, None]


@writable(r"(1, {})")
def after_one(v):
    """A parameter of one axis, and 1 for an axis before it."""
    return (1, *v)


@writable(r"(0, {})")
def after_none(padding):
    """The padding of one axis, and none for an axis before it."""
    return ((0, 0), *padding)


@writable(r"{}^{{\leftrightarrow}}")
def exchanged(padding):
    """Before and after exchanged."""
    return tuple((after, before) for before, after in padding)


@writable(r"{}\vert_{{\pm {padding}}}")
def around_first(y, *, padding):
    """As many places after the first entry as there are before it, where that many exist."""
    reach = [min(before, n - before - 1) for (before, _), n in zip(padding, y.shape[2:], strict=True)]
    return y[(..., *(slice(before - r, before + r + 1) for (before, _), r in zip(padding, reach, strict=True)))]


@writable(r"\operatorname{{size}} {}")
def space(x):
    """The sizes of the spatial axes."""
    return x.shape[2:]


@writable(r"\lceil \operatorname{{size}} {} / {stride} \rceil")
def strides_into(x, *, stride):
    """How many strides it takes to pass each spatial axis."""
    return tuple(-(-h // s) for h, s in zip(x.shape[2:], stride, strict=True))


@writable(r"{}_{{\text{{Fortran}}}}")
def in_columns(x):
    """The same entries in Fortran's order of memory, the first axis fastest."""
    return np.asfortranarray(x)


@writable(r"{}_{{\text{{view}}}}")
def as_a_view(x):
    """The same entries as every second one of an array twice as wide, the others its last entry."""
    wide = np.full((*x.shape[:-1], 2 * x.shape[-1]), x.flat[-1], x.dtype)
    wide[..., ::2] = x
    return wide[..., ::2]


@writable(r"({}, {})")
def channels_joined(y, z):
    """Two arrays one after the other along the channels."""
    return np.concatenate([y, z], 1)


@writable(r"({}, {})")
def places_joined(y, z):
    """Two arrays one after the other along the last axis."""
    return np.concatenate([y, z], -1)


@writable(r"{}_{{[1\!:]}}")
def but_first(x):
    """Without the first entry of the first axis."""
    return x[1:]


@writable(r"{}_{{\cdot [1\!:]}}")
def but_first_channel(x):
    """Without the first entry of the second axis."""
    return x[:, 1:]


@writable(r"{}_{{\text{{left}}}}")
def left_tile(x, *, of):
    """What the first half of the places of a result read, along the last axis: as many entries more as a kernel reaches."""
    return x[..., : half(of) + x.shape[-1] - of.shape[-1]]


@writable(r"{}_{{\text{{right}}}}")
def right_tile(x, *, of):
    """What the second half of the places of a result read, along the last axis."""
    return x[..., half(of) :]


def half(y):
    return max(1, y.shape[-1] // 2)


@writable(r"\tau {}")
def rolled(x):
    """The last axis turned by one place."""
    return np.roll(x, 1, -1)


@writable(r"{}_{{:-1}}")
def lead(x):
    """Without the last entry of the last axis."""
    return x[..., :-1]


@writable(r"\operatorname{{row}} {}")
def row(x):
    """The entries of each image one after another, by counting."""
    return np.array([[x[k, *at] for at in np.ndindex(*x.shape[1:])] for k in range(len(x))])


# ---------------------------------------------------------------- laws: each removes one parameter, the last fix what is left


@conv.law()
def subsamples(conv, x, w, stride, padding, dilation, groups):
    """A stride is a subsampling of the result without it; padding is given in numbers, since "same" depends on it."""
    common = {"padding": padding, "dilation": dilation, "groups": groups}
    return conv(x, w, stride=stride, **common), every(conv(x, w, **common), stride=stride)


@conv.law()
def pads(conv, x, w, padding):
    """Padding is an input with zeros around it."""
    return conv(x, w, padding=padding), conv(surrounded(x, padding=padding), w)


@conv.law()
def dilates(conv, x, w, dilation):
    """A dilated kernel is a zero-stuffed kernel."""
    return conv(x, w, dilation=dilation), conv(x, spaced(w, dilation=dilation))


@conv.law()
def splits_into_groups(conv, x, w, groups):
    """Each group is a convolution of its own; shown for the last."""
    return (last_group(conv(x, w, groups=groups), groups=groups, axis=1),
            conv(last_group(x, groups=groups, axis=1), last_group(w, groups=groups, axis=0)))  # fmt: skip


@conv.law()
def flips(conv, x, w):
    """The true convolution is the cross-correlation with the kernel turned."""
    return conv(x, w, flip=True), conv(x, turned(w), flip=False)


@conv.law(v="w")
def adds_kernels(conv, x, w, v):
    return conv(x, w + v), conv(x, w) + conv(x, v)


@conv.law(z="x")
def adds_inputs(conv, x, z, w):
    return conv(x + z, w), conv(x, w) + conv(z, w)


@conv.law()
def adds_bias(conv, x, w, b):
    return conv(x, w, b), conv(x, w) + per_channel(b, like=x)


@conv.law()
def treats_images_alone(conv, x, w):
    """A result depends on its own image only: the batch may be of any size."""
    return first(conv(x, w)), conv(first(x), w)


@conv.law(held={"groups": 1})
def treats_outputs_alone(conv, x, w):
    """An output channel depends on its own weights only."""
    return first_channel(conv(x, w)), conv(x, first(w))


@conv.law(held={"stride": 1, "padding": 0, "dilation": 1, "groups": 1, "flip": False})
def has_unit(conv, x):
    """The identity kernel changes nothing."""
    return conv(x, identity(x)), x


@conv.law(held={"flip": False, "stride": 1, "padding": 0, "dilation": 1, "groups": 1})
def reads_later(conv, x, w):
    """A kernel that starts with a zero is the kernel without it, one place later."""
    return conv(x, after_zero(w)), conv(tail(x), w)


@conv.law(rank=2)
def transposes(conv, x, w, stride, padding, dilation):
    """Swapping the axes of both arguments, and of every parameter, swaps those of the result."""
    return (conv(transposed(x), transposed(w), stride=axes_swapped(stride), padding=axes_swapped(padding), dilation=axes_swapped(dilation)),
            transposed(conv(x, w, stride=stride, padding=padding, dilation=dilation)))  # fmt: skip


@conv.law()
def has_its_size(conv, x, w, stride, padding, dilation):
    """As many positions as the formula of sizes says."""
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    return space(conv(x, w, **options)), geometry.output_size(space(x), space(w), **options)


@conv.law()
def same_covers_the_input(conv, x, w, stride):
    """With "same" padding, a position for every stride that has begun, whatever the kernel."""
    return space(conv(x, w, stride=stride, padding="same")), strides_into(x, stride=stride)


@conv.law(held={"stride": 1, "padding": 0})
def shifts(conv, x, w):
    """Without its first entry along an axis, the input gives the result without its first entry."""
    return conv(tail(x), w), tail(conv(x, w))


@conv.law(held={"stride": 1, "padding": 0})
def agrees_on_tiles(conv, x, w):
    """The halves of a result, each computed from what it reads, are the result."""
    y = conv(x, w)
    return y, places_joined(conv(left_tile(x, of=y), w), conv(right_tile(x, of=y), w))


@conv.law(held={"groups": 1}, requires=[lambda M: M > 1])
def splits_into_outputs(conv, x, w):
    """The output channels in two parts, each computed alone."""
    return conv(x, w), channels_joined(conv(x, first(w)), conv(x, but_first(w)))


@conv.law(held={"groups": 1}, requires=[lambda C: C > 1])
def adds_input_channels(conv, x, w):
    """The input channels in two parts, whose results add up."""
    return conv(x, w), conv(first_channel(x), first_channel(w)) + conv(but_first_channel(x), but_first_channel(w))


@conv.law()
def ignores_memory_layout(conv, x, w):
    """The order of the entries in memory is no part of the mathematics."""
    return conv(in_columns(x), in_columns(w)), conv(x, w)


@conv.law()
def reads_views(conv, x, w):
    """Entries that lie apart in memory count like neighbours."""
    return conv(as_a_view(x), as_a_view(w)), conv(x, w)


@conv.law(rank=1)
def knows_its_axis(conv, x, w, stride, padding, dilation):
    """A row of numbers is an image of one row: along the columns it has its own stride, padding and dilation."""
    return (conv(as_row(x), as_row(w), stride=after_one(stride), padding=after_none(padding), dilation=after_one(dilation)),
            as_row(conv(x, w, stride=stride, padding=padding, dilation=dilation)))  # fmt: skip


@conv.fails(held={"groups": 1, "stride": 1, "padding": 0, "dilation": 1})
def ignores_tap_order(conv, x, w):
    """The kernel turned gives another result, unless it is symmetric."""
    return conv(x, turned(w)), conv(x, w)


@conv_transpose.law(y="(N, groups*M, *size_transposed)")
def is_the_adjoint(conv_transpose, x, w, y, stride, padding, output_padding, dilation, groups):
    """<conv y, x> = <y, conv_transpose x>: each is the other's transpose, over the entries that x has."""
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    return (inner(kept(conv(y, w, **options), like=x), x),
            inner(y, conv_transpose(x, w, output_padding=output_padding, **options)))  # fmt: skip


@conv_transpose.law(v="w")
def transpose_adds_kernels(conv_transpose, x, w, v):
    return conv_transpose(x, w + v), conv_transpose(x, w) + conv_transpose(x, v)


@conv_transpose.law(z="x")
def transpose_adds_inputs(conv_transpose, x, z, w):
    return conv_transpose(x + z, w), conv_transpose(x, w) + conv_transpose(z, w)


@conv_transpose.law()
def transpose_adds_bias(conv_transpose, x, w, b):
    return conv_transpose(x, w, b), conv_transpose(x, w) + per_channel(b, like=x)


@conv_transpose.law()
def transpose_splits_into_groups(conv_transpose, x, w, groups):
    """Each group is a transposed convolution of its own; shown for the last."""
    return (last_group(conv_transpose(x, w, groups=groups), groups=groups, axis=1),
            conv_transpose(last_group(x, groups=groups, axis=1), last_group(w, groups=groups, axis=0)))  # fmt: skip


@conv_transpose.law(held={"stride": 1, "padding": 0, "output_padding": 0, "dilation": 1, "groups": 1})
def transpose_has_unit(conv_transpose, x):
    """The identity kernel changes nothing."""
    return conv_transpose(x, identity(x)), x


@conv_transpose.law()
def transpose_has_its_size(conv_transpose, x, w, stride, padding, output_padding, dilation):
    """As many entries as the formula of sizes says."""
    options = {"stride": stride, "padding": padding, "output_padding": output_padding, "dilation": dilation}
    return space(conv_transpose(x, w, **options)), geometry.transposed_output_size(space(x), space(w), **options)


@conv_transpose.fails(plain=True)
def inverts_the_convolution(conv_transpose, x, w):
    """The transpose goes back to the size, and not to the values."""
    return conv(conv_transpose(x, w), w), x


@linear.law(v="w")
def adds_weights(linear, x, w, v):
    return linear(x, w + v), linear(x, w) + linear(x, v)


@linear.law(z="x")
def adds_rows(linear, x, z, w):
    return linear(x + z, w), linear(x, w) + linear(z, w)


@linear.law()
def adds_a_bias(linear, x, w, b):
    return linear(x, w, b), linear(x, w) + b


@linear.law()
def has_the_unit_matrix(linear, x):
    """The unit matrix changes nothing."""
    return linear(x, unit_matrix(x)), x


@linear.law(v="(P, O)")
def composes(linear, x, w, v):
    """Two layers without anything between them are one, of the product of their matrices."""
    return linear(linear(x, w), v), linear(x, v @ w)


@linear.law()
def is_a_convolution_of_one_tap(linear, x, w, b):
    """A fully connected layer is a convolution with a kernel of one entry."""
    return one_pixel(linear(x, w, b)), conv(one_pixel(x), one_pixel(w), b)


@linear.fails(z="x")
def is_linear(linear, x, z, w, b):
    """With a bias it is affine: the bias would be added twice."""
    return linear(x + z, w, b), linear(x, w, b) + linear(z, w, b)


@flatten.law()
def reads_in_order(flatten, x):
    """Entry by entry, the last axis fastest."""
    return flatten(x), row(x)


@pad.law(held={"mode": "zero"})
def is_a_convolution_with_a_unit(pad, x, padding):
    """Zeros around are what a padded convolution with one tap adds."""
    return pad(x, padding), conv(x, identity(x), padding=padding)


@pad.law(v="x")
def adds(pad, x, v, padding):
    return pad(x + v, padding), pad(x, padding) + pad(v, padding)


@pad.law()
def keeps_the_inside(pad, x, padding):
    """Away from the border nothing changes, whatever the mode."""
    return inside(pad(x, padding), padding=padding), x


@pad.law(held={"mode": "circular"})
def wraps_around(pad, x, padding):
    """On the torus, a place and the one a whole turn later show the same entry."""
    return turn_later(pad(x, padding), like=x), without_last_turn(pad(x, padding), like=x)


@pad.law(held={"mode": "circular"})
def commutes_with_a_cyclic_shift(pad, x, padding):
    """On the torus, the input turned by one place shows what was shown, one place later."""
    return tail(pad(rolled(x), padding)), lead(pad(x, padding))


@pad.law(held={"mode": "replicate"}, back="1..3", plain=True)
def repeats_the_border(pad, x, back):
    """Every place before the first shows the first, and padding twice is padding further."""
    return pad(pad(x, back, mode="replicate"), back, mode="replicate"), pad(x, back + back, mode="replicate")


@pad.law()
def reverses(pad, x, padding):
    """Turning the input turns the result, with before and after exchanged."""
    return pad(turned(x), exchanged(padding)), turned(pad(x, padding))


@pad.law(held={"mode": "reflect"})
def mirrors_at_its_first_entry(pad, x, padding):
    """The mirrored input, turned about its first entry, shows the same as far as the padding goes."""
    return around_first(pad(x, padding), padding=padding), turned(around_first(pad(x, padding), padding=padding))


@pad.fails(plain=True)
def mode_does_not_matter(pad, x, padding):
    """Zeros, a torus and a mirror differ."""
    return pad(x, padding, mode="circular"), pad(x, padding, mode="zero")


@crop.law()
def is_a_slice(crop, x, padding):
    """What is left are the entries between those left out before and after."""
    return crop(x, padding), inside(x, padding=padding)


@crop.law()
def undoes_padding(crop, x, padding):
    """Cropping takes away what padding has added."""
    return crop(pad(x, padding), padding), x


@crop.law(v="(N, C, *H - p - q)")
def is_the_adjoint_of_padding(crop, x, v, padding):
    """<crop x, v> = <x, pad v>: what is left out of one is zero in the other."""
    return inner(crop(x, padding), v), inner(x, pad(v, padding))


@crop.law()
def crop_reverses(crop, x, padding):
    """Turning the input turns the result, with before and after exchanged."""
    return crop(turned(x), exchanged(padding)), turned(crop(x, padding))


@crop.law(z="x")
def crop_adds(crop, x, z, padding):
    return crop(x + z, padding), crop(x, padding) + crop(z, padding)


@crop.fails(plain=True)
def is_undone_by_padding(crop, x, padding):
    """What was left out does not come back."""
    return pad(crop(x, padding), padding), x
