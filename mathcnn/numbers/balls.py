"""Balls of python-flint by rules that keep a value where there is one, and expressions of SymPy in balls.

python-flint raises a ball around 0 to a whole power by exp(n log), and divides, takes roots and logarithms of it to
NaN. The rules here give the hull of all values that exist: an unbounded ball where they have no bound. NaN stays NaN. A
ball has a middle and a radius, so one end cannot be infinite alone: the unbounded ball is the whole line.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import Any

import flint
import sympy as sp

from .pieces import said

LINE = flint.arb(0, float("inf"))  # every real number, and both infinities
PLANE = flint.acb(LINE, LINE)
At = dict[sp.Symbol, Any]


class NotEnclosed(ValueError):
    """A value or an integral for which no bounded ball was found: it may exist or not."""


# ---------------------------------------------------------------- one operation each


def is_nan(v: Any) -> bool:
    """Whether a ball, real or complex, is no number."""
    return is_nan(v.real) or is_nan(v.imag) if isinstance(v, flint.acb) else bool(v.mid().is_nan())


def nonnegative(top: Any) -> flint.arb:
    """A ball that holds [0, top] and no negative number; the whole line where top has no bound."""
    if not top.is_finite():
        return LINE
    half = flint.arb(0, (top / 2).upper())
    return half + half.rad()  # exact: a radius has 30 bits


def powered(a: Any, n: int) -> Any:
    """a to a whole power; 1 for n = 0. An even power of a real ball is not negative."""
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
        return flint.arb(0) if a == 0 else nonnegative(larger(abs(low), abs(high)) ** n)
    ends = [v if v == 0 else v**n for v in (low.lower(), high.upper())]
    return ends[0].union(ends[1])


def times(a: Any, b: Any) -> Any:
    """The product; the whole line (or plane) where one factor is infinite and the other may be 0 but need not be."""
    found = a * b
    if not is_nan(found) or is_nan(a) or is_nan(b) or a == 0 or b == 0:
        return found
    return PLANE if isinstance(found, flint.acb) else LINE


def larger(a: Any, b: Any) -> Any:
    return b if a < b else a


def divided(a: Any, b: Any) -> Any:
    """The quotient; the whole line (or plane) where the divisor may be 0, and NaN for 0 / 0."""
    if is_nan(a) or is_nan(b):
        return a / b
    complex_ = isinstance(a, flint.acb) or isinstance(b, flint.acb)
    if b.contains(0):
        if b == 0 and a.contains(0):
            return flint.acb("nan") if complex_ else flint.arb("nan")
        return PLANE if complex_ else LINE
    found = a / b
    return (PLANE if complex_ else LINE) if is_nan(found) and not (infinite(a) and infinite(b)) else found


def infinite(v: Any) -> bool:
    """Whether a ball is exactly one of the infinities."""
    return isinstance(v, flint.arb) and v.is_exact() and not v.is_finite() and not is_nan(v)


def rooted(a: Any) -> Any:
    """The square root of the part that is not negative; NaN where there is none."""
    if isinstance(a, flint.acb) or is_nan(a) or a < 0 or a > 0:
        return a.sqrt()
    return flint.arb(0) if a == 0 else nonnegative(a.upper().sqrt())


def logarithm(a: Any) -> Any:
    """The logarithm of the part that is not negative: -inf at 0, NaN where there is none."""
    if isinstance(a, flint.acb) or is_nan(a) or a < 0 or a > 0:
        return a.log()
    return flint.arb("-inf") if a == 0 else LINE


def tanh(a: Any) -> Any:
    """The hyperbolic tangent, between -1 and 1 also of an unbounded ball."""
    found = a.tanh()
    return flint.arb(0, 1) if is_nan(found) and isinstance(a, flint.arb) and not is_nan(a) else found


def absolute(a: Any) -> Any:
    """The absolute value, which is not negative."""
    if isinstance(a, flint.acb) or is_nan(a) or not a.contains(0) or not a.is_finite():
        return abs(a)
    return nonnegative(abs(a).upper())


# ---------------------------------------------------------------- expressions in balls

METHODS: dict[Any, str] = {
    sp.exp: "exp",
    sp.sin: "sin",
    sp.cos: "cos",
    sp.tan: "tan",
    sp.cot: "cot",
    sp.sec: "sec",
    sp.csc: "csc",
    sp.sinh: "sinh",
    sp.cosh: "cosh",
    sp.tanh: "tanh",
    sp.coth: "coth",
    sp.sech: "sech",
    sp.csch: "csch",
    sp.erf: "erf",
    sp.erfc: "erfc",
    sp.erfi: "erfi",
    sp.Si: "si",
    sp.gamma: "gamma",
    sp.atan: "atan",
    sp.asin: "asin",
    sp.acos: "acos",
    sp.asinh: "asinh",
    sp.acosh: "acosh",
    sp.atanh: "atanh",
    sp.Ei: "ei",
    sp.Ci: "ci",
    sp.Shi: "shi",
    sp.Chi: "chi",
    sp.li: "li",
    sp.fresnels: "fresnel_s",
    sp.fresnelc: "fresnel_c",
}
RIGHT = lambda z: z.real > 0
CLEAR: dict[Any, Callable[[Any], bool]] = {  # where functions with branch cuts are analytic, as far as it is used
    sp.atan: lambda z: abs(z.imag) < 1,
    sp.asinh: lambda z: abs(z.imag) < 1,
    sp.asin: lambda z: abs(z.real) < 1,
    sp.acos: lambda z: abs(z.real) < 1,
    sp.atanh: lambda z: abs(z.real) < 1,
    sp.acosh: lambda z: z.real > 1,
    sp.Ei: RIGHT,
    sp.Ci: RIGHT,
    sp.Chi: RIGHT,
    sp.li: lambda z: z.real > 1,
}
BOUNDED = {sp.tanh: 1, sp.erf: 1, sp.erfc: 2, sp.atan: 2, sp.sin: 1, sp.cos: 1}  # on the real line, by absolute value
NAN = flint.acb("nan")


def ball(e: sp.Expr, at: At, analytic: bool = False) -> Any:
    """An expression in balls, real or complex. Cases that are undecided give the hull of all that may hold;
    `analytic` asks for a result that is no number where a complex ball meets a branch cut."""
    return compiled(e)(at, analytic)


@functools.lru_cache(maxsize=8192)
def compiled(e: sp.Expr) -> Callable[[At, bool], Any]:
    """An expression as a function of the balls of its letters, so that its tree is walked once."""
    match e:
        case sp.Symbol():

            def value_of(at: At, analytic: bool) -> Any:
                if e not in at:
                    raise ValueError(f"the letter {e.name} has no value; put a number in its place")
                return at[e]

            return value_of
        case sp.Rational() | sp.Float():
            q = sp.Rational(e)
            exact = flint.fmpq(int(q.p), int(q.q))
            return lambda at, analytic: flint.arb(exact)
        case sp.core.numbers.Pi():
            return lambda at, analytic: flint.arb.pi()
        case sp.core.numbers.Exp1():
            return lambda at, analytic: flint.arb.const_e()
        case sp.core.numbers.EulerGamma():
            return lambda at, analytic: flint.arb.const_euler()
        case sp.core.numbers.ImaginaryUnit():
            return lambda at, analytic: flint.acb(0, 1)
        case sp.Add() | sp.Mul():
            parts, product = [compiled(part) for part in e.args], isinstance(e, sp.Mul)

            def joined(at: At, analytic: bool) -> Any:
                values = [part(at, analytic) for part in parts]
                if not product:
                    return functools.reduce(operator.add, values)
                if not analytic and any(v == 0 for v in values):
                    return flint.arb(0)  # where a case is 0, the others need have no value
                return functools.reduce(operator.mul, values)

            return joined
        case sp.Pow() if e.exp.is_Integer:
            base, n = compiled(e.base), int(e.exp)
            return lambda at, analytic: powered(base(at, analytic), n)
        case sp.Pow() if e.base == sp.E:
            return compiled(sp.exp(e.exp, evaluate=False))
        case sp.Pow():
            base, power = compiled(e.base), compiled(e.exp)
            half = e.exp == sp.S.Half

            def to_power(at: At, analytic: bool) -> Any:
                v = base(at, analytic)
                if isinstance(v, flint.acb):
                    return v.sqrt(analytic=analytic) if half else v.pow(power(at, analytic), analytic=analytic)
                if half:
                    return rooted(v)
                n = power(at, analytic)
                if isinstance(n, flint.acb):
                    return flint.acb(v).pow(n)
                if not v.contains(0):
                    return v**n
                return nonnegative(v.upper() ** n) if n > 0 and v.upper() >= 0 else LINE

            return to_power
        case sp.log():
            inner = compiled(e.args[0])

            def log_of(at: At, analytic: bool) -> Any:
                v = inner(at, analytic)
                return v.log(analytic=analytic) if isinstance(v, flint.acb) else logarithm(v)

            return log_of
        case sp.Piecewise():
            return lambda at, analytic: of_cases(e, at)
        case sp.Abs():
            inner = compiled(e.args[0])
            return lambda at, analytic: NAN if analytic else absolute(inner(at, analytic))
        case _ if type(e) in METHODS:
            return of_function(type(e), compiled(e.args[0]))
    raise NotEnclosed(f"no enclosure is known for {type(e).__name__} in {said(e)}")


def of_function(kind: Any, inner: Callable[[At, bool], Any]) -> Callable[[At, bool], Any]:
    name, clear = METHODS[kind], CLEAR.get(kind)

    def value(at: At, analytic: bool) -> Any:
        v = inner(at, analytic)
        if isinstance(v, flint.acb):
            return NAN if analytic and clear and not clear(v) else getattr(v, name)()
        found = getattr(v, name)() if hasattr(v, name) else getattr(flint.acb(v), name)().real
        if kind in BOUNDED and not found.is_finite() and not is_nan(v):
            return flint.arb(0, BOUNDED[kind])
        return found

    return value


def of_cases(e: sp.Piecewise, at: At) -> Any:
    values = []
    for value, test in e.args:
        truth = holds(test, at)
        if truth is not False:
            values.append(ball(value, at))
        if truth:
            break
    if not values:
        raise ValueError(f"{said(e)} has no value there: a Piecewise needs a case for every number, such as (0, True)")
    return functools.reduce(lambda v, w: v.union(w), values)


def holds(test: Any, at: At) -> bool | None:
    """Whether a condition holds in balls; None where that is open."""
    if test in (sp.true, sp.false):
        return bool(test)
    if isinstance(test, (sp.And, sp.Or)):
        found = [holds(part, at) for part in test.args]
        decisive = isinstance(test, sp.Or)
        return decisive if decisive in found else None if None in found else not decisive
    if isinstance(test, sp.Not):
        found_one = holds(test.args[0], at)
        return None if found_one is None else not found_one
    if not isinstance(test, sp.core.relational.Relational):
        raise NotEnclosed(f"whether {said(test)} holds is not known in balls; write it with comparisons, and, or, not")
    gap = flint.acb(ball(sp.expand(test.lhs - test.rhs), at)).real
    strict = isinstance(test, (sp.StrictLessThan, sp.StrictGreaterThan))
    if isinstance(test, (sp.Eq, sp.Ne)):
        if gap == 0:
            return isinstance(test, sp.Eq)
        return None if gap.contains(0) else isinstance(test, sp.Ne)
    if isinstance(test, (sp.LessThan, sp.StrictLessThan)):
        gap = -gap
    yes, no = (gap > 0, gap <= 0) if strict else (gap >= 0, gap < 0)
    return True if yes else False if no else None
