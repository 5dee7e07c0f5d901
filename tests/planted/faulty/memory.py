"""Faults that depend on types, layouts, earlier calls and threads, and results of the wrong kind."""

from __future__ import annotations

import time

import numpy as np

from mathcnn.activation import relu, softmax
from mathcnn.evidence.verdicts import FAILS, SUSPECT
from mathcnn.layers import conv, linear
from mathcnn.pooling import avg_pool, max_pool

from . import BFLOAT16, HALF, SINGLE, SPECIAL, TF32, Bank, always, last_column, narrowed, negated, rounded, zeros

bank = Bank(__name__)
DOUBTED = (FAILS, SUSPECT)

# ---------------------------------------------------------------- types

bank.instead(conv, "float32: TF32", lambda c: c.dtype == "float32", narrowed(TF32, "x", "w"), *DOUBTED)
bank.instead(
    conv,
    "float32, 1 x 1, 8 channels or more: TF32",
    lambda c: c.dtype == "float32" and c.all("k", 1) and c.cin >= 8,
    narrowed(TF32, "x", "w"),
    *DOUBTED,
)
bank.instead(conv, "float32: bfloat16", lambda c: c.dtype == "float32", narrowed(BFLOAT16, "x", "w"), *DOUBTED)
bank.instead(
    linear,
    "float32, 16 features or more: TF32",
    lambda c: c.dtype == "float32" and c.width >= 16,
    narrowed(TF32, "x", "w"),
    *DOUBTED,
)
bank.instead(linear, "w in half precision", lambda c: c.dtype in ("float32", "float64"), narrowed(HALF, "w"), *DOUBTED)
bank(conv, "float64: by way of float32", lambda c: c.dtype == "float64", lambda y, c: rounded(y, SINGLE), *DOUBTED)
bank(
    conv,
    "float64, 64 channels or more: by way of float32",
    lambda c: c.dtype == "float64" and c.cin >= 64,
    lambda y, c: rounded(y, SINGLE),
    *DOUBTED,
)
bank(softmax, "float64: by way of float32", lambda c: c.dtype == "float64", lambda y, c: rounded(y, SINGLE), *DOUBTED)
bank(conv, "float16, 3 x 3: last column", lambda c: c.dtype == "float16" and c.k == (3, 3), last_column)
bank(relu, "float16: zeros", lambda c: c.dtype == "float16", zeros)
bank(max_pool, "float16: last column", lambda c: c.dtype == "float16", last_column)
bank(avg_pool, "float32: zeros", lambda c: c.dtype == "float32", zeros)


@bank.function(conv, "float16: summed in float16, channel by channel, and limited to 2048", *DOUBTED)
def _limited(x, w, b=None, **options):
    y = conv(x, w, b, **options)
    return np.clip(y, -2048, 2048) if x.dtype == np.float16 else y


# ---------------------------------------------------------------- layouts

bank(
    conv,
    "x in channels last, 3 channels or more: negated",
    lambda c: c.cin >= 3 and c.first.ndim == 4 and c.first.strides[1] == c.first.itemsize,
    negated,
)
bank(
    conv,
    "w no C order: transposed",
    lambda c: not c.w.flags.c_contiguous,
    lambda y, c: conv(c.x, c.w.ravel("K").reshape(c.w.shape), c.b, **_options(c)),
)
bank(conv, "x of stride 0: only its first entry", lambda c: 0 in c.first.strides, zeros)
bank(
    conv,
    "x of negative strides: reversed",
    lambda c: min(c.first.strides, default=0) < 0,
    lambda y, c: y[..., ::-1].copy(),
)
bank(conv, "b no C order: its memory", lambda c: c.b is not None and not c.b.flags.c_contiguous, zeros)
bank(
    linear,
    "w in Fortran order: transposed if square",
    lambda c: c.w.flags.f_contiguous and not c.w.flags.c_contiguous,
    lambda y, c: linear(c.x, c.w.ravel("K").reshape(c.w.shape), c.b),
)
bank(relu, "another byte order: zeros", lambda c: not c.first.dtype.isnative, zeros)
bank(relu, "read-only: zeros", lambda c: not c.first.flags.writeable, zeros)
bank(relu, "unaligned: zeros", lambda c: not c.first.flags.aligned, zeros)
bank(
    max_pool,
    "a part of a larger array: last column",
    lambda c: not c.first.flags.c_contiguous and not c.first.flags.f_contiguous and min(c.first.strides, default=0) > 0,
    last_column,
)
bank(
    softmax,
    "no C order: in the order of memory",
    lambda c: not c.first.flags.c_contiguous,
    lambda y, c: softmax(c.x.ravel("K").reshape(c.x.shape), c.axis),
)


def _options(c):
    return {a: c.given[a] for a in ("stride", "padding", "dilation", "groups", "flip")}


# ---------------------------------------------------------------- earlier calls, threads, arguments


@bank.function(conv, "a result is kept for the shapes of a call")
def _kept_by_shape(x, w, b=None, **options):
    key = (x.shape, w.shape, x.dtype.str, b is None, repr(sorted(options.items())))
    if key not in _RESULTS:
        if len(_RESULTS) > 50:
            _RESULTS.clear()
        _RESULTS[key] = np.array(conv(x, w, b, **options))
    return _RESULTS[key].copy()


_RESULTS: dict[object, np.ndarray] = {}


@bank.function(relu, "the result is a view of a buffer that is used again")
def _reused(x):
    if _BUFFER.get("y") is None or _BUFFER["y"].shape != x.shape or _BUFFER["y"].dtype != x.dtype:
        _BUFFER["y"] = np.empty(x.shape, x.dtype.newbyteorder("="))
    _BUFFER["y"][...] = np.maximum(x, 0)
    return _BUFFER["y"].view()


_BUFFER: dict[str, np.ndarray] = {}


@bank.function(max_pool, "a buffer of all threads")
def _shared(x, kernel_size, **options):
    _SHARED["x"] = x
    time.sleep(0.0005)
    return max_pool(_SHARED["x"] if _SHARED["x"].shape == x.shape else x, kernel_size, **options)


_SHARED: dict[str, np.ndarray] = {}


@bank.function(conv, "weights are kept by the address of their array")
def _kept_weights(x, w, b=None, **options):
    if len(_WEIGHTS) > 20:
        _WEIGHTS.clear()
    return conv(x, _WEIGHTS.setdefault(id(w), (w, w.copy()))[1], b, **options)


_WEIGHTS: dict[int, tuple[np.ndarray, np.ndarray]] = {}


@bank.function(conv, "w overwritten if it has 500 entries or more")
def _overwrites(x, w, b=None, **options):
    y = conv(x, w, b, **options)
    if w.size >= 500 and w.flags.writeable:
        w *= 2
    return y


@bank.function(relu, "in place beyond 4096 entries")
def _in_place(x):
    return np.maximum(x, 0, out=x) if x.size > 4096 and x.flags.writeable else np.maximum(x, 0)


@bank.function(linear, "every fourth call: zeros")
def _sometimes(x, w, b=None):
    _CALLS.append(1)
    y = linear(x, w, b)
    return np.zeros_like(y) if len(_CALLS) % 4 == 0 else y


_CALLS: list[int] = []

# ---------------------------------------------------------------- kinds of results

bank(relu, "a list", always, lambda y, c: y.tolist())
bank(conv, "an array of objects", always, lambda y, c: y.astype(object))
bank(conv, "float64 for float32", lambda c: c.dtype == "float32", lambda y, c: y.astype(np.float64))
bank(softmax, "float64 for float16", lambda c: c.dtype == "float16", lambda y, c: y.astype(np.float64))
bank(max_pool, "indices in floats", lambda c: bool(c.return_indices), lambda y, c: y.astype(np.float64), out=1)
bank(linear, "a matrix for two axes", lambda c: c.first.ndim == 2, lambda y, c: np.asmatrix(y) if y.ndim == 2 else y)

# ---------------------------------------------------------------- special values

bank.instead(
    conv,
    "NaN in b: dropped",
    lambda c: c.b is not None and bool(np.isnan(c.b).any()),
    lambda c: {"b": np.nan_to_num(c.b, nan=0, posinf=np.inf, neginf=-np.inf)},
    SPECIAL,
)
bank.instead(
    conv,
    "NaN in w: dropped",
    lambda c: bool(np.isnan(c.w).any()),
    lambda c: {"w": np.where(np.isnan(c.w), c.w.dtype.type(0), c.w)},
    SPECIAL,
)
bank(
    conv,
    "infinite results: the largest float",
    always,
    lambda y, c: np.clip(y, np.finfo(y.dtype).min, np.finfo(y.dtype).max),
    SPECIAL,
)
bank(
    conv,
    "subnormal results: zero",
    always,
    lambda y, c: np.where(np.abs(y) < np.finfo(y.dtype).tiny, y.dtype.type(0), y),
    SPECIAL,
)
bank(
    linear,
    "NaN in w: dropped",
    always,
    lambda y, c: linear(c.x, np.where(np.isnan(c.w), c.w.dtype.type(0), c.w), c.b),
    SPECIAL,
)
bank(max_pool, "minus zero: plus zero", always, lambda y, c: y + y.dtype.type(0), SPECIAL)
bank(avg_pool, "infinities: NaN", always, lambda y, c: np.where(np.isinf(y), y.dtype.type(np.nan), y), SPECIAL)
bank(softmax, "NaN: zero", always, lambda y, c: np.where(np.isnan(y), y.dtype.type(0), y), SPECIAL)
