"""What laws of this topic are said with: functions of arrays that can be printed."""

from __future__ import annotations

import numpy as np

from ..language.latex import writable


@writable(r"{}\!\downarrow_{{{stride}}}")
def every(y, *, stride):
    """Every s-th entry of each spatial axis."""
    return y[(..., *(slice(None, None, s) for s in stride))]


@writable(r"{}_{{[g]}}")
def last_group(array, *, groups, axis):
    """The last of the groups of channels."""
    return np.split(array, groups, axis)[-1]


@writable(r"\mathbf{{1}}")
def identity(x):
    """The kernel of one tap that sends each channel to itself."""
    C = x.shape[1]
    return np.eye(C, dtype=x.dtype).reshape(C, C, *[1] * (x.ndim - 2))


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


@writable(r"\operatorname{{size}} {}")
def space(x):
    """The sizes of the spatial axes."""
    return x.shape[2:]


@writable(r"\lceil \operatorname{{size}} {} / {stride} \rceil")
def strides_into(x, *, stride):
    """How many strides it takes to pass each spatial axis."""
    return tuple(-(-h // s) for h, s in zip(x.shape[2:], stride, strict=True))


@writable(r"({}, {})")
def places_joined(y, z):
    """Two arrays one after the other along the last axis."""
    return np.concatenate([y, z], -1)
