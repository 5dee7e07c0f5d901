"""What a derivation starts from and what it consists of: statements, and the steps between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sympy as sp

from ..operators import Single


@dataclass(frozen=True)
class Source:
    """A statement to derive from, in axis letters, with words replaced by what they mean.

    output, parts : its equations.
    arrays : for each array its name and the range of the index on each axis.
    result : the range of the index on each axis of the result.
    incoming : the name of the array of the gradients of the result.
    taken : the names of arguments and sizes, which letters must not have.
    """

    output: sp.Eq
    parts: tuple[sp.Eq, ...]
    arrays: tuple[tuple[str, tuple[tuple[sp.Expr, sp.Expr], ...]], ...]
    result: tuple[tuple[sp.Expr, sp.Expr], ...]
    incoming: str
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """One step of a derivation.

    name, said : what is done, and the reason.
    output, parts : the statement after it. `runs` tells whether it has finite sums only, so that it can be evaluated.
    """

    name: str
    said: str
    output: sp.Eq
    parts: tuple[sp.Eq, ...] = ()
    runs: bool = True


@dataclass(frozen=True)
class Derivation:
    """The gradient by one array: its equations, the steps that lead to them, and the conventions that it depends on."""

    output: sp.Eq
    parts: tuple[sp.Eq, ...]
    steps: tuple[Step, ...]
    conventions: frozenset[str]


def entry(name: str, indices: tuple[sp.Expr, ...]) -> sp.Expr:
    """An entry of an array; of one without axes, its one entry."""
    base = sp.IndexedBase(name)
    return base[indices] if indices else Single(base)


def reads(equations: tuple[sp.Eq, ...], name: str, parts: tuple[sp.Eq, ...]) -> bool:
    """Whether equations read a part, or a part that does."""
    texts = {str(x.base) for e in equations for x in e.rhs.atoms(sp.Indexed)}
    by_name = {str(e.lhs.base): e for e in parts}
    left, seen = [n for n in texts if n in by_name], set()
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left += [str(x.base) for x in by_name[one].rhs.atoms(sp.Indexed) if str(x.base) in by_name]
    return name in seen


def through(output: sp.Eq, parts: Mapping[str, sp.Eq], array: str) -> tuple[str, ...]:
    """The parts through which the output depends on an array, each before those that it reads."""
    found = {n: {str(x.base) for x in e.rhs.atoms(sp.Indexed)} for n, e in (("", output), *parts.items())}

    def depends(name: str) -> bool:
        return name == array or any(depends(n) for n in found.get(name, ()) if n in parts or n == array)

    order: list[str] = []

    def visit(name: str) -> None:
        if name in order:
            return
        for n in sorted(found[name]):
            if n in parts and depends(n):
                visit(n)
        order.append(name)

    visit("")
    return tuple(reversed(order[:-1]))
