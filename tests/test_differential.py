"""Random calls of every formula for a fixed time, and planted faults, each of which has to be seen."""

import dataclasses
import functools
import os
import time
import warnings
from collections import Counter
from fractions import Fraction
from types import SimpleNamespace

import flint
import numpy as np
import pytest
from sympy import Eq, IndexedBase, Sum, symbols

from mathcnn import convolution, geometry, layers
from mathcnn.catalogue import catalog
from mathcnn.information import mutual_information
from mathcnn.language.formula import Formula, formula

from .differential import arrays, calls, campaign, judge, oracles, values
from .differential.calls import Call, Given
from .differential.judge import judged, same_bits
from .limits import address_space

SECONDS = float(os.environ.get("DIFFERENTIAL_SECONDS", "60"))

SEED = int(os.environ.get("DIFFERENTIAL_SEED", "12"))


@pytest.mark.slow
@pytest.mark.alone
def test_random_calls():
    with address_space(9 << 30):
        summary = campaign.run(4800, SEED, seconds=SECONDS)  # the same calls on every machine
    assert summary.calls > SECONDS
    assert not summary.found, summary.text(SEED)


# ---------------------------------------------------------------- what is drawn


def test_a_seed_and_an_index_give_one_call():
    first, again = calls.draw(5, 17), calls.draw(5, 17)
    assert first.text() == again.text() != calls.draw(5, 18).text() != calls.draw(6, 17).text()


def test_what_is_drawn():
    """Every formula, ordinary shapes and distinct ones, every type and layout, wrong arguments and gradients."""
    names, kinds, layouts, shapes, texts = set(), Counter(), Counter(), Counter(), Counter()
    wrong = gradients = squares = positional = 0
    for index in range(2500):
        call = calls.draw(1, index)
        names.add(call.of.name)
        shapes[call.shapes] += 1
        wrong += bool(call.wrong)
        gradients += call.gradient is not None
        positional += call.positional > 0
        for given in call.arguments.values():
            if isinstance(given.value, np.ndarray):
                kinds[given.value.dtype.name + ("" if given.value.dtype.isnative else " swapped")] += 1
                x = given.value
                squares += x.ndim > 2 and x.shape[-1] == x.shape[-2] > 1
                layouts["read-only"] += not x.flags.writeable
                layouts["unaligned"] += not x.flags.aligned
                layouts["backwards"] += any(step < 0 for step in x.strides)
                layouts["Fortran"] += x.flags.f_contiguous and not x.flags.c_contiguous
                layouts["broadcast"] += x.size > 1 and 0 in x.strides
            texts[type(given.value).__name__] += 1
    assert names >= set(catalog().formulas) - set(calls.SLOW) - {
        name for name, of in catalog().formulas.items() if not of.names
    }
    assert set(shapes) == set(calls.SHAPES) and wrong > 300 and gradients > 50 and squares > 100 and positional > 500
    assert {arrays.dtype_of(name).name for name in arrays.FLOATS + arrays.INTEGERS} <= {
        name.removesuffix(" swapped") for name in kinds
    }
    assert sum("swapped" in name for name in kinds) >= 5
    assert min(layouts.values()) > 10 and len(layouts) == 5
    assert (
        min(texts[kind] for kind in ("list", "tuple", "int", "float", "int64", "float64", "float32", "Fraction", "str"))
        > 10
    )


def test_text_gives_the_arguments_again():
    """The same types, bits and layouts."""
    space = {"A": arrays, "dtype_of": arrays.dtype_of, "np": np, "nan": np.nan, "inf": np.inf, "Fraction": Fraction}
    for index in range(150):
        call = calls.draw(2, index)
        if call.wrong or call.of.spaces or "large" in call.shapes:
            continue
        for given in call.arguments.values():
            again = eval(given.text(), dict(space))
            assert type(again) is type(given.value)
            if isinstance(again, np.ndarray):
                flags, wanted = again.flags, given.value.flags
                assert (again.dtype, flags.aligned, flags.writeable) == (
                    given.value.dtype,
                    wanted.aligned,
                    wanted.writeable,
                )
                assert again.strides == given.value.strides or again.size < 2
            assert same_bits(np.array(again), np.array(given.value)), given.text()


# ---------------------------------------------------------------- the oracles: of each other


@pytest.mark.parametrize("name", sorted(oracles.OWN))
def test_formulas_written_here_agree_with_the_statements(name):
    """On exact fractions, or on floats to a few roundings: so that a wrong one here, or a wrong statement, is seen."""
    seen = 0
    for index in range(300):
        call = calls.draw(3, index, name)
        if (
            call.wrong
            or call.gradient is not None
            or call.style not in ("normal", "whole", "ties")
            or "large" in call.shapes
        ):
            continue
        if any(t.itemsize < 4 and arrays.is_float(t) for g in call.arguments.values() for t in g.types):
            continue
        run = next(run for who, run in oracles.others(call) if who == "written here")
        want, got = np.asarray(call.of.literal(**oracles.as_floats(call))), np.asarray(run())
        scale = max(
            (float(np.abs(np.asarray(g.means, float)).max(initial=0)) for g in call.given_arrays.values()), default=1.0
        )
        assert got.shape == want.shape
        finite = np.isfinite(want.astype(complex))
        assert (got[~finite] == want[~finite]).all(), call.text()
        rounding = 1e-6 if any(t == np.float32 for g in call.arguments.values() for t in g.types) else 1e-11
        got, want = got[finite], want[finite].astype(complex)
        assert (np.abs(got - want) <= rounding * (np.abs(want) + scale**2 + 1)).all(), call.text()
        if (seen := seen + 1) == 6:
            break
    assert seen >= 3


# ---------------------------------------------------------------- planted faults


n, m = symbols("n m", integer=True)
N, M = symbols("N M", integer=True, positive=True)
x, w, y = map(IndexedBase, "xwy")


def stated(fast, domain=None):
    """A formula with a fast form of one's own: the sum of M neighbours, weighted."""
    fast.__name__ = "weighted"
    fast.__globals__.update(N=N, M=M)
    return formula(
        Eq(y[n], Sum(w[m] * x[n + m], (m, 0, M - 1))), shapes="(N), (M) -> (N - M + 1)", source="NumPy, numpy.correlate"
    )(fast)


class Unmended(Formula):
    """A formula whose call is its fast form alone: nothing casts or copies the result, or silences NumPy."""

    def __call__(self, *args, **kwargs):
        return self.fn(*args, **kwargs)


def unmended(fast):
    return Unmended(stated(fast).definition)


def right(x, w):
    return np.correlate(x, w, "valid")


def rules(of, a, b, style="normal"):
    """The rules that a call breaks."""
    given = {
        name: Given(v, lambda v=v: arrays.written(v), arrays.widened(v), [v.dtype]) for name, v in (("x", a), ("w", b))
    }
    return {one.rule for one in judged(Call(of, "0", "distinct", style, given))[0]}


def numbers(dtype, *shape):
    return np.random.default_rng(3).standard_normal(shape).astype(dtype)


@pytest.mark.parametrize("dtype", ["float64", "float32", "longdouble", "int64", "int8"])
def test_a_right_form_breaks_no_rule(dtype):
    of = stated(lambda x, w: right(x, w))
    whole = np.dtype(dtype).kind == "i"
    a, b = (np.arange(size).astype(dtype) if whole else numbers(dtype, size) for size in (9, 4))
    assert rules(of, a, b) == set()


def planted_value(x, w):
    found = right(x, w)
    return found + found.dtype.type(1e-5) if found.dtype == np.float32 else found


def planted_rounding(x, w):
    return right(x.astype(np.float32), w.astype(np.float32)).astype(np.float64)


def planted_type(x, w):
    return right(x, w).astype(np.float64)


def planted_warning(x, w):
    warnings.warn("something", RuntimeWarning, stacklevel=1)
    return right(x, w)


def planted_zero_division(x, w):
    return right(x, w) + 0 * np.where(x[0] == 0, 0, 1 / x[0])


def planted_write(x, w):
    found = right(x, w)
    if x.flags.writeable:
        x += 1
    return found


def planted_view(x, w):
    return x[: len(x) - len(w) + 1]


def planted_raw_error(x, w):
    raise IndexError("index 7 is out of bounds")


def planted_bare_message(x, w):
    raise ValueError("operands could not be broadcast")


def planted_lines(x, w):
    raise ValueError("weighted: one\ntwo")


def planted_integers(x, w):
    return right(x.astype(np.int8), w.astype(np.int8)).astype(np.int64) if x.dtype.kind == "i" else right(x, w)


def planted_nan(x, w):
    return np.nan_to_num(right(np.nan_to_num(x), w))


def cached(seen, x, w):
    """A cache that knows a call by its shapes alone."""
    key = x.shape, w.shape
    seen[key] = seen.get(key, -1) + 1
    return np.nextafter(right(x, w), np.inf) if seen[key] else right(x, w)


MENDED = (planted_type, planted_zero_division, planted_view)  # faults of a fast form that the call of a formula mends


@pytest.mark.parametrize(
    "fault, rule, dtype",
    [
        (planted_value, "value", "float32"),
        (planted_rounding, "value", "float64"),
        (planted_type, "type", "float32"),
        (planted_warning, "warning", "float64"),
        (planted_zero_division, "warning", "float64"),
        (planted_write, "write", "float64"),
        (planted_view, "write", "float64"),
        (planted_raw_error, "error", "float64"),
        (planted_bare_message, "error", "float64"),
        (planted_lines, "error", "float64"),
        (planted_integers, "value", "int64"),
        (planted_nan, "value", "float64"),
    ],
    ids=lambda v: getattr(v, "__name__", str(v)),
)
def test_a_planted_fault_is_seen(fault, rule, dtype):
    a, b = numbers(dtype, 9) * (100 if dtype == "int64" else 1), numbers(dtype, 4)
    if dtype == "int64":
        a, b = np.arange(100, 109), np.array([3, 1, 2, 2])
    if fault is planted_zero_division:
        a[0] = 0
    if fault is planted_nan:
        a[3] = np.nan
    plant = unmended if fault in MENDED else stated
    assert rule in rules(plant(lambda x, w: fault(x, w)), a, b)
    if fault is not planted_nan and dtype != "int64":
        assert rule not in rules(plant(lambda x, w: right(x, w)), a, b)


@pytest.mark.parametrize("fault", MENDED, ids=lambda fault: fault.__name__)
def test_the_call_of_a_formula_mends(fault):
    a, b = (numbers("float32" if fault is planted_type else "float64", size) for size in (9, 4))
    if fault is planted_zero_division:
        a[0] = 0
    of = stated(lambda x, w: fault(x, w))
    assert rules(of, a, b) == ({"value"} if fault is planted_view else set())


def test_state_in_a_cache_is_seen():
    seen = {}
    of = stated(lambda x, w: cached(seen, x, w))
    assert "state" in rules(of, numbers("float64", 9), numbers("float64", 4))


def test_a_cache_that_takes_equal_numbers_for_the_same_is_seen(monkeypatch):
    """1.0 and True are refused, unless 1 came before and left a result."""
    plain, kept = Formula.__call__, {}
    drawn = [
        call for k in range(400) if (call := calls.draw(1, k, "geometry.dense_parameters")).earlier and call.refuse
    ]
    assert drawn and not any(one.rule == "accepted" for call in drawn for one in judged(call)[0])
    monkeypatch.setattr(
        Formula, "__call__", lambda self, *args, **kwargs: cached_by_value(self, args, kwargs, plain, kept)
    )
    assert any(one.rule == "accepted" for call in drawn for one in judged(call)[0])


def cached_by_value(self, args, kwargs, plain, kept):
    key = (*args, *kwargs.values())
    if key not in kept:
        kept[key] = plain(self, *args, **kwargs)
    return kept[key]


def test_a_wrong_call_that_is_accepted_is_seen(monkeypatch):
    given = {"x": Given(v := numbers("float64", 5), lambda: "x", v, [v.dtype]), "w": Given(2.0, lambda: "2.0", None)}
    call = Call(stated(lambda x, w: x), "0", "distinct", "normal", given, wrong="w", refuse=True)
    monkeypatch.setattr(type(call.of), "__call__", lambda self, *args, **kwargs: 1.0)
    assert {one.rule for one in judged(call)[0]} == {"accepted"}


def test_an_endless_call_is_seen(monkeypatch):

    monkeypatch.setattr(judge, "patience", functools.partial(judge.patience, 1))
    assert rules(stated(lambda x, w: time.sleep(30)), numbers("float64", 5), numbers("float64", 2)) == {"hang"}


def test_a_slow_call_is_seen():
    found = (calls.draw(7, k, "layers.linear") for k in range(100))
    plain = (call for call in found if not call.wrong and call.gradient is None)
    call = next(call for call in plain if all(g.types == [np.float64] for g in call.given_arrays.values()))
    summary = campaign.Summary()
    assert not campaign.timed(call, summary)
    call = dataclasses.replace(call, of=Slow(layers.linear.definition))
    assert judged(call) == ([], "value")
    assert [one.rule for one in campaign.timed(call, summary)] == ["slow"]


class Slow(Formula):
    def __call__(self, *args, **kwargs):
        time.sleep(0.1)
        return super().__call__(*args, **kwargs)


@pytest.mark.parametrize(("base", "right"), [(0.9, True), (2.0, False)])
def test_zero_instead_of_what_has_the_wrong_sign_is_as_promised(base, right):
    """Only in the sign that a measure of information should not have, and only as far as the totals explain."""
    table = np.array([[0.2857142984867096], [0.7142857313156128]], np.float32)
    given = SimpleNamespace(means=table)
    call = SimpleNamespace(of=mutual_information, given_arrays={"joint": given})
    meant = {"base": base}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(oracles, "meant", lambda call: meant)
        assert values.never_negative(call, 0.0, flint.arb(2.8e-7)) is right
        assert not values.never_negative(call, 0.0, flint.arb(2.8e-3))
        assert not values.never_negative(call, 1e-9, flint.arb(2.8e-7))


@pytest.mark.parametrize(("result", "broken"), [(2**70, False), (2**62, False), (np.float32(2.0), True)])
def test_an_integer_beyond_int64_is_one_of_pythons(result, broken):
    sizes = np.array([3, 3, 3])
    given = {a: Given(sizes, lambda: "", sizes, [sizes.dtype]) for a in ("kernel_sizes", "strides")}
    call = Call(geometry.receptive_field, "0", "distinct", "normal", given)
    assert bool(judge.judged_type(call, result)) is broken


@pytest.mark.parametrize(("result", "broken"), [(np.longdouble(2.0), False), (np.float64(2.0), True)])
def test_a_wider_result_may_be_finite_where_theirs_is_none(monkeypatch, result, broken):
    call = SimpleNamespace(given_arrays={})
    monkeypatch.setattr(oracles, "others", lambda call: [("theirs", lambda: np.float64(np.nan))])
    assert bool(values.against_others(call, result, flint.arb(2.0))) is broken
    monkeypatch.setattr(oracles, "others", lambda call: [("theirs", lambda: np.float64(3.0))])
    assert values.against_others(call, result, flint.arb(2.0))


@pytest.mark.parametrize(("size", "excused"), [(1.0, False), (1e290, False), (1.1e307, True)])
def test_a_sum_may_overflow_only_where_its_absolute_terms_do(size, excused):
    """The terms add up to 0 each time, the absolute ones to 20 times the size."""
    x, w = size * np.array([10.0, -10.0]), np.array([1.0, 1.0])
    broken = rules(stated(lambda x, w: np.full(1, np.inf)), x, w)
    assert ("value" in broken) is not excused
    assert not rules(stated(right), x, w)


def test_exact_results_that_do_not_fit_into_memory_are_refused():
    with address_space(8 << 30):
        with pytest.raises(ValueError, match="shift: k = 1000000000 needs more memory"):
            convolution.shift([Fraction(1, 3)], 10**9)
        with pytest.raises(ValueError, match=r"shift.*needs more memory"):
            convolution.shift.literal([1, 2], 10**9)
