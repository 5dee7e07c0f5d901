"""The reference of a formula that is a sum of products: its fast form in float64, with the bound of any order of sums.

Three results of the fast form are asked for: the sums themselves, those of the absolute values (the gauge) and, where
most entries are 0, the number of terms that are not 0. An upper bound is enough for the gauge and the number, so they
are computed in float32, at half the cost, if the numbers are within its range. Sums of integers that float32 holds
exactly are computed in it, too; they have no error and need no gauge.
"""

from __future__ import annotations

import functools
import importlib.util
import itertools
import math
from collections.abc import Mapping
from typing import Any  # Any: functions with the parameters of a formula

import numpy as np
import sympy as sp

from ..compiled import compiled, why_not
from ..evidence.checks.calls import first_of
from ..language.formula import BoundCall, Formula, Plan
from ..numbers.formats import ACCUMULATOR, LARGEST, SIGNIFICAND, UNDERFLOW, UNIT
from ..numbers.rounding import LAMBDA
from . import normwise, stated
from .aliases import Scalar
from .products import Products
from .wanted import Reference

COMPILED_FROM = 2**27  # terms, from which on compiling the statement costs less than it saves
PART = 2**22  # entries of a result that the fast form computes at once
RANGE = 2.0**100  # of products and sums that float32 surely holds, from its inverse on
FEW = 2**12  # terms of sums that float32 computes, so that its own roundings add less than 0.001 of a bound
Arrays = Mapping[str, np.ndarray]


class Sums:
    """A call whose result is a sum of products.

    of: the formula; call: the call; given: its arrays in float64; kwargs: its other arguments; found: how its statement
    is made of products.
    """

    def __init__(self, of: Formula, call: BoundCall, given: Arrays, kwargs: Mapping[str, Scalar], found: Products):
        self.of, self.call, self.given, self.kwargs, self.found = of, call, given, kwargs, found
        self.numbers = {a: x for a, x in given.items() if a not in of.labels}
        self.count = float(eval(found.terms, {**call.env, "max": max, "min": min}))
        self.entries = math.prod(call.shape)
        self.run = _run_at(of, self.count * self.entries)
        self.exact = call.plan.exact and all((x == np.rint(x)).all() for x in given.values())
        largest, least = (f((1.0, *map(size, self.numbers.values()))) for f, size in ((max, _largest), (min, _least)))
        factors = found.roundings + 1  # of a product, at most
        self.most = self.count * math.exp(min(700.0, factors * math.log(largest))) if self.count else 0.0
        within = self.most <= RANGE and least**factors >= 1 / RANGE and self.count <= FEW
        self.narrow = np.float32 if within and self.run is of else np.float64
        self.whole = bool(self.exact and self.most <= 2.0 ** SIGNIFICAND["float32"])

    def computed(self, arrays: Arrays, dtype: type[np.floating[Any]] = np.float64, by: Any = None) -> np.ndarray:
        """The result of the fast form for other numbers, computed in a type."""
        cast = {a: x.astype(dtype, copy=False) if a not in self.of.labels else x for a, x in arrays.items()}
        return np.asarray(fast(self.of, cast, self.kwargs, self.entries, by).astype(np.float64))

    @functools.cached_property
    def want(self) -> np.ndarray:
        """The sums."""
        return self.computed(self.given, self.narrow if self.whole else np.float64, self.run)

    @functools.cached_property
    def gauge(self) -> np.ndarray:
        """An upper bound of the sums of the absolute values."""
        if not any((x < 0).any() for x in self.numbers.values()):
            return self.want
        sizes = {a: np.abs(x) if a in self.numbers else x for a, x in self.given.items()}
        found = self.computed(sizes, self.narrow, self.run)
        if self.narrow is np.float32 and not self.whole:
            found *= 1 + (self.count + self.found.roundings + 2) * 2 * UNIT["float32"]
        return found

    @functools.cached_property
    def steps(self) -> np.ndarray:
        """An upper bound of the number of roundings in each sum; a term that is 0 causes none."""
        count = np.asarray(self.count)
        if self.call.plan.exact and any(x.size and np.count_nonzero(x) < x.size / 2 for x in self.numbers.values()):
            ones = {a: (x != 0).astype(float) if a in self.numbers else x for a, x in self.given.items()}
            narrow = np.float32 if self.count <= 2.0 ** SIGNIFICAND["float32"] else np.float64
            count = np.minimum(count, self.computed(ones, narrow))
        return np.asarray(np.maximum(count - 1, 0) + self.found.roundings)

    def free(self, name: str) -> np.ndarray:
        """Where arithmetic in a format has no error in any order of summation."""
        if self.exact and self.most <= 2.0 ** SIGNIFICAND[name]:
            return np.asarray(True)
        return np.asarray(self.exact & (self.gauge <= 2.0 ** SIGNIFICAND[name]))

    def bound(self, name: str) -> np.ndarray:
        """The radius of arithmetic in a format, in any order of summation."""
        free = self.free(name)
        if free.all():
            return np.zeros(self.want.shape)
        radius = np.expm1(self.steps * np.log1p(UNIT[name])) * self.gauge
        return np.where(free, 0, radius + (self.steps + 1) * UNDERFLOW[name] * (self.gauge > 0))

    def likely(self, name: str) -> np.ndarray:
        """The error that random roundings in a format stay below."""
        return np.asarray(LAMBDA * np.sqrt(self.steps + 2) * UNIT[name] * self.gauge)

    @functools.cached_property
    def own(self) -> np.ndarray:
        """How far the sums may be off themselves."""
        if self.free("float64").all():
            return np.zeros(self.want.shape)
        return np.where(self.free("float64"), 0, np.expm1(self.steps * np.log1p(UNIT["float64"])) * self.gauge)

    # ------------------------------------------------------------ references

    def reference(self, dtype: str, places: int, seed: int) -> Reference:
        """What the result should be in a type; parameters as for `reference.reference`."""
        stated.check(self.of, self.call, self.want, self.own, places, seed)
        tier = "E" if self.free(ACCUMULATOR.get(dtype, "float64" if dtype == "int64" else dtype)).all() else "R"
        if dtype in ACCUMULATOR:
            return self._in_half(dtype, tier)
        name = "float64" if dtype == "int64" else dtype
        radius, likely = self.bound(name) + self.own, lambda: self.likely(name) + self.own
        return Reference(self.want, radius, tier, None, likely, lambda: self._norm(name), alone=True)

    def _in_half(self, narrow: str, tier: str) -> Reference:
        """The same in half precision: accumulated in a wider type, and rounded once."""
        wide, want = ACCUMULATOR[narrow], self.want
        radius = self.bound(wide) + self.own
        rounded = radius + UNIT[narrow] * (np.abs(want) + radius) + UNDERFLOW[narrow]
        rounded = np.where(np.abs(want) + rounded > LARGEST[narrow], np.inf, rounded)
        radius = np.where(self.free(narrow), 0, rounded)

        @functools.cache
        def loosened() -> tuple[np.ndarray, np.ndarray]:
            """`loose` and `likely`."""
            likely, gauge = np.maximum(radius, self.likely(narrow)), self.gauge
            loose = np.where(gauge > LARGEST[narrow], np.inf, np.maximum(self.bound(narrow), radius))
            loose = np.where((loose > gauge / 2) & (gauge <= LARGEST[narrow]), likely, loose)  # says nothing otherwise
            return loose, np.maximum(radius, np.minimum(likely, half_of_the_largest(want)))

        norms = (lambda: self._norm(wide)), (lambda: self._norm_of_sums(narrow))
        return Reference(want, radius, tier, lambda: loosened()[0], lambda: loosened()[1], *norms, alone=True)

    @property
    def _arrays(self) -> dict[str, np.ndarray]:
        return {a: x for a, x in self.numbers.items() if a not in self.of.optional}

    def _norm(self, name: str) -> float:
        """The `norm` of a reference, for arithmetic in a format."""
        if len(self._arrays) > 1:
            return normwise.of_products(self.entries + sum(x.size for x in self._arrays.values()), self.want, name)
        return self._norm_of_sums(name)

    def _norm_of_sums(self, name: str) -> float:
        """The same for prefix sums; 0 for a formula of several arrays, which has none."""
        if len(self._arrays) > 1:
            return 0.0
        ((a, x),) = self._arrays.items()
        return normwise.of_prefix_sums(self.of, x, name, lambda y: self.computed({**self.given, a: y}))


def half_of_the_largest(want: np.ndarray) -> float:
    """Half of the largest finite result: an error that is likely is no larger, so that zeros are not accepted."""
    return float(np.abs(want[np.isfinite(want)]).max(initial=0)) / 2


def _largest(x: np.ndarray) -> float:
    """The largest absolute value, infinite for NaN."""
    found = max(float(x.max(initial=0)), -float(x.min(initial=0)))
    return found if found == found else math.inf


def _least(x: np.ndarray) -> float:
    """The smallest absolute value that is not 0, 1 at most."""
    return float(np.min(np.abs(x), initial=1.0, where=x != 0))


# ---------------------------------------------------------------- fast forms


def _run_at(of: Formula, terms: float) -> Any:
    """What computes a sum of so many products: the statement as machine code for many, where llvmlite is installed, and
    else the fast form. Any: a function with the parameters of the formula."""
    if terms < COMPILED_FROM or why_not(of) is not None or importlib.util.find_spec("llvmlite") is None:
        return of
    return compiled(of)


def fast(of: Formula, arrays: Arrays, kwargs: Mapping[str, Scalar], entries: int, by: Any = None) -> np.ndarray:
    """The result of the formula's own fast form, or `by` another function with its parameters; a large one, of so many
    entries, is computed for some images at a time."""
    run: Any = by or of  # its parameters are those of the formula
    first = next(iter(arrays))
    if entries <= PART or not _batched(of.read((), {**arrays, **kwargs}).plan):
        found = run(**arrays, **kwargs)
        return np.asarray(first_of(of, found))
    step = max(1, len(arrays[first]) * PART // entries)
    parts = [arrays[first][k : k + step] for k in range(0, len(arrays[first]), step)]
    return np.concatenate([fast(of, {**arrays, first: part}, kwargs, 0, by) for part in parts])


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
