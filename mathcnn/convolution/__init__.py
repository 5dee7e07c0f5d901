"""Convolution of sequences and images, of functions on the line, and of sequences on all of Z.

Every entry of one argument adds a multiple of the other argument, moved to the place of that entry. So convolution is
the bilinear product whose unit is delta and that commutes with shifts, and no other product is.

Conventions: the second argument is turned, so that the product commutes; `cross_correlation` does not turn it, as
frameworks do. Sequences and images are zero outside. `mode` says which part of the full result is kept, `method` how
it is computed. All fast forms are exact for integers, and satisfy the rounding bound of the direct sum at every entry,
except `dft` and, where they take a transform, `discrete`, `image`, `cross_correlation` and `circular`: their bound is
that of the transform, see `convolution.methods`. "direct" and "matrix" always satisfy the bound of the direct sum.
"""

from __future__ import annotations

from .discrete import discrete, delta, shift, difference, toeplitz
from .dft import dft
from .image import image, cross_correlation, flip
from .circular import circular
from .continuous import continuous
from .two_sided import two_sided
from ..numbers.sequences import Sequence
from .curves import box, exponential, gaussian, polynomial

__all__ = [
    "discrete",
    "delta",
    "shift",
    "difference",
    "toeplitz",
    "dft",
    "image",
    "cross_correlation",
    "flip",
    "circular",
    "continuous",
    "two_sided",
    "Sequence",
    "box",
    "exponential",
    "gaussian",
    "polynomial",
]


def __dir__() -> list[str]:
    return __all__
