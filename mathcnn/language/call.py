"""The checked arguments of one call, and the statement run on them."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from sympy.concrete.expr_with_limits import ExprWithLimits

from ..numbers.arithmetic import Arithmetic, operations_of
from ..numbers.choosing import arithmetic_of
from ..numbers.duals import Duals
from ..numbers.floats import FLOATS
from ..numbers.outside import OUTSIDE, Entries, ZeroOutside
from . import shapes
from .admission import Numbers, as_objects, one_line
from .plan import Plan
from .shapes import AxisGroups, shown


@dataclass
class BoundCall:
    """The arguments of a call, checked against the shape line.

    `env` and `scalars` hold numbers of every type that statements run over, so their values are Any, and so are the
    number types themselves.
    """

    plan: Plan
    env: dict[str, Any]  # the value of every letter
    arrays: dict[str, Numbers]
    scalars: dict[str, Any]  # numbers, one for each axis where the argument has an axis letter, and words
    folds: dict[str, AxisGroups] = field(default_factory=dict)
    fast: dict[str, Any] = field(default_factory=dict)  # the scalars as the fast form takes them: fractions as floats
    dtype: np.dtype[Any] | None = None  # the floating type of the call; None if no number is floating
    weak: frozenset[str] = frozenset()  # arrays that are Python's numbers, which adapt to the types of others
    exact: bool = False  # whether a letter is a number that NumPy has no type for
    shape_of_result: tuple[int, ...] = ()  # kept by gradients
    direct: bool = False  # whether arrays of these types and shapes need no conversion

    @property
    def values(self) -> dict[str, Any]:
        """All arguments by name."""
        return {**self.scalars, **self.arrays}

    def with_arrays(self, arrays: dict[str, Numbers]) -> BoundCall:
        """The same call with other arrays of the same shapes and types."""
        other = object.__new__(BoundCall)
        other.__dict__ |= self.__dict__
        other.arrays = arrays
        return other

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the result."""
        sizes = [len(r) for r in self.plan.ranges(self.plan.result, self.env)]
        return self.restored(np.empty(sizes, bool)).shape

    def longest(self) -> int:
        """About how many terms the longest sum or maximum of the statement has; a limit that depends on an index counts
        as one term."""
        found, known = [1], self.env.keys()
        for e in itertools.chain.from_iterable(e.rhs.atoms(ExprWithLimits) for e in self.plan.equations):
            sizes = (hi - lo + 1 for _, lo, hi in e.limits if {s.name for s in (hi - lo).free_symbols} <= known)
            found.append(math.prod(max(1, shapes.value(size, self.env)) for size in sizes))
        return max(found)

    def restored(self, y: Numbers) -> Numbers:
        """A result in which every letter for several axes has these axes again."""
        if (a := self.plan.restores) is not None:
            return self.folds[a].undo(y, self.plan.result) if a in self.folds else y
        letters = {shapes.printed(entry.size) for entry in self.plan.result} if self.folds else set()
        for seen in self.folds.values():
            if letters & set(seen.letters):
                return seen.undo(y, self.plan.result)
        return y

    def literal(self, kind: Arithmetic | None = None) -> Any:
        """The result of the statement over a number type, by default over the one that fits the arguments.

        Returns an array of objects, or one number. Raises ValueError where the statement divides by zero, or an exact
        number beside floats is too large for them.
        """
        ranges = self.plan.ranges(self.plan.result, self.env)
        # A list of the entries, one without those outside, and the array. MemoryError now, and not after a long time.
        np.empty((3, math.prod(map(len, ranges))), object)
        flat = self._entries(kind, ranges)
        if not self.plan.result:
            return flat[0]
        return self.restored(as_objects(flat).reshape([len(r) for r in ranges]))

    def literal_at(self, places: Sequence[Sequence[int]], kind: Arithmetic | None = None) -> Numbers:
        """The entries of the result at some places along each axis, counted from 0, of the statement over a number
        type: an array of objects with one axis for each axis of the statement."""
        ranges = [
            [r[k] for k in at] for r, at in zip(self.plan.ranges(self.plan.result, self.env), places, strict=True)
        ]
        return as_objects(self._entries(kind, ranges, few=True)).reshape([len(r) for r in ranges])

    def _entries(self, kind: Arithmetic | None, ranges: Sequence[Sequence[int]], few: bool = False) -> list[Any]:
        """The entries of the result at some indices along each axis, the last axis fastest.

        few: whether few entries of the arrays may be read, so that each is converted when it is.
        """
        plan, env, exact = self.plan, self.env, self.plan.exact
        entries = {a: x.ravel().tolist() for a, x in self.arrays.items()}
        if kind is None:
            kind = self._kind(entries)
        if not isinstance(kind, Arithmetic):
            raise TypeError(f"number = {kind!r}: it must be an Arithmetic, such as mathcnn.numbers.floats.FLOATS")
        if FLOATS in (kind, getattr(kind, "base", None)):
            self._check_floats(entries)
        reads: dict[str, Any] = {name: self.scalars[name] for name in plan.of.functions}
        for a, line in plan.arrays.items():
            reads[a] = ZeroOutside()
            if a in self.arrays:
                x = self.folds[a](self.arrays[a]) if a in self.folds else self.arrays[a]
                read = int if a in plan.of.labels else functools.partial(kind.read, exact=exact)
                places = plan.ranges(line, env)
                if few:
                    reads[a] = Entries(x, places, read)
                else:
                    reads[a] = ZeroOutside(zip(itertools.product(*places), map(read, x.ravel().tolist()), strict=True))
        letters = {
            s: env[s] if plan.letters[s].is_integer else kind.read(env[s], False) for s in plan.letters if s in env
        }
        letters = {s: letters.get(s, 0) for s in plan.letters}
        try:
            flat = plan.run(**reads, **letters, **operations_of(kind), ranges=ranges)
        except ZeroDivisionError:
            raise ValueError(f"{plan.of.name}: the statement divides by zero, which exact numbers cannot") from None
        except (TypeError, ValueError, AttributeError) as error:  # of a number type that lacks an operation
            if (
                plan.of.functions
                or isinstance(kind, Duals)
                or type(error) not in (TypeError, ValueError, AttributeError)
            ):
                raise  # what functions and derivatives lack is said where they are asked for
            kind_of_error = ValueError if isinstance(error, ValueError) else TypeError
            raise kind_of_error(
                f"{plan.of.name}: the statement has no value over these numbers: {one_line(error)}"
            ) from None
        return [0 if v is OUTSIDE else v for v in flat]

    def _kind(self, entries: dict[str, list[Any]]) -> Arithmetic:
        """The number type that fits the entries of the arrays, or the numbers if there are no arrays."""
        pool = list(itertools.chain(*entries.values()))
        if not entries:
            pool = [v for v in self.scalars.values() if not isinstance(v, str)]
        if self.exact:
            pool += self.env.values()
        return arithmetic_of([v for v in pool if not callable(v)])

    def _check_floats(self, entries: dict[str, list[Any]]) -> None:
        """Exact numbers beside floats are computed as floats; raises ValueError for one that is too large."""
        for a, values in entries.items():
            for v in values:
                if isinstance(v, (int, Fraction)):
                    try:
                        float(v)
                    except OverflowError:
                        raise ValueError(
                            f"{self.plan.of.name}: {a} holds {shown(v)}, which is too large for float64, in which the "
                            "call computes"
                        ) from None
