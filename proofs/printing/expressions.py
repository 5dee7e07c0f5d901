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
from mathcnn.language.statement import AllAxes, Axis, Clamp, Flat, Inside, SumOfAxes, Where, Within, is_whole

REALS = "reals"  # the real numbers of Coq, which are one structure and not a kind of structures
RINGS = ("comRingType", "numFieldType", "realFieldType", REALS)  # each is one of those before it
TAKEN = {"Z", "R", "G", "nat", "at", "in", "of", "let", "fun", "if", "then", "else", "end", "as", "by", "guard", "axis"}
TAKEN |= {"number", "exponential", "logarithm", "tangent", "root", "power"}
COMPARED = {sp.Le: "<=?", sp.Lt: "<?", sp.Eq: "=?"}
COMPARED_VALUES = {sp.Le: "<=", sp.Lt: "<", sp.Eq: "=="}
REAL_FUNCTIONS = {sp.exp: "exponential", sp.log: "logarithm", sp.tanh: "tangent"}  # see PrintedReals.v


class Unprinted(TypeError):
    """An expression or a law that is not printed for Coq; the message says why."""


def name(letter: sp.Basic | str) -> str:
    """The name of a letter, of an array or of a function: Axis("i j k") is i."""
    found = re.sub(r"\W+", "_", re.sub(r"\W+$", "", str(letter).split()[0]))
    return f"{found}_" if found in TAKEN or found.startswith("_") else found


class Volume(AllAxes):
    """The product of a size over the spatial axes: a whole number."""

    is_integer = is_positive = True


def in_whole_numbers(e: sp.Basic) -> sp.Basic:
    """An expression in which each product of a size over the spatial axes is known to be a whole number."""
    products = {one: Volume(*one.args) for one in e.atoms(AllAxes) if is_place(one.args[0]) and one.args[0].is_positive}
    return e.xreplace(products)


def is_place(e: sp.Basic) -> bool:
    """Whether a whole number is one for each axis."""
    if isinstance(e, (AllAxes, SumOfAxes, Flat)):
        return False
    return isinstance(e, Axis) or any(map(is_place, e.args))


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
        case sp.Add():
            return added(e, sub)
        case sp.Mul() if sp.fraction(e)[1] == 1:
            return f"({' * '.join(map(sub, e.args))})"
        case sp.Pow() if e.exp.is_Integer and e.exp >= 0:
            return f"({' * '.join([sub(e.base)] * int(e.exp))})"
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
            return f"({kind}_of_axes {whole(e.args[0], True)}%R)"
        case Flat():
            return f"(flat {whole(e.args[1], True)}%R {whole(e.args[0], True)}%R)"
        case OnAxes():
            return f"(each {whole(e.args[0], False)})"
        case Within() if not place:
            return f"(Z.b2z {within(*e.args)})"
        case sp.Piecewise() | Where() if not place:
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
        case sp.And() | sp.Or():
            return "(" + (" && " if isinstance(e, sp.And) else " || ").join(map(said, e.args)) + ")"
        case sp.Not() if not is_place(e):
            return f"(~~ {said(e.args[0])})"
        case sp.Ge() | sp.Gt():
            return said(e.reversed)
        case sp.Ne() if not is_place(e):
            return f"(~~ {said(sp.Eq(*e.args))})"
        case Relational() if type(e) in COMPARED and all(map(is_whole, e.args)):
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


def cases(
    e: sp.Basic, value: Callable[[sp.Basic], str], test: Callable[[sp.Basic], str] = condition
) -> str:
    """A case distinction whose values are printed by `value`, and whose conditions by `test`."""
    branches = list(e.args) if isinstance(e, sp.Piecewise) else [(e.args[0], e.args[1]), (sp.S.Zero, sp.true)]
    if branches[-1][1] not in (True, sp.true):
        raise Unprinted(f"cases that do not cover everything: {e}")
    text = value(branches[-1][0])
    for one, holds in reversed(branches[:-1]):
        text = f"(if {test(holds)} then {value(one)} else {text})"
    return text


def guarded(entry: str, places: Sequence[sp.Basic], bounds: Sequence[tuple[sp.Basic, sp.Basic]]) -> str:
    """The entry of an array at a place; 0 where an index is outside of its bounds (first, end)."""
    tests = " && ".join(within(k, *ends) for k, ends in zip(places, bounds, strict=True))
    return f"(guard {tests} {entry})" if len(bounds) == 1 else f"(guard ({tests}) {entry})" if bounds else entry


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
        self.ring = max(self.ring, ring, key=RINGS.index)

    def __call__(self, e: sp.Basic) -> str:
        """A value as text. Raises Unprinted."""
        if is_whole(e):
            if e.is_Integer and e >= 0:
                return str(e) if e < 2 else f"({e}%:R)" if e < 10 else f"(number {e}%Z)"
            if is_place(e):
                raise Unprinted(f"the value {e} is one for each axis")
            return f"(number {whole(e)})"
        if type(e) in REAL_FUNCTIONS and len(e.args) == 1:
            self.needs(REALS)
            return f"({REAL_FUNCTIONS[type(e)]} {self(e.args[0])})"
        match e:
            case Inside():
                base = str(e.args[0].base)
                tests = " && ".join(
                    within(k, *ends) for k, ends in zip(e.args[0].indices, self.bounds[base], strict=True)
                )
                return f"(number (Z.b2z ({tests})))"
            case sp.Indexed():
                return self.entry(e)
            case sp.Symbol():
                return self.given.get(e) or name(e)
            case sp.Sum():
                return self.ranged(e)
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
                return cases(e, self, self.holds)
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
        """A condition as a truth value. Only numbers of an ordered field are compared, but for whether they are equal."""
        if any(not all(map(is_whole, one.args)) for one in e.atoms(sp.Le, sp.Lt, sp.Ge, sp.Gt)):
            self.needs("realFieldType")
        return condition(e, self)

    def entry(self, e: sp.Indexed) -> str:
        """The entry of an array, zero outside; of a named part its value."""
        base = str(e.base)
        if base in self.parts:
            return f"({self.parts[base]} {' '.join(map(whole, e.indices))})"
        bounds = self.bounds[base]
        places = [sp.expand(k - first) for k, (first, _) in zip(e.indices, bounds, strict=True)]
        kinds = [any(map(is_place, ends)) for ends in bounds]
        if any(is_place(k) and not place for k, place in zip(places, kinds, strict=True)):
            raise Unprinted(f"the index of {e} is a place, on an axis of one size")
        text = " ".join([name(base), *(whole(k, place) for k, place in zip(places, kinds, strict=True))])
        return guarded(f"({text})" if places else text, e.indices, bounds)

    def ranged(self, e: sp.Sum) -> str:
        """A sum over ranges; the first letter counts slowest, as in the literal form."""
        text = self(e.function)
        letters = {v for v, *_ in e.limits}
        for v, low, high in reversed(e.limits):
            if letters & (low.free_symbols | high.free_symbols):
                raise Unprinted(f"the range of {v} depends on another letter of the sum {e}")
            place = isinstance(v, Axis)
            size = whole(sp.expand(high - low + 1), place)
            places = f"({'box' if place else 'zrange'} {size})"
            if low != 0:
                places = f"(from {whole(low, place)} {places})"
            text = f"(sumb {places} (fun {name(v)} => {text}))"
        return text
