"""Balls that also hold the rounding errors of a fast form: the radius of tier R, computed from the statement.

A result encloses the exact value and every value that arithmetic of unit roundoff u may give instead, in any order of
summation, with or without fused multiply-add: gamma(n - 1) g for a sum of n terms of absolute sum g, one u for each
other operation, ELEMENTARY u for exp, log and tanh, underflow added. For sums of products these bounds are theorems:
proofs/rocq/RoundingTrees.v.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import flint
import numpy as np

from .arithmetic import Arithmetic, Branch, possible
from .ball_operations import Ball, is_nan
from .balls import BALLS
from .formats import UNDERFLOW, UNIT
from .outside import OUTSIDE, Value, present

ELEMENTARY = 8  # exp, log, tanh: 4 units in the last place, the accuracy that NumPy's own tests demand of them
BITS = 160  # of the balls: far below any unit roundoff here


@contextlib.contextmanager
def precision(bits: int = BITS) -> Iterator[None]:
    """A context in which balls are computed with so many bits."""
    with flint.ctx.workprec(bits):
        yield


class Number:
    """A ball that holds rounding errors.

    arithmetic: the `Rounded` it belongs to; ball: an arb or acb; gauge: the sum of the absolute values of the terms if
    the number is a sum of products, else None.
    """

    __slots__ = ("arithmetic", "ball", "gauge")

    def __init__(self, arithmetic: Rounded, ball: Ball, gauge: float | None = None):
        self.arithmetic, self.ball, self.gauge = arithmetic, ball, gauge

    def __add__(self, other: Value) -> Number:
        return self.arithmetic.add([self, other])

    def __sub__(self, other: Value) -> Number:
        return self.arithmetic.add([self, other * -1])

    def __rsub__(self, other: Value) -> Number:
        return self.arithmetic.add([other, self * -1])

    def __neg__(self) -> Number:
        return self.arithmetic.mul(self, -1)

    def __mul__(self, other: Value) -> Value:
        return other if other is OUTSIDE else self.arithmetic.mul(self, other)

    def __truediv__(self, other: Value) -> Number:
        return self.arithmetic.div(self, other)

    def __rtruediv__(self, other: Value) -> Number:
        return self.arithmetic.div(other, self)

    def __pow__(self, n: int) -> Value:
        return self.arithmetic.power(self, n)

    def __abs__(self) -> Number:
        return self.arithmetic.absolute(self)

    def sqrt(self) -> Number:
        return self.arithmetic.sqrt(self)

    def exp(self) -> Number:
        return self.arithmetic.exp(self)

    def log(self) -> Number:
        return self.arithmetic.log(self)

    __radd__, __rmul__ = __add__, __mul__


class Rounded(Arithmetic):
    """`Number`s that hold the exact value and every value that arithmetic in a format may give instead.

    dtype: the name of a format, one of the keys of `formats.UNIT`.
    """

    nan, inf = BALLS.nan, BALLS.inf

    def __init__(self, dtype: str):
        self.u, self.tiny = UNIT[dtype], UNDERFLOW[dtype]

    def lift(self, v: Value) -> Value:
        """A number as a `Number` without any rounding error. `OUTSIDE` and int stay as they are."""
        return v if isinstance(v, (Number, int)) or v is OUTSIDE else Number(self, BALLS.lift(v), abs(_float(v)))

    def read(self, v: Value, exact: bool) -> Value:
        """An entry of an argument. If the statement does more than add, multiply and select, a fast form may move each
        entry by one rounding."""
        v = self.lift(v)
        return v if exact or isinstance(v, int) or v.ball == 0 else self.once(v.ball)

    def balls(self, x: np.ndarray[Any, Any], roundings: float) -> np.ndarray[Any, Any]:  # Any: floats; objects
        """An array of floats as an array of `Number`s that hold what these stand for, up to so many roundings."""
        lifted = np.empty(x.shape, object)
        for at in np.ndindex(x.shape):
            ball = BALLS.lift(float(x[at]))
            lifted[at] = self.once(ball, roundings) if roundings else self.lift(ball)
        return lifted

    def once(self, ball: Ball, roundings: float = 1, gauge: float | None = None) -> Number:
        """The result of one operation.

        ball: its values without rounding; roundings: the relative error in units of u, to which the loss by underflow
        is added; gauge: as in `Number`.
        """
        if ball == 0:
            return Number(self, ball, gauge)
        return Number(self, widened(ball, abs(ball).upper() * (roundings * self.u) + self.tiny), gauge)

    # ------------------------------------------------------------ operations

    def add(self, terms: Iterable[Value]) -> Number:
        """The sum in any order. ValueError if there are so many terms that no bound exists at this roundoff."""
        terms = present(terms)
        balls = [b for b in map(enclosed, terms) if not (b == 0)]  # noqa: SIM201  a ball around 0 stays
        total = sum(balls, flint.arb(0))
        gauge = _sum_of_gauges(terms)
        if len(balls) > 1:
            steps = (len(balls) - 1) * self.u
            if steps >= 1:
                raise ValueError(f"a sum of {len(balls)} terms has no bound at unit roundoff {self.u}")
            total = widened(total, sum((abs(b).upper() for b in balls), flint.arb(0)) * (steps / (1 - steps)))
        return Number(self, total, gauge)

    def mul(self, a: Value, b: Value) -> Number:
        """The product of two numbers; with 1 or -1 it is exact."""
        if any(isinstance(v, int) and abs(v) == 1 for v in (a, b)):
            return Number(self, enclosed(a) * enclosed(b), gauge_of(a))
        ball = enclosed(a) * enclosed(b)
        # a complex product takes four real ones and two sums: sqrt(5) u (Brent, Percival, Zimmermann 2007), 3 u here
        left, right = gauge_of(a), gauge_of(b)
        gauge = None if left is None or right is None else left * right
        return self.once(ball, 3 if isinstance(ball, flint.acb) else 1, gauge)

    def raised(self, a: Value, p: Value) -> Value:
        """By exp(p log a), which magnifies the roundings of p log a; if a may be 0, one operation."""
        if a is OUTSIDE or p is OUTSIDE:
            return OUTSIDE
        ball = enclosed(a)
        if ball.contains(0):
            return self.once(BALLS.raised(ball, enclosed(p)), ELEMENTARY)
        return self.exp(self.mul(p, self.log(a)))

    def div(self, a: Value, b: Value) -> Number:
        return Number(self, flint.arb(0)) if a is OUTSIDE else self.once(enclosed(a) / enclosed(b))

    def sqrt(self, a: Value) -> Number:
        return self.once(enclosed(a).sqrt())

    def exp(self, a: Value) -> Number:
        return self.once(enclosed(a).exp(), ELEMENTARY)

    def log(self, a: Value) -> Number:
        return self.once(enclosed(a).log(), ELEMENTARY)

    def tanh(self, a: Value) -> Number:
        return self.once(enclosed(a).tanh(), ELEMENTARY)

    def absolute(self, a: Value) -> Number:
        return Number(self, abs(enclosed(a)), gauge_of(a))

    def top(self, values: Iterable[Value]) -> Number:
        return Number(self, BALLS.top(map(enclosed, present(values))))

    def argtop(self, pairs: Iterable[tuple[Value, int]]) -> int:
        """The place of the first maximum of the middles, which are exact if the values are entries of an argument.

        A fast form compares the entries themselves. Their balls only stand for roundings in other operations, so that
        entries whose balls overlap are no reason to leave the place undecided.
        """
        best, place = None, 0
        for v, at in pairs:
            if v is OUTSIDE:
                continue
            middle = enclosed(v).mid()
            if is_nan(middle):
                return at
            if best is None or middle > best:
                best, place = middle, at
        return place

    def test(self, a: Value, relation: str, b: Value) -> bool | None:
        return BALLS.test(enclosed(a), relation, enclosed(b))

    def cases(self, *branches: Branch) -> Number:
        """The hull of the values of every branch that may be the first whose condition holds."""
        found: Number = functools.reduce(self.hull, possible(branches))
        return found

    def plog(self, p: Value, q: Callable[[], Value], base: Value) -> Number:
        if p is OUTSIDE or enclosed(p) == 0:
            return Number(self, flint.arb(0))
        return self.div(p * self.log(q()), self.log(base))

    def root(self, k: int, n: int) -> Number:
        return self.once(BALLS.root(k, n), 2, 1.0)

    def integral(self, f: Callable[[Value], Value], lo: Value, hi: Value) -> Value:
        raise TypeError("an integral has no bound of its rounding errors")

    def hull(self, a: Value, b: Value) -> Number:
        """The number whose ball holds both."""
        return Number(self, BALLS.hull(enclosed(a), enclosed(b)))


def enclosed(v: Value) -> Ball:
    """The ball of a `Number`; any other number as a ball."""
    return v.ball if isinstance(v, Number) else BALLS.lift(v)


def gauge_of(v: Value) -> float | None:
    """The sum of absolute terms of a `Number`, None if it is no sum of products; the absolute value of any other."""
    return v.gauge if isinstance(v, Number) else float(abs(_float(v)))


def _sum_of_gauges(terms: list[Value]) -> float | None:
    total = 0.0
    for g in map(gauge_of, terms):
        if g is None:
            return None
        total += g
    return total


def _float(v: Value) -> float | complex:
    return v if isinstance(v, complex) else float(abs(v).mid()) if isinstance(v, (flint.arb, flint.acb)) else float(v)


def widened(ball: Ball, radius: Value) -> Ball:
    """A ball made larger by a radius, in both parts if it is complex. An infinity stays what it is."""
    if isinstance(ball, flint.arb) and not ball.mid().is_finite():
        return ball
    more = flint.arb(0, radius)
    return ball + (flint.acb(more, more) if isinstance(ball, flint.acb) else more)
