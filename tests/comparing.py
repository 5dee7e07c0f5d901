"""Comparisons of results."""

import numpy as np


def same(got, want):
    """Exactly the same numbers, in the same shape."""
    got, want = np.asarray(got), np.asarray(want)
    assert got.shape == want.shape and (got == want).all(), f"{got} and {want}"
