"""How a statement itself is checked, without any implementation: the code generated from it against SymPy's own
substitution, and its laws on letters, as equal polynomials or rational functions at every size up to N, or on exact
numbers.
"""

from __future__ import annotations

import functools
import math

import numpy as np
import sympy as sp
from sympy.polys.polyerrors import ExactQuotientFailed

from ..language.formula import BoundCall, Formula, Law, Plan
from ..language.gradients import pulled
from ..language.statement import PLog, Root
from ..numbers import rounding
from ..numbers.exact import EXACT
from ..numbers.surds import Logs, Surds
from ..numbers.symbols import is_zero
from . import cases
from .aliases import Arrays, Backward, Implementation, Value
from .cases import Case
from .checks import CheckResult, exact_scalars, related, returned, sides
from .checks.results import worst
from .substitution import value_at

EVERY = 90  # geometries that an exact check may enumerate
WORK = 2400  # letters, or products of letters, that an exact check of a law may compare
GRADIENT_WORK = 1500  # letters that an exact check of a gradient may compare
LOGARITHMS = 8  # letters in which an exact check may factor the arguments of logarithms
SYMBOLS = 4  # letters in which an exact check may compare SymPy expressions
PLACES = 4  # entries of a result that are evaluated by substitution

# ---------------------------------------------------------------- the generated code


def form_as_printed(of: Formula, count: int, seed: int) -> CheckResult:
    """The generated code against SymPy's own substitution, entry by entry, at small sizes.

    Parameters
    ----------
    of : the formula.
    count : how many cases are looked at.
    seed : of the cases.

    Returns
    -------
    What was found.
    """
    result = CheckResult("symbols")
    for case, rng in cases.sampled(of, count, seed, limit=2 if of.ranked else 3):
        arrays, kwargs = cases.integers(case, rng, 3), exact_scalars(case, whole=case.plan.exact)
        got = _literal_as_stated(of.read((), {**kwargs, **arrays}))
        places = list(np.ndindex(got.shape))
        for at in rng.sample(places, min(PLACES, len(places))):
            want = value_at(of, arrays, kwargs, at)
            gap = rounding.identical(sympified(got[at]), want, lambda d: is_zero(sp.nsimplify(d)))
            if result.note(gap, case, arrays):
                return result
    return result


def _literal_as_stated(call: BoundCall) -> np.ndarray:
    """The literal values of a call in the shape of the statement, where axes that one letter stands for are one."""
    groups, arrays = call.folds, call.arrays
    ranges = call.plan.ranges(call.plan.result, call.env)
    call.folds, call.arrays = {}, {a: groups[a](x) if a in groups else x for a, x in arrays.items()}
    try:
        return np.asarray(call.literal(), object).reshape([len(r) for r in ranges])
    finally:
        call.folds, call.arrays = groups, arrays


def sympified(v: Value) -> Value:
    """An exact number of any type as a SymPy expression."""
    if isinstance(v, Logs):
        return sp.Add(*(sp.Rational(c) * sp.log(f) for f, c in v.terms.items())) / sp.log(v.base)
    return v.expression() if isinstance(v, Surds) else sp.sympify(v)


# ---------------------------------------------------------------- which letters, and how many


@functools.cache
def notation_of(plan: Plan) -> str:
    """The simplest letters in which a statement can be compared: "ring", "field" or "symbols"; see `cases.letters`."""
    if "transcend" in plan.operations:
        logarithms = any(e.rhs.atoms(PLog) for e in plan.equations)
        return "field" if logarithms and not _has_other_functions(plan) else "symbols"
    return "field" if "divide" in plan.operations and _divides_by_entries(plan) else "ring"


def _has_other_functions(plan: Plan) -> bool:
    """Whether a statement has functions beside p log q: exponentials, roots and the like."""
    powers = [p for e in plan.equations for p in e.rhs.atoms(sp.Pow)]
    roots = any(p.exp.is_Rational and not p.exp.is_Integer for p in powers)
    return roots or bool(plan.output.rhs.atoms(sp.exp, sp.log, sp.tanh, Root))


def _divides_by_entries(plan: Plan) -> bool:
    """Whether a divisor depends on the entries of an array, and not on sizes alone."""
    parts = {str(e.lhs.base): e.rhs for e in plan.parts}

    def reads(e: sp.Basic) -> bool:
        return any(reads(parts[name]) if (name := str(x.base)) in parts else True for x in e.atoms(sp.Indexed))

    nodes = (node for e in plan.equations for node in sp.preorder_traversal(e.rhs))
    return any(reads(sp.fraction(node)[1]) for node in nodes if isinstance(node, (sp.Mul, sp.Pow)))


def work_of(case: Case) -> int:
    """How much a comparison of letters costs: about their number, or that of their products if sums are squared."""
    return case.entries**2 // 2 if _squares(case.plan) else case.entries


@functools.cache
def _squares(plan: Plan) -> bool:
    return any(p.exp.is_Integer and p.exp > 1 for e in plan.equations for p in e.rhs.atoms(sp.Pow))


def _factors_too_much(case: Case, law: Law) -> bool:
    """Whether more letters than can be factored end up in logarithms."""
    logarithms = notation_of(case.plan) == "field" and "transcend" in case.plan.operations
    return logarithms and sum(math.prod(case.shapes.get(a, (0,))) for a in law.names) > LOGARITHMS


# ---------------------------------------------------------------- laws on letters and on exact numbers


def law_on_letters(law: Law, implementation: Implementation) -> CheckResult:
    """Both sides of a law as polynomials or rational functions, at every size up to N, as large as the cost allows.

    Parameters
    ----------
    law : the law.
    implementation : by which both sides are computed; the literal form, for a law of the statement.

    Returns
    -------
    What was found; `complete` is N.
    """
    result = CheckResult("symbols")
    if law.relation != "=" and law.of.arrays:
        return result
    for limit in (1, 2, 3, 4):
        found = cases.every(law.of, limit, law, EVERY)
        if found is None:
            return result
        if not found:
            continue
        if limit > 1 and sum(map(work_of, found)) > WORK or any(_factors_too_much(case, law) for case in found):
            return result
        judged = 0
        for case in found:
            if notation_of(case.plan) == "symbols" and case.entries > SYMBOLS:
                return result
            arrays: Arrays = {}
            try:
                arrays = cases.letters(case, notation_of(case.plan))
                arrays, lhs, rhs = _sides_on_letters(law, implementation, case, arrays)
                gap = related(law, lhs, rhs)
            except ValueError:  # outside the law's domain
                continue
            except TypeError:  # a maximum or a comparison of letters: left to numbers
                return CheckResult("symbols")
            except ZeroDivisionError as error:  # inside the domain a statement must have a value
                result.crashed(error, case, arrays)
                return result
            judged += 1
            if result.note(gap, case, arrays):
                return result
        result.complete = limit if judged else result.complete
        if found[0].constant:  # without arguments the larger sizes are the same case again
            result.complete = 4 if judged else 0
            break
    return result


def _sides_on_letters(
    law: Law, implementation: Implementation, case: Case, arrays: Arrays
) -> tuple[Arrays, Value, Value]:
    """The letters, and both sides; rational functions if another formula in the law divides."""
    try:
        return arrays, *sides(law, implementation, case, arrays, exact_scalars(case))
    except ExactQuotientFailed:
        arrays = cases.letters(case, "field")
        return arrays, *sides(law, implementation, case, arrays, exact_scalars(case))


def law_on_numbers(law: Law, implementation: Implementation, count: int, seed: int) -> CheckResult:
    """Both sides of a law over integers and fractions.

    Parameters
    ----------
    law, implementation : as for `law_on_letters`.
    count : how many cases are looked at.
    seed : of the cases.

    Returns
    -------
    What was found.
    """
    result = CheckResult("fractions")
    for case, rng in cases.sampled(law.of, count, seed, law, limit=3):
        draw = cases.distinct if "select" in case.plan.operations and rng.random() < 0.5 else cases.integers
        arrays = draw(case, rng)
        try:
            lhs, rhs = sides(law, implementation, case, arrays, exact_scalars(case))
            if case.plan.exact and _holds_floats(lhs, rhs):  # a law about NaN, beside which fractions would be rounded
                lhs, rhs = sides(law, implementation, case, arrays, exact_scalars(case, whole=True))
        except ValueError:  # outside the law's domain
            continue
        except ZeroDivisionError as error:  # inside the domain a statement must have a value
            result.crashed(error, case, arrays)
            return result
        if result.note(related(law, lhs, rhs), case, arrays):
            return result
    return result


def _holds_floats(*sides: Value) -> bool:
    """Whether an entry of one of these numbers or arrays is a float."""
    return any(isinstance(v, float) for side in sides for v in np.ravel(np.asarray(side, object)))


# ---------------------------------------------------------------- gradients on letters


def gradient_on_letters(of: Formula, backward: Backward) -> CheckResult:
    """The gradient and the derivative of the literal form as equal polynomials, at every size up to N.

    Parameters
    ----------
    of : the formula.
    backward : its gradient.

    Returns
    -------
    What was found; empty if the statement divides or chooses, or if the fast form does not run on polynomials.
    """
    result = CheckResult("symbols")
    for limit in (1, 2):
        found = cases.every(of, limit, None, EVERY)
        polynomial = all(case.plan.exact and "select" not in case.plan.operations for case in found or ())
        if not found or not polynomial or sum(case.entries for case in found) > GRADIENT_WORK:
            return result
        for case in found:
            kwargs = exact_scalars(case)
            case.shapes["dy"] = of.shape(**case.filled(lambda a, s: np.ones(s, int)), **kwargs)
            arrays = cases.letters(case, "ring")
            dy = arrays.pop("dy")
            want = pulled(of, arrays, dy, kwargs, EXACT)
            try:
                got = returned(of, backward(dy, **arrays, **kwargs), arrays)
            except TypeError:  # a fast form that NumPy cannot run on polynomials
                return CheckResult("symbols")
            gap = worst(rounding.identical(got[a], want[a], lambda d: bool(d == 0)) for a in want)
            if result.note(gap, case, arrays):
                return result
        result.complete = limit
    return result
