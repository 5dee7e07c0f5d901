"""What a statement is made of: letters, axes, and the few operators that SymPy lacks.

A statement is a SymPy equation. It is written for one spatial axis, in axis letters that expand to one letter
an axis; `at_rank` does that. `number` and `whole` turn an expression into Python: `number` for values, which may be of
any number type, `whole` for indices, limits and sizes, which are whole numbers.

Convention: what lies outside an array takes no part. A sum or a maximum skips it; where nothing is left, a sum is 0
and a maximum minus infinity.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.function import AppliedUndef

from .symbols import Axis, Convention, Spelling, Words, axes  # noqa: F401

# ---------------------------------------------------------------- operators that SymPy lacks


class MaxOver(ExprWithLimits):
    """The maximum over ranges of indices."""


class MinOver(ExprWithLimits):
    """The minimum over ranges of indices."""


class ArgMaxOver(ExprWithLimits):
    """ArgMaxOver((value, place), *limits): the first place, last limit fastest, at which the value is largest."""


class Single(sp.Indexed):
    """Single(u): the one entry of an array without axes."""

    def __new__(cls, base: sp.IndexedBase) -> Single:
        return sp.Expr.__new__(cls, base)


class ForAll(sp.Basic):
    """ForAll(condition, *limits): a hypothesis for every index of a range. (SymPy's operators with limits would draw
    the cases of a sum inside it out of that sum.)"""

    @property
    def limits(self) -> tuple[sp.Tuple, ...]:
        return self.args[1:]


class AllAxes(sp.Function):
    """The product of a quantity over the spatial axes."""


class SumOfAxes(sp.Function):
    """The sum of a quantity over the spatial axes."""


class Flat(sp.Function):
    """Flat(place, size): a place in space as one number, last axis fastest."""


class Inside(sp.Function):
    """1 where an entry lies inside its array, 0 outside."""


class Within(sp.Function):
    """Within(k, lo, hi): 1 where lo <= k < hi, and 0 elsewhere."""

    is_integer = True

    @classmethod
    def eval(cls, k: sp.Expr, lo: sp.Expr, hi: sp.Expr) -> sp.Integer | None:
        return (
            sp.Integer(int(bool(lo <= k) and bool(k < hi))) if k.is_Number and lo.is_Number and hi.is_Number else None
        )


class PLog(sp.Function):
    """PLog(p, q, b) = p log_b q, and 0 where p = 0, whatever q is."""


class Root(sp.Function):
    """Root(k, n) = exp(-2 pi i k / n), a power of the n-th root of unity."""


# ---------------------------------------------------------------- one statement, any number of axes


@functools.cache
def on_axis(e: sp.Basic, k: int, rank: int) -> sp.Basic:
    """An expression in axis letters, on axis k."""
    return e.xreplace({a: a.at(k, rank) for a in e.atoms(Axis)})


@functools.cache
def at_rank(e: sp.Basic, rank: int) -> sp.Basic:
    """A statement with every axis letter expanded to one letter an axis."""
    if not e.atoms(Axis):
        return e

    def spread(parts: tuple[sp.Basic, ...]) -> Iterator[sp.Basic]:
        for part in parts:
            yield from (on_axis(part, k, rank) for k in range(rank if part.atoms(Axis) else 1))

    match e:
        case Axis():
            return e.at(0, rank)
        case sp.Indexed():
            return e.func(e.base, *spread(e.indices))
        case ExprWithLimits():
            return e.func(at_rank(e.function, rank), *spread(e.limits))
        case AllAxes():
            return sp.Mul(*spread(e.args))
        case SumOfAxes():
            return sp.Add(*spread(e.args))
        case Flat():
            place, size = e.args
            step = lambda flat, k: flat * on_axis(size, k, rank) + on_axis(place, k, rank)
            return functools.reduce(step, range(rank), sp.S.Zero)
        case sp.logic.boolalg.Boolean():  # a condition on an axis holds on every axis
            return sp.And(*(on_axis(e, k, rank) for k in range(rank)))
    return e.func(*(at_rank(part, rank) for part in e.args))


@functools.cache
def with_words(e: sp.Basic, meanings: frozenset[tuple[sp.Symbol, sp.Basic]]) -> sp.Basic:
    """An expression with what its letters mean; a word may be spelled in letters that other words set."""
    swap = dict(meanings)
    while e.free_symbols & swap.keys():
        e = e.xreplace(swap)
    return e


def limits_of(e: sp.Basic) -> Iterator[sp.Symbol]:
    """The letters that sums and maxima of an expression bind, in the order in which they stand."""
    for operator in sp.preorder_traversal(e):  # a set of them would come in another order in each process
        if isinstance(operator, ExprWithLimits):
            yield from (limit[0] for limit in operator.limits)


# ---------------------------------------------------------------- Python code

RELATION = {"Eq": "==", "Ne": "!="}


def _loops(e: ExprWithLimits | ForAll) -> str:
    return " ".join(f"for {v} in range({whole(lo)}, {whole(hi)} + 1)" for v, lo, hi in e.limits)


def _place(indices: tuple[sp.Basic, ...]) -> str:
    return "(" + "".join(f"{whole(i)}, " for i in indices) + ")"


def _list(parts: tuple[sp.Basic, ...], write: Callable[[sp.Basic], str]) -> str:
    return ", ".join(map(write, parts))


def whole(e: sp.Basic) -> str:
    """Python for a whole number or a condition on whole numbers. Every sum and quotient stands in brackets."""
    match e:
        case sp.Integer() | sp.Symbol():
            return f"({e})" if e.is_number and e < 0 else str(e)
        case sp.Indexed():
            return f"{e.base}({_place(e.indices)})"
        case Inside():
            return f"inside({e.args[0].base}, {_place(e.args[0].indices)})"
        case Within():
            k, lo, hi = map(whole, e.args)
            return f"int({lo} <= {k} < {hi})"
        case sp.Add():
            return f"({' + '.join(map(whole, e.args))})"
        case sp.floor() | sp.ceiling():
            above, below = map(whole, sp.fraction(sp.together(e.args[0])))
            return f"({above} // {below})" if isinstance(e, sp.floor) else f"(-(-{above} // {below}))"
        case sp.Mod():
            return f"({whole(e.args[0])} % {whole(e.args[1])})"
        case sp.Mul() if sp.fraction(e)[1] == 1:
            return f"({'*'.join(map(whole, e.args))})"
        case sp.Pow() if e.exp.is_integer and e.exp.is_nonnegative:
            return f"({whole(e.base)}**{whole(e.exp)})"
        case sp.Max() | sp.Min():
            return f"{type(e).__name__.lower()}({_list(e.args, whole)})"
        case sp.Abs():
            return f"abs({whole(e.args[0])})"
        case sp.Sum():
            return f"sum([{whole(e.function)} {_loops(e)}])"
        case MinOver():
            return f"min([{whole(e.function)} {_loops(e)}])"
        case ForAll():
            return f"all({whole(e.args[0])} {_loops(e)})"
        case sp.Piecewise():
            branches = (f"{whole(value)} if {whole(test)} else " for value, test in e.args[:-1])
            return f"({''.join(branches)}{whole(e.args[-1][0])})"
        case sp.And() | sp.Or():
            return "(" + f" {type(e).__name__.lower()} ".join(map(whole, e.args)) + ")"
        case sp.core.relational.Relational():
            return f"({whole(e.lhs)} {RELATION.get(type(e).__name__, e.rel_op)} {whole(e.rhs)})"
        case sp.logic.boolalg.BooleanAtom():
            return str(bool(e))
    raise TypeError(f"an index, limit or size must be an integer: {e}; write floor(a / b) for a quotient")


def is_whole(e: sp.Basic) -> bool:
    """Whether an expression is made of letters and whole numbers only, so that no number type is involved."""
    return not e.atoms(sp.Indexed, AppliedUndef) and (e.is_Boolean or bool(e.is_integer))


def number(e: sp.Basic) -> str:
    """Python for a value, in operations of the number type. A sum is one flat list, in which order is open."""
    match e:
        case sp.Sum() if any(end.is_infinite for limit in e.limits for end in limit[1:]):
            ((m, lo, hi),) = e.limits
            return f"series(lambda {m}: {number(e.function)}, {number(lo)}, {number(hi)})"
        case sp.Sum():
            return f"add([{number(e.function)} {_loops(e)}])"
        case sp.Add():
            term = lambda t: f"*[{number(t.function)} {_loops(t)}]" if isinstance(t, sp.Sum) else number(t)
            return f"add([{_list(e.args, term)}])"
        case sp.Product():
            return f"prod([{number(e.function)} {_loops(e)}])"
        case MaxOver():
            return f"top([{number(e.function)} {_loops(e)}])"
        case ArgMaxOver():
            value, place = e.function
            return f"argtop([({number(value)}, {whole(place)}) {_loops(e)}])"
        case sp.Integral():
            ((t, lo, hi),) = e.limits
            return f"integral(lambda {t}: {number(e.function)}, {number(lo)}, {number(hi)})"
        case sp.Indexed():
            return f"{e.base}({_place(e.indices)})"
        case AppliedUndef():
            return f"{e.func}({_list(e.args, number)})"
        case Inside() | sp.Integer() | sp.Symbol():
            return whole(e)
        case sp.core.numbers.NaN():
            return "nan"
        case sp.core.numbers.Infinity() | sp.core.numbers.NegativeInfinity():
            return "inf" if e > 0 else "(-inf)"
        case PLog():
            p, q, b = e.args
            return f"plog({number(p)}, lambda: {number(q)}, {number(b)})"
        case Root():
            return f"root({_list(e.args, whole)})"
        case sp.Piecewise():
            return "cases(" + ", ".join(f"({_test(test)}, lambda: {number(value)})" for value, test in e.args) + ")"
        case sp.Max():
            return f"top([{_list(e.args, number)}])"
        case sp.Mul() | sp.Rational() | sp.Pow() if sp.fraction(e)[1] != 1:
            return f"div({_list(sp.fraction(e), number)})"
        case sp.Mul():
            return f"({'*'.join(map(number, e.args))})"
        case sp.Pow() if e.exp.is_integer and e.exp.is_nonnegative:
            return f"power({number(e.base)}, {whole(e.exp)})"
        case sp.Pow() if e.exp == sp.Rational(1, 2):
            return f"sqrt({number(e.base)})"
        case sp.Pow():
            return f"raised({number(e.base)}, {number(e.exp)})"
        case sp.exp() | sp.log() | sp.tanh():
            return f"{type(e).__name__}({number(e.args[0])})"
        case sp.Abs():
            return f"absolute({number(e.args[0])})"
        case sp.binomial():
            return f"comb({_list(e.args, whole)})"
        case _ if is_whole(e):
            return whole(e)
    raise TypeError(f"no code for {type(e).__name__}: {e}")


def _test(e: sp.Basic) -> str:
    if is_whole(e) or e.atoms(sp.Symbol) and all(is_whole(side) for side in e.args):
        return whole(e)
    return f"test({number(e.lhs)}, {RELATION.get(type(e).__name__, e.rel_op)!r}, {number(e.rhs)})"


# ---------------------------------------------------------------- what a statement does to its values

INEXACT = (sp.exp, sp.log, sp.tanh, PLog, Root, sp.Integral)


def operations(e: sp.Basic) -> Iterator[str]:
    """What values undergo on their way to the result: "add", "multiply", "divide", "transcend", "select", "absolute",
    "integrate"."""
    if is_whole(e):
        return
    match e:
        case sp.Indexed() | sp.Symbol():
            return
        case ExprWithLimits() if not isinstance(e, sp.Integral):
            yield "add" if isinstance(e, sp.Sum) else "multiply" if isinstance(e, sp.Product) else "select"
            yield from operations(e.function[0] if isinstance(e, ArgMaxOver) else e.function)
        case sp.Piecewise():
            yield "select"
            for value, test in e.args:
                yield from operations(value)
                for side in test.args:
                    yield from operations(side)
        case sp.Max() | sp.Min() | sp.Add():
            yield "add" if isinstance(e, sp.Add) else "select"
            for part in e.args:
                yield from operations(part)
        case sp.Mul() | sp.Pow() | sp.Rational():
            above, below = sp.fraction(e)
            yield "multiply"
            if below != 1:
                yield "divide"
            if isinstance(e, sp.Pow) and not (e.exp.is_integer and (e.exp.is_nonnegative or e.exp.is_number)):
                yield "transcend"
            for part in (*sp.Mul.make_args(above), below) if below != 1 or isinstance(e, sp.Mul) else (e.args[0],):
                if part != e:
                    yield from operations(part)
        case sp.Integral() | AppliedUndef():
            yield "integrate"
        case _ if isinstance(e, INEXACT):
            yield "transcend"
        case _:
            if isinstance(e, sp.Abs):
                yield "absolute"
            for part in e.args:
                yield from operations(part)


def weighs_by(e: sp.Basic, letters: set[sp.Symbol]) -> bool:
    """Whether values depend on these letters themselves, and not only as indices: a^p K[a]."""
    if isinstance(e, sp.Piecewise):
        return any(weighs_by(value, letters) for value, _ in e.args)
    if isinstance(e, sp.Indexed):
        return False
    if isinstance(e, ExprWithLimits):
        return weighs_by(e.function, letters)
    return bool(e.free_symbols & letters) if is_whole(e) else any(weighs_by(part, letters) for part in e.args)


def magnitude(e: sp.Basic, parts: dict[str, sp.Basic]) -> str:
    """Python for a bound of |e|, where `big_x` bounds the entries of x: what integer arithmetic has to hold."""
    bound = functools.partial(magnitude, parts=parts)
    match e:
        case sp.Indexed():
            return bound(parts[name]) if (name := str(e.base)) in parts else f"big_{name}"
        case sp.Sum() if weighs_by(e.function, set(limits_of(e))):
            return f"sum([{bound(e.function)} {_loops(e)}])"
        case sp.Sum():
            counts = "*".join(f"max(0, {whole(hi)} - {whole(lo)} + 1)" for _, lo, hi in e.limits)
            return f"({counts}*{bound(e.function)})"
        case MaxOver():
            return bound(e.function)
        case ArgMaxOver():  # the values that are compared, of which only a place is returned
            return bound(e.function[0])
        case sp.Add() | sp.Max() | sp.Min():
            return f"({' + '.join(map(bound, e.args))})"
        case sp.Piecewise():
            return f"max({', '.join(bound(value) for value, _ in e.args)}, 0)"
        case _ if is_whole(e):
            return f"abs({whole(e)})"
        case sp.Mul():
            return f"({'*'.join(map(bound, e.args))})"
        case sp.Pow() if e.exp.is_Integer:
            return f"({bound(e.base)}**{e.exp})"
    raise TypeError(f"no bound for {e}")
