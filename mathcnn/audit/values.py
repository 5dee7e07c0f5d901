"""The values of cases: how they are written as text, and how two of them are compared."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import sympy as sp
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from ..numbers.arithmetic import COMPARE
from ..numbers.sequences import Sequence
from ..numbers.symbols import is_zero

# ---------------------------------------------------------------- as text


def as_text(v: Any) -> str:
    """A value of a case as text: a number, an array, a sequence, a function of the line, or an expression."""
    match v:
        case np.ndarray():
            return as_text(v.tolist())
        case list() | tuple():
            left, right = "[]" if isinstance(v, list) else "()"
            return left + ", ".join(map(as_text, v)) + right
        case float():
            return f"{v:.6g}"
        case Sequence():
            return entries(v)
        case sp.Piecewise():
            return ", ".join(pieces(v))
        case sp.Expr() if v.is_number and not v.is_Rational and not v.has(sp.nan, sp.oo, sp.zoo):
            return f"{v} ≈ {sp.N(v, 6)}"
        case sp.Expr():
            return re.sub(r"\*\*([0-9])\b", lambda power: "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(power[1])], str(v))
    return v.__name__ if callable(v) and hasattr(v, "__name__") else str(v)


def pieces(f: sp.Piecewise) -> Iterator[str]:
    """The pieces of a function that are not 0: "1 on [0, 1)", "exp(-t) from 0 on"."""
    start: Any = None
    for value, test in f.args:
        end = test.rhs if isinstance(test, sp.core.relational.Relational) else None
        if value != 0:
            if start is not None and end is not None:
                where = f"on [{start}, {end})"
            else:
                where = f"from {start} on" if end is None else f"before {end}"
            yield f"{value} {where}"
        start = end


def entries(f: Sequence) -> str:
    """A sequence on all of Z: "1 everywhere", "1 from 0 on", "[1, -1] at 0"."""
    if f.before == f.after and not f.values:
        return f"{f.before} everywhere"
    inside = [as_text(list(f.values)) + f" at {f.start}"] if f.values else []
    before, after = [f"{f.before} before {f.start}"] * (f.before != 0), [f"{f.after} from {f.end} on"] * (f.after != 0)
    return ", ".join([*before, *inside, *after])


# ---------------------------------------------------------------- what a value is


def flat(v: Any) -> Iterator[Any]:
    """The numbers of a value: its entries if it is a list, a tuple or an array, and else the value itself."""
    if isinstance(v, (list, tuple, np.ndarray)):
        for one in v:
            yield from flat(one)
    else:
        yield v


def has_letters(v: Any) -> bool:
    """Whether a value is a polynomial, a fraction of polynomials, or an expression with letters."""
    return isinstance(v, (PolyElement, FracElement)) or isinstance(v, sp.Basic) and bool(v.free_symbols)


def is_no_number(v: Any) -> bool:
    """Whether a value is NaN, an infinity, or an expression with one in it."""
    if isinstance(v, sp.Basic):
        return bool(v.has(sp.nan, sp.zoo, sp.oo, -sp.oo))
    return isinstance(v, (float, np.floating)) and not math.isfinite(v)


# ---------------------------------------------------------------- two values


def differing(left: np.ndarray, right: np.ndarray, relation: str) -> tuple[Any, Any] | None:
    """The first pair of entries that are not in a relation; None if there is none.

    left, right: arrays, whose shapes must be the same for every relation but "!="; relation: "=", "!=", "<", "<=", ">"
    or ">=". For "!=" the pair is both arrays, if no entries differ. An entry that is no number is in no relation.
    """
    if left.shape != right.shape:
        return None if relation == "!=" else (f"shape {left.shape}", f"shape {right.shape}")
    pairs = list(zip(left.flat, right.flat, strict=True))
    if wrong := next((pair for pair in pairs if any(map(is_no_number, pair))), None):
        return wrong
    if relation == "!=":
        return None if not all(same(a, b) for a, b in pairs) else (as_text(left), as_text(right))
    related = lambda a, b: same(a, b) if relation == "=" else bool(COMPARE[relation](a, b))
    return next(((a, b) for a, b in pairs if not related(a, b)), None)


def same(a: Any, b: Any) -> bool:
    """Whether two values are equal, also as expressions that are written differently."""
    if isinstance(a, sp.Basic) or isinstance(b, sp.Basic):
        difference = sp.sympify(a) - sp.sympify(b)
        return bool(difference == 0) or is_zero(difference) or bool(sp.simplify(difference) == 0)
    return bool(a == b)
