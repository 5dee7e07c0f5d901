"""The largest entry of each window. With `return_indices` also where it is, (values, indices)."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Tuple

from ..geometry.letters import H, ceil_mode, kernel_size, padding
from ..geometry.sizes import output_size
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import ArgMaxOver, Flat, MaxOver
from ..laws.words import (
    axes_swapped,
    every,
    first,
    first_channel,
    lead,
    restricted,
    rolled,
    space,
    strides_into,
    tail,
    transposed,
    turned,
)
from .boxes import windows_of
from .letters import FLOOR, a, c, copies, i, m, meets, n, place, seen, y
from .words import distance, largest, overhung, rectified, shuffled, surrounded


@formula(
    Eq(y[n, c, i], MaxOver(seen, (a, 0, kernel_size - 1))),
    shapes="(N, C, *H) -> (N, C, *size)",
    requires=meets,
    source="goodfellow2016, section 9.3; zhang2023, section 7.5",
    padding=padding,
    stride=copies,
    ceil_mode=ceil_mode,
)
def max_pool(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    """The largest entry of each window. With `return_indices` also where it is, (values, indices).

    x: (N, C, *space); sizes are in entries, a number or one an axis; stride None is the kernel's size. Returns
    (N, C, *positions) in the type of x. Raises ValueError where a window would lie wholly in padding.

    >>> max_pool([[[3, 1, 4, 1, 5, 9]]], 2).tolist()
    [[[3, 4, 9]]]
    """
    boxes = windows_of(x.shape[2:], kernel_size, stride, padding, dilation, ceil_mode)
    return boxes.swept(np.maximum, -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min, x)


@formula(
    Eq(m[n, c, i], ArgMaxOver(Tuple(seen, Flat(place, H)), (a, 0, kernel_size - 1))),
    shapes="(N, C, *H) -> (N, C, *size)",
    requires=meets,
    source="PyTorch, torch.nn.MaxPool2d, return_indices",
    padding=padding,
    stride=copies,
    ceil_mode=ceil_mode,
)
def max_pool_indices(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """Where each window is largest: the place in its channel as one number, last axis fastest, the first of equals.

    x: (N, C, *space); parameters as for `max_pool`. Returns whole numbers (N, C, *positions).

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
    """The larger of pairs (value, place), the old one of equals; a NaN counts as larger than any number, and the place
    -1 as nothing.
    """
    (best, places), (value, place) = old, new
    better = ((places < 0) | (value > best) | ((value != value) & (best == best))) & (place >= 0)
    for target, one, other in zip(out, new, old, strict=True):
        np.copyto(target, other)
        np.copyto(target, one, where=better)


max_pool.also(lambda given: given["return_indices"], max_pool_indices)


@max_pool.gradient
def max_pool_backward(dy, x, kernel_size, *, stride, padding, dilation, ceil_mode, return_indices):
    """Each window sends dy to its largest entry, the first of equals."""
    at = max_pool_indices.fn(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    dx = np.zeros((x.shape[0] * x.shape[1], np.prod(x.shape[2:], dtype=np.int64)), dy.dtype)
    np.add.at(dx, (np.arange(len(dx))[:, None], at.reshape(len(dx), -1)), dy.reshape(len(dx), -1))
    return (dx.reshape(x.shape),)


@writable(r"\max({}, {})", tight=True)
def larger(y, z):
    """The larger of two arrays' entries."""
    return np.maximum(y, z)


@writable(r"\min {}")
def smallest(x):
    """The smallest entry of all."""
    return x.min()


@writable(r"(-1 - |{}|)")
def below_zero(x):
    """Every entry made negative."""
    return -abs(x) - 1


@writable(r"\mathbf{{-1}}")
def minus_ones(y):
    """-1 in the shape of y."""
    return y * 0 - 1


@writable(r"\min(0, {})")
def negative_part(x):
    """Positive entries become 0, which a float writes as -0."""
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
    """The entries of each channel at given flat places; NaN where a place lies outside, so that no entry equals it."""
    flat = x.reshape(*x.shape[:2], -1)
    places = np.asarray(at).astype(np.int64).reshape(*x.shape[:2], -1)
    found = np.take_along_axis(flat, places.clip(0, flat.shape[2] - 1), 2)
    return np.where((places >= 0) & (places < flat.shape[2]), found, np.nan).reshape(at.shape).astype(x.dtype)


@writable(r"(H W \, {} - \text{{place}})")
def tilted(x):
    """Every entry times the number of places, less its own place: whole numbers keep their order, equals come apart."""
    count = int(np.prod(x.shape[2:]))
    return x * count - np.arange(count).reshape(x.shape[2:]).astype(x.dtype)


BARE = {"stride": 1, "padding": 0, "ceil_mode": False}


@max_pool.law(held=FLOOR)
def subsamples(max_pool, x, kernel_size, stride):
    """A stride is a subsampling of the result without it; padding and dilation are the same on both sides."""
    return max_pool(x, kernel_size, stride=stride), every(max_pool(x, kernel_size, stride=1), stride=stride)


@max_pool.law(held=FLOOR)
def pads(max_pool, x, kernel_size, padding):
    """Padding is an input with minus infinity around it."""
    return max_pool(x, kernel_size, padding=padding), max_pool(
        surrounded(x, padding=padding, by=-np.inf), kernel_size, padding=0
    )


@max_pool.law()
def ceil_mode_pads(max_pool, x, kernel_size, stride, padding, dilation):
    """Ceil mode is padding as far as the last window that starts before the input ends."""
    wide = overhung(x, kernel_size=kernel_size, stride=stride, padding=padding, dilation=dilation)
    return (
        max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=True),
        restricted(
            max_pool(x, kernel_size, stride=stride, padding=wide, dilation=dilation, ceil_mode=False),
            like=max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=True),
        ),
    )


@max_pool.law(held={"padding": 0})
def ceil_contains_floor(max_pool, x, kernel_size):
    """Floor mode gives the leading windows of ceil mode."""
    floor = max_pool(x, kernel_size, ceil_mode=False)
    return restricted(max_pool(x, kernel_size, ceil_mode=True), like=floor), floor


@max_pool.law(held={"padding": 0, "ceil_mode": False})
def dilates(max_pool, x, kernel_size, dilation):
    """A dilated window picks every d-th entry: at every d-th place it is a window of the input so thinned."""
    return (
        max_pool(x, kernel_size, stride=dilation, dilation=dilation),
        max_pool(every(x, stride=dilation), kernel_size, stride=1, dilation=1),
    )


@max_pool.law(held=BARE)
def shifts(max_pool, x, kernel_size):
    """Without its first entry along an axis, the input gives the result without its first entry."""
    return max_pool(tail(x), kernel_size), tail(max_pool(x, kernel_size))


@max_pool.law(rank=1, held={**BARE, "dilation": 1})
def grows(max_pool, x, kernel_size):
    """One tap more: the larger of two neighbouring windows. With the window of one tap, this fixes every window."""
    (k,) = kernel_size if isinstance(kernel_size, tuple) else (kernel_size,)
    pool = max_pool(x, k)
    return max_pool(x, k + 1), larger(lead(pool), tail(pool))


@max_pool.law(held={**BARE, "dilation": 1})
def has_unit(max_pool, x):
    """A window of one entry changes nothing."""
    return max_pool(x, 1), x


@max_pool.law(rank=2)
def transposes(max_pool, x, kernel_size, stride, padding, dilation):
    """Swapping the axes of the input and of every parameter swaps those of the result."""
    swapped = {"stride": axes_swapped(stride), "padding": axes_swapped(padding), "dilation": axes_swapped(dilation)}
    return (
        max_pool(transposed(x), axes_swapped(kernel_size), **swapped),
        transposed(max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation)),
    )


@max_pool.law()
def treats_images_alone(max_pool, x, kernel_size):
    return first(max_pool(x, kernel_size)), max_pool(first(x), kernel_size)


@max_pool.law()
def treats_channels_alone(max_pool, x, kernel_size):
    return first_channel(max_pool(x, kernel_size)), max_pool(first_channel(x), kernel_size)


@max_pool.law(plain=True)
def ignores_order_in_a_window(max_pool, x):
    """A window as large as the input gives the same for its entries in any order."""
    return max_pool(shuffled(x), space(x)), max_pool(x, space(x))


@max_pool.law()
def is_read_at_its_index(max_pool, x, kernel_size, stride, padding, dilation, ceil_mode):
    """The maximum is the entry at its index."""
    common = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return max_pool(x, kernel_size, **common), taken(x, max_pool_indices(x, kernel_size, **common))


@max_pool.law("<=")
def adds_nothing(max_pool, x, kernel_size):
    """No result is larger than the largest entry: padding takes no part, also where all entries are negative."""
    return max_pool(x, kernel_size), largest(x)


@max_pool.law("<=")
def stays_negative(max_pool, x, kernel_size):
    """Of negative entries the largest is negative, at the border too: padding is no 0."""
    return max_pool(below_zero(x), kernel_size), minus_ones(max_pool(x, kernel_size))


@max_pool.law(">=")
def every_window_meets_the_input(max_pool, x, kernel_size):
    """No result is smaller than the smallest entry: a window sees one, in ceil mode too."""
    return max_pool(x, kernel_size), smallest(x)


@max_pool.law()
def passes_nan_on(max_pool, x, kernel_size):
    """A NaN makes NaN of the windows that see it, and of no other: those in which a mark at its place is the largest."""
    return max_pool(with_nan(x), kernel_size), nan_where(max_pool(x, kernel_size), max_pool(at_the_nan(x), kernel_size))


@max_pool.law(plain=True)
def nan_may_stand_anywhere(max_pool, x):
    """A NaN comes through wherever in its window it stands."""
    return max_pool(turned(first_nan(x)), space(x)), max_pool(first_nan(x), space(x))


@max_pool.law()
def commutes_with_the_negative_part(max_pool, x, kernel_size):
    """A monotone function may be applied before or after; this one makes zeros with a sign of floats, which are zeros
    too.
    """
    return max_pool(negative_part(x), kernel_size), negative_part(max_pool(x, kernel_size))


@max_pool.law()
def has_its_size(max_pool, x, kernel_size, stride, padding, dilation, ceil_mode):
    """As many windows as the formula of sizes says."""
    options = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return space(max_pool(x, kernel_size, **options)), output_size(space(x), kernel_size, **options)


@max_pool.law(held=FLOOR)
def same_covers_the_input(max_pool, x, kernel_size, stride):
    """With "same" padding, a window for every stride that has begun, whatever the kernel."""
    return space(max_pool(x, kernel_size, stride=stride, padding="same")), strides_into(x, stride=stride)


@max_pool.law()
def commutes_with_relu(max_pool, x, kernel_size):
    """A monotone function may be applied before or after."""
    return max_pool(rectified(x), kernel_size), rectified(max_pool(x, kernel_size))


@max_pool.law(z="()")
def moves_with_a_constant(max_pool, x, z, kernel_size):
    return max_pool(x + z, kernel_size), max_pool(x, kernel_size) + z


@max_pool.law()
def doubles(max_pool, x, kernel_size):
    return max_pool(x + x, kernel_size), max_pool(x, kernel_size) + max_pool(x, kernel_size)


@max_pool.law("<=", z="x")
def is_lipschitz(max_pool, x, z, kernel_size):
    """Results differ by no more than the inputs do."""
    return distance(max_pool(x, kernel_size), max_pool(z, kernel_size)), largest(distance(x, z))


@max_pool.fails(z="x")
def is_linear(max_pool, x, z, kernel_size):
    return max_pool(x + z, kernel_size), max_pool(x, kernel_size) + max_pool(z, kernel_size)


@max_pool.fails(held={"padding": 0, "dilation": 1, "ceil_mode": False})
def commutes_with_a_shift(max_pool, x, kernel_size):
    """A shift by one is not a shift of the result, if only because of the stride."""
    return max_pool(rolled(x), kernel_size), rolled(max_pool(x, kernel_size))


@max_pool_indices.law()
def points_at_the_maximum(max_pool_indices, x, kernel_size, stride, padding, dilation, ceil_mode):
    common = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return taken(x, max_pool_indices(x, kernel_size, **common)), max_pool(x, kernel_size, **common)


@max_pool_indices.law()
def prefers_the_first(max_pool_indices, x, kernel_size):
    """Equal entries count as if earlier ones were a little larger; shown on whole numbers."""
    return max_pool_indices(x, kernel_size), max_pool_indices(tilted(x), kernel_size)


@max_pool_indices.law(z="()")
def ignores_a_constant(max_pool_indices, x, z, kernel_size):
    return max_pool_indices(x + z, kernel_size), max_pool_indices(x, kernel_size)


@max_pool_indices.fails()
def ignores_the_sign(max_pool_indices, x, kernel_size):
    return max_pool_indices(-x, kernel_size), max_pool_indices(x, kernel_size)
