"""The worker processes of a campaign, as the campaign sees them: tasks go in, verdicts come out.

A worker that crashes, or that takes longer than its limit, is a verdict, too; the next task starts a new one.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import queue
import secrets
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..evidence.verdicts import Verdict
from ..evidence.verification import Task
from ..processes import WorkerDied
from .aliases import Message
from .alone import needs_adapter
from .channel import CUT_OFF, Listener
from .facts import Facts
from .limits import MEMORY
from .progress import Progress, State, shared
from .reach import Reach, processor_time, waited_for_core
from .rows import broken, not_reached, too_slow, verdict_of
from .signatures import DoesNotImport, NoTarget
from .target import BUILT_IN
from .timing import WAITING

START = 60.0  # seconds that a worker may take to import what it works with
SOON = 0.5  # seconds after which it is seen whether a call hangs
POLL = 0.1  # seconds after which it is seen that a worker has ended while its children hold the channel
COMPILED = tuple(one for one in BUILT_IN if one != "onnx-reference")  # libraries whose loops are not in Python
LIBRARIES = tuple(one for one in BUILT_IN if one not in ("mathcnn", "compiled"))  # which programs call by themselves
# The C library keeps freed memory of large arrays: fresh pages for each array take a tenth of the time of a campaign.
KEPT = {
    "MALLOC_MMAP_THRESHOLD_": str(2**25),
    "MALLOC_TRIM_THRESHOLD_": str(2**30),
}  # bytes, unless the user has set others
AGAIN = 10.0  # seconds that a call may take that is made again to write it down
AT_SIZE = ("thresholds", "thorough")  # parts with large arrays, for which a right target may be slow
Messages = queue.Queue[Message | None]  # what a worker says; None when it has ended


class Closed(RuntimeError):
    """A worker was asked, or asked to start, after it was closed."""


class Late(Exception):
    """A worker did not answer within its limit of time."""


class Died(Exception):
    """A worker ended; the message says how."""


def _endless() -> float:
    """No limit for one call."""
    return math.inf


class Worker:
    """A process that answers tasks, started again when it has ended. One thread asks; any thread may close it.

    threads: how many threads the numerical libraries of the process may use; memory: bytes that the process may use,
    0 for no limit
    """

    def __init__(self, threads: int = 1, memory: int = MEMORY) -> None:
        self.threads, self.memory = threads, memory
        self.process: subprocess.Popen[bytes] | None = None
        self.channel: socket.socket | None = None
        self.messages: Messages = queue.Queue()
        self.progress: Progress | None = None  # of the last process, also after its end
        self.closed = False
        self._warming: threading.Thread | None = None
        self._change = threading.Lock()  # for `process` and `closed`: they change together

    # -- the process

    def start(self) -> None:
        """Start the process, and wait until it is ready. Raises Closed after `close`, and WorkerDied if it ends."""
        self._become_ready(self._spawn())

    def _spawn(self) -> subprocess.Popen[bytes]:
        """Start the process, which ends with the thread that calls this. Raises Closed after `close`."""
        limits = {name: str(self.threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
        path = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]))
        token = secrets.token_hex(16)
        with self._change:
            if self.closed:
                raise Closed("the worker is closed")
            channel, theirs = socket.socketpair()
            descriptor = shared()
            try:
                self.progress = Progress(descriptor)
                process = self.process = subprocess.Popen(
                    [sys.executable, "-m", "mathcnn.conformance.worker", str(theirs.fileno()), str(descriptor)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                    pass_fds=[theirs.fileno(), descriptor],
                    env={**KEPT, **os.environ, **limits, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore"},
                )
            except BaseException:  # Ctrl-C, too
                channel.close()
                raise
            finally:
                theirs.close()
                os.close(descriptor)
            self.channel, self.messages = channel, queue.Queue()
        threading.Thread(target=_listen, args=(process, channel, token, self.messages), daemon=True).start()
        self._send({"token": token, "memory": self.memory, "path": [os.path.abspath(one) for one in sys.path]})
        return process

    def _become_ready(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until the process is ready. Raises WorkerDied if it ends, and Closed after `close`."""
        with contextlib.suppress(queue.Empty):
            if self.messages.get(timeout=START) is None:  # else it says that it is ready
                code = process.wait()
                self.stop()
                if self.closed:
                    raise Closed("the worker is closed")
                raise WorkerDied(f"a worker {_how(code)} before it was ready")

    def _send(self, message: Message) -> None:
        channel = self.channel
        with contextlib.suppress(OSError):  # it ended, or was stopped from another thread
            if channel is not None:
                channel.sendall((json.dumps(message) + "\n").encode())

    def _answers(self, message: Message, limit: float, each: Callable[[], float] = _endless) -> Iterator[Message]:
        """The answers to a message, up to the last, within `limit` seconds, and `each()` seconds for one call.

        Raises Late or Died, after which the process has been stopped.
        """
        if self.process is None or self.process.poll() is not None:
            self.start()
        process, began = self.process, time.perf_counter()
        waited = waited_for_core(process)
        if self.progress is not None:
            self.progress.clear()
        self._send(message)

        def left(exactly: bool = True) -> float:
            """The seconds that are left; those in which other programs had the cores do not count, if `exactly`."""
            others = waited_for_core(process) - waited if exactly else 0.0
            return max(0.0, limit - (time.perf_counter() - began) + others)

        try:
            yield from self._heard(process, left, each)
        except GeneratorExit:
            self.stop()  # answers that nobody waits for would be taken for those to the next message
            raise

    def _heard(
        self, process: subprocess.Popen[bytes] | None, left: Callable[..., float], each: Callable[[], float]
    ) -> Iterator[Message]:
        while True:
            try:
                answer = self._next(process, left, each)
            except queue.Empty:
                self.stop()
                raise Late from None
            if answer is None:
                try:
                    code = process.wait(timeout=10 * POLL) if process is not None else -signal.SIGKILL
                except subprocess.TimeoutExpired:
                    code = CUT_OFF  # it lives, and has closed the channel
                self.stop()
                raise Died(_how(code))
            if "done" in answer:
                return
            yield answer

    def _next(
        self, process: subprocess.Popen[bytes] | None, left: Callable[..., float], each: Callable[[], float]
    ) -> Message | None:
        """The next answer. Raises queue.Empty after `left()` seconds, or when the process has computed for `each()` in
        one call, or has waited for WAITING times as long: a busy machine makes no call hang. A plan, a reference and a
        judgement are no call."""
        seen, began, computed = -1, 0.0, 0.0  # the call that was seen, when, and how long the process had computed
        while True:
            with contextlib.suppress(queue.Empty):
                return self.messages.get(timeout=min(max(left(exactly=False), POLL), SOON))
            # how long others had the cores is asked for at the end only: that takes longer than most calls
            if left(exactly=False) <= 0 and left() <= POLL:
                raise queue.Empty
            most, now = each(), self.progress.state if self.progress is not None else State()
            if not now.within or most == math.inf:
                seen = -1
            elif now.begun != seen:
                seen, began, computed = now.begun, time.perf_counter(), processor_time(process)
            elif processor_time(process) - computed > most or time.perf_counter() - began > WAITING * most:
                raise queue.Empty

    # -- what it is asked

    def describe(self, name: str, formulas: Iterable[str], limit: float) -> Facts:
        """What a target has.

        name: the target's; formulas: those that a single function is checked for; limit: seconds that its import may
        take. Raises NoTarget if there is no such target, and DoesNotImport if it cannot be imported.
        """
        message = {"describe": name, "formulas": list(formulas)}
        try:
            answers = list(self._answers(message, limit))
        except Late:
            raise DoesNotImport(f"{name} does not import: it took more than {limit:g} s") from None
        except Died as error:
            raise DoesNotImport(f"{name} does not import: it {error}") from None
        answer = answers[-1] if answers else {}
        if "facts" in answer:
            return Facts(**answer["facts"])
        if "no target" in answer:
            raise (NoTarget if answer["imports"] else DoesNotImport)(answer["no target"])
        raise DoesNotImport(f"{name} does not import: {answer.get('broken', 'its answer was damaged')}")

    def warm(self, name: str, formulas: Iterable[str], limit: float) -> None:
        """Start the process, and let it import a target while the caller goes on. `ask` waits for that.

        name, formulas, limit: as for `describe`. Raises Closed after `close`.
        """
        process = self._spawn()

        def work() -> None:
            with contextlib.suppress(NoTarget, WorkerDied, Closed):  # as the first task will say
                self._become_ready(process)
                self.describe(name, formulas, limit)

        self._warming = threading.Thread(target=work, daemon=True)
        self._warming.start()

    def ask(
        self, name: str, task: Task, examples: int, seed: int, limit: float, reach: Reach | None = None
    ) -> list[Verdict]:
        """The verdicts of a task; a crash, or more time than the limit, is a verdict, too.

        name: the target's; task: the formula and its part; examples: random cases a check; seed: where they start;
        limit: in seconds; reach: what other tasks found out about the functions of the target. After a call that did
        not come back, the other parts of its formula are "not reached". Raises Closed after `close`.
        """
        if self._warming is not None:
            self._warming.join()
            self._warming = None
        return [self.alone(row) for row in self._asked(name, task, examples, seed, limit, reach or Reach())]

    def alone(self, row: Verdict) -> Verdict:
        """A row, whose program needs its library alone, as far as the calls of its adapter can be written down."""
        if not row.reproduce or row.implementation not in LIBRARIES or not needs_adapter(row.reproduce):
            return row
        program = row.reproduce
        with contextlib.suppress(Late, Died):  # as the call of the program may do once more
            for answer in self._answers({"alone": row.reproduce}, START, lambda: AGAIN):
                program = answer.get("program", program)
        return replace(row, reproduce=program)

    def _asked(self, name: str, task: Task, examples: int, seed: int, limit: float, reach: Reach) -> list[Verdict]:
        """The verdicts of a task; see `ask`."""
        if why := reach.lost.get(task.formula):
            return [not_reached(task, name, why)]
        message = {"target": name, "formula": task.formula, "part": task.part, "examples": examples, "seed": seed}
        if task.part in AT_SIZE and task.formula not in reach.returned:
            message["small first"] = True  # so that a function that never returns is told from a slow one
        rows: list[Verdict] = []
        started, calls = time.perf_counter(), State()

        def at_fault(said: str, where: str = "") -> Verdict:
            last = self.progress.text if self.progress is not None else ""
            comments = "".join(f"\n# {line}" for line in where.splitlines())
            return broken(task, name, said, f"{last}{comments}", started)

        def each() -> float:
            """The seconds that one call may take, as far as is known now."""
            nonlocal calls
            calls = reach.noted(task.formula, self.progress, calls)
            return reach.hangs_after(task.formula) if name in COMPILED else math.inf

        try:
            for answer in self._answers(message, limit, each):
                if "row" in answer:
                    rows.append(verdict_of(answer["row"]))
                elif "damaged" in answer:
                    rows.append(at_fault("wrote among the answers of its worker, so that some are lost"))
                elif "broken" in answer:
                    rows.append(at_fault(answer["broken"], answer["where"]))
        except Late:
            said, now, one = f"took more than {limit:g} s", time.perf_counter(), each()
            within = now - max(started, calls.changed)  # since the last call began, or came back
            if calls.begun and now - started < limit:
                return [*rows, at_fault(f"did not return within {within:.0f} s")]
            known = task.formula in reach.returned
            if known and (task.part in AT_SIZE or within < min(limit / 2, one)):
                return [*rows, too_slow(task, name, said, started)]
            if within > limit / 2:
                reach.lost[task.formula] = f"{task.part} {said} in one call"
            return [*rows, at_fault(said)]
        except Died as error:
            each()
            if task.formula not in reach.returned:
                reach.lost[task.formula] = f"{task.part} {error} in the first call"
            return [*rows, at_fault(str(error))]
        each()
        return rows

    # -- its end

    def stop(self) -> None:
        """Kill the process if there is one, and those that it started."""
        with self._change:
            process, self.process = self.process, None
            channel, self.channel = self.channel, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):  # all have ended
                os.killpg(process.pid, signal.SIGKILL)  # it leads a session of its own
            process.wait()
        if channel is not None:
            with contextlib.suppress(OSError):
                channel.shutdown(socket.SHUT_RDWR)  # the listener, which closes it, hears the end

    def close(self) -> None:
        """Kill the process if there is one, and never start another."""
        with self._change:
            self.closed = True
        self.stop()


def _how(code: int) -> str:
    """How a process ended: "ended its process with exit code 3", or "ended its process: signal 11 (SIGSEGV)"."""
    if code == CUT_OFF:
        return "closed the descriptor that its answers go to"
    if code >= 0:
        return f"ended its process with exit code {code}"
    names = {int(one): one.name for one in signal.Signals}
    return f"ended its process: signal {-code} ({names.get(-code, 'unknown')})"


def _listen(process: subprocess.Popen[bytes], channel: socket.socket, token: str, messages: Messages) -> None:
    """Put what a process says among the messages, up to its own end: its children may hold the channel longer."""
    listener, poller = Listener(token), select.poll()
    poller.register(channel, select.POLLIN)
    with channel:
        while True:
            ended = process.poll() is not None  # asked first, so that nothing that it said before its end is lost
            try:
                if poller.poll(0 if ended else 1000 * POLL):  # in milliseconds
                    if not (data := channel.recv(2**16)):
                        break
                    for message in listener.heard(data):
                        messages.put(message)
                elif ended:
                    break
            except OSError:
                break
    messages.put(None)
