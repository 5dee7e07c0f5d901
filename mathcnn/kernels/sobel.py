"""The two Sobel kernels: changes along x, and along y."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy import binomial

from ..convolution.image import image
from ..language.formula import formula
from ..language.statement import equation
from ..laws.families import fixed_by, measures, satisfies
from ..laws.words import axes_reversed, half_turn, mirrored
from .letters import DIFFERENCE, SMOOTH, K, a, b, f_x, f_y, h, matrix, x, y
from .moments import moments, total
from .taylor import annihilates, leading_term
from .words import minors, no_minors, stated


@formula(
    equation(K[a, b], binomial(2, a + 1) * b),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Sobel }x}",
    source="gonzalez2018, section 3.6",
)
def sobel_x():
    """The Sobel kernel for changes along x: the central difference along a row, smoothed along the column.

    It shows vertical edges, and estimates 8 h f_x. Returns the kernel, an array (3, 3) of integers that sum to 0.

    >>> sobel_x().tolist()
    [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    """
    return np.outer([1, 2, 1], [-1, 0, 1])


@sobel_x.law()
def sobel_x_has_moments(sobel_x):
    """The moments: 8 of first order along x, and 4 with second order along y."""
    K = sobel_x()
    return moments(K, 2), stated(K, matrix([[0, 8, 0], [0, 0, 0], [0, 4, 0]]))


sobel_x.law(measures(total, 0), name="sobel_x_sums_to_zero", says="The taps sum to 0, so a constant image becomes 0.")


sobel_x.law(satisfies(minors, no_minors), name="sobel_x_is_separable", says="The kernel is a column times a row.")


@sobel_x.law()
def is_a_smoothed_difference(sobel_x):
    """It is the central difference along the row, smoothed with binomial weights along the column."""
    return sobel_x(), image(SMOOTH.T, DIFFERENCE)


@sobel_x.law()
def changes_sign_left_to_right(sobel_x):
    """Exchanging left and right changes the sign."""
    return mirrored(sobel_x()), -sobel_x()


@sobel_x.law()
def is_the_other_transposed(sobel_x):
    """It is the transpose of the kernel for changes along y."""
    return sobel_x(), axes_reversed(sobel_y())


sobel_x.law(
    measures(leading_term, 8 * h * f_x + sp.O(h**3)),
    name="estimates_f_x",
    says="It is 8 h times the derivative along x, so it shows vertical edges.",
)


@sobel_x.law()
def true_convolution_changes_the_sign(sobel_x):
    """Turned, as in true convolution, it estimates the derivative in the opposite direction."""
    return leading_term(half_turn(sobel_x())), -leading_term(sobel_x())


sobel_x.law(
    measures(lambda K: annihilates(K, 3), (sp.S.One, y, y**2, y**3)),
    name="sees_no_change_along_y",
    says="Images that depend on y alone, such as horizontal edges, become 0.",
)


sobel_x.fails(
    measures(leading_term, 8 * h * f_y + sp.O(h**3)),
    name="sees_horizontal_edges",
    says="It does not show horizontal edges, which depend on y alone; 'horizontal' means horizontal change.",
)


sobel_x.fails(
    satisfies(lambda K: leading_term(half_turn(K)), leading_term),
    name="ignores_true_convolution",
    says="The kernel has no centre of symmetry: convolution and cross-correlation differ in sign.",
)


@formula(
    equation(K[a, b], binomial(2, b + 1) * a),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Sobel }y}",
    source="gonzalez2018, section 3.6",
)
def sobel_y():
    """The Sobel kernel for changes along y, which goes down: the transpose of `sobel_x`.

    It shows horizontal edges, and estimates 8 h f_y. Returns the kernel, an array (3, 3) of integers that sum to 0.

    >>> sobel_y().tolist()
    [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    """
    return np.outer([-1, 0, 1], [1, 2, 1])


@sobel_y.law()
def sobel_y_has_moments(sobel_y):
    """The moments: 8 of first order along y, and 4 with second order along x."""
    K = sobel_y()
    return moments(K, 2), stated(K, matrix([[0, 0, 0], [8, 0, 4], [0, 0, 0]]))


sobel_y.law(measures(total, 0), name="sobel_y_sums_to_zero", says="The taps sum to 0, so a constant image becomes 0.")


sobel_y.law(satisfies(minors, no_minors), name="sobel_y_is_separable", says="The kernel is a column times a row.")


sobel_y.law(fixed_by(mirrored), name="is_the_same_left_to_right", says="Exchanging left and right changes nothing.")


@sobel_y.law()
def sobel_y_is_the_other_transposed(sobel_y):
    """It is the transpose of the kernel for changes along x."""
    return sobel_y(), axes_reversed(sobel_x())


sobel_y.law(
    measures(leading_term, 8 * h * f_y + sp.O(h**3)),
    name="estimates_f_y",
    says="It is 8 h times the derivative along y, which goes down.",
)


sobel_y.law(
    measures(lambda K: annihilates(K, 3), (sp.S.One, x, x**2, x**3)),
    name="sees_no_change_along_x",
    says="Images that depend on x alone, such as vertical edges, become 0.",
)
