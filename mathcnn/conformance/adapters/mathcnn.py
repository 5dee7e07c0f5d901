"""The fast forms of this package, as functions of one's own: held to the checks that others are held to."""

from __future__ import annotations

import functools
from typing import Any  # Any: the arguments of a formula

import numpy as np

from ... import __version__, catalogue
from ...language.formula import Formula
from ..aliases import LibraryArray as Array
from ..recording import numpy_text

try:
    import ml_dtypes  # noqa: F401  NumPy knows bfloat16 by it

    DTYPES: tuple[str, ...] = ("float64", "float32", "float16", "bfloat16")
except ImportError:
    DTYPES = ("float64", "float32", "float16")
VERSIONS = {"mathcnn": __version__, "numpy": np.__version__}
IMPORTS = ["import numpy as np", "import mathcnn"]
ADAPTED = False
lifted, lowered, as_python = np.asarray, np.asarray, numpy_text
FORMULAS = dict(catalogue.catalog().formulas)


def gradient(fn: functools.partial[Any], dy: Array, arrays: dict[str, Array]) -> dict[str, Array]:
    """The vector-Jacobian product of a formula, by name."""
    of = fn.func
    assert isinstance(of, Formula) and of.backward is not None  # else the formula has no such part
    found = of.backward(dy, **arrays, **fn.keywords)
    found = found if isinstance(found, tuple) else (found,)
    names = [a for a in of.arrays if a not in of.labels]
    return {a: np.zeros_like(arrays[a]) if g is None else g for a, g in zip(names, found, strict=True) if a in arrays}
