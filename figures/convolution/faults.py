"""Faulty convolutions that figures are checked with."""

from __future__ import annotations

import numpy as np

from mathcnn import convolution
from mathcnn.convolution.curves import t as line_t


def correlated(f, g):
    """The kernel is not turned, as in most frameworks."""
    return convolution.discrete(f, np.asarray(g)[::-1])


def pointwise(f, g, x):
    """The product of the functions instead of their convolution."""
    return (f * g).subs(line_t, x)
