"""The gradient of a target in the calls that the layers of real networks make, and at the sizes where kernels switch.

The gradient of the formula, which is checked against its statement elsewhere, is the reference. Where the statement
keeps integers, both are computed on integers and must be equal. Elsewhere a gradient that loses more than half of its
digits is suspect.
"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator

import numpy as np

from ..evidence.cases import Case
from ..evidence.checks import CheckResult, Sample
from ..evidence.checks.gradients import returned, split_dy
from ..evidence.checks.results import at_fault, look
from ..language.formula import Formula
from ..numbers import formats
from ..numbers.rounding import Gap
from .aliases import Function
from .plan import fills
from .plan.everyday import everyday
from .plan.points import Point
from .plan.thresholds import points_of
from .real_sizes import size_of

NAME = "derivative at real sizes"
MOST = 2e6  # operations of a call
SECONDS = 8.0  # for all calls of a type
LARGEST = 4  # of the integers
FAR = "far from the derivative: more than half of its digits are lost"


def check(of: Formula, backward: Function, seed: int, dtype: str) -> CheckResult:
    """Compare a gradient with that of the formula in the calls of the plan, as far as there is time.

    of: the formula; backward: gets dy and the arrays and other arguments by name; seed: of the entries; dtype: the type
    of all arrays
    """
    spent = 0.0

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if spent > SECONDS:
            return None
        numbers = np.random.default_rng(rng.randrange(2**32))
        point = Point(case.shapes, case.kwargs, "")
        arrays = fills.drawn(of, point, fills.NORMAL, dtype, 1, rng.randrange(2**16)).arrays
        if case.plan.exact:
            arrays |= {
                a: _integers(a, case, numbers).astype(dtype) for a in arrays if a not in of.labels | {*of.domain}
            }
        shape = of.shape(**arrays, **case.kwargs)
        return Sample(case, {**arrays, "dy": numbers.integers(-LARGEST, LARGEST + 1, shape).astype(dtype)}, dtype)

    def judge(sample: Sample) -> Gap:
        nonlocal spent
        started = time.process_time()
        case, (arrays, dy) = sample.case, split_dy(sample)
        assert of.backward is not None
        wide = {a: x if a in of.labels else x.astype(np.float64) for a, x in arrays.items()}
        want = returned(of, of.backward(dy.astype(np.float64), **wide, **case.kwargs), arrays)
        with at_fault():
            got = returned(of, backward(dy, **arrays, **case.kwargs), arrays)
        fixed = getattr(backward, "fixed", ())
        found = [gap_of(got[a], w, case.plan.exact, dtype) for a, w in want.items() if a not in fixed and w is not None]
        gap = max(found, key=lambda one: one.rho, default=Gap(0, None, None, None))
        if gap.rho > 1 and not case.plan.exact:
            sample.suspicious, sample.says = gap, FAR
        spent += time.process_time() - started
        return gap

    return look(CheckResult("E"), cases_of(of, seed, dtype), draw, judge, 10**4)


def _integers(a: str, case: Case, numbers: np.random.Generator) -> np.ndarray:
    """Small integers; no two of them equal if the statement selects, since it has no derivative at ties."""
    shape = case.shapes[a]
    if "select" in case.plan.operations:
        return 1 + numbers.permutation(int(np.prod(shape))).reshape(shape)
    return numbers.integers(-LARGEST, LARGEST + 1, shape)


def cases_of(of: Formula, seed: int, dtype: str) -> Iterator[tuple[Case, random.Random]]:
    """The calls of the plan that are small enough, everyday ones first, each with a generator."""
    rng = random.Random(seed)

    def later() -> Iterator[Point]:
        found = [point for point in points_of(of, seed, (dtype,)) if point.dtype in ("", dtype)]
        rng.shuffle(found)
        yield from found

    for point in itertools.chain(everyday(of), later()):
        try:
            if size_of(of, point).price <= MOST:
                call = fills.read(of, point)
                shapes = {a: tuple(s) for a, s in point.shapes.items()}
                yield Case(of, call.plan, shapes, dict(point.kwargs), call.env, dict(of.domain)), rng
        except (ValueError, TypeError):  # a call that the formula refuses
            continue


def gap_of(got: np.ndarray | None, want: np.ndarray, exact: bool, dtype: str) -> Gap:
    """How far a gradient is from the reference, and where."""
    if got is None or np.shape(got) != np.shape(want):
        return Gap(np.inf, None, "none" if got is None else f"shape {np.shape(got)}", f"shape {np.shape(want)}")
    off = np.abs(np.asarray(got, np.float64) - want)
    allowed = 0.0 if exact else np.sqrt(formats.UNIT[dtype]) * max(1.0, float(np.abs(want).max(initial=0)))
    if not off.size or not np.isfinite(want).all() or (off <= allowed).all():
        return Gap(0, None, None, None)
    at = tuple(int(k) for k in np.unravel_index(int(np.argmax(np.nan_to_num(off, nan=np.inf))), off.shape))
    return Gap(np.inf, at, got[at], want[at])
