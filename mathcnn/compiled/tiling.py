"""The layout of the loops of a sum of products whose lanes are indices along the axis that copies have innermost.

Sums of several indices along one or two other axes, and of one or two vectors of lanes, stay in registers. A block is
chosen for which the fewest entries are loaded for a product. The last range of the sum is written out term by term if
it is short, so that what an index of the block reads outside an array is left out of the code.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from ..language.statement import Where
from .choosing import sizes_of
from .integers import Source
from .loops import SHORT, guards_of
from .native import has_wide_vectors
from .nests import Shape
from .packing import VECTORS, WIDTHS, Product, is_copy, product_of
from .parts import Part, span
from .storing import Axes

SUMS = {True: 20, False: 4}  # that are kept in registers at once, if vectors of 64 bytes are one register each, or not
NEAR = 4  # indices of the last axis, from which results are stored near each other
NEAR_BYTES = 1 << 19  # that a core keeps in a cache of its own beside others
IN_FLIGHT = 8  # additions that a core has begun and not ended
ASKED = 3.0  # times as long, where bounds are computed again and again
FAR = 1.2  # times as long, where entries of neighbouring terms lie far apart
IN_ROWS = 12  # additions that take as long as storing a vector, where several are turned into rows
SCATTERED = 64  # that take as long as storing a vector whose entries lie apart
STREAM = 0.3  # by entries that lie apart from the others
HELD = {True: 32, False: 10}  # vectors of 64 bytes that registers hold
MOVED = 0.5  # of the time of an addition, for each that LLVM moves to memory and back since it has no register
LOADED = 0.2  # of the time of an addition, that a load takes beside additions
Block = tuple[int, int]  # an axis, and how many of its indices are computed at once


def tiled(
    part: Part, axes: Axes, sources: Mapping[str, Source], element: str, alone: bool
) -> tuple[Part, Axes, Shape] | None:
    """A part with the ranges of its sum in the order of the loops, its axes, and the layout; None if it reads no copy.

    alone : whether it is all that is computed, and no phase of a part.
    """
    product = product_of(part.value, axes.known)
    copies = [read for read in product.reads if is_copy(str(read.base))] if product is not None else []
    if product is None or not copies:
        return None
    return _Tiling(part, axes, sources, WIDTHS[element], product, copies[0]).best(alone)


def copying(axes: Axes, element: str) -> Shape:
    """The layout of the loops of a copy, whose last axis is innermost."""
    lane = len(axes.letters) - 1
    low, high = axes.known[axes.letters[lane].name]
    width = min(WIDTHS[element], 1 << (high - low).bit_length())
    shared = max(range(lane), key=lambda k: (min(axes.known[axes.letters[k].name][1], 4), -k), default=lane)
    return Shape(shared, lane, None, None, 1, False, width, tiled=True)


class _Tiling:
    """Chooses a layout."""

    def __init__(
        self, part: Part, axes: Axes, sources: Mapping[str, Source], widest: int, product: Product, copy: sp.Indexed
    ):
        self.part, self.axes, self.sources, self.product, self.copy = part, axes, sources, product, copy
        self.counts = [axes.known[s.name][1] - axes.known[s.name][0] + 1 for s in axes.letters]
        self.lane = next(k for k, s in enumerate(axes.letters) if copy.indices[-1].coeff(s, 1) == 1)
        self.widest, self.wide = widest, has_wide_vectors()
        self.width = min(widest, 1 << (self.counts[self.lane] - 1).bit_length())
        self.asked = self._asked_indices()
        self.vectors = min(VECTORS, max(1, self.counts[self.lane] // self.width))

    @property
    def _same(self) -> set[sp.Basic]:
        """The letters of the axis of the result whose indices are lanes."""
        lane = self.axes.letters[self.lane]
        return {s for e in self.axes.indices if lane in e.free_symbols for s in e.free_symbols}

    def best(self, alone: bool) -> tuple[Part, Axes, Shape]:
        """The layout for which the least has to be done."""
        free = [k for k, s in enumerate(self.axes.letters) if s not in self._same and self.counts[k] > 1]
        found = list[tuple[float, int, int, sp.Symbol, Sequence[Block]]]()
        for number, last in enumerate(reversed(self.product.lengths)):
            blocks = [(k, size) for k in free for size in self._sizes(k, last)]
            pairs = ((a, b) for a in blocks for b in blocks if a[0] < b[0])
            several: list[Sequence[Block]] = [(), *((one,) for one in blocks), *pairs]
            for chosen in several:
                if self.vectors * math.prod(size for _, size in chosen) <= SUMS[self.wide]:
                    found.append((self._cost(chosen, last), number, len(found), last, chosen))
        *_, last, chosen = min(found, key=lambda one: one[:3])
        inner, outer = (chosen[-1] if chosen else None), (chosen[0] if len(chosen) > 1 else None)
        shape = Shape(self._shared(chosen), self.lane, inner, outer, self.vectors, False, self.width, tiled=True)
        part = self._ordered(last)
        return self._in_rounds(part, shape) if alone else (part, self.axes, shape)

    def _in_rounds(self, part: Part, shape: Shape) -> tuple[Part, Axes, Shape]:
        """A sum that reads more of a copy than a core keeps near, in rounds, each over some indices of its first
        ranges. The sums of a round are added to those of the rounds before."""
        (e,) = (one for one in sp.preorder_traversal(part.value) if isinstance(one, sp.Sum))
        if e != part.value:  # as with a bias, which is added once
            return part, self.axes, shape
        value, limits, known, rounds = e.function, list(e.limits), dict(self.axes.known), []
        lengths = {v: n for v, n in self.product.lengths.items() if any(v in i.free_symbols for i in self.copy.indices)}
        block = math.prod(lengths.values()) * self.vectors * self.width * 64 // self.widest
        for k, (v, low, _) in enumerate(e.limits[:-1]):
            if block <= NEAR_BYTES or v not in lengths:
                break
            each = block // lengths[v]
            many = max(
                d for d in range(1, lengths[v] + 1) if lengths[v] % d == 0 and (d == 1 or d * each <= NEAR_BYTES)
            )
            one = sp.Symbol(f"round{k}", integer=True)
            value, limits[k] = value.xreplace({v: many * one + low + v}), sp.Tuple(v, 0, many - 1)
            known[one.name] = 0, lengths[v] // many - 1
            rounds.append((one, lengths[v] // many))
            block = many * each
        part = Part(part.name, part.indices, e.func(value, *limits))
        return part, replace(self.axes, known=known), replace(shape, rounds=tuple(rounds))

    def _sizes(self, k: int, last: sp.Symbol) -> list[int]:
        """How many indices of an axis may be computed at once if a letter is that of the last range of the sum."""
        s, count = self.axes.letters[k], self.counts[k]
        if any(s in test.args[1].free_symbols for test in self.part.value.atoms(Where)):
            return []
        if not any(s in e.free_symbols for e in self.asked):
            return sizes_of(count, SUMS[self.wide])
        around = {s, last, *(v for v, n in self.product.lengths.items() if n == 1)}
        if any(s in e.free_symbols and not e.free_symbols <= around for e in self.asked):
            return []
        if self.product.lengths[last] > SHORT:
            return [count] if count <= SHORT else []
        return sorted({-(-count // tiles) for tiles in range(1, count)} & {*range(2, SUMS[self.wide] + 1)})

    def _asked_indices(self) -> list[sp.Basic]:
        """The indices of entries that may lie outside their arrays."""
        env, found = dict(self.axes.known), []
        for v, low, high in self.product.of.limits:
            env[v.name] = span(low, env)[0], span(high, env)[1]
        for guard in guards_of(self.product.of.function, True):
            source = self.sources.get(str(guard.entry.base)) if guard.entry is not None else None
            if source is None:
                continue
            (low, high), first = span(guard.test, env), source.firsts[guard.axis].lo
            if low < first or high >= first + source.sizes[guard.axis].lo:
                found.append(guard.test)
        return found

    def _cost(self, chosen: Sequence[Block], last: sp.Symbol) -> float:
        """About how long a product takes, in additions of vectors."""
        sums, loads, streams = self.vectors * math.prod(size for _, size in chosen), 0, 0
        for read in self.product.reads:
            sizes = [size for k, size in chosen if self.axes.letters[k] in read.free_symbols]
            loads += math.prod(sizes) * (self.vectors if read is self.copy else 1)
            if read is not self.copy:  # the last axis is the one whose entries are neighbours
                streams = math.prod(size for k, size in chosen[:-1] if self.axes.letters[k] in read.free_symbols)
        unused = math.prod(-(-self.counts[k] // size) * size / self.counts[k] for k, size in chosen)
        asked = ASKED if self._is_asked(chosen, last) else 1.0
        far = FAR if self._apart(last) > min(map(self._apart, self.product.lengths)) else 1.0
        near = any(k == len(self.counts) - 1 and size >= NEAR for k, size in chosen)
        stored = (IN_ROWS if near else SCATTERED) / math.prod(self.product.lengths.values())
        moved = MOVED * max(0, sums + loads - HELD[self.wide])
        each = max(sums, loads, IN_FLIGHT) + LOADED * loads + STREAM * streams + moved
        return asked * far * unused * each / sums + stored

    def _apart(self, v: sp.Symbol) -> float:
        """How far the entries that all lanes read lie apart for neighbouring values of a letter of the sum."""
        (read,) = (r for r in self.product.reads if r is not self.copy)
        strides = self.sources[str(read.base)].strides
        found = [d.lo for e, d in zip(read.indices, strides, strict=True) if v in e.free_symbols]
        return sum(found) if found and self.product.lengths[v] > 1 else math.inf

    def _is_asked(self, chosen: Sequence[Block], last: sp.Symbol) -> bool:
        """Whether the bounds of the last range of the sum are computed for each term of the ranges around it."""
        along = {self.axes.letters[k] for k, _ in chosen}
        return any(last in e.free_symbols and not e.free_symbols & along for e in self.asked)

    def _shared(self, chosen: Sequence[Block]) -> int:
        """The axis that threads share, whose loop is outermost: that of groups of lanes, so that what a group reads of
        a copy stays near, or the first with several indices that is neither lanes nor block."""
        taken = {self.lane, *(k for k, _ in chosen)}
        free = [k for k in range(len(self.counts)) if k not in taken and self.counts[k] > 1]
        several = [k for k in free if self.counts[k] >= 4] or free
        groups = [k for k in several if self.axes.letters[k] in self._same and self.counts[k] % 4 == 0]
        whole = [k for k, size in chosen if self.counts[k] >= 2 * size and self.counts[k] % size == 0]
        inside = [k for k in whole if not any(self.axes.letters[k] in e.free_symbols for e in self.asked)]
        rest = [k for k in range(len(self.counts)) if k not in taken]
        return next(iter([*groups, *several, *inside, *rest, self.lane]))

    def _ordered(self, last: sp.Symbol) -> Part:
        """The part with the ranges of its sum in the order of the loops: that of the copy, but the last one last."""
        e = self.product.of

        def rank(limit: sp.Tuple) -> tuple[bool, int]:
            at = [k for k, index in enumerate(self.copy.indices) if limit[0] in index.free_symbols]
            return limit[0] == last, min(at, default=0)

        swap = {e: e.func(e.function, *sorted(e.limits, key=rank))}
        return Part(self.part.name, self.part.indices, self.part.value.xreplace(swap))
