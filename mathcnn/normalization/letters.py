"""Letters of the statements about normalisation, and the statements of mean and variance."""

from __future__ import annotations

import numpy as np
from sympy import IndexedBase, Sum, Symbol, symbols

from ..geometry.letters import H
from ..language.formula import Domain
from ..language.statement import AllAxes, Axis, Convention, equation

n, m, c, less = symbols("n m c less", integer=True)  # less: the variance is divided by the count minus this number
N, C = symbols("N C", integer=True, positive=True)
i, a = Axis("i j k"), Axis("u v t")
momentum = Symbol("momentum", nonnegative=True)
x, y, gamma, beta, mean, var, running_mean, running_var, updated = map(
    IndexedBase, ("x", "y", "gamma", "beta", "mean", "var", "running_mean", "running_var", "updated")
)
dx, dy, xhat = map(IndexedBase, ("dx", "dy", "xhat"))  # xhat: the input of mean 0 and variance 1, in gradients
values = N * AllAxes(H)
MEAN = equation(mean[c], Sum(x[m, c, a], (m, 0, N - 1), (a, 0, H - 1)) / values)
VAR = equation(var[c], Sum((x[m, c, a] - mean[c]) ** 2, (m, 0, N - 1), (a, 0, H - 1)) / (values - less))
correction = Convention(less, {0: (0,), 1: (1,)})
ENOUGH = "more values in a channel than the correction of its variance"


def variance_fault(v, env):
    """What is wrong with an array of variances; an empty string if nothing is. NaN is admitted."""
    bad = v < 0
    return f"holds {v[bad][0]} at {int(np.argmax(bad))}; a variance must be >= 0" if bad.any() else ""


variances = Domain(r"\sigma^2_c \geq 0", variance_fault, lambda raw, env: raw * raw, nonnegative=True)
