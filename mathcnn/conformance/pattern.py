"""What the calls that are wrong have in common, and no other call has: "kernel_size = 3, stride = 1".

Calls are described by their factors (`plan.factors`). A condition is a value of a factor, or a bound of a number, that
every wrong call meets. The answer is the shortest conjunction of conditions that no right call meets.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..language.formula import Formula
from ..language.statement import on_axis
from .plan import calls
from .plan.factors import ALIKE, DIFFER, SINGLE, Value, values_of
from .plan.points import Point

WRONG, RIGHT = 2, 3  # calls that are needed
MOST = {1: 99, 2: 99, 3: 16, 4: 9}  # conditions of which every combination of so many is tried
LONGEST = 4  # conditions
BESIDE = ("kernel_size", "stride", "dilation")  # factors that are named beside the conditions
EACH = 30  # how much a condition more weighs
ON_EACH, IN_NUMBERS = " on each axis", ", in numbers"
LATER = {
    "entries of": 100,
    "entries for": 40,
    "terms": 40,
    "axes of": 100,
    "layout": 100,
}  # factors that follow from others weigh more
PLAIN = ("C order", "left out", "False")  # values that say little


@dataclass(frozen=True)
class Condition:
    """A condition that every wrong call meets: `text`, and which right calls meet it, as bits of an integer.

    weight: conditions of a small weight are preferred
    """

    factor: str
    text: str
    met: int
    weight: int


def common(of: Formula, wrong: Sequence[Point], right: Sequence[Point]) -> str:
    """What all wrong calls have in common, and no right call has; "" if nothing is found.

    of: the formula; wrong, right: the calls.
    """
    if len(wrong) < WRONG or len(right) < max(RIGHT, len(wrong) // 4):
        return ""
    return separated([described(of, one) for one in wrong], [described(of, one) for one in right])


def described(of: Formula, point: Point) -> dict[str, Value]:
    """The factors of a call, and in numbers what may be written as a word."""
    call = calls.bound(of, point)
    found = values_of(of, point, call)
    for a, letters in of.scalars.items():
        if a in of.words and a not in of.conventions and of.definition.per_axis(a):
            rank = call.plan.rank
            numbers = {call.env.get(on_axis(s, k, rank).name) for s in letters for k in range(rank)}
            one = numbers.pop() if len(numbers) == 1 else None
            found[f"{a}{IN_NUMBERS}"] = DIFFER if one is None else int(one)
    first = next(iter(point.shapes))
    for letter in calls.letters(of):
        size, whole = found.get(letter.name), found.get(f"entries of {first}")
        if letter.array == first and not letter.starred and not letter.many and size and isinstance(whole, int):
            found[f"entries for each {letter.name}"] = whole // int(size)
    return found


def separated(wrong: Sequence[dict[str, Value]], right: Sequence[dict[str, Value]]) -> str:
    """As `common`, of calls by their factors."""
    found = sorted(conditions(wrong, right), key=lambda one: one.weight)
    best: tuple[int, Sequence[Condition]] | None = None
    tried = [*(itertools.combinations(found[: MOST[n]], n) for n in MOST), [_greedy(found)]]
    for chosen in itertools.chain(*tried):
        price = sum(one.weight + EACH for one in chosen)
        if chosen and not _met(chosen) and (best is None or price < best[0]):
            best = price, chosen
    if best is None:
        return ""
    names = [one.factor.removesuffix(IN_NUMBERS) for one in best[1]]
    rare = [one for one in found if one.met.bit_count() <= len(right) // 2]
    beside_it = [one for one in rare if one.factor in BESIDE and one.factor not in names and " = " in one.text]
    also = f" (all of these with {' and '.join(one.text for one in beside_it[:2])})" if beside_it else ""
    return ", ".join(one.text for one in best[1]) + also


def _met(chosen: Iterable[Condition]) -> int:
    """Which right calls meet all conditions, as bits."""
    met = -1
    for one in chosen:
        met &= one.met
    return met


def _greedy(found: Sequence[Condition]) -> list[Condition]:
    """Conditions that no right call meets, each chosen since it leaves the fewest right calls; none if there are too
    many."""
    chosen: list[Condition] = []
    while len(chosen) < LONGEST and (not chosen or _met(chosen)):
        left = [one for one in found if one not in chosen]
        if not left:
            break
        chosen.append(min(left, key=lambda one: ((_met([*chosen, one])).bit_count(), one.weight)))
    if not chosen or _met(chosen):
        return []
    for one in list(chosen):  # which a later one has made needless
        if len(chosen) > 1 and not _met([other for other in chosen if other is not one]):
            chosen.remove(one)
    return sorted(chosen, key=found.index)


def conditions(wrong: Sequence[dict[str, Value]], right: Sequence[dict[str, Value]]) -> list[Condition]:
    """The conditions that every wrong call meets, and that some right call does not."""
    every = (1 << len(right)) - 1
    found = []
    for place, name in enumerate(wrong[0]):
        values, plain = [one.get(name) for one in wrong], name.removesuffix(IN_NUMBERS)
        others = [one.get(name) for one in right]
        later = max([0, *(by for start, by in LATER.items() if name.startswith(start)), 100 * ("*" in name)])
        weight = 10 + place + later
        if len(set(values)) == 1:
            met = sum(1 << k for k, v in enumerate(others) if v == values[0])
            found.append(
                Condition(
                    name,
                    said(name, values[0], wrong[0]),
                    met,
                    weight + 40 * (values[0] in PLAIN) + 300 * (later > 0 and type(values[0]) is int),
                )
            )
        elif all(type(v) is int for v in values):
            numbers = [v if type(v) is int else None for v in others]
            least, most = min(v for v in values if type(v) is int), max(v for v in values if type(v) is int)
            met = sum(1 << k for k, v in enumerate(numbers) if v is None or v >= least)
            below = [v for v in numbers if v is not None and v < least]
            found.append(Condition(name, f"{plain} >= {beside(least, max(below, default=None))}", met, weight + 60))
            met = sum(1 << k for k, v in enumerate(numbers) if v is None or v <= most)
            above = [v for v in numbers if v is not None and v > most]
            found.append(Condition(name, f"{plain} <= {beside(most, min(above, default=None))}", met, weight + 120))
        elif SINGLE not in values and DIFFER not in values and ALIKE in values:
            continue
        else:
            kinds = set(values)
            rest = sorted({str(v) for v in others} - {str(v) for v in kinds})
            if len(rest) == 1 and None not in kinds:
                met = sum(1 << k for k, v in enumerate(others) if v in kinds)
                found.append(Condition(name, f"{plain} other than {rest[0]}", met, weight + 300))
    return [one for one in found if one.met != every]


def said(name: str, value: Value | None, call: dict[str, Value]) -> str:
    """A value of a factor in words."""
    if name.endswith(ON_EACH):
        plain = name.removesuffix(ON_EACH)
        return {SINGLE: "one spatial axis", ALIKE: f"the same {plain} on each axis"}.get(
            str(value), f"{plain} that differs by axis"
        )
    if name.endswith(IN_NUMBERS) and value == DIFFER:
        return f"{name.removesuffix(IN_NUMBERS)} that is not equal on all sides"
    name = name.removesuffix(IN_NUMBERS)
    if name == "rank":
        return "one spatial axis" if value == 1 else f"{value} spatial axes"
    if value in ("given", "left out"):
        return f"{name} {value}"
    if name == "layout":
        return f"arrays in memory: {value}"
    return f"{name} = {value}"


def beside(bound: int, other: int | None) -> str:
    """A bound, and the nearest number for which calls are right."""
    return f"{bound:,}" if other is None else f"{bound:,} (right at {other:,})"
