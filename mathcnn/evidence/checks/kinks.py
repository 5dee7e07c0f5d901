"""Where a statement has kinks, and which derivatives there have a name.

A function of straight pieces has no derivative where two pieces meet. What an implementation returns there is a
convention: 0, all or half of the derivative beside it. Where two kinks coincide, as at x = low = high of `clip`, each
of them has the convention, although the derivative may exist.
"""

from __future__ import annotations

import random

import numpy as np
import sympy as sp

from ...language.derivatives.rules import KINKS
from ...language.formula import Formula, as_objects
from ...language.statement import MaxOver, MinOver
from ..aliases import Arguments, Arrays
from ..cases import Case, integers

# ---------------------------------------------------------------- where


def kinked(of: Formula) -> bool:
    """Whether the statement is linear in parts that its entries choose: a maximum, or a case by an entry's sign."""
    plan = of.plan(1, of.default_words())
    return plan.exact and any(_chooses(e.rhs) for e in plan.equations)


def _chooses(rhs: sp.Basic) -> bool:
    if rhs.has(MaxOver, MinOver) or any(m.atoms(sp.Indexed) for m in rhs.atoms(sp.Max, sp.Min)):
        return True
    return any(case[1].atoms(sp.Indexed) for p in rhs.atoms(sp.Piecewise) for case in p.args)


def places(case: Case, kwargs: Arguments) -> list[int]:
    """The integers at which an entry of an array is at a kink: there two parts of a maximum, or both sides of a
    condition, are equal, and one of them is linear in the entry alone.

    Parameters
    ----------
    case : the geometry, whose plan has the statement.
    kwargs : the arguments that are no arrays.
    """
    env = case.plan.bind_scalars(kwargs)
    found: set[int] = set()
    for p, q in _meeting(case):
        difference = sp.expand(p - q)
        entries = sorted(difference.atoms(sp.Indexed), key=str)
        known = {s: sp.sympify(env[s.name]) for s in difference.free_symbols if getattr(s, "name", "") in env}
        if len(entries) != 1 or str(entries[0].base) not in case.shapes:
            continue
        entry = sp.Dummy()
        difference = difference.xreplace({entries[0]: entry}).xreplace(known)
        slope = difference.coeff(entry, 1)
        rest = sp.expand(difference - slope * entry)
        if slope.is_Rational and rest.is_Rational and slope != 0 and (at := -rest / slope).is_integer:
            found.add(int(at))
    return sorted(found)


def _meeting(case: Case) -> list[tuple[sp.Expr, sp.Expr]]:
    """The pairs of expressions of a statement that are equal at a kink."""
    pairs: list[tuple[sp.Expr, sp.Expr]] = []
    for e in case.plan.equations:
        for one in e.rhs.atoms(sp.Max, sp.Min):
            inner = [x for part in one.args for x in (part.args if isinstance(part, sp.Max | sp.Min) else (part,))]
            pairs += [(p, q) for k, p in enumerate(inner) for q in inner[:k]]
        for one in e.rhs.atoms(sp.core.relational.Relational):
            pairs.append((one.lhs, one.rhs))
        pairs += [(one.args[0], sp.S.Zero) for one in e.rhs.atoms(sp.Abs)]
    return pairs


def entries(case: Case, kwargs: Arguments, rng: random.Random, size: int = 1) -> Arrays:
    """Arrays of integers from -size to size, of which about half are at a kink, if the statement has kinks elsewhere.

    Parameters
    ----------
    case : the shapes and domains.
    kwargs : the arguments that are no arrays.
    rng : the generator that entries are drawn from.
    size : the largest absolute value of the other entries.
    """
    arrays = integers(case, rng, size)
    if at := [k for k in places(case, kwargs) if abs(k) > size]:
        for a in sorted(arrays.keys() - case.domain.keys() - case.of.labels):
            x = arrays[a]
            values = (rng.choice(at) if rng.random() < 0.5 else v for v in x.ravel().tolist())
            arrays[a] = as_objects(values).reshape(x.shape)
    return arrays


# ---------------------------------------------------------------- conventions


def named(of: Formula, a: str, exact: Arrays, dy: np.ndarray, kwargs: Arguments) -> dict[object, np.ndarray]:
    """The gradient by one array under each convention at kinks, by its word; empty if it depends on none."""
    gradient = of.gradient.derivable().get(a)
    if gradient is None or "kink" not in gradient.words or "kink" in of.words:
        return {}
    given = {gradient.incoming: dy, **exact, **kwargs}
    return {word: np.asarray(gradient.literal(**given, kink=word), object) for word in KINKS}


def excused(of: Formula, a: str, got: np.ndarray, exact: Arrays, dy: np.ndarray, kwargs: Arguments) -> np.ndarray:
    """Whether each entry of a gradient is at a kink and has a value between those of the conventions.

    Parameters
    ----------
    of, a : the formula, and the array that it is differentiated by.
    got : the gradient, in the shape of the array.
    exact, dy, kwargs : the call, in exact numbers.

    Returns
    -------
    An array of truth values, all false if the gradient depends on no convention at kinks.
    """
    options = list(named(of, a, exact, dy, kwargs).values())
    if not options or got.shape != options[0].shape:
        return np.zeros(got.shape, bool)
    ends = zip(*(x.ravel().tolist() for x in options), strict=True)
    allowed = [
        min(v) != max(v) and bool(min(v) <= g <= max(v)) for g, v in zip(got.ravel().tolist(), ends, strict=True)
    ]
    return np.asarray(allowed, bool).reshape(got.shape)
