"""Whether a statement is linear in an array, for all sizes: by its form, sums of products with one such factor each."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

import sympy as sp

from .choices import Where

# What an expression is in an array: free of it, zero, linear in it, or something else.
FREE, ZERO, LINEAR, OTHER = "free", "zero", "linear", "other"


def reads_array(equations: Iterable[sp.Eq], array: str) -> bool:
    """Whether any right side reads an entry of an array, also in a condition or an index."""
    return any(str(x.base) == array for e in equations for x in e.rhs.atoms(sp.Indexed))


def is_linear(output: sp.Eq, parts: Iterable[sp.Eq], array: str, absent: frozenset[str] = frozenset()) -> bool:
    """Whether the result of a statement is linear in an array, whatever the sizes and the other arguments.

    What lies outside an array takes no part, so that it is 0 in a sum.

    Parameters
    ----------
    output, parts : the equation, and those of its named parts.
    array : the array.
    absent : arrays that are left out, whose entries take no part.

    Returns
    -------
    True only if the form shows it: each term has one factor that is linear, and divisors, conditions and indices do not
    read the array. A part that is linear counts as a linear factor. A product with an absent array counts as 0.
    """
    return _Form({str(e.lhs.base): e.rhs for e in parts}, array, absent).of(output.rhs) in (LINEAR, ZERO)


class _Form:
    """The form of expressions in one array."""

    def __init__(self, parts: Mapping[str, sp.Expr], array: str, absent: frozenset[str]):
        self.parts, self.array, self.absent = parts, array, absent
        self.of_part = functools.cache(lambda name: self.of(parts[name]))

    def of(self, e: sp.Basic) -> str:
        """What an expression is in the array."""
        match e:
            case _ if e == 0:
                return ZERO
            case sp.Indexed():
                return self._entry(e)
            case sp.Add():
                return self._sum([self.of(x) for x in e.args])
            case sp.Mul():
                return self._product([self.of(x) for x in e.args])
            case sp.Sum():
                return self._if_free(self.of(e.function), [x for limit in e.limits for x in limit[1:]])
            case Where():
                return self._if_free(self.of(e.args[0]), e.args[1:])
            case sp.Piecewise():
                return self._if_free(self._sum([self.of(v) for v, _ in e.args]), [test for _, test in e.args])
            case _:
                return FREE if self.is_free(e) else OTHER

    def is_free(self, e: sp.Basic) -> bool:
        """Whether an expression does not depend on the array, and so has the same value for all of its entries."""
        return all(self.of(x) in (FREE, ZERO) for x in e.atoms(sp.Indexed))

    def _entry(self, x: sp.Indexed) -> str:
        name = str(x.base)
        if not all(map(self.is_free, x.indices)):
            return OTHER
        if name == self.array:
            return LINEAR
        if name in self.absent:
            return ZERO
        return self.of_part(name) if name in self.parts else FREE

    def _if_free(self, found: str, others: Iterable[sp.Basic]) -> str:
        return found if all(map(self.is_free, others)) else OTHER

    @staticmethod
    def _sum(found: list[str]) -> str:
        kinds = set(found) - {ZERO}
        return (kinds.pop() if len(kinds) == 1 else OTHER) if kinds else ZERO

    @staticmethod
    def _product(found: list[str]) -> str:
        if OTHER in found or found.count(LINEAR) > 1:
            return OTHER
        return ZERO if ZERO in found else LINEAR if LINEAR in found else FREE
