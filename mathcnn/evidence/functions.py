"""The checks of a formula of functions on the line: `convolution.continuous`, `convolution.two_sided`.

Such a formula has no arrays to draw. Functions come from the spaces that the formula and the law name: their members in
turn, simplest first, then random ones. Both sides of a law of the statement are compared as closed forms in x, at every
x (or at integers n), and those of the fast form in balls at fractions. The forms are compared in three ways: generated
code against SymPy's own substitution, closed form against enclosure, quadrature against enclosure.
"""

from __future__ import annotations

import functools
import inspect
import itertools
import math
import random
from collections.abc import Callable, Iterator
from fractions import Fraction

import flint
import sympy as sp
from sympy.core.function import AppliedUndef

from ..language.formula import Formula, FunctionSpace, Law
from ..numbers.expressions import ball
from ..numbers.integrals import VARIABLE, closed, vanishes
from ..numbers.quadrature import QUADRATURE
from ..numbers.rounding import Gap
from ..numbers.symbols import is_zero
from .aliases import Arguments, Backward, Implementation, Value
from .cases import Case
from .checkers import EQUALS_LITERAL, OWN, STATEMENT, Checked, timed
from .checks import CheckResult, NotOffered
from .reproduction import Text, form_program, importing, law_program

POINTS = tuple(Fraction(p, q) for p, q in ((1, 3), (-5, 7), (3, 2), (1, 1), (12, 5), (0, 1)))
WINDOW = tuple(sorted(range(-4, 5), key=lambda n: (abs(n), -n)))
TERMS = range(-30, 31)  # of a sum over all integers that are evaluated by substitution; all others are 0
RULES = tuple[Callable[..., bool], ...]

# ---------------------------------------------------------------- drawing functions


def spaces(of: Formula, law: Law | None = None) -> dict[str, FunctionSpace]:
    """The arguments of a formula, or of a law about it, that are functions, each with its space."""
    if law is None:
        return of.spaces
    known = of.spaces | {a: one for a, one in law.shapes.items() if isinstance(one, FunctionSpace)}
    return {a: known[a] for a in law.names if a in known}


def simplest_first(drawn: dict[str, FunctionSpace]) -> Iterator[Arguments]:
    """Every combination of members of the spaces, the simplest ones first."""
    ranks = itertools.product(*(range(len(one.members)) for one in drawn.values()))
    for chosen in sorted(ranks, key=lambda r: (sum(r), r)):
        yield {a: one.members[r] for (a, one), r in zip(drawn.items(), chosen, strict=True)}


def choices(drawn: dict[str, FunctionSpace], count: int, seed: int, rules: RULES = ()) -> Iterator[Arguments]:
    """Combinations of functions: half of them members, spread over all combinations, and half random.

    Parameters
    ----------
    drawn : the spaces by argument.
    count : how many.
    seed : of the random ones.
    rules : conditions on the functions; combinations that break one are left out.
    """

    def fits(chosen: Arguments) -> bool:
        return all(rule(*(chosen[a] for a in inspect.signature(rule).parameters)) for rule in rules)

    rng, every = random.Random(seed), [chosen for chosen in simplest_first(drawn) if fits(chosen)]
    step = max(1, len(every) // max(1, count - count // 2))
    yield from every[::step][: count - count // 2]
    drawings = (
        {a: one.sample(rng) if rng.random() < 0.7 else rng.choice(one.members) for a, one in drawn.items()}
        for _ in range(50 * count)
    )
    yield from itertools.islice(filter(fits, drawings), count // 2)


def case_of(of: Formula, kwargs: Arguments) -> Case:
    """A case without arrays."""
    return Case(of, of.plan(), {}, kwargs, {})


def point_of(of: Formula) -> tuple[str, sp.Symbol]:
    """The argument at which the function that a formula computes is taken, and its letter."""
    ((name, letters),) = of.scalars.items()
    return name, letters[0]


def is_on_integers(of: Formula) -> bool:
    """Whether a formula is about sequences on the integers, and not about functions of a real number."""
    return bool(point_of(of)[1].is_integer)


def affordable(of: Formula, examples: int) -> int:
    """How many cases a check looks at: all that are asked for of sums, a fifth of them of integrals."""
    return examples if is_on_integers(of) else max(4, examples // 5)


# ---------------------------------------------------------------- comparing


def closed_gap(lhs: Value, rhs: Value) -> Gap:
    """The gap between two closed forms or numbers: 0 if they are equal in every piece, else infinite."""
    difference = sp.sympify(lhs) - sp.sympify(rhs)
    return Gap() if difference == 0 or vanishes(difference, is_zero) else Gap(math.inf, None, lhs, rhs)


def ball_gap(lhs: Value, rhs: Value) -> Gap:
    """The gap between two balls, or closed forms as balls: the distance of their middles by the sum of their radii."""
    left, right = (v if isinstance(v, flint.arb) else flint.arb(ball(sp.sympify(v), {})) for v in (lhs, rhs))
    error, radius = abs(left.mid() - right.mid()), left.rad() + right.rad()
    rho = 0.0 if error == 0 else float(error / radius) if radius > 0 else math.inf
    return Gap(rho, None, left, right)


def quadrature_gap(lhs: Value, rhs: Value) -> Gap:
    """The gap between two results of quadrature, of which several may have gone into each side."""
    return Gap(float(abs(lhs - rhs)) / (10 * QUADRATURE * (1 + float(abs(lhs)))), None, lhs, rhs)


def exact_ball(v: Fraction) -> flint.arb:
    """A fraction as a ball."""
    return flint.arb(flint.fmpq(v.numerator, v.denominator))


# How both sides of a law on the real line are computed and compared: (tier, the point, the gap).
MODES: dict[str, tuple[str, Callable[[sp.Symbol, Fraction], Value], Callable[[Value, Value], Gap]]] = {
    "symbols": ("symbols", lambda letter, point: letter, closed_gap),
    "balls": ("R", lambda letter, point: exact_ball(point), ball_gap),
    "floats": ("quadrature", lambda letter, point: float(point), quadrature_gap),
}

# ---------------------------------------------------------------- laws


def law_run(
    law: Law,
    implementation: Implementation,
    count: int,
    seed: int,
    mode: str,
    examples: Iterator[Arguments] | None = None,
) -> CheckResult:
    """Both sides of a law, of functions from the spaces.

    Parameters
    ----------
    law : the law.
    implementation : by which both sides are computed.
    count, seed : how many combinations of functions are drawn, and from which seed.
    mode : "symbols" for closed forms, "balls" or "floats" for numbers; sequences are always compared as exact numbers.
    examples : the combinations of functions, instead of drawn ones.

    Returns
    -------
    What was found.
    """
    of, (name, letter), on_integers = law.of, point_of(law.of), is_on_integers(law.of)
    tier, at, gap_of = MODES[mode]
    result = CheckResult("fractions" if on_integers else tier)
    for k, chosen in enumerate(examples or choices(spaces(of, law), count, seed, law.requires)):
        point = POINTS[k % len(POINTS)]
        places: tuple[Value, ...] = (None,)
        if name in law.names:
            places = WINDOW if on_integers else (at(letter, point),)
        for value in places:
            kwargs = chosen if value is None else {**chosen, name: value}
            try:
                lhs, rhs = law(implementation, *(kwargs[a] for a in law.names))
            except (ValueError, ZeroDivisionError):  # a side that does not exist
                continue
            except NotOffered as error:
                result.lacks(error)
                continue
            except Exception as error:  # an implementation may raise anything
                if mode != "floats":
                    raise
                if exists(law, kwargs):
                    result.crashed(error, case_of(of, kwargs), {})
                    return result
                result.absent = result.absent or "the law asks for functions of letters"
                continue
            gap = closed_gap(lhs, rhs) if on_integers else gap_of(lhs, rhs)
            shown = {**kwargs, name: point} if mode == "balls" and not on_integers else kwargs
            if result.note(gap, case_of(of, shown), {}):
                return result
    return result


def exists(law: Law, kwargs: Arguments) -> bool:
    """Whether both sides of a law exist at these arguments, by the formula's own fast form. Then an exception is the
    fault of an implementation."""
    try:
        law(law.of, *(kwargs[a] for a in law.names))
    except Exception:  # whatever it is, the sides do not exist
        return False
    return True


def counterexample(law: Law, implementation: Implementation, mode: str = "symbols") -> CheckResult:
    """The simplest functions for which a law does not hold; parameters as for `law_run`."""
    return law_run(law, implementation, 0, 0, mode, simplest_first(spaces(law.of, law)))


def taking_functions(of: Formula, implementation: Implementation) -> Implementation:
    """An implementation that gets functions that can be called, instead of expressions."""

    def run(*args: Value) -> Value:
        return implementation(
            *(of.spaces[a].admit(a, v) if a in of.spaces else v for a, v in zip(of.names, args, strict=True))
        )

    return run


# ---------------------------------------------------------------- forms


def value_at(of: Formula, chosen: Arguments, value: Value) -> Value:
    """The value of a statement at one point, by SymPy's substitution for its letters and functions.

    Parameters
    ----------
    of : the formula.
    chosen : its functions.
    value : the point.

    Returns
    -------
    A SymPy expression. A sum is taken over TERMS.
    """
    rhs = of.statement.rhs.xreplace({point_of(of)[1]: value})
    ((v, lo, hi),) = rhs.limits
    functions = {a: of.spaces[a].admit(a, one) for a, one in chosen.items()}

    def called(e: Value) -> Value:
        (place,) = e.args
        return sp.sympify(functions[str(e.func)](int(place) if place.is_Integer and is_on_integers(of) else place))

    def at(place: Value) -> Value:
        return rhs.function.xreplace({v: place}).replace(lambda e: isinstance(e, AppliedUndef), called)

    if isinstance(rhs, sp.Integral):
        return closed(at(VARIABLE), VARIABLE, lo, hi)
    return sp.Add(*(at(sp.Integer(m)) for m in TERMS))


def cases_at(of: Formula, count: int, seed: int, at: Callable[[Fraction], Value]) -> Iterator[tuple[Arguments, Value]]:
    """Functions from the spaces of a formula, and a point each: an integer, or what `at` makes of a fraction."""
    for k, chosen in enumerate(choices(of.spaces, count, seed)):
        yield chosen, WINDOW[k % len(WINDOW)] if is_on_integers(of) else at(POINTS[k % len(POINTS)])


def as_printed(of: Formula, count: int, seed: int) -> CheckResult:
    """The generated code against SymPy's own substitution into the statement.

    Parameters
    ----------
    of : the formula.
    count, seed : how many cases, and from which seed.

    Returns
    -------
    What was found.
    """
    result, (name, _) = CheckResult("symbols"), point_of(of)
    for chosen, value in cases_at(of, count, seed, sp.Rational):
        try:
            got = of.literal(**chosen, **{name: value})
        except ValueError:  # it does not exist
            continue
        gap = closed_gap(got, value_at(of, chosen, sp.sympify(value)))
        if result.note(gap, case_of(of, {**chosen, name: value}), {}):
            return result
    return result


def closed_in_ball(of: Formula, count: int, seed: int) -> CheckResult:
    """The closed form of the statement at fractions lies within the enclosure; parameters as for `as_printed`."""
    result, (name, _) = CheckResult("R"), point_of(of)
    for chosen, point in cases_at(of, count, seed, lambda point: point):
        try:
            want = of.literal(**chosen, **{name: sp.Rational(point)})
        except ValueError:
            continue
        gap = ball_gap(of(**chosen, **{name: exact_ball(Fraction(point))}), want)
        if result.note(gap, case_of(of, {**chosen, name: point}), {}):
            return result
    return result


def floats_in_ball(of: Formula, implementation: Implementation, count: int, seed: int) -> CheckResult:
    """What an implementation computes at floats lies within the promised error of quadrature around the enclosure;
    sequences are compared as exact numbers.

    Parameters
    ----------
    of : the formula.
    implementation : what is checked.
    count, seed : how many cases, and from which seed.

    Returns
    -------
    What was found.
    """
    on_integers, (name, _) = is_on_integers(of), point_of(of)
    result = CheckResult("fractions" if on_integers else "quadrature")
    for chosen, value in cases_at(of, count, seed, float):
        case = case_of(of, {**chosen, name: value})
        try:
            want = of.literal(**case.kwargs) if on_integers else of(**chosen, **{name: flint.arb(value)})
        except ValueError:
            continue
        try:
            got = implementation(*chosen.values(), value)
        except NotOffered as error:
            result.lacks(error)
            continue
        except Exception as error:  # where the statement has a value any exception is a failure
            result.crashed(error, case, {})
            return result
        if on_integers:
            gap = closed_gap(got, want)
        else:
            gap = Gap(float(abs(want - got).upper()) / (QUADRATURE * (1 + abs(got))), None, got, want)
        if result.note(gap, case, {}):
            return result
    return result


# ---------------------------------------------------------------- the checker


class FunctionChecker:
    """The checks of a formula of functions on the line; see `Checker`."""

    def __init__(self, of: Formula):
        self.of = of

    def forms(self, implementation: Implementation | None, label: str, examples: int, seed: int) -> Iterator[Checked]:
        """Generated code, closed form and quadrature; of another implementation, what it computes at floats."""
        of, few = self.of, affordable(self.of, examples)
        if implementation is None:
            yield timed("form", "as printed", STATEMENT, lambda: as_printed(of, few, seed))
            if not is_on_integers(of):
                yield timed("form", "closed form within the enclosure", OWN, lambda: closed_in_ball(of, few, seed))
        fast = taking_functions(of, implementation) if implementation else of
        yield timed("form", EQUALS_LITERAL, label, lambda: floats_in_ball(of, fast, 2 * few, seed))

    def law_of_statement(self, law: Law, examples: int, seed: int, proved: bool = False) -> CheckResult:
        """As closed forms."""
        return law_run(law, law.of.literal, affordable(self.of, examples), seed, "symbols")

    def law_of_implementation(
        self, law: Law, implementation: Implementation, label: str, foreign: bool, examples: int, seed: int
    ) -> Checked:
        """In balls; of another implementation on floats, where a law that needs functions of letters is not offered."""
        few = affordable(self.of, examples)
        if implementation is self.of:
            check = functools.partial(law_run, law, self.of, few, seed + 1, "balls")
        else:
            check = functools.partial(law_run, law, taking_functions(self.of, implementation), few, seed, "floats")
        return timed("law", law.fn.__name__, label, check)

    def counterexample(self, law: Law, implementation: Implementation | None, seed: int) -> CheckResult:
        """The simplest functions; of another implementation on floats."""
        if implementation is None:
            return counterexample(law, law.of.literal)
        return counterexample(law, taking_functions(self.of, implementation), "floats")

    def gradients(self, backward: Backward, label: str, foreign: bool, examples: int, seed: int) -> Iterator[Checked]:
        """None: such a formula has no gradient."""
        return iter(())

    def describe(self, result: CheckResult, names: set[str] | None = None, text: Text = repr) -> str:
        """The functions, and the point where it is a number."""
        if result.case is None:
            return ""
        given = {a: v for a, v in result.case.kwargs.items() if not isinstance(v, sp.Symbol)}
        return ", ".join(f"{a} = {text(v)}" for a, v in given.items() if names is None or a in names)

    def program(self, kind: str, law: str, result: CheckResult) -> str:
        """The formula and its literal form, or both sides of the law; functions are SymPy expressions or sequences."""
        if result.case is None:
            return ""
        imports = ["from sympy import *", "from fractions import Fraction", importing(self.of)]
        imports += ["from mathcnn.convolution import Sequence", "", 't, x = symbols("t x", real=True)']
        kwargs = result.case.kwargs
        if kind in ("law", "non-law"):
            given = [repr(kwargs.get(a)) for a in self.of.laws[law].names]
            return law_program(self.of, law, ["import numpy as np", *imports], given)
        return form_program(self.of, imports, {a: v for a, v in kwargs.items() if a in self.of.names})
