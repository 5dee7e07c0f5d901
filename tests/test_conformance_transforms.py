"""The normwise bound lies between what transforms do and what narrower products do.

The bound in the worst case, with the product of 2-norms of the arrays (Higham, Accuracy and Stability of Numerical
Algorithms, 2002, section 24.1; Percival, Rapid multiplication modulo the sum and difference of highly composite
numbers, Math. Comp. 72, 2003, theorem 5.1), is about as large as errors of TF32. Errors of a transform are about
random, and relative to the largest result; those of Winograd's algorithm grow with its tile (Barabasz, Anderson,
Soodhalter and Gregg, Error analysis and improving the accuracy of Winograd convolution for deep neural networks, ACM
TOMS 46, 2020).
"""

import numpy as np
import pytest
import scipy.fft
import sympy as sp

from mathcnn import layers
from mathcnn.conformance import judging, target
from mathcnn.conformance.reference import reference
from mathcnn.convolution import dft
from mathcnn.evidence.checks.tiers import bounded
from mathcnn.evidence.checks.transforms import meets_normwise_bound
from mathcnn.evidence.verdicts import HOLDS, NORMWISE

ROOM = 4  # times that a right transform mostly stays below the bound, and a narrow product is above it
WORST = 1.5  # times that the worst one that was found does (tiles of 6, 512 channels): 2 at least, by processor
POINTS = {2: (0, 1, -1), 4: (0, 1, -1, 2, -2), 6: (0, 1, -1, 2, -2, sp.Rational(1, 2), -sp.Rational(1, 2))}


def by_fft(x, w):
    n, k = scipy.fft.next_fast_len(x.shape[-1] + 2), w.shape[-1]
    products = np.einsum("chw,ochw->ohw", scipy.fft.rfft2(x, (n, n)), scipy.fft.rfft2(w[..., ::-1, ::-1], (n, n)))
    return scipy.fft.irfft2(products, (n, n))[:, k - 1 : x.shape[-1], k - 1 : x.shape[-1]]


def matrices(tile):
    """Cook and Toom's matrices for tiles of this size and 3 taps: of the result, the kernel and the input."""
    n = tile + 2

    def powers(columns):
        return sp.Matrix([[p**k for k in range(columns)] for p in POINTS[tile]] + [[0] * (columns - 1) + [1]])

    found = powers(tile).T, powers(3), powers(n).inv().T
    return [np.array(m.tolist(), float).astype("f4") for m in found]


def by_winograd(x, w, tile):
    of_result, of_kernel, of_input = matrices(tile)
    kernels = (of_kernel @ w @ of_kernel.T).astype("f4")
    size = (x.shape[-1] - 2) // tile * tile
    y = np.zeros((len(w), size, size), "f4")
    for i in range(0, size, tile):
        for j in range(0, size, tile):
            patch = of_input @ x[:, i : i + tile + 2, j : j + tile + 2] @ of_input.T
            summed = np.einsum("cab,ocab->oab", patch, kernels).astype("f4")
            y[:, i : i + tile, j : j + tile] = of_result @ summed @ of_result.T
    return y


def in_tf32(v):
    return (v.view("i4") & ~0x1FFF).view("f4")


@pytest.mark.parametrize(
    ("channels", "width", "room", "seed"), [(16, 26, ROOM, 0), (256, 14, ROOM, 0), (512, 8, WORST, 3)]
)
def test_the_bound_tells_transforms_from_narrow_products(channels, width, room, seed):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((channels, width, width)).astype("f4")
    w = rng.standard_normal((8, channels, 3, 3)).astype("f4")
    found = reference(layers.conv, {"x": x[None], "w": w}, {}, "float32")
    want = found.want[0]

    def error(y):
        return float(np.abs(y - want[:, : y.shape[1], : y.shape[2]]).max())

    for y in (by_fft(x, w), *(by_winograd(x, w, tile) for tile in POINTS)):
        assert y.dtype == "f4" and 0 < room * error(y) < found.norm
    narrow = layers.conv(in_tf32(x)[None].astype(float), in_tf32(w).astype(float))[0]
    assert error(narrow) > ROOM * found.norm
    worst = 3 * (2 + 5**0.5) * np.log2(2 * x.size) * 2**-24 * np.linalg.norm(x) * np.linalg.norm(w[0])
    assert error(narrow) < ROOM * worst  # so that a bound in the worst case has no room between them


@pytest.mark.slow
def test_a_fourier_transform_by_chirps_holds_normwise():
    """Bluestein's algorithm errs by more than the sum term by term, and by less than a transform may."""
    held = target("tests.planted.right_seldom:by_chirps", "convolution.dft")
    assert {row.verdict for row in judging.verdicts(held, dft, "form", 20, 0)} == {HOLDS, NORMWISE}


def test_single_precision_is_no_error_of_a_fourier_transform():
    f = np.array([1.0, -2.5, 0.1, 7.0])
    balls, right = bounded(dft, "float64", {"f": f}, {}), np.fft.fft(f)
    assert meets_normwise_bound(dft, "float64", {"f": f}, right, balls)
    assert not meets_normwise_bound(dft, "float64", {"f": f}, right.astype(np.complex64).astype(complex), balls)
    assert not meets_normwise_bound(dft, "float64", {"f": f}, right + 1e-12j, balls)
