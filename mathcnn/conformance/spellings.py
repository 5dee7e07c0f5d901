"""The ways in which the arguments of a call may be written: a number for each axis, one for all, a word.

stride=(2, 2) and stride=2 mean the same, and so do padding=((1, 1), (2, 2)), padding=(1, 2) and, where it comes to
that, padding="same"; for an array of three axes also axis=1 and axis=-2. A function of one's own is called in each of
these ways, one call in one way.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction

from ..language.formula import Formula
from .aliases import Scalar

EACH = "one number, or pair, for each axis"
SIDES = "one number for both sides of an axis"
ONE = "one number for all axes"
WORD = "a word, or None"
FROM_END = "axes that are counted from the end"
Spelled = tuple[str, dict[str, Scalar]]  # one of the above, and the arguments so written


def each_side(v: Scalar) -> Scalar:
    """Pairs of equal numbers as one number each, if all pairs are such."""
    pairs = isinstance(v, tuple) and v and all(isinstance(pair, tuple) for pair in v)
    return tuple(before for before, _ in v) if pairs and all(a == b for a, b in v) else v


def one_number(v: Scalar) -> Scalar:
    """Equal numbers for each axis as one number."""
    v = each_side(v)
    flat = isinstance(v, tuple) and v and not any(isinstance(one, tuple) for one in v)
    return v[0] if flat and len(set(v)) == 1 else v


def plain(v: Scalar) -> Scalar:
    """Fractions as users write them: 2 and 1.5; those that no float holds stay."""
    if isinstance(v, tuple):
        return tuple(map(plain, v))
    if not isinstance(v, Fraction) or no_float_holds(v):
        return v
    return int(v) if v.denominator == 1 else float(v)


def no_float_holds(v: Scalar) -> bool:
    """Whether a number, or one of several, is a fraction that no float holds, such as 2/3."""
    if isinstance(v, tuple):
        return any(map(no_float_holds, v))
    return isinstance(v, Fraction) and bool(v.denominator & (v.denominator - 1))


def from_end(v: Scalar, ndim: int) -> Scalar:
    """Axes of an array of `ndim` axes, counted from the end: one number for one axis, several in reverse order."""
    axes = v if isinstance(v, tuple) else (v,)
    return one_number(tuple(axis % ndim - ndim for axis in axes[::-1]))


def is_from_end(v: Scalar) -> bool:
    """Whether axes are counted from the end, one of them at least."""
    return min(v, default=0) < 0 if isinstance(v, tuple) else v < 0


def _same(of: Formula, scalars: Mapping[str, Scalar], a: str) -> bool:
    """Whether one number for both sides, or all axes, means the same in a formula of numbers, whose arguments alone say
    how many axes there are."""
    shorter = {b: one_number(v) if b == a else v for b, v in scalars.items()}
    try:
        return dict(of.read((), shorter).scalars) == dict(of.read((), dict(scalars)).scalars)
    except (TypeError, ValueError):
        return False


def spellings(
    of: Formula,
    scalars: Mapping[str, Scalar],
    written: Mapping[str, Scalar],
    none: Collection[str] = (),
    shape: tuple[int, ...] = (),
) -> list[Spelled]:
    """Each way to write the arguments beside arrays, without repetitions.

    of: the formula; scalars: the arguments as numbers; written: as the caller wrote them, some of which may be left
    out; none: arguments that may be None; shape: of the array whose axes an argument names. A word that the caller
    wrote, or an axis counted from the end, comes first; the other ways take turns, by the arguments, and by that shape
    if an argument names axes.
    """
    along = {a for a in scalars if a in of.scalars and of.definition.per_axis(a) or a in of.along}
    if not of.arrays:
        along = {a for a in along if _same(of, scalars, a)}

    def changed(change: Callable[[Scalar], Scalar]) -> dict[str, Scalar]:
        return {a: plain(change(v) if a in along else v) for a, v in scalars.items()}

    defaults = {a: of.signature.parameters[a].default for a in scalars}
    said = {a: written.get(a, defaults[a]) for a in scalars if a in of.words and a not in of.conventions}
    words = {a: w for a, w in said.items() if w is None and a in none or type(w) is str}
    ways: list[Spelled] = [(EACH, changed(lambda v: v)), (SIDES, changed(each_side)), (ONE, changed(one_number))]
    if words:
        ways.append((WORD, {**ways[-1][1], **words}))
    if named := [a for a in of.along if a in scalars] if shape else []:
        ways.append((FROM_END, {**ways[0][1], **{a: from_end(scalars[a], len(shape)) for a in named}}))
    found: list[Spelled] = []
    for way in ways:
        if way[1] not in [known for _, known in found]:
            found.append(way)
    spoken = any(type(written.get(a)) is str for a in words)  # whoever writes a word passes it
    counted = any(is_from_end(written[a]) for a in of.along if a in written)
    first = [way for way in found if spoken and way[0] == WORD or counted and way[0] == FROM_END]
    others = [way for way in found if way not in first]
    asked = f"{sorted(scalars.items(), key=str)}{shape if of.along else ''}"
    turn = zlib.crc32(asked.encode()) % len(others) if others else 0
    return first + others[turn:] + others[:turn]
