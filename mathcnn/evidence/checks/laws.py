"""Both sides of a law by an implementation: on integers, and on floats within the sum of their rounding bounds."""

from __future__ import annotations

import contextlib
import functools
import itertools
import math
import random
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import sympy as sp

from ...language.formula import Law
from ...numbers import rounded, rounding
from ...numbers.arithmetic import COMPARE
from ...numbers.rounding import Gap
from ...numbers.symbols import is_zero
from .. import cases
from ..aliases import Arguments, Arrays, Implementation, Value
from ..cases import Case
from .calls import exact_scalars, float_scalars
from .results import BOTH, MORE, CheckResult, Fault, Inapplicable, NotOffered, Sample, at_fault, look
from .tiers import applies_exactly
from .transforms import TRANSFORM, Watched, is_linear, sides_agree


def sides(
    law: Law, implementation: Implementation, case: Case, arrays: Arrays, kwargs: Arguments
) -> tuple[Value, Value]:
    """Both sides of a law.

    Parameters
    ----------
    law : the law.
    implementation : by which both sides are computed.
    case : the geometry.
    arrays, kwargs : its arguments. Those that the law does not name are resolved to numbers and passed on both sides,
        unless the law leaves them at their defaults.

    Returns
    -------
    (left side, right side)

    Raises
    ------
    ValueError : the arguments are outside the law's domain.
    """
    of = law.of
    with_values = of.labels | case.domain.keys()
    given: Arguments = {a: np.zeros(s) for a, s in case.shapes.items() if a in of.arrays and a not in with_values}
    given |= {a: x for a, x in arrays.items() if a in with_values and a in of.arrays}
    given |= {a: v for a, v in kwargs.items() if a in of.names}
    resolved = of.read((), given).scalars
    kwargs = {**kwargs, **{a: resolved[a] for a in [*of.scalars, *of.along] if a in resolved}}
    defaults = {a for a in of.names if of.signature.parameters[a].default is not of.signature.empty}
    held = {a: v for a, v in kwargs.items() if a not in law.names and a in defaults and not law.plain}
    return law(functools.partial(implementation, **held), *(arrays[a] if a in arrays else kwargs[a] for a in law.names))


def related(law: Law, lhs: Value, rhs: Value) -> Gap:
    """Whether two exact sides stand in the law's relation: a gap of 0, or an infinite one at the first entry that does
    not."""
    if law.relation == "=":
        return rounding.identical(lhs, rhs, lambda d: isinstance(d, sp.Basic) and is_zero(d))
    left, right = np.broadcast_arrays(np.asarray(lhs, object), np.asarray(rhs, object))
    for at in np.ndindex(left.shape):
        if not COMPARE[law.relation](left[at], right[at]):
            return Gap(math.inf, at, left[at], right[at])
    return Gap()


def law_must_be_offered(
    law: Law, implementation: Implementation, case: Case, arrays: Arrays, kwargs: Arguments
) -> None:
    """Raise NotOffered for a sample that an implementation says beforehand that it does not offer, by its attribute
    `offers`: a function of its arguments, which returns an array of the result's shape. It saves the work of a sample
    that is skipped.

    Parameters as for `sides`.
    """
    offers = getattr(implementation, "offers", None)
    if offers is None:
        return
    with np.errstate(all="ignore"):
        try:
            sides(law, offers, case, arrays, kwargs)
        except NotOffered:
            raise
        except Exception:  # arithmetic of the law on entries that mean nothing
            return


def answered(
    law: Law, implementation: Implementation, case: Case, arrays: Arrays, kwargs: Arguments
) -> Callable[[], tuple[Value, Value]]:
    """Both sides of a law by an implementation that is checked, before the literal form has computed them: that takes
    longer, and may be for nothing.

    Parameters as for `sides`. Returns a function that returns the sides, or raises Fault with what the implementation
    raised: that is a fault only where the literal form computes something. Raises NotOffered at once.
    """
    try:
        with at_fault():
            found = sides(law, implementation, case, arrays, kwargs)
    except Fault as error:
        fault = error
    else:
        return lambda: found

    def again() -> tuple[Value, Value]:
        raise fault

    return again


def _as_transform(
    law: Law,
    implementation: Implementation,
    sample: Sample,
    arrays: Arrays,
    kwargs: Arguments,
    lhs: Value,
    rhs: Value,
    gap: Gap,
) -> Gap:
    """The gap of a sample, which is suspicious if transforms explain it. Other arguments as for `sides`."""
    if gap.rho <= 1 or law.relation != "=" or not is_linear(law.of):
        return gap
    rng = np.random.default_rng(0)
    watched = Watched(law.of, implementation, sample.dtype, rng)
    with contextlib.suppress(ValueError, TypeError):  # the sides have no difference
        if sides_agree(lhs, rhs, [sides(law, watched, sample.case, arrays, kwargs) for _ in range(3)]):
            sample.suspicious, sample.says = gap, TRANSFORM
    return gap


def law_exact(law: Law, implementation: Implementation, count: int, seed: int, dtype: str = "float64") -> CheckResult:
    """Tier E: both sides of an implementation on integers held as floats.

    Parameters
    ----------
    law : the law.
    implementation : by which both sides are computed.
    count : how many cases are looked at.
    seed : of the cases.
    dtype : the type of the arrays.

    Returns
    -------
    What was found; empty if the statement does not keep integers exact.
    """
    of = law.of

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not case.plan.exact and not case.constant:
            return None
        exact = cases.integers(case, rng)
        if rounding.is_fractional(exact.values()):
            raise Inapplicable
        return Sample(case, exact, dtype)

    def judge(sample: Sample) -> Gap | None:
        case, exact, kwargs = sample.case, sample.arrays, exact_scalars(sample.case, whole=True)
        given = cases.as_floats(exact, of.labels, dtype)
        law_must_be_offered(law, implementation, case, given, kwargs)
        answer = answered(law, implementation, case, given, kwargs)
        calls: list[bool] = []

        def literal(*args: Value, **options: Value) -> Value:
            calls.append(case.constant or of.read(args, options).plan.exact)
            return of.literal(*args, **options)

        try:
            want = sides(law, literal, case, exact, kwargs)
        except ValueError:  # outside the law's domain
            return None
        if not all(calls):  # the law holds an option with which the statement does not keep integers exact
            return None
        values = [v for s in want for v in np.ravel(np.asarray(s, object))]
        if not applies_exactly(values, dtype, case.constant):
            return None
        if not case.constant and any(isinstance(v, Fraction) and v.denominator > 1 for v in values):
            return None
        lhs, rhs = answer()
        with at_fault():
            gap = rounding.exactly(lhs, rhs) if law.relation == "=" else related(law, lhs, rhs)
        return _as_transform(law, implementation, sample, given, kwargs, lhs, rhs, gap)

    return look(CheckResult("E"), cases.sampled(of, MORE * count, seed, law, limit=4), draw, judge, count, law)


def law_rounded(
    law: Law, implementation: Implementation, count: int, seed: int, dtypes: tuple[str, ...] = BOTH
) -> CheckResult:
    """Tier R: both sides of an implementation on floats, within the sum of their rounding bounds.

    Parameters and result as for `law_exact`; `dtypes` are taken in turn, and the result is empty if functions that the
    law uses do not run on balls.
    """
    of, turns = law.of, itertools.cycle(dtypes)

    def draw(case: Case, rng: random.Random) -> Sample:
        dtype = next(turns)
        return Sample(case, cases.floats(case, rng, dtype), dtype)

    def judge(sample: Sample) -> Gap | None:
        case, arrays, kwargs = sample.case, sample.arrays, float_scalars(exact_scalars(sample.case))
        kind = rounded.Rounded(sample.dtype)
        law_must_be_offered(law, implementation, case, arrays, kwargs)
        answer = answered(law, implementation, case, arrays, kwargs)
        with rounded.precision():
            moves = {a: case.domain[a].roundings(x) if a in case.domain else 0 for a, x in arrays.items()}
            lifted = {a: x if a in of.labels else kind.balls(x, moves[a]) for a, x in arrays.items()}
            try:
                balls = sides(law, functools.partial(of.literal, number=kind), case, lifted, kwargs)
            except ValueError:
                return None
            except TypeError as error:
                raise Inapplicable from error
            lhs, rhs = answer()
            gap = rounding.gap_of_balls(lhs, rhs, law.relation, *balls)
        return _as_transform(law, implementation, sample, arrays, kwargs, lhs, rhs, gap)

    return look(CheckResult("R"), cases.sampled(of, MORE * count, seed, law, limit=3), draw, judge, count, law)
