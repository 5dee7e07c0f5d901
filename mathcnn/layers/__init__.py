"""Layers over arrays (N, C, *space), at every spatial rank from 1 to 3.

Conventions: `conv` slides the kernel without turning it (cross-correlation), as frameworks do; `flip=True` turns it.
Weights are (O, C/groups, *kernel) for `conv`, and for its transpose those of the convolution that it transposes.
Padding: "valid", "full", "same" (ceil(i / s) positions, the odd zero after), a number, one an axis, or a pair (before,
after) an axis.
"""

from __future__ import annotations

from .conv import conv
from .conv_transpose import conv_transpose
from .linear import linear
from .pad import pad, crop
from .flatten import flatten

__all__ = ["conv", "conv_transpose", "linear", "pad", "crop", "flatten"]


def __dir__() -> list[str]:
    return __all__
