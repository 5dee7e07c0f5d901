"""Expressions given piece by piece: cases, where they change, and where a piece may be singular."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator

import sympy as sp


def said(e: object) -> str:
    """An expression as text, its dummies without their mark, and the middle of long integers left out."""
    text = str(e.xreplace({s: sp.Symbol(s.name) for s in e.atoms(sp.Dummy)}) if isinstance(e, sp.Basic) else e)
    return re.sub(r"(\d{10})\d{20,}(\d{10})", r"\1...\2", text)


def in_pieces(e: sp.Expr) -> sp.Expr:
    """An expression with steps, absolute values and maxima as cases, whose conditions are built from comparisons with
    "and" and "or", and with powers whose exponent is no number as exponentials."""
    if e.atoms(sp.Heaviside, sp.Abs, sp.sign, sp.Max, sp.Min):
        e = e.rewrite(sp.Piecewise)
    if any(p.base != sp.E and not p.exp.is_number and p.base.is_positive for p in e.atoms(sp.Pow)):
        e = e.replace(
            lambda p: isinstance(p, sp.Pow) and p.base != sp.E and not p.exp.is_number and p.base.is_positive,
            lambda p: sp.exp(p.exp * sp.log(p.base)),
        )
    return e.replace(sp.ITE, lambda test, yes, no: sp.Or(sp.And(test, yes), sp.And(sp.Not(test), no)))


@functools.lru_cache(maxsize=4096)
def _break_points(e: sp.Expr, t: sp.Symbol) -> frozenset[sp.Expr]:
    found = set()
    for test in e.atoms(sp.core.relational.Relational):
        if t in test.free_symbols:
            side = sp.expand(test.lhs - test.rhs)
            if not side.is_polynomial(t) or sp.degree(side, t) != 1:
                raise ValueError(
                    f"the condition {said(test)} is not a comparison with one number; write it as intervals"
                )
            found.add(sp.expand(-side.coeff(t, 0) / side.coeff(t, 1)))
    return frozenset(p for p in found if p.is_finite is not False)


def break_points(e: sp.Expr, t: sp.Symbol) -> set[sp.Expr]:
    """The values of t at which the cases of an expression change. ValueError for a condition that is no comparison of t
    with one number."""
    return set(_break_points(e, t))


@functools.lru_cache(maxsize=4096)
def _singular_points(e: sp.Expr, t: sp.Symbol) -> frozenset[sp.Expr]:
    bases = {p.base for p in e.atoms(sp.Pow) if t in p.base.free_symbols and not (p.exp.is_Integer and p.exp >= 0)}
    bases |= {p.args[0] for p in e.atoms(sp.log) if t in p.free_symbols}
    found: set[sp.Expr] = set()
    for base in bases:
        top = sp.numer(sp.together(base)) if base.is_rational_function(t) else base
        if not top.is_polynomial(t):
            continue
        p = sp.Poly(sp.expand(top), t)
        if p.degree() == 1:
            found.add(sp.expand(-p.nth(0) / p.nth(1)))
        elif p.degree() >= 2 and not p.free_symbols_in_domain:
            if p.degree() == 2:
                found |= {r for r in sp.roots(p) if r.is_real}
            elif all(c.is_Rational for c in p.all_coeffs()):
                found |= set(p.ground_roots())
    return frozenset(p for p in found if p.is_finite is not False and p.is_real is not False)


def singular_points(e: sp.Expr, t: sp.Symbol) -> set[sp.Expr]:
    """The values of t at which a piece may be singular, as far as they are known: zeros of divisors and of arguments of
    roots and logarithms. At any other singular point the integration itself finds no bound."""
    return set(_singular_points(e, t))


def with_cases_chosen(e: sp.Expr, holds: Callable[[sp.Basic], bool], where: Callable[[], str]) -> sp.Expr:
    """An expression with each Piecewise replaced by the value of its first case that holds, the innermost first.

    holds: whether a condition does; it raises an error for one that it cannot decide. where: at what point, for the
    message. ValueError if no case holds.
    """

    def chosen(c: sp.Piecewise) -> sp.Expr:
        for value, test in c.args:
            if holds(test):
                return value
        raise ValueError(
            f"the expression {said(c)} has no value at {where()}: a Piecewise needs a case for every number, "
            "such as (0, True)"
        )

    while cases := e.atoms(sp.Piecewise):
        inner = {c for c in cases if not any(part.has(sp.Piecewise) for part in c.args)}
        e = e.xreplace({c: chosen(c) for c in inner})
    return e


def branch(e: sp.Expr, at: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    """The analytic expression that holds around a point. ValueError if a condition is undecided or no case holds."""

    def holds(test: sp.Basic) -> bool:
        truth = test.xreplace(at)
        if truth not in (sp.true, sp.false):
            truth = sp.simplify(truth)
        if truth not in (sp.true, sp.false):
            raise ValueError(
                f"whether {said(test)} holds depends on {', '.join(map(said, truth.free_symbols))}; "
                "pass numbers for the ends"
            )
        return bool(truth == sp.true)

    return with_cases_chosen(e, holds, lambda: ", ".join(f"{said(s)} = {v}" for s, v in at.items()))


def in_order(numbers: Iterable[sp.Expr]) -> list[sp.Expr]:
    """Exact real numbers in ascending order."""

    def compare(p: sp.Expr, q: sp.Expr) -> int:
        return -1 if bool(p < q) else 1 if bool(p > q) else 0

    return sorted(numbers, key=functools.cmp_to_key(compare))


def amid(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    """A number between two, of which either may be infinite."""
    if left.is_infinite:
        return sp.S.Zero if right.is_infinite else right - 1
    return left + 1 if right.is_infinite else (left + right) / 2


def intervals(e: sp.Expr, x: sp.Symbol) -> Iterator[tuple[sp.Expr, sp.Expr, sp.Expr]]:
    """The analytic pieces of an expression: (expression, from, to)."""
    e = in_pieces(e)
    for left, right in itertools.pairwise([-sp.oo, *in_order(break_points(e, x)), sp.oo]):
        yield branch(e, {x: amid(left, right)}), left, right
