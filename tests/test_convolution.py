"""Convolutions against numbers worked by hand, NumPy and SciPy."""

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
import scipy.linalg
import scipy.ndimage
import scipy.signal
import sympy as sp

from mathcnn import convolution as C

from .comparing import same

EPS = np.finfo(float).eps
rng = np.random.default_rng(4)


def near(got, want, terms, gauge):
    """Two sums of `terms` products, each off by at most (terms + 1) u sum |products|: so they differ by twice that."""
    got, want = np.asarray(got), np.asarray(want)
    assert got.shape == want.shape
    assert (abs(got - want) <= (terms + 1) * EPS * gauge).all()


# ---------------------------------------------------------------- by hand


def test_numbers_from_a_page():
    same(
        C.discrete([1, 2, 3], [0, 1, Fraction(1, 2)]), [0, 1, Fraction(5, 2), 4, Fraction(3, 2)]
    )  # the example of numpy.convolve
    same(C.discrete([1, 1], [1, 2, 1]), [1, 3, 3, 1])  # (1 + z)(1 + z)^2: a row of Pascal's triangle
    same(C.discrete([3, 2, 1], [1]), [3, 2, 1])
    # 123 * 45 = 5535: digits, lowest first, convolve to 15, 22, 13, 4 before carries
    digits = C.discrete([3, 2, 1], [5, 4])
    same(digits, [15, 22, 13, 4])
    assert sum(d * 10**k for k, d in enumerate(digits)) == 123 * 45


def test_image_by_hand():
    """Each entry of the image sends out the kernel: 1 K, 2 K one to the right, 3 K one below, 4 K both."""
    same(C.image([[1, 2], [3, 4]], [[1, 0], [0, -1]]), [[1, 2, 0], [3, 3, -2], [0, -3, -4]])
    same(C.image([[1, 2], [3, 4]], [[1, 0], [0, -1]], "valid"), [[3]])  # 4 * 1 - 1 * 1
    same(C.image([[1, 2], [3, 4]], [[1, 0], [0, -1]], "same"), [[1, 2], [3, 3]])
    same(C.cross_correlation([[1, 2], [3, 4]], [[1, 0], [0, -1]], "valid"), [[-3]])  # 1 * 1 - 4 * 1


def test_circular_by_hand():
    same(C.circular([1, 2, 3, 4], [1, 0, 0, -1]), [-1, -1, -1, 3])  # f[n] - f[n + 1] around the circle
    same(C.circular([[1, 2], [3, 4]], [[0, 0], [0, 1]]), [[4, 3], [2, 1]])


def test_dft_by_hand():
    """N = 4 has the roots 1, -i, -1, i."""
    same(C.dft([1.0, 2.0, 3.0, 4.0]), [10, -2 + 2j, -2, -2 - 2j])


def test_small_parts():
    same(C.delta(0), [1])
    same(C.delta(3), [0, 0, 0, 1])
    same(C.shift([1, 2], 0), [1, 2])
    same(C.difference([1, 4, 9]), [1, 3, 5, -9])
    same(C.flip(np.arange(6).reshape(1, 2, 3)), [[[5, 4, 3], [2, 1, 0]]])


# ---------------------------------------------------------------- NumPy and SciPy


SIZES = [(1, 1), (1, 4), (4, 1), (3, 5), (5, 3), (6, 6), (7, 2), (2, 7)]


@pytest.mark.parametrize("M, L", SIZES)
def test_sequences_as_numpy_has_them(M, L):
    f, g = rng.integers(-9, 10, M), rng.integers(-9, 10, L)
    same(C.discrete(f, g), np.convolve(f, g))
    same(C.discrete(f, g), scipy.signal.convolve(f, g, method="direct"))
    same(C.toeplitz(g, M), scipy.linalg.convolution_matrix(g, M))
    same(C.toeplitz(g, M), scipy.linalg.toeplitz(np.append(g, np.zeros(M - 1, int)), np.eye(1, M)[0] * g[0]))
    same(C.toeplitz(g, M) @ f, C.discrete(f, g))
    a, b = rng.standard_normal(M), rng.standard_normal(L)
    near(C.discrete(a, b), np.convolve(a, b), min(M, L), np.convolve(abs(a), abs(b)))


@pytest.mark.parametrize("mode", ["full", "same", "valid"])
@pytest.mark.parametrize("rank", [1, 2, 3])
def test_images_as_scipy_has_them(mode, rank):
    for _ in range(12):
        H, A = rng.integers(1, 6, rank), rng.integers(1, 5, rank)
        if mode == "valid":
            H += A - 1
        image, kernel = rng.integers(-9, 10, H), rng.integers(-9, 10, A)
        want = scipy.signal.convolve(image, kernel, mode, "direct")
        same(C.image(image, kernel, mode), want)
        same(C.cross_correlation(image, kernel, mode), scipy.signal.correlate(image, kernel, mode, "direct"))
        same(C.image(image.astype("f4"), kernel.astype("f4"), mode), want)
        if rank == 2 and mode != "same":  # convolve2d centres even kernels elsewhere in "same"
            same(C.image(image, kernel, mode), scipy.signal.convolve2d(image, kernel, mode))


def test_images_as_ndimage_has_them():
    """scipy.ndimage takes an even kernel half a step later; an odd one lies the same everywhere."""
    image = rng.integers(-9, 10, (6, 7))
    for shape in ((3, 3), (1, 5), (5, 3)):
        kernel = rng.integers(-9, 10, shape)
        same(C.image(image, kernel, "same"), scipy.ndimage.convolve(image, kernel, mode="constant"))
        same(C.cross_correlation(image, kernel, "same"), scipy.ndimage.correlate(image, kernel, mode="constant"))


def test_circular_as_ndimage_has_it():
    for shape in ((5,), (4, 3), (2, 3, 4)):
        f, g = rng.integers(-9, 10, shape), rng.integers(-9, 10, shape)
        origin = [-(n // 2) for n in shape]  # the kernel's first entry, and not its centre, is the origin
        same(C.circular(f, g), scipy.ndimage.convolve(f, g, mode="wrap", origin=origin))


def test_dft_as_numpy_has_it():
    """Against the matrix of roots: both within (N + 3) u sum |f| of the exact value."""
    for N in (1, 2, 3, 8, 11, 30):
        f = rng.standard_normal(N)
        roots = np.exp(-2j * np.pi * (np.outer(np.arange(N), np.arange(N)) % N) / N)
        assert (abs(C.dft(f) - roots @ f) <= 2 * (N + 3) * EPS * abs(f).sum()).all()


def test_same_is_as_large_as_the_first_argument():
    """numpy#6316: np.convolve makes "same" as large as the longer argument, which is not the image where the kernel is
    longer.
    """
    f, g = np.arange(1, 4), np.arange(1, 7)
    assert np.convolve(f, g, "same").shape == (6,)
    same(C.image(f, g, "same"), np.convolve(f, g)[2:5])
    same(C.image(f, g, "same"), scipy.signal.convolve(f, g, "same", "direct"))


# ---------------------------------------------------------------- NaN, infinity, whole numbers


def test_nan_reaches_exactly_what_reads_it():
    image = np.ones((5, 6))
    image[1, 2] = np.nan
    kernel = np.ones((2, 3))
    same(np.isnan(C.image(image, kernel)), C.image(np.isnan(image).astype(int), np.ones((2, 3), int)) > 0)
    same(np.isnan(C.discrete([1.0, np.nan, 1.0], [1.0, 2.0])), [False, True, True, False])
    assert np.isnan(C.circular([1.0, np.nan], [1.0, 1.0])).all()


def test_infinity_follows_ieee():
    same(C.discrete([np.inf, 1.0], [1.0, 1.0]), [np.inf, np.inf, 1])
    with np.errstate(invalid="ignore"):
        assert np.isnan(C.discrete([np.inf], [0.0])).all()
        assert np.isnan(C.discrete([np.inf, -np.inf], [1.0, 1.0])[1])
    same(C.image([np.inf, 1.0], [2.0, 1.0], "valid"), [np.inf])


def test_a_kernel_that_is_nan_where_the_image_ends():
    """What lies outside takes no part, so a NaN of the kernel does not meet the zeros around the image."""
    same(np.isnan(C.image([1.0, 1.0], [1.0, np.nan])), [False, True, True])
    same(np.isnan(C.cross_correlation([1.0, 1.0], [1.0, np.nan], "valid")), [True])


def test_whole_numbers_stay_whole():
    big = 2**40
    assert C.discrete([big, 1], [big, -1]).dtype == np.int64 if big**2 < 2**62 else True
    same(C.discrete(np.array([200, 200], np.uint8), np.array([2, 2], np.uint8)), [400, 800, 400])
    same(C.image(np.full((2, 2), 255, np.uint8), np.array([[-1]])), np.full((2, 2), -255))
    same(C.difference(np.array([3, 1], np.uint8)), [3, -2, -1])
    with pytest.raises(ValueError, match="may reach"):
        C.discrete([2**33], [2**33])


def test_exact_numbers():
    f, g = [Fraction(1, 3), Fraction(1, 6)], [Fraction(3), Fraction(1, 2)]
    same(C.discrete(f, g), [1, Fraction(2, 3), Fraction(1, 12)])
    a, b = sp.symbols("a b")
    same(C.discrete([a, b], [1, -1]), [a, b - a, -b])


def test_gradients_by_hand():
    """y = (f0 g0, f0 g1 + f1 g0, f1 g1), weighted by dy."""
    df, dg = C.discrete.backward([1.0, 10.0, 100.0], [2.0, 3.0], [5.0, 7.0])
    same(df, [5 + 70, 50 + 700])
    same(dg, [2 + 30, 20 + 300])
    (dg,) = C.toeplitz.backward(np.ones((3, 2)), [5.0, 7.0], 2)
    same(dg, [2, 2])
    dI, dK = C.image.backward(np.ones((1, 1)), np.arange(4.0).reshape(2, 2), np.arange(4.0, 8.0).reshape(2, 2), "valid")
    same(dI, [[7, 6], [5, 4]])
    same(dK, [[3, 2], [1, 0]])


OUT_OF_MEMORY = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
import numpy as np
from mathcnn import convolution, layers
for call in (
    lambda: convolution.delta(10**9),
    lambda: convolution.shift(np.ones(2), 10**9),
    lambda: layers.pad(np.ones((1, 1, 3)), 10**9),
    lambda: layers.conv(np.ones((1, 1, 3)), np.ones((1, 1, 2)), padding=((0, 10**9),)),
    lambda: layers.conv_transpose(np.ones((1, 1, 3)), np.ones((1, 1, 2)), stride=10**9),
):
    try:
        call()
    except ValueError as error:
        print(error)
"""


def test_sizes_beyond_memory_are_refused_in_one_line():
    found = subprocess.run([sys.executable, "-c", OUT_OF_MEMORY], capture_output=True, text=True, timeout=120)
    lines = found.stdout.splitlines()
    assert found.returncode == 0, found.stderr
    starts = (
        "convolution.delta: k = 1000000000 needs more memory than there is: ",
        "convolution.shift: k = 1000000000 needs",
        "layers.pad: padding = ((1000000000, 1000000000),) needs",
        "layers.conv: padding = ((0, 1000000000),) needs",
        "layers.conv_transpose: stride = (1000000000,) needs",
    )
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True)), lines


@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_images_of_four_axes(mode):
    """No axis stands before those of an image, so it may have more than three."""
    source = np.random.default_rng(0)
    x = source.integers(-9, 10, (3, 4, 2, 5)).astype(float)
    k = source.integers(-9, 10, (2, 1, 2, 3)).astype(float)
    y = C.image(x, k, mode)
    assert np.array_equal(y, scipy.signal.convolve(x, k, mode, method="direct"))
    assert np.array_equal(C.image.literal(x, k, mode).astype(float), y)
    assert np.array_equal(C.flip(x), x[::-1, ::-1, ::-1, ::-1])
