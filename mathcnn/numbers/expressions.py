"""SymPy expressions in balls: enclosures of their values for all numbers in the balls of their letters."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import TypeAlias

import flint
import sympy as sp

from .ball_operations import LINE, Ball, absolute, is_nan, logarithm, nonnegative, powered, rooted, times
from .pieces import said

At: TypeAlias = dict[sp.Symbol, Ball]  # the ball of each letter
Compiled: TypeAlias = Callable[[At, bool], Ball]


class NotEnclosed(ValueError):
    """No bounded ball was found for a value or an integral, which may exist or not."""


METHODS: dict[type[sp.Basic], str] = {
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
RIGHT: Callable[[Ball], bool] = lambda z: bool(z.real > 0)
CLEAR: dict[type[sp.Basic], Callable[[Ball], bool]] = {  # where a function with branch cuts is known to be analytic
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


def ball(e: sp.Expr, at: At, analytic: bool = False) -> Ball:
    """A ball, real or complex, that encloses the value of an expression.

    at: the ball of each letter. analytic: whether the result must be NaN if a complex ball meets a branch cut, as
    python-flint's integration asks for. If a condition of a case is undecided, the result is the hull of all cases that
    may hold. ValueError if a letter has no ball or no case of a Piecewise holds, and NotEnclosed, a ValueError, if a
    function in it has no known enclosure.
    """
    return compiled(e)(at, analytic)


@functools.lru_cache(maxsize=8192)
def compiled(e: sp.Expr) -> Compiled:
    """An expression as a function of `at` and `analytic`, the arguments of `ball`, so that its tree is read once."""
    match e:
        case sp.Symbol():

            def value_of(at: At, analytic: bool) -> Ball:
                if e not in at:
                    raise ValueError(f"the letter {e.name} has no value; replace it by a number")
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
        case sp.core.numbers.Catalan():
            return lambda at, analytic: flint.arb.const_catalan()
        case sp.core.numbers.GoldenRatio() | sp.core.numbers.TribonacciConstant():
            return compiled(e.expand(func=True))
        case sp.core.numbers.ImaginaryUnit():
            return lambda at, analytic: flint.acb(0, 1)
        case sp.Add() | sp.Mul():
            parts, product = [compiled(part) for part in e.args], isinstance(e, sp.Mul)

            def joined(at: At, analytic: bool) -> Ball:
                values = [part(at, analytic) for part in parts]
                if not product:
                    return functools.reduce(operator.add, values)
                if analytic:
                    return functools.reduce(operator.mul, values)
                if any(v == 0 for v in values):
                    return flint.arb(0)  # if a case is 0, the other factors need not have a value
                return functools.reduce(times, values)

            return joined
        case sp.Pow() if e.exp.is_Integer:
            base, n = compiled(e.base), int(e.exp)
            return lambda at, analytic: powered(base(at, analytic), n)
        case sp.Pow() if e.base == sp.E:
            return compiled(sp.exp(e.exp, evaluate=False))
        case sp.Pow():
            base, power = compiled(e.base), compiled(e.exp)
            half = e.exp == sp.S.Half

            def to_power(at: At, analytic: bool) -> Ball:
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

            def log_of(at: At, analytic: bool) -> Ball:
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


def of_function(kind: type[sp.Basic], inner: Compiled) -> Compiled:
    """A function of SymPy, of a compiled argument; on the real line a bounded one has its bounds at least."""
    name, clear = METHODS[kind], CLEAR.get(kind)

    def value(at: At, analytic: bool) -> Ball:
        v = inner(at, analytic)
        if isinstance(v, flint.acb):
            return NAN if analytic and clear and not clear(v) else getattr(v, name)()
        found = getattr(v, name)() if hasattr(v, name) else getattr(flint.acb(v), name)().real
        if kind in BOUNDED and not found.is_finite() and not is_nan(v):
            return flint.arb(0, BOUNDED[kind])
        return found

    return value


def of_cases(e: sp.Piecewise, at: At) -> Ball:
    """The hull of the cases of a Piecewise that may hold. ValueError if none does."""
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


def holds(test: sp.Basic, at: At) -> bool | None:
    """Whether a condition holds in balls; None if it is undecided. NotEnclosed for a condition that is no combination
    of comparisons."""
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
