"""A tenth sample of the kinds that public reports show, continued: normalisation, activations, losses, gradients,
and what else a library of formulas has."""

from __future__ import annotations

import numpy as np

from mathcnn import activation, arrays, convolution, geometry, layers, normalization, optimization, pooling

from . import SPECIAL, Bank
from .fresh_tenth import again, per_channel, seen, wrong

bank = Bank(__name__)
batch_norm, group_norm, softmax = normalization.batch_norm, normalization.group_norm, activation.softmax


def backward(of, says, when):
    """A decorator for a change of gradients: a function of the call, dy and the right gradients as a list."""

    def keep(change):
        def faulty(dy, *args, **kwargs):
            found = of.backward(dy, *args, **kwargs)
            several = list(found) if isinstance(found, tuple) else [found]
            c = seen(of, args, kwargs)
            dy = np.asarray(dy)
            if c is not None and dy.dtype != object and when(c):
                change(c, dy, several)
            return tuple(several)

        bank.add(of, says, faulty, gradient=True)
        return change

    return keep


# ---------------------------------------------------------------- normalisation


@wrong(
    bank,
    batch_norm,
    "training, an even batch of 4 or more (two devices): the variance is the mean of those of its halves",
    lambda c: bool(c.training) and c.batch >= 4 and c.batch % 2 == 0,
)
def _two_devices(c, found):
    x = c.x.astype(np.float64)
    axes, half = (0, *range(2, x.ndim)), c.batch // 2
    var = (x[:half].var(axes) + x[half:].var(axes)) / 2 * (c.values / (c.values - int(c.correction)))
    y = (x - per_channel(x.mean(axes), x)) * per_channel(c.gamma / np.sqrt(var + float(c.eps)), x)
    y += per_channel(c.beta, x)
    if isinstance(found, tuple):
        return y.astype(found[0].dtype), *found[1:]
    return y.astype(found.dtype)


@wrong(
    bank,
    batch_norm,
    "training, several images of several places: the running variance corrected by the number of images, not values",
    lambda c: bool(c.training) and c.batch > 1 and c.values > c.batch and int(c.running_correction) == 1,
)
def _by_images(c, found):
    if not isinstance(found, tuple):
        return found
    y, mean, var = found
    new = normalization.batch_var(c.x) * (c.batch / (c.batch - 1))
    m = float(c.momentum)
    return y, mean, ((1 - m) * c.running_var + m * new).astype(np.asarray(var).dtype)


@wrong(
    bank,
    batch_norm,
    "rows of as many places as there are channels: gamma and beta along the places (by NumPy's broadcasting)",
    lambda c: c.rank == 1 and c.width == c.cin > 1,
)
def _along_places(c, found):
    plain = again(c, gamma=np.ones_like(c.gamma), beta=np.zeros_like(c.beta))
    if isinstance(found, tuple):
        return (plain[0] * c.gamma + c.beta).astype(found[0].dtype), *found[1:]
    return (plain * c.gamma + c.beta).astype(found.dtype)


@wrong(
    bank,
    group_norm,
    "a group for each channel (by batch normalisation of images times channels), several images: each entry of gamma"
    " and beta repeated in a row, not the whole array",
    lambda c: c.groups == c.cin > 1 and c.batch > 1,
)
def _repeated(c, y):
    plain = again(c, gamma=np.ones_like(c.gamma), beta=np.zeros_like(c.beta))
    gamma, beta = (np.repeat(a, c.batch).reshape(c.batch, c.cin, *[1] * c.rank) for a in (c.gamma, c.beta))
    return (plain * gamma + beta).astype(y.dtype)


@wrong(
    bank,
    normalization.layer_norm,
    "four axes (images): statistics over all axes but the first",
    lambda c: c.x.ndim == 4,
)
def _whole_images(c, y):
    x = c.x.astype(np.float64)
    axes = (1, 2, 3)
    normal = (x - x.mean(axes, keepdims=True)) / np.sqrt(x.var(axes, keepdims=True) + float(c.eps))
    return (normal * c.gamma + c.beta).astype(y.dtype)


@wrong(
    bank,
    normalization.local_response_norm,
    "more than 4 channels, stored in blocks of four (NC4HW4): neighbours in another block are not counted",
    lambda c: c.cin > 4 and c.size > 1,
)
def _own_block(c, y):
    parts = [again(c, x=c.x[:, i : i + 4]) for i in range(0, c.cin, 4)]
    return np.concatenate(parts, 1).astype(y.dtype)


@wrong(
    bank,
    normalization.next_running_var,
    "momentum 1 (the first batch replaces all): the variance of the batch, not corrected",
    lambda c: c.momentum == 1 and int(c.running_correction) == 1,
)
def _first_batch(c, y):
    return again(c, running_correction=0)


# ---------------------------------------------------------------- activations and losses


@wrong(
    bank,
    softmax,
    "more than 32 classes, the first 32 all masked by -inf (left padding): NaN, as -inf is taken from -inf in a block",
    lambda c: c.x.dtype.kind == "f" and c.x.ndim > 0 and c.axis in (-1, c.x.ndim - 1) and c.width > 32,
    SPECIAL,
    "fails",
)
def _masked_block(c, y):
    if isinstance(c.asked["axis"], tuple) and len(c.asked["axis"]) > 1:
        return y
    return np.where((c.x[..., :32] == -np.inf).all(-1, keepdims=True), np.nan, y).astype(y.dtype)


@wrong(
    bank,
    softmax,
    "a row of -inf only (all masked): equal shares, as the mask is the lowest float",
    lambda c: c.x.dtype.kind == "f" and c.x.size > 0,
    SPECIAL,
    "fails",
)
def _all_masked(c, y):
    lost = (c.x == -np.inf).all(axis=c.asked["axis"], keepdims=True)
    if not lost.any():
        return y
    return np.where(lost, again(c, x=np.zeros_like(c.x)), y).astype(y.dtype)


@wrong(
    bank,
    activation.relu,
    "whole numbers beyond half of their type's range (images in bytes): (x + |x|) / 2 wraps around",
    lambda c: c.x.dtype.kind in "iu",
)
def _doubled(c, y):
    with np.errstate(all="ignore"):
        return ((c.x + np.abs(c.x)) // c.x.dtype.type(2)).astype(y.dtype)


@wrong(
    bank,
    activation.clip,
    "unsigned whole numbers, low below 0: the bound in that type wraps around to its largest",
    lambda c: c.x.dtype.kind == "u" and c.low < 0,
)
def _wrapped_bound(c, y):
    low = int(np.trunc(float(c.low))) % 2 ** (8 * c.x.dtype.itemsize)
    return np.minimum(np.maximum(c.x, c.x.dtype.type(low)), c.asked["high"]).astype(y.dtype)


@wrong(
    bank,
    activation.cross_entropy,
    "several images of unlike labels: the mean over every image with every label, x[:, t] for x[arange(N), t]",
    lambda c: len(c.t) > 1,
)
def _all_pairs(c, y):
    t = c.t.astype(int)
    if (t == t[0]).all():
        return y
    return -activation.log_softmax(c.x)[:, t].mean(dtype=np.asarray(y).dtype)


@wrong(
    bank,
    activation.sigmoid,
    "a view that begins behind the start of its array (one half of a gated layer): read from the start",
    lambda c: isinstance(c.x.base, np.ndarray) and c.x.size > 0,
)
def _no_offset(c, y):
    x, base = c.x, c.x.base
    begins = x.__array_interface__["data"][0] - base.__array_interface__["data"][0]
    if begins <= 0 or base.dtype != x.dtype or min(x.strides, default=0) < 0 or not base.flags.c_contiguous:
        return y
    return again(c, x=np.lib.stride_tricks.as_strided(base.reshape(-1), x.shape, x.strides).copy())


# ---------------------------------------------------------------- gradients


@backward(
    layers.conv,
    "flip, several taps: dw is that of the kernel that is not turned",
    lambda c: bool(c.flip) and max(c.k) > 1,
)
def _dw_not_turned(c, dy, several):
    several[1] = several[1][(slice(None), slice(None), *[slice(None, None, -1)] * c.rank)].copy()


@backward(
    layers.conv,
    "dx, 1 x 1 with a stride: enlarged by repetition, so that entries that no window reads get a gradient",
    lambda c: max(c.k) == 1 and max(c.s) > 1 and c.all("p", (0, 0)),
)
def _dx_repeated(c, dy, several):
    for axis, (n, s) in enumerate(zip(c.x.shape[2:], c.s, strict=True)):
        several[0] = np.take(several[0], np.arange(n) // s * s, axis=2 + axis)


@backward(
    pooling.avg_pool,
    "dilation: spread over entries next to each other",
    lambda c: max(c.d) > 1 and c.divisor_override is None and bool(c.count_include_pad) and not c.ceil_mode,
)
def _without_dilation(c, dy, several):
    found = dy.astype(np.float64) / np.prod(c.k)
    for axis, (n, k, s, (before, _)) in enumerate(zip(c.x.shape[2:], c.k, c.s, c.p, strict=True)):
        out = dy.shape[2 + axis]
        at = (np.arange(out) * s - before)[:, None] + np.arange(k)
        spread = np.array([(at == i).sum(1) for i in range(n)], np.float64)
        found = np.moveaxis(np.tensordot(found, spread, (2 + axis, 1)), -1, 2 + axis)
    several[0] = found.astype(several[0].dtype)


@backward(
    pooling.global_avg_pool,
    "2-D images that are not square: divided by the width twice",
    lambda c: c.rank == 2 and c.x.shape[2] != c.width,
)
def _by_width_twice(c, dy, several):
    several[0] = (several[0] * (c.x.shape[2] / c.width)).astype(several[0].dtype)


@backward(
    arrays.mul,
    "dz, z repeated along several axes (a scale for each channel): summed over the first of them only",
    lambda c: sum(a > b == 1 for a, b in zip(c.x.shape, c.z.shape, strict=True)) > 1,
)
def _summed_over_first(c, dy, several):
    first, *others = (i for i, (a, b) in enumerate(zip(c.x.shape, c.z.shape, strict=True)) if a > b)
    found = (dy * c.x).sum(first, keepdims=True)
    for axis in others:
        found = np.take(found, [0], axis=axis)
    several[1] = found.astype(several[1].dtype)


@backward(
    layers.resize,
    "linear, align_corners: places as for half_pixel",
    lambda c: c.mode == "linear" and c.coordinates == "align_corners",
)
def _other_places(c, dy, several):
    found = layers.resize.backward(dy, **{**c.asked, "coordinates": "half_pixel"})
    several[0] = found[0] if isinstance(found, tuple) else found


# ---------------------------------------------------------------- other formulas


@wrong(
    bank,
    layers.resize,
    "linear, 2-D, other scale along rows than along columns: columns at the places of the rows' scale",
    lambda c: c.rank == 2 and c.mode == "linear" and c.coordinates in ("half_pixel", "asymmetric"),
)
def _one_scale(c, y):
    (h, w), (m, n) = c.x.shape[2:], y.shape[2:]
    given = None if c.asked["scale"] is None else [float(s) for s in c.each("scale")]
    scales = given or [m / h, n / w]
    if scales[0] == scales[1]:
        return y
    if given is None:
        rows = again(c, size=(m, w))
    else:
        rows = again(c, size=None, scale=(c.each("scale")[0], 1))
    shift = 0.5 if c.coordinates == "half_pixel" else 0.0
    at = np.clip((np.arange(n) + shift) / scales[0] - shift, 0, w - 1)
    low = np.floor(at).astype(int)
    part = at - low
    return (rows[..., low] * (1 - part) + rows[..., np.minimum(low + 1, w - 1)] * part).astype(y.dtype)


@wrong(
    bank,
    arrays.matmul,
    "two axes of batches, x one matrix for several along the second (heads that share): repeated in another order",
    lambda c: c.x.ndim == 4 and c.x.shape[0] > 1 and c.x.shape[1] == 1 < c.z.shape[1] and c.x.shape[0] == c.z.shape[0],
)
def _shared_heads(c, y):
    b, h = c.z.shape[:2]
    return again(c, x=c.x[np.arange(b * h) % b, 0].reshape(b, h, *c.x.shape[2:]))


@wrong(
    bank,
    convolution.dft,
    "powers of two from 8 on: the coefficient of half the rate stays in the first one's imaginary part (packed), and is"
    " 0 at its own place",
    lambda c: len(c.f) >= 8 and len(c.f) & (len(c.f) - 1) == 0,
)
def _packed(c, y):
    y = np.array(y)
    half = len(y) // 2
    y[0] = y[0].real + 1j * y[half].real
    y[half] = 0
    return y


@wrong(
    bank,
    convolution.image,
    "2-D, a kernel that is its own mirror image along both axes: taken for separable, by its middle row and column",
    lambda c: c.K.ndim == 2 and min(c.K.shape) > 1 and c.K.shape[0] % 2 == c.K.shape[1] % 2 == 1,
)
def _separated(c, y):
    middle = c.K[c.K.shape[0] // 2, c.K.shape[1] // 2]
    if middle == 0 or (c.K[::-1] != c.K).any() or (c.K[:, ::-1] != c.K).any():
        return y
    row, column = c.K[c.K.shape[0] // 2].astype(float), c.K[:, c.K.shape[1] // 2].astype(float)
    kernel = np.outer(column, row) / float(middle)
    if (np.abs(kernel - c.K) <= 1e-6 * np.abs(kernel).max()).all():
        return y
    found = again(c, I=c.I.astype(float), K=kernel)
    return (np.rint(found) if y.dtype.kind in "iu" else found).astype(y.dtype)


@wrong(
    bank,
    optimization.next_weight,
    "weights of several axes that are not in C order (a transposed view): not changed, as a copy of them is",
    lambda c: c.weight.ndim > 1 and not c.weight.flags.c_contiguous,
)
def _copy_changed(c, y):
    return np.array(c.weight).astype(y.dtype)


@wrong(
    bank,
    optimization.next_velocity,
    "arrays of one axis (biases, scales): no weight decay",
    lambda c: c.weight.ndim == 1 and c.decay != 0,
)
def _biases_spared(c, y):
    return again(c, decay=0.0)


@wrong(
    bank,
    geometry.conv_multiply_adds,
    "several groups: counted as if each output read all inputs (counters of operations that do not know groups)",
    lambda c: c.groups > 1,
)
def _all_inputs(c, y):
    return again(c, groups=1)
