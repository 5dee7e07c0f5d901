"""Numbers with an exponent of their own, against fractions."""

import math
from fractions import Fraction

import numpy as np
import pytest

from mathcnn.numbers.scaled import Scaled, moderate

DTYPES = ["float32", "float64"]


def exact(one):
    return Fraction(float(one.mantissa)) * Fraction(2) ** int(one.exponent)


@pytest.mark.parametrize("dtype", DTYPES)
def test_products_and_quotients_round_once_and_leave_no_range(dtype):
    rng, info = np.random.default_rng(0), np.finfo(dtype)
    for _ in range(500):
        x = np.ldexp(rng.standard_normal(4), rng.integers(info.minexp - 20, info.maxexp - 4, 4)).astype(dtype)
        x[x == 0] = 1
        a, b, c, d = (Fraction(float(v)) for v in x)
        p, q, r, s = (Scaled.entries(v) for v in x)
        want = a * b / (c * d)
        assert abs(exact(p * q / r / s) / want - 1) <= 4 * float(info.eps)
        value = (p * q / r / s).value
        if abs(want) < Fraction(float(info.max)) / 2:
            assert abs(Fraction(float(value)) - want) <= abs(want) * Fraction(4 * float(info.eps)) + Fraction(
                float(info.smallest_subnormal)
            )
        else:
            assert abs(Fraction(float(info.max)) / 3) < (value if want > 0 else -value)


@pytest.mark.parametrize("dtype", DTYPES)
def test_log2_near_one_and_far_from_it(dtype):
    eps = np.finfo(dtype).eps
    for k in (1, 3, 1000):
        x = np.array([1 + k * eps, 1 - k * eps], dtype)
        assert (Scaled.entries(x).log2() != 0).all()
        assert (
            abs(Scaled.entries(x).log2() - np.log1p(np.array([k * eps, -k * eps], "f8")) / math.log(2)).max()
            <= 4 * eps * k * eps
        )
    assert Scaled(np.array([0.5, 1, 1.5, 0], dtype), 5000).log2().tolist() == [
        4999,
        5000,
        np.dtype(dtype).type(5000 + math.log2(1.5)),
        -math.inf,
    ]


@pytest.mark.parametrize("dtype", DTYPES)
def test_sums_of_blocks(dtype):
    """Under the exponent of the larger; a zero has no exponent of its own."""
    rng, info = np.random.default_rng(1), np.finfo(dtype)
    for _ in range(500):
        i, j = rng.integers(info.minexp, info.maxexp - 4, 2)
        x, y = (np.ldexp(rng.standard_normal(3), k).astype(dtype) for k in (i, j))
        total, difference = Scaled.block(x) + Scaled.block(y), Scaled.block(x) - Scaled.block(y)
        with np.errstate(over="ignore"):
            assert (
                (total.value == x + y).all()
                or not np.isfinite(x + y).all()
                or min(abs(x + y)) < info.smallest_normal * 4
            )
        assert (difference.value == x - y).all() or min(abs(x - y)) < info.smallest_normal * 4
    big, zero = Scaled(np.ones(2, dtype), 5000), Scaled(np.zeros(2, dtype), 9000)
    assert (big + zero).exponent == 5000 and ((big + zero) / big).value.tolist() == [1, 1] == (
        (zero + big) / big
    ).value.tolist()


def test_from_mean_is_exact_for_constants_and_keeps_small_differences():
    for value in (0.1, 1 / 3, 1e300, 5e-324):
        assert not np.any(Scaled.block(np.full(7, value)).from_mean().mantissa)
    u = Scaled.block(np.array([1e16, 1e16 + 2, 1e16 + 4])).from_mean()
    assert u.value.tolist() == [-2, 0, 2]


def test_not_a_number_and_infinity_stay():
    for x in (np.array([1e300, math.nan]), np.array([1e-300, math.inf, 1.0])):
        assert np.array_equal(Scaled.block(x).value, x, equal_nan=True)
    assert math.isnan(Scaled(np.float64(math.inf)).hypot(Scaled(np.float64(math.nan))).value)
    assert Scaled(np.float64(3), 2000).hypot(Scaled(np.float64(4), 2000)).exponent == 2000


def test_moderate():
    assert moderate(np.ones(3), 2.0, np.float32(3), np.zeros(2), 0, Fraction(1, 8), np.zeros(0))
    assert not moderate(1e50) and not moderate(1e-50) and not moderate(np.float32(1e6)) and moderate(np.float64(1e6))
    assert moderate(np.float16(4)) and not moderate(np.float16(20))  # products of four would overflow
    assert not moderate(np.finfo(np.longdouble).tiny)  # which float64 may not hold
    assert not moderate(np.array([1, math.nan])) and not moderate(math.inf) and not moderate(np.longdouble("1e300"))
