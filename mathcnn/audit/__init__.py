"""The source document, audited: each of its statements as printed, its verdict, and what should stand there instead.

    statements()                      all of them, in the document's order
    find("continuous")                one, by its id
    audit(statements())               findings: verdicts, counterexamples and evidence, computed at each call

The statements stand in modules by section: foundations, perceptrons, products, filters, properties, networks,
components. `propositions` is what can be asked of them, `statements` how a verdict follows, `pages` how it is shown.
"""

from __future__ import annotations

import functools
import importlib

from ..catalogue import Unknown
from ..language.formula import nearest
from .statements import Finding, Statement, WORDS, audit, examine, told

__all__ = ["SECTIONS", "WORDS", "Finding", "Statement", "Unknown", "audit", "examine", "find", "statements", "told"]

SECTIONS = ("foundations", "perceptrons", "products", "filters", "properties", "networks", "components")


@functools.cache
def _by_id() -> dict[str, Statement]:
    found = [one for name in SECTIONS for one in importlib.import_module(f"{__package__}.{name}").STATEMENTS]
    if len(by_id := {one.id: one for one in found}) < len(found):
        raise TypeError("two statements have one id")
    return by_id


def statements() -> list[Statement]:
    """Every statement, in the document's order."""
    return list(_by_id().values())


def find(name: str) -> Statement:
    """A statement by its id, or `Unknown` with the nearest match.

    >>> find("continuous").section
    '2.0.1'
    >>> find("continous")
    Traceback (most recent call last):
    mathcnn.catalogue.Unknown: no statement continous; did you mean continuous?
    """
    if name not in _by_id():
        raise Unknown(f"no statement {name or repr(name)}{nearest(name.lower(), _by_id())}")
    return _by_id()[name]
