"""The code that stores results: numbers, vectors, and vectors of neighbouring places with the places side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import sympy as sp

from .integers import SIZES, Place, Source, Value
from .loops import Loops
from .parts import Part, Range
from .writer import Bit, NotCompiled, NotVector, Whole, whole

NAMES = {"float": "f32", "double": "f64", "i64": "i64"}


@dataclass
class Axes:
    """The axes that loops go over.

    letters, ranges : each letter with its first and its last index, as integers of the code.
    indices : the index of the result along each of its axes, in these letters.
    known : the ranges as numbers, if sizes are known.
    """

    letters: list[sp.Symbol]
    ranges: list[tuple[Whole, Whole]]
    indices: list[sp.Basic]
    known: dict[str, Range] = field(default_factory=dict)


class Stores(Loops):
    """Writes what is stored."""

    part: Part
    axes: Axes
    target: Source
    again: Bit = False  # whether there are results to which these are added
    tail: Bit = True  # in which lanes there is an index

    def _settled(self, v: Value) -> Value:
        """A value in the type of the result; 0 if it takes no part."""
        if self.target.element != "i64" or self.element == "i64":
            v = self.numeric(v)
        if v.element != self.target.element:
            raise NotCompiled(f"the type of {self.part.name or 'the result'} is not known")
        return self.masked(v, "0" if v.element == "i64" else self.out.constant(0.0))

    def _offset(self, at: Place) -> Whole:
        """How far a place of the result lies from the first one."""
        w, target, offset = self.out, self.target, whole(0)
        for axis, index in enumerate(self.axes.indices):
            k = w.minus(self.integer(index, at), target.firsts[axis])
            offset = w.add(offset, w.times(k, target.strides[axis]))
        return offset

    def _store(self, v: Value, at: Place) -> None:
        w, target = self.out, self.target
        v, offset = self._settled(v), self._offset(at)
        size, short = SIZES[v.element], NAMES[v.element]
        if self.again is not False:
            old = self._result(offset)
            v = self.kept(self.again, self.binary("add", old, v), v)
        where = w.new(f"getelementptr {v.element}, ptr {target.pointer}, i64 {w.text(offset)}")
        if not offset.step:
            if v.vector:
                raise NotVector
            w.do(f"store {v.element} {v.register}, ptr {where}")
            return
        kind, vector = w.kind(v.element, True), self.lifted(v, True)
        bits = w.kind("i1", True)
        if offset.step != 1:
            pointers = f"<{w.lanes} x ptr>"
            where = w.new(
                f"getelementptr {v.element}, ptr {target.pointer}, {w.kind('i64', True)} {w.each_lane(offset)}"
            )
            name = f"@llvm.masked.scatter.v{w.lanes}{short}.v{w.lanes}p0"
            w.declare(f"void {name}({kind}, {pointers}, i32 immarg, {bits})")
            w.do(f"call void {name}({kind} {vector}, {pointers} {where}, i32 {size}, {bits} {w.bit(self.tail, True)})")
        elif self.tail is True:
            w.do(f"store {kind} {vector}, ptr {where}, align {size}")
        else:
            name = f"@llvm.masked.store.v{w.lanes}{short}.p0"
            w.declare(f"void {name}({kind}, ptr, i32 immarg, {bits})")
            w.do(f"call void {name}({kind} {vector}, ptr {where}, i32 {size}, {bits} {w.bit(self.tail, True)})")

    def _store_rows(self, values: Sequence[Value], at: Place) -> None:
        """Store vectors of places that are neighbours in memory, the first of which is given: lanes and places change
        roles, so that the places of one lane, which lie side by side, are stored at once."""
        w, element, count = self.out, self.target.element, len(values)
        side = 1 << (count - 1).bit_length()
        kind, offset = w.kind(element, True), self._offset(at)
        vectors = [self.lifted(self._settled(v), True) for v in values] + ["poison"] * (side - count)
        step = 1
        while step < side:  # afterwards lanes that differ by a step stand where places differ by it
            for i in (i for i in range(side) if not i & step):
                a, b = vectors[i], vectors[i + step]
                from_a = [k if not k & step else w.lanes + k - step for k in range(w.lanes)]
                from_b = [k + step if not k & step else w.lanes + k for k in range(w.lanes)]
                vectors[i], vectors[i + step] = self._shuffled(a, b, from_a, kind), self._shuffled(a, b, from_b, kind)
            step *= 2
        row, size = f"<{side} x {element}>", SIZES[element]
        bits = ", ".join(f"i1 {str(k < count).lower()}" for k in range(side))
        name = f"@llvm.masked.store.v{side}{NAMES[element]}.p0"
        for lane in range(w.lanes):
            v = vectors[lane % side]
            if side < w.lanes:
                v = self._shuffled(v, "poison", [lane // side * side + k for k in range(side)], kind)
            here = w.add(Whole(offset.at, offset.lo, offset.hi), whole(lane * offset.step))
            where = w.new(f"getelementptr {element}, ptr {self.target.pointer}, i64 {w.text(here)}")
            if count == side:
                w.do(f"store {row} {v}, ptr {where}, align {size}")
            else:
                w.declare(f"void {name}({row}, ptr, i32 immarg, <{side} x i1>)")
                w.do(f"call void {name}({row} {v}, ptr {where}, i32 {size}, <{side} x i1> <{bits}>)")

    def _shuffled(self, a: str, b: str, places: Sequence[int], kind: str) -> str:
        picked = ", ".join(f"i32 {k}" for k in places)
        return self.out.new(f"shufflevector {kind} {a}, {kind} {b}, <{len(places)} x i32> <{picked}>")

    def _result(self, offset: Whole) -> Value:
        """What is stored at a place of the result."""
        w, target = self.out, self.target
        if offset.step:
            return Value(self._lanes_of(target, offset, True), target.element, True)
        where = w.new(f"getelementptr {target.element}, ptr {target.pointer}, i64 {w.text(offset)}")
        return Value(w.new(f"load {target.element}, ptr {where}"), target.element)
