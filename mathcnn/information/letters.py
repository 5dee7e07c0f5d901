"""Letters of the statements about information."""

from __future__ import annotations

from sympy import IndexedBase, symbols

s, z = symbols("s z", integer=True)
S, Z = symbols("S Z", integer=True, positive=True)
base = symbols("base", positive=True)
p, q, ratio, col, xz, yz, last, counts = map(IndexedBase, ("p", "q", "r", "col", "p_XZ", "p_YZ", "p_Z", "counts"))
dp, dy = map(IndexedBase, ("dp", "dy"))
H, D, I, bias = symbols("H D I beta")
