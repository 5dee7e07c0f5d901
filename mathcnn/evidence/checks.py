"""How an implementation is checked. A check draws samples, judges each, and says in a `Run` what it saw; `evidence`
makes verdicts of runs, and `shrinking` makes the worst sample small.

Forms      the fast form against the literal one: bit for bit on whole numbers (tier E), 0 ulp where entries are only
chosen,
           within the rounding bound (R, and P before it), NaN and infinities
Laws       both sides by the implementation, on whole numbers or within the sum of their bounds
Gradients  against the derivative of the literal form

What an implementation does not offer it refuses with `NotOffered`; such samples are passed over, and are never a pass.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import math
import random
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from ..language.formula import Formula, Law, as_objects
from ..language.gradients import pulled
from ..language.statement import ArgMaxOver, PLog
from ..numbers import formats, rounded, rounding
from ..numbers.arithmetic import COMPARE
from ..numbers.exact import EXACT
from ..numbers.floats import FLOATS
from ..numbers.rounding import Gap
from ..numbers.symbols import is_zero
from . import cases
from . import special as promises
from .cases import Case

BOTH = ("float64", "float32")
WHOLE = {"float16": 3, "bfloat16": 2}  # how large the whole numbers of tier E are; 8 in other types
MORE = 24  # times as many cases are drawn, at most, where some are not offered
EDGES = [0.0, *(2.0**k for k in range(-10, 1))]  # of the histogram of rho: exact, up to 2^-10, ..., up to 1, beyond


class NotOffered(Exception):
    """An implementation has no such argument, type or operation; the message says which."""


class Inapplicable(Exception):
    """This check is not for this formula."""


class Fault(Exception):
    """An implementation raised an exception on a sample that the statement accepts."""


@contextlib.contextmanager
def at_fault() -> Iterator[None]:
    """What is raised in this block is the implementation's fault."""
    try:
        yield
    except NotOffered:
        raise
    except Exception as error:
        raise Fault(f"{type(error).__name__}: {error}") from error


@dataclass
class Sample:
    """One geometry with its arrays; in tier E these hold whole numbers, which an implementation gets as floats of
    `dtype`, in a memory layout drawn from `layout`. A judge adds what it found beside the gap."""

    case: Case
    arrays: dict[str, np.ndarray]
    dtype: str = "float64"
    layout: int = 0
    kwargs: dict[str, Any] | None = None  # the arguments as they were passed, where that is not the case's own
    informative: bool = True  # whether a wrong result could have shown: not all of it is zero
    ratios: np.ndarray | None = None
    suspicious: Gap | None = None
    says: str = ""
    plain: tuple[float, ...] = (0, 1, -1, 2)  # numbers that entries may become when a sample is made small


@dataclass
class Run:
    """What a check found: how many samples it saw, the largest rho, the worst sample, the sizes it exhausted."""

    tier: str
    count: int = 0
    worst: Gap = rounding.NO_GAP
    case: Case | None = None
    arrays: dict[str, np.ndarray] | None = None
    complete: int = 0
    fault: str = ""
    suspect: bool = False
    says: str = ""
    informative: int = 0
    absent: str = ""  # what was not offered
    histogram: list[int] | None = None  # of rho, between EDGES
    sample: Sample | None = None
    draw: Callable[[Case, random.Random], Sample | None] | None = None
    judge: Callable[[Sample], Gap | None] | None = None
    law: Law | None = None

    def note(self, gap: Gap, case: Case, arrays: dict[str, np.ndarray]) -> bool:
        """Count a case; True where it went wrong and there is no need for more."""
        self.count += 1
        if gap.rho > self.worst.rho or self.case is None:
            self.worst, self.case, self.arrays = gap, case, arrays
        return gap.rho > 1

    def crashed(self, error: Exception, case: Case, arrays: dict[str, np.ndarray]) -> None:
        self.count += 1
        self.worst, self.case, self.arrays = Gap(math.inf), case, arrays
        self.fault = str(error) if isinstance(error, Fault) else f"{type(error).__name__}: {error}"

    def saw(self, sample: Sample, gap: Gap) -> bool:
        """Note a judged sample; True where it went wrong."""
        self.informative += sample.informative
        if sample.ratios is not None:
            counts = np.bincount(np.searchsorted(EDGES, sample.ratios.ravel()), minlength=len(EDGES) + 1).tolist()
            self.histogram = [a + b for a, b in zip(self.histogram or [0] * len(counts), counts, strict=True)]
        if self.suspect and gap.rho <= 1:  # the first suspicion is kept, unless something is wrong
            self.count += 1
            return False
        if gap.rho >= self.worst.rho or sample.suspicious or self.sample is None:
            self.sample = sample
        self.says = sample.says if gap.rho > 1 else sample.says or self.says
        if not sample.suspicious and gap.rho > 1:
            self.suspect = False  # wrong beyond suspicion
        if sample.suspicious:
            self.suspect = True
            self.worst, self.case, self.arrays = rounding.NO_GAP, None, None
            self.note(sample.suspicious, sample.case, sample.arrays)
            return False
        return self.note(gap, sample.case, sample.arrays)

    def lacks(self, error: NotOffered) -> None:
        """Note what was not offered, each thing once."""
        known = self.absent.split("; ") if self.absent else []
        if (found := str(error)) not in known and len(known) < 4:
            self.absent = "; ".join([*known, found])

    @property
    def wrong(self) -> bool:
        return self.worst.rho > 1 and not self.suspect


def look(
    run: Run,
    drawn: Iterable[tuple[Case, random.Random]],
    draw: Callable[[Case, random.Random], Sample | None],
    judge: Callable[[Sample], Gap | None],
    count: int,
    law: Law | None = None,
) -> Run:
    """Judge a sample of each of `count` cases, up to the first that is wrong; a case that is not offered does not
    count. A judge returns None where a sample tells nothing."""
    run.draw, run.judge, run.law = draw, judge, law
    sample: Sample | None
    for case, rng in drawn:
        if count == 0:
            break
        count -= 1
        try:
            if (sample := draw(case, rng)) is None or (gap := judge(sample)) is None:
                continue
        except Inapplicable:
            return Run(run.tier)
        except NotOffered as error:
            run.lacks(error)
            count += 1
            continue
        except Fault as error:
            assert sample is not None  # it was judged
            run.sample = sample
            run.crashed(error, case, sample.arrays)
            return run
        if run.saw(sample, gap):
            return run
    return run


def exact_scalars(case: Case, whole: bool = False) -> dict[str, Any]:
    """The arguments beside arrays, a default like 0.01 as 1/100; where whole numbers are wanted a fraction becomes 3."""
    exact = {a: Fraction(repr(v)) if isinstance(v, float) else v for a, v in case.kwargs.items()}
    return {a: 3 if whole and isinstance(v, Fraction) else v for a, v in exact.items()}


def plain_scalars(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {a: cases.plain(v) for a, v in kwargs.items()}


def call(of: Formula, implementation: Callable[..., Any], arrays: dict[str, np.ndarray], kwargs: dict[str, Any]) -> Any:
    """An implementation by the formula's own names; a write into its inputs is an error."""
    before = {a: x.copy() for a, x in arrays.items()}
    leading = list(itertools.takewhile(lambda a: a in arrays, of.names))
    given = {a: arrays[a] for a in of.arrays if a in arrays and a not in leading}
    y = implementation(*(arrays[a] for a in leading), **given, **{a: v for a, v in kwargs.items() if a in of.names})
    if changed := [a for a, x in arrays.items() if rounding.exactly(x, before[a]).rho]:
        raise RuntimeError(f"wrote into its input {', '.join(changed)}")
    return (
        y[0]
        if isinstance(y, tuple) and not isinstance(before.get(leading[0] if leading else ""), tuple) and of.companions
        else y
    )


# ---------------------------------------------------------------- forms


def form_exact(of: Formula, fast: Callable[..., Any], count: int, seed: int, dtypes: tuple[str, ...] = BOTH) -> Run:
    """Tier E: fast = literal on whole numbers held as floats, in odd memory layouts, bit for bit."""

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not case.plan.exact and not case.constant:
            return None
        dtype = rng.choice(dtypes)
        exact = cases.integers(case, rng, WHOLE.get(dtype, 8))
        if rounding.is_fractional(exact.values()):  # then those that happen to be whole would be a poor sample
            raise Inapplicable
        return Sample(case, exact, dtype, rng.randrange(2**32))

    def judge(sample: Sample) -> Gap | None:
        case, exact, kwargs = sample.case, sample.arrays, exact_scalars(sample.case, whole=True)
        want = of.literal(**exact, **kwargs)
        if not (rounding.is_float if case.constant else rounding.is_exact_at)(np.ravel(want), sample.dtype):
            return None
        if (
            sample.dtype in formats.ACCUMULATOR
            and "select" not in case.plan.operations
            and not sums_are_exact(of, exact, kwargs, sample.dtype)
        ):
            return None
        rng = random.Random(sample.layout)
        arrays = {a: cases.odd_layout(x, rng) for a, x in cases.as_floats(exact, of.labels, sample.dtype).items()}
        with at_fault():  # an exception where the literal form accepts the case is a failure, whatever it is
            got = call(of, fast, arrays, kwargs)
        sample.informative = case.constant or any(v != 0 for v in np.ravel(want))
        gap = rounding.exactly(got, want)
        if gap.rho > 1 and "select" not in case.plan.operations and not case.constant:
            with rounded.precision():
                balls = of.literal(**cases.as_floats(exact, of.labels), **kwargs, number=rounded.Rounded(sample.dtype))
                if is_sum_of_products(balls) and rounding.normwise(got, balls, entries_of(sample, balls)) <= 1:
                    sample.suspicious, sample.says = gap, TRANSFORM
        return gap

    return look(Run("E"), cases.sampled(of, MORE * count, seed), draw, judge, count)


TRANSFORM = "meets a normwise bound only, as a transform (FFT, Winograd) does"


def sums_are_exact(of: Formula, exact: dict[str, np.ndarray], kwargs: dict[str, Any], dtype: str) -> bool:
    """Whether the sums of absolute terms stay whole in `dtype`, so that no order of summation rounds."""
    with rounded.precision():
        balls = of.literal(**exact, **kwargs, number=rounded.Rounded("float64"))
    gauges = [rounded.gauge_of(v) for v in np.ravel(balls)]
    return all(g is not None and g <= 2 ** formats.SIGNIFICAND[dtype] for g in gauges)


def is_sum_of_products(balls: Any) -> bool:
    return all(isinstance(v, rounded.Number) and v.gauge is not None for v in np.ravel(np.asarray(balls, object)))


def entries_of(sample: Sample, result: Any) -> int:
    return sum(np.size(x) for x in sample.arrays.values()) + int(np.size(result))


def form_selects(of: Formula, fast: Callable[..., Any], count: int, seed: int, dtypes: tuple[str, ...] = BOTH) -> Run:
    """0 ulp: where entries are only chosen, any floats come through unchanged, NaN and infinities among them."""

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not case.plan.selects:
            return None
        dtype = rng.choice(dtypes)
        arrays = cases.floats(case, rng, dtype)
        return Sample(case, special(arrays, of, rng) if rng.random() < 0.5 else arrays, dtype)

    def judge(sample: Sample) -> Gap:
        want = of.literal(**sample.arrays, **sample.case.kwargs)
        sample.informative = any(v != 0 for v in np.ravel(want))
        with at_fault():
            return rounding.exactly(call(of, fast, sample.arrays, plain_scalars(sample.case.kwargs)), want)

    return look(Run("0 ulp"), cases.sampled(of, MORE * count, seed), draw, judge, count)


def free(of: Formula, given: Iterable[str]) -> list[str]:
    """The arrays that may hold any floats."""
    return [a for a in of.arrays if a in given and a not in of.domain and a not in of.labels]


def special(
    arrays: dict[str, np.ndarray], of: Formula, rng: random.Random, a: str | None = None
) -> dict[str, np.ndarray]:
    """NaN and infinities sprinkled over one array, the first one unless another is named, where its domain has room for
    them.
    """
    a = of.arrays[0] if a is None else a
    x = np.array(arrays[a])
    if a not in of.domain and x.size:
        for _ in range(rng.randint(1, 2)):
            x[np.unravel_index(rng.randrange(x.size), x.shape)] = rng.choice([math.nan, math.inf, -math.inf])
    return {**arrays, a: x}


def form_special(
    of: Formula,
    fast: Callable[..., Any],
    count: int,
    seed: int,
    dtypes: tuple[str, ...] = ("float64",),
    strict: bool | None = None,
) -> Run:
    """A NaN or an infinity, in any of the arrays, reaches exactly the results that IEEE arithmetic on the statement
    says, as `promises` has it. `strict` (by default for the formula's own fast form): zeros are kept among the entries,
    and for all arrays the statement is the only reading; else, for the arrays after the first, NaN may reach further
    (an infinite weight meets the zeros of a padded border, or inf - inf where factors come in another order), and
    products with 0 may be left out."""
    strict = fast is of if strict is None else strict
    turns: list[str] = []

    def draw(case: Case, rng: random.Random) -> Sample | None:
        dtype = rng.choice(dtypes)
        clean = cases.floats(case, rng, dtype)
        if not (chosen := free(of, clean)):
            return None
        if not turns or len(chosen) > 1:
            turns.append("")
        first, *others = chosen
        target = first if not others or len(turns) % 2 else others[len(turns) // 2 % len(others)]
        if not (strict and rng.random() < 0.25):
            clean = {a: np.where(x == 0, 1, x).astype(x.dtype) if a in chosen else x for a, x in clean.items()}
        return Sample(case, special(clean, of, rng, target), dtype, plain=(1, -1, 2))

    def judge(sample: Sample) -> Gap:
        arrays, kwargs = sample.arrays, plain_scalars(sample.case.kwargs)
        wild = [a for a in free(of, arrays) if not np.isfinite(rounding.wide(arrays[a])).all()]
        promised = promises.promise(of.name, wild[0] if wild else None) if strict else promises.DEFAULT
        with np.errstate(all="ignore"):
            want = as_floats(of.literal(**arrays, **kwargs, number=FLOATS))
            with at_fault():
                got = as_floats(rounding.wide(call(of, fast, arrays, kwargs)))
            sample.informative = not np.isfinite(want).all()
            sample.says = "" if promised is promises.DEFAULT else str(promised)
            if got.shape != want.shape:
                return rounding.exactly(got, want)
            others = not strict and bool(wild) and wild[0] != of.arrays[0]
            open_to = np.zeros(want.shape, bool)
            if promised.kind == promises.UNREAD:
                open_to |= ~np.isfinite(want)
            if others:
                open_to |= np.isnan(got) | same_specials(
                    got, as_floats(of.literal(**arrays, **kwargs, number=promises.ZEROS_ABSORB))
                )
            kept = specials if promised.kind == promises.STATEMENT else not_finite
            return rounding.exactly(np.where(open_to, 0, kept(got)), np.where(open_to, 0, kept(want)))

    count = 2 * count if len(free(of, of.arrays)) > 1 else count
    return look(Run("IEEE"), cases.sampled(of, MORE * count, seed), draw, judge, count)


def as_floats(y: Any) -> np.ndarray:
    """Results as floats; of complex ones NaN or infinity where either part is."""
    y = np.asarray(y)
    try:
        return y.astype(float) if y.dtype.kind != "c" else np.where(np.isfinite(y), 0.0, np.nan)
    except TypeError:  # complex numbers among objects
        return as_floats(y.astype(complex))


def specials(y: np.ndarray) -> np.ndarray:
    """NaN and infinities, and 0 for every number."""
    return np.where(np.isfinite(y), 0.0, y)


def not_finite(y: np.ndarray) -> np.ndarray:
    """1 for NaN and infinities, and 0 for every number."""
    return np.where(np.isfinite(y), 0.0, 1.0)


def same_specials(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Where two arrays agree in NaN and infinities."""
    return (specials(x) == specials(y)) | (x != x) & (y != y)


def gradient_special(
    of: Formula, backward: Callable[..., Any], count: int, seed: int, dtypes: tuple[str, ...] = BOTH
) -> Run:
    """A NaN or an infinity, in dy or in any of the arrays, reaches those entries of a gradient that the derivative of
    the statement says, by IEEE arithmetic, as `promises` has it; no warning leaks."""
    turns = itertools.count()

    def draw(case: Case, rng: random.Random) -> Sample:
        dtype = rng.choice(dtypes)
        arrays = {
            a: np.where(x == 0, 1, x).astype(x.dtype) if a not in of.labels and a not in of.domain else x
            for a, x in cases.floats(case, rng, dtype).items()
        }
        if any(e.rhs.atoms(PLog) for e in case.plan.equations):
            arrays = {a: x if a in of.labels else apart(a, x, case) for a, x in arrays.items()}
        shape = of.shape(**arrays, **plain_scalars(exact_scalars(case)))
        arrays["dy"] = 1 + np.abs(np.random.default_rng(rng.randrange(2**32)).standard_normal(shape)).astype(dtype)
        chosen = ["dy", *free(of, arrays)]
        return Sample(case, special(arrays, of, rng, chosen[next(turns) % len(chosen)]), dtype)

    def judge(sample: Sample) -> Gap:
        kwargs, (arrays, dy) = plain_scalars(exact_scalars(sample.case)), parted(sample)
        promised = promises.promise(of.name, gradient=True)
        if promised.kind == promises.NOTHING:
            raise Inapplicable
        sample.says = "" if promised is promises.DEFAULT else str(promised)
        with at_fault(), warnings.catch_warnings():
            warnings.simplefilter("error")
            got = returned(of, backward(dy, **arrays, **kwargs), arrays)
        gaps = []
        with np.errstate(all="ignore"):
            want = pulled(of, arrays, dy, kwargs, FLOATS)
            left_out = (
                pulled(of, arrays, dy, kwargs, promises.ZEROS_ABSORB) if promised.kind == promises.ZEROS_OUT else None
            )
        for a in want:
            if got[a] is None or a in fixed(backward):
                continue
            found, sought = as_floats(got[a]), as_floats(want[a])
            if found.shape != sought.shape:
                return rounding.exactly(found, sought)
            sample.informative = not np.isfinite(sought).all()
            open_to = np.zeros(sought.shape, bool)
            if promised.kind == promises.LIMIT:
                open_to |= ~np.isfinite(sought)
            if left_out is not None:
                open_to |= same_specials(found, as_floats(left_out[a]))
            kept = not_finite if promised.kind == promises.NOT_FINITE else specials
            gaps.append(rounding.exactly(np.where(open_to, 0, kept(found)), np.where(open_to, 0, kept(sought))))
        return max(gaps, key=lambda g: g.rho)

    return look(Run("IEEE"), cases.sampled(of, MORE * count, seed, limit=3), draw, judge, count)


def form_rounded(of: Formula, fast: Callable[..., Any], count: int, seed: int, dtypes: tuple[str, ...] = BOTH) -> Run:
    """Tier R, and P where the statement is a sum of products: fast within the rounding bound of the literal form."""
    turns = itertools.cycle(dtypes)

    def draw(case: Case, rng: random.Random) -> Sample:
        if any(e.rhs.has(ArgMaxOver) for e in case.plan.equations):
            raise Inapplicable  # a place is not rounded
        dtype = next(turns)
        arrays = cases.floats(case, rng, dtype)
        chance = rng.random() if arrays else 1.0
        arrays = (
            lone_giant(arrays, of, rng) if chance < 0.125 else far_from_zero(arrays, of) if chance < 0.25 else arrays
        )
        return Sample(case, arrays, dtype, rng.randrange(2**32))

    def judge(sample: Sample) -> Gap:
        arrays, kwargs, rng = sample.arrays, plain_scalars(sample.case.kwargs), random.Random(sample.layout)
        with at_fault():
            got = call(of, fast, {a: cases.odd_layout(x, rng) for a, x in arrays.items()}, kwargs)
        with rounded.precision():
            want = bounded(of, sample.dtype, arrays, kwargs)
            sample.informative = any(not (rounded.enclosed(v) == 0) for v in np.ravel(want))  # noqa: SIM201  a ball around 0 is neither
            if np.shape(got) != np.shape(want):
                return rounding.rho(got, want)
            if sample.dtype in formats.ACCUMULATOR and rounding.rho(got, want).rho > 1:
                with contextlib.suppress(ValueError):  # a long sum may have no bound in a narrow type
                    step_by_step = np.asarray(
                        of.literal(**arrays, **kwargs, number=rounded.Rounded(sample.dtype)), object
                    )
                    unbounded = np.array(
                        [not rounded.enclosed(v).is_finite() for v in step_by_step.flat], bool
                    ).reshape(np.shape(want))
                    step_by_step[unbounded] = rounding.anything()
                    sample.says = (
                        f"rounds to {sample.dtype} at every step, not once after {formats.ACCUMULATOR[sample.dtype]}"
                    )
                    want = step_by_step
            sample.ratios = rounding.ratios(got, want)
            gap = rounding.largest(sample.ratios, rounding.wide(got), np.asarray(want, object))
            if gap.rho > 1:
                sample.says = diagnosis(of, sample, got, want)
                if sample.says == TRANSFORM:
                    sample.suspicious = gap
            elif (
                sample.dtype not in formats.ACCUMULATOR
                and (near := rounding.suspicion(got, want, sample.dtype)).rho > 1
            ):
                sample.suspicious = near
                sample.says = "within the rounding bound, but beyond what chance explains once in 10^10: a narrow accumulator, or a lost term"
            return gap

    return look(Run("R"), cases.sampled(of, MORE * count, seed), draw, judge, count)


def lone_giant(arrays: dict[str, np.ndarray], of: Formula, rng: random.Random) -> dict[str, np.ndarray]:
    """One entry of the first array a thousand times the others: it may reach no result but those whose window it lies
    in.
    """
    a = of.arrays[0]
    if a in of.domain or a in of.labels or not arrays[a].size or arrays[a].dtype.name == "float16":
        return arrays
    x = arrays[a].copy()
    x.flat[rng.randrange(x.size)] = 1000 * (1 + np.abs(x).max())
    return {**arrays, a: x}


def far_from_zero(arrays: dict[str, np.ndarray], of: Formula) -> dict[str, np.ndarray]:
    """The first array shifted by a thousand times its largest entry: what takes a difference of large numbers for a
    spread loses it there.
    """
    a = of.arrays[0]
    if (
        a in of.domain
        and not of.domain[a].exact
        or a in of.labels
        or not arrays[a].size
        or arrays[a].dtype.name == "float16"
    ):
        return arrays
    x = arrays[a] + arrays[a].dtype.type(1000 * (1 + np.abs(arrays[a]).max()))
    return arrays if a in of.domain and of.domain[a].fault(x, {}) else {**arrays, a: x}


def bounded(of: Formula, dtype: str, arrays: dict[str, np.ndarray], kwargs: dict[str, Any]) -> np.ndarray:
    """The literal form in balls that hold what arithmetic in `dtype` may give. Halves are accumulated in single
    precision and rounded once."""
    accumulator = formats.ACCUMULATOR.get(dtype, dtype)
    want = of.literal(**arrays, **kwargs, number=rounded.Rounded(accumulator))
    return rounding.stored(want, dtype) if accumulator != dtype else np.asarray(want, object)


def diagnosis(of: Formula, sample: Sample, got: Any, want: np.ndarray) -> str:
    """What a result beyond its bound looks like: an accumulator or inputs narrower than declared, a transform, or
    nothing known.
    """
    arrays, kwargs, dtype = sample.arrays, plain_scalars(sample.case.kwargs), sample.dtype
    if dtype in formats.ACCUMULATOR:
        return ""
    if is_sum_of_products(want) and rounding.normwise(got, want, entries_of(sample, want)) <= 1:
        return TRANSFORM
    narrower = [("float32", "float32")] if dtype == "float64" else []
    narrower += [("float16", "11 bits (TF32, float16)"), ("bfloat16", "8 bits (bfloat16)")]
    kind = rounded.Rounded(dtype)
    for name, said in narrower:  # inputs rounded to a narrower type, then arithmetic in the declared one
        wider = {
            a: x if a in of.labels or a in of.domain else kind.balls(x, formats.UNIT[name] / kind.u)
            for a, x in arrays.items()
        }
        with contextlib.suppress(ValueError, ZeroDivisionError):
            if rounding.rho(got, of.literal(**wider, **kwargs, number=kind)).rho <= 1:
                return f"agrees with inputs or products rounded to {said}, and not with {dtype}"
    return ""


# ---------------------------------------------------------------- laws


def sides(
    law: Law, implementation: Callable[..., Any], case: Case, arrays: dict[str, np.ndarray], kwargs: dict[str, Any]
) -> tuple[Any, Any]:
    """Both sides of a law. Arguments that it does not name are held, in numbers, equal on both sides."""
    of = law.of
    seen = of.read(
        (),
        {
            **{
                a: np.zeros(s)
                for a, s in case.shapes.items()
                if a in of.arrays and a not in of.labels | case.domain.keys()
            },
            **{a: arrays[a] for a in (of.labels | case.domain.keys()) & arrays.keys() if a in of.arrays},
            **{a: v for a, v in kwargs.items() if a in of.names},
        },
    ).scalars
    kwargs = {**kwargs, **{a: seen[a] for a in [*of.scalars, *of.along] if a in seen}}
    defaults = {a for a in of.names if of.signature.parameters[a].default is not of.signature.empty}
    held = {a: v for a, v in kwargs.items() if a not in law.names and a in defaults and not law.plain}
    return law(functools.partial(implementation, **held), *(arrays[a] if a in arrays else kwargs[a] for a in law.names))


def related(law: Law, lhs: Any, rhs: Any) -> Gap:
    """Whether two exact sides stand in the law's relation."""
    if law.relation == "=":
        zero = lambda d: isinstance(d, sp.Basic) and is_zero(d)
        return rounding.identical(lhs, rhs, zero)
    for at in np.ndindex(np.shape(np.asarray(lhs, object) - np.asarray(rhs, object))):
        left, right = (
            np.broadcast_to(np.asarray(s, object), np.shape(np.asarray(lhs, object) - np.asarray(rhs, object)))[at]
            for s in (lhs, rhs)
        )
        if not COMPARE[law.relation](left, right):
            return Gap(math.inf, at, left, right)
    return Gap()


def law_exact(law: Law, implementation: Callable[..., Any], count: int, seed: int, dtype: str = "float64") -> Run:
    """Tier E: both sides of an implementation on whole numbers held as floats."""
    of = law.of

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not case.plan.exact and not case.constant:
            return None
        exact = cases.integers(case, rng)
        if rounding.is_fractional(exact.values()):
            raise Inapplicable
        return Sample(case, exact, dtype)

    def judge(sample: Sample) -> Gap | None:
        case, exact, kwargs = sample.case, sample.arrays, exact_scalars(sample.case, whole=True)
        try:
            want = sides(law, of.literal, case, exact, kwargs)
        except ValueError:  # outside the law's domain
            return None
        values = [v for s in want for v in np.ravel(np.asarray(s, object))]
        if not (rounding.is_float if case.constant else rounding.is_exact_at)(values, dtype):
            return None
        if not case.constant and any(isinstance(v, Fraction) and v.denominator > 1 for v in values):
            return None
        with at_fault():
            lhs, rhs = sides(law, implementation, case, cases.as_floats(exact, of.labels, dtype), kwargs)
            return rounding.exactly(lhs, rhs) if law.relation == "=" else related(law, lhs, rhs)

    return look(Run("E"), cases.sampled(of, MORE * count, seed, law, limit=4), draw, judge, count, law)


def law_rounded(
    law: Law, implementation: Callable[..., Any], count: int, seed: int, dtypes: tuple[str, ...] = BOTH
) -> Run:
    """Tier R: both sides of an implementation on floats, within the sum of their rounding bounds."""
    of, turns = law.of, itertools.cycle(dtypes)

    def draw(case: Case, rng: random.Random) -> Sample:
        dtype = next(turns)
        return Sample(case, cases.floats(case, rng, dtype), dtype)

    def judge(sample: Sample) -> Gap | None:
        case, arrays, kwargs = sample.case, sample.arrays, plain_scalars(exact_scalars(sample.case))
        kind = rounded.Rounded(sample.dtype)
        with rounded.precision():
            moves = {a: case.domain[a].roundings(x) if a in case.domain else 0 for a, x in arrays.items()}
            lifted = {a: x if a in of.labels else kind.balls(x, moves[a]) for a, x in arrays.items()}
            try:
                balls = sides(law, functools.partial(of.literal, number=kind), case, lifted, kwargs)
            except ValueError:
                return None
            except TypeError as error:  # what the law is said with does not run on balls
                raise Inapplicable from error
            with at_fault():
                lhs, rhs = sides(law, implementation, case, arrays, kwargs)
            return rounding.apart(lhs, rhs, law.relation, *balls)

    return look(Run("R"), cases.sampled(of, MORE * count, seed, law, limit=3), draw, judge, count, law)


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
            kwargs = exact_scalars(case, whole=case.plan.exact)
            try:
                fell = run.note(related(law, *sides(law, implementation, case, arrays, kwargs)), case, arrays)
            except ValueError:
                continue
            except NotOffered as error:
                run.lacks(error)
                continue
            except Fault as error:
                run.crashed(error, case, arrays)
                return run
            if fell:
                return _plainest(run, law, implementation, case, arrays, kwargs)
    return run


def on_floats(implementation: Callable[..., Any], dtype: str = "float64") -> Callable[..., Any]:
    """An implementation that knows only floats, on the small whole numbers of a search; its rounding is no
    counterexample.
    """

    def run(*args: Any, **kwargs: Any) -> Any:
        plainly = lambda v: v.astype(dtype) if isinstance(v, np.ndarray) and v.dtype == object else v
        args, kwargs = tuple(map(plainly, args)), {a: plainly(v) for a, v in kwargs.items()}
        try:
            y = implementation(*args, **kwargs)
        except ValueError:  # outside its domain, for all that is known
            raise
        except (NotOffered, Fault):
            raise
        except Exception as error:
            raise Fault(f"{type(error).__name__}: {error}") from error
        return np.round(y, 6 if dtype == "float64" else 3) if isinstance(y, np.ndarray) and y.dtype.kind in "fc" else y

    return run


def _plainest(
    run: Run,
    law: Law,
    implementation: Callable[..., Any],
    case: Case,
    arrays: dict[str, np.ndarray],
    kwargs: dict[str, Any],
) -> Run:
    """Entries set to 0 or 1 as long as the law still falls."""
    for a, k in [(b, k) for b in arrays if b not in case.domain for k in range(arrays[b].size)]:
        for v in (0, 1):
            if arrays[a].flat[k] == v:
                break
            trial = {**arrays, a: arrays[a].copy()}
            trial[a].flat[k] = v
            try:
                gap = related(law, *sides(law, implementation, case, trial, kwargs))
            except ValueError:
                continue
            if gap.rho > 1:
                arrays, run.worst, run.arrays = trial, gap, trial
                break
    return run


# ---------------------------------------------------------------- gradients


def returned(of: Formula, grads: Any, arrays: dict[str, np.ndarray]) -> dict[str, Any]:
    """What a gradient returned, by array."""
    grads = grads if isinstance(grads, tuple) else (grads,)
    names = [a for a in of.arrays if a not in of.labels]
    found = dict(zip(names, grads, strict=False))
    return {a: found.get(a) for a in arrays if a not in of.labels}


def gradient_exact(of: Formula, backward: Callable[..., Any], count: int, seed: int, dtype: str = "float64") -> Run:
    """Tier E: the gradient equals the derivative of the literal form on whole numbers, in every entry."""

    def draw(case: Case, rng: random.Random) -> Sample | None:
        if not case.plan.exact:
            return None
        exact, kwargs = cases.distinct(case, rng), exact_scalars(case, whole=True)
        shape = of.shape(**exact, **kwargs)
        return Sample(
            case, {**exact, "dy": as_objects(rng.randint(-4, 4) for _ in range(math.prod(shape))).reshape(shape)}, dtype
        )

    def judge(sample: Sample) -> Gap:
        kwargs, (exact, dy) = exact_scalars(sample.case, whole=True), parted(sample)
        want = pulled(of, exact, dy, kwargs, EXACT)
        with at_fault():
            got = returned(of, backward(dy.astype(dtype), **cases.as_floats(exact, of.labels, dtype), **kwargs), exact)
        return max((rounding.exactly(got[a], want[a]) for a in want if a not in fixed(backward)), key=lambda g: g.rho)

    return look(Run("E"), cases.sampled(of, MORE * count, seed, limit=3), draw, judge, count)


def fixed(backward: Callable[..., Any]) -> set[str]:
    """The arrays by which a gradient does not differentiate, as it says itself."""
    return getattr(backward, "fixed", set())


def parted(sample: Sample) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The arrays of a sample, and the weights of its results."""
    return {a: x for a, x in sample.arrays.items() if a != "dy"}, sample.arrays["dy"]


def apart(a: str, x: np.ndarray, case: Case) -> np.ndarray:
    """An array where a derivative exists: no two entries tie, and none of them is zero on the border of a domain."""
    moved = x + np.arange(1, x.size + 1, dtype=x.dtype).reshape(x.shape) / 97
    return case.domain[a].make(moved, case.env).astype(x.dtype) if a in case.domain else moved


def gradient_rounded(
    of: Formula, backward: Callable[..., Any], count: int, seed: int, dtypes: tuple[str, ...] = BOTH
) -> Run:
    """Tier R: the gradient within the rounding bound of the literal form's derivative."""
    turns = itertools.cycle(dtypes)

    def draw(case: Case, rng: random.Random) -> Sample:
        dtype = next(turns)
        arrays = cases.floats(case, rng, dtype)
        if "select" in case.plan.operations or any(e.rhs.atoms(PLog) for e in case.plan.equations):
            arrays = {a: x if a in of.labels else apart(a, x, case) for a, x in arrays.items()}
        shape = of.shape(**arrays, **plain_scalars(exact_scalars(case)))
        return Sample(
            case,
            {**arrays, "dy": np.random.default_rng(rng.randrange(2**32)).standard_normal(shape).astype(dtype)},
            dtype,
        )

    def judge(sample: Sample) -> Gap:
        kwargs, (arrays, dy) = plain_scalars(exact_scalars(sample.case)), parted(sample)
        with at_fault():
            got = returned(of, backward(dy, **arrays, **kwargs), arrays)
        with rounded.precision():
            want = pulled(of, arrays, dy, kwargs, rounded.Rounded(sample.dtype))
            return max((rounding.rho(got[a], want[a]) for a in want if a not in fixed(backward)), key=lambda g: g.rho)

    return look(Run("R"), cases.sampled(of, MORE * count, seed, limit=3), draw, judge, count)
