"""The Laplacian kernel: edges in every direction."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy import And, Eq, Piecewise

from ..language.formula import formula
from ..language.statement import equation
from ..laws.families import fixed_by, measures, satisfies
from ..laws.words import axes_reversed, half_turn, mirrored
from .letters import K, a, b, f_xx, f_yy, h, matrix, x, y
from .moments import moments, total
from .taylor import annihilates, applied, leading_term
from .words import minors, no_minors, stated


@formula(
    equation(K[a, b], Piecewise((8, And(Eq(a, 0), Eq(b, 0))), (-1, True))),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Laplacian}}",
    source="gonzalez2018, section 3.6",
)
def laplacian():
    """The Laplacian: eight times a pixel minus its eight neighbours, which shows edges in every direction.

    It estimates -3 h^2 times the Laplacian of the image. Returns the kernel, an array (3, 3) of integers that sum to
    0.

    >>> laplacian().tolist()
    [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]
    """
    taps = np.full((3, 3), -1)
    taps[1, 1] = 8
    return taps


@laplacian.law()
def laplacian_has_moments(laplacian):
    """The moments: -6 of second order along each axis, and -4 of both."""
    K = laplacian()
    return moments(K, 2), stated(K, matrix([[0, 0, -6], [0, 0, 0], [-6, 0, -4]]))


laplacian.law(
    measures(total, 0), name="laplacian_sums_to_zero", says="The taps sum to 0, so a constant image becomes 0."
)


laplacian.law(
    fixed_by(axes_reversed), name="laplacian_is_transposed", says="Exchanging rows and columns changes nothing."
)


laplacian.law(fixed_by(mirrored), name="laplacian_is_mirrored", says="Exchanging left and right changes nothing.")


laplacian.law(
    measures(leading_term, -3 * h**2 * (f_xx + f_yy) + sp.O(h**4)),
    name="is_three_laplacians",
    says="It is -3 h^2 times the Laplacian; the sign is opposite to the usual one.",
)


laplacian.law(
    measures(lambda K: applied(K, x**2), -3 * sp.Integer(2)),
    name="of_a_parabola",
    says="The Laplacian of x^2 is 2, so the result is -6 everywhere.",
)


laplacian.law(
    satisfies(lambda K: leading_term(half_turn(K)), leading_term),
    name="turning_is_harmless",
    says="The kernel has a centre of symmetry, so convolution and cross-correlation are the same.",
)


laplacian.law(
    measures(lambda K: annihilates(K, 3), (sp.S.One, x, y, x * y)),
    name="annihilates_planes",
    says="Linear images, whatever their slope, and x y become 0.",
)


laplacian.fails(
    measures(leading_term, 3 * h**2 * (f_xx + f_yy) + sp.O(h**4)),
    name="has_the_sign_of_the_laplacian",
    says="A bright spot gives a positive value, while the Laplacian of f is negative there (scikit-image, issue 7357).",
)


laplacian.fails(
    satisfies(minors, no_minors),
    name="laplacian_is_separable",
    says="The kernel is no column times a row: it cannot be replaced by one pass along each axis.",
)
