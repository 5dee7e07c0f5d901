"""How many calls of a plan a check makes: by their work, so that no verdict depends on how busy a machine is.

The time that counts is that of the target alone. A fast one is far below its limit; a slow one ends there, and the
check says how many calls were left out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import TypeVar

from ..evidence.checks import CheckResult, NotOffered
from ..text.wording import plural
from . import timing

T = TypeVar("T")


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
        left = self.work
        for work, call in calls:
            if (left := left - work) < 0:
                return
            if self.spent > self.seconds:
                self.dropped += 1
            else:
                yield call

    @contextlib.contextmanager
    def call(self) -> Iterator[None]:
        """Count the time of the call of the target in this block."""
        began = timing.begin()
        try:
            yield
        finally:
            self.spent += self.steady or timing.since(began)

    def noted(self, result: CheckResult) -> CheckResult:
        """A result that says how many calls there was no time for."""
        if self.dropped:
            result.lacks(NotOffered(f"time, for {plural(self.dropped, 'call')}"))
        return result
