"""Bad calls of probability."""

import math
from fractions import Fraction

import numpy as np

from mathcnn.probability import conditional, marginal

p = np.full((2, 3), 1 / 6)

CALLS = [
    (
        "a negative probability",
        lambda: marginal([[0.5, 0.75], [-0.25, 0.0]], 0),
        r"marginal: joint holds -0.25 at \(1, 0\); a probability",
    ),
    ("NaN", lambda: marginal([0.5, math.nan], 0), r"marginal: joint holds nan at \(1,\)"),
    ("an infinity", lambda: marginal([0.5, math.inf], 0), "marginal: joint sums to inf; probabilities must sum to 1"),
    (
        "too little",
        lambda: conditional([0.5, 0.25], 0),
        r"conditional: joint sums to 0.75; probabilities must sum to 1 \(it is off by -0.25",
    ),
    ("too much", lambda: conditional(np.ones((2, 2)), 0), "conditional: joint sums to 4.0"),
    ("counts", lambda: marginal([[3, 4], [5, 6]], 0), "marginal: joint sums to 18; probabilities must sum to 1"),
    ("percent", lambda: marginal([50.0, 50.0], 0), "sums to 100.0"),
    ("nothing at all", lambda: marginal([0.0, 0.0], 0), "sums to 0.0"),
    ("off by more than rounding", lambda: marginal([0.5, 0.5 + 1e-9], 0), "rounding explains at most 8.0e-15"),
    (
        "fractions off by little",
        lambda: marginal([Fraction(1, 3), Fraction(2, 3) + Fraction(1, 10**20)], 0),
        "sums to 1000",
    ),
    ("a negative fraction", lambda: marginal([Fraction(-1, 3), Fraction(4, 3)], 0), r"joint holds -1/3 at \(0,\)"),
    (
        "no axis of that number",
        lambda: marginal(p, 2),
        r"axis = 2: joint has 2 axes, and each may be named once, from -2 to 1",
    ),
    ("a negative axis too far", lambda: marginal(p, -3), "axis = -3: joint has 2 axes"),
    ("an axis twice", lambda: marginal(p, (0, 0)), r"axis = \(0, 0\): .* each may be named once"),
    ("an axis twice, from both ends", lambda: conditional(p, (1, -1)), r"axis = \(1, -1\)"),
    ("a fractional axis", lambda: marginal(p, 0.5), "axis = 0.5: it must be one axis or several, as integers"),
    ("a named axis", lambda: marginal(p, "x"), "axis = 'x'"),
    ("no axis", lambda: marginal(p), "marginal: missing a required argument: 'axis'"),
    ("empty", lambda: marginal(np.zeros((0, 2)), 0), "its axis 0 is 0"),
    ("a string", lambda: marginal("dice", 0), "joint = 'dice': it must be an array of numbers"),
    ("ragged", lambda: conditional([[0.5], [0.25, 0.25]], 0), "joint is ragged"),
    ("complex", lambda: marginal(p * 1j, 0), "joint has dtype complex128"),
    ("a misspelled argument", lambda: marginal(p, axes=0), "did you mean axis"),
]
