"""The sum over each window, windows side by side, times a trained coefficient and with a trained bias, one each a
channel.
"""

from __future__ import annotations

import numpy as np
from sympy import Eq, IndexedBase, Sum

from ..geometry.letters import kernel_size
from ..language.formula import formula
from ..language.latex import writable
from ..laws.words import ones, per_channel, zeros
from ..layers.windows import wanted
from ..memory import like
from ..pooling.avg_pool import avg_pool
from ..pooling.boxes import windows_of
from .letters import a, b, c, i, n, x, y

coefficient = IndexedBase("coefficient")


@formula(
    Eq(y[n, c, i], b[c] + coefficient[c] * Sum(x[n, c, kernel_size * i + a], (a, 0, kernel_size - 1))),
    shapes="(N, C, *H), (C), (C) -> (N, C, *H // kernel_size)",
    source="lecun1998, section II.B",
)
def subsample(x, coefficient, b, kernel_size):
    """The sum over each window, windows side by side, times a trained coefficient and with a trained bias, one each a
    channel.

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


@subsample.law()
def is_scaled_sums(subsample, x, coefficient, b, kernel_size):
    """Each channel's sums, an average divided by 1, with its coefficient and its bias."""
    return (
        subsample(x, coefficient, b, kernel_size),
        per_channel(coefficient, like=x) * avg_pool(x, kernel_size, divisor_override=1) + per_channel(b, like=x),
    )


@subsample.law(u="coefficient", v="b")
def is_linear_in_its_parameters(subsample, x, coefficient, b, u, v, kernel_size):
    """Sums of coefficients and of biases give the sum of the results."""
    return (
        subsample(x, coefficient + u, b + v, kernel_size),
        subsample(x, coefficient, b, kernel_size) + subsample(x, u, v, kernel_size),
    )


@subsample.law()
def sums_its_window(subsample, x, coefficient, b, kernel_size):
    """An input of one window is summed."""
    seen = first_window(x, kernel_size=kernel_size)
    return subsample(seen, ones(coefficient), zeros(b), kernel_size), all_of(seen)


@subsample.law()
def sets_windows_side_by_side(subsample, x, coefficient, b, kernel_size):
    """What lies beyond the first window is the second one's alone."""
    seen = first_window(x, kernel_size=kernel_size)
    return (
        subsample(beside_zeros(seen), coefficient, zeros(b), kernel_size),
        beside_zeros(subsample(seen, coefficient, zeros(b), kernel_size)),
    )


@subsample.fails()
def subsamples_the_mean(subsample, x, coefficient, b, kernel_size):
    """It is no average: four ones make a four."""
    return subsample(x, ones(coefficient), zeros(b), kernel_size), avg_pool(x, kernel_size)
