"""Geometries: the shapes of the arrays, and the other arguments, of one call of a formula or of one case of a law."""

from __future__ import annotations

import contextlib
import functools
import inspect
import itertools
import math
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import sympy as sp

from ...language import shapes
from ...language.formula import Domain, Formula, Law, Plan
from ...language.statement import Axis, Convention, Ratio
from ..aliases import Arguments, Arrays, Letters, Value
from . import within
from .choosers import Chooser, Counter, Least, Random, Recorded

MOST = 240  # entries of the arrays, and of the result, of a random case
REJECTED = 200  # rejected draws in a row after which `sampled` ends


class Reject(Exception):
    """The geometry that was drawn is not valid, or too large."""


@dataclass
class Case:
    """One geometry.

    Attributes
    ----------
    of : the formula.
    plan : its statement at the spatial rank and with the words that were drawn.
    shapes : the shape of each array.
    kwargs : every other argument.
    env : the value of each letter of the shape line.
    domain : the domains of arrays.
    choices : what was chosen when the case was drawn; see `Recorded`.
    """

    of: Formula
    plan: Plan
    shapes: dict[str, tuple[int, ...]]
    kwargs: Arguments
    env: Letters
    domain: dict[str, Domain] = field(default_factory=dict)
    choices: tuple[int, ...] = ()

    @property
    def entries(self) -> int:
        """How many entries all arrays have together."""
        return sum(math.prod(s) for s in self.shapes.values())

    @property
    def constant(self) -> bool:
        """Whether there is nothing to draw: a formula without arguments has this one case."""
        return not self.shapes and not self.kwargs

    @property
    def result(self) -> tuple[int, ...]:
        """The shape of the result, where axes that one letter stands for count as one."""
        return tuple(shapes.value(entry.size, self.env) for entry in self.plan.result)

    def filled(self, one: Callable[[str, tuple[int, ...]], np.ndarray]) -> Arrays:
        """All arrays.

        Parameters
        ----------
        one : makes an array from its name and its shape.

        Returns
        -------
        The arrays by name, each taken into its domain.
        """
        arrays = {a: one(a, shape) for a, shape in self.shapes.items()}
        return {a: self.domain[a].make(x, self.env) if a in self.domain else x for a, x in arrays.items()}


def draw(of: Formula, choose: Chooser, law: Law | None = None, rank: int | None = None) -> Case:
    """One geometry of a formula, or of a law about it. Sizes along different axes differ where possible.

    Parameters
    ----------
    of : the formula.
    choose : makes the choices.
    law : the law whose case is drawn; its own arguments get shapes, too.
    rank : the number of spatial axes; chosen if None and the law does not fix it.

    Returns
    -------
    The geometry.

    Raises
    ------
    Reject : the choices break a rule of the formula or of the law, or leave no result.
    """
    drawing = _Drawing(of, choose, law, rank)
    drawing.draw_arrays(Least() if law and law.shares_no_letter else choose)
    if law:
        drawing.draw_arguments_of(law)
    return drawing.case()


class _Drawing:
    """A geometry while it is drawn. Letters get their values in the order in which the shape line has them."""

    def __init__(self, of: Formula, choose: Chooser, law: Law | None, rank: int | None):
        self.of, self.choose, self.law = of, choose, law
        self.within = within.current()
        self.rank = self._rank(law) if rank is None else rank
        self.kwargs: Arguments = {}
        for arg, letters in of.scalars.items():
            default = bool(law and law.plain and arg not in law.names)
            if arg in self.within.held:
                self.kwargs[arg] = self.within.held[arg]
            else:
                drawn = _argument(of, arg, letters, choose, self.rank, default)
                self.kwargs[arg] = self.within.alike(arg, drawn)
        if law:
            self.kwargs |= law.held
        self.plan = of.plan(self.rank, of.definition.words_of(self.kwargs))
        try:
            self.env: Letters = self.plan.bind_scalars(self.kwargs)
        except ValueError as error:
            raise Reject(str(error)) from None
        self.many: dict[str, tuple[int, ...]] = {}  # sizes of the axes that one entry of a shape line stands for
        self.lines: dict[str, list[str]] = {}  # the letters of the arrays that have some for any number of axes
        self.shapes: dict[str, tuple[int, ...]] = {}

    def _rank(self, law: Law | None) -> int:
        """The number of spatial axes: that of the law, or one of those of the formula."""
        if law and law.rank:
            return law.rank
        ranks = [one for one in self.of.definition.ranks if one in self.within.ranks] or self.of.definition.ranks
        return ranks[self.choose.pick(len(ranks))] if len(self.of.definition.ranks) > 1 else ranks[0]

    # -- arrays of the formula

    def draw_arrays(self, choose: Chooser) -> None:
        """The shapes of the formula's arrays; those that may be left out are left out now and then."""
        for a, line in self.plan.arrays.items():
            if any(entry.many for entry in line):
                self._draw_many(a, line, choose)
            else:
                self.shapes[a] = self._solved(line, choose)
            if self._left_out(a, choose):
                del self.shapes[a]

    def _solved(self, line: list[shapes.Entry], choose: Chooser) -> tuple[int, ...]:
        """The sizes of one bracket of the shape line, after its letters have got values."""
        used: set[int] = set()
        for entry in line:
            for s in sorted(entry.size.free_symbols, key=shapes.printed):
                if s.name not in self.env and shapes.printed(entry.size) not in self.many:
                    least = 1 if s.is_positive or not s.is_nonnegative else 0
                    found = self._determined(s)
                    self.env[s.name] = _unlike(used, choose.size, least) if found is None else found
        sizes = tuple(shapes.value(entry.size, self.env) for entry in line)
        if any(n < 0 for n in sizes):
            raise Reject("a size is negative")
        return sizes

    def _determined(self, s: sp.Symbol) -> int | None:
        """The value of a letter that a rule makes equal to what is known: the sizes of the result, for a gradient."""
        rule = next((r for r, _ in self.plan.requires if isinstance(r, sp.Eq) and r.lhs == s), None)
        if rule is None:
            return None
        known = dict(self.env)
        for spelled, meaning in self.plan.spelled:
            if all(one.name in known for one in meaning.free_symbols):
                known[spelled] = shapes.value(meaning, known)
        if not all(one.name in known for one in rule.rhs.free_symbols):
            return None
        if (found := shapes.value(rule.rhs, known)) < 1:
            raise Reject("no result")
        return int(found)

    def _draw_many(self, a: str, line: list[shapes.Entry], choose: Chooser) -> None:
        """The shape of an array some of whose letters stand for any number of axes."""
        letters = [shapes.printed(entry.size) for entry in line]
        for letter, entry in zip(letters, line, strict=True):
            if letter not in self.many:
                axes = 1
                if entry.many:
                    axes = (choose.axes() if self.within.many is None else self.within.many) + (len(line) == 1)
                self.many[letter] = tuple(choose.size(1, set()) for _ in range(axes))
                self.env[letter] = math.prod(self.many[letter])
        self.shapes[a] = tuple(n for letter in letters for n in self.many[letter])
        alike = next((b for b, drawn in self.lines.items() if drawn == letters), None)
        named = set(itertools.chain(*self.lines.values()))
        for arg, letter in self.of.along.items():
            if letter in letters and alike is not None:  # one argument names the axes of both arrays
                self.shapes[a] = self.shapes[alike]
            elif letter in letters and letter not in named:
                others = [n for other in letters if other != letter for n in self.many[other]]
                held, chosen = self.within.held.get(arg), self.many[letter]
                drawn = _interleaved(chosen, others, choose) if held is None else _held_at(chosen, others, held)
                self.shapes[a], self.kwargs[arg] = drawn
        self.lines[a] = letters

    def _left_out(self, a: str, choose: Chooser) -> bool:
        """Whether an array is left out: by a law if it does not name it, else by chance if it is optional."""
        lacking = self.of.may_lack(a) and a not in self.plan.needed
        if self.of.may_lack(a) and a in self.within.passed and not (self.law and a in self.law.names):
            return not self.within.passed[a]
        if self.law is not None:
            return a not in self.law.names and lacking
        return bool(choose.pick(2)) if a in self.of.optional else lacking

    # -- arguments of a law

    def draw_arguments_of(self, law: Law) -> None:
        """The shapes of arrays, and the numbers, that a law has beside the arguments of its formula."""
        for a, text in law.shapes.items():
            if text in self.shapes:
                self.shapes[a] = self.shapes[text]
            elif ".." in text and not text.startswith("("):
                lo, hi = map(int, text.split(".."))
                self.kwargs[a] = lo + self.choose.pick(hi - lo + 1)
            else:
                names = re.findall(r"[A-Za-z]\w*", text)
                scope = {name: sp.Symbol(name, integer=True, positive=True) for name in names} | self.of.scope
                line = shapes.entries(text, scope, self.rank, self.plan.swap)
                self.shapes[a] = self._solved(line, self.choose)

    # -- the whole

    def case(self) -> Case:
        """The case, bound and checked. Raises Reject where it breaks a rule."""
        law = self.law
        case = Case(self.of, self.plan, self.shapes, self.kwargs, self.env, law.domain if law else self.of.domain)
        sizes = {a: self._sizes(a) for a in self.shapes if a in self.plan.arrays}
        try:
            case.env.update(self.plan.bind(sizes, {a: self.kwargs[a] for a in self.plan.scalars}))
        except ValueError as error:
            raise Reject(str(error)) from None
        for rule in law.requires if law else ():
            if not rule(**{k: self.kwargs.get(k, self.env.get(k)) for k in inspect.signature(rule).parameters}):
                raise Reject("outside the law's domain")
        if self.within.accepts is not None and not self.within.accepts(case):
            raise Reject("not offered")
        return case

    def _sizes(self, a: str) -> tuple[int, ...]:
        """The shape of an array, where the axes that one letter stands for count as one."""
        line = self.plan.arrays[a]
        many = any(entry.many for entry in line)
        return tuple(self.env[shapes.printed(entry.size)] for entry in line) if many else self.shapes[a]


# ---------------------------------------------------------------- arguments beside arrays


def _argument(of: Formula, arg: str, letters: tuple[sp.Symbol, ...], choose: Chooser, rank: int, fixed: bool) -> Value:
    """An argument that is not an array: its default, a word, or numbers for its letters."""
    default = of.signature.parameters[arg].default
    required = default is inspect.Parameter.empty
    if not required and (fixed or not choose.wants(arg)):
        return default
    words = list(of.words[arg].words) if arg in of.words else []
    if words and (isinstance(of.words.get(arg), Convention) or choose.spells()):
        return words[choose.pick(len(words))]
    least = [1 if s.is_positive else 0 for s in letters]
    number = functools.partial(_unlike, set[int](), choose.size if required else choose.number)
    if isinstance(of.words.get(arg), Ratio):
        return tuple(Fraction(number(1), number(1)) for _ in range(rank))
    if isinstance(letters[0], Axis):
        if not of.axiswise:
            return tuple(_numbers(least, number) for _ in range(rank))
        return number(least[0]) if len(letters) == 1 and arg in of.names[:2] else _numbers(least, number)
    if letters[0].is_integer:
        return number(least[0])
    tenths = (1, 5, 9) if isinstance(choose, Counter) else range(1, 10)
    return Fraction(tenths[choose.pick(len(tenths))], 10)


def _numbers(least: list[int], number: Callable[[int], int]) -> int | tuple[int, ...]:
    """A number for each letter of one axis; a single one is not put into a tuple."""
    return tuple(map(number, least)) if len(least) > 1 else number(least[0])


def _unlike(used: set[int], choose: Callable[[int, set[int]], int], least: int) -> int:
    """A number that differs from those used where possible, and is noted as used itself."""
    used.add(v := choose(least, used))
    return v


def _interleaved(chosen: tuple[int, ...], others: list[int], choose: Chooser) -> tuple[tuple[int, ...], Value]:
    """The axes that an argument names, at any places among the others: the shape, and the argument."""
    places = sorted(itertools.islice(_places(len(others) + len(chosen), choose), len(chosen)))
    return _merged(chosen, others, places), tuple(places) if len(places) != 1 else places[0]


def _held_at(chosen: tuple[int, ...], others: list[int], axes: Value) -> tuple[tuple[int, ...], Value]:
    """The axes that an argument names, at the places of its value `axes`: the shape, and the argument. Raises Reject if
    they do not fit."""
    count = len(others) + len(chosen)
    places = list(axes) if isinstance(axes, tuple) else [axes]
    if len(places) != len(chosen) or not all(-count <= k < count for k in places):
        raise Reject("axes that are not there")
    return _merged(chosen, others, [k % count for k in places]), axes


def _merged(chosen: tuple[int, ...], others: list[int], places: list[int]) -> tuple[int, ...]:
    """The sizes `chosen` at their places among the others."""
    named, rest = iter(chosen), iter(others)
    return tuple(next(named if k in places else rest) for k in range(len(others) + len(chosen)))


def _places(count: int, choose: Chooser) -> Iterator[int]:
    """The integers below `count` in the order in which they are picked."""
    left = list(range(count))
    while left:
        yield left.pop(choose.pick(len(left)))


# ---------------------------------------------------------------- many geometries


def sampled(
    of: Formula, count: int, seed: int, law: Law | None = None, limit: int = 5, rank: int | None = None
) -> Iterator[tuple[Case, random.Random]]:
    """Random geometries of at most MOST entries.

    Parameters
    ----------
    of, law, rank : as for `draw`.
    count : how many.
    seed : of the generator; equal seeds give equal cases.
    limit : the largest size of an axis.

    Yields
    ------
    A case, and the generator that made it, from which its entries are drawn. After REJECTED rejected draws in a row
    there are no more.
    """
    rng, rejects = random.Random(seed), 0
    while count:
        try:
            case = draw(of, recorded := Recorded(Random(rng, limit)), law, rank)
            case.choices = tuple(recorded.choices)
            if case.entries > MOST or math.prod(case.result) > MOST:
                raise Reject("larger than a check needs")
        except Reject:
            if (rejects := rejects + 1) == REJECTED:
                return
            continue
        count, rejects = count - 1, 0
        yield case, rng
        if case.constant:
            return


def every(of: Formula, limit: int, law: Law | None = None, most: int = 10**6) -> list[Case] | None:
    """All geometries with sizes up to `limit`, at one spatial axis, and at two or none (there with sizes up to 2).

    Parameters
    ----------
    of, law : as for `draw`.
    limit : the largest size of an axis.
    most : how many geometries there may be.

    Returns
    -------
    The geometries; None if there are more than `most` at one axis. At others the list is cut off instead.
    """
    found: list[Case] = []
    names = set(law.names) if law else set[str]()
    ranks = [law.rank] if law and law.rank else [rank for rank in (1, 2, 0) if rank in of.definition.ranks]
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
                found = found[:most]
                break
    return found
