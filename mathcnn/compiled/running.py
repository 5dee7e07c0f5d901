"""Functions of machine code and what is needed to run them on arrays, without the plan that they were written from."""

from __future__ import annotations

import ctypes
import functools
import math
import os
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any  # Any: functions of machine code, and letters, which have values of every number type

import numpy as np

from ..memory import empty
from .choosing import chunks
from .native import Code
from .parts import Range

TYPES: dict[str, np.dtype[Any]] = {
    "float": np.dtype(np.float32),
    "double": np.dtype(np.float64),
    "i64": np.dtype(np.int64),
}
SMALL = 400_000  # terms, up to which one thread computes a part
LARGE = 20_000_000  # terms, from which threads share a part in its first calls, too
SHORT = 6e-4  # seconds, in which one thread computes a part sooner than two, one of which has to be woken
TRIALS = 3  # calls in which one thread computes a part, to see how long it takes: the first one reads cold memory
MANY = 100_000  # terms, from which a copy of the arrays costs less than code without vectors
POINTER = ctypes.c_void_p
NONE = (np.zeros(1, np.int64), np.zeros(1))  # the tables of code that reads no number from one
Integers = dict[str, int]


def memory(shape: list[int], dtype: np.dtype[Any]) -> np.ndarray:
    """An array that a kernel writes its results into; tests put it between others, where no kernel may write."""
    return empty(shape, dtype)


@dataclass
class Step:
    """One part of a kernel, ready to run.

    name : of the part; axes : how many indices it has; place : whether it is an index, which is kept as an integer.
    order : its axes as its entries lie in memory.
    work : about how many terms are computed.
    shared : the axis whose indices threads share, None if they are lanes; ends : its first and last index, if they are
        part of the code; block : how many of its indices belong together.
    slow : whether it has fixed sizes and is computed number by number.
    call : the function of the machine code; trials : seconds that it took in one thread, in its first calls.
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
    call: Any = field(default=None, repr=False)
    trials: list[float] = field(default_factory=list, repr=False, compare=False)

    @functools.cached_property
    def axes_in_order(self) -> tuple[int, ...]:
        """Where each axis of the result lies in memory."""
        return tuple(int(k) for k in np.argsort(self.order))

    def shares(self) -> bool:
        """Whether threads share the work of a part: it is known to take longer, or it has very many terms."""
        if self.shared is None or self.work <= SMALL:
            return False
        return self.work >= LARGE or len(self.trials) >= TRIALS and min(self.trials, default=math.inf) > SHORT


class Running:
    """The functions of a kernel.

    element : the type of the numbers; fixed : whether sizes are part of the code.
    names : the arguments that the code reads, in its order; numbers : the letters that are no integers.
    steps : its parts; code : the machine code.
    """

    def __init__(
        self,
        element: str,
        fixed: bool,
        names: list[str],
        numbers: list[str],
        steps: list[Step],
        code: Code | None = None,
    ):
        self.element, self.fixed, self.names, self.numbers, self.steps = element, fixed, names, numbers, steps
        if code is not None:
            self.load(code)

    @property
    def is_slow(self) -> bool:
        """Whether a part with fixed sizes and many terms is computed number by number, without vectors."""
        return any(step.slow for step in self.steps if step.work > MANY)

    def load(self, code: Code) -> None:
        """Take the functions from machine code."""
        self.code = code
        for k, step in enumerate(self.steps):
            arrays = 1 + len(self.names) + k + 2
            kind = ctypes.CFUNCTYPE(None, *[POINTER] * arrays, ctypes.c_int64, ctypes.c_int64)
            step.call = kind(code.address(f"part{k}"))

    def run(
        self,
        arrays: Mapping[str, np.ndarray],
        known: Integers,
        ranges: Mapping[str, list[Range]],
        env: Mapping[str, Any],
        threads: int,
        into: np.ndarray | None = None,
    ) -> np.ndarray:
        """The result for arrays of these types, shapes and, if sizes are fixed, strides.

        known : the integers that the code reads, in their order; ranges : the indices of each part.
        env : the values of letters; threads : how many threads share the work.
        into : memory for the result, flat; by default it is new.
        """
        ints, nums = self.numbers_of(known, env)
        pointers = [arrays[a].ctypes.data for a in self.names]
        made: list[np.ndarray] = []
        for step in self.steps:
            own = ranges.get(step.name, [(0, -1)] * step.axes)
            shape, dtype = self.room(step, own)
            last = len(made) == len(self.steps) - 1
            out = memory(shape, dtype) if into is None or not last else into.reshape(shape)
            made.append(out)
            if out.size:
                given = (*pointers, *(x.ctypes.data for x in made[:-1]), ints.ctypes.data, nums.ctypes.data)
                self._run(step, (out.ctypes.data, *given), own, threads)
        return made[-1].transpose(self.steps[-1].axes_in_order)

    def numbers_of(self, known: Integers, env: Mapping[str, Any]) -> tuple[np.ndarray, np.ndarray]:
        """The integers and the other numbers that the code reads from tables."""
        if self.fixed and not self.numbers:
            return NONE
        ints = np.array([*known.values()] if not self.fixed else [0], np.int64)
        return ints, np.array([float(env.get(s, 0)) for s in self.numbers] or [0.0])

    def room(self, step: Step, own: list[Range]) -> tuple[list[int], np.dtype[Any]]:
        """The shape, in the order of the axes in memory, and the type of the array that a step writes."""
        sizes = [max(0, high - low + 1) for low, high in own]
        return [sizes[a] for a in step.order], TYPES["i64" if step.place else self.element]

    def span(self, step: Step, own: list[Range]) -> Range:
        """The first index of the shared axis of a step, and the one after the last."""
        if step.shared is None:
            return 0, 1
        low, high = step.ends or own[step.shared]
        return low, high + 1

    def _run(self, step: Step, given: tuple[int, ...], own: list[Range], threads: int) -> None:
        low, high = self.span(step, own)
        if threads == 1 or not step.shares():
            started = time.perf_counter()
            step.call(*given, low, high)
            if len(step.trials) < TRIALS:
                step.trials.append(time.perf_counter() - started)
            return
        cut = chunks(low, high, threads, step.block)
        others = [pool().submit(step.call, *given, *one) for one in cut[1:]]
        step.call(*given, *cut[0])
        for one in others:
            one.result()


@functools.cache
def pool() -> ThreadPoolExecutor:
    """The threads that share the work of a kernel."""
    return ThreadPoolExecutor(os.cpu_count() or 1, "mathcnn-compiled")


if hasattr(os, "register_at_fork"):  # threads do not live on in a process that is forked off
    os.register_at_fork(after_in_child=pool.cache_clear)
