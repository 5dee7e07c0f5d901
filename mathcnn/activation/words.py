"""What laws of this topic are said with: functions of arrays that can be printed."""

from __future__ import annotations

import numpy as np

from ..language.latex import writable
from ..numbers.choosing import arithmetic_of


def in_kind(name, *arrays):
    """An operation of the entries' own number type, entry by entry."""
    found = np.broadcast_arrays(*arrays)
    kind = arithmetic_of(found[0].ravel().tolist())
    values = [getattr(kind, name)(*entries) for entries in zip(*(a.ravel().tolist() for a in found), strict=True)]
    out = np.empty(len(values), object)
    out[:] = values
    return out.reshape(found[0].shape)


@writable(r"|{}|")
def magnitude(x):
    return abs(x)


@writable(r"\max(0, {})")
def positive_part(x):
    return np.where(x > 0, x, x * 0)


@writable(r"e^{{{}}}")
def exponential(x):
    return np.exp(x) if x.dtype != object else in_kind("exp", x)
