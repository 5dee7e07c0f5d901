"""The works, one page each, and what several of them share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any  # Any: arrays, tensors and models of every library

import numpy as np

from ..plan import Arrays


def torch_with(threads: int) -> Any:
    """PyTorch, with so many threads."""
    import torch

    torch.set_num_threads(threads)
    return torch


def tensors(threads: int, arrays: Arrays) -> dict[str, Any]:
    """The arrays as tensors."""
    torch = torch_with(threads)
    return {name: torch.from_numpy(np.ascontiguousarray(x)) for name, x in arrays.items()}


def jitted(function: Callable[..., Any], *arrays: Any) -> Callable[[], Any]:
    """A function of arrays, compiled by JAX, as a function without arguments that waits for its result."""
    import jax

    compiled, given = jax.jit(function), [jax.numpy.asarray(x) for x in arrays]
    return lambda: compiled(*given).block_until_ready()


def session(model: Any, threads: int) -> Any:
    """ONNX Runtime's session for a model, with so many threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def onnx_node(operator: str, threads: int, arrays: Arrays, **attributes: Any) -> Callable[[], Any]:
    """One operator of ONNX as a function without arguments; the first array is its input, the others are constants."""
    from onnx import TensorProto, helper, numpy_helper

    first, *others = arrays
    x = np.ascontiguousarray(arrays[first])
    node = helper.make_node(operator, [first, *others], ["y"], **attributes)
    graph = helper.make_graph(
        [node],
        "one",
        [helper.make_tensor_value_info(first, TensorProto.FLOAT, x.shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(arrays[name], name) for name in others],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    found = session(model, threads)
    return lambda: found.run(None, {first: x})[0]
