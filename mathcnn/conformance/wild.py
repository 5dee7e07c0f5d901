"""NaN and infinities in every array of a call: which results they reach, what becomes of them, and how that is named.

Small random cases are checked against the statement over floats. Ordinary geometries (`ordinary.GEOMETRIES`) are
checked against the formula's own fast form in float64, which keeps what `mathcnn.evidence.special` promises and is
itself checked against the statement. Results that only choose entries are compared in every entry, others where NaN or
infinities are, and in the small cases also where there are numbers, within their rounding bound.
"""

from __future__ import annotations

import functools
import itertools
import math
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import sympy as sp

from ..evidence import cases, checks, deviations
from ..evidence import special as promises
from ..evidence.cases import Case
from ..evidence.checks import CheckResult, NotOffered, Sample
from ..evidence.checks.special_values import real_floats, same_specials
from ..evidence.deviations import HARMLESS, LOSES, named
from ..language.formula import Formula
from ..language.statement import ArgMaxOver, MaxOver, MinOver
from ..numbers import formats, rounded, rounding
from ..numbers.floats import FLOATS
from ..numbers.rounding import Gap
from . import kinds
from .aliases import Function, Scalar
from .ordinary import integers, ordinary

Arrays = dict[str, np.ndarray]
VALUES = (math.nan, math.inf, -math.inf)
ROUNDS = 2  # times that every value is put into every array, at least, among small cases
TRIES = 4
HALVES = 0.4  # of the other large samples with infinities have them in half of each row
ZEROS = 0.3  # of the other entries of a single product
CLOSE = 0.02  # relative, for naming a deviation that was found


@dataclass
class Wild:
    """A check of NaN and infinities in one type of numbers.

    of: the formula; fn: the function; dtype: of the arrays; count: about how many small cases; seed: of the cases
    """

    of: Formula
    fn: Function
    dtype: str
    count: int
    seed: int
    found: dict[str, None] = field(default_factory=dict)  # deviations that hide nothing
    wrong: bool = False  # whether it was wrong without NaN and infinities

    def run(self) -> CheckResult:
        """The small cases, then the ordinary ones. What hides an error comes before what hides nothing."""
        result = self._passed(LOSES)
        return result if result.wrong or not self.found else self._passed((*LOSES, *HARMLESS))

    def _passed(self, counted: tuple[str, ...]) -> CheckResult:
        names = checks.free(self.of, self.of.arrays)
        count = max(self.count, ROUNDS * len(names) * len(VALUES))
        small = self._looked(
            cases.sampled(self.of, checks.MORE * count, self.seed), self._small(), count, counted, False
        )
        if small.wrong:
            return small
        rng = random.Random(self.seed)
        table = [(case, rng) for case in ordinary(self.of) for _ in range(len(checks.free(self.of, case.shapes)) * 3)]
        large = self._looked(iter(table), self._large(), len(table), counted, True)
        large.count, large.informative = large.count + small.count, large.informative + small.informative
        large.absent = large.absent or small.absent
        if large.sample is None:
            large.sample, large.draw, large.judge = small.sample, small.draw, small.judge
            large.case, large.arrays = small.case, small.arrays
        return large

    def _looked(
        self,
        drawn: Iterator[tuple[Case, random.Random]],
        draw: Callable[[Case, random.Random], Sample | None],
        count: int,
        counted: tuple[str, ...],
        fast: bool,
    ) -> CheckResult:
        judge = lambda sample: self._judged(sample, counted, fast)
        return checks.look(CheckResult("IEEE"), drawn, draw, judge, count)

    # -- samples

    def _small(self) -> Callable[[Case, random.Random], Sample | None]:
        turns: Iterator[int] = itertools.count()

        def draw(case: Case, rng: random.Random) -> Sample | None:
            arrays = cases.floats(case, rng, self.dtype)
            return self._with_specials(case, arrays, rng, next(turns), False)

        return draw

    def _large(self) -> Callable[[Case, random.Random], Sample | None]:
        turns: Iterator[int] = itertools.count()

        def draw(case: Case, rng: random.Random) -> Sample | None:
            arrays = integers(case, np.random.default_rng(rng.randrange(2**32)), self.dtype)
            return self._with_specials(case, arrays, rng, next(turns), True)

        return draw

    def _with_specials(self, case: Case, arrays: Arrays, rng: random.Random, turn: int, large: bool) -> Sample | None:
        """A sample with NaN or an infinity in one array, and no zeros, which may or may not meet infinities, but in a
        single product. large: whether rows are so long that half of one may be infinite, as masks have it."""
        of = self.of
        names = [a for a in checks.free(of, arrays) if arrays[a].size]
        if not names:
            return None
        arrays = {a: np.where(x == 0, 1, x).astype(x.dtype) if a in names else x for a, x in arrays.items()}
        a, value = names[turn % len(names)], VALUES[turn // len(names) % len(VALUES)]
        for _ in range(TRIES):  # at an entry that a result depends on, if one is found
            x = np.array(arrays[a])
            ends = [0, x.size - 1, rng.randrange(x.size), rng.randrange(x.size)]
            x.flat[rng.choice(ends)] = value
            kwargs = checks.float_scalars(case.kwargs)
            with np.errstate(all="ignore"):
                if self._gives_places() or not np.isfinite(expected(of, {**arrays, a: x}, kwargs, True)).all():
                    break
        places = self._gives_places()
        full = math.isinf(value) and turn // (len(names) * len(VALUES)) % 2  # the first of equals is the largest
        if rng.random() < 0.25 and not places or places and full:  # a maximum hides one infinity, and no window of them
            x[...] = value
        elif large and math.isinf(value) and not places and x.ndim and rng.random() < HALVES:
            half = x.shape[-1] // 2  # as a mask of padding before or after has it
            x[..., rng.choice([slice(half), slice(half, None)])] = value
        elif rng.random() < 0.4 and not places:
            x.flat[rng.randrange(x.size)] = rng.choice(VALUES)
        if self.single:
            absent = {b: np.reshape([rng.random() < ZEROS for _ in y.flat], y.shape) for b, y in arrays.items()}
            arrays = {b: np.where(absent[b], 0, y).astype(y.dtype) if b in names else y for b, y in arrays.items()}
        return Sample(case, {**arrays, a: x}, self.dtype, candidates=(1, -1, 2))

    @functools.cached_property
    def single(self) -> bool:
        """Whether a result is one product of entries: then no zero is padding, whose products may be left out, and a
        zero meets NaN and infinities as the statement says."""
        plan = self.of.plan(1, self.of.default_words())
        product = isinstance(plan.output.rhs, sp.Mul) and not plan.parts
        return product and all(isinstance(one, sp.Indexed) for one in plan.output.rhs.args)

    def _gives_places(self) -> bool:
        return bool(self.of.plan(1, self.of.default_words()).output.rhs.has(ArgMaxOver))

    # -- judgement

    def _judged(self, sample: Sample, counted: tuple[str, ...], fast: bool) -> Gap:
        """The gap of a sample: infinite at an entry that deviates in one of the kinds that are counted."""
        of, arrays, kwargs = self.of, sample.arrays, checks.float_scalars(sample.case.kwargs)
        wild = next((a for a in checks.free(of, arrays) if not np.isfinite(rounding.wide(arrays[a])).all()), "")
        if not wild:
            return Gap()
        with np.errstate(all="ignore"):
            want = expected(of, arrays, kwargs, fast)
            try:
                got = real_floats(rounding.wide(checks.call(of, self.fn, arrays, kwargs)))
            except NotOffered:
                raise
            except Exception as error:  # whatever the target raises
                return self._raised(sample, error, wild, counted)
            sample.informative = self._gives_places() or not np.isfinite(want).all()
            if got.shape != want.shape:
                return rounding.exactly(got, want)
            where = self._deviating(sample, got, want, wild, fast)
            if not where.any():
                return Gap()
            for kind, mask in kinds_of(got, want):
                if not (mask & where).any():
                    continue
                if self._wrong_anyway(sample, kind == deviations.NUMBER_CHANGED):
                    self.wrong, sample.informative = True, False
                    return Gap()
                said = substituted(of, arrays, kwargs, got, self.dtype) if kind in LOSES else ""
                kind = said or kind
                sample.says = named(kind, wild)
                if kind in counted:
                    return Gap(math.inf, *_first(mask & where, got, want))
                self.found[sample.says] = None
        return Gap()

    def _deviating(self, sample: Sample, got: np.ndarray, want: np.ndarray, wild: str, fast: bool) -> np.ndarray:
        """Which entries deviate, where the statement says what they are."""
        of, arrays, kwargs = self.of, sample.arrays, checks.float_scalars(sample.case.kwargs)
        promised = promises.promise(of.name, wild)
        differ = ~same_specials(got, want)
        if promised.kind == promises.NOT_FINITE:
            differ = np.isfinite(got) != np.isfinite(want)
        if promised.kind == promises.UNREAD:
            differ &= np.isfinite(want)
        later = wild != of.arrays[0] and not self.single
        if differ.any() and later:
            differ &= ~np.isnan(got)
        if differ.any() and (later or self._has_own_zeros(sample.case)):
            # products with the zeros between entries, and with weights that are 0, may be left out
            left_out = checks.literal(of, arrays, kwargs, number=promises.ZEROS_ABSORB)
            differ &= ~same_specials(got, real_floats(left_out))
        numbers = np.isfinite(got) & np.isfinite(want)
        if sample.case.plan.selects:
            differ |= numbers & (got != want)
        elif not fast and numbers.any() and not differ.any():
            differ |= numbers & (got != want) & self._beyond(arrays, kwargs, got)
        largest = formats.LARGEST[self.dtype]
        overflows: np.ndarray = np.isfinite(want) & (np.abs(want) > largest)
        deviating: np.ndarray = differ & ~overflows
        return deviating

    def _has_own_zeros(self, case: Case) -> bool:
        """Whether the zeros of a sample can only be numbers of the statement, such as the weight of an entry that a
        place does not lie next to: no argument is 0, and no maximum with 0."""
        return (
            not self.single and "select" not in case.plan.operations and all(case.kwargs[a] != 0 for a in self._reals)
        )

    @functools.cached_property
    def _reals(self) -> list[str]:
        """The arguments that are real numbers."""
        return [a for a, letters in self.of.scalars.items() if not letters[0].is_integer]

    def _beyond(self, arrays: Arrays, kwargs: dict[str, Scalar], got: np.ndarray) -> np.ndarray:
        """Which numbers lie outside their rounding bound, where that is finite."""
        half = self.dtype in formats.ACCUMULATOR
        with rounded.precision():
            try:
                balls = (
                    np.asarray(checks.literal(self.of, arrays, kwargs, number=rounded.Rounded(self.dtype)), object)
                    if half
                    else checks.bounded(self.of, self.dtype, arrays, kwargs)
                )
            except (ValueError, ZeroDivisionError):
                return np.zeros(got.shape, bool)
            out = np.zeros(got.shape, bool)
            for at in np.ndindex(got.shape):
                ball = rounded.enclosed(balls[at]) if balls.shape else rounded.enclosed(balls[()])
                if np.isfinite(got[at]) and ball.is_finite():
                    out[at] = rounding.distance(float(got[at]), ball) > 1
        return out

    def _raised(self, sample: Sample, error: Exception, wild: str, counted: tuple[str, ...]) -> Gap:
        """A call that raises: a deviation if it does not raise with numbers in the place of NaN and infinities."""
        kwargs = checks.float_scalars(sample.case.kwargs)
        said = f"{type(error).__name__}: {error}"
        if isinstance(error, RuntimeError) and "its input" in str(error):
            raise checks.Fault(said) from error
        with checks.at_fault():
            checks.call(self.of, self.fn, clean(sample.arrays), kwargs)
        sample.says = f"{named(deviations.RAISES, wild)}: {said}"
        if deviations.RAISES in counted:
            return Gap(math.inf, None, said, "a result")
        self.found[sample.says] = None
        return Gap()

    def _wrong_anyway(self, sample: Sample, finely: bool) -> bool:
        """Whether the function is wrong without NaN and infinities, too: other checks say so.

        finely: whether an error beyond rounding counts; else a result must be another one altogether.
        """
        plain, kwargs = clean(sample.arrays), checks.float_scalars(sample.case.kwargs)
        try:
            got = real_floats(rounding.wide(checks.call(self.of, self.fn, plain, kwargs)))
        except Exception:  # whatever the target raises, it is wrong without NaN, too
            return True
        want = expected(self.of, plain, kwargs, True)
        if got.shape != want.shape:
            return True
        if sample.case.plan.selects:
            return bool((got != want).any())
        return bool(self._beyond(plain, kwargs, got).any()) if finely else not near(got, want).all()


def expected(of: Formula, arrays: Arrays, kwargs: dict[str, Scalar], fast: bool) -> np.ndarray:
    """The result by the statement over floats, or by the formula's own fast form in float64."""
    if not fast:
        return real_floats(checks.literal(of, arrays, kwargs, number=FLOATS))
    if not set(of.domain) - of.labels:  # probabilities sum to 1 in their own type only
        arrays = {a: x if a in of.labels else np.asarray(x, np.float64) for a, x in arrays.items()}
    return real_floats(checks.call(of, of, arrays, kwargs))


def clean(arrays: Arrays) -> Arrays:
    """The arrays with numbers in the place of NaN and infinities: such as the others are, and equal to none of them."""
    found = {}
    for a, x in arrays.items():
        numbers = np.isfinite(rounding.wide(x))
        largest = np.abs(rounding.wide(x)[numbers]).max(initial=1)
        found[a] = np.where(numbers, x, 1 + largest).astype(x.dtype)
    return found


def near(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Where two arrays agree roughly: for a name, and not for a verdict."""
    with np.errstate(all="ignore"):
        close = np.abs(x - y) <= CLOSE * np.maximum(np.abs(x), np.abs(y)) + CLOSE
        agree: np.ndarray = same_specials(x, y) & (close | ~np.isfinite(x))
    return agree


def kinds_of(got: np.ndarray, want: np.ndarray) -> Iterable[tuple[str, np.ndarray]]:
    """The kinds of deviations with the entries at which they can be, those that lose most first."""
    finite, infinite = np.isfinite(got), np.isinf(got)
    lost, gone = np.isnan(want), np.isinf(want)
    return [
        (deviations.NAN_TO_ZERO, lost & (got == 0)),
        (deviations.NAN_TO_NUMBER, lost & finite),
        (deviations.INFINITY_TO_ZERO, gone & (got == 0)),
        (deviations.INFINITY_TO_NUMBER, gone & finite),
        (deviations.NAN_TO_INFINITY, lost & infinite),
        (deviations.INFINITY_TURNED, gone & infinite),
        (deviations.NUMBER_TO_INFINITY, np.isfinite(want) & infinite),
        (deviations.SPREADS, np.isnan(got)),
        (deviations.NUMBER_CHANGED, finite & np.isfinite(want)),
    ]


def substituted(of: Formula, arrays: Arrays, kwargs: dict[str, Scalar], got: np.ndarray, dtype: str) -> str:
    """The kind of a deviation that is explained by other numbers in the place of NaN or infinities, or ""."""
    largest = float(formats.LARGEST[dtype])
    maximum = any(e.rhs.has(MaxOver, MinOver) or "Max" in str(e.rhs) for e in of.plan(1, of.default_words()).equations)
    readings: list[tuple[str, Callable[[np.ndarray], np.ndarray]]] = [
        (deviations.NAN_TO_ZERO, lambda x: np.where(np.isnan(x), 0, x)),
        (deviations.INFINITY_TO_LARGEST, lambda x: np.where(np.isinf(x), np.sign(x) * largest, x)),
        (deviations.INFINITY_TO_LARGEST, lambda x: np.nan_to_num(x, posinf=largest, neginf=-largest)),
        (deviations.INFINITY_TO_ZERO, lambda x: np.where(np.isinf(x), 0, x)),
        (deviations.INFINITY_TO_ZERO, lambda x: np.where(np.isfinite(x), x, 0)),
    ]
    if maximum:
        readings.insert(0, (deviations.NAN_IGNORED, lambda x: np.where(np.isnan(x), -np.inf, x)))
    for kind, change in readings:
        read = {a: change(np.asarray(x, np.float64)) if x.dtype.kind in "fV" else x for a, x in arrays.items()}
        try:
            want = expected(of, read, kwargs, True)
        except (ValueError, OverflowError):  # outside a domain
            continue
        want = np.where(np.abs(want) > largest, np.sign(want) * np.inf, want)
        nothing = np.isneginf(want) if kind == deviations.NAN_IGNORED else np.zeros(want.shape, bool)
        if want.shape == got.shape and (near(got, want) | nothing & ~np.isnan(got)).all():
            return kind
    return ""


def _first(mask: np.ndarray, got: np.ndarray, want: np.ndarray) -> tuple[tuple[int, ...], float, float]:
    """The first place of a mask, and both values there."""
    at = tuple(int(k) for k in np.argwhere(mask)[0])
    return at, got[at].item(), want[at].item()


def checkable(of: Formula) -> bool:
    """Whether an array of the formula may hold NaN and infinities."""
    return bool(checks.free(of, of.arrays)) and kinds.expected(of) != kinds.ANY
