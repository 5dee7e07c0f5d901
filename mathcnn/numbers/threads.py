"""Independent pieces of array work in several threads: NumPy and SciPy's transforms release the interpreter's lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

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
