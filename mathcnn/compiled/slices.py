"""Calls that are computed slice by slice: those whose arrays would have to be copied before their axes are one.

A letter such as N... stands for several axes, which the code takes as one axis. Of an image batch (n, c, i, j) and a
softmax over c these are n, i and j, whose entries do not lie at equal distances. For each n they do. If entries at
different indices of the letter have nothing to do with each other, each n is a call of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping

import numpy as np
import sympy as sp
from numpy.lib.stride_tricks import as_strided

from ..language.call import BoundCall
from ..language.plan import Plan
from ..language.shapes import AxisGroups

LEAST = 1 << 14  # entries of a slice


def independent_letters(plan: Plan) -> tuple[str, ...]:
    """The letters for many axes of which the entry at an index of the result reads entries at this index alone."""
    found = []
    for at, entry in zip(plan.indices, plan.result, strict=True):
        if entry.many and entry.first == 0 and not plan.of.domain and _is_independent(plan, at, entry.size):
            found.append(str(entry.size))
    return tuple(found)


def _is_independent(plan: Plan, at: sp.Symbol, size: sp.Expr) -> bool:
    names = {a: [k for k, e in enumerate(line) if e.size == size] for a, line in plan.arrays.items()}
    names |= {str(e.lhs.base): [k for k, s in enumerate(e.lhs.indices) if s == at] for e in plan.parts}
    if any(e.first != 0 for a, line in plan.arrays.items() for e in line if e.size == size):
        return False
    for e in plan.equations:
        if size in e.rhs.free_symbols:
            return False
        hidden = sp.Dummy()
        rest = e.rhs
        for read in e.rhs.atoms(sp.Indexed):
            here = names.get(str(read.base), [])
            if any(read.indices[k] != at for k in here if k < len(read.indices)):
                return False
            others = [s for k, s in enumerate(read.indices) if k not in here]
            if any(at in s.free_symbols for s in others):
                return False
            rest = rest.xreplace({read: hidden})
        if at in rest.free_symbols:
            return False
    return True


def axis_of(
    arrays: Mapping[str, np.ndarray], folds: Mapping[str, AxisGroups], letters: Collection[str]
) -> tuple[int, str] | None:
    """The axis that is cut into slices, the same of all arrays that have a letter, and the letter; None if none is."""
    found: set[tuple[int, str]] = set()
    for a, fold in folds.items():
        for letter, group in zip(fold.letters, fold.groups, strict=True):
            if letter in letters and (axis := _first_before_a_gap(arrays[a], group)) is not None:
                found.add((axis, letter))
    if len(found) != 1:
        return None
    ((axis, letter),) = found
    for a, fold in folds.items():
        if letter in fold.letters:
            x, group = arrays[a], fold.groups[fold.letters.index(letter)]
            if axis not in group or x.size < LEAST * x.shape[axis]:
                return None
    return axis, letter


def _first_before_a_gap(x: np.ndarray, group: tuple[int, ...]) -> int | None:
    """The first axis of a group, if the entries of the group do not lie at equal distances."""
    axes = [k for k in group if x.shape[k] > 1]
    gaps = [a for a, b in itertools.pairwise(axes) if x.strides[a] != x.strides[b] * x.shape[b]]
    return axes[0] if gaps else None


def joined(block: np.ndarray, at_once: np.ndarray, one: BoundCall, call: BoundCall, letter: str) -> np.ndarray:
    """The result whose slices lie one after another.

    block : the slices, one in each row; at_once : the first of them with the axes of the statement.
    one, call : the calls of a slice and of all. letter : that of the axis along which the call is cut.
    """
    first = one.restored(at_once)
    sizes = [
        n * len(block) if str(e.size) == letter else n for n, e in zip(at_once.shape, call.plan.result, strict=True)
    ]
    shape = call.restored(np.broadcast_to(block[0, :1].reshape(()), sizes)).shape
    (axis,) = [k for k, (n, m) in enumerate(zip(shape, first.shape, strict=True)) if n != m]
    strides = list(first.strides)
    strides[axis] = block.strides[0]
    return as_strided(block, shape, strides)
