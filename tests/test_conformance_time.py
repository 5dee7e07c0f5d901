"""The time that a target takes decides which large calls are made; what it takes to compile decides nothing."""

import time

import numpy as np

from mathcnn import activation
from mathcnn.conformance import Target, real_sizes, refusals, target, timing
from mathcnn.conformance.plan.points import EVERYDAY, Point
from mathcnn.conformance.rows import Rows
from mathcnn.evidence.verdicts import HOLDS


def test_a_slow_target_is_not_offered_at_large_sizes(monkeypatch):
    def slow(x):
        time.sleep(x.size * 1e-4)
        return np.maximum(x, 0)

    monkeypatch.setitem(real_sizes.SECONDS, real_sizes.EVERYDAY, 2.0)
    subject = Target("planted", {"activation.relu": slow}, ("float64",), typed="planted").subject(activation.relu)
    points = [Point({"x": (n,)}, {}, EVERYDAY, "planted") for n in (10, 2000, 10**7)]
    (row,) = (
        row
        for row in real_sizes.verdicts(Rows(subject, 8, 0), real_sizes.EVERYDAY, points, 2)
        if row.dtype == "float64"
    )
    assert row.verdict == HOLDS and row.cases == 2 and "not offered: time, for 1 call" in row.says


def test_a_steady_target_is_judged_at_the_same_calls_whatever_they_take(monkeypatch):
    """Which calls are made, and the verdict, do not depend on whether a call must be compiled first."""

    def relu(x):
        return np.maximum(x, 0)

    points, found = [Point({"x": (n,)}, {}, EVERYDAY, "planted") for n in (10, 100, 1000)], []
    for steady, seconds in ((0.02, 0.0), (0.02, 1e9), (0.0, 1e9)):
        monkeypatch.setattr(real_sizes.timing, "since", lambda began, seconds=seconds: seconds)
        subject = Target("planted", {"activation.relu": relu}, ("float64",), steady=steady).subject(activation.relu)
        rows = real_sizes.verdicts(Rows(subject, 8, 0), real_sizes.EVERYDAY, points, 1)
        found.append([(row.dtype, row.verdict, row.cases, row.says) for row in rows])
    assert found[0] == found[1] and found[0][0][1:3] == (HOLDS, 3) and found[2][0][2] == 1
    assert target("compiled").steady and not Target("a", {}).steady


def test_what_the_first_call_of_a_shape_takes_is_not_its_pace(monkeypatch):
    """A function that compiles for each new shape is not slow at large ones."""
    now, seen = [0.0], set()
    monkeypatch.setattr(time, "thread_time", lambda: now[0])

    def jitted(x):
        if x.shape not in seen:
            seen.add(x.shape)
            now[0] += 0.006 + 2e-4 * x.size
        return np.maximum(x, 0)

    def slow(x):
        now[0] += 0.006 + 2e-4 * x.size
        return np.maximum(x, 0)

    pace = {}
    for fn in (jitted, slow):
        subject = Target("planted", {"activation.relu": fn}, ("float64",), typed="planted").subject(activation.relu)
        pace[fn] = refusals.found(subject).pace
    assert pace[jitted] < 0.1 * pace[slow]


def test_what_others_have_the_cores_for_does_not_count(monkeypatch):
    """A thread that waits for a core is not slow; one that sleeps is."""
    monkeypatch.setattr(timing.clock, "_last", type(timing.clock._last)())
    monkeypatch.setattr(timing.clock, "waited", lambda: 100.0 - next(left))
    left = iter((100.0, 0.0, 100.0, 100.0))  # seconds of others are over at the second question
    monkeypatch.setattr(time, "process_time", lambda: 0.0)
    seconds = iter((0.0, 100.0, 200.0, 300.0))
    monkeypatch.setattr(time, "perf_counter", lambda: next(seconds))
    assert timing.since(timing.begin()) == 0.0
    assert timing.since(timing.begin()) == 100.0 / timing.WAITING


def test_the_system_is_asked_for_what_takes_long_only(monkeypatch):
    """What is quick takes as long as the clock says; what is slow, as long as the processor has computed, from a
    beginning that is FRESH old at most."""
    now, computed, asked = [50.0], [7.0], []
    monkeypatch.setattr(timing.clock, "_last", type(timing.clock._last)())
    monkeypatch.setattr(timing.clock, "waited", lambda: float(asked.append("waited") or 0))
    monkeypatch.setattr(time, "process_time", lambda: computed[0])
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    for _ in range(5):
        began = timing.begin()
        now[0] += 2.0**-10
        assert timing.since(began) == 2.0**-10
    assert len(asked) == 1
    began = timing.begin()
    now[0], computed[0] = now[0] + 2.0, computed[0] + 1.5
    assert timing.since(began) == 1.5 and len(asked) == 2
    began = timing.begin()  # that one is too old
    now[0], computed[0] = now[0] + 4.0, computed[0] + 0.25
    assert timing.since(began) == 1.0 and len(asked) == 4
