"""Sums of square roots, and sums of logarithms, as exact numbers: equality is decided by their coefficients."""

from __future__ import annotations

import functools
import math
import operator
from fractions import Fraction

import flint
import numpy as np
import sympy as sp
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from .outside import Value

TRIAL = 2**15  # primes up to this one are found by trial division
LARGEST = 160  # bits of a composite number that is still split into large primes: that takes seconds
HOPELESS = 2048  # bits of a number for which even the search for small factors takes seconds


def exact_ball(v: int | Fraction | float) -> flint.arb:
    """A number as a ball at the working precision: exact if its denominator is a power of 2."""
    if isinstance(v, float):
        return flint.arb(v)
    return flint.arb(flint.fmpq(int(v.numerator), int(v.denominator)))


# ---------------------------------------------------------------- square roots


@functools.total_ordering
class Surds:
    """An exact sum of terms c sqrt(d) with rational c and distinct square-free integers d.

    The roots of such d are linearly independent over the rationals. So two sums are equal if and only if their
    coefficients are equal.
    """

    __slots__ = ("terms",)

    def __init__(self, terms: dict[int, Fraction]):
        self.terms = terms

    @classmethod
    def of(cls, terms: dict[int, Fraction]) -> Value:
        """The sum of c sqrt(d) over {d: c}: a `Surds`, or a Fraction if no root is left."""
        terms = {d: c for d, c in terms.items() if c != 0}
        return cls(terms) if terms.keys() - {1} else terms.get(1, Fraction(0))

    @classmethod
    def root(cls, q: int | Fraction) -> Value:
        """sqrt(q), written as a rational times the root of a square-free integer. ValueError for q < 0."""
        if q < 0:
            raise ValueError(f"sqrt of {q}: it needs a number that is not negative")
        outside, inside = _without_squares(q.numerator * q.denominator)
        return cls.of({inside: Fraction(outside, q.denominator)})

    def __add__(self, other: Value) -> Value:
        if not isinstance(other, (Surds, int, Fraction)):
            return NotImplemented
        terms = dict(self.terms)
        for d, c in _surd_terms(other).items():
            terms[d] = terms.get(d, Fraction(0)) + c
        return Surds.of(terms)

    def __mul__(self, other: Value) -> Value:
        if not isinstance(other, (Surds, int, Fraction)):
            return NotImplemented
        terms: dict[int, Fraction] = {}
        for d, a in self.terms.items():
            for e, b in _surd_terms(other).items():
                common = math.gcd(d, e)
                product = d * e // common**2
                terms[product] = terms.get(product, Fraction(0)) + a * b * common
        return Surds.of(terms)

    def __truediv__(self, other: Value) -> Value:
        return self * (1 / other if isinstance(other, Surds) else Fraction(1) / other)

    def __rtruediv__(self, other: Value) -> Value:
        """The quotient, by multiplying with the conjugate that changes the sign of one prime's root. The product with
        it no longer has that root."""
        prime = min(sp.factorint(max(self.terms)))
        conjugate = Surds({d: -c if d % prime == 0 else c for d, c in self.terms.items()})
        return conjugate * other / (self * conjugate)

    def __pow__(self, n: int) -> Value:
        return functools.reduce(operator.mul, [self] * n, Fraction(1))

    def __neg__(self) -> Value:
        return self * -1

    def __sub__(self, other: Value) -> Value:
        return self + -other

    def __rsub__(self, other: Value) -> Value:
        return -self + other

    __radd__, __rmul__ = __add__, __mul__

    def __abs__(self) -> Value:
        return -self if self < 0 else self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Surds) and self.terms == other.terms

    def __lt__(self, other: Value) -> bool:
        difference, bits = self - other, 64
        while isinstance(difference, Surds):  # not zero, so that small enough balls decide its sign
            with flint.ctx.workprec(bits):
                terms = (exact_ball(c) * flint.arb(d).sqrt() for d, c in difference.terms.items())
                value = sum(terms, flint.arb(0))
            if value < 0 or value > 0:
                return bool(value < 0)
            bits *= 2
        return bool(difference < 0)

    __hash__ = None  # type: ignore[assignment]  # equal values have different forms; Python sets None so, too

    def expression(self) -> sp.Expr:
        """The same number in SymPy."""
        return sp.Add(*(sp.Rational(c.numerator, c.denominator) * sp.sqrt(d) for d, c in self.terms.items()))

    def __float__(self) -> float:
        return float(self.expression())

    def __repr__(self) -> str:
        return " + ".join(f"{c} sqrt({d})" for d, c in self.terms.items())


def _surd_terms(v: Value) -> dict[int, Fraction]:
    return v.terms if isinstance(v, Surds) else {1: Fraction(v)}


@functools.cache
def _without_squares(n: int) -> tuple[int, int]:
    """(outside, inside) with n = outside^2 inside, inside having no square factor.

    ValueError if n is no square and has more than HOPELESS bits, or if trial division leaves a factor of more than
    LARGEST bits that is no prime and no square: to split such a number can take hours.
    """
    if (root := math.isqrt(n)) ** 2 == n:
        return root, 1
    if n.bit_length() > HOPELESS:
        raise ValueError(f"sqrt of an exact number of {n.bit_length()} bits, too large to be factorised")
    outside = inside = 1
    for found, power in sp.factorint(n, limit=TRIAL).items():  # the last one may be composite
        factor, power = int(found), int(power)
        if power % 2 == 0:
            outside *= factor ** (power // 2)
        elif (root := math.isqrt(factor)) ** 2 == factor:
            outside *= root**power
        else:
            for prime, times in _primes(factor).items():
                outside, inside = outside * prime ** (times * power // 2), inside * prime ** (times * power % 2)
    return outside, inside


def _primes(n: int) -> dict[int, int]:
    """The prime factors of a number without factors <= TRIAL, as {prime: power}."""
    if n < TRIAL**2 or sp.isprime(n):
        return {n: 1}
    if n.bit_length() > LARGEST:
        raise ValueError(f"sqrt of an exact number with a factor of {n.bit_length()} bits, too large to be factorised")
    return {int(prime): int(power) for prime, power in sp.factorint(n).items()}


# ---------------------------------------------------------------- logarithms


@functools.lru_cache(4096)
def factored(q: PolyElement) -> tuple[Value, list[tuple[PolyElement, int]]]:
    """A constant, and the irreducible factors of a polynomial with their powers. Laws ask for the same ones again."""
    found: tuple[Value, list[tuple[PolyElement, int]]] = q.factor_list()
    return found


class Logs:
    """An exact sum of terms c log(f) to an integer base, f prime numbers or irreducible polynomials.

    The logarithms of distinct primes are linearly independent over the rationals, and those of distinct irreducible
    polynomials over the rational functions. So two sums are equal if and only if their coefficients are equal.
    """

    def __init__(self, terms: dict[Value, Value], base: Value):
        self.terms, self.base = {f: c for f, c in terms.items() if c != 0}, base

    @classmethod
    def of(cls, q: Value, base: Value) -> Logs:
        """The logarithm of q to the base; that of |q| if q is a polynomial or a quotient of polynomials, whose factors
        have their sign by convention only. ValueError for a number q <= 0."""
        if isinstance(q, (FracElement, PolyElement)):
            constant = Fraction(1)
            terms: dict[Value, Value] = {}
            for part, sign in ((q.numer, 1), (q.denom, -1)) if isinstance(q, FracElement) else ((q, 1),):
                found, factors = factored(part)
                constant *= Fraction(int(found.numerator), int(found.denominator)) ** sign
                terms |= {f: sign * n for f, n in factors}
            if terms:
                logarithm: Logs = cls(terms, base) + cls.of(abs(constant), base)
                return logarithm
            q = constant
        q = Fraction(q)
        if q <= 0:
            raise ValueError(f"log of {q}: it needs a positive number")
        return cls(dict(sp.factorrat(sp.Rational(q.numerator, q.denominator))), base)

    def __add__(self, other: Value) -> Value:
        if isinstance(other, float) and math.isinf(other):
            return other
        if isinstance(other, Logs):
            other = other.to(self.base)
        else:  # a number c is c log(base)
            other = Logs.of(self.base, self.base) * other if other != 0 else Logs({}, self.base)
        terms = dict(self.terms)
        for f, c in other.terms.items():
            terms[f] = terms.get(f, 0) + c
        return Logs(terms, self.base)

    def to(self, base: Value) -> Logs:
        """The same number to another base. TypeError unless that is a rational power of this one."""
        if self.base == base or not self.terms:
            return Logs(self.terms, base)
        here, there = (Logs.of(b, b).terms for b in (self.base, base))
        ratio = {Fraction(there.get(f, 0), c) for f, c in here.items()}
        if len(ratio) > 1 or here.keys() != there.keys():
            raise TypeError(f"logarithms to the bases {self.base} and {base} have no common exact form")
        return Logs({f: c * r for f, c in self.terms.items() for r in ratio}, base)

    def __mul__(self, c: Value) -> Logs:
        return Logs({f: c * n for f, n in self.terms.items()}, self.base)

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> Logs:
        return self * -1

    def __sub__(self, other: Value) -> Value:
        return self + -other

    def __rsub__(self, other: Value) -> Value:
        return -self + other

    def enclosure(self) -> flint.arb:
        """A ball that holds the value, at the working precision. The terms must be logarithms of numbers."""
        terms = (exact_ball(c) * flint.arb(int(f)).log() for f, c in self.terms.items())
        return sum(terms, flint.arb(0)) / exact_ball(Fraction(self.base)).log()

    def sign(self) -> int:
        """-1, 0 or 1. Zero is decided by the coefficients, the other signs by small enough balls."""
        bits = 64
        while self.terms:
            with flint.ctx.workprec(bits):
                value = self.enclosure()
            if value > 0 or value < 0:
                return 1 if value > 0 else -1
            bits *= 2
        return 0

    def against(self, other: Value) -> int:
        """-1, 0 or 1 if this number is less than, equal to or greater than `other`."""
        rest = self - other
        return rest.sign() if isinstance(rest, Logs) else 1 if rest > 0 else -1

    def __eq__(self, other: object) -> bool:
        try:
            rest = self - other
        except TypeError:  # the bases are not powers of each other, or `other` is not a number
            return isinstance(other, Logs) and not self.differs(other)
        return isinstance(rest, Logs) and not rest.terms

    def differs(self, other: Value) -> bool:
        """Whether two sums differ whose bases have no common power.

        With letters they do: the ratio of their coefficients would be irrational. ArithmeticError if balls of 1024 bits
        overlap, which does not decide it.
        """
        if not all(isinstance(f, (int, np.integer)) for f in (*self.terms, *other.terms)):
            return True
        for bits in (64, 256, 1024):
            with flint.ctx.workprec(bits):
                if not self.enclosure().overlaps(other.enclosure()):
                    return True
        raise ArithmeticError(f"{self} and {other} agree to 1024 bits, which does not prove that they are equal")

    def __lt__(self, other: Value) -> bool:
        return self.against(other) < 0

    def __le__(self, other: Value) -> bool:
        return self.against(other) <= 0

    def __gt__(self, other: Value) -> bool:
        return self.against(other) > 0

    def __ge__(self, other: Value) -> bool:
        return self.against(other) >= 0

    __hash__ = None  # type: ignore[assignment]  # equal values have different forms; Python sets None so, too

    def __float__(self) -> float:
        with flint.ctx.workprec(128):  # so that only the conversion rounds
            return float(self.enclosure()) if self.terms else 0.0

    def __repr__(self) -> str:
        return " + ".join(f"{c} log{self.base} {f}" for f, c in self.terms.items()) or "0"
