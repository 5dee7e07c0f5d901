"""A gradient as one expression: the terms of its derivation are merged, simplified, and written in readable letters."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom

from ..choices import Where
from ..dispatch import is_whole
from ..operators import AllAxes, OnAxes
from ..symbols import Axis
from .letters import Fresh, all_free, free_letters, named, renamed
from .ranges import count, expanded, is_nonnegative
from .rules import Guard, Limit, Term

SIZE = Axis("H W D", positive=True)
Key = tuple[tuple[Limit, ...], tuple[Guard, ...]]


def expression(terms: Iterable[Term], fresh: Fresh, taken: set[str]) -> sp.Expr:
    """The sum of terms as an expression in readable letters.

    Parameters
    ----------
    terms : with letters of the result that are readable, and fresh ones that are summed over.
    fresh : the letters of the derivation.
    taken : names that summed letters must not have.
    """
    merged: dict[tuple[Guard, ...], dict[Key, list[sp.Expr]]] = defaultdict(lambda: defaultdict(list))
    for t in map(_ordered, terms):
        if t.body != 0:
            letters = {v for v, *_ in t.limits}
            outer: tuple[Guard, ...] = () if any(_reaches(t, g) for g in t.guards) else t.guards
            inner = () if outer else t.guards
            merged[outer if letters else t.guards][(t.limits, inner if letters else ())].append(t.body)
    parts = []
    for outer, terms_ in merged.items():
        found = []
        for (limits, guards), bodies in terms_.items():
            body = simpler(sp.Add(*bodies))
            for one in sp.Add.make_args(body) if limits and isinstance(body, sp.Add) else (body,):
                found.append(_written(Term(one, limits, guards), fresh, taken))
        parts.append(_guarded(simpler(sp.Add(*found)), outer))
    return simpler(_branches(parts))


def _reaches(t: Term, guard: Guard) -> bool:
    """Whether a condition depends on what a term sums over."""
    return bool(free_letters(guard[0]) & {v for v, *_ in t.limits})


def _ordered(t: Term) -> Term:
    """The term with what needs no entries of arrays first among its guards, and ranges of one place put in."""
    for v, lo, hi in t.limits:
        if expanded(hi - lo) == 0:
            swap = {v: OnAxes(lo, SIZE) if isinstance(v, Axis) and not lo.atoms(Axis) else lo}
            limits = tuple((s, a.xreplace(swap), b.xreplace(swap)) for s, a, b in t.limits if s != v)
            tests = tuple((test.xreplace(swap), holds) for test, holds in t.guards)
            return _ordered(dataclasses.replace(t, body=t.body.xreplace(swap), limits=limits, guards=tests))
    guards = [g for g in t.guards if not (isinstance(g[0], BooleanAtom) and bool(g[0]) == g[1])]
    failed = {one for test, holds in guards if not holds for one in (test, _turned(test))}
    if any(isinstance(test, BooleanAtom) or holds and test in failed for test, holds in guards):
        return dataclasses.replace(t, body=sp.S.Zero)
    whole = [test for test, holds in guards if holds and is_whole(test)]
    left = _implied([g for g in guards if not (g[1] and is_whole(g[0]))])
    return dataclasses.replace(t, guards=(*[(sp.And(*whole), True)] * bool(whole), *left))


def _turned(test: sp.Basic) -> sp.Basic:
    """A relation from its other side: a < b for b > a."""
    return test.reversed if isinstance(test, Relational) else test


def _implied(guards: list[Guard]) -> list[Guard]:
    """Guards without what others among them decide: where x > c, max(c, x) is x, and where x = c it is c."""
    for test, holds in guards:
        if holds and isinstance(test, sp.Eq) and not test.atoms(sp.Max, sp.Min):
            same = {kind(test.lhs, test.rhs): test.rhs for kind in (sp.Max, sp.Min)}
            guards = [g if g[0] == test else (g[0].xreplace(same), g[1]) for g in guards]
        if holds and isinstance(test, sp.Gt | sp.Ge | sp.Lt | sp.Le):
            one = (sp.Max if isinstance(test, sp.Gt | sp.Ge) else sp.Min)(test.lhs, test.rhs)
            if isinstance(one, sp.Max | sp.Min):
                guards = [g if g[0] == test else (g[0].xreplace({one: test.lhs}), g[1]) for g in guards]
    return guards


def _written(t: Term, fresh: Fresh, taken: set[str]) -> sp.Expr:
    """One term: constants before its sum, and independent sums as a product."""
    letters = [v for v, *_ in t.limits]
    outer: list[sp.Expr] = []
    inner: list[sp.Expr] = []
    for x in sp.Mul.make_args(t.body):
        number, x = x.primitive() if isinstance(x, sp.Add) else (sp.S.One, x)
        outer.append(number)
        (inner if not letters or free_letters(x) & set(letters) else outer).append(x)
    if not t.guards:
        t, counts = _counted(t, inner)
        outer, letters = outer + counts, [v for v, *_ in t.limits]
    guards = t.guards
    tied = [free_letters(test) & set(letters) for test, _ in guards]
    groups = _apart(letters, [free_letters(x) & set(letters) for x in inner] + tied + _nested(t.limits))
    if guards and not letters or len(groups) < 2:
        body = _guarded(sp.Mul(*inner), guards)
        found = sp.Sum(body, *t.limits) if letters else body
    elif guards and not all(tied):
        found = sp.Sum(_guarded(sp.Mul(*inner), guards), *t.limits)
    else:
        sums = []
        for group in groups:
            mine = [x for x in inner if free_letters(x) & group]
            tests = tuple(g for g in guards if free_letters(g[0]) & group)
            sums.append(sp.Sum(_guarded(sp.Mul(*mine), tests), *(limit for limit in t.limits if limit[0] in group)))
        found = sp.Mul(*(named(one, fresh, taken) for one in sums))
    return named(sp.Mul(*outer), fresh, taken) * named(found, fresh, taken)


def _counted(t: Term, factors: list[sp.Expr]) -> tuple[Term, list[sp.Expr]]:
    """The term without sums over letters that nothing depends on, and how many terms each of them has."""
    counts: list[sp.Expr] = []
    for limit in t.limits:
        v, lo, hi = limit
        others = [end for other in t.limits if other is not limit for end in other[1:]]
        if v not in all_free([*factors, *others]) and is_nonnegative(count(lo, hi), {}):
            counts.append(AllAxes(count(lo, hi)) if isinstance(v, Axis) else count(lo, hi))
            t = dataclasses.replace(t, limits=tuple(one for one in t.limits if one is not limit))
    return t, counts


def _nested(limits: tuple[Limit, ...]) -> list[set[sp.Symbol]]:
    """Letters whose ranges depend on others."""
    letters = {v for v, *_ in limits}
    return [{v} | all_free((lo, hi)) & letters for v, lo, hi in limits]


def _apart(letters: list[sp.Symbol], together: list[set[sp.Symbol]]) -> list[set[sp.Symbol]]:
    """The letters in groups that no set of `together` joins."""
    groups = [{v} for v in letters]
    for joint in together:
        touched = [g for g in groups if g & joint]
        if len(touched) > 1:
            groups = [g for g in groups if g not in touched] + [set().union(*touched)]
    return groups


def _guarded(body: sp.Expr, guards: tuple[Guard, ...]) -> sp.Expr:
    for test, holds in reversed(guards):
        body = Where(body, test) if holds else _else(test, body)
    return body


def _else(test: sp.Basic, body: sp.Expr) -> sp.Expr:
    """0 where a condition holds, the body elsewhere; branches of the body are branches after the first."""
    after = body.args if isinstance(body, sp.Piecewise) else ((body, sp.true),)
    return sp.Piecewise((0, test), *after)


def _branches(parts: list[sp.Expr]) -> sp.Expr:
    """The sum of parts; two that the same condition parts are the branches of one."""
    parts = list(parts)
    for p, q in itertools.permutations(parts, 2):
        if (both := _both(p, q)) is not None:
            return _branches([*(x for x in parts if x is not p and x is not q), both])
    return sp.Add(*parts)


def _both(p: sp.Expr, q: sp.Expr) -> sp.Expr | None:
    """The sum of two parts as branches of one, if the first branch of q is 0 under the condition of that of p."""
    if isinstance(q, sp.Piecewise) and q.args[0][0] == 0:
        zero, rest = q.args[0], q.args[1:]
        left = sp.Piecewise(*rest)
        if isinstance(p, Where) and p.args[1] == zero[1]:
            return sp.Piecewise((p.args[0], p.args[1]), *rest)
        if isinstance(p, sp.Piecewise) and p.args[0] == zero:
            both = _branches([sp.Piecewise(*p.args[1:]), left])
            return None if isinstance(both, sp.Add) else _else(zero[1], both)
    return None


def simpler(e: sp.Expr) -> sp.Expr:
    """The simplest of a few forms of a sum or product, as a rational expression in what it is made of."""
    if not isinstance(e, sp.Add | sp.Mul) or isinstance(e, sp.Mul) and len(e.atoms(sp.Sum)) < 2:
        return e
    masks = Masks()
    flat = masks.of(e)
    if _is_zero(flat):
        return sp.S.Zero
    return _simplest(flat, len(masks.shown) <= 6).xreplace(masks.shown)


@functools.lru_cache(4096)
def _simplest(flat: sp.Expr, few: bool) -> sp.Expr:
    """The simplest form of an expression of letters; with many of them, polynomials of all of them take too long."""
    options = [flat, sp.factor_terms(flat)]
    if few:
        options += [sp.cancel(flat), sp.factor(flat)]
    return min(options, key=lambda x: (sp.count_ops(x), _letters_written(x), options.index(x)))


def _letters_written(e: sp.Basic) -> int:
    """How many letters an expression is written with: a (b + 1) has one less than a b + a."""
    return sum(isinstance(x, sp.Symbol) for x in sp.preorder_traversal(e))


@functools.lru_cache(4096)
def _is_zero(flat: sp.Expr) -> bool:
    return bool(sp.fraction(sp.together(flat))[0].expand() == 0)


class Masks:
    """Letters for the parts of an expression that are no sums, products or powers, the same for equal parts. They are
    numbered, so that expressions of one form, which the steps of a derivation have many of, are simplified once."""

    def __init__(self) -> None:
        self.shown: dict[sp.Symbol, sp.Basic] = {}
        self._known: dict[sp.Basic, sp.Symbol] = {}

    def of(self, x: sp.Basic) -> sp.Basic:
        """An expression with letters for its parts. A half-integer power is one of a square root."""
        if isinstance(x, sp.Pow) and x.exp.is_Rational and x.exp.q == 2:
            return self._letter(sp.sqrt(x.base), positive=True) ** (2 * x.exp)
        if isinstance(x, sp.Add | sp.Mul) or isinstance(x, sp.Pow) and x.exp.is_Integer:
            return x.func(*map(self.of, x.args))
        return x if x.is_Atom else self._letter(x)

    def _letter(self, x: sp.Basic, **assumptions: bool) -> sp.Dummy:
        key = canonical(x)
        if key not in self._known:
            self._known[key] = sp.Symbol(f"_part{len(self._known):03}", **assumptions)
            self.shown[self._known[key]] = x
        return self._known[key]


def canonical(e: sp.Basic, depth: int = 0) -> sp.Basic:
    """An expression whose bound letters are numbered, so that it equals every other one that differs in them only."""
    if not e.has(ExprWithLimits):
        return e
    if isinstance(e, ExprWithLimits):
        new = [_numbered(v, depth + k) for k, (v, *_) in enumerate(e.limits)]
        swap = dict(zip((limit[0] for limit in e.limits), new, strict=True))
        limits = [(swap[v], canonical(renamed(lo, swap)), canonical(renamed(hi, swap))) for v, lo, hi in e.limits]
        return e.func(canonical(renamed(e.function, swap), depth + len(new)), *limits)
    return e.func(*(canonical(part, depth) for part in e.args))


def _numbered(v: sp.Symbol, k: int) -> sp.Symbol:
    return Axis(f"_bound{k}") if isinstance(v, Axis) else sp.Symbol(f"_bound{k}", integer=True)
