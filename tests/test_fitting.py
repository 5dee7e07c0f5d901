"""Fitting against the document's example, hand-worked numbers and independent oracles."""

import math
import time
from fractions import Fraction

import numpy as np
import pytest
import scipy.stats
import sympy as sp

from mathcnn.fitting import (
    descend,
    func,
    largest_curvature,
    largest_stable_rate,
    least_squares,
    least_squares_intercept,
    least_squares_slope,
    line,
    mean_squared_error,
    smallest_curvature,
    step_intercept,
    step_slope,
    x_test,
    x_train,
    y_test,
    y_train,
)
from mathcnn.numbers import rounded, rounding

EPS = np.finfo(float).eps


def test_the_documents_points():
    assert x_train.tolist() == [0, 1, 2, 3, 4, 5] and y_train.tolist() == [9, 11, 13, 15, 17, 19]
    assert x_test.tolist() == [6, 7, 8, 9, 10] and y_test.tolist() == [21, 23, 25, 27, 29]
    assert func([0]).tolist() == [9]


def test_least_squares_finds_the_documents_line():
    assert least_squares(x_train, y_train) == (2, 9)
    assert least_squares(x_train.astype(int).tolist(), y_train.astype(int).tolist()) == (2, 9)


@pytest.mark.parametrize("tolerance", [1e-3, 1e-6, 1e-9, 1e-12])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.99])
def test_gradient_descent_reaches_least_squares(tolerance, share):
    """Within the tolerance, at any stable rate; and so the test points are met within tolerance * |(x, 1)|."""
    found = descend(x_train, y_train, rate=share * largest_stable_rate(x_train), tolerance=tolerance)
    assert math.dist(found, (2, 9)) <= tolerance
    assert (abs(line(x_test, *found) - y_test) <= tolerance * np.hypot(x_test, 1) + 64 * EPS).all()


def test_gradient_descent_reaches_least_squares_of_noisy_points():
    rng = np.random.default_rng(0)
    for count in (2, 5, 50):
        x, y = rng.standard_normal(count), rng.standard_normal(count)
        assert math.dist(descend(x, y), least_squares(x, y)) <= 1e-9 + 1e-11  # the closed form is rounded, too


def test_gradient_descent_ends_where_it_starts_at_the_solution():
    assert descend(x_train, y_train, start=(2, 9)) == (2, 9)


def test_curvatures_by_hand():
    """x = 0..5: mean x^2 = 55/6, mean x = 5/2: the trace is 61/3, the determinant 35/3, so the curvatures are (61 +-
    sqrt(3301)) / 6.
    """
    largest, smallest = (61 + math.sqrt(3301)) / 6, (61 - math.sqrt(3301)) / 6
    assert abs(largest_curvature(x_train) - largest) <= 8 * EPS * largest
    assert abs(smallest_curvature(x_train) - smallest) <= 8 * EPS * largest
    assert abs(largest_stable_rate(x_train) - 2 / largest) <= 16 * EPS
    assert largest_curvature([3.0]) == 20 and smallest_curvature([3.0]) == 0


def test_curvatures_are_eigenvalues():
    x = np.random.default_rng(1).standard_normal(9)
    hessian = 2 * np.array([[(x * x).mean(), x.mean()], [x.mean(), 1]])
    smallest, largest = np.linalg.eigvalsh(hessian)  # off by a few units in the last place of the norm
    assert abs(smallest_curvature(x) - smallest) <= 32 * EPS * largest
    assert abs(largest_curvature(x) - largest) <= 32 * EPS * largest


def test_two_over_the_largest_curvature_divides_what_converges_from_what_does_not():
    for share, shrinks in ((0.999, True), (1.001, False)):
        slope, intercept, rate = 0.0, 0.0, share * largest_stable_rate(x_train)
        for _ in range(20_000):
            slope, intercept = (
                step.fn(x_train, y_train, slope, intercept, rate) for step in (step_slope, step_intercept)
            )
        assert (math.dist((slope, intercept), (2, 9)) < 1e-6) is shrinks


def test_one_step_by_hand():
    """x = (1, 3), y = (0, 2), slope 1, intercept 1: errors (2, 2), gradients 2 * mean (2, 6) = 8 and 2 * 2 = 4."""
    assert step_slope([1, 3], [0, 2], 1, 1, Fraction(1, 8)) == 0
    assert step_intercept([1, 3], [0, 2], 1, 1, Fraction(1, 8)) == 0.5


def test_mean_squared_error_by_hand():
    assert mean_squared_error([1, 2, 5], [1, 3, 3]) == 5 / 3
    assert mean_squared_error([Fraction(1, 2)], [1]) == Fraction(1, 4)
    forward, back = mean_squared_error.backward(1.0, [1.0, 2.0], [0.0, 4.0])
    assert forward.tolist() == [1, -2] and back.tolist() == [-1, 2]


def test_closed_form_by_hand():
    """x = (0, 1, 2), y = (1, 0, 3): means 1 and 4/3, sum u v = 2, sum u^2 = 2, so y = x + 1/3; exact on fractions."""
    x, y = [Fraction(v) for v in (0, 1, 2)], [Fraction(v) for v in (1, 0, 3)]
    assert least_squares_slope(x, y) == 1 and least_squares_intercept(x, y) == Fraction(1, 3)


@pytest.mark.parametrize("offset", [0.0, 1e3, 1e6])
def test_scipy_and_numpy_agree(offset):
    """Each within the rounding bound of the statement, which grows with the offset as the problem's condition does."""
    rng = np.random.default_rng(2)
    x, y = rng.standard_normal(20) + offset, rng.standard_normal(20)
    theirs = scipy.stats.linregress(x, y)
    with rounded.precision():
        number = rounded.Rounded("float64")
        slope, intercept = (f.literal(x, y, number=number) for f in (least_squares_slope, least_squares_intercept))
        for found, ball in (
            (least_squares_slope(x, y), slope),
            (least_squares_intercept(x, y), intercept),
            (theirs.slope, slope),
            (theirs.intercept, intercept),
        ):
            assert rounding.rho(found, ball).rho <= 1


def test_nan_and_infinity_pass_through():
    assert math.isnan(least_squares_slope([0.0, 1.0, math.nan], [1.0, 2.0, 3.0]))
    with np.errstate(invalid="ignore"):  # NumPy warns of inf - inf, as IEEE arithmetic demands
        assert math.isnan(mean_squared_error([math.inf], [math.inf]))
    assert mean_squared_error([math.inf, 0.0], [0.0, 0.0]) == math.inf
    assert line([0.0, math.inf], -1.0, 2.0).tolist() == [2, -math.inf]


@pytest.mark.parametrize("x", [2**70, Fraction(58, 3), -(2**71), Fraction(-1, 2**90), 3**50, 10**40 + 121, 0])
def test_curvatures_of_one_exact_number(x):
    """They are 2 (x^2 + 1) and 0: the square root is that of a square, whatever its prime factors."""
    for copies in (1, 3):
        assert largest_curvature.literal([x] * copies) == 2 * (Fraction(x) ** 2 + 1)
        assert smallest_curvature.literal([x] * copies) == 0
        if x > 2**53 or isinstance(x, Fraction):  # no float, so the call computes exactly, too
            assert largest_curvature([x] * copies) == 2 * (Fraction(x) ** 2 + 1)


def test_curvatures_of_exact_numbers_add_up():
    for x in ([2**70, 1], [Fraction(58, 3), 0], [Fraction(1, 3), Fraction(2, 7), -5]):
        most, least = largest_curvature(x), smallest_curvature(x)
        assert most + least == 2 * (sum(Fraction(v) ** 2 for v in x) / Fraction(len(x)) + 1)


def test_roots_of_numbers_that_cannot_be_factorised_are_refused():
    with pytest.raises(ValueError, match="too large to be factorised"):
        largest_curvature([10**400, Fraction(1, 3)])


def test_infinities_cause_no_warning():
    """Least squares of an infinity is NaN; pytest turns warnings into errors."""
    for x, y in (([math.inf, 1, 2], [1, 2, 3]), ([math.inf, -math.inf, 2], [1, 2, 3]), ([1, 2, 3], [math.inf, 1, 2])):
        assert all(map(math.isnan, least_squares(x, y)))
        by_x, by_y = least_squares_slope.backward(1.0, x, y)
        assert np.isnan(by_x).all() and np.isnan(by_y).all() == (not np.isfinite(x).all())


HUGE = 10**400  # more than float64 can hold


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"start": (HUGE, 0)}, ValueError, "start = .*: it must be a slope and an intercept, two finite numbers"),
        ({"start": (Fraction(HUGE), 0)}, ValueError, "start = .*: it must be a slope and an intercept"),
        ({"start": "ab"}, ValueError, "start = 'ab': it must be a slope and an intercept"),
        ({"start": (1, 2, 3)}, ValueError, r"start = \(1, 2, 3\): it must be a slope and an intercept"),
        ({"rate": HUGE}, ValueError, "rate = 1000.*: it must be a finite number > 0 that float64 can hold"),
        ({"rate": Fraction(1, HUGE)}, ValueError, "rate = .*: it must be a finite number > 0 that float64 can hold"),
        ({"rate": np.float32("nan")}, ValueError, "rate = .*nan.*: it must be a finite number > 0"),
        ({"tolerance": HUGE}, ValueError, "tolerance = 1000.*: it must be a finite number > 0"),
        ({"tolerance": -Fraction(1, 3)}, ValueError, "tolerance = .*: it must be a finite number > 0"),
        ({"tolerance": True}, TypeError, "tolerance = True: it must be a number"),
        ({"tolerance": np.True_}, TypeError, "tolerance = np.True_: it must be a number"),
        ({"rate": "0.1"}, TypeError, "rate = '0.1': it must be a number"),
        ({"rate": 0.1j}, TypeError, "rate = 0.1j: it must be a number"),
    ],
)
def test_numbers_that_descent_cannot_use(options, kind, message):
    with pytest.raises(kind, match=f"descend: {message}") as caught:
        descend([1, 2, 3], [2, 4, 6], **options)
    assert len(str(caught.value)) < 300 and "\n" not in str(caught.value)


@pytest.mark.parametrize("make", [Fraction, np.float16, np.float32, np.longdouble, sp.Rational, float])
def test_numbers_of_every_type_that_descent_can_use(make):
    """Half precision is widened before anything is computed with it: its largest number is 65504."""
    found = descend([1, 2, 3], [2, 4, 6], rate=make(1 / 8), tolerance=make(1 / 1024))
    assert math.dist(found, (2, 0)) <= 1 / 1024


@pytest.mark.parametrize("start", [(1e300, 0), (0, -1e200), (1e30, 1e30), (1e-300, 0), (0.0, 0.0)])
def test_descent_from_a_far_start(start):
    """It takes the steps that are needed, and as fast as from a near one once it is near."""
    began = time.perf_counter()
    assert math.dist(descend([1, 2, 3], [2, 4, 6], start=start), (2, 0)) <= 1e-9
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("x", "rate"),
    [
        ([1e200, 2e200], 0.0),
        ([1e160], 1e-320),
        ([-1e160, 0], 2e-320),
        ([1e-200], 1.0),
        (np.array([1e30], np.float32), 1e-60),
    ],
)
def test_the_largest_stable_rate_where_the_curvature_is_beyond_floats(x, rate):
    """2 / (largest curvature of the mean of squares), about 1 / mean(x^2) for large x."""
    assert abs(largest_stable_rate(x) - rate) <= 1e-6 * rate + 5e-324


def test_hopeless_conditions_are_named():
    with pytest.raises(ValueError, match="shift x to its mean, and scale it"):
        descend(x_train + 1e4, y_train)
    with pytest.raises(ValueError, match=r"tolerance = 1e-30: rounding keeps the steps at .*e-1[4-6]"):
        descend(x_train, y_train, tolerance=1e-30)
