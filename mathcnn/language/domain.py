"""What arguments may be: arrays in a domain (probabilities, positive numbers), functions in a space of functions."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any  # Any: letters and functions have values of every number type

from .admission import Numbers


@dataclass(frozen=True)
class Domain:
    """What the entries of an array argument must satisfy.

    Parameters
    ----------
    tex : str
        The condition as LaTeX.
    fault : function of (array, values of the letters)
        What is wrong with an array, to stand after the argument's name in a message ("holds -1 at (0,); ..."); empty
        if nothing is.
    make : function of (array, values of the letters)
        Takes free values of any number type into the domain, for tests.
    exact : bool
        Whether floats can satisfy the condition exactly. Probabilities cannot: they sum to 1 only up to one rounding
        of each entry.
    nonnegative : bool
        Whether all entries of every array in the domain are >= 0. Derivations use this; `tex` decides nothing.
    """

    tex: str
    fault: Callable[[Numbers, dict[str, Any]], str]  # Any: letters take values of every number type
    make: Callable[[Numbers, dict[str, Any]], Numbers]
    exact: bool = True
    nonnegative: bool = False

    def roundings(self, x: Numbers) -> int:
        """By how many roundings an entry of x may be off."""
        return 0 if self.exact else x.size + 1


def is_definite(x: Numbers) -> bool:
    """Whether a domain can be decided for x: true for floats, integers and fractions, false for symbols and balls."""
    return x.dtype.kind != "O" or all(isinstance(v, (int, Fraction)) for v in x.flat)


@dataclass(frozen=True)
class FunctionSpace:
    """What a function argument may be.

    Parameters
    ----------
    admit : function of (name, value)
        The function that a value stands for. Raises TypeError or ValueError with the name of the argument otherwise.
    members : tuple
        Functions to try in tests, the simplest first.
    sample : function of a random generator
        Draws another one.
    """

    admit: Callable[[str, Any], Any]  # Any: a function is a SymPy expression, a sequence, or what a formula defines
    members: tuple[Any, ...]
    sample: Callable[[random.Random], Any]
