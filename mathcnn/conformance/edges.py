"""What a target computes at the edges of floating point: NaN and infinities, subnormal numbers, signed zeros."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ..evidence import cases, checks
from ..evidence.cases import Case
from ..evidence.checks import CheckResult, Sample
from ..evidence.verdicts import CONVENTION, FAILS, SUSPECT, Verdict
from ..language.formula import Formula
from ..language.statement import ArgMaxOver, MaxOver, MinOver, Root
from ..numbers import formats, rounded, rounding
from ..numbers.floats import FLOATS
from ..numbers.rounding import Gap
from .aliases import Scalar
from .rows import Rows

NAMES = SPECIAL, SUBNORMAL, ZEROS = "special values", "subnormal numbers", "signed zeros"  # of the checks
IGNORES_NAN = "a maximum ignores NaN"
FLUSHED = "numbers below the normal ones are flushed to zero"
VANISHED = "a number below the normal ones became zero"


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """The rows for each type of numbers but half precision.

    There are none for places of a maximum, which the form is checked for with NaN and infinities among the entries,
    nor for formulas whose first array has a domain.
    """
    of = rows.of
    plan = of.plan(1, of.default_words())
    if not of.arrays or of.arrays[0] in of.domain or plan.output.rhs.atoms(Root, ArgMaxOver):
        return
    for dtype in rows.wide:
        check = functools.partial(checks.form_special, of, rows.subject, enough(rows), rows.seed, (dtype,))
        row = rows.row("form", SPECIAL, check, dtype)
        yield by_nan(row) if row.verdict == FAILS and ignores_nan(rows, dtype) else row
        yield of_subnormals(rows, dtype)
        if plan.operations == set():
            yield rows.row("form", ZEROS, functools.partial(signed_zeros, rows, dtype), dtype)


def enough(rows: Rows) -> int:
    """How many samples of NaN and infinities: a maximum may hide one, so that not every sample shows a fault."""
    return max(12, rows.examples)


# ---------------------------------------------------------------- NaN


def by_nan(row: Verdict) -> Verdict:
    """A row that fails as a difference by convention: the target ignores NaN."""
    return replace(row, verdict=CONVENTION, says=IGNORES_NAN) if row.verdict == FAILS else row


def ignores_nan(rows: Rows, dtype: str) -> bool:
    """Whether every maximum is that of the entries that are not NaN; a maximum of none of them may be anything."""
    of, subject = rows.of, rows.subject
    equations = of.plan(1, of.default_words()).equations
    if not any(e.rhs.has(MaxOver, MinOver) or "Max" in str(e.rhs) for e in equations):
        return False

    def judge(sample: Sample) -> Gap:
        kept = {
            a: np.where(np.isnan(x), -np.inf, x).astype(x.dtype) if x.dtype.kind == "f" else x
            for a, x in sample.arrays.items()
        }
        kwargs = checks.float_scalars(sample.case.kwargs)
        with np.errstate(all="ignore"):
            want = np.asarray(of.literal(**kept, **kwargs, number=FLOATS), float)
            with checks.at_fault():
                got = np.asarray(checks.call(of, subject, sample.arrays, kwargs), float)
        if got.shape != want.shape:
            return rounding.exactly(got, want)
        nothing = np.isneginf(want)
        return rounding.exactly(np.where(nothing | ~np.isnan(got), got, 0), np.where(nothing, got, want))

    def draw(case: Case, rng: random.Random) -> Sample:
        return Sample(case, checks.special(cases.floats(case, rng, dtype), of, rng), dtype)

    drawn = cases.sampled(of, checks.MORE * enough(rows), rows.seed)
    run = checks.look(CheckResult("IEEE"), drawn, draw, judge, enough(rows))
    return bool(run.count) and not run.wrong


# ---------------------------------------------------------------- subnormal numbers


def of_subnormals(rows: Rows, dtype: str) -> Verdict:
    """The row about subnormal numbers; flushing them to zero throughout is a convention."""
    row = rows.row("form", SUBNORMAL, functools.partial(subnormal, rows, dtype, formats.UNDERFLOW[dtype]), dtype)
    vanished = row.verdict in (FAILS, SUSPECT) and row.says.startswith(VANISHED)
    if vanished and not subnormal(rows, dtype, formats.NORMAL[dtype]).wrong:
        return replace(row, verdict=CONVENTION, says=FLUSHED)
    return row


def subnormal(rows: Rows, dtype: str, tiny: float) -> CheckResult:
    """Check inputs between the smallest subnormal number and a few normal ones.

    tiny: what one operation may lose below the normal numbers; the smallest normal number if they may be flushed.
    """
    of = rows.of
    first = of.arrays[0]

    def draw(case: Case, rng: random.Random) -> Sample:
        arrays = cases.floats(case, rng, dtype)
        scales = 2.0 ** np.random.default_rng(rng.randrange(2**32)).integers(-6, 2, arrays[first].shape)
        small = (np.sign(arrays[first]) * formats.NORMAL[dtype] * scales).astype(dtype)
        return Sample(case, {**arrays, first: small}, dtype, candidates=())

    def judge(sample: Sample) -> Gap:
        kwargs = checks.float_scalars(sample.case.kwargs)
        with checks.at_fault():
            got = checks.call(of, rows.subject, sample.arrays, kwargs)
        kind = rounded.Rounded(dtype)
        kind.tiny = tiny
        with rounded.precision():
            if tiny == formats.NORMAL[dtype]:  # inputs may be flushed, too
                near = rounding.rho(got, of.literal(**flushed(of, sample.arrays, tiny), **kwargs, number=kind))
                if near.rho <= 1:
                    return near
            gap = rounding.rho(got, of.literal(**sample.arrays, **kwargs, number=kind))
        sample.says = VANISHED if gap.rho > 1 and gap.got == 0 else ""
        return gap

    drawn = cases.sampled(of, checks.MORE * rows.examples, rows.seed + 1)
    return checks.look(CheckResult("R"), drawn, draw, judge, max(4, rows.examples // 2))


def flushed(of: Formula, arrays: dict[str, np.ndarray], tiny: float) -> dict[str, np.ndarray]:
    """The arrays of a sample, with zeros for the entries of the first one below `tiny`."""
    return {a: np.where(np.abs(x) < tiny, 0, x) if a == of.arrays[0] else x for a, x in arrays.items()}


# ---------------------------------------------------------------- signed zeros


def signed_zeros(rows: Rows, dtype: str) -> CheckResult:
    """Check that a formula that only moves entries keeps the signs of zeros."""
    of = rows.of
    first = of.arrays[0]

    def draw(case: Case, rng: random.Random) -> Sample:
        arrays = cases.floats(case, rng, dtype)
        source = np.random.default_rng(rng.randrange(2**32))
        zeros = (source.choice([-1.0, 1.0], arrays[first].shape) * 0.0).astype(dtype)
        return Sample(case, {**arrays, first: zeros}, dtype)

    def judge(sample: Sample) -> Gap:
        kwargs: dict[str, Scalar] = checks.float_scalars(sample.case.kwargs)
        with checks.at_fault():
            got = checks.call(of, rows.subject, sample.arrays, kwargs)
        marked = {**sample.arrays, first: np.where(np.signbit(sample.arrays[first]), -1.0, 1.0)}
        want = np.asarray(of.literal(**marked, **kwargs))
        return rounding.exactly(np.where(want == 0, 0, np.where(np.signbit(got), -1, 1)), want)

    drawn = cases.sampled(of, checks.MORE * rows.examples, rows.seed)
    return checks.look(CheckResult("0 ulp"), drawn, draw, judge, rows.examples)
