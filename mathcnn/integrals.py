"""Integrals over the line of functions given piece by piece: in closed form, by quadrature, and in balls.

Idea: a product of piecewise functions of t and of x - t is analytic between its break points. In the closed form these are
affine in x; so x runs through intervals on which their order stays the same, and on each the integral is a sum of integrals
of analytic functions between known limits. Closed forms are known for t^k exp(a t^2 + b t + c); SymPy is asked for the rest.
In balls the pieces are integrated by Arb, slivers around break points that are no exact numbers are enclosed by width times
range, and an unbounded piece is cut off where a bound of its tail is small: for a concave exponent q the integral of
t^k exp(q(t)) beyond T is at most T^k exp(q(T)) / |q'(T) + k/T|.
"""

from __future__ import annotations

import functools
import itertools
import math
import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import flint
import sympy as sp

VARIABLE = sp.Dummy("t", real=True)                      # of integration; one letter, so that results can be remembered
QUADRATURE = 1e-9  # an integral of floats is accepted where its estimated error stays below this times 1 + |value|


LETTER = sp.Dummy("s", real=True)                        # in which a curve keeps its expression


class Curve:
    """A function of one real number: a SymPy expression (exact, in balls, in floats), or a Python function (floats only)."""

    def __init__(self, name: str, f: Any):
        self.expression, self.python = None, None
        self.letter = LETTER
        if isinstance(f, (int, float)) and not isinstance(f, bool):
            f = sp.sympify(f)
        if isinstance(f, sp.Basic) and f.has(sp.nan, sp.oo, sp.zoo, sp.I):
            raise ValueError(f"{name} = {f}: it has to be a real function")
        if isinstance(f, sp.Lambda):
            if len(f.variables) != 1:
                raise TypeError(f"{name} = {f}: it has to be a function of one letter, and has {len(f.variables)}")
            self.expression = in_pieces(f(self.letter))
        elif isinstance(f, sp.Expr):
            free = sorted(f.free_symbols, key=str)
            own = [s for s in free if s.name == "t"] if len(free) > 1 else free
            if len(own) != len(free[:1]):
                raise TypeError(f"{name} = {f}: it has the letters {', '.join(map(str, free))}; pass a Lambda that says which is the variable")
            self.expression = in_pieces(f.xreplace({own[0]: self.letter}) if own else f)
        elif callable(f):
            self.python = f
        else:
            raise TypeError(f"{name} = {f!r}: it has to be a SymPy expression in one letter, a Lambda or a Python function")

    def __call__(self, v: Any) -> Any:
        """The value: of SymPy's numbers by substitution, of floats by compiled code."""
        if isinstance(v, float):
            try:
                return float(self._compiled(v))
            except OverflowError:
                return math.inf
        if self.expression is None:
            raise TypeError("a Python function has no closed form and no enclosure; pass a SymPy expression, or x as a float")
        if isinstance(v, flint.arb):
            return ball(self.expression, {self.letter: v})
        return self.expression.xreplace({self.letter: sp.sympify(v)})

    @functools.cached_property
    def _compiled(self) -> Callable[[float], Any]:
        return self.python or sp.lambdify(self.letter, self.expression, ["math", {"erfi": _erfi}])

    @functools.cached_property
    def marks(self) -> list[float]:
        """Where quadrature should begin anew: break points, and around the top of a bell eight standard deviations."""
        if self.expression is None:
            return [float(b) for b in getattr(self.python, "breaks", ())]
        bells = []
        for e in self.expression.atoms(sp.exp):
            if e.args[0].is_polynomial(self.letter) and sp.degree(e.args[0], self.letter) == 2:
                a, b, _ = sp.Poly(e.args[0], self.letter).all_coeffs()
                if a < 0:
                    bells += [float(-b / (2 * a) + k * 8 / sp.sqrt(-2 * a)) for k in (-1, 0, 1)]
        return sorted({*(float(b) for b in break_points(self.expression, self.letter)), *bells})

    def __repr__(self) -> str:
        return repr(self.python or self.expression)


def _erfi(v: float) -> float:
    from scipy.special import erfi

    return float(erfi(v))


def as_curve(name: str, f: Any) -> Curve:
    """An argument as a curve; one that is a curve stays the same, with what it has compiled."""
    return f if isinstance(f, Curve) else Curve(name, f)


def in_pieces(e: sp.Expr) -> sp.Expr:
    """Steps, absolute values and maxima written as cases, whose conditions are comparisons, "and" and "or"."""
    if e.atoms(sp.Heaviside, sp.Abs, sp.sign, sp.Max, sp.Min):
        e = e.rewrite(sp.Piecewise)
    return e.replace(sp.ITE, lambda test, yes, no: sp.Or(sp.And(test, yes), sp.And(sp.Not(test), no)))


def break_points(e: sp.Expr, t: sp.Symbol) -> set[sp.Expr]:
    """Where the cases of an expression change, as values of t."""
    found = set()
    for test in e.atoms(sp.core.relational.Relational):
        if t in test.free_symbols:
            side = sp.expand(test.lhs - test.rhs)
            if not side.is_polynomial(t) or sp.degree(side, t) != 1:
                raise ValueError(f"the condition {test} is not a comparison with one number; write it as intervals")
            found.add(sp.expand(-side.coeff(t, 0) / side.coeff(t, 1)))
    return {p for p in found if p.is_finite is not False}


def branch(e: sp.Expr, at: dict[sp.Symbol, Any]) -> sp.Expr:
    """The analytic expression that holds around a point."""
    def chosen(*branches: Any) -> sp.Expr:
        for value, test in branches:
            truth = test.xreplace(at)
            if truth not in (sp.true, sp.false):
                truth = sp.simplify(truth)
            if truth not in (sp.true, sp.false):
                raise ValueError(f"whether {test} holds depends on {', '.join(map(str, truth.free_symbols))}; pass numbers for the ends")
            if truth == sp.true:
                return value
        return sp.S.Zero

    while cases := e.atoms(sp.Piecewise):
        inner = {c for c in cases if not any(part.has(sp.Piecewise) for part in c.args)}
        e = e.xreplace({c: chosen(*c.args) for c in inner})
    return e


# ---------------------------------------------------------------- t^k exp(a t^2 + b t + c)


def terms(e: sp.Expr, t: sp.Symbol) -> list[tuple[sp.Expr, int, sp.Expr]] | None:
    """An expression as a sum of coefficient t^k exp(q(t)), q of degree 2 at most and without constant; or None."""
    found = []
    for term in sp.Add.make_args(multiplied_out(e)):
        factor, k, q = sp.S.One, 0, sp.S.Zero
        for part in sp.Mul.make_args(term):
            base, power = part.as_base_exp()
            if t not in part.free_symbols:
                factor *= part
            elif base == t and power.is_Integer and power > 0:
                k += int(power)
            elif isinstance(part, sp.exp) or base == sp.E:
                q += part.args[0] if isinstance(part, sp.exp) else power
            elif isinstance(base, sp.exp):
                q += base.args[0] * power
            else:
                return None
        q = sp.expand(q)
        if not q.is_polynomial(t) or sp.degree(q, t) > 2:
            return None
        constant = q.coeff(t, 0)
        found.append((factor * sp.exp(constant), k, sp.expand(q - constant)))
    return found


def antiderivative(k: int, q: sp.Expr, t: sp.Symbol, end: sp.Expr) -> sp.Expr:
    """An antiderivative of t^k exp(q(t)) at a point, or its limit at infinity; oo where there is none."""
    a, b = q.coeff(t, 2), q.coeff(t, 1)
    bell = lambda power: sp.S.Zero if end.is_infinite else end**power * sp.exp(q.xreplace({t: end}))
    if end.is_infinite:
        falls = a.is_negative if a != 0 else (b * end).is_extended_negative
        if a == 0 and b == 0 or falls is False or a.is_positive:
            return sp.oo
        if falls is None:
            raise ValueError(f"whether exp({q}) falls off depends on its letters; declare them positive")
    if a == 0 and b == 0:
        return end ** (k + 1) / sp.Integer(k + 1)
    if a == 0:
        return sp.Add(*((-1) ** j * sp.ff(k, j) * bell(k - j) / b ** (j + 1) for j in range(k + 1)))
    if k == 0:
        root = sp.sqrt(-a) if a.is_negative else sp.sqrt(a)
        error, sign = (sp.erf, 1) if a.is_negative else (sp.erfi, -1)
        at = sp.sign(end) if end.is_infinite else error(root * end - sign * b / (2 * root))
        return sp.sqrt(sp.pi) / (2 * root) * sp.exp(-(b**2) / (4 * a)) * at
    lower = (k - 1) * antiderivative(k - 2, q, t, end) if k > 1 else sp.S.Zero
    return (bell(k - 1) - lower - b * antiderivative(k - 1, q, t, end)) / (2 * a)


def diverges(e: sp.Expr, lo: Any, hi: Any) -> ValueError:
    """The error of an integral that does not exist."""
    return ValueError(f"the integral diverges: on the unbounded piece ({lo}, {hi}) the integrand {e} does not fall off")


def of_analytic(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> sp.Expr:
    """The integral of one analytic expression between two limits, in closed form."""
    if e == 0:
        return sp.S.Zero
    parts = terms(e, t)
    if parts is None:
        found = sp.integrate(e, (t, lo, hi))
        if found.has(sp.Integral):
            raise ValueError(f"no closed form is known for the integral of {e} over ({lo}, {hi}); pass x as a float or a ball")
        if found.has(sp.oo, sp.zoo, sp.nan, sp.AccumBounds):
            raise diverges(e, lo, hi)
        return found
    total = []
    for factor, k, q in parts:
        upper, lower = (antiderivative(k, q, t, end) for end in (hi, lo))
        if sp.oo in (upper, lower):
            raise diverges(e, lo, hi)
        total.append(factor * (upper - lower))
    return tidy(sp.Add(*total))


def tidy(e: sp.Expr) -> sp.Expr:
    """A sum with exponentials drawn together, each with one factored coefficient; numbers are left as they are."""
    if not e.free_symbols or not e.has(sp.exp, sp.erf):
        return sp.expand(e) if e.free_symbols else e
    found: dict[sp.Expr, list[sp.Expr]] = {}
    for term in sp.Add.make_args(sp.powsimp(multiplied_out(e), combine="exp")):
        special = [part for part in sp.Mul.make_args(term) if part.free_symbols and part.has(sp.exp, sp.erf)]
        rest = sp.Mul(*(part for part in sp.Mul.make_args(term) if part not in special))
        found.setdefault(sp.Mul(*(factored(part) for part in special)), []).append(rest)
    coefficients = {special: sp.Add(*parts) for special, parts in found.items()}
    return sp.Add(*(special * (sp.factor(c) if c.free_symbols or c.is_Add else c) for special, c in coefficients.items()))


def multiplied_out(e: sp.Expr) -> sp.Expr:
    """A product of sums as a sum of products; denominators stay as they are, which SymPy's expand would multiply out, too."""
    if e.is_Add:
        return sp.Add(*map(multiplied_out, e.args))
    parts = [sp.expand_multinomial(p) if p.is_Pow and p.base.is_Add and p.exp.is_Integer and p.exp > 1 else p for p in sp.Mul.make_args(e)]
    at = next((k for k, part in enumerate(parts) if part.is_Add), None)
    if at is None:
        return e
    rest = sp.Mul(*parts[:at], *parts[at + 1 :])
    return sp.Add(*(multiplied_out(rest * part) for part in parts[at].args))


def factored(e: sp.Expr) -> sp.Expr:
    """exp and erf with their arguments factored."""
    return e.func(sp.factor(e.args[0])) if isinstance(e, (sp.exp, sp.erf)) else e


# ---------------------------------------------------------------- closed forms


@functools.lru_cache(maxsize=4096)
def closed(e: sp.Expr, t: sp.Symbol, lo: sp.Expr = -sp.oo, hi: sp.Expr = sp.oo) -> sp.Expr:
    """The integral of a piecewise expression over t; where break points move with a letter x, cases of x."""
    e = in_pieces(e)
    breaks = break_points(e, t) | {p for p in (lo, hi) if not p.is_infinite}
    moving = set().union(*(p.free_symbols for p in breaks)) if breaks else set()
    if not moving:
        return _between(e, t, breaks, {}, lo, hi)
    if len(moving) > 1:
        raise ValueError(f"the break points {', '.join(map(str, breaks))} depend on {len(moving)} letters; one is possible")
    (x,) = moving
    meet = set(break_points(e, x)) - {p for p in break_points(e, x) if t in p.free_symbols}
    for p, q in itertools.combinations(breaks, 2):
        gap = sp.expand(p - q)
        if gap.coeff(x, 1) != 0:
            meet.add(-gap.coeff(x, 0) / gap.coeff(x, 1))
    ends = in_order(meet)
    pieces: list[tuple[sp.Expr, Any]] = []
    for left, right in itertools.pairwise([-sp.oo, *ends, sp.oo]):
        value = _between(e, t, breaks, {x: amid(left, right)}, lo, hi)
        if pieces and pieces[-1][0] == value:
            pieces.pop()
        pieces.append((value, sp.true if right is sp.oo else x < right))
    return sp.Piecewise(*pieces, evaluate=False) if len(pieces) > 1 else pieces[0][0]


def in_order(numbers: Iterable[sp.Expr]) -> list[sp.Expr]:
    """Exact real numbers, the smallest first."""
    def compare(p: Any, q: Any) -> int:
        return -1 if bool(p < q) else 1 if bool(p > q) else 0

    return sorted(numbers, key=functools.cmp_to_key(compare))


def amid(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    """A number between two, of which either may be infinite."""
    if left.is_infinite:
        return sp.S.Zero if right.is_infinite else right - 1
    return left + 1 if right.is_infinite else (left + right) / 2


def _between(e: sp.Expr, t: sp.Symbol, breaks: set[sp.Expr], at: dict[sp.Symbol, sp.Expr], lo: sp.Expr, hi: sp.Expr) -> sp.Expr:
    """The sum of the integrals between break points, whose order is the one at a sample point."""
    here: dict[sp.Expr, sp.Expr] = {}
    for p in breaks:
        here.setdefault(p.xreplace(at), p)
    inner = [p for p in in_order(here) if p > lo.xreplace(at) and p < hi.xreplace(at)]
    here |= {lo.xreplace(at): lo, hi.xreplace(at): hi}
    total = []
    for left, right in itertools.pairwise([lo.xreplace(at), *inner, hi.xreplace(at)]):
        total.append(of_analytic(branch(e, {**at, t: amid(left, right)}), t, here[left], here[right]))
    return tidy(sp.Add(*total))


# ---------------------------------------------------------------- floats


def quadrature(f: Callable[[float], float], marks: Iterable[float], say: str) -> float:
    """The integral of a function of floats over the line, begun anew at every mark."""
    from scipy.integrate import quad

    ends = [-math.inf, *sorted(set(marks) or {0.0}), math.inf]
    found = [quad(f, left, right, limit=200, epsabs=1e-12, epsrel=1e-11, full_output=1) for left, right in itertools.pairwise(ends)]
    columns = [one[0] for one in found], [one[1] for one in found]
    value, error = (math.fsum(column) if all(map(math.isfinite, column)) else math.nan for column in columns)
    warned = [one[3].partition(".")[0] for one in found if len(one) > 3 and "roundoff" not in one[3]]
    if warned or not error <= QUADRATURE * (1 + abs(value)):
        why = " ".join(warned[0].split()) if warned else f"value {value:.6g}, estimated error {error:.2g}"
        raise ValueError(f"{say}: quadrature does not converge ({why}); the integral may diverge, or need `breaks`")
    return value


@functools.lru_cache(maxsize=1024)
def falls_off(e: sp.Expr, t: sp.Symbol) -> None:
    """A ValueError where the outer pieces of an expression have no finite integral, as far as their form is known."""
    for piece, lo, hi in intervals(e, t):
        for _, k, q in (terms(piece, t) or ()) if piece != 0 else ():
            if any(end.is_infinite and antiderivative(k, q, t, end) is sp.oo for end in (lo, hi)):
                raise diverges(piece, lo, hi)


# ---------------------------------------------------------------- balls

ENTIRE = (sp.exp, sp.erf, sp.erfc, sp.erfi, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.tan)


def ball(e: sp.Expr, at: dict[sp.Symbol, Any], analytic: bool = False) -> Any:
    """An expression in balls, real or complex. Cases that are undecided give the hull of all that may hold;
    `analytic` asks for a result that is no number where a ball meets a branch cut."""
    match e:
        case sp.Symbol():
            return at[e]
        case sp.Rational() | sp.Float():
            e = sp.Rational(e)
            return flint.arb(flint.fmpq(int(e.p), int(e.q)))
        case sp.core.numbers.Pi():
            return flint.arb.pi()
        case sp.core.numbers.Exp1():
            return flint.arb.const_e()
        case sp.Add() | sp.Mul():
            return functools.reduce(operator.add if isinstance(e, sp.Add) else operator.mul, (ball(part, at, analytic) for part in e.args))
        case sp.Pow() if e.exp.is_Integer:
            return ball(e.base, at, analytic) ** int(e.exp)
        case sp.Pow() | sp.log():
            base = ball(e.args[0], at, analytic)
            apart = {"analytic": analytic} if isinstance(base, flint.acb) else {}
            if isinstance(e, sp.log):
                return base.log(**apart)
            if e.exp == sp.S.Half:
                return base.sqrt(**apart)
            return flint.acb(base).pow(ball(e.exp, at), **apart) if apart else base ** ball(e.exp, at)
        case sp.Piecewise():
            values = []
            for value, test in e.args:
                truth = holds(test, at)
                if truth is not False:
                    values.append(ball(value, at))
                if truth:
                    break
            return functools.reduce(lambda v, w: v.union(w), values)
        case _ if isinstance(e, ENTIRE):
            v = ball(e.args[0], at, analytic)
            if not isinstance(v, flint.acb) and not hasattr(v, type(e).__name__):
                return getattr(flint.acb(v), type(e).__name__)().real
            return getattr(v, type(e).__name__)()
    raise ValueError(f"no enclosure is known for {type(e).__name__} in {e}")


def holds(test: Any, at: dict[sp.Symbol, Any]) -> bool | None:
    """Whether a condition holds in balls; None where that is open."""
    if test in (sp.true, sp.false):
        return bool(test)
    if isinstance(test, (sp.And, sp.Or)):
        found = [holds(part, at) for part in test.args]
        decisive = isinstance(test, sp.Or)
        return decisive if decisive in found else None if None in found else not decisive
    gap = ball(sp.expand(test.lhs - test.rhs), at)
    strict = isinstance(test, (sp.StrictLessThan, sp.StrictGreaterThan))
    if isinstance(test, (sp.Eq, sp.Ne)):
        return None if gap.contains(0) else isinstance(test, sp.Ne)
    if isinstance(test, (sp.LessThan, sp.StrictLessThan)):
        gap = -gap
    yes, no = (gap > 0, gap <= 0) if strict else (gap >= 0, gap < 0)
    return True if yes else False if no else None


def enclosed(e: sp.Expr, t: sp.Symbol, at: dict[sp.Symbol, Any]) -> flint.arb:
    """A ball that holds the integral over the line, letters but t given as balls."""
    e = in_pieces(e)
    clusters: list[tuple[Any, Any]] = []                 # break points as exact lower and upper ends, overlapping ones together
    for low, high in sorted(((p.lower(), p.upper()) for p in (flint.arb(ball(b, at)) for b in break_points(e, t))), key=lambda ends: float(ends[0])):
        if clusters and low <= clusters[-1][1]:
            clusters[-1] = (min(clusters[-1][0], low), max(clusters[-1][1], high))
        else:
            clusters.append((low, high))
    total = flint.arb(0)
    for low, high in clusters:
        if high > low:                                   # a sliver: its width times the range of the integrand
            total += (high - low) * ball(e, {**at, t: low.union(high)}).union(flint.arb(0))
    starts, stops = [None, *(high for _, high in clusters)], [*(low for low, _ in clusters), None]
    for left, right in zip(starts, stops, strict=True):
        total += _piece(_decided(e, {**at, t: _inside(left, right)}), t, at, left, right)
    return total


def _inside(left: Any, right: Any) -> flint.arb:
    """A point between two ends, each of which may be missing."""
    if left is None:
        return flint.arb(0) if right is None else right - 1
    return left + 1 if right is None else ((left + right) / 2).mid()


def _decided(e: sp.Expr, at: dict[sp.Symbol, Any]) -> sp.Expr:
    """The analytic expression around a point that lies clear of every break point."""
    while cases := e.atoms(sp.Piecewise):
        inner = {c for c in cases if not any(part.has(sp.Piecewise) for part in c.args)}
        e = e.xreplace({c: next((v for v, test in c.args if holds(test, at)), sp.S.Zero) for c in inner})
    return e


def _piece(e: sp.Expr, t: sp.Symbol, at: dict[sp.Symbol, Any], left: Any, right: Any) -> flint.arb:
    """One analytic piece, cut off and its tail bounded where it is unbounded."""
    if e == 0:
        return flint.arb(0)
    tails = flint.arb(0)
    if right is None:
        right, rest = _cut(e, t, at, left)
        tails += rest
    if left is None:
        start, rest = _cut(e.xreplace({t: -t}), t, at, -right)
        left, tails = -start, tails + rest
    integrand = lambda z, analytic: flint.acb(ball(e, {**at, t: z}, analytic))
    return flint.acb.integral(integrand, flint.acb(left), flint.acb(right)).real + tails


def _cut(e: sp.Expr, t: sp.Symbol, at: dict[sp.Symbol, Any], left: Any) -> tuple[flint.arb, flint.arb]:
    """Where to cut a piece off, and a ball that holds what lies beyond."""
    parts = terms(e, t)
    if parts is None:
        raise ValueError(f"the piece {e} is unbounded, and only a sum of t^k exp(a t^2 + b t + c) has a known bound of its tail")
    small = flint.arb(2) ** (-flint.ctx.prec - 8)
    end = flint.arb(1) if left is None else (abs(left) + 1).mid()
    for _ in range(60):
        bounds = [_tail(factor, k, q, t, at, end) for factor, k, q in parts]
        known = [b for b in bounds if b is not None and b < small]
        if len(known) == len(bounds):
            return end, flint.arb(0, sum(known, flint.arb(0)).upper())
        end *= 2
    raise diverges(e, "-oo" if left is None else left, "oo")


def _tail(factor: sp.Expr, k: int, q: sp.Expr, t: sp.Symbol, at: dict[sp.Symbol, Any], end: flint.arb) -> flint.arb | None:
    """A bound of the integral of |factor t^k exp(q)| beyond a point; None where none is known there."""
    if ball(q.coeff(t, 2), at) > 0:
        return None
    slope = flint.arb(ball(sp.diff(q, t), {**at, t: end})) + k / end
    if not slope < 0:
        return None
    return abs(flint.arb(ball(factor, at))) * end**k * flint.arb(ball(q, {**at, t: end})).exp() / -slope


# ---------------------------------------------------------------- comparison


def intervals(e: sp.Expr, x: sp.Symbol) -> Iterator[tuple[sp.Expr, sp.Expr, sp.Expr]]:
    """The analytic pieces of an expression: (expression, from, to)."""
    ends = in_order(break_points(in_pieces(e), x))
    for left, right in itertools.pairwise([-sp.oo, *ends, sp.oo]):
        yield branch(in_pieces(e), {x: amid(left, right)}), left, right


def vanishes(e: sp.Expr, zero: Callable[[sp.Expr], bool]) -> bool:
    """Whether an expression is zero in every one of its pieces."""
    (x,) = e.free_symbols or {VARIABLE}
    return all(zero(piece) for piece, _, _ in intervals(e, x))
