"""The code of sums, products and maxima: loops whose bounds leave out what lies outside arrays.

A term takes part where its entries are inside their arrays and its conditions hold. As far as these are linear in the
letter of a loop they become bounds of that loop, and a condition of divisibility becomes its start and its step, so
that nothing is asked inside. What is left is asked for each term.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import sympy as sp

from ..language.statement import ArgMaxOver, MaxOver, Where, is_whole
from .expressions import Expressions, Tile
from .integers import Value
from .parts import reduces
from .writer import NotCompiled, NotVector, Whole, whole

Body = Callable[[Tile], None]
SHORT = 8  # terms, up to which a range of a sum is written out


class Guard:
    """A condition under which a term takes part: an index of an entry is inside, or a condition of a `Where`."""

    def __init__(self, test: sp.Basic, entry: sp.Indexed | None = None, axis: int = 0):
        self.test, self.entry, self.axis = test, entry, axis  # of an entry, the test is its index


def guards_of(e: sp.Basic, sums: bool) -> Iterator[Guard]:
    """The conditions under which a term takes part. sums : whether terms of 0 may be left out."""
    if sums and isinstance(e, Where):
        value, test = e.args
        for part in test.args if isinstance(test, sp.And) else (test,):
            yield Guard(part)
        yield from guards_of(value, sums)
    elif isinstance(e, sp.Indexed):
        yield from (Guard(index, e, axis) for axis, index in enumerate(e.indices))
    elif isinstance(e, sp.Mul):
        above = sp.fraction(e)[0]
        for part in above.args if isinstance(above, sp.Mul) else (above,):
            if isinstance(part, sp.Indexed | sp.Pow):
                yield from guards_of(part, sums)
    elif isinstance(e, sp.Pow) and e.exp.is_Integer and e.exp > 0:
        yield from guards_of(e.base, sums) if isinstance(e.base, sp.Indexed) else ()


class Loops(Expressions):
    """Writes the code of expressions with sums."""

    by_terms = False  # whether neighbouring terms of a sum are added as the lanes of a vector
    tiled = False  # whether short ranges of sums are written out, and those at the edges of arrays

    def reduced(self, e: sp.Basic, tile: Tile) -> list[Value]:
        value = e.function[0] if isinstance(e, ArgMaxOver) else e.function
        varying = {s for at in tile for s, k in at.items() if k.step} & {s.name for s in e.free_symbols}
        guards = [*guards_of(value, isinstance(e, sp.Sum))] if not isinstance(e, sp.Product) else []
        if isinstance(e, ArgMaxOver):
            return self._first_maximum(e, tile, guards, bool(varying))
        first = {sp.Sum: 0.0, sp.Product: 1.0, MaxOver: -math.inf}[type(e)]
        if self.element == "i64":
            start = {sp.Sum: "0", sp.Product: "1", MaxOver: str(-(2**63))}[type(e)]
        else:
            start = self.out.constant(first)
        lanes = self.by_terms and not varying and not reduces(value) and not isinstance(e, sp.Product)
        if lanes:
            mark, known = self.out.mark(), (set(self.proven), set(self.holds))
            try:
                return self._by_terms(e, tile, guards, start)
            except NotVector:
                self.out.back_to(mark)
                self.proven, self.holds = known
        slots = self._slots(tile, start, bool(varying))
        self._nest(e, tile, guards, lambda inner: self._gather(e, inner, slots, bool(varying)))
        return self._read(slots, bool(varying))

    def _slots(self, tile: Tile, start: str, vector: bool) -> list[str]:
        if vector:
            start = self.out.splat(start, self.element)
        return [self.out.slot(self.out.kind(self.element, vector), start) for _ in tile]

    def _read(self, slots: list[str], vector: bool) -> list[Value]:
        kind = self.out.kind(self.element, vector)
        return [Value(self.out.new(f"load {kind}, ptr {slot}"), self.element, vector) for slot in slots]

    def _gather(self, e: sp.Basic, tile: Tile, slots: list[str], vector: bool) -> None:
        """Add one term for each place of a tile."""
        self.asked_for = set()
        kind = self.out.kind(self.element, vector)
        terms = [self.numeric(v) for v in self.values(self._term(e), tile)]
        for v, slot in zip(terms, slots, strict=True):
            if v.present is False:
                continue
            old = Value(self.out.new(f"load {kind}, ptr {slot}"), self.element, vector)
            plain = replace(v, present=True)
            if isinstance(e, MaxOver):
                new = self.extreme("max", old, plain)
            else:
                new = self.binary("mul" if isinstance(e, sp.Product) else "add", old, plain)
            if v.present is not True and isinstance(e, sp.Product):
                raise NotCompiled(f"a product of entries that may lie outside their array: {e}")
            new = self.kept(v.present, new, old)
            if new.vector and not vector:
                raise NotVector
            self.out.do(f"store {kind} {self.lifted(new, vector)}, ptr {slot}")

    def _term(self, e: sp.Basic) -> sp.Basic:
        """The term of a sum, without the condition where that is known to hold."""
        value = e.function
        while isinstance(value, Where) and isinstance(e, sp.Sum):
            tests = value.args[1].args if isinstance(value.args[1], sp.And) else (value.args[1],)
            left = [test for test in tests if test not in self.holds]
            if left:
                return Where(value.args[0], sp.And(*left))
            value = value.args[0]
        return value

    def _first_maximum(self, e: ArgMaxOver, tile: Tile, guards: list[Guard], vector: bool) -> list[Value]:
        value, place = e.function
        w, kind, places, bits = (
            self.out,
            self.out.kind(self.element, vector),
            *(self.out.kind(one, vector) for one in ("i64", "i1")),
        )
        lowest = str(-(2**63)) if self.element == "i64" else w.constant(-math.inf)
        bests = self._slots(tile, lowest, vector)
        wheres = [w.slot(places, w.splat("-1", "i64") if vector else "-1") for _ in tile]
        founds = [w.slot(bits, w.bit(False, vector)) for _ in tile]

        def step(inner: Tile) -> None:
            read = [self.numeric(v) for v in self.values(value, inner)]
            for v, at, best, where, found in zip(read, inner, bests, wheres, founds, strict=True):
                if v.present is False:
                    continue
                old = Value(w.new(f"load {kind}, ptr {best}"), self.element, vector)
                any_yet = w.new(f"load {bits}, ptr {found}"), vector
                if self.element == "i64":
                    better = self._relation("icmp sgt", v, old)
                else:  # greater, or the first NaN
                    better = w.both(self._relation("fcmp ugt", v, old), self._relation("fcmp ord", old, old))
                better = w.both(v.present, w.either(w.opposite(any_yet), better))
                new = self.kept(better, replace(v, present=True), old)
                w.do(f"store {kind} {self.lifted(new, vector)}, ptr {best}")
                before = Value(w.new(f"load {places}, ptr {where}"), "i64", vector)
                here = self.kept(better, self.from_integer(self.integer(place, at)), before)
                w.do(f"store {places} {self.lifted(here, vector)}, ptr {where}")
                w.do(f"store {bits} {w.bit(w.either(any_yet, better), vector)}, ptr {found}")

        self._nest(e, tile, guards, step)
        return [Value(w.new(f"load {places}, ptr {where}"), "i64", vector) for where in wheres]

    def _by_terms(self, e: sp.Basic, tile: Tile, guards: list[Guard], start: str) -> list[Value]:
        """A sum or a maximum of which neighbouring terms of the last letter are lanes; the rest is added one by one."""
        w, kind = self.out, self.out.kind(self.element, True)
        several = self._slots(tile, start, True)
        single = self._slots(tile, start, False)
        self._nest(
            e,
            tile,
            guards,
            lambda inner: self._gather(e, inner, single, False),
            lambda inner: self._gather(e, inner, several, True),
        )
        found = []
        for lanes, one in zip(self._read(several, True), self._read(single, False), strict=True):
            short = {"float": "f32", "double": "f64", "i64": "i64"}[self.element]
            name = {"i64": "add"}.get(self.element, "fadd") if isinstance(e, sp.Sum) else "fmaximum"
            if isinstance(e, MaxOver) and self.element == "i64":
                name = "smax"
            function = f"@llvm.vector.reduce.{name}.v{w.lanes}{short}"
            if name == "fadd":
                w.declare(f"{self.element} {function}({self.element}, {kind})")
                sum_of = w.new(
                    f"call reassoc {self.element} {function}({self.element} {one.register}, {kind} {lanes.register})"
                )
                found.append(Value(sum_of, self.element))
                continue
            w.declare(f"{self.element} {function}({kind})")
            total = Value(w.new(f"call {self.element} {function}({kind} {lanes.register})"), self.element)
            both = self.binary("add", total, one) if isinstance(e, sp.Sum) else self.extreme("max", total, one)
            found.append(both)
        return found

    # -- loops

    def _nest(self, e: sp.Basic, tile: Tile, guards: list[Guard], body: Body, lanes: Body | None = None) -> None:
        """Loops over the ranges of a sum, and in them the code of `body`; `lanes` for whole vectors of terms."""
        known, walked = (set(self.proven), set(self.holds)), self.walked
        self._loop(list(e.limits), tile, guards, body, lanes)
        (self.proven, self.holds), self.walked = known, walked

    def _loop(self, limits: list[sp.Tuple], tile: Tile, guards: list[Guard], body: Body, lanes: Body | None) -> None:
        if not limits:
            body(tile)
            return
        (v, first, last), *more = limits
        if self._differ(first, tile) or self._differ(last, tile):
            raise NotVector
        low, high = self.integer(first, tile[0]), self.integer(last, tile[0])
        low, high, step = self._bounds(v, low, high, tile, guards, {limit[0] for limit in more})
        if high.hi < low.lo:
            return

        def inside(k: Whole, then: Body) -> None:
            then([{**at, v.name: k} for at in tile])

        if self.tiled and not more and low.known and high.known:
            self._written_out(v, range(low.lo, high.lo + 1, step), tile, guards, lambda k: inside(k, body))
            return
        if not (low.known and high.known and low.lo == high.lo):
            self.walked = v
        if lanes is None or more:
            self.counted(low, high, step, lambda k: inside(k, lambda t: self._loop(more, t, guards, body, lanes)))
            return
        if step != 1:
            raise NotVector
        many, into = self.out.lanes, lanes
        count = self.out.extreme("max", self.out.add(self.out.minus(high, low), whole(1)), whole(0))
        full = self.out.times(self.out.over(count, whole(many)), whole(many))
        middle = self.out.add(low, full)
        if full.hi > 0:
            self.counted(
                low,
                self.out.minus(middle, whole(1)),
                many,
                lambda k: inside(Whole(k.at, low.lo, high.hi, 1), into),
            )
        self.counted(middle, high, 1, lambda k: inside(k, body))

    def _written_out(
        self, v: sp.Symbol, terms: range, tile: Tile, guards: list[Guard], body: Callable[[Whole], None]
    ) -> None:
        """The last range of a sum: term by term if it is short, else a loop over the terms that read nothing outside an
        array at any place of a tile, and the others one by one. What is outside is known where it is written."""
        if len(terms) <= SHORT:
            for k in terms:
                body(whole(k))
            return
        low, high = terms.start, terms[-1]
        for guard in guards:
            if guard.entry is None or v not in guard.test.free_symbols or not self._differ(guard.test, tile):
                continue
            for at in tile:
                found = self._inside(guard, v, whole(terms.start), whole(terms[-1]), [at])
                if found is not None and found[0].known and found[1].known:
                    low, high = max(low, found[0].lo), min(high, found[1].lo)
        if terms.step > 1 or low - terms.start + terms[-1] - high > SHORT:
            low, high = terms.start, terms[-1]
        for k in range(terms.start, low):
            body(whole(k))
        self.counted(whole(low), whole(high), terms.step, body)
        for k in range(high + 1, terms[-1] + 1):
            body(whole(k))

    def counted(self, low: Whole, high: Whole, step: int, body: Callable[[Whole], None]) -> None:
        """A loop from low to high by step."""
        w = self.out
        if high.hi < low.lo:
            return
        if low.known and high.known and low.lo + step > high.lo:
            body(low)
            return
        slot = w.slot("i64", w.text(low))
        head, inner, end = w.label(), w.label(), w.label()
        w.do(f"br label %{head}")
        w.start(head)
        now = w.new(f"load i64, ptr {slot}")
        test = w.new(f"icmp sle i64 {now}, {w.text(high)}")
        w.do(f"br i1 {test}, label %{inner}, label %{end}")
        w.start(inner)
        body(Whole(now, low.lo, high.hi))
        w.do(f"store i64 {w.new(f'add nsw i64 {now}, {step}')}, ptr {slot}")
        w.do(f"br label %{head}")
        w.start(end)

    def _differ(self, e: sp.Basic, tile: Tile) -> bool:
        """Whether letters of an expression have other values at other places of a tile, or in other lanes."""
        names = [s.name for s in e.free_symbols if isinstance(s, sp.Symbol) and s.name in tile[0]]
        return any(at[s].step or at[s] != tile[0][s] for at in tile for s in names)

    def _bounds(
        self, v: sp.Symbol, low: Whole, high: Whole, tile: Tile, guards: list[Guard], later: set[sp.Symbol]
    ) -> tuple[Whole, Whole, int]:
        """The range of a letter in which conditions hold that are linear in it, and its step."""
        at, step = tile[0], 1
        for guard in guards:
            e = guard.test
            free = e.free_symbols
            if v not in free or free & later or self._differ(e, tile):
                continue
            if guard.entry is not None:
                if (key := (str(guard.entry.base), guard.axis, e)) in self.proven:
                    continue
                if (found := self._inside(guard, v, low, high, tile)) is not None:
                    low, high = found
                    self.proven.add(key)
            elif step == 1 and isinstance(e, sp.Eq) and isinstance(e.lhs, sp.Mod) and e.rhs == 0:
                above, by = (sp.expand(part) for part in e.lhs.args)
                slope, rest = above.coeff(v, 1), above.coeff(v, 0)
                if not (slope.is_Integer and by.is_Integer and above == sp.expand(slope * v + rest)) or by == 1:
                    continue
                low, high, step = self._divided(int(slope), self.integer(rest, at), int(by), low, high)
                self.holds.add(e)
        return low, high, step

    def _inside(self, guard: Guard, v: sp.Symbol, low: Whole, high: Whole, tile: Tile) -> tuple[Whole, Whole] | None:
        """The range of a letter in which an index is inside its array; None if that is not known to be a range."""
        w, at, e = self.out, tile[0], sp.expand(guard.test)
        source = self.sources.get(str(guard.entry.base)) if guard.entry is not None else None
        if source is None or source.full:
            return None
        slope, rest = e.coeff(v, 1), e.coeff(v, 0)
        if v in slope.free_symbols | rest.free_symbols or e != sp.expand(slope * v + rest) or not is_whole(e):
            return None
        by, start = self.integer(slope, at), w.minus(self.integer(rest, at), source.firsts[guard.axis])
        if not (by.lo > 0 or by.hi < 0):
            return None
        size = source.sizes[guard.axis]
        reach = [w.times(by, replace(one)) for one in (low, high)] if by.known and low.known and high.known else []
        if reach and min(r.lo for r in reach) + start.lo >= 0 and max(r.hi for r in reach) + start.hi < size.lo:
            return None
        left, right = w.times(whole(-1), start), w.minus(w.minus(size, whole(1)), start)  # left <= by v <= right
        if by.hi < 0:
            by, left, right = w.times(whole(-1), by), w.times(whole(-1), right), w.times(whole(-1), left)
        return w.extreme("max", low, w.over_up(left, by)), w.extreme("min", high, w.over(right, by))

    def _divided(self, slope: int, rest: Whole, by: int, low: Whole, high: Whole) -> tuple[Whole, Whole, int]:
        """The range and the step of the v with slope v + rest divisible by a number."""
        w = self.out
        common = math.gcd(slope, by)
        step = by // common
        away = w.rest(w.times(whole(-1), rest), whole(by))  # slope v must have this rest
        if common > 1:
            fits = w.compared("==", w.rest(away, whole(common)), whole(0))
            high = self.chosen(fits, high, w.minus(low, whole(1)))
            away = w.over(away, whole(common))
        first = w.rest(w.times(away, whole(pow(slope // common, -1, step) if step > 1 else 0)), whole(step))
        start = w.add(low, w.rest(w.minus(first, low), whole(step)))
        return start if start.known else Whole(start.at, low.lo, low.hi + step - 1), high, step
