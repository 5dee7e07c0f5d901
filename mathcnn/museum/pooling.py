"""Faults of pooling: windows at the border, the divisor of an average, and NaN."""

from __future__ import annotations

import math

import numpy as np

from .. import geometry, pooling
from ..layers.windows import zero_padded
from .collection import FORM, exhibit, settled, where_it_fits


def unclamped(space, given):
    """The sizes in ceil mode if windows that start beyond the input are not dropped."""
    axes = zip(space, given["kernel_size"], given["stride"], given["padding"], given["dilation"], strict=True)
    return [-(-(h + sum(pq) - d * (k - 1) - 1) // s) + 1 for h, k, s, pq, d in axes]


def with_more_windows(y, sizes, by):
    """A result, extended to these sizes by windows whose value is `by`."""
    out = np.full((*y.shape[:2], *sizes), by, y.dtype)
    out[tuple(map(slice, y.shape))] = y
    return out


# ---------------------------------------------------------------- windows at the border


@exhibit(pooling.max_pool, "onnx#4958", laws=["every_window_meets_the_input"])
def lowest_float_beyond_the_input(x, kernel_size, **options):
    """In ceil mode a last window was entirely in the padding.

    Its maximum was the initial value of the search: the lowest float.
    """
    y, given = pooling.max_pool(x, kernel_size, **options), settled(pooling.max_pool, x, kernel_size, **options)
    return with_more_windows(y, unclamped(x.shape[2:], given), np.finfo(x.dtype).min) if given["ceil_mode"] else y


@exhibit(pooling.avg_pool, "onnx#4958", "onnx#5235", laws=["every_average_meets_the_input"])
def nan_beyond_the_input(x, kernel_size, **options):
    """In ceil mode a last window was entirely in the padding. Its mean was 0 divided by 0, NaN."""
    y, given = pooling.avg_pool(x, kernel_size, **options), settled(pooling.avg_pool, x, kernel_size, **options)
    return with_more_windows(y, unclamped(x.shape[2:], given), np.nan) if given["ceil_mode"] else y


@exhibit(geometry.output_size, "pytorch#36977", laws=["every_window_meets_the_input"])
def size_not_clamped(H, kernel_size, *, stride=1, padding=0, dilation=1, ceil_mode=False):
    """The size in ceil mode counted a window that begins in the padding after the input, where there is no entry."""
    count = geometry.output_size(H, kernel_size, stride=stride, padding=padding, dilation=dilation)
    span = H + sum(
        geometry.output_size.read(
            (H, kernel_size), {"padding": padding, "dilation": dilation, "stride": stride}
        ).scalars["padding"]
    )
    return count + ((span - dilation * (kernel_size - 1) - 1) % stride > 0) if ceil_mode else count


@exhibit(pooling.avg_pool, "onnxruntime#29629", laws=["overhang_is_the_mean_of_what_it_sees", "counts_padding"])
def overhang_counted_with_the_padding(x, kernel_size, **options):
    """With `count_include_pad` a window that extends beyond the padded input was divided by the whole kernel."""
    given = settled(pooling.avg_pool, x, kernel_size, **options)
    if given["count_include_pad"] and given["divisor_override"] is None:
        options["divisor_override"] = math.prod(given["kernel_size"])
    return pooling.avg_pool(x, kernel_size, **options)


@exhibit(
    pooling.avg_pool,
    "coremltools#2844",
    "tract#2851",
    "iree#24580",
    laws=["of_ones_is_one", "avg_moves_with_a_constant"],
)
def divided_by_the_kernel(x, kernel_size, **options):
    """Every window was divided by the size of the kernel.

    At a corner, where a window extends beyond the border on two axes, the mean was a quarter of the right one.
    """
    given = settled(pooling.avg_pool, x, kernel_size, **options)
    if given["divisor_override"] is None:
        options["divisor_override"] = math.prod(given["kernel_size"])
    return pooling.avg_pool(x, kernel_size, **options)


@exhibit(pooling.avg_pool, "keras#19721", laws=["avg_same_covers_the_input"])
def same_padding_rounds_down(x, kernel_size, *, padding=0, **options):
    """With "same" padding the result had the size without padding if the stride does not divide the input."""
    return where_it_fits(
        pooling.avg_pool,
        x,
        kernel_size,
        padding=padding,
        instead={"padding": 0} if padding == "same" else {},
        **options,
    )


@exhibit(pooling.avg_pool, "keras#18452", laws=["same_counts_the_input"])
def same_padding_counted(x, kernel_size, *, padding=0, count_include_pad=True, **options):
    """With "same" padding the average at the border was divided by the whole kernel, although its definition leaves the
    padding out.
    """
    return pooling.avg_pool(
        x, kernel_size, padding=padding, count_include_pad=count_include_pad or padding == "same", **options
    )


@exhibit(pooling.max_pool, "Anakin#210", laws=[FORM, "is_global"])
def last_column_missed(x, kernel_size, **options):
    """The last column of the input was in no window."""
    x = x.copy()
    if x.shape[-1] > 1:
        x[..., -1] = x[..., -2]
    return pooling.max_pool(x, kernel_size, **options)


# ---------------------------------------------------------------- values and their places


def clipped(of, x, kernel_size, **options):
    """The windows of a pool, each with the entries that it reads if a start in the padding is moved to the first entry.

    Without dilation that changes nothing; with dilation the taps read other entries.
    """
    given = settled(of, x, kernel_size, **options)
    axes = list(zip(*(given[a] for a in ("kernel_size", "stride", "padding", "dilation")), strict=True))
    for at in np.ndindex(*of.shape(x, kernel_size, **options)[2:]):
        starts = [s * i - before for i, (_, s, (before, _), _) in zip(at, axes, strict=True)]
        yield (
            (..., *at),
            (..., *(slice(max(0, t), t + d * (k - 1) + 1, d) for t, (k, _, _, d) in zip(starts, axes, strict=True))),
        )


def over_space(x):
    """An array with its spatial axes as one."""
    return x.reshape(*x.shape[:2], -1)


@exhibit(pooling.max_pool, "onnxruntime#29637", laws=["is_read_at_its_index"])
def dilated_window_clipped(x, kernel_size, **options):
    """A dilated window that starts in the padding was moved to the first entry, and read entries between its taps."""
    y = np.empty(pooling.max_pool.shape(x, kernel_size, **options), x.dtype)
    for window, seen in clipped(pooling.max_pool, x, kernel_size, **options):
        y[window] = over_space(x[seen]).max(axis=2)
    return y


@exhibit(pooling.max_pool_indices, "onnxruntime#29637", laws=["points_at_the_maximum"])
def index_of_the_clipped_window(x, kernel_size, **options):
    """A dilated window that starts in the padding was moved to the first entry, and its indices were those of other
    entries.
    """
    y = np.empty(pooling.max_pool_indices.shape(x, kernel_size, **options), np.int64)
    places = np.broadcast_to(np.arange(np.prod(x.shape[2:])).reshape(x.shape[2:]), x.shape)
    for window, seen in clipped(pooling.max_pool_indices, x, kernel_size, **options):
        best = over_space(x[seen]).argmax(axis=2, keepdims=True)
        y[window] = np.take_along_axis(over_space(places[seen]), best, 2)[:, :, 0]
    return y


@exhibit(pooling.avg_pool, "executorch#18616", laws=["divides_by_the_override", FORM])
def override_ignored(x, kernel_size, *, divisor_override=None, **options):
    """`divisor_override` was accepted, and not used."""
    return pooling.avg_pool(x, kernel_size, **options)


@exhibit(pooling.max_pool, "pytorch#33384", laws=["stays_negative"])
def zeros_take_part(x, kernel_size, *, padding=0, **options):
    """The input was padded with zeros, which are larger than negative entries, and not with minus infinity."""
    pairs = settled(pooling.max_pool, x, kernel_size, padding=padding, **options)["padding"]
    shape = pooling.max_pool.shape(x, kernel_size, padding=padding, **options)
    return pooling.max_pool(zero_padded(x, pairs), kernel_size, **options)[tuple(map(slice, shape))]


@exhibit(
    pooling.avg_pool,
    "candle#3719",
    "cubek#639",
    laws=["averages_many"],
    modelled="the sums are right up to the limit of the accumulator, and are that limit beyond it",
)
def half_precision_saturates(x, kernel_size, *, divisor_override=None, **options):
    """Sums were accumulated in half precision, in which 2048 + 1 is 2048: the average of 4096 ones was 0.5."""
    total = pooling.avg_pool(x, kernel_size, divisor_override=1, **options)
    with np.errstate(divide="ignore"):
        kept = np.minimum(1, 2048 / np.abs(total))
    return pooling.avg_pool(x, kernel_size, divisor_override=divisor_override, **options) * kept.astype(x.dtype)


# ---------------------------------------------------------------- NaN and the sign of zero


@exhibit(pooling.max_pool, "pytorch#7645", "pytorch#39846", laws=["passes_nan_on"])
def nan_lost(x, kernel_size, **options):
    """Every comparison with NaN is false, so a search by `>` ignored it."""
    return pooling.max_pool(np.where(np.isnan(x), -np.inf, x), kernel_size, **options)


@exhibit(pooling.max_pool, "Theano#3060", laws=["nan_may_stand_anywhere"])
def nan_kept_when_first(x, kernel_size, **options):
    """The search began with the first entry of the window and went on by `>`: a NaN was kept if it came first, and
    ignored elsewhere.
    """
    first = pooling.max_pool_indices(np.zeros_like(x), kernel_size, **options)
    flat = x.reshape(*x.shape[:2], -1)
    begun = np.take_along_axis(flat, first.reshape(*first.shape[:2], -1), 2).reshape(first.shape)
    return np.where(np.isnan(begun), begun, nan_lost(x, kernel_size, **options))


@exhibit(
    pooling.max_pool,
    "dfdx#379",
    laws=["commutes_with_the_negative_part"],
    modelled="the original took a maximum on a graphics card by an integer operation on the bits of floats",
)
def negative_zero_is_the_smallest(x, kernel_size, **options):
    """Bits were compared as signed integers, of which that of -0 is the smallest: max(-0, -1) was -1."""
    no_zero = np.where((x == 0) & np.signbit(x), -np.inf, x)
    y = pooling.max_pool(no_zero, kernel_size, **options)
    return np.where(np.isneginf(y), pooling.max_pool(x, kernel_size, **options), y)
