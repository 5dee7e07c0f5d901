"""How long a call may take: a function that is slow at large sizes is not offered there, and one that hangs is wrong.

The time of small calls says about how long a large one takes. One that is expected to take longer than `PATIENCE` is
not made, or is ended when it has; one that takes so long and was expected to be quick hangs, which is a fault.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

from ..evidence import clock
from ..evidence.checks import NotOffered
from ..evidence.clock import WAITING, begin, since

if TYPE_CHECKING:
    from .progress import Progress
    from .refusals import Refusals

PATIENCE = 10.0  # seconds of processor time that one large call may take
HOPELESS = 20.0  # times that, from which a call is not made
LARGE = 20_000  # entries of its arrays from which a call is large
QUICK = 0.05  # of `PATIENCE`: a call that was expected to take less hangs


progress: Progress | None = None  # of this process, if it is a worker


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Note that a call is made in this block, and how long it took, whether it returns or raises."""
    if progress is None:
        yield
        return
    began = begin()
    progress.begin()
    try:
        yield
    finally:
        progress.end(since(began))


class _Ended(BaseException):
    """The time is up; a BaseException, which functions do not catch."""


def expected(work: float, known: Refusals | None) -> float:
    """About how long a call takes, in seconds; 0 if nothing is known."""
    return known.overhead + known.pace * work if known else 0.0


@contextlib.contextmanager
def limited(work: float, known: Refusals | None, entries: int) -> Iterator[None]:
    """End a large call that takes longer than `PATIENCE`; small calls, and those of other threads, are let run.

    work: of the call; known: how long small calls took; entries: of its arrays. Raises NotOffered for a call that is
    slow, TimeoutError for one that hangs.
    """
    main = threading.current_thread() is threading.main_thread()
    if entries < LARGE or known is None or not main or not hasattr(signal, "SIGPROF"):
        yield
        return
    guess = expected(work, known)
    if guess > HOPELESS * PATIENCE:
        raise NotOffered(f"slow: this would take about {guess:.0f} s")

    def end(number: int, frame: FrameType | None) -> None:
        raise _Ended

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        yield
    except _Ended:
        if guess < QUICK * PATIENCE:
            raise TimeoutError(f"took more than {PATIENCE:g} s, where small calls suggest {guess:.2g} s") from None
        raise NotOffered(f"slow: this takes more than {PATIENCE:g} s") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


__all__ = ["WAITING", "begin", "clock", "expected", "limited", "since", "told"]
