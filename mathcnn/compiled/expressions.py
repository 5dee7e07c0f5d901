"""The code of values and conditions at a tile of indices.

A tile is a list of places. An expression has one value for each place, and a sum is one loop for all of them, so that
what several places read is read once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom

from ..language.choices import sign_of
from ..language.statement import ArgMaxOver, MaxOver, PLog, Where, is_whole
from .functions import function
from .integers import Indices, Place, Value
from .writer import Bit, NotCompiled, Whole

Tile = Sequence[Place]
SIGNS = {"<": "olt", "<=": "ole", ">": "ogt", ">=": "oge", "==": "oeq", "!=": "une"}  # false with NaN, != is true
CALLS = {sp.exp: "exp", sp.log: "log", sp.tanh: "tanh"}


class Expressions(Indices):
    """Writes the code of expressions. Subclasses write that of sums."""

    # -- conditions

    def condition(self, e: sp.Basic, at: Place) -> Bit:
        """A condition on integers or on values."""
        if e in self.holds:
            return True
        if isinstance(e, sp.And | sp.Or):
            found: Bit = isinstance(e, sp.And)
            for part in e.args:
                one = self.condition(part, at)
                found = self.out.both(found, one) if isinstance(e, sp.And) else self.out.either(found, one)
            return found
        if isinstance(e, sp.Not):
            return self.out.opposite(self.condition(e.args[0], at))
        if isinstance(e, BooleanAtom):
            return bool(e)
        if not isinstance(e, Relational):
            raise NotCompiled(f"a condition that is {type(e).__name__}: {e}")
        if all(is_whole(side) for side in e.args):
            return self.out.compared(sign_of(e), *(self.integer(side, at) for side in e.args))
        left, right = (self.values(side, [at])[0] for side in e.args)
        if left.element == right.element == "i64" and self.out.element != "i64":
            sign = {"==": "eq", "!=": "ne", "<": "slt", "<=": "sle", ">": "sgt", ">=": "sge"}[sign_of(e)]
            return self._relation(f"icmp {sign}", left, right)
        left, right = self.numeric(left), self.numeric(right)
        if self.out.element == "i64":
            sign = {"==": "eq", "!=": "ne", "<": "slt", "<=": "sle", ">": "sgt", ">=": "sge"}[sign_of(e)]
            return self._relation(f"icmp {sign}", left, right)
        return self._relation(f"fcmp {SIGNS[sign_of(e)]}", left, right)

    def _relation(self, operation: str, left: Value, right: Value) -> Bit:
        a, b, vector = self.alike(left, right)
        return self.out.new(f"{operation} {self.out.kind(left.element, vector)} {a}, {b}"), vector

    # -- values

    def values(self, e: sp.Basic, tile: Tile) -> list[Value]:
        """The value at each place of a tile."""
        if isinstance(e, sp.Sum | sp.Product | MaxOver | ArgMaxOver):
            return self.reduced(e, tile)
        if is_whole(e):
            return [self.from_integer(self.integer(e, at)) for at in tile]
        if isinstance(e, sp.Indexed):
            return [self.entry(e, at) for at in tile]
        if isinstance(e, Where):
            e = sp.Piecewise(e.args, (sp.S.Zero, True), evaluate=False)
        if isinstance(e, sp.Piecewise):
            branches = [self.values(value, tile) for value, _ in e.args]
            return [self._cases(e, [branch[k] for branch in branches], at) for k, at in enumerate(tile)]
        above, below = sp.fraction(e) if isinstance(e, sp.Mul | sp.Pow) else (e, sp.S.One)
        if below != 1:
            tops, bottoms = self.values(above, tile), self.values(below, tile)
            return [self.quotient(a, b) for a, b in zip(tops, bottoms, strict=True)]
        if isinstance(e, sp.Symbol | sp.Number | sp.core.numbers.NumberSymbol):
            return [self.number(e) for _ in tile]
        if isinstance(e, PLog):
            p, q, base = e.args
            parts = [self.values(p, tile), self.logarithms(q, tile), self.logarithms(base, tile)]
            return [self._plog(*at) for at in zip(*parts, strict=True)]
        if isinstance(e, sp.log):
            return self.logarithms(e.args[0], tile)
        if isinstance(e, sp.Pow) and not e.exp.is_Rational:
            return [self.power(a, b) for a, b in zip(*(self.values(part, tile) for part in e.args), strict=True)]
        parts = [self.values(part, tile) for part in (e.args[:1] if isinstance(e, sp.Pow) else e.args)]
        return [self.applied(e, [self.numeric(part[k]) for part in parts]) for k in range(len(tile))]

    def reduced(self, e: sp.Basic, tile: Tile) -> list[Value]:
        """A sum, a product or a maximum at each place of a tile."""
        raise NotImplementedError

    def number(self, e: sp.Basic) -> Value:
        """A number, or a letter that stands for one."""
        if isinstance(e, sp.Symbol):
            if e.name not in self.numbers:
                raise NotCompiled(f"the letter {e} is no number of the call")
            return Value(self.numbers[e.name], self.out.element)
        if e is sp.nan or e.is_infinite:
            return Value(self.out.constant(math.nan if e is sp.nan else math.inf if e > 0 else -math.inf), self.element)
        if self.out.element == "i64" and not e.is_Integer:
            raise NotCompiled(f"{e} beside integers")
        return Value(self.out.constant(float(e)), self.element)

    def from_integer(self, k: Whole) -> Value:
        """An integer as a value: still an integer, beside which values become floats."""
        if k.step:
            return Value(self.out.each_lane(k), "i64", True)
        return Value(self.out.text(k), "i64")

    def numeric(self, v: Value) -> Value:
        """A value in the type of the numbers."""
        if v.element == self.element:
            return v
        if not v.vector and v.register.lstrip("-").isdigit():
            return replace(v, register=self.out.constant(int(v.register)), element=self.element)
        source, target = self.out.kind("i64", v.vector), self.out.kind(self.element, v.vector)
        return replace(v, register=self.out.new(f"sitofp {source} {v.register} to {target}"), element=self.element)

    def alike(self, *values: Value) -> tuple[Any, ...]:
        """The operands of values, as vectors if one of them is, and whether they are."""
        vector = any(v.vector for v in values)
        return (*(self.lifted(v, vector) for v in values), vector)

    def lifted(self, v: Value, vector: bool) -> str:
        """The operand of a value, as a vector if asked."""
        return self.out.splat(v.register, v.element) if vector and not v.vector else v.register

    def binary(self, name: str, a: Value, b: Value) -> Value:
        """The sum, difference or product of two values in the type of the numbers."""
        x, y, vector = self.alike(a, b)
        operation = name if self.element == "i64" else f"f{name} contract"
        found = self.out.new(f"{operation} {self.out.kind(self.element, vector)} {x}, {y}")
        return Value(found, self.element, vector)

    def applied(self, e: sp.Basic, args: list[Value]) -> Value:
        """An operation on values."""
        if isinstance(e, sp.Add):
            return self.added(args)
        if isinstance(e, sp.Mul):
            first, *more = args
            for v in more:
                first = replace(self.binary("mul", first, v), present=self.out.both(first.present, v.present))
            return first
        if isinstance(e, sp.Pow):
            return self._rational_power(args[0], e.exp)
        if isinstance(e, sp.Max | sp.Min):
            present = [v for v in args if v.present is not False]
            first = present[0]
            if any(v.present is not True for v in present):
                raise NotCompiled(f"a maximum of an entry that may lie outside its array: {e}")
            for v in present[1:]:
                first = self.extreme("max" if isinstance(e, sp.Max) else "min", first, v)
            return first
        if isinstance(e, sp.Abs):
            return self.called("fabs", args[0]) if self.element != "i64" else self._absolute(args[0])
        if type(e) in CALLS:
            return self.own(CALLS[type(e)], args[0])
        raise NotCompiled(f"there is no code for {type(e).__name__}: {e}")

    def added(self, terms: list[Value]) -> Value:
        """The sum of the terms that take part."""
        total: Value | None = None
        for v in terms:
            if v.present is False:
                continue
            if total is None:
                total = self.masked(v, self.out.constant(0.0))
            else:
                total = self.kept(v.present, self.binary("add", total, v), total)
        return total or Value(self.out.constant(0.0), self.element)

    def masked(self, v: Value, otherwise: str) -> Value:
        """A value, and another number where it takes no part."""
        if v.present is True:
            return v
        return self.kept(v.present, replace(v, present=True), Value(otherwise, v.element))

    def kept(self, test: Bit, a: Value, b: Value) -> Value:
        """a where a condition holds, else b; both of one type."""
        if isinstance(test, bool):
            return a if test else b
        vector = test[1] or a.vector or b.vector
        kind = self.out.kind(a.element, vector)
        x, y = self.lifted(a, vector), self.lifted(b, vector)
        bits, bit = self.out.kind("i1", vector), self.out.bit(test, vector)
        return Value(self.out.new(f"select {bits} {bit}, {kind} {x}, {kind} {y}"), a.element, vector)

    def quotient(self, a: Value, b: Value) -> Value:
        """a / b; 0 if a takes no part."""
        if self.element == "i64":
            raise NotCompiled("a quotient of integers")
        if a.present is False:
            return Value(self.out.constant(0.0), self.element)
        a, b = self.numeric(a), self.numeric(b)
        x, y, vector = self.alike(a, b)
        found = Value(self.out.new(f"fdiv {self.out.kind(self.element, vector)} {x}, {y}"), self.element, vector)
        return self.masked(replace(found, present=a.present), self.out.constant(0.0))

    def called(self, name: str, *args: Value) -> Value:
        """A function of LLVM that has its form for vectors."""
        if self.element == "i64":
            raise NotCompiled(f"{name} of integers")
        *operands, vector = self.alike(*args)
        kind = self.out.kind(self.element, vector)
        short = {"float": "f32", "double": "f64"}[self.element]
        function = f"@llvm.{name}.{f'v{self.out.lanes}' if vector else ''}{short}"
        self.out.declare(f"{kind} {function}({', '.join([kind] * len(args))})")
        found = self.out.new(f"call {kind} {function}({', '.join(f'{kind} {x}' for x in operands)})")
        return Value(found, self.element, vector, args[0].present)

    def extreme(self, name: str, a: Value, b: Value) -> Value:
        """The larger or the smaller of two values; NaN if one is NaN."""
        if self.element != "i64":
            return replace(self.called(f"{name}imum", a, b), present=True)
        x, y, vector = self.alike(a, b)
        kind = self.out.kind("i64", vector)
        sign = {"max": "sgt", "min": "slt"}[name]
        test = self.out.new(f"icmp {sign} {kind} {x}, {y}"), vector
        return self.kept(test, a, b)

    def _absolute(self, a: Value) -> Value:
        return self.extreme("max", a, self.binary("mul", a, Value("-1", "i64")))

    def own(self, name: str, a: Value, *more: Value) -> Value:
        """A function whose code is written here: see `functions`."""
        if self.element == "i64":
            raise NotCompiled(f"{name} of integers")
        *operands, vector = self.alike(a, *more)
        called, texts = function(name, self.element, self.out.lanes if vector else 0)
        self.out.declared |= texts
        kind = self.out.kind(self.element, vector)
        found = self.out.new(f"call {kind} {called}({', '.join(f'{kind} {x}' for x in operands)})")
        return replace(a, register=found, vector=vector)

    def logarithms(self, e: sp.Basic, tile: Tile) -> list[Value]:
        """The logarithm of an expression at each place of a tile.

        That of a product or a quotient is the logarithm of that of the significands, plus a multiple of log 2: the
        product may be beyond the range of the numbers, its logarithm is not.
        """
        above, below = (sp.Mul.make_args(part) for part in sp.fraction(e))
        factors = [(f, sign) for part, sign in ((above, 1), (below, -1)) for f in part if f != 1]
        if len(factors) < 2 or not isinstance(e, sp.Mul):
            return [self.own("log", self.numeric(v)) for v in self.values(e, tile)]
        read = [[self.numeric(v) for v in self.values(f, tile)] for f, _ in factors]
        return [self._log_of_product([v[k] for v in read], [sign for _, sign in factors]) for k in range(len(tile))]

    def _log_of_product(self, factors: list[Value], signs: list[int]) -> Value:
        """The logarithm of a product of numbers (sign 1) and of inverse numbers (-1)."""
        present: Bit = True
        one = Value(self.out.constant(1.0), self.element)
        tops, bottoms, exponent = one, one, Value(self.out.constant(0.0), self.element)
        for v, sign in zip(factors, signs, strict=True):
            present = self.out.both(present, v.present if sign > 0 else True)
            m = self.own("significand", v)
            if sign > 0:
                tops = self.binary("mul", tops, m)
            else:
                bottoms = self.binary("mul", bottoms, m)
            exponent = self.binary("add" if sign > 0 else "sub", exponent, self.own("exponent", v))
        return replace(self.own("log of scaled", self.quotient(tops, bottoms), exponent), present=present)

    def _rational_power(self, a: Value, exponent: sp.Rational) -> Value:
        if exponent.is_Integer and exponent >= 0:
            found = Value(self.out.constant(1.0), self.element, present=a.present)
            for k in range(int(exponent)):
                found = a if not k else replace(self.binary("mul", found, a), present=a.present)
            return found
        if exponent.q == 2 and exponent > 0:
            root = self.called("sqrt", a)
            more = self._rational_power(a, exponent - sp.Rational(1, 2)) if exponent > 1 else None
            return root if more is None else replace(self.binary("mul", more, root), present=a.present)
        return self.power(a, Value(self.out.constant(float(exponent)), self.element))

    def power(self, a: Value, b: Value) -> Value:
        """a to the power b."""
        return self.called("pow", self.numeric(a), self.numeric(b))

    def _plog(self, p: Value, log_of: Value, log_of_base: Value) -> Value:
        p = self.numeric(p)
        if p.present is False:
            return Value(self.out.constant(0.0), self.element)
        zero = Value(self.out.constant(0.0), self.element)
        term = self.quotient(self.binary("mul", p, log_of), log_of_base)
        positive = self.out.both(p.present, self._relation("fcmp une", p, zero))
        return self.kept(positive, term, zero)

    def _cases(self, e: sp.Basic, branches: list[Value], at: Place) -> Value:
        """The value of the first branch whose condition holds; 0 if none does."""
        branches = [self.numeric(v) for v in branches] if {v.element for v in branches} != {"i64"} else branches
        found = Value(self.out.constant(0.0) if branches[0].element != "i64" else "0", branches[0].element)
        for v, (_, test) in zip(reversed(branches), reversed(e.args), strict=True):
            holds = self.condition(test, at)
            present = self._either_present(holds, v.present, found.present)
            found = replace(self.kept(holds, v, found), present=present)
        return found

    def _either_present(self, test: Bit, a: Bit, b: Bit) -> Bit:
        if a is True and b is True:
            return True
        w = self.out
        return w.either(w.both(test, a), w.both(w.opposite(test), b))
