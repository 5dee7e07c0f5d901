"""The parts of LeNet-5 of 1998 that later networks do not have: a convolution whose outputs read some channels only, a
subsampling with a trained coefficient and bias, an output of distances to fixed codes, and the loss that belongs to it.

Conventions: as in `layers`. A table has a row for each result and a column for each input, 1 where the result reads the
input and 0 elsewhere. The output of the radial basis functions is a penalty: the smallest is the answer.
"""

from __future__ import annotations

from .conv_by_table import conv_by_table
from .subsample import subsample
from .euclidean_rbf import euclidean_rbf
from .rejecting_loss import rejecting_loss

__all__ = ["conv_by_table", "subsample", "euclidean_rbf", "rejecting_loss"]


def __dir__() -> list[str]:
    return __all__
