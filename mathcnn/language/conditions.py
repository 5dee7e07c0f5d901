"""How conditions are printed: ranges as 0 <= e < n, places of maxima, and quotients that a condition makes exact."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import sympy as sp
from sympy.core.relational import Relational

from .dispatch import Printer
from .operators import ArgMaxOver, under

Division = tuple[sp.Expr, sp.Expr]  # a numerator, and what divides it


def parts_of(tests: Iterable[sp.Basic]) -> list[sp.Basic]:
    """The conditions that conditions ask for together, in the order in which they are read: what divides what, then
    ranges, then what entries of arrays must be."""
    parts = itertools.chain(*map(_each, tests))
    return sorted(parts, key=lambda part: (_place(part), sp.default_sort_key(part)))


def _each(test: sp.Basic) -> Iterator[sp.Basic]:
    """The conditions that one asks for: those of a conjunction, or the opposites of those that must not hold."""
    if isinstance(test, sp.And):
        yield from itertools.chain(*map(_each, test.args))
    elif isinstance(test, sp.Not) and isinstance(test.args[0], sp.Or):
        yield from itertools.chain(*(_each(sp.Not(part)) for part in test.args[0].args))
    elif isinstance(test, Relational) and test.rhs.atoms(sp.Indexed) and not test.lhs.atoms(sp.Indexed):
        yield test.reversed
    else:
        yield test


def _place(test: sp.Basic) -> int:
    if _division(test) is not None:
        return 0
    return 2 if test.atoms(sp.Indexed) else 1


def _division(test: sp.Basic) -> Division | None:
    """(E, D) for the condition E mod D = 0."""
    if isinstance(test, sp.Eq) and isinstance(test.lhs, sp.Mod) and test.rhs == 0:
        top, by = test.lhs.args
        return sp.expand(top), by
    return None


def divisions(tests: Iterable[sp.Basic]) -> Iterator[Division]:
    """(E, D) for each condition E mod D = 0 that conditions ask for."""
    yield from (found for part in parts_of(tests) if (found := _division(part)) is not None)


def exactly(e: sp.Basic, divided: Iterable[Division]) -> sp.Basic:
    """An expression with E in place of D floor(E / D), for quotients that are exact."""
    known = set(divided)

    def whole(x: sp.Mul) -> sp.Basic:
        for part in x.args:
            if (found := quotient(part)) in known and found is not None and found[1] in x.args:
                return sp.Mul(found[0], *(y for y in x.args if y not in (part, found[1])))
        return x

    return e.replace(lambda x: isinstance(x, sp.Mul), whole)


def quotient(e: sp.Basic) -> Division | None:
    """The numerator and the denominator of a floored quotient; None for another expression."""
    if not isinstance(e, sp.floor):
        return None
    above, below = sp.fraction(sp.together(e.args[0]))
    return (sp.expand(above), below) if below != 1 else None


def latex_of(tests: Iterable[sp.Basic], writer: Printer) -> list[str]:
    """The conditions that conditions ask for together, each as LaTeX; two that bound one expression are one."""
    left, said = parts_of(tests), list[str]()
    while left:
        part = left.pop(0)
        other = next((one for one in left if _between(part, one, writer) or _between(one, part, writer)), None)
        if other is not None:
            left.remove(other)
            said.append(_between(part, other, writer) or _between(other, part, writer))
        elif (found := _division(part)) is not None:
            said.append(rf"{writer.doprint(found[1])} \mid {writer.doprint(part.lhs.args[0])}")
        else:
            said.append(writer.doprint(part))
    return said


def _between(low: sp.Basic, high: sp.Basic, writer: Printer) -> str:
    """Two conditions that bound one expression from below and from above, as one; nothing for other conditions."""
    p = writer.doprint
    if isinstance(low, sp.Ge) and isinstance(high, sp.Ge) and sp.expand(high.rhs - 1 - low.lhs) == 0:
        return rf"{p(low.rhs)} \leq {p(low.lhs)} < {p(high.lhs)}"
    if isinstance(low, sp.Gt | sp.Ge) and isinstance(high, sp.Lt | sp.Le) and low.lhs == high.lhs:
        signs = ("<" if isinstance(one, sp.Gt | sp.Lt) else r"\leq" for one in (low, high))
        return " ".join(itertools.chain(*zip((p(low.rhs), p(low.lhs)), signs, strict=True), (p(high.rhs),)))
    return ""


def of_maximum(test: sp.Basic, writer: Printer) -> str | None:
    """A place that is that of a maximum, as (h, l) = argmax over u, v; None for another condition."""
    if not isinstance(test, sp.Eq):
        return None
    at, maximum = test.args if isinstance(test.rhs, ArgMaxOver) else reversed(test.args)
    if not isinstance(maximum, ArgMaxOver):
        return None
    value, place = maximum.function
    bound = [limit[0] for limit in maximum.limits]
    where = under(r"\operatorname{arg\,max}", value, maximum.limits, writer)
    if (letters := _letters_at(at, place, bound)) is None:
        return None if place != bound[0] else f"{writer.doprint(at)} = {where}"
    said = ", ".join(map(writer.doprint, letters))
    return f"{said if len(letters) == 1 else f'({said})'} = {where}"


def _letters_at(at: sp.Expr, place: sp.Expr, bound: list[sp.Symbol]) -> tuple[sp.Symbol, ...] | None:
    """The letters in `at` that stand where those that are maximised over stand in the place."""
    if at == place:
        return tuple(bound)
    free = sorted(at.free_symbols - place.free_symbols, key=str)
    for letters in itertools.permutations(free, len(bound)):
        if sp.expand(place.xreplace(dict(zip(bound, letters, strict=True))) - at) == 0:
            return letters
    return None
