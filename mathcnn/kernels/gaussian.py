"""Blur with binomial weights, the discrete Gaussian of variance 1/2 along each axis."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy import Eq, binomial

from ..convolution.image import image
from ..language.formula import formula
from ..laws.words import axes_reversed, mirrored
from .letters import PAIR, K, a, b, f, f_xx, f_yy, h, matrix, x, y
from .moments import moments, total
from .taylor import applied, leading_term, preserves
from .words import minors, no_minors, stated


@formula(
    Eq(K[a, b], binomial(2, a + 1) * binomial(2, b + 1) / 16),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Gaussian}}",
    source="szeliski2022, section 3.2.1",
)
def gaussian():
    """Blur with binomial weights, the discrete Gaussian of variance 1/2 along each axis.

    >>> (16 * gaussian()).tolist()
    [[1.0, 2.0, 1.0], [2.0, 4.0, 2.0], [1.0, 2.0, 1.0]]
    """
    return np.outer([1, 2, 1], [1, 2, 1]) / 16


@gaussian.law()
def gaussian_has_moments(gaussian):
    K = gaussian()
    return moments(K, 2), stated(
        K, matrix([[1, 0, sp.Rational(1, 2)], [0, 0, 0], [sp.Rational(1, 2), 0, sp.Rational(1, 4)]])
    )


@gaussian.law()
def gaussian_sums_to_one(gaussian):
    """A constant image stays as it is."""
    return total(gaussian()), 1


@gaussian.law()
def gaussian_is_transposed(gaussian):
    return axes_reversed(gaussian()), gaussian()


@gaussian.law()
def gaussian_is_mirrored(gaussian):
    return mirrored(gaussian()), gaussian()


@gaussian.law()
def gaussian_is_separable(gaussian):
    return minors(gaussian()), no_minors(gaussian())


@gaussian.law()
def is_the_mean_of_four_twice(gaussian):
    """Twice the mean of 2 x 2 pixels."""
    return 16 * gaussian(), image(PAIR, PAIR)


@gaussian.law()
def blurs_by_the_heat_equation(gaussian):
    """f plus h^2 / 4 times its Laplacian: a step of the heat equation, over a time h^2 / 4."""
    return leading_term(gaussian()), f + h**2 * (f_xx + f_yy) / 4 + sp.O(h**4)


@gaussian.law()
def gaussian_preserves_planes(gaussian):
    return preserves(gaussian(), 3), (sp.S.One, x, y, x * y)


@gaussian.fails()
def preserves_parabolas(gaussian):
    """A blur raises the bottom of a valley, by half a pixel squared."""
    return applied(gaussian(), x**2), x**2
