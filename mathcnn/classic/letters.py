"""Letters of the statements of the parts of LeNet-5."""

from __future__ import annotations

from sympy import IndexedBase, symbols

from ..geometry.letters import H, positions
from ..language.statement import Axis

n, o, c, k = symbols("n o c k", integer=True)
N, C, O, K = symbols("N C O K", integer=True, positive=True)
i, a = Axis("i j k"), Axis("u v t")
x, w, table, b, y, m, t = map(IndexedBase, ("x", "w", "table", "b", "y", "m", "t"))
size = positions
