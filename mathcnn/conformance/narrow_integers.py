"""Arrays of integers narrower than 64 bits: results are those of the same numbers in 64 bits.

A function whose results have the type of its arguments, as NumPy's have, cannot hold larger ones. Where they are right
but for multiples of 2^bits, or what a conversion of a larger number to that type gives, that is noted and no fault. A
narrower type on the way, or in the result, is one. Nothing is asked of a function that refuses such arrays.
"""

from __future__ import annotations

import copy
import functools
import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from ..evidence import cases, checks
from ..evidence.cases import Case
from ..evidence.checks import CheckResult, NotOffered, Sample
from ..evidence.checks.results import look
from ..evidence.verdicts import FAILS, Verdict
from ..numbers import rounding
from ..numbers.rounding import Gap
from .ordinary import ordinary
from .rows import Rows
from .subject import Subject

NAME = "integers"  # of the check, as that of int64
TYPES = ("int32", "int16", "int8", "uint8")
SIGNED = "uint8, int8"  # bytes of images, and signed ones of weights
SMALL = 3  # the largest of small entries
LARGEST_ONES, ROOTS, SMALL_ONES, ANY = "largest", "whose products fit the type", "small", "any"
KINDS = (LARGEST_ONES, ANY, ROOTS, SMALL_ONES, ANY, ROOTS)  # of entries, in turn
LARGEST = 2**18  # of all entries, so that 64 bits hold the results
COUNT = 6  # small cases of each type


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """A row for each type that a function of one's own takes."""
    of, scope = rows.of, rows.subject.scope
    if scope.dtypes or scope.arrays == "torch" or set(of.domain) - of.labels:
        return
    several = len(set(of.arrays) - of.labels) > 1
    for dtype in (*TYPES, *[SIGNED] * several):
        subject = copy.copy(rows.subject)
        subject.whole, subject.mixed, subject.misfits = True, True, {}
        found = Narrow(subject, dtype, rows.seed)
        row = rows.row("form", NAME, found.run, dtype)
        if row.cases >= checks.FEW or row.verdict == FAILS:  # else nothing is known
            yield replace(row, says="; ".join([one for one in (row.says, *found.notes) if one]))


@dataclass
class Narrow:
    """The check of one type, or of one for the first array and one for the others, "uint8, int8".

    subject: the function; dtype: the type; seed: of the cases; notes: what is no fault;
    kinds: of entries of the next samples
    """

    subject: Subject
    dtype: str
    seed: int
    notes: dict[str, None] = field(default_factory=dict)
    kinds: Iterator[str] = field(default_factory=lambda: itertools.cycle(KINDS))

    def run(self) -> CheckResult:
        """Small cases, against the statement, and ordinary ones, against the fast form in 64 bits."""
        of, rng = self.subject.of, random.Random(self.seed)
        table = [(case, rng) for case in ordinary(of)]
        drawn = itertools.chain(table, cases.sampled(of, checks.MORE * COUNT, self.seed + 4))
        judge = functools.partial(self.judged, [case for case, _ in table])
        return look(CheckResult("E"), drawn, self.drawn, judge, COUNT + len(table))

    def drawn(self, case: Case, rng: random.Random) -> Sample | None:
        """A sample; None if the statement does not keep integers."""
        if not case.plan.exact or case.constant or case.domain:
            return None
        kind, numbers = next(self.kinds), np.random.default_rng(rng.randrange(2**32))
        first, *others = self.dtype.split(", ")
        lead = next(a for a in case.of.arrays if a not in case.of.labels)
        types = {a: first if a == lead or not others else others[0] for a in case.of.arrays}

        def entries(a: str, shape: tuple[int, ...]) -> np.ndarray:
            least, most = max(np.iinfo(types[a]).min, -LARGEST), min(np.iinfo(types[a]).max, LARGEST)
            if kind == LARGEST_ONES:  # sums of which are as large as they can be
                return np.full(shape, most)
            limit = {SMALL_ONES: SMALL, ROOTS: math.isqrt(np.iinfo(types[a]).max)}.get(kind, LARGEST)
            least, most = max(least, -limit), min(most, limit)
            return numbers.integers(least, most + 1, shape)

        filled = case.filled(entries)
        labels = dict.fromkeys(case.of.labels, "int64")
        arrays = {a: np.asarray(x).astype({**types, **labels}[a]) for a, x in filled.items()}
        return Sample(case, arrays, first)

    def judged(self, table: list[Case], sample: Sample) -> Gap | None:
        """The gap of a sample; None if its right result is not exact."""
        of, kwargs = self.subject.of, checks.exact_scalars(sample.case, whole=True)
        wide = {a: x.astype(np.int64) for a, x in sample.arrays.items()}
        fast = sample.case in table
        whole = {a: x.astype(object) for a, x in wide.items()}
        want = np.asarray(checks.call(of, of, wide, kwargs) if fast else checks.literal(of, whole, kwargs))
        if not rounding.is_exact_at(np.ravel(want), "float64") or any(v != int(v) for v in want.flat):
            return None
        want = want.astype(np.int64)
        sample.informative = bool(want.any())
        try:
            got = checks.call(of, self.subject, sample.arrays, kwargs)
        except NotOffered:
            raise
        except checks.Written as error:
            raise checks.Fault(checks.said(error)) from error
        except Exception as error:  # a function may refuse such arrays, or such numbers in them
            raise NotOffered(f"{self.dtype}: {type(error).__name__}: {error}") from None
        if got.shape == want.shape and self.wrapped(got, want):
            return Gap()
        gap = rounding.exactly(got, want)
        if gap.rho > 1 and checks.meets_normwise_bound(of, "float64", wide, got, want):
            sample.suspicious, sample.says = gap, checks.TRANSFORM
        return gap

    def wrapped(self, got: np.ndarray, want: np.ndarray) -> bool:
        """Whether results have the type of the arguments, and are right as far as it can hold them."""
        own = self.dtype.split(", ")
        if got.dtype.name not in (*own, np.result_type(*own).name) or np.array_equal(got, want):
            return False
        bits = 8 * got.dtype.itemsize
        off = (got.astype(np.int64) - want) % 2**bits
        kept = np.isin(off, (0, 1, 2**bits - 1) if got.dtype.kind == "u" else (0,))  # a truncated float
        right = bool((kept | converted(got, want)).all())
        if right:
            self.notes[f"not offered: results that {got.dtype.name}, the type of the arguments, cannot hold"] = None
        return right


def converted(got: np.ndarray, want: np.ndarray) -> np.ndarray:
    """Where an integer can come of a conversion of a number that its type cannot hold.

    C leaves open what comes of a float beyond the type (C11, 6.3.1.4). Processors give the least or the largest number,
    of the type itself or of 32 bits, of which narrower types keep the last bits: 0 or -1.

    got: the integers; want: the numbers
    """
    ends, last = np.iinfo(got.dtype), np.iinfo(np.int32)
    found = np.isin(got, (ends.min, ends.max)) & ((want < ends.min) | (want > ends.max))
    if ends.bits < last.bits:
        found = found | np.isin(got, np.array([0, -1]).astype(got.dtype)) & ((want < last.min) | (want > last.max))
    return found
