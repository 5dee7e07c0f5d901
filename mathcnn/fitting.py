"""Fitting a line: gradient descent on the mean squared error, and the least squares solution that it has to reach.

The example is the document's: func(x) = 2 x + 9, known at x = 0..5 (`x_train`, `y_train`), asked for at x = 6..10 (`x_test`, `y_test`).

The mean squared error of slope and intercept is a quadratic bowl. Its curvatures (the eigenvalues of its second derivative, which
depend on x only) decide everything: a step of size `rate` multiplies what is left to go along each by 1 - rate * curvature.
"""

from __future__ import annotations

import math

import numpy as np
from sympy import Eq, IndexedBase, Sum, sqrt, symbols

from .formula import Domain, formula
from .scaled import Scaled, moderate
from .statement import Single
from .writing import writable

n, k = symbols("n k", integer=True)
N = symbols("N", integer=True, positive=True)
rate = symbols("rate", positive=True)
x, y, f, e, u, v, t, prediction, target = map(IndexedBase, ("x", "y", "f", "e", "u", "v", "t", "prediction", "target"))
slope, intercept = map(IndexedBase, ("slope", "intercept"))
a, b, a_1, b_1, loss, curvature = symbols("a b a_1 b_1 loss kappa")


def all_alike(x, env):
    """What keeps abscissae from determining a line."""
    return f"holds only {x.flat[0]}; two different x determine a line" if x.size and x.min() == x.max() else ""


def unlike(x, env):
    """Any numbers, two of them different."""
    if x.size and all(v == x.flat[0] for v in x.flat):
        x = x.copy()
        x.flat[0] = x.flat[0] + 1
    return x


DISTINCT = Domain(r"x_i \neq x_j \text{ for some } i, j", all_alike, unlike)


# ---------------------------------------------------------------- a line, and how far it is from observations


@formula(
    Eq(f[n], Single(slope) * x[n] + Single(intercept)),
    shapes="(N...), (), () -> (N...)",
    source="goodfellow2016, section 5.1.4",
)
def line(x, slope, intercept):
    """The line of a slope and an intercept, at any number of places x.

    >>> line([0.0, 1.0, 2.0], 2.0, 9.0).tolist()
    [9.0, 11.0, 13.0]
    """
    return slope * x + intercept


@line.gradient
def line_backward(dy, x, slope, intercept):
    return slope * dy, (dy * x).sum(), dy.sum()


@formula(
    Eq(loss, Sum((prediction[n] - target[n]) ** 2, (n, 0, N - 1)) / N),
    shapes="(N...), (N...) -> ()",
    notation=r"\operatorname{MSE}",
    source="goodfellow2016, section 5.1.4",
)
def mean_squared_error(prediction, target):
    """The mean of the squared differences of two arrays of the same shape.

    >>> float(mean_squared_error([1.0, 2.0, 5.0], [1.0, 3.0, 3.0])) * 3
    5.0
    """
    if moderate(prediction, target):
        error = prediction - target
        return (error * error).mean()
    error = (Scaled.block(prediction) - Scaled.block(target)).again()
    return (error * error).mean().value


@mean_squared_error.gradient
def mean_squared_error_backward(dy, prediction, target):
    error = Scaled.block(prediction) - Scaled.block(target)
    towards = (Scaled.block(dy) * Scaled(2) * error / Scaled(prediction.size)).value
    return towards, -towards


# ---------------------------------------------------------------- least squares

def best_slope(n):
    """Summed over the letter n."""
    return Sum(u[n] * v[n], (n, 0, N - 1)) / Sum(u[n] ** 2, (n, 0, N - 1))


from_mean = [Eq(u[n], x[n] - Sum(x[k], (k, 0, N - 1)) / N), Eq(v[n], y[n] - Sum(y[k], (k, 0, N - 1)) / N)]
TWO = {N >= 2: "two observations at least"}


@formula(
    Eq(a, best_slope(n)),
    where=from_mean,
    shapes="(N), (N) -> ()",
    requires=TWO,
    domain={"x": DISTINCT},
    notation=r"\hat{a}",
    source="bjorck1996, section 1.1",
)
def least_squares_slope(x, y):
    """The slope of the line with the least mean squared error.

    x, y: as many places as values. Raises ValueError with fewer than two different x.

    >>> float(least_squares_slope([0.0, 1.0, 2.0], [9.0, 11.0, 13.0]))
    2.0
    """
    return slope_of(x, y).value


def slope_of(x, y):
    """The slope, which may lie beyond the range of floats."""
    u, v = from_means(x, y)
    return (u * v).sum() / (u * u).sum()


def from_means(*columns):
    """Each column less its mean."""
    return [Scaled.block(column).from_mean() for column in columns]


@least_squares_slope.gradient
def least_squares_slope_backward(dy, x, y):
    by_x, by_y = slopes_slopes(dy, x, y)
    return by_x.value, by_y.value


def slopes_slopes(dy, x, y):
    """dy times the derivatives of the slope, which may lie beyond the range of floats."""
    u, v = from_means(x, y)
    square = (u * u).sum()
    part = Scaled.block(dy) / square
    return part * (v - Scaled(2) * ((u * v).sum() / square) * u), part * u


@formula(
    Eq(b, Sum(y[n] - t[n], (n, 0, N - 1)) / N),
    where=[Eq(t[n], best_slope(k) * x[n]), *from_mean],
    shapes="(N), (N) -> ()",
    requires=TWO,
    domain={"x": DISTINCT},
    notation=r"\hat{b}",
    source="bjorck1996, section 1.1",
)
def least_squares_intercept(x, y):
    """The intercept of the line with the least mean squared error.

    x, y: as many places as values. Raises ValueError with fewer than two different x.

    >>> float(least_squares_intercept([0.0, 1.0, 2.0], [9.0, 11.0, 13.0]))
    9.0
    """
    return (Scaled.block(y).mean() - slope_of(x, y) * Scaled.block(x).mean()).value


@least_squares_intercept.gradient
def least_squares_intercept_backward(dy, x, y):
    by_x, by_y = slopes_slopes(dy, x, y)
    mean, share = Scaled.block(x).mean(), Scaled.block(dy) / Scaled(x.size)
    return (Scaled(-1) * by_x * mean - share * slope_of(x, y)).value, (share - by_y * mean).value


def least_squares(x, y):
    """Slope and intercept of the line with the least mean squared error.

    >>> least_squares([0, 1, 2], [9, 11, 13])
    (2.0, 9.0)
    """
    return float(least_squares_slope(x, y)), float(least_squares_intercept(x, y))


# ---------------------------------------------------------------- gradient descent

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
    return (part * steep).value, (Scaled(-1) * part * x).value, (Scaled.block(dy) + part * (x * x).sum()).value, (part * x.sum()).value


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
    return (Scaled.block(intercept) - Scaled.block(rate) * Scaled(2) * error_of(Scaled.block(x), y, slope, intercept).mean()).value


@step_intercept.gradient
def step_intercept_backward(dy, x, y, slope, intercept, rate):
    part = Scaled(-2) * Scaled.block(rate) / Scaled(x.size) * Scaled.block(dy)
    ones, total = np.ones_like(x), Scaled.block(x).sum()
    return ((part * Scaled.block(slope)).value * ones, (Scaled(-1) * part).value * ones, (part * total).value,
            (Scaled.block(dy) + part * Scaled(x.size)).value)  # fmt: skip


mean, square = Sum(x[n], (n, 0, N - 1)) / N, Sum(x[n] ** 2, (n, 0, N - 1)) / N
half_gap = sqrt((square - 1) ** 2 + 4 * mean**2)


@formula(
    Eq(curvature, square + 1 + half_gap),
    shapes="(N) -> ()",
    notation=r"\kappa_{\max}",
    source="goodfellow2016, section 4.3.1; the larger root of the characteristic polynomial of 2 [[mean x^2, mean x], [mean x, 1]]",
)
def largest_curvature(x):
    """The largest curvature of the mean squared error of a line, as a function of slope and intercept.

    >>> float(largest_curvature([-1.0, 1.0]))
    2.0
    """
    return largest_of(Scaled.block(x)).value


def largest_of(x):
    """The largest curvature, which may lie beyond the range of floats; x is scaled already."""
    square, one = (x * x).mean(), Scaled(x.mantissa.dtype.type(1))
    return square + one + (square - one).hypot(Scaled(2) * x.mean())


@formula(
    Eq(curvature, 4 * Sum(u[n] ** 2, (n, 0, N - 1)) / N / (square + 1 + half_gap)),
    where=from_mean[:1],
    shapes="(N) -> ()",
    notation=r"\kappa_{\min}",
    source="goodfellow2016, section 4.3.1; the smaller root of the same polynomial, as the product of both (its last coefficient) over the larger",
)
def smallest_curvature(x):
    """The smallest curvature of the mean squared error of a line; 0 where all x are the same.

    >>> float(smallest_curvature([-2.0, 2.0]))
    2.0
    """
    x = Scaled.block(x)
    u = x.from_mean()
    return (Scaled(4) * (u * u).mean() / largest_of(x)).value  # the product of both curvatures over the other: nothing cancels


def largest_stable_rate(x):
    """The rate that gradient descent has to stay below, 2 over the largest curvature (nesterov2004, section 1.2.3).

    >>> largest_stable_rate([-1.0, 1.0])
    1.0
    """
    return 2 / float(largest_curvature(x))


MOST_STEPS = 1_000_000


def descend(x, y, *, rate=None, tolerance=1e-9, start=(0.0, 0.0)):
    """Slope and intercept by gradient descent on the mean squared error, within `tolerance` of the least squares solution.

    rate: of the steps; None takes the fastest one, 2 / (largest + smallest curvature). tolerance: the Euclidean distance of
    (slope, intercept) from the solution; it is certain, because the gradient is at least the smallest curvature times that distance.
    start: where to begin.
    Raises ValueError where the rate is not below 2 / largest curvature (then it diverges, and the error names that rate), where
    more than a million steps would be needed, where rounding keeps the gradient from getting that small, or where curvatures or steps
    lie beyond the range of floats.

    >>> slope, intercept = descend(x_train, y_train)
    >>> abs(slope - 2) < 1e-9 and abs(intercept - 9) < 1e-9
    True
    """
    reading = least_squares_slope.read((x, y), {})       # the same arguments under the same conditions
    x, y = (v.astype(float) for v in reading.arrays.values())
    for name, values in (("x", x), ("y", y)):
        if not np.isfinite(values).all():
            raise ValueError(f"descend: {name} holds {values[~np.isfinite(values)][0]}; it has to be finite")
    most, least = float(largest_curvature.fn(x)), float(smallest_curvature.fn(x))
    if not (least > 0 and math.isfinite(most / least)):
        raise ValueError(f"descend: x holds values from {x.min():.6g} to {x.max():.6g}, whose curvatures of {least:.3g} and {most:.3g} are beyond "
                         "the range of floats; shift x to its mean, and scale it")  # fmt: skip
    fastest, tolerance = 2 / (most + least), positive("tolerance", tolerance)
    if rate is None:
        rate = fastest
    elif not positive("rate", rate) < 2 / most:
        raise ValueError(f"descend: rate = {rate}: gradient descent converges below {2 / most:.6g} only, 2 over the largest curvature {most:.6g}")
    slope, intercept = started(start)

    solution = float(least_squares_slope.fn(x, y)), float(least_squares_intercept.fn(x, y))
    if not all(map(math.isfinite, solution)):
        raise ValueError(f"descend: the solution has slope {solution[0]:.3g} and intercept {solution[1]:.3g}, beyond the range of floats; scale "
                         "x and y")  # fmt: skip
    small = rate * least * tolerance                     # a step as small as this ends within the tolerance
    lost = math.ulp(max(map(abs, solution))) / 2         # a smaller step is rounded away near the solution
    slowest = max(abs(1 - rate * most), abs(1 - rate * least))
    planned = None
    # the fast forms themselves: the arguments have been checked, and there may be many steps; none leads farther from the solution
    scaled = lambda *now: (step_slope.fn(*now), step_intercept.fn(*now))
    both = plain_step if moderate(x, y, rate, *solution, slope, intercept) else scaled
    for step in range(2 * MOST_STEPS):
        forward = tuple(map(float, both(x, y, slope, intercept, rate)))
        moved = math.hypot(forward[0] - slope, forward[1] - intercept)
        if not math.isfinite(moved):
            raise ValueError(f"descend: y holds values from {y.min():.6g} to {y.max():.6g}, with which step {step + 1} overflows; scale y")
        slope, intercept = forward
        if planned is None:
            planned = steps_needed(moved, small, slowest)
            if planned > MOST_STEPS:
                raise ValueError(f"descend: rate = {rate} takes {planned:.3g} steps, and {MOST_STEPS:.0e} are allowed; "
                                 f"curvatures of {least:.3g} and {most:.3g} lie far apart: shift x to its mean, and scale it")  # fmt: skip
            if lost > small:
                raise too_fine(tolerance, lost, small, rate * least)
        if moved <= small:
            return slope, intercept
        if step > 1.1 * planned + 10:                    # without rounding it had ended after those planned
            break
    raise too_fine(tolerance, moved, small, rate * least)


def too_fine(tolerance, moved, small, share):
    """The error of a tolerance that rounding does not allow."""
    return ValueError(f"descend: tolerance = {tolerance}: rounding keeps the steps at {moved:.3g}, and it needs {small:.3g}; about "
                      f"{moved / share:.1g} can be had")  # fmt: skip


def steps_needed(first, last, shrinking):
    """How many steps until they have shrunk from the first to the last, by a factor each."""
    return 1 if shrinking == 0 or first <= last else math.inf if shrinking >= 1 or last == 0 else math.log(last / first) / math.log(shrinking)


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


# ---------------------------------------------------------------- the document's example

SLOPE, INTERCEPT = 2.0, 9.0


def func(x):
    """The document's line, 2 x + 9.

    >>> func([0.0, 10.0]).tolist()
    [9.0, 29.0]
    """
    return line(x, SLOPE, INTERCEPT)


x_train, x_test = np.arange(0.0, 6.0), np.arange(6.0, 11.0)
y_train, y_test = func(x_train), func(x_test)


# ---------------------------------------------------------------- what laws are said with


@writable(r"\mathbf{{1}}")
def ones(x):
    return x * 0 + 1


@writable(r"\mathbf{{0}}")
def zeros(x):
    return x * 0


@writable(r"\langle {}, {} \rangle")
def inner(p, q):
    """The sum of the products of two arrays' entries."""
    return (p * q).sum()


@writable(r"\overleftarrow{{{}}}")
def backwards(x):
    return x[::-1]


@writable("|{}|")
def size(x):
    return x.size


@writable(r"\bigl\lVert \bigl({} - {}, \; {} - {}\bigr) \bigr\rVert^2")
def distance_squared(a, a_0, b, b_0):
    """How far one line's slope and intercept are from another's."""
    return (a - a_0) * (a - a_0) + (b - b_0) * (b - b_0)


@writable(r"\tfrac{{{}}}{{1 + \overline{{{}^2}}}}")
def cautious(rate, x):
    """A rate below the largest stable one: 1 + mean x^2 is half the sum of both curvatures."""
    return rate / (inner(x, x) / x.size + 1)


N_TWO = (lambda N: N >= 2,)


# ---------------------------------------------------------------- laws of the line and of the error


@line.law()
def starts_at_the_intercept(line, x, slope, intercept):
    return line(zeros(x), slope, intercept), ones(x) * intercept


@line.law(z="x")
def rises_by_the_slope(line, x, z, slope, intercept):
    return line(x + z, slope, intercept) - line(x, slope, intercept), z * slope


@mean_squared_error.law()
def is_the_mean_square(mean_squared_error, prediction):
    return mean_squared_error(prediction, zeros(prediction)) * size(prediction), inner(prediction, prediction)


@mean_squared_error.law(z="prediction")
def depends_on_differences(mean_squared_error, prediction, target, z):
    return mean_squared_error(prediction + z, target + z), mean_squared_error(prediction, target)


@mean_squared_error.law()
def is_symmetric(mean_squared_error, prediction, target):
    return mean_squared_error(prediction, target), mean_squared_error(target, prediction)


@mean_squared_error.law(">=")
def is_nonnegative(mean_squared_error, prediction, target):
    return mean_squared_error(prediction, target), 0


# ---------------------------------------------------------------- laws of least squares: the normal equations fix both


@least_squares_slope.law()
def leaves_nothing_along_x(least_squares_slope, x, y):
    """What is left is orthogonal to x."""
    return inner(y - line(x, least_squares_slope(x, y), least_squares_intercept(x, y)), x), 0


@least_squares_slope.law(slope="()", intercept="()")
def recovers_a_slope(least_squares_slope, x, slope, intercept):
    return least_squares_slope(x, line(x, slope, intercept)), slope


@least_squares_slope.law(c="()")
def ignores_shifts(least_squares_slope, x, y, c):
    return least_squares_slope(x + c, y + c), least_squares_slope(x, y)


@least_squares_slope.law(z="y")
def is_linear(least_squares_slope, x, y, z):
    return least_squares_slope(x, y + z), least_squares_slope(x, y) + least_squares_slope(x, z)


@least_squares_slope.law()
def falls_where_x_is_stretched(least_squares_slope, x, y):
    return 3 * least_squares_slope(3 * x, y), least_squares_slope(x, y)


@least_squares_slope.law()
def ignores_order(least_squares_slope, x, y):
    return least_squares_slope(backwards(x), backwards(y)), least_squares_slope(x, y)


@least_squares_slope.fails()
def can_be_inverted(least_squares_slope, x, y):
    """The best line for y is not the best line for x."""
    return least_squares_slope(x, y) * inner(y, y), inner(x, y)


@least_squares_intercept.law()
def leaves_nothing_on_average(least_squares_intercept, x, y):
    """What is left is orthogonal to 1."""
    return inner(y - line(x, least_squares_slope(x, y), least_squares_intercept(x, y)), ones(x)), 0


@least_squares_intercept.law(slope="()", intercept="()")
def recovers_an_intercept(least_squares_intercept, x, slope, intercept):
    return least_squares_intercept(x, line(x, slope, intercept)), intercept


@least_squares_intercept.law(c="()")
def follows_shifts(least_squares_intercept, x, y, c):
    return least_squares_intercept(x, y + c), c + least_squares_intercept(x, y)


@least_squares_intercept.law()
def ignores_stretching(least_squares_intercept, x, y):
    return least_squares_intercept(3 * x, y), least_squares_intercept(x, y)


@least_squares_intercept.law("<=", slope="()", intercept="()")
def has_the_least_error(least_squares_intercept, x, y, slope, intercept):
    """No other line is closer."""
    return (mean_squared_error(line(x, least_squares_slope(x, y), least_squares_intercept(x, y)), y),
            mean_squared_error(line(x, slope, intercept), y))  # fmt: skip


@least_squares_intercept.fails()
def ignores_shifts_of_x(least_squares_intercept, x, y):
    """Where x starts matters to the intercept."""
    return least_squares_intercept(x + 1, y), least_squares_intercept(x, y)


# ---------------------------------------------------------------- laws of gradient descent


@step_slope.law()
def slope_goes_down_the_gradient(step_slope, x, y, slope, intercept, rate):
    """The error is quadratic, so half the difference over two steps of one is its derivative."""
    return (step_slope(x, y, slope, intercept, rate=rate),
            slope - rate * (mean_squared_error(line(x, slope + 1, intercept), y)
                            - mean_squared_error(line(x, slope - 1, intercept), y)) / 2)  # fmt: skip


@step_slope.law(domain={"x": DISTINCT}, requires=N_TWO)
def slope_rests_at_least_squares(step_slope, x, y, rate):
    return step_slope(x, y, least_squares_slope(x, y), least_squares_intercept(x, y), rate=rate), least_squares_slope(x, y)


@step_slope.law("<=", domain={"x": DISTINCT}, requires=(*N_TWO, lambda rate: 0 <= rate <= 1))
def comes_closer(step_slope, x, y, slope, intercept, rate):
    """At a stable rate, at most 1 / (1 + mean x^2), a step never leads away from the solution."""
    a, b, slower = least_squares_slope(x, y), least_squares_intercept(x, y), cautious(rate, x)
    return (distance_squared(step_slope(x, y, slope, intercept, rate=slower), a, step_intercept(x, y, slope, intercept, rate=slower), b),
            distance_squared(slope, a, intercept, b))  # fmt: skip


@step_slope.fails("<=", domain={"x": DISTINCT}, requires=N_TWO)
def comes_closer_at_any_rate(step_slope, x, y, slope, intercept, rate):
    """Above the largest stable rate steps overshoot, and gradient descent diverges."""
    a, b = least_squares_slope(x, y), least_squares_intercept(x, y)
    return (distance_squared(step_slope(x, y, slope, intercept, rate=rate), a, step_intercept(x, y, slope, intercept, rate=rate), b),
            distance_squared(slope, a, intercept, b))  # fmt: skip


@step_intercept.law()
def intercept_goes_down_the_gradient(step_intercept, x, y, slope, intercept, rate):
    """The error is quadratic, so half the difference over two steps of one is its derivative."""
    return (step_intercept(x, y, slope, intercept, rate=rate),
            intercept - rate * (mean_squared_error(line(x, slope, intercept + 1), y)
                                - mean_squared_error(line(x, slope, intercept - 1), y)) / 2)  # fmt: skip


@step_intercept.law(domain={"x": DISTINCT}, requires=N_TWO)
def intercept_rests_at_least_squares(step_intercept, x, y, rate):
    return step_intercept(x, y, least_squares_slope(x, y), least_squares_intercept(x, y), rate=rate), least_squares_intercept(x, y)


@largest_curvature.law()
def adds_up_with_the_smallest(largest_curvature, x):
    """Both curvatures together are the trace."""
    return (largest_curvature(x) + smallest_curvature(x)) * size(x), 2 * (inner(x, x) + size(x))


@largest_curvature.law()
def multiplies_with_the_smallest(largest_curvature, x):
    """Both curvatures multiplied are the determinant."""
    return largest_curvature(x) * smallest_curvature(x) * size(x) ** 2, 4 * (inner(x, x) * size(x) - inner(x, ones(x)) ** 2)


@largest_curvature.law(">=")
def is_the_larger(largest_curvature, x):
    return largest_curvature(x), smallest_curvature(x)


@smallest_curvature.law()
def adds_up_with_the_largest(smallest_curvature, x):
    return (largest_curvature(x) + smallest_curvature(x)) * size(x), 2 * (inner(x, x) + size(x))


@smallest_curvature.law()
def multiplies_with_the_largest(smallest_curvature, x):
    return largest_curvature(x) * smallest_curvature(x) * size(x) ** 2, 4 * (inner(x, x) * size(x) - inner(x, ones(x)) ** 2)


@smallest_curvature.law("<=")
def is_the_smaller(smallest_curvature, x):
    return smallest_curvature(x), largest_curvature(x)
