"""Samples, their judgement, and what a check found."""

from __future__ import annotations

import contextlib
import math
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ...language.formula import Law
from ...numbers import rounding
from ...numbers.rounding import Gap
from ..aliases import Arrays
from ..cases import Case

BOTH = ("float64", "float32")
MORE = 24  # times as many cases are drawn, at most, if some are not offered
EDGES = (0.0, *(2.0**k for k in range(-10, 1)))  # of the histogram of rho: 0, up to 2^-10, ..., up to 1, above
FEW = 3  # samples that could have shown a fault; fewer are no evidence about an implementation that is not ours
BY_CONVENTION = 2.0  # the rho of a gap that is another convention: that of a wrong result is larger
EXTRA = 4  # times as many cases as asked for are looked at, at most, if too few could have shown a fault
ABSENT = 4  # different things that are not offered, of which a result keeps a note


class NotOffered(Exception):
    """An implementation has no such argument, type or operation; the message says which."""


class Inapplicable(Exception):
    """A check does not apply to a formula."""


class Fault(Exception):
    """An implementation raised an exception on a sample that the statement accepts."""


def said(error: BaseException) -> str:
    """An exception in words: its type, and its message if it has one; of a `Fault` the message."""
    if isinstance(error, Fault):
        return str(error)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def histogram(ratios: np.ndarray) -> np.ndarray:
    """How many numbers there are between EDGES; NaN counts as large.

    Counting those up to each edge takes a third of the time of a search for the place of each.
    """
    return np.diff([0, *(np.count_nonzero(ratios <= edge) for edge in EDGES), ratios.size])


@contextlib.contextmanager
def at_fault() -> Iterator[None]:
    """Exceptions that are raised in this block become a `Fault`, except `NotOffered`."""
    try:
        yield
    except (NotOffered, Fault):
        raise
    except Exception as error:  # an implementation may raise anything
        raise Fault(said(error)) from error


@dataclass
class Sample:
    """One geometry with its arrays, and what its judgement found beside the gap.

    Attributes
    ----------
    case : the geometry.
    arrays : in tier E they hold integers, which an implementation gets as floats of `dtype`.
    dtype : of the arrays as an implementation gets them.
    layout : the seed of their memory layouts.
    informative : whether a wrong result could have been noticed: not all of it is zero.
    ratios : rho of every entry of the result.
    suspicious : the gap of a result that is suspect, but not proved wrong.
    says : what the result looks like.
    by_convention : whether a gap is another convention; a check goes on then, since it may find more.
    candidates : numbers that entries may be replaced by when the sample is made smaller.
    """

    case: Case
    arrays: Arrays
    dtype: str = "float64"
    layout: int = 0
    informative: bool = True
    ratios: np.ndarray | None = None
    suspicious: Gap | None = None
    says: str = ""
    by_convention: bool = False
    candidates: tuple[float, ...] = (0, 1, -1, 2)


Draw: TypeAlias = Callable[[Case, random.Random], Sample | None]  # None: the case gives no sample
Judge: TypeAlias = Callable[[Sample], Gap | None]  # None: the sample shows nothing


@dataclass
class CheckResult:
    """What a check found.

    Attributes
    ----------
    tier : by which equality is meant; see `mathcnn.numbers.rounding`.
    count : how many samples were judged.
    worst : the largest gap; its rho above 1 means wrong.
    case, arrays : of the worst sample.
    complete : every size up to this one was checked; 0 if the sizes were sampled.
    fault : the exception that an implementation raised.
    suspect : whether the worst sample is suspect, but not proved wrong.
    says : what the worst result looks like.
    informative : how many samples could have shown a fault.
    absent : what was not offered.
    histogram : how many entries have a rho between EDGES.
    sample : the worst sample.
    draw, judge, law : by which samples are drawn and judged again.
    """

    tier: str
    count: int = 0
    worst: Gap = rounding.NO_GAP
    case: Case | None = None
    arrays: Arrays | None = None
    complete: int = 0
    fault: str = ""
    suspect: bool = False
    says: str = ""
    informative: int = 0
    absent: str = ""
    histogram: list[int] | None = None
    sample: Sample | None = None
    draw: Draw | None = None
    judge: Judge | None = None
    law: Law | None = None

    @property
    def wrong(self) -> bool:
        """Whether a sample was proved wrong."""
        return self.worst.rho > 1 and not self.suspect

    @property
    def constant(self) -> bool:
        """Whether the case that was checked is the only one that there is."""
        return self.case is not None and self.case.constant

    def note(self, gap: Gap, case: Case, arrays: Arrays) -> bool:
        """Count a case. Returns True if it is wrong, after which a check may end."""
        self.count += 1
        if gap.rho > self.worst.rho or self.case is None:
            self.worst, self.case, self.arrays = gap, case, arrays
        return gap.rho > 1

    def crashed(self, error: Exception, case: Case, arrays: Arrays) -> None:
        """Count a case in which an exception was raised."""
        self.count += 1
        self.worst, self.case, self.arrays = Gap(math.inf), case, arrays
        self.fault = said(error)

    def add(self, sample: Sample, gap: Gap) -> bool:
        """Count a sample that was judged. Returns True if it is wrong."""
        self.informative += sample.informative
        if sample.ratios is not None:
            counts = histogram(sample.ratios).tolist()
            self.histogram = [a + b for a, b in zip(self.histogram or [0] * len(counts), counts, strict=True)]
        if sample.by_convention and self.worst.rho > 1:  # the earliest one is kept
            self.count += 1
            return False
        if self.suspect and gap.rho <= 1:  # the earliest suspicion is kept, unless a sample is wrong
            self.count += 1
            return False
        if gap.rho >= self.worst.rho or sample.suspicious or self.sample is None:
            self.sample = sample
        self.says = sample.says if gap.rho > 1 else sample.says or self.says
        if not sample.suspicious and gap.rho > 1:
            self.suspect = False
        if sample.suspicious:
            self.suspect = True
            self.worst, self.case, self.arrays = rounding.NO_GAP, None, None
            self.note(sample.suspicious, sample.case, sample.arrays)
            return False
        return self.note(gap, sample.case, sample.arrays) and not sample.by_convention

    def lacks(self, error: NotOffered) -> None:
        """Note what was not offered, each thing once."""
        known = self.absent.split("; ") if self.absent else []
        if (found := str(error)) not in known and len(known) < ABSENT:
            self.absent = "; ".join([*known, found])


def look(
    result: CheckResult,
    drawn: Iterable[tuple[Case, random.Random]],
    draw: Draw,
    judge: Judge,
    count: int,
    law: Law | None = None,
) -> CheckResult:
    """Judge a sample of each of `count` cases, up to the first that is wrong by more than a convention.

    Parameters
    ----------
    result : what is filled in.
    drawn : the cases, each with a generator for its entries.
    draw, judge : make a sample of a case, and judge it.
    count : how many cases are looked at; those that are not offered do not count. There are up to EXTRA times as many
        more if less than FEW samples could have shown a fault.
    law : the law that is checked.

    Returns
    -------
    `result`, or an empty one if the check does not apply.
    """
    result.draw, result.judge, result.law = draw, judge, law
    sample: Sample | None = None
    asked, more = count, EXTRA * count
    for case, rng in drawn:
        if count == 0:
            if more == 0 or not result.count or result.informative >= FEW:
                break
            more -= 1  # too few samples could have shown a fault
        else:
            count -= 1
        try:
            if (sample := draw(case, rng)) is None or (gap := judge(sample)) is None:
                continue
        except Inapplicable:
            return CheckResult(result.tier)
        except NotOffered as error:
            result.lacks(error)
            count, more = (count + 1, more) if more == EXTRA * asked else (count, more + 1)
            continue
        except Fault as error:
            assert sample is not None  # a judge raised it
            result.sample = sample
            result.crashed(error, case, sample.arrays)
            return result
        if result.add(sample, gap):
            return result
    return result


def worst(gaps: Iterable[Gap]) -> Gap:
    """The gap with the largest rho."""
    return max(gaps, key=lambda gap: gap.rho)
