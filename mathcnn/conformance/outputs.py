"""Every output of a function, and its optional arrays: what a call returns beside its result, and what an array that is
left out means.

A formula's further results are formulas of their own (`max_pool` with `return_indices`, `batch_norm` with running
statistics in training). A function that has the argument for them is asked for them, and each is checked against its
own formula. A function without it does not offer them.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from ..evidence import cases, checks
from ..evidence.cases import Case
from ..evidence.checks import CheckResult, Inapplicable, NotOffered, Sample
from ..evidence.verdicts import CONVENTION, FAILS, HOLDS, Verdict
from ..language import shapes
from ..language.formula import Formula
from ..language.statement import Convention
from ..numbers import formats, rounded, rounding
from ..numbers.rounding import Gap
from . import kinds, output_sizes, signatures
from .aliases import LibraryArray, Scalar
from .reproductions import call_of
from .rows import Rows
from .subject import Subject

Arrays = dict[str, np.ndarray]
Change = Callable[[dict[str, Scalar]], dict[str, Scalar]]
Reading = tuple[str, Change]
LEFT_OUT, AT_REAL_SIZES = "optional arrays", "at real sizes"


def name_of(other: Formula) -> str:
    """The name of the check of a further result."""
    return f"also returns {other.__name__}"


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """The rows about further results and about optional arrays, for each type of numbers."""
    for when, others in rows.of.companions:
        for k, other in enumerate(others):
            for dtype in rows.dtypes[:1] if rows.subject.target.adapted else rows.dtypes:  # adapters have none
                small = of_output(rows, when, k, other, dtype)
                yield small
                if small.verdict == HOLDS and dtype in rows.wide:
                    yield at_real_sizes(rows, when, k, other, dtype)
    if rows.of.optional:
        for dtype in rows.dtypes:
            yield rows.row("form", LEFT_OUT, functools.partial(left_out, rows, dtype), dtype)


def present(of: Formula) -> bool:
    """Whether there is anything to check."""
    return bool(of.companions or of.optional)


# ---------------------------------------------------------------- further results


def of_output(rows: Rows, when: Callable[[dict[str, Scalar]], bool], k: int, other: Formula, dtype: str) -> Verdict:
    """The row about one further result; a reading that explains every sample makes it a difference by convention."""
    again = functools.partial(_again, rows.subject)

    def run(reading: Change | None) -> Verdict:
        check = functools.partial(output, rows, when, k, other, dtype, reading)
        return rows.row("form", name_of(other), check, dtype, again)

    row = run(None)
    if row.verdict == FAILS and "tuple" not in row.says:
        for says, change in readings(other):
            if run(change).good:
                return replace(row, verdict=CONVENTION, says=says)
    return row


def at_real_sizes(rows: Rows, when: Callable[[dict[str, Scalar]], bool], k: int, other: Formula, dtype: str) -> Verdict:
    """The row about one further result in the calls of real networks."""
    asked = functools.partial(outputs, rows.subject)
    steady = rows.subject.target.steady
    check = functools.partial(output_sizes.check, rows.of, asked, when, k, other, dtype, rows.seed, steady)
    return rows.row("form", f"{name_of(other)}, {AT_REAL_SIZES}", check, dtype, functools.partial(_again, rows.subject))


def readings(other: Formula) -> Iterator[Reading]:
    """What implementations do differently: another word of a convention, or a momentum of the old statistics."""
    for a, words in other.words.items():
        if isinstance(words, Convention):
            for word in words.words:
                yield f"{a} is always {word!r}", functools.partial(_with_word, a, word)
    if "momentum" in other.names:
        yield "momentum weighs the old statistics, and not the batch", _turned


def _with_word(a: str, word: Scalar, kwargs: dict[str, Scalar]) -> dict[str, Scalar]:
    return {**kwargs, a: word}


def _turned(kwargs: dict[str, Scalar]) -> dict[str, Scalar]:
    return {**kwargs, "momentum": 1 - kwargs["momentum"]}


def output(
    rows: Rows,
    when: Callable[[dict[str, Scalar]], bool],
    k: int,
    other: Formula,
    dtype: str,
    reading: Change | None,
) -> CheckResult:
    """Check a further result, the k-th after the first, against its own formula."""
    of, subject = rows.of, rows.subject

    def draw(case: Case, rng: random.Random) -> Sample | None:
        case = replace(case, shapes={**case.shapes, **_lacking(case)}, kwargs=_switched_on(case))
        try:
            arrays = cases.floats(case, rng, dtype)
        except (ValueError, KeyError):
            return None
        arrays = {a: x if a in of.labels else _no_ties(a, x, case) for a, x in arrays.items()}
        return Sample(case, arrays, dtype) if when({**case.kwargs, **_nones(of), **arrays}) else None

    def judge(sample: Sample) -> Gap:
        kwargs = checks.float_scalars(sample.case.kwargs)
        with checks.at_fault():
            found = outputs(subject, sample.arrays, kwargs)
        count = 1 + sum(
            len(others) for asked, others in of.companions if asked({**kwargs, **_nones(of), **sample.arrays})
        )
        if len(found) != count:
            sample.says = f"returns a tuple of {len(found)}, and {count} results are asked for"
            return Gap(np.inf, None, f"a tuple of {len(found)}", f"a tuple of {count}")
        y, wrong = kinds.read(found[1 + k], kinds.expected(other), dtype)
        if wrong:
            sample.says = f"returns {wrong}"
            return Gap(np.inf, None, wrong, "the type of the arguments")
        given = {a: x for a, x in sample.arrays.items() if a in other.names}
        options = {a: v for a, v in kwargs.items() if a in other.names}
        return gap_of(other, dtype, given, reading(options) if reading else options, y)

    drawn = cases.sampled(of, checks.MORE * rows.examples, rows.seed)
    return checks.look(CheckResult("0 ulp" if _exact(other) else "R"), drawn, draw, judge, rows.examples)


def outputs(subject: Subject, arrays: Arrays, kwargs: Mapping[str, Scalar]) -> tuple[LibraryArray, ...]:
    """All results of a call, as the function returns them.

    Raises NotOffered if the function has no argument that asks for more than one, or returns one without being asked
    by a switch.
    """
    of = subject.of
    if subject.target.adapted:
        raise NotOffered("results beside the first")
    found = subject.read((), {**arrays, **kwargs})
    asked = {a: v for a, v in kwargs.items() if a in of.switches}
    scalars = found.scalars | signatures.passed(of, subject.fit, asked, {})
    y = subject.raw(replace(found, scalars=scalars))
    if isinstance(y, (tuple, list)):
        return tuple(y)
    if asked:
        return (y,)
    raise NotOffered("returns its first result alone")


def gap_of(of: Formula, dtype: str, arrays: Arrays, kwargs: dict[str, Scalar], got: np.ndarray) -> Gap:
    """How far a result is from its formula: exactly where entries are chosen, else within the rounding bound."""
    if _exact(of):
        return rounding.exactly(got, checks.literal(of, arrays, kwargs))
    with rounded.precision():
        gap = rounding.rho(got, checks.bounded(of, dtype, arrays, kwargs))
        if gap.rho > 1 and dtype in formats.ACCUMULATOR:  # rounded at every step
            stepwise = checks.literal(of, arrays, kwargs, number=rounded.Rounded(dtype))
            gap = min(gap, rounding.rho(got, stepwise), key=lambda one: one.rho)
    return gap


def _exact(of: Formula) -> bool:
    return of.plan(1, of.default_words()).selects


def _switched_on(case: Case) -> dict[str, Scalar]:
    return {**case.kwargs, **{a: True for a in case.of.switches}}


def _nones(of: Formula) -> dict[str, None]:
    return {a: None for a in of.arrays if of.may_lack(a)}


def _lacking(case: Case) -> dict[str, tuple[int, ...]]:
    """The shapes of the arrays that may be left out, and were."""
    lines = {a: line for a, line in case.plan.arrays.items() if a not in case.shapes}
    return {a: tuple(shapes.value(entry.size, case.env) for entry in line) for a, line in lines.items()}


def _no_ties(a: str, x: np.ndarray, case: Case) -> np.ndarray:
    """The same numbers without equal entries, at which several places are right."""
    if not _exact(case.of) or x.size < 2:
        return x
    order = np.random.default_rng(x.size).permutation(x.size)
    ties_free: np.ndarray = (order - x.size // 2).reshape(x.shape).astype(x.dtype)
    return ties_free


def _again(subject: Subject, sample: Sample) -> str:
    """The call of a sample as Python, its switches with it."""
    asked = subject.read((), {**sample.arrays, **checks.float_scalars(sample.case.kwargs)})
    switches = {a: v for a, v in sample.case.kwargs.items() if a in subject.of.switches}
    return call_of(subject, asked.arrays, {**asked.scalars, **switches})


# ---------------------------------------------------------------- optional arrays


def left_out(rows: Rows, dtype: str) -> CheckResult:
    """Check that an optional array that is left out, and one of zeros, give the same, which is the formula's."""
    of, subject = rows.of, rows.subject

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not case.plan.exact:
            raise Inapplicable
        case = replace(case, shapes={**case.shapes, **_lacking(case)})
        return Sample(case, cases.floats(case, rng, dtype), dtype)

    def judge(sample: Sample) -> Gap:
        kwargs = checks.float_scalars(sample.case.kwargs)
        without = {a: x for a, x in sample.arrays.items() if a not in of.optional}
        zeros = {a: np.zeros_like(x) if a in of.optional else x for a, x in sample.arrays.items()}
        for said, arrays in (("left out", without), ("zero", zeros)):
            with checks.at_fault():
                got = checks.call(of, subject, arrays, kwargs)
            gap = gap_of(of, dtype, without, kwargs, got)
            if gap.rho > 1:
                sample.says = f"wrong if {', '.join(sorted(of.optional))} is {said}"
                return gap
        return Gap()

    count = max(4, rows.examples // 3)
    return checks.look(CheckResult("R"), cases.sampled(of, checks.MORE * count, rows.seed + 3), draw, judge, count)
