"""What laws of this topic are said with: functions of arrays that can be printed."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Sum

from ..language.latex import writable


def summed(kept, table, *over):
    """The statement of a marginal: the variables (letter, number of values) in `over` are summed away."""
    return Eq(kept, Sum(table, *((v, 0, n - 1) for v, n in over)))


def others(joint, axis):
    """The axes of a table that are not named."""
    return tuple(k for k in range(joint.ndim) if k not in axis)


@writable(r"\textstyle\sum {}")
def total(p):
    """The sum of all entries."""
    return p.sum()


@writable(r"\{{1, \dots, n\}}")
def every_axis(p):
    """All axes of a table."""
    return tuple(range(p.ndim))


@writable(r"{} \otimes {}")
def independent(p, r):
    """The table of two independent groups of variables."""
    return p.reshape(p.shape + (1,) * r.ndim) * r


@writable(r"{}^{{\top}}")
def swapped(p):
    """The variables in reverse order."""
    return p.T


@writable(r"{}^{{\pi}}")
def relabelled(p):
    """The same variables, the values of each in reverse order."""
    return np.flip(p)


@writable(r"\tfrac12 ({} + {})")
def mixed(p, r):
    """One of two tables, by the toss of a coin."""
    return (p + r) / 2
