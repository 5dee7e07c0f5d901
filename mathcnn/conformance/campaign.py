"""A campaign: every part of every formula asked of a target, in worker processes with a time limit.

What a task finds depends on the target, the seed and the number of examples alone: neither on the number of processes
nor on the order, so the same campaign gives the same verdicts here and on a Dask cluster. Verdicts go into a journal as
they come, and a campaign that was interrupted goes on from there.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from .. import __version__, catalogue
from ..evidence import verification
from ..evidence.verdicts import FAILS, OPEN, Verdict
from ..evidence.verification import Task
from ..language.formula import Formula
from ..text.extras import need
from . import judging
from .target import NoTarget, target

LIMIT = 120.0  # seconds that a task may take
START = 60.0  # seconds that a worker may take to import what it works with


Answers = Generator[tuple[Task, list[Verdict]], None, None]

# ---------------------------------------------------------------- what is asked


def tasks(name: str, names: Iterable[str] = ()) -> list[Task]:
    """What the names of topics, formulas and laws stand for; everything that the target has where there are none."""
    return verification.tasks(names, functools.partial(_parts, name))


def _parts(name: str, of: Formula, named: bool) -> list[str]:
    """Every part of a formula; one row says that a target does not have it."""
    if ":" in name:
        if not named:
            raise NoTarget(
                f"{name} is one function: name the formula that it computes, mathcnn verify FORMULA --against {name}"
            )
        target(name, of.name)
    elif of.name not in target(name).functions:
        return ["form"]
    return judging.parts(of)


# ---------------------------------------------------------------- one worker


class Worker:
    """A process that answers tasks, started again when it has died."""

    def __init__(self, threads: int = 1) -> None:
        self.threads = threads
        self.process: subprocess.Popen[str] | None = None
        self.heard: queue.Queue[dict[str, Any] | None] = queue.Queue()

    def start(self) -> None:
        limits = {name: str(self.threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
        path = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mathcnn.conformance.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            env={**os.environ, **limits, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore"},
        )
        self.heard = queue.Queue()
        threading.Thread(target=self._listen, args=(self.process, self.heard), daemon=True).start()
        with contextlib.suppress(queue.Empty):
            self.heard.get(timeout=START)  # it says that it is ready

    @staticmethod
    def _listen(process: subprocess.Popen[str], heard: queue.Queue[dict[str, Any] | None]) -> None:
        with contextlib.suppress(ValueError):  # closed while it is read
            for line in process.stdout or ():
                with contextlib.suppress(json.JSONDecodeError):  # cut off in the middle
                    heard.put(json.loads(line))
        heard.put(None)

    def ask(self, name: str, task: Task, examples: int, seed: int, limit: float) -> list[Verdict]:
        """The verdicts of a task. A crash, or more time than the limit, is a verdict, too."""
        if self.process is None or self.process.poll() is not None:
            self.start()
        process, started = self.process, time.perf_counter()
        assert process is not None and process.stdin is not None
        rows: list[Verdict] = []
        last, deadline = "", started + limit
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(
                json.dumps(
                    {"target": name, "formula": task.formula, "part": task.part, "examples": examples, "seed": seed}
                )
                + "\n"
            )
            process.stdin.flush()
        while True:
            try:
                message = self.heard.get(timeout=max(0.0, deadline - time.perf_counter()))
            except queue.Empty:
                self.stop()
                return [*rows, broken(name, task, f"took more than {limit:g} s", last, started)]
            if message is None:
                code = process.wait()
                self.stop()
                said = f"ended its process: signal {-code}" if code < 0 else f"ended its process with exit code {code}"
                return [*rows, broken(name, task, said, last, started)]
            if "row" in message:
                rows.append(verdict_of(message["row"]))
            elif "call" in message:
                last = message["call"]
            elif "broken" in message:
                rows.append(broken(name, task, message["broken"], f"{last}\n# {message['where']}", started))
            else:
                return rows

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self.process = None


def broken(name: str, task: Task, said: str, last: str, started: float) -> Verdict:
    """A task that did not come to its end, with the last call."""
    of = catalogue.find_formula(task.formula)
    imports = (
        ["import numpy as np", "from mathcnn.conformance import target"]
        if "target(" in last
        else ["import numpy as np"]
    )
    module = name.partition(":")[0]
    again = "\n".join([*imports, *([f"import {module}"] if "target(" not in last else []), last]) if last else None
    law = judging.FORM if task.part == "form" else task.part
    return Verdict(
        task.formula,
        judging.kind_of(of, task.part),
        law,
        name,
        FAILS,
        OPEN,
        "",
        0,
        counterexample=said,
        reproduce=again,
        seconds=time.perf_counter() - started,
        says=said,
    )


def verdict_of(row: dict[str, Any]) -> Verdict:
    """A verdict from its JSON."""
    rho = row.get("max_rho")
    known = {one.name for one in fields(Verdict)}
    return Verdict(
        **{**{a: v for a, v in row.items() if a in known}, "max_rho": float(rho) if isinstance(rho, str) else rho}
    )


_own: Worker | None = None


def asked_here(name: str, task: Task, examples: int, seed: int, limit: float) -> list[Verdict]:
    """A task in a worker of this process, which a cluster's own worker keeps from one task to the next."""
    global _own
    _own = _own or Worker()
    return _own.ask(name, task, examples, seed, limit)


# ---------------------------------------------------------------- the journal


class Journal:
    """Verdicts as they come, a line of JSON a task; the first line says what was asked."""

    def __init__(self, path: str | os.PathLike[str], header: dict[str, Any], resume: bool = False):
        self.path = Path(path)
        self.done: dict[Task, list[Verdict]] = {}
        if resume and self.path.exists():
            self._read(header)
        else:
            self.path.write_text(json.dumps(header) + "\n", "utf-8")
        self.file = open(self.path, "a", encoding="utf-8")  # noqa: SIM115  open as long as the journal

    def _read(self, header: dict[str, Any]) -> None:
        first, *lines = self.path.read_text("utf-8").splitlines(keepends=True) or [""]
        try:
            before = json.loads(first)
        except json.JSONDecodeError:
            raise NoTarget(f"{self.path} is no journal of verdicts: it cannot be resumed") from None
        if changed := [f"{k} was {before.get(k)!r} and is {v!r}" for k, v in header.items() if before.get(k) != v]:
            raise NoTarget(f"{self.path} is of another campaign: {'; '.join(changed)}")
        kept = [first]
        for line in lines:
            with contextlib.suppress(json.JSONDecodeError, KeyError, TypeError):  # the last line may have been cut off
                told = json.loads(line)
                self.done[Task(*told["task"])] = [verdict_of(row) for row in told["rows"]]
                kept.append(line if line.endswith("\n") else line + "\n")
        self.path.write_text("".join(kept), "utf-8")

    def add(self, task: Task, rows: list[Verdict]) -> None:
        self.done[task] = rows
        self.file.write(json.dumps({"task": [task.formula, task.part], "rows": [row.as_dict() for row in rows]}) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())

    def close(self) -> None:
        self.file.close()


# ---------------------------------------------------------------- the campaign


@dataclass
class Campaign:
    """A target held against formulas, and what came of it."""

    target: str
    seed: int
    examples: int
    versions: dict[str, str]
    rows: list[Verdict]
    seconds: float = 0.0
    mathcnn: str = __version__

    @property
    def falls_short(self) -> list[Verdict]:
        """What is neither right nor absent."""
        return [row for row in self.rows if not row.good and row.verdict != judging.NOT_OFFERED]


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
    """Everything about topics, formulas or laws, by name, asked of a target; about all formulas where none is named.

    jobs: worker processes; limit: seconds a task may take; journal: where verdicts are kept as they come; `resume` goes
    on with it; dask: the address of a cluster's scheduler, whose workers are used instead. Raises NoTarget where
    nothing can be asked.
    """
    from ..display.terminal import versions

    started = time.perf_counter()
    todo = tasks(name, names)
    held = target(name, next((t.formula for t in todo), "") if ":" in name else "")
    told = {**versions(), **held.versions}
    book = (
        Journal(journal, {"target": name, "seed": seed, "examples": examples, "versions": told}, resume)
        if journal
        else None
    )
    rows: dict[Task, list[Verdict]] = dict(book.done) if book else {}
    left = [task for task in todo if task not in rows]
    for task in todo:
        if task in rows and done:
            done(task)
    spread = (
        over_cluster(dask, name, left, examples, seed, limit)
        if dask
        else over_processes(name, left, examples, seed, limit, jobs)
    )
    try:
        with contextlib.closing(spread):
            for task, found in spread:
                rows[task] = found
                if book:
                    book.add(task, found)
                if done:
                    done(task)
    finally:
        if book:
            book.close()
    return Campaign(
        name, seed, examples, told, [row for task in todo for row in rows[task]], time.perf_counter() - started
    )


def over_processes(name: str, todo: list[Task], examples: int, seed: int, limit: float, jobs: int) -> Answers:
    """Each task with its verdicts, as they come, from so many workers."""
    waiting, found = queue.SimpleQueue[Task](), queue.SimpleQueue[tuple[Task, list[Verdict]]]()
    for task in sorted(todo, key=lambda t: t.part != "large"):  # what takes longest first
        waiting.put(task)
    workers = [Worker() for _ in range(max(1, min(jobs, len(todo))))]

    def work(worker: Worker) -> None:
        with contextlib.suppress(queue.Empty):
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
            worker.stop()


def over_cluster(address: str, name: str, todo: list[Task], examples: int, seed: int, limit: float) -> Answers:
    """Each task with its verdicts, as they come, from a Dask cluster; each of its workers keeps a process of its own
    for the target.
    """
    need("dask", "a Dask cluster")
    from dask.distributed import Client, as_completed

    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise NoTarget(f"no Dask scheduler at {address}: {error}") from None
    with client:
        running = {client.submit(asked_here, name, task, examples, seed, limit, pure=False): task for task in todo}
        for one in as_completed(list(running)):
            yield running[one], one.result()
