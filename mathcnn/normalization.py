"""Batch normalisation over (N, C, *space): each channel is brought to one mean and one spread. Local response normalisation:
each entry is divided by a power of what its neighbours among the channels amount to.

Conventions: statistics run over the batch and over space. The variance divides by the number of values (`correction=0`) or
by one less (1). In training the batch's own statistics are used, in inference (`training=False`) the running ones. These
follow the batch by r' = (1 - momentum) r + momentum * statistic, the running variance with a correction of its own: 1 as in
PyTorch, 0 as in ONNX and TensorFlow. Nothing is updated in place: new running statistics are returned. The neighbours of
a channel are an odd number of channels around it, of which those outside take no part; alpha is shared among this number, also
where some are missing, as in Caffe and PyTorch (in Krizhevsky's paper and in TensorFlow it is not).
"""

from __future__ import annotations

import numpy as np
from sympy import Eq, IndexedBase, Max, Min, Mod, Sum, Symbol, floor, sqrt, symbols

from . import layers
from .formula import Domain, formula
from .geometry import H
from .layers import first, first_channel, per_channel
from .statement import AllAxes, Axis, Convention
from .writing import writable

n, m, c, less = symbols("n m c less", integer=True)      # less: by how much the variance's divisor falls short of the count
N, C = symbols("N C", integer=True, positive=True)
i, a = Axis("i j k"), Axis("u v t")
eps = Symbol("eps", positive=True)
momentum = Symbol("momentum", nonnegative=True)
centre, spread = symbols("centre spread", real=True)
live = Symbol("live", integer=True, nonnegative=True)    # 1 where the batch's own statistics are used
e = Symbol("e", integer=True)                            # a channel among the neighbours of channel c
neighbours = Symbol("size", integer=True, positive=True)
share, power = symbols("alpha beta", nonnegative=True)   # of local response normalisation
bias = Symbol("bias", positive=True)
side = floor(neighbours / 2)
crowd = IndexedBase("z")
x, y, gamma, beta, mean, var, running_mean, running_var, updated = map(
    IndexedBase, ("x", "y", "gamma", "beta", "mean", "var", "running_mean", "running_var", "updated"))  # fmt: skip

values = N * AllAxes(H)
MEAN = Eq(mean[c], Sum(x[m, c, a], (m, 0, N - 1), (a, 0, H - 1)) / values)
VAR = Eq(var[c], Sum((x[m, c, a] - mean[c]) ** 2, (m, 0, N - 1), (a, 0, H - 1)) / (values - less))

correction = Convention(less, {0: (0,), 1: (1,)})
ENOUGH = "more values in a channel than the correction of its variance"


def variance_fault(v, env):
    """What is wrong with an array of variances, or nothing. (A NaN is none, and passes on.)"""
    bad = v < 0
    return f"holds {v[bad][0]} at {int(np.argmax(bad))}; a variance is not negative" if bad.any() else ""


variances = Domain(r"\sigma^2_c \geq 0", variance_fault, lambda raw, env: raw * raw)


@formula(MEAN, shapes="(N, C, *H) -> (C)", source="ioffe2015, algorithm 1")
def batch_mean(x):
    """The mean of each channel, over the batch and space.

    x: (N, C, *space). Returns (C).

    >>> batch_mean([[[1.0, 3.0]], [[5.0, 7.0]]]).tolist()
    [4.0]
    """
    return x.mean(axis=over(x))


def over(x):
    """The axes of the batch and of space."""
    return (0, *range(2, x.ndim))


@batch_mean.gradient
def batch_mean_backward(dy, x):
    return (np.broadcast_to(per_channel(dy / x.dtype.type(size(x)), like=x), x.shape).copy(),)


def size(x):
    """How many values a channel has."""
    return x.size // x.shape[1]


@formula(
    VAR, where=[MEAN], shapes="(N, C, *H) -> (C)", requires={values > less: ENOUGH},
    source="ioffe2015, algorithm 1 and section 3.1", correction=correction,
)  # fmt: skip
def batch_var(x, correction=0):
    """The variance of each channel, over the batch and space, about its mean.

    x: (N, C, *space); correction: 0 divides by the number of values, 1 by one less. Returns (C).

    >>> batch_var([[[1.0, 3.0]]]).tolist(), batch_var([[[1.0, 3.0]]], correction=1).tolist()
    ([1.0], [2.0])
    """
    d = centred(x)
    return (d * d).sum(axis=over(x)) / x.dtype.type(size(x) - correction)


def centred(x):
    """What is left of the mean: two passes, since E[x^2] - E[x]^2 cancels."""
    return x - x.mean(axis=over(x), keepdims=True)


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


@formula(
    Eq(y[n, c, i], gamma[c] * ((x[n, c, i] - centre) / sqrt(spread + eps)) + beta[c]),
    where=[MEAN, VAR],
    shapes="(N, C, *H), (C), (C), (C), (C) -> (N, C, *H)",
    requires={momentum <= 1: "", values > live * less: ENOUGH},
    domain={"running_var": variances},
    source="ioffe2015, algorithms 1 and 2",
    training=Convention((centre, spread, live), {True: (mean[c], var[c], 1), False: (running_mean[c], running_var[c], 0)}),
    correction=correction,
    running_correction=Convention((), {1: (), 0: ()}),
)  # fmt: skip
def batch_norm(x, gamma, beta, eps=1e-5, *, training=True, running_mean=None, running_var=None, momentum=0.1, correction=0,
               running_correction=1):  # fmt: skip
    """Each channel brought to mean beta and standard deviation about gamma (eps keeps it below).

    x: (N, C, *space); gamma, beta, running_mean, running_var: (C); eps > 0; momentum: from 0 to 1. Returns y like x; in
    training with running statistics given (y, new running mean, new running variance). `training=False` needs both.

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
    """Whether running statistics are to be updated: in training, where both are given."""
    mean, var = given.get("running_mean"), given.get("running_var")
    if (mean is None) != (var is None):
        raise ValueError("normalization.batch_norm: running_mean and running_var are needed together, or neither")
    return given["training"] and mean is not None


batch_norm.also(follows, next_running_mean, next_running_var)


@batch_norm.gradient
def batch_norm_backward(dy, x, gamma, beta, eps, *, training, running_mean=None, running_var=None, momentum, correction,
                        running_correction):  # fmt: skip
    """In training mean and variance depend on x, too; in inference the running statistics take what x leaves."""
    number, axes = x.dtype.type, over(x)
    spread = batch_var.fn(x, correction) if training else running_var
    d = centred(x) if training else x - per_channel(running_mean, like=x)
    scale = number(1) / np.sqrt(spread + number(eps))
    slope = dy * per_channel(gamma * scale, like=x)          # by d, with the spread held
    by_spread = -(slope * d).sum(axis=axes) * scale * scale / 2
    dgamma, dbeta = (dy * d).sum(axis=axes) * scale, dy.sum(axis=axes)
    if not training:
        return slope, dgamma, dbeta, -slope.sum(axis=axes), by_spread
    dx = slope - per_channel(slope.sum(axis=axes) / number(size(x)), like=x) + batch_var_backward.fn(by_spread, x, correction)[0]
    return dx, dgamma, dbeta, None, None


# ---------------------------------------------------------------- among the channels


@formula(
    Eq(y[n, c, i], x[n, c, i] / crowd[n, c, i] ** power),
    where=[Eq(crowd[n, c, i], bias + share / neighbours * Sum(x[n, e, i] ** 2, (e, Max(0, c - side), Min(C - 1, c + side))))],
    shapes="(N, C, *H) -> (N, C, *H)",
    requires={Eq(Mod(neighbours, 2), 1): "an odd number of neighbours"},
    notation=r"\operatorname{LRN}",
    source="krizhevsky2012, section 3.3; PyTorch, torch.nn.LocalResponseNorm, for the share of alpha",
)
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, bias=1.0):
    """Each entry divided by (bias + alpha times the mean square of its neighbours among the channels), to the power beta.

    x: (N, C, *space); size: how many channels are neighbours, an odd number, and may be more than there are; alpha, beta >= 0;
    bias > 0. Returns the shape of x.

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


# ---------------------------------------------------------------- what laws are said with


@writable(r"{}_{{\cdot}}")
def spread_out(v, *, like):
    """One number a channel at every place."""
    return per_channel(v, like=like) + like * 0


@writable(r"\mathbf{{1}}")
def ones(v):
    return v * 0 + 1


@writable(r"\mathbf{{0}}")
def zeros(v):
    return v * 0


@writable(r"N H W")
def count(x):
    """How many values a channel has."""
    return x.size // x.shape[1]


@writable(r"(N H W - 1)")
def count_but_one(x):
    return x.size // x.shape[1] - 1


@writable(r"{}_{{[0]}}")
def first_entry(v):
    """The first entry of an array a channel."""
    return v[:1]


@writable(r"\tau({})")
def images_turned(x):
    """The images of the batch turned by one place."""
    return np.roll(x, 1, 0)


@writable(r"\pi({})")
def places_turned(x):
    """Each image's places in another order."""
    return np.roll(x[..., ::-1], 1, -1)


@writable(r"{}^{{2}}")
def squared(v):
    return v * v


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


@writable(r"{}^{{\leftrightarrow}}")
def channels_reversed(x):
    return x[:, ::-1]


@writable(r"\sum {}")
def channel_sums(x):
    return x.sum(axis=(0, *range(2, x.ndim)))


# ---------------------------------------------------------------- laws of the statistics


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
    return (next_running_mean(x, running_mean, momentum=momentum) - running_mean, (batch_mean(x) - running_mean) * momentum)


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
    return (next_running_var(x, running_var, momentum=momentum) - running_var,
            (batch_var(x, correction=0) - running_var) * momentum)  # fmt: skip


@next_running_var.fails()
def running_corrections_are_one(next_running_var, x, running_var):
    return next_running_var(x, running_var, running_correction=0), next_running_var(x, running_var, running_correction=1)


# ---------------------------------------------------------------- laws of the normalisation

TRAIN = {"training": True}
PLAIN = {"training": True, "correction": 0}


@batch_norm.law(held=TRAIN)
def has_mean_beta(batch_norm, x, gamma, beta):
    return batch_mean(batch_norm(x, gamma, beta)), beta


@batch_norm.law(held=PLAIN)
def has_its_variance(batch_norm, x, gamma, beta, eps):
    """The variance of the output is gamma^2 var / (var + eps), a little below gamma^2."""
    return batch_var(batch_norm(x, gamma, beta, eps=eps)) * (batch_var(x) + eps), squared(gamma) * batch_var(x)


@batch_norm.law(z="(C)", held=TRAIN)
def ignores_a_constant(batch_norm, x, gamma, beta, z):
    """What is added to a channel is subtracted with its mean."""
    return batch_norm(x + spread_out(z, like=x), gamma, beta), batch_norm(x, gamma, beta)


@batch_norm.law(held=TRAIN)
def ignores_a_large_constant(batch_norm, x, gamma, beta):
    """Far from zero a spread is as large as near it: a variance must not come out of what cancels."""
    return batch_norm(x + 2**14, gamma, beta), batch_norm(x, gamma, beta)


@batch_norm.law(held=TRAIN)
def ignores_scale(batch_norm, x, gamma, beta, eps):
    """Three times the input, with eps nine times as large, gives the same."""
    return batch_norm(x * 3, gamma, beta, eps=eps * 9), batch_norm(x, gamma, beta, eps=eps)


@batch_norm.law(held=TRAIN)
def is_odd(batch_norm, x, gamma, beta):
    """The sign of the input is the sign of gamma."""
    return batch_norm(-x, gamma, beta), batch_norm(x, -gamma, beta)


@batch_norm.law(held=TRAIN)
def is_affine(batch_norm, x, gamma, beta):
    """gamma and beta act on what is normalised."""
    return (batch_norm(x, gamma, beta),
            spread_out(gamma, like=x) * batch_norm(x, ones(gamma), zeros(beta)) + spread_out(beta, like=x))  # fmt: skip


@batch_norm.law(held=TRAIN)
def of_a_constant_is_beta(batch_norm, x, gamma, beta):
    """Where all values of a channel agree, there is nothing to normalise."""
    return batch_norm(zeros(x) + 5, gamma, beta), spread_out(beta, like=x)


@batch_norm.law(held=TRAIN)
def treats_channels_alone(batch_norm, x, gamma, beta):
    return first_channel(batch_norm(x, gamma, beta)), batch_norm(first_channel(x), first_entry(gamma), first_entry(beta))


@batch_norm.law(held=TRAIN)
def moves_with_the_batch(batch_norm, x, gamma, beta):
    """Images in another order, and their places too."""
    return batch_norm(images_turned(places_turned(x)), gamma, beta), images_turned(places_turned(batch_norm(x, gamma, beta)))


@batch_norm.law(held=PLAIN)
def trains_as_it_infers(batch_norm, x, gamma, beta, eps):
    """Inference with the batch's own statistics is the training form."""
    return (batch_norm(x, gamma, beta, eps=eps, training=False, running_mean=batch_mean(x), running_var=batch_var(x)),
            batch_norm(x, gamma, beta, eps=eps))  # fmt: skip


@batch_norm.law(held={"training": True}, requires=[lambda N, H: N * H > 1], rank=1)
def corrects(batch_norm, x, gamma, beta, eps):
    """The two variances differ by the factor N / (N - 1), which eps and gamma can take over."""
    return (squared(batch_norm(x, gamma, zeros(beta), eps=eps * count(x), correction=1)) * count(x),
            squared(batch_norm(x, gamma, zeros(beta), eps=eps * count_but_one(x), correction=0)) * count_but_one(x))  # fmt: skip


@batch_norm.law(held={"training": False}, z="x")
def infers_affinely(batch_norm, x, gamma, beta, running_mean, running_var, z):
    """In inference each image is mapped on its own, and differences of inputs scale."""
    common = {"running_mean": running_mean, "running_var": running_var, "training": False}
    return (batch_norm(x + z, gamma, beta, **common) - batch_norm(x, gamma, beta, **common),
            batch_norm(z + z, gamma, beta, **common) - batch_norm(z, gamma, beta, **common))  # fmt: skip


@batch_norm.law(held={"training": False})
def infers_by_the_running_mean(batch_norm, x, gamma, beta, running_mean, running_var):
    """An input equal to the running mean gives beta."""
    common = {"running_mean": running_mean, "running_var": running_var, "training": False}
    return batch_norm(spread_out(running_mean, like=x), gamma, beta, **common), spread_out(beta, like=x)


@batch_norm.law(held={"training": False})
def infers_by_the_running_variance(batch_norm, x, gamma, beta, running_mean, running_var, eps):
    """The deviation from the mean, squared, times (variance + eps)."""
    common = {"running_mean": running_mean, "running_var": running_var, "training": False}
    y = batch_norm(x, gamma, zeros(beta), eps=eps, **common)
    return (squared(y) * (spread_out(running_var, like=x) + eps),
            squared(spread_out(gamma, like=x) * (x - spread_out(running_mean, like=x))))  # fmt: skip


@batch_norm.law(held={"training": False})
def infers_images_alone(batch_norm, x, gamma, beta, running_mean, running_var):
    common = {"running_mean": running_mean, "running_var": running_var, "training": False}
    return first(batch_norm(x, gamma, beta, **common)), batch_norm(first(x), gamma, beta, **common)


@batch_norm.fails(held=TRAIN)
def treats_images_alone(batch_norm, x, gamma, beta):
    """In training an image's result depends on the whole batch."""
    return first(batch_norm(x, gamma, beta)), batch_norm(first(x), gamma, beta)


@batch_norm.fails(held=PLAIN)
def has_variance_one(batch_norm, x, gamma, beta):
    """eps keeps the variance below 1."""
    return batch_var(batch_norm(x, ones(gamma), beta)), ones(gamma)


@batch_norm.fails(held=TRAIN)
def is_idempotent(batch_norm, x, gamma, beta):
    return batch_norm(batch_norm(x, ones(gamma), zeros(beta)), ones(gamma), zeros(beta)), batch_norm(x, ones(gamma), zeros(beta))


# ---------------------------------------------------------------- laws of the normalisation among channels


@local_response_norm.law()
def divides_by_the_neighbours(local_response_norm, x, size, alpha, bias):
    """To the power 1: every entry is its result times the bias and the share of alpha in the squares around it."""
    y = local_response_norm(x, size=size, alpha=alpha, beta=1, bias=bias)
    return y * (size * bias + alpha * summed_around(squared(x), size=size)), size * x


@local_response_norm.law(more="1..3")
def adds_powers(local_response_norm, x, beta, more):
    """Powers of one number: exponents add up."""
    return local_response_norm(x, beta=beta) * local_response_norm(x, beta=more), x * local_response_norm(x, beta=beta + more)


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
    return (local_response_norm(x, size=all_channels(x), alpha=alpha * all_channels(x)),
            local_response_norm(x, size=all_channels(x) + 4, alpha=alpha * (all_channels(x) + 4)))  # fmt: skip


@local_response_norm.law()
def ignores_channels_of_zeros(local_response_norm, x, size):
    """Channels outside count like channels of zeros."""
    return but_last_channel(local_response_norm(before_zeros(x), size=size)), local_response_norm(x, size=size)


@local_response_norm.law()
def reverses_the_channels(local_response_norm, x, size):
    """As many neighbours on either side."""
    return local_response_norm(channels_reversed(x), size=size), channels_reversed(local_response_norm(x, size=size))


@local_response_norm.law()
def response_is_odd(local_response_norm, x):
    return local_response_norm(-x), -local_response_norm(x)


@local_response_norm.law()
def response_treats_images_alone(local_response_norm, x):
    return first(local_response_norm(x)), local_response_norm(first(x))


@local_response_norm.fails()
def response_is_homogeneous(local_response_norm, x, alpha):
    """Twice the input is damped more."""
    return local_response_norm(x + x, alpha=alpha), local_response_norm(x, alpha=alpha) + local_response_norm(x, alpha=alpha)


@local_response_norm.fails(held={"size": 3})
def treats_channels_as_strangers(local_response_norm, x, alpha):
    """A channel's result depends on its neighbours."""
    return first_channel(local_response_norm(x, alpha=alpha)), local_response_norm(first_channel(x), alpha=alpha)
