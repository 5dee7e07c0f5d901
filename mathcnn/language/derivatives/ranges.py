"""What follows from the ranges of letters: bounds, and simpler floors and remainders."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import sympy as sp

from ..operators import Within
from ..symbols import Axis

Ranges = Mapping[sp.Symbol, tuple[sp.Expr, sp.Expr]]  # the least and the largest value of each letter


@functools.lru_cache(maxsize=4096)
def expanded(e: sp.Expr) -> sp.Expr:
    """An expression multiplied out, but for what is inside of floors and remainders."""
    inside = [one for one in e.atoms(sp.floor, sp.ceiling, sp.Mod, sp.Max, sp.Min)]
    if not inside:
        return sp.expand(e)
    masks = {one: sp.Dummy(integer=True, nonnegative=one.is_nonnegative) for one in inside}
    return sp.expand(e.xreplace(masks)).xreplace({mask: one for one, mask in masks.items()})


def count(lo: sp.Expr, hi: sp.Expr) -> sp.Expr:
    """How many integers there are from lo to hi."""
    return expanded(hi - lo + 1)


def is_nonnegative(e: sp.Expr, ranges: Ranges) -> bool:
    """Whether e >= 0 follows from the ranges of its letters, and from sizes >= 1. False if it is not known."""
    e = expanded(e)
    if e.is_nonnegative:
        return True
    if isinstance(e, sp.Add) and (several := e.atoms(sp.Max, sp.Min)):
        for one in sorted(several, key=sp.default_sort_key):
            by = e.coeff(one, 1)
            if expanded(e - by * one).has(one) or not by.is_number:
                return False
            each = [is_nonnegative(e - by * one + by * x, ranges) for x in one.args]
            return any(each) if (by > 0) == isinstance(one, sp.Max) else all(each)
    for s in sorted(e.free_symbols & set(ranges), key=str):
        by = e.coeff(s, 1)
        rest = expanded(e - by * s)
        if rest.has(s) or by.has(s):
            continue
        lo, hi = ranges[s]
        end = lo if _sign(by) > 0 else hi if _sign(by) < 0 else None
        if end is None or end.is_infinite:
            return False
        return is_nonnegative(rest + by * end, {t: r for t, r in ranges.items() if t != s})
    beyond = {
        s: 1 + sp.Dummy(integer=True, nonnegative=True)
        for s in e.free_symbols
        if isinstance(s, sp.Symbol) and s.is_integer and s.is_positive
    }
    return bool(expanded(e.xreplace(beyond)).is_nonnegative)


def _sign(e: sp.Expr) -> int:
    return 1 if e.is_positive else -1 if e.is_negative else 0


def is_within(e: sp.Expr, lo: sp.Expr, hi: sp.Expr, ranges: Ranges) -> bool:
    """Whether lo <= e <= hi follows from the ranges of letters."""
    if e in ranges and tuple(map(expanded, ranges[e])) == (expanded(lo), expanded(hi)):
        return True
    if isinstance(e, sp.Mod) and lo == 0 and expanded(hi + 1 - e.args[1]) == 0:
        return True
    if (divided := quotient(e)) and lo == 0:
        top, by = divided
        return is_within(top, sp.S.Zero, expanded(by * (hi + 1) - 1), ranges)
    return is_nonnegative(e - lo, ranges) and is_nonnegative(hi - e, ranges)


def quotient(e: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """The numerator and the denominator of a floored quotient; None for another expression."""
    if not isinstance(e, sp.floor):
        return None
    above, below = sp.fraction(sp.together(e.args[0]))
    return (above, below) if below != 1 else None


def settled(e: sp.Basic, ranges: Ranges) -> sp.Basic:
    """An expression with floors and remainders that the ranges of letters decide: floor(t / D) = 0 and t mod D = t for
    0 <= t < D, and multiples of D taken out."""
    if not e.atoms(sp.floor, sp.Mod, Within):
        return e
    swap: dict[sp.Basic, sp.Basic] = {}
    for one in sorted(e.atoms(sp.floor, sp.Mod), key=lambda one: (sp.count_ops(one), str(one))):
        inner = one.func(*(part.xreplace(swap) for part in one.args))
        new = _floor(inner, ranges) if isinstance(inner, sp.floor) else _mod(inner, ranges)
        if new != one:
            swap[one] = new
    found = e.xreplace(swap) if swap else e
    return joined(found)


def joined(e: sp.Basic) -> sp.Basic:
    """D floor(x / D) + x mod D as x."""
    for total in sorted(e.atoms(sp.Add), key=sp.count_ops):
        for mod in (part for part in total.args if isinstance(part, sp.Mod)):
            x, by = mod.args
            multiple = by * sp.floor(x / by)
            if multiple in total.args:
                e = e.xreplace({total: total - multiple - mod + x})
    return e


def parts_of(e: sp.Expr, by: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """An expression as by * whole + rest: (whole, rest)."""
    whole: sp.Expr = sp.S.Zero
    rest: sp.Expr = sp.S.Zero
    for part in sp.Add.make_args(expanded(e)):
        share = sp.cancel(part / by) if part.has(*by.free_symbols) or by.is_number else part / by
        if sp.fraction(share)[1] == 1 and share.is_integer:
            whole += share
        else:
            rest += part
    return whole, rest


def _floor(e: sp.Expr, ranges: Ranges) -> sp.Expr:
    if (divided := quotient(e)) is None:
        return e
    top, by = divided
    whole, rest = parts_of(top, by)
    if is_within(rest, sp.S.Zero, by - 1, ranges):
        return whole
    return whole + sp.floor(rest / by)


def _mod(e: sp.Expr, ranges: Ranges) -> sp.Expr:
    if not isinstance(e, sp.Mod):
        return e
    top, by = e.args
    _, rest = parts_of(top, by)
    return rest if is_within(rest, sp.S.Zero, by - 1, ranges) else sp.Mod(rest, by)


def is_axis(e: sp.Basic) -> bool:
    """Whether an expression stands for one number on each spatial axis."""
    return bool(e.atoms(Axis))
