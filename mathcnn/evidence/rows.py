"""Rows of a report: verdicts, the ladder of evidence, and how a notebook shows them.

    proved     a proof assistant's kernel accepted it for all sizes
    derived    a chain of named steps, each checked, for all sizes
    exact      both sides are the same polynomial (or rational function) at every size up to N
    sampled    k random cases, exact or within a proved bound, seed shown
    open       nobody showed it

A verdict is computed by running something; see `mathcnn.evidence.verdicts`. "Open" is never a pass.
"""

from __future__ import annotations

import io
import itertools
import math
import shutil
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from ..text import markdown

HOLDS, CONVENTION, SUSPECT, FAILS, NOT_OFFERED = "holds", "differs by convention", "suspect", "fails", "not offered"
NORMWISE = "holds normwise"  # within the bound of a transform, and not of sums of products term by term
SPECIAL = "differs on special values"  # NaN, infinities, subnormal numbers or the sign of zero; all else is right
OPTIONAL = ("covers", "fault", "entries", "when", "seen")  # what a row has only if there is something to say
PROVED, LINKED, DERIVED, EXACT, SAMPLED, OPEN = RUNGS = "proved", "linked", "derived", "exact", "sampled", "open"


@dataclass(repr=False)
class Verdict:
    """One row of a report.

    Attributes
    ----------
    formula : its name.
    kind : "form" (the fast form against the literal form, the literal form against SymPy's own evaluation), "law",
        "non-law" or "gradient".
    law : the name of the law, or what was checked of the form or gradient.
    implementation : what was checked: "statement", "mathcnn" (the fast form), or another.
    verdict : HOLDS, NORMWISE, CONVENTION, SPECIAL, SUSPECT, FAILS or NOT_OFFERED.
    evidence : one of RUNGS.
    tier : by which equality is meant.
    cases : how many cases were looked at; of a derivation its steps.
    max_rho, place : the largest |error| / radius, and its place in the result.
    counterexample, reproduce : the case that falls short as one line, and as a Python program.
    seconds : how long it took.
    says : which convention, what happens to which special value, what rho says, or what is not offered.
    dtype : of the arrays, if all had one.
    histogram : how many entries have a rho between `checks.EDGES`.
    covers : which calls of a plan it saw, as the text of a `conformance.plan.coverage.Coverage`.
    fault : the exception that was raised in the case that falls short, or how the process ended.
    entries : how many entries the arrays of the counterexample have.
    when : what all calls of a plan that are wrong have in common, and no other call has.
    seen : the calls that are wrong, and those that are right, as the text of a `conformance.factored.Factored`.
    """

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
    place: list[int] | None = None
    says: str = ""
    dtype: str = ""
    histogram: list[int] | None = None
    covers: str = ""
    fault: str = ""
    entries: int | None = None
    when: str = ""
    seen: str = ""

    def __repr__(self) -> str:
        """What was checked, the verdict, and what it says, on one line."""
        what = " ".join(filter(None, [f"{self.formula}::{self.law}", self.dtype]))
        said = f": {self.says}" if self.says else ""
        return f"<{self.implementation} {what} {self.verdict}{said}>"

    @property
    def good(self) -> bool:
        """Whether it holds, by some evidence."""
        return self.verdict == HOLDS and self.evidence != OPEN

    def as_dict(self) -> dict[str, Any]:  # Any: of a row, strings, numbers, lists and None
        """A row for JSON: an infinite rho is a string there, and entries of OPTIONAL that say nothing are left out."""
        row = asdict(self)
        for name in OPTIONAL:
            if row[name] in ("", None):
                del row[name]
        if self.max_rho is not None and not math.isfinite(self.max_rho):
            row["max_rho"] = str(self.max_rho)
        return row

    def _repr_markdown_(self) -> str:
        """The row, and how to see its counterexample again."""
        again = f"\n\n{markdown.block(self.reproduce, 'python')}" if self.reproduce else ""
        return f"{Verdicts([self])._repr_markdown_()}{again}"


class Verdicts(list[Verdict]):
    """Rows of a report. A notebook shows them as a table: each row, and counterexamples of what falls short; or one
    line for each formula if there are many."""

    ROWS = 60  # shown at most

    @property
    def falls_short(self) -> Verdicts:
        """The rows that do not hold, or that are not shown to hold, but for what an implementation does not offer."""
        return Verdicts(row for row in self if not row.good and row.verdict != NOT_OFFERED)

    def counted(self) -> str:
        """ "312 hold, 0 fall short; exact 120, sampled 192". What is not offered is counted if there is any."""
        rungs, short = Counter(row.evidence for row in self), len(self.falls_short)
        absent = sum(row.verdict == NOT_OFFERED for row in self)
        beside = f", {absent} not offered" if absent else ""
        said = ", ".join(f"{rung} {rungs[rung]}" for rung in RUNGS)
        return f"{len(self) - short - absent} hold, {short} fall short{beside}; {said}"

    def __repr__(self) -> str:
        """How many rows there are, and how many fall short."""
        return f"<{len(self)} verdicts, {len(self.falls_short)} fall short; print shows them>" if self else "[]"

    def __str__(self) -> str:
        """A table of the rows, then what falls short, each law once, in the width of the terminal."""
        from rich.console import Console, Group  # imported where rows are printed: it takes a tenth of a second
        from rich.text import Text

        from ..text.tables import Grid

        if not self:
            return "no verdicts"
        several = len({row.formula for row in self}) > 1
        table = Grid(
            *["formula"] * several,
            *("kind", "what", "numbers", "verdict", "tier", "cases", "largest rho"),
            right=("cases", "largest rho"),
            whole=("kind", "verdict"),
        )
        for row in self:
            rho = "" if row.max_rho is None else f"{row.max_rho:.3g}"
            cells = (row.kind, row.law, row.dtype, row.verdict, row.tier, f"{row.cases:,}", rho)
            table.add_row(*map(Text, [*[row.formula] * several, *cells]))
        alike: dict[tuple[str, ...], list[Verdict]] = {}
        for row in self.falls_short:
            alike.setdefault((row.formula, row.law, row.verdict), []).append(row)
        lines = []
        for (formula, law, verdict), rows in alike.items():
            dtypes = ", ".join(dict.fromkeys(row.dtype for row in rows if row.dtype))
            name = f"{formula}::{law}" if several else law
            said = "; ".join(dict.fromkeys(filter(None, [rows[0].says, rows[0].counterexample])))
            lines.append(f"\n{name}{f' ({dtypes})' if dtypes else ''} {verdict}: {said}")
        width = shutil.get_terminal_size((120, 24)).columns
        console = Console(file=io.StringIO(), width=width, color_system=None)
        whole = Group(table, *(Text(line, overflow="fold") for line in (*lines, f"\n{self.counted()}")))
        found = "".join(segment.text for segment in console.render(whole))
        return "\n".join(line.rstrip() for line in found.splitlines())

    def _repr_markdown_(self) -> str:
        several, short = len({row.formula for row in self}) > 1, self.falls_short
        parts = [self._by_formula() if several and len(self) > self.ROWS else self._one_by_one(several)]
        if found := [row for row in short if row.counterexample or row.says][: self.ROWS]:
            names = [f"{row.formula}::{row.law}" if several else row.law for row in found]
            rows = [
                [markdown.escaped(name), markdown.code(row.counterexample or ""), markdown.escaped(row.says)]
                for name, row in zip(names, found, strict=True)
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
                [
                    *map(markdown.escaped, names),
                    verdict,
                    row.evidence,
                    markdown.escaped(row.tier),
                    f"{row.cases:,}",
                    rho,
                ]
            )
        return markdown.table(columns, rows, right=("cases", "largest ρ"))

    def _by_formula(self) -> str:
        """How many rows of each formula stand on which rung, and how many fall short."""
        lines = []
        for name, group in itertools.groupby(self, lambda row: row.formula):
            rows = Verdicts(group)
            rungs, short = Counter(row.evidence for row in rows), len(rows.falls_short)
            lines.append(
                [markdown.escaped(name), *(rungs[rung] or "" for rung in RUNGS), f"**{short}**" if short else ""]
            )
        return markdown.table(["formula", *RUNGS, "fall short"], lines, right=(*RUNGS, "fall short"))
