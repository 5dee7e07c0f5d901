"""Places and whole numbers that statements do not have, and the laws about them do, as SymPy expressions.

Trusted.
"""

from __future__ import annotations

import functools
from typing import Any

import sympy as sp

from mathcnn.language.statement import Axis

LAST = Axis("last_axis", nonnegative=True)  # one step along the last axis


class Reversed(sp.Function):
    """Reversed(place): the place with its coordinates in reverse order."""

    def _eval_is_integer(self) -> bool:
        return True

    def _eval_is_positive(self) -> bool | None:
        return self.args[0].is_positive

    def _eval_is_nonnegative(self) -> bool | None:
        return self.args[0].is_nonnegative


class Pair(sp.Function):
    """Pair(a, b): the place of two axes with these coordinates."""

    def _eval_is_integer(self) -> bool:
        return True

    def _eval_is_positive(self) -> bool | None:
        return all(e.is_positive for e in self.args) or None

    def _eval_is_nonnegative(self) -> bool | None:
        return all(e.is_nonnegative for e in self.args) or None


class Coordinate(sp.Function):
    """Coordinate(place, k): the coordinate of a place along the axis k, a whole number."""

    def _eval_is_integer(self) -> bool:
        return True


class OfLast(sp.Function):
    """OfLast(size): of the sizes of all spatial axes that of the last one, a whole number."""

    def _eval_is_integer(self) -> bool:
        return True

    def _eval_is_positive(self) -> bool | None:
        return self.args[0].is_positive

    def _eval_is_nonnegative(self) -> bool | None:
        return self.args[0].is_nonnegative


class Application(sp.Function):
    """A definition of whole numbers applied to letters. It has a class of its own, see `application`."""

    text: str
    kinds: tuple[bool, ...]
    place: bool

    def _eval_is_integer(self) -> bool:
        return True


@functools.cache
def application(text: str, kinds: tuple[bool, ...], place: bool) -> type[Application]:
    """The class of a definition. text: its name, and its space if it has one. kinds: for each argument whether it is a
    place. place: whether the result is one."""
    return type(text, (Application,), {"text": text, "kinds": kinds, "place": place})


def expanded(e: sp.Expr) -> sp.Expr:
    """A sum of products; a step along the last axis, times itself, is this step."""
    return sp.expand(e).replace(lambda one: isinstance(one, sp.Pow) and one.base == LAST, lambda one: LAST)


def parts_of(shape: tuple[Any, ...], sizes: tuple[sp.Expr, ...], kinds: tuple[bool, ...]) -> list[tuple[Any, ...]]:
    """The axes that each axis is split into, as many for each, if their sizes have its size as product; else []."""
    count, over = divmod(len(shape), len(sizes)) if sizes else (0, 0)
    if count < 2 or over or any(kinds) or not all(isinstance(n, sp.Expr) for n in shape):
        return []
    found = [shape[k : k + count] for k in range(0, len(shape), count)]
    return found if all(sp.expand(sp.Mul(*part) - n) == 0 for part, n in zip(found, sizes, strict=True)) else []


def flat_places(places: tuple[sp.Expr, ...], sizes: list[Any]) -> tuple[sp.Expr, ...]:
    """For axes that each stand for several, the index that several have together, the last one fastest."""
    found, left = [], iter(places)
    for those in sizes:
        index = sp.S.Zero
        for n in those:
            index = index * n + next(left)
        found.append(sp.expand(index))
    return tuple(found)
