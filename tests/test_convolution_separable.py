"""Convolutions with kernels that are products of sequences: within the bound of direct sums, and exact where these
are."""

import itertools

import numpy as np
import pytest

from mathcnn import convolution as C
from mathcnn.convolution import bands
from mathcnn.convolution import linear as lc
from mathcnn.convolution import methods as cm
from mathcnn.convolution import separable as cs

SHAPES: list[tuple[tuple[int, ...], tuple[int, ...]]] = [
    ((40, 33), (5, 7)),
    ((30, 50), (3, 3)),
    ((31, 17), (4, 9)),
    ((24, 25), (2, 8)),
    ((13, 40), (1, 6)),
]
SHAPES += [((40, 13), (6, 1)), ((9, 14, 12), (3, 5, 4)), ((9, 1, 12), (3, 1, 4)), ((6, 7, 8, 5), (3, 4, 3, 2))]
MODES = ("full", "same", "valid")


@pytest.fixture
def small_tiles(monkeypatch):
    for name, value in {"BLOCK": 4, "ROWS": 8, "COLUMNS": 12, "LONG": 0.0, "count": lambda: 2}.items():
        monkeypatch.setattr(bands, name, value)


def product(sequences):
    return cs._product(tuple(sequences))


def whole(f, g):
    return tuple(slice(0, n) for n in lc.full_shape(f, g))


def error_over_bound(y, f, g):
    """The largest error over n u sum |f g|, n the number of products that are not zero; infinite where that is 0 and
    the error is not."""
    wide = lc.taps(g.astype(np.longdouble), f.astype(np.longdouble))
    terms = lc.taps((g != 0).astype(np.float64), (f != 0).astype(np.float64))
    unit = float(np.finfo(y.dtype).eps) / 2
    bound = terms * unit * (1 + terms * unit) * lc.taps(abs(g), abs(f)).astype(np.longdouble)
    error = abs(y - wide)
    return float(np.where(bound > 0, error / np.where(bound > 0, bound, 1), np.where(error > 0, np.inf, 0)).max())


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("zeros", [0.0, 0.3, 0.95])
def test_within_the_bound_of_direct_sums(dtype, zeros, small_tiles):
    rng = np.random.default_rng(1)
    for one, other in SHAPES:
        f = rng.standard_normal(one).astype(dtype) * (rng.random(one) >= zeros)
        g = product(rng.standard_normal(a).astype(dtype) for a in other)
        y = C.image(f, g, method="separable")
        assert y.dtype == dtype and error_over_bound(y, f, g) <= 1, (one, other)
        for mode in MODES:
            again = C.image(f, g, mode, method="separable")
            want = y[tuple(slice(a, a + n) for a, n in zip(starts(mode, other), again.shape, strict=True))]
            assert (abs(again - want) <= 2 * np.finfo(dtype).eps * lc.taps(abs(g), abs(f)).max() * g.size).all()


def starts(mode, other):
    return [{"full": 0, "same": (a - 1) // 2, "valid": a - 1}[mode] for a in other]


def test_the_passes_are_taken():
    """Else the tests here would be of other methods."""
    rng = np.random.default_rng(2)
    taken = [
        cs.separable(g, f, whole(f, g)) is not None
        for one, other in SHAPES
        for f, g in [(rng.standard_normal(one), product(rng.standard_normal(a) for a in other))]
    ]
    assert taken == [True, taken[1], True, taken[3], *[True] * 5]
    f, g = rng.standard_normal((600, 600)), product([rng.standard_normal(15), rng.standard_normal(15)])
    assert cm.chosen(g, f, whole(f, g)) == "separable"


def test_whole_numbers_times_powers_of_two_are_exact(small_tiles):
    rng = np.random.default_rng(3)
    for (one, other), scale in itertools.product(SHAPES, (1.0, 0.25, 2.0**-60)):
        f, g = rng.integers(-99, 99, one), product(rng.integers(-9, 9, a) * (a % 5 + 1) for a in other)
        want = lc.taps(g, f)
        for method in ("separable", "auto"):
            assert (C.image(f, g, method=method) == want).all()
            assert (C.image(f * 4.0, g * scale, method=method) == want * scale * 4).all()


def test_a_unit_gives_the_kernel_although_its_factors_are_not_exact(small_tiles):
    """Sums that floats hold exactly: of a unit, and of whole numbers and a kernel of many digits."""
    rng = np.random.default_rng(4)
    for one, other in SHAPES:
        g = product(rng.standard_normal(a) for a in other)
        for f in (np.zeros(one), rng.integers(-1, 2, one).astype(float), np.eye(1, int(np.prod(one)), 5).reshape(one)):
            f.flat[f.size // 2] = 1
            assert error_over_bound(C.image(f, g, method="separable"), f, g) <= 1
        f = np.zeros(one)
        f.flat[f.size // 2] = 1
        assert (C.image(f, g, method="separable") == lc.taps(g, f)).all()


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1e150, 1e300])
def test_small_and_large_numbers(scale, small_tiles):
    rng = np.random.default_rng(5)
    f, g = rng.standard_normal((40, 33)) * scale, product([rng.standard_normal(5), rng.standard_normal(7)])
    assert error_over_bound(C.image(f, g, method="separable"), f, g) <= 1
    with np.errstate(all="ignore"):
        one, other = C.image(f, g * scale, method="separable"), C.image(f, g * scale, method="direct")
    np.testing.assert_array_equal(np.isfinite(one), np.isfinite(other))


def test_what_is_nearly_a_product_is_none():
    rng = np.random.default_rng(6)
    g = product([rng.standard_normal(5), rng.standard_normal(7)])
    assert cs.Factors.of(g) is not None
    for at in ((0, 0), (2, 3), (4, 6)):
        other = g.copy()
        other[at] *= 1 + 40 * np.finfo(float).eps
        assert cs.Factors.of(other) is None
        other[at] = 0
        assert cs.Factors.of(other) is None
    n = product([rng.integers(1, 9, 5), rng.integers(1, 9, 7)])
    for k in (n, n.astype(float)):
        found = cs.Factors.of(k)
        assert found is not None and (cs._product(found.sequences) == k).all() and found.off == 0
        other = k.copy()
        other[2, 3] += 1
        assert cs.Factors.of(other) is None
    assert cs.Factors.of(np.zeros((3, 3))) is None
    f = rng.standard_normal((30, 30))
    assert (C.image(f, other, method="separable") == C.image(f, other)).all()


def test_kernels_with_zeros(small_tiles):
    """Sobel's kernel, and one with a border of zeros: zeros in the kernel are no products."""
    rng = np.random.default_rng(7)
    f = rng.standard_normal((40, 30))
    for one, other in (
        ([1.0, 2, 1], [-1.0, 0, 1]),
        ([0, 0.3, 1.7, 0.1, 0], [0.0, 1, 0.4, 2.2, 0]),
        ([0.0, 3], [1.0, 0]),
    ):
        g = product([np.array(one), np.array(other)])
        assert error_over_bound(C.image(f, g, method="separable"), f, g) <= 1


def test_nan_and_infinities_reach_what_reads_them():
    rng = np.random.default_rng(8)
    f, g = rng.integers(-3, 4, (20, 21)).astype(float), product([np.array([1.0, 2, 0]), np.array([3.0, -1, 1])])
    f[4, 5], f[12, 9] = np.nan, np.inf
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(C.image(f, g, method="separable"), lc.taps(g, f))
        g[1, 1] = np.inf
        np.testing.assert_array_equal(C.image(f, g, method="separable"), lc.taps(g, f))


def no_edges(monkeypatch):
    monkeypatch.setattr(cs, "_inner", lambda factors, shape, part: part)


def nothing_left(monkeypatch):
    monkeypatch.setattr(cs, "_left", lambda *a: None)


def all_are_close(monkeypatch):
    monkeypatch.setattr(cs, "CLOSE", 10**9)
    monkeypatch.setattr(cs, "_inner", lambda factors, shape, part: part)


@pytest.mark.parametrize("fault", [no_edges, nothing_left, all_are_close], ids=lambda f: f.__name__)
def test_planted_faults_are_seen(monkeypatch, fault):
    def worst():
        found = []
        for seed in range(12):
            rng = np.random.default_rng(seed)
            f, g = rng.standard_normal((40, 30)), product([rng.standard_normal(5), rng.standard_normal(4)])
            if fault is nothing_left:
                f *= rng.random(f.shape) > 0.9
            if fault is all_are_close:
                g[2, 2] *= 1 + 1e-11
            found.append(error_over_bound(C.image(f, g, method="separable"), f, g))
        return max(found)

    assert worst() <= 1
    fault(monkeypatch)
    assert worst() > 1
