"""A few entries of a result by the literal form, exactly, which a fast form is checked against."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ..evidence.literal import run_exactly
from ..language.formula import BoundCall, Formula
from ..numbers.outside import OUTSIDE, Entries, ZeroOutside
from .aliases import Scalar

PLACES = 3  # at which a fast form is checked against the literal form
AFFORDABLE = 6_000  # terms of the literal form that such a check may take


def _exactly(v: float) -> int | Fraction:
    return int(v) if v == int(v) else Fraction(v)


def stated(call: BoundCall, places: list[tuple[int, ...]]) -> list[Scalar]:
    """The entries of the result of a call at a few places by the literal form, exactly."""
    plan, env = call.plan, call.env
    reads = {
        a: Entries(call.arrays[a], plan.ranges(line, env), _exactly) if a in call.arrays else ZeroOutside()
        for a, line in plan.arrays.items()
    }
    full = plan.ranges(plan.result, env)
    found: list[Scalar] = []
    for at in places:
        found += run_exactly(call, reads, [range(r[k], r[k] + 1) for r, k in zip(full, at, strict=True)])
    return [0 if v is OUTSIDE else v for v in found]


def check(of: Formula, call: BoundCall, want: np.ndarray, bound: np.ndarray, count: int, seed: int) -> None:
    """Check the fast form against the literal form: at the last place, the first one, and others at random.

    Raises AssertionError if they differ by more than `bound`. Where the literal form takes too long nothing is checked:
    one place of `convolution.image` adds up a term for each entry of the image.
    """
    if call.folds or not want.size or not count:
        return
    rng = np.random.default_rng(seed)
    corners = [tuple(n - 1 for n in want.shape), (0,) * want.ndim]
    places = corners + [tuple(int(rng.integers(n)) for n in want.shape) for _ in range(count)]
    places = places[: min(count, AFFORDABLE // call.longest())]
    allowed = np.broadcast_to(bound, want.shape)
    for at, v in zip(places, stated(call, places), strict=True):
        if abs(Fraction(v) - Fraction(float(want[at]))) > Fraction(float(allowed[at])):
            raise AssertionError(f"{of.name}: the fast form says {want[at]} at {at}, the literal form {v}")
