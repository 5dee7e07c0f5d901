"""Arrays for results, in memory that is reused. Fast forms take their arrays from here, so that a network that runs
step after step allocates no new memory: new pages cost more than the arithmetic on them.

Outside of `Buffers` an array is new. Inside, it lies in a block that an earlier array has returned. A block is leased:
each array has an owner of its own as its base, every view of the array keeps that owner alive, and the block is
returned when the owner is deleted, and not before. Nothing here counts references.

Why every view keeps the owner alive: NumPy gives a view the farthest base of its own type, and no type but `np.ndarray`
stands between a view and its owner; the owner's base is no array. Why a weak reference to the owner tells when it is
deleted for good: the garbage collector does not track plain arrays, so none is part of a reference cycle, which a
finalizer could bring back to life.

Arrays keep the memory order of the arrays that they are computed from. The layers put the batch innermost, (C, *space,
N) in memory behind the view (N, C, *space): every copy and every sum then runs over whole rows of a batch.
"""

from __future__ import annotations

import collections
import math
import threading
import weakref
from collections.abc import Sequence
from typing import Any

import numpy as np

# Bytes. Below this the allocator of C keeps freed memory for itself, and a new array costs less than a lease.
SMALLEST = 2**17
# Bytes of unused blocks that are kept.
LIMIT = 2**30


class _Block:
    """Memory that is leased again and again. It is no array, so that code which follows the bases of a view cannot
    reach the memory itself and keep it after its lease: NumPy makes an array of it only while `__array_struct__` is
    set."""

    __slots__ = ("__array_struct__", "memory", "size")
    __array_struct__: Any

    def __init__(self, size: int) -> None:
        self.size = size
        self.memory = np.empty(size, np.uint8).__array_struct__


class _Lease(weakref.ref[np.ndarray]):
    """A weak reference to an owner, and the block that the owner stands for."""

    __slots__ = ("block",)
    block: _Block


class _Active(threading.local):
    """The buffers that this thread has entered and not left, the innermost last."""

    def __init__(self) -> None:
        self.entered: list[Buffers] = []


_active = _Active()


class Buffers:
    """Within `with Buffers():` this thread's results lie in memory that is reused.

    The same buffers may be entered again, also within themselves, and by several threads. Arrays may outlive the
    buffers. Before a new block is made, the unused ones are freed if they would exceed `limit` bytes together with it.

    >>> with Buffers() as buffers:
    ...     at = empty((200, 300), np.float32).ctypes.data     # the array is gone, only its address is left
    ...     again = empty((300, 200), np.int32)
    >>> again.ctypes.data == at, buffers.bytes
    (True, 240000)
    """

    # An array may be released at any moment and in any thread, also while another one is being leased, and a process
    # may be forked then. So there is no lock: every step is one operation of a dict or a deque, which is atomic, and a
    # block that was taken out of a deque belongs to whoever took it.

    def __init__(self, limit: int = LIMIT) -> None:
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 0:
            raise ValueError(f"limit = {limit!r}; it must be an integer >= 0")
        self.limit = limit
        self._ended: dict[int, collections.deque[_Lease]] = {}  # by size in bytes: leases whose block is unused
        self._latest: dict[
            _Block, _Lease
        ] = {}  # of each block; a weak reference calls back only while it exists itself

    def __enter__(self) -> Buffers:
        _active.entered.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        entered = _active.entered
        del entered[max(k for k, one in enumerate(entered) if one is self)]  # generators may be left in another order

    @property
    def bytes(self) -> int:
        """The memory of all blocks, leased and unused, in bytes."""
        return sum(block.size for block in list(self._latest))

    @property
    def unused(self) -> int:
        """The memory of the unused blocks, in bytes."""
        return sum(size * len(ended) for size, ended in list(self._ended.items()))

    def lease(self, size: int) -> np.ndarray:
        """A new array of `size` bytes, in memory that no other living array uses. It and its views hold the lease."""
        ended = self._ended.get(size)
        if ended is None:
            ended = self._ended.setdefault(size, collections.deque())
        try:
            block: _Block = ended.pop().block
        except IndexError:
            if self.unused + size > self.limit:
                self.clear()
            block = _Block(size)
        block.__array_struct__ = block.memory
        owner = np.asarray(block)  # its base is the block
        del block.__array_struct__
        lease = _Lease(owner, ended.append)  # called with the lease
        lease.block = block
        self._latest[block] = lease
        return owner

    def clear(self) -> None:
        """Free the unused blocks."""
        for ended in list(self._ended.values()):
            while ended:
                try:
                    del self._latest[ended.pop().block]
                except IndexError:  # another thread was faster
                    break


def empty(shape: Sequence[int], dtype: Any) -> np.ndarray:
    """An array without initialised entries: in leased memory within `Buffers`, else new."""
    entered = _active.entered
    if entered:
        dtype = np.dtype(dtype)
        size = math.prod(shape) * dtype.itemsize
        if size >= SMALLEST and not dtype.hasobject:
            return np.ndarray(shape, dtype, entered[-1].lease(size))
    return np.empty(shape, dtype)


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
