"""Number types over which a literal form runs.

A kind is the set of operations that statements use, on one type of number:

Exact      int, Fraction and polynomials; a logarithm is kept as a sum of logarithms of primes
Symbols    SymPy expressions, kept in a form in which equal numbers look equal
Floats     Python's floats, by IEEE arithmetic
Balls      python-flint's arb and acb: every result encloses the exact one
Duals      any of these with all its partial derivatives
(Rounded, in rounding.py: balls that also hold the rounding errors of a fast form)
"""

from __future__ import annotations

import cmath
import functools
import math
import operator
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import sympy as sp
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from . import balls
from .surds import Surds

OPERATIONS = (
    "add",
    "prod",
    "power",
    "raised",
    "div",
    "sqrt",
    "exp",
    "log",
    "tanh",
    "absolute",
    "top",
    "argtop",
    "test",
    "cases",
    "plog",
    "root",
    "integral",
    "series",
    "nan",
    "inf",
)
COMPARE = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}
OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}


class Nothing:
    """What lies outside an array. It takes no part in a sum or a maximum, and nothing times anything is nothing."""

    def __mul__(self, other: object) -> Nothing:
        return self

    __rmul__ = __pow__ = __mul__


NOTHING = Nothing()


class Cells(dict[tuple[int, ...], Any]):
    """An array as a statement reads it: by index, and nothing outside."""

    def __call__(self, at: tuple[int, ...]) -> Any:
        return self.get(at, NOTHING)


def inside(cells: Cells, at: tuple[int, ...]) -> int:
    """1 where the array has an entry, 0 outside."""
    return int(at in cells)


def present(terms: Iterable[Any]) -> list[Any]:
    """The terms that lie inside their arrays."""
    return [t for t in terms if t is not NOTHING]


# ---------------------------------------------------------------- exact numbers


class Exact:
    """int, Fraction, and elements of SymPy's polynomial rings and fields: nothing is rounded."""

    nan, inf = math.nan, math.inf
    absolute = staticmethod(abs)
    power = staticmethod(operator.pow)

    @staticmethod
    def lift(v: Any) -> Any:
        return Fraction(v) if isinstance(v, float) and math.isfinite(v) else v

    @classmethod
    def read(cls, v: Any, exact: bool) -> Any:
        """An input; `exact` where the statement neither divides nor does worse."""
        return cls.lift(v)

    @staticmethod
    def add(terms: Iterable[Any]) -> Any:
        return sum(present(terms))

    @staticmethod
    def prod(factors: Iterable[Any]) -> Any:
        return functools.reduce(operator.mul, factors, 1)

    @staticmethod
    def div(a: Any, b: Any) -> Any:
        if a is NOTHING:
            return 0
        if isinstance(a, int):
            a = Fraction(a)
        if isinstance(a, PolyElement) and isinstance(b, (int, Fraction)):
            return a.quo_ground(a.ring.domain.convert(b))
        return a * (1 / Fraction(b)) if isinstance(a, Logs) else a / b

    @staticmethod
    def sqrt(a: Any) -> Any:
        return Surds.root(a) if isinstance(a, (int, Fraction)) else sp.sqrt(sp.nsimplify(a))

    @classmethod
    def raised(cls, a: Any, p: Any) -> Any:
        """a to a power that need not be whole.

        A power of 0 is what IEEE's pow says: 0, 1 or infinity, as p > 0, p = 0 or p < 0.
        """
        a, p = cls.lift(a), cls.lift(p)
        if a is NOTHING or p is NOTHING:
            return NOTHING
        if not isinstance(p, (int, Fraction)):
            return sp.Pow(sp.sympify(a), sp.sympify(p))
        if isinstance(a, float) or a == 0:
            return Floats.raised(a, float(p)) if isinstance(a, float) or p < 0 else int(p == 0)
        if p.denominator == 1:
            power = cls.power(a, abs(p.numerator))
            return power if p >= 0 else cls.div(1, power)
        if isinstance(a, (int, Fraction)) and a < 0:
            raise ValueError(f"{a} to the power {p}: no real number; a negative number takes integer powers only")
        return sp.Pow(sp.sympify(a), sp.Rational(p.numerator, p.denominator))

    @staticmethod
    def exp(a: Any) -> Any:
        return sp.exp(sp.sympify(a))

    @staticmethod
    def tanh(a: Any) -> Any:
        return sp.tanh(sp.sympify(a))

    @staticmethod
    def log(a: Any) -> Any:
        return sp.log(sp.sympify(a))

    @staticmethod
    def plog(p: Any, q: Callable[[], Any], base: Any) -> Any:
        if p is NOTHING or p == 0:
            return 0
        found = q()
        if isinstance(found, float) and found == math.inf:
            return found if base > 1 else -found
        return Logs.of(found, base) * p

    @staticmethod
    def root(k: int, n: int) -> Any:
        return sp.expand_complex(sp.exp(-2 * sp.pi * sp.I * sp.Rational(k % n, n)))

    @classmethod
    def top(cls, values: Iterable[Any]) -> Any:
        values = present(values)
        if any(isinstance(v, (PolyElement, FracElement)) for v in values):
            raise TypeError("letters have no maximum")
        return max(values, default=-cls.inf)

    @classmethod
    def argtop(cls, pairs: list[tuple[Any, int]]) -> int:
        pairs = [(v, at) for v, at in pairs if v is not NOTHING]
        for v, at in pairs:  # IEEE: a maximum passes NaN on, so the first NaN is its place
            if v != v:
                return at
        best = cls.top(v for v, _ in pairs)
        return next(at for v, at in pairs if v == best)

    @staticmethod
    def test(a: Any, relation: str, b: Any) -> bool | None:
        """True, False, or None where it is open."""
        return bool(COMPARE[relation](a, b))

    @staticmethod
    def cases(*branches: tuple[bool | None, Callable[[], Any]]) -> Any:
        return next(value() for test, value in branches if test)

    @staticmethod
    def integral(f: Callable[[Any], Any], lo: Any, hi: Any) -> Any:
        from .integrals import VARIABLE, closed

        return closed(f(VARIABLE), VARIABLE, sp.sympify(lo), sp.sympify(hi))

    @staticmethod
    def series(f: Callable[[Any], Any], lo: Any, hi: Any) -> Any:
        """A sum without end, over sequences that are constant from some place on."""
        from .sequences import Place

        return f(Place()).total(lo, hi)


@functools.lru_cache(4096)
def factored(q: PolyElement) -> tuple[Any, list[tuple[PolyElement, int]]]:
    """A constant and irreducible factors with their powers. The same marginals come back in one law after the other."""
    return q.factor_list()


class Logs:
    """An exact sum of terms c log(f), f prime numbers or irreducible polynomials, to a whole base.

    The logarithms of distinct primes are linearly independent over the rationals, and those of distinct irreducible
    polynomials over the rational functions; so two such sums are equal exactly if their coefficients are.
    """

    def __init__(self, terms: dict[Any, Any], base: Any):
        self.terms, self.base = {f: c for f, c in terms.items() if c != 0}, base

    @classmethod
    def of(cls, q: Any, base: Any) -> Logs:
        """log(q) to the base; of an expression in letters log |q|, since a factor has its sign by convention only."""
        if isinstance(q, (FracElement, PolyElement)):
            constant = Fraction(1)
            terms: dict[Any, Any] = {}
            for part, sign in ((q.numer, 1), (q.denom, -1)) if isinstance(q, FracElement) else ((q, 1),):
                found, factors = factored(part)
                constant *= Fraction(int(found.numerator), int(found.denominator)) ** sign
                terms |= {f: sign * n for f, n in factors}
            if terms:
                return cls(terms, base) + cls.of(abs(constant), base)
            q = constant
        q = Fraction(q)
        if q <= 0:
            raise ValueError(f"log of {q}: it needs a positive number")
        return cls(dict(sp.factorrat(sp.Rational(q.numerator, q.denominator))), base)

    def __add__(self, other: Any) -> Any:
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

    def to(self, base: Any) -> Logs:
        """The same number to another base, which has to be a rational power of this one."""
        if self.base == base or not self.terms:
            return Logs(self.terms, base)
        here, there = (Logs.of(b, b).terms for b in (self.base, base))
        ratio = {Fraction(there.get(f, 0), c) for f, c in here.items()}
        if len(ratio) > 1 or here.keys() != there.keys():
            raise TypeError(f"logarithms to the bases {self.base} and {base} have no common exact form")
        return Logs({f: c * r for f, c in self.terms.items() for r in ratio}, base)

    def __mul__(self, c: Any) -> Logs:
        return Logs({f: c * n for f, n in self.terms.items()}, self.base)

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> Logs:
        return self * -1

    def __sub__(self, other: Any) -> Logs:
        return self + -other

    def __rsub__(self, other: Any) -> Logs:
        return -self + other

    def enclosure(self) -> flint.arb:
        """The value, as a ball."""
        ball = lambda c: Balls.lift(
            Fraction(int(c.numerator), int(c.denominator)) if not isinstance(c, (int, float)) else c
        )
        total = sum((ball(c) * ball(int(f)).log() for f, c in self.terms.items()), flint.arb(0))
        return total / ball(Fraction(self.base)).log()

    def sign(self) -> int:
        """-1, 0 or 1: zero is decided by the coefficients, the rest by balls small enough."""
        bits = 64
        while self.terms:
            with flint.ctx.workprec(bits):
                value = self.enclosure()
            if value > 0 or value < 0:
                return 1 if value > 0 else -1
            bits *= 2
        return 0

    def against(self, other: Any) -> int:
        """-1, 0 or 1: below, equal or above."""
        rest = self - other
        return rest.sign() if isinstance(rest, Logs) else 1 if rest > 0 else -1

    def __eq__(self, other: object) -> bool:
        try:
            rest = self - other
        except TypeError:  # bases that are no powers of each other, or no number at all
            return isinstance(other, Logs) and not self.apart(other)
        return isinstance(rest, Logs) and not rest.terms

    def apart(self, other: Any) -> bool:
        """Whether sums to bases without a common power differ.

        Letters' do: their coefficients would have an irrational ratio.
        """
        if not all(isinstance(f, (int, np.integer)) for f in (*self.terms, *other.terms)):
            return True
        for bits in (64, 256, 1024):
            with flint.ctx.workprec(bits):
                if not self.enclosure().overlaps(other.enclosure()):
                    return True
        raise ArithmeticError(f"{self} and {other} agree to 1024 bits, which is no proof that they are equal")

    def __lt__(self, other: Any) -> bool:
        return self.against(other) < 0

    def __le__(self, other: Any) -> bool:
        return self.against(other) <= 0

    def __gt__(self, other: Any) -> bool:
        return self.against(other) > 0

    def __ge__(self, other: Any) -> bool:
        return self.against(other) >= 0

    __hash__ = None  # type: ignore[assignment]

    def __float__(self) -> float:
        with flint.ctx.workprec(128):  # so that the one rounding is the last
            return float(self.enclosure()) if self.terms else 0.0

    def __repr__(self) -> str:
        return " + ".join(f"{c} log{self.base} {f}" for f, c in self.terms.items()) or "0"


# ---------------------------------------------------------------- SymPy expressions


class Symbols(Exact):
    """SymPy expressions. Arguments of roots, logarithms and exponentials are brought to one form when they arise, so
    that afterwards a rational normal form in them decides equality (`is_zero`)."""

    nan, inf = sp.nan, sp.oo

    @staticmethod
    def lift(v: Any) -> Any:
        return sp.Rational(v) if isinstance(v, (float, Fraction)) else sp.sympify(v)

    @staticmethod
    def add(terms: Iterable[Any]) -> Any:
        return sp.Add(*present(terms))

    @staticmethod
    def div(a: Any, b: Any) -> Any:
        return sp.S.Zero if a is NOTHING else sp.sympify(a) / sp.sympify(b)

    @staticmethod
    def sqrt(a: Any) -> Any:
        return sp.sqrt(sp.factor(sp.expand(a)))

    @classmethod
    def raised(cls, a: Any, p: Any) -> Any:
        """A power as an exponential, so that equal ones look equal; of 0 as for exact numbers, and of a letter p left
        as it is.
        """
        a, p = sp.sympify(a), sp.sympify(p)
        if a == 0:
            return (
                sp.S.Zero
                if p.is_positive
                else sp.S.One
                if p.is_zero
                else sp.oo
                if p.is_negative
                else sp.Pow(a, p, evaluate=False)
            )
        return a**p if p.is_Integer else cls.exp(p * cls.log(a))

    @staticmethod
    def exp(a: Any) -> Any:
        return sp.expand_power_exp(sp.exp(sp.expand(a)))

    @staticmethod
    def log(a: Any) -> Any:
        return sp.expand_log(sp.log(sp.factor(a)), force=True)

    @classmethod
    def tanh(cls, a: Any) -> Any:
        """As exponentials, whose addition theorem the normal form knows."""
        e = cls.exp(2 * sp.sympify(a))
        return (e - 1) / (e + 1)

    @classmethod
    def plog(cls, p: Any, q: Callable[[], Any], base: Any) -> Any:
        return sp.S.Zero if p is NOTHING or p == 0 else p * cls.log(q()) / cls.log(sp.sympify(base))

    @staticmethod
    def top(values: Iterable[Any]) -> Any:
        return sp.Max(*present(values))

    @staticmethod
    def test(a: Any, relation: str, b: Any) -> Any:
        return sp.Rel(sp.sympify(a), sp.sympify(b), relation)

    @staticmethod
    def cases(*branches: tuple[Any, Callable[[], Any]]) -> Any:
        return sp.Piecewise(*((value(), test) for test, value in branches if test not in (False, sp.false)))


def is_zero(e: sp.Expr) -> bool:
    """Whether an expression is zero as a rational function of its letters, roots, exponentials and logarithms."""
    normal = lambda e: bool(sp.cancel(sp.together(sp.expand_power_exp(sp.expand_log(e, force=True)))) == 0)
    if e.has(sp.Piecewise):
        return bool(sp.simplify(sp.piecewise_fold(e)) == 0)
    if e.has(sp.Max, sp.Abs):  # a maximum that cancels as if it were a letter needs no more
        return normal(e) or bool(sp.simplify(sp.piecewise_fold(e)) == 0)
    return normal(e)


# ---------------------------------------------------------------- floats


class Floats(Exact):
    """Python's floats, and what IEEE arithmetic says where Python raises."""

    @staticmethod
    def lift(v: Any) -> Any:
        return v if isinstance(v, complex) else float(v)

    @staticmethod
    def power(a: Any, n: int) -> Any:
        return functools.reduce(operator.mul, [a] * n, 1.0)

    @staticmethod
    def div(a: Any, b: Any) -> Any:
        if a is NOTHING:
            return 0.0
        if b:
            return a / b
        with np.errstate(all="ignore"):
            return np.divide(float(a), float(b)).item()

    @staticmethod
    def sqrt(a: float) -> float:
        return math.sqrt(a) if a >= 0 else math.nan

    @classmethod
    def raised(cls, a: Any, p: Any) -> Any:
        """IEEE's pow: NaN for a negative number to a power that is not whole."""
        if a is NOTHING or p is NOTHING:
            return NOTHING
        with np.errstate(all="ignore"):
            return np.power(np.float64(a), np.float64(p)).item()

    @staticmethod
    def exp(a: float) -> float:
        try:
            return math.exp(a)
        except OverflowError:
            return math.inf

    @staticmethod
    def log(a: float) -> float:
        return math.log(a) if a > 0 else -math.inf if a == 0 else math.nan

    @staticmethod
    def tanh(a: float) -> float:
        return math.tanh(a)

    @classmethod
    def plog(cls, p: Any, q: Callable[[], Any], base: Any) -> Any:
        return 0.0 if p is NOTHING or p == 0 else p * cls.log(q()) / cls.log(base)

    @staticmethod
    def root(k: int, n: int) -> complex:
        return cmath.exp(-2j * cmath.pi * (k % n) / n)

    @classmethod
    def top(cls, values: Iterable[Any]) -> float:
        """The maximum, which passes NaN on."""
        values = present(values)
        return math.nan if any(v != v for v in values) else max(values, default=-math.inf)

    @staticmethod
    def integral(f: Callable[[float], float], lo: Any, hi: Any) -> float:
        from .quadrature import quadrature

        return quadrature(f, [0.0], float(lo), float(hi))


# ---------------------------------------------------------------- balls


class Balls(Exact):
    """python-flint's arb and acb at the working precision: a result encloses every number that it may be, and is NaN
    only where no value exists, or an argument is NaN. Rules that python-flint lacks are in `balls`."""

    @staticmethod
    def lift(v: Any) -> Any:
        if isinstance(v, Fraction):
            return flint.arb(flint.fmpq(v.numerator, v.denominator))
        if isinstance(v, (flint.arb, flint.acb, Nothing)):
            return v
        if isinstance(v, sp.Basic):
            return balls.ball(v, {})
        v = v.item() if isinstance(v, np.generic) else v
        return flint.acb(v) if isinstance(v, complex) else flint.arb(v)

    @classmethod
    def prod(cls, factors: Iterable[Any]) -> Any:
        found: Any = 1
        for v in factors:
            found = found if found is NOTHING else v if v is NOTHING else balls.times(cls.lift(found), cls.lift(v))
        return found

    @classmethod
    def power(cls, a: Any, n: int) -> Any:
        return a if a is NOTHING else balls.powered(cls.lift(a), int(n))

    @classmethod
    def absolute(cls, a: Any) -> Any:
        return balls.absolute(cls.lift(a))

    @classmethod
    def div(cls, a: Any, b: Any) -> Any:
        return flint.arb(0) if a is NOTHING else balls.divided(cls.lift(a), cls.lift(b))

    @classmethod
    def sqrt(cls, a: Any) -> Any:
        return balls.rooted(cls.lift(a))

    @classmethod
    def raised(cls, a: Any, p: Any) -> Any:
        """a to a power that need not be whole, from its ends where a may be 0: there it grows or falls with a."""
        if a is NOTHING or p is NOTHING:
            return NOTHING
        a, p = cls.lift(a), cls.lift(p)
        if p.is_integer():
            n = int(p.unique_fmpz())
            if n >= 0:
                return (
                    functools.reduce(operator.mul, [a] * n, flint.arb(1))
                    if n < 2 or not a.contains(0)
                    else _even_or_odd(a, n)
                )
            if a == 0:
                return flint.arb("inf")
            return flint.arb(0, math.inf) if a.contains(0) else 1 / cls.raised(a, -n)
        if a == 0 and (p > 0 or p < 0):
            return flint.arb(0 if p > 0 else "inf")
        if a.contains(0) and (p > 0 or p < 0):  # of a ball around 0 the part that has a power: 0 and above
            top = (p * a.upper().log()).exp()
            return flint.arb(0).union(top) if p > 0 else flint.arb(0, math.inf)
        return (p * a.log()).exp()

    @classmethod
    def exp(cls, a: Any) -> Any:
        return cls.lift(a).exp()

    @classmethod
    def log(cls, a: Any) -> Any:
        return balls.logarithm(cls.lift(a))

    @classmethod
    def tanh(cls, a: Any) -> Any:
        return balls.tanh(cls.lift(a))

    @classmethod
    def plog(cls, p: Any, q: Callable[[], Any], base: Any) -> Any:
        """p log q, which is 0 where p is; so of a ball of p that holds 0 there is a value whatever q is."""
        if p is NOTHING or p == 0:
            return flint.arb(0)
        found = cls.div(p * cls.log(q()), cls.log(base))
        return (
            balls.LINE if balls.is_nan(found) and not balls.is_nan(cls.lift(p)) and cls.lift(p).contains(0) else found
        )

    @classmethod
    def root(cls, k: int, n: int) -> flint.acb:
        return flint.acb(cls.lift(Fraction(-2 * (k % n), n))).exp_pi_i()

    @classmethod
    def top(cls, values: Iterable[Any]) -> Any:
        values = [cls.lift(v) for v in present(values)]
        return functools.reduce(lambda a, b: a.max(b), values) if values else flint.arb("-inf")

    @classmethod
    def argtop(cls, pairs: list[tuple[Any, int]]) -> int:
        """The place of the first maximum, where the balls decide it."""
        found = [(cls.lift(v), at) for v, at in pairs if v is not NOTHING]
        for k, (v, at) in enumerate(found):
            if balls.is_nan(v) and k == 0:
                return at
            if all(v > w for w, _ in found[:k]) and all(v >= w for w, _ in found[k + 1 :]):
                return at
        raise ValueError(
            f"the place of the maximum of {', '.join(v.str(6) for v, _ in found)} is not decided: the balls overlap"
        )

    @classmethod
    def test(cls, a: Any, relation: str, b: Any) -> bool | None:
        a, b = cls.lift(a), cls.lift(b)
        return True if COMPARE[relation](a, b) else False if COMPARE[OPPOSITE[relation]](a, b) else None

    @classmethod
    def cases(cls, *branches: tuple[bool | None, Callable[[], Any]]) -> Any:
        """The hull of every branch that may be the one."""
        taken = []
        for test, value in branches:
            if test is not False:
                taken.append(value())
            if test is True:
                break
        return functools.reduce(cls.hull, taken)

    @classmethod
    def hull(cls, a: Any, b: Any) -> Any:
        return cls.lift(a).union(cls.lift(b))

    @staticmethod
    def integral(f: Callable[[Any], Any], lo: Any, hi: Any) -> Any:
        raise TypeError("the literal form of an integral has no rule for balls; call the formula itself with the ball")


# ---------------------------------------------------------------- derivatives


class Dual:
    """A number with its partial derivatives {letter: derivative}, both of one kind."""

    __slots__ = ("kind", "slopes", "value")

    def __init__(self, kind: Duals, value: Any, slopes: dict[Any, Any]):
        self.kind, self.value, self.slopes = kind, value, slopes

    def __add__(self, other: Any) -> Dual:
        return self.kind.add([self, other])

    def __sub__(self, other: Any) -> Dual:
        return self.kind.add([self, -1 * other])

    def __rsub__(self, other: Any) -> Dual:
        return self.kind.add([other, -1 * self])

    def __mul__(self, other: Any) -> Any:
        return other if other is NOTHING else self.kind.mul(self, other)

    def __truediv__(self, other: Any) -> Dual:
        return self.kind.div(self, other)

    def __rtruediv__(self, other: Any) -> Dual:
        return self.kind.div(other, self)

    __radd__, __rmul__ = __add__, __mul__


class Duals:
    """Forward differentiation over another kind: one run of a literal form gives all its partial derivatives."""

    def __init__(self, base: Any):
        self.base, self.nan, self.inf, self.root = base, base.nan, base.inf, base.root

    def letter(self, name: Any, v: Any) -> Dual:
        """An input, whose derivative with respect to itself is 1."""
        return Dual(self, v, {name: 1})

    def lift(self, v: Any) -> Any:
        return v if isinstance(v, Dual) else Dual(self, self.base.lift(v), {})

    def read(self, v: Any, exact: bool) -> Dual:
        return (
            Dual(self, self.base.read(v.value, exact), v.slopes)
            if isinstance(v, Dual)
            else self.lift(self.base.read(v, exact))
        )

    def chain(self, value: Any, *parts: tuple[Any, Any]) -> Dual:
        """f with the chain rule: parts are (an argument, the derivative of f with respect to it)."""
        slopes: dict[Any, list[Any]] = {}
        for argument, rate in parts:
            for letter, slope in argument.slopes.items():
                slopes.setdefault(letter, []).append(rate * slope)
        return Dual(self, value, {letter: self.base.add(s) if len(s) > 1 else s[0] for letter, s in slopes.items()})

    def add(self, terms: Iterable[Any]) -> Dual:
        terms = [self.lift(t) for t in present(terms)]
        return self.chain(self.base.add([t.value for t in terms]), *((t, 1) for t in terms))

    def mul(self, a: Any, b: Any) -> Dual:
        a, b = self.lift(a), self.lift(b)
        return self.chain(a.value * b.value, (a, b.value), (b, a.value))

    def prod(self, factors: Iterable[Any]) -> Any:
        return functools.reduce(operator.mul, factors, 1)

    def power(self, a: Any, n: int) -> Any:
        return self.prod([a] * n)

    def div(self, a: Any, b: Any) -> Dual:
        base, a, b = self.base, self.lift(a), self.lift(b)
        quotient = base.div(a.value, b.value)
        return self.chain(quotient, (a, base.div(1, b.value)), (b, base.div(-1 * quotient, b.value)))

    def sqrt(self, a: Any) -> Dual:
        a = self.lift(a)
        root = self.base.sqrt(a.value)
        return self.chain(root, (a, self.base.div(1, 2 * root)))

    def raised(self, a: Any, p: Any) -> Any:
        """d a^p = p a^(p-1) da + a^p log(a) dp, whose second term is 0 at a = 0, p > 0."""
        if a is NOTHING or p is NOTHING:
            return NOTHING
        a, p = self.lift(a), self.lift(p)
        value, parts = self.base.raised(a.value, p.value), []
        if a.slopes:
            less = self.base.add([p.value, -1])
            parts.append((a, 0 if _is_zero(p.value) else p.value * self.base.raised(a.value, less)))
        if p.slopes:
            parts.append((p, 0 if _is_zero(value) else value * self.base.log(a.value)))
        return self.chain(value, *parts)

    def exp(self, a: Any) -> Dual:
        a = self.lift(a)
        value = self.base.exp(a.value)
        return self.chain(value, (a, value))

    def log(self, a: Any) -> Dual:
        a = self.lift(a)
        return self.chain(self.base.log(a.value), (a, self.base.div(1, a.value)))

    def tanh(self, a: Any) -> Dual:
        a = self.lift(a)
        value = self.base.tanh(a.value)
        return self.chain(value, (a, self.base.add([1, -1 * (value * value)])))

    def absolute(self, a: Any) -> Dual:
        a = self.lift(a)
        return a if self.base.test(a.value, ">=", 0) else a * -1

    def top(self, values: Iterable[Any]) -> Any:
        pairs = [(v, k) for k, v in enumerate(map(self.lift, present(values)))]
        return pairs[self.argtop(pairs)][0] if pairs else self.lift(-self.inf)

    def argtop(self, pairs: list[tuple[Any, int]]) -> int:
        best, place = None, 0
        for v, at in pairs:
            if v is not NOTHING and (best is None or self.test(v, ">", best)):
                best, place = v, at
        return place

    def test(self, a: Any, relation: str, b: Any) -> bool | None:
        return self.base.test(self.lift(a).value, relation, self.lift(b).value)

    def cases(self, *branches: tuple[bool | None, Callable[[], Any]]) -> Any:
        found = next(value() for test, value in branches if test)
        return found if found is NOTHING else self.lift(found)

    def plog(self, p: Any, q: Callable[[], Any], base: Any) -> Any:
        """By the product rule; where p = 0 there is no derivative."""
        p, b, inner = self.lift(p), self.lift(base).value, self.lift(q())
        if p.value == 0:
            raise TypeError("p log q has no derivative at p = 0")
        unit = self.base.log(b)
        value = self.base.plog(p.value, lambda: inner.value, b)
        return self.chain(
            value,
            (p, self.base.div(self.base.log(inner.value), unit)),
            (inner, self.base.div(p.value, inner.value * unit)),
        )

    def integral(self, f: Callable[[Any], Any], lo: Any, hi: Any) -> Any:
        raise TypeError("an integral is not differentiated entry by entry")

    series = integral


def _is_zero(v: Any) -> bool:
    """Whether a number is certainly zero."""
    return bool(getattr(v, "ball", v) == 0)


def _even_or_odd(a: Any, n: int) -> Any:
    """The power n >= 2 of a ball around 0, from its ends."""
    lo, hi = (functools.reduce(operator.mul, [end] * n) for end in (a.lower(), a.upper()))
    return lo.union(hi) if n % 2 else flint.arb(0).union(lo.max(hi))


def kind_of(values: Iterable[Any]) -> Any:
    """The kind of a mixed bag of numbers: its most general member's."""
    kind: Any = Exact
    for t, v in {type(v): v for v in values}.items():
        if (own := getattr(v, "kind", None)) and not issubclass(
            t, sp.Basic
        ):  # Dual and rounding.Number carry their kind
            return own
        if t in (flint.arb, flint.acb):
            kind = Balls
        elif issubclass(t, sp.Basic) and kind is not Balls:
            kind = Symbols
        elif issubclass(t, (float, complex, np.floating)) and kind is Exact:
            kind = Floats
    if kind is Floats and any(isinstance(v, (PolyElement, FracElement)) for v in values):
        return Exact
    return kind
