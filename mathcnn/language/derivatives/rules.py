"""The rules of differentiation: the terms that one expression gives for each occurrence of an array in it."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy as sp

from ..choices import Where
from ..gradients import NotDerived
from ..operators import AllAxes, ArgMaxOver, Flat, MaxOver, PLog
from ..symbols import Axis
from .letters import Fresh, renamed

Limit = tuple[sp.Symbol, sp.Expr, sp.Expr]
Guard = tuple[sp.Basic, bool]  # a condition, and whether it must hold or must fail


@dataclass(frozen=True)
class Term:
    """One term of a gradient: the sum over `limits` of `body`, where every guard allows it and each pair of `deltas` is
    equal.

    occurrence : the entry of the array, or of a named part, that the term differentiates by.
    """

    body: sp.Expr
    limits: tuple[Limit, ...] = ()
    guards: tuple[Guard, ...] = ()
    deltas: tuple[tuple[sp.Expr, sp.Expr], ...] = ()
    occurrence: sp.Indexed | None = None

    def times(self, factor: sp.Expr) -> Term:
        """The term with another factor."""
        return dataclasses.replace(self, body=self.body * factor)

    def where(self, *guards: Guard) -> Term:
        """The term with more guards."""
        return dataclasses.replace(self, guards=(*self.guards, *guards))

    def over(self, *limits: Limit) -> Term:
        """The term summed over more letters."""
        return dataclasses.replace(self, limits=(*self.limits, *limits))


@dataclass(frozen=True)
class Conventions:
    """What implementations do where a derivative does not exist.

    ties : "first", "all" or "shared": which of the equal entries of a maximum get the gradient; see `TIES`.
    kink : 0, 1 or 1/2: the derivative at a kink as a share of that beside it; see `KINKS`.
    """

    ties: str = "first"
    kink: sp.Rational = sp.S.Zero


TIES = {
    "first": "the first of equal entries gets the gradient",
    "all": "each of equal entries gets the whole gradient",
    "shared": "equal entries share the gradient",
}
KINKS = {
    0: "at a kink the derivative is 0",
    1: "at a kink the derivative is that on the side where it is not constant",
    0.5: "at a kink the derivative is half of that on the side where it is not constant",
}


class Rules:
    """Differentiates expressions by entries of arrays and named parts.

    names : the arrays and parts that count as variables; every other array is a constant.
    fresh : the letters of the derivation.
    conventions : see there.
    """

    def __init__(self, names: set[str], fresh: Fresh, conventions: Conventions):
        self.names, self.fresh, self.conventions = names, fresh, conventions
        self.used: set[str] = set()  # the conventions that were needed

    @functools.cache  # noqa: B019  rules live as long as one derivation
    def depends(self, e: sp.Basic) -> bool:
        """Whether an expression reads an entry of a variable."""
        return any(str(x.base) in self.names for x in e.atoms(sp.Indexed))

    def terms(self, e: sp.Expr, so_far: Term) -> Iterator[Term]:
        """The terms of an expression, one for each occurrence of a variable; `so_far` is what is around it."""
        if not self.depends(e):
            return
        if isinstance(e, sp.Indexed):
            if any(self.depends(i) for i in e.indices):
                raise NotDerived(f"{e.base} is indexed by entries of an array that is differentiated")
            yield dataclasses.replace(so_far, occurrence=e)
            return
        rule = next((found for kind in type(e).__mro__ if (found := RULES.get(kind))), None)
        if rule is None:
            raise NotDerived(f"there is no rule for the derivative of {type(e).__name__}")
        yield from rule(self, e, so_far)

    def apart(self, e: sp.Basic) -> tuple[sp.Expr, list[Limit]]:
        """What an operator with limits ranges over, in fresh letters, and the limits."""
        swap = {limit[0]: self.fresh.like(limit[0]) for limit in e.limits}
        limits = [(swap[v], renamed(lo, swap), renamed(hi, swap)) for v, lo, hi in e.limits]
        return renamed(e.function, swap), limits


def _add(rules: Rules, e: sp.Add, t: Term) -> Iterator[Term]:
    for part in e.args:
        yield from rules.terms(part, t)


def _mul(rules: Rules, e: sp.Mul, t: Term) -> Iterator[Term]:
    for k, part in enumerate(e.args):
        if rules.depends(part):
            yield from rules.terms(part, t.times(sp.Mul(*e.args[:k], *e.args[k + 1 :])))


def _pow(rules: Rules, e: sp.Pow, t: Term) -> Iterator[Term]:
    yield from rules.terms(e.base, t.times(e.exp * e.base ** (e.exp - 1)))
    yield from rules.terms(e.exp, t.times(e * sp.log(e.base)))


def _exp(rules: Rules, e: sp.exp, t: Term) -> Iterator[Term]:
    yield from rules.terms(e.args[0], t.times(e))


def _log(rules: Rules, e: sp.log, t: Term) -> Iterator[Term]:
    yield from rules.terms(e.args[0], t.times(1 / e.args[0]))


def _tanh(rules: Rules, e: sp.tanh, t: Term) -> Iterator[Term]:
    yield from rules.terms(e.args[0], t.times(1 - e**2))


def _plog(rules: Rules, e: PLog, t: Term) -> Iterator[Term]:
    p, q, base = e.args
    if rules.depends(base):
        raise NotDerived("the base of a logarithm depends on it")
    yield from rules.terms(p, t.times(sp.log(q) / sp.log(base)))
    yield from rules.terms(q, t.times(p / (q * sp.log(base))))


def _sum(rules: Rules, e: sp.Sum, t: Term) -> Iterator[Term]:
    if any(end.is_infinite for limit in e.limits for end in limit[1:]):
        raise NotDerived("a sum without end is not differentiated entry by entry")
    inside, limits = rules.apart(e)
    yield from rules.terms(inside, t.over(*limits))


def _product(rules: Rules, e: sp.Product, t: Term) -> Iterator[Term]:
    """Each factor in turn, times those before it and those after it: no division, so that factors may be 0."""
    if len(e.limits) != 1:
        raise NotDerived("there is no rule for a product over several letters")
    inside, ((v, lo, hi),) = rules.apart(e)
    first, last = rules.fresh.like(v), rules.fresh.like(v)
    before = sp.Product(renamed(inside, {v: first}), (first, lo, v - 1))
    after = sp.Product(renamed(inside, {v: last}), (last, v + 1, hi))
    yield from rules.terms(inside, t.over((v, lo, hi)).times(before * after))


def _place(rules: Rules, e: ArgMaxOver, t: Term) -> Iterator[Term]:
    raise NotDerived("the place of a maximum is an integer: it is constant where entries differ, and jumps at ties")


def _abs(rules: Rules, e: sp.Abs, t: Term) -> Iterator[Term]:
    (x,) = e.args
    rules.used.add("kink")
    yield from rules.terms(x, t.where((sp.Gt(x, 0), True)))
    yield from rules.terms(x, t.times(sp.S.NegativeOne).where((sp.Lt(x, 0), True)))
    if rules.conventions.kink:
        yield from rules.terms(x, t.times(rules.conventions.kink).where((sp.Eq(x, 0), True)))


def _piecewise(rules: Rules, e: sp.Piecewise, t: Term) -> Iterator[Term]:
    """Each branch where its condition is the first that holds. Two branches that a strict inequality of values parts
    meet at a kink."""
    (first, test), *rest = e.args
    kink = rules.conventions.kink
    if len(rest) == 1 and isinstance(test, sp.Gt | sp.Lt) and rules.depends(test):
        rules.used.add("kink")
        if kink:
            at = (sp.Eq(test.lhs, test.rhs), True)
            yield from rules.terms(first, t.times(kink).where(at))
            yield from rules.terms(rest[0][0], t.times(1 - kink).where(at))
            t_rest = t.where((at[0], False))
        else:
            t_rest = t
        yield from rules.terms(first, t.where((test, True)))
        yield from rules.terms(rest[0][0], t_rest.where((test, False)))
        return
    before: tuple[Guard, ...] = ()
    for value, test in e.args:
        holds = () if test == True else ((test, True),)  # noqa: E712  a SymPy truth
        yield from rules.terms(value, t.where(*before, *holds))
        before = (*before, (test, False))


def _where(rules: Rules, e: Where, t: Term) -> Iterator[Term]:
    value, test = e.args
    yield from rules.terms(value, t.where((test, True)))


def _extreme(rules: Rules, e: sp.Max, t: Term) -> Iterator[Term]:
    """A maximum or minimum of several numbers. With one variable among constants it has a kink; else there are ties."""
    largest = isinstance(e, sp.Max)
    beats, meets = (sp.Gt, sp.Ge) if largest else (sp.Lt, sp.Le)
    args = sorted(e.args, key=sp.default_sort_key)
    varying = [x for x in args if rules.depends(x)]
    if len(varying) == 1:
        rules.used.add("kink")
        (x,) = varying
        other = e.func(*(y for y in args if y != x))
        kink = rules.conventions.kink
        yield from rules.terms(x, t.where(((meets if kink == 1 else beats)(x, other), True)))
        if kink not in (0, 1):
            yield from rules.terms(x, t.times(kink).where((sp.Eq(x, other), True)))
        return
    rules.used.add("ties")
    for k, x in enumerate(args):
        first = rules.conventions.ties == "first"
        guards = [((beats if first and j < k else meets)(x, y), True) for j, y in enumerate(args) if j != k]
        shared = sp.Add(*(Where(1, sp.Eq(y, e)) for y in args))
        yield from rules.terms(x, t.times(1 / shared if rules.conventions.ties == "shared" else 1).where(*guards))


def _max_over(rules: Rules, e: MaxOver, t: Term) -> Iterator[Term]:
    """The maximum over ranges: the terms whose entry is the largest, by the convention for ties."""
    rules.used.add("ties")
    inside, limits = rules.apart(e)
    if rules.conventions.ties == "first":
        place = flat(e.limits)
        here = renamed(place, dict(zip((v for v, *_ in e.limits), (v for v, *_ in limits), strict=True)))
        guard = sp.Eq(ArgMaxOver(sp.Tuple(e.function, place), *e.limits), here, evaluate=False)
    else:
        guard = sp.Eq(inside, e, evaluate=False)
    if rules.conventions.ties == "shared":
        equal = Where(1, sp.Eq(e.function, MaxOver(*_copied(e, rules.fresh)), evaluate=False))
        t = t.times(1 / sp.Sum(equal, *e.limits))
    yield from rules.terms(inside, t.over(*limits).where((guard, True)))


def _copied(e: MaxOver, fresh: Fresh) -> tuple[sp.Basic, ...]:
    """What a maximum ranges over, and its limits, in other letters."""
    swap = {limit[0]: fresh.like(limit[0]) for limit in e.limits}
    return (renamed(e.function, swap), *((swap[v], renamed(lo, swap), renamed(hi, swap)) for v, lo, hi in e.limits))


def flat(limits: tuple[sp.Tuple, ...]) -> sp.Expr:
    """The place within ranges as one number, the last letter fastest."""
    found: sp.Expr = sp.S.Zero
    for v, lo, hi in limits:
        if isinstance(v, Axis):
            found = (
                found * AllAxes(hi - lo + 1) + Flat(v - lo, hi - lo + 1) if found != 0 else Flat(v - lo, hi - lo + 1)
            )
        else:
            found = found * (hi - lo + 1) + v - lo
    return found


Rule = Callable[[Rules, sp.Basic, Term], Iterator[Term]]
RULES: dict[type, Rule] = {
    sp.Add: _add,
    sp.Mul: _mul,
    sp.Pow: _pow,
    sp.exp: _exp,
    sp.log: _log,
    sp.tanh: _tanh,
    PLog: _plog,
    sp.Sum: _sum,
    sp.Product: _product,
    ArgMaxOver: _place,
    sp.Abs: _abs,
    sp.Piecewise: _piecewise,
    Where: _where,
    sp.Max: _extreme,
    sp.Min: _extreme,
    MaxOver: _max_over,
}
