"""What is right up to rounding, flushing or what a target offers is not called wrong, and faults beside it are."""

import numpy as np
import pytest

from mathcnn import catalogue
from mathcnn.conformance import Target, judging, real_sizes, rows, scope
from mathcnn.conformance.plan import factors, fills, layouts
from mathcnn.conformance.plan.everyday import everyday
from mathcnn.conformance.plan.points import Point
from mathcnn.conformance.plan.thresholds import points_of
from mathcnn.evidence import checks
from mathcnn.evidence.checks import CheckResult, NotOffered, Sample
from mathcnn.evidence.verdicts import FAILS, HOLDS, NOT_OFFERED, SPECIAL, SUSPECT
from mathcnn.numbers.rounding import Gap

AVG, SILU = catalogue.find_formula("pooling.avg_pool"), catalogue.find_formula("activation.silu")
LINEAR = catalogue.find_formula("layers.linear")


def held(fn, of, types):
    declared = scope(dtypes=types)(fn)
    return Target("planted", {of.name: declared}, types, typed="planted")


# ---------------------------------------------------------------- sums of equal terms


def one_after_the_other(fault):
    """Average pools over all entries, whose terms are added one after the other; fault: changes the sum."""

    def fn(x, kernel_size, stride=None):
        return fault(np.add.accumulate(x, -1, dtype=x.dtype)[..., -1:] / x.dtype.type(x.shape[-1]))

    return fn


@pytest.mark.parametrize("n", [1023, 1100, 4095])
@pytest.mark.parametrize("layout", [layouts.BROADCAST, layouts.PLAIN, "reversed"])
def test_sums_of_equal_terms_may_round_in_one_direction(n, layout):
    point = Point({"x": (1, 127, n)}, {"kernel_size": n}, "a test", layout=layout)
    for fault, good in ((lambda y: y, True), (lambda y: y * np.float32(1 + 0.002), False)):
        subject = held(one_after_the_other(fault), AVG, ("float32",)).subject(AVG)
        runner = real_sizes.Runner(subject, "float32", False, True, 0, 60.0)
        found = runner.judged(point, "normal", 0.0)
        assert found is not None, runner.run.absent
        assert (found.verdict == HOLDS) == good, found
        assert found.says != checks.TRANSFORM or not good


def dot(x, w):
    """Sums of products in the type of the arguments, one term after the other."""
    return np.add.accumulate(x[:, None, :] * w[None], -1, dtype=x.dtype)[..., -1]


@pytest.mark.parametrize(("fault", "verdict"), [(lambda y: y, SUSPECT), (np.zeros_like, FAILS), (lambda y: -y, FAILS)])
def test_sums_of_equal_terms_in_half_precision_are_suspect_and_others_wrong(fault, verdict):
    """Beyond 512, 0.62 is rounded to 0.5 at every step, and each sum of 1,100 terms is a tenth too small."""
    subject = held(lambda x, w: fault(dot(x, w)), LINEAR, ("float16",)).subject(LINEAR)
    runner = real_sizes.Runner(subject, "float16", False, True, 0, 60.0)
    point = Point({"x": (1, 1100), "w": (9, 1100)}, {}, "a test", layout=layouts.BROADCAST)
    found = {one.verdict for seed in range(6) if (one := seeded(runner, seed).judged(point, fills.REAL, 0.0))}
    assert verdict in found <= {HOLDS, verdict}, found


def seeded(runner, seed):
    runner.seed = seed
    return runner


# ---------------------------------------------------------------- flushed factors


def silu_that_flushes(x):
    """x sigma(x) by a division that overflows: -0.0 for -89, where the value is a normal number in float32."""
    with np.errstate(over="ignore"):
        return (x.astype(np.float32) / (1 + np.exp(-x.astype(np.float32)))).astype(x.dtype)


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
@pytest.mark.parametrize(
    ("fn", "verdict"),
    [
        (silu_that_flushes, SPECIAL),
        (lambda x: np.where(x < -60, 0, silu_that_flushes(x)).astype(x.dtype), FAILS),
        (lambda x: np.where(x < -95, 1e-30, silu_that_flushes(x)).astype(x.dtype), FAILS),
        (lambda x: silu_that_flushes(x) * x.dtype.type(1.02), FAILS),
    ],
)
def test_a_factor_that_was_flushed_is_a_special_value(fn, verdict, dtype):
    pytest.importorskip("ml_dtypes", reason="pip install 'mathcnn[torch]' for bfloat16")
    target = held(lambda x: fn(x), SILU, (dtype,))
    found = [row for row in judging.verdicts(target, SILU, "form", 60, 0) if row.law == rows.FORM]
    shown = [(row.verdict, row.says, row.counterexample) for row in found]
    if verdict == SPECIAL and dtype == "bfloat16" and found[0].verdict == HOLDS:  # its bound is wider
        return
    assert [row.verdict for row in found] == [verdict], shown
    assert verdict != SPECIAL or "subnormals flushed" in found[0].says, shown


def test_only_sums_of_products_have_the_bound_of_a_transform():
    """In half precision the rounding of the result alone allows nothing more."""
    x = np.array([-1.0, 2.0, 4.0], np.float16)
    want = checks.bounded(SILU, "float16", {"x": x}, {"beta": 1})
    got = np.asarray(SILU(x.astype(float)))
    got[0] += 1e-3
    for dtype in ("float16", "float32"):
        assert not checks.meets_normwise_bound(SILU, dtype, {"x": x}, got, want)


# ---------------------------------------------------------------- what is not offered


@pytest.mark.parametrize(("wrong", "offered", "verdict"), [(0, 0, NOT_OFFERED), (0, 1, HOLDS), (1, 0, FAILS)])
def test_what_is_offered_in_few_samples_shows_nothing(wrong, offered, verdict):
    """A few samples that show nothing are no suspicion, where all others are not offered."""
    turns = iter(range(1000))

    def judge(sample: Sample) -> Gap:
        k = next(turns)
        sample.informative = bool(offered)
        if k % 5 and not offered:
            raise NotOffered("alpha")
        return Gap(2.0 * wrong)

    def check():
        from mathcnn.evidence import cases

        drawn = cases.sampled(SILU, 100, 0)
        return checks.look(CheckResult("R"), drawn, lambda case, rng: Sample(case, {"x": np.ones(2)}), judge, 20)

    subject = held(lambda x: SILU(x), SILU, ("float64",)).subject(SILU)
    row = rows.Rows(subject, 20, 0).row("form", "a check", check)
    assert row.verdict == verdict and (verdict != NOT_OFFERED or row.says == "alpha")
    assert row.verdict != SUSPECT


def test_resize_of_the_reference_evaluator_to_sizes_that_it_computes_otherwise():
    """7 / 25 * 25 is above 7: places that should be integers are not."""
    pytest.importorskip("onnx")
    from mathcnn.conformance.target import target

    of = catalogue.find_formula("layers.resize")
    x = np.random.default_rng(0).standard_normal((1, 2, 25))
    subject = target("onnx-reference").subject(of)
    options = {"mode": "linear", "coordinates": "align_corners"}
    assert 7 / 25 * 25 != 7
    with pytest.raises(NotOffered, match="sizes that it does not compute exactly"):
        subject(x=x, size=7, **options)
    for size in (5, 10, 50):  # which it computes
        assert np.abs(subject(x=x, size=size, **options) - of(x, size=size, **options)).max() < 1e-14


# ---------------------------------------------------------------- several axes at once

SOFTMAX = catalogue.find_formula("activation.softmax")


def over(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def over_the_first(x, axis=-1):
    """Wrong for several axes: the sum is over the first one alone."""
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis[0] if isinstance(axis, tuple) else axis, keepdims=True)


def over_one(x, axis=-1):
    if not isinstance(axis, int):
        raise TypeError("axis must be an int")
    return over(x, axis)


@pytest.mark.parametrize("name", ["activation.softmax", "activation.log_softmax", "arrays.mean"])
def test_several_axes_are_drawn(name):
    of = catalogue.find_formula(name)
    points = [one for one in points_of(of, 0, ("float64",)) if isinstance(one.kwargs.get("axis"), tuple)]
    assert len({one.shapes["x"] for one in points}) >= 5
    assert name == "arrays.mean" or any(isinstance(one.kwargs.get("axis"), tuple) for one in everyday(of))
    assert {factors.factors_of(of, one)["axis"] for one in points} == {
        factors.SEVERAL,
        factors.APART,
    }


@pytest.mark.parametrize(("fn", "verdict"), [(over, HOLDS), (over_the_first, FAILS), (over_one, None)])
def test_several_axes_are_asked_of_those_that_take_them(fn, verdict):
    subject = held(fn, SOFTMAX, ("float64",)).subject(SOFTMAX)
    subject.learn(8, 0)
    point = Point({"x": (2, 5, 4, 9)}, {"axis": (2, 3)}, "a test")
    runner = real_sizes.Runner(subject, "float64", False, True, 0, 60.0)
    found = runner.judged(point, "normal", 0.0)
    assert (found and found.verdict) == verdict
    assert verdict is not None or "several axes as axis" in runner.run.absent[0]
    one = runner.judged(Point({"x": (2, 5, 4, 9)}, {"axis": 1}, "a test"), "normal", 0.0)
    assert one is not None and one.verdict == HOLDS
