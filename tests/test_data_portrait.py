"""The packaged brightness of the portrait."""

import numpy as np

from mathcnn.data import photographs, portrait


def test_is_the_mean_of_the_colours_of_the_photograph():
    colours = photographs.read_image(photographs.portrait()).astype(float)
    np.testing.assert_array_equal(portrait.brightness(), colours.mean(axis=2), strict=True)
    assert portrait.brightness().shape == (600, 512)
