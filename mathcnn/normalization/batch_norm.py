"""Batch normalisation, in training and in inference."""

from __future__ import annotations

import numpy as np
from sympy import Sum, Symbol, sqrt, symbols

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Convention, equation
from ..laws.families import part_by_part
from ..laws.words import first, first_channel, ones, per_channel, zeros
from .batch_statistics import batch_mean, batch_var, batch_var_backward, next_running_mean, next_running_var
from .channels import centred, over, size
from .letters import (
    ENOUGH,
    MEAN,
    VAR,
    H,
    N,
    a,
    beta,
    c,
    correction,
    dx,
    dy,
    gamma,
    i,
    less,
    m,
    mean,
    momentum,
    n,
    running_mean,
    running_var,
    values,
    var,
    variances,
    x,
    xhat,
    y,
)
from .words import count, count_but_one, spread_out, squared

eps = Symbol("eps", positive=True)
centre, spread = symbols("centre spread", real=True)
live = Symbol("live", integer=True, nonnegative=True)  # 1 if the statistics are those of the batch


@formula(
    equation(y[n, c, i], gamma[c] * ((x[n, c, i] - centre) / sqrt(spread + eps)) + beta[c]),
    where=[MEAN, VAR],
    shapes="(N, C, *H), (C), (C), (C), (C) -> (N, C, *H)",
    requires={momentum <= 1: "", values > live * less: ENOUGH},
    domain={"running_var": variances},
    source="ioffe2015, algorithms 1 and 2",
    training=Convention(
        (centre, spread, live), {True: (mean[c], var[c], 1), False: (running_mean[c], running_var[c], 0)}
    ),
    correction=correction,
    running_correction=Convention((), {1: (), 0: ()}),
)
def batch_norm(
    x,
    gamma,
    beta,
    eps=1e-5,
    *,
    training=True,
    running_mean=None,
    running_var=None,
    momentum=0.1,
    correction=0,
    running_correction=1,
):
    """Batch normalisation: each channel is shifted and scaled to mean beta and standard deviation about gamma.

    x: (N, C, *space). gamma, beta: (C), scale and shift. eps: added to the variance, a number > 0. training: True
    normalises by mean and variance of the batch, False by running_mean and running_var. running_mean, running_var:
    (C), the running statistics, the variance >= 0; needed if `training=False`. momentum: the weight of the batch in
    new running statistics, from 0 to 1. correction: of the variance that normalises, 0 (divides by n = N H W) or 1 (by
    n - 1). running_correction: of the variance that enters running_var, 1 (as in PyTorch) or 0 (as in ONNX and
    TensorFlow).

    Returns y, an array of the shape of x; in training with running statistics the tuple (y, new running mean, new
    running variance), and no argument is changed. Raises ValueError if shapes do not match, eps is not > 0, the
    momentum is not from 0 to 1, a variance is negative, a channel does not have more values than the correction, or
    only one of the running statistics is given.

    >>> batch_norm([[[1.0, 3.0]]], [2.0], [5.0], eps=3.0).tolist()
    [[[4.0, 6.0]]]
    """
    if training:
        d, spread = centred(x), batch_var.fn(x, correction)
    else:
        d, spread = x - per_channel(running_mean, like=x), running_var
    scale = x.dtype.type(1) / np.sqrt(spread + x.dtype.type(eps))
    return per_channel(gamma, like=x) * (d * per_channel(scale, like=x)) + per_channel(beta, like=x)


def follows(given):
    """Whether a call returns new running statistics, too: in training, if both are given."""
    mean, var = given.get("running_mean"), given.get("running_var")
    if (mean is None) != (var is None):
        raise ValueError("normalization.batch_norm: running_mean and running_var must be given together or not at all")
    return given["training"] and mean is not None


batch_norm.also(follows, next_running_mean, next_running_var)


@batch_norm.gradient
def batch_norm_backward(
    dy, x, gamma, beta, eps, *, training, running_mean=None, running_var=None, momentum, correction, running_correction
):
    """In training the mean and the variance depend on x, too; in inference the running statistics get gradients."""
    number, axes = x.dtype.type, over(x)
    spread = batch_var.fn(x, correction) if training else running_var
    d = centred(x) if training else x - per_channel(running_mean, like=x)
    scale = number(1) / np.sqrt(spread + number(eps))
    slope = dy * per_channel(gamma * scale, like=x)  # the derivative by d, for a constant spread
    by_spread = -(slope * d).sum(axis=axes) * scale * scale / 2
    dgamma, dbeta = (dy * d).sum(axis=axes) * scale, dy.sum(axis=axes)
    if not training:
        return slope, dgamma, dbeta, -slope.sum(axis=axes), by_spread
    dx = (
        slope
        - per_channel(slope.sum(axis=axes) / number(size(x)), like=x)
        + batch_var_backward.fn(by_spread, x, correction)[0]
    )
    return dx, dgamma, dbeta, None, None


def in_a_channel(entry):
    """The sum of an entry over the batch and all places of a channel."""
    return Sum(entry, (m, 0, N - 1), (a, 0, H - 1))


batch_norm.gradient.has_textbook_form(
    "x",
    equation(
        dx[n, c, i],
        gamma[c]
        / sqrt(spread + eps)
        * (
            dy[n, c, i]
            - live * in_a_channel(dy[m, c, a]) / values
            - live * xhat[n, c, i] * in_a_channel(dy[m, c, a] * xhat[m, c, a]) / (values - less)
        ),
    ),
    where=[equation(xhat[n, c, i], (x[n, c, i] - centre) / sqrt(spread + eps)), MEAN, VAR],
    source="ioffe2015, section 3",
)


@writable(r"\tau({})")
def images_turned(x):
    """The images of the batch moved by one place, the last one first."""
    return np.roll(x, 1, 0)


@writable(r"\pi({})")
def places_turned(x):
    """The places of each image in another order."""
    return np.roll(x[..., ::-1], 1, -1)


TRAIN = {"training": True}
PLAIN = {"training": True, "correction": 0}


@batch_norm.law(held=TRAIN)
def has_mean_beta(batch_norm, x, gamma, beta):
    """In training the mean of each channel of the output is beta."""
    return batch_mean(batch_norm(x, gamma, beta)), beta


@batch_norm.law(held=PLAIN)
def has_its_variance(batch_norm, x, gamma, beta, eps):
    """The variance of the output is gamma^2 var / (var + eps), a little below gamma^2."""
    return batch_var(batch_norm(x, gamma, beta, eps=eps)) * (batch_var(x) + eps), squared(gamma) * batch_var(x)


@batch_norm.law(z="(C)", held=TRAIN)
def ignores_a_constant(batch_norm, x, gamma, beta, z):
    """A constant added to a channel is subtracted with its mean."""
    return batch_norm(x + spread_out(z, like=x), gamma, beta), batch_norm(x, gamma, beta)


@batch_norm.law(held=TRAIN)
def ignores_a_large_constant(batch_norm, x, gamma, beta):
    """Nor does a large constant matter, with which E[x^2] - E[x]^2 would cancel."""
    return batch_norm(x + 2**14, gamma, beta), batch_norm(x, gamma, beta)


@batch_norm.law(held=TRAIN)
def ignores_scale(batch_norm, x, gamma, beta, eps):
    """Three times the input with nine times the eps gives the same."""
    return batch_norm(x * 3, gamma, beta, eps=eps * 9), batch_norm(x, gamma, beta, eps=eps)


@batch_norm.law(held=TRAIN)
def is_odd(batch_norm, x, gamma, beta):
    """The opposite input gives the same as the opposite gamma."""
    return batch_norm(-x, gamma, beta), batch_norm(x, -gamma, beta)


@batch_norm.law(held=TRAIN)
def is_affine(batch_norm, x, gamma, beta):
    """gamma scales and beta shifts the normalised input."""
    return (
        batch_norm(x, gamma, beta),
        spread_out(gamma, like=x) * batch_norm(x, ones(gamma), zeros(beta)) + spread_out(beta, like=x),
    )


@batch_norm.law(held=TRAIN)
def of_a_constant_is_beta(batch_norm, x, gamma, beta):
    """A channel of equal values gives beta."""
    return batch_norm(zeros(x) + 5, gamma, beta), spread_out(beta, like=x)


@batch_norm.law(held=TRAIN)
def treats_channels_alone(batch_norm, x, gamma, beta):
    """A channel of the output depends on the same channel of the input only."""
    return first_channel(batch_norm(x, gamma, beta)), batch_norm(first_channel(x), first(gamma), first(beta))


@batch_norm.law(held=TRAIN)
def moves_with_the_batch(batch_norm, x, gamma, beta):
    """If images and places are in another order, so is the output."""
    return batch_norm(images_turned(places_turned(x)), gamma, beta), images_turned(
        places_turned(batch_norm(x, gamma, beta))
    )


@batch_norm.law(held=PLAIN)
def trains_as_it_infers(batch_norm, x, gamma, beta, eps):
    """Inference with the batch's own statistics gives what training gives."""
    return (
        batch_norm(x, gamma, beta, eps=eps, training=False, running_mean=batch_mean(x), running_var=batch_var(x)),
        batch_norm(x, gamma, beta, eps=eps),
    )


@batch_norm.law(held={"training": True}, requires=[lambda N, H: N * H > 1], rank=1)
def corrects(batch_norm, x, gamma, beta, eps):
    """The two variances differ by the factor n / (n - 1), which eps and gamma can take over."""
    return (
        squared(batch_norm(x, gamma, zeros(beta), eps=eps * count(x), correction=1)) * count(x),
        squared(batch_norm(x, gamma, zeros(beta), eps=eps * count_but_one(x), correction=0)) * count_but_one(x),
    )


@batch_norm.law(held={"training": False}, z="x")
def infers_affinely(batch_norm, x, gamma, beta, running_mean, running_var, z):
    """In inference equal differences of inputs give equal differences of outputs."""
    common = {"running_mean": running_mean, "running_var": running_var, "training": False}
    return (
        batch_norm(x + z, gamma, beta, **common) - batch_norm(x, gamma, beta, **common),
        batch_norm(z + z, gamma, beta, **common) - batch_norm(z, gamma, beta, **common),
    )


@batch_norm.law(held={"training": False})
def infers_by_the_running_mean(batch_norm, x, gamma, beta, running_mean, running_var):
    """In inference an input equal to the running mean gives beta."""
    common = {"running_mean": running_mean, "running_var": running_var, "training": False}
    return batch_norm(spread_out(running_mean, like=x), gamma, beta, **common), spread_out(beta, like=x)


@batch_norm.law(held={"training": False})
def infers_by_the_running_variance(batch_norm, x, gamma, beta, running_mean, running_var, eps):
    """In inference the squared deviation is divided by the running variance plus eps."""
    common = {"running_mean": running_mean, "running_var": running_var, "training": False}
    y = batch_norm(x, gamma, zeros(beta), eps=eps, **common)
    return (
        squared(y) * (spread_out(running_var, like=x) + eps),
        squared(spread_out(gamma, like=x) * (x - spread_out(running_mean, like=x))),
    )


@batch_norm.law(held={"training": False})
def infers_images_alone(batch_norm, x, gamma, beta, running_mean, running_var):
    """In inference the output of an image depends on this image only."""
    common = {"running_mean": running_mean, "running_var": running_var, "training": False}
    return first(batch_norm(x, gamma, beta, **common)), batch_norm(first(x), gamma, beta, **common)


batch_norm.fails(
    part_by_part("x", first),
    name="treats_images_alone",
    says="In training the output of an image depends on the whole batch.",
    held=TRAIN,
)


@batch_norm.fails(held=PLAIN)
def has_variance_one(batch_norm, x, gamma, beta):
    """eps keeps the variance of the output below 1."""
    return batch_var(batch_norm(x, ones(gamma), beta)), ones(gamma)


@batch_norm.fails(held=TRAIN)
def is_idempotent(batch_norm, x, gamma, beta):
    """Normalising twice is not normalising once, since eps keeps the variance below 1."""
    return batch_norm(batch_norm(x, ones(gamma), zeros(beta)), ones(gamma), zeros(beta)), batch_norm(
        x, ones(gamma), zeros(beta)
    )
