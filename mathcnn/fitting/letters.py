"""Letters of the statements about fitting, the condition on places, and the statements of differences from means."""

from __future__ import annotations

from sympy import IndexedBase, Sum, symbols

from ..language.formula import Domain
from ..language.statement import equation

n, k = symbols("n k", integer=True)
N = symbols("N", integer=True, positive=True)
x, y, f, e, u, v, t, prediction, target = map(IndexedBase, ("x", "y", "f", "e", "u", "v", "t", "prediction", "target"))
slope, intercept = map(IndexedBase, ("slope", "intercept"))
a, b, a_1, b_1, loss, curvature = symbols("a b a_1 b_1 loss kappa")


def all_alike(x, env):
    """What keeps places from determining a line; an empty string if nothing does."""
    return f"holds only {x.flat[0]}; it must hold two different x" if x.size and x.min() == x.max() else ""


def unlike(x, env):
    """Any numbers, changed so that two of them differ."""
    if x.size and all(v == x.flat[0] for v in x.flat):
        x = x.copy()
        x.flat[0] = x.flat[0] + 1
    return x


DISTINCT = Domain(r"x_i \neq x_j \text{ for some } i, j", all_alike, unlike)
from_mean = [equation(u[n], x[n] - Sum(x[k], (k, 0, N - 1)) / N), equation(v[n], y[n] - Sum(y[k], (k, 0, N - 1)) / N)]
