"""Wrong forms of what LeNet-5 of 1998 is made of."""

import numpy as np
from sympy import Eq, Sum, exp, log

from mathcnn import layers
from mathcnn.activation import cross_entropy
from mathcnn.classic import conv_by_table, euclidean_rbf, rejecting_loss, subsample
from mathcnn.classic.conv_by_table import where_read
from mathcnn.classic.letters import C, K, N, a, b, c, i, k, m, n, o, t, table, w, x, y
from mathcnn.classic.rejecting_loss import as_logits, loss, rejection, top
from mathcnn.classic.subsample import coefficient
from mathcnn.geometry.letters import dilation, kernel_size, p, stride

FAST = {
    "table: left out": (conv_by_table, lambda x, w, table, b=None, **kw: layers.conv(x, w, b, **kw)),
    "table: the bias by the table too": (
        conv_by_table,
        lambda x, w, table, b=None, **kw: layers.conv(
            x, where_read(w, table=table), None if b is None else b * table[:, 0], **kw
        ),
    ),
    "table: read as yes or no": (
        conv_by_table,
        lambda x, w, table, b=None, **kw: layers.conv(x, where_read(w, table=(table != 0).astype(w.dtype)), b, **kw),
    ),
    "subsample: the mean": (
        subsample,
        lambda x, coefficient, b, kernel_size: subsample(x, coefficient / np.prod(kernel_size), b, kernel_size),
    ),
    "subsample: the bias before the coefficient": (
        subsample,
        lambda x, coefficient, b, kernel_size: subsample(x, coefficient, b * coefficient, kernel_size),
    ),
    "subsample: one coefficient for all": (
        subsample,
        lambda x, coefficient, b, kernel_size: subsample(
            x, np.broadcast_to(coefficient[:1], coefficient.shape).copy(), b, kernel_size
        ),
    ),
    "rbf: the distance itself": (euclidean_rbf, lambda x, w: np.sqrt(((x[:, None] - w) ** 2).sum(-1))),
    "rbf: the expansion without its middle": (euclidean_rbf, lambda x, w: (x * x).sum(1)[:, None] + (w * w).sum(1)),
    "loss: no rejection": (rejecting_loss, lambda y, t, rejection=1.0: cross_entropy(-y, t)),
    "loss: the sum over the batch": (
        rejecting_loss,
        lambda y, t, rejection=1.0: len(y) * cross_entropy(as_logits(y, rejection=rejection), t),
    ),
    "loss: the rejection's sign": (
        rejecting_loss,
        lambda y, t, rejection=1.0: cross_entropy(as_logits(y, rejection=-rejection), t),
    ),
}

tap = x[n, c, stride * i + dilation * a - p]
taps = (a, 0, kernel_size - 1)
window = Sum(x[n, c, kernel_size * i + a], taps)

STATEMENTS = {
    "table: turned about": conv_by_table.restated(
        Eq(y[n, o, i], b[o] + Sum((1 - table[o, c]) * w[o, c, a] * tap, (c, 0, C - 1), taps))
    ),
    "table: its first column": conv_by_table.restated(
        Eq(y[n, o, i], b[o] + Sum(table[o, 0] * w[o, c, a] * tap, (c, 0, C - 1), taps))
    ),
    "table: squared": conv_by_table.restated(
        Eq(y[n, o, i], b[o] + Sum(table[o, c] ** 2 * w[o, c, a] * tap, (c, 0, C - 1), taps))
    ),
    "table: left out": conv_by_table.restated(Eq(y[n, o, i], b[o] + Sum(w[o, c, a] * tap, (c, 0, C - 1), taps))),
    "table: the bias twice": conv_by_table.restated(
        Eq(y[n, o, i], 2 * b[o] + Sum(table[o, c] * w[o, c, a] * tap, (c, 0, C - 1), taps))
    ),
    "table: all but the last channel": conv_by_table.restated(
        Eq(y[n, o, i], b[o] + Sum(table[o, c] * w[o, c, a] * tap, (c, 0, C - 2), taps))
    ),
    "table: shifted by one": conv_by_table.restated(
        Eq(
            y[n, o, i],
            b[o] + Sum(table[o, c] * w[o, c, a] * x[n, c, stride * i + dilation * a - p + 1], (c, 0, C - 1), taps),
        )
    ),
    "subsample: the bias by the coefficient": subsample.restated(Eq(y[n, c, i], coefficient[c] * (b[c] + window))),
    "subsample: no bias": subsample.restated(Eq(y[n, c, i], coefficient[c] * window)),
    "subsample: one coefficient": subsample.restated(Eq(y[n, c, i], b[c] + coefficient[0] * window)),
    "subsample: windows that overlap": subsample.restated(
        Eq(y[n, c, i], b[c] + coefficient[c] * Sum(x[n, c, i + a], taps))
    ),
    "subsample: without the last tap": subsample.restated(
        Eq(y[n, c, i], b[c] + coefficient[c] * Sum(x[n, c, kernel_size * i + a], (a, 0, kernel_size - 2)))
    ),
    "rbf: half": euclidean_rbf.restated(Eq(y[n, o], Sum((x[n, c] - w[o, c]) ** 2, (c, 0, C - 1)) / 2)),
    "rbf: sum instead of difference": euclidean_rbf.restated(Eq(y[n, o], Sum((x[n, c] + w[o, c]) ** 2, (c, 0, C - 1)))),
    "rbf: not squared": euclidean_rbf.restated(Eq(y[n, o], Sum(x[n, c] - w[o, c], (c, 0, C - 1)))),
    "rbf: all but the last": euclidean_rbf.restated(Eq(y[n, o], Sum((x[n, c] - w[o, c]) ** 2, (c, 0, C - 2)))),
    "loss: the right class's penalty alone": rejecting_loss.restated(
        Eq(loss, Sum(y[n, t[n]], (n, 0, N - 1)) / N), where=[]
    ),
    "loss: no rejection": rejecting_loss.restated(
        Eq(loss, Sum(y[n, t[n]] + m[n] + log(Sum(exp(-y[n, k] - m[n]), (k, 0, K - 1))), (n, 0, N - 1)) / N)
    ),
    "loss: without a mean": rejecting_loss.restated(
        Eq(
            loss,
            Sum(y[n, t[n]] + top + log(exp(-rejection - top) + Sum(exp(-y[n, k] - top), (k, 0, K - 1))), (n, 0, N - 1)),
        )
    ),
    "loss: the penalty's sign": rejecting_loss.restated(
        Eq(
            loss,
            Sum(-y[n, t[n]] + top + log(exp(-rejection - top) + Sum(exp(-y[n, k] - top), (k, 0, K - 1))), (n, 0, N - 1))
            / N,
        )
    ),
}
