"""Whether a wrong channel of a convolution, or column of a product, is that of one changed weight; and whether a result
was quantised."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..numbers.rounding import wide
from .calls import Call
from .graph import Node
from .layers import padding_of
from .values import Value

MOST = 2**24  # entries of the patches that are looked at
Places = Callable[[int], tuple[int, ...]]  # where a column of the patches stands in the weights
LEFT = 1e-4  # share of the squared error that one weight must leave unexplained at most


def changed_weight(node: Node, given: list[Value | None], got: np.ndarray, want: Value) -> str:
    """Which one weight, or bias, explains the errors of a result, in words; "" if none does.

    node: the node; given: its inputs; got: the result; want: what it should be, of the same shape.
    """
    if node.op not in ("Conv", "Gemm", "MatMul") or len(given) < 2 or given[0] is None or given[1] is None:
        return ""
    with np.errstate(all="ignore"):
        error = wide(got).astype(np.float64) - wide(want.x)
    if not np.isfinite(error).all():
        return ""
    axis = 1 if node.op == "Conv" else error.ndim - 1
    wrong = np.flatnonzero((np.abs(error) > want.radius).any(tuple(k for k in range(error.ndim) if k != axis)))
    if len(wrong) != 1:
        return ""
    place = int(wrong[0])
    e = np.take(error, place, axis).ravel()
    patches, index = _patches(node, given[0].x, given[1].x, place)
    if patches is None or len(e) < 2 or len(patches) != len(e):
        return ""
    columns = np.concatenate([patches, np.ones((len(e), 1))], 1)
    along = columns.T @ e
    size = (columns**2).sum(0)
    with np.errstate(all="ignore"):
        left = 1 - along**2 / (size * (e @ e))
    left = np.where(np.isfinite(left), left, 1)
    best = int(np.argmin(left))
    if left[best] > LEFT:
        return ""
    step = along[best] / size[best]
    if best == patches.shape[1]:
        return f"the bias of output {place} is larger by {step:.6g}: a changed bias, or one changed constant"
    at = index(best)
    now = float(wide(given[1].x)[at])
    return f"it computes with one other weight: w{list(at)} is {now + step:.6g}, not {now:.6g}"


def _patches(node: Node, x: np.ndarray, w: np.ndarray, place: int) -> tuple[np.ndarray | None, Places]:
    """What the weights of one output are multiplied with, a row for each result, and the index of each weight."""
    x = wide(x).astype(np.float64)
    if node.op != "Conv":
        flipped = node.op == "Gemm" and node.attributes.get("transA", 0)
        rows = (np.swapaxes(x, -1, -2) if flipped else x).reshape(-1, x.shape[-2 if flipped else -1])
        turned = node.op == "Gemm" and node.attributes.get("transB", 0)
        return (rows, lambda k: (place, k) if turned else (k, place)) if w.ndim == 2 else (None, lambda k: ())
    call = Call(node, [])
    rank, kernel = x.ndim - 2, w.shape[2:]
    stride, dilation = call.ints("strides", rank, 1), call.ints("dilations", rank, 1)
    padding = padding_of(call, x.shape[2:], kernel)
    groups, each = int(node.attributes.get("group", 1)), w.shape[1]
    group = place // (w.shape[0] // groups)
    x = np.pad(x[:, group * each : (group + 1) * each], [(0, 0), (0, 0), *padding])
    reach = tuple(d * (k - 1) + 1 for d, k in zip(dilation, kernel, strict=True))
    if any(n < r for n, r in zip(x.shape[2:], reach, strict=True)):
        return None, lambda k: ()
    seen = np.lib.stride_tricks.sliding_window_view(x, reach, tuple(range(2, rank + 2)))
    seen = seen[(slice(None), slice(None), *(slice(None, None, n) for n in (*stride, *dilation)))]
    if seen.size > MOST:
        return None, lambda k: ()
    order = (0, *range(2, rank + 2), 1, *range(rank + 2, 2 * rank + 2))
    rows = seen.transpose(order).reshape(-1, each * int(np.prod(kernel)))
    return rows, lambda k: (place, *(int(n) for n in np.unravel_index(k, (each, *kernel))))


LEVELS = 256  # values that 8 bits hold


def stepped(got: np.ndarray, want: Value) -> str:
    """Whether a result holds multiples of one step, and is within two steps of what it should be, in words."""
    y = np.unique(wide(got).astype(np.float64))
    if not 2 < len(y) <= LEVELS or y.size * 2 > got.size or not np.isfinite(y).all():
        return ""
    span, gap = float(y[-1] - y[0]), float(np.diff(y).min())
    step = span / np.rint(span / gap)  # the smallest gap alone has the rounding error of two small differences
    whole = y / step
    if np.abs(whole - np.rint(whole)).max() > 1e-3:
        return ""
    far = float(np.abs(wide(got) - wide(want.x)).max()) / step
    text = f"its {len(y)} different entries are multiples of {step:.6g}: it was quantised"
    return f"{text}, and is within {far:.2g} steps" if far <= 2 else f"{text}, and is off by up to {far:.3g} steps"
