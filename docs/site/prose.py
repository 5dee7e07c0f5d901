"""Docstrings as Markdown, and their examples run."""

from __future__ import annotations

import contextlib
import doctest
import functools
import inspect
import io
import re
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any  # Any: what a docstring is of

from numpydoc.docscrape import NumpyDocString

from mathcnn.catalogue import catalog
from mathcnn.text import markdown

CODE = re.compile(r"(`+)(.+?)\1(?!`)", re.DOTALL)


@functools.cache
def formulas() -> frozenset[str]:
    """The names of all formulas."""
    return frozenset(catalog().formulas)


def linked(code: str) -> str:
    """A piece of code, as a link if it is the name of a formula or of a law."""
    whole, colons, _ = code.partition("::")
    if whole in formulas() and (not colons or code in catalog().laws):
        return f"{{{'law' if colons else 'formula'}}}`{code}`"
    fence = "``" if "`" in code else "`"
    pad = " " if "`" in code else ""
    return f"{fence}{pad}{code}{pad}{fence}"


def prose(text: str) -> str:
    """Text of a docstring as Markdown: code in backquotes stays code, names of formulas are links, and nothing else
    means anything."""
    parts, at = [], 0
    for found in CODE.finditer(text):
        parts += [markdown.escaped(text[at : found.start()]), linked(" ".join(found[2].split()))]
        at = found.end()
    said = "".join([*parts, markdown.escaped(text[at:])])
    return re.sub(r"(?m)^(\s*)([-+*]|\d+[.)])(?=\s)", r"\1\\\2", said)


def paragraphs(lines: Iterable[str]) -> str:
    """Lines of a docstring as paragraphs. Lines that are indented are shown as they are."""
    text = inspect.cleandoc("\n".join(lines))
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    return "\n\n".join(
        markdown.block(inspect.cleandoc(block), "text") if re.match(r" {2,}", block) else prose(block)
        for block in blocks
    )


@dataclass(frozen=True)
class Described:
    """What a docstring says.

    about: its sentences; parameters, returns, raises, attributes: (name and type, what it is), as Markdown; examples:
    the prompts and outputs, as they came out now.
    """

    about: str = ""
    parameters: list[tuple[str, str]] = field(default_factory=list)
    returns: list[tuple[str, str]] = field(default_factory=list)
    raises: list[tuple[str, str]] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    examples: str = ""
    more: str = ""


def described(thing: Any, space: dict[str, Any] | None = None) -> Described:
    """The docstring of a thing, read.

    thing: a function, class or module. space: the names that its examples may use; None to show them without running.
    """
    doc = inspect.getdoc(thing) or ""
    said, prompt, shown = doc.partition(">>>")
    read = NumpyDocString(said)
    about = paragraphs([*read["Summary"], "", *read["Extended Summary"]])

    def entries(section: str, named: bool) -> list[tuple[str, str]]:
        return [entry(one.name, one.type, one.desc, named) for one in read[section]]

    examples = ""
    if prompt:
        examples = doc[len(said) :] if space is None else ran(prompt + shown, space)
    return Described(
        about,
        entries("Parameters", True),
        entries("Returns", False),
        entries("Raises", True),
        entries("Attributes", True),
        examples.strip(),
        paragraphs(read["Extended Summary"]),
    )


def entry(name: str, kind: str, lines: Iterable[str], named: bool) -> tuple[str, str]:
    """An entry of a section of a docstring: its name, or "", and what is said of it, as Markdown.

    name, kind, lines: as numpydoc reads them. This library writes "name : what it is" in one line. named: whether the
    entries of the section have names.
    """
    if named and not name:
        name, _, kind = kind.partition(" : ")
    said = [" : ".join(filter(None, [name, kind])) if not named else kind, "", *lines]
    return (name if named else ""), paragraphs(said)


def ran(text: str, space: dict[str, Any]) -> str:
    """Examples of a docstring with the outputs that they have now.

    text: prompts, outputs and sentences between them; space: the names that they may use, which they may change.
    """
    lines = []
    for piece in doctest.DocTestParser().parse(text):
        if isinstance(piece, str):
            lines.append(piece.strip("\n"))
            continue
        first, *rest = piece.source.rstrip("\n").split("\n")
        lines += [f">>> {first}", *(f"... {line}" for line in rest)]
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            try:
                exec(compile(piece.source, "<example>", "single"), space)
            except Exception as error:  # what an example shows may be an error of any class
                out.write("Traceback (most recent call last):\n")
                out.write("".join(traceback.format_exception_only(error)))
        lines.append(out.getvalue().rstrip("\n"))
    return "\n".join(line for line in lines if line)
