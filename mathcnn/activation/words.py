"""Functions of arrays that only the laws about activations use. Each can be printed."""

from __future__ import annotations

import numpy as np

from ..language.latex import writable
from ..numbers.choosing import arithmetic_of


def in_kind(name, *arrays):
    """An operation of the number type of the entries, by its name, applied to each entry."""
    found = np.broadcast_arrays(*arrays)
    kind = arithmetic_of(found[0].ravel().tolist())
    values = [getattr(kind, name)(*entries) for entries in zip(*(a.ravel().tolist() for a in found), strict=True)]
    out = np.empty(len(values), object)
    out[:] = values
    return out.reshape(found[0].shape)


@writable(r"|{}|")
def magnitude(x):
    """The absolute value of each entry."""
    return abs(x)


@writable(r"e^{{{}}}")
def exponential(x):
    """The exponential of each entry, in its number type."""
    return np.exp(x) if x.dtype != object else in_kind("exp", x)
