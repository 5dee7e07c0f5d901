"""Convolutions of functions on the line, against closed forms and each other."""

import math
from fractions import Fraction

import flint
import numpy as np
import pytest
import scipy.integrate
import scipy.stats
import sympy as sp

from mathcnn.convolution import box, continuous, exponential, gaussian, polynomial
from mathcnn.numbers.expressions import ball

from .comparing import same

t, x = sp.symbols("t x", real=True)


def equal(got, want):
    """The same function of x: the same expression between break points, tried at many exact points."""
    for point in [sp.Rational(k, 7) for k in range(-30, 45)]:
        assert sp.simplify(got.xreplace({x: point}) - sp.sympify(want).xreplace({x: point})) == 0, (point, got, want)


def test_boxes_make_a_triangle():
    equal(continuous(box(0, 1), box(0, 1), x), sp.Piecewise((0, x < 0), (x, x < 1), (2 - x, x < 2), (0, True)))


def test_boxes_of_two_widths_make_a_trapezoid():
    equal(
        continuous(box(-1, 1), box(0, 3), x),
        sp.Piecewise((0, x < -1), (x + 1, x < 1), (2, x < 2), (4 - x, x < 4), (0, True)),
    )


def test_gaussians_add_means_and_variances():
    equal(
        continuous(gaussian(1, 2), gaussian(-3, sp.Rational(1, 2)), x),
        gaussian(-2, sp.sqrt(sp.Rational(17, 4))).xreplace({t: x}),
    )
    mu, nu = sp.symbols("mu nu", real=True)
    s, r = sp.symbols("s r", positive=True)
    got = continuous(gaussian(mu, s), gaussian(nu, r), x)
    assert sp.simplify(got - gaussian(mu + nu, sp.sqrt(s**2 + r**2)).xreplace({t: x})) == 0


def test_exponentials():
    """Equal rates give Erlang's density, rates a and b give a b (exp(-a x) - exp(-b x)) / (b - a)."""
    equal(continuous(exponential(3), exponential(3), x), sp.Piecewise((0, x < 0), (9 * x * sp.exp(-3 * x), True)))
    equal(
        continuous(exponential(1), exponential(2), x),
        sp.Piecewise((0, x < 0), (2 * (sp.exp(-x) - sp.exp(-2 * x)), True)),
    )
    a, b = sp.symbols("a b", positive=True)
    got = continuous(exponential(a), exponential(b), x).args[-1][0]
    assert sp.simplify(got - a * b * (sp.exp(-a * x) - sp.exp(-b * x)) / (b - a)) == 0


def test_box_and_gaussian_make_a_difference_of_error_functions():
    phi = lambda v: (1 + sp.erf(v / sp.sqrt(2))) / 2
    equal(continuous(box(0, 1), gaussian(0, 1), x), phi(x) - phi(x - 1))


def test_polynomial_and_box():
    """t^2 on [0, 2), averaged over the unit before x: differences of x^3 / 3."""
    equal(
        continuous(polynomial([0, 0, 1], 0, 2), box(0, 1), x),
        sp.Piecewise(
            (0, x < 0),
            (x**3 / 3, x < 1),
            ((x**3 - (x - 1) ** 3) / 3, x < 2),
            ((8 - (x - 1) ** 3) / 3, x < 3),
            (0, True),
        ),
    )


def test_other_spellings_of_a_function():
    triangle = continuous(box(0, 1), box(0, 1), x)
    u = sp.Symbol("u")
    for f in (
        sp.Heaviside(u) * sp.Heaviside(1 - u),
        sp.Lambda(u, sp.Piecewise((1, (u > 0) & (u < 1)), (0, True))),
        box(0.0, 1.0),
    ):
        equal(continuous(f, box(0, 1), x), triangle)
    equal(continuous(sp.Max(0, 1 - sp.Abs(t)), 1, x), sp.Integer(1))
    equal(continuous(sp.exp(-sp.Abs(t)), sp.exp(-sp.Abs(t)), x), (1 + sp.Abs(x)) * sp.exp(-sp.Abs(x)))


def test_the_document_prints_another_formula():
    """With g(t - x) in place of g(x - t) the product does not commute: f = box(0, 1), g = box(0, 2), at x = 1."""
    printed = lambda f, g, x: continuous(f, sp.Lambda(t, g.xreplace({t: -t})), x)
    assert printed(box(0, 1), box(0, 2), 1) == 0 and printed(box(0, 2), box(0, 1), 1) == 1
    assert continuous(box(0, 1), box(0, 2), 1) == continuous(box(0, 2), box(0, 1), 1) == 1


PAIRS = {
    "box, box": (box(0, 1), box(-1, 2)),
    "box, gaussian": (box(0, 1), gaussian(0, 1)),
    "gaussians": (gaussian(1, 2), gaussian(0, 1)),
    "exponentials": (exponential(1), exponential(1)),
    "exponentials of two rates": (exponential(1), exponential(Fraction(5, 2))),
    "exponential, gaussian": (exponential(1), gaussian(0, 1)),
    "polynomial, box": (polynomial([1, -2, 3], -1, 2), box(0, 1)),
    "polynomial, exponential": (polynomial([0, 1], 0, 2), exponential(2)),
    "two-sided exponential, box": (sp.exp(-sp.Abs(t)), box(0, 1)),
}


@pytest.mark.parametrize("name", PAIRS)
def test_closed_form_quadrature_and_enclosure_agree(name):
    f, g = PAIRS[name]
    closed = continuous(f, g, x)
    for point in (Fraction(-1, 3), Fraction(0), Fraction(5, 8), Fraction(1), Fraction(7, 3), Fraction(4)):
        exact = ball(closed.xreplace({x: sp.Rational(point)}), {})
        enclosure = continuous(f, g, flint.arb(flint.fmpq(point.numerator, point.denominator)))
        assert enclosure.overlaps(flint.arb(exact)) and enclosure.rad() < 1e-12
        assert abs(flint.arb(continuous(f, g, float(point))) - flint.arb(exact)) < 2e-9


def test_enclosures_shrink_with_the_precision():
    with flint.ctx.workprec(200):
        got = continuous(box(0, 1), gaussian(0, 1), flint.arb(1) / 3)
        assert got.rad() < 1e-50
        assert got.overlaps(flint.arb(ball(continuous(box(0, 1), gaussian(0, 1), sp.Rational(1, 3)), {})))


def test_a_wide_ball_holds_all_values():
    """(box * box)(x) for x in [3/4, 5/4] takes every value of [3/4, 1]."""
    got = continuous(box(0, 1), box(0, 1), flint.arb(1, 0.25))
    assert got.contains(flint.arb(0.75)) and got.contains(flint.arb(1))


def test_densities_of_sums():
    """The density of a sum of independent variables; scipy.stats has these by other formulas (here to 1e-8)."""
    for point in (-0.7, 0.4, 2.5):
        assert abs(continuous(exponential(1), gaussian(0, 1), point) - scipy.stats.exponnorm(1).pdf(point)) < 1e-8
        assert abs(continuous(box(0, 1), box(0, 1), point) - scipy.stats.triang(0.5, 0, 2).pdf(point)) < 1e-8
        assert (
            abs(continuous(exponential(2), exponential(2), point) - scipy.stats.gamma(2, scale=0.5).pdf(point)) < 1e-8
        )


def test_python_functions():
    def step(v):
        return 1.0 if 0 <= v < 1 else 0.0

    step.breaks = (0, 1)
    got = continuous(step, lambda v: math.exp(-v * v), np.array([-1.0, 0.3, 2.0]))
    want = [scipy.integrate.quad(lambda s, at=at: math.exp(-((at - s) ** 2)), 0, 1)[0] for at in (-1.0, 0.3, 2.0)]
    assert (abs(got - want) < 2e-9).all()


def test_arrays_of_points():
    got = continuous(box(0, 1), box(0, 1), [[0.5, 1.0], [1.5, 9.0]])
    assert got.shape == (2, 2) and (abs(got - [[0.5, 1], [0.5, 0]]) < 1e-9).all()
    same(
        continuous(box(0, 1), box(0, 1), np.array([Fraction(1, 3), Fraction(5, 3)], object)),
        [sp.Rational(1, 3), sp.Rational(1, 3)],
    )
