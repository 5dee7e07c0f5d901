"""The image less its five-point Laplacian: edges overshoot."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy import Abs, And, Eq, Piecewise

from ..language.formula import formula
from ..laws.words import axes_reversed, mirrored
from .letters import K, a, b, f, f_xx, f_yy, h, matrix, x, y
from .moments import moments, total
from .taylor import applied, leading_term, preserves
from .words import minors, no_minors, stated


@formula(
    Eq(K[a, b], Piecewise((5, And(Eq(a, 0), Eq(b, 0))), (-1, Eq(Abs(a) + Abs(b), 1)), (0, True))),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{sharpen}}",
    source="gonzalez2018, section 3.6",
)
def sharpen():
    """The image less its five-point Laplacian: edges overshoot.

    >>> sharpen().tolist()
    [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    """
    return np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])


@sharpen.law()
def sharpen_has_moments(sharpen):
    K = sharpen()
    return moments(K, 2), stated(K, matrix([[1, 0, -2], [0, 0, 0], [-2, 0, 0]]))


@sharpen.law()
def sharpen_sums_to_one(sharpen):
    return total(sharpen()), 1


@sharpen.law()
def sharpen_is_transposed(sharpen):
    return axes_reversed(sharpen()), sharpen()


@sharpen.law()
def sharpen_is_mirrored(sharpen):
    return mirrored(sharpen()), sharpen()


@sharpen.law()
def subtracts_the_laplacian(sharpen):
    """f less h^2 times its Laplacian, to third order: a step of the heat equation backwards."""
    return leading_term(sharpen()), f - h**2 * (f_xx + f_yy) + sp.O(h**4)


@sharpen.law()
def sharpen_preserves_planes(sharpen):
    return preserves(sharpen(), 3), (sp.S.One, x, y, x * y)


@sharpen.fails()
def sharpen_preserves_parabolas(sharpen):
    """The bottom of a valley goes down: x^2 becomes x^2 - 2."""
    return applied(sharpen(), x**2), x**2


@sharpen.fails()
def sharpen_is_separable(sharpen):
    return minors(sharpen()), no_minors(sharpen())
