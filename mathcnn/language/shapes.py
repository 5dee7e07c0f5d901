"""The shape line of a formula: its language, how it binds letters to sizes, and the errors when shapes do not fit.

    (N, groups*C, *H), (groups*M, C, *K), (groups*M)? -> (N, groups*M, *size)

    C          a letter: its size is solved from the shape, from left to right; `groups*C` divides, or is an error
    *H         one entry for each spatial axis
    -k..k      an index that does not start at 0
    n...       any number of axes, seen as one; with an `AxisArgument` an argument selects the axes of a letter
    (...)?     an array that may be left out, and then is not read

Entries are Python expressions in the names of the formula's module and of the module `letters` beside it, so a size
such as `size` comes from `geometry` and is not written again.
"""

from __future__ import annotations

import builtins
import functools
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import CodeType
from typing import Any  # Any: letters have values of every number type; errors show objects of any type

import numpy as np
import sympy as sp

from ..numbers.scalars import plain_number
from . import hypotheses
from .statement import ForAll, on_axis, whole


def shown(v: Any, write: Any = repr, most: int = 120) -> str:
    """A value for a message, in one line of at most about `most` characters."""
    try:
        text = " ".join(write(v).split())
    except Exception:  # an integer of thousands of digits, or an object that cannot be written as text
        text = f"an integer of {v.bit_length()} bits" if isinstance(v, int) else f"<{type(v).__name__}>"
    return text if len(text) <= most else f"{text[: most * 2 // 3]} ... {text[-(most // 6) :]}"


def split(text: str, at: str = ",") -> list[str]:
    """Split at separators outside brackets."""
    depth, parts = 0, [""]
    for ch in text:
        depth += (ch in "([") - (ch in ")]")
        if ch == at and not depth:
            parts.append("")
        else:
            parts[-1] += ch
    return [part.strip() for part in parts if part.strip()]


@dataclass(frozen=True)
class Entry:
    """One axis of an array: where its index starts, its size, and whether it stands for any number of axes."""

    first: sp.Expr
    size: sp.Expr
    many: bool = False


def _read(text: str, scope: dict[str, Any]) -> sp.Expr:
    """One side of an entry. Raises TypeError with a name that `scope` does not have."""
    try:
        return sp.sympify(eval(text, scope))
    except NameError as error:
        raise TypeError(
            f"the shape line names {error.name!r} in {text!r}, which the formula's module does not define"
        ) from None
    except (SyntaxError, sp.SympifyError):
        raise TypeError(f"the shape line has {text!r}, which is not an expression in letters") from None


def entries(bracket: str, scope: dict[str, Any], rank: int | None, swap: dict[sp.Symbol, Any]) -> list[Entry]:
    """The axes of one array of the shape line.

    Parameters
    ----------
    bracket : "(N, C, *H)".
    scope : the names that it may use; Any: letters, and functions of letters.
    rank : the number of spatial axes; None to keep axis letters.
    swap : what letters mean that words set.

    Raises
    ------
    TypeError : for an unknown name, or no expression.
    """
    found = []
    for text in split(bracket.strip().rstrip("?")[1:-1]):
        lo, dots, hi = text.lstrip("*").partition("..")
        many = hi == "."
        if many or not dots:
            lo, hi = "0", lo
        first, last = (_read(side, scope).xreplace(swap) for side in (lo, hi))
        size = last - first + 1 if dots and not many else last
        if rank is None:
            found.append(Entry(first, size, many))
            continue
        for k in range(rank) if text.startswith("*") else [0]:
            found.append(Entry(on_axis(first, k, rank), on_axis(size, k, rank), many))
    return found


@dataclass(frozen=True)
class Step:
    """How one entry of a shape is used: it binds a new letter, size = by * letter + rest, or it is checked (`letter` is
    None)."""

    array: str
    axis: int
    size: sp.Expr
    letter: sp.Symbol | None
    by: sp.Expr
    rest: sp.Expr

    def bind(self, shape: Sequence[int], env: dict[str, Any], name: str) -> None:
        """Solve for the letter, or check the size. Raises ValueError with the array, its shape and the rule."""
        have, rest = shape[self.axis], value(self.rest, env)
        if self.letter is None:
            if have != rest:
                must = f"{printed(self.size)} = {rest}{given(self.size, env)}"
                raise ValueError(f"{self._said(shape, name)}; it must be {must}")
            return
        found, left = divmod(have - rest, value(self.by, env))
        least = 0 if self.letter.is_nonnegative and not self.letter.is_positive else 1
        if left or found < least:
            rule = f"{printed(self.size)}, which no integer {self.letter} >= {least} gives{given(self.size, env)}"
            raise ValueError(f"{self._said(shape, name)} = {rule}")
        env[self.letter.name] = found

    def _said(self, shape: Sequence[int], name: str) -> str:
        """What a message says of the array."""
        return f"{name}: {self.array} has shape {tuple(shape)}, and its axis {self.axis} is {shape[self.axis]}"


def steps(arrays: dict[str, list[Entry]], known: set[str], name: str) -> list[Step]:
    """How the letters of a shape line are solved, in order; `known` are the names of letters that arguments set. Raises
    TypeError for an entry that does not determine its letter."""
    known, found = set(known), []
    for array, shape in arrays.items():
        for axis, entry in enumerate(shape):
            new = [s for s in entry.size.free_symbols if s.name not in known]
            if len(new) > 1 or (new and sp.degree(entry.size, new[0]) != 1):
                raise TypeError(f"{name}: {entry.size} in the shape of {array} does not determine {new}")
            letter = new[0] if new else None
            by = entry.size.coeff(letter, 1) if letter else sp.S.Zero
            rest = entry.size.coeff(letter, 0) if letter else entry.size
            known |= {s.name for s in new}
            found.append(Step(array, axis, entry.size, letter, by, rest))
    return found


@functools.cache
def compiled(e: sp.Basic) -> tuple[CodeType, bool]:
    """The code of an integer or a condition, and whether it has code of its own inside, as a sum has, which reads
    global names only."""
    code = compile(whole(e), str(e), "eval")
    return code, any(isinstance(const, CodeType) for const in code.co_consts)


BUILTINS = {"__builtins__": builtins}  # the global names of code that reads letters as local ones


def value(e: sp.Basic, env: dict[str, Any]) -> Any:
    """The integer, or the truth, of an expression whose letters have the values in `env`."""
    if isinstance(e, sp.Integer):
        return e.p
    if isinstance(e, ForAll):
        return first_failing(e, env) is None
    code, inner = compiled(e)
    return eval(code, dict(env)) if inner else eval(code, BUILTINS, env)


def first_failing(rule: ForAll, env: dict[str, Any]) -> tuple[int, ...] | None:
    """The first indices at which a condition fails, or None."""
    return hypotheses.first_failing(rule, env, value)


printed = functools.cache(str)  # SymPy prints slowly


@functools.cache
def letters_of(e: sp.Basic) -> list[str]:
    """The names of the letters of an expression."""
    return sorted(s.name for s in e.free_symbols)


def given(e: sp.Basic, env: dict[str, Any]) -> str:
    """The letters of an expression with their values, for a message."""
    known = [f"{s} = {shown(env[s], str, 40)}" for s in letters_of(e) if s in env]
    return f" (with {', '.join(known)})" if known else ""


def spread(name: str, v: Any, letters: int, rank: int) -> list[tuple[Any, ...]]:
    """An argument as one value for each letter and axis: 2, or (2, 1), or for two letters ((1, 0), (2, 3)).

    Parameters
    ----------
    name : the argument, for messages.
    v : its value.
    letters : how many letters it sets.
    rank : the number of spatial axes.

    Returns
    -------
    For each letter a tuple with one value for each axis.

    Raises
    ------
    ValueError : for another number of values.
    """
    if isinstance(v, np.ndarray):
        v = v.tolist()
    per_axis = list(v) if isinstance(v, (tuple, list)) else [v] * rank
    if rank == 1 and letters == len(per_axis) == 2:  # one axis: (before, after) needs no second bracket
        per_axis = [tuple(per_axis)]
    if len(per_axis) != rank or not rank:
        kind = "one number, or one pair," if letters == 2 else "one number"
        raise ValueError(f"{name} = {shown(v)}: it must be {kind} for each of {max(rank, 1)} spatial axes")
    pairs = [tuple(p) if isinstance(p, (tuple, list)) else (p,) * letters for p in per_axis]
    if any(len(p) != letters for p in pairs):
        raise ValueError(f"{name} = {shown(v)}: each axis takes {letters} number{'s' * (letters > 1)}")
    return list(zip(*pairs, strict=True))


def ratio(name: str, whole: Any, v: Any) -> tuple[int, int]:
    """A rational number > 0 as numerator and denominator; a float counts as the fraction that it is.

    Parameters
    ----------
    name, whole : the argument and all of its value, for messages.
    v : the number.

    Raises
    ------
    TypeError, ValueError : for no number, or one that is not rational, finite and > 0.
    """
    v = plain_number(v)
    if isinstance(v, (np.integer, np.floating)):
        v = v.item()
    if isinstance(v, (bool, np.bool_)) or not isinstance(v, (int, float, Fraction, np.floating)):
        raise TypeError(f"{name} = {shown(whole)}: it must be a rational number > 0")
    exact = isinstance(v, (int, Fraction))  # which may be too large for a float
    if not (v > 0 and (exact or math.isfinite(v))):
        raise ValueError(f"{name} = {shown(whole)}: it must be a finite number > 0")
    found = Fraction(*v.as_integer_ratio())
    return found.numerator, found.denominator


# ---------------------------------------------------------------- many axes seen as one


@dataclass(frozen=True)
class AxisGroups:
    """The axes of an array grouped into the entries of its shape line; undone for a result with the same letters."""

    groups: tuple[tuple[int, ...], ...]  # the array's own axes that each entry stands for
    letters: tuple[str, ...]
    shape: tuple[int, ...]
    selected: frozenset[str] = frozenset()  # the letters whose axes an argument selects

    def __call__(self, x: np.ndarray) -> np.ndarray:
        order = [axis for group in self.groups for axis in group]
        return x.transpose(order).reshape(self.folded)

    @property
    def folded(self) -> tuple[int, ...]:
        return tuple(math.prod(self.shape[axis] for axis in group) for group in self.groups)

    def sizes(self, letter: str) -> tuple[int, ...]:
        """The sizes of the axes that a letter stands for."""
        return tuple(self.shape[axis] for axis in self.groups[self.letters.index(letter)])

    def undo(self, y: np.ndarray, line: list[Entry]) -> np.ndarray:
        """A result over some of the letters, with the axes that they stand for, where they stood. A letter that stands
        for many axes here and for one in the result (flatten) stays one, unless an argument selects its axes."""
        held = [
            letter
            for e in line
            if (letter := printed(e.size)) in self.letters
            and (e.many or letter in self.selected or len(self.sizes(letter)) == 1)
        ]
        y = y.reshape([n for letter in held for n in self.sizes(letter)] + list(y.shape[len(held) :]))
        axes = [axis for letter in held for axis in self.groups[self.letters.index(letter)]]
        return y.transpose([*np.argsort(axes), *range(len(axes), y.ndim)])


def fold(name: str, shape: tuple[int, ...], line: list[Entry], chosen: dict[str, tuple[int, ...]]) -> AxisGroups:
    """How the axes of an array of this shape are grouped into the entries of its shape line; `chosen` has the axes of
    letters that arguments select. Raises ValueError if there are too few axes."""
    letters = tuple(printed(entry.size) for entry in line)
    taken = [axis for letter in letters for axis in chosen.get(letter, ())]
    free = [axis for axis in range(len(shape)) if axis not in taken]
    groups: list[tuple[int, ...]] = []
    for k, (letter, entry) in enumerate(zip(letters, line, strict=True)):
        if letter in chosen:
            groups.append(chosen[letter])
        elif entry.many:
            after = sum(letter not in chosen for letter in letters[k + 1 :])
            groups.append(tuple(free[: len(free) - after]))
            free = free[len(free) - after :]
        else:
            if not free:
                raise ValueError(f"{name} has shape {shape}; it must have an axis for {letter}")
            groups.append((free.pop(0),))
    return AxisGroups(tuple(groups), letters, shape, frozenset(chosen))


def chosen_axes(name: str, axis: int | Iterable[int], ndim: int, array: str) -> tuple[int, ...]:
    """The axes that an argument selects, counted from the front, in the array's order.

    Parameters
    ----------
    name : the argument, for messages.
    axis : one axis or several; negative ones count from the end.
    ndim : the number of axes of the array.
    array : the name of the array, for messages.

    Raises
    ------
    TypeError, ValueError : for something else than integers, an axis that does not exist, or one named twice.
    """
    try:
        if isinstance(axis, (str, bytes, dict)):
            raise TypeError
        asked = [axis] if isinstance(axis, (int, np.integer)) else list(itertools.islice(axis, ndim + 1))
        whole_numbers = all(
            isinstance(a, (int, np.integer)) and not isinstance(a, (bool, np.timedelta64)) for a in asked
        )
    except Exception:  # no iterable, or one that fails on the way
        whole_numbers = False
    if not whole_numbers:
        raise TypeError(f"{name} = {shown(axis)}: it must be one axis or several, as integers")
    found = sorted(int(a) + ndim if a < 0 else int(a) for a in asked)
    if any(not 0 <= a < ndim for a in found) or len(set(found)) < len(found):
        raise ValueError(
            f"{name} = {shown(axis)}: {array} has {ndim} axes, and each may be named once, from {-ndim} to {ndim - 1}"
        )
    return tuple(int(a) for a in found)
