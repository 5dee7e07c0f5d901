"""Layouts of arrays: functions that only move entries, by the rules of ONNX."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any  # Any: arguments are checked here

import numpy as np

from ..language.shapes import chosen_axes, shown

Array = np.ndarray[Any, Any]


def _integers(name: str, v: Any, least: int | None = None) -> tuple[int, ...]:
    """One integer or several, as a tuple. Raises TypeError or ValueError with the argument and the rule."""
    rule = "an integer, or several" if least is None else f"an integer >= {least}, or several"
    try:
        found = tuple(operator.index(n) for n in (np.ravel(v).tolist() if np.ndim(v) else [v]))
    except (TypeError, ValueError):
        raise TypeError(f"{name} = {shown(v)}: it must be {rule}") from None
    if isinstance(v, bool) or (least is not None and any(n < least for n in found)):
        raise ValueError(f"{name} = {shown(v)}: it must be {rule}")
    return found


def _axis(name: str, axis: Any, x: Array) -> int:
    """One axis of x, counted from the front. Raises TypeError or ValueError with the argument and the rule."""
    if isinstance(axis, (bool, np.bool_)) or not isinstance(axis, (int, np.integer)):
        raise TypeError(f"{name} = {shown(axis)}: it must be one axis, as an integer")
    (found,) = chosen_axes(name, int(axis), x.ndim, "x")
    return found


def concat(parts: Sequence[Any], axis: int = 0) -> Array:
    """Arrays one after another along an axis.

    parts: one array or several, with the same number of axes and the same sizes along all axes but one. axis: that one,
    an integer; negative ones count from the end. Returns a new array. Raises ValueError if there is no array, or sizes
    do not fit, TypeError for an axis that is no integer.

    >>> concat([[[1, 2]], [[3, 4]]], axis=1).tolist()
    [[1, 2, 3, 4]]
    """
    arrays = [np.asarray(part) for part in parts]
    if not arrays:
        raise ValueError("arrays.concat: parts = []: it must be one array or several")
    at = _axis("arrays.concat: axis", axis, arrays[0])
    for k, part in enumerate(arrays):
        if part.ndim != arrays[0].ndim or any(
            a != b for n, (a, b) in enumerate(zip(part.shape, arrays[0].shape, strict=True)) if n != at
        ):
            raise ValueError(
                f"arrays.concat: parts[{k}] has shape {part.shape}; along all axes but {at} it must have the sizes of "
                f"parts[0], {arrays[0].shape}"
            )
    return np.concatenate(arrays, at)


def split(x: Any, sizes: Any, axis: int = 0) -> list[Array]:
    """An array in parts along an axis.

    x: array. sizes: the sizes of the parts, integers >= 0 that add up to the size of x, or one integer n >= 1: n parts,
    as equal as they can be, the last one smaller. axis: an integer; negative ones count from the end. Returns a list of
    new arrays. Raises ValueError if sizes do not fit, TypeError for an axis or a size that is no integer.

    >>> [part.tolist() for part in split([1, 2, 3, 4, 5], [2, 3])]
    [[1, 2], [3, 4, 5]]
    """
    x = np.asarray(x)
    at = _axis("arrays.split: axis", axis, x)
    wanted, have = _integers("arrays.split: sizes", sizes, 0), x.shape[at]
    if not np.ndim(sizes):
        (n,) = _integers("arrays.split: sizes", sizes, 1)
        each = -(-have // n)
        wanted = tuple(max(0, min(each, have - k * each)) for k in range(n))
    if sum(wanted) != have:
        raise ValueError(
            f"arrays.split: sizes = {shown(sizes)}: they must add up to {have}, the size of axis {at} of x"
        )
    return [part.copy() for part in np.split(x, np.cumsum(wanted)[:-1], at)]


def cut(x: Any, start: Any, stop: Any, step: Any = 1, axes: Any = None) -> Array:
    """Every step-th entry from start to before stop along axes, which ONNX calls Slice.

    x: array. start, stop, step: an integer, or one for each axis of `axes`. Negative places count from the end; those
    outside are moved to the border. A negative step counts backwards. axes: the axes, integers; the first ones if None.
    Returns a new array, which may be empty. Raises ValueError for a step of 0 or another number of them, TypeError for
    what is no integer.

    >>> cut([1, 2, 3, 4, 5], -1, -100, -2).tolist()
    [5, 3, 1]
    """
    x = np.asarray(x)
    rows = [_integers(f"arrays.cut: {name}", v) for name, v in (("start", start), ("stop", stop), ("step", step))]
    count = max(map(len, rows)) if axes is None else np.size(axes)
    named = range(count) if axes is None else [_axis("arrays.cut: axes", one, x) for one in np.ravel(axes).tolist()]
    if len(set(named)) < len(named) or count > x.ndim:
        raise ValueError(f"arrays.cut: axes = {shown(axes)}: x has {x.ndim} axes, and each may be named once")
    rows = [row * count if len(row) == 1 else row for row in rows]
    for name, row in zip(("start", "stop", "step"), rows, strict=True):
        if len(row) != count:
            raise ValueError(f"arrays.cut: {name} = {row}: it must have one number, or one for each of {count} axes")
    if 0 in rows[2]:
        raise ValueError(f"arrays.cut: step = {shown(step)}: it must not be 0")
    for axis, first, end, by in zip(named, *rows, strict=True):
        places = range(*slice(first, end, by).indices(x.shape[axis]))
        x = np.take(x, np.fromiter(places, np.int64, len(places)), axis)
    return x.copy()


def transpose(x: Any, order: Any = None) -> Array:
    """The axes in another order.

    x: array. order: for each axis of the result the axis of x; reversed if None. Returns a new array. Raises ValueError
    if an axis is missing or named twice, TypeError for one that is no integer.

    >>> transpose([[1, 2], [3, 4]]).tolist()
    [[1, 3], [2, 4]]
    """
    x = np.asarray(x)
    axes = tuple(range(x.ndim))[::-1] if order is None else _integers("arrays.transpose: order", order)
    if sorted(a + x.ndim if a < 0 else a for a in axes) != list(range(x.ndim)):
        raise ValueError(f"arrays.transpose: order = {shown(order)}: it must have each of the {x.ndim} axes of x once")
    return x.transpose(axes).copy()


def reshape(x: Any, shape: Any, allow_zero: bool = False) -> Array:
    """The entries in another shape, the last axis fastest.

    x: array. shape: the sizes, integers. 0 stands for the size of x along the same axis, unless `allow_zero` says that
    it is the size 0; one of them may be -1, and follows from the others. Returns a new array. Raises ValueError if the
    numbers of entries differ, TypeError for a size that is no integer.

    >>> reshape([[1, 2, 3], [4, 5, 6]], (0, -1, 1)).shape
    (2, 3, 1)
    """
    x = np.asarray(x)
    sizes = list(_integers("arrays.reshape: shape", shape, -1)) if np.size(shape) else []
    if not allow_zero:
        for k, n in enumerate(sizes):
            if n == 0 and k >= x.ndim:
                raise ValueError(f"arrays.reshape: shape = {shown(shape)}: x has no axis {k}, whose size 0 would keep")
            sizes[k] = x.shape[k] if n == 0 else n
    known = int(np.prod([n for n in sizes if n != -1], dtype=object)) if sizes else 1
    if sizes.count(-1) > 1 or (-1 in sizes and (not known or x.size % known)) or (-1 not in sizes and known != x.size):
        raise ValueError(f"arrays.reshape: shape = {shown(shape)}: x has shape {x.shape}, which is {x.size} entries")
    return x.reshape(sizes).copy()


def gather(x: Any, index: Any, axis: int = 0) -> Array:
    """The entries at given places along an axis.

    x: array. index: integers, an array of any shape, from -h to h - 1 for h entries along the axis; negative ones count
    from the end. axis: an integer; negative ones count from the end. Returns a new array that has the axes of `index`
    in place of that axis. Raises ValueError for a place that does not exist, TypeError for one that is no integer.

    >>> gather([[1, 2], [3, 4], [5, 6]], [2, 0]).tolist()
    [[5, 6], [1, 2]]
    """
    x, places = np.asarray(x), np.asarray(index)
    at = _axis("arrays.gather: axis", axis, x)
    if places.dtype.kind not in "iu":
        raise TypeError(f"arrays.gather: index has dtype {places.dtype}; it must hold integers")
    h = x.shape[at]
    if (outside := (places < -h) | (places >= h)).any():
        raise ValueError(f"arrays.gather: index holds {places[outside][0]}; it must hold integers from {-h} to {h - 1}")
    return np.take(x, np.where(places < 0, places + h, places).astype(np.int64), at)
