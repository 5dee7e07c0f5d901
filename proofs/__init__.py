"""Why the laws hold: derivations, in Python, and theorems that Coq accepted, in `rocq`.

Derivations: one file a topic (`convolution` and `line`, `layers`, ...) with the scripts of its laws.

    kernel       trusted: the steps, each checked when it is taken
    tracing      trusted: both sides of a law, by running the law on arrays whose sizes are letters
    subject      trusted: whether a formula is about arrays or about functions
    derivation   trusted: a law, its script, and whether the script leads from one side to the other

Theorems: their files are in `rocq`.

    audit        trusted: compiles them, and compares the axioms that they use with those that are allowed
    axioms       trusted: which these are, file by file
    linking      trusted: runs theorems against the laws that they are called after
    proving      all of this at once, and the ledger; `mathcnn prove`
    link         a command that runs a few theorems while they are being written

`derivations()` returns the derivations by the names of their laws. A `Derivation` shows nothing until it is checked.
"""

from __future__ import annotations

import functools
import importlib
import pathlib
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .derivation import Derivation


@functools.cache
def derivations() -> Mapping[str, Derivation]:
    """Every derivation, by the name of its law."""
    from mathcnn import TOPICS

    from .derivation import DERIVATIONS

    for topic in (*TOPICS, "line"):  # convolution has two files
        if (pathlib.Path(__file__).parent / f"{topic}.py").is_file():
            importlib.import_module(f"{__name__}.{topic}")
    return MappingProxyType(DERIVATIONS)
