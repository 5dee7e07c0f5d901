"""Edges in every direction: eight times a pixel less its eight neighbours. It is -3 h^2 times the Laplacian."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy import And, Eq, Piecewise

from ..language.formula import formula
from ..laws.words import axes_reversed, half_turn, mirrored
from .letters import K, a, b, f_xx, f_yy, h, matrix, x, y
from .moments import moments, total
from .taylor import annihilates, applied, leading_term
from .words import minors, no_minors, stated


@formula(
    Eq(K[a, b], Piecewise((8, And(Eq(a, 0), Eq(b, 0))), (-1, True))),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Laplacian}}",
    source="gonzalez2018, section 3.6",
)
def laplacian():
    """Edges in every direction: eight times a pixel less its eight neighbours. It is -3 h^2 times the Laplacian.

    >>> laplacian().tolist()
    [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]
    """
    taps = np.full((3, 3), -1)
    taps[1, 1] = 8
    return taps


@laplacian.law()
def laplacian_has_moments(laplacian):
    K = laplacian()
    return moments(K, 2), stated(K, matrix([[0, 0, -6], [0, 0, 0], [-6, 0, -4]]))


@laplacian.law()
def laplacian_sums_to_zero(laplacian):
    """A constant image becomes black."""
    return total(laplacian()), 0


@laplacian.law()
def laplacian_is_transposed(laplacian):
    return axes_reversed(laplacian()), laplacian()


@laplacian.law()
def laplacian_is_mirrored(laplacian):
    return mirrored(laplacian()), laplacian()


@laplacian.law()
def is_three_laplacians(laplacian):
    """-3 h^2 times the Laplacian: the sign of what is usually called so is the other one."""
    return leading_term(laplacian()), -3 * h**2 * (f_xx + f_yy) + sp.O(h**4)


@laplacian.law()
def of_a_parabola(laplacian):
    """The Laplacian of x^2 is 2, so this kernel gives -6 everywhere."""
    return applied(laplacian(), x**2), -3 * sp.Integer(2)


@laplacian.law()
def turning_is_harmless(laplacian):
    """The kernel has a centre of symmetry, so convolution and cross-correlation are the same."""
    return leading_term(half_turn(laplacian())), leading_term(laplacian())


@laplacian.law()
def annihilates_planes(laplacian):
    """Ramps become black, whatever their slope, and so does the saddle x y."""
    return annihilates(laplacian(), 3), (sp.S.One, x, y, x * y)


@laplacian.fails()
def has_the_sign_of_the_laplacian(laplacian):
    """With 8 in the middle a bright spot gives a positive value, where the Laplacian of f is negative (as in
    scikit-image, issue 7357).
    """
    return leading_term(laplacian()), 3 * h**2 * (f_xx + f_yy) + sp.O(h**4)


@laplacian.fails()
def laplacian_is_separable(laplacian):
    """It is no column times a row: two passes of one axis each cannot replace it."""
    return minors(laplacian()), no_minors(laplacian())
