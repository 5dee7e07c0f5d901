"""Right implementations as users write them over other libraries: PyTorch's functions under a wrapper for arrays of
NumPy, machine code by numba, JAX, SciPy's special functions, loops over channels. They were written before any check had
been run on them. Each must be accepted by `mathcnn verify FORMULA --against tests.planted.right_fresh:NAME`."""

import functools

import numpy as np
import scipy.fft
import scipy.signal
import scipy.special

from mathcnn.conformance import scope

from . import table
from .right_unusual import kept, padded, wide

RIGHT, right = table()

# ---------------------------------------------------------------- layers


@right("layers.conv")
def keywords_for_torch(*, x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    """Arrays become tensors, and what is padded unlike before and after is padded first; no words."""
    import torch
    from torch.nn import functional

    call = {1: functional.conv1d, 2: functional.conv2d, 3: functional.conv3d}[x.ndim - 2]
    flat = [v for before_after in reversed(padding) for v in before_after]
    x, w, b = (None if a is None else torch.from_numpy(np.array(a, a.dtype.newbyteorder("="))) for a in (x, w, b))
    return call(functional.pad(x, flat), w, b, stride, 0, dilation, groups).numpy()


@right("layers.conv")
def by_correlate(x, w, b=None, stride=1, padding=0):
    """A loop over images, outputs and channels, in float64; what the stride leaves out is computed, too."""
    x, two, s = padded(x, padding), w.astype(np.float64), stride if isinstance(stride, tuple) else (stride, stride)
    if x.ndim != 4:
        raise NotImplementedError("images only")
    y = []
    for image in x.astype(np.float64):
        for o, kernel in enumerate(two):
            total = sum(
                scipy.signal.correlate2d(plane, taps, "valid") for plane, taps in zip(image, kernel, strict=True)
            )
            y.append(total[:: s[0], :: s[1]] + (0 if b is None else float(b[o])))
    return kept(np.stack(y).reshape(len(x), len(w), *y[0].shape), x)


@right("layers.conv_transpose")
@scope(arrays="torch", ranks={2}, dtypes=("float32", "float64"), symmetric_padding=True, lacks={"output_padding"})
def as_a_gradient(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    """The gradient of a convolution to its input, whose size is computed here."""
    import torch

    lines = (v if isinstance(v, tuple) else (v, v) for v in (stride, padding, dilation))
    axes = zip(x.shape[2:], *lines, w.shape[2:], strict=True)
    sizes = [(n - 1) * s - 2 * p + d * (k - 1) + 1 for n, s, p, d, k in axes]
    y = torch.nn.grad.conv2d_input((len(x), w.shape[1] * groups, *sizes), w, x, stride, padding, dilation, groups)
    return y if b is None else y + b[:, None, None]


@right("layers.resize")
@scope(
    arrays="torch",
    ranks={2},
    dtypes=("float32", "float64"),
    only={"mode": "linear", "coordinates": "half_pixel"},
    lacks={"scale", "rounding"},
)
def bilinear(x, size, mode="linear", coordinates="half_pixel"):
    from torch.nn import functional

    return functional.interpolate(x, size, mode="bilinear", align_corners=False)


@right("layers.linear")
def by_einsum(x, w, b=None):
    y = np.einsum("...i,oi->...o", x.astype(wide(x)), w.astype(wide(x)))
    return kept(y if b is None else y + b, x)


# ---------------------------------------------------------------- pools


@right("pooling.max_pool")
@scope(arrays="torch", ranks={1, 2, 3}, dtypes=("float32", "float64"), symmetric_padding=True)
def by_torch(x, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    """Paddings beyond half of the window raise PyTorch's exception."""
    from torch.nn import functional

    call = (functional.max_pool1d, functional.max_pool2d, functional.max_pool3d)[x.ndim - 3]
    return call(x, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


@functools.cache
def compiled():
    import numba

    @numba.njit
    def rows(x, y):
        for i in range(x.shape[0]):
            top = x[i, 0]
            for v in x[i]:
                if v > top or np.isnan(v):
                    top = v
            total = x.dtype.type(0)
            for j, v in enumerate(x[i]):
                y[i, j] = np.exp(v - top)
                total += y[i, j]
            for j in range(x.shape[1]):
                y[i, j] /= total

    return rows


# ---------------------------------------------------------------- scores, normalization, sequences, tables


@right("activation.softmax")
@scope(dtypes=("float32", "float64"), lacks={"axis"})
def by_numba(x):
    """Two loops of machine code over rows."""
    flat = np.ascontiguousarray(x, x.dtype.newbyteorder("=")).reshape(-1, x.shape[-1])
    y = np.empty_like(flat)
    compiled()(flat, y)
    return y.reshape(x.shape)


@right("activation.cross_entropy")
def by_logsumexp(x, t):
    z = x.astype(np.float64)
    return kept(np.mean(scipy.special.logsumexp(z, axis=1) - z[np.arange(len(z)), np.asarray(t, int)]), x)


@right("normalization.group_norm")
@scope(arrays="torch", dtypes=("float32", "float64"))
def torch_groups(x, gamma, beta, groups=1, eps=1e-5):
    from torch.nn import functional

    return functional.group_norm(x, groups, gamma, beta, eps)


@right("normalization.layer_norm")
@scope(dtypes=("float32",))
def by_jit(x, gamma, beta, eps=1e-5):
    import jax

    @jax.jit
    def normal(x, gamma, beta):
        off = x - x.mean(-1, keepdims=True)
        return off * jax.lax.rsqrt((off * off).mean(-1, keepdims=True) + eps) * gamma + beta

    return np.asarray(normal(*(np.array(a) for a in (x, gamma, beta))))


@right("convolution.dft")
def by_scipy(f):
    y = scipy.fft.fft(np.asarray(f, np.float64))
    return y.astype(np.complex64) if f.dtype.itemsize <= 4 else y


@right("information.kl_divergence")
def by_rel_entr(p, q, base=2):
    return np.asarray(scipy.special.rel_entr(p.astype(np.float64), q).sum() / np.log(float(base)), p.dtype)


@right("fitting.line")
def by_polyval(x, slope, intercept):
    return np.polyval([slope, intercept], x)
