"""Which cases are drawn: those of the ranks, and with the arguments, that an implementation takes."""

from __future__ import annotations

import contextlib
import contextvars
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any  # Any: a case; its module imports this one

from ..aliases import Value

RANKS = (0, 1, 2, 3)  # spatial axes


@dataclass(frozen=True)
class Within:
    """What every case that is drawn has in common; by default nothing.

    Attributes
    ----------
    ranks : the numbers of spatial axes.
    held : arguments that always have this value.
    passed : optional arrays that are always passed (True) or always left out (False).
    many : how many axes each letter stands for that may stand for any number; drawn if None.
    axes, sides : arguments that are alike along all axes, and before and after.
    accepts : whether a case may be used; those that may not are drawn again.
    """

    ranks: tuple[int, ...] = RANKS
    held: Mapping[str, Value] = field(default_factory=dict)
    passed: Mapping[str, bool] = field(default_factory=dict)
    many: int | None = None
    axes: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    accepts: Callable[[Any], bool] | None = None

    def alike(self, arg: str, v: Value) -> Value:
        """An argument that was drawn, made alike along all axes, and before and after, if it must be."""
        if arg in self.sides and isinstance(v, tuple):
            v = tuple((pair[0], pair[0]) if isinstance(pair, tuple) else pair for pair in v)
        return v[:1] * len(v) if arg in self.axes and isinstance(v, tuple) else v


ANY = Within()
_current: contextvars.ContextVar[Within] = contextvars.ContextVar("within", default=ANY)


def current() -> Within:
    """What the cases of this block have in common."""
    return _current.get()


@contextlib.contextmanager
def drawn_within(within: Within) -> Iterator[None]:
    """Every case that is drawn in this block is one of `within`.

    Parameters
    ----------
    within : what the cases have in common.
    """
    token = _current.set(within)
    try:
        yield
    finally:
        _current.reset(token)
