"""Wrong pooling: what frameworks really got wrong, and what a slip in a statement would be."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Max, Sum, Tuple, ceiling, floor

from mathcnn.geometry.letters import H, dilation, kernel_size, p, stride
from mathcnn.language.statement import AllAxes, ArgMaxOver, Flat, MaxOver, SumOfAxes
from mathcnn.pooling import (
    adaptive_avg_pool,
    avg_pool,
    global_avg_pool,
    global_max_pool,
    max_pool,
    max_pool_indices,
)
from mathcnn.pooling.adaptive_avg_pool import end, size, start
from mathcnn.pooling.avg_pool import after, before
from mathcnn.pooling.letters import a, c, count, divisor, i, m, n, place, seen, taps_within, x, y

LAST = kernel_size - 1


# ---------------------------------------------------------------- fast forms


def geometry(x, kernel_size, stride, padding, dilation):
    """Every argument as one entry a spatial axis."""
    rank = x.ndim - 2
    spread = lambda v: tuple(v) if isinstance(v, tuple) else (v,) * rank
    pairs = (
        [pq if isinstance(pq, tuple) else (pq, pq) for pq in spread(padding)] if not isinstance(padding, str) else None
    )
    return spread(kernel_size), spread(kernel_size if stride is None else stride), pairs, spread(dilation)


def zero_padded_max(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """pytorch#33384: padding with zeros takes part in the maximum."""
    _, _, pairs, _ = geometry(x, kernel_size, stride, padding, dilation)
    if pairs is None:
        return max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    wide = np.pad(x, ((0, 0), (0, 0), *pairs))
    y = max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    zeros = max_pool(wide, kernel_size, stride=stride, dilation=dilation, ceil_mode=ceil_mode)[
        tuple(map(slice, y.shape))
    ]
    return np.maximum(y, zeros) if zeros.shape == y.shape else y


def nan_lost(x, kernel_size, **options):
    """pytorch#7645: a NaN loses every comparison."""
    return max_pool(np.where(np.isnan(x), -np.inf, x) if x.dtype.kind == "f" else x, kernel_size, **options)


def nan_kept_when_first(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """Theano#3060: a NaN is kept only where it comes first in its window."""
    options = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    at = max_pool_indices(np.zeros_like(x), kernel_size, **options)
    first = np.take_along_axis(x.reshape(*x.shape[:2], -1), at.reshape(*x.shape[:2], -1), 2).reshape(at.shape)
    return np.where(np.isnan(first), first, nan_lost(x, kernel_size, **options))


def last_column_missed(x, kernel_size, **options):
    """Anakin#210: the last entry of the last axis is never read."""
    x = x.copy()
    if x.shape[-1] > 1:
        x[..., -1] = x[..., -2]
    return max_pool(x, kernel_size, **options)


def dilation_ignored(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    y = max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    near = max_pool(x, kernel_size, stride=stride, padding=padding, ceil_mode=ceil_mode)
    return near[tuple(map(slice, y.shape))]


def stride_of_the_first_axis(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """Paddle#21225: stride[0] for every axis."""
    first = stride[0] if isinstance(stride, tuple) else stride
    return max_pool(x, kernel_size, stride=first, padding=padding, dilation=dilation, ceil_mode=ceil_mode)


def no_clamp_in_ceil_mode(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """pytorch#36977: a window more, wholly in padding, with the lowest number."""
    y = max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    kernel, step, pairs, apart = geometry(x, kernel_size, stride, padding, dilation)
    if not ceil_mode or pairs is None:
        return y
    want = [
        -(-(h + sum(pq) - d * (k - 1) - 1) // s) + 1
        for h, k, s, pq, d in zip(x.shape[2:], kernel, step, pairs, apart, strict=True)
    ]
    out = np.full((*y.shape[:2], *want), np.finfo(x.dtype).min, x.dtype)
    out[tuple(map(slice, y.shape))] = y
    return out


def index_of_the_last(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """Of equal entries the last."""
    count = int(np.prod(x.shape[2:]))
    place = np.arange(count).reshape(x.shape[2:])
    return max_pool_indices(
        x * count + place, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode
    )


def index_in_the_padded_input(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """onnxruntime#29637: indices that forget the padding before."""
    at = max_pool_indices(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    _, _, pairs, _ = geometry(x, kernel_size, stride, padding, dilation)
    return at + (pairs[-1][0] if pairs else 0)


def divided_by_the_kernel(
    x,
    kernel_size,
    *,
    stride=None,
    padding=0,
    dilation=1,
    ceil_mode=False,
    count_include_pad=True,
    divisor_override=None,
):
    """coremltools#2844, tract#2851, iree#24580: the full kernel also where a window hangs over, or padding is not
    counted.
    """
    kernel, *_ = geometry(x, kernel_size, stride, padding, dilation)
    return avg_pool(
        x,
        kernel_size,
        stride=stride,
        padding=padding,
        dilation=dilation,
        ceil_mode=ceil_mode,
        divisor_override=divisor_override or int(np.prod(kernel)),
    )


def overhang_counted(
    x,
    kernel_size,
    *,
    stride=None,
    padding=0,
    dilation=1,
    ceil_mode=False,
    count_include_pad=True,
    divisor_override=None,
):
    """onnxruntime#29629: with padding counted, an overhanging window is divided by the full kernel."""
    if count_include_pad and divisor_override is None:
        return divided_by_the_kernel(
            x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode
        )
    return avg_pool(
        x,
        kernel_size,
        stride=stride,
        padding=padding,
        dilation=dilation,
        ceil_mode=ceil_mode,
        count_include_pad=count_include_pad,
        divisor_override=divisor_override,
    )


def override_ignored(x, kernel_size, *, divisor_override=None, **options):
    """executorch#18616."""
    return avg_pool(x, kernel_size, **options)


def half_precision(x, kernel_size, **options):
    """candle#3719, cubek#639: sums kept in half precision."""
    return avg_pool(x, kernel_size, **options).astype(np.float16).astype(x.dtype)


def padding_never_counted(x, kernel_size, *, count_include_pad=True, **options):
    return avg_pool(x, kernel_size, count_include_pad=False, **options)


def of_equal_windows(x, size):
    """Windows of ceil(h / l) entries that start at floor(i h / l): too long where l does not divide h."""
    for axis, l in enumerate((size,) * (x.ndim - 2) if isinstance(size, int) else size, 2):
        h = x.shape[axis]
        rows = np.moveaxis(x, axis, 0)
        x = np.moveaxis(np.stack([rows[k * h // l : k * h // l + -(-h // l)].mean(0) for k in range(l)]), 0, axis)
    return x


def without_overlap(x, size):
    """Windows that end where the next one starts."""
    for axis, l in enumerate((size,) * (x.ndim - 2) if isinstance(size, int) else size, 2):
        h = x.shape[axis]
        rows = np.moveaxis(x, axis, 0)
        ends = [max((k + 1) * h // l, k * h // l + 1) for k in range(l)]
        x = np.moveaxis(np.stack([rows[k * h // l : ends[k]].mean(0) for k in range(l)]), 0, axis)
    return x


FAST = {
    "adaptive: windows of one length": (adaptive_avg_pool, of_equal_windows),
    "adaptive: windows do not overlap": (adaptive_avg_pool, without_overlap),
    "adaptive: in half precision": (
        adaptive_avg_pool,
        lambda x, size: adaptive_avg_pool(x.astype(np.float16), size).astype(x.dtype),
    ),
    "padding takes part as zeros": (max_pool, zero_padded_max),
    "NaN is lost": (max_pool, nan_lost),
    "NaN is kept only where it comes first": (max_pool, nan_kept_when_first),
    "the last column is missed": (max_pool, last_column_missed),
    "dilation is ignored": (max_pool, dilation_ignored),
    "one stride for every axis": (max_pool, stride_of_the_first_axis),
    "ceil mode is not clamped": (max_pool, no_clamp_in_ceil_mode),
    "the maximum is a minimum": (max_pool, lambda x, kernel_size, **options: -max_pool(-x, kernel_size, **options)),
    "the index of the last of equals": (max_pool_indices, index_of_the_last),
    "indices that forget the padding": (max_pool_indices, index_in_the_padded_input),
    "an average over the whole kernel": (avg_pool, divided_by_the_kernel),
    "an overhang that counts": (avg_pool, overhang_counted),
    "divisor_override is ignored": (avg_pool, override_ignored),
    "half precision": (avg_pool, half_precision),
    "padding never counts": (avg_pool, padding_never_counted),
    "a sum for a mean": (global_avg_pool, lambda x: x.sum(axis=tuple(range(2, x.ndim)), keepdims=True)),
    "spatial axes dropped": (global_max_pool, lambda x: x.max(axis=tuple(range(2, x.ndim)))),
    "batch and space mixed": (
        global_max_pool,
        lambda x: np.broadcast_to(
            x.max(axis=(0, *range(2, x.ndim)), keepdims=True), (*x.shape[:2], *[1] * (x.ndim - 2))
        ).copy(),
    ),
}


# ---------------------------------------------------------------- statements


def maximum(value, last=LAST, first=0):
    return max_pool.restated(Eq(y[n, c, i], MaxOver(value, (a, first, last))))


def mean(value=seen, last=LAST, over=divisor, counted=None):
    where = [Eq(count[i], AllAxes(taps_within(-before, H + after)) if counted is None else counted)]
    return avg_pool.restated(Eq(y[n, c, i], Sum(value, (a, 0, last)) / over), where=where)


def adapted(first, last, by):
    return adaptive_avg_pool.restated(Eq(y[n, c, i], Sum(x[n, c, a], (a, first, last)) / AllAxes(by)))


STATEMENTS = {
    "adaptive: the end is in the window": adapted(start, end, end - start),
    "adaptive: windows do not overlap": adapted(start, floor((i + 1) * H / size) - 1, end - start),
    "adaptive: starts are rounded up": adapted(ceiling(i * H / size), end - 1, end - start),
    "adaptive: a sum": adaptive_avg_pool.restated(Eq(y[n, c, i], Sum(x[n, c, a], (a, start, end - 1)))),
    "adaptive: divided by h / l": adapted(start, end - 1, ceiling(H / size)),
    "maximum: one tap too few": maximum(seen, last=Max(0, LAST - 1)),
    "maximum: one tap too many": maximum(seen, last=LAST + 1),
    "maximum: the first tap is missed": maximum(x[n, c, stride * i + dilation * Max(a, 1) - p]),
    "maximum: padding shifts the other way": maximum(x[n, c, stride * i + dilation * a + p]),
    "maximum: padding is forgotten": maximum(x[n, c, stride * i + dilation * a]),
    "maximum: dilation is forgotten": maximum(x[n, c, stride * i + a - p]),
    "maximum: the stride is the kernel's size": maximum(x[n, c, kernel_size * i + dilation * a - p]),
    "maximum: stride and dilation exchanged": maximum(x[n, c, dilation * i + stride * a - p]),
    "maximum: padding is zero": maximum(Max(0, seen)),
    "maximum: turned into a minimum of the negatives": maximum(-seen),
    "maximum: always the first channel": maximum(x[n, 0, place]),
    "maximum: always the first image": maximum(x[0, c, place]),
    "maximum: a sum": max_pool.restated(Eq(y[n, c, i], Sum(seen, (a, 0, LAST)))),
    "maximum: twice": max_pool.restated(Eq(y[n, c, i], 2 * MaxOver(seen, (a, 0, LAST)))),
    "index: in the padded input": max_pool_indices.restated(
        Eq(m[n, c, i], ArgMaxOver(Tuple(seen, Flat(place + p, H)), (a, 0, LAST)))
    ),
    "index: in the window": max_pool_indices.restated(
        Eq(m[n, c, i], ArgMaxOver(Tuple(seen, Flat(a, kernel_size)), (a, 0, LAST)))
    ),
    "index: of the smallest": max_pool_indices.restated(
        Eq(m[n, c, i], ArgMaxOver(Tuple(-seen, Flat(place, H)), (a, 0, LAST)))
    ),
    "index: the last of equals": max_pool_indices.restated(
        Eq(
            m[n, c, i],
            ArgMaxOver(
                Tuple(x[n, c, stride * i + dilation * (LAST - a) - p], Flat(stride * i + dilation * (LAST - a) - p, H)),
                (a, 0, LAST),
            ),
        )
    ),
    "mean: a sum": mean(over=1),
    "mean: the full kernel": mean(over=AllAxes(kernel_size)),
    "mean: an overhang counts": mean(counted=AllAxes(taps_within(-before, H + after + stride))),
    "mean: padding after is not counted": mean(counted=AllAxes(taps_within(-before, H))),
    "mean: padding before is not counted": mean(counted=AllAxes(taps_within(0, H + after))),
    "mean: one too many": mean(over=divisor + 1),
    "mean: the counts of the axes are added": mean(counted=SumOfAxes(taps_within(-before, H + after))),
    "mean: one tap too few": mean(last=LAST - 1),
    "mean: dilation is forgotten": mean(x[n, c, stride * i + a - p]),
    "mean: padding shifts the other way": mean(x[n, c, stride * i + dilation * a + p]),
    "mean: of squares": mean(seen**2),
    "mean: always the first image": mean(x[0, c, place]),
    "global maximum: the last entry is missed": global_max_pool.restated(
        Eq(y[n, c, i], MaxOver(x[n, c, a], (a, 0, Max(0, H - 2))))
    ),
    "global maximum: of the first half": global_max_pool.restated(
        Eq(y[n, c, i], MaxOver(x[n, c, a], (a, 0, floor(H / 2))))
    ),
    "global maximum: a mean": global_max_pool.restated(Eq(y[n, c, i], Sum(x[n, c, a], (a, 0, H - 1)) / AllAxes(H))),
    "global mean: a sum": global_avg_pool.restated(Eq(y[n, c, i], Sum(x[n, c, a], (a, 0, H - 1)))),
    "global mean: one less": global_avg_pool.restated(
        Eq(y[n, c, i], Sum(x[n, c, a], (a, 0, H - 1)) / (AllAxes(H) + 1))
    ),
    "global mean: the first entry is missed": global_avg_pool.restated(
        Eq(y[n, c, i], Sum(x[n, c, a], (a, 1, H - 1)) / AllAxes(H))
    ),
}
