"""LLVM's code as text, and integers that are folded as far as they are known.

A `Whole` is an integer of the generated code: a number that is known while the code is written, or a register, with
bounds. In vector code it may also grow from lane to lane by a constant. Counters and sums of loops are kept in memory
of the function (`Writer.slot`), which LLVM turns into registers.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

UNKNOWN = 1 << 62  # an integer of this magnitude means that there is no bound


class NotCompiled(ValueError):
    """A formula, or a call, that cannot be compiled; the message says why."""


class NotVector(Exception):
    """An expression cannot be evaluated for neighbouring indices at once."""


@dataclass(frozen=True)
class Whole:
    """An integer: of every lane, the value at lane 0 and `step` more for each lane after it.

    at : a number, or a register of type i64.
    lo, hi : bounds of it, over all lanes.
    """

    at: int | str
    lo: int
    hi: int
    step: int = 0

    @property
    def known(self) -> bool:
        """Whether it is one number."""
        return isinstance(self.at, int) and not self.step


Bit = bool | tuple[str, bool]  # a condition: known, or a register, and whether that has one for each lane


def whole(n: int) -> Whole:
    """A number."""
    return Whole(n, n, n)


def bounded(n: int) -> int:
    """A bound, none beyond UNKNOWN."""
    return max(-UNKNOWN, min(UNKNOWN, n))


def times_bound(a: int, b: int) -> int:
    """The product of two bounds, of which 0 times no bound is 0."""
    return bounded(a * b)


class Writer:
    """Writes one function. lanes : how many numbers a vector has."""

    def __init__(self, element: str, lanes: int = 1):
        self.element, self.lanes = element, lanes  # element: "float", "double" or "i64"
        self.lines: list[str] = []
        self.slots: list[str] = []
        self.made = 0
        self.declared: set[str] = set()

    # -- text

    def new(self, text: str) -> str:
        """A register with the result of an instruction."""
        self.made += 1
        self.lines.append(f"  %r{self.made} = {text}")
        return f"%r{self.made}"

    def do(self, text: str) -> None:
        """An instruction without a result."""
        self.lines.append(f"  {text}")

    def label(self) -> str:
        """The name of a new block."""
        self.made += 1
        return f"b{self.made}"

    def start(self, label: str) -> None:
        """Begin a block; the block before it goes on here."""
        self.lines.append(f"{label}:")

    def slot(self, kind: str, first: str) -> str:
        """Memory of the function for one value, which starts as `first`."""
        self.made += 1
        self.slots.append(f"  %s{self.made} = alloca {kind}")
        self.do(f"store {kind} {first}, ptr %s{self.made}")
        return f"%s{self.made}"

    def mark(self) -> tuple[int, int]:
        """Where the code ends, for `back_to`."""
        return len(self.lines), len(self.slots)

    def back_to(self, mark: tuple[int, int]) -> None:
        """Forget the code after a mark."""
        del self.lines[mark[0] :], self.slots[mark[1] :]

    def declare(self, text: str) -> None:
        """Declare a function that the code calls."""
        self.declared.add(f"declare {text}")

    # -- types and constants

    def kind(self, element: str, vector: bool) -> str:
        """The type of a value, or of a vector of values."""
        return f"<{self.lanes} x {element}>" if vector else element

    def constant(self, v: float) -> str:
        """A number of the type of the elements."""
        if self.element == "i64":
            return str(int(v))
        if self.element == "float" and abs(v) != float("inf") and v == v:
            v = struct.unpack("f", struct.pack("f", v))[0]
        return f"0x{struct.unpack('Q', struct.pack('d', v))[0]:016X}"

    def splat(self, register: str, element: str) -> str:
        """A vector of equal values."""
        kind = self.kind(element, True)
        one = self.new(f"insertelement {kind} poison, {element} {register}, i32 0")
        return self.new(f"shufflevector {kind} {one}, {kind} poison, <{self.lanes} x i32> zeroinitializer")

    # -- integers

    def text(self, a: Whole) -> str:
        """The operand of an integer at lane 0."""
        return str(a.at)

    def each_lane(self, a: Whole) -> str:
        """An integer as a vector of its lanes."""
        base = self.splat(self.text(a), "i64")
        if not a.step:
            return base
        steps = ", ".join(f"i64 {a.step * k}" for k in range(self.lanes))
        return self.new(f"add nsw <{self.lanes} x i64> {base}, <{steps}>")

    def add(self, a: Whole, b: Whole) -> Whole:
        """a + b."""
        lo, hi, step = bounded(a.lo + b.lo), bounded(a.hi + b.hi), a.step + b.step
        if isinstance(a.at, int) and isinstance(b.at, int):
            return Whole(a.at + b.at, lo, hi, step)
        if a.at == 0 or b.at == 0:
            return Whole(b.at if a.at == 0 else a.at, lo, hi, step)
        return Whole(self.new(f"add nsw i64 {self.text(a)}, {self.text(b)}"), lo, hi, step)

    def times(self, a: Whole, b: Whole) -> Whole:
        """a b."""
        ends = [times_bound(x, y) for x in (a.lo, a.hi) for y in (b.lo, b.hi)]
        if a.step and b.step or (a.step and not b.known) or (b.step and not a.known):
            raise NotVector
        step = a.step * b.at if a.step and isinstance(b.at, int) else b.step * a.at if isinstance(a.at, int) else 0
        if isinstance(a.at, int) and isinstance(b.at, int):
            return Whole(a.at * b.at, min(ends), max(ends), step)
        for one, other in ((a, b), (b, a)):
            if one.at == 0:
                return Whole(0, min(ends), max(ends), step)
            if one.at == 1:
                return Whole(other.at, min(ends), max(ends), step)
        return Whole(self.new(f"mul nsw i64 {self.text(a)}, {self.text(b)}"), min(ends), max(ends), step)

    def minus(self, a: Whole, b: Whole) -> Whole:
        """a - b."""
        return self.add(a, self.times(whole(-1), b))

    def over(self, a: Whole, b: Whole) -> Whole:
        """floor(a / b) for b > 0."""
        self._positive(b)
        if b.known and b.at == 1:
            return a
        lo = -UNKNOWN if a.lo == -UNKNOWN else min(a.lo // b.lo, a.lo // b.hi)
        hi = UNKNOWN if a.hi == UNKNOWN else max(a.hi // b.lo, a.hi // b.hi)
        if lo == hi:
            return whole(lo)
        step = self._lanes_apart(a, b)
        if isinstance(a.at, int) and isinstance(b.at, int):
            return Whole(a.at // b.at, lo, hi, step)
        if a.lo >= 0:
            return Whole(self.new(f"udiv i64 {self.text(a)}, {self.text(b)}"), lo, hi, step)
        down = self.new(f"sdiv i64 {self.text(a)}, {self.text(b)}")
        rest = self.new(f"srem i64 {self.text(a)}, {self.text(b)}")
        less = self.new(f"ashr i64 {rest}, 63")  # -1 where the rest is negative
        return Whole(self.new(f"add nsw i64 {down}, {less}"), lo, hi, step)

    def over_up(self, a: Whole, b: Whole) -> Whole:
        """ceiling(a / b) for b > 0."""
        return self.times(whole(-1), self.over(self.times(whole(-1), a), b))

    def rest(self, a: Whole, b: Whole) -> Whole:
        """a mod b, for b > 0, from 0 to b - 1."""
        self._positive(b)
        if a.lo >= 0 and a.hi < b.lo:
            return a
        if a.step:
            self._lanes_apart(a, b)
            a = Whole(a.at, a.lo, a.hi)  # each lane has the same rest
        if isinstance(a.at, int) and isinstance(b.at, int):
            return whole(a.at % b.at)
        hi = bounded(b.hi - 1)
        if b.known and b.at == 1:
            return whole(0)
        if a.lo >= 0:
            return Whole(self.new(f"urem i64 {self.text(a)}, {self.text(b)}"), 0, min(hi, a.hi))
        rest = self.new(f"srem i64 {self.text(a)}, {self.text(b)}")
        below = self.new(f"icmp slt i64 {rest}, 0")
        more = self.new(f"select i1 {below}, i64 {self.text(b)}, i64 0")
        return Whole(self.new(f"add nsw i64 {rest}, {more}"), 0, hi)

    def _positive(self, b: Whole) -> None:
        if b.lo < 1:
            raise NotCompiled("a quotient whose divisor is not known to be >= 1")
        if b.step:
            raise NotVector

    def _lanes_apart(self, a: Whole, b: Whole) -> int:
        """By how much a quotient grows from lane to lane; NotVector if that differs."""
        if not a.step:
            return 0
        if not (isinstance(b.at, int) and a.step % b.at == 0):
            raise NotVector
        return a.step // b.at

    def extreme(self, name: str, a: Whole, b: Whole) -> Whole:
        """The larger ("max") or the smaller ("min") of two integers."""
        choose = max if name == "max" else min
        lo, hi = choose(a.lo, b.lo), choose(a.hi, b.hi)
        for one, other in ((a, b), (b, a)):
            if (one.lo >= other.hi) if name == "max" else (one.hi <= other.lo):
                return one
        if a.step or b.step:
            raise NotVector
        if isinstance(a.at, int) and isinstance(b.at, int):
            return whole(choose(a.at, b.at))
        self.declare(f"i64 @llvm.s{name}.i64(i64, i64)")
        return Whole(self.new(f"call i64 @llvm.s{name}.i64(i64 {self.text(a)}, i64 {self.text(b)})"), lo, hi)

    def compared(self, sign: str, a: Whole, b: Whole) -> Bit:
        """Whether a relation holds."""
        always = {
            "<": (a.hi < b.lo, a.lo >= b.hi),
            "<=": (a.hi <= b.lo, a.lo > b.hi),
            ">": (a.lo > b.hi, a.hi <= b.lo),
            ">=": (a.lo >= b.hi, a.hi < b.lo),
            "==": (a.lo == a.hi == b.lo == b.hi, a.hi < b.lo or a.lo > b.hi),
            "!=": (a.hi < b.lo or a.lo > b.hi, a.lo == a.hi == b.lo == b.hi),
        }[sign]
        if any(always):
            return always[0]
        name = {"<": "slt", "<=": "sle", ">": "sgt", ">=": "sge", "==": "eq", "!=": "ne"}[sign]
        if not (a.step or b.step):
            return self.new(f"icmp {name} i64 {self.text(a)}, {self.text(b)}"), False
        kind = self.kind("i64", True)
        return self.new(f"icmp {name} {kind} {self.each_lane(a)}, {self.each_lane(b)}"), True

    # -- conditions

    def bit(self, a: Bit, vector: bool) -> str:
        """The operand of a condition, one for each lane if `vector`."""
        if isinstance(a, bool):
            one = "true" if a else "false"
            return one if not vector else f"<{', '.join([f'i1 {one}'] * self.lanes)}>"
        return self.splat(a[0], "i1") if vector and not a[1] else a[0]

    def both(self, a: Bit, b: Bit) -> Bit:
        """Whether both conditions hold."""
        if isinstance(a, bool) or isinstance(b, bool):
            known, other = (a, b) if isinstance(a, bool) else (b, a)
            return other if known else False
        vector = a[1] or b[1]
        return self.new(f"and {self.kind('i1', vector)} {self.bit(a, vector)}, {self.bit(b, vector)}"), vector

    def opposite(self, a: Bit) -> Bit:
        """Whether a condition does not hold."""
        if isinstance(a, bool):
            return not a
        return self.new(f"xor {self.kind('i1', a[1])} {a[0]}, {self.bit(True, a[1])}"), a[1]

    def either(self, a: Bit, b: Bit) -> Bit:
        """Whether one of the conditions holds."""
        return self.opposite(self.both(self.opposite(a), self.opposite(b)))
