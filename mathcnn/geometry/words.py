"""Functions of integers that the laws of sizes use. Each can be printed."""

from __future__ import annotations

import math

from ..language.latex import writable


@writable(r"\prod {}")
def product(numbers):
    """The product of some integers: of strides, or of the numbers of positions along the axes."""
    return math.prod(numbers)
