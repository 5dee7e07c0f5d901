"""What a result should be: every entry, with how far it may be off."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeAlias, TypeVar

import numpy as np

T = TypeVar("T")
Later: TypeAlias = T | Callable[[], T]  # a value, or what computes it


class Reference:
    """What a result should be.

    want: every entry, in float64 or wider; radius: how far each may be off, infinite where no bound is known; tier:
    "0 ulp", "E" if every radius is 0 or one rounding of a half, or "R"; loose: the radius of arithmetic that rounds to
    half precision at every step, None for wider types; likely: an error beyond it is suspect (tier P), None where that
    tier does not apply; norm: an error beyond it is none of a transform's, 0 where no transform computes the formula;
    loose_norm: the same for a transform that rounds to half precision at every step, 0 where none is known; stops: how
    many times as large as its sum a sum may be that stopped growing; alone: whether the errors of entries are about
    independent of each other, as those of sums of products are. Most right results are judged by `radius` alone,
    so the four others may be functions, which are called when they are first asked for.
    """

    def __init__(
        self,
        want: np.ndarray,
        radius: np.ndarray,
        tier: str,
        loose: Later[np.ndarray | None] = None,
        likely: Later[np.ndarray | None] = None,
        norm: Later[float] = 0.0,
        loose_norm: Later[float] = 0.0,
        stops: float = 1.0,
        alone: bool = False,
    ):
        self.want, self.radius, self.tier = want, radius, tier
        self.stops, self.alone = stops, alone
        self._loose, self._likely, self._norm, self._loose_norm = loose, likely, norm, loose_norm

    @property
    def half(self) -> bool:
        """Whether results are kept in half precision, so that `loose` is an array."""
        return self._loose is not None

    @functools.cached_property
    def loose(self) -> np.ndarray | None:
        """The radius of arithmetic that rounds to half precision at every step."""
        return self._loose() if callable(self._loose) else self._loose

    @functools.cached_property
    def likely(self) -> np.ndarray | None:
        """An error beyond it is suspect."""
        return self._likely() if callable(self._likely) else self._likely

    @functools.cached_property
    def norm(self) -> float:
        """The largest error of a transform."""
        return self._norm() if callable(self._norm) else self._norm

    @functools.cached_property
    def loose_norm(self) -> float:
        """The largest error of a transform that rounds to half precision at every step."""
        return self._loose_norm() if callable(self._loose_norm) else self._loose_norm
