"""The slope after one step of gradient descent on the mean squared error."""

from __future__ import annotations

import math

import numpy as np
from sympy import Eq, Sum, symbols

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Single
from ..laws.words import inner
from ..numbers.scaled import Scaled, moderate
from .curvature import largest_curvature, smallest_curvature
from .least_squares import least_squares_intercept, least_squares_slope
from .letters import DISTINCT, N, a_1, b_1, e, f, intercept, n, slope, x, y
from .line import line, mean_squared_error

rate = symbols("rate", positive=True)
errors = [line.statement, Eq(e[n], f[n] - y[n])]


@formula(
    Eq(a_1, Single(slope) - rate * 2 * Sum(e[n] * x[n], (n, 0, N - 1)) / N),
    where=errors,
    shapes="(N), (N), (), () -> ()",
    notation="a'",
    source="goodfellow2016, section 4.3",
)
def step_slope(x, y, slope, intercept, rate):
    """The slope after one step of gradient descent on the mean squared error.

    x, y: as many places as values; slope, intercept: the line so far; rate: the step, in units of the gradient.

    >>> float(step_slope([0.0, 1.0], [9.0, 11.0], 0.0, 0.0, 0.5))
    5.5
    """
    if moderate(x, y, slope, intercept, rate):
        return plain_step(x, y, slope, intercept, rate)[0]
    x = Scaled.block(x)
    return (Scaled.block(slope) - Scaled.block(rate) * Scaled(2) * (error_of(x, y, slope, intercept) * x).mean()).value


def plain_step(x, y, slope, intercept, rate):
    """One step of both, of numbers that need no scaling: many are taken, and scaling would take longer than they do."""
    error = slope * x + intercept - y
    return slope - rate * 2 * (error * x).mean(), intercept - rate * 2 * error.mean()


def error_of(x, y, slope, intercept):
    """How far the line is from each observation; x is scaled already."""
    return (Scaled.block(slope) * x + Scaled.block(intercept) - Scaled.block(y)).again()


@step_slope.gradient
def step_slope_backward(dy, x, y, slope, intercept, rate):
    part = Scaled(-2) * Scaled.block(rate) / Scaled(x.size) * Scaled.block(dy)
    x = Scaled.block(x)
    steep = error_of(x, y, slope, intercept) + Scaled.block(slope) * x
    return (
        (part * steep).value,
        (Scaled(-1) * part * x).value,
        (Scaled.block(dy) + part * (x * x).sum()).value,
        (part * x.sum()).value,
    )


@formula(
    Eq(b_1, Single(intercept) - rate * 2 * Sum(e[n], (n, 0, N - 1)) / N),
    where=errors,
    shapes="(N), (N), (), () -> ()",
    notation="b'",
    source="goodfellow2016, section 4.3",
)
def step_intercept(x, y, slope, intercept, rate):
    """The intercept after one step of gradient descent on the mean squared error.

    x, y: as many places as values; slope, intercept: the line so far; rate: the step, in units of the gradient.

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
    part = Scaled(-2) * Scaled.block(rate) / Scaled(x.size) * Scaled.block(dy)
    ones, total = np.ones_like(x), Scaled.block(x).sum()
    return (
        (part * Scaled.block(slope)).value * ones,
        (Scaled(-1) * part).value * ones,
        (part * total).value,
        (Scaled.block(dy) + part * Scaled(x.size)).value,
    )


def largest_stable_rate(x):
    """The rate that gradient descent has to stay below, 2 over the largest curvature (nesterov2004, section 1.2.3).

    >>> largest_stable_rate([-1.0, 1.0])
    1.0
    """
    return 2 / float(largest_curvature(x))


MOST_STEPS = 1_000_000


def descend(x, y, *, rate=None, tolerance=1e-9, start=(0.0, 0.0)):
    """Slope and intercept by gradient descent on the mean squared error, within `tolerance` of the least squares
    solution.

    rate: of the steps; None takes the fastest one, 2 / (largest + smallest curvature). tolerance: the Euclidean
    distance of (slope, intercept) from the solution; it is certain, because the gradient is at least the smallest
    curvature times that distance. start: where to begin. Raises ValueError where the rate is not below 2 / largest
    curvature (then it diverges, and the error names that rate), where more than a million steps would be needed, where
    rounding keeps the gradient from getting that small, or where curvatures or steps lie beyond the range of floats.

    >>> from mathcnn.fitting import x_train
    >>> from mathcnn.fitting import y_train
    >>> slope, intercept = descend(x_train, y_train)
    >>> abs(slope - 2) < 1e-9 and abs(intercept - 9) < 1e-9
    True
    """
    reading = least_squares_slope.read((x, y), {})  # the same arguments under the same conditions
    x, y = (v.astype(float) for v in reading.arrays.values())
    for name, values in (("x", x), ("y", y)):
        if not np.isfinite(values).all():
            raise ValueError(f"descend: {name} holds {values[~np.isfinite(values)][0]}; it has to be finite")
    most, least = float(largest_curvature.fn(x)), float(smallest_curvature.fn(x))
    if not (least > 0 and math.isfinite(most / least)):
        raise ValueError(
            f"descend: x holds values from {x.min():.6g} to {x.max():.6g}, whose curvatures of {least:.3g} and {most:.3g} are beyond "
            "the range of floats; shift x to its mean, and scale it"
        )
    fastest, tolerance = 2 / (most + least), positive("tolerance", tolerance)
    if rate is None:
        rate = fastest
    elif not positive("rate", rate) < 2 / most:
        raise ValueError(
            f"descend: rate = {rate}: gradient descent converges below {2 / most:.6g} only, 2 over the largest curvature {most:.6g}"
        )
    slope, intercept = started(start)

    solution = float(least_squares_slope.fn(x, y)), float(least_squares_intercept.fn(x, y))
    if not all(map(math.isfinite, solution)):
        raise ValueError(
            f"descend: the solution has slope {solution[0]:.3g} and intercept {solution[1]:.3g}, beyond the range of floats; scale "
            "x and y"
        )
    small = rate * least * tolerance  # a step as small as this ends within the tolerance
    lost = math.ulp(max(map(abs, solution))) / 2  # a smaller step is rounded away near the solution
    slowest = max(abs(1 - rate * most), abs(1 - rate * least))
    planned = None
    # the fast forms themselves: the arguments have been checked, and there may be many steps; none leads farther from
    # the solution
    scaled = lambda *now: (step_slope.fn(*now), step_intercept.fn(*now))
    both = plain_step if moderate(x, y, rate, *solution, slope, intercept) else scaled
    for step in range(2 * MOST_STEPS):
        forward = tuple(map(float, both(x, y, slope, intercept, rate)))
        moved = math.hypot(forward[0] - slope, forward[1] - intercept)
        if not math.isfinite(moved):
            raise ValueError(
                f"descend: y holds values from {y.min():.6g} to {y.max():.6g}, with which step {step + 1} overflows; scale y"
            )
        slope, intercept = forward
        if planned is None:
            planned = steps_needed(moved, small, slowest)
            if planned > MOST_STEPS:
                raise ValueError(
                    f"descend: rate = {rate} takes {planned:.3g} steps, and {MOST_STEPS:.0e} are allowed; "
                    f"curvatures of {least:.3g} and {most:.3g} lie far apart: shift x to its mean, and scale it"
                )
            if lost > small:
                raise too_fine(tolerance, lost, small, rate * least)
        if moved <= small:
            return slope, intercept
        if step > 1.1 * planned + 10:  # without rounding it had ended after those planned
            break
    raise too_fine(tolerance, moved, small, rate * least)


def too_fine(tolerance, moved, small, share):
    """The error of a tolerance that rounding does not allow."""
    return ValueError(
        f"descend: tolerance = {tolerance}: rounding keeps the steps at {moved:.3g}, and it needs {small:.3g}; about "
        f"{moved / share:.1g} can be had"
    )


def steps_needed(first, last, shrinking):
    """How many steps until they have shrunk from the first to the last, by a factor each."""
    return (
        1
        if shrinking == 0 or first <= last
        else math.inf
        if shrinking >= 1 or last == 0
        else math.log(last / first) / math.log(shrinking)
    )


def started(start):
    try:
        slope, intercept = map(float, start)
    except (TypeError, ValueError):
        slope = intercept = math.nan
    if not (math.isfinite(slope) and math.isfinite(intercept)):
        raise ValueError(f"descend: start = {start!r}: it has to be a slope and an intercept, two finite numbers")
    return slope, intercept


def positive(name, v):
    if isinstance(v, (bool, str, bytes)) or not isinstance(v, (int, float, np.number)):
        raise TypeError(f"descend: {name} = {v!r}: it has to be a number")
    if not (v > 0 and math.isfinite(v)):
        raise ValueError(f"descend: {name} = {v!r}: it has to be a finite number > 0")
    return float(v)


@writable(r"\bigl\lVert \bigl({} - {}, \; {} - {}\bigr) \bigr\rVert^2")
def distance_squared(a, a_0, b, b_0):
    """How far one line's slope and intercept are from another's."""
    return (a - a_0) * (a - a_0) + (b - b_0) * (b - b_0)


@writable(r"\tfrac{{{}}}{{1 + \overline{{{}^2}}}}")
def cautious(rate, x):
    """A rate below the largest stable one: 1 + mean x^2 is half the sum of both curvatures."""
    return rate / (inner(x, x) / x.size + 1)


N_TWO = (lambda N: N >= 2,)


@step_slope.law()
def slope_goes_down_the_gradient(step_slope, x, y, slope, intercept, rate):
    """The error is quadratic, so half the difference over two steps of one is its derivative."""
    return (
        step_slope(x, y, slope, intercept, rate=rate),
        slope
        - rate
        * (mean_squared_error(line(x, slope + 1, intercept), y) - mean_squared_error(line(x, slope - 1, intercept), y))
        / 2,
    )


@step_slope.law(domain={"x": DISTINCT}, requires=N_TWO)
def slope_rests_at_least_squares(step_slope, x, y, rate):
    return step_slope(x, y, least_squares_slope(x, y), least_squares_intercept(x, y), rate=rate), least_squares_slope(
        x, y
    )


@step_slope.law("<=", domain={"x": DISTINCT}, requires=(*N_TWO, lambda rate: 0 <= rate <= 1))
def comes_closer(step_slope, x, y, slope, intercept, rate):
    """At a stable rate, at most 1 / (1 + mean x^2), a step never leads away from the solution."""
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


@step_intercept.law()
def intercept_goes_down_the_gradient(step_intercept, x, y, slope, intercept, rate):
    """The error is quadratic, so half the difference over two steps of one is its derivative."""
    return (
        step_intercept(x, y, slope, intercept, rate=rate),
        intercept
        - rate
        * (mean_squared_error(line(x, slope, intercept + 1), y) - mean_squared_error(line(x, slope, intercept - 1), y))
        / 2,
    )


@step_intercept.law(domain={"x": DISTINCT}, requires=N_TWO)
def intercept_rests_at_least_squares(step_intercept, x, y, rate):
    return step_intercept(
        x, y, least_squares_slope(x, y), least_squares_intercept(x, y), rate=rate
    ), least_squares_intercept(x, y)
