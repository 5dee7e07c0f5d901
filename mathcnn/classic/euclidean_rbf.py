"""Euclidean radial basis function units, the output layer of LeNet-5."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from .. import layers
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import depends_on_the_difference
from ..laws.words import axes_reversed, zeros
from ..layers.windows import is_finite
from .letters import C, c, n, o, w, x, y


@formula(
    equation(y[n, o], Sum((x[n, c] - w[o, c]) ** 2, (c, 0, C - 1))),
    shapes="(N, C), (O, C) -> (N, O)",
    source="lecun1998, eq. 7",
)
def euclidean_rbf(x, w):
    """The squared distance of each row of x from each of the codes w.

    Parameters
    ----------
    x : array (N, C)
    w : array (O, C), the codes

    Returns
    -------
    Array (N, O), the sum of the squares of the differences.

    Raises
    ------
    ValueError : the rows of x and w have different lengths.

    >>> euclidean_rbf([[1.0, 2.0]], [[1.0, 2.0], [-1.0, 5.0]]).tolist()
    [[0.0, 13.0]]
    """
    apart = x[:, None, :] - w
    return np.einsum("noc,noc->no", apart, apart)


@euclidean_rbf.gradient
def euclidean_rbf_backward(dy, x, w):
    """The gradient: twice the difference, times dy."""
    if not all(is_finite(v) for v in (dy, x, w)):  # sums of differences, where a difference of sums is inf - inf
        apart = 2 * (x[:, None, :] - w)
        return np.einsum("no,noc->nc", dy, apart), -np.einsum("no,noc->oc", dy, apart)
    return 2 * (x * dy.sum(axis=1, keepdims=True) - dy @ w), 2 * (w * dy.sum(axis=0)[:, None] - dy.T @ x)


@writable(r"\lVert {} \rVert^2_{{\text{{rows}}}}", tight=False)
def squares(x):
    """The squared length of each row, as a column."""
    return (x * x).sum(axis=-1)[:, None]


@euclidean_rbf.law()
def is_by_the_cosine_rule(euclidean_rbf, x, w):
    """Squared lengths of both, less twice the inner product."""
    return euclidean_rbf(x, w), squares(x) + axes_reversed(squares(w)) - 2 * layers.linear(x, w)


euclidean_rbf.law(
    depends_on_the_difference("x", "w", "z", "(C)"),
    name="ignores_a_shift_of_both",
    says="A vector added to every row and to every code changes no distance.",
)


@euclidean_rbf.law()
def is_symmetric(euclidean_rbf, x, w):
    """Rows and codes exchanged give the transposed distances."""
    return euclidean_rbf(x, w), axes_reversed(euclidean_rbf(w, x))


@euclidean_rbf.law(">=")
def is_nonnegative(euclidean_rbf, x, w):
    """No squared distance is negative."""
    return euclidean_rbf(x, w), zeros(euclidean_rbf(x, w))


@euclidean_rbf.fails()
def is_linear_in_x(euclidean_rbf, x, w):
    """Twice the input does not give twice the distance."""
    return euclidean_rbf(2 * x, w), 2 * euclidean_rbf(x, w)
