"""A formula as a definition of Coq, under one choice of its words and for any number of spatial axes.

Trusted. It trusts `expressions`. The definition has the letters of the statement, then the arrays, as functions of
their
indices counted from 0, then the indices of the result, counted from 0.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any  # Any: a word is a text, a bool, None or a number

import sympy as sp

from mathcnn.activation.letters import labels
from mathcnn.language import shapes
from mathcnn.language.derivatives.formulas import GradientFormula
from mathcnn.language.formula import Formula
from mathcnn.language.operators import OnAxes
from mathcnn.language.statement import Axis, Convention, with_words

from .expressions import REALS, Unprinted, Values, is_count, is_place, name, whole
from .extended import ExtendedValues
from .places import application

Chosen = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Printed:
    """A formula for Coq.

    name: of the definition. letters: the sizes and numbers that it takes, in order. arrays: the first index and the
    size
    of each axis of each array. result: the same of the result. steps: how letters follow from the shapes of arrays.
    meanings: of the letters that words set. text: the definition. ring: the structure of numbers. spatial: whether it
    has spatial axes. whole: whether the result is a whole number, and no array is read. extended: whether it may be
    infinite or no number.
    """

    name: str
    letters: tuple[sp.Symbol, ...]
    arrays: dict[str, list[shapes.Entry]]
    result: list[shapes.Entry]
    steps: list[shapes.Step]
    meanings: dict[sp.Symbol, sp.Basic]
    requires: list[sp.Basic]
    text: str
    ring: str
    spatial: bool
    whole: bool
    extended: bool = False


def kind(letter: sp.Basic) -> str:
    """The type of a letter."""
    return "G" if is_place(letter) else "Z" if letter.is_integer else "R"


def typed(line: list[shapes.Entry] | tuple[sp.Basic, ...], value: str = "R") -> str:
    """The type of an array, from its axes."""
    return " -> ".join([*("G" if any(map(is_place, (e.first, e.size))) else "Z" for e in line), value])


def line_of(text: str, scope: dict[str, Any], said: Callable[[sp.Expr], sp.Expr]) -> list[shapes.Entry]:
    """The axes of one array of a shape line, with the meanings of letters; `*1` is a place on each axis."""
    found = []
    texts = shapes.split(text.strip().rstrip("?")[1:-1])
    for one, e in zip(texts, shapes.entries(text, scope, None, {}), strict=True):
        size = said(e.size)
        if one.startswith("*") and not is_place(size):
            size = OnAxes(size, Axis("axis"))
        found.append(shapes.Entry(said(e.first), size, e.many))
    return found


def bare(e: shapes.Entry) -> sp.Expr:
    """The size of an axis, whether it is one for each spatial axis or not."""
    return e.size.args[0] if isinstance(e.size, OnAxes) else e.size


def selects_the_last(of: Formula) -> bool:
    """Whether an argument that selects axes selects one, which is printed as the last of every array that has it."""
    lines = [shapes.split(text.strip()[1:-1]) for side in of.shapes.split("->") for text in shapes.split(side.strip())]
    return all(letter not in line[:-1] and f"{letter}..." not in line for line in lines for letter in of.along.values())


def words_of(of: Formula, given: dict[str, Any]) -> Chosen:
    """The words among arguments that the statement depends on, in the order of the signature."""
    return tuple(
        (a, of.word(a, given[a])) for a, w in of.words.items() if w.letters and a in given and of.is_word(a, given[a])
    )


def value_of(of: Formula, a: str) -> str:
    """The type of the entries of an array: labels are whole numbers."""
    of = of.of if isinstance(of, GradientFormula) else of
    return "Z" if of.domain.get(a) is labels else "R"


def with_labels(of: Formula, e: sp.Basic) -> sp.Basic:
    """An expression with entries of arrays of labels, which have one axis, as whole numbers."""
    found = {x for x in e.atoms(sp.Indexed) if value_of(of, str(x.base)) == "Z" and len(x.indices) == 1}
    return e.xreplace({x: application(name(x.base), (False,), False)(*x.indices) for x in found})


def suffix(words: Chosen, of: Formula) -> str:
    """What the name of a definition says about words; a convention that is the default says nothing."""
    usual = lambda a, w: w == of.signature.parameters[a].default and isinstance(of.words[a], Convention)
    said = [(a, w) for a, w in words if not usual(a, w)]
    return "".join(f"_{a}_{w}" for a, w in said).replace("-", "_").lower()


def ring_binder(ring: str) -> list[str]:
    """How a definition or a proposition takes the structure of its numbers; R are the real numbers without this."""
    return [f"(R : {ring})"] * (ring != REALS)


@functools.cache
def printed(of: Formula, words: Chosen) -> Printed:
    """The definition of a formula. Raises Unprinted."""
    definition = of.definition
    if of.spaces or {a for a in definition.labels if value_of(of, a) == "R"}:
        raise Unprinted(f"{of.name}: functions and labels are not printed")
    swap = {s: sp.sympify(v) for a, w in words for s, v in zip(of.words[a].letters, of.words[a].words[w], strict=True)}
    meanings = frozenset(swap.items())
    said = lambda e: with_labels(of, with_words(e, meanings))
    line = lambda text: line_of(text, of.scope, said)
    before, _, after = of.shapes.partition("->")
    arrays = dict(zip(of.arrays, map(line, shapes.split(before)), strict=True))
    result = line(after)
    scalars = {s for a, letters in of.scalars.items() if a not in dict(words) for s in letters}
    known = {s.name for s in scalars}
    steps = shapes.steps({a: [replace(e, size=bare(e)) for e in those] for a, those in arrays.items()}, known, of.name)
    output, parts = equations(of, words, said)
    requires = [said(rule) for rule in of.requires]
    found = sorted({s.letter for s in steps if s.letter is not None}, key=str)
    letters = tuple([*found, *(s for a in of.scalars for s in of.scalars[a] if s in scalars and s not in found)])
    bounds = {a: [(e.first, e.first + e.size) for e in those] for a, those in arrays.items()}
    full = name(of.name) + suffix(words, of)
    binders = [f"({name(s)} : {kind(s)})" for s in letters]
    binders += [f"({name(a)} : {typed(those, value_of(of, a))})" for a, those in arrays.items()]
    spatial = any(is_place(e) for e in (*letters, output.rhs))
    given = " ".join(map(name, (*letters, *arrays)))
    values = Values(bounds, {})
    extended = ExtendedValues(values, set())
    indices = tuple(output.lhs.indices) if isinstance(output.lhs, sp.Indexed) else ()
    is_number = isinstance(output.lhs, Axis) or not arrays and not result and is_count(output.rhs)
    if is_number:
        kinds = "G" if is_place(output.rhs) else "Z"
        binders = [f"({name(s)} : {kind(s)})" for s in letters]
        text = whole(output.rhs)
        ring, lines = "", [f"Definition {full} {'(G : space) ' * spatial}{' '.join(binders)} : {kinds} := {text}."]
        return Printed(full, letters, arrays, result, steps, swap, requires, "\n".join(lines), ring, spatial, True)
    lines = []
    for e in (*parts, output):
        at = tuple(e.lhs.indices) if isinstance(e.lhs, sp.Indexed) else ()
        rhs = e.rhs
        if e is output and any(one.first != 0 for one in result):
            rhs = rhs.xreplace({k: k + one.first for k, one in zip(at, result, strict=True)})
        beyond = extended.reads(rhs)
        text = (extended if beyond else values)(rhs)
        own = full if e is output else f"{full}_{name(e.lhs.base)}"
        places = [f"({name(k)} : {kind(k)})" for k in at]
        taken, head = ring_binder(values.ring), ["R"] * (values.ring != REALS) + ["G"] * spatial
        everything = " ".join([*taken, *["(G : space)"] * spatial, *binders, *places])
        lines.append(f"Definition {own} {everything} : {'extended R' if beyond else 'R'} :=\n  {text}.")
        if e is not output:
            extended.parts |= {str(e.lhs.base)} if beyond else set()
            values.parts[str(e.lhs.base)] = " ".join([f"@{own}", *head, given])
    if len(indices) != len(result):
        raise Unprinted(f"{of.name}: its statement has {len(indices)} indices and its shape {len(result)} axes")
    text = "\n".join(lines)
    return Printed(full, letters, arrays, result, steps, swap, requires, text, values.ring, spatial, False, beyond)


def equations(of: Formula, words: Chosen, said: Any) -> tuple[sp.Eq, list[sp.Eq]]:
    """The statement, and the named parts that it reads, each after those that it reads itself."""
    statement, where = of.equations(words) if isinstance(of, GradientFormula) else (of.statement, of.where)
    equation = lambda e: sp.Eq(said(e.lhs), said(e.rhs), evaluate=False)
    output = equation(statement)
    parts = {str(e.lhs.base): equation(e) for e in where}
    order: list[sp.Eq] = []

    def visit(e: sp.Eq) -> None:
        for base in sorted({str(x.base) for x in e.rhs.atoms(sp.Indexed)} & parts.keys()):
            if parts[base] not in order:
                visit(parts[base])
                order.append(parts[base])

    visit(output)
    return output, order
