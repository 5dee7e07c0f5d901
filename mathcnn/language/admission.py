"""Which arguments a call takes, and in which types it computes and returns.

array      anything that NumPy reads as real numbers without loss; for everything else an error that names the argument
numbers    an array as the fast forms take it: integers as int64, halves as float32, native byte order, checked objects
common     the floating type of a call: the one rule for the types of results
settled    a result in that type, which shares no memory with an argument: the one rule for results
scalar     a number for a letter, by the letter's assumptions

Arguments can be anything, so they are Any here.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import Any

import flint
import numpy as np
import sympy as sp
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from ..numbers.duals import Dual
from ..numbers.rounded import Number
from ..numbers.scalars import plain_number
from ..numbers.surds import Logs, Surds
from .shapes import shown

Numbers = np.ndarray
MOST = 2**31 - 1  # for integer arguments beside arrays: strides in bytes then fit 64 bits
LARGEST = np.iinfo(np.int64).max
SINGLE, DOUBLE = np.dtype(np.float32), np.dtype(np.float64)
HALVES = ("float16", "bfloat16")
PYTHON = frozenset({int, bool})
EXACT = frozenset({int, float, Fraction})  # Python's numbers, which need no change among objects


def as_numbers(name: str, v: Any) -> Numbers:
    """An argument as an array of numbers: int64, a floating type of native byte order, or checked objects.

    name: the argument, for messages; v: anything array-like. Raises TypeError or ValueError that names the argument.
    """
    return numbers(name, array(name, v))


def as_objects(values: Iterable[Any]) -> Numbers:
    """A flat array of any objects, each left as it is."""
    values = list(values)
    out = np.empty(len(values), object)
    out[:] = values
    return out


# ---------------------------------------------------------------- single numbers

# Exact numbers that NumPy has no type for; beside arrays they make the whole call exact.
EXOTIC = (sp.Basic, flint.arb, flint.acb, PolyElement, FracElement, Dual, Logs, Surds)
NUMBERS = (
    int,
    float,
    Fraction,
    np.integer,
    np.floating,
    np.bool_,
    Decimal,
    Real,
    sp.Expr,
    flint.arb,
    flint.acb,
    flint.fmpz,
    flint.fmpq,
    PolyElement,
    FracElement,
    Dual,
    Logs,
    Surds,
    Number,
)


def is_number(v: Any) -> bool:
    """Whether an object is a real number of a type that statements run over. Complex balls and symbols count."""
    if isinstance(v, np.timedelta64):  # NumPy counts it among the integers
        return False
    return isinstance(plain_number(v), NUMBERS)


def python_number(v: Any) -> Any:
    """A number as one of Python's own, if that is exact: NumPy's would wrap around, and decimals do not mix with
    fractions."""
    if isinstance(v, (bool, np.bool_)):
        return int(v)
    if isinstance(v, np.generic):
        v = v.item()
    if isinstance(v, Decimal) and v.is_nan():
        return math.nan  # a signalling one, too
    if isinstance(v, (np.floating, Decimal, flint.fmpq)):  # a long double, which has no type in Python
        if isinstance(v, flint.fmpq):
            return Fraction(int(v.p), int(v.q))
        return Fraction(*v.as_integer_ratio()) if math.isfinite(v) else float(v)
    return int(v) if isinstance(v, flint.fmpz) else v


# ---------------------------------------------------------------- arrays


def array(name: str, v: Any) -> Numbers:
    """An argument as NumPy reads it, in its own type. Integers beyond int64 in a list stay exact objects.

    Raises TypeError or ValueError for masked arrays, text, mappings, sets, ragged lists, what NumPy cannot read, and
    lists of integers and floats whose integers would be rounded. `name` is the argument, for messages.
    """
    if type(v) is np.ndarray:
        return v
    if isinstance(v, np.ma.MaskedArray):
        raise TypeError(f"{name} is a masked array, whose mask would be lost; fill it first")
    if (
        v is None or isinstance(v, (str, bytes, dict, set, frozenset)) and not isinstance(v, PolyElement)
    ):  # a polynomial is a dict, too
        raise TypeError(f"{name} = {shown(v)}: it must be an array of numbers")
    try:
        x = np.asarray(v)
    except Exception as error:  # what an object's own conversion raises can be anything
        if isinstance(v, (list, tuple)) and any(isinstance(e, np.ma.MaskedArray) for e in flattened(v, 2)):
            raise TypeError(f"{name} holds a masked array, whose mask would be lost; fill it first") from None
        if isinstance(v, (list, tuple)):
            raise ValueError(f"{name} is ragged or no array: {one_line(error)}") from None
        raise TypeError(
            f"{name} = {shown(v)}: NumPy cannot read it as an array of numbers: {one_line(error)}"
        ) from None
    return _without_loss(name, v, x) if isinstance(v, (list, tuple)) else x.view(np.ndarray)


def _without_loss(name: str, v: list[Any] | tuple[Any, ...], x: Numbers) -> Numbers:
    """What NumPy made of a list, if that has every number in it unchanged."""
    entries: Iterable[Any] = v
    types = set(map(type, v))
    for _ in range(x.ndim):  # the types of one level of nesting at a time, which is fast
        if not types or not types <= {list, tuple}:
            break
        entries = list(itertools.chain.from_iterable(entries))
        types = set(map(type, entries))
    if types & {list, tuple}:  # arrays beside lists
        entries = list(flattened(entries, x.ndim))
        types = set(map(type, entries))
    if any(issubclass(t, np.ma.MaskedArray) for t in types):
        raise TypeError(f"{name} holds a masked array, whose mask would be lost; fill it first")
    if types <= PYTHON and (x.dtype.kind == "f" or x.dtype == np.uint64 and x.size and x.max() > LARGEST):
        return np.array(v, object)  # Python's integers alone, such as [2**63, -1], stay exact
    if x.dtype.kind in "fc" and not all(issubclass(t, float) for t in types):
        for n in _large_integers(entries):
            if _rounded(n, x.dtype):
                raise ValueError(f"{name} holds {shown(n)} beside other numbers, which {x.dtype} would round")
    return x


def _large_integers(entries: Iterable[Any]) -> Iterator[int]:
    """The integers among numbers and arrays that the smallest of floating types might round."""
    for e in entries:
        if isinstance(e, np.ndarray):
            if e.dtype.kind in "iu":
                yield from (int(n) for n in e.ravel()[(e > 2**11).ravel() | (e < -(2**11)).ravel()])
        elif isinstance(e, (int, np.integer)) and abs(int(e)) > 2**11:
            yield int(e)


def flattened(v: Iterable[Any], depth: int) -> Iterator[Any]:
    """The entries of nested lists."""
    for e in v:
        if isinstance(e, (list, tuple)) and depth:
            yield from flattened(e, depth - 1)
        else:
            yield e


def _rounded(n: int, dtype: np.dtype) -> bool:
    try:
        return int(dtype.type(n)) != n
    except OverflowError:
        return True


def numbers(name: str, x: Numbers) -> Numbers:
    """An array as the fast forms take it: int64, a floating type of native byte order (halves as float32), or objects,
    each a number. Raises TypeError or ValueError for an array of something else."""
    kind = x.dtype.kind
    if kind == "f" and x.dtype.isnative and x.dtype.itemsize > 2:
        return x
    if kind in "biu":
        if x.dtype == np.uint64 and x.size and x.max() > LARGEST:
            raise ValueError(f"{name} holds {x.max()}, which is larger than {LARGEST}, the largest int64")
        return x.astype(np.int64)
    if kind == "O":
        return _objects(name, x)
    if (counts := counted(x.dtype)) is None:
        raise TypeError(f"{name} has dtype {shown(x.dtype, str)}; it must hold real numbers")
    return x.astype(np.int64 if counts.kind == "i" else counts)


def _objects(name: str, x: Numbers) -> Numbers:
    types = set(map(type, x.ravel().tolist()))
    if types <= EXACT:
        return x
    for e in x.flat:
        if not is_number(e):
            raise TypeError(f"{name} holds something that is no number: {shown(e)}")
    out = np.empty(x.shape, object)
    for at, e in np.ndenumerate(x):
        out[at] = python_number(e)
    return out


def labels(name: str, x: Numbers) -> Numbers:
    """Numbers that stand for places as integers. Raises ValueError for an entry that is none."""
    if x.dtype.kind == "i":
        return x
    found = []
    for v in x.ravel().tolist():
        try:
            k = int(v)
            same = bool(k == v)
        except (TypeError, ValueError, OverflowError):
            same = False
        if not same:
            raise ValueError(f"{name} holds {shown(v, str)}; a label must be an integer")
        found.append(k)
    return as_objects(found).reshape(x.shape)


def counted(dtype: np.dtype) -> np.dtype | None:
    """The type that an array's own counts as in promotion; None if it has no real numbers. float16, bfloat16 and
    smaller floats count as float32, integers of less than a byte as int8."""
    if dtype.kind == "f" and dtype.itemsize > 2:
        return dtype.newbyteorder("=")
    if dtype.kind in "biu":
        return dtype.newbyteorder("=")
    if dtype.names is None and dtype.kind in "fV":  # types that other packages add to NumPy say what holds them
        return np.dtype(np.int8) if np.can_cast(dtype, np.int8) else SINGLE if np.can_cast(dtype, SINGLE) else None
    return None


# ---------------------------------------------------------------- the types of a call


def common(strong: Iterable[np.dtype], weak: Iterable[Any]) -> np.dtype | None:
    """The floating type in which a call computes and returns: NumPy's promotion of its arrays and of NumPy's own
    floats.

    strong: the types of arrays and of NumPy's floats, as they are counted; weak: Python's numbers, which adapt to them
    (NEP 50). None where there is no floating number: integers stay int64 where the statement keeps them whole, else
    they become float64.
    """
    strong = list(strong)
    if not any(t.kind == "f" for t in strong):
        if not any(isinstance(v, float) for v in weak):
            return None
        strong.append(DOUBLE)
    return np.result_type(*strong)


def cast(name: str, x: Numbers, dtype: np.dtype, weak: bool = False) -> Numbers:
    """An array in the type that a call computes in. Raises ValueError for a Python number (`weak`) that is too large
    for this type, of which NumPy would warn."""
    if x.dtype == dtype:
        return x
    if not weak:
        return x.astype(dtype)
    fits(name, x.item(), dtype)
    return x.astype(dtype)


def fits(name: str, v: Any, dtype: np.dtype) -> None:
    """Raises ValueError for a finite number that is too large for a floating type."""
    if math.isfinite(v) and abs(v) > float(np.finfo(dtype).max):
        raise ValueError(f"{name} = {shown(v)}: larger than {dtype}, in which the call computes, can hold")


def settled(y: Any, dtype: np.dtype | None, arrays: Collection[Any]) -> Any:
    """A result under the two rules of every formula and every gradient.

    A floating result has the type of the call (a complex one the complex type of that precision), an integer one is
    int64; and it is a new array that can be written to and shares no memory with an argument.
    """
    if type(y) is np.ndarray:
        if y.dtype is not dtype and (want := _of_result(y.dtype, dtype)) != y.dtype:
            with np.errstate(all="ignore"):
                return y.astype(want)
        owner = y.base
        if (
            owner is None or type(owner) is np.ndarray
        ):  # NumPy keeps the array that owns the memory, or the view that it does not give access to
            for x in arrays:
                if x is not None and (x is y or owner is not None and (x is owner or x.base is owner)):
                    return y.copy("K")
        elif any(x is not None and np.may_share_memory(x, y) for x in arrays):
            return y.copy("K")
        return y if y.flags.writeable else y.copy("K")
    if isinstance(y, tuple):
        return tuple(settled(part, dtype, arrays) for part in y)
    if dtype is not None and isinstance(y, (float, np.floating)) and type(y) is not dtype.type:
        with np.errstate(all="ignore"):
            return dtype.type(y)
    return y


def _of_result(have: np.dtype, dtype: np.dtype | None) -> np.dtype:
    """The type in which a result of this type is returned."""
    if dtype is not None and have.kind in "fc":
        return dtype if have.kind == "f" else np.result_type(dtype, np.complex64)
    return np.dtype(np.int64) if have.kind in "biu" else have.newbyteorder("=")


# ---------------------------------------------------------------- numbers for letters


def scalar(name: str, whole: Any, v: Any, s: Any, most: int | None = None) -> Any:
    """A value for a letter, by the letter's assumptions.

    Parameters
    ----------
    name, whole : the argument and all of its value, for messages.
    v : the value.
    s : the letter.
    most : the largest magnitude of an integer, if there is one.

    Returns
    -------
    An int for an integer letter, else a number of the type that it has, NumPy's as Python's.

    Raises
    ------
    TypeError, ValueError : with the argument, its value and the rule.
    """
    if s.is_integer:
        least = 1 if s.is_positive else 0 if s.is_nonnegative else None
        bound = "" if least is None else f" >= {least}"
        v = plain_number(v)
        if isinstance(v, (bool, np.bool_)) or not isinstance(v, int):
            raise TypeError(f"{name} = {shown(whole)}: it must be an integer{bound}")
        if least is not None and int(v) < least:
            raise ValueError(f"{name} = {shown(whole)}: it must be an integer{bound}")
        if most is not None and abs(int(v)) > most:
            raise ValueError(
                f"{name} = {shown(whole)}: it must be an integer from {-most if least is None else least} to {most}"
            )
        return int(v)
    if isinstance(v, np.generic) and not isinstance(v, (np.bool_, np.character, np.datetime64, np.timedelta64)):
        v = _from_numpy(v)
    if isinstance(v, (complex, np.complexfloating)):
        raise TypeError(f"{name} = {shown(whole)}: it must be real")
    if isinstance(v, (bool, np.generic)) and not isinstance(v, (np.integer, np.floating)) or not is_number(v):
        raise TypeError(f"{name} = {shown(whole)}: it must be a number")
    v = python_number(v)
    if isinstance(v, (float, int, Fraction)):
        rule = "> 0" if s.is_positive else ">= 0" if s.is_nonnegative else ""
        try:
            finite = math.isfinite(v)
        except OverflowError:  # an integer or a fraction beyond the floating types
            raise ValueError(
                f"{name} = {shown(whole)}: it must be a finite number {rule}".rstrip() + " that float64 can hold"
            ) from None
        if not finite or (s.is_positive and v <= 0) or (s.is_nonnegative and v < 0):
            raise ValueError(f"{name} = {shown(whole)}: it must be a finite number {rule}".rstrip())
    return v


def _from_numpy(v: np.generic) -> Any:
    """One of NumPy's numbers as Python's; others stay as they are."""
    if counted(v.dtype) is None:
        return v
    return v if isinstance(v, (np.integer, np.floating)) else v.astype(counted(v.dtype))


def float_type(v: Any) -> np.dtype | None:
    """The type that one of NumPy's floats counts as in promotion; None for other numbers."""
    if not isinstance(v, np.generic):
        return None
    counts = counted(v.dtype)
    return counts if counts is not None and counts.kind == "f" else None


def one_line(error: BaseException) -> str:
    """The message of an error in one line of at most 200 characters."""
    return " ".join(str(error).split())[:200]
