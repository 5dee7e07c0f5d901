"""Normalisation within an image: of groups of channels, and of rows."""

from __future__ import annotations

import numpy as np
from sympy import IndexedBase, Sum, floor, sqrt, symbols

from ..geometry.letters import H
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import AllAxes, equation
from ..laws.families import part_by_part, unchanged_by_adding
from ..laws.words import channels, first, last_group, one_pixel, ones, per_channel, rolled, zeros
from .batch_norm import batch_norm, eps, places_turned
from .letters import a, beta, c, dx, dy, gamma, i, n, x, xhat, y
from .words import spread_out

g, e, k, l = symbols("g e k l", integer=True)
M, K, groups = symbols("M K groups", integer=True, positive=True)  # M channels a group
mu, nu = map(IndexedBase, ("mu", "nu"))
count = M * AllAxes(H)
MU = equation(mu[n, g], Sum(x[n, M * g + e, a], (e, 0, M - 1), (a, 0, H - 1)) / count)
NU = equation(nu[n, g], Sum((x[n, M * g + e, a] - mu[n, g]) ** 2, (e, 0, M - 1), (a, 0, H - 1)) / count)


@formula(
    equation(y[n, c, i], gamma[c] * ((x[n, c, i] - mu[n, floor(c / M)]) / sqrt(nu[n, floor(c / M)] + eps)) + beta[c]),
    where=[MU, NU],
    shapes="(N, groups*M, *H), (groups*M), (groups*M) -> (N, groups*M, *H)",
    source="wu2018, section 3.1",
)
def group_norm(x, gamma, beta, groups=1, eps=1e-5):
    """Group normalisation: each group of channels of each image is shifted and scaled to mean 0 and variance about 1.

    x: (N, C, *space). gamma, beta: (C), scale and shift of each channel afterwards. groups: an integer >= 1 that
    divides C; C gives instance normalisation, 1 layer normalisation of whole images. eps: added to the variance, a
    number > 0. Returns an array of the shape of x. Raises ValueError if shapes do not match, groups does not divide C,
    or eps is not > 0.

    >>> group_norm([[[1.0], [3.0]]], [2.0, 2.0], [5.0, 5.0], eps=3.0).tolist()
    [[[4.0], [6.0]]]
    """
    d, scale = standardised(x.reshape(len(x) * groups, -1), eps)
    return per_channel(gamma, like=x) * (d * scale).reshape(x.shape) + per_channel(beta, like=x)


def standardised(rows, eps):
    """Each row minus its mean, and what it is multiplied by to have a variance of about 1."""
    d = rows - rows.mean(axis=-1, keepdims=True)
    number = rows.dtype.type
    return d, number(1) / np.sqrt((d * d).mean(axis=-1, keepdims=True) + number(eps))


def pulled_back(slope, d, scale):
    """The gradient of rows, from that of their standardised entries d * scale."""
    number = d.dtype.type(d.shape[-1])
    by_variance = (slope * d).sum(axis=-1, keepdims=True) * scale * scale / number
    return scale * (slope - slope.sum(axis=-1, keepdims=True) / number - d * by_variance)


@group_norm.gradient
def group_norm_backward(dy, x, gamma, beta, groups, eps):
    """The mean and the variance of a group depend on its entries, too."""
    d, scale = standardised(x.reshape(len(x) * groups, -1), eps)
    axes = (0, *range(2, x.ndim))
    dgamma, dbeta = (dy * (d * scale).reshape(x.shape)).sum(axis=axes), dy.sum(axis=axes)
    slope = (dy * per_channel(gamma, like=x)).reshape(d.shape)
    return pulled_back(slope, d, scale).reshape(x.shape), dgamma, dbeta


def in_a_group(entry):
    """The sum of an entry over the channels and all places of a group."""
    return Sum(entry, (e, 0, M - 1), (a, 0, H - 1))


mine = M * floor(c / M) + e  # a channel of the group of c
group_norm.gradient.has_textbook_form(
    "x",
    equation(
        dx[n, c, i],
        (
            gamma[c] * dy[n, c, i]
            - in_a_group(gamma[mine] * dy[n, mine, a]) / count
            - xhat[n, c, i] * in_a_group(gamma[mine] * dy[n, mine, a] * xhat[n, mine, a]) / count
        )
        / sqrt(nu[n, floor(c / M)] + eps),
    ),
    where=[equation(xhat[n, c, i], (x[n, c, i] - mu[n, floor(c / M)]) / sqrt(nu[n, floor(c / M)] + eps)), MU, NU],
    source="wu2018, section 3.1; as for batch normalisation: ioffe2015, section 3",
)


@writable(r"{}_{{[g]}}")
def last_part(array, *, groups, axis=0):
    """The last of `groups` equal parts of an axis."""
    return last_group(array, groups=groups, axis=axis)


@group_norm.law()
def of_one_image_is_batch_norm(group_norm, x, gamma, beta, eps):
    """For one image, with a group for each channel, it is batch normalisation in training."""
    return group_norm(first(x), gamma, beta, groups=channels(x), eps=eps), batch_norm(first(x), gamma, beta, eps=eps)


@group_norm.law()
def normalises_groups_alone(group_norm, x, gamma, beta, groups, eps):
    """Each group is normalised alone; shown for the last."""
    return (
        last_part(group_norm(x, gamma, beta, groups=groups, eps=eps), groups=groups, axis=1),
        group_norm(
            last_part(x, groups=groups, axis=1),
            last_part(gamma, groups=groups),
            last_part(beta, groups=groups),
            groups=1,
            eps=eps,
        ),
    )


group_norm.law(part_by_part("x", first), name="group_treats_images_alone", says="A result depends on its image only.")
group_norm.law(
    unchanged_by_adding("x", "z"),
    name="group_ignores_a_constant",
    says="A constant added to all entries is subtracted.",
)


@group_norm.law()
def group_is_affine(group_norm, x, gamma, beta, groups):
    """gamma scales and beta shifts the normalised input."""
    return (
        group_norm(x, gamma, beta, groups=groups),
        spread_out(gamma, like=x) * group_norm(x, ones(gamma), zeros(beta), groups=groups) + spread_out(beta, like=x),
    )


@group_norm.law()
def group_ignores_scale(group_norm, x, gamma, beta, groups, eps):
    """Three times the input with nine times the eps gives the same."""
    return group_norm(x * 3, gamma, beta, groups=groups, eps=eps * 9), group_norm(
        x, gamma, beta, groups=groups, eps=eps
    )


@group_norm.law()
def group_is_odd(group_norm, x, gamma, beta):
    """The opposite input gives the same as the opposite gamma."""
    return group_norm(-x, gamma, beta), group_norm(x, -gamma, beta)


@group_norm.law()
def group_moves_with_places(group_norm, x, gamma, beta):
    """If the places of each image are in another order, so is the output."""
    return group_norm(places_turned(x), gamma, beta), places_turned(group_norm(x, gamma, beta))


@group_norm.fails(plain=True)
def groups_are_one(group_norm, x, gamma, beta):
    """One group for all channels gives another result than one for each."""
    return group_norm(x, gamma, beta, groups=1), group_norm(x, gamma, beta, groups=channels(x))


row_mean = equation(mu[n], Sum(x[n, l], (l, 0, K - 1)) / K)
row_var = equation(nu[n], Sum((x[n, l] - mu[n]) ** 2, (l, 0, K - 1)) / K)


@formula(
    equation(y[n, k], gamma[k] * ((x[n, k] - mu[n]) / sqrt(nu[n] + eps)) + beta[k]),
    where=[row_mean, row_var],
    shapes="(N..., K), (K), (K) -> (N..., K)",
    source="ba2016, eq. 3 and 4",
)
def layer_norm(x, gamma, beta, eps=1e-5):
    """Layer normalisation: each row along the last axis is shifted and scaled to mean 0 and variance about 1.

    x: (..., K). gamma, beta: (K), scale and shift of each entry of a row afterwards. eps: added to the variance, a
    number > 0. Returns an array of the shape of x. Raises ValueError if shapes do not match, or eps is not > 0.

    >>> layer_norm([1.0, 3.0], [2.0, 2.0], [5.0, 5.0], eps=3.0).tolist()
    [4.0, 6.0]
    """
    d, scale = standardised(x, eps)
    return gamma * (d * scale) + beta


@layer_norm.gradient
def layer_norm_backward(dy, x, gamma, beta, eps):
    """The mean and the variance of a row depend on its entries, too."""
    d, scale = standardised(x, eps)
    axes = tuple(range(x.ndim - 1))
    return pulled_back(dy * gamma, d, scale), (dy * (d * scale)).sum(axis=axes), dy.sum(axis=axes)


layer_norm.gradient.has_textbook_form(
    "x",
    equation(
        dx[n, k],
        (
            gamma[k] * dy[n, k]
            - Sum(gamma[l] * dy[n, l], (l, 0, K - 1)) / K
            - xhat[n, k] * Sum(gamma[l] * dy[n, l] * xhat[n, l], (l, 0, K - 1)) / K
        )
        / sqrt(nu[n] + eps),
    ),
    where=[equation(xhat[n, k], (x[n, k] - mu[n]) / sqrt(nu[n] + eps)), row_mean, row_var],
    source="ba2016, eq. 3 and 4; as for batch normalisation: ioffe2015, section 3",
)


@layer_norm.law()
def is_one_group(layer_norm, x, gamma, beta, eps):
    """A row is normalised as an image is, with one entry in each channel and all channels in one group."""
    return one_pixel(layer_norm(x, gamma, beta, eps=eps)), group_norm(one_pixel(x), gamma, beta, groups=1, eps=eps)


@layer_norm.law()
def moves_with_the_entries(layer_norm, x, gamma, beta):
    """If the entries of rows, of gamma and of beta are in another order, so is the output."""
    return (
        layer_norm(rolled(x), rolled(gamma), rolled(beta)),
        rolled(layer_norm(x, gamma, beta)),
    )


layer_norm.law(
    unchanged_by_adding("x", "z"),
    name="layer_ignores_a_constant",
    says="A constant added to all entries is subtracted.",
)


@layer_norm.law()
def layer_ignores_scale(layer_norm, x, gamma, beta, eps):
    """Three times the input with nine times the eps gives the same."""
    return layer_norm(x * 3, gamma, beta, eps=eps * 9), layer_norm(x, gamma, beta, eps=eps)


@layer_norm.law()
def layer_is_affine(layer_norm, x, gamma, beta):
    """gamma scales and beta shifts the normalised input."""
    return layer_norm(x, gamma, beta), gamma * layer_norm(x, ones(gamma), zeros(beta)) + beta


@layer_norm.fails()
def layer_is_idempotent(layer_norm, x, gamma, beta):
    """Normalising twice is not normalising once, since eps keeps the variance below 1."""
    once = layer_norm(x, ones(gamma), zeros(beta))
    return layer_norm(once, ones(gamma), zeros(beta)), once
