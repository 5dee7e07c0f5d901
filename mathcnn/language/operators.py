"""The operators that SymPy lacks, each with its record.

Convention: what lies outside an array takes no part. A sum or a maximum skips it; where nothing is left, a sum is 0
and a maximum minus infinity.

To add an operator: state its class and its `Operator` here, give the number types the operation that its code calls
(`mathcnn.numbers`), and its value to the independent evaluation that statements are checked with
(`mathcnn.evidence.substitution`).
"""

from __future__ import annotations

import functools
from typing import Any  # Any: letters and integer expressions are ints, bools, or arrays of them

import numpy as np
import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from . import blocks
from .dispatch import (
    Bound,
    Known,
    Operator,
    Printer,
    Sizes,
    at_rank,
    code_of,
    describes,
    loops,
    number,
    on_axes,
    on_axis,
    over,
    place_of,
    whole,
)
from .symbols import Axis

# ---------------------------------------------------------------- over ranges of indices


class Ranged(Operator):
    """Operators with limits: sums, maxima."""

    picks = True

    def values(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return (e.function,)

    def expanded(self, e: sp.Basic, rank: int) -> sp.Basic:
        return e.func(at_rank(e.function, rank), *on_axes(e.limits, rank))


class MaxOver(ExprWithLimits):
    """The maximum over ranges of indices."""


class MinOver(ExprWithLimits):
    """The minimum over ranges of indices."""


class ArgMaxOver(ExprWithLimits):
    """ArgMaxOver((value, place), *limits): the first place, last limit fastest, at which the value is largest."""


def under(sign: str, value: sp.Basic, limits: tuple[sp.Tuple, ...], writer: Printer) -> str:
    """A sign with ranges of indices below it, before a value, as LaTeX."""
    p = writer.doprint
    ranges = (rf"{p(lo)} \leq {p(v)} < {p(hi + 1)}" for v, lo, hi in limits)
    return rf"{sign}_{{{r', '.join(ranges)}}} {writer.term(value)}"


@describes(MaxOver)
class _MaxOver(Ranged):
    tag = "select"

    def number(self, e: sp.Basic) -> str:
        return f"top([{number(e.function)} {loops(e.limits)}])"

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        return bound(e.function)

    def latex(self, e: sp.Basic, writer: Printer) -> str:
        return under(r"\max", e.function, e.limits, writer)


@describes(MinOver)
class _MinOver(Ranged):
    tag = "select"

    def whole(self, e: sp.Basic) -> str:
        return f"min([{whole(e.function)} {loops(e.limits)}])"

    def latex(self, e: sp.Basic, writer: Printer) -> str:
        return under(r"\min", e.function, e.limits, writer)


@describes(ArgMaxOver)
class _ArgMaxOver(Ranged):
    tag = "select"

    def number(self, e: sp.Basic) -> str:
        value, place = e.function
        return f"argtop([({number(value)}, {whole(place)}) {loops(e.limits)}])"

    def operands(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return (e.function[0],)

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        return bound(e.function[0])  # the values that are compared, of which only a place is returned

    def latex(self, e: sp.Basic, writer: Printer) -> str:
        value, place = e.function
        where = under(r"\operatorname{arg\,max}", value, e.limits, writer)
        return rf"{writer.doprint(place)} \;\text{{where}}\; {where}"


class ForAll(sp.Basic):
    """ForAll(condition, *limits): a hypothesis for every index of a range. (SymPy's operators with limits would draw
    the cases of a sum inside it out of that sum.)"""

    @property
    def limits(self) -> tuple[sp.Tuple, ...]:
        return self.args[1:]  # type: ignore[no-any-return]  # SymPy has no types


@describes(ForAll)
class _ForAll(Operator):
    def whole(self, e: sp.Basic) -> str:
        return f"all({whole(e.args[0])} {loops(e.limits)})"


# ---------------------------------------------------------------- over the spatial axes


class AllAxes(sp.Function):
    """The product of a quantity over the spatial axes."""


@describes(AllAxes)
class _AllAxes(Operator):
    def expanded(self, e: sp.Basic, rank: int) -> sp.Basic:
        return sp.Mul(*on_axes(e.args, rank))


class SumOfAxes(sp.Function):
    """The sum of a quantity over the spatial axes."""


@describes(SumOfAxes)
class _SumOfAxes(Operator):
    def expanded(self, e: sp.Basic, rank: int) -> sp.Basic:
        return sp.Add(*on_axes(e.args, rank))


class OnAxes(sp.Function):
    """OnAxes(value, letter): a number that is the same on each spatial axis, as an index of arrays; the axis letter
    says that there is one for each axis."""

    @classmethod
    def eval(cls, value: sp.Expr, letter: sp.Expr) -> sp.Expr | None:
        return None if letter.atoms(Axis) else value


class Flat(sp.Function):
    """Flat(place, size): a place in space as one number, last axis fastest."""


@describes(Flat)
class _Flat(Operator):
    def expanded(self, e: sp.Basic, rank: int) -> sp.Basic:
        place, size = e.args

        def step(flat: sp.Basic, k: int) -> sp.Basic:
            return flat * on_axis(size, k, rank) + on_axis(place, k, rank)

        return functools.reduce(step, range(rank), sp.S.Zero)


# ---------------------------------------------------------------- entries of arrays


class Single(sp.Indexed):
    """Single(u): the one entry of an array without axes. It is an `Indexed` without indices."""

    def __new__(cls, base: sp.IndexedBase) -> Single:
        return sp.Expr.__new__(cls, base)  # type: ignore[no-any-return]  # SymPy has no types


class Inside(sp.Function):
    """1 where an entry lies inside its array, 0 outside."""


@describes(Inside)
class _Inside(Operator):
    def whole(self, e: sp.Basic) -> str:
        return f"inside({e.args[0].base}, {place_of(e.args[0].indices)})"

    def number(self, e: sp.Basic) -> str:
        return whole(e)

    def latex(self, e: sp.Basic, writer: Printer) -> str:
        return rf"[{writer.doprint(e.args[0])} \text{{ exists}}]"


class Within(sp.Function):
    """Within(k, lo, hi): 1 where lo <= k < hi, and 0 elsewhere."""

    is_integer = True

    @classmethod
    def eval(cls, k: sp.Expr, lo: sp.Expr, hi: sp.Expr) -> sp.Integer | None:
        return (
            sp.Integer(int(bool(lo <= k) and bool(k < hi))) if k.is_Number and lo.is_Number and hi.is_Number else None
        )


@describes(Within)
class _Within(Operator):
    def whole(self, e: sp.Basic) -> str:
        k, lo, hi = map(whole, e.args)
        return f"int({lo} <= {k} < {hi})"

    def over(self, e: sp.Basic, known: Known) -> Any:
        k, low, high = (over(part, known) for part in e.args)
        return blocks.either((np.less_equal(low, k)) & (np.less(k, high)), 1, 0)

    def latex(self, e: sp.Basic, writer: Printer) -> str:
        k, lo, hi = map(writer.doprint, e.args)
        return rf"[{lo} \leq {k} < {hi}]"


class Clamp(sp.Function):
    """Clamp(k, lo, hi): the integer from lo to hi that is nearest to the integer k. SymPy takes long to compare the
    arguments of the maximum and the minimum that it is."""

    is_integer = True

    @classmethod
    def eval(cls, k: sp.Expr, lo: sp.Expr, hi: sp.Expr) -> sp.Expr | None:
        return sp.Max(lo, sp.Min(k, hi)) if k.is_Number and lo.is_Number and hi.is_Number else None


@describes(Clamp)
class _Clamp(Operator):
    def whole(self, e: sp.Basic) -> str:
        k, lo, hi = map(whole, e.args)
        return f"max({lo}, min({k}, {hi}))"

    def over(self, e: sp.Basic, known: Known) -> Any:
        k, low, high = (over(part, known) for part in e.args)
        return blocks.exact(np.maximum, max, low, blocks.exact(np.minimum, max, k, high))

    def latex(self, e: sp.Basic, writer: Printer) -> str:
        k, lo, hi = map(writer.doprint, e.args)
        return rf"\max({lo}, \min({hi}, {k}))"


# ---------------------------------------------------------------- functions of numbers


class Inexact(Operator):
    """Functions that exact numbers, floats and polynomials have no exact value of."""

    tag = "transcend"

    def operands(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return ()


class PLog(sp.Function):
    """PLog(p, q, b) = p log_b q, and 0 where p = 0, whatever q is."""


@describes(PLog)
class _PLog(Inexact):
    def number(self, e: sp.Basic) -> str:
        p, q, b = e.args
        return f"plog({number(p)}, lambda: {number(q)}, {number(b)})"

    def latex(self, e: sp.Basic, writer: Printer) -> str:
        p, q, base = e.args
        return rf"{writer.doprint(p)} \, \log_{{{writer.doprint(base)}}} {writer.factor(q)}"


class Root(sp.Function):
    """Root(k, n) = exp(-2 pi i k / n), a power of the n-th root of unity."""


@describes(Root)
class _Root(Inexact):
    def number(self, e: sp.Basic) -> str:
        return f"root({code_of(e.args, whole)})"

    def latex(self, e: sp.Basic, writer: Printer) -> str:
        k, n = map(writer.doprint, e.args)
        return rf"e^{{-2 \pi i \, {k} / {n}}}"
