"""A function of a target, called as the checks call a formula."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from ..evidence.checks import Inputs, NotOffered
from ..language.formula import Formula
from . import kinds, signatures
from .aliases import Function, LibraryArray, Scalar

if TYPE_CHECKING:
    from .target import Target


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
        self.kind = kinds.expected(of)
        self.misfits: dict[str, None] = {}  # what is wrong with the kinds of results, each thing once
        self.wild = False  # whether a call had NaN or infinities among its arguments; a check may set it back

    def __call__(self, *args: LibraryArray, **kwargs: LibraryArray) -> np.ndarray:
        """The result for a formula's arguments, as an array of NumPy.

        Raises NotOffered for what the target does not have, TypeError for a result that is no array of numbers, and
        whatever the function raises.
        """
        arrays, scalars, dtype = self.read(args, kwargs)
        if self.before:
            from .reproductions import call_of

            self.before(call_of(self, arrays, scalars))
        found = self.checked(self.called(arrays, scalars), dtype, arrays)
        if not found.ndim and self.kind and (shape := self.of.shape(*args, **kwargs)):
            self.misfits[f"a number, where an array of shape {shape} is asked for"] = None
        return found

    def called(self, arrays: dict[str, np.ndarray], scalars: dict[str, Scalar]) -> LibraryArray:
        """What the function returns for arguments that were read. Raises RuntimeError if it writes into them."""
        self.wild = self.wild or any(has_specials(x) for x in arrays.values())
        inputs = Inputs(arrays)
        lifted = {a: self.target.lifted(x) for a, x in arrays.items()}
        if self.target.adapted:
            y = self.target.lowered(self.fn(**lifted, **scalars))
        else:
            positional, named = signatures.placed(self.of, lifted, scalars)
            y = self.fn(*positional, **named)
        inputs.check()
        return y

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
        dtype = next(iter(found)).name if len(found) == 1 else np.result_type(*found).name if found else "float64"
        if dtype not in self.target.dtypes:
            raise NotOffered(dtype)
        arrays = {a: x if a in of.labels or x.dtype.name == dtype else x.astype(dtype) for a, x in given.items()}
        scalars = {a: v for a, v in reading.scalars.items() if a not in of.switches}
        return arrays, signatures.passed(of, self.parameters, scalars), dtype

    def checked(self, y: LibraryArray, dtype: str, arrays: dict[str, np.ndarray]) -> np.ndarray:
        """A result as an array; what is wrong with its kind is noted in `misfits`.

        y: what came; dtype, arrays: of the arguments. Raises TypeError for a result that holds no numbers.
        """
        if isinstance(y, tuple) and self.of.companions and y:
            self.misfits[f"a tuple of {len(y)}, where one array is asked for"] = None
            y = y[0]
        found, wrong = kinds.read(y, self.kind, dtype, all(x.dtype.isnative for x in arrays.values()))
        if wrong:
            self.misfits[wrong] = None
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
        weights = np.asarray(dy, dtype)
        inputs = Inputs({"dy": weights, **arrays})
        lifted = {a: self.target.lifted(x) for a, x in arrays.items()}
        found = self.target.gradient(functools.partial(self.fn, **scalars), self.target.lifted(weights), lifted)
        inputs.check()
        names = [a for a in self.of.arrays if a not in self.of.labels]
        return tuple(self.target.lowered(found[a]) if a in found else None for a in names)


def has_specials(x: np.ndarray) -> bool:
    """Whether an array of floats has NaN or infinities among its entries."""
    return bool(x.dtype.kind in "fcV" and x.size and not np.isfinite(x).all())
