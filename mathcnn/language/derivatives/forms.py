"""The forms of indices and conditions that the rules of `solving` look for."""

from __future__ import annotations

import sympy as sp

from ..operators import Clamp
from .letters import all_free, free_letters
from .ranges import Ranges, expanded, is_nonnegative


def clamp(e: sp.Expr, letters: set[sp.Symbol]) -> tuple[sp.Expr | None, sp.Expr | None, sp.Expr]:
    """(a, b, e) for a clamp, max(a, min(b, e)) and min(b, max(a, e)), where e alone reads the letters; None for a bound
    that there is not."""
    if isinstance(e, Clamp):
        inner, low, high = e.args
        return (None, None, e) if all_free((low, high)) & letters else (low, high, inner)
    bounds: dict[type, sp.Expr] = {}
    while isinstance(e, sp.Max | sp.Min) and len(e.args) == 2 and type(e) not in bounds:
        bound, inner = sorted(e.args, key=lambda x: bool(free_letters(x) & letters))
        if free_letters(bound) & letters:
            break
        bounds[type(e)], e = bound, inner
    return bounds.get(sp.Max), bounds.get(sp.Min), e


def fold(e: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """(x, D, c) for |x mod D - c| with D = max(1, 2 c), which goes up and down between 0 and c; None for another
    expression."""
    if not isinstance(e, sp.Abs):
        return None
    for one in sp.Add.make_args(e.args[0]):
        for mod, c in ((one, one - e.args[0]), (-one, e.args[0] - one)):
            if isinstance(mod, sp.Mod) and mod.args[1] == sp.Max(1, expanded(2 * c)):
                return mod.args[0], mod.args[1], expanded(c)
    return None


def indexed(e: sp.Basic) -> list[sp.Indexed]:
    """The entries of arrays in an expression."""
    return [x for x in e.atoms(sp.Indexed) if x.indices]


def conjuncts(test: sp.Basic) -> tuple[sp.Basic, ...]:
    return tuple(test.args) if isinstance(test, sp.And) else (test,)


def divisions(test: sp.Basic) -> list[tuple[sp.Expr, sp.Expr]]:
    """(E, D) for each condition E mod D = 0 that a condition implies."""
    found = (one for one in conjuncts(test) if isinstance(one, sp.Eq) and isinstance(one.lhs, sp.Mod) and one.rhs == 0)
    return [tuple(one.lhs.args) for one in found]


def larger(a: sp.Expr, b: sp.Expr, ranges: Ranges) -> sp.Expr:
    b = expanded(b)
    return a if is_nonnegative(a - b, ranges) else b if is_nonnegative(b - a, ranges) else sp.Max(a, b)


def smaller(a: sp.Expr, b: sp.Expr, ranges: Ranges) -> sp.Expr:
    b = expanded(b)
    return b if is_nonnegative(a - b, ranges) else a if is_nonnegative(b - a, ranges) else sp.Min(a, b)
