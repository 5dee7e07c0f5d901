"""The value of a call against the statement, in balls or exactly, and against other implementations."""

from __future__ import annotations

import math
import sys
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from mathcnn.numbers import formats, rounded, rounding

from . import oracles
from .arrays import HALVES, is_float
from .calls import Call
from .failures import Failure, parts

WORK = 3000  # entries of the result times those of the largest array, up to which the statement itself is run
SLACK = 16  # times the bound of the statement that another implementation, by another algorithm, may be off


def judged_value(call: Call, result: Any) -> list[Failure]:
    of, first = call.of, np.asarray(parts(result)[0])
    if of.functions:
        return []
    means = [np.asarray(g.means) for g in call.given_arrays.values()]
    specials = any(x.dtype != object and not np.isfinite(x.astype(float)).all() for x in means)
    largest = max((x.size for x in means), default=1)
    if first.size * largest > WORK:
        return [] if specials or call.style in ("huge", "tiny") else against_others(call, parts(result)[0], None)
    if specials:
        return at_specials(call, result)
    floating = is_float(first.dtype) or first.dtype.kind == "c"
    if (
        not floating
        or not of.arrays
        and all(isinstance(v, (int, Fraction, str, bool, tuple, type(None))) for v in oracles.meant(call).values())
    ):
        return exactly(call, result)
    if call.style == "huge" and not of.plan(call.rank, oracles.words(call)).exact:
        return []  # a step on the way may overflow, where the statement does not
    want = oracles.balls(call, np.empty(0, first.dtype).real.dtype if first.dtype.kind == "c" else first.dtype)
    for k, (have, wanted) in enumerate(zip(parts(result), want, strict=False)):
        with rounded.precision():
            fault = beyond(have, wanted)
        if fault and never_negative(call, have, wanted):
            return []
        if fault:
            return [Failure("value", f"{fault}{f' (result {k})' if k else ''} in {np.asarray(have).dtype}")]
    return against_others(call, parts(result)[0], want[0])


def exactly(call: Call, result: Any) -> list[Failure]:
    """Integers, fractions and symbols: identical; floats that stand for fractions, to a rounding of each number."""
    want = oracles.exact(call)
    for have, wanted in zip(parts(result), parts(want), strict=False):
        x, y = np.asarray(have, object), np.asarray(wanted, object)
        if x.shape != y.shape:
            return [Failure("value", f"shape {x.shape} instead of {y.shape}")]
        for at in np.ndindex(x.shape):
            if x[at] == y[at] or x[at] is y[at]:
                continue
            if isinstance(x[at], float) and abs(x[at] - float(y[at])) <= 2**-45 * abs(float(y[at])):
                continue
            return [Failure("value", f"{x[at]!r} instead of exactly {y[at]!r} at {at}")]
    return []


def never_negative(call: Call, have: Any, want: Any) -> bool:
    """Whether a measure of information is 0 where its statement has the sign that it should not have, by no more than
    the totals of its tables, which floats do not have exactly, explain: `mathcnn.information` promises this.
    """
    if call.of.topic != "information" or np.size(have) != 1 or np.ravel(have)[0] != 0:
        return False
    nats = float(rounded.enclosed(np.ravel(np.asarray(want, object))[0]).mid())
    nats *= math.log(float(oracles.meant(call).get("base", 2)))
    tables = [np.asarray(g.means, float) for g in call.given_arrays.values()]
    return -sum(2 * abs(float(x.sum()) - 1) + x.size * 2**-50 for x in tables) <= nats <= 0


def beyond(have: Any, want: Any) -> str:
    """Where a result lies outside its balls."""
    x, y = np.asarray(have), np.asarray(want, object)
    if x.shape != y.shape:
        return f"shape {x.shape} instead of {y.shape}"
    for at in np.ndindex(x.shape):
        ball = rounded.enclosed(y[at])
        one = x[at].item() if x.dtype.itemsize <= 8 or x.dtype.kind == "c" else x[at]
        if x.dtype.name in HALVES:
            one = float(one)
        ratio = 0.0 if overflows(one, y[at], x.dtype) else distance(one, ball)
        if not ratio <= 1:
            return f"{one!r} instead of {ball.str(12)} at {at}, {ratio:.3g} times the bound"
    return ""


def overflows(value: Any, want: Any, dtype: np.dtype) -> bool:
    """Whether an infinity or a NaN stands for a number, or for a sum on the way to it, that the type cannot hold.

    want: the ball, and of a sum also its gauge, the sum of the absolute terms, which no partial sum exceeds.
    """
    if np.isfinite(value):
        return False
    largest = float(np.finfo(dtype).max) if dtype.kind in "fc" else formats.LARGEST[dtype.name]
    gauge = rounded.gauge_of(want)
    reach = max(abs(rounded.enclosed(want)).upper(), flint.arb(0) if gauge is None else gauge)
    return bool(reach * (1 + 2.0**-6) >= largest or dtype.itemsize > 8)


def distance(value: Any, ball: Any) -> float:
    if isinstance(value, (complex, np.complexfloating)) or isinstance(ball, flint.acb):
        return rounding.distance(complex(value), ball)
    if not ball.is_finite():  # no bound is known, or the statement has no value there
        return 0.0
    if not np.isfinite(value):
        return float("inf")
    return rounding.distance(float(value), ball) if isinstance(value, (float, int)) else _long(value, ball)


def _long(value: Any, ball: Any) -> float:
    error = abs(ball.mid() - flint.arb(flint.fmpq(*value.as_integer_ratio())))
    return 0.0 if error == 0 else float(error / ball.rad()) if ball.rad() > 0 else float("inf")


def promises_less(name: str) -> bool:
    """Whether the table of promises about special values, where there is one, has an exception for a formula."""
    table = getattr(sys.modules.get("mathcnn.evidence.special"), "WEAKER", {})
    return name in table


def at_specials(call: Call, result: Any) -> list[Failure]:
    """NaN and infinities are where the statement over floats has them."""
    if promises_less(call.of.name):
        return []
    want = np.asarray(parts(oracles.floats(call))[0])
    have = np.asarray(parts(result)[0])
    if have.dtype.kind not in "fc" and have.dtype.name not in HALVES:
        return []
    transform = have.dtype.kind == "c"  # infinities meet in another order there
    have, want = have.astype(complex), want.astype(complex)
    if have.shape != want.shape:
        return [Failure("value", f"shape {have.shape} instead of {want.shape}")]
    for at in np.ndindex(have.shape):
        h, w = have[at], want[at]
        if (
            np.isfinite(w) != np.isfinite(h)
            or not transform
            and (np.isnan(w) != np.isnan(h) or not np.isfinite(w) and not np.isnan(w) and h != w)
        ):
            narrow = np.isfinite(w) and abs(w) > formats.LARGEST.get(np.asarray(parts(result)[0]).dtype.name, np.inf)
            if not narrow:
                return [Failure("value", f"special values: {h.real} instead of {w.real} at {at}")]
    return []


def against_others(call: Call, result: Any, want: Any) -> list[Failure]:
    """Other implementations, in float64: where there is a ball, they have to lie near it, and so has our result near
    theirs."""
    x = np.asarray(result)
    with np.errstate(all="ignore"):
        wide = x.astype(complex if x.dtype.kind == "c" else float)
    for name, run in oracles.others(call):
        try:
            y = np.asarray(run())
        except oracles.NotOffered:
            continue
        except (ValueError, RuntimeError) as error:
            if name == "written here":
                raise
            del error  # a library refuses what the statement accepts
            continue
        if y.shape != x.shape:
            return [Failure("value", f"shape {x.shape}, and by {name} {y.shape}")]
        unit = max(
            float(np.finfo(x.dtype).eps) if x.dtype.kind in "fc" else 2.0**-7 if x.dtype.name in HALVES else 0.0,
            2.0**-52,
        )
        with np.errstate(all="ignore"):
            gauge = np.abs(wide) + np.abs(y)
        if want is not None:
            wider = 2.0**11 if x.dtype.char in "gG" else 1.0  # theirs is float64
            radius = wider * np.array([_radius(v) for v in np.asarray(want, object).ravel()]).reshape(y.shape)
        else:
            inputs = [np.abs(np.asarray(g.means, float)) for g in call.given_arrays.values()]
            largest = max((float(v.max(initial=0.0)) for v in [gauge, *inputs]), default=0.0)
            radius = np.full(y.shape, unit * sum(v.size for v in inputs) * largest)
        with np.errstate(all="ignore"):
            far = ~(np.abs(wide - y) <= SLACK * (radius + unit * gauge) + 1e-300) & np.isfinite(radius)
        far &= (wide != y) & ~(np.isnan(wide) & np.isnan(y))  # infinities, and NaN of both
        if x.dtype.char in "gG":  # wider than theirs, which may overflow where ours is finite, or in another order
            far &= np.isfinite(y)
        if far.any():
            at = tuple(int(k[0]) for k in np.nonzero(far)) if x.ndim else ()
            return [Failure("value", f"{wide[at]} and by {name} {y[at]} at {at}")]
    return []


def _radius(v: Any) -> float:
    ball = rounded.enclosed(v)
    return float(rounding.reach(ball)) if ball.is_finite() else np.inf
