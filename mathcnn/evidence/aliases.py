"""Types that several modules of this package use. What may be of any type is named here, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

Arrays: TypeAlias = dict[str, np.ndarray]

# A user's function: it takes what its formula takes, and a wrong one may return anything.
Implementation: TypeAlias = Callable[..., Any]

# The vector-Jacobian product of a formula: (dy, arguments) -> one array, or a tuple of them, with None among them.
Backward: TypeAlias = Callable[..., Any]

# Arguments beside arrays, by name: numbers of any type, tuples of them, words, functions.
Arguments: TypeAlias = dict[str, Any]

# A number of any type that a statement runs on, an array of such numbers, or what an implementation returned.
Value: TypeAlias = Any

# The values of letters, by name; sizes are integers, other letters are numbers of any type.
Letters: TypeAlias = dict[str, Any]
