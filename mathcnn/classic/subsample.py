"""Subsampling with a trained coefficient and a trained bias for each channel, as in LeNet-5."""

from __future__ import annotations

import numpy as np
from sympy import IndexedBase, Sum

from ..geometry.letters import kernel_size
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.words import ones, per_channel, zeros
from ..layers.windows import wanted
from ..memory import like
from ..pooling.avg_pool import avg_pool
from ..pooling.boxes import windows_of
from .letters import a, b, c, i, n, x, y

coefficient = IndexedBase("coefficient")


@formula(
    equation(y[n, c, i], b[c] + coefficient[c] * Sum(x[n, c, kernel_size * i + a], (a, 0, kernel_size - 1))),
    shapes="(N, C, *H), (C), (C) -> (N, C, *H // kernel_size)",
    source="lecun1998, section II.B",
)
def subsample(x, coefficient, b, kernel_size):
    """The sum over each window, windows side by side, times a coefficient, plus a bias.

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes
    coefficient, b : arrays (C), a number for each channel
    kernel_size : int >= 1, or one for each axis

    Returns
    -------
    Array (N, C, *windows), size // kernel_size along each axis.

    Raises
    ------
    ValueError : a window larger than the input.

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
    """The sum over each window."""
    return side_by_side(x, kernel_size).swept(np.add, 0, x)


@subsample.gradient
def subsample_backward(dy, x, coefficient, b, kernel_size, wrt=None):
    """The gradient: for x the coefficient times dy at each entry of a window; for the parameters sums."""
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
    """The part of the input that the first window reads."""
    return x[(..., *(slice(size) for size in kernel_size))]


@writable(r"({} \mid 0)")
def beside_zeros(x):
    """As many zeros after the entries of the last axis as it has entries."""
    return np.concatenate([x, x * 0], axis=-1)


def has_a_window(H, kernel_size):
    """Whether a window is no larger than the input, as in every call that the formula accepts. A law that calls it on
    the first window only has to say so.
    """
    # H is the size of the first axis, or a letter for the sizes of all axes
    return (kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size) <= H


@writable(r"\sum_{{u, v}} {}")
def all_of(x):
    """The sum of each channel; the spatial axes stay, with size 1."""
    return x.sum(axis=tuple(range(2, x.ndim)), keepdims=True)


@subsample.law()
def is_scaled_sums(subsample, x, coefficient, b, kernel_size):
    """The sums of each channel, times its coefficient, plus its bias."""
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


@subsample.law(requires=[has_a_window])
def sums_its_window(subsample, x, coefficient, b, kernel_size):
    """An input of one window is summed."""
    seen = first_window(x, kernel_size=kernel_size)
    return subsample(seen, ones(coefficient), zeros(b), kernel_size), all_of(seen)


@subsample.law(requires=[has_a_window])
def sets_windows_side_by_side(subsample, x, coefficient, b, kernel_size):
    """Entries after the first window belong to the second window only."""
    seen = first_window(x, kernel_size=kernel_size)
    return (
        subsample(beside_zeros(seen), coefficient, zeros(b), kernel_size),
        beside_zeros(subsample(seen, coefficient, zeros(b), kernel_size)),
    )


@subsample.fails()
def subsamples_the_mean(subsample, x, coefficient, b, kernel_size):
    """It is not the mean: four ones give a four."""
    return subsample(x, ones(coefficient), zeros(b), kernel_size), avg_pool(x, kernel_size)
