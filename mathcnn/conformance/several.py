"""The faults of one function among the rows whose numbers are wrong, by the calls that these rows have seen.

Patterns are looked for in all calls of a plan, those of rows that hold among them, in every type of numbers; see
`cover`. If these have
none, since faults do not show in each type, they are those of one check in one type. A row belongs to the pattern that
most of its wrong calls meet, and no other pattern does.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

from ..evidence.verdicts import FAILS, Verdict
from .cover import EVERY, Pattern, cover, mostly
from .factored import Call, Factored
from .pattern import common, separated
from .real_sizes import EVERYDAY, THOROUGH, THRESHOLDS

PLANS = (EVERYDAY, THRESHOLDS, THOROUGH)  # checks that make the calls of a plan
SMALLEST = 3  # calls that are right, without which there is no pattern
ALONE = ", and in no other that was made"


def several(rows: Sequence[Verdict], right: Iterable[Verdict] = ()) -> list[tuple[str, list[Verdict]]]:
    """The rows of each of several faults, with what its calls have in common; none if these rows are of one fault.

    rows: those whose numbers are wrong; right: others of the same function that hold, whose calls count, too
    """
    mine = [row for row in rows if row.seen and row.verdict == FAILS and row.law in PLANS]
    for where, texts in _tables(mine, [row.seen for row in right if row.seen and row.law in PLANS]):
        found = patterns(tuple(sorted(texts)))
        groups: list[list[Verdict]] = [[] for _ in found]
        for row in rows if found else ():
            groups[place(row, found)].append(row)
        if found and all(any(row.counterexample and row.law in PLANS for row in group) for group in groups):
            return [(f"{one.text}{where}", group) for one, group in zip(found, groups, strict=True)]
    return []


def _tables(rows: Sequence[Verdict], right: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The calls in which patterns are looked for, with words for them: all, those of rows that hold among them; then
    those of one check and type of numbers that has several faults by itself, the one with the most calls first."""
    yield "", [*(row.seen for row in rows), *right]
    parts: dict[tuple[str, str], list[Verdict]] = {}
    for row in rows:
        parts.setdefault((row.law, row.dtype), []).append(row)
    for (law, dtype), part in sorted(parts.items(), key=lambda one: -one[1][0].cases):
        if len(part) > 1 and part[0].when:
            yield f" ({law}, {dtype})", [row.seen for row in part]


@functools.lru_cache(64)
def patterns(texts: tuple[str, ...]) -> tuple[Pattern, ...]:
    """The patterns of several faults; none if one pattern holds of all wrong calls.

    texts: the calls of each row
    """
    seen = list(map(Factored.read, texts))
    wrong = distinct(call for one in seen for call in one.wrong)
    right = distinct(call for one in seen for call in one.right)
    if not wrong or len(right) < SMALLEST or separated(wrong, right):
        return ()
    return tuple(cover(wrong, right))


def overall(rows: Iterable[Verdict], beside: Iterable[Verdict]) -> str:
    """In which calls results are wrong, by all calls of plans: "every call with ...", "17 of 18 calls with ..."; "" if
    nothing explains them.

    rows: those of one fault; beside: others of the same function, of which the right calls count
    """
    mine, others = ([row.seen for row in some if row.seen and row.law in PLANS] for some in (rows, beside))
    return _overall(tuple(sorted(mine)), tuple(sorted(others)))


@functools.lru_cache(64)
def _overall(texts: tuple[str, ...], others: tuple[str, ...]) -> str:
    """As `overall`, of the calls as texts."""
    mine = list(map(Factored.read, texts))
    wrong = distinct(call for one in mine for call in one.wrong)
    every = distinct(call for one in (*mine, *map(Factored.read, others)) for call in one.right)
    right = [call for call in every if call not in wrong]
    if said := common(wrong, right):
        return f"{EVERY}{said}{ALONE}"
    return mostly(wrong, right) if len(right) >= SMALLEST and wrong else ""


def distinct(calls: Iterable[Call]) -> list[Call]:
    """The calls, each once."""
    return list({frozenset(one.items()): one for one in calls}.values())


def place(row: Verdict, found: Sequence[Pattern]) -> int:
    """The place of the pattern that a row belongs to: the first, if its calls meet none, or the same number meets
    each."""
    wrong = Factored.read(row.seen).wrong
    met = [[one.holds(call) for one in found] for call in wrong]
    alone = [sum(line[k] and sum(line) == 1 for line in met) for k in range(len(found))]
    every = [sum(line[k] for line in met) for k in range(len(found))]
    return max(range(len(found)), key=lambda k: (alone[k], every[k], -k))
