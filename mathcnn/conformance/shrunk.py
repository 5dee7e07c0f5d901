"""Calls made smaller, as long as they are still wrong."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator

from ..language import shapes
from ..language.formula import Formula
from .plan.fills import read
from .plan.points import Point

TRIES = 60  # calls that are made at most
SECONDS = 4.0  # that they may take


def shrunk(of: Formula, point: Point, wrong: Callable[[Point], bool]) -> Point:
    """A call with smaller arrays that is wrong, too: sizes are reduced one after another.

    of: the formula; point: the call; wrong: whether another call is wrong. Arrays whose letters stand for any number of
    axes keep their shapes.
    """
    left, started = TRIES, time.perf_counter()
    again = True
    while again and left > 0:
        again = False
        for smaller in _smaller(of, point):
            if (left := left - 1) < 0 or time.perf_counter() - started > SECONDS:
                left = 0
                break
            if wrong(smaller):
                point, again = smaller, True
                break
    return point


def _smaller(of: Formula, point: Point) -> Iterator[Point]:
    """The same call with one size made smaller."""
    call = read(of, point)
    lines = {a: call.plan.arrays[a] for a in point.shapes}
    if any(entry.many for line in lines.values() for entry in line):
        return
    given = {one.name for letters in call.plan.scalars.values() for s in letters for one in call.plan.expanded(s)}
    letters = {str(s) for line in lines.values() for entry in line for s in entry.size.free_symbols} - given
    for letter in sorted(letters, key=lambda s: (-call.env[s], s)):
        n = call.env[letter]
        for less in sorted({1, n // 2, n - 1} - {0, n}):
            env = {**call.env, letter: less}
            found = {a: tuple(shapes.value(entry.size, env) for entry in line) for a, line in lines.items()}
            yield dataclasses.replace(point, shapes=found)
