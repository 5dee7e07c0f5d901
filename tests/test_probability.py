"""Probability against hand-worked tables and independent oracles."""

from fractions import Fraction

import ml_dtypes
import numpy as np
import pytest
import scipy.stats
from hypothesis import given

from mathcnn.information import entropy
from mathcnn.probability import conditional, marginal
from mathcnn.probability.domains import CHANNEL, TABLE, normalised, rounding_allowed
from mathcnn.strategies import probability_tables

# Cover & Thomas 2006, example 2.2.1: p(x, y), here with X as the first axis
COVER = np.array([[8, 4, 4, 16], [4, 8, 4, 0], [2, 2, 4, 0], [2, 2, 4, 0]]) / 64
EXACT = np.vectorize(Fraction, otypes=[object])(COVER)


def test_marginals_by_hand():
    assert marginal(COVER, axis=0).tolist() == [1 / 2, 1 / 4, 1 / 8, 1 / 8]
    assert marginal(COVER, axis=1).tolist() == [1 / 4, 1 / 4, 1 / 4, 1 / 4]
    assert marginal(COVER, axis=(0, 1)).tolist() == COVER.tolist()
    assert marginal(COVER, axis=()) == 1


def test_conditionals_by_hand():
    """Given y = 4 (the last column) x is certain; given x = 1 the eighths are 2, 1, 1, 4."""
    assert conditional(COVER, axis=1)[:, 3].tolist() == [1, 0, 0, 0]
    assert conditional(COVER, axis=0)[0].tolist() == [1 / 4, 1 / 8, 1 / 8, 1 / 2]


def test_fractions_stay_fractions():
    assert conditional(EXACT, axis=0)[3].tolist() == [Fraction(1, 4), Fraction(1, 4), Fraction(1, 2), 0]
    assert all(type(v) is Fraction for v in marginal(EXACT, axis=0))


def test_given_the_impossible_there_is_no_distribution():
    found = conditional([[0.5, 0.5], [0.0, 0.0]], axis=0)
    assert found[0].tolist() == [0.5, 0.5] and np.isnan(found[1]).all()


def test_axis_is_what_is_kept_as_in_scipy():
    """`marginal(dimensions)` of scipy.stats keeps the dimensions that it names; numpy.sum names the others."""
    normal = scipy.stats.multivariate_normal([1, 2, 3], np.diag([1, 2, 3]))
    p = np.arange(24).reshape(2, 3, 4) / 276
    if hasattr(normal, "marginal"):
        assert normal.marginal([0, 2]).mean.tolist() == [1, 3]
    assert marginal(p, axis=[0, 2]).shape == (2, 4)
    for kept, away in ((0, (1, 2)), ((0, 2), 1), ((1, 2), 0), (-1, (0, 1))):
        assert (
            abs(marginal(p, axis=kept) - p.sum(axis=away)).max() <= 24 * np.finfo(float).eps
        )  # sums of at most 24 terms, at most 1 in all


def test_margins_of_scipy():
    """Counts over a power of two: every sum is exact."""
    p = np.random.default_rng(0).multinomial(64, np.full(24, 1 / 24)).reshape(2, 3, 4) / 64
    for axis, margin in enumerate(scipy.stats.contingency.margins(p)):
        assert marginal(p, axis=axis).tolist() == margin.ravel().tolist()


@given(probability_tables(variables=2))
def test_dit_agrees(p):
    dit = pytest.importorskip("dit")
    outcomes = [f"{x}{y}" for x, y in np.ndindex(p.shape)]
    known, given_known = dit.Distribution(outcomes, p.ravel().tolist()).condition_on([0])
    eps = np.finfo(float).eps
    for (outcome,), probability in known.zipped():
        assert abs(marginal(p, axis=0)[int(outcome)] - probability) <= 2 * p.size * eps
    for (x,), row in zip(known.outcomes, given_known, strict=True):
        for (y,), probability in row.zipped():
            assert abs(conditional(p, axis=0)[int(x), int(y)] - probability) <= 4 * p.size * eps  # quotients, at most 1


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("count", [1, 10, 1000, 100_000])
def test_rounding_is_no_fault(dtype, count):
    """Numbers over their sum, ten equal parts, and products of marginals are tables at every size."""
    raw = np.random.default_rng(count).random(count).astype(dtype)
    p = raw / raw.sum()
    assert abs(p.sum(dtype=float) - 1) <= rounding_allowed(p)
    marginal(p, axis=0)
    marginal(np.full(count, 1 / count, dtype), axis=0)
    marginal(p[:100, None] / p[:100].sum() * np.full(3, 1 / 3, dtype), axis=1)


def test_more_than_rounding_is_a_fault():
    raw = np.random.default_rng(0).random(50).astype("float32")
    single = raw / raw.sum()
    off = np.asarray(single, float)
    assert off.sum() != 1
    message = r"probability.marginal: joint sums to .*; probabilities must sum to 1 \(it is off by .*at most 2.9e-14"
    with pytest.raises(ValueError, match=message):
        marginal(off, axis=0)
    with pytest.raises(ValueError, match="sums to 1000000000000000000000000000001/1000000000000000000000000000000"):
        marginal([Fraction(1, 2), Fraction(1, 2) + Fraction(1, 10**30)], axis=0)


def test_half_precision_is_summed_in_single_each_time():
    p = np.array([[0.5, 0.25], [0.125, 0.125]], "float16")
    assert [marginal(p, axis=0).dtype for _ in range(3)] == [np.dtype("float32")] * 3


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
@pytest.mark.parametrize("count", [1, 2, 3, 10, 100, 1000, 20_000])
def test_tables_of_halves_are_allowed_their_own_rounding(dtype, count):
    """What was rounded to a half is allowed that rounding, each time it is called; three times as much is refused."""
    half = np.dtype(ml_dtypes.bfloat16 if dtype == "bfloat16" else dtype)
    raw = np.random.default_rng(count).random(count)
    rounded = (raw / raw.sum()).astype(half)
    divided = raw.astype(half) / raw.astype(half).sum(dtype="f4").astype(half)
    equal = np.full(count, 1 / count).astype(half)
    product = (rounded[:50].astype("f4") / rounded[:50].astype("f4").sum()).astype(half)[:, None] * np.full(
        3, 1 / 3
    ).astype(half)
    for p in (rounded, divided, equal, product):
        assert abs(p.astype(float).sum() - 1) <= rounding_allowed(p)
        for _ in range(2):
            assert marginal(p, axis=0).dtype == np.float32
            assert not np.isnan(conditional(p, axis=())).any()
    assert marginal([*equal[:-1], equal[-1]], axis=0).dtype == np.float32  # a list of halves is an array of halves
    with pytest.raises(ValueError, match=r"probability.marginal: joint sums to .* rounding explains at most"):
        off = equal.copy()
        off[0] += half.type(3 * rounding_allowed(equal))
        marginal(off, axis=0)


def test_what_halves_round_is_not_allowed_to_wider_types():
    """0.1 in half precision, ten times, is 0.99976: as halves it is a table, widened it is none."""
    p = np.full(10, 0.1, "float16")
    assert entropy(p) > 3.32
    for dtype in ("float32", "float64"):
        with pytest.raises(ValueError, match=r"sums to 0\.99975"):
            marginal(p.astype(dtype), axis=0)
    channel = (
        CHANNEL.fault(np.full((3, 10), 0.1, "float16"), {}),
        CHANNEL.fault(np.full((3, 10), 0.1, "float16").astype("f4"), {}),
    )
    assert channel[0] == "" and "rounding explains at most" in channel[1]


def test_sums_of_whole_numbers_do_not_wrap_around():
    """4 * 2^62 is 0 in int64."""
    with pytest.raises(ValueError, match="joint sums to 18446744073709551617; probabilities must sum to 1"):
        marginal([2**62, 2**62, 2**62, 2**62, 1], axis=0)
    assert CHANNEL.fault(np.array([[1, 0], [2**62, 1]]), {}).startswith("sums to 4611686018427387905")


def test_sums_beyond_the_largest_float_are_refused_without_a_warning():
    with np.errstate(all="raise"), pytest.raises(ValueError, match="joint sums to inf"):
        marginal([1e308, 1e308], axis=0)


def test_long_doubles_are_allowed_their_own_rounding_only():
    p = np.arange(1, 8, dtype="longdouble") / 28
    assert marginal(p, axis=()) == 1 or abs(marginal(p, axis=()) - 1) <= rounding_allowed(p)
    if np.finfo("longdouble").eps < np.finfo(float).eps:
        with pytest.raises(ValueError, match="rounding explains at most"):
            marginal((np.arange(1, 8) / 28).astype("longdouble") * (1 + np.longdouble(1e-16)), axis=0)


def test_nothing_is_written_to():
    p = COVER.copy()
    p.setflags(write=False)
    marginal(p, axis=0), conditional(p, axis=1)
    assert (p == COVER).all()


def test_integer_tables():
    assert marginal([[0, 1], [0, 0]], axis=1).tolist() == [0, 1]
    assert np.isnan(conditional([[0, 1], [0, 0]], axis=0)[1]).all()


def test_domains_take_any_numbers():
    assert normalised(np.zeros((2, 2))).tolist() == [[1 / 4] * 2] * 2
    assert TABLE.make(np.array([Fraction(-1), Fraction(3)], object), {}).tolist() == [Fraction(1, 4), Fraction(3, 4)]
    channel = CHANNEL.make(np.array([[1.0, 3.0], [0.0, 0.0]]), {})
    assert channel.tolist() == [[0.25, 0.75], [0.5, 0.5]] and not CHANNEL.fault(channel, {})
    assert CHANNEL.fault(np.array([[0.5, 0.5], [0.5, 0.4]]), {}).startswith("sums to 0.9; probabilities must sum to 1")


def test_gradients_by_hand():
    """p(y | x) = p / (p + r): its derivatives are r / (p + r)^2 and -p / (p + r)^2, here with p = 1/4, r = 1/2, and for
    another x.
    """
    p = np.array([[0.25, 0.5], [0.125, 0.125]])
    (pull,) = conditional.backward(np.array([[1.0, 0.0], [0.0, 0.0]]), p, axis=0)
    assert abs(pull - [[8 / 9, -4 / 9], [0, 0]]).max() <= 8 * np.finfo(float).eps
    assert marginal.backward(np.array([1.0, 2.0]), p, axis=0)[0].tolist() == [[1, 1], [2, 2]]
