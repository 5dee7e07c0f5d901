"""SymPy's sums, products and integrals over ranges, as statements use them: the record of each."""

from __future__ import annotations

from typing import Any  # Any: letters and integer expressions are ints, bools, or arrays of them

import numpy as np
import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from . import blocks
from .dispatch import (
    Bound,
    Known,
    OneByOne,
    Sizes,
    describes,
    loops,
    number,
    over,
    weighs_by,
    whole,
)
from .operators import Ranged, Within


def terms(e: sp.Sum, limit: sp.Tuple, sizes: Sizes) -> str:
    """The code of how many values of the letter of one limit give a term that is not 0: no more than the range has, nor
    more than an array has entries along an axis that is indexed by this letter, and by no other of the sum."""
    v, lo, hi = limit
    counts = [f"{whole(hi)} - {whole(lo)} + 1"]
    others = {other for other, *_ in e.limits} - {v}
    for x in sp.Mul.make_args(e.function):
        if isinstance(x, sp.Indexed) and len(size := sizes.get(str(x.base), ())) == len(x.indices):
            for index, n in zip(x.indices, size, strict=True):
                by = sp.expand(index).coeff(v, 1)
                rest = sp.expand(index - by * v)
                once = by.is_integer and by.is_nonzero and v not in by.free_symbols | rest.free_symbols
                if once and not others & index.free_symbols and whole(n) not in counts:
                    counts.append(whole(n))
    found = counts[0] if len(counts) == 1 else f"min({', '.join(counts)})"
    return f"max(0, {found})"


@describes(sp.Sum)
class _Sum(Ranged):
    tag = "add"

    def whole(self, e: sp.Basic) -> str:
        return f"sum([{whole(e.function)} {loops(e.limits)}])"

    def number(self, e: sp.Basic) -> str:
        if not any(end.is_infinite for limit in e.limits for end in limit[1:]):
            return f"add([{number(e.function)} {loops(e.limits)}])"
        ((m, lo, hi),) = e.limits
        return f"series(lambda {m}: {number(e.function)}, {number(lo)}, {number(hi)})"

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        bound_letters = {limit[0] for one in e.atoms(ExprWithLimits) for limit in one.limits}
        if weighs_by(e.function, bound_letters):
            return f"sum([{bound(e.function)} {loops(e.limits)}])"
        return f"({'*'.join(terms(e, limit, sizes) for limit in e.limits)}*{bound(e.function)})"

    def over(self, e: sp.Basic, known: Known) -> Any:
        """Over ranges that are the same for all indices: taps inside are counted, other terms are added up."""
        (a, first, last), *more = e.limits
        low, high = over(first, known), over(last, known)
        if more or isinstance(low, np.ndarray) or isinstance(high, np.ndarray):
            raise OneByOne
        if isinstance(e.function, Within) and (found := _taps(e.function, a, low, high, known)) is not None:
            return found
        total: Any = 0
        for k in range(low, high + 1):
            total = blocks.plus(total, over(e.function, {**known, a.name: k}))
        return total


def _taps(inside: sp.Basic, a: sp.Symbol, low: int, high: int, known: Known) -> Any:
    """How many places for a = low..high lie within bounds; None if the place is not linear in a."""
    place, *ends = inside.args
    apart, rest = sp.expand(place).coeff(a, 1), sp.expand(place).coeff(a, 0)
    if sp.expand(place - a * apart - rest) != 0 or any(a in part.free_symbols for part in (apart, rest, *ends)):
        return None
    step, left, right = over(apart, known), over(ends[0], known), over(ends[1], known)
    if any(isinstance(v, np.ndarray) for v in (step, left, right)) or step <= 0:
        return None
    starts = blocks.plus(over(rest, known), step * low)
    found = blocks.exact(
        lambda x, _: blocks.taps_inside(x, step, high - low + 1, left, right),
        lambda x, _: x + abs(left) + abs(right) + step + abs(high) + abs(low),
        starts,
        0,
    )
    return found if isinstance(found, np.ndarray) else int(found)


@describes(sp.Product)
class _Product(Ranged):
    tag = "multiply"

    def number(self, e: sp.Basic) -> str:
        return f"prod([{number(e.function)} {loops(e.limits)}])"


@describes(sp.Integral)
class _Integral(Ranged):
    tag = "integrate"

    def number(self, e: sp.Basic) -> str:
        ((t, lo, hi),) = e.limits
        return f"integral(lambda {t}: {number(e.function)}, {number(lo)}, {number(hi)})"

    def operands(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return ()
