"""Memory for results, used again. Fast forms ask here for their arrays, so that a network that runs step after step takes no
new memory: fresh pages cost more than the arithmetic on them.

Outside of `Buffers` an array is simply new. Inside, it lies in memory that was handed out before and that nobody refers to any
more; what somebody still holds, an array or any view of it, is never handed out twice.

Arrays keep the memory order of the arrays that they are computed from. The layers put the batch innermost, (C, *space, N) in
memory behind the view (N, C, *space): every copy and every sum then runs over whole rows of a batch.
"""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

_here = threading.local()
_UNUSED = sys.getrefcount(np.empty(0, np.uint8)) + 2     # in its list and under the name that the search gives it


class Buffers:
    """Within `with Buffers():` memory of results is used again, by this thread; it may be entered again and again.

    >>> with Buffers() as kept:
    ...     at = empty((2, 3), np.float32).ctypes.data     # nobody holds the array, only where it lay
    ...     again = empty((3, 2), np.int32)
    >>> again.ctypes.data == at, kept.bytes
    (True, 24)
    """

    def __init__(self) -> None:
        self._held: dict[int, list[np.ndarray]] = {}

    def __enter__(self) -> Buffers:
        self._before = getattr(_here, "buffers", None)
        _here.buffers = self
        return self

    def __exit__(self, *_: object) -> None:
        _here.buffers = self._before

    @property
    def bytes(self) -> int:
        """How much memory is held."""
        return sum(memory.nbytes for held in self._held.values() for memory in held)

    def take(self, size: int) -> np.ndarray:
        """At least `size` bytes that nobody refers to."""
        held = self._held.setdefault(size, [])
        for memory in held:
            if sys.getrefcount(memory) == _UNUSED:
                return memory
        held.append(np.empty(size, np.uint8))
        return held[-1]


def empty(shape: Sequence[int], dtype: Any) -> np.ndarray:
    """An array whose entries are yet to be written."""
    buffers: Buffers | None = getattr(_here, "buffers", None)
    dtype = np.dtype(dtype)
    if buffers is None or dtype.hasobject:
        return np.empty(shape, dtype)
    return np.ndarray(shape, dtype, buffers.take(math.prod(shape) * dtype.itemsize))


def like(x: np.ndarray, shape: Sequence[int] | None = None, dtype: Any = None) -> np.ndarray:
    """An array whose axes lie in memory in the order of those of x; of its shape and type unless others are given."""
    shape, dtype = x.shape if shape is None else tuple(shape), x.dtype if dtype is None else dtype
    if x.flags.c_contiguous:
        return empty(shape, dtype)
    if len(shape) == x.ndim and x.transpose(*range(1, x.ndim), 0).flags.c_contiguous:
        return batch_first(empty((*shape[1:], shape[0]), dtype))
    outward = sorted(range(x.ndim), key=lambda axis: -abs(x.strides[axis]))
    return empty([shape[axis] for axis in outward], dtype).transpose(np.argsort(outward))


def batch_last(x: np.ndarray) -> np.ndarray:
    """(N, *rest) as (*rest, N), contiguous: a view where x lies in memory so, else a copy."""
    moved = x.transpose(*range(1, x.ndim), 0)
    if moved.flags.c_contiguous:
        return moved
    out = empty(moved.shape, x.dtype)
    np.copyto(out, moved)
    return out


def batch_first(x: np.ndarray) -> np.ndarray:
    """(*rest, N) seen as (N, *rest)."""
    return x.transpose(x.ndim - 1, *range(x.ndim - 1))
