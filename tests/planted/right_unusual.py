"""Right implementations that compute in unusual ways: sums with carried errors, in reverse and by pairs, blocks, one pass
over the data, wider accumulators. Each must be accepted by
`mathcnn verify FORMULA --against tests.planted.right_unusual:NAME`."""

import functools
import math

import numpy as np
import scipy.fft

from . import table

windows = np.lib.stride_tricks.sliding_window_view
RIGHT, right = table()


def kept(y, x):
    """A result in the type of the arguments."""
    return np.asarray(y).astype(x.dtype)


# ---------------------------------------------------------------- convolution


def wide(x):
    """The type in which sums are added: float32 for half precision, and else the type of the array."""
    return x.dtype if x.dtype.kind == "i" else np.promote_types(x.dtype, np.float32)


def whole_numbers(*lines):
    """Refuse words, single numbers and None for the numbers of axes."""
    if not all(isinstance(line, tuple) for line in lines):
        raise TypeError("a tuple for the numbers of axes only")


def padded(x, padding, value=0):
    return np.pad(x, ((0, 0), (0, 0), *padding), constant_values=value)


def seen_by(x, tap, sizes, stride, dilation):
    """The entries of a padded array that one tap of all windows reads."""
    ends = zip(tap, sizes, stride, dilation, strict=True)
    return x[..., *(slice(d * t, d * t + s * (m - 1) + 1, s) for t, m, s, d in ends)]


def sizes_of(x, kernel_size, stride, dilation):
    """The sizes of a result, from a padded array."""
    return [
        (n - d * (k - 1) - 1) // s + 1 for n, k, s, d in zip(x.shape[2:], kernel_size, stride, dilation, strict=True)
    ]


def with_bias(y, b):
    return y if b is None else y + b.reshape(-1, *[1] * (y.ndim - 2))


@right("layers.conv")
def columns_by_groups(x, w, b=None, *, stride, padding, dilation, groups):
    """im2col: all entries that a window reads stand in one column, and each group is a product of two matrices."""
    whole_numbers(stride, padding, dilation)
    x = padded(x, padding)
    sizes = sizes_of(x, w.shape[2:], stride, dilation)
    taps = [seen_by(x, tap, sizes, stride, dilation) for tap in np.ndindex(*w.shape[2:])]
    columns = np.stack(taps, 2).reshape(len(x), groups, w[0].size, math.prod(sizes)).astype(wide(x))
    y = w.reshape(1, groups, len(w) // groups, -1).astype(wide(x)) @ columns
    return kept(with_bias(y.reshape(len(x), len(w), *sizes), b), x)


@right("layers.conv")
def from_the_last_tap(x, w, b=None, *, stride, padding, dilation, groups):
    """A sum in float64 over the taps, from the last one to the first, and the bias before them."""
    whole_numbers(stride, padding, dilation)
    x = padded(x, padding)
    sizes = sizes_of(x, w.shape[2:], stride, dilation)
    kernels = w.reshape(groups, len(w) // groups, *w.shape[1:]).astype(np.float64)
    y = with_bias(np.zeros((len(x), len(w), *sizes)), b).reshape(len(x), groups, -1, math.prod(sizes))
    for tap in reversed(list(np.ndindex(*w.shape[2:]))):
        seen = seen_by(x, tap, sizes, stride, dilation).astype(np.float64)
        y = y + kernels[:, :, :, *tap] @ seen.reshape(len(x), groups, w.shape[1], -1)
    return kept(y.reshape(len(x), len(w), *sizes), x)


@right("layers.conv")
def by_transforms(x, w, b=None, *, stride, padding, dilation, groups):
    """A product of Fourier transforms along all axes of space, of a kernel with zeros between its taps."""
    whole_numbers(stride, padding, dilation)
    held, axes = padded(x, padding), tuple(range(2, x.ndim))
    spread = [d * (k - 1) + 1 for d, k in zip(dilation, w.shape[2:], strict=True)]
    kernel = np.zeros((*w.shape[:2], *spread), wide(w))
    kernel[..., *(slice(None, None, d) for d in dilation)] = w
    if any(n < k for n, k in zip(held.shape[2:], spread, strict=True)):
        raise ValueError("the kernel is larger than the padded image")
    size = held.shape[2:]
    of_x = scipy.fft.rfftn(held.astype(wide(x)), size, axes).reshape(len(x), groups, x.shape[1] // groups, -1)
    of_w = scipy.fft.rfftn(kernel, size, axes).conj().reshape(groups, len(w) // groups, w.shape[1], -1)
    product = np.einsum("ngcp,gocp->ngop", of_x, of_w)
    y = scipy.fft.irfftn(product.reshape(len(x), len(w), *size[:-1], size[-1] // 2 + 1), size, axes)
    y = y[..., *(slice(0, n - k + 1, s) for n, k, s in zip(size, spread, stride, strict=True))]
    return kept(with_bias(np.rint(y) if x.dtype.kind == "i" else y, b), x)


OF_INPUT = np.array([[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]], np.float32)
OF_KERNEL = np.array([[2, 0, 0], [1, 1, 1], [1, -1, 1], [0, 0, 2]], np.float32) / 2
OF_RESULT = np.array([[1, 1, 1, 0], [0, 1, -1, -1]], np.float32)


@right("layers.conv")
def by_winograd(x, w, b=None, *, stride, padding, dilation, groups):
    """F(2 x 2, 3 x 3) of Lavin and Gray, Fast algorithms for convolutional neural networks, CVPR 2016, for kernels of
    3 x 3 that move by 1, and a matrix product of columns for all others."""
    whole_numbers(stride, padding, dilation)
    if w.shape[2:] != (3, 3) or stride != (1, 1) or dilation != (1, 1) or x.dtype.kind == "i":
        return columns_by_groups(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups)
    held = padded(x, padding).astype(wide(x))
    sizes = sizes_of(held, (3, 3), stride, dilation)
    held = np.pad(held, ((0, 0), (0, 0), *((0, m % 2) for m in sizes)))
    tiles = windows(held, (4, 4), (2, 3))[:, :, ::2, ::2]
    tiles = OF_INPUT.astype(wide(x)) @ tiles @ OF_INPUT.T.astype(wide(x))
    kernels = OF_KERNEL.astype(wide(x)) @ w.astype(wide(x)) @ OF_KERNEL.T.astype(wide(x))
    high, across = tiles.shape[2:4]
    parts = tiles.transpose(4, 5, 0, 2, 3, 1).reshape(4, 4, len(x) * high * across, groups, -1).swapaxes(2, 3)
    each = kernels.transpose(2, 3, 1, 0).reshape(4, 4, w.shape[1], groups, -1).swapaxes(2, 3)
    summed = (parts @ each).transpose(2, 4, 3, 0, 1).reshape(len(w), len(x), high, across, 4, 4)
    y = OF_RESULT.astype(wide(x)) @ summed @ OF_RESULT.T.astype(wide(x))
    y = y.transpose(1, 0, 2, 4, 3, 5).reshape(len(x), len(w), 2 * high, 2 * across)
    return kept(with_bias(y[..., : sizes[0], : sizes[1]], b), x)


@right("layers.conv_transpose")
def by_scattering(x, w, b=None, *, stride, padding, output_padding=0, dilation, groups):
    """Each tap is added to every place that it reaches, in a larger array, whose border is cut off at the end."""
    whole_numbers(stride, padding, dilation)
    more = output_padding if isinstance(output_padding, tuple) else (output_padding,) * (x.ndim - 2)
    reach = [
        s * (n - 1) + d * (k - 1) + 1 for n, s, d, k in zip(x.shape[2:], stride, dilation, w.shape[2:], strict=True)
    ]
    y = np.zeros((len(x), groups, w.shape[1], *(n + m for n, m in zip(reach, more, strict=True))), wide(x))
    parts = x.reshape(len(x), groups, -1, *x.shape[2:]).astype(wide(x))
    each = w.reshape(groups, -1, *w.shape[1:]).astype(wide(x))
    for tap in np.ndindex(*w.shape[2:]):
        seen_by(y, tap, x.shape[2:], stride, dilation)[...] += np.einsum("ngc...,gco->ngo...", parts, each[..., *tap])
    y = y[..., *(slice(p, n - q) for (p, q), n in zip(padding, y.shape[3:], strict=True))]
    return kept(with_bias(y.reshape(len(x), -1, *y.shape[3:]), b), x)


@right("convolution.discrete")
def with_each_error_carried(f, g):
    """Kahan's sum at every place at once."""
    if f.dtype.kind == "i":
        return np.convolve(f, g)
    total, lost = np.zeros((2, len(f) + len(g) - 1), wide(f))
    for k, factor in enumerate(f.astype(wide(f))):
        at = slice(k, k + len(g))
        term = factor * g.astype(wide(f)) - lost[at]
        new = total[at] + term
        total[at], lost[at] = new, (new - total[at]) - term
    return kept(total, f)


# ---------------------------------------------------------------- products


@right("layers.linear")
def in_blocks(x, w, b=None):
    """A product of matrices, 16 features after the other, the last block first."""
    y = np.zeros((*x.shape[:-1], len(w)), x.dtype)
    for k in reversed(range(0, x.shape[-1], 16)):
        y = y + x[..., k : k + 16] @ w[:, k : k + 16].T
    return y if b is None else y + b


@right("layers.linear")
def in_tiles(x, w, b=None):
    """Tiles of 8 results and 8 features; the sums of the tiles are added by pairs."""
    rows, size = x.reshape(-1, x.shape[-1]).astype(wide(x)), -(-max(1, x.shape[-1]) // 8) * 8
    rows = np.pad(rows, ((0, 0), (0, size - x.shape[-1])))
    y = np.zeros((len(rows), len(w)), wide(x))
    for o in range(0, len(w), 8):
        part = np.pad(w[o : o + 8].astype(wide(x)), ((0, 0), (0, size - x.shape[-1])))
        sums = [rows[:, k : k + 8] @ part[:, k : k + 8].T for k in range(0, size, 8)]
        while len(sums) > 1:
            sums = [sum(sums[k : k + 2]) for k in range(0, len(sums), 2)]
        y[:, o : o + 8] = sums[0]
    y = y.reshape(*x.shape[:-1], len(w))
    return kept(y if b is None else y + b, x)


# ---------------------------------------------------------------- pools


@right("pooling.max_pool")
def one_axis_after_the_other(x, kernel_size, *, stride=None, padding=0):
    """Maxima along rows, then along columns."""
    if x.ndim != 4:
        raise NotImplementedError("two dimensions only")
    y = np.pad(x, ((0, 0), (0, 0), *padding), constant_values=-np.inf)
    y = windows(y, kernel_size[1], 3)[:, :, :, :: stride[1]].max(-1)
    return windows(y, kernel_size[0], 2)[:, :, :: stride[0]].max(-1)


@right("pooling.global_avg_pool")
def with_carried_errors(x):
    """Kahan's sum of each channel."""
    flat = x.reshape(*x.shape[:2], -1)
    total, lost = (np.zeros(flat.shape[:2], np.promote_types(x.dtype, np.float32)) for _ in range(2))
    for k in range(flat.shape[-1]):
        term = flat[..., k] - lost
        new = total + term
        total, lost = new, (new - total) - term
    return kept(total / flat.shape[-1], x).reshape(*x.shape[:2], *[1] * (x.ndim - 2))


@right("pooling.max_pool")
def over_shifted_views(x, kernel_size, *, stride, padding, dilation):
    """The maximum of one array for each tap, by pairs."""
    whole_numbers(kernel_size, stride, padding, dilation)
    held = padded(x, padding, -np.inf)
    sizes = sizes_of(held, kernel_size, stride, dilation)
    views = [seen_by(held, tap, sizes, stride, dilation) for tap in np.ndindex(*kernel_size)]
    return functools.reduce(np.maximum, views[::-1]).copy()


@right("pooling.avg_pool")
def by_cumulative_sums(x, kernel_size, *, stride, padding):
    """Differences of cumulative sums, along one axis after the other."""
    whole_numbers(kernel_size, stride, padding)
    y = padded(x, padding).astype(wide(x))
    for axis, (k, s) in enumerate(zip(kernel_size, stride, strict=True), 2):
        total = np.moveaxis(np.insert(y.cumsum(axis), 0, 0, axis), axis, -1)
        y = np.moveaxis((total[..., k:] - total[..., :-k])[..., ::s], -1, axis)
    return kept(y / math.prod(kernel_size), x)


# ---------------------------------------------------------------- scores and normalisation


@right("activation.log_softmax")
def by_pairs(x, axis=-1):
    """The logarithm of the sum of exponentials, by pairs of terms, as in a tree."""
    z = np.moveaxis(x, axis, -1)
    terms = z.astype(np.promote_types(x.dtype, np.float32))
    while terms.shape[-1] > 1:
        odd = terms[..., -1:] if terms.shape[-1] % 2 else terms[..., :0]
        even = terms.shape[-1] // 2 * 2
        terms = np.concatenate([np.logaddexp(terms[..., 0:even:2], terms[..., 1:even:2]), odd], -1)
    return np.moveaxis(kept(z - terms, x), -1, axis)


@right("normalization.batch_var")
def in_two_passes(x, correction=0):
    """The mean first, then squares about it, less the square of the sum of what is left."""
    flat = np.moveaxis(x, 1, 0).reshape(x.shape[1], -1).astype(np.promote_types(x.dtype, np.float32))
    n = flat.shape[1]
    about = flat - flat.mean(1, keepdims=True)
    return kept(((about**2).sum(1) - about.sum(1) ** 2 / n) / (n - correction), x)


@right("normalization.layer_norm")
def with_the_reciprocal_root(x, gamma, beta, eps=1e-5):
    wide = x.astype(np.float64)
    about = wide - wide.mean(-1, keepdims=True)
    return kept(about * (1 / np.sqrt((about**2).mean(-1, keepdims=True) + eps)) * gamma + beta, x)


@right("activation.softmax")
def from_the_last_class(x, axis=-1):
    """Exponentials in float64, added from the last class to the first."""
    e = np.exp((x - x.max(axis, keepdims=True)).astype(np.float64))
    total = np.flip(np.flip(e, axis).cumsum(axis), axis)
    return kept(e / np.take(total, [0], axis), x)


@right("activation.sigmoid")
def by_tanh(x):
    """Half of 1 + tanh(x / 2) above 0, which does not cancel there; below it the same of -x, times e^x."""
    z = np.abs(x).astype(wide(x))
    half = (1 + np.tanh(z / 2)) / 2
    return kept(np.where(x < 0, np.exp(np.minimum(x.astype(wide(x)), 0)) * half, half), x)


@right("activation.softmax")
def in_one_pass(x, axis=-1):
    """The sum is rescaled whenever the maximum grows, in float32 for half precision."""
    z = np.moveaxis(x, axis, 0).astype(wide(x))
    most, total = z[0], np.ones_like(z[0])
    for row in z[1:]:
        new = np.maximum(most, row)
        total = total * np.exp(most - new) + np.exp(row - new)
        most = new
    return np.moveaxis(kept(np.exp(z - most) / total, x), 0, axis)


@right("activation.cross_entropy")
def by_the_shifted_logarithm(x, t):
    """The logarithm of the sum of shifted exponentials, less the shifted score of the class."""
    z = x.astype(np.float64)
    z = z - z.max(1, keepdims=True)
    score = np.take_along_axis(z, t[:, None], 1)[:, 0]
    return kept((np.log(np.exp(z).sum(1)) - score).mean(), x)


@right("normalization.batch_norm")
def welford(x, gamma, beta, eps=1e-5, *, correction=0):
    """Mean and squares about it in one pass over the images, whose statistics are joined by Chan's formula."""
    flat = x.reshape(*x.shape[:2], -1).astype(wide(x))
    size, seen = flat.shape[2], 0
    mean, squares = np.zeros((2, x.shape[1]), flat.dtype)
    for image in flat:
        own = image.mean(1)
        off = own - mean
        squares = squares + ((image - own[:, None]) ** 2).sum(1) + off**2 * (seen * size / (seen + size))
        seen += size
        mean = mean + off * (size / seen)
    below = np.sqrt(squares / (seen - correction) + flat.dtype.type(eps))
    column = lambda v: v.reshape(1, -1, 1)
    y = (flat - column(mean)) / column(below) * column(gamma) + column(beta)
    return kept(y.reshape(x.shape), x)


@right("normalization.local_response_norm")
def by_a_running_window(x, size=5, alpha=1e-4, beta=0.75, bias=1.0):
    """Sums of a running window that only adds: blocks as long as the window, each with its sums from both ends (van
    Herk and Gil-Werman). A window is the end of one block and the start of the next one."""
    z = np.moveaxis(x, 1, -1).astype(wide(x))
    channels, half = z.shape[-1], size // 2
    squares = np.zeros((*z.shape[:-1], -(-(channels + size - 1) // size) * size), z.dtype)
    squares[..., half : half + channels] = z * z
    blocks = squares.reshape(*z.shape[:-1], -1, size)
    starts = blocks.cumsum(-1).reshape(squares.shape)
    ends = blocks[..., ::-1].cumsum(-1)[..., ::-1].reshape(squares.shape)
    at = np.arange(channels)
    total = np.where(at % size == 0, ends[..., at], ends[..., at] + starts[..., at + size - 1])
    number = z.dtype.type
    y = z / (number(bias) + number(alpha) / number(size) * total) ** number(beta)
    return np.moveaxis(kept(y, x), -1, 1)
