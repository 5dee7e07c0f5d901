"""A campaign: the formulas of a target, part by part, in worker processes with a time limit.

What a task finds depends on the target, the seed and the number of examples only. So the same campaign gives the same
verdicts for any number of processes, in any order, and on a Dask cluster. Verdicts go into a journal as they come, and
an interrupted campaign is resumed from there.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import queue
import secrets
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from .. import __version__, catalogue
from ..evidence import verification
from ..evidence.verdicts import NOT_OFFERED, Verdict
from ..evidence.verification import Task
from ..language.formula import Formula
from ..processes import WorkerDied
from ..text.extras import need
from ..text.wording import versions
from . import judging, workers
from .client import AT_SIZE, Closed, Worker
from .facts import Facts
from .journal import Journal
from .limits import MEMORY
from .plan.coverage import Coverage, joined
from .reach import Reach
from .rows import once
from .signatures import NoTarget
from .target import is_function, look_for, needs_formula

LIMIT = 120.0  # seconds that a task may take
LONG = 24 * 3600.0  # the same of a thorough campaign
FIRST = "everyday"  # the part that comes first
EARLY = judging.shares(FIRST)
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
    fault: str = ""  # why nothing was checked: the target does not import

    @functools.cached_property
    def coverage(self) -> dict[str, Coverage]:
        """What the calls of the plan that were made cover, by the name of the formula."""
        return joined(((row.formula, row.covers) for row in self.rows), catalogue.find_formula)

    @property
    def falls_short(self) -> list[Verdict]:
        """The rows that neither hold nor are not offered."""
        return [row for row in self.rows if not row.good and row.verdict != NOT_OFFERED]


def unchecked(name: str, fault: str, *, examples: int = 20, seed: int = 0) -> Campaign:
    """The campaign of a target that does not import: it has no verdicts.

    name: the target's; fault: what its import did, as one line; examples, seed: as for `verify_against`.
    """
    return Campaign(name, seed, examples, versions(), [], fault=fault)


# ---------------------------------------------------------------- tasks


def tasks(name: str, names: Iterable[str] = ()) -> list[Task]:
    """The tasks of a target.

    name: the target's; names: topics, formulas and laws, all formulas if there are none. A formula that the target does
    not have is one task, whose verdict says so. Raises NoTarget if nothing can be checked, DoesNotImport if the target
    cannot be imported, and `catalogue.Unknown` for a name that does not exist.
    """
    return planned(name, names)[0]


def planned(
    name: str,
    names: Iterable[str] = (),
    limit: float = LIMIT,
    memory: int = MEMORY,
    *,
    everyday: bool = False,
    thorough: bool = False,
    jobs: int = 1,
) -> tuple[list[Task], Facts]:
    """The tasks of a target, and what it has, as a worker process finds it; see `tasks`.

    limit: seconds that its import may take; memory: bytes that the process may use, 0 for no limit; everyday: whether
    the calls that networks make are all that is checked; thorough: whether the calls at thresholds are those for a
    night; jobs: how many worker processes are started, which import the target at the same time.
    """
    names, single = list(names), is_function(name)
    look_for(name)

    def parts(of: Formula, named: bool) -> list[str]:
        if single and not named:
            raise NoTarget(needs_formula(name))
        return list(judging.parts(of))

    def asked_for(of: Formula, named: bool) -> list[str]:
        every = parts(of, named)
        chosen = [FIRST] if everyday else judging.run_of(of, thorough)
        if of.name not in found.laid_out:
            chosen = [part for part in chosen if part != judging.LAYOUTS]
        return [share for part in every if part in chosen for share in judging.shares(part)]

    every = verification.tasks(names, parts) if names or not single else []
    asked = list(dict.fromkeys(task.formula for task in every)) if single else []
    found = workers.describe(name, asked, limit, memory, jobs)
    has = set(found.functions)
    names = names or (found.functions if single else [])  # that which the function declares
    todo = verification.tasks(names, lambda of, named: asked_for(of, named) if of.name in has else ["form"])
    if everyday:
        todo = [task for task in todo if task.part in EARLY or task.formula not in has]
        if not any(task.part in EARLY for task in todo):
            raise NoTarget(f"{name} has no formula that layers of networks call: run without --everyday")
    return todo, found


# ---------------------------------------------------------------- the campaign


def verify_against(
    name: str,
    names: Iterable[str] = (),
    *,
    examples: int = 20,
    seed: int = 0,
    jobs: int = 1,
    limit: float = LIMIT,
    memory: int = MEMORY,
    journal: str | os.PathLike[str] | None = None,
    resume: bool = False,
    dask: str | None = None,
    done: Callable[[Task], object] | None = None,
    first: Callable[[list[Verdict]], object] | None = None,
    plan: tuple[list[Task], Facts] | None = None,
    everyday: bool = False,
    thorough: bool = False,
) -> Campaign:
    """Check a target against topics, formulas or laws.

    name: the target's (see `target`); names: what it is checked against, all formulas if none is named; examples:
    random cases a check; seed: where they start; jobs: how many worker processes; limit: seconds that a task may take;
    memory: bytes that a worker process may use, 0 for no limit; journal: a file for verdicts as they come, which
    `resume` goes on with; dask: the address of a cluster's scheduler, whose workers are used instead; done: called as
    each task ends; first: called with the verdicts about everyday calls, which are checked first, when all of them are
    known, if there is more to check; plan: what `planned` returned, if it was called before; everyday, thorough: as for
    `planned`. All code of the target, its import included, runs in worker processes. Returns the campaign with its
    verdicts, in the order of the tasks. Raises NoTarget if nothing can be checked, or if the journal is of another
    campaign or of other code; DoesNotImport if the target cannot be imported; `catalogue.Unknown` for a name that does
    not exist; and MissingExtra if Dask is needed and not installed.
    """
    started = time.perf_counter()
    if dask is not None:
        check_address(dask)
    todo, facts = plan or planned(
        name, names, limit, memory, everyday=everyday, thorough=thorough, jobs=1 if dask else jobs
    )
    found_with = {**versions(), **facts.versions}
    header = {"target": name, "seed": seed, "examples": examples, "versions": found_with, "code": facts.code}
    book = Journal(journal, header, resume) if journal else None
    rows: dict[Task, list[Verdict]] = dict(book.done) if book else {}
    left = [task for task in todo if task not in rows]
    for task in todo:
        if task in rows and done:
            done(task)
    early = [task for task in todo if task.part in EARLY]
    if first and any(task not in rows for task in early) and len(early) < len(todo):
        done = _then(done, early, rows, first)
    answers = (
        over_cluster(dask, name, left, examples, seed, limit, memory)
        if dask is not None
        else over_processes(name, left, examples, seed, limit, jobs, memory)
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
    every = once(row for some in in_parts(todo) for row in in_turn([rows[task] for task in some]))
    return Campaign(name, seed, examples, found_with, every, time.perf_counter() - started)


def in_parts(todo: Iterable[Task]) -> Iterator[list[Task]]:
    """The tasks of each part of a formula together: one, or those of its shares, in their order."""
    for _, some in itertools.groupby(todo, lambda task: (task.formula, judging.share_of(task.part)[0])):
        yield list(some)


def in_turn(shares: Sequence[Iterable[Verdict]]) -> Iterator[Verdict]:
    """The rows of the shares of a part, a type of numbers of each in turn, as they come if the part is not divided."""
    by_type = ([list(rows) for _, rows in itertools.groupby(share, lambda row: row.dtype)] for share in shares)
    for some in itertools.zip_longest(*by_type, fillvalue=list[Verdict]()):
        yield from itertools.chain(*some)


def _then(
    done: Callable[[Task], object] | None,
    early: list[Task],
    rows: dict[Task, list[Verdict]],
    first: Callable[[list[Verdict]], object],
) -> Callable[[Task], None]:
    """`done`, which also calls `first` with the verdicts of the tasks `early` when the last of them has ended."""

    def both(task: Task) -> None:
        if done:
            done(task)
        if task in early and all(one in rows for one in early):
            first([row for one in early for row in rows[one]])

    return both


def order(task: Task) -> int:
    """Which tasks come first: everyday calls, whose answer is shown first, then those that take longest."""
    return 0 if task.part in EARLY else 1 if task.part in AT_SIZE else 2


class Waiting:
    """The tasks that no worker has yet. Each worker gets those of formulas that it has loaded, if there are some.

    todo: the tasks
    """

    def __init__(self, todo: Iterable[Task]):
        self.left, self.lock = sorted(todo, key=order), threading.Lock()
        self.known: dict[str, set[Worker]] = {}  # the workers that had a task of a formula

    def next_for(self, worker: Worker) -> Task | None:
        """The next task for a worker, None if none is left."""
        with self.lock:
            if not self.left:
                return None
            first = order(self.left[0])
            task = min((one for one in self.left if order(one) == first), key=lambda one: self._distance(one, worker))
            self.left.remove(task)
            self.known.setdefault(task.formula, set()).add(worker)
            return task

    def _distance(self, task: Task, worker: Worker) -> int:
        """0 for a formula that the worker knows, 1 for one that none knows, 2 for one that others know."""
        known = self.known.get(task.formula, ())
        return 0 if worker in known else 2 if known else 1

    def clear(self) -> None:
        """Give out no more tasks."""
        with self.lock:
            self.left.clear()


def over_processes(
    name: str, todo: list[Task], examples: int, seed: int, limit: float, jobs: int, memory: int = MEMORY
) -> Answers:
    """Each task with its verdicts, as they come, from `jobs` workers.

    Raises RuntimeError if the workers end before their tasks do, WorkerDied if one does not start.
    """
    waiting, reach = Waiting(todo), Reach()
    found = queue.SimpleQueue[tuple[Task, list[Verdict]] | WorkerDied]()
    own = workers.taken(name, memory, max(1, min(jobs, len(todo))))

    def work(worker: Worker) -> None:
        with contextlib.suppress(Closed):
            try:
                while (task := waiting.next_for(worker)) is not None:
                    found.put((task, worker.ask(name, task, examples, seed, limit, reach)))
            except WorkerDied as error:
                found.put(error)

    threads = [threading.Thread(target=work, args=(worker,), daemon=True) for worker in own]
    for thread in threads:
        thread.start()
    try:
        for _ in todo:
            while True:
                try:
                    one = found.get(timeout=0.5)  # short, so that Ctrl-C is heard
                    if isinstance(one, WorkerDied):
                        raise one
                    yield one
                    break
                except queue.Empty:
                    if not any(thread.is_alive() for thread in threads) and found.empty():
                        raise RuntimeError("the workers ended before their tasks did") from None
    finally:
        waiting.clear()
        for worker in own:
            worker.close()


def check_address(address: str) -> None:
    """Raise NoTarget unless an address of a Dask scheduler is given; Dask takes an empty one for its own machine."""
    if not address.strip():
        raise NoTarget(f"no Dask scheduler at {address!r}: it must be an address such as tcp://10.0.0.1:8786")


def over_cluster(
    address: str, name: str, todo: list[Task], examples: int, seed: int, limit: float, memory: int = MEMORY
) -> Answers:
    """Each task with its verdicts, as they come, from a Dask cluster; each of its workers keeps a process of its own.

    address: of the scheduler. Raises NoTarget if there is none, and MissingExtra if Dask is not installed.
    """
    need("dask", "a Dask cluster")
    from dask import distributed

    try:
        cluster = distributed.Client(address, timeout=10)  # type: ignore[no-untyped-call]  # Dask has no annotations
    except (OSError, ValueError) as error:
        raise NoTarget(f"no Dask scheduler at {address}: {error}") from None
    workers.taken(name, memory, 0)  # the workers of the cluster start their own
    run = secrets.token_hex(8)
    with cluster:
        running = {
            cluster.submit(workers.ask_here, name, task, examples, seed, limit, memory, run, pure=False): task
            for task in todo
        }
        for one in distributed.as_completed(list(running)):  # type: ignore[no-untyped-call]  # as above
            yield running[one], one.result()
