"""Adapters: one module a library, with a table from formulas to its functions. They translate arguments and nothing
else; what a library does not have they refuse with `NotOffered`.

An adapter is a module with

    FORMULAS   the name of a formula -> a function of the formula's own arguments, over arrays of the library; it gets
               them as the fast form does: one number, or one pair, for each spatial axis; words of conventions
    DTYPES     the types of numbers that the library has, widest first
    VERSIONS   of the library and of what it computes with
    IMPORTS    the first lines of a reproduction
    lifted     an array of NumPy -> one of the library; `lowered` back; `as_python` writes one as Python
    gradient   (fn, dy, arrays) -> the vector-Jacobian product by automatic differentiation, by the names of the arrays;
               left out if the library has none
    GRADIENT   the same as Python, `gradient(function, dy, arrays, of)`, for programs that need the library alone
    offered    a function of FORMULAS -> one that raises NotOffered for what the library says it lacks; may be left out
    FIXED      the arrays that it does not differentiate by; may be left out
    LAYOUTS    the name of a layout of the library, such as channels last -> a table as FORMULAS, whose functions take
               and return what those of FORMULAS do; may be left out
    ADAPTED    False if its functions take arguments as those of one's own do, in every spelling; may be left out
    slow       True if large cases have to be smaller; may be left out
"""

from __future__ import annotations

from ...evidence.checks import NotOffered
from ..aliases import LibraryArray

Ints = tuple[int, ...]  # one integer for each spatial axis
Pairs = tuple[tuple[int, int], ...]  # padding before and after, for each spatial axis
Axis = int | tuple[int, ...]


def symmetric(padding: Pairs) -> Ints:
    """Padding as one number for each axis. Raises NotOffered if it differs before and after."""
    if any(before != after for before, after in padding):
        raise NotOffered("padding that differs before and after")
    return tuple(before for before, _ in padding)


def lacks(**settings: bool) -> None:
    """Raise NotOffered for settings that a library lacks, by their names: `lacks(flip=flip)`."""
    if found := [name.replace("_", " ") for name, asked in settings.items() if asked]:
        raise NotOffered(", ".join(found))


def one_axis(axis: Axis) -> int:
    """An axis as one number. Raises NotOffered if there are several."""
    axes = axis if isinstance(axis, tuple) else (axis,)
    lacks(several_axes=len(axes) != 1)
    return axes[0]


def over(x: LibraryArray) -> Ints:
    """The axes of a batch of images but that of the channels."""
    return (0, *range(2, x.ndim))
