"""When a tier applies, its bound, and what a result beyond it looks like."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np

from ...language.formula import Formula, as_objects
from ...numbers import formats, rounded, rounding
from ..aliases import Arguments, Arrays, Value
from .calls import float_scalars, literal
from .results import Sample
from .transforms import TRANSFORM, meets_normwise_bound

WHOLE = {"float16": 3, "bfloat16": 2}  # the largest integers of tier E; 8 in other types
NARROW = {"float32": (24, "float32"), "float16": (11, "11 bits (TF32, float16)"), "bfloat16": (8, "8 bits (bfloat16)")}
AGREES = "agrees with"  # how a diagnosis of rounding begins
INPUTS = f"{AGREES} inputs rounded to {{}}, and not with {{}}"
SHARE = 1 / 32  # of the error that a narrower type may make, which its errors reach in some entry


def applies_exactly(want: Iterable[Value], dtype: str, constant: bool) -> bool:
    """Whether tier E applies to exact results: `dtype` holds them; of a constant they may be fractions."""
    return rounding.is_float(want, dtype) if constant else rounding.is_exact_at(want, dtype)


def sums_are_exact(of: Formula, exact: Arrays, kwargs: Arguments, dtype: str) -> bool:
    """Whether the sums of absolute terms are integers that `dtype` holds, so that no order of summation rounds."""
    with rounded.precision():
        balls = literal(of, exact, kwargs, number=rounded.Rounded("float64"))
    gauges = [rounded.gauge_of(v) for v in np.ravel(balls)]
    return all(g is not None and g <= 2 ** formats.SIGNIFICAND[dtype] for g in gauges)


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
    want = literal(of, arrays, kwargs, number=kind)
    flat = np.ravel(np.asarray(want, object))
    if not all(rounded.enclosed(v).is_finite() for v in flat):
        lost, kind.tiny = kind.tiny, 0.0
        wide = np.ravel(np.asarray(literal(of, arrays, kwargs, number=kind), object))
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
    """What a result beyond its bound looks like: the simplest of the explanations that fit.

    Parameters
    ----------
    of : the formula.
    sample : what was computed.
    got, want : the result, and the balls that it should lie in.

    Returns
    -------
    A sentence that names a narrower type, if the result is that of inputs rounded to it; TRANSFORM, if it is within
    the bound of one; a sentence that names a narrower type of products or sums, if the errors are as large as that type
    makes them; "" if none of these explains the result, or if there is no bound.
    """
    arrays, kwargs, dtype = sample.arrays, float_scalars(sample.case.kwargs), sample.dtype
    if not _bounded(want):
        return ""
    if dtype in formats.ACCUMULATOR:
        return TRANSFORM if meets_normwise_bound(of, dtype, arrays, got, want) else ""
    narrower = [name for name in NARROW if formats.UNIT[name] > formats.UNIT[dtype]]
    for name in narrower:
        bits, said = NARROW[name]
        for given in narrowed(of, arrays, bits):
            with contextlib.suppress(ValueError, ZeroDivisionError):
                if rounding.rho(got, literal(of, given, kwargs, number=rounded.Rounded(dtype))).rho <= 1:
                    return INPUTS.format(said, dtype)
    if meets_normwise_bound(of, dtype, arrays, got, want):
        return TRANSFORM
    for name in narrower:  # products or sums in a narrower type
        with contextlib.suppress(ValueError, ZeroDivisionError):
            balls = np.asarray(literal(of, arrays, kwargs, number=rounded.Rounded(name)), object)
            if _bounded(balls) and SHARE <= rounding.rho(got, balls).rho <= 1:
                return f"{AGREES} products or sums rounded to {NARROW[name][1]}, and not with {dtype}"
    return ""


def _bounded(balls: np.ndarray) -> bool:
    return all(rounded.enclosed(v).is_finite() for v in np.ravel(balls))


def narrowed(of: Formula, arrays: Arrays, bits: int) -> Iterator[Arrays]:
    """The arrays rounded to so many bits, to the nearest or towards zero; all of them, or all but optional ones.

    None if nothing was rounded, since rounding explains nothing then. Labels and arrays with a domain stay as they are.
    """
    roundings: tuple[Callable[[np.ndarray], np.ndarray], ...] = (np.rint, np.trunc)
    for rounding_ in roundings:
        kept = of.labels | of.domain.keys()
        rounded_ = {a: x if a in kept else _to_bits(x, bits, rounding_) for a, x in arrays.items()}
        if all(np.array_equal(rounded_[a], x, equal_nan=True) for a, x in arrays.items()):
            return
        yield rounded_
        if of.optional & arrays.keys():
            yield {a: arrays[a] if a in of.optional else x for a, x in rounded_.items()}


def _to_bits(x: np.ndarray, bits: int, rounding_: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Numbers with a significand of so many bits."""
    significand, exponent = np.frexp(x if x.dtype.kind == "f" else x.astype(np.float64))  # of bytes it gives float16
    found: np.ndarray = np.ldexp(rounding_(np.ldexp(significand, bits)), exponent - bits).astype(x.dtype)
    return found
