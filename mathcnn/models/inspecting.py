"""The layers of a network as a table: shapes, costs, what they see of the input, and what ports badly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from .counts import Field, Shape, fields, multiply_adds
from .graph import Graph, Node
from .rules import RULES
from .windows import Window, padding_in_words, window_of

SETTINGS = {"Resize", "Upsample", "Pad", "Clip"}  # operators whose further inputs are no parameters
BYTES = {"float64": 8, "int64": 8, "uint64": 8, "float16": 2, "bfloat16": 2, "int8": 1, "uint8": 1, "bool": 1}


@dataclass
class Layer:
    """One node of a network.

    name, op: of the node; formula: what it is judged by, "" if it has no rule; inputs: names of the nodes or inputs
    that it reads; shape, dtype: of its result; parameters: numbers in the constants that it reads; multiply_adds: of
    the node; window: kernel, stride, dilation and padding; padding: in words; seen: what one entry of the result sees,
    None where it sees everything; memory: bytes of the result
    """

    name: str
    op: str
    formula: str
    inputs: list[str]
    shape: Shape
    dtype: str
    parameters: int
    multiply_adds: int
    window: Window | None
    padding: str
    seen: Field | None
    memory: int
    warnings: list[str] = field(default_factory=list)

    def sees(self) -> str:
        """The receptive field in words, "7 x 7 every 4, from -3"; "" where it is not known."""
        if self.seen is None:
            return ""
        one = lambda parts: _number(parts[0]) if len({*parts}) == 1 else " x ".join(map(_number, parts))
        size = " x ".join(map(_number, self.seen.size))
        return f"{size} every {one(self.seen.step)}, from {one(self.seen.start)}"


@dataclass
class Network:
    """A network as a table.

    source: where it comes from; layers: its nodes in order; inputs: shapes by name; notes: what was assumed
    """

    source: str
    layers: list[Layer]
    inputs: dict[str, Shape]
    notes: list[str] = field(default_factory=list)

    @property
    def parameters(self) -> int:
        """Numbers in all constants of floats that nodes read."""
        return sum(layer.parameters for layer in self.layers)

    @property
    def multiply_adds(self) -> int:
        """Of all nodes."""
        return sum(layer.multiply_adds for layer in self.layers)

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """What ports badly: the name of a layer, and what to look at."""
        return [(layer.name, text) for layer in self.layers for text in layer.warnings]


def _number(v: Fraction) -> str:
    return str(v.numerator) if v.denominator == 1 else f"{float(v):g}"


def inspected(
    graph: Graph, shapes: Mapping[str, Shape], dtypes: Mapping[str, str], notes: tuple[str, ...] = ()
) -> Network:
    """The table of a network.

    graph: the network; shapes, dtypes: of its tensors, as far as they are known; notes: what was assumed
    """
    known = {**{n: x.shape for n, x in graph.constants.items()}, **shapes}
    made = {name: node.name for node in graph.nodes for name in node.results}
    seen = fields(graph, known)
    counted: set[str] = set()
    layers = []
    for node in graph.nodes:
        result = node.results[0] if node.results else ""
        window = window_of(node, graph, known)
        shape = known.get(result, ())
        dtype = dtypes.get(result, "float32")
        read = node.inputs if node.op not in SETTINGS else node.inputs[:1]
        constants = [n for n in read if n in graph.constants and n not in counted and _weights(graph, n)]
        counted.update(constants)
        given = [known.get(n, ()) for n in node.inputs if n]
        layer = Layer(
            node.name,
            node.kind,
            formula_of(node),
            [made.get(n, n) for n in node.inputs if n and n not in graph.constants],
            shape,
            dtype,
            sum(graph.constants[n].size for n in constants),
            multiply_adds(node, given, shape) if result in known else 0,
            window,
            padding_in_words(window, node.op == "ConvTranspose") if window else "",
            seen.get(result),
            math.prod(shape) * BYTES.get(dtype, 4) if result in known else 0,
        )
        layer.warnings = warnings(node, window, graph)
        layers.append(layer)
    return Network(graph.source, layers, {n: known[n] for n in graph.inputs if n in known}, list(notes))


def _weights(graph: Graph, name: str) -> bool:
    """Whether a constant holds parameters, and not the sizes or limits of an operator."""
    x = graph.constants[name]
    return x.ndim >= 1 and x.size > 1 and x.dtype.kind not in "b" and x.dtype.name != "int64"


NAMES = {  # the formula of an operator, where its rule calls one
    **{op: "layers.conv" for op in ("Conv", "FusedConv", "QLinearConv", "ConvInteger")},
    **{op: "layers.linear" for op in ("Gemm", "FusedGemm", "MatMulInteger", "QLinearMatMul")},
    "ConvTranspose": "layers.conv_transpose",
    "MatMul": "layers.linear",
    "MaxPool": "pooling.max_pool",
    "AveragePool": "pooling.avg_pool",
    "GlobalAveragePool": "pooling.global_avg_pool",
    "GlobalMaxPool": "pooling.global_max_pool",
    "BatchNormalization": "normalization.batch_norm",
    "InstanceNormalization": "normalization.group_norm",
    "GroupNormalization": "normalization.group_norm",
    "LayerNormalization": "normalization.layer_norm",
    "LRN": "normalization.local_response_norm",
    "Resize": "layers.resize",
    "Upsample": "layers.resize",
    "Pad": "layers.pad",
    "Relu": "activation.relu",
    "LeakyRelu": "activation.leaky_relu",
    "Sigmoid": "activation.sigmoid",
    "HardSigmoid": "activation.hard_sigmoid",
    "HardSwish": "activation.hard_swish",
    "Swish": "activation.silu",
    "Clip": "activation.clip",
    "Softmax": "activation.softmax",
    "LogSoftmax": "activation.log_softmax",
    "Add": "arrays.add",
    "Sub": "arrays.sub",
    "Mul": "arrays.mul",
    "Div": "arrays.div",
    "ReduceMean": "arrays.mean",
}


def formula_of(node: Node) -> str:
    """The formula that a node is judged by; "exact" for entries that are moved, "" if there is no rule."""
    if (node.domain, node.op) not in RULES:
        return ""
    return NAMES.get(node.op, "exact" if not node.domain else "")


# ---------------------------------------------------------------- what ports badly


def warnings(node: Node, window: Window | None, graph: Graph) -> list[str]:
    """What other frameworks do differently from this node, or cannot say."""
    found = []
    attributes = node.attributes
    if window and node.op != "ConvTranspose":
        if any(p != q for p, q in window.padding):
            stride = f" at stride {max(window.stride)}" if max(window.stride) > 1 else ""
            found.append(
                f"padding is asymmetric{stride} ({padding_in_words(window)}): PyTorch's layers pad both sides equally"
            )
        if attributes.get("auto_pad", "NOTSET") in ("SAME_UPPER", "SAME_LOWER"):
            found.append(f"auto_pad = {attributes['auto_pad']}: the padding depends on the size of the input")
    if node.op in ("MaxPool", "AveragePool") and attributes.get("ceil_mode"):
        found.append("ceil_mode: the last window may start in the padding, where libraries differ")
    if node.op == "AveragePool" and window and any(p or q for p, q in window.padding):
        word = "counts" if attributes.get("count_include_pad") else "does not count"
        found.append(f"the mean {word} padded entries (count_include_pad); the default differs between frameworks")
    if node.op == "BatchNormalization":
        eps = float(attributes.get("epsilon", 1e-5))
        found.extend(_batch_norm(node, eps, graph))
    if node.op in ("Resize", "Upsample"):
        found.extend(_resize(node))
    if node.op == "HardSigmoid":
        alpha = float(attributes.get("alpha", 0.2))
        found.append(f"slope {alpha:.4g}: ONNX's default is 0.2, PyTorch's is 1/6")
    if node.op == "Softmax" and node.version < 13:
        found.append("before operator set 13 a softmax is over all axes from `axis` onwards")
    if node.op == "ConvTranspose" and any(attributes.get("output_padding", ())):
        found.append("output_padding adds rows at one side only")
    if node.op == "LRN":
        found.append("alpha is divided by size here and in PyTorch, and is not in TensorFlow")
    return found


def _batch_norm(node: Node, eps: float, graph: Graph) -> list[str]:
    found = []
    if abs(eps - 1e-5) > 1e-11:  # attributes are float32
        found.append(f"epsilon = {eps:.3g} is inside the root; the usual default is 1e-05, Keras's is 0.001")
    var = graph.constants.get(node.inputs[4]) if len(node.inputs) > 4 else None
    if var is not None and var.size and float(var.min()) < 100 * eps:
        found.append(
            f"the smallest variance is {float(var.min()):.3g}, near epsilon = {eps:.3g}: a port that drops epsilon, or "
            "adds it outside the root, differs visibly"
        )
    if node.attributes.get("training_mode"):
        found.append("training mode: momentum weighs the old statistics in ONNX, and the new ones in PyTorch")
    return found


def _resize(node: Node) -> list[str]:
    if node.op == "Upsample" or node.version < 11:
        return ["positions are asymmetric (x / scale), as in no current default of PyTorch or TensorFlow"]
    mode = node.attributes.get("mode", "nearest")
    words = node.attributes.get("coordinate_transformation_mode", "half_pixel")
    rounding = node.attributes.get("nearest_mode", "round_prefer_floor")
    if mode == "nearest" and (words, rounding) == ("asymmetric", "floor"):
        return []  # what PyTorch's nearest computes
    text = f"{mode}, {words}" + (f", {rounding}" if mode == "nearest" else "")
    return [f"resizes by {text}: check align_corners and the rounding of positions"]
