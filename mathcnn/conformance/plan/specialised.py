"""The calls of windows that have kernels of their own, with every remainder of the sizes beside them.

A kernel for 3 x 3 windows with stride 1, or for one channel a group, has its own loops over rows, channels and vectors,
and its own code for what these leave. A covering array combines sizes by pairs and triples; such a window alone is a
combination of four factors. So each of them is asked for with consecutive widths, with the remainders of rows and
channels in other orders, for one image or several, with and without a bias, in the types of numbers in turn.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any  # Any: arguments as a user writes them

from ...language.formula import Formula
from . import calls
from .factors import Allowed
from .fills import INTEGERS, NORMAL
from .points import AT_THRESHOLDS, Point

INPUTS = (1, 3, 4, 8, 2, 5, 6, 7)  # channels, each in one of eight calls
OUTPUTS = (4, 1, 7, 3, 8, 6, 2, 5)
WIDTHS = 16  # consecutive widths, from 17 on: a vector of 16 entries and its remainder
LEAST = {1: 33, 2: 17, 3: 5}  # the least width, by the number of spatial axes
MANY, SOME, FEW = 16, 8, 6  # calls of a window
SHORT = ((1, 0), (0, 1), (2, 0), (1, 1), (2, 2))  # entries along each axis of short images; 0 for as many as before


@dataclass(frozen=True)
class Window:
    """A window with a kernel of its own.

    size: along each axis; calls: how many are made; kwargs: the arguments that go with it; groups: what there is of
    them: 1, a number, or 0 for one channel a group
    """

    size: tuple[int, ...]
    calls: int
    kwargs: dict[str, Any] = field(default_factory=dict)
    groups: int = 1


CONV = (
    Window((1, 1), MANY),
    Window((3, 3), MANY, {"padding": 1}),
    Window((3, 3), MANY, {"stride": 2, "padding": 1}),
    Window((3, 3), MANY, {"padding": 1}, 0),
    Window((3, 3), MANY, {"stride": 2, "padding": 1}, 0),
    Window((1, 1), SOME, {"stride": 2}),
    Window((3, 3), SOME),
    Window((3, 3), SOME, {"padding": 1}, 2),
    Window((3, 3), SOME, {"padding": 2, "dilation": 2}),
    Window((5, 5), SOME, {"padding": 2}),
    Window((7, 7), SOME, {"stride": 2, "padding": 3}),
    Window((2, 2), SOME, {"stride": 2}),
    Window((4, 4), SOME, {"stride": 2, "padding": 1}),
    Window((5, 5), SOME, {"padding": 2}, 0),
    Window((5, 5), SOME, {"stride": 2, "padding": 2}, 0),
    Window((7, 7), SOME, {"padding": 3}, 0),
    Window((3,), SOME, {"padding": 1}),
    Window((3,), SOME, {"stride": 2, "padding": 1}),
    Window((3,), SOME, {"padding": ((2, 0),)}, 0),
    Window((1,), SOME),
    Window((3, 3, 3), FEW, {"padding": 1}),
    Window((3, 3, 3), FEW, {"stride": (1, 2, 2), "padding": 1}),
    Window((3, 3, 3), FEW, {"stride": 2, "padding": 1}),
    Window((3, 3, 3), FEW, {"padding": 1}, 0),
    Window((1, 3, 3), FEW, {"padding": (0, 1, 1)}),
    Window((3, 1, 1), FEW, {"padding": (1, 0, 0)}),
    Window((1, 1, 1), FEW),
    Window((2, 2, 2), FEW, {"stride": 2}),
)
TRANSPOSED = (
    Window((2, 2), SOME, {"stride": 2}),
    Window((3, 3), SOME, {"stride": 2, "padding": 1, "output_padding": 1}),
    Window((4, 4), SOME, {"stride": 2, "padding": 1}),
    Window((3, 3), SOME, {"padding": 1}),
    Window((1, 1), SOME),
    Window((4, 4), SOME, {"stride": 2, "padding": 1}, 0),
    Window((4,), SOME, {"stride": 2, "padding": 1}),
    Window((2, 2, 2), FEW, {"stride": 2}),
    Window((3, 3, 3), FEW, {"stride": 2, "padding": 1, "output_padding": 1}),
)
POOLS = (
    Window((2, 2), MANY, {"stride": 2}),
    Window((3, 3), SOME, {"stride": 2, "padding": 1}),
    Window((3, 3), SOME, {"stride": 2}),
    Window((3, 3), SOME, {"stride": 1, "padding": 1}),
    Window((2, 2), SOME, {"stride": 1}),
    Window((3, 3), SOME),
    Window((5, 5), SOME, {"stride": 1, "padding": 2}),
    Window((2,), SOME),
    Window((3,), SOME, {"stride": 2, "padding": 1}),
    Window((2, 2, 2), FEW),
    Window((3, 3, 3), FEW, {"stride": 2, "padding": 1}),
    Window((1, 2, 2), FEW),
)
WINDOWS = {
    "layers.conv": CONV,
    "layers.conv_transpose": TRANSPOSED,
    "pooling.max_pool": POOLS,
    "pooling.avg_pool": POOLS,
    "pooling.max_pool_indices": POOLS[:3],
}


def specialised(of: Formula, dtypes: tuple[str, ...], allowed: Allowed = ()) -> list[Point]:
    """The calls of a formula with windows that have kernels of their own.

    of: the formula; dtypes: in which they are made, in turn; allowed: of some factors, the only values that they have
    """
    only, found = dict(allowed), []
    for k, one in enumerate(WINDOWS.get(of.name, ())):
        for i, (name, shapes, kwargs) in enumerate(_calls(of.name, k, one)):
            groups = shapes["x"][1] if not one.groups else one.groups
            if groups not in only.get("groups", (groups,)) or "dilation" in kwargs and only.get("dilation") == (1,):
                continue
            fill = NORMAL if of.name.startswith("pooling.max") else INTEGERS
            dtype = dtypes[(i + i // len(dtypes) + k) % len(dtypes)]  # no remainder has always one type
            found.append(Point(shapes, kwargs, AT_THRESHOLDS, name, dtype, fill=fill))
            found += _short(of, found[-1], SHORT[i - 1]) if 1 <= i <= len(SHORT) else []  # the first has one channel
    return found


def _short(of: Formula, point: Point, sizes: tuple[int, int]) -> list[Point]:
    """The same call for images that have one or two entries along an axis, or along all; none if no window fits in.

    sizes: along the axes in turn, 0 for as many as before
    """
    n, c, *space = point.shapes["x"]
    cut = tuple(sizes[k % 2] or size for k, size in enumerate(space))
    other = replace(point, shapes={**point.shapes, "x": (n, c, *cut)}, name=f"{point.name}, {cut}")
    with contextlib.suppress(ValueError):
        calls.bound(of, other)
        return [other]
    return []


def _calls(name: str, k: int, one: Window) -> Iterator[tuple[str, dict[str, tuple[int, ...]], dict[str, Any]]]:
    """The calls of a window: names, shapes and arguments. name: of the formula; k: the number of the window."""
    rank = len(one.size)
    for i in range(one.calls):
        turn, into, out = i // len(INPUTS), INPUTS[i % len(INPUTS)], OUTPUTS[(i + k) % len(OUTPUTS)]
        if turn:
            into, out = out, into
        width = LEAST[rank] + (i + k) % WIDTHS if rank < 3 else LEAST[rank] + i
        slowly = i // max(1, one.calls // 4)  # so that all remainders by 4 of rows meet those of columns
        rows = (5 + (slowly + 4 * i) % 12, 4 + i % 3)[: rank - 1]
        groups = into if not one.groups else one.groups
        kwargs = dict(one.kwargs)
        if name == "layers.conv":
            shapes = {"x": (1 + i % 3, into * max(1, one.groups), *rows, width)}
            each = (out if one.groups else 1 + i % 2 * turn) * groups
            shapes["w"] = (each, 1 if not one.groups else into, *one.size)
        elif name == "layers.conv_transpose":
            shapes = {"x": (1 + i % 3, into * max(1, one.groups), *rows, width - LEAST[rank] + 5)}
            each = (out if one.groups else 1) * groups
            shapes["w"] = (shapes["x"][1], each // groups, *one.size)
        else:
            shapes, kwargs = {"x": (1 + i % 3, into, *rows, width)}, kwargs | {"kernel_size": one.size}
            if name == "pooling.avg_pool" and "padding" in kwargs and i % 2:
                kwargs["count_include_pad"] = False
        if "w" in shapes:
            kwargs |= {"groups": groups} if groups > 1 else {}
            shapes |= {"b": (each,)} if (i + i // 4) % 2 else {}
        said = ", ".join(f"{a} {v}" for a, v in one.kwargs.items())
        yield f"window {' x '.join(map(str, one.size))}, {said or 'plain'}, call {i + 1}", shapes, kwargs
