"""NumPy, and a few functions of Python, in the function of a law that is run on arrays of text.

Trusted. It trusts `arrays`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr

from mathcnn.language.statement import AllAxes
from mathcnn.numbers.choosing import arithmetic_of

from .arrays import Array, entrywise, lifted
from .expressions import REALS, Unprinted, condition, guarded, is_place
from .places import Reversed, expanded
from .slices import FUNCTIONS
from .tables import names_of_axes
from .traces import Axes, PerAxis, Places, Spatial, Trace, chosen


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
    lifts = [lifted(p, trace) for p in parts]
    first, *others = [p.beyond() for p in lifts] if any(p.extended for p in lifts) else lifts
    alone = axis == -1  # the last axis, also of an image
    step = trace.last() if first.kinds[axis] and alone else sp.S.One
    axis %= len(first.shape)
    if any(p.many for p in lifts) and (axis != -1 or any(p.many > 1 or len(p.shape) == 1 for p in lifts)):
        raise Unprinted("arrays of any number of axes, joined")
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


def rolled(x: Array, shift: Any, axis: Any) -> Array:
    """The entries so many places later along an axis, or along several; of the spatial axes the last one, as -1."""
    axes, shifts = (v if isinstance(v, tuple) else (v,) for v in (axis, shift))
    by = {}
    for k, n in zip(axes, shifts, strict=True):
        if k != -1 and (x.many or not -len(x.kinds) <= k < len(x.kinds) or x.kinds[k] or k < 0 and any(x.kinds)):
            raise Unprinted("numpy.roll along one spatial axis, which is not the last")
        by[k % len(x.shape)] = n * (x.trace.last() if x.kinds[k] else sp.S.One)

    def at(places: Places) -> str:
        return x.at(tuple(sp.Mod(k - by[j], x.shape[j]) if j in by else k for j, k in enumerate(places)))

    return x.like(x.shape, x.kinds, at)


class Parts:
    """An axis split into equal parts, of which one is read."""

    def __init__(self, x: Array, count: Any, axis: int):
        self.x, self.count, self.axis = x, sp.sympify(count), axis

    def __getitem__(self, k: int) -> Array:
        x, axis = self.x, self.axis
        size = sp.cancel(x.shape[axis] / self.count)
        if sp.denom(size) != 1 or x.kinds[axis] or x.many or k != -1:
            raise Unprinted(f"numpy.split of {x.shape[axis]} entries into {self.count} parts")
        ends = sp.expand(size * (self.count - 1)), sp.expand(size * self.count)
        return x[(*[slice(None)] * axis, slice(*ends))]


def broadcast(x: Array, shape: Any) -> Array:
    """An array in a larger shape: an axis of length 1 is read at its only place."""
    sizes = tuple(sp.sympify(n) for n in shape)
    new = len(sizes) - len(x.shape)
    kinds = (*map(is_place, sizes[:new]), *x.kinds)
    for n, m in zip(x.shape, sizes[new:], strict=True):
        if n != m:
            x.trace.claim(sp.Or(sp.Eq(n, m), sp.Eq(n, 1)))

    def at(places: Places) -> str:
        own = zip(places[new:], x.shape, sizes[new:], strict=True)
        return x.at(tuple(k if n == m else sp.Min(k, n - 1) for k, n, m in own))

    return x.like(sizes, kinds, at)


def stacked(parts: Any, axis: int = 0) -> Array:
    """Two arrays as the entries 0 and 1 of a new last axis."""
    trace = next(p for p in parts if isinstance(p, Array)).trace
    one, other = (lifted(p, trace) for p in parts)
    if axis != -1 or one.kinds != other.kinds or one.shape != other.shape:
        raise Unprinted("numpy.stack along another axis than the last, or of arrays of other shapes")

    def at(places: Places) -> str:
        first = condition(sp.Eq(places[-1], 0, evaluate=False))
        return f"(if {first} then {one.at(places[:-1])} else {other.at(places[:-1])})"

    return one.like((*one.shape, sp.Integer(2)), (*one.kinds, False), at)


def filled(x: Array, value: Any, dtype: Any = None) -> Array:
    """One value in the shape of an array."""
    text = lifted(value, x.trace).at(())
    return x.like(x.shape, x.kinds, lambda places: text)


def exchanged(x: Array, one: int, other: int) -> Array:
    """Two axes exchanged; of an image the last two."""
    if not any(x.kinds) and not x.many:
        order = list(range(len(x.shape)))
        order[one], order[other] = order[other], order[one]
        return x.transpose(*order)
    if {one, other} != {-1, -2}:
        raise Unprinted("numpy.swapaxes of other axes than the last two")
    if x.many:
        raise Unprinted("any number of axes in another order")
    if x.kinds[-1]:
        if x.trace.fixed() != 2:
            raise Unprinted("the last two axes of an image of any number of them")
        *before, last = x.shape
        return x.like((*before, Reversed(last)), x.kinds, lambda at: x.at((*at[:-1], Reversed(at[-1]))))
    swap = lambda of: (*of[:-2], of[-1], of[-2])
    return x.like(swap(x.shape), swap(x.kinds), lambda places: x.at(swap(places)))


def where(test: Any, one: Any, other: Any) -> Array:
    """Entries of one array where a test is true, and of another elsewhere."""
    arrays = [lifted(x, test.trace) for x in (test, one, other)]
    return entrywise("(if {} then {} else {})", arrays)


def expanded_dims(x: Array, axis: Any) -> Array:
    """New axes of length 1, at these places among the axes of the result."""
    rank = len(x.shape) + len(axis if isinstance(axis, tuple) else (axis,))
    new = chosen(axis, rank, x.many)
    left = iter(range(len(x.shape)))
    own = [None if k in new else next(left) for k in range(rank)]
    shape = tuple(sp.S.One if k is None else x.shape[k] for k in own)
    kinds = tuple(k is not None and x.kinds[k] for k in own)
    return x.like(
        shape, kinds, lambda places: x.at(tuple(p for p, k in zip(places, own, strict=True) if k is not None))
    )


def appended(x: Array, more: Array) -> Array:
    """The entries of one array, and after them those of another."""
    return joined([x.ravel(), lifted(more, x.trace).ravel()])


FUNCTIONS |= {
    np.append: appended,
    np.expand_dims: expanded_dims,
    np.flip: flipped,
    np.pad: padded,
    np.concatenate: joined,
    np.sum: lambda x, axis=None: x.sum(axis),
    np.roll: rolled,
    np.swapaxes: exchanged,
    np.where: where,
    np.split: Parts,
    np.broadcast_to: broadcast,
    np.stack: stacked,
    np.full_like: filled,
}


def product_of(sizes: Any) -> Any:
    """The product of a parameter or of the sizes of spatial axes over these axes, or of integers."""
    parts = [v.value if isinstance(v, PerAxis) else v for v in (sizes.parts if isinstance(sizes, Spatial) else sizes)]
    if isinstance(sizes, Spatial) and len(parts) > 1:
        raise Unprinted("a product of pairs")
    return sp.Mul(*(AllAxes(v) if isinstance(v, Expr) and is_place(v) else v for v in parts))


def each(of: Callable[[Array], Any], x: Array) -> Array:
    """map(of, x): a function of each entry of an array of one axis."""
    x = x.tolist()
    entry = lambda places: lifted(of(x.like((), (), lambda _: x.at(places))), x.trace)
    beyond = entry((sp.S.Zero,)).extended
    return x.like(x.shape, x.kinds, lambda places: entry(places).at(()), extended=beyond)


class Entries:
    """The arithmetic of the entries of an array (`mathcnn.numbers.choosing.arithmetic_of`), where these are text."""

    absolute = staticmethod(np.absolute)

    def __init__(self, x: Array):
        self._trace = x.trace

    def read(self, v: Any, exact: bool) -> Array:
        """A number."""
        return lifted(v, self._trace)

    def log(self, v: Any) -> Array:
        """The natural logarithm."""
        self._trace.needs(REALS)
        return entrywise("(logarithm {})", [lifted(v, self._trace)])

    def plog(self, p: Any, q: Callable[[], Any], base: Any) -> Array:
        """p log q to a base, and 0 where p is 0."""
        self._trace.needs(REALS)
        return entrywise("(weighted_log {} {} {})", [lifted(v, self._trace) for v in (p, q(), base)])


class Math:
    """`math` in the function of a law."""

    prod = staticmethod(product_of)
    inf, nan = math.inf, math.nan

    def __getattr__(self, attribute: str) -> Any:
        raise Unprinted(f"math.{attribute}")


def of_letters(builtin: Callable[..., Any], stand_in: Callable[..., Any]) -> Callable[..., Any]:
    """A function of integers, and another one for letters."""
    return lambda *args, **kwargs: (
        stand_in(*args) if any(isinstance(v, (Expr, Spatial)) for v in args) else builtin(*args, **kwargs)
    )


def length(x: Array) -> Expr:
    """The size of the first axis."""
    if x.many:
        raise Unprinted("the length of an array of any number of axes")
    return x.shape[0]


def quotient(above: Any, below: Any = 1) -> Any:
    """Fraction(above, below), also of letters."""
    found = sp.sympify(above) / sp.sympify(below)
    return Fraction(int(found.p), int(found.q)) if isinstance(found, sp.Rational) else found


def of_arrays(builtin: Callable[..., Any], stand_in: Callable[..., Any]) -> Callable[..., Any]:
    """A function of Python, and another one for arrays of text and for the number of their axes."""
    return lambda *args: stand_in(*args) if any(isinstance(v, (Array, Axes)) for v in args) else builtin(*args)


BUILTINS = {  # of Python, in the function of a law
    max: of_letters(max, sp.Max),
    min: of_letters(min, sp.Min),
    int: of_letters(int, lambda v: v),
    Fraction: of_letters(Fraction, quotient),
    len: of_arrays(len, length),
    sum: of_arrays(sum, lambda x: x.tolist().sum()),
    map: of_arrays(map, each),
    range: of_arrays(range, names_of_axes),
    arithmetic_of: of_arrays(arithmetic_of, Entries),
}


class Numpy:
    """NumPy in the function of a law; names that are not defined here are NumPy's own."""

    ndarray = (np.ndarray, Array)  # read by isinstance

    def __init__(self, trace: Trace):
        self._trace = trace

    def __getattr__(self, attribute: str) -> Any:
        return getattr(np, attribute)

    def array(self, entries: Any, dtype: Any = None) -> Any:
        """An array of one axis from its entries."""
        if not any(isinstance(v, Array) for v in entries):
            return np.array(entries, dtype)
        texts = [lifted(v, self._trace).numbers().at(()) for v in entries]

        def at(places: Places) -> str:
            text = texts[-1]
            for k, one in reversed(list(enumerate(texts[:-1]))):
                text = f"(if {condition(sp.Eq(places[0], k, evaluate=False))} then {one} else {text})"
            return text

        return Array(self._trace, (sp.Integer(len(texts)),), (False,), at)

    def full(self, shape: Any, value: Any, dtype: Any = None) -> Any:
        """An array of one value."""
        shape = shape if isinstance(shape, tuple) else (shape,)
        kinds = tuple(isinstance(n, PerAxis) or isinstance(n, Expr) and is_place(n) for n in shape)
        sizes = tuple(sp.sympify(n.value if isinstance(n, PerAxis) else n) for n in shape)
        entry = lifted(value, self._trace)
        return Array(self._trace, sizes, kinds, lambda places: entry.at(()), extended=entry.extended)

    def prod(self, sizes: Any, dtype: Any = None) -> Any:
        """The product of sizes along some axes."""
        return product_of(sizes)

    def asarray(self, x: Any, dtype: Any = None) -> Any:
        """A number or an array as an array."""
        return lifted(x, self._trace)

    def asfortranarray(self, x: Any) -> Any:
        """The same entries, elsewhere in memory."""
        return lifted(x, self._trace)

    def broadcast_shapes(self, one: Any, other: Any) -> Any:
        """The sizes that two arrays have together; whether they fit is said where an array is brought into them."""
        return tuple(n if n == m else sp.Max(n, m) for n, m in zip(one, other, strict=True))

    def eye(self, n: Any, dtype: Any = None) -> Any:
        """The unit matrix, of numbers or of truth values."""
        form = "{}" if dtype is bool else "(if {} then 1 else 0)"
        at = lambda places: form.format(condition(sp.Eq(*places, evaluate=False)))
        return Array(self._trace, (n, n), (False, False), at)

    def arange(self, start: Any, stop: Any) -> Any:
        """The whole numbers from one to before another."""
        first, count = sp.sympify(start), expanded(sp.sympify(stop) - start)
        return Array(self._trace, (count,), (False,), lambda places: self._trace.number(expanded(first + places[0])))

    def zeros(self, shape: Any, dtype: Any = None) -> Any:
        """An array of zeros."""
        return self.full(shape, 0)

    def ones(self, shape: Any, dtype: Any = None) -> Any:
        """An array of ones."""
        return self.full(shape, 1)
