"""When a tier applies, its bound, and what a result beyond it looks like."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping

import numpy as np

from ...language.formula import Formula, as_objects
from ...numbers import formats, rounded, rounding
from ..aliases import Arguments, Arrays, Value
from .calls import float_scalars
from .results import Sample

WHOLE = {"float16": 3, "bfloat16": 2}  # the largest integers of tier E; 8 in other types
TRANSFORM = "meets a normwise bound only, as a transform (FFT, Winograd) does"


def applies_exactly(want: Iterable[Value], dtype: str, constant: bool) -> bool:
    """Whether tier E applies to exact results: `dtype` holds them; of a constant they may be fractions."""
    return rounding.is_float(want, dtype) if constant else rounding.is_exact_at(want, dtype)


def sums_are_exact(of: Formula, exact: Arrays, kwargs: Arguments, dtype: str) -> bool:
    """Whether the sums of absolute terms are integers that `dtype` holds, so that no order of summation rounds."""
    with rounded.precision():
        balls = of.literal(**exact, **kwargs, number=rounded.Rounded("float64"))
    gauges = [rounded.gauge_of(v) for v in np.ravel(balls)]
    return all(g is not None and g <= 2 ** formats.SIGNIFICAND[dtype] for g in gauges)


def meets_normwise_bound(sample: Sample, got: Value, balls: Value) -> bool:
    """Whether a result of sums of products is within the bound of a transform, whose errors depend on all entries."""
    numbers = np.ravel(np.asarray(balls, object))
    if not all(isinstance(v, rounded.Number) and v.gauge is not None for v in numbers):
        return False
    entries = sum(np.size(x) for x in sample.arrays.values()) + int(np.size(balls))
    return rounding.normwise(got, balls, entries) <= 1


def bounded(
    of: Formula, dtype: str, arrays: Arrays, kwargs: Arguments, tiny: Mapping[str, float] | None = None
) -> np.ndarray:
    """The literal form in balls that hold what arithmetic in `dtype` may give.

    Parameters
    ----------
    of : the formula.
    dtype : of the arithmetic; half precision is accumulated in float32 and rounded once.
    arrays, kwargs : its arguments.
    tiny : what one operation may lose below the normal numbers, by type; the smallest subnormal number if None.

    Returns
    -------
    An array of balls. Where a step of the statement underflows so far that no bound is left, as in 1 / (p q) for small
    p and q, the ball is that of arithmetic without underflow, of which only the result is stored in `dtype`.
    """
    accumulator = formats.ACCUMULATOR.get(dtype, dtype)
    kind = rounded.Rounded(accumulator)
    if tiny is not None:
        kind.tiny = tiny[accumulator]
    want = of.literal(**arrays, **kwargs, number=kind)
    flat = np.ravel(np.asarray(want, object))
    if not all(rounded.enclosed(v).is_finite() for v in flat):
        lost, kind.tiny = kind.tiny, 0.0
        wide = np.ravel(np.asarray(of.literal(**arrays, **kwargs, number=kind), object))
        kind.tiny = lost
        parts = [
            v if rounded.enclosed(v).is_finite() else kind.once(rounded.enclosed(w))
            for v, w in zip(flat, wide, strict=True)
        ]
        want = as_objects(parts).reshape(np.shape(want))
    if accumulator == dtype:
        return np.asarray(want, object)
    return rounding.stored(want, dtype, None if tiny is None else tiny[dtype])


def diagnosis(of: Formula, sample: Sample, got: Value, want: np.ndarray) -> str:
    """What a result beyond its bound looks like.

    Parameters
    ----------
    of : the formula.
    sample : what was computed.
    got, want : the result, and the balls that it should lie in.

    Returns
    -------
    TRANSFORM, a sentence that names a narrower type of numbers that explains the result, or "" if none does.
    """
    arrays, kwargs, dtype = sample.arrays, float_scalars(sample.case.kwargs), sample.dtype
    if dtype in formats.ACCUMULATOR:
        return ""
    if meets_normwise_bound(sample, got, want):
        return TRANSFORM
    narrower = [("float32", "float32")] if dtype == "float64" else []
    narrower += [("float16", "11 bits (TF32, float16)"), ("bfloat16", "8 bits (bfloat16)")]
    kind = rounded.Rounded(dtype)
    for name, said in narrower:  # inputs rounded to a narrower type, then arithmetic in the declared one
        wider = {
            a: x if a in of.labels or a in of.domain else kind.balls(x, formats.UNIT[name] / kind.u)
            for a, x in arrays.items()
        }
        with contextlib.suppress(ValueError, ZeroDivisionError):
            if rounding.rho(got, of.literal(**wider, **kwargs, number=kind)).rho <= 1:
                return f"agrees with inputs or products rounded to {said}, and not with {dtype}"
    return ""
