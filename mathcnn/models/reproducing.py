"""What is said of a node that is wrong: what it looks like, and Python that runs the node alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any  # Any: attributes of nodes

import numpy as np

from .. import catalogue
from ..evidence.verdicts import FAILS, SUSPECT
from ..numbers.rounding import wide
from .calls import NotChecked
from .diagnosis import diagnosis
from .graph import Graph, Node, graph_of
from .rules import computed
from .targets import BUILT_IN, Runner, TargetFails
from .values import Value
from .verifying import Row, judged_entries
from .windows import window_at

MOST = 400  # numbers that a program writes out
ROWS = 5  # wrong nodes that are diagnosed; those after them mostly have the same cause
RUNS = {
    "onnxruntime": (
        "import onnxruntime",
        "y = onnxruntime.InferenceSession(model.SerializeToString()).run(None, feeds)[{k}]",
    ),
    "onnx-reference": (
        "from onnx.reference import ReferenceEvaluator",
        "y = ReferenceEvaluator(model).run(None, feeds)[{k}]",
    ),
}


class Watch:
    """Called with each node that is wrong: it writes into the row what the result looks like, and a program.

    graph: the network; runner: runs models in workers, None where nothing can be run; target: what ran the network
    """

    def __init__(self, graph: Graph, runner: Runner | None, target: str):
        self.graph, self.runner, self.target, self.rows = graph, runner, target, list[int]()

    def __call__(self, row: Row, given: list[Value | None], shown: Mapping[str, np.ndarray], want: Value) -> None:
        if id(row) not in self.rows:
            self.rows.append(id(row))
        if len(self.rows) > ROWS:
            return
        (name, got), *_ = shown.items()
        output = row.node.results.index(name)
        if text := diagnosis(row.node, given, got, want, output):
            row.says = f"{row.says}; {text}" if row.says else text
        if len(self.rows) == 1:
            row.reproduce = self.program(row, given, got, want, output)

    def program(self, row: Row, given: list[Value | None], got: np.ndarray, want: Value, output: int) -> str:
        """Python that shows what is wrong with the node alone; "" if no short program does."""
        if row.with_ or any(v is None or np.any(v.radius) for v in given):
            return ""
        values = [v for v in given if v is not None]
        if self.runner is not None and self.target in BUILT_IN:
            for arrays in (values, smaller(values)):
                if arrays and (text := self.alone(row.node, arrays, output)):
                    return text
        return by_formula(row, values, got, want)

    def alone(self, node: Node, values: list[Value], output: int) -> str:
        """The program that runs a node on a target; "" if the arrays are too large, or the node alone is right."""
        assert self.runner is not None
        few = sum(v.x.size for v in values) <= MOST
        model = of_node(node, [v.x for v in values])
        runner = Runner(model, graph_of(model, node.name), self.runner.limit, self.runner.memory)
        feeds = {f"x{k}": v.x for k, v in enumerate(values)}
        try:
            found = runner.exposed(self.target, feeds, None).arrays.get(f"y{output}")
            want = computed(node, list(values))[0][output]
        except (TargetFails, NotChecked, IndexError):
            return ""
        if found is None:
            return ""
        judged = judged_entries(found, want)
        if judged.verdict not in (FAILS, SUSPECT) or not few and not all(v.dtype == "float32" for v in values):
            return ""
        lines = ["import numpy as np, onnx", RUNS[self.target][0]]
        if few:
            lines += [f"x{k} = {literal(v.x)}" for k, v in enumerate(values)]
        else:
            lines.append("rng = np.random.default_rng(0)")
            lines += [f"x{k} = rng.standard_normal({v.x.shape}).astype(np.float32)" for k, v in enumerate(values)]
        lines += model_text(node, len(values))
        lines += [RUNS[self.target][1].format(k=output), shown_text(found, want, judged.place)]
        return "\n".join(lines)


def smaller(values: list[Value]) -> list[Value]:
    """Random numbers in the same shapes, which a program can draw again; none if an array holds integers."""
    rng = np.random.default_rng(0)
    if any(v.dtype != "float32" for v in values):
        return []
    return [Value(rng.standard_normal(v.x.shape).astype(np.float32)) for v in values]


def of_node(node: Node, arrays: list[np.ndarray]) -> Any:
    """The model of a node alone, all of whose inputs are inputs of the model."""
    import onnx.helper as h

    kind = lambda x: h.np_dtype_to_tensor_dtype(x.dtype)
    inputs = [h.make_tensor_value_info(f"x{k}", kind(x), x.shape) for k, x in enumerate(arrays)]
    names = [f"y{k}" for k in range(len(node.results))]
    one = h.make_node(node.op, [f"x{k}" for k in range(len(arrays))], names, domain=node.domain, **plain(node))
    outputs = [h.make_empty_tensor_value_info(n) for n in names]
    graph = h.make_graph([one], "node", inputs, outputs)
    return h.make_model(graph, opset_imports=[h.make_opsetid(node.domain, node.version)], ir_version=8)


def plain(node: Node) -> dict[str, Any]:
    """The attributes of a node that a program can write."""
    return {
        k: list(v) if isinstance(v, tuple) else v
        for k, v in node.attributes.items()
        if isinstance(v, (int, float, str, tuple)) and v != ()
    }


def model_text(node: Node, inputs: int) -> list[str]:
    """The Python that builds the model of a node alone, and its inputs."""
    names = [f"x{k}" for k in range(inputs)]
    outputs = [f"y{k}" for k in range(len(node.results))]
    attributes = "".join(f", {k}={v!r}" for k, v in plain(node).items())
    feeds = ", ".join(f'"{n}": {n}' for n in names)
    return [
        f"node = onnx.helper.make_node({node.op!r}, {names}, {outputs}{attributes})",
        f"feeds = {{{feeds}}}",
        "kind = onnx.helper.np_dtype_to_tensor_dtype",
        "inputs = [onnx.helper.make_tensor_value_info(n, kind(x.dtype), x.shape) for n, x in feeds.items()]",
        f"outputs = [onnx.helper.make_empty_tensor_value_info(n) for n in {outputs}]",
        'graph = onnx.helper.make_graph([node], "node", inputs, outputs)',
        f"opset = onnx.helper.make_opsetid({node.domain!r}, {node.version})",
        "model = onnx.helper.make_model(graph, opset_imports=[opset], ir_version=8)",
    ]


def literal(x: np.ndarray) -> str:
    """An array as Python."""
    if x.dtype.name == "bfloat16":
        return f"np.array({wide(x).ravel().tolist()}, np.float32).reshape({x.shape})"
    numbers = ", ".join(map(str, x.ravel()))  # as few digits as tell a number of this type from others
    text = f"np.array([{numbers}], np.{x.dtype.name}).reshape({x.shape})"
    return text.replace("nan", "np.nan").replace("inf", "np.inf")


def shown_text(got: np.ndarray, want: Value, place: tuple[int, ...] | None) -> str:
    """The line that prints the wrong entry, with the right value."""
    if got.shape != want.x.shape:
        return f"print(y.shape)  # {got.shape} instead of {want.x.shape}"
    if not place:
        return f"print(y)  # {got} instead of {want.x}"
    should, rad = float(wide(want.x)[place]), float(np.broadcast_to(want.radius, want.x.shape)[place])
    at = ", ".join(map(str, place))
    return f"print(y[{at}])  # {wide(got)[place]} instead of {should:.9g} +- {rad:.2g}"


def by_formula(row: Row, values: list[Value], got: np.ndarray, want: Value) -> str:
    """The program that computes the wrong entry by the formula, from what the target reads for it."""
    place = row.place
    if place is None or got.shape != want.x.shape:
        return ""
    if row.node.op != "Conv" or len(values) < 2:
        return whole_call(row, values, got, want)
    x, w = window_at(row.node, wide(values[0].x), wide(values[1].x), place)
    if x.size + w.size > MOST:
        return ""
    has_bias = len(values) > 2
    lines = ["import numpy as np", "from mathcnn import layers", f"x = {literal(x)}", f"w = {literal(w)}"]
    if has_bias:
        lines.append(f"b = {literal(wide(values[2].x)[place[1] : place[1] + 1])}")
    rad = float(np.broadcast_to(want.radius, want.x.shape)[place])
    value = float(wide(want.x)[place])
    lines.append(f"print(layers.conv(x, w{', b' if has_bias else ''}))  # {value:.9g} +- {rad:.2g}")
    lines.append(f"# the target has {wide(got)[place]} at {place}")
    return "\n".join(lines)


def whole_call(row: Row, values: list[Value], got: np.ndarray, want: Value) -> str:
    """The program that calls the formula of a node, for small arrays; "" if there is more than one formula."""
    try:
        used = computed(row.node, list(values))[1].used
    except NotChecked:
        return ""
    if len(used) != 1 or not used[0].arrays or sum(x.size for x in used[0].arrays.values()) > MOST:
        return ""
    (use,), place = used, row.place or ()
    topic, _, name = use.formula.partition(".")
    shape = catalogue.find_formula(use.formula)(**use.arrays, **use.kwargs).shape
    at = f"[{', '.join(map(str, place))}]" if shape == want.x.shape and place else ""
    arguments = ", ".join([f"{a}={a}" for a in use.arrays] + [f"{a}={v!r}" for a, v in use.kwargs.items()])
    imports = ["import numpy as np", f"from mathcnn import {topic}"]
    if any("Fraction" in repr(v) for v in use.kwargs.values()):
        imports.insert(0, "from fractions import Fraction")
    rad = float(np.broadcast_to(want.radius, want.x.shape)[place])
    lines = [*imports, *(f"{a} = {literal(wide(x))}" for a, x in use.arrays.items())]
    lines.append(f"print({topic}.{name}({arguments}){at})  # {float(wide(want.x)[place]):.9g} +- {rad:.2g}")
    lines.append(f"# the target has {wide(got)[place]} at {place}")
    return "\n".join(lines)
