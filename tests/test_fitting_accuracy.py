"""Fitting against mpmath with 50 digits and under scaling by powers of two: large and small numbers, large offsets,
constant columns.
"""

import itertools
import math
import time
import warnings
from fractions import Fraction

import ml_dtypes
import mpmath
import numpy as np
import pytest

from mathcnn.fitting import (
    descend,
    largest_curvature,
    least_squares,
    least_squares_intercept,
    least_squares_slope,
    mean_squared_error,
    smallest_curvature,
    step_intercept,
    step_slope,
)
from mathcnn.numbers import rounded, rounding

from .test_information_accuracy import exact

DTYPES = ["float32", "float64", "longdouble"]
POWERS = {
    "float32": (-110, -60, -20, 0, 20, 60, 110),
    "float64": (-997, -500, -150, 0, 150, 500, 997),
    "longdouble": (-16000, -997, 0, 997, 16000),
}


@pytest.fixture(autouse=True)
def fifty_digits_and_no_warnings():
    with mpmath.workdps(50), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def mean(v):
    return sum(v) / len(v)


def slope_of(x, y):
    u, v = x - mean(x), y - mean(y)
    return sum(u * v) / sum(u * u)


def curvatures(x):
    """The larger root, and the smaller one as the determinant over it: with 50 digits nothing is lost."""
    square, m = mean(x * x), mean(x)
    largest = square + 1 + mpmath.sqrt((square - 1) ** 2 + 4 * m**2)
    return largest, 4 * mean((x - m) ** 2) / largest


def within(got, want, bound, dtype):
    """Within a bound, or both beyond the largest float; below the normal numbers half the distance of two floats is
    allowed, too.
    """
    info = np.finfo(dtype)
    if abs(want) > exact(info.max)[()] * (1 - exact(info.eps)[()] * 8):
        return math.isinf(got) or abs(exact(got)[()] - want) <= bound
    return abs(exact(got)[()] - want) <= bound + exact(info.smallest_subnormal)[()]


@pytest.mark.parametrize("name", DTYPES)
def test_scaled_by_powers_of_two(name):
    """Bit for bit the same significand wherever the result is a normal number: least squares and the mean squared
    error.
    """
    rng = np.random.default_rng(0)
    dtype = np.dtype(name)
    x, y = rng.standard_normal((2, 7)).astype(dtype)
    slope, intercept, error = least_squares_slope(x, y), least_squares_intercept(x, y), mean_squared_error(x, y)
    normal = lambda exponent: np.finfo(dtype).minexp < exponent < np.finfo(dtype).maxexp
    for i, j in itertools.product(POWERS[name], repeat=2):
        a, b = np.ldexp(x, i), np.ldexp(y, j)
        if normal(j - i + int(np.frexp(slope)[1])):
            assert least_squares_slope(a, b) == np.ldexp(slope, j - i)
        assert least_squares_intercept(a, b) == np.ldexp(intercept, j)
        by_x, by_y = least_squares_slope.backward(dtype.type(1), a, b)
        for got, want, power in zip(
            (by_x, by_y), least_squares_slope.backward(dtype.type(1), x, y), (j - 2 * i, -i), strict=True
        ):
            if all(normal(power + int(e)) for e in np.frexp(want)[1]):
                assert (got == np.ldexp(want, power)).all()
        if i == j and normal(2 * i + int(np.frexp(error)[1])):
            assert mean_squared_error(a, b) == np.ldexp(error, 2 * i)


@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize("n", [2, 3, 10, 64])
def test_least_squares_is_right_at_every_scale_and_offset(name, n):
    """The slope is off by n + 16 units in the last place of sum |u v| / sum u^2, the intercept by as many of its
    terms."""
    rng = np.random.default_rng(n)
    dtype = np.dtype(name)
    eps = float(np.finfo(dtype).eps)
    for i, j, offset in itertools.product(POWERS[name], POWERS[name], (0, 3, 2**12, 2**22)):
        x, y = (
            np.ldexp((rng.standard_normal(n) + offset).astype(dtype), min(k, np.finfo(dtype).maxexp - 25))
            for k in (i, j)
        )
        if x.min() == x.max():
            continue
        X, Y = exact(x), exact(y)
        U, V, want = X - mean(X), Y - mean(Y), slope_of(X, Y)
        # a mean is rounded once before it is taken off, and what that leaves is taken off by the second pass
        loose = (n + 16) * eps * sum(abs(U * V)) / sum(U * U)
        assert within(least_squares_slope(x, y), want, loose, dtype)
        terms = max(abs(Y)) + (abs(want) + sum(abs(U * V)) / sum(U * U)) * max(abs(X))
        assert within(least_squares_intercept(x, y), mean(Y) - want * mean(X), (n + 16) * eps * terms, dtype)


@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize("n", [1, 2, 3, 10, 64])
def test_curvatures_are_right_at_every_scale_and_offset(name, n):
    """Both are off by n + 16 units in their own last place: nothing cancels."""
    rng = np.random.default_rng(n)
    dtype = np.dtype(name)
    eps = float(np.finfo(dtype).eps)
    for i, offset in itertools.product(POWERS[name], (0, 1, 3, 2**12, 2**22, 10**8)):
        x = np.ldexp((rng.standard_normal(n) + offset).astype(dtype), min(i, np.finfo(dtype).maxexp - 29))
        largest, smallest = curvatures(exact(x))
        assert within(largest_curvature(x), largest, (n + 16) * eps * largest, dtype)
        assert within(smallest_curvature(x), smallest, (n + 16) * eps * smallest, dtype)


@pytest.mark.parametrize("name", DTYPES)
def test_neighbouring_floats_far_from_zero(name):
    """x are floats beside each other: their curvature is that of the distances, exactly known."""
    dtype = np.dtype(name)
    for start in (1, 1e8, 2**20 + 1 / 3):
        x = np.array([start], dtype)
        x = np.append(x, np.nextafter(x, dtype.type(np.inf)))
        gap = exact(x[1])[()] - exact(x[0])[()]
        want = gap**2 / curvatures(exact(x))[0]
        assert within(smallest_curvature(x), want, 8 * float(np.finfo(dtype).eps) * want, dtype)
        assert least_squares_slope(x, x) == 1 and within(
            least_squares_slope(x, np.array([0, 1], dtype)), 1 / gap, 0, dtype
        )


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", *DTYPES])
@pytest.mark.parametrize("value", [0.1, 1 / 3, -0.7, 1e-30, 3e4, 0.0])
def test_constant_columns(dtype, value):
    kind = ml_dtypes.bfloat16 if dtype == "bfloat16" else dtype
    for n in (1, 2, 3, 5, 7, 10, 11, 100, 1000):
        x = np.full(n, value, kind)
        assert smallest_curvature(x) == 0
        if n > 1:
            steps = np.arange(n).astype(kind)
            constant = x.astype(np.float32) if dtype in ("float16", "bfloat16") else x
            assert least_squares_slope(steps, x) == 0 and least_squares_intercept(steps, x) == constant[0]
    for power in (-1074, -1000, 1000):
        assert smallest_curvature(np.full(3, 0.1 * 2.0**power)) == 0
    assert smallest_curvature([Fraction(1, 10)] * 3) == 0


@pytest.mark.parametrize("name", DTYPES)
def test_steps_at_every_scale(name):
    """The products of a step may lie beyond the range of floats, and the step itself may not."""
    rng = np.random.default_rng(3)
    dtype = np.dtype(name)
    eps, powers = float(np.finfo(dtype).eps), POWERS[name]
    seen, most = 0, float(np.finfo(dtype).max) if dtype.itemsize <= 8 else math.inf
    for _ in range(300):
        i, j, k, m = rng.choice(powers, 4)
        r = float(np.ldexp(rng.random() + 0.5, max(-1000, min(1000, int(rng.choice([-2 * i, m]))))))
        r = min(r, most)  # a number that the type of the call cannot hold is refused
        x, y, slope, intercept = (
            np.ldexp(rng.standard_normal(size).astype(dtype), int(p)) for size, p in ((5, i), (5, j), ((), k), ((), m))
        )
        X, Y, a, b, rate = exact(x), exact(y), exact(slope)[()], exact(intercept)[()], mpmath.mpf(r)
        error, sizes = a * X + b - Y, abs(a * X) + abs(b) + abs(Y)
        for step, start, along in ((step_slope, a, X), (step_intercept, b, X * 0 + 1)):
            got, want = step(x, y, slope, intercept, r), start - 2 * rate * mean(error * along)
            terms = abs(start) + 2 * rate * mean(sizes * abs(along))
            assert within(got, want, 24 * eps * terms, dtype), (x, y, slope, intercept, r)
            seen += bool(np.isfinite(got))
    assert seen > 100


@pytest.mark.parametrize("name", DTYPES)
def test_mean_squared_error_where_the_sum_overflows(name):
    dtype = np.dtype(name)
    big = np.ldexp(dtype.type(1), np.finfo(dtype).maxexp // 2 - 1)
    assert mean_squared_error(np.full(100, big), np.zeros(100, dtype)) == big * big
    forward, back = mean_squared_error.backward(
        dtype.type(1), np.full(100, np.finfo(dtype).max), np.full(100, -np.finfo(dtype).max)
    )
    assert (forward == -back).all() and np.isfinite(forward).all()


def test_the_listed_values():
    x = np.array([1, 2, 3], "f4") * np.float32(1e30)
    for y in ([1, 2, 3], np.array([1, 2, 3], "f4")):
        slope, intercept = least_squares(x, y)
        assert abs(slope / 1e-30 - 1) <= 4 * 2.0**-24 and abs(intercept) <= 8 * 2.0**-24
    assert least_squares(x, np.array([4, 4, 4], "f4")) == (0, 4)
    assert smallest_curvature([0.1] * 3) == 0
    assert abs(smallest_curvature([1e8, 1e8 + 1, 1e8 + 2]) - Fraction(4, 3) / 10**16) <= 1e-23


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        (
            [1e200, 2e200],
            [1, 2],
            r"descend: x holds values from 1e\+200 to 2e\+200, whose curvatures of 0.2 and inf are beyond",
        ),
        ([1e160, 2e160], [1, 2], r"descend: x holds values from 1e\+160 to 2e\+160, whose curvatures .* are beyond"),
        (
            [1e-200, 2e-200],
            [1e-200, 2e-200],
            "descend: x holds values from 1e-200 to 2e-200, whose curvatures of 0 and 2 are beyond the range",
        ),
        ([1e100, 2e100], [1, 2], r"descend: rate = .* takes .* steps, more than the 1e\+06 allowed"),
        (
            [0, 1, 2],
            [1e308, -1e308, 1e308],
            r"descend: tolerance = 1e-09: rounding keeps the steps at 2.49e\+291, and it needs .*; the tolerance",
        ),
        (
            [0, 0.1],
            [-1e308, 1e308],
            r"descend: the solution has slope inf and intercept -1e\+308, beyond the range of floats; scale x and y",
        ),
    ],
)
def test_descend_refuses_at_once_what_leaves_the_range(x, y, message):
    start = time.perf_counter()
    with pytest.raises(ValueError, match=f"^{message}") as caught:
        descend(x, y)
    assert "nan" not in str(caught.value) and "\n" not in str(caught.value)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("x", "wrong"),
    [
        ([1e8, 1e8 + 1, 1e8 + 2], -2.0),
        ([1e8 + 0.25, 1e8, 1e8 - 0.25], 0.0),
        ([0.1] * 3, -7e-18),
        ([3e4] * 5, 1e-9),
    ],
)
def test_the_harness_sees_a_smallest_curvature_that_cancels(x, wrong):
    """The statement is one that does not cancel, so its rounding bound is far below what the difference of both roots
    is off by.
    """
    x = np.array(x)
    with rounded.precision():
        ball = smallest_curvature.literal(x, number=rounded.Rounded("float64"))
        assert rounding.rho(smallest_curvature(x), ball).rho <= 1
        assert rounding.rho(np.float64(wrong), ball).rho > 1e4
    want = curvatures(exact(x))[1]
    assert abs(float(rounded.enclosed(ball).mid()) - float(want)) <= 1e-6 * float(want)
