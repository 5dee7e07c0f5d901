"""Results that depend on earlier calls, on threads or on shared memory are found; right functions are accepted."""

import contextlib
import io
from typing import Any

import numpy as np
import pytest

from mathcnn import activation, arrays, catalogue, layers, normalization, pooling
from mathcnn.conformance import Target, calls, causes, judging, ordinary, target
from mathcnn.conformance.callers import Call, Caller
from mathcnn.conformance.rows import Rows
from mathcnn.conformance.subject import Subject
from mathcnn.evidence import verdicts

from .marks import slow_but
from .test_conformance_real_sizes import judged, point

RELU, CONV, LINEAR, SOFTMAX = activation.relu, layers.conv, layers.linear, activation.softmax


def rows_of(fn, of, dtypes=("float64", "float32")):
    target = Target("planted", {of.name: fn}, dtypes, typed="planted")
    return {row.law: row for row in judging.verdicts(target, of, "calls", 6, 0)}


def cached(of, key):
    """The formula with a cache of results."""
    kept = {}

    def run(*args, **kwargs):
        found = key(*args, **kwargs)
        if found not in kept:
            kept[found] = (np.array(of(*args, **kwargs)), args)  # arguments are kept, so that no id is used twice
        return kept[found][0].copy()

    return run


def shapes(*args, **kwargs):
    return (*(np.shape(x) for x in args), *(str(v) for v in kwargs.values()))


# what the functions below keep from call to call
STATE: dict[str, Any] = {
    **{name: {} for name in ("packed_weights", "by_shape_alone", "type_by_shape", "own_buffer", "scratch")},
    "buffer": np.zeros(0),
    "dtype": None,
    "busy": False,
}


def packed_weights(x, w, b=None, **k):
    """Weights are reordered once and kept by their identity."""
    mine = STATE["packed_weights"].setdefault(id(w), (w, w.copy()))[1]
    return CONV(x, mine, b, **k)


def by_shape_alone(x, w, b=None, **k):
    """The arguments of the first call with these shapes are kept."""
    mine = STATE["by_shape_alone"].setdefault((x.shape, w.shape, x.dtype), k)
    return CONV(x, w, b, **mine)


def stale_padding(x, w, b=None, **k):
    """A padded copy of the input lives in a buffer that only grows, and its border is cleared once."""
    pads = k.pop("padding")
    shape = (*x.shape[:2], *(n + sum(p) for n, p in zip(x.shape[2:], pads, strict=True)))
    size = int(np.prod(shape))
    if STATE["buffer"].size < size or STATE["buffer"].dtype != x.dtype:
        STATE["buffer"] = np.zeros(size, x.dtype)
    wide = STATE["buffer"][:size].reshape(shape)
    wide[(..., *(slice(p[0], p[0] + n) for n, p in zip(x.shape[2:], pads, strict=True)))] = x
    return CONV(wide, w, b, **k)


def first_type(x):
    """The type of the first call is that of all."""
    STATE["dtype"] = STATE["dtype"] or x.dtype
    return RELU(x) * (2 if STATE["dtype"] != x.dtype else 1)


def type_by_shape(x):
    """The type of the first call with a shape is that of all calls with this shape."""
    return RELU(x) * (2 if STATE["type_by_shape"].setdefault(x.shape, x.dtype) != x.dtype else 1)


flip_flop = iter(range(10**9))
REPEATED = [
    ("cached by shape", SOFTMAX, cached(SOFTMAX, shapes), "returns the result of an earlier call"),
    ("cached by identity", RELU, cached(RELU, id), "does not see that x was changed in place"),
    (
        "cached by the first entry",
        RELU,
        cached(RELU, lambda x: (x.shape, x.flat[0])),
        "changed in place|an earlier call|calls with other shapes",
    ),
    ("packed weights", CONV, packed_weights, "does not see that w was changed in place"),
    ("arguments kept", CONV, by_shape_alone, "does not see that"),
    ("a border that is cleared once", CONV, stale_padding, "earlier call|is wrong after|does not see"),
    ("the type of the first call with a shape", RELU, type_by_shape, "another type of numbers"),
    (
        "every third call",
        RELU,
        lambda x: RELU(x) + (next(flip_flop) % 3 == 2),
        "earlier call|different results|in place",
    ),
]


@pytest.mark.parametrize(("of", "fn", "said"), [row[1:] for row in REPEATED], ids=[row[0] for row in REPEATED])
def test_results_of_earlier_calls_are_found(of, fn, said):
    row = rows_of(fn, of)[calls.REPEATED]
    assert row.verdict == verdicts.FAILS and any(one in row.says for one in said.split("|")), row.says
    assert "planted" in row.reproduce


def test_the_type_of_the_very_first_call_is_found_by_the_form():
    """What is found out first calls the function in every type, so that one type is wrong from then on."""
    target = Target("planted", {RELU.name: first_type}, ("float64", "float32"), typed="planted")
    rows = [*judging.verdicts(target, RELU, "form", 6, 0)]
    wrong = {row.dtype for row in rows if row.verdict == verdicts.FAILS}
    assert "float32" in wrong and "float64" not in wrong


def own_buffer(x):
    """One result array for all calls of a shape."""
    y = STATE["own_buffer"].setdefault((x.shape, x.dtype), np.empty_like(x))
    np.maximum(x, 0, out=y)
    return y


def a_view(x):
    return x if (x > 0).any() else RELU(x)  # so that a negative entry is wrong as well


def view_of_weights(x, w, b=None):
    y = LINEAR(x, w, b)
    if y.shape == w.shape and not np.shares_memory(x, w):
        view_of_weights.kept = w
        w_copy = y
        return w_copy
    return y


@pytest.mark.parametrize(
    ("fn", "said"),
    [(own_buffer, "the next call writes into an earlier result"), (a_view, "the result is a view of its input x")],
)
def test_memory_of_results(fn, said):
    row = rows_of(fn, RELU)[calls.MEMORY]
    assert row.verdict == verdicts.FAILS and row.says == said


def test_a_view_is_a_remark_where_entries_are_only_moved():
    of = layers.flatten
    row = rows_of(lambda x: x.reshape(len(x), -1), of)[calls.MEMORY]
    assert row.good and row.says == "the result is a view of its input x"
    assert rows_of(view_of_weights, LINEAR)[calls.MEMORY].good


def scratch(x, w, b=None, **k):
    """A scratch buffer that all threads share; each result is a copy."""
    y = STATE["scratch"].setdefault((x.shape, w.shape, str(k)), np.empty_like(np.asarray(CONV(x, w, b, **k))))
    y[...] = CONV(x, w, b, **k)
    for _ in range(3):
        sum(range(200))  # work in Python between writing and reading
    return y.copy()


def one_at_a_time(x):
    if STATE["busy"]:
        raise RuntimeError("the kernel is not reentrant")
    STATE["busy"] = True
    y = RELU(x)
    sum(range(2000))
    STATE["busy"] = False
    return y


def test_threads():
    row = rows_of(scratch, CONV)[calls.THREADS]
    assert row.verdict == verdicts.FAILS and "from several threads at once" in row.says
    row = rows_of(one_at_a_time, RELU)[calls.THREADS]
    assert row.verdict == verdicts.FAILS and "raises RuntimeError when it is called from several threads" in row.says


def test_threads_of_what_a_factory_returns(tmp_path, monkeypatch):
    """The object that a factory returns gives way to other threads, too: it is what computes."""
    (tmp_path / "layer_of_threads.py").write_text(
        "import numpy as np\n"
        "from mathcnn.conformance import scope\n"
        "kept = {}\n"
        "@scope(formula='layers.linear', state=('w', 'b'))\n"
        "def dense(w, b=None):\n"
        "    def run(x):\n"
        "        y = kept.setdefault((x.shape, w.shape), np.empty((*x.shape[:-1], len(w))))\n"
        "        y[...] = x @ w.T + (0 if b is None else b)\n"
        "        sum(range(200))\n"
        "        return y.astype(x.dtype)\n"
        "    return run\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    found = {row.law: row for row in judging.verdicts(target("layer_of_threads:dense"), LINEAR, "calls", 6, 0)}
    assert found[calls.THREADS].verdict == verdicts.FAILS
    assert found[calls.REPEATED].good and found[calls.MEMORY].good


def test_last_digits_are_a_remark():
    turns = iter(range(10**9))

    def shaky(x, axis=1):
        y = np.array(SOFTMAX(x, axis=axis))
        return np.nextafter(y, 2, dtype=y.dtype) if next(turns) % 2 else y

    row = rows_of(shaky, SOFTMAX)[calls.REPEATED]
    assert row.good and row.says == "two calls with the same arguments differ in their last digits"


@pytest.mark.parametrize("name", slow_but(ordinary.GEOMETRIES, "layers.conv", "convolution.discrete"))
def test_right_functions_are_accepted(name):
    of = catalogue.find_formula(name)
    rows = rows_of(of, of)
    assert all(row.good for row in rows.values()), [(row.law, row.says) for row in rows.values()]
    assert set(rows) == set(calls.NAMES) and rows[calls.THREADS].cases > calls.WORKERS


@pytest.mark.slow
def test_formulas_without_ordinary_cases_and_conventions_are_accepted():
    for name in ("perceptron.dense", "classic.conv_by_table", "geometry.receptive_field"):
        of = catalogue.find_formula(name)
        assert all(row.good for row in rows_of(of, of).values()), name
    flipped = lambda x, w, b=None, **k: CONV(x, w, b, **{**k, "flip": True})
    assert all(row.good for row in rows_of(flipped, CONV).values())
    wrong = lambda x: RELU(x) + 1  # wrong, and not by its calls
    assert all(row.good for row in rows_of(wrong, RELU).values())


TABLES = [name for topic in ("information", "probability") for name in catalogue.topic(topic).formulas]


@pytest.mark.parametrize("dtypes", [("float64", "float32"), ("float32",), ("float16",)])
@pytest.mark.parametrize("name", slow_but(TABLES, "information.entropy", "probability.marginal"))
def test_probabilities_are_drawn_and_compared_in_the_type_of_the_call(name, dtypes):
    of = catalogue.find_formula(name)
    rows = rows_of(of, of, dtypes)
    assert set(calls.NAMES) <= set(rows) and all(rows[law].verdict == verdicts.HOLDS for law in calls.NAMES), [
        (row.law, row.verdict, row.says) for row in rows.values()
    ]


def test_what_is_not_offered():
    def nothing(x):
        raise calls.NotOffered("anything")

    assert {row.verdict for row in rows_of(nothing, RELU).values()} == {verdicts.NOT_OFFERED}
    assert pooling.max_pool.name and normalization.batch_norm.name


# ---------------------------------------------------------------- what is wrong by itself


def counted_once(x, t):
    """A label that repeats is counted once: wrong whatever was called before, and right for labels that differ."""
    first = np.sort(np.unique(t, return_index=True)[1])
    return activation.cross_entropy(x[first], t[first])


def test_what_is_wrong_for_some_labels_is_not_blamed_on_earlier_calls():
    rows = rows_of(counted_once, activation.cross_entropy)
    row = rows[calls.REPEATED]
    assert (row.verdict, row.says) == (verdicts.FAILS, "is wrong for some numbers")
    assert row.reproduce.count("planted.cross_entropy(") == 1 and "print(y1[" in row.reproduce
    target = Target("planted", {"activation.cross_entropy": counted_once}, ("float64",), typed="planted")
    form = judging.verdicts(target, activation.cross_entropy, "form", 6, 0)
    (cause,) = causes.causes([*rows.values(), *form])
    assert cause.key[0] == "numbers"


# ---------------------------------------------------------------- one array for two arguments


def symmetric(x, z):
    """Products of an array with itself are taken for symmetric ones, of which half is computed."""
    y = np.asarray(arrays.matmul(x, z))
    return np.triu(y) if x is z else y


def test_one_array_for_two_arguments():
    row = rows_of(symmetric, arrays.matmul)[calls.REPEATED]
    assert row.verdict == verdicts.FAILS and row.says == "is wrong if x and z are one array"
    run = row.reproduce.replace("planted.matmul(", "symmetric(")
    assert run.count("symmetric(") == 1 and "symmetric(x, x)" in run
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(run, {"symmetric": symmetric})
    assert printed.getvalue().strip().endswith("0.0")
    assert rows_of(arrays.matmul, arrays.matmul)[calls.REPEATED].good


# ---------------------------------------------------------------- results of real sizes


def test_a_buffer_of_large_results_is_found_in_an_entry_of_its_own():
    """Small results are arrays of their own, so that the check of small calls does not see it."""
    buffers = {}

    def reused(x):
        y = np.maximum(x, 0)
        if y.size < 500:
            return y
        held = buffers.setdefault((y.shape, y.dtype), np.empty_like(y))
        held[...] = y
        return held

    points = [point({"x": (n,)}) for n in (5, 600, 1100)]
    rows = list(judged(reused, RELU, *points, dtypes=("float64", "float32"), fills_a_call=1).values())
    assert {row.verdict for row in rows} == {verdicts.FAILS}
    (cause,) = causes.causes(rows)
    assert cause.says == "two results share their memory" and "x (500,)" in cause.row.counterexample
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(cause.row.reproduce.replace("planted.relu(", "reused("), {"reused": reused})
    assert printed.getvalue().strip() == "True"
    right = judged(lambda x: np.maximum(x, 0), RELU, *points, dtypes=("float64",))["float64"]
    assert right.verdict == verdicts.HOLDS


@pytest.mark.parametrize(("fails", "shown"), [(lambda x, count: x[0] > 2, 1), (lambda x, count: count == 0, 3)])
def test_an_exception_is_shown_by_the_last_call_if_that_is_enough(fails, shown):
    made = []

    def relu(x):
        made.append(x)
        if fails(x, len(made) % 3):  # the third call of a row, or a number, raises
            raise ValueError("not that")
        return np.maximum(x, 0)

    caller = Caller(Rows(Subject(RELU, Target("planted", {RELU.name: relu}), relu), 6, 0), "float64")
    for number in (1.0, 2.0):
        with contextlib.suppress(ValueError):
            caller.run(Call({"x": np.array([number])}, {}))
    try:
        caller.run(Call({"x": np.array([3.0])}, {}))
    except ValueError as error:
        lines = caller.before(error)
    assert sum(line.startswith("y") for line in lines) == shown, lines
