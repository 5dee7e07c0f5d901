"""Which named convention a gradient follows at ties and kinks, where there is no derivative."""

from __future__ import annotations

import math
import random
from typing import Any  # Any: words are texts, integers and floats

import numpy as np

from ..language.derivatives.formulas import GradientFormula
from ..language.derivatives.rules import KINKS, TIES
from ..language.formula import Formula, as_objects
from ..numbers import formats
from . import cases
from .aliases import Arguments, Arrays, Backward, Value
from .cases import Case
from .checks import exact_scalars, kinks, returned
from .checks.calls import float_scalars
from .checks.gradients import not_differentiated
from .checks.results import MORE, NotOffered, at_fault

CASES = 24  # calls with many equal entries and zeros
WORDS: dict[str, list[Any]] = {"ties": list(TIES), "kink": list(KINKS)}


def followed(of: Formula, backward: Backward, seed: int, dtype: str = "float64") -> str:
    """The convention that a gradient follows, as its argument is written: "ties = 'first'".

    Parameters
    ----------
    of : the formula.
    backward : function (dy, *arguments) -> one array, or None, for each array argument.
    seed : of the calls.
    dtype : the type of the arrays.

    Returns
    -------
    The words of the first convention that gives the same in all calls, or an empty text: if the formula has no ties
    and kinks, if no call could tell two conventions apart, or if no convention gives the same.
    """
    fixed = not_differentiated(backward)
    gradients = {a: g for a, g in of.gradient.derivable().items() if a not in fixed}
    for convention, words in WORDS.items():
        found = {a: g for a, g in gradients.items() if convention in g.words and convention not in of.words}
        if found and (word := _word(of, backward, found, convention, words, seed, dtype)) is not None:
            return f"{convention} = {word!r}"
    return ""


def _word(
    of: Formula,
    backward: Backward,
    found: dict[str, GradientFormula],
    convention: str,
    words: list[Any],
    seed: int,
    dtype: str,
) -> Any:
    """The word of a convention under which the derived gradients equal the given one in all calls, or None."""
    left, told, count = list(words), False, 0
    for case, rng in cases.sampled(of, MORE * CASES, seed, limit=3):
        if count == CASES:
            break
        try:
            exact, kwargs, dy, got = _called(of, backward, case, rng, dtype)
        except NotOffered:
            continue
        count += 1
        unit = formats.UNIT[dtype]  # half of the digits are enough to tell conventions apart
        allowed = max(8 * unit * (dy.size + 1), math.sqrt(unit)) * float(dy.sum())
        for a, gradient in found.items():
            if a not in exact or got.get(a) is None:
                continue
            given = {gradient.incoming: as_objects(map(int, dy.ravel())).reshape(dy.shape), **exact, **kwargs}
            by_word = {w: np.asarray(gradient.literal(**given, **{convention: w}), float) for w in words}
            apart = [abs(x - y)[x != y] for x in by_word.values() for y in by_word.values()]
            least = min((float(d.min()) for d in apart if d.size), default=math.inf)
            told |= least < math.inf
            left = [w for w in left if _is_near(np.asarray(got[a], float), by_word[w], min(allowed, least / 4))]
        if not left:
            return None
    return left[0] if told else None


def _called(
    of: Formula, backward: Backward, case: Case, rng: random.Random, dtype: str
) -> tuple[Arrays, Arguments, np.ndarray, dict[str, Value]]:
    """A call with entries at kinks: its arrays, other arguments and dy, and the gradients by array. The arguments are
    integers, which entries can equal without rounding; if those are not offered, they are those of the case."""
    for whole in (True, False):
        kwargs = exact_scalars(case, whole)
        exact = kinks.entries(case, kwargs, rng)
        shape = of.shape(**exact, **kwargs)
        dy = np.asarray([rng.randint(1, 4) for _ in range(math.prod(shape))]).reshape(shape)
        floats = cases.as_floats(exact, of.labels, dtype)
        try:
            with at_fault():
                got = backward(dy.astype(dtype), **floats, **float_scalars(kwargs))
        except NotOffered:
            if not whole:
                raise
            continue
        return exact, kwargs, dy, returned(of, got, exact)
    raise AssertionError("the second call returned or raised")


def _is_near(got: np.ndarray, want: np.ndarray, allowed: float) -> bool:
    return got.shape == want.shape and bool((np.abs(got - want) <= allowed).all())
