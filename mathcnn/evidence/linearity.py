"""Laws that say that a formula is linear in an array, shown for all sizes by the form of its statement."""

from __future__ import annotations

import itertools

import sympy as sp

from ..language.derivatives.definition import Chosen
from ..language.formula import Formula, Law
from ..language.linearity import is_linear

MOST = 64  # choices of words that are looked at


def statements_that_show(law: Law) -> int:
    """How many statements show, by their form, that a law holds for all sizes.

    Parameters
    ----------
    law : the law.

    Returns
    -------
    The number of statements, one for each choice of the words of conventions and each number of spatial axes; 0 if the
    law does not say that the formula is linear in an array, if the form of one of them does not show it, or if there
    are more than `MOST` choices.
    """
    array = getattr(law.family, "linear_in", "")
    if not (array and law.holds and law.relation == "=") or (chosen := _choices(law)) is None:
        return 0
    absent = frozenset(a for a in law.of.arrays if law.of.may_lack(a) and a not in law.names)
    ranks = [law.rank] if law.rank else law.of.definition.ranks
    plans = [law.of.plan(rank, words) for words in chosen for rank in ranks]
    return len(plans) if all(is_linear(plan.output, plan.parts, array, absent) for plan in plans) else 0


def _choices(law: Law) -> list[Chosen] | None:
    """Every choice of the words of conventions, but for those that the law fixes; None if there are too many."""
    of: Formula = law.of
    words = {a: [law.held[a]] if a in law.held else list(known) for a, known in of.conventions.items()}
    if sp.prod(map(len, words.values())) > MOST:
        return None
    rows = itertools.product(*words.values())
    return [of.default_words(**dict(zip(words, row, strict=True))) for row in rows]
