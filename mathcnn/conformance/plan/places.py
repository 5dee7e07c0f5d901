"""The calls of a resize, and of pools with windows of unlike widths, for sizes at which arithmetic in float32 misses.

A result takes its entries from places such as i n / m, for n entries and m results. Kernels compute these in float32,
in one of a few ways. Where a place is a whole number, or lies in the middle between two, some of these ways give one
just below it, and its floor is another entry. That happens for one pair of sizes of dozens, and not at powers of two.
Here are the smallest pairs at which each way misses.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from typing import Any  # Any: arguments as a user writes them

import numpy as np

from ...language.formula import Formula
from . import factors
from .factors import Allowed
from .fills import NORMAL
from .points import AT_THRESHOLDS, Point

LARGEST = 64  # entries and results
EACH = 2  # pairs of each way that misses
SINGLE = np.float32
Way = Callable[[np.ndarray, int, int], np.ndarray]
WAYS: dict[str, Way] = {  # how places i n / m of all results i are computed
    "times n / m": lambda i, n, m: i * (SINGLE(n) / SINGLE(m)),
    "over m / n": lambda i, n, m: i / (SINGLE(m) / SINGLE(n)),
    "times 1 / (m / n)": lambda i, n, m: i * (SINGLE(1) / (SINGLE(m) / SINGLE(n))),
    "steps added up": lambda i, n, m: np.cumsum(np.where(i > 0, SINGLE(n) / SINGLE(m), SINGLE(0)), dtype=SINGLE),
    "n times 1 / m": lambda i, n, m: i * (SINGLE(n) * (SINGLE(1) / SINGLE(m))),
    "ends aligned": lambda i, n, m: i * (SINGLE(n - 1) / SINGLE(max(1, m - 1))),
    "half a pixel": lambda i, n, m: (i + SINGLE(0.5)) * (SINGLE(n) / SINGLE(m)) - SINGLE(0.5),
    "half a pixel, over m / n": lambda i, n, m: (i + SINGLE(0.5)) / (SINGLE(m) / SINGLE(n)) - SINGLE(0.5),
}
ROUNDED: dict[str, tuple[Callable[[np.ndarray], np.ndarray], int]] = {  # by which function, and what is added before
    "floor": (np.floor, 0),
    "ceil": (np.ceil, 0),
    "to the nearest": (np.floor, 1),
}


def exact(way: str, n: int, m: int) -> tuple[np.ndarray, int]:
    """The places of all results as integers over one divisor. way: a key of `WAYS`."""
    i = np.arange(m)
    if way == "ends aligned":
        return i * (n - 1), max(1, m - 1)
    return ((2 * i + 1) * n - m, 2 * m) if way.startswith("half") else (i * n, m)


def misses(way: str, rounding: str, n: int, m: int) -> bool:
    """Whether one of the places that arithmetic in float32 gives is rounded to another entry than the exact one.

    way: a key of `WAYS`; rounding: a key of `ROUNDED`; n: entries; m: results
    """
    function, half = ROUNDED[rounding]
    above, below = exact(way, n, m)
    above, below = 2 * above + half * below, 2 * below
    right = -(-above // below) if rounding == "ceil" else above // below
    found = function(WAYS[way](np.arange(m, dtype=SINGLE), n, m) + SINGLE(half / 2))
    return bool((found != right).any())


@functools.cache
def pairs() -> tuple[tuple[int, int], ...]:
    """The smallest pairs of sizes at which the ways miss, EACH of every way and rounding."""
    found: dict[tuple[int, int], None] = {}
    lengths = range(1, LARGEST + 1)
    small = sorted(itertools.product(lengths, lengths), key=lambda pair: (max(pair), pair))
    for way, rounding in itertools.product(WAYS, ROUNDED):
        missed = (pair for pair in small if misses(way, rounding, *pair))
        found |= dict.fromkeys(itertools.islice(missed, EACH))
    return tuple(found)


def points_of(of: Formula, dtypes: tuple[str, ...], allowed: Allowed = ()) -> list[Point]:
    """The calls of a formula with these pairs of sizes, in every mode.

    of: the formula; dtypes: in which they are made, in turn; allowed: of some factors, the only values that they have
    """
    if of.name not in ("layers.resize", "pooling.adaptive_avg_pool") or not dtypes:
        return []
    known = {one.name: one for one in factors.factors(of, dtypes, allowed=allowed)}
    rank = 2 if 2 in known["rank"].values else known["rank"].values[0]
    found = []
    for k, (words, sizes) in enumerate(itertools.product(_words(known), _joined(int(rank)))):
        given, results = zip(*sizes, strict=True)
        kwargs, name = {**words, "size": results}, ", ".join([f"{given} to {results}", *words.values()])
        found.append(Point({"x": (1, 2, *given)}, kwargs, AT_THRESHOLDS, name, dtypes[k % len(dtypes)], fill=NORMAL))
    return found


def _words(known: dict[str, factors.Factor]) -> Iterator[dict[str, Any]]:
    """Every choice of the words of a formula; how places are rounded only where entries are not interpolated."""
    names = [name for name, one in known.items() if one.role == "word"]
    for chosen in itertools.product(*(known[name].values for name in names)):
        words = dict(zip(names, chosen, strict=True))
        if words.get("mode") != "linear" or words.get("rounding") == known["rounding"].values[0]:
            yield words


def _joined(rank: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """The pairs, so many of which are along the axes of one call."""
    every = pairs()
    for k in range(0, len(every), rank):
        yield tuple(every[(k + j) % len(every)] for j in range(rank))
