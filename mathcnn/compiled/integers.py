"""The code of integers, and of the entries of arrays that they are indices of.

A place is a value of every letter in reach. In vector code the integers of a place may grow from lane to lane; see
`writer`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sympy as sp

from ..language.statement import Clamp, Inside, Single, Where, Within
from .writer import UNKNOWN, Bit, NotCompiled, NotVector, Whole, Writer, whole

Place = Mapping[str, Whole]  # the integers that letters stand for
AHEAD = 8  # terms before it is read, a vector is asked for, if each term reads another page of memory
PAGE = 4096  # bytes
SIZES = {"float": 4, "double": 8, "i64": 8}
MOST_APART = 4  # entries that lie no further apart are picked out of a longer vector


@dataclass(frozen=True)
class Value:
    """A value: its register, its type, whether it has lanes, and whether it takes part."""

    register: str
    element: str
    vector: bool = False
    present: Bit = True


@dataclass
class Source:
    """An array that the code reads: where each axis begins, how many indices it has, and how far apart entries lie.

    sizes_said : its first indices and sizes as the statement says them, for arguments.
    full : whether each index that is read has an entry, as for parts.
    """

    pointer: str
    element: str
    firsts: list[Whole]
    sizes: list[Whole]
    strides: list[Whole]
    sizes_said: list[tuple[sp.Basic, sp.Basic]] | None = None
    full: bool = False


class Indices:
    """Writes the code of integers and of entries of arrays. Subclasses write that of conditions."""

    def __init__(self, out: Writer, sources: dict[str, Source], letters: dict[str, Whole], numbers: dict[str, str]):
        self.out, self.sources, self.letters, self.numbers = out, sources, letters, numbers
        self.said: dict[str, tuple[sp.Basic, sp.Basic]] = {}  # the first index and the size of the range of a letter
        self.proven: set[tuple[str, int, sp.Basic]] = set()  # indices that are known to be inside their arrays
        self.holds: set[sp.Basic] = set()  # conditions that are known to hold
        self.walked: sp.Symbol | None = None  # the letter of the innermost loop
        self.asked_for: set[tuple[object, ...]] = set()  # what a term has asked for, before it is read

    def condition(self, e: sp.Basic, at: Place) -> Bit:
        """A condition on integers or on values."""
        raise NotImplementedError

    @property
    def element(self) -> str:
        """The type of the numbers."""
        return self.out.element

    # -- integers

    def integer(self, e: sp.Basic, at: Place) -> Whole:
        """An integer. Raises NotCompiled for an expression that the code has no integer for."""
        w = self.out
        if isinstance(e, sp.Integer):
            return whole(int(e))
        if isinstance(e, sp.Symbol):
            found = at.get(e.name) or self.letters.get(e.name)
            if found is None:
                raise NotCompiled(f"the letter {e} has no integer")
            return found
        if isinstance(e, sp.Add | sp.Mul):
            if isinstance(e, sp.Mul) and sp.fraction(e)[1] != 1:
                raise NotCompiled(f"{e} is not an integer")
            total, *more = (self.integer(part, at) for part in e.args)
            for part in more:
                total = w.add(total, part) if isinstance(e, sp.Add) else w.times(total, part)
            return total
        if isinstance(e, sp.Pow) and e.exp.is_Integer and e.exp >= 0:
            found = whole(1)
            for _ in range(int(e.exp)):
                found = w.times(found, self.integer(e.base, at))
            return found
        if isinstance(e, sp.floor | sp.ceiling):
            above, below = (self.integer(part, at) for part in sp.fraction(sp.together(e.args[0])))
            return w.over(above, below) if isinstance(e, sp.floor) else w.over_up(above, below)
        if isinstance(e, sp.Mod):
            return w.rest(*(self.integer(part, at) for part in e.args))
        if isinstance(e, sp.Max | sp.Min):
            first, *more = (self.integer(part, at) for part in e.args)
            for part in more:
                first = w.extreme(type(e).__name__.lower(), first, part)
            return first
        if isinstance(e, Clamp):
            k, low, high = (self.integer(part, at) for part in e.args)
            return w.extreme("max", low, w.extreme("min", k, high))
        if isinstance(e, Within):
            k, low, high = (self.integer(part, at) for part in e.args)
            return self.chosen(w.both(w.compared("<=", low, k), w.compared("<", k, high)), whole(1), whole(0))
        if isinstance(e, Inside):
            test, _ = self.place(e.args[0], at)
            return self.chosen(test, whole(1), whole(0))
        if isinstance(e, sp.Abs):
            k = self.integer(e.args[0], at)
            return w.extreme("max", k, w.times(whole(-1), k))
        if isinstance(e, Where):
            return self.chosen(self.condition(e.args[1], at), self.integer(e.args[0], at), whole(0))
        if isinstance(e, sp.Piecewise):
            found = self.integer(e.args[-1][0], at)
            for value, test in reversed(e.args[:-1]):
                found = self.chosen(self.condition(test, at), self.integer(value, at), found)
            return found
        if isinstance(e, sp.Indexed) and self.sources.get(str(e.base)) and self.source(e).element == "i64":
            read = self.entry(e, at)
            if read.vector:
                raise NotVector
            return Whole(read.register, -UNKNOWN, UNKNOWN)
        raise NotCompiled(f"an integer that is {type(e).__name__}: {e}")

    def chosen(self, test: Bit, a: Whole, b: Whole) -> Whole:
        """a where a condition holds, else b."""
        if isinstance(test, bool):
            return a if test else b
        if test[1] or a.step or b.step:
            raise NotVector
        found = self.out.new(f"select i1 {test[0]}, i64 {self.out.text(a)}, i64 {self.out.text(b)}")
        return Whole(found, min(a.lo, b.lo), max(a.hi, b.hi))

    # -- entries of arrays

    def source(self, e: sp.Indexed) -> Source:
        """The array that an entry is of."""
        return self.sources[str(e.base)]

    def place(self, e: sp.Indexed, at: Place) -> tuple[Bit, Whole]:
        """Whether an index is inside its array, and how far its entry lies from the first one."""
        if str(e.base) not in self.sources:
            return False, whole(0)
        source, w = self.source(e), self.out
        inside, offset = True, whole(0)
        test: Bit = inside
        for axis, index in enumerate(() if isinstance(e, Single) else e.indices):
            k = w.minus(self.integer(index, at), source.firsts[axis])
            if not (source.full or self._is_proven(e, axis, index, source)):
                test = w.both(test, w.both(w.compared(">=", k, whole(0)), w.compared("<", k, source.sizes[axis])))
            if source.sizes[axis].known and source.sizes[axis].at == 1:
                k = whole(0)
            offset = w.add(offset, w.times(k, source.strides[axis]))
        return test, offset

    def _is_proven(self, e: sp.Indexed, axis: int, index: sp.Basic, source: Source) -> bool:
        if (str(e.base), axis, index) in self.proven:
            return True
        said = source.sizes_said
        return said is not None and isinstance(index, sp.Symbol) and self.said.get(index.name) == said[axis]

    def entry(self, e: sp.Indexed, at: Place) -> Value:
        """An entry of an array. It is read only where it is inside."""
        test, offset = self.place(e, at)
        if test is False:
            return Value("0" if self.element == "i64" else self.out.constant(0.0), self.element, present=False)
        source, w = self.source(e), self.out
        if not offset.step and not (isinstance(test, tuple) and test[1]):
            here = offset
            if test is not True:
                here = self.chosen(test, offset, whole(0))  # the first entry stands for one outside
            where = w.new(f"getelementptr inbounds {source.element}, ptr {source.pointer}, i64 {w.text(here)}")
            return Value(w.new(f"load {source.element}, ptr {where}"), source.element, present=test)
        if offset.step == 1 and test is True:
            self._ask_for_later(e, at, source, offset)
        return Value(self._lanes_of(source, offset, test), source.element, True, test)

    def _ask_for_later(self, e: sp.Indexed, at: Place, source: Source, offset: Whole) -> None:
        """Ask memory for a vector that a later term reads, if each term reads another page, which no processor does by
        itself. An address outside the array is no fault."""
        v, by = self.walked, 0
        for index, stride in zip(e.indices, source.strides, strict=False):
            slope = sp.expand(index).coeff(v, 1) if v is not None else sp.S.Zero
            if not (slope.is_Integer and stride.known):
                return
            by += int(slope) * stride.lo
        key = (e, *(at.get(s.name) for s in sorted(e.free_symbols, key=str) if isinstance(s, sp.Symbol)))
        if abs(by) * SIZES[source.element] < PAGE or key in self.asked_for:
            return
        self.asked_for.add(key)
        w = self.out
        w.declare("void @llvm.prefetch.p0(ptr, i32 immarg, i32 immarg, i32 immarg)")
        later = w.add(Whole(offset.at, offset.lo, offset.hi), whole(AHEAD * by))
        where = w.new(f"getelementptr {source.element}, ptr {source.pointer}, i64 {w.text(later)}")
        w.do(f"call void @llvm.prefetch.p0(ptr {where}, i32 0, i32 3, i32 1)")

    def _lanes_of(self, source: Source, offset: Whole, test: Bit) -> str:
        """The entries of neighbouring lanes as a vector."""
        w, size = self.out, SIZES[source.element]
        kind, short = w.kind(source.element, True), {"float": "f32", "double": "f64", "i64": "i64"}[source.element]
        bits = w.kind("i1", True)
        if offset.step == 1:
            where = w.new(f"getelementptr {source.element}, ptr {source.pointer}, i64 {w.text(offset)}")
            if test is True:
                return w.new(f"load {kind}, ptr {where}, align {size}")
            name = f"@llvm.masked.load.v{w.lanes}{short}.p0"
            w.declare(f"{kind} {name}(ptr, i32 immarg, {bits}, {kind})")
            return w.new(
                f"call {kind} {name}(ptr {where}, i32 {size}, {bits} {w.bit(test, True)}, {kind} zeroinitializer)"
            )
        if test is True and 2 <= offset.step <= MOST_APART:
            many = offset.step * (w.lanes - 1) + 1
            where = w.new(f"getelementptr {source.element}, ptr {source.pointer}, i64 {w.text(offset)}")
            wide = f"<{many} x {source.element}>"
            read = w.new(f"load {wide}, ptr {where}, align {size}")
            places = ", ".join(f"i32 {offset.step * k}" for k in range(w.lanes))
            return w.new(f"shufflevector {wide} {read}, {wide} poison, <{w.lanes} x i32> <{places}>")
        lanes = w.each_lane(offset)
        pointers = f"<{w.lanes} x ptr>"
        where = w.new(f"getelementptr {source.element}, ptr {source.pointer}, {w.kind('i64', True)} {lanes}")
        name = f"@llvm.masked.gather.v{w.lanes}{short}.v{w.lanes}p0"
        w.declare(f"{kind} {name}({pointers}, i32 immarg, {bits}, {kind})")
        return w.new(
            f"call {kind} {name}({pointers} {where}, i32 {size}, {bits} {w.bit(test, True)}, {kind} zeroinitializer)"
        )
