"""Sums over the entries of the smaller array: that of an image and a small kernel goes over the kernel.

A term of a sum of products takes part where all its entries are inside their arrays. If the letter of the sum goes over
a long axis, and a short array is read at an index that moves with it, only as many terms take part as the short array
is long. The sum is then written with that index as its letter, and which terms are inside the long array is asked.
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from .integers import Source
from .loops import Guard, guards_of
from .parts import Part
from .storing import Axes

SHORTER = 2  # times, from which another letter is worth it


def on_supports(part: Part, axes: Axes, sources: Mapping[str, Source]) -> tuple[Part, Axes]:
    """A part whose sums go over the smaller arrays, and its axes, which stay."""
    value = _within(part.value, sources)
    return (part if value == part.value else Part(part.name, part.indices, value)), axes


def _within(e: sp.Basic, sources: Mapping[str, Source]) -> sp.Basic:
    if not e.args or not e.atoms(sp.Sum):
        return e
    e = e.func(*(_within(one, sources) for one in e.args))
    if not isinstance(e, sp.Sum):
        return e
    value, limits = e.function, list(e.limits)
    for k, (v, low, high) in enumerate(limits):
        depend = any(v in end.free_symbols for _, *ends in limits for end in ends)
        if depend or not (low.is_Integer and high.is_Integer):
            continue
        if (found := _shorter(value, v, int(low), int(high), sources)) is None:
            continue
        index, first, size = found
        slope = index.coeff(v, 1)
        value = value.xreplace({v: slope * (v - (index - slope * v))}).replace(
            lambda x: isinstance(x, sp.Indexed), lambda x: sp.Indexed(x.base, *map(sp.expand, x.indices))
        )
        limits[k] = (v, sp.Integer(first), sp.Integer(first + size - 1))
    return e.func(value, *limits)


def _shorter(
    value: sp.Basic, v: sp.Symbol, low: int, high: int, sources: Mapping[str, Source]
) -> tuple[sp.Basic, int, int] | None:
    """The index that the sum may go over in place of a letter, with the first index and the size of its axis; None if
    none is shorter, or if the range of the letter says more than that entries are inside their arrays."""
    found, is_said = list[tuple[int, int, sp.Basic]](), False
    for guard in guards_of(value, True):
        if (at := _axis(guard, sources)) is None or v not in guard.test.free_symbols:
            continue
        first, size = at
        index = sp.expand(guard.test)
        slope = index.coeff(v, 1)
        if index == v:
            is_said = is_said or (low <= first and first + size - 1 <= high)
        elif slope in (1, -1) and v not in (index - slope * v).free_symbols:
            found.append((size, first, index))
    if not is_said or not found:
        return None
    size, first, index = min(found, key=lambda one: one[0])
    return (index, first, size) if SHORTER * size <= high - low + 1 else None


def _axis(guard: Guard, sources: Mapping[str, Source]) -> tuple[int, int] | None:
    """The first index and the size of the axis of an entry, where these are known."""
    if guard.entry is None or (source := sources.get(str(guard.entry.base))) is None:
        return None
    first, size = source.firsts[guard.axis], source.sizes[guard.axis]
    return (first.lo, size.lo) if first.known and size.known else None
