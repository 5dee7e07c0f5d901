"""Verdicts, and the ladder of evidence. A verdict is computed by running something; "open" is never a pass.

    proved     a proof assistant's kernel accepted it for all sizes
    derived    a chain of named steps, each checked, for all sizes
    exact      both sides are the same polynomial (or rational function) at every size up to N
    sampled    k random cases, exact or within a proved bound, seed shown
    open       nobody showed it

Kinds of rows: "form" (the fast form against the literal one, the literal one against SymPy's own evaluation), "law" and
"non-law" (of the statement, and of the implementation), "gradient".
"""

from __future__ import annotations

import functools
import itertools
import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from sympy.polys.polyerrors import ExactQuotientFailed

from . import cases, kinds, rounding
from .cases import Case
from .formula import Formula, Law, Plan, as_objects
from .rounding import Gap
from .statement import ArgMaxOver, Inside, MaxOver, MinOver, PLog, Root

HOLDS, CONVENTION, SUSPECT, FAILS, NOT_OFFERED = "holds", "differs by convention", "suspect", "fails", "not offered"
PROVED, DERIVED, EXACT, SAMPLED, OPEN = "proved", "derived", "exact", "sampled", "open"
OWN = "mathcnn"
STATEMENT = "statement"

EVERY = 90  # geometries that an exact check may enumerate
LOGARITHMS = 8  # letters in which an exact check may factor the arguments of logarithms


@dataclass
class Verdict:
    """One row of a report."""

    formula: str
    kind: str
    law: str
    implementation: str
    verdict: str
    evidence: str
    tier: str
    cases: int
    max_rho: float | None = None
    counterexample: str | None = None
    reproduce: str | None = None
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Whether it holds, by some evidence."""
        return self.verdict == HOLDS and self.evidence != OPEN

    def as_dict(self) -> dict[str, Any]:
        """A row for JSON: an infinite rho is a string there."""
        row = asdict(self)
        if self.max_rho is not None and not math.isfinite(self.max_rho):
            row["max_rho"] = str(self.max_rho)
        return row


@dataclass
class Run:
    """What a check found: how many cases it saw, the largest rho, the worst case, the sizes it exhausted."""

    tier: str
    count: int = 0
    worst: Gap = rounding.NO_GAP
    case: Case | None = None
    arrays: dict[str, np.ndarray] | None = None
    complete: int = 0
    fault: str = ""
    suspect: bool = False

    def note(self, gap: Gap, case: Case, arrays: dict[str, np.ndarray]) -> bool:
        """Count a case; True where it went wrong and there is no need for more."""
        self.count += 1
        if gap.rho > self.worst.rho or self.case is None:
            self.worst, self.case, self.arrays = gap, case, arrays
        return gap.rho > 1

    def crashed(self, error: Exception, case: Case, arrays: dict[str, np.ndarray]) -> None:
        self.count += 1
        self.worst, self.case, self.arrays = Gap(math.inf), case, arrays
        self.fault = f"{type(error).__name__}: {error}"

    @property
    def wrong(self) -> bool:
        return self.worst.rho > 1


def _scalars(case: Case, whole: bool = False) -> dict[str, Any]:
    """The arguments beside arrays, a default like 0.01 as 1/100; where whole numbers are wanted a fraction becomes 3."""
    exact = {a: Fraction(repr(v)) if isinstance(v, float) else v for a, v in case.kwargs.items()}
    return {a: 3 if whole and isinstance(v, Fraction) else v for a, v in exact.items()}


def _plain(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {a: cases.plain(v) for a, v in kwargs.items()}


def call(of: Formula, implementation: Callable[..., Any], arrays: dict[str, np.ndarray], kwargs: dict[str, Any]) -> Any:
    """An implementation by the formula's own names; a write into its inputs is an error."""
    before = {a: x.copy() for a, x in arrays.items()}
    leading = list(itertools.takewhile(lambda a: a in arrays, of.names))
    given = {a: arrays[a] for a in of.arrays if a in arrays and a not in leading}
    y = implementation(*(arrays[a] for a in leading), **given, **{a: v for a, v in kwargs.items() if a in of.names})
    if changed := [a for a, x in arrays.items() if rounding.exactly(x, before[a]).rho]:
        raise RuntimeError(f"wrote into its input {', '.join(changed)}")
    return y[0] if isinstance(y, tuple) and not isinstance(before.get(leading[0] if leading else ""), tuple) and of.companions else y


# ---------------------------------------------------------------- forms


def plain_value(of: Formula, case: Case, arrays: dict[str, np.ndarray], kwargs: dict[str, Any], at: tuple[int, ...]) -> Any:
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
                    return run(parts[name].rhs.xreplace({s: sp.Integer(k) for s, k in zip(parts[name].lhs.indices, place, strict=True)}))
                return held.get((name, place))
            case Inside():
                return sp.Integer(run(e.args[0]) is not None)
            case ArgMaxOver():
                seen = [(v, whole(e.function[1].xreplace(k))) for k in indices(e) if (v := run(e.function[0].xreplace(k))) is not None]
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
        arrays, kwargs = cases.integers(case, rng, 3), _scalars(case, whole=case.plan.exact)
        reading = of.read((), {**kwargs, **arrays})
        plan = reading.plan
        ranges = plan.ranges(plan.result, reading.env)
        got = np.asarray(plan_values(reading), object).reshape([len(r) for r in ranges])
        places = list(np.ndindex(got.shape))
        for at in rng.sample(places, min(4, len(places))):
            want = plain_value(of, case, arrays, kwargs, at)
            if run.note(rounding.identical(sympified(got[at]), want, lambda d: kinds.is_zero(sp.nsimplify(d))), case, arrays):
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
    if isinstance(v, kinds.Logs):
        return sp.Add(*(sp.Rational(c) * sp.log(f) for f, c in v.terms.items())) / sp.log(v.base)
    return v.expression() if isinstance(v, kinds.Surds) else sp.sympify(v)


def form_exact(of: Formula, fast: Callable[..., Any], count: int, seed: int) -> Run:
    """Tier E: fast = literal on whole numbers held as floats, in odd memory layouts, bit for bit."""
    run = Run("E")
    for case, rng in cases.sampled(of, count, seed):
        if not case.plan.exact and not case.constant:
            continue
        exact, kwargs = cases.integers(case, rng), _scalars(case, whole=True)
        if rounding.is_fractional(exact.values()):       # then those that happen to be whole would be a poor sample
            return Run("E")
        dtype = rng.choice(["float64", "float32"])
        want = of.literal(**exact, **kwargs)
        if not (rounding.is_float if case.constant else rounding.is_exact_at)(np.ravel(want), dtype):
            continue
        arrays = {a: cases.odd_layout(x, rng) for a, x in cases.as_floats(exact, of.labels, dtype).items()}
        try:
            got = call(of, fast, arrays, kwargs)
        except Exception as error:  # an exception where the literal form accepts the case is a failure, whatever it is
            run.crashed(error, case, exact)
            return run
        if run.note(rounding.exactly(got, want), case, exact):
            return run
    return run


def form_selects(of: Formula, fast: Callable[..., Any], count: int, seed: int) -> Run:
    """0 ulp: where entries are only chosen, any floats come through unchanged, NaN and infinities among them."""
    run = Run("0 ulp")
    for case, rng in cases.sampled(of, count, seed):
        if not case.plan.selects:
            continue
        arrays = special(cases.floats(case, rng, rng.choice(["float64", "float32"])), of, rng) if rng.random() < 0.5 else cases.floats(case, rng)
        try:
            got = call(of, fast, arrays, _plain(case.kwargs))
            if run.note(rounding.exactly(got, of.literal(**arrays, **case.kwargs)), case, arrays):
                return run
        except Exception as error:
            run.crashed(error, case, arrays)
            return run
    return run


def special(arrays: dict[str, np.ndarray], of: Formula, rng: random.Random) -> dict[str, np.ndarray]:
    """NaN and infinities sprinkled over the first array, where its domain has room for them."""
    a = of.arrays[0]
    x = arrays[a].copy()
    if a not in of.domain and x.size:
        for _ in range(rng.randint(1, 2)):
            x.flat[rng.randrange(x.size)] = rng.choice([math.nan, math.inf, -math.inf])
    return {**arrays, a: x}


def form_special(of: Formula, fast: Callable[..., Any], count: int, seed: int) -> Run:
    """A NaN or an infinity reaches exactly the results that IEEE arithmetic on the statement says."""
    run = Run("IEEE")
    for case, rng in cases.sampled(of, count, seed):
        clean = cases.floats(case, rng)
        free = clean.keys() - of.labels - of.domain.keys()
        arrays = special({a: np.where(x == 0, 1, x).astype(x.dtype) if a in free else x for a, x in clean.items()}, of, rng)
        with np.errstate(all="ignore"):
            want = np.asarray(of.literal(**arrays, **_plain(case.kwargs), number=kinds.Floats), float)
            try:
                got = np.asarray(call(of, fast, arrays, _plain(case.kwargs)))
            except Exception as error:
                run.crashed(error, case, arrays)
                return run
        kept = lambda y: np.where(np.isfinite(y), 0.0, y)
        if run.note(rounding.exactly(kept(got), kept(want)), case, arrays):
            return run
    return run


def form_rounded(of: Formula, fast: Callable[..., Any], count: int, seed: int, dtypes: tuple[str, ...] = ("float64", "float32")) -> Run:
    """Tier R, and P where the statement is a sum of products: fast within the rounding bound of the literal form."""
    run = Run("R")
    for k, (case, rng) in enumerate(cases.sampled(of, count, seed)):
        dtype = dtypes[k % len(dtypes)]
        arrays, kwargs = cases.floats(case, rng, dtype), _plain(case.kwargs)
        try:
            got = call(of, fast, arrays, kwargs)
        except Exception as error:
            run.crashed(error, case, arrays)
            return run
        with rounding.precision():
            want = of.literal(**arrays, **kwargs, number=rounding.Rounded(dtype))
            if run.note(rounding.rho(got, want), case, arrays):
                return run
            if not run.suspect and (gap := rounding.suspicion(got, want, dtype)).rho > 1:
                run.suspect, run.worst, run.case, run.arrays = True, gap, case, arrays
    return run


# ---------------------------------------------------------------- laws


def sides(law: Law, implementation: Callable[..., Any], case: Case, arrays: dict[str, np.ndarray], kwargs: dict[str, Any]) -> tuple[Any, Any]:
    """Both sides of a law. Arguments that it does not name are held, in numbers, equal on both sides."""
    of = law.of
    seen = of.read((), {**{a: np.zeros(s) for a, s in case.shapes.items() if a in of.arrays and a not in of.labels | case.domain.keys()},
                        **{a: arrays[a] for a in (of.labels | case.domain.keys()) & arrays.keys() if a in of.arrays},
                        **{a: v for a, v in kwargs.items() if a in of.names}}).scalars  # fmt: skip
    kwargs = {**kwargs, **{a: seen[a] for a in [*of.scalars, *of.along] if a in seen}}
    defaults = {a for a in of.names if of.signature.parameters[a].default is not of.signature.empty}
    held = {a: v for a, v in kwargs.items() if a not in law.names and a in defaults and not law.plain}
    return law(functools.partial(implementation, **held), *(arrays[a] if a in arrays else kwargs[a] for a in law.names))


def _related(law: Law, lhs: Any, rhs: Any) -> Gap:
    """Whether two exact sides stand in the law's relation."""
    if law.relation == "=":
        zero = lambda d: isinstance(d, sp.Basic) and kinds.is_zero(d)
        return rounding.identical(lhs, rhs, zero)
    for at in np.ndindex(np.shape(np.asarray(lhs, object) - np.asarray(rhs, object))):
        left, right = (np.broadcast_to(np.asarray(s, object), np.shape(np.asarray(lhs, object) - np.asarray(rhs, object)))[at] for s in (lhs, rhs))
        if not kinds.COMPARE[law.relation](left, right):
            return Gap(math.inf, at, left, right)
    return Gap()


def notation_of(case: Case) -> str:
    """In which letters a statement can be compared: the least that its operations need."""
    return _notation(case.plan)


@functools.cache
def _notation(plan: Plan) -> str:
    if "transcend" in plan.operations:
        logs_only = not plan.output.rhs.atoms(sp.exp, sp.log, sp.tanh, Root) and not any(
            p.exp.is_Rational and not p.exp.is_Integer for e in plan.equations for p in e.rhs.atoms(sp.Pow))  # fmt: skip
        return "field" if logs_only and any(e.rhs.atoms(PLog) for e in plan.equations) else "symbols"
    return "field" if "divide" in plan.operations and _divides_by_entries(plan) else "ring"


def _divides_by_entries(plan: Plan) -> bool:
    """Whether some divisor depends on the entries of an array, and not on sizes alone."""
    parts = {str(e.lhs.base): e.rhs for e in plan.parts}

    def reads(e: sp.Basic) -> bool:
        return any(reads(parts[name]) if (name := str(x.base)) in parts else True for x in e.atoms(sp.Indexed))

    nodes = (node for e in plan.equations for node in sp.preorder_traversal(e.rhs) if isinstance(node, (sp.Mul, sp.Pow)))
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
        if any(takes_logarithms(case) and sum(math.prod(case.shapes.get(a, (0,))) for a in law.names) > LOGARITHMS for case in found):
            return run
        seen = 0
        for case in found:
            how = notation_of(case)
            if how == "symbols" and case.entries > 4:
                return run
            try:
                arrays = cases.letters(case, how)
                try:
                    lhs, rhs = sides(law, implementation, case, arrays, _scalars(case))
                except ExactQuotientFailed:              # another formula in the law divides
                    arrays = cases.letters(case, "field")
                    lhs, rhs = sides(law, implementation, case, arrays, _scalars(case))
                gap = _related(law, lhs, rhs)
            except ValueError:                           # outside the law's domain
                continue
            except TypeError:                            # a maximum or a comparison of letters: left to numbers
                return Run("symbols")
            except ZeroDivisionError as error:           # where the arguments lie in the domain, the statement has to have a value
                run.crashed(error, case, arrays)
                return run
            seen += 1
            if run.note(gap, case, arrays):
                return run
        run.complete = limit if seen else run.complete
        if found[0].constant:                            # without arguments the larger sizes are the same case again
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
            lhs, rhs = sides(law, implementation, case, arrays, _scalars(case, whole=case.plan.exact))
        except ValueError:                               # outside the law's domain
            continue
        except ZeroDivisionError as error:               # a statement that divides by zero inside it is wrong
            run.crashed(error, case, arrays)
            return run
        if run.note(_related(law, lhs, rhs), case, arrays):
            return run
    return run


def law_exact(law: Law, implementation: Callable[..., Any], count: int, seed: int) -> Run:
    """Tier E: both sides of an implementation on whole numbers held as floats."""
    run, of = Run("E"), law.of
    for case, rng in cases.sampled(of, count, seed, law, limit=4):
        if not case.plan.exact and not case.constant:
            continue
        exact, kwargs = cases.integers(case, rng), _scalars(case, whole=True)
        if rounding.is_fractional(exact.values()):
            return Run("E")
        try:
            want = sides(law, of.literal, case, exact, kwargs)
        except ValueError:
            continue
        values = [v for s in want for v in np.ravel(np.asarray(s, object))]
        if not (rounding.is_float if case.constant else rounding.is_exact_at)(values, "float64"):
            continue
        if not case.constant and any(isinstance(v, Fraction) and v.denominator > 1 for v in values):
            continue
        try:
            lhs, rhs = sides(law, implementation, case, cases.as_floats(exact, of.labels), kwargs)
            gap = rounding.exactly(lhs, rhs) if law.relation == "=" else _related(law, lhs, rhs)
        except Exception as error:
            run.crashed(error, case, exact)
            return run
        if run.note(gap, case, exact):
            return run
    return run


def law_rounded(law: Law, implementation: Callable[..., Any], count: int, seed: int) -> Run:
    """Tier R: both sides of an implementation on floats, within the sum of their rounding bounds."""
    run, of = Run("R"), law.of
    for k, (case, rng) in enumerate(cases.sampled(of, count, seed, law, limit=3)):
        dtype = ("float64", "float32")[k % 2]
        arrays, kwargs = cases.floats(case, rng, dtype), _plain(_scalars(case))
        kind = rounding.Rounded(dtype)
        with rounding.precision():
            moves = {a: case.domain[a].roundings(x) if a in case.domain else 0 for a, x in arrays.items()}
            lifted = {a: x if a in of.labels else kind.balls(x, moves[a]) for a, x in arrays.items()}
            try:
                balls = sides(law, functools.partial(of.literal, number=kind), case, lifted, kwargs)
            except ValueError:
                continue
            try:
                lhs, rhs = sides(law, implementation, case, arrays, kwargs)
            except Exception as error:
                run.crashed(error, case, arrays)
                return run
            if run.note(rounding.apart(lhs, rhs, law.relation, *balls), case, arrays):
                return run
    return run


def counterexample(law: Law, implementation: Callable[..., Any], seed: int, most: int = 400) -> Run:
    """The smallest case in which a law falls: fewest entries first, then the plainest numbers."""
    run, of = Run("fractions"), law.of
    found: list[Case] = []
    for limit in (1, 2, 3):
        found += cases.every(of, limit, law, most) or []
    found += [case for case, _ in cases.sampled(of, 30, seed, law, limit=3)]
    rng = random.Random(seed)
    for case in sorted(found, key=lambda c: c.entries):
        for size in (1, 1, 2):
            arrays = cases.integers(case, rng, size)
            kwargs = _scalars(case, whole=case.plan.exact)
            try:
                fell = run.note(_related(law, *sides(law, implementation, case, arrays, kwargs)), case, arrays)
            except ValueError:
                continue
            if fell:
                return _plainest(run, law, implementation, case, arrays, kwargs)
    return run


def on_floats(implementation: Callable[..., Any]) -> Callable[..., Any]:
    """An implementation that knows only floats, on the small whole numbers of a search; its rounding is no counterexample."""
    def run(*args: Any, **kwargs: Any) -> Any:
        plainly = lambda v: v.astype(np.float64) if isinstance(v, np.ndarray) and v.dtype == object else v
        y = implementation(*map(plainly, args), **{a: plainly(v) for a, v in kwargs.items()})
        return np.round(y, 6) if isinstance(y, np.ndarray) and y.dtype.kind in "fc" else y

    return run


def _plainest(run: Run, law: Law, implementation: Callable[..., Any], case: Case, arrays: dict[str, np.ndarray],
              kwargs: dict[str, Any]) -> Run:  # fmt: skip
    """Entries set to 0 or 1 as long as the law still falls."""
    for a, k in [(b, k) for b in arrays if b not in case.domain for k in range(arrays[b].size)]:
        for v in (0, 1):
            if arrays[a].flat[k] == v:
                break
            trial = {**arrays, a: arrays[a].copy()}
            trial[a].flat[k] = v
            try:
                gap = _related(law, *sides(law, implementation, case, trial, kwargs))
            except ValueError:
                continue
            if gap.rho > 1:
                arrays, run.worst, run.arrays = trial, gap, trial
                break
    return run


# ---------------------------------------------------------------- gradients


def _pulled(of: Formula, arrays: dict[str, np.ndarray], dy: np.ndarray, kwargs: dict[str, Any], base: Any) -> dict[str, np.ndarray]:
    """sum dy * F by each entry of each array, from the literal form over numbers that carry their derivatives."""
    kind = kinds.Duals(base)
    lifted = {}
    for a, x in arrays.items():
        lift = (lambda v: v) if a in of.labels else base.lift
        entries = [v if a in of.labels else kind.letter((a, k), lift(v)) for k, v in enumerate(x.ravel().tolist())]
        lifted[a] = as_objects(entries).reshape(x.shape)
    y = np.ravel(of.literal(**lifted, **kwargs, number=kind))
    weights = [base.lift(v) for v in dy.ravel().tolist()]
    out = {}
    for a, x in arrays.items():
        if a in of.labels:
            continue
        columns: list[list[Any]] = [[] for _ in range(x.size)]
        for value, weight in zip(y, weights, strict=True):
            for (b, k), slope in getattr(value, "slopes", {}).items():
                if b == a:
                    columns[k].append(weight * slope)
        out[a] = as_objects(base.add(c) for c in columns).reshape(x.shape)
    return out


def _given(of: Formula, grads: Any, arrays: dict[str, np.ndarray]) -> dict[str, Any]:
    """What a gradient returned, by array."""
    grads = grads if isinstance(grads, tuple) else (grads,)
    names = [a for a in of.arrays if a not in of.labels]
    found = dict(zip(names, grads, strict=False))
    return {a: found.get(a) for a in arrays if a not in of.labels}


def gradient_exact(of: Formula, backward: Callable[..., Any], count: int, seed: int) -> Run:
    """Tier E: the gradient equals the derivative of the literal form on whole numbers, in every entry."""
    run = Run("E")
    for case, rng in cases.sampled(of, count, seed, limit=3):
        if not case.plan.exact:
            continue
        exact, kwargs = cases.distinct(case, rng), _scalars(case, whole=True)
        shape = of.shape(**exact, **kwargs)
        dy = as_objects(rng.randint(-4, 4) for _ in range(math.prod(shape))).reshape(shape)
        want = _pulled(of, exact, dy, kwargs, kinds.Exact)
        floats = cases.as_floats(exact, of.labels)
        try:
            got = _given(of, backward(dy.astype(float), **floats, **kwargs), exact)
        except Exception as error:
            run.crashed(error, case, exact)
            return run
        gap = max((rounding.exactly(got[a], want[a]) for a in want), key=lambda g: g.rho)
        if run.note(gap, case, {**exact, "dy": dy}):
            return run
    return run


def gradient_on_letters(of: Formula, backward: Callable[..., Any]) -> Run:
    """The gradient and the derivative of the literal form are the same polynomials, at every size up to N."""
    run = Run("symbols")
    for limit in (1, 2):
        found = cases.every(of, limit, None, EVERY)
        if not found or any(not c.plan.exact or "select" in c.plan.operations for c in found) or sum(c.entries for c in found) > 1500:
            return run
        for case in found:
            kwargs = _scalars(case)
            shape = of.shape(**case.filled(lambda a, s: np.ones(s, int)), **kwargs)
            case.shapes["dy"] = shape
            arrays = cases.letters(case, "ring")
            dy = arrays.pop("dy")
            want = _pulled(of, arrays, dy, kwargs, kinds.Exact)
            try:
                got = _given(of, backward(dy, **arrays, **kwargs), arrays)
            except TypeError:                            # a fast form that NumPy can't run on polynomials
                return Run("symbols")
            gap = max((rounding.identical(got[a], want[a], lambda d: d == 0) for a in want), key=lambda g: g.rho)
            if run.note(gap, case, arrays):
                return run
        run.complete = limit
    return run


def apart(a: str, x: np.ndarray, case: Case) -> np.ndarray:
    """An array where a derivative exists: no two entries tie, and none of them is zero on the border of a domain."""
    moved = x + np.arange(1, x.size + 1, dtype=x.dtype).reshape(x.shape) / 97
    return case.domain[a].make(moved, case.env).astype(x.dtype) if a in case.domain else moved


def gradient_rounded(of: Formula, backward: Callable[..., Any], count: int, seed: int) -> Run:
    """Tier R: the gradient within the rounding bound of the literal form's derivative."""
    run = Run("R")
    for k, (case, rng) in enumerate(cases.sampled(of, count, seed, limit=3)):
        dtype = ("float64", "float32")[k % 2]
        arrays, kwargs = cases.floats(case, rng, dtype), _plain(_scalars(case))
        if "select" in case.plan.operations or any(e.rhs.atoms(PLog) for e in case.plan.equations):
            arrays = {a: x if a in of.labels else apart(a, x, case) for a, x in arrays.items()}
        shape = of.shape(**arrays, **kwargs)
        dy = np.random.default_rng(rng.randrange(2**32)).standard_normal(shape).astype(dtype)
        try:
            got = _given(of, backward(dy, **arrays, **kwargs), arrays)
        except Exception as error:
            run.crashed(error, case, arrays)
            return run
        with rounding.precision():
            want = _pulled(of, arrays, dy, kwargs, rounding.Rounded(dtype))
            gap = max((rounding.rho(got[a], want[a]) for a in want), key=lambda g: g.rho)
        if run.note(gap, case, {**arrays, "dy": dy}):
            return run
    return run


# ---------------------------------------------------------------- verdicts


def shown(arrays: dict[str, np.ndarray] | None, case: Case | None, names: set[str] | None = None) -> str:
    """A case as one line: the arrays and the arguments that are not defaults."""
    if case is None or arrays is None:
        return ""
    text = [f"{a} = {np.array2string(np.asarray(x), separator=', ', threshold=40).replace(chr(10), '')}" for a, x in arrays.items()
            if names is None or a in names]  # fmt: skip
    text += [f"{a} = {v!r}" for a, v in case.kwargs.items() if names is None or a in names or a in case.of.names]
    return ", ".join(text)


def reproduction(of: Formula, kind: str, law: str, case: Case | None, arrays: dict[str, np.ndarray] | None) -> str:
    """A few lines that run the same case again."""
    if case is None or arrays is None:
        return ""
    values = {a: np.asarray(x).tolist() for a, x in arrays.items()}
    kwargs = {a: v for a, v in case.kwargs.items() if a in of.names}
    args = ", ".join([*(f"{a}={v!r}" for a, v in values.items() if a in of.names), *(f"{a}={v!r}" for a, v in kwargs.items())])
    lines = ["from fractions import Fraction", f"from mathcnn import {of.topic}", ""]
    if of.families:                                      # functions are SymPy expressions or sequences
        lines = ["from sympy import *", *lines[:-1], "from mathcnn.sequences import Sequence", "", 't, x = symbols("t x", real=True)']
    if kind in ("law", "non-law"):
        found = of.laws[law]
        given = ", ".join(repr(values.get(a, case.kwargs.get(a))) if a not in values else f"np.array({values[a]!r})" for a in found.names)
        return "\n".join(["import numpy as np", *lines, f"print({of.topic}.{of.__name__}.laws[{law!r}]({of.name}.literal, {given}))"])
    return "\n".join([*lines, f"print({of.name}.literal({args}))", f"print({of.name}({args}))"])


def judged(of: Formula, kind: str, law: str, implementation: str, run: Run, started: float, holds: bool = True) -> Verdict:
    """A run as a verdict. Nothing seen is open; a non-law holds when its counterexample was found."""
    constant = run.case is not None and run.case.constant  # one case is all there is
    evidence = OPEN if not run.count else EXACT if constant or run.complete and run.tier == "symbols" else SAMPLED
    tier = f"{run.tier} <= {run.complete}" if run.complete and not constant else run.tier
    wrong = run.wrong
    verdict = (FAILS if wrong else SUSPECT if run.suspect else HOLDS) if holds else HOLDS if wrong else FAILS
    if not run.count:
        verdict = FAILS
    names = set(of.laws[law].names) if kind in ("law", "non-law") else None
    example = example_of(run, names) if wrong or run.suspect else None
    rho = run.worst.rho if run.tier in ("R", "E", "0 ulp", "IEEE") else None
    return Verdict(
        of.name, kind, law, implementation, verdict, evidence, tier, run.count, rho, example,
        reproduction(of, kind, law, run.case, run.arrays) if example else None, time.perf_counter() - started,
    )  # fmt: skip


def example_of(run: Run, names: set[str] | None) -> str:
    gap = run.worst
    outcome = run.fault or f"{gap.got} and {gap.want}" + (f" at {gap.place}" if gap.place else "")
    return f"{example}: {outcome}" if (example := shown(run.arrays, run.case, names)) else outcome


def parts(of: Formula) -> list[str]:
    """What there is to verify of a formula, piece by piece: its forms, each law by name, its gradient."""
    return ["form", *of.laws, *(["gradient"] if of.backward is not None else [])]


def verify_formula(of: Formula, examples: int = 20, seed: int = 0, implementation: Callable[..., Any] | None = None,
                   label: str = OWN, backward: Callable[..., Any] | None = None, only: str | None = None) -> Iterator[Verdict]:  # fmt: skip
    """Every form, law, non-law and gradient of a formula, one verdict each; `only` picks one of its `parts`."""
    fast = implementation or of
    foreign = implementation is not None
    if of.families:                                      # functions have no shapes: their evidence is of another kind
        from .pointwise import verify

        yield from verify(of, examples, seed, implementation, label, only)
        return

    def verdict(kind: str, law: str, who: str, check: Callable[[], Run], holds: bool = True) -> Verdict:
        started = time.perf_counter()
        return judged(of, kind, law, who, check(), started, holds)

    def seen(rows: list[Verdict]) -> list[Verdict]:
        """The checks that saw a case; where none did, the first one, which is open."""
        return [v for v in rows if v.cases] or rows[:1]

    if only in (None, "form") and (of.arrays or not of.names or of.scalars and not of.functions):
        if not foreign:
            yield verdict("form", "as printed", STATEMENT, lambda: form_as_printed(of, max(2, examples // 8), seed))
        forms = [verdict("form", "equals the literal form", label, lambda: form_exact(of, fast, 2 * examples, seed))]
        if of.arrays and forms[0].verdict != FAILS or not forms[0].cases:
            forms.append(verdict("form", "equals the literal form", label, lambda: form_selects(of, fast, examples, seed)))
            if not forms[-1].cases:
                forms.append(verdict("form", "equals the literal form", label, lambda: form_rounded(of, fast, examples, seed)))
                if of.arrays and of.arrays[0] not in of.domain and not of.plan(1, of.default_words()).output.rhs.atoms(Root):
                    forms.append(verdict("form", "special values", label, lambda: form_special(of, fast, examples, seed)))
        yield from seen(forms)
    for name, law in of.laws.items():
        if only not in (None, name):
            continue
        if not law.holds:
            fallen = functools.partial(counterexample, law, on_floats(fast) if foreign else of.literal, seed)
            yield verdict("non-law", name, label if foreign else STATEMENT, fallen, False)
            continue
        if not foreign:
            yield statement_verdict(law, examples, seed)
        yield fast_verdict(law, fast, label, examples, seed)
    if only in (None, "gradient") and (pull := backward or of.backward) is not None:
        rows = [verdict("gradient", "derivative", label, lambda: gradient_on_letters(of, pull))] if not foreign else []
        rows.append(verdict("gradient", "derivative", label, lambda: gradient_exact(of, pull, max(4, examples // 2), seed)))
        rows.append(verdict("gradient", "derivative", label, lambda: gradient_rounded(of, pull, max(4, examples // 3), seed)))
        yield from seen(rows)


def statement_verdict(law: Law, examples: int, seed: int) -> Verdict:
    """A law of the statement itself: on letters at every size up to N, and where that is less than 2 on exact numbers."""
    started = time.perf_counter()
    if law.of.families:
        from .pointwise import affordable, law_run

        return judged(law.of, "law", law.fn.__name__, STATEMENT, law_run(law, law.of.literal, affordable(law.of, examples), seed, "symbols"), started)
    run = law_on_letters(law, law.of.literal)
    if not run.wrong and run.complete < 2:
        more = law_on_numbers(law, law.of.literal, examples, seed)
        run = more if more.count or more.wrong else run
    elif not run.wrong and not law.plain and set(law.of.scalars) - set(law.names) - set(law.held):
        more = law_on_numbers(law, law.of.literal, examples // 2, seed)  # arguments that a law leaves open keep their defaults on letters
        run = more if more.wrong else run
    return judged(law.of, "law", law.fn.__name__, STATEMENT, run, started)


def fast_verdict(law: Law, implementation: Callable[..., Any], label: str, examples: int, seed: int) -> Verdict:
    """A law of an implementation: on whole numbers where those stay exact, and else on floats within their bound."""
    started = time.perf_counter()
    run = law_exact(law, implementation, examples, seed)
    if not run.count:
        run = law_rounded(law, implementation, max(4, examples // 2), seed)
    return judged(law.of, "law", law.fn.__name__, label, run, started)


def check(of: Formula, implementation: Callable[..., Any], examples: int = 40, seed: int = 0, label: str | None = None) -> list[Verdict]:
    """Whether an implementation with the formula's own signature computes it: its form first, then every law."""
    name = str(label or getattr(implementation, "__qualname__", repr(implementation)))
    return list(verify_formula(of, examples, seed, implementation, name))
