"""One node to be judged: its attributes and inputs, as the rules read them, and the formulas that they call.

A rule is a function of a `Call` that returns what each output should be, as a `Value`, or raises `NotChecked`. The
tables `RULES` of the modules `layers`, `pointwise`, `layout` and `integers` have one for each operator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any  # Any: attributes, and the other arguments of formulas

import numpy as np

from .. import catalogue
from ..conformance.everywhere import NoRule
from ..numbers.formats import UNIT
from ..numbers.rounding import wide
from ..numbers.spreads import Spread, Spreads
from .graph import Node
from .values import Use, Value, arithmetic, evaluated

Rule = Callable[["Call"], "Value | list[Value]"]


class NotChecked(Exception):
    """A node is judged by no formula. The message says why, for the list of what was not checked."""


class Call:
    """A node with the values of its inputs.

    node: the node; values: of its inputs, None for one that is left out; changes: attributes that a diagnosis changes.
    """

    def __init__(self, node: Node, values: list[Value | None], changes: Mapping[str, Any] | None = None):
        self.node, self.values = node, values
        self.changes = dict(changes or {})
        self.used: list[Use] = []
        self.version = node.version
        floats = [v.dtype for v in values if v is not None and v.dtype in UNIT]
        self.dtype = floats[0] if floats else "float32"

    # ------------------------------------------------------------ what the node says

    def attribute(self, name: str, default: Any = None) -> Any:
        """An attribute, or the default if the node has none."""
        return self.changes.get(name, self.node.attributes.get(name, default))

    def ints(self, name: str, count: int, default: int) -> tuple[int, ...]:
        """An attribute of so many integers."""
        found = self.attribute(name)
        return tuple(int(n) for n in found) if found else (default,) * count

    def input(self, k: int) -> Value:
        """An input that must be there."""
        if k >= len(self.values) or (found := self.values[k]) is None:
            raise NotChecked(f"input {k} is missing")
        return found

    def optional(self, k: int) -> Value | None:
        """An input, None if it is left out."""
        return self.values[k] if k < len(self.values) else None

    def numbers(self, k: int) -> list[Any] | None:
        """The entries of an input without error, such as axes; None if it is left out."""
        found = self.optional(k)
        if found is None:
            return None
        if found.rad is not None and np.any(found.rad):
            raise NotChecked(f"input {k} is not shown")
        return list(found.x.ravel().tolist())

    def axes(self, k: int, name: str = "axes") -> list[int] | None:
        """Axes, which are an input in newer operator sets and an attribute in older ones; None if none are given."""
        found = self.numbers(k)
        if found is None and (given := self.attribute(name)) is not None:
            found = list(given)
        return [int(axis) for axis in found] if found is not None else None

    # ------------------------------------------------------------ what the rules compute

    def formula(self, name: str, arrays: Mapping[str, Value | None], **kwargs: Any) -> Value:
        """The value that a formula gives. Raises NotChecked if there is no such formula, or if it does not apply."""
        given = {a: v for a, v in arrays.items() if v is not None}
        try:
            of = catalogue.find_formula(name)
        except catalogue.Unknown:
            raise NotChecked(f"no formula {name}") from None
        if any(v.dtype not in UNIT for v in given.values()):
            raise NotChecked(f"{name} of {', '.join(sorted({v.dtype for v in given.values()}))}")
        try:
            found = evaluated(of, given, kwargs, self.dtype)
        except (NoRule, ValueError, TypeError) as error:
            raise NotChecked(str(error).partition("\n")[0]) from None
        self.used.append(Use(name, {a: v.x for a, v in given.items()}, kwargs))
        return found

    def operations(self, name: str, compute: Callable[[Spreads, list[Spread]], Spread], *values: Value) -> Value:
        """The value of a few operations of arithmetic; name: how they are written."""
        if any(v.dtype not in UNIT for v in values):
            raise NotChecked(f"{name} of {', '.join(sorted({v.dtype for v in values}))}")
        self.used.append(Use(name))
        return arithmetic(compute, list(values), self.dtype)

    def moved(self, change: Callable[..., np.ndarray], *values: Value) -> Value:
        """Entries that are moved or chosen, and not computed: `change` of the arrays, and of the bounds."""
        self.used.append(Use("moves entries"))
        first = values[0]
        rads = [v.radius for v in values]
        rad = change(*rads) if any(np.any(r) for r in rads) else None
        return Value(np.asarray(change(*(v.x for v in values))), rad, first.dtype)


class Plain(Call):
    """A call in float64 without bounds: what a network computes without rounding."""

    def formula(self, name: str, arrays: Mapping[str, Value | None], **kwargs: Any) -> Value:
        given = {a: v.x.astype(np.float64) for a, v in arrays.items() if v is not None}
        try:
            of: Any = catalogue.find_formula(name)
            found = of(**given, **kwargs)
        except (catalogue.Unknown, ValueError, TypeError) as error:
            raise NotChecked(str(error).partition("\n")[0]) from None
        self.used.append(Use(name, given, kwargs))
        return Value(np.asarray(found[0] if isinstance(found, tuple) else found))

    def operations(self, name: str, compute: Callable[[Spreads, list[Spread]], Spread], *values: Value) -> Value:
        return Value(arithmetic(compute, list(values), "float32").x)


def aligned(*values: Value) -> list[Value]:
    """Values with equally many axes: those with fewer get axes of size 1 in front, and numbers one axis."""
    most = max(1, *(v.x.ndim for v in values))

    def raised(x: np.ndarray) -> np.ndarray:
        return x.reshape((1,) * (most - x.ndim) + x.shape)

    return [v if v.x.ndim == most else v.map(raised) for v in values]


def exactly(x: Any) -> Value:
    """Numbers without error."""
    return Value(np.asarray(x))


def counted(numbers: Iterable[int]) -> tuple[int, ...]:
    """Integers of Python."""
    return tuple(int(n) for n in numbers)


__all__ = ["Call", "NotChecked", "Rule", "aligned", "counted", "exactly", "wide"]
