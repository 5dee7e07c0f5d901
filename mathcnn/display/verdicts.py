"""Verdicts: `mathcnn verify` as a summary by topic, as rows, and as JSON."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.text import Text

from .. import __version__
from ..catalogue import digests
from ..evidence.verdicts import DERIVED, EXACT, FAILS, HOLDS, LINKED, OPEN, PROVED, RUNGS, STATEMENT, Verdict, Verdicts
from ..text.tables import Grid
from ..text.wording import as_json, plural, versions
from .terminal import indented, page

NARROWEST = 10  # letters of a law's name on a line
SHOWN = dict.fromkeys((PROVED, LINKED, DERIVED, EXACT), "cyan")
COLOURS = {HOLDS: "green", FAILS: "bold red", OPEN: "bold red", **SHOWN}

SHORT = "fall short"


def verdict_line(rows: Iterable[dict[str, Any]]) -> Text:
    """Verdicts in one line: "statement holds (exact, symbols <= 2, 92 cases)", and the same for the fast form."""
    line = Text()
    for k, row in enumerate(rows):
        line.append("; " if k else "")
        line.append(f"{row['implementation']} ")
        line.append(row["verdict"], COLOURS.get(row["verdict"], "yellow"))
        line.append(f" ({row['evidence']}, {row['tier']}, {plural(row['cases'], 'case')})")
    return line


# ---------------------------------------------------------------- by topic


def by_topic(rows: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """Rows under the topics of their formulas, in the order of the rows."""
    groups: dict[str, list[Verdict]] = {}
    for row in rows:
        groups.setdefault(row.formula.partition(".")[0], []).append(row)
    return groups


def counts(rows: Iterable[Verdict]) -> dict[str, int]:
    """The number of formulas, of rows that hold on each rung of evidence, of open rows, and of rows that fall short.

    A row that is open falls short, too.
    """
    rows = list(rows)
    rungs = Counter(row.evidence for row in rows if row.good or row.evidence == OPEN)
    return {
        "formulas": len({row.formula for row in rows}),
        **{rung: rungs[rung] for rung in RUNGS},
        SHORT: sum(not row.good for row in rows),
    }


def print_topics(rows: Sequence[Verdict]) -> None:
    """A line for each topic: its formulas, how many rows hold on each rung of evidence, and how many fall short."""
    groups = by_topic(rows)
    columns = list(counts([]))
    with page() as out:
        table = Grid("topic", *columns, right=columns, whole=["topic", *columns])
        lines = [(name, counts(group)) for name, group in groups.items()]
        for name, numbers in [*lines, *([("in all", counts(rows))] if len(lines) > 1 else [])]:
            cells = [Text(str(n), _emphasis(column, n)) for column, n in numbers.items()]
            table.add_row(Text(name, "bold"), *cells)
        out.print(table)


def _emphasis(column: str, n: int) -> str:
    """The style of a number: dim for 0, red for what falls short."""
    return "dim" if not n else "bold red" if column in (OPEN, SHORT) else ""


# ---------------------------------------------------------------- row by row


def _figure(rho: float | None) -> str:
    return "" if rho is None else f"{rho:.3g}"


def print_verdicts(rows: Sequence[Verdict]) -> None:
    """One verdict a row: under the name of its formula on a terminal, with the name in every row elsewhere."""
    columns = ["kind", "law", "implementation", "verdict", "evidence", "tier", "cases", "max rho"]
    cells = lambda row: [
        row.kind,
        row.law,
        row.implementation,
        Text(row.verdict, COLOURS.get(row.verdict, "yellow")),
        row.evidence,
        row.tier,
        str(row.cases),
        _figure(row.max_rho),
    ]
    right, whole = (
        ("cases", "max rho", "rho"),
        ("formula", "kind", "of", "verdict", "evidence", "tier", "cases", "max rho", "rho"),
    )
    with page() as out:
        if not out.is_terminal:
            table = Grid("formula", *columns, right=right, whole=whole)
            for row in rows:
                table.add_row(row.formula, *cells(row))
            out.print(table)
            return
        measure = lambda: [max(map(len, map(str, entries))) for entries in zip(columns, *map(cells, rows), strict=True)]
        widths, gap = measure(), 2
        if (
            sum(widths) + gap * len(widths) + 2 > out.width
        ):  # a narrow terminal: shorter names, and laws on several lines
            columns[2], columns[-1], gap = "of", "rho", 1
            widths = measure()
            widths[1] = min(widths[1], out.width - sum(widths) + widths[1] - len(widths) - 2)
        fits = widths[1] >= NARROWEST  # else a row is a block
        for name, group in itertools.groupby(rows, lambda row: row.formula):
            out.print(Text(f"\n{name}", "bold"))
            table = Grid(*columns, right=right, whole=whole, gap=gap)
            for column, width in zip(table.columns, widths, strict=True) if fits else ():
                column.width = width
            for row in group:
                kind, law, *rest = cells(row)
                table.add_row(kind, _folded(law, widths[1]) if fits else law, *rest)
            out.print(indented(table))


def _folded(name: str, width: int) -> str:
    """A name on several lines, split after underscores if possible."""
    lines = [""]
    for word in re.findall(r"[^_ ]*[_ ]?", name):
        if lines[-1] and len(lines[-1]) + len(word.rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)


def print_failures(rows: Sequence[Verdict]) -> None:
    """The rows that fall short, each with its counterexample and the code that reproduces it."""
    with page() as out:
        for row in rows:
            name, verdict = (f"{row.formula}::{row.law}", "bold"), (row.verdict, COLOURS.get(row.verdict, "yellow"))
            out.print(
                Text.assemble(
                    "\n",
                    name,
                    f" ({row.kind}, {row.implementation}): ",
                    verdict,
                    f", {row.evidence}, {row.tier}, {plural(row.cases, 'case')}",
                )
            )
            if row.counterexample:
                out.print(indented(f"counterexample: {row.counterexample}"))
            if row.reproduce:
                out.print(indented(row.reproduce, 6))


def summary(rows: Sequence[Verdict], seconds: float, jobs: int) -> str:
    """ "312 hold, 0 fall short; exact 120, sampled 192; 41.2 s, 2 jobs"."""
    return f"{Verdicts(rows).counted()}; {seconds:.1f} s, {plural(jobs, 'job')}"


def gradients_said(rows: Iterable[Verdict]) -> str:
    """ "gradients as statements: 369 of 408 verdicts proved, derived or exact (90 %)"; an empty text if the rows
    have none."""
    found = [row for row in rows if row.kind == "gradient" and row.implementation == STATEMENT]
    shown = sum(row.good and row.evidence in (PROVED, DERIVED, EXACT) for row in found)
    if not found:
        return ""
    share = f"{shown} of {plural(len(found), 'verdict')} proved, derived or exact ({100 * shown // len(found)} %)"
    return f"gradients as statements: {share}"


def verdicts_as_json(rows: Sequence[Verdict], seed: int, examples: int) -> str:
    """Verdicts as JSON, with the seed, the number of examples, the versions and the digests that they depend on."""
    verdicts = [row.as_dict() for row in rows]
    about = {"mathcnn": __version__, "seed": seed, "examples": examples, "versions": versions(), "topics": digests()}
    return as_json({**about, "verdicts": verdicts}) + "\n"
