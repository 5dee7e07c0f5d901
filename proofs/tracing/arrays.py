"""Arrays whose sizes are letters: shape, entries, parts and sums, without NumPy.

Trusted. It trusts `sizes` for what is known of the letters.

Reading an array outside its shape gives zero. Where that is not clear from the array itself, its entry has a bracket
[0 <= k < size]. As in NumPy, a part of an array is a view: it changes with the array. Writing into a view is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Self

import numpy as np
import sympy as sp
from sympy import Expr, Mod, Sum, Symbol

from mathcnn.language.statement import Within

from .sizes import Sizes, Untraced

Place = tuple[Expr, ...]
Entry = Callable[..., Expr]  # indices, one an axis -> the entry there
LETTERS = "ijklmrstuvabcdpq"  # for sums over axes


class Entries:
    """An array whose sizes are letters.

    shape: sizes. at: the entry at given indices. sizes: what is known in the law that the array belongs to. whole:
    whether `at` is zero outside the shape.
    """

    def __init__(self, shape: Place, at: Entry, sizes: Sizes, whole: bool = False):
        self.shape, self.sizes = tuple(map(sp.sympify, shape)), sizes
        self._at, self._whole = at, whole
        self._base: Entries | None = None
        self._through: Callable[[Entry], Entry] = lambda at: at

    def like(self, shape: Place, at: Entry, whole: bool = False) -> Self:
        """Another array of the same law."""
        return type(self)(shape, at, self.sizes, whole)

    def view(self, shape: Place, through: Callable[[Entry], Entry], whole: bool = False) -> Self:
        """A part of this array. through: from the entries of this array to those of the part."""
        part = self.like(shape, self.at, whole)
        part._base, part._through = self, through
        return part

    @property
    def at(self) -> Entry:
        """The entry at given indices, as the array is now; it does not change when entries are replaced later."""
        return self._at if self._base is None else self._through(self._base.at)

    @property
    def whole(self) -> bool:
        """Whether `at` is zero outside the shape."""
        return self._whole and (self._base is None or self._base.whole)

    def lifted(self, x: Any) -> Self:
        """A number or an array of numbers as an array of the same law. Raises Untraced for an array of another law."""
        if not isinstance(x, Entries):
            return self.like(*constants(x))
        if x.sizes is not self.sizes or not isinstance(x, type(self)):
            raise Untraced("an array of another law")
        return x

    def __call__(self, *place: Expr) -> Expr:
        """The entry at these indices, zero outside the shape."""
        return self.bounded()(*place)

    def bounded(self) -> Entry:
        """The entry at given indices, zero outside the shape, as the array is now."""
        at, shape = self.at, () if self.whole else self.shape
        return lambda *place: sp.Mul(at(*place), *(Within(k, 0, n) for k, n in zip(place, shape, strict=False)))

    ndim = property(lambda self: len(self.shape))
    size = property(lambda self: sp.Mul(*self.shape))
    T = property(lambda self: self.transpose())
    dtype = np.dtype(object)

    def __len__(self) -> int:
        raise Untraced("the length of an array is a letter")

    def __iter__(self) -> Iterator[Any]:
        raise Untraced("the entries of an array whose length is a letter cannot be listed")

    def copy(self) -> Self:
        """The same entries, which do not change with this array."""
        return self.like(self.shape, self.at, self.whole)

    def astype(self, kind: Any) -> Self:
        """A copy: entries are exact, whatever the type."""
        return self.copy()

    # -- parts

    def __getitem__(self, key: Any) -> Self:
        """A view, or a copy of one entry: integers, slices, None and Ellipsis are indices."""
        shape: list[Expr] = []
        reads: list[tuple[str, Any, Any]] = []
        named = sum(k is not None and k is not Ellipsis for k in (key if isinstance(key, tuple) else (key,)))
        whole, axis = True, 0
        for k in completed(key, self.ndim - named):
            if k is None:
                shape.append(sp.S.One)
                reads.append(("new", None, None))
                whole = False
                continue
            n, axis = self.shape[axis], axis + 1
            if isinstance(k, slice):
                first, count, step = self.sliced(k, n)
                whole = whole and (first, count) in ((0, n), (n - 1, n))
                shape.append(count)
                reads.append(("slice", first, step))
            elif isinstance(k, (int, Expr)):
                reads.append(("one", placed(k, n), None))
            else:
                raise Untraced(f"an array at {k!r}")

        def through(at: Entry) -> Entry:
            def entry(*place: Expr) -> Expr:
                left = iter(place)
                found = []
                for how, first, step in reads:
                    if how == "one":
                        found.append(first)
                    elif how == "new":
                        next(left)
                    else:
                        found.append(sp.expand(first + step * next(left)))
                return at(*found)

            return entry

        part = self.view(tuple(shape), through, whole)
        return part if shape else part.copy()

    def __setitem__(self, key: Any, value: Any) -> None:
        """Entries at integers and slices replaced. Raises Untraced for a view."""
        if self._base is not None:
            raise Untraced("entries replaced in a part of another array")
        named = sum(k is not Ellipsis for k in (key if isinstance(key, tuple) else (key,)))
        key = completed(key, self.ndim - named)
        if any(not isinstance(k, (slice, int, Expr)) for k in key):
            raise Untraced("entries replaced at the places that an array holds")
        parts = [
            self.sliced(k, n) if isinstance(k, slice) else (placed(k, n), sp.S.One, None)
            for k, n in zip(key, self.shape, strict=True)
        ]
        counts = tuple(count for _, count, step in parts if step is not None)
        new, before = self.lifted(value).spread(counts), self.at

        def entry(*place: Expr) -> Expr:
            here, source = sp.S.One, []
            for k, (first, count, step) in zip(place, parts, strict=True):
                off = sp.expand(k - first)
                if step is None:
                    here *= Within(off, 0, 1)
                    continue
                here *= Within(sp.floor(off / step), 0, count) * (Within(Mod(off, step), 0, 1) if step != 1 else 1)
                source.append(sp.floor(off / step))
            old = before(*place)
            return here * new(*source) + (old if old == 0 else (1 - here) * old)

        self._at, self._whole = entry, False

    def spread(self, shape: Place) -> Entry:
        """The entries of this array as of one of another shape: an axis of length 1 is repeated, axes are added before.

        Raises Untraced if the shapes do not fit.
        """
        at, extra, own = self.at, len(shape) - self.ndim, self.shape
        if extra < 0 or any(n != 1 and not self.sizes.equal(n, m) for n, m in zip(own, shape[extra:], strict=True)):
            raise Untraced(f"an array of shape {own} as one of shape {shape}")
        return lambda *place: at(*(sp.S.Zero if n == 1 else k for k, n in zip(place[extra:], own, strict=True)))

    def transpose(self, *axes: Any) -> Self:
        """The axes in another order, by default the reverse."""
        order = axes[0] if axes and isinstance(axes[0], tuple) else axes or tuple(reversed(range(self.ndim)))
        order = tuple(k % self.ndim for k in order)
        back = [order.index(k) for k in range(self.ndim)]
        through = lambda at: lambda *place: at(*(place[k] for k in back))
        return self.view(tuple(self.shape[k] for k in order), through, whole=True)

    def reshape(self, *shape: Any) -> Self:
        """Axes of length 1 more or fewer; -1 stands for one other axis. Raises Untraced for any other shape."""
        wanted = shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape
        kept = [(k, n) for k, n in enumerate(self.shape) if n != 1]
        places = [k for k, n in enumerate(wanted) if n != 1]
        if len(places) != len(kept) or any(wanted[p] not in (-1, n) for p, (_, n) in zip(places, kept, strict=True)):
            raise Untraced(f"an array of shape {self.shape} as one of shape {wanted}")
        full = [sp.S.One] * len(wanted)
        for p, (_, n) in zip(places, kept, strict=True):
            full[p] = n
        source = {k: p for p, (k, _) in zip(places, kept, strict=True)}
        inner = [source.get(k) for k in range(self.ndim)]
        through = lambda at: lambda *place: at(*(sp.S.Zero if p is None else place[p] for p in inner))
        return self.view(tuple(full), through)

    # -- sums

    def sum(self, axis: Any = None, keepdims: bool = False, dtype: Any = None) -> Self:
        """Sums over some axes, by default over all."""
        axes, at, sizes = self.axes(axis), self.at, self.shape
        letters_of_sizes = {s.name for n in sizes for s in n.free_symbols}

        def entry(*place: Expr) -> Expr:
            left = iter(place)
            seen = [sp.S.Zero if k in axes and not keepdims else next(left) for k in range(len(sizes))]
            taken = {s.name for p in place for s in p.free_symbols} | letters_of_sizes
            limits = []
            for k in axes:
                s = Symbol(next(c for c in LETTERS if c not in taken), integer=True)
                taken.add(s.name)
                seen[k] = s
                limits.append((s, 0, sizes[k] - 1))
            return Sum(at(*seen), *reversed(limits)) if limits else at(*seen)

        shape = tuple(sp.S.One if k in axes else n for k, n in enumerate(sizes) if keepdims or k not in axes)
        return self.like(shape, entry)

    def mean(self, axis: Any = None, keepdims: bool = False) -> Self:
        """Means over some axes, by default over all."""
        total, count = self.sum(axis, keepdims), sp.Mul(*(self.shape[k] for k in self.axes(axis)))
        at = total.at
        return self.like(total.shape, lambda *place: at(*place) / count)

    def axes(self, axis: Any) -> tuple[int, ...]:
        """Axes as numbers >= 0, from one, several, or None for all."""
        axes = tuple(range(self.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
        return tuple(k % self.ndim for k in axes)

    def sliced(self, k: slice, n: Expr) -> tuple[Expr, Expr, Expr]:
        """Start, number of entries and step of a slice of an axis of length n. Raises Untraced if it may leave the
        axis.
        """
        step = sp.S.One if k.step is None else sp.sympify(k.step)
        if step == -1 and k.start is k.stop is None:
            return n - 1, n, step
        first = sp.S.Zero if k.start is None else placed(k.start, n)
        end = n if k.stop is None else placed(k.stop, n)
        if not (step.is_positive and (first.is_nonnegative or self.sizes.follows(first))):
            raise Untraced(f"a slice from {first} by {step}")
        if end != n and not self.sizes.follows(n - end):
            raise Untraced(f"a slice up to {end} of {n}")
        count = end - first
        return first, sp.expand(count) if step == 1 else sp.floor((count - 1) / step) + 1, step


def constants(x: Any) -> tuple[Place, Entry, bool]:
    """Shape and entries of a number or an array of numbers, and whether the entries are zero outside the shape."""
    values = np.array(x, object)

    def entry(*place: Expr) -> Expr:
        if all(k.is_Integer for k in place):
            inside = all(0 <= k < n for k, n in zip(place, values.shape, strict=True))
            return sp.sympify(values[tuple(map(int, place))]) if inside else sp.S.Zero
        at = lambda where: sp.Mul(*(Within(k, j, j + 1) for k, j in zip(place, where, strict=True)))
        return sp.Add(*(sp.sympify(v) * at(where) for where, v in np.ndenumerate(values) if v != 0))

    return values.shape, entry, values.ndim > 0


def placed(k: Any, n: Expr) -> Expr:
    """An index of an axis of length n. A negative number counts from the end."""
    return n + k if isinstance(k, int) and k < 0 else sp.sympify(k)


def completed(key: Any, missing: int) -> tuple[Any, ...]:
    """An index of an array with a full slice for each of the axes that it leaves out."""
    key = key if isinstance(key, tuple) else (key,)
    at = next((n for n, k in enumerate(key) if k is Ellipsis), len(key))
    return (*key[:at], *(slice(None),) * missing, *key[at + 1 :])
