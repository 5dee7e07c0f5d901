"""What the command line shows: tables and pages for people, dictionaries for JSON.

Data goes to stdout, progress to stderr.
"""

from __future__ import annotations

import contextlib
import inspect
import itertools
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import sympy as sp
from rich.console import Console
from rich.highlighter import NullHighlighter
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from .. import __version__
from ..catalogue import Topic, digests
from ..evidence import derivation, ledger
from ..evidence.verdicts import DERIVED, EXACT, FAILS, HOLDS, OPEN, PROVED, Verdict, Verdicts
from ..language import unicode
from ..language.formula import Formula, Law
from ..language.latex import Writer
from ..language.statement import Words, at_rank
from ..language.wording import first_line, statement_of
from ..text.references import cited
from ..text.tables import Grid as grid
from ..text.wording import as_json, plural, versions

NARROWEST = 10  # letters of a law's name on a line
COLOURS = {HOLDS: "green", FAILS: "bold red", EXACT: "cyan", PROVED: "cyan", DERIVED: "cyan", OPEN: "bold red"}


@contextlib.contextmanager
def page() -> Iterator[Console]:
    """A console for stdout.

    On a terminal lines end where it ends; elsewhere they are as long as they are, without colour.
    """
    terminal = sys.stdout.isatty()
    out = Console(
        highlighter=NullHighlighter(),
        markup=False,
        emoji=False,
        force_terminal=terminal,
        width=None if terminal else 10_000,
    )
    with out.capture() as captured:
        yield out
    text = captured.get()
    sys.stdout.write(text if terminal else re.sub(" +$", "", text, flags=re.MULTILINE))


def indented(what: Any, by: int = 2) -> Padding:
    return Padding(Text(what) if isinstance(what, str) else what, (0, 0, 0, by), expand=False)


def fitted(line: str) -> str:
    """A line as it is; on a terminal, lines that end between words."""
    if not sys.stdout.isatty():
        return line
    return "\n".join(textwrap.wrap(line, Console().width, break_long_words=False, break_on_hyphens=False))


# ---------------------------------------------------------------- list


def listed(topics: Iterable[Topic]) -> list[dict[str, Any]]:
    """Topics with their formulas, for JSON."""
    return [
        {
            "topic": topic.name,
            "about": topic.about,
            "formulas": [
                {
                    "name": f.name,
                    "about": first_line(f),
                    "signature": str(f.signature),
                    "shapes": f.shapes,
                    "laws": [law.name for law in f.laws.values() if law.holds],
                    "non_laws": [law.name for law in f.laws.values() if not law.holds],
                    "gradient": f.backward is not None,
                }
                for f in topic.formulas.values()
            ],
        }
        for topic in topics
    ]


def listed_laws(topics: Iterable[Topic]) -> list[dict[str, Any]]:
    """Laws with what was shown for all sizes: the theorems that prove each, its derivation, or why there is no proof."""
    scripts = derivation.derivations()
    return [
        {
            "name": law.name,
            "proofs": derivation.theorems(law),
            "derivation": law.name in scripts,
            "unproved": ledger.reasons().get(law.name, ""),
        }
        for topic in topics
        for law in topic.laws.values()
        if law.holds
    ]


def print_laws(topics: Iterable[Topic]) -> None:
    """A law a row: its theorem, its derivation, or why it is not proved."""
    rows = listed_laws(topics)
    with page() as out:
        table = grid("law", "proved by", "derived", "why not", whole=["law"])
        for row in rows:
            proofs = "\n".join(
                one["theorem"] + (f" (stale: {one['stale']})" if one["stale"] else "") for one in row["proofs"]
            )
            table.add_row(row["name"], proofs, "yes" if row["derivation"] else "", row["unproved"])
        out.print(table)
        proved = [row for row in rows if row["proofs"]]
        free = [row for row in proved if not any(one["axioms"] for one in row["proofs"])]
        derived = sum(row["derivation"] and not row["proofs"] for row in rows)
        out.print(
            f"\n{plural(len(rows), 'law')}: {len(proved)} proved, {len(free)} of them without any axiom; {derived} more derived; "
            f"{len(rows) - len(proved) - derived} neither"
        )


def print_list(topics: Iterable[Topic]) -> None:
    with page() as out:
        for k, topic in enumerate(topics):
            if k:
                out.print()
            out.print(Text.assemble((topic.name, "bold"), "  ", topic.about))
            table = grid(
                "formula", "laws", "non-laws", "gradient", "what it is", right=["laws", "non-laws"], whole=["formula"]
            )
            for f in topic.formulas.values():
                held = [law.holds for law in f.laws.values()]
                table.add_row(
                    f.name, str(held.count(True)), str(held.count(False)), "yes" if f.backward else "", first_line(f)
                )
            out.print(indented(table))


# ---------------------------------------------------------------- show


def meanings(formula: Formula, arg: str) -> dict[str, str]:
    """What each word of an argument sets its letters to, as LaTeX."""
    said: Words = formula.words[arg]
    writer = Writer(brackets=True)
    tex = lambda e: writer.doprint(at_rank(sp.sympify(e), 1))
    value = lambda parts: ", ".join(f"{tex(s)} = {tex(e)}" for s, e in zip(said.letters, parts, strict=True))
    return {repr(word): value(parts) for word, parts in said.words.items()}


def about_law(law: Law, rows: Iterable[Verdict] = ()) -> dict[str, Any]:
    tex = law.latex()
    return {
        "name": law.name,
        "holds": law.holds,
        "relation": law.relation,
        "text": unicode.text(tex),
        "latex": tex,
        "about": inspect.getdoc(law.fn) or "",
        "proofs": derivation.theorems(law),
        "verdicts": [row.as_dict() for row in rows if row.law == law.fn.__name__],
    }


def about(formula: Formula, rows: Sequence[Verdict] = ()) -> dict[str, Any]:
    """Everything that there is to say about a formula."""
    entry = lambda c: {"key": c.reference.key, **c.reference.fields} if c.reference else {}
    sources = [{"text": str(c), "locator": c.locator, **entry(c)} for c in cited(formula.source)]
    latex = statement_of(formula)
    return {
        "name": formula.name,
        "signature": str(formula.signature),
        "about": inspect.getdoc(formula.fn) or "",
        "text": [unicode.text(tex) for tex in latex],
        "latex": latex,
        "shapes": formula.shapes,
        "requires": [sp.latex(rule) for rule in formula.requires],
        "domain": {a: d.tex for a, d in formula.domain.items()},
        "conventions": {a: meanings(formula, a) for a in formula.conventions},
        "spellings": {a: meanings(formula, a) for a in formula.words if a not in formula.conventions},
        "axes": dict(formula.along),
        "gradient": formula.backward is not None,
        "source": sources,
        "forms": [row.as_dict() for row in rows if row.kind in ("form", "gradient")],
        "laws": [about_law(law, rows) for law in formula.laws.values()],
    }


def _verdict_line(rows: Sequence[dict[str, Any]]) -> Text:
    """ "statement holds (exact, symbols <= 2, 92 cases)", and the same for the fast form."""
    line = Text()
    for k, row in enumerate(rows):
        line.append("; " if k else "")
        line.append(f"{row['implementation']} ")
        line.append(row["verdict"], COLOURS.get(row["verdict"], "yellow"))
        line.append(f" ({row['evidence']}, {row['tier']}, {plural(row['cases'], 'case')})")
    return line


def print_law(told: dict[str, Any], out: Console, indent: int = 2) -> None:
    """A law as it is written, what it says in words, and its verdicts."""
    out.print(indented(Text.assemble((told["name"].partition("::")[2], "bold"), "  ", (told["text"], "cyan")), indent))
    if told["about"]:
        out.print(indented(Text(told["about"], "dim"), indent + 4))
    if told["verdicts"]:
        out.print(indented(_verdict_line(told["verdicts"]), indent + 4))
    for one in told["proofs"]:
        out.print(indented(Text.assemble(f"{one['theorem']}: ", (one["says"], "dim")), indent + 4))
    for found in dict.fromkeys(row["counterexample"] for row in told["verdicts"] if row["counterexample"]):
        out.print(indented(f"counterexample: {found}", indent + 4))


def print_formula(told: dict[str, Any], out: Console) -> None:
    """A page about a formula."""

    def part(title: str, *lines: str | Text) -> None:
        if lines:
            out.print(Text(f"\n{title}", "bold"))
        for line in lines:
            out.print(indented(line))

    words = lambda which: [
        f"{arg} = {word}: {unicode.text(tex)}" for arg, said in which.items() for word, tex in said.items()
    ]
    out.print(Text.assemble((told["name"], "bold"), told["signature"]))
    part("What it is", told["about"])
    part(
        "Statement",
        *(Text(line, "cyan") for line in told["text"]),
        *(f"where {unicode.text(rule)}" for rule in told["requires"]),
        *(f"{arg}: {unicode.text(tex)}" for arg, tex in told["domain"].items()),
    )
    part("LaTeX", *told["latex"])
    part("Shapes", told["shapes"])
    part("Conventions", *words(told["conventions"]))
    part("Words for numbers", *words(told["spellings"]))
    part(
        "Forms and gradient",
        *(
            Text.assemble((law, "bold"), "  ", _verdict_line(list(rows)))
            for law, rows in itertools.groupby(told["forms"], lambda row: row["law"])
        ),
    )
    for title, holds in (("Laws", True), ("Does not hold", False)):
        if laws := [law for law in told["laws"] if law["holds"] is holds]:
            out.print(Text(f"\n{title}", "bold"))
            for law in laws:
                print_law(law, out)
    part("Source", *(one["text"] for one in told["source"]))


def print_topic(topic: Topic, out: Console) -> None:
    """A topic's conventions, and its statements."""
    out.print(Text(topic.name, "bold"))
    out.print(indented(inspect.getdoc(topic.module) or ""))
    for f in topic.formulas.values():
        out.print(Text.assemble("\n", (f.name, "bold"), str(f.signature)))
        for tex in statement_of(f):
            out.print(indented(Text(unicode.text(tex), "cyan"), 4))


# ---------------------------------------------------------------- verify


@contextlib.contextmanager
def progress(total: int, what: str = "verifying") -> Iterator[Callable[[object], None]]:
    """A bar on stderr while it is a terminal, and what ended last."""
    if not sys.stderr.isatty():
        yield lambda task: None
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}"),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        running = bar.add_task(what, total=total, last="")
        yield lambda task: bar.update(running, advance=1, last=str(task)[:40])


def _figure(rho: float | None) -> str:
    return "" if rho is None else f"{rho:.3g}"


def print_verdicts(rows: Sequence[Verdict]) -> None:
    """One verdict a row: under their formulas on a terminal, with the formula's name in every row elsewhere."""
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
            table = grid("formula", *columns, right=right, whole=whole)
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
            table = grid(*columns, right=right, whole=whole, gap=gap)
            for column, width in zip(table.columns, widths, strict=True) if fits else ():
                column.width = width
            for row in group:
                kind, law, *rest = cells(row)
                table.add_row(kind, _folded(law, widths[1]) if fits else law, *rest)
            out.print(indented(table))


def _folded(name: str, width: int) -> str:
    """A name on several lines, parted after underscores where it can be."""
    lines = [""]
    for word in re.findall(r"[^_ ]*[_ ]?", name):
        if lines[-1] and len(lines[-1]) + len(word.rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)


def print_failures(rows: Sequence[Verdict]) -> None:
    """What falls short, with its counterexample and how to see it again."""
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


def verdicts_as_json(rows: Sequence[Verdict], seed: int, examples: int) -> str:
    verdicts = [row.as_dict() for row in rows]
    about = {"mathcnn": __version__, "seed": seed, "examples": examples, "versions": versions(), "topics": digests()}
    return as_json({**about, "verdicts": verdicts}) + "\n"
