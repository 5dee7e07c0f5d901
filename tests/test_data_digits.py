"""Synthetic digits: reproducible at any size, legible, whole, and of typefaces that keep to their part."""

import matplotlib
import numpy as np
import pytest
from PIL import ImageFont
from scipy import ndimage

from mathcnn.data import DataError, digits, load
from mathcnn.data.digits import DIGITS, FAMILIES, WEIGHTS, draw, typefaces

SHIPPED = [family for family in FAMILIES if not family.name.startswith("OCR")]


def same(x, y):
    np.testing.assert_array_equal(x.train_images, y.train_images)
    np.testing.assert_array_equal(x.test_images, y.test_images)
    assert x.train_labels.tolist() == y.train_labels.tolist() and x.test_labels.tolist() == y.test_labels.tolist()


@pytest.fixture(scope="module")
def data():
    return load("digits", train=2300, test=1100, seed=3)


def test_same_seed_same_images(data):
    same(data, load("digits", train=2300, test=1100, seed=3))
    other = load("digits", train=50, test=50, seed=4)
    assert (
        not (other.train_images == data.train_images[:50]).all((1, 2)).any()
        and other.train_labels.tolist() != data.train_labels[:50].tolist()
    )
    assert data.train_labels[:50].tolist() != data.test_labels[:50].tolist()


@pytest.mark.parametrize(("train", "test"), [(1, 1), (7, 999), (1000, 1001), (2001, 2)])
def test_an_image_is_the_same_however_many_are_made(data, train, test):
    """Below, at and beyond the size of the batches in which they are made."""
    assert digits.MANY == 1000
    same(load("digits", train=train, test=test, seed=3), data.first(train, test))


def test_an_image_depends_on_the_number_if_it_is_planted(data, monkeypatch):
    """The fault: random numbers drawn column by column."""
    chance = np.random.default_rng

    class Columns:
        def __init__(self, seed):
            self.of = chance(seed)
            self.standard_normal = self.of.standard_normal

        def random(self, shape):
            return self.of.random(shape[::-1]).T

    monkeypatch.setattr(digits.np.random, "default_rng", Columns)
    with pytest.raises(AssertionError):
        same(load("digits", train=7, test=5, seed=3), load("digits", train=9, test=6, seed=3).first(7, 5))


def test_no_typeface_is_in_both_parts():
    parts = {part: {face.path for faces in typefaces(part).values() for face in faces} for part in ("train", "test")}
    assert not parts["train"] & parts["test"] and len(parts["train"]) >= 9 and len(parts["test"]) >= 12
    makers = {
        part: {family.name.split()[0] for family in FAMILIES if family.part == part} for part in ("train", "test")
    }
    assert makers["test"] == {"DejaVu"} and not makers["train"] & makers["test"]


def test_no_outline_of_the_test_is_trained_on():
    """Nor is the same glyph found under two names: drawn alike, no digit of the test is a digit of the training."""
    drawn = {
        part: {
            draw(face, digit, 0).ink.tobytes()
            for faces in typefaces(part).values()
            for face in faces
            for digit in DIGITS
        }
        for part in ("train", "test")
    }
    assert not drawn["train"] & drawn["test"]
    assert len(drawn["test"]) == 120


def test_matplotlib_ships_what_is_needed():
    """Every typeface but the OCR ones is there wherever matplotlib is."""
    home = f"{matplotlib.get_data_path()}/fonts/ttf"
    for family in SHIPPED:
        for name in family.files:
            assert ImageFont.truetype(f"{home}/{name}").getname()[0]
    assert {family.part for family in SHIPPED} == {"train", "test"}


def test_without_ocr_typefaces(monkeypatch):
    monkeypatch.setattr(digits, "FAMILIES", SHIPPED)
    data = load("digits", train=20, test=20)
    assert "OCR" not in data.origin and "STIX" in data.origin
    same(data, load("digits", train=20, test=20))


def test_no_typeface(monkeypatch):
    monkeypatch.setattr(digits, "FAMILIES", [family for family in FAMILIES if family.part == "train"])
    with pytest.raises(DataError, match="no test typeface is installed"):
        load("digits", train=2, test=2)


@pytest.mark.parametrize("part", ["train", "test"])
def test_glyphs(part):
    """Each digit of each typeface lies whole within its drawing, is heavier with more weight, and no two digits of a
    typeface are alike.
    """
    for faces in typefaces(part).values():
        for face in faces:
            glyphs = [[draw(face, digit, weight) for weight in WEIGHTS] for digit in DIGITS]
            for weights in glyphs:
                masses = [glyph.ink.sum() for glyph in weights]
                assert masses == sorted(masses) and masses[0] > 0
                for glyph in weights:
                    frame = np.concatenate([glyph.ink[0], glyph.ink[-1], glyph.ink[:, 0], glyph.ink[:, -1]])
                    assert not frame.any()
                    assert 35 <= np.ptp(glyph.outermost[:, 1]) + 1 <= 60, face.path
            assert len({of[0].ink.tobytes() for of in glyphs}) == 10


def test_symbols_are_not_digits():
    """The test above sees a typeface that has no digits: matplotlib ships four Computer Modern fonts of symbols."""
    symbols = ImageFont.truetype(f"{matplotlib.get_data_path()}/fonts/ttf/cmsy10.ttf", digits.EM)
    assert not 35 <= np.ptp(draw(symbols, "1", 0).outermost[:, 1]) + 1 <= 60


def test_images(data):
    """White on black, whole, near the middle, in every class alike, of many kinds."""
    for x, labels in ((data.train_images, data.train_labels), (data.test_images, data.test_labels)):
        assert x.dtype == np.uint8 and x.shape[1:] == (28, 28) and labels.dtype == np.uint8
        assert np.bincount(labels, minlength=10).min() > len(labels) / 10 * 0.75
        assert x.max((1, 2)).min() > 100 and np.median(x) < digits.NOISE / 4
        assert len(np.unique(x.reshape(len(x), -1), axis=0)) == len(x)


@pytest.mark.parametrize("part", ["train", "test"])
def test_placement(part, monkeypatch):
    """Without noise, no ink is at the edge; ink is at most as long as MNIST's box (and what a warp adds), and its
    centre of mass is near.
    """
    monkeypatch.setattr(digits, "NOISE", 0.0)
    x, _ = digits.images(part, typefaces(part), 600, 5)
    assert max(x[:, [0, -1]].max(), x[:, :, [0, -1]].max()) <= 2  # of 255: the tail of the blur
    warp = digits.WARP[part]
    for image in x:
        # a pixel of blur at each end, and a pixel that is only touched
        lengths = [np.ptp(np.flatnonzero(image.any(axis))) + 1 for axis in (0, 1)]
        assert 0.7 * 20 - 2 * warp <= max(lengths) <= 20 + 4 + 2 * warp
        assert abs(np.array(ndimage.center_of_mass(image)) - 13.5).max() <= digits.SHIFT + warp + 1.5


def test_a_cut_digit_is_seen(monkeypatch):
    """The fault planted: shifts that are not held back."""
    monkeypatch.setattr(digits, "SHIFT", 9.0)
    monkeypatch.setattr(digits, "MARGIN", -9)
    with pytest.raises(AssertionError):
        test_placement("test", monkeypatch)


def test_an_unseen_typeface_is_read_by_its_nearest_mean():
    """Digits can be told apart across typefaces even by the plainest of classifiers, the nearest class mean; at random
    it is right for 10 %.
    """
    data = load("digits", train=3000, test=1000)

    def of_length_1(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    train, test = (of_length_1(x.reshape(len(x), -1).astype(float)) for x in (data.train_images, data.test_images))
    means = of_length_1(np.stack([train[data.train_labels == digit].mean(0) for digit in range(10)]))
    assert ((test @ means.T).argmax(1) == data.test_labels).mean() > 0.7
