"""Python programs that run a case again: the parts that all of them are made of.

A program has imports, lines, and a comment that says what came out. What a program calls differs: a formula and its
literal form here, the function of a target in `mathcnn.conformance`.
"""

from __future__ import annotations

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
    imports, lines : its lines.
    comment : what came out; put into one line after the others, or left out if empty.

    Returns
    -------
    The text of the program.
    """
    return "\n".join([*imports, *lines, *([f"# {' '.join(comment.split())}"] if comment else [])])


def printed(expression: str) -> str:
    """The line that prints the value of an expression."""
    return f"print({expression})"


def form_program(of: Formula, imports: Iterable[str], named: Arguments) -> str:
    """A program that prints the literal form and the fast form of a formula at these arguments."""
    return program(imports, [printed(called(name, (), named)) for name in (f"{of.name}.literal", of.name)])


def law_program(of: Formula, law: str, imports: Iterable[str], given: Iterable[str]) -> str:
    """A program that prints both sides of a law of the literal form; the arguments are given as Python."""
    return program(imports, [printed(called(f"{of.name}.laws[{law!r}]", [f"{of.name}.literal", *given], {}, str))])
