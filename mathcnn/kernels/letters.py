"""Letters of the statements and laws about kernels, and the small kernels that some are made of."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy import IndexedBase, symbols

a, b = symbols("a b", integer=True)
S, x, y = symbols("S x y")
h = symbols("h", positive=True)
f, f_x, f_y, f_xx, f_yy = symbols("f f_x f_y f_xx f_yy")
K, M = map(IndexedBase, "KM")
matrix = sp.ImmutableMatrix
SMOOTH, DIFFERENCE, PAIR = np.array([[1, 2, 1]]), np.array([[-1, 0, 1]]), np.array([[1, 1], [1, 1]])
