"""Parts of arrays, and signs of operations on their entries, for `arrays`.

Trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from sympy import Expr

from .expressions import Unprinted, is_place
from .places import OfLast, expanded
from .traces import Places

SIGNS: dict[Any, str] = {
    np.add: "({} + {})",
    np.subtract: "({} - {})",
    np.multiply: "({} * {})",
    np.divide: "({} / {})",
    np.negative: "(- {})",
    np.positive: "{}",
    np.absolute: "`|{}|",
    np.maximum: "(Num.max {} {})",
    np.minimum: "(Num.min {} {})",
    np.greater: "({1} < {0})",
    np.greater_equal: "({1} <= {0})",
    np.less: "({} < {})",
    np.less_equal: "({} <= {})",
}
ORDERED = (np.absolute, np.maximum, np.minimum, np.greater, np.greater_equal, np.less, np.less_equal)
NEEDS = {np.divide: "numFieldType", **dict.fromkeys(ORDERED, "realDomainType")}
FUNCTIONS: dict[Any, Callable[..., Any]] = {}  # of NumPy, see `functions`
RESHAPED: dict[str, Callable[..., Any]] = {}  # how axes become one, see `tables`


class Shape(tuple[Any, ...]):
    """The sizes of an array. All spatial axes are one, with a size for each; `shape[-1]` is that of the last alone."""

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        return OfLast(found) if key == -1 and isinstance(found, Expr) and is_place(found) else found


def one_on_each_axis(k: slice) -> bool:
    """Whether a slice was made for each spatial axis: its ends, or its step, are letters of axes, or it is whole."""
    ends = [v for v in (k.start, k.stop, k.step) if v is not None]
    return not ends or any(isinstance(v, Expr) and is_place(v) for v in ends)


def of_the_last(k: slice, n: Expr, last: Expr) -> slice:
    """A slice of the last axis alone, as one of all axes, whose sizes are n: it leaves the other axes as they are."""

    def end(v: Any) -> Any:
        if isinstance(v, Expr):
            return v.replace(OfLast, lambda size: size)  # only what this is along the last axis counts
        return n + v if v < 0 else v

    first = None if k.start is None else expanded(last * end(k.start))
    if k.step is not None:
        raise Unprinted("a part of the last axis with a step")
    return slice(first, None if k.stop is None else expanded(n + last * (end(k.stop) - n)))


def fixed(index: Expr) -> Callable[[Places], Expr]:
    """An index that is the same for every place of a part."""
    return lambda places: index


def along_axis(axis: int, first: Expr, step: Expr) -> Callable[[Places], Expr]:
    """The index that an index of a slice stands for."""
    return lambda places: expanded(first + step * places[axis])
