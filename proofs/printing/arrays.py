"""Arrays whose entries are text of Coq, for running the function of a law.

Trusted. It trusts `expressions` and `traces`. An array has sizes and, for each place, a text. All spatial axes are one
axis, whose indices are places of type G; what is not done to each alike is refused. A formula gives its definition.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp

from .expressions import Unprinted, Volume, condition, is_place, name, whole, within
from .extended import NUMBER, OPERATIONS, SPECIAL, SUM, SUM_EXTENDED, special
from .places import Reversed, expanded
from .slices import FUNCTIONS, NEEDS, RESHAPED, SIGNS, Shape, along_axis, fixed, of_the_last, one_on_each_axis
from .traces import SEVERAL, At, Axes, PerAxis, Places, Rank, Trace, chosen


class Array(np.lib.mixins.NDArrayOperatorsMixin):
    """An array in a law.

    shape: sizes. kinds: for each axis whether it stands for all spatial axes. at: the entries. function: the text of a
    function that has these entries, if any. many: how many axes stand for several. extended: whether entries may be
    infinite or no number. read: whether other arrays were made from its entries, which may not change any more.
    """

    def __init__(
        self,
        trace: Trace,
        shape: Places,
        kinds: tuple[bool, ...],
        at: At,
        function: str = "",
        many: int = 0,
        extended: bool = False,
    ):
        self.trace, self.shape, self.kinds, self.at = trace, Shape(map(sp.sympify, shape)), tuple(kinds), at
        self._function, self.many, self.extended, self.read = function, int(many), extended, False

    def like(
        self, shape: Places, kinds: tuple[bool, ...], at: At, many: int | None = None, extended: bool | None = None
    ) -> Array:
        """Another array of the same law, which may share its entries with this one, by default of the same kind."""
        many, extended = self.many if many is None else many, self.extended if extended is None else extended
        found = Array(self.trace, shape, kinds, at, many=many, extended=extended)
        found.read = self.read = True
        return found

    def beyond(self) -> Array:
        """The same array with entries that may be infinite or no number."""
        if self.extended:
            return self
        self.trace.needs("realFieldType")
        return self.like(self.shape, self.kinds, lambda places: NUMBER.format(self.at(places)), extended=True)

    def numbers(self) -> Array:
        """The same array with numbers as entries: the law says that they are."""
        if not self.extended:
            return self
        letters = tuple(map(self.trace.fresh, self.kinds))
        binders = " ".join(f"({name(s)} : {'G' if is_place(s) else 'Z'})" for s in letters)
        bounds = " && ".join(within(s, sp.S.Zero, n) for s, n in zip(letters, self.shape, strict=True))
        if (text := self.at(letters)) in SPECIAL.values():
            raise Unprinted("an infinity, or NaN, is given to a formula of numbers")
        said = f"(is_number {text})"
        self.trace.claims.append(f"(forall {binders}, ({bounds}) -> {said})" if letters else said)
        return self.like(self.shape, self.kinds, lambda places: f"(number_of {self.at(places)})", extended=False)

    @property
    def ndim(self) -> Any:
        """The number of axes."""
        if self.many or not any(self.kinds):
            return Axes(len(self.kinds)) if self.many else len(self.kinds)
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
        known = self.many == 1 and len(behind) == len(key) - 1 < len(self.shape)  # parts of the axes with numbers
        of_all = all(isinstance(k, PerAxis) or k in (None, Ellipsis, slice(None)) for k in key)
        if self.many and not known and not of_all:
            raise Unprinted(f"a part {key} of an array of any number of axes")
        if any(self.kinds[-sum(k is not None for k in behind) :]) and len(behind) > 1:
            raise Unprinted("parts along several axes, of which some are spatial")
        last = len(behind) == 1 and isinstance(behind[0], slice)  # of the last axis alone
        named = sum(k is not None and k is not Ellipsis for k in key)
        at = next((n for n, k in enumerate(key) if k is Ellipsis), len(key))
        key = (*key[:at], *(slice(None),) * (len(self.shape) - named), *key[at + 1 :])
        shape: list[sp.Expr] = []
        kinds: list[bool] = []
        reads: list[Callable[[Any], sp.Expr]] = []
        axis = 0
        for k in key:
            if k is None:
                shape.append(sp.S.One)
                kinds.append(False)
                continue
            n, place = self.shape[axis], self.kinds[axis]
            axis += 1
            if place and isinstance(k, (int, sp.Expr)) and not (isinstance(k, sp.Expr) and is_place(k)):
                raise Unprinted(f"one place of a spatial axis, {k}")
            if not isinstance(k, (slice, PerAxis)):
                first = n + k if isinstance(k, int) and k < 0 else sp.sympify(k)
                self.trace.claim(sp.And(first >= 0, first < n))
                reads.append(fixed(first))
                continue
            if place and last and k == slice(None, None, -1):
                step = self.trace.last()
                reads.append(along_axis(len(shape), expanded(step * (n - 1)), 1 - 2 * step))
                shape.append(n)
                kinds.append(place)
                continue
            if place and last and isinstance(k, slice) and not one_on_each_axis(k):
                k = PerAxis(of_the_last(k, n, self.trace.last()))
            first, count, step = self.sliced(k, n, place)
            j = len(shape)
            shape.append(count)
            kinds.append(place)
            reads.append(along_axis(j, first, step))
        return self.like(tuple(shape), tuple(kinds), lambda places: self.at(tuple(read(places) for read in reads)))

    def __setitem__(self, given: Any, value: Any) -> None:
        """Set one entry, or those of slices by 1, of an array that nothing was made from yet."""
        key: tuple[Any, ...] = given if isinstance(given, tuple) else (given,)
        if self.read or self.many or len(key) != len(self.shape):
            raise Unprinted("entries set of an array that is read elsewhere, or along some of its axes")
        value, before = lifted(value, self.trace), self.at
        starts: list[sp.Expr] = []
        ends: list[sp.Expr | None] = []  # of a slice
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

    def sliced(self, k: Any, n: sp.Expr, place: bool) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
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
    def size(self) -> sp.Expr:
        """The number of entries."""
        return sp.Mul(*(Volume(n) if place else n for n, place in zip(self.shape, self.kinds, strict=True)))

    @property
    def T(self) -> Array:
        """The axes in reverse order."""
        if self.kinds == (True,):
            return self.like((Reversed(self.shape[0]),), self.kinds, lambda places: self.at((Reversed(places[0]),)))
        if any(self.kinds) or self.many:
            raise Unprinted("spatial axes and others, or any number of axes, in reverse order")
        return self.like(self.shape[::-1], self.kinds[::-1], lambda places: self.at(places[::-1]))

    def reshape(self, *shape: Any) -> Array:
        """Axes of length 1 after those that there are, or before them, or the last axes as one, or axes as several."""
        return RESHAPED["shape"](self, shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape)

    def transpose(self, *order: int) -> Array:
        """The axes in another order, by default the reverse."""
        order = order or tuple(range(len(self.shape)))[::-1]
        if any(self.kinds) or self.many:
            raise Unprinted("spatial axes, or any number of axes, in another order")
        back = tuple(order.index(k) for k in range(len(order)))
        at = lambda places: self.at(tuple(places[k] for k in back))
        return self.like(tuple(self.shape[k] for k in order), tuple(self.kinds[k] for k in order), at)

    def ravel(self) -> Array:
        """All entries along one axis."""
        return RESHAPED["one axis"](self)

    def tolist(self) -> Array:
        """The entries along one axis, of which `map` and `sum` make others."""
        if len(self.shape) != 1 or self.many:
            raise Unprinted("a list of lists")
        return self

    # -- sums and maxima

    def max(self) -> Array:
        """The largest of all entries."""
        if self.extended:
            raise Unprinted("a maximum of values that may be no number")
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
            return list(chosen(axis, rank, self.many))
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
                text = (SUM_EXTENDED if self.extended else SUM).format(places_of, name(letters[k]), text)
            return text

        kept = [k for k in range(rank) if k not in axes]
        if keepdims:
            shape = tuple(sp.S.One if k in axes else n for k, n in enumerate(self.shape))
            return self.like(shape, tuple(k not in axes and place for k, place in enumerate(self.kinds)), entry)
        return self.like(tuple(self.shape[k] for k in kept), tuple(self.kinds[k] for k in kept), entry)


def lifted(x: Any, trace: Trace) -> Array:
    """A number, an array of numbers, or an Array, as an Array."""
    if isinstance(x, Array):
        x.read = True
        return x
    values = np.array(x, object)
    if not values.ndim:
        if text := special(x):
            return Array(trace, (), (), lambda places: text, extended=True)
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


def entrywise(sign: str, arrays: list[Array]) -> Array:
    """An operation on entries; an axis of length 1 goes with any other. Sizes that are not the same letters must be
    equal: the law then says so. If it supposes that they are equal or that one of them is 1, each axis is read as far
    as it goes."""
    trace, rank = arrays[0].trace, max(len(a.shape) for a in arrays)
    if beyond := any(a.extended for a in arrays):
        if sign not in OPERATIONS:
            raise Unprinted(f"{sign} of values that may be infinite or no number")
        sign, arrays = OPERATIONS[sign], [a.beyond() for a in arrays]
    wide = [((sp.S.One,) * (rank - len(a.shape)) + a.shape, (None,) * (rank - len(a.kinds)) + a.kinds) for a in arrays]
    shape, kinds = [], []
    wider: set[int] = set()  # the axes that some arrays are read along as far as they go
    for along, sorts in zip(
        zip(*(s for s, _ in wide), strict=True), zip(*(k for _, k in wide), strict=True), strict=True
    ):
        sizes = [n for n in along if n != 1]
        if len({k for k, n in zip(sorts, along, strict=True) if n != 1}) > 1:
            raise Unprinted("a spatial axis with one that is not")
        shape.append(sizes[0] if sizes else sp.S.One)
        kinds.append(next((bool(k) for k, n in zip(sorts, along, strict=True) if n != 1), any(sorts)))
        for n in sizes[1:]:
            if n != sizes[0] and trace.fit(n, sizes[0]):
                wider.add(len(shape) - 1)
                shape[-1] = sp.Max(shape[-1], n)
            else:
                trace.claim(sp.Eq(sp.expand(n - sizes[0]), 0))

    def read(a: Array, places: Places) -> Places:
        """The place of an array that goes with a place of the result."""
        mine = zip(a.shape, shape[rank - len(a.shape) :], places[rank - len(a.shape) :], strict=True)
        return tuple(
            sp.S.Zero if n == 1 != m else sp.Min(k, n - 1) if j in wider and n != m else k
            for j, (n, m, k) in enumerate(mine, rank - len(a.shape))
        )

    at = lambda places: sign.format(*(a.at(read(a, places)) for a in arrays))
    return Array(trace, tuple(shape), tuple(kinds), at, many=max(a.many for a in arrays), extended=beyond)


def powered(x: Array, exponent: Any) -> Array:
    e = sp.sympify(exponent)
    if x.extended or not (e.is_integer and e.is_nonnegative):
        raise Unprinted(f"the power {exponent}")
    return x.like(x.shape, x.kinds, lambda places: f"({x.at(places)} ^+ (Z.to_nat {whole(e)}))")


def product(a: Array, b: Array) -> Array:
    """The product of a matrix with a matrix or a column."""
    if len(a.shape) not in (1, 2) or len(b.shape) not in (1, 2) or any(a.kinds + b.kinds) or a.many or b.many:
        raise Unprinted("a product that is not of a matrix with a matrix or a column")
    if len(a.shape) == 1:
        return product(a[None, :], b)[0]
    a.trace.claim(sp.Eq(sp.expand(a.shape[1] - b.shape[0]), 0))
    return (a * b[None, :]).sum(1) if len(b.shape) == 1 else (a[:, :, None] * b[None, :, :]).sum(1)
