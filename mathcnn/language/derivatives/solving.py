"""Solves the equations of indices that differentiation leaves: which letters a term still sums over, and where.

The derivative of x[h] by x[k] is 1 where h = k, and 0 elsewhere. Each rule below takes one such equation away: it
replaces a letter by what it must be, and leaves the conditions under which the letter has this value in its range.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

import sympy as sp

from ..choices import Where
from ..operators import ArgMaxOver, Clamp, MaxOver
from .letters import Fresh, all_free, free_letters
from .ranges import Ranges, count, expanded, is_axis, is_nonnegative, is_within, joined, parts_of, quotient, settled
from .rules import Limit, Term

Arrays = dict[str, tuple[tuple[sp.Expr, sp.Expr], ...]]  # the range of the index on each axis of each array


class Solver:
    """Solves the equations of one term.

    arrays : the ranges of arrays. What lies outside takes no part, so that a condition is left out where it says that
        an index of a factor is inside its array.
    known : the ranges of the letters that the result of the gradient is indexed by.
    ours : the letters of the forward result, in which an equation is solved first.
    fresh : the letters of the derivation.
    """

    def __init__(self, arrays: Arrays, known: Ranges, ours: Iterable[sp.Symbol], fresh: Fresh):
        self.arrays, self.known, self.ours, self.fresh = arrays, dict(known), set(ours), fresh

    def ranges(self, t: Term) -> Ranges:
        return {**self.known, **{v: (lo, hi) for v, lo, hi in t.limits}}

    # -- one letter replaced

    def put(self, t: Term, v: sp.Symbol, new: sp.Expr, *more: Limit, certain: bool = False) -> Term:
        """The term with the letter v replaced by `new`; `more` are letters that it is now summed over instead. With
        `certain` the value is known to lie in the range of v."""
        lo, hi = next((low, high) for s, low, high in t.limits if s == v)
        inside = certain or lo.is_infinite or self._is_index(t, v, lo, hi)
        swap = {v: new}
        limits = [(s, low.xreplace(swap), high.xreplace(swap)) for s, low, high in t.limits if s != v]
        limits += more
        ranges = {**self.known, **{s: (low, high) for s, low, high in limits}}

        def tidy(e: sp.Basic) -> sp.Basic:
            return settled(e.xreplace(swap), ranges)

        guards = tuple((tidy(test), holds) for test, holds in t.guards)
        found = dataclasses.replace(
            t,
            body=tidy(t.body),
            limits=tuple(limits),
            deltas=tuple((tidy(h), tidy(k)) for h, k in t.deltas),
            guards=tuple(g for g in guards if g[0] != sp.true or not g[1]),
        )
        return found if inside else self._bounded(found, settled(new, ranges), lo.xreplace(swap), hi.xreplace(swap))

    def _is_index(self, t: Term, v: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> bool:
        """Whether a factor of the term is an entry of an array that has the letter as an index, with the same range:
        outside, it takes no part. Not where a condition reads entries, which could not be asked for there."""
        if any(test.has(ArgMaxOver, MaxOver) for test, _ in t.guards):
            return False
        for x in sp.Mul.make_args(t.body):
            if isinstance(x, sp.Indexed) and (line := self.arrays.get(str(x.base))):
                for index, (first, last) in zip(x.indices, line, strict=False):
                    if index == v and expanded(first - lo) == 0 and expanded(last - hi) == 0:
                        return True
        return False

    def _bounded(self, t: Term, e: sp.Expr, lo: sp.Expr, hi: sp.Expr) -> Term:
        """The term where lo <= e <= hi: by the ranges of letters that it sums over, or by conditions."""
        ranges = self.ranges(t)
        if is_within(e, lo, hi, ranges):
            return t
        for sign, end in ((1, lo), (-1, hi)):
            for part in self._parts(sign, e, end):
                if not is_nonnegative(part, ranges):
                    t = self._at_least(t, part)
        return t

    @staticmethod
    def _parts(sign: int, e: sp.Expr, end: sp.Expr) -> list[sp.Expr]:
        """What must be >= 0 so that e is at least, or at most, a bound, which may be a maximum or a minimum."""
        ends = end.args if isinstance(end, sp.Max if sign > 0 else sp.Min) else (end,)
        return [expanded(sign * (e - one)) for one in ends]

    def _at_least(self, t: Term, e: sp.Expr) -> Term:
        """The term where e >= 0."""
        for k, (v, lo, hi) in enumerate(t.limits):
            by = e.coeff(v, 1)
            rest = expanded(e - by * v)
            others = {s for s, *_ in t.limits} & free_letters(rest)
            if by not in (1, -1) or rest.has(v) or others:
                continue
            ranges = {s: r for s, r in self.ranges(t).items() if s != v}
            new = (v, _larger(lo, -rest, ranges), hi) if by == 1 else (v, lo, _smaller(hi, rest, ranges))
            return dataclasses.replace(t, limits=(*t.limits[:k], new, *t.limits[k + 1 :]))
        if (rounded := self._rounded(t, e)) is not None:
            return rounded
        positive = sp.Add(*(part for part in sp.Add.make_args(e) if not part.could_extract_minus_sign()))
        return t.where((sp.Ge(positive, expanded(positive - e), evaluate=False), True))

    def _rounded(self, t: Term, e: sp.Expr) -> Term | None:
        """The term where k - floor((c v + r) / D) >= 0, or ceil((c v + r) / D) - k - 1 >= 0, as a bound of v; None if
        e is neither. The first says c v + r < D (k + 1), and the second c v + r > D k."""
        steps = [x for x in sp.Add.make_args(e) if isinstance(-x, sp.floor) or isinstance(x, sp.ceiling)]
        letters = {v for v, *_ in t.limits}
        if len(steps) != 1 or free_letters(k := expanded(e - steps[0])) & letters:
            return None
        above = isinstance(steps[0], sp.ceiling)
        top, by = sp.fraction(sp.together((steps[0] if above else -steps[0]).args[0]))
        for place, (v, lo, hi) in enumerate(t.limits):
            c = expanded(top).coeff(v, 1)
            r = expanded(top - c * v)
            if not (c.is_positive and c.is_integer and by.is_positive) or all_free((c, r, by)) & letters:
                continue
            ranges = self.ranges(t)
            if above:  # k is minus the number that is exceeded, minus 1
                least, rest = parts_of(expanded(by * (-k - 1) - r), c)
                end = expanded(least + 1 + sp.floor(rest / c))
                tight = is_nonnegative(rest - c * (lo - least - 1), ranges)  # whole numbers: floor(z) >= m if z >= m
                new = (v, end if tight else _larger(lo, end, ranges), hi)
            else:
                most, rest = parts_of(expanded(by * (k + 1) - r), c)
                end = expanded(most - 1 + sp.ceiling(rest / c))
                tight = is_nonnegative(c * (hi - most + 1) - rest, ranges)
                new = (v, lo, end if tight else _smaller(hi, end, ranges))
            return dataclasses.replace(t, limits=(*t.limits[:place], new, *t.limits[place + 1 :]))
        return None

    # -- the rules

    def same(self, t: Term) -> Term | None:
        """A letter is what it must be equal to."""
        for h, k in t.deltas:
            if h == k:
                return self._without(t, h, k)
            if (v := self._letter(t, h)) is not None:
                return self.put(self._without(t, h, k), v, k)
        return None

    def divided(self, t: Term) -> Term | None:
        """D g + u = k with 0 <= u < D is division with a remainder: g = floor(k / D), u = k mod D."""
        for h, k in t.deltas:
            for u in (part for part in sp.Add.make_args(expanded(h)) if self._letter(t, part) is not None):
                lo, hi = self.ranges(t)[u]
                by = count(lo, hi)
                share, rest = parts_of(expanded(h - u), by)
                letters = {v for v, *_ in t.limits}
                if (
                    lo != 0
                    or by == 1
                    or share.has(u)
                    or not free_letters(share) & letters
                    or free_letters(rest) & letters
                ):
                    continue
                t, at = self._without(self._written(t, h, k), h, k), expanded(k - rest)
                quotient_, remainder = (settled(e, self.known) for e in (sp.floor(at / by), sp.Mod(at, by)))
                return dataclasses.replace(t, deltas=((share, quotient_), (u, remainder), *t.deltas))
        return None

    def whole(self, t: Term) -> Term | None:
        """floor(E / D) = k where D divides E: E = D k."""
        for h, k in t.deltas:
            if (found := quotient(h)) is None:
                continue
            top, by = found
            test = next((g for g in t.guards if g[1] and (top, by) in divisions(g[0])), None)
            if test is None:
                continue
            left = tuple(part for part in _conjuncts(test[0]) if (top, by) not in divisions(part))
            guards = tuple(g for g in t.guards if g != test) + ((sp.And(*left), True),) * bool(left)
            t = dataclasses.replace(self._without(self._written(t, h, k), h, k), guards=guards)
            return dataclasses.replace(t, deltas=((top, by * k), *t.deltas))
        return None

    def pieces(self, t: Term) -> Term | None:
        """floor(E / D) = F and E mod D = R: E = D F + R. With only the first, R takes every value below D."""
        remainders = {h.args: (h, k) for h, k in t.deltas if isinstance(h, sp.Mod)}
        for h, k in t.deltas:
            if (found := quotient(h)) is None:
                continue
            top, by = found
            t = self._without(self._written(t, h, k), h, k)
            if (rest := remainders.get((top, by))) is not None:
                t = self._without(self._written(t, *rest), *rest)
                return dataclasses.replace(t, deltas=((top, joined(by * k + rest[1])), *t.deltas))
            r = self.fresh.new(is_axis(top))
            t = t.over((r, sp.S.Zero, by - 1))
            return dataclasses.replace(t, deltas=((top, by * k + r), *t.deltas))
        return None

    def turned(self, t: Term) -> Term | None:
        """(v + r) mod D = k: over a whole period v = (k - r) mod D; else v = k - r + D j for every j in range."""
        for h, k in t.deltas:
            if not isinstance(h, sp.Mod):
                continue
            inner, by = h.args
            found = self._linear(t, inner, (1, -1))
            if not found:
                continue
            ranges = self.ranges(t)
            whole = [one for one in found if expanded(count(*ranges[one[0]]) - by) == 0]  # over a whole period
            v, sign, rest = (whole or found)[0]
            lo, hi = ranges[v]
            t, at = self._without(self._written(t, h, k), h, k), expanded(sign * (k - rest))
            if whole:
                return self.put(t, v, settled(lo + sp.Mod(at - lo, by), self.known), certain=True)
            j = self.fresh.new(is_axis(v))
            first, last = -sp.floor(expanded(at - lo) / by), sp.floor(expanded(hi - at) / by)
            return self.put(t, v, at + by * j, (j, first, last), certain=True)
        return None

    def linear(self, t: Term) -> Term | None:
        """v + r = k: v = k - r."""
        for h, k in t.deltas:
            if found := self._linear(t, h, (1, -1)):
                v, sign, rest = found[0]
                t = self._without(self._written(t, h, k), h, k)
                return self.put(t, v, expanded(sign * (k - rest)))
        return None

    def divisible(self, t: Term) -> Term | None:
        """s v + r = k: v = (k - r) / s, where s divides k - r."""
        for h, k in t.deltas:
            if found := self._linear(t, h, None):
                v, by, rest = found[0]
                top = expanded(k - rest)
                t = self._without(self._written(t, h, k), h, k)
                t = self.put(t, v, sp.floor(top / by))
                return dataclasses.replace(t, guards=((sp.Eq(sp.Mod(top, by), 0), True), *t.guards))
        return None

    def clamped(self, t: Term) -> Term | None:
        """max(a, min(b, e)) = k with a <= k <= b, where e grows with a letter: e = k, but e <= a is enough at k = a,
        and e >= b at k = b. So the range of the letter begins or ends there as before."""
        letters, ranges = {v for v, *_ in t.limits}, self.ranges(t)
        for h, k in t.deltas:
            low, high, e = _clamp(h, letters)
            within = [] if low is None else [k - low]
            within += [] if high is None else [high - k]
            if not within or free_letters(k) & letters or not all(is_nonnegative(x, ranges) for x in within):
                continue
            for place, (v, lo, hi) in enumerate(t.limits):
                here, at_low, at_high = (self._reached(t, v, e, k if at is None else at) for at in (None, low, high))
                if here is None or at_low is None or at_high is None or not self._is_index(t, v, lo, hi):
                    continue
                first, last = here
                if low is not None:
                    first -= Where(expanded(at_low[0] - lo), sp.Eq(k, low))
                if high is not None:
                    last += Where(expanded(hi - at_high[1]), sp.Eq(k, high))
                t = self._without(self._written(t, h, k), h, k)
                return dataclasses.replace(t, limits=(*t.limits[:place], (v, first, last), *t.limits[place + 1 :]))
        return None

    def _reached(self, t: Term, v: sp.Symbol, e: sp.Expr, k: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
        """The least v with e >= k, and the largest v with e <= k, where e is v + r, or a rounded quotient
        (c v + r) / D with c, D > 0 and an integer added; None for others, or where other summed letters are read."""
        if free_letters(e) & {s for s, *_ in t.limits} != {v}:
            return None
        e = expanded(e)
        if not e.atoms(sp.floor, sp.ceiling):
            rest = expanded(e - v)
            return None if v in free_letters(rest) else (expanded(k - rest),) * 2
        step = next((x for x in sp.Add.make_args(e) if isinstance(x, sp.floor | sp.ceiling)), None)
        if step is None or v in free_letters(e - step):
            return None
        above, target = isinstance(step, sp.ceiling), expanded(k - (e - step))
        top, by = sp.fraction(sp.together(step.args[0]))
        c = expanded(top).coeff(v, 1)
        r = expanded(top - c * v)
        if not (c.is_positive and c.is_integer and by.is_positive) or v in all_free((c, r, by)):
            return None
        before, at, after = (expanded(by * (target + one) - r) / c for one in (-1, 0, 1))
        if above:
            return expanded(sp.floor(before) + 1), sp.floor(at)
        return sp.ceiling(at), expanded(sp.ceiling(after) - 1)

    def given(self, t: Term) -> Term | None:
        """An equation that no rule solves stays as a condition."""
        if not t.deltas:
            return None
        tests = tuple((sp.Eq(h, k, evaluate=False), True) for h, k in t.deltas)
        return dataclasses.replace(t, deltas=(), guards=(*tests, *t.guards))

    # -- helpers of the rules

    def _letter(self, t: Term, e: sp.Expr) -> sp.Symbol | None:
        """The letter that an expression is, if the term sums over it."""
        return e if any(e == v for v, *_ in t.limits) else None

    def _linear(self, t: Term, e: sp.Expr, by: tuple[int, ...] | None) -> list[tuple[sp.Symbol, sp.Expr, sp.Expr]]:
        """(v, c, r) for each letter v with e = c v + r; `by` are the coefficients c that may be. Those of the forward
        result come first."""
        e, found = expanded(e), []
        if e.atoms(sp.Abs, sp.Max, sp.Min):
            return []
        for v, *_ in t.limits:
            c = e.coeff(v, 1)
            rest = expanded(e - c * v)
            unit = c in by if by else bool(c.is_integer and c.is_positive) and not c.has(*(s for s, *_ in t.limits))
            around = any(v in free_letters(lo) | free_letters(hi) for s, lo, hi in t.limits if rest.has(s))
            if c != 0 and unit and not rest.has(v) and not around:
                found.append((v, c, rest))
        return sorted(found, key=lambda one: one[0] not in self.ours)

    @staticmethod
    def _without(t: Term, h: sp.Expr, k: sp.Expr) -> Term:
        return dataclasses.replace(t, deltas=tuple(d for d in t.deltas if d != (h, k)))

    @staticmethod
    def _written(t: Term, h: sp.Expr, k: sp.Expr) -> Term:
        """The term with the other side of an equation written for an index that is its left side."""

        def write(e: sp.Basic) -> sp.Basic:
            return e.xreplace({x: x.func(x.base, *(k if i == h else i for i in x.indices)) for x in indexed(e)})

        guards = tuple((write(test), holds) for test, holds in t.guards)
        return dataclasses.replace(t, body=write(t.body), guards=guards)


def _clamp(e: sp.Expr, letters: set[sp.Symbol]) -> tuple[sp.Expr | None, sp.Expr | None, sp.Expr]:
    """(a, b, e) for a clamp, max(a, min(b, e)) and min(b, max(a, e)), where e alone reads the letters; None for a bound
    that there is not."""
    if isinstance(e, Clamp):
        inner, low, high = e.args
        return (None, None, e) if all_free((low, high)) & letters else (low, high, inner)
    bounds: dict[type, sp.Expr] = {}
    while isinstance(e, sp.Max | sp.Min) and len(e.args) == 2 and type(e) not in bounds:
        bound, inner = sorted(e.args, key=lambda x: bool(free_letters(x) & letters))
        if free_letters(bound) & letters:
            break
        bounds[type(e)], e = bound, inner
    return bounds.get(sp.Max), bounds.get(sp.Min), e


def indexed(e: sp.Basic) -> list[sp.Indexed]:
    """The entries of arrays in an expression."""
    return [x for x in e.atoms(sp.Indexed) if x.indices]


def _conjuncts(test: sp.Basic) -> tuple[sp.Basic, ...]:
    return tuple(test.args) if isinstance(test, sp.And) else (test,)


def divisions(test: sp.Basic) -> list[tuple[sp.Expr, sp.Expr]]:
    """(E, D) for each condition E mod D = 0 that a condition implies."""
    found = (one for one in _conjuncts(test) if isinstance(one, sp.Eq) and isinstance(one.lhs, sp.Mod) and one.rhs == 0)
    return [tuple(one.lhs.args) for one in found]


def _larger(a: sp.Expr, b: sp.Expr, ranges: Ranges) -> sp.Expr:
    b = expanded(b)
    return a if is_nonnegative(a - b, ranges) else b if is_nonnegative(b - a, ranges) else sp.Max(a, b)


def _smaller(a: sp.Expr, b: sp.Expr, ranges: Ranges) -> sp.Expr:
    b = expanded(b)
    return b if is_nonnegative(a - b, ranges) else a if is_nonnegative(b - a, ranges) else sp.Min(a, b)


# the passes of a derivation, in order: the name of a step, what it says, and its rule
PASSES: tuple[tuple[str, str, str], ...] = (
    ("match", "an index that is one letter is what it must equal", "same"),
    ("divide with remainder", "D g + u = k with 0 <= u < D: g is the quotient and u the remainder of k", "divided"),
    ("undo a quotient", "where D divides E, floor(E / D) = k says E = D k", "whole"),
    ("put together", "a quotient by D and its remainder determine a number", "pieces"),
    ("turn back", "an index modulo D is solved over a period, or for each period", "turned"),
    ("solve", "an equation of indices is solved for a letter with coefficient 1", "linear"),
    ("solve where divisible", "s v + r = k is solved for v where s divides k - r", "divisible"),
    ("open the ends", "an index clamped to a range is at its end for all places beyond", "clamped"),
    ("keep", "what is left stays as a condition", "given"),
)


def solve(term: Term, solver: Solver) -> Iterable[tuple[str, Term]]:
    """Each step that solves an equation of a term: the name of its pass and the term after it."""
    for _ in range(200):
        for name, _, rule in PASSES:
            step: Callable[[Term], Term | None] = getattr(solver, rule)
            if (after := step(term)) is not None:
                term = after
                yield name, term
                break
        else:
            return
    raise AssertionError("the equations of a term were not solved in 200 steps")
