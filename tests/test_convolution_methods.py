"""The methods of a convolution: each within its bound, exact on whole numbers, and chosen by cost."""

import inspect

import numpy as np
import pytest
import scipy.fft
import scipy.signal

import mathcnn
from mathcnn import convolution as C
from mathcnn.convolution import linear as lc
from mathcnn.convolution import methods as cm
from mathcnn.convolution import transforms as ct
from mathcnn.testing import assert_computes

SHAPES = [((1,), (1,)), ((40,), (7,)), ((7,), (40,)), ((300,), (299,)), ((12, 9), (3, 5)), ((20, 20), (3, 3))]
SHAPES += [((6, 5, 4), (2, 5, 3))]
MODES = ("full", "same", "valid")


@pytest.fixture(params=cm.METHODS)
def method(request):
    return request.param


@pytest.fixture
def small_tiles(monkeypatch):
    """Tiles, threads and halves also for small arrays."""
    monkeypatch.setattr(ct, "TILE", 64)
    monkeypatch.setattr(ct, "OFTEN", 2)
    monkeypatch.setattr(cm, "LONG", 0.0)
    for module in (cm, ct):
        monkeypatch.setattr(module, "count", lambda: 2)


def normwise(f, g):
    """The bound of a transform of everything that is read."""
    unit, sizes = np.finfo(np.float64).eps / 2, [2 * n for n in lc.full_shape(f, g)]
    return 64 * np.log2(2 * np.prod(sizes)) * unit * np.linalg.norm(f.ravel()) * np.linalg.norm(g.ravel())


def error_over_bound(y, f, g, method):
    """The largest error over the bound of a method, where the exact sums are those of longdouble."""
    wide = lc.taps(g.astype(np.longdouble), f.astype(np.longdouble))
    gauge = lc.taps(abs(g), abs(f))
    unit = float(np.finfo(y.dtype).eps) / 2
    bound = (lc.meeting(f, g) + 1) * unit * gauge
    if method == "transform":
        bound = normwise(f, g) + unit * abs(wide)
    return float((abs(y - wide) / bound).max())


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_each_within_its_bound(method, dtype, small_tiles):
    rng = np.random.default_rng(1)
    for one, other in SHAPES:
        f, g = rng.standard_normal(one).astype(dtype), rng.standard_normal(other).astype(dtype)
        y = C.image(f, g, method=method)
        assert y.dtype == dtype and error_over_bound(y, f, g, method) <= 1, (one, other)
        for mode in MODES if all(h >= a for h, a in zip(one, other, strict=True)) else MODES[:2]:
            part = tuple(C.image(f, g, mode, method=method).shape)
            want = C.image(f, g, mode, method="direct")
            assert part == want.shape
            assert abs(C.image(f, g, mode, method=method) - want).max() <= 2 * max(
                normwise(f, g), 400 * np.finfo(dtype).eps * lc.taps(abs(g), abs(f)).max()
            )


@pytest.mark.parametrize("scale", [1.0, 0.25])
def test_whole_numbers_are_exact(method, scale, small_tiles):
    rng = np.random.default_rng(2)
    for bits in (4, 16, 22):
        for one, other in SHAPES:
            f, g = rng.integers(-(2**bits), 2**bits, one), rng.integers(-(2**bits), 2**bits, other)
            want = lc.taps(g, f)
            assert (C.image(f, g, method=method) == want).all(), (bits, one, other)
            assert (C.image(f * scale, g * 4.0, method=method) == want * scale * 4).all(), (bits, one, other)


def test_nan_and_infinities_reach_what_reads_them(method, small_tiles):
    rng = np.random.default_rng(3)
    for one, other in SHAPES:
        f, g = rng.integers(-3, 4, one).astype(float), rng.integers(-3, 4, other).astype(float)
        f.flat[f.size // 2], g.flat[-1] = np.nan, np.inf
        with np.errstate(all="ignore"):
            want = lc.taps(g, f)
        np.testing.assert_array_equal(C.image(f, g, method=method), want)


@pytest.mark.parametrize("n", [1, 2, 3, 255, 256, 257, 1000])
def test_halves_are_the_full_result(n):
    rng = np.random.default_rng(n)
    f, g = rng.standard_normal(n), rng.standard_normal(max(1, n - 2))
    assert abs(ct.in_halves(g, f) - np.convolve(f, g)).max() <= normwise(f, g)


def test_at_and_beside_the_switching_points():
    """Where the choice changes, both sides are within the bound of direct sums, and whole numbers are exact."""
    rng, seen = np.random.default_rng(5), set()
    for n in (256, 257, 900, 1000, 1100, 1500, 2000, 3000, 4000, 6000, 8000):
        f, g = rng.standard_normal(n), rng.standard_normal(n)
        whole, other = (f * 100).astype(np.int64), (g * 100).astype(np.int64)
        for one, two in ((f, g), (whole, other)):
            seen.add((one.dtype.kind, cm.chosen(two, one, (slice(0, 2 * n - 1),))))
        assert error_over_bound(C.discrete(f, g), f, g, "auto") <= 1
        assert (C.discrete(whole, other) == np.convolve(whole, other)).all()
    assert seen == {("f", "direct"), ("f", "auto"), ("i", "direct"), ("i", "transform")}


@pytest.mark.parametrize("n", [1000, 3000])
def test_references_at_large_sizes_have_the_bound_of_direct_sums(n):
    """Right results are accepted, and a wrong one is not, whichever method the formula takes by itself."""
    rng = np.random.default_rng(8)
    f, g = rng.standard_normal(n), rng.standard_normal(n)
    y = np.convolve(f, g)
    assert_computes(C.discrete, f, g, result=y)
    assert_computes(C.discrete, f, g, result=scipy.signal.fftconvolve(f, g), transform=True)
    y[0] *= 1 + 1e-12
    with pytest.raises(AssertionError):
        assert_computes(C.discrete, f, g, result=y)
    x, w = rng.standard_normal((64, 64)), rng.standard_normal((31, 31))
    assert_computes(C.image, x, w, result=scipy.signal.convolve2d(x, w))


def test_entries_that_a_transform_would_lose_or_overflow():
    """A giant is not left to a transform by "auto", nor are numbers whose squares overflow by any method."""
    f, g = np.ones(4000), np.ones(3000)
    f[7] = 1e12
    assert (C.discrete(f, g) == np.convolve(f.astype(np.int64), g.astype(np.int64))).all()
    big = np.full(300, 1e200)
    assert np.isinf(C.discrete(big, big, method="transform")).all()
    assert (C.discrete(np.zeros(300), big, method="transform") == 0).all()


@pytest.mark.slow
def test_a_method_is_an_implementation_of_its_own():
    """A transform is told from sums of products: it holds normwise, and nothing else falls short."""
    for method in ("direct", "matrix", "transform"):
        rows = mathcnn.check(C.discrete, C.discrete.by(method))
        assert {row.verdict for row in rows.falls_short} == ({"holds normwise"} if method == "transform" else set())


def test_what_is_no_method():
    with pytest.raises(ValueError, match=r"convolution.discrete: method = 'fast': it must be one of 'auto', 'direct'"):
        C.discrete([1], [2], method="fast")
    with pytest.raises(ValueError, match="did you mean transform"):
        C.image([[1]], [[2]], method="tranform")
    with pytest.raises(ValueError, match="method = None"):
        C.cross_correlation([1], [2], method=None)
    with pytest.raises(TypeError, match="one method only"):
        C.circular.by("direct")
    assert "method" in inspect.signature(C.discrete).parameters and "method" not in C.discrete.names
    assert C.discrete([1, 2], [1, 0, 3], method="matrix").tolist() == [1, 2, 3, 6]


def wrapped_too_early(monkeypatch):
    monkeypatch.setattr(ct, "tiles", lambda z, x, part: ([part[0].stop - len(z)], [part[0].stop - part[0].start]))


def one_output_off(monkeypatch):
    def off(z, x, sizes, part, original=ct.whole_tile):
        y = original(z, x, sizes, part).copy()
        y.flat[-1] += 1e-6
        return y

    monkeypatch.setattr(ct, "whole_tile", off)


def wrong_root(monkeypatch):
    monkeypatch.setattr(ct, "OFTEN", 2)
    monkeypatch.setattr(ct, "powers", lambda n, kind, original=ct.powers: original(n + 1, kind)[:n])


@pytest.mark.parametrize("fault", [wrapped_too_early, one_output_off, wrong_root], ids=lambda f: f.__name__)
def test_planted_faults_of_transforms_exceed_the_bound(monkeypatch, fault):
    rng = np.random.default_rng(6)
    f, g = rng.standard_normal(400), rng.standard_normal(300)
    assert error_over_bound(C.discrete(f, g, method="transform"), f, g, "transform") <= 1
    fault(monkeypatch)
    if fault is wrapped_too_early:
        monkeypatch.setattr(ct, "whole_tile", too_short)
    assert error_over_bound(C.discrete(f, g, method="transform"), f, g, "transform") > 1


def too_short(z, x, sizes, part):
    """A transform of too few entries, whose last results wrap around."""
    found = scipy.fft.irfft(scipy.fft.rfft(x, sizes[0]) * scipy.fft.rfft(z, sizes[0]), sizes[0])
    return np.resize(found, len(x) + len(z) - 1)[part]


def test_a_split_of_whole_numbers_that_is_one_bit_short_is_caught(monkeypatch):
    rng = np.random.default_rng(7)
    f, g = rng.integers(-(2**22), 2**22, 600), rng.integers(-(2**22), 2**22, 500)
    assert (C.discrete(f, g, method="transform") == np.convolve(f, g)).all()

    def short(x, bits, original=lc.parts):
        return [np.clip(p, -(2 ** (bits - 2)), 2 ** (bits - 2)) for p in original(x, bits)]

    monkeypatch.setattr(lc, "parts", short)
    assert (C.discrete(f, g, method="transform") != np.convolve(f, g)).any()
