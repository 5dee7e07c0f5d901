"""Random cases of a law, with both sides computed by the statement of its formula.

Trusted. It trusts the literal forms of formulas, and the cases that `mathcnn.evidence` draws.
"""

from __future__ import annotations

import dataclasses
import itertools
import random
from collections.abc import Iterator
from typing import Any

import numpy as np

from mathcnn.evidence import cases, checks, functions
from mathcnn.language.formula import Formula, Law
from mathcnn.language.shapes import AxisGroups
from mathcnn.language.statement import Axis, Convention, Root

from ..subject import by_subject
from .theorems import Unlinked


@dataclasses.dataclass
class Example:
    """A case of a law.

    rank: the number of spatial axes. values: arguments and letters. axes: letters of spatial axes, with a number for
    each axis. lhs, rhs: the two sides. folds: how the axes of arrays of any number of variables are grouped.
    """

    rank: int
    values: dict[str, Any]
    axes: dict[str, tuple[int, ...]]
    lhs: np.ndarray
    rhs: np.ndarray
    folds: tuple[AxisGroups, ...] = ()

    def sides(self, axes: int) -> tuple[np.ndarray, np.ndarray]:
        """Both sides with this number of axes, where all axes that one letter stands for may count as one."""
        lhs, rhs = (
            next((seen for seen in self._seen(side) if seen.ndim == axes), side) for side in (self.lhs, self.rhs)
        )
        return lhs, rhs

    def _seen(self, side: np.ndarray) -> Iterator[np.ndarray]:
        """A side with its axes grouped in the ways that its shape allows."""
        for fold in self.folds:
            if fold.shape == side.shape:
                yield fold(side)
            if any(fold.sizes(letter) == side.shape for letter in fold.letters):
                yield side.reshape(-1)
            for group in fold.groups:  # a sum over the axes of one letter, kept with length 1
                if side.shape == tuple(1 if axis in group else size for axis, size in enumerate(fold.shape)):
                    yield dataclasses.replace(fold, shape=side.shape)(side)
        for fold in self.folds:  # a result whose first axes are those of an argument
            for sizes in map(fold.sizes, fold.letters):
                if side.shape[: len(sizes)] == sizes:
                    yield side.reshape(-1 if sizes else 1, *side.shape[len(sizes) :])


def examples(
    law: Law, count: int, seed: int, rank: int | None = None, limit: int = 3, entries: int = 60
) -> Iterator[Example]:
    """Random cases of a law, both sides computed by the statement.

    law: the law. count: how many; there are more until each word of each convention and each optional argument has
    occurred, if it can. seed: of the random numbers. rank: the number of spatial axes, or None for any. limit: of
    sizes. entries: the largest number of entries. A case without a value, or with zeros only, is replaced by another.
    """
    find = by_subject(law.of, arrays=array_examples, functions=sequence_examples)
    yield from find(law, count, seed, rank, limit, entries)


def array_examples(law: Law, count: int, seed: int, rank: int | None, limit: int, entries: int) -> Iterator[Example]:
    """Random cases of a law about arrays: see `examples`."""
    drawn, said = 0, set[tuple[str, Any]]()
    for case, rng in cases.sampled(law.of, 40 * count, seed, law, limit=limit, rank=rank):
        words = {a: _word(law.of, a, v) for a, v in case.kwargs.items() if a in law.of.words and law.of.is_word(a, v)}
        spoken = {(a, word) for a, word in words.items() if isinstance(law.of.words[a], Convention)}
        spoken |= {
            (a, True)
            for a, v in case.kwargs.items()
            if a in law.of.names and v != law.of.signature.parameters[a].default
        }
        if case.entries > entries or drawn >= count and spoken <= said:
            continue
        arrays = (
            cases.distinct(case, rng)
            if "select" in case.plan.operations and rng.random() < 0.5
            else cases.integers(case, rng, 3)
        )
        kwargs = checks.exact_scalars(case)
        try:
            lhs, rhs = (np.asarray(side, object) for side in checks.sides(law, law.of.literal, case, arrays, kwargs))
        except (ValueError, ZeroDivisionError):
            continue
        if lhs.shape != rhs.shape:
            lhs, rhs = np.broadcast_arrays(lhs, rhs)
        if not case.constant and not any(v != 0 for v in lhs.ravel()) and drawn * 4 < 40 * count and rng.random() < 0.9:
            continue
        seen = (
            law.of.read((), {a: v for a, v in {**kwargs, **arrays}.items() if a in law.of.names})
            if _readable(law, arrays)
            else None
        )
        said |= spoken
        folds = {np.shape(arrays[a]): fold for a, fold in seen.folds.items()} if seen else {}
        # the axes of an array of any number of variables are grouped as in the statement; those of an array that only
        # the law has are grouped like those of an array of the formula with the same shape
        many = {
            a
            for a, x in arrays.items()
            if np.shape(x) in folds and (a not in law.of.names or (seen and a in seen.folds))
        }
        values = {
            **case.env,
            **kwargs,
            **(dict(seen.env) if seen else {}),
            **words,
            **{a: None for a in law.of.optional},
            **{f"{letter}_sizes": fold.sizes(letter) for fold in folds.values() for letter in fold.letters},
            **{a: folds[np.shape(x)](x) if a in many else x for a, x in arrays.items()},
        }
        yield Example(case.plan.rank, values, _axes(case), lhs, rhs, tuple(folds.values()))
        drawn += 1


def sequence_examples(law: Law, count: int, seed: int, rank: int | None, limit: int, entries: int) -> Iterator[Example]:
    """Random cases of a law about sequences on all of Z, at random places. If a sum diverges, another is drawn.

    Raises Unlinked for a law about functions on the line.
    """
    name, letter = functions.point_of(law.of)
    if not letter.is_integer:
        raise Unlinked("a function on the line cannot be written as data")
    rng = random.Random(seed)
    drawn = list(functions.choices(functions.spaces(law.of, law), 40 * count, seed, law.requires))
    rng.shuffle(drawn)
    for chosen in drawn:
        values = {**chosen, name: rng.randint(-3, 4)} if name in law.names else chosen
        try:
            lhs, rhs = (np.asarray(side, object) for side in law(law.of.literal, *(values[a] for a in law.names)))
        except ValueError:
            continue
        if lhs == 0 and rng.random() < 0.9:
            continue
        yield Example(1, values, {}, lhs, rhs)
        count -= 1
        if not count:
            return


def turns(of: Formula) -> bool:
    """Whether a formula has roots of unity; these are real numbers up to the second ones."""
    return bool(of.plan(1, of.default_words()).output.rhs.atoms(Root))


def _readable(law: Law, arrays: dict[str, Any]) -> bool:
    """Whether the arrays of the case are enough to call the formula."""
    return all(a in arrays or a in law.of.optional for a in law.of.arrays)


def _word(of: Formula, a: str, v: Any) -> Any:
    """A word as a theorem takes it: a truth value, or its place in the list of words."""
    word = of.word(a, v)
    return word if isinstance(word, bool) else list(of.words[a].words).index(word)


def _axes(case: cases.Case) -> dict[str, tuple[int, ...]]:
    """Letters of spatial axes with a number for each axis: `p` for p_1 and p_2, `H` for H and W."""
    found: dict[str, tuple[int, ...]] = {}
    # the letters of arguments, and those that shape lines name
    for s in (*itertools.chain(*case.of.scalars.values()), *case.of.scope.values()):
        if isinstance(s, Axis):
            letters = [s.at(k, case.plan.rank).name for k in range(case.plan.rank)]
            if all(one in case.env for one in letters):
                found[s.name.split()[0]] = tuple(case.env[one] for one in letters)
    return found
