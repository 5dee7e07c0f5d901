"""The result of the call before, which a later call of the same function must not write into."""

from __future__ import annotations

import numpy as np

from .plan.points import Point

MOST = 2**26  # bytes of a result that is held during the next call, at most


class Held:
    """The results of a function, of which the last one is held."""

    def __init__(self) -> None:
        self.last: tuple[Point, str, np.ndarray] | None = None
        self.sorts = set[tuple[int, int]]()

    def shares(self, point: Point, fill: str, got: np.ndarray) -> bool:
        """Hold a result; whether it lies in the memory of that of the call before, which had other arguments.

        point, fill: the call; got: its result
        """
        before, self.last = self.last, (point, fill, got) if 0 < got.nbytes <= MOST else None
        return before is not None and before[:2] != (point, fill) and np.shares_memory(before[2], got)

    def is_new(self) -> bool:
        """Whether no result before the last one had its number of axes and about its size: such a call is made again
        with other data, since buffers are kept for each shape."""
        if self.last is None:
            return False
        sort = self.last[2].ndim, self.last[2].size.bit_length() // 2
        new = sort not in self.sorts
        self.sorts.add(sort)
        return new
