"""What is computed one after another: the named parts of a statement, and what does not depend on all of its indices.

A part that only chooses or combines entries is written out where it is read. A part with a sum or a maximum is computed
before, over the indices at which it is read. A sum inside a statement becomes such a part if it depends on fewer
indices than stand around it: the sum of softmax is computed once for a row.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from ..language.plan import Plan
from ..language.statement import is_whole
from .writer import UNKNOWN, NotCompiled

Range = tuple[int, int]  # the first and the last of some indices
Ranges = dict[str, list[Range]]  # of parts, axis by axis
QUOTIENTS = (sp.floor, sp.ceiling, sp.Mod)


@dataclass(frozen=True)
class Part:
    """An array that is computed: its name, the letters of its indices, and the value at these."""

    name: str
    indices: tuple[sp.Symbol, ...]
    value: sp.Basic

    @property
    def reads(self) -> Iterator[sp.Indexed]:
        """The entries of arrays that it reads."""
        return (e for e in sp.preorder_traversal(self.value) if isinstance(e, sp.Indexed))


def is_reduction(e: sp.Basic) -> bool:
    """Whether an expression is a sum, a product or a maximum of values over a range of indices."""
    return isinstance(e, ExprWithLimits) and not is_whole(e)


def reduces(e: sp.Basic) -> bool:
    """Whether an expression holds a sum or a maximum."""
    return bool(e.atoms(ExprWithLimits))


def parts_of(plan: Plan) -> list[Part]:
    """The parts of a plan in the order in which they are computed; the last is the result."""
    written: dict[str, Part] = {}
    for e in plan.parts:
        part = Part(str(e.lhs.base), tuple(e.lhs.indices), e.rhs)
        written[part.name] = part
    for name in written:
        written[name] = Part(name, written[name].indices, _with_simple(written[name].value, written))
    result = Part("", plan.indices, _with_simple(plan.output.rhs, written))
    kept = {name: part for name, part in written.items() if reduces(part.value)}
    taken = _Taken(kept)
    return taken.ordered(taken.out(result))


def _with_simple(e: sp.Basic, written: Mapping[str, Part]) -> sp.Basic:
    """An expression with parts that hold no sum written out."""
    while found := [x for x in e.atoms(sp.Indexed) if (p := written.get(str(x.base))) and not reduces(p.value)]:
        swap = {}
        for x in found:
            part = written[str(x.base)]
            swap[x] = part.value.xreplace(dict(zip(part.indices, x.indices, strict=True)))
        e = e.xreplace(swap)
    return e


class _Taken:
    """Sums that are taken out of expressions and become parts."""

    def __init__(self, named: dict[str, Part]):
        self.parts: dict[str, Part] = {}
        self.known: dict[sp.Basic, sp.Indexed] = {}
        self.count = itertools.count()
        for name, part in named.items():
            self.parts[name] = self.out(part)

    def out(self, part: Part) -> Part:
        """A part without the sums that depend on fewer indices than stand around them."""
        return Part(part.name, part.indices, self._out(part.value, part.indices))

    def _out(self, e: sp.Basic, around: tuple[sp.Symbol, ...]) -> sp.Basic:
        if is_reduction(e):
            if (read := self._taken(e, around)) is not None:
                return read
            return self._within(e, around)
        if not e.args or not reduces(e) or isinstance(e, sp.Indexed):
            return e
        return e.func(*(self._out(part, around) for part in e.args))

    def _within(self, e: sp.Basic, around: tuple[sp.Symbol, ...]) -> sp.Basic:
        """A sum that stays where it is, without those inside it that do not."""
        return e.func(self._out(e.function, (*around, *(limit[0] for limit in e.limits))), *e.limits)

    def _taken(self, e: sp.Basic, around: tuple[sp.Symbol, ...]) -> sp.Indexed | None:
        """The entry of a part that a sum is, if it is worth one."""
        bound = {limit[0] for limit in e.limits}
        scope = set(around)
        quotients = [q for q in _outermost(e, QUOTIENTS) if q.free_symbols & scope and not q.free_symbols & bound]
        swap = {q: sp.Symbol(f"quotient{k}", integer=True) for k, q in enumerate(quotients)}
        inner = e.xreplace(swap)
        letters = [s for s in around if s in inner.free_symbols]
        indices = (*letters, *swap.values())
        without = [s for s in around if s in e.free_symbols]
        if len(indices) >= len(without):
            inner, indices, swap = e, tuple(without), {}
        if len(indices) >= len(around):
            return None
        if e not in self.known:
            name = f"part{next(self.count)}"
            base = sp.IndexedBase(name)
            self.known[e] = sp.Indexed(base, *indices, *(() if indices else (sp.S.Zero,)))
            letters_of = indices or (sp.Symbol("none", integer=True),)
            self.parts[name] = Part(name, tuple(letters_of), self._within(inner, tuple(letters_of)))
        read = self.known[e]
        return read.xreplace({dummy: q for q, dummy in swap.items()})

    def ordered(self, result: Part) -> list[Part]:
        """The parts that the result reads, each after those that it reads."""
        found: list[Part] = []

        def visit(part: Part) -> None:
            for read in part.reads:
                if (one := self.parts.get(str(read.base))) is not None and one not in found:
                    visit(one)
            if part not in found:
                found.append(part)

        visit(result)
        return found


def _outermost(e: sp.Basic, kinds: tuple[type, ...]) -> list[sp.Basic]:
    """The parts of an expression of some kinds that stand in no other such part, in the order in which they stand."""
    if isinstance(e, kinds):
        return [e]
    return list(dict.fromkeys(itertools.chain(*(_outermost(part, kinds) for part in e.args))))


# ---------------------------------------------------------------- the indices at which parts are read


def ranges_of(parts: list[Part], result: list[Range], letters: Mapping[str, Any]) -> Ranges:
    """The indices at which each part is needed, those of the result given. Raises NotCompiled if they have no bound."""
    needed: Ranges = {"": result}
    names = {part.name for part in parts}
    for part in reversed(parts):
        own = needed.get(part.name)
        if own is None or any(hi < lo for lo, hi in own):
            continue
        env = {k: (v, v) for k, v in letters.items() if isinstance(v, int)}
        env |= {s.name: r for s, r in zip(part.indices, own, strict=True)}
        for at, inner in entries_of(part.value, env):
            if (name := str(at.base)) not in names:
                continue
            found = [span(index, inner) for index in at.indices]
            if any(abs(end) >= UNKNOWN for pair in found for end in pair):
                raise NotCompiled(f"the indices at which {name} is read have no bounds")
            old = needed.get(name, found)
            needed[name] = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(old, found, strict=True)]
    return needed


def entries_of(e: sp.Basic, env: dict[str, Range]) -> Iterator[tuple[sp.Indexed, dict[str, Range]]]:
    """The entries that an expression reads, with the ranges of the letters around them; none in an empty range."""
    if isinstance(e, ExprWithLimits):
        inner = dict(env)
        for v, lo, hi in e.limits:
            inner[v.name] = (span(lo, inner)[0], span(hi, inner)[1])
            if inner[v.name][1] < inner[v.name][0]:
                return
        yield from entries_of(e.function, inner)
        return
    if isinstance(e, sp.Indexed):
        yield e, env
    for part in e.args:
        yield from entries_of(part, env)


def span(e: sp.Basic, env: Mapping[str, Range]) -> Range:
    """Bounds of an integer expression, from those of its letters. Raises NotCompiled for other expressions."""
    if isinstance(e, sp.Integer):
        return int(e), int(e)
    if isinstance(e, sp.Symbol):
        return env.get(e.name, (-UNKNOWN, UNKNOWN))
    if isinstance(e, sp.floor | sp.ceiling):
        above, below = sp.fraction(sp.together(e.args[0]))
        (a, b), (c, d) = span(above, env), span(below, env)
        if c < 1:
            raise NotCompiled(f"a quotient whose divisor is not known to be >= 1: {e}")
        sign = 1 if isinstance(e, sp.floor) else -1
        ends = [sign * (sign * x // y) for x in (a, b) for y in (c, d)]
        return min(ends), max(ends)
    args = [span(part, env) for part in e.args] if isinstance(e, sp.Add | sp.Mul | sp.Max | sp.Min | sp.Mod) else []
    if isinstance(e, sp.Add):
        return sum(a for a, _ in args), sum(b for _, b in args)
    if isinstance(e, sp.Mul):
        low, high = 1, 1
        for a, b in args:
            ends = [low * a, low * b, high * a, high * b]
            low, high = min(ends), max(ends)
        return low, high
    if isinstance(e, sp.Mod):
        (a, b), (c, d) = args
        return (a, b) if a >= 0 and b < c else (0, d - 1)
    if isinstance(e, sp.Max | sp.Min):
        choose = max if isinstance(e, sp.Max) else min
        return choose(a for a, _ in args), choose(b for _, b in args)
    if isinstance(e, sp.Pow) and e.exp.is_Integer and e.exp >= 0:
        return span(sp.Mul(*[e.base] * int(e.exp), evaluate=False), env) if e.exp > 1 else span(e.base**e.exp, env)
    return -UNKNOWN, UNKNOWN
