"""The targets of ONNX are asked only for what ONNX can say: its attributes and scales are 32-bit floats."""

from fractions import Fraction

import numpy as np
import pytest

from mathcnn import catalogue
from mathcnn.conformance.target import target
from mathcnn.evidence.checks import NotOffered

TARGETS = ("onnx-reference", "onnxruntime")


@pytest.fixture(params=TARGETS)
def held(request):
    pytest.importorskip("onnxruntime" if request.param == "onnxruntime" else "onnx")
    return target(request.param)


def called(held, name, *arrays, **scalars):
    of = catalogue.find_formula(name)
    return held.subject(of)(*arrays, **scalars), of(*arrays, **scalars)


X = np.random.default_rng(0).standard_normal((2, 4, 3))
GAMMA, BETA = np.linspace(1, 2, 4), np.linspace(-1, 1, 4)


def test_a_momentum_that_the_attribute_changes_is_not_offered_in_float32(held):
    """0.1 is passed as 0.9, which is 0.89999998 in 32 bits, and used as 0.10000002: 2.4e-6 for entries of 100."""
    arrays = [x.astype("float32") for x in (X, BETA)]
    with pytest.raises(NotOffered, match="a momentum that 1 minus a 32 bit attribute does not give"):
        called(held, "normalization.next_running_mean", *arrays, momentum=0.1)
    for momentum in (0.0, 0.25, 0.5, 0.9, 1.0):
        called(held, "normalization.next_running_mean", *arrays, momentum=momentum)


@pytest.mark.parametrize(
    ("name", "arrays", "lost", "kept"),
    [
        ("normalization.batch_norm", (X, GAMMA, BETA), {"eps": 1e-5}, {"eps": 2**-17}),
        (
            "normalization.group_norm",
            (X, GAMMA, BETA),
            {"groups": 2, "eps": Fraction(1, 10)},
            {"groups": 2, "eps": 0.5},
        ),
        ("normalization.layer_norm", (X[0, :, 0], GAMMA, BETA), {"eps": 1e-12}, {"eps": Fraction(1, 2)}),
        ("normalization.next_running_mean", (X, BETA), {"momentum": 0.9}, {"momentum": 0.25}),
    ],
)
def test_an_attribute_that_32_bits_do_not_hold_is_not_offered_in_float64(held, name, arrays, lost, kept):
    with pytest.raises(NotOffered, match="numbers that a 32 bit attribute does not hold"):
        called(held, name, *arrays, **lost)
    found, exact = called(held, name, *(x.astype("float32") for x in arrays), **lost)
    assert np.abs(found - exact).max() < 1e-5
    found, exact = called(held, name, *arrays, **kept)
    assert np.abs(found - exact).max() < 1e-12  # statistics in 32 bits give errors of 1e-8


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_scale_that_32_bits_do_not_hold_is_not_offered(dtype):
    """Where a coordinate lies halfway between two entries, a rounded scale chooses the other one."""
    pytest.importorskip("onnx")
    held, x = target("onnx-reference"), np.arange(128.0).reshape(1, 1, 128).astype(dtype)
    options = {"mode": "nearest", "coordinates": "half_pixel_symmetric"}
    with pytest.raises(NotOffered, match="scales that a 32 bit float does not hold"):
        called(held, "layers.resize", x, scale=Fraction(2, 3), **options)
    found, exact = called(held, "layers.resize", x, scale=Fraction(5, 4), **options)
    assert np.array_equal(found, exact)
    found, exact = called(held, "layers.resize", x, size=96, **options)  # sizes are integers
    assert np.array_equal(found, exact)
