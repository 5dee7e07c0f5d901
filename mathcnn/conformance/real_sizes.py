"""Calls of real sizes: those that the layers of networks make, and those at and beside sizes at which kernels switch.

Each call of a plan is made in every type of numbers that a target has, and every entry of its result is judged against
`reference`. Calls are ordered by their cost. Those that a slow target has no time for are not offered, and are no
evidence.
"""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from ..evidence.checks import NotOffered
from ..evidence.verdicts import FAILS, HOLDS, NORMWISE, NOT_OFFERED, SUSPECT, Verdict
from ..language.formula import Formula
from . import judgement, offered, reproductions, spellings, stated, timing
from .aliases import Scalar
from .budget import Blocks
from .everywhere import NoRule
from .fill_choice import fills_of, random_fill
from .held import Held
from .judgement import Judgement
from .narrower import explained, rounded_away
from .plan import covering, fills, layouts
from .plan.coverage import Coverage
from .plan.everyday import everyday as of_networks
from .plan.points import Point
from .plan.thresholds import points_of
from .reference import reference
from .rows import Rows
from .runs import Example, Failure, Run, rows_of
from .shrunk import shrunk
from .sizes import Key, Size, key_of, size_of
from .subject import Subject

EVERYDAY, THRESHOLDS = "everyday sizes", "sizes at thresholds"  # the names of the checks
THOROUGH = "many sizes at thresholds"
SECONDS = {EVERYDAY: 30.0, THRESHOLDS: 60.0, THOROUGH: 7200.0}  # that a target may take for each
OTHER = 15.0  # for other checks, such as each layout of a library
AFTER = 2.0**28  # operations of the calls of a type, from which none is made after the first failure
WIDE = ("float64", "float32")  # types in which a call may be made with two fills
MOST = 2.0**29  # operations of a call
RATE = 1e9  # operations of a call a second, where its time does not count
FEW = 12  # calls with integers
LOOKED, SHORT = 2, 1e7  # calls within the bound of a transform that are looked at for rounded inputs; operations of one
Refused = (TypeError, ValueError, NotImplementedError)


class Refusal(Exception):
    """A function refuses a type of numbers that it was only tried with."""


def everyday(rows: Rows) -> Iterator[Verdict]:
    """A row for each type of numbers about the calls that the layers of real networks make."""
    yield from verdicts(rows, EVERYDAY, of_networks(rows.of), 2)


def thresholds(rows: Rows, thorough: bool = False) -> Iterator[Verdict]:
    """A row for each type of numbers about the calls at and beside the sizes at which kernels switch.

    rows: the function; thorough: whether there are many more of them, for a night.
    """
    if rows.of.names:
        own = tuple(dtype for dtype, tried in offered.types(rows.subject) if not tried)
        allowed = offered.factors(rows.subject)
        plan = covering.planned(rows.of, rows.seed, thorough, own, allowed)
        points = points_of(rows.of, rows.seed, own, thorough, allowed)
        yield from verdicts(rows, THOROUGH if thorough else THRESHOLDS, points, 1, plan)


def verdicts(
    rows: Rows, name: str, points: Sequence[Point], fills_a_call: int, plan: covering.Plan | None = None
) -> Iterator[Verdict]:
    """A row for each type of numbers about the calls of a plan; several for one that has several faults.

    name: of the check; points: its calls; fills_a_call: how many fills each point gets; plan: what the calls should
    cover, what they have if None. A type that is only tried gets the calls of the first type. No type depends on
    another one.
    """
    of, own = rows.of, rows.subject.own_words
    if not points:
        return
    points = offered.points(rows.subject, points, offered.factors(rows.subject))
    points = [dataclasses.replace(point, kwargs=own(point.kwargs)) for point in points]
    sizes: dict[Key, Size] = {}
    for point in points:
        with contextlib.suppress(ValueError, TypeError):
            sizes[key_of(point)] = size_of(of, point)
    prices = {key: size.price for key, size in sizes.items()}
    ordered = sorted((point for point in points if key_of(point) in sizes), key=lambda point: prices[key_of(point)])
    over = [point for point in ordered if prices[key_of(point)] > MOST]
    ordered = ordered[: len(ordered) - len(over)]
    types = offered.types(rows.subject)
    held = {"", *(dtype for dtype, tried in types if not tried)}
    ordered = [one if one.dtype in held else dataclasses.replace(one, dtype=types[0][0]) for one in ordered]
    seconds = SECONDS.get(name, OTHER) / len(types)  # of each, so that none depends on what another one took
    share, shares = rows.share  # the wide types, which take longest, are in different ones
    for turn, (dtype, tried) in [*enumerate(types)][share - 1 :: shares]:
        started = time.perf_counter()
        run = Runner(rows.subject, dtype, tried, not turn, rows.seed + turn, seconds)
        mine = types[0][0] if tried else dtype
        chosen = [dataclasses.replace(point, dtype=dtype) for point in ordered if point.dtype in ("", mine)]
        found = run.all(chosen[:FEW] if dtype == offered.WHOLE else chosen, sizes, fills_a_call)
        for why in offered.lacking(rows.subject):
            found.lacks(why)
        if dropped := sum(point.dtype in ("", mine) for point in over):
            found.lacks(f"{dropped} calls of more than 2^29 operations")
        rows.made += found.made
        made = rows_of(rows, name, dtype, found, run.example)
        made[0].seconds = time.perf_counter() - started
        made[0].covers = covers(of, found, dtype, chosen if plan is None else plan, tried)
        if made[0].verdict != NOT_OFFERED or not tried:
            yield from made


def covers(of: Formula, run: Run, dtype: str, wanted: Sequence[Point] | covering.Plan, tried: bool) -> str:
    """The coverage of the calls that were made in a type of numbers, as a text; "" for a type that was only tried.

    of: the formula; run: the calls; dtype: the type; wanted: the calls that are wanted, or what they should cover.
    """
    if tried:
        return ""
    found = Coverage(of).cover(point for point, *_ in run.made)
    return (found.want_all(wanted, dtype) if isinstance(wanted, covering.Plan) else found.want(wanted)).text


# ---------------------------------------------------------------- calls


class Runner:
    """The calls of a plan in one type of numbers.

    subject: the function; dtype: the type; tried: whether the function may refuse it; leads: whether the
    type is the first one, in which the reference itself is checked; seed: of the entries; seconds:
    that the target may take.
    """

    def __init__(self, subject: Subject, dtype: str, tried: bool, leads: bool, seed: int, seconds: float):
        self.of, self.dtype, self.tried, self.seed, self.seconds = subject.of, dtype, tried, seed, seconds
        self.leads = leads
        self.subject = copy.copy(subject)
        if tried:
            self.subject.target = dataclasses.replace(subject.target, dtypes=(*subject.target.dtypes, dtype))
            self.subject.whole = dtype == offered.WHOLE
        self.before = subject.before
        self.run = Run()
        self.line, self.lines = "", list[str]()  # the call that is made, and the lines that make its arrays
        self.declared = subject.target.adapted or dtype in subject.scope.dtypes
        self.looked, self.rounds = 0, False  # calls looked at for rounded inputs, and whether these explain one
        self.prefixes: bool | None = None  # whether it computes prefix sums, once that is asked
        self.spent = 0.0  # seconds that the target took
        self.nothing = False  # whether the result of the last call is 0
        self.held = Held()

    def all(self, points: Sequence[Point], sizes: Mapping[Key, Size], fills_a_call: int) -> Run:
        """Make the calls of all points that there is time for; after the first failure, those that AFTER allows.
        A slow target ends between blocks; see `Blocks`.
        """
        prices = [sizes[key_of(point)].price for point in points]
        blocks = Blocks(sum(prices), self.seconds)
        for k, (point, price) in enumerate(zip(points, prices, strict=True)):
            if self.run.failing and blocks.done + price > AFTER:
                self.run.spared += 1
                continue
            if blocks.end_before(price, self.spent):
                self.run.unreached += len(points) - k
                break
            try:
                for fill in fills_of(
                    self.of, point, self.dtype, k + self.seed, fills_a_call if self.dtype in WIDE else 1
                ):
                    self.one(point, fill, price)
                    if self.run.failing and self.run.failing[-1].point is point:
                        break
            except Refusal as refusal:
                self.run.lacks(str(refusal))
                break
        return self.run

    def one(self, point: Point, fill: str, price: float) -> None:
        """Make one call and judge it. A function that does not declare half precision may lose most digits there."""
        run = self.run
        found = self.judged(point, fill, price)
        if found is not None and found.verdict == HOLDS and self.nothing and fill in fills.SINGLE:
            fill = fills.POSITIVE  # no window has an entry that is not 0, so that a function that returns 0 is right
            found = self.judged(point, fill, price)
        if found is None:
            return
        confirmed = fill
        twice = found.verdict in (HOLDS, NORMWISE) and 0 < price <= SHORT and self.held.is_new()
        if twice and (again := self.judged(point, fills.another(fill), 0.0)) and again.kind == judgement.MEMORY:
            found, confirmed = again, fills.another(fill)
        small = found.verdict == NORMWISE and fill != fills.NORMAL and price  # such errors show among small numbers
        if small and (again := self.judged(point, fills.NORMAL, 0.0)) and again.verdict in (FAILS, SUSPECT):
            found, confirmed = again, fills.NORMAL
        half = found.lost != "" and not self.declared
        if half and (found.lost != judgement.PREFIXES or self._prefix_sums(point, confirmed)):
            run.lacks(f"{found.lost} {self.dtype}")
            return
        if found.verdict == NORMWISE and (said := self._rounded_away(point, confirmed, price)):
            found = dataclasses.replace(found, verdict=FAILS, says=said)
        run.made.append((point, self.dtype, fill))
        run.calls += 1
        run.entries += found.entries
        if found.histogram is not None:
            run.histogram = found.histogram if run.histogram is None else run.histogram + found.histogram
        if found.verdict not in (HOLDS, NORMWISE):
            run.failing.append(Failure(point, confirmed, found))
        elif found.verdict == NORMWISE:
            if run.worst.verdict == HOLDS:
                run.worst = found
        else:
            run.remarks |= {found.says} - {""}
            if run.worst.verdict == HOLDS and found.rho > run.worst.rho:
                run.worst = found

    def example(self, failure: Failure, mine: Callable[[Point], bool]) -> Example:
        """A call that is wrong, made as small as possible. mine: whether a smaller call may stand for it."""
        point, fill, found = failure.point, failure.fill, failure.found
        self._again(point, fill, found)
        if self.subject.spoken == spellings.FROM_END:  # smaller calls are spelled so, too
            self.subject.spelling = spellings.FROM_END
        smaller = shrunk(self.of, point, lambda one: mine(one) and self._fails(one, fill, failure.found))
        again = self._again(smaller, fill, found)  # the last call is the one that is written down
        if again is not None and again.verdict == found.verdict:
            point, found = smaller, again
        shapes = [f"{a} {tuple(shape)}" for a, shape in point.shapes.items()]
        given = ", ".join([*shapes, *(f"{a} = {v!r}" for a, v in self._spelled(point).items())])
        layout = "" if point.layout == layouts.PLAIN else f", {point.layout}"
        filled = f"; {fill}{layout}" if shapes else ""
        text = f"{given} ({point.name or point.origin}{filled}): {found.shown}"
        found = dataclasses.replace(found, says=found.says or self._narrower(point, fill, found))
        program = self.program(point, fill, found)
        self.subject.spelling = ""
        return Example(found, text, program, point)

    def _spelled(self, point: Point) -> Mapping[str, Scalar]:
        """The arguments of the last call, with axes as they were spelled."""
        if self.subject.spoken != spellings.FROM_END:
            return point.kwargs
        ndim = len(next(iter(point.shapes.values())))
        return {a: spellings.from_end(v, ndim) if a in self.of.along else v for a, v in point.kwargs.items()}

    def _fails(self, point: Point, fill: str, wrong: Judgement) -> bool:
        """Whether another call is wrong in the same way; one that cannot be made is not."""
        try:
            again = self._again(point, fill, wrong)
        except (Refusal, NoRule, ValueError, TypeError, AssertionError):
            return False
        return again is not None and (again.verdict, again.kind) == (wrong.verdict, wrong.kind)

    def _again(self, point: Point, fill: str, wrong: Judgement) -> Judgement | None:
        """The judgement of a call that stands for a wrong one; of the second of two calls, if it shows there only."""
        if wrong.kind == judgement.MEMORY:
            self.judged(point, fills.another(fill), 0.0)
        return self.judged(point, fill, 0.0)

    def _narrower(self, point: Point, fill: str, found: Judgement) -> str:
        """The type to which a wrong result's inputs were rounded, in words; "" if that does not explain it."""
        with contextlib.suppress(Exception):  # the call was made before, and fails now
            if found.kind == "entries":
                arrays, _ = self.arrays(point, fill)
                return explained(self.of, point, arrays, self.called(point, fill, arrays), self.dtype)
        return ""

    def _rounded_away(self, point: Point, fill: str, price: float) -> str:
        """Whether rounded inputs explain a result within the bound of a transform, in words; "" if they do not, if the
        call is a long one, or if others have been looked at in vain."""
        if price > SHORT or self.looked >= LOOKED and not self.rounds:
            return ""
        self.looked += 1
        with contextlib.suppress(Exception):  # the call was made before, and fails now
            arrays, _ = self.arrays(point, fill)
            said = rounded_away(self.of, point, arrays, self.called(point, fill, arrays), self.dtype)
            self.rounds |= bool(said)
            return said
        return ""

    def _prefix_sums(self, point: Point, fill: str) -> bool:
        """Whether smaller calls, which lose fewer digits, show results of prefix sums in half precision."""
        seen: list[Judgement] = []

        def like(one: Point) -> bool:
            with contextlib.suppress(Refusal, NoRule, ValueError, TypeError, AssertionError):
                if (found := self.judged(one, fill, 0.0)) is not None:
                    seen.append(found)
                    return found.verdict == NORMWISE or found.lost != ""
            return False

        if self.prefixes is None:
            shrunk(self.of, point, like)
            self.prefixes = {NORMWISE} <= {one.verdict for one in seen if not one.lost} <= {NORMWISE, HOLDS}
        return self.prefixes

    def judged(self, point: Point, fill: str, price: float) -> Judgement | None:
        """The judgement of one call; None if it is not offered."""
        of, dtype = self.of, self.dtype
        arrays, self.lines = self.arrays(point, fill)
        self.line, self.nothing, steady = "", False, self.subject.target.steady
        began = None if steady else timing.begin()
        try:
            got = self.called(point, fill, arrays)
        except NotOffered as error:  # before there is a reference, which may take longer
            self.run.lacks(str(error))
            return None
        except Exception as error:  # whatever the target raises
            if isinstance(error, MemoryError) or "allocate memory" in str(error):
                self.run.lacks("memory")
                return None
            if self.tried and not self.run.calls and (isinstance(error, Refused) or dtype == offered.WHOLE):
                raise Refusal(f"{dtype}: {type(error).__name__}: {error}") from None
            return judgement.raised(error)
        finally:
            if price:
                self.spent += steady + price / RATE if began is None else timing.since(began)
        try:
            places = stated.PLACES if price and self.leads and point not in [p for p, *_ in self.run.made[-1:]] else 0
            want = reference(of, arrays, point.kwargs, dtype, places, self.seed)
        except NoRule as error:
            self.run.lacks(f"no reference: {error}")
            return None
        self.nothing = not want.want.any()
        drawn = fill == random_fill(of, point) and point.layout not in layouts.EQUAL  # equal terms are rounded alike
        found = judgement.judge(of, point, got, want, dtype, drawn)
        if fill == fills.HUGE:
            found = judgement.of_huge(found, got, want, dtype)
        shared = self.held.shares(point, fill, got)
        return judgement.OVERWRITTEN if shared and found.verdict in (HOLDS, NORMWISE) else found

    def arrays(self, point: Point, fill: str) -> tuple[dict[str, np.ndarray], list[str]]:
        """The arrays of a call in their layout, and the Python that makes them."""
        drawn = fills.drawn(self.of, point, fill, self.dtype, size_of(self.of, point).terms, self.seed)
        arrays, lines = dict(drawn.arrays), list(drawn.lines)
        layout = layouts.LAYOUTS[point.layout]
        for a, x in drawn.arrays.items():
            if point.layout == layouts.PLAIN or not layout.applies(x):
                continue
            if point.layout in layouts.EQUAL and a in self.of.domain:
                continue
            if point.layout == "big-endian" and x.dtype.name == "bfloat16":
                continue
            arrays[a] = layout(x)
            lines.append(layout.of(a))
        return arrays, lines

    def called(self, point: Point, fill: str, arrays: dict[str, np.ndarray]) -> np.ndarray:
        """The target's result; its program, not its arrays, is passed to `before`."""

        def before(line: str) -> None:
            self.line = line
            if self.before:
                self.before(self.program(point, fill, None))

        self.subject.before = before
        with reproductions.named(arrays):
            given: dict[str, Scalar] = {**arrays, **point.kwargs}
            return self.subject(**given)

    def program(self, point: Point, fill: str, found: Judgement | None) -> str:
        """The Python that makes a call again, and says what is wrong with its result."""
        arrays, lines = ({}, self.lines) if found is None else self.arrays(point, fill)
        imports, more, call = reproductions.parts_of(self.subject, arrays, dict(point.kwargs), self.line)
        imports += ["from ml_dtypes import bfloat16"] * (self.dtype == "bfloat16")
        return judgement.program(imports, [*lines, *more], call, found)


__all__ = ["EVERYDAY", "THRESHOLDS", "Runner", "everyday", "thresholds", "verdicts"]
