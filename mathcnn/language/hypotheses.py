"""Hypotheses about every index of a range, decided without visiting each index where that can be avoided.

    closed      that every window has a tap inside an array: a few divisions, for ranges of any length
    vectorised  other conditions on whole numbers: evaluated over blocks of indices, on int64 where nothing can exceed it, else on Python's ints
    one by one  what is left

All three are exact, and stop at the first index that fails.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp

from .statement import ForAll, Within

BLOCK = 1 << 16  # indices that are evaluated together
SAFE = 1 << 62  # sums and products of int64 below it are exact
Value = Callable[[sp.Basic, dict[str, Any]], Any]


def first_failing(rule: ForAll, env: dict[str, Any], value: Value) -> tuple[int, ...] | None:
    """The first indices at which a condition fails, or None; `value` evaluates an expression without a range."""
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
    except NotImplementedError:
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


def taps_inside(starts: Any, apart: int, taps: int, low: int, high: int) -> Any:
    """How many of the places starts + apart a, 0 <= a < taps, lie in low..high - 1;

    `apart` >= 1. Arrays of ints give arrays.
    """
    last = np.minimum((high - 1 - starts) // apart, taps - 1)
    first = np.maximum(-((starts - low) // apart), 0)
    return np.maximum(last - first + 1, 0)


# ---------------------------------------------------------------- many indices at once


def in_blocks(condition: sp.Basic, limits: list[tuple[str, int, int]], env: dict[str, Any]) -> tuple[int, ...] | None:
    """The first indices that fail, the last one fastest.

    Raises NotImplementedError for conditions that are not evaluated so.
    """
    *outer, (letter, lo, hi) = limits
    for at in itertools.product(*(range(first, last + 1) for _, first, last in outer)):
        known = {**env, **{name: k for (name, *_), k in zip(outer, at, strict=True)}}
        for start in range(lo, hi + 1, BLOCK):
            block = numbers(start, min(start + BLOCK, hi + 1))
            holds = np.broadcast_to(truth(condition, {**known, letter: block}), block.shape)
            if not holds.all():
                return (*at, start + int(np.argmin(holds)))
    return None


def numbers(start: int, stop: int) -> np.ndarray:
    """start..stop - 1, as int64 where that holds them."""
    if max(abs(start), abs(stop)) < SAFE:
        return np.arange(start, stop)
    return np.array(range(start, stop), object)


def largest(x: Any) -> int:
    """The largest magnitude."""
    if not isinstance(x, np.ndarray):
        return abs(int(x))
    return max(abs(int(x.min())), abs(int(x.max())))


def exact(operation: Callable[[Any, Any], Any], bound: Callable[[int, int], int], x: Any, y: Any) -> Any:
    """An operation on ints and arrays of them, on Python's ints where int64 may not hold its result."""
    if bound(largest(x), largest(y)) < SAFE:
        return operation(x, y)
    wide = lambda v: v.astype(object) if isinstance(v, np.ndarray) else int(v)
    return operation(wide(x), wide(y))


def plus(x: Any, y: Any) -> Any:
    return exact(lambda a, b: a + b, lambda a, b: a + b, x, y)


def times(x: Any, y: Any) -> Any:
    return exact(lambda a, b: a * b, lambda a, b: max(a, b, a * b), x, y)


def either(test: Any, x: Any, y: Any) -> Any:
    """x where the test holds, else y."""
    if not isinstance(test, np.ndarray):
        return x if test else y
    return exact(lambda a, b: np.where(test, a, b), max, x, y)


def over(e: sp.Basic, known: dict[str, Any]) -> Any:
    """A whole number, with arrays for some of its letters."""
    many = lambda join, parts: functools.reduce(join, (over(part, known) for part in parts))
    match e:
        case sp.Integer():
            return int(e)
        case sp.Symbol():
            return known[e.name]
        case sp.Add():
            return many(plus, e.args)
        case sp.floor() | sp.ceiling():
            above, below = (over(part, known) for part in sp.fraction(sp.together(e.args[0])))
            if not np.all(np.not_equal(below, 0)):
                raise NotImplementedError
            divided = lambda a, b: a // b if isinstance(e, sp.floor) else -(-a // b)
            return exact(divided, max, above, below)
        case sp.Mod():
            left, right = (over(part, known) for part in e.args)
            return exact(lambda a, b: a % b, max, left, right)
        case sp.Mul() if sp.fraction(e)[1] == 1:
            return many(times, e.args)
        case sp.Pow() if e.exp.is_Integer and e.exp >= 0:
            return functools.reduce(times, [over(e.base, known)] * int(e.exp), 1)
        case sp.Max() | sp.Min():
            chosen = np.maximum if isinstance(e, sp.Max) else np.minimum
            return many(lambda x, y: exact(chosen, max, x, y), e.args)
        case sp.Abs():
            return abs(over(e.args[0], known))
        case Within():
            k, low, high = (over(part, known) for part in e.args)
            return either((np.less_equal(low, k)) & (np.less(k, high)), 1, 0)
        case sp.Sum():
            return summed(e, known)
        case sp.Piecewise():
            found = over(e.args[-1][0], known)
            for branch, test in reversed(e.args[:-1]):
                found = either(truth(test, known), over(branch, known), found)
            return found
    raise NotImplementedError


def summed(e: sp.Sum, known: dict[str, Any]) -> Any:
    """A sum over ranges that are the same for all indices: taps inside are counted, other terms are added up."""
    (a, first, last), *more = e.limits
    low, high = over(first, known), over(last, known)
    if more or isinstance(low, np.ndarray) or isinstance(high, np.ndarray):
        raise NotImplementedError
    if isinstance(e.function, Within):
        place, *ends = e.function.args
        apart, rest = sp.expand(place).coeff(a, 1), sp.expand(place).coeff(a, 0)
        linear = sp.expand(place - a * apart - rest) == 0 and not any(
            a in part.free_symbols for part in (apart, rest, *ends)
        )
        if linear:
            step, left, right = over(apart, known), over(ends[0], known), over(ends[1], known)
            if not any(isinstance(v, np.ndarray) for v in (step, left, right)) and step > 0:
                starts = plus(over(rest, known), step * low)
                counted = lambda x, _: taps_inside(x, step, high - low + 1, left, right)
                found = exact(counted, lambda x, _: x + abs(left) + abs(right) + step + abs(high) + abs(low), starts, 0)
                return found if isinstance(found, np.ndarray) else int(found)
    total: Any = 0
    for k in range(low, high + 1):
        total = plus(total, over(e.function, {**known, a.name: k}))
    return total


def truth(e: sp.Basic, known: dict[str, Any]) -> Any:
    """Where a condition on whole numbers holds."""
    match e:
        case sp.And() | sp.Or():
            join = np.logical_and if isinstance(e, sp.And) else np.logical_or
            return functools.reduce(join, (truth(part, known) for part in e.args))
        case sp.logic.boolalg.BooleanAtom():
            return bool(e)
        case sp.core.relational.Relational():
            relation = {
                "==": np.equal,
                "!=": np.not_equal,
                ">=": np.greater_equal,
                "<=": np.less_equal,
                ">": np.greater,
                "<": np.less,
            }[{"Eq": "==", "Ne": "!="}.get(type(e).__name__, e.rel_op)]
            return relation(over(e.lhs, known), over(e.rhs, known)).astype(bool)
    raise NotImplementedError
