"""The reference evaluator of ONNX, which is written in Python."""

from __future__ import annotations

import numpy as np
import onnx
from onnx.reference import ReferenceEvaluator

from ..recording import numpy_text
from .onnx import native, operators

DTYPES = ("float64", "float32", "float16")
VERSIONS = {"onnx": onnx.__version__, "numpy": np.__version__}
IMPORTS = ["import numpy as np, onnx", "from onnx.reference import ReferenceEvaluator"]
lifted, lowered, as_python, slow = native, np.asarray, numpy_text, True


def evaluated(model: onnx.ModelProto, arrays: dict[str, np.ndarray]) -> list[np.ndarray]:
    """The outputs of a model."""
    found = ReferenceEvaluator(model).run(None, arrays)
    assert isinstance(found, list)  # a dictionary only when intermediate results are asked for
    return found


FORMULAS = operators(evaluated, "ReferenceEvaluator(model)")
