"""The code of one part: loops over its indices, with vectors and blocks of indices where sizes are known.

A function of the code computes the entries whose index along one axis, that which is shared among threads, is from `lo`
to `hi` - 1. In vector code the indices along one axis are the lanes. Where no index of a vector reads outside an array
the code asks nothing; at the edges each lane is asked. A block of indices along another axis is computed at once, so
that what it reads is loaded once and its sums stay in registers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from ..language.statement import ArgMaxOver, is_whole
from .integers import Source, Value
from .parts import Part, Range, entries_of, span
from .storing import Axes, Stores
from .writer import Bit, NotVector, Whole, whole

LONG = 1 << 17  # indices of the only axis, from which it is cut for threads


@dataclass(frozen=True)
class Shape:
    """How the loops of a part are laid out.

    shared : the axis that is shared among threads.
    lanes : the axis whose indices are lanes; None in code for single numbers.
    block : the axis of which several indices are computed at once, and how many.
    second : another such axis, or None.
    vectors : how many vectors are computed at once.
    by_terms : whether neighbouring terms of sums are lanes.
    width : how many numbers a vector has.
    tiled : whether short sums are written out term by term, and blocks at the edges of arrays by themselves.
    rounds : the letters of the rounds in which sums are taken, the outermost first, and how many there are of each.
    """

    shared: int = 0
    lanes: int | None = None
    block: tuple[int, int] | None = None
    second: tuple[int, int] | None = None
    vectors: int = 1
    by_terms: bool = False
    width: int = 1
    tiled: bool = False
    rounds: tuple[tuple[sp.Symbol, int], ...] = ()


class Nest(Stores):
    """Writes the function of one part."""

    shape: Shape
    blocks: dict[int, int]  # how many indices of an axis are computed at once
    most: int = 0  # the last index of the shared axis
    inner, many = 1, 1  # how many places of the innermost block, and vectors of lanes, a tile has

    def write(self, name: str, phases: list[tuple[Part, Axes]], target: Source, shape: Shape, arrays: list[str]) -> str:
        """The text of the function of a part, which is computed phase by phase; the phases have the same letters.

        Raises NotVector if this shape does not suit it.
        """
        self.target, self.shape, self.by_terms, self.tiled = target, shape, shape.by_terms, shape.tiled
        self.blocks = dict(one for one in (shape.second, shape.block) if one is not None)
        last = list(self.blocks)
        # the phases of an axis that is shared have up to one index less than the first one
        self.most = max((axes.ranges[shape.shared][1].hi for _, axes in phases if axes.ranges), default=0)
        for self.part, self.axes in phases:
            order = [k for k in range(len(self.axes.letters)) if k not in (shape.shared, shape.lanes, *last)]
            if self.axes.letters and shape.shared not in (shape.lanes, *last):
                order.insert(0, shape.shared)
            self.again = False
            self._rounds(list(shape.rounds), [*order, *last], {})
        pointers = ", ".join(f"ptr noalias %{a}" for a in ["out", *arrays])
        return "\n".join(
            [
                f"define void @{name}({pointers}, ptr noalias %ints, ptr noalias %nums, i64 %lo, i64 %hi) {{",
                "entry:",
                *self.out.slots,
                *self.out.lines,
                "  ret void",
                "}",
            ]
        )

    def _rounds(self, rounds: list[tuple[sp.Symbol, int]], order: list[int], place: dict[str, Whole]) -> None:
        """The loops over the axes once for each round; results are added to those of the rounds before."""
        if not rounds:
            self._axis(order, [place])
            return
        (letter, count), *more = rounds
        before = self.again

        def one(k: Whole) -> None:
            self.again = self.out.either(before, self.out.compared(">", k, whole(0)))
            self._rounds(more, order, {**place, letter.name: k})

        self.counted(whole(0), whole(count - 1), 1, one)

    def _axis(self, order: list[int], places: list[dict[str, Whole]]) -> None:
        """Loops over axes, the first outermost; the places differ along the blocks around them."""
        if not order:
            self._lanes(places)
            return
        k, *more = order
        letter = self.axes.letters[k].name
        low, high = self.axes.ranges[k]
        if k == self.shape.shared:
            end = self.out.minus(Whole("%hi", low.lo + 1, self.most + 1), whole(1))
            low, high = Whole("%lo", low.lo, self.most), self.out.extreme("min", end, high)

        def at(i: Whole, size: int) -> None:
            self.inner = size if self.shape.block is not None and k == self.shape.block[0] else 1
            indices = [self.out.add(i, whole(q)) for q in range(size)]
            if size > 1 and not self.shape.tiled:
                indices = [replace(one, lo=low.lo, hi=high.hi) for one in indices]
            self._axis(more, [{**place, letter: one} for place in places for one in indices])

        size = self.blocks.get(k, 1)
        if size == 1:
            self.counted(low, high, 1, lambda i: at(i, 1))
            return
        if self.shape.tiled and low.known and high.known:
            self._blocks(self.axes.letters[k], low.lo, high.lo + 1, size, at)
            return
        count = self.out.add(self.out.minus(high, low), whole(1))
        full = self.out.times(self.out.over(count, whole(size)), whole(size))
        middle = self.out.add(low, full)
        self.counted(low, self.out.minus(middle, whole(1)), size, lambda i: at(i, size))
        if not (full.known and count.known and full.at == count.at):
            self.counted(middle, high, 1, lambda i: at(i, 1))

    def _blocks(self, letter: sp.Symbol, low: int, stop: int, size: int, at: Callable[[Whole, int], None]) -> None:
        """Blocks of an axis: a loop over those that read nothing outside an array, the others one by one."""
        left, right = self._interior(letter)
        starts = [*range(low, stop - size + 1, size)]
        within = [start for start in starts if left <= start and start + size <= right]
        first, last = (within[0], within[-1]) if within else (stop, stop)
        for start in (start for start in starts if start < first):
            at(whole(start), size)
        if within:
            self.counted(whole(first), whole(last), size, lambda i: at(i, size))
        for start in (start for start in starts if start > last):
            at(whole(start), size)
        if rest := (stop - low) % size:
            at(whole(stop - rest), rest)

    def _lanes(self, places: list[dict[str, Whole]]) -> None:
        """The code of places that differ along the block, over all indices along the axis of the lanes."""
        k = self.shape.lanes
        if k is None:
            self._tile(places)
            return
        letter, (low, high) = self.axes.letters[k].name, self.axes.ranges[k]
        if not (low.known and high.known):
            raise NotVector
        first, stop, width = low.lo, high.lo + 1, self.shape.width
        left, right = self._interior(self.axes.letters[k])
        full = max(0, right - left) // width * width

        def vectors(start: int, end: int, many: int, edge: bool) -> None:
            def body(j: Whole) -> None:
                tile = []
                for place in places:
                    for r in range(many):
                        base = self.out.add(Whole(j.at, start, start), whole(r * width))
                        tile.append({**place, letter: Whole(base.at, start, end - 1, 1)})
                self.tail, self.many = True, many
                if edge:
                    self.tail = self.out.compared("<", Whole(j.at, start, end + width, 1), whole(end))
                self._tile(tile)
                self.tail = True

            self.counted(whole(start), whole(end - 1), width * many, body)

        if full < width:
            vectors(first, stop, 1, True)
            return
        if left > first:
            vectors(first, left, 1, True)
        several = full // (width * self.shape.vectors) * width * self.shape.vectors
        if several:
            vectors(left, left + several, self.shape.vectors, False)
        if full > several:
            vectors(left + several, left + full, 1, False)
        if left + full < stop:
            vectors(left + full, stop, 1, True)

    def _interior(self, letter: sp.Symbol) -> tuple[int, int]:
        """The indices of an axis, the last excluded, at which nothing outside an array is read, whatever the others."""
        known = self.axes.known
        low, high = known[letter.name]
        for read, env in entries_of(self.part.value, known):
            source = self.sources.get(str(read.base))
            if source is None or source.full:
                continue
            for axis, index in enumerate(read.indices):
                if letter not in index.free_symbols:
                    continue
                e = sp.expand(index)
                slope, rest = e.coeff(letter, 1), e.coeff(letter, 0)
                if not slope.is_Integer or slope == 0 or sp.expand(slope * letter + rest) != e:
                    continue
                a, b = span(rest, env)
                first, size = source.firsts[axis].lo, source.sizes[axis].lo
                by, least, most = int(slope), first - a, first + size - 1 - b  # least <= by letter <= most
                if by < 0:
                    by, least, most = -by, -most, -least
                low, high = max(low, -(-least // by)), min(high, most // by)
        return low, max(low, high + 1)

    def _tile(self, places: list[dict[str, Whole]]) -> None:
        values = self.values(self.part.value, places)
        if self.tail is True and self._in_rows(values, self.inner):
            for start in range(0, len(places), self.inner * self.many):
                for r in range(self.many):
                    one = slice(start + r, start + self.inner * self.many, self.many)
                    self._store_rows(values[one], places[one][0])
            return
        for v, at in zip(values, places, strict=True):
            self._store(v, at)

    def _in_rows(self, values: list[Value], count: int) -> bool:
        """Whether vectors of this many neighbouring places are stored with the places side by side."""
        block = self.shape.block
        if not self.tiled or self.again is not False or block is None or not 4 <= count <= self.out.lanes:
            return False
        s = self.axes.letters[block[0]]
        strides = [d for e, d in zip(self.axes.indices, self.target.strides, strict=True) if s in e.free_symbols]
        is_last = s in self.axes.indices and [d.at for d in strides] == [1]
        return is_last and all(v.vector for v in values) and self.target.element == self.element

    def _lanes_of(self, source: Source, offset: Whole, test: Bit) -> str:
        return super()._lanes_of(source, offset, self.out.both(test, self.tail))


def is_place(part: Part) -> bool:
    """Whether a part is an index, which is kept as an integer."""
    return isinstance(part.value, ArgMaxOver)


# ---------------------------------------------------------------- what is known of sizes


def with_sizes(part: Part, sizes: Mapping[str, int], ranges: list[Range]) -> tuple[Part, Axes]:
    """A part with numbers for its letters, quotients and remainders of indices written out where they are plain, and
    its axes. An index o of which floor(o / M) is read becomes M group + rest if M divides the size of its axis."""
    value = part.value.xreplace({s: sp.Integer(sizes[s.name]) for s in _letters(part) if s.name in sizes})
    letters, indices, known = list[sp.Symbol](), list[sp.Basic](), dict[str, Range]()
    for s, (low, high) in zip(part.indices, ranges, strict=True):
        count = high - low + 1
        divisors = {d for d in divisors_of(value, s) if 1 < d < count and count % d == 0 and low == 0}
        if len(part.indices) == 1 and low == 0 and not divisors_of(value, s):
            divisors = shared_by(count)
        if len(divisors) == 1:
            (d,) = divisors
            outer, inner = (sp.Symbol(f"{s.name}_{one}", integer=True) for one in ("group", "rest"))
            value = value.xreplace({s: d * outer + inner})
            letters += [outer, inner]
            indices.append(d * outer + inner)
            known |= {outer.name: (0, count // d - 1), inner.name: (0, d - 1)}
        else:
            letters.append(s)
            indices.append(s)
            known[s.name] = (low, high)
    value = plain(value, dict(known))
    whole_ranges = [(whole(known[s.name][0]), whole(known[s.name][1])) for s in letters]
    return Part(part.name, tuple(letters), value), Axes(letters, whole_ranges, indices, known)


def shared_by(count: int) -> set[int]:
    """The number of indices that belong together where a part has one long axis, so that threads share the rest of it;
    none if the axis is short, or its size has no such divisor."""
    found = [pieces for pieces in range(64, 1, -1) if count >= LONG and count % (16 * pieces) == 0]
    return {count // pieces for pieces in found[:1]}


def _letters(part: Part) -> set[sp.Symbol]:
    return {s for s in part.value.free_symbols if isinstance(s, sp.Symbol)} - set(part.indices)


def divisors_of(e: sp.Basic, s: sp.Symbol) -> set[int]:
    """The numbers that an index, alone, is divided by."""
    found = {q.args[1] for q in e.atoms(sp.Mod) if q.args[0] == s}
    for q in e.atoms(sp.floor):
        above, below = sp.fraction(sp.together(q.args[0]))
        found |= {below} if above == s else set()
    return {int(d) for d in found if d.is_Integer}


def plain(e: sp.Basic, env: dict[str, Range]) -> sp.Basic:
    """An expression in which quotients and remainders that are known for all indices are written out."""
    if isinstance(e, ExprWithLimits):
        inner, limits = dict(env), []
        for v, lo, hi in e.limits:
            lo, hi = plain(lo, inner), plain(hi, inner)
            inner[v.name] = (span(lo, inner)[0], span(hi, inner)[1])
            limits.append((v, lo, hi))
        return e.func(plain(e.function, inner), *limits)
    if not e.args or not (e.atoms(sp.floor, sp.ceiling, sp.Mod)):
        return e
    parts = [plain(part, env) for part in e.args]
    e = e.func(*parts) if parts != list(e.args) else e
    if isinstance(e, sp.floor | sp.ceiling) and is_whole(e):
        low, high = span(e, env)
        return sp.Integer(low) if low == high else e
    if isinstance(e, sp.Mod) and is_whole(e):
        (low, high), (least, most) = span(e.args[0], env), span(e.args[1], env)
        if low >= 0 and high < least:
            return e.args[0]
        return sp.S.Zero if least == most == 1 else e
    return e
