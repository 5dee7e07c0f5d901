"""The laws about derived gradients that are printed: that a gradient is the adjoint, or the slope, or the derivative.

Trusted. It trusts `formulas` and `laws`.

A formula that is linear in an array v has the gradient G(dy) with <dy, F(v)> = <G(dy), v>. One that is linear but for a
constant has <dy, F(u + v) - F(u)> = <G(dy), v>. For any other formula the number <dy, F(x + t v)> has at t = 0 the
derivative <G(dy, x), v>, for all dy and v, in the real numbers of Coq. F and G are printed from statements: that of the
formula, and the one that was derived.

The last proposition supposes that the formula is smooth at x. This is printed from its statement, too: every divisor
that depends on x is not 0, the argument of every root and logarithm is positive, and two numbers that are compared are
not equal. A maximum over a range that the gradient chooses an entry of has one largest entry; others cancel. What the
form of the expression shows, such as that a sum of exponentials is positive, is not supposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any  # Any: the values of a law, which are arrays of text here

import sympy as sp

from mathcnn import catalogue
from mathcnn.language.derivatives.formulas import GradientFormula
from mathcnn.language.formula import Law
from mathcnn.language.operators import ArgMaxOver, MaxOver, PLog
from mathcnn.language.statement import AllAxes, Axis, Where, is_whole, with_words
from mathcnn.laws.gradients import ADJOINT, DERIVATIVE, SLOPE, derivative

from .arrays import lifted
from .expressions import REALS, Unprinted, Values, is_place, name, within
from .formulas import Chosen, equations, kind, printed, typed, value_of, with_labels
from .traces import Trace

ALONE = "alone"  # the condition that a maximum is that of one entry alone
RELATION = "derivative"  # of the sides of such a law: the curve, the other side, and the formula at t = 0


def gradient_laws() -> Iterator[Law]:
    """The laws, of the gradients of all formulas by all arrays."""
    for of in catalogue.catalog().formulas.values():
        for gradient in of.gradient.derivable().values():
            yield law_of(gradient)


def law_of(gradient: GradientFormula) -> Law:
    """The law that says what a gradient is."""
    for known in (ADJOINT, SLOPE):
        if known in gradient.laws:
            return gradient.laws[known]
    family = derivative(gradient)
    options: dict[str, Any] = {a: shape for a, (_, shape) in family.adds.items()}
    options["held"] = gradient.setting[1]
    law = Law(gradient, family.function(gradient, DERIVATIVE), RELATION, True, **options)
    law.family, law.domain = family, {}  # it holds for all numbers at which the formula is smooth
    return law


class Conditions:
    """Where a formula is smooth in an array, collected from its statement.

    parts: the named parts, by name. array: the one that is moved. chooses: whether the gradient chooses the largest
    entry. found: each condition, with the binders before it.
    """

    def __init__(self, parts: dict[str, sp.Eq], array: str, chooses: bool):
        self.parts, self.array, self.chooses = parts, array, chooses
        self.found: list[tuple[tuple[Any, ...], sp.Basic, str, sp.Basic]] = []

    def depends(self, e: sp.Basic) -> bool:
        """Whether an expression depends on the array."""
        return any(
            str(x.base) == self.array or str(x.base) in self.parts and self.depends(self.parts[str(x.base)].rhs)
            for x in e.atoms(sp.Indexed)
        )

    def unfolded(self, e: sp.Indexed) -> sp.Basic:
        """A named part, at its indices."""
        one = self.parts[str(e.base)]
        own = one.lhs.indices if isinstance(one.lhs, sp.Indexed) else ()
        return one.rhs.xreplace(dict(zip(own, e.indices, strict=True)))

    def written(self, e: sp.Basic) -> sp.Basic:
        """An expression with its named parts written out. Raises Unprinted."""
        while parts := [x for x in e.atoms(sp.Indexed) if str(x.base) in self.parts]:
            for x in parts:
                one = self.unfolded(x)
                inner = {v for s in one.atoms(sp.Sum, MaxOver) for v, *_ in s.limits}
                if any(inner & k.free_symbols for k in x.indices):
                    raise Unprinted(f"{x} where its letters have another meaning")
                e = e.xreplace({x: one})
        return e

    def suppose(self, binders: tuple[Any, ...], left: sp.Basic, sign: str, right: sp.Basic) -> None:
        """Note a condition, unless the form of the expression shows it."""
        shown = right == 0 and positive(self.written(left))
        if self.depends(left - right) and not shown and (one := (binders, left, sign, right)) not in self.found:
            self.found.append(one)

    def visit(self, e: sp.Basic, binders: tuple[Any, ...]) -> None:
        """Note the conditions under which an expression is smooth."""
        match e:
            case sp.Indexed():
                if str(e.base) in self.parts:
                    self.visit(self.unfolded(e), binders)
                return
            case sp.Sum():
                self.visit(e.function, (*binders, *e.limits))
                return
            case MaxOver():  # else it stands where it cancels, or the theorem cannot be proved
                if self.chooses and self.depends(e):
                    self.found.append((binders, e, ALONE, sp.S.Zero))
                return
            case sp.Pow() if not is_whole(e.exp) or e.exp.is_negative:
                self.suppose(binders, e.base, "<>" if is_whole(e.exp) else ">", sp.S.Zero)
            case sp.log():
                self.suppose(binders, e.args[0], ">", sp.S.Zero)
            case PLog():
                for one in e.args:
                    self.suppose(binders, one, ">", sp.S.Zero)
            case sp.Max() | sp.Min():
                for k, one in enumerate(e.args):
                    for other in e.args[k + 1 :]:
                        self.suppose(binders, one, "<>", other)
            case sp.Abs():
                self.suppose(binders, e.args[0], "<>", sp.S.Zero)
            case sp.Piecewise() | Where():
                tests = [test for _, test in e.args] if isinstance(e, sp.Piecewise) else [e.args[1]]
                for one in {r for test in tests for r in sp.sympify(test).atoms(sp.core.relational.Relational)}:
                    if not all(map(is_whole, one.args)):
                        self.suppose(binders, one.lhs, "<>", one.rhs)
        for part in e.args:
            if isinstance(part, sp.Expr):
                self.visit(part, binders)
            elif isinstance(part, sp.core.containers.Tuple) or isinstance(e, sp.Piecewise):
                self.visit(part.args[0], binders)


def positive(e: sp.Basic) -> bool:
    """Whether a value is positive for all entries of the arrays, by the form of the expression."""
    match e:
        case sp.exp():
            return True
        case AllAxes():
            return bool(e.args[0].is_positive)
        case sp.Add():
            return all(map(nonnegative, e.args)) and any(map(positive, e.args))
        case sp.Mul():
            return all(map(positive, e.args))
        case sp.Pow():
            return positive(e.base)
        case sp.Sum():
            return positive(e.function)  # every range of a statement has an entry
    return bool(e.is_positive) and not e.atoms(sp.Indexed)


def nonnegative(e: sp.Basic) -> bool:
    """Whether a value is not negative for all entries of the arrays, by the form of the expression."""
    match e:
        case sp.Add() | sp.Mul():
            return all(map(nonnegative, e.args)) or positive(e)
        case sp.Pow():
            return nonnegative(e.base) or bool(e.exp.is_even)
        case sp.Sum():
            return nonnegative(e.function)
    return positive(e)


def one_largest(e: MaxOver, values: Values) -> str:
    """That no two entries of a maximum are the largest."""
    ((k, low, high),) = e.limits
    other = Axis(f"{name(k)}_other") if is_place(k) else sp.Symbol(f"{name(k)}_other", integer=True)
    largest = f"Some {values(e)}"
    there = [f"{within(v, low, high + 1)} -> " for v in (k, other)]
    is_it = [f"({values.seen(entry)} = {largest}) -> " for entry in (e.function, e.function.xreplace({k: other}))]
    return f"(forall ({name(k)} {name(other)} : {kind(k)}), {''.join((*there, *is_it))}{name(k)} = {name(other)})"


def smooth(gradient: GradientFormula, words: Chosen) -> tuple[str, str]:
    """The name and the definition of where a formula is smooth in the array of a gradient; "" and "" if it is so
    everywhere."""
    of, array = gradient.of, gradient.array
    one = printed(of, words)
    meanings = frozenset(one.meanings.items())
    output, parts = equations(of, words, lambda e: with_labels(of, with_words(e, meanings)))
    chooses = any(e.has(ArgMaxOver) for e in (gradient.statement, *gradient.where))
    conditions = Conditions({str(e.lhs.base): e for e in parts}, array, chooses)
    indices = output.lhs.indices if isinstance(output.lhs, sp.Indexed) else ()
    places = [(k, sp.S.Zero, e.size - 1) for k, e in zip(indices, one.result, strict=True)]
    conditions.visit(output.rhs, tuple(places))
    if not conditions.found:
        return "", ""
    values = Values({a: [(e.first, e.first + e.size) for e in line] for a, line in one.arrays.items()}, {})
    said = lambda e: values(conditions.written(e))
    rows = []
    for binders, left, sign, right in conditions.found:
        free = conditions.written(left - right).free_symbols
        used = [limits for limits in binders if limits[0] in free]
        all_ = " ".join(f"({name(k)} : {kind(k)})" for k, *_ in used)
        bounds = "".join(f"{within(k, low, high + 1)} -> " for k, low, high in used)
        if sign == ALONE:
            claim = one_largest(conditions.written(left), values)
        else:
            claim = f"(above_zero {said(left)})" if sign == ">" else f"({said(left)} <> {said(right)})"
        rows.append(f"(forall {all_}, {bounds}{claim})" if used else claim)
    full = f"{one.name}_is_smooth_in_{name(array)}"
    given = [*["(G : space)"] * one.spatial, *(f"({name(s)} : {kind(s)})" for s in one.letters)]
    given += [f"({name(a)} : {typed(line, value_of(of, a))})" for a, line in one.arrays.items()]
    text = f"Definition {full} {' '.join(given)} : Prop :=\n  " + " /\\\n  ".join(dict.fromkeys(rows)) + "."
    return full, text


def conclusion(law: Law, sides: list[Any], trace: Trace) -> str:
    """That the gradient is the derivative, where the formula is smooth."""
    curve, other, value = (lifted(side, trace) for side in sides)
    if curve.extended or other.extended:
        raise Unprinted("the derivative of what may be infinite or no number")
    gradient = law.of
    assert isinstance(gradient, GradientFormula)
    of = gradient.of
    words = next(words for one, words in trace.formulas if one is of)
    one = printed(of, words)
    trace.needs(REALS)
    full, text = smooth(gradient, words)
    said = f"(has_slope (fun {name(law.names[-1])} : R => {curve.at(())})\n    {other.at(())})"
    if text:
        trace.definitions += [text] if text not in trace.definitions else []
        given = value.function.removeprefix(f"({one.name} ").removesuffix(")")
        given = given if one.ring == REALS else given.removeprefix("R ")
        said = f"({full} {given}) ->\n  {said}"
    return "\n  ".join([*(f"{claim} /\\" for claim in trace.claims), f"({said})" if trace.claims else said])
