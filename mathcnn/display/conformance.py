"""Campaigns for people: a table on the terminal, and one HTML file that needs no network."""

from __future__ import annotations

import datetime
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.console import RenderableType
from rich.text import Text

from .. import __version__, catalogue
from ..conformance.campaign import Campaign
from ..conformance.causes import WORST, Cause, across, causes
from ..conformance.edges import NAMES as EDGES
from ..conformance.reports import by_formula, worst
from ..conformance.rows import FORM
from ..evidence.verdicts import CONVENTION, FAILS, HOLDS, NORMWISE, NOT_OFFERED, SPECIAL, SUSPECT, Verdict
from ..language.wording import first_line, statement_of
from ..text.tables import Grid
from ..text.wording import plural, versions
from .pages import mathml, template
from .terminal import indented, page

COLOURS = {
    HOLDS: "green",
    NORMWISE: "green",
    CONVENTION: "yellow",
    SPECIAL: "cyan",
    SUSPECT: "magenta",
    FAILS: "bold red",
    NOT_OFFERED: "dim",
}
CLASSES = dict(
    zip(WORST, ("fails", "suspect", "special", "convention", "normwise", "holds", "absent"), strict=True)
)  # of the style sheet
MEANS = {  # of each verdict, in a sentence
    HOLDS: "No fault was found in the cases that were tried.",
    NORMWISE: "Within the bound of a transform (FFT, Winograd, prefix sums), and not within that of sums of products.",
    CONVENTION: "Wrong for the convention that was asked for, and right for another one, which is named.",
    SPECIAL: "Right on numbers, and different for NaN, infinities, subnormal numbers or the sign of zero.",
    SUSPECT: "Within the bound, and beyond what chance explains; or too few cases could have shown a fault.",
    FAILS: "Wrong numbers, an exception, a crash, a hang, another shape or type, or a write into the inputs.",
    NOT_OFFERED: "The target has no such operation, setting or type of numbers.",
}
SIGNS = dict(zip(WORST, ("✗", "?", "∞", "≠", "≈", "✓", "–"), strict=True))
FEW = 3  # formulas whose coverage is shown factor by factor
SHARED = 12  # deviations of several formulas that are listed, at most, so that they fit on a screen


# ---------------------------------------------------------------- terminal


def print_campaign(campaign: Campaign) -> None:
    """Print a campaign, one formula a row: the verdicts about its form, its edges, its laws and its gradient."""
    formulas = by_formula(campaign.rows)
    offered = {name: rows for name, rows in formulas.items() if worst(rows) != NOT_OFFERED}
    table = Grid(
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
    for name, rows in offered.items():
        table.add_row(
            name,
            *(_word(_part(rows, part)) for part in ("form", "edges")),
            _share(rows),
            _word(_part(rows, "gradient")),
            *(_rho(rows, dtype) for dtype in ("float64", "float32")),
            Text(_said(rows)),
        )
    own = versions()
    others = ", ".join(f"{k} {v}" for k, v in campaign.versions.items() if k not in own)
    with page() as out:
        out.print(Text(f"{campaign.target}  {others}", "bold"))
        out.print(indented(table))
        if absent := [name for name in formulas if name not in offered]:
            out.print(indented(Text(f"not offered: {', '.join(absent)}", "dim")))


def first_answer(name: str, rows: Sequence[Verdict]) -> str:
    """What came of the calls that layers of real networks make, in a line, and the causes of what falls short.

    name: of the target; rows: the verdicts about these calls.
    """
    formulas = {of: worst(found) for of, found in by_formula(rows).items()}
    counts = Counter(formulas.values())
    said = ", ".join(f"{counts[word]} {word}" for word in WORST[::-1] if counts[word])
    calls = f"{sum(row.cases for row in rows):,} calls that layers of real networks make"
    lines = [f"{name}, {calls}: of {plural(len(formulas), 'formula')} {said}"]
    for one in causes(rows):
        lines.append(f"  {one.formula} {one.verdict}: {one.says}")
        if one.shown:
            lines.append(f"    {one.shown}")
    return "\n".join(lines)


def print_first(name: str, to: TextIO, rows: Sequence[Verdict]) -> None:
    """Print `first_answer`; to: the stream."""
    print(first_answer(name, rows), file=to, flush=True)


def print_coverage(campaign: Campaign) -> None:
    """Print what the calls of a campaign cover: factor by factor for a few formulas, in a line each for more."""
    if not campaign.coverage:
        return
    with page() as out:
        out.print(Text("calls that were made, out of those wanted", "bold"))
        if len(campaign.coverage) <= FEW:
            for name, found in campaign.coverage.items():
                out.print(indented(f"{name}{found.of.signature}, {found.of.shapes}"))
                out.print(indented(str(found), 4))
            return
        table = Grid(
            "formula", "values", "pairs", "triples", "too large", right=("values", "pairs", "triples", "too large")
        )
        for name, found in campaign.coverage.items():
            counted = [found.counted(n) for n in (1, 2, 3)]
            large = sum(one["too_large_count"] for one in counted)
            table.add_row(name, *(f"{one['covered']:,} of {one['wanted']:,}" for one in counted), f"{large:,}")
        out.print(indented(table))


def _part(rows: Sequence[Verdict], part: str) -> list[Verdict]:
    if part == "edges":
        return [row for row in rows if row.law in EDGES]
    return [row for row in rows if row.kind == part and row.law not in EDGES]


def _word(rows: Sequence[Verdict]) -> Text:
    if not rows:
        return Text("")
    word = worst(rows)
    return Text(
        {CONVENTION: "convention", SPECIAL: "special", NORMWISE: "normwise", NOT_OFFERED: "-"}.get(word, word),
        COLOURS[word],
    )


def _share(rows: Sequence[Verdict]) -> Text:
    """How many laws hold, of those that have a verdict."""
    laws = {name: worst(group) for name, group in _grouped(row for row in rows if row.kind in ("law", "non-law"))}
    judged = [word for word in laws.values() if word != NOT_OFFERED]
    hold = sum(word in (HOLDS, NORMWISE) for word in judged)
    return Text(f"{hold}/{len(judged)}" if judged else "", COLOURS[HOLDS if hold == len(judged) else FAILS])


def _grouped(rows: Iterable[Verdict]) -> list[tuple[str, list[Verdict]]]:
    by_law = lambda row: row.law
    return [(name, list(group)) for name, group in itertools.groupby(sorted(rows, key=by_law), by_law)]


def _rho(rows: Sequence[Verdict], dtype: str) -> str:
    form = [row for row in rows if row.law == FORM and row.tier == "R" and row.dtype == dtype]
    found = [row.max_rho for row in form if row.max_rho is not None]
    return f"{max(found):.2g}" if found else ""


def _said(rows: Sequence[Verdict]) -> str:
    """What is wrong by the worst cause, and how many others there are."""
    found = causes(rows)
    more = f" (and {plural(len(found) - 1, 'other cause')})" if len(found) > 1 else ""
    return f"{found[0].says}{more}" if found else ""


def print_causes(campaign: Campaign) -> None:
    """Print what falls short: what several formulas have in common, then an entry for each cause.

    An entry says in one sentence what is wrong, which rows this explains, and has the smallest counterexample with the
    code that shows it.
    """
    found = causes(campaign.rows)
    with page() as out:
        if shared := across(found):
            out.print(Text("\nwhat several formulas have in common", "bold"))
            table = Grid("formulas", "verdict", "what", "which", right=("formulas",), whole=("formulas", "verdict"))
            for says, group in shared[:SHARED]:
                verdict = Text(group[0].verdict, COLOURS[group[0].verdict])
                table.add_row(str(len(group)), verdict, Text(says), ", ".join(one.formula for one in group))
            out.print(indented(table))
            if len(shared) > SHARED:
                out.print(indented(f"and {len(shared) - SHARED} more"))
        for one in found:
            for part in _entry(one):
                out.print(part)


def _entry(cause: Cause) -> Iterable[RenderableType]:
    """The lines of a cause."""
    verdict = (cause.verdict, COLOURS[cause.verdict])
    yield Text.assemble("\n", (cause.formula, "bold"), " ", verdict, f": {cause.says}")
    yield indented(Text("\n".join(filter(None, [cause.explains, cause.advice])), "dim"))
    if cause.shown:
        yield indented(cause.shown)
    if cause.row.reproduce:
        yield indented(cause.row.reproduce, 6)


def summary(campaign: Campaign, jobs: int) -> str:
    """A campaign in one line: "torch: 633 holds, 3 fails; 78.0 s, 2 jobs"."""
    counts = Counter(row.verdict for row in campaign.rows)
    words = (HOLDS, NORMWISE, CONVENTION, SPECIAL, SUSPECT, FAILS, NOT_OFFERED)
    said = ", ".join(f"{counts[word]} {word}" for word in words if counts[word])
    return f"{campaign.target}: {said}; {campaign.seconds:.1f} s, {plural(jobs, 'job')}"


# ---------------------------------------------------------------- HTML


@dataclass(frozen=True)
class Bars:
    """A histogram of rho as bars of an SVG: x, height and description of each; how many entries; the largest rho."""

    bars: list[tuple[float, float, str]]
    entries: int
    largest: str

    @property
    def said(self) -> str:
        """The histogram in words."""
        filled = [what for _, height, what in self.bars if height]
        return f"entries by error over bound: {'; '.join(filled)}"


def bars_of(rows: Sequence[Verdict]) -> Bars | None:
    """The entries of all checks within a bound, by rho, on a logarithmic scale of counts; None if there are none."""
    found = [row for row in rows if row.histogram and row.tier == "R"]
    if not found:
        return None
    counts = [sum(column) for column in zip(*(row.histogram or [] for row in found), strict=True)]
    top = math.log10(max(counts) + 1) or 1.0
    names = ["rho = 0", *(f"up to 2^{k}" for k in range(-10, 1)), "beyond 1"]
    bars = [
        (10.0 * k, 40 * math.log10(n + 1) / top, f"{name}: {n}")
        for k, (n, name) in enumerate(zip(counts, names, strict=True))
    ]
    return Bars(bars, sum(counts), f"{max(row.max_rho for row in found if row.max_rho is not None):.3g}")


def as_html(campaigns: Sequence[Campaign], command: str = "", date: str = "") -> str:
    """Campaigns as one HTML file: what falls short, a matrix of formulas and targets, and a section a formula.

    command: the command line that made them; date: when, now if it is left out. Raises MissingExtra if what pages need
    is not installed.
    """
    layout = template("conformance.html.j2", "an HTML report")
    names = list(dict.fromkeys(row.formula for c in campaigns for row in c.rows))
    cells = {c.target: by_formula(c.rows) for c in campaigns}
    matrix = [(name, [worst(cells[c.target].get(name, [])) for c in campaigns]) for name in names]
    found = {c.target: causes(c.rows) for c in campaigns}
    return layout.render(
        campaigns=campaigns,
        command=command,
        date=date or now(),
        matrix=[row for row in matrix if set(row[1]) != {NOT_OFFERED}],
        sections=[_section(name, campaigns, cells, found) for name, words in matrix if set(words) != {NOT_OFFERED}],
        nowhere=[name for name, words in matrix if set(words) == {NOT_OFFERED}],
        words=list(WORST),
        means=MEANS,
        version=__version__,
        totals={c.target: Counter(row.verdict for row in c.rows) for c in campaigns},
        causes=found,
        shared={name: across(every)[:SHARED] for name, every in found.items()},
        css=CLASSES,
        signs=SIGNS,
    )


def now() -> str:
    """The date and time, in UTC: "2026-11-26 12:30 UTC"."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")


def _section(
    name: str,
    campaigns: Sequence[Campaign],
    cells: dict[str, dict[str, list[Verdict]]],
    found: dict[str, list[Cause]],
) -> dict[str, object]:
    """What the section of a formula shows, for the template."""
    of = catalogue.find_formula(name)
    rows_of = lambda c: cells[c.target].get(name, [])
    return {
        "name": name,
        "about": first_line(of),
        "math": [mathml(tex) for tex in statement_of(of)],
        "targets": [
            {
                "name": c.target,
                "verdict": worst(rows_of(c)),
                "bars": bars_of(rows_of(c)),
                "causes": [one for one in found[c.target] if one.formula == name],
                "coverage": _coverage(c, name),
                "counts": Counter(row.verdict for row in rows_of(c)),
                "rows": rows_of(c),
            }
            for c in campaigns
            if worst(rows_of(c)) != NOT_OFFERED
        ],
    }


def _coverage(campaign: Campaign, name: str) -> str:
    """What the calls of a formula cover, in a line: "calls cover 210 of 214 values, 9,001 of 9,120 pairs"."""
    if name not in campaign.coverage:
        return ""
    of = campaign.coverage[name]
    counted = [(word, of.counted(n)) for n, word in ((1, "values of factors"), (2, "pairs"), (3, "triples"))]
    some = [f"{one['covered']:,} of {one['wanted']:,} {word}" for word, one in counted if one["wanted"]]
    return f"calls cover {', '.join(some)}" if some else ""
