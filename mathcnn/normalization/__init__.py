"""Normalisation of arrays (N, C, *space): batch, group and layer normalisation, and local response normalisation.

Batch normalisation shifts and scales each channel to one mean and one standard deviation, group normalisation each
group of channels of one image (instance normalisation: each channel of its own; one group: the whole image), layer
normalisation each row of an array. Local response normalisation
divides each entry by a power of the mean square of its neighbours among the channels.

Conventions: statistics are over the batch and space; of group and layer normalisation over what is normalised
together, with the variance of correction 0. The variance is the sum of squared deviations divided by the
number n of values (`correction=0`) or by n - 1 (`correction=1`). Training uses the statistics of the batch, inference
(`training=False`) the running ones. These follow the batch by r' = (1 - momentum) r + momentum * statistic; the
running variance has a correction of its own, 1 as in PyTorch or 0 as in ONNX and TensorFlow. New running statistics
are returned, no argument is changed. The neighbours of a channel are an odd number `size` of channels around it, of
which those outside count as zeros; alpha is divided by `size`, also at the border, as in Caffe and PyTorch (in
Krizhevsky's paper and in TensorFlow it is not divided).
"""

from __future__ import annotations

from .batch_statistics import batch_mean, batch_var, next_running_mean, next_running_var
from .batch_norm import batch_norm
from .group_norm import group_norm, layer_norm
from .local_response_norm import local_response_norm

__all__ = [
    "batch_mean",
    "batch_var",
    "next_running_mean",
    "next_running_var",
    "batch_norm",
    "group_norm",
    "layer_norm",
    "local_response_norm",
]


def __dir__() -> list[str]:
    return __all__
