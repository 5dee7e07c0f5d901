"""Images of random pixels, and their comparison."""

import numpy as np

SHAPES = {1: (7, 5), 2: (7, 5, 2), 3: (7, 5, 3), 4: (7, 5, 4)}


def noise(channels=1, dtype="uint8", seed=0, shape=None):
    """Random pixels that use the whole range, both ends included; alpha as well."""
    rng = np.random.default_rng(seed)
    if dtype.startswith("float"):
        return rng.standard_normal(shape or SHAPES[channels]).astype(dtype)
    top = np.iinfo(dtype).max
    x = rng.integers(0, top + 1, shape or SHAPES[channels], dtype=dtype)
    x.flat[0], x.flat[-1] = 0, top
    return x


def same(x, y):
    """Exactly the same pixels, in the same shape and type."""
    assert x.dtype == y.dtype and x.shape == y.shape
    np.testing.assert_array_equal(x, y)
