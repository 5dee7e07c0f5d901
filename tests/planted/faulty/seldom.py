"""Faults in formulas that hunts had tried least, and in forms that users write: values that count as absent when they
are 0, defaults that differ, axes named from the end, upstream gradients that are not used. They were written down for
the command before any check had been run on them."""

from __future__ import annotations

import numpy as np

from mathcnn import (
    activation,
    arrays,
    classic,
    convolution,
    fitting,
    information,
    kernels,
    layers,
    normalization,
    optimization,
    perceptron,
    pooling,
    probability,
)
from mathcnn.conformance import scope
from mathcnn.evidence.verdicts import CONVENTION, FAILS, SUSPECT

from . import SPECIAL, Bank, always, last_column, last_row, negated, one_entry, zeros

bank = Bank(__name__)
DOUBTED = (FAILS, SUSPECT)

# ---------------------------------------------------------------- layers

conv, conv_transpose = layers.conv, layers.conv_transpose


def of_channels(b, c):
    return np.asarray(b).reshape(-1, *[1] * c.rank)


bank(
    conv,
    "depthwise: bias twice",
    lambda c: c.groups == c.cin > 1 and c.b is not None,
    lambda y, c: y + of_channels(c.b, c),
)
bank.instead(
    conv,
    "dilation equal to the stride, above 1: the first tap only",
    lambda c: c.d == c.s and min(c.d) > 1,
    lambda c: {"w": np.where(np.arange(np.prod(c.w.shape[2:])).reshape(c.w.shape[2:]) == 0, c.w, 0).astype(c.w.dtype)},
)
bank.instead(conv, "flip with dilation: not turned", lambda c: bool(c.flip) and max(c.d) > 1, lambda c: {"flip": False})
bank(
    conv_transpose,
    "3 x 3, stride 2, padding 1, output padding 1: last row",
    lambda c: c.k == (3, 3) and c.all("s", 2) and c.all("p", 1) and set(c.each("output_padding")) == {1},
    last_row,
)


@bank.function(layers.resize, "nearest, places in float32 by 1 / scale")
def _place_in_float32(
    x, size=None, scale=None, mode="nearest", coordinates="half_pixel", rounding="round_prefer_floor"
):
    y = np.asarray(layers.resize(x, size, scale, mode, coordinates, rounding))
    if mode != "nearest" or coordinates != "asymmetric" or rounding != "floor" or scale is not None:
        return y
    for axis in range(2, x.ndim):
        n, m = x.shape[axis], y.shape[axis]
        at = np.minimum((np.arange(m, dtype=np.float32) * np.float32(n / m)).astype(int), n - 1)
        x = np.take(x, at, axis)
    return x


bank(
    layers.pad, "circular, by the whole width: zeros", lambda c: c.mode == "circular" and max(c.p[-1]) == c.width, zeros
)
bank.instead(
    layers.crop,
    "before and after exchanged on the last axis",
    lambda c: c.rank > 1 and c.p[-1][0] != c.p[-1][1],
    lambda c: {"padding": (*c.p[:-1], c.p[-1][::-1])},
)


@bank.function(layers.flatten, "in the order of memory")
def _memory(x):
    return np.array(x.reshape(len(x), -1, order="A"))


@bank.function(conv, "channels last, stride 2, odd width: last column")
@scope(layout="NHWC", layouts={"w": "HWIO"}, ranks={2})
def _channels_last(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1):
    y = conv(
        np.moveaxis(x, -1, 1),
        w.transpose(3, 2, 0, 1),
        b,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
    )
    y = np.moveaxis(np.array(y), 1, -1)
    if stride[-1] == 2 and x.shape[2] % 2:
        y[:, :, -1] = 0
    return y


# ---------------------------------------------------------------- pools


@bank.function(pooling.max_pool, "its indices with padding: in the padded plane")
def _padded_plane(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    options = dict(stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    if not return_indices:
        return pooling.max_pool(x, kernel_size, **options)
    y, places = pooling.max_pool(x, kernel_size, **options, return_indices=True)
    pairs = pooling.max_pool.read((x, kernel_size), options).scalars["padding"]
    if not np.any(pairs):
        return y, places
    at = np.unravel_index(places, x.shape[2:])
    moved = [i + before for i, (before, _) in zip(at, pairs, strict=True)]
    return y, np.ravel_multi_index(moved, [n + sum(p) for n, p in zip(x.shape[2:], pairs, strict=True)]).astype(
        places.dtype
    )


bank.instead(
    pooling.avg_pool,
    "divisor_override without count_include_pad: ignored",
    lambda c: c.divisor_override is not None and not c.count_include_pad,
    lambda c: {"divisor_override": None},
)


@bank.function(pooling.avg_pool, "float64, windows of 9 or more: in float32", *DOUBTED)
def _in_float32(x, kernel_size, **options):
    y = np.asarray(pooling.avg_pool(x, kernel_size, **options))
    size = pooling.avg_pool.read((x, kernel_size), options).scalars["kernel_size"]
    return y.astype(np.float32).astype(np.float64) if y.dtype == np.float64 and np.prod(size) >= 9 else y


@bank.function(pooling.global_max_pool, "more than 1024 entries a channel: the rest left out")
def _first_part(x):
    flat = x.reshape(*x.shape[:2], -1)[..., :1024]
    return flat.max(-1).reshape(*x.shape[:2], *[1] * (x.ndim - 2))


bank(
    pooling.adaptive_avg_pool,
    "one row higher than 1 to more columns than there are: last column",
    lambda c: c.rank == 2 and c.first.shape[2] == 1 and c.each("size")[-1] > c.width,
    last_column,
)

# ---------------------------------------------------------------- activations and losses

bank(
    activation.softmax,
    "axis -2 of three: along the last",
    lambda c: c.asked["axis"] == -2 and c.first.ndim == 3,
    lambda y, c: activation.softmax(c.x, -1),
)
bank(
    activation.log_softmax,
    "minus infinity: NaN",
    always,
    lambda y, c: np.where(np.isneginf(c.x), np.nan, y).astype(y.dtype),
    SPECIAL,
)
bank.instead(
    activation.cross_entropy,
    "the last label: the first",
    lambda c: c.x.shape[1] > 2,
    lambda c: {"t": np.where(np.asarray(c.t) == c.x.shape[1] - 1, 0, c.t)},
)


@bank.function(activation.silu, "beta 0: 1")
def _falsy(x, beta=1):
    return activation.silu(x, beta or 1)


bank.instead(
    activation.leaky_relu, "alpha below 0: its absolute value", lambda c: c.alpha < 0, lambda c: {"alpha": -c.alpha}
)


@bank.function(activation.hard_sigmoid, "alpha left out: 1/6", CONVENTION)
def _sixth(x, alpha=1 / 6, beta=0.5):
    return activation.hard_sigmoid(x, alpha, beta)


@bank.function(activation.softmax, "by jax without float64")
def _by_jax(x, axis=-1):
    import jax

    return np.asarray(jax.nn.softmax(jax.numpy.asarray(np.array(x)), axis))


@bank.function(classic.rejecting_loss, "exponentials that are not shifted", FAILS, SPECIAL, SUSPECT)
def _unshifted(y, t, rejection=1.0):
    with np.errstate(all="ignore"):
        each = y[np.arange(len(y)), t] + np.log(np.exp(-rejection) + np.exp(-y).sum(1))
        return each.mean().astype(y.dtype)


# ---------------------------------------------------------------- normalisation

bank.instead(
    normalization.batch_norm, "gamma below 0: its absolute value", always, lambda c: {"gamma": np.abs(c.gamma)}
)


@bank.function(normalization.layer_norm, "epsilon left out: 1e-12", CONVENTION)
def _other_default(x, gamma, beta, eps=1e-12):
    return normalization.layer_norm(x, gamma, beta, eps)


bank.instead(
    normalization.local_response_norm,
    "bias 1 counted for other biases below 2",
    lambda c: c.bias < 2,
    lambda c: {"bias": 1.0},
)


@bank.function(normalization.next_running_mean, "momentum 0: 0.1")
def _falsy_momentum(x, running_mean, momentum=0.1):
    return normalization.next_running_mean(x, running_mean, momentum or 0.1)


bank.instead(
    normalization.next_running_var,
    "two values a channel: not corrected",
    lambda c: c.values == 2,
    lambda c: {"running_correction": 0},
)
# ---------------------------------------------------------------- arrays, sequences, images


@bank.function(arrays.mean, "axis -2 of three: the first")
def _first_axis(x, axis=-1):
    y = np.asarray(arrays.mean(x, axis))
    if axis == -2 and x.ndim == 3 and x.shape[0] == x.shape[1]:
        return np.asarray(arrays.mean(x, 0))
    return y


@bank.function(arrays.mul, "a square and a row: as a column")
def _column(x, z):
    if x.ndim == z.ndim == 2 and x.shape[0] == x.shape[1] == z.shape[1] and len(z) == 1:
        return x * z.T
    return arrays.mul(x, z)


@bank.function(arrays.matmul, "one row by a square: by its transpose")
def _one_row(x, z):
    if x.shape[-2] == 1 and z.shape[-2] == z.shape[-1]:
        return arrays.matmul(x, np.swapaxes(z, -1, -2))
    return arrays.matmul(x, z)


@bank.function(convolution.cross_correlation, "same, kernel of even sides: one place later")
def _later(I, K, mode="full"):
    y = np.asarray(convolution.cross_correlation(I, K, mode))
    return np.roll(y, 1, -1) if mode == "same" and K.shape[-1] % 2 == 0 else y


bank(
    convolution.shift,
    "further than its length: one entry of the old left",
    lambda c: c.given["k"] > c.first.size,
    lambda y, c: np.concatenate([np.asarray(c.f)[:1], y[1:]]),
)
bank(convolution.toeplitz, "fewer columns than taps: last entry", lambda c: np.size(c.g) > c.M, one_entry)
bank(kernels.moments, "order 3 or more: p and q exchanged", lambda c: c.order >= 3, lambda y, c: y.T.copy())
bank(
    perceptron.shift_invariant,
    "circular, even width: last column",
    lambda c: c.border == "circular" and c.width % 2 == 0,
    last_column,
)
bank(
    perceptron.dense,
    "square image: of the transposed one",
    lambda c: c.first.shape[0] == c.first.shape[1] > 1,
    lambda y, c: perceptron.dense(np.asarray(c.x).T, c.w, c.u),
)

# ---------------------------------------------------------------- LeNet's parts, steps, lines

bank(
    classic.conv_by_table,
    "an output that reads no channel: no bias",
    lambda c: c.b is not None,
    lambda y, c: np.where(np.asarray(c.table).any(1).reshape(-1, *[1] * c.rank), y, 0).astype(y.dtype),
)
bank(
    classic.subsample,
    "windows of 2 on an odd width: last column",
    lambda c: c.k[-1] == 2 and c.width % 2 == 1,
    last_column,
)
bank(classic.euclidean_rbf, "more than 10 codes: the last", lambda c: len(c.w) > 10, last_column)


@bank.function(optimization.next_weight, "1000 weights or more: in place")
def _in_place(weight, velocity, rate):
    if weight.size >= 1000 and weight.flags.writeable and weight.dtype.kind == "f":
        weight -= (rate * velocity).astype(weight.dtype)
        return weight
    return optimization.next_weight(weight, velocity, rate)


bank(
    fitting.step_slope,
    "more than 100 points: by 100",
    lambda c: c.first.size > 100,
    lambda y, c: (c.slope + (y - c.slope) * (c.first.size / 100)).astype(y.dtype),
)
bank(fitting.least_squares_slope, "last place before the first: negated", lambda c: c.x[-1] < c.x[0], negated)

# ---------------------------------------------------------------- probabilities and sizes

bank(
    information.conditional_mutual_information,
    "a third variable of one value: 0",
    lambda c: c.first.shape[2] == 1,
    zeros,
)


@bank.function(probability.marginal, "two axes named in reverse: transposed")
def _as_named(joint, axis):
    y = np.asarray(probability.marginal(joint, axis))
    return y.T if isinstance(axis, tuple) and len(axis) == 2 and axis[0] % joint.ndim > axis[1] % joint.ndim else y


bank(probability.conditional, "given the impossible: 0", always, lambda y, c: np.nan_to_num(y), FAILS, SPECIAL)

for own in (_channels_last, _sixth, _other_default):  # whose parameters differ from those of the formula
    del own.__signature__
