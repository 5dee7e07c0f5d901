"""Exact numbers: int, Fraction, polynomials in letters, and sums of roots or logarithms of them. Nothing is rounded.

Roots of fractions are `Surds`, logarithms are `Logs`. Exponentials, hyperbolic tangents and other powers are left to
SymPy, so that a result may be a SymPy expression.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction

import sympy as sp
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from .arithmetic import Arithmetic
from .floats import FLOATS
from .integrals import VARIABLE, closed
from .outside import OUTSIDE, Value, present
from .surds import Logs, Surds

SIMPLE = 1000  # denominators of exponents up to this are those of roots; a float such as 0.7 has 2^52


class Base(sp.UnevaluatedExpr):  # type: ignore[misc]  # SymPy has no types
    """A positive number whose powers SymPy leaves as they are."""

    is_positive = True

    def _eval_evalf(self, prec: int) -> sp.Expr:
        return self.args[0]._eval_evalf(prec)


class Exact(Arithmetic):
    """int, Fraction, and elements of SymPy's polynomial rings and fields."""

    nan, inf = math.nan, math.inf

    def lift(self, v: Value) -> Value:
        """A finite float as the fraction that it is; any other number as it is."""
        return Fraction(v) if isinstance(v, float) and math.isfinite(v) else v

    def power(self, a: Value, n: int) -> Value:
        return a**n

    def raised(self, a: Value, p: Value) -> Value:
        """a to any real power. ValueError for a negative number to a fractional power, which is no real number."""
        a, p = self.lift(a), self.lift(p)
        if a is OUTSIDE or p is OUTSIDE:
            return OUTSIDE
        if not isinstance(p, (int, Fraction)):
            return sp.Pow(sp.sympify(a), sp.sympify(p))
        if isinstance(a, float) or a == 0:
            return FLOATS.raised(a, float(p)) if isinstance(a, float) or p < 0 else int(p == 0)
        if p.denominator == 1:
            power = self.power(a, abs(p.numerator))
            return power if p >= 0 else self.div(1, power)
        if isinstance(a, (int, Fraction)) and a < 0:
            raise ValueError(f"{a} to the power {p}: no real number; a negative number takes integer powers only")
        base = sp.sympify(a)
        if p.denominator > SIMPLE:  # SymPy would take out whole powers of primes, which are too large to write down
            base = Base(base)
        return sp.Pow(base, sp.Rational(p.numerator, p.denominator))

    def div(self, a: Value, b: Value) -> Value:
        if a is OUTSIDE:
            return 0
        if isinstance(a, int):
            a = Fraction(a)
        if isinstance(a, PolyElement) and isinstance(b, (int, Fraction)):
            return a.quo_ground(a.ring.domain.convert(b))
        return a * (1 / Fraction(b)) if isinstance(a, Logs) else a / b

    def sqrt(self, a: Value) -> Value:
        return Surds.root(a) if isinstance(a, (int, Fraction)) else sp.sqrt(sp.nsimplify(a))

    def exp(self, a: Value) -> Value:
        return sp.exp(sp.sympify(a))

    def log(self, a: Value) -> Value:
        return sp.log(sp.sympify(a))

    def tanh(self, a: Value) -> Value:
        return sp.tanh(sp.sympify(a))

    def top(self, values: Iterable[Value]) -> Value:
        """The maximum. TypeError for polynomials, which have no order."""
        values = present(values)
        if any(isinstance(v, (PolyElement, FracElement)) for v in values):
            raise TypeError("letters have no maximum")
        return max(values, default=-self.inf)

    def plog(self, p: Value, q: Callable[[], Value], base: Value) -> Value:
        if p is OUTSIDE or p == 0:
            return 0
        found = q()
        if isinstance(found, float) and found == math.inf:
            return found if base > 1 else -found
        return Logs.of(found, base) * p

    def root(self, k: int, n: int) -> Value:
        return root_of_unity(k, n)

    def integral(self, f: Callable[[Value], Value], lo: Value, hi: Value) -> Value:
        """The integral in closed form, as an expression of SymPy; `closed` says what it raises."""
        return closed(f(VARIABLE), VARIABLE, sp.sympify(lo), sp.sympify(hi))


def root_of_unity(k: int, n: int) -> sp.Expr:
    """exp(-2 pi i k / n) in SymPy, as a sum of real and imaginary part."""
    found: sp.Expr = sp.expand_complex(sp.exp(-2 * sp.pi * sp.I * sp.Rational(k % n, n)))
    return found


EXACT = Exact()
