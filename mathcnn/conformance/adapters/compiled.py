"""The formulas as machine code, written from their statements: checked as other implementations are."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any  # Any: the arguments of a formula

import numpy as np

from ... import __version__, catalogue
from ...compiled import NotCompiled, compiled, why_not
from ...evidence.checks import NotOffered
from ...language.formula import Formula
from ...language.gradients import NotDerived
from ..aliases import LibraryArray as Array
from ..recording import numpy_text

DTYPES = ("float64", "float32")
VERSIONS = {"mathcnn": __version__, "numpy": np.__version__}
IMPORTS = ["import numpy as np", "import mathcnn"]
ADAPTED = False
STEADY = 0.02  # seconds that a call counts as, whether or not its code is compiled already
lifted, lowered, as_python = np.asarray, np.asarray, numpy_text
FORMULAS = {name: compiled(of) for name, of in catalogue.catalog().formulas.items() if why_not(of) is None}


def offered(fn: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with NotOffered where a call cannot be compiled."""

    @functools.wraps(fn)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return fn(*args, **kwargs)
        except (NotCompiled, NotDerived) as error:
            raise NotOffered(str(error)) from None

    return call


def gradient(fn: functools.partial[Any], dy: Array, arrays: dict[str, Array]) -> dict[str, Array]:
    """The gradient by each array, from its derived statement."""
    of: Formula = fn.func.__wrapped__.of  # type: ignore[attr-defined]  # `offered` keeps the function that it wraps
    found = {}
    for a in of.gradient:
        if a in arrays:
            found[a] = offered(lambda *args, a=a, **kwargs: compiled(of.gradient[a])(*args, **kwargs))(
                dy, **arrays, **fn.keywords
            )
    return found
