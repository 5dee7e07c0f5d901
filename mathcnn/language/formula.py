"""`formula` turns a function and its SymPy statement into a Formula: bound, printed and run from that statement.

Formula   an ordinary function (the fast form) that has a statement, a literal form, laws and a gradient
Law       a function of an implementation that returns both sides
"""

from __future__ import annotations

import copy
import dataclasses
import difflib
import functools
import inspect
import itertools
import random
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from sympy.core.function import AppliedUndef

from ..numbers import kinds
from . import admission, shapes
from .admission import Numbers, as_numbers
from .latex import Term, letter, write
from .plan import Plan, Reading, as_objects
from .shapes import Fold, shown, split
from .statement import Axis, Convention, Words, limits_of, on_axis

__all__ = [
    "Along",
    "Card",
    "Domain",
    "Family",
    "Formula",
    "Gradient",
    "Law",
    "Plan",
    "Reading",
    "as_numbers",
    "as_objects",
    "formula",
    "is_definite",
    "nearest",
]


ndarray = np.ndarray


class Along:
    """An argument that says which axes of an array a letter of the shape line means."""

    def __init__(self, letter: str):
        self.letter = letter


@dataclass(frozen=True)
class Domain:
    """What an argument has to satisfy: how it is written, `fault` names what is wrong with an array (or is empty), and
    `make` takes free values of any number type into the domain. Floats lie in some domains only up to a rounding of
    each entry for every other one (probabilities sum to one): these are not `exact`. `nonnegative`: whether the domain
    has arrays only whose entries are all >= 0, which derivations may use."""

    tex: str
    fault: Callable[[Numbers, dict[str, Any]], str]
    make: Callable[[Numbers, dict[str, Any]], Numbers]
    exact: bool = True
    nonnegative: bool = False

    def roundings(self, x: Numbers) -> int:
        """By how many roundings an entry may be off."""
        return 0 if self.exact else x.size + 1


def is_definite(x: Numbers) -> bool:
    """Whether a domain can be decided: floats, whole numbers and fractions, but no letters and no balls."""
    return x.dtype.kind != "O" or all(isinstance(v, (int, Fraction)) for v in x.flat)


# ---------------------------------------------------------------- formulas


class Card(str):
    """A Markdown page, which a notebook shows rendered."""

    def _repr_markdown_(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Family:
    """What a function argument may be: `admit` reads one or says what is wrong; `members` are functions to try, the
    plainest first, and `sample` draws another."""

    admit: Callable[[str, Any], Any]
    members: tuple[Any, ...]
    sample: Callable[[random.Random], Any]


def topic_of(fn: Callable[..., Any]) -> str:
    """The topic of a function: of mathcnn the package that it stands in; elsewhere its module."""
    package, _, rest = fn.__module__.partition(".")
    return rest.partition(".")[0] if package == __name__.partition(".")[0] else fn.__module__


class Formula:
    """An ordinary function that knows how it is written. Calling it runs the fast form; on numbers that NumPy has no
    type for (Fraction, SymPy, balls) it runs the statement.

    These rules hold for every formula and every gradient, and no call depends on an earlier one:

    * An array is whatever NumPy reads as real numbers without loss. Masked arrays, tensors that NumPy can't read, sparse matrices,
      generators, complex numbers, dates, records and other objects raise TypeError or ValueError.
    * With a floating array, a call computes and returns in `np.result_type` of its arrays and of NumPy's floats among its other
      arguments. float16, bfloat16 and smaller floats count as float32. Python's numbers adapt, and are refused where that type
      can't hold them. Labels take no part.
    * Integers alone are computed in int64 where the statement keeps them whole (and refused where they might wrap around), else in
      float64. Results are in native byte order.
    * A result is a new array that may be written to, and shares no memory with an argument.
    * An integer argument beside arrays is at most 2147483647. NaN and infinities raise no warnings.
    """

    __name__: str
    arrays: list[str]
    optional: set[str]
    scalars: dict[str, tuple[sp.Symbol, ...]]

    def __init__(
        self,
        fn: Callable[..., Any],
        statement: sp.Eq,
        shapes: str,
        where: tuple[sp.Eq, ...],
        requires: dict[sp.Basic, str],
        domain: dict[str, Domain],
        notation: str | None,
        source: str,
        words: dict[str, Words | Along | Family],
        like: Formula | None = None,
    ):
        functools.update_wrapper(self, fn)
        self.fn, self.statement, self.shapes, self.where, self.requires = fn, statement, shapes, where, requires
        self.domain, self.notation, self.source, self.home = domain, notation, source, fn.__globals__
        self.words = {arg: w for arg, w in words.items() if isinstance(w, Words)}
        self.along = {arg: w.letter for arg, w in words.items() if isinstance(w, Along)}
        self.families = {arg: w for arg, w in words.items() if isinstance(w, Family)}
        self.name = f"{topic_of(fn)}.{fn.__name__}"
        self.topic = self.name.partition(".")[0]
        self.signature = inspect.signature(fn)
        self.names = list(self.signature.parameters)
        texts = [
            statement,
            *where,
            *requires,
            *(sp.sympify(v) for w in self.words.values() for vs in w.words.values() for v in vs),
        ]
        bases = {str(x.base) for e in texts for x in e.atoms(sp.Indexed)}
        self.arrays = like.arrays if like else [a for a in self.names if a in bases]
        brackets = split(shapes.partition("->")[0])
        if "->" not in shapes or len(brackets) != len(self.arrays):
            raise TypeError(
                f"{self.name}: the shape line {shapes!r} has {len(brackets)} arrays before ->, and the statement reads "
                f"{len(self.arrays)} of the arguments {', '.join(self.names)}: {', '.join(self.arrays) or 'none'}"
            )
        self.optional = {
            a for a, b in zip(self.arrays, split(shapes.partition("->")[0]), strict=False) if b.endswith("?")
        }
        index_reads = {x for e in texts for i in e.atoms(sp.Indexed) for j in i.indices for x in j.atoms(sp.Indexed)}
        self.labels = {str(x.base) for x in index_reads} & set(self.arrays)
        self.functions = {str(f.func) for e in texts for f in e.atoms(AppliedUndef)} & set(self.names)
        letters = {s.name.split()[0]: s for e in texts for s in e.free_symbols if isinstance(s, sp.Symbol)}
        letters |= {
            n: s for n, s in self.scope.items() if isinstance(s, sp.Symbol) and n in self.names and n not in letters
        }
        self.scalars = (
            like.scalars
            if like
            else {
                a: self.words[a].letters if a in self.words else (letters[a],)
                for a in self.names
                if a not in self.arrays and (a in self.words or a in letters)
            }
        )
        self.switches = [
            a
            for a in self.names
            if a not in {*self.arrays, *self.scalars, *self.along, *self.functions}
            and isinstance(self.signature.parameters[a].default, bool)
        ]
        self.axiswise = isinstance(statement.lhs, Axis)  # one number an axis: a tuple of arguments gives a tuple
        self.ranked = "*" in "".join(
            t[:1] for b in split(shapes.partition("->")[0]) for t in split(b.strip("?")[1:-1])
        ) or any(isinstance(s, Axis) for ls in self.scalars.values() for s in ls)
        self.shaped = bool(self.arrays) or "(" in shapes.rpartition("->")[2].replace("()", "")
        self.whole = {a: all(s.is_integer for s in letters) for a, letters in self.scalars.items()}
        self._array_names = frozenset(self.arrays)
        self.laws: dict[str, Law] = {}
        self.backward: Gradient | None = None
        self.companions: list[tuple[Callable[[dict[str, Any]], bool], list[Formula]]] = []
        self.plan = functools.cache(lambda rank=1, words=(): Plan(self, rank, words))
        self._ready: dict[Any, Reading] = {}
        self._quiet = QUIET(fn)
        self._leading = len(list(itertools.takewhile(lambda a: a in self.arrays, self.names)))
        self._positional = [a for a, p in self.signature.parameters.items() if p.kind is not p.KEYWORD_ONLY]
        self._splits = self.axiswise or bool(self.families)
        self._one_meaning()

    @property
    def scope(self) -> dict[str, Any]:
        """The names that shape lines may use: those of the formula's module, and those of its topic's module `letters`."""
        letters = sys.modules.get(f"{self.home.get('__package__')}.letters")
        return {**vars(letters), **self.home} if letters else self.home

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
        given, _, weak = self._gathered(args, kwargs)
        return self._read(given, weak)

    def _read(self, given: dict[str, Any], weak: frozenset[str]) -> Reading:
        call = self._bound((), given)
        call.apply_defaults()
        values = dict(call.arguments)
        values |= {a: one.admit(f"{self.name}: {a}", values[a]) for a, one in self.families.items()}
        arrays = {
            a: as_numbers(f"{self.name}: {a}", values[a])
            for a in self.arrays
            if not (values[a] is None and self._may_lack(a))
        }
        for a in self.switches:
            if not isinstance(values[a], (bool, np.bool_)):
                raise TypeError(f"{self.name}: {a} = {shown(values[a])}: it has to be True or False")
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
        free = {
            a: v for a, v in scalars.items() if a in self.scalars and not isinstance(v, (str, bool, tuple, type(None)))
        }
        strong = [
            t for a, x in arrays.items() if a not in weak | self.labels and (t := admission.counted(values[a].dtype))
        ]
        strong += (
            [t for v in free.values() if (t := admission.float_type(v))] if any(t.kind == "f" for t in strong) else []
        )
        dtype = admission.common(strong, [arrays[a].item() for a in weak if a not in self.labels])
        exact = bool(self.arrays) and any(
            isinstance(env.get(s.name), (sp.Basic, *EXOTIC)) for a in free for s in self.scalars[a]
        )
        scalars |= {a: env[s.name] for a in free for s in self.scalars[a] if s.name in env}
        fast = dict(scalars)  # a fast form sees Python's numbers: NumPy's would wrap around
        if self.arrays and not exact:
            fast |= {a: self._float(a, env[s.name], dtype) for a in free for s in self.scalars[a] if s.name in env}
        direct = (
            dtype is not None
            and not (exact or weak or self.domain)
            and all(x is values[a] and x.dtype == dtype for a, x in arrays.items())
        )
        reading = Reading(plan, env, arrays, scalars, folds, fast, dtype=dtype, weak=weak, exact=exact, direct=direct)
        self._within_domains(reading, values)
        return reading

    def _float(self, a: str, v: Any, dtype: np.dtype | None) -> Any:
        """A number for a letter as the fast form sees it."""
        if dtype is not None and dtype.itemsize > 8:
            return dtype.type(v.numerator) / dtype.type(v.denominator) if isinstance(v, Fraction) else v
        v = float(v) if isinstance(v, Fraction) else v
        if dtype is not None and not self.whole[a]:
            v = float(v)
            admission.fits(f"{self.name}: {a}", v, dtype)
        return v

    def _within_domains(self, reading: Reading, values: dict[str, Any]) -> None:
        """Arrays satisfy what is asked of them; halves are judged by their own rounding."""
        for a, domain in self.domain.items():
            if a in reading.arrays and is_definite(x := reading.arrays[a]):
                x = values[a] if values[a].dtype.name in admission.HALVES else x
                try:
                    fault = domain.fault(x, reading.env)
                except ValueError:  # Python writes no integer of more than 4,300 digits
                    fault = "holds a number of thousands of digits, which it can't"
                if fault:
                    raise ValueError(f"{self.name}: {a} {shown(fault, str, 400)}")

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
                    raise ValueError(
                        f"{self.name}: {a} has shape {shape}; it needs {fixed} axes before 1 to 3 spatial ones"
                    )
                return rank
        given = (values[a] for a, ls in self.scalars.items() if any(isinstance(s, Axis) for s in ls))
        return max((len(v) for v in given if isinstance(v, (tuple, list))), default=1)

    def _is_word(self, a: str, v: Any) -> bool:
        return isinstance(self.words[a], Convention) or isinstance(v, (str, bool, type(None)))

    def _word(self, a: str, v: Any) -> Any:
        """One of an argument's words, or an error that lists them."""
        for word in self.words[a].words:
            if (
                isinstance(v, type(word))
                and v == word
                or (isinstance(word, bool) and isinstance(v, np.bool_) and bool(v) is word)
            ):
                return word
        known = ", ".join(map(repr, self.words[a].words))
        numbers = "" if isinstance(self.words[a], Convention) else ", or numbers"
        raise ValueError(
            f"{self.name}: {a} = {shown(v)}: it has to be one of {known}{numbers}{nearest(v, self.words[a].words)}"
        )

    def _same_axes(self, folds: dict[str, Fold]) -> None:
        """Arrays seen as one axis still need the same shape, where they share the letter."""
        seen: dict[str, tuple[str, tuple[int, ...]]] = {}
        for a, one in folds.items():
            for s in one.letters:
                first, sizes = seen.setdefault(s, (a, one.sizes(s)))
                if sizes != one.sizes(s):
                    raise ValueError(
                        f"{self.name}: {first} has {s} = {sizes} and {a} has {s} = {one.sizes(s)}; they have to agree"
                    )

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
        at_once = self._key_of(args, kwargs)
        ready = None if at_once is None else self._ready.get(at_once)
        if ready is not None:  # arrays in the type of the call, whose shapes have been seen
            arrays = args[: self._leading]
            try:
                return admission.settled(self._quiet(*arrays, **ready.fast), ready.dtype, arrays)
            except (OverflowError, MemoryError) as error:
                raise self._too_large(error, ready.fast) from None
        if self._splits and (found := self._split(args, kwargs)) is not None:
            return found
        try:
            values, key, weak = self._gathered(args, kwargs)
        except _Written:
            return self.written(*args, **kwargs)
        ready = None if key is None else self._ready.get(key)
        reading = self._reading(ready, self._ready, values, key, weak)
        if at_once is not None and reading.direct and not any(when(reading.values) for when, _ in self.companions):
            self._ready[at_once] = reading.of({})
        return self._computed(reading)

    def _key_of(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...] | None:
        """The key of a call with arrays first and then numbers and words only, which can be made quickly;

        None for another call.
        """
        key: list[Any] = [len(args)]
        left = self._leading
        for v in args:
            if left:
                if type(v) is not ndarray:
                    return None
                left -= 1
                key += v.shape, v.dtype
            elif (k := _quick(v)) is None:
                return None
            else:
                key.append(k)
        for a, v in kwargs.items():
            if a in self._array_names or (k := _quick(v)) is None:
                return None
            key += a, k
        return tuple(key)

    def _gathered(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[dict[str, Any], tuple[Any, ...] | None, frozenset[str]]:
        """The arguments by name, arrays as NumPy reads them; a key of all that a check depends on but the entries of
        arrays, or None; and the arrays that were Python's numbers.

        Equal keys mean equal types, too: True, 1, 1.0 and NumPy's 1 are apart, within tuples as well, and so are 0.0
        and -0.0."""
        values = dict(zip(self._positional, args))  # noqa: B905  too many are refused below
        if kwargs:
            values |= kwargs
        if len(values) != len(args) + len(kwargs):
            self._bound(args, kwargs)  # raises: an argument given twice, or too many
        weak, known, cached = NONE_WEAK, self._array_names, True
        key: list[Any] = [*values]
        for a, v in values.items():
            t = type(v)
            if t is ndarray and a in known:
                key += v.shape, v.dtype
            elif a in known:
                if t is Term:
                    raise _Written
                if v is None and self._may_lack(a):
                    key.append(None)
                    continue
                if t is int or t is float:
                    weak |= {a}
                values[a] = v = admission.array(f"{self.name}: {a}", v)
                key += (a in weak, v.shape, v.dtype)
            elif t is int or t is str or t is bool:
                key += t, v
            elif t is tuple and (seen := _SEEN.get(id(v))) is not None and seen[0] is v:
                key.append(seen[1])
            elif t is Term:
                raise _Written
            elif cached:
                try:
                    key.append(_kept_key(v) if t is tuple else _key(v))
                except (TypeError, RecursionError):
                    cached = False
        return values, tuple(key) if cached else None, weak

    def _reading(
        self, ready: Reading | None, kept: dict[Any, Reading], values: dict[str, Any], key: Any, weak: frozenset[str]
    ) -> Reading:
        """The arguments of a call, checked: their entries each time, the rest once for each key."""
        if ready is None:
            reading = self._read(values, weak)
            if key is not None:
                if len(kept) >= 512:
                    kept.clear()
                kept[key] = reading.of({})
            return reading
        arrays = {
            a: admission.numbers(f"{self.name}: {a}", values[a]) for a in self.arrays if values.get(a) is not None
        }
        reading = ready.of(arrays)
        self._within_domains(reading, values)
        return reading

    def _computed(self, reading: Reading) -> Any:
        """The result of checked arguments: of the statement where NumPy has no type for a number, else of the fast
        form.
        """
        if reading.exact or any(x.dtype.kind == "O" for x in reading.arrays.values()):
            return self._with_companions(reading.literal(), reading.values)
        reading.arrays = self._in_one_type(reading, reading.dtype)
        y = admission.settled(
            self._run(self._quiet, {**reading.fast, **reading.arrays}), reading.dtype, reading.arrays.values()
        )
        return self._with_companions(y, reading.values)

    def _in_one_type(self, reading: Reading, dtype: np.dtype | None) -> dict[str, Numbers]:
        """Arrays in the type that the call computes in; labels stay whole."""
        if dtype is None:
            return {a: self._computable(a, x, reading) for a, x in reading.arrays.items()}
        return {
            a: x if a in self.labels else admission.cast(f"{self.name}: {a}", x, dtype, a in reading.weak)
            for a, x in reading.arrays.items()
        }

    def _run(self, fn: Callable[..., Any], values: dict[str, Any]) -> Any:
        """A fast form on checked arguments."""
        try:
            return fn(**values)
        except (OverflowError, MemoryError) as error:
            raise self._too_large(error, values) from None

    def _too_large(self, error: Exception, values: dict[str, Any]) -> Exception:
        """What a call that asks for too much says."""
        if isinstance(error, MemoryError):
            return MemoryError(f"{self.name}: {admission.one_line(error) or 'too little memory'}")
        large = ", ".join(f"{a} = {shown(v)}" for a, v in values.items() if isinstance(v, int) and abs(v) > 2**63)
        return ValueError(
            f"{self.name}: {large or 'a number'} is too large for the types of the call: {admission.one_line(error)}"
        )

    def _split(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The result of a call that is several calls: an axis each, or a point each; else None."""
        if any(isinstance(v, Term) for v in (*args, *kwargs.values())):
            return None
        if self.axiswise and (split_up := self._axis_by_axis(args, kwargs)):
            return tuple(self(**one) for one in split_up)
        if self.families and (
            points := [a for a, v in self._bound(args, kwargs).arguments.items() if isinstance(v, (list, np.ndarray))]
        ):
            return self._point_by_point(points[-1], args, kwargs)
        return None

    def _computable(self, a: str, x: Numbers, reading: Reading) -> Numbers:
        """Whole numbers stay int64 where the statement keeps them whole and cannot wrap around; else they become
        floats.
        """
        if x.dtype.kind != "i" or a in self.labels:
            return x
        plan = reading.plan
        if not plan.exact:
            return x.astype(np.float64)
        if plan.selects:  # entries are only chosen
            return x
        if plan.magnitude is None:
            return x.astype(np.float64)
        big = {f"big_{b}": max(abs(int(y.min())), abs(int(y.max()))) for b, y in reading.arrays.items()}
        bound, limit = plan.magnitude(reading.env, big), np.iinfo(np.int64).max
        if bound > limit:
            largest = ", ".join(f"|{b.removeprefix('big_')}| <= {n}" for b, n in big.items())
            raise ValueError(
                f"{self.name}: whole numbers as large as {largest} may reach {bound} > {limit} = 2^63 - 1; pass floats"
            )
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
        if not rank or any(isinstance(e, (tuple, list)) for e in several[self.names[0]]):
            raise ValueError(
                f"{self.name}: {self.names[0]} = {shown(several[self.names[0]])}: it takes one number, or one an axis"
            )
        if any(len(v) != rank for v in several.values()):
            raise ValueError(
                f"{self.name}: "
                + ", ".join(f"{a} = {shown(v)}" for a, v in several.items())
                + ": one entry an axis each"
            )
        return [{a: v[k] if a in several else v for a, v in call.items()} for k in range(rank)]

    def also(self, when: Callable[[dict[str, Any]], bool], *formulas: Formula) -> None:
        """Where the arguments ask for it, results of other formulas are returned beside this one's."""
        self.companions.append((when, list(formulas)))

    def _with_companions(
        self, y: Any, values: dict[str, Any], run: Callable[..., Any] = lambda other, **given: other(**given)
    ) -> Any:
        more = [other for when, others in self.companions if when(values) for other in others]
        if not more:
            return y
        return (y, *(run(other, **{k: v for k, v in values.items() if k in other.names}) for other in more))

    def literal(self, *args: Any, number: Any = None, **kwargs: Any) -> Any:
        """The statement itself, run over the number type of the arguments, or over `number`."""
        if self.axiswise and (split_up := self._axis_by_axis(args, kwargs)):
            return tuple(self.literal(**one) for one in split_up)
        reading = self.read(args, kwargs)
        return self._with_companions(
            reading.literal(number), reading.values, functools.partial(Formula.literal, number=number)
        )

    def pulled(self, reading: Reading, dy: Numbers, base: Any) -> dict[str, Numbers]:
        """sum dy * y by each entry of each array, from the literal form over numbers of kind `base` that carry their
        derivatives.
        """
        kind = kinds.Duals(base)
        lifted = {}
        for a, x in reading.arrays.items():
            entries = x.ravel().tolist()
            letters = (
                entries if a in self.labels else [kind.letter((a, k), base.lift(v)) for k, v in enumerate(entries)]
            )
            lifted[a] = as_objects(letters).reshape(x.shape)
        y = np.ravel(reading.of(lifted).literal(kind)).tolist()
        sums: dict[tuple[str, int], list[Any]] = {}
        for v, weight in zip(y, dy.ravel().tolist(), strict=True):
            for at, slope in getattr(v, "slopes", {}).items():
                sums.setdefault(at, []).append(base.lift(weight) * slope)
        return {
            a: as_objects(base.add(sums.get((a, k), [])) for k in range(x.size)).reshape(x.shape)
            for a, x in reading.arrays.items()
            if a not in self.labels
        }

    def shape(self, *args: Any, **kwargs: Any) -> tuple[int, ...]:
        """The shape of the result."""
        return self.read(args, kwargs).shape

    # -- what is said about it

    def law(self, relation: Any = "=", **options: Any) -> Any:
        """Attach a law. With a relation ("=", "<=", ">="), a decorator of a function of an implementation that returns
        both sides: `@conv.law()`. With a family of laws, the law itself: `conv.law(additive("x", "z"), name="adds")`.

        The further arguments are those of `Law`; for a family also `name`, and `says`, its sentence.
        """
        return self._law(relation, options, True)

    def fails(self, relation: Any = "=", **options: Any) -> Any:
        """Attach a non-law, of which a counterexample has to be found. Arguments as for `law`."""
        return self._law(relation, options, False)

    def _law(self, relation: Any, options: dict[str, Any], holds: bool) -> Any:
        def bind(fn: Callable[..., Any]) -> Law:
            if fn.__name__ in self.laws:
                raise TypeError(f"{self.name} has a law {fn.__name__} already")
            self.laws[fn.__name__] = law = Law(self, fn, relation, holds, **options)
            return law

        if isinstance(relation, str):
            return bind
        family, relation = relation, relation.relation
        fn = family.function(self, options.pop("name"), options.pop("says", None))
        options = {new: shape for new, (_, shape) in family.adds.items()} | options
        return bind(fn)

    def gradient(self, fn: Callable[..., Any]) -> Gradient:
        """Attach the vector-Jacobian product: (dy, *arguments) -> one array for each array argument."""
        self.backward = Gradient(self, fn)
        return self.backward

    def restated(self, statement: sp.Eq, where: Iterable[sp.Eq] | None = None) -> Formula:
        """The same formula with another statement, under the same laws: how a wrong statement would fare."""
        words: dict[str, Words | Along | Family] = {
            **self.words,
            **{a: Along(s) for a, s in self.along.items()},
            **self.families,
        }
        parts = self.where if where is None else tuple(where)
        other = Formula(
            self.fn,
            statement,
            self.shapes,
            parts,
            self.requires,
            self.domain,
            self.notation,
            self.source,
            words,
            like=self,
        )
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
        lines = [
            f"### {self.name}",
            "",
            inspect.getdoc(self.fn) or "",
            "",
            f"$$ {self.latex()} $$",
            "",
            f"Shapes: `{self.shapes}`",
            "",
        ]
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
            whole = Term(
                self.notation.format(*(a.inner() for a in terms), **named),
                tight=self.notation[0] in "\\{" and " " not in self.notation,
            )
            unsaid = ", ".join(
                tex for k, tex in named.items() if f"{{{k}}}" not in self.notation
            )  # conventions, as an index
            return Term(rf"\left({whole.tex}\right)_{{{unsaid}}}") if unsaid else whole
        said = [(letter(k), write(v).tex) for k, v in scalars.items() if v is not None]
        options = ", ".join(tex if tex == name else f"{name}={tex}" for name, tex in said)
        name = (self.notation or rf"\operatorname{{{self.__name__.replace('_', ' ')}}}") + (
            f"_{{{options}}}" if options else ""
        )
        return Term(f"{name}({', '.join(a.tex for a in terms)})" if terms or not self.notation else name)


QUIET = np.errstate(all="ignore")  # NaN and infinities are IEEE's results, and no reason for a warning
NONE_WEAK: frozenset[str] = frozenset()
EXOTIC = (kinds.flint.arb, kinds.flint.acb, kinds.PolyElement, kinds.FracElement, kinds.Dual, kinds.Logs, kinds.Surds)


class _Written(Exception):
    """An argument is a term, so that the call writes itself."""


INT = frozenset({int})
INTEGERS = frozenset((int,) * k for k in range(1, 4))


_SEEN: dict[
    int, tuple[Any, Any]
] = {}  # tuples that code passes again and again, by identity: held, so that it stays theirs


def _quick(v: Any) -> Any:
    """The key of a number, a word, or a tuple seen before; None for what takes longer."""
    t = type(v)
    if t is tuple:
        seen = _SEEN.get(id(v))
        return seen[1] if seen is not None and seen[0] is v else _kept_key(v) if set(map(type, v)) <= INT else None
    return (t, v) if t is int or t is str or t is bool else (t, v.hex()) if t is float else None


def _kept_key(v: tuple[Any, ...]) -> Any:
    """The key of a tuple, kept where nothing in it can change."""
    key = _key(v)
    if all(type(e) in (int, str, bool) or type(e) is tuple and all(type(k) is int for k in e) for e in v):
        if len(_SEEN) >= 1024:
            _SEEN.clear()
        _SEEN[id(v)] = v, key
    return key


def _key(v: Any) -> Any:
    """A value as part of a key, with its type and its sign; a TypeError where its type is not known to be what its hash
    says.
    """
    t = type(v)
    if t is tuple or t is list:
        types = tuple(map(type, v))
        return (t, types, *v) if types in INTEGERS else (t, *map(_key, v))
    if t is int or t is str or t is bool or v is None or t is Fraction:
        return t, v
    if t is float:
        return t, v.hex()
    if t.__module__ == "numpy" and isinstance(v, (np.number, np.bool_)):
        return t, v.tobytes()
    raise TypeError


def nearest(v: Any, known: Iterable[Any]) -> str:
    """ "; did you mean ...?", or nothing."""
    found = difflib.get_close_matches(str(v), [str(k) for k in known], 1) if isinstance(v, str) else []
    return f"; did you mean {found[0]}?" if found else ""


class Gradient:
    """The vector-Jacobian product of a formula: (dy, *arguments) -> one array for each array argument."""

    def __init__(self, of: Formula, fn: Callable[..., Any]):
        functools.update_wrapper(self, fn)
        self.of, self.fn, self._quiet = of, fn, QUIET(fn)

        self._ready: dict[Any, Reading] = {}

    def __call__(self, dy: Any, *args: Any, **kwargs: Any) -> Any:
        of = self.of
        name = f"{of.name}.backward: dy"
        weak = type(dy) in (int, float)
        given = admission.array(name, dy)
        values, key, others = of._gathered(args, kwargs)
        dy = admission.numbers(name, given)
        key = None if key is None else (*key, weak, given.dtype)
        ready = self._ready.get(key) if key is not None else None
        reading = of._reading(ready, self._ready, values, key, others)
        if ready is None:  # the type of the call is that of dy, too
            floats = [
                t
                for t in (admission.counted(given.dtype), reading.dtype)
                if t and not (weak and t is not reading.dtype)
            ]
            dtype = admission.common(floats, [dy.item()] if weak else []) or admission.DOUBLE
            shape = reading.shape
            reading = dataclasses.replace(reading, dtype=dtype, shape_of_result=shape)
            if key is not None:
                self._ready[key] = reading.of({})
        if dy.shape != reading.shape_of_result:
            raise ValueError(
                f"{of.name}.backward: dy has shape {dy.shape}; the result has shape {reading.shape_of_result}"
            )
        if reading.exact or any(x.dtype.kind == "O" for x in (dy, *reading.arrays.values())):
            return self._exactly(dy, reading)
        arrays = of._in_one_type(reading, reading.dtype)
        assert reading.dtype is not None
        dy = admission.cast(name, dy, reading.dtype, weak)
        return admission.settled(
            of._run(self._quiet, {"dy": dy, **reading.fast, **arrays}), reading.dtype, (dy, *arrays.values())
        )

    def _exactly(self, dy: Numbers, reading: Reading) -> Any:
        """On numbers that NumPy has no type for: from the statement, over numbers that carry their derivatives.
        Polynomials go through the fast form, which is checked on them."""
        of, arrays = self.of, reading.arrays
        entries = [v for x in (dy, *arrays.values()) for v in x.ravel().tolist()]
        if any(isinstance(v, (kinds.PolyElement, kinds.FracElement)) for v in entries):
            return self.fn(dy, **{**reading.scalars, **arrays})
        try:
            found = of.pulled(
                reading, dy, kinds.kind_of([*entries, *reading.env.values()] if reading.exact else entries)
            )
        except (TypeError, ZeroDivisionError, OverflowError) as error:
            raise ValueError(
                f"{of.name}.backward: no derivative at {', '.join(arrays)}, over exact numbers: {admission.one_line(error)}"
            ) from None
        return tuple(found.get(a) for a in of.arrays if a not in of.labels)


class Law:
    """A function of an implementation that returns both sides. Its arguments carry the names, and so the shapes, of the
    formula's own; others have a shape of their own: `@discrete.law(h="(B)")`, and `k="0..3"` is a number. An argument
    that it does not name is drawn and held equal on both sides; `held` fixes some of these, and `plain` leaves them at
    their defaults."""

    def __init__(
        self,
        of: Formula,
        fn: Callable[..., Any],
        relation: str,
        holds: bool,
        *,
        rank: int | None = None,
        requires: tuple[Callable[..., bool], ...] = (),
        domain: dict[str, Domain] | None = None,
        held: dict[str, Any] | None = None,
        plain: bool = False,
        **shapes: str,
    ):
        functools.update_wrapper(self, fn)
        self.of, self.fn, self.relation, self.holds = of, fn, relation, holds
        self.rank, self.requires, self.shapes, self.held = rank, requires, shapes, held or {}
        self.plain, self.domain = plain, {**of.domain, **(domain or {})}
        self.names = list(inspect.signature(fn).parameters)[1:]
        self.name = f"{of.name}::{fn.__name__}"
        letters = set(re.findall(r"\w+", of.shapes)) | {*of.names}
        self.apart = not {*self.names} & {*of.names} and not any(
            letters & {*re.findall(r"\w+", text)} for text in shapes.values()
        )

    def about(self, of: Formula) -> Law:
        """The same law about another formula with the same arguments."""
        other = copy.copy(self)
        other.of = of
        return other

    def __call__(self, implementation: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, Any]:
        """Both sides, for an implementation of the formula."""
        return self.fn(implementation, *args, **kwargs)

    def latex(self) -> str:
        """The law as LaTeX, written by running it; one that does what terms can't is said by its docstring."""
        try:
            return self.written()
        except (TypeError, AttributeError, ValueError, IndexError):
            said = (inspect.getdoc(self.fn) or self.fn.__name__.replace("_", " ")).split("\n")[0]
            return r"\text{" + re.sub(r"([#$%&_{}])", r"\\\1", said) + "}"

    def written(self) -> str:
        """The law as LaTeX, by running it on terms."""
        sign = {"<=": r"\leq", ">=": r"\geq"}.get(self.relation, "=" if self.holds else r"\neq")
        terms = [Term(letter(a)) for a in self.names]
        lhs, rhs = self.fn(self.of.written, *terms)
        return f"{write(lhs).tex} {sign} {write(rhs).tex}"

    def _repr_latex_(self) -> str:
        return rf"$\displaystyle {self.latex()}$"

    def __repr__(self) -> str:
        return f"<{'law' if self.holds else 'non-law'} {self.name}>"


def formula(
    statement: sp.Eq,
    *,
    shapes: str = "->()",
    where: Iterable[sp.Eq] = (),
    requires: Iterable[sp.Basic] | dict[sp.Basic, str] = (),
    domain: dict[str, Domain] | None = None,
    notation: str | None = None,
    source: str = "",
    **words: Words | Along | Family,
) -> Callable[[Callable[..., Any]], Formula]:
    """Decorate the fast form with its statement. Keywords say what words of an argument mean: `padding=Spelling(...)`;
    `requires` lists conditions on sizes, or says each in words: {condition: "every window to meet the input"}."""
    requires = requires if isinstance(requires, dict) else dict.fromkeys(requires, "")
    return lambda fn: Formula(fn, statement, shapes, tuple(where), requires, domain or {}, notation, source, words)
