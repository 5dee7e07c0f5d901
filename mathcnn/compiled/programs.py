"""Programs: compiled calls one after another, on arrays at fixed places, as one function of machine code.

A program runs many times, each time on memory of another part of a batch. Its arrays lie in regions, of which there is
one for each part, and in scratch memory, of which there is one for each thread, so that it stays in the cache of its
core. All else that the code needs is decided when the program is written: nothing is checked, copied or allocated
between two calls.
"""

from __future__ import annotations

import ctypes
import dataclasses
import math
import pathlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # Any: functions of machine code

import numpy as np

from ..language.call import BoundCall
from ..language.formula import Formula
from . import records, running
from .batches import additive, separable
from .calls import compiled
from .choosing import chunks
from .native import Code
from .running import pool
from .writer import NotCompiled

LINE = 64  # bytes of a line of a cache, and of the widest vector: every array begins at a multiple


class Region:
    """Memory in which arrays of a program lie; how much is known once all have a place.

    packed : whether nothing lies between two arrays; else each begins at a multiple of a line of the cache.
    """

    def __init__(self, packed: bool = False):
        self.bytes, self.packed = 0, packed

    def array(self, shape: Sequence[int], dtype: np.dtype[Any], batch: bool) -> Placed:
        """A place for an array of this shape; batch : whether its first axis, that of the batch, is innermost."""
        place = Placed(self, self.bytes, tuple(shape), dtype, batch)
        self.bytes += place.view.nbytes if self.packed else _lines(place.view.nbytes)
        return place

    def memory(self, count: int) -> np.ndarray:
        """Memory for so many regions, (count, bytes), whose rows begin at multiples of a line."""
        apart = max(LINE, _lines(self.bytes))
        whole = running.memory([count * apart + LINE], np.dtype(np.uint8))
        first = -whole.ctypes.data % LINE
        return whole[first : first + count * apart].reshape(count, apart)[:, : self.bytes]


def _lines(size: int) -> int:
    """So many bytes as whole lines."""
    return -(-size // LINE) * LINE


class Placed:
    """The place of an array in a region. view : an array of its shape and strides."""

    def __init__(self, region: Region, offset: int, shape: tuple[int, ...], dtype: np.dtype[Any], batch: bool):
        self.region, self.offset, self.batch = region, offset, batch
        inner = (*shape[1:], shape[0]) if batch else shape
        self.view = np.empty(inner, dtype)
        if batch:
            self.view = self.view.transpose(-1, *range(len(shape) - 1))

    def within(self, memory: np.ndarray) -> np.ndarray:
        """The arrays at this place in the rows of `Region.memory`, (count, *shape)."""
        x = self.view
        rows = memory[:, self.offset : self.offset + x.nbytes].view(x.dtype)
        if not self.batch:
            return rows.reshape(len(memory), *x.shape)
        inner = rows.reshape(len(memory), *x.shape[1:], x.shape[0])
        return inner.transpose(0, -1, *range(1, x.ndim))


@dataclass
class Function:
    """A function of machine code in the cache. code : what the machine code is called; name : of the function."""

    code: str
    name: str


@dataclass
class Given:
    """An array that no region holds. number : which one of those that the program is given."""

    number: int


Entry = Function | Given | np.ndarray  # what an address in the table is of; arrays are numbers that the calls read


class Program:
    """Calls of formulas, one after another.

    regions : where the arrays are that it is given for a part of a batch, and that it returns; given : the other arrays
    that its calls read, which are the same for all parts. More arrays lie in its region `scratch`, as do named parts of
    statements.
    """

    def __init__(self, regions: Sequence[Region], given: Sequence[np.ndarray] = ()):
        self.regions, self.given, self.scratch = list(regions), list(given), Region()
        self.table: list[Entry] = []
        self.lines: list[str] = []
        self.codes: dict[str, Code] = {}  # the machine code of its calls
        self.function: Any = None  # once it is finished

    def add(self, of: Formula, call: BoundCall, given: Mapping[str, Placed | np.ndarray], into: Placed) -> None:
        """One more call.

        Parameters
        ----------
        of : the formula.
        call : the call, checked, with arrays of the right types and shapes.
        given : where each array is: in a region, or one of those that the program is given.
        into : where the result goes.

        Raises
        ------
        NotCompiled : there is no code for it, or its result is not computed part of a batch by part of a batch.
        """
        form = compiled(of)
        views = {a: x.view if isinstance(x, Placed) else x for a, x in given.items()}
        views = {a: x for a, x in views.items() if a in call.arrays}
        call = self._split(call, views, {a for a in views if isinstance(x := given[a], Placed) and x.batch}, into)
        folded = {a: call.folds[a](x) if a in call.folds else x for a, x in views.items()}
        for a, x in folded.items():
            if x.dtype != call.dtype or x.ctypes.data != views[a].ctypes.data or not np.may_share_memory(x, views[a]):
                raise NotCompiled(f"{of.name}: {a} is not read where it is")
        kernel, known, ranges = form.kernel_into(call, folded, self._apart(call, into))
        self.codes[kernel.code.name] = kernel.code
        numbers = kernel.numbers_of(known, call.env)
        read = [self._operand(given[a]) for a in kernel.names]
        fixed = dict[int, np.ndarray]()  # parts that are the same in every call, such as how many entries a window has
        for k, (step, part) in enumerate(zip(kernel.steps, kernel.parts, strict=True)):
            own = ranges.get(part.name, [(0, -1)] * len(part.indices))
            low, high = kernel.span(step, own)
            others = {str(x.base) for x in part.reads} - {kernel.parts[n].name for n in fixed}
            if k == len(kernel.steps) - 1:
                out = self._operand(into)
            elif others:
                out = self._operand(self.scratch.array(*kernel.room(step, own), batch=False))
            else:
                fixed[k] = made = running.memory(*kernel.room(step, own))
                before = [fixed[n].ctypes.data if n in fixed else 0 for n in range(k)]
                if made.size:
                    unread = [0] * len(kernel.names)
                    step.call(made.ctypes.data, *unread, *before, *(x.ctypes.data for x in numbers), low, high)
                out = self._own(made)
            if k not in fixed:
                pointers = [out, *read, *map(self._own, numbers)]
                function = self._own(Function(kernel.code.name, f"part{k}"))
                self.lines.append(
                    f"  call void {function}({', '.join(f'ptr {p}' for p in pointers)}, i64 {low}, i64 {high})"
                )
            read.append(out)

    def _split(self, call: BoundCall, views: Mapping[str, np.ndarray], batched: set[str], into: Placed) -> BoundCall:
        """The same call, in which axes that are seen as one with the batch are so in the order of memory.

        Raises NotCompiled if it cannot be computed for a part of a batch.
        """
        plan = call.plan
        of = plan.of.name
        groups = dict.fromkeys(batched, 0)
        for a in batched & {*call.folds}:
            groups[a] = next(k for k, group in enumerate(call.folds[a].groups) if 0 in group)
        sizes = {str(plan.arrays[a][k].size) for a, k in groups.items()}
        parts = compiled(plan.of).parts_of(plan)
        if len(sizes) != 1:
            raise NotCompiled(f"{of}: which axis is that of the batch is not known")
        (size,) = sizes
        axis = separable(parts, groups, size) if into.batch else None
        if into.batch and (axis is None or not self._begins_with(call, axis)):
            raise NotCompiled(f"{of}: a part of the batch is not computed by itself")
        if not into.batch and not additive(parts, groups, size):
            raise NotCompiled(f"{of}: it is no sum over the batch")
        folds = dict(call.folds)
        for a, k in groups.items():
            if a in folds:
                order = tuple(sorted(folds[a].groups[k], key=lambda axis: -views[a].strides[axis]))
                ordered = tuple(order if n == k else group for n, group in enumerate(folds[a].groups))
                folds[a] = dataclasses.replace(folds[a], groups=ordered)
        return dataclasses.replace(call, folds=folds)

    def _begins_with(self, call: BoundCall, axis: int) -> bool:
        """Whether the first axis of the result is, or is part of, this axis of the statement."""
        sizes = [len(r) for r in call.plan.ranges(call.plan.result, call.env)]
        number = call.restored(np.arange(math.prod(sizes)).reshape(sizes))
        first = np.unravel_index(number.reshape(len(number), -1)[:, 0], sizes)
        return all(k == axis or not at.any() for k, at in enumerate(first))

    def _apart(self, call: BoundCall, into: Placed) -> list[int]:
        """How far entries of the result lie apart along each axis of the statement."""
        sizes = [len(r) for r in call.plan.ranges(call.plan.result, call.env)]
        count = math.prod(sizes)
        number = call.restored(np.arange(count).reshape(sizes))  # of the entry of the statement at each index
        if number.shape != into.view.shape:
            raise NotCompiled(f"{call.plan.of.name}: its result has shape {number.shape}, not {into.view.shape}")
        if not count:
            raise NotCompiled(f"{call.plan.of.name}: its result has no entries")
        at = np.empty(count, np.int64)
        at[number.ravel()] = _steps(number.shape, [d // into.view.itemsize for d in into.view.strides]).ravel()
        at = at.reshape(sizes)
        apart = [int(at.take(1, axis).flat[0]) if n > 1 else 0 for axis, n in enumerate(sizes)]
        if not np.array_equal(at, _steps(sizes, apart)):
            raise NotCompiled(f"{call.plan.of.name}: its result does not lie in memory in equal steps")
        return apart

    def _operand(self, x: Placed | np.ndarray) -> str:
        """The register with the address of an array."""
        if isinstance(x, np.ndarray):
            return self._own(Given(next(k for k, one in enumerate(self.given) if one is x)))
        name = f"%place{len(self.lines)}"
        region = [*self.regions, self.scratch].index(x.region)
        self.lines.append(f"  {name} = getelementptr i8, ptr %region{region}, i64 {x.offset}")
        return name

    def _own(self, entry: Entry) -> str:
        """The register with an address that is the same for every part of a batch."""
        where, name = f"%entry{len(self.lines)}", f"%own{len(self.lines)}"
        self.lines.append(f"  {where} = getelementptr i64, ptr %table, i64 {len(self.table)}")
        self.lines.append(f"  {name} = load ptr, ptr {where}")
        self.table.append(entry)
        return name

    def finish(self, path: pathlib.Path | None = None) -> Program:
        """Compile the program. path : where it is recorded."""
        names = range(len(self.regions) + 1)
        text = [
            "define void @program(ptr %starts, ptr %sizes, ptr %table, i64 %first, i64 %stop) {",
            "entry:",
            *(f"  %start{n}at = getelementptr ptr, ptr %starts, i64 {n}" for n in names),
            *(f"  %start{n} = load ptr, ptr %start{n}at" for n in names),
            *(f"  %size{n}at = getelementptr i64, ptr %sizes, i64 {n}" for n in names),
            *(f"  %size{n} = load i64, ptr %size{n}at" for n in names),
            "  br label %head",
            "head:",
            "  %now = phi i64 [ %first, %entry ], [ %next, %body ]",
            "  %more = icmp slt i64 %now, %stop",
            "  br i1 %more, label %body, label %end",
            "body:",
            *(f"  %away{n} = mul i64 %now, %size{n}" for n in names),
            *(f"  %region{n} = getelementptr i8, ptr %start{n}, i64 %away{n}" for n in names),
            *self.lines,
            "  %next = add i64 %now, 1",
            "  br label %head",
            "end:",
            "  ret void",
            "}",
            "",
        ]
        code = Code("\n".join(text))
        records.record(path, (code.name, self.scratch.bytes, self.table))
        self._load(code)
        return self

    def recall(self, path: pathlib.Path | None) -> bool:
        """Take the program from the cache. Returns whether it was there, all of it; then it is finished.

        path : where it was recorded when a program with the same regions and like arrays was finished.
        """
        if (found := records.recalled(path)) is None:
            return False
        name, size, table = found
        try:
            codes = {one: Code(name=one) for one in dict.fromkeys(e.code for e in table if isinstance(e, Function))}
            code = Code(name=name)
        except FileNotFoundError:  # removed, or damaged
            return False
        self.codes, self.scratch.bytes, self.table = codes, size, table
        self._load(code)
        return True

    def _load(self, code: Code) -> None:
        """Take the function from machine code, and fill in the addresses that it reads."""
        kind = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 3, ctypes.c_int64, ctypes.c_int64)
        self.code, self.function = code, kind(code.address("program"))
        self.addresses = np.array([self._address(entry) for entry in self.table], np.int64)

    def _address(self, entry: Entry) -> int:
        if isinstance(entry, Function):
            return self.codes[entry.code].address(entry.name)
        return int((self.given[entry.number] if isinstance(entry, Given) else entry).ctypes.data)

    def run(self, memory: Sequence[np.ndarray], threads: int) -> None:
        """Run on every row of `memory`, that of each region as `Region.memory` makes it; rows are shared by threads."""
        count = len(memory[0])
        cut = chunks(0, count, threads, 1)
        own = self.scratch.memory(len(cut))
        alive, calls = [], []
        for k, (first, stop) in enumerate(cut):
            starts = np.array([*(m.ctypes.data for m in memory), own[k].ctypes.data], np.int64)
            sizes = np.array([*(m.strides[0] for m in memory), 0], np.int64)
            alive += [starts, sizes]
            calls.append((*(x.ctypes.data for x in (starts, sizes, self.addresses)), first, stop))
        others = [pool().submit(self.function, *one) for one in calls[1:]]
        self.function(*calls[0])
        for one in others:
            one.result()


def _steps(shape: Sequence[int], apart: Sequence[int]) -> np.ndarray:
    """How far the entry at each index lies from the first one, if entries lie so far apart along each axis."""
    found = np.zeros(shape, np.int64)
    for axis, d in enumerate(apart):
        found += (d * np.arange(shape[axis])).reshape([-1 if k == axis else 1 for k in range(len(shape))])
    return found
