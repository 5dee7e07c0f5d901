"""Verification at large: every form, law, non-law and gradient of the formulas named, over worker processes.

A task is one piece of one formula, so that a slow formula keeps every core busy. Each task draws its cases from the
seed alone, and verdicts come back in the order of the catalogue: the number of jobs changes nothing but the time.
"""

from __future__ import annotations

import functools
import itertools
import os
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from .. import catalogue, processes
from ..language.formula import Formula, Law
from ..language.shapes import shown
from .verdicts import FAILS, OPEN, OWN, Verdict, Verdicts, parts, verify_formula

EXAMPLES = 20
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Task:
    """One piece of one formula: "form", "gradient" or the name of a law."""

    formula: str
    part: str
    own: Formula | None = None  # a formula that is not in the catalogue: it is verified in this process

    @property
    def name(self) -> str:
        """By which it is verified again: a law's name, or its formula's."""
        return self.formula if self.part in ("form", "gradient") else f"{self.formula}::{self.part}"

    def __str__(self) -> str:
        return f"{self.formula}::{self.part}"


Named = str | Formula | Law | catalogue.Topic


def tasks(names: Iterable[Named] = ()) -> list[Task]:
    """What topics, formulas and laws, or their names, stand for; everything where there are none."""
    found: dict[Task, None] = {}
    for thing in map(_thing, names) if (names := list(names)) else catalogue.catalog().topics.values():
        match thing:
            case Law():
                found[Task(thing.of.name, thing.fn.__name__, _own(thing.of))] = None
            case Formula():
                found |= {Task(thing.name, part, _own(thing)): None for part in parts(thing)}
            case catalogue.Topic():
                found |= {
                    Task(formula.name, part): None for formula in thing.formulas.values() for part in parts(formula)
                }
    return list(found)


def _thing(named: Any) -> Any:
    if isinstance(named, (Formula, Law, catalogue.Topic)):
        return named
    if not isinstance(named, str):
        raise TypeError(f"verify takes formulas, laws, topics, or their names, and not {shown(named)}")
    return catalogue.find(named)


def _own(of: Formula) -> Formula | None:
    """A formula that the catalogue does not hold."""
    try:
        return None if catalogue.find_formula(of.name) is of else of
    except catalogue.Unknown:
        return of


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def verify(
    names: Iterable[Named] | Named = (),
    *,
    examples: int = EXAMPLES,
    seed: int = 0,
    jobs: int = 1,
    done: Callable[[Task], object] | None = None,
) -> Verdicts:
    """The verdicts about topics, formulas or laws, given themselves or by name, one or several; about everything where
    none is named.

    Raises TypeError for anything else, and `catalogue.Unknown` for a name that there is not.
    `jobs` is the number of processes (with more than one, call it under `if __name__ == "__main__"`, as multiprocessing
    asks for). `done` is called as each task ends.

    >>> [row.verdict for row in verify("geometry.output_size::relationship_1")]
    ['holds', 'holds']
    """
    for name, number, least in (("examples", examples, 1), ("seed", seed, 0), ("jobs", jobs, 1)):
        if isinstance(number, bool) or not isinstance(number, int) or number < least:
            raise ValueError(f"{name} = {number!r}: it must be an integer >= {least}")
    if isinstance(names, (str, Formula, Law, catalogue.Topic)):
        names = [names]
    elif not isinstance(names, Iterable) or isinstance(names, (bytes, dict)):
        raise TypeError(f"verify takes formulas, laws, topics, or their names, and not {shown(names)}")
    todo = tasks(names)
    work = functools.partial(_verdicts, examples=examples, seed=seed)
    shared, own = [task for task in todo if task.own is None], [task for task in todo if task.own is not None]
    rows: dict[Task, list[Verdict]] = {}
    for task, verdicts in itertools.chain(spread(shared, work, min(jobs, len(shared))), spread(own, work, 1)):
        rows[task] = verdicts
        if done:
            done(task)
    return Verdicts(row for task in todo for row in rows[task])


def _verdicts(task: Task, examples: int, seed: int) -> list[Verdict]:
    """What a task found; a check that breaks down is a row that falls short, and the others go on."""
    started, of = time.perf_counter(), task.own or catalogue.find_formula(task.formula)
    kind = task.part if task.part not in of.laws else "law" if of.laws[task.part].holds else "non-law"
    try:
        return list(verify_formula(of, examples, seed, only=task.part))
    except Exception as error:
        again = f"from mathcnn.evidence.verification import verify\n\nprint(verify({task.name!r}, examples={examples}, seed={seed}))"
        fault = f"{type(error).__name__}: {error}\n{''.join(traceback.format_tb(error.__traceback__)[-2:])}".rstrip()
        return [
            Verdict(
                of.name, kind, task.part, OWN, FAILS, OPEN, "", 0, None, fault, again, time.perf_counter() - started
            )
        ]


def spread(todo: Iterable[T], work: Callable[[T], R], jobs: int) -> Iterator[tuple[T, R]]:
    """Each task with what `work` makes of it, as they come, from so many processes that have loaded this module: see
    `processes.spread`.
    """
    return processes.spread(todo, work, jobs, [__name__])
