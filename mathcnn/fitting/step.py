"""One step of gradient descent on the mean squared error of a line."""

from __future__ import annotations

import numpy as np
from sympy import Sum, symbols

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Single, equation
from ..laws.words import inner
from ..numbers.scaled import Scaled, moderate
from .least_squares import least_squares_intercept, least_squares_slope
from .letters import DISTINCT, N, a_1, b_1, e, f, intercept, n, slope, x, y
from .line import line, mean_squared_error

rate = symbols("rate", positive=True)
errors = [line.statement, equation(e[n], f[n] - y[n])]


@formula(
    equation(a_1, Single(slope) - rate * 2 * Sum(e[n] * x[n], (n, 0, N - 1)) / N),
    where=errors,
    shapes="(N), (N), (), () -> ()",
    notation="a'",
    source="goodfellow2016, section 4.3",
)
def step_slope(x, y, slope, intercept, rate):
    """The slope after one step of gradient descent on the mean squared error.

    x, y: (N), the places and the values. slope, intercept: the line before the step, numbers. rate: the factor of the
    gradient, a number > 0. Returns a number. Raises ValueError if the lengths differ or the rate is not > 0.

    >>> float(step_slope([0.0, 1.0], [9.0, 11.0], 0.0, 0.0, 0.5))
    5.5
    """
    if moderate(x, y, slope, intercept, rate):
        return plain_step(x, y, slope, intercept, rate)[0]
    x = Scaled.block(x)
    return (Scaled.block(slope) - Scaled.block(rate) * Scaled(2) * (error_of(x, y, slope, intercept) * x).mean()).value


def plain_step(x, y, slope, intercept, rate):
    """Slope and intercept after a step, for numbers that need no scaling; scaling would take longer than the step."""
    error = slope * x + intercept - y
    return slope - rate * 2 * (error * x).mean(), intercept - rate * 2 * error.mean()


def error_of(x, y, slope, intercept):
    """The line minus the values, as `Scaled`; x is scaled already."""
    return (Scaled.block(slope) * x + Scaled.block(intercept) - Scaled.block(y)).again()


@step_slope.gradient
def step_slope_backward(dy, x, y, slope, intercept, rate):
    """The gradients by x, y, slope and intercept, computed with scaled numbers."""
    part = Scaled(-2) * Scaled.block(rate) / Scaled(x.size) * Scaled.block(dy)
    x = Scaled.block(x)
    steep = error_of(x, y, slope, intercept) + Scaled.block(slope) * x
    return (
        (part * steep).value,
        (Scaled(-1) * part * x).value,
        (Scaled.block(dy) + part * (x * x).sum()).value,
        (part * x.sum()).value,
    )


@writable(r"\bigl\lVert \bigl({} - {}, \; {} - {}\bigr) \bigr\rVert^2")
def distance_squared(a, a_0, b, b_0):
    """The squared distance of two lines: of their slopes and of their intercepts."""
    return (a - a_0) * (a - a_0) + (b - b_0) * (b - b_0)


@writable(r"\tfrac{{{}}}{{1 + \overline{{{}^2}}}}")
def cautious(rate, x):
    """A rate below the largest stable one: 1 + mean x^2 is half the sum of both curvatures."""
    return rate / (inner(x, x) / x.size + 1)


N_TWO = (lambda N: N >= 2,)


@step_slope.law()
def slope_goes_down_the_gradient(step_slope, x, y, slope, intercept, rate):
    """The slope moves by the rate times the derivative, here half a difference of the quadratic error."""
    return (
        step_slope(x, y, slope, intercept, rate=rate),
        slope
        - rate
        * (mean_squared_error(line(x, slope + 1, intercept), y) - mean_squared_error(line(x, slope - 1, intercept), y))
        / 2,
    )


@step_slope.law(domain={"x": DISTINCT}, requires=N_TWO)
def slope_rests_at_least_squares(step_slope, x, y, rate):
    """A step from the least squares line leaves its slope as it is."""
    return step_slope(x, y, least_squares_slope(x, y), least_squares_intercept(x, y), rate=rate), least_squares_slope(
        x, y
    )


@step_slope.law("<=", domain={"x": DISTINCT}, requires=(*N_TWO, lambda rate: 0 <= rate <= 1))
def comes_closer(step_slope, x, y, slope, intercept, rate):
    """At a rate of at most 1 / (1 + mean x^2) a step never increases the distance from the least squares line."""
    a, b, slower = least_squares_slope(x, y), least_squares_intercept(x, y), cautious(rate, x)
    return (
        distance_squared(
            step_slope(x, y, slope, intercept, rate=slower), a, step_intercept(x, y, slope, intercept, rate=slower), b
        ),
        distance_squared(slope, a, intercept, b),
    )


@step_slope.fails("<=", domain={"x": DISTINCT}, requires=N_TWO)
def comes_closer_at_any_rate(step_slope, x, y, slope, intercept, rate):
    """Above the largest stable rate steps overshoot, and gradient descent diverges."""
    a, b = least_squares_slope(x, y), least_squares_intercept(x, y)
    return (
        distance_squared(
            step_slope(x, y, slope, intercept, rate=rate), a, step_intercept(x, y, slope, intercept, rate=rate), b
        ),
        distance_squared(slope, a, intercept, b),
    )


@formula(
    equation(b_1, Single(intercept) - rate * 2 * Sum(e[n], (n, 0, N - 1)) / N),
    where=errors,
    shapes="(N), (N), (), () -> ()",
    notation="b'",
    source="goodfellow2016, section 4.3",
)
def step_intercept(x, y, slope, intercept, rate):
    """The intercept after one step of gradient descent on the mean squared error.

    x, y: (N), the places and the values. slope, intercept: the line before the step, numbers. rate: the factor of the
    gradient, a number > 0. Returns a number. Raises ValueError if the lengths differ or the rate is not > 0.

    >>> float(step_intercept([0.0, 1.0], [9.0, 11.0], 0.0, 0.0, 0.5))
    10.0
    """
    if moderate(x, y, slope, intercept, rate):
        return plain_step(x, y, slope, intercept, rate)[1]
    return (
        Scaled.block(intercept) - Scaled.block(rate) * Scaled(2) * error_of(Scaled.block(x), y, slope, intercept).mean()
    ).value


@step_intercept.gradient
def step_intercept_backward(dy, x, y, slope, intercept, rate):
    """The gradients by x, y, slope and intercept, computed with scaled numbers."""
    part = Scaled(-2) * Scaled.block(rate) / Scaled(x.size) * Scaled.block(dy)
    ones, total = np.ones_like(x), Scaled.block(x).sum()
    return (
        (part * Scaled.block(slope)).value * ones,
        (Scaled(-1) * part).value * ones,
        (part * total).value,
        (Scaled.block(dy) + part * Scaled(x.size)).value,
    )


@step_intercept.law()
def intercept_goes_down_the_gradient(step_intercept, x, y, slope, intercept, rate):
    """The intercept moves by the rate times the derivative, here half a difference of the quadratic error."""
    return (
        step_intercept(x, y, slope, intercept, rate=rate),
        intercept
        - rate
        * (mean_squared_error(line(x, slope, intercept + 1), y) - mean_squared_error(line(x, slope, intercept - 1), y))
        / 2,
    )


@step_intercept.law(domain={"x": DISTINCT}, requires=N_TWO)
def intercept_rests_at_least_squares(step_intercept, x, y, rate):
    """A step from the least squares line leaves its intercept as it is."""
    return step_intercept(
        x, y, least_squares_slope(x, y), least_squares_intercept(x, y), rate=rate
    ), least_squares_intercept(x, y)
