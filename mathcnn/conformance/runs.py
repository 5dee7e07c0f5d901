"""What the calls of a plan found in one type of numbers, as rows: one row a fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..evidence import checks
from ..evidence.verdicts import FAILS, NORMWISE, NOT_OFFERED, OPEN, SAMPLED, Verdict
from ..language.formula import Formula
from ..text.wording import plural
from . import judgement
from .cover import EVERY, Pattern, cover, mostly
from .factored import Call, Factored
from .judgement import Judgement
from .pattern import common, described
from .plan.points import Point
from .rows import Rows
from .sizes import entries_of

SPARED = "left out after a failure: "


@dataclass(frozen=True)
class Failure:
    """A call whose result is wrong or suspect, with its fill and judgement."""

    point: Point
    fill: str
    found: Judgement


@dataclass(frozen=True)
class Example:
    """A call that shows what is wrong. text: in words; program: as Python; point: the call, made small."""

    found: Judgement
    text: str
    program: str
    point: Point


@dataclass
class Run:
    """What the calls of one type of numbers found.

    calls, entries: how many were judged; made: the points, with their fills; absent: what was not offered; unreached:
    how many points there was no time for; spared: how many were left out after a failure; failing: what is wrong or
    suspect; worst: the worst judgement of the others
    """

    calls: int = 0
    entries: int = 0
    made: list[tuple[Point, str, str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unreached: int = 0
    spared: int = 0
    failing: list[Failure] = field(default_factory=list)
    worst: Judgement = judgement.FINE
    remarks: set[str] = field(default_factory=set)
    histogram: np.ndarray | None = None

    def lacks(self, why: str) -> None:
        """Note what is not offered, each thing once."""
        if why not in self.absent and len(self.absent) < checks.results.ABSENT:
            self.absent.append(why)

    @property
    def right(self) -> list[Point]:
        """The calls whose results are right, with each of their fills."""
        wrong = {id(one.point) for one in self.failing}
        return [one for one, *_ in self.made if id(one) not in wrong]


@dataclass
class Part:
    """The failures of one fault.

    failing: them; when: what they have in common, and no right call has; own: which calls show no other fault; alone:
    whether they are all failures of their kind
    """

    failing: list[Failure]
    when: str = ""
    own: Callable[[Point], bool] = lambda point: True
    alone: bool = False

    @property
    def first(self) -> Failure:
        """The failure that is shown: the cheapest one of those whose results are wrong, not only suspect."""
        mine = [one for one in self.failing if self.own(one.point)] or self.failing
        return next((one for one in mine if one.found.verdict == FAILS), mine[0])


def parts(of: Formula, run: Run) -> list[Part]:
    """The failures of a run by their faults: those that raise an exception by its type; the others by the patterns that
    explain them, if there are several that do.

    of: the formula; run: the run.
    """
    kinds: dict[str, list[Failure]] = {}
    for one in run.failing:
        kinds.setdefault("" if one.found.kind in judgement.KINDS else one.found.kind, []).append(one)
    found = []
    for kind, failing in kinds.items():
        part, wrong, right = (
            Part(failing, alone=True),
            factors(of, [one.point for one in failing]),
            factors(of, run.right),
        )
        if part.first.found.kind != "integers":
            part.when = f"{EVERY}{said}" if (said := common(wrong, right)) else ""
        several = [] if kind or part.when else cover(wrong, right)
        if not (kind or part.when or several):
            part.when = mostly(wrong, right)
        found += [_part(of, one, several, failing) for one in several] or [part]
    return found


def _part(of: Formula, one: Pattern, several: Sequence[Pattern], failing: Sequence[Failure]) -> Part:
    """The failures that a pattern explains."""
    others = [other for other in several if other is not one]

    def own(point: Point) -> bool:
        try:
            call = described(of, point)
        except (ValueError, TypeError):  # a call that the formula refuses
            return False
        return not any(other.holds(call) for other in others)

    return Part([each for each in failing if one.holds(described(of, each.point))], one.text, own)


def factors(of: Formula, points: Sequence[Point]) -> list[Call]:
    """Calls by their factors."""
    return [described(of, one) for one in points]


def rows_of(
    rows: Rows, name: str, dtype: str, run: Run, example: Callable[[Failure, Callable[[Point], bool]], Example]
) -> list[Verdict]:
    """What the calls of one type of numbers found, as rows: one a fault, one if there is none.

    rows: the function; name: of the check; dtype: the type; example: makes a failing call small
    """
    of = rows.of
    found = [_failing(rows, name, dtype, run, part, example(part.first, part.own)) for part in parts(of, run)]
    if not found:
        notes = sorted(run.remarks | ({run.worst.says} if run.worst.verdict == NORMWISE else set()))
        found = [_row(rows, name, dtype, run, run.worst, notes)]
        found[0].seen = Factored([], factors(of, run.right)).text if run.made else ""
    first = found[0]
    notes = [first.says] if first.says else []
    if run.unreached:
        notes.append(f"not offered: time, for {plural(run.unreached, 'call')}")
    if run.spared:
        notes.append(f"{SPARED}{plural(run.spared, 'larger call')}")
    if run.absent:
        notes.append(f"not offered: {'; '.join(run.absent)}")
    if not run.calls:
        first.verdict, first.evidence, first.tier = NOT_OFFERED, OPEN, ""
        notes = ["; ".join(run.absent) or "time"]
    first.says = "; ".join(notes)
    first.histogram = run.histogram.tolist() if run.histogram is not None else None
    return found


def _row(rows: Rows, name: str, dtype: str, run: Run, found: Judgement, notes: Sequence[str]) -> Verdict:
    target = rows.subject.target.name
    row = Verdict(rows.of.name, "form", name, target, found.verdict, SAMPLED, found.tier, run.calls, dtype=dtype)
    row.says = "; ".join(notes)
    row.max_rho = found.rho if run.calls and found.rho >= 0 else None
    row.place = list(found.place) if found.place is not None else None
    return row


def _failing(rows: Rows, name: str, dtype: str, run: Run, part: Part, shown: Example) -> Verdict:
    """The row of a fault."""
    found, of = shown.found, rows.of
    notes = [found.says] if found.says else []
    if len(part.failing) > 1:
        names = list(dict.fromkeys(one.point.name or one.point.origin for one in part.failing))
        more = f", and {len(names) - 3} more" if len(names) > 3 else ""
        notes.append(f"{len(part.failing)} of {run.calls} calls: {'; '.join(names[:3])}{more}")
    row = _row(rows, name, dtype, run, found, notes)
    row.counterexample, row.reproduce, row.entries = shown.text, shown.program, entries_of(shown.point)
    row.fault = found.shown if found.kind not in (*judgement.KINDS, judgement.MEMORY) else ""
    wrong = factors(of, [one.point for one in part.failing if part.own(one.point)] or [part.first.point])
    if (small := described(of, shown.point)) not in wrong:  # what is said of all wrong calls is true of it, too
        wrong.append(small)
    right, row.when = factors(of, run.right), part.when
    if part.alone and part.when:
        row.when = f"{EVERY}{said}" if (said := common(wrong, right)) else mostly(wrong, right)
    row.seen = Factored(wrong, right).text
    return row
