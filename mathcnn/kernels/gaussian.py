"""The Gaussian kernel: a blur with binomial weights."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy import binomial

from ..convolution.image import image
from ..language.formula import formula
from ..language.statement import equation
from ..laws.families import fixed_by, measures, satisfies
from ..laws.words import axes_reversed, mirrored
from .letters import PAIR, K, a, b, f, f_xx, f_yy, h, matrix, x, y
from .moments import moments, total
from .taylor import applied, leading_term, preserves
from .words import minors, no_minors, stated


@formula(
    equation(K[a, b], binomial(2, a + 1) * binomial(2, b + 1) / 16),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Gaussian}}",
    source="szeliski2022, section 3.2.1",
)
def gaussian():
    """The Gaussian blur: binomial weights along each axis, a discrete Gaussian of variance 1/2.

    Returns the kernel, an array (3, 3) of float64 whose entries sum to 1.

    >>> (16 * gaussian()).tolist()
    [[1.0, 2.0, 1.0], [2.0, 4.0, 2.0], [1.0, 2.0, 1.0]]
    """
    return np.outer([1, 2, 1], [1, 2, 1]) / 16


@gaussian.law()
def gaussian_has_moments(gaussian):
    """The moments: 1 in all, 1/2 along each axis, and their product."""
    K = gaussian()
    return moments(K, 2), stated(
        K, matrix([[1, 0, sp.Rational(1, 2)], [0, 0, 0], [sp.Rational(1, 2), 0, sp.Rational(1, 4)]])
    )


gaussian.law(
    measures(total, 1), name="gaussian_sums_to_one", says="The taps sum to 1, so a constant image stays as it is."
)


gaussian.law(
    fixed_by(axes_reversed), name="gaussian_is_transposed", says="Exchanging rows and columns changes nothing."
)


gaussian.law(fixed_by(mirrored), name="gaussian_is_mirrored", says="Exchanging left and right changes nothing.")


gaussian.law(satisfies(minors, no_minors), name="gaussian_is_separable", says="The kernel is a column times a row.")


@gaussian.law()
def is_the_mean_of_four_twice(gaussian):
    """It is twice the mean of 2 x 2 pixels."""
    return 16 * gaussian(), image(PAIR, PAIR)


gaussian.law(
    measures(leading_term, f + h**2 * (f_xx + f_yy) / 4 + sp.O(h**4)),
    name="blurs_by_the_heat_equation",
    says="It adds h^2 / 4 times the Laplacian: a step of the heat equation over the time h^2 / 4.",
)


gaussian.law(
    measures(lambda K: preserves(K, 3), (sp.S.One, x, y, x * y)),
    name="gaussian_preserves_planes",
    says="Linear images, and x y, stay as they are.",
)


gaussian.fails(
    measures(lambda K: applied(K, x**2), x**2),
    name="preserves_parabolas",
    says="A parabola does not stay as it is: the blur raises the bottom of a valley, by half a pixel squared.",
)
