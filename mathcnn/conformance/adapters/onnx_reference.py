"""The reference evaluator of ONNX, which is written in Python."""

from __future__ import annotations

import numpy as np
import onnx
from onnx.reference import ReferenceEvaluator

from ..aliases import LibraryArray as Array
from ..aliases import Scalar
from ..recording import numpy_text
from . import Ints, lacks
from .onnx import native, operators

DTYPES = ("float64", "float32", "float16")
VERSIONS = {"onnx": onnx.__version__, "numpy": np.__version__}
IMPORTS = ["import numpy as np", "import onnx", "from onnx.reference import ReferenceEvaluator"]
lifted, lowered, as_python, slow = native, np.asarray, numpy_text, True


def evaluated(model: onnx.ModelProto, arrays: dict[str, np.ndarray]) -> list[np.ndarray]:
    """The outputs of a model."""
    found = ReferenceEvaluator(model).run(None, arrays)
    assert isinstance(found, list)  # a dictionary only when intermediate results are asked for
    return found


FORMULAS = operators(evaluated, "ReferenceEvaluator(model)")
RESIZE = FORMULAS["layers.resize"]


def resize(x: Array, size: Ints, scale: Scalar, mode: str, coordinates: str, rounding: str) -> Scalar:
    """Resize. The evaluator computes the size again, as size / size of x * size of x, and places from that. Where a
    float makes it another number, such as 7 / 25 * 25, weights that should be 0 are rounding errors."""
    inexact = any(l / h * h != l for l, h in zip(size, x.shape[2:], strict=True))
    lacks(linear_interpolation_to_sizes_that_it_does_not_compute_exactly=mode == "linear" and inexact)
    return RESIZE(x, size, scale, mode, coordinates, rounding)


FORMULAS["layers.resize"] = resize
