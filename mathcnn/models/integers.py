"""Arithmetic of integers and truth values, such as that of shapes: exact, by NumPy, as ONNX's operators define it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any  # Any: arrays of any type

import numpy as np

from .calls import Call, NotChecked, Rule
from .values import Use, Value


def truncated(a: Any, b: Any) -> Any:
    """The quotient of integers, rounded towards 0, as ONNX has it."""
    found = np.floor_divide(a, b)
    return found + ((np.remainder(a, b) != 0) & ((a < 0) != (b < 0)))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "Add": np.add,
    "Sub": np.subtract,
    "Mul": np.multiply,
    "Div": truncated,
    "Pow": np.power,
    "Abs": np.abs,
    "Neg": np.negative,
    "Equal": np.equal,
    "Less": np.less,
    "LessOrEqual": np.less_equal,
    "Greater": np.greater,
    "GreaterOrEqual": np.greater_equal,
    "And": np.logical_and,
    "Or": np.logical_or,
    "Xor": np.logical_xor,
    "Not": np.logical_not,
    "Floor": lambda a: a,
    "Ceil": lambda a: a,
    "Round": lambda a: a,
}
OVER: dict[str, Callable[..., Any]] = {
    "ReduceSum": np.sum,
    "ReduceProd": np.prod,
    "ReduceMax": np.max,
    "ReduceMin": np.min,
}


def on_integers(op: str, c: Call, over: tuple[int, ...] | None = None) -> Value:
    """The value of an operator on integers or truth values.

    op: its name; c: the call; over: the axes of a reduction. Raises NotChecked if the operator is none of integers.
    """
    values = [v for v in c.values if v is not None]
    if any(v.rad is not None and np.any(v.rad) for v in values):
        raise NotChecked("an input is not shown")
    arrays = [v.x for v in values]
    with np.errstate(all="ignore"):
        if over is not None and op in OVER:
            keep = bool(c.attribute("keepdims", 1))
            reduce = OVER[op]
            found = reduce(arrays[0], axis=over, keepdims=keep)
        elif op in ("Max", "Min"):
            found = functools.reduce(np.maximum if op == "Max" else np.minimum, arrays)
        elif op == "Clip":
            low, high = (v.x if v is not None else None for v in ([*c.values[1:], None, None])[:2])
            found = np.clip(arrays[0], low, high)
        elif op == "Mod":
            found = np.fmod(*arrays) if c.attribute("fmod", 0) else np.mod(*arrays)
        elif op in FUNCTIONS:
            found = FUNCTIONS[op](*arrays)
        else:
            raise NotChecked(f"{op} of {values[0].dtype}")
    c.used.append(Use("integers"))
    found = np.asarray(found)
    return Value(found if found.dtype == bool else found.astype(arrays[0].dtype), None)


def rule(op: str) -> Rule:
    return lambda c: on_integers(op, c)


RULES: dict[str, Rule] = {
    op: rule(op)
    for op in (
        *("Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or", "Xor", "Not", "Mod"),
        "ReduceProd",
    )
}
