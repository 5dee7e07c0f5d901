"""Keys of calls: two calls with equal keys differ in the entries of their arrays only, so one check serves both.

Equal keys mean equal types, too: True, 1, 1.0 and NumPy's 1 are different, within tuples as well, and so are 0.0 and
-0.0. Arguments and keys can be anything that is hashable, so they are Any.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

ndarray = np.ndarray
INT = frozenset({int})
INTEGERS = frozenset((int,) * k for k in range(1, 4))
MOST_KEPT = 1024

_seen: dict[int, tuple[Any, Any]] = {}  # by identity: a tuple that code passes again and again (kept alive), its key


def key_of(
    args: tuple[Any, ...], kwargs: dict[str, Any], leading: int, arrays: frozenset[str]
) -> tuple[Any, ...] | None:
    """The key of a call whose first `leading` arguments are arrays and whose others are numbers and words, which is
    quick to make; None for other calls."""
    key: list[Any] = [len(args)]
    for v in args:
        if leading:
            if type(v) is not ndarray:
                return None
            leading -= 1
            key += v.shape, v.dtype
        elif (k := quick_key(v)) is None:
            return None
        else:
            key.append(k)
    for a, v in kwargs.items():
        if a in arrays or (k := quick_key(v)) is None:
            return None
        key += a, k
    return tuple(key)


def quick_key(v: Any) -> Any:
    """The key of a number, a word, or a tuple seen before; None for a value whose key takes longer to make."""
    t = type(v)
    if t is tuple:
        found = _seen.get(id(v))
        return found[1] if found is not None and found[0] is v else tuple_key(v) if set(map(type, v)) <= INT else None
    return (t, v) if t is int or t is str or t is bool else (t, v.hex()) if t is float else None


def tuple_key(v: tuple[Any, ...]) -> Any:
    """The key of a tuple, kept if nothing in it can change. Raises TypeError as `value_key`."""
    found = _seen.get(id(v))
    if found is not None and found[0] is v:
        return found[1]
    key = value_key(v)
    if all(type(e) in (int, str, bool) or type(e) is tuple and all(type(k) is int for k in e) for e in v):
        if len(_seen) >= MOST_KEPT:
            _seen.clear()
        _seen[id(v)] = v, key
    return key


def value_key(v: Any) -> Any:
    """A value as part of a key, with its type and its sign. Raises TypeError for a type whose equality is not known to
    mean that calls are equal."""
    t = type(v)
    if t is tuple or t is list:
        types = tuple(map(type, v))
        return (t, types, *v) if types in INTEGERS else (t, *map(value_key, v))
    if t is int or t is str or t is bool or v is None or t is Fraction:
        return t, v
    if t is float:
        return t, v.hex()
    if t.__module__ == "numpy" and isinstance(v, (np.number, np.bool_)):
        return t, v.tobytes()
    raise TypeError
