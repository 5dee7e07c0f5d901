"""Flattening: the entries of each image as one row."""

from __future__ import annotations

import numpy as np

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from .letters import c, n, x, y


@formula(equation(y[n, c], x[n, c]), shapes="(N, C...) -> (N, C)", source="goodfellow2016, section 9.3")
def flatten(x):
    """All axes after the batch axis as one, the last axis fastest.

    Parameters
    ----------
    x : array (N, ...)

    Returns
    -------
    Array (N, entries of one image).

    >>> flatten(np.zeros((2, 3, 4, 5))).shape
    (2, 60)
    """
    return x.reshape(len(x), -1)


@flatten.gradient
def flatten_backward(dy, x):
    """The gradient: dy in the shape of x."""
    return (dy.reshape(x.shape),)


@writable(r"\operatorname{{row}} {}")
def row(x):
    """The entries of each image one after another, by counting."""
    return np.array([[x[k, *at] for at in np.ndindex(*x.shape[1:])] for k in range(len(x))])


@flatten.law()
def reads_in_order(flatten, x):
    """Entry by entry, the last axis fastest."""
    return flatten(x), row(x)
