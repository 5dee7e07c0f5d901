"""Rational functions of letters, and of exponentials, logarithms and roots of them: what gradients are compared over.

Two numbers are equal if they are the same rational function, a square root of v being a letter r with r^2 = v. So a
gradient that equals the derivative here equals it at all numbers for which every comparison on the way has the same
outcome. Which of two letters is larger, or whether one is positive, is decided by a script, so that every order can be
gone through; other comparisons are decided at one point, the values that the letters have there.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import TypeAlias

import flint

from ..numbers.arithmetic import COMPARE, Arithmetic
from ..numbers.outside import OUTSIDE, Value, present

Polynomial: TypeAlias = Value  # python-flint has no types
SPARE = 40  # letters for functions of numbers
CLOSE = 1e-9  # values that differ by less are not compared


class Undecided(ValueError):
    """A comparison of two different numbers that have the same value at the point."""


class Cell:
    """A rational function with its value at the point."""

    __slots__ = ("above", "arithmetic", "below", "value")

    def __init__(self, arithmetic: Cells, above: Polynomial, below: Polynomial, value: float):
        self.arithmetic, self.above, self.below, self.value = arithmetic, above, below, value

    def __add__(self, other: Value) -> Value:
        b = self.arithmetic.lift(other)
        if self.below == b.below:
            return self.arithmetic.reduced(self.above + b.above, self.below, self.value + b.value)
        above = self.above * b.below + b.above * self.below
        return self.arithmetic.reduced(above, self.below * b.below, self.value + b.value)

    def __sub__(self, other: Value) -> Value:
        return self + self.arithmetic.lift(other) * -1

    def __rsub__(self, other: Value) -> Value:
        return self.arithmetic.lift(other) - self

    def __mul__(self, other: Value) -> Value:
        if other is OUTSIDE:
            return OUTSIDE
        if not isinstance(other, (int, Fraction, Cell)):
            return NotImplemented
        b = self.arithmetic.lift(other)
        return self.arithmetic.reduced(self.above * b.above, self.below * b.below, self.value * b.value)

    __radd__, __rmul__ = __add__, __mul__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (int, Fraction, Cell)):
            return NotImplemented
        return self.arithmetic.is_zero(self - other)

    __hash__ = None  # type: ignore[assignment]  # equal numbers may be written in several ways

    def __repr__(self) -> str:
        return f"({self.above})/({self.below})"


class Cells(Arithmetic):
    """The arithmetic of `Cell`. `compared` tells whether a comparison of other numbers than letters was decided at the
    point; `taken` are the outcomes of those of letters, by the script, or at the point after its end.

    Parameters
    ----------
    count : the number of letters.
    script : for each comparison of two letters that does not follow from those before whether the first is larger.
    """

    def __init__(self, count: int, script: tuple[bool, ...] = ()):
        self.script, self.taken = script, list[bool]()
        self.below_of: dict[str, set[str]] = {}  # for each letter those that are smaller
        names = [f"x{k}" for k in range(count)] + [f"t{k}" for k in range(SPARE)]
        self.context = flint.fmpq_mpoly_ctx.get(names, "lex")
        self.pool = iter(self.context.gens())
        self.one = self.context.constant(1)
        self.known: dict[tuple[str, str], Cell] = {}
        self.roots: dict[int, tuple[Polynomial, Polynomial]] = {}  # by place of the letter: what it is the root of
        self.position = {str(g): k for k, g in enumerate(self.context.gens())}
        self.compared = False
        self.nan = self.inf = Cell(self, self.one, self.one, math.inf)

    def letter(self, value: float) -> Cell:
        """A new letter that has this value at the point."""
        return Cell(self, next(self.pool), self.one, value)

    def reduced(self, above: Polynomial, below: Polynomial, value: float) -> Cell:
        """A quotient in lowest terms."""
        if above == 0:
            return Cell(self, above, self.one, 0.0)
        if below != self.one:
            common = above.gcd(below)
            above, below = divmod(above, common)[0], divmod(below, common)[0]
            lead = below.leading_coefficient()
            above, below = above / lead, below / lead
        return Cell(self, above, below, value)

    def lift(self, v: Value) -> Value:
        if isinstance(v, Cell) or v is OUTSIDE:
            return v
        exact = Fraction(v)
        constant = self.context.constant(flint.fmpq(exact.numerator, exact.denominator))
        return Cell(self, constant, self.one, float(exact))

    def is_zero(self, v: Cell) -> bool:
        """Whether a number is 0 as a rational function, by the relations of roots."""
        if v.above == 0:
            return True
        if not self.roots:
            return False
        places = list(self.roots)
        split: dict[tuple[tuple[int, int], ...], dict[tuple[int, ...], Value]] = {}
        for powers, coefficient in v.above.terms():
            rest = list(powers)
            key = tuple(divmod(int(rest[place]), 2) for place in places)
            for place in places:
                rest[place] = 0
            split.setdefault(key, {})[tuple(rest)] = coefficient
        groups: dict[tuple[int, ...], Cell] = {}
        for key, terms in split.items():
            part = self.reduced(self.context.from_dict(terms), self.one, 1.0)
            for place, (half, _) in zip(places, key, strict=True):
                above, below = self.roots[place]
                part = part * self.reduced(above**half, below**half, 1.0)
            odd = tuple(left for _, left in key)
            groups[odd] = groups[odd] + part if odd in groups else part
        inner = [g for g in groups.values() if g.above != 0]
        if any(g.above.degrees()[place] for g in inner for place in self.roots):
            return all(map(self.is_zero, inner))  # a root inside of a root
        return not inner

    def add(self, terms: Iterable[Value]) -> Value:
        return functools.reduce(lambda a, b: a + b, map(self.lift, present(terms)), self.lift(0))

    def div(self, a: Value, b: Value) -> Value:
        if a is OUTSIDE:
            return 0
        a, b = self.lift(a), self.lift(b)
        if b.above == 0:
            raise ZeroDivisionError("division by 0")
        return self.reduced(a.above * b.below, a.below * b.above, a.value / b.value)

    def _named(self, name: str, a: Value, value: Callable[[float], float]) -> Value:
        """The letter for a function of a number."""
        a = self.lift(a)
        key = name, repr(a)
        if key not in self.known:
            self.known[key] = self.letter(value(a.value))
        return self.known[key]

    def sqrt(self, a: Value) -> Value:
        a = self.lift(a)
        found = self._named("sqrt", a, math.sqrt)
        self.roots[self.position[str(found.above)]] = (a.above, a.below)
        return found

    def raised(self, a: Value, p: Value) -> Value:
        """a to a rational power: a whole power times that of the fraction, which is a letter."""
        if a is OUTSIDE or p is OUTSIDE:
            return OUTSIDE
        p = self.lift(p)
        exponent = Fraction(str(p.above)) / Fraction(str(p.below))
        whole, rest = divmod(exponent, 1)
        found = self.lift(1) if not rest else self._named(f"power {rest}", a, lambda v: v ** float(rest))
        factor = self.power(self.lift(a), abs(int(whole)))
        return found * factor if whole >= 0 else self.div(found, factor)

    def exp(self, a: Value) -> Value:
        """A product of powers, one for each term with an integer coefficient of a polynomial."""
        a = self.lift(a)
        if a.above == 0:
            return self.lift(1)
        found = self.lift(1)
        for part, times in self._terms(a):
            letter = self._named("exp", part, math.exp)
            power = self.power(letter, abs(times))
            found = found * power if times > 0 else self.div(found, power)
        return found

    def _terms(self, a: Cell) -> Iterator[tuple[Cell, int]]:
        """The terms of a polynomial, each as an integer times the rest; the number itself if it is no polynomial."""
        if a.below != self.one:
            yield a, 1
            return
        for powers, c in a.above.terms():
            share = Fraction(1, int(c.q))
            part = self.context.from_dict({powers: flint.fmpq(1, int(c.q))})
            yield Cell(self, part, self.one, float(share) * self._value(powers)), int(c.p)

    def _value(self, powers: tuple[int, ...]) -> float:
        """The value of a monomial at the point."""
        found = 1.0
        gens = self.context.gens()
        for place, n in enumerate(powers):
            if n:
                found *= self.values[str(gens[place])] ** int(n)
        return found

    @property
    def values(self) -> dict[str, float]:
        """The values of letters at the point."""
        return {**self.given, **{str(c.above): c.value for c in self.known.values()}}

    given: dict[str, float]

    def draw(self, values: Iterable[float]) -> list[Cell]:
        """A letter for each value."""
        found = [self.letter(v) for v in values]
        self.given = {**getattr(self, "given", {}), **{str(c.above): c.value for c in found}}
        return found

    def log(self, a: Value) -> Value:
        a = self.lift(a)
        return self.lift(0) if a.above == a.below else self._named("log", a, math.log)

    def tanh(self, a: Value) -> Value:
        return self._named("tanh", a, math.tanh)

    def absolute(self, a: Value) -> Value:
        return self.lift(a) if self.test(a, ">=", 0) else self.lift(a) * -1

    def top(self, values: Iterable[Value]) -> Value:
        found = [self.lift(v) for v in present(values)]
        if not found:
            return self.inf * -1
        best = found[0]
        for v in found[1:]:
            best = v if self.test(v, ">", best) else best
        return best

    def argtop(self, pairs: Iterable[tuple[Value, int]]) -> int:
        found = [(self.lift(v), at) for v, at in pairs if v is not OUTSIDE]
        best = found[0]
        for pair in found[1:]:
            best = pair if self.test(pair[0], ">", best[0]) else best
        return best[1]

    def test(self, a: Value, relation: str, b: Value) -> bool:
        if a is OUTSIDE or b is OUTSIDE:
            return relation == "!="
        a, b = self.lift(a), self.lift(b)
        difference = a - b
        if self.is_zero(difference):
            return relation in ("==", ">=", "<=")
        if relation in ("==", "!="):
            return relation == "!="
        if (pair := self._letters_of(difference)) is not None:
            return (relation in (">", ">=")) == self._is_larger(*pair, a.value > b.value)
        self.compared |= not difference.above.is_constant() or not difference.below.is_constant()
        if abs(a.value - b.value) <= CLOSE * (abs(a.value) + abs(b.value)):
            raise Undecided(f"{a} and {b} have the same value")
        return bool(COMPARE[relation](a.value, b.value))

    def _letters_of(self, difference: Cell) -> tuple[str, str] | None:
        """The letters of which a number is the difference, "" for 0; None if it is none."""
        terms = {coefficient: powers for powers, coefficient in difference.above.terms()}
        if difference.below != self.one or len(terms) != len(difference.above) or not {*terms} <= {1, -1}:
            return None
        names = {sign: str(self.context.from_dict({powers: 1})) for sign, powers in terms.items()}
        return (names.get(1, ""), names.get(-1, "")) if all(n in self.given for n in names.values()) else None

    def _is_larger(self, a: str, b: str, here: bool) -> bool:
        """Whether a letter is larger than another: what follows, else what the script says, else what holds `here`."""
        for first, second in ((a, b), (b, a)):
            if second in self._all_below(first):
                return first == a
        larger = self.script[len(self.taken)] if len(self.taken) < len(self.script) else here
        self.taken.append(larger)
        first, second = (a, b) if larger else (b, a)
        self.below_of.setdefault(first, set()).add(second)
        return larger

    def _all_below(self, a: str) -> set[str]:
        found: set[str] = set()
        left = [a]
        while left:
            new = self.below_of.get(left.pop(), set()) - found
            found |= new
            left += new
        return found

    def plog(self, p: Value, q: Callable[[], Value], base: Value) -> Value:
        if p is OUTSIDE or self.lift(p).above == 0:
            return self.lift(0)
        return self.div(self.lift(p) * self.log(q()), self.log(base))

    def root(self, k: int, n: int) -> Value:
        raise TypeError("no roots of unity over rational functions")

    def integral(self, f: Callable[[Value], Value], lo: Value, hi: Value) -> Value:
        raise TypeError("no integrals over rational functions")
