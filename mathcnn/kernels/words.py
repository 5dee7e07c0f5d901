"""Functions of arrays that only the laws about kernels use. Each can be printed."""

from __future__ import annotations

import itertools
from fractions import Fraction

from ..language.formula import as_objects
from ..language.latex import writable


@writable("{1}")
def stated(like, rows):
    """A matrix of rational numbers in the number type of a kernel."""
    rows = as_objects(map(Fraction, itertools.chain(*rows.tolist()))).reshape(rows.shape)
    return rows if like.dtype.kind == "O" else rows.astype(float)


@writable(r"\operatorname{{minors}} {}")
def minors(K):
    """All determinants of two rows and two columns: all 0 exactly if the kernel is a column times a row."""
    products = K[:, :, None, None] * K
    return products - products.transpose(2, 1, 0, 3)


@writable(r"\mathbf{{0}}")
def no_minors(K):
    """Zeros, as many as there are determinants."""
    return minors(K) * 0
