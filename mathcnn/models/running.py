"""How a target is run with its intermediate results exposed. All of this runs in a worker process, except `Session`.

Each function takes the file of the model, the inputs by name, and the request, and returns arrays by the names of
tensors, with facts such as versions.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any  # Any: requests are JSON; arrays are of targets

import numpy as np

Found = tuple[dict[str, Any], dict[str, Any]]
LIBRARIES = {"onnxruntime": ["onnxruntime"], "onnx-reference": ["onnx.reference"], "shapes": ["onnx.shape_inference"]}


def on_runtime(path: Path, inputs: dict[str, np.ndarray], request: dict[str, Any]) -> Found:
    """Run a model in ONNX Runtime, on the CPU.

    request: "names": tensors to expose; "optimise": whether its graph optimisations are on; "save": whether the
    optimised model is written as optimised.onnx.
    """
    import onnx
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)
    model = onnx.load(path)
    have = {one.name for one in model.graph.output}
    model.graph.output.extend(onnx.helper.make_empty_tensor_value_info(n) for n in request["names"] if n not in have)
    options = onnxruntime.SessionOptions()
    options.log_severity_level, options.intra_op_num_threads = 4, request["threads"]
    levels = onnxruntime.GraphOptimizationLevel
    options.graph_optimization_level = levels.ORT_ENABLE_ALL if request["optimise"] else levels.ORT_DISABLE_ALL
    if request.get("save"):
        options.graph_optimization_level = levels.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(path.with_name("optimised.onnx"))
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    found = session.run(None, inputs)
    names = [one.name for one in session.get_outputs()]
    return dict(zip(names, found, strict=True)), {"versions": {"onnxruntime": onnxruntime.__version__}}


def on_reference(path: Path, inputs: dict[str, np.ndarray], request: dict[str, Any]) -> Found:
    """Run a model in the reference evaluator of ONNX."""
    import onnx
    from onnx.reference import ReferenceEvaluator

    found = ReferenceEvaluator(onnx.load(path)).run(None, inputs, intermediate=True)
    assert isinstance(found, dict)
    return {k: v for k, v in found.items() if isinstance(v, np.ndarray)}, {"versions": {"onnx": onnx.__version__}}


def shapes(path: Path, inputs: dict[str, np.ndarray], request: dict[str, Any]) -> Found:
    """The shapes of a model's tensors, by inference; and by running it where that leaves some open."""
    import onnx
    import onnx.shape_inference

    model = onnx.load(path)
    for one in model.graph.input:
        if one.name in inputs:
            del one.type.tensor_type.shape.dim[:]
            for n in inputs[one.name].shape:
                one.type.tensor_type.shape.dim.add().dim_value = n
    del model.graph.value_info[:]
    inferred = onnx.shape_inference.infer_shapes(model, data_prop=True)
    known = {}
    for one in [*inferred.graph.value_info, *inferred.graph.output]:
        tensor = one.type.tensor_type
        if tensor.HasField("shape") and all(d.HasField("dim_value") for d in tensor.shape.dim):
            dtype = onnx.helper.tensor_dtype_to_np_dtype(tensor.elem_type)
            known[one.name] = [[d.dim_value for d in tensor.shape.dim], np.dtype(dtype).name]
    names = [n for node in model.graph.node for n in node.output if n]
    fault = ""
    if not set(names) <= set(known):
        try:
            found, _ = on_runtime(path, inputs, {**request, "names": names, "optimise": False})
            known |= {n: [list(np.shape(x)), np.asarray(x).dtype.name] for n, x in found.items()}
        except Exception as error:  # an operator that the runtime lacks: the rest stays as it was inferred
            fault = str(error).partition("\n")[0]
    return {}, {"shapes": known, "fault": fault}


def load(request: dict[str, Any]) -> None:
    """Import what a request needs before its run: a library may hold several GiB of address space when it is loaded."""
    for one in LIBRARIES.get(request["kind"], ()):
        importlib.import_module(one)
    if request["kind"] == "function":
        module_of(request["name"])


def module_of(name: str) -> Any:
    """The module of a function, MODULE:FUNCTION, which is also looked for in the current folder."""
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    return importlib.import_module(name.partition(":")[0])


def by_function(path: Path, inputs: dict[str, np.ndarray], request: dict[str, Any]) -> Found:
    """Call a function of one's own with the inputs of the model, in their order; it returns arrays by name."""
    found = module_of(request["name"])
    for part in request["name"].partition(":")[2].split("."):
        found = getattr(found, part)
    if "torch" in sys.modules:
        from . import torch_graph

        if torch_graph.is_module(found):
            return torch_graph.shown(found, list(inputs.values())), {"order": True}
    results = found(*inputs.values())
    if "torch" in sys.modules:
        from . import torch_graph

        if torch_graph.is_module(results):
            return torch_graph.shown(results, list(inputs.values())), {"order": True}
    if not isinstance(results, dict):
        raise TypeError(f"{request['name']} returned {type(results).__name__}; it must return arrays by name, a dict")
    return {str(k): _array(v) for k, v in results.items()}, {}


def _array(x: Any) -> np.ndarray:
    """An array of NumPy from that of another library."""
    if hasattr(x, "detach"):
        from ..conformance.adapters import torch

        return np.asarray(torch.lowered(x.detach().cpu()))
    return np.asarray(x)
