"""What a law of a formula implies for its gradients, by family.

* A constant that may be added to x may be added in the gradient, too; differentiated by the constant, f(x + c) = f(x)
  says that the entries of the gradient by x sum to 0, and f(x + c) = f(x) + c that they sum to those of dy.
* If a part of the result depends on the same part of x only, so does that part of the gradient by x.
* If P moves the entries of x, and Q those of the result, and f(P x) = Q f(x), then g(Q dy, P x) = P g(dy, x).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any  # Any: what families are made of: names, shapes and functions of arrays

from . import words
from .families import (
    Call,
    LawFamily,
    Sides,
    Values,
    depends_on_the_difference,
    equivariant,
    even,
    measures,
    unchanged_by_adding,
)

if TYPE_CHECKING:
    from ..language.derivatives.formulas import GradientFormula
    from ..language.formula import Law

Found = dict[str, LawFamily]  # what is put after the name of the law, and the family
MOVES = {  # the words that only move the entries of an array
    words.axes_reversed, words.transposed, words.backwards, words.mirrored, words.half_turn, words.turned, words.rolled,
    words.relabelled,
}  # fmt: skip


def transferred(law: Law, gradient: GradientFormula) -> Found:
    """The laws of a gradient that a law of its formula implies.

    Parameters
    ----------
    law : a law of the formula.
    gradient : one of its gradients.

    Returns
    -------
    For each what is put after the name of the law, and the family; empty for a law of another family, or for a gradient
    by an array that may be left out, which such a law does not draw.
    """
    kind = getattr(law.family, "kind", ())
    reads, _ = gradient.setting
    return RULES[kind[0]](gradient.array, gradient.incoming, *kind[1:]) if kind and not reads else {}


def _unchanged(array: str, incoming: str, argument: str, constant: str, shape: str) -> Found:
    zero = {"_sums_to_zero": measures(words.total, 0)} if array == argument and shape == "()" else {}
    return {"": unchanged_by_adding(argument, constant, shape), **zero}


def _moves(array: str, incoming: str, argument: str, constant: str, shape: str) -> Found:
    def sides(call: Call, values: Values) -> Sides:
        return words.total(call()), words.total(values[incoming])

    kept = LawFamily(sides, f"The entries of the gradient sum to those of {incoming}.")
    total = {"_keeps_the_sum": kept} if array == argument and shape == "()" else {}
    return {"": unchanged_by_adding(argument, constant, shape), **total}


def _difference(array: str, incoming: str, first: str, second: str, constant: str, shape: str) -> Found:
    return {"": depends_on_the_difference(first, second, constant, shape)}


def _parts(array: str, incoming: str, argument: str, part: Any, of_result: Any) -> Found:
    if array != argument:
        return {}

    def sides(call: Call, values: Values) -> Sides:
        return part(call()), call(**{argument: part(values[argument]), incoming: of_result(values[incoming])})

    says = f"A part of the gradient depends on the same part of {argument}, and on that of {incoming}, only."
    return {"": LawFamily(sides, says)}


def _equivariant(array: str, incoming: str, argument: str, word: Any, others: dict[str, Any]) -> Found:
    moved = {argument: word, **others}
    if array not in moved or not {word, moved[array]} <= MOVES:
        return {}

    def sides(call: Call, values: Values) -> Sides:
        changed = {a: change(values[a]) for a, change in {**moved, incoming: word}.items()}
        return call(**changed), moved[array](call())

    return {"": LawFamily(sides, f"A change of {argument} and {incoming} may as well be made to the gradient.")}


def _invariant(array: str, incoming: str, argument: str, word: Any) -> Found:
    return {"": equivariant(argument, word)} if array == argument and word in MOVES else {}


def _odd(array: str, incoming: str, argument: str) -> Found:
    return {"_has_an_even_slope": even(argument)} if array == argument else {}


RULES: dict[str, Callable[..., Found]] = {  # by the name of the family: (array, name of dy, what the family is made of)
    "unchanged_by_adding": _unchanged,
    "moves_with": _moves,
    "depends_on_the_difference": _difference,
    "part_by_part": _parts,
    "equivariant": _equivariant,
    "invariant": _invariant,
    "odd": _odd,
}
