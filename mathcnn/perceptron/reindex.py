"""The weights by offset: the weight from the pixel that lies (a, b) away. Zero where that is outside the image."""

from __future__ import annotations

import numpy as np
from sympy import Eq

from ..language.formula import formula
from ..language.latex import writable
from .letters import a, b, i, j, k, l, v, w
from .words import offsets


@formula(
    Eq(v[i, j, a, b], w[i, j, i + a, j + b]),
    shapes="(H, W, H, W) -> (H, W, 1-H..H-1, 1-W..W-1)",
    source="zhang2023, section 7.1.1",
)
def reindex(w):
    """The weights by offset: the weight from the pixel that lies (a, b) away. Zero where that is outside the image.

    w: (H, W, H, W). Returns (H, W, 2H-1, 2W-1); offset (a, b) stands at [..., H-1+a, W-1+b].

    >>> reindex([[[[1.0, 2.0]], [[3.0, 4.0]]]]).tolist()
    [[[[0.0, 1.0, 2.0]], [[3.0, 4.0, 0.0]]]]
    """
    H, W = w.shape[:2]
    v = np.zeros((H, W, 2 * H - 1, 2 * W - 1), w.dtype)
    v[offsets(H, W)] = w
    return v


@reindex.gradient
def reindex_backward(dy, w):
    return (reindex_inverse(dy),)


@formula(
    Eq(w[i, j, k, l], v[i, j, k - i, l - j]),
    shapes="(H, W, 1-H..H-1, 1-W..W-1) -> (H, W, H, W)",
    source="zhang2023, section 7.1.1",
)
def reindex_inverse(v):
    """The weights by pixel from the weights by offset. Weights that point outside the image are dropped.

    v: (H, W, 2H-1, 2W-1). Returns (H, W, H, W).

    >>> reindex_inverse([[[[0.0, 1.0, 2.0]], [[3.0, 4.0, 0.0]]]]).tolist()
    [[[[1.0, 2.0]], [[3.0, 4.0]]]]
    """
    return v[offsets(*v.shape[:2])]


@reindex_inverse.gradient
def reindex_inverse_backward(dy, v):
    return (reindex(dy),)


@writable(r"{}^{{\circ}}")
def pruned(v):
    """The weights by offset, zero where they point outside the image."""
    kept = v * 0
    at = offsets(*v.shape[:2])
    kept[at] = v[at]
    return kept


@reindex.law()
def is_undone(reindex, w):
    return reindex_inverse(reindex(w)), w


@reindex.law()
def points_inside(reindex, w):
    """Offsets that leave the image have the weight zero."""
    return reindex(w), pruned(reindex(w))


@reindex_inverse.law(w="(H, W, H, W)")
def undoes(reindex_inverse, w):
    return reindex_inverse(reindex(w)), w


@reindex_inverse.law()
def drops_the_outside(reindex_inverse, v):
    """The other way round, what points outside is lost, and nothing else."""
    return reindex(reindex_inverse(v)), pruned(v)


@reindex_inverse.fails()
def keeps_everything(reindex_inverse, v):
    """Weights that point outside do not come back: v has more entries than w."""
    return reindex(reindex_inverse(v)), v
