"""What a call is in the letters of its formula: the sizes that its shapes and arguments set, and its work."""

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any  # Any: arguments as a user writes them

import numpy as np
import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from ...language import shapes
from ...language.formula import Formula
from ...language.plan import Plan
from .points import Point

ZERO = np.zeros(())


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

    @property
    def result(self) -> tuple[int, ...]:
        """The shape of the result, where axes that one letter stands for count as one."""
        return tuple(shapes.value(entry.size, self.env) for entry in self.plan.result)


def bound(of: Formula, point: Point) -> Bound:
    """A call in the letters of its formula. Raises ValueError or TypeError if its shapes or arguments don't fit.

    of: the formula; point: the call. Entries of arrays take no part, so domains are not checked.
    """
    defaults = {a: p.default for a, p in of.signature.parameters.items() if p.default is not inspect.Parameter.empty}
    values: dict[str, Any] = {**defaults, **point.kwargs}
    arrays = {a: np.broadcast_to(ZERO, shape) for a, shape in point.shapes.items()}
    plan = of.plan(of.definition.rank(arrays, values), of.definition.words_of(values))
    if lacking := plan.needed - arrays.keys():
        raise ValueError(f"{of.name}: {', '.join(sorted(lacking))} is needed")
    chosen: dict[str, tuple[int, ...]] = {}
    for arg, letter in of.along.items():
        array = next(a for a, line in plan.arrays.items() if letter in {str(entry.size) for entry in line})
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


# ---------------------------------------------------------------- work


@dataclass(frozen=True)
class Terms:
    """A sum, maximum or the like of a statement.

    limits: how many values each of its letters takes; caps: for each array that its terms are entries of, the sizes of
    the axes that it runs over, since entries outside take no part; outer: the axes of the result that it depends on
    """

    limits: tuple[sp.Expr, ...]
    caps: tuple[tuple[sp.Expr, ...], ...]
    outer: tuple[int, ...]

    def count(self, env: dict[str, Any]) -> int:
        """How many terms it has; `env` has the values of letters."""
        most = [self.limits, *self.caps]
        return min(math.prod(max(0, int(shapes.value(e, env))) for e in one) for one in most)


@functools.cache
def sums(plan: Plan) -> tuple[Terms, ...]:
    """The sums, maxima and the like of a statement, those of its named parts included."""
    found = []
    for e in plan.equations:
        for one in sorted(e.rhs.atoms(ExprWithLimits), key=str):
            letters = {limit[0] for limit in one.limits}
            caps = []
            for x in sorted(one.function.atoms(sp.Indexed), key=str):
                line = plan.arrays.get(str(x.base))
                if line is not None and (touched := _touched(x, line, letters)):
                    caps.append(touched)
            free = one.free_symbols
            outer = tuple(k for k, i in enumerate(plan.indices) if i in free)
            found.append(Terms(tuple(hi - lo + 1 for _, lo, hi in one.limits), tuple(caps), outer))
    return tuple(found)


def _touched(x: sp.Indexed, line: list[shapes.Entry], letters: set[sp.Symbol]) -> tuple[sp.Expr, ...]:
    """The sizes of the axes of an array that the letters of a sum run over; empty if a letter runs over none alone."""
    axes = [(i.free_symbols & letters, entry.size) for i, entry in zip(x.indices, line, strict=True)]
    seen = set().union(*(mine for mine, _ in axes)) if axes else set()
    return tuple(size for mine, size in axes if mine) if seen == letters else ()


def middle(call: Bound) -> dict[str, Any]:
    """The letters of a call, those of its result in the middle, and those that sums bind at their last value, since the
    limits of a sum may depend on them."""
    env = {**call.env, **{str(i): n // 2 for i, n in zip(call.plan.indices, call.result, strict=True)}}
    for name, last in last_values(call.plan):
        try:
            env.setdefault(name, shapes.value(last, env))
        except NameError:  # a letter that no sum binds
            continue
    return env


@functools.cache
def last_values(plan: Plan) -> tuple[tuple[str, sp.Expr], ...]:
    """The letters that sums bind, each with its last value, which reads earlier ones only."""
    sums_ = [one for e in plan.equations for one in e.rhs.atoms(ExprWithLimits)]
    left = [limit for one in sorted(sums_, key=str) for limit in one.limits]
    names = {limit[0] for limit in left}
    found: list[tuple[str, sp.Expr]] = []
    while left:
        known = {name for name, _ in found}
        ready = [limit for limit in left if {s.name for s in limit[2].free_symbols & names} <= known] or left
        found += [(limit[0].name, limit[2]) for limit in ready]
        left = [limit for limit in left if limit not in ready]
    return tuple(found)


def terms(call: Bound) -> int:
    """The terms of the longest sum of a call, 1 if it has none."""
    env = middle(call) if sums(call.plan) else {}
    return max((one.count(env) for one in sums(call.plan)), default=1)


def multiply_adds(call: Bound) -> int:
    """About how many multiplications, or comparisons, a call takes."""
    made, env = call.result, middle(call) if sums(call.plan) else {}
    return math.prod(made) + sum(one.count(env) * math.prod(made[k] for k in one.outer) for one in sums(call.plan))


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
