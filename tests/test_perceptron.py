"""The dense layer and its special cases against hand-worked numbers and independent oracles."""

from fractions import Fraction

import numpy as np
import pytest
import scipy.linalg
import scipy.ndimage

from mathcnn.perceptron import centred, dense, local, reindex, reindex_inverse, shift_invariant

rng = np.random.default_rng(0)


def whole(*shape):
    """Whole numbers, on which every form is exact."""
    return rng.integers(-9, 10, shape)


def test_dense_by_hand():
    """The document's H_ij = U_ij + sum W_ijkl X_kl on two pixels: 10 + 1*1 + 1*2 and 20 + 0*1 + 3*2."""
    w = [[[[1, 1]], [[0, 3]]]]
    assert dense([[1, 2]], w, [[10, 20]]).tolist() == [[13, 26]]


def test_reindex_by_hand():
    """V_ijab = W_i,j,i+a,j+b on two pixels side by side, b = -1, 0, 1: the first sees itself and its right, the second
    its left and itself.
    """
    w = [[[[1, 2]], [[3, 4]]]]
    assert reindex(w).tolist() == [[[[0, 1, 2]], [[3, 4, 0]]]]


def test_local_by_hand():
    """A 3 x 3 kernel at the corner of a 2 x 2 image sees four pixels: 1*5 + 2*6 + 3*8 + 4*9; and on the torus all of
    it, many times.
    """
    x, v = [[1, 2], [3, 4]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert local(x, v, 0)[0, 0] == 1 * 5 + 2 * 6 + 3 * 8 + 4 * 9
    assert local(x, v, 100, border="circular")[0, 0] == 100 + 1 * 5 + 2 * (4 + 6) + 3 * (2 + 8) + 4 * (1 + 3 + 7 + 9)


def test_dense_is_a_matrix_times_the_flattened_image():
    """The document: "you first flatten it into a vector of size n^2"."""
    x, w, u = whole(3, 5), whole(3, 5, 3, 5), whole(3, 5)
    assert np.array_equal(dense(x, w, u).ravel(), w.reshape(15, 15) @ x.ravel() + u.ravel())


def test_reindexing_keeps_every_weight():
    w = whole(4, 3, 4, 3)
    assert np.array_equal(reindex_inverse(reindex(w)), w)
    assert np.count_nonzero(reindex(np.ones_like(w))) == w.size
    x, u = whole(4, 3), whole(4, 3)
    assert np.array_equal(centred(x, reindex(w), u), dense(x, w, u))


@pytest.mark.parametrize(("border", "mode"), [("zero", "constant"), ("circular", "wrap")])
@pytest.mark.parametrize("kernel", [(3, 3), (1, 5), (5, 3)])
def test_local_is_scipy_correlate(border, mode, kernel):
    x, v = whole(6, 7), whole(*kernel)
    assert np.array_equal(local(x, v, 3, border=border), scipy.ndimage.correlate(x, v, mode=mode) + 3)


@pytest.mark.parametrize("border", ["zero", "circular"])
def test_kernel_larger_than_the_image(border):
    x, v = whole(2, 3), whole(7, 9)
    want = [
        [
            sum(
                v[a + 3, b + 4]
                * (x[(i + a) % 2, (j + b) % 3] if border == "circular" or 0 <= i + a < 2 and 0 <= j + b < 3 else 0)
                for a in range(-3, 4)
                for b in range(-4, 5)
            )
            for j in range(3)
        ]
        for i in range(2)
    ]
    assert local(x, v, 0, border=border).tolist() == want


def test_shift_invariant_weights_are_toeplitz():
    """On one row the dense weights of a shared kernel are the Toeplitz matrix W_jl = v_(l - j)."""
    v = whole(9)
    x = whole(5)
    assert np.array_equal(shift_invariant([x], [v], 0)[0], scipy.linalg.toeplitz(v[4::-1], v[4:]) @ x)


def test_circulant_on_the_torus():
    """Offsets b and b - W see the same pixel: the weights are circulant, with both added."""
    v, x = whole(9), whole(5)
    column = [v[4 - j] + (v[4 - j + 5] if j else 0) for j in range(5)]
    assert np.array_equal(shift_invariant([x], [v], 0, border="circular")[0], scipy.linalg.circulant(column) @ x)


def test_a_nan_reaches_what_sees_it():
    x = np.zeros((5, 6))
    x[2, 3] = np.nan
    seen = np.isnan(local(x, np.ones((3, 3)), 0.0))
    assert (
        np.argwhere(seen).min(0).tolist() == [1, 2] and np.argwhere(seen).max(0).tolist() == [3, 4] and seen.sum() == 9
    )
    assert np.isnan(dense(np.where(np.isnan(x), x, 1), np.ones((5, 6, 5, 6)), np.zeros((5, 6)))).all()


def test_an_infinite_tap_outside_takes_no_part():
    """What lies outside takes no part: an infinite tap does not become NaN where it sees nothing."""
    v = np.array([[np.inf, 1.0, 0.0]])
    assert local(np.array([[1.0, 2.0]]), v, 0.0).tolist() == [[1.0, np.inf]]
    assert shift_invariant(np.array([[1.0]]), np.array([[2.0]]), 0.5).tolist() == [[2.5]]


def test_number_types():
    x = [[Fraction(1, 3), Fraction(1, 2)]]
    assert local(x, [[Fraction(1), Fraction(3), Fraction(0)]], Fraction(0)).tolist() == [[Fraction(1), Fraction(11, 6)]]
    assert local(np.ones((2, 2), "float32"), np.ones((1, 1), "float32"), np.float32(1)).dtype == np.float32
    assert local(np.full((2, 2), 255, "uint8"), np.ones((3, 3), "uint8"), 0).tolist() == [[1020, 1020], [1020, 1020]]


def test_inputs_are_left_alone():
    x, v = whole(3, 4).astype(float), whole(3, 3).astype(float)
    before = x.copy(), v.copy()
    local(x, v, 1.0, border="circular")
    local.backward(np.ones((3, 4)), x, v, 1.0)
    assert np.array_equal(x, before[0]) and np.array_equal(v, before[1])


def test_gradient_by_hand():
    """h = u + v_-1 x_0 in the second of two pixels: dh/dx_0 = v_-1, dh/dv_-1 = x_0, dh/du = 1."""
    dx, dv, du = local.backward(np.array([[0.0, 1.0]]), np.array([[5.0, 7.0]]), np.array([[2.0, 3.0, 4.0]]), 0.0)
    assert dx.tolist() == [[2.0, 3.0]] and dv.tolist() == [[5.0, 7.0, 0.0]] and du == 1
