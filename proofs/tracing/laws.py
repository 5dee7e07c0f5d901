"""Both sides of a law about arrays: the law's own function, run on arrays whose sizes are letters.

Trusted. It trusts `namespaces`, `numpy_arrays` and `unfolding`; and of a law: its function, its formula, the settings
that it fixes, its shapes, and which of its arguments have entries that are >= 0 (`Domain.nonnegative`).

A law for which letters cannot stand for sizes is `Untraced`. No sides are typed in its place.
"""

from __future__ import annotations

import inspect
import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr, Indexed, IndexedBase, Symbol

from mathcnn.language.formula import Formula, Law, Plan
from mathcnn.language.shapes import Entry, entries
from mathcnn.language.statement import Axis, Convention, on_axis

from ..kernel.given import Given, between
from ..kernel.rewriting import lean
from ..subject import by_subject
from .arrays import LETTERS, Place
from .namespaces import StandIn, rebound, within
from .numpy_arrays import Array, Numpy, lifted
from .sizes import Sizes, Untraced
from .unfolding import Unfolding, letters_of, replaced, unfolded


@dataclass(frozen=True)
class Sides:
    """Both sides of a law at a place of the result, and what is known there.

    law: the law. lhs, rhs: the sides. place: the indices. shape: of the result. sizes: facts about sizes, each >= 0.
    given: what a derivation may use. words: the choice for each convention that the law leaves open. arguments: what
    the law was run on. settings: the other arguments of its formula. at: one place, if only that is meant.
    """

    law: Law
    lhs: Expr
    rhs: Expr
    place: tuple[Symbol, ...]
    shape: Place
    sizes: Place
    given: Given
    words: dict[str, Any]
    arguments: dict[str, Any]
    settings: dict[str, Any]
    at: tuple[int, ...] | None = None


def conventions(law: Law) -> list[dict[str, Any]]:
    """Every choice of words for the conventions that the law leaves open; one word where the choice sets no letter."""
    of = law.of
    left_open = lambda a: a not in law.held and (a in law.names or not law.plain)
    choices = {a: list(word.words) for a, word in of.words.items() if isinstance(word, Convention) and left_open(a)}
    choices = {a: words if of.words[a].letters else words[:1] for a, words in choices.items()}
    return [dict(zip(choices, words, strict=True)) for words in itertools.product(*choices.values())]


def every_sides(law: Law) -> list[Sides]:
    """The sides under each choice of words that the law leaves open. Raises Untraced."""
    return [sides(law, words) for words in conventions(law)]


def sides(law: Law, words: dict[str, Any] | None = None) -> Sides:
    """Both sides of a law about arrays.

    law: the law. words: one choice for the conventions that the law leaves open. Raises Untraced.
    """
    of, words = law.of, words or {}
    if law.relation != "=" or not law.holds:
        raise Untraced(f"{law.name} is no equation that holds")
    if of.along or of.axiswise or by_subject(of, arrays=False, functions=True):
        raise Untraced(f"{law.name} is about functions, or about axes that are named")
    plan = of.plan((law.rank or 1) if of.ranked else 1, tuple(words.items()))
    common = settings_of(law, plan, words)
    sizes = Sizes()
    given, supports = arguments_of(law, plan, common, words, sizes)
    sizes.letters = frozenset({s.name for v in [*given.values(), *common.values()] for s in free(v)} | set(supports))

    def implementation(*args: Any, **kwargs: Any) -> Array:
        call = of.signature.bind(*args, **kwargs).arguments
        return unfolded(of, {**common, **call}, sizes)

    try:
        lhs, rhs = rebound(law.fn, meanings(law, sizes))(implementation, **given)
        lhs, rhs = lifted(lhs, sizes), lifted(rhs, sizes)
    except Untraced:
        raise
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise Untraced(f"{law.name}: {error}") from error
    if lhs.ndim != rhs.ndim or not all(map(sizes.equal, lhs.shape, rhs.shape)):
        raise Untraced(f"{law.name}: sides of the shapes {lhs.shape} and {rhs.shape}")
    indices = indices_of(plan, lhs.ndim, sizes.letters)
    inside = [fact for s, n in zip(indices, lhs.shape, strict=True) for fact in between(s, 0, n - 1)]
    signs = frozenset(a for a, domain in law.domain.items() if a in supports and domain.nonnegative)
    facts = Given(supports, (*sizes.known.facts, *inside), signs)
    left, right = (lean(side.at(*indices), facts) for side in (lhs, rhs))
    return Sides(law, left, right, indices, lhs.shape, sizes.known.facts, facts, words, given, common)


def meanings(law: Law, sizes: Sizes) -> StandIn:
    """What stands in for objects while a law is traced: formulas give their statements, NumPy takes letters."""

    def stand_in(v: Any) -> Any:
        return Unfolding(v, sizes) if isinstance(v, Formula) else Numpy(sizes) if v is np else v

    return within(stand_in, ("mathcnn", inspect.unwrap(law.fn).__module__))


def settings_of(law: Law, plan: Plan, words: dict[str, Any]) -> dict[str, Any]:
    """The arguments of the formula that the law does not take: defaults, letters, words, and what the law fixes."""
    of = law.of
    common = {a: p.default for a, p in of.signature.parameters.items() if p.default is not inspect.Parameter.empty}
    if not law.plain:
        common |= {a: argument(of, a, plan.rank) for a in of.scalars if a not in words and a not in law.names}
    return common | {a: word for a, word in words.items() if a not in law.names} | dict(law.held)


def arguments_of(
    law: Law, plan: Plan, common: dict[str, Any], words: dict[str, Any], sizes: Sizes
) -> tuple[dict[str, Any], dict[str, tuple[tuple[Expr, Expr], ...]]]:
    """What the law is run on, and the first and last index of each array on each axis."""
    of = law.of
    fixed = {
        one: sp.sympify(v)
        for a in of.scalars
        if a not in law.names and not isinstance(common.get(a), str | bool | None)
        for one, v in letters_of(of.scalars[a], common[a], plan.rank)
    }
    supports: dict[str, tuple[tuple[Expr, Expr], ...]] = {}
    shapes: dict[str, list[Any]] = {}

    def array(name: str, line: list[Any]) -> Array:
        line = [Entry(replaced(e.first, fixed), replaced(e.size, fixed), e.many) for e in line]
        shapes[name] = line
        supports[name] = tuple((e.first, e.first + e.size - 1) for e in line)
        if not line:
            return Array((), lambda: Symbol(name, real=True), sizes)
        entry = lambda *place: Indexed(
            IndexedBase(name), *(sp.expand(e.first + k) for e, k in zip(line, place, strict=True))
        )
        return Array(tuple(e.size for e in line), entry, sizes, whole=True)

    given: dict[str, Any] = {}
    for name in law.names:
        if name in plan.arrays and name not in law.shapes:
            given[name] = array(name, plan.arrays[name])
        elif name in law.shapes:
            text = law.shapes[name]
            if text.startswith("("):
                given[name] = array(name, line_of(law, text, plan.rank, plan))
            elif ".." in text:
                given[name] = Symbol(name, integer=True, nonnegative=True)
            else:  # the shape of another argument
                given[name] = array(name, shapes.get(text) or plan.arrays[text])
        elif name in words:
            given[name] = words[name]
        else:
            given[name] = argument(of, name, plan.rank)
    for line in shapes.values():
        sizes.note(*(e.size - 1 for e in line))
    return given, supports


def argument(of: Formula, name: str, rank: int) -> Any:
    """An argument that is not an array, as its letters: one an axis, or a pair an axis. Raises Untraced without
    letters.
    """
    if name not in of.scalars:
        raise Untraced(f"{of.name}: the argument {name}")
    letters = of.scalars[name]
    if not any(isinstance(s, Axis) for s in letters):
        return letters[0]
    per_axis = [tuple(on_axis(s, k, rank) for s in letters) for k in range(rank)]
    return tuple(one if len(one) > 1 else one[0] for one in per_axis)


def line_of(law: Law, text: str, rank: int, plan: Plan) -> list[Any]:
    """The axes of an array that the law alone has, from its shape line."""
    letters = {c: Symbol(c, integer=True, positive=True) for c in "ABCDEFGHLMNOPQRSTWXYZ"}
    return list(entries(text, {**letters, **law.of.scope}, rank, plan.swap))


def indices_of(plan: Plan, count: int, taken: frozenset[str]) -> tuple[Symbol, ...]:
    """The indices of the result: those of the formula, if they fit and are free."""
    indices = tuple(s for s in plan.indices if s.name not in taken) if len(plan.indices) == count else ()
    if len(indices) != count:
        indices = tuple(Symbol(c, integer=True) for c in [c for c in LETTERS if c not in taken][:count])
    return indices


def free(v: Any) -> set[Symbol]:
    """The letters in an argument of a law, or in its sizes."""
    if isinstance(v, Array):
        return {s for n in v.shape for s in n.free_symbols}
    if isinstance(v, tuple):
        return {s for one in v for s in free(one)}
    return set(v.free_symbols) if isinstance(v, Expr) else set()
