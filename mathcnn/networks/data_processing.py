"""The data processing inequality: a function of a description has no more information than the description itself.

For the layers of a network this is checked on exact values, which balls enclose (cover2006, theorem 2.8.1).
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..information import entropy
from ..numbers.balls import BALLS
from ..numbers.rounded import precision
from .representations import Representation, binned, patterns


@dataclass(frozen=True)
class Step:
    """The information of a description, and of another that is a function of it, in bits."""

    finer: str
    coarser: str
    finer_bits: float
    coarser_bits: float
    holds: bool


@dataclass(frozen=True)
class Check:
    """One rule for "I(X; T)" or "I(T; Y)" along one kind of step. Without a step, it was not checked and is false."""

    rule: str
    measure: str
    steps: tuple[Step, ...]

    @property
    def holds(self) -> bool:
        return bool(self.steps) and all(step.holds for step in self.steps)

    @property
    def strict(self) -> int:
        """The number of steps in which the information decreases."""
        return sum(step.coarser_bits < step.finer_bits for step in self.steps)

    @property
    def violations(self) -> list[Step]:
        return [step for step in self.steps if not step.holds]


def data_processing(layers: Sequence[Representation], labels: np.ndarray, bins: int, binning: str) -> list[Check]:
    """Check the inequality wherever one description is a function of another.

    These steps are from layer to layer, from bytes to patterns, and from intervals to intervals of twice the width. The
    values are computed with balls, which enclose them, so a violation is one of the exact values.
    """
    described = [[(layer.name, layer.symbols)] for layer in layers]
    halved = [bins >> k for k in range(bins.bit_length() - 1)]
    for ways, layer in zip(described, layers, strict=True):
        if layer.values.dtype.kind != "i":
            ways += [
                (f"{layer.name} in {count} intervals", patterns(binned(layer.values, count, binning)))
                for count in halved
            ]
    rules = {
        "from layer to layer, exact": [(a[0], b[0]) for a, b in itertools.pairwise(described)],
        "from a layer's bytes to its patterns": [(ways[0], ways[1]) for ways in described if len(ways) > 1],
        "from intervals to intervals twice as wide": [
            pair for ways in described for pair in itertools.pairwise(ways[1:])
        ],
    }
    with precision():
        return [
            Check(rule, measure, tuple(step(*pair, about) for pair in pairs))
            for rule, pairs in rules.items()
            if pairs
            for measure, about in (("I(X; T)", None), ("I(T; Y)", labels))
        ]


Described = tuple[str, np.ndarray]


def step(finer: Described, coarser: Described, labels: np.ndarray | None) -> Step:
    """Whether the coarser description has no more information about the labels, or, without labels, about the image."""
    before, after = (enclosed(symbols, labels) for _, symbols in (finer, coarser))
    return Step(finer[0], coarser[0], float(before.mid()), float(after.mid()), not after > before)


def enclosed(symbols: np.ndarray, labels: np.ndarray | None) -> Any:
    """H(T), or with labels I(T; Y) = H(T) + H(Y) - H(T, Y), as a ball."""
    of_symbols = entropy_of_counts(counts(symbols))
    if labels is None:
        return of_symbols
    return of_symbols + entropy_of_counts(counts(labels)) - entropy_of_counts(counts(symbols, labels))


def counts(*columns: np.ndarray) -> tuple[int, ...]:
    """How often each value, or combination of values, occurs, in ascending order: entropy depends on nothing else."""
    return tuple(sorted(np.unique(np.stack(columns), axis=1, return_counts=True)[1].tolist()))


@functools.lru_cache(maxsize=256)
def entropy_of_counts(occurrences: tuple[int, ...]) -> Any:
    """The statement of entropy over balls."""
    whole = sum(occurrences)
    shares = np.empty(len(occurrences), object)
    shares[:] = [Fraction(n, whole) for n in occurrences]
    return BALLS.lift(entropy.literal(shares, number=BALLS))
