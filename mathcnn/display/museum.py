"""The museum for people: an overview of which laws reject which bug, a matrix a formula, and a page about each bug."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..evidence.verdicts import Verdict
from ..language import unicode
from ..language.wording import first_line, statement_of
from ..museum.collection import DERIVATIVE, FORM, SPECIAL
from ..museum.examination import Finding, by_claim, matrix
from ..text.wording import plural
from .terminal import indented, page

if TYPE_CHECKING:
    from ..museum.narrow import Narrowed

NAMED, CAUGHT, PASSED = "■", "●", "·"
MEANING = {
    FORM: "agrees with the statement, entry by entry",
    SPECIAL: "NaN and infinities reach the results that the statement gives",
    DERIVATIVE: "is the derivative of the statement",
}


def summary(findings: Sequence[Finding], seconds: float) -> str:
    """All findings in one line: "46 exhibits: 46 rejected, each by every law that it names; 41.2 s"."""
    escaped = [found.exhibit.name for found in findings if not found.rejected]
    said = f"{plural(len(findings), 'exhibit')}: {len(findings) - len(escaped)} rejected"
    rest = f", {len(escaped)} escaped: {', '.join(escaped)}" if escaped else ", by every law that they name"
    return f"{said}{rest}; {seconds:.1f} s"


# ---------------------------------------------------------------- every exhibit


def print_overview(findings: Sequence[Finding]) -> None:
    """Print one row a bug under its formula: its name, where it was reported, and the laws that rejected it."""
    with page() as out:
        narrow = out.is_terminal and out.width < 110
        for claim, group in by_claim(findings).items():
            out.print(Text(f"\n{claim}" if out.is_terminal else claim, "bold"))
            table = Table(
                box=None,
                pad_edge=False,
                padding=(0, 2, 0, 0),
                header_style="dim",
                show_header=claim == findings[0].exhibit.claim,
            )
            table.add_column("bug", width=36, overflow="fold")
            if not narrow:
                table.add_column("reported as", width=26, overflow="fold")
            table.add_column("caught by", overflow="fold")
            for found in group:
                name = Text(found.exhibit.name, "" if found.rejected else "bold red")
                references = Text(" ".join(found.exhibit.references), "dim")
                cells = (
                    [Text.assemble(name, "\n", references), catchers(found)]
                    if narrow
                    else [name, references, catchers(found)]
                )
                table.add_row(*(Text.assemble(cell) for cell in cells))
            out.print(indented(table))


def catchers(found: Finding) -> Text:
    """The checks that rejected an exhibit, those that it names in green and first; named ones that did not, in red."""
    line = Text()
    named = [name for name in found.caught if name in found.exhibit.laws]
    others = [name for name in found.caught if name not in named]
    every = [(named, "green"), (others, "dim"), ([f"not by {name}" for name in found.missed], "bold red")]
    for k, (name, style) in enumerate((name, style) for names, style in every for name in names):
        line.append(", " if k else "")
        line.append(name, style)
    return line if found.caught or found.missed else Text("nothing", "bold red")


def print_matrix(findings: Sequence[Finding]) -> None:
    """Print a matrix a formula, with a row for each bug and a numbered column for each check."""
    by_name = {found.exhibit.name: found for found in findings}
    with page() as out:
        for claim, one in matrix(findings).items():
            out.print(Text(f"\n{claim}" if out.is_terminal else claim, "bold"))
            table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
            table.add_column("", no_wrap=True, overflow="ellipsis")
            for k in range(1, len(one["checks"]) + 1):
                table.add_column(str(k), justify="right", no_wrap=True, min_width=1)
            for bug, row in zip(one["bugs"], one["caught"], strict=True):
                named = by_name[bug].exhibit.laws
                table.add_row(
                    bug,
                    *(
                        Text(NAMED, "green") if hit and check in named else CAUGHT if hit else Text(PASSED, "dim")
                        for check, hit in zip(one["checks"], row, strict=True)
                    ),
                )
            out.print(indented(table))
            legend = Text(style="dim")
            for k, check in enumerate(one["checks"], 1):
                legend.append(f"{k}={check}  ")
            out.print(indented(legend))
        out.print(
            Text(f"\n{NAMED} caught, and named by the bug's report   {CAUGHT} caught   {PASSED} not caught", "dim")
        )


def print_narrow(findings: Sequence[Narrowed], seconds: float) -> None:
    """Print one row a bug in its narrow form: where it is wrong, and the check that rejected it.

    findings: the exhibits in their narrow form; seconds: how long it took
    """
    with page() as out:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for title in ("bug", "wrong only for", "caught by"):
            table.add_column(title, overflow="fold")
        for found in findings:
            caught = (
                Text(f"{found.row.law} ({found.row.verdict})", "green") if found.row else Text("nothing", "bold red")
            )
            table.add_row(Text(found.exhibit.name, "" if found.row else "bold red"), found.when, caught)
        out.print(table)
    escaped = [found.exhibit.name for found in findings if not found.row]
    said = f"{plural(len(findings), 'narrow form')}: {len(findings) - len(escaped)} rejected"
    rest = f", {len(escaped)} escaped: {', '.join(escaped)}" if escaped else ""
    print(f"\n{said}{rest}; {seconds:.1f} s")


# ---------------------------------------------------------------- one exhibit


def print_exhibit(found: Finding, out: Console) -> None:
    """Print a page about an exhibit: what was wrong, where it was reported, what it claims to compute, and each law
    that rejected it with its smallest counterexample.
    """
    one = found.exhibit

    def part(title: str, *lines: str | Text) -> None:
        out.print(Text(f"\n{title}", "bold"))
        for line in lines:
            out.print(indented(line))

    out.print(Text.assemble((one.name, "bold"), (f"  in {one.module}", "dim")))
    part(
        "What was wrong",
        " ".join(one.what.split()),
        *([Text(f"Modelled: {one.modelled}.", "dim")] if one.modelled else []),
    )
    part(
        "Reported",
        *(
            Text.assemble(reference, "  ", (link, "blue"))
            for reference, link in zip(one.references, one.links, strict=True)
        ),
    )
    part(f"Claims to compute {one.claim}", *(Text(unicode.text(tex), "cyan") for tex in statement_of(one.of)))
    part("Caught by" if found.fallen else "Caught by nothing")
    for row in found.fallen:
        print_catch(found, row, out)
    if found.missed:
        out.print(Text(f"\nNot caught by {', '.join(found.missed)}, which it names", "bold red"))
    if found.passed:
        part("Not caught by", Text(", ".join(found.passed), "dim"))


def print_catch(found: Finding, row: Verdict, out: Console) -> None:
    """Print a law that rejected an exhibit, and the smallest case in which it fails, with the values on both sides."""
    law = found.exhibit.of.laws.get(row.law)
    said = (unicode.text(law.latex()), "cyan") if law else (MEANING[row.law], "")
    lines = [Text.assemble((row.law, "bold green" if row.law in found.exhibit.laws else "bold"), "  ", said)]
    if law and (about := first_line(law)):
        lines.append(Text(f"    {about}", "dim"))
    example, outcome = (
        parted(row.counterexample or "", "left side", "right side")
        if law
        else parted(row.counterexample or "", "found", "right")
    )
    lines += [Text(f"    {line}") for line in (example, outcome) if line]
    for line in lines:
        out.print(indented(line))


def parted(counterexample: str, left: str, right: str) -> tuple[str, str]:
    """A counterexample as its case and its outcome: "x = [1]" and "left side 1, right side 2 at (0,)".

    left, right: what the two sides are called; the outcome is empty if the counterexample has none.
    """
    counterexample = re.sub(" +", " ", counterexample)
    example, colon, outcome = counterexample.rpartition(": ")
    sides = re.fullmatch(r"(.+) and (.+?)( at \(.*\))?", outcome)
    if not colon or not sides:
        return counterexample, ""
    return example, f"{left} {sides[1]}, {right} {sides[2]}{sides[3] or ''}"
