"""How much work a call is: the terms of its sums, and about how many multiplications it takes."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import Any  # Any: letters are numbers of several types

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from . import shapes
from .plan import Plan

Letters = dict[str, Any]


@dataclass(frozen=True)
class Terms:
    """A sum, maximum or the like of a statement.

    limits: how many values each of its letters takes; caps: for each array that its terms are entries of, the sizes of
    the axes that it runs over, since entries outside take no part; outer: the axes of the result that it depends on
    """

    limits: tuple[sp.Expr, ...]
    caps: tuple[tuple[sp.Expr, ...], ...]
    outer: tuple[int, ...]

    def count(self, env: Letters) -> int:
        """How many terms it has; `env` has the values of letters."""
        most = [self.limits, *self.caps]
        return min(math.prod(max(0, int(shapes.value(e, env))) for e in one) for one in most)


@functools.cache
def sums(plan: Plan) -> tuple[Terms, ...]:
    """The sums, maxima and the like of a statement, those of its named parts included."""
    found = []
    for e in plan.equations:
        for one in sorted(e.rhs.atoms(ExprWithLimits), key=str):
            letters = {limit[0] for limit in one.limits}
            caps = []
            for x in sorted(one.function.atoms(sp.Indexed), key=str):
                line = plan.arrays.get(str(x.base))
                if line is not None and (touched := _touched(x, line, letters)):
                    caps.append(touched)
            free = one.free_symbols
            outer = tuple(k for k, i in enumerate(plan.indices) if i in free)
            found.append(Terms(tuple(hi - lo + 1 for _, lo, hi in one.limits), tuple(caps), outer))
    return tuple(found)


def _touched(x: sp.Indexed, line: list[shapes.Entry], letters: set[sp.Symbol]) -> tuple[sp.Expr, ...]:
    """The sizes of the axes of an array that the letters of a sum run over; empty if a letter runs over none alone."""
    axes = [(i.free_symbols & letters, entry.size) for i, entry in zip(x.indices, line, strict=True)]
    seen = set().union(*(mine for mine, _ in axes)) if axes else set()
    return tuple(size for mine, size in axes if mine) if seen == letters else ()


def result_of(plan: Plan, env: Letters) -> tuple[int, ...]:
    """The shape of the result of a call, where axes that one letter stands for count as one."""
    return tuple(shapes.value(entry.size, env) for entry in plan.result)


def middle(plan: Plan, env: Letters) -> Letters:
    """The letters of a call, those of its result in the middle, and those that sums bind at their last value, since the
    limits of a sum may depend on them."""
    env = {**env, **{shapes.printed(i): n // 2 for i, n in zip(plan.indices, result_of(plan, env), strict=True)}}
    for name, last in last_values(plan):
        try:
            env.setdefault(name, shapes.value(last, env))
        except NameError:  # a letter that no sum binds
            continue
    return env


@functools.cache
def last_values(plan: Plan) -> tuple[tuple[str, sp.Expr], ...]:
    """The letters that sums bind, each with its last value, which reads earlier ones only."""
    sums_ = [one for e in plan.equations for one in e.rhs.atoms(ExprWithLimits)]
    left = [limit for one in sorted(sums_, key=str) for limit in one.limits]
    names = {limit[0] for limit in left}
    found: list[tuple[str, sp.Expr]] = []
    while left:
        known = {name for name, _ in found}
        ready = [limit for limit in left if {s.name for s in limit[2].free_symbols & names} <= known] or left
        found += [(limit[0].name, limit[2]) for limit in ready]
        left = [limit for limit in left if limit not in ready]
    return tuple(found)


def terms(plan: Plan, env: Letters) -> int:
    """The terms of the longest sum of a call, 1 if it has none. plan: its statement; env: the values of its letters."""
    known = middle(plan, env) if sums(plan) else {}
    return max((one.count(known) for one in sums(plan)), default=1)


def multiply_adds(plan: Plan, env: Letters) -> int:
    """About how many multiplications, or comparisons, a call takes. plan: its statement; env: the values of its
    letters."""
    made, known = result_of(plan, env), middle(plan, env) if sums(plan) else {}
    return math.prod(made) + sum(one.count(known) * math.prod(made[k] for k in one.outer) for one in sums(plan))
