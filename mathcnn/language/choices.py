"""SymPy's maxima, minima, cases and conditions, as statements use them: the record of each."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import Any  # Any: letters and integer expressions are ints, bools, or arrays of them

import numpy as np
import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, BooleanAtom

from . import blocks
from .dispatch import (
    Bound,
    Known,
    Operator,
    Sizes,
    code_of,
    describes,
    is_whole,
    number,
    on_axis,
    over,
    whole,
)


class Extreme(Operator):
    """The largest, or the smallest, of several numbers."""

    tag = "select"
    chosen: Callable[..., Any] = staticmethod(np.maximum)  # Any: on ints and arrays

    def whole(self, e: sp.Basic) -> str:
        return f"{type(e).__name__.lower()}({code_of(e.args, whole)})"

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        return f"({' + '.join(map(bound, e.args))})"

    def over(self, e: sp.Basic, known: Known) -> Any:
        return functools.reduce(
            lambda x, y: blocks.exact(self.chosen, max, x, y), (over(part, known) for part in e.args)
        )


@describes(sp.Max)
class _Max(Extreme):
    def number(self, e: sp.Basic) -> str:
        return f"top([{code_of(e.args, number)}])"


@describes(sp.Min)
class _Min(Extreme):
    chosen = staticmethod(np.minimum)

    def number(self, e: sp.Basic) -> str:
        return f"(-1*top([{', '.join(f'-1*{number(part)}' for part in e.args)}]))"


@describes(sp.Piecewise)
class _Piecewise(Operator):
    tag = "select"
    picks = True

    def whole(self, e: sp.Basic) -> str:
        branches = (f"{whole(value)} if {whole(test)} else " for value, test in e.args[:-1])
        return f"({''.join(branches)}{whole(e.args[-1][0])})"

    def number(self, e: sp.Basic) -> str:
        return "cases(" + ", ".join(f"({test_of(test)}, lambda: {number(value)})" for value, test in e.args) + ")"

    def values(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return tuple(value for value, _ in e.args)

    def operands(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return tuple(itertools.chain(*((value, *test.args) for value, test in e.args)))

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        return f"max({', '.join(map(bound, self.values(e)))}, 0)"

    def over(self, e: sp.Basic, known: Known) -> Any:
        found = over(e.args[-1][0], known)
        for branch, test in reversed(e.args[:-1]):
            found = blocks.either(over(test, known), over(branch, known), found)
        return found


# ---------------------------------------------------------------- conditions

SIGNS = {"Eq": "==", "Ne": "!="}
COMPARED = {
    "==": np.equal,
    "!=": np.not_equal,
    ">=": np.greater_equal,
    "<=": np.less_equal,
    ">": np.greater,
    "<": np.less,
}


def sign_of(e: Relational) -> str:
    """A relation as Python writes it."""
    return SIGNS.get(type(e).__name__) or str(e.rel_op)


def test_of(e: sp.Basic) -> str:
    """Python code for a condition on values."""
    if isinstance(e, Relational) and not all(is_whole(side) for side in e.args):
        return f"test({number(e.lhs)}, {sign_of(e)!r}, {number(e.rhs)})"
    return whole(e)


class Condition(Operator):
    """A condition on an axis holds on every axis."""

    def expanded(self, e: sp.Basic, rank: int) -> sp.Basic:
        return sp.And(*(on_axis(e, k, rank) for k in range(rank)))


@describes(Boolean)
class _Boolean(Condition):
    pass


@describes(sp.And, sp.Or)
class _AndOr(Condition):
    def whole(self, e: sp.Basic) -> str:
        return "(" + f" {type(e).__name__.lower()} ".join(map(whole, e.args)) + ")"

    def over(self, e: sp.Basic, known: Known) -> Any:
        join = np.logical_and if isinstance(e, sp.And) else np.logical_or
        return functools.reduce(join, (over(part, known) for part in e.args))


@describes(Relational)
class _Relational(Condition):
    def whole(self, e: sp.Basic) -> str:
        return f"({whole(e.lhs)} {sign_of(e)} {whole(e.rhs)})"

    def over(self, e: sp.Basic, known: Known) -> Any:
        return COMPARED[sign_of(e)](over(e.lhs, known), over(e.rhs, known)).astype(bool)


@describes(BooleanAtom)
class _BooleanAtom(Condition):
    def whole(self, e: sp.Basic) -> str:
        return str(bool(e))

    def over(self, e: sp.Basic, known: Known) -> Any:
        return bool(e)
