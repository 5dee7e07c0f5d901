"""The checks are able to fail: planted wrong code, planted wrong statements, and a planted fault for every rung."""

import importlib
import math
import pkgutil
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from sympy import Eq

import mathcnn
from mathcnn import activation, layers, pooling
from mathcnn.evidence import cases, checks, symbolic, verdicts
from mathcnn.evidence.checkers import Checked
from mathcnn.evidence.counterexamples import counterexample
from mathcnn.language import dispatch, sympy_operators
from mathcnn.language.formula import Law
from mathcnn.layers.letters import c as layers_c
from mathcnn.layers.letters import i
from mathcnn.layers.letters import n as layers_n
from mathcnn.layers.letters import y as layers_y
from mathcnn.numbers import formats, rounded, rounding
from mathcnn.numbers.balls import BALLS
from mathcnn.numbers.exact import EXACT
from mathcnn.numbers.floats import FLOATS
from mathcnn.numbers.outside import OUTSIDE
from mathcnn.numbers.surds import Logs

from . import planted
from .marks import thinned

PLANTED = {
    topic: importlib.import_module(f"{planted.__name__}.{topic}")
    for _, topic, _ in pkgutil.iter_modules(planted.__path__)
    if topic in mathcnn.TOPICS
}
FAST = {f"{topic}: {what}": found for topic, m in PLANTED.items() for what, found in m.FAST.items()}
STATEMENTS = {f"{topic}: {what}": of for topic, m in PLANTED.items() for what, of in m.STATEMENTS.items()}


def test_every_topic_has_planted_faults():
    assert set(PLANTED) == set(mathcnn.TOPICS)
    for topic, m in PLANTED.items():
        assert len(m.FAST) >= 5 and len(m.STATEMENTS) >= 5, topic


@pytest.mark.parametrize("what", FAST)
def test_wrong_code_is_caught(what):
    of, wrong = FAST[what]
    for verdict in verdicts.verify_formula(of, 20, 0, wrong, "planted"):
        if verdict.kind in ("form", "law") and not verdict.good and verdict.cases:
            return
    pytest.fail(f"nobody saw it: {what}")


@pytest.mark.parametrize("what", thinned(STATEMENTS, 5))
def test_wrong_statement_is_caught_by_the_laws_alone(what):
    """Fast and literal agree on the wrong thing here; only laws can tell."""
    of = STATEMENTS[what]
    for law in of.laws.values():
        if law.holds and verdicts.statement_verdict(law, 20, 0).verdict == verdicts.FAILS:
            return
    pytest.fail(f"no law of {of.name} saw it: {what}")


# ---------------------------------------------------------------- a fault for every rung


def bad(run):
    assert run.count and run.wrong, run
    return run


def fine(run):
    assert run.count and not run.wrong, run
    return run


CONV = layers.conv
RESIZE = layers.resize


def test_the_generator_against_the_tree(monkeypatch):
    """A generator that drops the brackets of a floor prints C*o//M for C times floor(o/M)."""
    right = dispatch.whole
    wrong = lambda e: text[1:-1] if isinstance(e, sp.floor) and (text := right(e)) else right(e)
    fine(symbolic.form_as_printed(CONV, 8, 0))
    monkeypatch.setattr(sympy_operators, "whole", wrong)  # of parts: a sum of floors, as in sizes, needs no brackets
    bad(symbolic.form_as_printed(CONV.restated(CONV.statement), 30, 0))


def test_tier_e():
    fine(checks.form_exact(CONV, CONV, 10, 0))
    bad(checks.form_exact(CONV, lambda *a, **k: CONV(*a, **k) + 1, 10, 0))


def test_tier_e_sees_one_entry():
    def one_off(*args, **kwargs):
        y = CONV(*args, **kwargs)
        y.flat[-1] += 1
        return y

    bad(checks.form_exact(CONV, one_off, 10, 0))


def test_zero_ulp():
    fine(checks.form_selects(layers.pad, layers.pad, 20, 0))
    bad(checks.form_selects(layers.pad, lambda *a, **k: layers.pad(*a, **k) * np.float32(1 + 2**-23), 20, 0))


def test_special_values():
    fine(checks.form_special(CONV, CONV, 10, 0))
    bad(checks.form_special(CONV, lambda x, *a, **k: CONV(np.nan_to_num(x), *a, **k), 10, 0))


def test_tier_r_sees_what_tier_e_does_not():
    """Small whole numbers survive a rounding to half precision."""
    rounded = lambda x, *a, **k: CONV(x.astype("f2").astype(x.dtype), *a, **k)
    fine(checks.form_exact(CONV, rounded, 20, 0))
    bad(checks.form_rounded(CONV, rounded, 10, 0))


def test_tier_r_wants_every_element():
    def one_off(*args, **kwargs):
        y = CONV(*args, **kwargs)
        y.flat[0] += 64 * np.finfo(y.dtype).eps * (abs(y.flat[0]) + 1e3)
        return y

    assert bad(checks.form_rounded(CONV, one_off, 6, 0)).worst.place is not None


def test_nan_counts_as_the_largest():
    with rounded.precision():
        want = np.array([rounded.Rounded("float64").lift(1.0)] * 2)
        assert rounding.rho(np.array([1.0, math.nan]), want).rho == math.inf


def test_tier_p_suspects_before_tier_r_condemns():
    """512 equal products: an error of a third of the bound is possible, and far beyond what chance explains."""
    n, u = 512, formats.UNIT["float32"]
    x, w = np.full((1, 1, n), 1.1, np.float32), np.full((1, 1, n), 0.7, np.float32)
    with rounded.precision():
        want = CONV.literal(x, w, number=rounded.Rounded("float32"))
        exact = float(want[0, 0, 0].ball.mid())
        off = np.array([[[exact * (1 + n / 3 * u)]]])
        near = np.array([[[exact * (1 + 2 * u)]]])
        assert rounding.rho(off, want).rho < 1 < rounding.suspicion(off, want, "float32").rho
        assert rounding.suspicion(near, want, "float32").rho < 1


def test_radius_of_a_sum_of_products():
    """(n + 1) u g + underflow, g the sum of the absolute terms: to first order nothing more, and nothing less."""
    rng = np.random.default_rng(3)
    for n in (1, 2, 7, 60):
        x, w, b = rng.standard_normal((1, 1, n)), rng.standard_normal((1, 1, n)), rng.standard_normal(1)
        with rounded.precision():
            number = CONV.literal(x, w, b, number=rounded.Rounded("float64"))[0, 0, 0]
            g = np.abs(x * w).sum() + np.abs(b).sum()
            ratio = float(number.ball.rad()) / ((n + 1) * formats.UNIT["float64"] * g)
        assert 0.5 <= ratio <= 1 + 1e-9, (n, ratio)


def test_radius_holds_any_order():
    """Sums in float32 in many orders, forwards, backwards, pairwise and by BLAS, stay inside; one lost product does
    not.
    """
    rng = np.random.default_rng(5)
    n = 300
    x, w = (rng.lognormal(0, 3, (1, 1, n)).astype(np.float32) for _ in range(2))
    with rounded.precision():
        want = CONV.literal(x, w, number=rounded.Rounded("float32"))
        for _ in range(50):
            order = rng.permutation(n)
            total = np.float32(0)
            for k in order:
                total = np.float32(total + np.float32(x[0, 0, k] * w[0, 0, k]))
            assert rounding.rho(np.array([[[total]]]), want).rho <= 1
        assert rounding.rho(np.array([[[np.dot(x[0, 0], w[0, 0])]]]), want).rho <= 1
        lost = np.array([[[float(np.dot(x[0, 0].astype(float), w[0, 0].astype(float))) * (1 - 1e-3)]]])
        assert rounding.rho(lost, want).rho > 1


def test_laws_on_letters():
    law = CONV.laws["adds_bias"]
    assert fine(symbolic.law_on_letters(law, CONV.literal)).complete >= 2
    wrong = lambda x, w, b=None, **k: CONV.literal(x, w, None if b is None else b * 2, **k)
    bad(symbolic.law_on_letters(law, wrong))


def test_laws_on_numbers():
    law = pooling.max_pool.laws[
        next(n for n, law in pooling.max_pool.laws.items() if law.holds and law.relation == "=")
    ]
    fine(symbolic.law_on_numbers(law, pooling.max_pool.literal, 20, 0))
    count = iter(range(10**6))
    bad(symbolic.law_on_numbers(law, lambda *a, **k: pooling.max_pool.literal(*a, **k) + next(count), 20, 0))


def test_laws_on_whole_floats():
    law = CONV.laws["treats_images_alone"]
    fine(checks.law_exact(law, CONV, 20, 0))
    bad(checks.law_exact(law, lambda x, *a, **k: CONV(x, *a, **k) + len(x), 20, 0))


def test_laws_on_floats():
    law = CONV.laws["adds_inputs"]
    fine(checks.law_rounded(law, CONV, 10, 0))
    bad(checks.law_rounded(law, lambda x, w, *a, **k: CONV(x.astype("f2").astype(x.dtype), w, *a, **k), 10, 0))


def test_a_non_law_needs_its_counterexample():
    """A law that holds, declared not to: nothing is found, and that is a failure."""
    true = CONV.laws["adds_bias"]
    claimed = Law(CONV, true.fn, "=", holds=False)
    run = counterexample(claimed, CONV.literal, 0, most=40)
    assert run.count and not run.wrong
    CONV.laws["claimed"] = claimed
    try:
        verdict = verdicts.judged(CONV, Checked("non-law", "claimed", "statement", run, 0.0))
        assert verdict.verdict == verdicts.FAILS
    finally:
        del CONV.laws["claimed"]


def test_counterexamples_are_small():
    run = counterexample(CONV.laws["ignores_tap_order"], CONV.literal, 0)
    assert run.case is not None and run.case.entries == 4
    assert {v for x in run.arrays.values() for v in x.flat} <= {0, 1}


def test_gradients():
    right = CONV.backward
    assert fine(symbolic.gradient_on_letters(CONV, right)).complete
    fine(checks.gradient_exact(CONV, right, 4, 0))
    fine(checks.gradient_rounded(CONV, right, 4, 0))

    def flipped(dy, *args, **kwargs):
        dx, dw, db = right(dy, *args, **kwargs)
        return dx, dw[..., ::-1], db

    def scaled(dy, *args, **kwargs):
        dx, dw, db = right(dy, *args, **kwargs)
        return dx, dw, None if db is None else db * len(dy)

    def border_lost(dy, *args, **kwargs):
        dx, dw, db = right(dy, *args, **kwargs)
        dx[..., -1] = dx[..., -1] * 0
        return dx, dw, db

    for wrong in (flipped, scaled, border_lost):
        bad(symbolic.gradient_on_letters(CONV, wrong))
        bad(checks.gradient_exact(CONV, wrong, 20, 0))
        bad(checks.gradient_rounded(CONV, wrong, 20, 0))


def test_nothing_seen_is_open():
    """A law whose domain holds nothing, and one that raises outside it, pass nothing."""
    law = Law(CONV, CONV.laws["adds_bias"].fn, "=", True, requires=[lambda: False])
    CONV.laws["never"] = law
    try:
        for verdict in (verdicts.statement_verdict(law, 10, 0), verdicts.fast_verdict(law, CONV, "x", 10, 0)):
            assert verdict.evidence == verdicts.OPEN and not verdict.good and verdict.cases == 0
    finally:
        del CONV.laws["never"]


def test_an_exception_is_a_failure_where_the_statement_accepts():
    def raises(*args, **kwargs):
        raise ZeroDivisionError("by nothing")

    run = bad(checks.form_exact(CONV, raises, 5, 0))
    assert "ZeroDivisionError" in run.fault


def test_writing_into_inputs_is_seen():
    def writes(x, *args, **kwargs):
        y = CONV(x, *args, **kwargs)
        x += 1
        return y

    assert "wrote into its input x" in bad(checks.form_exact(CONV, writes, 5, 0)).fault


def test_another_shape_is_seen():
    assert "shape" in str(bad(checks.form_exact(CONV, lambda *a, **k: CONV(*a, **k)[..., None], 5, 0)).worst)


def test_two_meanings_of_a_letter_are_an_error():
    with pytest.raises(TypeError, match="one letter, two meanings: c"):
        CONV.restated(Eq(layers_y[layers_n, layers_c, i], CONV.statement.rhs))


def test_a_law_is_not_replaced_by_its_namesake():
    with pytest.raises(TypeError, match=r"layers\.conv has a law adds_bias already"):
        CONV.law()(CONV.laws["adds_bias"].fn)


# ---------------------------------------------------------------- number types


def test_logarithms_decide_equality_and_sign():
    log = lambda v: Logs.of(Fraction(v), 2)
    assert log(6) == log(2) + log(3) == 1 + log(3)
    assert log(Fraction(3, 2)) > 0 > log(Fraction(2, 3)) and not log(1).terms
    assert log(2) * 5 - 3 == 2 and float(log(8)) == 3.0
    assert log(9) * Fraction(1, 2) == log(3) != log(4)
    close = log(2**100 + 1) - 100  # 1e-30: decided by smaller balls
    assert close > 0 and -close < 0
    with pytest.raises(ValueError, match="log of -1"):
        log(-1)


def test_balls_undecided_take_the_hull():
    import flint

    wide = flint.arb(0, 1)
    assert BALLS.test(wide, ">", 0) is None
    hull = BALLS.cases((None, lambda: flint.arb(1)), (True, lambda: flint.arb(3)))
    assert hull.contains(2) and hull.contains(1) and hull.contains(3)
    y = activation.leaky_relu.literal(np.array([wide], object), Fraction(1, 10))
    assert y[0].contains(1) and y[0].contains(flint.arb(-1) / 10)


def test_outside_takes_no_part():
    import flint

    _, a = sp.ring("a", sp.QQ)
    for v in (2, Fraction(1, 3), 2.5, math.nan, sp.Symbol("x"), a, flint.arb(2), rounded.Rounded("float64").lift(2.0)):
        assert v * OUTSIDE is OUTSIDE and OUTSIDE * v is OUTSIDE
    assert EXACT.add([1, OUTSIDE, 2]) == 3 and EXACT.add([OUTSIDE]) == 0
    assert FLOATS.top([OUTSIDE]) == -math.inf


@pytest.mark.parametrize("of", [CONV, pooling.max_pool], ids=lambda of: of.name)
def test_literal_over_every_number_type(of):
    """int, Fraction, SymPy, float and balls agree on the same numbers."""
    import flint

    case, rng = next(cases.sampled(of, 1, 4, limit=3))
    whole = cases.integers(case, rng)
    base = of.literal(**whole, **case.kwargs)
    for make in (Fraction, sp.Integer, float, flint.arb):
        arrays = {a: np.vectorize(make, otypes=[float if make is float else object])(x) for a, x in whole.items()}
        y = of.literal(**arrays, **case.kwargs)
        assert all(g == w for g, w in zip(np.ravel(y), np.ravel(base), strict=True)), make


def test_a_law_that_holds_an_option_without_exact_integers_is_not_judged_on_whole_floats():
    """By linear interpolation in thirds a constant integer may come out one unit in the last place off, though it is
    drawn in the mode that keeps integers."""

    def two_products(x, *args, **kwargs):
        return RESIZE(x, *args, **kwargs) * (1 + 2.0**-52 * (kwargs.get("mode") == "linear"))

    law = RESIZE.laws["turns_with_the_input"]
    assert checks.law_exact(law, two_products, 20, 0).count == 0
    fine(checks.law_rounded(law, two_products, 20, 0))
    fine(checks.law_exact(RESIZE.laws["rounds_up_as_it_rounds_down"], two_products, 20, 0))
    wrong = lambda x, *a, **k: RESIZE(x, *a, **k) + np.arange(np.prod(x.shape)).sum() * (k.get("rounding") == "ceil")
    bad(checks.law_exact(RESIZE.laws["rounds_up_as_it_rounds_down"], wrong, 20, 0))
