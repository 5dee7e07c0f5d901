"""Letters of expressions, and replacing them without capturing bound ones.

Trusted. It trusts SymPy's trees of expressions (`args`, `free_symbols`), and that a sum or an integral binds the
letters of its limits.
"""

from __future__ import annotations

import functools
import itertools

import sympy as sp
from sympy import Expr, Indexed, Symbol
from sympy.concrete.expr_with_limits import ExprWithLimits


class Refused(ValueError):
    """A step is not valid. The message names the step and the reason."""


def unused(letter: Symbol, taken: set[str]) -> Symbol:
    """The letter itself, or one of another name with the same assumptions; its name is not in `taken`."""
    names = itertools.chain(
        [letter.name],
        "mkjlrstuvabcd" if letter.is_integer else "stuvw",
        (f"{letter.name}_{n}" for n in itertools.count(1)),
    )
    return Symbol(next(name for name in names if name not in taken), **letter.assumptions0)


@functools.cache
def names(e: Expr) -> frozenset[str]:
    """The names of all letters in an expression, bound or free, and of all arrays."""
    return frozenset(s.name for s in e.atoms(Symbol))


def renamed_bound(e: ExprWithLimits, taken: set[str] | frozenset[str]) -> ExprWithLimits:
    """The same sum with bound letters whose names are not in `taken`."""
    limits, body, before = list(e.limits), e.function, set(names(e)) | taken
    for k, (s, *ends) in enumerate(limits):
        if s.name in taken:
            new = unused(s, before)
            before.add(new.name)
            body = put(body, s, new)
            limits[:k] = [(t, *(put(end, s, new) for end in more)) for t, *more in limits[:k]]
            limits[k] = (new, *ends)
    return e.func(body, *limits)


@functools.cache
def put(e: Expr, s: Symbol, v: Expr) -> Expr:
    """e with v for the free letter s. A bound letter that occurs in v is renamed first."""
    if e == s:
        return v
    if not e.args or s not in e.free_symbols:
        return e
    if isinstance(e, ExprWithLimits):
        e = renamed_bound(e, {t.name for t in v.free_symbols | {s} if isinstance(t, Symbol)})
        return e.func(put(e.function, s, v), *((t, *(put(end, s, v) for end in ends)) for t, *ends in e.limits))
    if isinstance(e, sp.Derivative) and (
        v.free_symbols & {*e.variables} or s in e.variables and not (v.is_Symbol and v not in e.free_symbols)
    ):
        raise Refused(f"{v} cannot be put for {s} in {e}: it depends on the letter of the derivative")
    if isinstance(e, Indexed) and e.indices:
        return Indexed(e.base, *(sp.expand(put(i, s, v)) for i in e.indices))
    return e.func(*(put(part, s, v) for part in e.args))


@functools.cache
def without_assumptions(e: Expr) -> Expr:
    """e with bound letters that are integer or real and nothing else; their ranges say the rest."""
    if isinstance(e, ExprWithLimits):
        e = e.func(without_assumptions(e.function), *e.limits)
        for s, *_ in e.limits:
            new = Symbol(s.name, integer=s.is_integer, real=True)
            if new != s:
                limits = [(new if t == s else t, *(put(end, s, new) for end in ends)) for t, *ends in e.limits]
                e = e.func(put(e.function, s, new), *limits)
        return e
    return e.func(*map(without_assumptions, e.args)) if e.has(ExprWithLimits) else e
