"""`mathcnn.check` says what the command says, whatever a function raises or returns."""

import asyncio
import warnings
from typing import Any

import numpy as np
import pytest

import mathcnn
from mathcnn import activation, catalogue, convolution, layers, normalization, pooling
from mathcnn.conformance import NoTarget, judging, verify_against
from mathcnn.conformance.client import AT_SIZE
from mathcnn.evidence import verdicts
from mathcnn.evidence.rows import Verdict, Verdicts

from .marks import slow_but, thinned

RELU = activation.relu
few = lambda of, fn, **options: mathcnn.check(of, fn, 4, **options)


@pytest.fixture
def small(monkeypatch):
    """Without the parts that need large arrays."""
    parts = judging.parts
    monkeypatch.setattr(judging, "parts", lambda of: {k: v for k, v in parts(of).items() if k not in AT_SIZE})


@pytest.fixture
def only(monkeypatch):
    """A function that leaves only some parts."""
    parts = judging.parts

    def keep(*names):
        monkeypatch.setattr(judging, "parts", lambda of: {k: v for k, v in parts(of).items() if k in names})

    return keep


def right(x):
    return np.maximum(x, 0)


def brief(rows):
    return [(row.kind, row.law, row.dtype, row.verdict, row.evidence, row.tier, row.cases, row.max_rho) for row in rows]


# ---------------------------------------------------------------- as the command


@pytest.mark.slow
@pytest.mark.parametrize("name", ["activation.relu", pytest.param("pooling.global_avg_pool", marks=pytest.mark.deep)])
def test_check_says_what_the_command_says(name):
    of = catalogue.find_formula(name)
    said = verify_against(f"mathcnn.{of.topic}:{of.__name__}", [name], examples=4).rows
    rows = few(of, of)
    assert type(rows) is Verdicts and rows and not rows.falls_short
    assert brief(rows) == brief(row for row in said if row.kind != "gradient")


def test_optional_parameters_may_be_missing(only):
    only("form", "outputs", "flips", "splits_into_groups", "subsamples")
    plain = lambda x, w, b=None, *, stride=1, padding=0, dilation=1: layers.conv(
        x, w, b, stride=stride, padding=padding, dilation=dilation
    )
    rows = few(layers.conv, plain)
    assert not rows.falls_short, str(rows)
    assert any("groups" in row.says or "flip" in row.says for row in rows if row.verdict == verdicts.NOT_OFFERED)


def test_a_wrong_result_is_named_with_its_counterexample():
    lost = lambda x: np.where(x > 2, 2, np.maximum(x, 0)).astype(x.dtype)
    rows = few(RELU, lost)
    (first, *_) = rows.falls_short
    assert (
        first.verdict == verdicts.FAILS and "x = [" in first.counterexample and "function(np.array(" in first.reproduce
    )
    exec(few(RELU, right_but_late).falls_short[0].reproduce.replace("tests.test_conformance_check", __name__), {})


def right_but_late(x):
    return np.maximum(x, 1).astype(x.dtype)


# ---------------------------------------------------------------- what functions raise and return


async def awaited(x):
    return np.maximum(x, 0)


def lazy(x):
    yield np.maximum(x, 0)


def raises(x):
    raise KeyError("no kernel")


def leaves(x):
    raise SystemExit(3)


def cancels(x):
    raise asyncio.CancelledError


class Odd:
    """An object that breaks when it is looked at."""

    def __array__(self, *args, **options):
        raise OSError("no array today")


ODD: dict[str, Any] = {
    "none": lambda x: None,
    "a word": lambda x: "relu",
    "words": lambda x: np.full(x.shape, "relu"),
    "bytes": lambda x: b"relu",
    "a set": lambda x: {1.0},
    "a dict": lambda x: {"y": x},
    "a function": lambda x: np.maximum,
    "ragged": lambda x: [[1.0], [2.0, 3.0]],
    "true": lambda x: True,
    "itself": lambda x: ODD,
    "no array": lambda x: Odd(),
    "dates": lambda x: np.zeros(x.shape, "datetime64[s]"),
    "records": lambda x: np.zeros(x.shape, [("a", "f8")]),
    "objects of nothing": lambda x: np.full(x.shape, None),
    "awaited": awaited,
    "lazy": lazy,
    "raises": raises,
    "leaves": leaves,
    "cancels": cancels,
}


@pytest.mark.parametrize("name", thinned(ODD, 3))
def test_nothing_odd_is_raised_or_passes(name, small):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows = few(RELU, ODD[name])
    assert len(rows.falls_short) > 15 and not any(row.good for row in rows), str(rows)


@pytest.mark.parametrize(
    ("fn", "said"),
    [
        (lambda x: np.maximum(x, 0).tolist(), "returns list, which is no array"),
        (lambda x: tuple(np.maximum(x, 0)), "returns tuple, which is no array"),
        (lambda x: np.maximum(x, 0).astype(object), "returns an array of objects"),
        (lambda x: np.maximum(x, 0).astype("f8"), "float64 for float32"),
        (lambda x: np.maximum(x, 0) + 0j, "complex128 for float64"),
    ],
)
def test_a_result_of_the_wrong_kind_falls_short(fn, said, small):
    assert any(said in row.says and row.verdict == verdicts.FAILS for row in few(RELU, fn))


@pytest.mark.slow
def test_what_only_raises_holds_in_no_row(only):
    def broken(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
        raise ValueError("no kernel for this")

    only("form", "edges", "outputs", "calls", "flips", "adds_kernels")
    rows = few(layers.conv, broken)
    assert rows.falls_short and not [row for row in rows if row.good], str(rows)
    assert not [row for row in rows if row.kind == "gradient"]
    only("form", "gradient")
    rows = few(layers.conv, layers.conv, gradient=lambda dy, *args, **options: raises(dy))
    assert {row.verdict for row in rows if row.kind == "gradient"} == {verdicts.FAILS}
    assert all(row.good for row in rows if row.kind == "form")


@pytest.mark.parametrize("fn", [raises, leaves, lambda f, g: None, lambda f, g: 3, lambda f, g: "word"])
@pytest.mark.parametrize("of", [convolution.continuous, convolution.two_sided], ids=lambda of: of.name)
def test_functions_on_the_line_raise_nothing_either(of, fn):
    both = (lambda *args: fn(args[0])) if fn in (raises, leaves) else (lambda *args: fn(*args[:2]))
    assert few(of, both).falls_short


def test_ctrl_c_ends_a_check():
    def interrupts(x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        few(RELU, interrupts)


# ---------------------------------------------------------------- gradients


@pytest.fixture
def alone(only):
    """The gradient without the other parts."""
    only("gradient")


def gradient_rows(of, gradient, function=None):
    rows = few(of, function or of, gradient=gradient)
    assert all(row.kind == "gradient" for row in rows)
    return rows


@pytest.mark.parametrize(
    "of", slow_but([RELU, layers.linear, layers.conv, normalization.batch_norm, pooling.max_pool], RELU)
)
def test_our_own_gradients_hold(of, alone):
    rows = gradient_rows(of, of.backward)
    assert rows and all(row.good for row in rows), str(Verdicts(rows))


@pytest.mark.slow
def test_a_gradient_takes_names_and_order_of_its_own(alone):
    def by_name(g, v, m, shift=None):
        rows, outputs = v.reshape(-1, v.shape[-1]), g.reshape(-1, g.shape[-1])
        return {"w": outputs.T @ rows, "x": g @ m, "b": outputs.sum(0)}

    rows = gradient_rows(layers.linear, by_name)
    assert rows and all(row.good for row in rows), str(Verdicts(rows))
    assert all(row.good for row in gradient_rows(RELU, lambda dy, x: dy * (x > 0)))


@pytest.mark.slow
def test_none_beside_other_gradients_is_zero(alone):
    """In training the running statistics of batch_norm have no influence, and its gradient has None for them."""
    of = normalization.batch_norm
    rows = gradient_rows(of, of.backward)
    assert rows and all(row.good for row in rows), str(Verdicts(rows))
    rows = gradient_rows(layers.linear, lambda dy, x, w, b=None: (dy @ w, None, None))
    assert any(row.verdict == verdicts.FAILS for row in rows), str(Verdicts(rows))


@pytest.mark.parametrize(
    ("gradient", "said"),
    [
        (lambda dy, x: dy, " at ("),
        (lambda dy, x: None, "returned no gradient of x, but None"),
        (lambda dy, x: (), "returned no gradient of x, but ()"),
        (lambda dy, x: (dy * (x > 0)).tolist(), "returned "),
        (lambda dy, x: ((dy * (x > 0)).astype(object),), "returned object for float64 as the gradient of x"),
        (lambda dy, x: (np.asarray(dy * (x > 0), "f4"),), "returned float32 for float64 as the gradient of x"),
        (lambda dy, x: (dy * (x > 0))[None], "of shape (1, "),
        (lambda dy, x: leaves(x), "SystemExit: 3"),
    ],
)
def test_a_wrong_gradient_is_named(gradient, said, alone):
    rows = gradient_rows(RELU, gradient)
    assert any(row.verdict == verdicts.FAILS and said in f"{row.counterexample} {row.says}" for row in rows), rows


# ---------------------------------------------------------------- arguments, and how rows are shown


@pytest.mark.parametrize(
    ("arguments", "options", "kind", "said"),
    [
        ((3, right), {}, TypeError, "of: it must be a formula or its name"),
        ((RELU, None), {}, TypeError, "function: it must be callable"),
        ((RELU, right), {"gradient": 3}, TypeError, "gradient: it must be callable"),
        ((RELU, right, 0), {}, ValueError, "examples = 0: it must be an integer >= 1"),
        ((RELU, right, 2.5), {}, ValueError, "examples = 2.5"),
        ((RELU, right, 4, -1), {}, ValueError, "seed = -1"),
        ((RELU, lambda a, b, c: a), {}, NoTarget, "has another signature than activation.relu"),
        (("activation.relo", right), {}, catalogue.Unknown, "did you mean activation.relu"),
    ],
)
def test_bad_arguments_are_named(arguments, options, kind, said):
    with pytest.raises(kind, match=said.replace("(", r"\(")):
        mathcnn.check(*arguments, **options)


def test_verdicts_are_printed_as_a_table(monkeypatch, small):
    monkeypatch.setenv("COLUMNS", "110")
    shown = str(few(RELU, right)).splitlines()
    assert shown[0].split() == ["kind", "what", "numbers", "verdict", "tier", "cases", "largest", "rho"]
    assert shown[1].startswith("form") and "equals the literal form" in shown[1] and "holds" in shown[1]
    assert " hold, 0 fall short" in shown[-1] and max(map(len, shown)) <= 110
    wrong = str(few(RELU, lambda x: x))
    assert "equals the literal form (float64, float32" in wrong and "fails: x = [" in wrong
    assert str(Verdicts()) == "no verdicts"
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, str(few(RELU, right)).splitlines())) <= 40


def test_what_is_not_offered_does_not_fall_short():
    row = Verdict("a.b", "law", "c", "d", verdicts.NOT_OFFERED, verdicts.OPEN, "", 0, says="no c")
    assert not Verdicts([row]).falls_short and "0 hold, 0 fall short, 1 not offered" in Verdicts([row]).counted()
