"""The axes of a table: those that are named, and the others."""

from __future__ import annotations


def others(joint, axis):
    """The axes of a table that are not named.

    joint: the table; axis: a tuple of axes, none of them negative. Returns a tuple.
    """
    return tuple(k for k in range(joint.ndim) if k not in axis)
