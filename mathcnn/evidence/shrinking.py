"""The smallest counterexample: the geometry is made small first, then the numbers.

A case remembers the choices by which it was drawn, as whole numbers with the plainest 0 (`cases.Noted`). Smaller
choices are drawn again (`cases.Replay`) as long as the check still fails in the same way; then entries become 0, 1 or a
short number.
"""

from __future__ import annotations

import dataclasses
import math
import random
import time
from collections.abc import Iterator

import numpy as np

from ..numbers.rounding import Gap
from .cases import Case, Noted, Reject, Replay, draw
from .checks import Fault, Inapplicable, NotOffered, Run, Sample

TRIALS, SECONDS = 400, 6.0  # that a search may take
SEEDS = 3  # arrays that are tried on a smaller geometry


def shrink(run: Run) -> Run:
    """The same run, its worst sample made as small as it can be."""
    if run.sample is None or run.judge is None or run.draw is None or not (run.wrong or run.suspect):
        return run
    search = Search(run)
    best = search.smaller_numbers(search.smaller_geometry(run.sample))
    if (gap := search.falls(best)) is not None:
        run.sample, run.case, run.arrays, run.worst = best, best.case, best.arrays, gap
        run.says = best.says or run.says
        run.fault = search.fault or run.fault
    return run


class Search:
    """Samples that fail as a run did: by an exception of the same type, or by a gap."""

    def __init__(self, run: Run):
        self.run, self.kind, self.fault = run, run.fault.partition(":")[0], ""
        self.left, self.deadline = TRIALS, time.monotonic() + SECONDS

    def falls(self, sample: Sample) -> Gap | None:
        """The gap of a sample, where it fails in the same way."""
        self.left -= 1
        sample.suspicious, sample.says = None, ""
        try:
            gap = self.run.judge(sample)  # type: ignore[misc]
        except Fault as error:
            if not self.kind or str(error).partition(":")[0] != self.kind:
                return None
            self.fault = str(error)
            return Gap(math.inf)
        except Exception:  # not offered, outside the domain, or no comparison at all
            return None
        if self.kind or gap is None:
            return None
        gap, suspicious = (sample.suspicious, True) if sample.suspicious else (gap, False)
        return gap if gap.rho > 1 and suspicious == self.run.suspect else None

    def tired(self) -> bool:
        return self.left <= 0 or time.monotonic() > self.deadline

    # -- geometry

    def smaller_geometry(self, best: Sample) -> Sample:
        """Choices made plainer one by one, until none can be."""
        found = True
        while found and not self.tired():
            found = False
            for choices in plainer(best.case.choices):
                if self.tired():
                    break
                if (sample := self.drawn(choices, best)) is not None:
                    best, found = sample, True
                    break
        return best

    def drawn(self, choices: tuple[int, ...], best: Sample) -> Sample | None:
        """A sample of these choices that fails, if it is smaller."""
        noted = Noted(Replay(choices))
        try:
            case = draw(best.case.of, noted, self.run.law)
        except (Reject, ValueError, ZeroDivisionError):
            return None
        case.choices = tuple(noted.choices)
        if measure(case) >= measure(best.case):
            return None
        for seed in range(SEEDS):
            try:
                sample = self.run.draw(case, random.Random(seed))  # type: ignore[misc]
            except (Inapplicable, NotOffered, ValueError, ZeroDivisionError):
                return None
            if sample is None:
                return None
            sample.dtype = best.dtype
            sample.arrays = {a: x.astype(best.dtype) if x.dtype.kind in "fV" else x for a, x in sample.arrays.items()}
            if self.falls(sample) is not None:
                return sample
        return None

    # -- numbers

    def smaller_numbers(self, best: Sample) -> Sample:
        """Entries set to 0, 1 or one digit as long as the check fails."""
        domain = best.case.domain.keys() | best.case.of.labels
        for a in [a for a in best.arrays if a not in domain]:
            if 0 in best.plain and not self.tired():
                zeros = dataclasses.replace(best, arrays={**best.arrays, a: np.zeros_like(best.arrays[a])})
                if self.falls(zeros) is not None:
                    best = zeros
                    continue
            for k in range(best.arrays[a].size):
                for v in plainer_numbers(best.arrays[a].flat[k], best.plain):
                    if self.tired():
                        return best
                    x = best.arrays[a].copy()
                    x.flat[k] = v
                    sample = dataclasses.replace(best, arrays={**best.arrays, a: x})
                    if self.falls(sample) is not None:
                        best = sample
                        break
        return best


def measure(case: Case) -> tuple[int, int, int]:
    """What makes a case small: few entries, then few and plain choices."""
    return case.entries, sum(map(bool, case.choices)), sum(case.choices)


def plainer(choices: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """One choice made plainest, halved, or less by one; the last choices first, since they are the sizes."""
    for smaller in (lambda v: 0, lambda v: v // 2, lambda v: v - 1):
        for k in reversed(range(len(choices))):
            if choices[k] > 0 and smaller(choices[k]) < choices[k]:
                yield (*choices[:k], smaller(choices[k]), *choices[k + 1 :])


def plainer_numbers(v: object, known: tuple[float, ...]) -> Iterator[object]:
    """Plainer numbers than this one, the plainest first."""
    number = float(v)  # type: ignore[arg-type]
    for plain in known:
        if number == plain:
            return
        yield plain
    if (
        known
        and not isinstance(v, int)
        and np.isfinite(number)
        and number
        and (short := float(f"{number:.1g}")) != number
    ):
        yield short
