"""Arrays with two axes, given to a formula for any number of spatial axes.

Trusted. A pair of whole numbers is a place of the space of two axes, whose operations are done on each of them.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from mathcnn.language.statement import Axis

from .arrays import Array
from .expressions import Unprinted, is_place
from .places import Coordinate, Pair
from .traces import Places, Trace

SPACE = "space2"


def coordinate(e: sp.Expr, k: int) -> sp.Expr:
    """A coordinate of a place. Every operation on places is done on each axis, and a whole number is the same there."""
    letters = {s: Coordinate(s, sp.Integer(k)) for s in e.atoms(Axis)}
    pairs = {one: one.args[k] for one in e.atoms(Pair)}
    return sp.expand(e.xreplace(pairs | letters))


def as_place(x: Array) -> Array:
    """The last two axes of an array as one spatial axis."""
    x.trace.space = fixed(x.trace)
    at = lambda places: x.at((*places[:-1], coordinate(places[-1], 0), coordinate(places[-1], 1)))
    return x.like((*x.shape[:-2], Pair(*x.shape[-2:])), (*x.kinds[:-2], True), at)


def as_axes(x: Array) -> Array:
    """The last axis of an array, which is the spatial one, as two axes."""
    *before, last = x.shape
    sizes = (*before, coordinate(last, 0), coordinate(last, 1))

    def at(places: Places) -> str:
        return x.at((*places[:-2], Pair(*places[-2:])))

    return x.like(sizes, (*x.kinds[:-1], False, False), at)


def fixed(trace: Trace) -> str:
    """The space of such a law. Raises Unprinted if it has places of any number of axes."""
    if trace.space not in ("", SPACE) or trace.rank not in (None, 2):
        raise Unprinted("two axes among any number of them")
    return SPACE


def needs(have: Array, line: list[Any]) -> bool:
    """Whether the last two axes of an array are those that a formula reads as the spatial ones."""
    return not any(have.kinds) and len(have.shape) == len(line) + 1 and is_place(line[-1].size)
