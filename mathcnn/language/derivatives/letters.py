"""Letters of a derivation: fresh ones while it runs, and readable ones at its end."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from ..symbols import Axis

PLAIN = ("e", "m", "l", "r", "h", "k", "j", "q", "a", "b")  # for an index of one axis, in the order of preference
# for an index of each spatial axis; s is also a stride
SPATIAL = ("h l m", "e f g", "r s z", "a b d", "i j k", "u v t", "xi zeta chi")


class Fresh:
    """Letters that occur nowhere else, each with the letter that it stands for."""

    def __init__(self) -> None:
        self.origin: dict[sp.Symbol, sp.Symbol] = {}
        self._numbers = itertools.count()

    def like(self, s: sp.Symbol) -> sp.Symbol:
        """A fresh letter for one axis or for every spatial axis, as s is."""
        new = self.new(isinstance(s, Axis))
        self.origin[new] = self.origin.get(s, s)
        return new

    def new(self, axis: bool) -> sp.Symbol:
        """A fresh letter that stands for no letter of a statement."""
        name = f"_{next(self._numbers)}"
        new = Axis(name) if axis else sp.Symbol(name, integer=True)
        self.origin[new] = new
        return new


def names_of(s: sp.Symbol) -> set[str]:
    """The names under which a letter is printed and run, on up to three axes."""
    if not isinstance(s, Axis):
        return {s.name}
    return {s.at(k, rank).name for rank in (1, 2, 3) for k in range(rank)}


def words_in(e: sp.Basic) -> set[str]:
    """Every name in an expression: of letters, which may be bound, and of arrays."""
    letters = (s for s in e.atoms(sp.Symbol) if not s.name.startswith("_"))
    return set(itertools.chain(*map(names_of, letters))) | {str(b.label) for b in e.atoms(sp.IndexedBase)}


def _candidates(wanted: sp.Symbol | None, axis: bool) -> Iterator[sp.Symbol]:
    """Letters that may be used, the best one first."""
    if wanted is not None and not wanted.name.startswith("_") and isinstance(wanted, Axis) == axis:
        yield wanted
    for name in SPATIAL if axis else PLAIN:
        yield Axis(name) if axis else sp.Symbol(name, integer=True)
    for k in itertools.count(1):
        yield Axis(f"r{k}") if axis else sp.Symbol(f"r{k}", integer=True)


def choose(wanted: sp.Symbol | None, axis: bool, taken: set[str]) -> sp.Symbol:
    """The first letter whose names are not taken."""
    return next(s for s in _candidates(wanted, axis) if not names_of(s) & taken)


def named(e: sp.Basic, fresh: Fresh, taken: set[str]) -> sp.Basic:
    """An expression with readable letters in place of fresh ones that its operators bind.

    Parameters
    ----------
    e : the expression; its free letters are readable ones.
    fresh : the letters of the derivation.
    taken : names that a bound letter must not have: those of free letters, arrays and arguments.
    """
    if not e.args or not any(s in fresh.origin for s in e.atoms(sp.Symbol)):
        return e
    if isinstance(e, ExprWithLimits):
        swap: dict[sp.Symbol, sp.Symbol] = {}
        inner = taken | _bound_names(e.function)
        for letter in reversed([limit[0] for limit in e.limits]):
            if letter in fresh.origin:
                swap[letter] = choose(fresh.origin[letter], isinstance(letter, Axis), inner)
            inner = inner | names_of(swap.get(letter, letter))
        limits = [tuple(part.xreplace(swap) for part in limit) for limit in e.limits]
        body = named(e.function.xreplace(swap), fresh, inner)
        return e.func(body, *(tuple(named(part, fresh, inner) for part in limit) for limit in limits))
    return e.func(*(named(part, fresh, taken) for part in e.args))


def _bound_names(e: sp.Basic) -> set[str]:
    """The names of readable letters that operators inside an expression bind: they must not be taken by an operator
    around it."""
    bound = (limit[0] for one in e.atoms(ExprWithLimits) for limit in one.limits)
    return set(itertools.chain(*(names_of(s) for s in bound if not s.name.startswith("_"))))


def renamed(e: sp.Basic, swap: Mapping[sp.Symbol, sp.Basic]) -> sp.Basic:
    """An expression with other free letters; bound ones stay."""
    if not e.args:
        return swap.get(e, e)
    if isinstance(e, ExprWithLimits):
        inner = {s: t for s, t in swap.items() if s not in {limit[0] for limit in e.limits}}
        limits = [(limit[0], *(renamed(part, swap) for part in limit[1:])) for limit in e.limits]
        return e.func(renamed(e.function, inner), *limits)
    return e.func(*(renamed(part, swap) for part in e.args))


def free_letters(e: sp.Basic) -> set[sp.Symbol]:
    """The letters of an expression that nothing in it binds, without names of arrays."""
    return {s for s in e.free_symbols if isinstance(s, sp.Symbol)} - {b.label for b in e.atoms(sp.IndexedBase)}


def all_free(parts: Iterable[sp.Basic]) -> set[sp.Symbol]:
    """The free letters of several expressions."""
    return set(itertools.chain(*map(free_letters, parts)))
