"""Convolution with channels, stride, padding, dilation and groups.

The fast form lays out what each tap reads as a matrix and multiplies it by the weights. Kernels of one channel a group
on long inputs, and padding beside weights that are not finite, are summed tap by tap (see `taps`).
"""

from __future__ import annotations

import numpy as np
from sympy import Sum, floor

from .. import geometry
from ..geometry.letters import dilation, kernel_size, p, padding, stride
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Convention, equation
from ..laws.families import additive, equivariant, has_unit, invariant, part_by_part
from ..laws.layers import adds_bias, same_covers_the_input, splits_into_groups
from ..laws.words import (
    axes_swapped,
    every,
    first,
    first_channel,
    identity,
    places_joined,
    space,
    tail,
    transposed,
    turned,
)
from ..memory import batch_first, batch_last, empty
from .letters import C, M, a, b, c, i, n, o, tap, w, x, y
from .taps import conv_by_taps, kernel_by_taps, sent_by_taps
from .windows import (
    along_rows,
    as_matrices,
    columns,
    correlated,
    cropped,
    given,
    is_finite,
    is_line,
    is_long,
    is_padded,
    per_group,
    places_of,
    returned,
    turned_about,
    wanted,
    zero_padded,
)

flip = Convention(tap, {False: (a,), True: (kernel_size - 1 - a,)})


@formula(
    equation(
        y[n, o, i],
        b[o]
        + Sum(
            w[o, c, tap] * x[n, floor(o / M) * C + c, stride * i + dilation * a - p],
            (c, 0, C - 1),
            (a, 0, kernel_size - 1),
        ),
    ),
    shapes="(N, groups*C, *H), (groups*M, C, *kernel_size), (groups*M)? -> (N, groups*M, *size)",
    source="dumoulin2016, section 2; goodfellow2016, eq. 9.6",
    padding=padding,
    flip=flip,
)
def conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    """Cross-correlation of channels, which frameworks call convolution; `flip=True` is the true convolution.

    Parameters
    ----------
    x : array (N, groups*C, *space), 1 to 3 spatial axes
    w : array (groups*M, C, *kernel), the weights
    b : array (groups*M) or None, a number added to each output channel
    stride : int >= 1, or one for each axis
    padding : int >= 0, one for each axis, a pair (before, after) for each axis, "valid", "same" or "full"
    dilation : int >= 1, or one for each axis, the distance of neighbouring taps
    groups : int >= 1; input and output channels are cut into so many parts that are convolved separately
    flip : bool; whether the kernel is turned about its centre

    Returns
    -------
    Array (N, groups*M, *positions), with `geometry.output_size` positions along each axis.

    Raises
    ------
    ValueError : the groups do not divide the channels, or the kernel does not fit the padded input.

    >>> conv(np.ones((1, 2, 4, 5)), np.ones((3, 2, 2, 3)), stride=(2, 1)).shape
    (1, 3, 2, 3)
    """
    if flip:
        w = turned_about(w)
    positions = places_of(x.shape[2:], w.shape[2:], stride, padding, dilation)
    long, beyond = is_long(w, positions, len(x), groups), is_padded(padding) and not is_finite(w)
    if long and not beyond and is_line(x, stride, dilation):
        y = along_rows(correlated, zero_padded(x, padding), w.swapaxes(0, 1))
        return y if b is None else y + b[:, None]
    if long or beyond:
        return conv_by_taps(x, w, b, stride, padding, dilation, groups, positions)
    seen = columns(x, w.shape[2:], stride, padding, dilation)
    y = empty((len(w), *seen.shape[x.ndim - 1 :]), np.result_type(x, w, *given(b)))
    np.matmul(per_group(w, groups), as_matrices(seen, groups, w), out=as_matrices(y, groups))
    if b is not None:
        y += b.reshape(-1, *[1] * (x.ndim - 1))
    return batch_first(y)


@conv.gradient
def conv_backward(dy, x, w, b=None, *, stride, padding, dilation, groups, flip, wrt=None):
    """The gradient. For w, what each tap reads is multiplied by dy and summed; for x, dy times each tap is added to the
    entries that the tap reads.
    """
    outs = as_matrices(batch_last(dy), groups)
    dx = dw = db = None
    long = is_long(w, dy.shape[2:], len(x), groups)
    beyond = is_padded(padding) and not is_finite(dy)
    if wanted(wrt, "w") and long and not beyond and is_line(x, stride, dilation):
        dw = along_rows(correlated, zero_padded(x, padding), dy).sum(axis=0)[:, None]
        dw = turned_about(dw) if flip else dw
    elif wanted(wrt, "w") and (long or beyond):
        dw = kernel_by_taps(dy, x, w, stride, padding, dilation, groups)
        dw = turned_about(dw) if flip else dw
    elif wanted(wrt, "w"):
        dw = empty(w.shape, np.result_type(dy, x))
        seen = as_matrices(columns(x, w.shape[2:], stride, padding, dilation), groups, w)
        np.matmul(outs, seen.swapaxes(1, 2), out=per_group(dw, groups))
        dw, seen = turned_about(dw) if flip else dw, None
    if wanted(wrt, "x") and long:
        sizes = [h + before + after for h, (before, after) in zip(x.shape[2:], padding, strict=True)]
        dx = cropped(sent_by_taps(dy, turned_about(w) if flip else w, sizes, stride, dilation), padding, x.shape[2:])
    elif wanted(wrt, "x"):
        sent = empty((x.shape[1], *w.shape[2:], *dy.shape[2:], len(x)), np.result_type(dy, w))
        np.matmul(
            per_group(turned_about(w) if flip else w, groups).swapaxes(1, 2), outs, out=as_matrices(sent, groups, w)
        )
        sizes = [h + before + after for h, (before, after) in zip(x.shape[2:], padding, strict=True)]
        dx = cropped(returned(sent, sizes, stride, dilation), padding, x.shape[2:])
    if b is not None and wanted(wrt, "b"):
        db = outs.sum(axis=2).reshape(-1)
    return dx, dw, db


@writable(r"\operatorname{{pad}}_{{{padding}}} {}")
def surrounded(x, *, padding):
    """Zeros before and after each spatial axis, in the number type of x."""
    return np.pad(x, ((0, 0), (0, 0), *padding))


@writable(r"{}\!\uparrow_{{{dilation}}}")
def spaced(w, *, dilation):
    """Zeros between the taps of a kernel: a kernel of dilation d as one of dilation 1."""
    out = np.zeros((*w.shape[:2], *(d * (k - 1) + 1 for d, k in zip(dilation, w.shape[2:], strict=True))), w.dtype)
    out[(..., *(slice(None, None, d) for d in dilation))] = w
    return out


@writable(r"(0, {})")
def after_zero(w):
    """A kernel with a tap of zero before the taps of its last axis."""
    return np.concatenate([w[..., :1] * 0, w], -1)


@writable(r"{}_{{-}}")
def as_row(x):
    """An array with one spatial axis as one with two, with one row."""
    return x[:, :, None]


@writable(r"(1, {})")
def after_one(v):
    """A parameter of one axis, with 1 for an axis before it."""
    return (1, *v)


@writable(r"(0, {})")
def after_none(padding):
    """The padding of one axis, with no padding for an axis before it."""
    return ((0, 0), *padding)


@writable(r"{}_{{\text{{Fortran}}}}")
def in_columns(x):
    """The same entries in the memory order of Fortran, the first axis fastest."""
    return np.asfortranarray(x)


@writable(r"{}_{{\text{{view}}}}")
def as_a_view(x):
    """The same entries as every second entry of an array twice as wide."""
    wide = np.full((*x.shape[:-1], 2 * x.shape[-1]), x.flat[-1], x.dtype)
    wide[..., ::2] = x
    return wide[..., ::2]


@writable(r"({}, {})")
def channels_joined(y, z):
    """Two arrays one after the other along the channels."""
    return np.concatenate([y, z], 1)


@writable(r"{}_{{[1\!:]}}")
def but_first(x):
    """Without the first entry of the first axis."""
    return x[1:]


@writable(r"{}_{{\cdot [1\!:]}}")
def but_first_channel(x):
    """Without the first entry of the second axis."""
    return x[:, 1:]


@writable(r"{}_{{\text{{left}}}}")
def left_tile(x, *, of):
    """The entries that the first half of the places of a result `of` read, along the last axis."""
    return x[..., : half(of) + x.shape[-1] - of.shape[-1]]


@writable(r"{}_{{\text{{right}}}}")
def right_tile(x, *, of):
    """The entries that the second half of the places of a result `of` read, along the last axis."""
    return x[..., half(of) :]


def half(y):
    """Half of the places along the last axis, at least 1."""
    return max(1, y.shape[-1] // 2)


@conv.law()
def subsamples(conv, x, w, stride, padding, dilation, groups):
    """A stride picks every s-th entry of the result of stride 1. Padding is given in numbers: "same" depends on the
    stride.
    """
    common = {"padding": padding, "dilation": dilation, "groups": groups}
    return conv(x, w, stride=stride, **common), every(conv(x, w, **common), stride=stride)


@conv.law()
def pads(conv, x, w, padding):
    """Padding is the same as zeros around the input."""
    return conv(x, w, padding=padding), conv(surrounded(x, padding=padding), w)


@conv.law()
def dilates(conv, x, w, dilation):
    """A dilated kernel is the kernel with zeros between its taps."""
    return conv(x, w, dilation=dilation), conv(x, spaced(w, dilation=dilation))


conv.law(splits_into_groups(), name="splits_into_groups")


@conv.law()
def flips(conv, x, w):
    """The true convolution is the cross-correlation with the kernel in reverse order."""
    return conv(x, w, flip=True), conv(x, turned(w), flip=False)


conv.law(additive("w", "v"), name="adds_kernels", says="A sum of kernels gives the sum of the results.")
conv.law(additive("x", "z"), name="adds_inputs", says="A sum of inputs gives the sum of the results.")
conv.law(adds_bias(), name="adds_bias")
conv.law(
    part_by_part("x", first),
    name="treats_images_alone",
    says="A result depends on its own image only; the batch may have any size.",
)
conv.law(
    part_by_part("w", first, first_channel),
    name="treats_outputs_alone",
    says="Without groups an output channel depends on its own weights only.",
    held={"groups": 1},
)
conv.law(
    has_unit("x", "w", identity),
    name="has_unit",
    says="The kernel with one tap that sends each channel to itself changes nothing, with stride 1 and no groups.",
    held={"stride": 1, "padding": 0, "dilation": 1, "groups": 1, "flip": False},
)


@conv.law(held={"flip": False, "stride": 1, "padding": 0, "dilation": 1, "groups": 1})
def reads_later(conv, x, w):
    """A kernel that starts with a zero is the kernel without it, one place later; with stride 1 and no groups."""
    return conv(x, after_zero(w)), conv(tail(x), w)


@conv.law(rank=2)
def transposes(conv, x, w, stride, padding, dilation):
    """Swapping the axes of both arguments, and of every parameter, swaps those of the result."""
    return (
        conv(
            transposed(x),
            transposed(w),
            stride=axes_swapped(stride),
            padding=axes_swapped(padding),
            dilation=axes_swapped(dilation),
        ),
        transposed(conv(x, w, stride=stride, padding=padding, dilation=dilation)),
    )


@conv.law()
def has_its_size(conv, x, w, stride, padding, dilation):
    """The result has the size that the formula of sizes gives."""
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    return space(conv(x, w, **options)), geometry.output_size(space(x), space(w), **options)


conv.law(same_covers_the_input(), name="same_covers_the_input")
conv.law(
    equivariant("x", tail),
    name="shifts",
    says="The input without its first entry along an axis gives the result without its first entry.",
    held={"stride": 1, "padding": 0},
)


@conv.law(held={"stride": 1, "padding": 0})
def agrees_on_tiles(conv, x, w):
    """The two halves of a result, each computed from the entries that it reads, are the result."""
    y = conv(x, w)
    return y, places_joined(conv(left_tile(x, of=y), w), conv(right_tile(x, of=y), w))


@conv.law(held={"groups": 1}, requires=[lambda M: M > 1])
def splits_into_outputs(conv, x, w):
    """Without groups the output channels may be computed in two parts."""
    return conv(x, w), channels_joined(conv(x, first(w)), conv(x, but_first(w)))


@conv.law(held={"groups": 1}, requires=[lambda C: C > 1])
def adds_input_channels(conv, x, w):
    """Without groups the input channels may be convolved in two parts, whose results are added."""
    return conv(x, w), conv(first_channel(x), first_channel(w)) + conv(but_first_channel(x), but_first_channel(w))


@conv.law()
def ignores_memory_layout(conv, x, w):
    """The memory order of the arguments does not matter."""
    return conv(in_columns(x), in_columns(w)), conv(x, w)


@conv.law()
def reads_views(conv, x, w):
    """Arguments may be views whose entries lie apart in memory."""
    return conv(as_a_view(x), as_a_view(w)), conv(x, w)


@conv.law(rank=1)
def knows_its_axis(conv, x, w, stride, padding, dilation):
    """A sequence is an image of one row: along the columns it has its own stride, padding and dilation."""
    return (
        conv(as_row(x), as_row(w), stride=after_one(stride), padding=after_none(padding), dilation=after_one(dilation)),
        as_row(conv(x, w, stride=stride, padding=padding, dilation=dilation)),
    )


conv.fails(
    invariant("w", turned),
    name="ignores_tap_order",
    says="A kernel with its taps in reverse order gives another result, unless it is symmetric.",
    held={"groups": 1, "stride": 1, "padding": 0, "dilation": 1},
)
