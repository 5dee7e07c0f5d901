"""Letters of the statements of convolutions of arrays: axes, sizes and arrays."""

from __future__ import annotations

from sympy import IndexedBase, symbols

from ..language.statement import Axis

n, m, r = symbols("n m r", integer=True)
L, M, N = symbols("L M N", integer=True, positive=True)
k = symbols("k", integer=True, nonnegative=True)
i, s, a = Axis("i j k"), Axis("m n r"), Axis("u v w")  # a place of the result, of the image, of the kernel
H, A, P = Axis("H W D", positive=True), Axis("A B C", positive=True), Axis("P Q R", positive=True)
f, g, y, I, K, T = map(IndexedBase, "fgyIKT")
