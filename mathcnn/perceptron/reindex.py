"""Weights indexed by offset instead of by pixel, and back."""

from __future__ import annotations

import numpy as np

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from .letters import a, b, i, j, k, l, v, w


@formula(
    equation(v[i, j, a, b], w[i, j, i + a, j + b]),
    shapes="(H, W, H, W) -> (H, W, 1-H..H-1, 1-W..W-1)",
    source="zhang2023, section 7.1.1",
)
def reindex(w):
    """The weights by offset: the weight from the pixel at the offset (a, b), zero if that is outside the image.

    Parameters
    ----------
    w : array (H, W, H, W), the weights by pixel

    Returns
    -------
    Array (H, W, 2H-1, 2W-1); offset (a, b) is at [..., H-1+a, W-1+b].

    Raises
    ------
    ValueError : the first two axes differ from the last two.

    >>> reindex([[[[1.0, 2.0]], [[3.0, 4.0]]]]).tolist()
    [[[[0.0, 1.0, 2.0]], [[3.0, 4.0, 0.0]]]]
    """
    H, W = w.shape[:2]
    v = np.zeros((H, W, 2 * H - 1, 2 * W - 1), w.dtype)
    v[offsets(H, W)] = w
    return v


def offsets(H, W):
    """The places in v, as index arrays, of the weights w_ijkl."""
    i, j, k, l = np.ogrid[:H, :W, :H, :W]
    return i, j, k - i + H - 1, l - j + W - 1


@reindex.gradient
def reindex_backward(dy, w):
    """The gradient: dy by pixel."""
    return (reindex_inverse(dy),)


@formula(
    equation(w[i, j, k, l], v[i, j, k - i, l - j]),
    shapes="(H, W, 1-H..H-1, 1-W..W-1) -> (H, W, H, W)",
    source="zhang2023, section 7.1.1",
)
def reindex_inverse(v):
    """The weights by pixel from the weights by offset. Weights whose offset leaves the image are dropped.

    Parameters
    ----------
    v : array (H, W, 2H-1, 2W-1), the weights by offset

    Returns
    -------
    Array (H, W, H, W).

    Raises
    ------
    ValueError : the last two axes are not 2H-1 and 2W-1.

    >>> reindex_inverse([[[[0.0, 1.0, 2.0]], [[3.0, 4.0, 0.0]]]]).tolist()
    [[[[1.0, 2.0]], [[3.0, 4.0]]]]
    """
    return v[offsets(*v.shape[:2])]


@reindex_inverse.gradient
def reindex_inverse_backward(dy, v):
    """The gradient: dy by offset."""
    return (reindex(dy),)


@writable(r"{}^{{\circ}}")
def pruned(v):
    """The weights by offset, zero where the offset leaves the image."""
    kept = v * 0
    at = offsets(*v.shape[:2])
    kept[at] = v[at]
    return kept


@reindex.law()
def is_undone(reindex, w):
    """The weights by pixel come back from the weights by offset."""
    return reindex_inverse(reindex(w)), w


@reindex.law()
def points_inside(reindex, w):
    """Offsets that leave the image have the weight zero."""
    return reindex(w), pruned(reindex(w))


@reindex_inverse.law(w="(H, W, H, W)")
def undoes(reindex_inverse, w):
    """It is the inverse of `reindex`."""
    return reindex_inverse(reindex(w)), w


@reindex_inverse.law()
def drops_the_outside(reindex_inverse, v):
    """Weights whose offset leaves the image are lost, and no others."""
    return reindex(reindex_inverse(v)), pruned(v)


@reindex_inverse.fails()
def keeps_everything(reindex_inverse, v):
    """Weights whose offset leaves the image do not come back: v has more entries than w."""
    return reindex(reindex_inverse(v)), v
