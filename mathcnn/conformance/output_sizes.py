"""What a call returns beside its result, in the calls that the layers of real networks make.

Each further result is judged in every entry against `reference` of its own formula. Where it chooses among entries,
half of the calls have many equal ones, among which its formula says which is chosen.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterator

from ..evidence.cases import Case
from ..evidence.checks import CheckResult, Sample
from ..evidence.checks.results import at_fault, look
from ..evidence.verdicts import FAILS
from ..language.formula import Formula
from ..numbers.rounding import NO_GAP, Gap
from . import judgement, kinds
from .aliases import LibraryArray, Scalar
from .budget import Budget
from .plan import fills
from .plan.everyday import everyday
from .plan.points import Point
from .reference import reference
from .sizes import entries_of, size_of

WORK = 2.0**26  # operations of all calls of a type
SECONDS = 1.5  # that the target may take for all calls of a type
MOST = 2**24  # operations of a call
CALLS = 10**4
REALS = (0.0, 1.0, 0.5)  # of real arguments beside those of networks
Outputs = Callable[[dict[str, LibraryArray], dict[str, Scalar]], tuple[LibraryArray, ...]]


def check(
    of: Formula,
    outputs: Outputs,
    asked: Callable[[dict[str, Scalar]], bool],
    k: int,
    other: Formula,
    dtype: str,
    seed: int,
    steady: float = 0.0,
) -> CheckResult:
    """Compare a further result with its formula in the everyday calls, the cheapest first, as far as WORK
    allows.

    of: the formula; outputs: gets arrays and other arguments, and returns all results; asked: whether arguments ask for
    the further result; k: its number after the first; other: its formula; dtype: of the arrays; seed: of the entries;
    steady: the seconds that a call counts as, its time if 0
    """
    chooses = other.plan(1, other.default_words()).selects
    turns, budget = itertools.count(), Budget(WORK, SECONDS, steady)

    def draw(case: Case, rng: random.Random) -> Sample | None:
        fill = fills.SMALL if chooses and next(turns) % 2 else fills.NORMAL
        point = Point(case.shapes, case.kwargs, "")
        arrays = fills.drawn(of, point, fill, dtype, 1, rng.randrange(2**16)).arrays
        return Sample(case, arrays, dtype) if asked({**_nothing(of), **case.kwargs, **arrays}) else None

    def judge(sample: Sample) -> Gap:
        kwargs = dict(sample.case.kwargs)
        with at_fault(), budget.call():
            found = outputs(sample.arrays, kwargs)
        if len(found) <= 1 + k:
            return NO_GAP  # the check of small calls says so
        given = {a: x for a, x in sample.arrays.items() if a in other.names}
        options = {a: v for a, v in kwargs.items() if a in other.names}
        with at_fault():
            y, _ = kinds.read(found[1 + k], kinds.expected(other), dtype)
        want = reference(other, given, options, dtype, 0, seed)
        point = Point({a: x.shape for a, x in given.items()}, options, "")
        wrong = judgement.judge(other, point, y, want, dtype, False)
        if wrong.verdict != FAILS:
            return NO_GAP
        at = wrong.place
        if not at:
            return Gap(math.inf, None, wrong.shown, "its formula")
        return Gap(math.inf, at, y[at], int(want.want[at]) if chooses else want.want[at])

    result = CheckResult("0 ulp" if chooses else "R")
    return budget.noted(look(result, budget.within(_cases(of, other, seed)), draw, judge, CALLS))


def _reals(of: Formula, other: Formula) -> list[str]:
    """The real arguments of a further result that have defaults, such as the momentum of running statistics."""
    own = {a: letters for a, letters in other.scalars.items() if a in of.scalars and a not in other.words}
    return [a for a, letters in own.items() if not letters[0].is_integer and _has_default(of, a)]


def _has_default(of: Formula, a: str) -> bool:
    """Whether an argument may be left out."""
    return of.signature.parameters[a].default is not of.signature.empty


def _nothing(of: Formula) -> dict[str, None]:
    return {a: None for a in of.arrays if of.may_lack(a)}


def _cases(of: Formula, other: Formula, seed: int) -> Iterator[tuple[float, tuple[Case, random.Random]]]:
    """The everyday calls with every switch on, those that are small enough, the cheapest first, each with its work and
    a generator."""
    rng = random.Random(seed)
    turns = itertools.cycle([{}, *({a: v} for v in REALS for a in _reals(of, other))])
    for point in sorted(everyday(of), key=entries_of):
        kwargs = {**point.kwargs, **dict.fromkeys(of.switches, True), **next(turns)}
        try:
            call = fills.read(of, Point(point.shapes, kwargs, ""))
            if (work := size_of(of, point).price) > MOST:
                continue
        except (ValueError, TypeError):  # a call that the formula, or the further one, refuses
            continue
        yield work, (Case(of, call.plan, dict(point.shapes), kwargs, call.env, dict(of.domain)), rng)


__all__ = ["check"]
