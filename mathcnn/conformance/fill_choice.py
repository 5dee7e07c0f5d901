"""Which fills the calls of a plan get: some of those that fit the statement, in turn.

A random fill of another kind may show what the others hide: differences that cancel, entries that underflow, values in
between that overflow half precision.
"""

from __future__ import annotations

from ..language.formula import Formula, Plan
from . import offered
from .plan import fills
from .plan.points import Point
from .products import products
from .sizes import rank_of, size_of

SUMS = (
    fills.INTEGERS,
    fills.COPIES,
    fills.NORMAL,
    fills.WEIGHTS,
    fills.IMPULSES,
    fills.POSITIVE,
    fills.SPREAD,
    fills.REAL,
    fills.MIRRORED,
)
CHOICES = (fills.NORMAL, fills.SMALL, fills.NEGATIVE, fills.IMPULSES, fills.SPREAD)
RARE = (fills.FAR, fills.SPREAD, fills.EQUAL, fills.NEGATIVE)  # in which differences cancel, or entries underflow
OTHERS = (fills.NORMAL, fills.SHIFTED, fills.LARGE, fills.POSITIVE, *RARE)


def plan_of(of: Formula, point: Point) -> Plan:
    """The statement of a formula for as many axes of space as a call has."""
    return of.plan(rank_of(of, point), of.default_words())


def random_fill(of: Formula, point: Point) -> str:
    """The fill with which the rounding errors of a call are about random, and faults show beside them."""
    return fills.NORMAL if products(plan_of(of, point)) else fills.SHIFTED


def fills_of(of: Formula, point: Point, dtype: str, turn: int, count: int) -> list[str]:
    """The fills of a point: its own if it shows a fault, or some of those that fit the formula.

    of: the formula; point: the call; dtype: the type of its arrays; turn: where the fills start; count: how many
    """
    if not point.shapes:
        return [fills.NORMAL]  # there is nothing to fill
    plan = plan_of(of, point)
    sums = not plan.selects and bool(products(plan))
    kinds: tuple[str, ...] = CHOICES if plan.selects else SUMS if sums else OTHERS
    if dtype == "float16" and not plan.selects and (not sums or len(point.shapes) == 1):
        kinds = (*kinds, fills.HUGE)  # products of several arrays would overflow themselves
    own: tuple[str, ...] = (point.fill,) if point.fill else ()
    if sums:
        terms = size_of(of, point).terms
        own, kinds = (fills.decisive(some, dtype, terms) for some in (own, kinds))
    if own:
        return list(own)
    if dtype == offered.WHOLE:
        kinds = (fills.INTEGERS, fills.WEIGHTS)
    if count == 1 or plan.selects:
        return [kinds[turn % len(kinds)]]
    return [kinds[0], *(kinds[1 + (turn + j) % (len(kinds) - 1)] for j in range(count - 1))]
