"""Whether a wrong result of real size is that of inputs rounded to a narrower type, such as TF32 on a GPU, or to fewer
bits than the type of the call has."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

import numpy as np

from ..evidence.checks.tiers import INPUTS, NARROW, narrowed
from ..evidence.verdicts import HOLDS
from ..language.formula import Formula
from ..numbers import rounding
from ..numbers.formats import ACCUMULATOR, SIGNIFICAND, UNIT
from .everywhere import NoRule
from .judgement import judge
from .plan.points import Point
from .reference import reference

FEWEST, MOST = 8, 24  # bits to which inputs may have been rounded
ENTRIES = 16  # of a result, fewer of which chance may explain
LESS = 2  # times as small as before errors are, if a rounding explains them


def rounded_away(of: Formula, point: Point, arrays: Mapping[str, np.ndarray], got: np.ndarray, dtype: str) -> str:
    """Whether fewer bits of some inputs explain a result that is within the bound of a transform, which keeps all.

    The errors of a transform have nothing to do with those of rounded inputs: beside these they are larger. Parameters
    as for `explained`. Returns a sentence that names the arrays and the bits; "" if nothing explains the result.
    """
    if dtype in ACCUMULATOR or dtype not in UNIT or got.size < ENTRIES:
        return ""
    before = _error(of, point, arrays, got, dtype)
    for bits in range(FEWEST, min(MOST, SIGNIFICAND[dtype] - 1) + 1):
        for names, given in _some_narrowed(of, arrays, bits):
            with contextlib.suppress(NoRule, ValueError, ZeroDivisionError):
                if _explains(of, point, given, got, dtype, before):
                    return INPUTS.format(f"{bits} bits ({names})", dtype)
    return ""


def _error(of: Formula, point: Point, arrays: Mapping[str, np.ndarray], got: np.ndarray, dtype: str) -> float:
    """The Euclidean norm of the error of a result."""
    want = reference(of, dict(arrays), point.kwargs, dtype, 0).want
    return float(np.linalg.norm(np.ravel(rounding.wide(got) - want)))


def _some_narrowed(
    of: Formula, arrays: Mapping[str, np.ndarray], bits: int
) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """The arrays, of which each one alone is rounded, or several are; with the names of those that are."""
    for a in arrays:
        for one in narrowed(of, {a: arrays[a]}, bits):
            yield a, {**arrays, **one}
    for some in narrowed(of, dict(arrays), bits):
        yield ", ".join(a for a in arrays if some[a] is not arrays[a]), some


def explained(of: Formula, point: Point, arrays: Mapping[str, np.ndarray], got: np.ndarray, dtype: str) -> str:
    """What a wrong result is explained by: the widest of the types to which its inputs may have been rounded.

    Parameters
    ----------
    of : the formula.
    point : the call.
    arrays : its arrays.
    got : the result, of the right shape.
    dtype : the type of the arrays.

    Returns
    -------
    A sentence that names the type, if every entry is within the bound of arithmetic in `dtype` on the rounded inputs;
    "" if none explains the result, and for half precision.
    """
    if dtype in ACCUMULATOR or dtype not in UNIT:
        return ""
    before = _error(of, point, arrays, got, dtype)
    for name, (bits, said) in NARROW.items():
        if UNIT[name] <= UNIT[dtype]:
            continue
        for given in narrowed(of, dict(arrays), bits):
            with contextlib.suppress(NoRule, ValueError, ZeroDivisionError):
                if _explains(of, point, given, got, dtype, before):
                    return INPUTS.format(said, dtype)
    return ""


def _explains(
    of: Formula, point: Point, given: Mapping[str, np.ndarray], got: np.ndarray, dtype: str, before: float
) -> bool:
    """Whether a result is right for other arrays, with errors that are far smaller than they were: a bound may be so
    wide for these that it says nothing. before: the error for the arrays of the call; other parameters as above."""
    right = judge(of, point, got, reference(of, dict(given), point.kwargs, dtype, 0), dtype, False).verdict == HOLDS
    return right and LESS * _error(of, point, given, got, dtype) < before
