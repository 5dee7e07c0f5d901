"""Letters of the statements of this topic, and what several of its shape lines share."""

from __future__ import annotations

from sympy import IndexedBase, symbols

x, y = symbols("x y", integer=True)  # values of the variables that `axis` names, and of the others
X, Y = symbols("X Y", integer=True, positive=True)  # how many values there are
joint, row, q = map(IndexedBase, ("joint", "row", "q"))
