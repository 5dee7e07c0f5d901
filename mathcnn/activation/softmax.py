"""Each class's share of the exponentials along an axis."""

from __future__ import annotations

import numpy as np
from sympy import Eq, exp, log

from ..language.formula import AxisArgument, formula
from ..language.latex import writable
from ..laws.words import ones, zeros
from .letters import l, m, n, top, total, x, y
from .sigmoid import sigmoid
from .words import exponential


@formula(
    Eq(y[n, l], exp(x[n, l] - m[n]) / total),
    where=[top],
    shapes="(N..., K) -> (N..., K)",
    source="goodfellow2016, eq. 4.1, and section 4.1 for the largest entry",
    axis=AxisArgument("K"),
)
def softmax(x, axis=-1):
    """Each class's share of the exponentials along an axis.

    x: any shape with an axis of classes; axis: which one, or several. Returns the shape of x.

    >>> softmax([0.0, 0.0]).tolist()
    [0.5, 0.5]
    """
    e = np.exp(below_top(x, axis))
    return e / e.sum(axis=axis, keepdims=True)


def below_top(x, axis):
    """How far each entry lies below the largest one of its row."""
    with np.errstate(invalid="ignore"):  # inf - inf is NaN, which is what is stated
        return x - x.max(axis=axis, keepdims=True)


@softmax.gradient
def softmax_backward(dy, x, axis):
    y = softmax.fn(x, axis)
    return (y * (dy - (dy * y).sum(axis=axis, keepdims=True)),)


@formula(
    Eq(y[n, l], x[n, l] - m[n] - log(total)),
    where=[top],
    shapes="(N..., K) -> (N..., K)",
    source="goodfellow2016, eq. 6.30",
    axis=AxisArgument("K"),
)
def log_softmax(x, axis=-1):
    """The natural logarithm of the softmax.

    x: any shape with an axis of classes; axis: which one, or several. Returns the shape of x.

    >>> log_softmax([0.0, -1000.0]).tolist()
    [0.0, -1000.0]
    """
    z = below_top(x, axis)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


@log_softmax.gradient
def log_softmax_backward(dy, x, axis):
    return (dy - softmax.fn(x, axis) * dy.sum(axis=axis, keepdims=True),)


@writable(r"\sum_{{k \in {axis}}} {}")
def summed(y, *, axis):
    """The sum over the axis of classes, which stays."""
    return y.sum(axis=axis, keepdims=True)


@writable(r"{}^{{\pi}}")
def turned(x, *, axis):
    """The classes turned by one place."""
    return np.roll(x, 1, axis)


@writable(r"({}, \mathbf{{0}})")
def beside_zero(x):
    """Two classes: x and 0."""
    return np.stack([x, x * 0], -1)


@writable(r"{}_{{\cdot 0}}")
def first_class(y):
    return y[..., 0]


@softmax.law()
def sums_to_one(softmax, x, axis):
    return summed(softmax(x, axis=axis), axis=axis), ones(summed(x, axis=axis))


@softmax.law()
def chooses_between_two(softmax, x, axis):
    """Of two classes the first has the share sigma(x_k - x_l) of what both have: the ratio is e^(x_k - x_l)."""
    y = softmax(x, axis=axis)
    return y, (y + turned(y, axis=axis)) * sigmoid(x - turned(x, axis=axis))


@softmax.law(z="()")
def ignores_a_constant(softmax, x, z):
    return softmax(x + z), softmax(x)


@softmax.law()
def moves_with_the_classes(softmax, x, axis):
    return softmax(turned(x, axis=axis), axis=axis), turned(softmax(x, axis=axis), axis=axis)


@softmax.law(plain=True)
def of_two_is_the_sigmoid(softmax, x):
    return first_class(softmax(beside_zero(x))), sigmoid(x)


@softmax.fails()
def softmax_is_homogeneous(softmax, x):
    """Scaling the logits sharpens the shares."""
    return softmax(x + x), softmax(x) + softmax(x)


@softmax.fails()
def is_blind_to_scale(softmax, x):
    return softmax(x + x), softmax(x)


@log_softmax.law()
def is_the_logarithm(log_softmax, x, axis):
    return exponential(log_softmax(x, axis=axis)), softmax(x, axis=axis)


@log_softmax.law()
def keeps_differences(log_softmax, x, axis):
    y = log_softmax(x, axis=axis)
    return y - turned(y, axis=axis), x - turned(x, axis=axis)


@log_softmax.law("<=")
def is_at_most_zero(log_softmax, x, axis):
    return log_softmax(x, axis=axis), zeros(x)


@log_softmax.law(z="()")
def log_ignores_a_constant(log_softmax, x, z):
    return log_softmax(x + z), log_softmax(x)


@log_softmax.fails()
def log_is_odd(log_softmax, x):
    return log_softmax(-x), -log_softmax(x)
