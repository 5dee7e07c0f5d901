"""A statement of the document, and how its verdict is computed.

A statement has propositions that say what is printed, and others for the case that these fail:

    conventions   conventions under which it holds or fails, by name
    under         hypotheses that the document does not state, and the same statement under them
    corrected     another statement, which is right
    measured      for a statement that is not mathematical: what was measured instead

A statement `holds` if its propositions do. It is a `convention` if it holds under one of its conventions and fails
under another. If it fails, it `holds under hypotheses` if the same statement holds under them; else it is `false as
printed`, or `ill-typed or undefined` if the case in which it failed has no value. It is `open`, and the audit fails, if
no case was seen, or if the hypotheses or the correction fail as well.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..language.formula import Formula, Law
from ..language.latex import Writer
from ..language.wording import statement_of
from ..text.references import cited
from .propositions import UNDEFINED as NO_VALUE
from .propositions import Outcome, Proposition

HOLDS, UNDER, FALSE, UNDEFINED, CONVENTION, NOT_MATHEMATICAL, OPEN = WORDS = (
    "holds",
    "holds under hypotheses",
    "false as printed",
    "ill-typed or undefined",
    "convention",
    "not mathematical",
    "open",
)

Mathematics = Any  # a Formula, a Law, an equation of SymPy, or None


@dataclass(frozen=True)
class Under:
    """The statement under hypotheses that the document does not state."""

    hypotheses: str
    propositions: tuple[Proposition, ...]


@dataclass(frozen=True)
class Corrected:
    """A right statement instead of the printed one."""

    says: str
    propositions: tuple[Proposition, ...] = ()  # empty if the hypotheses are enough
    formula: Mathematics = None


@dataclass(frozen=True)
class Statement:
    """What the document says in one place, and the propositions about it."""

    id: str
    section: str
    says: str
    source: str
    printed: tuple[Proposition, ...] = ()
    formula: Mathematics = None  # as printed
    conventions: Mapping[str, tuple[Proposition, ...]] = field(default_factory=dict)
    under: Under | None = None
    corrected: Corrected | None = None
    measured: tuple[Proposition, ...] = ()
    beside: tuple[Proposition, ...] = ()  # other findings; no part of the verdict
    note: str = ""
    curves: Callable[[], dict[str, list[float]]] | None = None  # numbers that a terminal can draw, by name
    figure: str = ""  # its name in `figures`


@dataclass(frozen=True)
class Finding:
    """A statement, and the outcomes of its propositions."""

    statement: Statement
    printed: tuple[Outcome, ...]
    conventions: dict[str, tuple[Outcome, ...]]
    under: tuple[Outcome, ...]
    corrected: tuple[Outcome, ...]
    measured: tuple[Outcome, ...]
    beside: tuple[Outcome, ...]
    seconds: float

    @property
    def verdict(self) -> str:
        """One of WORDS, by the rules of this module."""
        if not all(one.holds for one in (*self.under, *self.corrected, *self.measured)):
            return OPEN
        asked = [*self.printed, *(one for outcomes in self.conventions.values() for one in outcomes)]
        if not all(one.holds or one.falls for one in asked) or not (asked or self.measured):
            return OPEN
        fallen = self.fallen
        if not fallen:
            return NOT_MATHEMATICAL if self.measured else HOLDS
        if any(all(one.holds for one in outcomes) for outcomes in self.conventions.values()):
            return CONVENTION
        if self.under:
            return UNDER
        return UNDEFINED if fallen[0].word == NO_VALUE else FALSE

    @property
    def settles(self) -> bool:
        """Whether there is a verdict other than open, and all other findings hold."""
        return self.verdict != OPEN and all(one.holds for one in self.beside)

    @property
    def fallen(self) -> list[Outcome]:
        """What failed of the statement as printed, or under a convention."""
        return [one for outcomes in (self.printed, *self.conventions.values()) for one in outcomes if one.falls]

    @property
    def counterexample(self) -> str:
        """The first counterexample, with numbers on both sides; empty if there is none."""
        return self.fallen[0].example if self.fallen else ""

    @property
    def settled(self) -> tuple[Outcome, ...]:
        """The outcomes that the verdict rests on: of the statement, under its hypotheses, or of the correction."""
        verdict = self.verdict
        if verdict == CONVENTION:
            return tuple(
                one for outcomes in self.conventions.values() if all(one.holds for one in outcomes) for one in outcomes
            )
        return {UNDER: self.under, FALSE: self.corrected, UNDEFINED: self.corrected}.get(
            verdict, (*self.printed, *self.measured)
        )

    @property
    def hypotheses(self) -> str:
        """The hypotheses under which it holds, or the conventions that make it true; empty if there are none."""
        if self.verdict == CONVENTION:
            return "; ".join(name for name, outcomes in self.conventions.items() if all(one.holds for one in outcomes))
        return self.statement.under.hypotheses if self.statement.under else ""

    @property
    def in_short(self) -> str:
        """What decided: the counterexample, and the hypotheses or the convention that help; or what was measured."""
        if self.verdict == NOT_MATHEMATICAL:
            return next((one.example for one in self.measured if one.example), "")
        helps = f"{'holds if' if self.verdict == UNDER else 'true of:'} {self.hypotheses}" if self.hypotheses else ""
        return "; ".join(part for part in (self.counterexample, helps) if part)


def examine(statement: Statement, seed: int = 0) -> Finding:
    """Judge all propositions of a statement; random cases start at `seed`."""
    started = time.perf_counter()
    judged = lambda propositions: tuple(one.judge(seed) for one in propositions)
    return Finding(
        statement,
        judged(statement.printed),
        {name: judged(ones) for name, ones in statement.conventions.items()},
        judged(statement.under.propositions if statement.under else ()),
        judged(statement.corrected.propositions if statement.corrected else ()),
        judged(statement.measured),
        judged(statement.beside),
        time.perf_counter() - started,
    )


def audit(statements: Iterable[Statement], seed: int = 0, done: Callable[[Any], object] | None = None) -> list[Finding]:
    """The findings of statements.

    statements: which; seed: where random cases start; done: called with the id of each when it is examined.
    """
    findings = []
    for statement in statements:
        findings.append(examine(statement, seed))
        if done:
            done(statement.id)
    return findings


# ---------------------------------------------------------------- as text and as data


def tex_of(formula: Mathematics) -> list[str]:
    """A formula, a law or an equation as lines of LaTeX; none for None."""
    match formula:
        case None:
            return []
        case Formula():
            return statement_of(formula)
        case Law():
            return [formula.latex()]
    return [Writer(brackets=True).doprint(formula)]


def in_words(says: str, formula: Mathematics) -> str:
    """Words, followed by a formula as LaTeX between dollar signs."""
    return " ".join([says, *(f"${tex}$" for tex in tex_of(formula))])


def roles(finding: Finding) -> list[tuple[str, tuple[Outcome, ...]]]:
    """The outcomes of a finding by the role of their propositions; roles without propositions are left out."""
    found = [
        ("as printed", finding.printed),
        *((f"convention: {name}", ones) for name, ones in finding.conventions.items()),
        ("under hypotheses", finding.under),
        ("corrected", finding.corrected),
        ("measured", finding.measured),
        ("found beside", finding.beside),
    ]
    return [(role, outcomes) for role, outcomes in found if outcomes]


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding as data for JSON."""
    one, fix = finding.statement, finding.statement.corrected
    row = lambda role, outcome: {
        "role": role,
        "statement": outcome.asked,
        "verdict": outcome.word,
        "rung": outcome.rung,
        "tier": outcome.tier,
        "cases": outcome.cases,
        "example": outcome.example,
    }
    return {
        "id": one.id,
        "section": one.section,
        "verdict": finding.verdict,
        "printed": in_words(one.says, one.formula),
        "corrected": in_words(fix.says, fix.formula) if fix else "",
        "hypotheses": finding.hypotheses,
        "counterexample": finding.counterexample,
        "evidence": [row(role, outcome) for role, outcomes in roles(finding) for outcome in outcomes],
        "source": "; ".join(map(str, cited(one.source))),
    }
