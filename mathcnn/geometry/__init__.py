"""Sizes: outputs, receptive fields, parameters, connections, multiply-adds.

Output sizes are stated along one axis; a tuple of sizes gives a tuple of results. The shape lines of `layers` and
`pooling` name the expressions of this topic.

Conventions: padding is p before and q after; "same" gives ceil(i / s) positions, the odd zero after; in ceil mode a
window that would start beyond the input and the padding before it is dropped.
"""

from __future__ import annotations

from .sizes import output_size, transposed_output_size
from .receptive_field import receptive_field
from .counts import (
    dense_parameters,
    conv_parameters,
    conv_connections,
    conv_multiply_adds,
    pool_connections,
    subsample_parameters,
    subsample_connections,
    batch_norm_parameters,
)

__all__ = [
    "output_size",
    "transposed_output_size",
    "receptive_field",
    "dense_parameters",
    "conv_parameters",
    "conv_connections",
    "conv_multiply_adds",
    "pool_connections",
    "subsample_parameters",
    "subsample_connections",
    "batch_norm_parameters",
]


def __dir__() -> list[str]:
    return __all__
