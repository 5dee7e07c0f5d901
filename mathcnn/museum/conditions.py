"""Where the report of each exhibit says that it is wrong: the calls in which its narrow form is faulty."""

from __future__ import annotations

import math
from collections.abc import Callable

from .calls import Call

Condition = Callable[[Call], bool]


def square(c: Call) -> bool:
    """Whether a window on two axes is square, and its strides are equal."""
    return c.rank == 2 and len(set(c.k)) == len(set(c.s)) == 1


def is_channels_last(c: Call) -> bool:
    """Whether the first array has its channels last in memory, with more than one entry along every axis."""
    x = c.first
    return x.ndim == 4 and min(x.shape[1:]) > 1 and x.strides[1] == x.itemsize


def is_word(c: Call, word: str) -> bool:
    """Whether the padding was asked for by a word."""
    return isinstance(c.asked["padding"], str) and c.asked["padding"] == word


def overhangs(c: Call) -> bool:
    """Whether the size is rounded up, and a last window reaches beyond the padded input."""
    axes = zip(c.first.shape[2:], c.k, c.s, c.p, c.d, strict=True)
    return bool(c.ceil_mode) and any((h + sum(pq) - d * (k - 1) - 1) % s for h, k, s, pq, d in axes)


CONDITIONS: dict[str, tuple[str, Condition]] = {
    # convolution
    "dilation_ignored": (
        "3 x 3, dilation 2, stride 1",
        lambda c: c.k == (3, 3) and c.all("d", 2) and c.all("s", 1),
    ),
    "stride_after_dilation": ("3 taps, stride 2, dilation 3", lambda c: c.k[-1] == 3 and c.s[-1] == 2 and c.d[-1] == 3),
    "dilation_axes_swapped": (
        'two axes, padding "same", unequal dilations',
        lambda c: c.rank == 2 and is_word(c, "same") and c.d[0] != c.d[1],
    ),
    "dilation_axes_swapped_in_reading": (
        "two axes, a square kernel, unequal dilations",
        lambda c: c.rank == 2 and c.k[0] == c.k[1] and c.d[0] != c.d[1],
    ),
    "one_stride_for_all": (
        "two axes, a square kernel, unequal strides",
        lambda c: c.rank == 2 and len(set(c.k)) == 1 and c.s[0] != c.s[1],
    ),
    "padding_read_as_a_word": ("padding (0, 3)", lambda c: c.p == ((0, 0), (3, 3))),
    "padding_made_symmetric": ("padding after every axis by 1, none before", lambda c: set(c.p) == {(0, 1)}),
    "circular_padding_lost": (
        "two axes, circular, nothing after an axis",
        lambda c: c.rank == 2 and c.asked["mode"] == "circular" and any(p and not q for p, q in c.p),
    ),
    "circular_padding_one_off": (
        "two axes, circular, padding 1",
        lambda c: c.rank == 2 and c.all("p", 1) and c.asked["mode"] == "circular",
    ),
    "circular_padding_exported_as_zeros": (
        "two axes, circular, padding 1",
        lambda c: c.rank == 2 and c.all("p", 1) and c.asked["mode"] == "circular",
    ),
    "crop_reads_on": ("two axes, one entry on every side", lambda c: c.rank == 2 and c.all("p", 1)),
    "depends_on_the_batch": ("128 images or more", lambda c: c.batch >= 128),
    "reads_memory_in_order": ("x in channels last", is_channels_last),
    "ignores_the_steps_of_a_view": (
        "every second entry of a larger array",
        lambda c: c.first.strides[-1] == 2 * c.first.itemsize,
    ),
    "last_outputs_missing": ("more than 2^16 output channels", lambda c: c.cout > 2**16),
    "index_wraps_around": ("more than 2^16 entries an image", lambda c: math.prod(c.first.shape[1:]) > 2**16),
    "odd_channel_dropped": ("more than 16 input channels", lambda c: c.w.shape[1] > 16),
    "last_tile_unfinished": ("3 x 3, stride 1", lambda c: c.k == (3, 3) and c.all("s", 1) and c.all("d", 1)),
    "winograd_in_half_precision": (
        "float16, 3 x 3, stride 1",
        lambda c: c.k == (3, 3) and c.all("s", 1) and c.dtype == "float16",
    ),
    # pooling
    "lowest_float_beyond_the_input": ("two axes, a square window", square),
    "nan_beyond_the_input": ("two axes, padding not counted", lambda c: c.rank == 2 and not c.count_include_pad),
    "size_not_clamped": (
        "kernel 2, stride 2, padding 1",
        lambda c: (*c.k, *c.s, *c.p) == (2, 2, (1, 1)),
    ),
    "overhang_counted_with_the_padding": (
        "two axes, square windows that reach beyond the padding, which is counted",
        lambda c: square(c) and bool(c.count_include_pad) and overhangs(c),
    ),
    "divided_by_the_kernel": ("3 x 3, padding 1", lambda c: c.k == (3, 3) and c.all("p", 1)),
    "same_padding_rounds_down": (
        'two axes, square windows, padding "same", an odd width',
        lambda c: square(c) and is_word(c, "same") and c.width % 2 == 1,
    ),
    "same_padding_counted": ('two axes, square windows, padding "same"', lambda c: square(c) and is_word(c, "same")),
    "last_column_missed": ("3 x 3, stride 2", lambda c: c.k == (3, 3) and c.all("s", 2)),
    "dilated_window_clipped": ("two axes, square windows, dilation 2", lambda c: square(c) and c.all("d", 2)),
    "index_of_the_clipped_window": ("two axes, square windows, dilation 2", lambda c: square(c) and c.all("d", 2)),
    "override_ignored": (
        "two axes, square windows, a divisor",
        lambda c: square(c) and c.divisor_override is not None,
    ),
    "zeros_take_part": ("3 x 3, stride 2, padding 1", lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 1)),
    "half_precision_saturates": ("float16", lambda c: c.dtype == "float16"),
    "nan_lost": ("two axes, windows of 9 entries or more", lambda c: c.rank == 2 and math.prod(c.k) >= 9),
    "nan_kept_when_first": ("two axes, square windows", square),
    "negative_zero_is_the_smallest": ("float32", lambda c: c.dtype == "float32"),
    # transposition
    "dilation_added_once": ("kernel 3, dilation 2", lambda c: (*c.k, *c.d) == (3, 2)),
    "output_padding_without_dilation": ("stride 2, dilation 2", lambda c: (*c.s, *c.d) == (2, 2)),
    "remainder_left_out": ("3 x 3, stride 2", lambda c: c.k == (3, 3) and c.all("s", 2)),
    "gradient_without_the_remainder": ("two axes, a square kernel, stride 2", lambda c: square(c) and c.all("s", 2)),
    "slope_without_alpha": ("two axes or more", lambda c: c.first.ndim >= 2),
    # normalisation and activation
    "variance_cancels": ("more than 64 values a channel", lambda c: c.values > 64),
    "epsilon_omitted": ("inference", lambda c: not c.training),
    "neighbours_beyond_the_channels": ("two axes, one or two channels", lambda c: c.rank == 2 and c.cin <= 2),
    "nan_becomes_zero": ("four axes", lambda c: c.first.ndim == 4),
    # kernels and signals
    "laplacian_of_the_other_sign": ("every call: there are no arguments", lambda c: True),
    "centre_for_four_neighbours": ("every call: there are no arguments", lambda c: True),
    "same_as_the_larger": ("one axis", lambda c: c.I.ndim == 1),
}
