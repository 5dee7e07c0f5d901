"""Python programs that run a case again: the parts that all of them are made of.

A program has imports, lines, and a comment that says what came out. What a program calls differs: a formula and its
literal form here, the function of a target in `mathcnn.conformance`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from ..language.formula import Formula
from .aliases import Arguments, Value

Text: TypeAlias = Callable[[Value], str]  # writes a value as Python


def called(name: str, positional: Iterable[Value], named: Mapping[str, Value], text: Text = repr) -> str:
    """The call of a function as Python.

    Parameters
    ----------
    name : of the function.
    positional, named : its arguments.
    text : writes an argument as Python.

    Returns
    -------
    `name(positional, ..., named=...)`
    """
    arguments = [*map(text, positional), *(f"{a}={text(v)}" for a, v in named.items())]
    return f"{name}({', '.join(arguments)})"


def program(imports: Iterable[str], lines: Iterable[str], comment: str = "") -> str:
    """A program.

    Parameters
    ----------
    imports, lines : its lines; they may use `inf` and `nan`, which the program then imports.
    comment : what came out; put into one line after the others, or left out if empty.

    Returns
    -------
    The text of the program.
    """
    imports, lines = list(imports), list(lines)
    used = [name for name in ("inf", "nan") if any(re.search(rf"(?<![\w.]){name}\b", line) for line in lines)]
    names = [f"from math import {', '.join(used)}"] if used else []
    return "\n".join([*names, *imports, *lines, *([f"# {' '.join(comment.split())}"] if comment else [])])


def importing(of: Formula) -> str:
    """The line that imports the topic of a formula, or the module of a formula that is not one of this package."""
    ours = of.fn.__module__.partition(".")[0] == __name__.partition(".")[0]
    return f"from mathcnn import {of.topic}" if ours else f"import {of.topic}"


def lettered(arrays: Arguments) -> list[str]:
    """The lines that define the letters that stand in arrays, as in x_0 + 1; none if the arrays hold numbers only."""
    names = sorted({name for x in arrays.values() for name in re.findall(r"\b[A-Za-z]\w*_\d+\b", str(x))})
    if not names:
        return []
    return ["from sympy import symbols", f"{', '.join(names)} = symbols({' '.join(names)!r}, positive=True)"]


def printed(expression: str) -> str:
    """The line that prints the value of an expression."""
    return f"print({expression})"


def form_program(of: Formula, imports: Iterable[str], named: Arguments) -> str:
    """A program that prints the literal form and the fast form of a formula at these arguments."""
    return program(imports, [printed(called(name, (), named)) for name in (f"{of.name}.literal", of.name)])


def gradient_program(of: Formula, imports: Iterable[str], dy: Value, arrays: Arguments, named: Arguments) -> str:
    """A program that prints the gradient that follows from the statement, over floats, and that of the formula.

    Parameters
    ----------
    of : the formula.
    imports : the first lines of the program.
    dy : the gradient with respect to the result.
    arrays : the array arguments of the formula, as lists.
    named : its other arguments.
    """
    read = {a: f"np.array({x!r}, float)" for a, x in {**arrays, "dy": dy}.items()}
    lines = [
        f"arrays = {{{', '.join(f'{a!r}: {read[a]}' for a in arrays)}}}",
        f"dy = {read['dy']}",
        printed(f"pulled({of.name}, arrays, dy, {named!r}, FLOATS)"),
        printed(f"{of.name}.backward(dy, **arrays, **{named!r})"),
    ]
    needed = ["import numpy as np", *imports, "from mathcnn.language.gradients import pulled"]
    return program([*needed, "from mathcnn.numbers.floats import FLOATS", ""], lines)


def law_program(of: Formula, law: str, imports: Iterable[str], given: Iterable[str]) -> str:
    """A program that prints both sides of a law of the literal form; the arguments are given as Python."""
    return program(imports, [printed(called(f"{of.name}.laws[{law!r}]", [f"{of.name}.literal", *given], {}, str))])
