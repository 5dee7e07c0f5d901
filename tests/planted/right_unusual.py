"""Right implementations that compute in unusual ways: sums with carried errors, in reverse and by pairs, blocks, one pass over the data, wider accumulators. Each must be accepted by
`mathcnn verify FORMULA --against tests.planted.right_unusual:NAME`."""

from typing import Any

import numpy as np

windows = np.lib.stride_tricks.sliding_window_view
RIGHT: dict[str, Any] = {}  # the functions by their names, each with the name of its formula


def right(formula):
    def keep(fn):
        RIGHT[fn.__name__] = (formula, fn)
        return fn

    return keep


def kept(y, x):
    """A result in the type of the arguments."""
    return np.asarray(y).astype(x.dtype)


# ---------------------------------------------------------------- products


@right("layers.linear")
def in_blocks(x, w, b=None):
    """A product of matrices, 16 features after the other, the last block first."""
    y = np.zeros((*x.shape[:-1], len(w)), x.dtype)
    for k in reversed(range(0, x.shape[-1], 16)):
        y = y + x[..., k : k + 16] @ w[:, k : k + 16].T
    return y if b is None else y + b


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
