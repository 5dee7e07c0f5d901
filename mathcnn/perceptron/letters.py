"""Letters of the statements of layers from an image to an image."""

from __future__ import annotations

from sympy import IndexedBase, symbols

i, j, a, b, r, s = symbols("i j a b r s", integer=True)
k, l = symbols("k l", integer=True, nonnegative=True)
H, W = symbols("H W", integer=True, positive=True)
x, w, v, u, h = map(IndexedBase, "xwvuh")  # h for hidden: the result
