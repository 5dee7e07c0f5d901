"""Hypotheses about every index of a range, decided without evaluating each index by itself if that can be avoided.

    closed      that every window has a tap inside an array: a few divisions, for ranges of any length
    vectorised  other conditions on integers: evaluated over blocks of indices, on int64 where nothing can exceed it,
                else on Python's ints
    one by one  what is left

All three are exact, and stop at the first index that fails.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import Any  # Any: letters have values that are ints, or arrays of them

import numpy as np
import sympy as sp

from .blocks import SAFE, numbers, taps_inside
from .dispatch import OneByOne
from .statement import ForAll, Within, over

__all__ = [
    "SAFE",
    "first_failing",
    "first_residue",
    "first_unmet",
    "in_blocks",
    "numbers",
    "taps_inside",
    "windows_that_meet",
]

BLOCK = 1 << 16  # indices that are evaluated together
Value = Callable[[sp.Basic, dict[str, Any]], Any]


def first_failing(rule: ForAll, env: dict[str, Any], value: Value) -> tuple[int, ...] | None:
    """The first indices at which a condition fails, or None; `env` has the values of its letters, and `value` evaluates
    an expression without a range."""
    limits = [(str(letter), value(lo, env), value(hi, env)) for letter, lo, hi in rule.limits]
    if any(lo > hi for _, lo, hi in limits):
        return None
    if (found := windows_that_meet(rule)) is not None and len(limits) == 1:
        step, apart, offset, first_tap, last_tap, low, high = (value(e, env) for e in found)
        ((_, lo, hi),) = limits
        if step > 0 and apart > 0:
            at = first_unmet(
                step * lo + offset + apart * first_tap - low, step, apart, last_tap - first_tap + 1, high - low
            )
            return None if at is None or lo + at > hi else (lo + at,)
    try:
        return in_blocks(rule.args[0], limits, env)
    except OneByOne:
        ranges = [range(lo, hi + 1) for _, lo, hi in limits]
        letters = [letter for letter, *_ in limits]
        return next(
            (
                at
                for at in itertools.product(*ranges)
                if not value(rule.args[0], {**env, **dict(zip(letters, at, strict=True))})
            ),
            None,
        )


# ---------------------------------------------------------------- windows that meet an array


@functools.cache
def windows_that_meet(rule: ForAll) -> tuple[sp.Expr, ...] | None:
    """For all i: the sum of Within(step i + apart a + offset, low, high) over taps a is at least 1. Returns (step,
    apart, offset, first tap, last tap, low, high), or None for another rule."""
    match rule.args[0]:
        case sp.Ge(args=(sp.Sum() as taps, sp.Integer(p=1))) | sp.Gt(args=(sp.Sum() as taps, sp.Integer(p=0))):
            pass
        case _:
            return None
    if len(rule.limits) != 1 or len(taps.limits) != 1 or not isinstance(taps.function, Within):
        return None
    i, (a, first, last) = rule.limits[0][0], taps.limits[0]
    place, low, high = taps.function.args
    try:
        terms = sp.Poly(place, i, a).as_dict()
    except sp.PolynomialError:
        return None
    if set(terms) - {(1, 0), (0, 1), (0, 0)} or {i, a} & (
        low.free_symbols | high.free_symbols | first.free_symbols | last.free_symbols
    ):
        return None
    parts = (terms.get(at, sp.S.Zero) for at in ((1, 0), (0, 1), (0, 0)))
    return (*parts, first, last, low, high)


def first_unmet(start: int, step: int, apart: int, taps: int, size: int) -> int | None:
    """The first n >= 0 at which no place start + step n + apart a with 0 <= a < taps lies in 0..size - 1; None if there
    is none before all windows have left the array. step and apart are at least 1.

    Such a window lies wholly before the array, or wholly after it, or its taps step over the array."""
    if taps < 1 or size < 1 or start + apart * (taps - 1) < 0:
        return 0
    beyond = max(0, -((start - size) // step))  # the first window wholly after it
    if apart > size and start < 0:
        over = first_residue(step, start, apart, size, apart - 1)
        if over is not None and start + step * over < 0:
            return min(over, beyond)
    return beyond


def first_residue(by: int, start: int, modulus: int, low: int, high: int) -> int | None:
    """The least n >= 0 with low <= (start + by n) mod modulus <= high, by Euclid's algorithm; None if there is none."""
    if low <= start % modulus <= high:
        return 0
    return _first_multiple(by % modulus, modulus, (low - start) % modulus, (high - start) % modulus)


def _first_multiple(by: int, modulus: int, low: int, high: int) -> int | None:
    """The least n >= 0 with low <= by n mod modulus <= high, where 0 <= low <= high < modulus."""
    if low == 0:
        return 0
    if by == 0:
        return None
    if 2 * by > modulus:
        return _first_multiple(modulus - by, modulus, modulus - high, modulus - low)
    n = -(-low // by)
    if n * by <= high:
        return n
    turns = _first_multiple(-modulus % by, by, low % by, high % by)
    return None if turns is None else -(-(low + modulus * turns) // by)


# ---------------------------------------------------------------- many indices at once


def in_blocks(condition: sp.Basic, limits: list[tuple[str, int, int]], env: dict[str, Any]) -> tuple[int, ...] | None:
    """The first indices that fail, the last one fastest.

    Raises OneByOne for conditions that must be evaluated at one index after another.
    """
    *outer, (letter, lo, hi) = limits
    for at in itertools.product(*(range(first, last + 1) for _, first, last in outer)):
        known = {**env, **{name: k for (name, *_), k in zip(outer, at, strict=True)}}
        for start in range(lo, hi + 1, BLOCK):
            block = numbers(start, min(start + BLOCK, hi + 1))
            holds = np.broadcast_to(over(condition, {**known, letter: block}), block.shape)
            if not holds.all():
                return (*at, start + int(np.argmin(holds)))
    return None
