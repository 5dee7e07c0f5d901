"""Make a sample that fails as small as possible: the geometry first, then the numbers.

A case has the choices by which it was drawn, as integers with 0 the simplest (`cases.Recorded`). Smaller choices are
drawn again (`cases.Replay`) as long as the check still fails in the same way. Then entries become 0, 1 or a number of
one digit.

A search is limited by its trials and by their work, so that it finds the same sample however busy the machine is.
"""

from __future__ import annotations

import contextlib
import dataclasses
import math
import random
from collections.abc import Iterator

import numpy as np

from ..language.formula import Law
from ..language.work import multiply_adds
from ..numbers.rounding import Gap
from . import clock
from .aliases import Value
from .cases import Case, Recorded, Reject, Replay, draw
from .checks import CheckResult, Fault, Inapplicable, NotOffered, Sample
from .checks.results import Draw, Judge
from .checks.tiers import AGREES

TRIALS = 400  # that a search may take
WORK = 2**21  # multiplications and entries of the trials together: about six seconds of the literal form in balls
SECONDS = 20.0  # after which a slow implementation is asked for no more
SEEDS = 3  # arrays that are tried on a smaller geometry


def shrink(result: CheckResult) -> CheckResult:
    """Make the worst sample of a result that is wrong or suspect as small as possible.

    Parameters
    ----------
    result : what a check found; it is changed.

    Returns
    -------
    `result`
    """
    if result.sample is None or result.judge is None or not (result.wrong or result.suspect):
        return result
    search = Search(result.judge, result.draw, result.law, result.fault, result.suspect)
    best = search.smaller_numbers(search.smaller_geometry(result.sample))
    if (gap := search.gap_of(best)) is not None:
        result.sample, result.case, result.arrays, result.worst = best, best.case, best.arrays, gap
        agreed = result.says.startswith(AGREES)  # by chance, if the smaller sample does not
        result.says = best.says if agreed else best.says or result.says
        result.fault = search.fault or result.fault
    return result


class Search:
    """Samples that fail in the same way: by an exception of the same type, or by a gap.

    Parameters
    ----------
    judge : judges a sample.
    draw : makes a sample of a case; None if geometries are not made smaller.
    law : the law that is checked.
    fault : the exception that was raised, as text; "" if none was.
    suspect : whether a result is suspect instead of wrong.
    """

    def __init__(
        self, judge: Judge, draw: Draw | None = None, law: Law | None = None, fault: str = "", suspect: bool = False
    ):
        self.judge, self.draw, self.law, self.suspect = judge, draw, law, suspect
        self.type_of_fault, self.fault = fault.partition(":")[0], ""
        self.left, self.work, self.began = TRIALS, WORK, clock.begin()

    def gap_of(self, sample: Sample) -> Gap | None:
        """The gap of a sample if it fails in the same way, else None."""
        self.left -= 1
        self.work -= work_of(sample.case)
        sample.suspicious, sample.says = None, ""
        try:
            gap = self.judge(sample)
        except Fault as error:
            if not self.type_of_fault or str(error).partition(":")[0] != self.type_of_fault:
                return None
            self.fault = str(error)
            return Gap(math.inf)
        except Exception:  # not offered, outside the domain, or no comparison at all
            return None
        if self.type_of_fault or gap is None:
            return None
        gap, suspicious = (sample.suspicious, True) if sample.suspicious else (gap, False)
        return gap if gap.rho > 1 and suspicious == self.suspect else None

    def ended(self) -> bool:
        """Whether the trials or their work are used up, or a slow implementation has taken too long."""
        return self.left <= 0 or self.work <= 0 or clock.since(self.began) > SECONDS

    # -- geometry

    def smaller_geometry(self, best: Sample) -> Sample:
        """The sample after its choices are made simpler one by one, until none can be."""
        found = self.draw is not None
        while found and not self.ended():
            found = False
            for choices in simpler_choices(best.case.choices):
                if self.ended():
                    break
                if (sample := self._drawn(choices, best)) is not None:
                    best, found = sample, True
                    break
        return best

    def _drawn(self, choices: tuple[int, ...], best: Sample) -> Sample | None:
        """A sample of these choices if it fails and is smaller, else None."""
        recorded = Recorded(Replay(choices))
        try:
            case = draw(best.case.of, recorded, self.law)
        except (Reject, ValueError, ZeroDivisionError):
            return None
        case.choices = tuple(recorded.choices)
        if measure(case) >= measure(best.case):
            return None
        for seed in range(SEEDS):
            try:
                sample = self.draw(case, random.Random(seed)) if self.draw else None
            except (Inapplicable, NotOffered, ValueError, ZeroDivisionError):
                return None
            if sample is None:
                return None
            sample.dtype = best.dtype
            sample.arrays = {a: x.astype(best.dtype) if x.dtype.kind in "fV" else x for a, x in sample.arrays.items()}
            if self.gap_of(sample) is not None:
                return sample
        return None

    # -- numbers

    def smaller_numbers(self, best: Sample) -> Sample:
        """The sample after entries are replaced by simpler numbers, as long as it fails. Domains and labels stay."""
        kept = best.case.domain.keys() | best.case.of.labels
        for a in [a for a in best.arrays if a not in kept]:
            if 0 in best.candidates and not self.ended():
                zeros = dataclasses.replace(best, arrays={**best.arrays, a: np.zeros_like(best.arrays[a])})
                if self.gap_of(zeros) is not None:
                    best = zeros
                    continue
            for k in range(best.arrays[a].size):
                for v in simpler_numbers(best.arrays[a].flat[k], best.candidates):
                    if self.ended():
                        return best
                    x = best.arrays[a].copy()
                    x.flat[k] = v
                    sample = dataclasses.replace(best, arrays={**best.arrays, a: x})
                    if self.gap_of(sample) is not None:
                        best = sample
                        break
        return best


def work_of(case: Case) -> int:
    """About how much work the literal form of a case is."""
    work = case.entries
    with contextlib.suppress(NameError, ValueError, TypeError):  # an estimate: bounds may be anything
        work += multiply_adds(case.plan, case.env)
    return work


def measure(case: Case) -> tuple[int, int, int]:
    """What makes a case small: few entries, then few and simple choices."""
    return case.entries, sum(map(bool, case.choices)), sum(case.choices)


def simpler_choices(choices: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The choices with one of them made 0, halved, or less by one; the last ones first, since they are the sizes."""
    for smaller in (lambda v: 0, lambda v: v // 2, lambda v: v - 1):
        for k in reversed(range(len(choices))):
            if choices[k] > 0 and smaller(choices[k]) < choices[k]:
                yield (*choices[:k], smaller(choices[k]), *choices[k + 1 :])


def simpler_numbers(v: Value, candidates: tuple[float, ...]) -> Iterator[float]:
    """The numbers that may replace one, simplest first: candidates before it, and v rounded to one digit."""
    number = float(v)
    least = np.iinfo(v.dtype).min if isinstance(v, np.integer) else -np.inf
    for simple in candidates:
        if number == simple:
            return
        if simple >= least:
            yield simple
    if candidates and not isinstance(v, int) and np.isfinite(number) and number:
        short = float(f"{number:.1g}")
        if short != number and abs(short) <= abs(number if isinstance(v, np.integer) else np.inf):
            yield short
