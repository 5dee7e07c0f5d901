"""The logistic function, and the scaled hyperbolic tangent of LeNet."""

from __future__ import annotations

import numpy as np
from sympy import Rational, exp, tanh

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import odd
from ..laws.words import ones, zeros
from ..memory import like
from .letters import dx, dy, n, x, y
from .words import exponential, in_kind, magnitude


@formula(equation(y[n], 1 / (1 + exp(-x[n]))), shapes="(N...) -> (N...)", source="goodfellow2016, eq. 3.30")
def sigmoid(x):
    """The logistic function 1 / (1 + exp(-x)) of each entry.

    x: array of any shape. Returns an array of the shape of x, with entries from 0 to 1; nothing overflows, and NaN
    stays NaN.

    >>> sigmoid([0.0, 1000.0, -1000.0]).tolist()
    [0.5, 1.0, 0.0]
    """
    e = np.exp(-np.abs(x))  # at most 1, so nothing overflows
    return np.where(x >= 0, 1, e) / (1 + e)


@sigmoid.gradient
def sigmoid_backward(dy, x):
    """The derivative is s(x) (1 - s(x)), here as s(x) s(-x), which does not cancel."""
    return (dy * sigmoid.fn(x) * sigmoid.fn(-x),)


sigmoid.gradient.has_textbook_form(
    "x", equation(dx[n], dy[n] * y[n] * (1 - y[n])), where=[sigmoid.statement], source="goodfellow2016, section 6.3.2"
)


@writable(r"\tanh {}")
def hyperbolic_tangent(x):
    """The hyperbolic tangent of each entry, in its number type."""
    return np.tanh(x) if x.dtype != object else in_kind("tanh", x)


@sigmoid.law()
def has_complement(sigmoid, x):
    """sigma(x) + sigma(-x) = 1."""
    return sigmoid(x) + sigmoid(-x), ones(x)


@sigmoid.law()
def is_a_half_at_zero(sigmoid, x):
    """sigma(0) = 1/2."""
    return sigmoid(zeros(x)) + sigmoid(zeros(x)), ones(x)


@sigmoid.law()
def has_odds(sigmoid, x):
    """sigma(x) / sigma(-x) = e^x; written for -|x|, so that no exponential is large."""
    return sigmoid(-magnitude(x)), exponential(-magnitude(x)) * sigmoid(magnitude(x))


@sigmoid.law()
def is_a_tanh(sigmoid, x):
    """2 sigma(2x) - 1 = tanh x."""
    return sigmoid(x + x) + sigmoid(x + x) - ones(x), hyperbolic_tangent(x)


sigmoid.fails(
    odd("x"),
    name="sigmoid_is_odd",
    says="The opposite of x does not give the opposite result, but the complement to 1.",
)


@formula(
    equation(y[n], Rational(17159, 10000) * tanh(Rational(2, 3) * x[n])),
    shapes="(N...) -> (N...)",
    source="lecun1998, section II and appendix A",
)
def scaled_tanh(x):
    """LeCun's activation 1.7159 tanh(2x/3) of each entry, which is about 1 at 1 and about -1 at -1.

    x: array of any shape. Returns an array of the shape of x, with entries from -1.7159 to 1.7159; NaN stays NaN.

    >>> scaled_tanh([0.0, 1000.0]).tolist()
    [0.0, 1.7159]
    """
    y = np.multiply(x, 2 / 3, out=like(x))
    return np.multiply(1.7159, np.tanh(y, out=y), out=y)


@scaled_tanh.gradient
def scaled_tanh_backward(dy, x):
    """The derivative of tanh is 1 / cosh^2, which does not cancel as 1 - tanh^2 does."""
    e = np.abs(x, out=like(x))  # 1 / cosh(z)^2 = 4 e^(-2|z|) / (1 + e^(-2|z|))^2
    e = np.exp(np.multiply(e, -4 / 3, out=e), out=e)
    dx = np.multiply(dy, 4 * 1.7159 * 2 / 3, out=like(dy))
    np.multiply(dx, e, out=dx)
    e += 1
    np.divide(dx, e, out=dx)
    return (np.divide(dx, e, out=dx),)


scaled_tanh.law(odd("x"), name="is_odd_too", says="The opposite of x gives the opposite result.")


@scaled_tanh.law()
def is_a_sigmoid(scaled_tanh, x):
    """It is 1.7159 (2 sigma(4x/3) - 1); written for 3x, so that no quotient is needed."""
    return (scaled_tanh(x + x + x) * 10000, (sigmoid(4 * x) + sigmoid(4 * x) - ones(x)) * 17159)


@scaled_tanh.fails()
def reaches_its_argument(scaled_tanh, x):
    """f(1) is near 1, but not 1."""
    return scaled_tanh(ones(x)), ones(x)
