"""How long something took, so that a busy machine makes nothing slow."""

from __future__ import annotations

import time

WAITING = 4.0  # times as long as its processor time something may take before the rest counts, too: it may wait


def begin() -> tuple[float, float]:
    """The beginning, for `since`: the time of the processor and that of the clock."""
    return time.process_time(), time.perf_counter()


def since(began: tuple[float, float]) -> float:
    """The seconds since a beginning: those of the processor, so that a busy machine leaves nothing out; what sleeps
    takes a part of those of the clock."""
    return max(time.process_time() - began[0], (time.perf_counter() - began[1]) / WAITING)
