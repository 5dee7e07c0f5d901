"""What a campaign found, for a terminal, for JSON (terminal.schema.json), for JUnit, and as one HTML file that needs no
network.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from xml.etree import ElementTree

from rich.text import Text

from .. import __version__, catalogue
from ..display import terminal
from ..evidence.verdicts import CONVENTION, FAILS, HOLDS, NOT_OFFERED, SUSPECT, Verdict
from ..text.extras import need
from .campaign import Campaign
from .judging import FORM

WORST = (FAILS, SUSPECT, CONVENTION, HOLDS, NOT_OFFERED)  # of several verdicts the first of these is shown
COLOURS = {HOLDS: "green", CONVENTION: "yellow", SUSPECT: "magenta", FAILS: "bold red", NOT_OFFERED: "dim"}


def worst(rows: Iterable[Verdict]) -> str:
    """One word for several verdicts."""
    found = {row.verdict for row in rows}
    return next((one for one in WORST if one in found), NOT_OFFERED)


def by_formula(rows: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = {}
    for row in rows:
        found.setdefault(row.formula, []).append(row)
    return found


# ---------------------------------------------------------------- terminal


def print_campaign(campaign: Campaign) -> None:
    """One formula a row: what its form, its edges, its laws and its gradient came to; below, what falls short."""
    with terminal.page() as out:
        table = terminal.grid(
            "formula",
            "form",
            "edges",
            "laws",
            "gradient",
            "rho 64",
            "rho 32",
            "what it says",
            right=("laws", "rho 64", "rho 32"),
            whole=("formula", "form", "edges", "laws", "gradient"),
        )
        offered = {name: rows for name, rows in by_formula(campaign.rows).items() if worst(rows) != NOT_OFFERED}
        for name, rows in offered.items():
            table.add_row(
                name,
                *(_word(_part(rows, part)) for part in ("form", "edges")),
                _share(rows),
                _word(_part(rows, "gradient")),
                *(_rho(rows, dtype) for dtype in ("float64", "float32")),
                Text(_said(rows)),
            )
        out.print(
            Text(
                f"{campaign.target}  {', '.join(f'{k} {v}' for k, v in campaign.versions.items() if k not in terminal.versions())}",
                "bold",
            )
        )
        out.print(terminal.indented(table))
        absent = [name for name, rows in by_formula(campaign.rows).items() if worst(rows) == NOT_OFFERED]
        if absent:
            out.print(terminal.indented(Text(f"not offered: {', '.join(absent)}", "dim")))


EDGES = ("special values", "subnormal numbers", "signed zeros")


def _part(rows: Sequence[Verdict], part: str) -> list[Verdict]:
    return [row for row in rows if (row.kind == part and row.law not in EDGES if part != "edges" else row.law in EDGES)]


def _word(rows: Sequence[Verdict]) -> Text:
    if not rows:
        return Text("")
    word = worst(rows)
    return Text({CONVENTION: "convention", NOT_OFFERED: "-"}.get(word, word), COLOURS[word])


def _share(rows: Sequence[Verdict]) -> Text:
    """How many laws hold, of those that were judged."""
    laws = {name: worst(group) for name, group in _grouped(row for row in rows if row.kind in ("law", "non-law"))}
    judged = [word for word in laws.values() if word != NOT_OFFERED]
    held = sum(word == HOLDS for word in judged)
    return Text(f"{held}/{len(judged)}" if judged else "", COLOURS[HOLDS if held == len(judged) else FAILS])


def _grouped(rows: Iterable[Verdict]) -> list[tuple[str, list[Verdict]]]:
    return [
        (name, list(group))
        for name, group in itertools.groupby(sorted(rows, key=lambda row: row.law), lambda row: row.law)
    ]


def _rho(rows: Sequence[Verdict], dtype: str) -> str:
    found = [
        row.max_rho
        for row in rows
        if row.law == FORM and row.tier == "R" and row.dtype == dtype and row.max_rho is not None
    ]
    return f"{max(found):.2g}" if found else ""


def _said(rows: Sequence[Verdict]) -> str:
    """What the worst rows say, each thing once."""
    said = [row.says for row in rows if row.verdict in (FAILS, SUSPECT, CONVENTION) and row.says]
    short = [one if len(one) <= 90 else f"{one[:87]}..." for one in dict.fromkeys(said)]
    return "; ".join(short[:2])


def summary(campaign: Campaign, jobs: int) -> str:
    counts = Counter(row.verdict for row in campaign.rows)
    return (
        f"{campaign.target}: "
        + ", ".join(
            f"{counts[word]} {word}" for word in (HOLDS, CONVENTION, SUSPECT, FAILS, NOT_OFFERED) if counts[word]
        )
        + f"; {campaign.seconds:.1f} s, {terminal.plural(jobs, 'job')}"
    )


# ---------------------------------------------------------------- JSON and JUnit


def as_json(campaigns: Sequence[Campaign]) -> str:
    """Everything, as terminal.schema.json says."""
    one = campaigns[0]
    return (
        terminal.as_json(
            {
                "schema": "mathcnn-conformance-1",
                "mathcnn": __version__,
                "seed": one.seed,
                "examples": one.examples,
                "topics": catalogue.digests(),
                "campaigns": [
                    {
                        "target": c.target,
                        "versions": c.versions,
                        "seconds": c.seconds,
                        "summary": dict(Counter(row.verdict for row in c.rows)),
                        "verdicts": [row.as_dict() for row in c.rows],
                    }
                    for c in campaigns
                ],
            }
        )
        + "\n"
    )


def schema() -> str:
    """The published schema of the JSON."""
    return (resources.files(__package__) / "report.schema.json").read_text("utf-8")


def as_junit(campaigns: Sequence[Campaign]) -> bytes:
    """One suite a target, one case a verdict; what is not offered is skipped."""
    root = ElementTree.Element("testsuites", name="mathcnn")
    for c in campaigns:
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=c.target,
            tests=str(len(c.rows)),
            failures=str(len(c.falls_short)),
            errors="0",
            skipped=str(sum(row.verdict == NOT_OFFERED for row in c.rows)),
            time=f"{c.seconds:.3f}",
        )
        properties = ElementTree.SubElement(suite, "properties")
        for k, v in {**c.versions, "mathcnn": c.mathcnn, "seed": str(c.seed), "examples": str(c.examples)}.items():
            ElementTree.SubElement(properties, "property", name=k, value=v)
        for row in c.rows:
            name = " ".join(filter(None, [row.law, row.dtype, row.tier]))
            case = ElementTree.SubElement(
                suite, "testcase", classname=f"{c.target}.{row.formula}", name=name, time=f"{row.seconds:.3f}"
            )
            if row.verdict == NOT_OFFERED:
                ElementTree.SubElement(case, "skipped", message=_printable(row.says or NOT_OFFERED))
            elif not row.good:
                failure = ElementTree.SubElement(
                    case, "failure", type=row.verdict, message=_printable(row.says or row.verdict)
                )
                failure.text = _printable("\n".join(filter(None, [row.counterexample, row.reproduce])))
    ElementTree.indent(root)
    return ElementTree.tostring(root, "utf-8", xml_declaration=True)


def _printable(text: str) -> str:
    """Without the control characters that XML has no place for."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")


# ---------------------------------------------------------------- HTML


@dataclass(frozen=True)
class Bars:
    """A histogram of rho as bars of an SVG: x, height and what a pointer is told."""

    bars: list[tuple[float, float, str]]
    entries: int
    largest: str


def bars_of(rows: Sequence[Verdict]) -> Bars | None:
    """The entries of all checks within a bound, by rho, on a logarithmic scale of counts."""
    found = [row.histogram for row in rows if row.histogram and row.tier == "R"]
    if not found:
        return None
    counts = [sum(column) for column in zip(*found, strict=True)]
    top = math.log10(max(counts) + 1) or 1.0
    names = ["rho = 0", *(f"up to 2^{k}" for k in range(-10, 1)), "beyond 1"]
    bars = [
        (10.0 * k, 40 * math.log10(n + 1) / top, f"{name}: {n}")
        for k, (n, name) in enumerate(zip(counts, names, strict=True))
    ]
    rhos = [row.max_rho for row in rows if row.histogram and row.tier == "R" and row.max_rho is not None]
    return Bars(bars, sum(counts), f"{max(rhos):.3g}")


def mathml(tex: str) -> str:
    """LaTeX as MathML, which browsers render without any script."""
    import latex2mathml.converter

    return str(latex2mathml.converter.convert(tex.replace(r"\!", ""), display="block"))


def as_html(campaigns: Sequence[Campaign]) -> str:
    """One file: the matrix of formulas and targets, and a section a formula with its counterexamples and histograms."""
    need("html", "an HTML report")
    import jinja2

    names = list(dict.fromkeys(row.formula for c in campaigns for row in c.rows))
    cells = {c.target: by_formula(c.rows) for c in campaigns}
    sections = []
    for name in names:
        of = catalogue.find_formula(name)
        held = [(c, cells[c.target].get(name, [])) for c in campaigns]
        held = [(c, rows) for c, rows in held if rows and worst(rows) != NOT_OFFERED]
        if held:
            sections.append(
                {
                    "name": name,
                    "about": terminal.first_line(of),
                    "math": [mathml(tex) for tex in terminal.statement_of(of)],
                    "targets": [
                        {
                            "name": c.target,
                            "verdict": worst(rows),
                            "bars": bars_of(rows),
                            "short": [r for r in rows if r in c.falls_short],
                            "counts": Counter(row.verdict for row in rows),
                            "rows": rows,
                        }
                        for c, rows in held
                    ],
                }
            )
    matrix = [(name, [worst(cells[c.target].get(name, [])) for c in campaigns]) for name in names]
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((resources.files(__package__) / "report.html.j2").read_text("utf-8"))
    return template.render(
        campaigns=campaigns,
        matrix=[row for row in matrix if set(row[1]) != {NOT_OFFERED}],
        sections=sections,
        nowhere=[name for name, words in matrix if set(words) == {NOT_OFFERED}],
        words=list(WORST),
        version=__version__,
        totals={c.target: Counter(row.verdict for row in c.rows) for c in campaigns},
        css=dict(zip(WORST, CLASSES, strict=True)),
        signs=dict(zip(WORST, SIGNS, strict=True)),
    )


CLASSES = ("fails", "suspect", "convention", "holds", "absent")
SIGNS = ("✗", "?", "≠", "✓", "–")
