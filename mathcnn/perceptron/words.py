"""A function of images that several laws of this topic use. It can be printed."""

from __future__ import annotations

import numpy as np

from ..language.latex import writable


@writable(r"T_{{{p},{q}}}\,{}")
def rolled(x, *, p, q):
    """The image moved around the torus, p rows down and q columns to the right."""
    return np.roll(x, (p, q), (0, 1))
