"""Average pooling, with the divisors that frameworks use."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from .. import layers
from ..geometry.letters import H, ceil_mode, kernel_size, p, padding, q
from ..geometry.sizes import output_size
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import AllAxes, Convention, Spelling, axes, equation
from ..laws.families import additive, equivariant, moves_with, part_by_part
from ..laws.layers import ceil_contains_floor, has_its_size, same_covers_the_input, subsamples, transposes
from ..laws.words import (
    channels,
    first,
    lead,
    places_joined,
    restricted,
    rolled,
    space,
)
from ..memory import like
from .boxes import windows_of
from .global_pools import global_avg_pool
from .letters import FLOOR, a, c, copies, count, divisor, i, meets, n, seen, taps_within, y
from .max_pool import max_pool
from .words import entries, overhung, rectified, surrounded

before, after = axes("before, after", nonnegative=True)  # the padding that an average counts


@formula(
    equation(y[n, c, i], Sum(seen, (a, 0, kernel_size - 1)) / divisor),
    where=[equation(count[i], AllAxes(taps_within(-before, H + after)))],
    shapes="(N, C, *H) -> (N, C, *size)",
    requires=meets,
    source="goodfellow2016, section 9.3; PyTorch, torch.nn.AvgPool2d, for the divisor",
    padding=padding,
    stride=copies,
    ceil_mode=ceil_mode,
    count_include_pad=Convention((before, after), {True: (p, q), False: (0, 0)}),
    divisor_override=Spelling(divisor, {None: (count[i],)}),
)
def avg_pool(
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
    """The mean of each window.

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes
    kernel_size : int >= 1, or one for each axis
    stride : int >= 1, or one for each axis; kernel_size if None
    padding : int >= 0, one for each axis, a pair (before, after) for each axis, "valid", "same" or "full"
    dilation : int >= 1, or one for each axis, the distance of neighbouring taps
    ceil_mode : bool; whether the number of positions is rounded up, so that the last window may reach beyond the input
        and its padding
    count_include_pad : bool; whether the sum is divided by the number of taps in the padded input, or in the input
    divisor_override : int >= 1, by which the sum is divided instead, or None

    Returns
    -------
    Array (N, C, *positions), with `geometry.output_size` positions along each axis.

    Raises
    ------
    ValueError : the kernel does not fit the padded input, or a window would lie in padding only.

    >>> avg_pool([[[3.0, 1.0, 4.0, 2.0]]], 2, padding=1).tolist()
    [[[1.5, 2.5, 1.0]]]
    """
    boxes = windows_of(x.shape[2:], kernel_size, stride, padding, dilation, ceil_mode)
    y = boxes.swept(np.add, 0, x)
    return np.divide(y, boxes.divisor(count_include_pad, divisor_override, x.dtype), out=y if y is not x else like(x))


@avg_pool.gradient
def avg_pool_backward(dy, x, kernel_size, *, stride, padding, dilation, ceil_mode, count_include_pad, divisor_override):
    """The gradient: each entry of a window gets the same share of dy."""
    boxes = windows_of(x.shape[2:], kernel_size, stride, padding, dilation, ceil_mode)
    shares = np.divide(dy, boxes.divisor(count_include_pad, divisor_override, x.dtype), out=like(dy))
    return (boxes.spread(shares),)


@writable(r"\mathbf{{1}}_{{{}}}")
def ones(x):
    """Ones in the shape and number type of x."""
    return np.ones(x.shape, x.dtype)


@writable(r"\mathbf{{1}}_{{{kernel_size}}}")
def box(x, *, kernel_size):
    """A kernel of ones for each channel of x."""
    return np.ones((x.shape[1], 1, *kernel_size), x.dtype)


@writable(r"{}_{{64}}")
def large(z):
    """An image of 64 x 64 equal entries."""
    return np.full((1, 1, 64, 64), z, z.dtype)


@writable(r"{}_{{1}}")
def one_entry(z):
    """A number as an image of one entry."""
    return z.reshape(1, 1, 1, 1)


@max_pool.law(">=")
def is_at_least_the_mean(max_pool, x, kernel_size, stride, padding, dilation, ceil_mode):
    """The maximum of a window is at least its mean over the input."""
    common = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return max_pool(x, kernel_size, **common), avg_pool(x, kernel_size, **common, count_include_pad=False)


avg_pool.law(subsamples(), name="avg_subsamples", held=FLOOR)


@avg_pool.law()
def counts_padding(avg_pool, x, kernel_size, padding):
    """Padding that is counted is the same as zeros around the input, in floor and in ceil mode."""
    padded = avg_pool(x, kernel_size, padding=padding, count_include_pad=True)
    return padded, restricted(
        avg_pool(surrounded(x, padding=padding, by=0), kernel_size, padding=0, count_include_pad=False), like=padded
    )


@avg_pool.law()
def conventions_agree(avg_pool, x, kernel_size):
    """The mean with padding counted is the mean over the input times the share of the input, the mean of ones."""
    return (
        avg_pool(x, kernel_size, count_include_pad=True, divisor_override=None),
        avg_pool(x, kernel_size, count_include_pad=False, divisor_override=None)
        * avg_pool(ones(x), kernel_size, count_include_pad=True, divisor_override=None),
    )


@avg_pool.law(held={"divisor_override": None, "count_include_pad": False})
def of_ones_is_one(avg_pool, x, kernel_size):
    """The mean of ones is 1, at every border."""
    return avg_pool(ones(x), kernel_size), ones(avg_pool(x, kernel_size))


avg_pool.law(
    moves_with("x", "z"),
    name="avg_moves_with_a_constant",
    says="A constant added to the input is added to every mean, if padding is not counted.",
    held={"divisor_override": None, "count_include_pad": False},
)
avg_pool.law(
    moves_with("x", "z"),
    name="overhang_is_not_counted",
    says="In ceil mode without padding, places beyond the input are not counted: a constant stays itself.",
    held={"divisor_override": None, "padding": 0, "count_include_pad": True, "ceil_mode": True},
)


@avg_pool.law(rank=1, plain=True, requires=[lambda H: H > 1])
def overhang_is_the_mean_of_what_it_sees(avg_pool, x):
    """x, then x without its last entry: in ceil mode the second window reaches one place beyond, and has one entry
    less.
    """
    return (
        avg_pool(places_joined(x, lead(x)), space(x), ceil_mode=True),
        places_joined(global_avg_pool(x), global_avg_pool(lead(x))),
    )


@avg_pool.law(share="1..5")
def divides_by_the_override(avg_pool, x, kernel_size, share):
    """A given divisor replaces the number of taps."""
    return avg_pool(x, kernel_size, divisor_override=share) * share, avg_pool(x, kernel_size, divisor_override=1)


@avg_pool.law()
def is_a_convolution(avg_pool, x, kernel_size, stride, padding, dilation):
    """The sums are a convolution of each channel with a kernel of ones."""
    common = {"stride": stride, "padding": padding, "dilation": dilation}
    return (
        avg_pool(x, kernel_size, **common, ceil_mode=False, divisor_override=1),
        layers.conv(x, box(x, kernel_size=kernel_size), **common, groups=channels(x)),
    )


@avg_pool.law(held=FLOOR)
def divides_by_the_kernel(avg_pool, x, kernel_size):
    """With padding counted, every window of floor mode is divided by the number of taps."""
    return (
        avg_pool(x, kernel_size, count_include_pad=True, divisor_override=None) * entries(kernel_size),
        avg_pool(x, kernel_size, divisor_override=1),
    )


@avg_pool.law()
def avg_ceil_mode_pads(avg_pool, x, kernel_size, stride, padding, dilation):
    """The sums of ceil mode are those of floor mode with padding as far as the last window."""
    wide = overhung(x, kernel_size=kernel_size, stride=stride, padding=padding, dilation=dilation)
    ceil = avg_pool(
        x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=True, divisor_override=1
    )
    return ceil, restricted(
        avg_pool(x, kernel_size, stride=stride, padding=wide, dilation=dilation, ceil_mode=False, divisor_override=1),
        like=ceil,
    )


avg_pool.law(ceil_contains_floor(), name="avg_ceil_contains_floor", held={"padding": 0})
avg_pool.law(transposes("kernel_size"), name="avg_transposes", rank=2)
avg_pool.law(part_by_part("x", first), name="avg_treats_images_alone", says="A result depends on its own image only.")


@avg_pool.law(plain=True)
def avg_is_global(avg_pool, x):
    """A window as large as the input is the global mean."""
    return avg_pool(x, space(x)), global_avg_pool(x)


@avg_pool.law(">=")
def every_average_meets_the_input(avg_pool, x, kernel_size, stride, padding, dilation, ceil_mode):
    """No mean is smaller than the smallest entry of its window, in ceil mode too."""
    common = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return avg_pool(x, kernel_size, **common, count_include_pad=False, divisor_override=None), -max_pool(
        -x, kernel_size, **common
    )


@avg_pool.law(z="()", plain=True)
def averages_many(avg_pool, z):
    """The mean of 4096 equal entries is that entry: no sum on the way may stop growing."""
    return avg_pool(large(z), 64), one_entry(z)


avg_pool.law(
    has_its_size(output_size, "kernel_size", "stride", "padding", "dilation", "ceil_mode"), name="avg_has_its_size"
)
avg_pool.law(same_covers_the_input(), name="avg_same_covers_the_input", held=FLOOR)


@avg_pool.law(held={"divisor_override": None, "ceil_mode": False})
def same_counts_the_input(avg_pool, x, kernel_size):
    """With padding="same" that is not counted, the mean of ones is 1 at every border."""
    same = {"padding": "same", "count_include_pad": False}
    return avg_pool(ones(x), kernel_size, **same), ones(avg_pool(x, kernel_size, **same))


avg_pool.law(additive("x", "z"), name="is_additive", says="The mean of a sum is the sum of the means.")
avg_pool.fails(
    equivariant("x", rectified),
    name="avg_commutes_with_relu",
    says="The mean of the positive parts is not the positive part of the mean.",
)
avg_pool.fails(
    equivariant("x", rolled),
    name="avg_commutes_with_a_shift",
    says="The input moved by one place does not give the result moved by one place, if only because of the stride.",
    held={"padding": 0, "dilation": 1, "ceil_mode": False},
)


@avg_pool.fails(held={"divisor_override": None, "padding": 1, "dilation": 1})
def border_conventions_are_one(avg_pool, x, kernel_size):
    """Counting the padding makes the border darker."""
    return avg_pool(x, kernel_size, count_include_pad=True), avg_pool(x, kernel_size, count_include_pad=False)
