"""Which axis becomes the lanes of vectors, which a block in registers, which is shared among threads."""

from __future__ import annotations

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from .integers import MOST_APART, Source
from .nests import Axes, Shape
from .parts import Part

WIDTHS = {"float": 16, "double": 8, "i64": 8}  # numbers in 64 bytes, the widest vector of current processors
REGISTERS = 16  # sums that are kept in registers at once
MOST_IN_BLOCK = 8


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


def shapes_for(part: Part, axes: Axes, sources: dict[str, Source], element: str) -> list[Shape]:
    """Layouts of the loops of a part, the best first; the last is for single numbers."""
    counts = [axes.known[s.name][1] - axes.known[s.name][0] + 1 for s in axes.letters]
    widest = WIDTHS[element]
    shared = max(range(len(counts)), key=lambda k: (min(counts[k], 16), -k), default=0)
    plain = Shape(shared)
    found: list[Shape] = []
    apart = [strides_by(part, s, sources) for s in axes.letters]
    smooth = [k for k, by in enumerate(apart) if all(d in (0, 1) for d in by) and 1 in by]
    smooth = smooth or [k for k, by in enumerate(apart) if by and all(d == 0 for d in by)]
    smooth = smooth or [k for k, by in enumerate(apart) if all(d is not None and 0 <= d <= MOST_APART for d in by)]
    for k in sorted(smooth, key=lambda k: (-min(counts[k], widest), -k)):
        if counts[k] < 2:
            continue
        width = min(widest, 1 << (counts[k] - 1).bit_length())
        found.append(_blocked(part, axes, sources, counts, k, width, element))
    inner = [e for e in sp.preorder_traversal(part.value) if isinstance(e, ExprWithLimits)]
    terms = [strides_by(part, e.limits[-1][0], sources) for e in inner]
    if inner and all(all(d in (0, 1) for d in by) for by in terms) and any(1 in by for by in terms):
        block = _block(part, axes, counts, None, 4)
        by_terms = Shape(_shared(counts, None, block), None, block, by_terms=True, width=widest)
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
    return Shape(_shared(counts, lanes, block), lanes, block, vectors, False, width)


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
