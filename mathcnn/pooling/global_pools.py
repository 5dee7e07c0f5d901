"""Pools over whole channels: the global maximum and the global mean."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from ..geometry.letters import H
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import AllAxes, MaxOver, equation
from ..laws.families import additive, invariant, moves_with
from ..laws.words import space
from .letters import a, c, i, n, x, y
from .max_pool import max_pool, max_pool_backward
from .words import distance, entries, largest, rectified, shuffled


@formula(
    equation(y[n, c, i], MaxOver(x[n, c, a], (a, 0, H - 1))),
    shapes="(N, C, *H) -> (N, C, *1)",
    source="goodfellow2016, section 9.3",
)
def global_max_pool(x):
    """The largest entry of each channel.

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes

    Returns
    -------
    Array (N, C, 1, ...), as many axes as x.

    >>> global_max_pool([[[3, 1, 4]]]).tolist()
    [[[4]]]
    """
    return x.max(axis=tuple(range(2, x.ndim)), keepdims=True)


@global_max_pool.gradient
def global_max_pool_backward(dy, x):
    """The gradient: the largest entry, the first of equals, gets dy."""
    rows = x.reshape(*x.shape[:2], -1)
    if x.dtype.kind == "O":
        return max_pool_backward(dy, x, x.shape[2:])
    dx = np.zeros(rows.shape, dy.dtype)
    np.put_along_axis(dx, rows.argmax(axis=2, keepdims=True), dy.reshape(*x.shape[:2], 1), 2)
    return (dx.reshape(x.shape),)


@formula(
    equation(y[n, c, i], Sum(x[n, c, a], (a, 0, H - 1)) / AllAxes(H)),
    shapes="(N, C, *H) -> (N, C, *1)",
    source="zhang2023, section 8.3",
)
def global_avg_pool(x):
    """The mean of each channel.

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes

    Returns
    -------
    Array (N, C, 1, ...), as many axes as x.

    >>> global_avg_pool([[[3.0, 1.0, 5.0]]]).tolist()
    [[[3.0]]]
    """
    return x.mean(axis=tuple(range(2, x.ndim)), keepdims=True)


@global_avg_pool.gradient
def global_avg_pool_backward(dy, x):
    """The gradient: every entry gets the same share of dy."""
    return (np.broadcast_to(dy / x.dtype.type(np.prod(x.shape[2:])), x.shape).copy(),)


@writable(r"\max_{{u, v}} {}")
def max_of_entries(x):
    """The largest entry of each channel, entry by entry."""
    return walked(np.maximum, x)


@writable(r"\sum_{{u, v}} {}")
def sum_of_entries(x):
    """The sum of the entries of each channel, entry by entry."""
    return walked(np.add, x)


def walked(combine, x):
    """The entries of each channel combined one after another."""
    flat = x.reshape(*x.shape[:2], -1)
    total = flat[:, :, 0]
    for k in range(1, flat.shape[2]):
        total = combine(total, flat[:, :, k])
    return total.reshape(*x.shape[:2], *[1] * (x.ndim - 2))


@max_pool.law(plain=True)
def is_global(max_pool, x):
    """A window as large as the input is the global maximum."""
    return max_pool(x, space(x)), global_max_pool(x)


@global_max_pool.law()
def global_max_is_reached(global_max_pool, x):
    """The largest entry of a channel is the maximum of its entries, taken one after another."""
    return global_max_pool(x), max_of_entries(x)


global_max_pool.law(
    invariant("x", shuffled),
    name="global_max_ignores_order",
    says="The order of the entries of a channel does not matter.",
)


@global_max_pool.law("<=", z="x")
def global_max_is_lipschitz(global_max_pool, x, z):
    """Results differ by no more than the inputs do."""
    return distance(global_max_pool(x), global_max_pool(z)), largest(distance(x, z))


global_max_pool.fails(
    additive("x", "z"), name="global_max_is_linear", says="The maximum of a sum is not the sum of the maxima."
)


@global_avg_pool.law()
def global_mean_shares_the_sum(global_avg_pool, x):
    """The mean times the number of entries is their sum."""
    return global_avg_pool(x) * entries(space(x)), sum_of_entries(x)


global_avg_pool.law(
    moves_with("x", "z"),
    name="global_mean_moves_with_a_constant",
    says="A constant added to the input is added to every mean.",
)
global_avg_pool.law(
    invariant("x", shuffled),
    name="global_mean_ignores_order",
    says="The order of the entries of a channel does not matter.",
)


@global_avg_pool.fails()
def global_mean_commutes_with_relu(global_avg_pool, x):
    """The mean of the positive parts is not the positive part of the mean."""
    return global_avg_pool(rectified(x)), rectified(global_avg_pool(x))
