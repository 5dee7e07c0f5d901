"""Integrals of Python functions of floats, by Gauss's rule on cells that become finer toward named places.

Only values of the function are known, so that only features of a stated width are found. Named places cut the line.
From each of them, cells grow in proportion to their distance, CELLS for each doubling, with 19 points in a cell. So a
feature as wide as its distance from the nearest named place divided by RESOLUTION contains several points. There the
difference of the two rules is large, and cells with a large difference are halved. To find a jump between the last
point of a cell and its end, the value at the end is compared with the one extrapolated from the points. A narrower
feature may be missed, unless its place is named.
"""

from __future__ import annotations

import heapq
import itertools
import math
import operator
from collections.abc import Callable, Iterable

import numpy as np

QUADRATURE = 1e-9  # an integral of floats is off by at most this times 1 + |value|
RESOLUTION = 100  # a feature is found if it is at least as wide as its distance from the nearest named place / this
CELLS = 16  # cells for each doubling of the distance from a named place
NEAR, FAR = -30, 22  # the distances 2^NEAR to 2^FAR have so many cells; beyond, each doubling has one cell
LAST = 400  # doublings beyond 2^FAR at most
LIMIT = 20_000  # cells that are halved at most
COARSE, FINE = (tuple(map(tuple, np.array(np.polynomial.legendre.leggauss(n)).T.tolist())) for n in (7, 10))
GAP = 1 - FINE[-1][0]  # between the last point of the rule and the end of a cell, half its length being 1
TO_END = [math.prod((1 - b) / (a - b) for b, _ in FINE if b != a) for a, _ in FINE]  # extrapolates from the points to 1

Cell = tuple[float, float, float, float]  # from, to, value, error


def quadrature(
    f: Callable[[float], float], marks: Iterable[float], lo: float = -math.inf, hi: float = math.inf
) -> float:
    """The integral of a function of floats from lo to hi.

    f: the function; marks: named places: jumps, and places near which the function changes on a scale much smaller than
    their distance from all other marks. The error is at most QUADRATURE (1 + |value|) if all features are found.
    ValueError if the two rules do not agree to that, if the tail falls off too slowly for a bound, or if the function
    has no finite value somewhere.
    """
    places = frozenset({*marks, *(v for v in (lo, hi) if math.isfinite(v))} or {0.0})
    cells = [_cell(f, a, b, places) for a, b in _grid(sorted(places), lo, hi)]
    tail = 0.0
    for side, open_ in ((-1, lo), (1, hi)):
        if math.isinf(open_):
            more, rest = _outside(f, (max if side > 0 else min)(c[1 if side > 0 else 0] for c in cells), side)
            cells += more
            tail += rest
    queue = [(-error, left, right, value) for left, right, value, error in cells]
    heapq.heapify(queue)
    done: list[float] = []
    left_over = 0.0
    for _ in range(LIMIT):
        value, error = math.fsum([v for *_, v in queue] + done), math.fsum(-e for e, *_ in queue) + left_over + tail
        if error <= QUADRATURE / 4 * (1 + abs(value)):
            return value
        for _ in range(max(1, len(queue) // 64)):  # the worst, several at a time, so that sums are not taken for each
            if not queue:
                break
            error, left, right, v = heapq.heappop(queue)
            middle = (left + right) / 2
            if not left < middle < right:  # a cell of one float: its error stays
                done.append(v)
                left_over -= error
                continue
            for a, b in ((left, middle), (middle, right)):
                _, _, one, off = _cell(f, a, b, places)
                heapq.heappush(queue, (-off, a, b, one))
        if len(queue) > LIMIT:
            break
    raise ValueError(
        f"quadrature does not converge (value {value:.6g}, difference of two rules {error:.2g}); "
        "the integral may not exist, or need named places in `breaks`"
    )


def _cell(f: Callable[[float], float], left: float, right: float, places: frozenset[float]) -> Cell:
    """Both rules on one cell; at a named place the function need not have a value."""
    middle, half = left / 2 + right / 2, right / 2 - left / 2
    try:
        values = [f(middle + half * at) for at, _ in FINE]
        value = half * math.fsum(w * v for (_, w), v in zip(FINE, values, strict=True))
        error = abs(value - half * math.fsum(w * f(middle + half * at) for at, w in COARSE))
        if right not in places:
            error += GAP * half * abs(f(right) - math.fsum(map(operator.mul, TO_END, values)))
        if left not in places:
            error += GAP * half * abs(f(left) - math.fsum(map(operator.mul, TO_END, reversed(values))))
    except ZeroDivisionError:
        raise ValueError(f"a function divides by 0 between {left:.6g} and {right:.6g}") from None
    except (ValueError, ArithmeticError) as fault:
        raise ValueError(f"a function has no value between {left:.6g} and {right:.6g} ({fault})") from None
    if not math.isfinite(value + error):
        raise ValueError(f"a function has no finite value between {left:.6g} and {right:.6g}")
    return left, right, value, error


def _grid(places: list[float], lo: float, hi: float) -> list[tuple[float, float]]:
    """Cells between named places, fine near each; and outside them up to the distance 2^FAR."""
    ends: set[float] = set(places)
    steps = [2.0 ** (k / CELLS) for k in range(CELLS)]
    for left, right in itertools.pairwise([None, *places, None]):
        reach = 2.0**FAR if left is None or right is None else (right - left) / 2
        outward = [d for k in range(NEAR, FAR) for d in (2.0**k * s for s in steps) if d < reach]
        far = []
        if left is not None and right is not None:  # beyond 2^FAR from both: one cell for each doubling
            far = [2.0**k for k in range(FAR, 1024) if 2.0**k < reach] + [reach]
        if left is not None and (right is not None or hi > left):
            ends |= {left + d for d in (*outward, *far)}
        if right is not None and (left is not None or lo < right):
            ends |= {right - d for d in (*outward, *far)}
    kept = sorted(v for v in ends if lo <= v <= hi)
    return list(itertools.pairwise(kept))


def _outside(f: Callable[[float], float], start: float, side: int) -> tuple[list[Cell], float]:
    """Cells that double in length, and an estimate of what lies beyond the last."""
    cells: list[Cell] = []
    length, sizes = 2.0**FAR, []
    for _ in range(LAST):
        end = start + side * length
        cells.append(_cell(f, min(start, end), max(start, end), frozenset()))
        sizes.append(abs(cells[-1][2]) + cells[-1][3])
        start, length = end, 2 * length
        if len(sizes) >= 3 and max(sizes[-3:]) < 1e-18:
            return cells, 0.0
    ratio = max((b / a for a, b in itertools.pairwise(sizes[-4:]) if a), default=0.0)
    if ratio >= 0.999:
        raise ValueError("the tail could not be bounded; the integral may not exist")
    return cells, sizes[-1] * ratio / (1 - ratio)
