"""What the calls of a run cover: values of factors, pairs of levels, and triples of those that share a code path.

A coverage is made of the calls that were really made, so that a call that a target refuses is a hole. It knows what is
wanted, what was covered, and what is too large to be had; it is a short text on its way from a worker (`text`), and the
coverages of several parts and types of numbers are joined (`|`).
"""

from __future__ import annotations

import base64
import functools
import itertools
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any  # Any: values of factors, and entries of JSON

import numpy as np

from ...language.formula import Formula
from . import calls, covering, factors
from .building import TOO_LARGE
from .factors import Factor, Value, level
from .points import Point

WANTED, COVERED, LARGE = 1, 2, 4  # flags of a value, pair or triple
SHOWN = 12  # missing ones that a dict lists for pairs and for triples


class Coverage:
    """What calls of one formula cover.

    of: the formula
    """

    def __init__(self, of: Formula):
        self.of = of
        self.known, self.places = universe(of)
        self.flags = np.zeros(len(self.places), np.uint8)

    # -- what is noted

    def want(self, points: Iterable[Point]) -> Coverage:
        """Want what these calls have. Returns the coverage."""
        return self._mark(points, WANTED)

    def cover(self, points: Iterable[Point]) -> Coverage:
        """Note that these calls were made, in the type of numbers that each has. Returns the coverage."""
        return self._mark(points, COVERED)

    def _mark(self, points: Iterable[Point], flag: int) -> Coverage:
        before = None
        for point in points:
            if point is before:  # made again, with other entries
                continue
            before = point
            self.flags[places_of(self.of, point)] |= flag
        return self

    def want_all(self, plan: covering.Plan, dtype: str) -> Coverage:
        """Want every value, pair and triple that a plan does not leave out, in one type. Returns the coverage.

        plan: of `covering.planned`; dtype: the type; tuples of other types, and of values that the plan has not, are
        not wanted
        """
        has = {one.name: {*map(str, one.values), *one.levels, *one.coarse} for one in plan.factors}
        has["dtype"] = {dtype}
        for key, at in self.places.items():
            if any(v not in has[name] for name, v in key):
                continue
            why = plan.without.get(key)
            if why is None:
                self.flags[at] |= WANTED
            elif why == TOO_LARGE:
                self.flags[at] |= LARGE
        return self

    def __or__(self, other: Coverage) -> Coverage:
        """What both cover together."""
        found = Coverage(self.of)
        found.flags = self.flags | other.flags
        return found

    # -- as a text

    @property
    def text(self) -> str:
        """The coverage as a text for `read`."""
        return base64.b85encode(zlib.compress(self.flags.tobytes(), 9)).decode()

    @classmethod
    def read(cls, of: Formula, text: str) -> Coverage:
        """The coverage that a text says. Raises ValueError if it is of another version of the formula."""
        found = cls(of)
        flags = np.frombuffer(zlib.decompress(base64.b85decode(text)), np.uint8)
        if flags.shape != found.flags.shape:
            raise ValueError(f"{of.name}: a coverage of {len(flags)} entries; it must have {len(found.flags)}")
        found.flags = flags.copy()
        return found

    # -- as a report

    def counted(self, length: int, name: str = "") -> dict[str, Any]:
        """How many values (length 1, of the factor `name`), pairs (2) or triples (3) are covered, and which are not."""
        keys = [key for key in self.places if len(key) == length and (not name or key[0][0] == name)]
        has = {flag: [key for key in keys if self.flags[self.places[key]] & flag] for flag in (WANTED, COVERED, LARGE)}
        wanted, covered = set(has[WANTED]), set(has[COVERED])
        missing = [key for key in has[WANTED] if key not in covered]
        large = [key for key in has[LARGE] if key not in covered]
        return {
            "wanted": len(wanted),
            "covered": len(wanted & covered),
            "missing": [_shown(key) for key in (missing if name else some(missing))],
            "too_large": [_shown(key) for key in (large if name else some(large))],
            "too_large_count": len(large),
        }

    def as_dict(self) -> dict[str, Any]:
        """The coverage for JSON: of each factor, of pairs, and of triples."""
        return {
            "factors": {one.name: self.counted(1, one.name) for one in self.known},
            "pairs": self.counted(2),
            "triples": self.counted(3),
        }

    @property
    def complete(self) -> bool:
        """Whether all that is wanted is covered."""
        return not np.any((self.flags & WANTED != 0) & (self.flags & COVERED == 0))

    def __str__(self) -> str:
        """A table: one line a factor, then pairs and triples."""
        lines = [(name, *_cells(facts)) for name, facts in self.as_dict()["factors"].items() if facts["wanted"]]
        lines += [(name, *_cells(self.counted(n))) for name, n in (("pairs", 2), ("triples", 3))]
        widths = [max(len(line[k]) for line in lines) for k in (0, 1)]
        return "\n".join(f"{a:{widths[0]}}  {b:>{widths[1]}}  {c}".rstrip() for a, b, c in lines)


def some(keys: list[covering.Tuple]) -> list[covering.Tuple]:
    """At most SHOWN of many, from all over them."""
    return keys[:: max(1, -(-len(keys) // SHOWN))]


def _cells(facts: Mapping[str, Any]) -> tuple[str, str]:
    """ "25 of 31", and what is missing and too large."""
    says, missing = [], facts["wanted"] - facts["covered"]
    if missing:
        more = ", ..." if missing > 6 else ""
        says.append(f"missing {', '.join(map(str, facts['missing'][:6]))}{more}")
    if facts["too_large_count"]:
        says.append(f"{facts['too_large_count']:,} too large: {', '.join(facts['too_large'][:3])}")
    return f"{facts['covered']:,} of {facts['wanted']:,}", "; ".join(says)


def _shown(key: covering.Tuple) -> str:
    """A value, or a tuple of levels: "7", "stride 2 with groups 7 to 9"."""
    return key[0][1] if len(key) == 1 else " with ".join(f"{name} {v}" for name, v in key)


@functools.cache
def universe(of: Formula) -> tuple[tuple[Factor, ...], dict[covering.Tuple, int]]:
    """The factors of a formula, and every value, pair and triple, each with its place."""
    known = factors.factors(of)
    paired = [one for one in known if one.levels]
    found: list[covering.Tuple] = [((one.name, str(v)),) for one in known for v in one.values]
    for one, other in itertools.combinations(paired, 2):
        found += itertools.product(((one.name, v) for v in one.levels), ((other.name, v) for v in other.levels))
    for three in itertools.combinations([one for one in paired if one.close], 3):
        found += itertools.product(*([(one.name, v) for v in dict.fromkeys(one.coarse)] for one in three))
    return known, {key: k for k, key in enumerate(found)}


def tuples(known: Iterable[Factor], values: Mapping[str, Value]) -> Iterator[covering.Tuple]:
    """The values, the pairs and the triples that a call has.

    known: the factors, in their order; values: of the call
    """
    has = [(one, values[one.name]) for one in known if one.name in values]
    yield from (((one.name, str(v)),) for one, v in has)
    paired = [(one, level(v)) for one, v in has if level(v) in one.by_level]
    yield from itertools.combinations([(one.name, v) for one, v in paired], 2)
    close = [(one.name, one.coarse[one.levels.index(v)]) for one, v in paired if one.close]
    yield from itertools.combinations(close, 3)


@calls.kept(held=True)
def places_of(of: Formula, point: Point) -> np.ndarray:
    """The places of the values, pairs and triples that a call has; none if the formula refuses it."""
    known, places = universe(of)
    try:
        values = factors.factors_of(of, point)
    except (ValueError, TypeError):
        return np.zeros(0, int)
    return np.array([places[one] for one in tuples(known, values) if one in places], int)


# ---------------------------------------------------------------- of verdicts


def joined(texts: Iterable[tuple[str, str]], find: Callable[[str], Formula]) -> dict[str, Coverage]:
    """The coverages of formulas, each joined from those of its rows.

    texts: names of formulas with the texts of coverages; find: the formula with a name
    """
    found: dict[str, Coverage] = {}
    for name, text in texts:
        if text:
            one = Coverage.read(find(name), text)
            found[name] = found[name] | one if name in found else one
    return found
