"""The derivation of a gradient from a statement: a chain of steps, each of which is a statement of its own.

For y[i] = E and the sum L of dy[i] y[i], the gradient by an array x is dx[k] = dL / dx[k]. Differentiation under the
sums gives, for each occurrence x[h] in E, a sum over all letters of E in which h = k (`rules`). The equations h = k
are solved (`solving`), and the terms are merged and written (`building`). A named part z has a gradient dz of its own,
which is a named part of the gradient: the chain rule.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping

import sympy as sp

from ..gradients import NotDerived
from ..operators import AllAxes
from ..symbols import Axis
from .building import canonical, expression, simpler
from .letters import Fresh, choose, free_letters, names_of, renamed, words_in
from .ranges import Ranges, count, expanded, settled
from .rules import Conventions, Rules, Term
from .solving import PASSES, Arrays, Solver
from .steps import Derivation, Source, Step, entry, reads, through


class Deriver:
    """Derives the gradient of one statement by one array."""

    def __init__(self, source: Source, array: str, conventions: Conventions):
        self.source, self.array, self.fresh = source, array, Fresh()
        parts = {str(e.lhs.base): e for e in source.parts}
        self.arrays: Arrays = {**dict(source.arrays), source.incoming: source.result}
        self.through = through(source.output, parts, array)  # the parts that depend on the array, consumers first
        self.parts = {name: parts[name] for name in self.through}
        self.rules = Rules({array, *self.through}, self.fresh, conventions)
        self.taken = set(source.taken) | {source.incoming}
        for e in (source.output, *source.parts):
            self.taken |= {str(b.label) for b in e.atoms(sp.IndexedBase)}
        self.at: dict[str, tuple[sp.Symbol, ...]] = {}  # the letters of the gradient by the array, and by each part
        self.ranges: dict[str, tuple[tuple[sp.Expr, sp.Expr] | None, ...]] = {array: self.arrays[array]}
        self.steps: list[Step] = []
        self.adjoint = self._adjoints()
        self.asked: dict[str, set[str]] = {}  # the conventions that each equation needed

    def _adjoints(self) -> dict[str, str]:
        """The name of the gradient by the array, and by each part: dx for x; dx_2 if there is a dx."""
        found = {self.array: f"d{self.array}"}
        taken = set(self.taken)
        for name in self.through:
            options = (f"d{name}", *(f"d{name}_{k}" for k in range(2, 10)))
            found[name] = next(one for one in options if one not in taken)
            taken.add(found[name])
        self.taken = taken
        return found

    def derive(self) -> Derivation:
        """The derivation. Raises NotDerived if the statement has an operator without a rule."""
        found = {name: self._occurrences(name) for name in ("", *self.through)}
        gathered: dict[str, list[Term]] = {name: [] for name in (*self.through, self.array)}
        for terms in found.values():
            for t in terms:
                assert t.occurrence is not None
                gathered[str(t.occurrence.base)].append(t)
        for name in gathered:
            self._choose_letters(name, gathered[name])
        for name, terms in gathered.items():
            at = self.at[name]
            gathered[name] = [
                dataclasses.replace(t, deltas=tuple(zip(t.occurrence.indices, at, strict=True)) if at else ())
                for t in terms
                if t.occurrence is not None
            ]
        gathered = self._part_ranges(gathered)
        self._record("differentiate", "under every sum, by each occurrence: 1 where indices agree, else 0", gathered)
        gathered = self._solve(gathered)
        centred = {n: [t for t in terms if not self._vanishes(t)] for n, terms in gathered.items()}
        if sum(map(len, centred.values())) < sum(map(len, gathered.values())):
            self._record("centre", "deviations from a mean add up to 0", centred)
        return self._finish(centred)

    # -- differentiation

    def _occurrences(self, name: str) -> list[Term]:
        """The terms of the output (""), or of a part, for each occurrence of a variable in it."""
        e = self.parts[name] if name else self.source.output
        indices = tuple(getattr(e.lhs, "indices", ()))
        swap = {i: self.fresh.like(i) for i in indices}
        at = tuple(swap[i] for i in indices)
        if name:
            weight, limits = entry(self.adjoint[name], at), tuple((s, -sp.oo, sp.oo) for s in at)
        else:
            weight = entry(self.source.incoming, at)
            limits = tuple((s, lo, hi) for s, (lo, hi) in zip(at, self.source.result, strict=True))
            self.ours = set(at)
        self.rules.used.clear()
        found = list(self.rules.terms(renamed(e.rhs, swap), Term(weight, limits)))
        self.asked[name] = set(self.rules.used)
        return found

    def _choose_letters(self, name: str, terms: list[Term]) -> None:
        """Readable letters for the indices of a gradient: those of the array in the statement, if they are letters."""
        lines = [t.occurrence.indices for t in terms if t.occurrence is not None]
        part = self.parts.get(name)
        if part is not None and lines:
            lines = [tuple(part.lhs.indices)]
        taken, found = set(self.taken), []
        if not lines and name == self.array:  # an array that is not read under these words
            axes_ = [isinstance(end, Axis) or bool(end.atoms(Axis)) for _, end in self.arrays[name]]
            for axis in axes_:
                found.append(choose(None, axis, taken))
                taken |= names_of(found[-1])
        for column in zip(*lines, strict=True) if lines else ():
            first = next((x for x in column if x in self.ours), column[0])
            letter = first if isinstance(first, sp.Symbol) else self._turned(first)
            wanted = None if letter is None else self.fresh.origin.get(letter, letter)
            axis = any(x.atoms(Axis) for x in column)
            everywhere = set().union(*(words_in(e) for e in (self.source.output, *self.source.parts)))
            found.append(choose(wanted, axis, taken | (everywhere if wanted is None else set())))
            taken |= names_of(found[-1])
        self.at[name] = tuple(found)

    def _turned(self, e: sp.Expr) -> sp.Symbol | None:
        """The letter v of an index K - v that runs over all of an axis backwards, if v is summed over."""
        bound = {s for s in free_letters(e) if s in self.fresh.origin}
        v = next(iter(bound)) if len(bound) == 1 else None
        return v if v is not None and v not in self.ours and expanded(e).coeff(v, 1) == -1 else None

    def _part_ranges(self, gathered: dict[str, list[Term]]) -> dict[str, list[Term]]:
        """The terms with finite ranges of the indices of parts, where every use of a part has a letter there."""
        for name in self.through:
            columns: list[tuple[sp.Expr, sp.Expr] | None] = []
            for k in range(len(self.at[name])):
                seen = set()
                for t in gathered[name]:
                    assert t.occurrence is not None
                    of = {v: (lo, hi) for v, lo, hi in t.limits}
                    seen.add(of.get(t.occurrence.indices[k]))
                one = seen.pop() if len(seen) == 1 else None
                columns.append(None if one is None or any(end.is_infinite for end in one) else one)
            self.ranges[name] = tuple(columns)
            for other, terms in gathered.items():
                gathered[other] = [self._limited(t, name, tuple(columns)) for t in terms]
        return gathered

    def _limited(self, t: Term, name: str, columns: tuple[tuple[sp.Expr, sp.Expr] | None, ...]) -> Term:
        """A term of a part's statement, with finite ranges of its indices."""
        weight = next((x for x in t.body.atoms(sp.Indexed) if str(x.base) == self.adjoint[name]), None)
        if weight is None:
            return t
        known = {s: r for s, r in zip(weight.indices, columns, strict=True) if r is not None}
        limits = tuple((v, *known[v]) if v in known and lo.is_infinite else (v, lo, hi) for v, lo, hi in t.limits)
        return dataclasses.replace(t, limits=limits)

    # -- solving

    def _solve(self, gathered: dict[str, list[Term]]) -> dict[str, list[Term]]:
        """The equations of every term solved, pass by pass, with a step for each pass that changes a term."""
        solvers = {name: self._solver(name) for name in gathered}
        for _ in range(100):
            for title, said, rule in PASSES:
                changed = False
                for name, terms in gathered.items():
                    for k, t in enumerate(terms):
                        while (after := getattr(solvers[name], rule)(t)) is not None:
                            terms[k] = t = after
                            changed = True
                if changed:
                    self._record(title, said, gathered)
                    break
            else:
                return gathered
        raise AssertionError("the equations of indices were not solved in 100 passes")

    def _solver(self, name: str) -> Solver:
        known = {s: r for s, r in zip(self.at[name], self.ranges[name], strict=True) if r is not None}
        return Solver(self.arrays, known, self.ours, self.fresh)

    def _vanishes(self, t: Term) -> bool:
        """Whether a term is a multiple of the sum of the deviations from a mean, which is a named part."""
        letters = {v for v, *_ in t.limits}
        varying = [x for x in sp.Mul.make_args(t.body) if free_letters(x) & letters]
        if t.guards or len(varying) != 1 or not isinstance(varying[0], sp.Add):
            return False
        parts = {str(e.lhs.base): e for e in self.source.parts}
        for mean in varying[0].atoms(sp.Indexed):
            e = parts.get(str(mean.base))
            share = varying[0].coeff(mean, 1)
            if e is None or free_letters(mean) & letters or not share.is_number or share == 0:
                continue
            rest = expanded(-(varying[0] - share * mean) / share)
            sums = sp.Sum(rest, *t.limits)
            at = renamed(e.rhs, dict(zip(e.lhs.indices, mean.indices, strict=True)))
            numbers = sp.Mul(
                *(AllAxes(count(lo, hi)) if isinstance(v, Axis) else count(lo, hi) for v, lo, hi in t.limits)
            )
            if canonical(sums) == canonical(expanded(at * numbers)):
                return True
        return False

    # -- statements

    def _record(self, name: str, said: str, gathered: dict[str, list[Term]]) -> None:
        equations = self._equations({n: [_guarded_by(t) for t in terms] for n, terms in gathered.items()})
        runs = not any(e.rhs.has(sp.oo, -sp.oo) for e in equations)
        kept = [e for e in self.source.parts if reads(tuple(equations), str(e.lhs.base), self.source.parts)]
        self.steps.append(Step(name, said, equations[0], (*equations[1:], *kept), runs))

    def _equations(self, gathered: Mapping[str, list[Term]]) -> list[sp.Eq]:
        """The gradient by the array, then those by the parts."""
        found = []
        for name in (self.array, *reversed(self.through)):
            at = self.at[name]
            taken = self.taken.union(*map(names_of, at)) if at else set(self.taken)
            lhs = entry(self.adjoint[name], at) if name != self.array or at else sp.Symbol(f"d{name}")
            found.append(sp.Eq(lhs, expression(gathered[name], self.fresh, taken), evaluate=False))
        return found

    def _finish(self, gathered: dict[str, list[Term]]) -> Derivation:
        """Gradients of parts that are zero are left out, and short ones are put in; then what is left is said."""
        for name in self.through:
            output, *parts = self._equations(gathered)
            mine = next(e for e in parts if e.lhs.base.label.name == self.adjoint[name])
            short = not mine.rhs.has(sp.Sum)
            uses = [t for terms in gathered.values() for t in terms if _uses(t, self.adjoint[name])]
            if mine.rhs == 0:
                self.asked[name] = set()
            if mine.rhs == 0 or short or len(uses) == 1 and len(gathered[name]) == 1:
                gathered = {n: self._inlined(terms, name, gathered[name], n) for n, terms in gathered.items()}
        used = self._needed(gathered)
        for name in (self.array, *(n for n in self.through if self.adjoint[n] in used)):
            if any(end.is_infinite for t in gathered[name] for _, *ends in t.limits for end in ends):
                raise NotDerived(f"the indices of {name} have no range that a sum could be over")
        equations = self._equations({n: [self._chosen(t) for t in terms] for n, terms in gathered.items()})
        output, *parts = map(self._with_names, equations)
        parts = [e for e in parts if e.lhs.base.label.name in used]
        kept = [e for e in self.source.parts if reads((output, *parts), str(e.lhs.base), self.source.parts)]
        found = tuple(parts), tuple(kept)
        self.steps.append(
            Step("simplify", "constants before sums, and gradients of parts put in", output, (*found[0], *found[1]))
        )
        return Derivation(
            output, (*found[0], *found[1]), tuple(self.steps), frozenset(set().union(*self.asked.values()))
        )

    def _chosen(self, t: Term) -> Term:
        """The term with the first branch of a part in place of the part, where its condition is one of the term and the
        term gets shorter: p / (q r) is 1 where r = p / q."""
        for x in sorted(t.body.atoms(sp.Indexed), key=sp.default_sort_key):
            e = next((e for e in self.source.parts if e.lhs.base == x.base), None)
            if e is None or not isinstance(e.rhs, sp.Piecewise):
                continue
            value, test = (
                renamed(part, dict(zip(e.lhs.indices, x.indices, strict=True))) for part in e.rhs.args[0].args
            )
            body = t.body.xreplace({x: value})
            if (test, True) in t.guards and sp.count_ops(body) < sp.count_ops(t.body):
                t = dataclasses.replace(t, body=body)
        return t

    def _with_names(self, equation: sp.Eq) -> sp.Eq:
        """The equation with a part that it reads in place of a sum that is what the part means, so that both cancel."""
        swap: dict[sp.Basic, sp.Basic] = {}
        for x in sorted(equation.rhs.atoms(sp.Indexed), key=sp.default_sort_key):
            e = next((e for e in self.source.parts if e.lhs.base == x.base), None)
            if e is None or not isinstance(e.rhs, sp.Sum):
                continue
            meant = canonical(renamed(e.rhs, dict(zip(e.lhs.indices, x.indices, strict=True))))
            swap |= {one: x for one in equation.rhs.atoms(sp.Sum) if canonical(one) == meant}
        rhs = simpler(sp.expand_mul(equation.rhs.xreplace(swap))) if swap else equation.rhs
        return sp.Eq(equation.lhs, rhs, evaluate=False)

    def _needed(self, gathered: Mapping[str, list[Term]]) -> set[str]:
        used: set[str] = set()
        left = [self.array]
        while left:
            for t in gathered[left.pop()]:
                for name in self.through:
                    if _uses(t, self.adjoint[name]) and self.adjoint[name] not in used:
                        used.add(self.adjoint[name])
                        left.append(name)
        return used

    def _inlined(self, terms: list[Term], name: str, inner: list[Term], mine: str) -> list[Term]:
        """Terms with the terms of the gradient of a part in place of it."""
        found: list[Term] = []
        for t in terms:
            if not _uses(t, self.adjoint[name]):
                found.append(t)
                continue
            (weight,) = (x for x in t.body.atoms(sp.Indexed) if str(x.base) == self.adjoint[name])
            for one in inner:
                swap = dict(zip(self.at[name], weight.indices, strict=True))
                swap |= {v: self.fresh.like(v) for v, *_ in one.limits}
                ranges = {**self._solver(mine).known, **{v: (lo, hi) for v, lo, hi in t.limits}}
                put = functools.partial(_put, swap=swap, ranges=ranges)
                limits = tuple((swap[v], put(lo), put(hi)) for v, lo, hi in one.limits)
                guards = tuple((put(test), holds) for test, holds in one.guards)
                body = t.body.xreplace({weight: put(one.body)})
                ranges |= {v: (lo, hi) for v, lo, hi in limits}
                found.append(
                    dataclasses.replace(
                        t,
                        body=settled(body, ranges),
                        limits=(*limits, *t.limits),
                        guards=tuple((settled(test, ranges), holds) for test, holds in (*t.guards, *guards)),
                    )
                )
        return found


def _put(e: sp.Basic, swap: dict[sp.Symbol, sp.Basic], ranges: Ranges) -> sp.Basic:
    """An expression with other free letters, simplified by their ranges."""
    return settled(renamed(e, swap), ranges)


def _guarded_by(t: Term) -> Term:
    """The term with its unsolved equations as conditions."""
    tests = tuple((sp.Eq(h, k, evaluate=False), True) for h, k in t.deltas)
    return dataclasses.replace(t, deltas=(), guards=(*tests, *t.guards))


def _uses(t: Term, adjoint: str) -> bool:
    return any(str(x.base) == adjoint for x in t.body.atoms(sp.Indexed))


def derive(source: Source, array: str, conventions: Conventions) -> Derivation:
    """The gradient of a statement by one of its arrays.

    Parameters
    ----------
    source : the statement.
    array : the array.
    conventions : what is done at ties and kinks.

    Raises
    ------
    NotDerived : the statement has an operator that there is no rule for.
    """
    if array not in dict(source.arrays):
        raise NotDerived(f"there is no array {array}")
    return Deriver(source, array, conventions).derive()
