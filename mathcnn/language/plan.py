"""A statement at one number of spatial axes and one choice of words, ready to be bound, printed and run."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any  # Any: letters have values of every number type, and words are texts, bools, numbers or None

import sympy as sp

from ..numbers.arithmetic import OPERATIONS
from ..numbers.outside import inside
from . import admission, shapes
from .admission import MOST
from .definition import Definition
from .latex import latex_of
from .shapes import Entry, split, value
from .statement import (
    AllAxes,
    ForAll,
    at_rank,
    limits_of,
    magnitude,
    number,
    on_axis,
    operations,
    weighs_by,
    with_words,
)
from .symbols import Axis, Ratio, Spelling

MOST_ENTRIES = 2**44  # of a result: more than any machine's memory holds


LAST = 64  # calls whose values of letters are kept
PLAIN = (int, bool, str, type(None), Fraction)  # types of arguments that are the same if they are equal


def exact_key(v: Any, depth: int = 4) -> Any:
    """What tells an argument from others, types included, as a key of a dict.

    v: a number, a text, None, or a tuple or list of them; depth: how many levels of tuples it may have. Raises
    TypeError for any other argument, which may be anything.
    """
    if type(v) in PLAIN:
        return type(v), v
    if type(v) is float:
        return float, v.hex()  # -0.0 is another number than 0.0
    if type(v) in (tuple, list) and depth:
        return type(v), *(exact_key(one, depth - 1) for one in v)
    raise TypeError


def circular(swap: dict[sp.Symbol, sp.Basic], of: dict[sp.Symbol, tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    """The arguments whose words say what they mean by each other's letters, so that neither has a value.

    swap: what the letters mean; of: the argument and the word of each letter.
    """
    reads: dict[tuple[str, Any], set[tuple[str, Any]]] = {}
    for s, v in swap.items():
        reads.setdefault(of[s], set()).update(of[t] for t in v.free_symbols & swap.keys())
    while outer := {one for one, others in reads.items() if not others or not any(one in r for r in reads.values())}:
        reads = {one: others - outer for one, others in reads.items() if one not in outer}
    return tuple(reads)


class Plan:
    """One statement at one spatial rank and one choice of words, ready to be bound, printed and run."""

    restores: str | None = None  # the array whose axes the result has, for a gradient

    def __init__(self, of: Definition, rank: int, words: tuple[tuple[str, Any], ...]):
        self.of, self.rank = of, rank
        self._last: dict[Any, dict[str, Any]] = {}  # what calls were bound to; see `bind`
        swap = {
            s: sp.sympify(v)
            for arg, word in words
            for s, v in zip(of.words[arg].letters, of.words[arg].words[word], strict=True)
        }
        self.circular = circular(swap, {s: (arg, word) for arg, word in words for s in of.words[arg].letters})
        unset = {s for arg, _ in self.circular for s in of.words[arg].letters}  # they stay letters, to be printed
        swap = {s: v for s, v in swap.items() if s not in unset}
        spoken, words = {arg for arg, _ in words}, tuple(one for one in words if one not in self.circular)

        # what a word means in numbers is worked out when sizes are known; the statement keeps the letter
        numbers = [
            s for arg, _ in words for s in of.words[arg].letters if swap[s].is_integer and not swap[s].atoms(sp.Indexed)
        ]
        spelled = {s for arg, _ in words if isinstance(of.words[arg], Spelling) for s in of.words[arg].letters}
        kept = [s for s in numbers if s in spelled]  # in the order of the arguments: sums are printed in it
        meanings = frozenset((s, v) for s, v in swap.items() if s not in kept)

        def equation(e: sp.Eq) -> sp.Eq:
            lhs, rhs = (at_rank(with_words(side, meanings), rank) for side in (e.lhs, e.rhs))
            return sp.Eq(lhs, rhs, evaluate=False)

        self.output = equation(of.statement)
        self.parts = self._used([equation(e) for e in of.where])
        self.swap = {s: with_words(v, frozenset(swap.items())) for s, v in swap.items()}
        try:
            lines = [
                shapes.entries(bracket, of.scope, rank, self.swap) for bracket in split(of.shapes.partition("->")[0])
            ]
            self.result = shapes.entries(of.shapes.partition("->")[2], of.scope, rank, {})
        except TypeError as error:
            raise TypeError(f"{of.name}: {error}") from None
        self.arrays = dict(zip(of.arrays, lines, strict=True))
        self.scalars = {arg: letters for arg, letters in of.scalars.items() if arg not in spoken}
        self.letters = {one.name: one for s in unset for one in self.expanded(s)}
        self.letters |= {s.name: s for letters in self.scalars.values() for one in letters for s in self.expanded(one)}
        self.steps = shapes.steps(self.arrays, set(self.letters), of.name)
        self.letters |= {step.letter.name: step.letter for step in self.steps if step.letter is not None}
        self.letters |= {one.name: one for s in kept for one in self.expanded(s)}
        self.requires = [(one, said) for rule, said in of.requires.items() for one in self._on_axes(rule)]

        def depth(s: sp.Symbol) -> int:  # a word may be said in letters that other words set
            return 1 + max((depth(t) for t in swap[s].free_symbols & swap.keys()), default=0)

        self.spelled = [
            (one.name, on_axis(swap[s], k, rank))
            for s in sorted(numbers, key=depth)
            for k, one in enumerate(self.expanded(s))
        ]
        needed = {str(x.base) for e in self.equations for x in e.rhs.atoms(sp.Indexed)}
        self.needed = {a for a in of.arrays if a in needed and a not in of.optional}
        self._check_letters()

    def _check_letters(self) -> None:
        """TypeError if the statement, a part, a rule or the shape of the result has a letter that nothing sets."""
        known = {*self.letters, *self.arrays, *self.of.functions, *(str(e.lhs.base) for e in self.parts)}
        known |= {name for name, _ in self.spelled}
        texts = [(e.rhs, getattr(e.lhs, "indices", ())) for e in self.equations]
        texts += [(rule, ()) for rule, _ in self.requires] + [(entry.size, ()) for entry in self.result]
        for text, indices in texts:
            letters = {s.name for s in text.free_symbols if isinstance(s, sp.Symbol)}
            bound = {str(limit[0]) for rule in text.atoms(ForAll) for limit in rule.limits}
            if unset := sorted(letters - known - bound - set(map(str, indices))):
                raise TypeError(
                    f"{self.of.name}: {', '.join(unset)} in {text}: each letter must be an index of the result, the "
                    "letter of a sum, an argument, or a size of an array"
                )

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

    def expanded(self, s: sp.Symbol) -> list[sp.Symbol]:
        """A letter once for each axis that it stands for."""
        return [s.at(k, self.rank) for k in range(self.rank)] if isinstance(s, Axis) else [s]

    @property
    def equations(self) -> list[sp.Eq]:
        """The statement and its named parts."""
        return [self.output, *self.parts]

    def bind_scalars(self, scalars: dict[str, Any]) -> dict[str, Any]:
        """The values of the letters that arguments beside arrays set.

        Parameters
        ----------
        scalars : the arguments by name; others than those in `self.scalars` are ignored.

        Returns
        -------
        The value of each letter by its name.

        Raises
        ------
        ValueError, TypeError : an argument is not what its letters allow.
        """
        env: dict[str, Any] = {}
        most = MOST if self.of.shaped else None
        for arg, per_axis, letters in self._numbers:
            name, given = f"{self.of.name}: {arg}", scalars[arg]
            if isinstance(self.of.words.get(arg), Ratio):
                (column,) = shapes.spread(name, given, 1, self.rank)
                for k, v in enumerate(column):
                    for s, n in zip(self.scalars[arg], shapes.ratio(name, given, v), strict=True):
                        env[on_axis(s, k, self.rank).name] = n
                continue
            values = shapes.spread(name, given, len(letters), self.rank) if per_axis else [(given,)]
            for own, column in zip(letters, values, strict=True):
                for (letter, s), v in zip(own, column, strict=True):
                    env[letter] = admission.scalar(name, given, v, s, most)
        return env

    @functools.cached_property
    def _numbers(self) -> list[tuple[str, bool, list[list[tuple[str, sp.Symbol]]]]]:
        """Each argument of `scalars`, whether it has a value for each axis, and its letters, expanded, with names."""
        return [
            (arg, any(isinstance(s, Axis) for s in letters), [[(e.name, e) for e in self.expanded(s)] for s in letters])
            for arg, letters in self.scalars.items()
        ]

    @functools.cached_property
    def about_arguments(self) -> list[sp.Basic]:
        """The rules whose letters are all set by arguments beside arrays."""
        known = {letter for _, _, letters in self._numbers for own in letters for letter, _ in own}
        return [rule for rule, _ in self.requires if known.issuperset(shapes.letters_of(rule))]

    def allows(self, scalars: dict[str, Any]) -> bool:
        """Whether the rules about arguments beside arrays hold; `scalars` as for `bind_scalars`, whose errors it
        raises."""
        env = self.bind_scalars(scalars)
        return all(value(rule, env) for rule in self.about_arguments)

    def bind(self, sizes: dict[str, tuple[int, ...]], scalars: dict[str, Any]) -> dict[str, Any]:
        """The value of every letter; a ValueError that names the argument and its numbers where they do not fit.

        What the last calls were bound to is kept: one call is bound several times, and a network makes the same ones.
        """
        try:
            key = (exact_key(tuple(sizes.items())), *(exact_key(scalars[arg]) for arg in self.scalars))
        except TypeError:
            return self._bound(sizes, scalars)
        if (found := self._last.get(key)) is None:
            found = self._bound(sizes, scalars)
            if len(self._last) >= LAST:
                self._last.clear()
            self._last[key] = found
        return dict(found)

    def _bound(self, sizes: dict[str, tuple[int, ...]], scalars: dict[str, Any]) -> dict[str, Any]:
        """The value of every letter, computed; see `bind`."""
        env, name = self.bind_scalars(scalars), self.of.name
        if self.circular:
            given = " and ".join(f"{arg} = {word!r}" for arg, word in self.circular)
            raise ValueError(f"{name}: {given}: one of the two must be given in numbers")
        for a, line in self.arrays.items():
            if not line and sizes.get(a):  # an array without axes has no step below
                raise ValueError(f"{name}: {a} has shape {sizes[a]}; it must have 0 axes, ()")
        for step in self.steps:
            if (shape := sizes.get(step.array)) is None:
                continue
            if len(shape) != (axes := len(self.arrays[step.array])):
                raise ValueError(
                    f"{name}: {step.array} has shape {shape}; it must have {axes} axes, {self.shape_text(step.array)}"
                )
            step.bind(shape, env, name)
        for spelled, meaning in self.spelled:  # what words mean in numbers, for hypotheses and for sizes
            if all(s in env for s in shapes.letters_of(meaning)):
                env[spelled] = value(meaning, env)
        for rule, said in self.requires:
            if not value(rule, env):
                at = (
                    zip(rule.limits, shapes.first_failing(rule, env) or (), strict=True)
                    if isinstance(rule, ForAll)
                    else ()
                )
                found = "".join(f"; {limit[0]} = {k} does not" for limit, k in at)
                raise ValueError(f"{name} needs {said or shapes.printed(rule)}{found}{shapes.given(rule, env)}")
        if math.prod(made := [value(entry.size, env) for entry in self.result]) > MOST_ENTRIES:
            raise ValueError(
                f"{name}: the result would have shape {shapes.shown(tuple(made))}, more entries than memory holds"
            )
        for entry, n in zip(self.result, made, strict=True):
            if n < 1:
                found = ", ".join(f"{a} {shape}" for a, shape in sizes.items())
                size = dict(self.spelled).get(
                    shapes.printed(entry.size), entry.size
                )  # a size that a word sets, in the letters of the arrays
                raise ValueError(
                    f"{name}: {found} leave no result: {shapes.printed(size)} = {shapes.shown(n)}"
                    f"{shapes.given(size, env)}"
                )
        return env

    def shape_text(self, array: str) -> str:
        """The shape of an array, in letters."""
        return "(" + ", ".join(shapes.printed(entry.size) for entry in self.arrays[array]) + ")"

    def ranges(self, line: list[Entry], env: dict[str, Any]) -> list[range]:
        """The indices of an array, axis by axis."""
        return [range(first := value(e.first, env), first + value(e.size, env)) for e in line]

    @functools.cached_property
    def source(self) -> str:
        """The literal form, as Python."""
        names = [*self.arrays, *sorted(self.of.functions), *self.letters, *OPERATIONS]
        lines = [f"def literal({', '.join(names)}, ranges):"]
        for e in self.parts:
            at = ", ".join(map(str, e.lhs.indices))
            lines += ["    @cache", f"    def {e.lhs.base}_({at}):", f"        return {number(e.rhs)}"]
            lines += [f"    {e.lhs.base} = lambda at: {e.lhs.base}_(*at)"]
        loops = " ".join(f"for {i} in ranges[{k}]" for k, i in enumerate(self.indices))
        return "\n".join([*lines, f"    return [{number(self.output.rhs)} {loops}]"])

    @property
    def indices(self) -> tuple[sp.Symbol, ...]:
        """The letters of an index of the result."""
        return tuple(self.output.lhs.indices) if isinstance(self.output.lhs, sp.Indexed) else ()

    @functools.cached_property
    def run(self) -> Callable[..., list[Any]]:
        """The literal form: a function of arrays, letters and operations that returns the entries of the result; Any:
        numbers of the type that the operations are about."""
        space: dict[str, Any] = {"cache": functools.cache, "inside": inside, "comb": math.comb}
        exec(compile(self.source, f"<literal {self.of.name}>", "exec"), space)
        literal: Callable[..., list[Any]] = space["literal"]
        return literal

    @functools.cached_property
    def operations(self) -> set[str]:
        """What values undergo on their way to the result: see `dispatch.operations`."""
        return {op for e in self.equations for op in operations(e.rhs)}

    @property
    def exact(self) -> bool:
        """Whether integers stay integers, so that tier E applies: no division, root or transcendental function."""
        return not self.operations & {"divide", "transcend", "integrate"}

    @property
    def chooses(self) -> bool:
        """Whether entries and numbers are only chosen, so that integers stay as they are."""
        return self.operations <= {"select"}

    @functools.cached_property
    def selects(self) -> bool:
        """Whether entries are only chosen, so that a result has the bits of an entry (0 ulp). An argument that is a
        number, such as a bound of `clip`, may have to be rounded first."""
        numbers = {s for s in self.letters.values() if not s.is_integer}
        return self.chooses and not any(numbers & e.rhs.free_symbols for e in self.equations)

    @functools.cached_property
    def magnitude(self) -> Callable[..., int] | None:
        """A bound of the result from bounds of the arrays (`big_x` for x); None if the statement has none."""
        try:
            sizes = {a: tuple(entry.size for entry in line) for a, line in self.arrays.items() if a in self.needed}
            text = magnitude(self.output.rhs, {str(e.lhs.base): e.rhs for e in self.parts}, sizes)
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
            return max(int(eval(code, {**known, **dict(zip(at, place, strict=True))})) for place in places)

        return largest

    @functools.cached_property
    def latex(self) -> list[str]:
        """The statement, and each of its named parts."""
        bound = [*self.indices, *(s for e in self.equations for s in limits_of(e.rhs))]
        return latex_of(self.equations, [*bound, *self.letters.values()], bound)
