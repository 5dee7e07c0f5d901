"""Work, and not time, decides which calls of real sizes are made, and how small a wrong one is made."""

import numpy as np
import pytest

from mathcnn import activation, layers
from mathcnn.conformance import budget, real_sizes, shrunk
from mathcnn.conformance.plan.points import Point
from mathcnn.evidence import checks, clock, shrinking
from mathcnn.evidence.verdicts import FAILS

from .targets import CONV, subject_of
from .test_conformance_real_sizes import judged, point


@pytest.mark.parametrize(
    ("of", "shapes", "kwargs", "wrong", "least"),
    [
        (activation.softmax, {"x": (4, 21841)}, {"axis": -1}, lambda s: s["x"][1] > 64, {"x": (1, 65)}),
        (activation.softmax, {"x": (8, 8, 33)}, {"axis": 1}, lambda s: s["x"][2] >= 17, {"x": (1, 1, 17)}),
        (
            layers.linear,
            {"x": (64, 4096), "w": (1000, 4096)},
            {},
            lambda s: s["x"][1] > 1024 and s["w"][0] >= 3,
            {"x": (1, 1025), "w": (3, 1025)},
        ),
    ],
)
def test_a_call_is_made_small(of, shapes, kwargs, wrong, least):
    """Each size by bisection, also where a letter stands for any number of axes."""
    found = shrunk.shrunk(of, Point(shapes, kwargs, ""), lambda one: bool(wrong(one.shapes)))
    assert dict(found.shapes) == least


@pytest.mark.parametrize(("work", "least"), [(2.0**28, (1, 1, 700, 501)), (2.0**24, (1, 1, 700, 675))])
@pytest.mark.parametrize("seconds", [0.0, shrunk.SECONDS])
def test_work_and_not_time_ends_the_search_for_a_small_call(monkeypatch, work, least, seconds):
    """A call for which too little work is left is not made, none is made twice, and a busy machine changes nothing."""
    monkeypatch.setattr(shrunk, "WORK", work)
    monkeypatch.setattr(shrunk.timing, "since", lambda began: seconds)
    made = []

    def wrong(one):
        made.append(one)
        height, width = one.shapes["x"][2:]
        return height == 700 and width > 500

    found = shrunk.shrunk(layers.pad, point({"x": (8, 4, 700, 900)}, padding=1), wrong)
    assert found.shapes["x"] == least
    assert sum(shrunk.size_of(layers.pad, one).price for one in made) <= work
    assert all(one not in made[:k] for k, one in enumerate(made)) and len(made) <= shrunk.TRIES


def test_a_slow_target_ends_the_search_for_a_small_call(monkeypatch):
    monkeypatch.setattr(shrunk.timing, "since", lambda began: 2 * shrunk.SECONDS)
    one = point({"x": (8, 4, 700, 900)}, padding=1)
    assert shrunk.shrunk(layers.pad, one, lambda one: True) == one


@pytest.mark.parametrize("seconds", [0.0, 0.01])
def test_after_a_failure_the_work_decides_which_calls_are_left_out(monkeypatch, seconds):
    """The cheap ones are made, which show where it is wrong, whatever they take."""
    monkeypatch.setattr(real_sizes.timing, "since", lambda began: seconds)
    monkeypatch.setattr(real_sizes, "AFTER", 1000.0)

    def wrong(x):
        return np.maximum(x, 0) + (x.size > 4).astype(x.dtype)

    row = judged(wrong, activation.relu, *(point({"x": (n,)}) for n in (3, 5, 8, 100, 600)), dtypes=("float64",))
    assert row["float64"].verdict == FAILS and row["float64"].cases == 4
    assert "left out after a failure: 1 larger call" in row["float64"].says


def last_column_lost(*args, **kwargs):
    y = CONV(*args, **kwargs).copy()
    y[..., -1] = 0
    return y


@pytest.mark.parametrize("busy", [0.0, 0.9 * shrinking.SECONDS])
@pytest.mark.parametrize(("work", "entries"), [(shrinking.WORK, 3), (0, None)])
def test_work_and_not_time_ends_the_search_for_a_small_sample(monkeypatch, busy, work, entries):
    """A busy machine changes nothing; a search without work to spend returns the sample that it began with."""
    monkeypatch.setattr(clock, "since", lambda began: busy)
    monkeypatch.setattr(shrinking, "WORK", work)
    found = checks.form_exact(CONV, subject_of(last_column_lost), 40, 0, ("float64",))
    before = found.case.entries
    assert before > 3 and shrinking.shrink(found).case.entries == (entries or before)


@pytest.mark.parametrize(
    ("seconds", "cases"), [(0.0, 8), (0.01, 8), (0.5, 8), (0.6, 4), (0.65, 4), (1.0, 2), (50.0, 1)]
)
def test_a_slow_target_ends_between_blocks_of_calls(monkeypatch, seconds, cases):
    """What a call takes a little longer, or shorter, changes nothing: a block is made or left out."""
    monkeypatch.setattr(real_sizes.timing, "since", lambda began: seconds)
    monkeypatch.setattr(budget, "FIRST", 40.0)
    sizes = (5, 6, 20, 21, 30, 31, 200, 300)
    row = judged(lambda x: np.maximum(x, 0), activation.relu, *(point({"x": (n,)}) for n in sizes), dtypes=("float64",))
    assert row["float64"].good and row["float64"].cases == cases
    assert ("not offered: time" in row["float64"].says) == (cases < len(sizes))
