"""Expressions of derivations at numbers: fractions, and 60 digits where roots and exponentials come in."""

from __future__ import annotations

import inspect
import math
import random
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import sympy as sp
from sympy import Indexed, Sum, Symbol, oo
from sympy.core.function import AppliedUndef

from mathcnn.language.statement import Within
from mathcnn.text import resources

tracing = resources.module("proofs", "tracing")
STEP = 1 / 4
FAR = 14  # where sums over all of Z end: beyond every support at sizes up to 4


def value(e: sp.Basic, env: dict[str, Any], arrays: dict[str, tuple[np.ndarray, tuple[int, ...]]]) -> Any:
    """An expression at numbers, read off its tree: fractions, and 60 digits where roots and exponentials come in."""
    at = lambda part: value(part, env, arrays)
    match e:
        case sp.Integer():
            return int(e)
        case sp.Rational():
            return Fraction(int(e.p), int(e.q))
        case Indexed():
            x, first = arrays[str(e.base)]
            place = [at(i) - lo for i, lo in zip(e.indices, first, strict=True)]
            return x[tuple(map(int, place))] if all(0 <= k < n for k, n in zip(place, x.shape, strict=True)) else 0
        case Symbol():
            return env[e.name] if e.name in env else arrays[e.name][0][()]
        case Sum():
            *inner, (s, lo, hi) = e.limits
            body = Sum(e.function, *inner) if inner else e.function
            ends = (-FAR if lo == -oo else at(lo)), (FAR if hi == oo else at(hi))
            return sum(value(body, {**env, s.name: k}, arrays) for k in range(int(ends[0]), int(ends[1]) + 1))
        case AppliedUndef():
            return env[str(e.func)](at(e.args[0]))
        case sp.Integral():  # of bells of sharpness p the trapezoidal rule is right to about e^(-pi^2 / (p step^2))
            *inner, (s, lo, hi) = e.limits
            body = sp.Integral(e.function, *inner) if inner else e.function
            assert (lo, hi) == (-oo, oo)
            return STEP * sum(value(body, {**env, s.name: k * STEP}, arrays) for k in range(-28, 29))
        case sp.Derivative():  # the imaginary part moves with the derivative: nothing cancels
            ((x, _),) = e.variable_count
            return value(e.expr, {**env, x.name: env[x.name] + 1e-30j}, arrays).imag / 1e-30
        case sp.Add():
            return sum(map(at, e.args))
        case sp.Mul():
            parts = sorted(e.args, key=lambda part: not isinstance(part, Within))
            return product(parts, at)
        case sp.Pow():
            base, exponent = at(e.base), at(e.exp)
            if isinstance(exponent, int) or exponent == int(exponent):
                return (
                    base ** int(exponent)
                    if exponent >= 0
                    else 1 / (Fraction(base) if isinstance(base, int) else base) ** int(-exponent)
                )
            return precise(base) ** precise(exponent)
        case Within():
            k, lo, hi = map(at, e.args)
            return int(lo <= k < hi)
        case sp.Mod():
            k, n = map(at, e.args)
            return k % n
        case sp.floor() | sp.ceiling():
            q = at(e.args[0])
            return math.floor(q) if isinstance(e, sp.floor) else math.ceil(q)
        case sp.Max() | sp.Min():
            return (max if isinstance(e, sp.Max) else min)(map(at, e.args))
        case sp.Piecewise():
            return at(next(part for part, test in e.args if truth(test, at)))
        case sp.Abs():
            return abs(at(e.args[0]))
        case sp.binomial():
            n, k = map(at, e.args)
            return math.comb(n, k) if k >= 0 else 0
        case sp.exp() | sp.tanh():
            return getattr(mpmath, type(e).__name__)(precise(at(e.args[0])))
    raise TypeError(f"no value for {type(e).__name__}")


def product(parts: list[sp.Basic], at: Any) -> Any:
    """Brackets first: where one is zero, the rest need not have a value."""
    found: Any = 1
    for part in parts:
        found = found * at(part)
        if found == 0:
            return 0
    return found


def truth(test: sp.Basic, at: Any) -> bool:
    """A condition on whole numbers, at numbers."""
    match test:
        case sp.And():
            return all(truth(part, at) for part in test.args)
        case sp.Eq():
            return at(test.lhs) == at(test.rhs)
        case sp.Ge() | sp.Gt() | sp.Le() | sp.Lt():
            return bool(test.func(at(test.lhs), at(test.rhs)))
    return bool(test)


def precise(x: Any) -> Any:
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, (int, Fraction)) else x


def letters_in(v: Any) -> set[Symbol]:
    if isinstance(v, tuple):
        return {s for one in v for s in letters_in(one)}
    if isinstance(v, tracing.Array):
        return {s for n in v.shape for s in n.free_symbols}
    return set(v.free_symbols) if isinstance(v, sp.Expr) else set()


def concrete(v: Any, env: dict[str, Any], made: dict[str, np.ndarray], name: str) -> Any:
    if isinstance(v, tuple):
        return tuple(concrete(one, env, made, name) for one in v)
    if isinstance(v, tracing.Array):
        return made[name]
    return value(v, env, {}) if isinstance(v, sp.Expr) else v


def sample(sides: Any, rng: random.Random) -> tuple[dict[str, Any], dict[str, np.ndarray]] | None:
    """Sizes and numbers for the letters, within what sizes have to be, and whole numbers for the arrays;

    None where they don't fit.
    """
    every = [*sides.arguments.values(), *sides.settings.values()]
    letters = sorted(
        {s for v in every for s in letters_in(v)} | {s for n in sides.shape for s in n.free_symbols}, key=str
    )
    env: dict[str, Any] = {}
    for s in letters:
        if s.is_integer:
            env[s.name] = rng.randint(1 if s.is_positive else 0, 4 if s.is_positive else 2)
        else:
            env[s.name] = (
                Fraction(rng.randint(1, 7), rng.randint(1, 5))
                if s.name != "momentum"
                else Fraction(rng.randint(0, 3), 4)
            )
    if any(value(fact, env, {}) < 0 for fact in sides.sizes):
        return None
    for rule in sides.law.requires:
        names = list(inspect.signature(rule).parameters)
        if set(names) <= set(env) and not rule(**{a: env[a] for a in names}):
            return None
    made = {}
    for name, v in sides.arguments.items():
        if isinstance(v, tracing.Array):
            shape = tuple(int(value(n, env, {})) for n in v.shape)
            if math.prod(shape) > 160:
                return None
            least = 0 if name in sides.given.nonnegative else -5
            x = np.empty(shape, object)
            x[...] = np.reshape([Fraction(rng.randint(least, 5)) for _ in range(math.prod(shape))], shape)
            made[name] = x
    return env, made


def both_sides(sides: Any, env: dict[str, Any], made: dict[str, np.ndarray]) -> tuple[Any, Any]:
    """The law itself on these numbers, its formula run from the statement."""
    settings = {a: concrete(v, env, made, a) for a, v in sides.settings.items()}

    def literal(*args: Any, **kwargs: Any) -> Any:
        call = sides.law.of.signature.bind(*args, **kwargs).arguments
        return sides.law.of.literal(**{**settings, **call})

    return sides.law.fn(literal, **{a: concrete(v, env, made, a) for a, v in sides.arguments.items()})


def close(got: Any, want: Any) -> bool:
    """Equal; with roots and exponentials to 40 of 60 digits, where a few hundred operations lose three."""
    if hasattr(want, "expression"):
        want = want.expression()
    if isinstance(want, sp.Expr):
        want = (
            int(want)
            if want.is_Integer
            else Fraction(int(want.p), int(want.q))
            if want.is_Rational
            else mpmath.mpf(str(sp.N(want, 60)))
        )
    if isinstance(got, (int, Fraction)) and isinstance(want, (int, Fraction)):
        return got == want
    return abs(precise(got) - precise(want)) <= mpmath.mpf(10) ** -40 * (1 + abs(precise(want)))
