"""Bad calls of fitting."""

import math
from fractions import Fraction

import numpy as np

from mathcnn.fitting import (
    descend,
    largest_curvature,
    least_squares,
    least_squares_intercept,
    least_squares_slope,
    line,
    mean_squared_error,
    step_slope,
    x_train,
    y_train,
)

CALLS = [
    (
        "one point",
        lambda: least_squares_slope([1.0], [2.0]),
        r"least_squares_slope needs at least two observations \(with N = 1\)",
    ),
    (
        "one x, many times",
        lambda: least_squares([2.0, 2.0, 2.0], [1.0, 2.0, 3.0]),
        "x holds only 2.0; it must hold two different x",
    ),
    ("one fraction, twice", lambda: least_squares_intercept([Fraction(1, 3)] * 2, [0, 1]), "x holds only 1/3"),
    (
        "more values than places",
        lambda: least_squares([0.0, 1.0], [0.0, 1.0, 2.0]),
        r"y has shape \(3,\), and its axis 0 is 3; it must be N = 2",
    ),
    ("places in a square", lambda: least_squares(np.eye(2), np.eye(2)), r"x has shape \(2, 2\); it must have 1 axes"),
    ("nothing to fit", lambda: least_squares([], []), "its axis 0 is 0"),
    ("names for numbers", lambda: least_squares(["a", "b"], [0.0, 1.0]), "x has dtype <U1"),
    (
        "other shapes",
        lambda: mean_squared_error([1.0, 2.0], [1.0]),
        r"prediction has N = \(2,\) and target has N = \(1,\)",
    ),
    (
        "the same size in another shape",
        lambda: mean_squared_error(np.ones((2, 3)), np.ones((3, 2))),
        r"prediction has N = \(2, 3\) and target has N = \(3, 2\)",
    ),
    ("many slopes", lambda: line([0.0, 1.0], [1.0, 2.0], 0.0), r"slope has shape \(2,\); it must have 0 axes"),
    ("a named slope", lambda: line([0.0], "steep", 0.0), "slope = 'steep'"),
    ("no slope", lambda: line([0.0], None, 0.0), "slope = None"),
    ("no rate", lambda: step_slope(x_train, y_train, 0.0, 0.0, None), "rate = None: it must be a number"),
    (
        "a negative rate",
        lambda: step_slope(x_train, y_train, 0.0, 0.0, -0.1),
        "rate = -0.1: it must be a finite number > 0",
    ),
    ("no curvature", lambda: largest_curvature([]), "its axis 0 is 0"),
    (
        "a rate that diverges",
        lambda: descend(x_train, y_train, rate=0.2),
        r"rate = 0.2: it must be below 0.101305, 2 divided by the largest curvature",
    ),
    ("a rate of nothing", lambda: descend(x_train, y_train, rate=0), "rate = 0: it must be a finite number > 0"),
    ("a rate in words", lambda: descend(x_train, y_train, rate="fast"), "rate = 'fast': it must be a number"),
    ("a NaN rate", lambda: descend(x_train, y_train, rate=math.nan), "rate = nan"),
    (
        "a tolerance of nothing",
        lambda: descend(x_train, y_train, tolerance=0.0),
        "tolerance = 0.0: it must be a finite number > 0",
    ),
    (
        "a tolerance below rounding",
        lambda: descend(x_train, y_train, tolerance=1e-40),
        "tolerance = 1e-40: rounding keeps the steps at",
    ),
    ("descent to NaN", lambda: descend([0.0, 1.0], [0.0, math.nan]), "descend: y holds nan; it must be finite"),
    ("descent from an infinity", lambda: descend([0.0, math.inf], [0.0, 1.0]), "descend: x holds inf"),
    ("descent along one x", lambda: descend([1.0, 1.0], [0.0, 1.0]), "x holds only 1.0"),
    (
        "far from the mean",
        lambda: descend(x_train + 1e5, y_train),
        "steps, more than the 1e.06 allowed; .*shift x to its mean",
    ),
    ("no start", lambda: descend(x_train, y_train, start=0.0), "start = 0.0: it must be a slope and an intercept"),
    (
        "a start of three",
        lambda: descend(x_train, y_train, start=(0, 0, 0)),
        r"start = \(0, 0, 0\): it must be a slope and an intercept",
    ),
    ("a start at infinity", lambda: descend(x_train, y_train, start=(math.inf, 0)), r"start = \(inf, 0\)"),
]
