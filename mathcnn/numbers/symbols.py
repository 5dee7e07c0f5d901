"""SymPy expressions as numbers, kept in a form in which equal ones look equal, and a test for zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

import sympy as sp

from .arithmetic import Arithmetic, Branch
from .exact import EXACT, root_of_unity
from .outside import OUTSIDE, Value, present


class Symbols(Arithmetic):
    """SymPy expressions.

    The arguments of roots, logarithms and exponentials are brought to one form when these are made. So afterwards a
    rational normal form in them decides equality: see `is_zero`.
    """

    nan, inf = sp.nan, sp.oo

    def lift(self, v: Value) -> Value:
        return sp.Rational(v) if isinstance(v, (float, Fraction)) else sp.sympify(v)

    def add(self, terms: Iterable[Value]) -> Value:
        return sp.Add(*present(terms))

    def power(self, a: Value, n: int) -> Value:
        return a**n

    def raised(self, a: Value, p: Value) -> Value:
        """A power as an exponential, so that equal powers look equal. 0 to the power of a letter p stays as it is."""
        a, p = sp.sympify(a), sp.sympify(p)
        if a == 0:
            if p.is_positive:
                return sp.S.Zero
            if p.is_zero:
                return sp.S.One
            return sp.oo if p.is_negative else sp.Pow(a, p, evaluate=False)
        return a**p if p.is_Integer else self.exp(p * self.log(a))

    def div(self, a: Value, b: Value) -> Value:
        return sp.S.Zero if a is OUTSIDE else sp.sympify(a) / sp.sympify(b)

    def sqrt(self, a: Value) -> Value:
        return sp.sqrt(sp.factor(sp.expand(a)))

    def exp(self, a: Value) -> Value:
        return sp.expand_power_exp(sp.exp(sp.expand(a)))

    def log(self, a: Value) -> Value:
        return sp.expand_log(sp.log(sp.factor(a)), force=True)

    def tanh(self, a: Value) -> Value:
        """As exponentials, whose addition theorem the normal form applies."""
        e = self.exp(2 * sp.sympify(a))
        return (e - 1) / (e + 1)

    def top(self, values: Iterable[Value]) -> Value:
        return sp.Max(*present(values))

    def test(self, a: Value, relation: str, b: Value) -> Value:
        """The relation as an expression of SymPy, which is true or false where that is known."""
        return sp.Rel(sp.sympify(a), sp.sympify(b), relation)

    def cases(self, *branches: Branch) -> Value:
        return sp.Piecewise(*((value(), test) for test, value in branches if test not in (False, sp.false)))

    def plog(self, p: Value, q: Callable[[], Value], base: Value) -> Value:
        return sp.S.Zero if p is OUTSIDE or p == 0 else p * self.log(q()) / self.log(sp.sympify(base))

    def root(self, k: int, n: int) -> Value:
        return root_of_unity(k, n)

    def integral(self, f: Callable[[Value], Value], lo: Value, hi: Value) -> Value:
        return EXACT.integral(f, lo, hi)


def is_zero(e: sp.Expr) -> bool:
    """Whether an expression is zero as a rational function of its letters, roots, exponentials and logarithms.

    Expressions with cases, maxima or absolute values are written out as cases first.
    """
    if e.has(sp.Piecewise):
        return bool(sp.simplify(sp.piecewise_fold(e)) == 0)
    if e.has(sp.Max, sp.Abs):  # if a maximum cancels as a letter would, nothing more is needed
        return _cancels(e) or bool(sp.simplify(sp.piecewise_fold(e)) == 0)
    return _cancels(e)


def _cancels(e: sp.Expr) -> bool:
    return bool(sp.cancel(sp.together(sp.expand_power_exp(sp.expand_log(e, force=True)))) == 0)


SYMBOLS = Symbols()
