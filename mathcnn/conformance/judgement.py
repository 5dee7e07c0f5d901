"""What a result of real size says: whether every entry is right, and which entries are wrong."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..evidence import checks
from ..evidence.checks.forms import BY_CHANCE
from ..evidence.checks.transforms import TRANSFORM
from ..evidence.reproduction import printed
from ..evidence.reproduction import program as evidence_program
from ..evidence.verdicts import FAILS, HOLDS, NORMWISE, SUSPECT
from ..language.formula import Formula
from ..language.statement import ArgMaxOver
from ..numbers import formats, rounding
from . import written
from .plan import layouts
from .plan.points import Point
from .wanted import Reference

LAST = {1: ("column",), 2: ("row", "column"), 3: ("plane", "row", "column")}  # axes of space, by their number
KINDS = ("entries", "shape", "integers")  # what is wrong in short, if no exception was raised
MEMORY, SHARED = "memory", "two results share their memory"  # the same for a result that a later call overwrites
LOSE = "that lose most digits in"
STEPS, PREFIXES = f"sums term by term {LOSE}", f"prefix sums {LOSE}"  # half precision that rounds at every step
OVERFLOWS = "values in between that overflow"  # half precision, where the result does not


@dataclass(frozen=True)
class Judgement:
    """The judgement of one result.

    verdict: HOLDS, NORMWISE, SUSPECT or FAILS; tier: by which equality is meant; entries: how many were judged; rho:
    the largest |error| / radius, place: where that is; shown: what is wrong, and where; says: what it looks like;
    histogram: how many entries have a rho between `checks.EDGES`; kind: what is wrong in short, equal for results that
    are wrong in the same way; lost: STEPS, PREFIXES or OVERFLOWS, if that explains a result in half precision
    """

    verdict: str
    tier: str = "R"
    entries: int = 0
    rho: float = -1.0
    place: tuple[int, ...] | None = None
    shown: str = ""
    says: str = ""
    histogram: np.ndarray | None = None
    kind: str = "entries"
    lost: str = ""


FINE = Judgement(HOLDS, "")
OVERWRITTEN = Judgement(FAILS, rho=math.inf, shown=SHARED, says=SHARED, kind=MEMORY)


def raised(error: Exception) -> Judgement:
    """The judgement of a call that raised an exception."""
    text = str(error).partition("\n")[0]
    return Judgement(FAILS, rho=math.inf, shown=f"{type(error).__name__}: {text}", kind=type(error).__name__)


def judge(of: Formula, point: Point, got: np.ndarray, want: Reference, dtype: str, drawn: bool) -> Judgement:
    """The judgement of every entry of a result.

    of: the formula; point: the call; got: the result; want: what it should be; dtype: the type of the arguments; drawn:
    whether their entries are standard normal numbers, so that errors of many roundings are about random.
    """
    places = not of.arrays or of.plan(1, of.default_words()).output.rhs.has(ArgMaxOver)  # whose results are integers
    found = judge_entries(lambda: names_of(of, point, got.ndim), got, want, dtype, drawn, places)
    if found.verdict == FAILS and found.kind == "entries" and not found.lost and point.layout in layouts.EQUAL:
        return _of_equal_terms(found, got, want)
    return found


def of_huge(found: Judgement, got: np.ndarray, want: Reference, dtype: str) -> Judgement:
    """The judgement of a result for numbers so large that values in between may overflow half precision: suspect, if
    that explains what is wrong. Then it is infinite or NaN, or there is no bound, as for a quotient by a square."""
    if found.kind != "entries" or want.loose is None or want.likely is None or found.verdict not in (FAILS, SUSPECT):
        return found
    y = rounding.wide(got)
    with np.errstate(all="ignore"):
        right = np.abs(y - want.want) <= np.minimum(want.loose, want.likely)
    if not (right | ~np.isfinite(y) | np.isinf(want.loose)).all():
        return found
    return replace(found, verdict=SUSPECT, lost=OVERFLOWS, says=f"{OVERFLOWS} {dtype}")


def _of_equal_terms(found: Judgement, got: np.ndarray, want: Reference) -> Judgement:
    """The judgement of a wrong result in half precision, if it may be that of sums of equal terms: these are rounded in
    one direction at every step, and stop growing, so that they may be off by more than what is likely otherwise."""
    if want.loose is None or want.likely is None:
        return found
    y = rounding.wide(got)
    with np.errstate(all="ignore"):
        error = np.abs(y - want.want)
    return replace(found, verdict=SUSPECT, lost=STEPS) if _keeps_sizes(y, want, error, want.likely) else found


def judge_entries(
    names: Callable[[], Sequence[str]], got: np.ndarray, want: Reference, dtype: str, drawn: bool, places: bool = False
) -> Judgement:
    """The judgement of every entry of an array, whatever made it.

    names: the names of its axes, which are asked for where it is wrong; places: whether it may hold integers; other
    parameters as for `judge`.
    """
    if got.shape != want.want.shape:
        return Judgement(FAILS, rho=math.inf, shown=f"shape {got.shape} instead of {want.want.shape}", kind="shape")
    if got.dtype.kind in "iub" and dtype in formats.UNIT and not places:
        shown = f"returned integers ({got.dtype}) for {dtype}"
        return Judgement(FAILS, rho=math.inf, shown=shown, kind="integers")
    wide = np.result_type(want.want.dtype, np.float64)
    y = rounding.wide(got)
    with np.errstate(all="ignore"):
        error = np.abs(y.astype(wide if y.dtype.kind != "c" else np.result_type(wide, np.complex128)) - want.want)
        if not y.all():
            flushed = (y == 0) & (np.abs(want.want) < formats.NORMAL.get(dtype, 0))
            error = np.where(flushed, 0, error)  # the check of subnormal numbers is about these
        ratio = ratio_of(error, want.radius)
    wrong = ratio > 1
    histogram = checks.histogram(ratio)
    at = tuple(int(k) for k in np.unravel_index(int(np.argmax(ratio)), ratio.shape)) if ratio.size else None
    rho = float(ratio[at]) if at is not None else 0.0
    base = Judgement(HOLDS, want.tier, int(got.size), rho, at if rho else None, histogram=histogram)
    chance = drawn and not want.half and want.likely is not None and bool((error > want.likely).any())
    if not wrong.any() and not chance:
        return base
    stored = formats.UNIT[dtype] * np.abs(want.want) + formats.UNDERFLOW[dtype] if dtype in formats.ACCUMULATOR else 0.0
    transform = want.norm > 0 and bool(np.isfinite(error).all() and (error <= want.norm + stored).all())
    if not wrong.any():
        verdict, says = (NORMWISE, TRANSFORM) if transform else (SUSPECT, BY_CHANCE)
        return _with(base, verdict, names, error > want.likely, got, want, says)
    lost = ""
    if want.loose is not None and want.likely is not None:
        says = f"rounds to {dtype} at every step, not once after {formats.ACCUMULATOR[dtype]}"
        likely = np.minimum(want.loose, want.likely)
        beyond = ratio_of(error, likely) > 1
        if not beyond.any():
            return Judgement(HOLDS, want.tier, base.entries, 1.0, base.place, says=says, histogram=histogram)
        wrong = beyond
        if not transform and not (ratio_of(error, want.loose) > 1).any():
            found = _with(base, SUSPECT, names, beyond, got, want, f"{says}, and loses most digits")
            return replace(found, lost=STEPS if _keeps_sizes(y, want, error, likely) else "")
        scale = float(np.abs(want.want[np.isfinite(want.want)]).max(initial=0)) / 2
        if not transform and (want.loose_norm == math.inf or (error <= want.loose_norm + stored).all()):
            lost = PREFIXES if want.loose_norm > scale else ""
            transform = not lost
    if transform:
        return _with(base, NORMWISE, names, wrong, got, want, TRANSFORM)
    return replace(_with(base, FAILS, names, wrong, got, want, ""), lost=lost)


def _keeps_sizes(y: np.ndarray, want: Reference, error: np.ndarray, likely: np.ndarray) -> bool:
    """Whether each entry is within its likely error, or right but for a factor, as after sums that stopped growing."""
    with np.errstate(all="ignore"):
        size = y / want.want
    return bool(((error <= likely) | (size >= 1 / want.stops) & (size <= want.stops)).all())


def ratio_of(error: np.ndarray, radius: np.ndarray) -> np.ndarray:
    """|error| / radius; infinite for a NaN, and 0 where there is no error or no bound."""
    with np.errstate(all="ignore"):
        found: np.ndarray = error / radius
        if radius.size and radius.min() > 0 and radius.max() < np.inf and found.max(initial=0) < np.inf:
            return np.asarray(found, float)
        found = np.where(error == 0, 0.0, np.where(radius == 0, np.inf, found))
    return np.where(np.isposinf(radius), 0.0, np.where(np.isnan(found), np.inf, found)).astype(float)


def _with(
    base: Judgement,
    verdict: str,
    names: Callable[[], Sequence[str]],
    wrong: np.ndarray,
    got: np.ndarray,
    want: Reference,
    says: str,
) -> Judgement:
    """The judgement of a result with wrong entries."""
    first = tuple(int(k) for k in np.unravel_index(int(np.argmax(wrong)), wrong.shape))
    shown = described_along(names(), wrong, got)
    here = got[first] if got.ndim else got[()]
    right = want.want[first]
    whole = got.dtype.kind in "iu" and not want.radius[first] and float(right).is_integer()
    shown += f"; {here!s} instead of {int(right) if whole else _number(right, base.tier, want.radius[first])}" + (
        f" at {first}" if first else ""
    )
    return Judgement(verdict, base.tier, base.entries, base.rho, first, shown, says, base.histogram)


def _number(v: np.generic, tier: str, radius: float) -> str:
    """A right value; with its bound if it has one."""
    text = str(v.astype(complex) if np.iscomplexobj(v) else float(v))
    return f"{text} +- {float(radius):.2g}" if radius else text


# ---------------------------------------------------------------- which entries are wrong


def described(of: Formula, point: Point, wrong: np.ndarray, got: np.ndarray) -> str:
    """Which entries of a result are wrong, in words.

    of: the formula; point: the call; wrong: where the result is wrong; got: the result.
    """
    return described_along(names_of(of, point, wrong.ndim), wrong, got)


def described_along(names: Sequence[str], wrong: np.ndarray, got: np.ndarray) -> str:
    """Which entries of a result are wrong, in words; names: of its axes."""
    count = int(wrong.sum())
    text = f"{count:,} of {wrong.size:,} entries wrong" if wrong.ndim else "the result is wrong"
    found = [
        *(["all"] if count == wrong.size and count > 1 else []),
        *_along(names, wrong),
        *(["the whole result is 0"] if got.size > 1 and not np.any(got) else []),
        *([f"{int((got != got).sum()):,} are NaN"] if (got != got).any() else []),
    ]
    return f"{text} ({', '.join(found)})" if found else text


def _along(names: Sequence[str], wrong: np.ndarray) -> list[str]:
    """Along which axes the wrong entries stand at some places only."""
    found = []
    for axis, name in enumerate(names):
        n = wrong.shape[axis]
        hit = np.flatnonzero(wrong.any(tuple(k for k in range(wrong.ndim) if k != axis)))
        if 0 < len(hit) < n and (text := _places(hit.tolist(), n, name)):
            found.append(text)
    return found


def names_of(of: Formula, point: Point, axes: int) -> list[str]:
    """What the axes of a result are called: image, channel, row, column where they are these."""
    if not of.ranked or of.axiswise or not point.shapes or 0 in of.definition.ranks:
        return [f"axis {k}" for k in range(axes)]
    first = point.shapes[next(iter(point.shapes))]
    rank = 1 + len(first) - len(of.plan(1, of.default_words()).arrays[next(iter(point.shapes))])
    space = list(LAST[rank]) if axes >= rank and axes in (rank, rank + 2) else []
    others = axes - len(space)
    return [*(["image", "channel"] if others == 2 else ["channel"] if others == 1 else []), *space]


def _places(hit: Sequence[int], n: int, name: str) -> str:
    """Some of n places along an axis in words; "" if there is no simple way to say it."""
    first, last, step = hit[0], hit[-1], hit[1] - hit[0] if len(hit) > 1 else 0
    axis = name.startswith("axis")

    def at(k: int) -> str:
        return f"index {k} of {name}" if axis else f"{name} {k}"

    if len(hit) == 1:
        last_one = f"only the last index of {name}" if axis else f"only the last {name}"
        return last_one if n > 1 and last == n - 1 else f"only {at(first)}"
    if len(hit) == last - first + 1:
        if last == n - 1:
            return f"{at(first)} onwards"
        return f"index {first} to {last} of {name}" if axis else f"{name} {first} to {last}"
    if step > 1 and len(hit) > 2 and all(b - a == step for a, b in itertools.pairwise(hit)):
        return f"every {_ordinal(step)} {name}, from {first}"
    if list(hit) == [0, n - 1]:
        return f"the first and the last {name}"
    return ""


def _ordinal(n: int) -> str:
    return {2: "second", 3: "third"}.get(n, f"{n}th")


# ---------------------------------------------------------------- programs


def program(imports: Iterable[str], lines: Sequence[str], call: str, found: Judgement | None) -> str:
    """The Python that makes a call again, and says in a comment what is wrong.

    imports, lines: those before the call; call: an expression; found: the judgement, None before there is one.
    """
    imports = [*imports, *written.imports([*lines, call], imports)]
    if found is None:
        return evidence_program(imports, [*lines, f"y = {call}"])
    if found.kind == MEMORY:
        shown = printed("np.shares_memory(first, y)")
        return evidence_program(imports, [*lines, f"first = {call}", f"y = {call}", shown], found.shown)
    whole = found.place is None or not found.place
    shown = printed("y.shape" if found.shown.startswith("shape ") else "y" if whole else f"y[{found.place}]")
    return evidence_program(imports, [*lines, f"y = {call}", shown], found.shown)
