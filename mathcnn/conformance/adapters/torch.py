"""PyTorch, by torch.nn.functional."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import torch
import torch.nn.functional
from ml_dtypes import bfloat16
from numpy import array, int16, ndarray

from ...evidence.checks import NotOffered
from ..aliases import Function, Scalar
from ..aliases import LibraryArray as Array
from ..recording import Library
from . import Axis, Ints, Pairs, lacks, one_axis, over, symmetric

DTYPES = ("float64", "float32", "float16", "bfloat16")
FIXED = frozenset({"running_mean", "running_var"})
VERSIONS = {"torch": torch.__version__}
IMPORTS = ["import torch"]
F, T, FFT = (
    Library(torch.nn.functional, "torch.nn.functional"),
    Library(torch, "torch"),
    Library(torch.fft, "torch.fft"),
)


def lifted(x: ndarray) -> torch.Tensor:
    """A tensor with the entries of an array."""
    x = x.astype(x.dtype.newbyteorder("="), copy=False)  # a tensor has the order of bytes of the machine
    if x.dtype == bfloat16:
        return torch.from_numpy(array(x, order="C").view(int16)).view(torch.bfloat16)
    if any(step < 0 or step % x.itemsize for step in x.strides):  # which a tensor cannot have
        x = array(x, order="C")
    return torch.from_numpy(x)


def lowered(y: torch.Tensor) -> ndarray:
    """An array with the entries of a tensor."""
    y = y.detach()
    return y.view(torch.int16).numpy().view(bfloat16) if y.dtype == torch.bfloat16 else y.numpy()


def as_python(x: object) -> str | None:
    """A tensor as Python; None for any other value."""
    if not isinstance(x, torch.Tensor):
        return None
    values = str(x.detach().tolist()).replace("nan", "float('nan')").replace("inf", "float('inf')")
    text = f"torch.tensor({values}, dtype={x.dtype})"
    strides = tuple(x.stride())
    if strides == in_c_order(x) or 0 in strides:
        return text
    return f"torch.empty_strided({tuple(x.shape)}, {strides}, dtype={x.dtype}).copy_({text})"


def in_c_order(x: torch.Tensor) -> Ints:
    """The strides of a tensor of the same shape in the order of C."""
    return tuple(math.prod(x.shape[k + 1 :]) for k in range(x.ndim))


def channels_last(fn: Function) -> Function:
    """A function of tensors that gets those of three axes or more in channels last.

    An axis of size 1 has the stride that it would have were it longer. `Tensor.contiguous` leaves it as it was.
    """

    def laid_out(x: object) -> object:
        if not isinstance(x, torch.Tensor) or x.ndim < 3:
            return x
        C, *spatial = x.shape[1:]
        strides = (C * math.prod(spatial), 1, *(C * math.prod(spatial[k + 1 :]) for k in range(len(spatial))))
        return torch.empty_strided(x.shape, strides, dtype=x.dtype).copy_(x)

    def run(*args: Array, **kwargs: Array) -> Array:
        return fn(*map(laid_out, args), **{a: laid_out(v) for a, v in kwargs.items()})

    return run


def gradient(fn: Function, dy: Array, arrays: dict[str, Array]) -> dict[str, Array]:
    """The vector-Jacobian product by torch.autograd; NotOffered for statistics that are updated in place."""
    given = {a: x.clone().requires_grad_(x.is_floating_point() and a not in FIXED) for a, x in arrays.items()}
    y = fn(**given)
    lacks(a_derivative_of_statistics_updated_in_place=not y.requires_grad)
    wanted = {a: x for a, x in given.items() if x.requires_grad}
    found = torch.autograd.grad(y, list(wanted.values()), dy, allow_unused=True)
    return {a: torch.zeros_like(x) if g is None else g for (a, x), g in zip(wanted.items(), found, strict=True)}


GRADIENT = """\
def gradient(function, dy, arrays, of):
    given = {a: x.clone().requires_grad_(a in of) for a, x in arrays.items()}
    found = torch.autograd.grad(function(**given), [given[a] for a in of], dy, allow_unused=True)
    return {a: g if g is None else g.double().numpy() for a, g in zip(of, found)}"""


def by_rank(name: str, x: Array) -> Function:
    """conv1d, conv2d or conv3d."""
    found: Function = getattr(F, f"{name}{x.ndim - 2}d")
    return found


def offered(fn: Function) -> Function:
    """A function that raises NotOffered when the library says that it has no such kernel."""

    def run(*args: Array, **kwargs: Array) -> Array:
        try:
            return fn(*args, **kwargs)
        except (NotImplementedError, RuntimeError) as error:
            if re.search("not implemented|not supported|Unsupported dtype", str(error)):
                raise NotOffered(str(error).partition("\n")[0]) from None
            raise

    return run


# ---------------------------------------------------------------- layers


def conv(
    x: Array, w: Array, b: Array | None = None, *, stride: Ints, padding: Pairs, dilation: Ints, groups: int, flip: bool
) -> Array:
    lacks(flip=flip)
    return by_rank("conv", x)(x, w, b, stride=stride, padding=symmetric(padding), dilation=dilation, groups=groups)


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
    return by_rank("conv_transpose", x)(
        x,
        w,
        b,
        stride=stride,
        padding=symmetric(padding),
        output_padding=output_padding,
        groups=groups,
        dilation=dilation,
    )


def linear(x: Array, w: Array, b: Array | None = None) -> Array:
    return F.linear(x, w, b)


def pad(x: Array, padding: Pairs, mode: str) -> Array:
    sizes = list(zip(x.shape[2:], padding, strict=True))
    lacks(
        reflections_of_reflections=mode == "reflect" and any(max(pair) >= n for n, pair in sizes),
        more_than_one_turn=mode == "circular" and any(max(pair) > n for n, pair in sizes),
    )
    return F.pad(x, [n for pair in reversed(padding) for n in pair], mode="constant" if mode == "zero" else mode)


def flatten(x: Array) -> Array:
    lacks(an_array_of_one_axis=x.ndim == 1)
    return T.flatten(x, 1)


def resize(
    x: Array,
    size: Ints,
    scale: tuple[Fraction, ...],
    mode: str,
    coordinates: str,
    rounding: str,
) -> Array:
    known = {("asymmetric", "floor"): "nearest", ("half_pixel", "round_prefer_ceil"): "nearest-exact"}
    how: dict[str, Scalar]
    aligned = coordinates == "align_corners"
    if mode == "nearest":
        lacks(these_coordinates_with_this_rounding=(coordinates, rounding) not in known)
        how = {"mode": known[coordinates, rounding]}
    else:
        lacks(these_coordinates=coordinates not in ("align_corners", "half_pixel"))
        how = {"mode": {3: "linear", 4: "bilinear", 5: "trilinear"}[x.ndim], "align_corners": aligned}
    if aligned or all(l == h * s for l, h, s in zip(size, x.shape[2:], scale, strict=True)):
        return F.interpolate(x, size=size, **how)
    return F.interpolate(x, scale_factor=tuple(map(float, scale)), recompute_scale_factor=False, **how)


# ---------------------------------------------------------------- pooling


def window(kernel_size: Ints, stride: Ints, padding: Pairs, ceil_mode: bool) -> dict[str, Scalar]:
    """The arguments that all pools have. Raises NotOffered for padding of more than half a window."""
    pads = symmetric(padding)
    lacks(padding_of_more_than_half_a_window=any(2 * p > k for p, k in zip(pads, kernel_size, strict=True)))
    return {"kernel_size": kernel_size, "stride": stride, "padding": pads, "ceil_mode": ceil_mode}


def max_pool(x: Array, kernel_size: Ints, *, stride: Ints, padding: Pairs, dilation: Ints, ceil_mode: bool) -> Array:
    return by_rank("max_pool", x)(x, dilation=dilation, **window(kernel_size, stride, padding, ceil_mode))


def max_pool_indices(
    x: Array, kernel_size: Ints, *, stride: Ints, padding: Pairs, dilation: Ints, ceil_mode: bool
) -> Array:
    return by_rank("max_pool", x)(
        x, dilation=dilation, return_indices=True, **window(kernel_size, stride, padding, ceil_mode)
    )[1]


def avg_pool(
    x: Array,
    kernel_size: Ints,
    *,
    stride: Ints,
    padding: Pairs,
    dilation: Ints,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: int | None,
) -> Array:
    lacks(dilation=any(d > 1 for d in dilation), divisor_override=divisor_override is not None and x.ndim == 3)
    more = {} if divisor_override is None else {"divisor_override": divisor_override}
    return by_rank("avg_pool", x)(
        x, **window(kernel_size, stride, padding, ceil_mode), count_include_pad=count_include_pad, **more
    )


def global_max_pool(x: Array) -> Array:
    return by_rank("adaptive_max_pool", x)(x, 1)


def global_avg_pool(x: Array) -> Array:
    return by_rank("adaptive_avg_pool", x)(x, 1)


def adaptive_avg_pool(x: Array, size: Ints) -> Array:
    return by_rank("adaptive_avg_pool", x)(x, size)


# ---------------------------------------------------------------- activations


def leaky_relu(x: Array, alpha: float) -> Array:
    return F.leaky_relu(x, negative_slope=alpha)


def clip(x: Array, low: float, high: float) -> Array:
    return T.clamp(x, low, high)


def hard_sigmoid(x: Array, alpha: float | str, beta: float) -> Array:
    lacks(another_line_than_x_by_6_plus_a_half=alpha not in ("pytorch", 1 / 6) or beta != 0.5)
    return F.hardsigmoid(x)


def silu(x: Array, beta: float) -> Array:
    lacks(beta=beta != 1)
    return F.silu(x)


def softmax(x: Array, axis: Axis) -> Array:
    return F.softmax(x, dim=one_axis(axis))


def log_softmax(x: Array, axis: Axis) -> Array:
    return F.log_softmax(x, dim=one_axis(axis))


# ---------------------------------------------------------------- normalisation


def batch_mean(x: Array) -> Array:
    return T.mean(x, over(x))


def batch_var(x: Array, correction: int) -> Array:
    return T.var(x, over(x), correction=correction)


def batch_norm(
    x: Array,
    gamma: Array,
    beta: Array,
    eps: float,
    *,
    training: bool,
    running_mean: Array | None = None,
    running_var: Array | None = None,
    momentum: float,
    correction: int,
    running_correction: int,
) -> Array:
    lacks(correction_of_the_variance_in_training=training and correction != 0)
    lacks(one_value_a_channel=training and x.numel() == x.shape[1])
    running = (None, None) if training else (running_mean, running_var)
    return F.batch_norm(x, *running, gamma, beta, training=training, momentum=momentum, eps=eps)


def group_norm(x: Array, gamma: Array, beta: Array, groups: int, eps: float) -> Array:
    lacks(one_value_a_group=x.numel() == groups)
    return F.group_norm(x, groups, gamma, beta, eps)


def layer_norm(x: Array, gamma: Array, beta: Array, eps: float) -> Array:
    return F.layer_norm(x, gamma.shape, gamma, beta, eps)


def running(x: Array, mean: Array, var: Array, momentum: float) -> tuple[Array, Array]:
    """The running statistics after a batch, which the library updates in place."""
    mean, var = T.clone(mean), T.clone(var)
    F.batch_norm(x, mean, var, None, None, training=True, momentum=momentum)
    return mean, var


def next_running_mean(x: Array, running_mean: Array, momentum: float) -> Array:
    lacks(one_value_a_channel=x.numel() == x.shape[1])
    return running(x, running_mean, T.ones_like(running_mean), momentum)[0]


def next_running_var(x: Array, running_var: Array, momentum: float, running_correction: int) -> Array:
    lacks(running_correction_0=running_correction == 0, one_value_a_channel=x.numel() == x.shape[1])
    return running(x, T.zeros_like(running_var), running_var, momentum)[1]


FORMULAS: dict[str, Function] = {
    "layers.conv": conv,
    "layers.conv_transpose": conv_transpose,
    "layers.linear": linear,
    "layers.pad": pad,
    "layers.flatten": flatten,
    "layers.resize": resize,
    "pooling.max_pool": max_pool,
    "pooling.max_pool_indices": max_pool_indices,
    "pooling.avg_pool": avg_pool,
    "pooling.global_max_pool": global_max_pool,
    "pooling.global_avg_pool": global_avg_pool,
    "pooling.adaptive_avg_pool": adaptive_avg_pool,
    "activation.relu": lambda x: F.relu(x),
    "activation.leaky_relu": leaky_relu,
    "activation.sigmoid": lambda x: T.sigmoid(x),
    "activation.clip": clip,
    "activation.hard_sigmoid": hard_sigmoid,
    "activation.hard_swish": lambda x: F.hardswish(x),
    "activation.silu": silu,
    "activation.softmax": softmax,
    "activation.log_softmax": log_softmax,
    "activation.cross_entropy": lambda x, t: F.cross_entropy(x, t),
    "normalization.batch_mean": batch_mean,
    "normalization.batch_var": batch_var,
    "normalization.batch_norm": batch_norm,
    "normalization.group_norm": group_norm,
    "normalization.layer_norm": layer_norm,
    "normalization.next_running_mean": next_running_mean,
    "normalization.next_running_var": next_running_var,
    "arrays.add": lambda x, z: T.add(x, z),
    "arrays.sub": lambda x, z: T.sub(x, z),
    "arrays.mul": lambda x, z: T.mul(x, z),
    "arrays.div": lambda x, z: T.div(x, z),
    "arrays.matmul": lambda x, z: T.matmul(x, z),
    "arrays.mean": lambda x, axis: T.mean(x, axis),
    "convolution.dft": lambda f: FFT.fft(f),
    "fitting.mean_squared_error": lambda prediction, target: F.mse_loss(prediction, target),
}
LAYOUTS = {
    "channels last": {
        name: channels_last(FORMULAS[name])
        for name in FORMULAS
        if name.partition(".")[0] in ("layers", "pooling", "normalization") and name != "layers.linear"
    }
}
