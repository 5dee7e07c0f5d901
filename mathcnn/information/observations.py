"""Observations: how often each pair of values occurred, and the mutual information estimated from that.

Time and memory are proportional to the number of observations, however many distinct values there are.

Two observations have the same value if Python's == says so (and so their hashes agree): 1, 1.0 and True are the same
value, 1 and "1" are not. No value is converted to the type of another. NumPy arrays are read in their own type. Missing
values (NaN, NaT, None, and whatever else does not equal itself) are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp

from ..language.admission import one_line
from ..language.formula import nearest
from .logarithms import mean_log
from .miller_madow import miller_madow
from .mutual_information import mutual_information

CORRECTIONS = ("miller-madow", None)
MOST_ENTRIES = 2**27  # of a table of counts: one gibibyte
SEQUENCES = (list, tuple, set, frozenset, dict, np.ndarray)  # types of several values, which are no single observation


@dataclass(frozen=True)
class Pairs:
    """The pairs of values that were observed.

    counts: how often each pair occurred, integers >= 1. at_x, at_y: the numbers of the values of each pair, ascending.
    of_x, of_y: how often each value occurred. values_x, values_y: the values, by number.
    """

    counts: np.ndarray
    at_x: np.ndarray
    at_y: np.ndarray
    of_x: np.ndarray
    of_y: np.ndarray
    values_x: list[Any]
    values_y: list[Any]


def tally(who: str, x: Any, y: Any) -> Pairs:
    """Count pairs of observations.

    who: the name at the start of every error message. x, y: equally many observations, each a list, tuple, range or
    array of one axis. Returns `Pairs`. Raises ValueError if there are no observations, if x and y have different
    lengths, or if a value is missing; TypeError if a value is not hashable, or if an array is masked or of a type whose
    values are no observations.
    """
    (codes_x, values_x), (codes_y, values_y) = (numbered(f"{who}: {name}", v) for name, v in (("x", x), ("y", y)))
    if len(codes_x) != len(codes_y):
        raise ValueError(
            f"{who}: x has {len(codes_x)} observations and y has {len(codes_y)}; there must be equally many"
        )
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
    """The contingency table: how often each pair of values was observed together.

    x, y: equally many observations, each a list, tuple, range or array of one axis, of hashable values that can be
    sorted. Returns an int64 array with one row for each distinct value of x and one column for each of y, in ascending
    order. Raises ValueError if there are no observations, if x and y have different lengths, if a value is missing, or
    if the table would have more than 2^27 entries; TypeError if a value is not hashable, or if values cannot be sorted
    (1 and "1" cannot).

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
    """The rank of each value in ascending order; `name` begins the error message."""
    try:
        order = sorted(range(len(values)), key=lambda k: (v.real, v.imag) if isinstance(v := values[k], complex) else v)
    except TypeError as error:
        raise TypeError(f"{name} holds values that cannot be sorted: {error}") from None
    found = np.empty(len(values), np.int64)
    found[order] = np.arange(len(values))
    return found


def numbered(name: str, v: Any) -> tuple[np.ndarray, list[Any]]:
    """The number of the value of each observation, and the distinct values by number.

    name: the argument, for messages; v: the observations, of any type that `tally` reads.
    """
    if isinstance(v, np.ma.MaskedArray):
        raise TypeError(f"{name} is a masked array, whose mask would be lost; remove the masked pairs first")
    if (
        isinstance(v, (list, tuple, range))
        and len(v)
        and not any(issubclass(one, SEQUENCES) for one in set(map(type, v)))
    ):
        return numbered_objects(name, list(v))
    try:
        found = np.asarray(v)
    except ValueError as error:
        raise ValueError(f"{name} is ragged or not an array: {error}") from None
    if found.ndim != 1 or not found.size:
        raise ValueError(f"{name} has shape {found.shape}; it must have one axis and at least one observation")
    if found.dtype.kind in "OUS":
        return numbered_objects(name, found.tolist())
    if found.dtype.name == "bfloat16":  # NumPy has no test for its NaN
        found = found.astype(np.float32)
    if found.dtype.kind not in "biufcmM":
        raise TypeError(f"{name} has dtype {found.dtype}; observations must be numbers, dates, strings or objects")
    return numbered_array(name, found)


def numbered_array(name: str, found: np.ndarray) -> tuple[np.ndarray, list[Any]]:
    """As `numbered`, for an array of one axis: by sorting, or by counting integers that lie close together."""
    missing = found != found  # NaN and NaT, and no other value
    if missing.any():
        raise ValueError(missing_at(name, found[missing][0], int(np.argmax(missing))))
    if found.dtype.kind in "iu":
        low = int(found.min())
        span = int(found.max()) - low + 1
        if span <= 4 * len(found):  # a table of counts takes less time than sorting
            above = found.astype(np.int64) - low if found.dtype.kind == "i" else (found - low).astype(np.int64)
            seen = np.flatnonzero(np.bincount(above, minlength=span))
            if len(seen) < span:
                number = np.zeros(span, np.int64)
                number[seen] = np.arange(len(seen))
                above = number[above]
            return above, [low + v for v in seen.tolist()]
    values, codes = np.unique(found, return_inverse=True)
    return codes.reshape(-1), values.tolist()


def numbered_objects(name: str, items: list[Any]) -> tuple[np.ndarray, list[Any]]:
    """As `numbered`, for a list of Python objects: by hashing."""
    if {*map(type, items)} == {float}:  # sorting is faster than hashing where nearly all are distinct
        return numbered_array(name, np.array(items))
    if any(hasattr(one, "__array__") and not issubclass(one, np.generic) for one in set(map(type, items))):
        items = [
            v.item() if hasattr(v, "__array__") and hasattr(v, "item") else v for v in items
        ]  # tensors are hashed by identity
    try:
        codes = {v: k for k, v in enumerate(dict.fromkeys(items))}
    except Exception as error:  # a ball with a radius raises ValueError; other classes may raise anything
        at = next((k for k, v in enumerate(items) if not hashes(v)), None)
        if at is None:
            raise TypeError(f"{name} holds observations that cannot be compared: {one_line(error)}") from None
        raise TypeError(f"{name} holds {items[at]!r} at {at}; an observation must be hashable") from None
    for v in codes:
        if v is None or unlike_itself(v):
            at = next(j for j, w in enumerate(items) if w is v)
            raise ValueError(missing_at(name, v, at))
    return np.fromiter(map(codes.__getitem__, items), np.int64, len(items)), list(codes)


def missing_at(name: str, v: Any, at: int) -> str:
    """The error message for a missing value."""
    return f"{name} holds {v} at {at}; an observation must not be missing"


def hashes(v: Any) -> bool:
    """Whether a value is hashable."""
    try:
        hash(v)
    except Exception:  # as above
        return False
    return True


def unlike_itself(v: Any) -> bool:
    """Whether a value is missing: NaN, NaT and pandas' NA do not equal themselves, except SymPy's NaN."""
    try:
        return bool(v != v) or v is sp.nan
    except (TypeError, ValueError):
        return True


def mutual_information_from_samples(x, y, correction="miller-madow", base=2):
    """The mutual information of two variables, estimated from pairs of observations.

    x, y: equally many observations, each a list, tuple, range or array of one axis, of any hashable values. correction:
    "miller-madow" (the default) adds to each of the three entropies of I = H(X) + H(Y) - H(X, Y) its `miller_madow`, so
    the estimate may be a little below 0; None takes the observed frequencies for the probabilities, which is never
    negative (a sum below 0 that rounding explains is returned as 0) and, on average, too large. base: of the logarithm,
    a number > 0 other than 1 (2: bits, math.e: nats). Returns a float. Raises ValueError if there are no observations,
    if x and y have different lengths, if a value is missing (NaN, NaT, None), or for another correction or base;
    TypeError if a value is not hashable.

    >>> mutual_information_from_samples([0, 0, 1, 1], [0, 0, 1, 1], correction=None)
    1.0
    """
    who = "mutual_information_from_samples"
    if correction not in CORRECTIONS:
        known = " or ".join(map(repr, CORRECTIONS))
        raise ValueError(f"{who}: correction = {correction!r}: it must be {known}{nearest(correction, CORRECTIONS)}")
    mutual_information.read(([[1.0]],), {"base": base})  # refuses a base as the formula does
    if isinstance(base, sp.Basic) and base.free_symbols:
        raise TypeError(f"{who}: base = {base}: it must be a number, and not a letter")
    pairs = tally(who, x, y)
    observed = information_of(pairs, base)
    if correction is None:
        return observed
    lacking = [float(miller_madow(counts, base=base)) for counts in (pairs.of_x, pairs.of_y, pairs.counts)]
    return observed + lacking[0] + lacking[1] - lacking[2]


def information_of(pairs, base=2):
    """The mutual information of the observed frequencies.

    pairs: what `tally` returns; base: of the logarithm, not checked. Returns a float, computed from the pairs that
    occurred, with quotients of integers.
    """
    counts, n = pairs.counts.astype(float), float(pairs.counts.sum())
    return float(
        mean_log(
            counts / n, (counts, n), (pairs.of_x[pairs.at_x].astype(float), pairs.of_y[pairs.at_y].astype(float)), base
        )
    )
