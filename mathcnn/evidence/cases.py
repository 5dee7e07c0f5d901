"""Cases drawn from a formula's own shape line: geometries, and arrays of every number type that fit them.

The same line gives random samples, Hypothesis strategies and the enumeration of all sizes up to N: `draw` asks a
chooser, and a chooser is a random generator, a Hypothesis draw or a counter.
"""

from __future__ import annotations

import contextlib
import inspect
import itertools
import math
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
import sympy as sp

from ..language import shapes
from ..language.formula import Domain, Formula, Law, Plan, as_objects
from ..language.statement import Axis, Convention

MOST = 240  # entries of the arrays, and of the result, of a random case


class Reject(Exception):
    """A drawn geometry that leaves no result."""


class Chooser(Protocol):
    def size(
        self, least: int, used: set[int]
    ) -> int: ...  # of an array, along one axis; others than those used where it can
    def number(self, least: int, used: set[int]) -> int: ...  # a stride, a padding
    def pick(self, options: int) -> int: ...  # one of several words
    def wants(self, arg: str) -> bool: ...  # whether to set an argument, or leave its default
    def spells(self) -> bool: ...  # whether to use a word where numbers would do
    def axes(self) -> int: ...  # how many axes a letter stands for that stands for any number


class Random:
    """Sizes up to `limit`, every argument set now and then."""

    def __init__(self, rng: random.Random, limit: int = 5):
        self.rng, self.limit = rng, limit

    def size(self, least: int, used: set[int]) -> int:
        return self._unlike(least, self.limit, used)

    def number(self, least: int, used: set[int]) -> int:
        return self._unlike(least, least + 2, used)

    def _unlike(self, least: int, most: int, used: set[int]) -> int:
        """Another number than those used, where three tries find one."""
        return next(
            (v for v in (self.rng.randint(least, most) for _ in range(2)) if v not in used),
            self.rng.randint(least, most),
        )

    def pick(self, options: int) -> int:
        return self.rng.randrange(options)

    def wants(self, arg: str) -> bool:
        return self.rng.random() < 0.8

    def spells(self) -> bool:
        return self.rng.random() < 0.25

    def axes(self) -> int:
        return self.rng.randrange(3)


class Counter:
    """Every choice in turn, as an odometer: sizes up to N, and of the arguments only those that a law names."""

    def __init__(self, limit: int, named: set[str]):
        self.limit, self.named = limit, named
        self.digits: list[int] = []
        self.sizes: list[int] = []
        self.at = 0

    def _next(self, options: int) -> int:
        if self.at == len(self.digits):
            self.digits.append(0)
            self.sizes.append(options)
        self.at += 1
        return self.digits[self.at - 1]

    def size(self, least: int, used: set[int]) -> int:
        return least + self._next(self.limit - least + 1)

    def number(self, least: int, used: set[int]) -> int:
        return least + self._next(2)

    def pick(self, options: int) -> int:
        return self._next(options)

    def wants(self, arg: str) -> bool:
        return arg in self.named

    def spells(self) -> bool:
        return self._next(2) == 1

    def axes(self) -> int:
        return self._next(2)

    def advance(self) -> bool:
        """Move on to the next choice; False after the last one."""
        del self.digits[self.at :], self.sizes[self.at :]
        self.at = 0
        while self.digits:
            self.digits[-1] += 1
            if self.digits[-1] < self.sizes[-1]:
                return True
            self.digits.pop()
            self.sizes.pop()
        return False


class Least:
    """The smallest of everything."""

    def size(self, least: int, used: set[int]) -> int:
        return least

    number = size

    def pick(self, options: int) -> int:
        return 0

    def wants(self, arg: str) -> bool:
        return False

    def spells(self) -> bool:
        return False

    def axes(self) -> int:
        return 0


class Noted:
    """Another chooser, whose choices are noted as whole numbers, the plainest 0, so that a case can be drawn again or
    made smaller.
    """

    def __init__(self, chooser: Chooser):
        self.chooser, self.choices = chooser, list[int]()

    def _noted(self, choice: int) -> int:
        self.choices.append(choice)
        return choice

    def size(self, least: int, used: set[int]) -> int:
        return least + self._noted(self.chooser.size(least, used) - least)

    def number(self, least: int, used: set[int]) -> int:
        return least + self._noted(self.chooser.number(least, used) - least)

    def pick(self, options: int) -> int:
        return self._noted(self.chooser.pick(options))

    def wants(self, arg: str) -> bool:
        return bool(self._noted(self.chooser.wants(arg)))

    def spells(self) -> bool:
        return bool(self._noted(self.chooser.spells()))

    def axes(self) -> int:
        return self._noted(self.chooser.axes())


class Replay:
    """Choices that were noted, and the plainest after them."""

    def __init__(self, choices: Iterable[int]):
        self.left = iter(choices)

    def _next(self) -> int:
        return next(self.left, 0)

    def size(self, least: int, used: set[int]) -> int:
        return least + self._next()

    number = size

    def pick(self, options: int) -> int:
        return min(self._next(), options - 1)

    def wants(self, arg: str) -> bool:
        return bool(self._next())

    def spells(self) -> bool:
        return bool(self._next())

    def axes(self) -> int:
        return self._next()


@dataclass
class Case:
    """One geometry: the shapes of the arrays, and every other argument."""

    of: Formula
    plan: Plan
    shapes: dict[str, tuple[int, ...]]
    kwargs: dict[str, Any]
    env: dict[str, Any]
    domain: dict[str, Domain] = field(default_factory=dict)
    choices: tuple[int, ...] = ()  # as they were noted when it was drawn

    @property
    def entries(self) -> int:
        return sum(math.prod(s) for s in self.shapes.values())

    @property
    def constant(self) -> bool:
        """Whether there is nothing to draw: a formula without arguments has this one case."""
        return not self.shapes and not self.kwargs

    @property
    def result(self) -> tuple[int, ...]:
        """The sizes of the result, axes that are seen as one taken together."""
        return tuple(shapes.value(entry.size, self.env) for entry in self.plan.result)

    def filled(self, one: Callable[[str, tuple[int, ...]], np.ndarray]) -> dict[str, np.ndarray]:
        """Every array, made by `one(name, shape)` and taken into its domain."""
        arrays = {a: one(a, shape) for a, shape in self.shapes.items()}
        return {a: self.domain[a].make(x, self.env) if a in self.domain else x for a, x in arrays.items()}


# ---------------------------------------------------------------- geometries


def draw(of: Formula, choose: Chooser, law: Law | None = None, rank: int | None = None) -> Case:
    """One geometry of a formula, or of a law about it. Sizes along different axes differ where they can."""
    rank = rank or (law.rank if law else None) or (1 + choose.pick(3) if of.ranked and not of.axiswise else 1)
    kwargs: dict[str, Any] = {}
    for arg, letters in of.scalars.items():
        kwargs[arg] = _argument(of, arg, letters, choose, rank, fixed=bool(law and law.plain and arg not in law.names))
    if law:
        kwargs |= law.held
    words = tuple((a, of.word(a, kwargs[a])) for a in of.words if a in kwargs and of.is_word(a, kwargs[a]))
    plan = of.plan(rank, words)
    own, choose = choose, Least() if law and law.apart else choose
    env: dict[str, Any] = {}
    many: dict[str, tuple[int, ...]] = {}
    sizes: dict[str, tuple[int, ...]] = {}
    for arg, letters in plan.scalars.items():
        per_axis = any(isinstance(s, Axis) for s in letters)
        values = shapes.spread(arg, kwargs[arg], len(letters), rank) if per_axis else [(kwargs[arg],)]
        for s, column in zip(letters, values, strict=True):
            env.update({one.name: v for one, v in zip(plan.expanded(s), column, strict=True)})

    def solved(line: list[shapes.Entry]) -> tuple[int, ...]:
        used: set[int] = set()
        for entry in line:
            for s in sorted(entry.size.free_symbols, key=shapes.printed):
                if s.name not in env and shapes.printed(entry.size) not in many:
                    least = 1 if s.is_positive or not s.is_nonnegative else 0
                    env[s.name] = _unlike(used, choose.size, least)
        return tuple(shapes.value(entry.size, env) for entry in line)

    for a, line in plan.arrays.items():
        if any(entry.many for entry in line):
            for entry in line:
                if shapes.printed(entry.size) not in many:
                    axes = choose.axes() + (len(line) == 1) if entry.many else 1
                    many[shapes.printed(entry.size)] = tuple(choose.size(1, set()) for _ in range(axes))
                    env[shapes.printed(entry.size)] = math.prod(many[shapes.printed(entry.size)])
            if of.along:
                _interleave(of, line, many, sizes, kwargs, a, choose)
            else:
                sizes[a] = tuple(n for entry in line for n in many[shapes.printed(entry.size)])
        else:
            sizes[a] = solved(line)
        if law is not None:
            left_out = a not in law.names and of.may_lack(a) and a not in plan.needed
        else:
            left_out = bool(choose.pick(2)) if a in of.optional else of.may_lack(a) and a not in plan.needed
        if left_out:
            del sizes[a]
    choose = own
    for a, text in (law.shapes if law else {}).items():
        if text in sizes:
            sizes[a] = sizes[text]
        elif ".." in text and not text.startswith("("):
            lo, hi = map(int, text.split(".."))
            kwargs[a] = lo + choose.pick(hi - lo + 1)
        else:
            scope = {
                **{name: sp.Symbol(name, integer=True, positive=True) for name in re.findall(r"[A-Za-z]\w*", text)},
                **of.scope,
            }
            sizes[a] = solved(shapes.entries(text, scope, rank, plan.swap))
    case = Case(of, plan, sizes, kwargs, env, law.domain if law else of.domain)
    try:
        bound = plan.bind(
            {a: _folded(plan, a, s, env) for a, s in sizes.items() if a in plan.arrays},
            {a: kwargs[a] for a in plan.scalars},
        )
    except ValueError as error:
        raise Reject(str(error)) from None
    case.env.update(bound)
    if law and not all(
        rule(**{k: kwargs.get(k, env.get(k)) for k in inspect.signature(rule).parameters}) for rule in law.requires
    ):
        raise Reject("outside the law's domain")
    return case


def _argument(of: Formula, arg: str, letters: tuple[sp.Symbol, ...], choose: Chooser, rank: int, fixed: bool) -> Any:
    default = of.signature.parameters[arg].default
    if default is not inspect.Parameter.empty and (fixed or not choose.wants(arg)):
        return default
    words = list(of.words[arg].words) if arg in of.words else []
    convention = isinstance(of.words.get(arg), Convention)
    if words and (convention or choose.spells()):
        return words[choose.pick(len(words))]
    least = [1 if s.is_positive else 0 for s in letters]
    used: set[int] = set()
    how = choose.size if default is inspect.Parameter.empty else choose.number
    one = lambda m: _unlike(used, how, m)
    if isinstance(letters[0], Axis):
        if of.axiswise:
            return one(least[0]) if len(letters) == 1 and arg in of.names[:2] else _pair(least, one)
        return tuple(_pair(least, one) for _ in range(rank))
    if letters[0].is_integer:
        return one(least[0])
    tenths = (1, 5, 9) if isinstance(choose, Counter) else range(1, 10)
    return Fraction(tenths[choose.pick(len(tenths))], 10)


def _pair(least: list[int], one: Callable[[int], int]) -> Any:
    return tuple(map(one, least)) if len(least) > 1 else one(least[0])


def _unlike(used: set[int], how: Callable[[int, set[int]], int], least: int) -> int:
    """A number that differs from those used where it can, and is then used itself."""
    used.add(v := how(least, used))
    return v


def _interleave(
    of: Formula,
    line: list[shapes.Entry],
    many: dict[str, tuple[int, ...]],
    sizes: dict[str, tuple[int, ...]],
    kwargs: dict[str, Any],
    a: str,
    choose: Chooser,
) -> None:
    """The axes of the letter that an argument names, at any places among the others."""
    for arg, letter in of.along.items():
        if letter not in {shapes.printed(entry.size) for entry in line}:
            sizes[a] = tuple(n for entry in line for n in many[shapes.printed(entry.size)])
            continue
        others = [n for entry in line if shapes.printed(entry.size) != letter for n in many[shapes.printed(entry.size)]]
        chosen = many[letter]
        places = sorted(itertools.islice(_places(len(others) + len(chosen), choose), len(chosen)))
        sizes[a] = tuple(
            chosen[places.index(k)] if k in places else others[k - sum(p < k for p in places)]
            for k in range(len(others) + len(chosen))
        )
        kwargs[arg] = tuple(places) if len(places) != 1 else places[0]


def _places(count: int, choose: Chooser) -> Iterator[int]:
    left = list(range(count))
    while left:
        yield left.pop(choose.pick(len(left)))


def _folded(plan: Plan, a: str, shape: tuple[int, ...], env: dict[str, Any]) -> tuple[int, ...]:
    line = plan.arrays[a]
    return tuple(env[shapes.printed(entry.size)] for entry in line) if any(entry.many for entry in line) else shape


def sampled(
    of: Formula, count: int, seed: int, law: Law | None = None, limit: int = 5, rank: int | None = None
) -> Iterator[tuple[Case, random.Random]]:
    """Random geometries with the generator that made them, up to MOST entries; gives up after 200 rejects in a row."""
    rng, rejects = random.Random(seed), 0
    while count:
        try:
            case = draw(of, noted := Noted(Random(rng, limit)), law, rank)
            case.choices = tuple(noted.choices)
            if case.entries > MOST or math.prod(case.result) > MOST:
                raise Reject("larger than a check needs")
        except Reject:
            if (rejects := rejects + 1) == 200:
                return
            continue
        count, rejects = count - 1, 0
        yield case, rng
        if case.constant:
            return


def every(of: Formula, limit: int, law: Law | None = None, most: int = 10**6) -> list[Case] | None:
    """All geometries with sizes up to `limit`, at one spatial axis and at two; None where there are more than `most`."""
    found = []
    names = set(law.names) if law else set()
    ranks = [law.rank] if law and law.rank else [1, 2] if of.ranked and not of.axiswise else [1]
    for rank in ranks:
        counter = Counter(limit if rank == ranks[0] else min(limit, 2), names)
        while True:
            with contextlib.suppress(Reject):
                found.append(draw(of, counter, law, rank))
            if not counter.advance():
                break
            if len(found) > most:
                if rank == ranks[0]:
                    return None
                found = found[:most]  # one axis is complete; of two axes as many as there is time for
                break
    return found


# ---------------------------------------------------------------- arrays


def integers(case: Case, rng: random.Random, size: int = 8) -> dict[str, np.ndarray]:
    """Whole numbers, as Python objects, inside the formula's domain."""

    def one(a: str, shape: tuple[int, ...]) -> np.ndarray:
        values = as_objects(rng.randint(-size, size) for _ in range(math.prod(shape)))
        if a in case.domain:
            values = as_objects(Fraction(v) for v in values)
        return values.reshape(shape)

    return case.filled(one)


def distinct(case: Case, rng: random.Random) -> dict[str, np.ndarray]:
    """Whole numbers, no two alike in an array and none of them zero: a maximum and its derivative are decided."""

    def one(a: str, shape: tuple[int, ...]) -> np.ndarray:
        count = math.prod(shape)
        values = [k for k in range(-count, count + 1) if k]
        return as_objects(Fraction(v) if a in case.domain else v for v in rng.sample(values, count)).reshape(shape)

    return case.filled(one)


def floats(case: Case, rng: random.Random, dtype: str = "float64") -> dict[str, np.ndarray]:
    """Standard normal numbers of one scale an array, an eighth of them zero.

    Halves keep to scales whose products they hold.
    """
    source = np.random.default_rng(rng.randrange(2**32))
    scales = (-1, 0) if dtype == "float16" else (-2, 2)

    def one(a: str, shape: tuple[int, ...]) -> np.ndarray:
        x = source.standard_normal(shape) * (source.random(shape) > 1 / 8) * 10.0 ** rng.randint(*scales)
        return x.astype(dtype)

    return {a: x.astype(dtype) if x.dtype.kind == "f" else x for a, x in case.filled(one).items()}


def letters(case: Case, how: str) -> dict[str, np.ndarray]:
    """One letter an entry: of a polynomial ring, of a field of rational functions, or of SymPy."""
    drawn = {a: s for a, s in case.shapes.items() if a not in case.of.labels}
    names = [f"{a}_{k}" for a, shape in drawn.items() for k in range(math.prod(shape))]
    if how == "symbols":
        pool = iter(sp.symbols(names, positive=True) if names else ())
    else:
        pool = iter({"ring": sp.ring, "field": sp.field}[how](names or ["_"], sp.QQ)[1:])

    def one(a: str, shape: tuple[int, ...]) -> np.ndarray:
        count = math.prod(shape)
        return as_objects(next(pool) if a in drawn else k for k in range(count)).reshape(shape)

    return case.filled(one)


def odd_layout(x: np.ndarray, rng: random.Random) -> np.ndarray:
    """The same array in another memory layout: Fortran order, every second entry of a larger one, backwards along an
    axis, or a part of a larger batch, of more channels or of a larger image."""
    if not x.ndim:
        return x  # (NumPy would give an array without axes one)
    axis = rng.randrange(x.ndim)
    before, after = (slice(None),) * axis, x.shape[:axis]
    match rng.randrange(5):
        case 0:
            return np.asfortranarray(x)
        case 1:
            wide = np.empty((*after, 2 * x.shape[axis], *x.shape[axis + 1 :]), x.dtype)
            view = wide[(*before, slice(None, None, 2))]
        case 2:
            view = np.empty(x.shape, x.dtype)[(*before, slice(None, None, -1))]
        case 3:
            wide = np.empty((*after, x.shape[axis] + 3, *x.shape[axis + 1 :]), x.dtype)
            wide[...] = x.dtype.type(7)
            view = wide[(*before, slice(1, -2))]
        case _:
            return x
    view[...] = x
    return view


def as_floats(arrays: dict[str, np.ndarray], labels: set[str], dtype: str = "float64") -> dict[str, np.ndarray]:
    """Exact numbers as floats; labels stay whole."""
    return {a: x.astype(np.int64 if a in labels else dtype) for a, x in arrays.items()}


def plain(v: Any) -> Any:
    """An argument for a fast form: fractions become floats."""
    return float(v) if isinstance(v, Fraction) else v
