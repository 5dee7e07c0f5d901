"""Calls at the thresholds of implementations: a covering array over the factors of a formula.

Every pair of levels of two factors is in a call, and every triple of coarser levels of the factors that share a code
path. A tuple that no call can have, or none that is small enough, is kept with its reason, and reported.

The array is made greedily: a call starts from a tuple that no call has yet, and each further factor takes the level
that adds most tuples among those with which the call stays valid and affordable. Generators on the registry do not fit:
allpairspy has one strength for all factors, and no seed; covertable has both, but states constraints over values of
fixed factors, and here whether a call is affordable depends on all of them at once, those not yet chosen included.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ...language.formula import Formula
from . import factors
from .building import IMPOSSIBLE, TOO_LARGE, Builder, Fit, Unfit
from .factors import DIFFER, DTYPES, LAYOUTS, Allowed, Factor, Value, level
from .points import Point

SOFT, SOFT_ENTRIES = 2**20, 2**17  # what a call may take beyond its first tuple
LIGHT = ("word", "array", "held", "alike")  # roles that rarely make a call invalid: checked together
TURNS = 3  # values of a tuple that are tried
TRIED = 3  # levels of a factor that are tried for a call
ENTRIES = 8  # along each axis, in a call for one value of a real argument

Tuple = tuple[tuple[str, str], ...]  # ((factor, level), ...)


@dataclass
class Plan:
    """The calls of a covering array, and what they leave out.

    points: the calls; factors: what they cover; without: the tuples that no call can have, each with its reason
    (`building.IMPOSSIBLE` or `building.TOO_LARGE`)
    """

    points: list[Point] = field(default_factory=list)
    factors: tuple[Factor, ...] = ()
    without: dict[Tuple, str] = field(default_factory=dict)


def covering_calls(
    of: Formula, seed: int, thorough: bool = False, dtypes: tuple[str, ...] = DTYPES, allowed: Allowed = ()
) -> list[Point]:
    """The calls of a formula at and beside the sizes at which implementations switch, combined with each other.

    of: the formula; seed: of the order in which tuples are taken; thorough: whether triples are of all levels, not of
    coarser ones; dtypes: the types of numbers that the target has; allowed: of some factors, the only values that the
    target takes. Returns points of origin `AT_THRESHOLDS`; an empty list for a formula without arguments. Raises
    nothing.
    """
    return planned(of, seed, thorough, dtypes, allowed).points


@functools.cache
def planned(
    of: Formula, seed: int, thorough: bool = False, dtypes: tuple[str, ...] = DTYPES, allowed: Allowed = ()
) -> Plan:
    """As `covering_calls`, with the factors and what is left out."""
    known = factors.factors(of, dtypes, LAYOUTS, allowed)
    if not known:
        return Plan()
    array = _Array(of, known, seed, thorough)
    array.fill()
    array.add_values()
    return Plan(array.points, known, array.without)


class Wanted:
    """Which pairs of levels, and which triples of coarse ones, no call has yet.

    known: the factors; fine: whether triples are of all levels
    """

    def __init__(self, known: tuple[Factor, ...], fine: bool = False):
        self.known = [one for one in known if one.levels]
        self.index = {one.name: k for k, one in enumerate(self.known)}
        self.coarse: list[np.ndarray] = []
        self.names: list[tuple[str, ...]] = []  # of coarse levels
        for one in self.known:
            names = one.levels if fine else tuple(dict.fromkeys(one.coarse))
            own = one.levels if fine else one.coarse
            self.names.append(names)
            self.coarse.append(np.array([names.index(c) for c in own]))
        count = range(len(self.known))
        self.pairs: dict[tuple[int, ...], np.ndarray] = {
            (i, j): np.ones((len(self.known[i].levels), len(self.known[j].levels)), bool)
            for i, j in itertools.combinations(count, 2)
        }
        close = [k for k in count if self.known[k].close]
        self.triples: dict[tuple[int, ...], np.ndarray] = {
            ijk: np.ones([len(self.names[k]) for k in ijk], bool) for ijk in itertools.combinations(close, 3)
        }

    def levels_of(self, values: Mapping[str, Value]) -> dict[int, int]:
        """The levels of a call, by the indices of factors; values that belong to no level are missing."""
        found = {}
        for name, v in values.items():
            if (k := self.index.get(name)) is not None and (one := level(v)) in self.known[k].levels:
                found[k] = self.known[k].levels.index(one)
        return found

    def take(self, row: Mapping[int, int]) -> int:
        """Note the tuples of a call. Returns how many no call had before."""
        new = 0
        for (i, j), left in self.pairs.items():
            if i in row and j in row:
                new += int(left[row[i], row[j]])
                left[row[i], row[j]] = False
        for ijk, left in self.triples.items():
            if all(k in row for k in ijk):
                at = tuple(self.coarse[k][row[k]] for k in ijk)
                new += int(left[at])
                left[at] = False
        return new

    def gain(self, k: int, row: Mapping[int, int]) -> np.ndarray:
        """How many new tuples each level of factor k would add to those of a row."""
        found = np.zeros(len(self.known[k].levels), int)
        for j, at in row.items():
            found += self.pairs[k, j][:, at] if k < j else self.pairs[j, k][at]
        if self.known[k].close:
            near = sorted(j for j in row if self.known[j].close)
            for i, j in itertools.combinations(near, 2):
                ijk = tuple(sorted((i, j, k)))
                some = tuple(slice(None) if m == k else self.coarse[m][row[m]] for m in ijk)
                found += self.triples[ijk][some][self.coarse[k]]
        return found

    def left(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """The tuples that no call has: factors, and their levels, or coarse levels if there are three."""
        for some in (self.triples, self.pairs):
            for at, missing in some.items():
                for levels in np.argwhere(missing):
                    yield at, tuple(map(int, levels))

    def is_left(self, at: tuple[int, ...], levels: tuple[int, ...]) -> bool:
        """Whether no call has a tuple."""
        return bool((self.triples[at] if len(at) == 3 else self.pairs[at])[levels])

    def drop(self, at: tuple[int, ...], levels: tuple[int, ...]) -> Tuple:
        """Want a tuple no more. Returns its names."""
        (self.triples[at] if len(at) == 3 else self.pairs[at])[levels] = False
        names = self.names if len(at) == 3 else [one.levels for one in self.known]
        return tuple((self.known[k].name, names[k][n]) for k, n in zip(at, levels, strict=True))

    def drop_level(self, k: int, n: int) -> Iterator[Tuple]:
        """Want no pair with a level, and no triple with a coarse one that it is alone in. Yields their names."""
        alone = int((self.coarse[k] == self.coarse[k][n]).sum()) == 1
        for some, level_of in ((self.pairs, n), (self.triples, int(self.coarse[k][n]) if alone else None)):
            for at, left in some.items():
                if k in at and level_of is not None:
                    for levels in np.argwhere(left):
                        if levels[at.index(k)] == level_of:
                            yield self.drop(at, tuple(map(int, levels)))


class _Array:
    """A covering array while it is made."""

    def __init__(self, of: Formula, known: tuple[Factor, ...], seed: int, thorough: bool):
        self.of, self.all, self.wanted = of, known, Wanted(known, thorough)
        self.known = self.wanted.known
        self.build = Builder(of, known)
        self.rng = random.Random(seed)
        self.points: list[Point] = []
        self.without: dict[Tuple, str] = {}
        self.used: Counter[tuple[str, Value]] = Counter()

    def fill(self) -> None:
        """Make calls until every tuple is in one, or known to be in none."""
        self.drop_impossible()
        todo = list(self.wanted.left())
        self.rng.shuffle(todo)
        todo.sort(key=lambda one: -len(one[0]))
        for at, levels in todo:
            if self.wanted.is_left(at, levels):
                try:
                    start = self._start(at, levels)
                except Unfit as error:
                    self.without[self.wanted.drop(at, levels)] = error.why
                    continue
                self._add(*self._extended(*start), named=len(at))
                if self.wanted.is_left(at, levels):  # measured otherwise than asked for: no call has it
                    self.without[self.wanted.drop(at, levels)] = IMPOSSIBLE

    def drop_impossible(self) -> None:
        """Leave out the values that no call has, such as an even size where sizes are odd, and all tuples with them."""
        for k, one in enumerate(self.known):
            for v in one.values:
                try:
                    self.build.fitting({one.name: v})
                except Unfit as error:
                    self.without[((one.name, str(v)),)] = error.why
            for n, own in enumerate(one.by_level.values()):
                if not any(self._may_be(one, v) for v in own):
                    self.without |= dict.fromkeys(self.wanted.drop_level(k, n), IMPOSSIBLE)

    def _may_be(self, one: Factor, v: Value) -> bool:
        return ((one.name, str(v)),) not in self.without

    def _start(self, at: tuple[int, ...], levels: tuple[int, ...]) -> tuple[dict[str, Value], Fit]:
        """Values of a tuple with which a call fits, and that call. Raises Unfit if there are none."""
        options = []
        for k, n in zip(at, levels, strict=True):
            one = self.known[k]
            mine = [n] if len(at) == 2 else [m for m in range(len(one.levels)) if self.wanted.coarse[k][m] == n]
            found = [v for m in mine for v in self._by_use(one, m) if self._may_be(one, v)]
            options.append(found if len(mine) == 1 else sorted(found, key=self._size))
        why = IMPOSSIBLE
        for turn in range(TURNS):  # another value of each factor every time
            wanted = {self.known[k].name: own[turn % len(own)] for k, own in zip(at, options, strict=True)}
            try:
                return wanted, self.build.fitting(wanted)
            except Unfit as error:
                why = TOO_LARGE if TOO_LARGE in (why, error.why) else why
        raise Unfit(why)

    def _size(self, v: Value) -> int:
        """By what the values of a coarse level are tried: small ones first."""
        return v.bit_length() if isinstance(v, int) else 0

    def _by_use(self, one: Factor, n: int) -> list[Value]:
        """The values of a level, those that fewest calls have first."""
        return sorted(one.by_level[one.levels[n]], key=lambda v: (self.used[one.name, v], self.rng.random()))

    def _extended(self, values: dict[str, Value], start: Fit) -> tuple[Point, dict[str, Value]]:
        """A call with these values, and with levels of other factors that add tuples."""
        now, most, entries = start, max(start.cost, SOFT), max(start.entries, SOFT_ENTRIES)
        order = [k for k, one in enumerate(self.known) if one.name not in values]
        self.rng.shuffle(order)
        order.sort(key=lambda k: (self.known[k].name != "rank", self.known[k].role in LIGHT))
        for k in order:
            row = self.wanted.levels_of(values)
            gain = self.wanted.gain(k, row)
            best = [n for n in np.argsort(-gain, kind="stable")[:TRIED] if gain[n] > 0]
            for n in best:
                own = [v for v in self._by_use(self.known[k], int(n)) if self._may_be(self.known[k], v)]
                more = {**values, self.known[k].name: own[0]}
                try:
                    now = self._with(now, more, self.known[k], most, entries)
                except Unfit:
                    continue
                values = more
                break
        return now.point, values

    def _with(self, now: Fit, values: Mapping[str, Value], one: Factor, most: int, entries: int) -> Fit:
        """A call with the value of one more factor. Raises Unfit if there is none."""
        if one.role == "held":
            return now._replace(point=held(now.point, one.of, values[one.name]))
        found = self.build.extended(now, values, most, entries)
        return found._replace(point=replace(found.point, dtype=now.point.dtype, layout=now.point.layout))

    def _add(self, point: Point, values: Mapping[str, Value], named: int = 1) -> None:
        """Add a call, and note what it covers; it is named after the first `named` of its values."""
        for name in ("dtype", "layout"):  # those that are free are those that fewest calls have
            one = next((f for f in self.known if f.name == name), None)
            if name in values:
                point = held(point, name, values[name])
            elif one is not None:
                fewest = min(one.values, key=lambda v: (self.used[name, v], self.rng.random()))
                point = held(point, name, fewest)
        found = factors.factors_of(self.of, point)
        self.wanted.take(self.wanted.levels_of(found))
        self.used.update(found.items())
        asked = " with ".join(f"{name} {v}" for name, v in list(values.items())[:named])
        self.points.append(replace(point, name=asked))

    # -- values that no tuple has brought

    def add_values(self) -> None:
        """Add calls for every value that none has yet: FAR ones, amounts, and others of the levels."""
        for one in self.all:
            for v in one.values:
                if not self.used[one.name, v] and self._may_be(one, v):
                    try:
                        point = self._amount(one, int(v)) if one.role == "amount" else self._with_value(one, v)
                    except Unfit as error:
                        self.without[((one.name, str(v)),)] = error.why
                        continue
                    for held_so in self._types(one):  # that a rare value is wrong is seen in several calls
                        self._add(point, {one.name: v, **held_so})

    def _types(self, one: Factor) -> list[dict[str, Value]]:
        """The types of numbers of the calls for a value: each of them for a real argument, else any."""
        known = next((other.values for other in self.known if other.name == "dtype"), ())
        return [{"dtype": v} for v in known] if one.role == "real" and known else [{}]

    def _with_value(self, one: Factor, v: Value) -> Point:
        """A call with a value; of a real argument with several entries along each axis if they fit, since one entry may
        not depend on it. Raises Unfit."""
        letters = [other.name for other in self.all if other.role == "letter"] if one.role == "real" else []
        if letters:
            with contextlib.suppress(Unfit):
                return self.build.fitting({one.name: v, **dict.fromkeys(letters, ENTRIES)}).point
        return self.build.fitting({one.name: v}).point

    def _amount(self, one: Factor, v: int) -> Point:
        """A call in which an amount has this value: one letter after the other is made as large as it takes. Raises
        Unfit."""
        carriers = [c for c in self.all if c.role in ("letter", "number") and c.of != "groups"]
        self.rng.shuffle(carriers)
        why = IMPOSSIBLE
        for carrier in carriers:
            for fixed in self._frames(v):
                try:
                    counts = []
                    for n in (70, 71) if fixed else (2, 3):
                        point = self.build.fitting({**fixed, carrier.name: n}).point
                        counts.append(int(factors.factors_of(self.of, point).get(one.name, 0)))
                    slope, first = counts[1] - counts[0], (70 if fixed else 2)
                    if slope <= 0 or (v - counts[0]) % slope:
                        continue
                    size = first + (v - counts[0]) // slope
                    if size < 1 or fixed and size < 64:
                        continue
                    point = self.build.fitting({**fixed, carrier.name: size}).point
                    if factors.factors_of(self.of, point).get(one.name) == v:
                        return point
                except Unfit as error:
                    why = TOO_LARGE if TOO_LARGE in (why, error.why) else why
        raise Unfit(why)

    def _frames(self, v: int) -> list[dict[str, Value]]:
        """What else is set for an amount: first several spatial axes, if there can be some, then nothing."""
        names = [one.name for one in self.known if one.role == "alike" and one.of in self.build.inner]
        if v < 64 or not names:
            return [{}]
        return [{"rank": self.rng.choice((2, 3)), **dict.fromkeys(names, DIFFER)}, {}]


def held(point: Point, how: str, v: Value) -> Point:
    """A call whose arrays are held otherwise; how: "dtype" or "layout"."""
    return replace(point, dtype=str(v)) if how == "dtype" else replace(point, layout=str(v))
