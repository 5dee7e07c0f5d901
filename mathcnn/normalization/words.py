"""Functions of arrays that only the laws about normalisation use. Each can be printed."""

from __future__ import annotations

from ..language.latex import writable
from ..laws.words import per_channel


@writable(r"{}_{{\cdot}}")
def spread_out(v, *, like):
    """One number for each channel, in the shape of `like`."""
    return per_channel(v, like=like) + like * 0


@writable(r"N H W")
def count(x):
    """The number n of values in a channel."""
    return x.size // x.shape[1]


@writable(r"(N H W - 1)")
def count_but_one(x):
    """n - 1 for the number n of values in a channel."""
    return x.size // x.shape[1] - 1


@writable(r"{}^{{2}}")
def squared(v):
    """The square of each entry."""
    return v * v
