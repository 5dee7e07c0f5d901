"""The factors of a formula's calls: what may matter to an implementation, from the shape line and the arguments.

A factor has values that are wanted, which fall into levels: 7, 8 and 9 are the level "7 to 9", beside the power of two
at which kernels switch. Every value is wanted, and every pair of levels of two factors; of the factors that share a
code path (`close`) every triple, with coarser levels (`coarse`). Factors are named after letters and arguments:

    rank                      the number of spatial axes
    N, C, H, kernel_size      a letter of the shape line: the size of an axis; the last one where there are several
    axes of N                 how many axes a letter stands for that stands for any number of them
    stride, groups, eps       an argument: a number, the last one where there is one for each axis, or a word as written
    H on each axis            whether a letter, or an argument, is the same on all axes
    padding                   a word as written, 0, half of the kernel, one side only, different on each axis, a number
    b                         whether an array that may be left out is given
    dtype, layout             how the arrays are held
    C*groups, entries of x, terms    amounts that other factors give; they have values, but no pairs
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any  # Any: values of letters and arguments

from ...language import shapes, work
from ...language.formula import Formula
from ...language.statement import Ratio, on_axis
from . import calls, layouts
from .calls import Bound
from .points import Point

Value = int | float | str
Allowed = tuple[tuple[str, tuple[Value, ...]], ...]  # the values that a target takes, by the names of factors

NEAR = (8, 16, 32, 64, 128, 256, 1024)  # powers of two at which kernels switch
SIZES = (1, 2, 3, 4, *(n + d for n in NEAR for d in (-1, 0, 1)))
FAR = tuple(n + d for n in (2**15, 2**16) for d in (-1, 0, 1))  # of sizes and amounts
NUMBERS = tuple(n for n in SIZES if n <= 17)  # of strides, dilations and the like
DTYPES = ("float64", "float32", "float16", "bfloat16")
LAYOUTS = tuple(layouts.LAYOUTS)
RATIOS = ("2", "1", "1/2", "3/2", "2/3")  # of scales
REALS = (0.0, 0.1, 0.5, 0.9, 1.0, 2.0)
BELOW = (-0.5,)  # the same of arguments that may be negative
RARE = (1e-12, 1e-3, math.e, 3.0, 10.0, *BELOW)  # of real arguments: one call each in a type of numbers
ALIKE, DIFFER, SINGLE = "equal", "different", "one axis"
HALF, ASIDE = "half the kernel", "one side only"
LAST, COUNTED, FIRST, BETWEEN = "last", "last, counted from the end", "first", "between"
SEVERAL, APART = "several beside each other", "several with others between"
GIVEN, LACKING = "given", "left out"


@dataclass(frozen=True)
class Factor:
    """One factor of the calls of a formula.

    name: see above; role: what sets it ("rank", "letter", "axes", "number", "pair", "ratio", "word", "real", "axis",
    "array", "held", "alike" or "amount"); of: the letter or argument; values: those that are wanted; close: whether
    triples with other close factors are wanted
    """

    name: str
    role: str
    of: str
    values: tuple[Value, ...]
    close: bool = False

    @functools.cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels that pairs are made of, in the order of their values; amounts, and rare values, have none."""
        rare = RARE if self.role == "real" else FAR
        return () if self.role == "amount" else tuple(dict.fromkeys(level(v) for v in self.values if v not in rare))

    @functools.cached_property
    def by_level(self) -> dict[str, tuple[Value, ...]]:
        """The values of each level."""
        return {one: tuple(v for v in self.values if level(v) == one) for one in self.levels}

    @functools.cached_property
    def coarse(self) -> tuple[str, ...]:
        """For each level the coarser one that triples are made of."""
        return tuple(coarser(self, one) for one in self.levels)


def level(v: Value) -> str:
    """The level of a value: itself, or the values beside a power of two."""
    if isinstance(v, int) and not isinstance(v, bool) and v > 4:
        near = next((n for n in (*NEAR, 2**15, 2**16) if abs(v - n) <= 1), None)
        return f"{v:,}" if near is None else f"{near - 1:,} to {near + 1:,}"
    return str(v)


def coarser(factor: Factor, one: str) -> str:
    """The coarser level of a level: numbers count as 0, 1, few or many, layouts as channels last or not."""
    first = factor.by_level[one][0]
    if factor.name == "rank":
        return one
    if factor.role == "pair":
        return one if one in ("0", HALF, "same") else "other"
    if isinstance(first, int) and not isinstance(first, bool):
        return str(first) if first < 2 else "2 to 4" if first <= 4 else "many"
    if factor.name == "layout":
        return one if one in ("C order", "channels last") else "other"
    return one


# ---------------------------------------------------------------- the factors of a formula


def factors(
    of: Formula, dtypes: Sequence[str] = DTYPES, layouts: Sequence[str] = LAYOUTS, allowed: Allowed = ()
) -> tuple[Factor, ...]:
    """The factors of the calls of a formula; amounts come last.

    of: the formula; dtypes, layouts: those that count, the keys of `layouts.LAYOUTS`; allowed: of some factors, the
    only values that they have
    """
    only = dict(allowed)
    known = _factors(of, tuple(dtypes), tuple(layouts))
    return tuple(replace(one, values=only.get(one.name, one.values)) for one in known)


def _factors(of: Formula, dtypes: tuple[str, ...], layouts: tuple[str, ...]) -> Iterator[Factor]:
    ranked = of.ranked and not of.axiswise
    if ranked:
        yield Factor("rank", "rank", "", of.definition.ranks, close=True)
    companions, alike = shared(of), (SINGLE, ALIKE, DIFFER) if ranked else ()
    starred = [one.array for one in calls.letters(of) if one.starred]
    for one in calls.letters(of):
        values = (*((0,) if one.least == 0 else ()), *SIZES, *FAR)
        if one.many:
            yield Factor(f"axes of {one.name}", "axes", one.name, (0, 1, 2, 3) if _may_be_none(of, one) else (1, 2, 3))
        kernel = one.starred and one.array != starred[0]
        yield Factor(one.name, "letter", one.name, values, kernel or one.name in companions)
        if one.starred:
            yield Factor(f"{one.name} on each axis", "alike", one.name, alike)
    for arg in of.scalars:
        yield from _of_argument(of, arg, alike, companions)
    for arg in of.along:
        yield Factor(arg, "axis", arg, (LAST, COUNTED, FIRST, BETWEEN, SEVERAL, APART))
    for a in of.arrays:
        if of.may_lack(a):
            yield Factor(a, "array", a, (GIVEN, LACKING))
    if of.arrays:
        yield Factor("dtype", "held", "dtype", dtypes, close=True)
        yield Factor("layout", "held", "layout", layouts, close=True)
        yield from (Factor(name, "amount", name, (*SIZES, *FAR)) for name in amounts(of))


def _may_be_none(of: Formula, one: calls.Letter) -> bool:
    """Whether a letter may stand for no axis: not if it is all that its array has."""
    return len(of.plan(1, of.default_words()).arrays[one.array]) > 1 if of.ranked else len(_line(of, one.array)) > 1


def _line(of: Formula, array: str) -> list[shapes.Entry]:
    return of.plan(words=of.default_words()).arrays[array]


def _of_argument(of: Formula, arg: str, alike: tuple[str, ...], companions: set[str]) -> Iterator[Factor]:
    """The factors of an argument that is no array."""
    letters, words = of.scalars[arg], [str(word) for word in of.words[arg].words] if arg in of.words else []
    if arg in of.conventions:
        yield Factor(arg, "word", arg, tuple(words))
    elif isinstance(of.words.get(arg), Ratio):
        yield Factor(arg, "ratio", arg, (*words, *RATIOS))
    elif of.definition.per_axis(arg) and len(letters) == 2:
        ways: tuple[Value, ...] = (
            *words,
            "0",
            *([HALF] if has_kernel(of) else []),
            1,
            2,
            ASIDE,
            *([DIFFER] if alike else []),
        )
        yield Factor(arg, "pair", arg, ways, close=True)
    elif letters[0].is_integer:
        required = of.signature.parameters[arg].default is of.signature.empty
        least = (0,) if letters[0].is_nonnegative and not letters[0].is_positive else ()
        many = required or arg in companions
        close = of.definition.per_axis(arg) or arg in companions
        yield Factor(arg, "number", arg, (*words, *least, *(SIZES if many else NUMBERS)), close)
        if of.definition.per_axis(arg) and alike:
            yield Factor(f"{arg} on each axis", "alike", arg, alike)
    else:
        default = of.signature.parameters[arg].default
        known = [float(default)] if isinstance(default, (int, float)) else []
        wanted = [v for v in (*REALS, *RARE) if v not in BELOW or not letters[0].is_nonnegative]
        yield Factor(arg, "real", arg, tuple(dict.fromkeys([*words, *known, *wanted])))


def has_kernel(of: Formula) -> bool:
    """Whether the calls of a formula have a kernel, of which a padding may be half."""
    return "kernel_size" in of.scalars or any(one.name == "kernel_size" for one in calls.letters(of))


@functools.cache
def _composite(of: Formula) -> dict[str, frozenset[str]]:
    """The entries of the shape line that several letters give, with their letters, by how they are printed."""
    plan = of.plan(1, of.default_words()) if of.ranked else of.plan(words=of.default_words())
    lines = [*plan.arrays.values(), plan.result]
    found = {shapes.printed(e.size): frozenset(s.name for s in e.size.free_symbols) for line in lines for e in line}
    return {text: names for text, names in found.items() if len(names) > 1 and "(" not in text}


def shared(of: Formula) -> set[str]:
    """The letters and arguments that give a size together with an argument, such as groups with their channels."""
    own = {one.name for one in calls.letters(of)}
    plain = {a for a in of.scalars if not of.definition.per_axis(a)}
    return {name for names in _composite(of).values() if names & own and names & plain for name in names}


def amounts(of: Formula) -> list[str]:
    """The names of amounts: sizes that several letters give, entries of arrays, and the terms of the longest sum."""
    brackets = zip(of.arrays, of.definition.brackets, strict=True)
    return [*_products(of), *(f"entries of {a}" for a, b in brackets if b.strip("?()")), *_of_result(of)]


def _of_result(of: Formula) -> list[str]:
    plan = of.plan(1, of.default_words()) if of.ranked else of.plan(words=of.default_words())
    return [*(["entries of the result"] if plan.result else []), *(["terms"] if work.sums(plan) else [])]


def _products(of: Formula) -> list[str]:
    """The composite sizes that do not depend on the number of spatial axes."""
    axes = {one.name for one in calls.letters(of) if one.starred}
    arguments = {s.name.split()[0] for a in of.scalars if of.definition.per_axis(a) for s in of.scalars[a]}
    return [text for text, names in _composite(of).items() if not names & (axes | arguments)]


# ---------------------------------------------------------------- the values of a call


def factors_of(of: Formula, point: Point) -> dict[str, Value]:
    """The value of each factor that a call has.

    of: the formula; point: the call. Returns the values by the names of the factors; a letter that the call does not
    set, such as one of an array that is left out, is missing. Raises ValueError or TypeError if the call does not fit.
    """
    return values_of(of, point, calls.bound(of, point))


def values_of(of: Formula, point: Point, call: Bound) -> dict[str, Value]:
    """As `factors_of`, of a call in the letters of its formula."""
    found: dict[str, Value] = {}
    ranked, env, rank = of.ranked and not of.axiswise, call.env, call.plan.rank
    if ranked:
        found["rank"] = rank
    names = calls.at_rank(of, rank)
    for one in calls.letters(of):
        if one.many:
            axes = next((seen.sizes(one.name) for seen in call.folds.values() if one.name in seen.letters), ())
            found[f"axes of {one.name}"], found[one.name] = len(axes), max(axes, default=1)
        elif all(name in env for name in names[one.name]):
            sizes = [env[name] for name in names[one.name]]
            if sizes:
                found[one.name] = sizes[-1]
            if one.starred and sizes:
                found[f"{one.name} on each axis"] = alike_on(sizes)
    for arg in of.scalars:
        found |= _value_of_argument(of, arg, call, ranked)
    found |= {arg: _axis(of, arg, call, point) for arg in of.along}
    found |= {a: GIVEN if a in point.shapes else LACKING for a in of.arrays if of.may_lack(a)}
    if of.arrays:
        found |= {"dtype": point.dtype, "layout": point.layout}
        found |= _amounts(of, point, call)
    return found


def alike_on(values: Sequence[Any]) -> str:
    """Whether there is one value, or several that are equal, or not."""
    return SINGLE if len(values) == 1 else ALIKE if len(set(values)) == 1 else DIFFER


def _value_of_argument(of: Formula, arg: str, call: Bound, ranked: bool) -> Iterable[tuple[str, Value]]:
    letters, v, rank = of.scalars[arg], call.values[arg], call.plan.rank
    columns: list[list[Any]] = [[call.env.get(on_axis(s, k, rank).name) for k in range(rank)] for s in letters]
    if arg in of.words and of.definition.is_word(arg, v):
        found: list[tuple[str, Value]] = [(arg, str(of.definition.word(arg, v)))]
    elif isinstance(of.words.get(arg), Ratio):
        return [(arg, str(Fraction(columns[0][-1], columns[1][-1])))]
    elif of.definition.per_axis(arg) and len(letters) == 2:
        return [(arg, padding_kind(columns[0], columns[1], kernel_reach(of, call)))]
    elif letters[0].is_integer:
        found = [(arg, columns[0][-1])] if columns[0][-1] is not None else []
    else:
        return [(arg, float(v))]
    if ranked and of.definition.per_axis(arg) and arg not in of.conventions and None not in columns[0]:
        found.append((f"{arg} on each axis", alike_on(columns[0])))
    return found


def padding_kind(before: Sequence[int], after: Sequence[int], half: Sequence[int]) -> Value:
    """How a padding in numbers looks.

    before, after: its numbers, axis by axis; half: k // 2 times the dilation of each axis, empty without a kernel
    """
    if not any([*before, *after]):
        return "0"
    if list(before) == list(after) == list(half):
        return HALF
    if list(before) != list(after):
        return ASIDE
    return before[0] if len(set(before)) == 1 else DIFFER


def kernel_reach(of: Formula, call: Bound) -> list[int]:
    """Half the kernel on each axis, times the dilation; nothing if there is no kernel."""
    rank, env = call.plan.rank, call.env
    kernel, dilation = (
        [env.get(f"{name}_{k + 1}" if rank > 1 else name) for k in range(rank)] for name in ("kernel_size", "dilation")
    )
    return [k // 2 * (d or 1) for k, d in zip(kernel, dilation, strict=True) if k is not None]


def _axis(of: Formula, arg: str, call: Bound, point: Point) -> str:
    """Where the axes lie that an argument selects."""
    v = call.values[arg]
    ndim = len(point.shapes[next(a for a in of.arrays if a in point.shapes)])
    if not isinstance(v, int):
        places = sorted(k % ndim for k in v)
        apart = places[-1] - places[0] >= len(places)
        return _axis_at(v[0], ndim) if len(v) == 1 else APART if apart else SEVERAL
    return _axis_at(v, ndim)


def _axis_at(v: int, ndim: int) -> str:
    if v == -1:
        return COUNTED
    at = v % ndim
    return LAST if at == ndim - 1 else FIRST if at == 0 else BETWEEN


def _amounts(of: Formula, point: Point, call: Bound) -> dict[str, Value]:
    found: dict[str, Value] = {}
    scope = {**call.env}
    for text in _products(of):
        if _composite(of)[text] <= scope.keys():
            found[text] = math.prod(int(scope[name]) for name in _composite(of)[text]) if "*" in text else 0
    for a, n in calls.entries(call, point).items():
        found[f"entries of {'the result' if a == 'result' else a}"] = n
    return found | {"terms": work.terms(call.plan, call.env)}
