"""Operations on balls of python-flint that enclose every value which exists.

python-flint returns NaN for many operations on a ball that contains 0 or has no bound: it computes powers by
exp(n log a), and finds no quotient, root or logarithm. The functions here return the hull of all values that exist: an
unbounded ball if these have no bound, and NaN only if there is no value at all or an argument is NaN. A ball has one
middle and one radius, so it cannot have one infinite end: the unbounded ball is the whole line.
"""

from __future__ import annotations

import functools
import operator
from fractions import Fraction
from typing import Any, TypeAlias

import flint

from .outside import Outside, Value

Ball: TypeAlias = Any  # an arb, or an acb if complex: python-flint has no common type of both


def is_nan(v: Ball) -> bool:
    """Whether a ball, real or complex, is NaN."""
    return is_nan(v.real) or is_nan(v.imag) if isinstance(v, flint.acb) else bool(v.mid().is_nan())


def infinite(v: Ball) -> bool:
    """Whether a ball is exactly one of the two infinities."""
    return isinstance(v, flint.arb) and v.is_exact() and not v.is_finite() and not is_nan(v)


# ---------------------------------------------------------------- products


class Endless(flint.arb):
    """A real ball that is not bounded, or infinite. `a * b` with it follows `times`; all else is as in `flint.arb`."""

    def __mul__(self, other: Value) -> Value:
        return _product(self, other)

    __rmul__ = __mul__


class EndlessComplex(flint.acb):
    """A complex ball that is not bounded. `a * b` with it follows `times`; all else is as in `flint.acb`."""

    def __mul__(self, other: Value) -> Value:
        return _product(self, other)

    __rmul__ = __mul__


def endless(v: Ball) -> Ball:
    """The same ball; if it is not bounded and not NaN, as a number whose products follow `times`."""
    if v.is_finite() or is_nan(v):
        return v
    return EndlessComplex(v) if isinstance(v, flint.acb) else Endless(v)


def _bare(v: Ball) -> Ball:
    """The same ball as one of python-flint's own types."""
    if isinstance(v, Endless):
        return flint.arb(v)
    return flint.acb(v) if isinstance(v, EndlessComplex) else v


def _product(a: Ball, other: Value) -> Value:
    if isinstance(other, Outside):
        return other
    if isinstance(other, (flint.arb, flint.acb)):
        return times(a, other)
    if isinstance(other, Fraction):
        return times(a, flint.arb(flint.fmpq(other.numerator, other.denominator)))
    if isinstance(other, (int, float, flint.fmpz, flint.fmpq)):
        return times(a, flint.arb(other))
    return times(a, flint.acb(other)) if isinstance(other, complex) else NotImplemented


def times(a: Ball, b: Ball) -> Ball:
    """The product of two balls.

    It is the whole line (or plane) if one factor is infinite or has no bound and the other may be 0, exactly 0 if one
    is 0 and the other has no bound, and NaN for 0 times an infinity.
    """
    a, b = _bare(a), _bare(b)
    found = a * b
    if found.is_finite() or is_nan(a) or is_nan(b) or infinite(a) and b == 0 or infinite(b) and a == 0:
        return found
    if a == 0 or b == 0:
        return found.__class__(0)
    if is_nan(found):
        return PLANE if isinstance(found, flint.acb) else LINE
    return endless(found)


LINE = Endless(flint.arb(0, float("inf")))  # every real number, and both infinities
PLANE = EndlessComplex(flint.acb(flint.arb(LINE), flint.arb(LINE)))


# ---------------------------------------------------------------- other operations


def nonnegative(top: Ball) -> flint.arb:
    """A ball that holds [0, top] and no negative number; the whole line if top has no bound."""
    if not top.is_finite():
        return LINE
    half = flint.arb(0, (top / 2).upper())
    found: flint.arb = half + half.rad()  # exact: a radius has 30 bits
    return found


def powered(a: Ball, n: int) -> Ball:
    """a to an integer power; 1 for n = 0. An even power of a real ball is not negative."""
    if n < 0:
        return divided(flint.arb(1), powered(a, -n))
    if n == 0:
        return flint.arb(1)
    if isinstance(a, flint.acb):
        found = a**n
        return found if found.is_finite() else functools.reduce(operator.mul, [a] * n)
    if is_nan(a):
        return a
    if not a.is_finite():
        return a if a.is_exact() and n % 2 else abs(a) if a.is_exact() else LINE
    if not a.contains(0):
        found = a**n
        return found if found.is_finite() else LINE
    low, high = a.lower(), a.upper()
    if n % 2 == 0:
        return flint.arb(0) if a == 0 else nonnegative(_larger(abs(low), abs(high)) ** n)
    ends = [v if v == 0 else v**n for v in (low.lower(), high.upper())]
    return ends[0].union(ends[1])


def raised(a: flint.arb, p: flint.arb) -> Ball:
    """a to a real power p, for all numbers in the balls that have such a power.

    A negative number has integer powers only. So the result is the whole line if a may be negative and p may be one of
    several integers, and NaN if a is negative and p no integer.
    """
    if is_nan(a) or is_nan(p):
        return flint.arb("nan")
    if a == 1:
        return flint.arb(1)  # also for an infinite p, as IEEE's pow
    if p.is_integer() and (integer := p.unique_fmpz()) is not None:
        n = int(integer)
        if n >= 0:
            return powered(a, n)
        if a == 0:
            return flint.arb("inf")
        return LINE if a.contains(0) else divided(flint.arb(1), powered(a, -n))
    if not a >= 0 and (not p.is_finite() or p.contains_integer()):
        return LINE
    if a.contains(0):
        if not (p > 0 or p < 0):
            return LINE
        if a == 0:
            return flint.arb(0 if p > 0 else "inf")
        return nonnegative(times(p, a.upper().log()).exp().upper()) if p > 0 else LINE
    return times(p, a.log()).exp()


def _larger(a: Ball, b: Ball) -> Ball:
    return b if a < b else a


def divided(a: Ball, b: Ball) -> Ball:
    """The quotient; the whole line (or plane) if the divisor may be 0, and NaN for 0 / 0."""
    if is_nan(a) or is_nan(b):
        return a / b
    whole = PLANE if isinstance(a, flint.acb) or isinstance(b, flint.acb) else LINE
    if b.contains(0):
        if b == 0 and a.contains(0):
            return flint.acb("nan") if whole is PLANE else flint.arb("nan")
        return whole
    found = a / b
    return whole if is_nan(found) and not (infinite(a) and infinite(b)) else found


def rooted(a: Ball) -> Ball:
    """The square root of the part that is not negative; NaN if there is none."""
    if isinstance(a, flint.acb) or is_nan(a) or a < 0 or a > 0:
        return a.sqrt()
    return flint.arb(0) if a == 0 else nonnegative(a.upper().sqrt())


def logarithm(a: Ball) -> Ball:
    """The logarithm of the part that is not negative: -inf at 0, NaN if there is none."""
    if isinstance(a, flint.acb) or is_nan(a) or a < 0 or a > 0:
        return a.log()
    return flint.arb("-inf") if a == 0 else LINE


def tanh(a: Ball) -> Ball:
    """The hyperbolic tangent, between -1 and 1 also of an unbounded ball."""
    found = a.tanh()
    return flint.arb(0, 1) if is_nan(found) and isinstance(a, flint.arb) and not is_nan(a) else found


def absolute(a: Ball) -> Ball:
    """The absolute value, which is not negative."""
    if isinstance(a, flint.acb) or is_nan(a) or not a.contains(0) or not a.is_finite():
        return abs(a)
    return nonnegative(abs(a).upper())
