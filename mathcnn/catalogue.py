"""What there is: topics, their formulas and laws, found in the topic packages. Nothing is registered.

A name is "layers" (a topic), "layers.conv" (a formula), "layers.conv::pads" (a law) or "layers.conv.gradient['w']" (a
gradient, which may have laws, too); a formula may go by its bare name, "conv", where only one topic has it.
"""

from __future__ import annotations

import ast
import difflib
import functools
import hashlib
import importlib
import importlib.util
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.abc import InspectLoader
from types import ModuleType

from . import TOPICS
from . import __name__ as package
from .language.formula import Formula, Law, nearest
from .language.gradients import NotDerived
from .text import markdown

GRADIENT = re.compile(r"(.+)\.gradient\[(['\"]?)(\w+)\2\]")  # the name of a gradient


class Unknown(KeyError):
    """A name that does not exist; the message has the most similar name that does."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would show its message in quotes


@dataclass(frozen=True)
class Topic:
    """A topic package, and its formulas in the order in which it states them."""

    name: str
    module: ModuleType
    formulas: dict[str, Formula]

    @property
    def laws(self) -> dict[str, Law]:
        return {law.name: law for formula in self.formulas.values() for law in formula.laws.values()}

    @property
    def summary(self) -> str:
        """The first sentence of the module's docstring."""
        paragraph = " ".join((inspect.getdoc(self.module) or "").partition("\n\n")[0].split())
        return paragraph.partition(". ")[0].rstrip(".:") + "."

    @property
    def digest(self) -> str:
        """A digest of the sources of its pages, without the LaTeX of laws: equal for the same statements, laws and
        fast forms. Names of pages do not count."""
        sources = sorted(re.sub(r"(?m)^@writable\(.*\)\n", "", source) for source in self.pages.values())
        return hashlib.sha256("\0".join(sources).encode()).hexdigest()[:16]

    @property
    def pages(self) -> dict[str, str]:
        """The sources of its modules and of all that these import from topics and from `laws`, by module: words of
        laws, letters and helpers of fast forms, and formulas of other topics that its laws are about."""
        found: dict[str, str] = {}
        left = [self.module.__name__, *(formula.fn.__module__ for formula in self.formulas.values())]
        while left:
            if (name := left.pop()) not in found:
                module = importlib.import_module(name)
                found[name] = inspect.getsource(module)
                left += _imported(found[name], module.__package__ or "")
        return found

    def _repr_markdown_(self) -> str:
        """Its formulas with their statements, as a table."""
        rows = [
            [f"`{name}`", markdown.math(of.latex()), markdown.escaped((inspect.getdoc(of.fn) or "").partition("\n")[0])]
            for name, of in self.formulas.items()
        ]
        table = markdown.table(["formula", "statement", "what it is"], rows)
        return f"### {self.name}\n\n{markdown.escaped(self.summary)}\n\n{table}"


@functools.cache
def _imported(source: str, home: str) -> list[str]:
    """The modules of topics and of `laws` that a source imports, wherever in it; `home` is the package of its module.

    Of a package only the modules in it count that are imported by name.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            base = importlib.util.resolve_name("." * node.level + (node.module or ""), home)
            found += [base, *(f"{base}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return [name for name in found if _is_page(name)]


def _is_page(name: str) -> bool:
    """Whether a name is that of a module, not of a package, in a topic or in `laws`."""
    home, *inner = name.split(".")
    return (
        home == package and len(inner) == 2 and inner[0] in (*TOPICS, "laws") and bool(importlib.util.find_spec(name))
    )


@functools.cache
def topic(name: str) -> Topic:
    """One topic, loaded when it is first needed. Raises Unknown for another name."""
    if name not in TOPICS:
        raise Unknown(f"no topic {name}{nearest(name, TOPICS)}")
    module = importlib.import_module(f"{package}.{name}")
    found = [v for v in (getattr(module, one) for one in module.__all__) if isinstance(v, Formula)]
    return Topic(name, module, {formula.name: formula for formula in found})


class Catalog(Mapping[str, Formula | Law]):
    """All formulas and laws by name: `catalog()["layers.conv"]`, `catalog()["layers.conv::pads"]`."""

    def __init__(self, topics: Iterable[Topic]):
        self.topics = {one.name: one for one in topics}
        self.formulas = {name: formula for one in self.topics.values() for name, formula in one.formulas.items()}
        self.laws = {name: law for one in self.topics.values() for name, law in one.laws.items()}

    def __getitem__(self, name: str) -> Formula | Law:
        if "::" in name:
            return find_law(name)
        return find_formula(name)

    def __iter__(self) -> Iterator[str]:
        yield from self.formulas
        yield from self.laws

    def __len__(self) -> int:
        return len(self.formulas) + len(self.laws)

    def __repr__(self) -> str:
        return f"<catalog of {len(self.topics)} topics, {len(self.formulas)} formulas, {len(self.laws)} laws>"

    def _repr_markdown_(self) -> str:
        """A table with one row for each topic."""
        counts = lambda one: (
            len(one.formulas),
            sum(law.holds for law in one.laws.values()),
            sum(not law.holds for law in one.laws.values()),
        )
        rows = [[f"`{name}`", *counts(one), markdown.escaped(one.summary)] for name, one in self.topics.items()]
        total = ["in all", *(sum(column) for column in list(zip(*rows, strict=True))[1:4]), ""]
        numbers = ["formulas", "laws", "non-laws"]
        return markdown.table(["topic", *numbers, "what it is about"], [*rows, total], right=numbers)


def catalog() -> Catalog:
    """Every topic with its formulas and laws.

    >>> catalog()["geometry.output_size"](28, 5)
    24
    """
    return Catalog(map(topic, TOPICS))


def digests() -> dict[str, str]:
    """The digest of each topic: what verdicts are about."""
    return {name: one.digest for name, one in catalog().topics.items()}


def find(name: str) -> Topic | Formula | Law:
    """The topic, formula or law of a name, or `Unknown` with the nearest match.

    >>> find("layers.conv")
    <formula layers.conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False)>
    >>> find("layers.cnov")
    Traceback (most recent call last):
    mathcnn.catalogue.Unknown: no formula layers.cnov; did you mean layers.conv?
    """
    if name in TOPICS:
        return topic(name)
    return find_law(name) if "::" in name else find_formula(name)


def find_formula(name: str) -> Formula:
    """A formula by its full name, or by its bare name if only one topic has it. Raises Unknown."""
    if named := GRADIENT.fullmatch(name):  # "layers.conv.gradient['w']"
        try:
            return find_formula(named[1]).gradient[named[3]]
        except (KeyError, NotDerived) as error:
            raise error if isinstance(error, Unknown) else Unknown(error.args[0]) from None
    home, dot, _ = name.partition(".")
    if dot and home in TOPICS and name in (formulas := topic(home).formulas):
        return formulas[name]
    same = [found for one in _topics_that_list(name) if (found := topic(one).formulas.get(f"{one}.{name}"))]
    if len(same) > 1:
        raise Unknown(f"{name} is a formula of several topics: {', '.join(found.name for found in same)}")
    if same:
        return same[0]
    raise Unknown(f"no formula {name or repr(name)}{_did_you_mean(name, catalog().formulas)}")


def _topics_that_list(name: str) -> list[str]:
    """The topics whose `__all__` lists a name, found without loading them: loading all takes a second."""
    found = []
    for one in TOPICS:
        spec = importlib.util.find_spec(f"{package}.{one}")
        source = spec.loader.get_source(spec.name) if spec and isinstance(spec.loader, InspectLoader) else None
        if source is None or re.search(rf'"{re.escape(name)}"', source):
            found.append(one)
    return found


def find_law(name: str) -> Law:
    """A law, by its formula's name and its own: "layers.conv::pads". Raises Unknown."""
    whole, _, law = name.partition("::")
    formula = find_formula(whole)
    if law in formula.laws:
        return formula.laws[law]
    raise Unknown(f"no law {law or repr(law)} of {formula.name}{nearest(law, formula.laws)}")


def _did_you_mean(name: str, formulas: Iterable[str]) -> str:
    """The full name, the bare name or the topic that is most similar, in any case."""
    formulas, name = list(formulas), name.lower()
    bare = {full.partition(".")[2]: full for full in formulas}
    meant = {**{one: one for one in TOPICS}, **bare, **{full: full for full in formulas}}
    close = [(word, meant[word]) for word in difflib.get_close_matches(name, meant, 1)]
    last = name.rpartition(".")[2]  # the topic may be the wrong one
    close += [(word, bare[word]) for word in difflib.get_close_matches(last, bare, 1) if "." in name]
    best = max(
        close,
        key=lambda found: difflib.SequenceMatcher(None, found[0], name if "." in found[0] else last).ratio(),
        default=None,
    )
    return f"; did you mean {best[1]}?" if best else ""
