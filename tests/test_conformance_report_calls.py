"""In which calls results are wrong, as an entry of a report says it: by all calls that were made, those of rows that
hold among them."""

import itertools

import numpy as np

from mathcnn import activation
from mathcnn.conformance import Target, real_sizes
from mathcnn.conformance.causes import causes
from mathcnn.conformance.factored import Factored
from mathcnn.conformance.plan.points import EVERYDAY, Point
from mathcnn.conformance.rows import Rows
from mathcnn.conformance.several import overall
from mathcnn.evidence.verdicts import FAILS, HOLDS

from .test_conformance_report_causes import row

CALLS = [
    {"dtype": dtype, "stride": stride, "groups": groups, "C": c}
    for dtype, stride, groups, c in itertools.product(("float64", "float32", "float16"), (1, 2), (1, 2), (3, 4, 5))
]


def failing(wrong, law="everyday sizes", dtype="float64", of=CALLS):
    """A row whose calls are wrong where `wrong` holds."""
    mine = [one for one in of if one["dtype"] == dtype]
    found = Factored([one for one in mine if wrong(one)], [one for one in mine if not wrong(one)])
    return row(law, dtype=dtype, seen=found.text, when="every call with stride = 1")


def holding(some, law="sizes at thresholds", dtype="float64"):
    """A row that holds, and has made some calls."""
    seen = Factored([], [one for one in CALLS if one["dtype"] == dtype and some(one)]).text
    return row(law, HOLDS, dtype, seen=seen)


ONE_GROUP = [one for one in CALLS if one["groups"] == 1]


def test_right_calls_of_rows_that_hold_count():
    """Stride 1 is wrong for one group, and the calls with two groups are in a check that holds."""
    wrong = failing(lambda one: one["stride"] == 1, of=ONE_GROUP)
    two = holding(lambda one: one["groups"] == 2)
    (alone,), (beside,) = causes([wrong]), causes([wrong, two])
    assert alone.says == "wrong in every call with stride = 1, and in no other that was made"
    assert beside.says == "wrong in every call with stride = 1, groups = 1, and in no other that was made"


def test_what_is_right_elsewhere_is_not_said_of_all_calls():
    """Like calls are right in another check, so that the pattern is said of the check that it is of."""
    wrong = failing(lambda one: one["stride"] == 1, of=[one for one in CALLS if one["C"] != 4])
    (found,) = causes([wrong, holding(lambda one: one["C"] == 4)])
    assert found.says == "wrong in every call with stride = 1 (everyday sizes, float64)", found.says


def test_types_of_numbers_are_named_as_such():
    rows = [failing(lambda one: one["stride"] == 1, dtype=dtype) for dtype in ("float64", "float32")]
    half = holding(lambda one: True, "everyday sizes", "float16")
    said = overall(rows, [half])
    assert said == "every call with stride = 1, numbers other than float16, and in no other that was made"


def test_a_row_that_holds_carries_its_calls():
    """The largest size that is right is one of the first check, which holds. The smallest one that is wrong is that of
    the counterexample, which no check asked for."""

    def wrong(x):
        return np.maximum(x, 0) + np.where(x.shape[0] > 8, 1, 0).astype(x.dtype)

    subject = Target("planted", {"activation.relu": wrong}, ("float64",), typed="planted").subject(activation.relu)
    found = []
    for sizes in ((3, 4, 5, 8), (7, 80, 101, 120, 200)):
        points = [Point({"x": (n, 2)}, {}, EVERYDAY, f"{n}") for n in sizes]
        found += real_sizes.verdicts(Rows(subject, 8, 0), real_sizes.EVERYDAY, points, 1)
    found = [one for one in found if one.dtype == "float64"]
    assert [one.verdict for one in found] == [HOLDS, FAILS] and len(Factored.read(found[0].seen).right) == 4
    (one,) = causes(found)
    assert one.says == "wrong in every call with N >= 9 (right at 8), and in no other that was made"


def test_right_calls_of_rows_that_hold_count_among_several_faults():
    """4 groups are wrong from 6 channels on, and the calls with fewer channels are in a check that holds."""
    every = [
        {"dtype": "float64", "stride": stride, "groups": groups, "C": c}
        for stride, groups, c in itertools.product((1, 2, 3, 4), (1, 2, 3, 4), range(3, 9))
    ]
    few = [one for one in every if one["groups"] == 4 and one["C"] < 6]
    first = failing(lambda one: one["stride"] == 3, of=[one for one in every if one["groups"] < 4])
    second = failing(lambda one: one["groups"] == 4, of=[one for one in every if one["stride"] != 3 and one not in few])
    first.counterexample = second.counterexample = "a call"
    right = row(
        "sizes at thresholds", HOLDS, "float64", seen=Factored([], [one for one in few if one["stride"] != 3]).text
    )
    alone, beside = (sorted(one.says for one in causes(rows)) for rows in ([first, second], [first, second, right]))
    assert len(alone) == len(beside) == 2, (alone, beside)
    assert alone[0] == "wrong in every call with groups = 4" and "stride = 3" in alone[1] == beside[1], (alone, beside)
    assert "groups = 4" in beside[0] and "C >= 6" in beside[0], beside
