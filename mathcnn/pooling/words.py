"""Functions of arrays that the laws of several pools use. Each can be printed."""

from __future__ import annotations

import numpy as np

from ..geometry.sizes import output_size
from ..language.latex import writable
from ..layers.windows import cropped


@writable(r"\operatorname{{pad}}_{{{padding}, {by}}} {}")
def surrounded(x, *, padding, by):
    """One number before and after each spatial axis, in the number type of x."""
    out = np.full((*x.shape[:2], *(h + sum(pq) for h, pq in zip(x.shape[2:], padding, strict=True))), by, x.dtype)
    cropped(out, padding, x.shape[2:])[...] = x
    return out


@writable(r"{padding} + \text{{overhang}}")
def overhung(x, *, kernel_size, stride, padding, dilation):
    """The padding with which floor mode has the windows of ceil mode."""
    shape = zip(x.shape[2:], kernel_size, stride, padding, dilation, strict=True)
    ends = [
        (s * (output_size(h, k, stride=s, padding=pq, dilation=d, ceil_mode=True) - 1) + d * (k - 1) + 1 - h, pq)
        for h, k, s, pq, d in shape
    ]
    return tuple((before, max(after, end - before)) for end, (before, after) in ends)


@writable(r"|{}|")
def entries(kernel_size):
    """The number of taps of a kernel."""
    return int(np.prod(kernel_size))


@writable(r"\max {}")
def largest(x):
    """The largest entry."""
    return x.max()


@writable(r"\operatorname{{ReLU}}({})")
def rectified(x):
    """Negative entries replaced by 0."""
    return np.where(x > 0, x, 0)


@writable(r"|{} - {}|")
def distance(y, z):
    """The absolute difference of each pair of entries; NaN where both are the same infinity."""
    with np.errstate(invalid="ignore"):
        return np.abs(y - z)


@writable(r"\pi({})")
def shuffled(x):
    """The entries of each channel in another order: every axis reversed, the last one moved by one place."""
    return np.roll(x[(..., *[slice(None, None, -1)] * (x.ndim - 2))], 1, -1)
