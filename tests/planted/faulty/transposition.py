"""Faults of the transposed convolution."""

from __future__ import annotations

import numpy as np

from mathcnn.layers import conv_transpose

from . import Bank, cleared, last_channel, last_column, last_image, last_row, moved, negated, one_entry, without, zeros

bank = Bank(__name__)


@bank.function(conv_transpose, "stride > kernel: bias only where a tap reaches")
def _bias_in_gaps(x, w, b=None, **options):
    y = conv_transpose(x, w, b, **options)
    if b is None or all(
        s <= k for s, k in zip(conv_transpose.read((x, w, b), options).scalars["stride"], w.shape[2:], strict=True)
    ):
        return y
    reached = conv_transpose(np.ones_like(x), np.ones_like(w), **options) != 0
    return np.where(reached, y, y.dtype.type(0))


_of = conv_transpose
bank(
    _of,
    "4 x 4, stride 2, padding 1 (DCGAN): last column",
    lambda c: c.k == (4, 4) and c.all("s", 2) and c.all("p", 1),
    last_column,
)
bank.instead(
    _of,
    "2 x 2, stride 2 (U-Net): kernel transposed",
    lambda c: c.k == (2, 2) and c.all("s", 2),
    lambda c: {"w": np.asarray(c.w).swapaxes(2, 3)},
)
bank(
    _of,
    "3 x 3, stride 2, output padding 1: last row",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("output_padding", 1),
    last_row,
)
bank(_of, "4 groups or more: last channel", lambda c: c.groups >= 4, last_channel)
bank(_of, "batch > 8: last image", lambda c: c.batch > 8, last_image)
bank(_of, "dilation 2 with stride 2: zeros", lambda c: c.all("d", 2) and c.all("s", 2), zeros)
bank.instead(_of, "more than 64 input channels: ignored", lambda c: c.cin > 64, without("x", 64))
bank(
    _of,
    "more than 32 output channels: the rest zero",
    lambda c: c.w.shape[1] * c.groups > 32,
    cleared(slice(None), slice(32, None)),
)
bank(_of, "3-D, cubic kernel, stride 2: moved", lambda c: c.rank == 3 and len(set(c.k)) == 1 and c.all("s", 2), moved)
bank(_of, "1 x 1: last column", lambda c: c.k == (1, 1), last_column)
bank(_of, "square kernel, stride 1: negated", lambda c: c.rank == 2 and c.k[0] == c.k[1] > 1 and c.all("s", 1), negated)
bank.instead(_of, "groups > 1: bias missing", lambda c: c.groups > 1 and c.b is not None, lambda c: {"b": None})
bank(_of, "output padding with groups: last column", lambda c: c.groups > 1 and max(c.output_padding) > 0, last_column)
bank(_of, "input 16 wide or more: last entry", lambda c: c.width >= 16, one_entry)
bank(_of, "5 x 5, stride 2: first column", lambda c: c.k == (5, 5) and c.all("s", 2), cleared(..., 0))
bank(_of, "1-D, kernel 16, stride 8 (audio): moved", lambda c: c.k == (16,) and c.all("s", 8), moved)
