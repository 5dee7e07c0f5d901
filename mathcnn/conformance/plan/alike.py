"""The calls whose axes are all of one length, for every small length, those whose paddings differ on every side, and
those with each layout in memory.

Where all axes are of one length, an implementation that takes one axis for another gets results of the right shape, and
no exception says so. Where paddings differ before and after and on each axis, each of them shows where it is used. A
covering array has these by pairs and triples of factors; here they are for every number of axes, place of an axis and
word.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...language.formula import Formula
from . import calls, factors, fills, layouts
from .building import Builder, Unfit
from .factors import HALF, Allowed, Factor, Value
from .fills import INTEGERS, NORMAL
from .points import Point

LENGTH, WINDOW = 4, 3  # of every axis; of a kernel, which is smaller
LENGTHS = range(1, 17)  # for which there is code of its own here and there: 5 x 5 matrices, 12 channels
UNLIKE = (2, 3, 5, 7, 4, 6)  # lengths of axes that differ
ROOM = 8  # entries of an axis that is padded or cropped on both sides
SIDES = ((1, 2), (2, 0), (0, 1))  # paddings before and after, axis by axis


def points_of(of: Formula, dtypes: tuple[str, ...], allowed: Allowed = ()) -> list[Point]:
    """The calls of a formula with axes of one length, and with paddings that differ on every side.

    of: the formula; dtypes: in which they are made, in turn; allowed: of some factors, the only values that they have
    """
    if not of.arrays or not dtypes:
        return []
    known = factors.factors(of, dtypes, allowed=allowed)
    build = Builder(of, known)
    exact = of.plan(1 if of.ranked else None, of.default_words()).exact
    found = [*_alike(of, known, build), *_lengths(of, known, build), *_sides(of, known, build)]
    found += _memories(of, known, build)
    turns = [(k + k // len(dtypes)) % len(dtypes) for k in range(len(found))]  # no word always has one type
    return [
        replace(point, dtype=dtypes[turn], fill=INTEGERS if exact else NORMAL)
        for point, turn in zip(found, turns, strict=True)
    ]


def _alike(of: Formula, known: Sequence[Factor], build: Builder) -> Iterator[Point]:
    """The calls with axes of one length: for every number of axes, and every place of an axis that is named."""
    sizes = {one.name: WINDOW if one.name == "kernel_size" else LENGTH for one in calls.letters(of)}
    halves = {one.name: HALF for one in known if one.role == "pair" and HALF in one.values}
    ways = [one for one in known if one.role in ("rank", "axes", "axis")]
    for chosen in itertools.product(*(one.values for one in ways)):
        values: Mapping[str, Value] = dict(zip((one.name for one in ways), chosen, strict=True))
        with contextlib.suppress(Unfit, ValueError, TypeError):
            point = build.fitting({**sizes, **halves, **values}).point
            if any(one.role == "axes" for one in ways):  # a letter of several axes has other lengths on the first ones
                point = replace(point, shapes={a: (LENGTH,) * len(shape) for a, shape in point.shapes.items()})
                calls.bound(of, point)
            yield replace(point, name=", ".join(["axes of one length", *(f"{a} {v}" for a, v in values.items())]))


def _lengths(of: Formula, known: Sequence[Factor], build: Builder) -> Iterator[Point]:
    """The calls with axes of one length, for every small length: of images where a formula has axes of space."""
    ranks = next((one.values for one in known if one.role == "rank"), ())
    usual: dict[str, Value] = {"rank": 2} if 2 in ranks else {}
    usual |= {one.name: HALF for one in known if one.role == "pair" and HALF in one.values}
    for n in LENGTHS:
        sizes = {one.name: min(n, WINDOW) if one.name == "kernel_size" else n for one in calls.letters(of)}
        with contextlib.suppress(Unfit, ValueError, TypeError):
            point = build.fitting({**sizes, **usual}).point
            fills.read(of, point)  # further results may refuse one value
            yield replace(point, name=f"axes of length {n}")


def _memories(of: Formula, known: Sequence[Factor], build: Builder) -> Iterator[Point]:
    """The calls with each layout in memory for every number of axes, where no axis has one entry."""
    lengths = itertools.cycle(UNLIKE)
    unlike = {one.name: WINDOW if one.name == "kernel_size" else next(lengths) for one in calls.letters(of)}
    ways = [one for one in known if one.role in ("rank", "axes")]
    for layout, chosen in itertools.product(layouts.LAYOUTS, itertools.product(*(one.values for one in ways))):
        values: Mapping[str, Value] = dict(zip((one.name for one in ways), chosen, strict=True))
        with contextlib.suppress(Unfit, ValueError, TypeError):
            point = build.fitting({**unlike, **values}).point
            said = ", ".join([layout, *(f"{a} {v}" for a, v in values.items())])
            yield replace(point, layout=layout, name=f"memory: {said}")


def _sides(of: Formula, known: Sequence[Factor], build: Builder) -> Iterator[Point]:
    """The calls with paddings that differ on every side: for every number of axes, and all words."""
    pairs = [one.name for one in known if one.role == "pair"]
    ways = [one for one in known if one.role == "rank" or one.role == "word"]
    room = {**dict.fromkeys(build.inner, ROOM), **{one.name: WINDOW for one in known if one.name == "kernel_size"}}
    for chosen in itertools.product(*(one.values for one in ways)) if pairs else ():
        values: Mapping[str, Value] = dict(zip((one.name for one in ways), chosen, strict=True))
        for arg, turned in itertools.product(pairs, (False, True)):
            sides = SIDES[: int(values.get("rank", 1))]
            with contextlib.suppress(Unfit, ValueError, TypeError):
                point = build.fitting({**room, **values}).point
                kwargs = {**point.kwargs, arg: tuple(pair[::-1] for pair in sides) if turned else sides}
                point = replace(point, kwargs=kwargs)
                calls.bound(of, point)
                yield replace(point, name=", ".join([f"{arg} {kwargs[arg]}", *(f"{a} {v}" for a, v in values.items())]))
