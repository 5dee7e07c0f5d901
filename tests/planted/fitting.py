"""Wrong fast forms and wrong statements of fitting a line."""

import numpy as np
from sympy import Eq, Sum, sqrt

from mathcnn.fitting import (
    largest_curvature,
    least_squares_intercept,
    least_squares_slope,
    line,
    mean_squared_error,
    smallest_curvature,
    step_intercept,
    step_slope,
)
from mathcnn.fitting.curvature import half_gap, mean, square
from mathcnn.fitting.letters import (
    N,
    a,
    a_1,
    b,
    b_1,
    curvature,
    e,
    f,
    from_mean,
    intercept,
    k,
    loss,
    n,
    prediction,
    slope,
    t,
    target,
    u,
    v,
    x,
    y,
)
from mathcnn.fitting.step import errors, rate
from mathcnn.language.statement import Single


def _through_the_origin(x, y):
    return (x * y).sum() / (x * x).sum()


def _sample_covariance(x, y):
    return np.cov(x, y, ddof=1)[0, 1] / x.var()


def _difference(x):
    square = (x * x).mean()
    return square + 1 - np.sqrt((square - 1) ** 2 + 4 * x.mean() ** 2)


FAST = {
    "intercept and slope swapped": (line, lambda x, slope, intercept: intercept * x + slope),
    "the intercept left out": (line, lambda x, slope, intercept: slope * x),
    "the root of the mean square": (
        mean_squared_error,
        lambda prediction, target: np.sqrt(((prediction - target) ** 2).mean()),
    ),
    "the mean absolute error": (mean_squared_error, lambda prediction, target: abs(prediction - target).mean()),
    "half of it": (mean_squared_error, lambda prediction, target: ((prediction - target) ** 2).mean() / 2),
    "added up in half precision": (
        mean_squared_error,
        lambda prediction, target: np.square((prediction - target).astype("f2")).mean() * 1.0,
    ),
    "through the origin": (least_squares_slope, _through_the_origin),
    "N - 1 above and N below": (least_squares_slope, _sample_covariance),
    "the slope of x over y": (least_squares_slope, lambda x, y: least_squares_slope.fn(y, x)),
    "the mean of y": (least_squares_intercept, lambda x, y: y.mean()),
    "the first value": (least_squares_intercept, lambda x, y: y[0]),
    "uphill": (
        step_slope,
        lambda x, y, slope, intercept, rate: slope + rate * 2 * ((slope * x + intercept - y) * x).mean(),
    ),
    "the sum instead of the mean": (
        step_slope,
        lambda x, y, slope, intercept, rate: slope - rate * 2 * ((slope * x + intercept - y) * x).sum(),
    ),
    "no factor of two": (
        step_slope,
        lambda x, y, slope, intercept, rate: slope - rate * ((slope * x + intercept - y) * x).mean(),
    ),
    "the gradient of the slope": (
        step_intercept,
        lambda x, y, slope, intercept, rate: intercept - rate * 2 * ((slope * x + intercept - y) * x).mean(),
    ),
    "half the curvature": (largest_curvature, lambda x: largest_curvature(x) / 2),
    "the difference of both roots, which cancels": (smallest_curvature, _difference),
    "the difference of squares, which cancels": (
        smallest_curvature,
        lambda x: 4 * ((x * x).mean() - x.mean() ** 2) / largest_curvature(x),
    ),
    "the spread from a mean that is rounded": (
        smallest_curvature,
        lambda x: 4 * np.square(x - x.mean(dtype="f4")).mean() / largest_curvature(x),
    ),
}

_over = (n, 0, N - 1)
_squares = Sum(u[n] ** 2, _over)
_products = Sum(u[n] * v[n], _over)

STATEMENTS = {
    "intercept and slope swapped": line.restated(Eq(f[n], Single(intercept) * x[n] + Single(slope))),
    "a minus": line.restated(Eq(f[n], Single(slope) * x[n] - Single(intercept))),
    "the square of x": line.restated(Eq(f[n], Single(slope) * x[n] ** 2 + Single(intercept))),
    "no mean": mean_squared_error.restated(Eq(loss, Sum((prediction[n] - target[n]) ** 2, _over))),
    "the last left out": mean_squared_error.restated(
        Eq(loss, Sum((prediction[n] - target[n]) ** 2, (n, 0, N - 2)) / N)
    ),
    "of the sum": mean_squared_error.restated(Eq(loss, Sum((prediction[n] + target[n]) ** 2, _over) / N)),
    "a square of the mean": mean_squared_error.restated(Eq(loss, Sum(prediction[n] - target[n], _over) ** 2 / N)),
    "through the origin": least_squares_slope.restated(Eq(a, Sum(x[n] * y[n], _over) / Sum(x[n] ** 2, _over))),
    "x over y": least_squares_slope.restated(Eq(a, _products / Sum(v[n] ** 2, _over))),
    "half the slope": least_squares_slope.restated(Eq(a, _products / (2 * _squares))),
    "always zero": least_squares_slope.restated(Eq(a, 0 * _products / _squares)),
    "means of one too many": least_squares_slope.restated(
        least_squares_slope.statement,
        where=[
            Eq(u[n], x[n] - Sum(x[k], (k, 0, N - 1)) / (N + 1)),
            Eq(v[n], y[n] - Sum(y[k], (k, 0, N - 1)) / (N + 1)),
        ],
    ),
    "the mean of y": least_squares_intercept.restated(Eq(b, Sum(y[n], _over) / N)),
    "the slope added": least_squares_intercept.restated(Eq(b, Sum(y[n] + t[n], _over) / N)),
    "x forgotten": least_squares_intercept.restated(
        least_squares_intercept.statement, where=[Eq(t[n], least_squares_intercept.where[0].rhs / x[n]), *from_mean]
    ),
    "no average": least_squares_intercept.restated(Eq(b, Sum(y[n] - t[n], _over))),
    "uphill": step_slope.restated(Eq(a_1, Single(slope) + 2 * rate * Sum(e[n] * x[n], _over) / N)),
    "no factor of two": step_slope.restated(Eq(a_1, Single(slope) - rate * Sum(e[n] * x[n], _over) / N)),
    "no mean, in a step": step_slope.restated(Eq(a_1, Single(slope) - 2 * rate * Sum(e[n] * x[n], _over))),
    "the gradient of the intercept": step_slope.restated(Eq(a_1, Single(slope) - 2 * rate * Sum(e[n], _over) / N)),
    "no step at all": step_slope.restated(Eq(a_1, Single(slope) + 0 * rate)),
    "straight to the error": step_slope.restated(step_slope.statement, where=[errors[0], Eq(e[n], y[n] - f[n])]),
    "from the slope": step_intercept.restated(Eq(b_1, Single(slope) - 2 * rate * Sum(e[n], _over) / N)),
    "the rate squared": step_intercept.restated(Eq(b_1, Single(intercept) - 2 * rate**2 * Sum(e[n], _over) / N)),
    "the last error left out": step_intercept.restated(
        Eq(b_1, Single(intercept) - 2 * rate * Sum(e[n], (n, 0, N - 2)) / N)
    ),
    "the other root": largest_curvature.restated(Eq(curvature, square + 1 - half_gap)),
    "half the gap": largest_curvature.restated(Eq(curvature, square + 1 + half_gap / 2)),
    "the slope alone": largest_curvature.restated(Eq(curvature, 2 * square)),
    "the mean not weighed by four": smallest_curvature.restated(
        Eq(curvature, square + 1 - sqrt((square - 1) ** 2 + mean**2))
    ),
    "the intercept alone": smallest_curvature.restated(Eq(curvature, square * 0 + 2)),
}
