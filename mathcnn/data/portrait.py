"""The brightness of one photograph, packaged as an array, so that a measurement on a photograph needs no image library.

It is the portrait of Grace Hopper that matplotlib ships as `grace_hopper.jpg`: a photograph of the United States Navy,
in the public domain. The file `portrait.npz` holds, for each pixel, the sum of red, green and blue, from 0 to 765.
"""

from __future__ import annotations

from importlib.resources import files

import numpy as np


def brightness() -> np.ndarray:
    """The mean of red, green and blue of each pixel of the portrait: (600, 512), float64, from 0 to 255."""
    with (files(__package__) / "portrait.npz").open("rb") as file, np.load(file, allow_pickle=False) as archive:
        sums: np.ndarray = archive["sums"]
    return sums / 3
