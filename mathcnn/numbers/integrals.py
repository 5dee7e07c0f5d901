"""Functions of one real number, and closed forms of their integrals over the line.

Idea: a product of piecewise functions of t and of x - t is analytic between its break points. In the closed form these
are affine in x; so x runs through intervals on which their order stays the same, and on each the integral is a sum of
integrals of analytic functions between known limits. Closed forms are known for t^k exp(a t^2 + b t + c), and of
rational functions over the whole line by residues; SymPy is asked for the rest, for a limited time. Every closed form
is compared with balls of the integral at points of its domain before it is given out: `confirmed`.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import math
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import flint
import sympy as sp

from .ball_operations import is_nan
from .enclosures import enclosed
from .expressions import NotEnclosed, ball
from .pieces import amid, branch, break_points, in_order, in_pieces, intervals, said
from .quadrature import QUADRATURE, RESOLUTION

__all__ = [
    "QUADRATURE",
    "RESOLUTION",
    "VARIABLE",
    "Curve",
    "NotEnclosed",
    "as_curve",
    "ball",
    "closed",
    "confirmed",
    "enclosed",
    "intervals",
    "vanishes",
]

VARIABLE = sp.Dummy("t", real=True)  # of integration; one letter, so that results can be remembered
LETTER = sp.Dummy("s", real=True)  # in which a curve keeps its expression


class Curve:
    """A function of one real number: a SymPy expression (exact, in balls, in floats), or a Python function (floats
    only).
    """

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
                raise TypeError(
                    f"{name} = {f}: it has the letters {', '.join(map(str, free))}; pass a Lambda that says which is the variable"
                )
            self.expression = in_pieces(f.xreplace({own[0]: self.letter}) if own else f)
        elif callable(f):
            self.python = f
        else:
            raise TypeError(
                f"{name} = {f!r}: it has to be a SymPy expression in one letter, a Lambda or a Python function"
            )

    def __call__(self, v: Any) -> Any:
        """The value: of SymPy's numbers by substitution, of floats by compiled code."""
        if isinstance(v, float):
            try:
                value = float(self._compiled(v))
            except OverflowError:
                return math.inf
            except (ZeroDivisionError, ValueError) as error:
                raise ValueError(f"{self!r} has no value at {v!r} ({error})") from None
            except TypeError:
                raise ValueError(f"{self!r} has no real value at {v!r}") from None
            if math.isnan(value) and not math.isnan(v):
                raise ValueError(f"{self!r} has no value at {v!r}")
            return value
        if self.expression is None:
            raise TypeError(
                "a Python function has no closed form and no enclosure; pass a SymPy expression, or x as a float"
            )
        if isinstance(v, flint.arb):
            return ball(self.expression, {self.letter: v})
        return self.expression.xreplace({self.letter: sp.sympify(v)})

    @functools.cached_property
    def _compiled(self) -> Callable[[float], Any]:
        return self.python or sp.lambdify(self.letter, self.expression, ["math", {"erfi": _erfi}])

    @functools.cached_property
    def marks(self) -> list[float]:
        """Named places, for quadrature: break points, the attribute `breaks` of a Python function, and around the top
        of a bell eight standard deviations."""
        if self.expression is None:
            found = [float(b) for b in getattr(self.python, "breaks", ())]
            if not all(map(math.isfinite, found)):
                raise ValueError(f"breaks = {found} of {self!r}: each must be a finite number")
            return found
        bells = []
        for e in self.expression.atoms(sp.exp):
            if e.args[0].is_polynomial(self.letter) and sp.degree(e.args[0], self.letter) == 2:
                a, b, _ = sp.Poly(e.args[0], self.letter).all_coeffs()
                if a < 0:
                    bells += [float(-b / (2 * a) + k * 8 / sp.sqrt(-2 * a)) for k in (-1, 0, 1)]
        return sorted({*(float(b) for b in break_points(self.expression, self.letter)), *bells})

    def __repr__(self) -> str:
        return (
            repr(self.python)
            if self.expression is None
            else said(self.expression.xreplace({self.letter: sp.Symbol("t")}))
        )


def _erfi(v: float) -> float:
    from scipy.special import erfi

    return float(erfi(v))


def as_curve(name: str, f: Any) -> Curve:
    """An argument as a curve; one that is a curve stays the same, with what it has compiled."""
    return f if isinstance(f, Curve) else Curve(name, f)


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
            raise ValueError(f"whether exp({said(q)}) falls off depends on its letters; declare them positive")
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


def of_analytic(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> sp.Expr:
    """The integral of one analytic expression between two limits, in closed form. Nothing here is confirmed yet."""
    if e == 0:
        return sp.S.Zero
    parts = terms(e, t)
    if parts is not None:
        total = []
        for (k, q), factor in collected(parts).items():
            upper, lower = (antiderivative(k, q, t, end) for end in (hi, lo))
            if sp.oo in (upper, lower):
                term = said(factor * t**k * sp.exp(q))
                raise NotEnclosed(
                    f"the integral of {said(e)} over ({said(lo)}, {said(hi)}) has no closed form: {term} does not fall off there"
                )
            total.append(factor * (upper - lower))
        return tidy(sp.Add(*total))
    if lo.is_infinite and hi.is_infinite and e.is_rational_function(t) and (found := by_residues(e, t)) is not None:
        return found
    found = by_sympy(e, t, lo, hi)
    if found is None or found.has(sp.Integral, sp.oo, sp.zoo, sp.nan, sp.AccumBounds):
        raise NotEnclosed(
            f"no closed form is known for the integral of {said(e)} over ({said(lo)}, {said(hi)}); pass x as a float or a ball"
        )
    return found


def collected(parts: list[tuple[sp.Expr, int, sp.Expr]]) -> dict[tuple[int, sp.Expr], sp.Expr]:
    """Terms with equal t^k exp(q) as one, so that what cancels does not seem to diverge."""
    found: dict[tuple[int, sp.Expr], sp.Expr] = {}
    for factor, k, q in parts:
        found[k, q] = found.get((k, q), sp.S.Zero) + factor
    return {key: factor for key, factor in found.items() if factor != 0 and (len(parts) == 1 or sp.expand(factor) != 0)}


def by_residues(e: sp.Expr, t: sp.Symbol) -> sp.Expr | None:
    """The integral of a rational function over the line, 2 pi i times its residues above the real axis;

    None where the poles are not known.
    """
    top, bottom = (sp.Poly(part, t) for part in sp.fraction(sp.cancel(sp.together(e))))
    if not all(
        p.degree() <= 2 or p.degree() == 4 and not p.nth(1) and not p.nth(3) for p, _ in sp.factor_list(bottom)[1]
    ):
        return None  # the roots of others fill pages
    roots = sp.roots(bottom)
    if bottom.degree() < top.degree() + 2 or sum(roots.values()) != bottom.degree():
        return None
    total = sp.S.Zero
    for pole, order in roots.items():
        side = sp.im(sp.expand_complex(pole))
        if not (side.is_positive or side.is_negative):
            return None
        if side.is_positive:
            rest = bottom.LC() * sp.Mul(*((t - other) ** times for other, times in roots.items() if other != pole))
            total += (sp.diff(top.as_expr() / rest, t, order - 1) / sp.factorial(order - 1)).subs(t, pole)
    return sp.factor(sp.together(sp.cancel(sp.together(sp.expand(2 * sp.I * total))))) * sp.pi


SECONDS = 10  # for SymPy to find a closed form; some integrals keep it busy for minutes
ASKED = "import pickle, sys, sympy; e, v, lo, hi = pickle.load(sys.stdin.buffer); pickle.dump(sympy.integrate(e, (v, lo, hi)), sys.stdout.buffer)"


@functools.lru_cache(maxsize=1024)
def by_sympy(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> sp.Expr | None:
    """SymPy's closed form, right or wrong;

    None where it has none, fails, or takes longer than SECONDS. A process of its own can be ended.
    """
    try:
        answer = subprocess.run(
            [sys.executable, "-c", ASKED], input=pickle.dumps((e, t, lo, hi)), capture_output=True, timeout=SECONDS
        )
        return sp.sympify(pickle.loads(answer.stdout)) if answer.returncode == 0 else None
    except (subprocess.TimeoutExpired, OSError, pickle.PickleError, EOFError):
        return None


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
    return sp.Add(
        *(special * (sp.factor(c) if c.free_symbols or c.is_Add else c) for special, c in coefficients.items())
    )


def multiplied_out(e: sp.Expr) -> sp.Expr:
    """A product of sums as a sum of products; denominators stay as they are, which SymPy's expand would multiply out,
    too.
    """
    if e.is_Add:
        return sp.Add(*map(multiplied_out, e.args))
    parts = [
        sp.expand_multinomial(p) if p.is_Pow and p.base.is_Add and p.exp.is_Integer and p.exp > 1 else p
        for p in sp.Mul.make_args(e)
    ]
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
    """The integral of a piecewise expression over t; where break points move with a letter x, cases of x.

    Raises ValueError where the integral is shown to diverge, and `NotEnclosed`, a ValueError, where no closed form is
    known or balls do not confirm it.
    """
    e = in_pieces(e)
    try:
        value = _closed(e, t, lo, hi)
    except NotEnclosed as error:
        shown(e, t, lo, hi)
        raise error
    if not confirmed(value, e, t, lo, hi):
        over = f"({said(lo)}, {said(hi)})"
        raise NotEnclosed(
            f"the closed form found for the integral of {said(e)} over {over} was not confirmed by balls; pass x as a float or a ball"
        )
    return value


def shown(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> None:
    """The error of an integral that balls show not to exist, or whose integrand is not real, at some point of its
    domain.
    """
    for _, at in itertools.islice(samples(e, t, lo, hi), 2):
        with contextlib.suppress(NotEnclosed):
            enclosed(e, t, at, lo, hi, 1e-6)


# ---------------------------------------------------------------- confirmation

TELLING = 1e-9  # a comparison counts where both balls are narrower than this, relative to the value
VALUES = [sp.Rational(p, q) for p, q in ((7, 5), (3, 4), (12, 7), (9, 10), (5, 3), (8, 11), (2, 1))]


def samples(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> Iterator[tuple[int, dict[sp.Symbol, flint.arb]]]:
    """Exact rational numbers for the letters of an integral, which fit what is assumed of them; one letter that moves
    break points visits every interval between the places where they meet, twice. Beside each choice stands the number
    of its interval."""
    letters = sorted(
        (e.free_symbols | lo.free_symbols | hi.free_symbols) - {t},
        key=lambda s: (s.name, str(s.dummy_index) if s.is_Dummy else ""),
    )
    moving = moves(e, t, lo, hi) & set(letters)
    spots: list[Any] = [None]
    if len(moving) == 1:
        (x,) = moving
        ends = meeting(e, t, x, lo, hi)
        spots = [p for left, right in itertools.pairwise([-sp.oo, *ends, sp.oo]) for p in two_inside(left, right)]
    for turn in range(3):
        for place, spot in enumerate(spots):
            at: dict[sp.Symbol, Any] = {}
            for k, s in enumerate(letters):
                v = VALUES[(3 * turn + 2 * k) % len(VALUES)]
                v = sp.Integer(1 + (turn + k) % 4) if s.is_integer else v
                v = -v if s.is_nonpositive or (s.is_nonnegative is None and (turn + k) % 2) else v
                at[s] = (
                    v
                    if spot is None or s not in moving
                    else sp.Rational(sp.nsimplify(spot, rational=True, tolerance=1e-12))
                )
            yield place // 2, {s: flint.arb(flint.fmpq(int(v.p), int(v.q))) for s, v in at.items()}
        if not letters or moving == set(letters):
            return


def two_inside(left: sp.Expr, right: sp.Expr) -> list[sp.Expr]:
    """Two numbers between two ends, of which either may be infinite, not alike."""
    if left.is_infinite and right.is_infinite:
        return [sp.Rational(3, 7), sp.Rational(-11, 5)]
    if left.is_infinite:
        return [right - sp.Rational(3, 7), right - sp.Rational(9, 5)]
    return (
        [left + sp.Rational(3, 7), left + sp.Rational(9, 5)]
        if right.is_infinite
        else [(3 * left + 4 * right) / 7, (5 * left + 2 * right) / 7]
    )


def confirmed(value: sp.Expr, e: sp.Expr, t: sp.Symbol, lo: sp.Expr = -sp.oo, hi: sp.Expr = sp.oo) -> bool:
    """Whether a closed form agrees with balls of the integral wherever both are known, and is known at one point at
    least; where one letter moves break points, at one point at least between any two places where they meet."""
    if value == 0 == e:
        return True
    told: dict[int, int] = {}
    for place, at in samples(e, t, lo, hi):
        told.setdefault(place, 0)
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
                    told[place] += 1
                    break
    return all(told.values())


def moves(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> set[sp.Symbol]:
    """The letters with which break points and limits move."""
    return set().union(*(p.free_symbols for p in break_points(e, t) | {lo, hi}))


def meeting(e: sp.Expr, t: sp.Symbol, x: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> list[sp.Expr]:
    """Where break points that move with x change their order, or cases of x itself change."""
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
    pieces: list[tuple[sp.Expr, Any]] = []
    for left, right in itertools.pairwise([-sp.oo, *ends, sp.oo]):
        value = _between(e, t, breaks, {x: amid(left, right)}, lo, hi)
        if pieces and pieces[-1][0] == value:
            pieces.pop()
        pieces.append((value, sp.true if right is sp.oo else x < right))
    return sp.Piecewise(*pieces, evaluate=False) if len(pieces) > 1 else pieces[0][0]


def _between(
    e: sp.Expr, t: sp.Symbol, breaks: set[sp.Expr], at: dict[sp.Symbol, sp.Expr], lo: sp.Expr, hi: sp.Expr
) -> sp.Expr:
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


# ---------------------------------------------------------------- comparison


def vanishes(e: sp.Expr, zero: Callable[[sp.Expr], bool]) -> bool:
    """Whether an expression is zero in every one of its pieces."""
    (x,) = e.free_symbols or {VARIABLE}
    return all(zero(piece) for piece, _, _ in intervals(e, x))
