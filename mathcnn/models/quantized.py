"""Operators of quantised networks: integers times a scale, rounded half to even, and cut off at the ends of the type.

A quantised convolution adds integers exactly, so that only the last rounding has a bound: the integers between which
the number before it may be rounded, which in most entries is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any  # Any: arguments of formulas

import numpy as np

from ..numbers.formats import UNIT
from ..numbers.rounding import wide
from .calls import Call, NotChecked, Rule
from .layers import padding_of
from .values import Use, Value

U = UNIT["float32"]  # scales are float32


def along(v: np.ndarray, axis: int, ndim: int) -> np.ndarray:
    """A scale or a zero point, one number or one for each place along an axis."""
    if v.size == 1:
        return v.reshape(())
    if v.ndim != 1:
        raise NotChecked("scales for blocks")
    return v.reshape([-1 if k == axis % ndim else 1 for k in range(ndim)])


def known(c: Call, k: int) -> np.ndarray:
    """An input without error."""
    found = c.input(k)
    if found.rad is not None and np.any(found.rad):
        raise NotChecked("an input is not shown")
    return found.x


ROUNDINGS: dict[str, Callable[[np.ndarray], np.ndarray]] = {  # "even" is ONNX's; a diagnosis tries the others
    "even": np.rint,
    "away": lambda y: np.trunc(y + np.copysign(0.5, y)),
    "up": lambda y: np.floor(y + 0.5),
    "down": np.floor,
    "zero": np.trunc,
}


def stored(c: Call, q: np.ndarray, rad: np.ndarray, zero: np.ndarray, dtype: np.dtype[Any]) -> Value:
    """Numbers rounded half to even, moved by the zero point, and cut off.

    c: the call; q: the numbers; rad: how far arithmetic in float32 may be off before it rounds; zero: the zero point;
    dtype: of the result.
    """
    ends = np.iinfo(dtype)
    whole = ROUNDINGS[c.attribute("rounding", "even")]
    cut = lambda y: np.clip(whole(y) + zero.astype(np.float64), ends.min, ends.max)
    low, mid, high = cut(q - rad), cut(q), cut(q + rad)
    unsure = np.maximum(high - mid, mid - low)
    return Value(mid.astype(dtype), unsure if np.any(unsure) else None, dtype.name, "R" if np.any(unsure) else "0 ulp")


def error_of(exact: np.ndarray, *steps: np.ndarray) -> np.ndarray:
    """How far a product in float32 may be off: nothing where its steps have no rounding error.

    exact: the product; steps: intermediate results, which are exact if float32 holds them.
    """
    held = np.asarray(exact == exact.astype(np.float32))
    for step in steps:
        held = held & (step == np.asarray(step).astype(np.float32))
    return np.where(held, 0.0, (len(steps) + 1) * 2 * U * np.abs(exact))


def quantize(c: Call) -> Value:
    x, scale = c.input(0), known(c, 1)
    zero = known(c, 2) if c.optional(2) is not None else np.zeros((), np.uint8)
    if zero.dtype.kind not in "iu":
        raise NotChecked(f"quantisation to {zero.dtype.name}")
    axis = int(c.attribute("axis", 1))
    s = along(wide(scale).astype(np.float64), axis, x.x.ndim)
    q = wide(x.x).astype(np.float64) / s
    c.used.append(Use("round(x / scale) + zero point"))
    return stored(c, q, error_of(q) + x.radius / np.abs(s), along(zero, axis, x.x.ndim), zero.dtype)


def dequantize(c: Call) -> Value:
    x, scale = c.input(0), known(c, 1)
    axis = int(c.attribute("axis", 1))
    s = along(wide(scale).astype(np.float64), axis, x.x.ndim)
    zero = known(c, 2).astype(np.float64) if c.optional(2) is not None else np.zeros(())
    steps = x.x.astype(np.float64) - along(zero, axis, x.x.ndim)
    found = steps * s
    dtype = scale.dtype.name
    c.used.append(Use("(x - zero point) scale"))
    rad = np.where(found == found.astype(np.float32), 0, UNIT[dtype] * np.abs(found)) + x.radius * np.abs(s)
    return Value(found, rad, dtype, "R")


def sums(c: Call, name: str, x: np.ndarray, w: np.ndarray, **kwargs: Any) -> np.ndarray:
    """Sums of products of integers, by a formula in float64, which holds them exactly."""
    found = c.formula(name, {"x": Value(x.astype(np.float64)), "w": Value(w.astype(np.float64))}, **kwargs)
    return np.rint(found.x)


def windows(c: Call, x: np.ndarray, w: np.ndarray) -> Mapping[str, Any]:
    rank = x.ndim - 2
    return {
        "stride": c.ints("strides", rank, 1),
        "padding": padding_of(c, x.shape[2:], w.shape[2:]),
        "dilation": c.ints("dilations", rank, 1),
        "groups": int(c.attribute("group", 1)),
    }


def requantized(
    c: Call, total: np.ndarray, sx: np.ndarray, sw: np.ndarray, sy: np.ndarray, zero: np.ndarray, axis: int
) -> Value:
    """Sums of integers, times the scales of both factors, over that of the result."""
    a, b, y = (wide(s).astype(np.float64) for s in (sx, sw, sy))
    b = along(b, axis, total.ndim)
    product = a.reshape(()) * b
    scale = product / y.reshape(())
    q = total * scale
    wholes = np.broadcast_to(product, total.shape), np.broadcast_to(scale, total.shape), total
    return stored(c, q, error_of(q, *wholes), zero.reshape(()), zero.dtype)


def qlinear_conv(c: Call) -> Value:
    x, sx, zx, w, sw, zw, sy, zy = (known(c, k) for k in range(8))
    centred = x.astype(np.int64) - zx.astype(np.int64)
    weights = w.astype(np.int64) - along(zw.astype(np.int64), 0, w.ndim)
    total = sums(c, "layers.conv", centred, weights, **windows(c, x, w))
    if c.optional(8) is not None:
        total = total + known(c, 8).astype(np.float64).reshape(1, -1, *[1] * (total.ndim - 2))
    return requantized(c, total, sx, sw, sy, zy, 1)


def qlinear_matmul(c: Call) -> Value:
    a, sa, za, b, sb, zb, sy, zy = (known(c, k) for k in range(8))
    if b.ndim != 2:
        raise NotChecked("quantised products of stacks of matrices")
    weights = (b.astype(np.int64) - along(zb.astype(np.int64), 1, b.ndim)).T
    total = sums(c, "layers.linear", a.astype(np.int64) - za.astype(np.int64), weights)
    return requantized(c, total, sa, sb, sy, zy, total.ndim - 1)


def conv_integer(c: Call) -> Value:
    x, w = known(c, 0), known(c, 1)
    zx = known(c, 2).astype(np.int64) if c.optional(2) is not None else 0
    zw = along(known(c, 3).astype(np.int64), 0, w.ndim) if c.optional(3) is not None else 0
    total = sums(c, "layers.conv", x.astype(np.int64) - zx, w.astype(np.int64) - zw, **windows(c, x, w))
    return Value(total.astype(np.int32))


def matmul_integer(c: Call) -> Value:
    a, b = known(c, 0), known(c, 1)
    if b.ndim != 2:
        raise NotChecked("quantised products of stacks of matrices")
    za = known(c, 2).astype(np.int64) if c.optional(2) is not None else np.zeros((), np.int64)
    zb = known(c, 3).astype(np.int64) if c.optional(3) is not None else 0
    za = along(za, a.ndim - 2, a.ndim) if a.ndim > 1 else za
    return Value(sums(c, "layers.linear", a.astype(np.int64) - za, (b.astype(np.int64) - zb).T).astype(np.int32))


RULES: dict[str, Rule] = {
    "QuantizeLinear": quantize,
    "DequantizeLinear": dequantize,
    "QLinearConv": qlinear_conv,
    "QLinearMatMul": qlinear_matmul,
    "ConvInteger": conv_integer,
    "MatMulInteger": matmul_integer,
}
