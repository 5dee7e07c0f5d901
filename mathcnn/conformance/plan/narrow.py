"""Small calls in which axes have size 1, and results one entry along some of them.

Where an axis has one entry its stride in memory says nothing, and kernels that read strides, or that merge axes, go
astray. Each axis has a size, a kernel, a stride and a dilation of its own.
"""

from __future__ import annotations

import functools
import math
import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any  # Any: sizes and arguments, as a user writes them

from ...language.formula import Formula
from . import calls, factors, fills
from .building import Builder
from .factors import DTYPES, HALF, Factor, Value
from .points import Point

NAME = "axes of size 1"
RANKS = (1, 2, 2, 3)
SIZES, KERNELS = (2, 3, 4, 5, 6, 7), (2, 3, 4)  # of axes that are not 1
NUMBERS = (2, 3)  # strides, dilations and groups that are not 1
PADDINGS: tuple[Value, ...] = ("0", "0", 1, HALF)
ONE = 0.4  # the share of sizes and numbers that are 1
RARE, OFTEN = ("groups", "dilation"), 0.7  # numbers that are mostly 1, since other axes are larger by them
ALONE = "C", 0.5  # the channels a group that kernels have a way of their own for, if there is one; how often it is set
NONE, HALVES = "None", 0.5  # of a number that need not be given, and how often it is
WORDS = 0.3  # the share of words that are drawn; others are the simplest
OTHERS = 0.15  # of the calls whose results have several entries along the last axis, the share that is kept
ENTRIES = 2**14  # of an array at most
EACH = 40  # calls for each factor
TRIED = 80  # calls that are drawn for each that is wanted
NEW = 1000  # calls that are drawn for one that is new


@functools.cache
def narrow(of: Formula, seed: int, count: int) -> tuple[Point, ...]:
    """Small calls of a formula with axes of size 1, EACH for every factor that is drawn.

    of: the formula; seed: of the sizes; count: of the calls at most. Returns fewer points if the formula has few; none
    for a formula without arrays.
    """
    known = factors.factors(of, DTYPES, ("C order",))
    count = min(count, EACH * sum(one.role not in ("held", "amount") and len(one.values) > 1 for one in known))
    draw, rng = _Draw(of, known, random.Random(seed)), random.Random(seed)
    found: dict[str, Point] = {}
    ranked = any(one.role == "rank" for one in known)
    cycle = RANKS + (0,) * (0 in of.definition.ranks)
    newest = 0  # the draw that gave the last new call
    for k in range(TRIED * count if of.arrays else 0):
        without = (k - newest) // NEW  # a number of axes that has no new calls makes room for the next
        if len(found) == count or without == len(cycle):
            break
        try:
            point = draw.built(draw.values(cycle[(len(found) + without) % len(cycle)] if ranked else 1))
            result = calls.bound(of, point).result
            fills.read(of, point)  # arrays that must be given together
        except (ValueError, TypeError):
            continue
        if min(result, default=1) < 1 or max(map(math.prod, point.shapes.values())) > ENTRIES:
            continue
        last = result[-1] if result else 1
        if last == 1 and max(result, default=1) > 1 or rng.random() < OTHERS:
            one = replace(point, name=NAME)
            if found.setdefault(repr((point.shapes, point.kwargs)), one) is one:
                newest = k
    return tuple(found.values())


class _Draw(Builder):
    """Makes calls whose letters, and numbers on each axis, are drawn one by one."""

    def __init__(self, of: Formula, known: tuple[Factor, ...], rng: random.Random):
        super().__init__(of, known)
        self.rng = rng

    def values(self, rank: int) -> dict[str, Value]:
        """The values of all factors of a call; those of sizes and of numbers on each axis are drawn later."""
        start: dict[str, Value] = {"rank": rank} if "rank" in self.known else {}
        for name, one in self.known.items():
            if one.role == "number":
                start[name] = self.number(one.of) if NONE not in one.values or self.rng.random() < HALVES else NONE
            elif one.role == "ratio" or one.role == "word" and self.rng.random() < WORDS:
                start[name] = self.rng.choice(one.values)
            elif one.role in ("pair", "array"):
                start[name] = self.rng.choice(PADDINGS if one.role == "pair" else one.values)
        free = [one for name, one in self.known.items() if name not in start and one.role != "amount"]
        found = self._with_free(start, free, 1)
        del found["dtype"]
        return found

    def number(self, arg: str) -> int:
        """A stride, a dilation, a number of groups."""
        one = arg in self.of.names and self.rng.random() < (OFTEN if arg in RARE else ONE)
        return 1 if one else self.rng.choice(NUMBERS)

    def _sizes(self, values: Mapping[str, Value], rank: int) -> dict[str, Any]:
        names = calls.at_rank(self.of, rank)
        kernels = (n for one in self.letters if one.starred and one.name not in self.inner for n in names[one.name])
        small = set(kernels)
        found = {
            n: 1 if self.rng.random() < ONE else self.rng.choice(KERNELS if n in small else SIZES)
            for one in self.letters
            for n in names[one.name]
        }
        letter, share = ALONE
        return found | {letter: 1} if letter in found and self.rng.random() < share else found

    def _argument(self, arg: str, values: Mapping[str, Value], env: dict[str, Any], rank: int) -> Any:
        of = self.of
        if of.definition.per_axis(arg) and len(of.scalars[arg]) == 1 and isinstance(values[arg], int):
            return tuple(self.number(arg) for _ in range(rank))
        return super()._argument(arg, values, env, rank)
