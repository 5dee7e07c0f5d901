"""The five kernels against the document, polynomial images, SciPy, and Taylor series derived another way."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import scipy.ndimage
import sympy as sp

from mathcnn.kernels import (
    KERNELS,
    annihilates,
    gaussian,
    laplacian,
    leading_term,
    moments,
    preserves,
    response,
    separates,
    sharpen,
    sobel_x,
    sobel_y,
    symmetries,
    total,
)
from mathcnn.kernels.letters import f as kernels_f
from mathcnn.kernels.letters import h as kernels_h
from mathcnn.kernels.letters import x, y
from mathcnn.kernels.taylor import applied

DOCUMENT = {  # section III, as printed there
    "laplacian": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
    "gaussian": [[1 / 16, 2 / 16, 1 / 16], [2 / 16, 4 / 16, 2 / 16], [1 / 16, 2 / 16, 1 / 16]],
    "sobel_x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "sobel_y": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
}
rng = np.random.default_rng(0)
ROWS, COLUMNS = np.mgrid[-4:5, -5:6]
each_kernel = pytest.mark.parametrize("name", KERNELS)


@each_kernel
def test_as_in_the_document(name):
    assert KERNELS[name]().tolist() == DOCUMENT[name]
    assert set(KERNELS) == set(DOCUMENT)
    assert KERNELS[name].literal().tolist() == [[Fraction(v) for v in row] for row in DOCUMENT[name]]


def test_whole_kernels_are_whole():
    assert all(KERNELS[name]().dtype.kind == ("f" if name == "gaussian" else "i") for name in KERNELS)


def test_each_call_gives_an_array_of_its_own():
    taps = laplacian()
    taps[:] = 0
    assert laplacian()[1, 1] == 8


def test_scipy_agrees():
    image = rng.integers(0, 256, (9, 11)).astype(float)
    correlate = lambda K: scipy.ndimage.correlate(image, K, mode="reflect")
    assert np.array_equal(correlate(sobel_x()), scipy.ndimage.sobel(image, 1))
    assert np.array_equal(correlate(sobel_y()), scipy.ndimage.sobel(image, 0))
    assert np.array_equal(correlate(sharpen()), image - scipy.ndimage.laplace(image))
    five = scipy.ndimage.laplace((np.arange(9).reshape(3, 3) == 4).astype(float), mode="constant")
    assert five.tolist() == [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
    assert str(leading_term(five)) == "h**2*(f_xx + f_yy) + O(h**4)"  # scipy's has the sign of the Laplacian


@each_kernel
def test_polynomial_images(name):
    """`applied`, which is symbolic, against SciPy on sampled monomials, away from the border.

    Whole numbers over 16: exact.
    """
    K = KERNELS[name]()
    for p, q in itertools.product(range(4), repeat=2):
        seen = scipy.ndimage.correlate((COLUMNS**q * ROWS**p).astype(float), K.astype(float))[1:-1, 1:-1]
        want = sp.lambdify((x, y), applied(K, x**q * y**p))(
            COLUMNS[1:-1, 1:-1].astype(float), ROWS[1:-1, 1:-1].astype(float)
        )
        assert np.array_equal(seen, np.broadcast_to(want, seen.shape))
        assert seen[3, 4] == moments(K, 3)[p, q], "the middle is the origin, where the moments are"


@each_kernel
@pytest.mark.parametrize("flip", [False, True])
def test_leading_term_is_the_taylor_series(name, flip):
    """Derived another way: the derivatives in h at 0 of sum K f(x + b h, y + a h), for f = exp(s x + t y), whose
    derivatives are s^q t^p.
    """
    (s, t), h = sp.symbols("s t"), kernels_h
    K, sign = KERNELS[name](), -1 if flip else 1
    seen = sum(
        sp.Rational(K[a + 1, b + 1]) * sp.exp(sign * h * (b * s + a * t)) for a in (-1, 0, 1) for b in (-1, 0, 1)
    )
    coefficient = lambda n: sp.expand(seen.diff(h, n).subs(h, 0)) / math.factorial(n)
    found = leading_term(K, flip)
    rest = sp.degree(found.getO().expr, h)
    letters = {v: s ** v.name.count("x") * t ** v.name.count("y") for v in found.free_symbols if v.name.startswith("f")}
    assert sp.expand(sum(coefficient(n) * h**n for n in range(rest)) - found.removeO().xreplace(letters)) == 0
    assert coefficient(rest) != 0, "the order of the rest is the true one"


def test_leading_terms_as_text():
    assert str(leading_term(laplacian())) == "-3*h**2*(f_xx + f_yy) + O(h**4)"
    assert str(leading_term(gaussian())) == "h**2*(f_xx + f_yy)/4 + f + O(h**4)"
    assert str(leading_term(sobel_x())) == "8*f_x*h + O(h**3)"
    assert str(leading_term(sobel_y(), flip=True)) == "-8*f_y*h + O(h**3)"
    assert str(leading_term(sharpen())) == "-h**2*(f_xx + f_yy) + f + O(h**4)"


def test_leading_terms_of_other_kernels():
    assert leading_term([[0, 3, 0]]) == 3 * kernels_f, "one tap in the middle: nothing is left over"
    assert leading_term([[0]]) == 0
    assert str(leading_term([[0, -1, 1]])) == "f_x*h + O(h**2)"  # the forward difference
    assert (
        str(leading_term([[Fraction(-1, 2), 0, Fraction(1, 2)]])) == "f_x*h + O(h**3)"
    )  # the central one, LeVeque 2007, eq. 1.3
    assert str(leading_term([[1, 0, -1], [0, 0, 0], [-1, 0, 1]])) == "4*f_xy*h**2 + O(h**4)"


def test_what_each_one_does_to_planes():
    assert annihilates(laplacian()) == (1, x, y, x * y)
    assert annihilates(sobel_x()) == (1, y, y**2) and annihilates(sobel_y()) == (1, x, x**2)
    assert annihilates(gaussian()) == annihilates(sharpen()) == ()
    assert preserves(gaussian()) == preserves(sharpen()) == (1, x, y, x * y)
    assert preserves(laplacian()) == ()
    assert (
        applied(sharpen(), x**2) == x**2 - 2
        and applied(sobel_x(), x**2) == 16 * x
        and applied(sobel_x(), x**2, flip=True) == -16 * x
    )


def test_sobel_x_sees_vertical_edges():
    """A step along x, which is a vertical edge: 4 times its height, on both sides of it; a step along y: nothing."""
    step = np.tile([0, 0, 0, 1, 1, 1], (5, 1))
    assert scipy.ndimage.correlate(step, sobel_x()).tolist() == [[0, 0, 4, 4, 0, 0]] * 5
    assert not scipy.ndimage.correlate(step.T, sobel_x()).any()


def test_separates():
    found = {name: separates(kernel()) for name, kernel in KERNELS.items()}
    assert {name for name in found if found[name] is None} == {"laplacian", "sharpen"}
    assert [part.tolist() for part in found["sobel_x"]] == [[1, 2, 1], [-1, 0, 1]]
    assert [part.tolist() for part in found["gaussian"]] == [
        [Fraction(1, 16), Fraction(1, 8), Fraction(1, 16)],
        [1, 2, 1],
    ]
    for name, kernel in KERNELS.items():
        assert np.linalg.matrix_rank(kernel()) == (2 if found[name] is None else 1)
    column, row = separates(np.zeros((3, 5)))
    assert not np.outer(column, row).any()
    assert separates([[0.1, 0.2, 0.3]]) is not None, "one row always separates, whatever its floats are"
    assert separates(np.outer([0.1, 1.0, 0.3], [0.1, 0.7, 0.3])) is None, (
        "rounded products are not exactly an outer product"
    )


def test_symmetries():
    every = {"left-right": 1, "up-down": 1, "transpose": 1, "half turn": 1}
    assert symmetries(laplacian()) == symmetries(gaussian()) == symmetries(sharpen()) == every
    assert symmetries(sobel_x()) == {"left-right": -1, "up-down": 1, "half turn": -1}
    assert symmetries(sobel_y()) == {"left-right": 1, "up-down": -1, "half turn": -1}
    assert symmetries(sobel_x() - sobel_y())["transpose"] == -1
    assert symmetries([[1, 2, 4], [0, 0, 0], [9, 0, 0]]) == {}


def test_response_in_closed_form():
    u, w = sp.symbols("u w", real=True)
    zero = lambda e: sp.simplify(sp.expand_trig(sp.expand(e))) == 0
    assert zero(response(gaussian(), u, w) - (1 + sp.cos(u)) * (1 + sp.cos(w)) / 4)
    assert zero(response(sobel_x(), u, w) - 4 * sp.I * sp.sin(w) * (1 + sp.cos(u)))
    assert zero(response(laplacian(), u, w) - (9 - (1 + 2 * sp.cos(u)) * (1 + 2 * sp.cos(w))))
    assert zero(response(sharpen(), u, w) - (5 - 2 * sp.cos(u) - 2 * sp.cos(w)))
    assert response(sobel_y(), u, w, flip=True) == sp.expand(-response(sobel_y(), u, w))
    assert response(gaussian(), sp.pi, 0) == 0, "the highest frequency is removed entirely"


@each_kernel
def test_response_is_the_discrete_fourier_transform(name):
    """On a torus of 8 x 6 pixels a wave stays a wave. Bound: the transform and the sum of nine terms round at most 60
    times, each by less than the sum of the absolute taps times 2^-52."""
    K = KERNELS[name]().astype(float)
    torus = np.zeros((8, 6))
    for (a, b), v in np.ndenumerate(K):
        torus[(1 - a) % 8, (1 - b) % 6] = v  # the response to an impulse at the origin: the kernel, turned
    waves = np.fft.fft2(torus)
    for p, q in np.ndindex(8, 6):
        assert abs(response(K, 2 * math.pi * p / 8, 2 * math.pi * q / 6) - waves[p, q]) <= 60 * abs(K).sum() * 2.0**-52


def test_totals_and_moments_by_hand():
    assert [int(total(kernel())) for kernel in KERNELS.values()] == [0, 1, 0, 0, 1]
    K = [[1, 2, 3]]
    assert moments(K, 2).tolist() == [[6, 2, 4], [0, 0, 0], [0, 0, 0]]  # 1+2+3, 3-1, 3+1
    assert moments(np.transpose(K), 1).tolist() == [[6, 0], [2, 0]]
    assert moments(sharpen(), 0).tolist() == [[1]]
    assert moments([[0.0, 0.0, 0.0, 0.0, 1.0]], 70)[0, 70] == 2.0**70, "floats do not wrap around"
    assert moments([[0, 0, 0, 0, 1]], 60)[0, 60] == 2**60


def test_moments_of_nan():
    assert np.isnan(moments([[np.nan, 0.0, 0.0]], 1)).all() and np.isnan(total([[np.nan, 1.0, 2.0]]))


def test_errors_name_the_kernel():
    with pytest.raises(
        ValueError, match=r"K has shape \(2, 2\), and its axis 0 is 2 = 2\*k \+ 1, which no integer k >= 0 gives"
    ):
        leading_term(np.ones((2, 2)))
