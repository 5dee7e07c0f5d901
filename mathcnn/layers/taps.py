"""Convolutions summed tap by tap, for kernels of one channel and for entries that are not finite.

A sum over taps reads exactly the entries that the statement reads, so that padding beside a weight that is NaN or
infinite takes no part; a product of matrices would give 0 times infinity.
"""

from __future__ import annotations

import itertools

import numpy as np

from ..memory import batch_first
from .windows import along_rows, given, is_line, tap_places


def conv_by_taps(x, w, b, stride, padding, dilation, groups, positions):
    """`conv` tap by tap: an entry that a tap does not read takes no part even if its weight is NaN or infinite, where
    the zeros of padding would give NaN.
    """
    y = np.zeros((groups, len(w) // groups, *positions, len(x)), np.result_type(x, w, *given(b)))
    entries, weights = x.reshape(len(x), groups, -1, *x.shape[2:]), w.reshape(groups, len(w) // groups, *w.shape[1:])
    for tap, here, there in taps_that_see(x.shape[2:], w.shape[2:], stride, padding, dilation, positions):
        y[(..., *here, slice(None))] += np.einsum(
            "goc,ngc...->go...n", weights[(..., *tap)], entries[(..., *there)], optimize=False
        )
    y = y.reshape(len(w), *positions, len(x))
    return batch_first(y if b is None else y + b.reshape(-1, *[1] * (x.ndim - 1)))


def taps_that_see(space, kernel, stride, padding, dilation, positions):
    """For each tap that reads any entry: the tap, the positions that read through it, and what they read."""
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


def sent_by_taps(x, w, sizes, stride, dilation):
    """Each entry of x times the kernel of its channel, added up tap by tap; one channel a group."""
    if is_line(x, stride, dilation):
        return along_rows(np.convolve, x, w.swapaxes(0, 1))
    y = np.zeros((*x.shape[:2], *sizes), np.result_type(x, w))
    for tap, at in tap_places(w.shape[2:], tuple(stride), tuple(dilation), x.shape[2:]):
        here = y[(slice(None), *at)]
        here += x * w[(slice(None), 0, *tap[1:])].reshape(-1, *[1] * (x.ndim - 2))
    return y


def kernel_by_taps(dy, x, w, stride, padding, dilation, groups):
    """The gradient of the kernel tap by tap, for dy with NaN or infinities: the zeros of padding take no part."""
    dw = np.zeros((groups, len(w) // groups, *w.shape[1:]), np.result_type(dy, x))
    entries, sent = x.reshape(len(x), groups, -1, *x.shape[2:]), dy.reshape(len(x), groups, -1, *dy.shape[2:])
    for tap, here, there in taps_that_see(x.shape[2:], w.shape[2:], stride, padding, dilation, dy.shape[2:]):
        rows = (part.reshape(*part.shape[:3], -1) for part in (sent[(..., *here)], entries[(..., *there)]))
        dw[(..., *tap)] = np.einsum("ngop,ngcp->goc", *rows, optimize=False)
    return dw.reshape(w.shape)


def meet_zeros_between(y, w, stride, padding, dilation, groups):
    """A weight that is NaN or infinite gives NaN where it meets one of the zeros that a stride puts between the
    entries.
    """
    wild = ~np.isfinite(w.reshape(groups, -1, *w.shape[1:])).all(axis=1)
    wild = wild.reshape(-1, *w.shape[2:])  # (results, *taps)
    for tap in np.ndindex(*w.shape[2:]):
        if (outs := np.flatnonzero(wild[(slice(None), *tap)])).size:
            between = np.zeros(y.shape[2:], bool)
            for axis, (m, s, (before, _), d, u) in enumerate(
                zip(y.shape[2:], stride, padding, dilation, tap, strict=True)
            ):
                off = (np.arange(m) + (before - d * u) % s) % s != 0
                between |= off.reshape(-1, *[1] * (between.ndim - 1 - axis))
            for o in outs:
                y[:, o, between] = np.nan


def sides(ndim, axis, pair, h):
    """Along an axis: what was added before the input, the input, what was added after it."""
    cuts = (0, pair[0], pair[0] + h, pair[0] + h + pair[1])
    return [
        (*[slice(None)] * axis, slice(start, stop), *[slice(None)] * (ndim - axis - 1))
        for start, stop in itertools.pairwise(cuts)
    ]
