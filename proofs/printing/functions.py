"""NumPy, and a few functions of Python, in the function of a law that is run on arrays of text.

Trusted. It trusts `arrays`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr

from mathcnn.language.statement import AllAxes

from .arrays import FUNCTIONS, Array, entrywise, lifted
from .expressions import Unprinted, condition, guarded, is_place
from .places import Reversed, expanded
from .traces import PerAxis, Places, Spatial, Trace


def flipped(x: Array, axis: Any = None) -> Array:
    if axis is not None:
        raise Unprinted("one axis in reverse order")
    return x[tuple(PerAxis(slice(None, None, -1)) for _ in x.shape)]


def padded(x: Array, width: Any) -> Array:
    pairs = []
    for w, place in zip(width, x.kinds, strict=True):
        alike = isinstance(w, PerAxis)
        w = w.value if alike else w
        if place and not alike and not any(isinstance(v, Expr) and is_place(v) for v in w):
            raise Unprinted("zeros around one spatial axis")
        pairs.append(tuple(map(sp.sympify, w)))
    bounds = [(sp.S.Zero, n) for n in x.shape]

    def at(places: Places) -> str:
        own = tuple(expanded(k - b) for k, (b, _) in zip(places, pairs, strict=True))
        kept = [(k, ends) for k, ends, w in zip(own, bounds, pairs, strict=True) if any(v != 0 for v in w)]
        return guarded(x.at(own), [k for k, _ in kept], [ends for _, ends in kept])

    shape = tuple(expanded(n + b + a) for n, (b, a) in zip(x.shape, pairs, strict=True))
    return x.like(shape, x.kinds, at)


def joined(parts: Any, axis: int = 0) -> Array:
    trace = next(p for p in parts if isinstance(p, Array)).trace
    first, *others = (lifted(p, trace) for p in parts)
    alone = axis == -1  # the last axis, also of an image
    step = trace.last() if first.kinds[axis] and alone else sp.S.One
    axis %= len(first.shape)
    for other in others:
        if other.kinds != first.kinds or first.kinds[axis] and not alone or len(other.shape) != len(first.shape):
            raise Unprinted("arrays joined along a spatial axis")
        for j, (n, m) in enumerate(zip(first.shape, other.shape, strict=True)):
            if j != axis or first.kinds[axis]:  # of a spatial axis the others than the last
                trace.claim(sp.Eq(expanded((n - m) * (1 - step if j == axis else 1)), 0))

        def at(places: Places, one: Array = first, other: Array = other) -> str:
            later = tuple(expanded(k - step * one.shape[axis]) if j == axis else k for j, k in enumerate(places))
            return f"(if {condition(places[axis] < one.shape[axis])} then {one.at(places)} else {other.at(later)})"

        shape = tuple(expanded(n + step * other.shape[axis]) if j == axis else n for j, n in enumerate(first.shape))
        first = first.like(shape, first.kinds, at)
    return first


def rolled(x: Array, shift: int, axis: int) -> Array:
    """The entries of the last axis so many places later."""
    if axis != -1:
        raise Unprinted("numpy.roll along another axis than the last")
    step = x.trace.last() if x.kinds[-1] else sp.S.One
    back = lambda k: sp.Mod(k - step * shift, x.shape[-1])
    return x.like(x.shape, x.kinds, lambda places: x.at((*places[:-1], back(places[-1]))))


def exchanged(x: Array, one: int, other: int) -> Array:
    """The last two axes exchanged."""
    if {one, other} != {-1, -2}:
        raise Unprinted("numpy.swapaxes of other axes than the last two")
    if x.kinds[-1]:
        if x.trace.fixed() != 2:
            raise Unprinted("the last two axes of an image of any number of them")
        return x.like((*x.shape[:-1], Reversed(x.shape[-1])), x.kinds, lambda at: x.at((*at[:-1], Reversed(at[-1]))))
    swap = lambda of: (*of[:-2], of[-1], of[-2])
    return x.like(swap(x.shape), swap(x.kinds), lambda places: x.at(swap(places)))


def where(test: Any, one: Any, other: Any) -> Array:
    """Entries of one array where a test is true, and of another elsewhere."""
    arrays = [lifted(x, test.trace) for x in (test, one, other)]
    return entrywise("(if {} then {} else {})", arrays)


FUNCTIONS |= {
    np.flip: flipped,
    np.pad: padded,
    np.concatenate: joined,
    np.sum: lambda x, axis=None: x.sum(axis),
    np.roll: rolled,
    np.swapaxes: exchanged,
    np.where: where,
}


def product_of(sizes: Any) -> Any:
    """The product of a parameter or of the sizes of spatial axes over these axes, or of integers."""
    parts = [v.value if isinstance(v, PerAxis) else v for v in (sizes.parts if isinstance(sizes, Spatial) else sizes)]
    if isinstance(sizes, Spatial) and len(parts) > 1:
        raise Unprinted("a product of pairs")
    return sp.Mul(*(AllAxes(v) if isinstance(v, Expr) and is_place(v) else v for v in parts))


class Math:
    """`math` in the function of a law."""

    prod = staticmethod(product_of)

    def __getattr__(self, attribute: str) -> Any:
        raise Unprinted(f"math.{attribute}")


def of_letters(builtin: Callable[..., Any], stand_in: Callable[..., Any]) -> Callable[..., Any]:
    """A function of integers, and another one for letters."""
    return lambda *args, **kwargs: (
        stand_in(*args) if any(isinstance(v, (Expr, Spatial)) for v in args) else builtin(*args, **kwargs)
    )


BUILTINS = {  # of Python, in the function of a law
    max: of_letters(max, sp.Max),
    min: of_letters(min, sp.Min),
    int: of_letters(int, lambda v: v),
}


class Numpy:
    """NumPy in the function of a law; names that are not defined here are NumPy's own."""

    ndarray = (np.ndarray, Array)  # read by isinstance

    def __init__(self, trace: Trace):
        self._trace = trace

    def __getattr__(self, attribute: str) -> Any:
        return getattr(np, attribute)

    def full(self, shape: Any, value: Any, dtype: Any = None) -> Any:
        """An array of one value."""
        shape = shape if isinstance(shape, tuple) else (shape,)
        kinds = tuple(isinstance(n, PerAxis) or isinstance(n, Expr) and is_place(n) for n in shape)
        sizes = tuple(sp.sympify(n.value if isinstance(n, PerAxis) else n) for n in shape)
        text = self._trace.number(value)
        return Array(self._trace, sizes, kinds, lambda places: text)

    def prod(self, sizes: Any, dtype: Any = None) -> Any:
        """The product of sizes along some axes."""
        return product_of(sizes)

    def eye(self, n: Any, dtype: Any = None) -> Any:
        """The unit matrix."""
        at = lambda places: f"(if {condition(sp.Eq(*places, evaluate=False))} then 1 else 0)"
        return Array(self._trace, (n, n), (False, False), at)

    def zeros(self, shape: Any, dtype: Any = None) -> Any:
        """An array of zeros."""
        return self.full(shape, 0)

    def ones(self, shape: Any, dtype: Any = None) -> Any:
        """An array of ones."""
        return self.full(shape, 1)
