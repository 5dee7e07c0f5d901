"""Activations of straight pieces: the hard sigmoid, and the hard swish."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from sympy import Max, Min, Rational, symbols

from ..language.formula import formula
from ..language.statement import Spelling, equation
from ..laws.families import equivariant, odd, same_for
from ..laws.words import ones, zeros
from ..memory import like
from .clip import clip, constant
from .letters import n, x, y
from .relu import relu, with_nan
from .sigmoid import sigmoid
from .words import magnitude

alpha, beta = symbols("alpha beta", real=True)
SLOPES = {"onnx": (Rational(1, 5),), "pytorch": (Rational(1, 6),)}


@formula(
    equation(y[n], Max(0, Min(1, alpha * x[n] + beta))),
    shapes="(N...) -> (N...)",
    source="ONNX, HardSigmoid; PyTorch, torch.nn.Hardsigmoid, for the slope 1/6",
    alpha=Spelling(alpha, SLOPES),
)
def hard_sigmoid(x, alpha=0.2, beta=0.5):
    """The hard sigmoid: the straight line alpha x + beta, cut off at 0 and at 1.

    x: array of any shape. alpha: the slope, any finite number, "onnx" (1/5, the default, also of Keras before version
    3) or "pytorch" (1/6, also of Keras 3). beta: the value at 0, any finite number. Returns an array of the shape of x,
    with entries from 0 to 1; NaN stays NaN. The derivative is 0 where the line meets 0 or 1. Raises ValueError if alpha
    or beta is not finite, or for another word.

    >>> hard_sigmoid([-9.0, 0.0, 1.0, 9.0]).tolist()
    [0.0, 0.5, 0.7, 1.0]
    """
    y = line(x, slope_of(alpha), beta)
    return y.clip(0, 1, out=y)


def slope_of(alpha):
    """The number that a word for a slope stands for; a number as it is."""
    return float(SLOPES[alpha][0]) if isinstance(alpha, str) else alpha


def line(x, alpha, beta):
    """alpha x + beta, in a new array of the type of x."""
    y = np.multiply(x, x.dtype.type(alpha), out=like(x))
    y += x.dtype.type(beta)
    return y


@hard_sigmoid.gradient
def hard_sigmoid_backward(dy, x, alpha, beta):
    """alpha dy where the line is between 0 and 1, else 0, also where dy is infinite or NaN."""
    alpha = slope_of(alpha)
    y = line(x, alpha, beta)
    return (np.where((y <= 0) | (y >= 1), dy.dtype.type(0), alpha * dy),)


NUMBER = [lambda alpha: not isinstance(alpha, str)]


@hard_sigmoid.law(requires=NUMBER)
def is_a_clipped_line(hard_sigmoid, x, alpha, beta):
    """It is the line alpha x + beta, clipped to the numbers from 0 to 1."""
    return (
        hard_sigmoid(x, alpha=alpha, beta=beta),
        clip(constant(x, bound=alpha) * x + constant(x, bound=beta), low=0, high=1),
    )


@hard_sigmoid.law(requires=NUMBER)
def has_complement_too(hard_sigmoid, x, alpha, beta):
    """The values at x and at -x add up to 1, with beta for one and 1 - beta for the other."""
    return hard_sigmoid(x, alpha=alpha, beta=beta) + hard_sigmoid(-x, alpha=alpha, beta=1 - beta), ones(x)


@hard_sigmoid.law(requires=NUMBER)
def is_a_difference_of_relus(hard_sigmoid, x, alpha, beta):
    """It is the positive part of the line minus the positive part of the line minus 1."""
    z = constant(x, bound=alpha) * x + constant(x, bound=beta)
    return hard_sigmoid(x, alpha=alpha, beta=beta), relu(z) - relu(z - ones(x))


@hard_sigmoid.law(requires=NUMBER)
def slope_scales(hard_sigmoid, x, alpha, beta):
    """Half the slope at twice x is the slope at x."""
    return hard_sigmoid(x + x, alpha=alpha, beta=beta), hard_sigmoid(x, alpha=2 * alpha, beta=beta)


@hard_sigmoid.law(plain=True)
def slopes_are_a_fifth_and_a_sixth(hard_sigmoid, x):
    """The slope of ONNX at 5 x gives what the slope of PyTorch gives at 6 x."""
    return hard_sigmoid(5 * x, alpha="onnx"), hard_sigmoid(6 * x, alpha="pytorch")


@hard_sigmoid.law(">=", requires=NUMBER)
def hard_is_at_least_zero(hard_sigmoid, x, alpha, beta):
    """No entry is below 0."""
    return hard_sigmoid(x, alpha=alpha, beta=beta), zeros(x)


@hard_sigmoid.law("<=", requires=NUMBER)
def hard_is_at_most_one(hard_sigmoid, x, alpha, beta):
    """No entry is above 1."""
    return hard_sigmoid(x, alpha=alpha, beta=beta), ones(x)


hard_sigmoid.law(
    equivariant("x", with_nan),
    name="hard_passes_nan_on",
    says="NaN stays NaN, and changes no other entry.",
    requires=NUMBER,
)
hard_sigmoid.fails(
    same_for("alpha", "onnx", "pytorch"),
    name="slopes_are_one",
    says="The slope of ONNX and that of PyTorch give different results.",
    plain=True,
)


@hard_sigmoid.fails(">=", plain=True)
def is_never_below_the_sigmoid(hard_sigmoid, x):
    """Left of 0 it can be below the sigmoid: from -2.5 on it is 0."""
    return hard_sigmoid(x), sigmoid(x)


@formula(
    equation(y[n], x[n] * Max(0, Min(1, x[n] / 6 + Rational(1, 2)))),
    shapes="(N...) -> (N...)",
    source="howard2019, section 5.2; ONNX, HardSwish",
)
def hard_swish(x):
    """The hard swish: each entry times its hard sigmoid with slope 1/6.

    x: array of any shape. Returns an array of the shape of x: 0 up to -3, the entry itself from 3 on; NaN stays NaN,
    and -inf becomes NaN, as -inf times 0. The derivative at -3 and at 3 is that of the straight pieces outside.

    >>> hard_swish([-4.0, 0.0, 1.5, 4.0]).tolist()
    [-0.0, 0.0, 1.125, 4.0]
    """
    y = line(x, 1 / 6, 1 / 2)
    return np.multiply(y.clip(0, 1, out=y), x, out=y)


@hard_swish.gradient
def hard_swish_backward(dy, x):
    """dy times 0 up to -3, times 1 from 3 on, and times x / 3 + 1/2 between."""
    slope = line(x, 1 / 3, 1 / 2)
    slope[x >= 3] = 1
    return (np.where(x <= -3, dy.dtype.type(0), dy * slope),)


@hard_swish.law()
def weighs_by_the_hard_sigmoid(hard_swish, x):
    """It is x times the hard sigmoid with slope 1/6."""
    return hard_swish(x), x * hard_sigmoid(x, alpha="pytorch", beta=Fraction(1, 2))


@hard_swish.law()
def weighs_by_relu6(hard_swish, x):
    """Six times the result is x times x + 3, clipped to the numbers from 0 to 6."""
    return hard_swish(x) * 6, x * clip(x + 3, low=0, high=6)


@hard_swish.law()
def hard_swish_splits(hard_swish, x):
    """The value at x minus the value at -x is x."""
    return hard_swish(x) - hard_swish(-x), x


@hard_swish.fails("<=", z="x")
def hard_swish_is_monotone(hard_swish, x, z):
    """A larger argument can give a smaller result: between -3 and -3/2 the function falls."""
    return hard_swish(2 * x), hard_swish(2 * (x + magnitude(z)))


hard_swish.fails(odd("x"), name="hard_swish_is_odd", says="The opposite of x does not give the opposite result.")
