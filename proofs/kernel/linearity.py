"""Steps that exchange sums, integrals, factors and terms.

Trusted. It trusts `rewriting`, `inequalities` and `equality`. Convergence that cannot be checked becomes a hypothesis,
which the chain lists.
"""

from __future__ import annotations

from typing import Self

import sympy as sp
from sympy import Expr, Integral, Sum, Symbol, oo
from sympy.concrete.expr_with_limits import ExprWithLimits

from .chain import Lines, extended, step
from .equality import rational
from .given import Given, Refused, bounded, support
from .inequalities import follows
from .letters import names, renamed_bound
from .rewriting import at_sums, walk

OUTSIDE = "a sum without end, or an integral, converges without the factors taken out of it"


class LinearSteps(Lines):
    """Steps of sums of sums, and of sums of terms and products."""

    @step
    def swap(self, m: str, k: str, converging: bool = False) -> Self:
        """The sum or integral over m, directly inside the one over k, moves outside.

        m, k: the letters. converging: if True, absolute convergence is a hypothesis (Fubini); else infinitely many
        terms that may not be zero are refused.
        """
        assuming = (f"the terms converge absolutely over {m} and {k} together",) if converging else ()
        sums = m in [s.name for one in self.expr.atoms(Sum) for s, *_ in one.limits]
        return extended(
            self,
            self._swapped(self.expr, m, k, converging),
            f"swap the {'sums' if sums else 'integrals'}",
            f"{m} and {k}",
            assuming=assuming,
        )

    @step
    def order(self, *letters: str) -> Self:
        """Sums that stand directly inside each other, in this order from inside out; one swap after the other."""
        expr = self.expr
        for last in range(len(letters), 1, -1):
            while (pair := self._above(expr, letters[:last])) is not None:
                expr = self._swapped(expr, *pair)
        return extended(self, expr, "swap the sums", "from inside out " + ", ".join(letters))

    @staticmethod
    def _above(e: Expr, letters: tuple[str, ...]) -> tuple[str, str] | None:
        """The letter that must become the outermost of these and the one directly around it, or None."""
        for one in e.atoms(Sum):
            found = [limit[0].name for limit in one.limits]
            if set(letters) <= set(found):
                inside = [name for name in found if name in letters]
                k = inside.index(letters[-1])
                return (letters[-1], inside[k + 1]) if k + 1 < len(inside) else None
        raise Refused(f"swap the sums: no sums over {', '.join(letters)} stand directly inside each other in {e}")

    def _swapped(self, e: Expr, m: str, k: str, converging: bool = False) -> Expr:
        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            kind = kind_of(s)
            if not isinstance(body, kind) or body.limits[-1][0].name != m:
                raise Refused(f"swap the sums: the sum over {m} does not stand directly inside the sum over {k}")
            (t, lo, hi), rest = body.limits[-1], body.limits[:-1]
            if t in a.free_symbols | b.free_symbols:
                raise Refused(f"swap the sums: {m} has another meaning in the range of {k}, {a}..{b}")
            if s in lo.free_symbols | hi.free_symbols:
                raise Refused(f"swap the sums: the range of {m}, {lo}..{hi}, depends on {k}")
            inside = kind(body.function, *rest) if rest else body.function
            here = given.inside(kind(body, (s, a, b)))
            if not converging and (
                kind is Integral
                or {a, b, lo, hi} & {oo, -oo}
                and not bounded({s, t}, (*here.facts, *support(inside, given)))
            ):
                raise Refused(f"swap the sums: infinitely many terms may not be zero in {body}")
            return kind(body.function, *rest, (s, a, b), (t, lo, hi))

        return at_sums(e, k, self.given, rule, ExprWithLimits)

    @step
    def out(self, *letters: str) -> Self:
        """Factors that do not depend on a letter, moved before its sum or integral."""
        assuming: dict[str, None] = {}

        def rule(body: Expr, s: Symbol, *more: object) -> Expr:
            *ends, _ = more
            if s not in body.free_symbols:
                if {oo, -oo} & {*ends}:
                    raise Refused(f"factor out: {body} does not depend on {s}, and is summed without end")
                return body * kind_of(s)(1, (s, *ends))
            if {oo, -oo} & {*ends} or not s.is_integer:
                assuming[OUTSIDE] = None
            inner = [limit[0] for limit in body.limits] if isinstance(body, ExprWithLimits) else []
            parts = sp.Mul.make_args(body.function if inner else body)
            free = sp.Mul(*(part for part in parts if not {s, *inner} & part.free_symbols))
            rest = sp.Mul(*(part for part in parts if {s, *inner} & part.free_symbols))
            return free * kind_of(s)(body.func(rest, *body.limits) if inner else rest, (s, *ends))

        expr = self.expr
        for m in letters:
            expr = at_sums(expr, m, self.given, rule, ExprWithLimits)
        return extended(
            self,
            expr,
            "factor out",
            "what does not depend on " + ", ".join(letters),
            "into the sum over " + ", ".join(letters),
            assuming=tuple(assuming),
        )

    @step
    def into(self, m: str) -> Self:
        """The factors beside a sum or integral over m, moved inside it."""
        meant = lambda part: isinstance(part, ExprWithLimits) and part.limits[-1][0].name == m

        def rule(one: Expr, given: Given) -> Expr:
            total = next(part for part in one.args if meant(part))
            beside = sp.Mul(*(part for part in one.args if part is not total))
            total = renamed_bound(total, names(beside))
            return total.func(beside * total.function, *total.limits)

        expr = walk(self.expr, self.given, rule, lambda one: isinstance(one, sp.Mul) and any(map(meant, one.args)))
        return extended(self, expr, "bring inside", f"into the sum over {m}", f"what does not depend on {m}")

    @step
    def split(self, *letters: str, converging: bool = False) -> Self:
        """Sums and integrals of sums, term by term.

        letters: those of the sums. converging: if True, it is a hypothesis that each term converges; else each term of
        an infinite sum must have a finite support.
        """

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            inner = body.limits if isinstance(body, kind_of(s)) else ()
            terms = sp.Add.make_args(rational(body.function if inner else body))
            letters, ends = {s, *(limit[0] for limit in inner)}, {a, b, *(end for limit in inner for end in limit[1:])}
            around = given.inside(kind_of(s)(body, (s, a, b)))
            around = around.inside(body) if inner else around
            for term in terms if len(terms) > 1 and not converging else ():
                facts = (*around.facts, *support(term, given))
                if not s.is_integer or {oo, -oo} & ends and not bounded(letters, facts):
                    raise Refused(f"split the sum: {term} is not zero for infinitely many {s}, by what is known")
            return sp.Add(
                *(c * kind_of(s)(term, *inner, (s, a, b)) for c, term in (term.as_coeff_Mul() for term in terms))
            )

        expr = self.expr
        for m in letters:
            expr = at_sums(expr, m, self.given, rule, ExprWithLimits)
        sums = any(s.name in letters for one in self.expr.atoms(Sum) for s, *_ in one.limits)
        assuming = ("every term by itself converges",) if converging else ()
        return extended(self, expr, f"split the {'sum' if sums else 'integral'}", "term by term", assuming=assuming)

    @step
    def linear(self) -> Self:
        """Every finite sum term by term; constant factors are moved before it, and constant terms counted."""

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

        return extended(
            self,
            walk(self.expr, self.given, rule, lambda one: isinstance(one, Sum)),
            "linearity",
            "term by term; constants are counted",
        )


def kind_of(s: Symbol) -> type[ExprWithLimits]:
    """Sum for an integer letter, Integral for a real one."""
    return Sum if s.is_integer else Integral
