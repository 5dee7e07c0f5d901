"""How much work a call takes, by which the calls of a plan are ordered, and left out."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..language.formula import Formula
from ..language.work import multiply_adds
from .plan import fills
from .plan.points import Point
from .products import products

Key = tuple[object, ...]


def key_of(point: Point) -> Key:
    """What tells calls apart, whatever type they are made in."""
    return (*point.shapes.items(), *point.kwargs.items(), point.name)


def entries_of(point: Point) -> int:
    """How many entries the arrays of a call have."""
    return sum(map(math.prod, point.shapes.values()))


def rank_of(of: Formula, point: Point) -> int:
    """The number of spatial axes of a call."""
    if not of.ranked or of.axiswise:
        return 1
    plan, first = of.plan(1, of.default_words()), next(iter(point.shapes))
    return 1 + len(point.shapes[first]) - len(plan.arrays[first])


@dataclass(frozen=True)
class Size:
    """About how many operations a call takes, and how many terms a result is the sum of, at most."""

    price: float
    terms: int


KEPT: dict[tuple[Formula, Key], Size] = {}  # the sizes of calls, each of which is asked for with each type and fill
MOST_KEPT = 4096


def size_of(of: Formula, point: Point) -> Size:
    """The size of a call. Raises ValueError or TypeError for a call that the formula refuses."""
    try:
        key = (of, key_of(point))
        if (known := KEPT.get(key)) is not None:
            return known
    except TypeError:  # an argument that is not hashable
        return _size_of(of, point)
    if len(KEPT) >= MOST_KEPT:
        KEPT.clear()
    found = KEPT[key] = _size_of(of, point)
    return found


def _size_of(of: Formula, point: Point) -> Size:
    call = fills.read(of, point)
    found = products(call.plan)
    terms = max(1, int(eval(found.terms, {**call.env, "max": max, "min": min}))) if found else 1
    work = multiply_adds(call.plan, call.env)
    if found:
        results = math.prod(len(r) for r in call.plan.ranges(call.plan.result, call.env))
        window = math.prod(n for s, n in call.env.items() if s.startswith("kernel_size"))
        work = max(work, results * window * call.env.get("C", 1))  # zeros of the padding included
    return Size(float(work + entries_of(point)), terms)
