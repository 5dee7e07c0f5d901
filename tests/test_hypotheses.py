"""Hypotheses about every index: each way of deciding them against a plain walk over the indices."""

import random
import time

import numpy as np
import pytest
import sympy as sp
from sympy import Abs, And, Eq, Max, Min, Mod, Ne, Or, Piecewise, Sum, Tuple, ceiling, floor, symbols

from mathcnn.language import dispatch, hypotheses, shapes
from mathcnn.language.statement import ForAll, Within
from mathcnn.pooling import avg_pool, max_pool

i, j, a, s, d, c, n, k, lo, hi = symbols("i j a s d c n k lo hi", integer=True)
TAPS = Sum(Within(s * i + d * a - c, lo, hi), (a, 0, k - 1))
MEETS = ForAll(TAPS >= 1, Tuple(i, 0, n - 1))


def walked(rule, env):
    """The definition, index by index."""

    def at(e, env):
        return eval(compile(shapes.whole(e), "e", "eval"), dict(env))

    letters = [str(limit[0]) for limit in rule.limits]
    ranges = [range(at(low, env), at(high, env) + 1) for _, low, high in rule.limits]
    return next(
        (
            p
            for p in hypotheses.itertools.product(*ranges)
            if not at(rule.args[0], {**env, **dict(zip(letters, p, strict=True))})
        ),
        None,
    )


def test_windows_that_meet_are_decided_in_closed_form():
    assert hypotheses.windows_that_meet(MEETS) is not None
    rng, failed = random.Random(0), 0
    for _ in range(6000):
        env = {
            "s": rng.randint(1, 9),
            "d": rng.randint(1, 12),
            "c": rng.randint(-6, 25),
            "n": rng.randint(0, 25),
            "k": rng.randint(1, 6),
            "lo": rng.randint(-3, 2),
            "hi": rng.randint(-2, 9),
        }
        want = walked(MEETS, env)
        failed += want is not None
        assert shapes.first_failing(MEETS, env) == want, env
        assert shapes.value(MEETS, env) is (want is None)
    assert 400 < 6000 - failed < 5000


def test_the_first_residue():
    rng = random.Random(1)
    for _ in range(5000):
        m = rng.randint(1, 40)
        low = rng.randrange(m)
        high = rng.randrange(low, m)
        by, start = rng.randrange(-60, 60), rng.randrange(-60, 60)
        want = next((x for x in range(m) if low <= (start + by * x) % m <= high), None)
        assert hypotheses.first_residue(by, start, m, low, high) == want


RULES = [
    TAPS >= 2,
    Ne(Mod(s * i, k), 3),
    floor(i * s / d) - ceiling(i / k) < hi + 5,
    Max(i, c) + Min(i, 3) + Abs(i - 4) <= 25,
    And(i**2 >= 0, Or(i < 12, Eq(Mod(i, 2), 0))),
    Piecewise((i, i < 5), (7, True)) <= 6,
    Sum(i * a, (a, 0, k)) < 60,
    Sum(Within(s * i - d * a, lo, hi), (a, 0, k - 1)) <= 1,
]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_other_conditions_are_evaluated_in_blocks(rule, monkeypatch):
    monkeypatch.setattr(hypotheses, "BLOCK", 7)
    rng, found = random.Random(2), set()
    for _ in range(150):
        env = {
            "s": rng.randint(1, 5),
            "d": rng.randint(1, 4),
            "c": rng.randint(0, 9),
            "n": rng.randint(1, 30),
            "k": rng.randint(1, 5),
            "lo": rng.randint(-3, 2),
            "hi": rng.randint(-2, 9),
        }
        one = ForAll(rule, Tuple(i, 0, n - 1))
        limits = [("i", 0, env["n"] - 1)]
        want = walked(one, env)
        assert hypotheses.in_blocks(rule, limits, env) == want
        assert shapes.first_failing(one, env) == want
        found.add(want is None)
    assert found == {True, False}


def test_several_ranges_and_empty_ones():
    rule = ForAll(i + j < 5, Tuple(i, 0, n), Tuple(j, 0, k))
    assert shapes.first_failing(rule, {"n": 4, "k": 3}) == (2, 3)
    assert shapes.first_failing(rule, {"n": 1, "k": 3}) is None
    assert shapes.value(ForAll(i < 0, Tuple(i, 3, 2)), {}) is True


def test_conditions_that_are_not_vectorised_are_walked():
    rule = ForAll(Sum(a, (a, 0, i)) < 20, Tuple(i, 0, 9))
    with pytest.raises(dispatch.OneByOne):
        hypotheses.in_blocks(rule.args[0], [("i", 0, 9)], {})
    assert shapes.first_failing(rule, {}) == (6,)


@pytest.mark.parametrize("size", [2**31, 2**62, 2**63, 2**64 + 3, 10**30])
def test_numbers_of_any_size(size):
    """int64 would wrap around."""
    assert shapes.first_failing(ForAll(i * s * s < 10, Tuple(i, 0, 5)), {"s": size}) == (1,)
    assert shapes.first_failing(ForAll(i * s - s >= -s, Tuple(i, 0, 5)), {"s": size}) is None
    assert shapes.first_failing(ForAll(i + s > s + 2, Tuple(i, s, s + 5)), {"s": size}) is None
    env = {"s": 1, "d": 1, "c": size - 1, "n": size + 10, "k": size, "lo": 0, "hi": 10}
    assert shapes.first_failing(MEETS, env) == (size + 9,)
    assert shapes.value(MEETS, {**env, "n": size + 9})
    assert hypotheses.in_blocks(MEETS.args[0], [("i", 0, 20)], env) is None


def test_the_message_names_the_first_failing_index():
    with pytest.raises(ValueError, match=r"every window to meet the input; i = 3 does not"):
        max_pool(np.zeros((1, 1, 3)), 1, stride=1, padding=((0, 4),))
    with pytest.raises(ValueError, match=r"i = 0 does not"):
        avg_pool(np.zeros((1, 1, 3)), 2, padding=7)


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("pool", [max_pool, avg_pool])
def test_long_inputs_are_checked_in_less_time_than_they_take(pool):
    x = np.zeros((1, 1, 10**6))
    pool.plan(1, (("ceil_mode", False),))
    pool(x[..., :10], 2)
    start = time.perf_counter()
    pool.read((x, 100), {"stride": 1})
    assert time.perf_counter() - start < 0.2  # 55 s where each tap of each window was visited
    with pytest.raises(ValueError, match="i = 1000000 does not"):
        pool.read((x, 100), {"stride": 1, "padding": ((0, 10**9),)})


def test_a_planted_fault_is_caught(monkeypatch):
    """A closed form that forgets that taps may step over the array."""
    env = {"s": 1, "d": 5, "c": 5, "n": 4, "k": 3, "lo": 0, "hi": 2}
    assert shapes.first_failing(MEETS, env) == walked(MEETS, env) == (2,)
    monkeypatch.setattr(hypotheses, "first_residue", lambda *_: None)
    assert shapes.first_failing(MEETS, env) != walked(MEETS, env)


def test_sympy_still_writes_the_rule_as_it_is_recognised():
    assert [isinstance(found, sp.Basic) for found in hypotheses.windows_that_meet(MEETS)] == [True] * 7
    assert hypotheses.windows_that_meet(ForAll(TAPS >= 2, Tuple(i, 0, n))) is None
