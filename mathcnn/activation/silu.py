"""The sigmoid linear unit, which is also called swish."""

from __future__ import annotations

import numpy as np
from sympy import Symbol, exp

from ..language.formula import formula
from ..language.statement import equation
from ..laws.families import odd
from .clip import constant
from .letters import dx, dy, n, s, x, y
from .sigmoid import sigmoid
from .words import magnitude

beta = Symbol("beta", real=True)


@formula(
    equation(y[n], x[n] / (1 + exp(-beta * x[n]))),
    shapes="(N...) -> (N...)",
    source="elfwing2018, section 2; ramachandran2017, section 4, for beta",
)
def silu(x, beta=1):
    """The sigmoid linear unit x sigma(beta x) of each entry; with another beta than 1 it is called swish.

    x: array of any shape. beta: the steepness, any finite number. Returns an array of the shape of x; NaN stays NaN,
    and an infinity that the sigmoid takes to 0 becomes NaN, as infinity times 0. Raises ValueError if beta is not
    finite.

    >>> silu([0.0, 1000.0, -1000.0]).tolist()
    [0.0, 1000.0, -0.0]
    """
    return x * sigmoid.fn(x.dtype.type(beta) * x)


@silu.gradient
def silu_backward(dy, x, beta):
    """The derivative is s(z) (1 + z s(-z)) for z = beta x, and its limit at infinity, 1."""
    z = x.dtype.type(beta) * x
    return (dy * (sigmoid.fn(z) * (1 + np.where(z == np.inf, 0, z) * sigmoid.fn(-z))),)


silu.gradient.has_textbook_form(
    "x",
    equation(dx[n], dy[n] * s[n] * (1 + beta * x[n] * (1 - s[n]))),
    where=[equation(s[n], 1 / (1 + exp(-beta * x[n])))],
    source="elfwing2018, section 2; ramachandran2017, section 4, for beta",
)


@silu.law(plain=True)
def weighs_by_the_sigmoid(silu, x):
    """It is x times the sigmoid of x."""
    return silu(x), x * sigmoid(x)


@silu.law()
def silu_splits(silu, x, beta):
    """The value at x minus the value at -x is x, for every beta."""
    return silu(x, beta=beta) - silu(-x, beta=beta), x


@silu.law()
def beta_scales(silu, x, beta):
    """beta times the result is the result with beta = 1 at beta x."""
    return constant(x, bound=beta) * silu(x, beta=beta), silu(constant(x, bound=beta) * x)


@silu.law()
def is_half_at_beta_zero(silu, x):
    """With beta = 0 it is half of x."""
    return silu(x, beta=0) + silu(x, beta=0), x


@silu.fails("<=", z="x", plain=True)
def silu_is_monotone(silu, x, z):
    """A larger argument can give a smaller result: below about -1.28 the function falls."""
    return silu(x), silu(x + magnitude(z))


silu.fails(odd("x"), name="silu_is_odd", says="The opposite of x does not give the opposite result.")
