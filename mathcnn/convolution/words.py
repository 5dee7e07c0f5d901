"""Functions of arrays that the laws of several convolutions use. Each can be printed."""

from __future__ import annotations

import numpy as np

from ..language.latex import writable


@writable(r"\delta_0")
def unit(like):
    """The impulse at the origin: an array of one 1, with as many axes as `like`."""
    return np.ones((1,) * like.ndim, np.int64)


@writable(r"\sigma {}")
def rolled(x):
    """The entries one place later along every axis, the last ones first."""
    return np.roll(x, 1, tuple(range(x.ndim)))


@writable(r"{}_{{\text{{centre}}}}")
def centre(y, *, like):
    """The middle of an array, in the size of `like`; if one entry is over, it is left out after the middle."""
    return y[tuple(slice((size - h) // 2, (size - h) // 2 + h) for size, h in zip(y.shape, like.shape, strict=True))]
