"""Both sides of a law as expressions: the law's own function, run on arrays whose sizes are letters.

An `Array` knows its shape and what stands at a place; NumPy's functions and operators act on it through NumPy's own
protocol, so the helpers in which a law is said run as they are. A formula that is called unfolds to its statement. What
can't be done with letters for sizes is a `Untraced` law, and no sides are typed in its place.

Convention: reading an array outside its shape gives zero. Where that isn't clear from the array a bracket [0 <= k <
size] says so.
"""

from __future__ import annotations

import functools
import inspect
import itertools
import re
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr, Indexed, IndexedBase, Mod, Sum, Symbol
from sympy.concrete.expr_with_limits import ExprWithLimits

from mathcnn.language.formula import Formula, Law, Plan
from mathcnn.language.shapes import Entry, entries
from mathcnn.language.statement import Axis, Convention, Inside, Within, on_axis

from .questions import Given, apart, between, follows, lean, normal, put

Place = tuple[Expr, ...]
FUNCTIONS_OF_NUMBERS = (Mod, sp.floor, sp.ceiling, sp.Max, sp.Min, sp.Abs, sp.binomial, sp.exp, sp.tanh)
NOWHERE = Given({})
LETTERS = "ijklmrstuvabcdpq"


class Untraced(TypeError):
    """A law that says something for which letters can't stand."""


# ---------------------------------------------------------------- arrays


class Array(np.lib.mixins.NDArrayOperatorsMixin):
    """An array whose sizes are letters.

    `at` says what stands at a place; where it is `whole`, also outside the shape, zero.
    """

    def __init__(self, shape: Place, at: Callable[..., Expr], whole: bool = False):
        self.shape, self.at, self.whole = tuple(map(sp.sympify, shape)), at, whole

    def __call__(self, *place: Expr) -> Expr:
        """The entry at a place, zero outside."""
        brackets = () if self.whole else (Within(k, 0, n) for k, n in zip(place, self.shape, strict=True))
        return sp.Mul(self.at(*place), *brackets)

    ndim = property(lambda self: len(self.shape))
    size = property(lambda self: sp.Mul(*self.shape))
    T = property(lambda self: self.transpose())
    dtype = np.dtype(object)

    def __len__(self) -> int:
        raise Untraced("the length of an array is a letter")

    def __iter__(self) -> Iterator[Any]:
        raise Untraced("an array of a letter's size has no first, second, ... entry")

    def copy(self) -> Array:
        return Array(self.shape, self.at, self.whole)

    def astype(self, kind: Any) -> Array:
        return self.copy()

    # -- parts of it

    def __getitem__(self, key: Any) -> Array:
        key = key if isinstance(key, tuple) else (key,)
        taken = sum(k is not None and k is not Ellipsis for k in key)
        fill = (slice(None),) * (self.ndim - taken)
        at = next((n for n, k in enumerate(key) if k is Ellipsis), len(key))
        key = (*key[:at], *fill, *key[at + 1 :])
        shape: list[Expr] = []
        reads: list[tuple[str, Any, Any]] = []
        whole, axis = self.whole, 0
        for k in key:
            if k is None:
                shape.append(sp.S.One)
                reads.append(("new", None, None))
                continue
            n, axis = self.shape[axis], axis + 1
            if isinstance(k, slice):
                first, count, step = sliced(k, n)
                whole = whole and (first, count) in ((0, n), (n - 1, n))
                shape.append(count)
                reads.append(("slice", first, step))
            elif isinstance(k, (int, Expr)):
                reads.append(("one", placed(k, n), None))
            else:
                raise Untraced(f"an array at {k!r}")
        if any(how == "new" for how, *_ in reads):
            whole = False

        def entry(*place: Expr) -> Expr:
            left = iter(place)
            found = []
            for how, first, step in reads:
                if how == "one":
                    found.append(first)
                elif how == "new":
                    next(left)
                else:
                    found.append(sp.expand(first + step * next(left)))
            return self.at(*found)

        return Array(tuple(shape), entry, whole)

    def __setitem__(self, key: Any, value: Any) -> None:
        """Entries at slices replaced, of an array that the law's helper has made for this."""
        key, before, value = key if isinstance(key, tuple) else (key,), self.at, lifted(value)
        fill = self.ndim - sum(k is not Ellipsis for k in key)
        at = next((n for n, k in enumerate(key) if k is Ellipsis), len(key))
        key = (*key[:at], *(slice(None),) * fill, *key[at + 1 :])
        if any(isinstance(k, Array) or not isinstance(k, (slice, int, Expr)) for k in key):
            raise Untraced("entries at the places that an array holds")
        parts = [
            sliced(k, n) if isinstance(k, slice) else (placed(k, n), sp.S.One, None)
            for k, n in zip(key, self.shape, strict=True)
        ]

        def entry(*place: Expr) -> Expr:
            here, source = sp.S.One, []
            for k, (first, count, step) in zip(place, parts, strict=True):
                off = sp.expand(k - first)
                if step is None:
                    here *= Within(off, 0, 1)
                    continue
                here *= Within(sp.floor(off / step), 0, count) * (Within(Mod(off, step), 0, 1) if step != 1 else 1)
                source.append(sp.floor(off / step))
            old = before(*place)
            return here * value.at(*source[len(source) - value.ndim :]) + (old if old == 0 else (1 - here) * old)

        self.at, self.whole = entry, False

    def transpose(self, *axes: Any) -> Array:
        order = axes[0] if axes and isinstance(axes[0], tuple) else axes or tuple(reversed(range(self.ndim)))
        back = [order.index(k) for k in range(self.ndim)]
        return Array(tuple(self.shape[k] for k in order), lambda *place: self.at(*(place[k] for k in back)), self.whole)

    def reshape(self, *shape: Any) -> Array:
        """Axes of length 1 more or fewer; -1 stands for the one other axis."""
        wanted = shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape
        kept = [(k, n) for k, n in enumerate(self.shape) if n != 1]
        places = [k for k, n in enumerate(wanted) if n != 1]
        if len(places) != len(kept) or any(wanted[p] not in (-1, n) for p, (_, n) in zip(places, kept, strict=True)):
            raise Untraced(f"an array of shape {self.shape} as one of shape {wanted}")
        full = [sp.S.One] * len(wanted)
        for p, (_, n) in zip(places, kept, strict=True):
            full[p] = n
        source = {k: p for p, (k, _) in zip(places, kept, strict=True)}
        return Array(
            tuple(full),
            lambda *place: self.at(*(place[source[k]] if k in source else sp.S.Zero for k in range(self.ndim))),
        )

    # -- sums

    def sum(self, axis: Any = None, keepdims: bool = False, dtype: Any = None) -> Array:
        axes = tuple(range(self.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
        axes = tuple(k % self.ndim for k in axes)

        def entry(*place: Expr) -> Expr:
            left = iter(place)
            seen = [sp.S.Zero if k in axes and not keepdims else next(left) for k in range(self.ndim)]
            taken = {s.name for p in place for s in p.free_symbols} | {
                s.name for n in self.shape for s in n.free_symbols
            }
            limits = []
            for k in axes:
                s = Symbol(next(c for c in LETTERS if c not in taken), integer=True)
                taken.add(s.name)
                seen[k] = s
                limits.append((s, 0, self.shape[k] - 1))
            return Sum(self.at(*seen), *reversed(limits)) if limits else self.at(*seen)

        shape = tuple(sp.S.One if k in axes else n for k, n in enumerate(self.shape) if keepdims or k not in axes)
        return Array(shape, entry)

    def mean(self, axis: Any = None, keepdims: bool = False) -> Array:
        axes = tuple(range(self.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
        return self.sum(axis, keepdims) / sp.Mul(*(self.shape[k] for k in axes))

    # -- NumPy

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options.get("out") is not None or ufunc not in UFUNCS:
            raise Untraced(f"numpy.{ufunc.__name__} of an array whose sizes are letters")
        if ufunc is np.matmul:
            return product(*map(lifted, inputs))
        return entrywise(ufunc, *map(lifted, inputs))

    def __array_function__(self, function: Any, kinds: Any, args: Any, kwargs: Any) -> Any:
        if function not in FUNCTIONS:
            raise Untraced(f"numpy.{function.__name__} of an array whose sizes are letters")
        return FUNCTIONS[function](*args, **kwargs)


def lifted(x: Any) -> Array:
    """A number, or an array of numbers, as an Array."""
    if isinstance(x, Array):
        return x
    values = np.asarray(x, object)

    def entry(*place: Expr) -> Expr:
        if all(k.is_Integer for k in place):
            return sp.sympify(values[tuple(map(int, place))])
        at = lambda where: sp.Mul(*(Within(k, j, j + 1) for k, j in zip(place, where, strict=True)))
        return sp.Add(*(sp.sympify(v) * at(where) for where, v in np.ndenumerate(values) if v != 0))

    return Array(values.shape, entry, whole=values.ndim > 0)


def placed(k: Any, n: Expr) -> Expr:
    """A place counted from the end where it is a negative number."""
    return n + k if isinstance(k, int) and k < 0 else sp.sympify(k)


def sliced(k: slice, n: Expr) -> tuple[Expr, Expr, Expr]:
    """Where a slice of an axis of length n starts, how many places it has, its step."""
    step = sp.S.One if k.step is None else sp.sympify(k.step)
    if step == -1 and k.start is k.stop is None:
        return n - 1, n, step
    first = sp.S.Zero if k.start is None else placed(k.start, n)
    end = n if k.stop is None else placed(k.stop, n)
    if not (step.is_positive and (first.is_nonnegative or follows(first, SIZES.known))):
        raise Untraced(f"a slice from {first} by {step}")
    if end != n and not follows(n - end, SIZES.known):
        raise Untraced(f"a slice up to {end} of {n}")
    count = end - first
    return first, sp.expand(count) if step == 1 else sp.floor((count - 1) / step) + 1, step


class Sizes:
    """What is known of sizes while a law is traced: each array has an entry at least."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.known, self.letters = NOWHERE, frozenset[str]()

    def note(self, *facts: Expr) -> None:
        self.known = self.known.and_(fact for fact in facts if fact not in self.known.facts and not fact.is_nonnegative)


SIZES = Sizes()


def entrywise(ufunc: Any, *arrays: Array) -> Array:
    """A function of entries; an axis of length 1 goes with any other."""
    rank = max(a.ndim for a in arrays)
    shapes = [(sp.S.One,) * (rank - a.ndim) + a.shape for a in arrays]
    shape = tuple(next((n for n in sizes if n != 1), sp.S.One) for sizes in zip(*shapes, strict=True))
    for wide in shapes:
        for n, m in zip(wide, shape, strict=True):
            if n != 1 and not equal(n, m):
                raise Untraced(f"arrays of shapes {' and '.join(str(a.shape) for a in arrays)} together")

    def entry(*place: Expr) -> Expr:
        own = lambda a: zip(place[rank - a.ndim :], a.shape, shape[rank - a.ndim :], strict=True)
        return UFUNCS[ufunc](*(a.at(*(sp.S.Zero if n == 1 and m != 1 else k for k, n, m in own(a))) for a in arrays))

    fits = [a.whole and a.shape == shape for a in arrays]
    whole = (
        any(fits)
        if ufunc is np.multiply
        else all(fits)
        if ufunc in (np.add, np.subtract, np.negative)
        else fits[0] and ufunc is np.divide
    )
    return Array(shape, entry, whole)


def equal(n: Expr, m: Expr) -> bool:
    """Whether two sizes are the same, also where both are rounded."""
    return normal(n - m) == 0 or follows(n - m, SIZES.known) and follows(m - n, SIZES.known)


UFUNCS: dict[Any, Callable[..., Expr] | None] = {
    np.add: lambda a, b: a + b,
    np.subtract: lambda a, b: a - b,
    np.multiply: lambda a, b: a * b,
    np.divide: lambda a, b: a / b,
    np.negative: lambda a: -a,
    np.positive: lambda a: a,
    np.power: lambda a, b: a**b,
    np.square: lambda a: a**2,
    np.sqrt: sp.sqrt,
    np.matmul: None,
}


def product(a: Array, b: Array) -> Array:
    """A matrix by a matrix or by a column."""
    if a.ndim != 2 or not equal(a.shape[1], b.shape[0]):
        raise Untraced(f"a product of arrays of shapes {a.shape} and {b.shape}")
    if b.ndim == 1:
        return (a * b[None, :]).sum(1)
    return (a[:, :, None] * b[None, :, :]).sum(1)


def padded(x: Array, width: Any, mode: str = "constant") -> Array:
    pairs = [tuple(w) if isinstance(w, (tuple, list)) else (w, w) for w in width]
    if mode != "constant":
        raise Untraced(f"padding by {mode}")
    return Array(
        tuple(n + b + a for n, (b, a) in zip(x.shape, pairs, strict=True)),
        lambda *place: x(*(k - b for k, (b, _) in zip(place, pairs, strict=True))),
        whole=True,
    )


def rolled(x: Array, by: Any, axis: Any = None) -> Array:
    axes = axis if isinstance(axis, tuple) else (axis,)
    steps = dict(zip((k % x.ndim for k in axes), by if isinstance(by, tuple) else (by,) * len(axes), strict=True))
    return Array(
        x.shape, lambda *place: x.at(*(Mod(k - steps[j], x.shape[j]) if j in steps else k for j, k in enumerate(place)))
    )


def joined(parts: Any, axis: int = 0) -> Array:
    parts = [lifted(p) for p in parts]
    axis %= parts[0].ndim
    starts = list(itertools.accumulate((p.shape[axis] for p in parts), initial=sp.S.Zero))
    shape = tuple(starts[-1] if k == axis else n for k, n in enumerate(parts[0].shape))
    at = lambda *place: sp.Add(
        *(
            p(*(k - start if j == axis else k for j, k in enumerate(place)))
            for p, start in zip(parts, starts, strict=False)
        )
    )
    return Array(shape, at, whole=True)


def summed_up(x: Array, axis: int | None = None) -> Array:
    if x.ndim != 1:
        raise Untraced("running sums of an array of several axes")

    def entry(k: Expr) -> Expr:
        s = Symbol(next(c for c in LETTERS if c not in {t.name for t in k.free_symbols}), integer=True)
        return Sum(x.at(s), (s, 0, k))

    return Array(x.shape, entry)


def turned(x: Array, axis: Any = None) -> Array:
    axes = range(x.ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    return x[tuple(slice(None, None, -1) if k in axes else slice(None) for k in range(x.ndim))]


def axes_swapped(x: Array, a: int, b: int) -> Array:
    order = list(range(x.ndim))
    order[a], order[b] = order[b], order[a]
    return x.transpose(tuple(order))


def widened(x: Array, axis: Any) -> Array:
    axes = axis if isinstance(axis, tuple) else (axis,)
    return x[tuple(None if k in axes else slice(None) for k in range(x.ndim + len(axes)))]


def spread(x: Array, shape: Place, **_: Any) -> Array:
    extra = len(shape) - x.ndim
    return Array(
        tuple(shape),
        lambda *place: x.at(*(sp.S.Zero if n == 1 else k for k, n in zip(place[extra:], x.shape, strict=True))),
    )


FUNCTIONS: dict[Any, Callable[..., Any]] = {
    np.pad: padded,
    np.roll: rolled,
    np.concatenate: joined,
    np.cumsum: summed_up,
    np.flip: turned,
    np.swapaxes: axes_swapped,
    np.transpose: lambda x, axes=None: x.transpose(*([axes] if axes else [])),
    np.expand_dims: widened,
    np.broadcast_to: spread,
    np.sum: lambda x, axis=None, **_: x.sum(axis),
    np.mean: lambda x, axis=None, **_: x.mean(axis),
    np.copy: lambda x: x,
    np.asarray: lambda x, *_: x,
}


# ---------------------------------------------------------------- formulas, unfolded to their statements


def unfolded(of: Formula, given: dict[str, Any]) -> Array:
    """The result of a formula: its statement, with the arrays read that it is given."""
    arrays = {a: lifted(given[a]) for a in of.arrays if given.get(a) is not None}
    plan = of.plan(
        rank_of(of, arrays, given), tuple((a, of.word(a, given[a])) for a in of.words if of.is_word(a, given[a]))
    )
    env: dict[Symbol, Expr] = {}
    for arg, letters in plan.scalars.items():
        for one, value in letters_of(letters, given[arg], plan.rank):
            env[plan.letters.get(one.name, one)] = sp.sympify(value)
    for step in plan.steps:
        if step.array in arrays:
            if len(plan.arrays[step.array]) != arrays[step.array].ndim:
                raise Untraced(f"{of.name}: {step.array} of {arrays[step.array].ndim} axes")
            have, rest, by = arrays[step.array].shape[step.axis], replaced(step.rest, env), replaced(step.by, env)
            if step.letter is None:
                if not equal(have, rest):
                    raise Untraced(f"{of.name}: {step.array} has the size {have}, where {rest} is meant")
            else:
                env[step.letter] = sp.cancel((have - rest) / by)
    for name, meaning in plan.spelled:
        env[plan.letters.get(name, Symbol(name, integer=True))] = replaced(meaning, env)
        env.update({s: replaced(meaning, env) for s in plan.swap if s.name == name})
    for rule, _ in plan.requires:
        SIZES.note(*inequality(rule, {**env, **{s: replaced(v, env) for s, v in plan.swap.items()}}))
    rhs = with_parts(plan.output.rhs, plan)
    shape = tuple(
        sp.expand(replaced(entry.size, {**env, **{s: replaced(v, env) for s, v in plan.swap.items()}}))
        for entry in plan.result
    )
    SIZES.note(*(n - 1 for n in shape))
    rhs = replaced(rhs, env)

    def entry(*place: Expr) -> Expr:
        places = (k + replaced(e.first, env) for k, e in zip(place, plan.result, strict=True))
        return reading(replaced(rhs, dict(zip(plan.indices, places, strict=False))), arrays, plan, env)

    return Array(shape, entry)


def inequality(rule: Any, env: dict[Symbol, Expr]) -> Iterator[Expr]:
    """A condition on sizes as a whole number that is not negative, where it is one."""
    if isinstance(rule, (sp.Ge, sp.Gt)) and rule.lhs.is_integer and rule.rhs.is_integer:
        yield sp.expand(replaced(rule.lhs - rule.rhs, env)) - (1 if isinstance(rule, sp.Gt) else 0)
    elif isinstance(rule, (sp.Le, sp.Lt)):
        yield from inequality(rule.reversed, env)


def rank_of(of: Formula, arrays: dict[str, Array], given: dict[str, Any]) -> int:
    return of.definition.rank(arrays, given)


def letters_of(letters: tuple[Any, ...], value: Any, rank: int) -> Iterator[tuple[Symbol, Any]]:
    """The letters that an argument sets, one an axis, with their values."""
    if not any(isinstance(s, Axis) for s in letters):
        yield from ((s, value) for s in letters[:1])
        return
    per_axis = value if isinstance(value, tuple) else (value,) * rank
    for k, v in enumerate(per_axis):
        for s, one in zip(letters, v if isinstance(v, tuple) else (v,) * len(letters), strict=True):
            yield on_axis(s, k, rank), one


def replaced(e: Expr, env: dict[Symbol, Expr]) -> Expr:
    """All letters at once."""
    env = {s: v for s, v in env.items() if s != v and s in e.free_symbols}
    bound = {limit[0].name for one in e.atoms(ExprWithLimits) for limit in one.limits}
    if not bound & {s.name for v in (*env, *env.values()) for s in v.free_symbols}:
        e = e.xreplace(env)
        return (
            e.xreplace({x: Indexed(x.base, *map(sp.expand, x.indices)) for x in e.atoms(Indexed) if x.indices})
            if env
            else e
        )
    away = {s: sp.Dummy(s.name, **s.assumptions0) for s in env}
    for s, dummy in away.items():
        e = put(e, s, dummy)
    for s, dummy in away.items():
        e = put(e, dummy, env[s])
    return e


def with_parts(e: Expr, plan: Plan) -> Expr:
    """A statement with its named parts written out."""
    parts = {str(part.lhs.base): part for part in plan.parts}

    def part(x: Indexed) -> Expr:
        one = parts[str(x.base)]
        return with_parts(replaced(one.rhs, dict(zip(one.lhs.indices, x.indices, strict=True))), plan)

    return mapped(e, lambda x: isinstance(x, Indexed) and str(x.base) in parts, part)


def mapped(e: Expr, meant: Callable[[Expr], bool], to: Callable[[Any], Expr]) -> Expr:
    """e with some parts replaced, bound letters kept apart from those that come in."""
    if meant(e):
        return to(e)
    if isinstance(e, ExprWithLimits):
        e = apart(e, SIZES.letters & {limit[0].name for limit in e.limits})
        return e.func(mapped(e.function, meant, to), *e.limits)
    return e.func(*(mapped(part, meant, to) for part in e.args)) if e.args else e


def reading(e: Expr, arrays: dict[str, Array], plan: Plan, env: dict[Symbol, Expr]) -> Expr:
    """A statement with what its arrays hold; cases as brackets."""

    def read(x: Any) -> Expr:
        if isinstance(x, Indexed):
            if (name := str(x.base)) not in arrays:
                return sp.S.Zero  # it takes no part
            line = plan.arrays[name]
            return arrays[name](
                *(sp.expand(k - replaced(one.first, env)) for k, one in zip(x.indices, line, strict=True))
            )
        if isinstance(x, Inside):
            line, at = arrays[str(x.args[0].base)].shape, x.args[0].indices
            return sp.Mul(*(Within(k, 0, n) for k, n in zip(at, line, strict=True)))
        left, found = sp.S.One, sp.S.Zero
        for value, test in x.args:
            here = holds(test)
            found += left * here * reading(value, arrays, plan, env)
            left *= 1 - here
        return found

    e = mapped(e, lambda x: isinstance(x, (Indexed, Inside, sp.Piecewise)), read)
    if odd := [
        type(one).__name__
        for one in e.atoms(ExprWithLimits, sp.Function)
        if not isinstance(one, (Sum, Within, *FUNCTIONS_OF_NUMBERS))
    ]:
        raise Untraced(f"{plan.of.name} says {odd[0]}")
    return e


def holds(test: Any) -> Expr:
    """A condition on whole numbers as a bracket."""
    if test in (True, sp.true):
        return sp.S.One
    match test:
        case sp.And():
            return sp.Mul(*map(holds, test.args))
        case sp.Eq() if test.lhs.is_integer and test.rhs.is_integer:
            return Within(test.lhs, test.rhs, test.rhs + 1)
    raise Untraced(f"the case {test}")


# ---------------------------------------------------------------- laws


@dataclass(frozen=True)
class Sides:
    """Both sides of a law at a place of the result, and what is known there."""

    law: Law
    lhs: Expr
    rhs: Expr
    place: tuple[Symbol, ...]
    shape: Place
    sizes: Place  # what sizes have to be: each of these is not negative
    given: Given
    words: dict[str, Any]
    arguments: dict[str, Any]  # what the law was run on, and what it leaves to the formula
    settings: dict[str, Any]
    at: tuple[int, ...] | None = None  # the one place that is meant, where a result has finitely many


def conventions(law: Law) -> list[dict[str, Any]]:
    """Every choice of words for what the law leaves open."""
    of = law.of
    left_open = lambda a: a not in law.held and (a in law.names or not law.plain)
    choices = {a: list(word.words) for a, word in of.words.items() if isinstance(word, Convention) and left_open(a)}
    open_ = {
        a: words if of.words[a].letters else words[:1] for a, words in choices.items()
    }  # where it sets nothing, one word is all
    return [dict(zip(open_, words, strict=True)) for words in itertools.product(*open_.values())]


def sides(law: Law, words: dict[str, Any] | None = None) -> Sides:
    """Both sides of a law, by running it; words are those of conventions that the law leaves open."""
    of, words = law.of, words or {}
    rank = law.rank or 1
    if law.relation != "=" or not law.holds:
        raise Untraced(f"{law.name} is no equation that holds")
    if of.along or of.families or of.axiswise:
        raise Untraced(f"{law.name} is about functions, or about axes that are named")
    plan = of.plan(rank if of.ranked else 1, tuple(words.items()))
    common: dict[str, Any] = {
        a: p.default for a, p in of.signature.parameters.items() if p.default is not inspect.Parameter.empty
    }
    if not law.plain:
        common |= {a: argument(of, a, plan.rank) for a in of.scalars if a not in words and a not in law.names}
    common |= {**{a: word for a, word in words.items() if a not in law.names}, **law.held}
    fixed = {
        one: sp.sympify(v)
        for a in of.scalars
        if a not in law.names and not isinstance(common.get(a), str | bool | None)
        for one, v in letters_of(of.scalars[a], common[a], plan.rank)
    }
    SIZES.forget()
    supports: dict[str, tuple[tuple[Expr, Expr], ...]] = {}
    shapes: dict[str, list[Any]] = {}

    def array(name: str, line: list[Any]) -> Array:
        line = [Entry(replaced(e.first, fixed), replaced(e.size, fixed), e.many) for e in line]
        shapes[name] = line
        supports[name] = tuple((e.first, e.first + e.size - 1) for e in line)
        if not line:
            return Array((), lambda: Symbol(name, real=True))
        read = lambda *place: Indexed(
            IndexedBase(name), *(sp.expand(e.first + k) for e, k in zip(line, place, strict=True))
        )
        return Array(tuple(e.size for e in line), read, whole=True)

    given: dict[str, Any] = {}
    for name in law.names:
        if name in plan.arrays and name not in law.shapes:
            given[name] = array(name, plan.arrays[name])
        elif name in law.shapes:
            text = law.shapes[name]
            if text.startswith("("):
                given[name] = array(name, line_of(law, text, plan.rank, plan))
            elif ".." in text:
                given[name] = Symbol(name, integer=True, nonnegative=True)
            else:  # the shape of another argument
                given[name] = array(name, shapes.get(text) or plan.arrays[text])
        elif name in words:
            given[name] = words[name]
        else:
            given[name] = argument(of, name, plan.rank)
    SIZES.letters = frozenset({s.name for v in [*given.values(), *common.values()] for s in free(v)} | set(supports))
    for line in shapes.values():
        SIZES.note(*(e.size - 1 for e in line))

    def implementation(*args: Any, **kwargs: Any) -> Array:
        call = of.signature.bind(*args, **kwargs).arguments
        return unfolded(of, {**common, **call})

    try:
        lhs, rhs = map(lifted, retold(inspect.unwrap(law.fn))(implementation, **given))
    except Untraced:
        raise
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise Untraced(f"{law.name}: {error}") from error
    if lhs.ndim != rhs.ndim or not all(map(equal, lhs.shape, rhs.shape)):
        raise Untraced(f"{law.name}: sides of the shapes {lhs.shape} and {rhs.shape}")
    indices = plan.indices if len(plan.indices) == lhs.ndim else ()
    indices = tuple(s for s in indices if s.name not in SIZES.letters)
    if len(indices) != lhs.ndim:
        letters = [c for c in LETTERS if c not in SIZES.letters and c not in supports]
        indices = tuple(Symbol(c, integer=True) for c in letters[: lhs.ndim])
    inside = [fact for s, n in zip(indices, lhs.shape, strict=True) for fact in between(s, 0, n - 1)]
    signs = frozenset(a for a, domain in law.domain.items() if a in supports and re.search(r"\\geq 0|> 0", domain.tex))
    facts = Given(supports, (*SIZES.known.facts, *inside), signs)
    left, right = (lean(side.at(*indices), facts) for side in (lhs, rhs))
    return Sides(law, left, right, indices, lhs.shape, SIZES.known.facts, facts, words, given, common)


def argument(of: Formula, name: str, rank: int) -> Any:
    """An argument that is no array, as its letters: one an axis, or a pair."""
    if name not in of.scalars:
        raise Untraced(f"{of.name}: the argument {name}")
    letters = of.scalars[name]
    if not any(isinstance(s, Axis) for s in letters):
        return letters[0]
    per_axis = [tuple(on_axis(s, k, rank) for s in letters) for k in range(rank)]
    return tuple(one if len(one) > 1 else one[0] for one in per_axis)


def line_of(law: Law, text: str, rank: int, plan: Plan) -> list[Any]:
    letters = {c: Symbol(c, integer=True, positive=True) for c in "ABCDEFGHLMNOPQRSTWXYZ"}
    return entries(text, {**letters, **law.of.scope}, rank, plan.swap)


def free(v: Any) -> set[Symbol]:
    if isinstance(v, Array):
        return {s for n in v.shape for s in n.free_symbols}
    if isinstance(v, tuple):
        return {s for one in v for s in free(one)}
    return set(v.free_symbols) if isinstance(v, Expr) else set()


class Told:
    """A formula that unfolds to its statement when it is called."""

    def __init__(self, of: Formula):
        self.of, self.fn, self.literal = of, self, self

    def __call__(self, *args: Any, **kwargs: Any) -> Array:
        call = self.of.signature.bind(*args, **kwargs)
        call.apply_defaults()
        return unfolded(self.of, dict(call.arguments))


class Numpy:
    """NumPy, whose new arrays may have letters for sizes."""

    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)

    @staticmethod
    def full(shape: Any, value: Any, dtype: Any = None) -> Any:
        shape = shape if isinstance(shape, tuple) else (shape,)
        if not any(isinstance(n, Expr) and not n.is_Integer for n in shape):
            return np.full(tuple(map(int, shape)), value, dtype)
        return Array(shape, lambda *place: sp.sympify(value), whole=value == 0)

    @staticmethod
    def zeros(shape: Any, dtype: Any = None) -> Any:
        return Numpy.full(shape, 0, object)

    @staticmethod
    def ones(shape: Any, dtype: Any = None) -> Any:
        return Numpy.full(shape, 1, object)

    @staticmethod
    def eye(n: Any, dtype: Any = None) -> Any:
        return Array((n, n), lambda i, j: Within(i, j, j + 1), whole=False)


@functools.cache
def module_told(home: str) -> dict[str, Any]:
    """The names of a module of laws, with formulas and NumPy as they are while a law is traced, also for its helpers."""
    names = vars(sys.modules[home])
    told: dict[str, Any] = dict(names)
    for name, v in names.items():
        if isinstance(v, Formula):
            told[name] = Told(v)
        elif v is np:
            told[name] = Numpy()
        elif (
            inspect.isfunction(v)
            and v.__module__.startswith("mathcnn.")
            and (fn := inspect.unwrap(v)).__module__ in sys.modules
        ):
            told[name] = Lazily(fn)
    return told


class Lazily:
    """A helper, in its own module as that is told."""

    def __init__(self, fn: types.FunctionType):
        self.fn = fn

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return retold(self.fn)(*args, **kwargs)


def retold(fn: types.FunctionType) -> Callable[..., Any]:
    """A function of a module of laws, as it is while a law is traced."""
    told = types.FunctionType(fn.__code__, module_told(fn.__module__), fn.__name__, fn.__defaults__, fn.__closure__)
    told.__kwdefaults__ = fn.__kwdefaults__
    return told
