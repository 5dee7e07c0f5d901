"""How long something took, so that a busy machine makes nothing slow."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

WAITING = 4.0  # times as long as its processor time something may take before the rest counts, too: it may wait
OWN = "thread-self"


def begin() -> tuple[float, float]:
    """The beginning, for `since`: the time of the processor, and that of the clock without what others had the cores
    for."""
    return time.process_time(), time.perf_counter() - waited()


def since(began: tuple[float, float]) -> float:
    """The seconds since a beginning: those of the processor, so that a busy machine leaves nothing out; what sleeps
    takes a part of those of the clock."""
    return max(time.process_time() - began[0], (time.perf_counter() - waited() - began[1]) / WAITING)


def waited(who: str = OWN) -> float:
    """The seconds for which a thread was ready and other programs had the cores; 0 where the system does not say that.

    who: the process whose first thread is meant, by its number; this thread if it is left out
    """
    with contextlib.suppress(OSError, ValueError, IndexError):
        # source: sched-stats.rst of Linux: the second number, in nanoseconds
        return int(Path(f"/proc/{who}/schedstat").read_text().split()[1]) / 1e9
    return 0.0
