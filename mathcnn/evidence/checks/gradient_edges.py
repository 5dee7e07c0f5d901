"""A gradient where there are several derivatives or none, and far from zero: at ties and kinks, at large inputs, and at
infinities.

Ties and kinks. Where the statement is linear on both sides of a point, a gradient must lie between the derivatives from
both sides in every direction: of equal maxima any distribution of dy is right, and one that adds up to twice dy is not.
At the kink of a function of one number the formula's own value is the convention, and those of the other conventions
differ by name. Where two kinks coincide there may be a derivative; the value of a convention is accepted there, too.

Large inputs. The gradient is within its rounding bound; one that is right up to rounding of its largest terms only is
suspect, since differences cancel in it.

Infinities. Where the derivative at growing inputs has a limit, and the result at infinity is no NaN, the gradient is
that limit. A NaN in dy reaches every entry whose derivative is not zero.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np
import sympy as sp

from ...language.formula import Formula, as_objects
from ...language.gradients import pulled
from ...language.statement import MaxOver, MinOver
from ...numbers import formats, rounded, rounding
from ...numbers.floats import FLOATS
from ...numbers.rounding import Gap
from .. import cases, deviations
from ..aliases import Arguments, Arrays, Backward, Value
from ..cases import Case
from . import kinks
from .calls import exact_scalars, float_scalars, literal
from .gradients import CANCELS, errors_below, meets_largest, not_differentiated, returned, split_dy
from .kinks import kinked
from .results import BY_CONVENTION, MORE, CheckResult, Inapplicable, Sample, at_fault, look, worst
from .special_values import free, real_floats

STEP = Fraction(1, 2**20)  # of derivatives from one side; statements are linear for less than that
LARGE = (0.5, 1.0, 10.0, 100.0, 1000.0)
FAR = (2.0**12, 2.0**14)  # inputs at which a limit is looked for
DIRECTIONS = 40
SMALL = 1e-3  # an error in a limit


NAMES = TIES, AT_LARGE, AT_INFINITIES = "derivative at ties", "derivative at large inputs", "derivative at infinities"
Check = Callable[[Formula, Backward, int, int, str], CheckResult]


def checks_of(of: Formula) -> Iterator[tuple[str, Check]]:
    """The checks that apply to a formula, with their names."""
    if kinked(of):
        yield TIES, gradient_ties
    if saturates(of):
        yield AT_LARGE, gradient_large
    if free(of, of.arrays):
        yield AT_INFINITIES, gradient_infinite


# ---------------------------------------------------------------- ties and kinks


def gradient_ties(of: Formula, backward: Backward, count: int, seed: int, dtype: str = "float64") -> CheckResult:
    """Entries of -1, 0, 1 and at kinks, or one of these alone, so that many are equal, in three times as many cases.

    Parameters and result as for `gradient_exact`; empty if the statement is not linear in parts.
    """

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not kinked(of):
            raise Inapplicable
        kwargs = exact_scalars(case, whole=True)  # so that entries lie on bounds
        exact = kinks.entries(case, kwargs, rng)
        if rng.random() < 0.5:
            numbers = (-1, 0, 1, *kinks.places(case, kwargs))
            exact = {a: x if a in of.labels else np.full_like(x, rng.choice(numbers)) for a, x in exact.items()}
        shape = of.shape(**exact, **float_scalars(kwargs))
        dy = as_objects(rng.randint(1, 4) for _ in range(math.prod(shape))).reshape(shape)
        return Sample(case, {**exact, "dy": dy}, dtype, candidates=(0, 1))

    def judge(sample: Sample) -> Gap | None:
        kwargs, (exact, dy) = exact_scalars(sample.case, whole=True), split_dy(sample)
        if any(v <= 0 for v in dy.flat):
            return None
        floats = cases.as_floats(exact, of.labels, dtype)
        with at_fault():
            got = returned(of, backward(dy.astype(dtype), **floats, **float_scalars(kwargs)), exact)
        sample.informative = False
        gaps = [
            _between_sides(of, sample, a, np.asarray(got[a], float), exact, dy, kwargs, dtype)
            for a in free(of, exact)
            if got.get(a) is not None and a not in not_differentiated(backward)
        ]
        return worst(gaps) if gaps else None

    count = 3 * count
    return look(CheckResult("E"), cases.sampled(of, MORE * count, seed, limit=4), draw, judge, count)


def _between_sides(
    of: Formula, sample: Sample, a: str, got: np.ndarray, exact: Arrays, dy: np.ndarray, kwargs: Arguments, dtype: str
) -> Gap:
    """Whether a gradient lies between the derivatives from both sides in every direction that is tried."""
    x = exact[a]
    if got.shape != x.shape:
        return Gap(math.inf, None, f"shape {got.shape}", f"shape {x.shape}")
    here = np.asarray(literal(of, exact, kwargs), object)

    def slope(d: np.ndarray, sign: int) -> Fraction:
        there = np.asarray(literal(of, {**exact, a: x + sign * STEP * d}, kwargs), object)
        return sign * sum((there - here).ravel() * dy.ravel(), Fraction(0)) / STEP

    rng = np.random.default_rng(x.size)
    units = [np.array([k == m for m in range(x.size)], object).reshape(x.shape) * 1 for k in range(x.size)]
    picked = [units[k] for k in rng.permutation(x.size)[:DIRECTIONS]]
    several = [np.asarray(rng.integers(0, 2, x.shape), object) for _ in range(6)]
    allowed = 8 * formats.UNIT[dtype] * (x.size + 1) * float(sum(dy.ravel()))
    if not of_windows(of):  # of a sum of functions with kinks some turn up and some down: each entry alone has bounds
        several = []
    excused = kinks.excused(of, a, got, exact, dy, kwargs)
    for d in [*[np.ones(x.shape, object) * 1] * bool(several), *picked, *several]:
        lower, upper = sorted((slope(d, 1), slope(d, -1)))
        sample.informative |= lower != upper
        found = float((got * d.astype(float)).sum())
        if d.sum() == 1 and excused[d.astype(bool)].all():
            continue
        if not float(lower) - allowed <= found <= float(upper) + allowed:
            if of_windows(of) and d.all() and upper > 0:
                sample.says = sum_of_equal(found, float(upper))
            at = tuple(int(k) for k in np.argwhere(d)[0]) if d.sum() == 1 else None
            return Gap(math.inf, at, found, f"from {lower} to {upper}")
    return Gap() if of_windows(of) else _own_value(of, sample, a, got, exact, dy, kwargs, dtype)


def sum_of_equal(found: float, wanted: float) -> str:
    """What is wrong with a gradient that adds up to something else than dy."""
    return f"the gradient of equal entries adds up to {found / wanted:.3g} times dy"


def of_windows(of: Formula) -> bool:
    """Whether the statement has a maximum or minimum over a range."""
    return any(e.rhs.has(MaxOver, MinOver) for e in of.plan(1, of.default_words()).equations)


def _own_value(
    of: Formula, sample: Sample, a: str, got: np.ndarray, exact: Arrays, dy: np.ndarray, kwargs: Arguments, dtype: str
) -> Gap:
    """Whether the derivative at a kink is that of the formula's own gradient."""
    if of.backward is None:
        return Gap()
    floats = cases.as_floats(exact, of.labels, dtype)
    own = returned(of, of.backward(dy.astype(dtype), **floats, **float_scalars(kwargs)), exact)[a]
    allowed = 8 * formats.UNIT[dtype] * float(max(dy.flat, default=0))
    for at in np.argwhere(np.abs(got - np.asarray(own, float)) > allowed):
        k = tuple(int(n) for n in at)
        weight = float(dy[k]) if dy.shape == got.shape else 1.0
        sample.says = f"{deviations.KINK}: {got[k] / weight:.3g}, and the formula's is {float(own[k]) / weight:.3g}"
        sample.by_convention = True
        return Gap(BY_CONVENTION, k, got[k].item(), float(own[k]))
    return Gap()


# ---------------------------------------------------------------- large inputs


def saturates(of: Formula) -> bool:
    """Whether the statement has exponentials, so that large inputs overflow or cancel in careless code."""
    plan = of.plan(1, of.default_words())
    return any(e.rhs.atoms(sp.exp, sp.tanh) for e in plan.equations) and bool(free(of, of.arrays))


def gradient_large(of: Formula, backward: Backward, count: int, seed: int, dtype: str = "float64") -> CheckResult:
    """Inputs up to 1000, at which exponentials overflow. Parameters and result as for `gradient_ties`."""

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not saturates(of):
            raise Inapplicable
        arrays = cases.floats(case, rng, dtype)
        for a in free(of, arrays):
            signed = [sign * v for v in LARGE for sign in (-1, 1)]
            arrays[a] = np.array([rng.choice(signed) for _ in range(arrays[a].size)], dtype).reshape(arrays[a].shape)
        shape = of.shape(**arrays, **float_scalars(exact_scalars(case)))
        dy = np.random.default_rng(rng.randrange(2**32)).standard_normal(shape).astype(dtype)
        return Sample(case, {**arrays, "dy": dy}, dtype, candidates=(0, 1))

    def judge(sample: Sample) -> Gap:
        kwargs, (arrays, dy) = float_scalars(exact_scalars(sample.case)), split_dy(sample)
        with at_fault():
            got = returned(of, backward(dy, **arrays, **kwargs), arrays)
        with rounded.precision():
            want = pulled(of, arrays, dy, kwargs, rounded.Rounded(dtype))
            names = [a for a in want if got.get(a) is not None and a not in not_differentiated(backward)]
            gap = worst([Gap(), *(_near(sample, got[a], want[a], dy, dtype) for a in names)])
        return gap

    return look(CheckResult("R"), cases.sampled(of, MORE * count, seed, limit=4), draw, judge, count)


def _near(sample: Sample, got: Value, want: np.ndarray, dy: np.ndarray, dtype: str) -> Gap:
    """The gap of a gradient, noted as suspicious if it is right up to rounding of its largest terms only."""
    found = rounding.wide(got)
    if found.shape != want.shape:
        return rounding.rho(got, want)
    known = np.array([bool(rounded.enclosed(v).is_finite()) for v in want.flat], bool).reshape(want.shape)
    ratios = np.where(known, rounding.ratios(found, want), 0.0)
    gap = rounding.largest(ratios, found, want)
    if gap.rho > 1 and meets_largest(found, want, known, dy, dtype):
        if below_normal(found, want, known, dtype):  # only what underflows is lost
            return Gap()
        sample.suspicious, sample.says = gap, CANCELS
    return gap


def below_normal(found: np.ndarray, want: np.ndarray, known: np.ndarray, dtype: str) -> bool:
    """Whether every error is below the smallest normal number."""
    return errors_below(found, want, known, formats.NORMAL[dtype])


# ---------------------------------------------------------------- infinities


def gradient_infinite(of: Formula, backward: Backward, count: int, seed: int, dtype: str = "float64") -> CheckResult:
    """One infinite input, or a NaN in dy, in turn, in three times as many cases, since in many there is no derivative.

    Parameters and result as for `gradient_ties`.
    """
    count = 3 * count
    turns = iter(range(10**9))

    def draw(case: Case, rng: random.Random) -> Sample | None:
        names = [a for a in free(of, case.shapes) if math.prod(case.shapes[a])]
        if not names:
            raise Inapplicable
        arrays = cases.floats(case, rng, dtype)
        arrays = {a: np.where(x == 0, 1, x).astype(x.dtype) if a in names else x for a, x in arrays.items()}
        shape = of.shape(**arrays, **float_scalars(exact_scalars(case)))
        dy = 1 + np.abs(np.random.default_rng(rng.randrange(2**32)).standard_normal(shape)).astype(dtype)
        turn = next(turns)
        if turn % 3 == 2 and dy.size:
            dy = np.array(dy)
            dy.flat[rng.randrange(dy.size)] = math.nan
        else:
            a = names[turn // 3 % len(names)]
            arrays[a] = np.array(arrays[a])
            arrays[a].flat[rng.randrange(arrays[a].size)] = math.inf if turn % 2 else -math.inf
        return Sample(case, {**arrays, "dy": dy}, dtype, candidates=(1, 2))

    def judge(sample: Sample) -> Gap | None:
        kwargs, (arrays, dy) = float_scalars(exact_scalars(sample.case)), split_dy(sample)
        with np.errstate(all="ignore"):
            if np.isnan(real_floats(literal(of, arrays, kwargs, number=FLOATS))).any():
                return None
            wild = next((a for a, x in arrays.items() if x.dtype.kind == "f" and np.isinf(x).any()), "")
            wanted = _weighted(of, arrays, dy, kwargs) if np.isnan(dy).any() else _limits(of, arrays, dy, kwargs, dtype)
            with at_fault():
                got = returned(of, backward(dy, **arrays, **kwargs), arrays)
        gaps = [Gap()]
        sample.informative = False
        for a, (want, known) in wanted.items():
            if got.get(a) is None or a in not_differentiated(backward):
                continue
            found = np.asarray(rounding.wide(got[a]), float)
            if found.shape != want.shape:
                return rounding.exactly(found, want)
            sample.informative |= bool(known.any())
            if wild not in ("", a):  # an infinity meets the zeros of what it has no influence on
                known = known & ~np.isnan(found)
            off = known & ~((np.abs(found - want) <= SMALL * (1 + np.abs(want))) | (np.isnan(found) & np.isnan(want)))
            if off.any():
                at = tuple(int(k) for k in np.argwhere(off)[0])
                lost = np.isnan(want[at])
                kind = deviations.NAN_TO_NUMBER if lost else deviations.NO_DERIVATIVE
                if lost or np.isnan(found[at]):
                    sample.says = deviations.named(kind, "dy" if lost else a)
                gaps.append(Gap(math.inf, at, found[at].item(), want[at].item()))
        return worst(gaps)

    return look(CheckResult("IEEE"), cases.sampled(of, MORE * count, seed, limit=3), draw, judge, count)


Wanted = dict[str, tuple[np.ndarray, np.ndarray]]  # for each array what its gradient is, and where that is known


def _limits(of: Formula, arrays: Arrays, dy: np.ndarray, kwargs: Arguments, dtype: str) -> Wanted:
    """The limit of the gradient as infinite inputs are approached, where it has one."""
    found: list[dict[str, np.ndarray]] = []
    for far in FAR:
        near = {
            a: np.where(np.isinf(x), np.sign(x) * far, x).astype(x.dtype) if x.dtype.kind == "f" else x
            for a, x in arrays.items()
        }
        try:
            with rounded.precision():
                balls = pulled(of, near, dy, kwargs, rounded.Rounded(dtype))
                found.append({a: _middles(b) for a, b in balls.items()})
        except (ValueError, ZeroDivisionError, OverflowError):
            return {}
    one, other = found
    return {a: (other[a], np.abs(one[a] - other[a]) <= SMALL / 16 * (1 + np.abs(other[a]))) for a in one}


def _weighted(of: Formula, arrays: Arrays, dy: np.ndarray, kwargs: Arguments) -> Wanted:
    """NaN where an entry of dy that is NaN has an influence on the gradient."""
    lone = np.where(np.isnan(dy), 1.0, 0.0)
    slopes = pulled(of, arrays, lone, kwargs, FLOATS)
    reached = {a: np.abs(real_floats(s)) > SMALL for a, s in slopes.items()}
    return {a: (np.where(mask, math.nan, 0.0), mask) for a, mask in reached.items()}


def _middles(balls: np.ndarray) -> np.ndarray:
    out = np.full(np.shape(balls), math.nan)
    for at in np.ndindex(out.shape):
        ball = rounded.enclosed(balls[at])
        if ball.is_finite():
            out[at] = float(ball.mid())
    return out
