"""Faults of kernels, a wrong tap or a wrong sign, and sizes of convolutions."""

from __future__ import annotations

from .. import convolution, kernels
from .collection import FORM, exhibit


@exhibit(kernels.laplacian, "scikit-image#7357", laws=["of_a_parabola"])
def laplacian_of_the_other_sign():
    """The kernel that was documented as the Laplacian had the opposite sign.

    (The kernel of this package is -3 times the Laplacian, as it documents.)
    """
    return -kernels.laplacian()


@exhibit(kernels.laplacian, "imageproc#649", laws=[FORM, "laplacian_sums_to_zero"])
def centre_for_four_neighbours():
    """The kernel had the eight neighbours of one Laplacian and the centre of the one with four, so that it responded to
    constants.
    """
    taps = kernels.laplacian()
    taps[1, 1] = 4
    return taps


@exhibit(convolution.image, "numpy#6316", laws=["same_is_as_large"])
def same_as_the_larger(I, K, mode="full"):
    """ "same" had the size of the larger argument: the result was as large as the kernel if that was larger."""
    if mode != "same":
        return convolution.image(I, K, mode)
    full = convolution.image(I, K)
    sizes = [(max(h, a), min(h, a)) for h, a in zip(I.shape, K.shape, strict=True)]
    return full[tuple(slice((short - 1) // 2, (short - 1) // 2 + long) for long, short in sizes)]
