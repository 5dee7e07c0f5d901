"""A module of PyTorch as a graph: each operator that it calls, with what it was given and what it returned.

The module runs once, as it does for its user, and PyTorch's dispatcher tells every call of an operator, also those of
functions between layers. Operators are written as those of ONNX, so that the same rules judge them; one that has no
such translation keeps its name, and is not checked. Nodes are named after the modules that call them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any  # Any: tensors, modules and arguments of PyTorch, which need not be installed

import numpy as np
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from ..conformance.adapters.torch import lowered
from .graph import Graph, Input, Node

OPSET = 22  # of the operators that nodes are written in
Arguments = Mapping[str, Any]


def versions() -> dict[str, str]:
    """The version of PyTorch."""
    return {"torch": str(torch.__version__)}


def is_module(x: object) -> bool:
    """Whether something is a module of PyTorch, or an exported program."""
    return isinstance(x, (torch.nn.Module, torch.export.ExportedProgram))


def recorded(model: Any, inputs: Sequence[Any]) -> tuple[Graph, dict[str, np.ndarray]]:
    """A module as a graph, and all of its tensors by name.

    model: a module, or an exported program; inputs: the arguments that it is called with once. Raises TypeError for
    another object.
    """
    if isinstance(model, torch.export.ExportedProgram):
        module: Any = model.module()
    elif isinstance(model, torch.nn.Module):
        module = model
    else:
        raise TypeError(f"model is {type(model).__name__}; it must be the name of an ONNX file or a torch.nn.Module")
    tensors = [x if isinstance(x, torch.Tensor) else torch.from_numpy(np.asarray(x)) for x in inputs]
    recorder = Recorder(module, tensors)
    with torch.no_grad(), recorder:
        results = module(*tensors)
    recorder.unhook()
    outputs = [recorder.names[id(y)] for y in _tensors(results) if id(y) in recorder.names]
    graph = Graph(type(model).__name__, recorder.nodes, recorder.inputs, outputs, recorder.constants, OPSET)
    return graph, recorder.arrays


def shown(model: Any, inputs: Sequence[Any]) -> dict[str, np.ndarray]:
    """The results of a module in the order in which they are computed, named "0 Conv", "1 Relu", ...

    Those of a convolution whose result goes into a batch normalisation come a second time, as "2 Conv folded", with the
    result of the latter, since an exported model often has both in one node.
    """
    graph, arrays = recorded(model, inputs)
    reads = {node.inputs[0]: node for node in graph.nodes if node.op == "BatchNormalization"}
    found: dict[str, np.ndarray] = {}
    for node in graph.nodes:
        if not node.results:
            continue
        found[f"{len(found)} {node.op}"] = arrays[node.results[0]]
        if node.op in ("Conv", "ConvTranspose"):
            last = reads.get(node.results[0], node)
            found[f"{len(found)} {node.op} folded"] = arrays[last.results[0]]
    return found


def _tensors(x: Any) -> list[torch.Tensor]:
    """The tensors in a result, in order."""
    if isinstance(x, torch.Tensor):
        return [x]
    parts = x.values() if isinstance(x, Mapping) else x if isinstance(x, (tuple, list)) else ()
    return [one for part in parts for one in _tensors(part)]


class Recorder(TorchDispatchMode):
    """Writes down each call of an operator."""

    def __init__(self, module: Any, inputs: Sequence[torch.Tensor]):
        super().__init__()
        self.nodes: list[Node] = []
        self.constants: dict[str, np.ndarray] = {}
        self.arrays: dict[str, np.ndarray] = {}
        self.inputs: dict[str, Input] = {}
        self.names: dict[int, str] = {}
        self.seen: dict[int, int] = {}  # the version of each tensor when it was written down
        self.held: list[torch.Tensor] = []  # so that no other tensor gets its identity
        self.count: Counter[str] = Counter()
        self.path: list[str] = []
        self.hooks: list[Any] = []
        self.parameters = {id(p): name for name, p in [*module.named_parameters(), *module.named_buffers()]}
        for k, x in enumerate(inputs):
            name = f"x{k}"
            self._keep(x, name)
            self.inputs[name] = Input(self.arrays[name].dtype.name, self.arrays[name].shape)
        for name, one in module.named_modules():
            if name:
                self.hooks.append(one.register_forward_pre_hook(self._enter(name)))
                self.hooks.append(one.register_forward_hook(self._leave))

    def _enter(self, name: str) -> Callable[..., None]:
        return lambda *_: self.path.append(name)

    def _leave(self, *_: Any) -> None:
        self.path.pop()

    def unhook(self) -> None:
        """Leave the module as it was."""
        for one in self.hooks:
            one.remove()

    def _keep(self, x: torch.Tensor, name: str) -> None:
        self.names[id(x)], self.seen[id(x)] = name, x._version
        self.held.append(x)
        self.arrays[name] = np.array(lowered(x.detach().cpu()))

    def _unchanged(self, x: torch.Tensor) -> bool:
        """Whether a tensor is as it was written down; autograd counts a change in place after the call of it."""
        if self.seen[id(x)] == x._version:
            return True
        self.seen[id(x)] = x._version
        now, then = np.array(lowered(x.detach().cpu())), self.arrays[self.names[id(x)]]
        return now.shape == then.shape and now.tobytes() == then.tobytes()

    def name(self, x: Any) -> str:
        """The name of a tensor, or of a number, which becomes a constant."""
        if x is None:
            return ""
        if isinstance(x, torch.Tensor):
            if id(x) in self.names and self._unchanged(x):
                return self.names[id(x)]
            name = f"{self.parameters.get(id(x), 'tensor')} {len(self.held)}"
            self._keep(x, name)
            self.constants[name] = self.arrays[name]
            return name
        name = f"constant {len(self.constants)}"
        self.constants[name] = np.asarray(x)
        return name

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        with torch.no_grad():
            before = [self.name(x) for x in _tensors(args)]  # as they are before a call that works in place
            known = {id(x): name for x, name in zip(_tensors(args), before, strict=True)}
            found = func(*args, **kwargs)
        results = _tensors(found)
        if not before or not results or func.overloadpacket.__name__ in IGNORED:
            for y in results:
                if id(y) in self.names and not self._unchanged(y):
                    del self.names[id(y)]
            return found
        named = {a.name: v for a, v in zip(func._schema.arguments, args, strict=False)} | kwargs
        for one in func._schema.arguments:
            if one.name not in named:
                named[one.name] = one.default_value
        self._write(func.overloadpacket.__name__, named, known, results)
        return found

    def _write(self, op: str, given: dict[str, Any], known: dict[int, str], results: list[torch.Tensor]) -> None:
        """Write a call down as a node."""
        where = self.path[-1] if self.path else ""
        count = self.count[where or op]
        self.count[where or op] += 1
        name = where or op
        name = name if not count else f"{name} ({op} {count})"

        def named(x: Any) -> str:
            return known[id(x)] if isinstance(x, torch.Tensor) and id(x) in known else self.name(x)

        translate = OPERATORS.get(op.rstrip("_"))
        found = translate(given) if translate else None
        outputs = [f"{name} result {k}" if k else name for k in range(len(results))]
        for y, tensor in zip(results, outputs, strict=True):
            self._keep(y, tensor)
        if found is None:
            inputs = [known[id(x)] for x in _tensors(list(given.values())) if id(x) in known]
            self.nodes.append(Node(name, op, "aten", tuple(inputs), tuple(outputs), {}, OPSET))
            return
        taken: list[Any]
        kind, taken, attributes = found
        if kind == "Reshape":  # and others that only move entries: by the shape of the result
            taken = [taken[0], np.array(results[0].shape, np.int64)]
        names = [self._constant(x) if isinstance(x, np.ndarray) else named(x) for x in taken]
        self.nodes.append(Node(name, kind, "", tuple(names), tuple(outputs[:1]), attributes, OPSET))

    def _constant(self, x: np.ndarray) -> str:
        name = f"constant {len(self.constants)}"
        self.constants[name] = x
        return name


IGNORED = {"detach", "lift_fresh", "empty", "zeros_like", "clone"}


# ---------------------------------------------------------------- translations


def both(v: Sequence[int], rank: int) -> tuple[int, ...]:
    """Numbers for all axes: one number may stand for all."""
    return tuple(v) * rank if len(v) == 1 else tuple(v)


def convolution(g: Arguments) -> Any:
    rank = g["input"].dim() - 2
    attributes = {
        "strides": both(g["stride"], rank),
        "pads": both(g["padding"], rank) * 2,
        "dilations": both(g["dilation"], rank),
        "group": g["groups"],
    }
    if g["transposed"]:
        attributes["output_padding"] = both(g["output_padding"], rank)
    return "ConvTranspose" if g["transposed"] else "Conv", [g["input"], g["weight"], g["bias"]], attributes


def pool(kind: str) -> Callable[[Arguments], Any]:
    def translate(g: Arguments) -> Any:
        if g.get("divisor_override") is not None:
            return None
        rank = g["self"].dim() - 2
        attributes = {
            "kernel_shape": both(g["kernel_size"], rank),
            "strides": both(g["stride"] or g["kernel_size"], rank),
            "pads": both(g["padding"], rank) * 2,
            "dilations": both(g.get("dilation", (1,)), rank),
            "ceil_mode": int(g["ceil_mode"]),
            "count_include_pad": int(g.get("count_include_pad", 0)),
        }
        return kind, [g["self"]], attributes

    return translate


def batch_norm(g: Arguments) -> Any:
    if g.get("training", False):
        return None
    arrays = [g["input"], g["weight"], g["bias"], g["running_mean"], g["running_var"]]
    if any(x is None for x in arrays):
        return None
    return "BatchNormalization", arrays, {"epsilon": g["eps"]}


def clamp(g: Arguments) -> Any:
    low, high = g.get("min", g.get("min_val")), g.get("max", g.get("max_val"))
    limits = [np.asarray(v, np.float64) if v is not None else None for v in (low, high)]
    return "Clip", [g["self"], *limits], {}


def one(kind: str, **attributes: Any) -> Callable[[Arguments], Any]:
    return lambda g: (kind, [g["self"]], attributes)


def arithmetic(kind: str) -> Callable[[Arguments], Any]:
    def translate(g: Arguments) -> Any:
        if g.get("alpha", 1) != 1 or g.get("rounding_mode") is not None:
            return None
        other = g["other"]
        if not isinstance(other, torch.Tensor):
            other = np.asarray(other, lowered(g["self"].detach().cpu()).dtype)
        return kind, [g["self"], other], {}

    return translate


def mean(g: Arguments) -> Any:
    axes = g.get("dim")
    return "ReduceMean", [g["self"], np.array(axes, np.int64) if axes else None], {"keepdims": int(g.get("keepdim", 0))}


def linear(g: Arguments) -> Any:
    return "Gemm", [g["mat1"], g["mat2"], g["self"]], {"alpha": float(g["alpha"]), "beta": float(g["beta"])}


def upsample(mode: str) -> Callable[[Arguments], Any]:
    def translate(g: Arguments) -> Any:
        size = g.get("output_size")
        if size is None:
            return None
        x = g["self"] if "self" in g else g["input"]
        sizes = np.array([*x.shape[:2], *size], np.int64)
        where = "asymmetric" if mode == "nearest" else "align_corners" if g.get("align_corners") else "half_pixel"
        words = {"mode": mode, "coordinate_transformation_mode": where, "nearest_mode": "floor"}
        return "Resize", [x, None, None, sizes], words

    return translate


def pad(g: Arguments) -> Any:
    amounts, rank = list(g["pad"]), g["self"].dim()
    pairs = [(0, 0)] * (rank - len(amounts) // 2)
    pairs += [(amounts[k], amounts[k + 1]) for k in range(len(amounts) - 2, -1, -2)]
    numbers = np.array([p for p, _ in pairs] + [q for _, q in pairs], np.int64)
    return "Pad", [g["self"], numbers, np.asarray(g["value"], np.float32)], {"mode": "constant"}


def group_norm(g: Arguments) -> Any:
    if g["weight"] is None or g["bias"] is None:
        return None
    return "GroupNormalization", [g["input"], g["weight"], g["bias"]], {"num_groups": g["group"], "epsilon": g["eps"]}


def layer_norm(g: Arguments) -> Any:
    if g["weight"] is None:
        return None
    axis = -len(g["normalized_shape"])
    return "LayerNormalization", [g["input"], g["weight"], g["bias"]], {"axis": axis, "epsilon": g["eps"]}


def narrowed(g: Arguments) -> Any:
    """A slice along an axis."""
    axis = g["dim"]
    n = g["self"].shape[axis]
    ends = [np.array([v], np.int64) for v in (g["start"] or 0, min(g["end"] if g["end"] is not None else n, n))]
    return "Slice", [g["self"], *ends, np.array([axis], np.int64), np.array([g["step"]], np.int64)], {}


def softmax(kind: str) -> Callable[[Arguments], Any]:
    return lambda g: (kind, [g["self"]], {"axis": g["dim"]})


def exchanged(g: Arguments) -> Any:
    order = list(range(g["self"].dim()))
    a, b = (g["dim0"], g["dim1"]) if "dim0" in g else (0, g["self"].dim() - 1)
    order[a], order[b] = order[b], order[a]
    return "Transpose", [g["self"]], {"perm": tuple(order)}


def product(a: str, b: str) -> Callable[[Arguments], Any]:
    return lambda g: ("MatMul", [g[a], g[b]], {})


POOLS = {f"avg_pool{d}d": pool("AveragePool") for d in (1, 2, 3)} | {
    f"max_pool{d}d_with_indices": pool("MaxPool") for d in (2, 3)
}
OPERATORS: dict[str, Callable[[Arguments], Any]] = {
    "convolution": convolution,
    **POOLS,
    "native_batch_norm": batch_norm,
    "cudnn_batch_norm": batch_norm,
    "_native_batch_norm_legit": batch_norm,
    "_native_batch_norm_legit_no_training": batch_norm,
    "relu": one("Relu"),
    "sigmoid": one("Sigmoid"),
    "tanh": one("Tanh"),
    "silu": one("Swish", alpha=1.0),
    "hardsigmoid": one("HardSigmoid", alpha=1 / 6, beta=0.5),
    "hardswish": one("HardSwish"),
    "exp": one("Exp"),
    "sqrt": one("Sqrt"),
    "abs": one("Abs"),
    "neg": one("Neg"),
    "leaky_relu": lambda g: ("LeakyRelu", [g["self"]], {"alpha": float(g["negative_slope"])}),
    "clamp": clamp,
    "hardtanh": clamp,
    "add": arithmetic("Add"),
    "sub": arithmetic("Sub"),
    "mul": arithmetic("Mul"),
    "div": arithmetic("Div"),
    "mean": mean,
    "addmm": linear,
    "mm": product("self", "mat2"),
    "bmm": product("self", "mat2"),
    "cat": lambda g: ("Concat", list(g["tensors"]), {"axis": g["dim"]}),
    "view": one("Reshape"),
    "_unsafe_view": one("Reshape"),
    "reshape": one("Reshape"),
    "flatten": one("Reshape"),
    "unsqueeze": one("Reshape"),
    "squeeze": one("Reshape"),
    "permute": lambda g: ("Transpose", [g["self"]], {"perm": tuple(d % g["self"].dim() for d in g["dims"])}),
    "transpose": exchanged,
    "t": exchanged,
    "slice": narrowed,
    "constant_pad_nd": pad,
    "upsample_nearest2d": upsample("nearest"),
    "upsample_bilinear2d": upsample("linear"),
    "native_group_norm": group_norm,
    "native_layer_norm": layer_norm,
    "_softmax": softmax("Softmax"),
    "_log_softmax": softmax("LogSoftmax"),
}
