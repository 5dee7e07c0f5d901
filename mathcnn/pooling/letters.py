"""Letters of the statements of pooling, and what a window reads: `place` is where the tap a of the window i reads."""

from __future__ import annotations

from sympy import IndexedBase, Sum, Tuple, symbols

from ..geometry.letters import H, dilation, kernel_size, p, positions_ceil, span, stride
from ..language.statement import Axis, ForAll, Spelling, Within

n, c = symbols("n c", integer=True)
N, C, divisor = symbols("N C divisor", integer=True, positive=True)
i, a = Axis("i j k"), Axis("u v t")  # one letter an axis
x, y, m, count = map(IndexedBase, ("x", "y", "m", "count"))
size = positions_ceil
copies = Spelling(stride, {None: (kernel_size,)})  # windows side by side, unless a stride is given
place = stride * i + dilation * a - p  # where the tap a of the window i reads
seen = x[n, c, place]


def taps_within(lo, hi):
    """The number of taps of the window i that read a place from lo to hi - 1."""
    return Sum(Within(place, lo, hi), (a, 0, kernel_size - 1))


meets = {
    span >= 0: "a kernel that fits the padded input",
    ForAll(taps_within(0, H) >= 1, Tuple(i, 0, size - 1)): "every window to meet the input",
}
FLOOR = {"ceil_mode": False}
