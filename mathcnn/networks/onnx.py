"""LeNet-5 in the Open Neural Network Exchange format (ONNX), for other runtimes.

Each formula has one translation into operators of operator set 17, below. The tests check the results of ONNX Runtime
against the literal forms, up to rounding.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import __version__
from ..activation import relu, scaled_tanh, softmax
from ..classic import conv_by_table, euclidean_rbf, subsample
from ..classic.conv_by_table import where_read
from ..language.formula import Formula
from ..layers import conv, flatten, linear
from ..layers.windows import turned_about
from ..normalization import batch_norm
from ..pooling import avg_pool
from ..text.extras import MissingExtra, need
from ..text.files import replacing
from .lenet import BACKGROUND, BORDER, INK, SIDE, Network
from .sequential import Sequential

if TYPE_CHECKING:
    import onnx

OPSET, IR = 17, 8  # of January 2022: runtimes of recent years read them


class ExchangeError(ValueError):
    """A network that cannot be written as ONNX, or the package onnx is missing."""


def export(network: Network, path: str | os.PathLike[str]) -> None:
    """Write a network as an ONNX file, whole or not at all.

    Raises ExchangeError without the package onnx, or for a layer that has no translation; OSError if the file cannot be
    written.
    """
    model = onnx_model(network)
    with replacing(path) as file:
        file.write(model.SerializeToString(deterministic=True))


def onnx_model(network: Network) -> onnx.ModelProto:
    """A network for inference: from "image", (N, 1, 32, 32) as `lenet.prepared` returns it, to "classes", (N, 10).

    Raises ExchangeError without the package onnx.
    """
    onnx = package()
    graph = translated(network.inference, "image", "classes", network.dtype)
    graph.name, graph.doc_string = f"LeNet-5, variant {network.variant}", doc_string(network)
    model = onnx.helper.make_model(
        graph,
        opset_imports=[onnx.helper.make_opsetid("", OPSET)],
        ir_version=IR,
        producer_name="mathcnn",
        producer_version=__version__,
        doc_string=graph.doc_string,
    )
    onnx.helper.set_model_props(
        model,
        {
            "variant": network.variant,
            "batch_norm": str(network.batch_norm),
            "parameters": str(network.theta.size),
            "formulas": " ".join(layer.formula.name for layer in network.inference.layers),
        },
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def doc_string(network: Network) -> str:
    """A description of the input and the output, for users of the file."""
    inner = SIDE - 2 * BORDER
    answer = (
        "the probability of each of the ten classes; the largest is the answer"
        if network.variant == "document"
        else "the penalty of each of the ten classes; the smallest is the answer"
    )
    return (
        f"LeNet-5, variant {network.variant}. Input image: (N, 1, {SIDE}, {SIDE}), {network.dtype}; grey images of "
        f"{inner} x {inner} pixels, each value v from 0 (background) to 255 (ink) as {BACKGROUND} + v ({INK} - "
        f"{BACKGROUND}) / 255, with a border of {BORDER} pixels of {BACKGROUND} on each side. "
        f"Output classes: (N, 10), {answer}."
    )


def package() -> ModuleType:
    """The package onnx, with the modules that are used. Raises ExchangeError if it is missing."""
    try:
        need("onnx", "an ONNX file", "onnx")
    except MissingExtra as error:
        raise ExchangeError(str(error)) from None
    import onnx
    import onnx.checker
    import onnx.helper
    import onnx.numpy_helper

    return onnx


def translated(stack: Sequential, source: str, result: str, dtype: Any) -> onnx.GraphProto:
    """A stack as a graph from one named array to another, for batches of any size.

    stack: the layers; source, result: the names of input and output; dtype: of all arrays. Raises ExchangeError for a
    layer that has no translation; the message names it.
    """
    onnx = package()
    kind = onnx.helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
    graph = Graph(source, np.dtype(dtype))
    for k, (layer, shape) in enumerate(zip(stack.layers, stack.shapes, strict=False)):
        of = layer.formula
        try:
            write = TRANSLATIONS[of]
        except KeyError:
            raise ExchangeError(
                f"layer {k}, {of.name}, has no translation into ONNX; {', '.join(f.name for f in TRANSLATIONS)} have"
            ) from None
        given = of.read((np.zeros((1, *shape)),), layer.arguments).values
        graph.begin(layer.name or f"{of.name.rpartition('.')[2]}_{k}")
        try:
            write(graph, **{a: v for a, v in given.items() if a != of.names[0]})
        except ExchangeError as error:
            raise ExchangeError(f"layer {k}, {of.name}: {error}") from None
        graph.end(result if k == len(stack.layers) - 1 else graph.layer)
    ends = [
        onnx.helper.make_tensor_value_info(name, kind, ["N", *shape])
        for name, shape in ((source, stack.input_shape), (result, stack.output_shape))
    ]
    return onnx.helper.make_graph(graph.nodes, "stack", ends[:1], ends[1:], graph.initializers)


class Graph:
    """Operators in a chain, each reading the result of the one before, and the arrays that they use."""

    def __init__(self, source: str, dtype: np.dtype[Any]):
        self.onnx, self.dtype, self.last, self.layer = package(), dtype, source, ""
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def begin(self, layer: str) -> None:
        """The operators that follow belong to this layer."""
        self.layer = layer

    def node(self, operator: str, *arrays: str, **attributes: Any) -> None:
        """Add an operator that reads the last result, and then these arrays."""
        to = f"{self.layer}.{operator}_{len(self.nodes)}"
        self.nodes.append(self.onnx.helper.make_node(operator, [self.last, *arrays], [to], name=to, **attributes))
        self.last = to

    def end(self, name: str) -> None:
        """Give the last result, which is the layer's, a name."""
        self.nodes[-1].output[0] = self.last = name

    def array(self, name: str, values: Any, dtype: Any = None) -> str:
        """Add an array, in the network's type unless another is given; returns its name in the graph."""
        name = f"{self.layer}.{name}"
        self.initializers.append(
            self.onnx.numpy_helper.from_array(np.ascontiguousarray(values, dtype or self.dtype), name)
        )
        return name

    def arrays(self, **named: Any) -> list[str]:
        """Add the arrays that are not None; returns their names."""
        return [self.array(name, values) for name, values in named.items() if values is not None]


# ---------------------------------------------------------------- one formula, one translation


def ends(padding: Sequence[tuple[int, int]]) -> list[int]:
    """Padding in the order of ONNX: before each axis, then after each axis."""
    return [before for before, _ in padding] + [after for _, after in padding]


def write_conv(
    graph: Graph, w: Any, b: Any = None, *, stride: Any, padding: Any, dilation: Any, groups: int, flip: bool
) -> None:
    graph.node(
        "Conv",
        *graph.arrays(w=turned_about(w) if flip else w, b=b),
        kernel_shape=w.shape[2:],
        strides=stride,
        pads=ends(padding),
        dilations=dilation,
        group=groups,
    )


def write_conv_by_table(graph: Graph, w: Any, table: Any, b: Any = None, **settings: Any) -> None:
    """A channel that is not read has the weight 0."""
    write_conv(graph, where_read(w, table=table), b, **settings, groups=1, flip=False)


def write_subsample(graph: Graph, coefficient: Any, b: Any, kernel_size: Any) -> None:
    """A convolution of each channel by itself, with the coefficient as every weight."""
    taps = np.broadcast_to(coefficient.reshape(-1, 1, *[1] * len(kernel_size)), (len(coefficient), 1, *kernel_size))
    graph.node(
        "Conv",
        *graph.arrays(coefficient=taps, b=b),
        kernel_shape=kernel_size,
        strides=kernel_size,
        group=len(coefficient),
    )


def write_avg_pool(
    graph: Graph,
    kernel_size: Any,
    stride: Any,
    padding: Any,
    dilation: Any,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: Any,
) -> None:
    if set(dilation) != {1} or ceil_mode or divisor_override is not None:
        raise ExchangeError("an average with dilation, ceil_mode or divisor_override has no translation into ONNX")
    graph.node(
        "AveragePool",
        kernel_shape=kernel_size,
        strides=stride,
        pads=ends(padding),
        count_include_pad=int(count_include_pad),
    )


def write_batch_norm(
    graph: Graph,
    gamma: Any,
    beta: Any,
    eps: float,
    *,
    training: bool,
    running_mean: Any = None,
    running_var: Any = None,
    **_: Any,
) -> None:
    if training:
        raise ExchangeError("batch normalisation must have training=False and running statistics")
    graph.node(
        "BatchNormalization",
        *graph.arrays(gamma=gamma, beta=beta, running_mean=running_mean, running_var=running_var),
        epsilon=float(eps),
    )


def write_linear(graph: Graph, w: Any, b: Any = None) -> None:
    graph.node("Gemm", *graph.arrays(w=w, b=b), transB=1)


def write_scaled_tanh(graph: Graph) -> None:
    graph.node("Mul", graph.array("slope", 2 / 3))
    graph.node("Tanh")
    graph.node("Mul", graph.array("height", 1.7159))


def write_euclidean_rbf(graph: Graph, w: Any) -> None:
    """The squares of the differences, summed: the expanded square would lose digits by cancellation."""
    graph.node("Unsqueeze", graph.array("between", [1], np.int64))
    graph.node("Sub", graph.array("w", w))
    graph.node("Mul", graph.last)
    graph.node("ReduceSum", graph.array("along", [2], np.int64), keepdims=0)


def write_softmax(graph: Graph, axis: Any) -> None:
    if np.size(axis) != 1:
        raise ExchangeError(f"a softmax over several axes, {axis}, has no translation into ONNX")
    graph.node("Softmax", axis=int(np.ravel(axis)[0]))


TRANSLATIONS: dict[Formula, Callable[..., None]] = {
    conv: write_conv,
    conv_by_table: write_conv_by_table,
    subsample: write_subsample,
    avg_pool: write_avg_pool,
    batch_norm: write_batch_norm,
    relu: lambda graph: graph.node("Relu"),
    scaled_tanh: write_scaled_tanh,
    flatten: lambda graph: graph.node("Flatten", axis=1),
    linear: write_linear,
    euclidean_rbf: write_euclidean_rbf,
    softmax: write_softmax,
}
