"""A line through observations, and its mean squared error."""

from __future__ import annotations

from sympy import Sum

from ..language.formula import formula
from ..language.statement import Single, equation
from ..laws.families import commutes, depends_on_the_difference, nonnegative
from ..laws.words import inner, ones, size, zeros
from ..numbers.scaled import Scaled, moderate
from .letters import N, f, intercept, loss, n, prediction, slope, target, x


@formula(
    equation(f[n], Single(slope) * x[n] + Single(intercept)),
    shapes="(N...), (), () -> (N...)",
    source="goodfellow2016, section 5.1.4",
)
def line(x, slope, intercept):
    """The line slope * x + intercept at the places x.

    x: array of any shape. slope, intercept: numbers. Returns an array of the shape of x.

    >>> line([0.0, 1.0, 2.0], 2.0, 9.0).tolist()
    [9.0, 11.0, 13.0]
    """
    return slope * x + intercept


@line.gradient
def line_backward(dy, x, slope, intercept):
    """The gradients by x, slope and intercept: slope dy, the sum of x dy, the sum of dy."""
    return slope * dy, (dy * x).sum(), dy.sum()


@line.law()
def starts_at_the_intercept(line, x, slope, intercept):
    """At x = 0 the line has the value of the intercept."""
    return line(zeros(x), slope, intercept), ones(x) * intercept


@line.law(z="x")
def rises_by_the_slope(line, x, z, slope, intercept):
    """The difference of two values is the slope times the difference of the places."""
    return line(x + z, slope, intercept) - line(x, slope, intercept), z * slope


@formula(
    equation(loss, Sum((prediction[n] - target[n]) ** 2, (n, 0, N - 1)) / N),
    shapes="(N...), (N...) -> ()",
    notation=r"\operatorname{MSE}",
    source="goodfellow2016, section 5.1.4",
)
def mean_squared_error(prediction, target):
    """The mean of the squared differences of two arrays.

    prediction, target: arrays of one shape, at least one entry. Returns a number >= 0; where a square or the sum would
    overflow the computation is scaled. Raises ValueError if the shapes differ.

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
    """2 (prediction - target) / n, with the opposite sign for the target."""
    error = Scaled.block(prediction) - Scaled.block(target)
    towards = (Scaled.block(dy) * Scaled(2) * error / Scaled(prediction.size)).value
    return towards, -towards


@mean_squared_error.law()
def is_the_mean_square(mean_squared_error, prediction):
    """From a target of 0 it is the mean square of the prediction."""
    return mean_squared_error(prediction, zeros(prediction)) * size(prediction), inner(prediction, prediction)


mean_squared_error.law(
    depends_on_the_difference("prediction", "target", "z", "prediction"),
    name="depends_on_differences",
    says="The same number added to prediction and target, entry by entry, changes nothing.",
)


mean_squared_error.law(
    commutes("prediction", "target"), name="is_symmetric", says="Prediction and target may be exchanged."
)


mean_squared_error.law(nonnegative(), name="is_nonnegative", says="A mean of squares is never negative.")
