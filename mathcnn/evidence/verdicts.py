"""Verdicts about one formula: its forms, laws, non-laws and gradient are run, and each result becomes a row."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator

import numpy as np

from ..language.formula import Formula, Law
from . import derivation, deviations
from .aliases import Backward, Implementation
from .arrays import DERIVED as DERIVED_BY
from .checkers import OWN, STATEMENT, Checked, Checker, timed
from .checks import FEW, TRANSFORM, CheckResult
from .choice import checker_of
from .linearity import statements_that_show
from .rows import (
    CONVENTION,
    DERIVED,
    EXACT,
    FAILS,
    HOLDS,
    LINKED,
    NORMWISE,
    NOT_OFFERED,
    OPEN,
    PROVED,
    RUNGS,
    SAMPLED,
    SPECIAL,
    SUSPECT,
    Verdict,
    Verdicts,
)
from .symbolic import law_on_numbers

__all__ = [
    "CONVENTION",
    "DERIVED",
    "EXACT",
    "FAILS",
    "FEW",
    "HOLDS",
    "LINKED",
    "NORMWISE",
    "NOT_OFFERED",
    "OPEN",
    "OWN",
    "PROVED",
    "RUNGS",
    "SAMPLED",
    "SPECIAL",
    "STATEMENT",
    "SUSPECT",
    "Verdict",
    "Verdicts",
    "fast_verdict",
    "for_all_sizes",
    "judged",
    "parts",
    "statement_verdict",
    "verify_formula",
]

WITH_RHO = ("R", "E", "0 ulp", "IEEE")  # tiers whose rho is reported

# ---------------------------------------------------------------- a result as a row


def judged(of: Formula, checked: Checked) -> Verdict:
    """The row of a check that has ended.

    Parameters
    ----------
    of : the formula.
    checked : the check. Without a case its row is open; a non-law holds if its counterexample was found.

    Returns
    -------
    The row.
    """
    result, kind = checked.result, checked.kind
    few = _shows_little(checked)
    verdict, says = _verdict(checked, few)
    row = Verdict(
        of.name, kind, checked.law, checked.implementation, verdict, _rung(result, few), _tier(result), result.count
    )
    row.says, row.seconds, row.histogram = says, checked.seconds, result.histogram
    row.max_rho = result.worst.rho if result.tier in WITH_RHO else None
    row.place = list(result.worst.place) if result.worst.place is not None else None
    if result.wrong or result.suspect:
        checker, is_law = checker_of(of), kind in ("law", "non-law")
        row.counterexample = _example(checker, result, set(of.laws[checked.law].names) if is_law else None)
        row.reproduce = checker.program(kind, checked.law, result) if row.counterexample else None
        row.fault = result.fault
        if result.arrays is not None:
            row.entries = sum(np.size(x) for x in result.arrays.values())
    return row


def _shows_little(checked: Checked) -> bool:
    """Whether too few samples of another's implementation could have shown a fault."""
    result = checked.result
    sampled = checked.foreign and result.sample is not None and not result.constant
    return sampled and result.informative < FEW and not result.wrong


def _rung(result: CheckResult, few: bool) -> str:
    if not result.count or few:
        return OPEN
    return EXACT if result.constant or result.complete and result.tier == "symbols" else SAMPLED


def _tier(result: CheckResult) -> str:
    return f"{result.tier} <= {result.complete}" if result.complete and not result.constant else result.tier


def _verdict(checked: Checked, few: bool) -> tuple[str, str]:
    """The verdict, and what is said beside it."""
    result, says = checked.result, checked.result.says
    if few and result.absent and not result.suspect:
        return NOT_OFFERED, result.absent
    if few:
        says = f"only {result.informative} of {result.count} samples could have shown a fault"
    if not result.count:
        if result.absent:
            return NOT_OFFERED, result.absent
        return (SUSPECT, "no sample was in its domain") if checked.foreign else (FAILS, says)
    if result.absent and not few:
        says = "; ".join(filter(None, [says, f"not offered: {result.absent}"]))
    if checked.kind == "non-law":
        return HOLDS if result.wrong and not result.fault else FAILS, says
    if result.wrong and not result.fault and deviations.kind_of(says):
        return SPECIAL, says
    if result.wrong and says.startswith(deviations.KINK):
        return CONVENTION, says
    if result.wrong:
        return FAILS, says
    if result.suspect and not few:
        return NORMWISE if result.says == TRANSFORM else SUSPECT, says
    return SUSPECT if few else HOLDS, says


def _example(checker: Checker, result: CheckResult, names: set[str] | None) -> str:
    """The worst case, and what came out there, as one line."""
    gap = result.worst
    outcome = result.fault or f"{gap.got} and {gap.want}" + (f" at {gap.place}" if gap.place else "")
    described = checker.describe(result, names)
    return f"{described}: {outcome}" if described else outcome


# ---------------------------------------------------------------- one formula


def parts(of: Formula) -> list[str]:
    """What there is to verify of a formula: "form", each law by its name, and "gradient" if it has one."""
    return ["form", *of.laws, *(["gradient"] if of.backward is not None else [])]


def verify_formula(
    of: Formula,
    examples: int = 20,
    seed: int = 0,
    implementation: Implementation | None = None,
    label: str = OWN,
    backward: Backward | None = None,
    only: str | None = None,
) -> Iterator[Verdict]:
    """Every form, law, non-law and gradient of a formula.

    Parameters
    ----------
    of : the formula.
    examples : about how many cases each check looks at.
    seed : of the cases.
    implementation : a function with the formula's signature that is verified; None for the formula's own fast form and
        the statement itself.
    label : the name of the implementation in the rows.
    backward : a gradient that is verified instead of the formula's own.
    only : one of `parts`; None for all of them.

    Yields
    ------
    A row for each.
    """
    checker, foreign = checker_of(of), implementation is not None
    if only in (None, "form"):
        for checked in checker.forms(implementation, label, examples, seed):
            yield judged(of, checked)
    for name, law in of.laws.items():
        if only not in (None, name):
            continue
        if law.holds:
            if not foreign:
                yield statement_verdict(law, examples, seed)
            yield fast_verdict(law, implementation or of, label, examples, seed, foreign)
        else:
            yield judged(of, _searched(checker, law, implementation, label if foreign else STATEMENT, seed))
    if only in (None, "gradient") and (pull := backward or of.backward) is not None:
        for checked in checker.gradients(pull, label, foreign, examples, seed):
            yield _as_derivative(of, judged(of, checked))
        if not foreign and backward is None:
            yield from _of_gradients(of, label, examples, seed)


def _of_gradients(of: Formula, label: str, examples: int, seed: int) -> Iterator[Verdict]:
    """The laws of the gradients of a formula, as rows about its gradient. Those that the form of a statement shows are
    run on a few numbers only."""
    for array, gradient in of.gradient.derivable().items():
        for name, law in gradient.laws.items():
            if statements_that_show(law):
                run = functools.partial(law_on_numbers, law, gradient.literal, max(4, examples // 4), seed)
                found = judged(gradient, timed("law", name, STATEMENT, run))
                stated = for_all_sizes(law, found, derivation.shown_by_theorems(law))
            else:
                stated = statement_verdict(law, examples, seed)
            for row in (stated, fast_verdict(law, gradient, label, examples, seed)):
                yield dataclasses.replace(row, formula=of.name, kind="gradient", law=f"{name}, by {array}")


def _as_derivative(of: Formula, row: Verdict) -> Verdict:
    """The row that compares a derived gradient with the derivative of the formula, PROVED if a theorem says that it is
    the derivative, OPEN if that theorem is of another statement; any other row as it is."""
    array = row.law.removeprefix(f"{DERIVED_BY} ")
    if not row.good or row.implementation != STATEMENT or array not in of.gradient.derivable():
        return row
    law = derivation.derivative_law(of.gradient[array])
    found = row if law is None else _as_shown(row, derivation.shown_by_theorems(law))
    return (
        dataclasses.replace(found, says=f"{found.says}, where the formula is smooth")
        if found.evidence == PROVED
        else found
    )


def _as_shown(row: Verdict, shown: derivation.Shown | None) -> Verdict:
    """A row with what theorems show of its law."""
    if shown is None:
        return row
    tier = shown.tier or row.tier
    return dataclasses.replace(row, evidence=shown.rung, tier=tier, says=shown.says)


def _searched(checker: Checker, law: Law, implementation: Implementation | None, label: str, seed: int) -> Checked:
    """The search for a counterexample of a non-law."""
    search = lambda: checker.counterexample(law, implementation, seed)
    return timed("non-law", law.fn.__name__, label, search, foreign=implementation is not None)


def statement_verdict(law: Law, examples: int, seed: int) -> Verdict:
    """A law of the statement itself, and whether it was shown for all sizes.

    Parameters
    ----------
    law : the law.
    examples, seed : as for `verify_formula`.

    Returns
    -------
    The row.
    """
    checker, shown = checker_of(law.of), derivation.shown_by_theorems(law)
    proved = shown is not None and shown.rung != OPEN
    checked = timed("law", law.fn.__name__, STATEMENT, lambda: checker.law_of_statement(law, examples, seed, proved))
    return for_all_sizes(law, judged(law.of, checked), shown)


def fast_verdict(
    law: Law, implementation: Implementation, label: str, examples: int, seed: int, foreign: bool = False
) -> Verdict:
    """A law of an implementation.

    Parameters
    ----------
    law : the law.
    implementation : by which both sides are computed.
    label : its name in the row.
    examples, seed : as for `verify_formula`.
    foreign : whether little evidence is suspect, and a counterexample is made small.

    Returns
    -------
    The row.
    """
    checked = checker_of(law.of).law_of_implementation(law, implementation, label, foreign, examples, seed)
    return judged(law.of, checked)


def for_all_sizes(law: Law, row: Verdict, shown: derivation.Shown | None) -> Verdict:
    """The row of a law on a higher rung, if it was shown for all sizes.

    Parameters
    ----------
    law : the law.
    row : its verdict.
    shown : what theorems show of it.

    Returns
    -------
    The same row if it falls short or nothing is known for all sizes; PROVED if a theorem proves the proposition that is
    generated from the law; LINKED if the law was run against a theorem; OPEN if one of them is of another statement
    than the present one; DERIVED if each step of its derivation is accepted now, and FAILS if one is refused.
    """
    if not row.good:
        return row
    if shown is not None:
        return _as_shown(row, shown)
    if count := statements_that_show(law):
        says = f"each term of the statement has one factor of {law.family.linear_in}"
        return dataclasses.replace(row, evidence=DERIVED, tier="form", cases=count, says=says)
    if (script := derivation.derivation_of(law)) is None:
        return row
    try:
        steps = sum(len(found.lines) for found in script.check())
    except derivation.refused() as error:
        return dataclasses.replace(row, verdict=FAILS, says=f"its derivation is refused: {error}")
    tier = "1 axis" if law.of.ranked and (law.rank or 1) == 1 else "steps"
    return dataclasses.replace(row, evidence=DERIVED, tier=tier, cases=steps)
