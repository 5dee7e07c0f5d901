"""Average pooling to a given size, whatever the size of the input."""

from __future__ import annotations

import functools

import numpy as np
from sympy import Sum, ceiling, floor

from ..geometry.letters import H
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import AllAxes, axes, equation
from ..laws.families import additive, moves_with, part_by_part
from ..laws.words import first, one_size, places_joined, space, tail, turned
from .avg_pool import avg_pool
from .global_pools import global_avg_pool
from .letters import a, c, i, n, x, y

(size,) = axes("size", positive=True)  # of the result
start, end = floor(i * H / size), ceiling((i + 1) * H / size)  # the window of the result i, without its end


@formula(
    equation(y[n, c, i], Sum(x[n, c, a], (a, start, end - 1)) / AllAxes(end - start)),
    shapes="(N, C, *H) -> (N, C, *size)",
    source="PyTorch, torch.nn.AdaptiveAvgPool2d",
)
def adaptive_avg_pool(x, size):
    """The mean of windows that cover the input evenly, as many as the result has entries.

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes
    size : int >= 1, or one for each axis: the size l of the result. It may exceed that of x

    Returns
    -------
    Array (N, C, *sizes). Along an axis of h entries the window of entry i starts at floor(i h / l) and ends before
    ceil((i + 1) h / l), so that neighbouring windows overlap by at most one entry.

    Raises
    ------
    ValueError : a size that is no integer >= 1.

    >>> adaptive_avg_pool([[[1.0, 2.0, 3.0, 4.0, 5.0]]], 3).tolist()
    [[[1.5, 3.0, 4.5]]]
    """
    entries = 1
    for axis, l in enumerate(size, 2):
        starts, ends = windows(x.shape[axis], l)
        x = np.stack([x[at(axis, s, e)].sum(axis=axis) for s, e in zip(starts, ends, strict=True)], axis)
        counts = [e - s for s, e in zip(starts, ends, strict=True)]
        entries = np.multiply.outer(entries, np.array(counts, np.int64))
    return x / entries.astype(x.dtype)


@functools.lru_cache(maxsize=256)
def windows(h, l):
    """Where the windows of l results start in an axis of h entries, and before which entry they end."""
    return tuple(k * h // l for k in range(l)), tuple(-(-(k + 1) * h // l) for k in range(l))


def at(axis, start, end):
    """The index of the entries from start to end along an axis."""
    return (slice(None),) * axis + (slice(start, end),)


@adaptive_avg_pool.gradient
def adaptive_avg_pool_backward(dy, x, size):
    """The gradient: every entry of a window gets the same share of dy."""
    for axis, (h, l) in enumerate(zip(x.shape[2:], size, strict=True), 2):
        starts, ends = windows(h, l)
        dx = np.zeros((*dy.shape[:axis], h, *dy.shape[axis + 1 :]), dy.dtype)
        for k, (s, e) in enumerate(zip(starts, ends, strict=True)):
            dx[at(axis, s, e)] += dy[at(axis, k, k + 1)] / dy.dtype.type(e - s)
        dy = dx
    return (dy,)


@writable(r"{}_{{[-1]}}")
def last_place(x):
    """The last entry of the last axis; the axis stays."""
    return x[..., -1:]


@writable(r"{factor} \, {}")
def times(space, *, factor):
    """A size multiplied by an integer along each axis."""
    return tuple(factor * h for h in space)


@writable(r"\operatorname{{tile}}_{{{factor}}} {}")
def side_by_side(x, *, factor):
    """Copies of an array side by side along each spatial axis."""
    return np.tile(x, (1, 1, *[factor] * (x.ndim - 2)))


@writable(r"\operatorname{{rep}}_{{{factor}}} {}")
def repeated(x, *, factor):
    """Each entry repeated along each spatial axis."""
    for axis in range(2, x.ndim):
        x = np.repeat(x, factor, axis)
    return x


@adaptive_avg_pool.law()
def changes_nothing_at_its_own_size(adaptive_avg_pool, x):
    """At the size of the input every window has one entry."""
    return adaptive_avg_pool(x, space(x)), x


@adaptive_avg_pool.law()
def adaptive_is_global(adaptive_avg_pool, x):
    """The result of size 1 is the global mean."""
    return adaptive_avg_pool(x, one_size(x)), global_avg_pool(x)


@adaptive_avg_pool.law(factor="1..3")
def is_average_pooling_of_equal_windows(adaptive_avg_pool, x, factor):
    """If the size of the result divides that of the input, it is average pooling with windows side by side."""
    large = side_by_side(x, factor=factor)
    return adaptive_avg_pool(large, space(x)), avg_pool(large, times(one_size(x), factor=factor))


@adaptive_avg_pool.law(factor="1..3")
def repeats_at_a_multiple(adaptive_avg_pool, x, factor):
    """At a multiple of the size of the input, each entry is repeated."""
    return adaptive_avg_pool(x, times(space(x), factor=factor)), repeated(x, factor=factor)


@adaptive_avg_pool.law()
def adaptive_turns_with_the_input(adaptive_avg_pool, x, size):
    """The input in reverse order gives the result in reverse order."""
    return adaptive_avg_pool(turned(x), size), turned(adaptive_avg_pool(x, size))


@adaptive_avg_pool.law(rank=1, requires=[lambda H: H > 1])
def overlaps_by_one_entry(adaptive_avg_pool, x):
    """Of an odd number of entries, x followed by x without its first entry, the middle one is in both windows."""
    both = places_joined(x, tail(x))
    return (
        adaptive_avg_pool(both, (2,)),
        places_joined(global_avg_pool(x), global_avg_pool(places_joined(last_place(x), tail(x)))),
    )


adaptive_avg_pool.law(
    additive("x", "z"), name="adaptive_is_additive", says="The mean of a sum is the sum of the means."
)
adaptive_avg_pool.law(
    moves_with("x", "z"),
    name="adaptive_moves_with_a_constant",
    says="A constant added to the input is added to every mean.",
)
adaptive_avg_pool.law(
    part_by_part("x", first), name="adaptive_treats_images_alone", says="A result depends on its own image only."
)


@adaptive_avg_pool.fails(rank=1)
def keeps_the_mean(adaptive_avg_pool, x, size):
    """The mean of the means is not the mean, since windows overlap."""
    return global_avg_pool(adaptive_avg_pool(x, size)), global_avg_pool(x)
