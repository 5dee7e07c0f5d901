"""An ONNX file as a graph: nodes in an order in which they can be run, constants, inputs and outputs.

Nothing of a model is run here. Attributes that a node leaves out have the defaults of the operator's schema.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any  # Any: the value of an attribute

import numpy as np

from ..text.extras import need

if TYPE_CHECKING:
    import onnx

STANDARD = ("", "ai.onnx")  # names of the domain of ONNX's own operators
LARGEST = 2**31 - 1  # bytes of a model in one message of protobuf


class BadModel(ValueError):
    """A model cannot be read, or cannot be run. The message is one line that names the file and the rule."""


@dataclass(frozen=True)
class Node:
    """One operator in a graph.

    name: unique in its graph; op: the operator; domain: "" for ONNX's own; inputs, outputs: names of tensors, "" for
    one that is left out; attributes: by name, with the defaults of the schema; version: of the operator set
    """

    name: str
    op: str
    domain: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: Mapping[str, Any]
    version: int

    @property
    def results(self) -> tuple[str, ...]:
        """The outputs that are not left out."""
        return tuple(name for name in self.outputs if name)

    @property
    def kind(self) -> str:
        """The operator, with its domain if that is not ONNX's own."""
        return f"{self.domain}:{self.op}" if self.domain else self.op


@dataclass(frozen=True)
class Input:
    """An input of a model: the NumPy name of its type, and its shape, in which a name stands for any size."""

    dtype: str
    shape: tuple[int | str, ...]


@dataclass
class Graph:
    """A model.

    source: where it comes from; nodes: each after those whose results it reads; inputs: by name, without constants;
    outputs: names of tensors; constants: tensors that are stored in the model; opset: the version of ONNX's operators;
    shapes: of tensors, where a run or a file says them
    """

    source: str
    nodes: list[Node]
    inputs: dict[str, Input]
    outputs: list[str]
    constants: dict[str, np.ndarray]
    opset: int = 0
    shapes: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def made_by(self) -> dict[str, Node]:
        """The node that makes each tensor."""
        return {name: node for node in self.nodes for name in node.results}

    def node(self, name: str) -> Node:
        """The node with a name, or the one that makes the tensor of that name. Raises BadModel if there is none."""
        found = {**self.made_by(), **{node.name: node for node in self.nodes}}
        if name not in found:
            import difflib

            close = difflib.get_close_matches(name, found, 1)
            raise BadModel(f"{self.source} has no layer {name!r}" + (f"; did you mean {close[0]}?" if close else ""))
        return found[name]


def load(path: str | os.PathLike[str]) -> onnx.ModelProto:
    """The model in an ONNX file, with its external data, local functions inlined.

    Raises OSError if the file cannot be read, BadModel if it is no ONNX model or lacks a part, MissingExtra without the
    package onnx.
    """
    need("onnx", "an ONNX model", "onnx")
    import onnx
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # it has no types

    name = os.fspath(path)
    with open(path, "rb") as file:
        data = file.read()
    try:
        model = onnx.load_model_from_string(data)
    except (DecodeError, ValueError):
        raise BadModel(f"{name}: not an ONNX model") from None
    if not model.ir_version or not model.opset_import or not model.graph.node:
        raise BadModel(f"{name}: not an ONNX model: it has no nodes")
    where = os.path.dirname(os.path.abspath(name))
    try:
        onnx.load_external_data_for_model(model, where)
    except Exception as error:  # of several types, by the version of onnx
        raise BadModel(f"{name}: {_external(model, where) or f'its external data cannot be read: {error}'}") from None
    if model.functions:
        import onnx.inliner

        model = onnx.inliner.inline_local_functions(model)
    return model


def _external(model: onnx.ModelProto, where: str) -> str:
    """Which file of external data is missing, and for which tensor."""
    for tensor in model.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location" and not os.path.exists(os.path.join(where, entry.value)):
                return f"the file {entry.value!r} with the external data of tensor {tensor.name!r} is missing"
    return ""


def read(path: str | os.PathLike[str]) -> Graph:
    """The graph of an ONNX file. Raises what `load` raises."""
    return graph_of(load(path), os.fspath(path))


def graph_of(model: onnx.ModelProto, source: str) -> Graph:
    """The graph of a model. source: what messages call it. Raises BadModel if a node reads what no node makes."""
    import onnx.numpy_helper

    versions = {"" if one.domain in STANDARD else one.domain: one.version for one in model.opset_import}
    constants = {one.name: onnx.numpy_helper.to_array(one) for one in model.graph.initializer}
    nodes = []
    names: Counter[str] = Counter(one.name for one in model.graph.node)
    count: Counter[str] = Counter()
    for one in model.graph.node:
        domain = "" if one.domain in STANDARD else one.domain
        attributes = _attributes(one, domain, versions.get(domain, 0))
        if one.op_type == "Constant" and not domain and one.output:
            constants[one.output[0]] = _constant(attributes)
            continue
        name = one.name if one.name and names[one.name] == 1 else f"{one.op_type}_{count[one.op_type]}"
        count[one.op_type] += 1
        version = versions.get(domain, 0)
        nodes.append(Node(name, one.op_type, domain, tuple(one.input), tuple(one.output), attributes, version))
    inputs = {one.name: _input(one, source) for one in model.graph.input if one.name not in constants}
    made = {*constants, *inputs, ""}
    for node in nodes:
        if missing := [name for name in node.inputs if name not in made]:
            raise BadModel(f"{source}: node {node.name} reads {missing[0]!r}, which no node before it makes")
        made.update(node.outputs)
    outputs = [one.name for one in model.graph.output]
    return Graph(source, nodes, inputs, outputs, constants, versions.get("", 0))


def _attributes(node: onnx.NodeProto, domain: str, version: int) -> dict[str, Any]:
    """The attributes of a node, and the defaults of those that it leaves out."""
    import onnx
    import onnx.defs

    found: dict[str, Any] = {}
    try:
        schema = onnx.defs.get_schema(node.op_type, version, domain)
        for name, one in schema.attributes.items():
            if one.default_value.type:
                found[name] = _plain(one.default_value)
    except onnx.defs.SchemaError:
        pass  # an operator of others
    found.update({one.name: _plain(one) for one in node.attribute})
    return found


def _plain(attribute: onnx.AttributeProto) -> Any:  # Any: as its kind is
    """The value of an attribute; a subgraph stays as it is."""
    import onnx.helper
    import onnx.numpy_helper

    value = onnx.helper.get_attribute_value(attribute)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, onnx.TensorProto):
        return onnx.numpy_helper.to_array(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(one.decode("utf-8", "replace") if isinstance(one, bytes) else one for one in value)
    return value


def _constant(attributes: Mapping[str, Any]) -> np.ndarray:
    """What a node Constant holds."""
    for name, dtype in (("value", None), ("value_float", "f4"), ("value_floats", "f4"), ("value_int", "i8")):
        if name in attributes:
            return np.asarray(attributes[name], dtype)
    return np.asarray(attributes["value_ints"], "i8") if "value_ints" in attributes else np.asarray("")


def _input(one: onnx.ValueInfoProto, source: str) -> Input:
    """The type and shape of an input."""
    import onnx.helper

    if not one.type.HasField("tensor_type"):
        raise BadModel(f"{source}: input {one.name!r} is no tensor; models with sequences or maps are not read")
    tensor = one.type.tensor_type
    shape: list[int | str] = []
    for k, dim in enumerate(tensor.shape.dim):
        fixed = dim.HasField("dim_value") and dim.dim_value > 0
        shape.append(dim.dim_value if fixed else dim.dim_param or f"axis {k}")
    return Input(np.dtype(onnx.helper.tensor_dtype_to_np_dtype(tensor.elem_type)).name, tuple(shape))
