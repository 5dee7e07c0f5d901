"""Processes and signals: a command that is ended leaves no process behind and says by its exit code which signal it
was.

Worker processes end with the process that they work for, however that one ends: by SIGKILL as well, after which it
can't clean up.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import ctypes
import multiprocessing
import multiprocessing.connection
import multiprocessing.forkserver
import multiprocessing.resource_tracker
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

ASKED = (
    signal.SIGINT,
    signal.SIGTERM,
    *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []),
)  # signals that ask a process to end
SAID = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated"}
PR_SET_PDEATHSIG = 1  # source: prctl(2) of Linux


class Ended(KeyboardInterrupt):
    """A signal asked this process to end.

    It is a KeyboardInterrupt, so that whatever cleans up after Ctrl-C cleans up after it.
    """

    def __init__(self, number: int = signal.SIGINT):
        super().__init__(number)
        self.number = number

    @property
    def code(self) -> int:
        """The exit code by convention: 130 for SIGINT, 143 for SIGTERM."""
        return 128 + self.number

    def __str__(self) -> str:
        return SAID.get(signal.Signals(self.number), f"ended by {signal.Signals(self.number).name}")


class WorkerDied(RuntimeError):
    """A worker process ended before its task did."""


# ---------------------------------------------------------------- signals


@contextlib.contextmanager
def handling(how: Any, numbers: Iterable[int] = ASKED) -> Iterator[None]:
    """Signals are handled so in this block. Only the main thread can say how, and elsewhere nothing changes. One that
    is ignored from the start, as SIGHUP is under nohup, stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in numbers}
    mine = [number for number, handler in before.items() if handler not in (signal.SIG_IGN, None)]
    for number in mine:
        signal.signal(number, how)
    try:
        yield
    finally:
        for number in mine:
            signal.signal(number, before[number])


def raising() -> contextlib.AbstractContextManager[None]:
    """In this block signals that ask the process to end are raised as Ended; a second one ends it at once."""

    def end(number: int, frame: object) -> None:
        for one in ASKED:
            if signal.getsignal(one) is end:
                signal.signal(one, signal.SIG_DFL)
        _ending.append(number)
        for program in list(_programs):
            program.kill()  # threads wait for them, and this process for its threads
        raise Ended(number)

    _ending.clear()
    return handling(end)


@contextlib.contextmanager
def put_off() -> Iterator[None]:
    """Such a signal in this block comes at its end."""
    seen: list[int] = []
    with handling(lambda number, frame: seen.append(number)):
        yield
    if seen:
        raise Ended(seen[0])


# ---------------------------------------------------------------- other programs

_programs: set[subprocess.Popen[str]] = set()
_ending: list[int] = []


def run(command: Sequence[str], *, timeout: float | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    """`subprocess.run` with what a program prints as text, for any thread: the program ends when this process is asked
    to. Then it raises Ended, also instead of starting another."""
    if _ending:
        raise Ended(_ending[0])
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    ) as program:
        _programs.add(program)
        try:
            out, err = program.communicate(timeout=timeout)
        except BaseException:
            program.kill()
            raise
        finally:
            _programs.discard(program)
    if _ending:
        raise Ended(_ending[0])
    return subprocess.CompletedProcess(command, program.returncode, out, err)


# ---------------------------------------------------------------- workers


def end_with_parent() -> None:
    """From now on this process ends when the one that started it does, without delay on Linux, within a second
    elsewhere.
    """
    parent, of = os.getppid(), multiprocessing.parent_process()

    def watch() -> None:
        if of is not None:
            multiprocessing.connection.wait(
                [of.sentinel]
            )  # a pipe that closes with the process, which need not be the direct parent
        while of is None and os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    if sys.platform == "linux":  # the kernel does it even while a library holds Python's lock
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    threading.Thread(target=watch, daemon=True).start()  # it sees a parent that ended before it was asked about, too


def begin_work(begin: Callable[..., object] | None = None, *args: Any) -> None:
    """What a worker does first. Signals that ask to end are its parent's to act on, which ends its workers."""
    for number in ASKED:
        signal.signal(number, signal.SIG_IGN)
    end_with_parent()
    if begin is not None:
        begin(*args)


def spread(
    todo: Iterable[T],
    work: Callable[[T], R],
    jobs: int,
    preload: Iterable[str] = (),
    begin: Callable[..., object] | None = None,
    *args: Any,
) -> Iterator[tuple[T, R]]:
    """Each task with what `work` makes of it, as they come, from so many processes; in them `work` has to be
    importable.

    preload: modules that all workers need; begin, args: what a worker calls before its first task. Raises WorkerDied
    where a worker ends before its task does.
    """
    if jobs <= 1:
        yield from ((task, work(task)) for task in todo)
        return
    others = {worker.pid for worker in multiprocessing.active_children()}
    pool = concurrent.futures.ProcessPoolExecutor(
        jobs, mp_context=_context(preload), initializer=begin_work, initargs=(begin, *args)
    )
    try:
        with put_off():  # so that every worker that starts is known, and can be ended
            running = {pool.submit(work, task): task for task in todo}
        for one in concurrent.futures.as_completed(running):
            yield running[one], one.result()
    except BaseException as error:
        for worker in multiprocessing.active_children():
            if worker.pid not in others:
                worker.kill()  # they ignore what asks them to end
        if isinstance(error, concurrent.futures.process.BrokenProcessPool):
            raise WorkerDied(
                "a worker process ended before its work did: it crashed, was killed or ran out of memory; --jobs 1 uses none"
            ) from None
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _context(preload: Iterable[str]) -> BaseContext:
    """Workers that start from a clean process: forked from a server without threads, where the system has that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    quiet = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = (
        "ignore::UserWarning"  # else the tracker, which cleans up after a SIGKILL, says so on stderr
    )
    try:
        with handling(signal.SIG_IGN):
            multiprocessing.resource_tracker.ensure_running()
    finally:
        del os.environ["PYTHONWARNINGS"]
        if quiet is not None:
            os.environ["PYTHONWARNINGS"] = quiet
    with handling(signal.SIG_IGN):  # what starts now, and all its workers, leave these signals to this process
        multiprocessing.forkserver.ensure_running()
    return context
