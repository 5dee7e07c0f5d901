"""Which statements compute each entry of a batch by itself, and which add up over a batch.

A statement is separable along the batch if an entry of its result reads entries of the batch at its own place only.
Then it may be computed for a part of the batch. A gradient by a parameter is additive if it is a sum over the batch of
terms that each read one place: then it is the sum of those of the parts of a batch.
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from .parts import Part


def separable(parts: list[Part], batched: Mapping[str, int], size: str) -> int | None:
    """The axis of the result along which it has the batch, if it is separable; else None.

    parts : what is computed, the last is the result; batched : the axis of the batch of each array that has one; size :
    the letter of the number of its entries.
    """
    found = _batched(parts, batched, size)
    return None if found is None else found.get(parts[-1].name)


def additive(parts: list[Part], batched: Mapping[str, int], size: str) -> bool:
    """Whether the result is a sum over the batch. Parameters as for `separable`."""
    found = _batched(parts[:-1], batched, size)
    return found is not None and _is_sum(parts[-1].value, found, size)


def _batched(parts: list[Part], batched: Mapping[str, int], size: str) -> dict[str, int] | None:
    """The axis of the batch of each array and each part that has one; None if a part is not separable."""
    found = dict(batched)
    for part in parts:
        if not _reads(part.value, found):
            if _names(part.value, size):
                return None
            continue
        letter = _letter(part.value, found, size)
        if letter is None or letter not in part.indices:
            return None
        found[part.name] = part.indices.index(letter)
    return found


def _reads(e: sp.Basic, batched: Mapping[str, int]) -> list[sp.Indexed]:
    return [x for x in e.atoms(sp.Indexed) if str(x.base) in batched]


def _names(e: sp.Basic, size: str) -> bool:
    return any(s.name == size for s in e.free_symbols if isinstance(s, sp.Symbol))


def _letter(e: sp.Basic, batched: Mapping[str, int], size: str) -> sp.Symbol | None:
    """The letter at which an expression reads all that has a batch, if it does nothing else with it."""
    reads = _reads(e, batched)
    letters = {x.indices[batched[str(x.base)]] for x in reads}
    if len(letters) != 1 or not isinstance(letter := letters.pop(), sp.Symbol):
        return None
    place = sp.Symbol("place of the batch")
    hidden = {}
    for x in reads:
        indices = list(x.indices)
        indices[batched[str(x.base)]] = place
        hidden[x] = sp.Indexed(x.base, *indices)
    rest = e.xreplace(hidden)
    return None if letter in rest.free_symbols or _names(rest, size) else letter


def _is_sum(e: sp.Basic, batched: Mapping[str, int], size: str) -> bool:
    if isinstance(e, sp.Sum):
        over = [v for v, first, last in e.limits if first == 0 and _is_last(last, size)]
        others = [end for v, *ends in e.limits if v not in over for end in ends]
        plain = not any(_names(end, size) or end.free_symbols & {*over} for end in others)
        return len(over) == 1 and plain and _letter(e.function, batched, size) == over[0]
    if isinstance(e, sp.Mul | sp.Add):
        reading = [part for part in e.args if _reads(part, batched)]
        plain_parts = [part for part in e.args if part not in reading]
        fits = len(reading) == 1 if isinstance(e, sp.Mul) else not plain_parts
        plain = not any(_names(part, size) for part in plain_parts)
        return fits and plain and all(_is_sum(part, batched, size) for part in reading)
    return False


def _is_last(e: sp.Basic, size: str) -> bool:
    """Whether an index is the last of the batch."""
    letters = [s for s in e.free_symbols if isinstance(s, sp.Symbol)]
    return [s.name for s in letters] == [size] and e == letters[0] - 1
