"""The proposition of Coq that a law states, for all sizes, all arrays and any number of spatial axes.

Trusted. It trusts `arrays`, and `tracing.namespaces` for running the function of the law. The law's own function is
run;
no side is typed a second time.
"""

from __future__ import annotations

import inspect
import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import BuiltinFunctionType, FunctionType
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr

from mathcnn.activation.letters import labels
from mathcnn.language import shapes
from mathcnn.language.formula import Formula, Law
from mathcnn.language.shapes import Entry
from mathcnn.language.statement import Axis, Convention, with_words

from ..tracing.namespaces import rebound, within
from . import gradients, taylor
from .arrays import Array, lifted
from .calls import Called, values_of
from .domains import hypothesis
from .expressions import Unprinted, condition, is_place, name, whole
from .formulas import kind, line_of, ring_binder, selects_the_last, typed, value_of
from .functions import BUILTINS, Math, Numpy
from .image_words import STATED
from .image_words import WORDS as IMAGE_WORDS
from .rules import condition_of
from .traces import Named, Spatial, Trace


@dataclass(frozen=True)
class Proposition:
    """What a law says.

    law: its name. name: of the definition in Coq. text: the proposition. formulas: the definitions that it uses. words:
    the text of definitions of its own.
    """

    law: str
    name: str
    text: str
    formulas: tuple[tuple[Formula, Any], ...]
    words: tuple[str, ...] = ()

    @property
    def definition(self) -> str:
        """The definition that a proof has to have as its type."""
        return "\n".join([*self.words, self.said])

    @property
    def said(self) -> str:
        """The same without the definitions of its own."""
        return f"Definition {self.name} : Prop :=\n{self.text}."


def proposition(law: Law) -> Proposition:
    """What a law says, under every choice of the conventions that it leaves open. Raises Unprinted."""
    if not law.holds:
        raise Unprinted(f"{law.name} does not hold")
    texts, formulas, own = [], [], []
    for words in conventions(law):
        trace = Trace(law.rank)
        try:
            text = _proposition(law, words, trace)
        except Unprinted:
            raise
        except (TypeError, ValueError, AttributeError, IndexError, KeyError) as error:
            raise Unprinted(f"{law.name}: {error}") from error
        texts += [text] if text not in texts else []
        formulas += [one for one in trace.formulas if one not in formulas]
        own += [one for one in trace.definitions if one not in own]
    text = texts[0] if len(texts) == 1 else " /\\\n".join(f"({text})" for text in texts)
    return Proposition(law.name, f"{name(law.of.name)}_{law.fn.__name__}", text, tuple(formulas), tuple(own))


WORDS = taylor.WORDS | IMAGE_WORDS
LETTERS = object()  # no word


def conventions(law: Law) -> Iterator[dict[str, Any]]:
    """Every choice of words for the conventions that the law leaves open.

    A word that stands for numbers is a value of the letters of its argument; where such a number depends on the index
    of the result, it is a choice beside these letters.
    """
    open_ = lambda a: a not in law.held and (a in law.names or not law.plain)
    of = law.of
    choices: dict[str, list[Any]] = {}
    for a, w in of.words.items():
        if not open_(a):
            continue
        if isinstance(w, Convention):
            choices[a] = list(w.words)
        elif depends := [one for one, v in w.words.items() if any(sp.sympify(e).atoms(sp.Indexed) for e in v)]:
            choices[a] = [*depends, LETTERS]
    for words in itertools.product(*choices.values()):
        yield {a: word for a, word in zip(choices, words, strict=True) if word is not LETTERS}


def argument(of: Formula, a: str) -> Any:
    """An argument that is not an array, as its letters; one that selects axes, as their name."""
    if a in of.along and selects_the_last(of):
        return -1
    if a in of.along:
        line = shapes.split(of.definition.brackets[0].removesuffix("?")[1:-1])
        return tuple(Named(k) for k, e in enumerate(line) if e.removesuffix("...") == of.along[a])
    if a not in of.scalars:
        raise Unprinted(f"{of.name}: the argument {a}")
    letters = of.scalars[a]
    if any(isinstance(s, Axis) for s in letters):
        return Spatial(*letters)
    return letters[0]


def _proposition(law: Law, words: dict[str, Any], trace: Trace) -> str:
    of = law.of
    common = {a: p.default for a, p in of.signature.parameters.items() if p.default is not inspect.Parameter.empty}
    if not law.plain:
        common |= {a: argument(of, a) for a in of.scalars if a not in words and a not in law.names}
    common |= {a: word for a, word in words.items() if a not in law.names} | dict(law.held)
    chosen = {**common, **words}
    meanings = {
        s: sp.sympify(v)
        for a, w in of.words.items()
        if a in chosen and a not in set(law.names) - set(words) and of.is_word(a, chosen[a])
        for s, v in zip(w.letters, w.words[of.word(a, chosen[a])], strict=True)
    }
    fixed = {
        s: sp.sympify(v)
        for a in of.scalars
        if a not in law.names and isinstance(common.get(a), int) and not isinstance(common.get(a), bool)
        for s, v in values_of(of, a, common[a])
    }
    scope = {**{c: sp.Symbol(c, integer=True, positive=True) for c in "ABCDEFGHLMNOPQRSTWXYZ"}, **of.scope}
    said = lambda e: with_words(e, frozenset(meanings.items())).xreplace(fixed)
    brackets = dict(zip(of.arrays, of.definition.brackets, strict=True))
    lines: dict[str, list[Entry]] = {}
    types: dict[str, str] = {}  # of the entries of an array
    given: dict[str, Any] = {}
    numbers: list[str] = []

    def array(a: str, text: str) -> Array:
        line = lines[a] = line_of(text, scope, said)
        kinds = tuple(is_place(e.size) for e in line)
        own = name(a)
        at = lambda places: f"({' '.join([own, *(whole(k, g) for k, g in zip(places, kinds, strict=True))])})"
        return Array(trace, tuple(e.size for e in line), kinds, at, own, sum(e.many for e in line))

    def single(a: str) -> Array:
        return Array(trace, (), (), lambda places: name(a))

    for a in law.names:
        text = law.shapes.get(a) or brackets.get(a)
        if text is None:
            given[a] = words[a] if a in words else argument(of, a)
            continue
        text = brackets.get(text, law.shapes.get(text, text)).removesuffix("?")
        domain = law.domain.get(a) or law.domain.get(law.shapes.get(a, ""))
        if domain and not text.startswith("("):
            raise Unprinted(f"{law.name}: {a}, which is no array, has a domain")
        if text == "()":
            numbers.append(a)
            given[a] = single(a)
        elif text.startswith("("):
            given[a] = array(a, text)
            types[a] = "Z" if domain is labels else value_of(of, a)
            if domain:
                trace.hypotheses.append(hypothesis(domain, given[a]))
        elif ".." in text:
            low = int(text.partition("..")[0])
            letter = sp.Symbol(
                a, integer=True, **({"positive": True} if low == 1 else {"nonnegative": True} if low == 0 else {})
            )
            given[a] = letter
            if low not in (0, 1):
                trace.suppose(letter >= low)
        else:
            raise Unprinted(f"{law.name}: the argument {a} of shape {text}")

    def stand_in(v: Any) -> Any:
        if isinstance(v, Formula):
            return Called(v, trace)
        if callable(v) and (stated := STATED.get(inspect.unwrap(v))) is not None:
            return Called(stated, trace)
        if callable(v) and (word := WORDS.get(inspect.unwrap(v))) is not None:
            return word
        if v is any:
            return lambda tests: none_of(list(tests), trace)
        if v is np or v is math:
            return Numpy(trace) if v is np else Math()
        return BUILTINS[v] if isinstance(v, (type, BuiltinFunctionType, FunctionType)) and v in BUILTINS else v

    def implementation(*args: Any, **kwargs: Any) -> Any:
        call = of.signature.bind(*args, **kwargs).arguments
        return Called(of, trace)(**{**common, **call})

    # the options that the law does not name, for laws that give them to another formula
    options = {a: v for a, v in common.items() if a in of.scalars}
    implementation.keywords = options  # type: ignore[attr-defined]  # read by laws of gradients

    meant = within(stand_in, ("mathcnn", inspect.unwrap(law.fn).__module__))
    sides = list(rebound(law.fn, meant)(implementation, **given))
    letters = {s for line in lines.values() for e in line for s in (e.size.free_symbols | e.first.free_symbols)}
    for v in [*given.values(), *common.values()]:
        letters |= {
            s for e in (v.parts if isinstance(v, Spatial) else (v,)) if isinstance(e, Expr) for s in e.free_symbols
        }
    for rule in law.requires:
        known = {**{str(s).split()[0]: s for s in letters}, **{a: v for a, v in given.items() if isinstance(v, Expr)}}
        trace.suppose(condition_of(rule, {a: known[a] for a in inspect.signature(rule).parameters}))
    conclusion = _conclusion(law, sides, trace)
    if law.relation == gradients.RELATION:
        numbers.remove(law.names[-1])  # bound by the derivative
    binders, hypotheses = [], []
    for s in sorted(letters, key=lambda s: (kind(s), str(s))):
        binders.append(f"({name(s)} : {kind(s)})")
        if kind(s) == "R" and s.is_nonnegative:
            trace.needs("realFieldType")
        at_least = 1 if s.is_positive else 0 if s.is_nonnegative else None
        if at_least is not None:
            hypotheses.append(SIGNED[kind(s)][at_least].format(name(s)))
    binders += [f"({name(a)} : {typed(line, types[a])})" for a, line in lines.items()]
    binders += [f"({name(a)} : R)" for a in numbers]
    names = [name(s) for s in letters] + [name(a) for a in (*lines, *numbers)]
    if len(set(names)) < len(names) or {"R", "G"} & set(names):
        raise Unprinted(f"{law.name}: one letter, two meanings: {sorted(names)}")
    hypotheses = [*hypotheses, *(h for h in trace.hypotheses if h not in hypotheses)]
    body = "\n  ".join([*(f"{h} ->" for h in hypotheses), conclusion])
    spatial = ["(G : space)"] * (not trace.space and bool(re.search(r"\bG\b", " ".join([*binders, body]))))
    opened = f"let G := {trace.space} in\n" if trace.space else ""
    return f"{opened}forall {' '.join([*ring_binder(trace.ring), *spatial, *binders])},\n  {body}"


def none_of(tests: list[Any], trace: Trace) -> bool:
    """any(tests): that no condition of letters among them holds is said by the law, so that the answer is no."""
    for test in tests:
        if isinstance(test, sp.core.relational.Relational):
            trace.claim(sp.Not(test))
        elif test:
            return True
    return False


SIGNED = {  # that a letter is not negative, and that it is positive, by its type
    "Z": ("(0 <=? {})%Z", "(1 <=? {})%Z"),
    "G": ("(nonnegative {})", "(positive {})"),
    "R": ("(0 <= {})", "(0 < {})"),
}
RELATIONS = {"=": sp.Eq, "<=": sp.Le, ">=": sp.Ge}  # of whole numbers


def _conclusion(law: Law, sides: list[Any], trace: Trace) -> str:
    if law.relation == gradients.RELATION:
        return gradients.conclusion(law, sides, trace)
    if said := taylor.conclusion(law, sides, trace):
        return said
    if law.relation != "=":
        trace.needs("realFieldType")
    if all(isinstance(side, (tuple, Spatial)) for side in sides):  # sizes
        pairs = zip(*(tuple(side) for side in sides), strict=True)
        if law.relation != "=":
            return " /\\ ".join(
                [*(condition(RELATIONS[law.relation](*pair, evaluate=False)) for pair in pairs), *trace.claims]
            )
        claims = [
            f"({whole(a, is_place(a) or is_place(b))} = {whole(b, is_place(a) or is_place(b))})" for a, b in pairs
        ]
        return " /\\ ".join([*claims, *trace.claims])
    if all(isinstance(side, (int, Expr)) for side in sides):  # whole numbers
        one, other = map(sp.sympify, sides)
        said = condition(RELATIONS[law.relation](one, other, evaluate=False))
        return "\n  ".join([*(f"{claim} /\\" for claim in trace.claims), said])
    left, right = (lifted(side, trace) for side in sides)
    beyond = left.extended or right.extended
    if beyond:
        left, right = left.beyond(), right.beyond()
    wide = left if len(left.shape) >= len(right.shape) else right
    if len(left.shape) != len(right.shape) and right.shape and left.shape:
        raise Unprinted(f"{law.name}: sides of {len(left.shape)} and {len(right.shape)} axes")
    claims = []
    if left.shape and right.shape:
        for n, m, a, b in zip(left.shape, right.shape, left.kinds, right.kinds, strict=True):
            if a != b and 1 not in (n, m):
                raise Unprinted(f"{law.name}: sides with other kinds of axes")
            if sp.expand(n - m) != 0:
                claims.append(f"({whole(n, a)} = {whole(m, a)})")
    letters = tuple(map(trace.fresh, wide.kinds))
    bounds = "".join(
        f"({'within 0' if place else 'between 0'} {whole(n, place)} {name(s)}) ->\n    "
        for s, n, place in zip(letters, wide.shape, wide.kinds, strict=True)
    )
    sign = {"=": "=", "<=": "<=", ">=": ">="}[law.relation]
    one, other = (side.at(letters if side.shape else ()) for side in (left, right))
    places = " ".join(f"({name(s)} : {kind(s)})" for s in letters)
    said = f"{one}\n    {sign} {other}"
    if beyond and sign != "=":
        said = f"(at_most {one}\n    {other})" if sign == "<=" else f"(at_most {other}\n    {one})"
    said = f"{f'forall {places},{chr(10)}    ' * bool(letters)}{bounds}{said}"
    # what is claimed while entries are printed stands before them
    return "\n  ".join(
        [*(f"{claim} /\\" for claim in [*claims, *trace.claims]), f"({said})" if claims or trace.claims else said]
    )
