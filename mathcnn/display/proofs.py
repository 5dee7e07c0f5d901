"""Pages about proofs: which laws are proved, and one law with its theorems and its derivation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

from ..evidence import derivation, ledger
from ..evidence.linearity import statements_that_show
from ..language import unicode
from ..language.formula import Law
from ..text.tables import Grid
from ..text.wording import plural
from .terminal import page

INDENT = 4


def of_gradient(law: Law) -> bool:
    """Whether a law is about a gradient."""
    return hasattr(law.of, "incoming")


def listed_laws(laws: Iterable[Law]) -> list[dict[str, Any]]:
    """Laws, for JSON: the theorems that prove each, whether it is derived, or why it is not proved."""
    scripts = derivation.derivations()
    return [
        {
            "name": law.name,
            "proofs": derivation.theorems(law),
            "derivation": law.name in scripts or bool(of_gradient(law) and statements_that_show(law)),
            "unproved": ledger.reasons().get(law.name, law.unproved),
        }
        for law in laws
        if law.holds
    ]


def print_laws(laws: Iterable[Law]) -> None:
    """A table of laws: the theorems that prove each, whether it is derived, or why it is not proved."""
    rows = listed_laws(laws)
    with page() as out:
        table = Grid("law", "proved by", "derived", "why not", whole=["law"])
        for row in rows:
            proofs = "\n".join(
                one["theorem"] + (f" (stale: {one['stale']})" if one["stale"] else "") for one in row["proofs"]
            )
            table.add_row(row["name"], proofs, "yes" if row["derivation"] else "", row["unproved"])
        out.print(table)
        proved = [row for row in rows if row["proofs"]]
        free = [row for row in proved if not any(one["axioms"] for one in row["proofs"])]
        plain = sum(any(one["by_definition"] for one in row["proofs"]) for row in proved)
        derived = sum(row["derivation"] and not row["proofs"] for row in rows)
        out.print(
            f"\n{plural(len(rows), 'law')}: {len(proved)} proved, {len(free)} of them without any axiom, "
            f"{plain} by definition; "
            f"{derived} more derived; {len(rows) - len(proved) - derived} neither"
        )


def print_theorem(one: dict[str, Any], out: Console) -> None:
    """A theorem: its name, its axioms and its statement."""
    axioms = f"axioms: {', '.join(one['axioms'])}" if one["axioms"] else "no axiom"
    axioms += "; by definition: both sides are equal by computation alone" if one["by_definition"] else ""
    stale = f"; stale: {one['stale']}" if one["stale"] else ""
    out.print(Text.assemble(("\nProved ", "bold"), f"by {one['theorem']} ({axioms})", (stale, "bold red")))
    for line in one["says"].splitlines():
        out.print(Text(" " * INDENT + line))


def print_proof(facts: dict[str, Any], out: Console) -> None:
    """A page about a law: its theorems, and its derivation, with hypotheses and the reason of each step."""
    out.print(Text.assemble((facts["name"], "bold"), "  ", (facts["text"], "cyan")))
    if facts["idea"]:
        out.print(Text(facts["idea"], "italic"))
    for one in facts["theorems"]:
        print_theorem(one, out)
    for k, way in enumerate(facts["derived"]):
        words = ", ".join(f"{a} = {word!r}" for a, word in way["words"].items())
        alike = k and [line["step"] for line in way["lines"]] == [line["step"] for line in facts["derived"][0]["lines"]]
        if alike and way["at"] is None:
            out.print(Text(f"\nThe same steps, each checked, with {words}.", "dim"))
            continue
        if way["at"] is None or not k:
            out.print(Text(f"\nSupposed{f' (with {words})' if words and way['at'] is None else ''}", "bold"))
            for rule in way["hypotheses"]:
                out.print(Text(" " * INDENT + unicode.text(rule)))
        out.print(Text("\nDerived" + (f" at {words}" if way["at"] is not None else ""), "bold"))
        lines = [line["text"] for line in way["lines"]]
        reasons = ["by definition", *(derivation.reason(line["step"], line["said"]) for line in way["lines"][1:])]
        wide = max(map(len, lines)) + INDENT
        beside = wide + 3 + max(map(len, reasons)) <= out.width
        for j, (line, why) in enumerate(zip(lines, reasons, strict=True)):
            head = " " * (INDENT - 2) + ("= " if j else "  ")
            if beside:
                out.print(Text.assemble(head, (line.ljust(wide - INDENT), "cyan"), "   ", (why, "dim")))
            else:
                out.print(Text.assemble(head, (line, "cyan")))
                out.print(Text(" " * (INDENT + 4) + why, "dim"))
        if len(lines) == 1:
            out.print(Text(" " * INDENT + "Both sides are this expression, once the formulas are written out."))
        out.print(Text(" " * INDENT + "∎"))
