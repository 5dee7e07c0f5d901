"""A statement of the document, and how its verdict is computed.

A statement says what is printed, as propositions, and what becomes of it where these fall:

    conventions   readings under which it stands or falls, by name
    under         hypotheses that the document does not name, and the same statement under them
    corrected     another statement, which should stand in its place
    measured      for what is no mathematics: what can be measured, and was

Nobody types a verdict. A statement `holds` if its propositions do. It is a `convention` if it holds under one of its
conventions and falls under another. If it falls, it `holds under hypotheses` if the same statement holds under them;
else it is `false as printed`, or `ill-typed or undefined` if the case in which it fell has no value. Where nothing was
seen, or the hypotheses or the correction that are offered fall as well, it is `open`, and the audit has failed.
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
    """The statement under hypotheses that the document does not name."""

    hypotheses: str
    propositions: tuple[Proposition, ...]


@dataclass(frozen=True)
class Corrected:
    """What should stand there instead."""

    says: str
    propositions: tuple[Proposition, ...] = ()  # none where the hypotheses have settled it
    formula: Mathematics = None


@dataclass(frozen=True)
class Statement:
    """What the document says in one place, and what is asked of it."""

    id: str
    section: str
    says: str
    source: str
    printed: tuple[Proposition, ...] = ()
    formula: Mathematics = None  # as it is printed
    conventions: Mapping[str, tuple[Proposition, ...]] = field(default_factory=dict)
    under: Under | None = None
    corrected: Corrected | None = None
    measured: tuple[Proposition, ...] = ()
    beside: tuple[Proposition, ...] = ()  # what else was found; no part of the verdict
    note: str = ""
    curves: Callable[[], dict[str, list[float]]] | None = None  # what a terminal can draw of it
    figure: str = ""  # by its name in `figures`


@dataclass(frozen=True)
class Finding:
    """A statement, and what came of everything that was asked."""

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
        """One of WORDS, by the rule above."""
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
        """Whether there is a verdict, and what was found beside it came out as it was said."""
        return self.verdict != OPEN and all(one.holds for one in self.beside)

    @property
    def fallen(self) -> list[Outcome]:
        """What fell of the statement as it is printed, or under a convention."""
        return [one for outcomes in (self.printed, *self.conventions.values()) for one in outcomes if one.falls]

    @property
    def counterexample(self) -> str:
        """The first, with numbers on both sides."""
        return self.fallen[0].example if self.fallen else ""

    @property
    def settled(self) -> tuple[Outcome, ...]:
        """What the verdict rests on in the end: what holds of the statement, under its hypotheses, or of the
        correction.
        """
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
        """Those under which it holds, or the conventions that make it true."""
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
    """Ask everything that is to be asked of a statement."""
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
    """Examine statements; `done` is called with the id of each."""
    findings = []
    for statement in statements:
        findings.append(examine(statement, seed))
        if done:
            done(statement.id)
    return findings


# ---------------------------------------------------------------- as text and as data


def tex_of(formula: Mathematics) -> list[str]:
    """A formula, a law or an equation as LaTeX, printed from itself."""
    match formula:
        case None:
            return []
        case Formula():
            return statement_of(formula)
        case Law():
            return [formula.latex()]
    return [Writer(brackets=True).doprint(formula)]


def in_words(says: str, formula: Mathematics) -> str:
    """Words, and the formula behind them."""
    return " ".join([says, *(f"${tex}$" for tex in tex_of(formula))])


def roles(finding: Finding) -> list[tuple[str, tuple[Outcome, ...]]]:
    """Everything that was asked, by what it was asked for; nothing that was not."""
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
    """A finding as a row of JSON."""
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
