"""What laws of this topic are said with: functions of arrays that can be printed."""

from __future__ import annotations

from sympy import Eq, Sum


def summed(kept, table, *over):
    """The statement of a marginal: the variables (letter, number of values) in `over` are summed away."""
    return Eq(kept, Sum(table, *((v, 0, n - 1) for v, n in over)))


def others(joint, axis):
    """The axes of a table that are not named."""
    return tuple(k for k in range(joint.ndim) if k not in axis)
