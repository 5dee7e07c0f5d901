"""The large cases: shapes and arguments whose results have some ten million entries, or sums of thousands of terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .aliases import Scalar

PLACES = 6
SIZE = 8  # entries are integers from -8 to 8
EVERY = "every element of a large result"


@dataclass(frozen=True)
class Geometry:
    """The shapes of the arrays of a call, and its other arguments."""

    what: str  # the name of the check
    shapes: Mapping[str, tuple[int, ...]]
    kwargs: dict[str, Scalar]
    terms: int = 0  # of a mean, which is checked within a bound; 0 for what is checked bit for bit
    batched: bool = True  # whether the first axis of the first array is a batch
    places: int = PLACES  # at which the expected result is checked against the literal form


WINDOW: dict[str, Scalar] = {"kernel_size": (3, 2), "stride": (1, 1), "padding": ((1, 1), (1, 1))}
WINDOWS = {"x": (5, 4, 701, 743)}  # 10,354,540 windows
DEEP, DEEPER = "4,608 terms a sum", "4,620 terms a sum"
GEOMETRIES: dict[str, list[Geometry]] = {
    "layers.conv": [
        Geometry(DEEP, {"x": (2, 512, 13, 11), "w": (6, 512, 3, 3), "b": (6,)}, {}),
        Geometry(EVERY, {"x": (9, 2, 601, 631), "w": (3, 2, 2, 3), "b": (3,)}, {"padding": ((1, 1), (0, 0))}),
    ],
    "layers.conv_transpose": [
        Geometry(DEEP, {"x": (2, 512, 7, 9), "w": (512, 5, 3, 3)}, {}),
        Geometry(EVERY, {"x": (7, 2, 351, 347), "w": (2, 3, 2, 3)}, {"stride": (2, 2)}),
    ],
    "layers.linear": [
        Geometry(DEEP, {"x": (37, 4608), "w": (41, 4608), "b": (41,)}, {}),
        Geometry(EVERY, {"x": (20011, 7), "w": (503, 7), "b": (503,)}, {}),
    ],
    "layers.pad": [Geometry(EVERY, {"x": (5, 3, 811, 823)}, {"padding": ((1, 2), (4, 3)), "mode": "zero"})],
    "pooling.max_pool": [Geometry(EVERY, WINDOWS, WINDOW)],
    "pooling.avg_pool": [Geometry(EVERY, WINDOWS, {**WINDOW, "count_include_pad": False}, terms=6)],
    "pooling.global_max_pool": [Geometry(DEEPER, {"x": (211, 37, 60, 77)}, {})],
    "pooling.global_avg_pool": [Geometry(DEEPER, {"x": (211, 37, 60, 77)}, {}, terms=4620)],
    "activation.relu": [Geometry(EVERY, {"x": (17, 601, 997)}, {})],
    "normalization.batch_mean": [Geometry(DEEPER, {"x": (7, 901, 22, 30)}, {}, terms=4620, batched=False)],
    "convolution.discrete": [Geometry(DEEP, {"f": (20011,), "g": (4608,)}, {}, batched=False)],
    "convolution.image": [  # its statement sums over the whole image, so that the literal form takes too long
        Geometry(EVERY, {"I": (3001, 3407), "K": (2, 3)}, {"mode": "same"}, batched=False, places=0)
    ],
    "convolution.cross_correlation": [
        Geometry(EVERY, {"I": (3001, 3407), "K": (2, 3)}, {"mode": "same"}, batched=False)
    ],
}


def smaller(one: Geometry) -> Geometry:
    """A geometry with a hundredth of the positions, for a target that is as slow for each as others are for all."""
    by = lambda n: max(7, n // 10) if n > 300 and one.what == EVERY else n
    return replace(one, shapes={a: tuple(map(by, shape)) for a, shape in one.shapes.items()})
