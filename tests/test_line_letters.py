"""Integrals on the line whose letters have other assumptions, and whose break points are other than rational."""

import flint
import numpy as np
import pytest
import sympy as sp

from mathcnn.convolution import box, continuous, exponential
from mathcnn.numbers.curves import Curve
from mathcnn.numbers.expressions import NotEnclosed, ball
from mathcnn.numbers.integrals import closed, near

from .marks import slow_but

t = sp.Symbol("t")
CAUCHY = 1 / (1 + t**2)
SHAPES = {"cauchy": (CAUCHY, CAUCHY), "boxes": (box(0, 1), box(0, 1)), "falling": (box(-1, 1), exponential(1))}
LETTERS = {
    "none": {},
    "real": {"real": True},
    "positive": {"positive": True},
    "nonnegative": {"nonnegative": True},
    "negative": {"negative": True},
    "nonpositive": {"nonpositive": True},
    "integer": {"integer": True},
}


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("name", SHAPES)
def test_a_letter_of_any_assumptions_stands_for_a_real_number(name, kind):
    f, g = SHAPES[name]
    x = sp.Symbol("x", **LETTERS[kind])
    found = continuous(f, g, x)
    assert found.free_symbols <= {x}
    for v in (sp.Integer(-3), sp.Rational(-1, 3), sp.Integer(0), sp.Rational(3, 4), sp.Integer(2)):
        if x._eval_subs(x, v) is v and all(getattr(v, f"is_{a}") for a in LETTERS[kind]):
            want = flint.arb(continuous(f, g, float(v)))
            assert abs(flint.acb(ball(found.xreplace({x: v}), {})).real - want) < 1e-9, v


def test_what_such_a_letter_means_elsewhere():
    x = sp.Symbol("x")
    assert continuous(CAUCHY, CAUCHY, x) == 2 * sp.pi / (4 + x**2) == continuous.literal(CAUCHY, CAUCHY, x)
    assert continuous(box(0, 1), box(0, 1), 2 * x + 1) == sp.Piecewise(
        (0, x < -sp.S.Half), (2 * x + 1, x < 0), (1 - 2 * x, x < sp.S.Half), (0, True)
    )
    assert closed(x * sp.exp(-(t**2)), t) == x * sp.sqrt(sp.pi)


@pytest.mark.parametrize(
    "ends",
    [
        (sp.pi, 1),
        (sp.sqrt(2), sp.pi),
        (sp.E, sp.GoldenRatio),
        (10**6 * sp.pi, 1),
        (sp.Catalan, sp.EulerGamma),
        (sp.TribonacciConstant, 1),
    ],
)
def test_break_points_that_are_not_rational(ends):
    """The two boxes give a trapezium with these corners."""
    a, b = sorted(map(sp.sympify, ends))
    x = sp.Symbol("x", real=True)
    found = continuous(box(0, a), box(0, b), x)
    for v in (a / 2, (a + b) / 2, b + a / 3):
        want = flint.acb(ball(sp.Min(v, a, a + b - v).rewrite(sp.Piecewise), {})).real
        assert flint.acb(ball(found.xreplace({x: v}), {})).real.overlaps(want), (found, v)


@pytest.mark.parametrize("v", [sp.pi, -sp.E, sp.sqrt(2) * 10**40, sp.pi / 10**20, sp.Rational(22, 7), sp.Integer(0)])
def test_near(v):
    assert near(v).is_Rational and abs(near(v) - v).evalf(60) < sp.Rational(1, 10**29)


def test_one_letter_of_a_curve_with_and_without_assumptions():
    """Two letters t, one declared real, are the same variable."""
    real = sp.Symbol("t", real=True)
    assert continuous(sp.exp(-(t**2)) * sp.exp(-(real**2)), CAUCHY, 1.0) == continuous(sp.exp(-2 * t**2), CAUCHY, 1.0)
    assert continuous(box(0, 1), sp.Symbol("a") * real, 1) == sp.Symbol("a") / 2
    with pytest.raises(TypeError, match="it has the letters u, v; pass a Lambda that says which is the variable"):
        Curve("f", sp.Symbol("u") * sp.Symbol("v"))


@pytest.mark.parametrize("x", [sp.Float(1), np.float32(1), np.float16(1), sp.Float(1, 40)])
def test_floats_of_every_library_give_floats(x):
    assert abs(continuous(CAUCHY, CAUCHY, x) - 2 * np.pi / 5) < 1e-9


@pytest.mark.parametrize("x", [sp.nan, sp.oo, sp.I, sp.zoo, 1j, flint.acb(1, 1)])
def test_what_is_not_real_is_refused(x):
    with pytest.raises((TypeError, ValueError), match=r"convolution.continuous: x = .*: it must be") as caught:
        continuous(CAUCHY, CAUCHY, x)
    assert "\n" not in str(caught.value)


OSCILLATES = sp.sin(1 / t) * box(0, 1)


@pytest.mark.parametrize(
    ("f", "g"),
    slow_but(
        [(sp.sin(t) / (1 + t**2), 1), (sp.cos(t**2) * CAUCHY, 1), (OSCILLATES, box(0, 1))], (OSCILLATES, box(0, 1))
    ),
)
@pytest.mark.parametrize("x", [0.5, sp.Rational(1, 2)])
def test_oscillations_without_end_are_refused(f, g, x):
    """These integrals exist; no value is claimed for them, and not that they diverge."""
    with pytest.raises(NotEnclosed, match=r"oscillate|no better than|not confirmed|no closed form"):
        continuous(f, g, x)


def test_messages_are_short():
    """A float near the largest is an integer of 309 digits."""
    with pytest.raises(NotEnclosed) as caught:
        continuous(CAUCHY, CAUCHY, 1e308)
    assert len(str(caught.value)) < 300 and "1000000000...0223118336" in str(caught.value)


@pytest.mark.parametrize("breaks", [3, ["a"], [1j], [10**400], [float("nan")], [None], [[0.0]], "ab"])
def test_breaks_that_are_no_list_of_finite_numbers(breaks):
    def step(s):
        return 1.0 if 0 < s < 1 else 0.0

    step.breaks = breaks
    with pytest.raises(
        ValueError, match=r"convolution\.continuous at x = 0\.3: breaks = .*: it must be a list of finite"
    ):
        continuous(step, 1, 0.3)
    step.breaks = np.array([0, 1])
    assert abs(continuous(step, 1, 0.3) - 1) < 1e-9


def test_why_a_python_function_has_no_value_is_said():
    for wrong, why in (
        (lambda: 1.0, "takes 0 positional arguments"),
        (lambda s: None, "not 'NoneType'"),
        (lambda s: 1j, "not 'complex'"),
    ):
        with pytest.raises(ValueError, match=f"has no real value at .*{why}"):
            continuous(wrong, 1, 0.3)
