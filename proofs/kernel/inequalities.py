"""Whether an inequality of integers follows from others, by Fourier-Motzkin elimination.

Trusted. It trusts `given`, SymPy's `expand`, and SymPy's assumptions of letters.

The answer "no" may be wrong; the answer "yes" is not.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from math import gcd

import sympy as sp
from sympy import Expr, Indexed, Mod, Sum, Symbol, floor, oo

from mathcnn.language.statement import Within

from .given import Given, Refused


@functools.cache
def row(e: Expr) -> frozenset[tuple[Expr, int]]:
    """e >= 0 as integer coefficients of its monomials. Raises Refused unless each monomial is an integer."""
    terms = sp.expand(e).as_coefficients_dict()
    if not all(monomial.is_integer for monomial in terms):
        raise Refused(f"{e} is not an integer")
    scale = sp.ilcm(1, *(c.q for c in terms.values()))
    return frozenset((monomial, int(c * scale)) for monomial, c in terms.items())


@functools.cache
def known(monomials: frozenset[Expr]) -> tuple[Expr, ...]:
    """Facts (each >= 0) about parts of monomials: assumptions of letters, and bounds of floors, remainders, Max and
    Min.
    """
    found = []
    for part in {part for monomial in monomials for part in sp.preorder_traversal(monomial)}:
        match part:
            case Symbol() if part.is_nonnegative:
                found.append(part - 1 if part.is_positive else part)
            case floor():
                above, below = sp.fraction(sp.together(part.args[0]))
                found += [above - below * part, below * part + below - 1 - above] if below.is_positive else []
            case Mod():
                k, n = part.args
                whole = k - n * floor(k / n)
                found += [part, n - 1 - part, whole - part, part - whole] if n.is_positive else []
            case sp.Max():
                found += [part - one for one in part.args]
            case sp.Min():
                found += [one - part for one in part.args]
    return tuple(found)


def follows(goal: Expr, given: Given) -> bool:
    """Whether goal >= 0 is known: whether -goal - 1 >= 0 contradicts the facts."""
    goal = sp.expand(goal)
    if goal.is_nonnegative or goal == oo:
        return True
    return goal.is_integer and not goal.has(oo, -oo, sp.nan) and impossible((-goal - 1,), given)


def impossible(claims: tuple[Expr, ...], given: Given) -> bool:
    """Whether the claims (each >= 0) contradict the facts."""
    rows = {row(claim) for claim in claims}
    while True:  # facts that share a letter with the claims, then facts that share one with those, and so on
        near = {monomial for one in rows for monomial, _ in one if monomial != 1}
        letters = {s for monomial in near for s in monomial.free_symbols}
        more = {
            row(f) for f in (*given.facts, *known(frozenset(near))) if letters & f.free_symbols or not f.free_symbols
        } - rows
        if not more:
            break
        rows |= more
    return contradictory(frozenset(rows)) or contradictory(frozenset(rows | set(multiplied(rows, given))))


def multiplied(rows: set[frozenset[tuple[Expr, int]]], given: Given) -> Iterator[frozenset[tuple[Expr, int]]]:
    """Facts times a size, where a row contains the product of that size and a letter of the fact."""
    pairs = {tuple(monomial.args) for one in rows for monomial, _ in one if monomial.is_Mul and len(monomial.args) == 2}
    for pair in pairs:
        for size, other in (pair, pair[::-1]):
            if size.is_positive and size.is_Symbol:
                yield from (row(fact * size) for fact in (*given.facts, *known(frozenset({other}))) if fact.has(other))


@functools.cache
def contradictory(rows: frozenset[frozenset[tuple[Expr, int]]]) -> bool:
    """Whether no numbers satisfy all rows (each >= 0), by eliminating one letter after the other.

    A sum of two rows in which a letter cancels is a row, too. With more than 4000 rows it gives up.
    """
    left = [dict(one) for one in rows]
    while True:
        if any(set(one) <= {sp.S.One} and one.get(sp.S.One, 0) < 0 for one in left):
            return True
        signs: dict[Expr, list[int]] = {}
        for one in left:
            for s, c in one.items():
                if s != 1 and c:
                    signs.setdefault(s, [0, 0])[c > 0] += 1
        if not signs or len(left) > 4000:
            return False
        s = min(signs, key=lambda s: signs[s][0] * signs[s][1] - sum(signs[s]))
        above, below = [one for one in left if one.get(s, 0) > 0], [one for one in left if one.get(s, 0) < 0]
        new = [one for one in left if not one.get(s, 0)]
        for up, down in itertools.product(above, below):
            both = {t: up.get(t, 0) * -down[s] + down.get(t, 0) * up[s] for t in up | down}
            shared = gcd(*both.values()) or 1
            new.append({t: c // shared for t, c in both.items() if c})
        left = list({frozenset(one.items()): one for one in new}.values())


def is_positive(e: Expr, given: Given, least: bool = False) -> bool:
    """Whether e > 0 (with `least`, e >= 0) is known from its parts: squares, exponentials, sums, products."""
    ask = functools.partial(is_positive, given=given)
    match e:
        case sp.Add() if all(ask(part, least=True) for part in e.args) and (least or any(map(ask, e.args))):
            return True
        case sp.Mul() if all(ask(part, least=least) for part in e.args):
            return True
        case sp.Pow() if e.exp.is_even and least:
            return True
        case sp.Pow():
            return ask(e.base, least=least and e.exp.is_positive is True)
        case sp.exp():
            return True
        case Within() if least:
            return True
        case Sum() if least:
            return is_positive(e.function, given.inside(e), least=True)
        case Indexed() if least:
            return str(e.base) in given.nonnegative
    return (
        bool(e.is_nonnegative if least else e.is_positive)
        or bool(e.is_integer)
        and follows(e if least else e - 1, given)
    )
