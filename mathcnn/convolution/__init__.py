"""Convolution of sequences and images; of functions on the line and of sequences on all of Z, in `line`.

Idea: every entry of one argument sends out a copy of the other, which starts where that entry stands; the copies add
up. So convolution is the bilinear product whose unit is delta and which commutes with shifts, and nothing else is.

Conventions: the second argument is turned, which makes the product commute; `cross_correlation` leaves it as it is, as
frameworks do. Sequences and images are zero outside. `mode` says which part of the full result is kept. All fast forms
keep to the rounding bound of the direct sum at every entry, and are exact on whole numbers, also where
`linear_convolution` takes a transform; except the one of `dft`.
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
