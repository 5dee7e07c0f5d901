"""Families of laws.

A family states once what several formulas have in common; a formula attaches it under a name of its own:

    adds_inputs = conv.law(additive("x", "z"), name="adds_inputs")

A family is made of its sides, the arguments that it adds to those of the formula, and a sentence. Attached, it is a law
like any other: a function of an implementation that returns both sides.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Sides = tuple[Any, Any]
Values = dict[str, Any]
Call = Callable[..., Any]  # the implementation at the drawn arguments, some of them replaced: call(x=-x)


@dataclass(frozen=True)
class LawFamily:
    """A kind of law.

    Parameters
    ----------
    sides : function of (call, values)
        Both sides. `call()` is the implementation at the drawn arguments, `call(x=-values["x"])` with x replaced;
        `values` has the drawn arguments by name.
    says : str
        The sentence of the law, for formulas that give none of their own.
    adds : dict of str to (str, str)
        Arguments that the formula does not have: after which of its arguments each stands, and its shape, in the
        language of shape lines ("x" for the shape of x, "()" for one number).
    relation : str
        "=", "<=" or ">=".
    """

    sides: Callable[[Call, Values], Sides]
    says: str
    adds: dict[str, tuple[str, str]] = field(default_factory=dict)
    relation: str = "="

    def function(self, formula: Callable[..., Any], name: str, says: str | None = None) -> Callable[..., Sides]:
        """The law as a function of an implementation and the arguments that the formula cannot do without.

        Parameters
        ----------
        formula : the formula, whose signature is read.
        name : the name of the law.
        says : its sentence; that of the family if None.

        Returns
        -------
        A function (implementation, *arguments) -> (one side, other side) with a signature of named arguments.

        Raises
        ------
        TypeError : an added argument stands after one that the formula does not require, or has a name that it has.
        """
        parameters = inspect.signature(formula).parameters.values()
        needed = tuple(p.name for p in parameters if p.default is p.empty)
        names = list(needed)
        for new, (after, _) in self.adds.items():
            if after not in needed or new in {p.name for p in parameters}:
                raise TypeError(f"{name}: {new} cannot stand after {after}: the formula requires {', '.join(needed)}")
            names.insert(names.index(after) + 1, new)
        return _law(self.sides, needed, tuple(names), getattr(formula, "__name__", "formula"), name, says or self.says)


def _law(
    sides: Callable[[Call, Values], Sides],
    needed: tuple[str, ...],
    names: tuple[str, ...],
    formula: str,
    name: str,
    says: str,
) -> Callable[..., Sides]:
    """The function of a law, with its name, sentence and signature."""

    def law(implementation: Callable[..., Any], *arguments: Any, **named: Any) -> Sides:
        values = {**dict(zip(names, arguments, strict=False)), **named}
        return sides(lambda **changed: implementation(*[changed.get(a, values[a]) for a in needed]), values)

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

    return LawFamily(sides, f"The result is additive in {argument}.", {other: (argument, argument)})


def homogeneous(argument: str, factor: str) -> LawFamily:
    """f(c x) = c f(x) for every number c, which `factor` names."""

    def sides(call: Call, values: Values) -> Sides:
        c = values[factor]
        return call(**{argument: c * values[argument]}), c * call()

    last = f"A multiple of {argument} gives the same multiple of the result."
    return LawFamily(sides, last, {factor: (argument, "()")})


def odd(argument: str) -> LawFamily:
    """f(-x) = -f(x)."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: -values[argument]}), -call()

    return LawFamily(sides, f"The opposite of {argument} gives the opposite result.")


def unchanged_by_adding(argument: str, constant: str, shape: str = "()") -> LawFamily:
    """f(x + c) = f(x), where `constant` names c, by default one number."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: values[argument] + values[constant]}), call()

    return LawFamily(sides, f"A constant added to {argument} changes nothing.", {constant: (argument, shape)})


def moves_with(argument: str, constant: str, shape: str = "()") -> LawFamily:
    """f(x + c) = f(x) + c, where `constant` names c, by default one number."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: values[argument] + values[constant]}), call() + values[constant]

    return LawFamily(sides, f"A constant added to {argument} is added to the result.", {constant: (argument, shape)})


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


def invariant(argument: str, word: Callable[[Any], Any]) -> LawFamily:
    """f(word(x)) = f(x)."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: word(values[argument])}), call()

    return LawFamily(sides, f"The result does not depend on this change of {argument}.")


def equivariant(argument: str, word: Callable[[Any], Any]) -> LawFamily:
    """f(word(x)) = word(f(x))."""

    def sides(call: Call, values: Values) -> Sides:
        return call(**{argument: word(values[argument])}), word(call())

    return LawFamily(sides, f"What is done to {argument} may as well be done to the result.")


def part_by_part(argument: str, part: Callable[[Any], Any]) -> LawFamily:
    """part(f(x)) = f(part(x)): a part of the result depends on the same part of the argument only."""

    def sides(call: Call, values: Values) -> Sides:
        return part(call()), call(**{argument: part(values[argument])})

    return LawFamily(sides, f"A part of the result depends on the same part of {argument} only.")


def has_unit(argument: str, second: str, unit: Callable[[Any], Any]) -> LawFamily:
    """f(x, unit(x)) = x, where `second` takes the unit and is not drawn."""

    def sides(call: Call, values: Values) -> Sides:
        x = values[argument]
        return call(**{second: unit(x)}), x

    return LawFamily(sides, "The unit changes nothing.")


def nonnegative() -> LawFamily:
    """f(x) >= 0."""
    return LawFamily(lambda call, values: (call(), 0), "The result is never negative.", relation=">=")


def fixed_by(word: Callable[[Any], Any]) -> LawFamily:
    """word(f(x)) = f(x): a symmetry of the result."""
    return LawFamily(lambda call, values: (word(call()), call()), "The result is unchanged by this symmetry.")


def measures(word: Callable[[Any], Any], value: Any) -> LawFamily:
    """word(f(x)) = value: a number that is known of every result."""
    return LawFamily(lambda call, values: (word(call()), value), "The same number belongs to every result.")
