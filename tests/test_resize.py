"""Resizing against numbers worked out by hand, the examples of ONNX, and PyTorch at sizes of real networks."""

import importlib.util
from fractions import Fraction

import numpy as np
import pytest

from mathcnn import layers
from mathcnn.layers import resize

TORCH = importlib.util.find_spec("torch") is not None
needs_torch = pytest.mark.skipif(
    not TORCH, reason="PyTorch is not installed here, so nothing is compared with it: pip install torch==2.13.0"
)

RAMP = np.array([[[10.0, 20.0, 30.0, 40.0]]])
SQUARE = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
OBLONG = np.arange(1.0, 9.0).reshape(1, 1, 2, 4)


@pytest.mark.parametrize(
    ("rounding", "want"),
    [
        ("floor", [10, 20, 30]),  # places 1/6, 3/2, 17/6
        ("ceil", [20, 30, 40]),
        ("round_prefer_floor", [10, 20, 40]),
        ("round_prefer_ceil", [10, 30, 40]),
    ],
)
def test_roundings_by_hand(rounding, want):
    assert resize(RAMP, size=3, rounding=rounding).ravel().tolist() == want


@pytest.mark.parametrize(
    ("coordinates", "want"),
    [
        ("half_pixel", [10 + 10 / 6, 25, 40 - 10 / 6]),
        ("pytorch_half_pixel", [10 + 10 / 6, 25, 40 - 10 / 6]),
        ("align_corners", [10, 25, 40]),
        ("asymmetric", [10, 10 + 40 / 3, 10 + 80 / 3]),
        ("half_pixel_symmetric", [10 + 10 / 6, 25, 40 - 10 / 6]),
    ],
)
def test_coordinates_by_hand(coordinates, want):
    got = resize(RAMP, size=3, mode="linear", coordinates=coordinates).ravel()
    assert np.abs(got - want).max() <= 1e-14


def test_a_result_of_size_one():
    """Half pixels read the middle, PyTorch's exporter, aligned corners and asymmetric ones the first entry."""
    one = {c: resize(RAMP, size=1, mode="linear", coordinates=c).item() for c in ("half_pixel", "half_pixel_symmetric")}
    assert one == {"half_pixel": 25.0, "half_pixel_symmetric": 25.0}
    for coordinates in ("pytorch_half_pixel", "align_corners", "asymmetric"):
        assert resize(RAMP, size=1, mode="linear", coordinates=coordinates).item() == 10.0


def test_the_scale_counts_and_not_the_quotient_of_sizes():
    """By 0.6 four entries become two, at distances of 1 / 0.6 and not of 4 / 2."""
    by_scale = resize(RAMP, scale=Fraction(3, 5), mode="linear", coordinates="asymmetric")
    assert np.abs(by_scale.ravel() - [10, 10 + 50 / 3]).max() <= 1e-14
    assert resize(RAMP, size=2, mode="linear", coordinates="asymmetric").ravel().tolist() == [10, 30]
    symmetric = resize(RAMP, scale=Fraction(3, 5), mode="linear", coordinates="half_pixel_symmetric").ravel()
    assert np.abs(symmetric - (25 + np.array([-25 / 3, 25 / 3]))).max() <= 1e-14  # about the middle of the input


def test_examples_of_onnx():
    """From the documentation of Resize."""
    up = resize(SQUARE, scale=(2, 3))
    assert up.tolist() == [[[[1, 1, 1, 2, 2, 2]] * 2 + [[3, 3, 3, 4, 4, 4]] * 2]]
    assert resize(OBLONG, scale=Fraction(3, 5)).tolist() == [[[[1, 3]]]]
    linear = resize(SQUARE, scale=2, mode="linear")[0, 0]
    assert linear.tolist() == [[r + c for c in (1, 1.25, 1.75, 2)] for r in (0, 0.5, 1.5, 2)]
    small = resize(OBLONG, scale=Fraction(3, 5), mode="linear")
    assert np.abs(small.ravel() - [8 / 3, 13 / 3]).max() <= 1e-14
    aligned = resize(SQUARE, scale=2, mode="linear", coordinates="align_corners")[0, 0]
    assert np.abs(aligned - [[1 + 2 * r / 3 + c / 3 for c in range(4)] for r in range(4)]).max() <= 1e-14


def test_exact_numbers_stay_exact():
    x = np.array([[[Fraction(1), Fraction(2), Fraction(4)]]], object)
    assert resize(x, size=2, mode="linear").ravel().tolist() == [Fraction(5, 4), Fraction(7, 2)]
    whole = resize(np.array([[[1, 2, 3]]]), scale=2)
    assert whole.dtype == np.int64 and whole.ravel().tolist() == [1, 1, 2, 2, 3, 3]
    assert resize(np.float32([[[1, 2]]]), size=3, mode="linear").dtype == np.float32


def test_a_place_that_floats_would_round_is_exact():
    """Entry 3 of 10 from 100 by the scale 1/10 is entry 30, while 3 / 0.1 is 29.999... in floats."""
    x = np.arange(100.0).reshape(1, 1, -1)
    y = resize(x, scale=Fraction(1, 10), coordinates="asymmetric", rounding="floor")
    assert y.ravel().tolist() == list(range(0, 100, 10))


CASES = [
    ((2, 3, 20, 20), {"scale": 2}),
    ((1, 4, 13, 7), {"size": (26, 21)}),
    ((1, 2, 15, 17), {"size": (8, 16)}),
    ((1, 2, 16, 33), {"size": (5, 3)}),
    ((2, 3, 31), {"size": 64}),
    ((1, 2, 3, 5, 7), {"size": (4, 10, 9)}),
    ((1, 1, 9, 11), {"scale": (Fraction(3, 2), Fraction(1, 2))}),
]


@needs_torch
@pytest.mark.parametrize(("shape", "by"), CASES)
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"coordinates": "asymmetric", "rounding": "floor"}, {"mode": "nearest"}),
        ({"rounding": "round_prefer_ceil"}, {"mode": "nearest-exact"}),
        ({"mode": "linear"}, {"align_corners": False}),
        ({"mode": "linear", "coordinates": "align_corners"}, {"align_corners": True}),
    ],
)
def test_as_pytorch_does(shape, by, ours, theirs):
    import torch

    x = np.random.default_rng(7).standard_normal(shape)
    named = {"mode": {3: "linear", 4: "bilinear", 5: "trilinear"}[len(shape)], **theirs}
    scale = by.get("scale", 1)
    how = {"size": by["size"]} if "size" in by else {"scale_factor": np.array(scale, float).tolist()}
    t = torch.from_numpy(x).requires_grad_(True)
    y = torch.nn.functional.interpolate(t, **how, **named)
    got, dy = resize(x, **by, **ours), np.random.default_rng(8).standard_normal(y.shape)
    bound = 8 * 2.0**-53 * max(shape) * np.abs(x).max()  # its places are rounded, up to the size of an axis
    assert np.abs(got - y.detach().numpy()).max() <= bound
    y.backward(torch.from_numpy(dy))
    dx = resize.backward(dy, x, by.get("size"), by.get("scale"), **ours)[0]
    assert np.abs(dx - t.grad.numpy()).max() <= 1e-13


def test_upsampling_by_two_is_a_transposed_convolution():
    """Nearest by 2 is a transposed convolution with four ones; linear by 2, away from the border, with 1, 3, 3, 1."""
    x = np.random.default_rng(3).integers(-9, 10, (1, 1, 6, 8)).astype(float)
    near = layers.conv_transpose(x, np.ones((1, 1, 2, 2)), stride=2)
    assert np.array_equal(resize(x, scale=2), near)
    taps = np.array([1, 3, 3, 1]) / 4
    smooth = layers.conv_transpose(x, np.multiply.outer(taps, taps)[None, None], stride=2, padding=1)
    assert np.array_equal(resize(x, scale=2, mode="linear")[..., 2:-2, 2:-2], smooth[..., 2:-2, 2:-2])
