"""What can be asked of a statement: propositions that are run, and their outcomes.

    Lawful     a law holds: a law of the catalogue, with the evidence of `mathcnn verify`, or one that is stated here
    Fails      a law that may look true has a counterexample
    Every      both sides agree in every case of a list, smallest first
    Measured   a number that stands for what cannot be proved

`readings` has two more, about the entries that a formula reads. Each is run again at every call of `judge`. A case in
which a side has no value (a divergent integral, a logarithm of 0, an entry that does not exist) makes a proposition
undefined, which is not the same as false.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import sympy as sp

from .. import catalogue
from ..evidence import verification
from ..evidence.checks import CheckResult
from ..evidence.choice import checker_of
from ..evidence.verdicts import DERIVED, EXACT, LINKED, OPEN, PROVED, RUNGS, SAMPLED, Verdict, statement_verdict
from ..language.formula import Law
from ..language.wording import first_line
from ..text.wording import plural
from .values import as_text, differing, flat, has_letters, is_no_number

HOLDS, FALLS, UNDEFINED = "holds", "falls", "undefined"
OPPOSITE = {"=": "≠", "!=": "=", "<": "≥", "<=": ">", ">": "≤", ">=": "<"}  # of a relation
EXAMPLES = 6  # random cases a law, if its letters do not decide
POINTS = [sp.Rational(p, q) for p, q in ((0, 1), (1, 1), (2, 1), (1, 2), (3, 2), (-1, 1), (-1, 2), (3, 1))]


@dataclass(frozen=True)
class Outcome:
    """The outcome of a proposition."""

    asked: str  # the proposition in words
    word: str  # HOLDS, FALLS, UNDEFINED or OPEN
    rung: str = OPEN  # of the ladder of evidence
    tier: str = ""
    cases: int = 0  # how many were seen
    example: str = ""  # the counterexample, or the numbers that were measured
    latex: str = ""

    @property
    def holds(self) -> bool:
        """Whether it holds, by some evidence."""
        return self.word == HOLDS and self.rung != OPEN

    @property
    def falls(self) -> bool:
        """Whether it is false, or has no value in some case."""
        return self.word in (FALLS, UNDEFINED)

    @property
    def evidence(self) -> str:
        """The evidence in words: "exact, symbols <= 3, 14 cases", or "derived, 5 steps"."""
        tier = self.tier if self.tier != "steps" else ""
        count = plural(self.cases, "step" if self.rung == DERIVED else "case")
        if self.rung in (PROVED, LINKED) or not self.cases:
            count = ""
        return ", ".join(filter(None, [self.rung, tier, count]))


class Proposition(Protocol):
    """Something that can be asked."""

    def judge(self, seed: int = 0) -> Outcome:
        """The outcome; random cases start at `seed`."""


# ---------------------------------------------------------------- laws


@dataclass(frozen=True)
class Lawful:
    """A law holds.

    law: by its name in the catalogue, or as it is stated here; one that the catalogue says does not hold is asked as if
    it did; examples: random cases if its letters do not decide
    """

    law: Law | str
    examples: int = EXAMPLES

    @property
    def found(self) -> Law:
        """The law itself."""
        return catalogue.find_law(self.law) if isinstance(self.law, str) else self.law

    def judge(self, seed: int = 0) -> Outcome:
        """HOLDS with the strongest evidence, FALLS with the smallest counterexample, or OPEN."""
        law = self.found
        tex = law.latex() if law.holds else law.latex().replace(r"\neq", "=", 1)
        outcome = functools.partial(Outcome, said_by(law), latex=tex)
        if not law.holds:
            run = smallest(law, seed)
            if not run.wrong:
                return outcome(OPEN, OPEN, run.tier, run.count)
            return outcome(FALLS, SAMPLED, run.tier, run.count, example_of(law, run))
        if isinstance(self.law, str):
            rows = verified(self.law, self.examples, seed)
        else:
            rows = [statement_verdict(law, self.examples, seed)]
        if all(row.good for row in rows):
            best = min(rows, key=lambda row: RUNGS.index(row.evidence))
            return outcome(HOLDS, best.evidence, best.tier, best.cases)
        row = next(row for row in rows if not row.good)
        if row.evidence == OPEN:  # no case was seen, or a proof is of an earlier law
            return outcome(OPEN, example=row.says)
        run = smallest(law, seed)
        example = example_of(law, run) if run.wrong else row.counterexample or ""
        return outcome(FALLS, SAMPLED, run.tier, run.count, example)


@functools.lru_cache(4096)  # several statements rest on one law
def verified(name: str, examples: int, seed: int) -> list[Verdict]:
    """The verdicts about a law of the catalogue."""
    return verification.verify(name, examples=examples, seed=seed)


def said_by(law: Law) -> str:
    """What a law says: its name if it is in the catalogue, and else the first line of its docstring."""
    return law.name if law.name in _catalogued() else first_line(law).rstrip(".") or law.fn.__name__.replace("_", " ")


@functools.cache
def _catalogued() -> frozenset[str]:
    return frozenset(catalogue.catalog().laws)


def smallest(law: Law, seed: int) -> CheckResult:
    """The search for the smallest case in which the statement of a law's formula contradicts the law."""
    return checker_of(law.of).counterexample(law, None, seed)


def example_of(law: Law, run: CheckResult) -> str:
    """A counterexample, with numbers on both sides: functions are evaluated at the first point where they differ."""
    gap, where = run.worst, checker_of(law.of).describe(run, set(law.names), _argument)
    if run.fault:
        return f"{where}: {run.fault}"
    got, want, at = gap.got, gap.want, f" at {gap.place}" if gap.place else ""
    if isinstance(got, sp.Basic) and (got - want).free_symbols:
        (letter,) = (got - want).free_symbols
        value = lambda side, v: sp.simplify(sp.piecewise_fold(side).subs(letter, v))
        point = next(v for v in POINTS if value(got - want, v) != 0)
        got, want, at = value(got, point), value(want, point), f" at {letter} = {point}"
    return f"{where}: {as_text(got)} ≠ {as_text(want)}{at}"


def _argument(v: Any) -> str:
    return repr(v) if isinstance(v, (str, tuple)) else as_text(v)


@dataclass(frozen=True)
class Fails:
    """A law has a counterexample.

    law: as for `Lawful`; says: the proposition in words
    """

    law: Law | str
    says: str

    def judge(self, seed: int = 0) -> Outcome:
        """HOLDS with a counterexample of the law, and else FALLS."""
        found = Lawful(self.law).judge(seed)
        return Outcome(
            self.says,
            HOLDS if found.falls else FALLS,
            found.rung,
            found.tier,
            found.cases,
            found.example,
            found.latex.replace("=", r"\neq", 1),
        )


# ---------------------------------------------------------------- cases


@dataclass(frozen=True)
class Every:
    """Both sides are in a relation in every case.

    says: the proposition in words; cases: the arguments of `sides`, or a function that makes them, smallest first;
    sides: a function of a case with both sides; relation: "=", "!=", "<", "<=", ">" or ">="; whole: whether there are
    no other cases; latex: the proposition as a formula
    """

    says: str
    cases: Callable[[], Iterable[dict[str, Any]]] | Iterable[dict[str, Any]]
    sides: Callable[..., tuple[Any, Any]]
    relation: str = "="
    whole: bool = False
    latex: str = ""

    def judge(self, seed: int = 0) -> Outcome:
        """HOLDS; FALLS or UNDEFINED with the first case in which it does not hold; OPEN if there are no cases."""
        count, letters = 0, False
        outcome = functools.partial(Outcome, self.says, latex=self.latex)
        for case in self.cases() if callable(self.cases) else self.cases:
            count += 1
            word, example, sides = self._of_case(case)
            if word != HOLDS:
                return outcome(word, SAMPLED, "fractions", count, example)
            letters |= any(map(has_letters, sides))
            letters |= any(isinstance(v, sp.Symbol) for one in case.values() for v in flat(one))
        if not count:
            return outcome(OPEN)
        tier = "symbols" if letters else "all there are" if self.whole else "fractions"
        return outcome(HOLDS, EXACT if letters or self.whole else SAMPLED, tier, count)

    def _of_case(self, case: dict[str, Any]) -> tuple[str, str, list[Any]]:
        """The word for a case, the case as a counterexample, and the entries of both sides."""
        given = ", ".join(f"{name} = {as_text(v)}" for name, v in case.items())
        example = lambda said: f"{given}: {said}".removeprefix(": ")
        try:
            left, right = (np.asarray(side, object) for side in self.sides(**case))
        except (ValueError, ZeroDivisionError, TypeError) as error:
            return UNDEFINED, example(re.sub(r"^[a-z_]+\.[a-z_]+: ", "", str(error))), []
        entries = [*left.flat, *right.flat]
        if (wrong := differing(left, right, self.relation)) is None:
            return HOLDS, "", entries
        one, other = map(as_text, wrong)
        if any(map(is_no_number, wrong)):
            return UNDEFINED, example(f"one side is {one}, the other {other}"), entries
        return FALLS, example(f"{one} {OPPOSITE[self.relation]} {other}"), entries


# ---------------------------------------------------------------- numbers


@dataclass(frozen=True)
class Measured:
    """What is measured instead of proved.

    says: the proposition in words; measure: a function of random numbers that returns whether the proposition came out
    as it says, and the numbers; cases: how many were measured
    """

    says: str
    measure: Callable[[np.random.Generator], tuple[bool, str]]
    cases: int = 1

    def judge(self, seed: int = 0) -> Outcome:
        """HOLDS or FALLS, with the numbers."""
        so, numbers = self.measure(np.random.default_rng(seed))
        return Outcome(self.says, HOLDS if so else FALLS, SAMPLED, "measured", self.cases, numbers)
