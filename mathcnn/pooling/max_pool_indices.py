"""The places of the maxima of maximum pooling, one axis after another."""

from __future__ import annotations

import numpy as np
from sympy import Tuple

from ..geometry.letters import H, ceil_mode, kernel_size, padding
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import ArgMaxOver, Flat, equation
from ..laws.families import even, unchanged_by_adding
from .boxes import windows_of
from .letters import a, c, copies, i, m, meets, n, place, seen


@formula(
    equation(m[n, c, i], ArgMaxOver(Tuple(seen, Flat(place, H)), (a, 0, kernel_size - 1))),
    shapes="(N, C, *H) -> (N, C, *size)",
    requires=meets,
    source="PyTorch, torch.nn.MaxPool2d, return_indices",
    padding=padding,
    stride=copies,
    ceil_mode=ceil_mode,
)
def max_pool_indices(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """The place of the maximum of each window in its channel, as one number, the last axis fastest; the first of
    equals.

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes
    kernel_size : int >= 1, or one for each axis
    stride : int >= 1, or one for each axis; kernel_size if None
    padding : int >= 0, one for each axis, a pair (before, after) for each axis, "valid", "same" or "full"
    dilation : int >= 1, or one for each axis, the distance of neighbouring taps
    ceil_mode : bool; whether the number of positions is rounded up, so that the last window may reach beyond the input
        and its padding

    Returns
    -------
    Array of integers (N, C, *positions). It has no gradient: a place is an integer.

    Raises
    ------
    ValueError : the kernel does not fit the padded input, or a window would lie in padding only.

    >>> max_pool_indices([[[3, 1, 4, 4, 5, 9]]], 2).tolist()
    [[[0, 2, 5]]]
    """
    boxes = windows_of(x.shape[2:], kernel_size, stride, padding, dilation, ceil_mode)
    places = np.broadcast_to(np.arange(np.prod(x.shape[2:], dtype=np.int64)).reshape(x.shape[2:]), x.shape)
    found = (x, places)
    for axis in reversed(range(2, x.ndim)):  # the last axis first, so that the first of equals is kept
        found = boxes.along(axis).combined(first_largest, (0, -1), found)
    return found[1]


def first_largest(old, new, out):
    """The larger of pairs (value, place), the old one if they are equal; a NaN is larger than any number, and a pair
    with the place -1 is empty.
    """
    (best, places), (value, place) = old, new
    better = ((places < 0) | (value > best) | ((value != value) & (best == best))) & (place >= 0)
    for target, one, other in zip(out, new, old, strict=True):
        np.copyto(target, other)
        np.copyto(target, one, where=better)


@writable(r"(H W \, {} - \text{{place}})")
def tilted(x):
    """Every entry times the number of places, less its own place: integers keep their order, and equal ones differ."""
    count = int(np.prod(x.shape[2:]))
    return x * count - np.arange(count).reshape(x.shape[2:]).astype(x.dtype)


@max_pool_indices.law()
def prefers_the_first(max_pool_indices, x, kernel_size):
    """Equal entries count as if earlier ones were a little larger; shown for integers."""
    return max_pool_indices(x, kernel_size), max_pool_indices(tilted(x), kernel_size)


max_pool_indices.law(
    unchanged_by_adding("x", "z"), name="ignores_a_constant", says="A constant added to the input moves no maximum."
)
max_pool_indices.fails(even("x"), name="ignores_the_sign", says="The largest entry is not where the smallest is.")
