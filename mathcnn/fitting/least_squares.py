"""The least squares line: the slope and the intercept with the least mean squared error."""

from __future__ import annotations

from sympy import IndexedBase, Sum

from ..language.formula import formula
from ..language.operators import Single
from ..language.statement import equation
from ..laws.families import additive, depends_on_the_difference
from ..laws.words import backwards, inner, ones
from ..numbers.scaled import Scaled
from .letters import DISTINCT, N, a, b, from_mean, k, n, t, u, v, x, y
from .line import line, mean_squared_error


def best_slope(n):
    """The statement of the slope, summed over the letter n."""
    return Sum(u[n] * v[n], (n, 0, N - 1)) / Sum(u[n] ** 2, (n, 0, N - 1))


NORMAL = "bjorck1996, section 1.1"
TWO = {N >= 2: "at least two observations"}


@formula(
    equation(a, best_slope(n)),
    where=from_mean,
    shapes="(N), (N) -> ()",
    requires=TWO,
    domain={"x": DISTINCT},
    notation=r"\hat{a}",
    source=NORMAL,
)
def least_squares_slope(x, y):
    """The slope of the line with the least mean squared error.

    x, y: (N), the places and the values, with N >= 2 and at least two different x. Returns a number, NaN if x or y has
    an infinity or NaN. Raises ValueError if the lengths differ, N < 2 or all x are equal.

    >>> float(least_squares_slope([0.0, 1.0, 2.0], [9.0, 11.0, 13.0]))
    2.0
    """
    return slope_of(x, y).value


def slope_of(x, y):
    """The slope as a `Scaled`, which may exceed the range of floats."""
    u, v = centred(x, y)
    return (u * v).sum() / (u * u).sum()


def centred(*columns):
    """Each column minus its mean, as `Scaled`."""
    return [Scaled.block(column).from_mean() for column in columns]


@least_squares_slope.gradient
def least_squares_slope_backward(dy, x, y):
    """The gradients by x and y, computed with scaled numbers."""
    by_x, by_y = slope_gradients(dy, x, y)
    return by_x.value, by_y.value


da, db = (Single(IndexedBase(name)) for name in ("da", "db"))
dx, dy = map(IndexedBase, ("dx", "dy"))
squared = Sum(u[k] ** 2, (k, 0, N - 1))
mean_place = Sum(x[k], (k, 0, N - 1)) / N
along_x = (v[n] - 2 * best_slope(k) * u[n]) / squared
least_squares_slope.gradient.has_textbook_form("x", equation(dx[n], da * along_x), from_mean, NORMAL)
least_squares_slope.gradient.has_textbook_form("y", equation(dy[n], da * u[n] / squared), from_mean, NORMAL)


def slope_gradients(dy, x, y):
    """dy times the derivatives of the slope by x and y, as `Scaled`, which may exceed the range of floats."""
    u, v = centred(x, y)
    square = (u * u).sum()
    part = Scaled.block(dy) / square
    return part * (v - Scaled(2) * ((u * v).sum() / square) * u), part * u


@least_squares_slope.law()
def leaves_nothing_along_x(least_squares_slope, x, y):
    """The residuals are orthogonal to x."""
    return inner(y - line(x, least_squares_slope(x, y), least_squares_intercept(x, y)), x), 0


@least_squares_slope.law(slope="()", intercept="()")
def recovers_a_slope(least_squares_slope, x, slope, intercept):
    """Points on a line give its slope."""
    return least_squares_slope(x, line(x, slope, intercept)), slope


least_squares_slope.law(
    depends_on_the_difference("x", "y", "c"),
    name="ignores_shifts",
    says="Constants added to x and to y change nothing.",
)


least_squares_slope.law(additive("y", "z"), name="is_linear", says="The slope is additive in y.")


@least_squares_slope.law()
def falls_where_x_is_stretched(least_squares_slope, x, y):
    """Three times x has a third of the slope."""
    return 3 * least_squares_slope(3 * x, y), least_squares_slope(x, y)


@least_squares_slope.law()
def ignores_order(least_squares_slope, x, y):
    """The order of the observations does not matter."""
    return least_squares_slope(backwards(x), backwards(y)), least_squares_slope(x, y)


@least_squares_slope.fails()
def can_be_inverted(least_squares_slope, x, y):
    """The best line for y given x is not the best line for x given y."""
    return least_squares_slope(x, y) * inner(y, y), inner(x, y)


@formula(
    equation(b, Sum(y[n] - t[n], (n, 0, N - 1)) / N),
    where=[equation(t[n], best_slope(k) * x[n]), *from_mean],
    shapes="(N), (N) -> ()",
    requires=TWO,
    domain={"x": DISTINCT},
    notation=r"\hat{b}",
    source=NORMAL,
)
def least_squares_intercept(x, y):
    """The intercept of the line with the least mean squared error.

    x, y: (N), the places and the values, with N >= 2 and at least two different x. Returns a number, NaN if x or y has
    an infinity or NaN. Raises ValueError if the lengths differ, N < 2 or all x are equal.

    >>> float(least_squares_intercept([0.0, 1.0, 2.0], [9.0, 11.0, 13.0]))
    9.0
    """
    return (Scaled.block(y).mean() - slope_of(x, y) * Scaled.block(x).mean()).value


@least_squares_intercept.gradient
def least_squares_intercept_backward(dy, x, y):
    """The intercept is mean y minus slope times mean x; its gradients follow from those of the slope."""
    by_x, by_y = slope_gradients(dy, x, y)
    mean, share = Scaled.block(x).mean(), Scaled.block(dy) / Scaled(x.size)
    return (Scaled(-1) * by_x * mean - share * slope_of(x, y)).value, (share - by_y * mean).value


least_squares_intercept.gradient.has_textbook_form(
    "x", equation(dx[n], -db * (best_slope(k) / N + mean_place * along_x)), from_mean, NORMAL
)
least_squares_intercept.gradient.has_textbook_form(
    "y", equation(dy[n], db * (1 / N - mean_place * u[n] / squared)), from_mean, NORMAL
)


@least_squares_intercept.law()
def leaves_nothing_on_average(least_squares_intercept, x, y):
    """The residuals sum to 0."""
    return inner(y - line(x, least_squares_slope(x, y), least_squares_intercept(x, y)), ones(x)), 0


@least_squares_intercept.law(slope="()", intercept="()")
def recovers_an_intercept(least_squares_intercept, x, slope, intercept):
    """Points on a line give its intercept."""
    return least_squares_intercept(x, line(x, slope, intercept)), intercept


@least_squares_intercept.law(c="()")
def follows_shifts(least_squares_intercept, x, y, c):
    """A constant added to y is added to the intercept."""
    return least_squares_intercept(x, y + c), c + least_squares_intercept(x, y)


@least_squares_intercept.law()
def ignores_stretching(least_squares_intercept, x, y):
    """Three times x has the same intercept."""
    return least_squares_intercept(3 * x, y), least_squares_intercept(x, y)


@least_squares_intercept.law("<=", slope="()", intercept="()")
def has_the_least_error(least_squares_intercept, x, y, slope, intercept):
    """No other line has a smaller mean squared error."""
    return (
        mean_squared_error(line(x, least_squares_slope(x, y), least_squares_intercept(x, y)), y),
        mean_squared_error(line(x, slope, intercept), y),
    )


@least_squares_intercept.fails()
def ignores_shifts_of_x(least_squares_intercept, x, y):
    """A constant added to x changes the intercept."""
    return least_squares_intercept(x + 1, y), least_squares_intercept(x, y)


def least_squares(x, y):
    """Slope and intercept of the line with the least mean squared error.

    x, y: (N), the places and the values, with N >= 2 and at least two different x. Returns two floats. Raises
    ValueError if the lengths differ, N < 2 or all x are equal.

    >>> least_squares([0, 1, 2], [9, 11, 13])
    (2.0, 9.0)
    """
    return float(least_squares_slope(x, y)), float(least_squares_intercept(x, y))
