"""The calls of windows on grids of arguments: square windows with every small stride, padding and dilation, the same on
both axes, or with a stride that differs; of a convolution also with one channel a group, and with a dilation that
reaches beyond the input; and those of windows along one axis.

Layers of pictures are written with one number for both axes, and kernels are chosen by all of these numbers at once. A
covering array has every pair of them, and seldom with equal numbers on both axes throughout.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any  # Any: arguments as a user writes them

from ...language.formula import Formula
from .factors import Allowed
from .fills import INTEGERS, NORMAL
from .points import AT_THRESHOLDS, Point

KERNELS, STRIDES, PADDINGS, DILATIONS = (1, 2, 3, 4, 5, 7, 8), (1, 2, 3, 4), (0, 1, 2, 3), (1, 2, 3)
UNLIKE = ((2, 1), (1, 2))  # strides that differ
NAMES = ("layers.conv", "layers.conv_transpose", "pooling.max_pool", "pooling.avg_pool")
Stride = int | tuple[int, int]


def window_grids(of: Formula, dtypes: tuple[str, ...], allowed: Allowed = ()) -> list[Point]:
    """The calls of a formula with square windows, and with windows along one axis.

    of: the formula; dtypes: in which they are made, in turn; allowed: of some factors, the only values that they have
    """
    if of.name not in NAMES:
        return []
    found: list[Point] = []
    weights, only = of.name.startswith("layers."), dict(allowed)
    grouped = of.name == "layers.conv" and "groups" not in only
    if weights and only.get("dilation", ()) != (1,):
        found += _short(of, dtypes)
    for rank, alone, k, s, p, d in _grid(grouped):
        if p > (d * (k - 1) if weights else k // 2) or d not in only.get("dilation", (d,)):
            continue  # more padding than the window reaches
        i = len(found)
        kwargs: dict[str, Any] = ({"padding": p} if p else {}) | ({"dilation": d} if d > 1 else {})
        kwargs |= {"stride": s} if weights else {"stride": s, "kernel_size": k}
        shapes = {"x": (1 + i % 2, 2 + i % 3, *_sizes(of, k, s if isinstance(s, int) else max(s), p, d, i)[-rank:])}
        if weights:
            ends = (3 + i % 4, 2 + i % 3)
            shapes["w"] = (*(ends if of.name == "layers.conv" else ends[::-1]), *[k] * rank)
            if alone:  # one channel a group
                shapes["w"] = (ends[1], 1, *[k] * rank)
                kwargs["groups"] = ends[1]
            shapes |= {"b": (ends[1 if alone else 0],)} if i // 2 % 2 else {}
        name = f"window {' x '.join([str(k)] * rank)}, "
        name += ", ".join(f"{a} {v}" for a, v in kwargs.items() if a != "kernel_size")
        fill = INTEGERS if of.name != "pooling.max_pool" else NORMAL
        dtype = dtypes[(i + i // len(dtypes)) % len(dtypes)]
        found.append(Point(shapes, kwargs, AT_THRESHOLDS, name, dtype, fill=fill))
    return found


def _short(of: Formula, dtypes: tuple[str, ...]) -> list[Point]:
    """The calls in which a dilated window reaches further than the input, which padding alone makes long enough."""
    found = []
    for i, (k, d) in enumerate(itertools.product((3, 5), (2, 4, 6))):
        for rows in (1, d - 1, d, d + 1, 2 * d - 1, 2 * d, 2 * d + 1):
            p, columns = d * (k - 1) // 2, 1 + (rows + i) % (3 * d)
            ends = (3, 2) if of.name == "layers.conv" else (2, 3)
            point = Point(
                {"x": (2, 2, rows, columns), "w": (*ends, k, k)}, {"padding": p, "dilation": d}, AT_THRESHOLDS
            )
            name, dtype = f"window {k} x {k}, dilation {d}, {rows} rows", dtypes[(i + rows) % len(dtypes)]
            found.append(replace(point, name=name, dtype=dtype, fill=INTEGERS))
    return found


def _grid(grouped: bool) -> Iterator[tuple[int, bool, int, Stride, int, int]]:
    """The numbers of axes, whether each channel is a group, and windows, strides, paddings and dilations.

    grouped: whether there are calls with one channel a group
    """
    for alone, k, s, p, d in itertools.product((False, True), KERNELS, STRIDES, PADDINGS, DILATIONS):
        if k == 1 < d or s == STRIDES[-1] and k < s:
            continue  # a window of one entry has no dilation, and the largest stride is that of large windows
        if not alone or grouped and s < STRIDES[-2]:
            yield 2, alone, k, s, p, d
        if not alone and d < DILATIONS[-1]:
            yield 1, alone, k, s, p, d
    for k, unlike in itertools.product(KERNELS, UNLIKE):
        for p in sorted({0, min(k // 2, PADDINGS[-1])}):
            yield 2, False, k, unlike, p, 1


def _sizes(of: Formula, k: int, s: int, p: int, d: int, i: int) -> tuple[int, int]:
    """The rows and columns of a call, its i-th, which are few and leave some rest."""
    if of.name == "layers.conv_transpose":
        return 2 * p // s + 3 + i % 3, 2 * p // s + 2 + i % 4
    reach = d * (k - 1) + 1
    return reach + 2 * s + i % 4, reach + 2 * s + i % 5
