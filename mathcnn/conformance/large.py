"""Large cases: every entry of a result with some ten million entries, or of sums of 4,608 terms, is checked.

Arrays hold integers, so that a sum of products has one right value in any order, bit for bit (tier E). That value comes
from the formula's own fast form in float64, one part of a batch at a time, which is itself checked against the literal
form at a few places. Means divide, so they are checked to |error| <= (n + 3) u g (tier R), where n is the number of
terms, u the unit roundoff, and g the mean of their absolute values.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from ..evidence import checks
from ..evidence.checks import NotOffered
from ..evidence.literal import run_exactly
from ..evidence.verdicts import FAILS, HOLDS, NOT_OFFERED, OPEN, SAMPLED, Verdict
from ..language.formula import Formula
from ..numbers import formats
from ..numbers.outside import OUTSIDE, ZeroOutside
from .aliases import Scalar
from .geometries import GEOMETRIES, SIZE, Geometry, smaller
from .reproductions import of_large
from .subject import Subject


def verdicts(subject: Subject, seed: int) -> Iterator[Verdict]:
    """One verdict for each geometry of the formula, in the first of float32 and float64 that the target offers."""
    for geometry in GEOMETRIES[subject.of.name]:
        for dtype in [d for d in ("float32", "float64") if d in subject.target.dtypes]:
            row = verdict(subject, smaller(geometry) if subject.target.slow else geometry, dtype, seed)
            yield row
            if row.verdict != NOT_OFFERED:
                break


def drawn(one: Geometry, seed: int) -> dict[str, np.ndarray]:
    """The arrays of a geometry, filled with integers in float64."""
    rng = np.random.default_rng(seed)
    return {a: rng.integers(-SIZE, SIZE + 1, shape).astype(float) for a, shape in one.shapes.items()}


def by_images(of: Formula, one: Geometry, arrays: dict[str, np.ndarray]) -> np.ndarray:
    """The result of the formula's own fast form, one part of the batch at a time, so that it needs little memory."""
    if not one.batched:
        return np.asarray(of(**arrays, **one.kwargs))
    first = next(iter(arrays))
    step = max(1, math.ceil(len(arrays[first]) / 16))
    parts = [arrays[first][k : k + step] for k in range(0, len(arrays[first]), step)]
    return np.concatenate([np.asarray(of(**{**arrays, first: part}, **one.kwargs)) for part in parts])


class Entries(ZeroOutside):
    """The entries of a large array as integers, each of which is converted when it is read.

    x: the array; ranges: the indices of its entries in the statement, for each axis
    """

    def __init__(self, x: np.ndarray, ranges: list[range]):
        super().__init__()
        self.x, self.ranges = x, ranges

    def __call__(self, at: tuple[int, ...]) -> Scalar:
        if at not in self:
            return OUTSIDE
        return int(self.x[tuple(k - r.start for k, r in zip(at, self.ranges, strict=True))])

    def __contains__(self, at: object) -> bool:
        return isinstance(at, tuple) and all(k in r for k, r in zip(at, self.ranges, strict=True))


def stated(of: Formula, one: Geometry, arrays: dict[str, np.ndarray], places: list[tuple[int, ...]]) -> list[Scalar]:
    """The entries of the result at a few places by the literal form, exactly."""
    call = of.read((), {**arrays, **one.kwargs})
    plan, env = call.plan, call.env
    seen = {a: call.folds[a](x) if a in call.folds else x for a, x in call.arrays.items()}
    reads = {
        a: Entries(seen[a], plan.ranges(line, env)) if a in seen else ZeroOutside() for a, line in plan.arrays.items()
    }
    full = plan.ranges(plan.result, env)
    found: list[Scalar] = []
    for at in places:
        found += run_exactly(call, reads, [range(r[k], r[k] + 1) for r, k in zip(full, at, strict=True)])
    return [0 if v is OUTSIDE else v for v in found]


def expected(of: Formula, one: Geometry, seed: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The arrays of a geometry, and the result that they should give.

    Raises AssertionError if the fast form differs from the literal form at one of the places that are looked at.
    """
    arrays = drawn(one, seed)
    want = by_images(of, one, arrays)
    if of.read((), {**arrays, **one.kwargs}).folds:
        return arrays, want
    rng = np.random.default_rng(seed + 1)
    places = [tuple(int(rng.integers(n)) for n in want.shape) for _ in range(one.places)]
    bound = (one.terms + 3) * formats.UNIT["float64"] * SIZE if one.terms else 0
    for at, v in zip(places, stated(of, one, arrays, places), strict=True):
        if abs(Fraction(v) - Fraction(float(want[at]))) > bound:
            raise AssertionError(f"{of.name}: the fast form says {want[at]} at {at}, the literal form {v}")
    return arrays, want


def verdict(subject: Subject, one: Geometry, dtype: str, seed: int) -> Verdict:
    """The verdict about every entry of the target's result for a geometry in one type of numbers."""
    of, started = subject.of, time.perf_counter()
    arrays, want = expected(of, one, seed)
    tier = "R" if one.terms else "E"
    row = Verdict(of.name, "form", one.what, subject.target.name, HOLDS, SAMPLED, tier, int(want.size), dtype=dtype)
    try:
        got = called(subject, one, arrays, dtype, seed)
    except NotOffered as error:
        row.verdict, row.evidence, row.cases, row.says = NOT_OFFERED, OPEN, 0, str(error)
        return row
    except Exception as error:  # whatever the target raises
        return failed(row, checks.said(error), of_large(subject, one, dtype, seed, None))
    finally:
        row.seconds = time.perf_counter() - started
    if got.shape != want.shape:
        return failed(row, f"shape {got.shape} instead of {want.shape}", of_large(subject, one, dtype, seed, None))
    gauge = by_images(of, one, {a: np.abs(x) for a, x in arrays.items()}) if one.terms else None
    wrong, ratio = compared(got, want, gauge, one.terms, dtype)
    at = tuple(int(k) for k in np.unravel_index(int(np.argmax(ratio)), want.shape))
    row.max_rho, row.place = float(ratio[at]), list(at)
    row.histogram = np.bincount(np.searchsorted(EDGES, ratio.ravel()), minlength=len(EDGES) + 1).tolist()
    row.seconds = time.perf_counter() - started
    if not wrong:
        return row
    shapes = ", ".join(f"{a} {s}" for a, s in one.shapes.items())
    example = f"{wrong} of {want.size} elements wrong; {got[at]} instead of {want[at]} at {at}"
    return failed(row, f"{shapes}, {one.kwargs}: {example}", of_large(subject, one, dtype, seed, at))


def called(subject: Subject, one: Geometry, arrays: dict[str, np.ndarray], dtype: str, seed: int) -> np.ndarray:
    """The target's result; before the call its reproduction, and not its arrays, is passed to `subject.before`."""
    before, subject.before = subject.before, None
    if before:
        before(of_large(subject, one, dtype, seed, None))
    try:
        return subject(**{a: x.astype(dtype) for a, x in arrays.items()}, **one.kwargs)
    finally:
        subject.before = before


def failed(row: Verdict, example: str, again: str) -> Verdict:
    """A row that fails, with its counterexample and reproduction."""
    row.verdict, row.counterexample, row.reproduce = FAILS, example, again
    return row


EDGES = np.array(checks.EDGES)


def compared(
    got: np.ndarray, want: np.ndarray, gauge: np.ndarray | None, terms: int, dtype: str
) -> tuple[int, np.ndarray]:
    """How many entries are wrong, and rho of each entry; rho of a NaN is infinite.

    got, want: the results, of one shape; gauge: the means of absolute values, or None if entries must be equal; terms:
    of each mean; dtype: the type of numbers of `got`.
    """
    error = np.abs(got.astype(float) - want)
    if gauge is None:
        ratio = np.where(error == 0, 0.0, np.inf)
    else:
        radius = (terms + 3) * formats.UNIT[dtype] * gauge + formats.UNDERFLOW[dtype]
        ratio = error / radius
    ratio[np.isnan(ratio)] = np.inf
    return int((ratio > 1).sum()), ratio
