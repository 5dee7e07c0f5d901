"""Processes and signals: a command that is ended by a signal leaves no process behind, and its exit code names the
signal.

Worker processes end when the process that started them ends, also by SIGKILL, after which it cannot clean up.
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
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Handler = Callable[[int, FrameType | None], object] | signal.Handlers

# Signals that ask a process to end.
ASKED = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))
SAID = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated"}
PR_SET_PDEATHSIG = 1  # source: prctl(2) of Linux


class Ended(KeyboardInterrupt):
    """A signal asked this process to end. It is a KeyboardInterrupt, so that what cleans up after Ctrl-C does so after
    it, too.

    Parameters
    ----------
    number : of the signal.
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
def handling(how: Handler, numbers: Iterable[int] = ASKED) -> Iterator[None]:
    """Handle signals by `how` in this block.

    Parameters
    ----------
    how : a handler, as `signal.signal` takes it.
    numbers : of the signals. One that is ignored before, as SIGHUP is under nohup, stays ignored.

    Only the main thread can set handlers; in others nothing changes.
    """
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


@contextlib.contextmanager
def raising() -> Iterator[None]:
    """In this block a signal that asks the process to end is raised as Ended; a second one ends it at once."""

    def end(number: int, frame: FrameType | None) -> None:
        for one in ASKED:
            if signal.getsignal(one) is end:
                signal.signal(one, signal.SIG_DFL)
        _ending.append(number)
        for program in list(_programs):
            program.kill()  # threads wait for these programs, and this process waits for its threads
        raise Ended(number)

    _ending.clear()
    try:
        with handling(end):
            yield
    finally:
        _ending.clear()  # a later `run` of this process has not been asked to end


@contextlib.contextmanager
def put_off() -> Iterator[None]:
    """A signal that asks the process to end takes effect at the end of this block."""
    seen: list[int] = []
    with handling(lambda number, frame: seen.append(number)):
        yield
    if seen:
        raise Ended(seen[0])


# ---------------------------------------------------------------- other programs

_programs: set[subprocess.Popen[str]] = set()
_ending: list[int] = []


def run(
    command: Sequence[str], *, timeout: float | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:  # Any: those of Popen
    """Run another program, from any thread, and end it when this process is asked to end.

    Parameters
    ----------
    command : the program and its arguments.
    timeout : seconds; None for no limit.
    options : as for `subprocess.Popen`.

    Returns
    -------
    Its exit code, and what it printed as text.

    Raises
    ------
    Ended : this process was asked to end, before or during the run.
    subprocess.TimeoutExpired : it ran longer than `timeout`.
    """
    if _ending:
        raise Ended(_ending[0])
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    ) as program:
        _programs.add(program)
        try:
            out, err = program.communicate(timeout=timeout)
        except BaseException:  # an interrupt, too, must end the program
            program.kill()
            raise
        finally:
            _programs.discard(program)
    if _ending:
        raise Ended(_ending[0])
    return subprocess.CompletedProcess(command, program.returncode, out, err)


# ---------------------------------------------------------------- workers


def end_with_parent() -> None:
    """From now on this process ends when its parent does: at once on Linux, within a second elsewhere."""
    parent, of = os.getppid(), multiprocessing.parent_process()

    def watch() -> None:
        if of is not None:  # the sentinel is a pipe that closes with that process, which need not be the direct parent
            multiprocessing.connection.wait([of.sentinel])
        while of is None and os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    if sys.platform == "linux":  # the kernel ends it even while a library holds Python's lock
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    threading.Thread(target=watch, daemon=True).start()  # for a parent that has already ended, and other systems


def begin_work(begin: Callable[..., object] | None = None, *args: object) -> None:
    """Prepare a worker: it ends with its parent, which alone acts on signals; then `begin(*args)` is called."""
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
    *args: Any,  # those of `begin`
) -> Iterator[tuple[T, R]]:
    """Each task with what `work` returns for it, in the order in which they end.

    Parameters
    ----------
    todo : the tasks.
    work : function of a task; with more than one process it must be importable.
    jobs : the number of worker processes; with one or less, this process does the work.
    preload : modules that all workers need.
    begin, args : a function that each worker calls before its first task, and its arguments.

    Yields
    ------
    (task, result)

    Raises
    ------
    WorkerDied : a worker process ended before its task did.
    """
    if jobs <= 1:
        yield from ((task, work(task)) for task in todo)
        return
    others = {worker.pid for worker in multiprocessing.active_children()}
    pool = concurrent.futures.ProcessPoolExecutor(
        jobs, mp_context=_context(preload), initializer=begin_work, initargs=(begin, *args)
    )
    try:
        with put_off():  # until every worker that starts is known, and can be ended
            running = {pool.submit(work, task): task for task in todo}
        for one in concurrent.futures.as_completed(running):
            yield running[one], one.result()
    except BaseException as error:  # an interrupt, too, must end the workers
        for worker in multiprocessing.active_children():
            if worker.pid not in others:
                worker.kill()  # workers ignore signals that ask them to end
        if isinstance(error, concurrent.futures.process.BrokenProcessPool):
            raise WorkerDied(
                "a worker process ended before its work did: "
                "it crashed, was killed or ran out of memory; --jobs 1 uses none"
            ) from None
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _context(preload: Iterable[str]) -> BaseContext:
    """How workers start: forked from a server process without threads if the system has that, else spawned."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    quiet = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = "ignore::UserWarning"  # else the tracker warns on stderr after a SIGKILL
    try:
        with handling(signal.SIG_IGN):
            multiprocessing.resource_tracker.ensure_running()
    finally:
        del os.environ["PYTHONWARNINGS"]
        if quiet is not None:
            os.environ["PYTHONWARNINGS"] = quiet
    with handling(signal.SIG_IGN):  # the server and all its workers leave these signals to this process
        multiprocessing.forkserver.ensure_running()
    return context
