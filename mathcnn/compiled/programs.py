"""Programs: the functions of a kernel with what is needed to run them on arrays, without its plan.

A program holds texts, numbers and the name of its machine code, so that it can be kept in a file.
"""

from __future__ import annotations

import ctypes
import functools
import itertools
import math
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any  # Any: functions of machine code, and letters, which have values of every number type

import numpy as np

from .native import Code

TYPES: dict[str, np.dtype[Any]] = {
    "float": np.dtype(np.float32),
    "double": np.dtype(np.float64),
    "i64": np.dtype(np.int64),
}
SMALL = 400_000  # terms, up to which one thread computes a part
POINTER = ctypes.c_void_p
Integers = dict[str, int]
Range = tuple[int, int]  # the first and the last of some indices


def memory(shape: list[int], dtype: np.dtype[Any]) -> np.ndarray:
    """An array that a kernel writes its results into; tests put it between others, where no kernel may write."""
    return np.empty(shape, dtype)


@dataclass
class Step:
    """One part of a kernel, ready to run.

    name : of the part; axes : how many indices it has; place : whether it is an index, which is kept as an integer.
    order : its axes as its entries lie in memory.
    work : about how many terms are computed.
    shared : the axis whose indices threads share, None if they are lanes; ends : its first and last index, if they are
        part of the code; block : how many of its indices belong together.
    slow : whether it has fixed sizes and is computed number by number.
    """

    name: str
    axes: int
    place: bool
    order: list[int]
    work: int
    shared: int | None
    ends: Range | None
    block: int
    slow: bool


@dataclass
class Program:
    """The functions of a kernel.

    element : the type of the numbers; fixed : whether sizes are part of the code.
    names : the arrays that it reads; numbers : the letters that are no integers.
    slow : whether it computes many terms number by number.
    code : the name of the machine code.
    """

    element: str
    fixed: bool
    names: list[str]
    numbers: list[str]
    steps: list[Step]
    slow: bool
    code: str
    calls: list[Any] = field(default_factory=list, repr=False)  # the functions of the machine code
    loaded: Code | None = field(default=None, repr=False)  # which lives as long as its functions

    def load(self, code: Code) -> None:
        """Take the functions from machine code."""
        self.loaded, self.calls = code, []
        for k in range(len(self.steps)):
            arrays = 1 + len(self.names) + k + 2
            kind = ctypes.CFUNCTYPE(None, *[POINTER] * arrays, ctypes.c_int64, ctypes.c_int64)
            self.calls.append(kind(code.address(f"part{k}")))

    def run(
        self,
        arrays: Mapping[str, np.ndarray],
        known: Integers,
        ranges: Mapping[str, list[Range]],
        env: Mapping[str, Any],
        threads: int,
        into: np.ndarray | None = None,
    ) -> np.ndarray:
        """The result for arrays of this program's types, shapes and, if sizes are fixed, strides.

        known : the integers that the code reads, in their order; ranges : the indices of each part.
        env : the values of letters; threads : how many threads share the work.
        into : memory for the result, flat; by default it is new.
        """
        ints = np.array([*known.values()] if not self.fixed else [0], np.int64)
        nums = np.array([float(env.get(s, 0)) for s in self.numbers] or [0.0])
        pointers = [arrays[a].ctypes.data for a in self.names]
        made: list[np.ndarray] = []
        for step, call in zip(self.steps, self.calls, strict=True):
            own = ranges.get(step.name, [(0, -1)] * step.axes)
            sizes = [max(0, high - low + 1) for low, high in own]
            kind, shape = TYPES["i64" if step.place else self.element], [sizes[a] for a in step.order]
            last = len(made) == len(self.steps) - 1
            out = memory(shape, kind) if into is None or not last else into.reshape(shape)
            made.append(out)
            if out.size:
                given = (*pointers, *(x.ctypes.data for x in made[:-1]), ints.ctypes.data, nums.ctypes.data)
                _run(step, call, (out.ctypes.data, *given), own, threads)
        return made[-1].transpose(np.argsort(self.steps[-1].order))


def _run(step: Step, call: Any, given: tuple[int, ...], own: list[Range], threads: int) -> None:
    if step.shared is None:
        call(*given, 0, 1)
        return
    low, high = step.ends or own[step.shared]
    cut = chunks(low, high + 1, threads, step.block) if threads > 1 and step.work > SMALL else [(low, high + 1)]
    others = [pool().submit(call, *given, *one) for one in cut[1:]]
    call(*given, *cut[0])
    for one in others:
        one.result()


def chunks(low: int, high: int, threads: int, block: int) -> list[tuple[int, int]]:
    """A range, the last index excluded, cut for threads at multiples of a block."""
    blocks = math.ceil((high - low) / block)
    cuts = [low + block * round(k * blocks / threads) for k in range(threads)] + [high]
    return [(a, b) for a, b in itertools.pairwise(cuts) if a < b]


@functools.cache
def pool() -> ThreadPoolExecutor:
    """The threads that share the work of a kernel."""
    return ThreadPoolExecutor(os.cpu_count() or 1, "mathcnn-compiled")


if hasattr(os, "register_at_fork"):  # threads do not live on in a process that is forked off
    os.register_at_fork(after_in_child=pool.cache_clear)
