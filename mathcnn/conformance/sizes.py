"""How much work a call takes, by which the calls of a plan are ordered, and left out."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..language.formula import Formula
from ..language.work import multiply_adds
from ..language.work import terms as terms_of
from .plan import calls, fills
from .plan.points import Point
from .products import products

Key = tuple[object, ...]


def key_of(point: Point) -> Key:
    """What tells calls apart, whatever type they are made in."""
    return (*point.shapes.items(), *point.kwargs.items(), point.name)


def entries_of(point: Point) -> int:
    """How many entries the arrays of a call have."""
    return sum(map(math.prod, point.shapes.values()))


def numbers_of(point: Point) -> dict[tuple[str, int], int]:
    """The integers among the arguments of a call that are no arrays: by name, and by the axis of a tuple of them, which
    is 0 for a single one."""
    each = {a: v if isinstance(v, tuple) else (v,) for a, v in point.kwargs.items()}
    return {(a, k): n for a, v in each.items() for k, n in enumerate(v) if type(n) is int}


def rank_of(of: Formula, point: Point) -> int:
    """The number of spatial axes of a call."""
    if not of.ranked or of.axiswise:
        return 1
    if not point.shapes:
        return calls.bound(of, point).plan.rank
    plan, first = of.plan(1, of.default_words()), next(iter(point.shapes))
    return 1 + len(point.shapes[first]) - len(plan.arrays[first])


@dataclass(frozen=True)
class Size:
    """About how many operations a call takes, and how many terms a result is the sum of, at most."""

    price: float
    terms: int


@calls.kept()
def size_of(of: Formula, point: Point) -> Size:
    """The size of a call. Raises ValueError or TypeError for a call that the formula refuses."""
    call = fills.read(of, point)
    if not point.shapes:  # numbers take no time; the smallest of them first
        return Size(float(sum(abs(n) for n in numbers_of(point).values())), 1)
    found = products(call.plan)
    counted = eval(found.terms, {**call.env, "max": max, "min": min}) if found else terms_of(call.plan, call.env)
    terms = max(1, int(counted))
    work = multiply_adds(call.plan, call.env)
    if found:
        results = math.prod(len(r) for r in call.plan.ranges(call.plan.result, call.env))
        window = math.prod(n for s, n in call.env.items() if s.startswith("kernel_size"))
        work = max(work, results * window * call.env.get("C", 1))  # zeros of the padding included
    return Size(float(work + entries_of(point)), terms)
