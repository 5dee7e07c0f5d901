"""Right implementations, each within what it takes: naive loops, transforms, other layouts, other signatures, and few
arguments. Each must be accepted by `mathcnn verify FORMULA --against tests.planted.right:NAME`."""

import numpy as np

from mathcnn import layers, normalization
from mathcnn.conformance import scope

from . import table

windows = np.lib.stride_tricks.sliding_window_view
RIGHT, right = table()


def pair(v):
    return v if isinstance(v, tuple) else (v, v)


def floating(y, like):
    """A result in the type of the arguments, if that is a floating type."""
    return y if like.dtype.kind == "i" else y.astype(like.dtype)


# ---------------------------------------------------------------- convolution


@right("convolution.discrete")
def by_loops(f, g):
    y = [0] * (len(f) + len(g) - 1)
    for k, a in enumerate(f.tolist()):
        for j, b in enumerate(g.tolist()):
            y[k + j] += a * b
    return np.array(y, f.dtype)


@right("convolution.discrete")
def by_fft(f, g):
    n = len(f) + len(g) - 1
    return floating(np.fft.irfft(np.fft.rfft(f, n) * np.fft.rfft(g, n), n), f)


@right("convolution.delta")
def delta(k):
    y = np.zeros(k + 1)
    y[k] = 1
    return y


@right("layers.conv")
def conv_by_loops(x, w, b, stride=1, padding=0):
    """Two dimensions, one number for all axes, a bias in any case."""
    images, _, _, _ = x.shape
    outputs, _, high, wide = w.shape
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    size = [(n - k) // stride + 1 for n, k in zip(x.shape[2:], (high, wide), strict=True)]
    y = np.zeros((images, outputs, *size), x.dtype)
    for n, o, i, j in np.ndindex(y.shape):
        part = x[n, :, i * stride : i * stride + high, j * stride : j * stride + wide]
        y[n, o, i, j] = (part * w[o]).sum() + b[o]
    return y


@right("layers.conv")
def two_dimensions_only(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    if x.ndim != 4:
        raise ValueError(f"x must have 4 axes, not {x.ndim}")
    return layers.conv(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip)


@right("layers.conv")
def three_arguments(x, w, b):
    return layers.conv(x, w, b)


@right("layers.conv")
def conv_by_fft(x, w, b=None, *, stride=1, padding=0):
    """Two dimensions, by a transform of the padded image, with stride and padding."""
    if x.ndim != 4:
        raise NotImplementedError("two dimensions only")
    (top, bottom), (left, right_) = padding
    x = np.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right_)))
    size = x.shape[2:]
    spectrum = np.einsum("nchw,ochw->nohw", np.fft.rfft2(x, size), np.conj(np.fft.rfft2(w, size)))
    y = np.fft.irfft2(spectrum, size)[..., : size[0] - w.shape[2] + 1, : size[1] - w.shape[3] + 1]
    y = y[..., :: stride[0], :: stride[1]]
    return floating(y if b is None else y + b[:, None, None], x)


@right("layers.conv")
def by_columns(x, w, b=None, stride=1, padding=0, groups=1):
    """im2col, in two dimensions, with words refused."""
    if x.ndim != 4 or isinstance(padding, str):
        raise ValueError("two dimensions and padding as numbers only")
    pads = padding if isinstance(padding, tuple) else (padding, padding)
    pads = [p if isinstance(p, tuple) else (p, p) for p in pads]
    x = np.pad(x, ((0, 0), (0, 0), *pads))
    seen = windows(x, w.shape[2:], (2, 3))[:, :, :: pair(stride)[0], :: pair(stride)[1]]
    images, _, high, wide = seen.shape[:4]
    columns = seen.transpose(0, 2, 3, 1, 4, 5).reshape(images, high * wide, groups, -1)
    each = w.reshape(groups, w.shape[0] // groups, -1)
    y = np.einsum("npgk,gok->ngop", columns, each).reshape(images, -1, high, wide)
    return (y if b is None else y + b[:, None, None]).astype(x.dtype)


@right("layers.conv")
@scope(layout="NHWC", layouts={"w": "HWIO"}, ranks={2}, dtypes=("float32",), arguments={"input": "x", "filters": "w"})
def channels_last(input, filters, strides=None):
    if strides is not None or input.dtype != np.float32:
        raise AssertionError("outside of the scope")
    return np.einsum("nijcab,abco->nijo", windows(input, filters.shape[:2], (1, 2)), filters)


@right("layers.conv")
@scope(order=("w", "x", "b"))
def weights_first(kernel, image, bias):
    return layers.conv(image, kernel, bias)


@right("layers.conv")
@scope(negative_strides=False, contiguous=True, read_only=False, only={"groups": 1})
def particular_about_memory(x, w, b=None, *, stride=1, padding=0, groups=1):
    for a in (x, w, b):
        if a is not None and not (a.flags.c_contiguous and a.flags.writeable):
            raise AssertionError("outside of the scope")
    return layers.conv(x, w, b, stride=stride, padding=padding, groups=groups)


@right("layers.linear")
def without_a_bias(x, w):
    return x @ w.T


# ---------------------------------------------------------------- pooling


@right("pooling.avg_pool")
def by_prefix_sums(x, kernel_size, *, stride=None, padding=0):
    if x.ndim != 4:
        raise NotImplementedError("two dimensions only")
    x = np.pad(x, ((0, 0), (0, 0), *padding))
    total = np.zeros((*x.shape[:2], x.shape[2] + 1, x.shape[3] + 1), x.dtype)
    total[:, :, 1:, 1:] = x.cumsum(2).cumsum(3)
    size = [(n - k) // s + 1 for n, k, s in zip(x.shape[2:], kernel_size, stride, strict=True)]
    i, j = np.ix_(*(np.arange(n) * s for n, s in zip(size, stride, strict=True)))
    high, wide = kernel_size
    corners = total[:, :, i + high, j + wide] - total[:, :, i, j + wide] - total[:, :, i + high, j] + total[:, :, i, j]
    return (corners / x.dtype.type(high * wide)).astype(x.dtype)


@right("pooling.avg_pool")
def three_names(x, k, stride):
    high, wide = pair(k)
    _, _, _, _ = x.shape
    seen = windows(x, (high, wide), (2, 3))[:, :, :: pair(stride)[0], :: pair(stride)[1]]
    return seen.mean((-1, -2), dtype=x.dtype)


@right("pooling.max_pool")
def one_number(x, kernel_size, *, stride, padding=0):
    """Square windows, equal strides, one number each."""
    _, _, _, _ = x.shape
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), constant_values=-np.inf)
    return windows(x, (kernel_size, kernel_size), (2, 3))[:, :, ::stride, ::stride].max((-1, -2))


# ---------------------------------------------------------------- activations, normalisation, geometry


@right("activation.softmax")
def online_softmax(x, axis=-1):
    """One pass: the sum is rescaled whenever the maximum grows. In half precision it stops growing at 2,048 terms."""
    z = np.moveaxis(x, axis, -1)
    most, total = np.full(z.shape[:-1], -np.inf, z.dtype), np.zeros(z.shape[:-1], z.dtype)
    for k in range(z.shape[-1]):
        new = np.maximum(most, z[..., k])
        total = total * np.exp(most - new) + np.exp(z[..., k] - new)
        most = new
    return np.moveaxis(np.exp(z - most[..., None]) / total[..., None], -1, axis)


@right("activation.relu")
def no_halves(x):
    if x.dtype == np.float16:
        raise TypeError("float16 is not supported")
    return np.maximum(x, 0)


@right("normalization.batch_mean")
def running_means(x):
    """Welford's."""
    columns = np.moveaxis(x, 1, 0).reshape(x.shape[1], -1)
    mean = np.zeros(x.shape[1], np.result_type(x.dtype, np.float32))
    for k in range(columns.shape[1]):
        mean = mean + (columns[:, k] - mean) / (k + 1)
    return mean.astype(x.dtype)


@right("normalization.batch_norm")
def without_a_correction(x, gamma, beta, eps=1e-5, *, training=True, running_mean=None, running_var=None):
    running = {} if training else {"running_mean": running_mean, "running_var": running_var}
    return normalization.batch_norm(x, gamma, beta, eps, training=training, **running)


@right("geometry.output_size")
def output_size(n, kernel_size, stride=1, padding=0, dilation=1):
    before, after = padding if isinstance(padding, tuple) else (padding, padding)
    return (n + before + after - dilation * (kernel_size - 1) - 1) // stride + 1


# ---------------------------------------------------------------- with PyTorch


def with_torch():
    """The right implementations that need PyTorch, which is imported here."""
    import torch
    from torch.nn import functional

    found = {}

    def keep(fn):
        found[fn.__name__] = (fn.__mathcnn_scope__.formula, fn)
        return fn

    @keep
    @scope(formula="layers.conv")
    def from_numpy(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
        """Refuses negative strides, bfloat16 and padding that differs before and after, by exceptions."""
        conv = (functional.conv1d, functional.conv2d, functional.conv3d)[x.ndim - 3]
        arrays = (None if a is None else torch.from_numpy(a) for a in (x, w, b))
        return conv(*arrays, stride, padding, dilation, groups).numpy()

    @keep
    @scope(formula="pooling.max_pool")
    def pool_from_numpy(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
        pool = (functional.max_pool1d, functional.max_pool2d, functional.max_pool3d)[x.ndim - 3]
        return pool(torch.from_numpy(x), kernel_size, stride, padding, dilation, ceil_mode).numpy()

    @keep
    @scope(formula="layers.linear", state=("w", "b"), arrays="torch")
    def module(w, b=None):
        layer = torch.nn.Linear(w.shape[1], w.shape[0], bias=b is not None).to(w.dtype)
        layer.load_state_dict({"weight": w} | ({} if b is None else {"bias": b}))
        return layer

    @keep
    @scope(formula="activation.relu", arrays="torch.utils.dlpack", dtypes=("float64", "float32"))
    def by_dlpack(x):
        return functional.relu(x)

    return found
