"""Whether the gradient of a target is the derivative: at random points, at ties and kinks, and far from zero."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from ..evidence.checks import gradient_edges
from ..evidence.verdicts import NOT_OFFERED, Verdict
from . import gradient_sizes, laws
from .rows import Rows


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """The rows about the gradient by the target's automatic differentiation."""
    found = list(laws.gradient(rows))
    yield from found
    if all(row.verdict == NOT_OFFERED for row in found):
        return
    pull = functools.partial(rows.subject.backward)
    pull.fixed = rows.subject.target.fixed  # type: ignore[attr-defined]  # `checks.not_differentiated` reads it
    for name, check in gradient_edges.checks_of(rows.of):
        run = functools.partial(check, rows.of, pull, max(6, rows.examples // 2), rows.seed, rows.widest)
        row = rows.row("gradient", name, run, rows.widest)
        if row.cases or row.verdict == NOT_OFFERED:
            yield row
    for dtype in rows.wide:
        run = functools.partial(gradient_sizes.check, rows.of, pull, rows.seed, dtype)
        row = rows.row("gradient", gradient_sizes.NAME, run, dtype)
        if row.cases:
            yield row
