"""What several formulas of this topic share."""

from __future__ import annotations

import numpy as np


def sights(x, shape, border):
    """For each tap of a kernel: the tap, the pixels that see something through it, and what they see."""
    H, W = x.shape
    k, l = (n // 2 for n in shape)
    if border == "circular":
        x = np.pad(x, ((k, k), (l, l)), "wrap")
    for tap in np.ndindex(*shape):
        a, b = tap[0] - k, tap[1] - l
        if border == "circular":
            yield tap, ..., x[k + a : k + a + H, l + b : l + b + W]
        elif abs(a) < H and abs(b) < W:
            (rows, seen_rows), (columns, seen_columns) = facing(H, a), facing(W, b)
            yield tap, (rows, columns), x[seen_rows, seen_columns]


def facing(n, offset):
    """Along an axis: the places that see something at an offset, and the places that they see."""
    return slice(max(0, -offset), min(n, n - offset)), slice(max(0, offset), min(n, n + offset))


def correlated(x, v, border):
    """Tap by tap, so that what a tap does not see takes no part even where the tap is infinite."""
    y = np.zeros(x.shape, np.result_type(x, v))
    for tap, here, seen in sights(x, v.shape, border):
        y[here] += seen * v[tap]
    return y


def overlaps(dy, x, shape, border):
    """For each tap, the sum of dy times what the tap sees: the gradient of the kernel."""
    dv = np.zeros(shape, np.result_type(dy, x))
    for tap, here, seen in sights(x, shape, border):
        dv[tap] = (dy[here] * seen).sum()
    return dv
