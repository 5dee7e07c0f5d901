"""Sequences on all of Z that are constant from some place on, in both directions: closed under shifts, sums and
products.

Idea: a sum over all of Z of such a sequence ends, or it diverges; nothing has to be approximated. `Place` is the letter
of a sum: a sequence called at it gives itself, at n - m itself turned and shifted, so that the product in a statement
is again a sequence, whose total is the sum.
"""

from __future__ import annotations

import math
from collections.abc import Sequence as Values
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import sympy as sp
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement


MOST = 2**24  # equal values between others, in a sum or product of two sequences


@dataclass(frozen=True)
class Place:
    """The place sign * m + offset, for every whole m at once."""

    sign: int = 1
    offset: int = 0

    def __add__(self, other: int) -> Place:
        return Place(self.sign, self.offset + other)

    def __mul__(self, other: int) -> Place:
        if other not in (1, -1):
            raise ValueError(f"a place times {other}: a sequence is read at m + n or n - m")
        return Place(self.sign * other, self.offset * other)

    __radd__, __rmul__ = __add__, __mul__


def entry(v: Any) -> Any:
    """An entry of a sequence as Python or SymPy computes with it, without bounds: NumPy's numbers become Python's."""
    if isinstance(v, np.ndarray) and v.ndim == 0:
        v = v[()]
    if isinstance(v, np.integer):
        v = int(v)
    elif isinstance(v, np.floating):
        v = float(v)
    if isinstance(v, (bool, np.bool_)) or not isinstance(
        v, (int, float, Fraction, sp.Expr, PolyElement, FracElement, flint.arb)
    ):
        raise ValueError(f"a sequence holds finite numbers, and not {v!r}")
    finite = v.is_finite() if isinstance(v, flint.arb) else math.isfinite(v) if isinstance(v, float) else True
    if not finite or isinstance(v, sp.Expr) and (v.is_finite is False or v.is_real is False or v is sp.nan):
        raise ValueError(f"a sequence holds finite numbers, and not {v!r}")
    return v


def place(name: str, v: Any) -> int:
    """A place as a Python int, which has no bounds."""
    if isinstance(v, (bool, np.bool_)) or not isinstance(v, (int, np.integer)):
        raise TypeError(f"{name} = {v!r}: a sequence starts at a whole number")
    return int(v)


class Sequence:
    """`before` at every place before `start`, then `values`, then `after` at every place.

    Entries: int, Fraction, finite float, a real expression of SymPy or element of its polynomial rings, a finite
    `flint.arb`. NumPy's integers and floats become Python's, so that nothing wraps around. All else is refused with a
    ValueError.

    >>> step = Sequence(after=1)
    >>> [step(n) for n in (-1, 0, 1)], Sequence([2, 5])(1)
    ([0, 1, 1], 5)
    """

    def __init__(self, values: Values[Any] = (), start: int = 0, before: Any = 0, after: Any = 0):
        try:
            values = [entry(v) for v in values]
        except TypeError:
            raise TypeError(f"values = {values!r}: it must be a list of numbers") from None
        before, after, start = entry(before), entry(after), place("start", start)
        while values and values[-1] == after:  # the shortest spelling, so that equal sequences look equal
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
        """The first place from which it is constant."""
        return self.start + len(self.values)

    @property
    def finite(self) -> bool:
        """Whether it is zero outside a finite range, and so summable."""
        return self.before == self.after == 0

    def __call__(self, at: Any) -> Any:
        if isinstance(at, Place):
            return self._along(at)
        at = int(at)  # NumPy's whole numbers would wrap around
        return self.before if at < self.start else self.after if at >= self.end else self.values[at - self.start]

    def _along(self, at: Place) -> Sequence:
        if at.sign == 1:
            return Sequence(self.values, self.start - at.offset, self.before, self.after)
        return Sequence(self.values[::-1], at.offset - self.end + 1, self.after, self.before)

    def shifted(self, k: int) -> Sequence:
        """Delayed by k places."""
        return self._along(Place(1, -k))

    def _with(self, other: Sequence, operation: Any) -> Sequence:
        (lo, left), (right, hi) = sorted([(self.start, self.end), (other.start, other.end)])
        before, after = operation(self.before, other.before), operation(self.after, other.after)
        at = lambda places: [operation(self(n), other(n)) for n in places]
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

    def __mul__(self, other: Any) -> Sequence:
        if not isinstance(other, Sequence):
            other = Sequence(before=other, after=other)
        return self._with(other, lambda v, w: v * w)

    __rmul__ = __mul__

    def __pow__(self, power: int) -> Sequence:
        return self._with(self, lambda v, _: v**power)

    def total(self, lo: float = -math.inf, hi: float = math.inf) -> Any:
        """The sum over lo..hi, or a ValueError where it diverges."""
        for end, value, side in ((lo, self.before, "before"), (hi, self.after, "after")):
            if math.isinf(end) and value != 0:
                raise ValueError(
                    f"the sum diverges: its terms are {value} at every place {side} {self.start if side == 'before' else self.end}"
                )
        return sum(
            self(n)
            for n in range(
                int(max(lo, self.start)) if math.isinf(lo) else int(lo), (self.end if math.isinf(hi) else int(hi) + 1)
            )
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.values, self.start, self.before, self.after))

    def __repr__(self) -> str:
        plain = lambda v: str(v) if isinstance(v, Fraction) and v.denominator == 1 else repr(v)
        said = [f"[{', '.join(map(plain, self.values))}]"] if self.values else []
        said += [
            f"{name}={plain(v)}"
            for name, v in (("start", self.start), ("before", self.before), ("after", self.after))
            if v != 0
        ]
        return f"Sequence({', '.join(said)})"
