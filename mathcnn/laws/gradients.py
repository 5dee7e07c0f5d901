"""The laws of gradients: none is written for one gradient, all follow from the formula that the gradient is of.

is_linear     every gradient is linear in the gradients of the result
is_adjoint    if the formula is linear in the array: <dy, f(v)> = <gradient(dy), v>
is_the_slope  if it is linear but for a constant: <dy, f(x + v) - f(x)> = <gradient(dy), v>
others        from laws of the formula, by the rules of `mathcnn.laws.transfer`, under the names of these laws
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any  # Any: arrays of every number type, and terms

import numpy as np

from ..language.admission import as_objects
from ..language.domain import Domain
from ..language.latex import Term, writable
from ..language.statement import PLog
from .families import Call, LawFamily, Sides, Values, linear
from .transfer import transferred

if TYPE_CHECKING:
    from ..language.derivatives.formulas import GradientFormula
    from ..language.formula import Formula, Law

LINEAR, ADJOINT, SLOPE, DERIVATIVE = "is_linear", "is_adjoint", "is_the_slope", "is_the_derivative"
BY_DERIVATION = "it follows from the derivation of the gradient, each step of which is checked at small sizes"


def attach(gradient: GradientFormula) -> None:
    """Attach its laws to a gradient."""
    of, array, incoming = gradient.of, gradient.array, gradient.incoming
    domain = inside_domains(of)
    options: dict[str, Any] = {"domain": domain} if domain else {}
    other, factor = _free("dz", gradient), _free("c", gradient)
    reads, held = gradient.setting
    options |= {"held": held} if held else {}
    family = linear(incoming, other, factor, *reads)
    gradient.law(family, name=LINEAR, says=f"The gradient is linear in {incoming}.", **options)
    if gradient.affine:
        name, about = (ADJOINT, adjoint(gradient)) if gradient.adjoint else (SLOPE, slope(gradient))
        if name == SLOPE and array in of.domain:
            options["domain"] = {**domain, _free("v", gradient): of.domain[array]}
        gradient.law(about, name=name, **options).unproved = BY_DERIVATION
    for law in of.laws.values():
        if law.holds and law.family is not None:
            for suffix, found in transferred(law, gradient).items():
                _attach(gradient, law, suffix, found, domain)


def _attach(gradient: GradientFormula, law: Law, suffix: str, family: LawFamily, domain: dict[str, Domain]) -> None:
    """Attach what a law of the formula implies, under the conditions of that law. Of entries that are equal the first
    one gets the gradient: not every convention divides it."""
    held = {**law.held, **({"ties": "first"} if "ties" in gradient.words else {})}
    kept = {"rank": law.rank, "requires": law.requires, "held": held, "plain": law.plain}
    adds = {a: text for a, text in law.shapes.items() if a in family.adds}
    found = gradient.law(family, name=f"{law.fn.__name__}{suffix}", domain={**law.domain, **domain}, **kept, **adds)
    found.unproved = f"it follows from {law.name}"


def _free(name: str, gradient: GradientFormula) -> str:
    """A name that no argument of the gradient has."""
    while name in gradient.names:
        name = f"{name}_"
    return name


def inside_domains(of: Formula) -> dict[str, Domain]:
    """The domains of arrays in which no entry is 0, for formulas whose derivative at 0 is infinite: p log q."""
    if not any(e.rhs.atoms(PLog) for e in of.plan(1, of.default_words()).equations):
        return {}
    found = {a: d for a, d in of.domain.items() if d.nonnegative and a not in of.labels}
    return {a: dataclasses.replace(d, make=_without_zeros(d)) for a, d in found.items()}


def _without_zeros(d: Domain) -> Any:
    return lambda raw, env: d.make(np.where(np.asarray(raw == 0, bool), raw + 1, raw), env)


# ---- the gradient and its formula


HELD = "options that the law does not name"  # no name of an argument


@dataclass(frozen=True)
class WithOptions(LawFamily):
    """A family whose sides call another formula, too: `values[HELD]` has the options that the law does not name, which
    an implementation is given by `functools.partial`."""

    def function(self, formula: Callable[..., Any], name: str, says: str | None = None) -> Callable[..., Sides]:
        fn = super().function(formula, name, says)

        @functools.wraps(fn)
        def law(implementation: Callable[..., Any], *arguments: Any, **named: Any) -> Sides:
            return fn(implementation, *arguments, **named, **{HELD: getattr(implementation, "keywords", {})})

        law.__signature__ = inspect.signature(fn)  # type: ignore[attr-defined]  # read by inspect.signature
        del law.__wrapped__  # what is copied to trace a law is the innermost function, which is not the law here
        return law


@writable(r"\langle {}, {} \rangle")
def paired(x: Any, y: Any) -> Any:
    """The sum of the products of the entries of two arrays of one shape, or the product of two numbers."""
    return np.sum(np.multiply(x, y))


def _forward(gradient: GradientFormula, values: Values, x: Any) -> Any:
    """The formula at the values of a law about its gradient, with x for the array, and with the options of the call."""
    of = gradient.of
    if not isinstance(x, (np.ndarray, Term)):  # a sum of arrays without axes is a number
        x = as_objects([x]).reshape(())
    read = {a: values[a] for a in of.names if a in values} | {gradient.array: x}
    read |= {a: v for a, v in values[HELD].items() if a in of.names}
    leading = itertools.takewhile(lambda a: a in of.arrays and a in read, of.names)
    arrays = [read.pop(a) for a in list(leading)]
    return of(*arrays, **read)


def adjoint(gradient: GradientFormula) -> LawFamily:
    """<dy, f(x)> = <gradient(dy), x>."""
    array, incoming, (reads, _) = gradient.array, gradient.incoming, gradient.setting

    def sides(call: Call, values: Values) -> Sides:
        x, more = values[array], {a: values[a] for a in reads}
        return paired(values[incoming], _forward(gradient, values, x)), paired(call(**more), x)

    return WithOptions(sides, f"The gradient is the adjoint of {gradient.of.name} as a map of {array}.", reads=reads)


def slope(gradient: GradientFormula) -> LawFamily:
    """<dy, f(x + v) - f(x)> = <gradient(dy), v>, where the formula adds a constant to what is linear in x."""
    array, incoming, step = gradient.array, gradient.incoming, _free("v", gradient)
    reads, _ = gradient.setting

    def sides(call: Call, values: Values) -> Sides:
        x, v, more = values[array], values[step], {a: values[a] for a in reads}
        change = _forward(gradient, values, x + v) - _forward(gradient, values, x)
        return paired(values[incoming], change), paired(call(**more), v)

    says = f"A change of {array} changes the result as the gradient says, however large it is."
    return WithOptions(sides, says, {step: (array, array)}, reads=reads)


def derivative(gradient: GradientFormula) -> LawFamily:
    """<dy, f(x + t v)> has at t = 0 the derivative <gradient(dy, x), v>, for formulas that are not linear in x.

    A law of this family is not run, since a derivative is no equation of two sides: it is printed for Coq. It gives the
    number that depends on t, its derivative, and f(x)."""
    array, incoming, step, time = gradient.array, gradient.incoming, _free("v", gradient), _free("t", gradient)
    reads, _ = gradient.setting

    def sides(call: Call, values: Values) -> Any:
        x, v, more = values[array], values[step], {a: values[a] for a in reads}
        curve = paired(values[incoming], _forward(gradient, values, x + values[time] * v))
        return curve, paired(call(**more), v), _forward(gradient, values, x)

    says = f"The gradient is the derivative by {array}, in every direction."
    return WithOptions(sides, says, {step: (array, array), time: ("", "()")}, reads=reads)
