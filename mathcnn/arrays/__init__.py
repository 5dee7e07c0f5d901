"""Arrays: arithmetic with broadcasting, products of batches of matrices, means over axes, and layouts.

Conventions: the arrays of one call have the same number of axes, and along each axis the same size, or one of them the
size 1, whose entry is then read at every index: broadcasting, without the leading axes that NumPy adds. The functions
of layouts (`concat`, `split`, `cut`, `transpose`, `reshape`, `gather`) follow ONNX. They only move entries, of any
type, so they are plain functions: they have no statement and no error bound, and are checked entry by entry, exactly.
"""

from __future__ import annotations

from .arithmetic import add, sub, mul, div
from .layout import concat, cut, gather, reshape, split, transpose
from .matmul import matmul
from .mean import mean

__all__ = [
    "add",
    "sub",
    "mul",
    "div",
    "matmul",
    "mean",
    "concat",
    "split",
    "cut",
    "transpose",
    "reshape",
    "gather",
]


def __dir__() -> list[str]:
    return __all__
