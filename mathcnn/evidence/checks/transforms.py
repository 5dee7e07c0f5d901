"""Results of transforms (FFT, Winograd, prefix sums), whose rounding errors depend on all entries of the arrays.

A transform computes sums of products in another way than term by term. An error of it is small beside the norms of the
arrays, and not beside the terms of each sum: it meets a normwise bound only.
"""

from __future__ import annotations

import functools
import math
import random
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from ...language.formula import Formula
from ...language.statement import Root
from ...numbers import formats, rounded, rounding
from .. import cases
from ..aliases import Arguments, Arrays, Implementation, Value
from .calls import exact_scalars, literal

TRANSFORM = "meets a normwise bound only, as a transform (FFT, Winograd, prefix sums) does"
FACTOR = 4  # of the bound: log2(2 N) steps with a few roundings each
MOVES = 2  # times the largest of a few changes of a law's sides that their difference may be
SAMPLES = 4  # cases by which it is decided whether a statement is linear


@functools.cache
def is_linear(of: Formula) -> bool:
    """Whether a formula is a sum of products that is linear, or affine, in each of its arrays; only those have
    transforms. Decided on exact numbers in a few cases; a Fourier transform, whose roots are none, is linear."""
    if not of.arrays:
        return False
    if of.plan(1, of.default_words()).output.rhs.has(Root):
        return True
    with cases.drawn_within(cases.Within()):
        drawn = list(cases.sampled(of, SAMPLES, 7, limit=3))
    for case, rng in drawn:
        ops = case.plan.operations
        if "add" not in ops or "transcend" in ops:
            return False
        kwargs, arrays = exact_scalars(case), cases.integers(case, random.Random(rng.random()), 4)
        if any(a in of.labels or a in case.domain for a in arrays):
            return False
        for a, x in arrays.items():
            try:
                none, once, three = (
                    np.asarray(literal(of, {**arrays, a: x * Fraction(k)}, kwargs), object) for k in (0, 1, 3)
                )
            except (ValueError, ZeroDivisionError):
                return False
            if any(v != 0 for v in np.ravel(three - none - 3 * (once - none))):
                return False
    return bool(drawn)


def allowance(of: Formula, dtype: str, arrays: Arrays) -> float:
    """The error that a transform may make at any entry: FACTOR log2(2 N) u times the product of the 2-norms of the
    arrays, N the number of their entries; of a single array the 1-norm, since prefix sums add all entries.

    Parameters
    ----------
    of : the formula.
    dtype : of the arithmetic; that of half precision is done in float32.
    arrays : by name.

    Returns
    -------
    The error; 0 if the formula has no transform, or an array is not finite.
    """
    if not is_linear(of):
        return 0.0
    wide = {a: np.asarray(x, float).ravel() for a, x in arrays.items() if a in of.arrays}
    if not all(np.isfinite(x).all() for x in wide.values()):
        return 0.0
    factors = [x for a, x in wide.items() if a not in of.optional]
    added = sum(float(np.abs(x).max(initial=0)) for a, x in wide.items() if a in of.optional)
    norm = math.prod(_norm(x) for x in factors)
    if len(factors) == 1:
        norm = float(np.abs(factors[0]).sum())
    entries = sum(x.size for x in wide.values())
    unit = formats.UNIT[formats.ACCUMULATOR.get(dtype, dtype)]
    return FACTOR * math.log2(2 * max(1, entries)) * unit * (norm + added)


def _norm(x: np.ndarray) -> float:
    """The 2-norm of a vector, also of numbers whose squares underflow or overflow."""
    largest = float(np.abs(x).max(initial=0))
    return largest * float(np.linalg.norm(x / largest)) if largest > formats.NORMAL["float64"] else largest * x.size


def meets_normwise_bound(of: Formula, dtype: str, arrays: Arrays, got: Value, balls: Value) -> bool:
    """Whether a result is within the bound of a transform.

    Parameters
    ----------
    of, dtype, arrays : as for `allowance`.
    got : the result.
    balls : what it should be, in balls.
    """
    allowed, found, want = allowance(of, dtype, arrays), rounding.wide(got), np.asarray(balls, object)
    if allowed and dtype in formats.ACCUMULATOR:  # stored in half precision afterwards
        allowed += formats.UNIT[dtype] * float(np.abs(found).max(initial=0)) if found.dtype.kind == "f" else 0.0
    if not allowed or found.shape != want.shape or found.dtype.kind not in "fc" or not np.isfinite(found).all():
        return False
    for v, number in zip(found.ravel().tolist(), want.flat, strict=True):
        ball = rounded.enclosed(number)
        if not isinstance(ball, flint.arb) and not (isinstance(ball, flint.acb) and found.dtype.kind == "c"):
            return False
        parts = ((ball, v),) if isinstance(ball, flint.arb) else ((ball.real, v.real), (ball.imag, v.imag))
        if not all(part.is_finite() for part, _ in parts) or found.dtype.kind == "c" and len(parts) == 1:
            return False
        if any(float(abs(part.mid() - flint.arb(x))) > allowed + float(part.rad()) for part, x in parts):
            return False
    return True


class Watched:
    """An implementation whose calls are watched, so that the error of a law's sides can be bounded.

    Parameters
    ----------
    of : the formula.
    implementation : what is called.
    dtype : of its arithmetic.
    rng : if given, every entry of a result is moved by the allowance of its call, up or down.
    """

    def __init__(self, of: Formula, implementation: Implementation, dtype: str, rng: np.random.Generator | None = None):
        self.of, self.implementation, self.dtype, self.rng = of, implementation, dtype, rng

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # Any: what the implementation takes and returns
        y = self.implementation(*args, **kwargs)
        if self.rng is None:
            return y
        given: Arguments = dict(zip(self.of.names, args, strict=False)) | kwargs
        arrays = {a: np.asarray(given[a]) for a in self.of.arrays if given.get(a) is not None}
        moved = allowance(self.of, self.dtype, arrays)
        return np.asarray(y, np.result_type(np.asarray(y), float)) + moved * self.rng.choice([-1.0, 1.0], np.shape(y))


def sides_agree(lhs: Value, rhs: Value, moved: Iterable[tuple[Value, Value]]) -> bool:
    """Whether both sides of a law agree within the errors of the transforms that computed them.

    Parameters
    ----------
    lhs, rhs : the sides.
    moved : the sides by the same implementation with each result moved by its allowance, a few times: so it is seen by
        how much the law makes an error of a result larger.
    """
    one, other = rounding.wide(lhs), rounding.wide(rhs)
    if one.shape != other.shape or one.dtype.kind != "f" or not np.isfinite(one - other).all():
        return False
    gap, reach = np.asarray(one - other, float), 0.0
    for left, right in moved:
        reach = max(reach, float(np.abs(np.asarray(left) - np.asarray(right) - gap).max(initial=0)))
    return bool(np.abs(gap).max(initial=0) <= MOVES * reach)
