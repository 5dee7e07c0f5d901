"""One record for each operator of statements, and the functions that read them for an expression.

Each class of SymPy expression that statements use has one `Operator`: its Python code, the operations that values
undergo in it, a bound of its values, its values on blocks of indices, how it expands to several axes, and how it is
printed. Those of SymPy's own classes are in `sympy_operators`, `ranges` and `choices`; those that SymPy lacks are in
`operators`, each beside its Operator. The functions here look up the Operator of an expression:

number      Python code for a value, in operations of a number type
whole       Python code for an integer or a condition on integers
operations  what values undergo
magnitude   a bound of the values
over        integers at many indices at once, as arrays
expanded    the expression with one letter for each axis
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, TypeVar  # Any: letters and integer expressions are ints, bools, or arrays of them

import sympy as sp
from sympy.core.function import AppliedUndef

from .symbols import Axis

Bound = Callable[[sp.Basic], str]  # code for a bound of a part


Known = Mapping[str, Any]  # values of letters: integers, or arrays of them


class OneByOne(Exception):
    """An expression cannot be evaluated at many indices at once, only at one after another."""


class Operator:
    """The record of one class of expressions: its code, bound and LaTeX. The defaults are those of a function that
    SymPy can print and that no statement can use: it has no code."""

    tag = ""  # of `operations`: what values undergo here
    picks = False  # whether only `values` matter to the value, and not the other letters of an integer expression

    def whole(self, e: sp.Basic) -> str:
        """Python code for an integer or a condition. Raises TypeError for an expression that is neither."""
        raise TypeError(f"an index, limit or size must be an integer: {e}; write floor(a / b) for a quotient")

    def number(self, e: sp.Basic) -> str:
        """Python code for a value, in operations of the number type. Raises TypeError if there is none."""
        if is_whole(e):
            return whole(e)
        raise TypeError(f"no code for {type(e).__name__}: {e}")

    def values(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        """The parts whose values the value of e depends on."""
        return tuple(e.args)

    def operands(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        """The parts whose operations count among those of e."""
        return self.values(e)

    def operations(self, e: sp.Basic) -> Iterator[str]:
        """What values undergo."""
        if self.tag:
            yield self.tag
        for part in self.operands(e):
            yield from operations(part)

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        """Python code for a bound of |e|. Raises TypeError if there is none."""
        if is_whole(e):
            return f"abs({whole(e)})"
        raise TypeError(f"no bound for {e}")

    def over(self, e: sp.Basic, known: Known) -> Any:
        """The integers, or the truth of the condition, with arrays for some letters. Raises OneByOne."""
        raise OneByOne

    def expanded(self, e: sp.Basic, rank: int) -> sp.Basic:
        """The expression with axis letters expanded."""
        return e.func(*(at_rank(part, rank) for part in e.args))

    def latex(self, e: sp.Basic, writer: Printer) -> str | None:
        """The expression as LaTeX; None if the printer has a method for the class."""
        return None


class Printer(Protocol):
    """What operators need of a printer of LaTeX."""

    def doprint(self, e: sp.Basic) -> str:
        """An expression as LaTeX."""

    def term(self, e: sp.Basic) -> str:
        """An expression as LaTeX, in brackets if it is a sum."""

    def factor(self, e: sp.Basic) -> str:
        """An expression as LaTeX, in brackets if it is a sum or a product."""

    def where(self, value: sp.Basic, test: sp.Basic) -> str:
        """A value with the condition where it counts before it, as LaTeX."""


Sizes = Mapping[str, tuple[sp.Basic, ...]]  # of arrays, axis by axis
Record = TypeVar("Record", bound=type[Operator])
DEFAULT = Operator()
OPERATORS: dict[type, Operator] = {}  # by class of expression


def describes(*kinds: type) -> Callable[[Record], Record]:
    """Decorate a class of Operator with the classes of expressions that it is about."""

    def register(record: Record) -> Record:
        OPERATORS.update(dict.fromkeys(kinds, record()))
        return record

    return register


def operator_of(e: sp.Basic) -> Operator:
    """The Operator of an expression: of its class, or of the nearest class that it inherits from."""
    found = OPERATORS.get(type(e))
    return found or next((OPERATORS[base] for base in type(e).__mro__ if base in OPERATORS), DEFAULT)


# ---------------------------------------------------------------- questions


def is_whole(e: sp.Basic) -> bool:
    """Whether an expression is made of letters and integers only, so that no number type is involved."""
    return not e.atoms(sp.Indexed, AppliedUndef) and bool(e.is_Boolean or e.is_integer)


def whole(e: sp.Basic) -> str:
    """Python code for an integer or a condition on integers. Every sum and quotient stands in brackets."""
    return operator_of(e).whole(e)


def number(e: sp.Basic) -> str:
    """Python code for a value, in operations of the number type. A sum is one flat list, in which the order is open."""
    return operator_of(e).number(e)


def operations(e: sp.Basic) -> Iterator[str]:
    """What values undergo on their way to the result: "add", "multiply", "divide", "transcend", "select", "absolute",
    "integrate"."""
    if not is_whole(e):
        yield from operator_of(e).operations(e)


def weighs_by(e: sp.Basic, letters: set[sp.Symbol]) -> bool:
    """Whether values depend on these letters themselves, and not only as indices: a^p K[a]."""
    operator = operator_of(e)
    if is_whole(e) and not operator.picks:
        return bool(e.free_symbols & letters)
    return any(weighs_by(part, letters) for part in operator.values(e))


def magnitude(e: sp.Basic, parts: dict[str, sp.Basic], sizes: Sizes) -> str:
    """Python code for a bound of |e|: what integer arithmetic must hold.

    Parameters
    ----------
    e : the expression. In the code `big_x` bounds the entries of x.
    parts : the expressions of named parts.
    sizes : the sizes of arrays, outside of which nothing is added to a sum.
    """

    def bound(part: sp.Basic) -> str:
        if isinstance(part, sp.Indexed) and str(part.base) in parts:
            return bound(parts[str(part.base)])
        return operator_of(part).magnitude(part, bound, sizes)

    return bound(e)


def over(e: sp.Basic, known: Known) -> Any:
    """An integer, or the truth of a condition, with arrays for some of its letters; Any: ints, bools or arrays. Raises
    OneByOne for expressions that have to be evaluated at one index after another."""
    return operator_of(e).over(e, known)


# ---------------------------------------------------------------- axes


@functools.cache
def on_axis(e: sp.Basic, k: int, rank: int) -> sp.Basic:
    """An expression in axis letters, on axis k."""
    return e.xreplace({a: a.at(k, rank) for a in e.atoms(Axis)})


@functools.cache
def at_rank(e: sp.Basic, rank: int) -> sp.Basic:
    """A statement with every axis letter expanded to one letter for each axis."""
    return operator_of(e).expanded(e, rank) if e.atoms(Axis) else e


def on_axes(parts: tuple[sp.Basic, ...], rank: int) -> Iterator[sp.Basic]:
    """Parts one after another, those in axis letters once for each axis."""
    for part in parts:
        yield from (on_axis(part, k, rank) for k in range(rank if part.atoms(Axis) else 1))


# ---------------------------------------------------------------- code that several operators share


def code_of(parts: tuple[sp.Basic, ...], write: Callable[[sp.Basic], str]) -> str:
    """The code of several expressions, separated by commas."""
    return ", ".join(map(write, parts))


def loops(limits: tuple[sp.Tuple, ...]) -> str:
    """The code of `for` over ranges of indices."""
    return " ".join(f"for {v} in range({whole(lo)}, {whole(hi)} + 1)" for v, lo, hi in limits)


def place_of(indices: tuple[sp.Basic, ...]) -> str:
    """The code of an index of an array."""
    return "(" + "".join(f"{whole(i)}, " for i in indices) + ")"
