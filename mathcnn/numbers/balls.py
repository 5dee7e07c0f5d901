"""Balls of python-flint as numbers of a statement, at the working precision of `flint.ctx`.

A result encloses every number that it may be. It is NaN only if no value exists or an argument is NaN. The rules that
python-flint lacks are in `ball_operations`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from fractions import Fraction

import flint
import numpy as np
import sympy as sp

from . import ball_operations
from .arithmetic import COMPARE, OPPOSITE, Arithmetic, Branch, possible
from .ball_operations import LINE, Ball, Endless, endless, is_nan
from .expressions import ball
from .outside import OUTSIDE, Outside, Value, present


class Balls(Arithmetic):
    """`flint.arb`, and `flint.acb` for transforms.

    Balls without a bound are of types derived from these, whose products follow `ball_operations.times`. So `a * b` in
    a statement encloses the product for all balls.
    """

    nan, inf = flint.arb("nan"), Endless(flint.arb("inf"))

    def lift(self, v: Value) -> Value:
        """A number of Python, NumPy or SymPy as a ball that holds it; `OUTSIDE` and balls as they are."""
        if isinstance(v, (flint.arb, flint.acb)):
            return endless(v)
        if isinstance(v, Fraction):
            return flint.arb(flint.fmpq(v.numerator, v.denominator))
        if isinstance(v, Outside):
            return v
        if isinstance(v, sp.Basic):
            return endless(ball(v, {}))
        v = v.item() if isinstance(v, np.generic) else v
        return endless(flint.acb(v) if isinstance(v, complex) else flint.arb(v))

    def add(self, terms: Iterable[Value]) -> Value:
        return self.lift(sum(present(terms), flint.arb(0)))

    def prod(self, factors: Iterable[Value]) -> Value:
        found: Value = flint.arb(1)
        for v in factors:
            if v is OUTSIDE:
                return OUTSIDE
            found = ball_operations.times(found, self.lift(v))
        return found

    def power(self, a: Value, n: int) -> Value:
        return a if a is OUTSIDE else endless(ball_operations.powered(self.lift(a), int(n)))

    def raised(self, a: Value, p: Value) -> Value:
        if a is OUTSIDE or p is OUTSIDE:
            return OUTSIDE
        return endless(ball_operations.raised(self.lift(a), self.lift(p)))

    def div(self, a: Value, b: Value) -> Value:
        return flint.arb(0) if a is OUTSIDE else endless(ball_operations.divided(self.lift(a), self.lift(b)))

    def sqrt(self, a: Value) -> Value:
        return endless(ball_operations.rooted(self.lift(a)))

    def exp(self, a: Value) -> Value:
        return endless(self.lift(a).exp())

    def log(self, a: Value) -> Value:
        return endless(ball_operations.logarithm(self.lift(a)))

    def tanh(self, a: Value) -> Value:
        return ball_operations.tanh(self.lift(a))

    def absolute(self, a: Value) -> Value:
        return endless(ball_operations.absolute(self.lift(a)))

    def top(self, values: Iterable[Value]) -> Value:
        balls = [self.lift(v) for v in present(values)]
        return endless(functools.reduce(lambda a, b: a.max(b), balls)) if balls else -1 * self.inf

    def argtop(self, pairs: Iterable[tuple[Value, int]]) -> int:
        """The place of the first maximum. ValueError if the balls do not decide it."""
        found = [(self.lift(v), at) for v, at in pairs if v is not OUTSIDE]
        several = self.candidates([v for v, _ in found])
        if len(several) != 1:
            shown = ", ".join(v.str(6) for v, _ in found)
            raise ValueError(f"the place of the maximum of {shown} is not decided: the balls overlap")
        return found[several[0]][1]

    def candidates(self, values: list[Value]) -> list[int]:
        """The positions at which the first maximum may be; a NaN in the first place is it, elsewhere it may be."""
        balls = [self.lift(v) for v in values]
        if balls and is_nan(balls[0]):
            return [0]
        return [
            k
            for k, v in enumerate(balls)
            if not any(w >= v for w in balls[:k]) and not any(w > v for w in balls[k + 1 :])
        ]

    def test(self, a: Value, relation: str, b: Value) -> bool | None:
        """True or False if the relation holds for all or for no numbers in the balls, else None."""
        a, b = self.lift(a), self.lift(b)
        return True if COMPARE[relation](a, b) else False if COMPARE[OPPOSITE[relation]](a, b) else None

    def cases(self, *branches: Branch) -> Value:
        """The hull of the values of every branch that may be the first whose condition holds."""
        return functools.reduce(self.hull, map(self.lift, possible(branches)))

    def plog(self, p: Value, q: Callable[[], Value], base: Value) -> Value:
        """p log q, which is 0 if p is 0. If the ball of p holds 0, there is a value whatever q is."""
        if p is OUTSIDE or p == 0:
            return flint.arb(0)
        p = self.lift(p)
        found = self.div(p * self.log(q()), self.log(base))
        return LINE if is_nan(found) and not is_nan(p) and p.contains(0) else found

    def root(self, k: int, n: int) -> Value:
        return flint.acb(self.lift(Fraction(-2 * (k % n), n))).exp_pi_i()

    def integral(self, f: Callable[[Value], Value], lo: Value, hi: Value) -> Value:
        raise TypeError("the literal form of an integral has no rule for balls; call the formula itself with the ball")

    def hull(self, a: Value, b: Value) -> Ball:
        """The ball that holds both."""
        return endless(self.lift(a).union(self.lift(b)))


BALLS = Balls()
