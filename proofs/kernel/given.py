"""What is known where a step acts: supports of arrays and inequalities of integers.

Trusted. It trusts `letters` and SymPy's assumptions of letters (`is_integer`, `is_positive`).

An array is zero outside its support.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import sympy as sp
from sympy import Expr, Indexed, Sum, Symbol, oo
from sympy.concrete.expr_with_limits import ExprWithLimits

from mathcnn.language.statement import Within

from .letters import Refused, put

__all__ = ["Given", "Refused", "between", "bounded", "ranges", "slope", "support", "witnessed"]


@dataclass(frozen=True)
class Given:
    """What a derivation may use. Entries of arrays are real numbers.

    supports: for each array, first and last index on each axis; entries elsewhere are zero. facts: integers that are
    >= 0. nonnegative: names of the arrays whose entries are >= 0.
    """

    supports: Mapping[str, tuple[tuple[Expr, Expr], ...]]
    facts: tuple[Expr, ...] = ()
    nonnegative: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if type(self.supports) is not MappingProxyType:
            fixed = {name: tuple(map(tuple, shape)) for name, shape in self.supports.items()}
            object.__setattr__(self, "supports", MappingProxyType(fixed))
        object.__setattr__(self, "facts", tuple(self.facts))
        object.__setattr__(self, "nonnegative", frozenset(self.nonnegative))

    def copied(self) -> Given:
        """An equal object that shares nothing that could be changed."""
        return Given(dict(self.supports), self.facts, self.nonnegative)

    def and_(self, facts: Iterable[Expr]) -> Given:
        """The same with more facts."""
        return replace(self, facts=(*self.facts, *facts))

    def without(self, *letters: Symbol) -> Given:
        """The same without the facts about these letters."""
        return replace(self, facts=tuple(fact for fact in self.facts if not {*letters} & fact.free_symbols))

    def inside(self, e: ExprWithLimits, first: int = 0) -> Given:
        """What is known inside a sum: the ranges of its letters, without those of the `first` innermost ones.

        Facts about other letters with the same names do not apply inside.
        """
        return self.without(*(limit[0] for limit in e.limits)).and_(ranges(e, first))


def between(k: Expr, lo: Expr, hi: Expr) -> Iterator[Expr]:
    """lo <= k <= hi as facts. An infinite end gives none."""
    yield from (e for e in (k - lo, hi - k) if not e.has(oo, -oo))


def ranges(e: ExprWithLimits, first: int = 0) -> Iterator[Expr]:
    """The ranges of the letters of a sum as facts, without those of the `first` innermost ones."""
    return (fact for s, *ends in e.limits[first:] if len(ends) == 2 and s.is_integer for fact in between(s, *ends))


def support(e: Expr, given: Given) -> tuple[Expr, ...]:
    """Facts that hold wherever e is not zero."""
    match e:
        case Indexed():
            shape = given.supports.get(str(e.base), ())
            return tuple(
                fact for i, (first, last) in zip(e.indices, shape, strict=False) for fact in between(i, first, last)
            )
        case Within():
            return tuple(between(e.args[0], e.args[1], e.args[2] - 1))
        case sp.Mul():
            return tuple(fact for part in e.args for fact in support(part, given))
        case sp.Add():  # what holds for every term
            first, *more = (support(part, given) for part in e.args)
            return tuple(fact for fact in first if all(fact in one for one in more))
        case sp.Pow() if e.exp.is_positive:
            return support(e.base, given)
        case Sum():  # some term is not zero: the one at its witnesses
            some = witnessed(e)
            return (*ranges(some), *support(some.function, given))
    return ()


@functools.cache
def witnessed(e: Sum) -> Sum:
    """The same sum over new letters, which occur nowhere else."""
    for s, *_ in e.limits:
        new = sp.Dummy(s.name, **s.assumptions0)
        body = put(e.function, s, new)
        e = e.func(body, *((new if t == s else t, *(put(end, s, new) for end in ends)) for t, *ends in e.limits))
    return e


def slope(e: Expr, s: Symbol) -> Expr | None:
    """c, if e is c s + r with c and r free of s; else None. Within a floor, a letter is not a term."""
    e = sp.expand(e)
    c = e.coeff(s)
    return c if not (c.has(s) or sp.expand(e - c * s).has(s)) else None


def bounded(letters: set[Symbol], facts: tuple[Expr, ...]) -> bool:
    """Whether each of the letters can have finitely many values only, by the facts.

    A fact bounds a letter if it is linear in it and has no other letter that is not yet bounded.
    """
    loose = set(letters) | {s for fact in facts for s in fact.free_symbols if isinstance(s, sp.Dummy)}
    while loose:
        signs: dict[Symbol, set[bool]] = {s: set() for s in loose}
        for fact in facts:
            if len(mine := fact.free_symbols & loose) == 1:
                (s,) = mine
                c = slope(fact, s)
                if c is not None and (c.is_positive or c.is_negative):
                    signs[s].add(bool(c.is_positive))
        tight = {s for s, seen in signs.items() if len(seen) == 2}
        if not tight:
            return False
        loose -= tight
    return True
