"""The softmax and its logarithm, along an axis of classes."""

from __future__ import annotations

import numpy as np
from sympy import Sum, exp, log

from ..language.formula import AxisArgument, formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import odd, unchanged_by_adding
from ..laws.words import ones, zeros
from .letters import K, dx, dy, k, l, m, n, top, total, x, y
from .sigmoid import sigmoid
from .words import exponential


@formula(
    equation(y[n, l], exp(x[n, l] - m[n]) / total),
    where=[top],
    shapes="(N..., K) -> (N..., K)",
    source="goodfellow2016, eq. 4.1, and section 4.1 for the largest entry",
    axis=AxisArgument("K"),
)
def softmax(x, axis=-1):
    """The softmax: the share of each class in the sum of the exponentials along an axis.

    x: array of any shape with an axis of classes, the logits. axis: that axis, an integer or a tuple of integers;
    negative ones count from the end. Returns an array of the shape of x, with entries from 0 to 1 that sum to 1 along
    the axis. A logit of -inf gets the share 0; +inf and NaN make their row NaN. Raises ValueError if the axis does not
    exist.

    >>> softmax([0.0, 0.0]).tolist()
    [0.5, 0.5]
    """
    e = np.exp(below_top(x, axis))
    return e / e.sum(axis=axis, keepdims=True)


def below_top(x, axis):
    """Each entry minus the largest one of its row."""
    with np.errstate(invalid="ignore"):  # inf - inf is NaN, as in the statement
        return x - x.max(axis=axis, keepdims=True)


@softmax.gradient
def softmax_backward(dy, x, axis):
    """The derivative of y_l by x_k is y_l ((1 if k = l else 0) - y_k)."""
    y = softmax.fn(x, axis)
    return (y * (dy - (dy * y).sum(axis=axis, keepdims=True)),)


softmax.gradient.has_textbook_form(
    "x",
    equation(dx[n, l], y[n, l] * (dy[n, l] - Sum(dy[n, k] * y[n, k], (k, 0, K - 1)))),
    where=[softmax.statement, top],
    source="goodfellow2016, section 6.2.2.3",
)


@writable(r"\sum_{{k \in {axis}}} {}")
def summed(y, *, axis):
    """The sum over the axis of classes; the axis stays."""
    return y.sum(axis=axis, keepdims=True)


@writable(r"{}^{{\pi}}")
def turned(x, *, axis):
    """The classes moved by one place, the last one first."""
    return np.roll(x, 1, axis)


@writable(r"({}, \mathbf{{0}})")
def beside_zero(x):
    """Two classes with the logits x and 0."""
    return np.stack([x, x * 0], -1)


@writable(r"{}_{{\cdot 0}}")
def first_class(y):
    """The entries of the first class."""
    return y[..., 0]


@softmax.law()
def sums_to_one(softmax, x, axis):
    """The shares sum to 1."""
    return summed(softmax(x, axis=axis), axis=axis), ones(summed(x, axis=axis))


@softmax.law()
def chooses_between_two(softmax, x, axis):
    """Of two classes, the first has the share sigma(x_k - x_l) of what both have together."""
    y = softmax(x, axis=axis)
    return y, (y + turned(y, axis=axis)) * sigmoid(x - turned(x, axis=axis))


softmax.law(
    unchanged_by_adding("x", "z"),
    name="ignores_a_constant",
    says="A constant added to all logits changes nothing.",
)


@softmax.law()
def moves_with_the_classes(softmax, x, axis):
    """If the classes are in another order, so are their shares."""
    return softmax(turned(x, axis=axis), axis=axis), turned(softmax(x, axis=axis), axis=axis)


@softmax.law(plain=True)
def of_two_is_the_sigmoid(softmax, x):
    """Of the logits x and 0, the first has the share sigma(x)."""
    return first_class(softmax(beside_zero(x))), sigmoid(x)


@softmax.fails()
def softmax_is_homogeneous(softmax, x):
    """Twice the logits do not give twice the shares, but sharper ones."""
    return softmax(x + x), softmax(x) + softmax(x)


@softmax.fails()
def is_blind_to_scale(softmax, x):
    """Twice the logits give other shares."""
    return softmax(x + x), softmax(x)


@formula(
    equation(y[n, l], x[n, l] - m[n] - log(total)),
    where=[top],
    shapes="(N..., K) -> (N..., K)",
    source="goodfellow2016, eq. 6.30",
    axis=AxisArgument("K"),
)
def log_softmax(x, axis=-1):
    """The natural logarithm of the softmax along an axis.

    x: array of any shape with an axis of classes, the logits. axis: that axis, an integer or a tuple of integers;
    negative ones count from the end. Returns an array of the shape of x, with entries <= 0; +inf and NaN make their
    row NaN. Raises ValueError if the axis does not exist.

    >>> log_softmax([0.0, -1000.0]).tolist()
    [0.0, -1000.0]
    """
    z = below_top(x, axis)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


@log_softmax.gradient
def log_softmax_backward(dy, x, axis):
    """The derivative of log y_l by x_k is (1 if k = l else 0) - y_k."""
    return (dy - softmax.fn(x, axis) * dy.sum(axis=axis, keepdims=True),)


log_softmax.gradient.has_textbook_form(
    "x",
    equation(dx[n, l], dy[n, l] - y[n, l] * Sum(dy[n, k], (k, 0, K - 1))),
    where=[softmax.statement, top],
    source="goodfellow2016, section 6.2.2.3",
)


@log_softmax.law()
def is_the_logarithm(log_softmax, x, axis):
    """Its exponential is the softmax."""
    return exponential(log_softmax(x, axis=axis)), softmax(x, axis=axis)


@log_softmax.law()
def keeps_differences(log_softmax, x, axis):
    """Differences of the result are differences of the logits."""
    y = log_softmax(x, axis=axis)
    return y - turned(y, axis=axis), x - turned(x, axis=axis)


@log_softmax.law("<=")
def is_at_most_zero(log_softmax, x, axis):
    """No entry is positive, since no share exceeds 1."""
    return log_softmax(x, axis=axis), zeros(x)


log_softmax.law(
    unchanged_by_adding("x", "z"),
    name="log_ignores_a_constant",
    says="A constant added to all logits changes nothing.",
)


log_softmax.fails(odd("x"), name="log_is_odd", says="The opposite logits do not give the opposite result.")
