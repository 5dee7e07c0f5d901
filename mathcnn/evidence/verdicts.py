"""Verdicts, and the ladder of evidence. A verdict is computed by running something; "open" is never a pass.

    proved     a proof assistant's kernel accepted it for all sizes
    derived    a chain of named steps, each checked, for all sizes
    exact      both sides are the same polynomial (or rational function) at every size up to N
    sampled    k random cases, exact or within a proved bound, seed shown
    open       nobody showed it

Kinds of rows: "form" (the fast form against the literal one, the literal one against SymPy's own evaluation), "law" and
"non-law" (of the statement, and of the implementation), "gradient".
"""

from __future__ import annotations

import functools
import itertools
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from ..language.formula import Formula, Law
from ..language.statement import Root
from ..text import markdown
from . import ledger
from .cases import Case
from .checks import (
    Run,
    counterexample,
    form_exact,
    form_rounded,
    form_selects,
    form_special,
    gradient_exact,
    gradient_rounded,
    law_exact,
    law_rounded,
    on_floats,
)
from .shrinking import shrink
from .symbolic import form_as_printed, gradient_on_letters, law_on_letters, law_on_numbers

HOLDS, CONVENTION, SUSPECT, FAILS, NOT_OFFERED = "holds", "differs by convention", "suspect", "fails", "not offered"
PROVED, DERIVED, EXACT, SAMPLED, OPEN = RUNGS = "proved", "derived", "exact", "sampled", "open"
OWN = "mathcnn"
STATEMENT = "statement"


@dataclass
class Verdict:
    """One row of a report."""

    formula: str
    kind: str
    law: str
    implementation: str
    verdict: str
    evidence: str
    tier: str
    cases: int
    max_rho: float | None = None
    counterexample: str | None = None
    reproduce: str | None = None
    seconds: float = 0.0
    place: list[int] | None = None  # of max_rho in the result
    says: str = ""  # which convention, what rho says, or what is not offered
    dtype: str = ""  # of the arrays, where that was one
    histogram: list[int] | None = None  # how many entries have a rho between checks.EDGES

    @property
    def good(self) -> bool:
        """Whether it holds, by some evidence."""
        return self.verdict == HOLDS and self.evidence != OPEN

    def as_dict(self) -> dict[str, Any]:
        """A row for JSON: an infinite rho is a string there."""
        row = asdict(self)
        if self.max_rho is not None and not math.isfinite(self.max_rho):
            row["max_rho"] = str(self.max_rho)
        return row

    def _repr_markdown_(self) -> str:
        """The row, and how to see its counterexample again."""
        again = f"\n\n{markdown.block(self.reproduce, 'python')}" if self.reproduce else ""
        return f"{Verdicts([self])._repr_markdown_()}{again}"


class Verdicts(list[Verdict]):
    """Rows of a report, which a notebook shows as a table: each row, and counterexamples of what falls short; or a line
    a formula where there are many."""

    ROWS = 60  # shown at most

    @property
    def falls_short(self) -> Verdicts:
        """The rows that do not hold, or that nobody showed."""
        return Verdicts(row for row in self if not row.good)

    def counted(self) -> str:
        """ "312 hold, 0 fall short; exact 120, sampled 192"."""
        rungs, short = Counter(row.evidence for row in self), len(self.falls_short)
        return f"{len(self) - short} hold, {short} fall short; " + ", ".join(f"{rung} {rungs[rung]}" for rung in RUNGS)

    def _repr_markdown_(self) -> str:
        several, short = len({row.formula for row in self}) > 1, self.falls_short
        parts = [self._by_formula() if several and len(self) > self.ROWS else self._one_by_one(several)]
        if found := [row for row in short if row.counterexample or row.says][: self.ROWS]:
            name = lambda row: f"{row.formula}::{row.law}" if several else row.law
            rows = [
                [markdown.plain(name(row)), markdown.code(row.counterexample or ""), markdown.plain(row.says)]
                for row in found
            ]
            parts.append(markdown.table(["falls short", "counterexample", "which says"], rows))
        return "\n\n".join([*parts, f"{self.counted()}."])

    def _one_by_one(self, several: bool) -> str:
        columns = [*["formula"] * several, "kind", "law", "of", "verdict", "evidence", "tier", "cases", "largest ρ"]
        rows = []
        for row in self:
            verdict, rho = (
                row.verdict if row.good else f"**{row.verdict}**",
                "" if row.max_rho is None else f"{row.max_rho:.3g}",
            )
            names = [*[row.formula] * several, row.kind, row.law, row.implementation]
            rows.append(
                [*map(markdown.plain, names), verdict, row.evidence, markdown.plain(row.tier), f"{row.cases:,}", rho]
            )
        return markdown.table(columns, rows, right=("cases", "largest ρ"))

    def _by_formula(self) -> str:
        """How many rows of each formula stand on which rung, and how many fall short."""
        lines = []
        for name, group in itertools.groupby(self, lambda row: row.formula):
            rows = Verdicts(group)
            rungs, short = Counter(row.evidence for row in rows), len(rows.falls_short)
            lines.append(
                [markdown.plain(name), *(rungs[rung] or "" for rung in RUNGS), f"**{short}**" if short else ""]
            )
        return markdown.table(["formula", *RUNGS, "fall short"], lines, right=(*RUNGS, "fall short"))


def shown(arrays: dict[str, np.ndarray] | None, case: Case | None, names: set[str] | None = None) -> str:
    """A case as one line: the arrays and the arguments that are not defaults."""
    if case is None or arrays is None:
        return ""
    text = [
        f"{a} = {np.array2string(np.asarray(x), separator=', ', threshold=40).replace(chr(10), '')}"
        for a, x in arrays.items()
        if names is None or a in names
    ]
    text += [f"{a} = {v!r}" for a, v in case.kwargs.items() if names is None or a in names or a in case.of.names]
    return ", ".join(text)


def reproduction(of: Formula, kind: str, law: str, case: Case | None, arrays: dict[str, np.ndarray] | None) -> str:
    """A few lines that run the same case again."""
    if case is None or arrays is None:
        return ""
    values = {a: np.asarray(x).tolist() for a, x in arrays.items()}
    kwargs = {a: v for a, v in case.kwargs.items() if a in of.names}
    args = ", ".join(
        [*(f"{a}={v!r}" for a, v in values.items() if a in of.names), *(f"{a}={v!r}" for a, v in kwargs.items())]
    )
    lines = ["from fractions import Fraction", f"from mathcnn import {of.topic}", ""]
    if of.families:  # functions are SymPy expressions or sequences
        lines = [
            "from sympy import *",
            *lines[:-1],
            "from mathcnn.convolution import Sequence",
            "",
            't, x = symbols("t x", real=True)',
        ]
    if kind in ("law", "non-law"):
        found = of.laws[law]
        given = ", ".join(
            repr(values.get(a, case.kwargs.get(a))) if a not in values else f"np.array({values[a]!r})"
            for a in found.names
        )
        return "\n".join(
            ["import numpy as np", *lines, f"print({of.topic}.{of.__name__}.laws[{law!r}]({of.name}.literal, {given}))"]
        )
    return "\n".join([*lines, f"print({of.name}.literal({args}))", f"print({of.name}({args}))"])


FEW = (
    3  # samples in which a wrong result could have shown: less is no evidence about an implementation that is not ours
)


def judged(
    of: Formula,
    kind: str,
    law: str,
    implementation: str,
    run: Run,
    started: float,
    holds: bool = True,
    foreign: bool = False,
) -> Verdict:
    """A run as a verdict. Nothing seen is open; a non-law holds when its counterexample was found."""
    constant = run.case is not None and run.case.constant  # one case is all there is
    few = foreign and run.sample is not None and not constant and run.informative < FEW and not run.wrong
    evidence = (
        OPEN if not run.count or few else EXACT if constant or run.complete and run.tier == "symbols" else SAMPLED
    )
    tier = f"{run.tier} <= {run.complete}" if run.complete and not constant else run.tier
    wrong, says = run.wrong, run.says
    verdict = (
        (FAILS if wrong else SUSPECT if run.suspect or few else HOLDS)
        if holds
        else HOLDS
        if wrong and not run.fault
        else FAILS
    )
    if not run.count:
        verdict, says = (
            (NOT_OFFERED, run.absent)
            if run.absent
            else (SUSPECT, "no sample was in its domain")
            if foreign
            else (FAILS, says)
        )
    elif run.absent:
        says = "; ".join(filter(None, [says, f"not offered: {run.absent}"]))
    if few:
        says = f"only {run.informative} of {run.count} samples could have shown a fault"
    names = set(of.laws[law].names) if kind in ("law", "non-law") else None
    example = example_of(run, names) if wrong or run.suspect else None
    rho = run.worst.rho if run.tier in ("R", "E", "0 ulp", "IEEE") else None
    return Verdict(
        of.name,
        kind,
        law,
        implementation,
        verdict,
        evidence,
        tier,
        run.count,
        rho,
        example,
        reproduction(of, kind, law, run.case, run.arrays) if example else None,
        time.perf_counter() - started,
        list(run.worst.place) if run.worst.place is not None else None,
        says,
        histogram=run.histogram,
    )


def example_of(run: Run, names: set[str] | None) -> str:
    gap = run.worst
    outcome = run.fault or f"{gap.got} and {gap.want}" + (f" at {gap.place}" if gap.place else "")
    return f"{example}: {outcome}" if (example := shown(run.arrays, run.case, names)) else outcome


def parts(of: Formula) -> list[str]:
    """What there is to verify of a formula, piece by piece: its forms, each law by name, its gradient."""
    return ["form", *of.laws, *(["gradient"] if of.backward is not None else [])]


def verify_formula(
    of: Formula,
    examples: int = 20,
    seed: int = 0,
    implementation: Callable[..., Any] | None = None,
    label: str = OWN,
    backward: Callable[..., Any] | None = None,
    only: str | None = None,
) -> Iterator[Verdict]:
    """Every form, law, non-law and gradient of a formula, one verdict each; `only` picks one of its `parts`."""
    fast = implementation or of
    foreign = implementation is not None
    if of.families:  # functions have no shapes: their evidence is of another kind
        from .functions import verify

        for row in verify(of, examples, seed, implementation, label, only):
            shown = row.kind == "law" and row.implementation == STATEMENT
            yield for_all_sizes(of.laws[row.law], row) if shown else row
        return

    def verdict(kind: str, law: str, who: str, check: Callable[[], Run], holds: bool = True) -> Verdict:
        started = time.perf_counter()
        run = shrink(check()) if foreign else check()
        return judged(of, kind, law, who, run, started, holds, foreign)

    def seen(rows: list[Verdict]) -> list[Verdict]:
        """The checks that saw a case; where none did, the first one, which is open."""
        return [v for v in rows if v.cases] or rows[:1]

    if only in (None, "form") and (of.arrays or not of.names or of.scalars and not of.functions):
        if not foreign:
            yield verdict("form", "as printed", STATEMENT, lambda: form_as_printed(of, max(2, examples // 8), seed))
        forms = [verdict("form", "equals the literal form", label, lambda: form_exact(of, fast, 2 * examples, seed))]
        if of.arrays and forms[0].verdict != FAILS or not forms[0].cases:
            forms.append(
                verdict("form", "equals the literal form", label, lambda: form_selects(of, fast, examples, seed))
            )
            if not forms[-1].cases:
                forms.append(
                    verdict("form", "equals the literal form", label, lambda: form_rounded(of, fast, examples, seed))
                )
                if (
                    of.arrays
                    and of.arrays[0] not in of.domain
                    and not of.plan(1, of.default_words()).output.rhs.atoms(Root)
                ):
                    forms.append(
                        verdict("form", "special values", label, lambda: form_special(of, fast, examples, seed))
                    )
        yield from seen(forms)
    for name, law in of.laws.items():
        if only not in (None, name):
            continue
        if not law.holds:
            fallen = functools.partial(counterexample, law, on_floats(fast) if foreign else of.literal, seed)
            yield verdict("non-law", name, label if foreign else STATEMENT, fallen, False)
            continue
        if not foreign:
            yield statement_verdict(law, examples, seed)
        yield fast_verdict(law, fast, label, examples, seed, foreign)
    if only in (None, "gradient") and (pull := backward or of.backward) is not None:
        rows = [verdict("gradient", "derivative", label, lambda: gradient_on_letters(of, pull))] if not foreign else []
        rows.append(
            verdict("gradient", "derivative", label, lambda: gradient_exact(of, pull, max(4, examples // 2), seed))
        )
        rows.append(
            verdict("gradient", "derivative", label, lambda: gradient_rounded(of, pull, max(4, examples // 3), seed))
        )
        yield from seen(rows)


def statement_verdict(law: Law, examples: int, seed: int) -> Verdict:
    """A law of the statement itself: run on letters at every size up to N, and where that is less than 2 on exact
    numbers; and where it holds there, whether it was shown for all sizes."""
    started = time.perf_counter()
    if law.of.families:
        from .functions import affordable, law_run

        run = law_run(law, law.of.literal, affordable(law.of, examples), seed, "symbols")
        return for_all_sizes(law, judged(law.of, "law", law.fn.__name__, STATEMENT, run, started))
    run = law_on_letters(law, law.of.literal)
    if not run.wrong and run.complete < 2:
        more = law_on_numbers(law, law.of.literal, examples, seed)
        run = more if more.count or more.wrong else run
    elif not run.wrong and not law.plain and set(law.of.scalars) - set(law.names) - set(law.held):
        more = law_on_numbers(
            law, law.of.literal, examples // 2, seed
        )  # arguments that a law leaves open keep their defaults on letters
        run = more if more.wrong else run
    return for_all_sizes(law, judged(law.of, "law", law.fn.__name__, STATEMENT, run, started))


def for_all_sizes(law: Law, row: Verdict) -> Verdict:
    """The same verdict on a higher rung, where the ledger says that the law is proved, or its derivation is accepted
    step by step, now. A proof of what stood here before leaves the law open."""
    if not row.good:
        return row
    proofs = ledger.proofs_of(law)
    if stale := [one.stale for one in proofs if one.stale]:
        return replace(row, evidence=OPEN, says=f"its proof is stale: {stale[0]}; mathcnn prove checks it again")
    if proofs:
        return replace(
            row, evidence=PROVED, tier=ledger.extent(law, proofs), says=", ".join(one.theorem for one in proofs)
        )
    from . import derivation  # its scripts are about the topics

    if (script := derivation.derivation_of(law)) is None:
        return row
    try:
        lines = sum(len(found.lines) for found in script.check())
    except derivation.refused() as error:
        return replace(row, verdict=FAILS, says=f"its derivation is refused: {error}")
    return replace(
        row, evidence=DERIVED, tier="1 axis" if law.of.ranked and (law.rank or 1) == 1 else "steps", cases=lines
    )


def fast_verdict(
    law: Law, implementation: Callable[..., Any], label: str, examples: int, seed: int, foreign: bool = False
) -> Verdict:
    """A law of an implementation: on whole numbers where those stay exact, and else on floats within their bound."""
    started = time.perf_counter()
    run = law_exact(law, implementation, examples, seed)
    if not run.count:
        run = law_rounded(law, implementation, max(4, examples // 2), seed)
    return judged(law.of, "law", law.fn.__name__, label, shrink(run) if foreign else run, started, foreign=foreign)


def check(
    of: Formula, implementation: Callable[..., Any], examples: int = 40, seed: int = 0, label: str | None = None
) -> Verdicts:
    """Whether an implementation with the formula's own signature computes it: its form first, then every law."""
    name = str(label or getattr(implementation, "__qualname__", repr(implementation)))
    return Verdicts(verify_formula(of, examples, seed, implementation, name))
