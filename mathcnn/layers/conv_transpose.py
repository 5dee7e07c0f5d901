"""The transposed convolution: the adjoint of `conv`, and its gradient for the input.

The fast form multiplies the weights by the entries and adds the products to the places that they belong to. With stride
1, and padding that leaves fewer places than there are entries, it is the convolution by the turned kernel, which makes
no products that are cut off. With another stride, the statement has zeros between the entries; a weight that is NaN or
infinite gives NaN where it meets one.
"""

from __future__ import annotations

import math

import numpy as np
from sympy import Eq, Max, Mod, Piecewise, Sum, floor

from .. import geometry
from ..geometry.letters import dilation, kernel_size, output_padding, p, q, reach, stride
from ..language.formula import formula
from ..language.statement import Spelling, equation
from ..laws.families import additive, has_unit
from ..laws.layers import adds_bias, splits_into_groups
from ..laws.words import identity, inner, restricted, space
from ..memory import batch_first, batch_last, empty
from .conv import conv
from .letters import C, M, a, b, c, e, i, n, o, t, w, x, y, z
from .taps import conv_by_taps, kernel_by_taps, meet_zeros_between, sent_by_taps
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
    returned,
    wanted,
    zero_padded,
)


@formula(
    equation(
        y[n, o, i],
        b[o]
        + Sum(
            w[floor(o / M) * C + c, Mod(o, M), a] * z[n, floor(o / M) * C + c, i + p - dilation * a],
            (c, 0, C - 1),
            (a, 0, kernel_size - 1),
        ),
    ),
    where=[equation(z[n, e, t], Piecewise((x[n, e, floor(t / stride)], Eq(Mod(t, stride), 0)), (0, True)))],
    shapes="(N, groups*C, *H), (groups*C, M, *kernel_size), (groups*M)? -> (N, groups*M, *size_transposed)",
    requires=[output_padding < Max(stride, dilation)],
    source="dumoulin2016, section 4",
    padding=Spelling((p, q), {"valid": (0, 0), "full": (reach, reach)}),
)
def conv_transpose(x, w, b=None, *, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    """The transpose (adjoint) of `conv` with the same weights and settings: each entry of x spreads the kernel.

    Parameters
    ----------
    x : array (N, groups*C, *space), 1 to 3 spatial axes
    w : array (groups*C, M, *kernel), the weights of the convolution that is transposed
    b : array (groups*M) or None, a number added to each output channel
    stride, padding, dilation, groups : as for the convolution that is transposed; padding may not be "same"
    output_padding : int >= 0, less than the stride or the dilation, or one for each axis: which of the sizes that
        `conv` takes to the same one the result has

    Returns
    -------
    Array (N, groups*M, *size), with `geometry.transposed_output_size` entries along each axis.

    Raises
    ------
    ValueError : the groups do not divide the channels, output_padding is too large, or nothing would be left.

    >>> conv_transpose(np.ones((1, 2, 3, 4)), np.ones((2, 3, 3, 2)), stride=2).shape
    (1, 3, 7, 8)
    """
    reaches = [d * (k - 1) for d, k in zip(dilation, w.shape[2:], strict=True)]
    sizes = [
        s * (h - 1) + r + 1 + extra for s, h, r, extra in zip(stride, x.shape[2:], reaches, output_padding, strict=True)
    ]
    left = [m - before - after for m, (before, after) in zip(sizes, padding, strict=True)]
    beyond = [
        (r - before, r - after + extra)
        for r, (before, after), extra in zip(reaches, padding, output_padding, strict=True)
    ]
    if all(s == 1 for s in stride) and math.prod(left) < math.prod(x.shape[2:]) and min(map(min, beyond)) >= 0:
        return conv(x, turned_weights(w, groups), b, padding=beyond, dilation=dilation, groups=groups)
    if is_long(w, x.shape[2:], len(x), groups):
        full = sent_by_taps(x, w, sizes, stride, dilation)
    else:
        sent = empty((groups * w.shape[1], *w.shape[2:], *x.shape[2:], len(x)), np.result_type(x, w, *given(b)))
        np.matmul(
            per_group(w, groups).swapaxes(1, 2), as_matrices(batch_last(x), groups), out=as_matrices(sent, groups, w)
        )
        full = returned(sent, sizes, stride, dilation)
    y = cropped(full, padding, left)
    if b is not None:
        y += b.reshape(-1, *[1] * (x.ndim - 2))
    if any(s > 1 for s in stride) and not is_finite(w):
        meet_zeros_between(y, w, stride, padding, dilation, groups)
    return y


def turned_weights(w, groups):
    """The weights of the convolution that a transposed one with stride 1 is."""
    per = w.reshape(groups, -1, *w.shape[1:]).swapaxes(1, 2)
    return np.flip(per.reshape(-1, *per.shape[2:]), tuple(range(2, w.ndim)))


@conv_transpose.gradient
def conv_transpose_backward(dy, x, w, b=None, *, stride, padding, output_padding, dilation, groups, wrt=None):
    """The gradient: for x the convolution of dy, since the transpose of a transpose is the map itself."""
    dx = dw = db = None
    beyond = is_padded(padding) and not (is_finite(w) and is_finite(x))
    long = is_long(w, x.shape[2:], len(x), groups)
    plain = not long and not beyond
    line = long and not beyond and is_line(x, stride, dilation)
    if plain and (wanted(wrt, "x") or wanted(wrt, "w")):
        seen = as_matrices(columns(dy, w.shape[2:], stride, padding, dilation, x.shape[2:]), groups, w)
    if wanted(wrt, "x") and line:
        dx = along_rows(correlated, zero_padded(dy, padding), w.swapaxes(0, 1))
    elif wanted(wrt, "x") and not plain:
        dx = conv_by_taps(dy, w, None, stride, padding, dilation, groups, x.shape[2:])
    elif wanted(wrt, "x"):
        dx = empty((x.shape[1], *x.shape[2:], len(x)), np.result_type(dy, w))
        np.matmul(per_group(w, groups), seen, out=as_matrices(dx, groups))
        dx = batch_first(dx)
    if wanted(wrt, "w") and line:
        dw = along_rows(correlated, zero_padded(dy, padding), x).sum(axis=0)[:, None]
    elif wanted(wrt, "w") and not plain:
        dw = kernel_by_taps(x, dy, w, stride, padding, dilation, groups)
    elif wanted(wrt, "w"):
        dw = empty(w.shape, np.result_type(dy, x))
        np.matmul(as_matrices(batch_last(x), groups), seen.swapaxes(1, 2), out=per_group(dw, groups))
    if b is not None and wanted(wrt, "b"):
        db = dy.sum(axis=(0, *range(2, x.ndim)))
    return dx, dw, db


@conv_transpose.law(y="(N, groups*M, *size_transposed)")
def is_the_adjoint(conv_transpose, x, w, y, stride, padding, output_padding, dilation, groups):
    """<conv y, x> = <y, conv_transpose x>: each is the transpose of the other, over the entries that x has."""
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    return (
        inner(restricted(conv(y, w, **options), like=x), x),
        inner(y, conv_transpose(x, w, output_padding=output_padding, **options)),
    )


conv_transpose.law(
    additive("w", "v"), name="transpose_adds_kernels", says="A sum of kernels gives the sum of the results."
)
conv_transpose.law(
    additive("x", "z"), name="transpose_adds_inputs", says="A sum of inputs gives the sum of the results."
)
conv_transpose.law(adds_bias(), name="transpose_adds_bias")
conv_transpose.law(
    splits_into_groups(),
    name="transpose_splits_into_groups",
    says="Each group is a transposed convolution of its own; shown for the last.",
)
conv_transpose.law(
    has_unit("x", "w", identity),
    name="transpose_has_unit",
    says="The kernel with one tap that sends each channel to itself changes nothing, with stride 1 and no groups.",
    held={"stride": 1, "padding": 0, "output_padding": 0, "dilation": 1, "groups": 1},
)


@conv_transpose.law()
def transpose_has_its_size(conv_transpose, x, w, stride, padding, output_padding, dilation):
    """The result has the size that the formula of sizes gives."""
    options = {"stride": stride, "padding": padding, "output_padding": output_padding, "dilation": dilation}
    return space(conv_transpose(x, w, **options)), geometry.transposed_output_size(space(x), space(w), **options)


@conv_transpose.fails(plain=True)
def inverts_the_convolution(conv_transpose, x, w):
    """The transpose gives the size of the input back, but not its values."""
    return conv(conv_transpose(x, w), w), x
