"""What laws of this topic are said with: functions of arrays that can be printed."""

from __future__ import annotations

import numpy as np

from ..language.latex import writable


def offsets(H, W):
    """Where in v the weight w_ijkl stands."""
    i, j, k, l = np.ogrid[:H, :W, :H, :W]
    return i, j, k - i + H - 1, l - j + W - 1


@writable(r"T_{{{p},{q}}}\,{}")
def rolled(x, *, p, q):
    """The image moved around the torus, p rows down and q columns to the right."""
    return np.roll(x, (p, q), (0, 1))
