"""Adapters: a table a library, from formulas to its functions. They translate arguments and nothing else; what a
library does not offer they refuse with `NotOffered`.

An adapter is a module with

    FORMULAS   the name of a formula -> a function with the formula's own arguments, over the library's arrays; it sees them as the
               formula's fast form does: one number, or one pair, a spatial axis; words of conventions
    DTYPES     the types of numbers that the library has, widest first
    VERSIONS   of the library and what it computes with
    IMPORTS    lines that a reproduction starts with
    lifted     NumPy's array -> the library's; `lowered` back; `written` the library's array as Python
    gradient   (fn, dy, arrays) -> the vector-Jacobian product by automatic differentiation, where the library has it
    FIXED      arrays by which it does not differentiate, if any
    slow       True where large cases have to be smaller
"""

from __future__ import annotations

from collections.abc import Sequence

from ...evidence.checks import NotOffered


def symmetric(padding: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Padding as one number an axis, or NotOffered."""
    if any(before != after for before, after in padding):
        raise NotOffered("padding that differs before and after")
    return tuple(before for before, _ in padding)


def lacks(**settings: bool) -> None:
    """Refuse settings that a library lacks: `lacks(flip=flip)`."""
    if found := [name.replace("_", " ") for name, asked in settings.items() if asked]:
        raise NotOffered(", ".join(found))
