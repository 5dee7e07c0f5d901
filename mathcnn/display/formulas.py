"""Pages about formulas, laws and topics: `mathcnn list` and `mathcnn show`."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import sympy as sp
from rich.console import Console
from rich.text import Text

from ..catalogue import Topic
from ..language import unicode
from ..language.derivatives.rules import KINKS, TIES
from ..language.formula import Formula, Law
from ..language.latex import Writer
from ..language.statement import Words, at_rank
from ..language.wording import first_line, statement_of
from ..text.references import cited
from ..text.tables import Grid
from ..text.wording import plural
from .gradients import gradients_of, statements
from .terminal import indented, page

if TYPE_CHECKING:
    from ..evidence.verdicts import Verdict  # imported where verdicts are shown: it takes a tenth of a second
    from ..language.derivatives.formulas import GradientFormula
    from .search import Found

# ---------------------------------------------------------------- list


def listed(topics: Iterable[Topic]) -> list[dict[str, Any]]:
    """Topics with their formulas, for JSON."""
    return [
        {"topic": topic.name, "about": topic.summary, "formulas": [listed_formula(f) for f in topic.formulas.values()]}
        for topic in topics
    ]


def listed_formula(f: Formula) -> dict[str, Any]:
    """One formula, for JSON."""
    return {
        "name": f.name,
        "about": first_line(f),
        "signature": str(f.signature),
        "shapes": f.shapes,
        "laws": [law.name for law in f.laws.values() if law.holds],
        "non_laws": [law.name for law in f.laws.values() if not law.holds],
        "gradient": f.backward is not None,
    }


def print_list(topics: Iterable[Topic]) -> None:
    """A table of the formulas of each topic."""
    with page() as out:
        for k, topic in enumerate(topics):
            if k:
                out.print()
            out.print(Text.assemble((topic.name, "bold"), "  ", topic.summary))
            table = Grid(
                "formula", "laws", "non-laws", "gradient", "what it is", right=["laws", "non-laws"], whole=["formula"]
            )
            for f in topic.formulas.values():
                held = [law.holds for law in f.laws.values()]
                table.add_row(
                    f.name, str(held.count(True)), str(held.count(False)), "yes" if f.backward else "", first_line(f)
                )
            out.print(indented(table))


def found_as_dicts(found: Iterable[Found]) -> list[dict[str, Any]]:
    """The results of a search, for JSON: best first, each with what matched."""
    return [{**listed_formula(one.formula), "found_by": one.why} for one in found]


def print_found(found: Sequence[Found]) -> None:
    """A table of the results of a search, best first."""
    with page() as out:
        table = Grid("formula", "found by", "what it is", whole=["formula"])
        for one in found:
            table.add_row(Text(one.formula.name, "bold"), one.why, first_line(one.formula))
        out.print(table)
        out.print(f"\n{plural(len(found), 'formula')}; `mathcnn show NAME` shows one")


# ---------------------------------------------------------------- show


def meanings(formula: Formula, arg: str) -> dict[str, str]:
    """The values that each word of an argument gives its letters, as LaTeX: {"'same'": "p = ..."}."""
    said: Words = formula.words[arg]
    writer = Writer(brackets=True)
    tex = lambda e: writer.doprint(at_rank(sp.sympify(e), 1))
    value = lambda parts: ", ".join(f"{tex(s)} = {tex(e)}" for s, e in zip(said.letters, parts, strict=True))
    return {repr(word): value(parts) for word, parts in said.words.items()}


def law_as_dict(law: Law, rows: Iterable[Verdict] | None = None) -> dict[str, Any]:
    """A law as a dictionary; with rows, also its theorems and its verdicts."""
    tex = law.latex()
    facts: dict[str, Any] = {
        "name": law.name,
        "holds": law.holds,
        "relation": law.relation,
        "text": unicode.text(tex),
        "latex": tex,
        "about": inspect.getdoc(law.fn) or "",
    }
    if rows is not None:
        from ..evidence import derivation

        facts["generated"] = derivation.recorded_theorem(law)
        facts["proofs"] = derivation.theorems(law)
        facts["verdicts"] = [row.as_dict() for row in rows if row.law == law.fn.__name__]
    return facts


def required(formula: Formula) -> list[str]:
    """What a formula requires of its arguments, as LaTeX: in words if it has some, else the condition on one axis."""
    plan = formula.plan(1, formula.default_words())
    return [rf"\text{{{said}}}" if said else Writer().doprint(rule) for rule, said in plan.requires]


def formula_as_dict(formula: Formula, rows: Sequence[Verdict] | None = None) -> dict[str, Any]:
    """A formula as a dictionary; with rows, also the verdicts about its forms, its gradient and its laws."""
    entry = lambda c: {"key": c.reference.key, **c.reference.fields} if c.reference else {}
    sources = [{"text": str(c), "locator": c.locator, **entry(c)} for c in cited(formula.source)]
    latex = statement_of(formula)
    facts: dict[str, Any] = {
        "name": formula.name,
        "signature": str(formula.signature),
        "about": inspect.getdoc(formula.fn) or "",
        "text": [unicode.text(tex) for tex in latex],
        "latex": latex,
        "shapes": formula.shapes,
        "requires": required(formula),
        "domain": {a: d.tex for a, d in formula.domain.items()},
        "conventions": {a: meanings(formula, a) for a in formula.conventions},
        "spellings": {a: meanings(formula, a) for a in formula.words if a not in formula.conventions},
        "axes": dict(formula.along),
        "gradient": formula.backward is not None,
        "gradients": {a: {"name": g.name, **statements(g)} for a, g in gradients_of(formula).items()},
        "source": sources,
    }
    if rows is not None:
        facts["forms"] = [row.as_dict() for row in rows if row.kind in ("form", "gradient")]
    facts["laws"] = [law_as_dict(law, rows) for law in formula.laws.values()]
    return facts


def gradient_as_dict(gradient: GradientFormula) -> dict[str, Any]:
    """A gradient as a dictionary: as a formula, with the formula that it is of, the array, and what is done where the
    derivative does not exist."""
    facts = formula_as_dict(gradient)
    meant: dict[str, dict[Any, str]] = {"ties": dict(TIES), "kink": dict(KINKS)}
    for a in set(meant) & set(facts["conventions"]) - set(gradient.of.words):
        facts["conventions"][a] = {repr(word): rf"\text{{{said}}}" for word, said in meant[a].items()}
    return {**facts, **statements(gradient), "formula": gradient.of.name, "array": gradient.array}


def print_law(facts: dict[str, Any], out: Console, indent: int = 2) -> None:
    """A law: its name, equation and sentence; with its verdicts and counterexamples, if it was verified."""
    name = facts["name"].partition("::")[2]
    out.print(indented(Text.assemble((name, "bold"), "  ", (facts["text"], "cyan")), indent))
    if facts["about"]:
        out.print(indented(Text(facts["about"], "dim"), indent + 4))
    if verdicts := facts.get("verdicts"):
        from .verdicts import verdict_line

        out.print(indented(verdict_line(verdicts), indent + 4))
        for found in dict.fromkeys(row["counterexample"] for row in verdicts if row["counterexample"]):
            out.print(indented(f"counterexample: {found}", indent + 4))


def print_formula(facts: dict[str, Any], out: Console) -> None:
    """A page about a formula: statement, shapes, conventions, laws and source; with verdicts, if it was verified."""

    def part(title: str, *lines: str | Text) -> None:
        if lines:
            out.print(Text(f"\n{title}", "bold"))
        for line in lines:
            out.print(indented(line))

    words = lambda which: [
        f"{arg} = {word}: {unicode.text(tex)}" for arg, said in which.items() for word, tex in said.items()
    ]
    out.print(Text.assemble((facts["name"], "bold"), facts["signature"]))
    part("What it is", facts["about"])
    part(
        "Statement",
        *(Text(line, "cyan") for line in facts["text"]),
        *(f"requires {unicode.text(rule)}" for rule in facts["requires"]),
        *(f"{arg}: {unicode.text(tex)}" for arg, tex in facts["domain"].items()),
    )
    part("As textbooks print it", *(Text(line, "cyan") for line in facts.get("textbook_text", ())))
    part("Shapes", facts["shapes"])
    by_array = [line for one in facts["gradients"].values() for line in one.get("textbook_text", one["text"])]
    part("Gradients", *(Text(line, "cyan") for line in dict.fromkeys(by_array)))
    if by_array:
        out.print(
            indented(Text(f"one: mathcnn show {facts['name']} --gradient {next(iter(facts['gradients']))}", "dim"))
        )
    part("Conventions", *words(facts["conventions"]))
    part("Words for numbers", *words(facts["spellings"]))
    if forms := facts.get("forms"):
        from .verdicts import verdict_line

        groups = itertools.groupby(forms, lambda row: row["law"])
        part(
            "Forms and gradient",
            *(Text.assemble((law, "bold"), "  ", verdict_line(list(rows))) for law, rows in groups),
        )
    for title, holds in (("Laws", True), ("Does not hold", False)):
        if laws := [law for law in facts["laws"] if law["holds"] is holds]:
            out.print(Text(f"\n{title}", "bold"))
            for law in laws:
                print_law(law, out)
    part("Source", *(one["text"] for one in facts["source"]))
    if "array" in facts:
        part("Derivation", f"mathcnn show {facts['formula']} --gradient {facts['array']} --proof")


def print_topic(topic: Topic, out: Console) -> None:
    """A topic: its conventions, and the statement of each formula."""
    out.print(Text(topic.name, "bold"))
    out.print(indented(inspect.getdoc(topic.module) or ""))
    for f in topic.formulas.values():
        out.print(Text.assemble("\n", (f.name, "bold"), str(f.signature)))
        for tex in statement_of(f):
            out.print(indented(Text(unicode.text(tex), "cyan"), 4))
