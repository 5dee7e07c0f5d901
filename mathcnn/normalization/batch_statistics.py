"""The mean and the variance of each channel of a batch, and the running statistics that follow them."""

from __future__ import annotations

import numpy as np

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Convention, equation
from ..laws.families import equivariant, leaves, same_for
from ..laws.words import per_channel
from .channels import centred, over, size
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
from .words import count, count_but_one, spread_out, squared


@formula(MEAN, shapes="(N, C, *H) -> (C)", source="ioffe2015, algorithm 1")
def batch_mean(x):
    """The mean of each channel, over the batch and space.

    x: (N, C, *space), with at least one entry in each channel. Returns an array (C).

    >>> batch_mean([[[1.0, 3.0]], [[5.0, 7.0]]]).tolist()
    [4.0]
    """
    return x.mean(axis=over(x))


@batch_mean.gradient
def batch_mean_backward(dy, x):
    """Each entry of a channel has the same share in its mean."""
    return (np.broadcast_to(per_channel(dy / x.dtype.type(size(x)), like=x), x.shape).copy(),)


@writable(r"\sum {}")
def channel_sums(x):
    """The sum of each channel."""
    return x.sum(axis=(0, *range(2, x.ndim)))


@batch_mean.law()
def shares_the_sum(batch_mean, x):
    """The mean times the number of values is their sum."""
    return batch_mean(x) * count(x), channel_sums(x)


@batch_mean.law(z="(C)")
def mean_moves(batch_mean, x, z):
    """A constant added to a channel is added to its mean."""
    return batch_mean(x + spread_out(z, like=x)), batch_mean(x) + z


batch_mean.fails(
    equivariant("x", squared), name="mean_of_squares", says="The mean of squares is not the square of the mean."
)


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

    x: (N, C, *space). correction: 0 divides the sum of squared deviations by the number n = N H W of values in a
    channel, 1 by n - 1. Returns an array (C), computed in two passes. Raises ValueError if n is not larger than the
    correction, or for another correction.

    >>> batch_var([[[1.0, 3.0]]]).tolist(), batch_var([[[1.0, 3.0]]], correction=1).tolist()
    ([1.0], [2.0])
    """
    d = centred(x)
    return (d * d).sum(axis=over(x)) / x.dtype.type(size(x) - correction)


@batch_var.gradient
def batch_var_backward(dy, x, correction):
    """The derivative by an entry is 2 (x - mean) / (n - correction); that of the mean cancels."""
    return (per_channel(2 * dy / x.dtype.type(size(x) - correction), like=x) * centred(x),)


@batch_var.law()
def is_mean_square_less_square(batch_var, x):
    """The variance is E[x^2] - E[x]^2, exactly for numbers; floats would cancel."""
    return batch_var(x, correction=0), batch_mean(squared(x)) - squared(batch_mean(x))


@batch_var.law(z="(C)")
def var_ignores_a_constant(batch_var, x, z):
    """A constant added to a channel does not change its variance."""
    return batch_var(x + spread_out(z, like=x)), batch_var(x)


@batch_var.law()
def var_ignores_a_large_constant(batch_var, x):
    """Nor does a large constant, with which E[x^2] - E[x]^2 would cancel."""
    return batch_var(x + 2**14), batch_var(x)


@batch_var.law(requires=[lambda N, H: N * H > 1], rank=1)
def corrections_agree(batch_var, x):
    """The two corrections divide one sum, by n and by n - 1."""
    return batch_var(x, correction=1) * count_but_one(x), batch_var(x, correction=0) * count(x)


@batch_var.law()
def var_is_quadratic(batch_var, x):
    """Twice the values have four times the variance."""
    return batch_var(x + x), batch_var(x) * 4


batch_var.fails(
    same_for("correction", 0, 1), name="corrections_are_one", says="The two corrections give different variances."
)


@formula(
    equation(updated[c], (1 - momentum) * running_mean[c] + momentum * mean[c]),
    where=[MEAN],
    shapes="(N, C, *H), (C) -> (C)",
    requires=[momentum <= 1],
    source="PyTorch, torch.nn.BatchNorm2d",
)
def next_running_mean(x, running_mean, momentum=0.1):
    """The running mean after a batch: (1 - momentum) running_mean + momentum batch_mean(x).

    x: (N, C, *space), the batch. running_mean: (C), the running mean so far. momentum: the weight of the batch, a
    number from 0 to 1. Returns a new array (C). Raises ValueError if the momentum is not from 0 to 1.

    >>> next_running_mean([[[1.0, 3.0]]], [0.0], momentum=0.5).tolist()
    [1.0]
    """
    return (1 - momentum) * running_mean + momentum * batch_mean.fn(x)


@next_running_mean.gradient
def next_running_mean_backward(dy, x, running_mean, momentum):
    """The two weights, the batch's through its mean."""
    return (*batch_mean_backward.fn(momentum * dy, x), (1 - momentum) * dy)


next_running_mean.law(
    leaves("running_mean", momentum=0), name="keeps_at_zero", says="With momentum 0 the running mean stays as it is."
)


@next_running_mean.law()
def takes_at_one(next_running_mean, x, running_mean):
    """With momentum 1 the running mean is that of the batch."""
    return next_running_mean(x, running_mean, momentum=1), batch_mean(x)


@next_running_mean.law()
def is_between(next_running_mean, x, running_mean, momentum):
    """It is the weighted mean of the two: it moves by the momentum's share of their difference."""
    return (
        next_running_mean(x, running_mean, momentum=momentum) - running_mean,
        (batch_mean(x) - running_mean) * momentum,
    )


@next_running_mean.fails()
def forgets(next_running_mean, x, running_mean):
    """The running mean after a batch is not that of the batch."""
    return next_running_mean(x, running_mean), batch_mean(x)


@formula(
    equation(updated[c], (1 - momentum) * running_var[c] + momentum * var[c]),
    where=[MEAN, VAR],
    shapes="(N, C, *H), (C) -> (C)",
    requires={momentum <= 1: "", values > less: ENOUGH},
    domain={"running_var": variances},
    source="PyTorch, torch.nn.BatchNorm2d; ONNX, BatchNormalization, for the correction 0",
    running_correction=Convention(less, {1: (1,), 0: (0,)}),
)
def next_running_var(x, running_var, momentum=0.1, running_correction=1):
    """The running variance after a batch: (1 - momentum) running_var + momentum batch_var(x, running_correction).

    x: (N, C, *space), the batch. running_var: (C), the running variance so far, >= 0. momentum: the weight of the
    batch, a number from 0 to 1. running_correction: 1 takes the variance of a sample (as PyTorch does), 0 that of the
    batch (as ONNX and TensorFlow do). Returns a new array (C). Raises ValueError if the momentum is not from 0 to 1, a
    variance is negative, or a channel does not have more values than the correction.

    >>> next_running_var([[[1.0, 3.0]]], [0.0], momentum=0.5).tolist()
    [1.0]
    """
    return (1 - momentum) * running_var + momentum * batch_var.fn(x, running_correction)


@next_running_var.gradient
def next_running_var_backward(dy, x, running_var, momentum, running_correction):
    """The two weights, the batch's through its variance."""
    return (*batch_var_backward.fn(momentum * dy, x, running_correction), (1 - momentum) * dy)


next_running_var.law(
    leaves("running_var", momentum=0),
    name="var_keeps_at_zero",
    says="With momentum 0 the running variance stays as it is.",
)


@next_running_var.law(requires=[lambda N, H: N * H > 1], rank=1)
def var_takes_at_one(next_running_var, x, running_var):
    """With momentum 1 the running variance is that of the batch, with its own correction."""
    return next_running_var(x, running_var, momentum=1, running_correction=1), batch_var(x, correction=1)


@next_running_var.law()
def var_takes_at_one_uncorrected(next_running_var, x, running_var):
    """With momentum 1 and correction 0 it is the uncorrected variance of the batch."""
    return next_running_var(x, running_var, momentum=1, running_correction=0), batch_var(x, correction=0)


@next_running_var.law(held={"running_correction": 0})
def var_is_between(next_running_var, x, running_var, momentum):
    """It is the weighted mean of the two: it moves by the momentum's share of their difference."""
    return (
        next_running_var(x, running_var, momentum=momentum) - running_var,
        (batch_var(x, correction=0) - running_var) * momentum,
    )


next_running_var.fails(
    same_for("running_correction", 0, 1),
    name="running_corrections_are_one",
    says="The two corrections give different running variances.",
)
