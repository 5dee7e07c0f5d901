"""Reports have one entry for each cause: what falls short is grouped, and the entry says what is wrong."""

import dataclasses
import itertools

import numpy as np
import pytest

from mathcnn import layers, normalization
from mathcnn.conformance import Campaign, Scope, Target, pattern, real_sizes
from mathcnn.conformance.causes import across, alike, causes
from mathcnn.conformance.cover import cover, mostly
from mathcnn.conformance.factored import Factored
from mathcnn.conformance.plan.everyday import everyday
from mathcnn.conformance.rows import Rows
from mathcnn.conformance.runs import factors
from mathcnn.conformance.sentences import sentence
from mathcnn.display import conformance as pages
from mathcnn.evidence.verdicts import CONVENTION, FAILS, HOLDS, NORMWISE, SPECIAL, SUSPECT, Verdict, Verdicts

CONV, RELU, SOFTMAX = "layers.conv", "activation.relu", "activation.softmax"


def row(law="equals the literal form", verdict=FAILS, dtype="float64", *, formula=CONV, kind="form", **more):
    more.setdefault("counterexample", f"x = [1]: 0.0 and 1.0 at (0,) ({law}, {dtype})" if verdict != HOLDS else None)
    more.setdefault("entries", 1)
    return Verdict(formula, kind, law, "ops", verdict, "sampled", "E", 20, dtype=dtype, **more)


def raising(message, **more):
    return row(fault=message, counterexample=f"x = [0]: {message}", **more)


LAW = {"kind": "law"}
ONE_CAUSE = {
    "types of numbers": [row(dtype=d) for d in ("float64", "float32", "float16", "int64")],
    "checks": [row(law) for law in ("equals the literal form", "everyday sizes", "integers", "arguments as words")],
    "laws": [row(), row("adds_kernels", **LAW), row("flips", **LAW)],
    "exceptions with other numbers": [
        raising("ValueError: shape (1, 2) is no shape of 3 axes"),
        raising("ValueError: shape (4, 5, 6) is no shape of 2 axes", law="adds_kernels", kind="law"),
        raising("ValueError: shape (1,) is no shape of 17 axes", kind="gradient", law="derivative"),
    ],
    "exceptions with other types and addresses": [
        raising("TypeError: float32 at 0x7f00aa is refused"),
        raising("TypeError: float64 at 0x7f12bb is refused"),
        raising("TypeError: bfloat16 at 0x1 is refused"),
    ],
    "special values of several arrays": [
        row("special values", SPECIAL, says="NaN becomes 0, in x"),
        row("special values", SPECIAL, "float32", says="NaN becomes 0, in w"),
    ],
    "a NaN that is lost in the form and in a law": [
        row("special values", SPECIAL, says="NaN ignored, in x"),
        row("passes_nan_on", SPECIAL, says="NaN becomes a number", **LAW),
    ],
    "a convention": [row(verdict=CONVENTION, says="w is turned"), row("x", CONVENTION, "float32", says="w is turned")],
    "results of the wrong kind": [
        row("keeps the type", says="returns list, which is no array", counterexample=None),
        row("everyday sizes", counterexample="x (3,): returned integers (int64) for float64"),
    ],
    "suspicion in another type": [row(), row("everyday sizes", SUSPECT, "bfloat16", says="loses most digits")],
    "too few cases beside a failure": [
        row(),
        row("special values", SUSPECT, says="only 0 of 75 samples could", counterexample=None),
    ],
    "subnormal numbers of a wrong function": [
        row(),
        row("subnormal numbers", SPECIAL, says="subnormals flushed, in x"),
    ],
    "a transform's rows beside wrong numbers": [row(), row("adds_kernels", NORMWISE, **LAW)],
    "calls of a wrong function": [
        row("everyday sizes"),
        row("repeated calls", says="is wrong after calls with other shapes", entries=None),
    ],
    "a result that is kept": [
        row("repeated calls", says="returns the result of an earlier call with arrays of the same shapes"),
        *(row(law, dtype=d) for law in ("everyday sizes", "integers") for d in ("float64", "float32")),
        row("special values", SPECIAL, says="NaN becomes a number, in x"),
    ],
    "a result that is written again": [
        row("memory of results", says="the next call writes into an earlier result"),
        row("adds_kernels", **LAW),
        row("calls from threads", says="is wrong when it is called from several threads at once"),
    ],
    "inputs rounded": [
        row(says="agrees with inputs rounded to TF32", dtype="float32"),
        row("everyday sizes", says="agrees with inputs rounded to TF32; 3 of 9 calls: a; b; c", dtype="float32"),
        row("adds_kernels", dtype="float32", **LAW),
    ],
    "a crash": [
        row(fault="ended its process: signal 11 (SIGSEGV)", counterexample="ended its process: signal 11 (SIGSEGV)"),
        row(law="flips", kind="law", fault="ended its process: signal 11 (SIGSEGV)", counterexample="ended"),
    ],
}


@pytest.mark.parametrize("name", ONE_CAUSE)
def test_one_cause_is_one_entry(name):
    for mixed in itertools.islice(itertools.permutations(ONE_CAUSE[name]), 6):
        (cause,) = causes([row("others", HOLDS), *mixed])
        assert len(cause.rows) == len(mixed) and cause.says


SEVERAL = {
    "numbers and exceptions": (2, [row(), raising("ValueError: no")]),
    "two exceptions": (2, [raising("ValueError: no"), raising("TypeError: no")]),
    "two messages": (2, [raising("ValueError: no stride"), raising("ValueError: no padding")]),
    "a gradient": (2, [row(), row("derivative", kind="gradient")]),
    "two deviations": (
        2,
        [
            row("special values", SPECIAL, says="NaN becomes 0, in x"),
            row("special values", SPECIAL, says="infinity becomes the largest number, in x"),
        ],
    ),
    "NaN that is lost, beside wrong numbers": (2, [row(), row("special values", SPECIAL, says="NaN ignored, in x")]),
    "subnormals in a type whose numbers are right": (
        2,
        [row(dtype="float32"), row("subnormal numbers", SPECIAL, "float64", says="subnormals flushed, in x")],
    ),
    "formulas": (2, [row(), row(formula=RELU)]),
    "kinds and numbers": (2, [row(), row("keeps the type", says="returns float64 for float32", counterexample=None)]),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_causes_are_several_entries(name):
    count, rows = SEVERAL[name]
    assert len(causes(rows)) == count


def test_every_row_that_falls_short_is_in_one_entry():
    rows = [one for rows in ONE_CAUSE.values() for one in rows]
    for _, more in SEVERAL.values():
        rows += more
    found = [id(one) for cause in causes(rows) for one in cause.rows]
    assert len(found) == len(set(found)) == len(rows)


def test_the_smallest_counterexample_in_numbers_comes_first():
    nan = row("special values", dtype="float64", counterexample="x = [nan]: 0.0 and nan at (0,)", entries=1)
    large = row("everyday sizes", counterexample="x (64, 64): 1 of 4 entries wrong; 0.0 instead of 1.0", entries=4096)
    law = row("adds_kernels", counterexample="x = [1], w = [2]: 3 and 4 at (0,)", entries=2, kind="law")
    small = row(counterexample="x = [1], w = [2]: 3 and 2 at (0,)", entries=2)
    narrow = dataclasses.replace(small, dtype="float16")
    for mixed in itertools.permutations([nan, large, law, small, narrow]):
        (cause,) = causes(list(mixed))
        assert cause.row is small, cause.row


def test_the_law_that_names_the_parameter_is_said():
    (cause,) = causes([row(), row("flips", **LAW)])
    assert cause.parameter == ("flips", "flip")
    assert "law flips, which is about flip, fails: the true convolution is" in cause.says
    (cause,) = causes([row(), row("splits_into_groups", **LAW)])
    assert cause.parameter == ("splits_into_groups", "groups")
    (cause,) = causes([row(), row("flips", **LAW), row("adds_kernels", **LAW)])  # a law without parameters fails, too
    assert cause.parameter == ("", "")


def test_types_that_are_right_are_said():
    (cause,) = causes([row("everyday sizes", dtype="float16"), row("everyday sizes", HOLDS)])
    assert cause.says == "results are wrong, seen in float16 only"
    (cause,) = causes([row("everyday sizes", dtype="float16"), row("everyday sizes", dtype="float64")])
    assert "only" not in cause.says


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("ValueError: 3 of 4", "ValueError: 17 of 2", True),
        ("ValueError: (3,)", "ValueError: (4, 5)", True),
        ("ValueError: [1, 2]", "ValueError: []", True),
        ("RuntimeError: at 0xdead", "RuntimeError: at 0x12", True),
        ("TypeError: expected Half", "TypeError: expected BFloat16", True),
        ("ValueError: first\nsecond 1", "ValueError: first\nsecond two", True),
        ("ValueError: x1 is wrong", "ValueError: x2 is wrong", False),
        ("ValueError: a", "ValueError: b", False),
        ("ValueError: 3", "TypeError: 3", False),
    ],
)
def test_messages_that_differ_in_numbers_are_alike(one, other, same):
    assert (alike(one) == alike(other)) is same


def test_deviations_of_several_formulas_are_in_common():
    rows = [
        row("special values", SPECIAL, formula=name, says=f"NaN becomes 0, in {a}")
        for name, a in ((CONV, "w"), (RELU, "x"), (SOFTMAX, "x"))
    ]
    rows += [raising(f"ValueError: {k} axes", formula=name) for k, name in enumerate((CONV, RELU))]
    rows += [row(formula=name) for name in (CONV, RELU)]  # wrong numbers are nothing in common
    shared = across(causes(rows))
    assert [(says, len(group)) for says, group in shared] == [("NaN becomes 0", 3), ("raises ValueError: N axes", 2)]


# ---------------------------------------------------------------- what wrong calls have in common


def points(of, when):
    every = everyday(of)
    wrong = [one for one in every if when(one)]
    return factors(of, wrong), factors(of, [one for one in every if one not in wrong])


def kernel(one):
    return one.shapes["w"][2:]


def has(one, a, v):
    return one.kwargs.get(a, 1) in (v, (v, v))


PATTERNS = {
    "stride": (lambda one: kernel(one) == (1, 1) and has(one, "stride", 2), ("stride = 2", "kernel_size = 1")),
    "groups": (lambda one: one.kwargs.get("groups", 1) >= 4, ("groups >= 4 (right at 2)",)),
    "rank": (lambda one: len(one.shapes["x"]) == 5 and kernel(one)[-1] >= 3, ("3 spatial axes", "kernel_size >= 3")),
    "word": (lambda one: one.kwargs.get("padding") == "same", ("padding = same",)),
    "channels": (lambda one: one.shapes["w"][1] > 64, ("C >= ", "(right at 64)")),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_what_wrong_calls_have_in_common(name):
    when, wanted = PATTERNS[name]
    said = pattern.common(*points(layers.conv, when))
    assert all(text in said for text in wanted), said


def test_nothing_is_said_that_right_calls_have_in_common_too():
    wrong, right = points(layers.conv, lambda one: has(one, "stride", 2))
    assert pattern.common(wrong[::2], right + wrong[1::2]) != pattern.common(wrong, right)
    same = {"stride": 2, "dtype": "float64"}
    assert pattern.separated([same] * 3, [same] * 3) == ""
    assert pattern.separated([{"stride": 2}] * 3, [{"stride": 1}] * 3) == "stride = 2"


def test_entries_of_a_channel_are_a_factor():
    of = normalization.batch_norm
    values = lambda one: int(np.prod(one.shapes["x"])) // one.shapes["x"][1]
    said = pattern.common(*points(of, lambda one: values(one) > 256))
    assert said.startswith("entries for each C >= ") and "(right at " in said


def test_types_that_are_not_known_come_last():
    (cause,) = causes([row(dtype="float8"), row(dtype="float32"), row(dtype="")])
    assert cause.dtypes == ["float32", "float8"]


def test_too_few_calls_say_nothing():
    wrong, right = points(layers.conv, lambda one: has(one, "stride", 2))
    assert pattern.common(wrong[:1], right) == pattern.common(wrong, right[:1]) == ""


# ---------------------------------------------------------------- a planted fault


def zeros(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    y = layers.conv(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip)
    pads = np.ravel(padding).tolist()
    square = w.shape[2:] == (3, 3) and set(np.ravel(stride).tolist()) == {1} and (pads in ([1], [1, 1], [1] * 4))
    return np.zeros_like(y) if square else y


def test_a_fault_of_one_kind_of_layer_is_one_entry(capsys):
    """Convolutions are wrong for 3 x 3 kernels with stride 1 and padding 1: the calls of some layers of networks."""
    of, types = layers.conv, ("float32",)
    held = Target("ops", {CONV: zeros}, types, typed="ops.zeros", single=True, scope=Scope(dtypes=types))
    every = [one for one in everyday(of) if sum(map(np.prod, one.shapes.values())) < 20_000]
    rows = list(real_sizes.verdicts(Rows(held.subject(of), 8, 0), real_sizes.EVERYDAY, every, 1))
    assert [one.verdict for one in rows] == [FAILS]
    (cause,) = causes(rows)
    assert (
        cause.says.startswith("wrong in every call with") and "padding = 1" in cause.says and "stride = 1" in cause.says
    )
    pages.print_causes(Campaign("ops", 0, 8, {}, rows))
    printed = capsys.readouterr().out
    assert printed.count("layers.conv fails: wrong in every call with") == 1 and "1 row: everyday sizes" in printed
    assert printed.count("import numpy as np") == 1
    assert Verdicts(rows).falls_short and len(repr(Verdicts(rows))) < 80 and repr(Verdicts()) == "[]"
    assert len(repr(rows[0])) < 1000 and "layers.conv::everyday sizes float32 fails" in repr(rows[0])


@pytest.mark.parametrize(
    "calls, said",
    [
        ({"float64": (300, "groups >= 4"), "int64": (12, "C = 1, H = 16")}, "groups >= 4"),
        ({"float64": (300, ""), "int64": (12, "C = 1, H = 16")}, ""),  # of two faults, few calls show one by chance
        ({"float64": (300, "groups >= 4"), "int64": (12, "")}, "groups >= 4"),
    ],
)
def test_a_pattern_is_that_of_the_most_calls(calls, said):
    rows = [
        dataclasses.replace(row("everyday sizes", dtype=dtype, when=when and f"every call with {when}"), cases=cases)
        for dtype, (cases, when) in calls.items()
    ]
    (one,) = causes(rows)
    assert ("wrong in every call with" in sentence(one)) is bool(said) and said in sentence(one)


def test_a_suspect_gradient_is_not_called_wrong():
    says = "right up to rounding of its largest terms only: differences cancel in it; not offered: beta"
    (found,) = causes([row("derivative at large inputs", SUSPECT, kind="gradient", says=says)])
    assert sentence(found) == f"the gradient is suspect: {says.partition('; ')[0]}"
    (wrong,) = causes([row("derivative", FAILS, kind="gradient")])
    assert sentence(wrong) == "the gradient is wrong"


# ---------------------------------------------------------------- two faults of one function


SIMPLE = {
    "stride": lambda one: set(np.ravel(one.kwargs.get("stride", 1)).tolist()) == {2},
    "groups": lambda one: one.kwargs.get("groups", 1) >= 4,
    "rank": lambda one: len(one.shapes["x"]) == 5,
    "kernel": lambda one: set(one.shapes["w"][2:]) == {5},
}


@pytest.mark.slow
@pytest.mark.parametrize("one, other", [("stride", "groups"), ("stride", "rank"), ("groups", "kernel")])
def test_two_faults_are_two_patterns(one, other):
    wrong, right = points(layers.conv, lambda p: SIMPLE[one](p) or SIMPLE[other](p))
    found = cover(wrong, right)
    assert len(found) == 2 and all(any(each.holds(call) for each in found) for call in wrong)
    for each in found:
        assert each.right == sum(each.holds(call) for call in right) <= 3
        assert each.text.startswith("every call with" if not each.right else f"{each.wrong.bit_count()} of ")


@pytest.mark.slow
@pytest.mark.parametrize("name", PATTERNS)
def test_one_fault_is_one_pattern(name):
    assert cover(*points(layers.conv, PATTERNS[name][0])) == []


@pytest.mark.slow
def test_a_fault_that_no_pattern_explains_is_one():
    odd = lambda one: sum(map(sum, one.shapes.values())) % 3 == 1
    assert cover(*points(layers.conv, odd)) == [] and mostly(*points(layers.conv, odd)) == ""
    drawn = np.random.default_rng(0)
    assert mostly(*points(layers.conv, lambda one: drawn.random() < 0.5)) == ""
    for share in (0.5, 0.8):  # of the calls of a fault show it
        seen = lambda one, share=share: SIMPLE["stride"](one) and drawn.random() < share
        assert cover(*points(layers.conv, seen)) == []


@pytest.mark.slow
@pytest.mark.parametrize("share, named", [(0.9, True), (0.5, False)])
def test_a_fault_that_the_numbers_of_some_calls_do_not_show_has_a_pattern(share, named):
    """As a softmax that leaves out entries beyond 1,024 is right where these are far smaller than the others."""
    drawn = np.random.default_rng(0)
    wrong, right = points(layers.conv, lambda one: SIMPLE["groups"](one) and drawn.random() < share)
    every = len(wrong) + len([one for one in right if isinstance(one["groups"], int) and one["groups"] >= 4])
    found = mostly(wrong, right)
    assert found.startswith(f"{len(wrong)} of {every} calls with groups >= ") is named and bool(found) is named, found


def test_calls_by_their_factors_are_a_text():
    wrong, right = points(layers.conv, SIMPLE["stride"])
    found = Factored.read(Factored(wrong, right).text)
    assert (found.wrong, found.right) == (wrong, right) and len(Factored(wrong, right).text) < 20_000
    assert Factored.read("") == Factored([])


def two(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    y = zeros(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip)
    return 2 * y if groups >= 4 else y


@pytest.mark.slow
def test_two_faults_of_one_function_are_two_entries(capsys):
    """Zeros for 3 x 3 kernels with stride 1 and padding 1, and all results twice as large for 4 groups or more."""
    of, types = layers.conv, ("float32",)
    held = Target("ops", {CONV: two}, types, typed="ops.two", single=True, scope=Scope(dtypes=types))
    every = [one for one in everyday(of) if sum(map(np.prod, one.shapes.values())) < 60_000]
    rows = list(real_sizes.verdicts(Rows(held.subject(of), 8, 0), real_sizes.EVERYDAY, every, 1))
    assert [one.verdict for one in rows] == [FAILS, FAILS]
    groups, kernels = sorted(causes(rows), key=lambda one: "groups" not in one.says)
    assert groups.says.startswith("wrong in every call with groups >= "), groups.says
    assert "stride = 1" in kernels.says and "padding = 1" in kernels.says, kernels.says
    assert "groups = " in groups.shown and "groups" not in kernels.shown and "0.0 instead of" in kernels.shown
    flips = row("flips", dtype="float32", seen=rows[1].seen, **LAW)  # of a law that fails in the calls of the second
    (with_law,) = [one for one in causes([*rows, flips]) if flips in one.rows]
    assert rows[1] in with_law.rows and len({groups.name, kernels.name}) == 2
    pages.print_causes(Campaign("ops", 0, 8, {}, rows))
    assert capsys.readouterr().out.count("layers.conv fails: wrong in ") == 2


def test_a_fault_in_each_call_of_a_type_is_one_of_two():
    """In float16 every call is wrong, so that its row has no right call; in float64 those with stride 2."""
    wrong, right = points(layers.conv, SIMPLE["stride"])
    typed = lambda calls, dtype: [{**one, "dtype": dtype} for one in calls]
    half = Factored(typed([*wrong, *right], "float16")).text
    wide = Factored(typed(wrong, "float64"), typed(right, "float64")).text
    rows = [row("everyday sizes", dtype=d, seen=seen) for d, seen in (("float16", half), ("float64", wide))]
    says = {one.dtypes[0]: one.says for one in causes(rows)}
    assert "float16 numbers" in says["float16"] and "stride = 2" in says["float64"], says
