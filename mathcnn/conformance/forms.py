"""Whether a target computes what a formula states, for every type of numbers that it has.

Integers must come out bit for bit (tier E), selected entries exactly (0 ulp), other results within the rounding bound
of the literal form (tier R). A failure that a convention explains is a difference by convention.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..evidence import checks
from ..evidence.checks import CheckResult
from ..evidence.verdicts import FAILS, HOLDS, SAMPLED, Verdict
from . import edges
from .conventions import Conventions, by_convention, conventions
from .rows import FORM, Rows, with_cases


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """The rows about the form: those of each type of numbers, and whether results keep the type."""
    found: Conventions | None = None
    for dtype in rows.dtypes:
        seen = of_type(rows, dtype)
        wide = dtype in rows.wide
        if wide and any(row.verdict == FAILS for row in seen):
            found = found or conventions(rows.subject, dtype, rows.examples, rows.seed)
        seen = [by_convention(row, found) for row in seen]
        only_selects = [row.tier for row in seen if row.verdict == FAILS] == ["0 ulp"]
        if only_selects and wide and edges.ignores_nan(rows, dtype):
            seen = [edges.by_nan(row) for row in seen]
        yield from seen
    if rows.subject.results:  # else nothing is known of them
        yield keeps_type(rows)


def of_type(rows: Rows, dtype: str) -> list[Verdict]:
    """The rows about the form for one type of numbers; in half precision there are fewer cases."""
    n = rows.examples if dtype in rows.wide else max(4, rows.examples // 3)

    def row(form: Callable[..., CheckResult], count: int) -> Verdict:
        check = functools.partial(form, rows.of, rows.subject, count, rows.seed, (dtype,))
        return rows.row("form", FORM, check, dtype)

    found = [row(checks.form_exact, 2 * n), row(checks.form_selects, n)]
    if not found[-1].cases:
        found.append(row(checks.form_rounded, n))
    return with_cases(found)


def keeps_type(rows: Rows) -> Verdict:
    """Whether results had the type of the arguments in every check of the form."""
    wrong = "; ".join(rows.subject.misfits.values())
    row = Verdict(rows.of.name, "form", "keeps the type", rows.subject.target.name, HOLDS, SAMPLED, "", rows.examples)
    return replace(row, verdict=FAILS, says=f"returns {wrong}") if wrong else row
