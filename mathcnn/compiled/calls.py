"""A formula as machine code that was written from its statement."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from typing import Any  # Any: arguments and results of formulas

import numpy as np
import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from ..language import admission
from ..language.call import BoundCall
from ..language.formula import Formula
from ..language.plan import Plan
from ..language.statement import Root
from .kernels import Integers, Kernel, work_of
from .parts import Part, Range, parts_of, ranges_of
from .writer import NotCompiled

ELEMENTS = {"float32": "float", "float64": "double", "int64": "i64"}
FEW = 30_000  # terms, up to which a call runs code that knows no sizes
MOST_KEPT = 256  # kernels of a formula
Ready = tuple[Kernel, Integers, dict[str, list[Range]]]  # a kernel, the integers, and the indices of each part
Made = tuple[Kernel, Integers, dict[str, list[Range]], bool]  # and whether arrays are first copied into C order


class Compiled:
    """A formula that runs as machine code, which is written from its statement.

    It is called as the formula, on floats and integers. It has the formula's rules for types, copies and errors.
    """

    def __init__(self, of: Formula, threads: int | None = None, fixed: bool | None = None):
        self.of, self.fixed = of, fixed
        self.threads = threads or min(8, os.cpu_count() or 1)
        self.ready: dict[Any, BoundCall] = {}
        self.kernels: dict[Any, Kernel] = {}
        self.made: dict[Any, Made] = {}
        self.parts: dict[Any, list[Part]] = {}
        functools.update_wrapper(self, of.fn)
        self.__signature__ = of.signature

    def __repr__(self) -> str:
        return f"<compiled {self.of.name}{self.of.signature}>"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        of = self.of
        values, key, weak = of.gathered(args, kwargs)
        call = of.checked(None if key is None else self.ready.get(key), self.ready, values, key, weak)
        if call.exact or any(x.dtype.kind == "O" for x in call.arrays.values()):
            raise TypeError(f"{of.name}: the compiled form takes floats and integers")
        call.arrays = of.in_one_type(call, call.dtype)
        y = self._result(call)
        given = call.values
        more = [other for when, others in of.companions if when(given) for other in others]
        if not more:
            return y
        return (y, *(compiled(other)(**{k: v for k, v in given.items() if k in other.names}) for other in more))

    def _result(self, call: BoundCall) -> np.ndarray:
        plan = call.plan
        arrays = {a: call.folds[a](x) if a in call.folds else x for a, x in call.arrays.items()}
        dtype = call.dtype or next((x.dtype for a, x in arrays.items() if a not in self.of.labels), None)
        if dtype is None or dtype.name not in ELEMENTS or any(x.dtype.kind == "O" for x in arrays.values()):
            raise TypeError(f"{self.of.name}: there is no code for numbers of type {dtype}")
        arrays = {a: _aligned(x, np.dtype(np.int64) if a in self.of.labels else dtype) for a, x in arrays.items()}
        key: Any = (plan, dtype, *call.env.items(), *((a, x.shape, x.strides) for a, x in arrays.items()))
        try:
            made = self.made.get(key)
        except TypeError:  # a letter with a value that cannot be hashed
            made, key = None, None
        if made is None:
            made = self._made(call, arrays, ELEMENTS[dtype.name])
            if key is not None:
                if len(self.made) >= MOST_KEPT:
                    self.made.clear()
                self.made[key] = made
        kernel, known, ranges, copied = made
        if copied:
            arrays = _in_order(arrays)
        y = kernel.run(arrays, known, ranges, call.env, self.threads)
        return admission.settled(call.restored(y) if plan.result else y.reshape(())[()], call.dtype, arrays.values())

    def _made(self, call: BoundCall, arrays: dict[str, np.ndarray], element: str) -> Made:
        """The kernel of a call, and what it is run with."""
        try:
            made = self._kernel_of(call, arrays, element)
            if made[0].is_slow and not all(x.flags.c_contiguous for x in arrays.values()):
                # such as x with the batch axis innermost beside dy with columns innermost: no axis suits both
                other = self._kernel_of(call, _in_order(arrays), element)
                if not other[0].is_slow:
                    return *other, True
            return *made, False
        except NotCompiled as error:
            raise NotCompiled(f"{self.of.name} is not compiled: {error}") from None

    def kernel_into(self, call: BoundCall, arrays: dict[str, np.ndarray], apart: Sequence[int]) -> Ready:
        """The kernel of a call for arrays of these types, shapes and strides, with sizes in the code, whose result has
        entries this far apart along each axis. Raises NotCompiled."""
        return self._kernel_of(call, arrays, ELEMENTS[call.dtype.name if call.dtype else ""], apart)

    def _kernel_of(
        self, call: BoundCall, arrays: dict[str, np.ndarray], element: str, apart: Sequence[int] | None = None
    ) -> Ready:
        plan = call.plan
        parts = self.parts_of(plan)
        result = [(r.start, r.stop - 1) for r in plan.ranges(plan.result, call.env)]
        letters = {s: int(v) for s, v in call.env.items() if s in plan.letters and plan.letters[s].is_integer}
        ranges = ranges_of(parts, result, letters)
        known = self._integers(call, parts, arrays, ranges, letters)
        fixed = apart is not None or self.fixed
        if fixed is None:
            fixed = self._is_large(parts, ranges, known)
        return self._kernel(call, parts, element, known, ranges, fixed, apart), known, ranges

    def parts_of(self, plan: Plan) -> list[Part]:
        """What is computed for a plan, one part after another."""
        if plan not in self.parts:
            self.parts[plan] = parts_of(plan)
        return self.parts[plan]

    def _is_large(self, parts: list[Part], ranges: dict[str, list[Range]], known: Integers) -> bool:
        return sum(work_of(p, ranges[p.name], known) for p in parts if p.name in ranges) > FEW

    def _integers(
        self,
        call: BoundCall,
        parts: list[Part],
        arrays: dict[str, np.ndarray],
        ranges: dict[str, list[Range]],
        letters: Integers,
    ) -> Integers:
        """Every integer that the code may need, by name, always in the same order."""
        known = {f"letter:{s}": letters[s] for s in call.plan.letters if s in letters}
        for a, x in arrays.items():
            firsts = [r.start for r in call.plan.ranges(call.plan.arrays[a], call.env)]
            known[f"{a}:there"] = 1
            for k in range(x.ndim):
                known |= {
                    f"{a}:first:{k}": firsts[k],
                    f"{a}:size:{k}": x.shape[k],
                    f"{a}:stride:{k}": x.strides[k] // x.itemsize,
                }
        for part in parts:
            own = ranges.get(part.name, [(0, -1)] * len(part.indices))
            apart = 1
            strides = {}
            for k in reversed(range(len(own))):
                strides[k] = apart
                apart *= max(1, own[k][1] - own[k][0] + 1)
            for k, (low, high) in enumerate(own):
                known |= {
                    f"{part.name}:first:{k}": low,
                    f"{part.name}:size:{k}": max(0, high - low + 1),
                    f"{part.name}:stride:{k}": strides[k],
                }
        return known

    def _kernel(
        self,
        call: BoundCall,
        parts: list[Part],
        element: str,
        known: Integers,
        ranges: dict[str, list[Range]],
        fixed: bool,
        apart: Sequence[int] | None = None,
    ) -> Kernel:
        key = (call.plan, element, fixed, tuple(known.items()) if fixed else tuple(known), apart and tuple(apart))
        if key not in self.kernels:
            if len(self.kernels) >= MOST_KEPT:
                self.kernels.clear()
            self.kernels[key] = Kernel(call.plan, parts, element, known, ranges, fixed, apart)
        return self.kernels[key]


def _aligned(x: np.ndarray, dtype: np.dtype[Any]) -> np.ndarray:
    """An array of this type whose entries can be read where they are."""
    x = np.asarray(x, dtype)
    return x if x.flags.aligned and all(s % x.itemsize == 0 for s in x.strides) else x.copy()


def _in_order(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The arrays in C order, those copied that are in another one."""
    return {a: np.asarray(x, order="C") for a, x in arrays.items()}


def why_not(of: Formula) -> str | None:
    """Why no call of a formula can be compiled; None if some can."""
    if not of.arrays:
        return "it has no array argument"
    if of.axiswise or of.spaces or of.functions:
        return "it takes functions, or one number for each axis"
    kinds = (sp.Integral, Root, sp.binomial)
    for e in (of.statement, *of.where):
        for part in sp.preorder_traversal(e.rhs):
            if isinstance(part, kinds):
                return f"it is stated with {type(part).__name__}, for which there is no code"
            if isinstance(part, ExprWithLimits) and any(end.is_infinite for limit in part.limits for end in limit[1:]):
                return "it is stated with a sum of infinitely many terms"
    return None


@functools.cache
def compiled(of: Formula, threads: int | None = None, fixed: bool | None = None) -> Compiled:
    """A formula as machine code.

    Parameters
    ----------
    of : Formula
        A formula or a gradient.
    threads : int >= 1, optional
        How many threads share the work of a large call; by default the number of cores, at most 8. The result has the
        same bits for every number.
    fixed : bool, optional
        Whether sizes and strides are part of the code, which is then written once for each shape; by default they are
        for calls with more than 30,000 terms.

    Returns
    -------
    Compiled, a function with the parameters of the formula.

    Raises
    ------
    NotCompiled
        There is no code for the statement; the message says why. A call raises it for what the call alone decides.
    TypeError, ValueError
        threads is no integer >= 1.
    MissingExtra
        By the first call, if llvmlite is not installed.
    """
    if threads is not None and (isinstance(threads, bool) or not isinstance(threads, int)):
        raise TypeError(f"threads = {threads!r}: must be an integer >= 1")
    if threads is not None and threads < 1:
        raise ValueError(f"threads = {threads}: must be an integer >= 1")
    if (said := why_not(of)) is not None:
        raise NotCompiled(f"{of.name} is not compiled: {said}")
    return Compiled(of, threads, fixed)
