"""Programs of laws whose sides are computed from what the target returns."""

import numpy as np
import pytest

from mathcnn import layers, pooling
from mathcnn.conformance import Target, judging


def last_maximum(x, kernel_size, **options):
    """Indices that are off by one where there is a place after."""
    found = pooling.max_pool_indices(x, kernel_size, **options)
    return np.minimum(found + 1, np.prod(x.shape[2:]) - 1)


def last_column_lost(*args, **kwargs):
    y = layers.conv(*args, **kwargs).copy()
    y[..., -1] = 0
    return y


@pytest.mark.parametrize(
    ("of", "fn", "law", "says"),
    [
        (pooling.max_pool_indices, last_maximum, "points_at_the_maximum", "The entry at the index is the maximum. One"),
        (layers.conv, last_column_lost, "subsamples", "and the other side says"),
    ],
)
def test_a_program_says_what_its_numbers_are(of, fn, law, says):
    """A side that is computed from results is told in the words of the law; one that is a result is told as it is."""
    held = Target("planted", {of.name: fn}, ("float64",), typed="planted")
    (row,) = (row for row in judging.verdicts(held, of, law, 8, 0) if row.dtype == "float64")
    assert not row.good and says in row.reproduce.splitlines()[-1], row.reproduce
