"""Subnormal numbers in every array of a call, and the signs of zeros."""

from __future__ import annotations

import contextlib
import itertools
import random

import numpy as np

from ..evidence import cases, checks, deviations
from ..evidence.cases import Case
from ..evidence.checks import CheckResult, Sample
from ..evidence.deviations import named
from ..language.formula import Formula
from ..language.plan import Plan
from ..language.statement import MaxOver, MinOver
from ..numbers import formats, rounded, rounding
from ..numbers.rounding import Gap
from .aliases import Function, Scalar
from .ordinary import ordinary

Arrays = dict[str, np.ndarray]
LOOKED = 2  # deviations of small numbers that are looked at for larger ones
NEAR = (
    64  # times the smallest normal number, by which a result may change if only subnormal numbers are handled wrongly
)


def subnormal(of: Formula, fn: Function, dtype: str, count: int, seed: int) -> CheckResult:
    """Check inputs between the smallest subnormal number and a few normal ones, in each array in turn.

    What is wrong beyond what flushing to zero or an error of the size of the smallest normal numbers explains is no
    matter of special values, and named as nothing; an error within the bound of a transform is named so.
    """
    turns, looked = itertools.count(), list[bool]()  # looked: whether deviations are there for larger numbers, too

    def draw(case: Case, rng: random.Random) -> Sample | None:
        arrays = cases.floats(case, rng, dtype)
        names = [a for a in checks.free(of, arrays) if arrays[a].size]
        if not names:
            return None
        a = names[next(turns) % len(names)]
        source = np.random.default_rng(rng.randrange(2**32))
        scales = 2.0 ** source.integers(-6, 2, arrays[a].shape)
        signs = source.choice([-1.0, 1.0], arrays[a].shape)
        small = (signs * formats.NORMAL[dtype] * scales).astype(dtype)
        if a != names[0]:  # so that products with them are not zero
            arrays = {b: np.where(x == 0, 1, x).astype(x.dtype) if b in names else x for b, x in arrays.items()}
        return Sample(case, {**arrays, a: small}, dtype, candidates=())

    def judge(sample: Sample) -> Gap:
        arrays, kwargs = sample.arrays, checks.float_scalars(sample.case.kwargs)
        with rounded.precision():
            got, want, gap = _compared(of, fn, dtype, arrays, kwargs)
            sample.informative = not all(bool(rounded.enclosed(v) == 0) for v in np.ravel(want))
            if gap.rho > 1:
                sample.says = named_for(of, dtype, arrays, kwargs, got)
                if sample.says and len(looked) < LOOKED:
                    looked.append(_is_wrong(of, fn, dtype, _enlarged(dtype, arrays), kwargs))
                if any(looked):
                    sample.says = ""
            if gap.rho > 1 and not sample.says and checks.meets_normwise_bound(of, dtype, arrays, got, want):
                sample.suspicious, sample.says = gap, checks.TRANSFORM
        return gap

    return checks.look(CheckResult("R"), cases.sampled(of, checks.MORE * count, seed + 1), draw, judge, count)


def _compared(
    of: Formula, fn: Function, dtype: str, arrays: Arrays, kwargs: dict[str, Scalar]
) -> tuple[np.ndarray, np.ndarray, Gap]:
    """A result, what it should be, and the gap between them, also of arithmetic that rounds to half at every step."""
    with checks.at_fault():
        got = checks.call(of, fn, arrays, kwargs)
    want = checks.bounded(of, dtype, arrays, kwargs)
    gap = rounding.rho(got, want)
    if gap.rho > 1 and dtype in formats.ACCUMULATOR:
        with contextlib.suppress(ValueError):
            stepwise = checks.literal(of, arrays, kwargs, number=rounded.Rounded(dtype))
            gap = min(gap, rounding.rho(got, stepwise), key=lambda one: one.rho)
    return got, want, gap


def _is_wrong(of: Formula, fn: Function, dtype: str, arrays: Arrays, kwargs: dict[str, Scalar]) -> bool:
    """Whether a result is beyond its bound, and beyond that of a transform."""
    got, want, gap = _compared(of, fn, dtype, arrays, kwargs)
    return gap.rho > 1 and not checks.meets_normwise_bound(of, dtype, arrays, got, want)


def _small(of: Formula, dtype: str, arrays: Arrays) -> list[str]:
    """The arrays with small numbers among their entries."""
    least = 2 * formats.NORMAL[dtype]
    sizes = {a: np.abs(np.asarray(arrays[a], float)) for a in checks.free(of, arrays)}
    return [a for a, x in sizes.items() if (x > 0).any() and (x < least).any()]


def _enlarged(dtype: str, arrays: Arrays) -> dict[str, np.ndarray]:
    """The same arrays with numbers of ordinary size in place of small ones."""
    normal = formats.NORMAL[dtype]
    found = {}
    for a, x in arrays.items():
        small = np.abs(x) <= 2 * normal
        found[a] = np.where(small, np.where(small, x, 0) / x.dtype.type(normal), x) if x.dtype.kind != "i" else x
    return {a: x.astype(arrays[a].dtype) for a, x in found.items()}


def named_for(of: Formula, dtype: str, arrays: Arrays, kwargs: dict[str, Scalar], got: np.ndarray) -> str:
    """The name of a deviation that small numbers explain, or ""."""
    normal = formats.NORMAL[dtype]
    names = checks.free(of, arrays)
    array = next(iter(_small(of, dtype, arrays)), "")
    tiny = {name: max(v, normal) for name, v in formats.NORMAL.items()}  # of the accumulator, too
    zeros = {a: np.where(np.abs(x) < normal, 0, x).astype(x.dtype) if a in names else x for a, x in arrays.items()}
    for read in (arrays, zeros):
        with contextlib.suppress(ValueError, ZeroDivisionError):
            if rounding.rho(got, checks.bounded(of, dtype, read, kwargs, tiny)).rho <= 1:
                return named(deviations.FLUSHED, array)
    scale = NEAR * (1 + max(float(np.abs(np.asarray(x, float)).max(initial=0)) for x in arrays.values()))
    wide = {name: scale * v for name, v in tiny.items()}
    with contextlib.suppress(ValueError, ZeroDivisionError):
        if rounding.rho(got, checks.bounded(of, dtype, arrays, kwargs, wide)).rho <= 1:
            return named(deviations.TINY_CHANGED, array)
    return ""


# ---------------------------------------------------------------- signed zeros


def moves_entries(plan: Plan) -> bool:
    """Whether a result is an entry, or one that is chosen among several, which keeps the sign of a zero."""
    return not plan.operations or bool(plan.output.rhs.has(MaxOver, MinOver))


def signed_zeros(of: Formula, fn: Function, dtype: str, count: int, seed: int) -> CheckResult:
    """Check that a formula that only moves entries keeps the signs of zeros, in small cases and in ordinary ones.

    One that chooses among entries must keep the sign where all that it chooses from are minus zero: of zeros of both
    signs either may be the largest.
    """
    chooses = bool(of.plan(1, of.default_words()).operations)
    a = checks.free(of, of.arrays)[0]

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not moves_entries(case.plan):  # words that a target computes may stand for sums
            return None
        source = np.random.default_rng(rng.randrange(2**32))
        minus = chooses and rng.random() < 0.5  # a window of them is rarely drawn
        zeros = (source.choice([-1.0, -1.0 if minus else 1.0], case.shapes[a]) * 0.0).astype(dtype)
        return Sample(case, {**cases.floats(case, rng, dtype), a: zeros}, dtype)

    def judge(sample: Sample) -> Gap:
        kwargs = checks.float_scalars(sample.case.kwargs)
        with checks.at_fault():
            got = checks.call(of, fn, sample.arrays, kwargs)
        marked = {**sample.arrays, a: np.where(np.signbit(rounding.wide(sample.arrays[a])), -1.0, 1.0)}
        want = np.asarray(of(**marked, **kwargs))
        if np.shape(got) != want.shape:
            return rounding.exactly(got, want)
        if chooses:
            want = np.minimum(want, 0)
        found = rounding.wide(got)
        gap = rounding.exactly(np.where(want == 0, 0, np.where(np.signbit(found), -1, 1)), want)
        if gap.place is not None:  # 1 and -1 stand for zeros
            gap = Gap(gap.rho, gap.place, found[gap.place], np.copysign(0.0, want[gap.place]))
        if gap.rho > 1 and not np.any(rounding.wide(got)):
            sample.says = named(deviations.SIGN_LOST, a)
        return gap

    rng = random.Random(seed)
    drawn = itertools.chain([(case, rng) for case in ordinary(of)], cases.sampled(of, checks.MORE * count, seed))
    return checks.look(CheckResult("0 ulp"), drawn, draw, judge, count)
