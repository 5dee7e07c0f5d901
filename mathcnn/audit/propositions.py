"""What can be asked of a statement: propositions that are run, and say what came out.

    Lawful     a law holds: by name, with the evidence that `mathcnn verify` finds for it, or a law of a formula stated here
    Fails      a tempting law falls, and here is how
    Every      both sides agree in every case of a list, smallest first
    Defined    a formula reads no entry that its arrays don't have
    Typed      a formula reads each array with as many indices as the array has
    Measured   a number that stands for what cannot be proved

Each is run anew at every call of `judge`. A case in which a side has no value (a divergent integral, a logarithm of 0,
an entry that is not there) makes a proposition undefined, which is not the same as false.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import sympy as sp
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from .. import catalogue
from ..display.terminal import first_line, plural
from ..evidence import cases, checks, functions, verification
from ..evidence.checks import exact_scalars
from ..evidence.verdicts import DERIVED, EXACT, OPEN, PROVED, RUNGS, SAMPLED, Verdict, shown, statement_verdict
from ..language.formula import Formula, Law
from ..numbers.arithmetic import COMPARE, operations_of
from ..numbers.exact import EXACT as EXACT_NUMBERS
from ..numbers.outside import ZeroOutside
from ..numbers.sequences import Sequence
from ..numbers.symbols import is_zero

HOLDS, FALLS, UNDEFINED = "holds", "falls", "undefined"
EXAMPLES = 6  # random cases a law, where letters don't settle it
POINTS = [
    sp.Rational(p, q) for p, q in ((0, 1), (1, 1), (2, 1), (1, 2), (3, 2), (-1, 1), (-1, 2), (3, 1))
]  # the plainest numbers


@dataclass(frozen=True)
class Outcome:
    """What became of a proposition:

    HOLDS, FALLS, UNDEFINED or OPEN, on which rung, and the counterexample where there is one.
    """

    asked: str
    word: str
    rung: str = OPEN
    tier: str = ""
    cases: int = 0
    example: str = ""
    latex: str = ""

    @property
    def holds(self) -> bool:
        return self.word == HOLDS and self.rung != OPEN

    @property
    def falls(self) -> bool:
        return self.word in (FALLS, UNDEFINED)

    @property
    def evidence(self) -> str:
        """ "exact, symbols <= 3, 14 cases"; of a proof by what, of a derivation in how many steps."""
        tier = self.tier if self.tier != "steps" else ""
        count = (
            ""
            if self.rung == PROVED or not self.cases
            else plural(self.cases, "step" if self.rung == DERIVED else "case")
        )
        return ", ".join(filter(None, [self.rung, tier, count]))


class Proposition(Protocol):
    """What is asked."""

    def judge(self, seed: int = 0) -> Outcome: ...


# ---------------------------------------------------------------- laws


@dataclass(frozen=True)
class Lawful:
    """A law, by its name in the catalogue or as it is stated here.

    A non-law of the catalogue is asked as if it were one.
    """

    law: Law | str
    examples: int = EXAMPLES

    @property
    def found(self) -> Law:
        return catalogue.find_law(self.law) if isinstance(self.law, str) else self.law

    def judge(self, seed: int = 0) -> Outcome:
        law = self.found
        tex = law.latex() if law.holds else law.latex().replace(r"\neq", "=", 1)
        outcome = functools.partial(Outcome, said_by(law), latex=tex)
        if not law.holds:
            run = smallest(law, seed)
            return outcome(
                FALLS if run.wrong else OPEN,
                SAMPLED if run.wrong else OPEN,
                run.tier,
                run.count,
                example_of(law, run) if run.wrong else "",
            )
        rows = (
            verified(self.law, self.examples, seed)
            if isinstance(self.law, str)
            else [statement_verdict(law, self.examples, seed)]
        )
        if all(row.good for row in rows):
            best = min(rows, key=lambda row: RUNGS.index(row.evidence))
            return outcome(HOLDS, best.evidence, best.tier, best.cases)
        row = next(row for row in rows if not row.good)
        if row.evidence == OPEN:  # nothing was seen, or a proof is of what stood there before
            return outcome(OPEN, example=row.says)
        run = smallest(law, seed)
        return outcome(
            FALLS, SAMPLED, run.tier, run.count, example_of(law, run) if run.wrong else row.counterexample or ""
        )


@functools.lru_cache(4096)  # several statements rest on one law
def verified(name: str, examples: int, seed: int) -> list[Verdict]:
    return verification.verify(name, examples=examples, seed=seed)


def said_by(law: Law) -> str:
    return law.name if law.name in _catalogued() else first_line(law).rstrip(".") or law.fn.__name__.replace("_", " ")


@functools.cache
def _catalogued() -> frozenset[str]:
    return frozenset(catalogue.catalog().laws)


def smallest(law: Law, seed: int) -> checks.Run:
    """The smallest case in which a law of a statement falls."""
    if law.of.families:
        return functions.counterexample(law, law.of.literal)
    return checks.counterexample(law, law.of.literal, seed)


def example_of(law: Law, run: checks.Run) -> str:
    """A counterexample with numbers on both sides; of functions, at the first plain number where they differ."""
    case, gap = run.case, run.worst
    where = functions_of(law, case) if law.of.families else shown(run.arrays, case, set(law.names))
    if run.fault:
        return f"{where}: {run.fault}"
    got, want, at = gap.got, gap.want, f" at {gap.place}" if gap.place else ""
    if isinstance(got, sp.Basic) and (got - want).free_symbols:
        (letter,) = (got - want).free_symbols
        value = lambda side, v: sp.simplify(sp.piecewise_fold(side).subs(letter, v))
        point = next(v for v in POINTS if value(got - want, v) != 0)
        got, want, at = value(got, point), value(want, point), f" at {letter} = {point}"
    return f"{where}: {plain(got)} ≠ {plain(want)}{at}"


def functions_of(law: Law, case: Any) -> str:
    """The functions of a case, and the place where it is a number."""
    return ", ".join(
        f"{name} = {plain(v)}" for name, v in case.kwargs.items() if name in law.names and not isinstance(v, sp.Symbol)
    )


@dataclass(frozen=True)
class Fails:
    """A law that is tempting and must have a counterexample; finding it is what holds."""

    law: Law | str
    says: str

    def judge(self, seed: int = 0) -> Outcome:
        found = Lawful(self.law).judge(seed)
        return Outcome(
            self.says,
            HOLDS if found.falls else FALLS,
            found.rung,
            found.tier,
            found.cases,
            found.example,
            found.latex.replace("=", r"\neq", 1),
        )


# ---------------------------------------------------------------- cases


@dataclass(frozen=True)
class Every:
    """Both sides stand in a relation in every case, smallest first.

    `whole` says that these are all the cases there are.
    """

    says: str
    cases: Callable[[], Iterable[dict[str, Any]]] | Iterable[dict[str, Any]]
    sides: Callable[..., tuple[Any, Any]]
    relation: str = "="
    whole: bool = False
    latex: str = ""

    def judge(self, seed: int = 0) -> Outcome:
        count, letters = 0, False
        outcome = functools.partial(Outcome, self.says, latex=self.latex)
        for case in self.cases() if callable(self.cases) else self.cases:
            count += 1
            where = ", ".join(f"{name} = {plain(v)}" for name, v in case.items())
            try:
                left, right = (np.asarray(side, object) for side in self.sides(**case))
            except (ValueError, ZeroDivisionError, TypeError) as error:
                said = re.sub(r"^[a-z_]+\.[a-z_]+: ", "", str(error))
                return outcome(UNDEFINED, SAMPLED, "fractions", count, f"{where}: {said}".removeprefix(": "))
            letters |= any(has_letters(v) for v in (*left.flat, *right.flat)) or any(
                isinstance(v, sp.Symbol) for one in case.values() for v in flat(one)
            )
            if (wrong := apart(left, right, self.relation)) is not None:
                word = UNDEFINED if any(map(is_no_number, wrong)) else FALLS
                sign = {"=": "≠", "!=": "=", "<": "≥", "<=": ">", ">": "≤", ">=": "<"}[self.relation]
                said = (
                    f"{plain(wrong[0])} {sign} {plain(wrong[1])}"
                    if word == FALLS
                    else f"one side is {plain(wrong[0])}, the other {plain(wrong[1])}"
                )
                return outcome(word, SAMPLED, "fractions", count, f"{where}: {said}".removeprefix(": "))
        if not count:
            return outcome(OPEN)
        return outcome(
            HOLDS,
            EXACT if letters or self.whole else SAMPLED,
            "symbols" if letters else "all there are" if self.whole else "fractions",
            count,
        )


def plain(v: Any) -> str:
    """A value of a case as a person writes it."""
    match v:
        case np.ndarray():
            return plain(v.tolist())
        case list() | tuple():
            left, right = "[]" if isinstance(v, list) else "()"
            return left + ", ".join(map(plain, v)) + right
        case float():
            return f"{v:.6g}"
        case Sequence():
            return entries(v)
        case sp.Piecewise():
            return ", ".join(pieces(v))
        case sp.Expr() if v.is_number and not v.is_Rational and not v.has(sp.nan, sp.oo, sp.zoo):
            return f"{v} ≈ {sp.N(v, 6)}"
        case sp.Expr():
            return re.sub(r"\*\*([0-9])\b", lambda power: "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(power[1])], str(v))
    return v.__name__ if callable(v) and hasattr(v, "__name__") else str(v)


def pieces(f: sp.Piecewise) -> Iterator[str]:
    """A function that is 0 at both ends: "1 on [0, 1)", "exp(-t) from 0 on"."""
    start: Any = None
    for value, test in f.args:
        end = test.rhs if isinstance(test, sp.core.relational.Relational) else None
        if value != 0:
            yield f"{value} " + (
                f"on [{start}, {end})"
                if None not in (start, end)
                else f"from {start} on"
                if end is None
                else f"before {end}"
            )
        start = end


def entries(f: Sequence) -> str:
    """A sequence on all of Z: "1 everywhere", "1 from 0 on", "[1, -1] at 0"."""
    said = [plain(list(f.values)) + f" at {f.start}"] if f.values else []
    if f.before == f.after and not f.values:
        return f"{f.before} everywhere"
    return ", ".join(
        [*[f"{f.before} before {f.start}"] * (f.before != 0), *said, *[f"{f.after} from {f.end} on"] * (f.after != 0)]
    )


def flat(v: Any) -> Iterator[Any]:
    """The numbers of a value of a case."""
    if isinstance(v, (list, tuple, np.ndarray)):
        for one in v:
            yield from flat(one)
    else:
        yield v


def has_letters(v: Any) -> bool:
    return isinstance(v, (PolyElement, FracElement)) or isinstance(v, sp.Basic) and bool(v.free_symbols)


def is_no_number(v: Any) -> bool:
    """NaN, an infinity, or an expression with one in it."""
    if isinstance(v, sp.Basic):
        return v.has(sp.nan, sp.zoo, sp.oo, -sp.oo)
    return isinstance(v, (float, np.floating)) and not math.isfinite(v)


def apart(left: np.ndarray, right: np.ndarray, relation: str) -> tuple[Any, Any] | None:
    """The first pair of entries that do not stand in the relation; of "!=" all of them, where no pair differs."""
    if left.shape != right.shape:
        return None if relation == "!=" else (f"shape {left.shape}", f"shape {right.shape}")
    pairs = list(zip(left.flat, right.flat, strict=True))
    if wrong := next((pair for pair in pairs if any(map(is_no_number, pair))), None):
        return wrong
    if relation == "!=":
        return None if not all(same(a, b) for a, b in pairs) else (plain(left), plain(right))
    return next(
        ((a, b) for a, b in pairs if not (same(a, b) if relation == "=" else bool(COMPARE[relation](a, b)))), None
    )


def same(a: Any, b: Any) -> bool:
    if isinstance(a, sp.Basic) or isinstance(b, sp.Basic):
        difference = sp.sympify(a) - sp.sympify(b)
        return bool(difference == 0) or is_zero(difference) or bool(sp.simplify(difference) == 0)
    return bool(a == b)


# ---------------------------------------------------------------- what a formula reads


class Strict(ZeroOutside):
    """An array whose entries outside do not exist."""

    def __init__(self, name: str, entries: Iterable[tuple[tuple[int, ...], Any]]):
        super().__init__(entries)
        self.name = name

    def __call__(self, at: tuple[int, ...]) -> Any:
        if at not in self:
            sizes = " × ".join(str(len(set(axis))) for axis in zip(*self, strict=True))
            raise ValueError(f"{self.name}[{', '.join(map(str, at))}] is no entry of {self.name}, which is {sizes}")
        return self[at]


def strictly(of: Formula, arrays: dict[str, np.ndarray], kwargs: dict[str, Any]) -> list[Any]:
    """The values of a statement, where an entry that is not there is an error and not nothing."""
    reading = of.read((), {**arrays, **kwargs})
    plan, env = reading.plan, reading.env
    reads = {
        a: Strict(a, zip(itertools.product(*plan.ranges(line, env)), reading.arrays[a].ravel().tolist(), strict=True))
        for a, line in plan.arrays.items()
        if a in reading.arrays
    }
    letters = {s: env.get(s, 0) for s in plan.letters}
    operations = operations_of(EXACT_NUMBERS)
    return plan.run(**reads, **letters, **operations, ranges=plan.ranges(plan.result, env))


@dataclass(frozen=True)
class Defined:
    """At every size, a formula reads only entries that its arrays have."""

    of: Formula
    limit: int = 2

    def judge(self, seed: int = 0) -> Outcome:
        outcome = functools.partial(Outcome, "every entry that is read exists", latex="")
        count = 0
        for case in sorted(cases.every(self.of, self.limit) or [], key=lambda case: case.entries):
            count += 1
            arrays = case.filled(lambda a, shape: np.ones(shape, int))
            try:
                strictly(self.of, arrays, exact_scalars(case))
            except ValueError as error:
                sizes = ", ".join(f"{a}: {' × '.join(map(str, x.shape)) or 'a number'}" for a, x in arrays.items())
                return outcome(UNDEFINED, SAMPLED, "sizes", count, f"{sizes}: {error}")
        return outcome(HOLDS, EXACT, f"sizes <= {self.limit}", count) if count else outcome(OPEN)


@dataclass(frozen=True)
class Typed:
    """Each array is read with as many indices as its declaration gives it; `letters` says how the document calls them."""

    of: Formula

    def judge(self, seed: int = 0) -> Outcome:
        plan = self.of.plan()
        outcome = functools.partial(Outcome, "each array is read with as many indices as it has")
        for e in plan.equations:
            for read in sorted(e.rhs.atoms(sp.Indexed), key=str):
                name = str(read.base)
                if name in plan.arrays and len(read.indices) != len(plan.arrays[name]):
                    declared = " × ".join(str(entry.size) for entry in plan.arrays[name])
                    return outcome(
                        UNDEFINED,
                        EXACT,
                        "indices",
                        1,
                        f"{name} is {declared}, with {len(plan.arrays[name])} indices, and is read "
                        f"with {len(read.indices)}: {name}[{', '.join(map(str, read.indices))}]",
                    )
        return outcome(HOLDS, EXACT, "indices", 1)


# ---------------------------------------------------------------- numbers


@dataclass(frozen=True)
class Measured:
    """What was measured instead of proved: `measure(random numbers)` returns whether it came out so, and the numbers."""

    says: str
    measure: Callable[[np.random.Generator], tuple[bool, str]]
    cases: int = 1

    def judge(self, seed: int = 0) -> Outcome:
        so, numbers = self.measure(np.random.default_rng(seed))
        return Outcome(self.says, HOLDS if so else FALLS, SAMPLED, "measured", self.cases, numbers)
