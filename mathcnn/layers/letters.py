"""Letters of the statements of layers: axes, sizes and arrays."""

from __future__ import annotations

from sympy import IndexedBase, symbols

from ..geometry.letters import H, positions, positions_transposed
from ..language.statement import Axis

n, o, c, e = symbols("n o c e", integer=True)
N, C, O, M, groups = symbols("N C O M groups", integer=True, positive=True)  # M output channels a group
i, a, t = Axis("i j k"), Axis("u v t"), Axis("r s t")
tap, from_ = Axis("tap"), Axis("from_")
x, w, b, y, z = map(IndexedBase, "xwbyz")
size, size_transposed = positions, positions_transposed
