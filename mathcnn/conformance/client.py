"""The worker processes of a campaign, as the campaign sees them: tasks go in, verdicts come out.

A worker that crashes, or that takes longer than its limit, is a verdict, too; the next task starts a new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from .. import catalogue
from ..evidence.verdicts import FAILS, OPEN, Verdict
from ..evidence.verification import Task
from .aliases import Message
from .reproductions import OF_TARGETS
from .rows import FORM, kind_of, verdict_of

START = 60.0  # seconds that a worker may take to import what it works with
Messages = queue.Queue[Message | None]  # what a worker says; None when it has ended


class Closed(RuntimeError):
    """A worker was asked, or asked to start, after it was closed."""


class Worker:
    """A process that answers tasks, started again when it has ended. One thread asks; any thread may close it.

    threads: how many threads the numerical libraries of the process may use
    """

    def __init__(self, threads: int = 1) -> None:
        self.threads = threads
        self.process: subprocess.Popen[str] | None = None
        self.messages: Messages = queue.Queue()
        self.closed = False
        self._change = threading.Lock()  # for `process` and `closed`: they change together

    def start(self) -> subprocess.Popen[str]:
        """Start the process, and wait until it is ready. Raises Closed after `close`."""
        limits = {name: str(self.threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
        path = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]))
        with self._change:
            if self.closed:
                raise Closed("the worker is closed")
            process = self.process = subprocess.Popen(
                [sys.executable, "-m", "mathcnn.conformance.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                start_new_session=True,
                env={**os.environ, **limits, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore"},
            )
        self.messages = queue.Queue()
        threading.Thread(target=_listen, args=(process, self.messages), daemon=True).start()
        with contextlib.suppress(queue.Empty):
            self.messages.get(timeout=START)  # it says that it is ready
        return process

    def ask(self, name: str, task: Task, examples: int, seed: int, limit: float) -> list[Verdict]:
        """The verdicts of a task; a crash, or more time than the limit, is a verdict, too.

        name: the target's; task: the formula and its part; examples: random cases a check; seed: where they start;
        limit: in seconds. Raises Closed after `close`.
        """
        process, started = self.process, time.perf_counter()
        if process is None or process.poll() is not None:
            process, started = self.start(), time.perf_counter()
        assert process.stdin is not None  # it is a pipe
        message = {"target": name, "formula": task.formula, "part": task.part, "examples": examples, "seed": seed}
        with contextlib.suppress(OSError, ValueError):  # it ended, or was stopped from another thread
            process.stdin.write(json.dumps(message) + "\n")
            process.stdin.flush()
        rows: list[Verdict] = []
        last, deadline = "", started + limit
        while True:
            try:
                answer = self.messages.get(timeout=max(0.0, deadline - time.perf_counter()))
            except queue.Empty:
                self.stop()
                return [*rows, broken(name, task, f"took more than {limit:g} s", last, started)]
            if answer is None:
                code = process.wait()
                self.stop()
                how = f": signal {-code}" if code < 0 else f" with exit code {code}"
                said = f"ended its process{how}"
                return [*rows, broken(name, task, said, last, started)]
            if "row" in answer:
                rows.append(verdict_of(answer["row"]))
            elif "call" in answer:
                last = answer["call"]
            elif "broken" in answer:
                rows.append(broken(name, task, answer["broken"], f"{last}\n# {answer['where']}", started))
            else:
                return rows

    def stop(self) -> None:
        """Kill the process if there is one, and those that it started."""
        with self._change:
            process, self.process = self.process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):  # all have ended
                os.killpg(process.pid, signal.SIGKILL)  # it leads a session of its own
            process.wait()
            if process.stdin is not None:
                with contextlib.suppress(OSError):
                    process.stdin.close()

    def close(self) -> None:
        """Kill the process if there is one, and never start another."""
        with self._change:
            self.closed = True
        self.stop()


def _listen(process: subprocess.Popen[str], messages: Messages) -> None:
    assert process.stdout is not None  # it is a pipe
    with process.stdout as lines:
        for line in lines:
            with contextlib.suppress(json.JSONDecodeError):  # cut off in the middle
                messages.put(json.loads(line))
    messages.put(None)


def broken(name: str, task: Task, said: str, last: str, started: float) -> Verdict:
    """The verdict about a task that did not come to its end.

    name: the target's; said: what happened; last: the last call, as Python; started: when the task began.
    """
    of = catalogue.find_formula(task.formula)
    own = [f"import {name.partition(':')[0]}"] if "target(" not in last else OF_TARGETS
    return Verdict(
        task.formula,
        kind_of(of, task.part),
        FORM if task.part == "form" else task.part,
        name,
        FAILS,
        OPEN,
        "",
        0,
        counterexample=said,
        reproduce="\n".join(["import numpy as np", *own, last]) if last else None,
        seconds=time.perf_counter() - started,
        says=said,
    )


_own: Worker | None = None


def ask_here(name: str, task: Task, examples: int, seed: int, limit: float) -> list[Verdict]:
    """The verdicts of a task by the one worker of this process, which is kept for the next task: see `Worker.ask`."""
    global _own
    _own = _own or Worker()
    return _own.ask(name, task, examples, seed, limit)
