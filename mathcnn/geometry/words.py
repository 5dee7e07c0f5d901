"""What laws of this topic are said with: functions of arrays that can be printed."""

from __future__ import annotations

import math

from ..language.latex import writable


@writable(r"\prod {}")
def product(numbers):
    """Of strides, how far apart neighbouring results lie in the input; of positions, how many there are."""
    return math.prod(numbers)
