"""Many calls: how they ended, and a small call for each distinct failure."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import calls, oracles
from .calls import Call
from .failures import Failure
from .judge import judged, ran

TIMES = 50  # NumPy's or another library's time for the same work that a call may take
NOTICED = 0.01  # seconds: what takes less is not timed


@dataclass
class Found:
    """A kind of failure: how often, and the smallest call that shows it."""

    failure: Failure
    call: Call
    index: int
    count: int = 1


@dataclass
class Summary:
    calls: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    formulas: Counter[str] = field(default_factory=Counter)
    shapes: Counter[str] = field(default_factory=Counter)
    timed: int = 0
    slowest: float = 0.0
    seconds: float = 0.0
    found: dict[tuple[str, str, str], Found] = field(default_factory=dict)

    def note(self, failure: Failure, call: Call, index: int) -> None:
        key = (call.name, failure.rule, failure.kind)
        if key not in self.found:
            self.found[key] = Found(failure, call, index)
            return
        one = self.found[key]
        one.count += 1
        if call.size < one.call.size:
            one.failure, one.call, one.index = failure, call, index

    def merge(self, other: Summary) -> None:
        self.calls += other.calls
        for mine, theirs in ((self.ended, other.ended), (self.formulas, other.formulas), (self.shapes, other.shapes)):
            mine.update(theirs)
        self.timed, self.slowest = self.timed + other.timed, max(self.slowest, other.slowest)
        self.seconds = max(self.seconds, other.seconds)
        for key, one in other.found.items():
            count = self.found[key].count if key in self.found else 0
            self.note(one.failure, one.call, one.index)
            self.found[key].count = count + one.count

    def text(self, seed: int) -> str:
        """A table, and a reproduction for each distinct failure."""
        rules = Counter[str]()
        for one in self.found.values():
            rules[one.failure.rule] += one.count
        lines = [
            f"{self.calls} calls of {len(self.formulas)} formulas and gradients in {self.seconds:.0f} s, seed {seed}"
        ]
        lines.append("ended in  " + ", ".join(f"{how}: {n}" for how, n in sorted(self.ended.items())))
        lines.append("shapes    " + ", ".join(f"{how}: {n}" for how, n in sorted(self.shapes.items())))
        if self.timed:
            lines.append(
                f"timed     {self.timed} calls; at most {self.slowest:.1f} times the time of another implementation"
            )
        lines.append("failures  " + (", ".join(f"{rule}: {n}" for rule, n in sorted(rules.items())) or "none"))
        for (name, rule, _), one in sorted(self.found.items()):
            text = one.call.text()
            lines += ["", f"{name}  {rule}  {one.count} times: {one.failure.says}"]
            lines.append(f"    --only {one.index}: {text if len(text) < 600 else text[:600] + ' ...'}")
        return "\n".join(lines)


def run(
    count: int,
    seed: int,
    start: int = 0,
    step: int = 1,
    seconds: float = float("inf"),
    timing: bool = False,
    only: str = "",
) -> Summary:
    """The calls start, start + step, ... below `count`, or as many as there is time for."""
    summary, began = Summary(), time.monotonic()
    for index in range(start, count, step):
        if time.monotonic() - began > seconds:
            break
        call = calls.draw(seed, index, only)
        failures, ended = judged(call)
        summary.calls += 1
        summary.ended[("wrong, " if call.wrong else "") + ended] += 1
        summary.formulas[call.name] += 1
        summary.shapes[call.shapes] += 1
        if timing and ended == "value" and not failures and not call.wrong and call.gradient is None:
            failures = timed(call, summary)
        for failure in failures:
            summary.note(failure, call, index)
    summary.seconds = time.monotonic() - began
    return summary


def timed(call: Call, summary: Summary) -> list[Failure]:
    """Whether a call takes far longer than the fastest of the other implementations, or than the fast form alone
    where there is none."""
    ours = best(call, 1)
    if ours < NOTICED or all(np.asarray(g.means).dtype == object and not g.types for g in call.given_arrays.values()):
        return []
    known: list[tuple[str, Any]] = list(oracles.others(call))
    if not known:
        return []
    times = []
    for name, other in known:
        try:
            other()
            times.append((best(other, 2), name))
        except Exception:  # what another implementation does not offer is not timed
            continue
    if not times:
        return []
    theirs, name = min(times)
    theirs += best(lambda: [np.asarray(g.value) for g in call.given_arrays.values()], 2)  # lists are read, too
    summary.timed += 1
    ratio = ours / theirs
    if ratio > TIMES:
        ours = best(call, 3)
        ratio = ours / theirs if ours >= NOTICED else 0.0
    summary.slowest = max(summary.slowest, ratio)
    return [Failure("slow", f"{ratio:.0f} times the time of {name}")] if ratio > TIMES else []


def best(call: Any, times: int) -> float:
    found = []
    for _ in range(times):
        before = time.perf_counter()
        if isinstance(call, Call):
            ran(call)
        else:
            call()
        found.append(time.perf_counter() - before)
    return min(found)
