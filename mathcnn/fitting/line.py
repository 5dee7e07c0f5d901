"""The line of a slope and an intercept, at any number of places x."""

from __future__ import annotations

from sympy import Eq, Sum

from ..language.formula import formula
from ..language.statement import Single
from ..laws.words import inner, ones, size, zeros
from ..numbers.scaled import Scaled, moderate
from .letters import N, f, intercept, loss, n, prediction, slope, target, x


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
