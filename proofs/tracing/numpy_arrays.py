"""NumPy's operators and functions on arrays whose sizes are letters, by NumPy's own protocols.

Trusted. It trusts `arrays`, and that each function in `UFUNCS` and `FUNCTIONS` computes what its namesake of NumPy
does; tests/test_derivations.py compares them on numbers. What is not listed here is refused.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr, Mod, Sum, Symbol

from mathcnn.language.statement import Within

from .arrays import LETTERS, Entries, Place, constants
from .sizes import Sizes, Untraced


class Array(np.lib.mixins.NDArrayOperatorsMixin, Entries):
    """An array whose sizes are letters, for functions that are written for NumPy. See `Entries`."""

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options or ufunc not in UFUNCS and ufunc is not np.matmul:
            raise Untraced(f"numpy.{ufunc.__name__} of an array whose sizes are letters")
        arrays = map(self.lifted, inputs)
        return product(*arrays) if ufunc is np.matmul else entrywise(ufunc, *arrays)

    def __array_function__(self, function: Any, kinds: Any, args: Any, kwargs: Any) -> Any:
        if function not in FUNCTIONS:
            raise Untraced(f"numpy.{function.__name__} of an array whose sizes are letters")
        return FUNCTIONS[function](*args, **kwargs)


def lifted(x: Any, sizes: Sizes) -> Array:
    """A number, an array of numbers, or an Array, as an Array of the law that `sizes` is about."""
    shape, at, whole = constants(0)
    return Array(shape, at, sizes, whole).lifted(x)


# ---------------------------------------------------------------- operators

UFUNCS: dict[Any, Callable[..., Expr]] = {
    np.add: lambda a, b: a + b,
    np.subtract: lambda a, b: a - b,
    np.multiply: lambda a, b: a * b,
    np.divide: lambda a, b: a / b,
    np.negative: lambda a: -a,
    np.positive: lambda a: a,
    np.power: lambda a, b: a**b,
    np.square: lambda a: a**2,
    np.sqrt: sp.sqrt,
}


def entrywise(ufunc: Any, *arrays: Array) -> Array:
    """A function of entries; an axis of length 1 goes with any other. Raises Untraced if the shapes do not fit."""
    rank, sizes = max(a.ndim for a in arrays), arrays[0].sizes
    shapes = [(sp.S.One,) * (rank - a.ndim) + a.shape for a in arrays]
    shape = tuple(next((n for n in along if n != 1), sp.S.One) for along in zip(*shapes, strict=True))
    for wide in shapes:
        for n, m in zip(wide, shape, strict=True):
            if n != 1 and not sizes.equal(n, m):
                raise Untraced(f"arrays of shapes {' and '.join(str(a.shape) for a in arrays)} together")
    parts = [(a.at, a.shape) for a in arrays]

    def entry(*place: Expr) -> Expr:
        own = lambda of: zip(place[rank - len(of) :], of, shape[rank - len(of) :], strict=True)
        return UFUNCS[ufunc](*(at(*(sp.S.Zero if n == 1 and m != 1 else k for k, n, m in own(of))) for at, of in parts))

    fits = [a.whole and a.shape == shape for a in arrays]
    whole = (
        any(fits)
        if ufunc is np.multiply
        else all(fits)
        if ufunc in (np.add, np.subtract, np.negative)
        else fits[0] and ufunc is np.divide
    )
    return arrays[0].like(shape, entry, whole)


def product(a: Array, b: Array) -> Array:
    """The product of a matrix with a matrix or a column."""
    if a.ndim != 2 or b.ndim not in (1, 2) or not a.sizes.equal(a.shape[1], b.shape[0]):
        raise Untraced(f"a product of arrays of shapes {a.shape} and {b.shape}")
    if b.ndim == 1:
        return (a * b[None, :]).sum(1)
    return (a[:, :, None] * b[None, :, :]).sum(1)


# ---------------------------------------------------------------- functions


def padded(x: Array, width: Any, mode: str = "constant") -> Array:
    pairs = [tuple(w) if isinstance(w, (tuple, list)) else (w, w) for w in width]
    if mode != "constant":
        raise Untraced(f"padding by {mode}")
    entries = x.bounded()
    return x.like(
        tuple(n + b + a for n, (b, a) in zip(x.shape, pairs, strict=True)),
        lambda *place: entries(*(k - b for k, (b, _) in zip(place, pairs, strict=True))),
        whole=True,
    )


def rolled(x: Array, by: Any, axis: Any = None) -> Array:
    if axis is None:
        raise Untraced("numpy.roll without an axis")
    axes, at, shape = axis if isinstance(axis, tuple) else (axis,), x.at, x.shape
    steps = dict(zip((k % x.ndim for k in axes), by if isinstance(by, tuple) else (by,) * len(axes), strict=True))
    return x.like(
        shape, lambda *place: at(*(Mod(k - steps[j], shape[j]) if j in steps else k for j, k in enumerate(place)))
    )


def joined(parts: Any, axis: int = 0) -> Array:
    known = next(p for p in parts if isinstance(p, Array))
    arrays = [known.lifted(p) for p in parts]
    axis %= known.ndim
    for one in arrays:
        if one.ndim != known.ndim or not all(
            k == axis or known.sizes.equal(n, m) for k, (n, m) in enumerate(zip(one.shape, known.shape, strict=True))
        ):
            raise Untraced(f"arrays of shapes {one.shape} and {known.shape} joined along axis {axis}")
    starts = list(itertools.accumulate((one.shape[axis] for one in arrays), initial=sp.S.Zero))
    shape = tuple(starts[-1] if k == axis else n for k, n in enumerate(known.shape))
    entries = [one.bounded() for one in arrays]
    at = lambda *place: sp.Add(
        *(
            entry(*(k - start if j == axis else k for j, k in enumerate(place)))
            for entry, start in zip(entries, starts, strict=False)
        )
    )
    return known.like(shape, at, whole=True)


def summed_up(x: Array, axis: int | None = None) -> Array:
    if x.ndim != 1:
        raise Untraced("running sums of an array of several axes")
    at = x.at

    def entry(k: Expr) -> Expr:
        s = Symbol(next(c for c in LETTERS if c not in {t.name for t in k.free_symbols}), integer=True)
        return Sum(at(s), (s, 0, k))

    return x.like(x.shape, entry)


def flipped(x: Array, axis: Any = None) -> Array:
    axes = x.axes(axis)
    return x[tuple(slice(None, None, -1) if k in axes else slice(None) for k in range(x.ndim))]


def axes_swapped(x: Array, a: int, b: int) -> Array:
    order = list(range(x.ndim))
    order[a], order[b] = order[b], order[a]
    return x.transpose(tuple(order))


def widened(x: Array, axis: Any) -> Array:
    axes = axis if isinstance(axis, tuple) else (axis,)
    rank = x.ndim + len(axes)
    new = {k % rank for k in axes}
    return x[tuple(None if k in new else slice(None) for k in range(rank))]


def spread(x: Array, shape: Place) -> Array:
    shape = tuple(map(sp.sympify, shape))
    return x.like(shape, x.spread(shape))


FUNCTIONS: dict[Any, Callable[..., Any]] = {
    np.pad: padded,
    np.roll: rolled,
    np.concatenate: joined,
    np.cumsum: summed_up,
    np.flip: flipped,
    np.swapaxes: axes_swapped,
    np.transpose: lambda x, axes=None: x.transpose(*([axes] if axes else [])),
    np.expand_dims: widened,
    np.broadcast_to: spread,
    np.sum: lambda x, axis=None, keepdims=False: x.sum(axis, keepdims),
    np.mean: lambda x, axis=None, keepdims=False: x.mean(axis, keepdims),
    np.copy: lambda x: x.copy(),
}


# ---------------------------------------------------------------- NumPy itself


class Numpy:
    """NumPy for a function that is traced: its new arrays may have letters for sizes.

    sizes: what is known in the law. Names that are not defined here are NumPy's own.
    """

    def __init__(self, sizes: Sizes):
        self.sizes = sizes

    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)

    def full(self, shape: Any, value: Any, dtype: Any = None) -> Any:
        """An array of one value."""
        shape = shape if isinstance(shape, tuple) else (shape,)
        if not any(isinstance(n, Expr) and not n.is_Integer for n in shape):
            return np.full(tuple(map(int, shape)), value, dtype)
        return Array(shape, lambda *place: sp.sympify(value), self.sizes, whole=value == 0)

    def zeros(self, shape: Any, dtype: Any = None) -> Any:
        """An array of zeros; its entries are exact, whatever the type."""
        return self.full(shape, 0, object)

    def ones(self, shape: Any, dtype: Any = None) -> Any:
        """An array of ones; its entries are exact, whatever the type."""
        return self.full(shape, 1, object)

    def eye(self, n: Any, dtype: Any = None) -> Any:
        """The identity matrix."""
        return Array((n, n), lambda i, j: Within(i, j, j + 1), self.sizes)

    def asarray(self, x: Any, *args: Any, **kwargs: Any) -> Any:
        """The same object for an Array."""
        return x if isinstance(x, Array) else np.asarray(x, *args, **kwargs)
