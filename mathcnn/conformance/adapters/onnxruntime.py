"""ONNX Runtime, on the CPU."""

from __future__ import annotations

import functools

import numpy as np
import onnx
import onnxruntime

from ...evidence.checks import NotOffered
from ..recording import numpy_text
from .onnx import native, operators

DTYPES = ("float64", "float32", "float16")
VERSIONS = {"onnxruntime": onnxruntime.__version__, "onnx": onnx.__version__}
IMPORTS = ["import numpy as np", "import onnx, onnxruntime"]
lifted, lowered, as_python = native, np.asarray, numpy_text
onnxruntime.set_default_logger_severity(4)


REFUSALS = {  # what it says that it does not do, although the operators of ONNX do
    "Pad should be smaller than kernel": "padding of a window or more",
    "Pad reflect": "reflections of reflections",
    "may be too large for stride": "output padding of a stride or more",
}


@functools.lru_cache(256)
def session(model: bytes) -> onnxruntime.InferenceSession:
    """A session for a model, on one thread."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level, options.intra_op_num_threads = 4, 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def answered(model: onnx.ModelProto, arrays: dict[str, np.ndarray]) -> list[np.ndarray]:
    """The outputs of a model. Raises NotOffered for what the runtime refuses although the operators allow it."""
    try:
        found: list[np.ndarray] = session(model.SerializeToString()).run(None, arrays)
    except onnxruntime.capi.onnxruntime_pybind11_state.NotImplemented as error:
        raise NotOffered(str(error).rpartition(":")[2].strip()) from None
    except Exception as error:  # the runtime raises errors of many types, told apart by their messages
        if refused := next((said for said in REFUSALS if said in str(error)), ""):
            raise NotOffered(REFUSALS[refused]) from None
        if (
            "type error" in str(error).lower() or "is invalid" in str(error) and "Type" in str(error)
        ):  # the operator has no such type
            raise NotOffered(str(error).partition("\n")[0]) from None
        raise
    return found


FORMULAS = operators(answered, "onnxruntime.InferenceSession(model.SerializeToString())")
