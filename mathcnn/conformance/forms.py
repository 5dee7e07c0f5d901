"""Whether a target computes what a formula states, for every type of numbers that it has.

Integers must come out bit for bit (tier E), selected entries exactly (0 ulp), other results within the rounding bound
of the literal form (tier R). A target that differs by convention is told so once, and is then checked in its own words.
"""

from __future__ import annotations

import copy
import dataclasses
import functools
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from ..evidence import cases, checks
from ..evidence.cases import Case
from ..evidence.checks import CheckResult, Sample
from ..evidence.deviations import FLUSHED, named
from ..evidence.verdicts import CONVENTION, FAILS, HOLDS, NOT_OFFERED, OPEN, SAMPLED, SPECIAL, Verdict
from ..numbers import rounding
from ..numbers.rounding import Gap
from . import labels, mixed_types, narrow_integers, refusals, signatures, spellings
from .acceptance import DEFAULTS
from .rows import FORM, TYPE_KEPT, Rows, with_cases

INTEGERS, WORDS = "integers", "arguments as words"  # names of checks
WHOLE = (8, 100, 2**16)  # the largest integers: sums of products that int8, int16 and int32 do not hold
ALONE = 2**40  # the same of a single array, of which there are no products
OF_TIER_E = "float64"  # whose integers the results of integers must be


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """The rows about the form: those of each type of numbers, of integers and of words where the target is a function
    of one's own, and whether results keep the type."""
    if rows.subject.conventions is not None:
        yield by_convention(rows)
    for dtype in rows.dtypes:
        yield from of_type(rows, dtype)
    yield from refused(rows)
    if not rows.subject.target.adapted:
        if rows.of.arrays:
            yield from integers(rows)
            yield from narrow_integers.verdicts(rows)
            yield from labels.verdicts(rows)
            yield from mixed_types.verdicts(rows)
        if any(word is None or isinstance(word, str) for word in _words(rows)):
            yield words(rows)
    if rows.subject.results:  # else nothing is known of them
        yield keeps_type(rows)
        yield from defaults(rows)


def by_convention(rows: Rows) -> Verdict:
    """The row that says by which convention a target differs, with a sample that shows it."""
    found, plain = rows.subject.conventions, copy.copy(rows.subject)
    assert found is not None
    plain.conventions = None
    with cases.drawn_within(plain.within()):
        seen = of_type(Rows(plain, rows.examples, rows.seed), rows.widest)
    row = next((row for row in seen if row.verdict == FAILS), seen[0])
    return replace(row, verdict=CONVENTION, evidence=SAMPLED, says=found.says())


def of_type(rows: Rows, dtype: str) -> list[Verdict]:
    """The rows about the form for one type of numbers; in half precision there are fewer cases."""
    n = rows.examples if dtype in rows.wide else max(4, rows.examples // 3)

    def row(form: Callable[..., CheckResult], count: int) -> Verdict:
        check = functools.partial(form, rows.of, rows.subject, count, rows.seed, (dtype,))
        return rows.row("form", FORM, check, dtype)

    found = [row(checks.form_exact, 2 * n), row(functools.partial(checks.form_selects, wild=False), n)]
    if not found[-1].cases:
        found.append(row(checks.form_rounded, n))
        if found[-1].verdict == FAILS and (again := row(functools.partial(checks.form_rounded, flushes=True), n)).good:
            found[-1] = replace(found[-1], verdict=SPECIAL, says=named(FLUSHED, "the result"), max_rho=again.max_rho)
    return with_cases(found)


def keeps_type(rows: Rows) -> Verdict:
    """Whether results had the type of the arguments in every check of the form."""
    wrong = "; ".join(rows.subject.misfits)
    row = Verdict(rows.of.name, "form", TYPE_KEPT, rows.subject.target.name, HOLDS, SAMPLED, "", rows.examples)
    return replace(row, verdict=FAILS, says=f"returns {wrong}") if wrong else row


def defaults(rows: Rows) -> Iterator[Verdict]:
    """The row about arguments that a function of one's own takes for others than the formula if they are left out.

    Calls pass every argument that it has, so that no number shows it.
    """
    subject = rows.subject
    if subject.fit is not None and (said := signatures.other_defaults(rows.of, subject.fn, subject.fit)):
        yield Verdict(
            rows.of.name, "form", DEFAULTS, subject.target.name, CONVENTION, SAMPLED, "", 1, says="; ".join(said)
        )


def refused(rows: Rows) -> Iterator[Verdict]:
    """A row for each type of numbers that a function of one's own refuses by an exception."""
    known = rows.subject.known
    for (about, dtype), why in known.refused.items() if known else ():
        if about == refusals.TYPE:
            yield replace(_nothing(rows, FORM, f"{dtype}: {why}"), dtype=dtype)


def _nothing(rows: Rows, law: str, why: str) -> Verdict:
    return Verdict(rows.of.name, "form", law, rows.subject.target.name, NOT_OFFERED, OPEN, "", 0, says=why)


# ---------------------------------------------------------------- integers


def integers(rows: Rows) -> Iterator[Verdict]:
    """The row about arrays of integers, whose results are integers too, if the statement keeps them.

    Nothing is asked of a function that refuses integers, by an exception, whenever it gets them.
    """
    of, subject = rows.of, copy.copy(rows.subject)
    scope = subject.scope
    if scope.dtypes and "int64" not in scope.dtypes or scope.arrays == "torch" and not scope.dtypes:
        return
    subject.whole, subject.misfits, raised, returned = True, {}, [], 0

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not case.plan.exact or case.constant or case.domain:
            return None
        sizes = (*WHOLE, ALONE) if len(case.shapes) == 1 else WHOLE
        size = sizes[rng.randrange(len(sizes))]
        return Sample(case, {a: np.array(x, np.int64) for a, x in cases.integers(case, rng, size).items()}, "int64")

    def judge(sample: Sample) -> Gap | None:
        nonlocal returned
        kwargs = checks.exact_scalars(sample.case, whole=True)
        exact = {a: x.astype(object) for a, x in sample.arrays.items()}
        want = checks.literal(of, exact, kwargs)
        if not rounding.is_exact_at(np.ravel(want), OF_TIER_E):
            return None
        sample.informative = any(v != 0 for v in np.ravel(want))
        try:
            with checks.at_fault():
                got = checks.call(of, subject, sample.arrays, kwargs)
        except checks.Fault as error:
            raised.append(str(error))
            raise
        returned += 1
        gap = rounding.exactly(got, want)
        if gap.rho > 1 and checks.meets_normwise_bound(of, OF_TIER_E, exact, got, want):
            sample.suspicious, sample.says = gap, checks.TRANSFORM
        return gap

    def run() -> CheckResult:
        drawn = cases.sampled(of, checks.MORE * rows.examples, rows.seed + 3)
        return checks.look(CheckResult("E"), drawn, draw, judge, rows.examples)

    row = rows.row("form", INTEGERS, run, "int64")
    if raised and not returned:
        yield replace(_nothing(rows, INTEGERS, f"int64: raises {raised[0]}"), dtype="int64")
    elif row.cases:
        yield row


# ---------------------------------------------------------------- words


def _words(rows: Rows) -> list[object]:
    """The words that stand for numbers, of the arguments that the function has."""
    of, subject = rows.of, rows.subject
    return [
        word
        for a, one in of.words.items()
        if a not in of.conventions and (subject.fit is None or subject.fit.takes(a))
        for word in one.words
    ]


def words(rows: Rows) -> Verdict:
    """The row about arguments that are passed as words, such as "same", unresolved; a word that always raises is not
    offered."""
    subject, of = copy.copy(rows.subject), rows.of
    subject.spelling, subject.unspoken = spellings.WORD, {}
    none = subject.fit.none if subject.fit else ()
    spoken = {a for a in of.words if a not in of.conventions and (subject.fit is None or subject.fit.takes(a))}
    own = subject.within()

    def accepts(case: Case) -> bool:
        return any(case.kwargs[a] is None and a in none or isinstance(case.kwargs[a], str) for a in spoken)

    started = time.perf_counter()
    with cases.drawn_within(dataclasses.replace(own, accepts=accepts)):
        plain = Rows(subject, rows.examples, rows.seed)
        seen = of_type(plain, rows.widest)
    row = next((row for row in seen if row.verdict == FAILS), seen[0])
    return replace(row, law=WORDS, seconds=time.perf_counter() - started)
