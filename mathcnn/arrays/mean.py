"""Means over axes."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from ..language.formula import AxisArgument, formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import additive, moves_with
from .letters import K, e, n, x, y


@formula(
    equation(y[n], Sum(x[n, e], (e, 0, K - 1)) / K),
    shapes="(N..., K) -> (N...)",
    source="ONNX, ReduceMean; NumPy, numpy.mean",
    axis=AxisArgument("K"),
)
def mean(x, axis=-1):
    """The mean over one axis or several, which the result does not have.

    x: array of any shape. axis: an integer or a tuple of integers; negative ones count from the end. Returns an array
    without these axes. Raises ValueError if an axis does not exist.

    >>> mean([[1.0, 3.0], [5.0, 9.0]], axis=0).tolist()
    [3.0, 6.0]
    """
    return x.mean(axis=axis)


@mean.gradient
def mean_backward(dy, x, axis):
    """Each entry has the same share in its mean."""
    axes = axis if isinstance(axis, tuple) else (axis,)
    share = np.expand_dims(dy, tuple(axes)) / x.dtype.type(np.prod([x.shape[a] for a in axes]))
    return (np.broadcast_to(share, x.shape).copy(),)


@writable(r"\sum_{{{axis}}} {}")
def summed_over(x, *, axis):
    """The sum over axes, which the result does not have."""
    return x.sum(axis=axis)


@writable(r"|{axis}|")
def entries_along(x, *, axis):
    """The number of entries along axes."""
    return int(np.prod([x.shape[a] for a in np.ravel(axis)]))


@mean.law()
def mean_shares_the_sum(mean, x, axis):
    """The mean times the number of entries is their sum."""
    return mean(x, axis=axis) * entries_along(x, axis=axis), summed_over(x, axis=axis)


mean.law(additive("x", "z"), name="means_add", says="The mean of a sum is the sum of the means.")
mean.law(moves_with("x", "z"), name="mean_moves", says="A constant added to all entries is added to every mean.")


@mean.fails()
def mean_of_products(mean, x, axis):
    """The mean of squares is not the square of the mean."""
    return mean(x * x, axis=axis), mean(x, axis=axis) * mean(x, axis=axis)
