"""Sums of square roots as exact numbers."""

from __future__ import annotations

import functools
import math
import operator
from fractions import Fraction
from typing import Any

import flint
import sympy as sp

TRIAL = 2**15  # primes up to this one are found by trial division
LARGEST = 160  # bits of a composite number that is still split into large primes: that takes seconds
HOPELESS = 2048  # bits of a number for which even the search for small factors takes seconds


@functools.total_ordering
class Surds:
    """An exact sum of terms c sqrt(d), d distinct square-free whole numbers.

    Their roots are linearly independent over the rationals; so two such sums are equal exactly if their coefficients
    are.
    """

    __slots__ = ("terms",)

    def __init__(self, terms: dict[int, Fraction]):
        self.terms = terms

    @classmethod
    def of(cls, terms: dict[int, Fraction]) -> Any:
        """A sum of roots; a number where none is left."""
        terms = {d: c for d, c in terms.items() if c != 0}
        return cls(terms) if terms.keys() - {1} else terms.get(1, Fraction(0))

    @classmethod
    def root(cls, q: int | Fraction) -> Any:
        """sqrt(q), with every square taken out."""
        if q < 0:
            raise ValueError(f"sqrt of {q}: it needs a number that is not negative")
        outside, inside = _without_squares(q.numerator * q.denominator)
        return cls.of({inside: Fraction(outside, q.denominator)})

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, (Surds, int, Fraction)):
            return NotImplemented
        terms = dict(self.terms)
        for d, c in _surd_terms(other).items():
            terms[d] = terms.get(d, Fraction(0)) + c
        return Surds.of(terms)

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, (Surds, int, Fraction)):
            return NotImplemented
        terms: dict[int, Fraction] = {}
        for d, a in self.terms.items():
            for e, b in _surd_terms(other).items():
                common = math.gcd(d, e)
                product = d * e // common**2
                terms[product] = terms.get(product, Fraction(0)) + a * b * common
        return Surds.of(terms)

    def __truediv__(self, other: Any) -> Any:
        return self * (1 / other if isinstance(other, Surds) else Fraction(1) / other)

    def __rtruediv__(self, other: Any) -> Any:
        """By the conjugate in one prime's root, which the product with it no longer holds."""
        prime = min(sp.factorint(max(self.terms)))
        conjugate = Surds({d: -c if d % prime == 0 else c for d, c in self.terms.items()})
        return conjugate * other / (self * conjugate)

    def __pow__(self, n: int) -> Any:
        return functools.reduce(operator.mul, [self] * n, Fraction(1))

    def __neg__(self) -> Any:
        return self * -1

    def __sub__(self, other: Any) -> Any:
        return self + -other

    def __rsub__(self, other: Any) -> Any:
        return -self + other

    __radd__, __rmul__ = __add__, __mul__

    def __abs__(self) -> Any:
        return -self if self < 0 else self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Surds) and self.terms == other.terms

    def __lt__(self, other: Any) -> bool:
        apart, bits = self - other, 64
        while isinstance(apart, Surds):  # not zero, so balls small enough decide its sign
            with flint.ctx.workprec(bits):
                value = sum(
                    (
                        flint.arb(flint.fmpq(c.numerator, c.denominator)) * flint.arb(d).sqrt()
                        for d, c in apart.terms.items()
                    ),
                    flint.arb(0),
                )
            if value < 0 or value > 0:
                return bool(value < 0)
            bits *= 2
        return bool(apart < 0)

    __hash__ = None  # type: ignore[assignment]

    def expression(self) -> sp.Expr:
        """The same number in SymPy."""
        return sp.Add(*(sp.Rational(c.numerator, c.denominator) * sp.sqrt(d) for d, c in self.terms.items()))

    def __float__(self) -> float:
        return float(self.expression())

    def __repr__(self) -> str:
        return " + ".join(f"{c} sqrt({d})" for d, c in self.terms.items())


def _surd_terms(v: Any) -> dict[int, Fraction]:
    return v.terms if isinstance(v, Surds) else {1: Fraction(v)}


@functools.cache
def _without_squares(n: int) -> tuple[int, int]:
    """n = outside^2 inside, inside without a square factor.

    Raises ValueError where n is no square and has more than 2048 bits, or trial division leaves a factor of more than
    160 bits that is no prime and no square: to split such a number can take hours.
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
    """The prime factors of what trial division leaves, and how often each occurs."""
    if n < TRIAL**2 or sp.isprime(n):
        return {n: 1}
    if n.bit_length() > LARGEST:
        raise ValueError(f"sqrt of an exact number with a factor of {n.bit_length()} bits, too large to be factorised")
    return {int(prime): int(power) for prime, power in sp.factorint(n).items()}
