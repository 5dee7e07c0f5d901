"""Arrays whose entries are text of Coq, for running the function of a law.

Trusted. It trusts `expressions` and `traces`. An array has sizes and, for each place, a text. All spatial axes
together
count as one axis, whose indices are places of type G; what is not done to each of them alike is refused. A formula that
is called gives its definition, applied to sizes and to functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr

from .expressions import Unprinted, Volume, condition, guarded, is_place, name, whole
from .traces import SEVERAL, At, PerAxis, Places, Rank, Trace


class Array(np.lib.mixins.NDArrayOperatorsMixin):
    """An array in a law.

    shape: sizes. kinds: for each axis whether it stands for all spatial axes. at: the entries. function: the text of a
    function that has these entries, if there is one. many: whether the first axis stands for several.
    """

    def __init__(
        self, trace: Trace, shape: Places, kinds: tuple[bool, ...], at: At, function: str = "", many: bool = False
    ):
        self.trace, self.shape, self.kinds, self.at = trace, tuple(map(sp.sympify, shape)), tuple(kinds), at
        self._function, self.many = function, many

    def like(self, shape: Places, kinds: tuple[bool, ...], at: At) -> Array:
        """Another array of the same law."""
        return Array(self.trace, shape, kinds, at, many=self.many)

    @property
    def ndim(self) -> Any:
        """The number of axes."""
        if self.many:
            raise Unprinted("the number of axes of an array that has any number of them")
        if not any(self.kinds):
            return len(self.kinds)
        if any(self.kinds[:-1]):
            raise Unprinted("axes after the spatial ones")
        return Rank(len(self.kinds) - 1)

    dtype = np.dtype(object)

    @property
    def size(self) -> Expr:
        """The number of entries."""
        if self.many:
            raise Unprinted("the number of entries of an array that has any number of axes")
        return sp.prod(Volume(n) if place else n for n, place in zip(self.shape, self.kinds, strict=True))

    def __len__(self) -> int:
        raise Unprinted("the length of an array is a letter")

    def __iter__(self) -> Any:
        raise Unprinted("the entries of an array whose length is a letter cannot be listed")

    @property
    def function(self) -> str:
        """The text of the function of its indices."""
        if self._function or not self.shape:
            return self._function or self.at(())
        letters = tuple(map(self.trace.fresh, self.kinds))
        binders = " ".join(
            f"({name(s)} : {'G' if place else 'Z'})" for s, place in zip(letters, self.kinds, strict=True)
        )
        return f"(fun {binders} => {self.at(letters)})"

    # -- operators

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options:
            raise Unprinted(f"numpy.{ufunc.__name__}")
        if ufunc is np.matmul:
            return product(*(lifted(x, self.trace) for x in inputs))
        if ufunc in (np.power, np.square):
            return powered(lifted(inputs[0], self.trace), inputs[1] if ufunc is np.power else 2)
        if ufunc not in SIGNS:
            raise Unprinted(f"numpy.{ufunc.__name__}")
        if ufunc in NEEDS:
            self.trace.needs(NEEDS[ufunc])
        return entrywise(SIGNS[ufunc], [lifted(x, self.trace) for x in inputs])

    def __array_function__(self, function: Any, kinds: Any, args: Any, kwargs: Any) -> Any:
        if function not in FUNCTIONS:
            raise Unprinted(f"numpy.{function.__name__}")
        return FUNCTIONS[function](*args, **kwargs)

    # -- parts

    def __getitem__(self, key: Any) -> Array:
        key = key if isinstance(key, tuple) else (key,)
        named = sum(k is not None and k is not Ellipsis for k in key)
        at = next((n for n, k in enumerate(key) if k is Ellipsis), len(key))
        key = (*key[:at], *(slice(None),) * (len(self.shape) - named), *key[at + 1 :])
        shape: list[Expr] = []
        kinds: list[bool] = []
        reads: list[Callable[[Any], Expr]] = []
        axis = 0
        for k in key:
            if k is None:
                shape.append(sp.S.One)
                kinds.append(False)
                continue
            n, place = self.shape[axis], self.kinds[axis]
            axis += 1
            if place and isinstance(k, (int, Expr)):
                raise Unprinted(f"one place of a spatial axis, {k}")
            if not isinstance(k, (slice, PerAxis)):
                first = n + k if isinstance(k, int) and k < 0 else sp.sympify(k)
                self.trace.claim(sp.And(first >= 0, first < n))
                reads.append(_fixed(first))
                continue
            first, count, step = self.sliced(k, n, place)
            j = len(shape)
            shape.append(count)
            kinds.append(place)
            reads.append(_along(j, first, step))
        return self.like(tuple(shape), tuple(kinds), lambda places: self.at(tuple(read(places) for read in reads)))

    def sliced(self, k: Any, n: Expr, place: bool) -> tuple[Expr, Expr, Expr]:
        """Start, number of entries and step of a slice of an axis of length n. Raises Unprinted."""
        alike = isinstance(k, PerAxis)
        k = k.value if alike else k
        ends = [v for v in (k.start, k.stop, k.step) if v is not None]
        if place and ends and not alike and not any(isinstance(v, Expr) and is_place(v) for v in ends):
            raise Unprinted("a part along one spatial axis")
        step = sp.S.One if k.step is None else sp.sympify(k.step)
        if step == -1 and k.start is k.stop is None:
            return n - 1, n, step
        first, end = (
            default if v is None else n + v if isinstance(v, int) and v < 0 else sp.sympify(v)
            for v, default in ((k.start, sp.S.Zero), (k.stop, n))
        )
        if not step.is_positive:
            raise Unprinted(f"a slice by {step}")
        for left, right in ((sp.S.Zero, first), (first, end), (end, n)):
            if not sp.expand(right - left).is_nonnegative:
                self.trace.claim(left <= right)
        return first, sp.expand(end - first) if step == 1 else sp.floor((end - first - 1) / step) + 1, step

    @property
    def T(self) -> Array:
        """The axes in reverse order."""
        if any(self.kinds):
            raise Unprinted("spatial axes in reverse order")
        return self.like(self.shape[::-1], self.kinds[::-1], lambda places: self.at(places[::-1]))

    def reshape(self, *shape: Any) -> Array:
        """Axes of length 1 after those that there are."""
        lead, more = shape[: len(self.shape)], shape[len(self.shape) :]
        sizes = [n.value if isinstance(n, PerAxis) else n for n in more]
        if any(n not in (-1, m) for n, m in zip(lead, self.shape, strict=True)) or any(n != 1 for n in sizes):
            raise Unprinted(f"an array of shape {self.shape} as one of shape {shape}")
        kinds = (*self.kinds, *(isinstance(n, PerAxis) for n in more))
        count = len(self.shape)
        return self.like((*self.shape, *sizes), kinds, lambda places: self.at(places[:count]))

    # -- sums

    def numbered(self, axis: Any) -> list[int]:
        """The axes that numbers name, all spatial ones as one; by default all. Raises Unprinted."""
        rank = len(self.shape)
        if axis is None:
            return list(range(rank))
        given = axis if isinstance(axis, tuple) else (axis,)
        if not any(self.kinds):
            return sorted(k % rank for k in given)
        leading = rank - 1
        spatial = [k for k in given if not 0 <= k < leading]
        if any(self.kinds[:-1]) or spatial not in ([], list(range(leading, leading + SEVERAL))):
            raise Unprinted("a sum over some of the axes of an image")
        return sorted({min(k, leading) for k in given})

    def sum(self, axis: Any = None, keepdims: bool = False, dtype: Any = None) -> Array:
        """Sums over some axes, by default over all."""
        rank = len(self.shape)
        axes = self.numbered(axis)

        def entry(places: Places) -> str:
            left = iter(places)
            letters = {k: self.trace.fresh(self.kinds[k]) for k in axes}
            if keepdims:
                left = iter([s for k, s in enumerate(places) if k not in letters])
            text = self.at(tuple(letters[k] if k in letters else next(left) for k in range(rank)))
            for k in reversed(axes):
                places_of = f"({'box' if self.kinds[k] else 'zrange'} {whole(self.shape[k], self.kinds[k])})"
                text = f"(sumb {places_of} (fun {name(letters[k])} => {text}))"
            return text

        kept = [k for k in range(rank) if k not in axes]
        if keepdims:
            shape = tuple(sp.S.One if k in axes else n for k, n in enumerate(self.shape))
            return self.like(shape, tuple(k not in axes and place for k, place in enumerate(self.kinds)), entry)
        return self.like(tuple(self.shape[k] for k in kept), tuple(self.kinds[k] for k in kept), entry)


def _fixed(index: Expr) -> Callable[[Places], Expr]:
    """An index that is the same for every place of a part."""
    return lambda places: index


def _along(axis: int, first: Expr, step: Expr) -> Callable[[Places], Expr]:
    """The index that an index of a slice stands for."""
    return lambda places: sp.expand(first + step * places[axis])


def lifted(x: Any, trace: Trace) -> Array:
    """A number, an array of numbers, or an Array, as an Array."""
    if isinstance(x, Array):
        return x
    values = np.array(x, object)
    if values.ndim > 1:
        raise Unprinted("an array of numbers with several axes")
    if not values.ndim:
        text = trace.number(x)
        return Array(trace, (), (), lambda places: text)
    entries = [trace.number(v) for v in values]

    def at(places: Places) -> str:
        text = "0"
        for k, one in reversed(list(enumerate(entries))):
            text = f"(if {condition(sp.Eq(places[0], k, evaluate=False))} then {one} else {text})"
        return text

    return Array(trace, (len(values),), (False,), at)


SIGNS: dict[Any, str] = {
    np.add: "({} + {})",
    np.subtract: "({} - {})",
    np.multiply: "({} * {})",
    np.divide: "({} / {})",
    np.negative: "(- {})",
    np.positive: "{}",
    np.absolute: "`|{}|",
}
NEEDS = {np.divide: "numFieldType", np.absolute: "realFieldType"}  # the structure of numbers that has an operation


def entrywise(sign: str, arrays: list[Array]) -> Array:
    """An operation on entries; an axis of length 1 goes with any other. Sizes that are not the same letters must be
    equal: the law then says so."""
    trace, rank = arrays[0].trace, max(len(a.shape) for a in arrays)
    wide = [((sp.S.One,) * (rank - len(a.shape)) + a.shape, (None,) * (rank - len(a.kinds)) + a.kinds) for a in arrays]
    shape, kinds = [], []
    for along, sorts in zip(
        zip(*(s for s, _ in wide), strict=True), zip(*(k for _, k in wide), strict=True), strict=True
    ):
        sizes = [n for n in along if n != 1]
        if len({k for k, n in zip(sorts, along, strict=True) if n != 1}) > 1:
            raise Unprinted("a spatial axis with one that is not")
        shape.append(sizes[0] if sizes else sp.S.One)
        kinds.append(next((bool(k) for k, n in zip(sorts, along, strict=True) if n != 1), any(sorts)))
        for n in sizes[1:]:
            trace.claim(sp.Eq(sp.expand(n - sizes[0]), 0))

    def at(places: Places) -> str:
        texts = []
        for a in arrays:
            own = places[rank - len(a.shape) :]
            whole_shape = shape[rank - len(a.shape) :]
            texts.append(
                a.at(
                    tuple(
                        sp.S.Zero if n == 1 and m != 1 else k for k, n, m in zip(own, a.shape, whole_shape, strict=True)
                    )
                )
            )
        return sign.format(*texts)

    found = Array(trace, tuple(shape), tuple(kinds), at)
    found.many = any(a.many for a in arrays)
    return found


def powered(x: Array, exponent: Any) -> Array:
    e = sp.sympify(exponent)
    if not (e.is_integer and e.is_nonnegative):
        raise Unprinted(f"the power {exponent}")
    return x.like(x.shape, x.kinds, lambda places: f"({x.at(places)} ^+ (Z.to_nat {whole(e)}))")


def product(a: Array, b: Array) -> Array:
    """The product of a matrix with a matrix or a column."""
    if len(a.shape) != 2 or len(b.shape) not in (1, 2) or any(a.kinds + b.kinds):
        raise Unprinted("a product that is not of a matrix with a matrix or a column")
    a.trace.claim(sp.Eq(sp.expand(a.shape[1] - b.shape[0]), 0))
    return (a * b[None, :]).sum(1) if len(b.shape) == 1 else (a[:, :, None] * b[None, :, :]).sum(1)


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
        own = tuple(sp.expand(k - b) for k, (b, _) in zip(places, pairs, strict=True))
        kept = [(k, ends) for k, ends, w in zip(own, bounds, pairs, strict=True) if any(v != 0 for v in w)]
        return guarded(x.at(own), [k for k, _ in kept], [ends for _, ends in kept])

    shape = tuple(sp.expand(n + b + a) for n, (b, a) in zip(x.shape, pairs, strict=True))
    return x.like(shape, x.kinds, at)


def joined(parts: Any, axis: int = 0) -> Array:
    trace = next(p for p in parts if isinstance(p, Array)).trace
    first, *others = (lifted(p, trace) for p in parts)
    axis %= len(first.shape)
    for other in others:
        if other.kinds != first.kinds or first.kinds[axis] or len(other.shape) != len(first.shape):
            raise Unprinted("arrays joined along a spatial axis")
        for j, (n, m) in enumerate(zip(first.shape, other.shape, strict=True)):
            if j != axis:
                trace.claim(sp.Eq(sp.expand(n - m), 0))

        def at(places: Places, one: Array = first, other: Array = other) -> str:
            later = tuple(sp.expand(k - one.shape[axis]) if j == axis else k for j, k in enumerate(places))
            return f"(if {condition(places[axis] < one.shape[axis])} then {one.at(places)} else {other.at(later)})"

        shape = tuple(sp.expand(n + other.shape[axis]) if j == axis else n for j, n in enumerate(first.shape))
        first = first.like(shape, first.kinds, at)
    return first


FUNCTIONS: dict[Any, Callable[..., Any]] = {
    np.flip: flipped,
    np.pad: padded,
    np.concatenate: joined,
    np.sum: lambda x, axis=None: x.sum(axis),
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
