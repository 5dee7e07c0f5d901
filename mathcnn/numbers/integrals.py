"""Closed forms of integrals of piecewise expressions over the line, each confirmed by balls.

A product of piecewise functions of t and of x - t is analytic between its break points, which are affine in x. So the
line of x is cut into intervals on which their order stays the same. On each the integral is a sum of integrals of
analytic functions between known limits: see `antiderivatives`. Every closed form is compared with balls of the integral
at points of its domain before it is returned: see `confirmed`.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Callable, Iterator

import flint
import sympy as sp

from .antiderivatives import of_analytic, tidy
from .ball_operations import is_nan
from .enclosures import enclosed
from .expressions import NotEnclosed, ball
from .pieces import amid, branch, break_points, in_order, in_pieces, intervals, said

VARIABLE = sp.Dummy("t", real=True)  # of integration; one letter, so that results can be remembered


@functools.lru_cache(maxsize=4096)
def closed(e: sp.Expr, t: sp.Symbol, lo: sp.Expr = -sp.oo, hi: sp.Expr = sp.oo) -> sp.Expr:
    """The integral of an expression over t from lo to hi in closed form; if break points move with a letter x, with
    cases of x. Letters stand for real numbers.

    ValueError if the integral is shown to diverge or the integrand is not real, and `NotEnclosed`, a ValueError, if no
    closed form is known or balls do not confirm it.
    """
    loose = {
        s: sp.Dummy(s.name, real=True) for s in e.free_symbols | lo.free_symbols | hi.free_symbols if s.is_real is None
    }
    if loose:
        found = closed(e.xreplace(loose), t.xreplace(loose), lo.xreplace(loose), hi.xreplace(loose))
        return found.xreplace({real: s for s, real in loose.items()})
    e = in_pieces(e)
    try:
        value = _closed(e, t, lo, hi)
    except NotEnclosed:
        check_exists(e, t, lo, hi)
        raise
    if not confirmed(value, e, t, lo, hi):
        over = f"({said(lo)}, {said(hi)})"
        raise NotEnclosed(
            f"the closed form found for the integral of {said(e)} over {over} was not confirmed by balls; "
            "pass x as a float or a ball"
        )
    return value


def check_exists(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> None:
    """ValueError if balls show at two points of its domain that an integral diverges or its integrand is not real."""
    for _, at in itertools.islice(samples(e, t, lo, hi), 2):
        with contextlib.suppress(NotEnclosed):
            enclosed(e, t, at, lo, hi, 1e-6)


# ---------------------------------------------------------------- confirmation

TELLING = 1e-9  # a comparison counts where both balls are narrower than this, relative to the value
VALUES = [sp.Rational(p, q) for p, q in ((7, 5), (3, 4), (12, 7), (9, 10), (5, 3), (8, 11), (2, 1))]


def samples(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> Iterator[tuple[int, dict[sp.Symbol, flint.arb]]]:
    """Points (number of an interval, {letter: exact ball}) of the domain of an integral.

    They fit the assumptions on its letters. If one letter moves break points, each interval between the places where
    these meet has two points.
    """
    letters = sorted(
        (e.free_symbols | lo.free_symbols | hi.free_symbols) - {t},
        key=lambda s: (s.name, str(s.dummy_index) if s.is_Dummy else ""),
    )
    moving = moves(e, t, lo, hi) & set(letters)
    spots: list[sp.Expr | None] = [None]
    if len(moving) == 1:
        (x,) = moving
        low, high = sp.S.Zero if x.is_nonnegative else -sp.oo, sp.S.Zero if x.is_nonpositive else sp.oo
        ends = [p for p in meeting(e, t, x, lo, hi) if low < p and p < high]
        spots = [p for left, right in itertools.pairwise([low, *ends, high]) for p in two_inside(left, right)]
    for turn in range(3):
        for place, spot in enumerate(spots):
            at: dict[sp.Symbol, sp.Rational] = {}
            for k, s in enumerate(letters):
                v = VALUES[(3 * turn + 2 * k) % len(VALUES)]
                v = sp.Integer(1 + (turn + k) % 4) if s.is_integer else v
                v = -v if s.is_nonpositive or (s.is_nonnegative is None and (turn + k) % 2) else v
                at[s] = v if spot is None or s not in moving else near(spot)
            yield place // 2, {s: flint.arb(flint.fmpq(int(v.p), int(v.q))) for s, v in at.items()}
        if not letters or moving == set(letters):
            return


def near(v: sp.Expr) -> sp.Rational:
    """A rational number within 10^-30 of a real number, such as a break point pi; a rational number itself."""
    return v if v.is_Rational else sp.Rational(v.evalf(30 + max(0, len(str(sp.ceiling(abs(v)))))))


def two_inside(left: sp.Expr, right: sp.Expr) -> list[sp.Expr]:
    """Two different numbers between two ends, of which either may be infinite."""
    if left.is_infinite and right.is_infinite:
        return [sp.Rational(3, 7), sp.Rational(-11, 5)]
    if left.is_infinite:
        return [right - sp.Rational(3, 7), right - sp.Rational(9, 5)]
    if right.is_infinite:
        return [left + sp.Rational(3, 7), left + sp.Rational(9, 5)]
    return [(3 * left + 4 * right) / 7, (5 * left + 2 * right) / 7]


def confirmed(value: sp.Expr, e: sp.Expr, t: sp.Symbol, lo: sp.Expr = -sp.oo, hi: sp.Expr = sp.oo) -> bool:
    """Whether a closed form agrees with balls of the integral at every sample point at which both are known, and both
    are known at one point at least of every interval of `samples`."""
    if value == 0 == e:
        return True
    agreed: dict[int, int] = {}
    for place, at in samples(e, t, lo, hi):
        agreed.setdefault(place, 0)
        for bits in (64, 128, 320):
            with flint.ctx.workprec(bits):
                try:
                    want = enclosed(e, t, at, lo, hi, None if bits < 128 else 1e-20)
                    got = flint.acb(ball(value, at))
                except NotEnclosed:
                    break
                if is_nan(got) or not got.imag.contains(0) or not got.real.overlaps(want):
                    return False
                scale = TELLING * abs(want).upper() if not want.contains(0) else flint.arb(1e-15)
                if want.rad() <= scale and got.real.rad() <= scale:
                    agreed[place] += 1
                    break
    return all(agreed.values())


def moves(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> set[sp.Symbol]:
    """The letters on which break points and limits depend."""
    return set().union(*(p.free_symbols for p in break_points(e, t) | {lo, hi}))


def meeting(e: sp.Expr, t: sp.Symbol, x: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> list[sp.Expr]:
    """The values of x, in order, at which break points change their order or cases of x change."""
    meet = {p for p in break_points(e, x) if t not in p.free_symbols}
    for p, q in itertools.combinations(break_points(e, t) | {p for p in (lo, hi) if not p.is_infinite}, 2):
        gap = sp.expand(p - q)
        if gap.coeff(x, 1) != 0:
            meet.add(-gap.coeff(x, 0) / gap.coeff(x, 1))
    return in_order(meet)


def _closed(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> sp.Expr:
    breaks = break_points(e, t) | {p for p in (lo, hi) if not p.is_infinite}
    moving = moves(e, t, lo, hi)
    if not moving:
        return _between(e, t, breaks, {}, lo, hi)
    if len(moving) > 1:
        raise ValueError(
            f"the break points {', '.join(map(said, breaks))} depend on {len(moving)} letters; one is possible"
        )
    (x,) = moving
    ends = meeting(e, t, x, lo, hi)
    pieces: list[tuple[sp.Expr, sp.Basic]] = []
    for left, right in itertools.pairwise([-sp.oo, *ends, sp.oo]):
        value = _between(e, t, breaks, {x: amid(left, right)}, lo, hi)
        if pieces and pieces[-1][0] == value:
            pieces.pop()
        pieces.append((value, sp.true if right is sp.oo else x < right))
    return sp.Piecewise(*pieces, evaluate=False) if len(pieces) > 1 else pieces[0][0]


def _between(
    e: sp.Expr, t: sp.Symbol, breaks: set[sp.Expr], at: dict[sp.Symbol, sp.Expr], lo: sp.Expr, hi: sp.Expr
) -> sp.Expr:
    """The sum of the integrals between break points, whose order is that at the sample point `at`."""
    here: dict[sp.Expr, sp.Expr] = {}
    for p in breaks:
        here.setdefault(p.xreplace(at), p)
    inner = [p for p in in_order(here) if p > lo.xreplace(at) and p < hi.xreplace(at)]
    here |= {lo.xreplace(at): lo, hi.xreplace(at): hi}
    total = []
    for left, right in itertools.pairwise([lo.xreplace(at), *inner, hi.xreplace(at)]):
        total.append(of_analytic(branch(e, {**at, t: amid(left, right)}), t, here[left], here[right]))
    return tidy(sp.Add(*total))


# ---------------------------------------------------------------- comparison


def vanishes(e: sp.Expr, zero: Callable[[sp.Expr], bool]) -> bool:
    """Whether zero(piece) holds for each analytic piece of an expression in one letter."""
    (x,) = e.free_symbols or {VARIABLE}
    return all(zero(piece) for piece, _, _ in intervals(e, x))
