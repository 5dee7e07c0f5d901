"""The gradient of a target in the calls that the layers of real networks make, and in those with one long axis, or
with another value of a real argument.

The gradient of the formula in float64, which is checked against its statement elsewhere, is the reference. How far
another gradient may be off follows from the statement:

E       sums of products of integers, and choices of entries: nothing, if every sum is exact in the type of the call;
R       sums of products over divisors, and larger sums: the bound of the rounding errors of so many terms;
P       anything else: a gradient that loses more than half of its digits is suspect, and wrong if it is far outside the
        rounding bound of the statement that is derived.

In half precision these bounds exceed the gradient where a sum has some hundred terms. So the first calls of sums of
products, and every second one after them, have few weights dy that are not 0: sums are exact then, or have small
bounds. Where no rule bounds the error, it is compared with what another rounding of the arrays changes. A call whose
bound exceeds the gradient shows nothing, and counts as none that could have shown a fault.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..evidence.aliases import Value
from ..evidence.cases import Case
from ..evidence.checks import TRANSFORM, CheckResult, Sample
from ..evidence.checks.gradients import not_differentiated, returned, split_dy
from ..evidence.checks.results import FEW, at_fault, look
from ..evidence.derived_sizes import at_places
from ..language.formula import Formula
from ..numbers import formats, rounding
from ..numbers.rounding import LAMBDA, NO_GAP, Gap
from . import normwise
from .aliases import Function, LibraryArray
from .budget import Budget
from .plan import fills, layouts
from .plan import singly as one_factor
from .plan.everyday import everyday
from .plan.points import Point
from .products import Products, products
from .sizes import entries_of, size_of

NAME = "derivative at real sizes"
MOST = 4e6  # operations of a call
WORK = 2.0**27  # operations of all calls of a type
SECONDS = 1.5  # that the target may take for all calls of a type
CALLS = 10**4
LARGEST = 4  # of the integers
PROVED = 10**5  # entries of a call in which a gradient that is far from the derivative is proved wrong
MEMORIES = (layouts.PLAIN, layouts.BROADCAST, "Fortran order", "every second entry", "reversed")  # of dy
FEW_PLACES = 8  # entries at which that is proved
CHANGES = 16  # times what another rounding of the arrays changes: a bound in half precision
OTHERS = 4  # times as large as another a coefficient may be
ROUNDED = 3  # other roundings that are tried
BEYOND = 16  # times the rounding bound: another order of the operations does not change the bound by so much
FAR = "far from the derivative: more than half of its digits are lost"
CHANCE = "right up to the rounding bound only, which no sum of random errors comes near"


def check(
    of: Formula, backward: Function, seed: int, dtype: str, steady: float = 0.0, singly: bool = False
) -> CheckResult:
    """Compare a gradient with that of the formula in the everyday calls, the cheapest first, as far as WORK allows.

    of: the formula; backward: gets dy and the arrays and other arguments by name; seed: of the entries; dtype: the type
    of all arrays; steady: the seconds that a call counts as, its time if 0; singly: whether calls with one long axis,
    and those for each value of a real argument, are made, too
    """
    assert of.backward is not None
    pull, turns, budget = of.backward, itertools.count(), Budget(WORK, SECONDS, steady)

    def draw(case: Case, rng: random.Random) -> Sample | None:
        numbers = np.random.default_rng(rng.randrange(2**32))
        arrays = fills.drawn(
            of, Point(case.shapes, case.kwargs, ""), fills.NORMAL, dtype, 1, rng.randrange(2**16)
        ).arrays
        if ways(of, case) is not None:
            if _crowded(case, dtype):
                return None
            arrays |= {
                a: _integers(a, case, numbers).astype(dtype) for a in arrays if a not in of.labels | {*of.domain}
            }
        shape = of.shape(**arrays, **case.kwargs)
        dy = numbers.integers(-LARGEST, LARGEST + 1, shape)
        half = dtype in formats.ACCUMULATOR and ways(of, case) is not None
        if half and ((turn := next(turns)) % 2 == 0 or turn <= FEW):
            dy = _thinned(dy, int(2 ** formats.SIGNIFICAND[dtype]) // LARGEST**2, numbers)
        dy = dy.astype(dtype)
        if dtype not in formats.ACCUMULATOR and dy.size:
            memory = MEMORIES[int(numbers.integers(len(MEMORIES)))]
            whole = np.broadcast_to(np.array(LARGEST, dtype), shape)  # as the gradient of a sum has it
            dy = whole if memory == layouts.BROADCAST else layouts.LAYOUTS[memory](dy)
        return Sample(case, {**arrays, "dy": dy}, dtype)

    def judge(sample: Sample) -> Gap | None:
        case, (arrays, dy) = sample.case, split_dy(sample)
        if _tied(of, case, arrays):
            return None  # there is no derivative
        allowed = bounds(of, case, arrays, dy, dtype)
        given = {a: x if a in of.labels or not _widens(of) else x.astype(np.float64) for a, x in arrays.items()}
        want = returned(of, pull(dy.astype(np.float64) if _widens(of) else dy, **given, **case.kwargs), arrays)
        with at_fault(), budget.call():
            got = returned(of, _pulled(backward, dy, {**arrays, **case.kwargs}), arrays)
        left = not_differentiated(backward)
        found = [(a, np.asarray(w, np.float64)) for a, w in want.items() if a not in left and w is not None]
        gap = max((gap_of(got[a], w, allowed[a].radius) for a, w in found), key=lambda one: one.rho, default=NO_GAP)
        sample.informative = any(allowed[a].decides for a, _ in found)
        if gap.rho <= 1:
            doubted = [gap_of(got[a], w, allowed[a].likely) for a, w in found]
            sample.suspicious = next((one for one in doubted if one.rho > 1), None)
            sample.says = "" if sample.suspicious is None else FAR if ways(of, case) is None else CHANCE
            far = _is_far(of, sample, got) if sample.says == FAR else False
            if far is None:  # then an error of half of the gradient is too large, where its digits can be told
                far = any(gap_of(got[a], w, allowed[a].plain).rho > 1 for a, w in found)
            if far:
                sample.suspicious, sample.says = None, FAR
                gap = max(doubted, key=lambda one: one.rho)
        elif all(gap_of(got[a], w, allowed[a].norm).rho <= 1 for a, w in found):
            sample.suspicious, sample.says = gap, TRANSFORM
        return gap

    result = budget.noted(look(CheckResult("E"), budget.within(cases_of(of, seed, singly)), draw, judge, CALLS))
    if result.sample is not None:
        result.tier = _tier(of, result.sample)
    return result


def _pulled(backward: Function, dy: np.ndarray, given: Mapping[str, Any]) -> LibraryArray:
    """What a gradient returns. One that refuses a dy that is not in the order of C gets a copy of it.

    given: the arrays and other arguments by name; Any: both
    """
    try:
        return backward(dy, **given)
    except Exception:  # whatever it raises
        if dy.flags.c_contiguous:
            raise
        return backward(dy.copy(), **given)


# ---------------------------------------------------------------- bounds


@dataclass(frozen=True)
class Allowed:
    """How far the gradient by an array may be off, entry by entry.

    radius: an error beyond it is wrong; likely: one beyond it is suspect; norm: one beyond it is none of a transform's;
    plain: one beyond it is wrong where a statement has no rounding bound; decides: whether some gradient is larger than
    what is likely, so that another in its place shows
    """

    radius: np.ndarray | float
    likely: np.ndarray | float
    norm: np.ndarray | float = 0.0
    plain: np.ndarray | float = math.inf
    decides: bool = True


def ways(of: Formula, case: Case) -> Products | None:
    """How a statement is made of sums of products, or of choices of entries; None if it is neither."""
    return Products("1", 0) if case.plan.selects else products(case.plan)


def bounds(of: Formula, case: Case, arrays: dict[str, np.ndarray], dy: np.ndarray, dtype: str) -> dict[str, Allowed]:
    """How far the gradient by each array may be off.

    A gradient of sums of products is one itself, of at most as many terms as all results together; for absolute values
    of the entries its result bounds every sum of some of its terms.
    """
    assert of.backward is not None
    found, u, half = ways(of, case), formats.UNIT[dtype], dtype in formats.ACCUMULATOR
    wide = {a: x if a in of.labels or not _widens(of) else x.astype(np.float64) for a, x in arrays.items()}
    weights = dy.astype(np.float64) if _widens(of) else dy
    if found is None:
        return _of_digits(of, case, wide, weights, dtype)
    if not case.plan.selects:
        wide = {a: np.abs(x) if a not in of.labels else x for a, x in wide.items()}
    gauges = returned(of, of.backward(np.abs(dy).astype(np.float64), **wide, **case.kwargs), arrays)
    counted = int(eval(found.terms, {**case.env, "max": max, "min": min}))
    steps = int(np.count_nonzero(dy)) * max(1, counted) + found.roundings  # zeros round nothing
    if half and not case.plan.selects:
        steps = min(steps, _terms(of, case, wide, dy) + found.roundings)
    whole = case.plan.exact and all((x == np.rint(x)).all() for x in (dy, *arrays.values()))
    transforms = {"add", "multiply"} <= case.plan.operations
    allowed = {}
    for a, gauge in gauges.items():
        if gauge is None:
            continue
        free = np.asarray(whole & (gauge <= 2.0 ** formats.SIGNIFICAND[dtype]))
        radius = np.where(free, 0, np.expm1(min(steps * math.log1p(u), 30.0)) * gauge)
        likely = np.where(free, 0, np.minimum(radius, LAMBDA * math.sqrt(steps + 2) * u * gauge))
        if half:  # where the bound says nothing, sums of random errors do
            radius = np.where(radius < gauge, radius, np.maximum(likely, gauge))
        radius = np.where(gauge > formats.LARGEST[dtype] / 2, np.inf, radius)  # a sum may overflow on the way
        entries = dy.size + sum(x.size for x in arrays.values())
        norm = normwise.of_products(entries, gauge, formats.ACCUMULATOR.get(dtype, dtype)) + u * gauge * half
        decides = bool((np.asarray(likely < gauge) & np.isfinite(radius)).any()) or not np.any(gauge)
        allowed[a] = Allowed(radius, likely, norm if transforms else 0.0, decides=decides)
    return allowed


def _terms(of: Formula, case: Case, wide: dict[str, np.ndarray], dy: np.ndarray) -> int:
    """About how many terms the longest sum of a gradient has, from above: its results for ones, over the smallest of a
    single weight. Divisors at the border of an array may differ, by less than OTHERS."""
    assert of.backward is not None
    ones = {a: x if a in of.labels or a in of.domain else np.ones_like(x) for a, x in wide.items()}
    single = np.zeros(dy.shape)
    single.flat[np.flatnonzero(dy)[-1:]] = 1
    longest = 1.0
    every = returned(of, of.backward((dy != 0).astype(np.float64), **ones, **case.kwargs), wide)
    each = returned(of, of.backward(single, **ones, **case.kwargs), wide)
    for a, g in every.items():
        one = None if g is None else np.abs(each[a])
        if one is not None and one.any():
            longest = max(longest, float(np.abs(g).max()) / float(one[one > 0].min()))
    return math.ceil(OTHERS * longest)


def _of_digits(
    of: Formula, case: Case, wide: dict[str, np.ndarray], weights: np.ndarray, dtype: str
) -> dict[str, Allowed]:
    """How far a gradient may be off that is no sum of products: half of the digits, of its largest entry or of the
    largest weight. In half precision that may be more than the gradient is; then it is as many digits of the gradient
    alone, and CHANGES times what it changes by with another rounding of the arrays. If that is less than a quarter of
    the largest entry, an error of half of that entry is none of rounding."""
    assert of.backward is not None
    pull, u = of.backward, formats.UNIT[dtype]
    want = returned(of, pull(weights, **wide, **case.kwargs), wide)
    large = np.abs(weights).max(initial=1).astype(float)
    sizes = {a: float(np.abs(w).max(initial=0)) for a, w in want.items() if w is not None}
    # what the type cannot hold, or not on the way to it, is not judged
    free = {a: np.where(np.abs(want[a]) > formats.LARGEST[dtype] / 2, np.inf, 0.0) for a in sizes}
    allowed = {a: Allowed(math.inf, math.sqrt(u) * max(large, size) + free[a]) for a, size in sizes.items()}
    if dtype not in formats.ACCUMULATOR or not _widens(of):
        return allowed
    moved, rng = dict.fromkeys(sizes, 0.0), np.random.default_rng(0)
    for _ in range(ROUNDED):
        others = {a: x if a in of.labels or a in of.domain else _rounded(x, u, rng) for a, x in wide.items()}
        other = returned(of, pull(_rounded(weights, u, rng), **others, **case.kwargs), wide)
        moved = {a: max(d, float(np.abs(other[a] - want[a]).max(initial=0))) for a, d in moved.items()}
    for a, size in sizes.items():
        own = math.sqrt(u) * size + CHANGES * moved[a]
        if own < size / 4:
            allowed[a] = Allowed(math.inf, own + free[a], plain=size / 2 + free[a])
        else:
            allowed[a] = Allowed(math.inf, max(own, math.sqrt(u) * max(large, size)) + free[a], decides=not size)
    return allowed


def _rounded(x: np.ndarray, u: float, rng: np.random.Generator) -> np.ndarray:
    """Numbers that a rounding of relative size u may have made of others."""
    return np.asarray(x * (1 + u * rng.choice([-1.0, 1.0], x.shape)))


def _thinned(dy: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Weights of which at most so many are not 0, the last one among them."""
    if dy.size <= count:
        return dy
    kept = np.append(rng.choice(dy.size - 1, count - 1, replace=False), dy.size - 1)
    thin = np.zeros_like(dy)
    thin.flat[kept] = np.where(dy.flat[kept], dy.flat[kept], 1)
    return thin


def gap_of(got: np.ndarray | None, want: np.ndarray, allowed: np.ndarray | float) -> Gap:
    """How far a gradient is from the reference, and where."""
    if got is None or np.shape(got) != np.shape(want):
        return Gap(np.inf, None, "none" if got is None else f"shape {np.shape(got)}", f"shape {np.shape(want)}")
    off = np.abs(rounding.wide(got) - want)
    wrong = np.isfinite(want) & ~(off <= allowed)
    if not wrong.any():
        return NO_GAP
    at = tuple(
        int(k) for k in np.unravel_index(int(np.argmax(np.where(wrong, np.nan_to_num(off, nan=np.inf), -1))), off.shape)
    )
    return Gap(np.inf, at, got[at], want[at])


def _is_far(of: Formula, sample: Sample, got: dict[str, Value]) -> bool | None:
    """Whether a gradient that lost half of its digits is also far outside the rounding bound of the derived statement,
    at some entries, so that no way to compute it well explains it; None where there is no such bound, or it takes too
    long to find out."""
    case, (arrays, dy) = sample.case, split_dy(sample)
    if sum(x.size for x in sample.arrays.values()) > PROVED:
        return None
    given = {a: x if a in of.labels else x.astype(np.float64) for a, x in arrays.items()}
    far: bool | None = False
    for a, gradient in of.gradient.derivable().items():
        mine = got.get(a)
        if mine is not None and a in given and np.shape(mine) == given[a].shape:
            call = gradient.read((), {gradient.incoming: dy.astype(np.float64), **given, **case.kwargs})
            try:
                gap = at_places(gradient, call, np.asarray(mine), False, sample.dtype, FEW_PLACES)
            except ValueError:  # a sum of many terms has no bound in half precision
                far = None
                continue
            if gap.rho > BEYOND:
                return True
    return far


def _tier(of: Formula, sample: Sample) -> str:
    """By which equality a sample was judged."""
    if ways(of, sample.case) is None:
        return "P"
    arrays, dy = split_dy(sample)
    allowed = bounds(of, sample.case, arrays, dy, sample.dtype)
    return "E" if all(not np.any(one.radius) for one in allowed.values()) else "R"


def _widens(of: Formula) -> bool:
    """Whether float64 holds the arrays of a narrower type: probabilities would no longer sum to 1 there."""
    return all(domain.exact for domain in of.domain.values())


# ---------------------------------------------------------------- arrays and calls


def _integers(a: str, case: Case, numbers: np.random.Generator) -> np.ndarray:
    """Small integers; where the statement chooses, no two have the same size and none is 0: it has no derivative at
    ties."""
    shape = case.shapes[a]
    if case.plan.selects and "select" in case.plan.operations:
        return np.asarray((1 + numbers.permutation(math.prod(shape)).reshape(shape)) * numbers.choice([-1, 1], shape))
    return numbers.integers(-LARGEST, LARGEST + 1, shape)


def _crowded(case: Case, dtype: str) -> bool:
    """Whether a statement chooses among more entries than a type has integers of different sizes."""
    chooses = case.plan.selects and "select" in case.plan.operations
    return chooses and max(map(math.prod, case.shapes.values())) > 2 ** formats.SIGNIFICAND[dtype]


def _tied(of: Formula, case: Case, arrays: dict[str, np.ndarray]) -> bool:
    """Whether entries that a statement chooses from are equal, or 0."""
    if not (case.plan.selects and "select" in case.plan.operations):
        return False
    return any(not x.all() or len(np.unique(x)) < x.size for a, x in arrays.items() if a not in of.labels)


def cases_of(of: Formula, seed: int, singly: bool = False) -> Iterator[tuple[float, tuple[Case, random.Random]]]:
    """The everyday calls that are small enough, the cheapest first, each with its work and a generator.

    of: the formula; seed: of the generator; singly: whether those of `plan.singly` are among them
    """
    rng = random.Random(seed)
    for point in sorted([*(one_factor.points_of(of) if singly else ()), *everyday(of)], key=entries_of):
        try:
            call = fills.read(of, point)
            work = size_of(of, point).price if "add" in call.plan.operations else entries_of(point)
            if "add" in call.plan.operations and work > MOST:
                continue
        except (ValueError, TypeError):  # a call that the formula refuses
            continue
        shapes = {a: tuple(s) for a, s in point.shapes.items()}
        yield work, (Case(of, call.plan, shapes, dict(point.kwargs), call.env, dict(of.domain)), rng)
