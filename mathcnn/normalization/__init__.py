"""Batch normalisation over (N, C, *space): each channel is brought to one mean and one spread. Local response
normalisation: each entry is divided by a power of what its neighbours among the channels amount to.

Conventions: statistics run over the batch and over space. The variance divides by the number of values (`correction=0`)
or by one less (1). In training the batch's own statistics are used, in inference (`training=False`) the running ones.
These follow the batch by r' = (1 - momentum) r + momentum * statistic, the running variance with a correction of its
own: 1 as in PyTorch, 0 as in ONNX and TensorFlow. Nothing is updated in place: new running statistics are returned. The
neighbours of a channel are an odd number of channels around it, of which those outside take no part; alpha is shared
among this number, also where some are missing, as in Caffe and PyTorch (in Krizhevsky's paper and in TensorFlow it is
not).
"""

from __future__ import annotations

from .batch_statistics import batch_mean, batch_var, next_running_mean, next_running_var
from .batch_norm import batch_norm
from .local_response_norm import local_response_norm

__all__ = ["batch_mean", "batch_var", "next_running_mean", "next_running_var", "batch_norm", "local_response_norm"]


def __dir__() -> list[str]:
    return __all__
