"""The fast form of a gradient at sizes of real layers, against the gradient that is derived from the statement.

The derived gradient gives each entry alone. So entries are compared at a few places of a large result, which takes as
long as these entries do; numbers with derivatives would differentiate every entry by every other one.
"""

from __future__ import annotations

import contextlib
import math
import random
from collections.abc import Mapping

import numpy as np
import sympy as sp

from ..language.derivatives.formulas import GradientFormula
from ..language.formula import BoundCall, Formula, as_objects
from ..language.statement import PLog
from ..numbers import formats, rounded, rounding
from ..numbers.exact import EXACT
from ..numbers.rounding import NO_GAP, Gap
from . import cases
from .aliases import Backward, Value
from .cases import Case
from .checks import CheckResult, exact_scalars
from .checks.calls import float_scalars
from .checks.gradients import not_differentiated, returned, without_ties
from .checks.results import Fault, NotOffered, Sample, at_fault, worst

SIZES = (14, 28, 9)  # the largest sizes of axes, in turn
MOST = 60_000  # entries of all arrays of a call
LEAST = 1_000  # entries below which a call is no large one, if larger ones are drawn
PLACES = 60  # entries that are compared at most, those at the ends of axes among them
FEWEST = 2  # entries that are compared, however many terms each of them has
TERMS = 30_000  # terms of all entries that are compared, if FEWEST have no more


def gradient_at_sizes(
    of: Formula,
    backward: Backward,
    count: int,
    seed: int,
    derived: Mapping[str, GradientFormula] | None = None,
) -> CheckResult:
    """A gradient in calls with large arrays, against the derived gradients at some entries.

    Parameters
    ----------
    of : the formula.
    backward : function (dy, *arguments) -> one array, or None, for each array argument.
    count : how many calls are made.
    seed : of the calls.
    derived : the derived gradients by array; those of the formula if None.

    Returns
    -------
    What was found: tier E where integers stay exact, else tier R.
    """
    result = CheckResult("R")
    rng, exact = random.Random(seed), []
    for k in range(40 * count):
        if result.count == count:
            break
        with contextlib.suppress(cases.Reject):
            case = cases.draw(of, cases.Random(rng, SIZES[k % len(SIZES)]), None, None)
            large = case.entries + math.prod(case.result)
            if large > MOST or large < LEAST and k < 20 * count:
                continue
            sample = _drawn(case, rng, tied=k % 2 == 1)
            try:
                fits = case.plan.exact and _fits(of, backward, sample)
                gap = _judged(of, backward, sample, fits, derived or of.gradient)
            except NotOffered:
                continue
            except Fault as error:
                result.crashed(error, case, sample.arrays)
                break
            exact.append(fits)
            if result.note(gap, case, sample.arrays):
                break
            if sample.suspicious is not None:
                result.says = sample.says
    result.tier = "E" if exact and all(exact) else "R"
    return result


def _drawn(case: Case, rng: random.Random, tied: bool) -> Sample:
    """The arrays of a call, and dy: integers where the statement keeps them exact, else floats. If `tied`, integers are
    small ones, of which many are equal."""
    if case.plan.exact:
        arrays = cases.integers(case, rng, 4)
    else:
        arrays = cases.floats(case, rng, "float64")
    if ("select" in case.plan.operations and not (tied and case.plan.exact)) or _is_singular(case):
        arrays = {a: x if a in case.of.labels else _unequal(a, x, case) for a, x in arrays.items()}
    numbers = np.random.default_rng(rng.randrange(2**32))
    dy = numbers.integers(-4, 5, case.of.shape(**arrays, **exact_scalars(case, whole=case.plan.exact)))
    return Sample(case, {**arrays, "dy": dy if case.plan.exact else dy.astype(float)}, "float64")


def _is_singular(case: Case) -> bool:
    """Whether a derivative need not exist at 0: that of p log q, or of a power that is no integer."""
    powers = (power for e in case.plan.equations for power in e.rhs.atoms(sp.Pow))
    return any(e.rhs.atoms(PLog) for e in case.plan.equations) or any(not power.exp.is_integer for power in powers)


def _unequal(a: str, x: np.ndarray, case: Case) -> np.ndarray:
    """An array without ties."""
    if case.plan.exact and a not in case.domain:
        order = np.random.default_rng(x.size).permutation(x.size)
        return as_objects((2 * order - x.size).tolist()).reshape(x.shape)
    return without_ties(a, np.asarray(x, float), case)


def _judged(
    of: Formula, backward: Backward, sample: Sample, exact: bool, derived: Mapping[str, GradientFormula]
) -> Gap:
    """The largest gap of any array."""
    case = sample.case
    kwargs = exact_scalars(case, whole=True) if case.plan.exact else float_scalars(exact_scalars(case))
    arrays = {a: x for a, x in sample.arrays.items() if a != "dy"}
    dy = sample.arrays["dy"]
    floats = cases.as_floats(arrays, of.labels, "float64") if case.plan.exact else arrays
    with at_fault():
        got = returned(of, backward(dy.astype(float), **floats, **kwargs), arrays)
    gaps = []
    for a, found in got.items():
        if a in not_differentiated(backward) or a not in derived:
            continue
        gradient = derived[a]
        call = gradient.read(
            (), {gradient.incoming: as_objects(dy.ravel().tolist()).reshape(dy.shape), **arrays, **kwargs}
        )
        gap = at_places(gradient, call, found, exact)
        gaps.append(gap)
    return worst(gaps) if gaps else NO_GAP


def _fits(of: Formula, backward: Backward, sample: Sample) -> bool:
    """Whether every sum of some terms of a gradient is an integer that float64 holds: the gradient of absolute values
    bounds them."""
    case, kwargs = sample.case, exact_scalars(sample.case, whole=True)
    floats = cases.as_floats({a: x for a, x in sample.arrays.items() if a != "dy"}, of.labels, "float64")
    if not case.plan.selects:
        floats = {a: x if a in of.labels else np.abs(x) for a, x in floats.items()}
    with at_fault():
        found = returned(of, backward(np.abs(sample.arrays["dy"]).astype(float), **floats, **kwargs), floats)
    return all(x is None or bool((np.abs(x) < 2.0 ** formats.SIGNIFICAND["float64"]).all()) for x in found.values())


def at_places(
    gradient: GradientFormula, call: BoundCall, found: Value, exact: bool, dtype: str = "float64", most: int = PLACES
) -> Gap:
    """The gap of a gradient by one array at some places; a whole row of the array where its axes are seen as one.

    Parameters
    ----------
    gradient, call : the derived gradient, and its call.
    found : the array that is compared with it.
    exact : whether every number is an integer, so that nothing is rounded.
    dtype : the type in which `found` was computed, otherwise.
    most : how many entries are compared at most; fewer where each of them is a long sum.
    """
    shape = [len(r) for r in call.plan.ranges(call.plan.result, call.env)]
    most = min(most, max(FEWEST, TERMS // call.longest()))
    if found is None:
        found = np.zeros(call.arrays[gradient.array].shape)
    if np.shape(found) != call.arrays[gradient.array].shape:
        return Gap(np.inf, None, f"shape {np.shape(found)}", f"shape {call.arrays[gradient.array].shape}")
    fold = call.folds.get(gradient.array)
    flat = np.asarray(found) if fold is None else fold(np.asarray(found))
    rng = random.Random(math.prod(shape))
    along = round(most ** (1 / max(1, len(shape))))
    places = [sorted({0, n - 1, *(rng.randrange(n) for _ in range(along))}) for n in shape]
    while math.prod(map(len, places)) > most:  # fewer along the longest
        del max(places, key=len)[1]
    got = flat.reshape(shape)[np.ix_(*places)] if shape else flat
    if exact:
        want = call.literal_at(places, EXACT)
        return rounding.exactly(np.asarray(got), want)
    with rounded.precision():
        want = call.literal_at(places, rounded.Rounded(dtype))
        return rounding.rho(np.asarray(got), want)
