"""Evidence for formulas of functions, which have no arrays to draw: `convolution.continuous`, `convolution.two_sided`.

Functions come from the families that the formula and the law name: all members in turn, the plainest first, then drawn
ones. Both sides of a law of the statement are compared as closed forms in x, at every x (or at whole numbers n); those
of the implementation in balls at fractions. The forms are compared three ways: generated code against SymPy's own
substitution, closed form against enclosure, quadrature against enclosure.
"""

from __future__ import annotations

import functools
import inspect
import itertools
import math
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import flint
import sympy as sp
from sympy.core.function import AppliedUndef

from ..language.formula import Formula, FunctionSpace, Law
from ..numbers.expressions import ball
from ..numbers.integrals import VARIABLE, closed, vanishes
from ..numbers.quadrature import QUADRATURE
from ..numbers.rounding import Gap
from ..numbers.symbols import is_zero
from .cases import Case
from .checks import NotOffered, Run
from .verdicts import OWN, STATEMENT, judged

POINTS = [Fraction(p, q) for p, q in ((1, 3), (-5, 7), (3, 2), (1, 1), (12, 5), (0, 1))]
WINDOW = sorted(range(-4, 5), key=lambda n: (abs(n), -n))


def families(of: Formula, law: Law | None = None) -> dict[str, FunctionSpace]:
    """The function arguments of a formula or a law, each with its family."""
    if law is None:
        return of.families
    known = of.families | {a: one for a, one in law.shapes.items() if isinstance(one, FunctionSpace)}
    return {a: known[a] for a in law.names if a in known}


def plainest(drawn: dict[str, FunctionSpace]) -> Iterator[dict[str, Any]]:
    """Every choice of members, the plainest together first."""
    ranks = itertools.product(*(range(len(one.members)) for one in drawn.values()))
    for chosen in sorted(ranks, key=lambda r: (sum(r), r)):
        yield {a: one.members[r] for (a, one), r in zip(drawn.items(), chosen, strict=True)}


def choices(
    drawn: dict[str, FunctionSpace], count: int, seed: int, rules: tuple[Callable[..., bool], ...] = ()
) -> Iterator[dict[str, Any]]:
    """Half of the cases members, spread over all choices of them that the rules admit, and half drawn."""
    fits = lambda chosen: all(rule(*(chosen[a] for a in inspect.signature(rule).parameters)) for rule in rules)
    rng, every = random.Random(seed), [chosen for chosen in plainest(drawn) if fits(chosen)]
    step = max(1, len(every) // max(1, count - count // 2))
    yield from every[::step][: count - count // 2]
    drawings = (
        {a: one.sample(rng) if rng.random() < 0.7 else rng.choice(one.members) for a, one in drawn.items()}
        for _ in range(50 * count)
    )
    yield from itertools.islice(filter(fits, drawings), count // 2)


def case_of(of: Formula, kwargs: dict[str, Any]) -> Case:
    return Case(of, of.plan(), {}, kwargs, {})


def point_of(of: Formula) -> tuple[str, sp.Symbol]:
    """The argument at which the formula is taken, and its letter."""
    (found,) = of.scalars.items()
    return found[0], found[1][0]


def affordable(of: Formula, examples: int) -> int:
    """How many cases a check looks at: sums are cheap, integrals are not."""
    return examples if letter_is_whole(of) else max(4, examples // 5)


def letter_is_whole(of: Formula) -> bool:
    return bool(point_of(of)[1].is_integer)


def gap_between(lhs: Any, rhs: Any) -> Gap:
    """Two sides as closed forms or numbers: the same in every piece."""
    difference = sp.sympify(lhs) - sp.sympify(rhs)
    return Gap() if difference == 0 or vanishes(difference, is_zero) else Gap(math.inf, None, lhs, rhs)


def overlap(lhs: Any, rhs: Any) -> Gap:
    """Two balls, or closed forms taken into balls: the distance of their middles by the sum of their radii."""
    left, right = (v if isinstance(v, flint.arb) else flint.arb(ball(sp.sympify(v), {})) for v in (lhs, rhs))
    error, radius = abs(left.mid() - right.mid()), left.rad() + right.rad()
    rho = 0.0 if error == 0 else float(error / radius) if radius > 0 else math.inf
    return Gap(rho, None, left, right)


def exact_ball(v: Fraction) -> flint.arb:
    return flint.arb(flint.fmpq(v.numerator, v.denominator))


# ---------------------------------------------------------------- laws


def law_run(
    law: Law,
    implementation: Callable[..., Any],
    count: int,
    seed: int,
    how: str,
    examples: Iterator[dict[str, Any]] | None = None,
) -> Run:
    """Both sides, as closed forms ("symbols"), in balls ("balls"), or on floats ("floats"), of functions from the
    families.
    """
    of, (name, letter) = law.of, point_of(law.of)
    whole = bool(letter.is_integer)
    run = Run("fractions" if whole else {"symbols": "symbols", "balls": "R", "floats": "quadrature"}[how])
    for k, chosen in enumerate(examples or choices(families(of, law), count, seed, law.requires)):
        point = POINTS[k % len(POINTS)]
        given = {"symbols": lambda: letter, "balls": lambda: exact_ball(point), "floats": lambda: float(point)}[how]  # noqa: B023
        for value in WINDOW if whole and name in law.names else [None if whole else given()]:
            kwargs = chosen if value is None or name not in law.names else {**chosen, name: value}
            try:
                lhs, rhs = law(implementation, *(kwargs[a] for a in law.names))
            except (ValueError, ZeroDivisionError):  # a side that does not exist
                continue
            except NotOffered as error:
                run.lacks(error)
                continue
            except Exception as error:
                if how != "floats" or not defined(law, kwargs):
                    if how != "floats":
                        raise
                    run.absent = run.absent or "the law asks for functions of letters"
                    continue
                run.crashed(error, case_of(of, kwargs), {})
                return run
            if how == "floats" and not whole:
                gap = Gap(float(abs(lhs - rhs)) / (10 * QUADRATURE * (1 + float(abs(lhs)))), None, lhs, rhs)
            else:
                gap = overlap(lhs, rhs) if how == "balls" and not whole else gap_between(lhs, rhs)
            if run.note(gap, case_of(of, {**kwargs, name: point} if how == "balls" and not whole else kwargs), {}):
                return run
    return run


def defined(law: Law, kwargs: dict[str, Any]) -> bool:
    """Whether both sides exist at numbers, by the formula's own fast form: then an exception is the implementation's
    fault.
    """
    try:
        law(law.of, *(kwargs[a] for a in law.names))
    except Exception:
        return False
    return True


def counterexample(law: Law, implementation: Callable[..., Any], how: str = "symbols") -> Run:
    """The plainest functions for which a law falls."""
    return law_run(law, implementation, 0, 0, how, plainest(families(law.of, law)))


def reading_functions(of: Formula, implementation: Callable[..., Any]) -> Callable[..., Any]:
    """Another implementation, which gets functions that can be called, and not expressions."""

    def run(*args: Any) -> Any:
        return implementation(
            *(of.families[a].admit(a, v) if a in of.families else v for a, v in zip(of.names, args, strict=True))
        )

    return run


# ---------------------------------------------------------------- forms


def by_substitution(of: Formula, chosen: dict[str, Any], value: Any) -> Any:
    """The value of a statement, SymPy substituting for its letters and functions.

    A sum is taken over every term that is not 0.
    """
    rhs = of.statement.rhs.xreplace({point_of(of)[1]: value})
    ((v, lo, hi),) = rhs.limits
    functions = {a: of.families[a].admit(a, one) for a, one in chosen.items()}
    called = lambda e: sp.sympify(
        functions[str(e.func)](int(e.args[0]) if e.args[0].is_Integer and letter_is_whole(of) else e.args[0])
    )
    at = lambda place: rhs.function.xreplace({v: place}).replace(lambda e: isinstance(e, AppliedUndef), called)
    if isinstance(rhs, sp.Integral):
        return closed(at(VARIABLE), VARIABLE, lo, hi)
    return sp.Add(*(at(sp.Integer(m)) for m in range(-30, 31)))


def as_printed(of: Formula, count: int, seed: int) -> Run:
    """The generated code against SymPy's own substitution into the statement."""
    run, (name, _) = Run("symbols"), point_of(of)
    for k, chosen in enumerate(choices(of.families, count, seed)):
        value = WINDOW[k % len(WINDOW)] if letter_is_whole(of) else sp.Rational(POINTS[k % len(POINTS)])
        try:
            got = of.literal(**chosen, **{name: value})
        except ValueError:
            continue
        if run.note(
            gap_between(got, by_substitution(of, chosen, sp.sympify(value))), case_of(of, {**chosen, name: value}), {}
        ):
            return run
    return run


def closed_in_ball(of: Formula, count: int, seed: int) -> Run:
    """The closed form of the statement at fractions lies within the enclosure."""
    run, (name, _) = Run("R"), point_of(of)
    for k, chosen in enumerate(choices(of.families, count, seed)):
        point = POINTS[k % len(POINTS)]
        try:
            want = of.literal(**chosen, **{name: sp.Rational(point)})
        except ValueError:
            continue
        if run.note(overlap(of(**chosen, **{name: exact_ball(point)}), want), case_of(of, {**chosen, name: point}), {}):
            return run
    return run


def floats_in_ball(of: Formula, implementation: Callable[..., Any], count: int, seed: int) -> Run:
    """What an implementation says at floats, within the promised error of quadrature around the enclosure."""
    run, (name, letter) = Run("quadrature" if not letter_is_whole(of) else "fractions"), point_of(of)
    for k, chosen in enumerate(choices(of.families, count, seed)):
        value = WINDOW[k % len(WINDOW)] if letter.is_integer else float(POINTS[k % len(POINTS)])
        try:
            want = (
                of.literal(**chosen, **{name: value}) if letter.is_integer else of(**chosen, **{name: flint.arb(value)})
            )
        except ValueError:
            continue
        try:
            got = implementation(*chosen.values(), value)
        except NotOffered as error:
            run.lacks(error)
            continue
        except Exception as error:  # an exception where the statement has a value is a failure, whatever it is
            run.crashed(error, case_of(of, {**chosen, name: value}), {})
            return run
        if letter.is_integer:
            gap = gap_between(got, want)
        else:
            gap = Gap(float(abs(want - got).upper()) / (QUADRATURE * (1 + abs(got))), None, got, want)
        if run.note(gap, case_of(of, {**chosen, name: value}), {}):
            return run
    return run


# ---------------------------------------------------------------- verdicts


def verify(
    of: Formula,
    examples: int,
    seed: int,
    implementation: Callable[..., Any] | None,
    label: str,
    only: str | None = None,
) -> Iterator[Any]:
    """Every form, law and non-law of a formula of functions, one verdict each; `only` picks "form" or a law."""
    import time

    def row(kind: str, law: str, who: str, check: Callable[[], Run], holds: bool = True) -> Any:
        started = time.perf_counter()
        return judged(of, kind, law, who, check(), started, holds)

    fast, whole = reading_functions(of, implementation) if implementation else of, letter_is_whole(of)
    few = affordable(of, examples)
    if only in (None, "form"):
        if implementation is None:
            yield row("form", "as printed", STATEMENT, lambda: as_printed(of, few, seed))
            if not whole:
                yield row("form", "closed form within the enclosure", OWN, lambda: closed_in_ball(of, few, seed))
        yield row("form", "equals the literal form", label, lambda: floats_in_ball(of, fast, 2 * few, seed))
    for name, law in of.laws.items():
        if only not in (None, name):
            continue
        if implementation is not None:  # a law that takes letters, a derivative say, is not offered
            on_floats = (
                functools.partial(law_run, law, fast, few, seed, "floats")
                if law.holds
                else functools.partial(counterexample, law, fast, "floats")
            )
            yield row("law" if law.holds else "non-law", name, label, on_floats, law.holds)
        elif law.holds:
            yield row("law", name, STATEMENT, functools.partial(law_run, law, of.literal, few, seed, "symbols"))
            yield row("law", name, label, functools.partial(law_run, law, of, few, seed + 1, "balls"))
        else:
            yield row("non-law", name, STATEMENT, functools.partial(counterexample, law, of.literal), False)
