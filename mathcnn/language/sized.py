"""A statement at given sizes: the numbers of one call in place of the letters for sizes and parameters."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from .choices import Where
from .derivatives.ranges import Ranges, is_nonnegative, is_within, settled
from .operators import Within
from .plan import Plan

Arrays = dict[str, tuple[tuple[sp.Expr, sp.Expr], ...]]  # the range of the index on each axis of each array


def sized(plan: Plan, env: Mapping[str, object], keep: Collection[str] = ()) -> list[sp.Eq]:
    """The statement of a plan and its named parts, with the numbers of a call.

    Parameters
    ----------
    plan : the statement.
    env : the value of each letter, as `BoundCall.env` has them.
    keep : the letters that stay letters, such as that of the batch.

    Returns
    -------
    Equations in which conditions and floors that the numbers decide are decided, and sums over one place are that
    place.
    """
    numbers = {s: _number(env[name]) for name, s in _letters(plan).items() if name in env and name not in keep}
    places: Ranges = {
        s: (first := entry.first.xreplace(numbers), first + entry.size.xreplace(numbers) - 1)
        for s, entry in zip(plan.indices, plan.result, strict=True)
    }
    arrays: Arrays = {
        a: tuple((first := entry.first.xreplace(numbers), first + entry.size.xreplace(numbers) - 1) for entry in line)
        for a, line in plan.arrays.items()
    }
    output, *parts = plan.equations
    found = [sp.Eq(output.lhs, _simpler(output.rhs.xreplace(numbers), places), evaluate=False)]
    for e in parts:
        inside = _at_places_of(e.lhs, found[0].rhs, places, arrays)
        found.append(sp.Eq(e.lhs, _simpler(e.rhs.xreplace(numbers), inside), evaluate=False))
    return _put_in(found)


def _number(v: object) -> sp.Expr:
    """A number of a call; an integer that is a float as an integer."""
    return sp.Integer(int(v)) if isinstance(v, float) and v.is_integer() else sp.sympify(v)


def _at_places_of(part: sp.Basic, e: sp.Basic, places: Ranges, arrays: Arrays) -> Ranges:
    """The ranges of the indices of a named part, if the only use of it in e is at places of the result, or beside a
    factor with the same index: outside the array of the factor the term takes no part."""
    base = getattr(part, "base", None)
    if sum(isinstance(x, sp.Indexed) and x.base == base for x in sp.preorder_traversal(e)) != 1:
        return {}
    found: dict[sp.Symbol, tuple[sp.Expr, sp.Expr]] = {}
    for product in (e, *e.atoms(sp.Mul)):
        factors = [x for x in sp.Mul.make_args(product) if isinstance(x, sp.Indexed)]
        known = dict(places)
        for x in factors:
            known |= dict(zip(x.indices, arrays.get(str(x.base), ()), strict=False))
        for use in (x for x in product.atoms(sp.Indexed) if x.base == base):
            found |= {s: known[at] for s, at in zip(part.indices, use.indices, strict=True) if at in known}
    return found


def _put_in(equations: list[sp.Eq]) -> list[sp.Eq]:
    """Equations without named parts that are one number everywhere: the number stands in their place."""
    output, *parts = equations
    for e in (e for e in parts if e.rhs.is_number):
        base = getattr(e.lhs, "base", e.lhs)
        left = [one for one in (output, *parts) if one is not e]
        reads = {x: e.rhs for one in left for x in one.rhs.atoms(sp.Indexed) if x.base == base}
        return _put_in([sp.Eq(one.lhs, one.rhs.xreplace(reads), evaluate=False) for one in left])
    return equations


def _letters(plan: Plan) -> dict[str, sp.Symbol]:
    """Every letter of a plan that has a value, by its name."""
    free = {s.name: s for e in plan.equations for s in e.rhs.free_symbols if isinstance(s, sp.Symbol)}
    sizes = {s.name: s for entry in plan.result for s in (entry.first + entry.size).free_symbols}
    return {**free, **sizes, **plan.letters}


def _simpler(e: sp.Basic, ranges: Ranges) -> sp.Basic:
    """An expression without conditions and sums that the ranges of its letters decide."""
    if isinstance(e, ExprWithLimits):
        inner = dict(ranges)
        limits: list[tuple[sp.Symbol, sp.Expr, sp.Expr]] = []
        alone: dict[sp.Symbol, sp.Expr] = {}
        for v, lo, hi in reversed(e.limits):
            lo, hi = (_simpler(end.xreplace(alone), inner) for end in (lo, hi))
            if isinstance(e, sp.Sum) and lo == hi:
                alone[v] = lo
            else:
                inner[v] = (lo, hi)
                limits.insert(0, (v, lo, hi))
        body = _simpler(e.function.xreplace(alone), inner)
        if body == 0 and isinstance(e, sp.Sum):
            return sp.S.Zero
        while isinstance(e, sp.Sum) and limits and body.is_number:  # a number is added as often as there are places
            _, lo, hi = limits.pop()
            body *= hi - lo + 1
        return e.func(body, *limits) if limits else body
    if isinstance(e, sp.Piecewise):
        branches = [(value, _decided(test, ranges)) for value, test in e.args]
        kept = [(_simpler(value, ranges), test) for value, test in branches if test != sp.false]
        return sp.Piecewise(*kept, evaluate=False) if kept[0][1] != sp.true else kept[0][0]
    if isinstance(e, Where):
        return Where(_simpler(e.args[0], ranges), _decided(e.args[1], ranges))
    if isinstance(e, Within) and is_within(e.args[0], e.args[1], e.args[2] - 1, ranges):
        return sp.S.One
    if not e.args:
        return e
    return settled(e.func(*(_simpler(part, ranges) for part in e.args)), ranges)


def _decided(test: sp.Basic, ranges: Ranges) -> sp.Basic:
    """A condition, or what the ranges of its letters make of it."""
    if isinstance(test, (sp.And, sp.Or, sp.Not)):
        return test.func(*(_decided(part, ranges) for part in test.args))
    test = settled(test, ranges)
    if isinstance(test, (sp.Ge, sp.Le, sp.Gt, sp.Lt)):
        more, less = (test.lhs, test.rhs) if isinstance(test, (sp.Ge, sp.Gt)) else (test.rhs, test.lhs)
        beyond = 1 if isinstance(test, (sp.Gt, sp.Lt)) else 0
        if not test.atoms(sp.Indexed):
            if is_nonnegative(more - less - beyond, ranges):
                return sp.true
            if is_nonnegative(less - more - 1 + beyond, ranges):
                return sp.false
    return test
