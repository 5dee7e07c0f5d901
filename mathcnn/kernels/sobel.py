"""Change along x, so vertical edges: the central difference along a row, smoothed along the column. It is 8 h f_x."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy import Eq, binomial

from ..convolution.image import image
from ..language.formula import formula
from ..laws.words import axes_reversed, half_turn, mirrored
from .letters import DIFFERENCE, SMOOTH, K, a, b, f_x, f_y, h, matrix, x, y
from .moments import moments, total
from .taylor import annihilates, leading_term
from .words import minors, no_minors, stated


@formula(
    Eq(K[a, b], binomial(2, a + 1) * b),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Sobel }x}",
    source="gonzalez2018, section 3.6",
)
def sobel_x():
    """Change along x, so vertical edges: the central difference along a row, smoothed along the column. It is 8 h f_x.

    >>> sobel_x().tolist()
    [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    """
    return np.outer([1, 2, 1], [-1, 0, 1])


@formula(
    Eq(K[a, b], binomial(2, b + 1) * a),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Sobel }y}",
    source="gonzalez2018, section 3.6",
)
def sobel_y():
    """Change along y (down), so horizontal edges. It is 8 h f_y.

    >>> sobel_y().tolist()
    [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    """
    return np.outer([-1, 0, 1], [1, 2, 1])


@sobel_x.law()
def sobel_x_has_moments(sobel_x):
    K = sobel_x()
    return moments(K, 2), stated(K, matrix([[0, 8, 0], [0, 0, 0], [0, 4, 0]]))


@sobel_x.law()
def sobel_x_sums_to_zero(sobel_x):
    return total(sobel_x()), 0


@sobel_x.law()
def sobel_x_is_separable(sobel_x):
    return minors(sobel_x()), no_minors(sobel_x())


@sobel_x.law()
def is_a_smoothed_difference(sobel_x):
    """The binomial weights along the column after the central difference along the row."""
    return sobel_x(), image(SMOOTH.T, DIFFERENCE)


@sobel_x.law()
def changes_sign_left_to_right(sobel_x):
    return mirrored(sobel_x()), -sobel_x()


@sobel_x.law()
def is_the_other_transposed(sobel_x):
    return sobel_x(), axes_reversed(sobel_y())


@sobel_x.law()
def estimates_f_x(sobel_x):
    """Eight times the derivative along x: horizontal change, so vertical edges."""
    return leading_term(sobel_x()), 8 * h * f_x + sp.O(h**3)


@sobel_x.law()
def true_convolution_changes_the_sign(sobel_x):
    """Turned, as in true convolution, it estimates the derivative in the other direction."""
    return leading_term(half_turn(sobel_x())), -leading_term(sobel_x())


@sobel_x.law()
def sees_no_change_along_y(sobel_x):
    """Horizontal edges, which depend on y alone, become black."""
    return annihilates(sobel_x(), 3), (sp.S.One, y, y**2, y**3)


@sobel_x.fails()
def sees_horizontal_edges(sobel_x):
    """The words "edge detection (horizontal)" mean horizontal change: a horizontal edge depends on y alone, and is not
    seen.
    """
    return leading_term(sobel_x()), 8 * h * f_y + sp.O(h**3)


@sobel_x.fails()
def ignores_true_convolution(sobel_x):
    """The kernel has no centre of symmetry: convolution and cross-correlation differ in sign."""
    return leading_term(half_turn(sobel_x())), leading_term(sobel_x())


@sobel_y.law()
def sobel_y_has_moments(sobel_y):
    K = sobel_y()
    return moments(K, 2), stated(K, matrix([[0, 0, 0], [8, 0, 4], [0, 0, 0]]))


@sobel_y.law()
def sobel_y_sums_to_zero(sobel_y):
    return total(sobel_y()), 0


@sobel_y.law()
def sobel_y_is_separable(sobel_y):
    return minors(sobel_y()), no_minors(sobel_y())


@sobel_y.law()
def is_the_same_left_to_right(sobel_y):
    return mirrored(sobel_y()), sobel_y()


@sobel_y.law()
def sobel_y_is_the_other_transposed(sobel_y):
    return sobel_y(), axes_reversed(sobel_x())


@sobel_y.law()
def estimates_f_y(sobel_y):
    """Eight times the derivative along y, which goes down."""
    return leading_term(sobel_y()), 8 * h * f_y + sp.O(h**3)


@sobel_y.law()
def sees_no_change_along_x(sobel_y):
    return annihilates(sobel_y(), 3), (sp.S.One, x, x**2, x**3)
