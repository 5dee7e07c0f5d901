"""Convolutions of sequences on all of Z, near and far."""

import random

import numpy as np
import pytest

from mathcnn import convolution as C
from mathcnn.convolution import continuous, two_sided
from mathcnn.numbers.sequences import Sequence

from .comparing import same

rng = np.random.default_rng(4)


def test_sequences_on_the_integers():
    step, ones = Sequence(after=1), Sequence(before=1, after=1)
    assert [two_sided(step, step, n) for n in range(-2, 4)] == [0, 0, 1, 2, 3, 4]
    assert two_sided(ones, Sequence([2, 5], start=7), 100) == 7
    same(two_sided(Sequence([1, 2]), Sequence([1, 0, 3], start=-1), np.arange(-2, 4)), [0, 1, 2, 3, 6, 0])
    f, g = rng.integers(-9, 10, 5), rng.integers(-9, 10, 3)
    same([two_sided(Sequence(f.tolist(), 2), Sequence(g.tolist(), -4), n - 2) for n in range(7)], np.convolve(f, g))


def test_the_smallest_failure_of_associativity():
    """f = 1, g = delta_0 - delta_1, h = Heaviside, which a search over plain sequences finds first."""
    from mathcnn.evidence.functions import counterexample

    run = counterexample(two_sided.laws["associates_without_summability"], two_sided.literal)
    assert run.case.kwargs == {"f": Sequence(before=1, after=1), "g": Sequence([1, -1]), "h": Sequence(after=1), "n": 0}
    assert (run.worst.got, run.worst.want) == (0, 1)


@pytest.mark.parametrize("of", [continuous, two_sided])
def test_counterexamples_run_again(of, capsys):
    """What a verdict prints to reproduce a case is a program, which shows two sides that differ."""
    from mathcnn.evidence import verdicts

    for name in (name for name, law in of.laws.items() if not law.holds):
        (verdict,) = (v for v in verdicts.verify_formula(of, 4, only=name))
        assert verdict.good
        exec(verdict.reproduce, {})
        assert capsys.readouterr().out.strip()


def test_equal_sequences_look_equal():
    assert (
        Sequence([0, 0, 1, 0]) == Sequence([1], start=2)
        and repr(Sequence([0, 3], before=0)) == "Sequence([3], start=1)"
    )
    assert Sequence([1, 1], before=1, after=1) == Sequence(before=1, after=1, start=5)
    assert hash(Sequence([0, 1])) == hash(Sequence([1], 1)) and Sequence([1]) != 1
    assert Sequence([1]) - Sequence([1], 1) == Sequence([1, -1])


def test_the_document_s_differentiation_for_sequences():
    """Delta (f * g) = (Delta f) * g = f * (Delta g)."""
    f, g = rng.integers(-9, 10, 5), rng.integers(-9, 10, 4)
    want = np.diff(np.convolve(f, g), prepend=0, append=0)
    same(C.difference(C.discrete(f, g)), want)
    same(C.discrete(C.difference(f), g), want)
    same(C.discrete(f, C.difference(g)), want)


# ---- sizes and places far beyond what can be listed


def by_all_terms(f, g, n):
    """The sum term by term, from the first change of f or g to the last."""
    lo, hi = min(f.start, n - g.end + 1) - 1, max(f.end, n - g.start + 1) + 1
    return sum(f(m) * g(n - m) for m in range(lo, hi))


def test_sequences_far_apart_are_summed_at_once():
    far = 2**70
    assert two_sided(Sequence([1, 1]), Sequence([1, 2]), -far) == 0
    assert two_sided(Sequence([1, 1]), Sequence([1, 2]), far) == 0
    assert two_sided(Sequence(after=2), Sequence([5], after=3), far) == 2 * (5 + 3 * far)
    assert two_sided(Sequence([1, 2], start=far), Sequence([3], start=-far), 1) == 6
    assert two_sided(Sequence(before=1, after=1), Sequence([1, 1], start=far), -far) == 2
    assert two_sided.literal(Sequence([1, 1]), Sequence([1, 2]), -far) == 0
    with pytest.raises(ValueError, match="too many values"):
        two_sided.literal(Sequence(after=1), Sequence(after=1), far)
    with pytest.raises(ValueError, match=r"the sum at n = 1000.* is too large for a float") as refused:
        two_sided(Sequence(after=0.5), Sequence(after=1), 10**400)
    assert len(str(refused.value)) < 300


def test_sequences_near_and_far_are_the_sum_of_all_terms():
    draw = random.Random(7)
    for _ in range(300):
        f, g = (
            Sequence([draw.randint(-3, 3) for _ in range(draw.randint(0, 4))], draw.randint(-5, 5), *ends)
            for ends in ((0, draw.randint(0, 2)), (0, draw.randint(0, 2)))
        )
        n = draw.randint(-12, 40)
        assert two_sided(f, g, n) == by_all_terms(f, g, n)
