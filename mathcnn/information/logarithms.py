"""What several formulas of this topic share."""

from __future__ import annotations

import math

import numpy as np
from sympy import Ne

from ..probability.domains import ROUNDINGS
from .letters import base
from .words import nats, quotient

A_BASE = {Ne(base, 1): "a base other than 1"}


def mean_log(p, above, below, base, sign=1, least=0.0):
    """sign times the sum of p log(quotient), in which terms with p = 0 count nothing.

    In bits every measure here is >= 0 for tables that sum to one. A sum below 0 that rounding explains is returned as
    0: that of these tables, whose exact sum is `least` bits or more, and that of this computation, at most n + 16 units
    in the last place of the largest sum on the way. What rounding does not explain is returned as it is.
    """
    terms = p * quotient(above, below, p).log2()
    total = sign * terms.sum()
    if total < 0:
        computing = (
            (p.size + ROUNDINGS) * float(np.finfo(p.dtype).eps) * (float(np.abs(terms).sum()) + 2 * float(p.sum()))
        )
        if total >= least - computing:
            total = p.dtype.type(0)
    return total / bits(base, p) + 0  # 0 and not -0 in bases below 1


def bits(v, like):
    """The binary logarithm of a number, in the type of an array of floats."""
    return np.log2(like.dtype.type(v)) if like.dtype.itemsize > 8 else like.dtype.type(math.log2(v))


def slope_of_log(p, above, below, base, plus):
    """log(quotient) + plus, in units of the base: how a sum of p log(quotient) grows with p.

    Minus infinity where p = 0.
    """
    logs = np.where(p == 0, -math.inf, quotient(above, below, p).log2()).astype(p.dtype)
    return (logs + plus / nats(2, p)) / bits(base, p)
