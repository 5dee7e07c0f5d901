"""What is asked of one formula of a target, part by part, and what the answers are called.

    form        shape, type and inputs; bit for bit on whole numbers (E), 0 ulp, within the bound (R, P), for every type of numbers
    edges       NaN and infinities, subnormal numbers, signed zeros
    large       every element of a result of millions, and sums of thousands of terms
    a law       both sides by the target
    gradient    by the target's automatic differentiation

An answer that is wrong by the formula's own words, and right by others that the formula has, differs by convention.
"""

from __future__ import annotations

import functools
import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from ..evidence import cases, checks
from ..evidence import verdicts as evidence
from ..evidence.cases import Case
from ..evidence.checks import NotOffered, Run, Sample
from ..evidence.shrinking import shrink
from ..evidence.verdicts import CONVENTION, FAILS, NOT_OFFERED, OPEN, SUSPECT, Verdict, judged
from ..language.formula import Formula, Law
from ..language.statement import ArgMaxOver, Convention, MaxOver, MinOver, Root
from ..numbers import formats, rounded, rounding
from ..numbers.floats import FLOATS
from ..numbers.rounding import Gap
from . import large
from .target import Subject, Target

FORM = "equals the literal form"
IGNORES_NAN = "a maximum ignores NaN"
VANISHED = "a number below the normal ones became zero"
Words = tuple[tuple[str, Any], ...]


def parts(of: Formula) -> list[str]:
    """What is asked of a formula."""
    if of.families:
        return ["form", *of.laws]
    more = ["large"] if of.name in large.GEOMETRIES else []
    return [
        "form",
        *(["edges"] if of.arrays else []),
        *more,
        *of.laws,
        *(["gradient"] if of.backward is not None else []),
    ]


def kind_of(of: Formula, part: str) -> str:
    return (
        ("law" if of.laws[part].holds else "non-law")
        if part in of.laws
        else "gradient"
        if part == "gradient"
        else "form"
    )


def verdicts(
    held: Target, of: Formula, part: str, examples: int, seed: int, before: Callable[[str], None] | None = None
) -> Iterator[Verdict]:
    """One part of one formula; what a target does not have at all is one row that says so."""
    started = time.perf_counter()
    try:
        subject = held.subject(of)
    except NotOffered as error:
        yield absent(of, part, held, str(error), started)
        return
    subject.before = before
    if of.families:
        from ..evidence.functions import verify

        yield from verify(of, examples, seed, subject.fn, held.name, part)
        return
    ask = Asking(subject, examples, seed)
    yield from {"form": ask.form, "edges": ask.edges, "large": ask.large, "gradient": ask.gradient}.get(
        part, functools.partial(ask.law, part)
    )()


def absent(of: Formula, part: str, held: Target, why: str, started: float) -> Verdict:
    law = {"form": FORM, "gradient": "derivative", "large": "every element of a large result"}.get(part, part)
    return Verdict(
        of.name,
        kind_of(of, part),
        law,
        held.name,
        NOT_OFFERED,
        OPEN,
        "",
        0,
        seconds=time.perf_counter() - started,
        says=why,
    )


class Asking:
    """The questions about one formula of a target."""

    def __init__(self, subject: Subject, examples: int, seed: int):
        self.subject, self.of, self.examples, self.seed = subject, subject.of, examples, seed
        self.dtypes = subject.target.dtypes
        self.wide = tuple(d for d in self.dtypes if d not in formats.ACCUMULATOR)

    def row(self, kind: str, law: str, check: Callable[[], Run], dtype: str = "", holds: bool = True) -> Verdict:
        """A check as a verdict, with the smallest counterexample and a reproduction by the target alone."""
        started, subject = time.perf_counter(), self.subject
        run = shrink(check())
        said = judged(self.of, kind, law, subject.target.name, run, started, holds, foreign=True)
        said.dtype = dtype
        if said.counterexample and run.sample is not None:
            what = self.of.laws.get(law) if kind in ("law", "non-law") else None
            said.reproduce = subject.reproduction(
                run.sample, run.worst, run.fault, what, run.sample.dtype, kind == "gradient"
            )
        said.seconds = time.perf_counter() - started
        return said

    # -- the form

    def form(self) -> Iterator[Verdict]:
        of, few = self.of, self.examples
        half = max(4, few // 3)
        words = None
        for dtype in self.dtypes:
            n = few if dtype in self.wide else half
            rows = [
                self.row("form", FORM, lambda: checks.form_exact(of, self.subject, 2 * n, self.seed, (dtype,)), dtype)
            ]
            rows.append(
                self.row("form", FORM, lambda: checks.form_selects(of, self.subject, n, self.seed, (dtype,)), dtype)
            )
            if not rows[-1].cases:
                rows.append(
                    self.row("form", FORM, lambda: checks.form_rounded(of, self.subject, n, self.seed, (dtype,)), dtype)
                )
            seen = told(rows)
            if dtype in self.wide and any(row.verdict == FAILS for row in seen):
                words = words or reading(self.subject, dtype, few, self.seed)
            seen = [by_convention(row, words) for row in seen]
            if (
                [row.tier for row in seen if row.verdict == FAILS] == ["0 ulp"]
                and dtype in self.wide
                and self.ignores_nan(dtype)
            ):
                seen = [
                    replace(row, verdict=CONVENTION, says=IGNORES_NAN) if row.verdict == FAILS else row for row in seen
                ]
            yield from seen
        yield self.kept_type()

    def kept_type(self) -> Verdict:
        """Whether results had the type of what was given; shapes and inputs are looked at in every check."""
        wrong = "; ".join(self.subject.misfits.values())
        return Verdict(
            self.of.name,
            "form",
            "keeps the type",
            self.subject.target.name,
            FAILS if wrong else evidence.HOLDS,
            evidence.SAMPLED,
            "",
            self.examples,
            says=f"returns {wrong}" if wrong else "",
        )

    # -- NaN, infinities, subnormal numbers, signed zeros

    def edges(self) -> Iterator[Verdict]:
        of = self.of
        if (
            not of.arrays
            or of.arrays[0] in of.domain
            or of.plan(1, of.default_words()).output.rhs.atoms(Root, ArgMaxOver)
        ):
            return  # places are looked at with NaN and infinities among the entries (0 ulp)
        enough = self.enough
        for dtype in self.wide:
            special = self.row(
                "form",
                "special values",
                lambda: checks.form_special(of, self.subject, enough, self.seed, (dtype,)),
                dtype,
            )
            if special.verdict == FAILS and self.ignores_nan(dtype):
                special = replace(special, verdict=CONVENTION, says=IGNORES_NAN)
            yield special
            tiny = self.row(
                "form", "subnormal numbers", functools.partial(self.subnormal, dtype, formats.UNDERFLOW[dtype]), dtype
            )
            if (
                tiny.verdict in (FAILS, SUSPECT)
                and tiny.says.startswith(VANISHED)
                and not self.subnormal(dtype, formats.NORMAL[dtype]).wrong
            ):
                tiny = replace(tiny, verdict=CONVENTION, says="numbers below the normal ones are flushed to zero")
            yield tiny
            if of.plan(1, of.default_words()).operations == set():
                yield self.row("form", "signed zeros", functools.partial(self.signed_zeros, dtype), dtype)

    @property
    def enough(self) -> int:
        """Samples of NaN and infinities: one may be lost in a maximum, so that not every sample tells."""
        return max(12, self.examples)

    def ignores_nan(self, dtype: str) -> bool:
        """Whether every maximum is the one over the entries that are numbers; of none at all it may be anything."""
        of = self.of
        if not any(
            e.rhs.has(MaxOver, MinOver) or "Max" in str(e.rhs) for e in of.plan(1, of.default_words()).equations
        ):
            return False

        def judge(sample: Sample) -> Gap:
            kept = {
                a: np.where(np.isnan(x), -np.inf, x).astype(x.dtype) if x.dtype.kind == "f" else x
                for a, x in sample.arrays.items()
            }
            kwargs = checks.plain_scalars(sample.case.kwargs)
            with np.errstate(all="ignore"):
                want = np.asarray(of.literal(**kept, **kwargs, number=FLOATS), float)
                with checks.at_fault():
                    got = np.asarray(checks.call(of, self.subject, sample.arrays, kwargs), float)
            if got.shape != want.shape:
                return rounding.exactly(got, want)
            return rounding.exactly(
                np.where(np.isneginf(want) | ~np.isnan(got), got, 0), np.where(np.isneginf(want), got, want)
            )

        def draw(case: Case, rng: random.Random) -> Sample:
            return Sample(case, checks.special(cases.floats(case, rng, dtype), of, rng), dtype)

        run = checks.look(
            Run("IEEE"), cases.sampled(of, checks.MORE * self.enough, self.seed), draw, judge, self.enough
        )
        return bool(run.count) and not run.wrong

    def subnormal(self, dtype: str, tiny: float) -> Run:
        """Inputs between the smallest subnormal and a few normal numbers;

        `tiny` is what one operation may lose below them.
        """
        of = self.of

        def draw(case: Case, rng: random.Random) -> Sample:
            arrays, first = cases.floats(case, rng, dtype), of.arrays[0]
            scales = 2.0 ** np.random.default_rng(rng.randrange(2**32)).integers(-6, 2, arrays[first].shape)
            return Sample(
                case,
                {**arrays, first: (np.sign(arrays[first]) * formats.NORMAL[dtype] * scales).astype(dtype)},
                dtype,
                plain=(),
            )

        def judge(sample: Sample) -> Gap:
            kwargs = checks.plain_scalars(sample.case.kwargs)
            with checks.at_fault():
                got = checks.call(of, self.subject, sample.arrays, kwargs)
            kind = rounded.Rounded(dtype)
            kind.tiny = tiny
            with rounded.precision():
                if tiny == formats.NORMAL[dtype]:  # inputs may be flushed, too
                    flushed = {
                        a: np.where(np.abs(x) < tiny, 0, x) if a == of.arrays[0] else x
                        for a, x in sample.arrays.items()
                    }
                    near = rounding.rho(got, of.literal(**flushed, **kwargs, number=kind))
                    if near.rho <= 1:
                        return near
                gap = rounding.rho(got, of.literal(**sample.arrays, **kwargs, number=kind))
                sample.says = VANISHED if gap.rho > 1 and gap.got == 0 else ""
                return gap

        return checks.look(
            Run("R"),
            cases.sampled(of, checks.MORE * self.examples, self.seed + 1),
            draw,
            judge,
            max(4, self.examples // 2),
        )

    def signed_zeros(self, dtype: str) -> Run:
        """Where entries are only moved, the sign of a zero goes with it."""
        of = self.of

        def draw(case: Case, rng: random.Random) -> Sample:
            arrays, first = cases.floats(case, rng, dtype), of.arrays[0]
            source = np.random.default_rng(rng.randrange(2**32))
            return Sample(
                case, {**arrays, first: (source.choice([-1.0, 1.0], arrays[first].shape) * 0.0).astype(dtype)}, dtype
            )

        def judge(sample: Sample) -> Gap:
            kwargs, first = checks.plain_scalars(sample.case.kwargs), of.arrays[0]
            with checks.at_fault():
                got = checks.call(of, self.subject, sample.arrays, kwargs)
            marked = {**sample.arrays, first: np.where(np.signbit(sample.arrays[first]), -1.0, 1.0)}
            want = np.asarray(of.literal(**marked, **kwargs))
            return rounding.exactly(np.where(want == 0, 0, np.where(np.signbit(got), -1, 1)), want)

        return checks.look(
            Run("0 ulp"), cases.sampled(of, checks.MORE * self.examples, self.seed), draw, judge, self.examples
        )

    # -- the rest

    def large(self) -> Iterator[Verdict]:
        yield from large.verdicts(self.subject, self.seed)

    def law(self, name: str) -> Iterator[Verdict]:
        law, fast, dtype = self.of.laws[name], self.read_as_meant(), (self.wide or self.dtypes)[0]
        if not law.holds:
            yield self.row(
                "non-law",
                name,
                lambda: checks.counterexample(law, checks.on_floats(fast, dtype), self.seed),
                dtype,
                holds=False,
            )
            return
        rows = [self.row("law", name, lambda d=d: self.law_run(law, fast, d), d) for d in self.wide]  # type: ignore[misc]
        yield from told(rows)

    def law_run(self, law: Law, fast: Callable[..., Any], dtype: str) -> Run:
        n = self.examples if dtype == self.wide[0] else max(4, self.examples // 2)
        exact = checks.law_exact(law, fast, n, self.seed, dtype)
        if exact.count >= evidence.FEW or exact.wrong or exact.case is not None and exact.case.constant:
            return exact
        rounded = checks.law_rounded(law, fast, max(4, n // 2), self.seed, (dtype,))
        return rounded if rounded.count >= exact.count else exact

    def read_as_meant(self) -> Callable[..., Any]:
        """The target, asked in its own convention: laws are judged apart from words."""
        words = reading(self.subject, (self.wide or self.dtypes)[0], max(4, self.examples // 2), self.seed)
        if not words or "" in words:
            return self.subject
        back = {meant: said for said, meant in words.items()}

        def run(*args: Any, **kwargs: Any) -> Any:
            bound = self.of.bound(args, kwargs)
            bound.apply_defaults()
            asked = tuple((a, v) for a, v in bound.arguments.items() if a in self.of.conventions)
            if asked not in back and asked in words:
                raise NotOffered(", ".join(f"{a} = {v!r}" for a, v in asked))
            return self.subject(**{**bound.arguments, **dict(back.get(asked, asked))})

        return run

    def gradient(self) -> Iterator[Verdict]:
        of, dtype = self.of, (self.wide or self.dtypes)[0]
        if self.subject.target.gradient is None:
            yield absent(of, "gradient", self.subject.target, "no automatic differentiation", time.perf_counter())
            return
        pull = functools.partial(self.subject.backward)
        pull.fixed = self.subject.target.fixed  # type: ignore[attr-defined]
        whole = lambda: checks.gradient_exact(of, pull, max(4, self.examples // 2), self.seed, dtype)
        rounded = lambda: checks.gradient_rounded(of, pull, max(4, self.examples // 3), self.seed, self.wide)
        rows = [self.row("gradient", "derivative", whole, dtype), self.row("gradient", "derivative", rounded)]
        yield from told(rows)


def told(rows: list[Verdict]) -> list[Verdict]:
    """The rows that saw a case; where none did, the one that says what is not offered, or else the first."""
    return [row for row in rows if row.cases] or [max(rows, key=lambda row: row.verdict == NOT_OFFERED)]


# ---------------------------------------------------------------- conventions


def turned(array: str) -> Callable[..., Any]:
    return lambda arrays, kwargs: (
        {**arrays, array: arrays[array][(slice(None, None, -1),) * arrays[array].ndim]},
        kwargs,
    )


def other_readings(of: Formula) -> Iterator[tuple[str, Callable[..., Any]]]:
    """What implementations do otherwise without having a word for it: the kernel turned or not, the base of the
    logarithm.
    """
    if of.topic == "convolution" and len(of.arrays) == 2:
        for a in of.arrays[::-1]:
            yield f"{a} is turned about its centre", turned(a)
    if "base" in of.names:
        for said, base in (("nats (base e)", math.e), ("bits (base 2)", 2), ("base 10", 10)):
            yield f"logarithms are {said}", lambda arrays, kwargs, base=base: (arrays, {**kwargs, "base": base})


def reading(subject: Subject, dtype: str, count: int, seed: int) -> dict[Any, Any] | None:
    """Which words a target takes for which: {what was asked: what it computed}, where it computes something else for
    some; {"": why} where it is another reading altogether; None where it does as asked, or no reading explains it."""
    return _reading(subject, dtype, count, seed)


@functools.cache
def _reading(subject: Subject, dtype: str, count: int, seed: int) -> dict[Any, Any] | None:
    of = subject.of
    conventions = {a: w for a, w in of.words.items() if isinstance(w, Convention)}
    agree: dict[Words, set[Words]] = {}
    others = dict(other_readings(of))
    explained, wrong, left = set(others), 0, count
    every: list[Words] = [()]
    for a, w in conventions.items():
        every = [(*before, (a, word)) for before in every for word in w.words]
    if not others and not conventions:
        return None
    for case, rng in cases.sampled(of, checks.MORE * count, seed + 2):
        if not left:
            break
        arrays, kwargs = cases.floats(case, rng, dtype), checks.plain_scalars(case.kwargs)
        try:
            got = subject(**arrays, **kwargs)
        except NotOffered:
            continue
        except Exception:
            return None  # an exception is no convention
        left -= 1
        asked = tuple((a, kwargs[a]) for a in conventions)
        fits = {words for words in every if agrees(of, got, arrays, {**kwargs, **dict(words)}, dtype)}
        agree[asked] = agree.get(asked, set(every)) & fits
        wrong += asked not in fits
        for said, how in others.items():
            theirs, options = how(arrays, kwargs)
            if not agrees(of, got, theirs, options, dtype):
                explained.discard(said)
    if not wrong:
        return None
    if explained and count - left >= 3:
        return {"": sorted(explained)[0]}
    if not conventions or not all(agree.values()):
        return None
    closest = {
        asked: min(fits, key=lambda words: sum(x != y for x, y in zip(words, asked, strict=True)))
        for asked, fits in agree.items()
    }
    return {asked: meant for asked, meant in closest.items() if asked != meant}


def agrees(of: Formula, got: Any, arrays: dict[str, np.ndarray], kwargs: dict[str, Any], dtype: str) -> bool:
    try:
        with rounded.precision():
            return rounding.rho(got, of.literal(**arrays, **kwargs, number=rounded.Rounded(dtype))).rho <= 1
    except (ValueError, ZeroDivisionError, TypeError):
        return False


def by_convention(row: Verdict, words: dict[Any, Any] | None) -> Verdict:
    """A failure that another reading explains."""
    if row.verdict != FAILS or not words:
        return row
    if "" in words:
        return replace(row, verdict=CONVENTION, says=words[""])
    said = []
    for asked, meant in words.items():
        apart = [(a, v, m) for (a, v), (_, m) in zip(asked, meant, strict=True) if v != m]
        said.append(", ".join(f"{a} = {v!r} computes {a} = {m!r}" for a, v, m in apart))
    return replace(row, verdict=CONVENTION, says="; ".join(dict.fromkeys(said)))
