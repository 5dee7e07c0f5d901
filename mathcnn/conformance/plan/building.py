"""Calls with given values of factors: the factors that are free take the smallest values with which the call fits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple  # Any: sizes and arguments, as a user writes them

from ...language import shapes, work
from ...language.formula import Formula
from ...language.plan import Plan
from ...language.statement import Ratio
from . import calls, factors
from .factors import (
    ALIKE,
    APART,
    ASIDE,
    BETWEEN,
    COUNTED,
    DIFFER,
    FIRST,
    GIVEN,
    HALF,
    LAST,
    RATIOS,
    SEVERAL,
    SINGLE,
    Factor,
    Value,
)
from .points import AT_THRESHOLDS, Point

MADDS, ENTRIES = 2**25, 2**22  # of one call at most
IMPOSSIBLE, TOO_LARGE = "no such call", "too large"  # why a value, or a tuple of levels, cannot be had
GROWN = (
    1,
    2,
    5,
    9,
    17,
    40,
    130,
    1100,
    33_000,
    70_000,
)  # sizes that letters for spatial axes try, where a call does not fit
SIMPLEST: dict[str, Value] = {"axes": 1, "axis": COUNTED, "pair": "0", "ratio": RATIOS[0], "alike": ALIKE}
OTHERWISE = {
    "word": 3,
    "ratio": 5,
    "array": 1,
    "axes": 2,
    "axis": 4,
    "real": 1,
    "alike": 2,
    "pair": 5,
}  # values tried otherwise
FEW = (1, 9, 130, 1100)  # those that are tried with other words
WIDE = 64  # from this size on, axes that differ are small, so that a call stays affordable


class Unfit(Exception):
    """No call with these values is accepted; `why` says IMPOSSIBLE or TOO_LARGE."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class Refused(ValueError):
    """Values that no call has, whatever the sizes of its arrays."""


class Fit(NamedTuple):
    """A call that the formula accepts.

    point: the call; cost: about how many multiplications it takes; entries: of its largest array; values: of all
    factors, which it was made from
    """

    point: Point
    cost: int
    entries: int
    values: Mapping[str, Value]


class Builder:
    """Makes calls of one formula from values of its factors.

    of: the formula; known: its factors
    """

    def __init__(self, of: Formula, known: tuple[Factor, ...]):
        self.of, self.known = of, {one.name: one for one in known}
        self.letters = calls.letters(of)
        self.inner = {one.name for one in self.letters if one.starred and one.array == self.letters[0].array}

    def fitting(self, values: Mapping[str, Value], most: int = MADDS, entries: int = ENTRIES) -> Fit:
        """The smallest call with these values that the formula accepts.

        values: of some factors by their names; most, entries: the most multiplications and entries. Raises Unfit if
        there is none.
        """
        why = IMPOSSIBLE
        if len(self._ranks(values)) > 1:
            raise Unfit(why)
        for group in self._completed(values):
            try:
                return self._first(group, values, most, entries)
            except Unfit as error:
                why = TOO_LARGE if TOO_LARGE in (why, error.why) else why
        raise Unfit(why)

    def extended(self, fit: Fit, values: Mapping[str, Value], most: int, entries: int) -> Fit:
        """A call like another, with these values, of which `fit` may lack some, and larger axes where they are needed.

        fit: the call; values, most, entries: as for `fitting`. Raises Unfit if the sizes that were tried do not fit.
        """
        free = [name for name in self.inner if name not in values]
        now = max((int(fit.values[name]) for name in free), default=0)
        sizes = [now, *(n for n in GROWN if n > now)] if free else [now]
        group = [{**fit.values, **values, **dict.fromkeys(free, n)} for n in sizes]
        return self._first(group, values, most, entries)

    def _first(self, group: Iterable[dict[str, Value]], values: Mapping[str, Value], most: int, entries: int) -> Fit:
        """The first call of a group, in which sizes grow, that fits and has these values."""
        for wanted in group:
            try:
                point = self.built(wanted)
                size = max(map(math.prod, point.shapes.values()), default=1)
                if size > entries:
                    raise Unfit(TOO_LARGE)
                call = calls.bound(self.of, point)
            except Refused:
                if self.of.arrays:  # else arguments grow
                    break
                continue
            except (ValueError, TypeError):
                continue
            size = max(size, math.prod(call.result), calls.padded(call, point))
            cost = work.multiply_adds(call.plan, call.env)
            if cost > most or size > entries:
                raise Unfit(TOO_LARGE)
            found = factors.values_of(self.of, point, call)
            if all(found.get(name) == v for name, v in values.items()):
                return Fit(point, cost, size, wanted)
        raise Unfit(IMPOSSIBLE)

    def _completed(self, values: Mapping[str, Value]) -> Iterator[Iterable[dict[str, Value]]]:
        """The values with those of free factors, in groups in which sizes grow: the simplest first, then one number
        after the other larger, then other words."""
        free = [one for one in self.known.values() if one.name not in values and one.role != "amount"]
        grown = GROWN if any(one.name in self.inner for one in free) else GROWN[:1]
        yield (self._with_free(values, free, n) for n in grown)
        for one in free:
            if one.role == "number" and one.of != "groups" or one.role == "letter" and one.name not in self.inner:
                others = [other for other in free if other is not one]
                for by in (3, 18):
                    yield (self._with_free({**values, one.name: by}, others, n) for n in grown if n in FEW)
        if not self.of.arrays:
            numbers = [v for v in values.values() if isinstance(v, int)]
            multiple = math.lcm(12, *(v for v in numbers if v > 0))
            yield (self._with_free(values, free, 1, by) for by in (multiple, 10 * multiple))
        for one in free:
            if one.role in OTHERWISE:
                for v in [v for v in one.values if v != self._default(one)][: OTHERWISE[one.role]]:
                    others = [other for other in free if other is not one]
                    yield (self._with_free({**values, one.name: v}, others, n) for n in grown if n in FEW)

    def _with_free(self, values: Mapping[str, Value], free: list[Factor], n: int, by: int = 0) -> dict[str, Value]:
        """The values with those of free factors; n: of the axes that a kernel moves along; by: of numbers, if not 0."""
        wanted = dict(values)
        rank = wanted.setdefault("rank", self._rank(wanted)) if "rank" in self.known else 1
        for one in free:
            if one.role == "letter":
                wanted[one.name] = n if one.name in self.inner else 1
            elif one.role == "number" and by and one.of != "groups":
                wanted[one.name] = by
            elif one.role == "alike":
                wanted[one.name] = SINGLE if rank == 1 else ALIKE
            elif one.role != "rank":
                wanted[one.name] = self._default(one)
        return wanted

    def _rank(self, values: Mapping[str, Value]) -> int:
        """The number of axes that these values need: one if an axis is alone, else two."""
        kinds = {v for name, v in values.items() if self.known[name].role == "alike"}
        fewest = 2 if kinds & {ALIKE, DIFFER} or DIFFER in values.values() else 1
        ranks = sorted(int(v) for v in self.known["rank"].values)
        return next((rank for rank in ranks if rank >= fewest), fewest)

    def _ranks(self, values: Mapping[str, Value]) -> set[bool]:
        """Whether values are about several spatial axes; both if they contradict each other."""
        found = {v != SINGLE for name, v in values.items() if self.known[name].role == "alike"}
        found |= {True for name, v in values.items() if self.known[name].role == "pair" and v == DIFFER}
        return found | ({values["rank"] != 1} if "rank" in values else set())

    def _default(self, one: Factor) -> Value:
        """The simplest value of a factor: that of the signature if it is one of them."""
        simplest = self._simplest(one)
        return simplest if simplest in one.values or one.role == "amount" else one.values[0]

    def _simplest(self, one: Factor) -> Value:
        if one.role in ("array", "held"):
            return one.values[0]
        if one.role in SIMPLEST:
            return SIMPLEST[one.role]
        default = self.of.signature.parameters[one.of].default
        if default is self.of.signature.empty:
            return next((v for v in one.values if v == 1), one.values[0])
        if one.role == "real":
            return float(default) if default is not None else str(default)
        return int(default) if type(default) is int else str(default)

    # -- one call

    def built(self, values: Mapping[str, Value]) -> Point:
        """The call with a value for each factor, as it stands. Raises ValueError if a value does not fit another,
        Refused if it does so whatever the sizes are."""
        of, rank = self.of, int(values.get("rank", 1))
        env = self._sizes(values, rank)
        kwargs = {arg: self._argument(arg, values, env, rank) for arg in of.scalars}
        words = of.definition.words_of({a: kwargs[a] for a in of.words if a in kwargs})
        plan = of.plan(rank, words) if of.ranked else of.plan(words=words)
        if plan.about_arguments and not plan.allows(kwargs):
            raise Refused
        for arg, letters in plan.scalars.items():  # those that sizes are said in
            env |= {s.name: kwargs[arg] for s in letters if not of.definition.per_axis(arg)}
        made: dict[str, tuple[int, ...]] = {}
        axes: dict[str, Any] = {}
        for a, line in plan.arrays.items():
            if values.get(a, GIVEN) == GIVEN:
                made[a], chosen = self._shape(plan, line, values, env)
                axes |= chosen
        kwargs |= axes
        defaults = of.definition.defaults
        kwargs = {
            a: v for a, v in kwargs.items() if a not in defaults or v != defaults[a] or type(v) is not type(defaults[a])
        }
        return Point(
            made, kwargs, AT_THRESHOLDS, dtype=str(values.get("dtype", "")), layout=str(values.get("layout", "C order"))
        )

    def _sizes(self, values: Mapping[str, Value], rank: int) -> dict[str, Any]:
        """The letters that the shapes of arrays set."""
        env: dict[str, Any] = {}
        names = calls.at_rank(self.of, rank)
        for one in self.letters:
            v = int(values[one.name])
            sizes = on_axes(v, str(values.get(f"{one.name} on each axis", ALIKE)), len(names[one.name]), one.least)
            env |= dict(zip(names[one.name], sizes, strict=True))
        return env

    def _argument(self, arg: str, values: Mapping[str, Value], env: dict[str, Any], rank: int) -> Any:
        """An argument that is no array, as a user writes it."""
        of, v = self.of, values[arg]
        if arg in of.words:
            word = {str(w): w for w in of.words[arg].words}
            if isinstance(v, str) and v in word:
                return word[v]
        letters = of.scalars[arg]
        if isinstance(of.words.get(arg), Ratio):
            return Fraction(str(v))
        if of.definition.per_axis(arg) and len(letters) == 2:
            return self._padding(v, values, env, rank)
        if not of.definition.per_axis(arg):
            return v
        least = 0 if letters[0].is_nonnegative and not letters[0].is_positive else 1
        sizes = on_axes(int(v), str(values.get(f"{arg} on each axis", ALIKE)), rank, least)
        single = len(set(sizes)) == 1 and (rank == 1 or bool(of.arrays))  # without arrays its length says the rank
        return sizes[0] if single else sizes

    def _padding(self, v: Value, values: Mapping[str, Value], env: dict[str, Any], rank: int) -> Any:
        """A padding in numbers."""
        if v == HALF:
            kernel, dilation = (self._on_axis(name, values, rank) for name in ("kernel_size", "dilation"))
            half = tuple(k // 2 * d for k, d in zip(kernel, dilation, strict=True))
            return half[0] if len(set(half)) == 1 else half
        if v == ASIDE:
            return ((0, 1),) * rank if not self.of.axiswise else (0, 1)
        if v == DIFFER:
            return tuple(range(1, rank + 1))
        return int(v)

    def _on_axis(self, name: str, values: Mapping[str, Value], rank: int) -> tuple[int, ...]:
        """A letter or an argument on each axis, 1 if the formula has no such."""
        return on_axes(int(values.get(name, 1)), str(values.get(f"{name} on each axis", ALIKE)), rank, 1)

    def _shape(
        self, plan: Plan, line: list[shapes.Entry], values: Mapping[str, Value], env: dict[str, Any]
    ) -> tuple[tuple[int, ...], dict[str, Any]]:
        """The shape of an array, and the arguments that select axes of it."""
        shape: list[int] = []
        places: dict[str, tuple[int, ...]] = {}
        for entry in line:
            letter = shapes.printed(entry.size)
            if entry.many:
                sizes = several(int(env[letter]), int(values[f"axes of {letter}"]))
            else:
                size = shapes.value(entry.size, env)
                together = any(values[arg] in (SEVERAL, APART) for arg, s in self.of.along.items() if s == letter)
                sizes = split(size) if together else (size,)
            places[letter] = tuple(range(len(shape), len(shape) + len(sizes)))
            shape += sizes
        chosen = {}
        for arg, letter in self.of.along.items():
            if letter in places:
                shape, chosen[arg] = moved(shape, places[letter], str(values[arg]))
        return tuple(shape), chosen


def on_axes(v: int, alike: str, rank: int, least: int) -> tuple[int, ...]:
    """A size on each axis; v is that of the last one.

    alike: ALIKE, DIFFER or SINGLE; least: the smallest size. Raises Refused if `alike` does not go with `rank`.
    """
    if (alike == SINGLE) != (rank == 1) and alike != ALIKE or rank < 2 and alike == DIFFER:
        raise Refused(f"{alike} on {rank} axes")
    if alike != DIFFER:
        return (v,) * rank
    if v >= WIDE:
        return (*(2 + k for k in range(rank - 1)), v)
    return (*(v + 1 + k if v - 1 - k < least else v - 1 - k for k in range(rank - 1)), v)


def several(v: int, axes: int) -> tuple[int, ...]:
    """The sizes of the axes that one letter stands for; v is the largest of them. Raises ValueError without axes and
    v > 1."""
    if not axes:
        if v > 1:
            raise ValueError(f"no axis of size {v}")
        return ()
    return (*(min(v, 2 + k) for k in range(axes - 1)), v)


def split(n: int) -> tuple[int, int]:
    """The sizes of two axes with n entries together; the first is the smallest factor of n, or 1 if there is none."""
    first = next((k for k in range(2, math.isqrt(n) + 1) if n % k == 0), 1)
    return first, n // first


def moved(shape: list[int], places: tuple[int, ...], where: str) -> tuple[list[int], Any]:
    """A shape whose axes at `places` lie elsewhere, and the argument that selects them.

    where: LAST, COUNTED, FIRST, BETWEEN, SEVERAL or APART. Raises ValueError if they cannot lie there.
    """
    chosen, rest = [shape[k] for k in places], [n for k, n in enumerate(shape) if k not in places]
    if where in (SEVERAL, APART):
        if len(chosen) < 2 or where == APART and not rest:
            raise ValueError("one axis alone, or none between")
        if where == APART:  # the last ones are counted from the end
            return [chosen[0], *rest, *chosen[1:]], (0, *range(1 - len(chosen), 0))
        order = [*rest[:1], *chosen, *rest[1:]]
        return order, tuple(range(len(rest[:1]), len(rest[:1]) + len(chosen)))
    if len(chosen) != 1 or where == BETWEEN and len(rest) < 2 or where in (FIRST, LAST) and not rest and where == FIRST:
        raise ValueError(f"{len(chosen)} axes cannot be {where}")
    at = {FIRST: 0, BETWEEN: 1}.get(where, len(rest))
    order = [*rest[:at], *chosen, *rest[at:]]
    return order, -1 if where == COUNTED else at
