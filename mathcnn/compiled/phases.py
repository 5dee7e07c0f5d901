"""Sums over the terms at which an index is divisible: written out for each rest of the index, without the condition.

The gradient of a convolution with stride 2 by its input adds, at even indices, other taps than at odd ones. For each
rest the index is 2 k + rest, the taps that take part are every second one, and all quotients are plain.
"""

from __future__ import annotations

import itertools
import math

import sympy as sp

from ..language.statement import Where
from .parts import Part
from .storing import Axes
from .writer import whole

MOST = 9  # phases that are written out


def phases_of(part: Part, axes: Axes) -> tuple[list[tuple[Part, Axes]], set[int]]:
    """A part with its axes, once for each rest of its indices, and which axes are cut into such phases."""
    plain = [(part, axes)], set[int]()
    periods = {k: p for k, s in enumerate(axes.letters) if (p := _period(part.value, s)) > 1 and s in axes.indices}
    if not periods or math.prod(periods.values()) > MOST:
        return plain
    for k, period in periods.items():
        low, high = axes.known[axes.letters[k].name]
        if low or high + 1 < period:
            return plain
    found = []
    for rests in itertools.product(*(range(p) for p in periods.values())):
        letters, known = list(axes.letters), dict(axes.known)
        swap: dict[sp.Basic, sp.Basic] = {}
        for (k, period), rest in zip(periods.items(), rests, strict=True):
            s = axes.letters[k]
            letters[k] = sp.Symbol(f"{s.name}_phase", integer=True)
            swap[s] = period * letters[k] + rest
            known[letters[k].name] = 0, (axes.known[s.name][1] - rest) // period
        indices = [e.xreplace(swap) for e in axes.indices]
        ranges = [(whole(known[s.name][0]), whole(known[s.name][1])) for s in letters]
        value = _solved(part.value.xreplace(swap))
        found.append((Part(part.name, tuple(letters), value), Axes(letters, ranges, indices, known)))
    return found, set(periods)


def _conditions(e: sp.Basic) -> list[sp.Eq]:
    """The conditions of an expression that say that an integer is divisible by a number."""
    found = [t for t in e.atoms(sp.Eq) if isinstance(t.lhs, sp.Mod) and t.rhs == 0 and t.lhs.args[1].is_Integer]
    return sorted(found, key=sp.default_sort_key)


def _period(e: sp.Basic, s: sp.Symbol) -> int:
    """After how many indices conditions of divisibility are the same again."""
    periods = [1]
    for test in _conditions(e):
        above, by = sp.expand(test.lhs.args[0]), int(test.lhs.args[1])
        slope = above.coeff(s, 1)
        if slope.is_Integer and slope and s not in (above - slope * s).free_symbols:
            periods.append(by // math.gcd(int(slope), by))
    return math.lcm(*periods)


def _solved(e: sp.Basic) -> sp.Basic:
    """An expression whose sums go over the terms at which conditions of divisibility hold, where these are known."""
    if not isinstance(e, sp.Sum):
        return e.func(*map(_solved, e.args)) if e.args and e.atoms(sp.Sum) else e
    value, limits = e.function, list(e.limits)
    for k, (v, low, high) in enumerate(limits):
        depend = any(v in end.free_symbols for _, *ends in limits for end in ends)
        if depend or not (low.is_Integer and high.is_Integer):
            continue
        for test in _conditions(value):
            if test not in _required(value) or (terms := _terms(test, v, int(low), int(high))) is None:
                continue
            first, step, count = terms
            value = _without(value, test).xreplace({v: step * v + first})
            limits[k] = (v, sp.S.Zero, sp.Integer(count - 1))
            break
    value = value.replace(sp.floor, lambda inside: sp.floor(sp.expand(inside)))
    return sp.Sum(_solved(value), *limits)


def _required(e: sp.Basic) -> set[sp.Basic]:
    """The conditions that must all hold for a term to take part."""
    if not isinstance(e, Where):
        return set()
    value, test = e.args
    return {*(test.args if isinstance(test, sp.And) else (test,)), *_required(value)}


def _without(e: sp.Basic, test: sp.Basic) -> sp.Basic:
    """A term without a condition that holds."""
    if not isinstance(e, Where):
        return e
    value, tests = _without(e.args[0], test), e.args[1]
    left = [one for one in (tests.args if isinstance(tests, sp.And) else (tests,)) if one != test]
    return Where(value, sp.And(*left)) if left else value


def _terms(test: sp.Eq, v: sp.Symbol, low: int, high: int) -> tuple[int, int, int] | None:
    """The first of the letter's values at which a condition holds, their distance and their number; None if unknown."""
    above, by = sp.expand(test.lhs.args[0]), int(test.lhs.args[1])
    slope = above.coeff(v, 1)
    rest = sp.expand(above - slope * v)
    constant = rest.as_coeff_Add()[0]
    if not (slope.is_Integer and slope and constant.is_Integer) or v in rest.free_symbols:
        return None
    if any(not (c := term.as_coeff_Mul()[0]).is_Integer or c % by for term in sp.Add.make_args(rest - constant)):
        return None
    step = by // math.gcd(int(slope), by)
    found = [a for a in range(low, low + step) if (int(slope) * a + int(constant)) % by == 0]
    return (found[0], step, max(0, (high - found[0]) // step + 1)) if found else (low, step, 0)
