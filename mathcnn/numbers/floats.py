"""Python's floats as numbers of a statement: double precision, one rounding an operation, in the statement's order."""

from __future__ import annotations

import cmath
import functools
import math
import operator
from collections.abc import Callable, Iterable

import numpy as np

from .arithmetic import Arithmetic
from .outside import OUTSIDE, Value, present
from .quadrature import quadrature


class Floats(Arithmetic):
    """float, and complex for transforms. Where Python raises, the result is that of IEEE 754: infinity or NaN."""

    nan, inf = math.nan, math.inf

    def lift(self, v: Value) -> Value:
        return v if isinstance(v, complex) else float(v)

    def power(self, a: Value, n: int) -> Value:
        return functools.reduce(operator.mul, [a] * n, 1.0)

    def raised(self, a: Value, p: Value) -> Value:
        """IEEE's pow: NaN for a negative number to a power that is no integer."""
        if a is OUTSIDE or p is OUTSIDE:
            return OUTSIDE
        with np.errstate(all="ignore"):
            return np.power(np.float64(a), np.float64(p)).item()

    def div(self, a: Value, b: Value) -> Value:
        if a is OUTSIDE:
            return 0.0
        if b:
            return a / b
        with np.errstate(all="ignore"):
            return np.divide(float(a), float(b)).item()

    def sqrt(self, a: float) -> float:
        return math.sqrt(a) if a >= 0 else math.nan

    def exp(self, a: float) -> float:
        try:
            return math.exp(a)
        except OverflowError:
            return math.inf

    def log(self, a: float) -> float:
        return math.log(a) if a > 0 else -math.inf if a == 0 else math.nan

    def tanh(self, a: float) -> float:
        return math.tanh(a)

    def top(self, values: Iterable[Value]) -> Value:
        """The maximum, and NaN if one value is."""
        values = present(values)
        return math.nan if any(v != v for v in values) else max(values, default=-math.inf)

    def plog(self, p: Value, q: Callable[[], Value], base: Value) -> Value:
        return 0.0 if p is OUTSIDE or p == 0 else p * self.log(q()) / self.log(base)

    def root(self, k: int, n: int) -> complex:
        return cmath.exp(-2j * cmath.pi * (k % n) / n)

    def integral(self, f: Callable[[float], float], lo: Value, hi: Value) -> float:
        """The integral by quadrature, which says in its docstring how far it may be off and what it raises."""
        return quadrature(f, [0.0], float(lo), float(hi))


FLOATS = Floats()
