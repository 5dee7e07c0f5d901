"""What laws of this topic are said with: functions of arrays that can be printed."""

from __future__ import annotations

from ..language.latex import writable
from ..laws.words import per_channel


def over(x):
    """The axes of the batch and of space."""
    return (0, *range(2, x.ndim))


def size(x):
    """How many values a channel has."""
    return x.size // x.shape[1]


def centred(x):
    """What is left of the mean: two passes, since E[x^2] - E[x]^2 cancels."""
    return x - x.mean(axis=over(x), keepdims=True)


@writable(r"{}_{{\cdot}}")
def spread_out(v, *, like):
    """One number a channel at every place."""
    return per_channel(v, like=like) + like * 0


@writable(r"N H W")
def count(x):
    """How many values a channel has."""
    return x.size // x.shape[1]


@writable(r"(N H W - 1)")
def count_but_one(x):
    return x.size // x.shape[1] - 1


@writable(r"{}^{{2}}")
def squared(v):
    return v * v
