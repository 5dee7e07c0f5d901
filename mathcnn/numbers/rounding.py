"""What "equal" means, from the statement and from nothing else.

The tiers, strictest first:

symbols    identical polynomials, rational functions or exact numbers
E, exact   integer-valued inputs whose absolute result is at most 2^p: bit for bit, in any order of summation
R          |computed - exact| <= radius, element by element; the radius holds every rounding error that a fast form in
           unit roundoff u may make, in any order of summation, with or without fused multiply-add
P          for sums of products: beyond 6.9 sqrt(n + 1) u g an element is suspect (one in 10^10), n the number of
           non-zero terms and g the sum of their absolute values
0 ulp      selections (maximum, ReLU, padding, layout): the same bits

`Rounded` runs a literal form in balls with that radius: gamma(n - 1) g for a sum of n terms, one u for each other
operation, ELEMENTARY u for exp, log and tanh, underflow added.

For sums of products tiers E and R are theorems: proofs/rocq/ExactIntegers.v and RoundingTrees.v.
"""

from __future__ import annotations

import contextlib
import functools
import math
import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from .kinds import NOTHING, Balls, Exact, present

UNIT = {"float16": 2.0**-11, "bfloat16": 2.0**-8, "float32": 2.0**-24, "float64": 2.0**-53}
UNDERFLOW = {"float16": 2.0**-24, "bfloat16": 2.0**-133, "float32": 2.0**-149, "float64": 5e-324}
NORMAL = {
    "float16": 2.0**-14,
    "bfloat16": 2.0**-126,
    "float32": 2.0**-126,
    "float64": 2.0**-1022,
}  # below it numbers are subnormal
LARGEST = {
    "float16": 65504.0,
    "bfloat16": 2.0**127 * (2 - 2.0**-7),
    "float32": 2.0**127 * (2 - 2.0**-23),
    "float64": 2.0**1023 * (2 - 2.0**-52),
}
SIGNIFICAND = {"float16": 11, "bfloat16": 8, "float32": 24, "float64": 53}
ACCUMULATOR = {
    "float16": "float32",
    "bfloat16": "float32",
}  # in which halves are multiplied and added, before one rounding back

ELEMENTARY = 8  # exp, log, tanh: 4 units in the last place, which NumPy's own accuracy tests demand of them
LAMBDA = 6.9  # a rounding error of n steps exceeds LAMBDA sqrt(n) u with a probability of about 1e-10
BITS = 160  # of the balls: far below any unit roundoff here


@contextlib.contextmanager
def precision(bits: int = BITS) -> Iterator[None]:
    """Balls are computed with this many bits."""
    with flint.ctx.workprec(bits):
        yield


# ---------------------------------------------------------------- numbers with their rounding errors


class Rounded(Balls):
    """Balls that hold the exact value and every value that arithmetic in `dtype` may give instead."""

    def __init__(self, dtype: str):
        self.u, self.tiny = UNIT[dtype], UNDERFLOW[dtype]

    def lift(self, v: Any) -> Any:  # type: ignore[override]
        return v if isinstance(v, (Number, int)) or v is NOTHING else Number(self, Balls.lift(v), abs(_float(v)))

    def read(self, v: Any, exact: bool) -> Any:  # type: ignore[override]
        """Where the statement divides or does worse, a fast form may move each input by one rounding."""
        v = self.lift(v)
        return v if exact or isinstance(v, int) or v.ball == 0 else self.once(v.ball)

    def balls(self, x: np.ndarray, roundings: float) -> np.ndarray:
        """Floats as balls that hold what they stand for, up to so many roundings."""
        lifted = np.empty(x.shape, object)
        for at in np.ndindex(x.shape):
            ball = Balls.lift(float(x[at]))
            lifted[at] = self.once(ball, roundings) if roundings else self.lift(ball)
        return lifted

    def once(self, ball: Any, roundings: float = 1, gauge: float | None = None) -> Number:
        """The result of one operation: relative error u, and what underflow loses."""
        if ball == 0:
            return Number(self, ball, gauge)
        return Number(self, widened(ball, abs(ball).upper() * (roundings * self.u) + self.tiny), gauge)

    def add(self, terms: Iterable[Any]) -> Number:  # type: ignore[override]
        terms = present(terms)
        balls = [b for b in map(enclosed, terms) if not (b == 0)]  # noqa: SIM201  a ball around 0 is neither zero nor not zero, and stays
        total = sum(balls, flint.arb(0))
        gauge = _sum_of_gauges(terms)
        if len(balls) > 1:
            steps = (len(balls) - 1) * self.u
            if steps >= 1:
                raise ValueError(f"a sum of {len(balls)} terms has no bound at unit roundoff {self.u}")
            total = widened(total, sum((abs(b).upper() for b in balls), flint.arb(0)) * (steps / (1 - steps)))
        return Number(self, total, gauge)

    def mul(self, a: Any, b: Any) -> Number:
        if any(isinstance(v, int) and abs(v) == 1 for v in (a, b)):
            return Number(self, enclosed(a) * enclosed(b), gauge_of(a))
        ball = enclosed(a) * enclosed(b)
        # a complex product takes four real ones and two sums: sqrt(5) u (Brent, Percival, Zimmermann 2007), 3 u here
        gauges = gauge_of(a), gauge_of(b)
        gauge = None if None in gauges else gauges[0] * gauges[1]  # type: ignore[operator]
        return self.once(ball, 3 if isinstance(ball, flint.acb) else 1, gauge)

    prod = staticmethod(Exact.prod)

    def power(self, a: Any, n: int) -> Any:  # type: ignore[override]
        return functools.reduce(operator.mul, [a] * n, 1)

    def div(self, a: Any, b: Any) -> Any:  # type: ignore[override]
        return Number(self, flint.arb(0)) if a is NOTHING else self.once(Balls.lift(enclosed(a)) / enclosed(b))

    def sqrt(self, a: Any) -> Number:  # type: ignore[override]
        return self.once(enclosed(a).sqrt())

    def raised(self, a: Any, p: Any) -> Any:  # type: ignore[override]
        """By exp(p log a), in which the roundings of p log a grow; where a may be 0, what that leaves out is known."""
        if a is NOTHING or p is NOTHING:
            return NOTHING
        ball = enclosed(a)
        if ball.contains(0):
            return self.once(Balls.raised(ball, enclosed(p)), ELEMENTARY)
        return self.exp(self.mul(p, self.log(a)))

    def exp(self, a: Any) -> Number:  # type: ignore[override]
        return self.once(Balls.exp(enclosed(a)), ELEMENTARY)

    def log(self, a: Any) -> Number:  # type: ignore[override]
        return self.once(enclosed(a).log(), ELEMENTARY)

    def tanh(self, a: Any) -> Number:  # type: ignore[override]
        return self.once(enclosed(a).tanh(), ELEMENTARY)

    def absolute(self, a: Any) -> Any:  # type: ignore[override]
        return Number(self, abs(enclosed(a)), gauge_of(a))

    def plog(self, p: Any, q: Callable[[], Any], base: Any) -> Any:  # type: ignore[override]
        if p is NOTHING or enclosed(p) == 0:
            return Number(self, flint.arb(0))
        return self.div(p * self.log(q()), self.log(base))

    def root(self, k: int, n: int) -> Number:  # type: ignore[override]
        return self.once(Balls.root(k, n), 2, 1.0)

    def top(self, values: Iterable[Any]) -> Any:  # type: ignore[override]
        return Number(self, Balls.top(map(enclosed, present(values))))

    def test(self, a: Any, relation: str, b: Any) -> bool | None:  # type: ignore[override]
        return Balls.test(enclosed(a), relation, enclosed(b))

    def hull(self, a: Any, b: Any) -> Any:  # type: ignore[override]
        return Number(self, Balls.hull(enclosed(a), enclosed(b)))

    def cases(self, *branches: tuple[bool | None, Callable[[], Any]]) -> Any:  # type: ignore[override]
        taken = []
        for test, value in branches:
            if test is not False:
                taken.append(value())
            if test is True:
                break
        return functools.reduce(self.hull, taken)


class Number:
    """A ball with rounding errors inside, and, for sums of products, the sum of the absolute terms."""

    __slots__ = ("ball", "gauge", "kind")

    def __init__(self, kind: Rounded, ball: Any, gauge: float | None = None):
        self.kind, self.ball, self.gauge = kind, ball, gauge

    def __add__(self, other: Any) -> Number:
        return self.kind.add([self, other])

    def __sub__(self, other: Any) -> Number:
        return self.kind.add([self, other * -1])

    def __rsub__(self, other: Any) -> Number:
        return self.kind.add([other, self * -1])

    def __neg__(self) -> Number:
        return self * -1

    def __mul__(self, other: Any) -> Any:
        return other if other is NOTHING else self.kind.mul(self, other)

    def __truediv__(self, other: Any) -> Number:
        return self.kind.div(self, other)

    def __rtruediv__(self, other: Any) -> Number:
        return self.kind.div(other, self)

    def __pow__(self, n: int) -> Any:
        return self.kind.power(self, n)

    def __abs__(self) -> Number:
        return self.kind.absolute(self)

    def sqrt(self) -> Number:
        return self.kind.sqrt(self)

    def exp(self) -> Number:
        return self.kind.exp(self)

    def log(self) -> Number:
        return self.kind.log(self)

    __radd__, __rmul__ = __add__, __mul__


def enclosed(v: Any) -> Any:
    """The ball of a number, whatever its type."""
    return v.ball if isinstance(v, Number) else Balls.lift(v.item() if isinstance(v, np.generic) else v)


def gauge_of(v: Any) -> float | None:
    return v.gauge if isinstance(v, Number) else abs(_float(v))


def _sum_of_gauges(terms: list[Any]) -> float | None:
    total = 0.0
    for g in map(gauge_of, terms):
        if g is None:
            return None
        total += g
    return total


def _float(v: Any) -> Any:
    return v if isinstance(v, complex) else float(abs(v).mid()) if isinstance(v, (flint.arb, flint.acb)) else float(v)


def widened(ball: Any, radius: Any) -> Any:
    """A ball made larger by a radius, in both parts where it is complex. An infinity stays what it is."""
    if isinstance(ball, flint.arb) and not ball.mid().is_finite():
        return ball
    more = flint.arb(0, radius)
    return ball + (flint.acb(more, more) if isinstance(ball, flint.acb) else more)


# ---------------------------------------------------------------- comparisons


@dataclass(frozen=True)
class Gap:
    """The largest |error| / radius of a result, its place and the values there. Above 1 the result is wrong."""

    rho: float = 0.0
    place: tuple[int, ...] | None = None
    got: Any = None
    want: Any = None

    def __str__(self) -> str:
        where = f" at {self.place}" if self.place is not None else ""
        return f"rho = {self.rho:.3g}{where}: {self.got} instead of {self.want}"


NO_GAP = Gap()


def identical(got: Any, want: Any, zero: Callable[[Any], bool]) -> Gap:
    """Both sides the same, entry by entry; `zero` decides where subtraction leaves an expression."""
    got, want = np.asarray(got, object), np.asarray(want, object)
    if got.shape != want.shape:
        return Gap(math.inf, None, f"shape {got.shape}", f"shape {want.shape}")
    for at in np.ndindex(got.shape):
        g, w = got[at], want[at]
        if not (g is w or same_bits(g, w) or g == w or no_difference(g, w, zero)):
            return Gap(math.inf, at, g, w)
    return Gap()


def no_difference(g: Any, w: Any, zero: Callable[[Any], bool]) -> bool:
    """Whether the difference of two numbers is zero; numbers that can't be subtracted are not the same."""
    try:
        return zero(g - w)
    except TypeError:
        return False


def same_bits(g: Any, w: Any) -> bool:
    """Equal, or both NaN."""
    return bool(isinstance(g, (float, np.floating)) and isinstance(w, (float, np.floating)) and g != g and w != w)


def exactly(got: Any, want: Any) -> Gap:
    """Tier E and 0 ulp: the same numbers, bit for bit (a NaN equals a NaN)."""
    got, want = wide(got), wide(want)
    if got.shape != want.shape:
        return Gap(math.inf, None, f"shape {got.shape}", f"shape {want.shape}")
    for at in np.ndindex(got.shape):
        if not (got[at] == want[at] or same_bits(got[at], want[at])):
            return Gap(math.inf, at, got[at], want[at])
    return Gap()


def wide(x: Any) -> np.ndarray:
    """An array whose entries NumPy compares with other numbers: halves as single precision, which holds them."""
    x = np.asarray(x)
    return x.astype(np.float32) if x.dtype.name in ACCUMULATOR else x


def rho(got: Any, want: Any) -> Gap:
    """Tier R: how far a result lies from the balls of `Rounded`, in units of their radius. A NaN counts as the largest."""
    got, want = wide(got), np.asarray(want, object)
    if got.shape != want.shape:
        return Gap(math.inf, None, f"shape {got.shape}", f"shape {want.shape}")
    return largest(ratios(got, want), got, want)


def ratios(got: Any, want: Any) -> np.ndarray:
    """rho of every entry."""
    got, want = wide(got), np.asarray(want, object)
    out = np.empty(got.shape)
    for at in np.ndindex(got.shape):
        ratio = distance(got[at].item(), enclosed(want[at]))
        out[at] = ratio if ratio == ratio else math.inf
    return out


def largest(found: np.ndarray, got: np.ndarray, want: np.ndarray) -> Gap:
    """The largest of the ratios, with its place and the values there."""
    if not found.size or not found.max() > 0:
        return Gap()
    at = tuple(int(k) for k in np.unravel_index(np.argmax(found), found.shape))
    return Gap(float(found[at]), at, got[at], enclosed(want[at]))


def anything() -> flint.arb:
    """A ball that holds every number: no bound is known."""
    return flint.arb(0, math.inf)


def stored(want: Any, dtype: str) -> np.ndarray:
    """Balls after one more rounding, to the type in which a result is kept; what may overflow there has no bound."""
    kind, want = Rounded(dtype), np.asarray(want, object)
    out = np.empty(want.shape, object)
    for at in np.ndindex(want.shape):
        ball = kind.once(enclosed(want[at])).ball
        may_overflow = isinstance(ball, flint.arb) and ball.is_finite() and float(abs(ball).upper()) > LARGEST[dtype]
        out[at] = Number(kind, anything() if may_overflow else ball, gauge_of(want[at]))
    return out


def normwise(got: Any, want: Any, entries: int) -> float:
    """max |error| in units of the normwise bound, N log2(2 N) times the largest radius, N the entries of all arrays:
    what a transform meets, whose error at one place grows with the entries at all others. (The 2-norms of the arrays
    multiply to at most N times their largest product, which is a term of some result.)"""
    got, want = wide(got), np.asarray(want, object)
    if got.shape != want.shape or not got.size or got.dtype.kind not in "fc" or not np.isfinite(got).all():
        return math.inf
    balls = [enclosed(v) for v in want.flat]
    radius = max(float(reach(b)) for b in balls)
    exact = (flint.acb(v) if isinstance(v, complex) else flint.arb(v) for v in got.ravel().tolist())
    error = max(float(abs(b - v).mid()) for b, v in zip(balls, exact, strict=True))
    return (
        error / (radius * entries * math.log2(2 * entries))
        if radius and math.isfinite(radius)
        else 0.0
        if not error
        else math.inf
    )


def distance(value: Any, ball: Any) -> float:
    """|value - middle| / radius of one ball."""
    if isinstance(ball, flint.acb) or isinstance(value, complex):
        ball, value = flint.acb(ball), complex(value)
        return max(distance(value.real, ball.real), distance(value.imag, ball.imag))
    if not math.isfinite(value):
        return 0.0 if ball.mid() == flint.arb(value) or value != value and ball.mid().is_nan() else math.inf
    error, radius = abs(ball.mid() - flint.arb(value)), ball.rad()
    if error == 0:
        return 0.0
    return float(error / radius) if radius > 0 else math.inf


def suspicion(got: Any, want: Any, dtype: str) -> Gap:
    """Tier P: |error| / (LAMBDA sqrt(n + 1) u g), where the statement is a sum of products."""
    got, want, worst = wide(got), np.asarray(want, object), Gap()
    u = UNIT[dtype]
    for at in np.ndindex(got.shape):
        number = want[at]
        if not isinstance(number, Number) or not number.gauge or isinstance(number.ball, flint.acb):
            continue
        radius = float(number.ball.rad())  # (n + 1) u g, so its mean with u g is sqrt(n + 1) u g
        bound = LAMBDA * math.sqrt(radius * u * number.gauge)
        ratio = float(abs(number.ball.mid() - flint.arb(float(got[at])))) / bound if bound else 0.0
        if ratio > worst.rho:
            worst = Gap(ratio, at, got[at], number.ball)
    return worst


def apart(lhs: Any, rhs: Any, relation: str, lhs_balls: Any, rhs_balls: Any) -> Gap:
    """Two sides of a law on floats. Each lies within its ball, so a law that holds keeps them within both radii."""
    lhs, rhs = wide(lhs), wide(rhs)
    if lhs.shape != rhs.shape and relation == "=":
        return Gap(math.inf, None, f"shape {lhs.shape}", f"shape {rhs.shape}")
    try:
        lhs, rhs, lhs_balls, rhs_balls = np.broadcast_arrays(
            lhs, rhs, np.asarray(lhs_balls, object), np.asarray(rhs_balls, object)
        )
    except ValueError:
        return Gap(math.inf, None, f"shape {lhs.shape}", f"shape {np.shape(lhs_balls)}")
    worst = Gap()
    for at in np.ndindex(lhs.shape):
        left, right = lhs[at].item(), rhs[at].item()
        gap = {"=": lambda a, b: abs(a - b), "<=": lambda a, b: a - b, ">=": lambda a, b: b - a}[relation](left, right)
        if left == right or gap <= 0 or same_bits(lhs[at], rhs[at]):
            continue
        radius = float(reach(enclosed(lhs_balls[at])) + reach(enclosed(rhs_balls[at])))
        ratio = gap / radius if radius else math.inf
        if not ratio <= worst.rho:
            worst = Gap(ratio if ratio == ratio else math.inf, at, left, right)
    return worst


def reach(ball: Any) -> Any:
    """The radius of a ball, of both parts together where it is complex."""
    return ball.real.rad() + ball.imag.rad() if isinstance(ball, flint.acb) else ball.rad()


def is_exact_at(values: Iterable[Any], dtype: str) -> bool:
    """Whether whole numbers stay within the significand, so that tier E applies."""
    return all(abs(v) <= 2 ** SIGNIFICAND[dtype] for v in values if isinstance(v, (int, Fraction)))


def is_fractional(arrays: Iterable[Any]) -> bool:
    """Whether some entry is no whole number, as in a table of probabilities: such inputs belong to tier R."""
    return any(isinstance(v, Fraction) and v.denominator > 1 for x in arrays for v in np.ravel(x))


def is_float(values: Iterable[Any], dtype: str) -> bool:
    """Whether exact numbers are floats as they stand: a whole number over a power of two."""
    numbers = [Fraction(v) for v in values if isinstance(v, (int, Fraction))]
    return is_exact_at((v.numerator for v in numbers), dtype) and all(
        v.denominator & (v.denominator - 1) == 0 for v in numbers
    )
