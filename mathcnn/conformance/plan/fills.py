"""What the arrays of a call hold.

Each array is an expression of Python in `np` and `rng`, so that a reproduction draws the same numbers. Integers have so
many significant bits that a product in a narrower type (bfloat16, TF32) changes them, and stay exact in the type of the
call: one array has many bits, the others few.
"""

from __future__ import annotations

import copy
import itertools
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # Any: names of the Python that is run

import numpy as np

from ...language.formula import BoundCall, Domain, Formula
from ...numbers.formats import ACCUMULATOR, SIGNIFICAND, UNIT
from ...numbers.rounding import LAMBDA
from ..aliases import Scalar
from .points import Point

NORMAL, POSITIVE, LARGE, SHIFTED = "normal", "positive", "large", "shifted"
INTEGERS, WEIGHTS, IMPULSES, COPIES = "integers", "integers in the weights", "impulses", "copies"
MIRRORED = "weights that are their own mirror image"
SMALL, NEAR_ZERO, FAR = "small integers", "near zero", "far from zero"
REAL = "impulses among real numbers"
SPREAD, EQUAL, NEGATIVE, HUGE = "of many sizes", "equal", "negative", "huge"
MANY = {"float64": 28, "float32": 13, "float16": 6, "bfloat16": 5, "int64": 12}  # bits of integers with many of them
OFFSET = {"float64": 2.0**40, "float32": -(2.0**17), "float16": -8.0, "bfloat16": -(2.0**4), "int64": 0.0}  # of FAR

SHIFT = {"float64": 20, "float32": 12, "int64": 7}  # the power of two of SHIFTED, for few terms
POWERS = {"float64": 40, "float32": 20, "float16": 1, "bfloat16": 20, "int64": 8}  # of two, of SPREAD


@dataclass(frozen=True)
class Drawn:
    """The arrays of a call.

    arrays: by name, in the type of the call; lines: the Python that draws them
    """

    arrays: dict[str, np.ndarray]
    lines: list[str]


@dataclass(frozen=True)
class Setting:
    """What a fill may depend on.

    shapes: of the arrays; leading: the arrays that are multiplied or chosen from, which others only join; dtype: the
    type of the call; terms: how many terms a result is the sum of, at most; rng: chooses places
    """

    shapes: Mapping[str, tuple[int, ...]]
    leading: list[str]
    dtype: str
    terms: int
    rng: random.Random

    @property
    def many(self) -> int:
        """How many bits integers with many bits have."""
        return MANY[self.dtype]

    @property
    def few(self) -> int:
        """How many bits the factors of such integers may have, so that sums stay exact."""
        room = SIGNIFICAND.get(self.dtype, 53) - self.many - math.ceil(math.log2(max(2, self.terms)))
        return max(1, min(room, 12))


def odd(bits: int, shape: tuple[int, ...]) -> str:
    """Odd integers of so many bits, with signs."""
    return f"rng.integers({-(2 ** (bits - 1))}, {2 ** (bits - 1)}, {shape}) * 2 + 1"


def integers(most: int, shape: tuple[int, ...]) -> str:
    """Integers from -most to most."""
    return f"rng.integers({-most}, {most + 1}, {shape})"


def _integers(s: Setting, a: str, which: int = 0) -> str:
    """Many bits in one array, few in the other leading ones, about half as many in what is added."""
    if a not in s.leading:
        return integers(2 ** max(1, s.many // 2), s.shapes[a])
    chosen = s.leading[min(which, len(s.leading) - 1)]
    return odd(s.many, s.shapes[a]) if a == chosen else integers(2**s.few - 1, s.shapes[a])


def _impulses(s: Setting, a: str) -> str:
    """The first array is 0 but for its first entry, its last one and some others; the others have many bits."""
    if a != s.leading[0]:
        return odd(s.many, s.shapes[a])
    shape = s.shapes[a]
    size = math.prod(shape)
    corner = int(np.ravel_multi_index([s.rng.choice([0, n - 1]) for n in shape], shape)) if shape else 0
    places = sorted({0, size - 1, corner, s.rng.randrange(size), s.rng.randrange(size)})
    return f"np.bincount({places}, minlength={size}).reshape({shape})"


def _copies(s: Setting, a: str) -> str:
    """One entry of each row of the second array is 1 and all others 0, so that results are copies of entries of the
    first array; of a single array about one of the terms of each sum is not 0."""
    if len(s.leading) < 2 and s.shapes[a] and a in s.leading:
        return f"({odd(s.many, s.shapes[a])}) * (rng.random({s.shapes[a]}) * {s.terms} < 1)"
    if len(s.leading) < 2 or a != s.leading[1] or not s.shapes[a]:
        return _integers(s, a)
    shape = s.shapes[a]
    rows = shape[0] if len(shape) > 1 else 1
    return f"(rng.random({(rows, math.prod(shape) // rows)}).argsort(1) == 0).reshape({shape}) * 1"


def _mirrored(s: Setting, a: str) -> str:
    """Weights as those of a blur: the same along each axis of space in both directions."""
    shape = s.shapes[a]
    text = f"rng.standard_normal({shape})"
    if a == s.leading[0] or a not in s.leading or not shape:
        return text
    first = 2 if len(shape) > 2 else 0  # the axes before are those of channels
    places = [f"np.arange({n})" if k < first else f"np.abs(np.arange({1 - n}, {n}, 2))" for k, n in enumerate(shape)]
    return f"{text}[np.ix_({', '.join(places)})]"


def _shift(s: Setting) -> float:
    """How far from 0 numbers are shifted: so far that the variance is lost in the mean of the squares, but not so far
    that a sum of all terms, each rounded at random, loses the numbers' own digits."""
    if s.dtype in ACCUMULATOR:
        return 8.0
    room = SIGNIFICAND.get(s.dtype, 53) - 1 - math.ceil(math.log2(max(2, s.terms)))
    return 2.0 ** max(5, min(room, SHIFT[s.dtype]))


FILLS: dict[str, Callable[[Setting, str], str]] = {
    INTEGERS: _integers,
    WEIGHTS: lambda s, a: _integers(s, a, 1),
    IMPULSES: _impulses,
    COPIES: _copies,
    MIRRORED: _mirrored,
    REAL: lambda s, a: _impulses(s, a) if a == s.leading[0] else f"rng.standard_normal({s.shapes[a]})",
    NORMAL: lambda s, a: f"rng.standard_normal({s.shapes[a]})",
    POSITIVE: lambda s, a: f"rng.random({s.shapes[a]}) + 0.5",
    LARGE: lambda s, a: f"rng.standard_normal({s.shapes[a]}) * 10",
    HUGE: lambda s, a: f"rng.random({s.shapes[a]})" + (" * 16384" if a == s.leading[0] else ""),
    SHIFTED: lambda s, a: f"rng.standard_normal({s.shapes[a]}) + {_shift(s) if a == s.leading[0] else 0.0}",
    SMALL: lambda s, a: integers(3, s.shapes[a]),
    FAR: lambda s, a: f"rng.standard_normal({s.shapes[a]}) + {OFFSET[s.dtype] if a == s.leading[0] else 0.0}",
    SPREAD: lambda s, a: f"rng.standard_normal({s.shapes[a]}) * 2.0 ** {integers(POWERS[s.dtype], s.shapes[a])}",
    EQUAL: lambda s, a: f"np.full({s.shapes[a]}, 1.5)" if a == s.leading[0] else _integers(s, a),
    NEGATIVE: lambda s, a: f"-rng.random({s.shapes[a]}) - 0.5",
    NEAR_ZERO: lambda s, a: f"rng.standard_normal({s.shapes[a]})" + (" / 512" if a == s.leading[0] else ""),
}

MIXED = (INTEGERS, WEIGHTS, NORMAL, SPREAD, MIRRORED)  # with both signs: a sum of n terms is about sqrt(n) of them
SINGLE = (IMPULSES, COPIES, REAL)  # fills in which few terms are not 0
TWICE = 2  # times what rounding may change: a result of this size differs from 0


def another(fill: str) -> str:
    """A fill of other data than this one, for a second call."""
    return POSITIVE if fill == NORMAL else NORMAL


def decisive(kinds: Sequence[str], dtype: str, terms: int) -> tuple[str, ...]:
    """Those of some fills for sums of products whose results mostly are far larger than what rounding may change.

    In half precision that is as large as a sum of some hundred terms with both signs, of which 0 would be accepted.

    kinds: the fills; dtype: the type of the call; terms: how many terms a result is the sum of, at most
    """
    if dtype not in ACCUMULATOR:
        return tuple(kinds)
    u = UNIT[dtype]  # what rounding may change is a share of the sum of absolute terms, and so is a result
    changed = TWICE * min(math.expm1(min(terms * u, 1.0)), LAMBDA * math.sqrt(terms + 2) * u)
    share = {kind: 1 / math.sqrt(terms) if kind in MIXED else 1.0 for kind in kinds}
    return tuple(kind for kind in kinds if kind in SINGLE or share[kind] >= changed)


# ---------------------------------------------------------------- arrays


def drawn(of: Formula, point: Point, fill: str, dtype: str, terms: int, seed: int) -> Drawn:
    """The arrays of a call, in C order.

    of: the formula; point: the call; fill: a key of `FILLS`; dtype: the type of the arrays; terms: how many terms a
    result is the sum of, at most; seed: of the generators.
    """
    leading = [a for a in point.shapes if a not in of.optional and a not in of.domain] or list(point.shapes)
    setting = Setting(point.shapes, leading, dtype, terms, random.Random(seed))
    names: dict[str, Any] = {"np": np, "rng": np.random.default_rng(seed)}
    lines, arrays = [f"rng = np.random.default_rng({seed})"] * bool(point.shapes), {}
    for a, shape in point.shapes.items():
        text = FILLS[fill](setting, a)
        if a in of.domain:
            text = within(of.domain[a], text, shape, letters(of, point), a in of.labels, names["rng"])
        if a not in of.labels:
            kind = "bfloat16" if dtype == "bfloat16" else repr(dtype)
            text = f"({text}).astype({kind})"
        if dtype == "bfloat16":
            from ml_dtypes import bfloat16

            names["bfloat16"] = bfloat16
        arrays[a] = np.asarray(eval(text, names))
        lines.append(f"{a} = {text}")
    return Drawn(arrays, lines)


def letters(of: Formula, point: Point) -> dict[str, Scalar]:
    """The sizes that letters of the shape line stand for."""
    plan = of.plan(1, of.default_words()) if not of.ranked else None
    found: dict[str, Scalar] = {}
    for a, line in (plan.arrays if plan else {}).items():
        if a in point.shapes and len(line) == len(point.shapes[a]):
            found |= {str(e.size): n for e, n in zip(line, point.shapes[a], strict=True) if e.size.is_Symbol}
    return found


def read(of: Formula, point: Point) -> BoundCall:
    """A call as the formula reads it, on arrays of ones, or of whatever is in their domains.

    Raises ValueError or TypeError for a call that the formula, or one of its further results, refuses.
    """
    arrays = {}
    for a, shape in point.shapes.items():
        arrays[a] = np.broadcast_to(np.float64(1), shape)
        if a in of.domain:
            text = within(of.domain[a], f"rng.random({shape})", shape, letters(of, point), a in of.labels)
            arrays[a] = np.asarray(eval(text, {"np": np, "rng": np.random.default_rng(0)}))
    call = of.read((), {**arrays, **point.kwargs})
    for when, others in of.companions:
        for other in others if when(call.values) else ():  # the results beside the first may ask for more
            other.read((), {a: v for a, v in call.values.items() if a in other.names})
    return call


def within(
    domain: Domain,
    text: str,
    shape: tuple[int, ...],
    env: Mapping[str, Scalar],
    label: bool,
    rng: np.random.Generator | None = None,
) -> str:
    """An expression for an array in a domain: the first of some that has no fault there.

    domain: the domain; text: an expression for any numbers; shape: of the array; env: what letters stand for; label:
    whether the entries are places among as many as a letter says; rng: what will draw it, which is left as it is, a new
    generator if None. Raises ValueError if all have a fault.
    """
    sizes = sorted({n for n in env.values() if isinstance(n, int)}, reverse=True)
    places = [f"rng.integers(0, {n}, {shape})" for n in sizes]
    if label:  # the last place is tried, which a draw may leave out
        accepted = (not domain.fault(np.full(shape, n - 1), dict(env)) for n in sizes)
        found = next(itertools.compress(places, accepted), None)
        if found is None:
            raise ValueError(f"no fill is in the domain {domain.tex}")
        return found
    candidates = [
        f"({text}) ** 2",
        f"(lambda p: p / p.sum())(np.abs({text}))",  # probabilities of as many sizes as the fill has
        f"(lambda p: p / p.sum())(rng.random({shape}) + 0.01)",
        f"rng.integers(1, 100, {shape})",
        text,
        *places,
    ]
    ordered = candidates if domain.nonnegative else candidates[4:] + candidates[:4]
    for candidate in ordered:
        x = np.asarray(eval(candidate, {"np": np, "rng": copy.deepcopy(rng) or np.random.default_rng(0)}))
        if not domain.fault(x, dict(env)):
            return candidate
    raise ValueError(f"no fill is in the domain {domain.tex}")
