"""What is collected while the function of a law is run, and parameters with a value for each spatial axis.

Trusted. It trusts `expressions`.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy import Expr

from mathcnn.language.formula import Formula
from mathcnn.language.statement import Axis

from .expressions import RINGS, Unprinted, Values, both, condition
from .places import LAST, Reversed

Places = tuple[Expr, ...]
At = Callable[[Places], str]  # the entry at a place, as text


class Trace:
    """What is collected while one law is run.

    claims: what the law says beside its sides, as text. hypotheses: what it supposes. ring: the numbers that it needs.
    formulas: the definitions that it uses. definitions: the text of those of its own. rank: the
    number of spatial axes, if the law is about
    one; space: the space of places, if what was done depends on this number.
    """

    def __init__(self, rank: int | None = None) -> None:
        self.rank = rank
        self.space = ""
        self.claims: list[str] = []
        self.hypotheses: list[str] = []
        self.formulas: list[tuple[Formula, Any]] = []
        self.definitions: list[str] = []
        self.ring = RINGS[0]
        self._counter = itertools.count(1)

    def fixed(self) -> int | None:
        """The number of spatial axes, for what depends on it."""
        if self.rank in (1, 2, 3):
            self.space = f"space{self.rank}"
        return self.rank

    def last(self) -> Expr:
        """One step along the last axis."""
        return sp.S.One if self.fixed() == 1 else LAST

    def fresh(self, place: bool) -> sp.Symbol:
        """A new letter for an index."""
        text = f"i{next(self._counter)}"
        return Axis(text) if place else sp.Symbol(text, integer=True)

    def needs(self, ring: str) -> None:
        """Note an operation that only numbers of this structure have."""
        self.ring = both(self.ring, ring)

    def suppose(self, rule: Any, given: Mapping[sp.Basic, str] | None = None) -> None:
        """A condition that the arguments of a call must meet; `given` has the text of numbers that are not whole."""
        if rule in (True, sp.true):
            return
        values = Values({}, {}, given)
        if (text := values.holds(rule)) not in self.hypotheses:
            self.hypotheses.append(text)
        self.needs(values.ring)

    def fit(self, n: Expr, m: Expr) -> bool:
        """Whether it is supposed that two sizes are equal or one of them is 1."""
        said = Values({}, {}).holds
        ones = sp.Eq(n, 1), sp.Eq(m, 1)
        return any(said(sp.Or(one, *ones)) in self.hypotheses for one in (sp.Eq(n, m), sp.Eq(m, n)))

    def claim(self, rule: Any) -> None:
        """A condition that the law itself says to hold."""
        if rule not in (True, sp.true) and (text := condition(rule)) not in self.claims:
            self.claims.append(text)

    def number(self, v: Any) -> str:
        """A number as text."""
        values = Values({}, {})
        text = values(sp.nsimplify(v) if isinstance(v, float) else sp.sympify(v))
        self.needs(values.ring)
        return text


class Spatial:
    """A parameter with one value, or several, for each spatial axis: places of type G."""

    def __init__(self, *parts: Expr):
        self.parts = parts

    def __iter__(self) -> Any:
        return iter(self.parts if len(self.parts) == 1 else (self.parts,))

    def __getitem__(self, key: Any) -> Spatial:
        if key != slice(None, None, -1):
            raise Unprinted(f"a part {key} of a parameter")
        return Spatial(*map(Reversed, self.parts))

    def with_(self, operation: Callable[..., Any], *others: Any) -> Spatial:
        """An operation on the value of each axis, with an integer or with the value of another parameter."""
        if any(len(v.parts) > 1 for v in (self, *others) if isinstance(v, Spatial)):
            raise Unprinted("an operation on pairs")
        return Spatial(operation(*(v.parts[0] if isinstance(v, Spatial) else v for v in (self, *others))))

    def __add__(self, other: Any) -> Spatial:
        return self.with_(operator.add, other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Spatial:
        return self.with_(operator.sub, other)

    def __rsub__(self, other: Any) -> Spatial:
        return self.with_(lambda one, less: less - one, other)

    def __mul__(self, other: Any) -> Spatial:
        return self.with_(operator.mul, other)

    __rmul__ = __mul__

    def __floordiv__(self, other: Any) -> Spatial:
        return self.with_(operator.floordiv, other)

    def __mod__(self, other: Any) -> Spatial:
        return self.with_(operator.mod, other)

    def __neg__(self) -> Spatial:
        return self.with_(operator.neg)


class SpatialCount:
    """How many spatial axes there are: a tuple times this number has one entry for each of them."""

    def __rmul__(self, several: Any) -> Any:
        return type(several)(PerAxis(v) for v in several)


class PerAxis:
    """The same for each spatial axis."""

    def __init__(self, value: Any):
        self.value = value

    def __mul__(self, other: Any) -> PerAxis:
        return PerAxis(self.value * other)

    __rmul__ = __mul__


SEVERAL = 3  # how many axes the spatial ones count as, so that a number of one of them is not taken for all of them


class Rank(SpatialCount):
    """The number of axes of an array with spatial axes, `leading` of which are not."""

    def __init__(self, leading: int):
        self.leading = leading

    def __index__(self) -> int:
        return self.leading + SEVERAL  # for range(2, x.ndim), which names all spatial axes

    def __rmul__(self, several: Any) -> Any:
        if self.leading:
            raise Unprinted("a tuple for each axis of an array, spatial or not")
        return super().__rmul__(several)

    def __sub__(self, other: int) -> SpatialCount:
        if other != self.leading:
            raise Unprinted(f"the number of axes less {other}")
        return SpatialCount()


@dataclass(frozen=True)
class Named:
    """The name of an axis that may stand for several, by its place among the axes that are printed."""

    at: int


@dataclass(frozen=True)
class Axes:
    """The number of axes of an array of which one stands for any number of them; `count` axes are printed."""

    count: int


def chosen(axis: Any, rank: int, many: int) -> tuple[int, ...]:
    """The axes that an argument names, ascending, of an array of so many printed axes: by number, or by name if some
    stand for several. If only the first does, those behind it have numbers from the end. Raises Unprinted."""
    given = axis if isinstance(axis, tuple) else (axis,)
    if many and all(isinstance(k, Named) for k in given):
        return tuple(sorted(k.at for k in given))
    low = -rank if not many else 1 - rank if many == 1 else 0
    if not all(isinstance(k, int) and low <= k < (0 if many else rank) for k in given):
        raise Unprinted(f"the number of an axis: {given} of {rank}{', among any number of them' * bool(many)}")
    found = tuple(sorted({k % rank for k in given}))
    if len(found) < len(given):
        raise Unprinted(f"an axis that is named twice: {given}")
    return found
