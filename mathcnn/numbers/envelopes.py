"""Envelopes: how an expression behaves for every s >= S, with proved bounds.

An envelope (q, k, v) of an expression says that it equals exp(q(s)) s^k w(s) with w(s) in the ball v for every s >= S;
q is an expression in s, or 0. Sums, products, powers, exponentials and logarithms of envelopes have envelopes again. A
factor s^-j of a smaller term lies in [0, S^-j]; one that falls exponentially is bounded by its largest value beyond S.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import flint
import sympy as sp

from .ball_operations import LINE, Ball, nonnegative, powered
from .expressions import METHODS, At, ball

BOTH = flint.arb(0, 1)  # [-1, 1]
MONOTONE = {sp.tanh: 1, sp.erf: 1, sp.atan: sp.pi / 2}  # odd functions that rise to this limit


class Unbounded(ValueError):
    """No envelope is known, or none that falls off."""


class Diverges(ValueError):
    """The integral to infinity is shown not to exist."""


@dataclass(frozen=True)
class Envelope:
    """exp(exponent(s)) s^power w(s) with w(s) in the ball `factor`: the parts q, k, v of the module's docstring."""

    exponent: sp.Expr
    power: sp.Rational
    factor: flint.arb


def enveloped(e: sp.Expr, s: sp.Symbol, at: At, least: flint.arb) -> Envelope:
    """The envelope of a real expression for every s >= least >= 1.

    at: the balls of the other letters. Unbounded if none is known.
    """

    def again(part: sp.Expr) -> Envelope:
        return enveloped(part, s, at, least)

    if s not in e.free_symbols:
        return Envelope(sp.S.Zero, sp.S.Zero, real(ball(e, at), e))
    if e == s:
        return Envelope(sp.S.Zero, sp.S.One, flint.arb(1))
    if e.is_Add:
        return functools.reduce(lambda a, b: added(a, b, s, at, least), map(again, e.args))
    if e.is_Mul:
        return functools.reduce(multiplied, map(again, e.args))
    if isinstance(e, sp.exp):
        return exponential(e.args[0], s, at, least)
    if e.is_Pow:
        if s in e.exp.free_symbols:
            return exponential(e.exp * sp.log(e.base), s, at, least)
        return raised(again(e.base), e.exp, e)
    if isinstance(e, sp.log):
        return logarithm(again(e.args[0]), e, s, at, least)
    if isinstance(e, (sp.sinh, sp.cosh, sp.sech, sp.csch, sp.coth)):
        return again(e.rewrite(sp.exp))
    if type(e) in (sp.sin, sp.cos, *MONOTONE, sp.erfc):
        return bounded(e, again(e.args[0]), s, at, least)
    raise Unbounded(f"{type(e).__name__} has no bound for large arguments here")


def real(v: Ball, e: sp.Expr) -> flint.arb:
    """The ball v of an expression e as a real ball. Unbounded if it is not real or not finite."""
    if isinstance(v, flint.acb):
        if not v.imag.contains(0):
            raise Unbounded(f"{e} is not real")
        v = v.real
    if not v.is_finite():
        raise Unbounded(f"{e} has no bound")
    found: flint.arb = v
    return found


def multiplied(a: Envelope, b: Envelope) -> Envelope:
    """The envelope of a product."""
    return Envelope(sp.expand(a.exponent + b.exponent), a.power + b.power, a.factor * b.factor)


def added(a: Envelope, b: Envelope, s: sp.Symbol, at: At, least: flint.arb) -> Envelope:
    """The envelope of a sum, as a multiple of the term that is larger for large s. Unbounded if that is not known."""
    gap_of_exponents = sp.expand(a.exponent - b.exponent)
    if gap_of_exponents == 0:
        large, small = (a, b) if a.power >= b.power else (b, a)
        gap = large.power - small.power
        ratio = flint.arb(1) if gap == 0 else nonnegative(real_power(least, -gap).upper())
        return Envelope(large.exponent, large.power, large.factor + small.factor * ratio)
    d = rate(gap_of_exponents, s, at, least)
    if (span := values(d, s, at, least)) is not None:  # the exponents differ by a bounded amount
        large, small, ratio = (a, b, (-span).exp()) if a.power >= b.power else (b, a, span.exp())
        return added(large, Envelope(large.exponent, small.power, small.factor * ratio), s, at, least)
    if not (d.factor > 0 or d.factor < 0) or d.power <= 0:
        raise Unbounded(f"{gap_of_exponents} has no definite sign for large {s}")
    large, small = (a, b) if d.factor > 0 else (b, a)
    ratio = nonnegative(largest(small.power - large.power, abs(d.factor).lower(), d.power, least).upper())
    return Envelope(large.exponent, large.power, large.factor + small.factor * ratio)


def largest(p: sp.Rational, c: flint.arb, m: sp.Rational, least: flint.arb) -> flint.arb:
    """The largest value of s^p exp(-c s^m) for s >= least, c > 0 and m > 0."""
    here = real_power(least, m)
    if p <= 0 or c * here * ratio_ball(m) >= ratio_ball(p):
        return real_power(least, p) * (-c * here).exp()
    top = ratio_ball(p / m) / c  # s^m at the maximum
    return (top.log() * ratio_ball(p / m)).exp() * (-ratio_ball(p / m)).exp()


def ratio_ball(q: sp.Rational) -> flint.arb:
    """A rational number as a ball."""
    return flint.arb(flint.fmpq(int(q.p), int(q.q)))


def real_power(v: flint.arb, p: sp.Rational) -> flint.arb:
    """A positive ball to a rational power."""
    found: flint.arb = powered(v, int(p)) if p.is_Integer else (v.log() * ratio_ball(p)).exp()
    return found


def raised(a: Envelope, n: sp.Expr, e: sp.Expr) -> Envelope:
    """The envelope of e, the power n of what a envelops. Unbounded unless n is rational and the power is real."""
    if not n.is_Rational:
        raise Unbounded(f"the power in {e} is no rational number")
    if n.is_Integer:
        if n < 0 and a.factor.contains(0):
            raise Unbounded(f"the divisor in {e} may be 0")
        return Envelope(sp.expand(n * a.exponent), n * a.power, powered(a.factor, int(n)))
    if not a.factor > 0:
        raise Unbounded(f"the base in {e} may be negative")
    return Envelope(sp.expand(n * a.exponent), n * a.power, real_power(a.factor, n))


def exponential(u: sp.Expr, s: sp.Symbol, at: At, least: flint.arb) -> Envelope:
    """The envelope of exp(u). Unbounded if the sign of u for large s is not known."""
    inner = enveloped(u, s, at, least)
    span = values(inner, s, at, least)
    if span is not None:
        return Envelope(sp.S.Zero, sp.S.Zero, real(span.exp(), u))
    if inner.factor > 0 or inner.factor < 0:
        return Envelope(sp.expand(u), sp.S.Zero, flint.arb(1))
    raise Unbounded(f"exp({u}) has no bound for large {s}")


def rate(q: sp.Expr, s: sp.Symbol, at: At, least: flint.arb) -> Envelope:
    """The envelope of an exponent q; if q grows exponentially, c s with |q| >= |c s|, which has no exponential.
    Unbounded if no such bound is known."""
    a = enveloped(q, s, at, least)
    if a.exponent == 0:
        return a
    inner = rate(a.exponent, s, at, least)
    if not (inner.factor > 0 and inner.power > 0 and (a.factor > 0 or a.factor < 0)):
        raise Unbounded(f"exp({q}) has no known bound")
    most = largest(1 - a.power, inner.factor.lower(), inner.power, least)  # of s / (exp(q) s^k)
    c = abs(a.factor).lower() / most.upper()
    return Envelope(sp.S.Zero, sp.S.One, c if a.factor > 0 else -c)


def values(a: Envelope, s: sp.Symbol, at: At, least: flint.arb) -> flint.arb | None:
    """A bounded ball of all values for s >= least, or None if there is none."""
    if a.exponent == 0:
        if a.power > 0:
            return None
        return a.factor if a.power == 0 else a.factor * nonnegative(real_power(least, a.power).upper())
    q = rate(a.exponent, s, at, least)
    if not (q.factor < 0 and q.power > 0):
        return None
    return a.factor * nonnegative(largest(a.power, abs(q.factor).lower(), q.power, least).upper())


def logarithm(a: Envelope, e: sp.Expr, s: sp.Symbol, at: At, least: flint.arb) -> Envelope:
    """log(exp(q) s^k w) = q + k log s + log w; log s lies between 0 and c s^(1/4)."""
    if not a.factor > 0:
        raise Unbounded(f"{e} is taken of what may not be positive")
    quarter = sp.Rational(1, 4)
    found = Envelope(sp.S.Zero, sp.S.Zero, a.factor.log())
    if a.power != 0:
        c = 4 / flint.arb.const_e() if least < flint.arb(4).exp() else least.log() / real_power(least, quarter)
        found = added(found, Envelope(sp.S.Zero, quarter, nonnegative(c.upper()) * ratio_ball(a.power)), s, at, least)
    return found if a.exponent == 0 else added(found, enveloped(a.exponent, s, at, least), s, at, least)


def bounded(e: sp.Expr, u: Envelope, s: sp.Symbol, at: At, least: flint.arb) -> Envelope:
    """sin, cos, and functions that tend to a limit."""
    span = values(u, s, at, least)
    if span is not None and isinstance(e, (sp.sin, sp.tanh)) and u.exponent == 0 and u.power < 0 and abs(span) < 1:
        most = abs(span).upper()  # 1 - u^2 / 3 <= f(u) / u <= 1, for sin with 6 in place of 3
        return Envelope(sp.S.Zero, u.power, u.factor * (1 - nonnegative((most**2 / 3).upper())))
    if span is not None:
        return _constant(real(getattr(flint.acb(span), METHODS[type(e)])().real, e))
    if isinstance(e, (sp.sin, sp.cos)):
        return _constant(BOTH)
    rises = u.exponent == 0 and u.factor > 0
    falls = u.exponent == 0 and u.factor < 0
    first = abs(u.factor).lower() * real_power(least, u.power) if rises or falls else flint.arb(0)
    if isinstance(e, sp.erfc):
        if rises:  # erfc(u) <= exp(-u^2) for u >= 0
            return Envelope(sp.expand(-(e.args[0] ** 2)), sp.S.Zero, nonnegative(flint.arb(1)))
        return _constant((2 - first.erfc()).union(flint.arb(2)) if falls else flint.arb(1, 1))
    limit = ball(sp.sympify(MONOTONE[type(e)]), {})
    if not (rises or falls):
        return _constant(limit * BOTH)
    between = getattr(first, METHODS[type(e)])().union(limit)
    return _constant(between if rises else -between)


def _constant(v: flint.arb) -> Envelope:
    return Envelope(sp.S.Zero, sp.S.Zero, v)


def falling(a: Envelope) -> bool:
    """Whether an envelope for which `tail` found a bound falls off exponentially."""
    return bool(a.exponent != 0)


def tail(a: Envelope, s: sp.Symbol, at: At, least: flint.arb) -> flint.arb:
    """A bound of the integral from `least` to infinity of the absolute value.

    Diverges if the integral is shown not to exist, and Unbounded if no bound is known; the whole line if `least` is too
    small for one.
    """
    if a.factor == 0:
        return flint.arb(0)
    definite, size = a.factor > 0 or a.factor < 0, abs(a.factor).upper()
    if a.exponent == 0:
        if a.power >= -1:
            if definite:
                raise Diverges
            raise Unbounded(
                "the integrand is known to be of the order of " + (f"{s}**({a.power})" if a.power else "1") + " only"
            )
        return size * real_power(least, a.power + 1) / ratio_ball(-(a.power + 1))
    q = rate(a.exponent, s, at, least)
    if q.power <= 0:
        raise Unbounded(f"exp({a.exponent}) has no known bound")
    if q.factor > 0:
        if definite:
            raise Diverges
        raise Unbounded(f"exp({a.exponent}) grows")
    if not q.factor < 0:
        return LINE
    c, m = abs(q.factor).lower(), ratio_ball(q.power)
    y, n = c * real_power(least, q.power), ratio_ball((a.power + 1) / q.power)
    room = flint.arb(1) if n <= 1 else 1 - (n - 1) / y  # Gamma(n, y) <= y^(n - 1) exp(-y) / room
    if not room > 0:
        return LINE
    return size * real_power(least, a.power + 1 - q.power) * (-y).exp() / (m * c * room)
