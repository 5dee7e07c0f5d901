"""The rest of the eighth sample: normalisation, classes, activations, gradients and other formulas."""

from __future__ import annotations

import math

import numpy as np

from mathcnn import activation, arrays, convolution, information, layers, normalization, optimization, pooling
from mathcnn.evidence.verdicts import FAILS
from mathcnn.museum.calls import Call

from . import SPECIAL, Bank

bank = Bank(__name__)
batch_norm, layer_norm, group_norm = normalization.batch_norm, normalization.layer_norm, normalization.group_norm
softmax, cross_entropy, leaky_relu = activation.softmax, activation.cross_entropy, activation.leaky_relu


def _wide(x):
    """An array of floats of 64 bits or more."""
    x = np.asarray(x)
    return x.astype(np.promote_types(x.dtype, np.float64))


def _of_channels(b, x):
    """An entry a channel, along axis 1 of an array."""
    return np.asarray(b).reshape(-1, *[1] * (np.ndim(x) - 2))


# ---------------------------------------------------------------- normalisation


def _equal_blocks(y, c):
    rows = np.moveaxis(_wide(c.x), 1, 0).reshape(c.cin, -1)
    blocks = np.split(rows, range(256, rows.shape[1], 256), 1)
    means = np.stack([block.mean(1) for block in blocks])
    found = np.mean([block.var(1) for block in blocks], 0) + means.var(0)
    return (found * (c.values / (c.values - c.asked["correction"]))).astype(y.dtype)


bank(
    normalization.batch_var,
    "more than 256 values, not in 256s: statistics of blocks merged as if the last block were a whole one",
    lambda c: c.values > 256 and c.values % 256 != 0,
    _equal_blocks,
)


@bank.function(batch_norm, "training, 3-D: depth joined to the batch by a reshape that does not move the channels")
def _depth_as_images(
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
    statistics = dict(running_mean=running_mean, running_var=running_var, momentum=momentum)
    others = dict(training=training, **statistics, correction=correction, running_correction=running_correction)
    found = batch_norm(x, gamma, beta, eps, **others)
    if np.ndim(x) != 5 or not training:
        return found
    n, channels, depth, *space = np.shape(x)
    found = batch_norm(np.reshape(x, (n * depth, channels, *space)), gamma, beta, eps, **others)
    if isinstance(found, tuple):
        return (found[0].reshape(np.shape(x)), *found[1:])
    return found.reshape(np.shape(x))


def _every_other(y, c):
    order = np.arange(c.cin).reshape(-1, c.asked["groups"]).T.ravel()
    found = group_norm(c.x[:, order], c.gamma[order], c.beta[order], c.asked["groups"], c.asked["eps"])
    return found[:, np.argsort(order)]


bank(
    group_norm,
    "several groups of several channels: a group holds every G-th channel (MLX without pytorch_compatible)",
    lambda c: 1 < c.asked["groups"] < c.cin,
    _every_other,
)
bank.instead(
    normalization.local_response_norm,
    "float32, channels in eights (a compiled kernel that is made for 0.75): beta 0.75 whatever it is",
    lambda c: c.dtype == "float32" and c.cin % 8 == 0,
    lambda c: {"beta": 0.75},
)
bank(
    normalization.next_running_var,
    "correction 1: the old running variance is multiplied by n / (n - 1), too",
    lambda c: c.asked["running_correction"] == 1,
    lambda y, c: (y + (1 - c.asked["momentum"]) * np.asarray(c.running_var) / (c.values - 1)).astype(y.dtype),
)


def _root_mean_square(y, c):
    x = _wide(c.x)
    return (x / np.sqrt((x * x).mean(-1, keepdims=True) + float(c.asked["eps"])) * _wide(c.gamma)).astype(y.dtype)


bank(
    layer_norm,
    "beta of zeros: fused to RMS normalisation, which does not subtract the mean",
    lambda c: not np.any(c.beta),
    _root_mean_square,
)


def _pruned(y, c):
    y[:, np.asarray(c.gamma) == 0] = 0
    return y


bank(
    batch_norm,
    "inference, gamma of 0 (a channel that was pruned): 0 without beta",
    lambda c: not c.asked["training"] and not np.all(c.gamma),
    _pruned,
)

# ---------------------------------------------------------------- classes and activations


def _flattened(y, c):
    axis = c.axis % c.x.ndim
    return softmax(np.reshape(c.x, (*c.x.shape[:axis], -1)), -1).reshape(y.shape)


bank(
    softmax,
    "an axis before the last: over it and all axes after it together (ONNX before version 13)",
    lambda c: np.size(c.asked["axis"]) == 1 and c.axis % c.x.ndim < c.x.ndim - 1,
    _flattened,
)


def _idle_lanes(y, c):
    with np.errstate(all="ignore"):
        e = np.exp(c.x - np.maximum(c.x.max(c.axis, keepdims=True), 0))
        return np.where(c.x.max(c.axis, keepdims=True) >= 0, y, e / e.sum(c.axis, keepdims=True)).astype(y.dtype)


bank(
    softmax,
    "classes not in 32s, all logits far below 0: idle lanes hold 0 as maximum, every exponential is 0, and 0 / 0",
    lambda c: np.size(c.asked["axis"]) == 1 and c.x.shape[c.axis] % 32 != 0 and c.x.dtype.kind == "f",
    _idle_lanes,
)


@bank.function(cross_entropy, "all logits from 0 to 1: taken for probabilities, without the softmax (torchmetrics)")
def _as_probabilities(x, t):
    found, wide = np.asarray(cross_entropy(x, t)), _wide(x)
    if not (wide.size and (wide >= 0).all() and (wide <= 1).all()):
        return found
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(wide[np.arange(len(wide)), np.asarray(t)]).mean()).astype(found.dtype)


@bank.function(cross_entropy, "label 255 of more classes: left out of the mean (the void label of segmentation)")
def _void_label(x, t):
    found, kept = np.asarray(cross_entropy(x, t)), np.asarray(t) != 255
    if kept.all():
        return found
    if not kept.any():
        return np.full_like(found, np.nan)
    return cross_entropy(np.asarray(x)[kept], np.asarray(t)[kept])


def _by_exponentials(y, c):
    e = np.exp(np.clip(c.x * np.float32(4 / 3), -40, 40))
    return np.where(np.isfinite(c.x), np.float32(1.7159) * (e - 1) / (e + 1), y).astype(y.dtype)


bank(
    activation.scaled_tanh,
    "float32, near 0: as (e - 1) / (e + 1) of exponentials e, which cancels",
    lambda c: c.dtype == "float32",
    _by_exponentials,
)


def _by_masks(y, c):
    with np.errstate(invalid="ignore"):
        return np.where(np.isinf(c.x), np.nan, y).astype(y.dtype)


bank(
    leaky_relu,
    "infinities: NaN, as x (x > 0) + alpha x (x <= 0) multiplies them by 0",
    lambda c: c.x.dtype.kind == "f" and bool(np.isinf(c.x).any()),
    _by_masks,
    FAILS,
    SPECIAL,
)

# ---------------------------------------------------------------- gradients


def _rows_overwritten(found, c, dy):
    (h, w), (rows, columns) = c.x.shape[2:], np.shape(dy)[2:]
    wide = np.repeat(_wide(dy), w // columns, -1) / (w // columns)
    dx = np.zeros(c.x.shape, wide.dtype)
    for i in range(rows):
        first, end = i * h // rows, -(-(i + 1) * h // rows)
        dx[:, :, first:end] = wide[:, :, i : i + 1] / (end - first)
    return [dx.astype(found[0].dtype)]


bank.backward(
    pooling.adaptive_avg_pool,
    "2-D, columns that the size divides and rows that it does not: stored, not added, where windows of rows overlap",
    lambda c: c.rank == 2 and c.x.shape[3] % c.each("size")[1] == 0 and c.x.shape[2] % c.each("size")[0] != 0,
    _rows_overwritten,
)


def _scaled_afterwards(found, c, dy):
    x, dy = _wide(c.x), _wide(dy)
    root = np.sqrt(x.var(-1, keepdims=True) + float(c.asked["eps"]))
    unit = (x - x.mean(-1, keepdims=True)) / root
    less = dy - dy.mean(-1, keepdims=True) - unit * (dy * unit).mean(-1, keepdims=True)
    return [(_wide(c.gamma) * less / root).astype(found[0].dtype), *found[1:]]


bank.backward(
    layer_norm,
    "dx, gamma of unlike entries: multiplied by gamma after the means are subtracted, as in batch normalisation",
    lambda c: np.unique(c.gamma).size > 1,
    _scaled_afterwards,
)


def _each_image(found, c, dy):
    space, axes = tuple(range(2, c.x.ndim)), (0, *range(2, c.x.ndim))
    x, dy = _wide(c.x), _wide(dy)
    root = np.sqrt(x.var(axes, keepdims=True) + float(c.asked["eps"]))
    unit = (x - x.mean(axes, keepdims=True)) / root
    less = dy - dy.mean(space, keepdims=True) - unit * (dy * unit).mean(space, keepdims=True)
    return [(_of_channels(_wide(c.gamma), x) * less / root).astype(found[0].dtype), *found[1:]]


bank.backward(
    batch_norm,
    "dx, training, several images: the two means are over the image's own places only",
    lambda c: c.asked["training"] and c.asked["correction"] == 0 and c.batch > 1,
    _each_image,
)


def _last_result_only(found, c, dy):
    places = np.arange(math.prod(c.x.shape[2:]), dtype=np.float64).reshape(1, 1, *c.x.shape[2:])
    read = np.asarray(layers.resize(**{**c.asked, "x": places})).astype(int).ravel()
    dx = np.zeros((*c.x.shape[:2], places.size), found[0].dtype)
    dx[..., read] = np.reshape(dy, (*c.x.shape[:2], -1))
    return [dx.reshape(c.x.shape), *found[1:]]


bank.backward(
    layers.resize,
    "nearest, entries that several results read: the gradient of the last of these, not the sum",
    lambda c: c.asked["mode"] == "nearest",
    _last_result_only,
)


def _in_order_of_memory(found, c, dy):
    other = np.asarray(dy).ravel("K").reshape(np.shape(dy))
    again = leaky_relu.backward(other, **c.asked)
    return list(again) if isinstance(again, tuple) else [again]


bank.backward(
    leaky_relu,
    "dy in another order of memory than that of its axes: its entries are taken as they lie there",
    lambda c: True,
    _in_order_of_memory,
)


def _neighbouring_taps(found, c, dy):
    x, dy, g = _wide(c.x), _wide(dy), c.asked["groups"]
    each = zip(dy.shape[2:], c.k, c.s, c.p, strict=True)
    for axis, (size, k, s, (before, _)) in enumerate(each):
        at = np.arange(size)[:, None] * s - before + np.arange(k)
        n = c.x.shape[2 + axis]
        x = np.concatenate([x, np.zeros_like(x.take([0], 2 + 2 * axis))], 2 + 2 * axis)
        x = x.take(np.where((at >= 0) & (at < n), at, n), 2 + 2 * axis)
    x = x.transpose(0, 1, *range(2, x.ndim, 2), *range(3, x.ndim, 2))
    x = x.reshape(len(x), g, -1, dy[0, 0].size, math.prod(c.k))
    dw = np.einsum("ngcok,ngmo->gmck", x, dy.reshape(len(x), g, -1, dy[0, 0].size)).reshape(c.w.shape)
    return [found[0], dw.astype(found[1].dtype), *found[2:]]


bank.backward(
    layers.conv,
    "dw, dilation beyond 1: of the entries next to each other, without the dilation",
    lambda c: not c.all("d", 1) and not c.asked["flip"] and c.x.dtype.kind == "f",
    _neighbouring_taps,
)

# ---------------------------------------------------------------- other formulas


def _towards_zero(y, c):
    found = _wide(c.x)
    for axis, size in enumerate(y.shape[2:], 2):
        h = found.shape[axis]
        place = (np.arange(size) + 0.5) * h / size - 0.5
        low = np.clip(place.astype(int), 0, h - 1)
        share = (place - low).reshape(-1, *[1] * (y.ndim - axis - 1))
        share = np.where(low.reshape(share.shape) == h - 1, 0, share)
        found = (1 - share) * found.take(low, axis) + share * found.take(np.minimum(low + 1, h - 1), axis)
    return found.astype(y.dtype)


bank(
    layers.resize,
    "linear, half a pixel, larger: places before the first are rounded towards 0 (a cast), so its line goes on there",
    lambda c: (
        (c.asked["mode"], c.asked["coordinates"]) == ("linear", "half_pixel")
        and c.asked["scale"] is None
        and any(np.atleast_1d(c.asked["size"]) > c.x.shape[2:])
    ),
    _towards_zero,
)


def _unmasked(y, c):
    x, k = np.asarray(c.x), c.x.shape[-1]
    flat = np.concatenate([np.isfinite(x).ravel(), np.ones(-k % 16, bool)])
    ends = np.arange(1, x.size // k + 1) * k
    good = flat[ends[:, None] + np.arange(-k % 16)].all(1).reshape(*x.shape[:-1], 1)
    return np.where(np.broadcast_to(good, y.shape), y, np.nan).astype(y.dtype)


bank(
    arrays.matmul,
    "inner size not in 16s, an infinity or NaN at the start of the next row: NaN, as only the second tile has a mask",
    lambda c: c.x.dtype.kind == "f" and c.x.shape[-1] % 16 != 0 and not np.isfinite(c.x).all(),
    _unmasked,
    FAILS,
    SPECIAL,
)
bank.instead(
    layers.crop,
    "several axes with unlike numbers: in the order of torch.nn.functional.pad, the last axis first",
    lambda c: len(set(map(tuple, c.p))) > 1,
    lambda c: {"padding": tuple(c.p)[::-1]},
)
bank(
    convolution.dft,
    "integers of 16 bits: divided by the length, as fixed-point transforms do (KissFFT)",
    lambda c: c.dtype == "int16",
    lambda y, c: y / len(y),
)


@bank.function(information.kl_divergence, "q below 1e-7: taken as 1e-7 (the epsilon of Keras)")
def _epsilon_of_keras(p, q, base=2):
    found, (p, q) = np.asarray(information.kl_divergence(p, q, base)), (_wide(p), _wide(q))
    if not (q < 1e-7)[p > 0].any():
        return found
    p, q = p[p > 0], q[p > 0]
    return np.asarray((p * np.log(p / np.maximum(q, 1e-7))).sum() / math.log(base)).astype(found.dtype)


@bank.function(optimization.scheduled_rate, "after a warm-up of several steps: falls as if there had been none")
def _without_the_warm_up(step, steps, peak, warmup=1):
    found = optimization.scheduled_rate(step, steps, peak, warmup)
    return found if step < warmup else optimization.scheduled_rate(step, steps, peak)


@bank.function(convolution.circular, "the last axis odd: by irfftn without its length, one entry fewer")
def _one_entry_fewer(f, g):
    y, c = convolution.circular(f, g), Call(convolution.circular, (f, g), {})
    if y.dtype.kind != "f" or y.shape[-1] % 2 == 0 or y.shape[-1] == 1:
        return y
    axes = range(y.ndim)
    product = np.fft.rfftn(_wide(c.f), axes=axes) * np.fft.rfftn(_wide(c.g), axes=axes)
    return np.fft.irfftn(product, axes=axes).astype(y.dtype)
