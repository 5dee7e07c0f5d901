"""Quantised nodes: integers are exact, and only the last rounding has a bound; another rounding is found and named."""

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="needs the package onnx: pip install 'mathcnn[onnx]'")

from . import networks  # noqa: E402  after the packages that it needs
from .test_models import in_runtime, judged  # noqa: E402  after the packages that it needs

h = onnx.helper


def quantised(seed=0, scale_x=0.25, scale_w=0.125, scale_y=0.5, groups=1):
    """float32 to int8, a convolution of int8, and back. With scales that are powers of 2 sums often end in a half."""
    rng = np.random.default_rng(seed)
    net = networks.Builder((1, 4, 9, 7), "float32", seed)
    const = net.constant
    sx, sw, sy = (const(np.float32(v)) for v in (scale_x, scale_w, scale_y))
    zero, three = const(np.int8(0)), const(np.int8(3))
    net.node("QuantizeLinear", "x", sx, three, name="quantize")
    w = const(rng.integers(-20, 21, (6, 4 // groups, 3, 3)).astype(np.int8))
    b = const(rng.integers(-99, 100, 6).astype(np.int32))
    inputs = ("quantize_y", sx, three, w, sw, zero, sy, zero)
    net.node("QLinearConv", *inputs, b, shape=(1, 6, 9, 7), name="conv", pads=(1, 1, 1, 1), group=groups)
    net.node("DequantizeLinear", "conv_y", sy, zero, name="dequantize")
    return net.model()


def sums_of(model, x):
    """The sums of integers of the convolution, before they are scaled."""
    tensors = {t.name: onnx.numpy_helper.to_array(t) for t in model.graph.initializer}
    node = model.graph.node[1]
    q = x.astype(np.int64) - 3
    w, b = tensors[node.input[3]].astype(np.int64), tensors[node.input[8]].astype(np.int64)
    padded = np.pad(q, [(0, 0), (0, 0), (1, 1), (1, 1)])
    seen = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), (2, 3))
    return np.einsum("nchwij,ocij->nohw", seen, w) + b[:, None, None]


@pytest.mark.parametrize("scales", [(0.25, 0.125, 0.5), (0.02, 0.013, 0.11), (1 / 3, 0.1, 0.7)])
@pytest.mark.parametrize("groups", [1, 2])
def test_a_right_quantised_network_holds(scales, groups):
    for seed in range(4):
        model = quantised(seed, *scales, groups)
        x = networks.numbers_for(model, seed) / 10
        report = judged(model, x, in_runtime(model, x))
        assert [row.verdict for row in report.rows] == ["holds"] * 3, [row.shown for row in report.rows]
        assert report.share == 1


ROUNDINGS = {
    "rounding of halves away from 0": lambda q: np.trunc(q + np.copysign(0.5, q)),
    "rounding of halves up": lambda q: np.floor(q + 0.5),
    "rounding down": np.floor,
    "rounding towards 0": np.trunc,
}


@pytest.mark.parametrize("says", ROUNDINGS)
def test_the_other_rounding_is_named(says):
    model = quantised()
    x = networks.numbers_for(model) / 10
    right = in_runtime(model, x)
    for node in ("conv", "quantize"):
        q = x / np.float32(0.25) if node == "quantize" else sums_of(model, right["quantize_y"]) * (0.25 * 0.125 / 0.5)
        if node == "quantize":  # halves are rare among random numbers
            x = np.rint(x * 8) / 8
            right, q = in_runtime(model, x), x * 4
        zero = 3 if node == "quantize" else 0
        assert (np.clip(np.rint(q) + zero, -128, 127) == right[f"{node}_y"]).all()
        other = np.clip(ROUNDINGS[says](q) + zero, -128, 127).astype(np.int8)
        shown = {**right, f"{node}_y": other}
        report = judged(model, x, shown, diagnose=True)
        assert report.first.node.name == node
        assert says in report.first.says, report.first.says


def test_one_wrong_integer_is_found():
    model = quantised()
    x = networks.numbers_for(model) / 10
    shown = in_runtime(model, x)
    shown["conv_y"][0, 3, 8, 6] += 1
    report = judged(model, x, shown)
    assert report.first.node.name == "conv" and report.first.place == (0, 3, 8, 6)
