"""Right implementations by the tools that users have: numba, sparse matrices, JAX, PyTorch, SciPy; and by other
algorithms: Bluestein's, Strassen's, sums over shifted arrays. They were written before any check had been run on them.
Each must be accepted by `mathcnn verify FORMULA --against tests.planted.right_seldom:NAME`."""

import functools
import math

import numpy as np
import scipy.fft
import scipy.signal
import scipy.sparse
import scipy.spatial.distance

from mathcnn.conformance import scope

from . import table
from .right_unusual import kept, padded, seen_by, sizes_of, wide

RIGHT, right = table()

# ---------------------------------------------------------------- layers


@functools.cache
def compiled():
    import numba

    @numba.njit
    def loops(x, w, y, s, t):
        for n in range(y.shape[0]):
            for o in range(y.shape[1]):
                for i in range(y.shape[2]):
                    for j in range(y.shape[3]):
                        total = y[n, o, i, j]
                        for c in range(x.shape[1]):
                            for a in range(w.shape[2]):
                                for b in range(w.shape[3]):
                                    total += x[n, c, i * s + a, j * t + b] * w[o, c, a, b]
                        y[n, o, i, j] = total

    return loops


@right("layers.conv")
def by_numba(x, w, b=None, *, stride=1, padding=0):
    """Loops of machine code for two axes, float32 and float64; numba raises its own exceptions for others."""
    if x.ndim != 4:
        raise ValueError("two axes only")
    native = x.dtype.newbyteorder("=")
    x, w = np.ascontiguousarray(padded(x, padding), native), np.ascontiguousarray(w, native)
    y = np.zeros((len(x), len(w), *sizes_of(x, w.shape[2:], stride, (1, 1))), x.dtype)
    if b is not None:
        y += b.reshape(-1, 1, 1)
    compiled()(x, w, y, *stride)
    return y


@right("layers.conv")
def by_a_sparse_matrix(x, w, b=None, *, stride, padding, dilation):
    """A sparse matrix that reads the entries of the padded input, for one group."""
    if not all(isinstance(line, tuple) for line in (stride, padding, dilation)):
        raise TypeError("tuples only")
    x = padded(x, padding)
    sizes = sizes_of(x, w.shape[2:], stride, dilation)
    if min(sizes) < 1:
        raise ValueError("the kernel is larger than the input")
    places = np.arange(math.prod(x.shape[1:])).reshape(1, *x.shape[1:])
    taps = [
        seen_by(places, tap, sizes, stride, dilation)[0].reshape(x.shape[1], -1) for tap in np.ndindex(*w.shape[2:])
    ]
    columns = np.stack(taps, 1)  # channel, tap, position
    positions = math.prod(sizes)
    rows = np.broadcast_to(np.arange(positions), columns.shape)
    y = np.empty((len(x), len(w), *sizes), wide(x))
    for o, kernel in enumerate(w.reshape(*w.shape[:2], -1).astype(wide(x))):
        values = np.broadcast_to(kernel[..., None], columns.shape)
        held = scipy.sparse.csr_matrix((values.ravel(), (rows.ravel(), columns.ravel())), (positions, places.size))
        y[:, o] = (held @ x.reshape(len(x), -1).astype(wide(x)).T).T.reshape(len(x), *sizes)
    return kept(y if b is None else y + b.reshape(-1, *[1] * len(sizes)), x)


@right("layers.conv_transpose")
@scope(arrays="torch", ranks={2}, dtypes=("float32", "float64"), symmetric_padding=True)
def by_torch(x, w, b=None, *, stride=1, padding=0, groups=1):
    from torch.nn import functional

    return functional.conv_transpose2d(x, w, b, stride, padding, groups=groups)


@right("layers.linear")
def by_exact_sums(x, w, b=None):
    """math.fsum of products in float64, one result after the other."""
    rows = x.reshape(-1, x.shape[-1]).astype(np.float64)
    y = np.empty((len(rows), len(w)))
    for at in np.ndindex(*y.shape):
        terms = rows[at[0]] * w[at[1]].astype(np.float64)
        more = [] if b is None else [float(b[at[1]])]
        y[at] = math.fsum([*terms.tolist(), *more]) if np.isfinite(terms).all() else np.sum([*terms, *more])
    return kept(y, x).reshape(*x.shape[:-1], len(w))


@right("layers.resize")
def by_indices(x, size):
    """Nearest neighbours with whole numbers: half pixels, the smaller of two."""
    for axis in range(2, x.ndim):
        n, m = x.shape[axis], size[axis - 2]
        at = -((-(2 * np.arange(m) + 1) * n) // (2 * m)) - 1
        x = np.take(x, np.clip(at, 0, n - 1), axis)
    return x


# ---------------------------------------------------------------- sequences and products


@right("convolution.dft")
def by_chirps(f):
    """Bluestein's algorithm: a convolution with a chirp, of a length that is a power of 2."""
    n = len(f)
    turns = np.exp(-1j * np.pi * (np.arange(n) ** 2 % (2 * n)) / n)
    length = 1 << (2 * n - 1).bit_length()
    chirp = np.zeros(length, complex)
    chirp[:n] = turns.conj()
    chirp[length - n + 1 :] = turns[1:][::-1].conj()
    y = scipy.fft.ifft(scipy.fft.fft(f * turns, length) * scipy.fft.fft(chirp))[:n] * turns
    return y.astype(np.complex64) if f.dtype.itemsize <= 4 else y


@right("convolution.discrete")
def by_overlapping_blocks(f, g):
    y = scipy.signal.oaconvolve(f.astype(np.float64), g.astype(np.float64))
    return kept(np.rint(y) if f.dtype.kind == "i" else y, f)


@right("arrays.matmul")
def by_strassen(x, z):
    """Seven products of halves for square matrices of even size from 16 on."""
    n = x.shape[-1]
    if {*x.shape[-2:], *z.shape[-2:]} != {n} or n % 2 or n < 16:
        return kept(x.astype(wide(x)) @ z.astype(wide(x)), x)
    h = n // 2
    (a, b, c, d), (e, f, g, k) = (
        [v[..., i : i + h, j : j + h].astype(wide(x)) for i in (0, h) for j in (0, h)] for v in (x, z)
    )
    p = [(a + d) @ (e + k), (c + d) @ e, a @ (f - k), d @ (g - e), (a + b) @ k, (c - a) @ (e + f), (b - d) @ (g + k)]
    return kept(np.block([[p[0] + p[3] - p[4] + p[6], p[2] + p[4]], [p[1] + p[3], p[0] - p[1] + p[2] + p[5]]]), x)


# ---------------------------------------------------------------- pools


@right("pooling.max_pool")
def by_a_reshape(x, k):
    """Windows side by side, as axes of a view; what is left over at the end is cut off."""
    n, c, h, w = x.shape
    a, b = k if isinstance(k, tuple) else (k, k)
    return x[:, :, : h // a * a, : w // b * b].reshape(n, c, h // a, a, w // b, b).max((3, 5))


@right("pooling.avg_pool")
def by_counts(x, kernel_size, *, stride, padding, count_include_pad=True):
    """Sums over shifted arrays, divided by the same sums of ones."""
    if not all(isinstance(line, tuple) for line in (kernel_size, stride, padding)):
        raise TypeError("tuples only")

    def total(z):
        z = padded(z, padding)
        ones = (1,) * len(kernel_size)
        sizes = sizes_of(z, kernel_size, stride, ones)
        return sum(seen_by(z, tap, sizes, stride, ones) for tap in np.ndindex(*kernel_size))

    z = x.astype(wide(x))
    counted = math.prod(kernel_size) if count_include_pad else total(np.ones((1, 1, *x.shape[2:]), z.dtype))
    with np.errstate(all="ignore"):
        return kept(total(z) / counted, x)


# ---------------------------------------------------------------- scores, losses, normalisation


@right("activation.softmax")
def by_jax(x, axis=-1):
    """With 64 bits where the array has them, by JAX's own arrays."""
    import jax

    with jax.enable_x64(True):
        return np.asarray(jax.nn.softmax(jax.numpy.asarray(np.array(x)), axis))


@right("activation.cross_entropy")
@scope(arrays="torch", dtypes=("float32", "float64"))
def torch_loss(x, t):
    from torch.nn import functional

    return functional.cross_entropy(x, t.long())


@right("normalization.layer_norm")
@scope(arrays="torch", state=("gamma", "beta"), dtypes=("float32", "float64"))
def torch_module(gamma, beta, eps=1e-5):
    import torch

    layer = torch.nn.LayerNorm(len(gamma), eps).to(gamma.dtype)
    layer.load_state_dict({"weight": gamma, "bias": beta})
    return layer


@right("classic.euclidean_rbf")
def by_distances(x, w):
    return kept(scipy.spatial.distance.cdist(x, w, "sqeuclidean"), x)


@right("geometry.output_size")
def by_counting(H, kernel_size, stride=1, padding=0, dilation=1):
    """The number of places where a kernel fits."""
    before, after = padding if isinstance(padding, tuple) else (padding, padding)
    return len(range(0, H + before + after - dilation * (kernel_size - 1), stride))


@right("optimization.scheduled_rate")
def as_a_float(step, steps, peak, warmup=1):
    """A number of Python."""
    return float(peak) * ((step + 1) / warmup if step < warmup else (steps - step) / (steps + 1 - warmup))


@right("fitting.mean_squared_error")
def by_a_dot(prediction, target):
    off = (prediction.astype(np.float64) - target).ravel()
    return prediction.dtype.type(np.dot(off, off) / off.size)
