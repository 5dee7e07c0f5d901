"""The arithmetics: all of them have every operation, and undecided conditions and maxima of balls stay undecided."""

import importlib
import itertools
import math
import pkgutil
import random
from fractions import Fraction

import flint
import numpy as np
import pytest
import sympy as sp

from mathcnn import activation, information, layers, numbers, pooling
from mathcnn.language.gradients import pulled
from mathcnn.numbers.arithmetic import OPERATIONS, Arithmetic, operations_of
from mathcnn.numbers.ball_operations import LINE, PLANE, is_nan, times
from mathcnn.numbers.balls import BALLS
from mathcnn.numbers.choosing import arithmetic_of
from mathcnn.numbers.duals import Dual, Duals
from mathcnn.numbers.exact import EXACT
from mathcnn.numbers.floats import FLOATS, Floats
from mathcnn.numbers.outside import OUTSIDE
from mathcnn.numbers.rounded import Rounded
from mathcnn.numbers.symbols import SYMBOLS

INF = flint.arb("inf")
ARITHMETICS = {
    "exact": EXACT,
    "symbols": SYMBOLS,
    "floats": FLOATS,
    "balls": BALLS,
    "duals": Duals(EXACT),
    "duals of balls": Duals(BALLS),
    "rounded": Rounded("float32"),
}


def value_of(v):
    """A number of any of the arithmetics as a float."""
    v = v.value if isinstance(v, Dual) else v
    v = getattr(v, "ball", v)
    return float(v.mid()) if isinstance(v, flint.arb) else float(v)


# ---------------------------------------------------------------- every arithmetic


def kinds_of(base):
    """The classes of number types, of this class and of those that inherit from it."""
    for one in base.__subclasses__():
        yield one
        yield from kinds_of(one)


def test_every_number_type_is_tested_here():
    """An instance of each class in `mathcnn.numbers` is in ARITHMETICS."""
    for module in pkgutil.iter_modules(numbers.__path__):
        importlib.import_module(f"mathcnn.numbers.{module.name}")
    there = {one for one in kinds_of(Arithmetic) if one.__module__.startswith("mathcnn.numbers.")}
    untested = there - {type(of) for of in ARITHMETICS.values()}
    assert not {one.__name__ for one in untested if not one.__abstractmethods__}
    assert Floats in there and len(there) >= 6


@pytest.mark.parametrize("name", ARITHMETICS)
def test_every_operation_on_every_type(name):
    """2 and 3 by each operation, against Python's floats."""
    of = ARITHMETICS[name]
    two, three = of.read(2, False), of.read(3, False)
    results = {
        "add": (of.add([two, OUTSIDE, three]), 5),
        "prod": (of.prod([two, three, two]), 12),
        "power": (of.power(three, 3), 27),
        "raised": (of.raised(two, of.read(-2, False)), 0.25),
        "div": (of.div(three, two), 1.5),
        "sqrt": (of.sqrt(three), math.sqrt(3)),
        "exp": (of.exp(two), math.exp(2)),
        "log": (of.log(three), math.log(3)),
        "tanh": (of.tanh(two), math.tanh(2)),
        "absolute": (of.absolute(of.add([two, -1 * three, -2])), 3),
        "top": (of.top([two, OUTSIDE, three]), 3),
        "argtop": (of.argtop([(two, 7), (OUTSIDE, 0), (three, 4), (three, 5)]), 4),
        "test": (bool(of.test(two, "<", three)), 1),
        "cases": (of.cases((of.test(two, ">", three), lambda: two), (True, lambda: three)), 3),
        "plog": (of.plog(three, lambda: two, 2), 3),
    }
    for operation, (got, want) in results.items():
        assert abs(value_of(got) - want) <= 1e-6 * want, (name, operation, got)
    assert results.keys() == set(OPERATIONS) - {"root", "integral", "series", "nan", "inf"}
    assert operations_of(of).keys() == set(OPERATIONS)
    assert of.prod([two, OUTSIDE]) is OUTSIDE and two * OUTSIDE is OUTSIDE


def test_a_type_without_an_operation_is_refused():
    """Planted: floats without a logarithm."""

    class NoLogarithm(type(FLOATS)):
        log = Arithmetic.log

    with pytest.raises(TypeError, match="log"):
        NoLogarithm()


def test_an_operation_is_added_by_one_method():
    """`OPERATIONS` lists exactly the methods that are marked, in the order of the class."""
    marked = [n for n, f in vars(Arithmetic).items() if getattr(f, "is_operation", False)]
    assert [*marked, "nan", "inf"] == list(OPERATIONS)
    assert not {"lift", "read", "hull", "candidates"} & set(OPERATIONS)


def test_number_must_be_an_arithmetic():
    """A class is no arithmetic: its methods have no object to work on."""
    for wrong in (type(FLOATS), float, "float64"):
        with pytest.raises(TypeError, match=r"number = .*: it must be an Arithmetic"):
            activation.relu.literal([1.0], number=wrong)


def test_the_most_general_type_is_chosen():
    x = sp.Symbol("x")
    a = sp.ring("a", sp.QQ)[1]
    for values, want in (
        ([1, Fraction(1, 2)], EXACT),
        ([], EXACT),
        ([1, 2.5], FLOATS),
        ([1j, 2], FLOATS),
        ([np.float32(1), Fraction(1)], FLOATS),
        ([a, 2.5], EXACT),
        ([2.5, x], SYMBOLS),
        ([x, flint.arb(1), 2.5], BALLS),
        ([flint.arb(1), x], BALLS),
        ([2.5, LINE], BALLS),
        ([PLANE, 1], BALLS),
    ):
        assert arithmetic_of(values) is want, values
    for own in (Duals(BALLS), Rounded("float64")):
        assert arithmetic_of([x, own.read(2.5, False), flint.arb(1)]) is own


# ---------------------------------------------------------------- products of unbounded balls


AROUND = [flint.arb(0, 1), flint.arb(0.5, 1), flint.arb(-1, 1)]


def test_products_in_statements_hold_all_values():
    """An infinity times a ball that may be 0 is any number: raw products of python-flint are NaN."""
    assert is_nan(INF * AROUND[0])  # the fault
    for ball in AROUND:
        for infinite in (INF, -INF, LINE):
            y = layers.conv.literal(np.array([[[infinite, 1]]], object), np.array([[[ball, 2]]], object))
            assert not is_nan(y.item()) and y.item().contains(flint.arb(7)) and y.item().contains(-7)
    y = layers.conv.literal(np.array([[[INF, 1]]], object), np.array([[[flint.arb(2, 1), 1]]], object)).item()
    assert y == INF
    y = layers.conv.literal(np.array([[[INF, 1]]], object), np.array([[[flint.arb(0), 1]]], object)).item()
    assert is_nan(y)  # an infinity times 0 has no value
    y = layers.conv.literal(np.array([[[LINE, 1]]], object), np.array([[[flint.arb(0), 3]]], object)).item()
    assert y == 3


def test_products_of_results_hold_all_values():
    """Infinities that arise inside a statement, from log 0, sums, maxima, powers, quotients."""
    zero, small = flint.arb(0), flint.arb(0, 0.25)
    for infinite in (
        BALLS.log(zero),
        BALLS.add([INF, 1]),
        BALLS.top([INF, 2]),
        BALLS.power(INF, 3),
        BALLS.power(-INF, 2),
        BALLS.exp(INF),
        BALLS.sqrt(INF),
        BALLS.absolute(-INF),
        BALLS.raised(zero, -2),
        BALLS.div(INF, 2),
        BALLS.prod([INF, 2]),
        BALLS.hull(INF, INF),
        BALLS.cases((True, lambda: INF)),
        BALLS.top([]),
        BALLS.inf,
        BALLS.div(1, small),
        -1 * BALLS.inf,
        BALLS.inf * Fraction(1, 2),
        BALLS.inf * 2.0,
    ):
        for product in (infinite * small, small * infinite, infinite * (small * 2), BALLS.prod([infinite, small])):
            assert not is_nan(product) and product.contains(100) and product.contains(-100), infinite
        assert infinite * OUTSIDE is OUTSIDE and OUTSIDE * infinite is OUTSIDE
        assert arithmetic_of([infinite]) is BALLS and isinstance(infinite, flint.arb)
    assert not is_nan(PLANE * flint.acb(small, 0)) and (PLANE * flint.acb(small, 0)).contains(flint.acb(5, 7))
    assert not is_nan(PLANE * small) and not is_nan(small * PLANE) and not is_nan(LINE * flint.acb(0, 1))


def extended(rng):
    """A ball that may be infinite or unbounded, and numbers in it."""
    if rng.random() < 0.5:
        mid, rad = rng.randint(-3, 3), rng.randint(0, 3)
        return flint.arb(mid, rad), [mid - rad, mid + rad, mid, *([0] if abs(mid) <= rad else [])]
    return rng.choice(
        [(INF, [math.inf]), (-INF, [-math.inf]), (LINE, [-math.inf, -5, 0, 3, math.inf]), (flint.arb(0), [0])]
    )


PAIRS = {
    "product": (lambda a, b: BALLS.lift(a) * BALLS.lift(b), lambda a, b: a * b),
    "times": (times, lambda a, b: a * b),
    "sum": (lambda a, b: BALLS.add([a, b]), lambda a, b: a + b),
    "quotient": (BALLS.div, lambda a, b: a / b if b else math.nan),
    "maximum": (lambda a, b: BALLS.top([a, b]), max),
    "power": (
        BALLS.raised,
        lambda a, p: float(a) ** p if a > 0 or a < 0 and math.isfinite(p) and p == int(p) else math.nan,
    ),
}


def left_out(operation, truth):
    """How many values of pairs of numbers are not in the result for their balls."""
    rng, wrong = random.Random(5), 0
    for _ in range(600):
        (a, inside_a), (b, inside_b) = extended(rng), extended(rng)
        got = operation(a, b)
        values = [truth(v, w) for v, w in itertools.product(inside_a, inside_b)]
        wrong += sum(is_nan(got) or not got.contains(flint.arb(float(v))) for v in values if v == v)
    return wrong


@pytest.mark.parametrize("name", PAIRS)
def test_infinite_and_unbounded_balls_hold_all_values(name):
    assert left_out(*PAIRS[name]) == 0


def test_raw_operations_leave_values_out():
    """Planted: python-flint's own product, quotient and power."""
    assert left_out(lambda a, b: flint.arb(a) * flint.arb(b), PAIRS["product"][1]) > 0
    assert left_out(lambda a, b: a / b, PAIRS["quotient"][1]) > 0
    assert left_out(lambda a, p: (p * a.log()).exp(), PAIRS["power"][1]) > 0


# ---------------------------------------------------------------- undecided maxima and conditions of derivatives


def test_an_undecided_place_of_a_maximum_is_refused():
    """Two overlapping balls: the first of them is no answer."""
    of = Duals(BALLS)
    wide = [of.letter(k, flint.arb(mid, 1)) for k, mid in enumerate((1, 1.5, -9))]
    with pytest.raises(ValueError, match=r"the place of the maximum of .* is not decided: the balls overlap"):
        of.argtop([(v, k) for k, v in enumerate(wide)])
    assert of.argtop([(wide[2], 0), (OUTSIDE, 1), (wide[1], 2)]) == 2
    same = [of.letter(k, flint.arb(2)) for k in range(3)]
    assert of.argtop([(v, 5 + k) for k, v in enumerate(same)]) == 5


def test_derivatives_of_an_undecided_maximum_hold_both():
    of = Duals(BALLS)
    one, two, three = of.letter("a", flint.arb(1, 1)), of.letter("b", flint.arb(1.5, 1)), of.letter("c", flint.arb(-9))
    for values in itertools.permutations((one, two, three)):
        top = of.top(values)
        assert not top.value.contains(0.4) and top.value.contains(2.4)
        for letter in "ab":
            assert top.slopes[letter].contains(0) and top.slopes[letter].contains(1)
        assert "c" not in top.slopes
    decided = of.top([three, two])
    assert decided.slopes == {"b": 1}


@pytest.mark.parametrize("formula", ["max_pool", "relu", "leaky_relu"])
def test_gradients_of_balls_hold_those_of_numbers_inside(formula):
    """Wide balls: their gradient holds the exact gradient at random numbers inside."""
    of, options = {
        "max_pool": (pooling.max_pool, {"kernel_size": 3, "stride": 2}),
        "relu": (activation.relu, {}),
        "leaky_relu": (activation.leaky_relu, {}),
    }[formula]
    rng = np.random.default_rng(3)
    undecided = 0
    for _ in range(20):
        mids, rads = rng.integers(-3, 4, (1, 1, 7)), rng.integers(0, 3, (1, 1, 7))
        x = np.vectorize(lambda m, r: flint.arb(int(m), int(r)), otypes=[object])(mids, rads)
        dy = np.ones(np.shape(of.literal(x, **options)), int)
        found = pulled(of, {"x": x}, dy.astype(object), options, BALLS)["x"]
        for _ in range(10):
            inside = mids + rads * rng.integers(-4, 5, (1, 1, 7)) / 4
            exact = np.vectorize(Fraction, otypes=[object])(inside)
            want = pulled(of, {"x": exact}, dy.astype(object), options, EXACT)["x"]
            for got, v in zip(found.flat, want.flat, strict=True):
                assert BALLS.lift(got).contains(BALLS.lift(Fraction(v)))
        undecided += sum(not BALLS.lift(v).is_exact() for v in found.flat)
    assert undecided > 20


def test_absolute_values_and_cases():
    of = Duals(BALLS)
    x = of.letter("x", flint.arb(0.5, 1))
    size = of.absolute(x)
    assert size.value >= 0 and size.slopes["x"].contains(1) and size.slopes["x"].contains(-1)
    assert of.absolute(of.letter("x", flint.arb(-3, 1))).slopes == {"x": -1}
    branch = of.cases((of.test(x, ">", 0), lambda: of.mul(x, 3)), (True, lambda: of.lift(0)))
    assert branch.slopes["x"].contains(0) and branch.slopes["x"].contains(3) and branch.value.contains(4)
    with pytest.raises(ValueError, match="whether an entry outside its array takes part is not decided"):
        of.cases((of.test(x, ">", 0), lambda: x), (True, lambda: OUTSIDE))
    assert of.cases((False, lambda: x), (True, lambda: OUTSIDE)) is OUTSIDE


def test_rounded_places_are_those_of_the_entries():
    """Entries that differ by less than one rounding: the statement takes the larger one, and so does a fast form."""
    of = Rounded("float32")
    low, high = (of.read(v, False) for v in (1.0, 1.0 + 2.0**-30))
    assert of.test(low, "<", high) is None and of.argtop([(low, 0), (high, 1)]) == 1
    assert of.argtop([(high, 3), (high, 4)]) == 3
    assert Duals(of).top([Duals(of).letter("a", low), Duals(of).letter("b", high)]).slopes == {"b": 1}


def test_logarithms_of_tables_of_balls():
    """0 log 0 inside a statement, beside an entry that may be 0."""
    p = np.array([flint.arb(0), flint.arb(0.5, 0.5), flint.arb(0.5, 0.5)], object)
    h = BALLS.lift(information.entropy.literal(p, number=BALLS))
    assert not is_nan(h)
