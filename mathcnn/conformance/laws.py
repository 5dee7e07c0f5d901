"""Whether the laws of a formula hold for a target."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator

from ..evidence import checks
from ..evidence.checks import CheckResult
from ..evidence.counterexamples import counterexample, on_floats
from ..evidence.verdicts import FEW, Verdict
from ..language.formula import Law
from .aliases import Function
from .rows import Rows, with_cases


def verdicts(rows: Rows, name: str) -> Iterator[Verdict]:
    """The rows about a law of the formula, by its name: both sides are computed by the target."""
    rows, law, fn = copy.copy(rows), rows.of.laws[name], copy.copy(rows.subject)
    rows.subject, fn.plain = fn, True  # the layout in memory is no part of what the law says
    if law.holds:
        runs = {dtype: functools.partial(law_run, rows, law, fn, dtype) for dtype in rows.wide or (rows.widest,)}
        yield from with_cases([rows.row("law", name, run, dtype) for dtype, run in runs.items()])
    else:
        search = functools.partial(counterexample, law, on_floats(fn, rows.widest), rows.seed)
        yield rows.row("non-law", name, search, rows.widest)


def law_run(rows: Rows, law: Law, fn: Function, dtype: str) -> CheckResult:
    """Both sides on integers, or within their rounding bounds if too few cases have integers on both sides."""
    n = rows.examples if dtype == rows.widest else max(4, rows.examples // 2)
    exact = checks.law_exact(law, fn, n, rows.seed, dtype)
    if exact.count >= FEW or exact.wrong or exact.case is not None and exact.case.constant:
        return exact
    rounded = checks.law_rounded(law, fn, max(4, n // 2), rows.seed, (dtype,))
    return rounded if rounded.count >= exact.count else exact
