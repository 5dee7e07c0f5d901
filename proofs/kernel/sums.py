"""Steps on one sum: other ranges and indices, single terms, and terms that are counted.

Trusted. It trusts `rewriting`, `inequalities` and `equality`, and checks each condition of a step before it is taken.

Sums are finite, or have finitely many terms that are not zero, which is checked where that matters.
"""

from __future__ import annotations

from typing import Self

import sympy as sp
from sympy import Expr, Mod, Sum, Symbol, oo
from sympy.concrete.expr_with_limits import ExprWithLimits

from mathcnn.language.statement import Within

from .chain import Lines, Readable, as_text, extended, step
from .conditions import conditions
from .equality import same
from .given import Given, Refused, between, slope, support
from .inequalities import follows
from .letters import names, put
from .rewriting import at_sums, lean


class SumSteps(Lines):
    """Steps on one sum."""

    @step
    def over(self, m: str, lo: Readable, hi: Readable, reading: str | None = None) -> Self:
        """The sum over m from lo to hi instead. The terms in which the ranges differ must be zero.

        m: the letter. lo, hi: the new ends. reading: only sums that contain this entry, such as "f[m - 1]".
        """
        lo, hi = self.end(lo), self.end(hi)
        return extended(
            self,
            self._ranged(self.expr, m, lo, hi, reading),
            "terms outside the range vanish",
            f"{m} from {as_text(lo)} to {as_text(hi)}",
            m,
        )

    @step
    def everywhere(self, *letters: str) -> Self:
        """Sums over all of Z instead. The terms that are added must be zero."""
        expr = self.expr
        for m in letters:
            expr = self._ranged(expr, m, -oo, oo)
        return extended(
            self, expr, "extend by terms that vanish", f"{' and '.join(letters)} over all of ℤ", " and ".join(letters)
        )

    def _ranged(self, e: Expr, m: str, lo: Expr, hi: Expr, reading: str | None = None) -> Expr:
        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if found := depending(body, s, given):
                raise Refused(f"terms outside the range vanish: {body} may divide by zero there: {found}")
            here = given.and_(support(body, given))
            for facts, goals in ((between(s, a, b), between(s, lo, hi)), (between(s, lo, hi), between(s, a, b))):
                inside = here.and_(facts)
                for goal in goals:
                    if not follows(goal, inside):
                        raise Refused(
                            f"terms outside the range vanish: {goal} >= 0 does not follow "
                            f"for the terms of {Sum(body, (s, a, b))}"
                        )
            return Sum(body, (s, lo, hi))

        return at_sums(e, m, self.given, rule, Sum, reading)

    @step
    def reindex(self, m: str, by: Readable, new: str | None = None, reading: str | None = None) -> Self:
        """m = by(new), a bijection of the two ranges.

        m: the letter. by: `new` or `-new`, shifted, and possibly modulo the length of the range. new: the new letter
        (by default m). reading: only sums that contain this entry.
        """
        by, u = self.read(by), Symbol(new or m, integer=True)
        inner = by.args[0] if isinstance(by, Mod) else by
        sign = slope(inner, u)
        rest = sp.expand(inner - (sign or 0) * u)
        if sign not in (1, -1) or not by.is_integer or not rest.is_integer:
            raise Refused(f"re-index: {m} -> {by} is not a bijection of the integers")

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if new and new != m and u.name in names(body) | {t.name for fact in given.facts for t in fact.free_symbols}:
                raise Refused(f"re-index: {new} has another meaning in {body}")
            if {t.name for t in rest.free_symbols} & {limit[0].name for limit in getattr(body, "limits", ())}:
                raise Refused(f"re-index: {by} reads a letter that is bound inside the sum over {m}")
            body = put(body, s, by)
            if isinstance(by, Mod):
                if (a, b) != (0, by.args[1] - 1):
                    raise Refused(f"re-index: {m} runs over {a}..{b}, and not over all remainders 0..{by.args[1] - 1}")
                return Sum(body, (u, a, b))
            ends = (a - rest, b - rest) if sign == 1 else (rest - b, rest - a)
            return Sum(body, (u, *map(sp.expand, ends)))

        name = "shift the index" if sign == 1 and not isinstance(by, Mod) else "re-index"
        old = Symbol(m, integer=True)
        back = sign * (old - rest)
        undone = f"{u} → {as_text(Mod(back, by.args[1]) if isinstance(by, Mod) else back)}"
        return extended(
            self, at_sums(self.expr, m, self.given, rule, Sum, reading), name, f"{m} → {as_text(by)}", undone
        )

    @step
    def cut(self, m: str, at: Readable) -> Self:
        """Two sums: up to `at`, and from `at + 1`. Either may be empty."""
        at = self.whole(at)

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            for goal in (at - a + 1, b - at):
                if not follows(goal, given):
                    raise Refused(f"split the range: {at} does not lie in {a - 1}..{b}, by what is known")
            return Sum(body, (s, a, at)) + Sum(body, (s, at + 1, b))

        return extended(
            self, at_sums(self.expr, m, self.given, rule), "split the range", f"{m} up to {as_text(at)}, and beyond"
        )

    @step
    def only(self, m: str, at: Readable = None) -> Self:
        """The only term that may be other than zero: at the place `at`, or at one that is found."""
        wanted, left = None if at is None else self.whole(at), []

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            here = given.and_(between(s, a, b)).and_(support(body, given))
            ends = (fact for fact in here.facts if slope(fact, s) in (1, -1)) if wanted is None else ()
            places = [wanted] if wanted is not None else [sp.expand(s - fact * fact.coeff(s)) for fact in ends]
            at = next(
                (one for one in places if unique(one, s) and follows(one - s, here) and follows(s - one, here)), None
            )
            if at is None:
                if wanted is None:
                    return Sum(body, (s, a, b))
                raise Refused(
                    f"only one term is left: terms of {Sum(body, (s, a, b))} "
                    f"with {m} other than {wanted} may not be zero"
                )
            left.append(at)
            term = put(body, s, at)
            there = given.and_(support(term, given))
            inside = all(follows(fact, there) for fact in between(at, a, b))
            if not inside and (found := depending(body, s, given)):
                raise Refused(
                    f"only one term is left: it may lie outside {a}..{b}, and may divide by zero there: {found}"
                )
            return lean(term if inside else term * Within(at, a, b + 1), given)

        expr = at_sums(self.expr, m, self.given, rule)
        if not left:
            raise Refused(
                f"only one term is left: more than one term of the sums over {m} in {self.expr} may not be zero"
            )
        return extended(
            self, expr, "only one term is left", ", ".join(dict.fromkeys(f"{m} = {as_text(at)}" for at in left))
        )

    @step
    def telescope(self, m: str, by: Readable) -> Self:
        """The sum of G(m + 1) - G(m) is G(last + 1) - G(first), with G = by."""
        by = self.read(by)

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if conditions(by, given.and_(between(s, a, b + 1))):
                raise Refused(f"sum the range: {by} divides by what may be zero")
            if not same(put(by, s, s + 1) - by, body):
                raise Refused(f"sum the range: G({m} + 1) - G({m}) with G = {by} is not {body}")
            if {a, b} & {oo, -oo} or not follows(b - a + 1, given):
                raise Refused(f"sum the range: {a}..{b} may run backwards")
            return put(by, s, b + 1) - put(by, s, a)

        return extended(
            self, at_sums(self.expr, m, self.given, rule), "sum the range", f"{m}, by the differences of {as_text(by)}"
        )

    @step
    def multiples(self, m: str, n: Readable) -> Self:
        """A sum over all of Z with a factor [m mod n = 0], as a sum over the multiples of n: m -> n m."""
        n = self.whole(n)
        if not n.is_positive:
            raise Refused(f"multiples: {n} may be zero")

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            brackets = {Within(Mod(s, n), 0, 1), Within(Mod(-s, n), 0, 1)}
            inner = isinstance(body, ExprWithLimits)
            if n.free_symbols & {s, *(limit[0] for limit in getattr(body, "limits", ()))}:
                raise Refused(f"sum over multiples: {n} depends on a letter that is summed over inside")
            if (a, b) != (-oo, oo) or not brackets & {*sp.Mul.make_args(body.function if inner else body)}:
                raise Refused(
                    f"sum over multiples: {Sum(body, (s, a, b))} "
                    f"is not a sum over all of Z with a factor [{m} mod {n} = 0]"
                )
            return Sum(put(body, s, n * s), (s, a, b))

        return extended(
            self,
            at_sums(self.expr, m, self.given, rule),
            "sum over multiples",
            f"{m} → {as_text(n)} {m}",
            f"{m} → {m} / {as_text(n)}",
        )

    @step
    def divide(self, m: str, n: Readable, quotient: str, remainder: str) -> Self:
        """A sum over 0 .. n q - 1 as one over quotients and remainders: m = n quotient + remainder."""
        n, u, v = self.whole(n), Symbol(quotient, integer=True), Symbol(remainder, integer=True)

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            count = sp.cancel((b + 1) / n)
            if a != 0 or not n.is_positive or not count.is_integer or s in n.free_symbols:
                raise Refused(f"divide with remainder: {a}..{b} is no range 0..{n} q - 1")
            if {u.name, v.name} & (names(body) - {m}) or u == v:
                raise Refused(f"divide with remainder: {quotient} or {remainder} has another meaning in {body}")
            return Sum(put(body, s, n * u + v), (v, 0, n - 1), (u, 0, count - 1))

        return extended(
            self,
            at_sums(self.expr, m, self.given, rule),
            "divide with remainder",
            f"{m} = {as_text(n)} {quotient} + {remainder}",
        )

    @step
    def count(self, *letters: str) -> Self:
        """A sum of equal terms is their number times the term."""

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if s in body.free_symbols:
                return Sum(body, (s, a, b))
            if {a, b} & {oo, -oo} or not follows(b - a + 1, given):
                raise Refused(f"count the terms: {a}..{b} may run backwards, or has no end")
            return body * (b - a + 1)

        expr = self.expr
        for m in letters:
            expr = at_sums(expr, m, self.given, rule)
        return extended(self, expr, "count the terms", ", ".join(letters))

    @step
    def unroll(self, *letters: str) -> Self:
        """The terms of a sum whose limits are numbers, one by one."""

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if not (a.is_Integer and b.is_Integer):
                raise Refused(f"write the terms out: the range {a}..{b} is no range of numbers")
            return sp.Add(*(put(body, s, sp.Integer(k)) for k in range(int(a), int(b) + 1)))

        expr = self.expr
        for m in letters:
            expr = at_sums(expr, m, self.given, rule)
        return extended(self, expr, "write the terms out", ", ".join(letters))


def unique(place: Expr, s: Symbol) -> bool:
    """Whether a place is an integer that does not depend on s, nor on which term of an inner sum is not zero."""
    return bool(place.is_integer) and not place.has(s) and not place.atoms(sp.Dummy)


def depending(body: Expr, s: Symbol, given: Given) -> str:
    """What the summand needs to have a value and depends on its letter, or ""."""
    free = given.without(s)
    for one in conditions(body, free):
        whole = one.of.free_symbols | {t for _, *ends in one.limits for end in ends for t in end.free_symbols}
        if s in whole:
            return f"{one.of} {one.what}"
    return ""
