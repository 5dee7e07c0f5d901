"""Each entry divided by (bias + alpha times the mean square of its neighbours among the channels), to the power beta."""

from __future__ import annotations

import numpy as np
from sympy import Eq, IndexedBase, Max, Min, Mod, Sum, Symbol, floor, symbols

from .. import layers
from ..language.formula import formula
from ..language.latex import writable
from ..laws.words import first, first_channel, mirrored
from .letters import C, c, i, n, x, y
from .words import squared

e = Symbol("e", integer=True)  # a channel among the neighbours of channel c
neighbours = Symbol("size", integer=True, positive=True)
share, power = symbols("alpha beta", nonnegative=True)  # of local response normalisation
bias = Symbol("bias", positive=True)
side = floor(neighbours / 2)
crowd = IndexedBase("z")


@formula(
    Eq(y[n, c, i], x[n, c, i] / crowd[n, c, i] ** power),
    where=[
        Eq(
            crowd[n, c, i],
            bias + share / neighbours * Sum(x[n, e, i] ** 2, (e, Max(0, c - side), Min(C - 1, c + side))),
        )
    ],
    shapes="(N, C, *H) -> (N, C, *H)",
    requires={Eq(Mod(neighbours, 2), 1): "an odd number of neighbours"},
    notation=r"\operatorname{LRN}",
    source="krizhevsky2012, section 3.3; PyTorch, torch.nn.LocalResponseNorm, for the share of alpha",
)
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, bias=1.0):
    """Each entry divided by (bias + alpha times the mean square of its neighbours among the channels), to the power
    beta.

    x: (N, C, *space); size: how many channels are neighbours, an odd number, and may be more than there are; alpha,
    beta >= 0; bias > 0. Returns the shape of x.

    >>> from mathcnn.normalization.letters import beta
    >>> local_response_norm([[[3.0], [4.0]]], size=3, alpha=3.0, beta=0.5, bias=11.0).ravel().tolist()
    [0.5, 0.6666666666666666]
    """
    return x / crowded(x, size, alpha, bias) ** x.dtype.type(beta)


def crowded(x, size, alpha, bias):
    """What is raised to a power: the bias and the share of alpha in the squares around each channel."""
    number = x.dtype.type
    return number(bias) + number(alpha) / number(size) * around(x * x, size)


def around(x, size):
    """The sum of each channel and its neighbours."""
    total = x.copy()
    for step in range(1, min(size // 2, x.shape[1] - 1) + 1):
        total[:, step:] += x[:, :-step]
        total[:, :-step] += x[:, step:]
    return total


@local_response_norm.gradient
def local_response_norm_backward(dy, x, size, alpha, beta, bias):
    """Each entry stands above its own fraction, and below those of its neighbours."""
    number, below = x.dtype.type, crowded(x, size, alpha, bias)
    shares = dy / below ** number(beta)
    return (shares - 2 * number(beta) * number(alpha) / number(size) * x * around(shares * x / below, size),)


@writable(r"({}, \mathbf{{0}})")
def before_zeros(x):
    """A channel of zeros after the others."""
    return np.concatenate([x, x[:, :1] * 0], 1)


@writable(r"{}_{{\cdot [:\!-1]}}")
def but_last_channel(y):
    return y[:, :-1]


@writable(r"(2 C_{{{}}} - 1)")
def all_channels(x):
    """The smallest number of neighbours with which every channel is a neighbour of every other."""
    return 2 * x.shape[1] - 1


@writable(r"\sum_{{|e - c| \leq {size} / 2}} {}")
def summed_around(x, *, size):
    """The sums over neighbouring channels, as a convolution of each place's channels with ones."""
    rows = np.moveaxis(x, 1, -1).reshape(-1, 1, x.shape[1])
    sums = layers.conv(rows, np.ones((1, 1, size), int if x.dtype == object else x.dtype), padding=size // 2)
    return np.moveaxis(sums.reshape(*np.moveaxis(x, 1, -1).shape), -1, 1)


@local_response_norm.law()
def divides_by_the_neighbours(local_response_norm, x, size, alpha, bias):
    """To the power 1: every entry is its result times the bias and the share of alpha in the squares around it."""
    y = local_response_norm(x, size=size, alpha=alpha, beta=1, bias=bias)
    return y * (size * bias + alpha * summed_around(squared(x), size=size)), size * x


@local_response_norm.law(more="1..3")
def adds_powers(local_response_norm, x, beta, more):
    """Powers of one number: exponents add up."""
    return local_response_norm(x, beta=beta) * local_response_norm(x, beta=more), x * local_response_norm(
        x, beta=beta + more
    )


@local_response_norm.law()
def changes_nothing_to_the_power_zero(local_response_norm, x):
    return local_response_norm(x, beta=0), x


@local_response_norm.law()
def takes_the_root(local_response_norm, x, beta):
    """Half a power, twice, is the power."""
    return squared(local_response_norm(x, beta=beta / 2)), x * local_response_norm(x, beta=beta)


@local_response_norm.law()
def reaches_no_further_than_the_channels(local_response_norm, x, alpha):
    """With more neighbours than there are channels, all of them count once, and alpha is shared among more."""
    return (
        local_response_norm(x, size=all_channels(x), alpha=alpha * all_channels(x)),
        local_response_norm(x, size=all_channels(x) + 4, alpha=alpha * (all_channels(x) + 4)),
    )


@local_response_norm.law()
def ignores_channels_of_zeros(local_response_norm, x, size):
    """Channels outside count like channels of zeros."""
    return but_last_channel(local_response_norm(before_zeros(x), size=size)), local_response_norm(x, size=size)


@local_response_norm.law()
def reverses_the_channels(local_response_norm, x, size):
    """As many neighbours on either side."""
    return local_response_norm(mirrored(x), size=size), mirrored(local_response_norm(x, size=size))


@local_response_norm.law()
def response_is_odd(local_response_norm, x):
    return local_response_norm(-x), -local_response_norm(x)


@local_response_norm.law()
def response_treats_images_alone(local_response_norm, x):
    return first(local_response_norm(x)), local_response_norm(first(x))


@local_response_norm.fails()
def response_is_homogeneous(local_response_norm, x, alpha):
    """Twice the input is damped more."""
    return local_response_norm(x + x, alpha=alpha), local_response_norm(x, alpha=alpha) + local_response_norm(
        x, alpha=alpha
    )


@local_response_norm.fails(held={"size": 3})
def treats_channels_as_strangers(local_response_norm, x, alpha):
    """A channel's result depends on its neighbours."""
    return first_channel(local_response_norm(x, alpha=alpha)), local_response_norm(first_channel(x), alpha=alpha)
