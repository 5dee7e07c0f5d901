"""Which axis becomes the lanes of vectors, which a block in registers, which is shared among threads."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from ..language.statement import Where
from .integers import MOST_APART, Source
from .nests import Shape
from .packing import WIDTHS
from .parts import Part, entries_of, span
from .storing import Axes

REGISTERS = 24  # sums that are kept in registers at once
MOST_IN_BLOCK = 8
AT_ONCE = 4  # additions that a core has begun and not ended
MOST_BY_TERMS = 20  # sums that are kept in registers at once where neighbouring terms are lanes


def strides_by(part: Part, s: sp.Symbol, sources: dict[str, Source]) -> list[int | None]:
    """How far entries that a part reads lie apart for neighbouring values of a letter; None if that differs."""
    found: list[int | None] = []
    for read in dict.fromkeys(part.reads):
        source = sources.get(str(read.base))
        if source is None:
            continue
        total: int | None = 0
        for index, stride in zip(read.indices, source.strides, strict=False):
            if s not in index.free_symbols:
                continue
            e = sp.expand(index)
            slope = e.coeff(s, 1)
            plain = slope.is_Integer and s not in (e - slope * s).free_symbols
            total = total + int(slope) * int(stride.at) if plain and total is not None else None
        found.append(total)
    return found


def nearest_last(part: Part, sources: dict[str, Source]) -> Part:
    """A part whose sums go over the letters for whose neighbours entries lie far apart first, and over those whose
    entries are neighbours last, as far as the ends of one range depend on no other letter."""

    def ordered(e: sp.Basic) -> sp.Basic:
        limits = list(e.limits)
        letters = {v for v, *_ in limits}
        if len(limits) < 2 or any(end.free_symbols & letters for _, *ends in limits for end in ends):
            return e
        inner = Part(part.name, part.indices, e)
        apart = [set(strides_by(inner, v, sources)) for v, *_ in limits]
        near = [1 in by and by <= {0, 1} for by in apart]
        if near[-1] or not any(near):
            return e
        return e.func(e.function, *(limits[k] for k in sorted(range(len(limits)), key=lambda k: near[k])))

    found = {e: ordered(e) for e in part.value.atoms(sp.Sum)}
    swap = {e: new for e, new in found.items() if new != e}
    return Part(part.name, part.indices, part.value.xreplace(swap)) if swap else part


def _neighbours(axes: Axes, k: int, apart: Sequence[int] | None) -> bool:
    """Whether results for neighbouring indices along an axis are neighbours in memory, as far as that is given."""
    if apart is None:
        return True
    s = axes.letters[k]
    return sum(int(sp.expand(e).coeff(s, 1)) * d for e, d in zip(axes.indices, apart, strict=True)) == 1


def shapes_for(
    part: Part, axes: Axes, sources: dict[str, Source], element: str, to: Sequence[int] | None = None
) -> list[Shape]:
    """Layouts of the loops of a part, the best first; the last is for single numbers. to : how far entries of the
    result lie apart along each of its axes, if that is given."""
    counts = [axes.known[s.name][1] - axes.known[s.name][0] + 1 for s in axes.letters]
    widest = WIDTHS[element]
    shared = max(range(len(counts)), key=lambda k: (min(counts[k], 16), -k), default=0)
    plain = Shape(shared)
    found: list[Shape] = []
    apart = [strides_by(part, s, sources) for s in axes.letters]
    smooth = [k for k, by in enumerate(apart) if all(d in (0, 1) for d in by) and 1 in by]
    smooth = smooth or [k for k, by in enumerate(apart) if by and all(d == 0 for d in by)]
    smooth = smooth or [k for k, by in enumerate(apart) if all(d is not None and 0 <= d <= MOST_APART for d in by)]
    for k in sorted(smooth, key=lambda k: (not _neighbours(axes, k, to), -min(counts[k], widest), -k)):
        if counts[k] < 2:
            continue
        width = min(widest, 1 << (counts[k] - 1).bit_length())
        found.append(_blocked(part, axes, sources, counts, k, width, element))
    inner = [e for e in sp.preorder_traversal(part.value) if isinstance(e, ExprWithLimits)]
    terms = [strides_by(part, e.limits[-1][0], sources) for e in inner]
    if inner and all(all(d in (0, 1) for d in by) for by in terms) and any(1 in by for by in terms):
        block, second = _two_blocks(part, axes, sources, counts)
        by_terms = Shape(_shared(counts, None, block), None, block, second, by_terms=True, width=widest)
        long = max(_length(e.limits[-1]) for e in inner)
        if long >= 2 * widest and (not found or found[0].width < widest):
            found.insert(0, by_terms)
        else:
            found.append(by_terms)
    return [*found, plain]


def _length(limit: sp.Tuple) -> int:
    count = limit[2] - limit[1] + 1
    return int(count) if count.is_Integer else 0


def _blocked(
    part: Part, axes: Axes, sources: dict[str, Source], counts: list[int], lanes: int, width: int, element: str
) -> Shape:
    """The layout with these lanes, and with the block and the vectors that keep sums in registers."""
    sums = any(isinstance(e, ExprWithLimits) for e in sp.preorder_traversal(part.value))
    block = _block(part, axes, counts, lanes, MOST_IN_BLOCK) if sums else None
    left = REGISTERS // (block[1] if block else 1) if sums else 2
    vectors = max(1, min(4, left, counts[lanes] // width))
    return Shape(_shared(counts, lanes, block), lanes, block, None, vectors, False, width)


def _shared(counts: list[int], lanes: int | None, block: tuple[int, int] | None) -> int:
    """The axis that is shared among threads: the first with several indices that is neither lanes nor block."""
    free = [k for k in range(len(counts)) if k != lanes and (block is None or k != block[0])]
    several = [k for k in free if counts[k] > 1]
    if several:
        return next((k for k in several if counts[k] >= 4), several[0])
    if block is not None and counts[block[0]] >= 2 * block[1]:
        return block[0]
    return free[0] if free else (block[0] if block else 0)


def _block(part: Part, axes: Axes, counts: list[int], lanes: int | None, most: int) -> tuple[int, int] | None:
    """The axis of which several indices are computed at once: one that something that is read does not depend on."""
    reads = [r for r in dict.fromkeys(part.reads) if lanes is None or axes.letters[lanes] in r.free_symbols]
    for k in sorted(range(len(counts)), key=lambda k: -min(counts[k], most)):
        if k == lanes or counts[k] < 2:
            continue
        if any(axes.letters[k] not in r.free_symbols for r in reads) and any(
            axes.letters[k] in r.free_symbols for r in part.reads
        ):
            sizes = [d for d in range(2, most + 1) if counts[k] % d == 0]
            best = max(sizes, default=0)
            return k, best if best >= min(4, counts[k]) else min(most, counts[k])
    return None


def _two_blocks(
    part: Part, axes: Axes, sources: dict[str, Source], counts: list[int]
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The axes, at most two, of which several indices are computed at once where neighbouring terms are lanes: those
    for which the fewest entries are read for a term, and at least some sums are computed at once."""
    reads = [{k for k, s in enumerate(axes.letters) if s in r.free_symbols} for r in dict.fromkeys(part.reads)]
    free = [k for k in range(len(counts)) if counts[k] > 1 and is_inside(part, axes, sources, axes.letters[k])]
    blocks = [(k, size) for k in free for size in sizes_of(counts[k], MOST_IN_BLOCK)]
    pairs = [(a, b) for a in blocks for b in blocks if a[0] < b[0] and a[1] * b[1] <= MOST_BY_TERMS]
    found: list[tuple[tuple[int, int], ...]] = [(), *((one,) for one in blocks), *pairs]

    def cost(chosen: tuple[tuple[int, int], ...]) -> float:
        loads = sum(math.prod(size for k, size in chosen if k in one) for one in reads)
        return loads / math.prod(size for _, size in chosen)

    count = lambda chosen: math.prod(size for _, size in chosen)
    best = min(found, key=lambda one: (cost(one), -min(count(one), AT_ONCE), count(one)))
    if cost(best) == cost(()) and (block := _block(part, axes, counts, None, AT_ONCE)) is not None:
        return block, None  # of an axis along which conditions are asked, as the gradient of padded depthwise kernels
    return (best[-1] if best else None), (best[0] if len(best) > 1 else None)


def sizes_of(count: int, most: int) -> list[int]:
    """How many indices of an axis may be computed at once."""
    sizes = [d for d in range(2, most + 1) if count % d == 0]
    return sizes if max(sizes, default=0) >= min(4, count) else [*sizes, min(most, count)]


def is_inside(part: Part, axes: Axes, sources: dict[str, Source], s: sp.Symbol) -> bool:
    """Whether no condition on a letter is asked: all that it is an index of is inside its array."""
    if any(s in test.args[1].free_symbols for test in part.value.atoms(Where)):
        return False
    for read, env in entries_of(part.value, axes.known):
        source = sources.get(str(read.base))
        if source is None or source.full:
            continue
        for index, first, size in zip(read.indices, source.firsts, source.sizes, strict=False):
            low, high = span(index, env)
            if s in index.free_symbols and not (first.lo <= low and high < first.lo + size.lo):
                return False
    return True


def chunks(low: int, high: int, threads: int, block: int) -> list[tuple[int, int]]:
    """A range, the last index excluded, cut for threads at multiples of a block."""
    blocks = math.ceil((high - low) / block)
    cuts = [low + block * round(k * blocks / threads) for k in range(threads)] + [high]
    return [(a, b) for a, b in itertools.pairwise(cuts) if a < b]
