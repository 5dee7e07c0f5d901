"""A statement evaluated by SymPy's own substitution, entry by entry: the reference for the code generated from it.

Nothing here uses the generated code, so a fault of the generator shows. Entries outside an array are None and take no
part in sums, products, maxima and minima.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import sympy as sp

from ..language.choices import Where, order_of
from ..language.formula import Formula, Plan
from ..language.statement import ArgMaxOver, Inside, MaxOver, MinOver, PLog, Root
from .aliases import Arguments, Arrays, Letters, Value


def value_at(of: Formula, arrays: Arrays, kwargs: Arguments, place: tuple[int, ...]) -> Value:
    """One entry of the result of a statement.

    Parameters
    ----------
    of : the formula.
    arrays, kwargs : its arguments, exact numbers.
    place : which entry, counted from 0.

    Returns
    -------
    A SymPy number.
    """
    call = of.read((), {**kwargs, **arrays})
    plan, env = call.plan, call.env
    entries: dict[tuple[str, tuple[int, ...]], Value] = {}
    for a, line in plan.arrays.items():
        if a in call.arrays:
            x = call.folds[a](call.arrays[a]) if a in call.folds else call.arrays[a]
            places = itertools.product(*plan.ranges(line, env))
            entries |= {(a, at): sp.sympify(v) for at, v in zip(places, x.ravel().tolist(), strict=True)}
    indices = [r[k] for r, k in zip(plan.ranges(plan.result, env), place, strict=True)]
    return Substitution(plan, env, entries).result(indices)


class Substitution:
    """The evaluation of one statement.

    Parameters
    ----------
    plan : the statement.
    env : the values of its letters.
    entries : the entries of arrays, by array and indices.
    """

    def __init__(self, plan: Plan, env: Letters, entries: dict[tuple[str, tuple[int, ...]], Value]):
        self.plan, self.entries = plan, entries
        self.letters = {s: sp.sympify(env.get(name, 0)) for name, s in plan.letters.items()}
        self.parts = {str(e.lhs.base): e for e in plan.parts}

    def result(self, indices: list[int]) -> Value:
        """The entry of the result at these indices; 0 where the statement has no term."""
        swap = {s: sp.Integer(k) for s, k in zip(self.plan.indices, indices, strict=True)}
        found = self.run(self.plan.output.rhs.xreplace(swap))
        return sp.S.Zero if found is None else found

    def run(self, e: Value) -> Value:
        """The value of an expression; None if it is outside every array."""
        match e:
            case sp.Symbol():
                return self.letters[e]
            case sp.Indexed():
                return self._entry(e)
            case Inside():
                return sp.Integer(self.run(e.args[0]) is not None)
            case ArgMaxOver():
                return self._place_of_maximum(e)
            case MaxOver() | MinOver():
                return (sp.Max if isinstance(e, MaxOver) else sp.Min)(*self._terms(e))
            case sp.Sum():
                return sp.Add(*self._terms(e))
            case sp.Product():
                return sp.Mul(*(self.run(e.function.xreplace(k)) for k in self._indices(e)))
            case PLog():
                p = self.run(e.args[0])
                return p if p is None or p == 0 else p * sp.log(self.run(e.args[1])) / sp.log(self.run(e.args[2]))
            case Root():
                return sp.exp(-2 * sp.pi * sp.I * self.run(e.args[0]) / self.run(e.args[1]))
            case sp.Piecewise():
                return next(self.run(v) for v, test in e.args if self.run(test) == True)  # noqa: E712  a SymPy truth
            case Where():
                return self.run(e.args[0]) if self.run(e.args[1]) == sp.true else sp.S.Zero
            case sp.And():  # in order: entries are compared only where they are inside their arrays
                return sp.sympify(all(self.run(test) == sp.true for test in sorted(e.args, key=order_of)))
            case sp.Mul():
                factors = [self.run(part) for part in e.args]
                return None if None in factors else sp.Mul(*factors)
            case sp.Add():
                return sp.Add(*(v for part in e.args if (v := self.run(part)) is not None))
        return e.func(*map(self.run, e.args)).doit() if e.args else e

    def _integer(self, e: Value) -> int:
        return int(self.run(e))

    def _entry(self, e: Value) -> Value:
        """An entry of an array or of a named part; None outside."""
        indices, name = tuple(map(self._integer, e.indices)), str(e.base)
        if name not in self.parts:
            return self.entries.get((name, indices))
        part = self.parts[name]
        swap = {s: sp.Integer(k) for s, k in zip(part.lhs.indices, indices, strict=True)}
        return self.run(part.rhs.xreplace(swap))

    def _indices(self, e: Value) -> Iterator[dict[sp.Symbol, sp.Integer]]:
        """The values of the bound letters of a sum, product, maximum or minimum."""
        ranges = [range(self._integer(lo), self._integer(hi) + 1) for _, lo, hi in e.limits]
        for place in itertools.product(*ranges):
            yield {limit[0]: sp.Integer(k) for limit, k in zip(e.limits, place, strict=True)}

    def _terms(self, e: Value) -> list[Value]:
        """The terms that lie inside their arrays."""
        return [v for k in self._indices(e) if (v := self.run(e.function.xreplace(k))) is not None]

    def _place_of_maximum(self, e: Value) -> int:
        """The place of the earliest of the largest terms."""
        value, place = e.function
        found = [(v, k) for k in self._indices(e) if (v := self.run(value.xreplace(k))) is not None]
        largest = sp.Max(*(v for v, _ in found))
        return next(self._integer(place.xreplace(k)) for v, k in found if v == largest)
