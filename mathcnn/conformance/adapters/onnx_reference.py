"""The reference evaluator of ONNX, which is written in Python."""

from __future__ import annotations

import numpy as np
import onnx
from onnx.reference import ReferenceEvaluator

from ..recording import current, numpy_text
from .onnx import feeds_text, operators

DTYPES = ("float64", "float32", "float16")
VERSIONS = {"onnx": onnx.__version__, "numpy": np.__version__}
IMPORTS = ["import numpy as np, onnx", "from onnx.reference import ReferenceEvaluator"]
lifted, lowered, written, slow = np.ascontiguousarray, np.asarray, numpy_text, True


def offered(fn):
    return fn


def run(model, text, arrays):
    if (notes := current()) is None:
        return ReferenceEvaluator(model).run(None, arrays)
    notes.lines.append(f"model = onnx.parser.parse_model({text!r})")
    return notes.note(
        f"ReferenceEvaluator(model).run(None, {feeds_text(arrays)})",
        lambda: ReferenceEvaluator(model).run(None, arrays),
    )


FORMULAS = operators(run)
