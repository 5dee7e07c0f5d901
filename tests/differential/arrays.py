"""Values, types of numbers and memory layouts."""

from __future__ import annotations

import random

import numpy as np

try:
    from ml_dtypes import bfloat16
except ImportError:  # pragma: no cover  bfloat16 is a type of an optional package
    bfloat16 = None

HALVES = {"float16", "bfloat16"}
ORDINARY = ["float64", "float32"]
FLOATS = [*ORDINARY, "float16", "longdouble", ">f8", ">f4", ">f2"] + (["bfloat16"] if bfloat16 else [])
INTEGERS = ["int64", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64", "bool", ">i8", ">i4", ">u2"]
STYLES = ["normal", "whole", "special", "huge", "tiny", "ties"]
LAYOUTS = ["plain", "fortran", "strided", "reversed", "broadcast", "read_only", "unaligned", "part"]
SPECIAL = [np.nan, np.inf, -np.inf, -0.0, 0.0, 1e-310, -1e-310]


def dtype_of(name: str) -> np.dtype:
    return np.dtype(bfloat16) if name == "bfloat16" else np.dtype(name)


def is_float(dtype: np.dtype) -> bool:
    return dtype.kind == "f" or dtype.name == "bfloat16"


def values(dtype: np.dtype, style: str, shape: tuple[int, ...], rng: random.Random) -> np.ndarray:
    """An array of one type; floats are float64 numbers rounded to it."""
    source = np.random.default_rng(rng.randrange(2**32))
    if dtype.kind == "b":
        return source.integers(0, 2, shape).astype(bool)
    if not is_float(dtype):
        top = 2**20 if style == "huge" else 1 if style == "ties" else 9
        info = np.iinfo(dtype)
        return source.integers(max(-top, info.min), min(top, info.max) + 1, shape).astype(dtype)
    half = dtype.itemsize == 2
    x = (
        source.standard_normal(shape)
        * (source.random(shape) > 1 / 8)
        * 10.0 ** rng.randint(*((-1, 0) if half else (-2, 2)))
    )
    if style == "whole":
        x = source.integers(-3 if half else -8, 4 if half else 9, shape).astype(float)
    elif style == "ties":
        x = source.integers(-1, 2, shape).astype(float)
    elif style == "huge":
        x = x * (1e3 if half else 1e30 if dtype.itemsize == 4 else 1e280)
    elif style == "tiny":
        x = x * (1e-6 if half else 1e-40 if dtype.itemsize == 4 else 1e-310)
    with np.errstate(all="ignore"):
        x = np.array(x, float).astype(dtype)
        if style == "special":
            for _ in range(rng.randint(1, 2) if x.size else 0):
                x.flat[rng.randrange(x.size)] = np.array(rng.choice(SPECIAL)).astype(dtype)
    return x


# ---------------------------------------------------------------- layouts: the same numbers, elsewhere in memory


def plain(x: np.ndarray) -> np.ndarray:
    return x


def fortran(x: np.ndarray) -> np.ndarray:
    return np.array(x, order="F")


def strided(x: np.ndarray) -> np.ndarray:
    """Every second entry of a larger array, along the last axis."""
    wide = np.zeros((*x.shape[:-1], 2 * x.shape[-1]), x.dtype)
    wide[..., ::2] = x
    return wide[..., ::2]


def reversed(x: np.ndarray) -> np.ndarray:
    """Backwards along every axis."""
    turn = (slice(None, None, -1),) * x.ndim
    return x[turn].copy()[turn]


def broadcast(x: np.ndarray) -> np.ndarray:
    """The first row again and again, in the same memory."""
    return np.broadcast_to(x[:1], x.shape)


def read_only(x: np.ndarray) -> np.ndarray:
    y = x.copy()
    y.setflags(write=False)
    return y


def unaligned(x: np.ndarray) -> np.ndarray:
    """One byte after an address where such numbers may stand."""
    buffer = np.zeros(x.nbytes + 1, np.uint8)
    y = np.ndarray(x.shape, x.dtype, buffer, 1)
    y[...] = x
    return y


def part(x: np.ndarray) -> np.ndarray:
    """A part of a larger array, from its middle, along the first axis."""
    wide = np.ones((x.shape[0] + 3, *x.shape[1:]), x.dtype)
    wide[1:-2] = x
    return wide[1:-2]


def laid_out(x: np.ndarray, layout: str) -> np.ndarray:
    return globals()[layout](x) if x.ndim and x.size else x


def widened(x: np.ndarray) -> np.ndarray:
    """The same numbers as the oracles read them: integers as Python's, floats as float64, which holds all that are
    drawn here."""
    x = np.array(x)
    if x.dtype == object:
        return x
    return (
        x.astype(np.float64)
        if is_float(x.dtype)
        else x.astype(object if x.dtype.kind != "b" else np.int64).astype(object)
    )


def written(x: np.ndarray) -> str:
    """An array as Python."""
    if x.dtype == object:
        return f"np.array({x.tolist()!r}, object)"
    numbers = x.astype(np.float64).tolist() if is_float(x.dtype) else x.tolist()
    name = repr("bfloat16") if x.dtype.name == "bfloat16" else repr(x.dtype.str)
    return f"np.array({numbers!r}, dtype_of({name})){'' if x.size else f'.reshape({x.shape})'}"
