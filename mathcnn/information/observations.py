"""Observations counted: how often each pair of values was seen together, in time and memory proportional to the
observations.

Two observations are of the same value where Python's == says so (and so their hashes agree): 1, 1.0 and True are the
same value, 1 and "1" are not. No value is converted to the type of another. NumPy arrays are read in their own type.
Missing values (NaN, NaT, None, and whatever else does not equal itself) are refused: they are no values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

MOST_ENTRIES = 2**27  # of a table of counts: one gibibyte
SEQUENCES = (list, tuple, set, frozenset, dict, np.ndarray)  # what holds several values is not one


@dataclass(frozen=True)
class Pairs:
    """The pairs of values that were observed.

    counts: how often each pair was, positive; at_x, at_y: the numbers of its values, in ascending order of both; of_x,
    of_y: how often each value was observed; values_x, values_y: the values, by number.
    """

    counts: np.ndarray
    at_x: np.ndarray
    at_y: np.ndarray
    of_x: np.ndarray
    of_y: np.ndarray
    values_x: list[Any]
    values_y: list[Any]


def tally(who: str, x: Any, y: Any) -> Pairs:
    """Count pairs of observations: x and y are equally many, in a list, tuple, range or array of one axis. `who` begins
    every message.

    Raises ValueError where there are none, or not as many of one as of the other, or one is missing; TypeError where
    one is not hashable, or an array is masked or of a type whose values are not observations.
    """
    (codes_x, values_x), (codes_y, values_y) = (numbered(f"{who}: {name}", v) for name, v in (("x", x), ("y", y)))
    if len(codes_x) != len(codes_y):
        raise ValueError(f"{who}: x has {len(codes_x)} observations and y has {len(codes_y)}; they come in pairs")
    rows, columns = len(values_x), len(values_y)
    both = codes_x * columns + codes_y
    if rows * columns <= 4 * len(both):  # a table no larger than the observations is faster than sorting
        table = np.bincount(both, minlength=rows * columns)
        seen = np.flatnonzero(table)
        counts = table[seen]
    else:
        seen, counts = np.unique(both, return_counts=True)
    at_x, at_y = np.divmod(seen, columns)
    of_x, of_y = np.bincount(codes_x, minlength=rows), np.bincount(codes_y, minlength=columns)
    return Pairs(counts, at_x, at_y, of_x, of_y, values_x, values_y)


def contingency(x: Any, y: Any) -> np.ndarray:
    """How often each pair of values was observed together: a table of counts, values in ascending order.

    x, y: equally many observations, as `tally` reads them, of values that can be sorted. Returns an int64 array with
    one row for each distinct value of x and one column for each of y. Raises what `tally` does; TypeError where values
    cannot be sorted (1 and "1" cannot); ValueError where the table would have more than 2^27 entries.

    >>> contingency(["a", "b", "a"], [1, 1, 0]).tolist()
    [[1, 1], [0, 1]]
    """
    pairs = tally("contingency", x, y)
    shape = len(pairs.values_x), len(pairs.values_y)
    if shape[0] * shape[1] > MOST_ENTRIES:
        raise ValueError(
            f"contingency: x has {shape[0]} distinct values and y has {shape[1]}; a table of counts must have at most "
            f"{MOST_ENTRIES} entries"
        )
    table = np.zeros(shape, np.int64)
    table[ranks("contingency: x", pairs.values_x)[pairs.at_x], ranks("contingency: y", pairs.values_y)[pairs.at_y]] = (
        pairs.counts
    )
    return table


def ranks(name: str, values: list[Any]) -> np.ndarray:
    """The place of each value in ascending order."""
    try:
        order = sorted(range(len(values)), key=lambda k: (v.real, v.imag) if isinstance(v := values[k], complex) else v)
    except TypeError as error:
        raise TypeError(f"{name} holds values that can't be sorted: {error}") from None
    found = np.empty(len(values), np.int64)
    found[order] = np.arange(len(values))
    return found


def numbered(name: str, v: Any) -> tuple[np.ndarray, list[Any]]:
    """The number of the value of each observation, and the distinct values."""
    if isinstance(v, np.ma.MaskedArray):
        raise TypeError(f"{name} is a masked array, whose mask would be lost; leave the masked pairs out first")
    if (
        isinstance(v, (list, tuple, range))
        and len(v)
        and not any(issubclass(one, SEQUENCES) for one in set(map(type, v)))
    ):
        return numbered_objects(name, list(v))
    try:
        found = np.asarray(v)
    except ValueError as error:
        raise ValueError(f"{name} is ragged or no array: {error}") from None
    if found.ndim != 1 or not found.size:
        raise ValueError(f"{name} has shape {found.shape}; it has to be one row of observations, one at least")
    if found.dtype.kind in "OUS":
        return numbered_objects(name, found.tolist())
    if found.dtype.name == "bfloat16":  # NumPy has no test for its NaN
        found = found.astype(np.float32)
    if found.dtype.kind not in "biufcmM":
        raise TypeError(f"{name} has dtype {found.dtype}; observations must be numbers, dates, strings or objects")
    return numbered_array(name, found)


def numbered_array(name: str, found: np.ndarray) -> tuple[np.ndarray, list[Any]]:
    missing = found != found  # NaN and NaT, and no other value
    if missing.any():
        raise ValueError(missing_at(name, found[missing][0], int(np.argmax(missing))))
    values, codes = np.unique(found, return_inverse=True)
    return codes.reshape(-1), values.tolist()


def numbered_objects(name: str, items: list[Any]) -> tuple[np.ndarray, list[Any]]:
    if {*map(type, items)} == {float}:  # sorting is faster than hashing where nearly all are distinct
        return numbered_array(name, np.array(items))
    if any(hasattr(one, "__array__") and not issubclass(one, np.generic) for one in set(map(type, items))):
        items = [
            v.item() if hasattr(v, "__array__") and hasattr(v, "item") else v for v in items
        ]  # tensors are hashed by identity
    try:
        codes = {v: k for k, v in enumerate(dict.fromkeys(items))}
    except TypeError:
        at = next(k for k, v in enumerate(items) if not hashes(v))
        raise TypeError(f"{name} holds {items[at]!r} at {at}; an observation must be hashable") from None
    for v in codes:
        if v is None or unlike_itself(v):
            at = next(j for j, w in enumerate(items) if w is v)
            raise ValueError(missing_at(name, v, at))
    return np.fromiter(map(codes.__getitem__, items), np.int64, len(items)), list(codes)


def missing_at(name: str, v: Any, at: int) -> str:
    return f"{name} holds {v} at {at}; an observation is a value"


def hashes(v: Any) -> bool:
    try:
        hash(v)
    except TypeError:
        return False
    return True


def unlike_itself(v: Any) -> bool:
    """Whether a value is missing: NaN, NaT and pandas' NA do not equal themselves."""
    try:
        return bool(v != v)
    except (TypeError, ValueError):
        return True
