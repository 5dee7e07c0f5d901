"""What the calls that are wrong have in common, and no other call has: "kernel_size = 3, stride = 1".

Calls are described by their factors (`plan.factors`). A condition is a value of a factor, or a bound of a number, that
every wrong call meets. The answer is the shortest conjunction of conditions that no right call meets.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..language.formula import Formula
from ..language.statement import on_axis
from . import refusals
from .plan import calls
from .plan.factors import ALIKE, DIFFER, SINGLE, Value, values_of
from .plan.points import Point

WRONG, RIGHT = 2, 3  # calls that are needed
MOST = {1: 99, 2: 99, 3: 16, 4: 9}  # conditions of which every combination of so many is tried
LONGEST = 6  # conditions, where each is chosen in turn
BESIDE = ("kernel_size", "stride", "dilation")  # factors that are named beside the conditions
TWO = 2  # values of which one may be meant
EACH = 30  # how much a condition more weighs
EXCEPTION = 100  # the same of a right call that meets all conditions
ON_EACH, IN_NUMBERS = " on each axis", ", in numbers"
LATER = {
    "entries of": 100,
    "entries for": 40,
    "terms": 40,
    "axes of": 100,
    "layout": 100,
}  # factors that follow from others weigh more
NOUNS = {"dtype": "numbers", "layout": "arrays in memory"}  # what has a value of these factors
PLAIN = ("C order", "left out", "False")  # values that say little


@dataclass(frozen=True)
class Condition:
    """A condition that every wrong call meets: `text`, and which right calls meet it, as bits of an integer.

    weight: conditions of a small weight are preferred; kind: "is", "not", "least", "most" or "among"; value: the
    value, the bound, or the values, in question
    """

    factor: str
    text: str
    met: int
    weight: int
    kind: str = "is"
    value: Value | frozenset[Value] | None = None

    def holds(self, call: Mapping[str, Value]) -> bool:
        """Whether a call meets it."""
        return meets(self.kind, self.value, call.get(self.factor))


def meets(kind: str, wanted: Value | frozenset[Value] | None, v: Value | None) -> bool:
    """Whether a value of a factor meets a condition; a bound is met by what is no number. Parameters as of
    `Condition`."""
    if kind == "among":
        return isinstance(wanted, frozenset) and v in wanted
    if kind in ("is", "not"):
        return (v == wanted) is (kind == "is")
    if not isinstance(v, (int, float)) or not isinstance(wanted, (int, float)):
        return True
    return v >= wanted if kind == "least" else v <= wanted


def _numbers(values: Iterable[Value | None]) -> list[int | float]:
    """Those of some values that are numbers."""
    return [v for v in values if isinstance(v, (int, float)) and not isinstance(v, bool)]


def bits(met: Iterable[bool]) -> int:
    """Which of several things are true, as bits of an integer."""
    return sum(1 << k for k, one in enumerate(met) if one)


def common(wrong: Sequence[dict[str, Value]], right: Sequence[dict[str, Value]]) -> str:
    """What all wrong calls have in common, and no right call has; "" if nothing is found, or if there are few calls.

    wrong, right: the calls by their factors.
    """
    if len(wrong) < WRONG or len(right) < max(RIGHT, len(wrong) // 4):
        return ""
    return separated(wrong, right)


def described(of: Formula, point: Point) -> dict[str, Value]:
    """The factors of a call, and in numbers what may be written as a word."""
    call = calls.bound(of, point)
    axes = f"number of {refusals.kind_of_axes(of)} axes"
    found = {axes if name == "rank" else name: v for name, v in values_of(of, point, call).items()}
    for a, letters in of.scalars.items():
        if a in of.words and a not in of.conventions and of.definition.per_axis(a):
            rank = call.plan.rank
            numbers = {call.env.get(on_axis(s, k, rank).name) for s in letters for k in range(rank)}
            one = numbers.pop() if len(numbers) == 1 else None
            found[f"{a}{IN_NUMBERS}"] = DIFFER if one is None else int(one)
    first = next(iter(point.shapes), "")
    for letter in calls.letters(of):
        size, whole = found.get(letter.name), found.get(f"entries of {first}")
        if letter.array == first and not letter.starred and not letter.many and size and isinstance(whole, int):
            found[f"entries for each {letter.name}"] = whole // int(size)
    return found


def separated(wrong: Sequence[dict[str, Value]], right: Sequence[dict[str, Value]]) -> str:
    """As `common`, of calls by their factors."""
    found = conditions(wrong, right)
    return written(shortest(found), found, len(right))


def shortest(found: Sequence[Condition], allowed: int = 0) -> list[Condition]:
    """The shortest conjunction of some conditions that no right call meets; none if there is none.

    found: the conditions, of the smallest weight first; allowed: how many right calls may meet it, each of which makes
    it longer
    """
    best: tuple[int, Sequence[Condition]] | None = None
    tried = [*(itertools.combinations(found[: MOST[n]], n) for n in MOST), [_greedy(found, allowed)]]
    for chosen in itertools.chain(*tried):
        price = sum(one.weight + EACH for one in chosen)
        if chosen and (best is None or price < best[0]) and (right := _met(chosen).bit_count()) <= allowed:
            price += EXCEPTION * right
            if best is None or price < best[0]:
                best = price, chosen
    return list(best[1]) if best else []


def written(chosen: Sequence[Condition], found: Sequence[Condition], right: int) -> str:
    """A conjunction in words, "" without conditions. found: all conditions; right: how many right calls there are."""
    if not chosen:
        return ""
    names = [one.factor.removesuffix(IN_NUMBERS) for one in chosen]
    rare = [one for one in found if one.met.bit_count() <= right // 2]
    beside_it = [one for one in rare if one.factor in BESIDE and one.factor not in names and " = " in one.text]
    also = f" (all of these with {' and '.join(one.text for one in beside_it[:2])})" if beside_it else ""
    return ", ".join(one.text for one in chosen) + also


def _met(chosen: Iterable[Condition]) -> int:
    """Which right calls meet all conditions, as bits."""
    met = -1
    for one in chosen:
        met &= one.met
    return met


def _greedy(found: Sequence[Condition], allowed: int) -> list[Condition]:
    """Conditions that no right call meets, or so many, each chosen since it leaves the fewest right calls; none if
    there are too many."""

    def few(chosen: Sequence[Condition]) -> bool:
        return bool(chosen) and _met(chosen).bit_count() <= allowed

    chosen: list[Condition] = []
    while len(chosen) < LONGEST and not few(chosen):
        left = [one for one in found if one not in chosen]
        if not left:
            break
        chosen.append(min(left, key=lambda one: ((_met([*chosen, one])).bit_count(), one.weight)))
    if not few(chosen):
        return []
    for one in list(chosen):  # which a later one has made needless
        if few([other for other in chosen if other is not one]):
            chosen.remove(one)
    return sorted(chosen, key=found.index)


def conditions(wrong: Sequence[dict[str, Value]], right: Sequence[dict[str, Value]]) -> list[Condition]:
    """The conditions that every wrong call meets, and that some right call does not, of the smallest weight first."""
    found = []
    for place, name in enumerate(wrong[0]):
        values, plain = [one.get(name) for one in wrong], name.removesuffix(IN_NUMBERS)
        others = [one.get(name) for one in right]
        later = max([0, *(by for start, by in LATER.items() if name.startswith(start)), 100 * ("*" in name)])
        weight = 10 + place + later

        def add(
            text: str,
            more: int,
            kind: str,
            value: Value | frozenset[Value] | None,
            name: str = name,
            weight: int = weight,
            others: Sequence[Value | None] = others,
        ) -> None:
            met = bits(meets(kind, value, v) for v in others)
            found.append(Condition(name, text, met, weight + more, kind, value))

        if len(set(values)) == 1:
            more = 40 * (values[0] in PLAIN) + 300 * (later > 0 and type(values[0]) is int)
            add(said(name, values[0], wrong[0]), more, "is", values[0])
            continue
        if len(own := _numbers(values)) == len(values):
            least, most, numbers = min(own), max(own), _numbers(others)
            below, above = [v for v in numbers if v < least], [v for v in numbers if v > most]
            add(f"{plain} >= {beside(least, max(below, default=None))}", 60, "least", least)
            add(f"{plain} <= {beside(most, min(above, default=None))}", 120, "most", most)
            if all(type(v) is int for v in values):
                continue
        if SINGLE not in values and DIFFER not in values and ALIKE in values:
            continue
        kinds = frozenset(v for v in values if v is not None)
        rest = Counter(v for v in others if v is not None and v not in kinds)
        if rest and None not in values:
            (most_often, _), *fewer = rest.most_common()
            add(f"{NOUNS.get(plain, plain)} other than {most_often}", 300, "not", most_often)
            if fewer and len(kinds) == TWO:
                either = " or ".join(sorted(map(str, kinds)))
                add(f"{either} {NOUNS[plain]}" if plain in NOUNS else f"{plain} = {either}", 150, "among", kinds)
    every = (1 << len(right)) - 1
    return sorted((one for one in found if one.met != every), key=lambda one: one.weight)


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
    if name.startswith("number of "):
        axes = name.removeprefix("number of ")
        return f"one {axes.replace('axes', 'axis')}" if value == 1 else f"{value} {axes}"
    if value in ("given", "left out"):
        return f"{name} {value}"
    if name == "dtype":
        return f"{value} numbers"
    if name == "layout":
        return f"arrays in memory: {value}"
    return f"{name} = {value}"


def beside(bound: int | float, other: int | float | None) -> str:
    """A bound, and the nearest number for which calls are right."""
    return f"{bound:,}" if other is None else f"{bound:,} (right at {other:,})"
