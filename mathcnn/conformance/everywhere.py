"""The statement of a formula at every place of its result at once, with a bound of the rounding error at each.

The literal form visits one place after another, and takes microseconds for each operation. Here the statement's tree is
evaluated on arrays, with one axis for each letter: letters of the result first, then those of the sums around an
expression. Integers are evaluated by `language.dispatch.over`, numbers by `numbers.spreads`.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp
from sympy.core.numbers import Infinity, NaN, NegativeInfinity

from ..language.choices import sign_of
from ..language.dispatch import OneByOne
from ..language.formula import BoundCall
from ..language.statement import MaxOver, PLog, Root, is_whole, over
from ..numbers.spreads import Spread, Spreads

Known = Mapping[str, Any]  # the integers that letters stand for: ints, or arrays with an axis for each letter in scope
MOST = 2**25  # numbers that are held at once, for each array of a sum
BLOCK = 2**18  # the same where a block needs nothing of another one: few enough for the memory of a core
TOO_MANY = 2**27  # numbers in one array: what takes more has no reference

COMPARED = {
    ">": lambda a, b: (a.low > b.high, a.high <= b.low),
    ">=": lambda a, b: (a.low >= b.high, a.high < b.low),
    "==": lambda a, b: ((a.rad == 0) & (b.rad == 0) & (a.mid == b.mid), (a.high < b.low) | (a.low > b.high)),
}
MIRRORED = {"<": ">", "<=": ">="}
# what is asked of the same parts of a statement in every call
_is_whole, _fraction = functools.lru_cache(4096)(is_whole), functools.lru_cache(4096)(sp.fraction)


@functools.lru_cache(4096)
def _letters(e: sp.Basic) -> tuple[str, ...]:
    """The names of the letters of an expression."""
    return tuple(s.name for s in e.free_symbols if s.is_Symbol)


@functools.lru_cache(4096)
def _read_by(index: sp.Basic) -> frozenset[sp.Indexed]:
    """The entries of arrays that an index reads."""
    return frozenset(index.atoms(sp.Indexed))


@functools.lru_cache(4096)
def _floors(e: sp.Basic) -> dict[sp.Symbol, sp.floor]:
    """The letters of a sum that count entries from the one at or below a place on, as `at` in linear interpolation:
    each with the floor of its place, which the terms have as a number, too.

    Arithmetic that rounds may take a place that is an integer for a little less. The floor is one less then, and the
    entry before has a weight that is 0 but for rounding: so it is among the terms, with the radius of its weight.
    """
    found = {}
    weights = [part for part in sp.Mul.make_args(e.function) if not part.has(sp.Indexed)]
    for letter, *_ in e.limits:
        at = {
            f for one in e.function.atoms(sp.Indexed) for k in one.indices if k.has(letter) for f in k.atoms(sp.floor)
        }
        mine = [f for f in at if any(part.has(f) and part.has(letter) for part in weights)]
        if len(mine) == 1:
            found[letter] = mine[0]
    return found


def _is_whole_there(floor: sp.floor, known: Known) -> np.ndarray:
    """Whether the place of a floor is an integer."""
    return np.asarray(np.asarray(over(floor, known)) == np.asarray(over(sp.ceiling(floor.args[0]), known)))


class NoRule(Exception):
    """A statement has an expression that is not evaluated on arrays."""


class Everywhere:
    """A call of a formula, whose statement is evaluated on arrays.

    call: the call, as the formula reads it; kind: the arithmetic; radii: how far entries of its arrays may be off.
    """

    def __init__(self, call: BoundCall, kind: Spreads, radii: Mapping[str, np.ndarray] | None = None):
        self.call, self.kind, self.plan, self.env = call, kind, call.plan, call.env
        self.radii = {a: call.folds[a](r) if a in call.folds else r for a, r in (radii or {}).items()}
        self.arrays = {a: call.folds[a](x) if a in call.folds else x for a, x in call.arrays.items()}
        self.parts = {str(e.lhs.base): e for e in self.plan.parts}
        self.read: dict[str, Spread] = {}  # arrays with their radii

    def result(self) -> Spread:
        """Every entry of the result. Raises NoRule for a statement that is not evaluated on arrays."""
        ranges = self.plan.ranges(self.plan.result, self.env)
        if not ranges:
            return self._at([]).map(self.call.restored)
        shape = tuple(map(len, ranges))
        found = Spread(np.zeros(shape, self.kind.wide), np.zeros(shape, self.kind.wide), np.ones(shape, bool))
        for block in self._blocks(shape):
            one = self._at([r[part] for r, part in zip(ranges, block, strict=True)])
            if np.iscomplexobj(one.mid) and not np.iscomplexobj(found.mid):
                found.mid = found.mid.astype(one.mid.dtype)
            found.mid[block], found.rad[block] = one.mid, one.rad
        return found.map(self.call.restored)

    def _blocks(self, shape: tuple[int, ...]) -> list[tuple[slice, ...]]:
        """Blocks of the result that are evaluated one after another. Parts, such as means, are computed for each."""
        most = max(1, (MOST if self.parts else BLOCK) // self._inner())
        cut = next((k for k in range(len(shape)) if math.prod(shape[k + 1 :]) <= most), len(shape) - 1)
        if self.parts:
            cut = 0
        step = max(1, most // max(1, math.prod(shape[cut + 1 :])))
        rest = (slice(None),) * (len(shape) - cut - 1)
        before = itertools.product(*([slice(k, k + 1) for k in range(n)] for n in shape[:cut]))
        return [(*one, slice(k, k + step), *rest) for one in before for k in range(0, shape[cut], step)]

    def _inner(self) -> int:
        """How many terms the largest sum of the output has, roughly."""
        return max([1, *(self._range_size(e) for e in self.plan.output.rhs.atoms(sp.Sum, MaxOver))])

    def _range_size(self, e: sp.Basic) -> int:
        with np.errstate(all="ignore"):
            try:
                sizes = [int(over(hi - lo + 1, self.env)) for _, lo, hi in e.limits]
            except (KeyError, OneByOne):  # limits that depend on other letters
                return 64
        return math.prod(max(1, n) for n in sizes)

    def _at(self, ranges: list[range]) -> Spread:
        """The entries of the result at these places."""
        known: dict[str, Any] = dict(self.env)  # Any: as in Known
        for k, (letter, r) in enumerate(zip(self.plan.indices, ranges, strict=True)):
            known[letter.name] = np.arange(r.start, r.stop).reshape([-1 if j == k else 1 for j in range(len(ranges))])
        with np.errstate(all="ignore"):
            found = self.number(self.plan.output.rhs, known, len(ranges))
            shape = tuple(map(len, ranges))
            whole = found.map(lambda x: np.broadcast_to(x, shape))
            return Spread(
                np.where(whole.there, whole.mid, 0), np.where(whole.there, whole.rad, 0), np.ones(shape, bool)
            )

    # ------------------------------------------------------------ expressions

    def number(self, e: sp.Basic, known: Known, axes: int) -> Spread:
        """An expression of numbers.

        known: the integers of the letters in scope, arrays with `axes` axes. Raises NoRule for an expression that has
        no rule.
        """
        kind = self.kind
        if e.is_Symbol and not e.is_integer:
            v = known[e.name]
            return kind.read(v)
        if isinstance(e, NaN):
            return Spread(np.asarray(np.nan), np.inf)
        if isinstance(e, (Infinity, NegativeInfinity)):
            return kind.exact(np.inf if e > 0 else -np.inf)
        if _is_whole(e):
            try:
                return kind.exact(np.asarray(over(e, known), float))
            except OneByOne:
                raise NoRule(f"{e} has no rule on arrays") from None
        if isinstance(e, sp.Indexed):
            return self._entry(e, known, axes)
        below = _fraction(e)[1] if isinstance(e, (sp.Mul, sp.Pow, sp.Rational)) else sp.S.One
        if below != 1:
            return kind.div(*(self.number(part, known, axes) for part in _fraction(e)))
        if isinstance(e, sp.Mul):
            return self._product(e, known, axes)
        if isinstance(e, sp.Pow):
            return self._power(e, known, axes)
        if isinstance(e, sp.Add):
            return self._sum(e, known, axes)
        if isinstance(e, sp.Sum):
            return kind.add([], [self._over(e, known, axes)])
        if isinstance(e, MaxOver):
            return kind.top(*self._over(e, known, axes))
        if isinstance(e, sp.Max):
            return functools.reduce(kind.larger, (self.number(part, known, axes) for part in e.args))
        if isinstance(e, sp.Min):
            found = functools.reduce(kind.larger, (_negative(self.number(part, known, axes)) for part in e.args))
            return _negative(found)
        if isinstance(e, sp.Piecewise):
            return self._cases(e, known, axes)
        if isinstance(e, (sp.exp, sp.log, sp.tanh)):
            value: Spread = getattr(kind, type(e).__name__)(self.number(e.args[0], known, axes))
            return value
        if isinstance(e, sp.Abs):
            return kind.absolute(self.number(e.args[0], known, axes))
        if isinstance(e, PLog):
            return kind.plog(*(self.number(part, known, axes) for part in e.args))
        if isinstance(e, Root):
            return kind.root(*(over(part, known) for part in e.args))
        raise NoRule(f"{type(e).__name__} has no rule on arrays")

    def _entry(self, e: sp.Indexed, known: Known, axes: int) -> Spread:
        """The entries of an array, or of a named part."""
        name = e.base.name
        at = [over(self._readable(index, known), known) for index in e.indices]
        if name in self.parts:
            return self._part(self.parts[name], at, axes)
        line = self.plan.arrays[name]
        if name not in self.arrays:
            return Spread(np.zeros(()), 0.0, False)
        x, there = self.arrays[name], np.asarray(True)
        places = []
        for index, r in zip(at, self.plan.ranges(line, self.env), strict=True):
            k = np.asarray(index) - r.start
            if k.size and not (k.min() >= 0 and k.max() < len(r)):
                there = there & (k >= 0) & (k < len(r))
                k = np.clip(k, 0, len(r) - 1)
            places.append(k)
        held = self._held(name, x)
        rad = held.rad[tuple(places)] if held.rad.ndim else held.rad
        return Spread(held.mid[tuple(places)], rad, there)

    def _held(self, name: str, x: np.ndarray) -> Spread:
        """An array with the radii of its entries, which a sum reads many times."""
        if name not in self.read:
            held = self.kind.exact(x) if self.plan.exact else self.kind.read(x)
            self.read[name] = Spread(held.mid, held.rad + self.radii[name]) if name in self.radii else held
        return self.read[name]

    def _part(self, part: sp.Eq, at: list[Any], axes: int) -> Spread:  # Any: as in Known
        """The entries of a named part at these indices: each entry once, if they are asked for more often.

        A mean of a group is asked for by each of its channels, and is as large a sum for each.
        """
        names = [s.name for s in part.lhs.indices]
        arrays = [np.asarray(v) for v in at]
        if any(v.size == 0 for v in arrays):
            return self.number(part.rhs, {**self.env, **dict(zip(names, at, strict=True))}, axes)
        low = [int(v.min()) for v in arrays]
        sizes = [int(v.max()) - first + 1 for v, first in zip(arrays, low, strict=True)]
        if math.prod(sizes) >= math.prod(np.broadcast_shapes(*(v.shape for v in arrays))):
            return self.number(part.rhs, {**self.env, **dict(zip(names, at, strict=True))}, axes)
        known = dict(self.env)
        for k, (s, first, n) in enumerate(zip(names, low, sizes, strict=True)):
            known[s] = np.arange(first, first + n).reshape([-1 if j == k else 1 for j in range(len(names))])
        places = tuple(v - first for v, first in zip(arrays, low, strict=True))
        return self.number(part.rhs, known, len(names)).map(lambda x: np.broadcast_to(x, sizes)[places])

    def _readable(self, index: sp.Basic, known: Known) -> sp.Basic:
        """An index whose entries of labels are read: they become letters."""
        for one in _read_by(index):
            at = [over(k, known) - r.start for k, r in self._ranged(one)]
            letter = sp.Symbol(f"label_{one.base}", integer=True)
            known[letter.name] = self.arrays[str(one.base)][tuple(at)]  # type: ignore[index]  # it is a dict of ours
            index = index.xreplace({one: letter})
        return index

    def _ranged(self, e: sp.Indexed) -> list[tuple[sp.Basic, range]]:
        line = self.plan.arrays[str(e.base)]
        return list(zip(e.indices, self.plan.ranges(line, self.env), strict=True))

    def _product(self, e: sp.Mul, known: Known, axes: int) -> Spread:
        """The product, of the smallest factors first; a factor 1 or -1 rounds nothing. The radius is for any order."""
        signs = [part for part in e.args if part in (1, -1)]
        factors = [self.number(part, known, axes) for part in e.args if part not in signs]
        factors.sort(key=lambda one: math.prod(np.broadcast_shapes(one.mid.shape, one.there.shape)))
        found = functools.reduce(self.kind.mul, factors)
        if len(factors) > 2:  # in another order other products may underflow, and are multiplied by other factors
            most = [_largest(one) for one in factors]
            found = Spread(found.mid, found.rad + len(factors) * self.kind.tiny * math.prod(most), found.there)
        for sign in signs:
            found = Spread(found.mid * int(sign), found.rad, found.there)
        return found

    def _power(self, e: sp.Pow, known: Known, axes: int) -> Spread:
        base = self.number(e.base, known, axes)
        if e.exp.is_Integer and e.exp >= 0:
            return self.kind.power(base, int(e.exp))
        if e.exp == sp.Rational(1, 2):
            return self.kind.sqrt(base)
        if e.exp.is_integer:
            raise NoRule(f"a power that is a letter has no rule on arrays: {e}")
        return self.kind.raised(base, self.number(e.exp, known, axes))

    def _sum(self, e: sp.Add, known: Known, axes: int) -> Spread:
        """A sum, in which the terms of a sum over a range count like all others."""
        inside = [part for part in e.args if isinstance(part, sp.Sum)]
        terms = [self.number(part, known, axes) for part in e.args if part not in inside]
        return self.kind.add(terms, [self._over(part, known, axes) for part in inside])

    def _over(self, e: sp.Basic, known: Known, axes: int) -> tuple[Spread, tuple[int, ...]]:
        """What a sum or a maximum is over, with the axes of its own letters, which come last."""
        count = len(e.limits)
        more = (..., *[None] * count)
        inner: dict[str, Any] = {}  # Any: as in Known
        for s, v in known.items():
            inner[s] = v[more] if isinstance(v, np.ndarray) and v.ndim else v
        inside: Any = True  # Any: a truth value, or an array of them
        floors = _floors(e)
        for j, (letter, lo, hi) in enumerate(e.limits):
            low, high = (over(end, inner) for end in (lo, hi))
            whole = _is_whole_there(floors[letter], inner) if letter in floors else np.asarray(False)
            if whole.any():
                low = low - 1
            n = max(0, int(np.max(np.asarray(high) - low)) + 1)
            if n == 0:
                raise NoRule("a sum over nothing has no rule on arrays")
            steps = np.arange(n).reshape([n if k == axes + j else 1 for k in range(axes + count)])
            inner[letter.name] = low + steps
            if isinstance(low, np.ndarray) or isinstance(high, np.ndarray):
                inside = inside & (inner[letter.name] <= high)
            if whole.any():
                inside = inside & (whole | (inner[letter.name] > low))
        letters = [np.shape(inner[name]) for name in _letters(e.function) if name in inner]
        if math.prod(np.broadcast_shapes(*letters)) > TOO_MANY:
            raise NoRule(f"a sum of more than {TOO_MANY} terms at once has no rule on arrays")
        found = self.number(e.function, inner, axes + count)
        shape = np.broadcast_shapes(*(np.shape(inner[s.name]) for s, *_ in e.limits), found.mid.shape, np.shape(inside))
        found = Spread(found.mid, found.rad, found.there & inside).map(lambda x: _broadcast(x, shape))
        return found, tuple(range(axes, axes + count))

    def _cases(self, e: sp.Piecewise, known: Known, axes: int) -> Spread:
        """The value of the first branch whose condition holds."""
        branches = list(e.args)
        found = self.number(branches[-1][0], known, axes)
        if branches[-1][1] != True:  # noqa: E712  it is SymPy's
            raise NoRule("cases that need not cover everything have no rule on arrays")
        for value, test in reversed(branches[:-1]):
            yes, no = self._test(test, known, axes)
            found = self.kind.choose(yes, no, self.number(value, known, axes), found)
        return found

    def _test(self, e: sp.Basic, known: Known, axes: int) -> tuple[Any, Any]:  # Any: truth values, or arrays of them
        """Where a condition surely holds, and where it surely does not."""
        if _is_whole(e) or not isinstance(e, sp.core.relational.Relational):
            yes = np.asarray(over(e, known), bool)
            return yes, ~yes
        left, right, sign = self.number(e.lhs, known, axes), self.number(e.rhs, known, axes), sign_of(e)
        if sign == "!=":
            yes, no = COMPARED["=="](left, right)
            return no, yes
        if sign in MIRRORED:
            left, right, sign = right, left, MIRRORED[sign]
        return COMPARED[sign](left, right)


def _broadcast(x: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """An array broadcast to a shape, which most have already."""
    return x if x.shape == shape else np.broadcast_to(x, shape)


def _largest(a: Spread) -> float:
    """The largest finite absolute value, 1 at least."""
    size = a.size
    found = float(size.max(initial=1))
    return found if math.isfinite(found) else float(size[np.isfinite(size)].max(initial=1))


def _negative(a: Spread) -> Spread:
    return Spread(-a.mid, a.rad, a.there)
