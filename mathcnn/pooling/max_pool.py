"""Maximum pooling, and the places of the maxima."""

from __future__ import annotations

import numpy as np

from ..geometry.letters import ceil_mode, kernel_size, padding
from ..geometry.sizes import output_size
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import MaxOver, equation
from ..laws.families import additive, equivariant, moves_with, part_by_part
from ..laws.layers import ceil_contains_floor, has_its_size, same_covers_the_input, subsamples, transposes
from ..laws.words import (
    every,
    first,
    first_channel,
    lead,
    restricted,
    rolled,
    space,
    tail,
    turned,
)
from .boxes import windows_of
from .letters import FLOOR, a, c, copies, i, meets, n, seen, y
from .max_pool_indices import max_pool_indices
from .words import distance, largest, overhung, rectified, shuffled, surrounded


@formula(
    equation(y[n, c, i], MaxOver(seen, (a, 0, kernel_size - 1))),
    shapes="(N, C, *H) -> (N, C, *size)",
    requires=meets,
    source="goodfellow2016, section 9.3; zhang2023, section 7.5",
    padding=padding,
    stride=copies,
    ceil_mode=ceil_mode,
)
def max_pool(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    """The maximum of each window. With `return_indices` also its place: (values, indices).

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes
    kernel_size : int >= 1, or one for each axis
    stride : int >= 1, or one for each axis; kernel_size if None
    padding : int >= 0, one for each axis, a pair (before, after) for each axis, "valid", "same" or "full"
    dilation : int >= 1, or one for each axis, the distance of neighbouring taps
    ceil_mode : bool; whether the number of positions is rounded up, so that the last window may reach beyond the input
        and its padding
    return_indices : bool; whether the indices are returned too, see `max_pool_indices`

    Returns
    -------
    Array (N, C, *positions), with `geometry.output_size` positions along each axis, in the number type of x.

    Raises
    ------
    ValueError : the kernel does not fit the padded input, or a window would lie in padding only.

    >>> max_pool([[[3, 1, 4, 1, 5, 9]]], 2).tolist()
    [[[3, 4, 9]]]
    """
    boxes = windows_of(x.shape[2:], kernel_size, stride, padding, dilation, ceil_mode)
    return boxes.swept(np.maximum, -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min, x)


max_pool.also(lambda given: given["return_indices"], max_pool_indices)


@max_pool.gradient
def max_pool_backward(dy, x, kernel_size, *, stride, padding, dilation, ceil_mode, return_indices):
    """The gradient: the largest entry of each window, the first of equals, gets dy."""
    at = max_pool_indices.fn(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    dx = np.zeros((x.shape[0] * x.shape[1], np.prod(x.shape[2:], dtype=np.int64)), dy.dtype)
    np.add.at(dx, (np.arange(len(dx))[:, None], at.reshape(len(dx), -1)), dy.reshape(len(dx), -1))
    return (dx.reshape(x.shape),)


@writable(r"\max({}, {})", tight=True)
def larger(y, z):
    """The larger of each pair of entries."""
    return np.maximum(y, z)


@writable(r"\min {}")
def smallest(x):
    """The smallest entry."""
    return x.min()


@writable(r"(-1 - |{}|)")
def below_zero(x):
    """Negative entries: -1 - |x|."""
    return -abs(x) - 1


@writable(r"\mathbf{{-1}}")
def minus_ones(y):
    """-1 in the shape of y."""
    return y * 0 - 1


@writable(r"\min(0, {})")
def negative_part(x):
    """Positive entries replaced by 0, which is -0 for floats."""
    return -rectified(-x)


@writable(r"{}_{{\text{{NaN}}}}")
def with_nan(x):
    """The middle entry of each channel replaced by NaN."""
    out = x.copy()
    out[(..., *(h // 2 for h in x.shape[2:]))] = np.nan
    return out


@writable(r"\mathbf{{e}}")
def at_the_nan(x):
    """1 at the middle entry of each channel and 0 elsewhere."""
    out = x * 0
    out[(..., *(h // 2 for h in x.shape[2:]))] = 1
    return out


@writable(r"({} \text{{, NaN where }} {} = 1)")
def nan_where(y, seen):
    """NaN where another array is 1."""
    return np.where(seen == 1, np.nan, y)


@writable(r"{}_{{0 \to \text{{NaN}}}}")
def first_nan(x):
    """The first entry of each channel replaced by NaN."""
    out = x.copy()
    out[(..., *[0] * (x.ndim - 2))] = np.nan
    return out


@writable(r"{}[{}]")
def taken(x, at):
    """The entries of each channel at given places; NaN for a place outside, so that no entry equals it."""
    flat = x.reshape(*x.shape[:2], -1)
    places = np.asarray(at).astype(np.int64).reshape(*x.shape[:2], -1)
    found = np.take_along_axis(flat, places.clip(0, flat.shape[2] - 1), 2)
    return np.where((places >= 0) & (places < flat.shape[2]), found, np.nan).reshape(at.shape).astype(x.dtype)


BARE = {"stride": 1, "padding": 0, "ceil_mode": False}


max_pool.law(subsamples(), name="subsamples", held=FLOOR)


@max_pool.law(held=FLOOR)
def pads(max_pool, x, kernel_size, padding):
    """Padding is the same as minus infinity around the input."""
    return max_pool(x, kernel_size, padding=padding), max_pool(
        surrounded(x, padding=padding, by=-np.inf), kernel_size, padding=0
    )


@max_pool.law()
def ceil_mode_pads(max_pool, x, kernel_size, stride, padding, dilation):
    """Ceil mode is floor mode with padding as far as the last window that starts inside the input."""
    wide = overhung(x, kernel_size=kernel_size, stride=stride, padding=padding, dilation=dilation)
    return (
        max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=True),
        restricted(
            max_pool(x, kernel_size, stride=stride, padding=wide, dilation=dilation, ceil_mode=False),
            like=max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=True),
        ),
    )


max_pool.law(ceil_contains_floor(), name="ceil_contains_floor", held={"padding": 0})


@max_pool.law(held={"padding": 0, "ceil_mode": False})
def dilates(max_pool, x, kernel_size, dilation):
    """At every d-th place, a dilated window is a window of every d-th entry."""
    return (
        max_pool(x, kernel_size, stride=dilation, dilation=dilation),
        max_pool(every(x, stride=dilation), kernel_size, stride=1, dilation=1),
    )


max_pool.law(
    equivariant("x", tail),
    name="shifts",
    says="The input without its first entry along an axis gives the result without its first entry.",
    held=BARE,
)


@max_pool.law(rank=1, held={**BARE, "dilation": 1})
def grows(max_pool, x, kernel_size):
    """A window with one more tap is the larger of two neighbouring windows; with one tap, this fixes all."""
    (k,) = kernel_size if isinstance(kernel_size, tuple) else (kernel_size,)
    pool = max_pool(x, k)
    return max_pool(x, k + 1), larger(lead(pool), tail(pool))


@max_pool.law(held={**BARE, "dilation": 1})
def has_unit(max_pool, x):
    """A window of one entry changes nothing."""
    return max_pool(x, 1), x


max_pool.law(transposes("kernel_size"), name="transposes", rank=2)
max_pool.law(part_by_part("x", first), name="treats_images_alone", says="A result depends on its own image only.")
max_pool.law(
    part_by_part("x", first_channel), name="treats_channels_alone", says="A result depends on its own channel only."
)


@max_pool.law(plain=True)
def ignores_order_in_a_window(max_pool, x):
    """The order of the entries in a window does not matter."""
    return max_pool(shuffled(x), space(x)), max_pool(x, space(x))


@max_pool.law()
def is_read_at_its_index(max_pool, x, kernel_size, stride, padding, dilation, ceil_mode):
    """The maximum is the entry at its index."""
    common = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return max_pool(x, kernel_size, **common), taken(x, max_pool_indices(x, kernel_size, **common))


@max_pool.law("<=")
def adds_nothing(max_pool, x, kernel_size):
    """No result is larger than the largest entry: padding takes no part, also if all entries are negative."""
    return max_pool(x, kernel_size), largest(x)


@max_pool.law("<=")
def stays_negative(max_pool, x, kernel_size):
    """The maximum of negative entries is negative, at the border too: padding is not 0."""
    return max_pool(below_zero(x), kernel_size), minus_ones(max_pool(x, kernel_size))


@max_pool.law(">=")
def every_window_meets_the_input(max_pool, x, kernel_size):
    """No result is smaller than the smallest entry: every window reads one, in ceil mode too."""
    return max_pool(x, kernel_size), smallest(x)


@max_pool.law()
def passes_nan_on(max_pool, x, kernel_size):
    """A NaN gives NaN in the windows that read it, and in no others: those in which a 1 at its place is the largest."""
    return max_pool(with_nan(x), kernel_size), nan_where(max_pool(x, kernel_size), max_pool(at_the_nan(x), kernel_size))


@max_pool.law(plain=True)
def nan_may_stand_anywhere(max_pool, x):
    """A NaN gives NaN at every place of its window."""
    return max_pool(turned(first_nan(x)), space(x)), max_pool(first_nan(x), space(x))


max_pool.law(
    equivariant("x", negative_part),
    name="commutes_with_the_negative_part",
    says="A monotone function may be applied before or after; a zero may get the other sign, which is equal.",
)
max_pool.law(
    has_its_size(output_size, "kernel_size", "stride", "padding", "dilation", "ceil_mode"), name="has_its_size"
)
max_pool.law(same_covers_the_input(), name="same_covers_the_input", held=FLOOR)
max_pool.law(
    equivariant("x", rectified), name="commutes_with_relu", says="A monotone function may be applied before or after."
)
max_pool.law(
    moves_with("x", "z"), name="moves_with_a_constant", says="A constant added to the input is added to every maximum."
)


@max_pool.law()
def doubles(max_pool, x, kernel_size):
    """Twice the input gives twice the result."""
    return max_pool(x + x, kernel_size), max_pool(x, kernel_size) + max_pool(x, kernel_size)


@max_pool.law("<=", z="x")
def is_lipschitz(max_pool, x, z, kernel_size):
    """Results differ by no more than the inputs do."""
    return distance(max_pool(x, kernel_size), max_pool(z, kernel_size)), largest(distance(x, z))


max_pool.fails(additive("x", "z"), name="is_linear", says="The maximum of a sum is not the sum of the maxima.")
max_pool.fails(
    equivariant("x", rolled),
    name="commutes_with_a_shift",
    says="The input moved by one place does not give the result moved by one place, if only because of the stride.",
    held={"padding": 0, "dilation": 1, "ceil_mode": False},
)


@max_pool_indices.law()
def points_at_the_maximum(max_pool_indices, x, kernel_size, stride, padding, dilation, ceil_mode):
    """The entry at the index is the maximum."""
    common = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return taken(x, max_pool_indices(x, kernel_size, **common)), max_pool(x, kernel_size, **common)
