"""Leased memory: no two living arrays overlap, whatever keeps an array alive, and blocks are used again.

`overlaps` runs random programs that allocate, keep and release, and reports memory that was handed out twice. Faulty
leases are planted, and it has to report each of them.
"""

import collections
import contextlib
import ctypes
import gc
import pickle
import random
import sys
import weakref
from typing import Any, ClassVar

import numpy as np
import pytest

from mathcnn.memory import Buffers, batch_first, empty

from .marks import thinned

torch: Any = None
with contextlib.suppress(ImportError):  # without PyTorch two ways are left out of WAYS
    import torch


class Sub(np.ndarray):
    """A subclass, whose views have another type."""


class Revived:
    """Part of a reference cycle, and alive again after the garbage collector has called its finalizer."""

    found: ClassVar[list[Any]] = []

    def __init__(self, held):
        self.held, self.me = held, self

    def __del__(self):
        Revived.found.append(self)


def in_a_generator(a):
    def frame():
        held = a[1:]
        yield held
        yield held

    running = frame()
    next(running)
    return running


def in_a_traceback(a):
    def fails(local):
        raise KeyError(local.shape)

    try:
        fails(a.T)
    except KeyError as error:
        return error


def in_a_cycle(a):
    held = [a[..., 1:]]
    held.append(held)
    return held


def farthest_base(a):
    while isinstance(a.base, np.ndarray):
        a = a.base
    return a


# What may keep an array's memory alive after the array itself is gone.
WAYS = {
    "the array": lambda a: a,
    "slice": lambda a: a[1:],
    "steps": lambda a: a[::-2, ::3],
    "transpose": lambda a: a.T,
    "transpose of a slice of a reshape": lambda a: a.reshape(-1)[5:].reshape(1, -1).T,
    "one entry": lambda a: a[3:4, 2],
    "other type": lambda a: a.view(np.uint8),
    "subclass": lambda a: a.view(Sub),
    "plain view of a subclass": lambda a: a.view(Sub)[2:].view(np.ndarray)[1:],
    "masked": lambda a: np.ma.masked_array(a, copy=False)[1:],
    "windows": lambda a: np.lib.stride_tricks.sliding_window_view(a, (2, 2)),
    "strided": lambda a: np.lib.stride_tricks.as_strided(a, (3, 4)),
    "broadcast": lambda a: np.broadcast_to(a, (2, *a.shape)),
    "batch first": lambda a: batch_first(a)[1:],
    "base": lambda a: a.base,
    "base of a view": lambda a: a[1:].T.base,
    "farthest base": farthest_base,
    "memoryview": lambda a: memoryview(a)[1:],
    "frombuffer": lambda a: np.frombuffer(a, np.uint8)[7:],
    "array of a memoryview": lambda a: np.asarray(memoryview(a)),
    "pickle buffer": lambda a: pickle.PickleBuffer(a),
    "ctypes": lambda a: np.ctypeslib.as_ctypes(a),
    "address with its array": lambda a: a.ctypes.data_as(ctypes.c_void_p),
    "array interface": lambda a: a.__array_struct__,
    "dlpack": lambda a: np.from_dlpack(a),
    "dlpack capsule": lambda a: a.__dlpack__(),
    "iterator": lambda a: a.flat,
    "nditer": lambda a: np.nditer(a),
    "generator": in_a_generator,
    "traceback": in_a_traceback,
    "cycle": in_a_cycle,
    "closure": lambda a: lambda: a[0],
    **(
        {"torch": lambda a: torch.from_numpy(a)[1:], "torch by dlpack": lambda a: torch.from_dlpack(a).T}
        if torch
        else {}
    ),
}
COPIES = {
    "copy": np.copy,
    "pickle": lambda a: pickle.loads(pickle.dumps(a)),
    "sum": lambda a: a + 0.0,
    "list": lambda a: a[:2].tolist(),
}


def at(address, size):
    """The bytes that lie at an address now."""
    return np.frombuffer((ctypes.c_uint8 * size).from_address(address), np.uint8)


def overlaps(buffers, steps, seed, ways=WAYS):
    """What is wrong after each step of a random program: the way that a block was kept whose bytes another array got,
    or changed."""
    rng = random.Random(seed)
    kept = []  # what keeps a block, how, where it lies, the byte that fills it
    with buffers:
        for step in range(steps):
            if rng.random() < 0.45 and kept:
                for _ in range(rng.randint(1, 4)):
                    if kept:
                        kept.pop(rng.randrange(len(kept)))
                continue
            shape = rng.choice([(256, 129), (129, 256), (200, 200), (64, 1032)])  # three sizes of block
            a = empty(shape, rng.choice([np.float32, np.int32]))
            address, size, fill = a.ctypes.data, a.nbytes, step % 255 + 1
            for _, how, other, length, _ in kept:
                if address < other + length and other < address + size:
                    return f"{how}: was given away"
            a.view(np.uint8)[...] = fill
            how = rng.choice([*ways, *COPIES])
            if how in ways:
                kept.append((ways[how](a), how, address, size, fill))
            else:
                COPIES[how](a)
            del a
            for _, how, other, length, byte in kept:
                if not (at(other, length) == byte).all():
                    return f"{how}: was overwritten"
    return ""


@pytest.mark.parametrize("seed", range(6))
def test_no_two_living_arrays_overlap(seed):
    buffers = Buffers()
    assert not overlaps(buffers, 200, seed)
    gc.collect()
    assert buffers.unused == buffers.bytes  # everything was given back


@pytest.mark.parametrize("way", thinned(WAYS, 3))
def test_what_keeps_an_array_keeps_its_memory(way):
    assert not overlaps(Buffers(), 40, 1, {way: WAYS[way]})
    buffers = Buffers()
    with buffers:
        held = WAYS[way](empty((200, 200), np.float32))
        assert buffers.unused == 0
        held = None  # noqa: F841 what was held is released here
        gc.collect()
        assert buffers.unused == buffers.bytes == 160_000


# ---------------------------------------------------------------- planted


class AtOnce(Buffers):
    """Gives a block back as soon as it is leased."""

    def lease(self, size):
        owner = super().lease(size)
        self._ended[size].append(list(self._latest.values())[-1])
        return owner


class PlainBlock(Buffers):
    """The block is a plain array, which NumPy makes the base of every view, past the owner."""

    def __init__(self):
        super().__init__()
        self.blocks, self.free = [], collections.deque()

    def lease(self, size):
        block = self.free.pop() if self.free and self.free[-1].nbytes == size else np.empty(size, np.uint8)
        owner = block[:]
        self.blocks.append(weakref.ref(owner, lambda _: self.free.append(block)))
        return owner


class Tracked(Buffers):
    """The owner has a type that the garbage collector tracks, and the weak reference is cleared before finalizers are
    called."""

    def __init__(self):
        super().__init__()
        self.blocks, self.free = [], collections.deque()

    def lease(self, size):
        block = self.free.pop() if self.free and self.free[-1].nbytes == size else np.empty(size, np.uint8).view(Sub)
        owner = np.ndarray.__new__(Tracked.Owner, (size,), np.uint8, block)
        self.blocks.append(weakref.ref(owner, lambda _: self.free.append(block)))
        return owner

    class Owner(np.ndarray):
        pass


class Counted(Buffers):
    """Gives a block back that no more than so many references are left to: what `sys.getrefcount` says depends on who
    asks."""

    def __init__(self):
        super().__init__()
        self.blocks = []

    def lease(self, size):
        for block in self.blocks:
            if block.nbytes == size and sys.getrefcount(block) <= 4:
                return block
        self.blocks.append(np.empty(size, np.uint8))
        return self.blocks[-1]


@pytest.mark.parametrize(
    ("faulty", "ways"),
    [
        (AtOnce, WAYS),
        (AtOnce, {"the array": WAYS["the array"]}),
        (PlainBlock, WAYS),
        (PlainBlock, {"slice": WAYS["slice"]}),
        (Counted, WAYS),
        (Counted, {"the array": WAYS["the array"]}),
    ],
)
def test_a_lease_that_ends_too_early_is_reported(faulty, ways):
    assert "was" in overlaps(faulty(), 300, 0, ways)


@pytest.mark.parametrize("part", ["array", "view", "base"])
@pytest.mark.parametrize("pool", [Buffers, Tracked])
def test_what_a_finalizer_revives_keeps_its_memory(pool, part):
    """The garbage collector clears weak references to a cycle before it calls finalizers, which may revive the
    cycle."""
    with pool():
        a = empty((200, 200), np.float32)
        Revived({"array": a, "view": a[1:], "base": a.base}[part])
        del a
        gc.collect()
        one = Revived.found.pop()
        overlap = np.may_share_memory(one.held, empty((200, 200), np.float32))
    assert overlap == (pool is Tracked and part == "base")  # the fault that this is for
