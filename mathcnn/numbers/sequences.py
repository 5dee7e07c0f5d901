"""Sequences on all integers that are constant from some place on, in both directions.

Shifts, sums and products of them are such sequences again. The sum of one over all integers has finitely many nonzero
terms, or it diverges; nothing is approximated. `Place` is the letter of a sum: a sequence called with it returns a
sequence, reversed and shifted if the place is n - m. So the product in a statement is a sequence; its total is the sum.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from collections.abc import Sequence as Values
from dataclasses import dataclass
from fractions import Fraction

import flint
import numpy as np
import sympy as sp
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from .outside import Value
from .scalars import plain_number

MOST = 2**24  # equal values between others, in a sum or product of two sequences


@dataclass(frozen=True)
class Place:
    """The places sign * m + offset, for all integers m at once."""

    sign: int = 1
    offset: int = 0

    def __add__(self, other: int) -> Place:
        return Place(self.sign, self.offset + other)

    def __mul__(self, other: int) -> Place:
        if other not in (1, -1):
            raise ValueError(f"a place times {other}: the index of a sequence must be m + n or n - m")
        return Place(self.sign * other, self.offset * other)

    __radd__, __rmul__ = __add__, __mul__


def entry(v: Value) -> Value:
    """An entry of a sequence; NumPy's numbers as Python's, which do not wrap around. ValueError unless it is finite and
    real."""
    v = plain_number(v)
    if isinstance(v, (bool, np.bool_)) or not isinstance(
        v, (int, float, Fraction, sp.Expr, PolyElement, FracElement, flint.arb)
    ):
        raise ValueError(f"the entries of a sequence must be finite numbers, not {v!r}")
    finite = v.is_finite() if isinstance(v, flint.arb) else math.isfinite(v) if isinstance(v, float) else True
    if not finite or isinstance(v, sp.Expr) and (v.is_finite is False or v.is_real is False or v is sp.nan):
        raise ValueError(f"the entries of a sequence must be finite numbers, not {v!r}")
    return v


def place(name: str, v: Value) -> int:
    """The place v, an argument called `name`, as a Python int. TypeError unless it is an integer."""
    if isinstance(v, (bool, np.bool_)) or not isinstance(v, (int, np.integer)):
        raise TypeError(f"{name} = {v!r}: it must be an integer")
    return int(v)


class Sequence:
    """The entry `before` at every place before `start`, then `values`, then `after` at every further place.

    values: a list of entries; start: the place of the first, an integer; before, after: entries. An entry is an int, a
    Fraction, a finite float, a real expression of SymPy or element of its polynomial rings, or a finite `flint.arb`.
    NumPy's integers and floats become Python's, so that nothing wraps around. ValueError for any other entry, and
    TypeError unless `values` is a list and `start` an integer.

    >>> step = Sequence(after=1)
    >>> [step(n) for n in (-1, 0, 1)], Sequence([2, 5])(1)
    ([0, 1, 1], 5)
    """

    def __init__(self, values: Values[Value] = (), start: int = 0, before: Value = 0, after: Value = 0):
        try:
            values = [entry(v) for v in values]
        except TypeError:
            raise TypeError(f"values = {values!r}: it must be a list of numbers") from None
        before, after, start = entry(before), entry(after), place("start", start)
        while values and values[-1] == after:  # so that equal sequences have equal parts
            values.pop()
        while values and values[0] == before:
            values.pop(0)
            start += 1
        self.values, self.start, self.before, self.after = (
            tuple(values),
            start if values or before != after else 0,
            before,
            after,
        )

    @property
    def end(self) -> int:
        """The first place from which on it is constant."""
        return self.start + len(self.values)

    @property
    def finite(self) -> bool:
        """Whether it is zero outside a finite range, so that its sum converges."""
        return bool(self.before == 0 and self.after == 0)

    def __call__(self, at: Value) -> Value:
        if isinstance(at, Place):
            return self._along(at)
        at = int(at)  # NumPy's integers would wrap around
        return self.before if at < self.start else self.after if at >= self.end else self.values[at - self.start]

    def _along(self, at: Place) -> Sequence:
        if at.sign == 1:
            return Sequence(self.values, self.start - at.offset, self.before, self.after)
        return Sequence(self.values[::-1], at.offset - self.end + 1, self.after, self.before)

    def shifted(self, k: int) -> Sequence:
        """The sequence shifted by k places to the right."""
        return self._along(Place(1, -k))

    def _with(self, other: Sequence, operation: Callable[[Value, Value], Value]) -> Sequence:
        (lo, left), (right, hi) = sorted([(self.start, self.end), (other.start, other.end)])
        before, after = operation(self.before, other.before), operation(self.after, other.after)

        def at(places: Iterable[int]) -> list[Value]:
            return [operation(self(n), other(n)) for n in places]

        if right - left <= MOST:
            return Sequence(at(range(lo, max(left, hi))), lo, before, after)
        first, (between,), last = at(range(lo, left)), at([left]), at(range(right, hi))
        if all(v == between for v in (before, *first)):
            return Sequence(last, right, between, after)
        if all(v == between for v in (*last, after)):
            return Sequence(first, lo, before, between)
        raise ValueError(f"a sequence that is not constant at places more than {MOST} apart has too many values")

    def __add__(self, other: Sequence) -> Sequence:
        return self._with(other, lambda v, w: v + w) if isinstance(other, Sequence) else NotImplemented

    def __sub__(self, other: Sequence) -> Sequence:
        return self + other * -1

    def __mul__(self, other: Value) -> Sequence:
        if not isinstance(other, Sequence):
            other = Sequence(before=other, after=other)
        return self._with(other, lambda v, w: v * w)

    __rmul__ = __mul__

    def __pow__(self, power: int) -> Sequence:
        return self._with(self, lambda v, _: v**power)

    def total(self, lo: float = -math.inf, hi: float = math.inf) -> Value:
        """The sum of the entries at places lo, ..., hi. ValueError if it diverges."""
        for end, value, where in (
            (lo, self.before, f"before {self.start}"),
            (hi, self.after, f"after {self.end}"),
        ):
            if math.isinf(end) and value != 0:
                raise ValueError(f"the sum diverges: its terms are {value} at every place {where}")
        first = self.start if math.isinf(lo) else int(lo)
        last = self.end - 1 if math.isinf(hi) else int(hi)
        return sum(self(n) for n in range(first, last + 1))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.values, self.start, self.before, self.after))

    def __repr__(self) -> str:
        shown = [f"[{', '.join(map(_shown, self.values))}]"] if self.values else []
        named = (("start", self.start), ("before", self.before), ("after", self.after))
        shown += [f"{name}={_shown(v)}" for name, v in named if v != 0]
        return f"Sequence({', '.join(shown)})"


def _shown(v: Value) -> str:
    return str(v) if isinstance(v, Fraction) and v.denominator == 1 else repr(v)
