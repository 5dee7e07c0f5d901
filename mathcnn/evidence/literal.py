"""The literal form of a call, run exactly over arrays that are read through functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..language.formula import BoundCall
from ..numbers.arithmetic import operations_of
from ..numbers.exact import EXACT


def run_exactly(
    call: BoundCall, arrays: Mapping[str, Callable[[tuple[int, ...]], Any]], ranges: Sequence[range] | None = None
) -> list[Any]:  # Any: an entry is an int, a Fraction, or an expression
    """The entries of a result by the literal form, in exact arithmetic.

    call: a call of a formula as the formula reads it; arrays: for each array of the statement a function from a place
    to its entry; ranges: the places of the result, one range for each axis, all of them if left out. Returns the
    entries in the order of the result's axes; entries outside an array are `OUTSIDE`.
    """
    plan, env = call.plan, call.env
    letters = {s: env.get(s, 0) for s in plan.letters}
    places = plan.ranges(plan.result, env) if ranges is None else ranges
    return plan.run(**arrays, **letters, **operations_of(EXACT), ranges=places)
