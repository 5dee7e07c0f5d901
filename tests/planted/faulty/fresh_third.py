"""A third sample, of narrow faults: each is wrong for one combination of sizes and arguments. They were written down
after the checks had been mended for the second one (`fresh_later`), and before any check had been run on them."""

from __future__ import annotations

import numpy as np

from mathcnn import activation, arrays, convolution, layers, normalization, pooling

from . import (
    Bank,
    last_channel,
    last_column,
    last_image,
    last_row,
    moved,
    one_entry,
    scaled,
)

bank = Bank(__name__)
conv, ct, mp, ap = layers.conv, layers.conv_transpose, pooling.max_pool, pooling.avg_pool
bank(
    conv,
    "3 x 3, stride 3, no padding, two images or more: last image",
    lambda c: c.k == (3, 3) and c.all("s", 3) and c.batch > 1,
    last_image,
)
bank(conv, "6 x 6: last column", lambda c: c.k == (6, 6), last_column)
bank(
    conv, "5 x 5, stride 2, no padding: last row", lambda c: c.k == (5, 5) and c.all("s", 2) and c.all("p", 0), last_row
)
bank(
    conv,
    "depthwise 3 x 3, dilation 2, padding 2: moved",
    lambda c: c.groups == c.cin > 1 and c.k == (3, 3) and c.all("d", 2) and c.all("p", 2),
    moved,
)
bank(
    conv, "1-D, depthwise, stride 2: last", lambda c: c.rank == 1 and c.groups == c.cin > 1 and c.s[0] == 2, last_column
)
bank(conv, "3-D, 5 x 5 x 5: last channel", lambda c: c.k == (5, 5, 5), last_channel)
bank(
    conv,
    "1 x 1, bias, two inputs, five outputs or more: last channel",
    lambda c: c.rank == 2 and c.all("k", 1) and c.b is not None and c.cin == 2 and c.cout >= 5,
    last_channel,
)
bank(
    conv,
    "3 x 5 kernel, padding 1 x 2: last row",
    lambda c: c.k == (3, 5) and tuple(p[0] for p in c.p) == (1, 2),
    last_row,
)
bank(
    conv,
    "3 x 3, stride 2 x 1, padding 1 (CRNN): last column",
    lambda c: c.k == (3, 3) and c.s == (2, 1) and c.all("p", 1),
    last_column,
)
bank(
    ct,
    "8 x 8, stride 4, padding 2: last column",
    lambda c: c.k == (8, 8) and c.all("s", 4) and c.all("p", 2),
    last_column,
)
bank(ct, "1-D, 3 taps, stride 2: last", lambda c: c.k == (3,) and c.s == (2,), last_column)
bank(ct, "1 x 1, stride 2: last channel", lambda c: c.rank == 2 and c.all("k", 1) and c.all("s", 2), last_channel)
bank(mp, "3-D, 3 x 3 x 3, stride 2: last row", lambda c: c.k == (3, 3, 3) and c.all("s", 2), last_row)
bank(mp, "2 x 2, dilation 2: last column", lambda c: c.k == (2, 2) and c.all("d", 2), last_column)
bank(mp, "2 x 1 (CRNN), stride 2 x 1: moved", lambda c: c.k == (2, 1) and c.s == (2, 1), moved)
bank(
    ap,
    "4 x 4, stride 4, one channel: last column",
    lambda c: c.k == (4, 4) and c.all("s", 4) and c.cin == 1,
    last_column,
)
bank(ap, "1-D, 2 taps, stride 1, padding 1: last", lambda c: c.k == (2,) and c.s == (1,) and c.all("p", 1), last_column)
bank(
    ap,
    "5 x 5, stride 3 (GoogLeNet), width below 16: last row",
    lambda c: c.k == (5, 5) and c.all("s", 3) and c.width < 16,
    last_row,
)
bank(
    layers.pad,
    "reflect, 1-D, one side only: last",
    lambda c: c.mode == "reflect" and c.rank == 1 and 0 in c.p[0] and max(c.p[0]) > 0,
    one_entry,
)
bank(
    layers.resize,
    "linear, align_corners, 3 axes: moved",
    lambda c: c.mode == "linear" and c.rank == 3 and c.coordinates == "align_corners",
    moved,
)
bank(activation.softmax, "4 axes, axis 0: last", lambda c: c.x.ndim == 4 and c.axis == 0, one_entry)
bank(normalization.batch_norm, "12 channels: last", lambda c: c.cin == 12, last_channel)
bank(
    normalization.group_norm,
    "4 groups, 3-D images: last channel",
    lambda c: c.rank == 3 and c.groups == 4,
    last_channel,
)
bank(normalization.layer_norm, "100 to 127 features: last", lambda c: 100 <= c.width < 127, last_column)
bank(normalization.batch_var, "3 axes of space: of half the size", lambda c: c.rank == 3, scaled(0.5))
bank(arrays.mean, "axis 1 of 4: last", lambda c: c.x.ndim == 4 and c.given["axis"] == (1,), one_entry)
bank(
    arrays.matmul, "5 x 5 in a batch of 3 or more: last", lambda c: c.x.shape[-2:] == (5, 5) and len(c.x) > 2, one_entry
)
bank(convolution.dft, "23 or 29 entries: last", lambda c: c.width in (23, 29), last_column)
bank(
    convolution.image,
    "same, 4 x 4 kernel: last column",
    lambda c: c.K.shape == (4, 4) and c.asked["mode"] == "same",
    last_column,
)
bank(layers.linear, "5 outputs, 3 axes: last", lambda c: len(c.w) == 5 and c.x.ndim == 3, one_entry)
bank.backward(
    conv,
    "dx, groups and stride 2: moved",
    lambda c: c.groups > 1 and max(c.s) == 2,
    lambda g, c, dy: [moved(g[0], c), *g[1:]],
)
bank.backward(
    conv,
    "db, batch of 3: of the first two",
    lambda c: c.b is not None and c.batch == 3,
    lambda g, c, dy: [*g[:2], dy[:2].sum((0, *range(2, dy.ndim))).astype(g[2].dtype)],
)
bank.backward(
    ap,
    "ceil_mode, padding: moved",
    lambda c: bool(c.ceil_mode) and max(map(max, c.p)) > 0,
    lambda g, c, dy: [moved(g[0], c)],
)
bank.backward(
    normalization.batch_norm,
    "dx, inference: without gamma",
    lambda c: not c.training,
    lambda g, c, dy: [
        np.divide(
            g[0],
            np.asarray(c.gamma).reshape(-1, *[1] * c.rank),
            out=g[0] * 0,
            where=np.asarray(c.gamma).reshape(-1, *[1] * c.rank) != 0,
        ).astype(g[0].dtype),
        *g[1:],
    ],
)
