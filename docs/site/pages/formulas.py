"""A page a formula, and a page a gradient."""

from __future__ import annotations

import importlib
import inspect
import re
from typing import Any  # Any: facts are texts, numbers, and lists and dictionaries of them

from mathcnn.display.aliases import ALIASES, ARGUMENTS, GRADIENTS
from mathcnn.display.formulas import formula_as_dict, gradient_as_dict
from mathcnn.display.gradients import checked, derivation_as_dict, gradients_of
from mathcnn.evidence import ledger, special
from mathcnn.language.formula import Formula, Law
from mathcnn.language.wording import first_line
from mathcnn.text.references import cited

from .. import known
from ..prose import described, prose
from ..templating import render

ROUNDED = re.compile(r"(?<=\d\.\d{3})\d+")


def page_of(of: Formula) -> str:
    """The page of a formula as Markdown."""
    facts = formula_as_dict(of)
    said = described(of.fn, space_of(of))
    optional = [a for a in of.arrays if of.signature.parameters[a].default is None]
    return render(
        "formula.md.j2",
        of=of,
        facts=facts,
        said=said,
        sentence=prose(first_line(of)),
        aliases=ALIASES.get(of.name, ()),
        optional=optional,
        ranked=of.ranked and not of.axiswise,
        gradients=gradients_of(of),
        conventions=conventions(of, facts["conventions"]),
        spellings=facts["spellings"],
        literal=of.plan(1, of.default_words()).source,
        fast=inspect.getsource(inspect.unwrap(of.fn)),
        file=file_of(of.fn),
        laws=[law_facts(law) for law in of.laws.values() if law.holds],
        non_laws=[law_facts(law) for law in of.laws.values() if not law.holds],
        forms=[row for row in known.recorded_rows().get(of.name, []) if row["kind"] in ("form", "gradient")],
        record=known.record("evidence"),
        stale=of.topic in known.changed("evidence"),
        bound=known.bound(of),
        promise=str(special.promise(of.name)),
        conformance=conformance(of),
        exhibits=known.exhibits_of().get(of.name, []),
        drawings=known.drawings_of().get(of.name, []),
        statements=known.statements_of().get(of.name, []),
        sources=sources(of.source),
    )


def gradient_page(of: Formula, array: str) -> str:
    """The page of the gradient of a formula by an array."""
    gradient = of.gradient[array]
    facts = gradient_as_dict(gradient)
    steps = derivation_as_dict(gradient)["steps"]
    return render(
        "gradient.md.j2",
        of=of,
        array=array,
        gradient=gradient,
        facts=facts,
        aliases=gradient_aliases(of, array),
        steps=[{**step, "checked": checked(step)} for step in steps],
        literal=gradient.plan(1, gradient.default_words()).source,
        fast=inspect.getsource(of.backward.fn) if of.backward is not None else "",
        rows=[row for row in known.recorded_rows().get(of.name, []) if row["kind"] == "gradient"],
        record=known.record("evidence"),
        stale=of.topic in known.changed("evidence"),
        promise=str(special.promise(of.name, gradient=True)),
        exhibits=[one for one in known.exhibits_of().get(of.name, []) if known.is_of_gradient(one)],
        drawings=known.drawings_of_gradients().get(gradient.name, []),
    )


def gradient_aliases(of: Formula, array: str) -> list[str]:
    """The names by which people search the gradient by an array."""
    own = list(GRADIENTS.get(of.name, {}).get(array, ()))
    short = of.name.partition(".")[2].replace("_", " ")
    called = [f"{word} gradient of {short}" for word in (array, *ARGUMENTS.get(array, ()))]
    return [*own, *called, f"{of.name} backward"]


def space_of(of: Formula) -> dict[str, Any]:
    """The names that the examples of a formula's docstring may use: those of its module."""
    return dict(vars(importlib.import_module(of.fn.__module__)))


def file_of(fn: Any) -> str:
    """The file that a function is in, in the repository."""
    return f"{fn.__module__.replace('.', '/')}.py"


def conventions(of: Formula, meanings: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """The conventions of a formula: each word, what it means, and what libraries do that are asked for it."""
    found = []
    for argument, words in of.conventions.items():
        rows = [
            {
                "word": repr(word),
                "tex": meanings[argument].get(repr(word), ""),
                "followers": known.followers(of, argument, word),
            }
            for word in words
        ]
        names = list(dict.fromkeys(name for row in rows for name in row["followers"]))
        default = repr(of.signature.parameters[argument].default)
        found.append({"argument": argument, "rows": rows, "libraries": names, "default": default})
    return found


def law_facts(law: Law) -> dict[str, Any]:
    """What the section of a law shows."""
    facts: dict[str, Any] = {
        "name": law.name,
        "short": law.fn.__name__,
        "latex": law.latex(),
        "about": prose(inspect.getdoc(law.fn) or ""),
        "source": inspect.getsource(law.fn),
        "exhibits": [
            name for name in known.exhibits_of().get(law.of.name, []) if law.fn.__name__ in known.caught_by(name)
        ],
    }
    if not law.holds:
        return {**facts, "counterexample": known.counterexample(law)}
    proof = known.proof_of(law)
    rows = known.rows_of(law)
    return {
        **facts,
        "printed": proof["printed"],
        "theorems": proof["theorems"],
        "idea": prose(proof["idea"]),
        "derived": proof["derived"],
        "rows": rows,
        "unproved": ledger.reasons().get(law.name, ""),
        "rung": rung(proof, rows),
    }


def rung(proof: dict[str, Any], rows: list[dict[str, str]]) -> str:
    """The strongest evidence of a law: what the ledger or a derivation shows now, or else what the record says."""
    if proof["shown"]:
        return str(proof["shown"])
    if proof["derived"]:
        return "derived"
    order = ("exact", "sampled")
    found = [row["evidence"] for row in rows if row["verdict"] == "holds"]
    return next((one for one in order if one in found), "open")


def conformance(of: Formula) -> list[dict[str, Any]]:
    """What the recorded runs of libraries found of a formula: for each library its verdicts, its date and versions."""
    found = []
    for name, one in known.record("conformance")["targets"].items():
        verdicts = {word: n for word, n in one["formulas"].get(of.name, {}).items() if word != "not offered"}
        if verdicts:
            version = one["versions"].get(name) or one["versions"].get(name.partition("-")[0], "")
            found.append({"library": name, "version": version, "recorded": one["recorded"], "verdicts": verdicts})
    return found


def sources(line: str) -> list[dict[str, str]]:
    """The citations of a source line: a key of the bibliography or "", and the locator or other text."""
    return [{"key": one.reference.key if one.reference else "", "locator": one.locator} for one in cited(line)]
