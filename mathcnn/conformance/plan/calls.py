"""What a call is in the letters of its formula: the sizes that its shapes and arguments set, and its entries."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar  # Any: arguments as a user writes them

import numpy as np

from ...language import shapes
from ...language.formula import Formula
from ...language.plan import Plan, exact_key
from .points import Point


@functools.lru_cache(4096)
def without_entries(shape: tuple[int, ...]) -> np.ndarray:
    """An array of a shape, made of one zero, where entries take no part."""
    return np.broadcast_to(np.zeros(()), shape)


@dataclass(frozen=True)
class Bound:
    """A call whose shapes fit: its statement, the value of every letter, and every argument beside arrays.

    plan: the statement at the rank and with the words of the call; env: the value of each letter, where axes that one
    letter stands for count as one; values: the arguments beside arrays, with their defaults; folds: how the axes of
    arrays are grouped where a letter stands for several
    """

    plan: Plan
    env: dict[str, Any]  # Any: letters and arguments are numbers of several types
    values: dict[str, Any]
    folds: dict[str, shapes.AxisGroups]

    @functools.cached_property
    def result(self) -> tuple[int, ...]:
        """The shape of the result, where axes that one letter stands for count as one."""
        return tuple(shapes.value(entry.size, self.env) for entry in self.plan.result)


MOST_KEPT = 4096
T = TypeVar("T")


def kept(held: bool = False) -> Callable[[Callable[[Formula, Point], T]], Callable[[Formula, Point], T]]:
    """Keep what a function says of the last MOST_KEPT calls: each is made in every type, with several fills.

    held: whether it depends on how the arrays are held. Calls are told apart by the types of their arguments, too; an
    argument that may be anything is asked for each time.
    """

    def keeping(make: Callable[[Formula, Point], T]) -> Callable[[Formula, Point], T]:
        found: dict[tuple[Any, ...], T] = {}

        @functools.wraps(make)
        def known(of: Formula, point: Point) -> T:
            try:
                key = (of, *map(exact_key, (tuple(point.shapes.items()), tuple(point.kwargs.items()))))
            except TypeError:
                return make(of, point)
            key += (point.dtype, point.layout) if held else ()
            if key not in found:
                if len(found) >= MOST_KEPT:
                    found.clear()
                found[key] = make(of, point)
            return found[key]

        return known

    return keeping


@kept()
def bound(of: Formula, point: Point) -> Bound:
    """A call in the letters of its formula. Raises ValueError or TypeError if its shapes or arguments don't fit.

    of: the formula; point: the call. Entries of arrays take no part, so domains are not checked.
    """
    values: dict[str, Any] = {**of.definition.defaults, **point.kwargs}
    arrays = {a: without_entries(shape) for a, shape in point.shapes.items()}
    plan = of.plan(of.definition.rank(arrays, values), of.definition.words_of(values))
    if lacking := plan.needed - arrays.keys():
        raise ValueError(f"{of.name}: {', '.join(sorted(lacking))} is needed")
    chosen: dict[str, tuple[int, ...]] = {}
    for arg, letter in of.along.items():
        array = next(a for a, line in plan.arrays.items() if letter in map(_size, line))
        chosen[letter] = shapes.chosen_axes(arg, values[arg], arrays[array].ndim, array)
    folds = {
        a: shapes.fold(a, arrays[a].shape, line, {s: at for s, at in chosen.items() if s in map(_size, line)})
        for a, line in plan.arrays.items()
        if a in arrays and (chosen or any(entry.many for entry in line))
    }
    sizes = {a: folds[a].folded if a in folds else shape for a, shape in point.shapes.items()}
    return Bound(plan, plan.bind(sizes, values), values, folds)


def _size(entry: shapes.Entry) -> str:
    return shapes.printed(entry.size)


# ---------------------------------------------------------------- entries


def entries(call: Bound, point: Point) -> dict[str, int]:
    """How many entries each array has, and the result."""
    return {**{a: math.prod(shape) for a, shape in point.shapes.items()}, "result": math.prod(call.result)}


def padded(call: Bound, point: Point) -> int:
    """How many entries the first array has with its padding, which an implementation may lay out."""
    if not point.shapes:
        return 1
    first, rank = next(iter(point.shapes.values())), call.plan.rank
    names = [("p", "q")] if rank == 1 else [(f"p_{k + 1}", f"q_{k + 1}") for k in range(rank)]
    more = [sum(int(call.env.get(name, 0)) for name in pair) for pair in names]
    if len(first) < rank or not any(more):
        return math.prod(first)
    return math.prod(first[:-rank]) * math.prod(n + k for n, k in zip(first[-rank:], more, strict=True))


# ---------------------------------------------------------------- letters of the shape line


@dataclass(frozen=True)
class Letter:
    """A letter of the shape line that the shapes of arrays set.

    name: as the statement for one axis prints it; array: the first that has it; axes: its axes there, by the number of
    spatial axes; starred: whether there is one for each spatial axis; many: whether it stands for any number of axes
    """

    name: str
    array: str
    starred: bool
    many: bool
    least: int


@functools.cache
def letters(of: Formula) -> tuple[Letter, ...]:
    """The letters that the shapes of arrays set, in the order in which the shape line has them."""
    return tuple(_letters(of))


def _letters(of: Formula) -> Iterator[Letter]:
    plan = of.plan(1, of.default_words()) if of.ranked else of.plan(words=of.default_words())
    texts = {a: shapes.split(b.strip("?")[1:-1]) for a, b in zip(of.arrays, of.definition.brackets, strict=True)}
    for step in plan.steps:
        if step.letter is not None:
            least = 0 if step.letter.is_nonnegative and not step.letter.is_positive else 1
            starred = texts[step.array][step.axis].startswith("*")
            yield Letter(step.letter.name, step.array, starred, plan.arrays[step.array][step.axis].many, least)


@functools.cache
def at_rank(of: Formula, rank: int) -> Mapping[str, tuple[str, ...]]:
    """The letters that stand for each letter of `letters(of)` at a number of spatial axes."""
    plan, found = of.plan(rank, of.default_words()), {}
    new = [step.letter.name for step in plan.steps if step.letter is not None]
    for letter in letters(of):
        count = rank if letter.starred else 1
        found[letter.name], new = tuple(new[:count]), new[count:]
    return found
