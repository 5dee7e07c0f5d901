"""Balls: every operation holds all exact results of numbers inside its arguments, and is NaN only where no value
exists.
"""

import functools
import math
import random
from fractions import Fraction

import flint
import mpmath
import numpy as np
import pytest
import sympy as sp

from mathcnn import activation, fitting
from mathcnn.numbers.arithmetic import COMPARE
from mathcnn.numbers.ball_operations import LINE, is_nan
from mathcnn.numbers.balls import BALLS

INF = float("inf")
DIGITS = 60


def exact(v):
    """An arb that is one rational number."""
    return flint.arb(flint.fmpq(v.numerator, v.denominator))


def drawn(rng):
    """A ball, and exact numbers inside it: its middle, its ends, and some between."""
    kind = rng.randrange(8)
    if kind == 0:
        return LINE, [Fraction(rng.randint(-(10**9), 10**9), 7) for _ in range(4)] + [Fraction(0)]
    mid = Fraction(rng.randint(-64, 64), 16) if kind < 6 else Fraction(rng.randint(-5, 5) * 10 ** rng.randint(-8, 8))
    rad = [Fraction(0), abs(mid), Fraction(1, 2), Fraction(rng.randint(0, 64), 16), abs(mid) / 1024][rng.randrange(5)]
    inside = [mid + rad * Fraction(k, 8) for k in (-8, -5, 0, 3, 8)] + ([Fraction(0)] if abs(mid) <= rad else [])
    return flint.arb(exact(mid), exact(rad)), inside


def mp(v):
    return mpmath.mpf(v.numerator) / v.denominator


def holds(ball, value):
    """Whether a ball holds a number of mpmath, which is off by its own rounding."""
    if not mpmath.isfinite(value):
        return ball.contains(flint.arb(str(value).replace("+", "")))
    sign, man, exp, _ = mpmath.mpf(value)._mpf_
    with flint.ctx.workprec(400):
        point = flint.arb(int(man)) * flint.arb(2) ** int(exp) * (-1 if sign else 1)
        return ball.overlaps(flint.arb(point.mid(), abs(point).upper() * flint.arb(10) ** (5 - DIGITS)))


def defined(f, ok=lambda *v: True):
    """A function of exact numbers, None where it has no value."""
    return lambda *v: f(*map(mp, v)) if ok(*v) else None


UNARY = {
    "sqrt": (BALLS.sqrt, defined(mpmath.sqrt, lambda v: v >= 0)),
    "exp": (BALLS.exp, defined(mpmath.exp, lambda v: abs(v) < 10**6)),
    "log": (BALLS.log, defined(mpmath.log, lambda v: v > 0)),
    "tanh": (BALLS.tanh, defined(mpmath.tanh)),
    "absolute": (BALLS.absolute, defined(abs)),
    **{
        f"power {n}": (
            functools.partial(lambda n, v: BALLS.power(v, n), n),
            defined(lambda v, n=n: v**n, lambda v, n=n: n >= 0 or v != 0),
        )
        for n in (-3, -2, -1, 0, 1, 2, 3, 4, 7)
    },
}
BINARY = {
    "add": (lambda a, b: BALLS.add([a, b]), defined(lambda a, b: a + b)),
    "prod": (lambda a, b: BALLS.prod([a, b]), defined(lambda a, b: a * b)),
    "div": (BALLS.div, defined(lambda a, b: a / b, lambda a, b: b != 0)),
    "top": (lambda a, b: BALLS.top([a, b]), defined(max)),
    "hull, first": (BALLS.hull, defined(lambda a, b: a)),
    "hull, second": (BALLS.hull, defined(lambda a, b: b)),
    "cases": (lambda a, b: BALLS.cases((BALLS.test(a, ">", b), lambda: a), (True, lambda: b)), defined(max)),
    "plog": (
        lambda p, q: BALLS.plog(p, lambda: q, 2),
        defined(lambda p, q: p * mpmath.log(q) / mpmath.log(2) if p else mpmath.mpf(0), lambda p, q: p == 0 or q > 0),
    ),
}


def faults(operation, truth, arity, seed=0, count=400):
    """How often a result left out a value, or was NaN where there is one."""
    rng, wrong = random.Random(seed), 0
    with mpmath.workdps(DIGITS):
        for _ in range(count):
            args = [drawn(rng) for _ in range(arity)]
            got = operation(*(ball for ball, _ in args))
            for _ in range(6):
                value = truth(*(rng.choice(inside) for _, inside in args))
                if value is not None and (is_nan(got) or not holds(got, value)):
                    wrong += 1
    return wrong


@pytest.mark.parametrize("name", UNARY)
def test_one_argument(name):
    assert faults(*UNARY[name], 1) == 0


@pytest.mark.parametrize("name", BINARY)
def test_two_arguments(name):
    assert faults(*BINARY[name], 2) == 0


def test_the_rules_of_python_flint_are_caught():
    """Planted: its own powers, quotients, roots and logarithms are NaN around 0; a ball without its radius leaves
    values out.
    """
    assert faults(lambda v: v**2, UNARY["power 2"][1], 1) > 0
    assert faults(lambda a, b: a / b, BINARY["div"][1], 2) > 0
    assert faults(lambda v: v.sqrt(), UNARY["sqrt"][1], 1) > 0
    assert faults(lambda v: v.log(), UNARY["log"][1], 1) > 0
    assert faults(lambda v: BALLS.exp(v.mid()), UNARY["exp"][1], 1) > 0
    assert faults(lambda a, b: a, BINARY["top"][1], 2) > 0


@pytest.mark.parametrize("relation", [">", ">=", "<", "<=", "==", "!="])
def test_comparisons_are_decided_for_all_values_or_not_at_all(relation):
    rng = random.Random(relation)

    for _ in range(400):
        (a, inside_a), (b, inside_b) = drawn(rng), drawn(rng)
        said = BALLS.test(a, relation, b)
        if said is not None:
            assert all(COMPARE[relation](v, w) is said for v in inside_a for w in inside_b)
    assert BALLS.test(flint.arb("nan"), relation, 0) is None
    assert BALLS.test(1, "<", 2) is True


def test_squares_are_not_negative():
    """1 +- 1/2 and 1: the mean square is between 0 and 1/4, and was NaN."""
    got = fitting.mean_squared_error([flint.arb(1, 0.5)], [flint.arb(1)])
    assert got > -1e-8 and got.contains(flint.arb(0.25)) and got.contains(0) and got < 0.26
    for ball in (flint.arb(0, 1), flint.arb(1, 1), flint.arb(-0.5, 3)):
        for n in (2, 4, 10):
            assert BALLS.power(ball, n) >= 0
        assert BALLS.absolute(ball) >= 0 and BALLS.sqrt(BALLS.power(ball, 2)) >= 0
    assert BALLS.power(flint.arb(0, 2), 3).contains(-8) and BALLS.power(flint.arb(0, 2), 3).contains(8)
    assert BALLS.power(flint.arb(0), 0) == 1


def test_unbounded_and_infinite_balls():
    line, plus, minus = LINE, flint.arb("inf"), flint.arb("-inf")
    assert BALLS.div(1, flint.arb(0, 1)).contains(1000) and BALLS.div(1, flint.arb(0, 1)).contains(-1000)
    assert BALLS.div(1, plus) == 0 and BALLS.div(1, minus) == 0
    assert BALLS.exp(minus) == 0 and BALLS.exp(plus).contains(plus) and BALLS.exp(line).contains(0)
    assert BALLS.tanh(line).contains(1) and BALLS.tanh(line).contains(-1) and BALLS.tanh(line).rad() < 1.001
    assert BALLS.tanh(plus) == 1 and BALLS.log(flint.arb(0)) == minus
    for v in (plus, minus, line):
        assert BALLS.power(v, 2).contains(plus) and BALLS.power(v, 3).contains(v) and BALLS.absolute(v).contains(plus)
        assert BALLS.top([v, 0]).contains(max(float(v.mid()), 0.0))
    assert BALLS.prod([plus, flint.arb(0, 1)]).contains(plus)
    assert is_nan(BALLS.prod([plus, 0])) and is_nan(BALLS.div(0, 0)) and is_nan(BALLS.div(plus, plus))


def test_nan_stays_nan():
    nan = flint.arb("nan")
    for operation, _ in UNARY.values():
        if operation(nan) != 1:  # v ** 0 is 1 whatever v is, as IEEE has it
            assert is_nan(operation(nan))
    for operation in (BINARY[name][0] for name in ("add", "prod", "div", "top", "hull, first")):
        assert is_nan(operation(nan, flint.arb(1))) and is_nan(operation(flint.arb(1), nan))
    assert is_nan(BALLS.sqrt(flint.arb(-1))) and is_nan(BALLS.log(flint.arb(-1, 0.5)))


def test_the_place_of_a_maximum_is_decided_or_refused():
    assert BALLS.argtop([(flint.arb(1), 5), (flint.arb(3, 0.5), 6), (flint.arb(2), 7)]) == 6
    assert BALLS.argtop([(flint.arb(2), 5), (flint.arb(2), 6)]) == 5
    with pytest.raises(ValueError, match=r"the place of the maximum of .* is not decided: the balls overlap"):
        BALLS.argtop([(flint.arb(1, 1), 0), (flint.arb(1.5, 1), 1)])


def test_formulas_of_wide_balls_hold_their_values():
    wide = flint.arb(0, 1)
    got = activation.relu.literal(np.array([wide, LINE, flint.arb("inf")], object))
    assert got[0].contains(0) and got[0].contains(1) and got[1].contains(7) and got[2].contains(flint.arb("inf"))
    y = activation.sigmoid.literal(np.array([LINE, wide], object))
    assert y[0].contains(flint.arb(0.5)) and y[1].contains(flint.arb(0.5)) and not any(map(is_nan, y))


def test_other_numbers_are_lifted():
    assert BALLS.lift(np.float32(0.5)) == 0.5 and BALLS.lift(np.int64(3)) == 3 and BALLS.lift(sp.Rational(1, 4)) == 0.25
    assert BALLS.lift(sp.pi).contains(flint.arb.pi().mid()) and math.isinf(float(BALLS.lift(INF)))


def test_complex_balls():
    z = flint.acb(flint.arb(0, 1), flint.arb(0, 1))
    assert not is_nan(BALLS.power(z, 3)) and BALLS.power(z, 2).contains(flint.acb(0, 2))
    assert BALLS.div(1, z).contains(flint.acb(100, 3)) and BALLS.power(z, -1).contains(flint.acb(0, -5))
    assert is_nan(BALLS.div(flint.acb(0), flint.acb(0)))
