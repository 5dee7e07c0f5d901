"""The five kernels by name."""

from __future__ import annotations

from .gaussian import gaussian
from .laplacian import laplacian
from .sharpen import sharpen
from .sobel import sobel_x, sobel_y

KERNELS = {kernel.__name__: kernel for kernel in (laplacian, gaussian, sobel_x, sobel_y, sharpen)}
