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
from typing import TypeVar

from .. import catalogue, processes
from ..language.formula import Formula, Law
from ..language.shapes import shown
from .checkers import OWN
from .reproduction import importing
from .rows import FAILS, OPEN, Verdict, Verdicts
from .verdicts import parts, verify_formula

EXAMPLES = 20
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Task:
    """One piece of one formula.

    Attributes
    ----------
    formula : its name.
    part : "form", "gradient" or the name of a law.
    own : the formula itself if the catalogue does not have it. It is verified in this process.
    """

    formula: str
    part: str
    own: Formula | None = None

    @property
    def name(self) -> str:
        """What `verify` takes to verify it again: the name of the law, or that of the formula."""
        return self.formula if self.part in ("form", "gradient") else f"{self.formula}::{self.part}"

    def __str__(self) -> str:
        return f"{self.formula}::{self.part}"


Thing = Formula | Law | catalogue.Topic
Named = str | Thing


def tasks(names: Iterable[Named] = (), parts_of: Callable[[Formula, bool], list[str]] | None = None) -> list[Task]:
    """The tasks that topics, formulas and laws stand for, each once.

    Parameters
    ----------
    names : topics, formulas and laws, or their names; everything that there is if empty.
    parts_of : function of (formula, whether it was named itself), the parts that are tasks; `parts` if None.

    Returns
    -------
    The tasks in the order of the names and of the catalogue.

    Raises
    ------
    TypeError : something else is among the names.
    catalogue.Unknown : there is no such name.
    """
    parts_of = parts_of or (lambda formula, named: parts(formula))
    things: Iterable[Thing] = map(_thing, names) if (names := list(names)) else catalogue.catalog().topics.values()
    found: dict[Task, None] = {}
    for thing in things:
        match thing:
            case Law():
                found[Task(thing.of.name, thing.fn.__name__, _own(thing.of))] = None
            case Formula():
                found |= {Task(thing.name, part, _own(thing)): None for part in parts_of(thing, True)}
            case catalogue.Topic():
                for formula in thing.formulas.values():
                    found |= {Task(formula.name, part): None for part in parts_of(formula, False)}
    return list(found)


def _thing(named: object) -> Thing:
    if isinstance(named, (Formula, Law, catalogue.Topic)):
        return named
    if not isinstance(named, str):
        raise TypeError(f"verify takes formulas, laws, topics, or their names, and not {shown(named)}")
    return catalogue.find(named)


def _own(of: Formula) -> Formula | None:
    """The formula itself if the catalogue does not have it, else None."""
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
    """Verify formulas, laws and topics.

    Parameters
    ----------
    names : formulas, laws and topics, or their names, one or several; everything that there is if empty.
    examples : about how many cases each check looks at, an integer >= 1.
    seed : of the cases, an integer >= 0.
    jobs : the number of processes, an integer >= 1. With more than one, call this under `if __name__ == "__main__"`, as
        multiprocessing requires.
    done : called with each task when it ends.

    Returns
    -------
    The verdicts in the order of the names; their number does not depend on `jobs`.

    Raises
    ------
    ValueError : a number is not what is said here.
    TypeError : something else is among the names.
    catalogue.Unknown : there is no such name.

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
    """The verdicts of a task. A check that raises an exception is a row that falls short; other tasks go on."""
    started, of = time.perf_counter(), task.own or catalogue.find_formula(task.formula)
    kind = task.part if task.part not in of.laws else "law" if of.laws[task.part].holds else "non-law"
    try:
        return list(verify_formula(of, examples, seed, only=task.part))
    except Exception as error:  # a check that breaks down is a row, whatever it raises
        name, law = repr(task.name), f".laws[{task.part!r}]" if task.part in of.laws else ""
        lines = ["from mathcnn.evidence.verification import verify", ""]
        if task.own is not None:  # which has no name that `verify` knows
            name, lines = f"{of.name}{law}", [importing(of), *lines]
        again = "\n".join([*lines, f"print(verify({name}, examples={examples}, seed={seed}))"])
        fault = f"{type(error).__name__}: {error}\n{''.join(traceback.format_tb(error.__traceback__)[-2:])}".rstrip()
        return [
            Verdict(
                of.name, kind, task.part, OWN, FAILS, OPEN, "", 0, None, fault, again, time.perf_counter() - started
            )
        ]


def spread(todo: Iterable[T], work: Callable[[T], R], jobs: int) -> Iterator[tuple[T, R]]:
    """Each task with what `work` returns for it, as they end, from `jobs` processes that have loaded this module; see
    `processes.spread`."""
    return processes.spread(todo, work, jobs, [__name__])
