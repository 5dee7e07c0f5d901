"""Attacks on the kernel of derivations: each leads to a false equation if one step is accepted, and is refused."""

from __future__ import annotations

import types
from typing import Any

import pytest
import sympy as sp
from sympy import IndexedBase, Integral, Mod, Sum, floor, oo, symbols

from mathcnn import catalogue
from mathcnn.language.statement import Within
from mathcnn.text import resources

kernel, chains, deriving = (resources.module("proofs", room) for room in ("kernel", "kernel.chain", "derivation"))
Refused, Given, begin = kernel.Refused, kernel.Given, kernel.begin

n, m, k, j, r = symbols("n m k j r", integer=True)
M, L, K = symbols("M L K", integer=True, positive=True)
p = symbols("p", integer=True, nonnegative=True)
t, s, x = symbols("t s x", real=True)
a = symbols("a", real=True)
f, g, h, w = map(IndexedBase, "fghw")
F, G = sp.Function("F"), sp.Function("G")
HALF = sp.Rational(1, 2)
PLACE = Given({"f": ((sp.S.Zero, M - 1),), "g": ((sp.S.Zero, L - 1),)}, (n, M - 1 - n, p, K - 1))
EVEN = Within(m - 2 * floor(m / 2), 0, 1)
CLAIMED = type("Claimed", (sp.Symbol,), {"is_integer": True})
unevaluated = lambda *parts: sp.Add(*parts, evaluate=False)


def line(e: sp.Expr, given: Any = PLACE) -> Any:
    return begin(e, given)


def introduced() -> Any:
    """A divergent sum, minus itself under another letter: then one of them is shifted, and f[n] is f[n] - 1."""
    ones = lambda s: Sum(1, (s, 0, oo))
    chain = line(f[n]).algebra(unevaluated(f[n], ones(k), -ones(j)))
    return chain.cut("j", 0).reindex("j", "j + 1").algebra(lambda e: e).count("j")


FALSE = {  # each would show that two different numbers are equal
    "a difference of an infinite sum, split inside a finite one": lambda: line(
        Sum(h[k + 1] - h[k], (k, -oo, oo), (m, 0, 0))
    ).split("m"),
    "the same in the other order": lambda: line(Sum(h[k + 1] - h[k], (m, 0, 0), (k, -oo, oo))).split("k"),
    "even places, by a floor": lambda: line(Sum(EVEN * (h[m + 2] - h[m]), (m, -oo, oo))).distribute().split("m"),
    "even places, by a remainder": lambda: line(Sum(Within(Mod(m, 2), 0, 1) * (h[m + 2] - h[m]), (m, -oo, oo)))
    .distribute()
    .split("m"),
    "a support that bounds one letter for each value of an inner one": lambda: line(
        Sum(f[m - r] * (h[r + 1] - h[r]), (r, -oo, oo), (m, -oo, oo))
    )
    .distribute()
    .split("m"),
    "a cut at a half": lambda: line(Sum(Within(m, 1, 2), (m, 0, 3))).cut("m", "1/2"),
    "a division by a half": lambda: line(Sum(Within(m, 1, 2), (m, 0, 3))).divide("m", "1/2", "u", "v"),
    "multiples of a half": lambda: line(Sum(Within(Mod(m, 1), 0, 1) * f[m], (m, -oo, oo))).multiples("m", "1/2"),
    "a sum up to a half": lambda: line(Sum(1, (m, 0, M / 2))),
    "a sum up to the logarithm of a size": lambda: line(Sum(1, (m, 0, sp.log(M)))),
    "a range that ends at a half": lambda: line(Sum(f[m], (m, 0, M - 1))).over("m", 0, "M - 1/2"),
    "a term at a half": lambda: line(Sum(f[m] * Within(n - m, 0, 1), (m, 0, M - 1))).only("m", "n + 1/2"),
    "a shift by a half": lambda: line(Sum(f[m], (m, 0, M - 1))).reindex("m", "m + 1/2"),
    "a remainder of a half": lambda: line(Sum(f[m], (m, 0, M - 1))).reindex("m", "Mod(m + 1/2, M)"),
    "places of an array that are no integers": lambda: line(f[a]),
    "a swap that captures": lambda: line(Sum(f[k] * g[m], (k, 0, L - 1), (m, 0, k))).swap("k", "m"),
    "a swap that captures below a sum over the same letter": lambda: line(
        Sum(w[k] * Sum(f[k] * g[m], (k, 0, L - 1), (m, 0, k)), (k, 0, 3))
    ).swap("k", "m"),
    "a swap of dependent ranges": lambda: line(Sum(f[k] * g[m], (k, m, L - 1), (m, 0, M - 1))).swap("k", "m"),
    "a swap of infinite sums that are bounded by a floor only": lambda: line(
        Sum((Within(m - k - floor(m - k), 0, 1)) * h[m] * h[k], (k, -oo, oo), (m, -oo, oo))
    ).swap("k", "m"),
    "a swap of a sum along a diagonal without end": lambda: line(
        Sum(Within(m - k, 0, 1) - Within(m - k, 1, 2), (k, 0, oo), (m, 0, oo))
    ).swap("k", "m"),
    "a swap of integrals with brackets, as if there were finitely many terms": lambda: line(
        Integral((t - s) / (t + s + 1) ** 3, (s, 0, 1), (t, 0, 1))
    ).swap("s", "t"),
    "an integral split as a sum": lambda: line(Sum(Integral(t + 1, (t, 0, 1)), (m, 0, 0))).split("m"),
    "a bound letter as a new letter": lambda: line(Sum(f[m] * Sum(g[k], (k, 0, m)), (m, 0, M - 1))).reindex(
        "m", "k", "k"
    ),
    "a new letter that the ends of the sum have": lambda: line(Sum(f[m], (m, 0, n))).reindex("m", "n", "n"),
    "a shift by a letter that is bound inside": lambda: line(
        Sum(Sum(f[k] * g[m], (k, 0, m)), (m, 0, M - 1))
    ).reindex("m", "m + k"),
    "a divisor named as the quotient": lambda: line(Sum(f[m], (m, 0, K * M - 1))).divide("m", "K", "K", "v"),
    "quotients and remainders under one letter": lambda: line(Sum(f[m], (m, 0, K * M - 1))).divide("m", "K", "u", "u"),
    "the letter of a sum put into its own range": lambda: line(Sum(f[m], (m, 0, M - 1))).over("m", 0, "m"),
    "a range that depends on a letter that is bound inside": lambda: line(
        Sum(Sum(f[k], (k, 0, m)), (m, 0, M - 1))
    ).over("m", 0, "k"),
    "the only term at a place that is not unique": lambda: line(Sum(Within(m - k, 0, 1), (k, 0, 3), (m, 0, 3))).only(
        "m"
    ),
    "a term counted that its own letter divides": lambda: line(Sum(f[m] / m, (m, 1, M))).count("m").algebra("M*f[1]"),
    "a divisor of zero let in beside a bound letter of the same name": lambda: line(
        f[n] + Sum(g[n] / n, (n, 1, L)), Given({})
    ),
    "a free divisor let in because a bound letter divides": lambda: line(p + Sum(g[m] / m, (m, 0, L))).algebra(
        lambda e: unevaluated(e, 1 / p, -1 / p)
    ),
    "a bound divisor let in because a free letter divides": lambda: line(1 / n + Sum(g[m], (m, 0, L))).algebra(
        1 / n + Sum(sp.Mul(m, 1 / m, g[m], evaluate=False), (m, 0, L))
    ),
    "a divisor let in over another range": lambda: line(
        Sum(1 / g[m], (m, 1, L)) + Sum(w[m], (m, 0, L))
    ).algebra(Sum(1 / g[m], (m, 1, L)) + Sum(unevaluated(w[m], 1 / g[m], -1 / g[m]), (m, 0, L))),
    "a divisor in the end of a sum": lambda: line(f[n]).algebra(
        unevaluated(f[n], Sum(g[m], (m, 0, Mod(n, p))), -Sum(g[k], (k, 0, Mod(n, p))))
    ),
    "a range extended over a divisor of an inner sum": lambda: line(
        Sum(f[m] * Sum(1 / (k - M), (k, 0, m)), (m, 0, M - 1))
    ).over("m", 0, "M"),
    "a range extended over a sum that diverges there": lambda: line(
        Sum(f[m] * Sum(h[k * m], (k, 0, oo)), (m, 0, M - 1))
    ).over("m", -1, "M - 1"),
    "a term outside the range, where it divides by zero": lambda: line(
        Sum(Within(m - p, 0, 1) / (m - L), (m, 0, L - 1))
    ).only("m", "p"),
    "a telescope that divides by zero": lambda: line(Sum(h[m + 1] / (m - 1) - h[m] / (m - 2), (m, 0, L))).telescope(
        "m", h[m] / (m - 2)
    ),
    "a telescope of a sum without end": lambda: line(Sum(h[m + 1] - h[m], (m, 0, oo))).telescope("m", h[m]),
    "a telescope over a range that may run backwards": lambda: line(Sum(h[m + 1] - h[m], (m, 3, L))).telescope(
        "m", h[m]
    ),
    "an entry as the exponential of its logarithm": lambda: line(f[n]).algebra(
        sp.exp(sp.log(f[n], evaluate=False), evaluate=False)
    ),
    "an entry as the square of its root": lambda: line(h[n]).algebra(
        sp.Pow(sp.Pow(h[n], HALF, evaluate=False), 2, evaluate=False)
    ),
    "a power to an exponent that may be negative": lambda: line(f[n]).algebra(
        lambda e: sp.Add(e, g[n] ** (n - 2 * p), -(g[n] ** (n - 2 * p)), evaluate=False)
    ),
    "a divergent sum let in and taken out": introduced,
    "a divergent integral let in": lambda: line(a, Given({})).algebra(
        unevaluated(a, Integral(1, (t, 0, oo)), -Integral(1, (s, 0, oo)))
    ),
    "a factor that is summed without end": lambda: line(Sum(a, (m, -oo, oo)), Given({})).out("m"),
    "a product taken for a sum": lambda: line(sp.Product(2, (m, 0, 3))),
    "an empty product": lambda: line(sp.Product(f[m], (m, 1, 0))),
    "conditions of Piecewise": lambda: line(sp.Piecewise((f[n], n > 3), (0, True))),
    "a letter assumed positive in a later line": lambda: line(sp.Abs(a), Given({})).algebra(
        symbols("a", positive=True)
    ),
    "a letter with an assumption of its own": lambda: line(Sum(f[m], (m, 0, M - 1))).algebra(
        Sum(f[m], (m, 0, M - 1)) + 0 * n + symbols("z", integer=True, zero=True)
    ),
    "a bound letter assumed positive": lambda: line(Sum(sp.Abs(m), (m, -3, 3))).algebra(
        Sum(symbols("m", integer=True, positive=True), (symbols("m", integer=True, positive=True), -3, 3))
    ),
    "a class that claims to be an integer": lambda: line(Sum(1, (m, 0, CLAIMED("z")))),
    "a float as a size": lambda: line(Sum(f[m], (m, 0, M - 1))).cut("m", 0.0),
    "a sum with the value NaN": lambda: line(f[n]).algebra(lambda e: e * sp.nan),
    "a remainder of a negative number": lambda: line(Mod(-p, K)).reduce().algebra("-p"),
    "a remainder modulo what may be zero": lambda: line(f[n]).algebra(
        lambda e: unevaluated(e, Mod(n, p), -Mod(n, p))
    ),
    "the floor of what is no integer": lambda: line(floor(a / 2), Given({})).reduce(),
    "the floor of an entry, rounded as if it were an integer": lambda: line(
        Within(floor(h[n] / 2), 0, 1), Given({}, (n,))
    ).lean(),
    "a change of variable into the complex plane": lambda: line(
        Integral(1 / (t**2 + 1), (t, -oo, oo)), Given({})
    ).substitute("t", t + 2 * sp.I),
    "a change of variable that captures": lambda: line(
        Integral(F(t) * G(s), (s, 0, 1), (t, 0, 1)), Given({})
    ).substitute("t", "s", "s"),
    "a change of variable by the letter of a derivative": lambda: line(
        Integral(sp.Derivative(F(x - t), x) * G(t), (t, -oo, oo)), Given({})
    ).substitute("t", x - t),
    "a real bracket turned about its place": lambda: line(Integral(Within(t, 0, 1) * F(t), (t, -oo, oo)), Given({})),
    "an integral without a hypothesis, linear in its terms": lambda: line(
        Integral(1 / (t + 1) - 1 / (t + 2), (t, 0, oo)), Given({})
    ).split("t"),
    "the exponential of an imaginary number as positive": lambda: line(sp.exp(sp.I * a), Given({})),
    "the value of a letter that a sum binds": lambda: line(Sum(f[m], (m, 0, 0))).where("m", 0),
    "terms written out at a size that is infinite": lambda: line(Sum(f[m], (m, 0, oo))).unroll("m"),
}  # fmt: skip


@pytest.mark.parametrize("attack", FALSE)
def test_a_false_equation_is_not_reached(attack):
    with pytest.raises(Refused):
        FALSE[attack]()


def test_there_are_many_attacks():
    assert len(FALSE) >= 60


# ---------------------------------------------------------------- chains that are forged


COMMUTES = catalogue.find("convolution.discrete::commutes")
ASSOCIATES = catalogue.find("convolution.discrete::associates")


def lines_assigned(left, right):
    left.lines = right.lines
    return left


def lines_assigned_from_outside(left, right):
    object.__setattr__(left, "lines", (*left.lines, kernel.Line(right.expr, "algebra")))
    return left


def steps_made_up(left, right):
    object.__setattr__(left, "taken", (("extended", (right.expr, "algebra"), ()),))
    return left


def a_line_of_one_s_own(left, right):
    return chains.extended(left, right.expr, "algebra")


def a_method_of_old(left, right):
    return left._to(right.expr, "algebra")


def a_support_edited(left, right):
    left.given.supports["f"] = ((0, 0),)
    return left, right


def a_support_edited_from_outside(left, right):
    nowhere = {name: ((sp.S.One, sp.S.Zero),) for name in left.given.supports}
    for chain in (left, right):
        object.__setattr__(chain.given, "supports", types.MappingProxyType(nowhere))
    return left.lean(), right.lean()


def facts_edited_from_outside(left, right):
    for chain in (left, right):
        object.__setattr__(chain.given, "facts", (sp.S.NegativeOne,))
    return left.over("m", 0, -1).unroll("m"), right.over("m", 0, -1).unroll("m")


def a_chain_of_a_class_of_one_s_own(left, right):
    kind = type("Chain", (kernel.Chain,), {"is_": lambda self, other: True})
    return kind(left.given, left.lines, (), chains._ISSUED), right


FORGED = [
    lines_assigned,
    lines_assigned_from_outside,
    steps_made_up,
    a_line_of_one_s_own,
    a_method_of_old,
    a_support_edited,
    a_support_edited_from_outside,
    facts_edited_from_outside,
    a_chain_of_a_class_of_one_s_own,
]


@pytest.mark.parametrize("script", FORGED)
@pytest.mark.parametrize("law", [COMMUTES, ASSOCIATES], ids=["commutes", "associates"])
def test_a_forged_chain_derives_nothing(script, law):
    with pytest.raises((Refused, AttributeError, TypeError)):
        deriving.Derivation(law, script).check()


def test_a_kernel_that_a_script_replaced_is_noticed(monkeypatch):
    script = lambda left, right: (left, right)
    rewriting, forms = (resources.module("proofs", f"kernel.{room}") for room in ("rewriting", "forms"))

    def with_another(thing, name, new):
        def rewrite(left, right):
            monkeypatch.setattr(thing, name, new)
            return script(left, right)

        return rewrite

    yes = lambda *_, **__: True
    for thing, name in ((forms, "same"), (forms.FormSteps, "is_"), (rewriting, "impossible"), (chains, "fault")):
        with pytest.raises(Refused, match="was replaced"):
            deriving.Derivation(COMMUTES, with_another(thing, name, yes)).check()
        monkeypatch.undo()
    code = forms.same.__code__
    try:

        def recoded(left, right):
            forms.same.__code__ = (lambda a, b: True).__code__
            return left, right

        with pytest.raises(Refused, match="was replaced"):
            deriving.Derivation(COMMUTES, recoded).check()
    finally:
        forms.same.__code__ = code
    assert not kernel.altered()


def test_what_is_believed_is_what_was_replayed(monkeypatch):
    """Without the replay a line from outside is believed."""
    rewound = lambda chain, taken: next(held)
    forged: list[Any] = []

    def forge(left, right):
        forged.append(lines_assigned_from_outside(left, right))
        return forged[0], right

    with pytest.raises(Refused, match="not connected"):
        deriving.Derivation(COMMUTES, forge).check()
    forged.clear()

    def forge_again(left, right):
        nonlocal held
        ended = forge(left, right)
        held = iter(ended)
        return ended

    held = iter(())
    monkeypatch.setattr(deriving, "replayed", rewound)
    (found,) = deriving.Derivation(COMMUTES, forge_again).check()
    assert found.lines[-1].step == "algebra"


def test_what_a_line_needs_to_have_a_value_is_a_hypothesis():
    assert [str(one) for one in line(f[n] / p + Sum(g[m] / w[m], (m, 0, L))).assumed] == ["Ne(p, 0)", "Ne(w[m], 0)"]
    assert line(Sum(h[m], (m, 0, oo))).assumed == line(Integral(F(t), (t, 0, 1))).assumed == (kernel.CONVERGE,)
    assert line(Sum(f[m], (m, -oo, oo))).assumed == line(Sum(f[m] / (m + 1), (m, 0, M - 1))).assumed == ()
    assert line(sp.log(h[n])).assumed == ("h[n] > 0",)
    outside = line(Sum(a * h[m], (m, 0, oo))).out("m").assumed
    assert len(outside) == 2 and "without the factors" in outside[1]


def test_a_divisor_that_was_there_may_be_used_again():
    """The right steps beside the refused ones: the same divisor, free or over the same range, under another letter."""
    over = lambda s: Sum(g[s] / w[s], (s, 0, L))
    assert line(f[n] / p + over(m)).algebra(unevaluated(f[n] / p + over(k), 1 / p, -1 / p)).lines[1:]
    assert line(over(m)).algebra(Sum(unevaluated(g[k] / w[k], 1 / w[k], -1 / w[k]), (k, 0, L))).lines[1:]
    assert line(sp.log(h[n])).algebra(unevaluated(sp.log(h[n]), 1 / h[n], -1 / h[n])).lines[1:]
