"""A chain: an expression and those before it, each equal to the next.

Trusted. It trusts that each step in `sums`, `linearity`, `integrals` and `forms` checks what it claims before it calls
`extended`, and `terms` for what a line may be made of.

A chain cannot be changed, and records the steps by which it was made, with their arguments. `replayed` takes these
steps again. Only what it returns is believed, so that it does not matter what else a script does to its chains.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar, cast

import sympy as sp
from sympy import Expr, Mod, Symbol, oo

from mathcnn.language.latex import Writer
from mathcnn.language.unicode import text as unicode_text

from .given import Given, Refused
from .terms import fault, labels

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
Call: TypeAlias = tuple[str, tuple[Any, ...], tuple[tuple[str, Any], ...]]  # a step and its arguments, of any type
_ISSUED = object()  # only `started`, `extended` and `step` pass it on


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
    """The lines of a chain, what is given, and the hypotheses of its steps; subclasses add the steps. It is immutable.

    given: supports and inequalities that the steps may use. lines: from the first to the last. assumed: hypotheses that
    could not be checked. taken: the steps with their arguments. Raises Refused unless it is made by `begin` or a step.
    """

    __slots__ = ("assumed", "given", "lines", "taken")
    given: Given
    lines: tuple[Line, ...]
    assumed: tuple[sp.Basic | str, ...]
    taken: tuple[Call, ...]

    def __init__(
        self,
        given: Given,
        lines: tuple[Line, ...],
        assumed: tuple[sp.Basic | str, ...],
        issued: object,
        taken: tuple[Call, ...] = (),
    ):
        if issued is not _ISSUED:
            raise Refused("a chain is made by its steps: start with kernel.begin(expression, given)")
        for name, value in zip(("given", "lines", "assumed", "taken"), (given, lines, assumed, taken), strict=True):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} of a chain cannot be changed; its steps return longer chains")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{name} of a chain cannot be deleted")

    @property
    def expr(self) -> Expr:
        """The last line."""
        return self.lines[-1].expr

    def read(self, text: Readable) -> Expr:
        """An expression from a text in the letters of the line.

        text: a string, or anything that SymPy can convert. A letter that the line does not have is a new integer.
        Raises Refused for what no line may have.
        """
        if not isinstance(text, str):
            return self._checked(sp.sympify(text))
        facts = (s for fact in self.given.facts for s in fact.free_symbols)
        known = {s.name: s for s in (*facts, *self.expr.atoms(Symbol)) if isinstance(s, Symbol)}
        functions = {"Mod": Mod, "oo": oo, "floor": sp.floor, "Max": sp.Max, "Min": sp.Min}
        letters = {name: Symbol(name, integer=True) for name in _letters(text)}
        arrays = {name: sp.IndexedBase(name) for name in self.given.supports if f"{name}[" in text}
        return self._checked(sp.sympify(text, {**letters, **known, **functions, **arrays}))

    def whole(self, text: Readable) -> Expr:
        """An integer from a text, as `read`. Raises Refused for what may be no integer."""
        e = self.read(text)
        if not e.is_integer:
            raise Refused(f"{e} may be no integer")
        return e

    def end(self, text: Readable) -> Expr:
        """An end of a sum: an integer, as `whole`, or oo or -oo."""
        return sp.sympify(text) if text in (oo, -oo, "oo", "-oo") else self.whole(text)

    def _checked(self, e: Expr) -> Expr:
        if e not in (oo, -oo) and (wrong := fault(e, begun(self))):
            raise Refused(wrong)
        return e


Chained = TypeVar("Chained", bound=Lines)
Step = TypeVar("Step", bound=Callable[..., Lines])
STEPS: dict[str, Callable[..., Lines]] = {}


def step(method: Step) -> Step:
    """Decorate a step: the chain that it returns records it with its arguments."""

    @functools.wraps(method)
    def taken(chain: Lines, *args: Readable, **kwargs: Readable) -> Lines:
        new = method(chain, *args, **kwargs)
        call = (method.__name__, args, tuple(kwargs.items()))
        return type(new)(new.given, new.lines, new.assumed, _ISSUED, (*chain.taken, call))

    STEPS[method.__name__] = taken
    return cast(Step, taken)


def extended(
    chain: Chained,
    expr: Expr,
    name: str,
    said: str = "",
    undone: str | None = None,
    assuming: tuple[sp.Basic | str, ...] = (),
) -> Chained:
    """The chain with one line more, for a step that has checked it.

    Raises Unchanged if the line is the same as the last one, Refused if it is not one that derivations have.
    """
    if expr == chain.expr:
        raise Unchanged(f"{name}: nothing changes in {expr}")
    if wrong := fault(expr, begun(chain)):
        raise Refused(f"{name}: {wrong}")
    assumed = tuple(dict.fromkeys((*chain.assumed, *assuming)))
    line = Line(expr, name, said, said if undone is None else undone)
    return type(chain)(chain.given, (*chain.lines, line), assumed, _ISSUED, chain.taken)


def replayed(chain: Chained, taken: tuple[Call, ...]) -> Chained:
    """A chain after these steps, each taken again. Raises Refused if one is none or is not valid."""
    for name, args, kwargs in taken:
        if name not in STEPS:
            raise Refused(f"{name} is no step")
        chain = cast(Chained, STEPS[name](chain, *args, **dict(kwargs)))
    return chain


def begun(chain: Lines) -> frozenset[Symbol]:
    """The letters that a chain began with: those of its first line, and of what is given."""
    return letters_of(chain.lines[0].expr, chain.given)


@functools.cache
def _letters_of(first: Expr, facts: tuple[Expr, ...]) -> frozenset[Symbol]:
    return frozenset(s for e in (first, *facts) for s in e.free_symbols if isinstance(s, Symbol)) - labels(first)


def letters_of(first: Expr, given: Given) -> frozenset[Symbol]:
    """The free letters of a first line and of what is given, supports included."""
    ends = tuple(end for shape in given.supports.values() for pair in shape for end in pair)
    return _letters_of(first, (*given.facts, *ends))


def started(kind: type[Chained], expr: Expr, given: Given, assumed: tuple[sp.Basic | str, ...]) -> Chained:
    """A chain of one line, of a class of chains; `begin` is what scripts call."""
    if wrong := fault(expr, letters_of(expr, given)):
        raise Refused(f"this cannot be derived: {wrong}")
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
