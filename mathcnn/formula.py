"""`formula` turns a function and its SymPy statement into a Formula: bound, printed and run from that statement.

Plan      the statement at one spatial rank and one choice of words
Reading   the arguments of one call, checked against the shape line
Formula   an ordinary function (the fast form) that has a statement, a literal form, laws and a gradient
Law       a function of an implementation that returns both sides
"""

from __future__ import annotations

import copy
import difflib
import functools
import inspect
import itertools
import math
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from sympy.core.function import AppliedUndef

from . import kinds, shapes
from .shapes import Entry, Fold, split, value
from .statement import (
    AllAxes,
    Axis,
    Convention,
    ForAll,
    Spelling,
    Words,
    at_rank,
    limits_of,
    magnitude,
    number,
    on_axis,
    operations,
    weighs_by,
    with_words,
)  # fmt: skip
from .writing import Term, latex_of, letter, write

Numbers = np.ndarray
HALVES = ("float16", "bfloat16")


class Along:
    """An argument that says which axes of an array a letter of the shape line means."""

    def __init__(self, letter: str):
        self.letter = letter


@dataclass(frozen=True)
class Domain:
    """What an argument has to satisfy: how it is written, `fault` names what is wrong with an array (or is empty), and
    `make` takes free values of any number type into the domain. Floats lie in some domains only up to a rounding of each
    entry for every other one (probabilities sum to one): these are not `exact`."""

    tex: str
    fault: Callable[[Numbers, dict[str, Any]], str]
    make: Callable[[Numbers, dict[str, Any]], Numbers]
    exact: bool = True

    def roundings(self, x: Numbers) -> int:
        """By how many roundings an entry may be off."""
        return 0 if self.exact else x.size + 1


# ---------------------------------------------------------------- the statement, made definite


class Plan:
    """One statement at one spatial rank and one choice of words, ready to be bound, printed and run."""

    def __init__(self, of: Formula, rank: int, words: tuple[tuple[str, Any], ...]):
        self.of, self.rank = of, rank
        swap = {s: sp.sympify(v) for arg, word in words for s, v in zip(of.words[arg].letters, of.words[arg].words[word], strict=True)}

        # what a word means in numbers is worked out when sizes are known; the statement keeps the letter
        numbers = {s for arg, _ in words for s in of.words[arg].letters if swap[s].is_integer and not swap[s].atoms(sp.Indexed)}
        kept = {s for arg, _ in words if isinstance(of.words[arg], Spelling) for s in of.words[arg].letters} & numbers
        fit = lambda e: with_words(e, frozenset((s, v) for s, v in swap.items() if s not in kept))
        equation = lambda e: sp.Eq(at_rank(fit(e.lhs), rank), at_rank(fit(e.rhs), rank), evaluate=False)
        self.output, self.parts = equation(of.statement), [equation(e) for e in of.where]
        self.parts = self._used(self.parts)
        self.swap = {s: with_words(v, frozenset(swap.items())) for s, v in swap.items()}
        lines = [shapes.entries(bracket, of.scope, rank, self.swap) for bracket in split(of.shapes.partition("->")[0])]
        self.arrays = dict(zip(of.arrays, lines, strict=True))
        self.result = shapes.entries(of.shapes.partition("->")[2], of.scope, rank, {})
        self.scalars = {arg: letters for arg, letters in of.scalars.items() if not any(arg == a for a, _ in words)}
        self.letters = {s.name: s for letters in self.scalars.values() for one in letters for s in self._expanded(one)}
        self.steps = shapes.steps(self.arrays, set(self.letters), of.name)
        self.letters |= {step.letter.name: step.letter for step in self.steps if step.letter is not None}
        self.letters |= {one.name: one for s in kept for one in self._expanded(s)}
        self.requires = [(one, said) for rule, said in of.requires.items() for one in self._on_axes(rule)]

        def depth(s: sp.Symbol) -> int:                  # a word may be said in letters that other words set
            return 1 + max((depth(t) for t in swap[s].free_symbols & swap.keys()), default=0)

        self.spelled = [(one.name, on_axis(swap[s], k, rank)) for s in sorted(numbers, key=depth) for k, one in enumerate(self._expanded(s))]
        needed = {str(x.base) for e in self.equations for x in e.rhs.atoms(sp.Indexed)}
        self.needed = {a for a in of.arrays if a in needed and a not in of.optional}

    def _used(self, parts: list[sp.Eq]) -> list[sp.Eq]:
        """The named parts that the statement reads under these words."""
        used, wanted = [], [self.output]
        while wanted:
            reads = {str(x.base) for x in wanted.pop().rhs.atoms(sp.Indexed)}
            found = [e for e in parts if str(e.lhs.base) in reads and e not in used]
            used += found
            wanted += found
        return [e for e in parts if e in used]

    def _on_axes(self, rule: sp.Basic) -> list[sp.Basic]:
        """A rule in axis letters, once an axis; a product over the axes counts as a number."""
        rule = rule.xreplace({f: at_rank(f, self.rank) for f in rule.atoms(AllAxes)})
        return [on_axis(rule, k, self.rank) for k in range(self.rank if rule.atoms(Axis) else 1)]

    def _expanded(self, s: sp.Symbol) -> list[sp.Symbol]:
        return [s.at(k, self.rank) for k in range(self.rank)] if isinstance(s, Axis) else [s]

    @property
    def equations(self) -> list[sp.Eq]:
        return [self.output, *self.parts]

    def bind(self, sizes: dict[str, tuple[int, ...]], scalars: dict[str, Any]) -> dict[str, Any]:
        """The value of every letter; a ValueError that names the argument and its numbers where they don't fit."""
        env: dict[str, Any] = {}
        name = self.of.name
        for arg, letters in self.scalars.items():
            per_axis = any(isinstance(s, Axis) for s in letters)
            values = shapes.spread(f"{name}: {arg}", scalars[arg], len(letters), self.rank) if per_axis else [(scalars[arg],)]
            for s, column in zip(letters, values, strict=True):
                for one, v in zip(self._expanded(s), column, strict=True):
                    env[one.name] = admitted(name, arg, scalars[arg], v, one)
        for a, line in self.arrays.items():
            if not line and sizes.get(a):                # an array without axes has no step below
                raise ValueError(f"{name}: {a} has shape {sizes[a]}; it needs 0 axes, ()")
        for step in self.steps:
            if (shape := sizes.get(step.array)) is None:
                continue
            if len(shape) != (axes := len(self.arrays[step.array])):
                raise ValueError(f"{name}: {step.array} has shape {shape}; it needs {axes} axes, {self.written(step.array)}")
            step.bind(shape, env, name)
        for spelled, meaning in self.spelled:            # what words mean in numbers, for hypotheses and for sizes
            if all(s.name in env for s in meaning.free_symbols):
                env[spelled] = value(meaning, env)
        for rule, said in self.requires:
            if not value(rule, env):
                at = zip(rule.limits, shapes.first_failing(rule, env) or (), strict=True) if isinstance(rule, ForAll) else ()
                found = "".join(f"; {limit[0]} = {k} does not" for limit, k in at)
                raise ValueError(f"{name} needs {said or rule}{found}{shapes.given(rule, env)}")
        for entry in self.result:
            if (n := value(entry.size, env)) < 1:
                found = ", ".join(f"{a} {shape}" for a, shape in sizes.items())
                size = dict(self.spelled).get(shapes.printed(entry.size), entry.size)  # a size that a word sets, in the letters of the arrays
                raise ValueError(f"{name}: {found} leave no result: {shapes.printed(size)} = {n}{shapes.given(size, env)}")
        return env

    def written(self, array: str) -> str:
        return "(" + ", ".join(shapes.printed(entry.size) for entry in self.arrays[array]) + ")"

    def ranges(self, line: list[Entry], env: dict[str, Any]) -> list[range]:
        """The indices of an array, axis by axis."""
        return [range(first := value(e.first, env), first + value(e.size, env)) for e in line]

    @functools.cached_property
    def source(self) -> str:
        """The literal form, as Python."""
        names = [*self.arrays, *sorted(self.of.functions), *self.letters, *kinds.OPERATIONS]
        lines = [f"def literal({', '.join(names)}, ranges):"]
        for e in self.parts:
            at = ", ".join(map(str, e.lhs.indices))
            lines += ["    @cache", f"    def {e.lhs.base}_({at}):", f"        return {number(e.rhs)}"]
            lines += [f"    {e.lhs.base} = lambda at: {e.lhs.base}_(*at)"]
        loops = " ".join(f"for {i} in ranges[{k}]" for k, i in enumerate(self.indices))
        return "\n".join([*lines, f"    return [{number(self.output.rhs)} {loops}]"])

    @property
    def indices(self) -> tuple[sp.Symbol, ...]:
        return self.output.lhs.indices if isinstance(self.output.lhs, sp.Indexed) else ()

    @functools.cached_property
    def run(self) -> Callable[..., list[Any]]:
        space: dict[str, Any] = {"cache": functools.cache, "inside": kinds.inside, "comb": math.comb}
        exec(compile(self.source, f"<literal {self.of.name}>", "exec"), space)
        return space["literal"]

    @functools.cached_property
    def operations(self) -> set[str]:
        return {op for e in self.equations for op in operations(e.rhs)}

    @property
    def exact(self) -> bool:
        """Whether whole numbers stay whole, so that tier E applies: no division, root or transcendental."""
        return not self.operations & {"divide", "transcend", "integrate"}

    @property
    def selects(self) -> bool:
        """Whether entries are only chosen, so that a result has the bits of an entry (0 ulp)."""
        return self.operations <= {"select"}

    @functools.cached_property
    def magnitude(self) -> Callable[..., int] | None:
        """A bound of the result from bounds of the arrays; None where the statement has none."""
        try:
            text = magnitude(self.output.rhs, {str(e.lhs.base): e.rhs for e in self.parts})
        except TypeError:
            return None
        if any(weighs_by(e.rhs, set(e.lhs.indices)) for e in self.parts):
            return None
        code = compile(text, f"<magnitude {self.of.name}>", "eval")
        at = [str(i) for i in self.indices]
        everywhere = weighs_by(self.output.rhs, set(self.indices))

        def largest(env: dict[str, Any], big: dict[str, int]) -> int:
            known = {**{f"big_{a}": 0 for a in self.arrays}, **env, **big}
            places = itertools.product(*self.ranges(self.result, env)) if everywhere else [[0] * len(at)]
            return max(eval(code, {**known, **dict(zip(at, place, strict=True))}) for place in places)

        return largest

    @functools.cached_property
    def latex(self) -> list[str]:
        """The statement, and each of its named parts."""
        bound = [*self.indices, *(s for e in self.equations for s in limits_of(e.rhs))]
        return latex_of(self.equations, [*bound, *self.letters.values()], bound)


def admitted(name: str, arg: str, whole: Any, v: Any, s: sp.Symbol) -> Any:
    """A value for a letter, by the letter's assumptions."""
    if s.is_integer:
        least = 1 if s.is_positive else 0 if s.is_nonnegative else None
        bound = "" if least is None else f" >= {least}"
        if isinstance(v, (bool, np.bool_)) or not isinstance(v, (int, np.integer)) or (least is not None and v < least):
            kind = TypeError if not isinstance(v, (int, np.integer)) or isinstance(v, (bool, np.bool_)) else ValueError
            raise kind(f"{name}: {arg} = {whole!r}: it has to be a whole number{bound}")
        return int(v)
    if isinstance(v, (str, bytes, bool, type(None), list, tuple, dict, np.ndarray)):
        raise TypeError(f"{name}: {arg} = {whole!r}: it has to be a number")
    if isinstance(v, (float, int, np.floating)):
        rule = "> 0" if s.is_positive else ">= 0" if s.is_nonnegative else ""
        if not math.isfinite(v) or (s.is_positive and v <= 0) or (s.is_nonnegative and v < 0):
            raise ValueError(f"{name}: {arg} = {whole!r}: it has to be a finite number {rule}".rstrip())
    return v


# ---------------------------------------------------------------- one call


@dataclass
class Reading:
    """The arguments of a call, as the shape line reads them."""

    plan: Plan
    env: dict[str, Any]
    arrays: dict[str, Numbers]
    scalars: dict[str, Any]                              # as the fast form sees them: numbers an axis, words of conventions
    folds: dict[str, Fold] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        return {**self.scalars, **self.arrays}

    def restored(self, y: Numbers) -> Numbers:
        """A result with the axes that its letters stand for."""
        letters = {shapes.printed(entry.size) for entry in self.plan.result} if self.folds else set()
        for seen in self.folds.values():
            if letters & set(seen.letters):
                return seen.undo(y, self.plan.result)
        return y

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the result."""
        sizes = [len(r) for r in self.plan.ranges(self.plan.result, self.env)]
        return self.restored(np.empty(sizes, bool)).shape

    def literal(self, kind: Any = None) -> Any:
        """The statement itself, over the number type of the arguments."""
        plan, env = self.plan, self.env
        entries = {a: x.ravel().tolist() for a, x in self.arrays.items()}
        if kind is None:
            pool = itertools.chain(*entries.values()) if entries else (v for v in self.scalars.values() if not isinstance(v, str))
            kind = kinds.kind_of([v for v in pool if not callable(v)])
        reads: dict[str, Any] = {name: self.scalars[name] for name in plan.of.functions}
        for a, line in plan.arrays.items():
            reads[a] = kinds.Cells()
            if a in self.arrays:
                x = self.folds[a](self.arrays[a]) if a in self.folds else self.arrays[a]
                lifted = (kind.read(v, plan.exact) for v in x.ravel().tolist())
                if a in plan.of.labels:
                    lifted = (int(v) for v in entries[a])
                reads[a] = kinds.Cells(zip(itertools.product(*plan.ranges(line, env)), lifted, strict=True))
        letters = {s: env[s] if plan.letters[s].is_integer else kind.read(env[s], False) for s in plan.letters if s in env}
        letters = {s: letters.get(s, 0) for s in plan.letters}
        ranges = plan.ranges(plan.result, env)
        flat = plan.run(**reads, **letters, **{o: getattr(kind, o) for o in kinds.OPERATIONS}, ranges=ranges)
        flat = [0 if v is kinds.NOTHING else v for v in flat]
        if not plan.result:
            return flat[0]
        return self.restored(as_objects(flat).reshape([len(r) for r in ranges]))


def as_objects(values: Iterable[Any]) -> Numbers:
    """A flat array of any objects, each left as it is."""
    values = list(values)
    out = np.empty(len(values), object)
    out[:] = values
    return out


def is_definite(x: Numbers) -> bool:
    """Whether a domain can be decided: floats, whole numbers and fractions, but no letters and no balls."""
    return x.dtype.kind != "O" or all(isinstance(v, (int, Fraction)) for v in x.flat)


def as_numbers(name: str, v: Any) -> Numbers:
    """An argument as an array of numbers, or a TypeError that names it. Bytes and booleans become whole numbers."""
    if isinstance(v, np.ma.MaskedArray):
        raise TypeError(f"{name} is a masked array, whose mask would be lost; fill it first")
    if v is None or isinstance(v, (str, bytes, dict, set)) and not isinstance(v, kinds.PolyElement):  # a polynomial is a dict, too
        raise TypeError(f"{name} = {v!r}: it has to be an array of numbers")
    try:
        x = np.asarray(v)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{name} is ragged or no array: {error}") from None
    if x.dtype.kind in "biu":
        if x.dtype == np.uint64 and x.size and x.max() > np.iinfo(np.int64).max:
            raise ValueError(f"{name} holds {x.max()}, more than the {np.iinfo(np.int64).max} that int64 can")
        return x.astype(np.int64)
    if x.dtype.name in HALVES:                           # products and sums of halves are kept in single precision
        return x.astype(np.float32)
    if x.dtype.kind == "O":
        if any(type(e) in (str, bytes, list, tuple, dict, type(None)) for e in x.flat):
            raise TypeError(f"{name} holds something that is no number")
    elif x.dtype.kind != "f":
        raise TypeError(f"{name} has dtype {x.dtype}; it has to hold real numbers")
    return x


def as_stored(v: Any, x: Numbers) -> Numbers:
    """An argument in the type that its values were rounded to: halves as they came, else as they were read. Domains allow for that rounding."""
    if x.dtype != np.float32 or isinstance(v, np.ndarray) and v.dtype == x.dtype:
        return x
    stored = np.asarray(v)
    return stored if stored.dtype.name in HALVES else x


# ---------------------------------------------------------------- formulas


class Card(str):
    """A Markdown page, which a notebook shows rendered."""

    def _repr_markdown_(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Family:
    """What a function argument may be: `admit` reads one or says what is wrong; `members` are functions to try, the plainest
    first, and `sample` draws another."""

    admit: Callable[[str, Any], Any]
    members: tuple[Any, ...]
    sample: Callable[[random.Random], Any]


quiet = np.errstate(all="ignore")                        # NaN and infinities are results that `special` promises, so nothing warns of them


class Formula:
    """An ordinary function that knows how it is written. Calling it runs the fast form; on numbers that NumPy has no
    type for (Fraction, SymPy, balls) it runs the statement."""

    __name__: str
    arrays: list[str]
    optional: set[str]
    scalars: dict[str, tuple[sp.Symbol, ...]]

    def __init__(self, fn: Callable[..., Any], statement: sp.Eq, shapes: str, where: tuple[sp.Eq, ...],
                 requires: dict[sp.Basic, str], domain: dict[str, Domain], notation: str | None, source: str,
                 words: dict[str, Words | Along | Family], like: Formula | None = None):  # fmt: skip
        functools.update_wrapper(self, fn)
        self.fn, self.statement, self.shapes, self.where, self.requires = quiet(fn), statement, shapes, where, requires
        self.domain, self.notation, self.source, self.scope = domain, notation, source, fn.__globals__
        self.words = {arg: w for arg, w in words.items() if isinstance(w, Words)}
        self.along = {arg: w.letter for arg, w in words.items() if isinstance(w, Along)}
        self.families = {arg: w for arg, w in words.items() if isinstance(w, Family)}
        home = self.scope.get("__topic__", fn.__module__)    # a topic may have a second room
        self.name = f"{home.removeprefix('mathcnn.')}.{fn.__name__}"
        self.topic = self.name.partition(".")[0]
        self.signature = inspect.signature(fn)
        self.names = list(self.signature.parameters)
        texts = [statement, *where, *requires, *(sp.sympify(v) for w in self.words.values() for vs in w.words.values() for v in vs)]
        bases = {str(x.base) for e in texts for x in e.atoms(sp.Indexed)}
        self.arrays = like.arrays if like else [a for a in self.names if a in bases]
        self.optional = {a for a, b in zip(self.arrays, split(shapes.partition("->")[0]), strict=False) if b.endswith("?")}
        index_reads = {x for e in texts for i in e.atoms(sp.Indexed) for j in i.indices for x in j.atoms(sp.Indexed)}
        self.labels = {str(x.base) for x in index_reads} & set(self.arrays)
        self.functions = {str(f.func) for e in texts for f in e.atoms(AppliedUndef)} & set(self.names)
        letters = {s.name.split()[0]: s for e in texts for s in e.free_symbols if isinstance(s, sp.Symbol)}
        letters |= {n: s for n, s in self.scope.items() if isinstance(s, sp.Symbol) and n in self.names and n not in letters}
        self.scalars = like.scalars if like else {
            a: self.words[a].letters if a in self.words else (letters[a],)
            for a in self.names
            if a not in self.arrays and (a in self.words or a in letters)
        }
        self.switches = [a for a in self.names if a not in {*self.arrays, *self.scalars, *self.along, *self.functions}
                         and isinstance(self.signature.parameters[a].default, bool)]  # fmt: skip
        self.axiswise = isinstance(statement.lhs, Axis)  # one number an axis: a tuple of arguments gives a tuple
        self.ranked = "*" in "".join(t[:1] for b in split(shapes.partition("->")[0]) for t in split(b.strip("?")[1:-1])) or any(
            isinstance(s, Axis) for ls in self.scalars.values() for s in ls)  # fmt: skip
        self.laws: dict[str, Law] = {}
        self.backward: Gradient | None = None
        self.companions: list[tuple[Callable[[dict[str, Any]], bool], list[Formula]]] = []
        self.plan = functools.cache(lambda rank=1, words=(): Plan(self, rank, words))
        self._ready: dict[Any, Reading] = {}
        self._one_meaning()

    def _one_meaning(self) -> None:
        """A letter that is both bound and free, or both a letter and an array, is an error when the module loads."""
        for e in (self.statement, *self.where):
            bound = set(limits_of(e.rhs))
            free = set(getattr(e.lhs, "indices", ()))
            twice = bound & free | {s for s in bound | free if s.name in {*self.arrays, *self.scalars}}
            if twice:
                raise TypeError(f"{self.name}: one letter, two meanings: {', '.join(map(str, twice))}")

    # -- reading arguments

    def read(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Reading:
        """The arguments of a call, checked; errors name the argument, its values and the rule."""
        call = self._bound(args, kwargs)
        call.apply_defaults()
        values = dict(call.arguments)
        values |= {a: one.admit(f"{self.name}: {a}", values[a]) for a, one in self.families.items()}
        arrays = {a: as_numbers(f"{self.name}: {a}", values[a]) for a in self.arrays if not (values[a] is None and self._may_lack(a))}
        for a in self.switches:
            if not isinstance(values[a], (bool, np.bool_)):
                raise TypeError(f"{self.name}: {a} = {values[a]!r}: it has to be True or False")
        rank = self._rank(arrays, values)
        words = tuple((a, self._word(a, values[a])) for a in self.words if self._is_word(a, values[a]))
        plan = self.plan(rank, words)
        if lacking := [a for a in sorted(plan.needed) if a not in arrays]:
            with_ = ", ".join(f"{a} = {w!r}" for a, w in words)
            raise ValueError(f"{self.name}: {', '.join(lacking)} is needed" + (f" with {with_}" if words else ""))
        chosen, folds = {}, {}
        for arg, s in self.along.items():
            array = next(a for a, line in plan.arrays.items() if a in arrays and s in {str(e.size) for e in line})
            values[arg] = shapes.chosen_axes(f"{self.name}: {arg}", values[arg], arrays[array].ndim, array)
            chosen[s] = values[arg]
        sizes = {a: x.shape for a, x in arrays.items()}
        for a, line in plan.arrays.items():
            if a in arrays and (any(entry.many for entry in line) or chosen):
                here = {s: axes for s, axes in chosen.items() if s in {str(e.size) for e in line}}
                folds[a] = shapes.fold(f"{self.name}: {a}", sizes[a], line, here)
                sizes[a] = folds[a].folded
        self._same_axes(folds)
        env = plan.bind(sizes, values)
        scalars = {a: v for a, v in values.items() if a not in self.arrays}
        for arg, letters in self.scalars.items():
            scalars[arg] = self._canonical(arg, letters, scalars[arg], plan, env)
        for a, domain in self.domain.items():
            if a in arrays and is_definite(arrays[a]) and (fault := domain.fault(as_stored(values[a], arrays[a]), env)):
                raise ValueError(f"{self.name}: {a} {fault}")
        return Reading(plan, env, arrays, scalars, folds)

    def _bound(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> inspect.BoundArguments:
        try:
            return self.signature.bind(*args, **kwargs)
        except TypeError as error:
            hint = "".join(nearest(k, self.names) for k in kwargs if k not in self.names)
            raise TypeError(f"{self.name}: {error}{hint}") from None

    def _may_lack(self, a: str) -> bool:
        return self.signature.parameters[a].default is None

    def _rank(self, arrays: dict[str, Numbers], values: dict[str, Any]) -> int:
        """How many spatial axes there are: those of the first array that has some, or one for each entry of a tuple."""
        if not self.ranked or self.axiswise:
            return 1
        for a, bracket in zip(self.arrays, split(self.shapes.partition("->")[0]), strict=True):
            starred = [t.startswith("*") for t in split(bracket.strip("?")[1:-1])]
            if any(starred) and a in arrays:
                rank = arrays[a].ndim - starred.count(False)
                if not 1 <= rank <= 3:
                    fixed, shape = starred.count(False), arrays[a].shape
                    raise ValueError(f"{self.name}: {a} has shape {shape}; it needs {fixed} axes before 1 to 3 spatial ones")
                return rank
        given = (values[a] for a, ls in self.scalars.items() if any(isinstance(s, Axis) for s in ls))
        return max((len(v) for v in given if isinstance(v, (tuple, list))), default=1)

    def _is_word(self, a: str, v: Any) -> bool:
        return isinstance(self.words[a], Convention) or isinstance(v, (str, bool, type(None)))

    def _word(self, a: str, v: Any) -> Any:
        """One of an argument's words, or an error that lists them."""
        for word in self.words[a].words:
            if v == word and isinstance(v, type(word)) or (isinstance(word, bool) and isinstance(v, np.bool_) and bool(v) is word):
                return word
        known = ", ".join(map(repr, self.words[a].words))
        numbers = "" if isinstance(self.words[a], Convention) else ", or numbers"
        raise ValueError(f"{self.name}: {a} = {v!r}: it has to be one of {known}{numbers}{nearest(v, self.words[a].words)}")

    def _same_axes(self, folds: dict[str, Fold]) -> None:
        """Arrays seen as one axis still need the same shape, where they share the letter."""
        seen: dict[str, tuple[str, tuple[int, ...]]] = {}
        for a, one in folds.items():
            for s in one.letters:
                first, sizes = seen.setdefault(s, (a, one.sizes(s)))
                if sizes != one.sizes(s):
                    raise ValueError(f"{self.name}: {first} has {s} = {sizes} and {a} has {s} = {one.sizes(s)}; they have to agree")

    def _canonical(self, arg: str, letters: tuple[sp.Symbol, ...], v: Any, plan: Plan, env: dict[str, Any]) -> Any:
        """An argument as the fast form sees it: one number, or one tuple, an axis; conventions keep their word."""
        if isinstance(self.words.get(arg), Convention) or not any(isinstance(s, Axis) for s in letters):
            return v
        column = []
        for k in range(plan.rank):
            parts = [on_axis(s, k, plan.rank).name for s in letters]
            if any(s not in env for s in parts):
                return v
            found = tuple(env[s] for s in parts)
            column.append(found if len(found) > 1 else found[0])
        return column[0] if self.axiswise else tuple(column)

    # -- running

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        key: tuple[Any, ...] | None
        try:
            key = (*map(_key, args), *((k, _key(v)) for k, v in kwargs.items()))
            ready = self._ready.get(key)
        except (TypeError, ValueError):                  # not hashable: lists, balls that are no exact number
            key = ready = None
        if ready is not None:
            values = dict(zip(self.names, args, strict=False))
            values.update(kwargs)
            values.update(ready.scalars)
            if self.domain:
                for a, domain in self.domain.items():
                    if values.get(a) is not None and (fault := domain.fault(values[a], ready.env)):
                        raise ValueError(f"{self.name}: {a} {fault}")
            return self._with_companions(self.fn(**values), values)
        if any(isinstance(v, Term) for v in (*args, *kwargs.values())):
            return self.written(*args, **kwargs)
        if self.axiswise and (split_up := self._axis_by_axis(args, kwargs)):
            return tuple(self(**one) for one in split_up)
        if self.families and (points := [a for a, v in self._bound(args, kwargs).arguments.items() if isinstance(v, (list, np.ndarray))]):
            return self._point_by_point(points[-1], args, kwargs)
        reading = self.read(args, kwargs)
        if any(x.dtype.kind == "O" for x in reading.arrays.values()):
            return self._with_companions(reading.literal(), reading.values)
        plain = all(x.dtype.kind == "f" for x in reading.arrays.values())
        reading.arrays = {a: self._computable(a, x, reading) for a, x in reading.arrays.items()}
        if key is not None and plain and all(type(v) is np.ndarray and v.dtype.name not in HALVES for v in self._arrays_of(args, kwargs)):
            if len(self._ready) >= 512:
                self._ready.clear()
            self._ready[key] = Reading(reading.plan, reading.env, {}, reading.scalars, reading.folds)
        return self._with_companions(self.fn(**reading.values), reading.values)

    def _arrays_of(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Iterator[Any]:
        for a, v in [*zip(self.names, args, strict=False), *kwargs.items()]:
            if a in self.arrays and v is not None or a in self.functions:
                yield v

    def _computable(self, a: str, x: Numbers, reading: Reading) -> Numbers:
        """Whole numbers stay int64 where the statement keeps them whole and cannot wrap around; else they become floats."""
        if x.dtype.kind != "i" or a in self.labels:
            return x
        plan = reading.plan
        if not plan.exact or any(y.dtype.kind == "f" for y in reading.arrays.values()):
            return x.astype(np.float64)
        if plan.selects:                                 # entries are only chosen
            return x
        if plan.magnitude is None:
            return x.astype(np.float64)
        big = {f"big_{b}": max(abs(int(y.min())), abs(int(y.max()))) for b, y in reading.arrays.items()}
        bound, limit = plan.magnitude(reading.env, big), np.iinfo(np.int64).max
        if bound > limit:
            largest = ", ".join(f"|{b.removeprefix('big_')}| <= {n}" for b, n in big.items())
            raise ValueError(f"{self.name}: whole numbers as large as {largest} may reach {bound} > {limit} = 2^63 - 1; pass floats")
        return x

    def _point_by_point(self, a: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Numbers:
        """A formula of functions at an array of points."""
        call = self._bound(args, kwargs).arguments
        call |= {b: one.admit(f"{self.name}: {b}", call[b]) for b, one in self.families.items() if b in call}
        x = as_numbers(f"{self.name}: {a}", call[a])
        found = [self(**{**call, a: v}) for v in x.ravel().tolist()]
        return np.array(found, None if all(isinstance(v, (int, float)) for v in found) else object).reshape(x.shape)

    def _axis_by_axis(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[dict[str, Any]]:
        call = self._bound(args, kwargs).arguments
        if not isinstance(call.get(self.names[0]), (tuple, list)):
            return []
        several = {a: v for a, v in call.items() if isinstance(v, (tuple, list))}
        rank = len(several[self.names[0]])
        if any(len(v) != rank for v in several.values()):
            raise ValueError(f"{self.name}: " + ", ".join(f"{a} = {v!r}" for a, v in several.items()) + ": one entry an axis each")
        return [{a: v[k] if a in several else v for a, v in call.items()} for k in range(rank)]

    def also(self, when: Callable[[dict[str, Any]], bool], *formulas: Formula) -> None:
        """Where the arguments ask for it, results of other formulas are returned beside this one's."""
        self.companions.append((when, list(formulas)))

    def _with_companions(self, y: Any, values: dict[str, Any], run: Callable[..., Any] = lambda other, **given: other(**given)) -> Any:
        more = [other for when, others in self.companions if when(values) for other in others]
        if not more:
            return y
        return (y, *(run(other, **{k: v for k, v in values.items() if k in other.names}) for other in more))

    def literal(self, *args: Any, number: Any = None, **kwargs: Any) -> Any:
        """The statement itself, run over the number type of the arguments, or over `number`."""
        if self.axiswise and (split_up := self._axis_by_axis(args, kwargs)):
            return tuple(self.literal(**one) for one in split_up)
        reading = self.read(args, kwargs)
        return self._with_companions(reading.literal(number), reading.values, functools.partial(Formula.literal, number=number))

    def shape(self, *args: Any, **kwargs: Any) -> tuple[int, ...]:
        """The shape of the result."""
        return self.read(args, kwargs).shape

    # -- what is said about it

    def law(self, relation: str = "=", **options: Any) -> Callable[[Callable[..., Any]], Law]:
        """Attach a law: a function of an implementation that returns both sides."""
        return self._law(relation, options, True)

    def fails(self, relation: str = "=", **options: Any) -> Callable[[Callable[..., Any]], Law]:
        """Attach a non-law, of which a counterexample has to be found."""
        return self._law(relation, options, False)

    def _law(self, relation: str, options: dict[str, Any], holds: bool) -> Callable[[Callable[..., Any]], Law]:
        def bind(fn: Callable[..., Any]) -> Law:
            if fn.__name__ in self.laws:
                raise TypeError(f"{self.name} has a law {fn.__name__} already")
            self.laws[fn.__name__] = law = Law(self, fn, relation, holds, **options)
            return law

        return bind

    def gradient(self, fn: Callable[..., Any]) -> Gradient:
        """Attach the vector-Jacobian product: (dy, *arguments) -> one array for each array argument."""
        self.backward = Gradient(self, fn)
        return self.backward

    def restated(self, statement: sp.Eq, where: Iterable[sp.Eq] | None = None) -> Formula:
        """The same formula with another statement, under the same laws: how a wrong statement would fare."""
        words: dict[str, Words | Along | Family] = {**self.words, **{a: Along(s) for a, s in self.along.items()}, **self.families}
        parts = self.where if where is None else tuple(where)
        fn = inspect.unwrap(self.fn)
        other = Formula(fn, statement, self.shapes, parts, self.requires, self.domain, self.notation, self.source, words, like=self)
        other.laws = {name: law.about(other) for name, law in self.laws.items()}
        return other

    @property
    def conventions(self) -> dict[str, list[Any]]:
        """The arguments between whose words implementations differ."""
        return {a: list(w.words) for a, w in self.words.items() if isinstance(w, Convention)}

    # -- how it is written

    def default_words(self, **words: Any) -> tuple[tuple[str, Any], ...]:
        """The words under which a formula is shown: those given, else the defaults that are words."""
        chosen = {a: words.get(a, self.signature.parameters[a].default) for a in self.words}
        for a, v in chosen.items():
            if v is inspect.Parameter.empty:
                chosen[a] = next(iter(self.words[a].words))
        return tuple((a, self._word(a, v)) for a, v in chosen.items() if self._is_word(a, v))

    def latex(self, rank: int = 2, **words: Any) -> str:
        """The statement as LaTeX, named parts after it; `words` chooses conventions: `latex(flip=True)`."""
        return r", \quad ".join(self._lines(rank, words))

    def _lines(self, rank: int, words: dict[str, Any]) -> list[str]:
        return self.plan(rank if self.ranked and not self.axiswise else 1, self.default_words(**words)).latex

    def _repr_latex_(self) -> str:
        """For notebooks: named parts stand on lines of their own."""
        first, *parts = self._lines(2, {})
        if not parts:
            return rf"$\displaystyle {first}$"
        aligned = r" \\ ".join(line.replace(" = ", " &= ", 1) for line in (first, *parts))
        return rf"$\displaystyle \begin{{aligned}} {aligned} \end{{aligned}}$"

    def __repr__(self) -> str:
        return f"<formula {self.name}{self.signature}>"

    def card(self) -> Card:
        """A Markdown page: the statement, shapes, conventions, laws and source."""
        lines = [f"### {self.name}", "", inspect.getdoc(self.fn) or "", "", f"$$ {self.latex()} $$", "", f"Shapes: `{self.shapes}`", ""]
        for a, known in self.conventions.items():
            lines.append(f"Convention `{a}`: {', '.join(f'`{w!r}`' for w in known)}  ")
        for kind, holds in (("Laws", True), ("Does not hold", False)):
            if laws := [law for law in self.laws.values() if law.holds is holds]:
                lines += ["", f"{kind}:", "", *(f"* `{law.name}`: $ {law.latex()} $" for law in laws)]
        return Card("\n".join([*lines, "", f"Source: {self.source}", ""]))

    def written(self, *args: Any, **scalars: Any) -> Term:
        """This formula of terms, for laws that write themselves."""
        terms = [write(a) for a in args if a is not None]
        if self.notation and "{}" in self.notation:
            named = {k: write(v).tex for k, v in scalars.items()}
            whole = Term(self.notation.format(*(a.inner() for a in terms), **named), tight=self.notation[0] in "\\{" and " " not in self.notation)
            unsaid = ", ".join(tex for k, tex in named.items() if f"{{{k}}}" not in self.notation)  # conventions, as an index
            return Term(rf"\left({whole.tex}\right)_{{{unsaid}}}") if unsaid else whole
        said = [(letter(k), write(v).tex) for k, v in scalars.items() if v is not None]
        options = ", ".join(tex if tex == name else f"{name}={tex}" for name, tex in said)
        name = (self.notation or rf"\operatorname{{{self.__name__.replace('_', ' ')}}}") + (f"_{{{options}}}" if options else "")
        return Term(f"{name}({', '.join(a.tex for a in terms)})" if terms or not self.notation else name)


def _key(v: Any) -> Any:
    return (v.shape, v.dtype) if type(v) is np.ndarray else (type(v), v)


def nearest(v: Any, known: Iterable[Any]) -> str:
    """ "; did you mean ...?", or nothing."""
    found = difflib.get_close_matches(str(v), [str(k) for k in known], 1) if isinstance(v, str) else []
    return f"; did you mean {found[0]}?" if found else ""


class Gradient:
    """The vector-Jacobian product of a formula: (dy, *arguments) -> one array for each array argument."""

    def __init__(self, of: Formula, fn: Callable[..., Any]):
        functools.update_wrapper(self, fn)
        self.of, self.fn = of, quiet(fn)

    def __call__(self, dy: Any, *args: Any, **kwargs: Any) -> Any:
        reading = self.of.read(args, kwargs)
        dy = as_numbers(f"{self.of.name}.backward: dy", dy)
        if dy.shape != reading.shape:
            raise ValueError(f"{self.of.name}.backward: dy has shape {dy.shape}; the result has shape {reading.shape}")
        if any(x.dtype.kind == "O" for x in (dy, *reading.arrays.values())):
            from .gradients import on_objects  # which is built on formulas

            return on_objects(self, dy, reading)
        floats = lambda x: x.astype(np.float64) if x.dtype.kind == "i" else x
        arrays = {a: x if a in self.of.labels else floats(x) for a, x in reading.arrays.items()}
        return self.fn(floats(dy), **{**reading.scalars, **arrays})


class Law:
    """A function of an implementation that returns both sides. Its arguments carry the names, and so the shapes, of the
    formula's own; others have a shape of their own: `@discrete.law(h="(B)")`, and `k="0..3"` is a number. An argument that it
    does not name is drawn and held equal on both sides; `held` fixes some of these, and `plain` leaves them at their defaults."""

    def __init__(self, of: Formula, fn: Callable[..., Any], relation: str, holds: bool, *, rank: int | None = None,
                 requires: tuple[Callable[..., bool], ...] = (), domain: dict[str, Domain] | None = None,
                 held: dict[str, Any] | None = None, plain: bool = False, **shapes: str):  # fmt: skip
        functools.update_wrapper(self, fn)
        self.of, self.fn, self.relation, self.holds = of, fn, relation, holds
        self.rank, self.requires, self.shapes, self.held = rank, requires, shapes, held or {}
        self.plain, self.domain = plain, {**of.domain, **(domain or {})}
        self.names = list(inspect.signature(fn).parameters)[1:]
        self.name = f"{of.name}::{fn.__name__}"
        letters = set(re.findall(r"\w+", of.shapes)) | {*of.names}
        self.apart = not {*self.names} & {*of.names} and not any(letters & {*re.findall(r"\w+", text)} for text in shapes.values())

    def about(self, of: Formula) -> Law:
        """The same law about another formula with the same arguments."""
        other = copy.copy(self)
        other.of = of
        return other

    def __call__(self, implementation: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, Any]:
        """Both sides, for an implementation of the formula."""
        return self.fn(implementation, *args, **kwargs)

    def latex(self) -> str:
        """The law as LaTeX, written by running it."""
        sign = {"<=": r"\leq", ">=": r"\geq"}.get(self.relation, "=" if self.holds else r"\neq")
        terms = [Term(letter(a)) for a in self.names]
        lhs, rhs = self.fn(self.of.written, *terms)
        return f"{write(lhs).tex} {sign} {write(rhs).tex}"

    def _repr_latex_(self) -> str:
        return rf"$\displaystyle {self.latex()}$"

    def __repr__(self) -> str:
        return f"<{'law' if self.holds else 'non-law'} {self.name}>"


def formula(statement: sp.Eq, *, shapes: str = "->()", where: Iterable[sp.Eq] = (), requires: Iterable[sp.Basic] | dict[sp.Basic, str] = (),
            domain: dict[str, Domain] | None = None, notation: str | None = None, source: str = "",
            **words: Words | Along | Family) -> Callable[[Callable[..., Any]], Formula]:  # fmt: skip
    """Decorate the fast form with its statement. Keywords say what words of an argument mean: `padding=Spelling(...)`;
    `requires` lists conditions on sizes, or says each in words: {condition: "every window to meet the input"}."""
    requires = requires if isinstance(requires, dict) else dict.fromkeys(requires, "")
    return lambda fn: Formula(fn, statement, shapes, tuple(where), requires, domain or {}, notation, source, words)
