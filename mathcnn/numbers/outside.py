"""Arrays as a statement reads them: by index, with one value for every index outside; and the type of their entries.

What lies outside an array takes no part in a sum or a maximum, as if it were 0 in a sum; hence `ZeroOutside`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias  # Any: an entry of any type

import numpy as np


class Outside:
    """The type of `OUTSIDE`, the value of every entry outside an array. Its product with anything is `OUTSIDE`."""

    def __mul__(self, other: object) -> Outside:
        return self

    __rmul__ = __pow__ = __mul__


OUTSIDE = Outside()


# One number of any number type, or OUTSIDE. `Any`, because these types share no interface for a type checker:
# Python's numbers, SymPy's expressions and (unannotated) polynomials, python-flint's balls, Dual, Number, Surds, Logs.
Value: TypeAlias = Any


class ZeroOutside(dict[tuple[int, ...], Value]):
    """An array as {index: entry}. Called with an index, it returns the entry, or `OUTSIDE` where it has none."""

    def __call__(self, at: tuple[int, ...]) -> Value:
        return self.get(at, OUTSIDE)


class Entries(ZeroOutside):
    """An array as the same, each of whose entries is converted when it is first read.

    x: the array; ranges: the indices of its entries, for each axis; read: converts an entry
    """

    def __init__(self, x: np.ndarray[Any, Any], ranges: Sequence[range], read: Callable[[Value], Value]):
        super().__init__()
        self.x, self.ranges, self.read = x, ranges, read

    def __call__(self, at: tuple[int, ...]) -> Value:
        if (found := self.get(at)) is not None:
            return found
        if at not in self:
            return OUTSIDE
        place = [k - r.start for k, r in zip(at, self.ranges, strict=True)]
        found = self[at] = self.read(self.x.item(*place))
        return found

    def __contains__(self, at: object) -> bool:
        return isinstance(at, tuple) and all(k in r for k, r in zip(at, self.ranges, strict=True))


def inside(array: ZeroOutside, at: tuple[int, ...]) -> int:
    """1 if `array` has an entry at the index `at`, else 0."""
    return int(at in array)


def present(terms: Iterable[Value]) -> list[Value]:
    """The terms that are not `OUTSIDE`, in the same order."""
    return [t for t in terms if t is not OUTSIDE]
