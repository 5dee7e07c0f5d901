"""What a worker is doing: the call that it makes, how many came back, and how long the slowest of them took.

The worker writes this into memory that its parent reads: now and then while it waits for an answer, and when the worker
has ended. A message for each call would take longer than most calls do. A target that writes into this memory changes
what is said of a call that does not come back, but no verdict about results.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
import threading
import time
from typing import NamedTuple

SIZE = 2**24  # bytes; the system keeps those that are written to
HEADER = struct.Struct("=QQddQ")  # the fields of State, and the bytes of the text, in front of it
LONG = "# a call that is too long to be kept"


class State(NamedTuple):
    """What a worker is doing.

    begun, returned: how many calls of the task have begun, and have come back; slowest: the seconds that the slowest
    of these took; changed: the time of `time.perf_counter` at which one of them last began or came back, 0 before
    """

    begun: int = 0
    returned: int = 0
    slowest: float = 0.0
    changed: float = 0.0

    @property
    def within(self) -> bool:
        """Whether a call has begun that has not come back."""
        return self.begun > self.returned


class Progress:
    """The memory that a worker writes and its parent reads.

    descriptor: of a file of SIZE bytes, as `shared` makes it; it may be closed afterwards
    """

    def __init__(self, descriptor: int):
        self.memory, self.lock, self.forked = mmap.mmap(descriptor, SIZE), threading.Lock(), False

    # -- the worker's side

    def as_worker(self) -> Progress:
        """The same, in the process that calls the target: one that is forked from it ends as soon as it returns."""
        os.register_at_fork(after_in_child=self._leave)
        return self

    def _leave(self) -> None:
        self.forked, self.lock = True, threading.Lock()  # another thread may have held the lock

    def called(self, text: str) -> None:
        """Note which call is made, as Python."""
        data = text.encode(errors="replace")
        if len(data) > SIZE - HEADER.size:
            data = LONG.encode()
        with self.lock:
            self.memory[HEADER.size : HEADER.size + len(data)] = data
            struct.pack_into("=Q", self.memory, HEADER.size - 8, len(data))

    def begin(self) -> None:
        """Note that a call begins."""
        self._change(1, 0, 0.0)

    def end(self, seconds: float) -> None:
        """Note that a call came back, and how long it took."""
        self._change(0, 1, seconds)

    def _change(self, begun: int, returned: int, seconds: float) -> None:
        if self.forked:
            os._exit(1)  # the target forked, and its child returned from the call
        with self.lock:
            old = self.state
            begun += old.begun
            returned = min(begun, old.returned + returned)  # a call of the task before may come back now
            more = State(begun, returned, max(old.slowest, seconds), time.perf_counter())
            struct.pack_into("=QQdd", self.memory, 0, *more)

    # -- the parent's side

    def clear(self) -> None:
        """Forget all calls, before a task is given to a worker that waits for one."""
        self.memory[: HEADER.size] = bytes(HEADER.size)

    @property
    def state(self) -> State:
        """What the worker is doing."""
        return State(*HEADER.unpack_from(self.memory)[:4])

    @property
    def text(self) -> str:
        """The last call, as Python; "" before the first."""
        length = min(HEADER.unpack_from(self.memory)[4], SIZE - HEADER.size)
        return self.memory[HEADER.size : HEADER.size + length].decode(errors="replace")


def shared() -> int:
    """The descriptor of a new file for a `Progress`, in memory where the system has that. Raises OSError."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("mathcnn")
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    os.truncate(descriptor, SIZE)
    return descriptor
