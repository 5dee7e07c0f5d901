"""A gradient against the derivative of the literal form: on integers, and within its rounding bound."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np

from ...language.formula import Formula, as_objects
from ...language.gradients import pulled
from ...language.statement import PLog
from ...numbers import formats, rounded, rounding
from ...numbers.exact import EXACT
from ...numbers.rounding import Gap
from .. import cases
from ..aliases import Arrays, Backward, Value
from ..cases import Case
from .calls import exact_scalars, float_scalars
from .kinks import excused, kinked
from .results import BOTH, MORE, CheckResult, Sample, at_fault, look, worst

CANCELS = "right up to rounding of its largest terms only: differences cancel in it"


def returned(of: Formula, grads: Value, arrays: Arrays) -> dict[str, Value]:
    """What a gradient returned, by array; None for an array that it left out."""
    grads = grads if isinstance(grads, tuple) else (grads,)
    names = [a for a in of.arrays if a not in of.labels]
    found = dict(zip(names, grads, strict=False))
    return {a: found.get(a) for a in arrays if a not in of.labels}


def not_differentiated(backward: Backward) -> frozenset[str]:
    """The arrays by which a gradient does not differentiate, from its attribute `fixed`."""
    return frozenset(getattr(backward, "fixed", ()))


def split_dy(sample: Sample) -> tuple[Arrays, np.ndarray]:
    """The arrays of a sample, and the weights dy of its results."""
    return {a: x for a, x in sample.arrays.items() if a != "dy"}, sample.arrays["dy"]


def without_ties(a: str, x: np.ndarray, case: Case) -> np.ndarray:
    """An array at which a derivative exists: no two entries are equal, none is zero on the border of a domain."""
    moved = x + np.arange(1, x.size + 1, dtype=x.dtype).reshape(x.shape) / 97
    return case.domain[a].make(moved, case.env).astype(x.dtype) if a in case.domain else moved


def gradient_exact(of: Formula, backward: Backward, count: int, seed: int, dtype: str = "float64") -> CheckResult:
    """Tier E: the gradient equals the derivative of the literal form on integers, in every entry. At a kink it may be
    what a named convention says; `gradient_edges` says which.

    Parameters
    ----------
    of : the formula.
    backward : its gradient.
    count : how many cases are looked at.
    seed : of the cases.
    dtype : the type of the arrays.

    Returns
    -------
    What was found; empty if the statement does not keep integers exact.
    """

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not case.plan.exact:
            return None
        exact, kwargs = cases.distinct(case, rng), exact_scalars(case, whole=True)
        shape = of.shape(**exact, **kwargs)
        dy = as_objects(rng.randint(-4, 4) for _ in range(math.prod(shape))).reshape(shape)
        return Sample(case, {**exact, "dy": dy}, dtype)

    def judge(sample: Sample) -> Gap:
        kwargs, (exact, dy) = exact_scalars(sample.case, whole=True), split_dy(sample)
        want = pulled(of, exact, dy, kwargs, EXACT)
        with at_fault():
            got = returned(of, backward(dy.astype(dtype), **cases.as_floats(exact, of.labels, dtype), **kwargs), exact)

        def gap(a: str) -> Gap:
            found = rounding.exactly(got[a], want[a])
            if found.place is None or not kinked(of):
                return found
            at_kinks = excused(of, a, np.asarray(got[a]), exact, dy, kwargs)  # what is done there is a convention
            return rounding.exactly(np.where(at_kinks, want[a], got[a]), want[a])

        return worst(gap(a) for a in want if a not in not_differentiated(backward))

    return look(CheckResult("E"), cases.sampled(of, MORE * count, seed, limit=3), draw, judge, count)


def gradient_rounded(
    of: Formula, backward: Backward, count: int, seed: int, dtypes: tuple[str, ...] = BOTH
) -> CheckResult:
    """Tier R: the gradient is within the rounding bound of the literal form's derivative.

    Parameters and result as for `gradient_exact`; `dtypes` are taken in turn.
    """
    turns = itertools.cycle(dtypes)

    def draw(case: Case, rng: random.Random) -> Sample:
        dtype = next(turns)
        arrays = cases.floats(case, rng, dtype)
        if "select" in case.plan.operations or any(e.rhs.atoms(PLog) for e in case.plan.equations):
            arrays = {a: x if a in of.labels else without_ties(a, x, case) for a, x in arrays.items()}
        shape = of.shape(**arrays, **float_scalars(exact_scalars(case)))
        dy = np.random.default_rng(rng.randrange(2**32)).standard_normal(shape).astype(dtype)
        return Sample(case, {**arrays, "dy": dy}, dtype)

    def judge(sample: Sample) -> Gap:
        kwargs, (arrays, dy) = float_scalars(exact_scalars(sample.case)), split_dy(sample)
        with at_fault():
            got = returned(of, backward(dy, **arrays, **kwargs), arrays)
        with rounded.precision():
            want = pulled(of, arrays, dy, kwargs, rounded.Rounded(sample.dtype))
            names = [a for a in want if a not in not_differentiated(backward)]
            gap = worst(rounding.rho(got[a], want[a]) for a in names)
            if 1 < gap.rho < math.inf and all(_meets(got[a], want[a], dy, sample.dtype) for a in names):
                sample.suspicious, sample.says = gap, CANCELS
            return gap

    return look(CheckResult("R"), cases.sampled(of, MORE * count, seed, limit=3), draw, judge, count)


def _meets(got: Value, want: np.ndarray, dy: np.ndarray, dtype: str) -> bool:
    found = rounding.wide(got)
    return found.shape == want.shape and meets_largest(found, want, np.ones(found.shape, bool), dy, dtype)


def meets_largest(found: np.ndarray, want: np.ndarray, known: np.ndarray, dy: np.ndarray, dtype: str) -> bool:
    """Whether every error of a gradient is at most a few roundings of all weights dy together."""
    weights = float(np.abs(rounding.wide(dy).astype(float)).sum())
    allowed = 4 * formats.UNIT[dtype] * (weights + 1) * (found.size + 1)
    return errors_below(found, want, known, allowed)


def errors_below(found: np.ndarray, want: np.ndarray, known: np.ndarray, allowed: float) -> bool:
    """Whether every error of a gradient, where it is known, is at most `allowed`."""
    if not np.isfinite(found[known]).all():
        return False
    pairs = zip(found[known].tolist(), want[known].tolist(), strict=True)
    return all(float(abs(rounded.enclosed(w) - v).mid()) <= allowed for v, w in pairs)
