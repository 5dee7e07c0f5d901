"""How a statement itself is checked, apart from any implementation: the code generated from it against SymPy's own
evaluation, and its laws on letters, as the same polynomials or rational functions at every size up to N, or on exact
numbers.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import sympy as sp
from sympy.polys.polyerrors import ExactQuotientFailed

from ..language.formula import Formula, Law, Plan
from ..language.statement import ArgMaxOver, Inside, MaxOver, MinOver, PLog, Root
from ..numbers import rounding
from ..numbers.exact import EXACT
from ..numbers.surds import Logs, Surds
from ..numbers.symbols import is_zero
from . import cases
from .cases import Case
from .checks import Run, exact_scalars, pulled, related, returned, sides

EVERY = 90  # geometries that an exact check may enumerate
LOGARITHMS = 8  # letters in which an exact check may factor the arguments of logarithms

# ---------------------------------------------------------------- the generated code


def plain_value(
    of: Formula, case: Case, arrays: dict[str, np.ndarray], kwargs: dict[str, Any], at: tuple[int, ...]
) -> Any:
    """One entry of the result by SymPy's own substitution: the oracle of the generated code."""
    reading = of.read((), {**kwargs, **arrays})
    plan, env = reading.plan, reading.env
    letters = {s: sp.sympify(env.get(name, 0)) for name, s in plan.letters.items()}
    held: dict[tuple[str, tuple[int, ...]], Any] = {}
    for a, line in plan.arrays.items():
        if a in reading.arrays:
            x = reading.folds[a](reading.arrays[a]) if a in reading.folds else reading.arrays[a]
            places = itertools.product(*plan.ranges(line, env))
            held.update({(a, place): sp.sympify(v) for place, v in zip(places, x.ravel().tolist(), strict=True)})
    parts = {str(e.lhs.base): e for e in plan.parts}

    def whole(e: sp.Basic) -> int:
        return int(run(e))

    def indices(e: Any) -> Iterator[dict[sp.Symbol, sp.Integer]]:
        ranges = [range(whole(lo), whole(hi) + 1) for _, lo, hi in e.limits]
        for place in itertools.product(*ranges):
            yield {limit[0]: sp.Integer(k) for limit, k in zip(e.limits, place, strict=True)}

    def run(e: sp.Basic) -> Any:
        match e:
            case sp.Symbol():
                return letters[e]
            case sp.Indexed():
                place = tuple(whole(k) for k in e.indices)
                name = str(e.base)
                if name in parts:
                    return run(
                        parts[name].rhs.xreplace(
                            {s: sp.Integer(k) for s, k in zip(parts[name].lhs.indices, place, strict=True)}
                        )
                    )
                return held.get((name, place))
            case Inside():
                return sp.Integer(run(e.args[0]) is not None)
            case ArgMaxOver():
                seen = [
                    (v, whole(e.function[1].xreplace(k)))
                    for k in indices(e)
                    if (v := run(e.function[0].xreplace(k))) is not None
                ]
                best = sp.Max(*(v for v, _ in seen))
                return next(place for v, place in seen if v == best)
            case MaxOver() | MinOver():
                seen = [v for k in indices(e) if (v := run(e.function.xreplace(k))) is not None]
                return (sp.Max if isinstance(e, MaxOver) else sp.Min)(*seen)
            case sp.Sum():
                return sp.Add(*(v for k in indices(e) if (v := run(e.function.xreplace(k))) is not None))
            case sp.Product():
                return sp.Mul(*(run(e.function.xreplace(k)) for k in indices(e)))
            case PLog():
                p = run(e.args[0])
                return p if p is None or p == 0 else p * sp.log(run(e.args[1])) / sp.log(run(e.args[2]))
            case Root():
                return sp.exp(-2 * sp.pi * sp.I * run(e.args[0]) / run(e.args[1]))
            case sp.Piecewise():
                return next(run(v) for v, test in e.args if run(test) == True)  # noqa: E712  SymPy's own truth
            case sp.Mul():
                factors = [run(part) for part in e.args]
                return None if None in factors else sp.Mul(*factors)
            case sp.Add():
                return sp.Add(*(v for part in e.args if (v := run(part)) is not None))
        return e.func(*map(run, e.args)).doit() if e.args else e

    place = [r[k] for r, k in zip(plan.ranges(plan.result, env), at, strict=True)]
    found = run(plan.output.rhs.xreplace({s: sp.Integer(k) for s, k in zip(plan.indices, place, strict=True)}))
    return sp.S.Zero if found is None else found


def form_as_printed(of: Formula, count: int, seed: int) -> Run:
    """The generated code against SymPy's own substitution, entry by entry, at small sizes."""
    run = Run("symbols")
    for case, rng in cases.sampled(of, count, seed, limit=2 if of.ranked else 3):
        arrays, kwargs = cases.integers(case, rng, 3), exact_scalars(case, whole=case.plan.exact)
        reading = of.read((), {**kwargs, **arrays})
        plan = reading.plan
        ranges = plan.ranges(plan.result, reading.env)
        got = np.asarray(plan_values(reading), object).reshape([len(r) for r in ranges])
        places = list(np.ndindex(got.shape))
        for at in rng.sample(places, min(4, len(places))):
            want = plain_value(of, case, arrays, kwargs, at)
            if run.note(
                rounding.identical(sympified(got[at]), want, lambda d: is_zero(sp.nsimplify(d))), case, arrays
            ):
                return run
    return run


def plan_values(reading: Any) -> Any:
    """The literal values in the folded shape of the statement."""
    folds, reading.folds = reading.folds, {}
    arrays = reading.arrays
    reading.arrays = {a: folds[a](x) if a in folds else x for a, x in arrays.items()}
    try:
        return reading.literal()
    finally:
        reading.folds, reading.arrays = folds, arrays


def sympified(v: Any) -> Any:
    """An exact number as SymPy has it."""
    if isinstance(v, Logs):
        return sp.Add(*(sp.Rational(c) * sp.log(f) for f, c in v.terms.items())) / sp.log(v.base)
    return v.expression() if isinstance(v, Surds) else sp.sympify(v)


# ---------------------------------------------------------------- laws on letters and on exact numbers


def notation_of(case: Case) -> str:
    """In which letters a statement can be compared: the least that its operations need."""
    return _notation(case.plan)


@functools.cache
def _notation(plan: Plan) -> str:
    if "transcend" in plan.operations:
        logs_only = not plan.output.rhs.atoms(sp.exp, sp.log, sp.tanh, Root) and not any(
            p.exp.is_Rational and not p.exp.is_Integer for e in plan.equations for p in e.rhs.atoms(sp.Pow)
        )
        return "field" if logs_only and any(e.rhs.atoms(PLog) for e in plan.equations) else "symbols"
    return "field" if "divide" in plan.operations and _divides_by_entries(plan) else "ring"


def _divides_by_entries(plan: Plan) -> bool:
    """Whether some divisor depends on the entries of an array, and not on sizes alone."""
    parts = {str(e.lhs.base): e.rhs for e in plan.parts}

    def reads(e: sp.Basic) -> bool:
        return any(reads(parts[name]) if (name := str(x.base)) in parts else True for x in e.atoms(sp.Indexed))

    nodes = (
        node for e in plan.equations for node in sp.preorder_traversal(e.rhs) if isinstance(node, (sp.Mul, sp.Pow))
    )
    return any(reads(sp.fraction(node)[1]) for node in nodes)


def _work(case: Case) -> int:
    """How much a comparison of letters costs: about the number of letters, or of their products where sums are squared."""
    return case.entries**2 // 2 if _squares(case.plan) else case.entries


@functools.cache
def _squares(plan: Plan) -> bool:
    return any(p.exp.is_Integer and p.exp > 1 for e in plan.equations for p in e.rhs.atoms(sp.Pow))


def takes_logarithms(case: Case) -> bool:
    """Whether its letters end up in logarithms, whose arguments then have to be factored."""
    return notation_of(case) == "field" and "transcend" in case.plan.operations


def law_on_letters(law: Law, implementation: Callable[..., Any]) -> Run:
    """Both sides as polynomials or rational functions, at every size up to N."""
    run, of = Run("symbols"), law.of
    if law.relation != "=" and of.arrays:
        return run
    for limit in (1, 2, 3, 4):
        found = cases.every(of, limit, law, EVERY)
        if not found:
            if found is None:
                return run
            continue
        if limit > 1 and sum(map(_work, found)) > 2400:
            return run
        if any(
            takes_logarithms(case) and sum(math.prod(case.shapes.get(a, (0,))) for a in law.names) > LOGARITHMS
            for case in found
        ):
            return run
        seen = 0
        for case in found:
            how = notation_of(case)
            if how == "symbols" and case.entries > 4:
                return run
            try:
                arrays = cases.letters(case, how)
                try:
                    lhs, rhs = sides(law, implementation, case, arrays, exact_scalars(case))
                except ExactQuotientFailed:  # another formula in the law divides
                    arrays = cases.letters(case, "field")
                    lhs, rhs = sides(law, implementation, case, arrays, exact_scalars(case))
                gap = related(law, lhs, rhs)
            except ValueError:  # outside the law's domain
                continue
            except TypeError:  # a maximum or a comparison of letters: left to numbers
                return Run("symbols")
            except (
                ZeroDivisionError
            ) as error:  # where the arguments lie in the domain, the statement has to have a value
                run.crashed(error, case, arrays)
                return run
            seen += 1
            if run.note(gap, case, arrays):
                return run
        run.complete = limit if seen else run.complete
        if found[0].constant:  # without arguments the larger sizes are the same case again
            run.complete = 4 if seen else 0
            break
    return run


def law_on_numbers(law: Law, implementation: Callable[..., Any], count: int, seed: int) -> Run:
    """Both sides over whole numbers and fractions."""
    run = Run("fractions")
    for case, rng in cases.sampled(law.of, count, seed, law, limit=3):
        draw = cases.distinct if "select" in case.plan.operations and rng.random() < 0.5 else cases.integers
        arrays = draw(case, rng)
        try:
            lhs, rhs = sides(law, implementation, case, arrays, exact_scalars(case, whole=case.plan.exact))
        except ValueError:  # outside the law's domain
            continue
        except ZeroDivisionError as error:  # a statement that divides by zero inside it is wrong
            run.crashed(error, case, arrays)
            return run
        if run.note(related(law, lhs, rhs), case, arrays):
            return run
    return run


# ---------------------------------------------------------------- gradients on letters


def gradient_on_letters(of: Formula, backward: Callable[..., Any]) -> Run:
    """The gradient and the derivative of the literal form are the same polynomials, at every size up to N."""
    run = Run("symbols")
    for limit in (1, 2):
        found = cases.every(of, limit, None, EVERY)
        if (
            not found
            or any(not c.plan.exact or "select" in c.plan.operations for c in found)
            or sum(c.entries for c in found) > 1500
        ):
            return run
        for case in found:
            kwargs = exact_scalars(case)
            shape = of.shape(**case.filled(lambda a, s: np.ones(s, int)), **kwargs)
            case.shapes["dy"] = shape
            arrays = cases.letters(case, "ring")
            dy = arrays.pop("dy")
            want = pulled(of, arrays, dy, kwargs, EXACT)
            try:
                got = returned(of, backward(dy, **arrays, **kwargs), arrays)
            except TypeError:  # a fast form that NumPy can't run on polynomials
                return Run("symbols")
            gap = max((rounding.identical(got[a], want[a], lambda d: d == 0) for a in want), key=lambda g: g.rho)
            if run.note(gap, case, arrays):
                return run
        run.complete = limit
    return run
