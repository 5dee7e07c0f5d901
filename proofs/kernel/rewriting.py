"""Where a step acts in an expression, and what is known there.

Trusted. It trusts `letters`, `given` and `inequalities`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

import sympy as sp
from sympy import Expr, Indexed, Mod, Sum, floor
from sympy.concrete.expr_with_limits import ExprWithLimits

from mathcnn.language.statement import Within

from .given import Given, Refused, support
from .inequalities import follows, impossible
from .letters import renamed_bound

Rule = Callable[..., Expr]  # (summand, letter, lower, upper, given) -> what replaces the sum


def walk(e: Expr, given: Given, rule: Callable[[Expr, Given], Expr], meant: Callable[[Expr], bool]) -> Expr:
    """e with the rule applied to every part that is meant, from inside out.

    e: an expression. given: what is known around it. rule: takes a part and what is known there, and returns its
    replacement. meant: whether a part is to be replaced.

    What is known at a part are the ranges of the sums around it, and the supports of the factors beside it: where such
    a factor is zero the product is zero, whatever the part is. That parts have values is a matter of `conditions`.
    """
    found = functools.cache(lambda part: any(map(meant, sp.preorder_traversal(part))))
    if not found(e):
        return e
    if isinstance(e, ExprWithLimits):
        new = e.func(walk(e.function, given.inside(e), rule, meant), *e.limits)
    elif isinstance(e, sp.Mul):
        parts = list(e.args)
        for k, part in enumerate(parts):  # one after the other: two factors must not be each other's reason
            if not found(part):
                continue
            beside = (fact for j, other in enumerate(parts) if j != k for fact in support(other, given))
            parts[k] = walk(part, given.and_(beside), rule, meant)
        new = e.func(*parts)
    elif isinstance(e, sp.Derivative):  # a derivative depends on values beside the place, not only at it
        given = replace(given, facts=tuple(fact for fact in given.facts if not {*e.variables} & fact.free_symbols))
        new = e.func(walk(e.expr, given, rule, meant), *e.variable_count)
    elif isinstance(e, Indexed):
        new = Indexed(e.base, *(walk(i, given, rule, meant) for i in e.indices))
    else:
        new = e.func(*(walk(part, given, rule, meant) for part in e.args)) if e.args else e
    return rule(new, given) if meant(new) else new


def at_sums(
    e: Expr, m: str, given: Given, rule: Rule, kind: type[ExprWithLimits] = Sum, reading: str | None = None
) -> Expr:
    """e with the rule applied at every sum over the letter m.

    e: an expression. m: the name of the letter. given: what is known around e. rule: see `Rule`. kind: Sum, Integral or
    both (ExprWithLimits). reading: if given, only sums that contain this entry, such as "f[m - 1]".

    Raises Refused if there is no such sum.
    """
    seen = []

    def at(one: ExprWithLimits, given: Given) -> Expr:
        k = [limit[0].name for limit in one.limits].index(m)
        seen.append(one)
        inside = one.func(one.function, *one.limits[:k]) if k else one.function
        if k:  # the ends of this sum may not name a letter that is bound inside
            inside = renamed_bound(inside, frozenset(s.name for end in one.limits[k] for s in end.free_symbols))
        new = rule(inside, *one.limits[k], given.inside(one, k + 1))
        return one.func(new, *one.limits[k + 1 :]) if one.limits[k + 1 :] else new

    def meant(one: Expr) -> bool:
        if not isinstance(one, kind) or m not in [limit[0].name for limit in one.limits]:
            return False
        return reading is None or reading in {str(x) for x in one.function.atoms(Indexed)}

    new = walk(e, given, at, meant)
    if not seen:
        raise Refused(
            f"there is no {kind.__name__.lower()} over {m}{f' that reads {reading}' if reading else ''} in {e}"
        )
    return new


def lean(e: Expr, given: Given) -> Expr:
    """e without brackets [a <= k < b] that are known to hold; entries outside their support are zero."""

    def at(one: Expr, given: Given) -> Expr:
        if impossible(support(one, given), given):
            return sp.S.Zero
        if isinstance(one, Within):
            return sp.S.One if all(follows(fact, given) for fact in support(one, given)) else one
        return one

    return walk(e, given, at, lambda one: isinstance(one, (Indexed, Within, sp.Mul)))


def reduced(e: Expr, given: Given) -> Expr:
    """e with remainders and floors simplified that are known by the ranges: (n mod N) is n where 0 <= n < N."""

    def at(one: Expr, given: Given) -> Expr:
        if isinstance(one, Mod):
            k, n = one.args
            parts = ((t, *t.as_coeff_Mul()) for t in sp.Add.make_args(k))
            k = sp.expand(
                sp.Add(
                    *(
                        c * f.args[0] if isinstance(f, Mod) and f.args[1] == n and c.is_Integer else t
                        for t, c, f in parts
                    )
                )
            )
            k = sum((t for t in sp.Add.make_args(k) if not is_multiple(t, n)), sp.S.Zero)
            one = Mod(k, n)
            if not isinstance(one, Mod):
                return one
            near = (k + j * n for j in (0, -1, 1))
            return next((r for r in near if follows(r, given) and follows(n - 1 - r, given)), one)
        above, below = sp.fraction(sp.together(one.args[0]))
        whole = sum((t for t in sp.Add.make_args(sp.expand(above)) if is_multiple(t, below)), sp.S.Zero)
        found, rest = sp.cancel(whole / below), sp.expand(above - whole)
        near = (
            j for j in (0, -1, 1) if follows(rest - j * below, given) and follows((j + 1) * below - 1 - rest, given)
        )
        return next((found + j for j in near), one)

    return walk(e, given, at, lambda one: isinstance(one, (Mod, floor)))


def is_multiple(t: Expr, n: Expr) -> bool:
    """Whether a product is an integer multiple of n, by its factors."""
    quotient = t / n
    return bool(quotient.is_integer) and sp.fraction(quotient)[1] == 1
