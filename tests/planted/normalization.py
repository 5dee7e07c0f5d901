"""Wrong batch normalisation."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Max, Min, Mod, Sum, floor, sqrt

from mathcnn.geometry.letters import H
from mathcnn.language.statement import AllAxes
from mathcnn.normalization import (
    batch_mean,
    batch_norm,
    batch_var,
    group_norm,
    layer_norm,
    local_response_norm,
    next_running_mean,
    next_running_var,
)
from mathcnn.normalization.batch_norm import centre, eps, spread
from mathcnn.normalization.group_norm import MU, NU, K, M, g, k, l, mu, nu, row_mean
from mathcnn.normalization.group_norm import e as member
from mathcnn.normalization.letters import (
    MEAN,
    VAR,
    C,
    N,
    a,
    beta,
    c,
    gamma,
    i,
    less,
    m,
    mean,
    momentum,
    n,
    running_mean,
    running_var,
    updated,
    values,
    var,
    x,
    y,
)
from mathcnn.normalization.local_response_norm import bias, crowd, e, neighbours, power, share, side, summed_neighbours


def over(x):
    return (0, *range(2, x.ndim))


def cancelling(x, correction=0):
    """tt-metal#45968: E[x^2] - E[x]^2, in single precision."""
    x = x.astype(np.float32)
    count = x.size // x.shape[1]
    return ((x * x).mean(axis=over(x)) - x.mean(axis=over(x)) ** 2) * count / max(1, count - correction)


def epsilon_omitted(x, gamma, beta, eps=1e-5, **options):
    """chainer#2214."""
    return batch_norm(x, gamma, beta, eps=1e-30, **options)


def images_alone(x, gamma, beta, eps=1e-5, *, training=True, **options):
    if not training:
        return batch_norm(x, gamma, beta, eps, training=False, **options)
    return np.concatenate([batch_norm(image[None], gamma, beta, eps) for image in x])


def without_correction(x, gamma, beta, eps=1e-5, *, correction=0, **options):
    return batch_norm(x, gamma, beta, eps, **options)


def always_training(
    x, gamma, beta, eps=1e-5, *, training=True, running_mean=None, running_var=None, correction=0, **options
):
    return batch_norm(x, gamma, beta, eps)


def response(x, size=5, alpha=1e-4, beta=0.75, bias=1.0, *, window=None, share=None):
    """Local response normalisation with another window, or another share of alpha."""
    count = window or size
    squares = summed_neighbours(x * x, count)
    return x / (bias + alpha / (share or size) * squares) ** beta


def interleaved(x, gamma, beta, groups=1, eps=1e-5):
    """Groups of every groups-th channel."""
    order = np.arange(x.shape[1]).reshape(-1, groups).T.ravel()
    y = np.empty_like(x)
    y[:, order] = group_norm(x[:, order], gamma[order], beta[order], groups, eps)
    return y


FAST = {
    "group norm: groups interleaved": (group_norm, interleaved),
    "group norm: one group": (
        group_norm,
        lambda x, gamma, beta, groups=1, eps=1e-5: group_norm(x, gamma, beta, 1, eps),
    ),
    "group norm: epsilon is omitted": (
        group_norm,
        lambda x, gamma, beta, groups=1, eps=1e-5: group_norm(x, gamma, beta, groups, 1e-30),
    ),
    "layer norm: the corrected variance": (
        layer_norm,
        lambda x, gamma, beta, eps=1e-5: (
            gamma * (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True, ddof=x.shape[-1] > 1) + eps)
            + beta
        ),
    ),
    "layer norm: gamma and beta exchanged": (
        layer_norm,
        lambda x, gamma, beta, eps=1e-5: layer_norm(x, beta, gamma, eps),
    ),
    "responses: a neighbour too many": (
        local_response_norm,
        lambda x, size=5, **options: response(x, size, **options, window=size + 2),
    ),
    "responses: alpha is not shared": (
        local_response_norm,
        lambda x, size=5, **options: response(x, size, **options, share=1),
    ),
    "responses: alpha is shared among those that exist": (
        local_response_norm,
        lambda x, size=5, **options: response(x, size, **options, share=min(size, x.shape[1])),
    ),
    "the variance cancels": (batch_var, cancelling),
    "the correction is ignored": (batch_var, lambda x, correction=0: x.var(axis=over(x))),
    "the median for the mean": (batch_mean, lambda x: np.median(x, axis=over(x))),
    "epsilon is omitted": (batch_norm, epsilon_omitted),
    "images are normalised alone": (batch_norm, images_alone),
    "the correction of the output is ignored": (batch_norm, without_correction),
    "inference is training": (batch_norm, always_training),
    "gamma and beta exchanged": (
        batch_norm,
        lambda x, gamma, beta, eps=1e-5, **options: batch_norm(x, beta, gamma, eps, **options),
    ),
    "momentum the other way": (
        next_running_mean,
        lambda x, running_mean, momentum=0.1: next_running_mean(x, running_mean, 1 - momentum),
    ),
    "the running variance is not corrected": (
        next_running_var,
        lambda x, running_var, momentum=0.1, running_correction=1: next_running_var(x, running_var, momentum, 0),
    ),
}

Z = (x[n, c, i] - centre) / sqrt(spread + eps)
SQUARES = Sum((x[m, c, a] - mean[c]) ** 2, (m, 0, N - 1), (a, 0, H - 1))


def normalised(value, **parts):
    return batch_norm.restated(Eq(y[n, c, i], value), where=[parts.get("mean", MEAN), parts.get("var", VAR)])


def responses(value=x[n, e, i] ** 2, first=c - side, last=c + side, share=share / neighbours, bias=bias):
    squares = Sum(value, (e, Max(0, first), Min(C - 1, last)))
    return local_response_norm.restated(
        local_response_norm.statement, where=[Eq(crowd[n, c, i], bias + share * squares)]
    )


OF_GROUP = (x[n, c, i] - mu[n, floor(c / M)]) / sqrt(nu[n, floor(c / M)] + eps)
ROW = (x[n, k] - mu[n]) / sqrt(nu[n] + eps)


def grouped(value, mean=MU, var=NU):
    return group_norm.restated(Eq(y[n, c, i], value), where=[mean, var])


STATEMENTS = {
    "group norm: interleaved channels": grouped(
        gamma[c] * ((x[n, c, i] - mu[n, Mod(c, M)]) / sqrt(nu[n, Mod(c, M)] + eps)) + beta[c]
    ),
    "group norm: a sum for the mean": grouped(gamma[c] * OF_GROUP + beta[c], mean=Eq(mu[n, g], MU.rhs * M)),
    "group norm: one channel is missed": grouped(
        gamma[c] * OF_GROUP + beta[c],
        mean=Eq(mu[n, g], Sum(x[n, M * g + member, a], (member, 0, Max(0, M - 2)), (a, 0, H - 1)) / (M * AllAxes(H))),
    ),
    "group norm: epsilon beside the root": grouped(
        gamma[c] * ((x[n, c, i] - mu[n, floor(c / M)]) / (sqrt(nu[n, floor(c / M)]) + eps)) + beta[c]
    ),
    "group norm: gamma of the group": grouped(gamma[floor(c / M)] * OF_GROUP + beta[c]),
    "group norm: of the first image": grouped(gamma[c] * (x[n, c, i] - mu[0, floor(c / M)]) + beta[c] + 0 * nu[n, 0]),
    "layer norm: no beta": layer_norm.restated(Eq(y[n, k], gamma[k] * ROW + 0 * beta[k])),
    "layer norm: about zero": layer_norm.restated(Eq(y[n, k], gamma[k] * (x[n, k] / sqrt(nu[n] + eps)) + beta[k])),
    "layer norm: twice epsilon": layer_norm.restated(
        Eq(y[n, k], gamma[k] * ((x[n, k] - mu[n]) / sqrt(nu[n] + 2 * eps)) + beta[k])
    ),
    "layer norm: the first gamma": layer_norm.restated(Eq(y[n, k], gamma[0] * ROW + beta[k])),
    "layer norm: the corrected variance": layer_norm.restated(
        layer_norm.statement,
        where=[row_mean, Eq(nu[n], Sum((x[n, l] - mu[n]) ** 2, (l, 0, K - 1)) / Max(1, K - 1))],
    ),
    "mean: a sum": batch_mean.restated(Eq(mean[c], MEAN.rhs * values)),
    "mean: over the batch only": batch_mean.restated(Eq(mean[c], Sum(x[m, c, a], (m, 0, N - 1), (a, 0, H - 1)) / N)),
    "mean: of the first channel": batch_mean.restated(
        Eq(mean[c], Sum(x[m, 0, a], (m, 0, N - 1), (a, 0, H - 1)) / values)
    ),
    "variance: about zero": batch_var.restated(
        Eq(var[c], Sum(x[m, c, a] ** 2, (m, 0, N - 1), (a, 0, H - 1)) / (values - less))
    ),
    "variance: the correction added": batch_var.restated(Eq(var[c], SQUARES / (values + less))),
    "variance: the correction ignored": batch_var.restated(Eq(var[c], SQUARES / values)),
    "variance: not squared": batch_var.restated(
        Eq(var[c], Sum(x[m, c, a] - mean[c], (m, 0, N - 1), (a, 0, H - 1)) / (values - less))
    ),
    "running mean: momentum the other way": next_running_mean.restated(
        Eq(updated[c], momentum * running_mean[c] + (1 - momentum) * mean[c])
    ),
    "running mean: added": next_running_mean.restated(Eq(updated[c], running_mean[c] + momentum * mean[c])),
    "running variance: momentum squared": next_running_var.restated(
        Eq(updated[c], (1 - momentum) * running_var[c] + momentum**2 * var[c])
    ),
    "running variance: uncorrected": next_running_var.restated(
        VAR.func(updated[c], (1 - momentum) * running_var[c] + momentum * var[c]),
        where=[MEAN, Eq(var[c], SQUARES / values)],
    ),
    "epsilon beside the root": normalised(gamma[c] * ((x[n, c, i] - centre) / (sqrt(spread) + eps)) + beta[c]),
    "half of epsilon": normalised(gamma[c] * ((x[n, c, i] - centre) / sqrt(spread + eps / 2)) + beta[c]),
    "epsilon twice": normalised(gamma[c] * ((x[n, c, i] - centre) / sqrt(spread + 2 * eps)) + beta[c]),
    "no root": normalised(gamma[c] * ((x[n, c, i] - centre) / (spread + eps)) + beta[c]),
    "mean not subtracted": normalised(gamma[c] * (x[n, c, i] / sqrt(spread + eps)) + beta[c]),
    "gamma omitted": normalised(Z + beta[c]),
    "beta omitted": normalised(gamma[c] * Z),
    "beta inside": normalised(gamma[c] * (Z + beta[c])),
    "the first channel's gamma": normalised(gamma[0] * Z + beta[c]),
    "the mean of the first image": normalised(
        gamma[c] * Z + beta[c], mean=Eq(mean[c], Sum(x[0, c, a], (a, 0, H - 1)) / AllAxes(H))
    ),
    "the variance of the other correction": normalised(
        gamma[c] * Z + beta[c], var=Eq(var[c], SQUARES / (values + less))
    ),
    "responses: alpha is not shared": responses(share=share),
    "responses: neighbours on one side": responses(first=c),
    "responses: one neighbour less on one side": responses(last=c + side - 1),
    "responses: not squared": responses(value=x[n, e, i]),
    "responses: no bias": responses(bias=1),
    "responses: an offset": local_response_norm.restated(Eq(y[n, c, i], x[n, c, i] / crowd[n, c, i] ** power + bias)),
    "responses: half the power": local_response_norm.restated(
        Eq(y[n, c, i], x[n, c, i] / crowd[n, c, i] ** (power / 2))
    ),
    "responses: the first image's neighbours": responses(value=x[0, e, i] ** 2),
    "running statistics never used": normalised(gamma[c] * ((x[n, c, i] - mean[c]) / sqrt(var[c] + eps)) + beta[c]),
}
