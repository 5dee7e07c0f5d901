"""Why the laws hold: derivations, one file a topic, and what a proof assistant's kernel accepted, in `rocq`.

    questions   what a step asks: are two expressions the same, does an inequality follow, where can a term be other than zero
    kernel      the steps, each checked when it is taken
    functions   the same for laws about functions on the line, and sequences on all of Z
    tracing     both sides of a law, by running the law on arrays whose sizes are letters
    derivation  a law and the script that derives it

`derivations()` is what there is, by the names of the laws; a `Derivation` shows nothing before it has been checked.
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

    for room in (*TOPICS, "line"):  # convolution has a second room
        if (pathlib.Path(__file__).parent / f"{room}.py").is_file():
            importlib.import_module(f"{__name__}.{room}")
    return MappingProxyType(DERIVATIONS)
