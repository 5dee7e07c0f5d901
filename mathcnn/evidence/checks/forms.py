"""The fast form against the literal form: on integers, where entries are only chosen, and within the rounding bound."""

from __future__ import annotations

import contextlib
import itertools
import random

import numpy as np

from ...language.formula import Formula
from ...language.statement import ArgMaxOver
from ...numbers import formats, rounded, rounding
from ...numbers.rounding import Gap
from .. import cases
from ..aliases import Arguments, Arrays, Implementation, Value
from ..cases import Case
from .calls import call, exact_scalars, float_scalars, literal, must_be_offered
from .results import BOTH, MORE, CheckResult, Inapplicable, Sample, at_fault, look
from .special_values import special
from .tiers import WHOLE, applies_exactly, bounded, diagnosis, sums_are_exact
from .transforms import TRANSFORM, is_linear, meets_normwise_bound

GIANT = 1000  # how many times larger than all others an entry, or a shift, of some samples is
SPREAD = 0.5  # the share of samples in which the entries of tables differ by as much as their type allows
BY_CHANCE = (
    "within the rounding bound, but beyond what chance explains once in 10^10: a narrow accumulator, or a lost term"
)


def form_exact(of: Formula, fast: Implementation, count: int, seed: int, dtypes: tuple[str, ...] = BOTH) -> CheckResult:
    """Tier E: an implementation equals the literal form on integers held as floats, bit for bit.

    Parameters
    ----------
    of : the formula.
    fast : the implementation, called with arrays in odd memory layouts.
    count : how many cases are looked at.
    seed : of the cases.
    dtypes : the types of arrays, of which each case takes one at random.

    Returns
    -------
    What was found; empty if the statement does not keep integers exact.
    """

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not case.plan.exact and not case.constant:
            return None
        dtype = rng.choice(dtypes)
        exact = cases.integers(case, rng, WHOLE.get(dtype, 8))
        if rounding.is_fractional(exact.values()):  # those that happen to be integers would be a poor sample
            raise Inapplicable
        return Sample(case, exact, dtype, rng.randrange(2**32))

    def judge(sample: Sample) -> Gap | None:
        case, exact, kwargs = sample.case, sample.arrays, exact_scalars(sample.case, whole=True)
        rng = random.Random(sample.layout)
        arrays = {a: cases.odd_layout(x, rng) for a, x in cases.as_floats(exact, of.labels, sample.dtype).items()}
        must_be_offered(fast, arrays, kwargs)
        want, selects = literal(of, exact, kwargs), "select" in case.plan.operations
        if not applies_exactly(np.ravel(want), sample.dtype, case.constant):
            return None
        narrow = sample.dtype in formats.ACCUMULATOR and not selects
        if narrow and not sums_are_exact(of, exact, kwargs, sample.dtype):
            return None
        with at_fault():
            got = call(of, fast, arrays, kwargs)
        sample.informative = case.constant or any(v != 0 for v in np.ravel(want))
        gap = rounding.exactly(got, want)
        if gap.rho > 1 and is_linear(of):
            given = cases.as_floats(exact, of.labels)
            with rounded.precision():
                balls = bounded(of, sample.dtype, given, kwargs)
                if meets_normwise_bound(of, sample.dtype, given, got, balls):
                    sample.suspicious, sample.says = gap, TRANSFORM
        return gap

    return look(CheckResult("E"), cases.sampled(of, MORE * count, seed), draw, judge, count)


def form_selects(
    of: Formula,
    fast: Implementation,
    count: int,
    seed: int,
    dtypes: tuple[str, ...] = BOTH,
    wild: bool = True,
) -> CheckResult:
    """0 ulp: where entries are only chosen, any floats come through unchanged, NaN and infinities among them.

    Parameters and result as for `form_exact`; empty if the statement computes something. Without `wild` there are no
    NaN and infinities, for which an implementation has verdicts of their own.
    """

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not case.plan.selects:
            return None
        dtype = rng.choice(dtypes)
        arrays = cases.floats(case, rng, dtype)
        return Sample(case, special(arrays, of, rng) if wild and rng.random() < 0.5 else arrays, dtype)

    def judge(sample: Sample) -> Gap:
        want = literal(of, sample.arrays, sample.case.kwargs)
        sample.informative = any(v != 0 for v in np.ravel(want))
        with at_fault():
            return rounding.exactly(call(of, fast, sample.arrays, float_scalars(sample.case.kwargs)), want)

    return look(CheckResult("0 ulp"), cases.sampled(of, MORE * count, seed), draw, judge, count)


def form_rounded(
    of: Formula,
    fast: Implementation,
    count: int,
    seed: int,
    dtypes: tuple[str, ...] = BOTH,
    flushes: bool = False,
) -> CheckResult:
    """Tier R, and P where the statement is a sum of products: within the rounding bound of the literal form.

    Parameters and result as for `form_exact`; `dtypes` are taken in turn, and the result is empty if the statement
    gives places. If it `flushes`, numbers below the normal ones may become zero at every step, factors of the largest
    entry among them: silu may multiply x by a sigmoid that became zero.
    """
    turns = itertools.cycle(dtypes)

    def draw(case: Case, rng: random.Random) -> Sample:
        if any(e.rhs.has(ArgMaxOver) for e in case.plan.equations):
            raise Inapplicable  # a place is not rounded
        dtype = next(turns)
        arrays = cases.floats(case, rng, dtype)
        chance = rng.random() if arrays else 1.0
        if chance < 0.125:
            arrays = lone_giant(arrays, of, rng)
        elif chance < 0.25:
            arrays = far_from_zero(arrays, of)
        if chance < SPREAD:
            arrays = spread_out(case, arrays, rng, dtype)
        return Sample(case, arrays, dtype, rng.randrange(2**32))

    def judge(sample: Sample) -> Gap:
        arrays, kwargs, rng = sample.arrays, float_scalars(sample.case.kwargs), random.Random(sample.layout)
        with at_fault():
            got = call(of, fast, {a: cases.odd_layout(x, rng) for a, x in arrays.items()}, kwargs)
        with rounded.precision():
            return within_bound(of, sample, got, arrays, kwargs, flushes)

    return look(CheckResult("R"), cases.sampled(of, MORE * count, seed), draw, judge, count)


def within_bound(
    of: Formula, sample: Sample, got: Value, arrays: Arrays, kwargs: Arguments, flushes: bool = False
) -> Gap:
    """The gap between a result and its bound in the type of a sample, noted in the sample if it is suspicious.

    of: the formula; sample: the case; got: the result; arrays, kwargs: its arguments; flushes: as of `form_rounded`
    """
    dtype = sample.dtype
    want = bounded(of, dtype, arrays, kwargs, formats.NORMAL if flushes else None)
    if flushes and np.shape(got) == np.shape(want) and rounding.rho(got, want).rho > 1:
        largest = max((float(np.abs(rounding.wide(x)).max(initial=0)) for x in arrays.values()), default=0.0)
        accumulator = formats.ACCUMULATOR.get(dtype, dtype)
        tiny = {**formats.NORMAL, accumulator: formats.NORMAL[accumulator] * (1 + largest)}
        want = bounded(of, dtype, arrays, kwargs, tiny)
    zero = [bool(rounded.enclosed(v) == 0) for v in np.ravel(want)]  # a ball around 0 is not equal to 0
    sample.informative = not all(zero)
    if np.shape(got) != np.shape(want):
        return rounding.rho(got, want)
    if dtype in formats.ACCUMULATOR and rounding.rho(got, want).rho > 1:
        with contextlib.suppress(ValueError):  # a long sum may have no bound in a narrow type
            want = _rounded_at_every_step(of, dtype, arrays, kwargs)
            sample.says = f"rounds to {dtype} at every step, not once after {formats.ACCUMULATOR[dtype]}"
    sample.ratios = rounding.ratios(got, want)
    gap = rounding.largest(sample.ratios, rounding.wide(got), np.asarray(want, object))
    if gap.rho > 1:
        sample.says = diagnosis(of, sample, got, want) or sample.says
        if sample.says == TRANSFORM:
            sample.suspicious = gap
    elif dtype not in formats.ACCUMULATOR and (near := rounding.suspicion(got, want, dtype)).rho > 1:
        sample.suspicious, sample.says = near, BY_CHANCE
    return gap


def _rounded_at_every_step(of: Formula, dtype: str, arrays: Arrays, kwargs: Arguments) -> np.ndarray:
    """The bound of arithmetic that rounds each step to half precision; overflow leaves no bound."""
    want = np.asarray(literal(of, arrays, kwargs, number=rounded.Rounded(dtype)), object)
    unbounded = [not rounded.enclosed(v).is_finite() for v in want.flat]
    want[np.array(unbounded, bool).reshape(want.shape)] = rounding.anything()
    return want


# ---------------------------------------------------------------- entries in which faults show


def lone_giant(arrays: Arrays, of: Formula, rng: random.Random) -> Arrays:
    """One entry of the first array made GIANT times the others: only results whose window holds it may change."""
    a = of.arrays[0]
    if a in of.domain or a in of.labels or not arrays[a].size or arrays[a].dtype.name == "float16":
        return arrays
    x = arrays[a].copy()
    x.flat[rng.randrange(x.size)] = GIANT * (1 + np.abs(x).max())
    return {**arrays, a: x}


def far_from_zero(arrays: Arrays, of: Formula) -> Arrays:
    """The first array shifted by GIANT times its largest entry, where differences of large numbers lose digits."""
    a = of.arrays[0]
    inexact = a in of.domain and not of.domain[a].exact
    if inexact or a in of.labels or not arrays[a].size or arrays[a].dtype.name == "float16":
        return arrays
    x = arrays[a] + arrays[a].dtype.type(GIANT * (1 + np.abs(arrays[a]).max()))
    return arrays if a in of.domain and of.domain[a].fault(x, {}) else {**arrays, a: x}


def spread_out(case: Case, arrays: Arrays, rng: random.Random, dtype: str) -> Arrays:
    """Arrays with tables whose entries are as large as others, or much smaller, down to the smallest normal number: a
    product of two small sums of entries underflows, where the result does not.

    Tables are the arrays of inexact domains, such as probabilities. float16 is left as it is.
    """
    if dtype == "float16":
        return arrays
    source, least = np.random.default_rng(rng.randrange(2**32)), int(np.log2(formats.NORMAL[dtype]))
    found = dict(arrays)
    for a, domain in case.domain.items():
        if a in arrays and not domain.exact:
            exponents = source.choice([0, 3 * least // 5, least], arrays[a].shape)
            table = domain.make(np.ldexp(arrays[a].astype(float), exponents), case.env).astype(dtype)
            table[(table > 0) & (table < formats.NORMAL[dtype])] = formats.NORMAL[dtype]
            found[a] = arrays[a] if domain.fault(table, case.env) else table
    return found
