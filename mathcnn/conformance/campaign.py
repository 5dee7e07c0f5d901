"""A campaign: the formulas of a target, part by part, in worker processes with a time limit.

What a task finds depends on the target, the seed and the number of examples only. So the same campaign gives the same
verdicts for any number of processes, in any order, and on a Dask cluster. Verdicts go into a journal as they come, and
an interrupted campaign is resumed from there.
"""

from __future__ import annotations

import contextlib
import functools
import os
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass

from .. import __version__
from ..evidence import verification
from ..evidence.verdicts import NOT_OFFERED, Verdict
from ..evidence.verification import Task
from ..language.formula import Formula
from ..text.extras import need
from ..text.wording import versions
from . import judging
from .client import Closed, Worker, ask_here
from .journal import Journal
from .signatures import NoTarget
from .target import needs_formula, target

LIMIT = 120.0  # seconds that a task may take
Answers = Generator[tuple[Task, list[Verdict]], None, None]


@dataclass
class Campaign:
    """A target, how it was checked, and the verdicts."""

    target: str
    seed: int
    examples: int
    versions: dict[str, str]
    rows: list[Verdict]
    seconds: float = 0.0
    mathcnn: str = __version__

    @property
    def falls_short(self) -> list[Verdict]:
        """The rows that neither hold nor are not offered."""
        return [row for row in self.rows if not row.good and row.verdict != NOT_OFFERED]


# ---------------------------------------------------------------- tasks


def tasks(name: str, names: Iterable[str] = ()) -> list[Task]:
    """The tasks of a target.

    name: the target's; names: topics, formulas and laws, all formulas if there are none. A formula that the target does
    not have is one task, whose verdict says so. Raises NoTarget if nothing can be checked, and `catalogue.Unknown` for
    a name that does not exist.
    """
    return verification.tasks(names, functools.partial(_parts, name))


def _parts(name: str, of: Formula, named: bool) -> list[str]:
    """The parts of a formula that are checked; "form" alone if the target does not have it."""
    if ":" in name and not named:
        raise NoTarget(needs_formula(name))
    held = target(name, of.name if ":" in name else "")
    return list(judging.parts(of)) if of.name in held.functions else ["form"]


# ---------------------------------------------------------------- the campaign


def verify_against(
    name: str,
    names: Iterable[str] = (),
    *,
    examples: int = 20,
    seed: int = 0,
    jobs: int = 1,
    limit: float = LIMIT,
    journal: str | os.PathLike[str] | None = None,
    resume: bool = False,
    dask: str | None = None,
    done: Callable[[Task], object] | None = None,
) -> Campaign:
    """Check a target against topics, formulas or laws.

    name: the target's (see `target`); names: what it is checked against, all formulas if none is named; examples:
    random cases a check; seed: where they start; jobs: how many worker processes; limit: seconds that a task may take;
    journal: a file for verdicts as they come, which `resume` goes on with; dask: the address of a cluster's scheduler,
    whose workers are used instead; done: called as each task ends. Returns the campaign with its verdicts, in the order
    of the tasks. Raises NoTarget if nothing can be checked, `catalogue.Unknown` for a name that does not exist, and
    MissingExtra if Dask is needed and not installed.
    """
    started = time.perf_counter()
    names = list(names)
    todo = tasks(name, names)
    held = target(name, next((t.formula for t in todo), "") if ":" in name else "")
    found_with = {**versions(), **held.versions}
    header = {"target": name, "seed": seed, "examples": examples, "versions": found_with}
    book = Journal(journal, header, resume) if journal else None
    rows: dict[Task, list[Verdict]] = dict(book.done) if book else {}
    left = [task for task in todo if task not in rows]
    for task in todo:
        if task in rows and done:
            done(task)
    answers = (
        over_cluster(dask, name, left, examples, seed, limit)
        if dask
        else over_processes(name, left, examples, seed, limit, jobs)
    )
    try:
        with contextlib.closing(answers):
            for task, found in answers:
                rows[task] = found
                if book:
                    book.add(task, found)
                if done:
                    done(task)
    finally:
        if book:
            book.close()
    every = [row for task in todo for row in rows[task]]
    return Campaign(name, seed, examples, found_with, every, time.perf_counter() - started)


def over_processes(name: str, todo: list[Task], examples: int, seed: int, limit: float, jobs: int) -> Answers:
    """Each task with its verdicts, as they come, from `jobs` workers.

    Raises RuntimeError if the workers end before their tasks do.
    """
    waiting, found = queue.SimpleQueue[Task](), queue.SimpleQueue[tuple[Task, list[Verdict]]]()
    for task in sorted(todo, key=lambda t: t.part != "thresholds"):  # what takes longest first
        waiting.put(task)
    workers = [Worker() for _ in range(max(1, min(jobs, len(todo))))]

    def work(worker: Worker) -> None:
        with contextlib.suppress(queue.Empty, Closed):
            while True:
                task = waiting.get_nowait()
                found.put((task, worker.ask(name, task, examples, seed, limit)))

    threads = [threading.Thread(target=work, args=(worker,), daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        for _ in todo:
            while True:
                try:
                    yield found.get(timeout=0.5)  # short, so that Ctrl-C is heard
                    break
                except queue.Empty:
                    if not any(thread.is_alive() for thread in threads) and found.empty():
                        raise RuntimeError("the workers ended before their tasks did") from None
    finally:
        with contextlib.suppress(queue.Empty):
            while True:
                waiting.get_nowait()
        for worker in workers:
            worker.close()


def over_cluster(address: str, name: str, todo: list[Task], examples: int, seed: int, limit: float) -> Answers:
    """Each task with its verdicts, as they come, from a Dask cluster; each of its workers keeps a process of its own.

    address: of the scheduler. Raises NoTarget if there is none, and MissingExtra if Dask is not installed.
    """
    need("dask", "a Dask cluster")
    from dask import distributed

    try:
        client = distributed.Client(address, timeout=10)  # type: ignore[no-untyped-call]  # Dask has no annotations
    except (OSError, ValueError) as error:
        raise NoTarget(f"no Dask scheduler at {address}: {error}") from None
    with client:
        running = {client.submit(ask_here, name, task, examples, seed, limit, pure=False): task for task in todo}
        for one in distributed.as_completed(list(running)):  # type: ignore[no-untyped-call]
            yield running[one], one.result()
