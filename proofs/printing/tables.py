"""Axes that stand for several, and several axes taken as one, the last of them fastest: tables of any number of
variables.

Trusted. It trusts `arrays`. A formula sees the axes of one letter as one axis, as a call does in Python
(`mathcnn.language.shapes.fold`), and the result has them again. A law that leaves the axes of its argument open is
printed with one axis for all that the argument names, which stands first, and one for all others. Such an axis is
called by a name, never by a number: which number it has in Python is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy import Expr

from mathcnn.language.formula import Formula

from .arrays import Array
from .expressions import Unprinted
from .formulas import Printed, bare
from .places import flat_places, parts_of
from .slices import RESHAPED
from .traces import Axes, Named, PerAxis, Places, chosen

Group = tuple[int, ...]  # axes of an array, ascending


@dataclass(frozen=True)
class Letter:
    """The axes that a formula sees as one: their numbers in their array, and their sizes."""

    axes: Group
    sizes: tuple[Expr, ...]


def together(index: Expr, sizes: Sequence[Expr]) -> list[Expr]:
    """The indices along some axes, from the number of their place, the last axis fastest."""
    found = []
    for k, n in enumerate(sizes):
        later = sp.floor(index / sp.Mul(*sizes[k + 1 :]))
        found.append(sp.Mod(later, n, evaluate=False) if k else later)
    return found


def numbered(indices: Sequence[Expr], sizes: Sequence[Expr]) -> Expr:
    """The number of a place along some axes, the last axis fastest."""
    found: Expr = sp.S.Zero
    for k, n in zip(indices, sizes, strict=True):
        found = found * n + k
    return sp.expand(found)


def as_one(x: Array, groups: Sequence[Group]) -> Array:
    """An array with one axis for each group of its axes. Raises Unprinted for spatial axes in a group of several."""
    if list(groups) == [(k,) for k in range(len(x.shape))]:
        return x
    if any(x.kinds[k] for group in groups if len(group) != 1 for k in group):
        raise Unprinted("spatial axes taken as one with others")
    sizes = [tuple(x.shape[k] for k in group) for group in groups]

    def at(places: Places) -> str:
        own: dict[int, Expr] = {}
        for index, group, those in zip(places, groups, sizes, strict=True):
            own |= zip(group, (index,) if len(group) == 1 else together(index, those), strict=True)
        return x.at(tuple(own[k] for k in range(len(x.shape))))

    kinds = tuple(len(group) == 1 and x.kinds[group[0]] for group in groups)
    return x.like(tuple(sp.Mul(*those) for those in sizes), kinds, at, many=0)


def groups_of(of: Formula, one: Printed, a: str, x: Array, given: dict[str, Any]) -> list[Group]:
    """The axes of an array for each letter of its line. Raises Unprinted."""
    line, rank = one.arrays[a], len(x.shape)
    selects = {letter: arg for arg, letter in of.along.items()}
    here = [k for k, e in enumerate(line) if str(bare(e)) in selects and len(line) > 1]
    if not here:
        several = [k for k, e in enumerate(line) if e.many]
        if not several:
            return [(k,) for k in range(rank)]
        if len(several) > 1 or rank < len(line) - 1:
            raise Unprinted(f"{of.name}: {a} of {rank} axes")
        behind = rank - (len(line) - several[0] - 1)
        return [
            *((k,) for k in range(several[0])),
            tuple(range(several[0], behind)),
            *((k,) for k in range(behind, rank)),
        ]
    (at,) = here
    first = chosen(given[selects[str(bare(line[at]))]], rank, x.many)
    rest = tuple(k for k in range(rank) if k not in first)
    others = [rest] if len(line) == 2 and line[1 - at].many else [(k,) for k in rest]
    if not line[at].many and len(first) != 1:
        raise Unprinted(f"{of.name}: {a} along {len(first)} axes")
    return [*others[:at], first, *others[at:]]


class Folds:
    """How a formula sees the axes of its arrays, for one call."""

    def __init__(self, of: Formula, one: Printed, arrays: dict[str, Array], given: dict[str, Any]):
        self.result = [str(bare(e)) for e in one.result]
        self.letters: dict[str, tuple[str, Letter]] = {}
        self.arrays: dict[str, Array] = {}
        self.many = {a: x.many for a, x in arrays.items()}
        for a, x in arrays.items():
            line = one.arrays[a]
            if not of.along and not any(e.many for e in line):
                self.arrays[a] = x
                continue
            groups = groups_of(of, one, a, x, given)
            if len(groups) != len(line):
                raise Unprinted(f"{of.name}: {a} of {len(x.shape)} axes")
            self.arrays[a] = as_one(x, groups)
            for e, group in zip(line, groups, strict=True):
                sizes = tuple(x.shape[k] for k in group)
                _, first = self.letters.setdefault(str(bare(e)), (a, Letter(group, sizes)))
                if e.many and len(first.sizes) != len(sizes):
                    raise Unprinted(f"{of.name}: {a} with other axes than before")

    def undone(self, y: Array) -> Array:
        """A result that has the axes of each letter again, in the order of the array that they come from."""
        known = [self.letters.get(s) for s in self.result]
        if not any(known):
            return y
        if not all(known) or len({one[0] for one in known if one}) > 1:
            if all(one is None or len(one[1].axes) == 1 for one in known):
                return y
            raise Unprinted("a result with axes of several arrays, some of them taken as one")
        letters = [one[1] for one in known if one]
        order = sorted(k for letter in letters for k in letter.axes)
        if [letter.axes for letter in letters] == [(k,) for k in order]:
            y.many = y.many if any(self.many.values()) else 0
            return y
        sizes = {k: n for letter in letters for k, n in zip(letter.axes, letter.sizes, strict=True)}

        def at(places: Places) -> str:
            own = dict(zip(order, places, strict=True))
            return y.at(tuple(numbered([own[k] for k in letter.axes], letter.sizes) for letter in letters))

        shape = tuple(sizes[k] for k in order)
        many = max(self.many[one[0]] for one in known if one)
        return y.like(shape, (False,) * len(order), at, many=many)


def in_one_row(x: Array) -> Array:
    """All entries along one axis, the last axis fastest. Raises Unprinted for spatial axes."""
    if any(x.kinds):
        raise Unprinted("the entries of an image in one row")
    found = as_one(x, [tuple(range(len(x.shape)))])
    return found.like(found.shape, found.kinds, found.at, many=0) if x.many else found


def at_once(x: Array, shape: tuple[Any, ...]) -> Array:
    """An array whose last axes are taken as one: reshape(n, ..., -1)."""
    lead = len(shape) - 1
    if shape[-1] != -1 or list(shape[:lead]) != list(x.shape[:lead]) or x.many:
        raise Unprinted(f"an array of shape {x.shape} as one of shape {shape}")
    return as_one(x, [*((k,) for k in range(lead)), tuple(range(lead, len(x.shape)))])


def reshaped(x: Array, shape: tuple[Any, ...]) -> Array:
    """An array in another shape. Raises Unprinted."""
    if len(shape) < len(x.shape):
        return at_once(x, shape)
    before = len(shape) - len(x.shape)
    if x.shape and before > 0 and shape[before:] == x.shape and not any(x.kinds):
        sizes = [n.value if isinstance(n, PerAxis) else n for n in shape[:before]]
        if all(n == 1 for n in sizes):
            kinds = (*(isinstance(n, PerAxis) for n in shape[:before]), *x.kinds)
            return x.like((*sizes, *x.shape), kinds, lambda places: x.at(places[before:]))
    if split := parts_of(shape, x.shape, x.kinds):
        return x.like(shape, (False,) * len(shape), lambda places: x.at(flat_places(places, split)))
    lead, more = shape[: len(x.shape)], shape[len(x.shape) :]
    sizes = [n.value if isinstance(n, PerAxis) else n for n in more]
    if any(n not in (-1, m) for n, m in zip(lead, x.shape, strict=True)) or any(n != 1 for n in sizes):
        raise Unprinted(f"an array of shape {x.shape} as one of shape {shape}")
    kinds = (*x.kinds, *(isinstance(n, PerAxis) for n in more))
    count = len(x.shape)
    return x.like((*x.shape, *sizes), kinds, lambda places: x.at(places[:count]))


def names_of_axes(ndim: Axes) -> tuple[Named, ...]:
    """range(ndim) where the axes have no numbers: their names."""
    return tuple(map(Named, range(ndim.count)))


RESHAPED |= {"one axis": in_one_row, "shape": reshaped}
