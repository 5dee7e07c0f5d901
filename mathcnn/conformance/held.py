"""The result of the call before, which a later call of the same function must not write into."""

from __future__ import annotations

import numpy as np

from .plan.points import Point

MOST = 2**26  # bytes of a result that is held during the next call, at most
AGAIN = 64  # calls in a type that are made again


class Held:
    """The results of a function, of which the last one is held."""

    def __init__(self) -> None:
        self.last: tuple[Point, str, np.ndarray] | None = None
        self.sorts = set[tuple[int, ...]]()

    def shares(self, point: Point, fill: str, got: np.ndarray) -> bool:
        """Hold a result; whether it lies in the memory of that of the call before, which had other arguments.

        point, fill: the call; got: its result
        """
        before, self.last = self.last, (point, fill, got) if 0 < got.nbytes <= MOST else None
        return before is not None and before[:2] != (point, fill) and np.shares_memory(before[2], got)

    def is_new(self) -> bool:
        """Whether no result before the last one was about as long along each axis: such a call is made again with other
        data, since buffers are kept for each shape. After AGAIN of them none is."""
        if self.last is None or len(self.sorts) >= AGAIN:
            return False
        sort = tuple(n.bit_length() // 3 for n in self.last[2].shape)
        new = sort not in self.sorts
        self.sorts.add(sort)
        return new
