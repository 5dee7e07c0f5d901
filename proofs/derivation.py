"""A derivation: a law, and the script of steps that leads from one of its sides to the other.

Trusted: `Derivation.check`, which runs the script and checks that its chains begin with the law's sides and meet. It
trusts `tracing` and `kernel`. The helpers for scripts, below, need not be trusted.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from mathcnn.language.formula import Law

from .kernel import BACKWARDS, Chain, Line, Refused, Unchanged, altered, begin, replayed
from .kernel.letters import put
from .tracing import Sides, every_sides, replaced

Script = Callable[[Chain, Chain], Chain | tuple[Chain, Chain]]


@dataclass(frozen=True)
class Derived:
    """A derivation that was checked: the law's sides, the lines from one to the other, and the hypotheses."""

    sides: Sides
    lines: tuple[Line, ...]
    assumed: tuple[sp.Basic | str, ...] = field(default=())


@dataclass(frozen=True)
class Derivation:
    """A law and the script that derives it.

    law: the law. script: takes the chains of both sides and returns longer ones. placewise: whether the script is run
    for each entry of a result whose shape is made of numbers.
    """

    law: Law
    script: Script
    placewise: bool = False

    @property
    def name(self) -> str:
        return self.law.name

    def check(self) -> list[Derived]:
        """Run the script, under each choice of words that the law leaves open. Returns what was derived.

        Raises Refused, which names the step and the reason; Untraced if the law has no sides for all sizes at once.
        """
        every = every_sides(self.law)
        return [self._between(one) for both in every for one in (placed(both) if self.placewise else [both])]

    def _between(self, both: Sides) -> Derived:
        left, right = begin(both.lhs, both.given), begin(both.rhs, both.given)
        try:
            ended = self.script(left, right)
        except Refused as error:
            raise Refused(f"{self.name}: {error}") from error
        ends = ended if isinstance(ended, tuple) else (ended, right)
        for chain, start in zip(ends, (left, right), strict=True):
            if type(chain) is not Chain or chain.given is not start.given or chain.lines[0] != start.lines[0]:
                raise Refused(f"{self.name}: the chain does not begin with a side of the law, {start.expr}")
        if found := altered():
            raise Refused(f"{self.name}: {found} of the kernel was replaced")
        # what the script made is only believed as a list of steps, each taken again from a side that it has not seen
        down, up = (
            replayed(begin(side, both.given), chain.taken)
            for side, chain in zip((both.lhs, both.rhs), ends, strict=True)
        )
        if not down.is_(up.expr):
            raise Refused(f"{self.name}: the sides are not connected: {down.expr} is not {up.expr}")
        return Derived(both, joined(down, up), tuple(dict.fromkeys((*down.assumed, *up.assumed))))


def placed(both: Sides) -> Iterator[Sides]:
    """Both sides for each entry of a result whose shape is made of numbers. Raises Refused for other shapes."""
    if not all(n.is_Integer for n in both.shape):
        raise Refused(f"entry by entry: the shape {both.shape} has letters")
    for at in itertools.product(*(range(int(n)) for n in both.shape)):
        here = dict(zip(both.place, map(sp.Integer, at), strict=True))
        words = {**both.words, **{s.name: k for s, k in zip(both.place, at, strict=True)}}
        yield replace(both, lhs=replaced(both.lhs, here), rhs=replaced(both.rhs, here), words=words, at=at)


def joined(down: Chain, up: Chain) -> tuple[Line, ...]:
    """The lines of one chain, then those of the other backwards."""
    lines = list(down.lines)
    if down.expr != up.expr:
        lines.append(Line(up.expr, "other letters" if lettered(down.expr) == lettered(up.expr) else "algebra"))
    for after, before in zip(up.lines[::-1], up.lines[-2::-1], strict=False):
        lines.append(Line(before.expr, BACKWARDS.get(after.step, after.step), after.undone))
    return tuple(lines)


def lettered(e: sp.Expr, depth: int = 0) -> sp.Expr:
    """An expression with its bound letters named after their depth."""
    if not isinstance(e, ExprWithLimits):
        return e.func(*(lettered(part, depth) for part in e.args)) if e.has(ExprWithLimits) else e
    for s, *_ in reversed(e.limits):
        new, depth = sp.Symbol(f"${depth}", integer=s.is_integer), depth + 1
        limits = [(new if t == s else t, *(put(end, s, new) for end in ends)) for t, *ends in e.limits]
        e = e.func(put(e.function, s, new), *limits)
    return e.func(lettered(e.function, depth), *e.limits)


DERIVATIONS: dict[str, Derivation] = {}


def derives(*laws: Law, placewise: bool = False) -> Callable[[Script], Script]:
    """Decorate the script that derives these laws.

    laws: the laws. placewise: see `Derivation`. Raises ValueError for a law that has a derivation.
    """

    def bind(script: Script) -> Script:
        for law in laws:
            if law.name in DERIVATIONS:
                raise ValueError(f"{law.name} has a derivation already")
            DERIVATIONS[law.name] = Derivation(law, script, placewise)
        return script

    return bind


# ---------------------------------------------------------------- helpers for scripts


def letters(chain: Chain) -> list[str]:
    """The letters of all sums and integrals, from inside out."""
    found = [
        limit[0].name
        for one in sp.postorder_traversal(chain.expr)
        if isinstance(one, ExprWithLimits)
        for limit in one.limits
    ]
    return list(dict.fromkeys(found))


def linearly(chain: Chain) -> Chain:
    """Products expanded, sums split term by term, factors before the sums that they do not depend on."""
    with contextlib.suppress(Unchanged):
        chain = chain.distribute()
    for step in (chain.split, chain.out):
        with contextlib.suppress(Unchanged):
            chain = getattr(chain, step.__name__)(*letters(chain))
    return chain


def by_definition(laws: Iterable[Law]) -> None:
    """Laws whose sides are equal once the formulas are replaced by their statements."""
    derives(*laws)(lambda left, right: left)


def by_linearity(laws: Iterable[Law]) -> None:
    """Laws that follow from the linearity of sums and products."""
    derives(*laws)(lambda left, right: (linearly(left), linearly(right)))


def aligned(chain: Chain, m: str, array: str) -> Chain:
    """The sum over m, over all of Z and re-indexed so that the array is read at m."""
    for x in chain.expr.atoms(sp.Indexed):
        for place in x.indices:
            s = next((s for s in place.free_symbols if s.name == m), None)
            if str(x.base) == array and s is not None:
                sign = place.coeff(s)
                return chain.everywhere(m).reindex(m, sign * (s - (place - sign * s)))
    raise Refused(f"re-index: {array} is not read at {m} in {chain.expr}")


def counted(chain: Chain) -> Chain:
    """Expanded, then by linearity; constants are counted."""
    return settled(chain, "distribute", "linear")


def by_quotients(laws: Iterable[Law]) -> None:
    """Laws of quotients of sums: linearity, then numerators and divisors expanded, and linearity again."""
    spread = lambda chain: settled(settled(chain, "linear").distribute(below=True), "linear")
    derives(*laws)(lambda left, right: (spread(left), spread(right) if right.expr.has(ExprWithLimits) else right))


def by_cases(laws: Iterable[Law]) -> None:
    """Laws of kernels of a fixed size: for each entry, every sum written out."""
    out = lambda chain: chain.unroll(*letters(chain)) if letters(chain) else chain
    derives(*laws, placewise=True)(lambda left, right: (out(left), out(right)))


def settled(chain: Chain, *steps: str) -> Chain:
    """Steps, without those that leave the line as it is, as some do under some words of a convention."""
    for step in steps:
        with contextlib.suppress(Unchanged):
            chain = getattr(chain, step)()
    return chain


def by_counting(laws: Iterable[Law]) -> None:
    """Laws that follow from linearity, and from the mean of a constant being the constant."""
    derives(*laws)(lambda left, right: (counted(left), counted(right)))


def by_means(laws: Iterable[Law]) -> None:
    """The same without expanding squares."""
    derives(*laws)(lambda left, right: (settled(left, "linear"), settled(right, "linear")))
