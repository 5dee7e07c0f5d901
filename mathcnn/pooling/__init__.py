"""Pooling: a window slides over each channel of (N, C, *space), and says its largest entry or its mean.

Conventions: padding takes no part in a maximum, so an all-negative input stays negative. An average counts the taps
that lie in the padded input, or with `count_include_pad=False` those in the input; what ceil mode lets a window hang
over the padding is never counted. Every window has to meet the input. The global forms keep the spatial axes, with size
1. Of equal entries the first is the largest one, the last axis running fastest; a NaN counts as larger than any number.
"""

from __future__ import annotations

from .max_pool import max_pool, max_pool_indices
from .avg_pool import avg_pool
from .global_pools import global_max_pool, global_avg_pool

__all__ = ["max_pool", "max_pool_indices", "avg_pool", "global_max_pool", "global_avg_pool"]


def __dir__() -> list[str]:
    return __all__
