"""The definition of a gradient: what follows from that of the formula, and from the derivation."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any  # Any: words are texts, bools, None or numbers; arrays of every number type

import numpy as np
import sympy as sp

from .. import shapes
from ..definition import Definition
from ..latex import letter
from ..linearity import is_linear, reads_array
from ..plan import Plan
from ..shapes import Entry, split
from ..statement import with_words
from ..symbols import Axis, Convention, Spelling, Words
from .derivation import derive
from .letters import names_of, words_in
from .rules import KINKS, TIES, Conventions
from .steps import Derivation, Source

if TYPE_CHECKING:
    from ..formula import Formula

Chosen = tuple[tuple[str, Any], ...]  # words of arguments
OUT = Axis("H_out W_out D_out", positive=True)  # sizes of a result that are no short expression
CONVENTIONS = {
    "ties": Convention((), dict.fromkeys(TIES, ())),
    "kink": Convention((), dict.fromkeys(KINKS, ())),
}
DEFAULTS: dict[str, Any] = {"ties": "first", "kink": 0}


def meanings_of(d: Definition, words: Chosen) -> frozenset[tuple[sp.Symbol, sp.Basic]]:
    """What letters mean that words set, but for words that abbreviate integers: a statement keeps those letters."""
    swap = {
        s: sp.sympify(v)
        for arg, word in words
        for s, v in zip(d.words[arg].letters, d.words[arg].words[word], strict=True)
    }
    spelled = {s for arg, _ in words if isinstance(d.words[arg], Spelling) for s in d.words[arg].letters}
    kept = {s for s in spelled if swap[s].is_integer and not swap[s].atoms(sp.Indexed)}
    return frozenset((s, v) for s, v in swap.items() if s not in kept)


def line_of(d: Definition, bracket: str, swap: Mapping[sp.Symbol, Any]) -> list[Entry]:
    """The axes of an array, spatial ones in axis letters."""
    return shapes.entries(bracket, d.scope, None, dict(swap))


def ranges(line: list[Entry]) -> tuple[tuple[sp.Expr, sp.Expr], ...]:
    """The range of the index on each axis."""
    return tuple((entry.first, entry.first + entry.size - 1) for entry in line)


def used_parts(output: sp.Eq, parts: tuple[sp.Eq, ...]) -> tuple[sp.Eq, ...]:
    """The named parts that a statement reads."""
    wanted, used = [output], set()
    while wanted:
        reads = {str(x.base) for x in wanted.pop().rhs.atoms(sp.Indexed)}
        for e in parts:
            if str(e.lhs.base) in reads and e not in used:
                used.add(e)
                wanted.append(e)
    return tuple(e for e in parts if e in used)


class GradientDefinition(Definition):
    """The definition of the gradient of a formula by one of its arrays. Its arguments are dy and those of the formula;
    its statement is derived once for each choice of words."""

    def __init__(self, of: Formula, array: str, derivations: Callable[..., Derivation]):
        forward = of.definition
        mine = {
            "of": of,
            "array": array,
            "forward": forward,
            "derivations": derivations,
            "incoming": incoming(of),
        }
        self.__dict__ |= mine
        default = self.derivation(of.default_words())
        extra = {a: CONVENTIONS[a] for a in self._needed(default) if a not in forward.words}
        parts: dict[str, Any] = {
            "fn": fast_form(self, extra),
            "statement": default.output,
            "where": default.parts,
            "shapes": self._shapes(),
            "requires": self._requires(),
            "domain": dict(forward.domain),
            "notation": rf"{{\nabla_{{{letter(array)}}}}}",  # in braces: options are printed as an index
            "source": forward.source,
            "words": {**forward.words, **extra},
            "along": dict(forward.along),
            "spaces": {},
            "like": None,
            "methods": {},
        }
        self.__dict__ |= parts

    of: Formula
    array: str
    forward: Definition
    derivations: Callable[..., Derivation]
    incoming: str

    def _needed(self, default: Derivation) -> list[str]:
        """The conventions that make a difference to the statement, under some choice of the words of the formula."""
        found = set(default.conventions)
        for a, words in self.forward.conventions.items():
            for word in words:
                found |= self.derivation(self.of.default_words(**{a: word})).conventions
        return sorted(a for a in found if self._differs(a))

    def _differs(self, convention: str) -> bool:
        other = list(CONVENTIONS[convention].words)[-1]
        return any(self.equations(words) != self.equations((*words, (convention, other))) for words in self.choices)

    @property
    def choices(self) -> list[Chosen]:
        """The default words of the formula, and each other word of one convention."""
        others = [self.of.default_words(**{a: w}) for a, words in self.forward.conventions.items() for w in words]
        return [self.of.default_words(), *others]

    @functools.cached_property
    def affine(self) -> bool:
        """Whether the gradient does not read its array: the formula is linear in it but for a constant."""
        return not any(reads_array((output, *parts), self.array) for output, parts in map(self.equations, self.choices))

    @functools.cached_property
    def setting(self) -> tuple[tuple[str, ...], dict[str, Any]]:
        """See `GradientFormula.setting`."""
        default, parameters = dict(self.of.default_words()), self.of.signature.parameters
        for words in self.choices:
            output, parts = statement_for(self.of, words)
            if reads_array((output, *parts), self.array):
                needed = {self.array, *self.of.plan(1, words).needed}
                optional = [a for a in self.of.arrays if parameters[a].default is not inspect.Parameter.empty]
                return tuple(a for a in optional if a in needed), {a: w for a, w in words if default[a] != w}
        return (), {}

    @functools.cached_property
    def adjoint(self) -> bool:
        """Whether the formula is linear in the array, if the other arrays that may be left out are."""
        absent = frozenset(self.forward.optional - {self.array})
        stated = (statement_for(self.of, words) for words in self.choices)
        return all(is_linear(output, parts, self.array, absent) for output, parts in stated)

    @functools.cached_property
    def name(self) -> str:
        """The full name: "layers.conv.gradient['w']"."""
        return f"{self.forward.name}.gradient[{self.array!r}]"

    @property
    def home(self) -> dict[str, Any]:
        return self.forward.home

    @functools.cached_property
    def _letter_of_size(self) -> bool:
        """Whether the sizes of the result get a letter of their own."""
        entries = line_of(self.forward, self.forward.shapes.partition("->")[2], {})
        return any(e.size.atoms(sp.floor, sp.ceiling, sp.Piecewise, sp.Max, sp.Min) for e in entries)

    @property
    def scope(self) -> dict[str, Any]:
        return {**self.forward.scope, OUT.name.split()[0]: OUT}

    def _shapes(self) -> str:
        before, _, result = self.forward.shapes.partition("->")
        brackets = dict(zip(self.forward.arrays, split(before), strict=True))
        if self._letter_of_size:
            starred = [f"*{OUT.name.split()[0]}" if t.startswith("*") else t for t in split(result.strip()[1:-1])]
            result = f"({', '.join(starred)})"
        return f"{before.strip()}, {result.strip()} -> {brackets[self.array].rstrip('?')}"

    def _requires(self) -> dict[sp.Basic, str]:
        found = dict(self.forward.requires)
        if self._letter_of_size:
            entries = line_of(self.forward, self.forward.shapes.partition("->")[2], {})
            (size,) = {e.size for e in entries if e.size.atoms(Axis)}
            found[sp.Eq(OUT, size, evaluate=False)] = f"{self.incoming} to have the shape of the result"
        return found

    @functools.cached_property
    def arrays(self) -> list[str]:
        return [*self.forward.arrays, self.incoming]

    @functools.cached_property
    def optional(self) -> set[str]:
        return self.forward.optional - {self.array}

    @functools.cached_property
    def labels(self) -> set[str]:
        return self.forward.labels

    @functools.cached_property
    def functions(self) -> set[str]:
        return set()

    @functools.cached_property
    def scalars(self) -> dict[str, tuple[sp.Symbol, ...]]:
        extra = {a: w.letters for a, w in self.words.items() if a not in self.forward.words}
        return {**self.forward.scalars, **extra}

    @functools.cached_property
    def switches(self) -> list[str]:
        return self.forward.switches

    @functools.cached_property
    def axiswise(self) -> bool:
        return False

    # -- statements

    def derivation(self, words: Chosen) -> Derivation:
        """The derivation for a choice of words; see `Gradients`."""
        forward = {a: w for a, w in words if a in self.forward.words}
        chosen = {**DEFAULTS, **{a: w for a, w in words if a in CONVENTIONS}}
        conventions = Conventions(chosen["ties"], sp.nsimplify(chosen["kink"]))
        source = self.source_for(tuple(forward.items()))
        return self.derivations(source, self.array, conventions)

    def source_for(self, words: Chosen) -> Source:
        """The statement of the formula for a choice of its words."""
        d = self.forward
        output, parts = statement_for(self.of, words)
        before, _, result = d.shapes.partition("->")
        meanings = dict(meanings_of(d, words))
        arrays = {a: ranges(line_of(d, b, meanings)) for a, b in zip(d.arrays, split(before), strict=True)}
        line = line_of(d, result, {})
        if self._letter_of_size:
            line = [Entry(e.first, OUT) if e.size.atoms(Axis) else e for e in line]
        taken = {self.incoming, *d.names, *names_of(OUT)}
        for e in (output, *parts, *(size for line in arrays.values() for pair in line for size in pair)):
            taken |= {s.name for s in e.free_symbols if isinstance(s, sp.Symbol)} - bound_names(output, parts)
        taken |= {name for e in line for name in words_in(e.size)}
        return Source(output, parts, tuple(arrays.items()), ranges(line), self.incoming, frozenset(taken))

    def equations(self, words: Chosen) -> tuple[sp.Eq, tuple[sp.Eq, ...]]:
        """The statement for a choice of words, and its named parts."""
        found = self.derivation(words)
        return found.output, found.parts


def bound_names(output: sp.Eq, parts: tuple[sp.Eq, ...]) -> set[str]:
    """The names of the letters that index the left sides of equations: they may be used again."""
    return {i.name for e in (output, *parts) for i in getattr(e.lhs, "indices", ())}


def statement_for(of: Formula, words: Chosen) -> tuple[sp.Eq, tuple[sp.Eq, ...]]:
    """The statement of a formula in axis letters, with words replaced by what they mean, and its named parts."""
    d = of.definition
    if isinstance(d, GradientDefinition):
        output, parts = d.equations(words)
    else:
        output, parts = d.statement, d.where
    meanings = meanings_of(d, words)
    output, *written = (sp.Eq(e.lhs, with_words(e.rhs, meanings), evaluate=False) for e in (output, *parts))
    return output, used_parts(output, tuple(written))


def incoming(of: Formula) -> str:
    """The name of the gradients of the result: dy; of the result of a gradient dx, ddx."""
    found = "dy"
    if isinstance(of.definition, GradientDefinition):
        found = f"dd{of.definition.array}"
    elif "y" in of.names:
        lhs = of.statement.lhs
        found = f"d{lhs.base if isinstance(lhs, sp.Indexed) else lhs}"
    while found in of.names:
        found = f"d{found}"
    return found


class GradientPlan(Plan):
    """The plan of a gradient: the arrays that the formula needs are needed, since they have sizes."""

    def __init__(
        self, of: GradientDefinition, rank: int, words: Chosen, equations: tuple[sp.Eq, tuple[sp.Eq, ...]] | None = None
    ):
        output, parts = equations or of.equations(words)
        self._is_step = equations is not None
        at_words = Restated(of, output, parts)
        super().__init__(at_words, rank, words)
        forward = of.of.plan(rank, tuple(pair for pair in words if pair[0] in of.forward.words))
        self.needed = {*forward.needed, of.incoming, of.array}
        self.restores = of.array
        self._rounds = not forward.exact

    @property
    def exact(self) -> bool:
        """Whether integers stay integers, by the formula and by its gradient: fast forms share what they compute."""
        return super().exact and not self._rounds

    def _check_letters(self) -> None:
        """The statement of a step may have a range in a letter that a limit before it binds, as loops may."""
        if not self._is_step:
            super()._check_letters()


class Restated(GradientDefinition):
    """The definition of a gradient with the statement for one choice of words, or of one step of its derivation."""

    def __init__(self, of: GradientDefinition, output: sp.Eq, parts: tuple[sp.Eq, ...]):
        self.__dict__ |= {k: v for k, v in of.__dict__.items() if k not in ("_texts",)}
        self.__dict__ |= {"statement": output, "where": parts}


def fast_form(d: GradientDefinition, extra: Mapping[str, Words]) -> Callable[..., Any]:
    """The function (incoming, *arguments) -> gradient by one array: a part of what the formula's own gradient returns;
    the statement over floats where the formula has none, or where another convention is asked for."""
    of, array, position = d.of, d.array, [a for a in d.of.arrays if a not in d.of.labels].index(d.array)
    defaults = {a: DEFAULTS[a] for a in extra}

    def gradient(*arrays: Any, **given: Any) -> Any:
        given |= dict(zip((d.incoming, *of.names), arrays, strict=False))  # a call made before passes arrays by place
        chosen = {a: given.pop(a, v) for a, v in defaults.items()}
        weight = given.pop(d.incoming)
        if of.backward is None or chosen != defaults:
            return of.gradient[array].by_statement({d.incoming: weight, **given, **chosen})
        wrt = {"wrt": {array}} if "wrt" in inspect.signature(of.backward.fn).parameters else {}
        found = of.backward.fn(weight, **given, **wrt)
        dx = (found if isinstance(found, tuple) else (found,))[position]
        return np.zeros(given[array].shape, weight.dtype) if dx is None else dx

    keyword, first = inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD
    more = [inspect.Parameter(a, keyword, default=v) for a, v in defaults.items()]
    signature = of.signature
    parameters = [inspect.Parameter(d.incoming, first), *signature.parameters.values(), *more]
    described: Any = gradient
    described.__signature__ = signature.replace(parameters=parameters)
    gradient.__name__ = gradient.__qualname__ = f"gradient_{array}"
    gradient.__module__ = of.fn.__module__
    gradient.__doc__ = f"The gradient of {of.name} by {array}: of the sum of {d.incoming} times the result."
    return gradient


derived = functools.lru_cache(maxsize=2048)(derive)
