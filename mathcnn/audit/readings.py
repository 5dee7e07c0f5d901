"""Propositions about the entries that a formula reads.

Defined    at every size it reads only entries that its arrays have
Typed      it reads each array with as many indices as the array has
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp

from ..evidence import cases
from ..evidence.checks import exact_scalars
from ..evidence.literal import run_exactly
from ..evidence.verdicts import EXACT, OPEN, SAMPLED
from ..language.formula import Formula
from ..numbers.outside import ZeroOutside
from .propositions import HOLDS, UNDEFINED, Outcome


class Strict(ZeroOutside):
    """The entries of an array, of which there are none outside.

    name: the array's; entries: each place with its entry
    """

    def __init__(self, name: str, entries: Iterable[tuple[tuple[int, ...], Any]]):
        super().__init__(entries)
        self.name = name

    def __call__(self, at: tuple[int, ...]) -> Any:
        if at not in self:
            sizes = " × ".join(str(len(set(axis))) for axis in zip(*self, strict=True))
            raise ValueError(f"{self.name}[{', '.join(map(str, at))}] is no entry of {self.name}, which is {sizes}")
        return self[at]


def strictly(of: Formula, arrays: dict[str, np.ndarray], kwargs: dict[str, Any]) -> list[Any]:
    """The entries of a result by the literal form.

    of: the formula; arrays, kwargs: its arguments. Raises ValueError if an entry is read that an array does not have.
    """
    call = of.read((), {**arrays, **kwargs})
    plan, env = call.plan, call.env
    places = lambda line: itertools.product(*plan.ranges(line, env))
    reads = {
        a: Strict(a, zip(places(line), call.arrays[a].ravel().tolist(), strict=True))
        for a, line in plan.arrays.items()
        if a in call.arrays
    }
    return run_exactly(call, reads)


@dataclass(frozen=True)
class Defined:
    """At every size up to a limit, a formula reads only entries that its arrays have."""

    of: Formula
    limit: int = 2

    def judge(self, seed: int = 0) -> Outcome:
        """HOLDS if every case has all entries; else UNDEFINED, with the smallest that has not."""
        outcome = functools.partial(Outcome, "every entry that is read exists", latex="")
        count = 0
        for case in sorted(cases.every(self.of, self.limit) or [], key=lambda case: case.entries):
            count += 1
            arrays = case.filled(lambda a, shape: np.ones(shape, int))
            try:
                strictly(self.of, arrays, exact_scalars(case))
            except ValueError as error:
                sizes = ", ".join(f"{a}: {' × '.join(map(str, x.shape)) or 'a number'}" for a, x in arrays.items())
                return outcome(UNDEFINED, SAMPLED, "sizes", count, f"{sizes}: {error}")
        return outcome(HOLDS, EXACT, f"sizes <= {self.limit}", count) if count else outcome(OPEN)


@dataclass(frozen=True)
class Typed:
    """A formula reads each array with as many indices as the array has."""

    of: Formula

    def judge(self, seed: int = 0) -> Outcome:
        """HOLDS, or UNDEFINED with an array that is read with another number of indices."""
        plan = self.of.plan()
        outcome = functools.partial(Outcome, "each array is read with as many indices as it has")
        for e in plan.equations:
            for read in sorted(e.rhs.atoms(sp.Indexed), key=str):
                name, count = str(read.base), len(read.indices)
                if name not in plan.arrays or count == len(plan.arrays[name]):
                    continue
                declared = " × ".join(str(entry.size) for entry in plan.arrays[name])
                has = f"{name} is {declared}, with {len(plan.arrays[name])} indices"
                reads = f"is read with {count}: {name}[{', '.join(map(str, read.indices))}]"
                return outcome(UNDEFINED, EXACT, "indices", 1, f"{has}, and {reads}")
        return outcome(HOLDS, EXACT, "indices", 1)
