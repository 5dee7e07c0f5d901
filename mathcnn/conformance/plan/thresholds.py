"""The calls at and beside the sizes at which kernels switch: covering arrays, every small kernel, windows that have
kernels of their own with every remainder, and a few results of millions of entries.

Sequences are convolved with every number of taps up to 33, since a kernel may be unrolled for any of them.
Kernels of all pairs of small sizes, such as 1 x 3, are asked for with stride 1 and half of the kernel as padding, with
stride 2, and with other strides or dilation on each axis, in the types of numbers in turn.

A result of some ten million entries, or a sum of 4,608 terms, is asked for in one type and with one fill: what is wrong
at one place only shows there.
"""

from __future__ import annotations

import itertools
from typing import Any  # Any: arguments as a user writes them

from ...language.formula import Formula
from . import alike, means, places
from .covering import covering_calls
from .factors import Allowed
from .fills import IMPULSES, INTEGERS, NORMAL
from .points import AT_THRESHOLDS, Point
from .specialised import specialised
from .window_grids import window_grids

TYPE = "float32"
MANY, LONG = "ten million entries", "4,608 terms a sum"
WINDOW: dict[str, Any] = {"kernel_size": (3, 2), "stride": (1, 1), "padding": ((1, 1), (1, 1))}
WINDOWS: dict[str, tuple[int, ...]] = {"x": (5, 4, 701, 743)}  # 10,354,540 windows
LARGE: dict[str, list[tuple[str, dict[str, tuple[int, ...]], dict[str, Any], str]]] = {
    "layers.conv": [
        (LONG, {"x": (2, 512, 13, 11), "w": (6, 512, 3, 3), "b": (6,)}, {}, INTEGERS),
        (LONG, {"x": (2, 512, 13, 11), "w": (6, 512, 3, 3), "b": (6,)}, {}, NORMAL),
        (MANY, {"x": (9, 2, 601, 631), "w": (3, 2, 2, 3), "b": (3,)}, {"padding": ((1, 1), (0, 0))}, INTEGERS),
    ],
    "layers.conv_transpose": [
        (LONG, {"x": (2, 512, 7, 9), "w": (512, 5, 3, 3)}, {}, INTEGERS),
        (MANY, {"x": (7, 2, 351, 347), "w": (2, 3, 2, 3)}, {"stride": (2, 2)}, INTEGERS),
    ],
    "layers.linear": [
        (LONG, {"x": (37, 4608), "w": (41, 4608), "b": (41,)}, {}, INTEGERS),
        (MANY, {"x": (20011, 7), "w": (503, 7), "b": (503,)}, {}, INTEGERS),
    ],
    "layers.pad": [(MANY, {"x": (5, 3, 811, 823)}, {"padding": ((1, 2), (4, 3)), "mode": "zero"}, NORMAL)],
    "pooling.max_pool": [(MANY, WINDOWS, WINDOW, NORMAL)],
    "pooling.avg_pool": [(MANY, WINDOWS, {**WINDOW, "count_include_pad": False}, INTEGERS)],
    "pooling.global_max_pool": [(LONG, {"x": (211, 37, 60, 77)}, {}, NORMAL)],
    "pooling.global_avg_pool": [(LONG, {"x": (211, 37, 60, 77)}, {}, INTEGERS)],
    "activation.relu": [(MANY, {"x": (17, 601, 997)}, {}, NORMAL)],
    "normalization.batch_mean": [(LONG, {"x": (7, 901, 22, 30)}, {}, INTEGERS)],
    "convolution.discrete": [(LONG, {"f": (20011,), "g": (4608,)}, {}, INTEGERS)],
    "convolution.image": [(MANY, {"I": (3001, 3407), "K": (2, 3)}, {"mode": "same"}, IMPULSES)],
    "convolution.cross_correlation": [(MANY, {"I": (3001, 3407), "K": (2, 3)}, {"mode": "same"}, INTEGERS)],
}


def large(of: Formula) -> list[Point]:
    """The calls of a formula with results of ten million entries, or sums of 4,608 terms."""
    return [
        Point(shapes, kwargs, AT_THRESHOLDS, name, TYPE, fill=fill)
        for name, shapes, kwargs, fill in LARGE.get(of.name, [])
    ]


SIDES = (1, 2, 3, 4, 5, 7)  # of small kernels
WITH_KERNELS = (  # formulas of two-dimensional windows
    "layers.conv",
    "layers.conv_transpose",
    "pooling.max_pool",
    "pooling.avg_pool",
    "pooling.max_pool_indices",
)


def kernels(of: Formula, dtypes: tuple[str, ...], allowed: Allowed = ()) -> list[Point]:
    """The calls of a formula with every small kernel.

    of: the formula; dtypes: in which they are made, in turn; allowed: of some factors, the only values that they have.
    A number of groups, or a dilation, that a target does not take is 1.
    """
    if of.name not in WITH_KERNELS:
        return []
    found, only = [], dict(allowed)
    for k, (a, b) in enumerate(itertools.product(SIDES, SIDES)):
        half = (a // 2, b // 2)
        ways: list[dict[str, Any]] = [
            {"stride": 1, "padding": half},
            {"stride": 2},
            {"stride": ((1, 2), (2, 1), (3, 2))[k % 3], "padding": half},
            {"stride": (1, 2)[k % 2], "dilation": (2, (1, 2), (2, 1), 3)[k % 4]},
        ]
        for j, kwargs in enumerate(ways):
            groups = (1, 1, 2, 3)[(k + j) % 4]
            if groups not in only.get("groups", (groups,)):
                groups = 1
            if only.get("dilation") == (1,):
                kwargs.pop("dilation", None)
            x = (2, 2 * groups, 20 + (k + j) % 4, 19 + (k + 2 * j) % 5)
            shapes: dict[str, tuple[int, ...]] = {"x": x}
            if of.name == "layers.conv":
                shapes |= {"w": (3 * groups, 2, a, b)} | ({"b": (3 * groups,)} if k % 2 else {})
            elif of.name == "layers.conv_transpose":
                shapes |= {"x": (2, 2 * groups, 7, 8), "w": (2 * groups, 3, a, b)}
            if "w" in shapes:
                kwargs |= {"groups": groups} if groups > 1 else {}
            else:
                kwargs |= {"kernel_size": (a, b)}
            name = f"kernel {a} x {b}, " + ", ".join(f"{arg} {v}" for arg, v in kwargs.items() if arg != "kernel_size")
            found.append(Point(shapes, kwargs, AT_THRESHOLDS, name, dtypes[(k + j) % len(dtypes)]))
    return found


TAPS = 33  # numbers of taps that a convolution of sequences is asked for, from 1
LONGER = range(6, 18)  # kernels along one axis, and of squares, beside those of `SIDES`
DISCRETE = "convolution.discrete"
TRANSFORMS = ("convolution.dft", "convolution.circular")
COMPOSITE = (42, 45, 49, 50, 60, 66, 70, 75, 81, 90, 100, 120, 121)  # longer ones, with factors beside 2


def taps(of: Formula, dtypes: tuple[str, ...]) -> list[Point]:
    """The calls of a convolution with every number of taps along an axis, and of a transform with every length: those
    between powers of two, too.

    of: the formula; dtypes: in which they are made, in turn
    """
    made: list[tuple[str, dict[str, tuple[int, ...]], dict[str, Any]]] = []
    if of.name == DISCRETE:
        made = [(f"{n} taps", {"f": (40 + n % 5,), "g": (n,)}, {}) for n in range(1, TAPS + 1)]
    elif of.name in TRANSFORMS:  # a transform has code for each factor of a length
        made = [(f"length {n}", dict.fromkeys(of.arrays, (n,)), {}) for n in (*range(1, TAPS + 4), *COMPOSITE)]
    elif of.name == "layers.conv":
        for n in LONGER:
            stride = 1 + n % 2
            row: dict[str, tuple[int, ...]] = {"x": (2, 3, 38 + n % 4), "w": (4, 3, n)}
            square: dict[str, tuple[int, ...]] = {"x": (1, 2, n + 4, n + 3), "w": (3, 2, n, n), "b": (3,)}
            made += [(f"{n} taps", row, {"stride": stride}), (f"kernel {n} x {n}", square, {"padding": n // 2})]
    return [
        Point(shapes, kwargs, AT_THRESHOLDS, name, dtypes[k % len(dtypes)])
        for k, (name, shapes, kwargs) in enumerate(made)
    ]


def points_of(
    of: Formula, seed: int, dtypes: tuple[str, ...], thorough: bool = False, allowed: Allowed = ()
) -> list[Point]:
    """The calls of a formula at and beside the sizes at which kernels switch.

    of: the formula; seed: of the covering array; dtypes: the types of numbers that the target has; thorough: whether
    the array covers more; allowed: of some factors, the only values that the target takes.
    """
    array = covering_calls(of, seed, thorough, dtypes, allowed)
    own = specialised(of, dtypes, allowed) + window_grids(of, dtypes, allowed) + alike.points_of(of, dtypes, allowed)
    own += means.points_of(of, dtypes, allowed) + places.points_of(of, dtypes, allowed)
    return array + kernels(of, dtypes, allowed) + own + taps(of, dtypes) + large(of)
