"""Windows of arrays (N, C, *space): which entries each tap of a kernel reads, and what is computed from them.

`columns` lays the entries out as matrices, `returned` is its transpose; the batch is the innermost axis in memory.
"""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..memory import batch_first, empty, like


def is_padded(padding):
    """Whether there is any padding."""
    return any(before or after for before, after in padding)


def is_finite(x):
    """Whether no entry is NaN or infinite. False also for a sum that overflows: what is done then is right for all
    entries.
    """
    return x.dtype.kind != "f" or bool(np.isfinite(x.sum()))


LONG = 1 << 20  # products; with one channel a group, more than these are summed tap by tap


def is_long(w, positions, batch, groups):
    """Whether each group has one channel and one result, and so many products that laying them out as a matrix, which
    is used once, takes longer than a step for each tap.
    """
    each = math.prod(positions) * batch
    return w.shape[1] == 1 and len(w) == groups and each >= 1 << 12 and each * w[0].size * groups >= LONG


def places_of(space, kernel, stride, padding, dilation):
    """The number of positions of a kernel along each axis."""
    return [
        (h + sum(pair) - d * (k - 1) - 1) // s + 1
        for h, k, s, pair, d in zip(space, kernel, stride, padding, dilation, strict=True)
    ]


def is_line(x, stride, dilation):
    """Whether NumPy's correlate and convolve compute it: one spatial axis, stride and dilation 1."""
    return x.ndim == 3 and tuple(stride) == tuple(dilation) == (1,)


def along_rows(combine, x, w):
    """`combine` of each row of x (N, C, H) with the row of w (N or 1, C, K)."""
    pairs = [
        [combine(row, kernel) for row, kernel in zip(image, kernels, strict=True)]
        for image, kernels in zip(x, np.broadcast_to(w, (len(x), *w.shape[1:])), strict=True)
    ]
    return np.array(pairs)


def correlated(row, kernel):
    """The cross-correlation of a row with a kernel, where the kernel lies inside the row."""
    return np.correlate(row, kernel, "valid")


def turned_about(w):
    """The kernel with every spatial axis in reverse order."""
    return w[(..., *[slice(None, None, -1)] * (w.ndim - 2))]


def given(*arrays):
    """The arrays that are not None."""
    return [array for array in arrays if array is not None]


def columns(x, kernel, stride, padding, dilation, positions=None):
    """The entries that each tap of a kernel reads at each position, (C, *kernel, *positions, N), to be read only: a
    layer is then one product of matrices, and each row is read from whole rows of memory.
    """
    view = windows(zero_padded(x, padding), kernel, stride, dilation, positions)
    rank = len(kernel)
    view = view.transpose(1, *range(2 + rank, 2 + 2 * rank), *range(2, 2 + rank), 0)
    if view.flags.c_contiguous:  # a kernel as large as the input needs no copy
        return view
    seen = empty(view.shape, x.dtype)
    np.copyto(seen, view)
    return seen


def as_matrices(x, groups, w=None):
    """An array with channels first as one matrix for each group: a row for each channel, or with w for each channel and
    tap.
    """
    rows = len(x) // groups if w is None else w[0].size
    return x.reshape(groups, rows, -1)


def per_group(w, groups):
    """Weights as one matrix for each group: a row for each channel, a column for each tap."""
    return w.reshape(groups, len(w) // groups, -1)


def zero_padded(x, padding, fill=0):
    """The input with `fill` before and after each spatial axis."""
    if not is_padded(padding):
        return x
    out = like(
        x, (*x.shape[:2], *(h + before + after for h, (before, after) in zip(x.shape[2:], padding, strict=True)))
    )
    out.fill(fill)
    np.copyto(cropped(out, padding, x.shape[2:]), x)
    return out


def cropped(x, padding, shape):
    """The inverse of `zero_padded`: the spatial part that was there before."""
    return x[(..., *(slice(before, before + h) for (before, _), h in zip(padding, shape, strict=True)))]


def windows(x, kernel, stride, dilation, positions=None):
    """The entries that each position of a kernel reads, as a view (N, C, *positions, *kernel) that is only read; at the
    first positions, or at all of them.
    """
    steps = x.strides[2:]
    positions = positions or [
        (h - d * (k - 1) - 1) // s + 1 for h, k, s, d in zip(x.shape[2:], kernel, stride, dilation, strict=True)
    ]
    by = lambda factors, sizes: (
        f * step if size > 1 else step for f, size, step in zip(factors, sizes, steps, strict=True)
    )  # an axis of one entry has no step
    return as_strided(
        x,
        (*x.shape[:2], *positions, *kernel),
        (*x.strides[:2], *by(stride, positions), *by(dilation, kernel)),
        writeable=False,
    )


@functools.lru_cache(maxsize=512)
def tap_places(kernel, stride, dilation, positions):
    """For each tap of a kernel its place after the channels, and the places of its positions in the padded input, as
    slices.
    """
    channels = slice(None)
    return [
        (
            (channels, *tap),
            (
                channels,
                *(
                    slice(d * u, d * u + s * (m - 1) + 1, s)
                    for d, u, s, m in zip(dilation, tap, stride, positions, strict=True)
                ),
            ),
        )
        for tap in np.ndindex(*kernel)
    ]


def wanted(wrt, array):
    """Whether a gradient is asked for with respect to this array; with respect to all if `wrt` is None."""
    return wrt is None or array in wrt


def returned(sent, sizes, stride, dilation):
    """The transpose of `columns`: each entry of an array (N, C, *sizes) is the sum of the products of the taps that
    read it.
    """
    rank = len(sizes)
    kernel, positions = sent.shape[1 : 1 + rank], sent.shape[1 + rank : 1 + 2 * rank]
    if kernel == tuple(sizes):  # one position: each tap reads an entry of its own
        return batch_first(sent.reshape(len(sent), *sizes, -1))
    out = empty((len(sent), *sizes, sent.shape[-1]), sent.dtype)
    out.fill(0)
    for tap, at in tap_places(kernel, tuple(stride), tuple(dilation), positions):
        here = out[at]
        np.add(here, sent[tap], out=here)
    return batch_first(out)
