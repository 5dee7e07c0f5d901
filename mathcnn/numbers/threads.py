"""Independent pieces of array work in several threads: NumPy and SciPy's transforms release the interpreter's lock."""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

BLOCK = 2**17  # entries of an array that stay in a cache, with what is computed from them
MANY = 2**18  # entries of an array from which on threads are worth their start
TURNS = 2  # pieces for each thread: to hand one over takes as long as a block of a few thousand entries
A = TypeVar("A")
B = TypeVar("B")


def count() -> int:
    """How many threads work at a time: as many as cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_threads(fn: Callable[[A], B], pieces: Iterable[A], alone: bool = False) -> list[B]:
    """The results of a function for several pieces, in their order; NaN and infinities raise no warnings.

    alone: whether to compute them without threads, where these are not worth their start.

    The threads end with the call, so that a process may be forked afterwards. Which thread computes a piece does not
    change its result.
    """

    def quiet(piece: A) -> B:
        with np.errstate(all="ignore"):  # each thread has a state of its own
            return fn(piece)

    pieces = list(pieces)
    workers = min(count(), len(pieces))
    if workers < 2 or alone:
        return [quiet(one) for one in pieces]
    with ThreadPoolExecutor(workers, "mathcnn") as pool:
        return list(pool.map(quiet, pieces))


def in_blocks(fn: Callable[[slice], B], x: np.ndarray) -> list[B]:
    """The results of a function for blocks of the rows of an array, in their order: in threads if it is large, and for
    all rows at once if it is small.

    fn: takes the rows of a block, a slice of the first axis.
    """
    if x.size <= BLOCK:
        return [fn(slice(None))]
    rows = max(1, BLOCK // (x.size // len(x)))
    each = [slice(k, k + rows) for k in range(0, len(x), rows)]
    several = math.ceil(len(each) / (TURNS * count()))
    pieces = [each[k : k + several] for k in range(0, len(each), several)]
    found = in_threads(lambda piece: [fn(at) for at in piece], pieces, alone=x.size < MANY)
    return list(itertools.chain.from_iterable(found))
