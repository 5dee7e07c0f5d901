"""Right implementations in forms that users write: classes, partial functions, keyword arguments only, results in another
order of memory, kept results, threads, tables. They were written before any check had been run on them. Each must be
accepted by `mathcnn verify FORMULA --against tests.planted.right_commanded:NAME`."""

import concurrent.futures
import functools

import numpy as np

from mathcnn.conformance import scope

from . import table
from .right_unusual import kept, padded, seen_by, sizes_of, wide

RIGHT, right = table()
windows = np.lib.stride_tricks.sliding_window_view


# ---------------------------------------------------------------- convolutions and products


@right("layers.conv")
@scope(layout="NHWC", layouts={"w": "HWIO"}, ranks={2}, dtypes=("float32",), symmetric_padding=True)
def in_the_order_of_tensorflow(x, w, b=None, *, stride=1, padding=0):
    """Windows of an array with its channels last, by einsum."""
    pairs = [v if isinstance(v, tuple) else (v, v) for v in (padding if isinstance(padding, tuple) else (padding,) * 2)]
    steps = stride if isinstance(stride, tuple) else (stride, stride)
    seen = windows(np.pad(x, ((0, 0), *pairs, (0, 0))), w.shape[:2], (1, 2))[:, :: steps[0], :: steps[1]]
    y = np.einsum("nhwcij,ijco->nhwo", seen, w, optimize=True)
    return y if b is None else y + b


class Convolution:
    """An object with `__call__`, which adds one tap after the other in four threads, one for each image."""

    def __call__(self, x, w, b=None, *, stride, padding, dilation):
        if not all(isinstance(line, tuple) for line in (stride, padding, dilation)):
            raise TypeError("tuples only")
        x = padded(x, padding)
        sizes = sizes_of(x, w.shape[2:], stride, dilation)

        def one(image):
            y = np.zeros((len(w), *sizes), wide(x))
            for tap in np.ndindex(*w.shape[2:]):
                seen = seen_by(image[None], tap, sizes, stride, dilation)[0].astype(y.dtype)
                y += np.tensordot(w[..., *tap].astype(y.dtype), seen, 1)
            return y

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            images = list(pool.map(one, x))
        y = np.stack(images) if images else np.zeros((0, len(w), *sizes), x.dtype)
        return kept(y if b is None else y + b.reshape(-1, *[1] * len(sizes)), x)


by_an_object = Convolution()
RIGHT["by_an_object"] = ("layers.conv", by_an_object)


@right("layers.linear")
def in_fortran_order(x, w, b=None):
    """A result in Fortran order that cannot be written to."""
    y = np.asfortranarray(kept(np.einsum("...i,oi->...o", x.astype(wide(x)), w.astype(wide(x))), x))
    y = np.asfortranarray(y if b is None else y + b)
    y.flags.writeable = False
    return y


@right("layers.conv_transpose")
def by_a_spread_image(x, w, b=None, *, stride=1, padding=0):
    """Zeros between the entries, and the turned kernel over them; no groups, no dilation, two axes."""
    if x.ndim != 4:
        raise NotImplementedError("two axes only")
    steps = stride if isinstance(stride, tuple) else (stride,) * 2
    sides = padding if isinstance(padding, tuple) else (padding,) * 2
    sides = [side if isinstance(side, tuple) else (side, side) for side in sides]
    high, across = w.shape[2:]
    held = np.zeros((*x.shape[:2], *((n - 1) * s + 1 for n, s in zip(x.shape[2:], steps, strict=True))), wide(x))
    held[:, :, :: steps[0], :: steps[1]] = x
    held = np.pad(held, ((0, 0), (0, 0), (high - 1,) * 2, (across - 1,) * 2))
    y = np.einsum("nchwij,coij->nohw", windows(held, (high, across), (2, 3)), w[..., ::-1, ::-1].astype(wide(x)))
    y = y[..., *(slice(p, n - q) for (p, q), n in zip(sides, y.shape[2:], strict=True))]
    return kept(y if b is None else y + b.reshape(-1, 1, 1), x)


@right("convolution.circular")
def by_a_matrix(f, g):
    """The product of the circulant matrix of g and f."""
    places = np.arange(len(f))
    return g[(places[:, None] - places) % len(f)] @ f


# ---------------------------------------------------------------- pools, padding


def _pool(x, size, step, over, **more):
    sizes = size if isinstance(size, tuple) else (size,) * (x.ndim - 2)
    steps = sizes if step is None else step if isinstance(step, tuple) else (step,) * (x.ndim - 2)
    seen = windows(x, sizes, tuple(range(2, x.ndim)))[(slice(None),) * 2 + tuple(slice(None, None, s) for s in steps)]
    return kept(over(seen.reshape(*seen.shape[: x.ndim], -1), -1, **more), x)


max_by_a_partial = functools.partial(
    lambda over, x, kernel_size, stride=None: _pool(x, kernel_size, stride, over), np.max
)
RIGHT["max_by_a_partial"] = ("pooling.max_pool", max_by_a_partial)


@right("pooling.avg_pool")
def only_by_name(*, x, kernel_size, stride=None):
    """All arguments by name only."""
    return _pool(x, kernel_size, stride, np.mean, dtype=wide(x))


@right("pooling.adaptive_avg_pool")
def by_two_matrices(x, size):
    """A matrix of averages for each axis of a 2-D image."""
    if x.ndim != 4:
        raise NotImplementedError("two axes only")
    sizes = size if isinstance(size, tuple) else (size, size)

    def averages(n, m):
        at = np.arange(m)
        first, end = at * n // m, -((-(at + 1) * n) // m)
        inside = (np.arange(n) >= first[:, None]) & (np.arange(n) < end[:, None])
        return inside / inside.sum(1, keepdims=True)

    rows, columns = (averages(n, m) for n, m in zip(x.shape[2:], sizes, strict=True))
    y = np.zeros((*x.shape[:2], *sizes))
    for i, row in enumerate(rows):  # entries outside of a window must not be multiplied: 0 times infinity is NaN
        for j, column in enumerate(columns):
            part = x[:, :, row > 0][..., column > 0].astype(np.float64)
            y[:, :, i, j] = np.einsum("ncij,i,j->nc", part, row[row > 0], column[column > 0])
    return kept(y, x)


# ---------------------------------------------------------------- scores and normalisation


@functools.cache
def _halves():
    """The sigmoid of every number of float16."""
    with np.errstate(all="ignore"):
        x = np.arange(2**16, dtype=np.uint16).view(np.float16).astype(np.float64)
        return (1 / (1 + np.exp(-x))).astype(np.float16)


@right("activation.sigmoid")
def from_a_table(x):
    """A table for float16, and the stable formula for other types."""
    if x.dtype == np.float16:
        return _halves()[np.ascontiguousarray(x).view(np.uint16)]
    z = x.astype(wide(x))
    e = np.exp(-np.abs(z))
    return kept(np.where(z >= 0, 1, e) / (1 + e), x)


@functools.lru_cache(64)
def _scores(shape, dtype, entries):
    x = np.frombuffer(entries, dtype).reshape(shape).astype(np.float64)
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


@right("activation.softmax")
def kept_by_its_entries(x):
    """Results are kept by all entries of the array, and copied."""
    return _scores(x.shape, x.dtype, x.tobytes()).astype(x.dtype)


@right("normalization.group_norm")
def by_a_view_of_groups(x, gamma, beta, groups=1, eps=1e-5):
    """Rows of a view with one group each, by NumPy's variance in float64."""
    rows = x.reshape(len(x), groups, -1).astype(np.float64)
    y = (rows - rows.mean(-1, keepdims=True)) / np.sqrt(rows.var(-1, keepdims=True) + eps)
    column = (-1, *[1] * (x.ndim - 2))
    return kept(y.reshape(x.shape) * gamma.reshape(column) + beta.reshape(column), x)


@right("normalization.batch_norm")
def with_scale_and_shift(x, gamma, beta, eps=1e-5):
    """Folded into one product and one sum a channel, in float64; in training only."""
    axes, column = (0, *range(2, x.ndim)), (-1, *[1] * (x.ndim - 2))
    z = x.astype(np.float64)
    mean = z.mean(axes)
    scale = gamma / np.sqrt(((z - mean.reshape(column)) ** 2).mean(axes) + eps)
    return kept((z - mean.reshape(column)) * scale.reshape(column) + beta.reshape(column), x)


@right("activation.cross_entropy")
def by_one_hot(x, t):
    """The scores of the classes by a product with a one-hot table, in float64."""
    z = x.astype(np.float64)
    most = z.max(1, keepdims=True)
    each = np.log(np.exp(z - most).sum(1)) + most[:, 0]
    hot = np.arange(x.shape[1]) == t[:, None]
    return kept(np.mean(each - np.where(hot, z, 0).sum(1)), x)


@right("information.entropy")
def by_masked_logarithms(p, base=2):
    some = p[p > 0].astype(np.float64)
    return kept(np.abs((some * np.log(some)).sum()) / np.log(base), p)


@right("optimization.next_velocity")
@scope(dtypes=("float32", "float64"))  # of integers, momentum would become 0, which the command says
def step(velocity, gradient, weight, momentum=0.9, decay=0.0):
    return velocity * velocity.dtype.type(momentum) + (gradient + velocity.dtype.type(decay) * weight)
