"""Calls made smaller, as long as they are still wrong."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Sequence

from ..language import shapes
from ..language.formula import BoundCall, Formula
from . import timing
from .plan.fills import read
from .plan.points import Point
from .sizes import numbers_of, size_of

Place = str | tuple[str, int]  # a letter, "", or an argument and its axis
TRIES = 60  # calls that are made at most
WORK = 2.0**28  # operations and entries of them together, so that the result does not depend on the machine's load
SECONDS = 60.0  # after which a slow target is asked for no more


def shrunk(of: Formula, point: Point, wrong: Callable[[Point], bool]) -> Point:
    """A call with smaller arrays, or with smaller integers if it has no array, that is wrong, too: each is made 1 where
    that is still wrong, and reduced by bisection afterwards; equal sizes are reduced together, too.

    of: the formula; point: the call; wrong: whether another call is wrong. Calls for which too little of WORK is left
    are not made.
    """
    left, work, began = TRIES, WORK, timing.begin()
    known: list[Point] = []  # the calls that were made
    bisected, again = False, True
    while again or not bisected:
        bisected, again = bisected or not again, False
        for letter, n in _sizes(of, point):
            least, most = 0, n  # a size that is too small, and one that is wrong
            while most - least > 1:
                tried = 1 if least == 0 else (least + most) // 2
                smaller = _with(of, point, letter, most, tried)
                if smaller == point:  # equal sizes that have become smaller one by one
                    break
                if (price := _price(of, smaller)) > work or smaller in known:
                    least = tried
                else:
                    if (left := left - 1) < 0 or timing.since(began) > SECONDS:
                        return point
                    work -= price
                    known.append(smaller)
                    if wrong(smaller):
                        point, most, again = smaller, tried, True
                    else:
                        least = tried
                if not bisected:
                    break
    return point


def _price(of: Formula, point: Point) -> float:
    """The work of a call; 0 for one that the formula refuses, which takes none."""
    try:
        return size_of(of, point).price
    except (ValueError, TypeError):
        return 0.0


def _any_axes(call: BoundCall, point: Point) -> bool:
    """Whether a letter of the shapes stands for any number of axes."""
    return any(entry.many for a in point.shapes for entry in call.plan.arrays[a])


def _sizes(of: Formula, point: Point) -> Sequence[tuple[Place, int]]:
    """The letters of the shapes that no argument gives, with their values, largest first, and "" with each size that
    several of them have; where letters stand for any number of axes, "" with each size; of a call without arrays its
    integers."""
    if not point.shapes:
        return sorted(((at, n) for at, n in numbers_of(point).items() if n > 1), key=lambda one: (-one[1], one[0]))
    call = read(of, point)
    if _any_axes(call, point):
        return [("", n) for n in sorted({n for shape in point.shapes.values() for n in shape if n > 1}, reverse=True)]
    given = {one.name for letters in call.plan.scalars.values() for s in letters for one in call.plan.expanded(s)}
    lines = (call.plan.arrays[a] for a in point.shapes)
    letters = {str(s) for line in lines for entry in line for s in entry.size.free_symbols} - given
    found = sorted(((s, call.env[s]) for s in letters if call.env[s] > 1), key=lambda one: (-one[1], one[0]))
    counts = Counter(n for _, n in found)
    return [*found, *(("", n) for n, count in counts.items() if count > 1)]


def _with(of: Formula, point: Point, letter: Place, n: int, less: int) -> Point:
    """The same call with a smaller size. letter, n: as `_sizes` has them; less: the new size."""
    if isinstance(letter, tuple):
        a, k = letter
        v = point.kwargs[a]
        changed = (*v[:k], less, *v[k + 1 :]) if isinstance(v, tuple) else less
        return dataclasses.replace(point, kwargs={**point.kwargs, a: changed})
    if not letter:
        found = {a: tuple(less if m == n else m for m in shape) for a, shape in point.shapes.items()}
        return dataclasses.replace(point, shapes=found)
    call = read(of, point)
    env = {**call.env, letter: less}
    lines = {a: call.plan.arrays[a] for a in point.shapes}
    found = {a: tuple(shapes.value(entry.size, env) for entry in line) for a, line in lines.items()}
    return dataclasses.replace(point, shapes=found)
