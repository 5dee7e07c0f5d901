"""What a campaign learns about the functions of a target from their calls: which come back, and which hang."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from ..evidence import clock
from .progress import Progress, State

# How many seconds one call of a compiled library may take: as many as SLOWER of the slowest before it. The calls of a
# plan are ordered by their work, and the first ones load or compile what they need.
ONE_CALL, QUICK_CALL = 40.0, 6.0  # at most, and where all others were quick
SLOWER = 20.0  # times the slowest before
KNOWN = 20  # calls, from which on that is known


@dataclass
class Reach:
    """What is known of a target's functions while they are checked. Threads share it.

    returned: formulas whose function has come back from a call; lost: formulas whose function is not called again, and
    why; calls: how many came back of each formula; slowest: the seconds that the slowest of these took
    """

    returned: set[str] = field(default_factory=set)
    lost: dict[str, str] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    slowest: dict[str, float] = field(default_factory=dict)

    def noted(self, formula: str, progress: Progress | None, before: State) -> State:
        """Note which calls of a formula have come back. Returns what its worker is doing now.

        progress: of the worker, if there is one; before: what it was doing when this was last asked
        """
        now = progress.state if progress is not None else before
        if now.returned > before.returned:
            self.returned.add(formula)
            self.calls[formula] = self.calls.get(formula, 0) + now.returned - before.returned
            self.slowest[formula] = max(now.slowest, self.slowest.get(formula, 0.0))
        return now

    def hangs_after(self, formula: str) -> float:
        """The seconds after which a call hangs, as far as others of its formula say: ONE_CALL if too few are known."""
        if self.calls.get(formula, 0) < KNOWN:
            return ONE_CALL
        return min(ONE_CALL, max(QUICK_CALL, SLOWER * self.slowest[formula]))


def processor_time(process: subprocess.Popen[bytes] | None) -> float:
    """The seconds for which a process has computed, with all of its threads; those of the clock where the system does
    not say that."""
    with contextlib.suppress(OSError, ValueError, IndexError, AttributeError):
        if process is not None:  # source: proc_pid_stat(5) of Linux: utime and stime come 12th and 13th after the name
            text = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(text[11]) + int(text[12])) / os.sysconf("SC_CLK_TCK")
    return time.perf_counter()


def waited_for_core(process: subprocess.Popen[bytes] | None) -> float:
    """The seconds for which the first thread of a process was ready and other programs had the cores; 0 where the
    system does not say that."""
    return 0.0 if process is None else clock.waited(str(process.pid))
