"""The slope of the line with the least mean squared error."""

from __future__ import annotations

from sympy import Eq, Sum

from ..language.formula import formula
from ..laws.words import backwards, inner, ones
from ..numbers.scaled import Scaled
from .letters import DISTINCT, N, a, b, from_mean, k, n, t, u, v, x, y
from .line import line, mean_squared_error


def best_slope(n):
    """Summed over the letter n."""
    return Sum(u[n] * v[n], (n, 0, N - 1)) / Sum(u[n] ** 2, (n, 0, N - 1))


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
    return (
        mean_squared_error(line(x, least_squares_slope(x, y), least_squares_intercept(x, y)), y),
        mean_squared_error(line(x, slope, intercept), y),
    )


@least_squares_intercept.fails()
def ignores_shifts_of_x(least_squares_intercept, x, y):
    """Where x starts matters to the intercept."""
    return least_squares_intercept(x + 1, y), least_squares_intercept(x, y)
