"""Whether the laws of a formula hold for a target."""

from __future__ import annotations

import copy
import dataclasses
import functools
from collections.abc import Iterator

from ..evidence import checks
from ..evidence.checkers import Checked
from ..evidence.checks import CheckResult, NotOffered, Sample
from ..evidence.counterexamples import counterexample, gap_between, on_floats
from ..evidence.verdicts import FAILS, FEW, NOT_OFFERED, Verdict, judged
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
        row = rows.row("non-law", name, search, rows.widest)
        yield row if row.verdict != FAILS or row.fault else _not_refuted(rows, law, fn, row)


def law_run(rows: Rows, law: Law, fn: Function, dtype: str) -> CheckResult:
    """Both sides on integers, or within their rounding bounds if too few cases have integers on both sides."""
    n = rows.examples if dtype == rows.widest else max(4, rows.examples // 2)
    exact = checks.law_exact(law, fn, n, rows.seed, dtype)
    if exact.count >= FEW or exact.wrong or exact.case is not None and exact.case.constant:
        return exact
    rounded = checks.law_rounded(law, fn, max(4, n // 2), rows.seed, (dtype,))
    return rounded if rounded.count >= exact.count else exact


def _not_refuted(rows: Rows, law: Law, fn: Function, row: Verdict) -> Verdict:
    """The row of a law that the formula does not have, where no counterexample was found for the target: it fails by
    the counterexample of the formula, unless the target refuses the arguments of that."""
    own = counterexample(law, on_floats(rows.of, rows.widest), rows.seed)
    if not own.wrong or own.case is None or own.arrays is None:
        why = "the formula has no counterexample within what the target takes"
        return dataclasses.replace(row, verdict=NOT_OFFERED, says=why)
    try:
        gap_between(law, on_floats(fn, rows.widest), Sample(own.case, own.arrays))
    except (ValueError, NotOffered) as error:
        why = f"the counterexample of the formula raises {type(error).__name__}: {error}".split("\n")[0]
        return dataclasses.replace(row, verdict=NOT_OFFERED, says=why)
    shown = judged(rows.of, Checked("non-law", row.law, row.implementation, own, 0.0))
    return dataclasses.replace(
        row,
        says=f"the two sides are equal in {row.cases} cases, also in this one, where those of the formula differ",
        counterexample=shown.counterexample,
    )
