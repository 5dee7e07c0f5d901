"""Integrals over the line as balls that hold the exact value.

Idea: between its break points and its singular points an integrand is analytic, and Arb integrates it with an error
bound. An end of a piece that is infinite or singular is first moved to infinity: t = s, or t = b + 1/s. There the
integrand is enclosed by an envelope: it equals exp(q(s)) s^k v(s) with v(s) in a ball for every s >= S. An envelope
that falls off bounds what lies beyond S. One that stays above a multiple of 1/s shows that the integral diverges. In
between, s = exp(v) makes algebraic behaviour exponential, which Gauss's rule integrates fast. Slivers around break
points that are no exact numbers are enclosed by their width times the range of the integrand.
"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass, field

import flint
import sympy as sp

from .ball_operations import LINE, is_nan
from .envelopes import Diverges, Envelope, Unbounded, enveloped, falling, tail
from .expressions import At, NotEnclosed, ball, compiled, holds
from .pieces import break_points, in_pieces, said, singular_points, with_cases_chosen

EVALUATIONS = 30_000  # of an integrand on one piece, before the search for a bound ends


@dataclass
class Cluster:
    """Break points whose balls overlap: the exact ends of their hull, and the points as expressions."""

    low: flint.arb
    high: flint.arb
    points: list[sp.Expr]
    beside: list[sp.Expr] = field(default_factory=list)  # the analytic expressions on both sides
    singular: bool = False

    @property
    def exact(self) -> bool:
        return bool(self.low == self.high)


def enclosed(
    e: sp.Expr, t: sp.Symbol, at: At, lo: sp.Expr = -sp.oo, hi: sp.Expr = sp.oo, tolerance: float | None = None
) -> flint.arb:
    """A ball that holds the integral of e over t from lo to hi.

    at: the balls of the other letters; tolerance: an absolute and relative error at which to stop, None for the working
    precision. ValueError if the integral is shown to diverge or the integrand is not real, and `NotEnclosed`, a
    ValueError, if no bounded ball was found.
    """
    if any(is_nan(v) for v in at.values()):
        return flint.arb("nan")
    if not all(v.is_finite() for v in at.values()):
        return LINE  # which holds every real number
    exact = {s: rational(v) for s, v in at.items() if v.is_exact()}
    e, at = in_pieces(sp.sympify(e)).xreplace(exact), {s: v for s, v in at.items() if s not in exact}
    lo, hi = lo.xreplace(exact), hi.xreplace(exact)
    breaks = break_points(e, t) | singular_points(e, t) | {p for p in (lo, hi) if not p.is_infinite}
    clusters: list[Cluster] = []
    for p in sorted(breaks, key=lambda p: float(middle(p, at))):
        v = middle(p, at)
        low, high = (v, v) if v.is_exact() else (v.lower(), v.upper())
        if clusters and not low > clusters[-1].high:
            c = clusters[-1]
            c.low, c.high, c.points = min(c.low, low), max(c.high, high), [*c.points, p]
        else:
            clusters.append(Cluster(low, high, [p]))
    first = next((k for k, c in enumerate(clusters) if lo in c.points), None)
    last = next((k for k, c in enumerate(clusters) if hi in c.points), None)
    ends = [None, *clusters, None]
    pieces = []
    for k, (left, right) in enumerate(itertools.pairwise(ends)):
        if (first is None or k > first) and (last is None or k <= last):
            one = decided(e, t, at, inside(left, right))
            pieces.append((one, left, right))
            for end in (left, right):  # a singular break point is kept as an expression, and has no sliver
                if end is not None:
                    end.beside.append(one)
                    end.singular = end.singular or one != 0 and singular(one, t, at, end)
    total = flint.arb(0)
    for c in clusters[first : None if last is None else last + 1]:
        if not c.exact and len(c.points) > 1:
            total += sliver([e], t, at, c.low, c.high)
        elif not c.exact and not c.singular:  # nothing but these two expressions holds in it
            total += sliver(c.beside, t, at, c.low, c.high)
    for one, left, right in pieces:
        total += piece(one, t, at, left, right, tolerance)
    return total


def rational(v: flint.arb) -> sp.Rational:
    """An exact ball as a number of SymPy."""
    man, exp = v.man_exp()
    return sp.Integer(int(man)) * sp.Integer(2) ** int(exp)


def middle(p: sp.Expr, at: At) -> flint.arb:
    """A ball of a break point. NotEnclosed if it has no bound."""
    found = ball(p, at)
    v: flint.arb = found.real if isinstance(found, flint.acb) else found
    if not v.is_finite():
        raise NotEnclosed(f"the break point {said(p)} is not bounded there")
    return v


SPLIT = 64  # parts of a wide sliver; the range of an expression is the tighter, the narrower its argument


def sliver(several: list[sp.Expr], t: sp.Symbol, at: At, low: flint.arb, high: flint.arb) -> flint.arb:
    """The width of a ball of break points times the range of the expressions, of which one holds at each place."""
    parts = SPLIT if high - low > 2.0**-20 else 1
    total, width = flint.arb(0), (high - low) / parts
    for k in range(parts):
        part = (low + k * width).union(low + (k + 1) * width)
        span = functools.reduce(
            lambda v, w: v.union(w), [ball(e, {**at, t: part}) for e in several if e != 0], flint.arb(0)
        )
        if not span.is_finite():
            raise NotEnclosed(
                f"the integrand {', '.join(map(said, several))} is not bounded around {said(t)} = {part.str(6)}"
            )
        total += width * span
    return total


def inside(left: Cluster | None, right: Cluster | None) -> flint.arb:
    """A point between two clusters; None stands for the infinite end of the line."""
    if left is None:
        return flint.arb(0) if right is None else (right.low - 1).mid()
    return (left.high + 1).mid() if right is None else ((left.high + right.low) / 2).mid()


def decided(e: sp.Expr, t: sp.Symbol, at: At, point: flint.arb) -> sp.Expr:
    """The analytic expression around a point that lies clear of every break point."""
    here = {**at, t: point}

    def is_true(test: sp.Basic) -> bool:
        truth = holds(test, here)
        if truth is None:
            raise NotEnclosed(f"whether {said(test)} holds is not decided by the balls given")
        return truth

    return with_cases_chosen(e, is_true, lambda: f"{said(t)} = {point.str(6, radius=False)}")


def piece(
    e: sp.Expr, t: sp.Symbol, at: At, left: Cluster | None, right: Cluster | None, tolerance: float | None
) -> flint.arb:
    """The integral of one analytic piece between two clusters."""
    if e == 0:
        return flint.arb(0)
    sample = flint.acb(ball(e, {**at, t: flint.acb(inside(left, right))}))
    if not sample.imag.contains(0):
        raise ValueError(
            f"the integrand {said(e)} is not real at {said(t)} = {inside(left, right).str(6, radius=False)}"
        )
    if sample == 0 and sp.simplify(e) == 0:
        return flint.arb(0)
    total, begin = flint.arb(0), inside(left, right)
    start, stop = left.high if left else begin, right.low if right else begin
    if right is None or right.singular:
        stop, more = end_of(e, t, at, right, 1 if right is None else -1, begin, tolerance)
        total += more
    if left is None or left.singular:
        start, more = end_of(e, t, at, left, -1 if left is None else 1, begin, tolerance)
        total += more
    return total + between(e, t, at, start, stop, tolerance)


def between(e: sp.Expr, t: sp.Symbol, at: At, start: flint.arb, stop: flint.arb, tolerance: float | None) -> flint.arb:
    """The integral between two balls, in which the integrand is analytic; their width counts as slivers."""
    total = flint.arb(0)
    for v in (start, stop):
        if not v.is_exact():
            total += sliver([e], t, at, v.lower(), v.upper())
    a, b = (start if start.is_exact() else start.upper()), (stop if stop.is_exact() else stop.lower())
    if not a < b:
        return total
    run = compiled(e)
    found = flint.acb.integral(
        lambda z, analytic: flint.acb(run({**at, t: z}, analytic)),
        flint.acb(a),
        flint.acb(b),
        eval_limit=EVALUATIONS,
        abs_tol=tolerance,
        rel_tol=tolerance,
    )
    if not found.is_finite():
        over = f"({a.str(6, radius=False)}, {b.str(6, radius=False)})"
        raise NotEnclosed(
            f"the integral of {said(e)} over {over} has no bounded enclosure; the integrand may oscillate too often "
            "there, or the integral diverge"
        )
    if not found.imag.contains(0):
        raise ValueError(f"the integrand {said(e)} is not real on ({a.str(6, radius=False)}, {b.str(6, radius=False)})")
    return total + found.real


def singular(e: sp.Expr, t: sp.Symbol, at: At, cluster: Cluster) -> bool:
    """Whether the analytic expression of one side cannot be enclosed around an end of its piece."""
    around = cluster.low.union(cluster.high)
    wide = flint.acb(around + flint.arb(0, 2.0**-20) * (1 + abs(around)), flint.arb(0, 2.0**-20))
    return not flint.acb(ball(e, {**at, t: wide}, True)).is_finite()


V, S = sp.Dummy("v", real=True), sp.Dummy("s", positive=True)


def end_of(
    e: sp.Expr, t: sp.Symbol, at: At, cluster: Cluster | None, sign: int, inner: flint.arb, tolerance: float | None
) -> tuple[flint.arb, flint.arb]:
    """The part of a piece at an end that is infinite or singular: where it begins, and a ball of its integral.

    cluster: the singular end, None for an infinite one; sign: the direction in which t leads to infinity, or leaves the
    singular end; inner: a point inside the piece.
    """
    if cluster is None:
        base, far = sp.S.Zero, e.xreplace({t: sign * S})
        least = abs(inner) + 1
    else:
        base = cluster.points[0]
        far = e.xreplace({t: base + sign / S}) / S**2
        least = 1 / abs(inner - middle(base, at)) + 1
    far = with_one_exponential(far, cluster is not None)
    small = flint.arb(tolerance / 64) if tolerance else flint.arb(2) ** (-flint.ctx.prec - 4)
    where = "infinity" if cluster is None else f"{said(t)} = {said(base)}"
    begin = flint.arb(int(float(least.upper())) + 1)
    cut, rest, envelope = cut_off(far, e, at, begin, small, where)
    beyond = flint.arb(0, rest.upper()) if rest > 0 else flint.arb(0)
    if cluster is None and (falling(envelope) or cut <= begin * 64):
        return sign * cut, beyond
    first, last = flint.arb(int(float(begin.log().upper())) + 1), flint.arb(int(float(cut.log().upper())) + 1)
    if first >= last:
        last = first + 1
    inside_v = with_one_exponential(far.xreplace({S: sp.exp(V)}) * sp.exp(V), False)
    total = between(inside_v, V, at, first, last, tolerance) + beyond
    point = first.exp()
    return (sign * point if cluster is None else middle(base, at) + sign / point), total


def cut_off(
    far: sp.Expr, e: sp.Expr, at: At, begin: flint.arb, small: flint.arb, where: str
) -> tuple[flint.arb, flint.arb, Envelope]:
    """Where to cut off the integral of `far` over S to infinity, a bound of the rest, and the envelope there.

    e, where: the integrand and the end in its own variable, for messages; begin: the least place; small: a bound of the
    rest that suffices. ValueError if the integral is shown to diverge, and NotEnclosed if the rest has no known bound.
    """
    why, power = "", 0
    for _ in range(64):
        point = begin * flint.arb(2) ** power
        try:
            envelope = enveloped(far, S, at, point)
            rest = tail(envelope, S, at, point)
            if rest < small:
                return point, rest, envelope
        except Diverges:
            raise ValueError(
                f"the integral diverges: the integrand {said(e)} does not fall off fast enough toward {where}"
            ) from None
        except Unbounded as error:
            why = str(error)
        power += 1 if power < 40 else power // 2
        if power > 10_000:
            break
    raise NotEnclosed(
        f"the tail of {said(e)} toward {where} could not be bounded{': ' if why else ''}{why}; "
        "the integral may exist or not"
    )


def with_one_exponential(e: sp.Expr, cancel: bool) -> sp.Expr:
    """An expression in which products of exponentials are one exponential. `cancel`: whether to multiply out bases of
    powers and arguments of exponentials and logarithms, so that terms cancel."""
    if cancel:
        e = e.replace(lambda p: isinstance(p, sp.Pow) and p.base.is_Add, lambda p: sp.expand(p.base) ** p.exp)
        e = e.replace(lambda p: isinstance(p, (sp.exp, sp.log)), lambda p: p.func(sp.expand(p.args[0])))
    return sp.powsimp(e, combine="exp") if e.has(sp.exp) else e
