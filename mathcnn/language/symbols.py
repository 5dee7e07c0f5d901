"""Letters of statements, and arguments that stand for letters."""

from __future__ import annotations

import functools
from typing import Any

import sympy as sp


class Axis(sp.Symbol):
    """A letter that stands for one letter on each spatial axis: `Axis("i j k")` is i, j, k; `Axis("p")` is p_1, p_2,
    p_3 (p alone if there is one axis). They are integers, unless `integer=None` says that they need not be."""

    def __new__(cls, names: str, **assumptions: bool | None) -> Axis:
        letters: Axis = super().__new__(cls, names, **{"integer": True, **assumptions})
        return letters

    @functools.cache  # noqa: B019  letters live as long as their modules
    def at(self, k: int, rank: int) -> sp.Symbol:
        """The letter of axis k of `rank` axes."""
        first, *more = self.name.split()
        if rank == 1 or (more and k == 0):
            name = first
        else:
            name = more[k - 1] if len(more) >= k > 0 else f"{first}_{k + 1}"
        return sp.Symbol(name, **self._assumptions_orig)


def axes(names: str, **assumptions: bool) -> list[Axis]:
    """Several axis letters with the same assumptions: `axes("stride, dilation", positive=True)`."""
    return [Axis(name.strip(), **assumptions) for name in names.split(",")]


def equation(left: sp.Basic, right: sp.Basic | float) -> sp.Eq:
    """The equation `left = right` that a formula states.

    `sympy.Eq` asks what both sides are, to tell whether they are equal, which takes as long as all else that is done
    when formulas are loaded. A formula states that they are, so that nothing is asked here.
    """
    return sp.Eq(left, right, evaluate=False)


class Words:
    """An argument that sets one or several letters, and the words that it takes.

    Parameters
    ----------
    letters : symbol or tuple of symbols
        The letters that the argument sets.
    words : dict
        For each word the values of the letters: `{"valid": (0, 0), None: (k,)}`.
    """

    def __init__(self, letters: sp.Symbol | tuple[sp.Symbol, ...], words: dict[Any, tuple[Any, ...]]):  # Any: see below
        self.letters = letters if isinstance(letters, tuple) else (letters,)
        self.words = words  # Any: a word is a text, a bool, None or a number; its values are expressions or numbers


class Spelling(Words):
    """Words that abbreviate numbers (padding="same"): the fast form is passed the numbers."""


class Ratio(Spelling):
    """Words that abbreviate a rational number > 0 for each spatial axis (scale=None). The argument sets two letters,
    the numerator and the denominator; the fast form is passed fractions."""


class Convention(Words):
    """Words between which implementations differ (flip, border, divisor): the fast form is passed the word."""


class Method:
    """An argument that chooses how a fast form computes, and changes nothing in the statement.

    It is no part of the formula's signature: an implementation of the formula need not have it. In the fast form it is
    keyword-only, with a default.

    Parameters
    ----------
    *words : str
        The methods, the default first: `method=Method("auto", "direct", "transform")`.
    """

    def __init__(self, *words: str):
        self.words = words


class AxisArgument:
    """An argument that selects the axes of an array that one letter of the shape line stands for.

    Parameters
    ----------
    letter : str
        The letter: `axis=AxisArgument("X")`.
    """

    def __init__(self, letter: str):
        self.letter = letter
