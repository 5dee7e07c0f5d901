"""Nodes with parameters or windows, as calls of formulas: convolutions, products of matrices, pools, normalisations,
resizing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any  # Any: sizes and scales

import numpy as np

from .calls import Call, NotChecked, Rule, aligned, counted, exactly
from .values import Value

Pairs = tuple[tuple[int, int], ...]
COORDINATES = {  # ONNX's words that are others in layers.resize
    "half_pixel": "half_pixel",
    "pytorch_half_pixel": "pytorch_half_pixel",
    "align_corners": "align_corners",
    "asymmetric": "asymmetric",
    "half_pixel_symmetric": "half_pixel_symmetric",
}


def pairs(pads: tuple[int, ...]) -> Pairs:
    """Padding before and after each axis, from all numbers before and then all after."""
    half = len(pads) // 2
    return tuple(zip(pads[:half], pads[half:], strict=True))


def padding_of(c: Call, size: tuple[int, ...], kernel: tuple[int, ...]) -> Pairs:
    """The padding of a window, also where a word says it.

    c: the call; size: of the input along the spatial axes; kernel: of the window.
    """
    rank, word = len(kernel), c.attribute("auto_pad", "NOTSET")
    if word in ("SAME_UPPER", "SAME_LOWER"):
        stride, dilation = c.ints("strides", rank, 1), c.ints("dilations", rank, 1)
        found = []
        for h, k, s, d in zip(size, kernel, stride, dilation, strict=True):
            total = max(0, (-(-h // s) - 1) * s + d * (k - 1) + 1 - h)
            small = total // 2
            found.append((small, total - small) if word == "SAME_UPPER" else (total - small, small))
        return tuple(found)
    return pairs((0,) * (2 * rank) if word == "VALID" else c.ints("pads", 2 * rank, 0))


def conv(c: Call) -> Value:
    x, w, b = c.input(0), c.input(1), c.optional(2)
    rank = x.x.ndim - 2
    return c.formula(
        "layers.conv",
        {"x": x, "w": w, "b": b},
        stride=c.ints("strides", rank, 1),
        padding=padding_of(c, x.x.shape[2:], w.x.shape[2:]),
        dilation=c.ints("dilations", rank, 1),
        groups=int(c.attribute("group", 1)),
    )


def conv_transpose(c: Call) -> Value:
    x, w, b = c.input(0), c.input(1), c.optional(2)
    rank = x.x.ndim - 2
    stride, dilation = c.ints("strides", rank, 1), c.ints("dilations", rank, 1)
    extra = c.ints("output_padding", rank, 0)
    padding = pairs(c.ints("pads", 2 * rank, 0))
    word, shape = c.attribute("auto_pad", "NOTSET"), c.attribute("output_shape")
    sizes = [
        s * (h - 1) + e + (k - 1) * d + 1
        for h, k, s, d, e in zip(x.x.shape[2:], w.x.shape[2:], stride, dilation, extra, strict=True)
    ]
    if shape or word in ("SAME_UPPER", "SAME_LOWER"):
        wanted = counted(shape)[-rank:] if shape else [h * s for h, s in zip(x.x.shape[2:], stride, strict=True)]
        totals = [max(0, full - n) for full, n in zip(sizes, wanted, strict=True)]
        halves = [(t // 2, t - t // 2) for t in totals]
        padding = tuple(halves if word == "SAME_UPPER" else [(q, p) for p, q in halves])
    return c.formula(
        "layers.conv_transpose",
        {"x": x, "w": w, "b": b},
        stride=stride,
        padding=padding,
        output_padding=extra,
        dilation=dilation,
        groups=int(c.attribute("group", 1)),
    )


def window(c: Call, x: Value) -> tuple[tuple[int, ...], dict[str, object]]:
    """The arguments that pools have in common."""
    rank = x.x.ndim - 2
    kernel = c.ints("kernel_shape", rank, 1)
    return kernel, {
        "kernel_size": kernel,
        "stride": c.ints("strides", rank, 1),
        "padding": padding_of(c, x.x.shape[2:], kernel),
        "dilation": c.ints("dilations", rank, 1),
        "ceil_mode": bool(c.attribute("ceil_mode", 0)),
    }


def max_pool(c: Call) -> list[Value]:
    x = c.input(0)
    _, arguments = window(c, x)
    found = [c.formula("pooling.max_pool", {"x": x}, **arguments)]
    if len(c.node.results) > 1:
        if c.attribute("storage_order", 0):
            raise NotChecked("indices in column-major order")
        places = c.formula("pooling.max_pool_indices", {"x": x}, **arguments)
        channels = np.arange(x.x.shape[0] * x.x.shape[1]).reshape(*x.x.shape[:2], *[1] * (x.x.ndim - 2))
        found.append(Value(places.x + channels * int(np.prod(x.x.shape[2:])), None, "int64"))
    return found


def avg_pool(c: Call) -> Value:
    x = c.input(0)
    _, arguments = window(c, x)
    return c.formula(
        "pooling.avg_pool", {"x": x}, **arguments, count_include_pad=bool(c.attribute("count_include_pad", 0))
    )


def global_pool(name: str) -> Rule:
    return lambda c: c.formula(name, {"x": c.input(0)})


# ---------------------------------------------------------------- products of matrices


def transposed(v: Value) -> Value:
    """The last two axes exchanged."""
    return v.map(lambda x: np.swapaxes(x, -1, -2))


def matmul(c: Call, a: Value | None = None, b: Value | None = None) -> Value:
    """The product of matrices, or of stacks of them; a vector counts as a matrix with one row or column."""
    a, b = a or c.input(0), b or c.input(1)
    if b.x.ndim == 2 and a.x.ndim >= 2:
        return c.formula("layers.linear", {"x": a, "w": transposed(b)})
    first, second = a.x.ndim == 1, b.x.ndim == 1
    a = a.map(lambda x: x[None]) if first else a
    b = b.map(lambda x: x[:, None]) if second else b
    a, b = aligned(a, b)
    if a.x.ndim == 2:
        found = c.formula("layers.linear", {"x": a, "w": transposed(b)})
    else:
        found = c.formula("arrays.matmul", {"x": a, "z": b})
    if first:
        found = found.map(lambda x: x[..., 0, :])
    return found.map(lambda x: x[..., 0]) if second else found


def scaled(found: Value, *factors: float) -> Value:
    """A sum of products times numbers: each term has at most two further roundings for each number that is not 1.

    With n terms the bound is n u and more; it is multiplied by 1 + 2 for each number, which holds for all n >= 1.
    """
    if all(f == 1 for f in factors):
        return found
    grown = 1 + 2 * sum(f != 1 for f in factors)
    return Value(found.x, found.radius * grown, found.dtype, "R")


def gemm(c: Call) -> Value:
    a, b, bias = c.input(0), c.input(1), c.optional(2)
    alpha, beta = float(c.attribute("alpha", 1.0)), float(c.attribute("beta", 1.0))
    a = transposed(a) if c.attribute("transA", 0) else a
    w = b if c.attribute("transB", 0) else transposed(b)
    w = w.map(lambda x: x * x.dtype.type(alpha) if alpha == 1 else x.astype(np.float64) * alpha).kept(w.dtype)
    if bias is None or beta == 0:
        return scaled(c.formula("layers.linear", {"x": a, "w": w}), alpha)
    bias = bias.map(lambda x: x if beta == 1 else x.astype(np.float64) * beta)
    columns = bias.x.shape[-1] if bias.x.ndim else 1
    if bias.x.size == columns:
        line = bias.map(lambda x: np.broadcast_to(x.ravel(), (len(w.x),)))
        return scaled(c.formula("layers.linear", {"x": a, "w": w, "b": line}), alpha, beta)
    product = scaled(c.formula("layers.linear", {"x": a, "w": w}), alpha, beta)
    return c.formula("arrays.add", dict(zip("xz", aligned(product, bias), strict=True)))


# ---------------------------------------------------------------- normalisations


def batch_norm(c: Call) -> Value:
    if c.attribute("training_mode", 0):
        raise NotChecked("batch normalisation in training")
    x, gamma, beta, mean, var = (c.input(k) for k in range(5))
    flat = x.x.ndim == 2
    found = c.formula(
        "normalization.batch_norm",
        {
            "x": x.map(lambda y: y[..., None]) if flat else x,
            "gamma": gamma,
            "beta": beta,
            "running_mean": mean,
            "running_var": var,
        },
        eps=float(c.attribute("epsilon", 1e-5)),
        training=False,
    )
    return found.map(lambda y: y[..., 0]) if flat else found


def instance_norm(c: Call) -> Value:
    x = c.input(0)
    eps = float(c.attribute("epsilon", 1e-5))
    arrays = {"x": x, "gamma": c.input(1), "beta": c.input(2)}
    return c.formula("normalization.group_norm", arrays, groups=x.x.shape[1], eps=eps)


def group_norm(c: Call) -> Value:
    x, gamma, beta = c.input(0), c.input(1), c.input(2)
    groups = int(c.attribute("num_groups", 1))
    if c.version < 21:  # one number for each group
        each = x.x.shape[1] // groups
        gamma, beta = (v.map(lambda y: np.repeat(y, each)) for v in (gamma, beta))
    eps = float(c.attribute("epsilon", 1e-5))
    return c.formula("normalization.group_norm", {"x": x, "gamma": gamma, "beta": beta}, groups=groups, eps=eps)


def layer_norm(c: Call) -> Value:
    x, gamma, beta = c.input(0), c.input(1), c.optional(2)
    axis = int(c.attribute("axis", -1)) % x.x.ndim
    if len(c.node.results) > 1:
        raise NotChecked("statistics of a layer normalisation")
    lead, last = x.x.shape[:axis], int(np.prod(x.x.shape[axis:]))
    flat = lambda v: v.map(lambda y: np.broadcast_to(y, x.x.shape[axis:]).reshape(last))
    bias = flat(beta) if beta is not None else exactly(np.zeros(last, x.x.dtype))
    found = c.formula(
        "normalization.layer_norm",
        {"x": x.map(lambda y: y.reshape(*lead, last)), "gamma": flat(gamma), "beta": bias},
        eps=float(c.attribute("epsilon", 1e-5)),
    )
    return found.map(lambda y: y.reshape(x.x.shape))


def local_response_norm(c: Call) -> Value:
    return c.formula(
        "normalization.local_response_norm",
        {"x": c.input(0)},
        size=int(c.attribute("size", 5)),
        alpha=float(c.attribute("alpha", 1e-4)),
        beta=float(c.attribute("beta", 0.75)),
        bias=float(c.attribute("bias", 1.0)),
    )


# ---------------------------------------------------------------- resizing and padding


def resize(c: Call) -> Value:
    """Resize, and Upsample, whose scales are its second input."""
    x = c.input(0)
    old = c.node.op == "Upsample" or c.version < 11
    place = 1 if old else 2
    scales = c.numbers(place) or (list(c.attribute("scales", ())) if old else None)
    sizes = None if old else c.numbers(3)
    axes = [a % x.x.ndim for a in c.attribute("axes", range(x.x.ndim))] if not old else list(range(x.x.ndim))
    given: dict[int, Any] = dict(zip(axes, sizes or scales or (), strict=True))
    if any(given.get(axis, 1) not in (1, x.x.shape[axis] if sizes else 1) for axis in (0, 1)):
        raise NotChecked("resizes images or channels")
    if c.attribute("antialias", 0) or c.attribute("keep_aspect_ratio_policy", "stretch") != "stretch":
        raise NotChecked("antialias or an aspect ratio that is kept")
    mode = c.attribute("mode", "nearest")
    if mode not in ("nearest", "linear", "bilinear"):
        raise NotChecked(f"resizing of mode {mode}")
    coordinates = "asymmetric" if old else c.attribute("coordinate_transformation_mode", "half_pixel")
    if coordinates not in COORDINATES:
        raise NotChecked(f"coordinates {coordinates}")
    rounding = "floor" if old else c.attribute("nearest_mode", "round_prefer_floor")
    space = range(2, x.x.ndim)
    arguments: dict[str, object] = (
        {"size": tuple(int(given[a] if a in given else x.x.shape[a]) for a in space)}
        if sizes
        else {"scale": tuple(Fraction(float(np.float32(given.get(a, 1)))) for a in space)}
    )
    return c.formula(
        "layers.resize",
        {"x": x},
        **arguments,
        mode="nearest" if mode == "nearest" else "linear",
        coordinates=COORDINATES[coordinates],
        rounding=rounding,
    )


def pad(c: Call) -> Value:
    """Padding along any axes, also negative."""
    x = c.input(0)
    amounts = counted(c.numbers(1) or c.attribute("pads") or ())
    fill = (c.numbers(2) or [c.attribute("value", 0.0)])[0]
    axes = [a % x.x.ndim for a in (c.numbers(3) or range(x.x.ndim))]
    by_axis = dict(zip(axes, pairs(amounts), strict=True))
    every = [by_axis.get(axis, (0, 0)) for axis in range(x.x.ndim)]
    mode = c.attribute("mode", "constant")
    if mode == "constant" and not fill and x.x.ndim > 2 and every[:2] == [(0, 0)] * 2 and min(map(min, every)) >= 0:
        return c.formula("layers.pad", {"x": x}, padding=tuple(every[2:]))
    less = tuple(slice(max(0, -p), n - max(0, -q)) for (p, q), n in zip(every, x.x.shape, strict=True))
    more = [(max(0, p), max(0, q)) for p, q in every]
    if mode == "constant":
        found = c.moved(lambda y: np.pad(y[less], more, constant_values=fill), x)
    else:
        found = c.moved(lambda y: np.pad(y[less], more, mode), x)
    if found.rad is not None and mode == "constant":
        found.rad = np.pad(x.radius[less], more)
    return found


RULES: dict[str, Rule] = {
    "Conv": conv,
    "ConvTranspose": conv_transpose,
    "MaxPool": max_pool,
    "AveragePool": avg_pool,
    "GlobalAveragePool": global_pool("pooling.global_avg_pool"),
    "GlobalMaxPool": global_pool("pooling.global_max_pool"),
    "Gemm": gemm,
    "MatMul": matmul,
    "BatchNormalization": batch_norm,
    "InstanceNormalization": instance_norm,
    "GroupNormalization": group_norm,
    "LayerNormalization": layer_norm,
    "LRN": local_response_norm,
    "Resize": resize,
    "Upsample": resize,
    "Pad": pad,
}
