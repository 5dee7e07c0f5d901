"""The sharpening kernel."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy import Abs, And, Eq, Piecewise

from ..language.formula import formula
from ..language.statement import equation
from ..laws.families import fixed_by, measures, satisfies
from ..laws.words import axes_reversed, mirrored
from .letters import K, a, b, f, f_xx, f_yy, h, matrix, x, y
from .moments import moments, total
from .taylor import applied, leading_term, preserves
from .words import minors, no_minors, stated


@formula(
    equation(K[a, b], Piecewise((5, And(Eq(a, 0), Eq(b, 0))), (-1, Eq(Abs(a) + Abs(b), 1)), (0, True))),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{sharpen}}",
    source="gonzalez2018, section 3.6",
)
def sharpen():
    """Sharpening: the image minus its five-point Laplacian, so that edges overshoot.

    Returns the kernel, an array (3, 3) of integers that sum to 1.

    >>> sharpen().tolist()
    [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    """
    return np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])


@sharpen.law()
def sharpen_has_moments(sharpen):
    """The moments: 1 in all, -2 of second order along each axis."""
    K = sharpen()
    return moments(K, 2), stated(K, matrix([[1, 0, -2], [0, 0, 0], [-2, 0, 0]]))


sharpen.law(
    measures(total, 1), name="sharpen_sums_to_one", says="The taps sum to 1, so a constant image stays as it is."
)


sharpen.law(fixed_by(axes_reversed), name="sharpen_is_transposed", says="Exchanging rows and columns changes nothing.")


sharpen.law(fixed_by(mirrored), name="sharpen_is_mirrored", says="Exchanging left and right changes nothing.")


sharpen.law(
    measures(leading_term, f - h**2 * (f_xx + f_yy) + sp.O(h**4)),
    name="subtracts_the_laplacian",
    says="It subtracts h^2 times the Laplacian, to third order: a step of the heat equation backwards.",
)


sharpen.law(
    measures(lambda K: preserves(K, 3), (sp.S.One, x, y, x * y)),
    name="sharpen_preserves_planes",
    says="Linear images, and x y, stay as they are.",
)


sharpen.fails(
    measures(lambda K: applied(K, x**2), x**2),
    name="sharpen_preserves_parabolas",
    says="A parabola does not stay as it is: x^2 becomes x^2 - 2.",
)


sharpen.fails(satisfies(minors, no_minors), name="sharpen_is_separable", says="The kernel is no column times a row.")
