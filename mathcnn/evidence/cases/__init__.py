"""Cases drawn from a formula's own shape line: geometries, and arrays of every number type that fit them.

choosers     what makes the choices: a random generator, a counter of all sizes, recorded choices
geometries   the shapes of the arrays and the other arguments of one call
within       what all cases of a block have in common
arrays       entries for these shapes: integers, floats, letters, and odd memory layouts
"""

from __future__ import annotations

from .arrays import as_float, as_floats, distinct, floats, integers, letters, odd_layout
from .choosers import Alike, Chooser, Counter, Least, Random, Recorded, Replay
from .geometries import MOST, Case, Reject, draw, every, sampled
from .within import Within, drawn_within

__all__ = [
    "MOST",
    "Alike",
    "Case",
    "Chooser",
    "Counter",
    "Least",
    "Random",
    "Recorded",
    "Reject",
    "Replay",
    "Within",
    "as_float",
    "as_floats",
    "distinct",
    "draw",
    "drawn_within",
    "every",
    "floats",
    "integers",
    "letters",
    "odd_layout",
    "sampled",
]
