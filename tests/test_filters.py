"""Filters act on images as the formulas say."""

import numpy as np
import pytest
from scipy import ndimage, signal

from mathcnn.data import photographs
from mathcnn.data.photographs import filter_image, intensities, read_image
from mathcnn.kernels import KERNELS

from .pixels import noise, same

KERNEL = {name: np.asarray(kernel(), float) for name, kernel in KERNELS.items()}


@pytest.mark.parametrize("mode", ["same", "full", "valid"])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", KERNELS)
def test_against_scipy(name, turned, mode):
    """Whole numbers (over 16) below 2^53: exactly SciPy's result, clipped and rounded."""
    x = noise(3, "uint8", shape=(11, 9, 3))
    act = signal.convolve2d if turned else signal.correlate2d
    y = np.stack([act(x[..., c].astype(float), KERNEL[name], mode) for c in range(3)], -1)
    edges = KERNEL[name].sum() == 0
    same(
        filter_image(x, KERNEL[name], mode, turned),
        np.clip(np.rint(np.abs(y) if edges else y), 0, 255).astype(np.uint8),
    )


def test_default_is_cross_correlation():
    """A step up from left to right is positive under Sobel x, negative when the kernel is turned."""
    step = np.repeat(np.array([[0, 0, 10, 10]], np.uint8), 5, axis=0)
    assert filter_image(step, KERNEL["sobel_x"], "valid", scale="clip").tolist() == [[40, 40]] * 3
    assert filter_image(step, KERNEL["sobel_x"], "valid", True, scale="clip").tolist() == [[0, 0]] * 3
    assert filter_image(step, KERNEL["sobel_x"], "valid", True).tolist() == [[40, 40]] * 3
    assert filter_image(step, KERNEL["sobel_x"], "valid", True, scale="shift").tolist() == [[88, 88]] * 3
    np.testing.assert_array_equal(ndimage.sobel(step.astype(int), 1)[1:-1, 1:-1], [[40, 40]] * 3)


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_nothing_wraps_around(dtype):
    top = np.iinfo(dtype).max
    y = np.array([-1e9, -0.6, -0.5, 0.4, 1.5, top + 0.4, top + 1.0, 1e9])
    assert intensities(y, np.dtype(dtype), "clip").tolist() == [0, 0, 0, 0, 2, top, top, top]
    assert intensities(y, np.dtype(dtype), "abs").tolist() == [top, 1, 0, 0, 2, top, top, top]
    middle = (top + 1) // 2
    assert intensities(y, np.dtype(dtype), "shift").tolist() == [
        0,
        middle - 1,
        middle,
        middle,
        middle + 2,
        top,
        top,
        top,
    ]


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_flat_images(name, dtype):
    """A kernel that sums to 0 sees nothing on a flat image; one that sums to 1 changes nothing."""
    flat = np.full((6, 7), np.iinfo(dtype).max, dtype)
    want = flat * int(KERNEL[name].sum())
    same(filter_image(flat, KERNEL[name], "valid"), want[1:-1, 1:-1])


@pytest.mark.parametrize("channels", [2, 4])
def test_alpha_is_kept(channels):
    x = noise(channels)
    for mode, part in (("same", slice(None)), ("valid", slice(1, -1))):
        y = filter_image(x, KERNEL["laplacian"], mode)
        np.testing.assert_array_equal(y[..., -1], x[part, part, -1])
    full = filter_image(x, KERNEL["laplacian"], "full")
    np.testing.assert_array_equal(full[1:-1, 1:-1, -1], x[..., -1])
    assert full.shape[:2] == (9, 7) and not full[0, :, -1].any()


def test_channels_are_filtered_alone():
    x = noise(3)
    y = filter_image(x, KERNEL["sharpen"])
    for c in range(3):
        same(y[..., c], filter_image(x[..., c], KERNEL["sharpen"]))


def test_the_portrait(tmp_path):
    """The document's example: the edges of a photograph."""
    photographs.filter_file(None, tmp_path / "edges.png", "laplacian")
    x, y = read_image(photographs.portrait()), read_image(tmp_path / "edges.png")
    assert x.shape == y.shape == (600, 512, 3) and y.dtype == np.uint8
    same(y, filter_image(x, KERNEL["laplacian"]))
    assert 5 < y[1:-1, 1:-1].mean() < 60, "edges are few"
