"""Expressions of statements as text of Coq.

Trusted. An index, a size or a limit is a whole number, of type Z; in axis letters it is a place, of type G, with one
coordinate for each spatial axis. A value is a number of the ring R. Every part stands in brackets, so no precedence
matters. What is not listed here is refused.

What lies outside an array takes no part: the entry f[m] of an array of size M is `guard (between 0 M m) (f m)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import sympy as sp
from sympy.core.relational import Relational

from mathcnn.language.operators import OnAxes
from mathcnn.language.statement import (
    AllAxes,
    ArgMaxOver,
    Axis,
    Clamp,
    Flat,
    ForAll,
    Inside,
    MaxOver,
    PLog,
    SumOfAxes,
    Where,
    Within,
    is_whole,
)

from .places import Application, Coordinate, OfLast, Pair, Reversed

REALS = "reals"  # the real numbers of Coq, which are one structure and not a kind of structures
RINGS = ("comRingType", "realDomainType", "numFieldType", "realFieldType", REALS)  # the first is in all
TAKEN = {"Z", "R", "G", "nat", "at", "in", "of", "let", "fun", "if", "then", "else", "end", "as", "by", "guard", "axis"}
TAKEN |= {"weighted_log", "number", "exponential", "logarithm", "tangent", "root", "power"}
COMPARED = {sp.Le: "<=?", sp.Lt: "<?", sp.Eq: "=?"}
COMPARED_VALUES = {sp.Le: "<=", sp.Lt: "<", sp.Eq: "=="}
REAL_FUNCTIONS = {sp.exp: "exponential", sp.log: "logarithm", sp.tanh: "tangent"}  # see PrintedReals.v


class Unprinted(TypeError):
    """An expression or a law that is not printed for Coq; the message says why."""


def both(one: str, other: str) -> str:
    """The structure of numbers that has what two have: an order and quotients together are a field with an order."""
    return RINGS[3] if {one, other} == set(RINGS[1:3]) else max(one, other, key=RINGS.index)


def name(letter: sp.Basic | str) -> str:
    """The name of a letter, of an array or of a function: Axis("i j k") is i."""
    found = re.sub(r"\W+", "_", re.sub(r"\W+$", "", str(letter).split()[0]))
    return f"{found}_" if found in TAKEN or found.startswith("_") else found


class Volume(AllAxes):
    """The product of a size over the spatial axes: a whole number."""

    is_integer = is_positive = True


def is_place(e: sp.Basic) -> bool:
    """Whether a whole number is one for each axis."""
    if isinstance(e, (AllAxes, SumOfAxes, Flat, Coordinate, OfLast)):
        return False
    if isinstance(e, Pair):
        return True
    if isinstance(e, Application):
        return e.place
    return isinstance(e, Axis) or any(map(is_place, e.args))


def is_count(e: sp.Basic) -> bool:
    """Whether a value is a whole number: made of letters, integers, and of sums and products of these."""
    match e:
        case AllAxes() | SumOfAxes() | Flat() | sp.Add() | sp.Mul():
            return all(map(is_count, e.args))
        case sp.Pow():
            return is_count(e.base) and bool(e.exp.is_Integer and e.exp >= 0)
        case sp.Sum():
            return is_count(e.function)
    return is_whole(e)


def whole(e: sp.Basic, place: bool | None = None) -> str:
    """A whole number as text; its type is G if `place` is true, Z if it is false, and what e has by default."""
    place = is_place(e) if place is None else place
    text = _whole(e, place)
    return text if place or re.fullmatch(r"\w+", text) and not text.isdigit() else f"{text}%Z"


def _whole(e: sp.Basic, place: bool) -> str:
    """A whole number as text, in brackets unless it is one word, in the scope of its type."""
    if place and not is_place(e) and not e.is_Integer:
        return f"(each {whole(e, False)})"
    sub = lambda part: _whole(part, place)
    match e:
        case sp.Integer():
            n = int(e)
            text = f"{abs(n)}%:R" if place and abs(n) > 1 else str(abs(n))
            return text if n >= 0 else f"(- {text})"
        case Axis() | sp.Symbol():
            return name(e)
        case Application():
            given = (f"{whole(v, k)}{'%R' * k}" for v, k in zip(e.args, e.kinds, strict=True))
            return f"({' '.join([e.text, *given])})"
        case Pair():
            return f"(at2 {whole(e.args[0], False)} {whole(e.args[1], False)})"
        case Coordinate():
            return f"(@axis G {e.args[1]} {whole(e.args[0], True)}%R)"
        case Reversed():
            return f"(swap {sub(e.args[0])})"
        case sp.Add():
            return added(e, sub)
        case sp.Mul() if sp.fraction(e)[1] == 1:
            return f"({' * '.join(map(sub, e.args))})"
        case sp.Pow() if e.exp.is_Integer and e.exp >= 0:
            return f"({' * '.join([sub(e.base)] * int(e.exp))})"
        case sp.Pow() if not place and is_whole(e.base) and e.exp.is_nonnegative:
            return f"({sub(e.base)} ^ {sub(e.exp)})"
        case sp.factorial() if not place and e.args[0].is_nonnegative:
            return f"(Z.of_nat (factorial (Z.to_nat {sub(e.args[0])})))"
        case sp.binomial() if not place and e.args[0].is_nonnegative:
            return f"(binomial {sub(e.args[0])} {sub(e.args[1])})"
        case sp.floor() | sp.ceiling():
            above, below = sp.fraction(sp.together(e.args[0]))
            if isinstance(e, sp.floor):
                return _by_axis("Z.div", sub(above), sub(below), place)
            return f"(- {_by_axis('Z.div', sub(-above), sub(below), place)})"
        case sp.Mod():
            return _by_axis("Z.modulo", sub(e.args[0]), sub(e.args[1]), place)
        case sp.Max() | sp.Min():
            first, *rest = map(sub, e.args)
            for one in rest:
                first = _by_axis("Z.max" if isinstance(e, sp.Max) else "Z.min", first, one, place)
            return first
        case sp.Abs():
            return _by_axis("Z.max", sub(e.args[0]), f"(- {sub(e.args[0])})", place)
        case Clamp():
            k, low, high = map(sub, e.args)
            return _by_axis("Z.max", low, _by_axis("Z.min", k, high, place), place)
        case AllAxes() | SumOfAxes():
            kind = "product" if isinstance(e, AllAxes) else "sum"
            return f"({kind}_of_axes ({whole(e.args[0], True)} : G)%R)"
        case Flat():
            return f"(flat {whole(e.args[1], True)}%R {whole(e.args[0], True)}%R)"
        case OnAxes():
            return f"(each {whole(e.args[0], False)})"
        case Within() if not place:
            return f"(Z.b2z {within(*e.args)})"
        case Within():
            return f"(flags {' '.join(sub(v) for v in (*e.args[1:], e.args[0]))})"
        case sp.Sum() if place and len(e.limits) == 1 and isinstance(v := e.limits[0][0], Axis) and e.limits[0][1] == 0:
            return f"(sum_per_axis {sub(e.limits[0][2] + 1)} (fun {name(v)} => {sub(e.function)}))"
        case sp.Piecewise() | Where() if place:
            return cases(e, sub, "(choose (fun one_axis => {}) {} {})", condition_on_one_axis)
        case sp.Piecewise() | Where():
            return cases(e, sub)
    raise Unprinted(f"no Coq for the whole number {e} ({type(e).__name__})")


def added(e: sp.Add, term: Callable[[sp.Basic], str]) -> str:
    """A sum, the terms with a minus last, in brackets."""
    minus = [part.could_extract_minus_sign() for part in e.as_ordered_terms()]
    terms = sorted(zip(minus, e.as_ordered_terms(), strict=True), key=lambda one: one[0])
    text = "".join(f" {'-' if less else '+'} {term(-part if less else part)}" for less, part in terms)
    return f"({text[3:]})" if not terms[0][0] else f"(0{text})"


def _by_axis(operation: str, a: str, b: str, place: bool) -> str:
    return f"({'per_axis ' * place}{operation} {a} {b})"


def within(k: sp.Basic, low: sp.Basic, high: sp.Basic) -> str:
    """low <= k < high as a truth value, on every axis of a place."""
    place = any(map(is_place, (k, low, high)))
    low, high, k = (whole(one, place) for one in (low, high, k))
    return f"({'within' if place else 'between'} {low} {high} {k})"


def condition(e: sp.Basic, value: Callable[[sp.Basic], str] | None = None) -> str:
    """A condition as a truth value. In axis letters it holds on every axis. Numbers that are not whole are printed by
    `value`, if it is given."""
    said = lambda part: condition(part, value)
    match e:
        case sp.And() | sp.Or() if isinstance(e, sp.And) or not is_place(e):
            return "(" + (" && " if isinstance(e, sp.And) else " || ").join(map(said, e.args)) + ")"
        case ForAll() if len(e.limits) == 1 and isinstance(v := e.limits[0][0], Axis) and e.limits[0][1] == 0:
            size = whole(sp.expand(e.limits[0][2] + 1), True)
            return f"(all (fun {name(v)} => {condition(e.args[0])}) (box {size}%R))"
        case sp.Or():
            return f"(all_axes G (fun one_axis => {condition_on_one_axis(e)}))"
        case sp.Not() if not is_place(e):
            return f"(~~ {said(e.args[0])})"
        case sp.Ge() | sp.Gt():
            return said(e.reversed)
        case sp.Ne() if not is_place(e):
            return f"(~~ {said(sp.Eq(*e.args))})"
        case Relational() if type(e) in COMPARED and all(map(is_count, e.args)):
            place = is_place(e)
            a, b = (whole(side, place) for side in e.args)
            if place:
                return f"(on_every_axis (fun u v => (u {COMPARED[type(e)]} v)%Z) {a} {b})"
            return f"({a} {COMPARED[type(e)]} {b})%Z"
        case Relational() if type(e) in COMPARED_VALUES and value is not None:
            a, b = map(value, e.args)
            return f"({a} {COMPARED_VALUES[type(e)]} {b} :> R)"
    if e in (True, sp.true):
        return "true"
    raise Unprinted(f"no Coq for the condition {e}")


def condition_on_one_axis(e: sp.Basic) -> str:
    """A condition in axis letters on one axis, whose number is `one_axis`."""
    match e:
        case sp.And() | sp.Or():
            sign = " && " if isinstance(e, sp.And) else " || "
            return f"({sign.join(map(condition_on_one_axis, e.args))})"
        case sp.Ge() | sp.Gt():
            return condition_on_one_axis(e.reversed)
        case Relational() if type(e) in COMPARED and is_place(e) and all(map(is_count, e.args)):
            a, b = (f"@axis G one_axis {whole(side, True)}%R" for side in e.args)
            return f"({a} {COMPARED[type(e)]} {b})%Z"
    return condition(e)


def cases(
    e: sp.Basic,
    value: Callable[[sp.Basic], str],
    form: str = "(if {} then {} else {})",
    test: Callable[[sp.Basic], str] = condition,
) -> str:
    """A case distinction whose values are printed by `value`, and whose conditions by `test`."""
    branches = list(e.args) if isinstance(e, sp.Piecewise) else [(e.args[0], e.args[1]), (sp.S.Zero, sp.true)]
    if branches[-1][1] not in (True, sp.true):
        raise Unprinted(f"cases that do not cover everything: {e}")
    text = value(branches[-1][0])
    for one, case in reversed(branches[:-1]):
        text = form.format(test(case), value(one), text)
    return text


def inside(places: Sequence[sp.Basic], bounds: Sequence[tuple[sp.Basic, sp.Basic]]) -> str:
    """Whether indices are in their bounds (first, end)."""
    tests = [within(k, *ends) for k, ends in zip(places, bounds, strict=True)]
    return tests[0] if len(tests) == 1 else f"({' && '.join(tests)})"


def guarded(entry: str, places: Sequence[sp.Basic], bounds: Sequence[tuple[sp.Basic, sp.Basic]]) -> str:
    """The entry of an array at a place; 0 where an index is outside of its bounds (first, end)."""
    return f"(guard {inside(places, bounds)} {entry})" if bounds else entry


class Values:
    """Values of a statement as text.

    bounds: of each array the index at which each axis starts, and where it ends. parts: of each named part the text
    that it is applied as. given: of letters for which something else stands, its text. ring: the structure of numbers
    that the operations need.
    """

    def __init__(
        self,
        bounds: Mapping[str, Sequence[tuple[sp.Basic, sp.Basic]]],
        parts: dict[str, str],
        given: Mapping[sp.Basic, str] | None = None,
    ):
        self.bounds, self.parts, self.given, self.ring = bounds, parts, given or {}, RINGS[0]

    def needs(self, ring: str) -> None:
        """Note an operation that only numbers of this structure have."""
        self.ring = both(self.ring, ring)

    def __call__(self, e: sp.Basic) -> str:
        """A value as text. Raises Unprinted."""
        if is_count(e):
            if e.is_Integer and e >= 0:
                return str(e) if e < 2 else f"({e}%:R)" if e < 10 else f"(number {e}%Z)"
            if is_place(e):
                raise Unprinted(f"the value {e} is one for each axis")
            return f"(number {whole(e)})"
        if type(e) in REAL_FUNCTIONS and len(e.args) == 1:
            self.needs(REALS)
            return f"({REAL_FUNCTIONS[type(e)]} {self(e.args[0])})"
        match e:
            case PLog():
                self.needs(REALS)
                return f"(weighted_log {' '.join(map(self, e.args))})"
            case Inside():
                return f"(number (Z.b2z {inside(e.args[0].indices, self.bounds[str(e.args[0].base)])}))"
            case sp.Indexed():
                return self.entry(e)
            case sp.Symbol():
                return self.given.get(e) or name(e)
            case sp.Sum():
                return self.ranged(e, "(sumb {} (fun {} => {}))", self(e.function))
            case MaxOver() if len(e.limits) == 1:
                self.needs("realDomainType")
                return self.ranged(e, "(maxb {} (fun {} => {}))", self.seen(e.function))
            case ArgMaxOver() if len(e.limits) == 1:
                self.needs("realDomainType")
                entry, place = e.function
                form = "(number (argmaxb {} (fun {} => {})))"
                return self.ranged(e, form, f"({self.seen(entry)}, {whole(place, False)})")
            case sp.Add():
                return added(e, self)
            case sp.Mul() | sp.Pow() | sp.Rational() if sp.fraction(e)[1] != 1:
                self.needs("numFieldType")
                return f"({' / '.join(map(self, sp.fraction(e)))})"
            case sp.Mul() if e.could_extract_minus_sign():
                return f"(- {self(-e)})"
            case sp.Mul():
                return f"({' * '.join(map(self, e.args))})"
            case sp.Pow() if is_whole(e.exp) and e.exp.is_nonnegative and not is_place(e.exp):
                return f"({self(e.base)} ^+ (Z.to_nat {whole(e.exp)}))"
            case sp.Pow() if e.exp == sp.S.Half:
                self.needs(REALS)
                return f"(root {self(e.base)})"
            case sp.Pow() if e.exp.is_nonnegative:
                self.needs(REALS)
                return f"(power {self(e.base)} {self(e.exp)})"
            case sp.Piecewise() | Where():
                return cases(e, self, test=self.holds)
            case sp.Max() | sp.Min():
                self.needs("realFieldType")
                first, *rest = map(self, e.args)
                for one in rest:
                    first = f"(Num.{type(e).__name__.lower()} {first} {one})"
                return first
            case sp.Abs():
                self.needs("realFieldType")
                return f"`|{self(e.args[0])}|"
        raise Unprinted(f"no Coq for the value {e} ({type(e).__name__})")

    def holds(self, e: sp.Basic) -> str:
        """A condition as a truth value. Numbers need an order to be compared, but not to be equal."""
        if any(not all(map(is_count, one.args)) for one in e.atoms(sp.Le, sp.Lt, sp.Ge, sp.Gt)):
            self.needs("realFieldType")
        return condition(e, self)

    def entry(self, e: sp.Indexed) -> str:
        """The entry of an array, zero outside; of a named part its value."""
        base = str(e.base)
        if base in self.parts:
            return f"({self.parts[base]} {' '.join(map(whole, e.indices))})"
        return guarded(self.bare(e), e.indices, self.bounds[base])

    def bare(self, e: sp.Indexed) -> str:
        """The entry of an array, wherever it is."""
        base = str(e.base)
        bounds = self.bounds[base]
        places = [sp.expand(k - first) for k, (first, _) in zip(e.indices, bounds, strict=True)]
        kinds = [any(map(is_place, ends)) for ends in bounds]
        text = " ".join([name(base), *(whole(k, place) for k, place in zip(places, kinds, strict=True))])
        return f"({text})" if places else text

    def seen(self, e: sp.Basic) -> str:
        """An entry that takes part in a maximum only where it is inside its array."""
        entries = e.atoms(sp.Indexed)
        if len(entries) != 1 or any(str(one.base) in self.parts or not one.indices for one in entries):
            raise Unprinted(f"a maximum of what is not made of one entry: {e}")
        (one,) = entries
        entry = self.bare(e) if e == one else self(e)
        return f"(seen {inside(one.indices, self.bounds[str(one.base)])} {entry})"

    def ranged(self, e: sp.Basic, form: str, text: str) -> str:
        """An operation over ranges; the first letter counts slowest, as in the literal form."""
        letters = {v for v, *_ in e.limits}
        for v, low, high in reversed(e.limits):
            if letters & (low.free_symbols | high.free_symbols):
                raise Unprinted(f"the range of {v} depends on another letter of the sum {e}")
            place = isinstance(v, Axis)
            size = whole(sp.expand(high - low + 1), place)
            places = f"({'box' if place else 'zrange'} {size})"
            if low != 0:
                places = f"(from {whole(low, place)} {places})"
            text = form.format(places, name(v), text)
        return text
