"""The kernel refuses what is not a valid step, and decides equations and inequalities rightly."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
import sympy as sp
from sympy import IndexedBase, Sum, oo, symbols

from mathcnn.language.statement import Within
from mathcnn.text import resources

kernel, equality, inequalities, letters = (
    resources.module("proofs", room) for room in ("kernel", "kernel.equality", "kernel.inequalities", "kernel.letters")
)
Refused, Given = kernel.Refused, kernel.Given

# ---------------------------------------------------------------- what is no step is refused

n, m, k, j = symbols("n m k j", integer=True)
M, L, H = symbols("M L H", integer=True, positive=True)
K = symbols("K", integer=True, positive=True)
p = symbols("p", integer=True, nonnegative=True)
f, g, h = map(IndexedBase, "fgh")
KNOWN = Given(
    {"f": ((sp.S.Zero, M - 1),), "g": ((sp.S.Zero, L - 1),), "h": ((sp.S.Zero, H - 1),)}, (n, M + L - 2 - n, p)
)
T, S, X = symbols("t s x", real=True)
F, INTEGRAL = sp.Function("f"), sp.Integral(sp.exp(-(T**2)), (T, -oo, oo))
PRODUCT = Sum(f[m] * g[n - m], (m, 0, M - 1))


def line(expr: sp.Expr) -> Any:
    return kernel.begin(expr, KNOWN)


PLANTED = {
    "m -> 2m is no bijection": (lambda: line(PRODUCT).reindex("m", "2*m"), "not a bijection"),
    "m -> m^2 is none": (lambda: line(PRODUCT).reindex("m", "m**2"), "not a bijection"),
    "m -> 0 is none": (lambda: line(PRODUCT).reindex("m", "n"), "not a bijection"),
    "m -> -m, modulo another size": (
        lambda: line(Sum(f[m], (m, 0, M - 1))).reindex("m", "Mod(-m, L)"),
        "not over all remainders",
    ),
    "a turn of a part of the torus": (
        lambda: line(Sum(f[m], (m, 1, M - 1))).reindex("m", "Mod(-m, M)"),
        "not over all remainders",
    ),
    "a letter that has a meaning already": (
        lambda: line(Sum(f[m] * g[n - m], (m, 0, M - 1))).reindex("m", "n + 1", "n"),
        "another meaning",
    ),
    "a letter that is bound inside": (
        lambda: line(Sum(Sum(f[k] * g[m], (k, 0, m)), (m, 0, M - 1))).reindex("m", "m + k"),
        "bound inside",
    ),
    "a shift by a half": (lambda: line(PRODUCT).reindex("m", "m + 1/2"), "not a bijection"),
    "a constant summed without end": (lambda: line(Sum(n, (m, -oo, oo))).out("m"), "without end"),
    "constants counted where the range may run backwards": (
        lambda: line(Sum(n, (m, 2, M - 1))).linear(),
        "nothing changes",
    ),
    "multiples of a letter that is summed over inside": (
        lambda: line(Sum(Within(sp.Mod(m, K), 0, 1) * f[m], (K, 1, M), (m, -oo, oo))).multiples("m", "K"),
        "may be no integer",
    ),
    "a range that loses the last term": (lambda: line(PRODUCT).over("m", 0, "M - 2"), "does not follow"),
    "a range that loses the first term": (lambda: line(PRODUCT).over("m", 1, "M - 1"), "does not follow"),
    "the other factor's range": (lambda: line(PRODUCT).over("m", 0, "L - 1"), "does not follow"),
    "a shift past the border": (lambda: line(Sum(f[m], (m, 0, M - 2))).over("m", 0, "M - 1"), "does not follow"),
    "all of Z for what doesn't vanish": (lambda: line(Sum(n, (m, 0, M - 1))).everywhere("m"), "does not follow"),
    "swapped sums, the inner range depending on the outer letter": (
        lambda: line(Sum(f[k] * g[m], (k, 0, m), (m, 0, M - 1))).swap("k", "m"),
        "depends on m",
    ),
    "swapped sums that don't stand in each other": (
        lambda: line(Sum(f[m] * Sum(g[k], (k, 0, L - 1)), (m, 0, M - 1))).swap("k", "m"),
        "directly inside",
    ),
    "swapped sums of infinitely many terms": (
        lambda: line(Sum(f[k - m], (k, -oo, oo), (m, -oo, oo))).swap("k", "m"),
        "infinitely many",
    ),
    "a split sum of infinitely many terms": (
        lambda: line(Sum(n + f[m] - n * 2, (m, -oo, oo))).split("m"),
        "infinitely many",
    ),
    "a split off the range": (lambda: line(PRODUCT).cut("m", "M"), "does not lie"),
    "a split before the range": (lambda: line(PRODUCT).cut("m", "-2"), "does not lie"),
    "one term where there are more": (lambda: line(PRODUCT).only("m", 0), "may not be zero"),
    "the wrong term": (
        lambda: line(Sum(f[m] * Within(n - m, 0, 1), (m, -oo, oo))).only("m", "n - 1"),
        "may not be zero",
    ),
    "one term, found where there is none": (lambda: line(PRODUCT).only("m"), "more than one term"),
    "a telescope by the wrong difference": (
        lambda: line(Sum(f[m] - f[m - 1], (m, 0, n))).telescope("m", "f[m]"),
        "is not",
    ),
    "a sum over a range that may run backwards": (lambda: line(Sum(1, (m, 2, M - 1))).count("m"), "backwards"),
    "a telescope backwards": (lambda: line(Sum(1, (m, 2, M - 1))).telescope("m", "m"), "backwards"),
    "constants counted without end": (lambda: line(Sum(n, (m, -oo, oo))).count("m"), "no end"),
    "a wrong sign": (lambda: line(PRODUCT).algebra(-PRODUCT), "is not"),
    "a wrong factor": (lambda: line(2 * PRODUCT).algebra(PRODUCT * 3), "is not"),
    "another entry": (lambda: line(PRODUCT).algebra(Sum(f[m] * g[n - m - 1], (m, 0, M - 1))), "is not"),
    "a numerical coincidence": (
        lambda: line(f[n] * sp.sqrt(2)).algebra(f[n] * sp.Rational(14142135623730951, 10**16)),
        "is not",
    ),
    "division by a size that may be zero": (
        lambda: line(f[n]).algebra(lambda e: sp.Mul(e, p, 1 / p, evaluate=False)),
        "p may be zero",
    ),
    "a divisor let in that cancels": (
        lambda: line(f[n]).algebra(lambda e: sp.Add(e, g[n] / (p - L), -g[n] / (p - L), evaluate=False)),
        "may be zero",
    ),
    "terms that divide by zero outside the range": (
        lambda: line(Sum(f[m] / (m + 1), (m, 0, M - 1))).over("m", -1, "M - 1"),
        "divide by zero",
    ),
    "multiples without their bracket": (
        lambda: line(Sum(f[m], (m, -oo, oo))).multiples("m", "L"),
        "not a sum over all of Z",
    ),
    "multiples of a part of Z": (
        lambda: line(Sum(f[m] * Within(sp.Mod(m, L), 0, 1), (m, 0, M - 1))).multiples("m", "L"),
        "not a sum over all of Z",
    ),
    "division with a remainder that doesn't go in": (
        lambda: line(Sum(f[m], (m, 0, M - 1))).divide("m", "L", "j", "k"),
        "no range",
    ),
    "the only place of a letter with several": (lambda: line(PRODUCT).where("n", 0), "may be other"),
    "terms written out at a size that is a letter": (lambda: line(PRODUCT).unroll("m"), "no range of numbers"),
    "a bracket dropped that doesn't hold": (
        lambda: line(Sum(f[m] * Within(m, 1, M), (m, 0, M - 1))).lean(),
        "nothing changes",
    ),
    "two brackets that vouch for each other": (
        lambda: line(Within(k, 0, M) * Within(k + 1, 1, M + 1)).lean().algebra(sp.S.One),
        "is not",
    ),
    "a remainder out of its range": (lambda: line(Sum(f[sp.Mod(m + n, M)], (m, 0, M - 1))).reduce(), "nothing changes"),
    "a sum over a letter that there is not": (lambda: line(PRODUCT).out("k"), "no .* over k"),
    "a substitution that is no line": (lambda: line(INTEGRAL).substitute("t", "t**2"), "not linear"),
    "a substitution without a slope": (lambda: line(INTEGRAL).substitute("t", "n"), "not linear"),
    "a slope that may be zero": (lambda: line(INTEGRAL).substitute("t", "n*t"), "not linear"),
    "a dropped Jacobian": (
        lambda: line(INTEGRAL).substitute("t", "2*t").algebra(sp.Integral(sp.exp(-4 * T**2), (T, -oo, oo))),
        "is not",
    ),
    "limits left where they were": (
        lambda: line(sp.Integral(T, (T, 0, 1))).substitute("t", "2*t").algebra(sp.Integral(4 * T, (T, 0, 1))),
        "is not",
    ),
    "an integral split without convergence": (
        lambda: line(sp.Integral(T + 1, (T, 0, 1))).split("t"),
        "by what is known",
    ),
    "integrals swapped without convergence": (
        lambda: line(sp.Integral(T * S, (S, 0, 1), (T, 0, 1))).swap("s", "t"),
        "infinitely many",
    ),
    "a derivative under an integral whose limits move": (
        lambda: line(sp.Derivative(sp.Integral(F(T), (T, 0, X)), X)).leibniz(),
        "limits depend",
    ),
    "a second derivative as a first": (
        lambda: line(sp.Derivative(sp.Integral(F(X - T), (T, 0, 1)), (X, 2))).leibniz(),
        "no first derivative",
    ),
    "a chain that was made by hand": (
        lambda: kernel.Chain(KNOWN, (kernel.Line(PRODUCT),), (), object()),
        "made by its steps",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_what_is_no_step_is_refused(fault):
    wrong, said = PLANTED[fault]
    with pytest.raises(Refused, match=said):
        wrong()


# ---------------------------------------------------------------- what the kernel decides


def test_inequalities_follow_or_not():
    follows = inequalities.follows
    facts = Given({}, (m, M - 1 - m))
    assert follows(M - 1 - m, facts) and follows(M - m, facts) and follows(2 * M - 1 - m, facts)
    assert not follows(m - 1, facts) and not follows(M - 2 - m, facts) and not follows(L - m, facts)
    assert follows(L * (M - 1) - L * m, facts)  # a fact times a size
    assert not follows(L * (M - 1) - L * m - 1, facts)
    half = sp.floor(m / L)
    assert follows(m - L * half, facts) and follows(L * half + L - 1 - m, facts) and not follows(L * half - m, facts)


def test_inequalities_are_decided_rightly_at_numbers():
    """A yes holds at every whole number of a box; a no is allowed, and isn't given where a bound is a plain sum of
    facts.
    """
    rng, abc = random.Random(1), symbols("a b c", integer=True)
    said = 0
    for _ in range(150):
        form = lambda: sum(rng.randint(-2, 2) * s for s in abc) + rng.randint(-2, 3)
        facts, goal = tuple(form() for _ in range(3)), form()
        if (
            not isinstance(goal, sp.Expr)
            or goal.is_number
            or any(not isinstance(e, sp.Expr) or e.is_number for e in facts)
        ):
            continue
        box = itertools.product(range(-4, 5), repeat=3)
        if inequalities.follows(goal, Given({}, facts)):
            said += 1
            known, claimed = sp.lambdify(abc, facts), sp.lambdify(abc, goal)
            assert all(claimed(*at) >= 0 for at in box if min(known(*at)) >= 0)
    assert said >= 5
    assert all(
        inequalities.follows(a + b, Given({}, (a, b)))
        for a, b in itertools.combinations((n - m, m - k, k - n + 3, 2 * m - 5), 2)
    )


def test_equality_is_a_normal_form():
    same = equality.same
    assert same(Sum(f[m] * 2, (m, 0, M)), Sum(2 * f[k], (k, 0, M)))
    assert not same(Sum(f[m], (m, 0, M)), Sum(f[m], (m, 0, M - 1)))
    assert not same(
        Sum(f[m] + g[m], (m, 0, M)), Sum(f[m], (m, 0, M)) + Sum(g[m], (m, 0, M))
    )  # that is a step of its own
    assert same((f[n] ** 2 - g[n] ** 2) / (f[n] - g[n]), f[n] + g[n])
    assert not same(sp.Max(0, f[n]), f[n])
    assert same(Within(n - k, 0, 1), Within(k, n, n + 1)) and not same(Within(n - k, 0, 2), Within(k - n, 0, 2))


def test_substitution_does_not_capture():
    assert letters.put(Sum(f[m] * g[n], (m, 0, M)), n, m) == Sum(f[k] * g[m], (k, 0, M))
    assert letters.put(Sum(f[m], (m, 0, n)), n, m + 1) == Sum(f[k], (k, 0, m + 1))
    assert letters.put(PRODUCT, m, n) == PRODUCT
