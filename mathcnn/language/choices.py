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
    Printer,
    Sizes,
    at_rank,
    code_of,
    describes,
    is_whole,
    number,
    on_axis,
    over,
    whole,
)
from .operators import AllAxes, Flat, SumOfAxes


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
        branches = ((value, one) for value, test in e.args for one in either_of(test))
        return "cases(" + ", ".join(f"({test_of(test)}, lambda: {number(value)})" for value, test in branches) + ")"

    def values(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return tuple(value for value, _ in e.args)

    def operands(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        tests = [(value, one) for value, test in e.args for one in either_of(test)]
        return tuple(itertools.chain(*((value, *one.args) for value, one in tests)))

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        return f"max({', '.join(map(bound, self.values(e)))}, 0)"

    def over(self, e: sp.Basic, known: Known) -> Any:
        found = over(e.args[-1][0], known)
        for branch, test in reversed(e.args[:-1]):
            found = blocks.either(over(test, known), over(branch, known), found)
        return found


class Where(sp.Function):
    """Where(value, condition): the value where the condition holds, and 0 elsewhere, whatever the value is there.
    (SymPy would draw a `Piecewise` out of a sum, also where the condition depends on what is summed over.)"""

    is_commutative = True

    @classmethod
    def eval(cls, value: sp.Expr, condition: sp.Basic) -> sp.Expr | None:
        if value == 0 or condition == sp.false:
            return sp.S.Zero
        return value if condition == sp.true else None


@describes(Where)
class _Where(Operator):
    tag = "select"
    picks = True

    def whole(self, e: sp.Basic) -> str:
        return f"({whole(e.args[0])} if {whole(e.args[1])} else 0)"

    def number(self, e: sp.Basic) -> str:
        value, test = e.args
        return f"cases(({test_of(test)}, lambda: {number(value)}), (True, lambda: 0))"

    def values(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return (e.args[0],)

    def operands(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        value, test = e.args
        sides = (part for one in (test.args if isinstance(test, sp.And) else (test,)) for part in one.args)
        return (value, *sides)

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        return bound(e.args[0])

    def over(self, e: sp.Basic, known: Known) -> Any:
        return blocks.either(over(e.args[1], known), over(e.args[0], known), 0)

    def latex(self, e: sp.Basic, writer: Printer) -> str:
        return writer.where(*e.args)


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


def either_of(e: sp.Basic) -> tuple[sp.Basic, ...]:
    """The conditions on values of which one must hold: a branch has each of them in turn, so that it is known which one
    is undecided."""
    return tuple(e.args) if isinstance(e, sp.Or) and not is_whole(e) else (e,)


def test_of(e: sp.Basic) -> str:
    """Python code for a condition on values; of several that must hold, those on integers first."""
    if isinstance(e, sp.And) and not is_whole(e):
        return "(" + " and ".join(map(test_of, sorted(e.args, key=order_of))) + ")"
    if isinstance(e, Relational) and not is_whole(e) and not all(is_whole(side) for side in e.args):
        return f"test({number(e.lhs)}, {sign_of(e)!r}, {number(e.rhs)})"
    return whole(e)


def order_of(e: sp.Basic) -> tuple[bool, bool, str]:
    """The order in which conditions that must all hold are written and asked for: those on integers come first, so that
    entries are compared only where they are inside their arrays."""
    return not is_whole(e), not (isinstance(e, sp.Eq) and isinstance(e.lhs, sp.Mod)), str(e)


class Condition(Operator):
    """A condition on an axis holds on every axis; one on entries of arrays, or on all axes together, holds once."""

    def expanded(self, e: sp.Basic, rank: int) -> sp.Basic:
        if isinstance(e, sp.And):
            return sp.And(*(at_rank(part, rank) for part in e.args))
        if e.atoms(sp.Indexed) or any(
            isinstance(part, (AllAxes, SumOfAxes, Flat)) for part in sp.preorder_traversal(e)
        ):
            return e.func(*(at_rank(part, rank) for part in e.args))
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
