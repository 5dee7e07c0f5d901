"""The two curvatures of the mean squared error of a line, as a function of slope and intercept."""

from __future__ import annotations

from sympy import Sum, sqrt

from ..language.formula import formula
from ..language.statement import equation
from ..laws.words import inner, ones, size
from ..numbers.scaled import Scaled
from .letters import N, curvature, from_mean, n, u, x

mean, square = Sum(x[n], (n, 0, N - 1)) / N, Sum(x[n] ** 2, (n, 0, N - 1)) / N
half_gap = sqrt((square - 1) ** 2 + 4 * mean**2)


@formula(
    equation(curvature, square + 1 + half_gap),
    shapes="(N) -> ()",
    notation=r"\kappa_{\max}",
    source="goodfellow2016, section 4.3.1; the larger root of the characteristic polynomial of "
    "2 [[mean x^2, mean x], [mean x, 1]]",
)
def largest_curvature(x):
    """The largest curvature of the mean squared error of a line, as a function of slope and intercept.

    x: (N), the places of the observations, N >= 1. Returns the larger eigenvalue of the second derivative, a number >=
    2. Exact numbers give exact results, with square roots. Its gradient does not exist, and is NaN, where both
    curvatures are equal: where the mean of x is 0 and that of its squares is 1. Raises ValueError if x has no entry.

    >>> float(largest_curvature([-1.0, 1.0]))
    2.0
    """
    return largest_of(Scaled.block(x)).value


def largest_of(x):
    """The largest curvature as a `Scaled`, which may exceed the range of floats; x is scaled already."""
    square, one = (x * x).mean(), Scaled(x.mantissa.dtype.type(1))
    return square + one + (square - one).hypot(Scaled(2) * x.mean())


@largest_curvature.law()
def adds_up_with_the_smallest(largest_curvature, x):
    """The sum of both curvatures is the trace of the second derivative."""
    return (largest_curvature(x) + smallest_curvature(x)) * size(x), 2 * (inner(x, x) + size(x))


@largest_curvature.law()
def multiplies_with_the_smallest(largest_curvature, x):
    """The product of both curvatures is the determinant of the second derivative."""
    return largest_curvature(x) * smallest_curvature(x) * size(x) ** 2, 4 * (
        inner(x, x) * size(x) - inner(x, ones(x)) ** 2
    )


@largest_curvature.law(">=")
def is_the_larger(largest_curvature, x):
    """The largest curvature is at least the smallest."""
    return largest_curvature(x), smallest_curvature(x)


@formula(
    equation(curvature, 4 * Sum(u[n] ** 2, (n, 0, N - 1)) / N / (square + 1 + half_gap)),
    where=from_mean[:1],
    shapes="(N) -> ()",
    notation=r"\kappa_{\min}",
    source="goodfellow2016, section 4.3.1; the smaller root of the same polynomial, as the product of both (its last "
    "coefficient) over the larger",
)
def smallest_curvature(x):
    """The smallest curvature of the mean squared error of a line, as a function of slope and intercept.

    x: (N), the places of the observations, N >= 1. Returns the smaller eigenvalue of the second derivative, a number
    from 0 to 2; 0 if all x are equal. Its gradient does not exist, and is NaN, where both curvatures are equal: where
    the mean of x is 0 and that of its squares is 1. Raises ValueError if x has no entry.

    >>> float(smallest_curvature([-2.0, 2.0]))
    2.0
    """
    x = Scaled.block(x)
    u = x.from_mean()
    # the product of both curvatures divided by the other: nothing cancels
    return (Scaled(4) * (u * u).mean() / largest_of(x)).value


@smallest_curvature.law()
def adds_up_with_the_largest(smallest_curvature, x):
    """The sum of both curvatures is the trace of the second derivative."""
    return (largest_curvature(x) + smallest_curvature(x)) * size(x), 2 * (inner(x, x) + size(x))


@smallest_curvature.law()
def multiplies_with_the_largest(smallest_curvature, x):
    """The product of both curvatures is the determinant of the second derivative."""
    return largest_curvature(x) * smallest_curvature(x) * size(x) ** 2, 4 * (
        inner(x, x) * size(x) - inner(x, ones(x)) ** 2
    )


@smallest_curvature.law("<=")
def is_the_smaller(smallest_curvature, x):
    """The smallest curvature is at most the largest."""
    return smallest_curvature(x), largest_curvature(x)
