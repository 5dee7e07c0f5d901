"""The gradient of a target at ties and kinks, in the calls that the layers of real networks make.

Entries are small integers, of which half are 0, as after a rectifier, so that windows have equal entries and many lie
at a kink. Where the statement is linear on both sides of a point, a gradient must lie between the derivatives from both
sides in every direction, as in `evidence.checks.gradient_edges`: of equal maxima any distribution of dy is right, and
one that adds up to twice dy is not. The derivatives are differences of the fast form of the formula, which is checked
against its statement elsewhere; they are exact, since a step is a power of 2.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import numpy as np

from ..evidence import deviations
from ..evidence.cases import Case
from ..evidence.checks import CheckResult, Sample
from ..evidence.checks.gradient_edges import of_windows, sum_of_equal
from ..evidence.checks.gradients import not_differentiated, returned, split_dy
from ..evidence.checks.kinks import kinked
from ..evidence.checks.results import BY_CONVENTION, Inapplicable, at_fault, look, worst
from ..evidence.checks.special_values import free
from ..language.formula import Formula
from ..numbers import formats
from ..numbers.rounding import Gap
from .aliases import Function
from .budget import Budget
from .gradient_sizes import CALLS, SECONDS, cases_of

NAME = "derivative at ties, at real sizes"
STEP = 2.0**-10  # of derivatives from one side: statements are linear for less than the distance of integers
LARGEST = 3  # of the entries, and of dy
WORK = 3e6  # entries of all calls of a type
SINGLE = 6  # directions of one entry
BLOCKS = 6  # directions of a random half of the entries


def check(of: Formula, backward: Function, seed: int, dtype: str, steady: float = 0.0) -> CheckResult:
    """Compare a gradient at ties and kinks with the derivatives from both sides, in the everyday calls, the cheapest
    first, as far as WORK allows.

    of: the formula; backward: gets dy and the arrays and other arguments by name; seed: of the entries; dtype: the type
    of all arrays; steady: the seconds that a call counts as, its time if 0. Returns what was found; empty if the
    statement is not linear in parts.
    """
    budget = Budget(WORK, SECONDS, steady)

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not kinked(of):
            raise Inapplicable
        numbers = np.random.default_rng(rng.randrange(2**32))
        # A statement may read one array at kinks and another one as a factor, so all have zeros and equal entries.
        arrays = {
            a: np.maximum(numbers.integers(-LARGEST, LARGEST + 1, shape), 0 if numbers.random() < 0.75 else -LARGEST)
            for a, shape in case.shapes.items()
        }
        arrays = {a: x if a in of.labels else x.astype(dtype) for a, x in arrays.items()}
        if {*of.domain} - of.labels:
            return None
        dy = numbers.integers(1, LARGEST + 1, of.shape(**arrays, **case.kwargs)).astype(dtype)
        return Sample(case, {**arrays, "dy": dy}, dtype)

    def judge(sample: Sample) -> Gap | None:
        case, (arrays, dy) = sample.case, split_dy(sample)
        with at_fault(), budget.call():
            got = returned(of, backward(dy, **arrays, **case.kwargs), arrays)
        left = not_differentiated(backward)
        found = [a for a in free(of, arrays) if got.get(a) is not None and a not in left]
        sample.informative = False
        gaps = [_between(of, sample, a, np.asarray(got[a]).astype(float)) for a in found]
        return worst(gaps) if gaps else None

    return budget.noted(look(CheckResult("E"), budget.within(cases_of(of, seed)), draw, judge, CALLS))


def _between(of: Formula, sample: Sample, a: str, got: np.ndarray) -> Gap:
    """Whether a gradient lies between the derivatives from both sides in every direction that is tried."""
    case, (arrays, dy) = sample.case, split_dy(sample)
    wide = {name: v if name in of.labels else v.astype(float) for name, v in arrays.items()}
    x, weights = wide[a], dy.astype(float)
    if got.shape != x.shape:
        return Gap(math.inf, None, f"shape {got.shape}", f"shape {x.shape}")
    here = np.asarray(of(**wide, **case.kwargs))
    windows = of_windows(of)
    apart = not windows and here.shape == x.shape  # entry by entry: each has derivatives of its own
    # All terms of a gradient have one sign where the formula grows in each entry, so errors are a share of it.
    share = min(0.25, formats.UNIT[sample.dtype] * (dy.size + 64))
    for d in directions(x, windows) if not apart else [np.ones(x.shape)]:
        there = [np.asarray(of(**{**wide, a: x + sign * STEP * d}, **case.kwargs)) for sign in (1, -1)]
        up, down = (sign / STEP * (y - here) * weights for sign, y in zip((1, -1), there, strict=True))
        lost = 8 * formats.UNIT["float64"] / STEP * (np.abs(here) + np.abs(there[0])) * weights
        found, size = got * d, np.abs(got * d)
        if not apart:
            up, down, lost, found, size = (np.asarray(v.sum()) for v in (up, down, lost, found, size))
        lower, upper = np.minimum(up, down), np.maximum(up, down)
        sample.informative |= bool((lower < upper).any())
        allowed = share * size + lost
        inside = (lower - allowed <= found) & (found <= upper + allowed)
        if not inside.all():
            at = tuple(int(k) for k in np.argwhere(~inside if apart else d)[0])
            if windows and d.all() and upper > 0:
                sample.says = sum_of_equal(float(found), float(upper))
            k = at if apart else ()
            where = at if apart or d.sum() == 1 else None
            return Gap(math.inf, where, found[k].item(), f"from {lower[k]:g} to {upper[k]:g}")
    return Gap() if windows else _own_value(of, sample, a, got)


def directions(x: np.ndarray, several: bool) -> Iterator[np.ndarray]:
    """Arrays of 0 and 1: if `several`, all entries together and random halves of them; then single ones.

    In a direction of several entries the derivatives from both sides bound a gradient of maxima only: for a sum of
    functions with kinks, some turn up and some down.
    """
    numbers = np.random.default_rng(x.size)
    if several:
        yield np.ones(x.shape)
        for _ in range(BLOCKS):
            yield numbers.integers(0, 2, x.shape).astype(float)
    for k in numbers.permutation(x.size)[:SINGLE]:
        d = np.zeros(x.shape)
        d.flat[k] = 1
        yield d


def _own_value(of: Formula, sample: Sample, a: str, got: np.ndarray) -> Gap:
    """Whether the derivative at a kink of a function of one number is that of the formula's own gradient."""
    case, (arrays, dy) = sample.case, split_dy(sample)
    if of.backward is None:
        return Gap()
    wide = {name: v if name in of.labels else v.astype(float) for name, v in arrays.items()}
    own = np.asarray(returned(of, of.backward(dy.astype(float), **wide, **case.kwargs), arrays)[a])
    off = np.abs(got - own) > 8 * formats.UNIT[sample.dtype] * float(dy.max(initial=0))
    for k in np.argwhere(off)[:1]:
        at = tuple(int(n) for n in k)
        weight = float(dy[at]) if dy.shape == got.shape else 1.0
        sample.says = f"{deviations.KINK}: {got[at] / weight:.3g}, and the formula's is {own[at] / weight:.3g}"
        sample.by_convention = True
        return Gap(BY_CONVENTION, at, got[at].item(), own[at].item())
    return Gap()
