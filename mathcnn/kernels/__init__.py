"""Five kernels of image processing, and what any kernel does to smooth images.

Conventions: rows are y and go down, columns are x and go right. Tap (a, b) multiplies the pixel a rows below and b
columns to the right, so a kernel is (2k+1, 2l+1) with tap (0, 0) in the middle. Kernels act by cross-correlation;
`flip=True` turns them about their centre first, which is true convolution. Pixels are h apart.

By Taylor's theorem a kernel K maps a smooth image f to the sum over p, q of M_pq h^(p+q) / (p! q!) times the p-th
derivative along y and the q-th along x, where M_pq is a moment of K. So the moments tell which derivative a kernel
estimates, with which factor and how accurately, and which polynomials it maps to 0 or leaves as they are. Nine moments
determine a 3 x 3 kernel.
"""

from __future__ import annotations

from .laplacian import laplacian
from .gaussian import gaussian
from .sobel import sobel_x, sobel_y
from .sharpen import sharpen
from .moments import total, moments
from .collection import KERNELS
from .properties import response, symmetries, separates
from .taylor import leading_term, annihilates, preserves

__all__ = [
    "laplacian",
    "gaussian",
    "sobel_x",
    "sobel_y",
    "sharpen",
    "total",
    "moments",
    "KERNELS",
    "response",
    "symmetries",
    "separates",
    "leading_term",
    "annihilates",
    "preserves",
]


def __dir__() -> list[str]:
    return __all__
