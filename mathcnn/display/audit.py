"""The audit for people: a table of every statement, a page about one, JSON, and one HTML file that needs no network."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from .. import __version__
from ..audit import TITLES
from ..audit.propositions import FALLS, HOLDS, UNDEFINED, Outcome
from ..audit.statements import CONVENTION, FALSE, NOT_MATHEMATICAL, UNDER, WORDS, Finding, as_data, roles, tex_of
from ..audit.statements import OPEN as NO_VERDICT
from ..audit.statements import UNDEFINED as ILL_TYPED
from ..language import unicode
from ..text import resources
from ..text.extras import MissingExtra
from ..text.references import cited
from ..text.tables import Grid
from ..text.wording import as_json, plural, versions
from .pages import mathml, template
from .terminal import indented, page

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

# ---------------------------------------------------------------- every statement


def summary(findings: Sequence[Finding], seconds: float) -> str:
    """ "38 statements: 8 holds, 14 holds under hypotheses, ...; 41.2 s"."""
    counts = Counter(found.verdict for found in findings)
    return (
        f"{plural(len(findings), 'statement')}: "
        + ", ".join(f"{counts[word]} {word}" for word in WORDS if counts[word])
        + f"; {seconds:.1f} s"
    )


def print_overview(findings: Sequence[Finding]) -> None:
    """Print a row a statement, by section: its verdict, what it says, and what decided."""
    with page() as out:
        section = ""
        for found in findings:
            if found.statement.section != section:
                section = found.statement.section
                out.print(Text(f"\n{section}  {TITLES.get(section, '')}".rstrip(), "bold"))
            table = Grid("", "", "", whole=("",))
            table.show_header = False
            for column in table.columns[:2]:
                column.width = 23
            table.columns[2].no_wrap = False
            table.add_row(found.statement.id, Text(found.verdict, COLOURS[found.verdict]), Text(found.statement.says))
            if short := found.in_short:
                table.add_row("", "", Text(short, "dim"))
            out.print(indented(table))


# ---------------------------------------------------------------- one statement

BLOCKS = "▁▂▃▄▅▆▇█"


def spark(values: Sequence[float], low: float, high: float) -> str:
    """Numbers between two bounds as a row of blocks, one a number."""
    step = (high - low) / (len(BLOCKS) - 1) or 1.0
    return "".join(BLOCKS[round((v - low) / step)] for v in values)


def print_curves(found: Finding, out: Console) -> None:
    """Print the curves of a statement as rows of blocks, with their first and last numbers; nothing if it has none."""
    curves = found.statement.curves() if found.statement.curves else {}
    if not curves:
        return
    every = [v for values in curves.values() for v in values]
    table = Grid("", "", "")
    table.show_header = False
    for name, values in curves.items():
        line = Text(spark(values, min(every), max(every)), "cyan")
        table.add_row(name, line, f"{values[0]:.3g} ... {values[-1]:.3g}")
    out.print(Text("\nPicture", "bold"))
    out.print(indented(table))


def print_outcome(one: Outcome, out: Console) -> None:
    """Print a proposition and what came out, its formula, and its counterexample."""
    sign, colour = SIGNS.get(one.word, ("?", "red"))
    line = Text.assemble((f"{sign} ", colour), one.asked)
    if one.latex:
        line.append(f"  {unicode.text(one.latex)}", "cyan")
    out.print(indented(line))
    out.print(indented(Text(one.evidence, "dim"), 6))
    if one.example:
        out.print(indented(Text(one.example, "red" if one.falls else ""), 6))


def print_finding(found: Finding, out: Console) -> None:
    """Print a page about a statement: what the document says, the verdict, the counterexample, the correction, and the
    evidence.
    """
    one = found.statement
    head = lambda title: out.print(Text(f"\n{title}", "bold"))
    out.print(Text.assemble((one.id, "bold"), f"  section {one.section}  ", (found.verdict, COLOURS[found.verdict])))
    head("Printed")
    out.print(indented(one.says))
    for tex in tex_of(one.formula):
        out.print(indented(Text(unicode.text(tex), "cyan")))
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
        for tex in tex_of(one.corrected.formula):
            out.print(indented(Text(unicode.text(tex), "cyan")))
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
    """Findings as JSON.

    seed: where the random cases of the findings started.
    """
    report = {
        "schema": "mathcnn-audit-1",
        "mathcnn": __version__,
        "seed": seed,
        "versions": versions(),
        "statements": [as_data(found) for found in findings],
    }
    return as_json(report) + "\n"


def picture(name: str) -> tuple[str, str]:
    """A figure as SVG for a page, and its title; both empty if there is no such figure, or the extra `figures` is
    missing.
    """
    if name:
        with contextlib.suppress(FileNotFoundError, MissingExtra):
            one = resources.package("figures").find(name)
            svg = one.picture("svg").decode()
            return svg[svg.index("<svg") :], one.title
    return "", ""


def html_of(findings: Sequence[Finding], seed: int) -> str:
    """Findings as one HTML file: a table, and a section a statement with its formulas, evidence and picture.

    seed: where the random cases of the findings started. Raises MissingExtra if what pages need is not installed.
    """
    layout = template("audit.html.j2", "an HTML page")
    counts = Counter(found.verdict for found in findings)
    return layout.render(
        rows=[_row(found) for found in findings],
        words=[word for word in WORDS if counts[word]],
        counts=counts,
        sections=TITLES,
        seed=seed,
        version=__version__,
        css={word: word.split()[0] + word.split()[-1] for word in WORDS},
        signs={word: sign for word, (sign, _) in SIGNS.items()},
    )


def _row(found: Finding) -> dict[str, object]:
    """What the section of a statement shows, for the template."""
    one, fix = found.statement, found.statement.corrected
    drawn = lambda outcome: mathml(outcome.latex) if outcome.latex else ""
    return {
        "found": found,
        "one": one,
        "printed": [mathml(tex) for tex in tex_of(one.formula)],
        "fix": fix,
        "short": found.in_short,
        "corrected": [mathml(tex) for tex in tex_of(fix.formula)] if fix else [],
        "picture": picture(one.figure),
        "roles": [(role, [(outcome, drawn(outcome)) for outcome in outcomes]) for role, outcomes in roles(found)],
        "sources": [str(citation) for citation in cited(one.source)],
    }
