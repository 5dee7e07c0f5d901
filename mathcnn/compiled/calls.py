"""A formula as machine code that was written from its statement."""

from __future__ import annotations

import functools
import math
import os
import pathlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any  # Any: arguments and results of formulas

import numpy as np
import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from ..language import admission, shapes
from ..language.call import BoundCall
from ..language.formula import Formula
from ..language.plan import Plan
from ..language.statement import Root
from . import packing, records, slices
from .choosing import chunks
from .kernels import Kernel, work_of
from .native import Code
from .parts import Part, Range, parts_of, ranges_of
from .running import TYPES, Integers, Running, memory, pool
from .writer import NotCompiled

ELEMENTS = {"float32": "float", "float64": "double", "int64": "i64"}
FEW = 30_000  # terms, up to which a call runs code that knows no sizes
MOST_KEPT = 256  # kernels of a formula
Ready = tuple[Kernel, Integers, dict[str, list[Range]]]  # a kernel, the integers, and the indices of each part
Read = tuple[BoundCall, Any, pathlib.Path | None]  # a call, its key, and where its arguments are recorded
Made = tuple[
    Running, Integers, dict[str, list[Range]], bool
]  # what is run, and whether arrays are first copied into C order


@dataclass
class Size:
    """The size of an axis of the result as its shape line writes it."""

    size: str
    many: bool


@dataclass
class Outline:
    """What the result of a recorded call takes from its plan."""

    restores: str | None
    result: list[Size]
    independent: tuple[str, ...]


def is_outline(plan: object) -> bool:
    """Whether a call was recorded, and has no plan."""
    return isinstance(plan, Outline)


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
        self.independent: dict[Any, tuple[str, ...]] = {}
        functools.update_wrapper(self, of.fn)
        self.__signature__ = of.signature

    def __repr__(self) -> str:
        return f"<compiled {self.of.name}{self.of.signature}>"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        of = self.of
        call, key, path = self._read(args, kwargs)
        given = call.values
        if (cut := slices.axis_of(call.arrays, call.folds, self._independent(call))) is not None:
            y = self._by_slices(call, of.gathered(args, kwargs)[0], *cut)
        else:
            y = self._result(call, key, path)
        more = [other for when, others in of.companions if when(given) for other in others]
        if not more:
            return y
        return (y, *(compiled(other)(**{k: v for k, v in given.items() if k in other.names}) for other in more))

    def _read(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Read:
        """The checked arguments of a call, with its key, and where they are recorded."""
        of = self.of
        values, key, weak = of.gathered(args, kwargs)
        ready = None if key is None else self.ready.get(key)
        path = None
        if ready is None and key is not None:
            ready = records.recalled(path := records.path_of(of, "arguments", key))
        call = of.checked(ready, self.ready, values, key, weak)
        if ready is None:
            self._record_arguments(path, call)
        elif path is not None and key is not None:
            self.ready[key] = ready
        if call.exact or any(x.dtype.kind == "O" for x in call.arrays.values()):
            raise TypeError(f"{of.name}: the compiled form takes floats and integers")
        call.arrays = of.in_one_type(call, call.dtype)
        return call, key, path

    def _independent(self, call: BoundCall) -> tuple[str, ...]:
        """The letters of a call by which it can be cut into slices."""
        plan: Any = call.plan
        if not call.folds or is_outline(plan):
            return plan.independent if call.folds else ()
        if plan not in self.independent:
            self.independent[plan] = slices.independent_letters(plan)
        return self.independent[plan]

    def _record_arguments(self, path: pathlib.Path | None, call: BoundCall) -> None:
        """Keep what the arguments of a call came to. Integers are left out: their bounds need the plan."""
        if path is not None and call.dtype is not None and not call.exact:
            plan = call.plan
            outline = Outline(
                plan.restores, [Size(shapes.printed(e.size), e.many) for e in plan.result], self._independent(call)
            )
            fields = {**call.__dict__, "plan": outline, "arrays": {}}
            records.record(path, BoundCall(**fields))

    def _folded(self, call: BoundCall) -> dict[str, np.ndarray]:
        """The arrays of a call as the code takes them."""
        of = self.of
        arrays = {a: call.folds[a](x) if a in call.folds else x for a, x in call.arrays.items()}
        dtype = call.dtype or next((x.dtype for a, x in arrays.items() if a not in of.labels), None)
        if dtype is None or name_of(dtype) not in ELEMENTS or any(x.dtype.kind == "O" for x in arrays.values()):
            raise TypeError(f"{of.name}: there is no code for numbers of type {dtype}")
        return {a: _aligned(x, np.dtype(np.int64) if a in of.labels else dtype) for a, x in arrays.items()}

    def _prepared(self, call: BoundCall, called: Any, path: pathlib.Path | None, arrays: dict[str, np.ndarray]) -> Made:
        """The kernel of a call with these arrays. called : its key; path : where its arguments are recorded."""
        element = name_of(next(x.dtype for a, x in arrays.items() if a not in self.of.labels or len(arrays) == 1))
        key: Any = None
        if called is not None:
            key = (called, element, *((a, x.shape, x.strides) for a, x in arrays.items()))
        made = self.made.get(key) if key is not None else None
        if made is None:
            made = self._recalled_or_made(call, arrays, ELEMENTS[element], key, path)
            if key is not None:
                if len(self.made) >= MOST_KEPT:
                    self.made.clear()
                self.made[key] = made
        return made

    def _result(self, call: BoundCall, called: Any, path: pathlib.Path | None) -> np.ndarray:
        """The result of checked arguments. called : the key of the call; path : where its arguments are recorded."""
        arrays = self._folded(call)
        kernel, known, ranges, copied = self._prepared(call, called, path, arrays)
        y = kernel.run(_in_order(arrays) if copied else arrays, known, ranges, call.env, self.threads)
        return admission.settled(
            call.restored(y) if call.plan.result else y.reshape(())[()], call.dtype, arrays.values()
        )

    def _by_slices(self, call: BoundCall, values: dict[str, Any], axis: int, letter: str) -> np.ndarray:
        """The result of checked arguments, computed for each index along an axis by itself."""

        cut_along = {a for a, fold in call.folds.items() if letter in fold.letters}

        def piece(k: int) -> dict[str, np.ndarray]:
            at = (*[slice(None)] * axis, slice(k, k + 1))
            return {a: x[at] if a in cut_along else x for a, x in call.arrays.items()}

        one, key, path = self._read((), {**values, **piece(0)})
        kernel, known, ranges, copied = self._prepared(one, key, path, self._folded(one))
        count = next(x.shape[axis] for a, x in call.arrays.items() if a in cut_along)
        sizes = [high - low + 1 for low, high in ranges[""]]
        block = memory([count, math.prod(sizes)], TYPES[kernel.element])
        order = kernel.steps[-1].order

        def run(first: int, end: int) -> None:
            for k in range(first, end):
                arrays = self._folded(one.with_arrays(piece(k)))
                kernel.run(_in_order(arrays) if copied else arrays, known, ranges, one.env, 1, block[k])

        cut = chunks(0, count, self.threads, 1)
        others = [pool().submit(run, *ends) for ends in cut[1:]]
        run(*cut[0])
        for other in others:
            other.result()
        at_once = block[0].reshape([sizes[a] for a in order]).transpose(kernel.steps[-1].axes_in_order)
        return admission.settled(slices.joined(block, at_once, one, call, letter), call.dtype, call.arrays.values())

    def _recalled_or_made(
        self, call: BoundCall, arrays: dict[str, np.ndarray], element: str, key: Any, path: pathlib.Path | None
    ) -> Made:
        """The kernel of a call and what it is run with, from the cache or new."""
        if path is None and key is not None:
            path = records.path_of(self.of, "arguments", key[0])
        path = records.beside(path, "kernel", self.fixed, element, key)
        if (found := records.recalled(path)) is not None:
            kernel, code, *more = found
            try:
                kernel.load(Code(name=code))
            except FileNotFoundError:  # removed, or damaged
                pass
            else:
                return (kernel, *more)
        if is_outline(call.plan):
            given = {**call.scalars, **call.arrays}
            call = self.of.binder.bind(given, call.weak).with_arrays(call.arrays)
        new, *more, copied = self._made(call, arrays, element)
        records.record(path, (new.alone, new.code.name, *more, copied))
        return (new, *more, copied)

    def _made(
        self, call: BoundCall, arrays: dict[str, np.ndarray], element: str
    ) -> tuple[Kernel, Integers, dict[str, list[Range]], bool]:
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
        if fixed and apart is None:
            parts, ranges, known = packing.with_copies(parts, ranges, known, self.of.labels, element)
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
            known |= packing.integers_of(part.name, ranges.get(part.name, [(0, -1)] * len(part.indices)))
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


@functools.cache
def name_of(dtype: np.dtype[Any]) -> str:
    """The name of a type of numbers, which NumPy makes anew each time that it is asked for."""
    return dtype.name


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
