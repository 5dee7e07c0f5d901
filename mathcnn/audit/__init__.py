"""The audit of the source document: each of its statements as printed, its verdict, and its correction.

    statements()                      all of them, in the document's order
    find("continuous")                one, by its id
    audit(statements())               findings: verdicts, counterexamples and evidence, computed at each call

Each section of the document is a module: foundations, perceptrons, products, frameworks, filters, properties, networks,
activations, pooling, batch_norm. `propositions` and `readings` are what can be asked of a statement, `statements` is
how its verdict follows from the answers.
"""

from __future__ import annotations

import functools
import importlib

from ..catalogue import Unknown
from ..language.formula import nearest
from .statements import WORDS, Finding, Statement, as_data, audit, examine

__all__ = ["TITLES", "WORDS", "Finding", "Statement", "Unknown", "as_data", "audit", "examine", "find", "statements"]

MODULES = (
    "foundations",
    "perceptrons",
    "products",
    "frameworks",
    "filters",
    "properties",
    "networks",
    "activations",
    "pooling",
    "batch_norm",
)
TITLES = {  # of the document's sections
    "I": "Probability",
    "1.0.1": "From MLPs to convolutions",
    "1.0.2": "Translation invariance",
    "1.0.3": "Locality",
    "2.0.1": "Convolution of functions",
    "2.0.2": "Convolution for images",
    "III": "Cross-correlation, and kernels",
    "3.0.4": "Properties of convolution",
    "IV": "Architecture",
    "4.0.1": "LeNet",
    "V": "Activation, pooling, batch normalisation",
}


@functools.cache
def _by_id() -> dict[str, Statement]:
    found = [one for name in MODULES for one in importlib.import_module(f"{__package__}.{name}").STATEMENTS]
    if len(by_id := {one.id: one for one in found}) < len(found):
        raise TypeError("two statements have one id")
    return by_id


def statements() -> list[Statement]:
    """Every statement, in the document's order."""
    return list(_by_id().values())


def find(name: str) -> Statement:
    """The statement with an id. Raises Unknown, with the nearest id, if there is none.

    >>> find("continuous").section
    '2.0.1'
    >>> find("continous")
    Traceback (most recent call last):
    mathcnn.catalogue.Unknown: no statement continous; did you mean continuous?
    """
    if name not in _by_id():
        raise Unknown(f"no statement {name or repr(name)}{nearest(name.lower(), _by_id())}")
    return _by_id()[name]
