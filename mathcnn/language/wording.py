"""What a formula or a law says, as short texts for reports."""

from __future__ import annotations

import inspect
from typing import Any

from .formula import Formula, Law


def first_line(thing: Formula | Law | object) -> str:
    """The first line of the docstring of a formula, a law, or any other object; empty if there is none."""
    return (inspect.getdoc(getattr(thing, "fn", thing)) or "").partition("\n")[0]


def statement_of(formula: Formula, **words: Any) -> list[str]:  # Any: a word is a text, a number, or a tuple of them
    """The statement of a formula and then its named parts, each as one line of LaTeX.

    formula: the formula, shown for two spatial axes if it has any; words: conventions under which it is shown, such as
    `flip=True`, instead of the defaults. Raises TypeError for an argument that the formula does not have, and
    ValueError for a value that is none of its words.
    """
    return formula.lines(2, **words)
