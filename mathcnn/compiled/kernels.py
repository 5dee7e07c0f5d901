"""Kernels: the parts of a plan as functions of machine code.

Every integer that the code needs, a size, a stride or the value of a letter, has a name. In a kernel for fixed sizes
they are written into the code, else they are read from a table.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from sympy.concrete.expr_with_limits import ExprWithLimits

from ..language.plan import Plan
from .choosing import nearest_last, shapes_for
from .integers import Source
from .native import Code
from .nests import Nest, Shape, is_place, with_sizes
from .packing import is_copy
from .parts import Part, Range, span
from .phases import phases_of
from .running import Integers, Running, Step
from .storing import Axes
from .supports import on_supports
from .tiling import copying, tiled
from .writer import UNKNOWN, NotCompiled, NotVector, Whole, Writer, whole

Phases = list[tuple[Part, Axes | None]]  # what is written one after another; no axes where sizes are not known


class Kernel(Running):
    """The machine code of one plan, for some sizes or for all.

    plan : the plan; parts : what it computes; element : the type of the numbers; known : the integers by name;
    ranges : the indices of each part; fixed : whether sizes are part of the code; apart : if they are, how far entries
    of the result lie apart in memory along each of its axes; by default the axis of the lanes is innermost.
    """

    def __init__(
        self,
        plan: Plan,
        parts: list[Part],
        element: str,
        known: Integers,
        ranges: dict[str, list[Range]],
        fixed: bool,
        apart: Sequence[int] | None = None,
    ):
        self.plan, self.parts, self.element, self.fixed, self.apart = plan, parts, element, fixed, apart
        self.numbers = [s for s, letter in plan.letters.items() if not letter.is_integer]
        self.steps: list[Step] = []
        self._apart: dict[str, list[Whole]] = {}  # how far entries of parts lie apart, if sizes are fixed
        self.text = self._written(known, ranges)
        super().__init__(element, fixed, self.names, self.numbers, self.steps, Code(self.text))

    @property
    def alone(self) -> Running:
        """What is needed to run it, without its plan and its machine code."""
        steps = [replace(step, call=None, trials=[]) for step in self.steps]
        return Running(self.element, self.fixed, self.names, self.numbers, steps)

    def _written(self, known: Integers, ranges: dict[str, list[Range]]) -> str:
        self.names = [a for a in self.plan.arrays if f"{a}:size:0" in known or f"{a}:there" in known]
        texts, declared = [], set()
        for k, part in enumerate(self.parts):
            text, more = self._step(k, part, known, ranges)
            texts.append(text)
            declared |= more
        return "\n".join([*sorted(declared), *texts, ""])

    def _step(self, k: int, part: Part, known: Integers, ranges: dict[str, list[Range]]) -> tuple[str, set[str]]:
        own = ranges.get(part.name, [(0, -1)] * len(part.indices))
        work = work_of(part, own, known)
        if self.fixed:
            letters = {s: known[f"letter:{s}"] for s in self.plan.letters if f"letter:{s}" in known}
            layouts = self._layouts(*on_supports(*with_sizes(part, letters, own), self._sources(None, known)), known)
        else:
            layouts = [([(part, None)], Shape())]
        for phases, shape in layouts:
            out = Writer(self.element, shape.width)
            try:
                return self._function(k, phases, shape, out, known, own, work)
            except NotVector:
                continue
        raise NotCompiled(f"{self.plan.of.name}: no layout of loops suits {part.name or 'the result'}")

    def _layouts(self, part: Part, axes: Axes, known: Integers) -> list[tuple[Phases, Shape]]:
        """What may be written for a part with these sizes, the best first."""
        sources = self._sources(None, known)
        if is_copy(part.name):
            return [([(part, axes)], copying(axes, self.element))]
        phases, cut = phases_of(part, axes)
        if (tiles := self._tiles(phases, sources)) is not None:
            return [tiles]
        part = nearest_last(part, sources)
        apart = self.apart if not part.name else None
        whole_part: Phases = [(part, axes)]
        phases, cut = phases_of(part, axes)
        found: list[tuple[Phases, Shape]] = []
        if cut:
            found = [
                ([*phases], shape)
                for shape in shapes_for(*phases[0], sources, self.element, apart)
                if shape.lanes is not None
            ]
        return found + [(whole_part, shape) for shape in shapes_for(part, axes, sources, self.element, apart)]

    def _tiles(self, phases: Sequence[tuple[Part, Axes]], sources: dict[str, Source]) -> tuple[Phases, Shape] | None:
        """What is written for a part that reads copies; None if it reads none."""
        found = [tiled(part, axes, sources, self.element, len(phases) == 1) for part, axes in phases]
        shapes = [one[2] for one in found if one is not None]
        written = [one[:2] if one is not None else phase for one, phase in zip(found, phases, strict=True)]
        return ([*written], shapes[-1]) if shapes else None  # a phase without terms has no product

    def _function(
        self,
        k: int,
        phases: Phases,
        shape: Shape,
        out: Writer,
        known: Integers,
        own: list[Range],
        work: int,
    ) -> tuple[str, set[str]]:
        sources = self._sources(out, known)
        letters = {
            s: self._integer(out, f"letter:{s}", known)
            for s, one in self.plan.letters.items()
            if one.is_integer and f"letter:{s}" in known
        }
        name = self.parts[k].name
        part, axes = phases[0]
        if axes is None:
            ends = []
            for axis in range(len(part.indices)):
                first = self._integer(out, f"{name}:first:{axis}", known)
                size = self._integer(out, f"{name}:size:{axis}", known)
                last = out.minus(out.add(first, size), whole(1))
                ends.append((first, last))
            axes = Axes(list(part.indices), ends, list(part.indices))
        written = [(part, axes), *((p, a) for p, a in phases[1:] if a is not None)]
        order = list(range(len(self.parts[k].indices)))
        if shape.lanes is not None and not shape.tiled:
            lane = next(a for a, e in enumerate(axes.indices) if axes.letters[shape.lanes] in e.free_symbols)
            order = [*(a for a in order if a != lane), lane]
        target = sources.pop(name)
        target = Source("%out", "i64" if is_place(part) else self.element, target.firsts, target.sizes, target.strides)
        if self.fixed and self.apart is not None and not name:
            target.strides = [whole(d) for d in self.apart]
        elif self.fixed:
            strides, apart = {}, 1
            for a in reversed(order):
                strides[a] = whole(apart)
                apart *= max(1, own[a][1] - own[a][0] + 1)
            target.strides = [strides[a] for a in range(len(order))]
            self._apart[name] = target.strides
        numbers = {}
        for n, s in enumerate(self.numbers):
            where = out.new(f"getelementptr double, ptr %nums, i64 {n}")
            numbers[s] = out.new(f"load double, ptr {where}")
            if self.element == "float":
                numbers[s] = out.new(f"fptrunc double {numbers[s]} to float")
        nest = Nest(out, sources, letters, numbers)
        if not self.fixed:
            nest.said = (
                {s.name: (e.first, e.size) for s, e in zip(self.plan.indices, self.plan.result, strict=True)}
                if not name
                else {}
            )
        arrays = [f"array{n}" for n in range(len(self.names) + k)]  # names of arguments may be none of LLVM's
        text = nest.write(f"part{k}", written, target, shape, arrays)
        shared = shape.shared if axes.letters and shape.shared != shape.lanes else None
        reach = None if shared is None or not self.fixed else axes.known[axes.letters[shared].name]
        block = next((n for axis, n in filter(None, (shape.block, shape.second)) if axis == shape.shared), 1)
        slow = self.fixed and shape.lanes is None and not shape.by_terms
        indices = len(self.parts[k].indices)
        self.steps.append(Step(name, indices, is_place(part), order, work, shared, reach, block, slow))
        return text, out.declared

    def _sources(self, out: Writer | None, known: Integers) -> dict[str, Source]:
        found = {}
        labels = self.plan.of.labels
        for position, a in enumerate([*self.names, *(part.name for part in self.parts)]):
            line = self.plan.arrays.get(a)
            part = None if line is not None else next(p for p in self.parts if p.name == a)
            count = len(line) if line is not None else len(part.indices) if part else 0
            columns = [
                [self._integer(out, f"{a}:{what}:{k}", known) for k in range(count)]
                for what in ("first", "size", "stride")
            ]
            columns[2] = self._apart.get(a, columns[2])
            element = "i64" if a in labels or (part is not None and is_place(part)) else self.element
            said = [(e.first, e.size) for e in line] if line is not None and not self.fixed else None
            found[a] = Source(
                f"%array{position}",
                element,
                columns[0],
                columns[1],
                columns[2],
                said,
                part is not None and not is_copy(a),
            )
        return found

    def _integer(self, out: Writer | None, name: str, known: Integers) -> Whole:
        if self.fixed or out is None:
            return whole(known[name])
        position = list(known).index(name)
        where = out.new(f"getelementptr i64, ptr %ints, i64 {position}")
        kind, _, rest = name.partition(":")
        low = -UNKNOWN
        if kind == "letter":
            letter = self.plan.letters[rest]
            low = 1 if letter.is_positive else 0 if letter.is_nonnegative else -UNKNOWN
        elif ":size:" in name:
            low = 0
        return Whole(out.new(f"load i64, ptr {where}"), low, UNKNOWN)


def work_of(part: Part, own: list[Range], known: Integers) -> int:
    """About how many terms are computed for a part."""
    env = {s.partition(":")[2]: (v, v) for s, v in known.items() if s.startswith("letter:")}
    env |= {s.name: r for s, r in zip(part.indices, own, strict=True)}
    count = math.prod(max(0, high - low + 1) for low, high in own)
    most = 1
    for e in part.value.atoms(ExprWithLimits):
        terms = 1
        for v, low, high in e.limits:
            a, b = span(low, env)[0], span(high, env)[1]
            terms *= max(0, b - a + 1) if b < UNKNOWN else 1
            env[v.name] = (a, b)
        most = max(most, terms)
    return count * most
