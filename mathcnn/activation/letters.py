"""Letters of the statements about activations, and the condition on labels."""

from __future__ import annotations

import numpy as np
from sympy import IndexedBase, Sum, exp, symbols

from ..language.formula import Domain
from ..language.statement import MaxOver, equation

n, k, l = symbols("n k l", integer=True)
N, K = symbols("N K", integer=True, positive=True)
x, y, t, m, s = map(IndexedBase, "xytms")
dx, dy = map(IndexedBase, ("dx", "dy"))
top = equation(m[n], MaxOver(x[n, k], (k, 0, K - 1)))
total = Sum(exp(x[n, k] - m[n]), (k, 0, K - 1))


def label_fault(t, env):
    """What is wrong with an array of labels; an empty string if nothing is."""
    bad = ~((t >= 0) & (t < env["K"]) & (t == np.floor(t)))
    if not bad.any():
        return ""
    at = tuple(map(int, np.argwhere(bad)[0]))
    return f"holds {t[at]} at {at}; a label must be an integer from 0 to {env['K'] - 1}"


def as_labels(raw, env):
    """Free numbers of any type as labels."""
    return np.array(
        [int(abs(v) * 8 if isinstance(v, float) else v) % env["K"] for v in raw.ravel().tolist()], np.int64
    ).reshape(raw.shape)


labels = Domain(r"t_n \in \{0, \dots, K - 1\}", label_fault, as_labels, nonnegative=True)
