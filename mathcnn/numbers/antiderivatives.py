"""Closed forms of integrals of analytic expressions between known limits.

They are known for t^k exp(a t^2 + b t + c), and for rational functions over the whole line by residues. SymPy is asked
for all others, for a limited time. `integrals` confirms what is found here.
"""

from __future__ import annotations

import functools
import pickle
import subprocess
import sys

import sympy as sp

from .expressions import NotEnclosed
from .pieces import said


def terms(e: sp.Expr, t: sp.Symbol) -> list[tuple[sp.Expr, int, sp.Expr]] | None:
    """An expression as a sum of c t^k exp(q(t)): its (c, k, q), q of degree <= 2 and without a constant; None if it is
    no such sum."""
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
    """An antiderivative of t^k exp(q(t)) at t = end, or its limit if that is infinite; oo if there is no limit.

    ValueError if it depends on the letters of q whether there is one.
    """
    a, b = q.coeff(t, 2), q.coeff(t, 1)

    def bell(power: int) -> sp.Expr:
        return sp.S.Zero if end.is_infinite else end**power * sp.exp(q.xreplace({t: end}))

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
    """The integral of one analytic expression over t from lo to hi, in closed form, which is not confirmed yet.

    NotEnclosed if no closed form is known.
    """
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
                    f"the integral of {said(e)} over ({said(lo)}, {said(hi)}) has no closed form: "
                    f"{term} does not fall off there"
                )
            total.append(factor * (upper - lower))
        return tidy(sp.Add(*total))
    if lo.is_infinite and hi.is_infinite and e.is_rational_function(t) and (found := by_residues(e, t)) is not None:
        return found
    found = by_sympy(e, t, lo, hi)
    if found is None or found.has(sp.Integral, sp.oo, sp.zoo, sp.nan, sp.AccumBounds):
        raise NotEnclosed(
            f"no closed form is known for the integral of {said(e)} over ({said(lo)}, {said(hi)}); "
            "pass x as a float or a ball"
        )
    return found


def collected(parts: list[tuple[sp.Expr, int, sp.Expr]]) -> dict[tuple[int, sp.Expr], sp.Expr]:
    """Terms with equal t^k exp(q) as {(k, q): factor}, so that terms which cancel do not seem to diverge."""
    found: dict[tuple[int, sp.Expr], sp.Expr] = {}
    for factor, k, q in parts:
        found[k, q] = found.get((k, q), sp.S.Zero) + factor
    return {key: factor for key, factor in found.items() if factor != 0 and (len(parts) == 1 or sp.expand(factor) != 0)}


def by_residues(e: sp.Expr, t: sp.Symbol) -> sp.Expr | None:
    """The integral of a rational function over the line, 2 pi i times the sum of its residues above the real axis;
    None if its poles are not known in a short closed form."""
    top, bottom = (sp.Poly(part, t) for part in sp.fraction(sp.cancel(sp.together(e))))
    if not all(
        p.degree() <= 2 or p.degree() == 4 and not p.nth(1) and not p.nth(3) for p, _ in sp.factor_list(bottom)[1]
    ):
        return None  # the closed forms of their roots are very long
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


SECONDS = 10  # for SymPy to find a closed form; some integrals take it minutes
ASKED = """
import pickle, sys, sympy
e, v, lo, hi = pickle.load(sys.stdin.buffer)
pickle.dump(sympy.integrate(e, (v, lo, hi)), sys.stdout.buffer)
"""


@functools.lru_cache(maxsize=1024)
def by_sympy(e: sp.Expr, t: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> sp.Expr | None:
    """SymPy's closed form, right or wrong; None if it has none, fails, or takes longer than SECONDS.

    SymPy runs in a process of its own, which can be ended.
    """
    try:
        answer = subprocess.run(
            [sys.executable, "-c", ASKED], input=pickle.dumps((e, t, lo, hi)), capture_output=True, timeout=SECONDS
        )
        return sp.sympify(pickle.loads(answer.stdout)) if answer.returncode == 0 else None
    except (subprocess.TimeoutExpired, OSError, pickle.PickleError, EOFError):
        return None


def tidy(e: sp.Expr) -> sp.Expr:
    """A sum in which every product of exp and erf occurs once, its coefficient factored; numbers stay as they are."""
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
    """A product of sums as a sum of products. Unlike SymPy's expand it leaves denominators as they are."""
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
    """exp and erf with a factored argument; any other expression as it is."""
    return e.func(sp.factor(e.args[0])) if isinstance(e, (sp.exp, sp.erf)) else e
