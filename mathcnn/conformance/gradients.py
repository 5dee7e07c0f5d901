"""Whether the gradient of a target is the derivative: at random points, at ties and kinks, and far from zero."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from ..evidence import checks
from ..evidence.aliases import Backward
from ..evidence.arrays import AT_SIZES
from ..evidence.checks import gradient_edges
from ..evidence.checks.kinks import kinked
from ..evidence.conventions import followed
from ..evidence.derived_sizes import gradient_at_sizes
from ..evidence.verdicts import CONVENTION, FAILS, HOLDS, NOT_OFFERED, OPEN, Verdict
from ..language.formula import Formula
from . import gradient_sizes, gradient_ties
from .rows import Rows, with_cases


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """The rows about the gradient by the target's automatic differentiation."""
    target, of, n = rows.subject.target, rows.of, rows.examples
    if target.gradient is None:
        yield rows.absent("gradient", "no automatic differentiation")
        return
    pull = functools.partial(rows.subject.backward)
    pull.fixed = target.fixed  # type: ignore[attr-defined]  # `checks.not_differentiated` reads it
    found = at_random(rows, pull)
    yield from found
    if all(row.verdict == NOT_OFFERED for row in found):
        return
    for name, check in gradient_edges.checks_of(of):
        row = rows.row(
            "gradient", name, functools.partial(check, of, pull, max(6, n // 2), rows.seed, rows.widest), rows.widest
        )
        if name == gradient_edges.TIES and row.verdict in (HOLDS, CONVENTION):
            row.says = "; ".join(filter(None, [row.says, followed(of, pull, rows.seed, rows.widest)]))
        if row.cases or row.verdict == NOT_OFFERED:
            yield row
    if is_smooth(of) and "float64" in rows.dtypes:
        row = rows.row("gradient", AT_SIZES, functools.partial(gradient_at_sizes, of, pull, 2, rows.seed), "float64")
        if row.cases and (row.evidence != OPEN or row.verdict == FAILS):
            yield row
    for dtype in rows.dtypes:
        run = functools.partial(gradient_sizes.check, of, pull, rows.seed, dtype, target.steady, dtype == rows.widest)
        row = rows.row("gradient", gradient_sizes.NAME, run, dtype)
        if row.cases and (row.evidence != OPEN or row.verdict == FAILS):  # networks make few calls of some formulas
            yield row
        if kinked(of):
            run = functools.partial(gradient_ties.check, of, pull, rows.seed, dtype, target.steady)
            row = rows.row("gradient", gradient_ties.NAME, run, dtype)
            if row.cases and (row.evidence != OPEN or row.verdict == FAILS):
                yield row


def is_smooth(of: Formula) -> bool:
    """Whether a statement has sums and products of entries alone: then every order of summation gives the gradient
    that is derived from it, bit for bit on integers."""
    plan = of.plan(1, of.default_words())
    return plan.exact and "select" not in plan.operations


def at_random(rows: Rows, pull: Backward) -> list[Verdict]:
    """The rows about random points: exact on integers, and within the bound of the literal form's derivative."""
    exact = functools.partial(checks.gradient_exact, rows.of, pull, max(4, rows.examples // 2), rows.seed, rows.widest)
    rounded = functools.partial(
        checks.gradient_rounded, rows.of, pull, max(4, rows.examples // 3), rows.seed, rows.wide
    )
    return with_cases(
        [rows.row("gradient", "derivative", exact, rows.widest), rows.row("gradient", "derivative", rounded)]
    )
