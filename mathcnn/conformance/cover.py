"""Several faults of one function: the fewest patterns that hold of every wrong call together, and of no right one.

A pattern is a conjunction of conditions on the factors of calls, as in `pattern`. Two patterns are two faults only if

* no right call meets either of them,
* every wrong call meets one of them,
* each explains wrong calls that the others do not, more than chance would let one find, and
* they have no condition in common, and are not about the same factors: a fault that does not show in each of its calls
  falls into parts that have its own condition in common.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any  # Any: values of factors

from .factored import Call
from .pattern import EACH, EXCEPTION, TWO, Condition, bits, conditions, meets, shortest, written
from .plan.factors import Value

MOST = 3  # patterns
OWN = 3  # wrong calls that a pattern explains and no other does, whatever their types of numbers and layouts
AMOUNTS = ("entries ", "terms")  # factors of which only bounds are looked at
LONGEST = 6  # conditions of a pattern
SURE = 1.25  # how many times what chance explains
GAIN = 12.0  # how much the number of wrong calls counts, against that of right ones
BEAM = 40  # conjunctions that are made longer
FIRSTS = 8  # first patterns that are tried
SILENT = 1 / 8  # of the wrong calls: so many right calls may meet a pattern, in which the fault does not show
ALIKE = 2  # factors in common, with which patterns are of one fault
OFTEN = 3  # values of right calls, the most frequent ones, that a condition may exclude
HELD = ("dtype", "layout")  # how the arrays of a call are held


@dataclass(frozen=True)
class Test:
    """A value of a factor, or a bound. name: the factor; wrong, right: which calls meet it, as bits."""

    name: str
    wrong: int
    right: int


@dataclass(frozen=True)
class Pattern:
    """A pattern that no right call meets, or few.

    conditions: it; wrong: which wrong calls meet it, as bits; right: how many right calls do; about: it in words
    """

    conditions: tuple[Condition, ...]
    wrong: int
    right: int
    about: str

    @property
    def text(self) -> str:
        """In which calls results are wrong: "every call with ...", or "17 of 18 calls with ..."."""
        if not self.right:
            return f"every call with {self.about}"
        wrong = self.wrong.bit_count()
        return f"{wrong:,} of {wrong + self.right:,} calls with {self.about}"

    def holds(self, call: Call) -> bool:
        """Whether a call meets it."""
        return all(one.holds(call) for one in self.conditions)

    @property
    def price(self) -> int:
        """How long it is; of two covers the cheaper one is taken."""
        return sum(one.weight + EACH for one in self.conditions) + EXCEPTION * self.right


def cover(wrong: Sequence[Call], right: Sequence[Call]) -> list[Pattern]:
    """The patterns of several faults; none if there is one fault, or if nothing explains all wrong calls.

    wrong, right: the calls by their factors.
    """
    search = Search(wrong, right)
    found = [search.completed(first) for first in search.some(search.every, FIRSTS)]
    if any(len(one) == 1 for one in found):
        return []
    return min(filter(None, found), key=lambda one: (len(one), sum(each.price for each in one)), default=[])


class Search:
    """The search for the patterns of some calls. wrong, right: these by their factors."""

    def __init__(self, wrong: Sequence[Call], right: Sequence[Call]):
        self.wrong, self.right = wrong, right
        self.every = (1 << len(wrong)) - 1
        self.tests = list(self._tests())
        self.plain = [plain(one) for one in wrong]
        held = set(self.plain)
        self.silent = bits(plain(one) in held for one in right)  # that are wrong in another type of numbers or layout
        common = [one for one in conditions(wrong, right) if one.kind == "is"]
        self.shared = {one.factor for one in common}
        self.near = sum(all(one.holds(call) for one in common) for call in right)  # right calls with what is common
        self.known: dict[int, list[Pattern]] = {}

    def _tests(self) -> Iterator[Test]:
        """Each value of a factor that a wrong call has, and each bound of a number, that some right call does not
        meet; of several that the same right calls meet, the one that most wrong calls meet."""
        every = (1 << len(self.right)) - 1
        for name in dict.fromkeys(itertools.chain.from_iterable(self.wrong)):
            mine, others = ([one.get(name) for one in calls] for calls in (self.wrong, self.right))
            every_one = list(dict.fromkeys(v for v in mine if v is not None))
            wanted: list[tuple[str, Any]] = [] if name.startswith(AMOUNTS) else [("is", v) for v in every_one]
            wanted += [(kind, v) for kind in ("least", "most") for v in every_one if type(v) is int]
            wanted += [("not", v) for v, _ in Counter(v for v in others if v is not None).most_common(OFTEN)]
            words = [v for v in every_one if isinstance(v, str)]
            wanted += [("among", frozenset(pair)) for pair in itertools.combinations(words, TWO)]
            widest: dict[object, tuple[int, int]] = {}
            for kind, v in wanted:
                met, right = (bits(meets(kind, v, u) for u in calls) for calls in (mine, others))
                key = right if kind in ("least", "most") else (kind, v)
                if right != every and met.bit_count() > widest.get(key, (0, 0))[0].bit_count():
                    widest[key] = met, right
            yield from (Test(name, *pair) for pair in widest.values())

    def pure(self, left: int) -> list[int]:
        """The wrong calls that meet some conjunctions that no right call meets: those with most of `left` first."""
        beam, found = [(self.every, (1 << len(self.right)) - 1)], dict[int, None]()
        for _ in range(LONGEST):
            longer: dict[tuple[int, int], float] = {}
            for wrong, right in beam:
                for one in self.tests:
                    both = wrong & one.wrong, right & one.right
                    if both in longer or both[1] == right or not both[0] & left:
                        continue
                    p, n = (both[0] & left).bit_count(), both[1].bit_count()
                    longer[both] = p * (math.log2(p / (p + n)) + GAIN)
                    if n <= SILENT * both[0].bit_count():
                        found[both[0]] = None
            beam = sorted((both for both in longer if both[1]), key=longer.__getitem__, reverse=True)[:BEAM]
        return sorted(found, key=lambda wrong: (wrong & left).bit_count(), reverse=True)

    def some(self, left: int, most: int) -> list[Pattern]:
        """Some patterns that explain many of these wrong calls."""
        if left in self.known:
            return self.known[left]
        found: dict[int, Pattern] = {}
        for wrong in self.pure(left)[: 3 * most]:
            if len(found) < most and (one := self.pattern(wrong)) is not None:
                found.setdefault(one.wrong, one)
        self.known[left] = list(found.values())
        return self.known[left]

    def pattern(self, wrong: int) -> Pattern | None:
        """The shortest pattern that these wrong calls meet, and no right call; None if there is none."""
        known = conditions([one for k, one in enumerate(self.wrong) if wrong >> k & 1], self.right)
        if not (chosen := shortest(known, int(SILENT * wrong.bit_count()))):
            return None
        found = Pattern(tuple(chosen), 0, 0, written(chosen, known, len(self.right)))
        right = sum(map(found.holds, self.right))
        return replace(found, wrong=bits(map(found.holds, self.wrong)), right=right)

    def completed(self, first: Pattern) -> list[Pattern]:
        """A pattern with those that explain the other wrong calls; none if these are not several faults."""
        found, left = [first], self.every & ~first.wrong
        while left and len(found) < MOST:
            beside = [one for one in self.some(left, FIRSTS) if apart(one, found)]
            if not beside:
                return []
            best = max(beside, key=lambda one: ((one.wrong & left).bit_count(), -one.price))
            found.append(best)
            left &= ~best.wrong
        for k, one in enumerate(found if not left else []):  # what the others explain may need a longer pattern
            own = self.every & ~joined(other for other in found if other is not one)
            better = self.pattern(own) if own else None
            if better is not None and better.price < one.price:
                found[k] = better
        return found if not left and all(self.evident(one, found) for one in found) else []

    def evident(self, one: Pattern, found: Sequence[Pattern]) -> bool:
        """Whether a pattern explains more calls that no other does than chance would let one find.

        Each condition is one of many, and so is one that would leave out a right call, unless the same call is wrong
        when its arrays are held in another way. A call that is wrong says the
        more the fewer calls are wrong that the others do not explain, of those that have what all wrong calls have in
        common.
        """
        own = one.wrong & ~joined(other for other in found if other is not one)
        calls, chosen = self.calls(own), [each for each in one.conditions if each.factor not in self.shared]
        said = math.log2(1 + self.near / max(1, own.bit_count()))
        out = bits(map(one.holds, self.right)) & ~self.silent
        chance = (len(chosen) + out.bit_count()) * math.log2(len(self.tests))
        return calls >= OWN and len(one.conditions) <= LONGEST and calls * said >= SURE * chance

    def calls(self, wrong: int) -> int:
        """How many of these wrong calls differ in more than how their arrays are held."""
        return len({one for k, one in enumerate(self.plain) if wrong >> k & 1})


def plain(call: Call) -> frozenset[tuple[str, Value]]:
    """A call without how its arrays are held."""
    return frozenset((a, v) for a, v in call.items() if a not in HELD)


def joined(several: Iterable[Pattern]) -> int:
    """Which wrong calls meet one of several patterns, as bits."""
    met = 0
    for one in several:
        met |= one.wrong
    return met


def apart(one: Pattern, others: Sequence[Pattern]) -> bool:
    """Whether a pattern may be of another fault than others: it shares no condition with them, nor two factors, nor all
    of its own."""
    about, said = ({getattr(each, name) for each in one.conditions} for name in ("factor", "text"))
    for other in others:
        theirs = {each.factor for each in other.conditions}
        if about == theirs or len(about & theirs) >= ALIKE or said & {each.text for each in other.conditions}:
            return False
    return True
