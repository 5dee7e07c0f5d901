"""Letters of the statements about arrays, and the rule of broadcasting."""

from __future__ import annotations

import numpy as np
from sympy import Eq, IndexedBase, Max, Min, Or, symbols

from ..language.formula import Domain
from ..language.statement import Axis, axes

i = Axis("i j k")
A, B = axes("A, B", positive=True)  # the sizes of x and of z
R = Max(A, B)  # of the result
n, m, l, e = symbols("n m l e", integer=True)  # i, j and k are axes
K, L, M, N = symbols("K L M N", integer=True, positive=True)
x, z, y = map(IndexedBase, "xzy")
dx, dz, dy = map(IndexedBase, ("dx", "dz", "dy"))
h = Axis("a b c")
read_x, read_z = ((i, h, h + Max(0, over - own)) for own, over in ((A, B), (B, A)))  # the places that read index h
in_x, in_z = Min(i, A - 1), Min(i, B - 1)  # an axis of one entry is read at its only index
BROADCAST = "NumPy, broadcasting: what was repeated gets the sum of the gradients of its repetitions"
fits = {Or(Eq(A, B), Eq(A, 1), Eq(B, 1)): "axes of equal sizes, or of size 1"}


def divisor_fault(v, env):
    """What is wrong with an array of divisors: an exact 0. A float divided by 0 is infinite or NaN, by IEEE's rules."""
    if v.dtype != object:
        return ""
    bad = [at for at in np.ndindex(v.shape) if v[at] == 0 and not isinstance(v[at], float)]
    return f"holds 0 at {bad[0]}; a divisor of exact numbers must not be 0" if bad else ""


def as_divisors(raw, env):
    """Free numbers of any type, 1 in place of 0."""
    if raw.dtype != object:
        return np.where(raw == 0, raw + 1, raw)
    out = raw.copy()
    for at in np.ndindex(raw.shape):
        if raw[at] == 0:
            out[at] = out[at] + 1
    return out


divisors = Domain(r"z_i \neq 0", divisor_fault, as_divisors)
