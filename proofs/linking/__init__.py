"""Theorems of Coq linked to the laws of mathcnn, by running both.

Trusted. A law counts as proved by a theorem if

    theorems    the theorem is called after the law, and its variables are read rightly
    examples    both sides of the law are computed on random arguments
    goals       the theorem is instantiated with these arguments; its premises and sides are computed by Coq
    running     Coq accepts each of these goals

`pooling.max_pool::pads` is `max_pool_pads` in a file called `PoolingLaws`, or `Pooling...Laws`.
That both say the same is not read off the names: the premises must be true on the random arguments, and both sides must
be what the sides of the law are in Python, entry by entry. This shows a theorem about something else, a definition that
says something else, and a premise that cannot be met.
"""

from __future__ import annotations

from .examples import Example, examples
from .goals import datum, interval, nested
from .running import NUMBERS, PREAMBLE, REAL, Linked, link
from .theorems import LAWS, Theorem, Unlinked, law_of, theorem, theorems, variables

__all__ = [
    "LAWS",
    "NUMBERS",
    "PREAMBLE",
    "REAL",
    "Example",
    "Linked",
    "Theorem",
    "Unlinked",
    "datum",
    "examples",
    "interval",
    "law_of",
    "link",
    "nested",
    "theorem",
    "theorems",
    "variables",
]
