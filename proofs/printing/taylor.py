"""What kernels make of polynomials and of smooth images, for the laws that say it with SymPy.

Trusted: that the two statements below say what `mathcnn.kernels.taylor` computes; the tests compare them. A polynomial
is a function of numbers of a field of characteristic 0, where two polynomials are the same if their values are. The
leading term of a kernel is said by its Taylor expansion in the distance h of pixels, in which the derivatives of the
image, one for each order along y and x, are any numbers: all terms up to that of the remainder, which is not 0.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy import Eq, IndexedBase, Sum, factorial, symbols

from mathcnn.kernels import letters, taylor
from mathcnn.language.formula import Law, formula
from mathcnn.language.statement import Single, Where

from .arrays import Array
from .calls import Called
from .expressions import Unprinted, condition
from .traces import Trace

a, b = symbols("a b", integer=True)
k, l, n, p, q = symbols("k l n p q", integer=True, nonnegative=True)
K, d, x, y, z = map(IndexedBase, ("K", "d", "x", "y", "z"))
TAPS = (a, -k, k), (b, -l, l)


def seen_monomial(K: Any, y: Any, x: Any, q: int, p: int) -> Any:
    """What a kernel makes of the image x^p y^q, at y and x."""
    found = taylor.applied(K, letters.x**p * letters.y**q)
    return found.subs({letters.x: x[()], letters.y: y[()]})


def term_of_order(K: Any, d: Any, n: int) -> Any:
    """The factor of h^n in what a kernel makes of a smooth image, whose derivative of order p along y and q along x is
    d[p, q]."""
    orders = [(p, n - p) for p in range(n + 1)]
    parts = (
        sp.sympify(d[p, q]) * letters.y**p * letters.x**q / (math.factorial(p) * math.factorial(q)) for p, q in orders
    )
    return sum((taylor.applied(K, part).subs({letters.x: 0, letters.y: 0}) for part in parts), sp.S.Zero)


def stated(fn: Callable[..., Any], statement: Eq, shapes: str) -> Any:
    """The formula of a function of this file."""
    fn.__module__ = "words"  # the same however this package is imported
    return formula(statement, shapes=shapes)(fn)


SEEN = stated(
    seen_monomial,
    Eq(z, Sum(K[a, b] * (Single(y) + a) ** q * (Single(x) + b) ** p, *TAPS)),
    "(-k..k, -l..l), (), () -> ()",
)
moment = Sum(a**p * b**q * K[a, b], *TAPS)
TERM = stated(
    term_of_order,
    Eq(
        z,
        Sum(Where(moment * d[p, q] / (factorial(p) * factorial(q)), Eq(p + q, n)), (p, 0, n), (q, 0, n)),
    ),
    "(-k..k, -l..l), (n + 1, n + 1) -> ()",
)

LEADS = """Definition leads (R : numFieldType) (term : Z -> (Z -> Z -> R) -> R) (value : R) (first after : Z)
  (factor : Z -> Z -> R) : Prop :=
  (forall d, term 0%Z d = value * d 0%Z 0%Z) /\\
  (0 < first < after)%Z /\\
  (forall n d, (0 < n < after)%Z -> term n d =
    if (n =? first)%Z then sumb (zrange (n + 1)%Z) (fun p => factor p (n - p)%Z * d p (n - p)%Z) else 0) /\\
  ~ (forall d, term first d = 0) /\\ ~ (forall d, term after d = 0)."""


@dataclass(frozen=True)
class Polynomial:
    """The polynomial that a kernel makes of one; `of` is that one, in x and y."""

    kernel: Array
    of: sp.Expr


@dataclass(frozen=True)
class Monomials:
    """The monomials up to a degree that a kernel maps to 0, or leaves as they are."""

    kernel: Array
    degree: int
    to_zero: bool


@dataclass(frozen=True)
class Leading:
    """The leading term of a kernel, or the opposite of it."""

    kernel: Array
    sign: str = ""

    def __neg__(self) -> Leading:
        return Leading(self.kernel, "" if self.sign else "- ")


def one_way(flip: Any) -> None:
    """Kernels that are turned by an argument are not printed."""
    if flip is not False:
        raise Unprinted("a kernel that is turned by an argument")


def _applied(K: Array, polynomial: Any, flip: Any = False) -> Polynomial:
    one_way(flip)
    return Polynomial(K, sp.sympify(polynomial))


def _leading_term(K: Array, flip: Any = False) -> Leading:
    one_way(flip)
    return Leading(K)


WORDS: dict[Callable[..., Any], Callable[..., Any]] = {
    inspect.unwrap(taylor.applied): _applied,
    inspect.unwrap(taylor.leading_term): _leading_term,
    inspect.unwrap(taylor.annihilates): lambda K, degree=2: Monomials(K, degree, True),
    inspect.unwrap(taylor.preserves): lambda K, degree=2: Monomials(K, degree, False),
}


def conclusion(law: Law, sides: list[Any], trace: Trace) -> str:
    """What a law says of polynomials and of leading terms; "" if it says nothing of these. Raises Unprinted."""
    match sides:
        case [Polynomial() as one, int() | sp.Expr() as value]:
            said = f"(forall x y : R, {seen(one.kernel, one.of, trace)} = {polynomial(sp.sympify(value), trace)})"
        case [Monomials() as one, tuple() as those]:
            said = of_monomials(one, those, trace)
        case [Leading() as one, sp.Expr() as value]:
            said = leads(one, *parts_of(value, trace), trace)
        case [Leading() as one, Leading() as other]:
            both = " /\\ ".join(leads(each, "value", "first", "after", "factor", trace) for each in (one, other))
            said = f"(exists (value : R) (first after : Z) (factor : Z -> Z -> R),\n    {both})"
        case _:
            return ""
    if law.relation != "=":
        raise Unprinted(f"{law.name}: polynomials that are compared")
    trace.needs("numFieldType")
    return " /\\\n  ".join([*trace.claims, said])


def single(text: str, trace: Trace) -> Array:
    """A number."""
    return Array(trace, (), (), lambda places: text)


def terms_of(e: sp.Expr) -> list[tuple[tuple[int, int], sp.Expr]]:
    """The exponents of x and y, and the factor, of each term of a polynomial. Raises Unprinted."""
    if not e.is_polynomial(letters.x, letters.y) or not e.free_symbols <= {letters.x, letters.y}:
        raise Unprinted(f"{e} is no polynomial in x and y")
    return [(exponents, factor) for exponents, factor in sp.Poly(e, letters.x, letters.y).terms()]


def added(texts: list[str]) -> str:
    return f"({' + '.join(texts)})" if texts else "0"


def seen(kernel: Array, e: sp.Expr, trace: Trace) -> str:
    """What a kernel makes of a polynomial, at x and y."""
    found = []
    for (across, down), factor in terms_of(e):
        value = Called(SEEN, trace)(kernel, single("y", trace), single("x", trace), down, across).at(())
        found.append(value if factor == 1 else f"({trace.number(factor)} * {value})")
    return added(found)


def polynomial(e: sp.Expr, trace: Trace) -> str:
    """A polynomial, at x and y."""
    return added(
        [f"({trace.number(factor)} * (x ^+ {i}) * (y ^+ {j}))" for (i, j), factor in terms_of(e) if factor != 0]
    )


def of_monomials(one: Monomials, those: tuple[Any, ...], trace: Trace) -> str:
    """Which of all monomials up to a degree are mapped to 0, or stay as they are."""
    all_ = taylor.monomials(one.degree)
    if tuple(m for m in all_ if m in those) != those:
        raise Unprinted(f"{those} are not monomials of a degree up to {one.degree} in their order")
    claims = []
    for m in all_:
        right = "0" if one.to_zero else polynomial(m, trace)
        said = f"(forall x y : R, {seen(one.kernel, m, trace)} = {right})"
        claims.append(said if m in those else f"(~ {said})")
    return " /\\\n  ".join(claims)


def leads(one: Leading, value: str, first: str, after: str, factor: str, trace: Trace) -> str:
    """That the leading term of a kernel is given by these numbers, with its sign."""
    trace.definitions += [LEADS] if LEADS not in trace.definitions else []
    table = Array(trace, (n + 1, n + 1), (False, False), lambda places: "", "d")
    term = f"(fun n d => {Called(TERM, trace)(one.kernel, table, n).at(())})"
    if one.sign:
        value, factor = f"(- {value})", f"(fun p q => - {factor} p q)"
    return f"(leads R {term} {value} {first} {after} {factor})"


def parts_of(e: sp.Expr, trace: Trace) -> tuple[str, str, str, str]:
    """Of c f + h^n (sum of factors times derivatives) + O(h^m): c, n, m, and the factors. Raises Unprinted."""
    rest, order = e.removeO(), e.getO()
    if order is None:
        raise Unprinted(f"{e} has no remainder")
    h, f = letters.h, letters.f
    after = sp.degree(order.expr, h)
    by_order = {k: v for k in range(after) if (v := sp.expand(rest).coeff(h, k)) != 0}
    value = sp.expand(by_order.pop(0, sp.S.Zero) / f)
    ((first, term),) = by_order.items() if len(by_order) == 1 else [(0, sp.S.Zero)]
    factors = {(p, first - p): term.coeff(taylor.derivative(p, first - p)) for p in range(first + 1)}
    again = value * f + h**first * sum(v * taylor.derivative(*at) for at, v in factors.items())
    if not first or value.free_symbols or sp.expand(again - rest) != 0:
        raise Unprinted(f"{e} has not one term of an order above 0")
    text = "0"
    for at, v in factors.items():
        test = condition(sp.And(Eq(p, at[0], evaluate=False), Eq(q, at[1], evaluate=False)))
        text = f"(if {test} then {trace.number(v)} else {text})"
    return trace.number(value), f"{first}%Z", f"{after}%Z", f"(fun p q => {text})"
