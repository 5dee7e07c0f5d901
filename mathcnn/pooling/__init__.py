"""Pooling: each window of each channel of an array (N, C, *space) is replaced by its maximum or its mean.

Conventions: padding takes no part in a maximum, so that negative entries stay negative. A mean is divided by the number
of taps in the padded input, or with `count_include_pad=False` by the number of taps in the input; places beyond the
padding, which ceil mode allows, are never counted. Every window must meet the input. The global forms keep the spatial
axes, with size 1. Of equal entries the first is the maximum, the last axis running fastest; a NaN counts as larger than
any number.
"""

from __future__ import annotations

from .max_pool_indices import max_pool_indices
from .max_pool import max_pool
from .avg_pool import avg_pool
from .global_pools import global_max_pool, global_avg_pool
from .adaptive_avg_pool import adaptive_avg_pool

__all__ = ["max_pool", "max_pool_indices", "avg_pool", "global_max_pool", "global_avg_pool", "adaptive_avg_pool"]


def __dir__() -> list[str]:
    return __all__
