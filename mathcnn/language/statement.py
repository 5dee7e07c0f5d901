"""What a statement is made of: letters, axes, and SymPy expressions with a few operators of our own.

A statement is a SymPy equation. It is written for one spatial axis, in axis letters; `at_rank` expands each to one
letter for each axis. `number` and `whole` turn an expression into Python: `number` for values, which can be of any
number type, `whole` for indices, limits and sizes, which are integers.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from . import choices, ranges, sympy_operators  # noqa: F401  these register SymPy's operators
from .choices import Where
from .dispatch import at_rank, is_whole, magnitude, number, on_axis, operations, over, weighs_by, whole
from .operators import (
    AllAxes,
    ArgMaxOver,
    Clamp,
    Flat,
    ForAll,
    Inside,
    MaxOver,
    MinOver,
    PLog,
    Root,
    Single,
    SumOfAxes,
    Within,
)
from .symbols import Axis, AxisArgument, Convention, Ratio, Spelling, Words, axes, equation

__all__ = [
    "AllAxes",
    "ArgMaxOver",
    "Axis",
    "AxisArgument",
    "Clamp",
    "Convention",
    "Flat",
    "ForAll",
    "Inside",
    "MaxOver",
    "MinOver",
    "PLog",
    "Ratio",
    "Root",
    "Single",
    "Spelling",
    "SumOfAxes",
    "Where",
    "Within",
    "Words",
    "at_rank",
    "axes",
    "equation",
    "is_whole",
    "limits_of",
    "magnitude",
    "number",
    "on_axis",
    "operations",
    "over",
    "weighs_by",
    "whole",
    "with_words",
]


@functools.cache
def with_words(e: sp.Basic, meanings: frozenset[tuple[sp.Symbol, sp.Basic]]) -> sp.Basic:
    """An expression with letters replaced by what they mean; a word may be spelled in letters that other words set."""
    swap = dict(meanings)
    while e.free_symbols & swap.keys():
        e = e.xreplace(swap)
    return e


def limits_of(e: sp.Basic) -> Iterator[sp.Symbol]:
    """The letters that sums and maxima of an expression bind, in the order in which they stand."""
    for operator in sp.preorder_traversal(e):  # a set of them would come in another order in each process
        if isinstance(operator, ExprWithLimits):
            yield from (limit[0] for limit in operator.limits)
