"""What laws of this topic are said with: functions of arrays that can be printed."""

from __future__ import annotations

import numpy as np

from ..language.latex import writable


@writable(r"\delta_0")
def unit(like):
    """The impulse at the origin, with as many axes."""
    return np.ones((1,) * like.ndim, np.int64)


@writable(r"\sigma {}")
def rolled(x):
    """One place further around the torus, along every axis."""
    return np.roll(x, 1, tuple(range(x.ndim)))


@writable(r"{}_{{\text{{centre}}}}")
def centre(y, *, like):
    """The middle of an array, as large as `like`; the odd entry is left out after it."""
    return y[tuple(slice((size - h) // 2, (size - h) // 2 + h) for size, h in zip(y.shape, like.shape, strict=True))]
