"""The workers that this process has started: those that have imported a target and wait for its tasks, and the one that
tasks of a cluster are given to."""

from __future__ import annotations

import atexit
import itertools
import threading
from collections.abc import Iterable

from ..evidence.verdicts import Verdict
from ..evidence.verification import Task
from .client import Worker
from .facts import Facts
from .limits import MEMORY
from .reach import Reach

_spare: dict[tuple[str, int], list[Worker]] = {}  # by target and memory: they have imported the target, and wait
_asking = threading.Lock()  # threads of one process take turns
_own: tuple[tuple[str, int, str], Worker, Reach] | None = None


def describe(name: str, formulas: Iterable[str], limit: float, memory: int, jobs: int = 1) -> Facts:
    """What a target has, as a new process finds it, which is kept for the target's tasks: see `Worker.describe`.

    jobs: how many processes are started, and kept
    """
    for old in _spare.pop((name, memory), ()):
        old.close()  # it may have imported the code as it was
    formulas = list(formulas)
    worker, *others = workers = [Worker(memory=memory) for _ in range(max(1, jobs))]
    try:
        for other in others:
            other.warm(name, formulas, limit)
        found = worker.describe(name, formulas, limit)
    except BaseException:  # Ctrl-C, too
        for one in workers:
            one.close()
        raise
    _spare[name, memory] = workers
    return found


def taken(name: str, memory: int, count: int = 1) -> list[Worker]:
    """Workers for a target: those that `describe` has started, and new ones if these are fewer."""
    found = _spare.pop((name, memory), [])
    for one in found[count:]:
        one.close()
    return [*found[:count], *(Worker(memory=memory) for _ in range(count - len(found)))]


def ask_here(
    name: str, task: Task, examples: int, seed: int, limit: float, memory: int = MEMORY, run: str = ""
) -> list[Verdict]:
    """The verdicts of a task by the one worker of this process, which is kept for the next task: see `Worker.ask`.

    memory: bytes that the worker may use, 0 for no limit; run: names the campaign. Another one gets another worker,
    since the target's code may have changed.
    """
    global _own
    key = (name, memory, run)
    with _asking:
        if _own is None or _own[0] != key:
            if _own is not None:
                _own[1].close()
            _own = key, taken(name, memory)[0], Reach()
        _, worker, reach = _own
        return worker.ask(name, task, examples, seed, limit, reach)


@atexit.register
def _close_all() -> None:
    for worker in [*itertools.chain(*_spare.values()), *([_own[1]] if _own else [])]:
        worker.close()
