"""Whether two expressions are equal: both are brought into one normal form.

Trusted. It trusts `letters`, and SymPy's arithmetic of rational functions (`expand`, `together`, `cancel`).

Sums, entries of arrays and functions count as letters of a rational function. No divisor may be zero: see
`rewriting.doubtful`. The answer "no" may be wrong; the answer "yes" is not.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import sympy as sp
from sympy import Expr, Indexed, Symbol
from sympy.concrete.expr_with_limits import ExprWithLimits

from mathcnn.language.statement import Within

from .letters import put


def rational(e: Expr, to: Callable[[Expr], Expr] = sp.expand) -> Expr:
    """`to` applied to e as a rational function: each sum, entry and function in it counts as one letter.

    e: an expression. to: a transformation of rational functions that keeps their value; by default SymPy's `expand`.
    """
    letters: dict[Expr, Symbol] = {}

    def hidden(part: Expr) -> Expr:
        if part.is_Add or part.is_Mul:
            return part.func(*map(hidden, part.args))
        if part.is_Pow and part.exp.is_Integer:
            return hidden(part.base) ** part.exp
        return part if part.is_Number or part.is_Symbol else letters.setdefault(part, sp.Dummy())

    return to(hidden(e)).xreplace({letter: part for part, letter in letters.items()})


@functools.cache
def normal(e: Expr, depth: int = 0) -> Expr:
    """The normal form of e: bound letters named by their depth, polynomials expanded, quotients in lowest terms.

    depth: the number of sums and integrals around e.
    """
    if not e.args:
        return e
    if isinstance(e, ExprWithLimits):
        limits, body = list(e.limits), e.function
        for k in reversed(range(len(limits))):
            s, *ends = limits[k]
            new = Symbol(f"${depth}", integer=s.is_integer, real=True)
            body = put(body, s, new)
            limits[:k] = [(t, *(put(end, s, new) for end in more)) for t, *more in limits[:k]]
            limits[k], depth = (new, *(normal(end, depth) for end in ends)), depth + 1
        return e.func(normal(body, depth), *limits)
    if isinstance(e, Indexed):
        return Indexed(e.base, *(normal(i, depth) for i in e.indices))
    if isinstance(e, Within):  # [0 <= k - a < b - a], and [k = 0] is [-k = 0]
        k, size = (normal(e.args[0] - e.args[1], depth), normal(e.args[2] - e.args[1], depth))
        return Within(-k if size == 1 and k.could_extract_minus_sign() else k, sp.S.Zero, size)
    e = e.func(*(normal(part, depth) for part in e.args))
    return rational(e, lambda q: sp.cancel(sp.together(q))) if any(d.is_Add for d in divisors(e)) else rational(e)


def divisors(e: Expr) -> set[Expr]:
    """The divisors in an expression."""
    return {p.base for p in e.atoms(sp.Pow) if p.exp.could_extract_minus_sign()}


def same(a: Expr, b: Expr) -> bool:
    """Whether two expressions are equal, if none of their divisors is zero."""
    return a == b or normal(rational(normal(a) - normal(b))) == 0
