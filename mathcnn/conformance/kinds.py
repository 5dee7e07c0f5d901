"""What a function returned: the array that the checks judge, and what is wrong with its kind.

A result must be an array (or a number, where the formula gives one) of the type of the arguments: of integers for
places, complex for a Fourier transform. Anything else that NumPy reads as numbers is judged, too, and named.
"""

from __future__ import annotations

import array
import numbers
from collections.abc import Iterable

import numpy as np

from ..language.formula import Formula
from ..language.statement import ArgMaxOver, Root
from ..numbers import formats
from .aliases import LibraryArray

REAL, COMPLEX, PLACES, ANY = "f", "c", "i", ""  # what the results of a formula are
COMPLEX_OF = {"float32": "complex64"}  # complex128 of every other type


def expected(of: Formula) -> str:
    """What the results of a formula are for arrays of floats: REAL, COMPLEX, PLACES, or ANY without such arrays."""
    if not set(of.arrays) - of.labels:
        return ANY
    rhs = of.plan(1, of.default_words()).output.rhs
    return PLACES if rhs.has(ArgMaxOver) else COMPLEX if rhs.has(Root) else REAL


def read(y: LibraryArray, kind: str, dtype: str, native: bool = True) -> tuple[np.ndarray, str]:
    """A result as an array of numbers in native byte order, and what is wrong with its kind, or "".

    y: what came; kind: what is expected, see `expected`; dtype: the type of the arguments; native: whether they are in
    native byte order. Raises TypeError for what holds no numbers.
    """
    said = ""
    if isinstance(y, np.ndarray):
        said = "" if type(y) in (np.ndarray, np.memmap) else type(y).__name__
        found = y.view(np.ndarray) if said else y
    elif isinstance(y, (np.generic, float, int, complex)) and not isinstance(y, bool):
        found = np.asarray(y)
    elif isinstance(y, (list, tuple, memoryview, array.array)):
        said = f"{type(y).__name__}, which is no array"
        found = _listed(y)
    elif hasattr(y, "__array__"):
        found = np.asarray(y)
    else:
        raise TypeError(f"returned {type(y).__name__}, which is no array")
    if found.dtype.kind == "O":
        whole = kind == ANY or dtype.startswith("int")
        said = said or ("" if whole and _too_large_for_int64(found) else "an array of objects")
        found = _numbers(found, dtype)
    numeric = found.dtype.kind in "fciub" or found.dtype.name == "bfloat16"
    if not numeric:
        raise TypeError(f"returned an array of {found.dtype}, which holds no numbers")
    if not found.dtype.isnative:
        said = said or (f"{found.dtype.str} (in another byte order)" if native else "")
        found = found.astype(found.dtype.newbyteorder("="))
    said = said or type_fault(found.dtype, kind, dtype)
    wider = {"g": np.float64, "G": np.complex128}.get(found.dtype.char)
    found = found if wider is None else found.astype(wider)
    return (found.real if kind == REAL and found.dtype.kind == "c" and not found.imag.any() else found), said


def has_specials(x: np.ndarray) -> bool:
    """Whether an array of floats has NaN or infinities among its entries."""
    return bool(x.dtype.kind in "fcV" and x.size and not np.isfinite(x).all())


def of_floats(dtypes: Iterable[np.dtype]) -> str:
    """The name of the type that the floats among some types are promoted to; float64 if there are none."""
    found = {one for one in dtypes if one.kind == "f" or one.name == "bfloat16"}
    if not found:
        return "float64"
    return next(iter(found)).name if len(found) == 1 else np.result_type(*found).name


def _too_large_for_int64(found: np.ndarray) -> bool:
    """Whether an array holds integers of Python, and one that int64 does not hold: no type of NumPy keeps them."""
    return all(type(v) is int for v in found.flat) and any(abs(v) >= 2**63 for v in found.flat)


def type_fault(found: np.dtype, kind: str, dtype: str) -> str:
    """What is wrong with the type of a result, or ""."""
    if kind == ANY:
        return ""
    if kind == PLACES:
        return "" if found.kind in "iu" else f"{found.name} for integers"
    if dtype in formats.ACCUMULATOR and (found.kind == "c" if kind == COMPLEX else found.name == "float32"):
        return ""  # our own formulas compute half precision in float32, too
    if dtype.startswith("int") and found.kind in "iuf":
        return ""  # a transform computes integers as floats
    wanted = COMPLEX_OF.get(dtype, "complex128") if kind == COMPLEX else dtype
    return "" if found.name == wanted else f"{found.name} for {dtype}"


def _listed(y: LibraryArray) -> np.ndarray:
    try:
        return np.asarray(y)
    except ValueError:
        raise TypeError(f"returned {type(y).__name__} that is no array: its parts differ in shape") from None


def _numbers(found: np.ndarray, dtype: str) -> np.ndarray:
    """An array of objects as floats. Raises TypeError if they are no numbers."""
    try:
        if not all(isinstance(v, numbers.Number) for v in found.flat):
            raise TypeError
        return found.astype(np.result_type(np.dtype(dtype), np.float32) if dtype != "bfloat16" else np.float32)
    except (TypeError, ValueError):
        raise TypeError("returned an array of objects, which holds no numbers") from None
