"""The checks of one function of a target as verdicts: one row a check."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace

import numpy as np

from .. import catalogue
from ..evidence.cases import Within
from ..evidence.checkers import EQUALS_LITERAL, timed
from ..evidence.checks import TRANSFORM, CheckResult, Sample
from ..evidence.deviations import NAN_TO_NUMBER
from ..evidence.reproduction import printed
from ..evidence.shrinking import shrink
from ..evidence.verdicts import FAILS, NOT_OFFERED, OPEN, SPECIAL, SUSPECT, Verdict, judged
from ..evidence.verification import Task
from ..language.formula import Formula
from ..numbers import formats
from .aliases import Message, Scalar
from .factored import Factored
from .pattern import described
from .plan.points import Point
from .recording import noted_calls
from .reproductions import OF_TARGETS, imports_of, of_sample, whole
from .subject import Subject

FORM, TYPE_KEPT = EQUALS_LITERAL, "keeps the type"  # the names of the checks of the form


class Rows:
    """One function of a target, and how thoroughly it is checked.

    subject: the function; examples: random cases a check; seed: where they start; share: which share of the types of
    numbers the calls of real sizes are made in, and how many shares there are
    """

    def __init__(self, subject: Subject, examples: int, seed: int, share: tuple[int, int] = (1, 1)):
        self.share = share
        self.subject, self.of, self.examples, self.seed = subject, subject.of, examples, seed
        self.dtypes = subject.dtypes if subject.of.arrays else subject.dtypes[:1]  # numbers adapt
        self.wide = tuple(d for d in self.dtypes if d not in formats.ACCUMULATOR)  # without half precision
        self.widest = (self.wide or self.dtypes)[0]
        self.made: list[tuple[Point, str, str]] = []  # the calls of a plan that were judged: with type and fill

    def row(
        self,
        kind: str,
        law: str,
        check: Callable[[], CheckResult],
        dtype: str = "",
        again: Callable[[Sample], str] | None = None,
    ) -> Verdict:
        """A check as a verdict, with its smallest counterexample and a reproduction by the target alone.

        kind: "form", "law", "non-law" or "gradient"; law: the name of the check; dtype: the type of its arrays if all
        have one; again: writes the call of a sample as Python, if it is not the call of the formula or the law.
        """
        started, subject = time.perf_counter(), self.subject
        checked = timed(kind, law, subject.target.name, lambda: _shrunk(check()), foreign=True)
        row, result = judged(self.of, checked), checked.result
        row.dtype = dtype
        if not result.count and row.verdict == SUSPECT and subject.within() != Within():
            row.verdict, row.says = NOT_OFFERED, "no case of it is within what the target takes"
        if row.counterexample and result.sample is not None:
            what = self.of.laws.get(law) if kind in ("law", "non-law") else None
            if again is not None:
                *lines, last = again(result.sample).split("\n")
                row.reproduce = whole(imports_of(subject), [*lines, printed(last)], row.says)
            else:
                row.reproduce = of_sample(
                    subject,
                    result.sample,
                    result.worst,
                    result.fault,
                    what,
                    result.judge or (lambda sample: None),
                    kind == "gradient",
                    result.tier == "IEEE",
                )
        if row.verdict == FAILS and not row.fault and kind != "gradient":
            row.seen = self.seen(result)
        if row.verdict == FAILS and kind == "law" and self.only_nan(result):
            row.verdict, row.says = SPECIAL, NAN_TO_NUMBER
        row.seconds = time.perf_counter() - started
        return row

    def seen(self, result: CheckResult) -> str:
        """The calls of the counterexample by their factors, as a text; "" if the formula refuses them."""
        made: list[Point] = []

        def note(arrays: dict[str, np.ndarray], scalars: dict[str, Scalar], dy: np.ndarray | None) -> None:
            first = next(iter(arrays.values()), np.zeros(()))
            made.append(Point({a: np.shape(x) for a, x in arrays.items()}, scalars, "", dtype=first.dtype.name))

        if result.sample is None or result.judge is None or not self.of.arrays:
            return ""
        with noted_calls(note), contextlib.suppress(Exception):  # the target may raise anything
            result.judge(result.sample)
        found = []
        for point in made:
            with contextlib.suppress(ValueError, TypeError):  # a call that the formula refuses
                found.append(described(self.of, point))
        return Factored(found).text if found else ""

    def only_nan(self, result: CheckResult) -> bool:
        """Whether the sides of a law differ in a NaN, after calls that had NaN or infinities among their arguments."""
        if result.fault or result.sample is None or result.judge is None:
            return False
        self.subject.wild = False
        with contextlib.suppress(Exception):  # the target may raise anything
            gap = result.judge(result.sample)
            sides = [v for v in (gap.got, gap.want) if isinstance(v, (float, np.floating))] if gap else []
            return self.subject.wild and len(sides) == 2 and any(np.isnan(v) for v in sides)
        return False

    def absent(self, part: str, why: str) -> Verdict:
        """The row for a part that the target does not have."""
        return absent(self.of, part, self.subject.target.name, why, time.perf_counter())


def _shrunk(result: CheckResult) -> CheckResult:
    """A result with its worst sample as small as possible; that of a transform, which is right, is left as it is."""
    return result if result.suspect and result.says == TRANSFORM else shrink(result)


def kind_of(of: Formula, part: str) -> str:
    """The kind of the rows of a part: "law", "non-law", "gradient" or "form"."""
    if part in of.laws:
        return "law" if of.laws[part].holds else "non-law"
    return "gradient" if part == "gradient" else "form"


def absent(of: Formula, part: str, target: str, why: str, started: float) -> Verdict:
    """The row for a part of a formula that a target does not have.

    target: its name; why: what it lacks; started: when the work began, by `time.perf_counter`.
    """
    name = {"form": FORM, "gradient": "derivative"}.get(part, part)
    seconds = time.perf_counter() - started
    return Verdict(of.name, kind_of(of, part), name, target, NOT_OFFERED, OPEN, "", 0, seconds=seconds, says=why)


def broken(task: Task, target: str, said: str, call: str, started: float) -> Verdict:
    """The verdict about a task that did not come to its end.

    target: its name; said: what happened; call: the last call, as Python; started: when the task began.
    """
    of = task.own or catalogue.find_formula(task.formula)
    own = [f"import {target.partition(':')[0]}"] if "target(" not in call else OF_TARGETS
    again = whole(["import numpy as np", *own], call.split("\n"), said) if call else None
    row = absent(of, task.part, target, said, started)
    return replace(row, verdict=FAILS, counterexample=said, reproduce=again, fault=said)


def too_slow(task: Task, target: str, said: str, started: float) -> Verdict:
    """The verdict about a part with large arrays for which a target takes too long; arguments as for `broken`."""
    return absent(catalogue.find_formula(task.formula), task.part, target, f"too slow: {said}", started)


def not_reached(task: Task, target: str, why: str) -> Verdict:
    """The verdict about a part that was not begun, since its function did not come back in another part."""
    of = catalogue.find_formula(task.formula)
    return absent(of, task.part, target, f"not reached: {why}", time.perf_counter())


def with_cases(rows: Sequence[Verdict]) -> list[Verdict]:
    """The rows that saw a case; if there are none, the first that says what is not offered, or else the first."""
    return [row for row in rows if row.cases] or [max(rows, key=lambda row: row.verdict == NOT_OFFERED)]


def once(rows: Iterable[Verdict]) -> list[Verdict]:
    """The rows, each kind of result that several parts of a formula name kept in its first row only."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Verdict] = []
    for row in rows:
        key = (row.formula, row.law, row.verdict, row.dtype, row.says)
        if row.law != TYPE_KEPT or key not in seen:
            kept.append(row)
        seen.add(key)
    return kept


def verdict_of(message: Message) -> Verdict:
    """A verdict from its JSON, the inverse of `Verdict.as_dict`; other entries are ignored."""
    known = {one.name for one in fields(Verdict)}
    rho = message.get("max_rho")
    values = {a: v for a, v in message.items() if a in known}
    return Verdict(**{**values, "max_rho": float(rho) if isinstance(rho, str) else rho})
