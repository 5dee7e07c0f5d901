"""A chain: an expression and those before it, each equal to the next.

Trusted. It trusts that `begin` and the steps in `sums`, `linearity`, `integrals` and `forms` are the only callers of
`Lines._to`, and that each of them checks its step before it calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self, TypeAlias, TypeVar

import sympy as sp
from sympy import Expr, Mod, Symbol, oo

from mathcnn.language.latex import Writer
from mathcnn.language.unicode import text as unicode_text

from .given import Given, Refused

BACKWARDS = {  # the name of a step that is read from the later line to the earlier one
    "distribute": "collect",
    "split the sum": "join the sums",
    "factor out": "bring inside",
    "bring inside": "factor out",
    "split the range": "join the ranges",
    "terms outside the range vanish": "extend by terms that vanish",
    "extend by terms that vanish": "terms outside the range vanish",
    "split the integral": "join the integrals",
    "only one term is left": "one term, as a sum",
    "sum the range": "write as a sum",
}
Readable: TypeAlias = Any  # what `Lines.read` takes: a string, a number or an expression (SymPy has no types)
_ISSUED = object()  # only `begin` and `Lines._to` pass it on


class Unchanged(Refused):
    """A step leaves the line as it is."""


@dataclass(frozen=True)
class Line:
    """An expression, and the step from the line before.

    expr: the expression. step: the name of the step, "" for the first line. said: its parameters, for a reader. undone:
    its parameters where the step is read backwards.
    """

    expr: Expr
    step: str = ""
    said: str = ""
    undone: str = ""


class Lines:
    """The lines of a chain, what is given, and the hypotheses of its steps; subclasses add the steps.

    given: supports and inequalities that the steps may use. lines: from the first to the last. assumed: hypotheses that
    could not be checked. Raises Refused unless it is called by `begin` or by a step.
    """

    def __init__(self, given: Given, lines: tuple[Line, ...], assumed: tuple[sp.Basic | str, ...], issued: object):
        if issued is not _ISSUED:
            raise Refused("a chain is made by its steps: start with kernel.begin(expression, given)")
        self.given, self.lines, self.assumed = given, lines, assumed

    @property
    def expr(self) -> Expr:
        """The last line."""
        return self.lines[-1].expr

    def _to(
        self,
        expr: Expr,
        step: str,
        said: str = "",
        undone: str | None = None,
        assuming: tuple[sp.Basic | str, ...] = (),
    ) -> Self:
        """The chain with one line more. Raises Unchanged if it is the same as the last one."""
        if expr == self.expr:
            raise Unchanged(f"{step}: nothing changes in {expr}")
        assumed = tuple(dict.fromkeys((*self.assumed, *assuming)))
        line = Line(expr, step, said, said if undone is None else undone)
        return type(self)(self.given, (*self.lines, line), assumed, _ISSUED)

    def read(self, text: Readable) -> Expr:
        """An expression from a text in the letters of the line.

        text: a string, or anything that SymPy can convert. A letter that the line does not have is a new integer.
        """
        if not isinstance(text, str):
            return sp.sympify(text)
        facts = (s for fact in self.given.facts for s in fact.free_symbols)
        known = {s.name: s for s in (*facts, *self.expr.atoms(Symbol)) if isinstance(s, Symbol)}
        functions = {"Mod": Mod, "oo": oo, "floor": sp.floor, "Max": sp.Max, "Min": sp.Min}
        letters = {name: Symbol(name, integer=True) for name in _letters(text)}
        arrays = {name: sp.IndexedBase(name) for name in self.given.supports if f"{name}[" in text}
        return sp.sympify(text, {**letters, **known, **functions, **arrays})


Chained = TypeVar("Chained", bound=Lines)


def started(kind: type[Chained], expr: Expr, given: Given, assumed: tuple[sp.Basic | str, ...]) -> Chained:
    """A chain of one line, of a class of chains; `begin` is what scripts call."""
    return kind(given, (Line(expr),), assumed, _ISSUED)


def as_text(e: Expr) -> str:
    """An expression as Unicode text, for the description of a step."""
    return unicode_text(Writer(brackets=True).doprint(e))


def _letters(text: str) -> set[str]:
    """The names in a text."""
    return {
        token
        for token in "".join(c if c.isalnum() or c == "_" else " " for c in text).split()
        if token[0].isalpha() or token[0] == "_"
    }
