"""The three ways of a full convolution: each within the bound of the direct sum at every entry, and exact on whole
numbers."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
import scipy.fft
import scipy.signal

from mathcnn import convolution as C
from mathcnn.convolution import linear as lc

rng = np.random.default_rng(12)


def exact(f, g):
    """The sums over Python's fractions, the sums of absolute products, and how many products are not zero."""
    as_fractions = np.vectorize(lambda v: Fraction(*v.as_integer_ratio()), otypes=[object])
    f, g = as_fractions(f), as_fractions(g)
    y, gauge, terms = (np.full([h + a - 1 for h, a in zip(f.shape, g.shape, strict=True)], 0, object) for _ in range(3))
    for at, tap in np.ndenumerate(g):
        if tap:
            here = tuple(slice(u, u + h) for u, h in zip(at, f.shape, strict=True))
            y[here] += tap * f
            gauge[here] += abs(tap) * abs(f)
            terms[here] += f != 0
    return y, gauge, terms


def worst(y, f, g):
    """The largest error over the bound of a direct sum, n u sum |f g|; infinite where that is exceeded at a sum of no
    products."""
    want, gauge, terms = exact(f, g)
    u = Fraction(float(np.finfo(y.dtype).eps)) / 2
    tiny = Fraction(float(np.finfo(y.dtype).smallest_subnormal))
    found = 0.0
    for at in np.ndindex(y.shape):
        error = abs(Fraction(*y[at].as_integer_ratio()) - want[at])
        bound = terms[at] * (u * gauge[at] * (1 + terms[at] * u) + tiny)
        found = max(found, float(error / bound) if bound else np.inf if error else 0.0)
    return found


@pytest.fixture(params=["taps", "matrices", "transform", "transform by places"])
def way(request, monkeypatch):
    """Each way in turn, also for arrays so small that it would not be chosen."""
    few, steps = {"taps": (10**9, 0), "matrices": (-1, 10**9), "transform": (-1, 0), "transform by places": (-1, 0)}[
        request.param
    ]
    monkeypatch.setattr(lc, "STRAY", 10**6)  # a transform also where few entries are not zero
    if request.param == "transform by places":  # never all entries again
        monkeypatch.setattr(lc, "EACH", -(10**12))
    monkeypatch.setattr(lc, "FEW", few)
    monkeypatch.setattr(lc, "SPARSE", 0)
    monkeypatch.setattr(lc, "TRANSFORM", {"f": steps, "i": steps})
    return request.param


def plain(shape):
    return rng.standard_normal(shape)


def wide_range(shape):
    return rng.standard_normal(shape) * 2.0 ** rng.integers(-60, 60, shape)


def sparse(shape):
    return rng.standard_normal(shape) * (rng.random(shape) < 0.2)


def one_giant(shape):
    x = rng.standard_normal(shape)
    x.flat[rng.integers(x.size)] = 1e12
    return x


def positive(shape):
    return rng.random(shape)


def cancels(shape):
    return np.where(np.indices(shape).sum(0) % 2, -1.0, 1.0) * (1 + 1e-9 * rng.random(shape))


SHAPES = [
    ((1,), (1,)),
    ((7,), (7,)),
    ((64,), (64,)),
    ((200,), (3,)),
    ((3,), (150,)),
    ((12, 12), (3, 3)),
    ((9, 14), (5, 2)),
    ((1, 40), (40, 1)),
    ((6, 6, 6), (3, 3, 3)),
    ((4, 5, 6), (2, 3, 1)),
    ((5, 1), (2, 9)),
]


@pytest.mark.parametrize("make", [plain, wide_range, sparse, one_giant, positive, cancels], ids=lambda m: m.__name__)
def test_within_the_bound_of_the_direct_sum(way, make):
    for (one, other), dtype in itertools.product(SHAPES, [np.float64, np.float32, np.longdouble]):
        f, g = make(one).astype(dtype), make(other).astype(dtype)
        y = lc.full(f, g)
        assert y.dtype == dtype
        assert worst(y, f, g) <= 1, (one, other, dtype)


def test_large_transforms_keep_the_bound_where_few_products_meet(monkeypatch):
    """The transform alone does not: its error at the ends, where few products meet, is beyond the bound of their
    sum."""
    f, g = plain(3000), plain(3000)
    ends = [*range(40), *range(2990, 3010), *range(5960, 5999)]
    naive, y = scipy.signal.fftconvolve(f, g), C.discrete(f, g)
    want = np.array(
        [
            sum((Fraction(f[m]) * Fraction(g[k - m]) for m in range(max(0, k - 2999), min(k, 2999) + 1)), Fraction(0))
            for k in ends
        ]
    )
    gauge, terms = np.convolve(abs(f), abs(g))[ends], np.minimum(np.array(ends) + 1, 5999 - np.array(ends))
    ratio = lambda z: max(
        float(abs(Fraction(v) - w)) / (n * 2**-53 * s) for v, w, n, s in zip(z[ends], want, terms, gauge, strict=True)
    )
    assert lc.pays(f, g, "f")
    assert ratio(naive) > 1 > ratio(y)
    assert ratio(C.discrete(f, g, method="direct")) < 1 and ratio(C.discrete(f, g, method="transform")) > 1


def test_the_error_of_a_transform_is_below_what_is_assumed():
    for shape, other in (
        ((4001,), (3000,)),
        ((2048,), (2048,)),
        ((1155,), (700,)),
        ((60, 77), (50, 60)),
        ((13, 11, 17), (9, 7, 5)),
    ):
        f, g = rng.integers(-(2**20), 2**20, shape).astype(float), rng.integers(-(2**20), 2**20, other).astype(float)
        want = lc.full(f.astype(np.int64), g.astype(np.int64))
        a, b = scipy.fft.rfftn(f, lc.padded(f, g)), scipy.fft.rfftn(g, lc.padded(f, g))
        error = abs(lc.spectrum_back(f, g)(a * b) - want).max()
        assert (
            0 < error < 64 * np.log2(2 * np.prod(lc.padded(f, g))) * 2**-53 * np.linalg.norm(f) * np.linalg.norm(g) / 16
        )


@pytest.mark.parametrize("bits", [1, 8, 14, 20, 25, 28, 31, 60])
def test_whole_numbers_are_exact(way, bits):
    for one, other in SHAPES:
        few = min(int(np.prod(one)), int(np.prod(other))).bit_length()
        top = 2 ** min(bits, 62 - few)
        f, g = (
            rng.integers(-top, top + 1, one),
            rng.integers(-max(1, 2**62 // (top << few)), max(1, 2**62 // (top << few)) + 1, other),
        )
        assert (lc.full(f, g) == exact(f, g)[0]).all(), (one, other)
        assert lc.full(f, g).dtype == np.int64
        floats = bits <= (53 - few) // 2
        if floats:  # tier E: the same numbers held as floats, bit for bit
            f, g = rng.integers(-top, top + 1, one), rng.integers(-top, top + 1, other)
            assert (lc.full(f.astype(float) / 4, g.astype(float) * 1024) == lc.full(f, g).astype(float) * 256).all()
        if bits <= (24 - few) // 2:
            y = lc.full(f.astype(np.float32), g.astype(np.float32))
            assert y.dtype == np.float32 and (y == lc.full(f, g)).all()


def test_one_giant_among_whole_numbers(way):
    f, g = np.ones(500), np.ones(300)
    f[3], g[7] = 2.0**40, -5
    assert (lc.full(f, g) == lc.full(f.astype(np.int64), g.astype(np.int64))).all()


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_nan_and_infinities_reach_what_reads_them(way, dtype):
    values = np.array([0, -0.0, 1, -2, 3, np.nan, np.inf, -np.inf], dtype)
    for one, other in SHAPES:
        for share in (0.02, 0.3):
            f, g = (
                np.where(rng.random(s) < share, rng.choice(values, s), rng.integers(-3, 4, s).astype(dtype))
                for s in (one, other)
            )
            want = lc.taps(g, f)
            np.testing.assert_array_equal(lc.full(f, g), want)
            assert lc.full(f, g).dtype == dtype


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1e-150, 1e150, 1e160, 1e300])
def test_no_overflow_and_no_underflow_before_the_result(way, scale):
    for one, other in SHAPES[1:6]:
        f, g = plain(one) * scale, plain(other) / scale
        assert worst(lc.full(f, g), f, g) <= 1
        f, g = rng.integers(1, 9, one) * scale, rng.integers(1, 9, other) * scale
        np.testing.assert_array_equal(np.isinf(lc.full(f, g)), np.isinf(lc.taps(g, f)))


def test_entries_too_small_beside_the_largest(way):
    f, g = np.array([1e200] + [1e-200] * 60), np.array([0.0] * 10 + [3.0] * 50)
    assert worst(lc.full(f, g), f, g) <= 1
    assert (lc.full(np.zeros(70), g) == 0).all()


def test_layouts(way):
    f, g = plain((9, 14)), plain((5, 4))
    f.setflags(write=False)
    want = lc.taps(g, f)
    for x, z in (
        (np.asfortranarray(f), g),
        (f[::-1, ::-1][::-1, ::-1], g.T.copy().T),
        (f.astype(">f8"), g),
        (np.repeat(f, 2, 1)[:, ::2], g),
    ):
        found = lc.full(x, z)
        assert (
            found.dtype == np.float64
            and found.dtype.isnative
            and (abs(found - want) <= 22 * 2**-53 * lc.taps(abs(g), abs(f))).all()
        )


def test_modes_and_the_turned_kernel_as_scipy_has_them(way):
    for one, other in [((9, 14), (5, 4)), ((40,), (7,)), ((6, 7, 8), (3, 3, 3)), ((12, 12), (3, 3))]:
        image, kernel = rng.integers(-99, 99, one), rng.integers(-99, 99, other)
        for mode in ("full", "same", "valid"):
            assert (C.image(image, kernel, mode) == scipy.signal.convolve(image, kernel, mode, "direct")).all()
            assert (
                C.cross_correlation(image, kernel, mode) == scipy.signal.correlate(image, kernel, mode, "direct")
            ).all()


def test_a_transform_alone_would_be_caught(monkeypatch):
    """Faults planted: no entry is summed again; inputs that are off."""
    monkeypatch.setattr(lc, "FEW", -1)
    monkeypatch.setattr(lc, "SPARSE", 0)
    monkeypatch.setattr(lc, "TRANSFORM", {"f": 0, "i": 0})
    f, g = one_giant((200,)), one_giant((100,))
    assert worst(lc.full(f, g), f, g) <= 1
    assert worst(scipy.signal.fftconvolve(f, g), f, g) > 1
    with monkeypatch.context() as planted:
        planted.setattr(lc, "at_places", lambda f, g, places, y: None)
        planted.setattr(lc, "EACH", -(10**12))
        planted.setattr(lc, "outliers", lambda x: (np.zeros_like(x), x))
        assert worst(lc.full(f, g), f, g) > 1


def test_few_entries_far_larger_than_the_others(monkeypatch):
    """They are kept out of the transform, and so is an array with few entries that are not zero."""
    taken = []
    transform, copies = lc.transform, lc.copies
    monkeypatch.setattr(lc, "transform", lambda *given: taken.append("transform") or transform(*given))
    monkeypatch.setattr(lc, "copies", lambda *given: taken.append("copies") or copies(*given))
    monkeypatch.setattr(lc, "matrices", lambda *given: pytest.fail("all entries were summed again"))
    f, g = plain(4000), plain(3000)
    sums = lambda f, g: lc.full(f, g)[[0, 1, 500, 2999, 3500, 6998]]
    whole = lambda x: (x * 1000).round()
    f[100], g[2] = 1e13, -1e11
    ours, want = (
        sums(whole(f), whole(g)),
        np.convolve(whole(f).astype(object), whole(g).astype(object))[[0, 1, 500, 2999, 3500, 6998]],
    )
    gauge = np.convolve(abs(whole(f)), abs(whole(g)))[[0, 1, 500, 2999, 3500, 6998]]
    assert (abs(ours - want.astype(float)) <= np.array([1, 2, 501, 3000, 3000, 1]) * 2**-53 * gauge).all()
    assert taken == ["copies", "copies", "transform"]
    sparse = f * (rng.random(4000) < 0.01)
    taken.clear()
    lc.full(sparse, g)
    assert taken == ["copies"]


def test_other_numbers():
    """Fractions, complex numbers and halves, of which the sums are kept in float32."""
    f, g = np.array([[Fraction(1, 3), 2], [0, Fraction(1, 7)]], object), np.array([[3, Fraction(1, 2)]], object)
    assert (lc.full(f, g) == [[1, Fraction(37, 6), 1], [0, Fraction(3, 7), Fraction(1, 14)]]).all()
    assert (lc.full(np.array([1j, 2]), np.array([1j, 1])) == [-1, 3j, 2]).all()
    halves = np.full(4096, 1, np.float16)
    assert lc.full(halves, halves).dtype == np.float16 and lc.full(halves, halves)[4095] == 4096


def parts(shape, kernel):
    """Slices of a full result: those of each mode, single entries at both ends, and everything."""
    full = [h + a - 1 for h, a in zip(shape, kernel, strict=True)]
    yield tuple(slice(a - 1, h) for h, a in zip(shape, kernel, strict=True))
    yield tuple(slice((a - 1) // 2, (a - 1) // 2 + h) for h, a in zip(shape, kernel, strict=True))
    yield tuple(slice(0, 1) for _ in full)
    yield tuple(slice(n - 1, n) for n in full)
    yield tuple(slice(0, n) for n in full)


@pytest.mark.parametrize("each", [0, 10**5, 10**12])  # every part by sums of its own, by what is faster, never so
@pytest.mark.parametrize(
    ("shape", "kernel"), [((40,), (7,)), ((300,), (299,)), ((12, 9), (3, 5)), ((6, 5, 4), (2, 5, 3))]
)
@pytest.mark.parametrize("kind", [np.int64, np.float64, np.float32, np.float16])
def test_a_part_is_that_part_of_the_full_result(monkeypatch, each, shape, kernel, kind):
    monkeypatch.setattr(lc, "EACH", each)
    if each == 0:
        monkeypatch.setattr(lc, "STRAY", 0)
    draw = np.random.default_rng(3)
    f, g = draw.integers(-4, 5, shape).astype(kind), draw.integers(-3, 4, kernel).astype(kind)
    want = lc.full(f.astype(np.int64), g.astype(np.int64))
    for part in parts(shape, kernel):
        found = lc.part_of_full(f, g, part)
        assert found.dtype == kind
        assert np.array_equal(found, want[part].astype(kind))


def test_a_part_reads_no_nan_that_lies_outside():
    f, g = np.ones((30, 20)), np.ones((29, 19))
    f[0, 0] = np.nan
    part = (slice(28, 30), slice(18, 20))
    assert np.isnan(lc.part_of_full(f, g, part)).tolist() == [[True, False], [False, False]]


def test_few_results_of_long_arguments_take_few_products(monkeypatch):
    """Three sums of a million products each need no transform, neither do the nine of a kernel's gradient."""
    monkeypatch.setattr(lc, "full", lambda *_: pytest.fail("the full result was computed"))
    draw = np.random.default_rng(4)
    dy, f = draw.standard_normal(100_002), draw.standard_normal(100_000)
    found = C.discrete.backward(dy, f, np.ones(3))[1]
    assert np.abs(found - np.correlate(dy, f, "valid")).max() <= 1e-8
    dy, I = draw.standard_normal((202, 302)), draw.standard_normal((200, 300))
    found = C.cross_correlation(dy, I, mode="valid")
    want = [[(dy[u : u + 200, v : v + 300] * I).sum() for v in range(3)] for u in range(3)]
    assert np.abs(found - np.asarray(want)).max() <= 1e-8
