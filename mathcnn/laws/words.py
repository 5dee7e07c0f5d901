"""Functions of arrays that the laws of several topics use. Each can be printed.

Words of one topic are in that topic. Arrays with channels are (N, C, *space).
"""

from __future__ import annotations

from typing import Any  # Any: a word is run on every number type, on terms and on symbols of a proof

import numpy as np

from ..language.latex import writable

Numbers = Any  # an array of any number type, or what stands for one in a proof

# ---- constants in the shape of an array


@writable(r"\mathbf{{1}}")
def ones(x: Numbers) -> Numbers:
    """Ones in the shape and number type of x."""
    return x * 0 + 1


@writable(r"\mathbf{{0}}")
def zeros(x: Numbers) -> Numbers:
    """Zeros in the shape and number type of x."""
    return x * 0


@writable(r"\mathbf{{1}}")
def identity(x: Numbers) -> Numbers:
    """The kernel (C, C, 1, ...) of one tap that sends each channel of x to itself."""
    C = x.shape[1]
    return np.eye(C, dtype=x.dtype).reshape(C, C, *[1] * (x.ndim - 2))


# ---- numbers of an array


@writable(r"\textstyle\sum {}", tight=False)
def total(x: Numbers) -> Numbers:
    """The sum of all entries."""
    return x.sum()


@writable(r"\langle {}, {} \rangle")
def inner(x: Numbers, y: Numbers) -> Numbers:
    """The sum of the products of the entries of two arrays of one shape."""
    return (x * y).sum()


@writable("|{}|")
def size(x: Numbers) -> Any:
    """The number of entries."""
    return x.size


@writable(r"\operatorname{{size}} {}")
def space(x: Numbers) -> Any:
    """The sizes of the spatial axes."""
    return x.shape[2:]


@writable(r"\lceil \operatorname{{size}} {} / {stride} \rceil")
def strides_into(x: Numbers, *, stride: Any) -> Any:
    """ceil(h / s) for each spatial axis."""
    return tuple(-(-h // s) for h, s in zip(x.shape[2:], stride, strict=True))


# ---- entry by entry


# ---- parts


@writable(r"{}_{{[0]}}")
def first(x: Numbers) -> Numbers:
    """The first entry of the first axis; the axis stays."""
    return x[:1]


@writable(r"{}[0]")
def first_entry(x: Numbers) -> Numbers:
    """The first entry of the first axis, without that axis."""
    return x[0]


@writable(r"{}_{{\cdot [0]}}")
def first_channel(y: Numbers) -> Numbers:
    """The first entry of the second axis; the axis stays."""
    return y[:, :1]


@writable(r"{}_{{1:}}")
def tail(x: Numbers) -> Numbers:
    """Without the first entry of the last axis."""
    return x[..., 1:]


@writable(r"{}_{{:-1}}")
def lead(x: Numbers) -> Numbers:
    """Without the last entry of the last axis."""
    return x[..., :-1]


@writable(r"{}_{{:-1,:-1}}")
def before_last(x: Numbers) -> Numbers:
    """A matrix without its last row and its last column."""
    return x[:-1, :-1]


@writable(r"{}\!\downarrow_{{{stride}}}")
def every(y: Numbers, *, stride: Any) -> Numbers:
    """Every s-th entry of each spatial axis."""
    return y[(..., *(slice(None, None, s) for s in stride))]


@writable(r"{}\!\restriction_{{{like}}}")
def restricted(x: Numbers, *, like: Numbers) -> Numbers:
    """The leading entries of x along each axis, in the shape of `like`."""
    return x[tuple(map(slice, like.shape))]


@writable(r"{}_{{[g]}}")
def last_group(array: Numbers, *, groups: int, axis: int) -> Numbers:
    """The last of `groups` equal parts of an axis."""
    return np.split(array, groups, axis)[-1]


# ---- the same entries in other places


@writable(r"{}^{{\top}}")
def axes_reversed(x: Numbers) -> Numbers:
    """The axes in reverse order: of a matrix, rows and columns exchanged."""
    return x.T


@writable(r"{}^{{\top}}")
def transposed(x: Numbers) -> Numbers:
    """The last two axes exchanged."""
    return np.swapaxes(x, -1, -2)


@writable(r"{}^{{\top}}")
def axes_swapped(v: Any) -> Any:
    """A parameter with one entry for each of two axes, the entries exchanged."""
    return v[::-1]


@writable(r"\overleftarrow{{{}}}")
def backwards(x: Any) -> Any:
    """The entries of the first axis in reverse order."""
    return x[::-1]


@writable(r"{}^{{\leftrightarrow}}")
def mirrored(x: Numbers) -> Numbers:
    """The entries of the second axis in reverse order: of an image left and right exchanged."""
    return x[:, ::-1]


@writable(r"C_{{{}}}")
def channels(x: Numbers) -> Any:
    """The number of channels."""
    return x.shape[1]


@writable(r"{}_{{1}}")
def one_size(x: Numbers) -> Any:
    """The size 1 along each spatial axis."""
    return (1,) * (x.ndim - 2)


@writable(r"{}_{{\cdot\cdot 0}}")
def one_pixel(rows: Numbers) -> Numbers:
    """Rows as images of one entry."""
    return rows.reshape(-1, rows.shape[-1], 1)


@writable(r"\tilde{{{}}}")
def half_turn(K: Numbers) -> Numbers:
    """A matrix with both axes in reverse order."""
    return K[::-1, ::-1]


@writable(r"\tilde{{{}}}")
def turned(w: Numbers) -> Numbers:
    """Every spatial axis in reverse order."""
    return w[(..., *[slice(None, None, -1)] * (w.ndim - 2))]


@writable(r"\tau {}")
def rolled(x: Numbers) -> Numbers:
    """The entries of the last axis one place later, the last one first."""
    return np.roll(x, 1, -1)


@writable(r"({}, {})")
def places_joined(y: Numbers, z: Numbers) -> Numbers:
    """Two arrays one after the other along the last axis."""
    return np.concatenate([y, z], -1)


@writable(r"{}_{{\cdot}}")
def per_channel(b: Numbers, *, like: Numbers) -> Numbers:
    """One number a channel, in a shape that broadcasts over the space of `like`."""
    return b.reshape(-1, *[1] * (like.ndim - 2))


# ---- distributions


@writable(r"{} \otimes {}")
def independent(p: Numbers, r: Numbers) -> Numbers:
    """The joint table of two independent groups of variables with the tables p and r."""
    return p.reshape(p.shape + (1,) * r.ndim) * r


@writable(r"{}^{{\pi}}")
def relabelled(p: Numbers) -> Numbers:
    """The values of every variable in reverse order."""
    return np.flip(p)


@writable(r"\tfrac12 ({} + {})")
def mixed(p: Numbers, r: Numbers) -> Numbers:
    """The mean of two tables."""
    return (p + r) / 2


@writable(r"\{{1, \dots, n\}}")
def every_axis(p: Numbers) -> Any:
    """All axes of a table."""
    return tuple(range(p.ndim))
