"""The mean of each channel, over the batch and space."""

from __future__ import annotations

import numpy as np
from sympy import Eq

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Convention
from ..laws.words import per_channel
from .letters import (
    ENOUGH,
    MEAN,
    VAR,
    c,
    correction,
    less,
    mean,
    momentum,
    running_mean,
    running_var,
    updated,
    values,
    var,
    variances,
)
from .words import centred, count, count_but_one, over, size, spread_out, squared


@formula(MEAN, shapes="(N, C, *H) -> (C)", source="ioffe2015, algorithm 1")
def batch_mean(x):
    """The mean of each channel, over the batch and space.

    x: (N, C, *space). Returns (C).

    >>> batch_mean([[[1.0, 3.0]], [[5.0, 7.0]]]).tolist()
    [4.0]
    """
    return x.mean(axis=over(x))


@batch_mean.gradient
def batch_mean_backward(dy, x):
    return (np.broadcast_to(per_channel(dy / x.dtype.type(size(x)), like=x), x.shape).copy(),)


@formula(
    VAR,
    where=[MEAN],
    shapes="(N, C, *H) -> (C)",
    requires={values > less: ENOUGH},
    source="ioffe2015, algorithm 1 and section 3.1",
    correction=correction,
)
def batch_var(x, correction=0):
    """The variance of each channel, over the batch and space, about its mean.

    x: (N, C, *space); correction: 0 divides by the number of values, 1 by one less. Returns (C).

    >>> batch_var([[[1.0, 3.0]]]).tolist(), batch_var([[[1.0, 3.0]]], correction=1).tolist()
    ([1.0], [2.0])
    """
    d = centred(x)
    return (d * d).sum(axis=over(x)) / x.dtype.type(size(x) - correction)


@batch_var.gradient
def batch_var_backward(dy, x, correction):
    return (per_channel(2 * dy / x.dtype.type(size(x) - correction), like=x) * centred(x),)


@formula(
    Eq(updated[c], (1 - momentum) * running_mean[c] + momentum * mean[c]),
    where=[MEAN],
    shapes="(N, C, *H), (C) -> (C)",
    requires=[momentum <= 1],
    source="PyTorch, torch.nn.BatchNorm2d",
)
def next_running_mean(x, running_mean, momentum=0.1):
    """The running mean after a batch.

    x: (N, C, *space); running_mean: (C); momentum: from 0 to 1, the share of the batch. Returns (C), new.

    >>> next_running_mean([[[1.0, 3.0]]], [0.0], momentum=0.5).tolist()
    [1.0]
    """
    return (1 - momentum) * running_mean + momentum * batch_mean.fn(x)


@next_running_mean.gradient
def next_running_mean_backward(dy, x, running_mean, momentum):
    return (*batch_mean_backward.fn(momentum * dy, x), (1 - momentum) * dy)


@formula(
    Eq(updated[c], (1 - momentum) * running_var[c] + momentum * var[c]),
    where=[MEAN, VAR],
    shapes="(N, C, *H), (C) -> (C)",
    requires={momentum <= 1: "", values > less: ENOUGH},
    domain={"running_var": variances},
    source="PyTorch, torch.nn.BatchNorm2d; ONNX, BatchNormalization, for the correction 0",
    running_correction=Convention(less, {1: (1,), 0: (0,)}),
)
def next_running_var(x, running_var, momentum=0.1, running_correction=1):
    """The running variance after a batch, which enters with the variance of a sample unless `running_correction=0`.

    x: (N, C, *space); running_var: (C); momentum: from 0 to 1. Returns (C), new.

    >>> next_running_var([[[1.0, 3.0]]], [0.0], momentum=0.5).tolist()
    [1.0]
    """
    return (1 - momentum) * running_var + momentum * batch_var.fn(x, running_correction)


@next_running_var.gradient
def next_running_var_backward(dy, x, running_var, momentum, running_correction):
    return (*batch_var_backward.fn(momentum * dy, x, running_correction), (1 - momentum) * dy)


@writable(r"\sum {}")
def channel_sums(x):
    return x.sum(axis=(0, *range(2, x.ndim)))


@batch_mean.law()
def shares_the_sum(batch_mean, x):
    return batch_mean(x) * count(x), channel_sums(x)


@batch_mean.law(z="(C)")
def mean_moves(batch_mean, x, z):
    return batch_mean(x + spread_out(z, like=x)), batch_mean(x) + z


@batch_mean.fails()
def mean_of_squares(batch_mean, x):
    return batch_mean(squared(x)), squared(batch_mean(x))


@batch_var.law()
def is_mean_square_less_square(batch_var, x):
    """E[x^2] - E[x]^2, which holds for numbers and cancels for floats."""
    return batch_var(x, correction=0), batch_mean(squared(x)) - squared(batch_mean(x))


@batch_var.law(z="(C)")
def var_ignores_a_constant(batch_var, x, z):
    return batch_var(x + spread_out(z, like=x)), batch_var(x)


@batch_var.law()
def var_ignores_a_large_constant(batch_var, x):
    return batch_var(x + 2**14), batch_var(x)


@batch_var.law(requires=[lambda N, H: N * H > 1], rank=1)
def corrections_agree(batch_var, x):
    """The two divisors, N and N - 1, of one sum."""
    return batch_var(x, correction=1) * count_but_one(x), batch_var(x, correction=0) * count(x)


@batch_var.law()
def var_is_quadratic(batch_var, x):
    return batch_var(x + x), batch_var(x) * 4


@batch_var.fails()
def corrections_are_one(batch_var, x):
    return batch_var(x, correction=0), batch_var(x, correction=1)


@next_running_mean.law()
def keeps_at_zero(next_running_mean, x, running_mean):
    return next_running_mean(x, running_mean, momentum=0), running_mean


@next_running_mean.law()
def takes_at_one(next_running_mean, x, running_mean):
    return next_running_mean(x, running_mean, momentum=1), batch_mean(x)


@next_running_mean.law()
def is_between(next_running_mean, x, running_mean, momentum):
    """A weighted mean of the two."""
    return (
        next_running_mean(x, running_mean, momentum=momentum) - running_mean,
        (batch_mean(x) - running_mean) * momentum,
    )


@next_running_mean.fails()
def forgets(next_running_mean, x, running_mean):
    return next_running_mean(x, running_mean), batch_mean(x)


@next_running_var.law()
def var_keeps_at_zero(next_running_var, x, running_var):
    return next_running_var(x, running_var, momentum=0), running_var


@next_running_var.law(requires=[lambda N, H: N * H > 1], rank=1)
def var_takes_at_one(next_running_var, x, running_var):
    """By its own correction, whatever the batch's output is normalised by."""
    return next_running_var(x, running_var, momentum=1, running_correction=1), batch_var(x, correction=1)


@next_running_var.law()
def var_takes_at_one_uncorrected(next_running_var, x, running_var):
    return next_running_var(x, running_var, momentum=1, running_correction=0), batch_var(x, correction=0)


@next_running_var.law(held={"running_correction": 0})
def var_is_between(next_running_var, x, running_var, momentum):
    return (
        next_running_var(x, running_var, momentum=momentum) - running_var,
        (batch_var(x, correction=0) - running_var) * momentum,
    )


@next_running_var.fails()
def running_corrections_are_one(next_running_var, x, running_var):
    return next_running_var(x, running_var, running_correction=0), next_running_var(
        x, running_var, running_correction=1
    )
