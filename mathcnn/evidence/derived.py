"""Gradients that are derived from statements: each is compared with the derivative of the literal form, exactly, at
every small size, and so is each step of its derivation.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..language.derivatives.formulas import GradientFormula
from ..language.derivatives.steps import Step
from ..language.formula import Formula, Plan, as_objects
from ..language.statement import PLog
from ..numbers import rounded, rounding
from ..numbers.rounding import NO_GAP, Gap
from . import cases
from .aliases import Arguments, Arrays, Value
from .cases import Case
from .cells import Cells, Undecided
from .checks import CheckResult, exact_scalars, returned
from .checks.calls import float_scalars
from .symbolic import work_of

EVERY = 90  # geometries that a check may enumerate
WORK = 2000  # letters that a check may compare
ORDERS = 40  # of the letters of a case
TIED = 6  # cases with equal entries and zeros
OPTIONS = 12  # cases with other options than the defaults
WORDS = 40  # cases that are drawn for each word of a convention, so that each word is looked at
MOST = 40  # letters of such a case
STEPS = 14  # cases at which a step of a derivation is run


@dataclass
class Point:
    """One case with a letter for each entry, and the derivative of the literal form there.

    Attributes
    ----------
    case : the geometry.
    numbers : arrays of the values of the letters, by which calls are checked.
    letters : arrays of the letters.
    kwargs : the arguments that are no arrays.
    cells : the arithmetic.
    """

    case: Case
    numbers: Arrays
    letters: Arrays
    kwargs: Arguments
    cells: Cells

    @classmethod
    def of(
        cls, formula: Formula, case: Case, rng: random.Random, incoming: str, script: tuple[bool, ...] = ()
    ) -> Point:
        """A point for a formula, with its gradients of the result under the name `incoming`, and outcomes of
        comparisons; see `Cells`."""
        kwargs = exact_scalars(case)
        numbers = dict(cases.distinct(case, rng))
        shape = formula.shape(**numbers, **kwargs)
        numbers[incoming] = as_objects(rng.randint(1, 9) for _ in range(math.prod(shape))).reshape(shape)
        names = [a for a in numbers if a not in formula.labels]
        cells = Cells(sum(numbers[a].size for a in names), script)
        letters: Arrays = {}
        for a, x in numbers.items():
            if a in formula.labels:
                letters[a] = x
            else:
                values = [float(v) + (1 + rng.random()) / 997 for v in x.ravel().tolist()]
                letters[a] = as_objects(cells.draw(values)).reshape(x.shape)
        return cls(case, numbers, letters, kwargs, cells)

    def derivative(self, formula: Formula, incoming: str) -> dict[str, np.ndarray]:
        """The derivative of the literal form by each array."""
        arrays = {a: x for a, x in self.letters.items() if a != incoming}
        call = formula.read((), {**{a: x for a, x in self.numbers.items() if a != incoming}, **self.kwargs})
        call.arrays = {a: arrays[a] for a in call.arrays}
        return formula.pulled(call, self.letters[incoming], self.cells)

    def run(self, gradient: GradientFormula, plan: Plan | None = None) -> Value:
        """A derived gradient, or a step of its derivation, at the point."""
        call = gradient.read((), {**self.numbers, **self.kwargs})
        call.arrays = {a: self.letters[a] for a in call.arrays}
        call.plan = plan or call.plan
        return call.literal(self.cells)


def derived_on_letters(
    gradient: GradientFormula, limits: tuple[int, ...] = (1, 2), count: int = OPTIONS
) -> CheckResult:
    """A derived gradient and the derivative of the literal form, as the same rational functions: at every size up to N
    with the defaults of other arguments, at small sizes with every word of every convention, and at ties and kinks.

    Parameters
    ----------
    gradient : the gradient.
    limits : the sizes up to which geometries are enumerated, in turn.
    count : how many cases with other options are looked at.

    Returns
    -------
    What was found. `complete` is N, with every order of letters that are compared; 0 if other numbers are compared.
    """
    of, array = gradient.of, gradient.array
    result, compared, complete = CheckResult("symbols"), False, 0
    for limit in limits:
        found = cases.every(of, limit, None, EVERY) or []
        if limit > 1 and sum(map(work_of, found)) > WORK:
            break
        for case, rng in zip(found, _generators(len(found)), strict=True):
            compared |= _judge(result, gradient, case, rng)
            if result.wrong:
                return result
        if compared:
            break
        complete = limit if result.count else 0
    plan = of.plan(1, of.default_words())
    chosen = "select" in plan.operations and not any(
        e.rhs.atoms(PLog) for e in plan.equations
    )  # no derivative at p = 0
    unseen = {(a, word) for a, words in of.conventions.items() for word in words}
    for case, rng in cases.sampled(of, max(4 * count, WORDS * len(unseen)), 0, limit=2):
        seen = {pair for pair in case.kwargs.items() if pair[0] in of.conventions}
        if work_of(case) > MOST or count <= 0 and not unseen & seen:
            continue
        count -= array in case.shapes
        unseen -= seen
        _judge(result, gradient, case, rng, most=1)
        if result.wrong or count <= 0 and not unseen:
            break
    result.complete = complete
    for case, rng in cases.sampled(of, TIED, 0, limit=2) if chosen else ():
        if array in case.shapes and result.note(*_tied(gradient, case, rng)):
            break
    return result


def _tied(gradient: GradientFormula, case: Case, rng: random.Random) -> tuple[Gap, Case, dict[str, np.ndarray]]:
    """The gap from the fast form, within rounding, at integers of which many are equal or 0; the case, and its arrays
    with dy."""
    of, kwargs = gradient.of, float_scalars(exact_scalars(case))
    arrays = cases.as_floats(cases.integers(case, rng, 1), of.labels, "float64")
    dy = np.random.default_rng(rng.randrange(2**32)).integers(1, 9, of.shape(**arrays, **kwargs)).astype(float)
    given = {**arrays, "dy": dy}
    if of.backward is None:
        return NO_GAP, case, given
    got = returned(of, of.backward(dy, **arrays, **kwargs), arrays)[gradient.array]
    call = gradient.read((), {gradient.incoming: dy, **arrays, **kwargs})
    with rounded.precision():
        want = call.literal(rounded.Rounded("float64"))
        gap = rounding.rho(np.zeros(np.shape(want)) if got is None else got, np.asarray(want, object))
    return gap, case, given


def _judge(result: CheckResult, gradient: GradientFormula, case: Case, rng: random.Random, most: int = ORDERS) -> bool:
    """Note the gap at one case, if the array takes part there, for every order of the letters that is asked for, at
    most so many. Returns whether there are more orders, or comparisons of other numbers."""
    if gradient.array not in case.shapes:
        return False
    scripts: list[tuple[bool, ...]] = [()]
    for _ in range(most):
        script, state = scripts.pop(), rng.getstate()
        try:
            point = Point.of(gradient.of, case, rng, gradient.incoming, script)
            gap = _gap(point.run(gradient), point.derivative(gradient.of, gradient.incoming)[gradient.array])
        except Undecided:
            return True
        rng.setstate(state)
        taken = tuple(point.cells.taken)
        scripts += [(*taken[:k], not taken[k]) for k in range(len(script), len(taken))]
        if result.note(gap, case, point.numbers) or point.cells.compared:
            return True
        if not scripts:
            return False
    return True


def _generators(count: int) -> Iterator[random.Random]:
    return (random.Random(k) for k in range(count))


def _gap(found: Value, want: Value) -> Gap:
    return rounding.identical(np.asarray(found, object), np.asarray(want, object), lambda d: bool(d == 0))


@dataclass(frozen=True)
class CheckedStep:
    """A step of a derivation, and at how many cases its statement equals the derivative of the literal form.

    Attributes
    ----------
    step : the step.
    cases : the number of cases; 0 for a step that has a sum without end.
    fault : the first difference; an empty text if there is none.
    """

    step: Step
    cases: int
    fault: str


def checked_steps(gradient: GradientFormula, count: int = STEPS, seed: int = 0, **words: Value) -> list[CheckedStep]:
    """Every step of the derivation of a gradient, run at small sizes and compared with the derivative of the literal
    form.

    Parameters
    ----------
    gradient : the gradient.
    count : at how many cases.
    seed : of the cases.
    **words : conventions of the formula, by argument.

    Returns
    -------
    The steps in their order.
    """
    of, steps = gradient.of, gradient.derivation(**words).steps
    chosen = dict(gradient.default_words(**words))
    points: list[Point] = []
    for names in (set(chosen), set(of.conventions)):  # other words abbreviate numbers, which a case may need instead
        for case, rng in cases.sampled(of, 120 * count, seed, limit=2) if not points else ():
            if all(case.kwargs.get(a, chosen[a]) == chosen[a] for a in names) and gradient.array in case.shapes:
                points.append(Point.of(of, case, rng, gradient.incoming))
            if len(points) == count:
                break
    found = []
    wants = [point.derivative(of, gradient.incoming)[gradient.array] for point in points]
    for step in steps:
        fault, done = "", 0
        for point, want in zip(points, wants, strict=True) if step.runs else ():
            gap = _gap(point.run(gradient, gradient.step(step, point.case.plan.rank, **words)), want)
            done += 1
            if gap.rho > 1:
                fault = f"{gap.got} and {gap.want} at {gap.place}"
                break
        found.append(CheckedStep(step, done, fault))
    return found
