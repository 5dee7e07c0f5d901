"""Which arithmetic fits given numbers."""

from __future__ import annotations

from collections.abc import Collection

import flint
import numpy as np
import sympy as sp
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from .arithmetic import Arithmetic
from .balls import BALLS
from .exact import EXACT
from .floats import FLOATS
from .outside import Value
from .symbols import SYMBOLS


def arithmetic_of(values: Collection[Value]) -> Arithmetic:
    """The arithmetic in which numbers of several types are computed with together: that of the most general type.

    values: numbers, in any order. Numbers that carry their arithmetic (`Dual`, `rounded.Number`) decide; otherwise
    balls, SymPy expressions, floats and exact numbers come in this order. Floats beside polynomials are read as exact.
    """
    found: Arithmetic = EXACT
    for kind, v in {type(v): v for v in values}.items():
        if isinstance(own := getattr(v, "arithmetic", None), Arithmetic):
            return own
        if issubclass(kind, (flint.arb, flint.acb)):
            found = BALLS
        elif issubclass(kind, sp.Basic) and found is not BALLS:
            found = SYMBOLS
        elif issubclass(kind, (float, complex, np.floating)) and found is EXACT:
            found = FLOATS
    if found is FLOATS and any(isinstance(v, (PolyElement, FracElement)) for v in values):
        return EXACT
    return found
