"""Gradients from the statement: by numbers that carry their derivatives, on any kind of number."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..numbers.duals import Duals
from .formula import Formula, as_objects

Numbers = np.ndarray


def pulled(
    of: Formula, arrays: dict[str, Numbers], dy: Numbers, kwargs: dict[str, Any], base: Any
) -> dict[str, Numbers]:
    """sum dy * F by each entry of each array, from the literal form over numbers that carry their derivatives."""
    kind = Duals(base)
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
