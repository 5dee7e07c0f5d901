"""NaN and infinities in forms and in gradients, checked against what `mathcnn.evidence.special` promises."""

from __future__ import annotations

import itertools
import math
import random
import warnings
from collections.abc import Callable, Iterable

import numpy as np

from ...language.formula import Formula
from ...language.gradients import pulled
from ...language.statement import PLog
from ...numbers import rounding
from ...numbers.floats import FLOATS
from ...numbers.rounding import Gap
from .. import cases
from .. import special as promises
from ..aliases import Arrays, Backward, Implementation, Value
from ..cases import Case
from .calls import call, exact_scalars, float_scalars, literal
from .gradients import not_differentiated, returned, split_dy, without_ties
from .results import BOTH, MORE, CheckResult, Inapplicable, Sample, at_fault, look, worst


def free(of: Formula, given: Iterable[str]) -> list[str]:
    """The arrays among `given` that may hold any floats: without a domain, and no labels."""
    return [a for a in of.arrays if a in given and a not in of.domain and a not in of.labels]


def special(arrays: Arrays, of: Formula, rng: random.Random, a: str | None = None) -> Arrays:
    """The same arrays with one or two entries of one array replaced by NaN or an infinity.

    Parameters
    ----------
    arrays : the arrays by name.
    of : the formula.
    rng : chooses entries and values.
    a : which array; the first one if None. An array with a domain is not changed.

    Returns
    -------
    The arrays by name.
    """
    if not of.arrays:
        return arrays
    a = of.arrays[0] if a is None else a
    x = np.array(arrays[a])
    if a not in of.domain and x.size:
        for _ in range(rng.randint(1, 2)):
            x[np.unravel_index(rng.randrange(x.size), x.shape)] = rng.choice([math.nan, math.inf, -math.inf])
    return {**arrays, a: x}


def form_special(
    of: Formula,
    fast: Implementation,
    count: int,
    seed: int,
    dtypes: tuple[str, ...] = ("float64",),
    strict: bool | None = None,
) -> CheckResult:
    """NaN and infinities, in any array, reach exactly those results that IEEE arithmetic on the statement gives.

    Parameters
    ----------
    of : the formula.
    fast : the implementation.
    count : how many cases are looked at; twice as many if several arrays may hold any floats.
    seed : of the cases.
    dtypes : the types of arrays, of which each case takes one at random.
    strict : whether the promises of `mathcnn.evidence.special` must be kept, with zeros among the entries; None means
        for the formula's own fast form. Else, in arrays after the first, NaN may reach further (an infinite weight
        meets the zeros of a padded border, or inf - inf where factors come in another order), and products with 0 may
        be left out.

    Returns
    -------
    What was found; empty if no array may hold any floats.
    """
    strict = fast is of if strict is None else strict
    turns: list[str] = []

    def draw(case: Case, rng: random.Random) -> Sample | None:
        dtype = rng.choice(dtypes)
        clean = cases.floats(case, rng, dtype)
        if not (chosen := free(of, clean)):
            return None
        if not turns or len(chosen) > 1:
            turns.append("")
        leading, *others = chosen
        target = leading if not others or len(turns) % 2 else others[len(turns) // 2 % len(others)]
        if not (strict and rng.random() < 0.25):
            clean = _without_zeros(clean, chosen)
        return Sample(case, special(clean, of, rng, target), dtype, candidates=(1, -1, 2))

    def judge(sample: Sample) -> Gap:
        arrays, kwargs = sample.arrays, float_scalars(sample.case.kwargs)
        wild = next((a for a in free(of, arrays) if not np.isfinite(rounding.wide(arrays[a])).all()), None)
        promised = promises.promise(of.name, wild) if strict else promises.DEFAULT
        sample.says = "" if promised is promises.DEFAULT else str(promised)
        with np.errstate(all="ignore"):
            want = real_floats(literal(of, arrays, kwargs, number=FLOATS))
            with at_fault():
                got = real_floats(rounding.wide(call(of, fast, arrays, kwargs)))
            sample.informative = not np.isfinite(want).all()
            if got.shape != want.shape:
                return rounding.exactly(got, want)
            undetermined = np.zeros(want.shape, bool)
            if promised.kind == promises.UNREAD:
                undetermined |= ~np.isfinite(want)
            if not strict and wild is not None and wild != of.arrays[0]:
                left_out = real_floats(literal(of, arrays, kwargs, number=promises.ZEROS_ABSORB))
                undetermined |= np.isnan(got) | same_specials(got, left_out)
            return _compared(got, want, undetermined, specials if promised.kind == promises.STATEMENT else not_finite)

    count = 2 * count if len(free(of, of.arrays)) > 1 else count
    return look(CheckResult("IEEE"), cases.sampled(of, MORE * count, seed), draw, judge, count)


def gradient_special(
    of: Formula, backward: Backward, count: int, seed: int, dtypes: tuple[str, ...] = BOTH
) -> CheckResult:
    """NaN and infinities, in dy or in any array, reach those entries of a gradient that the derivative of the statement
    gives by IEEE arithmetic; no warning is raised.

    Parameters
    ----------
    of : the formula.
    backward : its gradient, checked against the promises of `mathcnn.evidence.special`.
    count, seed, dtypes : as for `form_special`.

    Returns
    -------
    What was found; empty if nothing is promised.
    """
    turns = itertools.count()

    def draw(case: Case, rng: random.Random) -> Sample:
        dtype = rng.choice(dtypes)
        arrays = cases.floats(case, rng, dtype)
        arrays = _without_zeros(arrays, free(of, arrays))
        if any(e.rhs.atoms(PLog) for e in case.plan.equations):
            arrays = {a: x if a in of.labels else without_ties(a, x, case) for a, x in arrays.items()}
        shape = of.shape(**arrays, **float_scalars(exact_scalars(case)))
        arrays["dy"] = 1 + np.abs(np.random.default_rng(rng.randrange(2**32)).standard_normal(shape)).astype(dtype)
        chosen = ["dy", *free(of, arrays)]
        return Sample(case, special(arrays, of, rng, chosen[next(turns) % len(chosen)]), dtype)

    def judge(sample: Sample) -> Gap:
        kwargs, (arrays, dy) = float_scalars(exact_scalars(sample.case)), split_dy(sample)
        promised = promises.promise(of.name, gradient=True)
        if promised.kind == promises.NOTHING:
            raise Inapplicable
        sample.says = "" if promised is promises.DEFAULT else str(promised)
        with at_fault(), warnings.catch_warnings():
            warnings.simplefilter("error")
            got = returned(of, backward(dy, **arrays, **kwargs), arrays)
        with np.errstate(all="ignore"):
            want = pulled(of, arrays, dy, kwargs, FLOATS)
            zeros_out = promised.kind == promises.ZEROS_OUT
            left_out = pulled(of, arrays, dy, kwargs, promises.ZEROS_ABSORB) if zeros_out else {}
        gaps = []
        for a in want:
            if got[a] is None or a in not_differentiated(backward):
                continue
            found, sought = real_floats(got[a]), real_floats(want[a])
            if found.shape != sought.shape:
                return rounding.exactly(found, sought)
            sample.informative = not np.isfinite(sought).all()
            undetermined = np.zeros(sought.shape, bool)
            if promised.kind == promises.LIMIT:
                undetermined |= ~np.isfinite(sought)
            if a in left_out:
                undetermined |= same_specials(found, real_floats(left_out[a]))
            kept = not_finite if promised.kind == promises.NOT_FINITE else specials
            gaps.append(_compared(found, sought, undetermined, kept))
        return worst(gaps)

    return look(CheckResult("IEEE"), cases.sampled(of, MORE * count, seed, limit=3), draw, judge, count)


# ---------------------------------------------------------------- comparing NaN and infinities


def _without_zeros(arrays: Arrays, names: list[str]) -> Arrays:
    """The arrays with 1 instead of 0 in those that are named."""
    return {a: np.where(x == 0, 1, x).astype(x.dtype) if a in names else x for a, x in arrays.items()}


def _compared(
    got: np.ndarray, want: np.ndarray, undetermined: np.ndarray, kept: Callable[[np.ndarray], np.ndarray]
) -> Gap:
    """The gap between what is kept of two arrays, where something is promised; with the entries as they are."""
    gap = rounding.exactly(np.where(undetermined, 0, kept(got)), np.where(undetermined, 0, kept(want)))
    return gap if gap.place is None else Gap(gap.rho, gap.place, got[gap.place], want[gap.place])


def real_floats(y: Value) -> np.ndarray:
    """Results as floats; complex ones become NaN where either part is NaN or infinite, else 0."""
    found = np.asarray(y)
    try:
        return np.where(np.isfinite(found), 0.0, np.nan) if found.dtype.kind == "c" else np.asarray(found, float)
    except TypeError:  # complex numbers among objects
        return real_floats(found.astype(complex))


def specials(y: np.ndarray) -> np.ndarray:
    """NaN and infinities as they are, and 0 for every number."""
    return np.where(np.isfinite(y), 0.0, y)


def not_finite(y: np.ndarray) -> np.ndarray:
    """1 for NaN and infinities, and 0 for every number."""
    return np.where(np.isfinite(y), 0.0, 1.0)


def same_specials(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Where two arrays agree in NaN and infinities."""
    same: np.ndarray = (specials(x) == specials(y)) | (x != x) & (y != y)
    return same
