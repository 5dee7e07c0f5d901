"""The fully connected layer: a product with a matrix, and a bias."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import additive, has_unit
from ..laws.words import one_pixel
from ..memory import empty, like
from .conv import conv
from .letters import C, b, c, n, o, w, x, y
from .windows import wanted


@formula(
    equation(y[n, o], b[o] + Sum(w[o, c] * x[n, c], (c, 0, C - 1))),
    shapes="(N..., C), (O, C), (O)? -> (N..., O)",
    source="goodfellow2016, section 6.3",
)
def linear(x, w, b=None):
    """The fully connected layer, on the last axis of x.

    Parameters
    ----------
    x : array (..., C)
    w : array (O, C)
    b : array (O) or None

    Returns
    -------
    Array (..., O): x w^T + b.

    Raises
    ------
    ValueError : the sizes of the arguments do not fit.

    >>> linear([1.0, 2.0], [[1.0, 1.0], [0.0, 3.0]], [10.0, 20.0]).tolist()
    [13.0, 26.0]
    """
    y = like(x, (*x.shape[:-1], len(w)), np.result_type(x, w))
    np.matmul(x, w.T, out=y)
    if b is not None:
        y += b
    return y


@linear.gradient
def linear_backward(dy, x, w, b=None, wrt=None):
    """The gradient: products with w and with x, summed over all rows."""
    rows, outs = x.reshape(-1, x.shape[-1]), dy.reshape(-1, dy.shape[-1])
    dx = dw = None
    if wanted(wrt, "x"):
        dx = like(x, dtype=np.result_type(dy, w))
        np.matmul(dy, w, out=dx)
    if wanted(wrt, "w"):
        dw = empty(w.shape, np.result_type(dy, x))
        np.matmul(outs.T, rows, out=dw)
    return dx, dw, None if b is None or not wanted(wrt, "b") else outs.sum(axis=0)


@writable(r"\mathbf{{1}}")
def unit_matrix(x):
    """The unit matrix for the last axis of x."""
    return np.eye(x.shape[-1], dtype=x.dtype)


linear.law(additive("w", "v"), name="adds_weights", says="A sum of matrices gives the sum of the results.")
linear.law(additive("x", "z"), name="adds_rows", says="A sum of inputs gives the sum of the results.")


@linear.law()
def adds_a_bias(linear, x, w, b):
    """The bias is added to each row of the result."""
    return linear(x, w, b), linear(x, w) + b


linear.law(has_unit("x", "w", unit_matrix), name="has_the_unit_matrix", says="The unit matrix changes nothing.")


@linear.law(v="(P, O)")
def composes(linear, x, w, v):
    """Two layers with nothing between them are one layer, with the product of their matrices."""
    return linear(linear(x, w), v), linear(x, v @ w)


@linear.law()
def is_a_convolution_of_one_tap(linear, x, w, b):
    """A fully connected layer is a convolution with a kernel of one entry."""
    return one_pixel(linear(x, w, b)), conv(one_pixel(x), one_pixel(w), b)


@linear.fails(z="x")
def is_linear(linear, x, z, w, b):
    """With a bias the layer is affine: the bias would be added twice."""
    return linear(x + z, w, b), linear(x, w, b) + linear(z, w, b)
