"""Right implementations in other forms: bits of numbers, sorting, powers of 2, weights that hold the bias or the divisor,
a scalar for an array without axes, inference only, one factor only. They were written before any check had been run on
them. Each must be accepted by `mathcnn verify FORMULA --against tests.planted.right_other_forms:NAME`."""

import numpy as np

from mathcnn.conformance import scope

from . import table
from .right_unusual import kept, wide

RIGHT, right = table()
windows = np.lib.stride_tricks.sliding_window_view

# ---------------------------------------------------------------- products and layers


@right("arrays.matmul")
def transposed(x, z):
    """The product of the transposed matrices, the other way round, as a view of its transpose."""
    a, b = (np.swapaxes(v, -1, -2).astype(wide(v)) for v in (z, x))
    return np.swapaxes(kept(a @ b, x), -1, -2)


@right("arrays.mean")
def smallest_first(x, axis=-1):
    """Added in the order of absolute values, the smallest first."""
    axes = sorted({a % x.ndim for a in (axis if isinstance(axis, tuple) else (axis,))})
    rest = [a for a in range(x.ndim) if a not in axes]
    z = np.transpose(x, [*rest, *axes]).reshape(*(x.shape[a] for a in rest), -1).astype(np.float64)
    z = np.take_along_axis(z, np.argsort(np.abs(z), -1), -1)
    return kept(z.sum(-1) / z.shape[-1], x)


@right("layers.linear")
def with_the_bias_as_a_column(x, w, b=None):
    """The bias is one more column of w, and x has one more feature, which is 1."""
    if b is None:
        b = np.zeros(len(w), w.dtype)
    held = np.concatenate([x, np.ones_like(x[..., :1])], -1).astype(wide(x))
    return kept(held @ np.column_stack([w, b]).T.astype(wide(x)), x)


@right("layers.resize")
def repeated(x, scale=2):
    """Nearest neighbours, by one whole factor only."""
    if not isinstance(scale, int):
        raise TypeError("one whole number")
    for axis in range(2, x.ndim):
        x = np.repeat(x, scale, axis)
    return x


# ---------------------------------------------------------------- pools


@right("pooling.max_pool")
def by_sorting(x, kernel_size, *, stride=None):
    """The last entry of each sorted window: NaN is sorted to the end, but for that of bfloat16."""
    axes = tuple(range(2, x.ndim))
    seen = windows(x, kernel_size, axes)[(slice(None),) * 2 + tuple(slice(None, None, s) for s in stride)]
    return kept(np.sort(seen.reshape(*seen.shape[: x.ndim], -1).astype(wide(x)), -1)[..., -1], x)


@right("pooling.avg_pool")
def with_divided_weights(x, kernel_size, *, stride=None):
    """A sum of entries that are multiplied by the reciprocal of their number first."""
    axes = tuple(range(2, x.ndim))
    z = x.astype(wide(x)) * wide(x).type(1 / np.prod(kernel_size))
    seen = windows(z, kernel_size, axes)[(slice(None),) * 2 + tuple(slice(None, None, s) for s in stride)]
    return kept(seen.sum(tuple(range(-len(axes), 0))), x)


# ---------------------------------------------------------------- activations and losses


@right("activation.relu")
def by_sign_bits(x):
    """Entries whose first bit is set become 0, but for NaN."""
    x = np.ascontiguousarray(x) if x.dtype.isnative else x.astype(x.dtype.newbyteorder("="))
    if x.dtype.kind == "u":
        return x.copy()
    if x.dtype.kind == "i":
        return x & ~(x >> (8 * x.itemsize - 1))
    bits = x.view(f"i{x.itemsize}")
    return np.where((bits < 0) & ~np.isnan(x), 0, bits).astype(bits.dtype).view(x.dtype)


@right("activation.softmax")
def by_powers_of_two(x, axis=-1):
    """2^((x - max) log2 e), as kernels for graphics processors have it."""
    z = x.astype(wide(x))
    with np.errstate(all="ignore"):
        e = np.exp2((z - z.max(axis, keepdims=True)) * z.dtype.type(np.log2(np.e)))
        return kept(e / e.sum(axis, keepdims=True), x)


@right("activation.cross_entropy")
def as_a_scalar(x, t):
    """A scalar of NumPy, from a list of labels."""
    z = x.astype(np.float64)
    z = z - z.max(1, keepdims=True)
    losses = [np.log(np.exp(row).sum()) - row[int(label)] for row, label in zip(z, t.tolist(), strict=True)]
    return x.dtype.type(np.mean(losses))


# ---------------------------------------------------------------- normalisation


@right("normalization.batch_norm")
@scope(only={"training": False})
def inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """With the running statistics only."""
    z, column = x.astype(wide(x)), (-1, *[1] * (x.ndim - 2))
    mean, var, scale, shift = (a.astype(z.dtype).reshape(column) for a in (running_mean, running_var, gamma, beta))
    return kept((z - mean) / np.sqrt(var + z.dtype.type(eps)) * scale + shift, x)


@right("normalization.next_running_mean")
def moved_towards(x, running_mean, momentum=0.1):
    """The old mean and a part of the difference to the new one, as Keras has it."""
    z = x.astype(wide(x))
    old = running_mean.astype(z.dtype)
    return kept(old + z.dtype.type(momentum) * (z.mean((0, *range(2, x.ndim))) - old), x)
