"""Names of the types that a target decides on, and that no annotation can therefore state exactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Scalar = Any  # an argument beside arrays: a number, a word, or a tuple of them, as a fast form gets it
LibraryArray = Any  # an array of a target's own type: numpy.ndarray, torch.Tensor, jax.Array
Function = Callable[..., Any]  # a function of a target; which parameters it has is checked when it is called
Message = dict[str, Any]  # one line of JSON between a campaign and its workers
