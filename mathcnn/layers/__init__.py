"""Layers: convolution, its transpose, the fully connected layer, padding, cropping, flattening and resizing.

Conventions: arrays are (N, C, *space), with 1 to 3 spatial axes. `conv` does not turn the kernel (cross-correlation),
as frameworks do; `flip=True` turns it. Weights are (O, C/groups, *kernel) for `conv`; those of its transpose are the
weights of the convolution that it transposes. Padding is an integer, one integer for each axis, a pair (before, after)
for each axis, or a word: "valid" (none), "full" (one less than the dilated kernel), "same" (ceil(h / s) positions along
an axis of h entries, the odd zero after).
"""

from __future__ import annotations

from .conv import conv
from .conv_transpose import conv_transpose
from .linear import linear
from .pad import pad, crop
from .flatten import flatten
from .resize import resize

__all__ = ["conv", "conv_transpose", "linear", "pad", "crop", "flatten", "resize"]


def __dir__() -> list[str]:
    return __all__
