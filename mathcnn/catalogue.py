"""What there is: topics, their formulas and the laws of these, read off the topic modules. Nothing is registered.

A name is "layers" (a topic), "layers.conv" (a formula) or "layers.conv::pads" (a law); a formula may go by its bare name,
"conv", where only one topic has it.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import importlib.util
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType

from . import TOPICS, __name__ as package
from .formula import Formula, Law, nearest


class Unknown(LookupError):
    """A name that nothing has; the message says which name comes nearest."""


@dataclass(frozen=True)
class Topic:
    """A topic module, and its formulas in the order in which it states them."""

    name: str
    module: ModuleType
    formulas: dict[str, Formula]

    @property
    def laws(self) -> dict[str, Law]:
        return {law.name: law for formula in self.formulas.values() for law in formula.laws.values()}

    @property
    def about(self) -> str:
        """The first line of the module's docstring."""
        return (inspect.getdoc(self.module) or "").partition("\n")[0]


@functools.cache
def topic(name: str) -> Topic:
    """One topic, loaded when it is first asked for."""
    if name not in TOPICS:
        raise Unknown(f"no topic {name}{nearest(name, TOPICS)}")
    module = importlib.import_module(f"{package}.{name}")
    found = dict.fromkeys(v for v in vars(module).values() if isinstance(v, Formula) and v.topic == name)
    return Topic(name, module, {formula.name: formula for formula in found})


@dataclass(frozen=True)
class Catalog:
    """All topics: `catalog()["layers.conv"]` is a formula, `catalog()["layers.conv::pads"]` a law of it."""

    topics: dict[str, Topic]

    @property
    def formulas(self) -> dict[str, Formula]:
        return {name: formula for one in self.topics.values() for name, formula in one.formulas.items()}

    @property
    def laws(self) -> dict[str, Law]:
        return {name: law for one in self.topics.values() for name, law in one.laws.items()}

    def __getitem__(self, name: str) -> Topic | Formula | Law:
        return find(name)

    def __iter__(self) -> Iterator[str]:
        yield from self.formulas

    def __len__(self) -> int:
        return len(self.formulas)

    def __repr__(self) -> str:
        return f"<catalog of {len(self.topics)} topics, {len(self.formulas)} formulas, {len(self.laws)} laws>"


def catalog() -> Catalog:
    """Every topic with its formulas and laws.

    >>> catalog().formulas["geometry.output_size"](28, 5)
    24
    """
    return Catalog({name: topic(name) for name in TOPICS if importlib.util.find_spec(f"{package}.{name}")})


def find(name: str) -> Topic | Formula | Law:
    """The topic, formula or law of a name, or `Unknown` with the nearest match.

    >>> find("layers.conv")
    <formula layers.conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False)>
    >>> find("layers.cnov")
    Traceback (most recent call last):
    mathcnn.catalogue.Unknown: no formula layers.cnov; did you mean layers.conv?
    """
    whole, law_mark, law = name.partition("::")
    if law_mark:
        return _law(find_formula(whole), law)
    if name in TOPICS:
        return topic(name)
    return find_formula(name)


def find_formula(name: str) -> Formula:
    """A formula by its full name, or by its bare name where only one topic has it."""
    home, dot, _ = name.partition(".")
    if dot and home in TOPICS and name in (formulas := topic(home).formulas):
        return formulas[name]
    every = catalog().formulas
    same = [full for full in every if full.partition(".")[2] == name]
    if len(same) > 1:
        raise Unknown(f"{name} is a formula of several topics: {', '.join(same)}")
    if same:
        return every[same[0]]
    raise Unknown(f"no formula {name}{_did_you_mean(name, every)}")


def _law(formula: Formula, law: str) -> Law:
    if law in formula.laws:
        return formula.laws[law]
    raise Unknown(f"no law {law} of {formula.name}{nearest(law, formula.laws)}")


def _did_you_mean(name: str, formulas: Iterable[str]) -> str:
    """The full name, the bare name or the topic that comes nearest, whatever its case."""
    meant = {**{one: one for one in TOPICS}, **{full.partition(".")[2]: full for full in formulas}, **{full: full for full in formulas}}
    close = difflib.get_close_matches(name.lower(), meant, 1)
    return f"; did you mean {meant[close[0]]}?" if close else ""
