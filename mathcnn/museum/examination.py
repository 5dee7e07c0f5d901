"""Which checks reject an exhibit: every form and law of its formula, run on the faulty implementation.

Verdicts are computed on demand by `verdicts.verify_formula`, as for any implementation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..evidence import verdicts
from ..evidence.verdicts import FAILS, Verdict
from ..language.formula import Gradient, Law
from .collection import DERIVATIVE, FORM, SPECIAL, Exhibit, exhibits, find

EXAMPLES = 5  # random cases a check
NAMED = 8  # times as many for the laws that an exhibit names


@dataclass(frozen=True)
class Finding:
    """An exhibit, and the verdicts of the checks."""

    exhibit: Exhibit
    rows: list[Verdict]

    @property
    def fallen(self) -> list[Verdict]:
        """The rows of the checks that rejected it, one a check."""
        return list({row.law: row for row in reversed(self.rows) if row.verdict == FAILS and row.cases}.values())[::-1]

    @property
    def caught(self) -> list[str]:
        """The names of the checks that rejected it."""
        return [row.law for row in self.fallen]

    @property
    def passed(self) -> list[str]:
        """The names of the checks that did not reject it."""
        return list(dict.fromkeys(row.law for row in self.rows if row.law not in self.caught))

    @property
    def by_laws(self) -> list[str]:
        """The checks that rejected it and are no comparison with the literal form."""
        return [name for name in self.caught if name not in (FORM, SPECIAL)]

    @property
    def missed(self) -> list[str]:
        """The laws that it names and that did not reject it."""
        return [name for name in self.exhibit.laws if name not in self.caught]

    @property
    def rejected(self) -> bool:
        """Whether every law that it names rejected it, and a check that is no comparison with the literal form."""
        return not self.missed and bool(self.by_laws)


def examine(one: Exhibit, examples: int = EXAMPLES, seed: int = 0, smallest: bool = True) -> Finding:
    """Run every form and law of the formula, or the checks of its gradient, on an exhibit.

    examples: random cases a check; there are more for the laws that the exhibit names. seed: where they start.
    smallest: whether all counterexamples are made small, or only those of the named laws, which is faster.
    """
    backward = one.faulty if isinstance(one.claims, Gradient) else None
    faulty = one.of if backward else one.faulty
    rows: list[Verdict] = []
    with np.errstate(all="ignore"):  # a wrong result may overflow, and is compared all the same
        for check in one.checks:
            if check in one.of.laws and check not in one.laws and not smallest:
                rows.append(verdicts.fast_verdict(one.of.laws[check], faulty, one.name, examples, seed))
                continue
            times = NAMED if check in one.laws or check == "gradient" else 3 if check == "form" else 1
            count = times * examples
            rows += verdicts.verify_formula(one.of, count, seed, faulty, one.name, backward=backward, only=check)
    return Finding(one, rows)


def run(
    names: Iterable[str] = (),
    *,
    examples: int = EXAMPLES,
    seed: int = 0,
    smallest: bool = True,
    done: Callable[[Exhibit], object] | None = None,
) -> list[Finding]:
    """Examine exhibits.

    names: exhibits or references, all exhibits if there are none; examples, seed, smallest: see `examine`; done: called
    after each exhibit. Raises Unknown for a name that no exhibit has.
    """
    findings = []
    for one in [find(name) for name in names] or exhibits().values():
        findings.append(examine(one, examples, seed, smallest))
        if done:
            done(one)
    return findings


# ---------------------------------------------------------------- as data


def by_claim(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by the formula, or the gradient, that their exhibits claim to compute."""
    groups: dict[str, list[Finding]] = {}
    for found in findings:
        groups.setdefault(found.exhibit.claim, []).append(found)
    return groups


def matrix(findings: Iterable[Finding]) -> dict[str, dict[str, Any]]:
    """Which check rejected which bug, a matrix a formula.

    Returns {"layers.conv": {"checks": [...], "bugs": [...], "caught": [[True, ...], ...]}}, with a row of "caught" for
    each bug. Checks are in the formula's order, and those that rejected nothing are left out.
    """

    def one(group: list[Finding]) -> dict[str, Any]:
        order = [FORM, SPECIAL, *group[0].exhibit.of.laws, DERIVATIVE]
        checks = [name for name in order if any(name in found.caught for found in group)]
        return {
            "checks": checks,
            "bugs": [found.exhibit.name for found in group],
            "caught": [[name in found.caught for name in checks] for found in group],
        }

    return {claim: one(group) for claim, group in by_claim(findings).items()}


def as_data(found: Finding) -> dict[str, Any]:
    """A finding as data for JSON: the exhibit, and the checks that rejected it."""
    one = found.exhibit
    law = lambda name: one.of.laws[name].latex() if isinstance(one.of.laws.get(name), Law) else None
    return {
        "name": one.name,
        "module": one.module,
        "formula": one.claim,
        "what": one.what,
        "modelled": one.modelled,
        "references": list(one.references),
        "links": one.links,
        "named": list(one.laws),
        "rejected": found.rejected,
        "missed": found.missed,
        "caught": [
            {
                "law": row.law,
                "kind": row.kind,
                "latex": law(row.law),
                "named": row.law in one.laws,
                "tier": row.tier,
                "cases": row.cases,
                "counterexample": row.counterexample,
            }
            for row in found.fallen
        ],
        "passed": found.passed,
    }
