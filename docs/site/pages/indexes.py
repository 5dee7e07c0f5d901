"""Lists of what there is: formulas by topic and by name, laws, gradients, figures, exhibits, statements, sources."""

from __future__ import annotations

import inspect
from collections import defaultdict
from typing import Any  # Any: facts are texts, numbers, and lists and dictionaries of them

from mathcnn import audit, museum
from mathcnn.catalogue import catalog
from mathcnn.display.aliases import ALIASES
from mathcnn.display.gradients import gradients_of
from mathcnn.language.wording import first_line
from mathcnn.text import resources
from mathcnn.text.references import cited, references

from .. import known
from ..prose import described, prose
from ..templating import render
from .formulas import gradient_aliases


def pages() -> dict[str, str]:
    """Every index, by the path of its page."""
    every = catalog()
    drawings = resources.package("figures").catalog()
    gradients = {name: list(gradients_of(of)) for name, of in every.formulas.items()}
    sentence = {name: prose(first_line(of)) for name, of in every.formulas.items()}
    found = {
        "formulas/index.md": render("index_formulas.md.j2", topics=every.topics, sentence=sentence, prose=prose),
        "names.md": render("index_names.md.j2", names=by_name()),
        "laws.md": render("index_laws.md.j2", formulas=every.formulas, holds=True, said=law_line),
        "nonlaws.md": render("index_laws.md.j2", formulas=every.formulas, holds=False, said=law_line),
        "gradients/index.md": render("index_gradients.md.j2", gradients=gradients, formulas=every.formulas),
        "figures/index.md": render("index_figures.md.j2", drawings=drawings),
        "museum/index.md": render("index_museum.md.j2", exhibits=by_claim(), first=first_sentence),
        "audit/index.md": render("index_audit.md.j2", sections=by_section(), titles=audit.TITLES, prose=prose),
        "sources.md": render("index_sources.md.j2", keys=by_source(), others=by_other_source()),
    }
    for name, topic in every.topics.items():
        said = described(topic.module)
        found[f"formulas/{name}.md"] = render("topic.md.j2", topic=topic, said=said, sentence=sentence)
    return found


def by_name() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every name that people search by, with what it names: its kind and its name in the library."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, of in catalog().formulas.items():
        for alias in ALIASES.get(name, ()):
            found[alias].append(("formula", name))
        for array, gradient in gradients_of(of).items():
            for alias in gradient_aliases(of, array):
                found[alias].append(("gradient", gradient.name))
    return sorted(found.items(), key=lambda one: one[0].lower())


def law_line(name: str) -> str:
    """The first sentence of a law."""
    return first_sentence(inspect.getdoc(catalog().laws[name].fn) or "")


def first_sentence(text: str) -> str:
    """The first line of a docstring as Markdown."""
    return prose(text.partition("\n")[0])


def by_claim() -> dict[str, list[Any]]:
    """The exhibits of the museum, by the formula that they claim to compute."""
    found: dict[str, list[Any]] = defaultdict(list)
    for one in museum.exhibits().values():
        found[one.of.name].append(one)
    return found


def by_section() -> dict[str, list[dict[str, Any]]]:
    """What the audit found, by the section of the document."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in known.findings():
        found[row["section"]].append(row)
    return found


def every_source() -> list[tuple[str, str, str]]:
    """Who cites what: a kind, a name, and a source line."""
    figures = resources.package("figures").catalog()
    return [
        *(("formula", name, of.source) for name, of in catalog().formulas.items()),
        *(("drawing", name, one.source) for name, one in figures.items()),
        *(("statement", one.id, one.source) for one in audit.statements()),
    ]


def by_source() -> dict[str, list[tuple[str, str, str]]]:
    """What each entry of the bibliography is cited for: kind, name and locator."""
    found: dict[str, list[tuple[str, str, str]]] = {key: [] for key in references()}
    for kind, name, line in every_source():
        for one in cited(line):
            if one.reference:
                found[one.reference.key].append((kind, name, one.locator))
    return found


def by_other_source() -> dict[str, list[tuple[str, str]]]:
    """What is cited and is no entry of the bibliography, such as pages of manuals and standards: by its text."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, name, line in every_source():
        for one in cited(line):
            if not one.reference:
                found[one.locator].append((kind, name))
    return dict(sorted(found.items(), key=lambda one: one[0].lower()))
