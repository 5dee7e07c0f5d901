"""What a target computes at the edges of floating point: NaN and infinities, subnormal numbers, signed zeros.

A deviation that concerns these alone is the verdict "differs on special values", which says what becomes of what.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from ..evidence.checks import CheckResult
from ..evidence.verdicts import Verdict
from . import kinds, tiny, wild
from .aliases import Function
from .rows import Rows

NAMES = SPECIAL, SUBNORMAL, ZEROS = "special values", "subnormal numbers", "signed zeros"  # of the checks


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """The rows for each type of numbers that the target has, for arrays without a domain."""
    of = rows.of
    if not wild.checkable(of):
        return
    plan = of.plan(1, of.default_words())
    for dtype in rows.dtypes:
        n = enough(rows, dtype)
        yield row_of(rows, SPECIAL, functools.partial(_wild, rows, dtype, n), dtype)
        if rounds(rows):
            run = functools.partial(_subnormal, rows, dtype)
            yield row_of(rows, SUBNORMAL, run, dtype)
        if tiny.moves_entries(plan) and (rounds(rows) or not plan.operations):
            yield row_of(rows, ZEROS, functools.partial(_zeros, rows, dtype), dtype)


def rounds(rows: Rows) -> bool:
    """Whether results are numbers that have a rounding bound."""
    return kinds.expected(rows.of) == kinds.REAL


def enough(rows: Rows, dtype: str) -> int:
    """How many samples of NaN and infinities: a maximum may hide one, so that not every sample shows a fault."""
    return max(12, rows.examples) if dtype in rows.wide else 12


def _wild(rows: Rows, dtype: str, count: int, fn: Function) -> CheckResult:
    return wild.Wild(rows.of, fn, dtype, count, rows.seed).run()


def _subnormal(rows: Rows, dtype: str, fn: Function) -> CheckResult:
    return tiny.subnormal(rows.of, fn, dtype, max(4, rows.examples // 2) * len(rows.of.arrays), rows.seed)


def _zeros(rows: Rows, dtype: str, fn: Function) -> CheckResult:
    return tiny.signed_zeros(rows.of, fn, dtype, rows.examples, rows.seed)


def row_of(rows: Rows, law: str, check: Callable[[Function], CheckResult], dtype: str) -> Verdict:
    """The row of a check of a function."""
    return rows.row("form", law, functools.partial(check, rows.subject), dtype)
