"""Covering arrays and what they cover: faults of known kinds have a call, and a hole is seen."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from mathcnn import catalogue
from mathcnn.conformance.plan import AT_THRESHOLDS, Point, calls, covering, covering_calls, everyday, factors
from mathcnn.conformance.plan import coverage as covered
from mathcnn.conformance.plan.building import ENTRIES, IMPOSSIBLE, MADDS, TOO_LARGE
from mathcnn.conformance.plan.coverage import Coverage
from mathcnn.language import work as amounts
from mathcnn.language.formula import Formula

from .marks import slow_only

TYPES = ("float64", "float32")
CHEAP = [
    "activation.softmax",
    "layers.linear",
    "layers.pad",
    "convolution.image",
    "geometry.output_size",
    "fitting.line",
    "normalization.batch_mean",
    "probability.marginal",
    "perceptron.local",
    "activation.cross_entropy",
]


def find(name: str) -> Formula:
    return catalogue.find_formula(name)


# ---------------------------------------------------------------- faults of known kinds


class Call:
    """What a fault may depend on: the letters of a call, axis by axis."""

    def __init__(self, of: Formula, point: Point):
        self.bound, self.point = calls.bound(of, point), point
        self.rank = self.bound.plan.rank
        self.values = factors.factors_of(of, point)

    def __getattr__(self, name: str) -> tuple[int, ...]:
        names = [name] if self.rank == 1 else [f"{name}_{k + 1}" for k in range(self.rank)]
        return tuple(self.bound.env.get(one, 1) for one in names)

    def __getitem__(self, name: str) -> int:
        return self.bound.env[name]

    @property
    def x(self) -> tuple[int, ...]:
        return self.point.shapes["x"]

    @property
    def terms(self) -> int:
        return amounts.terms(self.bound.plan, self.bound.env)

    def all(self, name: str, v: int) -> bool:
        return set(getattr(self, name)) == {v}


def equal(sizes: tuple[int, ...]) -> bool:
    return len(sizes) > 1 and len(set(sizes)) == 1


Fault = Callable[[Call], bool]
EVERYDAY_FAULTS: dict[tuple[str, str], Fault] = {  # what layers of networks show
    ("layers.conv", "3 x 3, stride 1, padding 1"): lambda c: (
        c.rank == 2 and c.all("kernel_size", 3) and c.all("stride", 1) and c.all("p", 1) and c.all("q", 1)
    ),
    ("layers.conv", "the same, by the word"): lambda c: c.all("kernel_size", 3) and c.values["padding"] == "same",
    ("layers.conv", "square kernel, equal strides above 1"): lambda c: (
        equal(c.kernel_size) and equal(c.stride) and c.stride[0] > 1 and c.kernel_size[0] > 1
    ),
    ("layers.conv", "square kernel, equal strides above 1, in 3-D"): lambda c: c.rank == 3 and c.all("stride", 2),
    ("layers.conv", "depthwise with several outputs a group"): lambda c: (
        c["groups"] > 1 and c["C"] == 1 and c["M"] > 1 and c.all("kernel_size", 3)
    ),
    ("layers.conv", "1 x 1 with a stride"): lambda c: c.all("kernel_size", 1) and c.stride[0] > 1,
    ("layers.conv", "4 groups"): lambda c: c["groups"] == 4,
    ("layers.conv", "more groups, several channels in each"): lambda c: c["groups"] > 4 and c["C"] > 1,
    ("layers.conv", "stride 4"): lambda c: c.all("stride", 4) and c.bound.result[-1] > 1,
    ("layers.conv", "1 x 1 with more than 16 channels"): lambda c: c.all("kernel_size", 1) and c["C"] > 16,
    ("layers.conv", "dilation as padding"): lambda c: c.dilation[0] > 1 and c.p == c.dilation,
    ("layers.conv", "even kernel"): lambda c: c.all("kernel_size", 4) and c.all("stride", 2) and c.all("p", 1),
    ("layers.conv", "more than 256 terms"): lambda c: c.terms > 256,
    ("layers.conv", "more than 64 channels out"): lambda c: c["M"] * c["groups"] > 64,
    ("layers.conv", "uneven padding by the word"): lambda c: c.p != c.q and c.values["padding"] == "same",
    ("layers.conv", "one long axis, causal"): lambda c: c.rank == 1 and c.p != c.q,
    ("layers.conv_transpose", "2 x 2, stride 2"): lambda c: c.all("kernel_size", 2) and c.all("stride", 2),
    ("layers.conv_transpose", "4 x 4, stride 2, padding 1"): lambda c: c.all("kernel_size", 4) and c.all("p", 1),
    ("layers.conv_transpose", "output padding"): lambda c: c.all("output_padding", 1) and c.all("stride", 2),
    ("layers.conv_transpose", "3-D, dilation falls"): lambda c: c.rank == 3 and c.dilation[0] > c.dilation[1],
    ("layers.conv_transpose", "depthwise"): lambda c: c["groups"] > 4,
    ("pooling.max_pool", "3 x 3, stride 2, last window ends at the last column"): lambda c: (
        c.rank == 2 and c.all("kernel_size", 3) and c.all("stride", 2) and (c.x[-1] + c.p[-1] + c.q[-1] - 3) % 2 == 0
    ),
    ("pooling.max_pool", "3 x 3, stride 2, last window cut off"): lambda c: (
        c.all("kernel_size", 3) and c.all("stride", 2) and c.values["ceil_mode"] == "True" and c.x[-1] % 2 == 0
    ),
    ("pooling.max_pool", "3 x 3, stride 2, padding 1"): lambda c: c.all("kernel_size", 3) and c.all("p", 1),
    ("pooling.max_pool", "2 x 2, no stride given"): lambda c: c.values["stride"] == "None" and c.kernel_size[0] > 1,
    ("pooling.avg_pool", "padding not counted"): lambda c: c.p[0] > 0 and c.values["count_include_pad"] == "False",
    ("pooling.avg_pool", "the whole input"): lambda c: c.kernel_size == c.x[2:] and c.rank == 2,
    ("pooling.global_avg_pool", "7 x 7 and 2,048 channels at most"): lambda c: c.x[2:] == (7, 7),
    ("activation.softmax", "more than 64 classes"): lambda c: c["K"] > 64,
    ("activation.softmax", "21,841 classes"): lambda c: c["K"] == 21841,
    ("activation.softmax", "an axis between"): lambda c: c.values["axis"] == "between",
    ("activation.cross_entropy", "more than 64 classes"): lambda c: c["K"] > 64,
    ("activation.cross_entropy", "1,000 classes"): lambda c: c["K"] == 1000,
    ("normalization.batch_norm", "more than 256 values"): lambda c: c.terms > 256,
    ("normalization.batch_norm", "running statistics"): lambda c: c.values["training"] == "False",
    ("layers.linear", "4,096 terms and more"): lambda c: c["C"] >= 4096,
    ("geometry.output_size", "same with a stride"): lambda c: c.values["padding"] == "same" and c["stride"] == 2,
}
EDGE_FAULTS: dict[tuple[str, str], Fault] = {  # what only sizes at thresholds and rare pairs show
    ("layers.conv", "more than 1,024 terms"): lambda c: c.terms > 1024,
    ("layers.conv", "65,536 terms"): lambda c: c.terms == 65536,
    ("layers.conv", "batch of 33 with groups"): lambda c: c["N"] > 32 and c["groups"] > 1,
    ("layers.conv", "stride larger than the kernel, dilated"): lambda c: (
        c.stride[0] > c.kernel_size[0] > 1 < c.dilation[0]
    ),
    ("layers.conv", "kernel turned, in groups"): lambda c: c.values["flip"] == "True" and c["groups"] > 1,
    ("layers.conv", "float16, channels last, 3 axes"): lambda c: (
        c.point.dtype == "float16" and c.point.layout == "channels last" and c.rank == 3
    ),
    ("layers.conv", "width 1"): lambda c: c.x[-1] == 1 and c.kernel_size[-1] > 1,
    ("layers.conv", "three unlike strides"): lambda c: len(set(c.stride)) == 3,
    ("layers.conv_transpose", "3-D, dilation falls"): lambda c: c.rank == 3 and c.dilation[0] > c.dilation[1] > 1,
    ("pooling.max_pool", "9 x 9 with padding 4 and a stride"): lambda c: c.kernel_size[-1] > 7 and c.stride[-1] > 1,
    ("pooling.max_pool", "rounded up, padded, dilated"): lambda c: (
        c.values["ceil_mode"] == "True" and c.p[0] > 0 and c.dilation[0] > 1
    ),
    ("activation.softmax", "65,537 classes"): lambda c: c["K"] == 65537,
    ("activation.softmax", "one class"): lambda c: c["K"] == 1 and c["N"] > 1,
    ("normalization.batch_norm", "32,769 values"): lambda c: c.terms == 32769,
    ("normalization.batch_norm", "257 channels"): lambda c: c["C"] == 257,
    ("layers.linear", "reversed, in bfloat16"): lambda c: (c.point.layout, c.point.dtype) == ("reversed", "bfloat16"),
}


@pytest.mark.parametrize(("name", "fault"), EVERYDAY_FAULTS, ids=map(": ".join, EVERYDAY_FAULTS))
def test_everyday_calls_show_faults_of_ordinary_shapes(name, fault):
    of = find(name)
    assert any(EVERYDAY_FAULTS[name, fault](Call(of, point)) for point in everyday(of))


@pytest.mark.parametrize(
    ("name", "fault"),
    slow_only(EDGE_FAULTS, *(case for case in EDGE_FAULTS if case[0] == "layers.conv_transpose")),
    ids=map(": ".join, EDGE_FAULTS),
)
def test_calls_at_thresholds_show_faults_of_rare_sizes_and_pairs(name, fault):
    of = find(name)
    assert any(EDGE_FAULTS[name, fault](Call(of, point)) for point in covering_calls(of, 0))


def test_no_call_shows_a_fault_that_needs_what_is_not_there():
    of = find("layers.conv")
    assert not any(c["N"] == 6 and c.all("kernel_size", 6) for c in (Call(of, point) for point in everyday(of)))


# ---------------------------------------------------------------- the array


@pytest.mark.parametrize("name", [*CHEAP, "layers.conv", "pooling.max_pool"])
def test_calls_cover_all_that_can_be_had(name):
    of, plan = find(name), covering.planned(find(name), 0)
    found = Coverage(of)
    for dtype in factors.DTYPES:
        found.want_all(plan, dtype)
    assert not found.complete
    assert found.cover(plan.points).complete
    assert set(plan.without.values()) <= {IMPOSSIBLE, TOO_LARGE}
    assert len(plan.points) < 700


@pytest.mark.parametrize("name", ["layers.conv", "layers.linear", "activation.softmax"])
def test_every_call_is_affordable(name):
    of = find(name)
    for point in covering_calls(of, 0):
        call = calls.bound(of, point)
        assert point.origin == AT_THRESHOLDS
        assert amounts.multiply_adds(call.plan, call.env) <= MADDS
        assert max(map(math.prod, [*point.shapes.values(), call.result])) <= ENTRIES
        assert calls.padded(call, point) <= ENTRIES


def test_padding_counts_among_the_entries_of_a_call():
    point = Point({"x": (2, 3, 4, 5), "w": (1, 3, 3, 3)}, {"padding": (100, 7)}, AT_THRESHOLDS)
    assert calls.padded(calls.bound(find("layers.conv"), point), point) == 2 * 3 * 204 * 19


def test_what_is_left_out_cannot_be_had():
    without = covering.planned(find("layers.conv"), 0).without
    assert without[("rank", "1"), ("padding", factors.DIFFER)] == IMPOSSIBLE
    assert without[("rank", "3"), ("kernel_size", "255 to 257")] == TOO_LARGE
    assert (("rank", "2"), ("kernel_size", "7 to 9")) not in without
    assert covering.planned(find("activation.relu"), 0).without == {}


def test_an_array_depends_on_the_seed_alone():
    of = find("layers.linear")
    again = covering.planned.__wrapped__(of, 3)
    assert covering.planned(of, 3).points == again.points != covering.planned(of, 4).points


def test_types_of_the_target_are_those_of_the_calls():
    assert {point.dtype for point in covering_calls(find("layers.pad"), 0, dtypes=TYPES)} == set(TYPES)


def test_thorough_arrays_have_more_triples():
    of = find("convolution.toeplitz")
    few, many = covering_calls(of, 0, dtypes=TYPES), covering_calls(of, 0, True, dtypes=TYPES)
    assert len(many) > 3 * len(few)
    triples = {tuple(factors.level(factors.factors_of(of, p)[name]) for name in ("L", "M", "dtype")) for p in many}
    assert len({one for one in triples if not {"32,767 to 32,769", "65,535 to 65,537"} & {*one}}) == 11 * 11 * 2


# ---------------------------------------------------------------- factors


def test_factors_of_a_call_are_those_that_its_arguments_have():
    point = Point(
        {"x": (2, 8, 9, 9), "w": (16, 1, 3, 3)},
        {"groups": 8, "padding": 1, "stride": (2, 1)},
        AT_THRESHOLDS,
        dtype="float16",
    )
    found = factors.factors_of(find("layers.conv"), point)
    assert found == {
        "rank": 2, "N": 2, "C": 1, "H": 9, "H on each axis": "equal", "M": 2, "kernel_size": 3,
        "kernel_size on each axis": "equal", "stride": 1, "stride on each axis": "different",
        "padding": "half the kernel", "dilation": 1, "dilation on each axis": "equal", "groups": 8, "flip": "False",
        "b": "left out", "dtype": "float16", "layout": "C order", "C*groups": 8, "M*groups": 16,
        "entries of x": 1296, "entries of w": 144, "entries of the result": 1440, "terms": 9,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("padding", "kind"),
    [("same", "same"), ("valid", "valid"), (0, "0"), (1, "half the kernel"), (2, 2), ((1, 2), "different"),
     (((0, 1), (0, 1)), "one side only"), ((1, 1), "half the kernel")],
)  # fmt: skip
def test_padding_counts_as_it_is_written(padding, kind):
    point = Point({"x": (1, 1, 9, 9), "w": (1, 1, 3, 3)}, {"padding": padding}, AT_THRESHOLDS)
    assert factors.factors_of(find("layers.conv"), point)["padding"] == kind


@pytest.mark.parametrize(
    ("name", "shapes", "terms", "work"),
    [
        ("layers.conv", {"x": (2, 3, 9, 9), "w": (4, 3, 2, 2)}, 12, 2 * 4 * 64 * 13),
        ("activation.softmax", {"x": (5, 7)}, 7, 35 + 2 * 35),
        ("normalization.batch_mean", {"x": (2, 3, 4, 5)}, 40, 3 + 3 * 40),
        ("convolution.image", {"I": (30, 30), "K": (3, 3)}, 9, 32 * 32 * 10),
        ("normalization.local_response_norm", {"x": (1, 9, 2, 2)}, 5, 36 + 36 * 5),
    ],
)
def test_terms_and_work_of_a_call(name, shapes, terms, work):
    call = calls.bound(find(name), Point(shapes, {}, AT_THRESHOLDS))
    assert (amounts.terms(call.plan, call.env), amounts.multiply_adds(call.plan, call.env)) == (terms, work)


# ---------------------------------------------------------------- holes


def wanted(name: str) -> tuple[Coverage, list[Point]]:
    of, plan = find(name), covering.planned(find(name), 0, False, TYPES)
    found = Coverage(of)
    for dtype in TYPES:
        found.want_all(plan, dtype)
    return found, plan.points


def test_a_level_that_is_never_drawn_is_a_hole():
    found, points = wanted("layers.pad")
    found.cover(point for point in points if point.kwargs.get("mode") != "reflect")
    facts = found.as_dict()
    assert not found.complete
    assert facts["factors"]["mode"]["missing"] == ["reflect"]
    assert facts["pairs"]["covered"] < facts["pairs"]["wanted"]
    assert "mode" in str(found) and "missing reflect" in str(found)


def test_a_size_that_is_never_drawn_is_a_hole():
    found, points = wanted("activation.softmax")
    of = find("activation.softmax")
    found.cover(point for point in points if factors.factors_of(of, point)["K"] != 257)
    assert found.as_dict()["factors"]["K"]["missing"] == ["257"]


def test_calls_that_a_target_refuses_are_a_hole():
    found, points = wanted("layers.conv")
    made = [point for point in points if point.kwargs.get("groups", 1) == 1]  # the others are not offered
    facts = found.cover(made).as_dict()
    assert facts["factors"]["groups"]["covered"] == 1 < facts["factors"]["groups"]["wanted"]
    assert any("groups" in missing for missing in facts["pairs"]["missing"])
    assert facts["triples"]["covered"] < facts["triples"]["wanted"]


@pytest.mark.slow
def test_one_call_less_is_a_hole():
    found, points = wanted("layers.conv")
    whole = Coverage(find("layers.conv")).cover(points)
    holes = [
        k
        for k in range(0, 60)
        if (Coverage(find("layers.conv")).cover(points[:k] + points[k + 1 :]).flags != whole.flags).any()
    ]
    assert len(holes) > 8  # nearly every call has a tuple that no other has
    assert not (found | Coverage(find("layers.conv")).cover(points[:5] + points[6:])).complete or 5 not in holes


def test_a_pair_alone_that_is_missing_is_seen():
    found, points = wanted("layers.linear")
    of = find("layers.linear")
    both = lambda p: (
        {("C", "7 to 9"), ("O", "63 to 65")} <= {(k, factors.level(v)) for k, v in factors.factors_of(of, p).items()}
    )
    assert any(map(both, points))
    facts = found.cover(point for point in points if not both(point)).as_dict()
    assert "C 7 to 9 with O 63 to 65" in facts["pairs"]["missing"]


def test_everyday_calls_are_wanted_as_they_are():
    of = find("pooling.max_pool")
    points = [replace(point, dtype="float32") for point in everyday(of)]
    assert Coverage(of).want(points).cover(points).complete
    assert not Coverage(of).want(points).cover(points[1:]).complete


def test_a_coverage_is_read_from_its_text_and_joined():
    of = find("layers.linear")
    found, points = wanted("layers.linear")
    half = len(points) // 2
    texts = [(of.name, (Coverage(of).cover(part) | found).text) for part in (points[:half], points[half:])]
    assert not Coverage.read(of, texts[0][1]).complete
    assert covered.joined([*texts, (of.name, "")], find)[of.name].complete
    with pytest.raises(ValueError, match="a coverage of"):
        Coverage.read(find("activation.relu"), texts[0][1])


def test_what_is_said_of_a_call_is_kept_by_the_types_of_its_arguments():
    """True is no 1, an exception is not kept, and what may be anything is asked for each time."""
    asked, conv = [], catalogue.find_formula("layers.conv")

    def says(of, point):
        asked.append(point)
        if not point.shapes:
            raise ValueError
        return len(asked)

    plain, held = calls.kept()(says), calls.kept(held=True)(says)
    call = lambda stride, **more: Point({"x": (1, 1, 3)}, {"stride": stride}, "", **more)
    assert [plain(conv, call(v)) for v in (1, True, 1.0, 1, (1,), (1,))] == [1, 2, 3, 1, 4, 4]
    assert plain(conv, call(1, dtype="float32")) == 1 and plain(conv, call(object())) != plain(conv, call(object()))
    assert held(conv, call(1)) != held(conv, call(1, dtype="float32")) == held(conv, call(1, dtype="float32"))
    before = len(asked)
    for _ in range(2):
        with pytest.raises(ValueError):
            plain(conv, Point({}, {}, ""))
    assert len(asked) == before + 2
