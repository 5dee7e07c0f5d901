"""The steps of which derivations are made, each checked as it is taken.

A `Chain` is a line and the lines before it, each equal to the next. It begins with one side of a law, and only the
steps below make it longer. A step that isn't one is `Refused`, with its reason. Sizes are letters: nothing is expanded
at a number.

Sums are finite, or have finitely many terms that are not zero, which is checked where that matters. What a step needs
of a series, an integral or a logarithm that can't be checked is a hypothesis, which the chain names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp
from sympy import Expr, Integral, Mod, Sum, Symbol, oo
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.function import AppliedUndef

from mathcnn.language.latex import Writer
from mathcnn.language.statement import Within
from mathcnn.language.unicode import text

from .questions import (
    Given,
    Refused,
    apart,
    at_sums,
    between,
    bounded,
    divisors,
    doubtful,
    follows,
    lean,
    names,
    plain,
    put,
    rational,
    reduced,
    same,
    support,
    walk,
)

BACKWARDS = {  # what a step is called when it is read from below
    "distribute": "collect",
    "split the sum": "join the sums",
    "factor out": "bring inside",
    "bring inside": "factor out",
    "split the range": "join the ranges",
    "terms outside the range vanish": "extend by terms that vanish",
    "extend by terms that vanish": "terms outside the range vanish",
    "split the integral": "join the integrals",
    "only one term is left": "one term, as a sum",
    "sum the range": "write as a sum",
}
_ISSUED = object()


def written(e: Expr) -> str:
    """An expression in a sentence."""
    return text(Writer(brackets=True).doprint(e))


class Unchanged(Refused):
    """A step that leaves the line as it is."""


@dataclass(frozen=True)
class Line:
    """An expression, and the step that made it of the one before."""

    expr: Expr
    step: str = ""
    said: str = ""
    undone: str = ""  # what is said where the step is read from below


class Chain:
    """Expressions, each equal to the one before; `begin` starts one, and the steps return longer ones."""

    def __init__(self, given: Given, lines: tuple[Line, ...], assumed: tuple[sp.Basic | str, ...], issued: object):
        if issued is not _ISSUED:
            raise Refused("a chain is made by its steps: kernel.begin(expression, given), and on from there")
        self.given, self.lines, self.assumed = given, lines, assumed

    @property
    def expr(self) -> Expr:
        return self.lines[-1].expr

    def _to(
        self,
        expr: Expr,
        step: str,
        said: str = "",
        undone: str | None = None,
        assuming: tuple[sp.Basic | str, ...] = (),
    ) -> Chain:
        if expr == self.expr:
            raise Unchanged(f"{step}: nothing changes in {expr}")
        assumed = tuple(dict.fromkeys((*self.assumed, *assuming)))
        return Chain(
            self.given, (*self.lines, Line(expr, step, said, said if undone is None else undone)), assumed, _ISSUED
        )

    def read(self, text: object) -> Expr:
        """A text in the letters of the line; a letter that it doesn't have is a new whole number."""
        if not isinstance(text, str):
            return sp.sympify(text)
        facts = (s for fact in self.given.facts for s in fact.free_symbols)
        known = {s.name: s for s in (*facts, *self.expr.atoms(Symbol)) if isinstance(s, Symbol)}
        words = {"Mod": Mod, "oo": oo, "floor": sp.floor, "Max": sp.Max, "Min": sp.Min}
        letters = {name: Symbol(name, integer=True) for name in _letters(text)}
        arrays = {name: sp.IndexedBase(name) for name in self.given.supports if f"{name}[" in text}
        return sp.sympify(text, {**letters, **known, **words, **arrays})

    # -- one sum

    def over(self, m: str, lo: object, hi: object, reading: str | None = None) -> Chain:
        """Another range: where the ranges differ, the terms are zero."""
        lo, hi = self.read(lo), self.read(hi)
        return self._to(
            self._ranged(self.expr, m, lo, hi, reading),
            "terms outside the range vanish",
            f"{m} from {written(lo)} to {written(hi)}",
            m,
        )

    def everywhere(self, *letters: str) -> Chain:
        """Sums over all of Z: the terms that come in are zero."""
        expr = self.expr
        for m in letters:
            expr = self._ranged(expr, m, -oo, oo)
        return self._to(
            expr, "extend by terms that vanish", f"{' and '.join(letters)} over all of ℤ", " and ".join(letters)
        )

    def _ranged(self, e: Expr, m: str, lo: Expr, hi: Expr, reading: str | None = None) -> Expr:
        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if any(s in d.free_symbols for d in doubtful(body, given)):
                raise Refused(f"terms outside the range vanish: {body} may divide by zero there")
            here = given.and_(support(body, given))
            for facts, goals in ((between(s, a, b), between(s, lo, hi)), (between(s, lo, hi), between(s, a, b))):
                inside = here.and_(facts)
                for goal in goals:
                    if not follows(goal, inside):
                        raise Refused(
                            f"terms outside the range vanish: {goal} >= 0 doesn't follow for the terms of {Sum(body, (s, a, b))}"
                        )
            return Sum(body, (s, lo, hi))

        return at_sums(e, m, self.given, rule, Sum, reading)

    def reindex(self, m: str, by: object, new: str | None = None, reading: str | None = None) -> Chain:
        """m = by(new), a bijection of the two ranges: a shift, a turn, or either of them modulo the length of the
        range.
        """
        by, u = self.read(by), Symbol(new or m, integer=True)
        inner = by.args[0] if isinstance(by, Mod) else by
        slope, rest = inner.coeff(u), sp.expand(inner - inner.coeff(u) * u)
        if slope not in (1, -1) or u in rest.free_symbols or not rest.is_integer:
            raise Refused(f"re-index: {m} -> {by} is no bijection of whole numbers")

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
            ends = (a - rest, b - rest) if slope == 1 else (rest - b, rest - a)
            return Sum(body, (u, *map(sp.expand, ends)))

        name = "shift the index" if slope == 1 and not isinstance(by, Mod) else "re-index"
        old = Symbol(m, integer=True)
        back = slope * (old - rest)
        undone = f"{u} → {written(Mod(back, by.args[1]) if isinstance(by, Mod) else back)}"
        return self._to(at_sums(self.expr, m, self.given, rule, Sum, reading), name, f"{m} → {written(by)}", undone)

    def swap(self, m: str, k: str, converging: bool = False) -> Chain:
        """The sum or integral over m, directly inside the one over k, comes outside. Without end only with finitely
        many terms that are not zero, or where absolute convergence is supposed (Fubini)."""
        assuming = (f"the terms converge absolutely over {m} and {k} together",) if converging else ()
        whole = m in [s.name for one in self.expr.atoms(Sum) for s, *_ in one.limits]
        return self._to(
            self._swapped(self.expr, m, k, converging),
            f"swap the {'sums' if whole else 'integrals'}",
            f"{m} and {k}",
            assuming=assuming,
        )

    def order(self, *letters: str) -> Chain:
        """Sums that stand directly inside each other in another order, given from inside out: one swap after the other."""
        expr = self.expr
        for last in range(len(letters), 1, -1):
            while (pair := self._above(expr, letters[:last])) is not None:
                expr = self._swapped(expr, *pair)
        return self._to(expr, "swap the sums", "from inside out " + ", ".join(letters))

    @staticmethod
    def _above(e: Expr, letters: tuple[str, ...]) -> tuple[str, str] | None:
        """The letter that has to be the outermost of these, and the one directly around it, where there is one."""
        for one in e.atoms(Sum):
            found = [limit[0].name for limit in one.limits]
            if set(letters) <= set(found):
                inside = [name for name in found if name in letters]
                k = inside.index(letters[-1])
                return (letters[-1], inside[k + 1]) if k + 1 < len(inside) else None
        raise Refused(f"swap the sums: no sums over {', '.join(letters)} stand directly inside each other in {e}")

    def _swapped(self, e: Expr, m: str, k: str, converging: bool = False) -> Expr:
        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            kind = self._kind(s)
            if not isinstance(body, kind) or body.limits[-1][0].name != m:
                raise Refused(f"swap the sums: the sum over {m} doesn't stand directly inside the sum over {k}")
            (t, lo, hi), rest = body.limits[-1], body.limits[:-1]
            if s in lo.free_symbols | hi.free_symbols:
                raise Refused(f"swap the sums: the range of {m}, {lo}..{hi}, depends on {k}")
            inside = kind(body.function, *rest) if rest else body.function
            here = given.inside(kind(body, (s, a, b)))
            if (
                not converging
                and (kind is Integral or {a, b, lo, hi} & {oo, -oo})
                and not bounded({s, t}, (*here.facts, *support(inside, given)))
            ):
                raise Refused(f"swap the sums: infinitely many terms may not be zero in {body}")
            return kind(body.function, *rest, (s, a, b), (t, lo, hi))

        return at_sums(e, k, self.given, rule, ExprWithLimits)

    def out(self, *letters: str) -> Chain:
        """Factors that don't depend on a letter, before its sum or integral."""

        def rule(body: Expr, s: Symbol, *more: object) -> Expr:
            *ends, _ = more
            if s not in body.free_symbols:
                if {oo, -oo} & {*ends}:
                    raise Refused(f"factor out: {body} doesn't depend on {s}, and is summed without end")
                return body * self._kind(s)(1, (s, *ends))
            inner = [limit[0] for limit in body.limits] if isinstance(body, ExprWithLimits) else []
            parts = sp.Mul.make_args(body.function if inner else body)
            free = sp.Mul(*(part for part in parts if not {s, *inner} & part.free_symbols))
            rest = sp.Mul(*(part for part in parts if {s, *inner} & part.free_symbols))
            return free * self._kind(s)(body.func(rest, *body.limits) if inner else rest, (s, *ends))

        expr = self.expr
        for m in letters:
            expr = at_sums(expr, m, self.given, rule, ExprWithLimits)
        return self._to(
            expr,
            "factor out",
            "what doesn't depend on " + ", ".join(letters),
            "into the sum over " + ", ".join(letters),
        )

    def into(self, m: str) -> Chain:
        """The factors beside a sum or integral over m, inside it."""
        meant = lambda part: isinstance(part, ExprWithLimits) and part.limits[-1][0].name == m

        def rule(one: Expr, given: Given) -> Expr:
            total = next(part for part in one.args if meant(part))
            beside = sp.Mul(*(part for part in one.args if part is not total))
            total = apart(total, names(beside))
            return total.func(beside * total.function, *total.limits)

        expr = walk(self.expr, self.given, rule, lambda one: isinstance(one, sp.Mul) and any(map(meant, one.args)))
        return self._to(expr, "bring inside", f"into the sum over {m}", f"what doesn't depend on {m}")

    def split(self, *letters: str, converging: bool = False) -> Chain:
        """Sums and integrals of sums, term by term (linearity). Without end only where each term has a finite support,
        or where it is supposed that each converges."""

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            inner = body.limits if isinstance(body, ExprWithLimits) else ()
            terms = sp.Add.make_args(rational(body.function if inner else body))
            for term in terms if len(terms) > 1 else ():
                if (
                    not converging
                    and not s.is_integer
                    or {a, b} & {oo, -oo}
                    and not (converging or bounded({s}, tuple(support(term, given))))
                ):
                    raise Refused(f"split the sum: {term} is not zero for infinitely many {s}, as far as is known")
            return sp.Add(
                *(c * self._kind(s)(term, *inner, (s, a, b)) for c, term in (term.as_coeff_Mul() for term in terms))
            )

        expr = self.expr
        for m in letters:
            expr = at_sums(expr, m, self.given, rule, ExprWithLimits)
        whole = any(s.name in letters for one in self.expr.atoms(Sum) for s, *_ in one.limits)
        assuming = ("every term by itself converges",) if converging else ()
        return self._to(expr, f"split the {'sum' if whole else 'integral'}", "term by term", assuming=assuming)

    def cut(self, m: str, at: object) -> Chain:
        """The range in two: up to `at`, and from the next on. Either part may be empty."""
        at = self.read(at)

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            for goal in (at - a + 1, b - at):
                if not follows(goal, given):
                    raise Refused(f"split the range: {at} doesn't lie in {a - 1}..{b}, as far as is known")
            return Sum(body, (s, a, at)) + Sum(body, (s, at + 1, b))

        return self._to(
            at_sums(self.expr, m, self.given, rule), "split the range", f"{m} up to {written(at)}, and beyond"
        )

    def only(self, m: str, at: object = None) -> Chain:
        """One term is left, at the place given or found: all others are zero, or there are no others."""
        wanted, left = None if at is None else self.read(at), []

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            here = given.and_(between(s, a, b)).and_(support(body, given))
            ends = (fact for fact in here.facts if fact.coeff(s) in (1, -1)) if wanted is None else ()
            places = [wanted] if wanted is not None else [sp.expand(s - fact * fact.coeff(s)) for fact in ends]
            at = next(
                (one for one in places if not one.has(s) and follows(one - s, here) and follows(s - one, here)), None
            )
            if at is None:
                if wanted is None:
                    return Sum(body, (s, a, b))
                raise Refused(
                    f"only one term is left: terms of {Sum(body, (s, a, b))} with {m} other than {wanted} may not be zero"
                )
            left.append(at)
            term = put(body, s, at)
            there = given.and_(support(term, given))
            inside = all(follows(fact, there) for fact in between(at, a, b))
            return lean(term if inside else term * Within(at, a, b + 1), given)

        expr = at_sums(self.expr, m, self.given, rule)
        if not left:
            raise Refused(
                f"only one term is left: more than one term of the sums over {m} in {self.expr} may not be zero"
            )
        return self._to(expr, "only one term is left", ", ".join(dict.fromkeys(f"{m} = {written(at)}" for at in left)))

    def telescope(self, m: str, by: object) -> Chain:
        """A sum of F(m) = G(m + 1) - G(m) is G(end + 1) - G(begin)."""
        by = self.read(by)

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if doubtful(by, given.and_(between(s, a, b + 1))):
                raise Refused(f"sum the range: {by} divides by what may be zero")
            if not same(put(by, s, s + 1) - by, body):
                raise Refused(f"sum the range: G({m} + 1) - G({m}) with G = {by} is not {body}")
            if {a, b} & {oo, -oo} or not follows(b - a + 1, given):
                raise Refused(f"sum the range: {a}..{b} may run backwards")
            return put(by, s, b + 1) - put(by, s, a)

        return self._to(
            at_sums(self.expr, m, self.given, rule), "sum the range", f"{m}, by the differences of {written(by)}"
        )

    def multiples(self, m: str, n: object) -> Chain:
        """Over all of Z only multiples of n count, where [m mod n = 0] is a factor: m -> n m."""
        n = self.read(n)
        if not n.is_positive:
            raise Refused(f"multiples: {n} may be zero")

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            brackets = {Within(Mod(s, n), 0, 1), Within(Mod(-s, n), 0, 1)}
            inner = isinstance(body, ExprWithLimits)
            if n.free_symbols & {s, *(limit[0] for limit in getattr(body, "limits", ()))}:
                raise Refused(f"sum over multiples: {n} depends on a letter that is summed over inside")
            if (a, b) != (-oo, oo) or not brackets & {*sp.Mul.make_args(body.function if inner else body)}:
                raise Refused(
                    f"sum over multiples: {Sum(body, (s, a, b))} is no sum over all of Z with a factor [{m} mod {n} = 0]"
                )
            return Sum(put(body, s, n * s), (s, a, b))

        return self._to(
            at_sums(self.expr, m, self.given, rule),
            "sum over multiples",
            f"{m} → {written(n)} {m}",
            f"{m} → {m} / {written(n)}",
        )

    def divide(self, m: str, n: object, quotient: str, remainder: str) -> Chain:
        """Division with remainder: a sum over 0 .. n q - 1 is one over quotients and remainders, m = n quotient +
        remainder.
        """
        n, u, v = self.read(n), Symbol(quotient, integer=True), Symbol(remainder, integer=True)

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            count = sp.cancel((b + 1) / n)
            if a != 0 or not n.is_positive or not count.is_integer or s in n.free_symbols:
                raise Refused(f"divide with remainder: {a}..{b} is no range 0..{n} q - 1")
            if {u.name, v.name} & (names(body) - {m}) or u == v:
                raise Refused(f"divide with remainder: {quotient} or {remainder} has another meaning in {body}")
            return Sum(put(body, s, n * u + v), (v, 0, n - 1), (u, 0, count - 1))

        return self._to(
            at_sums(self.expr, m, self.given, rule),
            "divide with remainder",
            f"{m} = {written(n)} {quotient} + {remainder}",
        )

    def linear(self) -> Chain:
        """Linearity at every sum of a sum: term by term, factors that depend on none of its letters before it, and
        constants counted.
        """

        def rule(one: Expr, given: Given) -> Expr:
            bound, around = {limit[0] for limit in one.limits}, given.inside(one, len(one.limits))
            if any(
                {a, b} & {oo, -oo} or not follows(b - a + 1, around) or bound & (a + b).free_symbols
                for _, a, b in one.limits
            ):
                return one
            total = []
            for term in sp.Add.make_args(one.function):
                parts = sp.Mul.make_args(term)
                rest = sp.Mul(*(part for part in parts if bound & part.free_symbols))
                kept = [limit for limit in one.limits if limit[0] in rest.free_symbols]
                times = sp.Mul(*(b - a + 1 for s, a, b in one.limits if s not in rest.free_symbols))
                free = sp.Mul(*(part for part in parts if not bound & part.free_symbols))
                total.append(free * times * (Sum(rest, *kept) if kept else rest))
            return sp.Add(*total)

        return self._to(
            walk(self.expr, self.given, rule, lambda one: isinstance(one, Sum)),
            "linearity",
            "term by term; constants are counted",
        )

    def count(self, *letters: str) -> Chain:
        """A sum of terms that don't depend on the letter is their number times the term."""

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if s in body.free_symbols:
                return Sum(body, (s, a, b))
            if {a, b} & {oo, -oo} or not follows(b - a + 1, given):
                raise Refused(f"count the terms: {a}..{b} may run backwards, or has no end")
            return body * (b - a + 1)

        expr = self.expr
        for m in letters:
            expr = at_sums(expr, m, self.given, rule)
        return self._to(expr, "count the terms", ", ".join(letters))

    def unroll(self, *letters: str) -> Chain:
        """A sum whose limits are numbers, written out."""

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if not (a.is_Integer and b.is_Integer):
                raise Refused(f"write the terms out: the range {a}..{b} is no range of numbers")
            return sp.Add(*(put(body, s, sp.Integer(k)) for k in range(int(a), int(b) + 1)))

        expr = self.expr
        for m in letters:
            expr = at_sums(expr, m, self.given, rule)
        return self._to(expr, "write the terms out", ", ".join(letters))

    # -- integrals

    def substitute(self, t: str, by: object, new: str | None = None) -> Chain:
        """Change of variable t = c u + r in an integral, c not zero: the Jacobian is |c|, and the limits move along."""
        old = next((limit[0] for one in self.expr.atoms(Integral) for limit in one.limits if limit[0].name == t), None)
        if old is None:
            raise Refused(f"change of variable: there is no integral over {t} in {self.expr}")
        u = Symbol(new or t, real=True)
        by = put(self.read(by), Symbol(new, integer=True), u) if new else self.read(by)
        u = next((s for s in by.free_symbols if s.name == u.name), u)
        slope = sp.diff(by, u)
        if not (slope.is_positive or slope.is_negative) or u in slope.free_symbols:
            raise Refused(f"change of variable: {t} → {by} is no straight line that rises, or falls")

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if new and new != t and new in names(body):
                raise Refused(f"change of variable: {new} has another meaning in {body}")
            ends = [
                sp.expand((end - (by - slope * u)) / slope) if not end.has(oo) else end * sp.sign(slope)
                for end in (a, b)
            ]
            return Integral(put(body, s, by) * abs(slope), (u, *(ends if slope.is_positive else ends[::-1])))

        return self._to(at_sums(self.expr, t, self.given, rule, Integral), "change of variable", f"{t} → {written(by)}")

    def leibniz(self) -> Chain:
        """The derivative of an integral is the integral of the derivative, where its limits don't move: a hypothesis on
        the integrand.
        """

        def rule(one: Expr, given: Given) -> Expr:
            (x, times), total = one.variable_count[0], one.expr
            if times != 1 or len(one.variable_count) != 1 or not isinstance(total, Integral):
                raise Refused(f"differentiate under the integral: {one} is no first derivative of an integral")
            if any(x in end.free_symbols for _, *ends in total.limits for end in ends) or x in [
                limit[0] for limit in total.limits
            ]:
                raise Refused(f"differentiate under the integral: its limits move with {x}")
            return Integral(differentiated(total.function, x), *total.limits)

        expr = walk(self.expr, self.given, rule, lambda one: isinstance(one, sp.Derivative))
        hypothesis = "the integrand is differentiable, and its derivative lies below one integrable function"
        return self._to(expr, "differentiate under the integral", assuming=(hypothesis,))

    # -- everywhere in the line

    def where(self, s: str, value: object) -> Chain:
        """A letter that can have one value only, as that value."""
        value = self.read(value)
        letter = next((t for t in self.expr.free_symbols if isinstance(t, Symbol) and t.name == s), None)
        if letter is None or not (follows(letter - value, self.given) and follows(value - letter, self.given)):
            raise Refused(f"the only place: {s} may be other than {value}, or doesn't occur in {self.expr}")
        return self._to(put(self.expr, letter, value), "the only place", f"{s} = {written(value)}")

    def lean(self) -> Chain:
        """Brackets [a <= k < b] that hold anyway fall away; what lies outside its support is zero."""
        return self._to(lean(self.expr, self.given), "nothing lies outside")

    def reduce(self) -> Chain:
        """Remainders and rounded quotients that the ranges of their letters decide."""
        return self._to(reduced(self.expr, self.given), "remainders and quotients")

    def algebra(self, to: Callable[[Expr], Expr] | Expr | str, name: str = "algebra") -> Chain:
        """Another form of the same rational function."""
        expr = to(self.expr) if callable(to) else self.read(to)
        if new := [d for d in doubtful(expr, self.given) if not any(same(d, old) for old in divisors(self.expr))]:
            raise Refused(f"{name}: {new[0]} may be zero, and is divided by")
        if not same(self.expr, expr):
            raise Refused(f"{name}: {self.expr} is not {expr}")
        return self._to(expr, name)

    def distribute(self, below: bool = False) -> Chain:
        """Products of sums, multiplied out; `below` also in what is divided by."""
        return self.algebra(lambda e: _multiplied_out(e, below), "distribute")

    def is_(self, other: Expr) -> bool:
        """Whether the line is this expression, up to algebra and the names of bound letters."""
        return same(self.expr, other)

    @staticmethod
    def _kind(s: Symbol) -> type[ExprWithLimits]:
        return Sum if s.is_integer else Integral


def prime(f: Expr, x: Symbol) -> Expr:
    """f'(x), of a function f of one argument of which nothing is known."""
    return sp.Function(f"{f.func}'")(x)


def differentiated(e: Expr, x: Symbol) -> Expr:
    """The derivative by x: sums, products, functions of which nothing is known, and what doesn't depend on x."""
    if x not in e.free_symbols:
        return sp.S.Zero
    match e:
        case Symbol():
            return sp.S.One
        case sp.Add():
            return sp.Add(*(differentiated(part, x) for part in e.args))
        case sp.Mul():
            return sp.Add(
                *(sp.Mul(*e.args[:k], differentiated(part, x), *e.args[k + 1 :]) for k, part in enumerate(e.args))
            )
        case AppliedUndef() if len(e.args) == 1:
            return prime(e, e.args[0]) * differentiated(e.args[0], x)
    raise Refused(f"differentiate: {e} by {x}")


def begin(expr: Expr, given: Given) -> Chain:
    """A chain of one line.

    Divisors that may be zero, as far as is known, are hypotheses; the steps let no other ones in.
    """
    expr = plain(expr)
    return Chain(
        given, (Line(expr),), tuple(sp.Ne(d, 0, evaluate=False) for d in dict.fromkeys(doubtful(expr, given))), _ISSUED
    )


def _letters(text: str) -> set[str]:
    return {
        token
        for token in "".join(c if c.isalnum() or c == "_" else " " for c in text).split()
        if token[0].isalpha() or token[0] == "_"
    }


def _multiplied_out(e: Expr, below: bool) -> Expr:
    """Every product of sums as a sum of products, also inside sums."""
    if isinstance(e, ExprWithLimits):
        return e.func(_multiplied_out(e.function, below), *e.limits)
    if e.is_Add or e.is_Mul or e.is_Pow and e.exp.is_Integer and (below or e.exp > 0):
        return rational(e.func(*(_multiplied_out(part, below) for part in e.args)))
    return e
