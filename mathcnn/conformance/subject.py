"""A function of a target, called as the checks call a formula."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from ..evidence.checks import Fault, NotOffered, said
from ..language.formula import Formula
from . import signatures
from .aliases import Function, LibraryArray, Scalar

if TYPE_CHECKING:
    from .target import Target


class Left(Fault):
    """A function of a target raised what ends a program, such as SystemExit; the message says what."""


def called(fn: Function, *args: LibraryArray, **kwargs: LibraryArray) -> LibraryArray:
    """The result of a function. Raises what it raises, and Left for what would end the program that checks it."""
    try:
        return fn(*args, **kwargs)
    except (Exception, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise Left(said(error)) from error


class Subject:
    """A function of a target, which is called with a formula's arguments.

    The function gets the arguments as the formula's own fast form does: words are resolved to numbers, and there is one
    number, or one pair, for each spatial axis. An argument that it does not have raises NotOffered, unless it is at its
    default.

    of: the formula; target: what the function belongs to; fn: the function
    """

    def __init__(self, of: Formula, target: Target, fn: Function):
        self.of, self.target, self.fn = of, target, fn
        self.parameters = None if target.adapted else signatures.parameters(fn)
        self.before: Callable[[str], None] | None = None  # gets every call as Python before it is made
        self.whole = False  # whether integers are passed as they are
        self.results = 0  # how many arrays of numbers it has returned
        self.misfits: dict[str, str] = {}  # results of another type than that of the arguments, by that type

    def __call__(self, *args: LibraryArray, **kwargs: LibraryArray) -> np.ndarray:
        """The result for a formula's arguments, as an array of NumPy.

        Raises NotOffered for what the target does not have, TypeError for a result that is no array of numbers, and
        whatever the function raises.
        """
        arrays, scalars, dtype = self.read(args, kwargs)
        if self.before:
            from .reproductions import call_of

            self.before(call_of(self, arrays, scalars))
        lifted = {a: self.target.lifted(x) for a, x in arrays.items()}
        if self.target.adapted:
            return self.checked(self.target.lowered(called(self.fn, **lifted, **scalars)), dtype)
        positional, named = signatures.placed(self.of, lifted, scalars)
        return self.checked(called(self.fn, *positional, **named), dtype)

    def read(
        self, args: tuple[LibraryArray, ...], kwargs: dict[str, LibraryArray]
    ) -> tuple[dict[str, np.ndarray], dict[str, Scalar], str]:
        """The arrays of a call in their own type, the other arguments that the function takes, and that type.

        Raises NotOffered for a type or an argument that the target does not have.
        """
        of = self.of
        reading = of.read(args, kwargs)
        bound = of.signature.bind(*args, **kwargs).arguments
        given = {a: np.asarray(bound[a]) for a in of.arrays if bound.get(a) is not None}
        numeric = {a: x.dtype for a, x in given.items() if a not in of.labels}
        found = {one for one in numeric.values() if one.kind == "f" or one.name == "bfloat16"}
        if self.whole and numeric and all(one.kind in "iu" for one in numeric.values()):
            dtype = np.result_type(*numeric.values()).name
        else:
            dtype = next(iter(found)).name if len(found) == 1 else np.result_type(*found).name if found else "float64"
            if dtype not in self.target.dtypes:
                raise NotOffered(dtype)
        arrays = {a: x if a in of.labels or x.dtype.name == dtype else x.astype(dtype) for a, x in given.items()}
        scalars = {a: v for a, v in reading.scalars.items() if a not in of.switches}
        return arrays, signatures.passed(of, self.parameters, scalars), dtype

    def checked(self, y: LibraryArray, dtype: str) -> np.ndarray:
        """A result as an array; one of another type than `dtype` is noted in `misfits`.

        Raises TypeError for a result that is no array of numbers.
        """
        if not (isinstance(y, (np.ndarray, np.generic, float, int)) or hasattr(y, "__array__")) or isinstance(y, bool):
            if inspect.iscoroutine(y):
                y.close()  # else Python warns that nobody awaited it
            raise TypeError(f"returned {type(y).__name__}, which is no array")
        found = np.asarray(y)
        kind, name = found.dtype.kind, found.dtype.name
        if kind not in "fciV" or kind == "V" and name != "bfloat16":
            raise TypeError(f"returned an array of {found.dtype}, which holds no numbers")
        self.results += 1
        complex_type = {"float32": "complex64"}.get(dtype, "complex128")
        if name != {"f": dtype, "V": dtype, "c": complex_type}.get(kind, name):
            self.misfits.setdefault(dtype, f"{name} for {dtype}")
        return found

    def backward(self, dy: np.ndarray, **given: LibraryArray) -> tuple[np.ndarray | None, ...]:
        """The vector-Jacobian product by the target's automatic differentiation.

        dy: the weights of the results, an array of their shape; given: the formula's arguments by keyword. Returns one
        array for each array of the formula, None for those that the target does not differentiate by. Raises
        NotOffered if the target has no automatic differentiation.
        """
        if self.target.gradient is None:
            raise NotOffered(f"{self.target.name} has no automatic differentiation")
        arrays, scalars, dtype = self.read((), given)
        if self.before:
            from .reproductions import call_of

            self.before(f"# the gradient of\n{call_of(self, arrays, scalars)}")
        lifted = {a: self.target.lifted(x) for a, x in arrays.items()}
        weights = self.target.lifted(np.asarray(dy, dtype))
        found = called(self.target.gradient, functools.partial(self.fn, **scalars), weights, lifted)
        names = [a for a in self.of.arrays if a not in self.of.labels]
        return tuple(self.target.lowered(found[a]) if a in found else None for a in names)
