"""Arrays with bounds of their errors: what a formula gives for a target's own arrays, and for arrays known within a
bound only.

A tensor that the target shows is exact: it is what the target goes on with. One that the target does not show, since
it was fused or is in no dump, is computed by the formulas, with a bound that goes through the nodes that follow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any  # Any: the other arguments of a formula

import numpy as np

from ..conformance.everywhere import Everywhere, NoRule
from ..conformance.products import products
from ..conformance.reference import reference
from ..conformance.wanted import Reference
from ..language.formula import Formula
from ..numbers import spreads
from ..numbers.formats import ACCUMULATOR, UNIT
from ..numbers.rounding import wide

# Formulas that are linear in the first array, so that an error of it goes through them as an entry does. The roundings
# of the sums grow with it, by less than MARGIN where a sum has fewer than 2^17 terms in float32.
LINEAR = {"layers.conv", "layers.conv_transpose", "layers.linear", "pooling.avg_pool", "pooling.global_avg_pool"}
MARGIN = 2.0**-6
# The largest slope of functions of each entry by itself. An interval through the statement would be wider, since x
# occurs in it more than once. SiLU: its derivative is largest at beta x = 2.4, where it is 1.0998.
SLOPES: dict[str, Callable[[Mapping[str, Any]], float]] = {
    "activation.sigmoid": lambda kwargs: 0.25,
    "activation.hard_sigmoid": lambda kwargs: abs(float(kwargs.get("alpha", 0.2))),
    "activation.hard_swish": lambda kwargs: 1.5,
    "activation.silu": lambda kwargs: 1.1,
}


@dataclass
class Value:
    """Entries, and how far each may be off.

    x: the entries; rad: the bounds, None for entries without error; dtype: the type in which the target keeps them;
    tier: "0 ulp", "E" or "R"; loose, likely, norm: as for `Reference`; absolute: how far each may be off where a target
    meets an absolute bound only
    """

    x: np.ndarray
    rad: np.ndarray | None = None
    dtype: str = ""
    tier: str = "0 ulp"
    loose: np.ndarray | None = None
    likely: np.ndarray | None = None
    norm: float = 0.0
    absolute: float = 0.0

    def __post_init__(self) -> None:
        self.dtype = self.dtype or self.x.dtype.name

    def map(self, change: Callable[[np.ndarray], np.ndarray]) -> Value:
        """The same entries at other places: `change` is applied to all arrays."""
        moved = lambda y: None if y is None else change(np.broadcast_to(y, self.x.shape))
        return Value(
            change(self.x), moved(self.rad), self.dtype, self.tier, moved(self.loose), moved(self.likely), self.norm
        )

    def kept(self, dtype: str) -> Value:
        """The same entries, kept in another type."""
        return Value(self.x, self.rad, dtype, self.tier, self.loose, self.likely, self.norm)

    def hidden(self) -> Value:
        """The same as a tensor that is not shown, on which a target goes on with what it has computed."""
        return Value(self.x, self.radius + self.absolute, self.dtype, "R") if self.absolute else self

    @property
    def radius(self) -> np.ndarray:
        """The bounds as an array."""
        return np.zeros(self.x.shape) if self.rad is None else self.rad

    def as_reference(self) -> Reference:
        """What a result should be, for a judgement."""
        want = wide(self.x)
        return Reference(want, np.broadcast_to(self.radius, want.shape), self.tier, self.loose, self.likely, self.norm)


@dataclass
class Use:
    """A formula that a node was judged by, with the arrays and the other arguments of the call."""

    formula: str
    arrays: dict[str, np.ndarray] = field(default_factory=dict)
    kwargs: dict[str, Any] = field(default_factory=dict)


def evaluated(of: Formula, arrays: Mapping[str, Value], kwargs: Mapping[str, Any], dtype: str) -> Value:
    """What a formula gives.

    of: the formula; arrays: its arrays; kwargs: its other arguments; dtype: the type of the call. Raises NoRule if the
    statement has an expression without a rule, ValueError for arguments that do not fit.
    """
    given = {a: v.x if a in of.labels else wide(v.x) for a, v in arrays.items()}
    unsure = {a: v.rad for a, v in arrays.items() if v.rad is not None and np.any(v.rad)}
    if not unsure:
        found = reference(of, given, kwargs, dtype, places=0)
    else:
        found = _within(of, given, {a: np.broadcast_to(r, given[a].shape) for a, r in unsure.items()}, kwargs, dtype)
    rad = found.radius if np.any(found.radius) else None
    return Value(found.want, rad, dtype, found.tier, found.loose, found.likely, found.norm)


def _within(
    of: Formula, given: dict[str, np.ndarray], unsure: dict[str, np.ndarray], kwargs: Mapping[str, Any], dtype: str
) -> Reference:
    """The reference for arrays that are known within bounds."""
    call = of.read((), {**given, **kwargs})
    run: Any = of  # its parameters are those of the formula
    if call.plan.selects:  # a selected entry moves by no more than the entries that it is selected from
        want = np.asarray(run(**given, **kwargs))
        high = np.asarray(run(**{a: x + unsure.get(a, 0) for a, x in given.items()}, **kwargs))
        low = np.asarray(run(**{a: x - unsure.get(a, 0) for a, x in given.items()}, **kwargs))
        return Reference(want, np.maximum(np.abs(high - want), np.abs(want - low)), "R")
    if of.name in SLOPES and list(unsure) == ["x"]:
        exact = reference(of, given, kwargs, dtype, places=0)
        return Reference(exact.want, exact.radius + SLOPES[of.name](kwargs) * unsure["x"] * (1 + MARGIN), "R")
    if products(call.plan) is not None:  # each entry is a polynomial with coefficients >= 0
        exact = reference(of, given, kwargs, dtype, places=0)
        if of.name in LINEAR and list(unsure) == [of.arrays[0]]:
            weights = {a: np.abs(x) for a, x in given.items() if a not in of.optional}
            moved = np.asarray(run(**{**weights, **unsure}, **kwargs))
            return Reference(exact.want, exact.radius + moved * (1 + MARGIN), "R")
        size = {a: np.abs(x) for a, x in given.items()}
        largest = reference(of, {a: x + unsure.get(a, 0) for a, x in size.items()}, kwargs, dtype, places=0)
        moved = (largest.want - reference(of, size, kwargs, "float64", places=0).want) * (1 + 8 * UNIT["float64"])
        return Reference(exact.want, largest.radius + np.maximum(moved, 0), "R")
    narrow = ACCUMULATOR.get(dtype, dtype)
    kind = spreads.Spreads(narrow)
    found = kind.widened(Everywhere(call, kind, unsure).result())
    if narrow != dtype:
        found = spreads.stored(found, dtype)
    radius = np.broadcast_to(found.rad, found.mid.shape).astype(float)
    return Reference(found.mid, np.where(np.isnan(radius), np.inf, radius), "R")


def arithmetic(
    compute: Callable[[spreads.Spreads, list[spreads.Spread]], spreads.Spread], values: list[Value], dtype: str
) -> Value:
    """What operations of arithmetic give, such as a sum or a square root, in arithmetic of a type.

    compute: the operations; values: what they are applied to; dtype: the type. Half precision is computed in float32
    and rounded once; `loose` is the bound of arithmetic that rounds to it at every step.
    """
    narrow = ACCUMULATOR.get(dtype, dtype)
    kind = spreads.Spreads(narrow, np.longdouble if narrow == "float64" else np.float64)
    given = [spreads.Spread(wide(v.x).astype(kind.wide), v.radius) for v in values]
    with np.errstate(all="ignore"):
        found = kind.widened(compute(kind, given))
        if narrow != dtype:
            found = spreads.stored(found, dtype)
        each = spreads.Spreads(dtype)
        stepped = each.widened(compute(each, given)).rad if narrow != dtype else None
    radius = np.broadcast_to(found.rad, found.mid.shape).astype(float)
    radius = np.where(np.isnan(radius), np.inf, radius)
    loose = None if stepped is None else np.maximum(radius, np.where(np.isnan(stepped), np.inf, stepped))
    return Value(found.mid, radius, dtype, "R", loose, loose)


__all__ = ["NoRule", "Use", "Value", "arithmetic", "evaluated"]
