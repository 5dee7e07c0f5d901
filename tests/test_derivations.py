"""Derivations: each runs through the kernel, each of its lines is right at small sizes, and the kernel refuses what is
no step.
"""

from __future__ import annotations

import cmath
import inspect
import itertools
import json
import math
import random
import subprocess
import sys
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy as sp
from sympy import Indexed, IndexedBase, Sum, Symbol, oo, symbols
from sympy.core.function import AppliedUndef

from mathcnn import catalogue
from mathcnn.display import terminal
from mathcnn.evidence import derivation, ledger
from mathcnn.language.statement import Within
from mathcnn.numbers.sequences import Sequence
from mathcnn.text import resources

PROOFS = resources.package("proofs")
kernel, equality, inequalities, letters, tracing, deriving = (
    resources.room("proofs", room)
    for room in ("kernel", "kernel.equality", "kernel.inequalities", "kernel.letters", "tracing", "derivation")
)
Refused, Given = kernel.Refused, kernel.Given
DERIVATIONS = PROOFS.derivations()

STEP = 1 / 4
FAR = 14  # where sums over all of Z are broken off: beyond every support at sizes up to 4


# ---------------------------------------------------------------- each line, evaluated at small sizes


def value(e: sp.Basic, env: dict[str, Any], arrays: dict[str, tuple[np.ndarray, tuple[int, ...]]]) -> Any:
    """An expression at numbers, read off its tree: fractions, and 60 digits where roots and exponentials come in."""
    at = lambda part: value(part, env, arrays)
    match e:
        case sp.Integer():
            return int(e)
        case sp.Rational():
            return Fraction(int(e.p), int(e.q))
        case Indexed():
            x, first = arrays[str(e.base)]
            place = [at(i) - lo for i, lo in zip(e.indices, first, strict=True)]
            return x[tuple(map(int, place))] if all(0 <= k < n for k, n in zip(place, x.shape, strict=True)) else 0
        case Symbol():
            return env[e.name] if e.name in env else arrays[e.name][0][()]
        case Sum():
            *inner, (s, lo, hi) = e.limits
            body = Sum(e.function, *inner) if inner else e.function
            ends = (-FAR if lo == -oo else at(lo)), (FAR if hi == oo else at(hi))
            return sum(value(body, {**env, s.name: k}, arrays) for k in range(int(ends[0]), int(ends[1]) + 1))
        case AppliedUndef():
            return env[str(e.func)](at(e.args[0]))
        case sp.Integral():  # of bells of sharpness p the trapezoidal rule is right to about e^(-pi^2 / (p step^2))
            *inner, (s, lo, hi) = e.limits
            body = sp.Integral(e.function, *inner) if inner else e.function
            assert (lo, hi) == (-oo, oo)
            return STEP * sum(value(body, {**env, s.name: k * STEP}, arrays) for k in range(-28, 29))
        case sp.Derivative():  # the imaginary part moves with the derivative: nothing cancels
            ((x, _),) = e.variable_count
            return value(e.expr, {**env, x.name: env[x.name] + 1e-30j}, arrays).imag / 1e-30
        case sp.Add():
            return sum(map(at, e.args))
        case sp.Mul():
            parts = sorted(e.args, key=lambda part: not isinstance(part, Within))
            return product(parts, at)
        case sp.Pow():
            base, exponent = at(e.base), at(e.exp)
            if isinstance(exponent, int) or exponent == int(exponent):
                return (
                    base ** int(exponent)
                    if exponent >= 0
                    else 1 / (Fraction(base) if isinstance(base, int) else base) ** int(-exponent)
                )
            return precise(base) ** precise(exponent)
        case Within():
            k, lo, hi = map(at, e.args)
            return int(lo <= k < hi)
        case sp.Mod():
            k, n = map(at, e.args)
            return k % n
        case sp.floor() | sp.ceiling():
            q = at(e.args[0])
            return math.floor(q) if isinstance(e, sp.floor) else math.ceil(q)
        case sp.Max() | sp.Min():
            return (max if isinstance(e, sp.Max) else min)(map(at, e.args))
        case sp.Piecewise():
            return at(next(part for part, test in e.args if truth(test, at)))
        case sp.Abs():
            return abs(at(e.args[0]))
        case sp.binomial():
            n, k = map(at, e.args)
            return math.comb(n, k) if k >= 0 else 0
        case sp.exp() | sp.tanh():
            return getattr(mpmath, type(e).__name__)(precise(at(e.args[0])))
    raise TypeError(f"no value for {type(e).__name__}")


def product(parts: list[sp.Basic], at: Any) -> Any:
    """Brackets first: where one is zero, the rest need not have a value."""
    found: Any = 1
    for part in parts:
        found = found * at(part)
        if found == 0:
            return 0
    return found


def truth(test: sp.Basic, at: Any) -> bool:
    """A condition on whole numbers, at numbers."""
    match test:
        case sp.And():
            return all(truth(part, at) for part in test.args)
        case sp.Eq():
            return at(test.lhs) == at(test.rhs)
        case sp.Ge() | sp.Gt() | sp.Le() | sp.Lt():
            return bool(test.func(at(test.lhs), at(test.rhs)))
    return bool(test)


def precise(x: Any) -> Any:
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, (int, Fraction)) else x


def letters_in(v: Any) -> set[Symbol]:
    if isinstance(v, tuple):
        return {s for one in v for s in letters_in(one)}
    if isinstance(v, tracing.Array):
        return {s for n in v.shape for s in n.free_symbols}
    return set(v.free_symbols) if isinstance(v, sp.Expr) else set()


def concrete(v: Any, env: dict[str, Any], made: dict[str, np.ndarray], name: str) -> Any:
    if isinstance(v, tuple):
        return tuple(concrete(one, env, made, name) for one in v)
    if isinstance(v, tracing.Array):
        return made[name]
    return value(v, env, {}) if isinstance(v, sp.Expr) else v


def sample(sides: Any, rng: random.Random) -> tuple[dict[str, Any], dict[str, np.ndarray]] | None:
    """Sizes and numbers for the letters, within what sizes have to be, and whole numbers for the arrays;

    None where they don't fit.
    """
    every = [*sides.arguments.values(), *sides.settings.values()]
    letters = sorted(
        {s for v in every for s in letters_in(v)} | {s for n in sides.shape for s in n.free_symbols}, key=str
    )
    env: dict[str, Any] = {}
    for s in letters:
        if s.is_integer:
            env[s.name] = rng.randint(1 if s.is_positive else 0, 4 if s.is_positive else 2)
        else:
            env[s.name] = (
                Fraction(rng.randint(1, 7), rng.randint(1, 5))
                if s.name != "momentum"
                else Fraction(rng.randint(0, 3), 4)
            )
    if any(value(fact, env, {}) < 0 for fact in sides.sizes):
        return None
    for rule in sides.law.requires:
        names = list(inspect.signature(rule).parameters)
        if set(names) <= set(env) and not rule(**{a: env[a] for a in names}):
            return None
    made = {}
    for name, v in sides.arguments.items():
        if isinstance(v, tracing.Array):
            shape = tuple(int(value(n, env, {})) for n in v.shape)
            if math.prod(shape) > 160:
                return None
            least = 0 if name in sides.given.nonnegative else -5
            x = np.empty(shape, object)
            x[...] = np.reshape([Fraction(rng.randint(least, 5)) for _ in range(math.prod(shape))], shape)
            made[name] = x
    return env, made


def both_sides(sides: Any, env: dict[str, Any], made: dict[str, np.ndarray]) -> tuple[Any, Any]:
    """The law itself on these numbers, its formula run from the statement."""
    settings = {a: concrete(v, env, made, a) for a, v in sides.settings.items()}

    def literal(*args: Any, **kwargs: Any) -> Any:
        call = sides.law.of.signature.bind(*args, **kwargs).arguments
        return sides.law.of.literal(**{**settings, **call})

    return sides.law.fn(literal, **{a: concrete(v, env, made, a) for a, v in sides.arguments.items()})


@pytest.mark.parametrize("name", sorted(name for name, one in DERIVATIONS.items() if not one.law.of.families))
def test_every_line_is_right_at_small_sizes(name):
    """The first and last line are the law's own sides, and no step changes a value: against the law run on numbers."""
    rng = random.Random(name)
    mpmath.mp.dps = 60
    for derived in DERIVATIONS[name].check():
        sides, seen = derived.sides, 0
        for _ in range(400):
            found = sample(sides, rng)
            if found is None:
                continue
            env, made = found
            try:
                want = [np.asarray(side, object) for side in both_sides(sides, env, made)]
            except (ValueError, ZeroDivisionError):  # outside the law's domain
                continue
            shape = tuple(int(value(n, env, {})) for n in sides.shape)
            assert want[0].shape == want[1].shape == shape
            arrays = {
                a: (x, tuple(int(value(first, env, {})) for first, _ in sides.given.supports[a]))
                for a, x in made.items()
            }
            places = list(itertools.product(*map(range, shape))) if sides.at is None else [sides.at]
            for place in rng.sample(places, min(2, len(places))):
                here = {**env, **{s.name: k for s, k in zip(sides.place, place, strict=True)}}
                for line in derived.lines:
                    got = value(line.expr, here, arrays)
                    for one in want:
                        assert close(got, one[place]), (
                            f"{line.step}: {line.expr} is {got} at {here}, and the law says {one[place]}"
                        )
            seen += 1
            if seen == (2 if len(derived.lines) < 12 else 1):
                break
        assert seen, f"no sizes were found for {name}"


def close(got: Any, want: Any) -> bool:
    """Equal; with roots and exponentials to 40 of 60 digits, where a few hundred operations lose three."""
    if hasattr(want, "expression"):
        want = want.expression()
    if isinstance(want, sp.Expr):
        want = (
            int(want)
            if want.is_Integer
            else Fraction(int(want.p), int(want.q))
            if want.is_Rational
            else mpmath.mpf(str(sp.N(want, 60)))
        )
    if isinstance(got, (int, Fraction)) and isinstance(want, (int, Fraction)):
        return got == want
    return abs(precise(got) - precise(want)) <= mpmath.mpf(10) ** -40 * (1 + abs(precise(want)))


@pytest.mark.parametrize("name", sorted(name for name in DERIVATIONS if "two_sided" in name))
def test_every_line_about_sequences_is_right(name):
    """On sequences of a few entries, where every sum over Z ends."""
    rng = random.Random(name)
    (derived,) = DERIVATIONS[name].check()
    law = derived.sides.law
    for _ in range(3):
        given = {
            a: Sequence([rng.randint(-4, 4) for _ in range(rng.randint(1, 3))], rng.randint(-2, 2))
            for a in law.names
            if a != "n"
        }
        at = {"n": rng.randint(-3, 4)} if "n" in law.names else {}
        lhs, rhs = law.fn(law.of, **given, **at)
        assert (
            [value(line.expr, {**given, **at}, {}) for line in derived.lines]
            == [lhs] * len(derived.lines)
            == [rhs] * len(derived.lines)
        )


@pytest.mark.parametrize("name", sorted(name for name in DERIVATIONS if "continuous" in name))
def test_every_line_about_functions_is_right(name):
    """On bells, whose convolutions are bells: each line against the law's left side in closed form."""
    (derived,) = DERIVATIONS[name].check()
    law = derived.sides.law
    given = {a: BELLS[a] for a in law.names if a in BELLS}
    functions: dict[str, Any] = {}
    for a, (height, sharpness, middle) in given.items():
        bell = functions[a] = lambda z, a=height, p=sharpness, m=middle: a * cmath.exp(-p * (z - m) ** 2)
        functions[f"{a}'"] = lambda z, bell=bell, p=sharpness, m=middle: -2 * p * (z - m) * bell(z)
    want = LEFT_SIDES[law.fn.__name__]()
    for line in derived.lines:
        got = value(line.expr, {**functions, "x": 0.75}, {})
        assert abs(got - want) <= 1e-12 * (1 + abs(want)), f"{line.step}: {line.expr} is {got}, and the law says {want}"


Bell = tuple[float, float, float]  # height, sharpness, middle: height e^(-sharpness (t - middle)^2)
BELLS: dict[str, Bell] = {"f": (1.0, 1.0, 0.5), "g": (1.0, 2.0, 0.0), "h": (1.0, 1.5, -0.25)}


def convolved(f: Bell, g: Bell) -> Bell:
    """Bells are closed under convolution."""
    (a, p, m), (b, q, n) = f, g
    return a * b * math.sqrt(math.pi / (p + q)), p * q / (p + q), m + n


def at(f: Bell, x: float) -> float:
    return f[0] * math.exp(-f[1] * (x - f[2]) ** 2)


def area(f: Bell) -> float:
    return f[0] * math.sqrt(math.pi / f[1])


FG, FH, X0 = convolved(BELLS["f"], BELLS["g"]), convolved(BELLS["f"], BELLS["h"]), 0.75
LEFT_SIDES = {
    "commutes_on_the_line": lambda: at(FG, X0),
    "distributes_on_the_line": lambda: at(FG, X0) + at(FH, X0),
    "scales_on_the_line": lambda: 3 * at(FG, X0),
    "is_translation_equivariant_on_the_line": lambda: at(FG, X0 - 1),
    "multiplies_areas": lambda: area(BELLS["f"]) * area(BELLS["g"]),
    "associates_on_the_line": lambda: at(convolved(FG, BELLS["h"]), X0),
    "differentiates_on_the_line": lambda: -2 * FG[1] * (X0 - FG[2]) * at(FG, X0),
}


# ---------------------------------------------------------------- what is no step is refused

n, m, k, j = symbols("n m k j", integer=True)
M, L, H = symbols("M L H", integer=True, positive=True)
K = symbols("K", integer=True, positive=True)
p = symbols("p", integer=True, nonnegative=True)
f, g, h = map(IndexedBase, "fgh")
KNOWN = Given({"f": ((sp.S.Zero, M - 1),), "g": ((sp.S.Zero, L - 1),), "h": ((sp.S.Zero, H - 1),)}, (n, M + L - 2 - n))
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
        "may be zero|summed over inside",
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


COMMUTES = catalogue.find("convolution.discrete::commutes")
SCRIPTS = {
    "an end that is not the law's": (lambda left, right: left.everywhere("m"), "the end is missed"),
    "a chain of another expression": (
        lambda left, right: kernel.begin(right.expr, left.given),
        "does not begin with a side",
    ),
    "the right side for the left": (lambda left, right: (right, right), "does not begin with a side"),
    "nothing at all": (lambda left, right: left, "the end is missed"),
    "a chain with more known than is": (
        lambda left, right: kernel.begin(left.expr, Given({})),
        "does not begin with a side",
    ),
    "no chain": (lambda left, right: right.expr, "does not begin with a side"),
}


@pytest.mark.parametrize("fault", SCRIPTS)
def test_a_script_that_does_not_lead_from_side_to_side_is_refused(fault):
    script, said = SCRIPTS[fault]
    with pytest.raises(Refused, match=said):
        deriving.Derivation(COMMUTES, script).check()


def test_a_law_that_does_not_hold_has_no_sides():
    """And a derivation's steps don't lead to another law's sides."""
    with pytest.raises(tracing.Untraced, match="no equation that holds"):
        tracing.sides(catalogue.find("convolution.discrete::ignores_order_of_taps"))
    script = DERIVATIONS["convolution.discrete::commutes"].script
    with pytest.raises(Refused):
        deriving.Derivation(catalogue.find("convolution.discrete::reverses"), script).check()


def test_a_restated_formula_is_not_derived_by_the_old_script():
    """A wrong statement: the same script misses the law's other side."""
    discrete = catalogue.find("convolution.discrete")
    wrong = discrete.restated(sp.Eq(IndexedBase("y")[n], Sum(f[m] * g[n - m] * (m + 1), (m, 0, M - 1))))
    assert (
        derivation.derivation_of(COMMUTES) is DERIVATIONS[COMMUTES.name]
        and derivation.derivation_of(wrong.laws["commutes"]) is None
    )
    with pytest.raises(Refused):
        deriving.Derivation(wrong.laws["commutes"], DERIVATIONS[COMMUTES.name].script).check()


def test_two_derivations_of_one_law_are_an_error():
    with pytest.raises(ValueError, match="has a derivation already"):
        deriving.derives(COMMUTES)(lambda left, right: left)


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


# ---------------------------------------------------------------- how many, and how they are shown


def test_there_are_derivations_of_many_laws_and_each_is_of_a_law_that_there_is():
    laws = {law.name for topic in catalogue.catalog().topics.values() for law in topic.laws.values() if law.holds}
    assert set(DERIVATIONS) <= laws
    assert len(DERIVATIONS) >= 230


def test_every_script_says_in_words_what_it_does_or_is_a_line_of_steps():
    """The page of each derivation can be written."""
    for name in random.Random(3).sample(sorted(DERIVATIONS), 12):
        told = derivation.about(DERIVATIONS[name].law)
        assert told["derived"] and all(
            way["lines"][0]["step"] == "" and way["latex"].isascii() for way in told["derived"]
        ), name


def mathcnn(*words: str) -> tuple[int, str, str]:
    run = subprocess.run([sys.executable, "-m", "mathcnn", *words], capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def test_show_prints_a_derivation_as_a_page_of_mathematics():
    code, out, err = mathcnn("show", "convolution.discrete::commutes", "--proof")
    assert (code, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "convolution.discrete::commutes f * g = g * f"
    assert "f = 0 outside 0 … M - 1" in lines
    assert "∑{m=0…M - 1} f[m] g[n - m] by definition" in lines
    assert "= ∑{m ∈ ℤ} g[m] f[n - m] re-index: m → n - m" in lines
    assert lines[-1] == "∎"


def test_show_prints_a_derivation_as_json_and_latex():
    code, out, _ = mathcnn("show", "layers.linear::composes", "--proof", "--json")
    told = json.loads(out)
    assert code == 0 and told["name"] == "layers.linear::composes"
    steps = [line["step"] for line in told["derived"][0]["lines"]]
    assert steps == ["", "bring inside", "swap the sums", "other letters", "factor out"]
    code, out, _ = mathcnn("show", "layers.linear::composes", "--proof", "--latex")
    assert code == 0 and out.startswith(r"\begin{aligned}") and out.count(r"\sum") == 10


def test_theorems_stand_on_the_page_too(monkeypatch, capsys):
    """What the ledger has about a law comes first; a law with a theorem and no derivation has a page."""
    law = catalogue.find("layers.conv::agrees_on_tiles")
    proof = ledger.Proof(law.name, "Tiles.agrees", "forall n : nat,\n  n = n", (), (1,), 5, "")
    monkeypatch.setattr(ledger, "proofs_of", lambda law: (proof,))
    told = derivation.about(law)
    assert told["theorems"][0]["theorem"] == "Tiles.agrees" and told["derived"] == []
    with terminal.page() as out:
        derivation.print_proof(told, out)
    assert "Proved by Tiles.agrees (no axiom)\n    forall n : nat,\n      n = n" in capsys.readouterr().out


def test_where_there_is_no_proof_one_line_says_so():
    """Of a law that does not hold there is never one."""
    code, out, err = mathcnn("show", "convolution.discrete::ignores_order_of_taps", "--proof")
    assert code == 2 and out == "" and err.count("\n") == 1
    assert (
        "convolution.discrete::ignores_order_of_taps has no derivation and no theorem; the evidence there is: " in err
    )
