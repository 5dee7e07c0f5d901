"""Every entry of a result in a wider type, with the bound of its rounding error.

Which way is taken follows from the statement:

0 ulp   entries are only chosen: the formula's own fast form, whose results have no error;
E, R    formulas of numbers: the literal form;
        sums of products without subtraction: the fast form in float64. With n terms and d further roundings of each,
        the bound is ((1 + u)^(n + d) - 1) g, where g is the result for the absolute values. Integers whose g is at most
        2^p have no error in any order of summation. The fast form is checked against the literal form at a few places;
R       anything else: the statement itself, evaluated on arrays (`everywhere`), or, where it has an operator without a
        rule there and is small, the literal form in balls. The fast form takes no part.

An error that only a rounding in one direction explains is suspect (tier P): see `spreads.Likely` and `Sums.likely`.
Half precision is accumulated in float32 and rounded once; `loose` is the bound of arithmetic that rounds to half
precision at every step.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping

import numpy as np

from ..evidence.checks.tiers import bounded
from ..language.formula import BoundCall, Formula
from ..language.statement import Root
from ..numbers import spreads
from ..numbers.formats import ACCUMULATOR, LARGEST, NORMAL, SIGNIFICAND, UNIT
from ..numbers.rounded import enclosed, precision
from . import normwise, stated
from .aliases import Scalar
from .everywhere import Everywhere, NoRule
from .products import products
from .stated import AFFORDABLE, PLACES
from .sums import Arrays, Sums, fast, half_of_the_largest
from .wanted import Reference


def reference(
    of: Formula, arrays: Arrays, kwargs: Mapping[str, Scalar], dtype: str, places: int = PLACES, seed: int = 0
) -> Reference:
    """What the result of a call should be.

    of: the formula; arrays: its arrays, in the type of the call; kwargs: its other arguments; dtype: that type, a key
    of `formats.UNIT`, or "int64"; places: how many places a fast form is checked at; seed: of these places. Raises
    NoRule for a statement that is evaluated in none of the ways above, and AssertionError if a fast form differs from
    the literal form.
    """
    given = {a: x if a in of.labels else x.astype(np.float64) for a, x in arrays.items()}
    call = of.read((), {**arrays, **kwargs}).with_arrays(given)
    if not arrays:
        return _in_balls(of, call, arrays, kwargs, dtype)
    if call.plan.selects:
        chosen = fast(of, given, kwargs, math.prod(call.shape))
        stated.check(of, call, chosen, np.zeros(()), places, seed)
        return Reference(chosen, np.zeros(chosen.shape), "0 ulp")
    inexact = any(not of.domain[a].exact for a in given if a in of.domain)  # which float64 would refuse
    if not inexact and (found := products(call.plan)):
        want = Sums(of, call, given, kwargs, found).reference(dtype, places, seed)
    else:
        try:
            want = _evaluated(call, dtype)
        except NoRule:
            want = _in_balls(of, call, arrays, kwargs, dtype)
    # a result that the type cannot hold is infinite, or anything, as on the way to it; of integers it wraps around
    beyond = np.abs(want.want) + want.radius > LARGEST.get(dtype, 2.0**63)
    if beyond.any():
        want.radius = np.where(beyond, np.inf, want.radius)
    if dtype in ACCUMULATOR:  # a sum of N equal terms stops growing after 1 / u of them, and others a little earlier
        want.stops = max(2.0, 2 * UNIT[dtype] * max(x.size for x in given.values()))
    return want


# ---------------------------------------------------------------- statements on arrays


def _evaluated(call: BoundCall, dtype: str) -> Reference:
    """The reference by the statement itself, on arrays."""
    narrow = "float64" if dtype == "int64" else dtype
    accumulator = ACCUMULATOR.get(narrow, narrow)
    wide = np.longdouble if accumulator == "float64" else np.float64
    kind = spreads.Spreads(accumulator, wide)
    found = kind.widened(Everywhere(call, kind).result())
    half = accumulator != narrow
    if half:
        found = spreads.stored(found, narrow)
    radius = np.broadcast_to(found.rad, found.mid.shape).astype(float)
    if not half:  # a result below the normal numbers may be flushed; its own check says so
        radius = np.where(np.abs(found.mid) < NORMAL[narrow], np.maximum(radius, np.abs(found.mid)), radius)
    radius = np.where(np.isnan(radius), np.inf, radius)

    @functools.cache
    def loose() -> np.ndarray:
        each = spreads.Spreads(narrow)
        wider: np.ndarray = np.maximum(each.widened(Everywhere(call, each).result()).rad, found.rad)
        return np.where(np.isnan(wider), np.inf, wider)

    def likely() -> np.ndarray:
        if half:
            least: np.ndarray = np.maximum(radius, np.minimum(loose(), half_of_the_largest(found.mid)))
            return least
        each = spreads.Likely(accumulator, wide)
        rad: np.ndarray = each.widened(Everywhere(call, each).result()).rad
        return np.where(np.isnan(rad), radius, np.minimum(rad + NORMAL[narrow], radius))

    norm = 0.0
    if call.plan.output.rhs.has(Root):  # a Fourier transform, which a fast one computes in another way
        norm = normwise.of_products(2 * found.mid.size, found.mid, accumulator)
    return Reference(found.mid, radius, "R", loose if half else None, likely, norm)


def _in_balls(of: Formula, call: BoundCall, arrays: Arrays, kwargs: Mapping[str, Scalar], dtype: str) -> Reference:
    """The reference by the literal form in balls. Raises NoRule if that takes too long."""
    narrow = "float64" if dtype == "int64" else dtype
    work = sum(x.size for x in arrays.values()) * math.prod(call.shape)
    if work > AFFORDABLE:
        raise NoRule(f"the literal form in balls takes too long: {work} terms")
    with precision():
        balls = np.asarray(bounded(of, narrow, dict(arrays), dict(kwargs)), object)
    found = [enclosed(v) for v in balls.flat]
    want = np.array([float(b.mid()) for b in found]).reshape(balls.shape)
    radius = np.array([float(b.rad()) for b in found]).reshape(balls.shape)
    exact = call.plan.exact and all((x == np.rint(x)).all() for x in call.arrays.values())
    exact = exact & np.isfinite(radius)
    return Reference(want, np.where(exact & (np.abs(want) <= 2.0 ** SIGNIFICAND[narrow]), 0, radius), "R")
