"""How many calls of a plan a check makes: by their work, so that no verdict depends on how busy a machine is.

The time that counts is that of the target alone. A fast one is far below its limit; a slow one ends there, between two
blocks of calls, and the check says how many calls were left out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import TypeVar

from ..evidence.checks import CheckResult, NotOffered
from ..text.wording import plural
from . import timing

T = TypeVar("T")
FIRST, TIMES = 2.0**20, 4.0  # operations of the first block of calls; see `Blocks`
QUICK = 0.05  # seconds, up to which the pace of a target says nothing
HOPELESS = 4.0  # times its seconds, after which a target ends that has become slower within a block


class Blocks:
    """Which calls a slow target is asked for.

    The calls are made in blocks, each of which has TIMES times as much work as all before it. Whether a slow target is
    asked for the next block is decided by its pace in the last one, so that the calls are the same ones unless a busy
    machine changes this pace by more than what lies between.

    work: of all calls; seconds: that the target may take for them
    """

    def __init__(self, work: float, seconds: float):
        self.work, self.seconds, self.end = work, seconds, FIRST
        self.done = 0.0  # the work of the calls that were let
        self.before = 0.0, 0.0  # work done and seconds spent where the block began

    def end_before(self, work: float, spent: float) -> bool:
        """Whether the target is asked for no more calls, the next one included.

        work: of the next call; spent: the seconds that the target has taken
        """
        if self.done + work > self.end:
            while self.done + work > self.end:
                self.end *= TIMES
            done, began = self.done - self.before[0], spent - self.before[1]
            left = min(self.end, self.work) - self.done
            if spent > QUICK and done > 0 and spent + began / done * left > self.seconds:
                return True
            self.before = self.done, spent
        if spent > HOPELESS * self.seconds:
            return True
        self.done += work
        return False


class Budget:
    """What the calls of a check may cost.

    work: of all of them together, the reference's part included; seconds: that the target itself may take; steady: the
    seconds that each call counts as, its time if 0
    """

    def __init__(self, work: float, seconds: float, steady: float = 0.0):
        self.work, self.seconds, self.steady = work, seconds, steady
        self.spent = 0.0  # seconds that the target took
        self.dropped = 0  # calls that there was no time for

    def within(self, calls: Iterable[tuple[float, T]]) -> Iterator[T]:
        """The calls that the work allows, and that there is time for. calls: each with its work, the cheapest first."""
        left, held = self.work, list[tuple[float, T]]()
        for work, call in calls:
            if (left := left - work) < 0:
                break
            held.append((work, call))
        blocks = Blocks(sum(work for work, _ in held), self.seconds)
        for k, (work, call) in enumerate(held):
            if blocks.end_before(work, self.spent):
                self.dropped = len(held) - k
                return
            yield call

    @contextlib.contextmanager
    def call(self) -> Iterator[None]:
        """Count the time of the call of the target in this block."""
        began = None if self.steady else timing.begin()
        try:
            yield
        finally:
            self.spent += self.steady if began is None else timing.since(began)

    def noted(self, result: CheckResult) -> CheckResult:
        """A result that says how many calls there was no time for."""
        if self.dropped:
            result.lacks(NotOffered(f"time, for {plural(self.dropped, 'call')}"))
        return result
