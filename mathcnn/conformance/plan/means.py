"""The means in a statement, such as those of a normalisation, and calls in which they are of many numbers far from 0.

Where the variance is computed as the mean of the squares less the square of the mean, its digits are lost there. In
single precision that shows beside the errors of a sum of a thousand terms only if numbers are as far from 0 as
`fills.SHIFTED` has them.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from ...language.formula import Formula
from ...language.plan import Plan
from ...language.work import terms
from . import calls, factors
from .building import Builder, Unfit
from .factors import Allowed
from .fills import SHIFTED
from .points import AT_THRESHOLDS, Point

LENGTHS = (257, 513, 1025, 2049, 4097)  # of the axis that a mean is taken over
USUAL = 2  # the length of other axes
WIDE = ("float64", "float32")


def means(plan: Plan) -> list[sp.Sum]:
    """The sums of the named parts of a statement that are divided by a count."""
    return [one for part in plan.parts for one in part.rhs.atoms(sp.Sum) if part.rhs.has(one) and part.rhs != one]


def points_of(of: Formula, dtypes: Sequence[str], allowed: Allowed = ()) -> list[Point]:
    """The calls of a formula whose means are of many values along one axis.

    of: the formula; dtypes: the types of numbers that the target has; allowed: of some factors, the only values that
    they have
    """
    found: list[Point] = []
    if not of.arrays or not means(of.plan(1, of.default_words())):
        return found
    known = factors.factors(of, tuple(dtypes), allowed=allowed)
    build, letters = Builder(of, known), [one.name for one in calls.letters(of)]
    words = {one.name: one.values[0] for one in known if one.role == "word"}  # training, and not inference
    optional = [one.name for one in known if one.role == "array"]
    ways = [words, {**words, **dict.fromkeys(optional, "left out")}] if optional else [words]
    for letter, n in itertools.product(letters, LENGTHS):
        for way in ways:
            with contextlib.suppress(Unfit, ValueError, TypeError):
                point = build.fitting({**way, **dict.fromkeys(letters, USUAL), letter: n}).point
                call = calls.bound(of, point)
                if terms(call.plan, call.env) >= n:
                    point = replace(point, name=f"{letter} {n}, far from 0", origin=AT_THRESHOLDS, fill=SHIFTED)
                    found += [replace(point, dtype=dtype) for dtype in WIDE if dtype in dtypes]
    return found
