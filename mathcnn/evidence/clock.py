"""How long something took, so that a busy machine makes nothing slow."""

from __future__ import annotations

import contextlib
import math
import threading
import time
from pathlib import Path
from typing import NamedTuple

WAITING = 4.0  # times as long as its processor time something may take before the rest counts, too: it may wait
OWN = "thread-self"
FRESH = 0.01  # seconds for which what the system said of a beginning stands


class Beginning(NamedTuple):
    """When something began.

    started: the time of the clock; asked: that at which the system said the rest, FRESH before at most; computed: the
    time of the processor; waited: the seconds for which others had had the cores
    """

    started: float
    asked: float
    computed: float
    waited: float


class _Last(threading.local):
    """The last beginning that the system was asked for, in each thread."""

    one = Beginning(0.0, -math.inf, 0.0, 0.0)


_last = _Last()


def begin() -> Beginning:
    """The beginning, for `since`. The system is asked for it again when FRESH seconds have passed: that takes longer
    than most calls of a small function."""
    now, last = time.perf_counter(), _last.one
    if now - last.asked >= FRESH:
        last = _last.one = Beginning(now, now, time.process_time(), waited())
    return Beginning(now, *last[1:])


def since(began: Beginning) -> float:
    """The seconds since a beginning: those of the processor, so that a busy machine leaves nothing out; what sleeps
    takes a part of those of the clock. What takes less than FRESH takes as long as the clock says."""
    now = time.perf_counter()
    if now - began.started < FRESH:
        return now - began.started
    passed = now - began.asked - (waited() - began.waited)
    return max(time.process_time() - began.computed, passed / WAITING)


def waited(who: str = OWN) -> float:
    """The seconds for which a thread was ready and other programs had the cores; 0 where the system does not say that.

    who: the process whose first thread is meant, by its number; this thread if it is left out
    """
    with contextlib.suppress(OSError, ValueError, IndexError):
        # source: sched-stats.rst of Linux: the second number, in nanoseconds
        return int(Path(f"/proc/{who}/schedstat").read_text().split()[1]) / 1e9
    return 0.0
