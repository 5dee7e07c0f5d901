"""What the audit shows: a table of every statement, a page about one, rows of JSON, and one HTML file that needs no
network.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from typing import Any

from rich.console import Console
from rich.text import Text

from .. import __version__
from ..display.terminal import as_json, grid, indented, page, plural, versions
from ..language import unicode
from ..text import resources as shelves
from ..text.extras import MissingExtra, need
from ..text.references import cited
from .propositions import FALLS, HOLDS, UNDEFINED, Outcome
from .statements import CONVENTION, FALSE, NOT_MATHEMATICAL, UNDER, WORDS, Finding, on_one_line, roles, tex_of, told
from .statements import OPEN as NO_VERDICT
from .statements import UNDEFINED as ILL_TYPED

COLOURS = {
    HOLDS: "green",
    UNDER: "yellow",
    CONVENTION: "magenta",
    FALSE: "bold red",
    ILL_TYPED: "red",
    NOT_MATHEMATICAL: "blue",
    NO_VERDICT: "reverse red",
}
SIGNS = {HOLDS: ("✓", "green"), FALLS: ("✗", "red"), UNDEFINED: ("∄", "red")}
SECTIONS = {
    "I": "Probability",
    "1.0.1": "From MLPs to convolutions",
    "1.0.2": "Translation invariance",
    "1.0.3": "Locality",
    "2.0.1": "Convolution of functions",
    "2.0.2": "Convolution for images",
    "III": "Cross-correlation, and kernels",
    "3.0.4": "Properties of convolution",
    "IV": "Architecture",
    "4.0.1": "LeNet",
    "V": "Activation, pooling, batch normalisation",
}


# ---------------------------------------------------------------- every statement


def summary(findings: Sequence[Finding], seconds: float) -> str:
    """ "38 statements: 8 holds, 14 holds under hypotheses, ...; 41.2 s"."""
    counts = Counter(found.verdict for found in findings)
    return (
        f"{plural(len(findings), 'statement')}: "
        + ", ".join(f"{counts[word]} {word}" for word in WORDS if counts[word])
        + f"; {seconds:.1f} s"
    )


def in_short(found: Finding) -> str:
    """What decided: the counterexample, and the hypotheses or the convention that help; or what was measured."""
    if found.verdict == NOT_MATHEMATICAL:
        return next((one.example for one in found.measured if one.example), "")
    parts = [
        found.counterexample,
        f"holds if {found.hypotheses}"
        if found.verdict == UNDER
        else f"true of: {found.hypotheses}"
        if found.hypotheses
        else "",
    ]
    return "; ".join(part for part in parts if part)


def print_overview(findings: Sequence[Finding]) -> None:
    """A row a statement, by section: its verdict, what it says, and what decided."""
    with page() as out:
        section = ""
        for found in findings:
            if found.statement.section != section:
                section = found.statement.section
                out.print(Text(f"\n{section}  {SECTIONS.get(section, '')}".rstrip(), "bold"))
            table = grid("", "", "", whole=("",))
            table.show_header = False
            for column in table.columns[:2]:
                column.width = 23
            table.columns[2].no_wrap = False
            table.add_row(found.statement.id, Text(found.verdict, COLOURS[found.verdict]), Text(found.statement.says))
            if short := in_short(found):
                table.add_row("", "", Text(short, "dim"))
            out.print(indented(table))


# ---------------------------------------------------------------- one statement

BLOCKS = "▁▂▃▄▅▆▇█"


def spark(values: Sequence[float], low: float, high: float) -> str:
    """Numbers as a row of blocks."""
    step = (high - low) / (len(BLOCKS) - 1) or 1.0
    return "".join(BLOCKS[round((v - low) / step)] for v in values)


def print_curves(found: Finding, out: Console) -> None:
    curves = found.statement.curves() if found.statement.curves else {}
    if not curves:
        return
    every = [v for values in curves.values() for v in values]
    table = grid("", "", "")
    table.show_header = False
    for name, values in curves.items():
        table.add_row(
            name, Text(spark(values, min(every), max(every)), "cyan"), f"{values[0]:.3g} ... {values[-1]:.3g}"
        )
    out.print(Text("\nPicture", "bold"))
    out.print(indented(table))


def print_outcome(one: Outcome, out: Console) -> None:
    """What was asked and what came out, its formula, its counterexample."""
    sign, colour = SIGNS.get(one.word, ("?", "red"))
    line = Text.assemble((f"{sign} ", colour), one.asked)
    if one.latex:
        line.append(f"  {unicode.text(one.latex)}", "cyan")
    out.print(indented(line))
    out.print(indented(Text(one.evidence, "dim"), 6))
    if one.example:
        out.print(indented(Text(one.example, "red" if one.falls else ""), 6))


def print_finding(found: Finding, out: Console) -> None:
    """A page about a statement: what is printed, the verdict, what it fell on, what should stand there, on which
    evidence.
    """
    one = found.statement
    head = lambda title: out.print(Text(f"\n{title}", "bold"))
    out.print(Text.assemble((one.id, "bold"), f"  section {one.section}  ", (found.verdict, COLOURS[found.verdict])))
    head("Printed")
    out.print(indented(one.says))
    for line in on_one_line(one.formula):
        out.print(indented(Text(line, "cyan")))
    if found.counterexample:
        head("Counterexample")
        out.print(indented(Text(f"to: {found.fallen[0].asked}", "dim")))
        out.print(indented(Text(found.counterexample, "red")))
    if found.hypotheses:
        head("Convention that makes it true" if found.verdict == CONVENTION else "Hypotheses under which it holds")
        out.print(indented(found.hypotheses))
    if one.corrected:
        head("Corrected")
        out.print(indented(one.corrected.says))
        for line in on_one_line(one.corrected.formula):
            out.print(indented(Text(line, "cyan")))
    print_curves(found, out)
    for role, outcomes in roles(found):
        head(f"Evidence: {role}")
        for outcome in outcomes:
            print_outcome(outcome, out)
    if one.note:
        head("Note")
        out.print(indented(one.note))
    head("Source")
    for citation in cited(one.source):
        out.print(indented(str(citation)))


# ---------------------------------------------------------------- files


def json_of(findings: Sequence[Finding], seed: int) -> str:
    """Every finding as data."""
    return (
        as_json(
            {
                "schema": "mathcnn-audit-1",
                "mathcnn": __version__,
                "seed": seed,
                "versions": versions(),
                "statements": [told(found) for found in findings],
            }
        )
        + "\n"
    )


def picture(name: str) -> tuple[str, str]:
    """A figure as SVG for an HTML page, and its title; both empty without a figure, or without the extra `figures`."""
    if name:
        with contextlib.suppress(FileNotFoundError, MissingExtra):
            one = shelves.package("figures").find(name)
            svg = one.picture("svg").decode()
            return svg[svg.index("<svg") :], one.title
    return "", ""


def html_of(findings: Sequence[Finding], seed: int) -> str:
    """One file: the table, and a section a statement with its formulas, counterexample, evidence and picture."""
    need("html", "an HTML page")
    import jinja2

    from ..conformance.reports import mathml

    rows: list[dict[str, Any]] = []
    for found in findings:
        one, fix = found.statement, found.statement.corrected
        rows.append(
            {
                "found": found,
                "one": one,
                "printed": [mathml(tex) for tex in tex_of(one.formula)],
                "fix": fix,
                "short": in_short(found),
                "corrected": [mathml(tex) for tex in tex_of(fix.formula)] if fix else [],
                "picture": picture(one.figure),
                "roles": [
                    (role, [(outcome, mathml(outcome.latex) if outcome.latex else "") for outcome in outcomes])
                    for role, outcomes in roles(found)
                ],
                "sources": [str(citation) for citation in cited(one.source)],
            }
        )
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((resources.files(__package__) / "page.html.j2").read_text("utf-8"))
    counts = Counter(found.verdict for found in findings)
    return template.render(
        rows=rows,
        words=[word for word in WORDS if counts[word]],
        counts=counts,
        sections=SECTIONS,
        seed=seed,
        version=__version__,
        css={word: word.split()[0] + word.split()[-1] for word in WORDS},
        signs={word: sign for word, (sign, _) in SIGNS.items()},
    )
