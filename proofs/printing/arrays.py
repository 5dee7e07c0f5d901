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

from .expressions import Unprinted, Volume, condition, is_place, name, whole
from .places import Reversed, expanded
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
        self.read = False  # whether other arrays were made from its entries, which may not change any more

    def like(self, shape: Places, kinds: tuple[bool, ...], at: At) -> Array:
        """Another array of the same law, which may share its entries with this one."""
        found = Array(self.trace, shape, kinds, at, many=self.many)
        found.read = self.read = True
        return found

    @property
    def ndim(self) -> Any:
        """The number of axes."""
        if self.many:
            raise Unprinted("the number of axes of an array that has any number of them")
        if not any(self.kinds):
            return len(self.kinds)
        if sum(self.kinds) > 1:
            raise Unprinted("spatial axes twice")
        return Rank(len(self.kinds) - 1)

    dtype = np.dtype(object)

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

    def __getitem__(self, given: Any) -> Array:
        key: tuple[Any, ...] = given if isinstance(given, tuple) else (given,)
        behind = key[key.index(Ellipsis) + 1 :] if Ellipsis in key else ()
        if any(self.kinds[-sum(k is not None for k in behind) :]) and len(behind) > 1:
            raise Unprinted("parts along several axes, of which some are spatial")
        last = len(behind) == 1 and isinstance(behind[0], slice)  # of the last axis alone
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
            if place and isinstance(k, (int, Expr)) and not (isinstance(k, Expr) and is_place(k)):
                raise Unprinted(f"one place of a spatial axis, {k}")
            if not isinstance(k, (slice, PerAxis)):
                first = n + k if isinstance(k, int) and k < 0 else sp.sympify(k)
                self.trace.claim(sp.And(first >= 0, first < n))
                reads.append(_fixed(first))
                continue
            if place and last and k == slice(None, None, -1):
                step = self.trace.last()
                reads.append(_along(len(shape), expanded(step * (n - 1)), 1 - 2 * step))
                shape.append(n)
                kinds.append(place)
                continue
            if place and last and isinstance(k, slice) and not one_on_each_axis(k):
                k = PerAxis(of_the_last(k, n, self.trace.last()))
            first, count, step = self.sliced(k, n, place)
            j = len(shape)
            shape.append(count)
            kinds.append(place)
            reads.append(_along(j, first, step))
        return self.like(tuple(shape), tuple(kinds), lambda places: self.at(tuple(read(places) for read in reads)))

    def __setitem__(self, given: Any, value: Any) -> None:
        """Set one entry, or those of slices by 1, of an array that nothing was made from yet."""
        key: tuple[Any, ...] = given if isinstance(given, tuple) else (given,)
        if self.read or self.many or len(key) != len(self.shape):
            raise Unprinted("entries set of an array that is read elsewhere, or along some of its axes")
        value, before = lifted(value, self.trace), self.at
        starts: list[Expr] = []
        ends: list[Expr | None] = []  # of a slice
        for k, n, place in zip(key, self.shape, self.kinds, strict=True):
            if place != isinstance(k, PerAxis):
                raise Unprinted("entries set along one spatial axis")
            k = k.value if place else k
            if isinstance(k, slice):
                first, count, step = self.sliced(k, n, place)
                if step != 1:
                    raise Unprinted("entries set with a step")
                ends.append(expanded(first + count))
            else:
                first = n + k if isinstance(k, int) and k < 0 else sp.sympify(k)
                self.trace.claim(sp.And(first >= 0, first < n))
                ends.append(None)
            starts.append(first)
        sizes = [end - first for first, end in zip(starts, ends, strict=True) if end is not None]
        if value.shape and [sp.expand(n - m) for n, m in zip(value.shape, sizes, strict=True)] != [0] * len(sizes):
            raise Unprinted(f"entries of shape {value.shape} set in a part of another shape")

        def at(places: Places) -> str:
            found = list(zip(places, starts, ends, strict=True))
            tests = [sp.Eq(k, s, evaluate=False) if end is None else sp.And(s <= k, k < end) for k, s, end in found]
            test = condition(sp.And(*tests))
            own = tuple(expanded(k - s) for k, s, end in found if end is not None)
            return f"(if {test} then {value.at(own if value.shape else ())} else {before(places)})"

        self.at, self._function = at, ""

    def copy(self) -> Array:
        """The same entries, which may be set."""
        at, self.read = self.at, True
        return Array(self.trace, self.shape, self.kinds, at, many=self.many)

    def sliced(self, k: Any, n: Expr, place: bool) -> tuple[Expr, Expr, Expr]:
        """Start, number of entries and step of a slice of an axis of length n. Raises Unprinted."""
        alike = isinstance(k, PerAxis)
        k = k.value if alike else k
        ends = [v for v in (k.start, k.stop, k.step) if v is not None]
        if place and ends and not alike and not one_on_each_axis(k):
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
            if not expanded(right - left).is_nonnegative:
                self.trace.claim(left <= right)
        return first, expanded(end - first) if step == 1 else sp.floor((end - first - 1) / step) + 1, step

    @property
    def size(self) -> Expr:
        """The number of entries."""
        return sp.Mul(*(Volume(n) if place else n for n, place in zip(self.shape, self.kinds, strict=True)))

    @property
    def T(self) -> Array:
        """The axes in reverse order."""
        if self.kinds == (True,):
            return self.like((Reversed(self.shape[0]),), self.kinds, lambda places: self.at((Reversed(places[0]),)))
        if any(self.kinds):
            raise Unprinted("spatial axes in reverse order, and others")
        return self.like(self.shape[::-1], self.kinds[::-1], lambda places: self.at(places[::-1]))

    def reshape(self, *shape: Any) -> Array:
        """Axes of length 1 after those that there are, or before them."""
        before = len(shape) - len(self.shape)
        if self.shape and before > 0 and shape[before:] == self.shape and not any(self.kinds):
            sizes = [n.value if isinstance(n, PerAxis) else n for n in shape[:before]]
            if all(n == 1 for n in sizes):
                kinds = (*(isinstance(n, PerAxis) for n in shape[:before]), *self.kinds)
                return self.like((*sizes, *self.shape), kinds, lambda places: self.at(places[before:]))
        if split := parts_of(shape, self.shape, self.kinds):
            return self.like(shape, (False,) * len(shape), lambda places: self.at(flat_places(places, split)))
        lead, more = shape[: len(self.shape)], shape[len(self.shape) :]
        sizes = [n.value if isinstance(n, PerAxis) else n for n in more]
        if any(n not in (-1, m) for n, m in zip(lead, self.shape, strict=True)) or any(n != 1 for n in sizes):
            raise Unprinted(f"an array of shape {self.shape} as one of shape {shape}")
        kinds = (*self.kinds, *(isinstance(n, PerAxis) for n in more))
        count = len(self.shape)
        return self.like((*self.shape, *sizes), kinds, lambda places: self.at(places[:count]))

    def transpose(self, *order: int) -> Array:
        """The axes in another order, by default the reverse."""
        order = order or tuple(range(len(self.shape)))[::-1]
        if any(self.kinds):
            raise Unprinted("spatial axes in another order")
        back = tuple(order.index(k) for k in range(len(order)))
        at = lambda places: self.at(tuple(places[k] for k in back))
        return self.like(tuple(self.shape[k] for k in order), tuple(self.kinds[k] for k in order), at)

    # -- sums and maxima

    def max(self) -> Array:
        """The largest of all entries."""
        self.trace.needs("realDomainType")
        letters = tuple(map(self.trace.fresh, self.kinds))
        text = self.at(letters)
        for letter, n, place in reversed(list(zip(letters, self.shape, self.kinds, strict=True))):
            places = f"({'box' if place else 'zrange'} {whole(n, place)})"
            text = f"(maxb {places} (fun {name(letter)} => (Some {text})))"
        return self.like((), (), lambda places: text)

    def min(self) -> Array:
        """The smallest of all entries."""
        return -(-self).max()

    def numbered(self, axis: Any) -> list[int]:
        """The axes that numbers name, all spatial ones as one; by default all. Raises Unprinted."""
        rank = len(self.shape)
        if axis is None:
            return list(range(rank))
        given = axis if isinstance(axis, tuple) else (axis,)
        if not any(self.kinds):
            if self.many and any(k >= 0 for k in given):
                raise Unprinted("an axis by its number, after any number of axes")
            return sorted(k % rank for k in given)
        behind = self.kinds[::-1].index(True)  # axes after the spatial ones
        if behind and all(-behind <= k < 0 for k in given):
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


def parts_of(shape: tuple[Any, ...], sizes: Places, kinds: tuple[bool, ...]) -> list[tuple[Any, ...]]:
    """The axes that each axis is split into, as many for each, if their sizes have its size as product; else []."""
    count, over = divmod(len(shape), len(sizes)) if sizes else (0, 0)
    if count < 2 or over or any(kinds) or not all(isinstance(n, Expr) for n in shape):
        return []
    found = [shape[k : k + count] for k in range(0, len(shape), count)]
    return found if all(sp.expand(sp.Mul(*part) - n) == 0 for part, n in zip(found, sizes, strict=True)) else []


def flat_places(places: Places, sizes: list[Any]) -> Places:
    """For axes that each stand for several, the index that several have together, the last one fastest."""
    found, left = [], iter(places)
    for those in sizes:
        index = sp.S.Zero
        for n in those:
            index = index * n + next(left)
        found.append(sp.expand(index))
    return tuple(found)


def one_on_each_axis(k: slice) -> bool:
    """Whether a slice was made for each spatial axis: its ends, or its step, are letters of axes, or it is whole."""
    ends = [v for v in (k.start, k.stop, k.step) if v is not None]
    return not ends or any(isinstance(v, Expr) and is_place(v) for v in ends)


def of_the_last(k: slice, n: Expr, last: Expr) -> slice:
    """A slice of the last axis alone, as one of all axes, whose sizes are n: it leaves the other axes as they are."""
    end = lambda v: n + v if isinstance(v, int) and v < 0 else v
    first = None if k.start is None else expanded(last * end(k.start))
    if k.step is not None:
        raise Unprinted("a part of the last axis with a step")
    return slice(first, None if k.stop is None else expanded(n + last * (end(k.stop) - n)))


def _fixed(index: Expr) -> Callable[[Places], Expr]:
    """An index that is the same for every place of a part."""
    return lambda places: index


def _along(axis: int, first: Expr, step: Expr) -> Callable[[Places], Expr]:
    """The index that an index of a slice stands for."""
    return lambda places: expanded(first + step * places[axis])


def lifted(x: Any, trace: Trace) -> Array:
    """A number, an array of numbers, or an Array, as an Array."""
    if isinstance(x, Array):
        x.read = True
        return x
    values = np.array(x, object)
    if not values.ndim:
        text = trace.number(x)
        return Array(trace, (), (), lambda places: text)

    def at(places: Places, values: Any = values) -> str:
        if not isinstance(values, np.ndarray):
            return trace.number(values)
        text = "0"
        for k, part in reversed(list(enumerate(values))):
            text = f"(if {condition(sp.Eq(places[0], k, evaluate=False))} then {at(places[1:], part)} else {text})"
        return text

    return Array(trace, values.shape, (False,) * values.ndim, at)


SIGNS: dict[Any, str] = {
    np.add: "({} + {})",
    np.subtract: "({} - {})",
    np.multiply: "({} * {})",
    np.divide: "({} / {})",
    np.negative: "(- {})",
    np.positive: "{}",
    np.absolute: "`|{}|",
    np.maximum: "(Num.max {} {})",
    np.minimum: "(Num.min {} {})",
    np.greater: "({1} < {0})",
    np.greater_equal: "({1} <= {0})",
    np.less: "({} < {})",
    np.less_equal: "({} <= {})",
}
ORDERED = (np.absolute, np.maximum, np.minimum, np.greater, np.greater_equal, np.less, np.less_equal)
NEEDS = {np.divide: "numFieldType", **dict.fromkeys(ORDERED, "realDomainType")}


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


FUNCTIONS: dict[Any, Callable[..., Any]] = {}  # of NumPy, see `functions`
