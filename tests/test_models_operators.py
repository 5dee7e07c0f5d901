"""Each operator that has a rule, as ONNX Runtime computes it: right results hold, and other attributes are no alarm."""

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="needs the package onnx: pip install 'mathcnn[onnx]'")
pytest.importorskip("onnxruntime", reason="needs the package onnxruntime: pip install 'mathcnn[onnx]'")

from mathcnn.models.rules import RULES  # noqa: E402  after the packages that it needs

from . import networks  # noqa: E402  after the packages that it needs
from .test_models import in_runtime, judged  # noqa: E402  after the packages that it needs

h = onnx.helper
W = np.random.default_rng(0).standard_normal((4, 2, 3, 3)).astype(np.float32)
ONES = np.ones((3, 4), np.float32)


def ints(*numbers):
    return np.array(numbers, np.int64)


def floats(*numbers):
    return np.array(numbers, np.float32)


CASES = [  # operator, further inputs, and attributes; "shape" and "opset" are of the model
    ("ReduceMean", [ints(2, 3)], {"keepdims": 0}),
    ("ReduceMean", [], {"axes": [1], "opset": 13}),
    ("ReduceSum", [ints(-1)], {}),
    ("ReduceSum", [], {"opset": 13}),
    ("ReduceMax", [ints(1)], {}),
    ("ReduceMin", [ints(1, 2)], {"keepdims": 0}),
    ("ReduceL1", [ints(1)], {}),
    ("ReduceL2", [ints(1)], {}),
    ("ReduceSumSquare", [ints(3)], {}),
    ("Softmax", [], {"axis": 1, "opset": 11}),
    ("Softmax", [], {"axis": 2}),
    ("LogSoftmax", [], {"axis": -1}),
    ("Pad", [ints(0, 0, 1, 2, 0, 0, 0, 1)], {}),
    ("Pad", [ints(0, 1, 1, 2, 0, 0, 0, 1), np.float32(2.5)], {}),
    ("Pad", [ints(0, 0, 1, 2, 0, 0, 2, 1)], {"mode": "reflect"}),
    ("Pad", [ints(0, 0, -1, 2, 0, 0, 2, -1)], {"mode": "edge"}),
    ("Slice", [ints(3, -1), ints(0, -100), ints(1, 2), ints(-1, -2)], {}),
    ("Slice", [ints(1), ints(2**62)], {}),
    ("Slice", [ints(-2, 1), ints(2**31, 3), ints(-1, 1)], {}),
    ("Gather", [np.array([[0, -1], [2, 1]])], {"axis": 1}),
    ("Tile", [ints(1, 2, 1, 3)], {}),
    ("Expand", [ints(3, 1, 1, 1, 1)], {}),
    ("DepthToSpace", [], {"blocksize": 2}),
    ("DepthToSpace", [], {"blocksize": 2, "mode": "CRD"}),
    ("SpaceToDepth", [], {"blocksize": 2, "shape": (2, 3, 6, 4)}),
    ("Transpose", [], {"perm": [0, 3, 1, 2]}),
    ("Transpose", [], {}),
    ("Flatten", [], {"axis": 2}),
    ("Flatten", [], {"axis": -1}),
    ("Unsqueeze", [ints(0, -1)], {}),
    ("Squeeze", [ints(1)], {"shape": (2, 1, 3)}),
    ("Reshape", [ints(0, -1, 5)], {}),
    ("MaxPool", [], {"kernel_shape": [3, 2], "strides": [2, 1], "pads": [1, 0, 1, 1], "ceil_mode": 1}),
    ("MaxPool", [], {"kernel_shape": [3, 3], "auto_pad": "SAME_LOWER", "strides": [2, 2]}),
    ("MaxPool", [], {"kernel_shape": [2, 2], "dilations": [2, 1]}),
    ("AveragePool", [], {"kernel_shape": [3, 3], "auto_pad": "SAME_UPPER", "strides": [2, 2]}),
    ("AveragePool", [], {"kernel_shape": [3, 2], "pads": [1, 1, 1, 0], "count_include_pad": 1}),
    ("AveragePool", [], {"kernel_shape": [2, 2], "strides": [3, 2], "ceil_mode": 1, "opset": 19}),
    ("GlobalMaxPool", [], {}),
    ("InstanceNormalization", [floats(1, 2, 3, 4), floats(0, 1, 0, 1)], {}),
    ("LayerNormalization", [floats(1, 2, 3, 4, 5), floats(0, 1, 0, 1, 2)], {}),
    ("LayerNormalization", [np.ones((6, 5), np.float32)], {"axis": 2}),
    ("GroupNormalization", [floats(1, 2, 3, 4), floats(0, 1, 0, 1)], {"num_groups": 2, "opset": 21}),
    ("LRN", [], {"size": 3}),
    *[
        ("Resize", ["", floats(1, 1, scale, scale)], {"mode": mode, "coordinate_transformation_mode": where})
        for mode in ("nearest", "linear")
        for where in ("half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel")
        for scale in (1.7, 0.6, 2.0)
    ],
    ("Resize", ["", "", ints(2, 4, 9, 3)], {"mode": "linear"}),
    ("PRelu", [floats(0.1, 0.2, 0.3, 0.4).reshape(4, 1, 1)], {}),
    ("LeakyRelu", [], {"alpha": 0.2}),
    ("HardSigmoid", [], {"alpha": 0.3, "beta": 0.4}),
    ("HardSwish", [], {}),
    ("Softplus", [], {}),
    ("Pow", [np.float32(2)], {}),
    ("Pow", [np.float32(0.5)], {}),
    ("Max", [np.float32(0.5)], {}),
    ("Min", [np.ones((4, 1, 1), np.float32)], {}),
    ("Sum", ["x", "x"], {}),
    ("Mean", ["x"], {}),
    ("Sub", [np.float32(0.3)], {}),
    ("Div", [floats(1, 2, 3, 4, 5)], {}),
    ("Clip", [], {}),
    ("Clip", ["", np.float32(1)], {}),
    ("Clip", [np.float32(-1), np.float32(1)], {}),
    *[(op, [], {}) for op in ("Floor", "Ceil", "Round", "Abs", "Neg", "Sqrt", "Exp", "Log", "Tanh", "Reciprocal")],
    *[(op, [], {}) for op in ("Sigmoid", "Dropout", "Identity", "Shape", "Size")],
    ("ArgMax", [], {"axis": 1}),
    ("ArgMin", [], {"axis": -1, "keepdims": 0}),
    ("Cast", [], {"to": 10}),
    ("Cast", [], {"to": 7}),
    ("Concat", ["x"], {"axis": 2}),
    ("MatMul", [np.ones((5, 3), np.float32)], {}),
    ("MatMul", [np.ones((4, 5, 3), np.float32)], {}),
    ("MatMul", [np.ones(5, np.float32)], {}),
    ("Gemm", [np.ones((5, 3), np.float32), floats(1, 2, 3)], {"shape": (4, 5), "alpha": 0.7, "beta": 1.3}),
    ("Gemm", [ONES, np.ones((5, 3), np.float32)], {"shape": (4, 5), "transA": 1, "transB": 1}),
    ("Gemm", [ONES, np.float32(2)], {"shape": (4, 5), "transA": 1, "transB": 1}),
    ("ConvTranspose", [W], {"strides": [2, 2], "output_padding": [1, 0], "group": 2, "pads": [1, 0, 0, 1]}),
    ("ConvTranspose", [W], {"strides": [2, 2], "auto_pad": "SAME_UPPER"}),
    ("ConvTranspose", [W], {"strides": [2, 3], "output_shape": [12, 14]}),
    ("ConvTranspose", [W], {"dilations": [2, 1]}),
    ("Conv", [np.ascontiguousarray(W[:, :2])], {"group": 2, "auto_pad": "SAME_LOWER", "strides": [2, 2]}),
    ("Conv", [np.ascontiguousarray(W[:, :2])], {"group": 2, "dilations": [1, 2], "pads": [0, 1, 2, 0]}),
]


def model_of(op, inputs, attributes):
    words = {"shape": (2, 4, 6, 5), "opset": 18, **attributes}
    shape, opset = words.pop("shape"), words.pop("opset")
    net = networks.Builder(shape)
    net.node(op, "x", *(one if isinstance(one, str) else net.constant(one) for one in inputs), name="node", **words)
    ends = [h.make_tensor_value_info("x", 1, shape)], [h.make_empty_tensor_value_info("node_y")]
    graph = h.make_graph(net.nodes, "net", *ends, net.initializers)
    return h.make_model(graph, opset_imports=[h.make_opsetid("", opset)], ir_version=8)


@pytest.mark.parametrize("op, inputs, attributes", CASES, ids=[f"{k} {case[0]}" for k, case in enumerate(CASES)])
def test_a_right_node_holds(op, inputs, attributes):
    model = model_of(op, inputs, attributes)
    x = networks.numbers_for(model, 5) / 5
    (row,) = judged(model, x, in_runtime(model, x)).rows
    assert row.verdict == ("holds normwise" if op == "Sigmoid" else "holds"), (row.says, row.shown)


def test_a_wrong_entry_of_each_is_found():
    """A check that cannot fail is none: one entry of each result is changed by a hundredth of the largest."""
    for op, inputs, attributes in CASES:
        model = model_of(op, inputs, attributes)
        x = networks.numbers_for(model, 5) / 5
        y = in_runtime(model, x)["node_y"].copy()
        step = max(1, abs(float(np.nanmax(np.abs(np.where(np.isfinite(y), y, 0))))) / 100)
        y.flat[y.size // 2] = step if not np.isfinite(y.flat[y.size // 2]) else y.flat[y.size // 2] + step
        (row,) = judged(model, x, {"node_y": y}).rows
        assert row.verdict == "fails", (op, attributes, row)


def test_rules_are_tried():
    """Each rule of ONNX's own operators is in a case here, or in a test that is named."""
    elsewhere = {
        *("Relu", "BatchNormalization", "GlobalAveragePool", "Add", "Mul"),  # test_models.py
        *("QuantizeLinear", "DequantizeLinear", "QLinearConv"),  # test_models_quantized.py
        *("Swish", "Split"),  # test_models_torch.py and test_models_real.py
    }
    missing = {op for domain, op in RULES if not domain} - {op for op, *_ in CASES} - elsewhere
    assert missing == {
        *("Upsample", "Gelu", "Elu", "QLinearMatMul", "ConvInteger", "MatMulInteger"),
        *("GatherElements", "Where", "ConstantOfShape", "Range", "ReduceProd"),
        *("Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or", "Xor", "Not", "Mod"),
    }
