"""The fully connected layer from an image to an image."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from ..convolution.circular import circular
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import affine, jointly_additive
from ..laws.words import inner, zeros
from .letters import H, W, h, i, j, k, l, u, w, x
from .words import rolled


@formula(
    equation(h[i, j], u[i, j] + Sum(w[i, j, k, l] * x[k, l], (k, 0, H - 1), (l, 0, W - 1))),
    shapes="(H, W), (H, W, H, W), (H, W) -> (H, W)",
    source="zhang2023, eq. 7.1.1",
)
def dense(x, w, u):
    """The fully connected layer from an image to one of the same size: (H W)^2 weights.

    Parameters
    ----------
    x : array (H, W), the image
    w : array (H, W, H, W), the weights from pixel (k, l) to pixel (i, j)
    u : array (H, W), added to the result

    Returns
    -------
    Array (H, W).

    Raises
    ------
    ValueError : the sizes of the arguments do not fit.

    >>> dense([[1.0, 2.0]], [[[[1.0, 1.0]], [[0.0, 3.0]]]], [[10.0, 20.0]]).tolist()
    [[13.0, 26.0]]
    """
    return u + np.tensordot(w, x, 2)


@dense.gradient
def dense_backward(dy, x, w, u):
    """The gradient: dy times the weights, and the products of dy and x."""
    return np.tensordot(dy, w, 2), np.multiply.outer(dy, x), dy


@writable(r"\mathbf{{1}}({})")
def identity(x):
    """The weights of the identity map: 1 from each pixel to itself, 0 elsewhere."""
    return np.eye(x.size, dtype=x.dtype).reshape(*x.shape, *x.shape)


@writable(r"{}^{{\top}}")
def adjoint(w):
    """The weights from (i, j) to (k, l)."""
    return w.transpose(2, 3, 0, 1)


@writable(r"\delta^{{{p},{q}}}")
def impulse(like, *, p, q):
    """The image with a single 1, at (p, q)."""
    y = like * 0
    y[p, q] = 1
    return y


@writable(r"{}_{{\cdot\cdot {p} {q}}}")
def weights_from(w, *, p, q):
    """All weights from the pixel (p, q)."""
    return w[:, :, p, q]


@writable(r"\textstyle\sum_T T^{{-1}} {} T")
def averaged(w):
    """The sum of the weights over all shifts of the torus, which no shift changes."""
    H, W = w.shape[:2]
    return sum(np.roll(w, (p, q, p, q), (0, 1, 2, 3)) for p in range(H) for q in range(W))


dense.law(
    jointly_additive("w", "z", "u", "t"),
    name="adds_weights",
    says="Sums of weights and of constants give the sum of the results.",
)
dense.law(
    affine("x", "z", "u", zeros),
    name="adds_inputs",
    says="A sum of images gives the sum of the results, with the constants added once.",
)


@dense.law()
def has_unit(dense, x, u):
    """The identity weights give the image back, plus the constants."""
    return dense(x, identity(x), u), x + u


@dense.law(p="0..2", q="0..2", requires=[lambda p, q, H, W: p < H and q < W])
def responds_to_impulses(dense, w, u, p, q):
    """An image with a single 1 gives the weights from that pixel; with linearity this fixes everything."""
    return dense(impulse(u, p=p, q=q), w, u), u + weights_from(w, p=p, q=q)


@dense.law(z="x")
def has_adjoint(dense, x, w, z):
    """The weights with their pixels exchanged are the adjoint map."""
    return inner(dense(x, w, zeros(x)), z), inner(x, dense(z, adjoint(w), zeros(x)))


@dense.law()
def equivariant_is_circular(dense, x, w):
    """A linear map that commutes with every shift of the torus is a circular convolution, with its response to an
    impulse.
    """
    return dense(x, averaged(w), zeros(x)), circular(x, dense(impulse(x, p=0, q=0), averaged(w), zeros(x)))


@dense.fails(p="0..1", q="0..1")
def is_equivariant(dense, x, w, p, q):
    """Each pixel has its own weights, so a moved image gives another result."""
    return dense(rolled(x, p=p, q=q), w, zeros(x)), rolled(dense(x, w, zeros(x)), p=p, q=q)
