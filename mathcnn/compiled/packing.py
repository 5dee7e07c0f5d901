"""Arrays that are copied, so that entries for neighbouring indices of one axis of the result lie side by side.

A sum of products, such as a convolution of channels, has short axes and long sums. Where the columns of an image fill
no vector, its channels do: their axis becomes the lanes, and the array that has it, weights or an image, is copied once
with it innermost. Each entry that is copied is read many times. Whether it is worth it is decided by a count of what
has to be done, from sizes and strides alone.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sympy as sp

from ..language.statement import Where
from .integers import MOST_APART
from .nests import divisors_of, plain
from .parts import Part, Range, Ranges, is_reduction, span

Integers = dict[str, int]
COPY = "copy "  # begins the names of copies, which no letter of a statement has
WIDTHS = {"float": 16, "double": 8, "i64": 8}  # numbers in 64 bytes, the widest vector of current processors
VECTORS = 2  # of lanes that are computed at once
LEAST = 16  # terms of a sum
FEW = 300_000  # products, up to which longer code costs more than it saves
WORTH = 0.9  # of the cost without copies, below which copies are made
# about how many cycles of a core are taken
COPIED = 1.0  # by an entry that is copied
SCATTERED = 1.0  # by a result whose neighbours are lanes of other vectors
PRODUCT = 0.6  # by a vector of products that is added, of arrays that lie well
SIDE_BY_SIDE = 1.0  # by one whose lanes lie side by side without a copy
AWAY = 0.6  # more by one for which another page is read
CROWDED = 4.0  # times as long, where entries have the same few places in a cache
WAYS = 8  # entries that have one place in it
PAGE = 4096  # bytes of memory, after which places in a cache are the same again
MOVES = 1.25  # times as long, where the copy is read at other places for other results of a block
BYTES = 64  # of a vector
PICKED = 1.8  # by one whose lanes are picked out of longer vectors
ALONE = 0.5  # by a single product


def is_copy(name: str) -> bool:
    """Whether a part is a copy of an array."""
    return name.startswith(COPY)


@dataclass(frozen=True)
class Product:
    """A sum of products of two entries: the sum, the two entries, the lengths of its ranges."""

    of: sp.Sum
    reads: tuple[sp.Indexed, ...]
    lengths: dict[sp.Symbol, int]


def product_of(value: sp.Basic, env: Mapping[str, Range]) -> Product | None:
    """The only sum of a value, if it is one of products of two entries over ranges with known lengths."""
    sums = [e for e in sp.preorder_traversal(value) if is_reduction(e)]
    if len(sums) != 1 or not isinstance(sums[0], sp.Sum):
        return None
    e = sums[0]
    term = e.function
    while isinstance(term, Where):
        term = term.args[0]
    factors = term.args if isinstance(term, sp.Mul) else ()
    if len(factors) != 2 or not all(isinstance(f, sp.Indexed) for f in factors):
        return None
    inner, lengths = dict(env), {}
    for v, low, high in e.limits:
        a, b = span(low, inner)[0], span(high, inner)[1]
        if b - a > 1 << 40:
            return None
        inner[v.name], lengths[v] = (a, b), max(0, b - a + 1)
    return Product(e, factors, lengths)


def is_plain(read: sp.Indexed, s: sp.Symbol) -> bool:
    """Whether one index of an entry is a letter, and the others do not depend on it."""
    return [e for e in read.indices if s in e.free_symbols] == [s]


def depends(read: sp.Indexed, s: sp.Symbol) -> bool:
    """Whether an entry is another one for the next value of a letter, but in quotients, which stay for a while."""
    return any(s in e.replace(sp.floor, lambda inside: sp.S.Zero).free_symbols for e in read.indices)


def with_copies(
    parts: list[Part], ranges: Ranges, known: Integers, labels: Collection[str], element: str
) -> tuple[list[Part], Ranges, Integers]:
    """Parts with sizes in them, before each the copies that it reads; the indices of all; the integers of the code.

    known : letters, and first indices, sizes and strides of arrays and parts, by name; labels : arrays of integers.
    """
    found, ranges, known = list[Part](), dict(ranges), dict(known)
    for part in parts:
        if part.name not in ranges:
            found.append(part)
            continue
        free = {s for s in part.value.free_symbols if isinstance(s, sp.Symbol)} - set(part.indices)
        sizes = {s: sp.Integer(known[f"letter:{s}"]) for s in free if f"letter:{s}" in known}
        env = {s.name: r for s, r in zip(part.indices, ranges[part.name], strict=True)}
        written = Part(part.name, part.indices, plain(part.value.xreplace(sizes), env))
        copies, written = _Copies(written, ranges[part.name], known, labels, element).made(len(found))
        for copy, own in copies:
            ranges[copy.name] = own
            known |= integers_of(copy.name, own)
        found += [*(copy for copy, _ in copies), written] if copies else [part]
    return found, ranges, known


def integers_of(name: str, own: Sequence[Range]) -> Integers:
    """First indices, sizes and strides of an array whose last axis is innermost, by name."""
    found, apart = Integers(), 1
    for k, (low, high) in reversed([*enumerate(own)]):
        size = max(0, high - low + 1)
        found |= {f"{name}:first:{k}": low, f"{name}:size:{k}": size, f"{name}:stride:{k}": apart}
        apart *= max(1, size)
    return found


Copy = tuple[Part, list[Range]]  # a copy, and its indices


class _Copies:
    """Decides which arrays of a part are copied."""

    def __init__(self, part: Part, own: Sequence[Range], known: Integers, labels: Collection[str], element: str):
        self.part, self.known, self.labels, self.width = part, known, labels, WIDTHS[element]
        self.counts = {s: high - low + 1 for s, (low, high) in zip(part.indices, own, strict=True)}
        self.env = {s.name: r for s, r in zip(part.indices, own, strict=True)}
        self.product = product_of(part.value, self.env)

    def made(self, number: int) -> tuple[list[Copy], Part]:
        """The copies, numbered from here, and the part that reads them; none, and the part, if it is better without."""
        if self.product is None or math.prod(self.product.lengths.values()) < LEAST or self._products() <= FEW:
            return [], self.part
        options = [(self._cost(s), k, s) for k, s in enumerate(self.part.indices) if self._may_be_lanes(s)]
        if not options or min(options)[0] > WORTH * self._cost_without():
            return [], self.part
        return self._rewritten(min(options)[2], number)

    def _reads(self) -> Iterator[sp.Indexed]:
        return (read for read in self.product.reads) if self.product else iter(())

    def _may_be_lanes(self, s: sp.Symbol) -> bool:
        reads = [read for read in self._reads() if depends(read, s)]
        if len(reads) != 1 or not is_plain(reads[0], s) or self._lanes(s) < self.width // 2:
            return False
        axis = list(reads[0].indices).index(s)
        is_array = f"{reads[0].base}:there" in self.known and str(reads[0].base) not in self.labels
        return is_array and self._ends(reads[0], axis) == self.env[s.name]

    def _lanes(self, s: sp.Symbol) -> int:
        """How many indices of a letter have nothing else in common, such as those of a group of channels."""
        return min(divisors_of(self.part.value, s), default=self.counts[s])

    def _of(self, read: sp.Indexed, what: str) -> list[int]:
        """The first indices, the sizes or the strides of the array that an entry is of, as far as they are known."""
        return [self.known[name] for k in range(len(read.indices)) if (name := f"{read.base}:{what}:{k}") in self.known]

    def _products(self) -> int:
        """How many products are added; of those with conditions of divisibility, as many as hold."""
        if self.product is None:
            return 0
        tests = [t for t in self.product.of.function.atoms(sp.Eq) if isinstance(t.lhs, sp.Mod) and t.rhs == 0]
        share = math.prod(int(t.lhs.args[1]) for t in tests if t.lhs.args[1].is_Integer)
        return max(1, math.prod([*self.counts.values(), *self.product.lengths.values()]) // share)

    def _cost(self, s: sp.Symbol) -> float:
        """About how many cycles a part takes with the indices of a letter as lanes."""
        lanes = self._lanes(s)
        filled = lanes / (-(-lanes // self.width) * self.width)
        reads = [read for read in self._reads() if depends(read, s)]
        copied = sum(math.prod(self._of(read, "size")) * self._crowded(self._stride(read, s)) for read in reads)
        at = self.part.indices.index(s)
        stride = math.prod([*self.counts.values()][at + 1 :])
        stored = math.prod(self.counts.values()) * self._crowded(stride) if at < len(self.counts) - 1 else 0
        moves = any(depends(read, t) for read in reads for t in self.counts if t != s)
        each = PRODUCT * (MOVES if moves else 1) + AWAY / self._taps(s)
        return self._products() / self.width / filled * each + copied * COPIED + stored * SCATTERED

    def _crowded(self, stride: int | None) -> float:
        """How many times as long it takes to read or write entries so far apart: at multiples of a page of memory, and
        often of a half of it, they have the same few places in a cache."""
        apart = (stride or 0) * BYTES // self.width
        places = PAGE // math.gcd(apart, PAGE) * WAYS
        return CROWDED if apart and places < VECTORS * self.width else 1.0

    def _taps(self, s: sp.Symbol) -> float:
        """How many terms read near each other in the array that all lanes read, before the next place is far away."""
        lengths = self.product.lengths if self.product else {}
        long = max(lengths, key=lambda v: lengths[v])
        apart = [d for read in self._reads() if not depends(read, s) and (d := self._stride(read, long)) is not None]
        return (
            math.prod(n for v, n in lengths.items() if v != long)
            if sum(apart) * BYTES // self.width >= PAGE
            else math.inf
        )

    def _cost_without(self) -> float:
        """About how many cycles a part takes with arrays as they are, by the layout that is chosen for these."""
        apart = {s: [self._stride(read, s) for read in self._reads()] for s in self.counts if self.counts[s] > 1}
        for most in (1, MOST_APART):
            lanes = [s for s, by in apart.items() if any(by) and all(d is not None and 0 <= d <= most for d in by)]
            if lanes:
                place = list(self.counts).index
                s = max(lanes, key=lambda s: (min(self.counts[s], self.width), place(s)))
                return min(self._cost_of_lanes(s, most), self._cost_by_terms())
        return min(self._products() * ALONE, self._cost_by_terms())

    def _cost_of_lanes(self, s: sp.Symbol, apart: int) -> float:
        short = {v for v, length in self.product.lengths.items() if length == 1} if self.product else set()
        others = {
            v for read in self._reads() for e in read.indices if s in e.free_symbols for v in e.free_symbols - {s}
        }
        edges, rest = bool(others - short), self.counts[s] % self.width
        each = PICKED if apart > 1 else SIDE_BY_SIDE if edges or rest else PRODUCT
        return self._products() / self.counts[s] * (self.counts[s] // self.width + (2 if edges else bool(rest))) * each

    def _cost_by_terms(self) -> float:
        if self.product is None:
            return math.inf
        v = self.product.of.limits[-1][0]
        if any(self._stride(read, v) not in (0, 1) for read in self._reads()):
            return math.inf
        length = self.product.lengths[v]
        return self._products() / max(1, length) * (length // self.width + length % self.width) * SIDE_BY_SIDE

    def _stride(self, read: sp.Indexed, s: sp.Symbol) -> int | None:
        """How far entries for neighbouring values of a letter lie apart; None if that differs or is not known."""
        strides = self._of(read, "stride")
        if not strides:
            return None if depends(read, s) else 0
        total = 0
        for e, d in zip(read.indices, strides, strict=True):
            e = sp.expand(e.replace(sp.floor, lambda inside: inside))  # by phases, whose letters make up for quotients
            slope = e.coeff(s, 1)
            if not slope.is_Rational or s in (e - slope * s).free_symbols:
                return None
            total += int(slope.p) * d
        return total

    def _ends(self, read: sp.Indexed, axis: int) -> Range:
        first, size = (self._of(read, what)[axis] for what in ("first", "size"))
        return first, first + size - 1

    def _rewritten(self, s: sp.Symbol, number: int) -> tuple[list[Copy], Part]:
        """The copies for lanes along the axis of a letter, and the part that reads them. The axis is cut into groups
        of whole vectors if it can be, so that entries of a group lie together."""
        divided = {q.args[0] for q in self.part.value.atoms(sp.floor, sp.Mod)}
        many = next((r * self.width for r in (VECTORS, 1) if self.counts[s] % (r * self.width) == 0), 0)
        cut = 0 < many < self.counts[s] and self.env[s.name][0] == 0 and not any(s in e.free_symbols for e in divided)
        copies, swap = list[Copy](), {}
        for k, read in enumerate(read for read in self._reads() if depends(read, s)):
            name, axis = f"{COPY}{number + k}", list(read.indices).index(s)
            others = [n for n in range(len(read.indices)) if n != axis]
            group, lane = sp.symbols("group lane", integer=True)
            letters = {n: sp.Symbol(f"place{n}", integer=True) for n in others}
            letters[axis] = many * group + lane if cut else lane
            indices = (*([group] if cut else []), *(letters[n] for n in others), lane)
            own = [*([(0, self.counts[s] // many - 1)] if cut else []), *(self._ends(read, n) for n in others)]
            own.append((0, many - 1) if cut else self._ends(read, axis))
            copies.append((Part(name, indices, sp.Indexed(read.base, *(letters[n] for n in range(len(letters))))), own))
            at = [read.indices[n] for n in others]
            base = sp.IndexedBase(name)
            swap[read] = base[(sp.floor(s / many), *at, sp.Mod(s, many))] if cut else base[(*at, s)]
        return copies, Part(self.part.name, self.part.indices, self.part.value.xreplace(swap))
