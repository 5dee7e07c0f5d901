"""JAX: jax.lax, jax.nn, jax.numpy, jax.image and jax.scipy. It has no average pool, no normalisation with a scale and a
shift, and no losses: those of Flax and Optax are other libraries."""

from __future__ import annotations

from fractions import Fraction
from typing import Any  # Any: a configuration whose methods have no types

import jax
import jax.image
import jax.numpy
import jax.scipy.signal
import numpy as np

from ...evidence.checks import NotOffered
from ..aliases import Function
from ..aliases import LibraryArray as Array
from ..recording import Library, numpy_text
from . import Ints, Pairs, lacks, over

config: Any = jax.config
config.update("jax_enable_x64", True)  # float64 is there when it is asked for

DTYPES = ("float64", "float32", "float16", "bfloat16")
VERSIONS = {"jax": jax.__version__, "jaxlib": jax.lib.__version__}
STEADY = 0.16  # seconds that a call counts as: most are compiled first, which takes so long or less
IMPORTS = ["import jax, numpy as np", 'jax.config.update("jax_enable_x64", True)']
lax, nn, jnp = Library(jax.lax, "jax.lax"), Library(jax.nn, "jax.nn"), Library(jax.numpy, "jax.numpy")
fft, signal = Library(jax.numpy.fft, "jax.numpy.fft"), Library(jax.scipy.signal, "jax.scipy.signal")
images = Library(jax.image, "jax.image")


def lifted(x: np.ndarray) -> Array:
    """An array of JAX with the entries of one of NumPy; JAX refuses arrays in the other byte order."""
    return jax.numpy.asarray(x if x.dtype.isnative else x.astype(x.dtype.newbyteorder("=")))


def lowered(y: Array) -> np.ndarray:
    """An array of NumPy with the entries of one of JAX."""
    return np.asarray(y)


def as_python(x: Array) -> str | None:
    """An array of JAX as Python; None for any other value."""
    return f"jax.numpy.asarray({numpy_text(np.asarray(x))})" if isinstance(x, jax.Array) else None


def gradient(fn: Function, dy: Array, arrays: dict[str, Array]) -> dict[str, Array]:
    """The vector-Jacobian product by jax.vjp."""
    wanted = {a: x for a, x in arrays.items() if jax.numpy.issubdtype(x.dtype, jax.numpy.floating)}
    fixed = {a: x for a, x in arrays.items() if a not in wanted}
    try:
        found: dict[str, Array] = jax.vjp(lambda given: fn(**given, **fixed), wanted)[1](dy)[0]
    except NotImplementedError as error:
        raise NotOffered(str(error).partition(",")[0]) from None
    return found


GRADIENT = """\
def gradient(function, dy, arrays, of):
    fixed = {a: x for a, x in arrays.items() if a not in of}
    pull = jax.vjp(lambda given: function(**given, **fixed), {a: arrays[a] for a in of})[1]
    found = pull(dy)[0]
    return {a: np.asarray(found[a]) for a in of}"""


def conv(
    x: Array, w: Array, b: Array | None = None, *, stride: Ints, padding: Pairs, dilation: Ints, groups: int, flip: bool
) -> Array:
    lacks(bias=b is not None, flip=flip)
    return lax.conv_general_dilated(x, w, stride, list(padding), rhs_dilation=dilation, feature_group_count=groups)


def conv_transpose(
    x: Array,
    w: Array,
    b: Array | None = None,
    *,
    stride: Ints,
    padding: Pairs,
    output_padding: Ints,
    dilation: Ints,
    groups: int,
) -> Array:
    lacks(bias=b is not None, groups=groups > 1)
    reach = [d * (k - 1) for d, k in zip(dilation, w.shape[2:], strict=True)]
    pads = [
        (r - before, r - after + more) for r, (before, after), more in zip(reach, padding, output_padding, strict=True)
    ]
    axes = "DHW"[3 - len(stride) :]
    held = f"NC{axes}", f"OI{axes}", f"NC{axes}"
    return lax.conv_transpose(x, w, stride, pads, rhs_dilation=dilation, dimension_numbers=held, transpose_kernel=True)


# ---------------------------------------------------------------- channels last


def names(ndim: int) -> tuple[str, str, str]:
    """The axes of arrays, kernels and results with channels last."""
    axes = "DHW"[5 - ndim :]
    return f"N{axes}C", f"{axes}IO", f"N{axes}C"


def last(x: Array) -> Array:
    """An array (N, C, *spatial) as (N, *spatial, C)."""
    return jnp.moveaxis(x, 1, -1)


def second(y: Array) -> Array:
    """An array (N, *spatial, C) as (N, C, *spatial)."""
    return jnp.moveaxis(y, -1, 1)


def kernel_last(w: Array) -> Array:
    """A kernel (O, I, *spatial) as (*spatial, I, O)."""
    return jnp.moveaxis(w, (0, 1), (-1, -2))


def conv_last(
    x: Array, w: Array, b: Array | None = None, *, stride: Ints, padding: Pairs, dilation: Ints, groups: int, flip: bool
) -> Array:
    lacks(bias=b is not None, flip=flip)
    y = lax.conv_general_dilated(
        last(x),
        kernel_last(w),
        stride,
        list(padding),
        rhs_dilation=dilation,
        dimension_numbers=names(x.ndim),
        feature_group_count=groups,
    )
    return second(y)


def max_pool_last(
    x: Array, kernel_size: Ints, *, stride: Ints, padding: Pairs, dilation: Ints, ceil_mode: bool
) -> Array:
    lacks(ceil_mode=ceil_mode)
    y = lax.reduce_window(
        last(x),
        np.array(-np.inf, x.dtype),
        jax.lax.max,
        (1, *kernel_size, 1),
        (1, *stride, 1),
        ((0, 0), *padding, (0, 0)),
        window_dilation=(1, *dilation, 1),
    )
    return second(y)


# ---------------------------------------------------------------- others


def linear(x: Array, w: Array, b: Array | None = None) -> Array:
    lacks(bias=b is not None)
    return jnp.matmul(x, jnp.transpose(w))


def pad(x: Array, padding: Pairs, mode: str) -> Array:
    named = {"zero": "constant", "circular": "wrap", "reflect": "reflect", "replicate": "edge"}
    return jnp.pad(x, ((0, 0), (0, 0), *padding), mode=named[mode])


def max_pool(x: Array, kernel_size: Ints, *, stride: Ints, padding: Pairs, dilation: Ints, ceil_mode: bool) -> Array:
    lacks(ceil_mode=ceil_mode)
    return lax.reduce_window(
        x,
        np.array(-np.inf, x.dtype),
        jax.lax.max,
        (1, 1, *kernel_size),
        (1, 1, *stride),
        ((0, 0), (0, 0), *padding),
        window_dilation=(1, 1, *dilation),
    )


def hard_sigmoid(x: Array, alpha: float | str, beta: float) -> Array:
    lacks(another_line_than_x_by_6_plus_a_half=alpha not in ("pytorch", 1 / 6) or beta != 0.5)
    return nn.hard_sigmoid(x)


def silu(x: Array, beta: float) -> Array:
    lacks(beta=beta != 1)
    return nn.silu(x)


def resize(
    x: Array,
    size: Ints,
    scale: tuple[Fraction, ...],
    mode: str,
    coordinates: str,
    rounding: str,
) -> Array:
    whole = all(l == h * s for l, h, s in zip(size, x.shape[2:], scale, strict=True))
    lacks(
        these_coordinates=coordinates != "half_pixel",
        this_rounding=mode == "nearest" and rounding != "round_prefer_ceil",
        a_scale_that_is_not_the_ratio_of_the_sizes=not whole,
    )
    return images.resize(x, (*x.shape[:2], *size), mode, antialias=False)


def image(I: Array, K: Array, mode: str) -> Array:
    sides = list(zip(I.shape, K.shape, strict=True))
    lacks(a_kernel_larger_than_the_image_along_one_axis=any(k > n for n, k in sides) and any(k < n for n, k in sides))
    return signal.convolve(I, K, mode=mode)


def cross_correlation(I: Array, K: Array, mode: str) -> Array:
    sides = list(zip(I.shape, K.shape, strict=True))
    lacks(a_kernel_larger_than_the_image_along_one_axis=any(k > n for n, k in sides) and any(k < n for n, k in sides))
    return signal.correlate(I, K, mode=mode)


FORMULAS: dict[str, Function] = {
    "layers.conv": conv,
    "layers.conv_transpose": conv_transpose,
    "layers.linear": linear,
    "layers.pad": pad,
    "layers.flatten": lambda x: lax.collapse(x, 1),
    "layers.resize": resize,
    "pooling.max_pool": max_pool,
    "pooling.global_max_pool": lambda x: jnp.max(x, axis=tuple(range(2, x.ndim)), keepdims=True),
    "pooling.global_avg_pool": lambda x: jnp.mean(x, axis=tuple(range(2, x.ndim)), keepdims=True),
    "activation.relu": lambda x: nn.relu(x),
    "activation.leaky_relu": lambda x, alpha: nn.leaky_relu(x, negative_slope=alpha),
    "activation.sigmoid": lambda x: nn.sigmoid(x),
    "activation.clip": lambda x, low, high: jnp.clip(x, low, high),
    "activation.hard_sigmoid": hard_sigmoid,
    "activation.hard_swish": lambda x: nn.hard_swish(x),
    "activation.silu": silu,
    "activation.softmax": lambda x, axis: nn.softmax(x, axis=axis),
    "activation.log_softmax": lambda x, axis: nn.log_softmax(x, axis=axis),
    "normalization.batch_mean": lambda x: jnp.mean(x, axis=over(x)),
    "normalization.batch_var": lambda x, correction: jnp.var(x, axis=over(x), correction=correction),
    "arrays.add": lambda x, z: jnp.add(x, z),
    "arrays.sub": lambda x, z: jnp.subtract(x, z),
    "arrays.mul": lambda x, z: jnp.multiply(x, z),
    "arrays.div": lambda x, z: jnp.divide(x, z),
    "arrays.matmul": lambda x, z: jnp.matmul(x, z),
    "arrays.mean": lambda x, axis: jnp.mean(x, axis=axis),
    "convolution.discrete": lambda f, g: jnp.convolve(f, g),
    "convolution.image": image,
    "convolution.cross_correlation": cross_correlation,
    "convolution.flip": lambda f: jnp.flip(f),
    "convolution.dft": lambda f: fft.fft(f),
}
LAYOUTS: dict[str, dict[str, Function]] = {
    "channels last": {
        "layers.conv": conv_last,
        "pooling.max_pool": max_pool_last,
        "normalization.batch_mean": lambda x: jnp.mean(last(x), axis=tuple(range(x.ndim - 1))),
        "normalization.batch_var": lambda x, correction: jnp.var(
            last(x), axis=tuple(range(x.ndim - 1)), correction=correction
        ),
    }
}
