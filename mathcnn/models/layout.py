"""Nodes that choose and move entries, exactly: shapes, slices, joins, casts, and the arithmetic of shapes."""

from __future__ import annotations

import functools

import numpy as np

from ..numbers.formats import UNIT
from ..numbers.rounding import wide
from .calls import Call, NotChecked, Rule, counted
from .values import Use, Value


def reshape(c: Call) -> Value:
    x = c.input(0)
    wanted = list(counted((c.numbers(1) if len(c.values) > 1 else None) or c.attribute("shape", ())))
    if not c.attribute("allowzero", 0):
        wanted = [x.x.shape[k] if n == 0 else n for k, n in enumerate(wanted)]
    return c.moved(lambda y: y.reshape(wanted), x)


def transpose(c: Call) -> Value:
    order = c.attribute("perm")
    return c.moved(lambda y: np.transpose(y, order), c.input(0))


def flatten(c: Call) -> Value:
    x, axis = c.input(0), int(c.attribute("axis", 1))
    axis = axis % x.x.ndim if axis < 0 else axis
    return c.moved(lambda y: y.reshape(int(np.prod(y.shape[:axis])), -1), x)


def squeeze(c: Call) -> Value:
    x, axes = c.input(0), c.axes(1)
    which = tuple(a % x.x.ndim for a in axes) if axes is not None else None
    return c.moved(lambda y: np.squeeze(y, which), x)


def unsqueeze(c: Call) -> Value:
    axes = c.axes(1)
    return c.moved(lambda y: np.expand_dims(y, tuple(axes or ())), c.input(0))


def slices(c: Call) -> Value:
    """Slice, with ends that are negative or outside as in Python."""
    x = c.input(0)
    if c.version < 10:
        starts, ends = list(c.attribute("starts")), list(c.attribute("ends"))
        axes, steps = c.attribute("axes"), None
    else:
        starts, ends, axes, steps = c.numbers(1) or [], c.numbers(2) or [], c.numbers(3), c.numbers(4)
    axes = list(axes) if axes is not None else list(range(len(starts)))
    which = [slice(None)] * x.x.ndim
    for start, end, axis, step in zip(starts, ends, axes, steps or [1] * len(starts), strict=True):
        n = x.x.shape[axis]
        if step < 0:
            last = max(-1, min(end + n if end < 0 else end, n - 1))
            which[axis] = slice(min(start + n if start < 0 else start, n - 1), None if last < 0 else last, step)
        else:
            which[axis] = slice(start, end, step)
    return c.moved(lambda y: y[tuple(which)], x)


def gather(c: Call) -> Value:
    axis = int(c.attribute("axis", 0))
    places = c.input(1).x.astype(np.int64)
    return c.moved(lambda y: np.take(y, np.where(places < 0, places + y.shape[axis], places), axis), c.input(0))


def gather_elements(c: Call) -> Value:
    axis = int(c.attribute("axis", 0))
    places = c.input(1).x.astype(np.int64)
    return c.moved(
        lambda y: np.take_along_axis(y, np.where(places < 0, places + y.shape[axis], places), axis), c.input(0)
    )


def concat(c: Call) -> Value:
    axis = int(c.attribute("axis", 1))
    values = [v for v in c.values if v is not None]
    return c.moved(lambda *ys: np.concatenate(ys, axis), *values)


def split(c: Call) -> list[Value]:
    x, axis = c.input(0), int(c.attribute("axis", 0))
    n, count = x.x.shape[axis], len(c.node.outputs)
    sizes = c.axes(1, "split")
    if sizes is None:
        each = -(-n // count)
        sizes = [min(each, n - k * each) for k in range(count)]
    ends = np.cumsum(sizes)[:-1]
    part = lambda y, k: np.asarray(np.split(y, ends, axis)[k])
    parts = [c.moved(functools.partial(part, k=k), x) for k in range(count)]
    return [one for one, name in zip(parts, c.node.outputs, strict=True) if name]


def expand(c: Call) -> Value:
    x, wanted = c.input(0), counted(c.numbers(1) or ())
    shape = np.broadcast_shapes(x.x.shape, wanted)
    return c.moved(lambda y: np.broadcast_to(y, shape).copy(), x)


def tile(c: Call) -> Value:
    times = counted(c.numbers(1) or ())
    return c.moved(lambda y: np.tile(y, times), c.input(0))


def same(c: Call) -> list[Value]:
    """Identity, and Dropout outside of training."""
    x = c.input(0)
    if c.node.op == "Dropout" and len(c.values) > 2 and any(c.numbers(2) or ()):
        raise NotChecked("dropout in training")
    found = [c.moved(lambda y: y, x)]
    return found + [Value(np.ones(x.x.shape, bool))] * (len(c.node.results) - 1)


def where(c: Call) -> Value:
    yes = c.input(0)
    return c.moved(lambda a, b: np.asarray(np.where(yes.x, a, b)), c.input(1), c.input(2))


def shape(c: Call) -> Value:
    x = c.input(0)
    sizes = np.array(x.x.shape, np.int64)[slice(c.attribute("start", 0), c.attribute("end"))]
    return _integers(c, sizes)


def size(c: Call) -> Value:
    return _integers(c, np.array(c.input(0).x.size, np.int64))


def constant_of_shape(c: Call) -> Value:
    value = np.asarray(c.attribute("value", np.zeros(1, np.float32)))
    return _integers(c, np.full(counted(c.numbers(0) or ()), value.ravel()[0], value.dtype))


def steps(c: Call) -> Value:
    """Range: integers, or floats that are computed exactly."""
    start, limit, step = (c.input(k).x for k in range(3))
    if start.dtype.kind == "f":
        count = max(0, int(np.ceil((float(limit) - float(start)) / float(step))))
        found = float(start) + np.arange(count) * float(step)
        if (found != found.astype(start.dtype)).any():
            raise NotChecked("a range of numbers that are rounded")
        return _integers(c, found.astype(start.dtype))
    return _integers(c, np.arange(int(start), int(limit), int(step), dtype=start.dtype))


def _integers(c: Call, x: np.ndarray) -> Value:
    c.used.append(Use("integers"))
    return Value(np.asarray(x))


def cast(c: Call) -> Value:
    """A change of type: one rounding to a narrower format, towards 0 to integers."""
    import onnx.helper

    x = c.input(0)
    dtype = np.dtype(onnx.helper.tensor_dtype_to_np_dtype(int(c.attribute("to"))))
    if dtype.name in UNIT and x.dtype in UNIT:
        if UNIT[dtype.name] <= UNIT[x.dtype]:
            return c.moved(lambda y: y, x).kept(dtype.name)
        c.used.append(Use(f"rounded to {dtype.name}"))
        if not np.any(x.radius):
            with np.errstate(over="ignore"):
                return Value(wide(wide(x.x).astype(dtype)), None, dtype.name)
        return Value(x.x, x.radius + UNIT[dtype.name] * (np.abs(wide(x.x)) + x.radius), dtype.name, "R")
    if np.any(x.radius):
        raise NotChecked("an input is not shown")
    c.used.append(Use("moves entries"))
    if dtype.kind in "iu" and x.x.dtype.kind == "f" and not (np.isfinite(x.x) & (np.abs(x.x) < 2.0**31)).all():
        raise NotChecked("a cast of numbers that the type does not hold")
    return Value(x.x.astype(dtype), None, dtype.name)


def depth_to_space(c: Call) -> Value:
    b, mode = int(c.attribute("blocksize")), c.attribute("mode", "DCR")

    def change(y: np.ndarray) -> np.ndarray:
        n, channels, h, w = y.shape
        if mode == "DCR":
            y = y.reshape(n, b, b, channels // b**2, h, w).transpose(0, 3, 4, 1, 5, 2)
        else:
            y = y.reshape(n, channels // b**2, b, b, h, w).transpose(0, 1, 4, 2, 5, 3)
        return y.reshape(n, channels // b**2, h * b, w * b)

    return c.moved(change, c.input(0))


def space_to_depth(c: Call) -> Value:
    b = int(c.attribute("blocksize"))

    def change(y: np.ndarray) -> np.ndarray:
        n, channels, h, w = y.shape
        y = y.reshape(n, channels, h // b, b, w // b, b).transpose(0, 3, 5, 1, 2, 4)
        return y.reshape(n, channels * b**2, h // b, w // b)

    return c.moved(change, c.input(0))


def arg_max(c: Call) -> Value:
    """The first of several largest entries, or the last."""
    x, axis = c.input(0), int(c.attribute("axis", 0))
    if np.any(x.radius):
        raise NotChecked("an input is not shown")
    y = wide(x.x) * (1 if c.node.op == "ArgMax" else -1)
    if c.attribute("select_last_index", 0):
        found = y.shape[axis] - 1 - np.argmax(np.flip(y, axis), axis)
    else:
        found = np.argmax(y, axis)
    found = np.expand_dims(found, axis) if c.attribute("keepdims", 1) else found
    return _integers(c, found.astype(np.int64))


RULES: dict[str, Rule] = {
    "Reshape": reshape,
    "Transpose": transpose,
    "Flatten": flatten,
    "Squeeze": squeeze,
    "Unsqueeze": unsqueeze,
    "Slice": slices,
    "Gather": gather,
    "GatherElements": gather_elements,
    "Concat": concat,
    "Split": split,
    "Expand": expand,
    "Tile": tile,
    "Identity": same,
    "Dropout": same,
    "Where": where,
    "Shape": shape,
    "Size": size,
    "ConstantOfShape": constant_of_shape,
    "Range": steps,
    "Cast": cast,
    "DepthToSpace": depth_to_space,
    "SpaceToDepth": space_to_depth,
    "ArgMax": arg_max,
    "ArgMin": arg_max,
}
