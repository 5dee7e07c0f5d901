"""Cross-correlation with kernels indexed by offsets, summed tap by tap, and the gradient of the kernel."""

from __future__ import annotations

import numpy as np


def sights(x, shape, border):
    """For each tap of a kernel: the tap, the pixels that read anything through it, and what they read."""
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
    """Along an axis of n places: those that read a place at an offset, and the places that they read."""
    return slice(max(0, -offset), min(n, n - offset)), slice(max(0, offset), min(n, n + offset))


def correlated(x, v, border):
    """The cross-correlation, tap by tap: a pixel that a tap does not read takes no part even if the tap is infinite."""
    y = np.zeros(x.shape, np.result_type(x, v))
    for tap, here, seen in sights(x, v.shape, border):
        y[here] += seen * v[tap]
    return y


def overlaps(dy, x, shape, border):
    """For each tap, the sum of dy times what the tap reads: the gradient of the kernel."""
    dv = np.zeros(shape, np.result_type(dy, x))
    for tap, here, seen in sights(x, shape, border):
        dv[tap] = (dy[here] * seen).sum()
    return dv
