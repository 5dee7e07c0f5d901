"""What "equal" means: how far a result lies from the statement's, in units of what is allowed.

The tiers, strictest first:

symbols    identical polynomials, rational functions or exact numbers
E, exact   integer-valued inputs whose absolute result is at most 2^p: bit for bit, in any order of summation
R          |computed - exact| <= radius, element by element; the radius holds every rounding error that a fast form in
           unit roundoff u may make, in any order of summation, with or without fused multiply-add: see `rounded`
P          for sums of products: an element with an error beyond 6.9 sqrt(n + 1) u g is suspect (one in 10^10), n the
           number of non-zero terms and g the sum of their absolute values
0 ulp      selections (maximum, ReLU, padding, layout): the same bits

For sums of products tiers E and R are theorems: proofs/rocq/ExactIntegers.v and RoundingTrees.v.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import flint
import numpy as np
from numpy.typing import ArrayLike

from .ball_operations import Ball
from .formats import ACCUMULATOR, LARGEST, SIGNIFICAND, UNIT
from .outside import Value
from .rounded import Number, Rounded, enclosed, gauge_of

Array: TypeAlias = np.ndarray[Any, Any]  # of any shape and type: floats, exact numbers and balls
LAMBDA = 6.9  # a rounding error of n steps exceeds LAMBDA sqrt(n) u with a probability of about 1e-10


@dataclass(frozen=True)
class Gap:
    """How far a result lies from the statement's.

    rho: the largest |error| / radius of its entries, above 1 if the result is wrong; place: the index of that entry;
    got, want: the two values there, or words that say what differs, such as the shapes.
    """

    rho: float = 0.0
    place: tuple[int, ...] | None = None
    got: Value = None
    want: Value = None

    def __str__(self) -> str:
        where = f" at {self.place}" if self.place is not None else ""
        return f"rho = {self.rho:.3g}{where}: {self.got} instead of {self.want}"


NO_GAP = Gap()


def identical(got: ArrayLike, want: ArrayLike, zero: Callable[[Value], bool]) -> Gap:
    """The gap of exact numbers: 0 if both sides are the same, entry by entry, else infinite at the first other entry.

    got, want: arrays of exact numbers or expressions; zero: whether a difference is zero, for those that are not
    simply equal.
    """
    got, want = np.asarray(got, object), np.asarray(want, object)
    if got.shape != want.shape:
        return Gap(math.inf, None, f"shape {got.shape}", f"shape {want.shape}")
    for at in np.ndindex(got.shape):
        g, w = got[at], want[at]
        if not (g is w or same_bits(g, w) or g == w or no_difference(g, w, zero)):
            return Gap(math.inf, at, g, w)
    return Gap()


def no_difference(g: Value, w: Value, zero: Callable[[Value], bool]) -> bool:
    """Whether zero(g - w) holds; False if the two cannot be subtracted."""
    try:
        return zero(g - w)
    except TypeError:
        return False


def same_bits(g: Value, w: Value) -> bool:
    """Whether both numbers are floats and NaN."""
    return bool(isinstance(g, (float, np.floating)) and isinstance(w, (float, np.floating)) and g != g and w != w)


def exactly(got: ArrayLike, want: ArrayLike) -> Gap:
    """The gap of tier E and of 0 ulp: 0 if two arrays hold the same numbers (a NaN equals a NaN), else infinite."""
    got, want = wide(got), wide(want)
    if got.shape != want.shape:
        return Gap(math.inf, None, f"shape {got.shape}", f"shape {want.shape}")
    for at in np.ndindex(got.shape):
        if not (got[at] == want[at] or same_bits(got[at], want[at])):
            return Gap(math.inf, at, got[at], want[at])
    return Gap()


def wide(array: ArrayLike) -> Array:
    """An array whose entries NumPy compares with other numbers: halves as single precision, which is exact."""
    x: Array = np.asarray(array)
    return x.astype(np.float32) if x.dtype.name in ACCUMULATOR else x


def rho(result: ArrayLike, balls: ArrayLike) -> Gap:
    """The gap of tier R: how far a result lies from balls, in units of their radius. A ratio of NaN counts as infinite.

    result: an array of numbers; balls: as many numbers of `Rounded`, in the same shape.
    """
    got, want = wide(result), np.asarray(balls, object)
    if got.shape != want.shape:
        return Gap(math.inf, None, f"shape {got.shape}", f"shape {want.shape}")
    return largest(ratios(got, want), got, want)


def ratios(result: ArrayLike, balls: ArrayLike) -> Array:
    """The ratio |error| / radius of every entry; arguments as for `rho`."""
    got, want = wide(result), np.asarray(balls, object)
    out = np.empty(got.shape)
    for at in np.ndindex(got.shape):
        ratio = distance(got[at].item(), enclosed(want[at]))
        out[at] = ratio if ratio == ratio else math.inf
    return out


def largest(found: Array, got: Array, want: Array) -> Gap:
    """The largest of the ratios `found`, with its place and the values of `got` and `want` there."""
    if not found.size or not found.max() > 0:
        return Gap()
    at = tuple(int(k) for k in np.unravel_index(np.argmax(found), found.shape))
    return Gap(float(found[at]), at, got[at], enclosed(want[at]))


def anything() -> flint.arb:
    """A ball that holds every number, for results of which no bound is known."""
    return flint.arb(0, math.inf)


def stored(balls: ArrayLike, dtype: str, tiny: float | None = None) -> Array:
    """Numbers of `Rounded` after one more rounding, to the format in which a result is kept.

    balls: an array of them; dtype: the name of the format; tiny: what may be lost below its normal numbers, the
    smallest subnormal number if None. A number that may overflow there has no bound.
    """
    arithmetic, want = Rounded(dtype), np.asarray(balls, object)
    arithmetic.tiny = arithmetic.tiny if tiny is None else tiny
    out = np.empty(want.shape, object)
    for at in np.ndindex(want.shape):
        ball = arithmetic.once(enclosed(want[at])).ball
        may_overflow = isinstance(ball, flint.arb) and ball.is_finite() and float(abs(ball).upper()) > LARGEST[dtype]
        out[at] = Number(arithmetic, anything() if may_overflow else ball, gauge_of(want[at]))
    return out


def normwise(result: ArrayLike, balls: ArrayLike, entries: int) -> float:
    """max |error| in units of the normwise bound of a transform, whose error at one place grows with all entries.

    result, balls: as for `rho`; entries: N, the number of entries of all arrays. The bound is N log2(2 N) times the
    largest radius. (The 2-norms of the arrays multiply to at most N times their largest product, which is a term of
    some result.) Infinite for another shape, no entries, or entries that are no finite floats.
    """
    got, want = wide(result), np.asarray(balls, object)
    if got.shape != want.shape or not got.size or got.dtype.kind not in "fc" or not np.isfinite(got).all():
        return math.inf
    found = [enclosed(v) for v in want.flat]
    radius = max(float(reach(b)) for b in found)
    exact = (flint.acb(v) if isinstance(v, complex) else flint.arb(v) for v in got.ravel().tolist())
    error = max(float(abs(b - v).mid()) for b, v in zip(found, exact, strict=True))
    if not radius or not math.isfinite(radius):
        return math.inf if error else 0.0
    return error / (radius * entries * math.log2(2 * entries))


def distance(value: float | complex, ball: Ball) -> float:
    """|value - middle| / radius of one ball, of the worse part if it is complex. A NaN or an infinity is at distance 0
    from itself only."""
    if isinstance(ball, flint.acb) or isinstance(value, complex):
        ball, value = flint.acb(ball), complex(value)
        return max(distance(value.real, ball.real), distance(value.imag, ball.imag))
    if not math.isfinite(value):
        return 0.0 if ball.mid() == flint.arb(value) or value != value and ball.mid().is_nan() else math.inf
    error, radius = abs(ball.mid() - flint.arb(value)), ball.rad()
    if error == 0:
        return 0.0
    return float(error / radius) if radius > 0 else math.inf


def suspicion(result: ArrayLike, balls: ArrayLike, dtype: str) -> Gap:
    """The gap of tier P: the largest |error| / (LAMBDA sqrt(n + 1) u g) of the entries that are sums of products.

    result, balls: as for `rho`; dtype: the name of the format in which the result was computed.
    """
    got, want, worst = wide(result), np.asarray(balls, object), Gap()
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


EXCESS: dict[str, Callable[[Value, Value], Value]] = {  # by how much a relation fails
    "=": lambda a, b: abs(a - b),
    "<=": lambda a, b: a - b,
    ">=": lambda a, b: b - a,
}


def gap_of_balls(lhs: ArrayLike, rhs: ArrayLike, relation: str, lhs_balls: ArrayLike, rhs_balls: ArrayLike) -> Gap:
    """The gap of a law on floats, in units of both sides' radii. Each side lies within its ball, so that a law which
    holds exactly keeps them within both radii.

    lhs, rhs: the sides, arrays of floats; relation: a key of `EXCESS`; lhs_balls, rhs_balls: their balls.
    """
    one, other = wide(lhs), wide(rhs)
    if one.shape != other.shape and relation == "=":
        return Gap(math.inf, None, f"shape {one.shape}", f"shape {other.shape}")
    balls = np.asarray(lhs_balls, object), np.asarray(rhs_balls, object)
    try:
        one, other, one_ball, other_ball = np.broadcast_arrays(one, other, *balls)
    except ValueError:
        return Gap(math.inf, None, f"shape {one.shape}", f"shape {balls[0].shape}")
    worst = Gap()
    for at in np.ndindex(one.shape):
        left, right = one[at].item(), other[at].item()
        gap = EXCESS[relation](left, right)
        if left == right or gap <= 0 or same_bits(one[at], other[at]):
            continue
        radius = float(reach(enclosed(one_ball[at])) + reach(enclosed(other_ball[at])))
        ratio = gap / radius if radius else math.inf
        if not ratio <= worst.rho:
            worst = Gap(ratio if ratio == ratio else math.inf, at, left, right)
    return worst


def reach(ball: Ball) -> Ball:
    """The radius of a ball, that of both parts together if it is complex."""
    return ball.real.rad() + ball.imag.rad() if isinstance(ball, flint.acb) else ball.rad()


def is_exact_at(values: Iterable[Value], dtype: str) -> bool:
    """Whether the exact numbers among the values are at most 2^p in a format of p bits, so that tier E applies."""
    return all(abs(v) <= 2 ** SIGNIFICAND[dtype] for v in values if isinstance(v, (int, Fraction)))


def is_fractional(arrays: Iterable[ArrayLike]) -> bool:
    """Whether an entry is a fraction and no integer, as in a table of probabilities: tier R is for such inputs."""
    return any(isinstance(v, Fraction) and v.denominator > 1 for x in arrays for v in np.ravel(x))


def is_float(values: Iterable[Value], dtype: str) -> bool:
    """Whether the exact numbers among the values are integers of at most 2^p over a power of two, and so floats."""
    numbers = [Fraction(v) for v in values if isinstance(v, (int, Fraction))]
    return is_exact_at((v.numerator for v in numbers), dtype) and all(
        v.denominator & (v.denominator - 1) == 0 for v in numbers
    )
