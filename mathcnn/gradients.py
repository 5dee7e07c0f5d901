"""Gradients from the statement: by numbers that carry their derivatives, on any kind of number.

The gradients of formulas are written by hand, and run on floats. On fractions and letters they run, too, where their code needs sums, products
and quotients only; where it does not, the derivative of the statement stands in.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from . import kinds
from .formula import Formula, Gradient, Numbers, Reading, as_objects


def on_objects(gradient: Gradient, dy: Numbers, reading: Reading) -> Any:
    """A gradient on fractions and letters: by its own code where that runs on them and rounds nothing, else from the statement.

    dy: in the shape of the result; reading: the arguments, of which some hold objects. Returns one array for each array argument, None for
    those that were left out. Raises TypeError for numbers of which the statement has no derivative."""
    of = gradient.of
    arrays = {a: x if a in of.labels else x.astype(object) for a, x in reading.arrays.items()}
    dy = dy.astype(object)
    given = [v for a, x in (("dy", dy), *arrays.items()) if a not in of.labels for v in x.ravel().tolist()]
    polynomials = any(isinstance(v, (PolyElement, FracElement)) for v in given)
    try:
        found = gradient.fn(dy, **{**reading.scalars, **arrays})
    except (TypeError, AttributeError, ValueError, ArithmeticError):
        if polynomials:                                  # on which checks compare the gradient's own code with the statement
            raise
    else:
        several = found if isinstance(found, tuple) else (found,)
        if polynomials or has_floats(given) or not has_floats(v for one in several if one is not None for v in np.ravel(one).tolist()):
            return found
    try:
        slopes = pulled(of, arrays, dy, reading.scalars, kinds.kind_of(given))
    except (TypeError, ArithmeticError) as error:
        raise TypeError(f"{of.name}.backward: these numbers have no derivative here: {error}") from error
    return tuple(slopes.get(a) for a in of.arrays if a not in of.labels)


def has_floats(values: Any) -> bool:
    """Whether any of them is a rounded number."""
    return any(isinstance(v, (float, complex, np.inexact)) for v in values)


def pulled(of: Formula, arrays: dict[str, Numbers], dy: Numbers, kwargs: dict[str, Any], base: Any) -> dict[str, Numbers]:
    """sum dy * F by each entry of each array, from the literal form over numbers that carry their derivatives."""
    kind = kinds.Duals(base)
    lifted = {}
    for a, x in arrays.items():
        lift = (lambda v: v) if a in of.labels else base.lift
        entries = [v if a in of.labels else kind.letter((a, k), lift(v)) for k, v in enumerate(x.ravel().tolist())]
        lifted[a] = as_objects(entries).reshape(x.shape)
    y = np.ravel(of.literal(**lifted, **kwargs, number=kind))
    weights = [base.lift(v) for v in dy.ravel().tolist()]
    out = {}
    for a, x in arrays.items():
        if a in of.labels:
            continue
        columns: list[list[Any]] = [[] for _ in range(x.size)]
        for one, weight in zip(y, weights, strict=True):
            for (b, k), slope in getattr(one, "slopes", {}).items():
                if b == a:
                    columns[k].append(weight * slope)
        out[a] = as_objects(base.add(c) for c in columns).reshape(x.shape)
    return out
