"""Observations counted: what is the same value, what is refused, and how time and memory grow."""

import datetime
import math
import time
import tracemalloc
from decimal import Decimal
from fractions import Fraction

import ml_dtypes
import numpy as np
import pytest
import sympy as sp

from mathcnn.information import contingency, mutual_information, mutual_information_from_samples
from mathcnn.information.observations import MOST_ENTRIES, tally

EPS = np.finfo(float).eps
DISTINCT_FOUR = [0, 1, 2, 3]


def bits(x, y=DISTINCT_FOUR):
    """Uncorrected, against four distinct values: the entropy of x."""
    return mutual_information_from_samples(x, y, correction=None)


# ---------------------------------------------------------------- what is the same value


@pytest.mark.parametrize(
    ("x", "entropy"),
    [
        (["1", 1, "1", 1], 1.0),  # no value is converted to the type of another
        ([1, "1", 1.0, b"1"], 1.5),
        ([1, 1.0, True, Fraction(1)], 0.0),  # Python's == says that these are the same
        ([0.0, -0.0, 0, False], 0.0),
        (["True", True, "False", False], 2.0),
        ([2**53, 2**53 + 1, 2.0**53, 2**53 + 1], 1.0),  # as floats all were 2^53
        ([2**63, 2**63 + 1, -1, 2**64], 2.0),
        ([Decimal("0.1"), 0.1, Fraction(1, 10), 0.1], 1.0),  # 0.1 is no tenth
        ([np.float32(0.1), 0.1, np.float64(0.1), np.float32(0.1)], 1.0),
        (["a", "a ", "a", "a\0"], 1.5),
        ([datetime.date(2020, 1, 1), "2020-01-01", datetime.date(2020, 1, 1), "2020-01-01"], 1.0),
        ([frozenset("ab"), frozenset("ba"), "ab", "ba"], 1.5),
    ],
)
def test_equal_in_python_is_the_same_value(x, entropy):
    assert bits(x) == entropy
    assert bits(np.array([*x, None], object)[:-1]) == entropy
    assert mutual_information_from_samples(DISTINCT_FOUR, x, correction=None) == entropy


@pytest.mark.parametrize(
    "dtype",
    [
        "int8",
        "uint64",
        "int64",
        "float16",
        "bfloat16",
        "float32",
        "float64",
        "longdouble",
        "complex64",
        "bool",
        "U3",
        "S3",
        "object",
        "M8[s]",
        "m8[D]",
    ],
)
def test_arrays_of_every_type(dtype):
    x = np.array([0, 1, 1, 0]).astype(
        ml_dtypes.bfloat16 if dtype == "bfloat16" else "i8" if dtype[0] in "Mm" else dtype
    )
    x = x.astype(dtype) if dtype[0] in "Mm" else x
    assert bits(x) == 1
    assert contingency(x[::-1], x[::-1]).tolist() == [[2, 0], [0, 2]] == contingency(x.tolist(), x).tolist()


def test_largest_integers_stay_apart():
    assert bits(np.array([2**64 - 1, 2**64 - 2, 2**64 - 1, 2**64 - 2], np.uint64)) == 1
    assert bits(range(4)) == bits(tuple(range(4))) == 2


def test_tensors_are_read_by_value():
    torch = pytest.importorskip("torch")
    assert bits(torch.tensor([1, 2, 1, 2])) == 1
    assert bits([torch.tensor(1), torch.tensor(2), torch.tensor(1), torch.tensor(2)]) == 1


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("x", "kind", "message"),
    [
        ([1.0, math.nan, 2.0, 3.0], ValueError, "x holds nan at 1; an observation must not be missing"),
        (np.array([1.0, 2.0, 3.0, np.nan], object), ValueError, "x holds nan at 3; an observation must not be missing"),
        (["a", "b", float("nan"), "c"], ValueError, "x holds nan at 2; an observation must not be missing"),
        ([1, 2, np.float32("nan"), 3], ValueError, "x holds nan at 2; an observation must not be missing"),
        ([1, 2, Decimal("nan"), 3], ValueError, "x holds NaN at 2; an observation must not be missing"),
        (np.array([1, 2, 3, np.nan], ml_dtypes.bfloat16), ValueError, "x holds nan at 3; an observation must not be"),
        (np.array([1, complex(0, np.nan), 1, 1]), ValueError, "x holds nanj at 1; an observation must not be missing"),
        (np.array(["2020", "NaT", "2021", "2020"], "M8[D]"), ValueError, "x holds NaT at 1; an observation"),
        (np.array([1, 2, "NaT", 3], "m8[s]"), ValueError, "x holds NaT at 2; an observation must not be missing"),
        (
            np.array([np.datetime64("NaT"), 1, 2, 3], object),
            ValueError,
            "x holds (NaT|None) at 0; an observation must not be missing",
        ),
        ([1, sp.nan, 2, 3], ValueError, "x holds nan at 1; an observation must not be missing"),
        ([sp.Symbol("a"), 1, 2, sp.nan], ValueError, "x holds nan at 3; an observation must not be missing"),
        (["a", None, "b", "c"], ValueError, "x holds None at 1; an observation must not be missing"),
        ([1, {}, 2, 3], TypeError, r"x holds {} at 1; an observation must be hashable"),
        (
            np.array([(1, 2.0)] * 4, "i4,f8"),
            TypeError,
            "x has dtype .*; observations must be numbers, dates, strings or objects",
        ),
        ([[1], [2], [3], [4]], ValueError, r"x has shape \(4, 1\)"),
        ([(1, 2), (3,), (1, 2), (3,)], ValueError, "x is ragged"),
        ((v for v in range(4)), ValueError, r"x has shape \(\)"),
        ({1, 2, 3, 4}, ValueError, r"x has shape \(\)"),
        ("abcd", ValueError, r"x has shape \(\)"),
        (None, ValueError, r"x has shape \(\)"),
        (np.ma.masked_array([1, 2, 3, 4], np.array([0, 0, 1, 0])), TypeError, "x is a masked array"),
    ],
)
def test_what_is_no_observation_is_refused(x, kind, message):
    copies = lambda: x if not hasattr(x, "__next__") else iter(range(4))
    with pytest.raises(kind, match=f"^mutual_information_from_samples: {message}"):
        mutual_information_from_samples(copies(), DISTINCT_FOUR)
    with pytest.raises(kind, match=f"^contingency: {message.replace('x ', 'y ', 1)}"):
        contingency(DISTINCT_FOUR, copies())


@pytest.mark.parametrize("base", [sp.Symbol("b"), sp.Symbol("b", positive=True), 2 * sp.Symbol("e") + 1])
def test_a_base_is_a_number(base):
    with pytest.raises(TypeError, match=r"base = .*: it must be a number, and not a letter"):
        mutual_information_from_samples([1, 2, 1], [1, 2, 3], base=base)
    assert mutual_information_from_samples([1, 2, 1, 2], [1, 2, 1, 2], None, base=sp.Integer(2)) == 1


def test_pandas_missing_values():
    pandas = pytest.importorskip("pandas")
    with pytest.raises(ValueError, match="x holds <NA> at 1; an observation must not be missing"):
        bits(pandas.Series([1, pandas.NA, 2, 3], dtype=object))
    assert bits(pandas.Series(["a", "b", "a", "b"])) == 1


def test_a_table_needs_an_order_and_room():
    with pytest.raises(TypeError, match=r"contingency: x holds values that cannot be sorted: .*'<' not supported"):
        contingency(["1", 1], [0, 1])
    many = range(2**14)
    with pytest.raises(
        ValueError,
        match=f"x has 16384 distinct values and y has 16384; .* must have at most {MOST_ENTRIES} entries",
    ):
        contingency(many, many)
    assert abs(mutual_information_from_samples(many, many, None) - 14) <= 8 * EPS


# ---------------------------------------------------------------- never negative, and right


def test_never_negative():
    """3,000 samples of independent variables, of 1 to 40 pairs; each within rounding of the dense table's measure, and
    never below 0.
    """
    rng = np.random.default_rng(0)
    zeros = 0
    for _ in range(3000):
        n, most = rng.integers(1, 41), rng.integers(1, 6)
        x, y = rng.integers(most, size=n), rng.integers(1, 6, size=n)
        found = mutual_information_from_samples(x, y, correction=None)
        table = contingency(x, y)
        dense = mutual_information(table / table.sum())
        assert found >= 0 and dense >= 0 and not math.copysign(1, found) < 0
        assert abs(found - dense) <= 2 * (table.size + 16) * EPS
        zeros += found == 0
    assert zeros > 100


def test_independent_tables_have_no_information():
    """Counts that are products of whole numbers: every quotient is exactly 1."""
    rng = np.random.default_rng(1)
    for _ in range(300):
        a, b = rng.integers(1, 5, 3), rng.integers(1, 5, 4)
        x = np.repeat(np.repeat(range(3), 4), np.outer(a, b).ravel())
        y = np.repeat(np.tile(range(4), 3), np.outer(a, b).ravel())
        assert mutual_information_from_samples(x, y, correction=None) == 0
        for dtype in ("float16", "float32", "float64", "longdouble"):
            wide = np.result_type(dtype, "f4")
            p = np.outer(a.astype(wide) / wide.type(a.sum()), b.astype(wide) / wide.type(b.sum()))
            assert mutual_information(p.astype(dtype)) >= 0


def test_in_a_base_below_one_never_positive():
    rng = np.random.default_rng(2)
    for _ in range(300):
        x, y = rng.integers(3, size=15), rng.integers(3, size=15)
        assert mutual_information_from_samples(x, y, correction=None, base=0.5) <= 0


def test_scikit_learn_agrees():
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(3)
    for n, most in ((1, 1), (10, 3), (1000, 7), (1000, 2000), (5000, 40)):
        x, y = rng.integers(most, size=n), rng.integers(most, size=n)
        theirs = metrics.mutual_info_score(x, y)
        assert abs(mutual_information_from_samples(x, y, None, math.e) - theirs) <= 4 * (n + 16) * EPS * (1 + theirs)


def test_both_ways_of_counting_agree():
    """A table no larger than four times the observations is counted directly, a larger one by sorting: sizes at and
    beside that.
    """
    rng = np.random.default_rng(4)
    for n in (24, 25, 26):
        for rows, columns in ((10, 10), (9, 11), (10, 9), (11, 10)):
            x, y = (np.append(np.arange(most), rng.integers(most, size=n - most)) for most in (rows, columns))
            pairs = tally("test", x, y)
            want = np.zeros((rows, columns), int)
            np.add.at(want, (x, y), 1)
            assert (contingency(x, y) == want).all() and pairs.counts.tolist() == want[want > 0].tolist()
            assert pairs.of_x.tolist() == want.sum(1).tolist() and pairs.of_y.tolist() == want.sum(0).tolist()


# ---------------------------------------------------------------- in proportion to the observations


@pytest.mark.parametrize("how", ["distinct floats", "floats in lists", "whole numbers", "strings", "objects", "mixed"])
@pytest.mark.slow
@pytest.mark.alone
def test_time_and_memory_grow_with_the_observations(how):
    """10^5 pairs, in a few tenths of a second and under 800 bytes a pair; a dense table of distinct values would take
    80 gigabytes.
    """
    n = 100_000
    rng = np.random.default_rng(5)
    a, b = rng.integers(100, size=(2, n))
    x, y = {
        "distinct floats": lambda: (rng.random(n), rng.random(n)),
        "floats in lists": lambda: (rng.random(n).tolist(), rng.random(n).tolist()),
        "whole numbers": lambda: (a, b),
        "strings": lambda: (a.astype(str), b.astype(str)),
        "objects": lambda: (np.array([f"v{k}" for k in a], object), np.array([f"v{k}" for k in b], object)),
        "mixed": lambda: ([str(k) if k % 2 else int(k) for k in a], b),
    }[how]()
    tracemalloc.start()
    try:
        found = mutual_information_from_samples(x, y, correction=None)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 800 * n
    if "floats" in how:
        assert abs(found - math.log2(n)) <= 2 * n * EPS
    start = time.perf_counter()
    mutual_information_from_samples(x, y)
    assert time.perf_counter() - start < 3  # about 0.1 on one core that is free
