"""Hypothesis strategies for arguments of formulas: signals, images, kernels, geometries of layers, probability tables.

Arguments of a formula are drawn from its shape line. Sizes along different axes differ if they can, because square
shapes hide swapped axes. Needs Hypothesis, which the extra `strategies` installs.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

try:
    from hypothesis import assume
    from hypothesis import strategies as st
except ModuleNotFoundError as error:  # one clear line, with the extra to install
    raise ModuleNotFoundError("mathcnn.strategies needs hypothesis: pip install 'mathcnn[strategies]'") from error

from .evidence import cases
from .language.formula import Formula, Law, as_objects

WHOLE = st.integers(-8, 8)
FINITE = st.floats(-1e3, 1e3, allow_nan=False, width=32)


class _Drawn:
    """Hypothesis as the chooser of `cases.draw`."""

    def __init__(self, draw: Callable[[Any], Any], limit: int):
        self.draw, self.limit = draw, limit

    def size(self, least: int, used: set[int]) -> int:
        return self._unlike(range(least, max(least, self.limit) + 1), used)

    def number(self, least: int, used: set[int]) -> int:
        return self._unlike(range(least, least + 3), used)

    def _unlike(self, numbers: range, used: set[int]) -> int:
        return self.draw(st.sampled_from([n for n in numbers if n not in used] or list(numbers)))

    def pick(self, options: int) -> int:
        return self.draw(st.integers(0, options - 1))

    def wants(self, arg: str) -> bool:
        return self.draw(st.booleans())

    def spells(self) -> bool:
        return self.draw(st.booleans())

    def axes(self) -> int:
        return self.draw(st.integers(0, 2))


@st.composite
def geometries(
    draw: Any, formula: Formula, law: Law | None = None, limit: int = 5, rank: int | None = None
) -> cases.Case:
    """A geometry of a formula (or of a law about it): `.shapes` of its arrays and `.kwargs`, every other argument."""
    for _ in range(20):
        try:
            return cases.draw(formula, _Drawn(draw, limit), law, rank)
        except cases.Reject:
            continue
    assume(False)
    raise AssertionError("unreachable")


def arrays(shape: tuple[int, ...], elements: Any = FINITE, dtype: Any = np.float64) -> Any:
    """Arrays of one shape; `dtype=object` keeps integers and fractions as they are."""
    count = math.prod(shape)
    return st.lists(elements, min_size=count, max_size=count).map(
        lambda values: as_objects(values).reshape(shape) if dtype is object else np.array(values, dtype).reshape(shape)
    )


@st.composite
def arguments(
    draw: Any, formula: Formula, elements: Any = FINITE, dtype: Any = np.float64, limit: int = 4
) -> dict[str, Any]:
    """All arguments of a formula, arrays in its domain: `formula(**arguments)`."""
    case = draw(geometries(formula, limit=limit))

    def one(a: str, shape: tuple[int, ...]) -> np.ndarray:
        if a in case.domain:
            return draw(arrays(shape, WHOLE.filter(bool).map(Fraction), object))
        return draw(arrays(shape, elements, dtype))

    found = case.filled(one)
    found = {
        a: x if dtype is object or a not in case.domain else x.astype(np.int64 if a in formula.labels else dtype)
        for a, x in found.items()
    }
    return {**{a: cases.as_float(v) if dtype is not object else v for a, v in case.kwargs.items()}, **found}


def signals(elements: Any = FINITE, dtype: Any = np.float64, least: int = 1, most: int = 8) -> Any:
    """Finite sequences."""
    return st.integers(least, most).flatmap(lambda n: arrays((n,), elements, dtype))


@st.composite
def images(draw: Any, elements: Any = FINITE, dtype: Any = np.float64, least: int = 1, most: int = 7) -> np.ndarray:
    """Images (H, W) that are not square."""
    H, W = draw(_distinct(least, most, 2))
    return draw(arrays((H, W), elements, dtype))


@st.composite
def kernels(draw: Any, elements: Any = WHOLE, dtype: Any = np.float64, odd: bool = False, most: int = 5) -> np.ndarray:
    """Kernels (A, B) that are not square; `odd` gives them a centre."""
    A, B = draw(_distinct(0, (most - 1) // 2, 2)) if odd else draw(_distinct(1, most, 2))
    return draw(arrays((2 * A + 1, 2 * B + 1) if odd else (A, B), elements, dtype))


def layer_geometries(rank: int | None = None, limit: int = 5) -> Any:
    """Geometries of `layers.conv`: sizes, stride, padding, dilation and groups, different on each axis where they can
    be.
    """
    from .layers import conv

    return geometries(conv, limit=limit, rank=rank)


def _distinct(least: int, most: int, count: int) -> Any:
    return st.lists(st.integers(least, most), min_size=count, max_size=count, unique=True)


# ---------------------------------------------------------------- probability


@st.composite
def probability_tables(
    draw: Any, variables: int | None = None, dtype: Any = np.float64, most: int = 4, zeros: bool = True
) -> np.ndarray:
    """Joint tables of one to three variables; with `dtype=object` their entries are fractions that sum to exactly 1."""
    count = draw(st.integers(1, 3)) if variables is None else variables
    shape = tuple(draw(st.integers(1, most)) for _ in range(count))
    return draw(_normalised(shape, dtype, zeros))


@st.composite
def markov_chains(draw: Any, length: int = 3, dtype: Any = np.float64, most: int = 3) -> np.ndarray:
    """The joint table of a Markov chain X_1 -> X_2 -> ... of `length` variables."""
    sizes = [draw(st.integers(1, most)) for _ in range(length)]
    joint = draw(_normalised((sizes[0],), object, True))
    for before, after in itertools.pairwise(sizes):
        channel = np.stack([draw(_normalised((after,), object, True)) for _ in range(before)])
        joint = joint[..., None] * channel
    return joint if dtype is object else joint.astype(dtype)


@st.composite
def _normalised(draw: Any, shape: tuple[int, ...], dtype: Any, zeros: bool) -> np.ndarray:
    """Integers over their sum."""
    weights = draw(arrays(shape, st.integers(0 if zeros else 1, 9), object))
    assume(weights.sum() > 0)
    table = as_objects(Fraction(w, weights.sum()) for w in weights.flat).reshape(shape)
    return table if dtype is object else table.astype(dtype)
