"""Local response normalisation across channels."""

from __future__ import annotations

import numpy as np
from sympy import Eq, IndexedBase, Max, Min, Mod, Sum, Symbol, floor, symbols

from .. import layers
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import leaves, odd, part_by_part
from ..laws.words import first, first_channel, mirrored
from .letters import C, c, i, n, x, y
from .words import squared

e = Symbol("e", integer=True)  # a channel among the neighbours of channel c
neighbours = Symbol("size", integer=True, positive=True)
share, power = symbols("alpha beta", nonnegative=True)
bias = Symbol("bias", positive=True)
side = floor(neighbours / 2)
crowd = IndexedBase("z")


@formula(
    equation(y[n, c, i], x[n, c, i] / crowd[n, c, i] ** power),
    where=[
        equation(
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
    """Local response normalisation: each entry is divided by a power of a sum over neighbouring channels.

    The divisor is (bias + alpha / size * sum of the squares of the entries in `size` channels around it)^beta;
    channels that do not exist count as zeros.

    x: (N, C, *space). size: how many channels are neighbours, the channel itself included, an odd integer >= 1 that
    may exceed C. alpha, beta: numbers >= 0. bias: a number > 0. Returns an array of the shape of x. Raises ValueError
    if size is even or another number is out of its range.

    >>> local_response_norm([[[3.0], [4.0]]], size=3, alpha=3.0, beta=0.5, bias=11.0).ravel().tolist()
    [0.5, 0.6666666666666666]
    """
    return x / divisor(x, size, alpha, bias) ** x.dtype.type(beta)


def divisor(x, size, alpha, bias):
    """What is raised to the power beta: bias + alpha / size * sum of the squares in the neighbouring channels."""
    number = x.dtype.type
    return number(bias) + number(alpha) / number(size) * summed_neighbours(x * x, size)


def summed_neighbours(x, size):
    """The sum of the entries in each channel and its neighbours."""
    total = x.copy()
    for step in range(1, min(size // 2, x.shape[1] - 1) + 1):
        total[:, step:] += x[:, :-step]
        total[:, :-step] += x[:, step:]
    return total


@local_response_norm.gradient
def local_response_norm_backward(dy, x, size, alpha, beta, bias):
    """An entry is the dividend of its own result, and in the divisor of its neighbours' results."""
    number, below = x.dtype.type, divisor(x, size, alpha, bias)
    shares = dy / below ** number(beta)
    return (shares - 2 * number(beta) * number(alpha) / number(size) * x * summed_neighbours(shares * x / below, size),)


@writable(r"({}, \mathbf{{0}})")
def before_zeros(x):
    """A channel of zeros after the others."""
    return np.concatenate([x, x[:, :1] * 0], 1)


@writable(r"{}_{{\cdot [:\!-1]}}")
def but_last_channel(y):
    """All channels but the last."""
    return y[:, :-1]


@writable(r"(2 C_{{{}}} - 1)")
def all_channels(x):
    """The smallest size with which every channel is a neighbour of every other."""
    return 2 * x.shape[1] - 1


@writable(r"\sum_{{|e - c| \leq {size} / 2}} {}")
def summed_around(x, *, size):
    """The sums over neighbouring channels, as a convolution of the channels of each place with ones."""
    rows = np.moveaxis(x, 1, -1).reshape(-1, 1, x.shape[1])
    sums = layers.conv(rows, np.ones((1, 1, size), int if x.dtype == object else x.dtype), padding=size // 2)
    return np.moveaxis(sums.reshape(*np.moveaxis(x, 1, -1).shape), -1, 1)


@local_response_norm.law()
def divides_by_the_neighbours(local_response_norm, x, size, alpha, bias):
    """For beta = 1, the result times the divisor is the entry."""
    y = local_response_norm(x, size=size, alpha=alpha, beta=1, bias=bias)
    return y * (size * bias + alpha * summed_around(squared(x), size=size)), size * x


@local_response_norm.law(more="1..3")
def adds_powers(local_response_norm, x, beta, more):
    """Powers of one number: the exponents add up."""
    return local_response_norm(x, beta=beta) * local_response_norm(x, beta=more), x * local_response_norm(
        x, beta=beta + more
    )


local_response_norm.law(
    leaves("x", beta=0), name="changes_nothing_to_the_power_zero", says="With beta = 0 nothing changes."
)


@local_response_norm.law()
def takes_the_root(local_response_norm, x, beta):
    """Dividing twice by half the power is dividing once by the power."""
    return squared(local_response_norm(x, beta=beta / 2)), x * local_response_norm(x, beta=beta)


@local_response_norm.law()
def reaches_no_further_than_the_channels(local_response_norm, x, alpha):
    """If size exceeds the number of channels, all of them count once, and alpha is divided by size."""
    return (
        local_response_norm(x, size=all_channels(x), alpha=alpha * all_channels(x)),
        local_response_norm(x, size=all_channels(x) + 4, alpha=alpha * (all_channels(x) + 4)),
    )


@local_response_norm.law()
def ignores_channels_of_zeros(local_response_norm, x, size):
    """Channels that do not exist count as channels of zeros."""
    return but_last_channel(local_response_norm(before_zeros(x), size=size)), local_response_norm(x, size=size)


@local_response_norm.law()
def reverses_the_channels(local_response_norm, x, size):
    """If the channels are reversed, so is the result: there are as many neighbours on either side."""
    return local_response_norm(mirrored(x), size=size), mirrored(local_response_norm(x, size=size))


local_response_norm.law(odd("x"), name="response_is_odd", says="The opposite of x gives the opposite result.")


local_response_norm.law(
    part_by_part("x", first),
    name="response_treats_images_alone",
    says="The result of an image depends on this image only.",
)


@local_response_norm.fails()
def response_is_homogeneous(local_response_norm, x, alpha):
    """Twice the input gives less than twice the result."""
    return local_response_norm(x + x, alpha=alpha), local_response_norm(x, alpha=alpha) + local_response_norm(
        x, alpha=alpha
    )


@local_response_norm.fails(held={"size": 3})
def treats_channels_as_strangers(local_response_norm, x, alpha):
    """A channel of the result depends on neighbouring channels."""
    return first_channel(local_response_norm(x, alpha=alpha)), local_response_norm(first_channel(x), alpha=alpha)
