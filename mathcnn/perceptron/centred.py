"""The dense layer by offsets: what lies (a, b) away from a pixel has the weight v_ijab; nothing lies outside the image."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Sum

from ..language.formula import formula
from .dense import dense
from .letters import H, W, a, b, h, i, j, u, v, x
from .reindex import reindex, reindex_inverse
from .words import offsets


@formula(
    Eq(h[i, j], u[i, j] + Sum(v[i, j, a, b] * x[i + a, j + b], (a, 1 - H, H - 1), (b, 1 - W, W - 1))),
    shapes="(H, W), (H, W, 1-H..H-1, 1-W..W-1), (H, W) -> (H, W)",
    source="zhang2023, eq. 7.1.1",
)
def centred(x, v, u):
    """The dense layer by offsets: what lies (a, b) away from a pixel has the weight v_ijab; nothing lies outside the
    image.

    x: (H, W); v: (H, W, 2H-1, 2W-1); u: (H, W). Returns (H, W).

    >>> centred([[1.0, 2.0]], [[[[9.0, 1.0, 1.0]], [[0.0, 3.0, 9.0]]]], [[10.0, 20.0]]).tolist()
    [[13.0, 26.0]]
    """
    return u + np.tensordot(v[offsets(*x.shape)], x, 2)


@centred.gradient
def centred_backward(dy, x, v, u):
    return np.tensordot(dy, reindex_inverse(v), 2), reindex(np.multiply.outer(dy, x)), dy


@centred.law(w="(H, W, H, W)")
def is_dense(centred, x, w, u):
    """The re-indexed form is the dense layer."""
    return centred(x, reindex(w), u), dense(x, w, u)


@centred.law()
def ignores_the_outside(centred, x, v, u):
    """Weights that point outside the image do nothing."""
    return centred(x, v, u), dense(x, reindex_inverse(v), u)
