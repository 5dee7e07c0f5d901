"""What must hold for an expression to have a value: divisors, logarithms, roots, and sums and integrals without end.

Trusted. It trusts `given` and `inequalities`.

A condition about letters that a sum binds is about their whole range; it is another condition than the same words about
free letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import sympy as sp
from sympy import Expr, Mod, Symbol, oo
from sympy.concrete.expr_with_limits import ExprWithLimits

from .equality import normal, same
from .given import Given, bounded, support
from .inequalities import follows, is_positive
from .letters import put

STRONGER = {"!= 0": ("!= 0", "> 0"), ">= 0": (">= 0", "> 0"), "> 0": ("> 0",), "converges": ("converges",)}


@dataclass(frozen=True)
class Condition:
    """A condition on an expression.

    of: the expression. what: "!= 0", ">= 0", "> 0" or "converges". limits: the sums and integrals around it whose
    letters it is about, from outside in, each with its ends.
    """

    of: Expr
    what: str
    limits: tuple[tuple[Expr, ...], ...] = ()

    def follows(self, others: Iterable[Condition]) -> bool:
        """Whether it is one of other conditions, up to algebra and the names of bound letters."""
        mine, limits = self._named()
        for one in others:
            if one.what in STRONGER[self.what] and len(one.limits) == len(self.limits):
                theirs, ends = one._named()
                if ends == limits and same(mine, theirs):
                    return True
        return False

    def _named(self) -> tuple[Expr, list[tuple[Expr, ...]]]:
        """The expression, with bound letters named by their place, and the ends."""
        of, limits = self.of, list(self.limits)
        for k, (s, *_) in enumerate(self.limits):
            new = Symbol(f"@{k}", integer=s.is_integer, real=True)
            of = put(of, s, new)
            limits = [(t, *(put(end, s, new) for end in ends)) for t, *ends in limits]
        return of, [tuple(map(normal, ends)) for _, *ends in limits]


def conditions(e: Expr, given: Given) -> list[Condition]:
    """The conditions for e to have a value that are not known to hold, each once."""
    found: dict[Condition, None] = {}
    for part, here, around in places(e, given):
        for of, what in needed(part, here):
            if not holds(of, what, here):
                found[Condition(of, what, relevant(of, around))] = None
    return list(found)


def needed(part: Expr, given: Given) -> Iterator[tuple[Expr, str]]:
    """The conditions for one operation, its operands having values."""
    match part:
        case sp.Pow():
            base, exponent = part.args
            if exponent.is_integer:
                if not (exponent.is_nonnegative or follows(exponent, given)):
                    yield base, "!= 0"
            else:
                yield base, ">= 0" if exponent.is_positive else "> 0"
        case sp.log():
            yield part.args[0], "> 0"
        case Mod():
            yield part.args[1], "!= 0"
        case sp.Sum():
            if any({oo, -oo} & {*ends} for _, *ends in part.limits) and not finite(part, given):
                yield part, "converges"
        case sp.Integral():
            yield part, "converges"


def finite(e: sp.Sum, given: Given) -> bool:
    """Whether finitely many terms of a sum are other than zero."""
    return bounded({s for s, *_ in e.limits}, (*given.inside(e).facts, *support(e.function, given)))


def holds(of: Expr, what: str, given: Given) -> bool:
    """Whether a condition is known to hold."""
    if what == "converges":
        return False
    if what == ">= 0":
        return is_positive(of, given, least=True)
    return is_positive(of, given) or what == "!= 0" and (bool(of.is_nonzero) or is_positive(-of, given))


def relevant(of: Expr, around: tuple[tuple[Expr, ...], ...]) -> tuple[tuple[Expr, ...], ...]:
    """Of the limits around an expression, from inside out, those that it is about, from outside in."""
    letters, kept = set(of.free_symbols), []
    for limit in around:
        if limit[0] in letters:
            kept.append(tuple(limit))
            letters |= {s for end in limit[1:] for s in end.free_symbols}
    return tuple(reversed(kept))


def places(
    e: Expr, given: Given, around: tuple[tuple[Expr, ...], ...] = ()
) -> Iterator[tuple[Expr, Given, tuple[tuple[Expr, ...], ...]]]:
    """Every part of e, also in the ends of sums, with what is known there and the limits around it, from inside out.

    What the factors beside a part say of it is left out: zero times what has no value has no value.
    """
    yield e, given, around
    if isinstance(e, ExprWithLimits):
        for k, (_, *ends) in enumerate(e.limits):
            for end in ends:
                yield from places(end, given.inside(e, k + 1), (*e.limits[k + 1 :], *around))
        yield from places(e.function, given.inside(e), (*e.limits, *around))
    elif isinstance(e, sp.Derivative):
        free = tuple(fact for fact in given.facts if not {*e.variables} & fact.free_symbols)
        yield from places(e.expr, replace(given, facts=free), around)
    elif not isinstance(e, sp.Symbol | sp.IndexedBase):
        for part in e.args:
            yield from places(part, given, around)
