"""Every entry of a result in a wider type, with the bound of its rounding error.

Which way is taken follows from the statement:

0 ulp   entries are only chosen: the formula's own fast form, whose results have no error;
E, R    sums of products without subtraction: the fast form in float64. With n terms and d further roundings of each,
        the bound is ((1 + u)^(n + d) - 1) g, where g is the result for the absolute values. Integers whose g is at most
        2^p have no error in any order of summation. The fast form is checked against the literal form at a few places;
R       anything else: the statement itself, evaluated on arrays (`everywhere`), or, where it has an operator without a
        rule there and is small, the literal form in balls. The fast form takes no part.

Half precision is accumulated in float32 and rounded once; `loose` is the bound of arithmetic that rounds to half
precision at every step.
"""

from __future__ import annotations

import functools
import importlib.util
import itertools
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar  # Any: values of letters

import numpy as np
import sympy as sp

from ..compiled import compiled, why_not
from ..evidence.checks.tiers import bounded
from ..evidence.literal import run_exactly
from ..language.formula import BoundCall, Formula, Plan
from ..numbers import spreads
from ..numbers.formats import ACCUMULATOR, LARGEST, NORMAL, SIGNIFICAND, UNDERFLOW, UNIT
from ..numbers.outside import OUTSIDE, Entries, ZeroOutside
from ..numbers.rounded import enclosed, precision
from ..numbers.rounding import LAMBDA
from . import normwise
from .aliases import Scalar
from .everywhere import Everywhere, NoRule
from .products import Products, products

PLACES = 3  # at which a fast form is checked against the literal form
AFFORDABLE = 6_000  # terms of the literal form that such a check may take
COMPILED_FROM = 2**27  # terms, from which on compiling the statement costs less than it saves
PART = 2**22  # entries of a result that the fast form computes at once
Arrays = Mapping[str, np.ndarray]
T = TypeVar("T")
Later: TypeAlias = T | Callable[[], T]  # a value, or what computes it


class Reference:
    """What a result should be.

    want: every entry, in float64 or wider; radius: how far each may be off, infinite where no bound is known; tier:
    "0 ulp", "E" if every radius is 0 or one rounding of a half, or "R"; loose: the radius of arithmetic that rounds to
    half precision at every step, None for wider types; likely: an error beyond it is suspect (tier P), None where that
    tier does not apply; norm: an error beyond it is none of a transform's, 0 where no transform computes the formula;
    loose_norm: the same for a transform that rounds to half precision at every step, 0 where none is known; stops: how
    many times as large as its sum a sum may be that stopped growing. Most right results are judged by `radius` alone,
    so the four others may be functions, which are called when they are first asked for.
    """

    def __init__(
        self,
        want: np.ndarray,
        radius: np.ndarray,
        tier: str,
        loose: Later[np.ndarray | None] = None,
        likely: Later[np.ndarray | None] = None,
        norm: Later[float] = 0.0,
        loose_norm: Later[float] = 0.0,
        stops: float = 1.0,
    ):
        self.want, self.radius, self.tier, self.stops = want, radius, tier, stops
        self._loose, self._likely, self._norm, self._loose_norm = loose, likely, norm, loose_norm

    @property
    def half(self) -> bool:
        """Whether results are kept in half precision, so that `loose` is an array."""
        return self._loose is not None

    @functools.cached_property
    def loose(self) -> np.ndarray | None:
        """The radius of arithmetic that rounds to half precision at every step."""
        return self._loose() if callable(self._loose) else self._loose

    @functools.cached_property
    def likely(self) -> np.ndarray | None:
        """An error beyond it is suspect."""
        return self._likely() if callable(self._likely) else self._likely

    @functools.cached_property
    def norm(self) -> float:
        """The largest error of a transform."""
        return self._norm() if callable(self._norm) else self._norm

    @functools.cached_property
    def loose_norm(self) -> float:
        """The largest error of a transform that rounds to half precision at every step."""
        return self._loose_norm() if callable(self._loose_norm) else self._loose_norm


def reference(
    of: Formula, arrays: Arrays, kwargs: Mapping[str, Scalar], dtype: str, places: int = PLACES, seed: int = 0
) -> Reference:
    """What the result of a call should be.

    of: the formula; arrays: its arrays, in the type of the call; kwargs: its other arguments; dtype: that type, a key
    of `formats.UNIT`, or "int64"; places: how many places a fast form is checked at; seed: of these places. Raises
    NoRule for a statement that is evaluated in none of the ways above, and AssertionError if a fast form differs from
    the literal form.
    """
    given = {a: x if a in of.labels else x.astype(np.float64) for a, x in arrays.items()}
    call = of.read((), {**arrays, **kwargs}).with_arrays(given)
    if call.plan.selects:
        chosen = _fast(of, given, kwargs, math.prod(call.shape))
        _check(of, call, chosen, np.zeros(()), places, seed)
        return Reference(chosen, np.zeros(chosen.shape), "0 ulp")
    inexact = any(not of.domain[a].exact for a in given if a in of.domain)  # which float64 would refuse
    if not inexact and (found := products(call.plan)):
        want = _summed(of, call, given, kwargs, dtype, found, places, seed)
    else:
        try:
            want = _evaluated(call, dtype)
        except NoRule:
            want = _in_balls(of, call, arrays, kwargs, dtype)
    # a result that the type cannot hold is infinite, or anything, as on the way to it; of integers it wraps around
    beyond = np.abs(want.want) + want.radius > LARGEST.get(dtype, 2.0**63)
    if beyond.any():
        want.radius = np.where(beyond, np.inf, want.radius)
    if dtype in ACCUMULATOR:  # a sum of N equal terms stops growing after 1 / u of them, and others a little earlier
        want.stops = max(2.0, 2 * UNIT[dtype] * max(x.size for x in given.values()))
    return want


# ---------------------------------------------------------------- sums of products


def _summed(
    of: Formula,
    call: BoundCall,
    given: Arrays,
    kwargs: Mapping[str, Scalar],
    dtype: str,
    found: Products,
    places: int,
    seed: int,
) -> Reference:
    """The reference of a sum of products, by the fast form, or at real sizes by the statement as machine code."""
    narrow = "float64" if dtype == "int64" else dtype
    accumulator = ACCUMULATOR.get(narrow, narrow)
    count = np.asarray(float(eval(found.terms, {**call.env, "max": max, "min": min})))
    entries = math.prod(call.shape)
    run = _run_at(of, count.item() * entries)
    want = _fast(of, given, kwargs, entries, run)
    signed = any((x < 0).any() for a, x in given.items() if a not in of.labels)
    sizes = {a: np.abs(x) if a not in of.labels else x for a, x in given.items()} if signed else given
    gauge = _fast(of, sizes, kwargs, entries, run) if signed else want
    if call.plan.exact and _sparse(of, given):  # zeros round nothing
        nonzero = {a: (x != 0).astype(float) if a not in of.labels else x for a, x in given.items()}
        count = np.minimum(count, _fast(of, nonzero, kwargs, entries))
    steps = np.maximum(count - 1, 0) + found.roundings
    exact = call.plan.exact and all((x == np.rint(x)).all() for x in given.values())

    def bound(name: str) -> np.ndarray:
        """The radius of arithmetic in a format, in any order of summation."""
        radius = np.expm1(steps * np.log1p(UNIT[name])) * gauge + (steps + 1) * UNDERFLOW[name] * (gauge > 0)
        return np.where((gauge <= 2.0 ** SIGNIFICAND[name]) & exact, 0, radius)

    own = np.where((gauge <= 2.0**53) & exact, 0, np.expm1(steps * np.log1p(UNIT["float64"])) * gauge)
    _check(of, call, want, own, places, seed)
    radius = bound(accumulator) + own
    if accumulator != narrow:
        rounded = radius + UNIT[narrow] * (np.abs(want) + radius) + UNDERFLOW[narrow]
        held = exact & (gauge <= 2.0 ** SIGNIFICAND[narrow])
        radius = np.where(held, 0, np.where(np.abs(want) + rounded > LARGEST[narrow], np.inf, rounded))

    def likely_for(name: str) -> np.ndarray:
        """An error of random roundings in a format is smaller."""
        found: np.ndarray = LAMBDA * np.sqrt(steps + 2) * UNIT[name] * gauge
        return found

    @functools.cache
    def loosened() -> tuple[np.ndarray, np.ndarray]:
        """`loose` and `likely` of half precision."""
        likely = np.maximum(radius, likely_for(narrow))
        loose = np.where(gauge > LARGEST[narrow], np.inf, np.maximum(bound(narrow), radius))
        loose = np.where((loose > gauge / 2) & (gauge <= LARGEST[narrow]), likely, loose)  # says nothing otherwise
        return loose, np.maximum(radius, np.minimum(likely, _half_of_the_largest(want)))

    half = accumulator != narrow
    return Reference(
        want,
        radius,
        "E" if exact and (gauge <= 2.0 ** SIGNIFICAND[accumulator]).all() else "R",
        (lambda: loosened()[0]) if half else None,
        lambda: loosened()[1] if half else likely_for(accumulator) + own,
        lambda: _norm(of, given, kwargs, accumulator, want),
        lambda: _norm_of_sums(of, given, kwargs, narrow, want) if half else 0.0,
    )


def _half_of_the_largest(want: np.ndarray) -> float:
    """Half of the largest finite result: an error that is likely is no larger, so that zeros are not accepted."""
    return float(np.abs(want[np.isfinite(want)]).max(initial=0)) / 2


def _sparse(of: Formula, given: Arrays) -> bool:
    """Whether most entries of an array are 0."""
    return any(x.size and np.count_nonzero(x) < x.size / 2 for a, x in given.items() if a not in of.labels)


def _norm(of: Formula, given: Arrays, kwargs: Mapping[str, Scalar], dtype: str, want: np.ndarray) -> float:
    """The `norm` of a reference, for arithmetic in a format."""
    arrays = {a: x for a, x in given.items() if a not in of.labels and a not in of.optional}
    if len(arrays) > 1:
        return normwise.of_products(want.size + sum(x.size for x in arrays.values()), want, dtype)
    return _norm_of_sums(of, given, kwargs, dtype, want)


def _norm_of_sums(of: Formula, given: Arrays, kwargs: Mapping[str, Scalar], dtype: str, want: np.ndarray) -> float:
    """The same for prefix sums; 0 for a formula of several arrays, which has none."""
    arrays = {a: x for a, x in given.items() if a not in of.labels and a not in of.optional}
    if len(arrays) > 1:
        return 0.0
    (a,) = arrays
    return normwise.of_prefix_sums(of, arrays[a], dtype, lambda x: _fast(of, {**given, a: x}, kwargs, want.size))


def _run_at(of: Formula, terms: float) -> Any:
    """What computes a sum of so many products: the statement as machine code for many, where llvmlite is installed, and
    else the fast form. Any: a function with the parameters of the formula."""
    if terms < COMPILED_FROM or why_not(of) is not None or importlib.util.find_spec("llvmlite") is None:
        return of
    return compiled(of)


def _fast(of: Formula, arrays: Arrays, kwargs: Mapping[str, Scalar], entries: int, by: Any = None) -> np.ndarray:
    """The result of the formula's own fast form, or `by` another function with its parameters; a large one, of so many
    entries, is computed for some images at a time."""
    run: Any = by or of  # its parameters are those of the formula
    first = next(iter(arrays))
    if entries <= PART or not _batched(of.read((), {**arrays, **kwargs}).plan):
        found = run(**arrays, **kwargs)
        return np.asarray(found[0] if isinstance(found, tuple) and of.companions else found)
    step = max(1, len(arrays[first]) * PART // entries)
    parts = [arrays[first][k : k + step] for k in range(0, len(arrays[first]), step)]
    return np.concatenate([_fast(of, {**arrays, first: part}, kwargs, 0, by) for part in parts])


def _batched(plan: Plan) -> bool:
    """Whether the first axis of the first array is one of independent calls: its letter stands in no other array, in no
    sum, and first in the result."""
    lines = list(plan.arrays.values())
    if not plan.result or not lines or not lines[0]:
        return False
    letter, same = plan.result[0].size, lines[0][0].size
    others = itertools.chain(lines[0][1:], *lines[1:], plan.result[1:])
    limits = {s for e in plan.equations for one in e.rhs.atoms(sp.Sum) for s in one.free_symbols}
    return bool(
        letter.is_Symbol
        and letter == same
        and letter not in limits
        and not any(letter in entry.size.free_symbols for entry in others)
    )


# ---------------------------------------------------------------- places by the literal form


def _exactly(v: float) -> int | Fraction:
    return int(v) if v == int(v) else Fraction(v)


def stated(call: BoundCall, places: list[tuple[int, ...]]) -> list[Scalar]:
    """The entries of the result of a call at a few places by the literal form, exactly."""
    plan, env = call.plan, call.env
    reads = {
        a: Entries(call.arrays[a], plan.ranges(line, env), _exactly) if a in call.arrays else ZeroOutside()
        for a, line in plan.arrays.items()
    }
    full = plan.ranges(plan.result, env)
    found: list[Scalar] = []
    for at in places:
        found += run_exactly(call, reads, [range(r[k], r[k] + 1) for r, k in zip(full, at, strict=True)])
    return [0 if v is OUTSIDE else v for v in found]


def _check(of: Formula, call: BoundCall, want: np.ndarray, bound: np.ndarray, count: int, seed: int) -> None:
    """Check the fast form against the literal form: at the last place, the first one, and others at random.

    Raises AssertionError if they differ by more than `bound`. Where the literal form takes too long nothing is checked:
    one place of `convolution.image` adds up a term for each entry of the image.
    """
    if call.folds or not want.size or not count:
        return
    rng = np.random.default_rng(seed)
    corners = [tuple(n - 1 for n in want.shape), (0,) * want.ndim]
    places = corners + [tuple(int(rng.integers(n)) for n in want.shape) for _ in range(count)]
    places = places[: min(count, AFFORDABLE // call.longest())]
    allowed = np.broadcast_to(bound, want.shape)
    for at, v in zip(places, stated(call, places), strict=True):
        if abs(Fraction(v) - Fraction(float(want[at]))) > Fraction(float(allowed[at])):
            raise AssertionError(f"{of.name}: the fast form says {want[at]} at {at}, the literal form {v}")


# ---------------------------------------------------------------- statements on arrays


def _evaluated(call: BoundCall, dtype: str) -> Reference:
    """The reference by the statement itself, on arrays."""
    narrow = "float64" if dtype == "int64" else dtype
    accumulator = ACCUMULATOR.get(narrow, narrow)
    wide = np.longdouble if accumulator == "float64" else np.float64
    kind = spreads.Spreads(accumulator, wide)
    found = kind.widened(Everywhere(call, kind).result())
    half = accumulator != narrow
    if half:
        found = spreads.stored(found, narrow)
    radius = np.broadcast_to(found.rad, found.mid.shape).astype(float)
    if not half:  # a result below the normal numbers may be flushed; its own check says so
        radius = np.where(np.abs(found.mid) < NORMAL[narrow], np.maximum(radius, np.abs(found.mid)), radius)
    radius = np.where(np.isnan(radius), np.inf, radius)

    @functools.cache
    def loose() -> np.ndarray:
        each = spreads.Spreads(narrow)
        rad: np.ndarray = np.maximum(each.widened(Everywhere(call, each).result()).rad, found.rad)
        return np.where(np.isnan(rad), np.inf, rad)

    def likely() -> np.ndarray:
        least: np.ndarray = np.maximum(radius, np.minimum(loose(), _half_of_the_largest(found.mid)))
        return least

    return Reference(found.mid, radius, "R", loose if half else None, likely if half else None)


def _in_balls(of: Formula, call: BoundCall, arrays: Arrays, kwargs: Mapping[str, Scalar], dtype: str) -> Reference:
    """The reference by the literal form in balls. Raises NoRule if that takes too long."""
    narrow = "float64" if dtype == "int64" else dtype
    work = sum(x.size for x in arrays.values()) * math.prod(call.shape)
    if work > AFFORDABLE:
        raise NoRule(f"the literal form in balls takes too long: {work} terms")
    with precision():
        balls = np.asarray(bounded(of, narrow, dict(arrays), dict(kwargs)), object)
    found = [enclosed(v) for v in balls.flat]
    want = np.array([float(b.mid()) for b in found]).reshape(balls.shape)
    radius = np.array([float(b.rad()) for b in found]).reshape(balls.shape)
    exact = call.plan.exact and all((x == np.rint(x)).all() for x in call.arrays.values())
    exact = exact & np.isfinite(radius)
    return Reference(want, np.where(exact & (np.abs(want) <= 2.0 ** SIGNIFICAND[narrow]), 0, radius), "R")
