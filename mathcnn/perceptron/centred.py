"""The dense layer of an image with its weights indexed by offsets."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from ..language.formula import formula
from ..language.statement import equation
from .dense import dense
from .letters import H, W, a, b, h, i, j, u, v, x
from .reindex import offsets, reindex, reindex_inverse


@formula(
    equation(h[i, j], u[i, j] + Sum(v[i, j, a, b] * x[i + a, j + b], (a, 1 - H, H - 1), (b, 1 - W, W - 1))),
    shapes="(H, W), (H, W, 1-H..H-1, 1-W..W-1), (H, W) -> (H, W)",
    source="zhang2023, eq. 7.1.1",
)
def centred(x, v, u):
    """The dense layer by offsets: the pixel at the offset (a, b) has the weight v_ijab; pixels outside the image are 0.

    Parameters
    ----------
    x : array (H, W), the image
    v : array (H, W, 2H-1, 2W-1), the weights by offset; offset (a, b) is at [..., H-1+a, W-1+b]
    u : array (H, W), added to the result

    Returns
    -------
    Array (H, W).

    Raises
    ------
    ValueError : the sizes of the arguments do not fit.

    >>> centred([[1.0, 2.0]], [[[[9.0, 1.0, 1.0]], [[0.0, 3.0, 9.0]]]], [[10.0, 20.0]]).tolist()
    [[13.0, 26.0]]
    """
    return u + np.tensordot(v[offsets(*x.shape)], x, 2)


@centred.gradient
def centred_backward(dy, x, v, u):
    """The gradient: that of the dense layer, with the weights by offset."""
    return np.tensordot(dy, reindex_inverse(v), 2), reindex(np.multiply.outer(dy, x)), dy


@centred.law(w="(H, W, H, W)")
def is_dense(centred, x, w, u):
    """With the weights by offset it is the dense layer."""
    return centred(x, reindex(w), u), dense(x, w, u)


@centred.law()
def ignores_the_outside(centred, x, v, u):
    """Weights whose offset leaves the image have no influence."""
    return centred(x, v, u), dense(x, reindex_inverse(v), u)
