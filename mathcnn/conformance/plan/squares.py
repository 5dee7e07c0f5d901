"""The calls of square windows with every small stride, padding and dilation, the same on both axes; of a convolution
also with one channel a group.

Layers of pictures are written with one number for both axes, and kernels are chosen by all of these numbers at once. A
covering array has every pair of them, and seldom with equal numbers on both axes throughout.
"""

from __future__ import annotations

import itertools
from typing import Any  # Any: arguments as a user writes them

from ...language.formula import Formula
from .factors import Allowed
from .fills import INTEGERS, NORMAL
from .points import AT_THRESHOLDS, Point

KERNELS, STRIDES, PADDINGS, DILATIONS = (1, 2, 3, 4, 5, 7), (1, 2, 3), (0, 1, 2, 3), (1, 2, 3)
NAMES = ("layers.conv", "layers.conv_transpose", "pooling.max_pool", "pooling.avg_pool")


def squares(of: Formula, dtypes: tuple[str, ...], allowed: Allowed = ()) -> list[Point]:
    """The calls of a formula with square windows.

    of: the formula; dtypes: in which they are made, in turn; allowed: of some factors, the only values that they have
    """
    if of.name not in NAMES:
        return []
    found: list[Point] = []
    weights, only = of.name.startswith("layers."), dict(allowed)
    grouped = (False, True) if of.name == "layers.conv" and "groups" not in only else (False,)
    for alone, k, s, p, d in itertools.product(grouped, KERNELS, STRIDES, PADDINGS, DILATIONS):
        reach = d * (k - 1) + 1
        if p > (reach - 1 if weights else k // 2) or k == 1 < d or d not in only.get("dilation", (d,)):
            continue  # more padding than the window reaches, and what a window of one entry has none of
        if alone and s == STRIDES[-1]:
            continue
        i = len(found)
        kwargs: dict[str, Any] = ({"padding": p} if p else {}) | ({"dilation": d} if d > 1 else {})
        shapes: dict[str, tuple[int, ...]]
        if of.name == "layers.conv_transpose":
            rows, columns = 2 * p // s + 3 + i % 3, 2 * p // s + 2 + i % 4
        else:
            rows, columns = reach + 2 * s + i % 4, reach + 2 * s + i % 5
        shapes = {"x": (1 + i % 2, 2 + i % 3, rows, columns)}
        if weights:
            ends = (3 + i % 4, 2 + i % 3)
            shapes["w"] = (*(ends if of.name == "layers.conv" else ends[::-1]), k, k)
            if alone:  # one channel a group
                shapes["w"] = (ends[1], 1, k, k)
                kwargs["groups"] = ends[1]
            shapes |= {"b": (ends[1 if alone else 0],)} if i // 2 % 2 else {}
        kwargs |= {"stride": s} if weights else {"stride": s, "kernel_size": k}
        name = f"window {k} x {k}, " + ", ".join(f"{a} {v}" for a, v in kwargs.items() if a != "kernel_size")
        fill = INTEGERS if of.name != "pooling.max_pool" else NORMAL
        dtype = dtypes[(i + i // len(dtypes)) % len(dtypes)]
        found.append(Point(shapes, kwargs, AT_THRESHOLDS, name, dtype, fill=fill))
    return found
