"""Families of laws.

A family states once what several formulas have in common; a formula attaches it under a name of its own:

    conv.law(additive("x", "z"), name="adds_inputs", says="Kernels applied to a sum of images give the sum.")

A family is made of its sides, the arguments that it adds to those of the formula, and a sentence. Attached, it is a law
like any other: a function of an implementation that returns both sides. The families about images with channels are in
`mathcnn.laws.layers`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any  # Any: a law is run on every number type, on terms and on symbols of a proof

Sides = tuple[Any, Any]  # of a law: arrays, numbers, terms that print themselves, or symbols of a proof
Values = dict[str, Any]
Call = Callable[..., Any]  # the implementation at the drawn arguments, some of them replaced: call(x=-x)
Word = Callable[..., Any]  # a function of arrays, see `mathcnn.laws.words`


@dataclass(frozen=True)
class LawFamily:
    """A kind of law.

    Parameters
    ----------
    sides : function of (call, values) Both sides. `call()` is the implementation at the drawn values of the arguments
        that the formula requires, `call(x=-values["x"])` the same with x replaced, and `call(stride=2)` with a further
        argument; `values` has the drawn values by name.
    says : str The sentence of the law, for formulas that give none of their own.
    adds : dict of str to (str, str) Arguments that the formula does not have: after which argument of the law each
        stands ("" for the end), and its shape, in the language of shape lines ("x" for the shape of x, "()" for one
        number). Another shape may be given where the family is attached.
    reads : tuple of str Optional arguments of the formula that are drawn too.
    omits : tuple of str Required arguments of the formula that are not drawn; `sides` has to give them.
    relation : str "=", "<=" or ">=".
    linear_in : str The argument in which the law says that the formula is linear; empty for other laws.
    kind : tuple The name of the family and what it was made of, for families from which laws of gradients follow; see
        `mathcnn.laws.transfer`.
    """

    sides: Callable[[Call, Values], Sides]
    says: str
    adds: dict[str, tuple[str, str]] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    omits: tuple[str, ...] = ()
    relation: str = "="
    linear_in: str = ""
    kind: tuple[Any, ...] = ()

    def function(self, formula: Callable[..., Any], name: str, says: str | None = None) -> Callable[..., Sides]:
        """The law as a function of an implementation and the drawn arguments.

        Parameters
        ----------
        formula : the formula, whose signature is read.
        name : the name of the law.
        says : its sentence; that of the family if None.

        Returns
        -------
        A function (implementation, *arguments) -> (one side, other side) with a signature of named arguments: those
        that the formula requires, those that the family reads, and those that it adds.

        Raises
        ------
        TypeError : an added argument stands after one that the law does not have, or has the name of one of the
            formula; or the formula lacks an argument that the family reads or omits.
        """
        parameters = inspect.signature(formula).parameters.values()
        needed = [p.name for p in parameters if p.default is p.empty]
        arrays = getattr(formula, "arrays", ())  # options stay named, as in laws written by hand
        order = tuple(
            p.name for p in parameters if p.kind is not p.KEYWORD_ONLY and (p.default is p.empty or p.name in arrays)
        )
        for one in (*self.reads, *self.omits):
            if one not in {p.name for p in parameters}:
                raise TypeError(f"{name}: the formula has no argument {one}")
        names = [a for a in needed if a not in self.omits] + [a for a in self.reads if a not in needed]
        required = ", ".join(names)
        for new, (after, _) in self.adds.items():
            if (after and after not in names) or new in {p.name for p in parameters}:
                raise TypeError(f"{name}: {new} cannot stand after {after}: the law has the arguments {required}")
            names.insert(names.index(after) + 1 if after else len(names), new)
        called = getattr(formula, "__name__", "")
        first = called if called.isidentifier() else "formula"  # a lambda has no name
        return _law(self.sides, frozenset(needed), order, tuple(names), first, name, says or self.says)


def _law(
    sides: Callable[[Call, Values], Sides],
    needed: frozenset[str],
    order: tuple[str, ...],
    names: tuple[str, ...],
    formula: str,
    name: str,
    says: str,
) -> Callable[..., Sides]:
    """The function of a law, with its name, sentence and signature; `order` has the arguments given by position."""

    def law(implementation: Callable[..., Any], *arguments: Any, **named: Any) -> Sides:
        values = {**dict(zip(names, arguments, strict=False)), **named}

        def call(**changed: Any) -> Any:
            given = {**{a: v for a, v in values.items() if a in needed}, **changed}
            first: list[Any] = []
            for a in order:  # by position as far as no argument is left out
                if a not in given:
                    break
                first.append(given.pop(a))
            return implementation(*first, **given)

        return sides(call, values)

    law.__name__ = law.__qualname__ = name
    law.__doc__ = says
    positional = inspect.Parameter.POSITIONAL_OR_KEYWORD
    law.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # read by inspect.signature
        [inspect.Parameter(each, positional) for each in (formula, *names)]
    )
    return law


# ---- sums and multiples


def additive(argument: str, other: str) -> LawFamily:
    """f(x + z) = f(x) + f(z), where `other` names z, an array of the shape of `argument`."""

    def sides(call: Call, values: Values) -> Sides:
        x, z = values[argument], values[other]
        return call(**{argument: x + z}), call() + call(**{argument: z})

    return LawFamily(sides, f"The result is additive in {argument}.", {other: (argument, argument)}, linear_in=argument)


def linear(argument: str, other: str, factor: str, *reads: str) -> LawFamily:
    """f(z + c x) = f(z) + c f(x), where `other` names z, an array of the shape of `argument`, and `factor` c; `reads`
    names optional arguments that are drawn too."""

    def sides(call: Call, values: Values) -> Sides:
        x, z, c = (values[a] for a in (argument, other, factor))
        more = {a: values[a] for a in reads}
        return call(**more, **{argument: z + c * x}), call(**more, **{argument: z}) + c * call(**more)

    says, adds = f"The result is linear in {argument}.", {other: (argument, argument), factor: ("", "()")}
    return LawFamily(sides, says, adds, reads, linear_in=argument)


def jointly_additive(first: str, other: str, second: str, another: str) -> LawFamily:
    """f(w + z, u + t) = f(w, u) + f(z, t), where `other` names z, and `another` t."""

    def sides(call: Call, values: Values) -> Sides:
        w, z, u, t = (values[a] for a in (first, other, second, another))
        return call(**{first: w + z, second: u + t}), call() + call(**{first: z, second: t})

    adds = {other: (first, first), another: (second, second)}
    return LawFamily(sides, f"The result is additive in {first} and {second} together.", adds)


def affine(argument: str, other: str, offset: str, zeros: Word) -> LawFamily:
    """f(x + z, u) = f(x, u) + f(z, 0), where `other` names z, and `offset` an argument u that is added once."""

    def sides(call: Call, values: Values) -> Sides:
        x, z = values[argument], values[other]
        return call(**{argument: x + z}), call() + call(**{argument: z, offset: zeros(values[offset])})

    return LawFamily(sides, f"The result is additive in {argument} but for {offset}.", {other: (argument, argument)})


def homogeneous(argument: str, factor: str) -> LawFamily:
    """f(c x) = c f(x) for every number c, which `factor` names."""

    def sides(call: Call, values: Values) -> Sides:
        c = values[factor]
        return call(**{argument: c * values[argument]}), c * call()

    says = f"A multiple of {argument} gives the same multiple of the result."
    return LawFamily(sides, says, {factor: ("", "()")}, linear_in=argument)


def positively_homogeneous(argument: str, factor: str, magnitude: Word) -> LawFamily:
    """f(|c| x) = |c| f(x) for every number c, which `factor` names; `magnitude` is |c|."""

    def sides(call: Call, values: Values) -> Sides:
        c = magnitude(values[factor])
        return call(**{argument: c * values[argument]}), c * call()

    says = f"A positive multiple of {argument} gives the same multiple of the result."
    return LawFamily(sides, says, {factor: ("", "()")})


def multiplied_by(argument: str, number: int) -> LawFamily:
    """f(3 x) = 3 f(x), for one number."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: number * values[argument]}), number * call()

    return LawFamily(sides, f"{number} times {argument} gives {number} times the result.")


def odd(argument: str) -> LawFamily:
    """f(-x) = -f(x)."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: -values[argument]}), -call()

    says = f"The opposite of {argument} gives the opposite result."
    return LawFamily(sides, says, kind=("odd", argument))


def even(argument: str) -> LawFamily:
    """f(-x) = f(x)."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: -values[argument]}), call()

    return LawFamily(sides, f"The opposite of {argument} gives the same result.")


def unchanged_by_adding(argument: str, constant: str, shape: str = "()") -> LawFamily:
    """f(x + c) = f(x), where `constant` names c, by default one number."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: values[argument] + values[constant]}), call()

    says, kind = f"A constant added to {argument} changes nothing.", ("unchanged_by_adding", argument, constant, shape)
    return LawFamily(sides, says, {constant: (argument, shape)}, kind=kind)


def depends_on_the_difference(first: str, second: str, constant: str, shape: str = "()") -> LawFamily:
    """f(x + c, y + c) = f(x, y), where `constant` names c, by default one number."""

    def sides(call: Call, values: Values) -> Sides:
        c = values[constant]
        return call(**{first: values[first] + c, second: values[second] + c}), call()

    says = f"A constant added to {first} and {second} changes nothing."
    kind = ("depends_on_the_difference", first, second, constant, shape)
    return LawFamily(sides, says, {constant: (second, shape)}, kind=kind)


def moves_with(argument: str, constant: str, shape: str = "()") -> LawFamily:
    """f(x + c) = f(x) + c, where `constant` names c, by default one number."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: values[argument] + values[constant]}), call() + values[constant]

    says, kind = f"A constant added to {argument} is added to the result.", ("moves_with", argument, constant, shape)
    return LawFamily(sides, says, {constant: (argument, shape)}, kind=kind)


# ---- order of arguments and of calls


def commutes(first: str, second: str) -> LawFamily:
    """f(x, y) = f(y, x)."""

    def sides(call: Call, values: Values) -> Sides:
        return call(), call(**{first: values[second], second: values[first]})

    return LawFamily(sides, f"{first} and {second} may be exchanged.")


def associates(first: str, second: str, third: str, shape: str) -> LawFamily:
    """f(f(x, y), z) = f(x, f(y, z)), where `third` names z, an array of the given shape."""

    def sides(call: Call, values: Values) -> Sides:
        x, y, z = values[first], values[second], values[third]
        return call(**{first: call(), second: z}), call(**{first: x, second: call(**{first: y, second: z})})

    return LawFamily(sides, "Of three arguments, either two may be combined first.", {third: (second, shape)})


def idempotent(argument: str) -> LawFamily:
    """f(f(x)) = f(x)."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: call()}), call()

    return LawFamily(sides, "Applied twice, it is the same as applied once.")


# ---- words: functions of arrays, see `words`


def invariant(argument: str, word: Word) -> LawFamily:
    """f(word(x)) = f(x)."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: word(values[argument])}), call()

    says = f"The result does not depend on this change of {argument}."
    return LawFamily(sides, says, kind=("invariant", argument, word))


def equivariant(argument: str, word: Word, **others: Word) -> LawFamily:
    """f(word(x)) = word(f(x)).

    `others` are changes of further arguments, by name: f(word(x), other(p)) = word(f(x, p)).
    """

    def sides(call: Call, values: Values) -> Sides:
        changed = {argument: word(values[argument]), **{a: change(values[a]) for a, change in others.items()}}
        return call(**changed), word(call())

    says = f"A change of {argument} may as well be made to the result."
    return LawFamily(sides, says, kind=("equivariant", argument, word, others))


def part_by_part(argument: str, part: Word, result: Word | None = None) -> LawFamily:
    """part(f(x)) = f(part(x)): a part of the result depends on the same part of the argument only.

    `result` is the part of the result, if it is not the same function.
    """
    of_result = result or part

    def sides(call: Call, values: Values) -> Sides:
        return of_result(call()), call(**{argument: part(values[argument])})

    says = f"A part of the result depends on the same part of {argument} only."
    return LawFamily(sides, says, kind=("part_by_part", argument, part, of_result))


def has_unit(argument: str, second: str, unit: Word) -> LawFamily:
    """f(x, unit(x)) = x, where `second` takes the unit and is not drawn."""

    def sides(call: Call, values: Values) -> Sides:
        x = values[argument]
        return call(**{second: unit(x)}), x

    return LawFamily(sides, "The unit changes nothing.", omits=(second,))


def multiplicative(first: str, second: str, word: Word) -> LawFamily:
    """word(f(x, y)) = word(x) word(y)."""

    def sides(call: Call, values: Values) -> Sides:
        return word(call()), word(values[first]) * word(values[second])

    return LawFamily(sides, "This number of the result is the product of those of the arguments.")


# ---- values


def nonnegative(*reads: str) -> LawFamily:
    """f(x) >= 0; `reads` names optional arguments that are drawn too."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{a: values[a] for a in reads}), 0

    return LawFamily(sides, "The result is never negative.", reads=reads, relation=">=")


def fixed_by(word: Word) -> LawFamily:
    """word(f(x)) = f(x): a symmetry of the result."""
    return LawFamily(lambda call, values: (word(call()), call()), "The result is unchanged by this symmetry.")


def measures(word: Word, value: Any) -> LawFamily:
    """word(f(x)) = value, the same for every x; with the identity as `word`, a constant result."""
    return LawFamily(lambda call, values: (word(call()), value), "This number is the same for every result.")


def satisfies(one: Word, other: Word) -> LawFamily:
    """one(f(x)) = other(f(x)): an equation that the result satisfies."""
    return LawFamily(lambda call, values: (one(call()), other(call())), "The result satisfies this equation.")


def leaves(argument: str, **chosen: Any) -> LawFamily:
    """f(x, y, p=chosen) = y, where `argument` names y: with these values of optional arguments, y is the result."""
    return LawFamily(lambda call, values: (call(**chosen), values[argument]), f"The result is {argument}.")


def same_for(argument: str, one: Any, other: Any) -> LawFamily:
    """f(x, p=one) = f(x, p=other), where `argument` names p."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: one}), call(**{argument: other})

    return LawFamily(sides, f"{argument} = {one} and {argument} = {other} give the same.")


def changes_base() -> LawFamily:
    """2 f(p, base=b^2) = f(p, base=b), of a sum of logarithms to a base."""

    def sides(call: Call, values: Values) -> Sides:
        b = values["base"]
        return 2 * call(base=b**2), call(base=b)

    return LawFamily(sides, "The base only fixes the unit.", reads=("base",))
