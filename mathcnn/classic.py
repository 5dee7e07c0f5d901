"""What LeNet-5 of 1998 has and later networks have not: a convolution whose maps read some maps only, a subsampling with a
trained coefficient and bias, an output of distances to fixed codes, and the loss that goes with it.

Conventions: as in `layers`. A table has a row for each result and a column for each input, 1 where the one reads the other and 0
elsewhere. The output of the radial basis functions is a penalty: the smallest is the answer.
"""

from __future__ import annotations

import numpy as np
from sympy import Eq, IndexedBase, Max, Sum, exp, log, symbols

from . import layers
from .activation import cross_entropy, labels
from .formula import formula
from .geometry import H, dilation, kernel_size, p, padding, stride  # noqa: F401  the shape lines read H
from .layers import per_channel, wanted
from .memory import like
from .pooling import avg_pool, windows_of
from .statement import Axis, MaxOver
from .writing import writable

n, o, c, k = symbols("n o c k", integer=True)
N, C, O, K = symbols("N C O K", integer=True, positive=True)
i, a = Axis("i j k"), Axis("u v t")
size = layers.size
rejection, loss = symbols("rejection loss", real=True)
x, w, table, b, y, m, t = map(IndexedBase, ("x", "w", "table", "b", "y", "m", "t"))
coefficient = IndexedBase("coefficient")


@formula(
    Eq(y[n, o, i], b[o] + Sum(table[o, c] * w[o, c, a] * x[n, c, stride * i + dilation * a - p], (c, 0, C - 1), (a, 0, kernel_size - 1))),
    shapes="(N, C, *H), (O, C, *kernel_size), (O, C), (O)? -> (N, O, *size)",
    source="lecun1998, section II.B and table I",
    padding=padding,
)
def conv_by_table(x, w, table, b=None, *, stride=1, padding=0, dilation=1):
    """A convolution whose results read those channels only that a table names.

    x: (N, C, *space); w: (O, C, *kernel); table: (O, C), 1 where result o reads channel c and 0 elsewhere, where w does not
    matter; b: (O) or None. Returns (N, O, *positions).

    >>> conv_by_table([[[1.0, 2.0], [3.0, 5.0]]], np.ones((2, 2, 1)), [[1.0, 0.0], [1.0, 1.0]]).tolist()
    [[[1.0, 2.0], [4.0, 7.0]]]
    """
    return layers.conv.fn(x, where_read(w, table=table), b, stride=stride, padding=padding, dilation=dilation, groups=1, flip=False)


@writable(r"{table}_{{\cdot\cdot}} {}")
def where_read(w, *, table):
    """Weights, with 0 where nothing is read."""
    return w * table.reshape(*table.shape, *[1] * (w.ndim - 2))


@conv_by_table.gradient
def conv_by_table_backward(dy, x, w, table, b=None, *, stride, padding, dilation, wrt=None):
    """That of a convolution; a weight that is not read has none, and an entry of the table that of all its taps."""
    effective = where_read(w, table=table)
    needed = None if wrt is None else {"w" if a == "table" else a for a in wrt}
    dx, by_taps, db = layers.conv.backward.fn(dy, x, effective, b, stride=stride, padding=padding, dilation=dilation, groups=1, flip=False,
                                              wrt=needed)  # fmt: skip
    dw = where_read(by_taps, table=table) if wanted(wrt, "w") else None
    weighed = by_taps * w if wanted(wrt, "table") else None
    if layers.is_padded(padding) and not layers.is_finite(effective):  # a tap that sees the padding alone has no gradient
        blind = np.ones(w.shape[2:], bool)
        for tap, *_ in layers.taps_that_see(x.shape[2:], w.shape[2:], stride, padding, dilation, dy.shape[2:]):
            blind[tap] = False
        for product in layers.given(dw, weighed):
            product[..., blind] = 0
    dtable = None if weighed is None else weighed.sum(axis=tuple(range(2, w.ndim)))
    return dx, dw, dtable, db


@formula(
    Eq(y[n, c, i], b[c] + coefficient[c] * Sum(x[n, c, kernel_size * i + a], (a, 0, kernel_size - 1))),
    shapes="(N, C, *H), (C), (C) -> (N, C, *H // kernel_size)",
    source="lecun1998, section II.B",
)
def subsample(x, coefficient, b, kernel_size):
    """The sum over each window, windows side by side, times a trained coefficient and with a trained bias, one each a channel.

    x: (N, C, *space); coefficient, b: (C); kernel_size: a number or one an axis. Returns (N, C, *windows).

    >>> subsample([[[1.0, 2.0, 3.0, 4.0]]], [0.5], [10.0], 2).tolist()
    [[[11.5, 13.5]]]
    """
    y = sums(x, kernel_size)
    np.multiply(y, per_channel(coefficient, like=x), out=y)
    return np.add(y, per_channel(b, like=x), out=y)


def side_by_side(x, kernel_size):
    """The windows of a subsampling."""
    rank = x.ndim - 2
    return windows_of(x.shape[2:], kernel_size, kernel_size, ((0, 0),) * rank, (1,) * rank, False)


def sums(x, kernel_size):
    return side_by_side(x, kernel_size).swept(np.add, 0, x)


@subsample.gradient
def subsample_backward(dy, x, coefficient, b, kernel_size, wrt=None):
    over = (0, *range(2, x.ndim))
    dx = dcoefficient = None
    if wanted(wrt, "x"):
        dx = side_by_side(x, kernel_size).spread(np.multiply(dy, per_channel(coefficient, like=x), out=like(dy)))
    if wanted(wrt, "coefficient"):
        weighed = sums(x, kernel_size)
        dcoefficient = np.multiply(weighed, dy, out=weighed).sum(axis=over)
    return dx, dcoefficient, dy.sum(axis=over) if wanted(wrt, "b") else None


@formula(
    Eq(y[n, o], Sum((x[n, c] - w[o, c]) ** 2, (c, 0, C - 1))),
    shapes="(N, C), (O, C) -> (N, O)",
    source="lecun1998, eq. 7",
)
def euclidean_rbf(x, w):
    """The squared distance of each row of x from each of the codes w: Euclidean radial basis function units.

    x: (N, C); w: (O, C). Returns (N, O), in squared units of x.

    >>> euclidean_rbf([[1.0, 2.0]], [[1.0, 2.0], [-1.0, 5.0]]).tolist()
    [[0.0, 13.0]]
    """
    apart = x[:, None, :] - w
    return np.einsum("noc,noc->no", apart, apart)


@euclidean_rbf.gradient
def euclidean_rbf_backward(dy, x, w):
    """Along the difference, twice its length."""
    if not all(layers.is_finite(v) for v in (dy, x, w)):  # sums of differences, where a difference of sums is inf - inf
        apart = 2 * (x[:, None, :] - w)
        return np.einsum("no,noc->nc", dy, apart), -np.einsum("no,noc->oc", dy, apart)
    return 2 * (x * dy.sum(axis=1, keepdims=True) - dy @ w), 2 * (w * dy.sum(axis=0)[:, None] - dy.T @ x)


top = Max(-rejection, m[n])                              # the largest exponent: its exponential is 1, so that none overflows


@formula(
    Eq(loss, Sum(y[n, t[n]] + top + log(exp(-rejection - top) + Sum(exp(-y[n, k] - top), (k, 0, K - 1))), (n, 0, N - 1)) / N),
    where=[Eq(m[n], MaxOver(-y[n, k], (k, 0, K - 1)))],
    shapes="(N, K), (N) -> ()",
    domain={"t": labels},
    source="lecun1998, eq. 9",
)
def rejecting_loss(y, t, rejection=1.0):
    """The mean over a batch of a right class's penalty, less what all classes and a rejection class of fixed penalty compete for.

    y: (N, K) penalties; t: (N) whole labels from 0 to K - 1; rejection: the penalty of "none of these", LeCun's j. Returns a
    number, in nats: the maximum a posteriori criterion, which pushes the penalties of wrong classes up.

    >>> float(rejecting_loss([[0.0, 0.0]], [1], rejection=0.0).round(6))
    1.098612
    """
    return cross_entropy.fn(as_logits(y, rejection=rejection), t)


@writable(r"(-{} \mid -{rejection})")
def as_logits(y, *, rejection):
    """Penalties as logits, with the rejection as one class more."""
    return np.concatenate([-y, np.full_like(y[:, :1], -rejection)], axis=1)


@rejecting_loss.gradient
def rejecting_loss_backward(dy, y, t, rejection):
    return (-cross_entropy.backward.fn(dy, as_logits(y, rejection=rejection), t)[0][:, :-1],)


# ---------------------------------------------------------------- what laws are said with


@writable(r"\mathbf{{1}}")
def ones(x):
    return x * 0 + 1


@writable(r"{}_{{:1}}")
def first_window(x, *, kernel_size):
    """The part of the input that the first window sees."""
    return x[(..., *(slice(size) for size in kernel_size))]


@writable(r"({} \mid 0)")
def beside_zeros(x):
    """As many zeros after the entries of the last axis."""
    return np.concatenate([x, x * 0], axis=-1)


@writable(r"\sum_{{u, v}} {}")
def all_of(x):
    """The sum of each channel, where the spatial axes stay."""
    return x.sum(axis=tuple(range(2, x.ndim)), keepdims=True)


@writable(r"\lVert {} \rVert^2_{{\text{{rows}}}}", tight=False)
def squares(x):
    """The squared length of each row, as a column."""
    return (x * x).sum(axis=-1)[:, None]


@writable(r"{}^{{T}}")
def transposed(y):
    return y.T


@writable(r"\mathbf{{0}}")
def zeros(x):
    return x * 0


# ---------------------------------------------------------------- laws


@conv_by_table.law()
def is_a_convolution_of_what_is_read(conv_by_table, x, w, table, b, stride, padding, dilation):
    common = {"stride": stride, "padding": padding, "dilation": dilation}
    return conv_by_table(x, w, table, b, **common), layers.conv(x, where_read(w, table=table), b, **common)


@conv_by_table.law()
def with_a_full_table_is_a_convolution(conv_by_table, x, w, table, stride):
    return conv_by_table(x, w, ones(table), stride=stride, padding=0, dilation=1), layers.conv(x, w, stride=stride)


@conv_by_table.law(u="table")
def adds_tables(conv_by_table, x, w, table, u):
    return conv_by_table(x, w, table + u), conv_by_table(x, w, table) + conv_by_table(x, w, u)


@conv_by_table.law()
def adds_a_bias(conv_by_table, x, w, table, b):
    return conv_by_table(x, w, table, b), conv_by_table(x, w, table) + per_channel(b, like=x)


@conv_by_table.fails()
def table_does_not_matter(conv_by_table, x, w, table):
    return conv_by_table(x, w, table), layers.conv(x, w)


@subsample.law()
def is_scaled_sums(subsample, x, coefficient, b, kernel_size):
    """Each channel's sums, an average divided by 1, with its coefficient and its bias."""
    return (subsample(x, coefficient, b, kernel_size),
            per_channel(coefficient, like=x) * avg_pool(x, kernel_size, divisor_override=1) + per_channel(b, like=x))  # fmt: skip


@subsample.law(u="coefficient", v="b")
def is_linear_in_its_parameters(subsample, x, coefficient, b, u, v, kernel_size):
    return (subsample(x, coefficient + u, b + v, kernel_size), subsample(x, coefficient, b, kernel_size) + subsample(x, u, v, kernel_size))


@subsample.law()
def sums_its_window(subsample, x, coefficient, b, kernel_size):
    """An input of one window is summed."""
    seen = first_window(x, kernel_size=kernel_size)
    return subsample(seen, ones(coefficient), zeros(b), kernel_size), all_of(seen)


@subsample.law()
def sets_windows_side_by_side(subsample, x, coefficient, b, kernel_size):
    """What lies beyond the first window is the second one's alone."""
    seen = first_window(x, kernel_size=kernel_size)
    return (subsample(beside_zeros(seen), coefficient, zeros(b), kernel_size), beside_zeros(subsample(seen, coefficient, zeros(b), kernel_size)))


@subsample.fails()
def subsamples_the_mean(subsample, x, coefficient, b, kernel_size):
    """It is no average: four ones make a four."""
    return subsample(x, ones(coefficient), zeros(b), kernel_size), avg_pool(x, kernel_size)


@euclidean_rbf.law()
def is_by_the_cosine_rule(euclidean_rbf, x, w):
    return euclidean_rbf(x, w), squares(x) + transposed(squares(w)) - 2 * layers.linear(x, w)


@euclidean_rbf.law(z="(C)")
def ignores_a_shift_of_both(euclidean_rbf, x, w, z):
    return euclidean_rbf(x + z, w + z), euclidean_rbf(x, w)


@euclidean_rbf.law()
def is_symmetric(euclidean_rbf, x, w):
    return euclidean_rbf(x, w), transposed(euclidean_rbf(w, x))


@euclidean_rbf.law(">=")
def is_nonnegative(euclidean_rbf, x, w):
    return euclidean_rbf(x, w), zeros(euclidean_rbf(x, w))


@euclidean_rbf.fails()
def is_linear_in_x(euclidean_rbf, x, w):
    return euclidean_rbf(2 * x, w), 2 * euclidean_rbf(x, w)


@rejecting_loss.law()
def is_cross_entropy_with_a_class_more(rejecting_loss, y, t, rejection):
    return rejecting_loss(y, t, rejection=rejection), cross_entropy(as_logits(y, rejection=rejection), t)


@rejecting_loss.law()
def ignores_a_shift_of_all_penalties(rejecting_loss, y, t, rejection):
    return rejecting_loss(y + rejection, t, rejection=rejection), rejecting_loss(y, t, rejection=0)


@rejecting_loss.law(">=")
def loss_is_nonnegative(rejecting_loss, y, t, rejection):
    return rejecting_loss(y, t, rejection=rejection), zeros(rejecting_loss(y, t, rejection=rejection))


@rejecting_loss.fails()
def is_cross_entropy(rejecting_loss, y, t):
    """The rejection class takes its share."""
    return rejecting_loss(y, t), cross_entropy(-y, t)
