"""Convolutions by products with banded Toeplitz matrices: tiles, parts, axes, and the choice of this method."""

import numpy as np
import pytest

from mathcnn import convolution as C
from mathcnn.convolution import bands
from mathcnn.convolution import linear as lc
from mathcnn.convolution import methods as cm

SHAPES = [((40, 33), (3, 5)), ((17, 70), (6, 1)), ((1, 90), (1, 7)), ((90, 1), (7, 1)), ((9, 8, 21), (2, 3, 4))]
SHAPES += [((5, 40, 7), (5, 2, 7)), ((16, 16), (16, 16)), ((3, 50), (9, 4))]


@pytest.fixture
def small_tiles(monkeypatch):
    for name, value in {"BLOCK": 4, "ROWS": 6, "COLUMNS": 8, "LONG": 0.0, "count": lambda: 2}.items():
        monkeypatch.setattr(bands, name, value)


def parts_of(full):
    """The whole result, and parts that begin and end inside it, at its edges, and that are empty."""
    yield tuple(slice(0, n) for n in full)
    yield tuple(slice(n // 3, max(n // 3 + 1, n - 1)) for n in full)
    yield tuple(slice(n - 1, n) for n in full)
    yield tuple(slice(0, min(n, 3 + k)) for k, n in enumerate(full))
    yield (*(slice(0, n) for n in full[:-1]), slice(1, 1))


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_each_part_is_that_of_the_sums(dtype, small_tiles):
    rng = np.random.default_rng(1)
    for one, other in SHAPES:
        f, g = rng.standard_normal(one).astype(dtype), rng.standard_normal(other).astype(dtype)
        want = lc.taps(g.astype(np.longdouble), f.astype(np.longdouble))
        bound = (lc.meeting(f, g) + 1) * (np.finfo(dtype).eps / 2) * lc.taps(abs(g), abs(f))
        for part in parts_of(want.shape):
            y = bands.banded(g, f, part)
            assert y.dtype == dtype and y.shape == want[part].shape
            assert (abs(y - want[part]) <= bound[part]).all(), (one, other, part)


@pytest.mark.parametrize("side", [bands.BLOCK - 1, bands.BLOCK, bands.BLOCK + 1, bands.COLUMNS, bands.COLUMNS + 1])
def test_sizes_at_and_beside_those_of_blocks_and_tiles(side):
    rng = np.random.default_rng(side)
    f, g = rng.integers(-9, 9, (3, side)), rng.integers(-9, 9, (2, 4))
    want = lc.taps(g, f)
    whole = tuple(slice(0, n) for n in want.shape)
    assert (bands.banded(g.astype(float), f.astype(float), whole) == want).all()
    turned = bands.banded(g.T.astype(float).copy(), f.T.astype(float).copy(), whole[::-1])
    assert (turned == want.T).all()


def test_whole_numbers_too_large_for_floats_are_exact():
    """Sums up to 2^53 are taken in floats, and larger ones in parts; both sides of that limit."""
    rng = np.random.default_rng(3)
    for top in (2**20, 2**24, 2**25, 2**28):
        f, g = rng.integers(-top, top, (40, 40)), rng.integers(-top, top, (5, 6))
        for method in ("matrix", "auto"):
            assert (C.image(f, g, method=method) == lc.taps(g, f)).all(), (top, method)


def test_the_choice_at_and_beside_its_switching_points():
    """Where the choice changes with the size of the kernel, results are within the bound of direct sums."""
    rng, seen = np.random.default_rng(4), []
    for n, k in ((64, 2), (64, 4), (64, 5), (100, 9), (200, 11), (90, 80), (300, 250)):
        f, g = rng.standard_normal((n, n)), rng.standard_normal((k, k))
        part = (slice(0, n + k - 1),) * 2
        seen.append(cm.chosen(g, f, part))
        if k <= 11:
            bound = (lc.meeting(f, g) + 1) * 2.0**-53 * lc.taps(abs(g), abs(f))
            assert (abs(C.image(f, g) - lc.taps(g, f)) <= 2 * bound).all(), (n, k)
    assert seen[0] == "auto" and "matrix" in seen, seen


def one_row_too_few(monkeypatch):
    def early(x, into, row, column, original=bands._copy):
        original(x[:-1], into, row, column)

    monkeypatch.setattr(bands, "_copy", early)


def not_turned(monkeypatch):
    monkeypatch.setattr(bands, "toeplitz", lambda row, block, original=bands.toeplitz: original(row[::-1], block))


@pytest.mark.parametrize("fault", [one_row_too_few, not_turned], ids=lambda f: f.__name__)
def test_planted_faults_are_seen(monkeypatch, fault):
    rng = np.random.default_rng(5)
    f, g = rng.integers(-9, 9, (20, 30)).astype(float), rng.integers(-9, 9, (4, 5)).astype(float)
    assert (C.image(f, g, method="matrix") == lc.taps(g, f)).all()
    fault(monkeypatch)
    assert (C.image(f, g, method="matrix") != lc.taps(g, f)).any()
