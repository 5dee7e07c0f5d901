"""Fitting a line: gradient descent on the mean squared error, and the least squares solution to which it converges.

The example is that of the document: func(x) = 2 x + 9, known at x = 0..5 (`x_train`, `y_train`) and asked for at
x = 6..10 (`x_test`, `y_test`).

The mean squared error is a quadratic function of slope and intercept. Its curvatures, the eigenvalues of its second
derivative, depend on x only and determine how fast descent converges: a step of size `rate` multiplies the remaining
distance along each eigenvector by 1 - rate * curvature.
"""

from __future__ import annotations

from .line import line, mean_squared_error
from .least_squares import least_squares_slope, least_squares_intercept, least_squares
from .step import step_slope, step_intercept
from .curvature import largest_curvature, smallest_curvature
from .descent import descend, steps_needed, largest_stable_rate
from .example import func, x_train, x_test, y_train, y_test

__all__ = [
    "line",
    "mean_squared_error",
    "least_squares_slope",
    "least_squares_intercept",
    "step_slope",
    "step_intercept",
    "largest_curvature",
    "smallest_curvature",
    "least_squares",
    "descend",
    "steps_needed",
    "largest_stable_rate",
    "func",
    "x_train",
    "x_test",
    "y_train",
    "y_test",
]


def __dir__() -> list[str]:
    return __all__
